"""The history of the figures is that of git: who changed which one when and why, and what a commit did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from indicators import reading
from indicators.entry import compared
from indicators.entry.compared import Edit
from indicators.entry.recording import blob_data, repository
from indicators.entry.refusals import Refused
from indicators.model import Document

if TYPE_CHECKING:
    import pygit2

_KEPT = 50  # documents of older commits that are kept while the history is read


@dataclass(frozen=True, slots=True)
class Entry:
    """A commit that changed figures. `edits` is None where its data cannot be read as today's are."""

    commit: str
    who: str
    when: datetime
    subject: str
    why: str
    edits: list[Edit] | None


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit did to the data files: each before and after it, None where it was not there."""

    commit: pygit2.Commit
    files: Mapping[Path, tuple[bytes | None, bytes | None]]


def entries(folder: Path, indicator: str | None = None) -> Iterator[Entry]:
    """The commits that changed figures, the latest first; with `indicator` those that changed it.

    Raises:
        Refused: there is no repository.
    """
    repo = _opened(folder)
    known: dict[bytes | None, Document | None] = {None: Document()}
    for commit in _commits(repo):
        changed = _changed(repo, commit, folder)
        if not changed.files:
            continue
        found = _edits(changed, known)
        if indicator and found is not None:
            found = [edit for edit in found if _speaks_of(edit, indicator)]
        if found == [] and indicator:
            continue
        if indicator and found is None and not _mentions(changed, indicator):
            continue
        subject, _, rest = commit.message.strip().partition("\n")
        zone = timezone(timedelta(minutes=commit.commit_time_offset))
        when = datetime.fromtimestamp(commit.commit_time, zone)
        yield Entry(str(commit.id), commit.author.name, when, subject, why_of(rest), found)


def why_of(body: str) -> str:
    """The reason in the body of a commit's message."""
    marks = ("为什么：", "Why: ")
    lines = [line.removeprefix(mark) for line in body.splitlines() for mark in marks if line.startswith(mark)]
    return lines[0] if lines else ""


def changed_by(folder: Path, name: str) -> tuple[Committed, list[Edit]]:
    """What a commit changed in the data files, and as edits of records.

    Raises:
        Refused: there is no such commit, or it cannot be undone.
    """
    import pygit2  # noqa: PLC0415

    repo = _opened(folder)
    try:
        commit = repo.revparse_single(name).peel(pygit2.Commit)
    except (KeyError, ValueError, pygit2.GitError):
        raise Refused("no_commit", commit=name) from None
    if len(commit.parents) > 1:
        raise Refused("merge_commit", commit=name)
    if not commit.parents:
        raise Refused("first_commit", commit=name)
    changed = _changed(repo, commit, folder)
    if not changed.files:
        raise Refused("no_data_in_commit", commit=name)
    found = _edits(changed, {None: Document()})
    if found is None:
        raise Refused("unreadable_commit", commit=name)
    return changed, found


def merged(folder: Path, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """`ours` with what leads from `base` to `theirs`, line by line; None where both changed the same lines."""
    import pygit2  # noqa: PLC0415

    repo = _opened(folder)
    blob = pygit2.enums.FileMode.BLOB
    base_, ours_, theirs_ = (
        pygit2.IndexEntry("data", repo.create_blob(data), blob) for data in (base, ours, theirs)
    )
    made = repo.merge_file_from_index(base_, ours_, theirs_, use_deprecated=False)
    return made.contents.encode() if made.automergeable else None


def _opened(folder: Path) -> pygit2.Repository:
    repo = repository(folder)
    if repo is None:
        raise Refused("no_history", folder=folder)
    return repo


def _commits(repo: pygit2.Repository) -> Iterator[pygit2.Commit]:
    import pygit2  # noqa: PLC0415

    if not repo.head_is_unborn:
        # by descent, not by date: a clock may have been set back
        yield from repo.walk(repo.head.target, pygit2.enums.SortMode.TOPOLOGICAL)


def _changed(repo: pygit2.Repository, commit: pygit2.Commit, folder: Path) -> Committed:
    """The data files that differ from those of the first parent."""
    root = Path(repo.workdir).resolve()
    place = PurePosixPath(folder.resolve().relative_to(root).as_posix())
    after = _blobs(commit.tree, place)
    before = _blobs(commit.parents[0].tree, place) if commit.parents else {}
    files = {}
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            old, new = before.get(name), after.get(name)
            files[root / name] = (
                blob_data(repo, old) if old else None,
                blob_data(repo, new) if new else None,
            )
    return Committed(commit, {Path(file): pair for file, pair in files.items()})


def _blobs(tree: pygit2.Tree, place: PurePosixPath) -> dict[str, pygit2.Oid]:
    """The data files below a path, which may be a file itself; only names and ids are looked at."""
    import pygit2  # noqa: PLC0415

    try:
        there = tree[str(place)] if str(place) != "." else tree
    except KeyError:
        return {}
    if isinstance(there, pygit2.Blob):
        return {str(place): there.id}
    prefix = "" if str(place) == "." else f"{place}/"
    return {
        f"{prefix}{one.name}": one.id
        for one in there
        if isinstance(one, pygit2.Blob)
        and one.name
        and one.name.endswith((".yaml", ".yml"))
        and not one.name.startswith(".")
    }


def _edits(changed: Committed, known: dict[bytes | None, Document | None]) -> list[Edit] | None:
    """The edits of a commit; None where a file is none of today's catalogue files. `known` keeps what has been read."""
    before: dict[Path, Document | None] = {}
    after: dict[Path, Document | None] = {}
    for file, (old, new) in changed.files.items():
        for data, found in ((old, before), (new, after)):
            if data not in known:
                if len(known) > _KEPT:
                    del known[next(name for name in known if name is not None)]
                read = reading.read(data or b"", file.name)
                known[data] = read if isinstance(read, Document) else None
            document = known[data]
            found[file] = document
    if None in before.values() or None in after.values():
        return None
    return compared.edits(before, after)


def _speaks_of(edit: Edit, indicator: str) -> bool:
    if isinstance(edit, compared.ClaimEdit):
        return edit.id.indicator == indicator
    if isinstance(edit, compared.GapEdit):
        return edit.indicator == indicator
    return edit.kind == "indicator" and edit.id == indicator


def _mentions(changed: Committed, indicator: str) -> bool:
    word = f"id: {indicator}\n".encode()
    return any(word in (data or b"") for pair in changed.files.values() for data in pair)

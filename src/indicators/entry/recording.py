"""A change is recorded in git: one commit for each, with who, what and why.

Only the data files that the change altered are committed, on top of what HEAD holds: whatever else the user has staged stays
staged and uncommitted. libgit2 does it (no git needs to be installed, no shell is run).
"""

from __future__ import annotations

import getpass
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pygit2

_PATIENCE = 5.0
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a change in the history.

    `commit` is its id, None where it is not in the history, and then `trouble` says why: `no_repository`, `in_progress` (a
    merge or rebase), `ignored` (.gitignore names the file), `locked` (another git is at work), `failed`. With a commit,
    `detached` says that it is on no branch, `clock` that the clock stands before the commit below it. `also` names files in
    which it holds older edits that nobody had committed.
    """

    commit: str | None
    trouble: str | None = None
    reason: str = ""
    also: tuple[str, ...] = ()


def repository(folder: Path) -> pygit2.Repository | None:
    """The git repository with a working tree that the folder is in."""
    import pygit2  # noqa: PLC0415 -- only who writes or asks for the history needs it

    folder = folder.resolve()
    found = pygit2.discover_repository(str(folder if folder.is_dir() else folder.parent))
    if found is None:
        return None
    opened = pygit2.Repository(found)
    return None if opened.is_bare else opened


def record(files: Mapping[Path, bytes], folder: Path, message: str) -> Recorded:
    """Commits these files, which have just been written.

    Args:
        files: each file and the bytes that it had before.
        folder: the data folder.
        message: of the commit.
    """
    import pygit2  # noqa: PLC0415

    try:
        opened = repository(folder)
        if opened is None:
            return Recorded(None, "no_repository")
        if opened.state() != pygit2.enums.RepositoryState.NONE:
            return Recorded(None, "in_progress")
        for _ in range(_TRIES):
            try:
                return _commit(opened, files, message)
            except pygit2.GitError as error:
                if "tip" not in str(error):  # somebody else has just committed: on top of theirs, then
                    raise
        return _commit(opened, files, message)
    except (pygit2.GitError, OSError, KeyError, ValueError) as error:
        trouble = "locked" if "lock" in str(error).lower() else "failed"
        return Recorded(None, trouble, str(error))


def _commit(repo: pygit2.Repository, files: Mapping[Path, bytes], message: str) -> Recorded:
    import pygit2  # noqa: PLC0415

    tree = pygit2.Index()
    parent = None if repo.head_is_unborn else repo.head.peel(pygit2.Commit)
    if parent:
        tree.read_tree(parent.tree)
    entries, also = [], []
    for file, before in files.items():
        name = file.resolve().relative_to(Path(repo.workdir).resolve()).as_posix()
        old = tree[name] if name in tree else None  # noqa: SIM401 - an index has no get
        if old is None and repo.path_is_ignored(name):
            return Recorded(None, "ignored")
        if (blob_data(repo, old.id) if old else b"") != before and not _same_filtered(repo, old, before):
            also.append(name)
        mode = old.mode if old else pygit2.enums.FileMode.BLOB
        entries.append(pygit2.IndexEntry(name, repo.create_blob_fromworkdir(name), mode))
    for entry in entries:
        tree.add(entry)
    _stage(repo, entries)
    who = _who(repo)
    parents = [parent.id] if parent else []
    commit = repo.create_commit("HEAD", who, who, message, tree.write_tree(repo), parents)
    trouble = "detached" if repo.head_is_detached else None
    if parent and parent.commit_time > who.time + 60:
        trouble = "clock"
    return Recorded(str(commit), trouble, also=tuple(also))


def _same_filtered(repo: pygit2.Repository, old: pygit2.IndexEntry | None, before: bytes) -> bool:
    """Whether the bytes differ from what is committed by their line ends only, which git may convert."""
    data = blob_data(repo, old.id) if old else b""
    return data.replace(b"\r\n", b"\n") == before.replace(b"\r\n", b"\n")


def _stage(repo: pygit2.Repository, entries: Sequence[pygit2.IndexEntry]) -> None:
    """Brings the index up to date first: were the commit alone made, `git status` would show its reverse as staged."""
    import pygit2  # noqa: PLC0415

    until = time.monotonic() + _PATIENCE
    while True:
        try:
            repo.index.read()
            for entry in entries:
                repo.index.add(entry)
            repo.index.write()
            return
        except (pygit2.GitError, OSError) as error:
            if time.monotonic() > until or "lock" not in str(error).lower():
                raise
            time.sleep(0.05)


def _who(repo: pygit2.Repository) -> pygit2.Signature:
    import pygit2  # noqa: PLC0415

    try:
        return repo.default_signature
    except KeyError:
        user = getpass.getuser()
        return pygit2.Signature(user, f"{user}@{socket.gethostname()}")


def blob_data(repo: pygit2.Repository, blob: pygit2.Oid) -> bytes:
    """The bytes of a file as they are committed."""
    import pygit2  # noqa: PLC0415

    found = repo[blob]
    return found.data if isinstance(found, pygit2.Blob) else b""

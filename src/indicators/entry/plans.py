"""A plan: what a change would make of the files, and what the checks of the catalogue say to it. Nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from indicators import checks, reading, store
from indicators.entry import compared, differences, places, records, remarks, texts
from indicators.entry.lines import Splice
from indicators.entry.refusals import Objections, Refused
from indicators.entry.steps import Add, Change, ClaimId, ClaimKind, Restore, Revise, Withdraw
from indicators.findings import Finding
from indicators.model import Catalogue, Document
from indicators.problems import CatalogueError, Problem
from indicators.reading import Trail


@dataclass(frozen=True, slots=True)
class NewText:
    """A file before and after; `splices` lead from one to the other."""

    file: Path
    before: bytes
    after: bytes
    splices: tuple[Splice, ...]


@dataclass(frozen=True)
class Plan:
    """A change, worked out on the files as they were when it was made.

    `problems` are those that the change brings, with their places in the files as they would be; notes say what a reader
    may want to know. Only a plan that is `allowed` can be saved. `about` says for each problem which claim it speaks of.
    """

    change: Change
    contents: Mapping[Path, bytes]
    before: Catalogue
    after: Catalogue
    files: tuple[NewText, ...]
    problems: tuple[Problem, ...]
    today: date
    about: tuple[ClaimId | None, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether no error speaks against it, and no warning without `because:`."""
        return all(problem.severity == "note" for problem in self.problems)

    @property
    def claims(self) -> tuple[ClaimId, ...]:
        """The claims that it touches, in the order of its steps; where whole files come back, those that differ."""
        restored = {step.file for step in self.change.steps if isinstance(step, Restore)}
        before, after = dict(self.before.files), dict(self.after.files)
        edits = compared.edits(
            {file: before[file] for file in restored}, {file: after[file] for file in restored}
        )
        differing = [edit.id for edit in edits if isinstance(edit, compared.ClaimEdit)]
        return tuple(dict.fromkeys([*claims_of(self.change), *differing]))

    def difference(self) -> list[str]:
        """The lines that change, as a unified difference of each file in turn."""
        return [
            line
            for file in self.files
            for line in differences.unified(file.file.name, texts.text_of(file.before), file.splices)
        ]


def claims_of(change: Change) -> tuple[ClaimId, ...]:
    """The claims that a change touches, in the order of its steps."""
    found = [step.id for step in change.steps if isinstance(step, Add | Revise | Withdraw)]
    return tuple(dict.fromkeys(found))


def plan(root: Path | None, change: Change, today: date | None = None) -> Plan:
    """What the change would make of the catalogue in `root` (the data folder when absent).

    Raises:
        Refused: it cannot be made; `Objections` where the files cannot be read, before or after.
    """
    try:
        contents = store.contents(root)
        return plan_on(contents, store.of(contents), change, today)
    except CatalogueError as error:
        raise Objections(error.problems) from None


def plan_on(
    contents: Mapping[Path, bytes], before: Catalogue, change: Change, today: date | None = None
) -> Plan:
    """The same on files that are read already: their bytes and the catalogue that they hold."""
    today = today or date.today()
    if any(isinstance(step, Withdraw) for step in change.steps) and not (change.why.strip() or change.undoes):
        raise Refused("no_reason")
    changed, files = _rewritten(contents, before, change)
    if not files:
        raise Refused("nothing_changes")
    fresh = {**contents, **{one.file: one.after for one in files}}
    after = Catalogue(
        tuple((file, changed.get(file, document)) for file, document in before.files), store.digest(fresh)
    )
    said = [*_new_problems(before, after, fresh), *remarks.remarks(before, after, change, today)]
    problems, about = tuple(problem for problem, _ in said), tuple(claim for _, claim in said)
    files = list(_in_order(files, before, after))
    return Plan(change, contents, before, after, tuple(files), problems, today, about)


def _rewritten(
    contents: Mapping[Path, bytes], before: Catalogue, change: Change
) -> tuple[dict[Path, Document], list[NewText]]:
    """The documents that the change alters, and their files."""
    changed, work = records.apply(before, change)
    documents = dict(before.files)
    files = []
    for file, after in changed.items():
        if after != documents[file]:
            data, splices = texts.rewritten(file, contents[file], documents[file], work[file], after)
            files.append(NewText(file, contents[file], data, tuple(splices)))
    for step in change.steps:
        if isinstance(step, Restore):
            if contents.get(step.file) != step.there:
                raise Refused("changed_since", file=step.file.name)
            found = reading.read(step.wanted, str(step.file))
            if not isinstance(found, Document):
                raise Objections(found)
            changed[step.file] = found
            splices = differences.splices(texts.text_of(step.there), texts.text_of(step.wanted))
            files.append(NewText(step.file, step.there, step.wanted, tuple(splices)))
    return changed, files


def _in_order(files: Sequence[NewText], before: Catalogue, after: Catalogue) -> Iterator[NewText]:
    """Files that gain what others name come first, files that lose it last: between two writes the catalogue stays whole."""
    old, new = dict(before.files), dict(after.files)

    def gains(one: NewText) -> int:
        return sum(
            len(getattr(new[one.file], kind)) - len(getattr(old[one.file], kind))
            for kind in ("themes", "units", "areas", "sources")
        )

    yield from sorted(files, key=lambda one: -gains(one))


# ----------------------------------------------------------------------------------------------------------- problems


def _new_problems(
    before: Catalogue, after: Catalogue, contents: Mapping[Path, bytes]
) -> list[tuple[Problem, ClaimId | None]]:
    """What `checks` says to the catalogue after the change and did not say before."""
    names = _affected(before, after)
    old, new = _part(before, names), _part(after, names)
    known = Counter(_key(old, finding) for finding in checks.findings(old))
    fresh = []
    for finding in checks.findings(new):
        key = _key(new, finding)
        if known[key]:
            known[key] -= 1
        else:
            fresh.append(finding)
    documents = dict(after.files)
    claims: dict[tuple[str, int, int], ClaimId | None] = {}

    def place(file: Path, trails: Sequence[Trail]) -> list[tuple[int, int]]:
        found = places.locate(contents[file], documents[file], trails)
        for trail, at in zip(trails, found, strict=True):
            claims.setdefault((str(file), *at), _claim_at(documents[file], trail))
        return found

    placed = checks.placed(after, fresh, place)
    return [(one, claims.get((one.file, one.line, one.column))) for one in placed]


def _claim_at(document: Document, trail: Trail) -> ClaimId | None:
    """The claim that a trail leads into."""
    match trail:
        case ("indicators", int(position), ("observations" | "targets") as key, int(number), *_):
            indicator = document.indicators[position]
            claim = getattr(indicator, key)[number]
            kind: ClaimKind = "actual" if key == "observations" else "target"
            return ClaimId(indicator.id, kind, claim.ref_area, claim.time_period, claim.source)
    return None


def _affected(before: Catalogue, after: Catalogue) -> set[str]:
    """The indicators whose findings can differ: those that do, and those derived from them or they from."""
    own = {
        name
        for name in before.indicators.keys() | after.indicators.keys()
        if before.indicators.get(name) is not after.indicators.get(name)
    }
    if any(getattr(before, kind) != getattr(after, kind) for kind in ("themes", "units", "areas", "events")):
        return set(before.indicators) | set(after.indicators)
    other = {name for name, source in before.sources.items() if after.sources.get(name) != source}
    found = set(own)
    if other:  # a source that went or changed: whoever names it
        found |= {
            one.id
            for one in after.indicators.values()
            if any(claim.source in other for claim in one.observations + one.targets)
        }
    for catalogue in (before, after):
        for indicator in catalogue.indicators.values():
            parents = {parent.indicator for value in indicator.derived for parent in value.of}
            if indicator.id in own or parents & own:
                found |= {indicator.id, *parents}
    return found


def _part(catalogue: Catalogue, names: set[str]) -> Catalogue:
    """The catalogue with the claims of these indicators only; every record keeps its place."""
    return Catalogue(
        tuple(
            (
                file,
                replace(
                    document,
                    indicators=tuple(
                        one
                        if one.id in names
                        else replace(one, observations=(), targets=(), derived=(), choices=(), missing=())
                        for one in document.indicators
                    ),
                ),
            )
            for file, document in catalogue.files
        ),
        "",
    )


def _key(catalogue: Catalogue, finding: Finding) -> tuple[object, ...]:
    """What makes a finding the same before and after, though its record may stand elsewhere in its list."""
    document: Document = dict(catalogue.files)[finding.file]
    record: object = document
    names: list[object] = []
    for step in finding.trail:
        if isinstance(step, int):
            record = record[step] if isinstance(record, tuple) and step < len(record) else None
            names.append(getattr(record, "id", None) or str(record))
        else:
            record = getattr(record, step, None)
            names.append(step)
    return finding.file, finding.rule, *names, *sorted(finding.params.items())

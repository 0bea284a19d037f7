"""A commit is undone by a new change, which passes the same checks as any other.

Where the files are still as the commit left them, they become what they were, byte for byte. Else its edits are taken back
record by record, and where they were of another sort line by line, if nobody has changed the same ones since.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from indicators import store
from indicators.entry import compared, history
from indicators.entry.compared import ClaimEdit, Edit, RecordEdit
from indicators.entry.history import Committed
from indicators.entry.plans import Plan, plan_on
from indicators.entry.refusals import Objections, Refused
from indicators.entry.saving import ChangedMeanwhile, Meanwhile
from indicators.entry.steps import LISTS, Change, Restore, Step
from indicators.model import Catalogue, Observation
from indicators.problems import CatalogueError


def undo(root: Path | None, commit: str, why: str = "", today: date | None = None) -> Plan:
    """What undoing a commit would make of the catalogue; nothing is written.

    Raises:
        Refused: it cannot be undone, or not any more; `ChangedMeanwhile` where its figures have been changed since.
    """
    folder = store.default_folder() if root is None else Path(root)
    committed, edits = history.changed_by(folder, commit)
    try:
        contents = store.contents(folder)
        catalogue = store.of(contents)
    except CatalogueError as error:
        raise Objections(error.problems) from None
    here = {file.resolve(): file for file in contents}
    now = {file: contents.get(here.get(file, file)) for file in committed.files}
    steps = _bytes_back(committed, now, here)
    if steps is None:
        steps = _records_back(catalogue, edits)
    if steps is None:
        steps = _lines_back(folder, committed, now, here)
    change = Change(tuple(steps), why, str(committed.commit.id))
    return plan_on(contents, catalogue, change, today)


def _bytes_back(
    committed: Committed, now: dict[Path, bytes | None], here: dict[Path, Path]
) -> list[Step] | None:
    steps: list[Step] = []
    for file, (before, after) in committed.files.items():
        there = now[file]
        if before is None or after is None or there is None:
            return None
        if there == after:
            steps.append(Restore(here[file], there, before))
        elif there == _windows(after):  # git may convert line ends
            steps.append(Restore(here[file], there, _windows(before)))
        else:
            return None
    return steps


def _windows(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def _records_back(catalogue: Catalogue, edits: list[Edit]) -> list[Step] | None:
    steps = compared.steps_back(edits)
    if not steps:
        return None
    clashes = []
    for edit in edits:
        if isinstance(edit, ClaimEdit):
            there = _claim(catalogue, edit)
            if there != edit.after:
                three = (_some(edit.after), _some(there), _some(edit.before))
                clashes.append(Meanwhile(edit.id, *three))
        elif isinstance(edit, RecordEdit) and edit.after:
            known = catalogue.sources if edit.kind == "source" else catalogue.indicators
            if known.get(edit.id) != edit.after:
                return None
    if clashes:
        raise ChangedMeanwhile(clashes)
    return steps


def _some(claim: Observation | None) -> tuple[Observation, ...]:
    return (claim,) if claim else ()


def _claim(catalogue: Catalogue, edit: ClaimEdit) -> Observation | None:
    indicator = catalogue.indicators.get(edit.id.indicator)
    claims = getattr(indicator, LISTS[edit.id.kind]) if indicator else ()
    return next((claim for claim in claims if edit.id.names(claim)), None)


def _lines_back(
    folder: Path, committed: Committed, now: dict[Path, bytes | None], here: dict[Path, Path]
) -> list[Step]:
    steps: list[Step] = []
    for file, (before, after) in committed.files.items():
        there = now[file]
        made = history.merged(folder, after, there, before) if before and after and there else None
        if made is None or there is None:
            raise Refused("not_undone", commit=str(committed.commit.id)[:10], file=file.name)
        steps.append(Restore(here[file], there, made))
    return steps

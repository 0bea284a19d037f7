"""What lies between two states of the records: which figures, sources and indicators came, went or changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import asdict, replace

from indicators.entry.steps import (
    LISTS,
    Add,
    AddIndicator,
    AddSource,
    ClaimId,
    Explain,
    RemoveIndicator,
    RemoveSource,
    Revise,
    Step,
    Unexplain,
    Withdraw,
)
from indicators.model import Document, Indicator, Missing, Observation, Source


@dataclass(frozen=True, slots=True)
class ClaimEdit:
    """A claim that came (`before` is None), went (`after` is None) or says something else."""

    id: ClaimId
    before: Observation | None
    after: Observation | None


@dataclass(frozen=True, slots=True)
class RecordEdit:
    """A source or an indicator that came, went or changed; an indicator's claims are told apart where it stays.

    For `indicator` without before and after, something else of it changed: its words, breaks, choices, derived values.
    For `other`, something of the vocabulary or the events of a file did.
    """

    kind: str
    id: str
    before: Source | Indicator | None = None
    after: Source | Indicator | None = None


@dataclass(frozen=True, slots=True)
class GapEdit:
    """A reason for an empty cell that came or went."""

    indicator: str
    before: Missing | None
    after: Missing | None


Edit = ClaimEdit | RecordEdit | GapEdit
Documents = Mapping[Path, Document | None]


def edits(before: Documents, after: Documents) -> list[Edit]:
    """The edits between two states of files, those of claims first; files that are the same need not be among them."""
    old, new = _flat(before.values()), _flat(after.values())
    found: list[Edit] = []
    for name in dict.fromkeys([*old.indicators, *new.indicators]):
        found += _indicator(old.indicators.get(name), new.indicators.get(name))
    for name in dict.fromkeys([*old.sources, *new.sources]):
        first, last = old.sources.get(name), new.sources.get(name)
        if first != last:
            found.append(RecordEdit("source", name, first, last))
    if old.rest != new.rest:
        found.append(RecordEdit("other", ""))
    return sorted(found, key=lambda edit: not isinstance(edit, ClaimEdit))


@dataclass(frozen=True, slots=True)
class _Flat:
    indicators: dict[str, Indicator]
    sources: dict[str, Source]
    rest: list[Any]


def _flat(documents: Iterable[Document | None]) -> _Flat:
    there = [document for document in documents if document]
    return _Flat(
        {one.id: one for document in there for one in document.indicators},
        {one.id: one for document in there for one in document.sources},
        [(d.themes, d.units, d.areas, d.events) for d in there if d.themes or d.units or d.areas or d.events],
    )


def _indicator(old: Indicator | None, new: Indicator | None) -> Iterator[Edit]:
    if old is new or old == new:
        return
    if old is None or new is None:
        yield RecordEdit("indicator", (old or new).id, old, new)  # type: ignore[union-attr]
        return
    for kind, key in LISTS.items():
        first, last = (
            {(one.ref_area, one.time_period, one.source): one for one in getattr(indicator, key)}
            for indicator in (old, new)
        )
        for cell in dict.fromkeys([*first, *last]):
            if first.get(cell) != last.get(cell):
                yield ClaimEdit(ClaimId(old.id, kind, *cell), first.get(cell), last.get(cell))
    for gap in old.missing:
        if gap not in new.missing:
            yield GapEdit(old.id, gap, None)
    for gap in new.missing:
        if gap not in old.missing:
            yield GapEdit(old.id, None, gap)
    if _bare(old) != _bare(new):
        yield RecordEdit("indicator", old.id)


def _bare(indicator: Indicator) -> Indicator:
    return replace(indicator, observations=(), targets=(), missing=())


def steps_back(found: Sequence[Edit]) -> list[Step] | None:
    """The steps that undo the edits; None where one of them cannot be undone record by record."""
    steps: list[Step] = []
    for edit in found:
        step = _step_back(edit)
        if step is None:
            return None
        steps.append(step)
    return steps


def _step_back(edit: Edit) -> Step | None:
    if isinstance(edit, GapEdit):
        if edit.before:
            return Explain(edit.indicator, edit.before)
        return Unexplain(edit.indicator, edit.after) if edit.after else None
    if isinstance(edit, ClaimEdit):
        if edit.before is None:
            return Withdraw(edit.id)
        if edit.after is None:
            return Add(edit.id.indicator, edit.id.kind, edit.before)
        old, new = asdict(edit.before), asdict(edit.after)
        return Revise(edit.id, {key: value for key, value in old.items() if value != new[key]})
    if isinstance(edit.before, Source):
        return None if edit.after else AddSource(edit.before)
    if isinstance(edit.after, Source):
        return RemoveSource(edit.id)
    if isinstance(edit.before, Indicator):
        return AddIndicator(edit.before)
    return RemoveIndicator(edit.id) if isinstance(edit.after, Indicator) else None

"""What a change makes of the records: the documents as they will be, and where in their lists everything goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec.structs import asdict, replace

from indicators.entry import placing
from indicators.entry.edits import Kept, Row
from indicators.entry.refusals import Refused
from indicators.entry.steps import (
    LISTS,
    OPTIONAL,
    Add,
    AddIndicator,
    AddSource,
    Change,
    ClaimId,
    ClaimStep,
    Explain,
    RemoveIndicator,
    RemoveSource,
    Revise,
    Unexplain,
    Withdraw,
)
from indicators.model import Catalogue, Document, Indicator, Missing, Observation, Source


@dataclass
class FileWork:
    """What happens in one file: in the lists of its indicators, and in which sections whole records come or go."""

    lists: dict[str, dict[str, list[Row]]] = field(default_factory=dict)
    sections: set[str] = field(default_factory=set)


@dataclass
class _Work:
    """A change, step by step. `rows` are the lists as they will be, entries either old (with their number) or new."""

    catalogue: Catalogue
    files: dict[Path, FileWork] = field(default_factory=dict)
    documents: dict[Path, Document] = field(default_factory=dict)
    home: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.documents = dict(self.catalogue.files)
        for file, document in self.catalogue.files:
            for indicator in document.indicators:
                self.home.setdefault(indicator.id, file)

    def file(self, file: Path) -> FileWork:
        return self.files.setdefault(file, FileWork())


def apply(catalogue: Catalogue, change: Change) -> tuple[dict[Path, Document], dict[Path, FileWork]]:
    """The documents that the change alters, and what happens in their files.

    Raises:
        Refused: a step speaks of a record that is not there, or of one that is.
    """
    work = _Work(catalogue)
    indicators = _gathered(catalogue, change)
    for step in change.steps:
        if isinstance(step, AddSource):
            _add_source(work, step.source)
        elif isinstance(step, RemoveSource):
            _remove(work, "sources", step.id)
        elif isinstance(step, RemoveIndicator):
            _remove(work, "indicators", step.id)
    for added in indicators.values():
        _add_indicator(work, added)
    claims: dict[str, list[ClaimStep]] = {}
    for step in change.steps:
        if isinstance(step, Add | Explain | Unexplain) and step.indicator not in indicators:
            claims.setdefault(step.indicator, []).append(step)
        elif isinstance(step, Revise | Withdraw):
            claims.setdefault(step.id.indicator, []).append(step)
    _claims(work, claims)
    changed = {file: work.documents[file] for file in work.files}
    return changed, work.files


def _gathered(catalogue: Catalogue, change: Change) -> dict[str, AddIndicator]:
    """New indicators, with the claims that other steps of the change add to them."""
    found = {step.indicator.id: step for step in change.steps if isinstance(step, AddIndicator)}
    for name in found:
        if name in catalogue.indicators:
            raise Refused("indicator_exists", indicator=name)
    for step in change.steps:
        if isinstance(step, Add) and step.indicator in found:
            new = found[step.indicator]
            key = LISTS[step.kind]
            rows = list(getattr(new.indicator, key))
            rows.insert(placing.places(rows, [step.claim])[0], step.claim)
            found[step.indicator] = AddIndicator(replace(new.indicator, **{key: tuple(rows)}), new.file)
    return found


# ------------------------------------------------------------------------------------------------------------- claims


def _claims(work: _Work, steps: Mapping[str, Sequence[ClaimStep]]) -> None:
    by_file: dict[Path, dict[str, Indicator]] = {}
    for name, each in steps.items():
        file = work.home.get(name)
        if file is None:
            raise Refused("no_indicator", indicator=name)
        indicator = work.catalogue.indicators[name]
        lists = _rows(work.catalogue, indicator, each)
        work.file(file).lists[name] = {key: rows for key, (rows, _) in lists.items()}
        by_file.setdefault(file, {})[name] = replace(
            indicator, **{key: tuple(records) for key, (_, records) in lists.items()}
        )
    for file, changed in by_file.items():
        document = work.documents[file]
        work.documents[file] = replace(
            document, indicators=tuple(changed.get(one.id, one) for one in document.indicators)
        )


def _rows(
    catalogue: Catalogue, indicator: Indicator, steps: Sequence[ClaimStep]
) -> dict[str, tuple[list[Row], list[Any]]]:
    """The lists of an indicator that the steps change: as rows, and as the records that they then hold."""
    rows: dict[str, list[Row]] = {}
    records: dict[str, list[Any]] = {}

    def open_list(key: str) -> None:
        if key not in rows:
            records[key] = list(getattr(indicator, key))
            rows[key] = [Kept(number, {}) for number in range(len(records[key]))]

    new: dict[str, list[Observation]] = {}
    for step in steps:
        if isinstance(step, Explain | Unexplain):
            open_list("missing")
            _explain(step, rows["missing"], records["missing"])
            continue
        key = LISTS[step.kind if isinstance(step, Add) else step.id.kind]
        open_list(key)
        if isinstance(step, Add):
            new.setdefault(key, []).append(step.claim)
            gap = _gap(indicator, step.claim) if step.kind == "actual" else None
            if gap:
                open_list("missing")
                if gap in records["missing"]:
                    _explain(Unexplain(indicator.id, gap), rows["missing"], records["missing"])
            continue
        at = _number(records[key], step.id, catalogue)
        if isinstance(step, Withdraw):
            del rows[key][at], records[key][at]
            continue
        fields = _usual(records[key][at], step.fields)
        row = rows[key][at]
        if fields and isinstance(row, Kept):
            records[key][at] = replace(records[key][at], **_as_record(fields))
            rows[key][at] = Kept(row.index, {**row.fields, **fields})
    for name, claims in new.items():
        behind = placing.places(records[name], claims)
        placed = sorted(zip(behind, claims, strict=True), key=lambda pair: (pair[0], *placing.order(pair[1])))
        for place, claim in reversed(placed):
            rows[name].insert(place, claim)
            records[name].insert(place, claim)
    return {
        key: (rows[key], records[key])
        for key in rows
        if any(not isinstance(row, Kept) or row.fields for row in rows[key])
        or len(rows[key]) != len(getattr(indicator, key))
    }


def _gap(indicator: Indicator, claim: Observation) -> Missing | None:
    """The record that says that this cell is empty, which it is no more."""
    return next(
        (
            gap
            for gap in indicator.missing
            if (gap.ref_area, gap.time_period) == (claim.ref_area, claim.time_period)
        ),
        None,
    )


def _explain(step: Explain | Unexplain, rows: list[Row], gaps: list[Missing]) -> None:
    if isinstance(step, Explain):
        rows.append(step.gap)
        gaps.append(step.gap)
    elif step.gap in gaps:
        at = gaps.index(step.gap)
        del rows[at], gaps[at]
    else:
        gap = step.gap
        raise Refused("no_gap", indicator=step.indicator, area=gap.ref_area, period=gap.time_period)


def _number(claims: Sequence[Observation], wanted: ClaimId, catalogue: Catalogue) -> int:
    found = next((number for number, claim in enumerate(claims) if wanted.names(claim)), None)
    if found is None:
        there = [
            claim.source
            for claim in claims
            if (claim.ref_area, claim.time_period) == (wanted.ref_area, wanted.time_period)
        ]
        raise Refused(
            "no_claim",
            source=wanted.source,
            indicator=wanted.indicator,
            area=wanted.ref_area,
            period=wanted.time_period,
            known=", ".join(there) or "—",
        )
    return found


def _usual(
    claim: Observation, fields: Mapping[str, str | int | bool | None]
) -> dict[str, str | int | bool | None]:
    """The fields that differ from what stands there; None where a key goes."""
    wanted = {
        key: None if value is None or (key == "period_stated" and value is True) else value
        for key, value in fields.items()
    }
    now = asdict(claim)
    now["period_stated"] = None if claim.period_stated else False
    for key, value in wanted.items():
        if key not in now or (value is None and key not in OPTIONAL):
            raise Refused("bad_record", key=key, reason="?")
    return {key: value for key, value in wanted.items() if now[key] != value}


def _as_record(fields: Mapping[str, str | int | bool | None]) -> dict[str, Any]:
    return {key: True if key == "period_stated" and value is None else value for key, value in fields.items()}


# ------------------------------------------------------------------------------------------------ sources and indicators


def _add_source(work: _Work, source: Source) -> None:
    if source.id in work.catalogue.sources:
        raise Refused("source_exists", source=source.id)
    file = _fullest(work, "sources")
    if file is None:
        raise Refused("no_place", kind="source")
    known = work.documents[file].sources
    alike = [number for number, one in enumerate(known) if one.kind == source.kind]
    dated = [number for number in alike if (known[number].date or "") <= (source.date or "9999")]
    at = (dated or alike or [len(known) - 1])[-1]
    _insert(work, file, "sources", at, source)


def _add_indicator(work: _Work, step: AddIndicator) -> None:
    new = step.indicator
    file = step.file or _fullest(work, "indicators", new.theme) or _fullest(work, "indicators")
    if file is None or file not in work.documents:
        raise Refused("no_place", kind="indicator")
    known = work.documents[file].indicators
    alike = [number for number, one in enumerate(known) if one.theme == new.theme]
    _insert(work, file, "indicators", (alike or [len(known) - 1])[-1], new)
    work.home[new.id] = file


def _insert(work: _Work, file: Path, section: str, at: int, record: Any) -> None:
    work.file(file).sections.add(section)
    known = getattr(work.documents[file], section)
    entries = (*known[: at + 1], record, *known[at + 1 :])
    work.documents[file] = replace(work.documents[file], **{section: entries})


def _fullest(work: _Work, section: str, theme: str | None = None) -> Path | None:
    """The file with the most sources, or indicators of a theme."""
    count = {
        file: sum(theme in (None, getattr(one, "theme", None)) for one in getattr(document, section))
        for file, document in work.documents.items()
    }
    best = max(count, key=lambda file: count[file], default=None)
    return best if best is not None and (count[best] or theme is None) else None


def _remove(work: _Work, section: str, name: str) -> None:
    for file, document in work.documents.items():
        records = getattr(document, section)
        if any(one.id == name for one in records):
            work.file(file).sections.add(section)
            left = tuple(one for one in records if one.id != name)
            work.documents[file] = replace(document, **{section: left})
            return
    raise Refused("no_source" if section == "sources" else "no_indicator", source=name, indicator=name)

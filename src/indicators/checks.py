"""Rules between records: what no single record can show to be wrong.

All claims are laid out as columns once and each rule runs over columns, so that 100,000 claims cost a fraction of a
second; only a file with findings is read again, for their lines and columns.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from operator import add
from pathlib import Path

from msgspec.structs import replace

from indicators import periods, plausible, remarks, series, store
from indicators.findings import Columns, Finding
from indicators.letters import quotes
from indicators.model import Catalogue, Derived, Indicator
from indicators.problems import RULES, Problem
from indicators.quantity import Refusal
from indicators.reading import Trail

#: A file and trails in it → line and column of each.
Places = Callable[[Path, Sequence[Trail]], list[tuple[int, int]]]

_UNCHECKED = {
    "words": "the value is not in digits",
    "magnitude": "it does not print the power of ten",
    "empty": "it is empty",
}
_COMPARISONS = 20_000  # beyond these nothing near is looked for: so many unknown ids are no slips


def check(catalogue: Catalogue) -> list[Problem]:
    """Everything that is wrong between the catalogue's records, in file order with file, line and column.

    Errors must be mended before anything is published; warnings are implausible; notes are for the record. A claim
    with `because:` turns its warnings, and its quote that cannot be checked, into notes that carry the explanation.
    """
    return placed(catalogue, findings(catalogue), partial(store.places, catalogue))


def findings(catalogue: Catalogue) -> list[Finding]:
    """What `check` finds before it looks up lines: for a catalogue of which some records stand in no file yet."""
    columns = Columns(catalogue)
    return [finding for rule in _ALL for finding in rule(catalogue, columns)]


def placed(catalogue: Catalogue, findings: Sequence[Finding], places: Places) -> list[Problem]:
    """Findings as problems with line and column, in file order; `places` knows where the records of a file stand."""
    wanted: dict[Path, dict[Trail, tuple[int, int]]] = {}
    for finding in findings:
        wanted.setdefault(finding.file, {})[finding.trail] = (0, 0)
        if finding.first:
            wanted.setdefault(finding.first[1], {})[finding.first[2]] = (0, 0)
    for file, trails in wanted.items():
        wanted[file] = dict(zip(trails, places(file, list(trails)), strict=True))
    order = {file: index for index, (file, _) in enumerate(catalogue.files)}
    found: list[tuple[int, Problem]] = []
    for finding in findings:
        rule, params = finding.rule, finding.params
        if finding.first:
            key, file, trail = finding.first
            params = {**params, key: Problem(str(file), *wanted[file][trail], rule).place}
        if finding.because and (RULES[rule][0] == "warning" or rule == "quote_unchecked"):
            message = RULES[rule][1].partition("; ")[0].format_map(params)  # without what to do about it
            rule, params = (
                "explained",
                {**params, "rule": rule, "message": message, "because": finding.because},
            )
        place = wanted[finding.file][finding.trail]
        found.append((order[finding.file], Problem(str(finding.file), *place, rule, params)))
    return [problem for _, problem in sorted(found, key=lambda pair: (pair[0], pair[1].line, pair[1].column))]


# ---------------------------------------------------------------------------------------------- ids and references


def _ids(catalogue: Catalogue, _columns: Columns) -> Iterator[Finding]:
    for kind in ("themes", "units", "areas", "sources", "indicators"):
        first: dict[str, tuple[Path, Trail]] = {}
        for file, document in catalogue.files:
            for position, record in enumerate(getattr(document, kind)):
                trail: Trail = (kind, position, "id")
                if record.id in first:
                    params = {"kind": kind[:-1], "id": record.id}
                    yield Finding(file, trail, "duplicate_id", params, None, ("first", *first[record.id]))
                else:
                    first[record.id] = file, trail


def _references(catalogue: Catalogue, columns: Columns) -> Iterator[Finding]:
    near: dict[tuple[str, str], str | None] = {}

    def unknown(
        kind: str, known: Mapping[str, object], name: str | None
    ) -> tuple[str, dict[str, str]] | None:
        if name is None or name in known:
            return None
        if (kind, name) not in near:
            may_look = len(near) * len(known) < _COMPARISONS
            matches = difflib.get_close_matches(name, known, 1, 0.6) if may_look else []
            near[kind, name] = matches[0] if matches else None
        match = near[kind, name]
        if match:
            return "unknown_reference_near", {"kind": kind, "id": name, "near": match}
        return "unknown_reference", {"kind": kind, "id": name}

    areas, sources = catalogue.areas, catalogue.sources
    of_kind: dict[str, Mapping[str, object]] = {
        "area": areas,
        "source": sources,
        "indicator": catalogue.indicators,
    }
    checked: tuple[tuple[str, str, list[str], Mapping[str, object]], ...] = (
        ("source", "source", columns.sources, sources),
        ("ref_area", "area", columns.areas, areas),
    )
    for key, kind, column, known in checked:
        missing = set(column) - known.keys()
        for index in [index for index, name in enumerate(column) if name in missing] if missing else ():
            if found := unknown(kind, known, column[index]):
                yield columns.find(index, key, found[0], **found[1])
    for file, document in catalogue.files:
        rows: list[tuple[Trail, str, Mapping[str, object], str | None]] = [
            (("areas", n, "parent"), "area", areas, area.parent) for n, area in enumerate(document.areas)
        ]
        for n, indicator in enumerate(document.indicators):
            at: Trail = ("indicators", n)
            rows.append(((*at, "theme"), "theme", catalogue.themes, indicator.theme))
            rows.append(((*at, "unit"), "unit", catalogue.units, indicator.unit))
            for b, broken in enumerate(indicator.breaks):
                rows.append(((*at, "breaks", b, "ref_area"), "area", areas, broken.ref_area))
            for d, derived in enumerate(indicator.derived):
                rows.append(((*at, "derived", d, "ref_area"), "area", areas, derived.ref_area))
                for p, parent in enumerate(derived.of):
                    of: Trail = (*at, "derived", d, "of", p)
                    rows.append(((*of, "indicator"), "indicator", catalogue.indicators, parent.indicator))
                    rows.append(((*of, "source"), "source", sources, parent.source))
                    rows.append(((*of, "ref_area"), "area", areas, parent.ref_area))
        rows.extend((trail, kind, of_kind[kind], name) for trail, kind, name in remarks.references(document))
        for trail, kind, known, name in rows:
            if found := unknown(kind, known, name):
                yield Finding(file, trail, *found)


# ---------------------------------------------------------------------------------------------- claims, one by one


def _same_claim_twice(_catalogue: Catalogue, columns: Columns) -> Iterator[Finding]:
    cells = columns.cells
    if len(set(cells)) == len(cells):
        return
    rows = list(zip(cells, columns.sources, strict=True))
    if len(set(rows)) == len(rows):
        return
    first: dict[tuple[int, str], int] = {}
    for index, row in enumerate(rows):
        if (known := first.setdefault(row, index)) != index:
            group = columns.group(index)
            at: Trail = (*group.at, known - group.start)
            params = {"source": row[1], "first": columns.said(known)}
            trail: Trail = (*group.at, index - group.start)
            yield Finding(group.file, trail, "same_claim_twice", params, None, ("first_at", group.file, at))


def _dates(catalogue: Catalogue, columns: Columns) -> Iterator[Finding]:
    """Targets lie ahead of their source, observations do not; judged only where the days known leave no doubt."""
    dates = {source.id: source.date for source in catalogue.sources.values() if source.date}
    days = {
        source.id: (
            periods.bounds(min(filter(None, (source.dated, source.published))))[0],
            periods.end(source.date),
        )
        for source in catalogue.sources.values()
        if source.date
    }
    spans = {time: periods.bounds(time) for time in set(columns.times)}
    # A month may be running, as in "by June"; a year or a quarter must be over.
    known_from = {
        time: max(span[0], span[1].replace(day=1)) if _by_month(time) else span[1]
        for time, span in spans.items()
    }
    # One number for each kind, period and source that occur together: a hundred thousand claims, few of these.
    times, names = list(spans), list(dict.fromkeys(columns.sources))
    kinds = columns.spread(len(times) * len(names) if group.is_target else 0 for group in columns.groups)
    by_time = {time: number * len(names) for number, time in enumerate(times)}
    by_name = {name: number for number, name in enumerate(names)}
    rows = list(
        map(
            add,
            map(add, kinds, map(by_time.__getitem__, columns.times)),
            map(by_name.__getitem__, columns.sources),
        )
    )
    wrong = set()
    for row in set(rows):
        number, name = divmod(row, len(names))
        is_target, time = number >= len(times), times[number % len(times)]
        if names[name] in days:
            first, last = days[names[name]]
            if spans[time][1] < first if is_target else known_from[time] > last:
                wrong.add(row)
    for index in [index for index, row in enumerate(rows) if row in wrong] if wrong else ():
        claim, is_target = columns.claims[index], columns.group(index).is_target
        rule = "target_not_ahead" if is_target else "actual_ahead"
        if claim.period_stated and (is_target or claim.obs_status not in ("E", "F")):
            yield columns.find(
                index, "time_period", rule, period=claim.time_period, published=dates[claim.source]
            )


def _by_month(time: str) -> bool:
    return periods.span(time.rpartition("/")[2]) in ("month", "day")


def _quotes(catalogue: Catalogue, columns: Columns) -> Iterator[Finding]:
    """Every quote says the digits and the hedge of its claim, and the 万, 亿 or million of its power of ten.

    The G, T and P of bits and bytes are not looked at: a quote may write 260G for 260Gbps.
    """
    texts = [claim.quote for claim in columns.claims]
    units = (catalogue.units.get(group.indicator.unit) for group in columns.groups)
    spoken = columns.spread(unit is not None and unit.scale == "myriad" for unit in units)
    powers = [mult if is_spoken else None for mult, is_spoken in zip(columns.mults, spoken, strict=True)]
    verdicts = quotes.states_many(texts, columns.values, columns.qualifiers, powers)
    for index, verdict in enumerate(verdicts):
        if verdict.outcome == "yes":
            continue
        said = {"value": columns.said(index), "quote": texts[index]}
        if verdict.outcome == "hedge_differs":
            hedge = f"“{verdict.found}” ({verdict.qualifier})" if verdict.found else "no word"
            said |= {
                "value": columns.values[index],
                "hedge": hedge,
                "qualifier": columns.qualifiers[index] or "absent",
            }
            key = "qualifier" if columns.qualifiers[index] else "obs_value"
            yield columns.find(index, key, "quote_hedge_differs", **said)
        elif verdict.outcome == "number_missing":
            yield columns.find(
                index, "obs_value", "quote_number_missing", **said, found=verdict.found or "no number"
            )
        else:
            yield columns.find(index, "quote", "quote_unchecked", **said, reason=_UNCHECKED[verdict.found])


# ---------------------------------------------------------------------------------------------- derived values


def _derived(catalogue: Catalogue, _columns: Columns) -> Iterator[Finding]:
    for file, document in catalogue.files:
        for position, indicator in enumerate(document.indicators):
            for number, derived in enumerate(indicator.derived):
                at: Trail = ("indicators", position, "derived", number)
                yield from _derivation(catalogue, indicator, derived, file, at)


def _derivation(
    catalogue: Catalogue, indicator: Indicator, derived: Derived, file: Path, at: Trail
) -> Iterator[Finding]:
    parents = []
    for number, parent in enumerate(derived.of):
        found = list(series.parent_claims(catalogue, replace(derived, of=(parent,))))
        parents.extend(found)
        if not found and parent.indicator in catalogue.indicators and parent.source in catalogue.sources:
            area = parent.ref_area or derived.ref_area
            params = {"indicator": parent.indicator, "ref_area": area}
            params |= {"period": parent.time_period, "source": parent.source}
            yield Finding(file, (*at, "of", number), "parent_not_found", params)
    if len(parents) < len(derived.of):
        return
    units = [catalogue.indicators[parent.indicator].unit for parent in parents]
    if not _fits(derived.operation, units, indicator.unit):
        params = {"operation": derived.operation, "units": ", ".join(units), "unit": indicator.unit}
        yield Finding(file, (*at, "operation"), "unit_not_derivable", params)
    result = series.compute(derived, [parent.quantity for parent in parents])
    if isinstance(result, Refusal):
        yield Finding(file, (*at, "of"), "not_derivable", {"reason": str(result)})


def _fits(operation: str, units: Sequence[str], unit: str) -> bool:
    """Whether an operation on claims in `units` can give `unit`; percent and percentage points are never mixed."""
    first, rest = units[0], set(units[1:])
    if operation == "ratio":
        if {first} == rest:
            return unit in ("percent", "times", "index") or unit.startswith("per_")
        return unit not in {first, *rest, "percent", "percentage_points", "times"}
    if {first, *rest} == {"percent", "percentage_points"}:
        return unit == "percent" and first == "percent" and rest == {"percentage_points"}
    if {first} != rest:
        return False
    return unit == ("percentage_points" if operation == "difference" and first == "percent" else first)


_ALL: tuple[Callable[[Catalogue, Columns], Iterator[Finding]], ...] = (
    _ids,
    _references,
    _same_claim_twice,
    _dates,
    _quotes,
    _derived,
    remarks.choices,
    remarks.missing,
    remarks.events,
    plausible.neighbours,
    plausible.shares,
    plausible.percent_or_points,
    plausible.short_titles,
)

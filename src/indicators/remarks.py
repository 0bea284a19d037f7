"""Rules for what analysts add to the claims: choices, reasons for empty cells, events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from indicators import periods
from indicators.findings import Columns, Finding
from indicators.interval import SYMBOLS
from indicators.model import Catalogue, Document, Indicator, Observation
from indicators.reading import Trail

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年)")


def references(document: Document) -> Iterator[tuple[Trail, str, str | None]]:
    """Every name that a choice, a missing figure or an event uses: its place, its kind, the id."""
    for n, indicator in enumerate(document.indicators):
        for c, choice in enumerate(indicator.choices):
            yield ("indicators", n, "choices", c, "ref_area"), "area", choice.ref_area
            yield ("indicators", n, "choices", c, "source"), "source", choice.source
        for m, gap in enumerate(indicator.missing):
            yield ("indicators", n, "missing", m, "ref_area"), "area", gap.ref_area
    for e, event in enumerate(document.events):
        yield ("events", e, "source"), "source", event.source
        yield ("events", e, "ref_area"), "area", event.ref_area
        for i, name in enumerate(event.indicators):
            yield ("events", e, "indicators", i), "indicator", name


def choices(catalogue: Catalogue, _columns: Columns) -> Iterator[Finding]:
    """A choice names a claim that its cell has, was made when that claim was known, and is the only one for its cell."""
    for file, at, indicator in _with("choices", catalogue):
        first: dict[tuple[str, str, str], Trail] = {}
        for n, choice in enumerate(indicator.choices):
            here: Trail = (*at, "choices", n)
            known = first.setdefault((choice.kind, choice.ref_area, choice.time_period), here)
            if known != here:
                yield Finding(file, here, "choice_twice", {}, None, ("first_at", file, known))
            cell = {"ref_area": choice.ref_area, "period": choice.time_period}
            if choice.source is None:
                if not any(
                    (value.ref_area, value.time_period) == (choice.ref_area, choice.time_period)
                    for value in indicator.derived
                    if choice.kind == "actual"
                ):
                    yield Finding(file, here, "choice_without_source", cell)
                continue
            source = catalogue.sources.get(choice.source)
            claims = indicator.targets if choice.kind == "target" else indicator.observations
            if source is None:
                continue  # an unknown reference, which is said there
            if not any(
                (claim.source, claim.ref_area, claim.time_period)
                == (source.id, choice.ref_area, choice.time_period)
                for claim in claims
            ):
                yield Finding(file, (*here, "source"), "choice_without_claim", {"source": source.id, **cell})
            elif source.date and periods.end(choice.decided) < periods.bounds(source.date)[0]:
                days = {"decided": choice.decided, "published": source.date}
                yield Finding(file, (*here, "decided"), "choice_too_early", days)


def missing(catalogue: Catalogue, _columns: Columns) -> Iterator[Finding]:
    """A cell that is said to be empty is empty, and it is said once."""
    for file, at, indicator in _with("missing", catalogue):
        claimed: dict[tuple[str, str], tuple[str, Trail]] = {}
        for n, claim in enumerate(indicator.observations):
            claimed.setdefault(
                (claim.ref_area, claim.time_period), (_said(indicator, claim), (*at, "observations", n))
            )
        for n, value in enumerate(indicator.derived):
            claimed.setdefault((value.ref_area, value.time_period), ("a derived value", (*at, "derived", n)))
        first: dict[tuple[str, str], Trail] = {}
        for n, gap in enumerate(indicator.missing):
            here: Trail = (*at, "missing", n)
            cell = gap.ref_area, gap.time_period
            if cell in claimed:
                found, place = claimed[cell]
                yield Finding(
                    file, here, "missing_but_claimed", {"found": found}, None, ("claim_at", file, place)
                )
            if (known := first.setdefault(cell, here)) != here:
                yield Finding(file, here, "missing_twice", {}, None, ("first_at", file, known))


def events(catalogue: Catalogue, _columns: Columns) -> Iterator[Finding]:
    """An event annotates series that have figures where it happened, and its quote speaks of its year."""
    for file, document in catalogue.files:
        for n, event in enumerate(document.events):
            start, end = periods.bounds(event.time_period)
            years = list(dict.fromkeys(_YEAR.findall(event.quote)))
            if years and not any(start.year <= int(year) <= end.year for year in years):
                params = {"period": event.time_period, "years": ", ".join(years), "quote": event.quote}
                yield Finding(file, ("events", n, "time_period"), "event_other_year", params)
            for i, name in enumerate(event.indicators):
                indicator = catalogue.indicators.get(name)
                if indicator and event.ref_area and not _speaks_of(indicator, event.ref_area):
                    params = {"indicator": name, "ref_area": event.ref_area}
                    yield Finding(file, ("events", n, "indicators", i), "event_unseen", params)


def _with(key: str, catalogue: Catalogue) -> Iterator[tuple[Path, Trail, Indicator]]:
    for file, document in catalogue.files:
        for n, indicator in enumerate(document.indicators):
            if getattr(indicator, key):
                yield file, ("indicators", n), indicator


def _speaks_of(indicator: Indicator, area: str) -> bool:
    return area in {claim.ref_area for claim in indicator.observations + indicator.targets} | {
        value.ref_area for value in indicator.derived
    }


def _said(indicator: Indicator, claim: Observation) -> str:
    mult = indicator.unit_mult if claim.unit_mult is None else claim.unit_mult
    return f"{SYMBOLS[claim.qualifier]}{claim.obs_value}" + (f" × 10^{mult}" if mult else "")

"""What is said to somebody who enters a figure, beside what the checks of the catalogue say.

It depends on the day, or on what stood there before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from indicators import periods
from indicators.entry.steps import LISTS, Add, Change, ClaimId
from indicators.interval import SYMBOLS
from indicators.model import Catalogue, Indicator, Observation
from indicators.problems import Problem


def remarks(
    before: Catalogue, after: Catalogue, change: Change, today: date
) -> Iterator[tuple[Problem, ClaimId]]:
    """Remarks on every claim that is added, each with its claim, in the order of the steps; they have no place in a file."""
    for step in change.steps:
        if not isinstance(step, Add):
            continue
        claim, indicator = step.claim, after.indicators[step.indicator]
        name = f"{step.indicator} · {claim.ref_area} · {claim.time_period}"
        if step.kind == "actual" and claim.obs_status not in ("E", "F"):
            start, _ = periods.bounds(claim.time_period)
            if start > today and not claim.because:
                params = {"period": claim.time_period, "today": today.isoformat()}
                yield Problem(name, 0, 0, "future_actual", params), step.id
        known = before.indicators.get(step.indicator)
        for other in getattr(known, LISTS[step.kind]) if known else ():
            if (other.ref_area, other.time_period) == (claim.ref_area, claim.time_period):
                for problem in _beside(after, indicator, claim, other, name):
                    yield problem, step.id


def _beside(
    catalogue: Catalogue, indicator: Indicator, claim: Observation, other: Observation, name: str
) -> Iterator[Problem]:
    """Another source speaks of the cell already: is it a later one, and does it say the very same?"""
    if other.source == claim.source:
        return
    params = {"source": other.source, "value": _said(indicator, other)}
    if other.quote == claim.quote and indicator.quantity(other) == indicator.quantity(claim):
        yield Problem(name, 0, 0, "same_words", params)
    mine, theirs = (catalogue.sources.get(one.source) for one in (claim, other))
    day, later = periods.known(mine.date if mine else None), periods.known(theirs.date if theirs else None)
    if day and later and day < later and theirs:
        yield Problem(name, 0, 0, "older_source", {**params, "published": theirs.date or ""})


def _said(indicator: Indicator, claim: Observation) -> str:
    mult = indicator.unit_mult if claim.unit_mult is None else claim.unit_mult
    return f"{SYMBOLS[claim.qualifier]}{claim.obs_value}" + (f" × 10^{mult}" if mult else "")

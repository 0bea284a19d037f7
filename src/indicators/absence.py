"""Why a cell is empty, which periods a series leaves out, and whether it ends too early.

A gap is an answer too. The reason is the one that somebody recorded (`missing` in the file); without one, either the
figure cannot be out yet, or nobody has said whether it exists. That something cannot exist is never concluded from
nobody having found it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Literal

from indicators import periods, series
from indicators.model import Catalogue, Indicator, Missing
from indicators.series import Cell

Reason = Literal["not_published", "not_applicable", "not_looked_for", "not_yet_due"]

_OWN_DELAYS = 3  # from so many years on an indicator's own delay is known
_SERIES = 2  # years that make a series; of a figure given once nobody says that it is given every year


@dataclass(frozen=True, slots=True)
class Absence:
    """Why nothing is said about a period. `record` is the entry that says so; a figure is missed after `expected`."""

    period: str
    reason: Reason
    expected: date
    record: Missing | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A period that a series leaves out."""

    period: str
    absence: Absence


@dataclass(frozen=True, slots=True)
class Staleness:
    """A series that ends too early: its latest period, and the later years that are due and empty."""

    latest: str
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One indicator in one area as it is seen on a day. `delay` is its usual delay in days, where that is known."""

    indicator: Indicator
    area: str
    today: date
    as_of: date | None
    delay: int | None

    def absence(self, period: str) -> Absence:
        """Why there is no claim about the period, which is not looked at again."""
        due = _expected(period, self.delay)
        start, end = periods.bounds(period)
        around = [
            record
            for record in self.records()
            if periods.bounds(record.time_period)[0] <= start and end <= periods.end(record.time_period)
        ]
        if around:
            record = min(around, key=lambda record: _days(record.time_period))  # the most particular one
            return Absence(period, record.reason, due, record)
        return Absence(period, "not_yet_due" if self.today <= due else "not_looked_for", due)

    def records(self) -> list[Missing]:
        """What is recorded about empty periods of the area, as far as it was known.

        As known on a day, an entry counts from the day on which somebody looked; one that names no day does not count.
        That something cannot exist does not depend on a day.
        """
        return [
            record
            for record in self.indicator.missing
            if record.ref_area == self.area
            and (
                self.as_of is None
                or record.reason == "not_applicable"
                or ((looked := periods.known(record.looked)) is not None and looked <= self.as_of)
            )
        ]

    def stale(self, actuals: Sequence[Cell]) -> Staleness | None:
        """Whether the cells, all that the area has in time order, end too early; one year alone is no series yet."""
        if len({periods.end(cell.best.time_period).year for cell in actuals}) < _SERIES:
            return None
        latest = actuals[-1].best.time_period
        later = range(periods.end(latest).year + 1, self.today.year)
        empty = [self.absence(f"{year:04}") for year in later]
        due = [gap for gap in empty if gap.reason != "not_applicable" and gap.expected < self.today]
        return Staleness(latest, tuple(int(gap.period) for gap in due)) if due else None


def view(
    catalogue: Catalogue, indicator: Indicator, area: str, today: date, as_of: date | None = None
) -> View:
    """The indicator in the area, ready to be asked about several periods."""
    return View(indicator, area, today, as_of, usual_delay(catalogue, indicator, as_of))


def absence(
    catalogue: Catalogue,
    indicator: Indicator,
    area: str,
    period: str,
    today: date,
    *,
    as_of: date | None = None,
) -> Absence:
    """Why there is no claim about an indicator in an area and period; to be asked only where there is none.

    In this order: what was recorded for the period or for a range around it; `not_yet_due` until the day by which the
    figure can be expected (`expected`); else `not_looked_for`, since nobody has said whether it exists.

    Args:
        catalogue: where to look.
        indicator: the indicator.
        area: the area.
        period: the period without a claim.
        today: the reader's day.
        as_of: as known on that day.
    """
    return view(catalogue, indicator, area, today, as_of).absence(period)


def gaps(
    catalogue: Catalogue, indicator: Indicator, area: str, today: date, as_of: date | None = None
) -> list[Gap]:
    """What a series leaves out, in time order, each with its reason: the years between its first and its last.

    Also listed is every period about which somebody recorded why it is empty, before and after as well, a range of years as
    one (`2014/2018`), where nothing is known of any of them. A year of which a part is known is not left out.
    """
    cells = series.cells(catalogue, indicator.id, area, as_of=as_of)
    claimed = {cell.best.time_period for cell in cells}
    known = {periods.end(period).year for period in claimed}
    seen = view(catalogue, indicator, area, today, as_of)
    years = {*range(min(known), max(known))} - known if known else set()
    left_out: set[str] = set()
    for record in seen.records():
        start, end = periods.bounds(record.time_period)
        if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31):
            left_out |= {record.time_period} - claimed
        elif not any(start.year <= year <= end.year for year in known):
            left_out.add(record.time_period)
            years = {year for year in years if not start.year <= year <= end.year}
    left_out |= {f"{year:04}" for year in years}
    ordered = sorted(left_out, key=lambda period: (periods.end(period), periods.bounds(period)[0]))
    return [Gap(period, seen.absence(period)) for period in ordered]


def staleness(
    catalogue: Catalogue, indicator: Indicator, area: str, today: date, as_of: date | None = None
) -> Staleness | None:
    """Whether the latest value is older than it should be: the years after it that are due (`expected`) and empty.

    None where the next year is not yet due, where the later years cannot exist (`not_applicable`), and where fewer than two
    years are known: a figure that was given once need not be one that is given every year. A target is no news of what
    happened.
    """
    actuals = series.cells(catalogue, indicator.id, area, as_of=as_of)
    return view(catalogue, indicator, area, today, as_of).stale(actuals)


# ------------------------------------------------------------------------------------------------ when a figure is due


def expected(catalogue: Catalogue, indicator: Indicator, period: str, as_of: date | None = None) -> date:
    """The last day on which a figure about a period is awaited; after it, it is missed.

    Annual figures are expected within half a year, that is by 30 June, shorter periods within three months. These are the
    delays that the IMF's Special Data Dissemination Standard allows for annual government finance (two quarters) and for
    quarterly national accounts (one). An indicator whose own annual figures usually take longer has that time
    (`usual_delay`). A short own delay shortens nothing: the sources that were found first say little about the others.
    """
    return _expected(period, usual_delay(catalogue, indicator, as_of))


def usual_delay(catalogue: Catalogue, indicator: Indicator, as_of: date | None = None) -> int | None:
    """Days from the end of a year to the first source that states its figure: the median over the years of all areas.

    None with fewer than three years. Forecasts, printed before the year was over, do not count.
    """
    first: dict[tuple[str, str], int] = {}
    for claim in series.claims_of(catalogue, indicator.id, as_of):
        said = claim.observation
        if claim.kind != "actual" or said is None or not said.period_stated:
            continue
        if periods.is_full_year(claim.time_period) and claim.known:
            days = (claim.known - periods.end(claim.time_period)).days
            if days > 0:
                cell = claim.ref_area, claim.time_period
                first[cell] = min(days, first.get(cell, days))
    return round(median(first.values())) if len(first) >= _OWN_DELAYS else None


def _expected(period: str, delay: int | None) -> date:
    end = periods.end(period)
    if end.year == date.max.year:
        return date.max
    annual = _days(period) >= timedelta(days=365)
    month = end.year * 12 + end.month - 1 + (6 if annual else 3)
    usual = periods.end(f"{month // 12:04}-{month % 12 + 1:02}")
    return max(usual, end + timedelta(days=delay)) if annual and delay else usual


def _days(period: str) -> timedelta:
    start, end = periods.bounds(period)
    return end - start + timedelta(days=1)

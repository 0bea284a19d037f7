"""Time periods as text: what `2022`, `2022-Q3`, `2022-06`, `2022-06-30` and `2016/2020` cover.

The notation is that of SDMX TIME_PERIOD (a subset of ISO 8601); a range is written with its first and last
period, both included.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Literal

Span = Literal["year", "quarter", "month", "day", "range"]

_POINT = r"[0-9]{4}(?:-Q[1-4]|-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
#: a period or a range of two, as a regular expression that Python and JSON Schema read alike
PATTERN = rf"^{_POINT}(?:/{_POINT})?$"
#: a date that may be known to the month or the year only
DATE_PATTERN = r"^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?$"

_QUARTER = re.compile(r"^([0-9]{4})-Q([1-4])$")


@lru_cache(maxsize=65_536)
def bounds(period: str) -> tuple[date, date]:
    """First and last day of `period`, both included.

    Raises:
        ValueError: `period` is no period, names a day that does not exist, or its ends are equal or the wrong way round.
    """
    first, _, last = period.partition("/")
    start, end = _point(first)
    if last:
        end = _point(last)[1]
        if end <= start or first == last:
            raise ValueError(period)
    return start, end


def _point(text: str) -> tuple[date, date]:
    if quarter := _QUARTER.match(text):
        year, month = int(quarter[1]), 3 * int(quarter[2])
        return date(year, month - 2, 1), date(year, month, calendar.monthrange(year, month)[1])
    parts = [int(part) for part in text.split("-")]
    match parts:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case [year, month]:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        case [year, month, day]:
            return date(year, month, day), date(year, month, day)
    raise ValueError(text)


def span(period: str) -> Span:
    """Which kind of period this is. Two periods are comparable in growth only when they are of one kind."""
    if "/" in period:
        return "range"
    if "Q" in period:
        return "quarter"
    names: tuple[Span, Span, Span] = ("year", "month", "day")
    return names[period.count("-")]


def is_full_year(period: str) -> bool:
    """Whether the period is one calendar year."""
    return len(period) == 4


def end(period: str) -> date:
    """Last day of the period: where a figure of it stands on a time axis."""
    return bounds(period)[1]


def years_between(earlier: str, later: str) -> int | None:
    """Whole years from one period to another of the same kind and season; None where they are not comparable.

    `2020` → `2022` is 2, `2016-01/2016-10` → `2022-01/2022-10` is 6, `2020` → `2022-06` is None: part-year and
    full-year figures are never joined.
    """
    if span(earlier) != span(later):
        return None
    (start_a, end_a), (start_b, end_b) = bounds(earlier), bounds(later)
    years = start_b.year - start_a.year
    same_season = (start_a.month, start_a.day) == (
        start_b.month,
        start_b.day,
    ) and end_b.year - end_a.year == years
    same_end = end_a.month == end_b.month and (end_a.day == end_b.day or {end_a.day, end_b.day} == {28, 29})
    return years if same_season and same_end else None


def known(published: str | None) -> date | None:
    """The day by which something published on `published` (day, month or year) was surely known."""
    return bounds(published)[1] if published else None

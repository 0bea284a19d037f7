"""Time as the number of a year: a full year stands at its number, its end half a year later (2022, 2022.5)."""

from __future__ import annotations

import math
from datetime import date

from indicators import periods

_DIGITS = 4


def start_of(day: date) -> float:
    """Where a day begins."""
    first = date(day.year, 1, 1).toordinal()
    return day.year + (day.toordinal() - first) / _days(day.year) - 0.5


def end_of(day: date) -> float:
    """Where a day ends."""
    first = date(day.year, 1, 1).toordinal()
    return day.year + (day.toordinal() + 1 - first) / _days(day.year) - 0.5


def place(time_period: str, middle: bool) -> float:
    """Where a period stands: at its end, or in the middle of what it covers."""
    first, last = periods.bounds(time_period)
    return round((start_of(first) + end_of(last)) / 2 if middle else end_of(last), _DIGITS)


def span(days: tuple[int, int]) -> tuple[float, float]:
    """The beginning of the first and the end of the last day."""
    first, last = map(date.fromordinal, days)
    return round(start_of(first), _DIGITS), round(end_of(last), _DIGITS)


def day(year: float) -> int:
    """The day (proleptic ordinal) at a place in time, for the screen's time axis."""
    whole = math.floor(year + 0.5)
    return date(whole, 1, 1).toordinal() + round((year + 0.5 - whole) * _days(whole))


def _days(year: int) -> int:
    return 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365


def place_of(ordinal: int) -> float:
    """Where a day (proleptic ordinal) begins."""
    return round(start_of(date.fromordinal(ordinal)), _DIGITS)

"""Axes: round ticks, whole years, and what a reader must be told about them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.charts.scene import Scene

MOST_LINES = 5
_NOT_FROM_ZERO = ("percent", "percentage_points", "index", "year")
_YEAR_WIDTH = 38  # px that a year's label needs


@dataclass(frozen=True, slots=True)
class Axis:
    """The value axis: `low` at the bottom and `high` at the top (a rank's 1 stands at the top), and its grid lines."""

    low: float
    high: float
    ticks: tuple[float, ...]
    from_zero: bool
    rank: bool = False


def value_axis(scene: Scene, height: float, above: float, below: float) -> Axis:
    """The axis for a scene's values on `height` px, leaving px free above the highest and below the lowest mark.

    Amounts, counts and rates start at zero. A share or index starts above zero only where its values differ by less than
    an eighth of the largest, so that nothing could be seen otherwise; `from_zero` says so and the caption repeats it.
    Ranks run downwards from 1.
    """
    values = [point.y for point in scene.points] or [0.0]
    least, most = min(values), max(values)
    if scene.indicator.unit == "rank":
        return _ranks(least, most)
    zero = (
        scene.indicator.unit not in _NOT_FROM_ZERO
        or not (least > 0 and most - least < most / 8)
        or least == most
    )
    if scene.indicator.unit == "year" and least == most:
        zero = True
    low, high = (min(least, 0.0), max(most, 0.0)) if zero else (least, most)
    span = (high - low) or 1.0
    room = max(height - above - (below if low < 0 or not zero else 0), height / 2)
    scale = span / room
    top = high + above * scale if high > 0 or not zero else high
    bottom = low - below * scale if low < 0 or not zero else low
    return Axis(bottom, top, round_ticks(bottom, top), zero)


def _ranks(least: float, most: float) -> Axis:
    last = max(most, least + 2)
    step = max(1, math.ceil((last - 1) / (MOST_LINES - 1)))
    ticks = tuple(float(rank) for rank in range(1, int(last) + step, step))[:MOST_LINES]
    return Axis(
        max(ticks[-1], most) + (last - 1) * 0.12, 1 - (last - 1) * 0.22 - 0.2, ticks, False, rank=True
    )


def round_ticks(low: float, high: float) -> tuple[float, ...]:
    """At most five round numbers (1, 2 or 5 times a power of ten apart) between `low` and `high`, and zero."""
    span = high - low
    power = 10 ** math.floor(math.log10(span / MOST_LINES))
    for factor in (1, 2, 5, 10, 20, 50):
        step = factor * power
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        lines = last - first + 1 - (first <= 0 <= last)
        if lines <= MOST_LINES:
            return tuple(round(n * step, 12) for n in range(first, last + 1))
    return (low, high)


def years(first: int, last: int, width: float) -> tuple[int, ...]:
    """Years to label on `width` px, the last always among them."""
    step = next(
        (n for n in (1, 2, 5, 10) if (last - first + 1) / n * _YEAR_WIDTH <= width),
        max(1, (last - first) // 4),
    )
    return tuple(sorted(range(last, first - 1, -step)))


def time_range(scene: Scene) -> tuple[int, int]:
    """First and last day of the time axis: whole years; of a slope its periods, with room for the marks at both ends."""
    if scene.shape == "slope":
        days = [point.x for point in scene.points]
        room = (max(days) - min(days)) // 20 + 1
        return min(days) - room, max(days) + room
    days = [day for point in scene.points for day in (point.span or (point.x,))]
    first = date(date.fromordinal(min(days)).year, 1, 1).toordinal()
    last = date(date.fromordinal(max(days)).year, 12, 31).toordinal()
    room = 0 if scene.middle else (last - first) // 60
    return first - room, last + room


def whole_years(first: int, last: int) -> tuple[int, int]:
    """First and last of the years that lie in the time axis for the most part."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    return start.year + (start.month > 6), end.year - (end.month <= 6)


def tick_text(ticks: Sequence[float]) -> list[str]:
    """Tick labels, all with the decimals that the finest needs, grouped by thousands."""
    places = max((len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in ticks), default=0)
    return [f"{tick:,.{places}f}".replace("-", "−") for tick in ticks]

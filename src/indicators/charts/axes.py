"""Axes: round ticks, whole years, and what a reader must be told about them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators.charts.scene import Scene

MOST_LINES = 5
_NOT_FROM_ZERO = ("percent", "percentage_points", "index", "year")
_YEAR_WIDTH = 38  # px that a year's label needs


@dataclass(frozen=True, slots=True)
class Axis:
    """The value axis: `low` at the bottom and `high` at the top (a rank's 1 stands at the top), and its grid lines.

    On a logarithmic axis these are values too, not their logarithms. `base` is a value that is drawn as a line: the 100 of an index.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    from_zero: bool
    rank: bool = False
    log: bool = False
    base: float | None = None

    def share(self, y: float) -> float:
        """How far up the axis a value stands, from 0 to 1."""
        if self.log:
            return math.log(y / self.low) / math.log(self.high / self.low)
        return (y - self.low) / (self.high - self.low)

    def position(self, y: float) -> float:
        """A value as annotations and the axis's range take it: the logarithm on a logarithmic axis (Plotly's convention)."""
        return math.log10(y) if self.log else y


def value_axis(scene: Scene, room: tuple[float, float, float], log: bool = False) -> Axis:
    """The axis for a scene's values.

    Amounts, counts, rates and all changes start at zero. A share or an index starts above zero only where its values differ
    by less than an eighth of the largest, so that nothing could be seen otherwise; `from_zero` says so and the caption
    repeats it. Bars always start at zero. Ranks run downwards from 1.

    Args:
        scene: what is drawn.
        room: px of the whole axis, and px to leave free above the highest and below the lowest mark.
        log: a logarithmic axis, of which `transforms.log_unfit` says whether it is honest.
    """
    height, above, below = room
    values = [point.y for point in scene.points] or [0.0]
    least, most = min(values), max(values)
    if scene.indicator.unit == "rank" and scene.transform is None:
        return _ranks(least, most)
    if log:
        return _logarithmic(least, most, room)
    index = scene.transform == "index"
    if index:
        least, most = min(least, 100.0), max(most, 100.0)
    zero = _from_zero(scene, least, most)
    low, high = (min(least, 0.0), max(most, 0.0)) if zero else (least, most)
    span = (high - low) or 1.0
    inner = max(height - above - (below if low < 0 or not zero else 0), height / 2)
    scale = span / inner
    top = high + above * scale if high > 0 or not zero else high
    bottom = low - below * scale if low < 0 or not zero else low
    return Axis(bottom, top, round_ticks(bottom, top), zero, base=100.0 if index else None)


def _from_zero(scene: Scene, least: float, most: float) -> bool:
    free = scene.transform == "index" or (scene.transform is None and scene.indicator.unit in _NOT_FROM_ZERO)
    if not free or scene.shape == "bar" or least == most:
        return True
    return not (least > 0 and most - least < most / 8)


def _logarithmic(least: float, most: float, room: tuple[float, float, float]) -> Axis:
    """From a little below the least to a little above the greatest value, a grid line at 1, 2 and 5 times a power of ten."""
    height, above, below = room
    inner = max(height - above - below, height / 2)
    factor = (most / least) ** (1 / inner) if most > least else 1.02
    low, high = least / factor**below, most * factor**above
    return Axis(low, high, log_ticks(low, high), False, log=True)


def log_ticks(low: float, high: float) -> tuple[float, ...]:
    """At most seven round numbers between `low` and `high`: 1, 2, 5, 10, 20 …, else powers of ten, else every second of these."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    for factors, step in (((1, 2, 5), 1), ((1,), 1), ((1,), 2), ((1,), 3)):
        found = [factor * 10.0**power for power in range(first, last + 1, step) for factor in factors]
        ticks = tuple(float(f"{tick:.12g}") for tick in found if low <= tick <= high)
        if len(ticks) <= MOST_LINES + 2:
            return ticks
    return ticks


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


def shared(axes: Sequence[Axis]) -> Axis:
    """One axis that holds what several hold; all of ranks or none, all logarithmic or none."""
    if axes[0].rank:
        return max(axes, key=lambda axis: axis.low)
    low, high = min(axis.low for axis in axes), max(axis.high for axis in axes)
    ticks = log_ticks(low, high) if axes[0].log else round_ticks(low, high)
    return replace(axes[0], low=low, high=high, ticks=ticks, from_zero=any(axis.from_zero for axis in axes))


def tick_text(axis: Axis, signed: bool = False) -> list[str]:
    """Tick labels grouped by thousands, all with the decimals that the finest needs; on a logarithmic axis each with its own.

    `signed` puts a plus before what is above zero: changes.
    """
    needed = [len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in axis.ticks]
    places = needed if axis.log else [max(needed, default=0)] * len(needed)
    texts = [f"{tick:,.{n}f}" for tick, n in zip(axis.ticks, places, strict=True)]
    if signed:
        texts = [f"+{text}" if tick > 0 else text for tick, text in zip(axis.ticks, texts, strict=True)]
    return [text.replace("-", "−") for text in texts]

"""Which points of a run a line connects, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indicators import periods, quantity
from indicators.charts.points import Point


@dataclass(frozen=True, slots=True)
class Segment:
    """A connection of two points: a line, or the thread over a year without data."""

    first: Point
    last: Point
    thread: bool


def segments(run: Sequence[Point]) -> list[Segment]:
    """Connections inside a run; of points on one day the most exact takes part."""
    line: list[Point] = []
    for point in run:
        if line and line[-1].x == point.x:
            if quantity.more_exact(point.quantity, line[-1].quantity):
                line[-1] = point
        else:
            line.append(point)
    years = [_year(point) for point in line]
    kept = [i for i in range(len(line)) if not _beside(line, i)]
    return [
        Segment(line[a], line[b], any(years[i + 1] - years[i] > 1 for i in range(a, b)))
        for a, b in pairwise(kept)
    ]


def _year(point: Point) -> int:
    return periods.end(point.claim.time_period).year


def _beside(line: Sequence[Point], i: int) -> bool:
    """Whether the point is a bound that the line between its nearest neighbours without one satisfies."""
    point = line[i]
    before = next((p for p in reversed(line[:i]) if not p.towards), None)
    after = next((p for p in line[i + 1 :] if not p.towards), None)
    if not point.towards or before is None or after is None:
        return False
    there = before.y + (after.y - before.y) * (point.x - before.x) / (after.x - before.x)
    return (there - point.y) * point.towards >= 0

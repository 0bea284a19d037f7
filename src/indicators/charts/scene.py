"""What stands where in a chart, before it is drawn: marks, lines between them, breaks, in data coordinates.

Decisions that keep the picture honest:

* **Place in time.** A stock known at a date stands at the end of its period. Where every period is a full year or a range
  (sums, averages, rates), each stands in the middle of what it covers, a full year over its label. A range draws a thin
  bar over the time that it covers.
* **Lines.** Solid only from one calendar year to the same or the next, inside one run of `series.runs` (never across a
  break, never between part-year and full-year sums). Where a calendar year is missing the two points are connected by a
  light dotted thread, which the legend calls “no data in between”: the eye finds the next point, nobody reads a value off it.
  Part-year sums and averages of several years are joined with their like only where there is nothing else to join: beside a
  line of full years a second one would cross it and say nothing.
* **Bounds do not bend the line.** A bound that the line between its printed neighbours satisfies (more than 19 under a
  line at 21) stands beside it; the line is not pulled down to a number that is no estimate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from indicators import periods, quantity, series
from indicators.charts.view import View
from indicators.model import Catalogue, Indicator
from indicators.quantity import SYMBOLS
from indicators.series import Claim

Mark = Literal["printed", "about", "bound", "derived", "agreeing", "conflicting", "target"]
TOWARDS = dict.fromkeys(SYMBOLS, 0) | {"more_than": 1, "at_least": 1, "less_than": -1, "at_most": -1}


@dataclass(frozen=True, slots=True)
class Point:
    """A mark. `x` is a day (proleptic ordinal), `y` the value in the axis's power of ten, `area` its place in the view.

    `towards` is 1 where the truth lies above, −1 where it lies below; `span` is the time a range covers.
    """

    claim: Claim
    mark: Mark
    area: int
    x: int
    y: float
    towards: int = 0
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A connection of two points: a line, or the thread over a year without data."""

    first: Point
    last: Point
    thread: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a chart shows. `best` are the points shown for their cells, by area and in time order."""

    indicator: Indicator
    areas: tuple[str, ...]
    mult: int
    middle: bool
    points: tuple[Point, ...] = ()
    best: tuple[tuple[Point, ...], ...] = ()
    segments: tuple[Segment, ...] = ()
    breaks: tuple[tuple[int, str], ...] = ()

    @property
    def marks(self) -> frozenset[Mark]:
        """The kinds of mark present."""
        return frozenset(point.mark for point in self.points)

    @property
    def shape(self) -> Literal["none", "claim", "slope", "line"]:
        """One big number for a single claim, a slope for two joined points in time in the main area, else a line."""
        times = {point.x for point in self.points}
        if not times:
            return "none"
        main = {point.x for point in self.best[0]}
        if len({(p.area, p.claim.time_period, p.claim.kind == "target") for p in self.points}) == 1:
            return "claim"
        joined = any(segment.first.area == 0 for segment in self.segments)
        return "slope" if len(main) == 2 and joined and len(times) <= 3 and self._within() else "line"

    def _within(self) -> bool:
        """Whether the other areas were counted at the main area's two points in time."""
        main = {point.x for point in self.best[0]}
        return all(point.x in main for line in self.best[1:] for point in line)


def scene(catalogue: Catalogue, view: View, mult: int) -> Scene:
    """The marks of a view with values in units of 10**mult.

    Raises:
        KeyError: there is no such indicator.
    """
    indicator = catalogue.indicators[view.indicator]
    actual = [series.cells(catalogue, view.indicator, area, "actual", view.as_of) for area in view.areas]
    target = [series.cells(catalogue, view.indicator, area, "target", view.as_of) for area in view.areas]
    spans = {periods.span(cell.best.time_period) for cells in (*actual, *target) for cell in cells}
    middle = spans <= {"year", "range"}
    points: list[Point] = []
    best: list[tuple[Point, ...]] = []
    segments: list[Segment] = []
    for number, (cells, goals) in enumerate(zip(actual, target, strict=True)):
        shown = {id(cell): _point(cell.best, number, middle, mult) for cell in cells}
        best.append(tuple(shown.values()))
        runs = [[shown[id(cell)] for cell in run] for run in series.runs(indicator, cells)]
        whole = any(not point.span for run in runs for point in run)
        for run in runs:
            if not (whole and run[0].span):
                segments += _segments(run)
        points += shown.values()
        points += [_point(goal.best, number, middle, mult) for goal in goals]
        for cell in (*cells, *goals):
            points += [_point(claim, number, middle, mult, "agreeing") for claim in cell.agreeing]
            points += [_point(claim, number, middle, mult, "conflicting") for claim in cell.conflicting]
    return Scene(
        indicator,
        view.areas,
        mult,
        middle,
        tuple(points),
        tuple(best),
        tuple(segments),
        tuple(_breaks(indicator, view, best[0], points) if best else ()),
    )


def place(time_period: str, middle: bool) -> int:
    """The day a period stands at on the time axis: its last, or its middle."""
    start, end = periods.bounds(time_period)
    return (start.toordinal() + end.toordinal() + 1) // 2 if middle else end.toordinal()


def _point(claim: Claim, area: int, middle: bool, mult: int, mark: Mark | None = None) -> Point:
    span = None
    if "/" in claim.time_period:
        start, end = periods.bounds(claim.time_period)
        span = (start.toordinal(), end.toordinal())
    y = float(claim.quantity.value / Fraction(10) ** mult)
    towards = TOWARDS[claim.quantity.qualifier]
    return Point(claim, mark or _mark(claim), area, place(claim.time_period, middle), y, towards, span)


def _mark(claim: Claim) -> Mark:
    if claim.kind == "target":
        return "target"
    if claim.kind == "derived":
        return "derived"
    if claim.quantity.exact:
        return "printed"
    return "about" if claim.quantity.qualifier == "about" else "bound"


def _segments(run: Sequence[Point]) -> list[Segment]:
    """Connections inside a run; of points on one day the most exact takes part."""
    line: list[Point] = []
    for point in run:
        if line and line[-1].x == point.x:
            if quantity.more_exact(point.claim.quantity, line[-1].claim.quantity):
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


def _breaks(
    indicator: Indicator, view: View, main: Sequence[Point], points: Sequence[Point]
) -> list[tuple[int, str]]:
    """Where the hairlines stand: at the start of the new definition, or halfway to it from a point just before."""
    if not points:
        return []
    first, last = min(point.x for point in points), max(point.x for point in points)
    lines = []
    for broken in indicator.breaks:
        if broken.ref_area not in (None, *view.areas[:1]):
            continue
        x = periods.bounds(broken.time_period)[0].toordinal()
        after = [p.x for p in main if periods.end(p.claim.time_period).toordinal() >= x]
        before = [p.x for p in main if periods.end(p.claim.time_period).toordinal() < x]
        if before and after and x - max(before) < (last - first) / 40:
            x = (max(before) + min(after)) // 2
        if first <= x <= last:
            lines.append((x, broken.title(view.lang)))
    return lines


def iso(day: int) -> str:
    """The day as Plotly's date axes take it."""
    return date.fromordinal(day).isoformat()


def largest(catalogue: Catalogue, view: View) -> Fraction:
    """The largest value of the main area in units (of all areas where it has none): it chooses the axis's power of ten."""
    values: dict[bool, list[Fraction]] = {True: [], False: []}
    for claim in series.claims_of(catalogue, view.indicator, view.as_of):
        if claim.ref_area in view.areas:
            values[claim.ref_area == view.areas[0]].append(abs(claim.quantity.value))
    return max(values[True] or values[False], default=Fraction(0))

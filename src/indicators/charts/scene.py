"""What stands where in a chart, before it is drawn: marks, lines between them, breaks, events, in data coordinates.

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
* **What is computed is hollow.** A transformed value is nobody's printed number: it never gets the filled dot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from indicators import periods, series
from indicators.charts.context import Empty, Hairline, breaks, events, paths
from indicators.charts.joining import Segment, segments
from indicators.charts.points import TOWARDS, Mark, Point, Stand, iso, point_of
from indicators.charts.tracks import Track, between, ends, tracks
from indicators.charts.view import View
from indicators.model import Catalogue, Indicator
from indicators.transforms import Transform

__all__ = [
    "TOWARDS",
    "Mark",
    "Point",
    "Scene",
    "Segment",
    "Shape",
    "iso",
    "largest",
    "scene",
    "stand_in_the_middle",
]

Shape = Literal["none", "claim", "slope", "line", "bar", "dot", "rank"]


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a chart shows. `best` are the points shown for their cells, by track and in time order.

    `middle` says that periods stand in the middle of what they cover. `paths` lead from the latest value to an open target,
    `gaps` are the years that threads pass over. `whole`: values for other than full years are left out.
    """

    tracks: tuple[Track, ...]
    mult: int
    middle: bool
    shape: Shape = "none"
    points: tuple[Point, ...] = ()
    best: tuple[tuple[Point, ...], ...] = ()
    segments: tuple[Segment, ...] = ()
    breaks: tuple[Hairline, ...] = ()
    events: tuple[Hairline, ...] = ()
    paths: tuple[tuple[Point, Point], ...] = ()
    gaps: tuple[Empty, ...] = ()
    whole: bool = False

    @property
    def indicator(self) -> Indicator:
        """The main indicator."""
        return self.tracks[0].indicator

    @property
    def transform(self) -> Transform | None:
        """What is drawn instead of the values."""
        return self.tracks[0].transform if self.tracks else None

    @property
    def marks(self) -> frozenset[Mark]:
        """The kinds of mark present."""
        return frozenset(point.mark for point in self.points)

    @property
    def several(self) -> bool:
        """Whether more than one indicator is shown."""
        return len({track.indicator.id for track in self.tracks}) > 1


def scene(
    catalogue: Catalogue,
    view: View,
    mult: int,
    found: Sequence[Track] | None = None,
    middle: bool | None = None,
) -> Scene:
    """The marks of a view with values in units of 10**mult.

    Args:
        catalogue: where to look.
        view: what to show.
        mult: power of ten of the value axis.
        found: the view's tracks, or those of one of its panels; all when absent.
        middle: where periods stand, when several panels have to agree on it.

    Raises:
        KeyError: there is no such indicator.
    """
    lines = tracks(catalogue, view) if found is None else list(found)
    pair = ends(lines) if view.kind == "slope" else None
    lines = between(lines, pair) if pair else lines
    if middle is None:
        middle = view.kind == "bar" or stand_in_the_middle(lines)
    stand = Stand(mult, middle)
    points: list[Point] = []
    best: list[tuple[Point, ...]] = []
    joined: list[Segment] = []
    for n, track in enumerate(lines):
        shown = {id(cell): point for cell in track.actuals if (point := point_of(track, cell.best, n, stand))}
        best.append(tuple(shown.values()))
        runs = [
            [shown[id(cell)] for cell in run if id(cell) in shown]
            for run in series.runs(track.indicator, track.actuals)
        ]
        whole = any(not point.span for run in runs for point in run)
        for run in runs:
            if run and not (whole and run[0].span):
                joined += [Segment(run[0], run[-1], thread=False)] if pair else segments(run)
        points += [*shown.values(), *_others(track, n, stand)]
    drawn = Scene(tuple(lines), mult, middle, "none", tuple(points), tuple(best), tuple(joined))
    drawn = replace(drawn, shape=_shape(drawn, view))
    if drawn.shape in ("none", "claim"):
        return drawn
    if drawn.shape in ("bar", "dot"):
        drawn = _of_full_years(drawn)
    best, points = list(drawn.best), list(drawn.points)
    at = [point.x for point in points]
    span = min(at), max(at)
    drawn = replace(drawn, breaks=tuple(breaks(lines, best, span, view.lang)))
    if drawn.shape == "dot":
        return drawn
    drawn = replace(drawn, paths=tuple(paths(lines[0], [point for point in points if point.track == 0])))
    if drawn.shape == "slope":
        return drawn
    years = date(date.fromordinal(min(at)).year, 1, 1), date(date.fromordinal(max(at)).year, 12, 31)
    span = years[0].toordinal(), years[1].toordinal()
    return replace(drawn, events=tuple(events(catalogue, view, lines, span)))


def _of_full_years(drawn: Scene) -> Scene:
    """The scene without sums over part of a year or over several, which bars and rows of dots would set beside full years.

    Where there is nothing else they stay.
    """
    if len({point.span is not None for line in drawn.best for point in line}) < 2:
        return drawn
    return replace(
        drawn,
        points=tuple(point for point in drawn.points if not point.span),
        best=tuple(tuple(point for point in line if not point.span) for line in drawn.best),
        whole=True,
    )


def stand_in_the_middle(lines: Sequence[Track]) -> bool:
    """Whether every period is a full year or a range, so that each stands in the middle of what it covers."""
    spans = {
        periods.span(cell.best.time_period)
        for track in lines
        for cell in track.cells
        if track.quantity(cell.best)
    }
    return spans <= {"year", "range"}


def _shape(drawn: Scene, view: View) -> Shape:
    """One big number for a single claim, a slope for two joined points in time in the main track, else what is asked for."""
    times = {point.x for point in drawn.points}
    if not times:
        return "none"
    if len({(p.track, p.claim.time_period, p.claim.kind == "target") for p in drawn.points}) == 1:
        return "claim"
    if view.kind in ("dot", "line") or (view.kind == "bar" and any(drawn.best)):
        return view.kind
    main = {point.x for point in drawn.best[0]}
    joined = any(segment.first.track == 0 for segment in drawn.segments)
    within = all(point.x in main for line in drawn.best[1:] for point in line)
    slope = len(main) == 2 and joined and len(times) <= 3 and within and not view.part and not view.log
    return "slope" if slope else "line"


def _others(track: Track, n: int, stand: Stand) -> Iterator[Point]:
    """Targets, and what other sources say about any cell."""
    for goal in track.goals:
        if point := point_of(track, goal.best, n, stand):
            yield point
    marks: tuple[Mark, Mark] = ("agreeing", "conflicting")
    for cell in track.cells:
        if track.quantity(cell.best) is None:
            continue
        for mark, claims in zip(marks, (cell.agreeing, cell.conflicting), strict=True):
            for claim in claims:
                if point := point_of(track, claim, n, stand, mark):
                    yield point


def largest(found: Sequence[Track]) -> Fraction:
    """The largest value of the main track in units (of all where it has none): it chooses the axis's power of ten."""
    values = [[abs(q.value) for cell in track.cells if (q := track.quantity(cell.best))] for track in found]
    main = values[0] if values else []
    return max(main or [value for line in values for value in line], default=Fraction(0))

"""Slopes and columns: charts whose horizontal axis has words, one for each period, and an empty one for each year between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from indicators import periods
from indicators.charts import bars, shapes
from indicators.charts.points import Point, iso
from indicators.charts.scene import Scene
from indicators.charts.styles import style
from indicators.exports.slides import marks
from indicators.exports.slides.labels import Labels
from indicators.exports.slides.plot import Errors, Marker, Series, Spot, Stroke
from indicators.exports.slides.scales import laid_out
from indicators.exports.slides.sketch import Sketch
from indicators.look import MARKS
from indicators.model import Language
from indicators.wording import times, tr

YEAR = 365  # days from category to category, and the first one's day
_FIRST = date(2000, 7, 2).toordinal()


class Ground:
    """What slopes and columns are drawn on: where periods stand, how claims look there, the marks of targets and other sources."""

    def __init__(self, sketch: Sketch) -> None:
        scene = sketch.scene
        self.sketch, self.scene, self.colours = sketch, scene, sketch.colours
        self.lang, self.scale = sketch.lang, sketch.scale
        self.periods, self.words = categories(scene, sketch.lang)
        self.moved, self.width, days = evenly(scene, self.periods), 0.0, None
        if scene.shape == "bar":
            self.moved, self.width = bars.side_by_side(self.moved)
            days = _FIRST - YEAR // 2, _FIRST + YEAR * len(self.words) - YEAR // 2 - 1
        self.layout, notes = laid_out(sketch, self.moved, days, self.width)
        self.labels = Labels(notes, sketch)
        self.there = dict(zip(map(id, scene.points), self.moved.points, strict=True))

    def others(self) -> Iterator[Series]:
        """Targets and other sources' claims as marks over the categories; two of one period need a series each."""
        shown = {id(point) for line in self.scene.best for point in line}
        rest = [point for point in self.scene.points if id(point) not in shown]
        for n, track in enumerate(self.scene.tracks):
            for mark in ("target", "agreeing", "conflicting"):
                found = {(p.x, p.y): p for p in rest if p.track == n and p.mark == mark}
                for layer in layers(found.values(), self.periods):
                    yield self.beside(layer, track.name if len(self.scene.tracks) > 1 else "")

    def beside(self, points: Sequence[Point], whose: str) -> Series:
        """A series of marks without a line."""
        colours, lang = self.colours, self.lang
        point = points[0]
        kind = tr("target", lang) if point.mark == "target" else tr(f"another source, {point.mark}", lang)
        tone = {"target": colours.target_text, "conflicting": colours.conflict}.get(point.mark, "")
        tone = "" if point.mark == "target" and point.track else tone
        look = marks.marker(point.mark, point.track, colours, self.scale)
        if self.scene.shape == "bar" and point.mark != "target":
            look = marks.ring(point.mark, colours, self.scale, clear=False)
        spots = tuple(self.spot(each, look, tone) for each in points)
        return Series(
            f"{whose} {kind}".strip(),
            spots,
            look,
            None,
            self.arrows(points, tone),
            leader=tone or colours.third,
        )

    def spot(self, point: Point, look: Marker, tone: str = "", column: int = 0) -> Spot:
        """A claim as a row."""
        there = self.there[id(point)]
        note = self.labels.take(iso(there.x), self.layout.axis.position(there.y), look, tone, column)
        return Spot(
            self.periods[point.claim.time_period],
            point.y,
            self.sketch.period(point),
            self.sketch.said(point),
            look,
            note,
            *self.reach(point),
        )

    def reach(self, point: Point) -> tuple[float | None, float | None]:
        """The lengths of a bound's arrow upwards and downwards on the axis."""
        if not shapes.with_arrow([point]):
            return None, None
        ringed = point.mark == "conflicting"
        size = MARKS.ring if ringed else 0 if self.scene.shape == "bar" else style(point.track).size
        axis = self.layout.axis
        length = abs(axis.high - axis.low) * (size / 2 + MARKS.arrow) / self.layout.height
        return (length, None) if point.towards > 0 else (None, length)

    def arrows(self, found: Iterable[Point], tone: str) -> Errors | None:
        """How the arrows of a series look."""
        drawn = shapes.with_arrow(found)
        if not drawn:
            return None
        tone = tone or marks.colour(drawn[0].track, self.colours)
        return Errors("y", Stroke(tone, MARKS.outline * self.scale), head=True)


def evenly(scene: Scene, places: dict[str, int]) -> Scene:
    """The scene with its periods as far from each other as categories are: labels are laid out for where things will stand."""
    points = {
        id(p): replace(p, x=_FIRST + YEAR * places[p.claim.time_period], span=None) for p in scene.points
    }
    return replace(
        scene,
        points=tuple(points.values()),
        best=tuple(tuple(points[id(point)] for point in line) for line in scene.best),
        segments=tuple(
            replace(s, first=points[id(s.first)], last=points[id(s.last)]) for s in scene.segments
        ),
        paths=tuple((points[id(first)], points[id(last)]) for first, last in scene.paths),
        breaks=(),
        events=(),
    )


def categories(scene: Scene, lang: Language) -> tuple[dict[str, int], tuple[str, ...]]:
    """The place of each period and the words of all places.

    Full years have an empty place for each year between them, so that time keeps its measure; other periods follow each other.
    """
    own = {point.claim.time_period: point.x for point in scene.points}
    order = sorted(own, key=lambda period: periods.bounds(period)[::-1])
    if all(len(period) == 4 for period in order):
        first, last = int(order[0]), int(order[-1])
        named = range(first, last + 1)
        words = [
            times.short_period(str(year), lang) if scene.shape == "bar" or str(year) in own else ""
            for year in named
        ]
        return {period: int(period) - first for period in order}, tuple(words)
    return {period: n for n, period in enumerate(order)}, tuple(
        times.short_period(period, lang) for period in order
    )


def layers(found: Iterable[Point], places: dict[str, int]) -> list[list[Point]]:
    """The points in layers that have one for each category at most."""
    layers: list[list[Point]] = []
    for point in found:
        place = places[point.claim.time_period]
        layer = next((row for row in layers if all(places[p.claim.time_period] != place for p in row)), None)
        if layer is None:
            layers.append([point])
        else:
            layer.append(point)
    return layers

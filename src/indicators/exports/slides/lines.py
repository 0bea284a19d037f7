"""A line chart as points on two axes of numbers: time keeps its measure, and a gap stays a gap in every program.

A line is broken by an empty row where the scene joins nothing, and a year without data is passed over by a series of its own,
so that even a program that knows no formats of single points never draws a line that nobody has drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from indicators.charts import axes, shapes, words
from indicators.charts.hairlines import Words
from indicators.charts.points import Mark, Point, iso
from indicators.charts.scene import Scene
from indicators.charts.styles import style
from indicators.exports.slides import marks, years
from indicators.exports.slides.labels import Labels
from indicators.exports.slides.plot import Errors, Label, Plot, Series, Side, Spot, Stroke
from indicators.exports.slides.scales import framed, laid_out, logarithmic, time_axis, value_axis
from indicators.exports.slides.sketch import Sketch
from indicators.look import MARKS
from indicators.wording import tr

_ROOM = 70.0  # px beside the plot area, before its margins are known


def plot(sketch: Sketch) -> Plot:
    """A line chart."""
    return _Chart(sketch).plot()


class _Chart:
    """A line chart while it is made."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch, self.scene, self.colours = sketch, sketch.scene, sketch.colours
        self.lang, self.scale = sketch.lang, sketch.scale
        first, last = axes.time_range(self.scene)
        self.across, days = time_axis(first, last, sketch.view.width - _ROOM)
        self.layout, notes = laid_out(sketch, self.scene, days)
        self.labels = Labels(notes, sketch)

    def plot(self) -> Plot:
        """All of it."""
        scene, layout = self.scene, self.layout
        series = [*self.hairlines(), *self.base(), *self.paths(), *self.rings()]
        for n in reversed(range(len(scene.tracks))):
            series += [*self.spans(n), *self.threads(n), *self.track(n), *self.targets(n)]
        vertical = value_axis(layout.axis, words.signed(scene))
        if layout.axis.log:
            series.insert(0, logarithmic(layout.axis, self.across, self.colours, words.signed(scene)))
        return framed(layout, series, (self.across, vertical), self.sketch, tr("Year", self.lang))

    # -------------------------------------------------------------------------------------------- values

    def track(self, n: int) -> Iterator[Series]:
        """The values of a line in time order, an empty row where it is broken; those that it passes by on their own."""
        name, line = self.scene.tracks[n].name, marks.line(n, self.colours, self.scale)
        for i, chain in enumerate(_rows(self.scene, n)):
            spots = [self.spot(point) if point else None for point in chain]
            joined = any(a and b for a, b in pairwise(chain))
            yield Series(
                name if i == 0 else tr("{name}, beside the line", self.lang, name=name),
                tuple(_filled(spots)),
                marks.marker("printed", n, self.colours, self.scale),
                line if joined else None,
                self.arrows([point for point in chain if point], marks.colour(n, self.colours)),
                leader=marks.colour(n, self.colours),
            )

    def targets(self, n: int) -> Iterator[Series]:
        """The targets of a track, without a line."""
        found = [point for point in self.scene.points if point.track == n and point.mark == "target"]
        if found:
            text = tr("target", self.lang)
            name = text if len(self.scene.tracks) == 1 else f"{self.scene.tracks[n].name} {text}"
            look = marks.marker("target", n, self.colours, self.scale)
            spots = tuple(self.spot(p, "" if n else self.colours.target_text) for p in found)
            yield Series(name, spots, look, leader=self.colours.target)

    def rings(self) -> Iterator[Series]:
        """What other sources say: a series for those that agree, one for those that conflict; each claim's place once."""
        kinds: tuple[tuple[Mark, str], ...] = (("agreeing", ""), ("conflicting", self.colours.conflict))
        for mark, tone in kinds:
            found = {(p.track, p.x, p.y): p for p in self.scene.points if p.mark == mark}
            if found:
                spots = tuple(self.spot(p, tone) for p in found.values())
                look = marks.ring(mark, self.colours, self.scale)
                own = tone or self.colours.second
                arrows = self.arrows(found.values(), own)
                yield Series(tr(f"another source, {mark}", self.lang), spots, look, None, arrows, leader=own)

    def spot(self, point: Point, tone: str = "") -> Spot:
        """A claim as a row, with its mark, its label and its arrow."""
        mark = marks.marker(point.mark, point.track, self.colours, self.scale, bool(point.value))
        label = self.labels.take(iso(point.x), self.layout.axis.position(point.y), mark, tone)
        return Spot(
            years.place(point.claim.time_period, self.scene.middle),
            point.y,
            self.sketch.period(point),
            self.sketch.said(point),
            mark,
            label,
            *self.reach(point),
        )

    def reach(self, point: Point) -> tuple[float | None, float | None]:
        """The lengths of a bound's arrow upwards and downwards on the axis, so that it has the same length in every chart."""
        if not shapes.with_arrow([point]):
            return None, None
        size = MARKS.ring if point.mark == "conflicting" else style(point.track).size
        axis, height = self.layout.axis, self.layout.height
        share = (size / 2 + MARKS.arrow) / height
        if axis.log:
            factor = (axis.high / axis.low) ** (share * point.towards)
            length = abs(point.y * factor - point.y)
        else:
            length = abs(axis.high - axis.low) * share
        return (length, None) if point.towards > 0 else (None, length)

    def arrows(self, found: Iterable[Point], tone: str) -> Errors | None:
        """How the arrows of a series look; None where it has none."""
        if not shapes.with_arrow(found):
            return None
        return Errors("y", Stroke(tone, MARKS.outline * self.scale), head=True)

    # -------------------------------------------------------------------------------------------- connections

    def threads(self, n: int) -> Iterator[Series]:
        """The light dotted threads over years without data."""
        pairs = [(s.first, s.last) for s in self.scene.segments if s.first.track == n and s.thread]
        if pairs:
            name = tr("{name}: no data in between", self.lang, name=self.scene.tracks[n].name)
            stroke = marks.thread(marks.colour(n, self.colours), self.scale)
            yield Series(name, tuple(self.pairs(pairs)), line=stroke, help=True)

    def paths(self) -> Iterator[Series]:
        """The dotted paths to open targets."""
        if self.scene.paths:
            stroke = marks.thread(self.colours.target, self.scale)
            name = tr("the way to the target", self.lang)
            yield Series(name, tuple(self.pairs(self.scene.paths)), line=stroke, help=True)

    def pairs(self, pairs: Sequence[tuple[Point, Point]]) -> Iterator[Spot]:
        """Ends of lines, an empty row between two lines."""
        found: list[Spot | None] = []
        for pair in pairs:
            ends = [
                Spot(
                    years.place(p.claim.time_period, self.scene.middle),
                    p.y,
                    self.sketch.period(p),
                )
                for p in pair
            ]
            found += [*ends, None]
        yield from _filled(found[:-1])

    def spans(self, n: int) -> Iterator[Series]:
        """Bars over the time that ranges cover; a target's in the colour of targets."""
        for target in (False, True):
            found = [
                p
                for p in self.scene.points
                if p.span and p.track == n and (p.mark == "target" and not n) == target
            ]
            spots: list[Spot | None] = []
            for point in found:
                ends = years.span(point.span or (0, 0))
                spots += [
                    *(Spot(x, point.y, self.sketch.period(point)) for x in ends),
                    None,
                ]
            if spots:
                tone = self.colours.target if target else marks.colour(n, self.colours)
                name = tr("{name}: time covered", self.lang, name=self.scene.tracks[n].name)
                stroke = Stroke(tone, MARKS.line * self.scale, alpha=0.4)
                yield Series(name, tuple(_filled(spots[:-1])), line=stroke, help=True)

    # -------------------------------------------------------------------------------------------- around

    def hairlines(self) -> Iterator[Series]:
        """Breaks of definition and events: lines over the whole height with their words."""
        for broken in (True, False):
            found = [line for line in self.layout.hairlines if line.broken == broken]
            if found:
                name = tr("break of definition" if broken else "event", self.lang)
                stroke = Stroke(
                    self.colours.third, MARKS.hairline, "solid" if broken else "sysDash", 1 if broken else 0.6
                )
                spots = tuple(self.hairline(line) for line in found)
                yield Series(name, spots, errors=Errors("y", stroke, head=False), help=True)

    def hairline(self, found: Words) -> Spot:
        """A point at the top, a bare error bar down to the bottom (of an axis of ranks: up to it)."""
        axis = self.layout.axis
        side: Side = "l" if found.left else "r"
        down = (self.sketch.text) * (1.3 * len(found.lines) / 2) + 1
        label = Label(found.lines, self.colours.second, False, side, (0, down))
        length = abs(axis.high - axis.low)
        length, plus = (length, axis.rank) if not axis.log else (axis.high - axis.low, False)
        x = years.place_of(found.line.x)
        name = f"{found.line.period} {found.line.words}"
        return Spot(x, axis.high, name, "", None, label, *((length, None) if plus else (None, length)))

    def base(self) -> Iterator[Series]:
        """The line at the base of an index."""
        base = self.layout.axis.base
        if base is not None:
            ends = (Spot(self.across.low, base), Spot(self.across.high, base))
            stroke = Stroke(self.colours.third, MARKS.hairline)
            yield Series(tr("base of the index", self.lang), ends, line=stroke, help=True)


# ------------------------------------------------------------------------------------------------ rows


def _rows(scene: Scene, n: int) -> list[list[Point | None]]:
    """The points of a track as rows of one or several series: None where the line is broken.

    What is joined stays in order; a point that lies in time inside a line which passes it by goes into the next series.
    """
    after = {id(s.first): s for s in scene.segments if s.first.track == n}
    entered = {id(s.last) for s in scene.segments if s.first.track == n}
    chains: list[list[Point | None]] = []
    for point in scene.best[n]:
        if id(point) in entered:
            continue
        chain: list[Point | None] = [point]
        last = point
        while segment := after.get(id(last)):
            chain += [None, segment.last] if segment.thread else [segment.last]
            last = segment.last
        chains.append(chain)
    rows: list[list[Point | None]] = []
    for chain in chains:
        first = chain[0]
        free = (row for row in rows if row[-1] and first and row[-1].x < first.x)
        row = next(free, None)
        if row is None:
            rows.append(chain)
        else:
            row += [None, *chain]
    return rows


def _filled(spots: Sequence[Spot | None]) -> Iterator[Spot]:
    """Empty rows get a place between their neighbours, because a row without one would end the axis of numbers."""
    for before, spot, after in zip([None, *spots], spots, [*spots[1:], None], strict=False):
        if spot:
            yield spot
        elif before and after:
            yield Spot(round((before.x + after.x) / 2, 4), None)

"""A row for each line of a dot plot. Rows run downwards; their names are labels at the left edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indicators.charts import axes, words
from indicators.charts.axes import Axis as Scale
from indicators.charts.dots import dots
from indicators.charts.layout import Common
from indicators.charts.marks import Json
from indicators.charts.points import Point
from indicators.charts.shapes import with_arrow
from indicators.charts.styles import style
from indicators.exports.slides import marks
from indicators.exports.slides.labels import Labels
from indicators.exports.slides.plot import Axis, Errors, Label, Plot, Series, Spot, Stroke
from indicators.exports.slides.rows import Space, framed, noted
from indicators.exports.slides.scales import number_format, on_tick
from indicators.exports.slides.sketch import Sketch
from indicators.look import MARKS
from indicators.wording import tr

_SIDES = 32  # px beside the plot area of a dot plot
_ENDS = 44  # px of its axis beyond the least and the greatest value


def plot(sketch: Sketch) -> Plot:
    """A dot plot."""
    view = sketch.view
    axis = on_tick(axes.value_axis(sketch.scene, (view.width - _SIDES, _ENDS, _ENDS), view.log))
    _, layout = dots(sketch.catalogue, view, sketch.scene, sketch.colours, Common(None, axis))
    return _Dots(sketch, axis, layout).plot()


class _Dots:
    """A dot plot while it is made."""

    def __init__(self, sketch: Sketch, axis: Scale, layout: Json) -> None:
        self.sketch, self.scene, self.colours = sketch, sketch.scene, sketch.colours
        self.lang, self.scale = sketch.lang, sketch.scale
        self.axis, self.layout = axis, layout
        self.labels = Labels(layout["annotations"], sketch)
        self.inner = sketch.view.width - layout["margin"]["l"] - layout["margin"]["r"]

    def plot(self) -> Plot:
        """All of it."""
        axis, scene, layout = self.axis, self.scene, self.layout
        rows = len(scene.tracks)
        series = [*self.least_to_greatest()]
        for n in reversed(range(rows)):
            series += self.row(n)
        names = noted(layout, "row")
        if names:
            series.append(self.names(names))
        low, high = min(axis.low, axis.high), max(axis.low, axis.high)
        step = axis.ticks[1] - axis.ticks[0] if len(axis.ticks) > 1 and not axis.log else None
        places = max(len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in axis.ticks)
        text = number_format(places, axis.rank, words.signed(scene))
        if axis.log:
            series.insert(0, self.logarithmic(rows))
        grid = Axis(low, high, step, text, True, axis.rank, axis.log, self.colours.hairline)
        return framed(
            Space(self.sketch.view.width, layout["margin"]["l"], self.inner, layout),
            series,
            (grid, Axis(0, rows, None, reverse=True)),
            (self.colours, self.scale),
            (self.sketch.measure, tr("Row", self.lang)),
        )

    def place(self, point: Point) -> float:
        """How far down a point's row lies, as on screen."""
        found: float = next(
            (
                note["y"]
                for note in self.layout["annotations"]
                if note.get("name") == "label" and int(note["y"]) == point.track
            ),
            point.track + 0.66,
        )
        return found

    def row(self, n: int) -> Iterator[Series]:
        """The values of a row, then its targets and what other sources say."""
        lang, scene = self.lang, self.scene
        shown = {id(p) for p in scene.best[n]}
        name = scene.tracks[n].name
        rest = [p for p in scene.points if p.track == n and id(p) not in shown]
        groups: list[tuple[str, Sequence[Point], str]] = [(name, scene.best[n], "")]
        for mark, text, tone in (
            ("target", tr("target", lang), self.colours.target_text),
            ("agreeing", tr("another source, agreeing", lang), ""),
            ("conflicting", tr("another source, conflicting", lang), self.colours.conflict),
        ):
            groups.append((f"{name} {text}", [p for p in rest if p.mark == mark], tone))
        for title, points, tone in groups:
            if points:
                look = marks.marker(points[0].mark, n, self.colours, self.scale)
                own = tone or marks.colour(n, self.colours)
                stroke = Stroke(own, MARKS.outline * self.scale)
                arrows = Errors("x", stroke, head=True) if with_arrow(points) else None
                yield Series(
                    title,
                    tuple(self.spot(p, tone) for p in points),
                    look,
                    None,
                    arrows,
                    leader=self.colours.third,
                )

    def spot(self, point: Point, tone: str) -> Spot:
        """A claim as a row of the data."""
        mark = marks.marker(point.mark, point.track, self.colours, self.scale, bool(point.value))
        row = self.place(point)
        label = self.labels.take(self.axis.position(point.y), row, mark, tone)
        plus = minus = None
        if with_arrow([point]):
            size = MARKS.ring if point.mark == "conflicting" else style(point.track).size
            length = (size / 2 + MARKS.arrow) / self.inner * abs(self.axis.high - self.axis.low)
            if self.axis.log:
                factor = (self.axis.high / self.axis.low) ** (
                    (size / 2 + MARKS.arrow) / self.inner * point.towards
                )
                length = abs(point.y * factor - point.y)
            plus, minus = (length, None) if point.towards > 0 else (None, length)
        return Spot(
            point.y, row, self.sketch.period(point), self.sketch.said(point), mark, label, plus, minus
        )

    def least_to_greatest(self) -> Iterator[Series]:
        """The thin line of each row from its least to its greatest value."""
        for n, line in enumerate(self.scene.best):
            if len(line) > 1:
                values = [p.y for p in line]
                row = self.place(line[0])
                ends = Spot(min(values), row), Spot(max(values), row)
                stroke = Stroke(self.colours.hairline, MARKS.line * self.scale)
                name = tr("{name}: least to greatest", self.lang, name=self.scene.tracks[n].name)
                yield Series(name, ends, line=stroke, help=True)

    def names(self, notes: Sequence[Json]) -> Series:
        """The names of the rows."""
        spots = []
        for note in notes:
            lines = marks.words(note["text"])
            label = Label(lines, note["font"]["color"], "<b>" in note["text"], "r", (-4.0, 0))
            low = min(self.axis.low, self.axis.high)
            spots.append(Spot(low, note["y"], lines[0], label=label))
        return Series(tr("Row", self.lang), tuple(spots), help=True)

    def logarithmic(self, rows: int) -> Series:
        """Labels and grid lines at 1, 2 and 5 times the powers of ten."""
        spots = tuple(
            Spot(tick, rows, label=Label([text], self.colours.second, False, "b"), minus=float(rows))
            for tick, text in zip(
                self.axis.ticks, axes.tick_text(self.axis, words.signed(self.scene)), strict=True
            )
        )
        return Series(
            "log",
            spots,
            errors=Errors("y", Stroke(self.colours.hairline, MARKS.hairline), head=False),
            help=True,
        )

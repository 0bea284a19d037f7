"""The px of a chart: axes, margins, what stands around the plot area. Laid out for the view's width; Plotly stretches it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators.charts import axes, words
from indicators.charts.axes import Axis
from indicators.charts.labels import Label, text_width
from indicators.charts.scene import Point, Scene
from indicators.charts.view import View
from indicators.look import Palette
from indicators.model import Catalogue
from indicators.wording import times
from indicators.wording.messages import tr

LINE = 15  # height of a line of small text
_SLOPE = 520  # widest slope in px, margins included: a wider one looks flatter than it is
_ABOVE, _BELOW = 36, 34  # px for labels and arrows beyond the highest and lowest mark
_MOST_LINES = 3  # of words at a hairline
_LEGEND = 600  # so that a page between telephone and desk does not cut the legend off
_ASIDE = 0.36  # the most of the width that a margin may take


@dataclass(frozen=True, slots=True)
class BreakWords:
    """The words at a break's hairline, to its left or right, and those that only have room below the chart."""

    x: int
    left: bool
    lines: list[str]
    below: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A chart's measures in px and its texts outside the plot area. `first` and `last` are days."""

    axis: Axis
    first: int
    last: int
    width: float
    height: float
    left: float
    right: float
    caption: list[str]
    legend: list[str]
    breaks: list[BreakWords]
    periods: list[tuple[int, str]]  # of a slope: where its periods stand and what they are called

    @property
    def top(self) -> float:
        """The margin above."""
        return 16.0 + 18 * len(self.caption)

    @property
    def bottom(self) -> float:
        """The margin below."""
        return self.foot + (12 + 20 * len(self.legend) if self.legend else 0)

    @property
    def foot(self) -> float:
        """The height of the time axis's labels."""
        return 15 + LINE * max((text.count("<br>") + 1 for _, text in self.periods), default=1)

    @property
    def inner(self) -> float:
        """The width of the plot area."""
        return self.width - self.left - self.right

    def share(self, day: int) -> float:
        """How far along the time axis a day stands, from 0 to 1."""
        return (day - self.first) / (self.last - self.first)

    def x(self, day: int) -> float:
        """A day in px from the left of the plot area."""
        return self.share(day) * self.inner

    def at(self, point: Point) -> tuple[float, float]:
        """A point in px from the top left of the plot area."""
        return self.x(point.x), (self.axis.high - point.y) / (self.axis.high - self.axis.low) * self.height


def lay_out(
    catalogue: Catalogue, view: View, scene: Scene, labels: Sequence[Label], colours: Palette
) -> Layout:
    """The measures for a scene with these labels."""
    slope = scene.shape == "slope"
    first, last = axes.time_range(scene)
    breaks = _break_words(scene, first, last, view, labels)
    height = _height(scene, view)
    above = _ABOVE + LINE * max((len(words_.lines) for words_ in breaks), default=0)
    axis = axes.value_axis(scene, height, above, _BELOW)
    caption = words.wrapped(
        words.caption(scene, catalogue, view.lang, axis.from_zero, axis.rank), view.width - 8
    )
    left = 0.0 if slope else max(map(text_width, axes.tick_text(axis.ticks)), default=0) + 14
    legend = _legend(scene, view, colours)
    for broken in breaks:
        legend += [
            words.plain(line) for line in words.wrapped(f"│ {broken.below}", view.width - 8) if broken.below
        ]
    bare = Layout(
        axis, first, last, view.width, height, left, 16.0, caption, legend, breaks, _periods(scene, view)
    )
    return _with_room(bare, labels, slope)


def _periods(scene: Scene, view: View) -> list[tuple[int, str]]:
    if scene.shape != "slope":
        return []
    days = {point.x: times.short_period(point.claim.time_period, view.lang) for point in scene.points}
    return [(day, text.replace(" ", "<br>") if view.narrow else text) for day, text in days.items()]


def _height(scene: Scene, view: View) -> float:
    if scene.shape == "slope" or len({point.x for point in scene.points}) <= 2:
        return 190 if view.narrow else 220
    full = len(scene.areas) > 3 or len(scene.points) > 14
    return (230 if view.narrow else 290) + (40 if full else 0)


def _with_room(layout: Layout, labels: Sequence[Label], slope: bool) -> Layout:
    """The layout with margins that the labels at the ends of lines fit into, a slope no wider than it should be."""
    left, right = layout.left, layout.right
    width = min(layout.width, _SLOPE) if slope else layout.width
    for _ in range(3):  # each margin moves the points that the other one was made for
        for label in labels:
            room, share = label.width + 18, layout.share(label.point.x)
            if label.end and label.named and share > 0:
                right = max(right, (share * (width - left) + room - (width - left)) / share)
            if slope and share < 1 and not label.end:
                left = max(left, (room - share * (width - right)) / (1 - share))
        left, right = min(left, width * _ASIDE), min(right, width * _ASIDE)
    return replace(layout, left=left, right=right + layout.width - width)


def _break_words(
    scene: Scene, first: int, last: int, view: View, labels: Sequence[Label]
) -> list[BreakWords]:
    """Each break's words on the side with more room, wrapped to it; two neighbours share the room between them.

    Words that would need more than three lines go below the chart, and a general word stands in for them.
    """
    days = sorted({first - 1, *(day for day, _ in scene.breaks), last + 1})
    aside = max((label.width for label in labels if label.end and label.named), default=0)
    scale = (view.width * 0.88 - min(aside, view.width * _ASIDE)) / (last - first)
    found = []
    for day, title in scene.breaks:
        i = days.index(day)
        before = (day - days[i - 1]) * scale / (2 if i > 1 else 1)
        after = (days[i + 1] - day) * scale / (2 if i < len(days) - 2 else 1)
        room = min(max(before, after, 80) - 8, 200)
        lines, below = words.wrapped(title, room), ""
        if len(lines) > _MOST_LINES:
            lines, below = words.wrapped(tr("Break of definition", view.lang), room), title
        found.append(BreakWords(day, before > after, lines, below))
    return found


def _legend(scene: Scene, view: View, colours: Palette) -> list[str]:
    """The legend in lines that fit, each sign in its mark's colour."""
    rows: list[list[str]] = [[]]
    used = 0.0
    for sign, colour, msgid in words.legend(scene):
        text = tr(msgid, view.lang)
        width = text_width(f"{sign} {text}") + 14
        if rows[-1] and used + width > min(view.width, _LEGEND) - 8:
            rows.append([])
            used = 0
        used += width
        rows[-1].append(f'<span style="color:{getattr(colours, colour)}">{sign}</span> {text}')
    return ["   ".join(row) for row in rows if row]

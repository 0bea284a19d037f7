"""The px of a chart: axes, margins, what stands around the plot area. Laid out for the view's width; Plotly stretches it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators.charts import axes, words
from indicators.charts.axes import Axis
from indicators.charts.hairlines import Words, hairline_words
from indicators.charts.labels import Label, text_width
from indicators.charts.scene import Point, Scene
from indicators.charts.view import View
from indicators.look import Palette
from indicators.wording import times
from indicators.wording.messages import tr

LINE = 15  # height of a line of small text
_SLOPE = 520  # widest slope in px, margins included: a wider one looks flatter than it is
_SLOPE_SHAPE = 2.0  # or so many times as wide as high, in a room to fill
_ABOVE, _BELOW = 36, 34  # px for labels and arrows beyond the highest and lowest mark
_LEGEND = 600  # so that a page between telephone and desk does not cut the legend off
_LEAST = 100.0  # px of the lowest plot area that anything can be read in
_ASIDE = 0.36  # the most of the width that a margin may take


@dataclass(frozen=True, slots=True)
class Common:
    """What the panels of one view have in common: the days of the time axis, the value axis; None where each has its own."""

    days: tuple[int, int] | None = None
    axis: Axis | None = None


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
    hairlines: list[Words]
    periods: list[tuple[int, str]]  # of a slope: where its periods stand and what they are called

    @property
    def top(self) -> float:
        """The margin above."""
        return _top(len(self.caption))

    @property
    def bottom(self) -> float:
        """The margin below."""
        return self.foot + _legend_height(self.legend)

    @property
    def foot(self) -> float:
        """The height of the time axis's labels."""
        return _foot(self.periods)

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

    def y(self, value: float) -> float:
        """A value in px from the top of the plot area."""
        return (1 - self.axis.share(value)) * self.height

    def at(self, point: Point) -> tuple[float, float]:
        """A point in px from the top left of the plot area."""
        return self.x(point.x), self.y(point.y)


def lay_out(
    view: View, scene: Scene, labels: Sequence[Label], common: Common, *, caption: str, colours: Palette
) -> Layout:
    """The measures for a scene with these labels."""
    slope = scene.shape == "slope"
    first, last = common.days if common.days and not slope else axes.time_range(scene)
    aside = max((label.width for label in labels if label.end and label.named), default=0)
    room = view.width * 0.88 - min(aside, view.width * _ASIDE)
    hairlines = hairline_words((*scene.breaks, *scene.events), len(scene.breaks), (first, last), room)
    legend = legend_lines(scene, view, colours) + _below(hairlines, view)
    names = _periods(scene, view)
    height = _height(scene, view)
    if view.room:
        # One line more than the caption may need: what it says of the axis is known only with the axis, whose room this is.
        lines = 1 + len(words.wrapped(caption, view.width - 8))
        height = max(_LEAST, view.room[1] - _top(lines) - _foot(names) - _legend_height(legend))
    above = _ABOVE + LINE * max((len(found.lines) for found in hairlines), default=0)
    axis = common.axis or axes.value_axis(scene, (height, above, _BELOW), view.log)
    ticks = axes.tick_text(axis, words.signed(scene))
    bare = Layout(
        axis=axis,
        first=first,
        last=last,
        width=view.width,
        height=height,
        left=0.0 if slope else max(map(text_width, ticks), default=0) + 14,
        right=16.0,
        caption=caption_lines(caption, axis, view),
        legend=legend,
        hairlines=hairlines,
        periods=names,
    )
    if view.room:  # the caption is what it is: the plot area takes the rest
        bare = replace(bare, height=max(_LEAST, view.room[1] - bare.top - bare.bottom))
    widest = max(_SLOPE, _SLOPE_SHAPE * bare.height) if view.room else _SLOPE
    return _with_room(bare, labels, min(bare.width, widest) if slope else None)


def _top(lines: int) -> float:
    """The margin above, for so many lines of caption."""
    return 16.0 + 18 * lines


def _foot(names: Sequence[tuple[int, str]]) -> float:
    """The height of the time axis's labels."""
    return 15 + LINE * max((text.count("<br>") + 1 for _, text in names), default=1)


def _legend_height(lines: Sequence[str]) -> float:
    return 10 + 16 * len(lines) if lines else 0


def _periods(scene: Scene, view: View) -> list[tuple[int, str]]:
    if scene.shape != "slope":
        return []
    days = {point.x: times.short_period(point.claim.time_period, view.lang) for point in scene.points}
    return [(day, text.replace(" ", "<br>") if view.narrow else text) for day, text in days.items()]


def _height(scene: Scene, view: View) -> float:
    small = view.narrow or view.part
    if scene.shape == "slope" or (len({point.x for point in scene.points}) <= 2 and not view.part):
        return (190 if view.narrow else 220) + 16 * max(0, len(scene.tracks) - 4)
    full = len(scene.tracks) > 3 or len(scene.points) > 14
    return (230 if small else 290) + (40 if full else 0)


def _with_room(layout: Layout, labels: Sequence[Label], slope: float | None) -> Layout:
    """The layout with margins that the labels at the ends of lines fit into; a slope no wider than `slope`."""
    left, right = layout.left, layout.right
    width = slope or layout.width
    for _ in range(3):  # each margin moves the points that the other one was made for
        for label in labels:
            room, share = label.width + 18, layout.share(label.point.x)
            if label.end and label.named and share > 0:
                right = max(right, (share * (width - left) + room - (width - left)) / share)
            if slope and share < 1 and not label.end:
                left = max(left, (room - share * (width - right)) / (1 - share))
        left, right = min(left, width * _ASIDE), min(right, width * _ASIDE)
    return replace(layout, left=left, right=right + layout.width - width)


def _below(hairlines: Sequence[Words], view: View) -> list[str]:
    """What had no room beside its hairline, after the sign that stands there instead."""
    lines = []
    for found in hairlines:
        if found.below:
            text = tr(
                "{label}: {value}", view.lang, label=f"{found.sign} {found.line.period}", value=found.below
            )
            lines += [words.plain(line) for line in words.wrapped(text, min(view.width, _LEGEND) - 8)]
    return lines


def caption_lines(caption: str, axis: Axis, view: View) -> list[str]:
    """The caption with what must be known about the axis, in lines that fit."""
    return words.wrapped(" · ".join([caption, *words.about_axis(axis, view.lang)]), view.width - 8)


def legend_lines(scene: Scene, view: View, colours: Palette) -> list[str]:
    """The legend in lines that fit, each sign in its mark's colour."""
    rows: list[list[str]] = [[]]
    used = 0.0
    for sign, colour, text in words.legend(scene, view.lang):
        width = text_width(f"{sign} {text}") + 14
        if rows[-1] and used + width > min(view.width, _LEGEND) - 8:
            rows.append([])
            used = 0
        used += width
        rows[-1].append(f'<span style="color:{getattr(colours, colour)}">{sign}</span> {words.plain(text)}')
    return ["   ".join(row) for row in rows if row]

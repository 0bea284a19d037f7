"""Axes that Office can draw, and the layout of the screen on them.

Office counts ticks from the lower end of an axis: that end therefore is moved outwards until round ticks are counted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from indicators.charts import axes, labelling, words
from indicators.charts.axes import Axis as Scale
from indicators.charts.layout import Common, Layout, lay_out
from indicators.charts.marks import Json
from indicators.charts.scene import Scene
from indicators.exports.slides import marks, years
from indicators.exports.slides.plot import Axis, Errors, Label, Plot, Series, Spot, Stroke
from indicators.exports.slides.sketch import Sketch
from indicators.look import MARKS, Palette

_LEGEND_LINE = 16  # px of a line of the screen's legend
ABOVE = 14.0  # px of a chart's frame over its plot area


def time_axis(first: int, last: int, width: float) -> tuple[Axis, tuple[int, int]]:
    """The axis of years, labelled in the middle of each, and the days at its ends.

    Ticks are counted from the lower end, which therefore is a whole step before the first year labelled; the number format
    keeps what is before the first year unlabelled.
    """
    low, high = years.span((first, last))
    begin, end = axes.whole_years(first, last)
    shown = axes.years(begin, end, width)
    step = shown[1] - shown[0] if len(shown) > 1 else 1
    start = shown[0] - step * math.ceil((shown[0] - low) / step - 1e-9)
    text = f'[<{begin}]"";0'
    return Axis(start, high, step, text), (years.day(start), years.day(high))


def laid_out(
    sketch: Sketch, scene: Scene, days: tuple[int, int] | None, bar: float = 0
) -> tuple[Layout, list[Json]]:
    """The layout and the labels, on a value axis whose lower end is a tick: Office counts ticks from there."""
    catalogue, view, colours = sketch.catalogue, sketch.view, sketch.colours
    wanted = labelling.wanted(catalogue, view, scene)
    caption = words.caption(scene, catalogue, view)
    layout = lay_out(view, scene, wanted, Common(days), caption=caption, colours=colours)
    axis = on_tick(layout.axis)
    spare = len(layout.legend) - len(marks.legend(layout.legend, colours, view.width))
    if spare and view.room:  # a slide's legend takes fewer lines than the screen's
        view = replace(view, room=(view.room[0], view.room[1] + _LEGEND_LINE * spare))
    if axis != layout.axis or spare:
        layout = lay_out(view, scene, wanted, Common(days, axis), caption=caption, colours=colours)
    return layout, labelling.drawn(scene, layout, wanted, colours, bar)


def on_tick(axis: Scale) -> Scale:
    """The axis with its lower end (of ranks the upper one) moved outwards to a tick."""
    if axis.log or len(axis.ticks) < 2:
        return axis
    step, first = axis.ticks[1] - axis.ticks[0], axis.ticks[0]
    if axis.rank:
        return replace(axis, high=first - step * math.ceil((first - axis.high) / step - 1e-9))
    return replace(axis, low=round(first - step * math.ceil((first - axis.low) / step - 1e-9), 9))


def value_axis(axis: Scale, signed: bool = False) -> Axis:
    """The vertical axis with round ticks; numbers are grouped by thousands."""
    low, high = min(axis.low, axis.high), max(axis.low, axis.high)
    if axis.log or len(axis.ticks) < 2:
        return Axis(low, high, None, log=axis.log)
    places = max(len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in axis.ticks)
    return Axis(
        low, high, axis.ticks[1] - axis.ticks[0], number_format(places, axis.rank, signed), True, axis.rank
    )


def number_format(places: int, rank: bool = False, signed: bool = False) -> str:
    """Thousands grouped, a minus as long as a plus; changes have a sign; there is no rank before the first."""
    text = "#,##0" + ("." + "0" * places if places else "")
    if rank:
        return f'[<1]"";{text}'
    return f'{"+" if signed else ""}{text};"−"{text};{text}'


def logarithmic(axis: Scale, across: Axis, colours: Palette, signed: bool) -> Series:
    """Labels and grid lines at 1, 2 and 5 times the powers of ten, where Office would only have the powers."""
    texts = axes.tick_text(axis, signed)
    spots = tuple(
        Spot(across.low, tick, label=Label([text], colours.second, False, "l"), plus=across.high - across.low)
        for tick, text in zip(axis.ticks, texts, strict=True)
    )
    stroke = Stroke(colours.hairline, MARKS.hairline)
    return Series("log", spots, errors=Errors("x", stroke, head=False), help=True)


def framed(
    layout: Layout,
    series: Sequence[Series],
    both: tuple[Axis, Axis],
    sketch: Sketch,
    across_called: str,
) -> Plot:
    """The plot with its frame around it: from a little above the plot area to the labels under it."""
    high = ABOVE + layout.height + layout.foot + 2
    inner = layout.left, ABOVE, layout.inner, layout.height
    colours, scale = sketch.colours, sketch.scale
    across, up = both
    if layout.axis.low <= 0 <= layout.axis.high and not layout.axis.rank:
        across = replace(across, line=colours.third)
    return Plot(
        (layout.width * scale, high * scale),
        tuple(px * scale for px in inner),  # type: ignore[arg-type]
        sketch.text,
        tuple(series),
        across,
        up,
        tuple(layout.caption),
        marks.legend(layout.legend, colours, layout.width),
        (across_called, sketch.measure),
        colours={"second": colours.second, "hairline": colours.hairline},
    )

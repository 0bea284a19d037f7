"""Line charts, slopes and bars over time as Plotly data and layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indicators.charts import axes, bars, labelling, marks, words
from indicators.charts.layout import Common, Layout, lay_out
from indicators.charts.marks import Json
from indicators.charts.scene import Scene, iso
from indicators.charts.shapes import shapes as shapes_of
from indicators.charts.view import View
from indicators.look import MARKS, SIZES, Palette
from indicators.model import Catalogue


def chart(
    catalogue: Catalogue, view: View, scene: Scene, colours: Palette, common: Common
) -> tuple[list[Json], Json]:
    """A line chart, a slope or bars: traces and layout."""
    width = 0.0
    caption = words.caption(scene, catalogue, view)
    if scene.shape == "bar":
        scene, width = bars.side_by_side(scene)
    labels = labelling.wanted(catalogue, view, scene)
    layout = lay_out(view, scene, labels, common, caption=caption, colours=colours)
    if view.room and scene.events and layout.top + layout.height + layout.bottom > view.room[1]:
        scene = replace(scene, events=())  # they annotate: the figures, their marks and the breaks come first
        layout = lay_out(view, scene, labels, common, caption=caption, colours=colours)
    shapes = shapes_of(scene, colours, layout.axis.rank) + _base(layout, colours)
    if scene.shape == "bar":
        data = bars.traces(scene, catalogue, view, colours, width)
        shapes += bars.outlines(scene, colours, width)
    else:
        data = marks.lines(scene, colours) + marks.points(scene, catalogue, view, colours)
    edges = layout.left, layout.top, layout.foot
    margin = {"l": layout.left, "t": layout.top, "r": layout.right, "b": layout.bottom}
    return data, {
        "xaxis": _time_axis(scene, layout, colours),
        "yaxis": _value_axis(scene, layout, colours),
        "shapes": shapes,
        "annotations": around(layout.caption, layout.legend, edges, colours)
        + _at_hairlines(layout, colours)
        + labelling.drawn(scene, layout, labels, colours, width),
        "margin": {side: round(px) for side, px in margin.items()} | {"pad": 0, "autoexpand": False},
        "height": round(layout.top + layout.height + layout.bottom),
    }


def around(
    caption: Sequence[str], legend: Sequence[str], edges: tuple[float, float, float], colours: Palette
) -> list[Json]:
    """Caption above, legend below; `edges` are the px of the left and the upper margin and of what stands under the plot area."""
    left, top, foot = edges
    font = {"size": SIZES.label, "color": colours.second}
    edge = {"xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "align": "left", "font": font}
    edge |= {"xshift": -round(left), "yanchor": "top"}
    text = "<br>".join(map(words.plain, caption))
    notes: list[Json] = [{**edge, "text": text, "y": 1, "yshift": round(top) - 4, "name": "caption"}]
    if legend:
        below = {"text": "<br>".join(legend), "y": 0, "yshift": -round(foot) - 4, "name": "legend"}
        notes.append({**edge, **below})
    return notes


def _at_hairlines(layout: Layout, colours: Palette) -> list[Json]:
    """The words, or the sign that stands for them, at the top of each hairline; who says so on hovering."""
    notes = []
    for found in layout.hairlines:
        side = "right" if found.left else "left"
        note: Json = {
            "x": iso(found.line.x),
            "y": 1,
            "yref": "paper",
            "xanchor": side,
            "align": side,
            "yanchor": "top",
            "text": "<br>".join(map(words.plain, found.lines)),
            "xshift": -4 if found.left else 4,
            "font": {"size": SIZES.label, "color": colours.second},
            "name": "break" if found.broken else "event",
        }
        said = [f"{found.line.period} · {found.line.words}", *found.line.more]
        lines = [words.plain(line) for text in said for line in words.wrapped(text, 300)]
        notes.append(note | {"hovertext": "<br>".join(lines)})
    return notes


def _base(layout: Layout, colours: Palette) -> list[Json]:
    """The line at the base of an index."""
    base = layout.axis.base
    if base is None:
        return []
    line = {"color": colours.third, "width": MARKS.hairline}
    ends = {"xref": "paper", "x0": 0, "x1": 1, "y0": base, "y1": base}
    return [{"type": "line", **ends, "line": line, "layer": "below", "name": "base"}]


def _time_axis(scene: Scene, layout: Layout, colours: Palette) -> Json:
    """Whole years, each label in the middle of its year; a slope has its two or three periods instead.

    Ticks at the ends of years show where a stock at a year's end stands. Labels are written here, so that no locale, month
    name or half year can get in.
    """
    axis: Json = {
        "type": "date",
        "range": [iso(layout.first), iso(layout.last)],
        "tickmode": "array",
        "tickangle": 0,
    }
    if scene.shape == "slope":
        axis |= {"showgrid": True, "gridcolor": colours.hairline}
        days, text = zip(*layout.periods, strict=True)
        return axis | {"tickvals": [iso(day) for day in days], "ticktext": list(text)}
    first, last = axes.whole_years(layout.first, layout.last)
    shown = axes.years(first, last, layout.inner)
    axis |= {"tickvals": [f"{year}-07-02" for year in shown], "ticktext": [str(year) for year in shown]}
    if not scene.middle:
        ends = [f"{year}-01-01" for year in range(first, last + 2)]
        axis["minor"] = {"tickmode": "array", "tickvals": ends, "ticks": "outside", "ticklen": 5}
        axis["minor"]["tickcolor"] = colours.third
    return axis


def _value_axis(scene: Scene, layout: Layout, colours: Palette) -> Json:
    """Round numbers and their grid lines; a slope has its values at both ends, and the zero line only."""
    axis = layout.axis
    ends = [axis.position(axis.low), axis.position(axis.high)]
    drawn: Json = {"range": ends, "tickmode": "array", "tickvals": list(axis.ticks)}
    if axis.log:
        drawn["type"] = "log"
    elif axis.low <= 0 <= axis.high and not axis.rank:
        drawn |= {"zeroline": True, "zerolinecolor": colours.third, "zerolinewidth": 1}
    if scene.shape == "slope":
        return drawn | {"showticklabels": False, "showgrid": False}
    return drawn | {"ticktext": axes.tick_text(axis, words.signed(scene))}

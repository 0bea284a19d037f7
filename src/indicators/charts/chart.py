"""Line charts and slopes as Plotly data and layout."""

from __future__ import annotations

from indicators.charts import axes, labelling, marks, words
from indicators.charts.layout import Layout, lay_out
from indicators.charts.marks import Json
from indicators.charts.scene import Scene, iso
from indicators.charts.view import View
from indicators.look import SIZES, Palette
from indicators.model import Catalogue


def chart(catalogue: Catalogue, view: View, scene: Scene, colours: Palette) -> tuple[list[Json], Json]:
    """A line chart or a slope: traces and layout."""
    labels = labelling.wanted(catalogue, view, scene)
    layout = lay_out(catalogue, view, scene, labels, colours)
    data = marks.lines(scene, colours) + marks.points(scene, catalogue, view, colours)
    margin = {"l": layout.left, "t": layout.top, "r": layout.right, "b": layout.bottom}
    return data, {
        "xaxis": _time_axis(scene, layout, colours),
        "yaxis": _value_axis(scene, layout, colours),
        "shapes": marks.shapes(scene, colours, layout.axis.rank),
        "annotations": _around(layout, colours) + labelling.drawn(scene, layout, labels, colours),
        "margin": {side: round(px) for side, px in margin.items()} | {"pad": 0, "autoexpand": False},
        "height": round(layout.top + layout.height + layout.bottom),
    }


def _around(layout: Layout, colours: Palette) -> list[Json]:
    """Caption above, legend below, words at breaks."""
    font = {"size": SIZES.label, "color": colours.second}
    edge = {"xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "align": "left", "font": font}
    edge |= {"xshift": -round(layout.left), "yanchor": "top"}
    caption = "<br>".join(map(words.plain, layout.caption))
    notes: list[Json] = [
        {**edge, "text": caption, "y": 1, "yshift": round(layout.top) - 4, "name": "caption"}
    ]
    if layout.legend:
        notes.append(
            {
                **edge,
                "text": "<br>".join(layout.legend),
                "y": 0,
                "yshift": -round(layout.foot) - 4,
                "name": "legend",
            }
        )
    for broken in layout.breaks:
        side = "right" if broken.left else "left"
        note: Json = {
            "x": iso(broken.x),
            "y": 1,
            "yref": "paper",
            "xanchor": side,
            "align": side,
            "yanchor": "top",
        }
        text = "<br>".join(map(words.plain, broken.lines))
        notes.append(note | {"text": text, "xshift": -4 if broken.left else 4, "font": font, "name": "break"})
    return notes


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
    drawn: Json = {"range": [axis.low, axis.high], "tickmode": "array", "tickvals": list(axis.ticks)}
    if axis.low <= 0 <= axis.high and not axis.rank:
        drawn |= {"zeroline": True, "zerolinecolor": colours.third, "zerolinewidth": 1}
    if scene.shape == "slope":
        return drawn | {"showticklabels": False, "showgrid": False}
    return drawn | {"ticktext": axes.tick_text(axis.ticks)}

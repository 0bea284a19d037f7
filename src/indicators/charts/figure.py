"""One chart as a Plotly figure: whatever a view shows, on one value axis."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Any

import plotly.graph_objects as go

from indicators.charts.chart import chart
from indicators.charts.claim import NO_MARGIN, claim
from indicators.charts.dots import dots
from indicators.charts.layout import Common
from indicators.charts.marks import Json
from indicators.charts.scene import Scene, largest, scene
from indicators.charts.template import settings
from indicators.charts.tracks import Track, tracks
from indicators.charts.view import View
from indicators.look import SIZES, Palette, palette
from indicators.model import Catalogue
from indicators.wording import numbers
from indicators.wording.messages import tr

#: Plotly's script: the version that figures are made for, without the kinds of chart that nobody draws here
PLOTLY = resources.files("indicators.charts") / "vendor/plotly-basic.min.js"

#: What pages and exported HTML hand to Plotly: no bar of tools, no logo, no link to a cloud. No locale is named: charts write
#: every word themselves, and a locale that is not bundled would be looked for.
PLOT_CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "showLink": False,
    "showAxisDragHandles": False,
    "plotlyServerURL": "",
}


def figure(catalogue: Catalogue, view: View) -> go.Figure:
    """The chart of a view, all on one axis; `panels.figures` says where that would not be honest.

    A line chart for three or more points in time in the main line, a slope for two, one big number for one alone, unless the view
    names a kind. Every point's `customdata[0]` is its evidence id. What the marks mean stands in `scene` and, for those present,
    below the chart.

    Raises:
        KeyError: there is no such indicator.
    """
    found = tracks(catalogue, view)
    data, layout = drawn(catalogue, view, posed(catalogue, view, found), Common())
    return go.Figure(data=data, layout=layout)


def posed(catalogue: Catalogue, view: View, found: Sequence[Track], middle: bool | None = None) -> Scene:
    """The scene of some tracks with the power of ten that suits the first of them."""
    if not found:
        return Scene((), 0, True)
    mult = numbers.axis_mult(found[0].indicator, catalogue, view.lang, largest(found))
    return scene(catalogue, view, mult, found, middle)


def drawn(catalogue: Catalogue, view: View, what: Scene, common: Common) -> tuple[list[Json], Json]:
    """A scene as Plotly data and layout, template included."""
    colours = palette(view.dark)
    match what.shape:
        case "none":
            data, layout = _nothing(view, colours)
        case "claim":
            data, layout = claim(catalogue, view, what, colours)
        case "dot":
            data, layout = dots(catalogue, view, what, colours, common)
        case _:
            data, layout = chart(catalogue, view, what, colours, common)
    return data, layout | {"template": settings(view.lang, view.dark)}


def _nothing(view: View, colours: Palette) -> tuple[list[Json], Json]:
    text = {
        "text": tr("No data for this area", view.lang),
        "x": 0,
        "y": 0.5,
        "xref": "paper",
        "yref": "paper",
    }
    text |= {"xanchor": "left", "font": {"size": SIZES.body, "color": colours.second}}
    hidden = {"visible": False}
    return [], {"annotations": [text], "xaxis": hidden, "yaxis": hidden, "height": 90, "margin": NO_MARGIN}

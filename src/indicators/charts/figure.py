"""One indicator in several areas as a Plotly figure."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from indicators.charts.chart import chart
from indicators.charts.claim import NO_MARGIN, claim
from indicators.charts.marks import Json
from indicators.charts.scene import largest, scene
from indicators.charts.template import template
from indicators.charts.view import View
from indicators.look import SIZES, Palette, palette
from indicators.model import Catalogue
from indicators.wording import numbers
from indicators.wording.messages import tr

#: What `st.plotly_chart(..., config=PLOT_CONFIG)` and exported HTML use: no bar of tools, no logo, no link to a cloud. No
#: locale is named: charts write every word themselves, and a locale that is not bundled would be looked for.
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
    """The chart of a view.

    A line chart for three or more points in time in the main area, a slope for two, one big number for one alone; every
    point's `customdata[0]` is its evidence id. What the marks mean stands in `scene` and, for those present, below the chart.

    Raises:
        KeyError: there is no such indicator.
    """
    indicator = catalogue.indicators[view.indicator]
    mult = numbers.axis_mult(indicator, catalogue, view.lang, largest(catalogue, view))
    what = scene(catalogue, view, mult)
    colours = palette(view.dark)
    match what.shape:
        case "none":
            data, layout = _nothing(view, colours)
        case "claim":
            data, layout = claim(catalogue, view, what, colours)
        case _:
            data, layout = chart(catalogue, view, what, colours)
    layout |= {
        "template": template(view.lang, view.dark),
        "uirevision": view.indicator,
        "transition": {"duration": 0},
    }
    return go.Figure(data=data, layout=layout)


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

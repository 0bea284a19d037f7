"""The Plotly template: everything that is the same in every chart. It is handed over as an object, never made global."""

from __future__ import annotations

from functools import cache
from typing import Any

import plotly.graph_objects as go

from indicators.look import SANS, SIZES, palette
from indicators.model import Language


@cache
def template(lang: Language, dark: bool) -> go.layout.Template:
    """The template for one language and theme. One object is shared: do not change it."""
    return go.layout.Template(settings(lang, dark))


@cache
def settings(lang: Language, dark: bool) -> dict[str, Any]:
    """The template as it is sent: plain data, which is quicker to write than Plotly's object. Shared as well."""
    colours = palette(dark)
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "ticks": "",
        "ticklabelstandoff": 4,
        "tickfont": {"size": SIZES.label, "color": colours.second},
    }
    halo = ", ".join([f"0 0 2px {colours.card}"] * 3)
    text = {"size": SIZES.label, "color": colours.ink, "shadow": halo}
    return {
        "layout": {
            "font": {"family": SANS, "size": SIZES.label, "color": colours.ink},
            "paper_bgcolor": colours.card,
            "plot_bgcolor": colours.card,
            "separators": ".,",
            "showlegend": False,
            "hovermode": "closest",
            "hoverdistance": 18,
            "dragmode": False,
            "barmode": "overlay",
            "hoverlabel": {
                "align": "left",
                "bgcolor": colours.card,
                "bordercolor": colours.third,
                "font": {"family": SANS, "size": SIZES.label + 1, "color": colours.ink},
            },
            "xaxis": axis,
            "yaxis": axis | {"showgrid": True, "gridcolor": colours.hairline, "gridwidth": 1},
            "annotationdefaults": {"showarrow": False, "yanchor": "middle", "borderpad": 0, "font": text},
            "meta": {"lang": lang},
        }
    }

"""Apps with the same charts, written as their makers' first pages teach: python benchmarks/_peers.py NAME PORT."""

from __future__ import annotations

import json
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from plotly.graph_objects import Figure

from indicators import charts, store

CATALOGUE = store.read()
NAMES = list(CATALOGUE.indicators)
FIRST = "fiveg_per_10k"


def figure(indicator: str) -> Figure:
    return charts.figure(CATALOGUE, charts.View((indicator,), ("CN-CQ", "CN")))


def dash(port: int) -> None:
    """Dash: a menu and the chart of the indicator chosen, drawn by a callback."""
    from dash import Dash, Input, Output, dcc, html

    app = Dash()
    app.layout = html.Div([dcc.Dropdown(NAMES, FIRST, id="indicator"), dcc.Graph(id="chart")])
    app.callback(Output("chart", "figure"), Input("indicator", "value"))(figure)
    app.run(port=port)


def vizro(port: int) -> None:
    """Vizro: a page with the chart, and a parameter that says which indicator it shows."""
    import pandas as pd
    import vizro.models as vm
    from vizro import Vizro
    from vizro.models.types import capture

    @capture("graph")
    def chart(data_frame: pd.DataFrame, indicator: str) -> Figure:
        return figure(indicator)

    choice = vm.Dropdown(id="indicator", options=NAMES, value=FIRST, multi=False)
    page = vm.Page(
        title="Indicators",
        components=[vm.Graph(id="chart", figure=chart(pd.DataFrame({"none": [0]}), indicator=FIRST))],
        controls=[vm.Parameter(targets=["chart.indicator"], selector=choice)],
    )
    Vizro().build(vm.Dashboard(pages=[page])).run(port=port)


PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Indicators</title><script src="plotly.min.js"></script></head>
<body><select id="indicator"></select><div id="chart"></div><script>
const figures = %s, menu = document.getElementById("indicator");
for (const name of Object.keys(figures)) menu.add(new Option(name));
const draw = () => Plotly.react("chart", figures[menu.value].data, figures[menu.value].layout, {displayModeBar: false});
menu.value = "%s"; menu.addEventListener("change", draw); draw();
</script></body></html>"""


def static(port: int) -> None:
    """No app at all: a page with every figure in it. A choice is one call of Plotly, the least that it can cost."""
    import plotly

    figures = {name: json.loads(figure(name).to_json()) for name in NAMES}
    text = json.dumps(figures, ensure_ascii=False).replace("</", "<\\/")
    Path("index.html").write_text(PAGE % (text, FIRST), encoding="utf-8")
    script = Path(plotly.__file__).parent / "package_data/plotly.min.js"
    Path("plotly.min.js").write_bytes(script.read_bytes())
    ThreadingHTTPServer(("127.0.0.1", port), SimpleHTTPRequestHandler).serve_forever()


if __name__ == "__main__":
    {"dash": dash, "vizro": vizro, "static": static}[sys.argv[1]](int(sys.argv[2]))

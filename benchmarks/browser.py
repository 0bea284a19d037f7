"""How soon the chart is there: our app beside a plain Dash app with the same figures, in the same browser.

Measured are, in turn and in fresh browser contexts, the time from asking for the address until the chart's points are drawn
(nothing in the cache), and the time from choosing another indicator until its chart is drawn. Both apps run on this
machine; a run of one is always followed by a run of the other, so that other work on the machine slows both.

    python benchmarks/browser.py [--runs 7]

Needs the packages `dash` and `playwright` and a Chromium.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
FIRST, SECOND = "fiveg_per_10k", "digital_core_share_gdp"

# Resolves with the milliseconds until the chart of an indicator (its `uirevision`) has points on the screen.
DRAWN = """([indicator, act]) => new Promise((done) => {
    const start = performance.now();
    const look = () => {
        for (const chart of document.querySelectorAll(".js-plotly-plot"))
            if (chart._fullLayout?.uirevision === indicator && chart.querySelector(".points path")
                && chart.getBoundingClientRect().height > 100)
                return done(performance.now() - start);
        requestAnimationFrame(look);
    };
    if (act === "link") document.querySelector(`.picker a[href*="indicator=${indicator}"]`).click();
    if (act === "dash") dash_clientside.set_props("indicator", { value: indicator });
    look();
})"""


def dash_app(port: int) -> None:
    """A Dash app with a menu of indicators and the chart of the one chosen."""
    from dash import Dash, Input, Output, dcc, html

    from indicators import charts, store

    catalogue = store.read(ROOT / "data")
    app = Dash(__name__)
    options = [{"label": each.title.zh, "value": each.id} for each in catalogue.indicators.values()]
    app.layout = html.Div([dcc.Dropdown(options, FIRST, id="indicator"), dcc.Graph(id="chart")])

    @app.callback(Output("chart", "figure"), Input("indicator", "value"))
    def draw(indicator: str) -> object:
        return charts.figure(catalogue, charts.View(indicator, ("CN-CQ", "CN")))

    app.run(port=port)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def serving(command: list[str], port: int) -> Iterator[str]:
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": path}, stdout=quiet, stderr=quiet
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), urllib.request.urlopen(address):
                break
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def first_chart(browser: Browser, address: str, act: str) -> tuple[float, float, Page]:
    """Milliseconds until the first chart, then until the next one."""
    page = browser.new_context(viewport={"width": 1360, "height": 900}).new_page()
    page.set_default_timeout(60_000)
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.evaluate(DRAWN, [FIRST, ""])
    first = (time.perf_counter() - start) * 1000
    page.wait_for_timeout(1500)
    switch = page.evaluate(DRAWN, [SECOND, act])
    return first, switch, page


def main() -> None:
    """Prints medians and ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--dash", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.dash:
        dash_app(arguments.dash)
        return
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    ours, theirs = free_port(), free_port()
    streamlit = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    streamlit += ["--server.address", "127.0.0.1", "--server.port", str(ours)]
    dash = [sys.executable, __file__, "--dash", str(theirs)]
    times: dict[str, list[tuple[float, float]]] = {"app": [], "Dash": []}
    with sync_playwright() as playwright, serving(streamlit, ours) as app, serving(dash, theirs) as other:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for run in range(arguments.runs + 1):  # the first warms the servers up and is not counted
            for name, address, act in (
                ("app", f"{app}/explore?indicator={FIRST}", "link"),
                ("Dash", other, "dash"),
            ):
                first, switch, page = first_chart(browser, address, act)
                page.context.close()
                if run:
                    times[name].append((first, switch))
    for index, what in enumerate(("first chart on screen", "another indicator drawn")):
        app_time, dash_time = (
            statistics.median(run[index] for run in times[name]) for name in ("app", "Dash")
        )
        ratio = app_time / dash_time
        print(f"{what:24} app {app_time:6.0f} ms   Dash {dash_time:6.0f} ms   app/Dash {ratio:.2f}")


if __name__ == "__main__":
    main()

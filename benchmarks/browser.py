"""How soon and with how many bytes a page is there, in a real browser: our app beside its peers with the same figures.

The peers are a Dash app, a Vizro app, the plainest Streamlit app, and a page with all figures in it that calls Plotly itself,
which is the least that a chart can cost. They are written and started as their makers' first pages teach (`_peers.py`,
`_plain.py`), read the catalogue once and compute each figure when it is chosen; ours may keep answers, being a server in use.

All run on this machine and are visited one after the other, each time in a fresh browser context with nothing in its cache, in
an order that turns from round to round: other work on the machine meets all alike. Times are medians, a ratio is the median of
the ratios within each round; the first round warms the servers up and is not counted.

Page load: from the beginning of the navigation until the first chart is painted with its points.

Switch: the reader chooses an indicator that this browser has not shown yet; from that click until the last change to the chart
or to the heading, table and evidence beside it is painted. Menus are open already: opening them is not measured. For ours it is
checked that heading, table and evidence are those of the new indicator, which the peers do not have.

Bytes: what arrives over the network (headers and compressed bodies over HTTP, frames of web sockets), for a load until a second
and a half after its chart is there. Streamlit does not compress its frames, so a frame's length is what is transferred.

    python benchmarks/browser.py [--rounds 4] [--app FOLDER]

Needs the packages `dash`, `vizro` and `playwright`, and a Chromium.
"""

from __future__ import annotations

import contextlib
import shutil
import statistics
import sys
from base64 import b64decode
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import _serving
from _serving import Bound, ratio
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from indicators import charts, store

WATCH = (Path(__file__).parent / "_watch.js").read_text("utf-8")
FIRST, *OTHERS = ("fiveg_per_10k", "digital_core_share_gdp", "strategic_industry_share", "hightech_mfg_share")
QUIET = 400  # ms without a change after which a page is done

# How a reader's choice reaches each app. Ours: the shortest link to the indicator, or one put there where the page has none.
ACTS = {
    "ours": """(indicator) => {
        const links = [...document.querySelectorAll(`a[data-go][href*="indicator=${indicator}"]`)];
        links.sort((a, b) => a.href.length - b.href.length);
        const made = Object.assign(document.createElement("a"), { href: `./explore?indicator=${indicator}` });
        made.dataset.go = "";
        const link = links[0] ?? document.body.appendChild(made);
        return () => link.click();
    }""",
    "dash": "(indicator) => () => dash_clientside.set_props('indicator', { value: indicator })",
    "vizro": "(indicator) => () => dash_clientside.set_props('indicator', { value: indicator })",
    "static": """(indicator) => () => {
        const menu = document.getElementById("indicator");
        menu.value = indicator;
        menu.dispatchEvent(new Event("change"));
    }""",
    "streamlit": """(indicator) => {
        const options = [...document.querySelectorAll("[role=option]")];
        const option = options.find((each) => each.textContent === indicator);
        return () => option.click();
    }""",
}


class Traffic:
    """Counts what arrives at a page, by the browser's own account."""

    def __init__(self, cdp: CDPSession) -> None:
        self.http = self.socket = 0
        cdp.on("Network.loadingFinished", self._loaded)
        cdp.on("Network.webSocketFrameReceived", self._frame)
        cdp.send("Network.enable")

    def _loaded(self, event: dict[str, Any]) -> None:
        self.http += int(event["encodedDataLength"])

    def _frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        data = frame["payloadData"]
        self.socket += len(b64decode(data) if frame["opcode"] == 2 else data.encode())

    def take(self) -> tuple[int, int]:
        """Bytes over HTTP and over web sockets since the last time."""
        taken = self.http, self.socket
        self.http = self.socket = 0
        return taken


@dataclass
class Visit:
    """What one visit took: milliseconds and bytes."""

    load: float
    load_bytes: int
    switches: list[float]
    http_bytes: list[int]
    socket_bytes: list[int]


def visit(browser: Browser, name: str, address: str, numbers: dict[str, list[float]]) -> Visit:
    """Opens the app in a fresh context and chooses one indicator after the other.

    `numbers` are those that the chart of an indicator shows.
    """
    with contextlib.closing(browser.new_context(viewport={"width": 1360, "height": 900})) as context:
        context.add_init_script(f"{WATCH}\n__seen.numbers = {numbers[FIRST]};")
        page = context.new_page()
        page.set_default_timeout(60_000)
        traffic = Traffic(context.new_cdp_session(page))
        page.goto(address, wait_until="commit")
        page.wait_for_function("__seen.first > 0")
        load = float(page.evaluate("__seen.first"))
        page.wait_for_timeout(1500)
        found = Visit(load, sum(traffic.take()), [], [], [])
        for indicator in OTHERS:
            if name == "streamlit":
                _open(page, indicator)
            traffic.take()
            before = _words(page)
            script = f"__seen.until({numbers[indicator]}, ({ACTS[name]})('{indicator}'), {QUIET})"
            found.switches.append(float(page.evaluate(script)))
            page.wait_for_timeout(100)
            http, socket = traffic.take()
            found.http_bytes.append(http)
            found.socket_bytes.append(socket)
            if name == "ours":
                _check(before, _words(page), indicator)
    return found


def _open(page: Page, indicator: str) -> None:
    """Opens Streamlit's select box; its list holds only what can be seen of it, typing brings the indicator there."""
    page.locator('[data-testid="stSelectbox"] input').fill(indicator)
    page.locator("[role=option]").get_by_text(indicator, exact=True).wait_for()
    page.wait_for_timeout(QUIET)


def drawn_numbers(folder: Path) -> dict[str, list[float]]:
    """The numbers in the chart of each indicator."""
    catalogue = store.read(folder / "data")
    found = {}
    for name in (FIRST, *OTHERS):
        figure = charts.figure(catalogue, charts.View((name,), ("CN-CQ", "CN")))
        found[name] = [float(y) for trace in figure.data if "markers" in trace.mode for y in trace.y]
    return found


def _words(page: Page) -> dict[str, str]:
    said: dict[str, str] = defaultdict(str)
    for kind, text in page.evaluate("__seen.words()"):
        said[kind] += text
    return said


def _check(before: dict[str, str], after: dict[str, str], indicator: str) -> None:
    kinds = ("h1", "table", "aside")
    same = [kind for kind in kinds if not after.get(kind) or after[kind] == before.get(kind)]
    if same:
        raise RuntimeError(f"{indicator} is drawn, but this still stands there as before: {', '.join(same)}")


def chromium() -> str | None:
    """The path of the system's Chromium; None for that of Playwright."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def middle(values: list[float]) -> str:
    """The median and the middle half."""
    low, median, high = _serving.quartiles(values)
    return f"{median:.0f} ({low:.0f}–{high:.0f})"


def main() -> int:
    """Prints medians, spreads and ratios; 1 where a bound is missed."""
    parser = _serving.options(__doc__)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--only", nargs="*", choices=ACTS, default=list(ACTS), help="some of the apps")
    arguments = parser.parse_args()
    numbers = drawn_numbers(arguments.app)
    visits: dict[str, list[Visit]] = {name: [] for name in arguments.only}
    with contextlib.ExitStack() as stack:
        addresses = {}
        for name in visits:
            server = _serving.ours if name == "ours" else lambda app, name=name: _serving.peer(name, app)
            addresses[name] = stack.enter_context(server(arguments.app)).address
        if "ours" in addresses:
            addresses["ours"] += f"/explore?indicator={FIRST}"
        playwright = stack.enter_context(sync_playwright())
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        for turn in range(arguments.rounds + 1):
            names = list(visits)
            for name in names[turn % len(names) :] + names[: turn % len(names)]:
                print(f"\rround {turn} of {arguments.rounds}: {name:10}", end="", file=sys.stderr, flush=True)
                visited = visit(browser, name, addresses[name], numbers)
                if turn:
                    visits[name].append(visited)
        browser.close()
    print("\r", end="", file=sys.stderr)
    return tell(visits)


def tell(visits: dict[str, list[Visit]]) -> int:
    """Prints what was measured, and the bounds where all were."""
    print(f"{'medians (middle half)':22}{'load, ms':>20}{'switch, ms':>20}", end="")
    print(f"{'load, kB':>10}{'switch: http':>14}{'socket kB':>10}")
    load = {name: [each.load for each in found] for name, found in visits.items()}
    switch = {name: [time for each in found for time in each.switches] for name, found in visits.items()}
    size: dict[str, list[float]] = {}
    socket: dict[str, float] = {}
    for name, found in visits.items():
        size[name] = [each.load_bytes / 1000 for each in found]
        http = statistics.median(size for each in found for size in each.http_bytes) / 1000
        socket[name] = statistics.median(size for each in found for size in each.socket_bytes) / 1000
        print(f"{name:22}{middle(load[name]):>20}{middle(switch[name]):>20}", end="")
        print(f"{statistics.median(size[name]):10.0f}{http:14.1f}{socket[name]:10.1f}")
    if set(visits) != set(ACTS):
        return 0
    ours = switch["ours"]
    return _serving.report(
        [
            ratio("indicator switched, ours / Dash", ours, switch["dash"], 1.0),
            ratio("indicator switched, ours / Vizro", ours, switch["vizro"], 0.8),
            ratio("indicator switched, ours / Plotly alone", ours, switch["static"], 2.0),
            ratio("page loaded, ours / Vizro", load["ours"], load["vizro"], 0.95),
            ratio("bytes of the first load, ours / plain Streamlit", size["ours"], size["streamlit"], 0.65),
            Bound("web socket of a switch, kB", socket["ours"], 15.0),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())

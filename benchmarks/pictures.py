"""How fast charts become pictures: ours, forty at a time with one warm browser, beside Plotly's own `fig.write_image` chart by chart.

Both draw the same figures (sentence, chart, source line) at the same size and scale, in the same Chromium. Ours is measured as it is
used: layout in Python, drawing, texts and colour space written into the file; a PDF is a brief with quotes and sources on one page for
each chart. Plotly's is called for some of the charts (`--theirs`) and counted for each of them: every call starts a browser, so that a
chart costs the same whichever it is. Runs alternate, so that other work on the machine slows both. The first start of our browser is
given by itself; it is not in the ratios.

    python benchmarks/pictures.py [--rounds 3] [--charts 40] [--theirs 3]

Needs the package `kaleido` and a Chromium.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import _serving
import plotly.graph_objects as go
from _serving import ratio

from indicators import charts, store
from indicators.exports import images
from indicators.exports.order import Order, Work, work
from indicators.exports.picture import picture

FORMS = {"png": 1 / 30, "svg": 1 / 40, "pdf": 1 / 15}  # the most that ours may take of theirs


def ordered(data: Path, count: int) -> Work:
    """The first charts of the catalogue that are more than one number."""
    catalogue = store.read(data)
    views = [view for name in catalogue.indicators if (view := charts.usual_view(catalogue, name))]
    done = work(catalogue, Order(tuple(views)), date.today())
    shown = [exhibit for exhibit in done.exhibits if exhibit.panel.shape in ("line", "slope")]
    return replace(done, exhibits=tuple(shown[:count]))


def theirs(done: Work, form: str, count: int) -> None:
    for exhibit in done.exhibits[:count]:
        shown = picture(done, exhibit)
        figure = go.Figure(data=shown.data, layout=shown.layout)
        with tempfile.TemporaryDirectory() as folder:
            figure.write_image(
                Path(folder, f"chart.{form}"), width=shown.width, height=shown.height, scale=shown.scale
            )


def seconds(job: Callable[[], object], charts_: int) -> float:
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) / charts_


def main() -> int:
    """Prints medians and ratios; 1 where a bound is missed."""
    parser = _serving.options(__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--charts", type=int, default=40)
    parser.add_argument("--theirs", type=int, default=3)
    arguments = parser.parse_args()
    done = ordered(arguments.app / "data", arguments.charts)
    count = len(done.exhibits)
    one = replace(done, exhibits=done.exhibits[:1])
    print(f"browser started and the first picture      {seconds(lambda: images.png(one), 1) * 1000:6.0f} ms")
    ours: dict[str, list[float]] = {form: [] for form in FORMS}
    peer: dict[str, list[float]] = {form: [] for form in FORMS}
    made = {"png": images.png, "svg": images.svg, "pdf": images.pdf}
    for _ in range(arguments.rounds):
        for form in FORMS:
            ours[form].append(seconds(lambda: made[form](done), count))  # noqa: B023
            peer[form].append(seconds(lambda: theirs(done, form, arguments.theirs), arguments.theirs))  # noqa: B023
    images.close()
    for form in FORMS:
        mine, other = (_serving.quartiles(values)[1] * 1000 for values in (ours[form], peer[form]))
        print(
            f"{form}, ms a chart: ours {mine:6.0f} ({count} charts), write_image {other:6.0f}, {other / mine:.0f} times"
        )
    return _serving.report(
        [
            ratio(f"{form}, time a chart, ours / write_image", ours[form], peer[form], FORMS[form])
            for form in FORMS
        ]
    )


if __name__ == "__main__":
    sys.exit(main())

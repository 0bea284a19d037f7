"""How fast slides are made: forty native charts beside python-pptx writing the same numbers as its plain charts; and the same as a
workbook besides, against one picture by Plotly's `write_image`.

Both make one slide for each chart. Ours also have labels, marks, arrows, notes with every quote, a sheet of sources behind each chart
and the evidence at the end; python-pptx's have their numbers, and nothing else. Runs alternate, so that other work on the machine
slows both; times are of the processor.

    python benchmarks/slides.py [--runs 5] [--charts 40]
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import plotly.graph_objects as go
from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from indicators import charts, store
from indicators.exports import slides, workbook
from indicators.exports.exhibit import Exhibit
from indicators.exports.order import Order, Work, work
from indicators.exports.picture import picture

ROOT = Path(__file__).parents[1]
_TODAY = date(2026, 11, 24)
_MOST_TIMES, _MOST_MS = 2.0, 200.0


def seconds(make: Callable[[], object]) -> float:
    """Processor time of one run."""
    start = time.process_time()
    make()
    return time.process_time() - start


def plain(exhibits: tuple[Exhibit, ...]) -> bytes:
    """The numbers of some charts as python-pptx's own charts, a slide for each."""
    deck = Presentation()
    for exhibit in exhibits:
        scene = exhibit.panel.scene
        assert scene is not None
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        place = Inches(0.5), Inches(1.5), Inches(9), Inches(5)
        if scene.shape == "slope":
            words = CategoryChartData()
            words.categories = sorted({p.claim.time_period for p in scene.points})
            for n, track in enumerate(scene.tracks):
                words.add_series(track.name, [p.y for p in scene.points if p.track == n])
            slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place, words)
            continue
        points = XyChartData()
        for n, track in enumerate(scene.tracks):
            series = points.add_series(track.name)
            for point in scene.points:
                if point.track == n:
                    series.add_data_point(point.x, point.y)
        slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *place, points)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def ordered(most: int) -> Work:
    """The first charts over time of the catalogue, as an order."""
    catalogue = store.read(ROOT / "data")
    views = [view for name in catalogue.indicators if (view := charts.usual_view(catalogue, name))]
    found = work(catalogue, Order(tuple(views)), _TODAY).exhibits
    kept = [each.subject for each in found if each.panel.shape in ("line", "slope")]
    return work(catalogue, Order(tuple(kept[:most])), _TODAY)


def verdict(text: str, value: float, most: float) -> None:
    """Prints a measurement with its bound."""
    print(f"{text:<58} {value:8.2f}   wanted ≤ {most:g}   {'ok' if value <= most else 'MISSED'}")


def main() -> None:
    """Prints medians and their bounds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--charts", type=int, default=40)
    arguments = parser.parse_args()
    many, one = ordered(arguments.charts), ordered(1)
    size = len(slides.deck(many))
    plain(many.exhibits)
    times: dict[str, list[float]] = {"ours": [], "plain": [], "one": []}
    for _ in range(arguments.runs):
        times["ours"].append(seconds(lambda: slides.deck(many)))
        times["plain"].append(seconds(lambda: plain(many.exhibits)))
        times["one"].append(seconds(lambda: slides.deck(one)))
    ours, theirs, single = (statistics.median(times[name]) for name in ("ours", "plain", "one"))
    print(
        f"{len(many.exhibits)} charts   ours {ours:.2f} s ({size / 1000:,.0f} kB)   python-pptx {theirs:.2f} s"
    )
    verdict("time, ours/python-pptx", ours / theirs, _MOST_TIMES)
    verdict("one chart as slides, ms", single * 1000, _MOST_MS)
    both, cold = [], []
    for _ in range(arguments.runs):
        start = time.perf_counter()
        slides.deck(many)
        workbook.workbook(many)
        both.append(time.perf_counter() - start)
        start = time.perf_counter()
        shown = picture(one, one.exhibits[0])
        go.Figure(data=shown.data, layout=shown.layout).to_image(
            "png", shown.width, shown.height, shown.scale
        )
        cold.append(time.perf_counter() - start)
    print(
        f"slides and workbook {statistics.median(both):.2f} s   one write_image {statistics.median(cold):.2f} s"
    )
    verdict("slides and workbook / one write_image", statistics.median(both) / statistics.median(cold), 1.0)


if __name__ == "__main__":
    main()

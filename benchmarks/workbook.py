"""How fast a workbook of 40 charts is made, beside XlsxWriter writing the same cells and charts and nothing more.

The other workbook gets its texts, numbers, number formats, links and series ready-made: what takes time in ours besides is to
find the claims, to put them into words and numbers, to compute the changes, to make texts harmless and rows as high as they
have to be. Both are written in memory, turn by turn; CPU time, medians. The charts themselves are laid out before, once for
every format of an order; that is measured apart.

    python benchmarks/workbook.py [--runs 9] [--charts 40]
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from indicators import charts, store
from indicators.exports import order, workbook
from indicators.exports.workbook import lines
from indicators.exports.workbook.book import Book
from indicators.exports.workbook.plot import Plot
from indicators.exports.workbook.scales import DAY_ZERO

ROOT = Path(__file__).parents[1]
BOUND = 2.0
Cell = tuple[int, int, Any, str, str | None]
_TODAY = date(2026, 11, 24)


def ordered(count: int) -> order.Order:
    """The usual views of the first indicators that are drawn as lines."""
    catalogue = store.read(ROOT / "data")
    found = []
    for name in catalogue.indicators:
        view = charts.usual_view(catalogue, name)
        if view and charts.figures(catalogue, view, _TODAY)[0].shape in ("line", "slope"):
            found.append(view)
    return order.Order(tuple(found[:count]))


def bare(cells: dict[str, list[Cell]], work: order.Work, plots: list[Plot]) -> bytes:
    """A workbook with these cells in their number formats, links as links, and for each plot a chart with the same series."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    formats = {
        shown: book.add_format({"num_format": shown}) for found in cells.values() for *_, shown, _ in found
    }
    for name, found in cells.items():
        sheet = book.add_worksheet(name)
        for row, column, value, shown, link in found:
            if link:
                sheet.write_url(row, column, link, formats[shown], value)
            elif isinstance(value, str):
                sheet.write_string(row, column, value, formats[shown])
            else:
                sheet.write_number(row, column, value, formats[shown])
    for n, (plot, exhibit) in enumerate(zip(plots, work.exhibits, strict=True)):
        chart = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
        for series in plot.series:
            across = [name, series.first, 2, series.last, 2]
            up = [name, series.first, series.column, series.last, series.column]
            chart.add_series({"name": series.name, "categories": across, "values": up, **series.options})
        chart.set_title({"name": exhibit.sentence})
        chart.set_x_axis({"name": exhibit.source_line, "num_format": "yyyy"})
        sheet.insert_chart(30 * n, 8, chart, {"description": exhibit.panel.alt})
    book.close()
    return out.getvalue()


def cells_of(data: bytes) -> dict[str, list[Cell]]:
    """The cells of a workbook by sheet: row, column, value, number format, link."""
    found: dict[str, list[Cell]] = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        found[sheet.title] = []
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            value = cell.value
            if isinstance(value, datetime):
                value = value.toordinal() - DAY_ZERO
            link = cell.hyperlink.target if cell.hyperlink else None
            found[sheet.title].append((cell.row - 1, cell.column - 1, value, cell.number_format, link))
    return found


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Prints medians and the ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--charts", type=int, default=40)
    arguments = parser.parse_args()
    wanted, catalogue = ordered(arguments.charts), store.read(ROOT / "data")
    work = order.work(catalogue, wanted, _TODAY)
    made = workbook.workbook(work)
    cells = cells_of(made)
    plots = [lines.plot(Book(work), exhibit) for exhibit in work.exhibits]
    bare(cells, work, plots)
    times: dict[str, list[float]] = {"ours": [], "bare": [], "order": []}
    for _ in range(arguments.runs):
        times["ours"].append(seconds(lambda: workbook.workbook(work)))
        times["bare"].append(seconds(lambda: bare(cells, work, plots)))
        times["order"].append(seconds(lambda: order.work(catalogue, wanted, _TODAY)))
    ours, theirs, laid_out = (1000 * statistics.median(times[name]) for name in times)
    count, ratio = sum(map(len, cells.values())), ours / theirs
    print(
        f"{len(plots)} charts, {count:,} cells, {len(made):,} bytes; laying the charts out {laid_out:.0f} ms"
    )
    print(
        f"ours {ours:7.0f} ms   XlsxWriter alone {theirs:7.0f} ms   ours/XlsxWriter {ratio:.2f}"
        f"   at most {BOUND:.1f}: {'met' if ratio <= BOUND else 'MISSED'}"
    )


if __name__ == "__main__":
    main()

"""A plot as a chart of Excel's own: it carries its sentence, its source and its receipt wherever it is copied to."""

from __future__ import annotations

from typing import Any

from xlsxwriter.chart import Chart

from indicators.exports.exhibit import Exhibit
from indicators.exports.workbook import scales
from indicators.exports.workbook.book import Book, clean
from indicators.exports.workbook.plot import Plot, Series, font
from indicators.look import LIGHT
from indicators.wording import tr

_AXIS, _TITLE, _SOURCE, _LEGEND = 9, 12, 8, 9  # pt


def chart(book: Book, exhibit: Exhibit, plot: Plot, sheet: str, row: int) -> Chart:
    """The chart of an exhibit.

    Args:
        book: where it is added.
        exhibit: what it shows.
        plot: its numbers and series.
        sheet: the name of the sheet that they stand on.
        row: their first row there.
    """
    shape = exhibit.panel.shape
    kind = {"rank": {"type": "bar"}, "bar": {"type": "column"}}.get(
        shape, {"type": "scatter", "subtype": "straight_with_markers"}
    )
    categories = 0 if shape in ("rank", "bar") else 2
    made: Chart = book.file.add_chart(kind)
    shown: list[str] = []
    hidden: list[int] = []
    for n, series in enumerate([each for each in plot.series if not each.secondary]):
        made.add_series(_series(series, sheet, row, categories))
        if not series.shown or series.name in shown:
            hidden.append(n)
        else:
            shown.append(series.name)
    if marks := [each for each in plot.series if each.secondary]:
        over: Chart = book.file.add_chart({"type": "line"})
        for series in marks:
            over.add_series(_series(series, sheet, row, categories))
        made.combine(over)
    made.set_title(
        {"name": clean(exhibit.sentence), "overlay": False, "name_font": font(_TITLE, LIGHT.ink, bold=True)}
    )
    made.set_chartarea({"fill": {"color": LIGHT.card}, "border": {"color": LIGHT.hairline}})
    made.set_legend(
        {"position": "bottom", "delete_series": hidden, "font": font(_LEGEND, LIGHT.second)}
        if len(shown) > 1 or marks
        else {"none": True}
    )
    made.show_blanks_as("gap")
    _axes(made, exhibit)
    return made


def _series(series: Series, sheet: str, row: int, categories: int) -> dict[str, Any]:
    first, last = row + series.first, row + series.last
    return {
        "name": clean(series.name),
        "categories": [sheet, first, categories, last, categories],
        "values": [sheet, first, series.column, last, series.column],
        **series.options,
    }


def _axes(made: Chart, exhibit: Exhibit) -> None:
    lang, scene, shape = exhibit.lang, exhibit.panel.scene, exhibit.panel.shape
    receipt = tr("Receipt {code}", lang, code=exhibit.receipt)
    small = font(_AXIS, LIGHT.second)
    below = {
        "name": clean(f"{exhibit.source_line} · {receipt}"),
        "name_font": font(_SOURCE, LIGHT.second),
    }
    plain = {
        "num_font": small,
        "line": {"color": LIGHT.third},
        "major_gridlines": {"visible": False},
        "label_position": "low",
    }
    values = {
        "num_font": small,
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": LIGHT.hairline, "width": 0.75}},
    }
    if shape == "rank":
        made.set_y_axis({**plain, "reverse": True})
        made.set_x_axis({**values, **below, "label_position": "high", "num_format": "#,##0.####"})
    elif shape == "bar":
        made.set_x_axis({**plain, **below})
        made.set_y_axis({**values, **(scales.value_axis(exhibit, scene) if scene else {})})
    elif scene:
        made.set_x_axis({**plain, **below, **scales.time_axis(scene, lang)})
        made.set_y_axis({**values, **scales.value_axis(exhibit, scene)})

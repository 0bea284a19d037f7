"""The sheet of charts: block by block the sentence, the numbers and a chart of them that can be edited."""

from __future__ import annotations

from types import ModuleType

from xlsxwriter.worksheet import Worksheet

from indicators.exports.exhibit import Exhibit
from indicators.exports.workbook import bars, lines, native
from indicators.exports.workbook.book import FONT_SIZE, LINE, Book, Link, clean
from indicators.exports.workbook.book import lines as count
from indicators.exports.workbook.numbers import Number
from indicators.exports.workbook.plot import Plot
from indicators.look import LIGHT
from indicators.wording import tr

#: characters of the columns beside the chart, which stands right of them
WIDTHS = (18, 18, 12, 15, 16, 26)
_MORE = 15  # of further ones
CHART_WIDTH, CHART_HEIGHT = 700, 400  # px
_ROW = 20  # px
_TITLE, _SMALL = 14, 9  # pt
_LONGEST_ALT = 8_000
_PAGE = 46  # rows on a printed page
_MOST_BREAKS = 1_023  # Excel's limit


def sheet(book: Book, name: str) -> None:
    """Writes the sheet: a block for each exhibit, none of them broken by the end of a page."""
    made = book.tab(name)
    made.hide_gridlines(2)
    work = book.work
    plots = [_maker(exhibit).plot(book, exhibit) for exhibit in work.exhibits]
    across = max([len(WIDTHS), *(len(plot.head) for plot in plots)])
    for n in range(across):
        made.set_column(n, n, WIDTHS[n] if n < len(WIDTHS) else _MORE)
    made.set_column(across, across, 2)
    row, page, breaks = 0, 0, []
    for n, (exhibit, plot) in enumerate(zip(work.exhibits, plots, strict=True), 1):
        below = _block(book, made, exhibit, plot, top=row, beside=across + 1)
        if row and below - page > _PAGE:
            page = row
            breaks.append(row)
        row = below + 2
        work.told(n, len(work.exhibits))
    made.set_h_pagebreaks(breaks[:_MOST_BREAKS])


def _maker(exhibit: Exhibit) -> ModuleType:
    return bars if exhibit.panel.shape in ("bar", "rank") else lines


def _block(book: Book, made: Worksheet, exhibit: Exhibit, plot: Plot, *, top: int, beside: int) -> int:
    """Writes one exhibit from the row `top` on, its chart from the column `beside`.

    Returns:
        The first row below it.
    """
    row = _wide(book, made, top, exhibit.sentence, bold=True)
    row = _numbers(book, made, row, plot)
    first = row - len(plot.rows)
    for text in (exhibit.source_line, *exhibit.notes):
        row = _wide(book, made, row, text)
    receipt = tr("Receipt {code}", exhibit.lang, code=exhibit.receipt)
    small = book.look(font_size=_SMALL, valign="top", font_color=LIGHT.second)
    book.write(made, row, 0, Link(exhibit.link, receipt) if exhibit.link else receipt, small)
    if exhibit.panel.shape == "claim" or not plot.series:
        return row + 1
    chart = native.chart(book, exhibit, plot, made.get_name(), first)
    chart.set_size({"width": CHART_WIDTH, "height": CHART_HEIGHT})
    alt = clean(f"{exhibit.panel.alt}\n{receipt}")[:_LONGEST_ALT]
    made.insert_chart(
        top, beside, chart, {"description": alt, "object_position": 2, "x_offset": 4, "y_offset": 4}
    )
    return max(row + 1, top + -(-CHART_HEIGHT // _ROW) + 1)


def _wide(book: Book, made: Worksheet, row: int, text: str, *, bold: bool = False) -> int:
    """A text across all columns, on as many lines as it needs; merged cells do not grow by themselves."""
    words, size, ink = clean(text), _TITLE if bold else _SMALL, LIGHT.ink if bold else LIGHT.second
    look = book.look(bold=bold, font_size=size, text_wrap=True, valign="top", font_color=ink)
    made.merge_range(row, 0, row, len(WIDTHS) - 1, "", look)
    made.write_string(row, 0, words, look)
    made.set_row(row, count(words, sum(WIDTHS), size) * LINE * size / FONT_SIZE + 3)
    return row + 1


def _numbers(book: Book, made: Worksheet, row: int, plot: Plot) -> int:
    """The head and the rows of numbers.

    Returns:
        The first row below them.
    """
    line = {"bottom": 1, "bottom_color": LIGHT.hairline}
    plain = book.look(align="left", valign="top", text_wrap=True, indent=1, **line)
    numbers = {n for cells in plot.rows for n, cell in enumerate(cells) if isinstance(cell, Number)}
    for n, words in enumerate(plot.head):
        book.write(
            made,
            row,
            n,
            words,
            book.head(align="right") if n in numbers else book.head(align="left", indent=1),
        )
    book.grow(made, row, plot.head, WIDTHS)
    for cells in plot.rows:
        row += 1
        for n, cell in enumerate(cells):
            if isinstance(cell, Number):
                made.write_number(row, n, cell.value, book.number(cell, lined=True))
            elif cell in (None, ""):
                made.write_blank(row, n, None, plain)
            else:
                book.write(made, row, n, cell, plain)
        book.grow(made, row, cells, WIDTHS)
    return row + 1

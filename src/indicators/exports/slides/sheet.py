"""The workbook behind a native chart: what opens on "Edit data", and the sheet that says where every number comes from.

A chart of points has one row for each, series under series; a chart of categories has a row for each category and a column for
each series. `cells` tells which range a series' numbers stand in, so that chart and sheet cannot disagree.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from indicators.exports import ledger
from indicators.exports.exhibit import Exhibit
from indicators.exports.slides.plot import Plot, Series, Spot, number
from indicators.exports.slides.text import clean
from indicators.exports.table import harmless
from indicators.wording import BRAND, tr

DATA = "data"
_SERIES, _NAME, _X, _Y, _PLUS, _MINUS, _SAID = range(7)


@dataclass(frozen=True, slots=True)
class Cells:
    """Where the numbers of a chart stand: for each series its column and its first and last row, from 0."""

    places: dict[int, tuple[int, int, int]]
    width: int
    categories_: int

    def name(self, each: Series) -> str:
        """The cell with the series' name."""
        column, first, _ = self.places[id(each.copies or each)]
        return _range(column, 0, 0) if self.categories_ else _range(_SERIES, first, first)

    def across(self, each: Series) -> str:
        """Its horizontal places."""
        return self._numbers(each, _X)

    def values(self, each: Series) -> str:
        """Its values."""
        return self._numbers(each, 0 if self.categories_ else _Y)

    def plus(self, each: Series) -> str:
        """Its error bars to the right or upwards."""
        return self._numbers(each, 1 if self.categories_ else _PLUS)

    def minus(self, each: Series) -> str:
        """Its error bars to the left or downwards."""
        return self._numbers(each, 2 if self.categories_ else _MINUS)

    def categories(self) -> str:
        """The words of the categories."""
        return _range(0, 1, self.categories_)

    def _numbers(self, each: Series, column: int) -> str:
        own, first, last = self.places[id(each.copies or each)]
        return _range(own + column, first, last)


def _range(column: int, first: int, last: int) -> str:
    name = xl_col_to_name(column, col_abs=True)
    start = f"{DATA}!{name}${first + 1}"
    return start if first == last else f"{start}:{name}${last + 1}"


def cells(plot: Plot) -> Cells:
    """Where everything stands; columns of error bars only for series that have some."""
    places: dict[int, tuple[int, int, int]] = {}
    if plot.categories:
        column = 1
        for each in plot.rows:
            places[id(each)] = column, 1, len(plot.categories)
            column += 3 if each.errors else 1
        return Cells(places, column, len(plot.categories))
    row = 1
    for each in plot.rows:
        places[id(each)] = 0, row, row + len(each.spots) - 1
        row += len(each.spots)
    return Cells(places, _SAID + 1, 0)


def workbook(plot: Plot, exhibit: Exhibit, day: datetime) -> bytes:
    """The workbook: the sheet of the chart's data, the sheet of its sources.

    Args:
        plot: the chart.
        exhibit: its claims.
        day: written into the file as the day that it was made on.
    """
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"author": tr(BRAND, exhibit.lang), "created": day.replace(tzinfo=None)})
    data, where = book.add_worksheet(DATA), cells(plot)
    for row, column, value in (
        _by_category(plot, where) if plot.categories else _by_point(plot, where, exhibit)
    ):
        if isinstance(value, str):
            data.write_string(row, column, harmless(clean(value)))
        else:
            data.write_number(row, column, number(value))
    data.set_column(0, where.width - 1, 16)
    sources = book.add_worksheet(ledger.SHEET)
    table: list[Sequence[str]] = [ledger.head(exhibit.lang), *ledger.rows(exhibit)]
    for n, texts in enumerate(table):
        for column, text in enumerate(texts):
            sources.write_string(n, column, harmless(clean(text))[:32_767])
    sources.set_column(0, len(table[0]) - 1, 16)
    book.close()
    return out.getvalue()


def _by_point(plot: Plot, where: Cells, exhibit: Exhibit) -> Iterator[tuple[int, int, str | float]]:
    lang = exhibit.lang
    heads = [tr("Series", lang), tr("Period or area", lang), *plot.head]
    heads += [tr("Arrow up", lang), tr("Arrow down", lang), tr("As printed", lang)]
    yield from ((0, column, text) for column, text in enumerate(heads))
    for each in plot.rows:
        first = where.places[id(each)][1]
        for row, spot in enumerate(each.spots, first):
            yield row, _SERIES, each.name
            for column, value in _spot(spot):
                if value is not None and value != "":
                    yield row, column, value


def _spot(spot: Spot) -> Iterator[tuple[int, str | float | None]]:
    yield _NAME, spot.name
    yield _X, spot.x
    yield _Y, spot.y
    yield _PLUS, spot.plus
    yield _MINUS, spot.minus
    yield _SAID, spot.said


def _by_category(plot: Plot, where: Cells) -> Iterator[tuple[int, int, str | float]]:
    yield 0, 0, plot.head[0]
    yield from ((row, 0, text) for row, text in enumerate(plot.categories, 1))
    for each in plot.rows:
        column = where.places[id(each)][0]
        yield 0, column, each.name
        if each.errors:
            yield from ((0, column + n, f"{each.name} {sign}") for n, sign in ((1, "+"), (2, "−")))
        for spot in each.spots:
            for n, value in enumerate((spot.y, spot.plus, spot.minus)):
                if value is not None and (n == 0 or each.errors):
                    yield int(spot.x) + 1, column + n, value

"""The workbook: figures as real numbers with their hedge, sentence and source, and charts that can be edited.

Nothing in it is computed by the spreadsheet and nothing is a formula: a number is the number, its hedge is part of its number
format (超过 8 is the number 8), so that it goes along into another sheet, a chart's label or a slide.
"""

from __future__ import annotations

from indicators.exports.order import Work
from indicators.exports.workbook import changes, charts, data, definitions, sources
from indicators.exports.workbook.book import Book
from indicators.wording import tr


def workbook(work: Work) -> bytes:
    """The order as an Excel workbook (.xlsx): sheets of figures, sources, definitions, changes and charts.

    The figures are those of the ordered indicators and areas, drawn or not; of areas compared those of the period. The same
    order gives the same bytes: the file's dates are `work.day`, not today's.
    """
    lang = work.lang
    book = Book(work)
    figures = data.figures(work)
    data.sheet(book, tr("Data", lang), figures)
    sources.sheet(book, tr("Sources", lang), figures)
    definitions.sheet(book, tr("Definitions", lang))
    changes.sheet(book, tr("Changes", lang))
    charts.sheet(book, tr("Charts", lang))
    return book.finished()

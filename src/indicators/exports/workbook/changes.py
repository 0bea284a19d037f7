"""The sheet of changes: from each value to the next that it may be compared with, or why nothing can be said."""

from __future__ import annotations

from collections.abc import Iterator

from indicators import periods, series, wording
from indicators.charts import View
from indicators.exports.workbook.book import Book, Cell, Column
from indicators.exports.workbook.numbers import end, said
from indicators.model import Catalogue, Indicator, Language
from indicators.quantity import Refusal
from indicators.series import Change
from indicators.wording import Said, tr
from indicators.wording.transforms import SIGNED, nominal


def sheet(book: Book, name: str) -> None:
    """Writes the sheet: the changes of every indicator and area ordered; areas compared in one period have none."""
    lang = book.work.lang
    columns = [
        Column(tr("Indicator", lang), 34, wrapped=True),
        Column(tr("Area", lang), 12, wrapped=True),
        Column(tr("Earlier period", lang), 16, wrapped=True),
        Column(tr("Later period", lang), 16, wrapped=True),
        Column(tr("Earlier value", lang), 18, wrapped=True),
        Column(tr("Later value", lang), 18, wrapped=True),
        Column(tr("Change", lang), 14, number=True),
        Column(tr("Unit", lang), 12, wrapped=True),
        Column(tr("Lower end", lang), 12, number=True),
        Column(tr("Upper end", lang), 12, number=True),
        Column(tr("Growth a year (%)", lang), 14, number=True),
        Column(tr("In words", lang), 56, wrapped=True),
        Column(tr("Remark", lang), 40, wrapped=True),
    ]
    book.sheet(name, columns, _rows(book))


def _rows(book: Book) -> Iterator[list[Cell]]:
    catalogue, lang, done = book.work.catalogue, book.work.lang, set()
    for exhibit in book.work.exhibits:
        subject = exhibit.subject
        if not isinstance(subject, View):
            continue
        for name in subject.indicators:
            for area in subject.areas:
                if (name, area, subject.as_of) in done:
                    continue
                done.add((name, area, subject.as_of))
                indicator = catalogue.indicators[name]
                cells = series.cells(catalogue, name, area, "actual", subject.as_of)
                for cell in cells:
                    if earlier := series.previous(indicator, cells, cell):
                        yield _row(catalogue, lang, indicator, series.change(indicator, earlier, cell))
                    elif found := _before_break(indicator, cells, cell):
                        yield _broken(catalogue, lang, indicator, *found)


def _row(catalogue: Catalogue, lang: Language, indicator: Indicator, change: Change) -> list[Cell]:
    words = wording.change(change, indicator, catalogue, lang)
    head = _head(catalogue, lang, indicator, change.earlier, change.later)
    remark = tr("prices not adjusted, no official growth rate", lang) if nominal(indicator) else ""
    q = change.result
    if isinstance(q, Refusal):
        return [*head, None, "", None, None, None, words, remark]
    text = wording.amount(q, indicator, catalogue, lang, change.kind)
    number = said(_signed(text, q.qualifier, lang), q.value, q, signed=True)
    return [
        *head,
        number,
        text.unit,
        end(q.lower),
        end(q.upper),
        _growth(indicator, change, catalogue, lang),
        words,
        remark,
    ]


def _growth(indicator: Indicator, change: Change, catalogue: Catalogue, lang: Language) -> Cell:
    """The average growth a year, where it is growth and more than a year."""
    first, last = (cell.best.time_period for cell in (change.earlier, change.later))
    if change.kind != "percent" or periods.years_between(first, last) == 1:
        return None
    q = series.cagr(change.earlier, change.later)
    if isinstance(q, Refusal):
        return None
    text = wording.amount(q, indicator, catalogue, lang, "percent")
    return said(_signed(text, q.qualifier, lang), q.value, q, signed=True)


def _signed(text: Said, qualifier: str | None, lang: Language) -> Said:
    """With the hedge that goes with a sign: higher than −3, not more than −3."""
    hedge = tr(SIGNED[qualifier], lang) if qualifier else ""  # type: ignore[index]
    return Said(hedge, text.number, text.unit)


def _before_break(
    indicator: Indicator, cells: list[series.Cell], cell: series.Cell
) -> tuple[series.Cell, series.Cell] | None:
    """The cell and the latest earlier one that only a change of definition keeps from being compared with it."""
    for earlier in reversed(cells):
        years = periods.years_between(earlier.best.time_period, cell.best.time_period)
        if years is not None and years > 0:
            return earlier, cell
    return None


def _broken(
    catalogue: Catalogue, lang: Language, indicator: Indicator, earlier: series.Cell, later: series.Cell
) -> list[Cell]:
    found = series.break_between(indicator, earlier.best, later.best)
    words = tr("the definition changed in between", lang)
    remark = found.title(lang) if found else ""
    return [*_head(catalogue, lang, indicator, earlier, later), None, "", None, None, None, words, remark]


def _head(
    catalogue: Catalogue, lang: Language, indicator: Indicator, earlier: series.Cell, later: series.Cell
) -> list[Cell]:
    first, last = earlier.best, later.best
    known = catalogue.areas.get(last.ref_area)
    return [
        indicator.title(lang),
        known.title(lang) if known else last.ref_area,
        wording.period(first.time_period, lang),
        wording.period(last.time_period, lang),
        str(wording.claim(first, catalogue, lang)),
        str(wording.claim(last, catalogue, lang)),
    ]

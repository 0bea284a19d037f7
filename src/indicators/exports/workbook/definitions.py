"""The sheet of definitions: what each indicator measures, and where that changes."""

from __future__ import annotations

from indicators.exports.exhibit import definitions
from indicators.exports.workbook.book import Book, Cell, Column
from indicators.model import Break, Indicator
from indicators.wording import period, tr, unit_title


def sheet(book: Book, name: str) -> None:
    """Writes the sheet: a row for each indicator ordered."""
    work, lang = book.work, book.work.lang
    catalogue = work.catalogue
    columns = [
        Column(tr("Indicator", lang), 34, wrapped=True),
        Column(tr("Definition", lang), 70, wrapped=True),
        Column(tr("Unit", lang), 14, wrapped=True),
        Column(tr("Theme", lang), 16, wrapped=True),
        Column(tr("Changes of definition", lang), 44, wrapped=True),
        Column(tr("Note", lang), 44, wrapped=True),
        Column("indicator", 34),
    ]

    def row(indicator: Indicator) -> list[Cell]:
        theme = catalogue.themes.get(indicator.theme)
        return [
            indicator.title(lang),
            indicator.definition(lang),
            unit_title(indicator, catalogue, lang),
            theme.title(lang) if theme else indicator.theme,
            "\n".join(broken(each) for each in indicator.breaks),
            indicator.note(lang) if indicator.note else "",
            indicator.id,
        ]

    def broken(each: Break) -> str:
        area = catalogue.areas.get(each.ref_area or "")
        when = period(each.time_period, lang)
        where = tr("{value} ({period})", lang, value=when, period=area.title(lang)) if area else when
        return tr("{label}: {value}", lang, label=where, value=each.title(lang))

    book.sheet(name, columns, (row(indicator) for indicator in definitions(catalogue, work.exhibits)))

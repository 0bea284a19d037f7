"""The sheet of sources: each document once, as reference lists want it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indicators.exports.workbook.book import Book, Cell, Column, Link
from indicators.exports.workbook.data import Figure
from indicators.model import Source
from indicators.wording import reliability, source_kind, tr
from indicators.wording.citations import apa, gbt7714


def sheet(book: Book, name: str, figures: Sequence[Figure]) -> None:
    """Writes the sheet: the sources of all figures, those of derived values' parents too, most figures first."""
    lang = book.work.lang
    claims = [part for each in figures for part in (each.claim, *each.claim.parents)]
    found: dict[str, Source] = {claim.source.id: claim.source for claim in claims if claim.source}
    count = Counter(claim.source.id for claim in claims if claim.source)
    columns = [
        Column(tr("Issuer", lang), 26, wrapped=True),
        Column(tr("Title", lang), 44, wrapped=True),
        Column(tr("Document number", lang), 22, wrapped=True),
        Column(tr("Index number", lang), 22, wrapped=True),
        Column(tr("Dated", lang), 11),
        Column(tr("Published", lang), 11),
        Column(tr("Kind of source", lang), 12, wrapped=True),
        Column(tr("Reliability", lang), 16, wrapped=True),
        Column(tr("Figures here", lang), 8),
        Column("GB/T 7714—2015", 56, wrapped=True),
        Column("APA", 56, wrapped=True, printed=False),
        Column(tr("Link", lang), 40, printed=False),
        Column(tr("Note", lang), 30, wrapped=True, printed=False),
        Column("source", 26, printed=False),
    ]

    def row(source: Source) -> list[Cell]:
        return [
            source.issuer,
            source.title,
            source.document_number or "",
            source.index_number or "",
            source.dated or "",
            source.published or "",
            source_kind(source, lang),
            reliability(source, lang),
            count[source.id],
            gbt7714(source),
            apa(source),
            Link(source.url) if source.url else "",
            source.note or "",
            source.id,
        ]

    order = sorted(found.values(), key=lambda source: -count[source.id])
    book.sheet(name, columns, (row(source) for source in order))

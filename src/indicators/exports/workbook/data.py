"""The sheet of figures: every claim about what was ordered, a row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from indicators import series
from indicators.charts import View
from indicators.charts.points import Mark
from indicators.exports.evidence import Evidence, evidence
from indicators.exports.exhibit import Exhibit
from indicators.exports.order import Work
from indicators.exports.workbook.book import Book, Cell, Column, Link
from indicators.exports.workbook.numbers import claimed, end
from indicators.frames import printed_value
from indicators.model import Catalogue
from indicators.series import Claim
from indicators.wording import axis_mult, status, tr, unit_title

_KINDS: tuple[Literal["actual", "target"], ...] = ("actual", "target")
#: catalogue's own names, for those who join tables; see docs/table.md
CODES = ("indicator", "ref_area", "time_period", "kind", "obs_value", "qualifier", "unit_mult", "source")


@dataclass(slots=True)
class Figure:
    """A claim in words, and the receipts of the charts that draw it; none where it stands in the table only."""

    evidence: Evidence
    receipts: list[str] = field(default_factory=list)

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.evidence.claim


def figures(work: Work) -> list[Figure]:
    """Every claim about the indicators and areas ordered, each once: line by line, in time order, the one shown first.

    A chart leaves out what would crowd it; the table does not. Of areas compared it has the claims of the period.
    """
    found: dict[tuple[str, int], Figure] = {}
    for exhibit in work.exhibits:
        drawn = {(each.claim.indicator, each.claim.order): each for each in exhibit.evidence}
        for cell in _cells(work.catalogue, exhibit):
            for claim in cell.claims:
                key = claim.indicator, claim.order
                if key not in found:
                    said = drawn.get(key) or evidence(
                        work.catalogue, work.lang, cell, claim, mark=_mark(cell, claim)
                    )
                    found[key] = Figure(said)
                if key in drawn:
                    found[key].receipts.append(exhibit.receipt)
    return list(found.values())


def _cells(catalogue: Catalogue, exhibit: Exhibit) -> Iterator[series.Cell]:
    subject = exhibit.subject
    if isinstance(subject, View):
        for name in subject.indicators:
            for area in subject.areas:
                for kind in _KINDS:
                    yield from series.cells(catalogue, name, area, kind, subject.as_of)
    elif exhibit.panel.plan:
        yield from (row.cell for row in exhibit.panel.plan.rows)
        yield from exhibit.panel.plan.left_out


def _mark(cell: series.Cell, claim: Claim) -> Mark:
    if claim is not cell.best:
        return "conflicting" if any(claim is each for each in cell.conflicting) else "agreeing"
    if claim.kind != "actual":
        return "target" if claim.kind == "target" else "derived"
    return "printed" if claim.quantity.exact else "about" if claim.quantity.qualifier == "about" else "bound"


def mults(catalogue: Catalogue, claims: Iterable[Claim], work: Work) -> dict[str, int]:
    """The power of ten of each indicator's numbers: one for all, so that a column can be compared and added."""
    largest: dict[str, Fraction] = {}
    for claim in claims:
        value = abs(claim.quantity.value)
        largest[claim.indicator] = max(value, largest.get(claim.indicator, value))
    return {
        name: axis_mult(catalogue.indicators[name], catalogue, work.lang, value)
        for name, value in largest.items()
    }


def sheet(book: Book, name: str, found: list[Figure]) -> None:
    """Writes the sheet."""
    work, lang = book.work, book.work.lang
    catalogue = work.catalogue
    powers = mults(catalogue, (each.claim for each in found), work)
    units = {
        name: unit_title(catalogue.indicators[name], catalogue, lang, mult) for name, mult in powers.items()
    }
    columns = [
        Column(tr("Indicator", lang), 30, wrapped=True),
        Column(tr("Area", lang), 12, wrapped=True),
        Column(tr("Period", lang), 16, wrapped=True),
        Column(tr("Value", lang), 15, number=True),
        Column(tr("Unit", lang), 11, wrapped=True),
        Column(tr("Lower end", lang), 11, number=True),
        Column(tr("Upper end", lang), 11, number=True),
        Column(tr("Hedge", lang), 9),
        Column(tr("As said by the source", lang), 18, wrapped=True),
        Column(tr("Nature", lang), 15, wrapped=True),
        Column(tr("Status", lang), 9),
        Column(tr("Remark", lang), 34, wrapped=True),
        Column(tr("Quote", lang), 52, wrapped=True),
        Column(tr("Source", lang), 26, wrapped=True),
        Column(tr("Document number", lang), 22, wrapped=True, printed=False),
        Column(tr("Published", lang), 11, printed=False),
        Column(tr("Link", lang), 30, printed=False),
        Column(tr("Receipts of charts", lang), 38, wrapped=True, printed=False),
        Column(tr("Power of ten of the value", lang), 9, printed=False),
        *(Column(code, 16, printed=False) for code in CODES),
    ]
    book.sheet(name, columns, (list(_row(work, each, powers, units)) for each in found))


def _row(work: Work, figure: Figure, powers: dict[str, int], units: dict[str, str]) -> Iterator[Cell]:
    catalogue, lang, each, claim = work.catalogue, work.lang, figure.evidence, figure.claim
    mult = powers[claim.indicator]
    source, observation = claim.source, claim.observation
    yield catalogue.indicators[claim.indicator].title(lang)
    yield each.area
    yield each.period
    value = claimed(claim, catalogue, lang, mult)
    yield value
    yield units[claim.indicator]
    yield end(claim.quantity.lower, mult)
    yield end(claim.quantity.upper, mult)
    yield value.hedge
    yield str(each.said)
    yield each.nature
    yield status(observation.obs_status, lang) if observation else ""
    yield each.remark
    yield "".join(each.quote) if each.quote else each.formula
    yield each.by
    yield (source.document_number if source else None) or ""
    yield (source.published if source else None) or ""
    yield Link(each.link, source.url or "") if each.link and source else ""
    yield "\n".join(figure.receipts)
    yield mult
    yield claim.indicator
    yield claim.ref_area
    yield claim.time_period
    yield claim.kind
    yield printed_value(claim)
    yield claim.quantity.qualifier or ""
    yield claim.unit_mult
    yield source.id if source else ""

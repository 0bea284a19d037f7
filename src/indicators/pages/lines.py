"""The whole table's lines: every claim and derived value, and what a search looks into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from indicators import series, wording
from indicators.model import Catalogue, Indicator, Language
from indicators.pages import cards, evidence
from indicators.pages.memory import per_catalogue
from indicators.pages.state import State
from indicators.search.folding import fold
from indicators.series import Cell, Claim
from indicators.wording import Said, tr

_KINDS: tuple[Literal["actual", "target"], ...] = ("actual", "target")


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as a line of the table, and what a search looks into."""

    href: str
    mark: str
    title: str
    area: str
    period: str
    stated: bool
    said: Said
    kind: str
    remark: str
    source: str
    quote: str
    theme_id: str
    area_id: str
    kind_id: str
    source_id: str
    text: str


@per_catalogue
def all_rows(catalogue: Catalogue, lang: Language, as_of: date | None) -> tuple[Row, ...]:
    """Every claim and derived value, in the order of `frames.claims` and of the download."""
    rows: list[Row] = []
    state = State("explore", lang, as_of=as_of)
    for indicator in catalogue.indicators.values():
        cells: dict[int, Cell] = {
            claim.order: cell
            for kind in _KINDS
            for cell in series.cells(catalogue, indicator.id, kind=kind, as_of=as_of)
            for claim in cell.claims
        }
        rows += [
            _row(catalogue, indicator, cells[claim.order], claim, state)
            for claim in series.claims_of(catalogue, indicator.id, as_of)
        ]
    return tuple(rows)


def _row(catalogue: Catalogue, indicator: Indicator, cell: Cell, claim: Claim, state: State) -> Row:
    lang = state.lang
    observation, source = claim.observation, claim.source
    area = catalogue.areas[claim.ref_area]
    quote = observation.quote if observation else claim.formula
    text = [
        indicator.title.zh,
        indicator.title.en,
        indicator.short_title.zh,
        indicator.short_title.en,
        indicator.id,
    ]
    text += [area.title.zh, area.title.en, area.id, claim.time_period, quote, claim.note or ""]
    if source:
        text += [
            source.id,
            source.title,
            source.issuer,
            source.document_number or "",
            source.index_number or "",
        ]
    return Row(
        state.link(indicators=(indicator.id,), at=evidence.address(cell, claim)),
        cards.mark(claim),
        indicator.title(lang),
        area.title(lang),
        wording.period(claim.time_period, lang),
        observation is None or observation.period_stated,
        wording.claim(claim, catalogue, lang),
        wording.kind(claim, lang),
        tr("Conflict", lang) if cell.conflicting else "",
        wording.by(claim, lang),
        quote,
        indicator.theme,
        claim.ref_area,
        claim.kind,
        source.id if source else "",
        fold(" ".join(text)),
    )

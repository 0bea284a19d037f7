"""One claim with everything that makes it checkable: its sentence, its source, what else is said, why it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from indicators import quantity, series, wording
from indicators.model import Catalogue, Indicator, Language
from indicators.pages.history import source_link
from indicators.pages.state import At, State
from indicators.series import Cell, Claim
from indicators.wording import Said, by, tr


@dataclass(frozen=True, slots=True)
class Other:
    """Another claim on the same cell, or a parent of a computed value, with the address that shows it."""

    said: str
    by: str
    href: str
    agrees: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the panel beside the chart says. `quote` is what stands before, in and after the number, `because` an analyst's reason."""

    said: Said
    where: str
    quote: tuple[str, str, str] | None
    formula: str
    facts: tuple[tuple[str, str], ...]
    others: tuple[Other, ...]
    parents: tuple[Other, ...]
    rule: str
    because: str
    note: str
    url: str | None
    source_href: str
    citation: str


def find(
    catalogue: Catalogue, indicator: Indicator, at: At, as_of: date | None = None
) -> tuple[Cell, Claim] | None:
    """The claim that an address names and its cell, as known on a day; None where there is none."""
    for cell in series.cells(catalogue, indicator.id, at.area, "target" if at.target else "actual", as_of):
        if cell.best.time_period == at.period:
            if at.source is None:
                return cell, cell.best
            return next(
                ((cell, claim) for claim in cell.claims if claim.source and claim.source.id == at.source),
                None,
            )
    return None


def address(cell: Cell, claim: Claim) -> At:
    """The shortest name of a claim: its cell, and its source where the cell shows another claim."""
    source = claim.source.id if claim.order != cell.best.order and claim.source else None
    return At(claim.ref_area, claim.time_period, claim.kind == "target", source)


def evidence(catalogue: Catalogue, state: State, cell: Cell, claim: Claim) -> Evidence:
    """The panel for one claim of a cell."""
    lang = state.lang
    observation, source = claim.observation, claim.source
    area = catalogue.areas[claim.ref_area].title(lang)
    period = wording.period(claim.time_period, lang)
    title = [catalogue.indicators[claim.indicator].short_title(lang)] if len(state.indicators) > 1 else []
    shown = claim is cell.best
    return Evidence(
        said=wording.claim(claim, catalogue, lang),
        where=" · ".join([*title, area, period, wording.kind(claim, lang)]),
        quote=wording.highlight(observation.quote, claim, catalogue) if observation else None,
        formula=wording.formula(claim, catalogue, lang),
        facts=tuple(facts(claim, lang)),
        others=tuple(others(catalogue, state, cell, claim)),
        parents=tuple(parents(catalogue, state, claim)),
        rule=wording.rule(cell.rule, lang) if shown and len(cell.claims) > 1 else "",
        because=cell.choice.because if shown and cell.choice else "",
        note=claim.note or "",
        url=wording.page_link(source, observation.quote) if source and observation else None,
        source_href=source_link(state, source.id) if source else "",
        citation=wording.figure_citation(claim, catalogue, lang, url=True),
    )


def facts(claim: Claim, lang: Language) -> Iterator[tuple[str, str]]:
    """The rows under the quote: document, number, issuer, dates, period, reliability."""
    source = claim.source
    if source:
        yield tr("Document", lang), source.title
        if source.document_number:
            yield tr("Document number", lang), source.document_number
        yield tr("Issuer", lang), source.issuer
        if source.dated:
            yield tr("Dated", lang), wording.date(source.dated, lang)
        if source.published:
            yield tr("Published", lang), wording.date(source.published, lang)
    if note := wording.period_note(claim, lang):
        yield tr("Period", lang), note
    if source:
        yield (
            tr("Nature", lang),
            f"{wording.source_kind(source, lang)} · {wording.reliability(source, lang)}",
        )
        if source.note:
            yield tr("Source note", lang), source.note


def others(catalogue: Catalogue, state: State, cell: Cell, claim: Claim) -> Iterator[Other]:
    """What else is said about the cell, each with whether it can be true beside `claim`."""
    for other in cell.claims:
        if other is not claim:
            yield Other(
                str(wording.claim(other, catalogue, state.lang)),
                by(other, state.lang),
                state.link(at=address(cell, other), focus=focus(state, other)),
                quantity.agree(other.quantity, claim.quantity),
            )


def parents(catalogue: Catalogue, state: State, claim: Claim) -> Iterator[Other]:
    """The claims that a computed value is made of."""
    for parent in claim.parents:
        indicator = catalogue.indicators[parent.indicator]
        period = wording.period(parent.time_period, state.lang)
        source = parent.source.id if parent.source else None
        at = At(parent.ref_area, parent.time_period, source=source)
        yield Other(
            str(wording.claim(parent, catalogue, state.lang)),
            f"{indicator.short_title(state.lang)} · {period}",
            _alone(state, indicator, at),
        )


def focus(state: State, claim: Claim) -> str | None:
    """What an address has to name beside a claim where several indicators are shown: its indicator."""
    return claim.indicator if len(state.indicators) > 1 else None


def _alone(state: State, indicator: Indicator, at: At) -> str:
    """The address of another indicator with one of its claims, as it is: nothing of this view may fit it."""
    if indicator.id in state.indicators:
        return state.link(at=at, focus=indicator.id if len(state.indicators) > 1 else None)
    return State("explore", state.lang, (indicator.id,), as_of=state.as_of, at=at).link()

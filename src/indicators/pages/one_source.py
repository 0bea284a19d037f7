"""One source: what it is, how to cite and to find it, and each of its figures with what it confirmed or contradicted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from indicators import periods, statements, wording
from indicators.model import Catalogue, Source
from indicators.pages import history
from indicators.pages.answer import Answer
from indicators.pages.frame import render
from indicators.pages.state import State
from indicators.revisions import Effect
from indicators.series import Claim
from indicators.statements import Statement
from indicators.wording import Said, by, citations, labels, tr
from indicators.wording import revisions as words


@dataclass(frozen=True, slots=True)
class Relation:
    """Other claims that a figure confirmed, revised, contradicted …: the words, and value, source and address of each."""

    word: str
    agrees: bool
    claims: tuple[tuple[Said, str, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the source.

    `quote` is what stands before, in and after the number; `shown` is what is shown in its cell where it is another value,
    and `rule` says why.
    """

    title: str
    where: str
    said: Said
    kind: str
    effect: Effect
    word: str
    href: str
    quote: tuple[str, str, str]
    language: str
    page: str | None
    relations: tuple[Relation, ...]
    shown: Said | None
    rule: str
    note: str


def is_known(source: Source, as_of: date | None) -> bool:
    """Whether a source was known on a day; one without a date never is known by a day."""
    known = periods.known(source.date)
    return as_of is None or (known is not None and known <= as_of)


def language(text: str) -> str:
    """The language tag of a source's own words, for fonts and screen readers."""
    return "zh-CN" if any("一" <= char <= "鿿" for char in text) else "en"


def answer(catalogue: Catalogue, state: State, source: Source) -> Answer:
    """The page of one source; of one that was not known on the state's day it says just that."""
    lang = state.lang
    known = is_known(source, state.as_of)
    made = statements.effects(catalogue, source.id, state.as_of) if known else ()
    html = render(
        "source.html",
        lang,
        state=state,
        source=source,
        known=known,
        language=language(source.title),
        back=state.link(source=None),
        since="" if known or not source.date else state.link(as_of=periods.known(source.date)),
        date=wording.date(source.date, lang) if source.date else tr("date unknown", lang),
        tally=words.tally((statement.revision.effect for statement in made), lang),
        facts=list(facts(source, state)),
        reach=citations.reach(source, lang),
        url=source.url,
        citations=[
            ("GB/T 7714—2015", citations.gbt7714(source), "", ""),
            ("APA 7", *citations.apa(source).partition(citations.apa_title(source))),
        ],
        figures=[figure(catalogue, state, statement) for statement in made],
        in_text_order=statements.in_text_order(catalogue, source.id),
    )
    return Answer(source.title, html)


def facts(source: Source, state: State) -> Iterator[tuple[str, str]]:
    """What is recorded about the document: name and value."""
    lang = state.lang
    if source.document_number:
        yield tr("Document number", lang), source.document_number
    if source.index_number:
        yield tr("Index number", lang), source.index_number
    yield tr("Issuer", lang), source.issuer
    if source.dated:
        yield tr("Dated", lang), wording.date(source.dated, lang)
    if source.published:
        yield tr("Published", lang), wording.date(source.published, lang)
    yield tr("Kind of document", lang), wording.source_kind(source, lang)
    yield tr("Reliability", lang), wording.reliability(source, lang)
    if source.note:
        yield tr("Source note", lang), source.note


def figure(catalogue: Catalogue, state: State, statement: Statement) -> Figure:
    """A figure as the page shows it."""
    lang, claim = state.lang, statement.claim
    area = (
        catalogue.areas[claim.ref_area].title(lang) if claim.ref_area in catalogue.areas else claim.ref_area
    )
    quote = claim.observation.quote if claim.observation else ""
    period = wording.period(claim.time_period, lang, stated=not wording.period_note(claim, lang))
    shown = statement.cell.best
    return Figure(
        title=catalogue.indicators[claim.indicator].title(lang),
        where=f"{area} · {period}",
        said=wording.claim(claim, catalogue, lang),
        kind=wording.kind(claim, lang),
        effect=statement.revision.effect,
        word=words.effect(statement.revision.effect, lang),
        href=_link(state, claim),
        quote=wording.highlight(quote, claim, catalogue),
        language=language(quote),
        page=wording.page_link(claim.source, quote) if claim.source else None,
        relations=tuple(
            Relation(word, agrees, tuple(_other(catalogue, state, other) for other in claims))
            for word, agrees, claims in words.relations(statement, lang)
        ),
        shown=wording.claim(shown, catalogue, lang) if shown is not claim else None,
        rule=wording.rule(statement.cell.rule, lang),
        note=claim.note or "",
    )


def _other(catalogue: Catalogue, state: State, claim: Claim) -> tuple[Said, str, str]:
    said = by(claim, state.lang)
    if claim.observation and labels.tentative(claim):
        said = f"{said} · {wording.status(claim.observation.obs_status, state.lang)}"
    return wording.claim(claim, catalogue, state.lang), said, _link(state, claim)


def _link(state: State, claim: Claim) -> str:
    return state.link("explore", indicators=(claim.indicator,), areas=(), at=history.at(claim))

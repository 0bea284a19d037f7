"""Every document that makes claims: what it states, and what that did to what was known before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from indicators import periods, revisions, wording
from indicators.model import Catalogue, Language, Reliability, Source
from indicators.pages import one_source
from indicators.pages.answer import Answer
from indicators.pages.frame import render
from indicators.pages.memory import per_catalogue
from indicators.pages.menus import Menu, narrowing
from indicators.pages.state import SOURCE_KINDS, State
from indicators.revisions import Effect
from indicators.search.folding import fold, folded_words
from indicators.wording import labels, tr
from indicators.wording import revisions as words

_RELIABILITIES: tuple[Reliability, ...] = get_args(Reliability)
_NOTED: tuple[Effect, ...] = (
    "confirmed",
    "refined",
    "revised",
    "contradicted",
    "replaced",
)  # a first is the ordinary case
_MOST = 400  # rows; more than anybody scrolls through
_QUOTED = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Entry:
    """A source with what a search looks into (`text`, folded) and what the menus ask for (`facets`, by menu)."""

    source: Source
    effects: tuple[Effect, ...]
    text: str
    facets: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A source as the list shows it. `counts` are what its figures did, as id, words and number."""

    href: str
    title: str
    language: str
    date: str
    facts: tuple[str, ...]
    figures: int
    counts: tuple[tuple[Effect, str, int], ...]


def answer(catalogue: Catalogue, state: State, today: date) -> Answer:
    """The list of sources, or the one that the address names."""
    if state.source:
        return one_source.answer(catalogue, state, catalogue.sources[state.source])
    lang = state.lang
    known = entries(catalogue, state.as_of)
    wanted = _wanted(known, state)
    found = [entry for entry in known if _fits(entry, state, wanted)]
    html = render(
        "sources.html",
        lang,
        state=state,
        lead=lead(found, lang),
        tally=words.tally((effect for entry in found for effect in entry.effects), lang),
        found=len(found),
        count=len(known),
        menus=list(_menus(catalogue, known, state, wanted)),
        years=years(found[:_MOST], state),
        most=_MOST,
        clear=State("sources", lang, as_of=state.as_of).link() if state.query or any(wanted.values()) else "",
    )
    ignored = (("show", state.show),) if state.show and not wanted["show"] else ()
    return Answer(tr("Sources", lang), html, ignored=ignored)


def lead(found: Sequence[Entry], lang: Language) -> str:
    """How many sources state how many figures, and how many of these contradict what was known before."""
    if not found:
        return tr("No source fits.", lang)
    sources = wording.trn("{count} source", "{count} sources", len(found), lang)
    effects = [effect for entry in found for effect in entry.effects]
    figures = wording.trn("{count} figure", "{count} figures", len(effects), lang)
    against = sum(effect in ("revised", "contradicted") for effect in effects)
    if not against:
        return tr("{sources}, {figures}.", lang, sources=sources, figures=figures)
    one = "{sources}, {figures}, of which {count} contradicts what was known before it."
    many = "{sources}, {figures}, of which {count} contradict what was known before them."
    return wording.trn(one, many, against, lang, sources=sources, figures=figures)


@per_catalogue
def entries(catalogue: Catalogue, as_of: date | None) -> tuple[Entry, ...]:
    """The sources known on a day, the latest first, those without a date last."""
    made: dict[str, list[tuple[str, Effect]]] = {name: [] for name in catalogue.sources}
    for steps in revisions.histories(catalogue, as_of):
        for step in steps:
            if step.by in made:
                made[step.by].append((step.claim.ref_area, step.effect))
    known = [record for record in catalogue.sources.values() if one_source.is_known(record, as_of)]
    known.sort(key=lambda record: periods.known(record.date) or date.min, reverse=True)
    return tuple(
        Entry(
            record,
            tuple(effect for _, effect in made[record.id]),
            fold("\n".join(filter(None, _texts(record)))),
            {
                "kind": frozenset((record.kind,)),
                "issuer": frozenset((record.issuer,)),
                "show": frozenset((record.reliability,)),
                "area": frozenset(area for area, _ in made[record.id]),
            },
        )
        for record in known
    )


def _texts(record: Source) -> Iterable[str | None]:
    return record.title, record.issuer, record.document_number, record.index_number, record.id, record.note


# ------------------------------------------------------------------------------------------------ narrowing


def _wanted(known: Sequence[Entry], state: State) -> dict[str, str | None]:
    """What each menu is set to. An issuer stands in straight quotes among the words that are searched for."""
    quoted = set(_QUOTED.findall(state.query))
    return {
        "kind": state.kind,
        "issuer": next((entry.source.issuer for entry in known if entry.source.issuer in quoted), None),
        "show": state.show if state.show in _RELIABILITIES else None,
        "area": state.areas[0] if state.areas else None,
    }


def _free(query: str, issuer: str | None) -> str:
    """The words that are searched for, without the issuer."""
    return " ".join((query.replace(f'"{issuer}"', " ") if issuer else query).split())


def _fits(entry: Entry, state: State, wanted: dict[str, str | None], leaving: str = "") -> bool:
    """Whether a source has every word of the query and passes all menus but the one named `leaving`."""
    return all(word in entry.text for word in folded_words(_free(state.query, wanted["issuer"]))) and all(
        value is None or name == leaving or value in entry.facets[name] for name, value in wanted.items()
    )


def _menus(
    catalogue: Catalogue, known: Sequence[Entry], state: State, wanted: dict[str, str | None]
) -> Iterable[Menu]:
    """Kind, issuer, reliability, area; each choice says how many sources it would leave beside the other filters."""
    lang = state.lang
    free = _free(state.query, wanted["issuer"])

    def menu(
        name: str,
        title: str,
        label: Callable[[str], str],
        link: Callable[[str | None], str],
        order: Sequence[str] = (),
    ) -> Menu:
        left = [entry for entry in known if _fits(entry, state, wanted, leaving=name)]
        count = Counter(value for entry in left for value in entry.facets[name])
        titles = {value: label(value) for value in order or [value for value, _ in count.most_common()]}
        if (chosen := wanted[name]) is not None:
            titles.setdefault(chosen, label(chosen))
        return narrowing(title, tr("all", lang), titles, count, chosen=chosen, link=link, total=len(left))

    yield menu(
        "kind",
        tr("Kind of document", lang),
        lambda kind: tr(labels.SOURCE_KINDS[kind], lang),
        lambda kind: state.link(kind=kind),
        SOURCE_KINDS,
    )
    yield menu(
        "issuer",
        tr("Issuer", lang),
        str,
        lambda issuer: state.link(query=f'{free} "{issuer}"'.strip() if issuer else free),
    )
    yield menu(
        "show",
        tr("Reliability", lang),
        lambda level: tr(labels.RELIABILITY[level], lang),
        lambda level: state.link(show=level or ""),
        _RELIABILITIES,
    )
    yield menu(
        "area",
        tr("Area", lang),
        lambda area: catalogue.areas[area].title(lang),
        lambda area: state.link(areas=(area,) if area else ()),
        tuple(catalogue.areas),
    )


# ------------------------------------------------------------------------------------------------ rows


def years(found: Sequence[Entry], state: State) -> list[tuple[str, list[Row]]]:
    """The rows under the year they became known in."""
    groups: dict[str, list[Row]] = {}
    for entry in found:
        day = entry.source.date
        heading = wording.period(day[:4], state.lang) if day else tr("No date", state.lang)
        groups.setdefault(heading, []).append(_row(entry, state))
    return list(groups.items())


def _row(entry: Entry, state: State) -> Row:
    lang, record = state.lang, entry.source
    facts = (
        record.issuer,
        record.document_number,
        wording.source_kind(record, lang),
        wording.reliability(record, lang),
    )
    count = Counter(entry.effects)
    return Row(
        href=state.link(source=record.id),
        title=record.title,
        language=one_source.language(record.title),
        date=wording.date(record.date, lang) if record.date else "",
        facts=tuple(fact for fact in facts if fact),
        figures=len(entry.effects),
        counts=tuple(
            (effect, words.effect(effect, lang), count[effect]) for effect in _NOTED if count[effect]
        ),
    )

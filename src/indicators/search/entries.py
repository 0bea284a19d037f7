"""What can be found: indicators, sources and sentences with the texts that a query is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from indicators import periods
from indicators.model import Area, Catalogue, Indicator, Observation, Source
from indicators.search.folding import fold
from indicators.search.pinyin import Spellings, Spelt, spell

Kind = Literal["indicator", "source", "sentence"]
Field = Literal[
    "title", "short_title", "number", "issuer", "id", "quote", "definition", "theme", "area", "cited"
]  # fmt: skip

#: texts that say what a thing is about, not what it is called
BESIDE: frozenset[Field] = frozenset({"definition", "theme", "area", "cited"})
#: texts whose characters may be picked out: 软件收入 for 软件业务收入, 经信委 for 经济和信息化委员会
NAMES: frozenset[Field] = frozenset({"title", "short_title", "issuer"})


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an entry. `spelling` is its number among the index's spellings; `area` whose name it is."""

    field: Field
    text: str
    folded: str
    spelling: int | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    `texts` are in the order in which they are shown when they match equally well, those of `BESIDE` last; `haystack` is all of
    them. `known` is the day on which it was first known; None where no source has a date.
    """

    kind: Kind
    id: str
    order: int
    texts: tuple[Text, ...]
    haystack: str
    known: date | None
    headline: bool = False
    claim: Observation | None = None
    target: bool = False

    @property
    def named(self) -> bool:
        """Whether it has names, which a sentence has not."""
        return self.claim is None


@dataclass(frozen=True)
class Index:
    """A catalogue, ready to be searched.

    `spelt_by` says which entry, by its place in `entries`, each spelling belongs to; `areas` finds the names of areas inside
    a query.
    """

    digest: str
    entries: tuple[Entry, ...]
    spellings: Spellings
    spelt_by: tuple[int, ...]
    areas: re.Pattern[str]


def index(catalogue: Catalogue) -> Index:
    """The index of a catalogue. The first one also loads pinyin's dictionaries, a third of a second."""
    spelt: list[Spelt] = []
    spelt_by: list[int] = []
    entries: list[Entry] = []
    fold_once, spell_once = cache(fold), cache(spell)  # issuers and document numbers come again and again

    def text(field: Field, words: str | None, spelling: bool = False, area: str | None = None) -> list[Text]:
        if not words:
            return []
        number = None
        if spelling:
            number = len(spelt)
            spelt.append(spell_once(words))
            spelt_by.append(len(entries))
        return [Text(field, words, fold_once(words), number, area)]

    def add(kind: Kind, record: str, texts: Iterable[Text], known: date | None, **more: object) -> None:
        kept = tuple(each for each in texts if each.folded)
        haystack = "\n".join(each.folded for each in kept)
        entries.append(Entry(kind, record, len(entries), kept, haystack, known, **more))  # type: ignore[arg-type]

    for indicator in catalogue.indicators.values():
        theme = catalogue.themes.get(indicator.theme)
        claimed = dict.fromkeys(claim.ref_area for claim in _claims(indicator))
        texts = [
            *text("title", indicator.title.zh, spelling=True),
            *text("title", indicator.title.en),
            *text("short_title", indicator.short_title.zh, spelling=True),
            *text("short_title", indicator.short_title.en),
            *text("id", indicator.id),
            *text("definition", indicator.definition.zh),
            *text("definition", indicator.definition.en),
        ]
        for title in (theme.title.zh, theme.title.en) if theme else ():
            texts += text("theme", title)
        for area in (catalogue.areas[each] for each in claimed if each in catalogue.areas):
            texts += [*text("area", area.title.zh, area=area.id), *text("area", area.title.en, area=area.id)]
        days = [day for claim in _claims(indicator) if (day := _known(catalogue.sources.get(claim.source)))]
        add("indicator", indicator.id, texts, min(days, default=None), headline=indicator.headline)
    for source in catalogue.sources.values():
        texts = [
            *text("number", source.document_number, spelling=True),
            *text("title", source.title, spelling=True),
            *text("issuer", source.issuer, spelling=True),
            *text("number", source.index_number),
            *text("id", source.id),
        ]
        add("source", source.id, texts, _known(source))
    for indicator, kind, claim in catalogue.claims():
        cited = catalogue.sources.get(claim.source)
        texts = [*text("quote", claim.quote), *text("cited", cited.document_number if cited else None)]
        add("sentence", indicator.id, texts, _known(cited), claim=claim, target=kind == "target")
    return Index(
        catalogue.digest,
        tuple(entries),
        Spellings.of(spelt),
        tuple(spelt_by),
        _area_names(catalogue.areas.values()),
    )


def _claims(indicator: Indicator) -> tuple[Observation, ...]:
    return (*indicator.observations, *indicator.targets)


def _known(source: Source | None) -> date | None:
    return periods.known(source.date) if source else None


def _area_names(areas: Iterable[Area]) -> re.Pattern[str]:
    """A pattern for the Chinese names of areas, the longest first, with 省 or 市 behind; it never matches where there are none."""
    names: Iterator[str] = (fold(area.title.zh) for area in areas)
    wanted = sorted({name for name in names if len(name) > 1}, key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, wanted))})[省市]?" if wanted else "((?!))")

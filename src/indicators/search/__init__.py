"""Search: indicators, sources and sentences by Chinese, English, pinyin, document number and words of quotes.

A query is compared as one whole and, failing that, piece by piece (`数字经济 占比`, `四川5G基站`; not where the whole is
pinyin of something, `shu zi jing ji`); every piece must be found. How a piece is found decides the rank, best first:

0. it is the whole text; 1. the text begins with it; 2. a word of it does (in Chinese: any character); 3. it stands inside a
word; 4. it is the pinyin of a stretch of a name; 5. its initials; 6. characters of a name in their order (软件收入 for
软件业务收入); 7. it stands in what describes the thing: definition, theme, area, the document that a sentence stands in.

Where that is equal, a word, number or spelt name that is not cut off goes first; then, among indicators, headline indicators, the
earlier place and the shorter title (headline indicators stay in the catalogue's order); among sources and sentences, the latest. All is compared folded (`folding.fold`), so
neither case, width, brackets nor accents matter, and nothing in a query has a special meaning.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from indicators.model import Observation
from indicators.search.entries import BESIDE, Entry, Field, Index, Kind, index
from indicators.search.folding import fold
from indicators.search.matching import Piece, Place, marks, pieces, place

__all__ = ["Field", "Found", "Hit", "Index", "Kind", "find", "index"]

_LONGEST = 200  # characters of a query that are read
_MOST = 12  # pieces of a query that are looked for


@dataclass(frozen=True, slots=True)
class Found:
    """A text in which a query, or a part of it, was found; `marks` are the stretches (start, end) of `text` that match."""

    field: Field
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    Attributes:
        kind: an indicator, a source, or a sentence, which is one claim by its quote.
        id: of the indicator (of a sentence: the one it is a claim about) or the source.
        found: where it was found, the best place first.
        area: the area that the query names, where the indicator has claims about it.
        claim: the claim of a sentence; `target` says whether it is one.
        target: see `claim`.
    """

    kind: Kind
    id: str
    found: tuple[Found, ...]
    area: str | None = None
    claim: Observation | None = None
    target: bool = False


def find(index: Index, query: str, limit: int = 8, as_of: date | None = None) -> list[Hit]:
    """What a query finds: indicators first, then sources, then sentences, each kind best first.

    Args:
        index: where to look.
        query: what the reader typed; nothing in it has a special meaning, and an empty one finds nothing.
        limit: the most hits of each kind.
        as_of: only what was known on that day; an indicator is known with the first claim about it.
    """
    query = query[:_LONGEST]
    folded = fold(query)
    if not folded:
        return []
    whole = Piece.read(folded, True, index)
    ways = [[whole]]
    if not whole.spelt:
        parts = pieces(query, index)[:_MOST]
        ways += [parts] if [part.text for part in parts] != [folded] else []
    hits: list[Hit] = []
    ranked = list(_ranked(index, ways, as_of))
    for kind in get_args(Kind):
        best = heapq.nsmallest(
            limit, (each for each in ranked if each[1].kind == kind), key=lambda each: each[0]
        )
        hits += [_hit(entry, ways[way]) for _, entry, way in best]
    return hits


def _ranked(
    index: Index, ways: list[list[Piece]], as_of: date | None
) -> Iterator[tuple[tuple[int, ...], Entry, int]]:
    """Every entry that is found, with its rank and the way of reading the query that found it: whole or in pieces."""
    for entry in index.entries:
        if as_of and (entry.known is None or entry.known > as_of):
            continue
        for way, parts in enumerate(ways):
            if all(piece.may_stand_in(entry) for piece in parts) and (places := _places(entry, parts)):
                how, cut = max(found[:2] for found, _ in places)
                yield (how, way, cut, *_tie(entry, *places[0]), entry.order), entry, way
                break


def _places(entry: Entry, parts: list[Piece]) -> list[tuple[Place, int]]:
    """The best place of every piece with the number of its text; empty where one of them is not found."""
    found: list[tuple[Place, int]] = []
    for piece in parts:
        best: tuple[Place, int] | None = None
        for number, text in enumerate(entry.texts):
            if best and text.field in BESIDE:
                break  # these come last, and what stands in a name counts for more
            if (at := place(text, piece)) and (best is None or at < best[0]):
                best = at, number
        if best is None:
            return []
        found.append(best)
    return found


def _tie(entry: Entry, found: Place, text: int) -> tuple[int, ...]:
    if entry.kind == "indicator":
        return (not entry.headline, found.at, 0 if entry.headline else len(entry.texts[text].folded))
    return (text, -entry.known.toordinal() if entry.known else 0, 0)


def _hit(entry: Entry, parts: list[Piece]) -> Hit:
    """The entry with every text that matches, the best first."""
    found: list[tuple[Place, int, Found]] = []
    area = None
    for number, text in enumerate(entry.texts):
        places = [(at, piece) for piece in parts if (at := place(text, piece))]
        if places:
            stretches = _merged(stretch for _, piece in places for stretch in marks(text, piece))
            found.append((min(at for at, _ in places), number, Found(text.field, text.text, stretches)))
            area = area or text.area
    texts = tuple(each for _, _, each in sorted(found, key=lambda each: each[:2]))
    return Hit(entry.kind, entry.id, texts, area, entry.claim, entry.target)


def _merged(stretches: Iterator[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)

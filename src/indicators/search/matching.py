"""Where a query, or a piece of it, stands in a text, and how well it stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from indicators.search.entries import BESIDE, NAMES, Entry, Index, Text
from indicators.search.folding import fold, fold_with_places, spaced
from indicators.search.pinyin import Spelling

#: the ways to match, best first
WHOLE, START, WORD, INSIDE, SPELT, INITIALS, SCATTERED, NEAR = range(8)

_FEWEST_INSIDE = 3  # letters that may stand in the middle of a word: “ai” in “chain” is chance
_SPREAD = 3  # how many times its length a name's picked-out characters may spread


class Place(NamedTuple):
    """How well (`how`, smaller is better), whether something is `cut` off, and the index where it begins.

    Cut off is a word or a number that goes on behind it, and a name of which it spells only a part.
    """

    how: int
    cut: bool
    at: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a query, folded.

    `last`: it may still be in the making, so a number may go on behind it. `spelt` and `entries`: the names that it spells
    and the entries that have them. `scatters`: its characters may be picked out of a name, being two Han or more.
    """

    text: str
    last: bool
    spelt: dict[int, Spelling]
    entries: frozenset[int]
    scatters: bool

    @staticmethod
    def read(text: str, last: bool, index: Index) -> Piece:
        """The piece with what its letters spell in `index`."""
        letters = text.replace(" ", "")
        spells = letters.isascii() and len(letters) > 1 and not letters.isdigit()
        spelt = index.spellings.find(letters) if spells else {}
        entries = frozenset(index.spelt_by[number] for number in spelt)
        return Piece(text, last, spelt, entries, len(text) > 1 and not any(map(spaced, text)))

    def may_stand_in(self, entry: Entry) -> bool:
        """False where a look at the whole entry says that the piece stands in none of its texts."""
        return (
            self.text in entry.haystack
            or entry.order in self.entries
            or (self.scatters and entry.named and all(char in entry.haystack for char in self.text))
        )


def pieces(query: str, index: Index) -> list[Piece]:
    """The query as pieces, each of which must be found: parted by blanks, around names of areas, between Han and letters."""
    parts: list[str] = []
    for word in query.split():
        folded = fold(word)
        start = 0
        for area in index.areas.finditer(folded):
            parts += [*_scripts(folded[start : area.start()]), area[1]]
            start = area.end()
        parts += _scripts(folded[start:])
    kept = [part for part in dict.fromkeys(parts) if part]
    return [Piece.read(part, part is kept[-1], index) for part in kept]


def _scripts(text: str) -> list[str]:
    parts: list[str] = []
    for char in text:
        if parts and spaced(parts[-1][-1]) == spaced(char):
            parts[-1] += char
        else:
            parts.append(char)
    return [part.strip() for part in parts]


def place(text: Text, piece: Piece) -> Place | None:
    """Where a piece stands best in a text; None where it does not."""
    found = _written(text.folded, piece) if piece.text in text.folded else None
    if text.field == "id":
        return found if found and found.how == WHOLE else None
    if found is None and text.spelling in piece.spelt:
        spelling = piece.spelt[text.spelling]
        found = Place(INITIALS if spelling.short else SPELT, not spelling.whole, spelling.first)
    if (
        found is None
        and piece.scatters
        and text.field in NAMES
        and (picked := _picked(text.folded, piece.text))
    ):
        found = Place(SCATTERED, False, picked[-1] - picked[0])
    if found and text.field in BESIDE:
        return Place(NEAR, found.cut, found.at)
    return found


def marks(text: Text, piece: Piece) -> list[tuple[int, int]]:
    """What of the text as printed the piece stands for: (start, end) each; empty where it does not stand there."""
    found = _written(text.folded, piece)
    if found is None and text.spelling in piece.spelt:
        spelling = piece.spelt[text.spelling]
        return [(spelling.start, spelling.stop)]
    _, places = fold_with_places(text.text)
    if found is not None:
        return [(places[found.at], places[found.at + len(piece.text) - 1] + 1)]
    if text.field in NAMES and piece.scatters:
        return [(places[at], places[at] + 1) for at in _picked(text.folded, piece.text) or ()]
    return []


def _written(folded: str, piece: Piece) -> Place | None:
    """The best place of a piece that stands in the text letter by letter.

    A number is never found in the middle of another one, and at the beginning of one only while it is being typed.
    """
    wanted = piece.text
    if wanted == folded:
        return Place(WHOLE, False, 0)
    if (
        len(wanted) == 1 and wanted.isalpha() and spaced(wanted)
    ):  # a single letter says nothing but how the text begins
        return Place(START, _joined(folded, 1), 0) if folded.startswith(wanted) else None
    best: Place | None = None
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        inside, cut = _joined(folded, at), _joined(folded, end)
        number = (inside and wanted[0].isdigit()) or (cut and wanted[-1].isdigit() and not piece.last)
        found = None
        if not inside and not number:
            found = Place(WORD if at else START, cut, at)
        elif not number and len(wanted) >= _FEWEST_INSIDE:
            found = Place(INSIDE, cut, at)
        if found and (best is None or found < best):
            best = found
        at = folded.find(wanted, at + 1)
    return best


def _joined(folded: str, at: int) -> bool:
    """Whether the characters before and at `at` belong to one word or one number."""
    if not 0 < at < len(folded):
        return False
    before, after = folded[at - 1], folded[at]
    if not (spaced(before) and spaced(after)) or before in " %" or after in " %":
        return False
    return before.isalpha() == after.isalpha()


def _picked(folded: str, wanted: str) -> list[int] | None:
    """The places of characters that occur in this order, as close together as they come; None where they are too far apart."""
    best: list[int] | None = None
    start = folded.find(wanted[0])
    while start >= 0:
        found = [start]
        for char in wanted[1:]:
            following = folded.find(char, found[-1] + 1)
            if following < 0:
                return best
            found.append(following)
        if found[-1] - start < _SPREAD * len(wanted) and (
            best is None or found[-1] - start < best[-1] - best[0]
        ):
            best = found
        start = folded.find(wanted[0], start + 1)
    return best

"""Chinese names by their pinyin: whole syllables, initials, or a mixture of both, as input methods take them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from indicators.search.folding import fold

_HAN = re.compile("[\u3007\u3400-\u9fff]+")
# shu4zi4: every syllable has its tone, the last one perhaps not yet
_TONED = re.compile("(?:[a-z]{1,6}[1-5])+[a-z]{0,6}")
_NO_TONES = str.maketrans("", "", "12345")
_DOUBLE = ("zh", "ch", "sh")
_OPENING = 3  # letters by which the places are looked up
#: readings of one character that are kept: a third one is hardly ever meant
_READINGS = 2

Syllables = tuple[tuple[str, ...], ...]  # per character its readings


@dataclass(frozen=True, slots=True)
class Spelt:
    """A name as syllables. `places` are the indexes of their characters in the name."""

    syllables: Syllables
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A stretch of a name that letters spell.

    `first` is its first syllable, `short` how many are abbreviated; it stands in the name from `start` to `stop`, and is the
    `whole` of it or not.
    """

    first: int
    short: int
    start: int
    stop: int
    whole: bool


def spell(name: str) -> Spelt:
    """A name's syllables without tones; Latin letters and digits are syllables of their own.

    Words decide the reading (重庆 chongqing, 银行 yinhang); a character outside a known word keeps its two commonest.
    """
    syllables: list[tuple[str, ...]] = []
    places: list[int] = []
    end = 0
    for run in _HAN.finditer(name):
        _letters(name, end, run.start(), syllables, places)
        syllables += _readings(run[0])
        places += range(run.start(), run.end())
        end = run.end()
    _letters(name, end, len(name), syllables, places)
    return Spelt(tuple(syllables), tuple(places))


def _letters(name: str, start: int, end: int, syllables: list[tuple[str, ...]], places: list[int]) -> None:
    for at in range(start, end):
        for char in filter(str.isalnum, fold(name[at])):
            syllables.append((char,))
            places.append(at)


def _readings(han: str) -> Iterator[tuple[str, ...]]:
    from pypinyin import Style, pinyin  # noqa: PLC0415 - loads its dictionaries, a third of a second

    found = pinyin(han, style=Style.NORMAL, heteronym=True)
    if len(found) != len(han):  # characters unknown to it come back in one piece
        found = [each for char in han for each in pinyin(char, style=Style.NORMAL, heteronym=True)]
    for each in found:
        readings = dict.fromkeys(each[:_READINGS])
        # ü is typed as v, or as u by those who know no better
        yield tuple(readings | {reading.replace("v", "u"): None for reading in readings})


@dataclass(frozen=True)
class Spellings:
    """Names by their pinyin, and where two or three letters may begin to spell them."""

    names: tuple[Spelt, ...]
    _openings: dict[str, list[tuple[int, int]]] = field(repr=False)

    @staticmethod
    def of(names: Iterable[Spelt]) -> Spellings:
        """The names in the order given, which is how `find` numbers them."""
        known = tuple(names)
        openings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, name in enumerate(known):
            keys: set[str] = set()  # of the syllables behind, up to three letters
            for at in range(len(name.syllables) - 1, -1, -1):
                keys = _openings(name.syllables[at], keys)
                for key in keys:
                    openings[key].append((number, at))
        return Spellings(known, dict(openings))

    def find(self, letters: str) -> dict[int, Spelling]:
        """The names that small letters, perhaps with numbers for tones, spell: each at its place with the fewest short forms.

        A syllable may be whole, its first letter, or zh, ch, sh; the last one may be broken off anywhere.
        """
        found: dict[int, Spelling] = {}
        for number, at in self._openings.get(letters[:_OPENING], ()):
            spelling = _spelt(letters, self.names[number].syllables, at)
            if spelling is None:
                continue
            end, short = spelling
            best = found.get(number)
            if best is None or (short, at) < (best.short, best.first):
                places = self.names[number].places
                whole = at == 0 and end == len(places)
                found[number] = Spelling(at, short, places[at], places[end - 1] + 1, whole)
        if not found and _TONED.fullmatch(letters):
            return self.find(letters.translate(_NO_TONES))
        return found


def _openings(readings: Iterable[str], behind: set[str]) -> set[str]:
    """The first two and three letters that may spell a syllable and what stands behind it."""
    shorts = {reading[0] for reading in readings}
    keys = {reading[:length] for reading in readings for length in (2, 3)}
    keys |= {start + key[: _OPENING - 1] for start in shorts for key in behind | {""}}
    keys |= {
        reading[:2] + key[:1] for reading in readings if reading[:2] in (reading, *_DOUBLE) for key in behind
    }
    return keys | {key[:2] for key in keys}


def _spelt(letters: str, syllables: Syllables, first: int) -> tuple[int, int] | None:
    """The end and the number of short forms where the letters spell the syllables from `first` on; None where they do not.

    All ways to divide the letters are followed at once, syllable by syllable, so that the effort stays
    letters × syllables whatever they are; whole syllables, which are the most, are tried before.
    """
    used = 0
    for at in range(first, len(syllables)):
        reading = syllables[at][0]
        if reading.startswith(letters[used:]) and len(letters) - used > 1:
            return at + 1, 0
        if not letters.startswith(reading, used):
            break
        used += len(reading)
    ways = {0: 0}  # letters used → short forms so far
    for at in range(first, len(syllables)):
        further: dict[int, int] = {}
        for used, short in ways.items():
            for reading in syllables[at]:
                if letters.startswith(reading, used):
                    _keep(further, used + len(reading), short)
                elif reading.startswith(letters[used:]):
                    _keep(further, len(letters), short + (len(letters) - used == 1))
                if letters[used] == reading[0] and len(reading) > 1:
                    _keep(further, used + 1, short + 1)
                    if reading.startswith(_DOUBLE) and letters.startswith(reading[:2], used):
                        _keep(further, used + 2, short + 1)
        if len(letters) in further:
            return at + 1, further[len(letters)]
        if not further:
            return None
        ways = further
    return None


def _keep(ways: dict[int, int], used: int, short: int) -> None:
    ways[used] = min(short, ways.get(used, short))

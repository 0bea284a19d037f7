"""What a receipt's letters stand for, bit by bit; `receipts` makes letters of them.

**Bits**, from the left, filled up with zeros to whole letters:

| bits | what |
|---|---|
| 4 | version of this format: 1 |
| 1 | 0 a view, 1 a comparison of areas |
| 15 | check: the first bits of the SHA-256 of the subject *spelled out*, ids in full |
| 1 | language: 0 Chinese, 1 English |
| 1 | whether a day follows, as of which it is known |
| 22 | that day, counted from 1 January of the year 1 |
| 1 | of a view: whether kind (4), transform (4), shared axes (1), logarithm (1) and whether there is a base (1) follow |
| … | of a view: the base period, where there is one; a character is 4 bits, 15 ends it |
| 20, 1 | an indicator: the first bits of the SHA-256 of its id; whether another one follows |
| 15, 1 | an area likewise |
| 2, … | of a comparison (one indicator, one area, without the bits for more): the level, then the period like a base |

Ids that start with the same bits are told apart by the check, which knows them in full: of all subjects that a code may mean
the one is taken whose own code is the same, letter for letter. Where several are, none is. A wrong letter is noticed with a
probability of at least 1 − 2⁻¹⁵, and an indicator that is gone is not mistaken for another (1 − 2⁻³⁵ for each).
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from indicators import periods
from indicators.charts import Comparison, Kind, View
from indicators.model import Catalogue, Language
from indicators.transforms import Transform

Subject = View | Comparison

_VERSION = 1
_CHECK, _INDICATOR, _AREA, _DAY = 15, 20, 15, 22  # bits
_MOST = 64  # subjects that a code may mean before it is given up
# The places in these tables are part of the format: only ever append.
_KINDS: tuple[Kind | None, ...] = (None, "line", "bar", "slope", "dot", "multiples")
_TRANSFORMS: tuple[Transform | None, ...] = (None, "change", "percent", "points", "cagr", "index")
_LEVELS = (None, "province", "city", "district")
_PERIOD = "0123456789-/Q"
_END = 15


def written(subject: Subject) -> str:
    """A subject as zeros and ones, filled up with zeros to a multiple of five.

    Raises:
        ValueError: a view without an indicator or an area, or a period that is none.
    """
    bits = _number(_VERSION, 4) + str(int(isinstance(subject, Comparison)))
    bits += _hash(_spelled(subject), _CHECK) + _body(subject)
    return bits + "0" * (-len(bits) % 5)


def _spelled(subject: Subject) -> str:
    """Everything that the code stands for, ids in full."""
    known = subject.as_of.isoformat() if subject.as_of else None
    if isinstance(subject, Comparison):
        parts = [subject.indicator, subject.area, subject.level, subject.period, subject.lang, known]
        return json.dumps(parts)
    options = [subject.kind, subject.transform, subject.shared, subject.log, subject.base]
    return json.dumps([subject.indicators, subject.areas, subject.lang, known, *options])


def _body(subject: Subject) -> str:
    bits = str(int(subject.lang == "en"))
    bits += f"1{_number(subject.as_of.toordinal(), _DAY)}" if subject.as_of else "0"
    if isinstance(subject, Comparison):
        bits += _hash(subject.indicator, _INDICATOR) + _hash(subject.area, _AREA)
        return bits + _number(_LEVELS.index(subject.level), 2) + _text(subject.period)
    options = _number(_KINDS.index(subject.kind), 4) + _number(_TRANSFORMS.index(subject.transform), 4)
    options += f"{subject.shared:d}{subject.log:d}{subject.base is not None:d}"
    options += "" if subject.base is None else _text(subject.base)
    bits += f"1{options}" if "1" in options else "0"
    return bits + _list(subject.indicators, _INDICATOR) + _list(subject.areas, _AREA)


def _list(names: Sequence[str], length: int) -> str:
    if not names:
        raise ValueError("a receipt needs an indicator and an area")
    return "1".join(_hash(name, length) for name in names) + "0"


def _text(period: str) -> str:
    periods.bounds(period)
    return "".join(_number(_PERIOD.index(each), 4) for each in period) + _number(_END, 4)


def _number(number: int, length: int) -> str:
    return f"{number:0{length}b}"


@lru_cache(maxsize=65_536)
def _hash(text: str, length: int) -> str:
    """The first bits of the SHA-256 of a text."""
    return _number(int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big"), 32)[:length]


# ------------------------------------------------------------------------------------------------ reading


class _Reader:
    """Bits, taken from the left. Where there are not enough, a ValueError."""

    def __init__(self, bits: str) -> None:
        self._bits = bits
        self._at = 0

    def bits(self, length: int) -> str:
        """The next bits."""
        self._at += length
        if self._at > len(self._bits):
            raise ValueError
        return self._bits[self._at - length : self._at]

    def number(self, length: int) -> int:
        """The next bits as a number."""
        return int(self.bits(length), 2)

    def flag(self) -> bool:
        """The next bit."""
        return self.bits(1) == "1"

    def text(self) -> str:
        """A period."""
        found = ""
        while (at := self.number(4)) != _END:
            found += _PERIOD[at]
        return found

    def names(self, known: dict[str, list[str]], length: int) -> list[list[str]]:
        """What each id in a list may be."""
        found = [self.known(known, length)]
        while self.flag():
            found.append(self.known(known, length))
        return found

    def known(self, known: dict[str, list[str]], length: int) -> list[str]:
        """What an id may be, at least one."""
        names = known.get(self.bits(length))
        if not names:
            raise ValueError
        return names


def subject(written_: str, catalogue: Catalogue) -> Subject | None:
    """The one subject that is written so; None where there is none, or several.

    Raises:
        ValueError, IndexError: the bits are none of this format.
    """
    bits = _Reader(written_)
    if bits.number(4) != _VERSION:
        return None
    compared = bits.flag()
    bits.bits(_CHECK)
    lang: Language = "en" if bits.flag() else "zh"
    as_of = date.fromordinal(bits.number(_DAY)) if bits.flag() else None
    indicators, areas = _known(catalogue.indicators, _INDICATOR), _known(catalogue.areas, _AREA)
    meant: Iterable[Subject]
    if compared:
        names, places = bits.known(indicators, _INDICATOR), bits.known(areas, _AREA)
        level, period = _LEVELS[bits.number(2)], bits.text()
        meant = (
            Comparison(name, period, area, level, lang, as_of)
            for name, area in itertools.product(names, places)
        )
    else:
        meant = _views(bits, indicators, areas, lang, as_of)
    found = [each for each in itertools.islice(meant, _MOST) if written(each) == written_]
    return found[0] if len(found) == 1 else None


def _views(
    bits: _Reader,
    indicators: dict[str, list[str]],
    areas: dict[str, list[str]],
    lang: Language,
    as_of: date | None,
) -> Iterable[View]:
    kind, transform, shared, log, base = _KINDS[0], _TRANSFORMS[0], False, False, None
    if bits.flag():
        kind, transform = _KINDS[bits.number(4)], _TRANSFORMS[bits.number(4)]
        shared, log = bits.flag(), bits.flag()
        base = bits.text() if bits.flag() else None
    names, places = bits.names(indicators, _INDICATOR), bits.names(areas, _AREA)
    for chosen in itertools.product(*names, *places):
        yield View(
            chosen[: len(names)],
            chosen[len(names) :],
            lang,
            as_of,
            kind=kind,
            transform=transform,
            base=base,
            shared=shared,
            log=log,
        )


def _known(names: Iterable[str], length: int) -> dict[str, list[str]]:
    """The first bits of the ids' hashes → the ids that start with them."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(_hash(name, length), []).append(name)
    return found

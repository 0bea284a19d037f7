"""One number of a text as an amount: its value, its unit and its hedge, or the name of the rule by which it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from indicators.letters.lexicon import Lexicon
from indicators.letters.lists import JOINT
from indicators.letters.numbers import Stated, core_end, stated_by
from indicators.letters.tables import Cell
from indicators.letters.vocabulary import UnitWord, Vocabulary
from indicators.quantity import Qualifier

_RATIO = re.compile(r"\s?[:∶]\s?1(?![\d.])")
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})++(?=\s?[\u3400-\u9fff%])", re.ASCII)
_MAGNITUDES = {"万": 4, "亿": 8, "兆": 12}
_BELOW_RATE = re.compile(r"(?<=[a-z])-\Z")  # LPR-30BP; at digits 3-30BP is a range
_QUOTED = 12
#: Behind a magnitude without digits these words say that it is the order of size (百站规模, 百万吨级).
_SIZE = re.compile(r"级(?=[,。;、!)]|$|台阶|规模|水平|产能|以上|的)|规模")
_ENDS = re.compile(r"\s?(?:[,。;、!)]|$|大关|台阶)")
_COUNTING = frozenset("个家名座所处项件辆台场条套门款种部支间")


@dataclass(slots=True)
class Raw:
    """A figure before its period, kind and measure are known.

    `text[start:end]` is the number, `text[first:last]` has its hedge and unit too, `text[unit_start:unit_end]` is the unit.
    `makes` is set to `rank` for a rank, later to `change` for a change; `cell` is its cell, where it stands in a table.
    """

    start: int
    end: int
    first: int
    last: int
    value: Fraction
    unit_start: int
    unit_end: int
    unit: str = ""
    unit_id: str | None = None
    entry: str = ""
    unit_mult: int = 0
    qualifier: Qualifier | None = None
    spoken: bool = False
    makes: str = ""
    cell: Cell | None = None

    @property
    def rank(self) -> bool:
        """Whether it is a place in an order."""
        return self.makes == "rank"


@dataclass(frozen=True, slots=True)
class Amounts:
    """Reads the number at a place of a text."""

    words: Vocabulary
    hedges: Lexicon
    text: str
    folded: str

    def at(self, start: int) -> Raw | str:
        """The figure that starts there, or the name of the rule by which there is none."""
        spaced = _SPACED.match(self.folded, start)
        if spaced:
            return self._spaced(start, spaced.end())
        found = self.hedges.number.match(self.folded, start)
        if found is None:
            return "word"
        unit, word = self._unit(found, start)
        stated = stated_by(
            self.hedges,
            self.text,
            self.folded,
            found,
            figures_only=False,
            counted=unit is not None or bool(found["power"]),
        )
        spoken = not self.folded[start].isdigit()
        if stated is None:
            return "word" if spoken else "name"
        if rule := self._not_said(found, stated, unit, spoken):
            return rule
        raw = self._amount(found, stated, unit, word)
        return raw if raw.unit or raw.end > found.end("number") or self._plausible(raw) else "no_unit"

    def in_cell(self, cell: Cell) -> Raw:
        """The number of a cell of a table, with the unit that the table gives it."""
        value = Fraction(self.folded[cell.start : cell.end].replace(",", ""))
        raw = Raw(cell.start, cell.end, cell.start, cell.end, value, cell.end, cell.end, cell=cell)
        if cell.unit:
            words = f"1{cell.unit}"
            like = Amounts(self.words, self.hedges, words, self.hedges.fold(words)).at(0)
            if isinstance(like, Raw) and like.last == len(words):
                raw.unit, raw.unit_id, raw.entry, raw.unit_mult = (
                    like.unit,
                    like.unit_id,
                    like.entry,
                    like.unit_mult,
                )
        return raw

    def _unit(self, found: re.Match[str], start: int) -> tuple[re.Match[str] | None, UnitWord | None]:
        """The unit behind the number, None if there is none that counts with it."""
        place = found.end("odder") if found["odder"] else core_end(found)
        if found["of"] or found["said"] or found["fraction"]:
            return None, None
        unit = self.words.unit.match(self.folded, place)
        if unit is None:
            return None, None
        apart = unit.start("word") > place
        word = self.words.words[unit["word"]]
        if (apart and self.folded[place] in "\n\r") or (word.noun and apart):
            return None, None
        if not self.folded[start].isdigit() and not word.spoken and not _SIZE.match(self.folded, unit.end()):
            return None, None
        return unit, word

    def _not_said(
        self, found: re.Match[str], stated: Stated, unit: re.Match[str] | None, spoken: bool
    ) -> str:
        """The rule by which Chinese numerals are part of a word; "" where they state a number."""
        if not spoken or found["of"] or found["said"]:
            return ""
        power, last = found["power"], core_end(found)
        if found["bare"] is not None or found["han"] in ("百", "千"):
            if not (unit or found["class"] or power) or not (
                stated.qualifier
                or (unit and found["han"] and self._of_that_order(found.start(), unit, power))
            ):
                return "bare_magnitude"
        elif unit is None and not stated.qualifier and power != "成":
            if power in ("百", "千", None) and not self._shares_unit(last):
                return "word"
        elif (
            unit is None
            and stated.qualifier
            and not found["class"]
            and not power
            and len(found["number"]) == 1
        ):
            return "word"
        return "slogan" if self._in_quotes(found.start()) else ""

    def _of_that_order(self, start: int, unit: re.Match[str], power: str | None) -> bool:
        """Whether a magnitude without digits and hedge counts: 百个基地, 百站规模, 力争百万辆; not 百万千瓦机组, (百万元)."""
        if self.folded[start - 1 : start] in ("(", ":", "["):
            return False
        if _SIZE.match(self.folded, unit.end()):
            return True
        if power:
            return _ENDS.match(self.folded, unit.end()) is not None
        return unit["word"] in _COUNTING and not unit["rate"]

    def _amount(
        self, found: re.Match[str], stated: Stated, unit: re.Match[str] | None, word: UnitWord | None
    ) -> Raw:
        folded, start, last = self.folded, found.start(), core_end(found)
        value, mult, end = _exact(stated.digits), stated.unit_mult, found.end("number")
        power_end = found.end("power") if found["power"] else -1
        if found["bare"] is not None:
            own = _MAGNITUDES.get(folded[start], 0)
            value, mult, end = Fraction(10**own), mult - own, start + 1
        elif found["rest"] and last == found.end("rest"):
            value, mult, end, power_end = value * 10**mult, 0, last, -1
        unit_start = found.end("odd") if found["odd"] else end
        while folded[unit_start : unit_start + 1] == " ":
            unit_start += 1
        unit_end = max(unit_start, power_end)
        raw = Raw(
            stated.start if folded[stated.start] == "-" else start,
            end,
            stated.first,
            stated.last,
            value,
            unit_start,
            unit_end,
            self.text[unit_start:unit_end],
            unit_mult=mult,
            qualifier=stated.qualifier,
            spoken=not folded[start].isdigit(),
        )
        if unit and word:
            raw.unit += self.text[unit.start("word") : unit.end()]
            raw.unit_end, raw.entry = unit.end(), word.entry
            raw.unit_id = None if unit["rate"] else word.unit_id
            if word.entry == "basis_points" and _BELOW_RATE.search(folded, max(0, start - 2), start):
                raw.value, raw.start = -raw.value, start - 1
        elif found["class"]:
            raw.unit_end = found.end("class")
            raw.unit = self.text[unit_start : raw.unit_end]
        elif found["power"] == "成":
            self._tenths(raw, last)
        elif found["of"] and found["parts"] == "百":
            raw.unit, raw.entry, raw.unit_id = "%", "percent", "percent"
        elif found["of"] and found["parts"] == "千":
            raw.unit, raw.entry, raw.value = "‰", "permille", value * 1000
        elif found["of"] or found["said"] or found["fraction"]:
            raw.entry = "fraction"
        elif not raw.unit and (ratio := _RATIO.match(folded, end)):
            raw.end = raw.unit_start = raw.unit_end = ratio.end()
        if unit and found["digits"] is None and (size := _SIZE.match(folded, raw.unit_end)):
            raw.qualifier = raw.qualifier or "about"
            if size.group() == "级":
                raw.unit, raw.unit_end = raw.unit + "级", size.end()
        raw.last = max(raw.last, raw.unit_end)
        return raw

    def _tenths(self, raw: Raw, last: int) -> None:
        """三成, and 三成五."""
        raw.unit, raw.entry, raw.unit_mult = "成", "multiples", 0
        half = self.hedges.numerals.get(self.folded[last : last + 1], 10)
        if 0 < half < 10:
            raw.value += Fraction(half, 10)
            raw.end = raw.unit_start = raw.unit_end = last + 1

    def _spaced(self, start: int, end: int) -> Raw | str:
        """A number whose thousands are set apart by blanks (1 236个)."""
        unit = self.words.unit.match(self.folded, end)
        if unit is None:
            return "no_unit"
        word = self.words.words[unit["word"]]
        value = Fraction(self.folded[start:end].replace(" ", ""))
        begin, last = unit.start("word"), unit.end()
        return Raw(
            start, end, start, last, value, begin, last, self.text[begin:last], word.unit_id, word.entry
        )

    def _shares_unit(self, last: int) -> bool:
        """Whether the next number of a range or list brings the unit (三、五个)."""
        joint = JOINT.match(self.folded, last)
        following = self.hedges.number.match(self.folded, joint.end()) if joint else None
        return following is not None and self.words.unit.match(self.folded, core_end(following)) is not None

    def _in_quotes(self, start: int) -> bool:
        """Whether the numeral stands in a short quoted phrase, as slogans do."""
        low = max(0, start - _QUOTED)
        opened = max(self.folded.rfind(mark, low, start) for mark in "“‘")
        if opened < 0 or "”" in self.folded[opened:start]:
            return False
        return self.folded.find("”", start, start + _QUOTED) > 0

    def _plausible(self, raw: Raw) -> bool:
        """Whether a number without a unit may be a figure: not a lone number between letters or on a line of its own."""
        folded = self.folded
        before, after = folded[raw.start - 1 : raw.start], folded[raw.end : raw.end + 1]
        if raw.qualifier or raw.value.denominator != 1 or JOINT.match(folded, raw.end):
            return True
        if before.isalnum() and before > "\u2e80":
            return True
        return before in "、和:∶" and after in "、,。;和"


def _exact(digits: str) -> Fraction:
    """Digits as the catalogue stores them; what `Fraction` makes of them, without its parsing."""
    whole, point, decimals = digits.partition(".")
    if "/" in digits or not (whole + decimals).isascii():
        return Fraction(digits)
    return Fraction(int(whole + decimals), 10 ** len(decimals)) if point else Fraction(int(whole))

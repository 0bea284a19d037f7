"""Which numerals of a text are figures: each with its value, unit and hedge, all others with the rule that excludes them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction

from indicators.letters.layout import Layout
from indicators.letters.letter import Skipped
from indicators.letters.lexicon import Lexicon
from indicators.letters.numbers import core_end, stated_by
from indicators.letters.times import Mention
from indicators.letters.vocabulary import HAN_NUMERALS, RUN, Vocabulary
from indicators.quantity import Qualifier

_CANDIDATE = re.compile(rf"[\d{HAN_NUMERALS}\u2460-\u249b\u2160-\u217f]|半数|一半|过半", re.ASCII)
_RANK = re.compile(
    rf"(?P<number>\d{{1,4}}|[{HAN_NUMERALS}]{{1,4}})\s?(?P<unit>[位名强](?!于|置|列|单))?", re.ASCII
)
_RANK_END = re.compile(r"(?=[,。;、!?:)\]\s\"”]|$|和|及|以|的|,|与|并)")
_SCOPE = re.compile(
    r"(?:全[国省市区县州球]|世界|国际|[东中西南北]{1,2}部|东北|地区|国内|行业|区域|区县|省份|城市|[居列位获名评]|排名|排行|同类|市州|第|榜|系统|均|总量|增速|增幅|规模|连续|保持|跃升至?|升至|前进至|省|市|州|国|亚洲|长三角)\Z"
)
_TOP_SCOPE = re.compile(
    r"(?:全[国省市区县州球]|世界|[居列位入]|排名|进入|跻身|城市|稳居|省|市|国|行业|部|排)前\Z"
)
_JOINT = re.compile(r"\s?(?:[-—–~～至到、或]|和|与|及|以及)\s?(?=[\d一二两三四五六七八九十百])")
_LISTED = re.compile(r"\s?(?:、|和|与|及|以及|或)\s?\Z")
_SHORT_UNITLESS = re.compile(r"[为达到至是值数量分率比约近超过共计项个业目元有:(超]\Z")
_RATIO = re.compile(r"\s?[:∶]\s?1(?![\d.])")
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})++(?=\s?[\u3400-\u9fff%])", re.ASCII)


@dataclass(slots=True)
class Raw:
    """A figure before its period, kind and measure are known; `unit_start:unit_end` is its unit in the text."""

    start: int
    end: int
    first: int
    last: int
    value: Fraction
    unit_start: int
    unit_end: int
    unit: str
    unit_id: str | None
    entry: str
    unit_mult: int
    qualifier: Qualifier | None
    rank: bool = False
    spoken: bool = False
    makes: str = ""


class Scan:
    """One pass over the numerals of a text."""

    def __init__(
        self, words: Vocabulary, hedges: Lexicon, text: str, folded: str, places: Layout, times: list[Mention]
    ) -> None:
        """Take the text, its folding and what is known of its layout and periods."""
        self.words, self.hedges, self.text, self.folded, self.places = words, hedges, text, folded, places
        self.times = times
        self.time_starts = [mention.start for mention in times]
        self.figures: list[Raw] = []
        self.skipped: list[Skipped] = []

    def run(self) -> None:
        """Fill `figures` and `skipped`."""
        place, end = 0, len(self.folded)
        while place < end:
            candidate = _CANDIDATE.search(self.folded, place)
            if candidate is None:
                return
            place = self._read(candidate.start())

    def _skip(self, start: int, end: int, rule: str) -> int:
        for numeral in RUN.finditer(self.folded, start, end):
            self.skipped.append(Skipped(*numeral.span(), self.text[slice(*numeral.span())], rule))
        return end

    def _read(self, start: int) -> int:
        folded = self.folded
        index = bisect_right(self.time_starts, start) - 1
        if index >= 0 and start < self.times[index].end:
            return self._skip(start, self.times[index].end, "date")
        numeral = RUN.match(folded, start)
        run_end = numeral.end() if numeral else start + 1
        title = self.places.in_title(start)
        if title:
            return self._skip(start, title[1], "title")
        excluded = self.words.excluded.match(folded, start)
        if excluded and excluded.end() > start:
            end = excluded.end()
            if excluded.end() < run_end and folded[start].isdigit() and folded[end : end + 1].isdigit():
                end = run_end
            return self._skip(start, end, excluded.lastgroup or "rule")
        rank = self._rank(start)
        if rank:
            self.figures.append(rank)
            return max(rank.end, rank.unit_end)
        raw = self._number(start)
        if isinstance(raw, str):
            return self._skip(start, run_end, raw)
        if raw.end <= start:
            return self._skip(start, run_end, "word")
        self.figures.append(raw)
        return max(
            raw.end,
            raw.unit_end if raw.unit_end >= raw.end and not raw.unit.endswith(tuple("0123456789")) else 0,
        )

    def _rank(self, start: int) -> Raw | None:
        folded = self.folded
        ordinal = folded[start - 1 : start] == "第"
        top = folded[start - 1 : start] == "前"
        if not (ordinal or top):
            return None
        found = _RANK.match(folded, start)
        if found is None:
            return None
        unit = found["unit"] or ""
        if ordinal and unit == "强":
            return None
        before = folded[max(0, start - 8) : start - 1]
        if not unit and not _RANK_END.match(folded, found.end("number")):
            return None
        if ordinal and not unit and not _SCOPE.search(before):
            return None
        if top and not unit and not _TOP_SCOPE.search(folded, max(0, start - 8), start):
            return None
        value = self._value(found["number"])
        if value is None:
            return None
        end = found.end("number")
        unit_start = found.start("unit") if unit else end
        return Raw(
            start,
            end,
            start - 1,
            unit_start + len(unit),
            value,
            unit_start,
            unit_start + len(unit),
            unit,
            None,
            "positions",
            0,
            "at_most" if top else None,
            rank=True,
            spoken=not folded[start].isdigit(),
            makes="rank",
        )

    def _value(self, number: str) -> Fraction | None:
        if number.isdigit() and number.isascii():
            return Fraction(number)
        total, digit = 0, -1
        for char in number:
            power = self.hedges.numerals.get(char)
            if power is None:
                return None
            if power >= 10:
                total += power * (digit if digit >= 0 else 1)
                digit = -1
            else:
                digit = power
        return Fraction(total + max(digit, 0))

    def _number(self, start: int) -> Raw | str:
        """The figure that starts there, or the name of the rule by which there is none."""
        folded, hedges = self.folded, self.hedges
        found = hedges.number.match(folded, start)
        if found is None:
            return "word"
        last = core_end(found)
        spaced = _SPACED.match(folded, start)
        if spaced:
            return self._spaced(start, spaced.end())
        after_odd = found.end("odder") if found["odder"] else last
        unit = (
            self.words.unit.match(folded, after_odd)
            if not (found["of"] or found["said"] or found["fraction"])
            else None
        )
        if unit and folded[after_odd : after_odd + 1] in "\n\r" and unit.start("word") > after_odd:
            unit = None
        spoken = not folded[start].isdigit()
        word = self.words.words.get(unit["word"]) if unit else None
        if unit and word and spoken and not word.spoken:
            unit, word = None, None
        if unit and word and word.noun and unit.start("word") != after_odd:
            unit, word = None, None
        stated = stated_by(
            hedges,
            self.text,
            folded,
            found,
            figures_only=False,
            counted=unit is not None or bool(found["power"]),
        )
        if stated is None:
            return "word" if spoken else "name"
        if (
            spoken
            and not (found["of"] or found["said"])
            and not unit
            and not stated.qualifier
            and found["power"] != "成"
        ):
            if not (found["power"] and len(found["number"]) and found["han"]) and not self._shares_unit(last):
                return "word"
            if found["power"] in ("百", "千", None) and not self._shares_unit(last):
                return "word"
        if (
            spoken
            and found["bare"] is None
            and stated.qualifier
            and not unit
            and not found["class"]
            and not found["of"]
            and not found["said"]
        ):
            if len(found["number"]) == 1 and not found["power"]:
                return "word"
        if found["bare"] is not None or (found["han"] in ("百", "千") and not found["digits"]):
            if not (stated.qualifier and (unit or found["class"] or found["power"])):
                return "bare_magnitude"
        slogan = spoken and self._in_quotes(start)
        if slogan:
            return "slogan"
        value = Fraction(stated.digits)
        end = found.end("number")
        if found["bare"] is not None:
            end = start + 1
            value, mult = (
                Fraction({"万": 10**4, "亿": 10**8, "兆": 10**12}.get(folded[start], 1)),
                stated.unit_mult - {"万": 4, "亿": 8, "兆": 12}.get(folded[start], 0),
            )
        else:
            mult = stated.unit_mult
        if found["rest"] and last == found.end("rest"):
            end, mult = last, 0
            value *= 10**4
        unit_start = end
        if found["odd"]:
            unit_start = found.end("odd")
        while folded[unit_start : unit_start + 1] == " ":
            unit_start += 1
        unit_end = unit_start
        if found["power"] and not (found["rest"] and last == found.end("rest")):
            unit_end = max(unit_start, found.end("power"))
        name = self.text[unit_start:unit_end]
        ratio = None if name or unit else _RATIO.match(folded, end)
        if ratio:
            end = unit_start = unit_end = ratio.end()
        if unit:
            begin = unit.start("word")
            name += self.text[begin : unit.end()]
            unit_end = unit.end()
        elif found["class"]:
            unit_end = found.end("class")
            name = self.text[unit_start:unit_end]
        if found["of"] and found["parts"] in ("百", "千"):
            name, entry, unit_id = (
                ("%", "percent", "percent") if found["parts"] == "百" else ("‰", "permille", None)
            )
            unit_end = end
        elif found["power"] == "成" and not unit:
            name, entry, unit_id, mult = "成", "multiples", None, 0
            half = self.hedges.numerals.get(folded[last : last + 1], 10)
            if 0 < half < 10:
                value, end, unit_start = value + Fraction(half, 10), last + 1, last + 1
                unit_end = unit_start
        elif word:
            entry, unit_id = word.entry, word.unit_id
            if unit and unit["rate"]:
                unit_id = None
        else:
            entry, unit_id = ("fraction" if found["of"] or found["said"] or found["fraction"] else ""), None
        qualifier = stated.qualifier
        raw = Raw(
            stated.start if folded[stated.start] == "-" else start,
            end,
            stated.first,
            max(unit_end, stated.last),
            value,
            unit_start,
            unit_end,
            name,
            unit_id,
            entry,
            mult,
            qualifier,
            spoken=spoken,
        )
        if not name and not ratio and not self._plausible(raw):
            return "no_unit"
        return raw

    def _spaced(self, start: int, end: int) -> Raw | str:
        """A number whose thousands are set apart by blanks (1 236个)."""
        unit = self.words.unit.match(self.folded, end)
        if unit is None:
            return "no_unit"
        word = self.words.words[unit["word"]]
        value = Fraction(self.folded[start:end].replace(" ", ""))
        name = self.text[unit.start("word") : unit.end()]
        return Raw(
            start,
            end,
            start,
            unit.end(),
            value,
            unit.start("word"),
            unit.end(),
            name,
            word.unit_id,
            word.entry,
            0,
            None,
        )

    def _shares_unit(self, last: int) -> bool:
        joint = _JOINT.match(self.folded, last)
        if not joint:
            return False
        following = self.hedges.number.match(self.folded, joint.end())
        return following is not None and self.words.unit.match(self.folded, core_end(following)) is not None

    def _in_quotes(self, start: int) -> bool:
        opened = max(
            self.folded.rfind("“", max(0, start - 12), start),
            self.folded.rfind("‘", max(0, start - 12), start),
        )
        if opened < 0 or "”" in self.folded[opened:start]:
            return False
        closed = self.folded.find("”", start, start + 12)
        return closed > 0

    def _plausible(self, raw: Raw) -> bool:
        """Whether a number without a unit may be a figure: not a lone number between letters or on a line of its own."""
        folded = self.folded
        before, after = folded[raw.start - 1 : raw.start], folded[raw.end : raw.end + 1]
        if raw.qualifier or raw.value.denominator != 1:
            return True
        if before.isalnum() and before > "\u2e80":
            return True
        if _JOINT.match(folded, raw.end):
            return True
        return before in "、和:∶" and after in "、,。;和"

    def share_units(self) -> None:
        """Give a number without a unit that of the next one in its range or list (3至5万元, 120、85和40家)."""
        for raw, following in zip(reversed(self.figures[:-1]), reversed(self.figures[1:]), strict=True):
            joint = _JOINT.match(self.folded, raw.last)
            if (
                raw.rank
                or following.rank
                or not following.unit
                or joint is None
                or joint.end() != following.start
            ):
                continue
            dash = joint.group().strip() in "-—–~～至到"
            if not raw.unit:
                raw.unit, raw.unit_id, raw.entry = following.unit, following.unit_id, following.entry
                raw.unit_mult = following.unit_mult
            elif dash and raw.unit in ("万", "亿", "千", "百") and following.unit[:1] == raw.unit:
                raw.unit, raw.unit_id, raw.entry = following.unit, following.unit_id, following.entry


def listed(folded: str, previous: Raw, raw: Raw) -> bool:
    """Whether the number directly continues a list of numbers (6.9%、30.3%)."""
    return _LISTED.fullmatch(folded, previous.last, raw.start) is not None

"""When a figure holds: the periods that a text mentions, and the one that governs each figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from indicators.letters.layout import Layout
from indicators.letters.letter import Period
from indicators.letters.vocabulary import Vocabulary

_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_HAN = {**_DIGITS, "十": 10, "十一": 11}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_PLAN_OF_1981 = 6  # the sixth five-year plan ran from 1981 to 1985
_RELATIVE = {"今年": 0, "本年": 0, "当年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_STARTS = ("从", "由", "自")
_AS_BASE = re.compile(r"(?:恢复[到至]|相当于|是|达到?|为|超过?)\Z")
_OF_BASE = re.compile(r"(?:同期)?的[\d近约]{0,3}[\d.一二两三四五六七八九十]{1,6}(?:倍|%|成)|同期")
_BACK_TO_NOW = re.compile(r"现已|现为|现在|现")


@dataclass(frozen=True, slots=True)
class Mention:
    """A period as the text mentions it.

    `role` is `frame` (figures behind it hold then), `base` (what they are compared with), `from` (the first of a pair), `since`,
    `event` (a day or month in which something was issued) or `now` (目前: no date).
    """

    start: int
    end: int
    rule: str
    words: str
    time_period: str | None
    role: str
    relative: bool = False
    partial: tuple[str, ...] = ()


def mentions(words: Vocabulary, text: str, folded: str, places: Layout) -> list[Mention]:
    """Every period that the text mentions, in text order; those in titles and page heads frame nothing."""
    found = []
    for match in words.time.finditer(folded):
        rule = next(
            name for name, value in match.groupdict().items() if value is not None and "__" not in name
        )
        parts = {
            name.partition("__")[2]: value
            for name, value in match.groupdict().items()
            if value is not None and name.startswith(rule + "__")
        }
        start, end = match.span()
        period, partial = _period(parts)
        role = _role(words, folded, start, end, parts, rule)
        if places.in_title(start):
            role = "title"
        mention = Mention(start, end, rule, text[start:end], period, role, "rel" in parts, partial)
        found.append(mention)
    return found


def _period(parts: dict[str, str]) -> tuple[str | None, tuple[str, ...]]:
    """The period in the catalogue's notation, or the part of a year whose year stands elsewhere."""
    year = parts.get("y")
    if "cn" in parts:
        year = "".join(str(_DIGITS[char]) for char in parts["cn"])
    if "plan" in parts:
        first = 1981 + 5 * (10 + _DIGITS[parts["plan"][1]] - _PLAN_OF_1981)
        last = str(first + 4)
        return (last if (parts.get("part") or "").endswith("末") else f"{first}/{last}"), ()
    if "y2" in parts:
        return f"{year}/{parts['y2']}" if year and year < parts["y2"] else parts["y2"], ()
    inside = _inside(parts)
    if year is None:
        return None, inside
    return (_join(year, inside) if inside else year), ()


def _inside(parts: dict[str, str]) -> tuple[str, ...]:
    """First and last month of the part of the year ("01", "06"), or one month."""
    if "d" in parts:
        return (f"{int(parts['m']):02d}-{int(parts['d']):02d}",)
    if "m2" in parts:
        return f"{int(parts['m']):02d}", f"{int(parts['m2']):02d}"
    if "m" in parts:
        return (f"{int(parts['m']):02d}",)
    if "q" in parts:
        quarter = _QUARTERS.get(parts["q"]) or int(parts["q"])
        return (f"{3 * quarter:02d}",) if parts.get("part") == "末" else (f"Q{quarter}",)
    part = parts.get("part2", "")
    if part == "上半年":
        return "01", "06"
    if part == "下半年":
        return "07", "12"
    if part.endswith("季度"):
        quarter = _QUARTERS.get(part[1]) or int(part[1])
        return "01", f"{3 * quarter:02d}"
    if part.endswith("个月"):
        count = part[1:-2]
        return "01", f"{_HAN[count] if count in _HAN else int(count):02d}"
    return ()


def _join(year: str, inside: tuple[str, ...]) -> str:
    if len(inside) == 2 and inside[0] != inside[1]:
        return f"{year}-{inside[0]}/{year}-{inside[1]}"
    return f"{year}-{inside[-1]}"


def _role(words: Vocabulary, folded: str, start: int, end: int, parts: dict[str, str], rule: str) -> str:
    if rule == "now":
        return "now"
    before = folded[max(0, start - 4) : start].rstrip(' "“')
    if words.comparison.search(before) or words.compared.match(folded, end):
        return "base"
    if _AS_BASE.search(before) and _OF_BASE.match(folded, end):
        return "base"
    if before.endswith(_STARTS):
        return "since" if folded.startswith(("以来", "起", "开始"), end) else "from"
    if folded.startswith(("以来", "起", "以前", "前")) or folded.startswith(("以来", "起,", "开始"), end):
        return "since"
    if parts.get("part", "") == "以来" or parts.get("rel") in ("上年",):
        return "since" if "plan" in parts else "base"
    if "d" in parts or (rule == "month" and not before.endswith(("至", "到", "止"))):
        return "event" if not before.endswith(("至", "到", "止")) else "frame"
    return "frame"


class Clock:
    """Finds the period of each figure; figures are asked for in text order."""

    def __init__(self, folded: str, places: Layout, found: list[Mention], dated: str | None) -> None:
        """Take the mentions of a text and the date that the letter states."""
        self.folded = folded
        self.places = places
        self.dated = dated
        self.mentions = [m for m in found if m.role not in ("title", "base")]
        self.starts = [m.start for m in self.mentions]
        self.frame: Mention | None = None
        self.frame_paragraph = -1
        years = {m.time_period[:4] for m in found if m.time_period and m.role != "title" and self._in_body(m)}
        self.only_year = len(years) == 1
        self.opening: Mention | None = None
        self.heads: dict[str, Mention | None] = {}

    def _in_body(self, mention: Mention) -> bool:
        return mention.rule != "day" and not mention.relative

    def period_of(self, start: int, *, target: bool, first_of_pair: bool, second_of_pair: bool) -> Period:
        """The period of the figure that starts there, with where it was found."""
        places = self.places
        sentence, segment, clause = (
            places.sentence_start(start),
            places.segment_start(start),
            places.clause_start(start),
        )
        paragraph = places.paragraph(start)
        paragraph_start = paragraph.start if paragraph else 0
        if paragraph_start != self.frame_paragraph:
            self.frame, self.frame_paragraph = None, paragraph_start
        low, high = bisect_left(self.starts, sentence), bisect_left(self.starts, start)
        near = self.mentions[low:high] if high - low <= 12 else self.mentions[high - 12 : high]
        chosen: Mention | None = None
        since = ""
        for mention in reversed(near):
            if mention.role == "since":
                since = since or (mention.time_period or "")[:4]
            if mention.role == "since" or (mention.role == "event" and mention.start < clause):
                continue
            if since and (mention.time_period or since) < since:
                break
            if mention.role == "from" and not (first_of_pair and mention.start >= clause):
                continue
            if first_of_pair and mention.role != "from":
                break
            if second_of_pair and mention.start < segment:
                break
            if (
                _BACK_TO_NOW.match(self.folded, clause)
                and mention.start < clause
                and self._later_frame(mention)
            ):
                chosen = self.frame
                break
            chosen = mention
            break
        if first_of_pair and chosen is None:
            return Period(None, "none", "the starting value of a pair, whose date is not given")
        if chosen is not None:
            found = "clause" if chosen.start >= clause else "sentence"
            period = self._resolved(chosen, near, found)
            if chosen.role in ("frame", "from") and period.time_period and not target:
                self._keep(chosen, near)
            return period
        if second_of_pair or target:
            return Period(None, "none", "no date in the sentence")
        if self.frame is not None and not (since and (self.frame.time_period or since) < since):
            return self._resolved(self.frame, [], "paragraph")
        head = self._head(paragraph.head) if paragraph else None
        if head is not None:
            return Period(head.time_period, "paragraph", f"the section is headed {head.words}")
        if self.only_year and self.opening is not None:
            return Period(
                self.opening.time_period,
                "document",
                f"{self.opening.words} opens the text and is its only year",
            )
        return Period(None, "none", "no date in the sentence, the paragraph or its head")

    def handed_out(self, start: int, sentence: int, count: int) -> list[Period]:
        """The periods that 分别 hands to a list of figures: 2021年、2022年分别完成120亿元、150亿元."""
        low, high = bisect_left(self.starts, sentence), bisect_left(self.starts, start)
        if count < 2 or high - low < count or "分别" not in self.folded[self.mentions[high - 1].end : start]:
            return []
        named = self.mentions[high - count : high]
        joined = all(
            self.folded[first.end : second.start].strip() in ("、", "和", "与", "及")
            for first, second in pairwise(named)
        )
        if not joined:
            return []
        return [Period(m.time_period, "clause", f"{m.words}, one period each") for m in named]

    def _keep(self, mention: Mention, near: list[Mention]) -> None:
        if mention.role == "event":
            return
        if self.opening is None and mention.time_period:
            place = self.places.sentence_start(mention.start)
            if mention.start - place <= 4 and not mention.relative:
                self.opening = mention
        if not self._later_frame(mention) or mention.start - self.places.sentence_start(mention.start) <= 4:
            self.frame = mention

    def _later_frame(self, mention: Mention) -> bool:
        """Whether the paragraph is about a later year than the mention: 2016年差0.39个百分点 in a paragraph on 2018."""
        frame = self.frame
        return bool(
            frame
            and frame.time_period
            and mention.time_period
            and mention.time_period[:4] < frame.time_period[:4]
        )

    def _resolved(self, mention: Mention, near: list[Mention], found: str) -> Period:
        where = found if found in ("clause", "sentence", "paragraph") else "none"
        if mention.role == "now":
            return Period(None, "none", f"{mention.words} names no date")
        if mention.relative:
            return self._relative(mention)
        if mention.time_period:
            return Period(mention.time_period, where, f"{mention.words} in the same {found}")  # type: ignore[arg-type]
        year = next((m.time_period[:4] for m in reversed(near) if m.time_period), None)
        if year is None and self.frame is not None and self.frame.time_period:
            year = self.frame.time_period[:4]
        if year is None and self.opening is not None and self.only_year and self.opening.time_period:
            year = self.opening.time_period[:4]
        if year and mention.partial:
            return Period(_join(year, mention.partial), where, f"{mention.words} of {year}")  # type: ignore[arg-type]
        if self.dated and mention.partial:
            return Period(
                _join(self.dated[:4], mention.partial),
                "document",
                f"{mention.words} of the year in which the letter is dated",
                stated=False,
            )
        return Period(None, "none", f"{mention.words} without its year")

    def _relative(self, mention: Mention) -> Period:
        if not self.dated:
            return Period(None, "none", f"{mention.words} in a text without a date")
        word = next(word for word in _RELATIVE if mention.words.startswith(word))
        year = str(int(self.dated[:4]) + _RELATIVE[word])
        period = _join(year, mention.partial) if mention.partial else year
        return Period(period, "document", f"{mention.words} in a letter of {self.dated}", stated=False)

    def heads_from(self, words: Vocabulary, text: str, folded: str, found: list[Mention]) -> None:
        """Read the periods of the section heads."""
        for paragraph in self.places.paragraphs:
            if paragraph.is_head:
                index = bisect_left([m.start for m in found], paragraph.start)
                inside = [
                    m
                    for m in found[index : index + 3]
                    if m.start < paragraph.end and m.time_period and m.role == "frame"
                ]
                self.heads[paragraph.text.strip()] = inside[0] if inside else None

    def _head(self, head: str) -> Mention | None:
        return self.heads.get(head)

"""Which of the periods that a text mentions governs each figure, and why."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from indicators.letters.layout import Layout
from indicators.letters.letter import Paragraph, Period
from indicators.letters.times import Mention, joined

_RELATIVE = {"今年": 0, "本年": 0, "当年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_OPENING = 4  # characters before a date that still opens its sentence: (一)2023年
_INDENTED = 12
_NUMBERING = " \t\u3000()、.,—-①②③④⑤⑥⑦⑧⑨⑩0123456789一二三四五六七八九十是"
_DEADLINES = ("前", "之前", "以前", "底前", "末前")
_BACK_TO_NOW = re.compile(r"现已|现为|现在|现")


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
        self.goal: Mention | None = None
        self.frame_paragraph = -1
        years = {m.time_period[:4] for m in found if m.time_period and m.role != "title" and self._in_body(m)}
        self.only_year = len(years) == 1
        self.opening: Mention | None = None
        self.opened_under: tuple[tuple[int, int], ...] = ()
        self.found = found
        self.found_starts = [mention.start for mention in found]
        self.heads: dict[tuple[int, int], Mention | None] = {}
        self.sentence = -1
        self.passed = 0

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
            self.frame, self.frame_paragraph, self.goal = None, paragraph_start, None
        self._pass_over(paragraph_start, sentence)
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
                self._keep(chosen)
            elif target and chosen.rule == "year" and self._begins(chosen, paragraph_start):
                self.goal = chosen
            return period
        if second_of_pair:
            return Period(None, "none", "no date in the sentence")
        head = self._head(paragraph) if paragraph else None
        if target:
            if self.goal is not None:
                return self._resolved(self.goal, [], "paragraph")
            if head is not None and (head.time_period or "")[:4] >= (self.dated or "9999")[:4]:
                return Period(head.time_period, "paragraph", f"the section is headed {head.words}")
            return Period(None, "none", "no date in the sentence")
        if self.frame is not None and not (since and (self.frame.time_period or since) < since):
            return self._resolved(self.frame, [], "paragraph")
        if head is not None:
            return Period(head.time_period, "paragraph", f"the section is headed {head.words}")
        if (
            self.only_year
            and self.opening is not None
            and paragraph is not None
            and paragraph.heads == self.opened_under
        ):
            return Period(
                self.opening.time_period,
                "document",
                f"{self.opening.words} opens the text and is its only year",
            )
        return Period(None, "none", "no date in the sentence, the paragraph or its head")

    def handed_out(self, start: int, sentence: int, count: int) -> list[Period]:
        """The periods that 分别 hands to a list of figures: 2021年、2022年分别完成120亿元、150亿元."""
        low, high = bisect_left(self.starts, sentence), bisect_left(self.starts, start)
        if count < 2 or high == low or "分别" not in self.folded[self.mentions[high - 1].end : start]:
            return []
        if years := self._each_year(self.mentions[high - 1], start, count):
            return years
        if high - low < count:
            return []
        named = self.mentions[high - count : high]
        joined = all(
            self.folded[first.end : second.start].strip() in ("、", "和", "与", "及")
            for first, second in pairwise(named)
        )
        if not joined:
            return []
        return [Period(m.time_period, "clause", f"{m.words}, one period each") for m in named]

    def _each_year(self, mention: Mention, start: int, count: int) -> list[Period]:
        """One year each where the range has as many as the list: 2021—2023年分别新建3座、5座、8座, of one thing."""
        first, _, last = (mention.time_period or "").partition("/")
        if len(first) != 4 or len(last) != 4 or int(last) - int(first) + 1 != count:
            return []
        if re.search("[、和与及]", self.folded[mention.end : start]):
            return []
        return [
            Period(str(int(first) + index), "clause", f"{mention.words}, one year each")
            for index in range(count)
        ]

    def _pass_over(self, paragraph: int, sentence: int) -> None:
        """Take the dates that open sentences without figures (2024年,全区发展实现跨越。全年新增装机…)."""
        if sentence == self.sentence:
            return
        low = max(self.passed, bisect_left(self.starts, paragraph))
        high = bisect_left(self.starts, sentence)
        for mention in self.mentions[low:high]:
            place = self.places.sentence_start(mention.start)
            if (
                place > self.sentence
                and mention.role == "frame"
                and mention.rule in ("year", "year_cn", "quarter", "months_of_year")
                and mention.start - place <= _OPENING
                and (mention.time_period or "9999")[:4] <= (self.dated or "9999")[:4]
                and not self.folded.startswith(_DEADLINES, mention.end)
            ):
                self._keep(mention)
        self.sentence, self.passed = sentence, high

    def _begins(self, mention: Mention, paragraph: int) -> bool:
        """Whether the paragraph opens with the mention, as in (一)2025年,…."""
        between = self.folded[paragraph : mention.start]
        return len(between) <= _INDENTED and not between.strip(_NUMBERING)

    def _keep(self, mention: Mention) -> None:
        if mention.role == "event":
            return
        place = self.places.sentence_start(mention.start)
        if (
            self.opening is None
            and mention.time_period
            and mention.start - place <= _OPENING
            and not mention.relative
        ):
            paragraph = self.places.paragraph(mention.start)
            if mention.rule in ("year", "year_cn"):
                self.opening = mention
                self.opened_under = paragraph.heads if paragraph else ()
        if not self._later_frame(mention) or mention.start - place <= _OPENING:
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
            return Period(joined(year, mention.partial), where, f"{mention.words} of {year}")  # type: ignore[arg-type]
        if self.dated and mention.partial:
            return Period(
                joined(self.dated[:4], mention.partial),
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
        period = joined(year, mention.partial) if mention.partial else year
        return Period(period, "document", f"{mention.words} in a letter of {self.dated}", stated=False)

    def _head(self, paragraph: Paragraph) -> Mention | None:
        """The period that the nearest head with a date names: 二、2023年工作情况."""
        for place in reversed(paragraph.heads):
            if place not in self.heads:
                low, high = bisect_left(self.found_starts, place[0]), bisect_left(self.found_starts, place[1])
                named = [m for m in self.found[low:high] if m.time_period and m.role == "frame"]
                self.heads[place] = named[0] if named else None
            if (found := self.heads[place]) is not None:
                return found
        return None

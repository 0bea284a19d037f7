"""Whether a figure states a fact, a plan or a change; the words stand in `kinds.yaml`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from indicators.letters.amounts import Raw
from indicators.letters.letter import Kind
from indicators.letters.vocabulary import read_yaml

_WINDOW = 40
_RATE_IS = re.compile(r"(?:增速|增幅|降幅|涨幅|增长率|增长)[^,]{0,4}(?:为|达|达到|约)$")


@dataclass(frozen=True)
class KindWords:
    """The compiled patterns of `kinds.yaml`."""

    growth: re.Pattern[str]
    reached: re.Pattern[str]
    level: re.Pattern[str]
    target: re.Pattern[str]
    by_year: re.Pattern[str]
    heads: re.Pattern[str]
    done: re.Pattern[str]
    done_in_plans: re.Pattern[str]


@cache
def kind_words() -> KindWords:
    """The compiled words."""
    raw = read_yaml("kinds.yaml")
    change, target = raw["change"], raw["target"]
    return KindWords(
        *(re.compile(change[name]["pattern"]) for name in ("growth", "reached", "level_after_growth")),
        *(
            re.compile(target[name]["pattern"])
            for name in ("words", "by_year", "heads", "done", "done_in_plans")
        ),
    )


def is_change(
    words: KindWords, folded: str, raw: Raw, clause: int, previous: Raw | None, *, follows: bool
) -> bool:
    """Whether the figure is a rate or amount of change: of growth, in percentage points, a multiple.

    `clause` is where its clause begins; `follows` says that the number continues the list of the previous one.
    """
    if raw.rank:
        return False
    if follows and previous is not None:
        return previous.makes == "change"
    if raw.entry in ("points", "basis_points") or raw.unit.endswith(("倍", "番")):
        return True
    if raw.entry not in ("percent", "permille", "multiples", "fraction") or raw.unit.endswith("折"):
        return False
    low = max(clause, raw.first - _WINDOW, previous.last if previous is not None else 0)
    before = folded[low : raw.first]
    last = max((match.end() for match in words.growth.finditer(before)), default=None)
    if last is None:
        return False
    tail = before[last:]
    if words.level.search(tail):
        return False
    return words.reached.search(tail) is None or _RATE_IS.search(before) is not None


class Plans:
    """The words of planning in a text, found once; tells of each figure whether it is planned."""

    def __init__(self, words: KindWords, folded: str, dated: str | None) -> None:
        """Take the text and the date that the letter states."""
        self.words, self.folded, self.dated = words, folded, dated
        self.triggers = [match.end() for match in words.target.finditer(folded)]
        known = dated[:4] if dated else ""
        goals = [match for match in words.by_year.finditer(folded) if match.group()[1:5] >= known]
        self.years = [match.end() for match in goals]
        self.done = [match.start() for match in words.done.finditer(folded)]
        self.done_in_plans = [match.start() for match in words.done_in_plans.finditer(folded)]
        self.planning: dict[tuple[int, int], bool] = {}

    def said(self, start: int, sentence: int, clause: int) -> bool:
        """Whether the words of its own sentence make the figure that starts there a plan, a promise or a rule's limit.

        Args:
            start: where its number starts.
            sentence: where its sentence begins.
            clause: where its clause begins.
        """
        trigger = _last_in(self.triggers, sentence, start)
        if trigger is not None:
            return not self._done_after(trigger, start) or clause <= trigger
        by_year = _last_in(self.years, sentence, start)
        return by_year is not None and not self._done_after(by_year, start)

    def to_come(self, year: str | None) -> bool:
        """Whether a period lies after the year in which the letter was written."""
        return bool(year and self.dated and year[:4] > self.dated[:4])

    def headed(self, start: int, sentence: int, heads: tuple[tuple[int, int], ...]) -> bool:
        """Whether a head above the figure says that its section is about what comes next."""
        return any(map(self._plans, heads)) and not _any_in(self.done_in_plans, sentence, start)

    def _plans(self, head: tuple[int, int]) -> bool:
        """Whether a section so headed says what comes next."""
        if head not in self.planning:
            self.planning[head] = self.words.heads.search(self.folded, *head) is not None
        return self.planning[head]

    def _done_after(self, low: int, high: int) -> bool:
        return _any_in(self.done, low, high)


def _any_in(places: list[int], low: int, high: int) -> bool:
    """Whether one of the sorted places is in [low, high)."""
    index = bisect_left(places, low)
    return index < len(places) and places[index] < high


def _last_in(places: list[int], low: int, high: int) -> int | None:
    """The last of the sorted places that is in [low, high]."""
    index = bisect_right(places, high) - 1
    return places[index] if index >= 0 and places[index] >= low else None


def kind_of(*, change: bool, target: bool) -> Kind:
    """A planned change is a plan."""
    return "target" if target else "change" if change else "actual"

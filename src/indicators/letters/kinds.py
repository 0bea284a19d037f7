"""Whether a figure states a fact, a plan or a change; the words stand in `kinds.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from indicators.letters.figures import Raw
from indicators.letters.letter import Kind
from indicators.letters.vocabulary import read_yaml

_WINDOW = 40


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


@cache
def kind_words() -> KindWords:
    """The compiled words."""
    raw = read_yaml("kinds.yaml")
    change, target = raw["change"], raw["target"]
    return KindWords(
        *(re.compile(change[name]["pattern"]) for name in ("growth", "reached", "level_after_growth")),
        *(re.compile(target[name]["pattern"]) for name in ("words", "by_year", "heads", "done")),
    )


def is_change(words: KindWords, folded: str, raw: Raw, clause: int, previous: Raw | None, follows: bool) -> bool:
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
    growth = None
    for growth in words.growth.finditer(before):
        pass
    if growth is None:
        return False
    tail = before[growth.end() :]
    return not (words.reached.search(tail) and not re.search(r"(?:增速|增幅|降幅|涨幅|增长率|增长)[^,]{0,4}(?:为|达|达到|约)$", before)) and not words.level.search(
        tail
    )


def is_target(words: KindWords, folded: str, raw: Raw, sentence: int, clause: int, head: str, year: str | None, dated: str | None) -> bool:
    """Whether the figure is planned, proposed, promised or a rule's limit. `sentence` and `clause` are where they begin."""
    before = folded[max(sentence, raw.start - 400) : raw.start]
    trigger = None
    for trigger in words.target.finditer(before):
        pass
    if trigger is not None:
        return not words.done.search(before, trigger.end()) or _same_clause(before, trigger.end())
    by_year = None
    for by_year in words.by_year.finditer(before):
        pass
    if by_year is not None and not words.done.search(before, by_year.end()) and (dated is None or (year or "") >= dated[:4]):
        return True
    if year and dated and year[:4] > dated[:4]:
        return True
    if head and words.heads.search(head):
        return not words.done.search(before)
    return False


def _same_clause(before: str, place: int) -> bool:
    return not re.search(r"[,;]", before[place:])


def kind_of(change: bool, target: bool) -> Kind:
    """A planned change is a plan."""
    return "target" if target else "change" if change else "actual"

"""Pairs: 从A提升至B, 由2018年的47.6%提高到2023年的57.8%."""

from __future__ import annotations

import re
from itertools import pairwise

from indicators.letters.amounts import Raw
from indicators.letters.layout import Layout

_FROM = re.compile(r"(?:从|由)[^,。;]{0,20}\Z")
_TO = re.compile(
    r"[^,。;\d]{0,12}?(?:提升|提高|增|增加|增长|上升|下降|降|降低|减少|收窄|缩短|压缩|缩减|压减|精简|削减|调减|下浮|缩小|收缩|攀升|回落|走低|扩大|拓展|跃升|调整|上调"
    r"|下调|升|减|扩|扩展|变|发展|壮大|改善|回升|优化|缩|压|拓宽)了?(?:到|至|为)了?(?:(?:19|20)\d\d年(?:底|末)?的?|目前的?|现在的?|如今的?)?"
)
_WINDOW = 24


def pairs(folded: str, places: Layout, figures: list[Raw]) -> list[tuple[int, int]]:
    """The figures that are the two ends of a pair, by index."""
    found = []
    for index, (first, second) in enumerate(pairwise(figures)):
        low = max(places.sentence_start(first.start), first.first - _WINDOW)
        before = folded[low : first.first]
        if ("从" not in before and "由" not in before) or _FROM.search(before) is None:
            continue
        to = _TO.match(folded, first.last)
        if to is not None and to.end() >= second.first - 2:
            found.append((index, index + 1))
    return found

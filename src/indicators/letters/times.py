"""When a figure holds: the periods that a text mentions, and the one that governs each figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indicators.letters.layout import Layout
from indicators.letters.vocabulary import Vocabulary

_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_HAN = {**_DIGITS, "十": 10, "十一": 11}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_PLAN_OF_1981 = 6  # the sixth five-year plan ran from 1981 to 1985
_STARTS = ("从", "由", "自")
_AS_BASE = re.compile(r"(?:恢复[到至]|相当于|是|达到?|为|超过?)\Z")
_OF_BASE = re.compile(r"(?:同期)?的[\d近约]{0,3}[\d.一二两三四五六七八九十]{1,6}(?:倍|%|成)|同期")
#: 2000年以前建成的小区 are of that age; they are counted at another time.
_BUILT_BEFORE = re.compile(
    r"[底末]?(?:以前|之前|前|以后|之后|后)(?:已)?(?:建|竣工|投用|投运|开工|出生|参加|入职|成立|登记|注册)[^,。;、]{0,6}的"
)


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
        role = _role(words, folded, start, end, parts, rule=rule)
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
    return (joined(year, inside) if inside else year), ()


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


def joined(year: str, inside: tuple[str, ...]) -> str:
    """The part of a year in the notation of the catalogue."""
    if len(inside) == 2 and inside[0] != inside[1]:
        return f"{year}-{inside[0]}/{year}-{inside[1]}"
    return f"{year}-{inside[-1]}"


def _role(words: Vocabulary, folded: str, start: int, end: int, parts: dict[str, str], *, rule: str) -> str:
    if rule == "now":
        return "now"
    before = folded[max(0, start - 4) : start].rstrip(' "“')
    if before.endswith(("依照", "按照", "根据", "依据", "围绕", "纳入", "对照")):
        return "title"
    if words.comparison.search(before) or words.compared.match(folded, end):
        return "base"
    if _AS_BASE.search(before) and _OF_BASE.match(folded, end):
        return "base"
    if before.endswith(_STARTS):
        return "since" if folded.startswith(("以来", "起", "开始"), end) else "from"
    if _BUILT_BEFORE.match(folded, end):
        return "title"
    if folded.startswith(("以来", "起,", "开始"), end):
        return "since"
    if parts.get("part", "") == "以来" or parts.get("rel") in ("上年",):
        return "since" if "plan" in parts else "base"
    if before.endswith(("建成于", "成立于", "始建于", "建于", "创建于", "创办于")):
        return "event"
    if "d" in parts or (rule == "month" and not before.endswith(("至", "到", "止"))):
        deadline = folded.startswith(("前", "之前", "以前"), end)
        return "frame" if deadline or before.endswith(("至", "到", "止")) else "event"
    return "frame"

"""Ranks: 第8位, 全国第三, 前五."""

from __future__ import annotations

import re
from fractions import Fraction

from indicators.letters.amounts import Raw
from indicators.letters.lexicon import Lexicon
from indicators.letters.vocabulary import HAN_NUMERALS

_RANK = re.compile(
    rf"(?P<number>\d{{1,4}}|[{HAN_NUMERALS}]{{1,4}})\s?(?P<unit>[位名强](?!于|置|列|单))?", re.ASCII
)
_END = re.compile(r"(?=[,。;、!?:)\]\s\"”]|$|和|及|以|的|与|并)")
_SCOPE = re.compile(
    r"(?:全[国省市区县州球]|世界|国际|[东中西南北]{1,2}部|东北|地区|国内|行业|区域|区县|省份|城市|[居列位获名评]|排名|排行|同类|市州|第|榜"
    r"|系统|均|总量|增速|增幅|规模|连续|保持|跃升至?|升至|前进至|省|市|州|国|亚洲|长三角)\Z"
)
_TOP = re.compile(r"(?:全[国省市区县州球]|世界|[居列位入]|排名|进入|跻身|城市|稳居|省|市|国|行业|部|排)前\Z")
_WINDOW = 8


def rank_at(hedges: Lexicon, folded: str, start: int) -> Raw | None:
    """The rank whose number starts there; None where 第 or 前 makes it an ordinal (第三方, 前三批)."""
    mark = folded[start - 1 : start]
    if mark not in ("第", "前"):
        return None
    found = _RANK.match(folded, start)
    if found is None:
        return None
    unit = found["unit"] or ""
    if mark == "第" and unit == "强":
        return None
    if not unit:
        scope = _SCOPE if mark == "第" else _TOP
        end = start - 1 if mark == "第" else start
        if not _END.match(folded, found.end("number")) or not scope.search(
            folded, max(0, start - _WINDOW), end
        ):
            return None
    value = _value(hedges, found["number"])
    if value is None:
        return None
    end = found.end("number")
    unit_start = found.start("unit") if unit else end
    unit_end = unit_start + len(unit)
    return Raw(
        start,
        end,
        start - 1,
        unit_end,
        value,
        unit_start,
        unit_end,
        unit,
        entry="positions",
        qualifier="at_most" if mark == "前" else None,
        spoken=not folded[start].isdigit(),
        makes="rank",
    )


def _value(hedges: Lexicon, number: str) -> Fraction | None:
    if number.isascii():
        return Fraction(number)
    total, digit = 0, -1
    for char in number:
        power = hedges.numerals.get(char)
        if power is None:
            return None
        if power >= 10:
            total += power * (digit if digit >= 0 else 1)
            digit = -1
        else:
            digit = power
    return Fraction(total + max(digit, 0))

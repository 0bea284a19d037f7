"""The date of a letter: as labels print it, and as it is signed, characters lost included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

_DIGITS = {"〇": "0", "○": "0", "Ｏ": "0", "O": "0", "o": "0", "零": "0", "０": "0", "◯": "0"} | {
    char: str(value) for value, char in enumerate("一二三四五六七八九", 1)
}
_HAN_YEAR = re.compile(
    r"([一二][〇○ＯOo零０◯一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?"
)
_WRITTEN = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s?[-/.．年]\s?(\d{1,2})(?:\s?[-/.．月]\s?(\d{1,2})(?!\d)|(?!\d))|(\d\d)(\d\d)(?!\d))"
)
_SIGNED = re.compile(r"(?P<before>.{0,40}?)(?P<year>(?:19|20)\d\d)(?P<rest>[-/.年月日\d]{1,8})")
_BLANKS = re.compile(r"[\s\u3000\xa0]+")
_ORGAN = re.compile(
    r"[\u3400-\u9fff、()（）]{2,40}(?:委员会|政府|办公厅|办公室|委|局|厅|部|院|署|中心|银行|会|集团|公司|大学|学院|总队|支队)(?:[(（](?:代章|公章|印章|盖章)[)）])?"
)
_STAMP = re.compile(r"[(（](?:代章|公章|印章|盖章)[)）]|^[(（]此页无正文[)）]")
_PAGE = timedelta(days=550)  # a letter is on its page within a year and a half


class Signature(NamedTuple):
    """The date a letter is signed with, by whom, and whether the page had lost characters of it."""

    date: str
    issuer: str | None
    how: Literal["signature", "damaged", "damaged_year"]


def written(words: str) -> str | None:
    """The first date in the words, `2023-04-03` or `2023-04`; None where there is none that exists."""
    text = _arabic(words)
    for found in _WRITTEN.finditer(text):
        year, month, day = found[1], found[2] or found[4], found[3] or found[5]
        if iso := _iso(int(year), int(month), int(day) if day else None):
            return iso
    return None


def signature(lines: Sequence[str], known: str | None = None) -> Signature | None:
    """The last line that is a date, alone or behind its issuer; the issuer mostly stands in the line above.

    Args:
        lines: of the text of the letter, from the addressee on.
        known: the date of the page, where there is one: a damaged date is read as one that comes before it.
    """
    tail = [line for raw in lines[-400:] if (line := _BLANKS.sub("", raw))][-60:]
    plain: Signature | None = None
    for at in range(len(tail) - 1, -1, -1):
        if len(tail[at]) > 70:
            continue
        found = _SIGNED.fullmatch(_arabic(tail[at]))
        if found is None:
            continue
        same_line = _STAMP.sub("", found["before"])
        if same_line and not _ORGAN.fullmatch(same_line):
            continue
        issuer = same_line or next(
            (_STAMP.sub("", line) for line in reversed(tail[max(0, at - 2) : at]) if _ORGAN.fullmatch(line)),
            None,
        )
        dated = _signed(int(found["year"]), found["rest"], known)
        if dated and (issuer or plain is None):
            plain = Signature(dated[0], issuer or None, dated[1])
        if issuer and dated:
            break
    return plain


def _signed(
    year: int, rest: str, known: str | None
) -> tuple[str, Literal["signature", "damaged", "damaged_year"]] | None:
    """The date that year and rest say. Digits that run together (43, 1112) are read only where one day fits."""
    if whole := re.fullmatch(r"[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)", rest):
        iso = _iso(year, int(whole[1]), int(whole[2]) if whole[2] else None)
        return (iso, "signature") if iso else None
    if parts := re.fullmatch(
        r"(?:年(\d{1,2})(\d{1,2})日?|年?(\d{1,2})月(\d{1,2})日?|年?(\d{1,2})月日?)", rest
    ):
        month = parts[1] or parts[3] or parts[5]
        if not parts[1]:
            iso = _iso(year, int(month), int(parts[4]) if parts[4] else None)
            return (iso, "damaged") if iso else None
    digits = re.sub(r"\D", "", rest)
    splits = (
        [(digits[:at], digits[at:]) for at in (1, 2) if 0 < len(digits) - at <= 2] if len(digits) < 5 else []
    )
    days = {
        iso
        for month, day in splits
        if "0" not in (month[0], day[0]) or len(digits) == 4
        if (iso := _iso(year, int(month), int(day))) and _before(iso, known)
    }
    if len(days) == 1:
        return days.pop(), "damaged"
    return (str(year), "damaged_year") if days or digits else None


def _before(iso: str, known: str | None) -> bool:
    if known is None or len(known) < 10:
        return True
    return date.fromisoformat(known) - _PAGE <= date.fromisoformat(iso) <= date.fromisoformat(known)


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def _arabic(words: str) -> str:
    """The words with full-width digits and Chinese dates in ASCII digits (二〇二三年四月三日 → 2023年4月3日)."""
    text = words.translate(_WIDE)

    def digits(found: re.Match[str]) -> str:
        year = "".join(_DIGITS[char] for char in found[1])
        day = f"{_count(found[3])}日" if found[3] else ""
        return f"{year}年{_count(found[2])}月{day}"

    return _HAN_YEAR.sub(digits, text)


_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {
    0x2014: "-",
    0x2013: "-",
    0xFF0D: "-",
    0x2212: "-",
}


def _count(words: str) -> int:
    """二十三 → 23."""
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return int("".join(_DIGITS.get(char, "0") for char in words))
    return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))

"""How periods and dates are said."""

from __future__ import annotations

from indicators.model import Language
from indicators.wording.messages import tr

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_QUARTERS = ("一", "二", "三", "四")


def period(time_period: str, lang: Language, stated: bool = True) -> str:
    """A period as text: 2022年, 2023年4月, 2022年三季度, 2022年1—7月, 2016—2020年; 2022, April 2023, Q3 2022, January–July 2022.

    Args:
        time_period: the period as the catalogue writes it.
        lang: language.
        stated: False where the source names no period and its date stands in, which is then said.
    """
    first, _, last = time_period.partition("/")
    said = (_zh_range if lang == "zh" else _en_range)(first, last) if last else _point(first, lang)
    return said if stated else tr("{period} (period not stated)", lang, period=said)


def when(time_period: str, lang: Language) -> str:
    """A period inside a sentence: 2022年; in 2022, on 1 November 2020, from January 2015 to February 2023."""
    said = period(time_period, lang)
    if lang == "zh":
        return said
    first, _, last = time_period.partition("/")
    if last:
        start, dash, end = said.partition(" – ")
        return f"from {start} to {end}" if dash else f"in {said}"
    return f"on {said}" if first.count("-") == 2 else f"in {said}"


def short_period(time_period: str, lang: Language) -> str:
    """A period for an axis or a narrow column: 2022, 2023-04 as 2023.4 in Chinese and Apr 2023 in English."""
    first, _, last = time_period.partition("/")
    if last or "Q" in first:
        return period(time_period, lang)
    year, *rest = first.split("-")
    if not rest:
        return year
    if lang == "zh":
        return ".".join([year, *(str(int(part)) for part in rest)])
    day = f"{int(rest[1])} " if len(rest) == 2 else ""
    return f"{day}{MONTHS[int(rest[0]) - 1][:3]} {year}"


def date(day: str, lang: Language) -> str:
    """A date known to the day, month or year: 2023年4月4日, 4 April 2023."""
    return _point(day, lang)


def _point(text: str, lang: Language) -> str:
    year, *rest = text.split("-")
    if rest and rest[0].startswith("Q"):
        return f"{year}年{_QUARTERS[int(rest[0][1]) - 1]}季度" if lang == "zh" else f"{rest[0]} {year}"
    if lang == "zh":
        return f"{year}年" + "".join(f"{int(part)}{word}" for part, word in zip(rest, "月日", strict=False))
    if not rest:
        return year
    day = f"{int(rest[1])} " if len(rest) == 2 else ""
    return f"{day}{MONTHS[int(rest[0]) - 1]} {year}"


def _zh_range(first: str, last: str) -> str:
    if len(first) == len(last) == 4:
        return f"{first}—{last}年"
    if len(first) == len(last) == 7 and first[:4] == last[:4] and "Q" not in first + last:
        return f"{first[:4]}年{int(first[5:])}—{int(last[5:])}月"
    return f"{_point(first, 'zh')}—{_point(last, 'zh')}"


def _en_range(first: str, last: str) -> str:
    if len(first) == len(last) == 4:
        return f"{first}–{last}"
    if len(first) == len(last) == 7 and first[:4] == last[:4]:
        head = first[5:] if "Q" in first else MONTHS[int(first[5:]) - 1]
        return f"{head}–{_point(last, 'en')}"
    return f"{_point(first, 'en')} – {_point(last, 'en')}"

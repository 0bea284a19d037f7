"""A value as people write it → what the record holds. The words are those of the letters (`typed`), the quote decides doubts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from indicators import periods, slips, typed
from indicators.entry.refusals import Refused
from indicators.letters import quotes
from indicators.model import Catalogue, Indicator, Source
from indicators.quantity import Qualifier
from indicators.search.folding import fold

_MONEY = {"元": "CNY", "yuan": "CNY", "人民币": "CNY", "rmb": "CNY", "cny": "CNY", "¥": "CNY"}
_PER_CENT = {"percent": "percent", "percentage_point": "percentage_points"}


@dataclass(frozen=True, slots=True)
class Value:
    """The fields of a claim that a value as written stands for."""

    obs_value: str
    qualifier: Qualifier | None
    unit_mult: int | None


def value(text: str, quote: str, indicator: Indicator, catalogue: Catalogue) -> Value:
    """`超过8%`, `≥10`, `约40亿元`, `1/3`, `1.2万` as the fields of a claim about `indicator`.

    A power of ten that is written holds. A bare number is in the power of ten with which the quote prints it, else in the
    indicator's own; a bare fraction of an indicator in per cent is of one.

    Raises:
        Refused: it is no number, or its unit is not the indicator's.
    """
    try:
        parsed = _parsed(text)
    except typed.NotAQuantity:
        raise Refused("not_a_value", text=text) from None
    _must_fit(parsed.unit, text, indicator, catalogue)
    mult = parsed.unit_mult
    if indicator.unit == "percent" and "/" in parsed.digits and parsed.unit != "percent":
        mult = 2
    elif not mult and not parsed.unit:
        mult = _as_quoted(parsed, quote, indicator)
    return Value(parsed.digits, parsed.qualifier, None if mult == indicator.unit_mult else mult)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> typed.Parsed:
    return typed.parse(unicodedata.normalize("NFKC", text) if "％" in text else text)


def _as_quoted(parsed: typed.Parsed, quote: str, indicator: Indicator) -> int:
    usual = indicator.unit_mult
    if not quote:
        return usual
    printed = [one.unit_mult for one in quotes.numbers_in(quote) if one.digits == parsed.digits]
    return usual if usual in printed or not printed else printed[0]


def _must_fit(unit: str, text: str, indicator: Indicator, catalogue: Catalogue) -> None:
    """Whether a unit that was written can be the indicator's; measure words of counts stand for each other."""
    if not unit:
        return
    wanted = catalogue.units.get(indicator.unit)
    known = _PER_CENT.get(unit) or _MONEY.get(unit.lower())
    ours = {
        indicator.unit,
        "" if wanted is None else wanted.title.zh,
        "" if wanted is None else wanted.title.en,
    }
    measured = indicator.unit in ("percent", "percentage_points", "CNY")
    if known == indicator.unit or unit in ours or (known is None and not measured):
        return
    said = wanted.name if wanted else indicator.unit
    raise Refused("other_unit", text=text, indicator=indicator.id, unit=said)


def period(text: str) -> str:
    """`2022年`, `2022年上半年`, `2022/6` as a period of the catalogue; what is none comes back for the reader to say so."""
    text = unicodedata.normalize("NFKC", text).strip()
    try:
        periods.bounds(text)
    except ValueError:
        return slips.period(text, periods.PATTERN) or text
    return text


def area(text: str, catalogue: Catalogue) -> str:
    """An area by its id or its Chinese or English title; what is none comes back for the checks to say so."""
    if text in catalogue.areas:
        return text
    return next((one.id for one in catalogue.areas.values() if text in (one.title.zh, one.title.en)), text)


def source(text: str, catalogue: Catalogue) -> Source:
    """A source by its id or its document number, whatever brackets it is written with.

    Raises:
        Refused: no source fits, or several do.
    """
    if text in catalogue.sources:
        return catalogue.sources[text]
    folded = fold(text)
    found = [
        one
        for one in catalogue.sources.values()
        if folded and one.document_number and fold(one.document_number) == folded
    ]
    if not found:
        raise Refused("no_source", source=text)
    if len(found) > 1:
        raise Refused("several_sources", source=text, found=", ".join(one.id for one in found))
    return found[0]


def source_id(number: str, day: str, catalogue: Catalogue) -> str:
    """An id for a new source that nobody has named: from its document number, else from its date."""
    found = re.search(r"(\d{4})\D+(\d+)", number)
    stem = f"letter-{found[1]}-{found[2]}" if found else f"source-{day or 1}"
    name, again = stem, 2
    while name in catalogue.sources:
        name, again = f"{stem}-{again}", again + 1
    return name

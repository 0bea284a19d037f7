"""How a value is said: hedge, number, unit. Nothing here prints a number without the other two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from indicators import quantity
from indicators.model import Catalogue, Indicator, Language, Unit
from indicators.quantity import Qualifier, Quantity
from indicators.series import Claim
from indicators.wording.messages import tr

#: qualifier → the words that stand before the number
HEDGES: dict[Qualifier, str] = {
    "more_than": "more than",
    "at_least": "at least",
    "less_than": "less than",
    "at_most": "at most",
    "about": "about",
}
MINUS = "−"

_CHINESE_SCALES = {3: "千", 4: "万", 6: "百万", 7: "千万", 8: "亿", 9: "十亿", 12: "万亿"}
_ENGLISH_SCALES = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
_PREFIXES = {0: "", 3: "k", 6: "M", 9: "G", 12: "T", 15: "P", 18: "E", 21: "Z"}
_SPOKEN_FROM = 10**6  # English writes a number out below a million: 49,000 rather than 49 thousand
_SPOKEN_DIGITS = 7  # and what is printed to the unit with more digits than these: 32,054,159
_FRACTION_UP_TO = 10  # 1/3 and 3/4 are said as fractions, 17/53 is not


@dataclass(frozen=True, slots=True)
class Said:
    """A value in words: 超过 | 8 | % and more than | 8 | %. `hedge` and `unit` may be empty, `number` never is."""

    hedge: str
    number: str
    unit: str

    def __str__(self) -> str:
        """The three in a row, with a blank where Latin letters need one: 超过8%, more than 8%, 340 Gbps."""
        head = f"{self.hedge} " if self.hedge and self.hedge[-1].isascii() else self.hedge
        tail = (
            f" {self.unit}" if self.unit and self.unit[0].isascii() and self.unit[0].isalpha() else self.unit
        )
        return head + self.number + tail


def value(
    q: Quantity,
    indicator: Indicator,
    catalogue: Catalogue,
    lang: Language,
    unit_mult: int | None = None,
    *,
    decimals: int | None = None,
    printed_mult: int | None = None,
) -> Said:
    """A quantity of the indicator as it is said.

    Chinese counts in the indicator's own 万 or 亿, or in a greater one that the source printed; English writes out what is below a million and says million, billion or
    trillion above, with as many decimals as the printed digits need (127555亿元 is 12.7555 trillion yuan). A share that the
    source gives as a fraction stays one: 1/3.

    Args:
        q: the value, in units.
        indicator: gives the unit and the power of ten.
        catalogue: where the unit stands.
        lang: language of hedge and unit.
        unit_mult: the power of ten to count in, so that a whole series can be said in one; chosen by language when absent.
        decimals: round to so many (bounds outward); the printed digits when absent.
        printed_mult: the power of ten that the source printed in, so that its zeros (13.0) can be told from others
            (49000 is 4.9万); the indicator's when absent.
    """
    unit = catalogue.units[indicator.unit]
    printed = indicator.unit_mult if printed_mult is None else printed_mult
    hedge = hedge_of(q, lang)
    fraction = _fraction(q, unit) if decimals is None else None
    if fraction is not None:
        return Said(hedge, fraction, "")
    if decimals is None and q.step is None:
        decimals = indicator.decimals
    if unit_mult is None:
        in_english = lang == "en" and unit.scale == "myriad"
        unit_mult = (
            _spoken_mult(q, printed, decimals) if in_english else _own_mult(indicator, unit, printed, lang)
        )
    unit_mult = _sayable(unit, unit_mult, lang)
    number = figures(q, unit_mult, printed, decimals)
    if unit.id == "rank":
        return Said(hedge, *_ordinal(number, unit, lang))
    return Said(hedge, number, _unit(unit, indicator, unit_mult, number, lang))


def claim(
    claim: Claim,
    catalogue: Catalogue,
    lang: Language,
    unit_mult: int | None = None,
    *,
    decimals: int | None = None,
) -> Said:
    """A claim's value with the digits as its source printed them; a derived one as exact as its parents."""
    indicator = catalogue.indicators[claim.indicator]
    return value(
        claim.quantity,
        indicator,
        catalogue,
        lang,
        unit_mult=unit_mult,
        decimals=decimals,
        printed_mult=claim.unit_mult,
    )


def being(said: Said, lang: Language) -> str:
    """A value behind a Chinese subject: 为29个, but 超过8% and 第8位, which need no verb; in English the value alone."""
    if lang == "en" or said.hedge or said.number.startswith("第"):
        return str(said)
    return f"为{said}"


def unit_title(
    indicator: Indicator, catalogue: Catalogue, lang: Language, unit_mult: int | None = None
) -> str:
    """The unit alone, for axes and table heads: 亿元, billion yuan, Gbps, %; the name of a unit that is not said (items).

    Args:
        indicator: gives the unit.
        catalogue: where the unit stands.
        lang: language.
        unit_mult: the power of ten of the numbers that stand beside it; when absent the indicator's, and none in English, where
            each number has its own.
    """
    unit = catalogue.units[indicator.unit]
    if unit_mult is None:
        unit_mult = 0 if lang == "en" and unit.scale == "myriad" else indicator.unit_mult
    return _unit(unit, indicator, 0 if unit.scale == "none" else unit_mult, "", lang) or unit.name(lang)


def axis_mult(indicator: Indicator, catalogue: Catalogue, lang: Language, largest: Fraction) -> int:
    """The one power of ten for a whole axis or column whose largest number is `largest` (in units)."""
    unit = catalogue.units[indicator.unit]
    if unit.scale == "none":
        return 0
    if unit.scale == "si" or lang == "zh":
        return indicator.unit_mult
    return max((mult for mult in (6, 9, 12) if abs(largest) >= 10**mult), default=0)


def hedge_of(q: Quantity, lang: Language) -> str:
    """The words before the number; empty where there is no hedge."""
    return tr(HEDGES[q.qualifier], lang) if q.qualifier else ""


def figures(q: Quantity, unit_mult: int, printed_mult: int, decimals: int | None = None) -> str:
    """The digits, grouped by thousands, with a true minus.

    Zeros that the source printed after the point stay (13.0, and 13.0亿 is 1.30 billion); zeros that only come from
    counting in another power of ten do not (49000 is 4.9万).
    """
    if decimals is None:
        decimals = _places(q, unit_mult, printed_mult)
    return grouped(quantity.digits(q, decimals, unit_mult))


def grouped(digits: str) -> str:
    """Plain digits with thousands separators and a true minus: -12345.60 is −12,345.60."""
    sign, digits = (MINUS, digits[1:]) if digits.startswith("-") else ("", digits)
    if "/" in digits:
        return sign + digits
    whole, point, rest = digits.partition(".")
    return f"{sign}{int(whole):,}{point}{rest}"


def exact_places(number: Fraction) -> int | None:
    """The decimals that write the number exactly; None where none do."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _places(q: Quantity, unit_mult: int, printed_mult: int) -> int:
    kept, step = 0, q.step
    if step is not None:
        step = step / Fraction(10) ** printed_mult
        while step < 1:
            step, kept = step * 10, kept + 1
    needed = exact_places(q.value / Fraction(10) ** unit_mult)
    return max(kept + unit_mult - printed_mult if kept else 0, 6 if needed is None else needed, 0)


def _fraction(q: Quantity, unit: Unit) -> str | None:
    if q.step is not None or unit.id != "percent":
        return None
    share = q.value / 100
    return str(share) if 1 < share.denominator <= _FRACTION_UP_TO else None


def _spoken_mult(q: Quantity, printed: int, decimals: int | None) -> int:
    """The scale word of one English value; none where the number is small, or long and printed to the unit."""
    size = abs(q.value)
    mult = max((mult for mult in _ENGLISH_SCALES if size >= 10**mult), default=0)
    if size < _SPOKEN_FROM:
        return 0
    digits = len(str(int(size // 10**mult))) + _places(q, mult, printed)
    to_the_unit = q.step is not None and q.step <= 1
    return 0 if decimals is None and to_the_unit and digits > _SPOKEN_DIGITS else mult


def _own_mult(indicator: Indicator, unit: Unit, printed: int, lang: Language) -> int:
    """The indicator's power of ten, or the 万, 亿 or 万亿 that the source printed where that is a greater one."""
    if lang == "en" or unit.scale != "myriad":
        return indicator.unit_mult
    return max(indicator.unit_mult, *(mult for mult in (0, 4, 8, 12) if mult <= printed))


def _sayable(unit: Unit, unit_mult: int, lang: Language) -> int:
    """The power of ten at or below `unit_mult` that the language has a word for."""
    if unit.scale == "none":
        return 0
    names = _PREFIXES if unit.scale == "si" else _CHINESE_SCALES if lang == "zh" else _ENGLISH_SCALES
    return max((mult for mult in names if mult <= unit_mult), default=0)


def _unit(unit: Unit, indicator: Indicator, unit_mult: int, number: str, lang: Language) -> str:
    title = unit.title(lang)
    if unit.scale == "none":
        return (
            _counted(_per(title, indicator, lang), number) if lang == "en" else _per(title, indicator, lang)
        )
    if unit.scale == "si":
        return _scale_word(unit_mult, _PREFIXES) + title
    if lang == "zh":
        return _scale_word(unit_mult, _CHINESE_SCALES) + title
    return (
        f"{_scale_word(unit_mult, _ENGLISH_SCALES)} {title}".strip() if unit_mult else _counted(title, number)
    )


def _scale_word(unit_mult: int, words: Mapping[int, str]) -> str:
    """The word for a power of ten, with the factor that is left: 8 is 亿 or 100 million."""
    if not unit_mult:
        return ""
    known = max((mult for mult in words if mult <= unit_mult), default=0)
    factor = f"{10 ** (unit_mult - known):,}" if unit_mult > known else ""
    space = " " if factor and words is _ENGLISH_SCALES else ""
    return factor + space + (words[known] if known else "")


def _per(title: str, indicator: Indicator, lang: Language) -> str:
    """The unit without what the indicator's name says itself: 个/万人 is 个 after 每万人…数, 个省份 is 个 after …省份数."""
    if lang == "en":
        return "" if title.startswith("per ") and title in indicator.title.en else title
    counted, slash, per = title.partition("/")
    if slash:
        return counted if per in indicator.title.zh else title
    return "个" if title[:1] == "个" and title[1:] and f"{title[1:]}数" in indicator.title.zh else title


def _counted(title: str, number: str) -> str:
    """The unit of one is singular: 1 vehicle."""
    if number not in ("1", MINUS + "1"):
        return title
    return {"people": "person"}.get(title, title.removesuffix("s"))


def _ordinal(number: str, unit: Unit, lang: Language) -> tuple[str, str]:
    """第8 | 位, 8th and nothing behind it."""
    if lang == "zh":
        return f"第{number}", unit.title.zh
    if number[-2:] in ("11", "12", "13"):
        return f"{number}th", ""
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th"), ""

"""What rules an indicator out for a figure, or speaks for it beside the words: its unit and the values already known."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from indicators.letters.letter import Figure
from indicators.match.reasons import Reason
from indicators.model import Catalogue, Indicator

_PER_HEAD = re.compile("每[百千万十]|每个?人|人均|户均|每平方|每辆")
#: what measures and does not count; every other Chinese unit is a measure word or a noun that counts things (15个, 10省)
_MEASURES = re.compile("[%‰元点米吨克瓦时升亩顷里度秒天年月倍番成位次币岁卡焦赫伏安级]$|公顷|面积")
_PEOPLE = frozenset("人名位")
_MAGNITUDE = re.compile("^[百千万亿余多]+")
_PREFIXED = re.compile("([kKMGTPE])(bps|b/s|FLOPS|Flops|flops|B)")
_PREFIXES = {"K": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
_SAME, _SAME_ORDER = 1e-9, 0.5  # in powers of ten


def bare_unit(figure: Figure) -> tuple[str, int]:
    """The unit without its magnitude, and the power of ten of an SI prefix (Gbps: bps, 9); nothing where it has no prefix."""
    unit = _MAGNITUDE.sub("", figure.unit)
    if figure.unit_id is None and (prefixed := _PREFIXED.fullmatch(unit)):
        return prefixed[2], _PREFIXES[prefixed[1].upper()]
    return unit, 0


def power(figure: Figure, indicator: Indicator) -> int:
    """The power of ten that the figure's number is in, in the indicator's unit."""
    return figure.unit_mult + (0 if figure.unit_id == indicator.unit else bare_unit(figure)[1])


def unit_fits(figure: Figure, indicator: Indicator, catalogue: Catalogue) -> Reason | None:
    """`unit` where both are in one unit, `unit_alike` where their measure words stand for each other, else None."""
    unit = catalogue.units.get(indicator.unit)
    if figure.unit_id == indicator.unit:
        return "unit"
    if unit is None:
        return None
    theirs, ours = unit.title.zh, bare_unit(figure)[0]
    if "/" in theirs or "每" in theirs:
        return (
            "unit_alike"
            if _PER_HEAD.search(figure.quote + figure.measure) and theirs[:1] == ours[:1]
            else None
        )
    if theirs == ours or (ours.isascii() and ours and theirs.lower() == ours.lower().replace("b/s", "bps")):
        return "unit"
    if indicator.unit == "rank":
        return (
            "unit" if ours == "位" or (ours in ("", "名") and f"第{figure.number}" in figure.quote) else None
        )
    if indicator.unit == "percent" and "/" in figure.number and not figure.unit:
        return "unit_alike"
    if ours in _PEOPLE or theirs in _PEOPLE:
        return "unit_alike" if ours in _PEOPLE and theirs in _PEOPLE else None
    bare = not ours and figure.unit_id is None and (figure.unit_mult > 0 or figure.value.is_integer())
    return "unit_alike" if (bare or _counts(ours)) and _counts(theirs) else None


def _counts(unit: str) -> bool:
    """True for a measure word (家, 个) and for a noun that counts itself (省, 领域)."""
    return bool(unit) and unit[0] >= "\u3400" and not _MEASURES.search(unit)


def values(indicator: Indicator) -> Iterator[tuple[str, str, float]]:
    """Area, year and logarithm of every claim above zero."""
    for claim in (*indicator.observations, *indicator.targets):
        value = float(indicator.quantity(claim).value)
        if value > 0:
            yield claim.ref_area, claim.time_period[:4], math.log10(value)


def nearness(
    figure: Figure, power_of_ten: int, values: list[tuple[str, str, float]], area: str | None
) -> Reason | None:
    """Whether a number known for the area is the same, or of the same order."""
    if figure.value <= 0:
        return None
    value, year = math.log10(figure.value) + power_of_ten, (figure.time_period or "")[:4]
    nearest = math.inf
    for known_area, known_year, known in values:
        if area in (None, known_area):
            nearest = min(nearest, abs(value - known))
            if abs(value - known) < _SAME and year == known_year:
                return "same_value"
    return "near_value" if nearest < _SAME_ORDER else None

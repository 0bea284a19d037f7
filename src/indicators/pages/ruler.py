"""Claims on one line: where each stands, where a bound leads, and the room between those that disagree.

Nothing here is drawn: a template does that with the numbers. Places along the line are per cent of its width, so that the
drawing fits every screen without its marks being stretched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from indicators import apart, quantity
from indicators.interval import LOWER_BOUNDS
from indicators.quantity import Quantity

LANE = 26  # px from one claim to the next
_FIRST, _LAST = Fraction(9), Fraction(91)  # per cent; what is left at both sides is the arrows'
#: the line covers at least so much of the greatest number, so that a small disagreement looks small
_SHARE = Fraction(1, 5)

Side = Literal["more", "less", ""]


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim: `at` in per cent of the width, `y` in px; `towards` is where a bound leads.

    `shape` is `printed`, `bound`, `about` or `derived`; `stands` says how it stands to the claim shown.
    """

    at: float
    y: int
    towards: Side
    shape: str
    stands: Literal["shown", "agreeing", "conflicting"]


@dataclass(frozen=True, slots=True)
class Ruler:
    """The marks in the order of the claims, and the room that no claim of the two furthest apart reaches."""

    height: int
    marks: tuple[Mark, ...]
    gap: tuple[float, float]


def ruler(quantities: Sequence[Quantity], derived: Sequence[bool] = ()) -> Ruler:
    """The line of a cell whose claims disagree, the one shown first.

    Args:
        quantities: the claims' values, at least two.
        derived: which of them are computed; none when absent.
    """
    values = [q.value for q in quantities]
    middle = (max(values) + min(values)) / 2
    size = max(max(values) - min(values), _SHARE * max(map(abs, values))) or Fraction(1)

    def place(number: Fraction) -> float:
        return round(float((_FIRST + _LAST) / 2 + (_LAST - _FIRST) * (number - middle) / size), 2)

    low, high = apart.widest(quantities)
    marks = tuple(
        Mark(
            place(q.value),
            LANE // 2 + LANE * n,
            _towards(q),
            "derived" if n < len(derived) and derived[n] else _shape(q),
            "shown" if n == 0 else "agreeing" if quantity.agree(q, quantities[0]) else "conflicting",
        )
        for n, q in enumerate(quantities)
    )
    start = low.value if low.upper is None else low.upper
    end = high.value if high.lower is None else high.lower
    return Ruler(LANE * len(quantities), marks, (place(start), place(end)))


def _towards(q: Quantity) -> Side:
    if q.qualifier in LOWER_BOUNDS:
        return "more"
    return "less" if q.qualifier in ("less_than", "at_most") else ""


def _shape(q: Quantity) -> str:
    return "printed" if q.exact else "about" if q.qualifier == "about" else "bound"

"""Numbers for cells: the value, and the number format that prints its hedge, its sign and its decimals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from indicators.model import Catalogue, Language
from indicators.quantity import Quantity
from indicators.series import Claim
from indicators.wording import numbers
from indicators.wording.numbers import Said

_DECIMALS = re.compile(r"\.(\d+)")
_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Number:
    """A real number; `hedge` are the words printed before it, `signed` prints a plus."""

    value: float
    decimals: int = 0
    hedge: str = ""
    signed: bool = False

    @property
    def format(self) -> str:
        """Excel's number format: `"超过"#,##0.0`."""
        body = "#,##0" + (f".{'0' * self.decimals}" if self.decimals else "")
        words = self.hedge.replace('"', "")
        before = f'"{words}{" " if words[-1].isascii() else ""}"' if words else ""
        plus = "+" if self.signed else ""
        return f'{before}{plus}{body};{before}"−"{body};{before}{body}'


def said(text: Said, exact: Fraction, q: Quantity, *, signed: bool = False) -> Number:
    """The number that words print.

    What words round is kept exact behind them, but not a bound: its digits are rounded outward, so that they stay true, and a
    spreadsheet would round them to the nearest.

    Args:
        text: the words.
        exact: the number in the words' unit.
        q: its quantity, which says whether it is a bound.
        signed: print a plus.
    """
    found = _DECIMALS.search(text.number)
    decimals = len(found[1]) if found else 0
    if "/" in text.number:  # said as a fraction, 1/3
        places = numbers.exact_places(exact)
        decimals = 1 if places is None else min(places, 1)
    value = float(exact)
    if (
        not q.exact
        and q.qualifier != "about"
        and numbers.exact_places(exact) is None
        and "/" not in text.number
    ):
        value = float(re.sub(r"[^\d.]", "", text.number)) * (-1 if exact < 0 else 1)
    return Number(value, decimals, text.hedge, signed)


def claimed(claim: Claim, catalogue: Catalogue, lang: Language, mult: int) -> Number:
    """A claim's value in units of 10**mult."""
    text = numbers.claim(claim, catalogue, lang, unit_mult=mult)
    return said(text, claim.quantity.value / Fraction(10) ** mult, claim.quantity)


def end(bound: Fraction | None, mult: int = 0) -> Number | None:
    """An end of an interval in units of 10**mult, with the decimals that it needs; None where there is none."""
    if bound is None:
        return None
    value = bound / Fraction(10) ** mult
    places = numbers.exact_places(value)
    decimals = _MOST_DECIMALS if places is None else min(places, _MOST_DECIMALS)
    return Number(float(value), decimals)

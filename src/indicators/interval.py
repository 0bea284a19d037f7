"""A value as printed, with its hedge: an interval. `quantity` says what can be done with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Literal, TypeAlias

Qualifier: TypeAlias = Literal["more_than", "at_least", "less_than", "at_most", "about"]

QUALIFIERS: tuple[Qualifier, ...] = ("more_than", "at_least", "less_than", "at_most", "about")
LOWER_BOUNDS: tuple[Qualifier, ...] = ("more_than", "at_least")
SYMBOLS: dict[Qualifier | None, str] = {
    None: "",
    "more_than": "> ",
    "at_least": "≥ ",
    "less_than": "< ",
    "at_most": "≤ ",
    "about": "≈ ",
}
REASONS: dict[str, str] = {
    "both_open": "{first} and {second} leave the result open: it cannot be known.",
    "about": "{first} and {second}: “about” has no guaranteed bounds and can only be set against an exact number.",
    "zero_base": "The base {base} may be zero, and nothing can be divided by zero.",
    "near_zero_base": "The base {base} may be as close to zero as one likes, so the result has no bound.",
    "negative_base": "The base {base} may be negative, and growth from a negative number has no meaning.",
    "different_sign": "{first} and {second} have different signs: no rate leads from one to the other.",
    "no_years": "There is no yearly rate over {years} years.",
    "nothing": "There is nothing to add up.",
}

_ROOT_PLACES = 15
_FLIPPED: dict[Qualifier | None, Qualifier | None] = {
    None: None,
    "more_than": "less_than",
    "at_least": "at_most",
    "less_than": "more_than",
    "at_most": "at_least",
    "about": "about",
}
_read = re.compile(r"(-?(?:0|[1-9][0-9]*))(?:\.([0-9]+)|/([1-9][0-9]*))?").fullmatch


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval with the number that names it.

    `value`, `lower`, `upper` and `step` are in units (40亿元 is 4000000000); `lower` or `upper` is None where there is no
    bound. `step` is one unit in the last printed digit, None for an exact fraction and for a computed ratio.
    """

    value: Fraction
    qualifier: Qualifier | None
    lower: Fraction | None
    upper: Fraction | None
    lower_closed: bool
    upper_closed: bool
    step: Fraction | None

    @property
    def exact(self) -> bool:
        """True when there is no qualifier."""
        return self.qualifier is None

    @staticmethod
    def printed(text: str, qualifier: Qualifier | None = None, unit_mult: int = 0) -> Quantity:
        """The quantity for digits as the catalogue stores them: `8`, `7.70`, `-16.0`, `1/3`.

        Args:
            text: ASCII digits with an optional minus, point or fraction bar; nothing else, no leading zeros.
            qualifier: the hedge, None for the number as printed.
            unit_mult: the power of ten that one printed unit stands for (8 for 亿; 2 turns `1/3` into percent).

        Raises:
            ValueError: the text is no such number, or the qualifier is unknown.
        """
        return _printed(text, qualifier, unit_mult)

    def contains(self, number: Fraction) -> bool:
        """True when the number lies in the interval at face value (every number does for `about`)."""
        if self.lower is not None and (
            number < self.lower or (number == self.lower and not self.lower_closed)
        ):
            return False
        return self.upper is None or number < self.upper or (number == self.upper and self.upper_closed)

    def scaled(self, unit_mult: int) -> Quantity:
        """This quantity counted in units of 10**unit_mult: 40亿 comes back from `scaled(8)` with the value 40."""
        return affine(self, power(-unit_mult), Fraction(0))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A result that cannot be known: `reason` is a key of `REASONS`, `params` fill its sentence (`> 8`, `≈ 40`)."""

    reason: str
    params: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """The reason as an English sentence."""
        return REASONS[self.reason].format(**self.params)


def digits(q: Quantity, decimals: int | None = None, unit_mult: int = 0) -> str:
    """The value in plain decimal notation, without the hedge: never an exponent, never float noise.

    Without `decimals` nothing is lost: the printed decimals, trailing zeros included; a number without printed digits
    comes back as a fraction in lowest terms (`1/3`), or with six decimals when its denominator is above 100.
    With `decimals` it is rounded half up (away from zero); the value of a bound is rounded outward, so that what is
    said stays true (more than 2/3 is `more than 0.6`, less than 2/3 is `less than 0.7`).
    `unit_mult` is the power of ten to print in: 8 prints 4000000000 as `40`.
    """
    value = q.value / power(unit_mult) if unit_mult else q.value
    places = decimals
    if places is None:
        if q.step is None and value.denominator <= 100:
            return str(value)
        places = 6 if q.step is None else _places(value, q.step / power(unit_mult) if unit_mult else q.step)
    number, rest = divmod(value.numerator * 10**places, value.denominator)
    if rest:
        if q.qualifier in ("less_than", "at_most"):
            number += 1
        elif q.qualifier not in LOWER_BOUNDS:
            half = 2 * rest - value.denominator
            number += half > 0 or (half == 0 and value > 0)
    text = f"{abs(number):0{places + 1}d}"
    return ("-" if number < 0 else "") + (f"{text[:-places]}.{text[-places:]}" if places else text)


def symbols(q: Quantity, decimals: int | None = None, unit_mult: int = 0) -> str:
    """Hedge and value in signs that need no translation (`> 8`, `≥ 10`, `≈ 40`, `7.7`); `typed.parse` reads them."""
    return SYMBOLS[q.qualifier] + digits(q, decimals, unit_mult)


def affine(q: Quantity, times: Fraction, plus: Fraction) -> Quantity:
    """`times` · q + `plus` for a positive `times`; the hedge stays."""
    lower = None if q.lower is None else q.lower * times + plus
    upper = None if q.upper is None else q.upper * times + plus
    step = None if q.step is None else q.step * times
    return Quantity(q.value * times + plus, q.qualifier, lower, upper, q.lower_closed, q.upper_closed, step)


def about(value: Fraction, step: Fraction | None) -> Quantity:
    """A value without guaranteed bounds."""
    return Quantity(value, "about", None, None, False, False, step)


def negative(q: Quantity) -> Quantity:
    """The quantity −q."""
    value = -q.value
    lower = value if q.upper is q.value else None if q.upper is None else -q.upper
    upper = value if q.lower is q.value else None if q.lower is None else -q.lower
    return Quantity(value, _FLIPPED[q.qualifier], lower, upper, q.upper_closed, q.lower_closed, q.step)


@lru_cache(maxsize=256)
def power(exponent: int) -> Fraction:
    """10**exponent, exactly."""
    return Fraction(10) ** exponent


def root(number: Fraction, years: Fraction) -> tuple[Fraction, Fraction]:
    """Two fractions around number ** (1 / years) for a number ≥ 0: equal when the root is one, else 10**-15 apart."""
    n = years.numerator
    number = number**years.denominator
    top, bottom = _integer_root(number.numerator, n), _integer_root(number.denominator, n)
    if top**n == number.numerator and bottom**n == number.denominator:
        return Fraction(top, bottom), Fraction(top, bottom)
    low = _integer_root((number * 10 ** (_ROOT_PLACES * n)).__floor__(), n)
    return Fraction(low, 10**_ROOT_PLACES), Fraction(low + 1, 10**_ROOT_PLACES)


@lru_cache(maxsize=1 << 14)
def _printed(text: str, qualifier: Qualifier | None, unit_mult: int) -> Quantity:
    found = _read(text)
    if found is None:
        raise ValueError(f"{text!r} is not a number as printed: write digits such as 8, 7.70, -16.0 or 1/3.")
    whole, decimals, denominator = found.groups()
    step: Fraction | None = None
    if denominator is not None:
        value = Fraction(int(whole), int(denominator)) * power(unit_mult)
    else:
        exponent = unit_mult
        if decimals is not None:
            exponent -= len(decimals)
            whole += decimals
        step = power(exponent)
        value = Fraction(int(whole) * 10**exponent) if exponent >= 0 else Fraction(int(whole), 10**-exponent)
    if qualifier is None:
        return Quantity(value, None, value, value, True, True, step)
    if qualifier in LOWER_BOUNDS:
        return Quantity(value, qualifier, value, None, qualifier == "at_least", False, step)
    if qualifier == "about":
        return Quantity(value, qualifier, None, None, False, False, step)
    if qualifier not in QUALIFIERS:
        raise ValueError(f"{qualifier!r} is not a qualifier: write one of {', '.join(QUALIFIERS)}.")
    return Quantity(value, qualifier, None, value, False, qualifier == "at_most", step)


def _places(value: Fraction, step: Fraction) -> int:
    """The decimals of the step, or as many as write the value exactly (six if none do)."""
    places = len(str(-(-step.denominator // step.numerator) - 1)) if step < 1 else 0
    while 10**places % value.denominator:
        places += 1
        if places > 30:
            return 6
    return places


def _integer_root(number: int, n: int) -> int:
    """The greatest integer whose n-th power is at most `number` (Newton's iteration from above)."""
    if number < 2 or n == 1:
        return number
    guess = 1 << -(-number.bit_length() // n)
    while (better := ((n - 1) * guess + number // guess ** (n - 1)) // n) < guess:
        guess = better
    return guess

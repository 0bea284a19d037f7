"""Arithmetic, agreement and verdicts with values that carry a hedge.

`more_than 8` is (8, ∞), `at_least 10` is [10, ∞), `7.7` is 7.7 when it is computed with and all that rounds to it when it is
compared, `1/3` is exact, `about 40` has no guaranteed bounds. Arithmetic is interval arithmetic with exact fractions
(R. E. Moore, *Interval Analysis*, 1966; open and unbounded ends as in IEEE 1788-2015): the interval of a result contains
the result of every pair of members. The qualifier of a result names the end of its interval that the operands vouch for.
What cannot be known comes back as a `Refusal` with its reason, never as a guess.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal, TypeAlias

from indicators.interval import (
    LOWER_BOUNDS,
    QUALIFIERS,
    REASONS,
    SYMBOLS,
    Qualifier,
    Quantity,
    Refusal,
    about,
    affine,
    digits,
    negative,
    root,
    symbols,
)

Direction: TypeAlias = Literal["up", "down", "none"]
Verdict: TypeAlias = Literal["met", "not_met", "cannot_tell"]

__all__ = [
    "QUALIFIERS",
    "REASONS",
    "SYMBOLS",
    "Direction",
    "Qualifier",
    "Quantity",
    "Refusal",
    "Verdict",
    "agree",
    "cagr",
    "difference",
    "digits",
    "distance",
    "exactness",
    "index",
    "more_exact",
    "percent_change",
    "ratio",
    "symbols",
    "total",
    "verdict",
]

_ZERO = Fraction(0)


def total(*quantities: Quantity) -> Quantity | Refusal:
    """The sum. One `about` among exact numbers gives `about`; bounds to different sides give a refusal."""
    if not quantities:
        return Refusal("nothing")
    hedged = [q for q in quantities if not q.exact]
    values = [q.value for q in quantities]
    value = sum(values[1:], values[0])
    steps = [q.step for q in quantities if q.step is not None]
    # Rounding errors are half steps and add up; a sum is never finer than its coarsest part.
    step = max(*steps, sum(steps[1:], steps[0]) / 2) if len(steps) > 2 else max(steps, default=None)
    if any(q.qualifier == "about" for q in hedged):
        return about(value, step) if len(hedged) == 1 else Refusal("about", _parties(hedged[0], hedged[-1]))
    lower = _sum([q.lower for q in quantities], values, value)
    upper = _sum([q.upper for q in quantities], values, value)
    if lower is None and upper is None:
        return Refusal("both_open", _parties(hedged[0], hedged[-1]))
    closed = all(q.lower_closed for q in quantities), all(q.upper_closed for q in quantities)
    if not hedged:
        return Quantity(value, None, lower, upper, *closed, step)
    return _named(lower, upper, *closed, step, by_lower=all(q.qualifier in LOWER_BOUNDS for q in hedged))


def difference(later: Quantity, earlier: Quantity) -> Quantity | Refusal:
    """`later` minus `earlier`: from 7.3 to `more_than 8` is `more_than 0.7`, from `more_than 8` to `more_than 9` a refusal.

    The difference of two percentages is in percentage points; units are the caller's.
    """
    result = total(later, negative(earlier))
    return replace(result, params=_parties(earlier, later)) if isinstance(result, Refusal) else result


def ratio(a: Quantity, b: Quantity) -> Quantity | Refusal:
    """`a` divided by `b`.

    Refused when zero lies in the interval of `b`; `about` counts as zero only when zero is its value. An end that comes
    only from an unbounded base (10 / (8, ∞) is in (0, 1.25)) is kept in the interval, the other end names it: `less_than
    1.25`. When no other end is left (`more_than 8` by `more_than 9` is in (0, ∞)), the ratio is refused.
    """
    if "about" in (a.qualifier, b.qualifier):
        if not (a.exact or b.exact):
            return Refusal("about", _parties(a, b))
        return about(a.value / b.value, None) if b.value else Refusal("zero_base", {"base": symbols(b)})
    if b.contains(_ZERO):
        return Refusal("zero_base", {"base": symbols(b)})
    over, under = (negative(a), negative(b)) if b.upper is not None and b.upper <= 0 else (a, b)
    lower, lower_closed, lower_limit = _low_quotient(over.lower, over.lower_closed, under)
    upper, upper_closed, upper_limit = _low_quotient(_minus(over.upper), over.upper_closed, under)
    upper = _minus(upper)
    if (lower is None or lower_limit) and (upper is None or upper_limit):
        return (
            Refusal("near_zero_base", {"base": symbols(b)})
            if a.exact
            else Refusal("both_open", _parties(a, b))
        )
    if a.exact and b.exact:
        return Quantity(a.value / b.value, None, lower, upper, lower_closed, upper_closed, None)
    if lower_limit or upper_limit:
        by_lower = upper_limit
    else:
        by_lower = (
            over.qualifier in LOWER_BOUNDS
            if over.qualifier
            else (under.qualifier in LOWER_BOUNDS) is (over.value < 0)
        )
    return _named(lower, upper, lower_closed, upper_closed, None, by_lower=by_lower)


def percent_change(old: Quantity, new: Quantity) -> Quantity | Refusal:
    """100 · (new / old − 1), in percent.

    The base must be positive in all its interval: `less_than 9` is not taken to lie above zero, since nothing says so.
    """
    result = _growth(old, new)
    return result if isinstance(result, Refusal) else affine(result, Fraction(100), Fraction(-100))


def index(base: Quantity, q: Quantity) -> Quantity | Refusal:
    """100 · q / base: the index with the base at 100."""
    result = ratio(q, base)
    return result if isinstance(result, Refusal) else affine(result, Fraction(100), _ZERO)


def cagr(first: Quantity, last: Quantity, years: int | Fraction) -> Quantity | Refusal:
    """Compound annual growth rate, 100 · ((last / first) ** (1 / years) − 1), in percent.

    A root that is no fraction is enclosed between two decimals 10**-15 apart, rounded outward, so that bounds stay true.
    Members of `last` below zero have no such rate and are left out; −100 % is the floor.
    """
    years = Fraction(years)
    if years <= 0:
        return Refusal("no_years", {"years": str(years)})
    growth = _growth(first, last)
    if isinstance(growth, Refusal):
        return growth
    if growth.exact or growth.qualifier == "about":
        low, high = root(growth.value, years)
        middle = (low + high) / 2
        exact = Quantity(middle, None, low, high, True, True, None)
        return affine(exact if growth.exact else about(middle, None), Fraction(100), Fraction(-100))
    floored = growth.lower is None or growth.lower < 0
    lower = _ZERO if growth.lower is None or floored else root(growth.lower, years)[0]
    upper = None if growth.upper is None else root(growth.upper, years)[1]
    closed = growth.lower_closed or floored, growth.upper_closed
    named = _named(lower, upper, *closed, None, by_lower=growth.qualifier in LOWER_BOUNDS)
    return affine(named, Fraction(100), Fraction(-100))


def agree(a: Quantity, b: Quantity) -> bool:
    """True when the two claims can both be true.

    Two printed numbers agree when they differ by at most one unit in the last digit of the coarser one (2240 and 2240.6,
    16.39 and 16.4, 1/3 and 33.3 % in one unit); a number and a bound when the number, give or take one unit in its last
    digit, meets the bound; two bounds when their intervals meet. `about` guarantees nothing, so it proves no conflict.
    """
    if a.qualifier == "about" or b.qualifier == "about":
        return True
    slack = max(q.step if q.exact and q.step is not None else _ZERO for q in (a, b))
    return _meets(a, b, slack) and _meets(b, a, slack)


def distance(a: Quantity, b: Quantity) -> Fraction:
    """How far apart two claims are that do not agree, at face value (7.7 and more than 8: 0.3); 0 when they agree."""
    if agree(a, b):
        return _ZERO
    gaps = [
        low - high
        for low, high in ((a.lower, b.upper), (b.lower, a.upper))
        if low is not None and high is not None
    ]
    return max(gaps)


def exactness(q: Quantity) -> tuple[int, Fraction]:
    """A sort key, greatest for the claim that says most: printed digits (more of them first), a fraction, a bound, about."""
    rank = 0 if q.qualifier == "about" else 1 if q.qualifier else 2 if q.step is None else 3
    return rank, -(q.step or _ZERO)


def more_exact(a: Quantity, b: Quantity) -> bool:
    """True when `a` says more than `b` (see `exactness`), whether or not they agree."""
    return exactness(a) > exactness(b)


def verdict(actual: Quantity, target: Quantity, direction: Direction) -> Verdict:
    """Whether a target is met: `met` if every member of the actual's interval meets it, `not_met` if none does.

    A target that is a bound says itself what meets it. A plain target is reached from below (direction `up`), from above
    (`down`), or hit (`none`: the two agree). `about` on either side cannot be told.
    """
    if actual.qualifier == "about" or target.qualifier == "about":
        return "cannot_tell"
    if target.exact and direction == "none":
        if not agree(actual, target):
            return "not_met"
        return "met" if actual.exact else "cannot_tell"
    if target.exact:
        target = replace(target, upper=None) if direction == "up" else replace(target, lower=None)
    if not (_meets(actual, target, _ZERO) and _meets(target, actual, _ZERO)):
        return "not_met"
    above = _reaches(actual.lower, actual.lower_closed, target.lower, target.lower_closed)
    below = _reaches(_minus(actual.upper), actual.upper_closed, _minus(target.upper), target.upper_closed)
    return "met" if above and below else "cannot_tell"


def _sum(ends: list[Fraction | None], values: list[Fraction], value: Fraction) -> Fraction | None:
    """The sum of the ends, None if one is missing; `value` is the sum of the values, which the ends often are."""
    if all(end is number for end, number in zip(ends, values, strict=True)):
        return value
    return None if None in ends else sum((end for end in ends if end is not None), _ZERO)


def _parties(first: Quantity, second: Quantity) -> dict[str, str]:
    return {"first": symbols(first), "second": symbols(second)}


def _minus(number: Fraction | None) -> Fraction | None:
    return None if number is None else -number


def _named(
    lower: Fraction | None,
    upper: Fraction | None,
    lower_closed: bool,
    upper_closed: bool,
    step: Fraction | None,
    *,
    by_lower: bool,
) -> Quantity:
    """The quantity for an interval with at least one end, named by its only end or by the lower or upper of two."""
    kind: Qualifier
    if upper is None or (by_lower and lower is not None):
        kind, value = ("at_least" if lower_closed else "more_than"), lower
    else:
        kind, value = ("at_most" if upper_closed else "less_than"), upper
    assert value is not None  # noqa: S101 - the callers refuse an interval without ends
    return Quantity(value, kind, lower, upper, lower_closed, upper_closed, step)


def _low_quotient(low: Fraction | None, closed: bool, b: Quantity) -> tuple[Fraction | None, bool, bool]:
    """The lower end of [low, …) / b for a positive b: its value, whether it is reached, whether b has no end there."""
    if low is None:
        return None, False, False
    if low == 0:
        return low, closed, False
    if low > 0:
        return (_ZERO, False, True) if b.upper is None else (low / b.upper, closed and b.upper_closed, False)
    return (low / b.lower, closed and b.lower_closed, False) if b.lower else (None, False, False)


def _growth(old: Quantity, new: Quantity) -> Quantity | Refusal:
    """The ratio new / old where that can be called growth: from a base above zero to an end that may be zero or above."""
    if old.qualifier != "about" and old.contains(_ZERO):
        return Refusal("zero_base", {"base": symbols(old)})
    lowest = old.value if old.qualifier == "about" else old.lower
    if lowest is None or lowest < 0:
        return Refusal("negative_base", {"base": symbols(old)})
    highest = new.value if new.qualifier == "about" else new.upper
    if highest is not None and (highest < 0 or (highest == 0 and new.qualifier == "less_than")):
        return Refusal("different_sign", _parties(old, new))
    result = ratio(new, old)
    if isinstance(result, Refusal) and "first" in result.params:
        return replace(result, params=_parties(old, new))
    return result


def _meets(a: Quantity, b: Quantity, slack: Fraction) -> bool:
    """True when some member of `a` is at or below some member of `b`, give or take the slack."""
    if a.lower is None or b.upper is None:
        return True
    gap = a.lower - b.upper
    return gap < slack or (gap == slack and a.lower_closed and b.upper_closed)


def _reaches(low: Fraction | None, closed: bool, bound: Fraction | None, bound_closed: bool) -> bool:
    """True when all numbers above `low` are above `bound`."""
    if bound is None:
        return True
    return low is not None and (low > bound or (low == bound and (bound_closed or not closed)))

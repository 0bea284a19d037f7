"""How far apart two claims are that cannot both be true.

The distance between two intervals is that of their nearest members; what lies between is certain, and a bound may lie further
away: `> 8` and `7.7` are more than 0.3 apart, `≥ 8` and `7.7` at least 0.3, `8.4` and `7.7` exactly 0.7. (R. E. Moore, R. B.
Kearfott, M. J. Cloud, *Introduction to Interval Analysis*, 2009, chapter 2: |x − y| over two disjoint intervals.)
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from indicators.quantity import Qualifier, Quantity, Refusal, agree, percent_change

_ZERO = Fraction(0)


def apart(a: Quantity, b: Quantity) -> Quantity:
    """The distance, in units: exactly 0 when the two agree, else a number, `at_least` or `more_than` one.

    Printed numbers count at face value, as in all arithmetic. `upper` is set where the intervals have an end away from each
    other. The order of the two does not matter.
    """
    if agree(a, b):
        return Quantity(_ZERO, None, _ZERO, _ZERO, True, True, None)
    low, high = _ordered(a, b)
    assert low.upper is not None  # noqa: S101 - the two do not meet
    assert high.lower is not None  # noqa: S101 - likewise
    least = high.lower - low.upper
    closed = high.lower_closed and low.upper_closed
    most = None if high.upper is None or low.lower is None else high.upper - low.lower
    steps = [q.step for q in (a, b) if q.step is not None]
    step = max(steps) if len(steps) == 2 else None
    kind: Qualifier | None = None if a.exact and b.exact else "at_least" if closed else "more_than"
    most_closed = most is not None and high.upper_closed and low.lower_closed
    return Quantity(least, kind, least, most, closed, most_closed, step)


def relative(a: Quantity, b: Quantity) -> Quantity | Refusal:
    """By how much the higher one exceeds the lower one, in per cent of the lower; exactly 0 when they agree.

    Refused where the lower one may be zero or below (`< 7` may be): nothing exceeds that by a percentage.
    """
    if agree(a, b):
        return apart(a, b)
    low, high = _ordered(a, b)
    return percent_change(low, high)


def above(a: Quantity, b: Quantity) -> bool:
    """Whether `a` is the higher of two that do not agree."""
    return not agree(a, b) and _ordered(a, b)[1] is a


def widest(quantities: Sequence[Quantity]) -> tuple[Quantity, Quantity]:
    """The two that are furthest apart, the lower one first; the first pair where several are.

    Raises:
        ValueError: there are fewer than two.
    """
    pairs = list(combinations(quantities, 2))
    if not pairs:
        raise ValueError("two claims are needed to be apart")
    a, b = max(pairs, key=lambda pair: apart(*pair).value)
    return (b, a) if above(a, b) else (a, b)


def severity(a: Quantity, b: Quantity) -> Fraction:
    """A sort key, greatest for the two that are furthest apart in relation to what they say; 0 when they agree.

    It is what `relative` is sure of; where that is refused, the distance in per cent of the greater number printed.
    """
    found = relative(a, b)
    if isinstance(found, Quantity):
        return found.value if found.lower is None else found.lower
    size = max(abs(a.value), abs(b.value))
    return 100 * apart(a, b).value / size if size else _ZERO


def _ordered(a: Quantity, b: Quantity) -> tuple[Quantity, Quantity]:
    """The lower and the higher of two that do not agree."""
    a_is_low = a.upper is not None and b.lower is not None and a.upper <= b.lower
    b_is_low = b.upper is not None and a.lower is not None and b.upper <= a.lower
    if a_is_low and b_is_low:  # two bounds to the same number, < 8 and > 8: the open ends tell
        return (b, a) if a.lower is not None and a.upper is None else (a, b)
    return (a, b) if a_is_low else (b, a)

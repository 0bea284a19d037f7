"""The order of quantities, said no more exactly than their hedges allow.

A quantity is an interval (`quantity`): a printed number is one point, `more_than 8` is (8, ∞), `about 10` guarantees nothing.
One stands before another only if *every* possible value of it does; else the two cannot be told apart. That is an interval
order (P. C. Fishburn, "Intransitive indifference with unequal indifference intervals", Journal of Mathematical Psychology 7,
1970). A place in it is a range: from 1 + the number surely before to n − the number surely behind. These are the first
and last place over all linear extensions of the order (R. Brüggemann, G. P. Patil, *Ranking and Prioritization for
Multi-indicator Systems*, 2011), and the way in which statisticians rank estimates that are known as intervals (M. Klein,
T. Wright, J. Wieczorek, "A joint confidence region for an overall ranking of populations", Journal of the Royal
Statistical Society C 69, 2020).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from indicators.interval import negative
from indicators.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Place:
    """The places that a quantity may have, the first being 1; `first` and `last` are equal where it is certain."""

    first: int
    last: int

    @property
    def certain(self) -> bool:
        """Whether there is only one."""
        return self.first == self.last


def places(quantities: Sequence[Quantity], *, smallest_first: bool = False) -> list[Place]:
    """The range of places of each quantity among all, in the order in which they are given.

    Whatever the true values are, as long as each lies in its interval, its true place lies in the range. Numbers that are
    printed equal share one. Takes n · log n steps.
    """
    turned = [negative(q) for q in quantities] if smallest_first else list(quantities)
    lowest = sorted(_low(q.lower, q.lower_closed) for q in turned if q.lower is not None)
    highest = sorted(_high(q.upper, q.upper_closed) for q in turned if q.upper is not None)
    found = []
    for q in turned:
        before = behind = 0
        if q.upper is not None:
            before = len(lowest) - bisect_right(lowest, _high(q.upper, q.upper_closed))
        if q.lower is not None:
            behind = bisect_left(highest, _low(q.lower, q.lower_closed))
        found.append(Place(1 + before, len(turned) - behind))
    return found


def cuts(found: Sequence[Place]) -> list[int]:
    """Where the order is certain: after how many of the places, listed in an order that agrees with it, nothing reaches over.

    All before a cut surely stand before all behind it, and no finer division has that property (the order as an ordinal
    sum). Between two cuts “cannot be told apart” need not be transitive: of `> 8`, `9` and `10` only the last two can be told.
    The last cut is behind all of them.
    """
    ends = []
    reach = 0
    for k, place in enumerate(found, 1):
        reach = max(reach, place.last)
        if reach == k:
            ends.append(k)
    return ends


def _low(number: Fraction, closed: bool) -> tuple[Fraction, int]:
    """A lower end as a key: an open end lies just above its number."""
    return number, 0 if closed else 1


def _high(number: Fraction, closed: bool) -> tuple[Fraction, int]:
    """An upper end as a key: an open end lies just below its number."""
    return number, 0 if closed else -1

"""Where an analyst would put a new claim among those that stand there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from indicators import periods
from indicators.model import Observation


def places(claims: Sequence[Observation], new: Sequence[Observation]) -> list[int]:
    """How many of `claims` stand before each new one, where an analyst puts it.

    That is behind the last claim of its area that is not later; where all of its area are later, before them; where the area is
    new, at the end.
    """
    first: dict[str, int] = {}
    by_area: dict[str, list[tuple[tuple[str, str], int]]] = {}
    for number, claim in enumerate(claims):
        first.setdefault(claim.ref_area, number)
        by_area.setdefault(claim.ref_area, []).append((_time(claim), number))
    times: dict[str, list[tuple[str, str]]] = {}
    last: dict[str, list[int]] = {}
    for area, found in by_area.items():
        found.sort()
        times[area] = [time for time, _ in found]
        last[area] = list(accumulate((number for _, number in found), max))
    places = []
    for claim in new:
        area = claim.ref_area
        earlier = bisect_right(times.get(area, []), _time(claim))
        places.append(last[area][earlier - 1] + 1 if earlier else first.get(area, len(claims)))
    return places


def order(claim: Observation) -> tuple[str, tuple[str, str]]:
    """New claims that come to stand at one place: area by area, in time order."""
    return claim.ref_area, _time(claim)


def _time(claim: Observation) -> tuple[str, str]:
    try:
        start, end = periods.bounds(claim.time_period)
    except ValueError:  # the reader says so, with the place
        return claim.time_period, ""
    return end.isoformat(), start.isoformat()

"""Where areas can be compared: the indicators and periods in which several have a value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators import periods, series
from indicators.model import Catalogue
from indicators.ranking.levels import RANKED, level


@dataclass(frozen=True, slots=True)
class Candidate:
    """A period that areas can be compared in, and the areas that have a value of it."""

    time_period: str
    areas: tuple[str, ...]


def comparable(catalogue: Catalogue, as_of: date | None = None) -> dict[str, int]:
    """Indicators with values of two or more areas → the most areas that any one period has, in file order."""
    found = {}
    for indicator in catalogue.indicators.values():
        areas = {claim.ref_area for claim in indicator.observations}
        if len(areas.union(computed.ref_area for computed in indicator.derived)) > 1:
            there = candidates(catalogue, indicator.id, as_of)
            if len({area for candidate in there for area in candidate.areas}) > 1:
                found[indicator.id] = max(len(candidate.areas) for candidate in there)
    return found


def candidates(catalogue: Catalogue, indicator_id: str, as_of: date | None = None) -> list[Candidate]:
    """The periods that have values, latest first, each with its areas.

    Raises:
        KeyError: there is no such indicator.
    """
    areas: dict[str, list[str]] = defaultdict(list)
    for cell in series.cells(catalogue, indicator_id, as_of=as_of):
        areas[cell.best.time_period].append(cell.best.ref_area)
    latest = sorted(areas, key=lambda period: (periods.end(period), period), reverse=True)
    return [Candidate(period, tuple(areas[period])) for period in latest]


def richest(catalogue: Catalogue, found: Sequence[Candidate], area: str) -> Candidate | None:
    """The period to begin with: with most areas; among equals one with `area`, then the one that ranks most, then the latest.

    Where no period has two areas the latest is taken: earlier values can stand beside it, later ones never can.
    """

    def worth(candidate: Candidate) -> tuple[int, bool, int]:
        among = Counter(level(each, catalogue) for each in candidate.areas)
        several = len(candidate.areas) > 1
        return (
            len(candidate.areas),
            several and area in candidate.areas,
            several and max((among[each] for each in RANKED), default=0),
        )

    return max(found, key=worth, default=None)

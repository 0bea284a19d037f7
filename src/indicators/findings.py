"""What `checks` looks at and what it finds: the catalogue's claims as columns, and findings not yet placed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from operator import add, mul
from pathlib import Path
from typing import Any

from indicators import periods
from indicators.interval import SYMBOLS
from indicators.model import Catalogue, Indicator, Observation
from indicators.reading import Trail


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem whose place is still a trail. `first` is a param that is the place of another record."""

    file: Path
    trail: Trail
    rule: str
    params: dict[str, str]
    because: str | None = None
    first: tuple[str, Path, Trail] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The observations or the targets of one indicator: claims `start` to `end` of the columns."""

    file: Path
    at: Trail
    indicator: Indicator
    is_target: bool
    start: int
    end: int


class Columns:
    """Every claim of the catalogue in file order, one list for each key."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.claims: list[Observation] = []
        self.groups: list[Group] = []
        for file, document in catalogue.files:
            for position, indicator in enumerate(document.indicators):
                for key, claims in (("observations", indicator.observations), ("targets", indicator.targets)):
                    if claims:
                        start = len(self.claims)
                        self.claims.extend(claims)
                        at = ("indicators", position, key)
                        self.groups.append(
                            Group(file, at, indicator, key == "targets", start, len(self.claims))
                        )
        self.starts = [group.start for group in self.groups]
        self.areas = [claim.ref_area for claim in self.claims]
        self.times = [claim.time_period for claim in self.claims]
        self.sources = [claim.source for claim in self.claims]
        self.values = [claim.obs_value for claim in self.claims]
        self.qualifiers = [claim.qualifier for claim in self.claims]

    def spread(self, values: Iterable[Any]) -> list[Any]:
        """One value for each group, repeated for each of its claims."""
        return list(
            chain.from_iterable(map(repeat, values, [group.end - group.start for group in self.groups]))
        )

    @cached_property
    def cells(self) -> list[int]:
        """A number for each claim's cell: indicator, kind, area, span, period, in this order.

        Sorted by it, the claims of one indicator, kind and area that may be compared stand together in time order.
        """
        times = sorted(set(self.times), key=lambda time: (span(time), time))
        points = dict(zip(times, range(len(times)), strict=True))
        areas = {area: number * len(times) for number, area in enumerate(dict.fromkeys(self.areas))}
        groups = self.spread(number * len(times) * len(areas) for number in range(len(self.groups)))
        return list(
            map(
                add, map(add, groups, map(areas.__getitem__, self.areas)), map(points.__getitem__, self.times)
            )
        )

    @cached_property
    def mults(self) -> list[int]:
        """The power of ten that each printed number is in."""
        usual = self.spread(group.indicator.unit_mult for group in self.groups)
        own = [claim.unit_mult for claim in self.claims]
        if own.count(None) == len(own):
            return usual
        return [also if mult is None else mult for mult, also in zip(own, usual, strict=True)]

    @cached_property
    def magnitudes(self) -> list[float]:
        """The claims' face values in units; only for comparing orders of magnitude."""
        numbers = {text: _number(text) for text in set(self.values)}
        powers = {mult: 10.0**mult for mult in set(self.mults)}
        return list(map(mul, map(numbers.__getitem__, self.values), map(powers.__getitem__, self.mults)))

    def group(self, index: int) -> Group:
        """The group that claim number `index` is in."""
        return self.groups[bisect_right(self.starts, index) - 1]

    def find(self, index: int, key: str, rule: str, **params: str) -> Finding:
        """A finding about `key` of claim number `index`."""
        group = self.group(index)
        because = self.claims[index].because
        return Finding(group.file, (*group.at, index - group.start, key), rule, params, because)

    def said(self, index: int) -> str:
        """The claim's value the way a message shows it: `> 40 × 10^8`."""
        mult = self.mults[index]
        return f"{SYMBOLS[self.qualifiers[index]]}{self.values[index]}" + (f" × 10^{mult}" if mult else "")


def span(time: str) -> str:
    """Periods of one span are compared: years with years, first half-years with first half-years."""
    kind = periods.span(time)
    if kind != "range":
        return kind
    start, end = periods.bounds(time)
    return f"{start:%m-%d}/{(end - start).days // 27}"


def _number(text: str) -> float:
    numerator, _, denominator = text.partition("/")
    return float(numerator) / float(denominator or 1)

"""What the lines of a chart are: one indicator in one area each, transformed where the view asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from indicators import periods, series, transforms
from indicators.charts.view import View
from indicators.model import Catalogue, Indicator
from indicators.quantity import Quantity
from indicators.series import Cell, Claim
from indicators.transforms import Transform, Value


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One indicator in one area. `name` tells it from the others of its view; `values` are by the claims' file order."""

    indicator: Indicator
    area: str
    name: str
    actuals: tuple[Cell, ...]
    goals: tuple[Cell, ...]
    transform: Transform | None = None
    values: Mapping[int, Value] | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Values and targets."""
        return (*self.actuals, *self.goals)

    def quantity(self, claim: Claim) -> Quantity | None:
        """What is drawn of a claim of this track; None where nothing can be computed."""
        return claim.quantity if self.values is None else self.values[claim.order].quantity

    def value(self, claim: Claim) -> Value | None:
        """What became of a claim; None where nothing is transformed."""
        return None if self.values is None else self.values[claim.order]

    @property
    def size(self) -> Fraction:
        """The largest value drawn, without its sign; targets count only where there is nothing else."""
        for cells in (self.actuals, self.goals):
            found = [abs(q.value) for cell in cells if (q := self.quantity(cell.best))]
            if found:
                return max(found)
        return Fraction(0)

    @property
    def times(self) -> list[str]:
        """The periods of the values drawn, in time order."""
        return [cell.best.time_period for cell in self.actuals if self.quantity(cell.best)]


def tracks(catalogue: Catalogue, view: View) -> list[Track]:
    """The tracks of a view that say anything at all: indicator by indicator, area by area.

    Raises:
        KeyError: there is no such indicator.
    """
    found = []
    for name in view.indicators:
        indicator = catalogue.indicators[name]
        for area in view.areas:
            actuals = series.cells(catalogue, name, area, "actual", view.as_of)
            goals = series.cells(catalogue, name, area, "target", view.as_of)
            if actuals or goals:
                title = _name(catalogue, view, indicator, area)
                found.append(Track(indicator, area, title, tuple(actuals), tuple(goals)))
    return transformed(found, view.transform, view.base)


def transformed(found: Sequence[Track], transform: Transform | None, base: str | None) -> list[Track]:
    """The tracks with what the transform makes of their claims; an index without a base gets one for all."""
    if transform is None:
        return list(found)
    if transform == "index" and base is None:
        base = transforms.first_base([track.actuals for track in found])
    return [
        replace(
            track,
            transform=transform,
            values={
                value.claim.order: value
                for value in transforms.values(track.indicator, track.actuals, track.goals, transform, base)
            },
        )
        for track in found
    ]


def base_of(found: Sequence[Track]) -> str | None:
    """The one base period of an index or of growth; None where the lines have several or none."""
    if not found or found[0].transform not in ("index", "cagr"):
        return None
    values = [value for track in found for value in (track.values or {}).values()]
    bases = {value.base.time_period for value in values if value.base and value.quantity}
    return bases.pop() if len(bases) == 1 else None


def ends(found: Sequence[Track]) -> tuple[str, str] | None:
    """The two periods of a slope: those that most tracks have with nothing in between that forbids a line, farthest apart.

    The main track always has them; None where it has no two values that a line may join.
    """
    if not found:
        return None
    pairs: dict[tuple[str, str], int] = {}
    for n, track in enumerate(found):
        for run in series.runs(track.indicator, track.actuals):
            there = [cell.best.time_period for cell in run if track.quantity(cell.best)]
            for i, first in enumerate(there):
                for last in there[i + 1 :]:
                    if n == 0 or (first, last) in pairs:
                        pairs[first, last] = pairs.get((first, last), 0) + 1
    if not pairs:
        return None
    return max(pairs, key=lambda pair: (pairs[pair], (periods.end(pair[1]) - periods.end(pair[0])).days))


def between(found: Iterable[Track], pair: tuple[str, str]) -> list[Track]:
    """The tracks that have both periods, with these two values only and without targets."""
    kept = []
    for track in found:
        two = tuple(
            cell for cell in track.actuals if cell.best.time_period in pair and track.quantity(cell.best)
        )
        if len(two) == 2 and len(series.runs(track.indicator, two)) == 1:
            kept.append(replace(track, actuals=two, goals=()))
    return kept


def _name(catalogue: Catalogue, view: View, indicator: Indicator, area: str) -> str:
    known = catalogue.areas.get(area)
    place, title = known.title(view.lang) if known else area, indicator.short_title(view.lang)
    if len(view.indicators) == 1:
        return place
    return title if len(view.areas) == 1 else f"{place} {title}"

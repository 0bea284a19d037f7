"""Areas in order of one indicator in one period, and what belongs beside them.

Only values of the very same period and only areas of one level are ranked, each place a range (see `order.py`). The nation, regions,
other levels and values of other dates are handed over beside the order, never in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from indicators import periods, quantity, series
from indicators.model import Break, Catalogue, Indicator
from indicators.quantity import Quantity, Refusal
from indicators.ranking.levels import RANKED, Level, level
from indicators.ranking.order import Place, cuts, places
from indicators.series import Cell

#: units in which a city and its country can be set against each other by subtraction; others by division
_LEVELLED = ("percent", "percentage_points", "per_10k", "piece_per_10k", "index", "year")


@dataclass(frozen=True, slots=True)
class Entry:
    """A ranked area. `tied`: it shares its places only with numbers that are printed equal."""

    cell: Cell
    place: Place
    tied: bool = False

    @property
    def area(self) -> str:
        """Its area's id."""
        return self.cell.best.ref_area


@dataclass(frozen=True, slots=True)
class Ranking:
    """Areas in order, and what belongs beside them.

    Attributes:
        indicator: what is compared.
        time_period: when.
        area: the area spoken of, whether or not it has a value.
        level: the level of the areas ranked; None where none is there.
        entries: the ranked areas, first place first.
        groups: the same entries, cut where the order is certain: everything in a group stands before all later groups,
            inside a group not every two can be told apart.
        nation: the country's value of the same period.
        regions: values of regions in the same period; not ranked, since they hold other areas.
        other_levels: values of the same period whose areas are of another level.
        earlier: for areas without the period the latest value before it that a line may join with it. Another date.
        without: areas that have only later values, another kind of period, or values before a break of definition.
        broken: the areas among them whose earlier value lies before a break, with that break.
    """

    indicator: Indicator
    time_period: str
    area: str
    level: Level | None = None
    entries: tuple[Entry, ...] = ()
    groups: tuple[tuple[Entry, ...], ...] = ()
    nation: Cell | None = None
    regions: tuple[Cell, ...] = ()
    other_levels: tuple[Cell, ...] = ()
    earlier: tuple[Cell, ...] = ()
    without: tuple[Cell, ...] = ()
    broken: tuple[tuple[Cell, Break], ...] = ()

    @property
    def own(self) -> tuple[Cell, ...]:
        """Every value of the period itself: ranked, the nation, regions, other levels."""
        nation = (self.nation,) if self.nation else ()
        return (*(entry.cell for entry in self.entries), *nation, *self.regions, *self.other_levels)

    @property
    def entry(self) -> Entry | None:
        """The area spoken of, where it is ranked."""
        return next((entry for entry in self.entries if entry.area == self.area), None)


@dataclass(frozen=True, slots=True)
class Against:
    """A value against the nation's of the same period: their difference, or the share of it in per cent."""

    kind: Literal["points", "difference", "share"]
    result: Quantity | Refusal


def smallest_first(indicator: Indicator) -> bool:
    """Whether the smallest value is the first: first place in a ranking, and what had better fall."""
    return indicator.unit == "rank" or indicator.direction == "down"


def ordered(indicator: Indicator, cells: Sequence[Cell]) -> tuple[Entry, ...]:
    """The cells as entries, listed by their printed numbers, first place first.

    Whatever surely stands before another is listed before it. Where that is not sure the printed number decides about the
    line, as it does about the dot in a chart; what is known of the order is the range of places alone.
    """
    down = smallest_first(indicator)
    found = places([cell.best.quantity for cell in cells], smallest_first=down)
    equal = Counter(cell.best.quantity.value for cell in cells if cell.best.quantity.exact)
    entries = []
    for cell, place in zip(cells, found, strict=True):
        q = cell.best.quantity
        tied = q.exact and 1 < equal[q.value] == place.last - place.first + 1
        entries.append(Entry(cell, place, tied))
    sign = 1 if down else -1
    return tuple(
        sorted(
            entries,
            key=lambda e: (sign * e.cell.best.quantity.value, e.place.first, e.place.last, e.area),
        )
    )


def instead(ranking: Ranking, entry: Entry, other: Quantity) -> Place:
    """The place that an entry would have with another value: what a source that contradicts the one shown would mean."""
    values = [other if each is entry else each.cell.best.quantity for each in ranking.entries]
    return places(values, smallest_first=smallest_first(ranking.indicator))[ranking.entries.index(entry)]


def whichever(ranking: Ranking, entry: Entry) -> Place:
    """The places that an entry may have whichever of the sources that contradict each other about it is right."""
    found = [entry.place, *(instead(ranking, entry, claim.quantity) for claim in entry.cell.conflicting)]
    return Place(min(place.first for place in found), max(place.last for place in found))


def side(cell: Cell, other: Cell) -> Literal["above", "below", "equal"] | None:
    """On which side of another cell's value a cell's surely lies, whichever source is right; None where that is not sure."""
    found = set()
    for mine in (cell.best, *cell.conflicting):
        for its in (other.best, *other.conflicting):
            q, r = mine.quantity, its.quantity
            place = places([q, r])[0]
            same = q.exact and r.exact and q.value == r.value
            found.add("equal" if same else {(1, 1): "above", (2, 2): "below"}.get((place.first, place.last)))
    return found.pop() if len(found) == 1 else None  # type: ignore[return-value]


def rank(
    catalogue: Catalogue,
    indicator_id: str,
    time_period: str,
    area: str,
    *,
    wanted: str | None = None,
    as_of: date | None = None,
) -> Ranking:
    """The areas with a value of `time_period` in order, and the others beside them.

    Args:
        catalogue: where to look.
        indicator_id: the indicator.
        time_period: the period.
        area: the area spoken of. Its level is the one ranked where two or more areas have it, else the most frequent one.
        wanted: rank this level, where the period has it.
        as_of: as known on that day.

    Raises:
        KeyError: there is no such indicator.
    """
    indicator = catalogue.indicators[indicator_id]
    by_area: dict[str, list[Cell]] = defaultdict(list)
    for cell in series.cells(catalogue, indicator_id, as_of=as_of):
        by_area[cell.best.ref_area].append(cell)
    own: dict[str, Cell] = {}
    earlier, without, broken = [], [], []
    for name, cells in by_area.items():
        same = next((cell for cell in cells if cell.best.time_period == time_period), None)
        if same:
            own[name] = same
            continue
        before = _before(cells, time_period)
        between = before and series.break_between(
            indicator, before.best, replace(before.best, time_period=time_period)
        )
        if before and not between:
            earlier.append(before)
        else:
            without.append(cells[-1])
        if before and between:
            broken.append((before, between))
    levels = {name: level(name, catalogue) for name in own}
    chosen = _chosen(levels, area, wanted)
    entries = ordered(indicator, [cell for name, cell in own.items() if levels[name] == chosen])
    return Ranking(
        indicator,
        time_period,
        area,
        chosen,
        entries,
        tuple(entries[start:end] for start, end in pairwise((0, *cuts([each.place for each in entries])))),
        nation=next((cell for name, cell in own.items() if levels[name] == "nation"), None),
        regions=_sorted(indicator, [cell for name, cell in own.items() if levels[name] == "region"]),
        other_levels=_sorted(
            indicator,
            [cell for name, cell in own.items() if levels[name] in RANKED and levels[name] != chosen],
        ),
        earlier=tuple(sorted(_sorted(indicator, earlier), key=lambda cell: _age(cell, time_period))),
        without=tuple(without),
        broken=tuple(broken),
    )


def _sorted(indicator: Indicator, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells that are not ranked, in the order of the ranking."""
    return tuple(entry.cell for entry in ordered(indicator, cells))


def _age(cell: Cell, time_period: str) -> int:
    """How many days before the period's end a value's period ended."""
    return (periods.end(time_period) - periods.end(cell.best.time_period)).days


def against(indicator: Indicator, cell: Cell, nation: Cell | None) -> Against | None:
    """A value of a period against the nation's: subtracted where the two are of one size (shares, rates, per head).

    A count or an amount of money of the whole country holds the area's own: of it the share is told. None for the nation
    itself, for ranks (a country has none in itself), and where the nation has no value of the very same period.
    """
    if nation is None or cell.best.ref_area == nation.best.ref_area or indicator.unit == "rank":
        return None
    if cell.best.time_period != nation.best.time_period:
        return None
    mine, its = cell.best.quantity, nation.best.quantity
    if indicator.unit in _LEVELLED:
        kind = series.change_kind(indicator)
        return Against("points" if kind == "points" else "difference", quantity.difference(mine, its))
    share = quantity.ratio(mine, its)
    return Against("share", share if isinstance(share, Refusal) else share.scaled(-2))


def _before(cells: Sequence[Cell], time_period: str) -> Cell | None:
    """The last of an area's cells that ends by the period's end and that a line may join with it (see `series.runs`)."""
    end = periods.end(time_period)
    ranges = periods.span(time_period) == "range"
    for cell in reversed(cells):
        other = cell.best.time_period
        if periods.end(other) > end or (periods.span(other) == "range") != ranges:
            continue
        if not ranges or periods.years_between(other, time_period) is not None:
            return cell
    return None


def _chosen(levels: dict[str, Level], area: str, wanted: str | None) -> Level | None:
    """The level that is ranked: the one wanted, that of the area spoken of if it is not alone in it, the most frequent."""
    among = Counter(each for each in levels.values() if each in RANKED)
    if asked := next((each for each in among if each == wanted), None):
        return asked
    own = levels.get(area)
    if own is not None and among[own] > 1:
        return own
    return max(among, key=lambda each: (among[each], each == own, -RANKED.index(each)), default=None)

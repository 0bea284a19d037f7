"""Changes: from one cell to a later one of the same area, in the indicator's own terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from indicators import periods, quantity
from indicators.model import Indicator
from indicators.quantity import Quantity, Refusal
from indicators.series.cells import Cell
from indicators.series.lines import break_between, runs

#: In which terms a change or a distance is said: percentage points, per cent, or a plain difference.
ChangeKind = Literal["points", "percent", "difference"]

_POINTS = ("percent", "percentage_points")
_DIFFERENCES = ("year", "rank", "index")


@dataclass(frozen=True, slots=True)
class Change:
    """What changed from `earlier` to `later`. `kind` says in which terms: points are percentage points."""

    kind: ChangeKind
    earlier: Cell
    later: Cell
    result: Quantity | Refusal


def change_kind(indicator: Indicator) -> ChangeKind:
    """In which terms a change is said: percentage points for shares and rates, per cent for amounts and counts."""
    if indicator.unit in _POINTS:
        return "points"
    return "difference" if indicator.unit in _DIFFERENCES else "percent"


def previous(indicator: Indicator, cells_: Sequence[Cell], cell: Cell) -> Cell | None:
    """The latest earlier cell of one area that `cell` may be compared with: same kind of period, whole years apart."""
    for earlier in reversed(cells_):
        years = periods.years_between(earlier.best.time_period, cell.best.time_period)
        if years is not None and years > 0:
            return None if break_between(indicator, earlier.best, cell.best) else earlier
    return None


def change(indicator: Indicator, earlier: Cell, later: Cell) -> Change:
    """The change between two cells of one area, in the indicator's own terms."""
    kind = change_kind(indicator)
    old, new = earlier.best.quantity, later.best.quantity
    result = quantity.percent_change(old, new) if kind == "percent" else quantity.difference(new, old)
    return Change(kind, earlier, later, result)


def cagr(earlier: Cell, later: Cell) -> Quantity | Refusal:
    """Compound annual growth in per cent a year between two cells whole years apart."""
    years = periods.years_between(earlier.best.time_period, later.best.time_period)
    return quantity.cagr(earlier.best.quantity, later.best.quantity, years or 0)


def indexed(
    indicator: Indicator, cells_: Sequence[Cell], base_period: str
) -> list[tuple[Cell, Quantity | Refusal]]:
    """Each cell of one area as an index with `base_period` = 100; cells beyond a break are left out.

    Raises:
        KeyError: no cell has that period.
    """
    base = next((cell for cell in cells_ if cell.best.time_period == base_period), None)
    if base is None:
        raise KeyError(base_period)
    line = next(line for line in runs(indicator, cells_) if base in line)
    return [(cell, quantity.index(base.best.quantity, cell.best.quantity)) for cell in line]


def year_on_year(indicator: Indicator, cells_: Sequence[Cell]) -> list[Change]:
    """The change to each cell of one area from the one exactly a year before, where both exist."""
    changes = []
    for cell in cells_:
        earlier = previous(indicator, cells_, cell)
        if earlier and periods.years_between(earlier.best.time_period, cell.best.time_period) == 1:
            changes.append(change(indicator, earlier, cell))
    return changes

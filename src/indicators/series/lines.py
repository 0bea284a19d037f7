"""Lines: which cells of one area may be joined."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import periods
from indicators.claims import Claim
from indicators.model import Break, Indicator
from indicators.series.cells import Cell


def break_between(indicator: Indicator, earlier: Claim, later: Claim) -> Break | None:
    """The break of definition that lies between two claims of one area; None where they may be compared."""
    for broken in indicator.breaks:
        if broken.ref_area in (None, later.ref_area):
            start = periods.bounds(broken.time_period)[0]
            if periods.end(earlier.time_period) < start <= periods.end(later.time_period):
                return broken
    return None


def runs(indicator: Indicator, cells_: Sequence[Cell]) -> list[list[Cell]]:
    """Cells of one area that a line may join: nothing across a break, part-year sums only with their like.

    Stocks and full years share a line (a month's stock and a year's end are the same thing at different times);
    ranges are joined only with ranges of the same season and length.
    """
    lines: list[list[Cell]] = []
    open_lines: dict[tuple[object, ...], list[Cell]] = {}
    for cell in cells_:
        season = _season(cell.best.time_period)
        line = open_lines.get(season)
        if line is None or break_between(indicator, line[-1].best, cell.best):
            line = []
            lines.append(line)
            open_lines[season] = line
        line.append(cell)
    return lines


def _season(period: str) -> tuple[object, ...]:
    if periods.span(period) != "range":
        return ("point",)
    start, end = periods.bounds(period)
    return ("range", start.month, start.day, end.month, end.year - start.year)

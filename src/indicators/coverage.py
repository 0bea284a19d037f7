"""How strong the evidence for every indicator and year is: the catalogue as a matrix, its empty cells with their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, get_args

from indicators import periods, series
from indicators.absence import (
    Absence,
    Gap,
    Reason,
    Staleness,
    View,
    absence,
    expected,
    gaps,
    staleness,
    usual_delay,
    view,
)
from indicators.model import Catalogue, Indicator
from indicators.series import Cell, Claim

__all__ = [
    "STRENGTHS",
    "Absence",
    "Gap",
    "Matrix",
    "Reason",
    "Row",
    "Staleness",
    "Strength",
    "Year",
    "absence",
    "amount",
    "expected",
    "gaps",
    "matrix",
    "staleness",
    "strength",
    "usual_delay",
]

#: How strong the evidence for a year is, weakest first. What is only planned is no evidence of what happened; a part of
#: the year, a figure dated only by its source and a forecast are weak; a derived value is as good as its parents, but no
#: source prints it; then one source, press or copy before an official page; then several. The last two are the same
#: *amount* of evidence: whether sources agree is another question than how many there are.
Strength = Literal["none", "target", "partial", "derived", "single", "primary", "agreeing", "conflicting"]
STRENGTHS: tuple[Strength, ...] = get_args(Strength)

#: A matrix looks back no further: a slip such as 0202 must not make two thousand columns.
MOST_YEARS = 40


@dataclass(frozen=True, slots=True)
class Year:
    """One indicator in one area and year.

    `shown` is the cell that stands for the year: the whole year's, else its latest part, else the target. `disputed`:
    sources contradict each other in any cell of the year. `absence` is there exactly when nothing is said about what
    happened, that is for `none` and `target`.
    """

    year: int
    strength: Strength
    shown: Cell | None = None
    disputed: bool = False
    absence: Absence | None = None

    @property
    def covered(self) -> bool:
        """Whether there is any evidence of what happened."""
        return amount(self.strength) >= amount("partial")


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator's years, one for each column of the matrix, and whether its series ends too early."""

    indicator: Indicator
    years: tuple[Year, ...]
    stale: Staleness | None = None

    @property
    def covered(self) -> int:
        """How many years have evidence."""
        return sum(year.covered for year in self.years)


@dataclass(frozen=True)
class Matrix:
    """Indicators × years of one area, in file order. `without` are the indicators that say nothing about the area.

    `earlier` counts the indicators that have claims before the first column as well.
    """

    area: str
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    without: tuple[Indicator, ...] = ()
    earlier: int = 0

    @cached_property
    def cells(self) -> tuple[Year, ...]:
        """All years of all rows."""
        return tuple(year for row in self.rows for year in row.years)

    def covered(self, column: int) -> int:
        """How many indicators have evidence for the year of a column."""
        return sum(row.years[column].covered for row in self.rows)


def amount(strength: Strength) -> int:
    """How much evidence there is, for comparing: several sources count alike whether they agree or not."""
    return STRENGTHS.index("agreeing" if strength == "conflicting" else strength)


def matrix(
    catalogue: Catalogue, area: str, as_of: date | None, today: date, theme: str | None = None
) -> Matrix:
    """Every indicator of an area against every year: the strength of the evidence, or the reason why there is none.

    Columns run from the first year with a claim to last year; later ones stand there when something is said about them. They
    are the same for every theme. A claim about a part of a year, a day or several years counts, weakly, in the year of its
    end.

    Args:
        catalogue: where to look.
        area: the area.
        as_of: as known on that day.
        today: the reader's day.
        theme: only indicators of this theme.
    """
    told = {
        name: (
            series.cells(catalogue, name, area, as_of=as_of),
            series.cells(catalogue, name, area, kind="target", as_of=as_of),
        )
        for name in catalogue.indicators
    }
    members = [indicator for indicator in catalogue.indicators.values() if theme in (None, indicator.theme)]
    said = {_ending(cell) for pair in told.values() for cells in pair for cell in cells}
    if not said:
        return Matrix(area, (), (), tuple(members))
    first = max(min(said), today.year - MOST_YEARS)
    columns = (*range(first, today.year), *sorted(year for year in said if year >= today.year))
    rows: list[Row] = []
    for indicator in members:
        actuals, goals = told[indicator.id]
        if actuals or goals:
            seen = view(catalogue, indicator, area, today, as_of)
            years = tuple(_year(seen, year, actuals, goals) for year in columns)
            rows.append(Row(indicator, years, seen.stale(actuals)))
    shown = {row.indicator.id for row in rows}
    without = tuple(indicator for indicator in members if indicator.id not in shown)
    earlier = sum(any(_ending(cell) < first for cells in told[name] for cell in cells) for name in shown)
    return Matrix(area, columns, tuple(rows), without, earlier)


def strength(claims: Iterable[Claim], *, disputed: bool = False) -> Strength:
    """How strong the evidence is that `claims`, all about one area and ending in one year, make up together.

    A source counts once, however often it speaks. Whether one source copied another is not known, so two copies of one
    article count as two sources.

    Args:
        claims: the claims.
        disputed: whether they contradict each other.
    """
    found: Strength = "none"
    printed: set[str] = set()
    for claim in claims:
        alone = _alone(claim)
        found = max(found, alone, key=STRENGTHS.index)
        if alone in ("single", "primary") and claim.observation:
            printed.add(claim.observation.source)
    if len(printed) > 1:
        return "conflicting" if disputed else "agreeing"
    return found


def _alone(claim: Claim) -> Strength:
    """The strength of one claim by itself."""
    if claim.kind == "target":
        return "target"
    said = claim.observation
    vague = said is not None and (not said.period_stated or said.obs_status == "F")
    if vague or not periods.is_full_year(claim.time_period):
        return "partial"
    if said is None:
        return "derived"
    return "primary" if claim.source and claim.source.reliability == "primary" else "single"


def _year(seen: View, year: int, actuals: Sequence[Cell], goals: Sequence[Cell]) -> Year:
    said = [cell for cell in actuals if _ending(cell) == year]
    planned = [cell for cell in goals if _ending(cell) == year]
    disputed = any(cell.conflicting for cell in (*said, *planned))
    if said:
        whole = next((cell for cell in said if periods.is_full_year(cell.best.time_period)), None)
        claims = (claim for cell in said for claim in cell.claims)
        found = strength(claims, disputed=whole is not None and bool(whole.conflicting))
        return Year(year, found, whole or said[-1], disputed)
    empty = seen.absence(f"{year:04}")
    if planned:
        return Year(year, "target", planned[-1], disputed, empty)
    return Year(year, "none", absence=empty)


def _ending(cell: Cell) -> int:
    """The year in which the cell's period ends."""
    return periods.end(cell.best.time_period).year

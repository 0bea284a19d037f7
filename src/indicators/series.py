"""Claims in time order: which value is shown for a cell and why, what changed, how far a target is.

A *cell* is one indicator in one area and period, actual or target. Several sources may make claims about it; the
best one is shown, by a named rule, and the others stay beside it: those that agree and those that conflict.
Nothing is interpolated, and nothing is compared across a break of definition or between part-year and full-year sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from indicators import periods, quantity
from indicators.claims import Claim, claims_of, compute, parent_claims
from indicators.model import Break, Catalogue, Indicator
from indicators.quantity import Quantity, Refusal, Verdict

__all__ = [
    "Cell",
    "Change",
    "Claim",
    "Gap",
    "Rule",
    "areas",
    "best",
    "break_between",
    "cagr",
    "cells",
    "change",
    "change_kind",
    "claims_of",
    "compute",
    "conflicts",
    "gap",
    "indexed",
    "parent_claims",
    "previous",
    "runs",
    "scaled",
    "year_on_year",
]

#: Why a claim is the one shown. The words stand in the message catalogue under `rule.…`.
Rule = Literal[
    "only", "chosen_printed", "status", "latest_target", "reliability", "exactness", "latest", "file_order"
]

_STATUS = {None: 0, "A": 0, "B": 0, "P": 1, "E": 2, "I": 2, "F": 3, "M": 4}
_RELIABILITY = {"primary": 0, "press": 1, "repost": 2}
_POINTS = ("percent", "percentage_points")
_DIFFERENCES = ("year", "rank", "index")


@dataclass(frozen=True, slots=True)
class Cell:
    """One area and period: the claim shown, the rule that chose it, and what else is said."""

    best: Claim
    rule: Rule
    agreeing: tuple[Claim, ...] = ()
    conflicting: tuple[Claim, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims of the cell, the one shown first."""
        return (self.best, *self.agreeing, *self.conflicting)


@dataclass(frozen=True, slots=True)
class Change:
    """What changed from `earlier` to `later`. `kind` says in which terms: points are percentage points."""

    kind: Literal["points", "percent", "difference"]
    earlier: Cell
    later: Cell
    result: Quantity | Refusal


@dataclass(frozen=True, slots=True)
class Gap:
    """A target against what is known. `actual` is the value of the target's own period, else the latest before it.

    Only a value of the target's own period (`same_period`) decides; until then the verdict is `cannot_tell`, and
    `reached` says whether an earlier value already lies where the target does: a stock will hardly fall again, a rate
    of growth may. `missing` = target − actual.
    """

    target: Cell
    actual: Cell | None
    same_period: bool
    verdict: Verdict
    missing: Quantity | Refusal | None
    reached: bool = False


# ------------------------------------------------------------------------------------------------ cells


def cells(
    catalogue: Catalogue,
    indicator_id: str,
    ref_area: str | None = None,
    kind: Literal["actual", "target"] = "actual",
    as_of: date | None = None,
) -> list[Cell]:
    """The indicator's cells in time order (by area first where several are asked for).

    Args:
        catalogue: where to look.
        indicator_id: the indicator.
        ref_area: one area; all when absent, in order of first appearance.
        kind: `actual` (with derived values) or `target`.
        as_of: as known on that day.

    Raises:
        KeyError: there is no such indicator.
    """
    grouped: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    areas: dict[str, int] = {}
    for claim in claims_of(catalogue, indicator_id, as_of):
        if (claim.kind == "target") == (kind == "target") and ref_area in (None, claim.ref_area):
            areas.setdefault(claim.ref_area, len(areas))
            grouped[claim.ref_area, claim.time_period].append(claim)
    order = sorted(
        grouped, key=lambda cell: (areas[cell[0]], periods.end(cell[1]), periods.bounds(cell[1])[0])
    )
    return [best(grouped[cell]) for cell in order]


def areas(catalogue: Catalogue, indicator_id: str, as_of: date | None = None) -> list[str]:
    """Areas that have a claim about the indicator, most claims first."""
    count: dict[str, int] = defaultdict(int)
    for claim in claims_of(catalogue, indicator_id, as_of):
        count[claim.ref_area] += 1
    return sorted(count, key=lambda area: -count[area])


def best(claims: Sequence[Claim]) -> Cell:
    """The cell that `claims` (at least one, all about one area and period) make up.

    The order: printed before derived; final before provisional, estimated, forecast; among targets the latest, since
    a new target replaces an old one; the more reliable source (primary, press, repost); among the claims that agree
    with the one found so far and are as final, the most exact; the later published; the file's order.
    """
    ranked = sorted(claims, key=_rank)
    leader = ranked[0]
    shown = leader
    rule: Rule = "only"
    if len(ranked) > 1:
        rule = _deciding(ranked[0], ranked[1])
        peers = [
            claim
            for claim in ranked
            if _rank(claim)[:2] == _rank(leader)[:2] and quantity.agree(claim.quantity, leader.quantity)
        ]
        if leader.kind != "target":
            shown = max(peers, key=lambda claim: (quantity.exactness(claim.quantity), -ranked.index(claim)))
            if shown is not leader:
                rule = "exactness"
    others = [claim for claim in ranked if claim is not shown]
    agreeing = tuple(claim for claim in others if quantity.agree(claim.quantity, shown.quantity))
    conflicting = tuple(claim for claim in others if not quantity.agree(claim.quantity, shown.quantity))
    return Cell(shown, rule, agreeing, conflicting)


def _rank(claim: Claim) -> tuple[int, ...]:
    status = claim.observation.obs_status if claim.observation else None
    reliability = _RELIABILITY[claim.source.reliability] if claim.source else 3
    published = claim.known.toordinal() if claim.known else 0
    latest_target = -published if claim.kind == "target" else 0
    return (
        int(claim.kind == "derived"),
        _STATUS[status],
        latest_target,
        reliability,
        -published,
        claim.order,
    )


def _deciding(first: Claim, second: Claim) -> Rule:
    rules: tuple[Rule, ...] = (
        "chosen_printed",
        "status",
        "latest_target",
        "reliability",
        "latest",
        "file_order",
    )
    return next(rule for rule, a, b in zip(rules, _rank(first), _rank(second), strict=True) if a != b)


# ------------------------------------------------------------------------------------------------ lines and breaks


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


# ------------------------------------------------------------------------------------------------ change


def change_kind(indicator: Indicator) -> Literal["points", "percent", "difference"]:
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


# ------------------------------------------------------------------------------------------------ targets


def gap(indicator: Indicator, target: Cell, actuals: Sequence[Cell]) -> Gap:
    """A target against the actual values of its area (in time order)."""
    goal = target.best
    due = periods.end(goal.time_period)
    alike = [
        cell
        for cell in actuals
        if periods.end(cell.best.time_period) <= due
        and (periods.span(cell.best.time_period) == "range") == (periods.span(goal.time_period) == "range")
        and not break_between(indicator, cell.best, goal)
    ]
    if not alike:
        return Gap(target, None, False, "cannot_tell", None)
    same = next((cell for cell in alike if cell.best.time_period == goal.time_period), None)
    if same is None and periods.end(alike[-1].best.time_period) == due:
        same = alike[-1]  # a stock counted on the last day of the target's period
    actual = same or alike[-1]
    found = quantity.verdict(actual.best.quantity, goal.quantity, indicator.direction)
    missing = quantity.difference(goal.quantity, actual.best.quantity)
    if same:
        return Gap(target, actual, True, found, missing)
    return Gap(target, actual, False, "cannot_tell", missing, reached=found == "met")


# ------------------------------------------------------------------------------------------------ whole catalogue


def conflicts(catalogue: Catalogue, as_of: date | None = None) -> list[Cell]:
    """Every cell, actual or target, whose claims disagree, in file order."""
    kinds: tuple[Literal["actual", "target"], ...] = ("actual", "target")
    return [
        cell
        for name in catalogue.indicators
        for kind in kinds
        for cell in cells(catalogue, name, kind=kind, as_of=as_of)
        if cell.conflicting
    ]


def scaled(value: Quantity, unit_mult: int) -> Fraction:
    """The number of a quantity in units of 10**unit_mult, for drawing."""
    return value.value / Fraction(10) ** unit_mult

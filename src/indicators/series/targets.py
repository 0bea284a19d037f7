"""Targets against what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import periods, quantity
from indicators.model import Indicator
from indicators.quantity import Quantity, Refusal, Verdict
from indicators.series.cells import Cell
from indicators.series.lines import break_between


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

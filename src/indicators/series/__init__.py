"""Claims in time order: which value is shown for a cell and why, what changed, how far a target is.

A *cell* is one indicator in one area and period, actual or target. Several sources may make claims about it; the
best one is shown, by a named rule, and the others stay beside it: those that agree and those that conflict.
Nothing is interpolated, and nothing is compared across a break of definition or between part-year and full-year sums.
"""

from indicators.claims import Claim, claims_of, compute, parent_claims, scaled
from indicators.series.cells import Cell, Rule, areas, best, cells, conflicts
from indicators.series.changes import (
    Change,
    ChangeKind,
    cagr,
    change,
    change_kind,
    indexed,
    previous,
    year_on_year,
)
from indicators.series.lines import break_between, runs
from indicators.series.targets import Gap, gap

__all__ = [
    "Cell",
    "Change",
    "ChangeKind",
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

"""What may be drawn instead of the values themselves: changes, growth, an index.

| transform | of a value and its base | the base |
|---|---|---|
| `change` | value − base, in the unit | the year before |
| `percent` | (value ÷ base − 1) × 100 % | the year before |
| `points` | value − base, in percentage points | the year before |
| `cagr` | (value ÷ base) ^ (1 ÷ years) − 1, in per cent a year | the base period, else the earliest comparable value |
| `index` | value ÷ base × 100 | the base period |

Every result is interval arithmetic (`quantity`) and keeps the claims that it was made from. Nothing is computed across a break of
definition, nor between part of a year and a full one; what cannot be computed comes back with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

from indicators import periods, quantity, series
from indicators.model import Indicator
from indicators.quantity import Quantity, Refusal
from indicators.series import Cell, Claim

Transform: TypeAlias = Literal["change", "percent", "points", "cagr", "index"]
TRANSFORMS: tuple[Transform, ...] = get_args(Transform)
YEARLY: tuple[Transform, ...] = ("change", "percent", "points")

#: Why an indicator has no such transform.
Unfit: TypeAlias = Literal["share_change", "share_percent", "share_growth", "no_ratio", "no_share"]
#: Why a logarithmic axis would mislead.
NoLog: TypeAlias = Literal["log_unit", "log_transform", "log_positive", "log_span"]
#: Why there is nothing to compute with; `is_base` is the base itself, `target` a target beside yearly changes.
Reason: TypeAlias = Literal[
    "no_year_before", "no_base", "other_season", "break", "is_base", "before_base", "target"
]

_SHARES = ("percent", "percentage_points")
_ORDINAL = (
    "rank",
    "year",
    "index",
)  # places, years in a row, scores: their distances mean something, their ratios do not


@dataclass(frozen=True, slots=True)
class Lacking:
    """There is nothing to compute with; `earlier` is the claim that could not be used, where there is one."""

    reason: Reason
    earlier: Claim | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """What became of a claim: the result in units (`change`), percentage points, per cent, or with the base at 100.

    `base` is the claim that it was set against, `years` the time between the two for `cagr`; `shown` says whether the claim is the
    one shown for its cell.
    """

    transform: Transform
    claim: Claim
    base: Claim | None
    result: Quantity | Refusal | Lacking
    years: int = 0
    shown: bool = True

    @property
    def quantity(self) -> Quantity | None:
        """The result where there is one."""
        return self.result if isinstance(self.result, Quantity) else None


# ------------------------------------------------------------------------------------------------ which


def unfit(indicator: Indicator, transform: Transform) -> Unfit | None:
    """Why the indicator has no such transform; None where it has.

    A share or a rate changes by percentage points, never by per cent of a per cent, and has no growth rate or index of its own
    that could not be mistaken for one of what it measures. Ranks, scores and years in a row have distances, but no ratios.
    """
    if indicator.unit in _SHARES:
        found: dict[Transform, Unfit] = {
            "change": "share_change",
            "percent": "share_percent",
            "cagr": "share_growth",
            "index": "share_growth",
        }
        return found.get(transform)
    if transform == "points":
        return "no_share"
    return "no_ratio" if indicator.unit in _ORDINAL and transform != "change" else None


def log_unfit(
    indicators: Sequence[Indicator], values: Sequence[Fraction], transform: Transform | None = None
) -> NoLog | None:
    """Why a logarithmic axis would mislead; None where it is honest.

    It shows equal ratios as equal distances: that needs amounts or counts (or an index of them), all above zero, and at least
    one order of magnitude between them; below that a line from zero shows more.
    """
    if any(indicator.unit in (*_SHARES, *_ORDINAL) for indicator in indicators):
        return "log_unit"
    if transform not in (None, "index"):
        return "log_transform"
    if not values or min(values) <= 0:
        return "log_positive"
    return None if max(values) >= 10 * min(values) else "log_span"


def base_periods(lines: Sequence[Sequence[Cell]]) -> dict[str, int]:
    """The periods that an index may start from, in time order, with the number of lines that have a value there.

    Args:
        lines: the actual cells of each line, in time order.
    """
    found: dict[str, int] = {}
    for cells in lines:
        for cell in cells:
            if _positive(cell.best.quantity):
                found[cell.best.time_period] = found.get(cell.best.time_period, 0) + 1
    return dict(sorted(found.items(), key=lambda item: (periods.end(item[0]), periods.bounds(item[0])[0])))


def first_base(lines: Sequence[Sequence[Cell]]) -> str | None:
    """The first period that all lines share, else as many as possible; the first line is the main one and always has it.

    Of these, periods with a number as printed and with something to set against them are preferred; then the earliest.
    """
    usable = base_periods(lines)
    hedged = {cell.best.time_period for cells in lines for cell in cells if not cell.best.quantity.exact}
    alone = {period for period in usable if not any(_has_company(period, cells) for cells in lines)}
    main = base_periods(lines[:1])
    order = list(usable)
    return min(
        usable,
        key=lambda period: (
            period not in main,
            -usable[period],
            period in alone,
            period in hedged,
            order.index(period),
        ),
        default=None,
    )


def _has_company(period: str, cells: Sequence[Cell]) -> bool:
    """Whether a line has the period and another one of the same sort."""
    span = periods.span(period) == "range"
    there = [cell.best.time_period for cell in cells]
    return period in there and any(
        other != period and (periods.span(other) == "range") == span for other in there
    )


def _positive(q: Quantity) -> bool:
    lowest = q.value if q.qualifier == "about" else q.lower
    return q.value > 0 and lowest is not None and lowest >= 0


# ------------------------------------------------------------------------------------------------ how


def values(
    indicator: Indicator,
    actuals: Sequence[Cell],
    goals: Sequence[Cell],
    transform: Transform,
    base: str | None = None,
) -> list[Value]:
    """What becomes of every claim of one indicator in one area, in the order of the cells, the claim shown first in each.

    Args:
        indicator: what is measured; `unfit` says whether the transform may be asked for.
        actuals: its actual cells in one area, in time order.
        goals: its targets there; set against the base of `cagr` and `index`, left out by the yearly changes.
        transform: which one.
        base: the base period of `cagr` and `index`; the earliest comparable value when absent.
    """
    found = []
    for cell in (*actuals, *goals):
        against = _base(indicator, actuals, cell, transform, base)
        found += [_value(transform, claim, against, shown=claim is cell.best) for claim in cell.claims]
    return found


def _base(
    indicator: Indicator, actuals: Sequence[Cell], cell: Cell, transform: Transform, base: str | None
) -> Cell | Lacking:
    """The cell that `cell` is set against."""
    if transform in YEARLY:
        if cell.best.kind == "target":
            return Lacking("target")
        return _year_before(indicator, actuals, cell)
    if base is None:
        return next(_earlier(indicator, actuals, cell, transform), Lacking("no_base"))
    against = next((other for other in actuals if other.best.time_period == base), None)
    if against is None:
        return Lacking("no_base")
    return _comparable(indicator, against, cell, transform) or against


def _year_before(indicator: Indicator, actuals: Sequence[Cell], cell: Cell) -> Cell | Lacking:
    for other in actuals:
        if periods.years_between(other.best.time_period, cell.best.time_period) == 1:
            broken = series.break_between(indicator, other.best, cell.best)
            return Lacking("break", other.best) if broken else other
    return Lacking("no_year_before")


def _earlier(
    indicator: Indicator, actuals: Sequence[Cell], cell: Cell, transform: Transform
) -> Iterator[Cell]:
    """The values that may serve as a base where none is named, from the earliest on."""
    for other in actuals:
        if not _positive(other.best.quantity):
            continue
        if other is cell or not _comparable(indicator, other, cell, transform):
            yield other


def _comparable(indicator: Indicator, base: Cell, cell: Cell, transform: Transform) -> Lacking | None:
    """Why the two may not be set against each other; None where they may, and for a cell and itself."""
    if base is cell:
        return None
    first, last = base.best, cell.best
    early, late = sorted((base, cell), key=lambda each: periods.end(each.best.time_period))
    if series.break_between(indicator, early.best, late.best):
        return Lacking("break", first)
    if transform == "index":
        joined = len(series.runs(indicator, (early, late))) == 1
        return None if joined else Lacking("other_season", first)
    years = periods.years_between(first.time_period, last.time_period)
    if years is None:
        return Lacking("other_season", first)
    return None if years > 0 else Lacking("before_base", first)


def _value(transform: Transform, claim: Claim, against: Cell | Lacking, *, shown: bool) -> Value:
    if isinstance(against, Lacking):
        return Value(transform, claim, None, against, shown=shown)
    base = against.best
    same = base.time_period == claim.time_period and claim.kind != "target"
    years = 0
    result: Quantity | Refusal | Lacking
    if transform in ("change", "points"):
        result = quantity.difference(claim.quantity, base.quantity)
    elif transform == "percent":
        result = quantity.percent_change(base.quantity, claim.quantity)
    elif transform == "index":
        result = _HUNDRED if same and shown else quantity.index(base.quantity, claim.quantity)
    elif same:
        result = Lacking("is_base")
    else:
        years = periods.years_between(base.time_period, claim.time_period) or 0
        result = quantity.cagr(base.quantity, claim.quantity, years)
    return Value(transform, claim, base, result, years, shown)


_HUNDRED = Quantity.printed("100")

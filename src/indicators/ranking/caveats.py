"""What must be known before areas are compared: where definitions, dates or the standing of figures differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from indicators import periods
from indicators.claims import Claim
from indicators.model import Break
from indicators.quantity import Quantity
from indicators.ranking.areas import Ranking
from indicators.series import Cell

Kind = Literal[
    "conflict",
    "redefined",
    "tentative",
    "derived",
    "unstated",
    "reliability",
    "about",
    "rounding",
    "levels",
    "dates",
    "kinds",
    "broken",
]

_TENTATIVE = ("E", "F", "I", "P")
_RELIABILITY = ("primary", "press", "repost")


@dataclass(frozen=True, slots=True)
class Caveat:
    """One thing to know, and the cells that it is about. `breaks` are those of definition, a `broken` one for each cell.

    `conflict`: sources contradict the value shown. `redefined`: the area counts something else since a break of its own.
    `tentative`: estimated, forecast, imputed or provisional. `derived`: computed, not printed. `unstated`: the source states no
    period. `reliability`: from a less reliable sort of source than others of the period. `about`: no guaranteed bounds.
    `rounding`: told apart only by digits that the other's source does not print. `levels`: areas of another level. `dates`:
    values of an earlier date. `kinds`: earlier values of another kind of period (a month's beside a year's). `broken`: values
    left out since the definition changed in between.
    """

    kind: Kind
    cells: tuple[Cell, ...]
    breaks: tuple[Break, ...] = ()


def caveats(ranking: Ranking) -> list[Caveat]:
    """Everything to know about a ranking, what weighs most first."""
    if not ranking.own:
        return []
    own, ranked = ranking.own, [entry.cell for entry in ranking.entries]
    span = periods.span(ranking.time_period)
    found = [
        Caveat("conflict", tuple(cell for cell in own if cell.conflicting)),
        _redefined(ranking),
        Caveat("tentative", tuple(cell for cell in own if _status(cell.best) in _TENTATIVE)),
        Caveat("derived", tuple(cell for cell in own if cell.best.kind == "derived")),
        Caveat("unstated", tuple(cell for cell in own if not _stated(cell.best))),
        Caveat("reliability", tuple(_less_reliable(own))),
        Caveat("about", tuple(cell for cell in ranked if cell.best.quantity.qualifier == "about")),
        Caveat("rounding", tuple(_rounded(ranked))),
        Caveat("levels", ranking.other_levels),
        Caveat("dates", ranking.earlier),
        Caveat("kinds", tuple(c for c in ranking.earlier if periods.span(c.best.time_period) != span)),
        Caveat(
            "broken",
            tuple(cell for cell, _ in ranking.broken),
            tuple(broken for _, broken in ranking.broken),
        ),
    ]
    return [caveat for caveat in found if caveat.cells]


def _redefined(ranking: Ranking) -> Caveat:
    """Areas whose own definition has changed by the period, while that of the others has not."""
    end = periods.end(ranking.time_period)
    found: dict[str, tuple[Cell, Break]] = {}
    for broken in ranking.indicator.breaks:
        for cell in ranking.own:
            if broken.ref_area == cell.best.ref_area and periods.bounds(broken.time_period)[0] <= end:
                found[broken.ref_area] = cell, broken
    if len(ranking.own) < 2:
        found = {}
    return Caveat(
        "redefined", tuple(cell for cell, _ in found.values()), tuple(each for _, each in found.values())
    )


def _status(claim: Claim) -> str | None:
    return claim.observation.obs_status if claim.observation else None


def _stated(claim: Claim) -> bool:
    return claim.observation is None or claim.observation.period_stated


def _less_reliable(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Cells whose value stands in a less reliable source than that of others; a computed one is as good as its worst part."""
    standing = {id(cell): _standing(cell.best) for cell in cells}
    best = min(standing.values(), default=0)
    return (cell for cell in cells if standing[id(cell)] > best)


def _standing(claim: Claim) -> int:
    sources = [part.source for part in (claim, *claim.parents) if part.source]
    return max((_RELIABILITY.index(source.reliability) for source in sources), default=0)


def _rounded(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Neighbours in order whose printed numbers differ by less than half of the last digit of the coarser one: 19 and 19.04."""
    near: dict[int, Cell] = {}
    exact = [cell for cell in cells if cell.best.quantity.exact]
    for one, other in pairwise(sorted(exact, key=lambda cell: cell.best.quantity.value)):
        if _same_when_rounded(one.best.quantity, other.best.quantity):
            near |= {id(one): one, id(other): other}
    return (cell for cell in cells if id(cell) in near)


def _same_when_rounded(a: Quantity, b: Quantity) -> bool:
    coarser = max(a.step or Fraction(0), b.step or Fraction(0))
    return 0 < abs(a.value - b.value) <= coarser / 2

"""Cells: the claims about one indicator, area and period, which of them is shown, and by which rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from indicators import periods, quantity
from indicators.claims import Claim, claims_of
from indicators.model import Catalogue, Choice, Indicator

#: Why a claim is the one shown. The words stand in `wording.labels`.
Rule = Literal[
    "only",
    "chosen",
    "chosen_printed",
    "status",
    "latest_target",
    "reliability",
    "exactness",
    "latest",
    "file_order",
]

_STATUS = {None: 0, "A": 0, "B": 0, "P": 1, "E": 2, "I": 2, "F": 3, "M": 4}
_RELIABILITY = {"primary": 0, "press": 1, "repost": 2}


@dataclass(frozen=True, slots=True)
class Cell:
    """One area and period: the claim shown, the rule that chose it, and what else is said.

    `choice` is the analyst's reasoned choice where one decided (the rule is then `chosen`).
    """

    best: Claim
    rule: Rule
    agreeing: tuple[Claim, ...] = ()
    conflicting: tuple[Claim, ...] = ()
    choice: Choice | None = None

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims of the cell, the one shown first."""
        return (self.best, *self.agreeing, *self.conflicting)

    @property
    def disputed(self) -> bool:
        """Whether any two claims of the cell cannot both be true, whichever of them is shown."""
        return bool(self.conflicting) or any(
            not quantity.agree(a.quantity, b.quantity) for a, b in combinations(self.agreeing, 2)
        )


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
        as_of: as known on that day: claims published and choices decided by then.

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
    chosen = _choices(catalogue.indicators[indicator_id], kind, as_of)
    return [best(grouped[cell], chosen.get(cell)) for cell in order]


def _choices(indicator: Indicator, kind: str, as_of: date | None) -> dict[tuple[str, str], Choice]:
    return {
        (choice.ref_area, choice.time_period): choice
        for choice in indicator.choices
        if choice.kind == kind and (as_of is None or periods.end(choice.decided) <= as_of)
    }


def areas(catalogue: Catalogue, indicator_id: str, as_of: date | None = None) -> list[str]:
    """Areas that have a claim about the indicator, most claims first."""
    count: dict[str, int] = defaultdict(int)
    for claim in claims_of(catalogue, indicator_id, as_of):
        count[claim.ref_area] += 1
    return sorted(count, key=lambda area: -count[area])


def best(claims: Sequence[Claim], choice: Choice | None = None) -> Cell:
    """The cell that `claims` (at least one, all about one area and period) make up.

    An analyst's choice goes before every rule, if its claim is among these. Else the order is: printed before derived;
    final before provisional, estimated, forecast; among targets the latest, since a new target replaces an old one; the
    more reliable source (primary, press, repost); among the claims that agree with the one found so far and are as final,
    the most exact; the later published; the file's order. No claim is ever dropped: the others agree or conflict with the
    one shown.
    """
    ranked = sorted(claims, key=_rank)
    shown, rule = _by_rule(ranked)
    if choice and (chosen := next((claim for claim in ranked if _is_chosen(claim, choice)), None)):
        shown, rule = chosen, "chosen"
    else:
        choice = None
    others = [claim for claim in ranked if claim is not shown]
    agreeing = tuple(claim for claim in others if quantity.agree(claim.quantity, shown.quantity))
    conflicting = tuple(claim for claim in others if not quantity.agree(claim.quantity, shown.quantity))
    return Cell(shown, rule, agreeing, conflicting, choice)


def conflicts(catalogue: Catalogue, as_of: date | None = None) -> list[Cell]:
    """Every cell, actual or target, of which two claims disagree, in file order."""
    kinds: tuple[Literal["actual", "target"], ...] = ("actual", "target")
    return [
        cell
        for name in catalogue.indicators
        for kind in kinds
        for cell in cells(catalogue, name, kind=kind, as_of=as_of)
        if cell.disputed
    ]


def _is_chosen(claim: Claim, choice: Choice) -> bool:
    if choice.source is None:
        return claim.derived is not None
    return claim.source is not None and claim.source.id == choice.source


def _by_rule(ranked: Sequence[Claim]) -> tuple[Claim, Rule]:
    leader = ranked[0]
    if len(ranked) == 1:
        return leader, "only"
    rule = _deciding(leader, ranked[1])
    if leader.kind == "target":
        return leader, rule
    peers = [
        claim
        for claim in ranked
        if _rank(claim)[:2] == _rank(leader)[:2] and quantity.agree(claim.quantity, leader.quantity)
    ]
    exact = max(peers, key=lambda claim: (quantity.exactness(claim.quantity), -ranked.index(claim)))
    return (leader, rule) if exact is leader else (exact, "exactness")


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

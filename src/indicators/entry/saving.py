"""A plan becomes the files: under the lock, on the files as they are then, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from indicators import store
from indicators.entry import disk
from indicators.entry.plans import Plan, claims_of, plan_on
from indicators.entry.refusals import Objections, Refused
from indicators.entry.steps import LISTS, ClaimId
from indicators.model import Catalogue, Observation
from indicators.problems import CatalogueError


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A cell that somebody else has changed: its claims when the plan was made, as they are now, as the plan has them."""

    claim: ClaimId
    before: tuple[Observation, ...]
    now: tuple[Observation, ...]
    yours: tuple[Observation, ...]


class ChangedMeanwhile(Refused):
    """Somebody else has changed the same figures since the plan was made; `cells` shows all three states of each."""

    def __init__(self, cells: Sequence[Meanwhile]) -> None:
        self.cells = tuple(cells)
        super().__init__(
            "changed_meanwhile", figures=", ".join(dict.fromkeys(one.claim.indicator for one in cells))
        )


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written. `plan` is the one that was carried out: made anew where other figures had changed meanwhile.

    `record` is what `keep` gave back for it.
    """

    plan: Plan
    record: object = None


#: Records a change that has just been written (in the history); called while the lock is held.
Keep = Callable[[Plan], object]


def save(
    plan: Plan, root: Path | None = None, keep: Keep | None = None, patience: float = disk.PATIENCE
) -> Saved:
    """Writes the plan to the files of `root` (the data folder when absent).

    Raises:
        Objections: something speaks against the plan, perhaps only since others have changed the files.
        ChangedMeanwhile: others have changed the very cells that it touches.
        Refused: the files cannot be written, or somebody else writes for too long; nothing has changed.
    """
    if not plan.allowed:
        raise Objections([problem for problem in plan.problems if problem.severity != "note"])
    folder = store.default_folder() if root is None else Path(root)
    with disk.locked(folder, patience):
        current = _current(plan, folder)
        disk.replace_all([(one.file, one.before, one.after) for one in current.files])
        return Saved(current, keep(current) if keep else None)


def _current(plan: Plan, folder: Path) -> Plan:
    """The plan, if need be made anew on the files as they are now."""
    try:
        contents = store.contents(folder)
    except CatalogueError as error:
        raise Objections(error.problems) from None
    for one in plan.files:
        if one.file not in contents:
            raise Refused("gone", file=one.file)
    if contents == plan.contents:
        return plan
    try:
        now = store.of(contents)
    except CatalogueError as error:
        raise Objections(error.problems) from None
    if clashes := _clashes(plan, now):
        raise ChangedMeanwhile(clashes)
    fresh = plan_on(contents, now, plan.change, plan.today)
    if not fresh.allowed:
        raise Objections([problem for problem in fresh.problems if problem.severity != "note"])
    return fresh


def _clashes(plan: Plan, now: Catalogue) -> list[Meanwhile]:
    found = []
    for claim in claims_of(plan.change):
        before, there, yours = (_cell(catalogue, claim) for catalogue in (plan.before, now, plan.after))
        if before != there:
            found.append(Meanwhile(claim, before, there, yours))
    return found


def _cell(catalogue: Catalogue, claim: ClaimId) -> tuple[Observation, ...]:
    indicator = catalogue.indicators.get(claim.indicator)
    return tuple(
        one
        for one in (getattr(indicator, LISTS[claim.kind]) if indicator else ())
        if (one.ref_area, one.time_period) == (claim.ref_area, claim.time_period)
    )

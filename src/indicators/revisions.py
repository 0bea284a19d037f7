"""How what is known about a cell changed, claim by claim: the vintages of a figure, as statisticians say.

Claims are replayed in the order in which they became known (`Claim.known`); what was shown before and what is shown after each
of them is what `series.cells` gives for those days, so that a history and a look back "as known on" can never disagree.
Within a day the order is that of the file. A claim whose source has no date became known nobody knows when: it stands last and
its `known` is None. The words follow the OECD's and Eurostat's guidance on revisions of official statistics, where a revision
is a change of a value already released; what merely agrees is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indicators import periods, quantity, series
from indicators.model import Catalogue, Choice, Indicator
from indicators.quantity import Quantity, Refusal
from indicators.series import Cell, Claim, Rule

#: What a claim did to what was known before: nothing was known; it agrees and adds nothing; it agrees and says more; it
#: contradicts and the value shown changed; it contradicts and the value shown stays; a target took the place of an earlier
#: one; an analyst decided.
Effect = Literal["first", "confirmed", "refined", "revised", "contradicted", "replaced", "chosen"]


@dataclass(frozen=True, slots=True)
class Revision:
    """One step of a cell's history.

    Attributes:
        known: the day; None where the source has no date.
        effect: what the claim did to what was known.
        claim: the claim that became known; the one shown where an analyst decided.
        before: the cell until then; None where nothing was known.
        after: the cell from then on.
        earlier: the claims known before, in the order they became known.
        choice: the analyst's choice, where this step is one.
    """

    known: date | None
    effect: Effect
    claim: Claim
    before: Cell | None
    after: Cell
    earlier: tuple[Claim, ...]
    choice: Choice | None = None

    @property
    def by(self) -> str | None:
        """The id of the source that made this step; None where an analyst decided or the value is computed."""
        return self.claim.source.id if self.claim.source and not self.choice else None

    @property
    def agreeing(self) -> tuple[Claim, ...]:
        """The earlier claims that can be true with this one."""
        return tuple(other for other in self.earlier if quantity.agree(other.quantity, self.claim.quantity))

    @property
    def conflicting(self) -> tuple[Claim, ...]:
        """The earlier claims that cannot."""
        return tuple(
            other for other in self.earlier if not quantity.agree(other.quantity, self.claim.quantity)
        )

    @property
    def rule(self) -> Rule:
        """Why `after.best` is shown and not the claim, or what was shown before.

        Where a third claim stands closer, `after.rule` speaks of that one.
        """
        after = self.after
        rival = self.before.best if self.before and after.best is self.claim else self.claim
        if after.rule == "chosen" or rival is after.best:
            return after.rule
        pair = series.best([after.best, rival])
        return pair.rule if pair.best is after.best else after.rule

    @property
    def change(self) -> Quantity | Refusal | None:
        """What is shown after less what was shown before, in units, by interval arithmetic.

        None where nothing was shown or the two agree: the distance of a number from its own rounding is no change.
        """
        if self.before is None or quantity.agree(self.after.best.quantity, self.before.best.quantity):
            return None
        return quantity.difference(self.after.best.quantity, self.before.best.quantity)


def history(
    catalogue: Catalogue,
    indicator_id: str,
    ref_area: str,
    time_period: str,
    kind: Literal["actual", "target"] = "actual",
    *,
    as_of: date | None = None,
) -> tuple[Revision, ...]:
    """What became known about one cell, step by step; empty where nothing is known.

    Args:
        catalogue: where to look.
        indicator_id: the indicator.
        ref_area: the area.
        time_period: the period, as the catalogue writes it.
        kind: `actual` (with derived values) or `target`.
        as_of: only what was known on that day, which leaves out what has no date.

    Raises:
        KeyError: there is no such indicator.
    """
    claims = [
        claim
        for claim in series.claims_of(catalogue, indicator_id, as_of)
        if (claim.ref_area, claim.time_period, _kind(claim)) == (ref_area, time_period, kind)
    ]
    return tuple(_replay(catalogue.indicators[indicator_id], claims, as_of))


def histories(
    catalogue: Catalogue, as_of: date | None = None, indicators: Iterable[str] | None = None
) -> Iterator[tuple[Revision, ...]]:
    """The history of every cell: of all indicators in file order, or of those named."""
    for name in catalogue.indicators if indicators is None else indicators:
        indicator = catalogue.indicators[name]
        cells: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
        for claim in series.claims_of(catalogue, indicator.id, as_of):
            cells[claim.ref_area, claim.time_period, _kind(claim)].append(claim)
        for claims in cells.values():
            yield tuple(_replay(indicator, claims, as_of))


def says_more(new: Quantity, known: Quantity) -> bool:
    """Whether a claim that agrees with a known one narrows it down.

    A printed number says more than a bound, and more than another with fewer digits unless it is the same number (43,000 adds
    nothing to 4.3万); a bound says more than another where it leaves less room; "about" never does, and everything else says
    more than "about".
    """
    if new.qualifier == "about" or known.qualifier == "about":
        return new.qualifier != "about"
    if new.exact or known.exact:
        return quantity.more_exact(new, known) and not (
            new.exact and new.value == known.value and known.exact
        )
    above = new.lower is not None and (
        known.lower is None or (new.lower, not new.lower_closed) > (known.lower, not known.lower_closed)
    )
    below = new.upper is not None and (
        known.upper is None or (-new.upper, not new.upper_closed) > (-known.upper, not known.upper_closed)
    )
    return above or below


# ------------------------------------------------------------------------------------------------ replaying


def _replay(indicator: Indicator, claims: Sequence[Claim], as_of: date | None) -> Iterator[Revision]:
    """The steps of one cell, of which `claims` are all that is known."""
    known: list[Claim] = []
    choices: list[Choice] = []  # decided so far; in file order, since the last of them counts
    before: Cell | None = None
    for day, news in _timeline(indicator, claims, as_of):
        if isinstance(news, Choice):
            choices = [choice for choice in indicator.choices if choice in choices or choice is news]
            if before is None:
                continue
            after = series.best(known, choices[-1])
            if after.choice is news or after.best is not before.best:
                yield Revision(day, "chosen", after.best, before, after, tuple(known), news)
        else:
            earlier = tuple(known)
            known.append(news)
            after = series.best(known, choices[-1] if choices else None)
            yield Revision(day, _effect(news, before, after, earlier), news, before, after, earlier)
        before = after


def _timeline(
    indicator: Indicator, claims: Sequence[Claim], as_of: date | None
) -> Iterable[tuple[date | None, Claim | Choice]]:
    """Claims and choices by the day they became known: within a day claims first, the undated ones at the end."""
    cells = {(claim.ref_area, claim.time_period, _kind(claim)) for claim in claims}
    dated: list[tuple[date, int, int, Claim | Choice]] = [
        (day, 0, claim.order, claim) for claim in claims if (day := claim.known)
    ]
    dated += [
        (periods.end(choice.decided), 1, number, choice)
        for number, choice in enumerate(indicator.choices)
        if (choice.ref_area, choice.time_period, choice.kind) in cells
        and (as_of is None or periods.end(choice.decided) <= as_of)
    ]
    dated.sort(key=lambda news: news[:3])
    undated = sorted((claim for claim in claims if claim.known is None), key=lambda claim: claim.order)
    return [*((day, news) for day, _, _, news in dated), *((None, claim) for claim in undated)]


def _effect(claim: Claim, before: Cell | None, after: Cell, earlier: Sequence[Claim]) -> Effect:
    if before is None:
        return "first"
    old, new = before.best.quantity, claim.quantity
    if claim.kind == "target" and after.best is claim:
        return "confirmed" if (new.value, new.qualifier) == (old.value, old.qualifier) else "replaced"
    if after.best is not before.best and not quantity.agree(after.best.quantity, old):
        return "revised"
    if not quantity.agree(new, old):
        return "contradicted"
    agreeing = (other.quantity for other in earlier if quantity.agree(other.quantity, new))
    return "refined" if all(says_more(new, known) for known in agreeing) else "confirmed"


def _kind(claim: Claim) -> Literal["actual", "target"]:
    return "target" if claim.kind == "target" else "actual"

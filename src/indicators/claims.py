"""Claims in their context: an observation with its indicator and source, a derived value with its parents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from indicators import periods, quantity
from indicators.model import Catalogue, Derived, Indicator, Kind, Observation, Source
from indicators.quantity import Quantity, Refusal


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim in its context. `quantity` is in units; `unit_mult` is the power of ten that it was printed in.

    A derived value has `derived`, its parents and a formula, and neither observation nor source.
    """

    indicator: str
    kind: Kind
    ref_area: str
    time_period: str
    quantity: Quantity
    unit_mult: int
    observation: Observation | None = None
    source: Source | None = None
    derived: Derived | None = None
    parents: tuple[Claim, ...] = ()
    formula: str = ""
    order: int = 0

    @property
    def known(self) -> date | None:
        """The day by which the claim was known; None where its source has no date."""
        if self.parents:
            days = [parent.known for parent in self.parents]
            return None if None in days else max(day for day in days if day)
        return periods.known(self.source.date) if self.source else None

    @property
    def note(self) -> str | None:
        """What a reader must know."""
        record = self.observation or self.derived
        return record.note if record else None


def claims_of(catalogue: Catalogue, indicator_id: str, as_of: date | None = None) -> Iterator[Claim]:
    """Every claim about an indicator, then its derived values, in file order.

    Args:
        catalogue: where to look.
        indicator_id: the indicator.
        as_of: keep what was known on that day. A source without a date is never known "by" a day.

    Raises:
        KeyError: there is no such indicator.
    """
    indicator = catalogue.indicators[indicator_id]
    order = 0
    for kind, observations in (("actual", indicator.observations), ("target", indicator.targets)):
        for observation in observations:
            order += 1
            claim = _claim(catalogue, indicator, kind, observation, order)  # type: ignore[arg-type]
            if as_of is None or ((known := claim.known) is not None and known <= as_of):
                yield claim
    for derived in indicator.derived:
        order += 1
        claim_ = _derive(catalogue, indicator, derived, order)
        if claim_ and (as_of is None or ((known := claim_.known) is not None and known <= as_of)):
            yield claim_


def _claim(
    catalogue: Catalogue, indicator: Indicator, kind: Kind, observation: Observation, order: int
) -> Claim:
    mult = indicator.unit_mult if observation.unit_mult is None else observation.unit_mult
    return Claim(
        indicator.id,
        kind,
        observation.ref_area,
        observation.time_period,
        indicator.quantity(observation),
        mult,
        observation=observation,
        source=catalogue.sources.get(observation.source),
        order=order,
    )


def _derive(catalogue: Catalogue, indicator: Indicator, derived: Derived, order: int) -> Claim | None:
    parents = tuple(parent_claims(catalogue, derived))
    if len(parents) != len(derived.of):
        return None
    result = compute(derived, [parent.quantity for parent in parents])
    if isinstance(result, Refusal):
        return None
    if derived.operation == "ratio" and indicator.unit == "percent":
        result = result.scaled(-2)
    sign = {"difference": " − ", "sum": " + ", "ratio": " ÷ "}[derived.operation]
    said = sign.join(quantity.symbols(parent.quantity, unit_mult=parent.unit_mult) for parent in parents)
    return Claim(
        indicator.id,
        "derived",
        derived.ref_area,
        derived.time_period,
        result,
        indicator.unit_mult,
        derived=derived,
        parents=parents,
        formula=f"{said} = {quantity.symbols(result, unit_mult=indicator.unit_mult)}",
        order=order,
    )


def parent_claims(catalogue: Catalogue, derived: Derived) -> Iterator[Claim]:
    """The claims that a derived value names, in its order; a parent that does not exist is left out."""
    for parent in derived.of:
        indicator = catalogue.indicators.get(parent.indicator)
        area = parent.ref_area or derived.ref_area
        for observation in indicator.observations if indicator else ():
            if (observation.time_period, observation.ref_area, observation.source) == (
                parent.time_period,
                area,
                parent.source,
            ):
                yield _claim(catalogue, indicator, "actual", observation, 0)  # type: ignore[arg-type]
                break


def compute(derived: Derived, parents: Sequence[Quantity]) -> Quantity | Refusal:
    """The value of a derived observation from its parents' quantities, by interval arithmetic."""
    if derived.operation == "sum":
        return quantity.total(*parents)
    result: Quantity | Refusal = parents[0]
    for parent in parents[1:]:
        if isinstance(result, Refusal):
            break
        step = quantity.difference if derived.operation == "difference" else quantity.ratio
        result = step(result, parent)
    return result


def scaled(value: Quantity, unit_mult: int) -> Fraction:
    """The number of a quantity in units of 10**unit_mult, for drawing."""
    return value.value / Fraction(10) ** unit_mult

"""How far apart two claims are that cannot both be true."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import apart, quantity
from indicators.quantity import Quantity, Refusal


def q(text: str) -> Quantity:
    """`> 8` as a quantity."""
    for qualifier, sign in quantity.SYMBOLS.items():
        if qualifier and text.startswith(sign):
            return Quantity.printed(text.removeprefix(sign), qualifier)
    return Quantity.printed(text)


def said(found: Quantity | Refusal, decimals: int | None = None) -> str:
    return quantity.symbols(found, decimals) if isinstance(found, Quantity) else found.reason


numbers = st.builds(
    lambda value, places: f"{Decimal(value).scaleb(-places):f}",
    st.integers(-3000, 3000),
    st.integers(0, 2),
)
quantities = st.builds(
    Quantity.printed,
    numbers.map(lambda text: "0" if not text.strip("-0.") else text),
    st.sampled_from([None, None, *quantity.QUALIFIERS]),
)


@pytest.mark.parametrize(
    ("one", "other", "distance", "in_relation"),
    [
        ("> 8", "7.7", "> 0.3", "> 3.8"),
        ("≥ 8", "7.7", "≥ 0.3", "≥ 3.8"),
        ("43.3", "40.3", "3.0", "7.4"),
        ("34.2", "32.3", "1.9", "5.9"),
        ("< 7", "8", "> 1", "zero_base"),
        ("≤ 7", "≥ 9", "≥ 2", "zero_base"),
        ("16918", "> 17000", "> 82", "> 0.4"),
        ("-3.5", "2.5", "6.0", "negative_base"),
        ("19.04", "> 19", "0", "0"),
        ("about 40", "50", "0", "0"),
    ],
)
def test_a_bound_may_lie_further_away_and_the_distance_says_so(
    one: str, other: str, distance: str, in_relation: str
) -> None:
    a, b = q(one.replace("about", "≈")), q(other)
    assert said(apart.apart(a, b)) == distance
    assert said(apart.relative(a, b), 0 if in_relation == "0" else 1) == in_relation


def test_bounds_to_the_same_number_are_apart_but_nobody_knows_by_how_much() -> None:
    assert said(apart.apart(q("> 8"), q("< 8"))) == "> 0"
    assert apart.above(q("> 8"), q("< 8"))


def test_the_widest_pair_stands_for_several_claims() -> None:
    low, high = apart.widest([q("2705"), q("> 2700"), q("2750"), q("> 3000")])
    assert (said(low), said(high)) == ("2705", "> 3000")


def test_one_claim_alone_is_apart_from_nothing() -> None:
    with pytest.raises(ValueError, match="two claims are needed"):
        apart.widest([q("8")])


@given(quantities, quantities)
def test_the_order_of_the_two_does_not_matter(a: Quantity, b: Quantity) -> None:
    assert apart.apart(a, b) == apart.apart(b, a)
    assert apart.relative(a, b) == apart.relative(b, a)
    assert apart.severity(a, b) == apart.severity(b, a)


@given(quantities, quantities)
def test_the_distance_is_exactly_zero_when_and_only_when_the_two_agree(a: Quantity, b: Quantity) -> None:
    found = apart.apart(a, b)
    assert (found.value == 0 and found.exact) == quantity.agree(a, b)
    assert found.value == quantity.distance(a, b)


steps = st.fractions(Fraction(1, 1000), 50)


def members(a: Quantity, b: Quantity, below: Fraction, beyond: Fraction) -> tuple[Fraction, Fraction]:
    """One number that each claim allows, the lower claim's first, so far from where the two come nearest."""
    low, high = (b, a) if apart.above(a, b) else (a, b)
    assert low.upper is not None
    assert high.lower is not None
    x, y = low.upper - (0 if low.exact else below), high.lower + (0 if high.exact else beyond)
    assert low.contains(x)
    assert high.contains(y)
    return x, y


@given(quantities, quantities, steps, steps)
def test_no_two_numbers_that_the_claims_allow_are_nearer_than_said(
    a: Quantity, b: Quantity, below: Fraction, beyond: Fraction
) -> None:
    if quantity.agree(a, b):
        return
    x, y = members(a, b, below, beyond)
    assert apart.apart(a, b).contains(y - x)
    in_relation = apart.relative(a, b)
    if isinstance(in_relation, Quantity):
        assert in_relation.contains(100 * (y - x) / x)


@given(quantities, quantities, steps)
def test_what_is_said_is_the_most_that_is_certain(a: Quantity, b: Quantity, little: Fraction) -> None:
    if quantity.agree(a, b):
        return
    x, y = members(a, b, little / 2, little / 2)
    assert y - x <= apart.apart(a, b).value + little


@given(quantities, quantities)
def test_one_of_two_is_above_the_other_unless_they_agree(a: Quantity, b: Quantity) -> None:
    assert apart.above(a, b) + apart.above(b, a) == (not quantity.agree(a, b))

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators import quantity
from indicators.quantity import (
    QUALIFIERS,
    REASONS,
    Quantity,
    Refusal,
    agree,
    cagr,
    difference,
    digits,
    distance,
    index,
    more_exact,
    percent_change,
    ratio,
    symbols,
    total,
    verdict,
)

SIGNS = {">": "more_than", "≥": "at_least", "<": "less_than", "≤": "at_most", "≈": "about"}


def q(text: str, unit_mult: int = 0) -> Quantity:
    """`> 8` as a quantity: the notation of `symbols`."""
    sign, _, number = text.rpartition(" ")
    return Quantity.printed(number, SIGNS.get(sign), unit_mult)  # type: ignore[arg-type]


def shown(result: Quantity | Refusal, decimals: int | None = None) -> str:
    return str(result) if isinstance(result, Refusal) else symbols(result, decimals)


# --- what a printed number stands for ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("> 8", ["8.001", "9", "1000000"], ["8", "7.999"]),
        ("≥ 10", ["10", "10.5"], ["9.999"]),
        ("< 5", ["4.999", "0", "-3"], ["5"]),
        ("≤ 5", ["5", "-3"], ["5.001"]),
        ("≈ 40", ["40", "39", "0", "1000"], []),
        ("7.7", ["7.7"], ["7.69", "7.71"]),
        ("1/3", ["1/3"], ["0.333"]),
    ],
)
def test_a_hedged_number_is_an_interval(text, inside, outside):
    assert [x for x in inside + outside if q(text).contains(Fraction(x))] == inside


def test_a_printed_number_keeps_its_digits_its_step_and_its_power_of_ten():
    forty = Quantity.printed("40.50", None, 8)
    assert (forty.value, forty.step) == (4_050_000_000, 1_000_000)
    assert (digits(forty), digits(forty, unit_mult=8), digits(forty, unit_mult=4)) == (
        "4050000000",
        "40.50",
        "405000",
    )
    assert forty.scaled(8) == Quantity.printed("40.50")


def test_a_third_of_something_is_exact():
    third = Quantity.printed("1/3")
    assert (third.value, third.step, digits(third), digits(third, 2)) == (Fraction(1, 3), None, "1/3", "0.33")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8.",
        ".5",
        "08",
        "1e3",
        "8 ",
        " 8",
        "+8",
        "1,000",
        "８",
        "1/0",
        "1/03",
        "8%",
        "nan",
        "--8",
        "1_000",
        "٣",
        "8\n",
    ],
)
def test_anything_but_plain_digits_is_refused(text):
    with pytest.raises(
        ValueError, match=r"is not a number as printed: write digits such as 8, 7\.70, -16\.0 or 1/3\."
    ):
        Quantity.printed(text)


def test_an_unknown_qualifier_is_refused():
    with pytest.raises(ValueError, match="'over' is not a qualifier: write one of more_than, at_least"):
        Quantity.printed("8", "over")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "decimals", "expected"),
    [
        ("7.70", None, "7.70"),
        ("-16.0", None, "-16.0"),
        ("7.65", 1, "7.7"),
        ("-7.65", 1, "-7.7"),
        ("7.64", 1, "7.6"),
        ("7.7", 3, "7.700"),
        ("-0.04", 1, "0.0"),
        ("> 7.66", 1, "> 7.6"),
        ("≥ 7.66", 1, "≥ 7.6"),
        ("< 7.61", 1, "< 7.7"),
        ("≤ -7.69", 1, "≤ -7.6"),
        ("> -7.61", 1, "> -7.7"),
        ("≈ 7.66", 1, "≈ 7.7"),
    ],
)
def test_numbers_are_rounded_half_up_and_bounds_outward(text, decimals, expected):
    assert symbols(q(text), decimals) == expected


# --- arithmetic -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("later", "earlier", "expected"),
    [
        ("> 8", "7.3", "> 0.7"),
        ("7.3", "> 8", "< -0.7"),
        ("31.1", "3.8", "27.3"),
        ("≥ 10", "≤ 8", "≥ 2"),
        ("≥ 10", "< 8", "> 2"),
        ("≈ 40", "33.3", "≈ 6.7"),
        ("> 9", "> 8", "> 8 and > 9 leave the result open: it cannot be known."),
        (
            "≈ 41",
            "≈ 40",
            "≈ 40 and ≈ 41: “about” has no guaranteed bounds and can only be set against an exact number.",
        ),
        (
            "≈ 41",
            "> 40",
            "> 40 and ≈ 41: “about” has no guaranteed bounds and can only be set against an exact number.",
        ),
    ],
)
def test_a_difference_keeps_the_hedge_that_its_interval_has(later, earlier, expected):
    assert shown(difference(q(later), q(earlier))) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["23.7", "33.0"], "56.7"),
        (["> 8", "2", "1.5"], "> 11.5"),
        (["≥ 8", "> 2"], "> 10"),
        (["≥ 8", "≥ 2"], "≥ 10"),
        (["≈ 40", "2.5"], "≈ 42.5"),
        (["> 8", "< 2"], "> 8 and < 2 leave the result open: it cannot be known."),
        ([], "There is nothing to add up."),
    ],
)
def test_a_sum_keeps_the_hedge_that_its_interval_has(parts, expected):
    assert shown(total(*map(q, parts))) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2240.6", "29129.03", "0.0769"),
        ("> 8", "4", "> 2.0000"),
        ("10", "> 8", "< 1.2500"),
        ("-10", "> 8", "> -1.2500"),
        ("10", "≥ 8", "≤ 1.2500"),
        ("10", "> 0", "The base > 0 may be as close to zero as one likes, so the result has no bound."),
        ("≥ 10", "< -8", "≥ 10 and < -8 leave the result open: it cannot be known."),
        ("≈ 40", "8", "≈ 5.0000"),
        ("8", "≈ 40", "≈ 0.2000"),
        ("5", "0", "The base 0 may be zero, and nothing can be divided by zero."),
        ("5", "< 8", "The base < 8 may be zero, and nothing can be divided by zero."),
        ("> 8", "> 9", "> 8 and > 9 leave the result open: it cannot be known."),
        ("< 8", "> 9", "< 0.8889"),
    ],
)
def test_a_ratio_keeps_the_hedge_that_its_interval_has(a, b, expected):
    assert shown(ratio(q(a), q(b)), 4) == expected


def test_a_ratio_to_an_unbounded_base_keeps_both_ends_of_its_interval():
    share = ratio(q("10"), q("> 8"))
    assert share == Quantity(Fraction(5, 4), "less_than", Fraction(0), Fraction(5, 4), False, False, None)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("100", "117.5", "17.5"),
        ("2240", "≥ 4600", "≥ 105.3"),
        ("> 8", "10", "< 25.0"),
        ("> 8", "> 9", "> 8 and > 9 leave the result open: it cannot be known."),
        ("0", "5", "The base 0 may be zero, and nothing can be divided by zero."),
        ("< 9", "5", "The base < 9 may be zero, and nothing can be divided by zero."),
        ("-2", "3", "The base -2 may be negative, and growth from a negative number has no meaning."),
        ("2", "-3", "2 and -3 have different signs: no rate leads from one to the other."),
        ("2", "0", "-100.0"),
    ],
)
def test_a_percentage_change_is_known_as_far_as_the_claims_allow(old, new, expected):
    assert shown(percent_change(q(old), q(new)), 1) == expected


def test_an_index_has_its_base_at_100():
    assert [shown(index(q("40"), q(text))) for text in ("40", "50", "> 60", "≈ 20")] == [
        "100",
        "125",
        "> 150",
        "≈ 50",
    ]


@pytest.mark.parametrize(
    ("first", "last", "years", "expected"),
    [
        ("100", "121", 2, "10.000"),
        ("819.6", "3190.4", 4, "40.463"),
        ("100", "> 150", 3, "> 14.471"),
        ("100", "< 150", 3, "< 14.472"),
        ("> 100", "150", 3, "< 14.472"),
        ("≈ 100", "121", 2, "≈ 10.000"),
        ("100", "121", 0, "There is no yearly rate over 0 years."),
        ("0", "121", 2, "The base 0 may be zero, and nothing can be divided by zero."),
        ("100", "0", 2, "-100.000"),
    ],
)
def test_a_growth_rate_is_a_true_bound_when_a_claim_is_one(first, last, years, expected):
    assert shown(cagr(q(first), q(last), years), 3) == expected


def test_nothing_shrinks_by_more_than_all_of_it():
    rate = cagr(q("100"), q("< 150"), 3)
    assert isinstance(rate, Quantity)
    assert (rate.lower, rate.lower_closed, rate.contains(Fraction(-100))) == (-100, True, True)


def test_a_growth_rate_over_half_years_is_a_fraction_of_a_year_too():
    assert shown(cagr(q("100"), q("32"), Fraction(5, 2)), 1) == "-36.6"


def test_a_refusal_says_which_reason_it_has_and_fills_a_sentence_that_can_be_translated():
    refusal = difference(q("> 9"), q("> 8"))
    assert refusal == Refusal("both_open", {"first": "> 8", "second": "> 9"})
    assert str(refusal) == REASONS["both_open"].format(first="> 8", second="> 9")


# --- agreement --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "agreement", "apart"),
    [
        ("2240", "2240.6", True, "0"),
        ("7.7", "> 8", False, "0.3"),
        ("19.04", "> 19", True, "0"),
        ("29", "> 22", True, "0"),
        ("16.39", "16.4", True, "0"),
        ("43.3", "40.3", False, "3"),
        ("5108", "5109", True, "0"),
        ("32.3", "34.2", False, "1.9"),
        ("8.0", "> 8", True, "0"),
        ("8.1", "≤ 8", True, "0"),
        ("8.2", "≤ 8", False, "0.2"),
        ("> 8", "< 8", False, "0"),
        ("≥ 8", "≤ 8", True, "0"),
        ("> 9", "< 8", False, "1"),
        ("≈ 40", "55", True, "0"),
        ("1/3", "1/3", True, "0"),
        ("1/3", "2/5", False, "1/15"),
    ],
)
def test_claims_agree_when_both_can_be_true(a, b, agreement, apart):
    assert (agree(q(a), q(b)), distance(q(a), q(b))) == (agreement, Fraction(apart))


def test_a_third_agrees_with_its_percentage():
    assert agree(Quantity.printed("1/3", None, 2), Quantity.printed("33.3"))
    assert not agree(Quantity.printed("1/3", None, 2), Quantity.printed("33.5"))


def test_a_number_in_ten_thousands_is_as_coarse_as_it_is_printed():
    assert agree(q("36.5", 4), q("37", 4))
    assert not agree(q("36.5", 4), q("370000"))


def test_a_computed_sum_is_as_coarse_as_its_parts():
    computed = difference(q("31.1"), q("3.8"))
    assert isinstance(computed, Quantity)
    assert agree(computed, q("27.2"))
    assert not agree(computed, q("27.1"))


def test_the_claim_that_says_most_comes_first():
    claims = [q(text) for text in ("≈ 40", "> 8", "≥ 8.5", "1/3", "8", "7.7", "7.69")]
    assert sorted(claims, key=quantity.exactness) == claims
    assert [more_exact(b, a) for a, b in pairwise(claims)] == [True] * 6
    assert not more_exact(q("7.7"), q("8.1"))


# --- verdicts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actual", "target", "direction", "expected"),
    [
        ("10", "≥ 10", "up", "met"),
        ("10", "> 10", "up", "not_met"),
        ("10", "10", "up", "met"),
        ("9.9", "10", "up", "not_met"),
        ("> 8", "≥ 10", "up", "cannot_tell"),
        ("> 10", "≥ 10", "up", "met"),
        ("> 10", "> 10", "up", "met"),
        ("≥ 10", "> 10", "up", "cannot_tell"),
        ("< 10", "≥ 10", "up", "not_met"),
        ("≤ 10", "≥ 10", "up", "cannot_tell"),
        ("≈ 40", "≥ 10", "up", "cannot_tell"),
        ("40", "≈ 40", "up", "cannot_tell"),
        ("4.5", "5", "down", "met"),
        ("> 5", "5", "down", "not_met"),
        ("4.5", "≤ 5", "none", "met"),
        ("2240.6", "2240", "none", "met"),
        ("2250", "2240", "none", "not_met"),
        ("> 8", "10", "none", "cannot_tell"),
        ("> 8", "7", "none", "not_met"),
    ],
)
def test_a_target_is_met_not_met_or_cannot_be_told(actual, target, direction, expected):
    assert verdict(q(actual), q(target), direction) == expected


# --- properties -------------------------------------------------------------------------------------------------------

numerals = st.one_of(
    st.integers(-50, 50).map(str),
    st.decimals(-50, 50, places=2).map(lambda number: f"{number:.2f}"),
    st.tuples(st.integers(1, 9), st.integers(1, 9)).map(lambda pair: f"{pair[0]}/{pair[1]}"),
)
quantities = st.builds(
    Quantity.printed, numerals, st.sampled_from([None, None, *QUALIFIERS]), st.sampled_from([0, 0, 2])
)
operations = {
    "difference": (difference, lambda a, b: a - b),
    "total": (total, lambda a, b: a + b),
    "ratio": (ratio, lambda a, b: a / b),
    "percent_change": (percent_change, lambda old, new: 100 * (new - old) / old),
    "index": (index, lambda base, value: 100 * value / base),
}


@st.composite
def members(draw, of):
    """A member of the quantity's interval, ends included where they belong to it."""
    quantity = draw(of)
    far = st.fractions(-200, 200, max_denominator=20)
    low, high = quantity.lower, quantity.upper
    if low is not None and high is not None:
        member = low + (high - low) * draw(st.fractions(0, 1, max_denominator=10))
    elif low is not None:
        member = low + abs(draw(far))
    elif high is not None:
        member = high - abs(draw(far))
    else:
        member = draw(far)
    assume(quantity.contains(member))
    return quantity, member


@given(name=st.sampled_from(sorted(operations)), a=members(quantities), b=members(quantities))
def test_the_interval_of_a_result_contains_the_result_of_every_pair_of_members(name, a, b):
    interval_of, number_of = operations[name]
    result = interval_of(a[0], b[0])
    if isinstance(result, Quantity):
        divisor = {"ratio": b[1], "percent_change": a[1], "index": a[1]}.get(name, 1)
        assume(divisor != 0)
        assert result.contains(number_of(a[1], b[1]))


@given(a=members(quantities), b=members(quantities), c=members(quantities))
def test_the_interval_of_a_result_of_results_contains_the_result_of_the_members(a, b, c):
    share = ratio(a[0], b[0])
    if isinstance(share, Quantity):
        assume(b[1] != 0)
        grown = total(share, c[0])
        if isinstance(grown, Quantity):
            assert grown.contains(a[1] / b[1] + c[1])
            twice = ratio(c[0], share)
            if isinstance(twice, Quantity) and a[1] != 0:
                assert twice.contains(c[1] * b[1] / a[1])


@given(first=members(quantities), last=members(quantities), years=st.integers(1, 12))
def test_the_interval_of_a_growth_rate_contains_the_growth_rate_of_every_pair_of_members(first, last, years):
    result = cagr(first[0], last[0], years)
    if isinstance(result, Quantity):
        assume(first[1] > 0)
        assume(last[1] >= 0)
        # contains() for a root: compare the powers, which are exact
        growth = last[1] / first[1]
        if result.lower is not None:
            low = (result.lower / 100 + 1) ** years
            assert low < growth or (low == growth and result.lower_closed)
        if result.upper is not None:
            high = (result.upper / 100 + 1) ** years
            assert growth < high or (growth == high and result.upper_closed)


@given(a=quantities, b=quantities)
def test_a_result_is_named_by_an_end_of_its_interval(a, b):
    for result in (difference(a, b), total(a, b), ratio(a, b), percent_change(a, b), cagr(a, b, 3)):
        if isinstance(result, Quantity) and result.qualifier not in (None, "about"):
            low = result.qualifier in ("more_than", "at_least")
            assert result.value == (result.lower if low else result.upper)
            assert (result.lower_closed if low else result.upper_closed) is (
                result.qualifier in ("at_least", "at_most")
            )


@given(a=quantities, b=quantities)
def test_agreement_and_distance_have_no_direction(a, b):
    assert agree(a, b) == agree(b, a)
    assert distance(a, b) == distance(b, a)
    assert agree(a, b) or distance(a, b) >= 0
    assert not (more_exact(a, b) and more_exact(b, a))


@given(a=members(quantities), b=quantities)
def test_claims_that_share_a_member_agree(a, b):
    if b.contains(a[1]):
        assert agree(a[0], b)


@given(actual=members(quantities), target=quantities, direction=st.sampled_from(["up", "down"]))
def test_a_verdict_holds_for_every_member(actual, target, direction):
    answer = verdict(actual[0], target, direction)
    if target.qualifier is None:
        reached = actual[1] >= target.value if direction == "up" else actual[1] <= target.value
    else:
        reached = target.contains(actual[1])
    if answer != "cannot_tell":
        assert reached is (answer == "met")


@given(
    text=st.from_regex(r"-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,8})?", fullmatch=True),
    qualifier=st.sampled_from([None, *QUALIFIERS]),
    unit_mult=st.integers(-3, 13),
)
def test_printed_digits_come_back_as_printed(text, qualifier, unit_mult):
    expected = text.removeprefix("-") if not text.strip("-0.") else text
    assert digits(Quantity.printed(text, qualifier, unit_mult), unit_mult=unit_mult) == expected


def test_the_list_of_qualifiers_is_the_type():
    assert get_args(quantity.Qualifier) == QUALIFIERS

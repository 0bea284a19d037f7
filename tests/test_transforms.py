"""Changes, growth and indices: interval arithmetic that keeps its claims, crosses no break, and says why where it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import quantity, reading, series, store, transforms
from indicators.model import Catalogue, Document, Indicator
from indicators.quantity import Quantity
from indicators.transforms import TRANSFORMS, Lacking, Transform, Value
from indicators.wording import transforms as words
from indicators.wording.messages import chinese

DATA = Path(__file__).parents[1] / "data"
HEAD = """
themes: [{id: size, title: {zh: 规模, en: Size}}]
units:
  - {id: percent, title: {zh: "%", en: "%"}, name: {zh: 百分比, en: per cent}}
  - {id: item, title: {zh: 个, en: ""}, name: {zh: 个, en: items}, scale: myriad}
  - {id: CNY, title: {zh: 元, en: yuan}, name: {zh: 元, en: yuan}, scale: myriad}
  - {id: rank, title: {zh: 位, en: ""}, name: {zh: 名次, en: rank}}
areas: [{id: CN-CQ, title: {zh: 重庆, en: Chongqing}}]
sources:
  - {id: a, kind: letter, title: 复函, issuer: 经信委, reliability: primary, published: 2023-04-04}
  - {id: b, kind: press, title: 报道, issuer: 日报, reliability: press, published: 2024-10-21}
indicators:
  - id: x
    title: {zh: 指标, en: Indicator}
    short_title: {zh: 指标, en: Indicator}
    definition: {zh: 定义, en: Definition}
    theme: size
    direction: up
"""


def claim(period: str, value: str, source: str = "a", **more: str) -> str:
    keys = {
        "time_period": f'"{period}"',
        "ref_area": "CN-CQ",
        "obs_value": value,
        "source": source,
        "quote": "引文",
    }
    return "      - {" + ", ".join(f"{key}: {word}" for key, word in (keys | more).items()) + "}\n"


def catalogue(*claims: str, targets: tuple[str, ...] = (), unit: str = "item", more: str = "") -> Catalogue:
    text = HEAD + f"    unit: {unit}\n" + more + "    observations:\n" + "".join(claims)
    text += "    targets:\n" + "".join(targets) if targets else ""
    found = reading.read(text.encode(), "test.yaml")
    assert isinstance(found, Document), "\n".join(map(str, found))
    return Catalogue(((Path("test.yaml"), found),), "digest")


def values(found: Catalogue, transform: Transform, base: str | None = None) -> list[Value]:
    cells = series.cells(found, "x", "CN-CQ"), series.cells(found, "x", "CN-CQ", "target")
    return transforms.values(found.indicators["x"], *cells, transform, base)


def results(found: Catalogue, transform: Transform, base: str | None = None) -> dict[str, str]:
    """Period → the result in signs, or the reason why there is none."""
    return {
        value.claim.time_period: value.result.reason
        if isinstance(value.result, Lacking)
        else quantity.symbols(value.quantity, 1)
        if value.quantity
        else str(value.result)
        for value in values(found, transform, base)
    }


# ------------------------------------------------------------------------------------------------ which


@pytest.mark.parametrize(
    ("unit", "allowed"),
    [
        ("percent", {"points"}),
        ("percentage_points", {"points"}),
        ("rank", {"change"}),
        ("index", {"change"}),
        ("year", {"change"}),
        ("CNY", {"change", "percent", "cagr", "index"}),
        ("item", {"change", "percent", "cagr", "index"}),
        ("per_10k", {"change", "percent", "cagr", "index"}),
    ],
)
def test_shares_change_by_points_ranks_by_places_and_only_amounts_grow(unit: str, allowed: set[str]) -> None:
    real = store.read(DATA)
    indicator = next(each for each in real.indicators.values() if each.unit == unit)
    assert {name for name in TRANSFORMS if transforms.unfit(indicator, name) is None} == allowed


def test_a_logarithmic_axis_is_for_positive_amounts_that_span_an_order_of_magnitude() -> None:
    amount = catalogue(claim("2020", "1")).indicators["x"]
    share = catalogue(claim("2020", "1"), unit="percent").indicators["x"]

    def why(indicator: Indicator, *numbers: int, transform: Transform | None = None) -> str | None:
        return transforms.log_unfit([indicator], [Fraction(number) for number in numbers], transform)

    assert why(amount, 1, 10) is None
    assert why(amount, 1, 10, transform="index") is None
    assert why(amount, 2, 19) == "log_span"
    assert why(amount, 0, 100) == "log_positive"
    assert why(amount) == "log_positive"
    assert why(amount, 1, 100, transform="change") == "log_transform"
    assert why(share, 1, 100) == "log_unit"


# ------------------------------------------------------------------------------------------------ what comes back


def test_a_yearly_change_is_set_against_the_year_before_and_nothing_else() -> None:
    found = catalogue(claim("2018", "80"), claim("2019", "100"), claim("2020", "110"), claim("2022", "140"))
    assert results(found, "change") == {
        "2018": "no_year_before",
        "2019": "20.0",
        "2020": "10.0",
        "2022": "no_year_before",
    }
    assert results(found, "percent") == {
        "2018": "no_year_before",
        "2019": "25.0",
        "2020": "10.0",
        "2022": "no_year_before",
    }


def test_a_bound_stays_a_bound_on_its_own_side() -> None:
    found = catalogue(claim("2020", "100"), claim("2021", "110", qualifier="more_than"), claim("2022", "120"))
    assert results(found, "percent") == {"2020": "no_year_before", "2021": "> 10.0", "2022": "< 9.1"}
    assert results(found, "index", "2020") == {"2020": "100.0", "2021": "> 110.0", "2022": "120.0"}
    assert results(found, "index", "2021") == {"2020": "< 91.0", "2021": "100.0", "2022": "< 109.1"}


def test_what_two_bounds_leave_open_is_refused_with_the_reason() -> None:
    found = catalogue(
        claim("2021", "8", qualifier="more_than"), claim("2022", "9", qualifier="more_than"), unit="percent"
    )
    [_, value] = values(found, "points")
    assert words.why(value, found, "zh") == "超过8%与超过9%之间任何结果都有可能，无法得知。"
    assert (
        words.why(value, found, "en")
        == "more than 8% and more than 9% leave the result open: it cannot be known."
    )
    assert value.quantity is None
    assert value.base is not None


def test_growth_starts_from_the_earliest_comparable_value_or_from_the_base_that_is_named() -> None:
    found = catalogue(claim("2018", "100"), claim("2019", "90"), claim("2020", "121"))
    assert results(found, "cagr") == {"2018": "is_base", "2019": "-10.0", "2020": "10.0"}
    assert results(found, "cagr", "2019") == {"2018": "before_base", "2019": "is_base", "2020": "34.4"}
    assert [value.years for value in values(found, "cagr")] == [0, 1, 2]


def test_the_index_is_a_hundred_at_its_base_even_where_the_base_is_a_bound() -> None:
    found = catalogue(claim("2020", "10", qualifier="more_than"), claim("2021", "19"))
    assert results(found, "index", "2020") == {"2020": "100.0", "2021": "< 190.0"}


def test_what_another_source_says_is_set_against_the_same_base() -> None:
    found = catalogue(claim("2020", "100"), claim("2021", "120"), claim("2021", "150", "b"))
    shown, other = values(found, "index", "2020")[1:]
    assert [value.quantity and value.quantity.value for value in (shown, other)] == [120, 150]
    assert shown.base is other.base


def test_a_target_is_set_against_the_base_but_has_no_year_before() -> None:
    found = catalogue(claim("2020", "100"), targets=(claim("2025", "200", qualifier="at_least"),))
    assert results(found, "index", "2020") == {"2020": "100.0", "2025": "≥ 200.0"}
    assert results(found, "cagr") == {"2020": "is_base", "2025": "≥ 14.8"}
    assert results(found, "change")["2025"] == "target"


def test_nothing_is_computed_across_a_break() -> None:
    more = '    breaks:\n      - {time_period: "2021", title: {zh: 口径变了, en: Other scope}}\n'
    found = catalogue(claim("2020", "5"), claim("2021", "45"), claim("2022", "54"), more=more)
    for transform in ("change", "percent"):
        assert results(found, transform)["2021"] == "break"
    assert results(found, "cagr") == {"2020": "is_base", "2021": "is_base", "2022": "20.0"}
    assert results(found, "index", "2020") == {"2020": "100.0", "2021": "break", "2022": "break"}
    assert results(found, "index", "2022") == {"2020": "break", "2021": "83.3", "2022": "100.0"}


def test_part_of_a_year_is_set_against_the_same_part_only() -> None:
    found = catalogue(
        claim("2021", "100"),
        claim("2021-01/2021-06", "40"),
        claim("2022", "110"),
        claim("2022-01/2022-06", "50"),
    )
    assert results(found, "percent") == {
        "2021": "no_year_before",
        "2021-01/2021-06": "no_year_before",
        "2022": "10.0",
        "2022-01/2022-06": "25.0",
    }
    assert results(found, "index", "2021")["2022-01/2022-06"] == "other_season"
    assert results(found, "cagr", "2021")["2022-01/2022-06"] == "other_season"


def test_a_base_that_a_line_lacks_is_said() -> None:
    assert results(catalogue(claim("2020", "1")), "index", "2019") == {"2020": "no_base"}


def test_the_first_base_is_one_that_all_lines_share_and_that_a_source_prints_exactly() -> None:
    one = series.cells(catalogue(claim("2018", "1"), claim("2019", "2"), claim("2020", "3")), "x")
    other = series.cells(
        catalogue(claim("2019", "4", qualifier="more_than"), claim("2020", "5"), claim("2021", "6")), "x"
    )
    assert transforms.base_periods([one, other]) == {"2018": 1, "2019": 2, "2020": 2, "2021": 1}
    assert transforms.first_base([one, other]) == "2020"
    assert transforms.first_base([one]) == "2018"
    assert transforms.first_base([]) is None


# ------------------------------------------------------------------------------------------------ properties

numbers = st.integers(1, 10**6).map(Fraction) | st.fractions(Fraction(1, 100), 10**6, max_denominator=100)
hedges = st.sampled_from([None, *quantity.QUALIFIERS])


def hedged(value: Fraction, hedge: Any) -> Quantity:
    text = str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    return Quantity.printed(text, hedge)


def member(q: Quantity, step: Fraction) -> Fraction:
    """Some number that the quantity allows, a little inside its open end."""
    if q.lower is not None and q.upper is not None:
        return q.value
    return q.value + step if q.lower is not None else q.value / (1 + step)


def cells_of(quantities: Sequence[Quantity]) -> list[series.Cell]:
    """Yearly cells from 2001 on."""
    return [
        series.Cell(series.Claim("x", "actual", "CN-CQ", str(2001 + n), q, 0, order=n), "only")
        for n, q in enumerate(quantities)
    ]


INDICATOR = catalogue(claim("2001", "1")).indicators["x"]


@given(st.lists(numbers, min_size=2, max_size=5))
def test_an_index_keeps_every_ratio_and_growth_compounds_to_the_value(sizes: list[Fraction]) -> None:
    cells = cells_of([hedged(size, None) for size in sizes])
    index = transforms.values(INDICATOR, cells, [], "index", "2001")
    assert [value.quantity and value.quantity.value for value in index] == [
        100 * size / sizes[0] for size in sizes
    ]
    for value, size in list(zip(transforms.values(INDICATOR, cells, [], "cagr", "2001"), sizes, strict=True))[
        1:
    ]:
        assert value.quantity is not None
        again = float(sizes[0]) * float(1 + value.quantity.value / 100) ** value.years
        assert again == pytest.approx(float(size), rel=1e-9)


@given(st.lists(numbers, min_size=2, max_size=5))
def test_the_change_in_per_cent_is_the_change_over_the_value_before(sizes: list[Fraction]) -> None:
    cells = cells_of([hedged(size, None) for size in sizes])
    change, percent = (transforms.values(INDICATOR, cells, [], name) for name in ("change", "percent"))
    for n in range(1, len(sizes)):
        assert change[n].quantity is not None
        assert percent[n].quantity is not None
        assert percent[n].quantity.value == 100 * change[n].quantity.value / sizes[n - 1]


@given(
    st.tuples(numbers, hedges),
    st.tuples(numbers, hedges),
    st.fractions(Fraction(1, 100), 10, max_denominator=100),
    st.sampled_from(TRANSFORMS),
)
def test_what_is_said_holds_for_every_pair_of_true_values(
    old: tuple[Fraction, Any], new: tuple[Fraction, Any], step: Fraction, transform: Transform
) -> None:
    """Whatever the hedged numbers really are, the result computed from the true ones lies in the interval that is said."""
    printed = [hedged(*old), hedged(*new)]
    said = transforms.values(INDICATOR, cells_of(printed), [], transform, "2001")[1].quantity
    if said is None:
        return
    true = cells_of([hedged(member(q, step), None) for q in printed])
    result = transforms.values(INDICATOR, true, [], transform, "2001")[1].quantity
    assert result is not None
    slack = Fraction(1, 10**9)  # of the root in growth rates
    assert said.lower is None or result.value >= said.lower - slack
    assert said.upper is None or result.value <= said.upper + slack


# ------------------------------------------------------------------------------------------------ in words


def test_the_formula_names_both_claims_with_hedge_unit_and_period() -> None:
    found = catalogue(claim("2020", "2.52"), claim("2022", "3.11"), unit="CNY", more="    unit_mult: 8\n")
    [first, last] = values(found, "index", "2020")
    assert words.formula(last, found, "zh") == "3.11亿元（2022年） ÷ 2.52亿元（2020年） × 100 ≈ 123.4"
    assert words.formula(first, found, "zh") == "2020年为基期：2.52亿元 = 100"
    assert (
        words.formula(last, found, "en") == "311 million yuan (2022) ÷ 252 million yuan (2020) × 100 ≈ 123.4"
    )
    [_, growth] = values(found, "cagr")
    assert (
        words.formula(growth, found, "zh")
        == "（3.11亿元（2022年） ÷ 2.52亿元（2020年））的1/2次方 − 1 ≈ +11.1%"
    )


def test_a_change_has_its_sign_and_a_hedge_that_cannot_be_taken_for_a_greater_fall() -> None:
    found = catalogue(
        claim("2020", "10.0"),
        claim("2021", "9.0", qualifier="less_than"),
        claim("2022", "12.0"),
        unit="percent",
    )
    said = [
        str(words.said(value, found.indicators["x"], found, "zh")) for value in values(found, "points")[1:]
    ]
    assert said == ["低于−1.0个百分点", "高于+3.0个百分点"]


def test_the_sentence_over_a_transformed_view_names_at_most_three_lines() -> None:
    found = catalogue(claim("2020", "10"), claim("2021", "12"))
    indicator = found.indicators["x"]
    lines = [words.Line(name, indicator, values(found, "percent")) for name in "甲乙丙丁"]
    assert words.title(lines, "percent", found, "zh", subject="指标") == (
        "指标，比上年增减：甲2021年+20%；乙2021年+20%；丙2021年+20%；其余1项见下表。"
    )
    line = words.Line("Chongqing", indicator, values(found, "index", "2020"))
    assert words.title([line], "index", found, "en", subject="Indicator", base="2020") == (
        "Indicator, 2020 = 100: Chongqing 120 in 2021."
    )


def test_every_reason_is_said_in_both_languages() -> None:
    for table, names in (
        (words.REASONS, get_args(transforms.Reason)),
        (words.WHY_NOT, (*get_args(transforms.Unfit), *get_args(transforms.NoLog))),
        (words.FORMULAS, TRANSFORMS),
        (words.SUMS, TRANSFORMS),
        (words.MEASURES, TRANSFORMS),
        (words.NAMES, (None, *TRANSFORMS)),
    ):
        assert set(table) == set(names)
        for message in table.values():
            assert message in chinese(), message


# ------------------------------------------------------------------------------------------------ the catalogue


def test_in_the_whole_catalogue_every_result_has_its_formula_and_every_refusal_its_reason() -> None:
    real = store.read(DATA)
    computed = refused = 0
    for name, indicator in real.indicators.items():
        for area in series.areas(real, name):
            cells = series.cells(real, name, area), series.cells(real, name, area, "target")
            for transform in TRANSFORMS:
                if transforms.unfit(indicator, transform):
                    continue
                base = transforms.first_base([cells[0]]) if transform == "index" else None
                for value in transforms.values(indicator, *cells, transform, base):
                    for lang in ("zh", "en"):
                        formula = words.formula(value, real, lang)  # type: ignore[arg-type]
                        why = words.why(value, real, lang)  # type: ignore[arg-type]
                        assert bool(formula) != bool(why), (name, area, transform, value.claim.time_period)
                    computed += bool(formula)
                    refused += bool(why)
    assert computed > 200
    assert refused > 200


def test_the_yearly_changes_of_the_catalogue_are_those_of_the_series() -> None:
    real = store.read(DATA)
    for name, indicator in real.indicators.items():
        kind = series.change_kind(indicator)
        transform: Transform = {"points": "points", "percent": "percent", "difference": "change"}[kind]  # type: ignore[assignment]
        for area in series.areas(real, name):
            cells = series.cells(real, name, area)
            expected = {
                change.later.best.order: change.result for change in series.year_on_year(indicator, cells)
            }
            for value in transforms.values(indicator, cells, [], transform):
                if value.claim.order in expected:
                    assert value.result == expected[value.claim.order]


def test_the_sentence_and_the_spoken_chart_say_what_is_shown_not_what_another_source_says() -> None:
    found = catalogue(claim("2020", "100"), claim("2021", "120"), claim("2021", "150", "b"))
    line = words.Line("重庆", found.indicators["x"], values(found, "index", "2020"))
    assert (
        words.title([line], "index", found, "zh", subject="指标", base="2020")
        == "指标，2020年=100：重庆2021年120。"
    )
    assert (
        words.alt([line], "index", found, "zh", "指标，2020年=100")
        == "指标，2020年=100。重庆：2020年100；2021年120。"
    )

"""Which value is shown for a cell and why, what changed, how far a target is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indicators import quantity, reading, series
from indicators.model import Catalogue, Document
from indicators.quantity import Quantity, Refusal

SOURCES = """
sources:
  - {id: letter, kind: letter, title: 复函, issuer: 经信委, reliability: primary, published: 2023-04-04}
  - {id: report, kind: report, title: 报告, issuer: 报社, reliability: repost, published: 2023-09-05}
  - {id: paper, kind: press, title: 新闻, issuer: 日报, reliability: press, published: 2024-10-21}
  - {id: undated, kind: press, title: 网页, issuer: 日报, reliability: press}
"""
HEAD = """
  - id: {id}
    title: {{zh: 指标, en: Indicator}}
    short_title: {{zh: 指标, en: Indicator}}
    definition: {{zh: 定义, en: Definition}}
    theme: size
    unit: {unit}
    unit_mult: {mult}
    direction: up
"""


def claim(period: str, value: str, source: str = "letter", **more: str) -> str:
    keys = {
        "time_period": f'"{period}"',
        "ref_area": "CN-CQ",
        "obs_value": value,
        "source": source,
        "quote": "引文",
    } | more
    return "      - {" + ", ".join(f"{key}: {word}" for key, word in keys.items()) + "}\n"


def indicator(
    *observations: str,
    targets: tuple[str, ...] = (),
    unit: str = "percent",
    mult: int = 0,
    more: str = "",
    id: str = "x",
) -> str:
    text = HEAD.format(id=id, unit=unit, mult=mult) + more
    text += "    observations:\n" + "".join(observations) if observations else ""
    return text + ("    targets:\n" + "".join(targets) if targets else "")


def catalogue(*indicators: str) -> Catalogue:
    found = reading.read((SOURCES + "indicators:" + "".join(indicators)).encode(), "test.yaml")
    assert isinstance(found, Document), "\n".join(map(str, found))
    return Catalogue(((Path("test.yaml"), found),), "digest")


def said(value: Quantity | Refusal | None) -> str:
    return quantity.symbols(value) if isinstance(value, Quantity) else str(value)


def test_the_more_reliable_source_is_shown_and_the_one_that_disagrees_stays_beside_it() -> None:
    [cell] = series.cells(
        catalogue(indicator(claim("2022", "7.7", "report"), claim("2022", "8", qualifier="more_than"))), "x"
    )
    assert said(cell.best.quantity) == "> 8"
    assert cell.rule == "reliability"
    assert [said(other.quantity) for other in cell.conflicting] == ["7.7"]
    assert cell.agreeing == ()


def test_among_claims_that_agree_the_most_exact_is_shown() -> None:
    [cell] = series.cells(
        catalogue(indicator(claim("2022", "19", qualifier="more_than"), claim("2022", "19.04", "paper"))), "x"
    )
    assert (said(cell.best.quantity), cell.rule) == ("19.04", "exactness")
    assert [said(other.quantity) for other in cell.agreeing] == ["> 19"]


def test_a_final_figure_replaces_an_estimate_even_of_a_more_reliable_source() -> None:
    [cell] = series.cells(
        catalogue(indicator(claim("2022", "2750", obs_status="E"), claim("2022", "2705", "report"))), "x"
    )
    assert (said(cell.best.quantity), cell.rule) == ("2705", "status")
    assert [said(other.quantity) for other in cell.conflicting] == ["2750"]


def test_of_two_targets_for_one_year_the_later_one_counts() -> None:
    found = catalogue(indicator(targets=(claim("2025", "3500"), claim("2025", "3600", "report"))))
    [cell] = series.cells(found, "x", kind="target")
    assert (said(cell.best.quantity), cell.rule) == ("3600", "latest_target")


def test_a_lone_claim_needs_no_rule() -> None:
    [cell] = series.cells(catalogue(indicator(claim("2022", "8"))), "x")
    assert (cell.rule, cell.claims) == ("only", (cell.best,))


def test_as_known_on_a_day_leaves_out_what_was_published_later_and_what_has_no_date() -> None:
    found = catalogue(
        indicator(
            claim("2020", "7.3", "undated"),
            claim("2022", "7.7", "report"),
            claim("2022", "8", qualifier="more_than"),
        )
    )
    [cell] = series.cells(found, "x", as_of=date(2023, 4, 4))
    assert [said(known.quantity) for known in cell.claims] == ["> 8"]
    assert series.cells(found, "x", as_of=date(2023, 4, 3)) == []
    assert len(series.cells(found, "x")) == 2


def test_cells_come_in_time_order_with_a_year_at_its_end() -> None:
    found = catalogue(
        indicator(
            claim("2022", "10"), claim("2022-08", "9"), claim("2021-09", "7"), claim("2023-04-04", "11")
        )
    )
    assert [cell.best.time_period for cell in series.cells(found, "x")] == [
        "2021-09",
        "2022-08",
        "2022",
        "2023-04-04",
    ]


DERIVED = """    derived:
      - time_period: "2021"
        ref_area: CN-CQ
        operation: difference
        of:
          - {indicator: growth, time_period: "2022", source: letter}
          - {indicator: faster, time_period: "2022", source: letter}
"""


def test_a_derived_value_is_computed_from_its_parents_and_shows_its_formula() -> None:
    found = catalogue(
        indicator(claim("2022", "31.1"), id="growth") + DERIVED,
        indicator(claim("2022", "3.8"), id="faster", unit="percentage_points"),
    )
    derived, printed = series.cells(found, "growth")
    assert (derived.best.kind, derived.best.time_period, said(derived.best.quantity)) == (
        "derived",
        "2021",
        "27.3",
    )
    assert derived.best.formula == "31.1 − 3.8 = 27.3"
    assert [parent.indicator for parent in derived.best.parents] == ["growth", "faster"]
    assert derived.best.known == date(2023, 4, 4)
    assert said(series.change(found.indicators["growth"], derived, printed).result) == "3.8"


def test_a_derived_value_keeps_the_hedge_of_its_parents() -> None:
    found = catalogue(
        indicator(claim("2022", "31.1", qualifier="more_than"), id="growth") + DERIVED,
        indicator(claim("2022", "3.8"), id="faster", unit="percentage_points"),
    )
    assert said(series.cells(found, "growth")[0].best.quantity) == "> 27.3"


def test_a_printed_value_is_shown_before_a_derived_one() -> None:
    found = catalogue(
        indicator(claim("2021", "27", "report"), claim("2022", "31.1"), id="growth") + DERIVED,
        indicator(claim("2022", "3.8"), id="faster", unit="percentage_points"),
    )
    cell = series.cells(found, "growth")[0]
    assert (said(cell.best.quantity), cell.rule) == ("27", "chosen_printed")
    assert [other.kind for other in cell.agreeing + cell.conflicting] == ["derived"]


def test_the_change_of_a_share_is_in_percentage_points_and_keeps_the_hedge() -> None:
    found = catalogue(indicator(claim("2020", "7.3"), claim("2022", "8", qualifier="more_than")))
    earlier, later = series.cells(found, "x")
    change = series.change(found.indicators["x"], earlier, later)
    assert (change.kind, said(change.result)) == ("points", "> 0.7")


def test_the_change_of_an_amount_is_in_per_cent() -> None:
    found = catalogue(indicator(claim("2020", "2000"), claim("2021", "2400"), unit="CNY", mult=8))
    earlier, later = series.cells(found, "x")
    change = series.change(found.indicators["x"], earlier, later)
    assert (change.kind, said(change.result)) == ("percent", "20")


def test_a_change_between_two_bounds_is_refused_with_its_reason() -> None:
    found = catalogue(
        indicator(claim("2020", "8", qualifier="more_than"), claim("2022", "9", qualifier="more_than"))
    )
    earlier, later = series.cells(found, "x")
    result = series.change(found.indicators["x"], earlier, later).result
    assert str(result) == "> 8 and > 9 leave the result open: it cannot be known."


def test_growth_a_year_between_two_years() -> None:
    found = catalogue(indicator(claim("2018", "100"), claim("2020", "121"), unit="CNY"))
    result = series.cagr(*series.cells(found, "x"))
    assert isinstance(result, Quantity)
    assert float(result.value) == pytest.approx(10)


def test_growth_a_year_needs_whole_years() -> None:
    found = catalogue(indicator(claim("2018", "100"), claim("2020-06", "121"), unit="CNY"))
    assert str(series.cagr(*series.cells(found, "x"))) == "There is no yearly rate over 0 years."


def test_an_index_stands_on_its_base_year() -> None:
    found = catalogue(indicator(claim("2019", "50"), claim("2020", "40"), claim("2021", "60"), unit="CNY"))
    rows = series.indexed(found.indicators["x"], series.cells(found, "x"), "2020")
    assert [(cell.best.time_period, said(value)) for cell, value in rows] == [
        ("2019", "125"),
        ("2020", "100"),
        ("2021", "150"),
    ]
    with pytest.raises(KeyError):
        series.indexed(found.indicators["x"], series.cells(found, "x"), "2015")


def test_a_year_is_compared_with_the_year_before_only() -> None:
    found = catalogue(indicator(claim("2019", "50"), claim("2020", "40"), claim("2022", "60"), unit="CNY"))
    changes = series.year_on_year(found.indicators["x"], series.cells(found, "x"))
    assert [(c.earlier.best.time_period, c.later.best.time_period, said(c.result)) for c in changes] == [
        ("2019", "2020", "-20")
    ]


def test_a_part_year_sum_is_not_compared_with_a_full_year() -> None:
    found = catalogue(indicator(claim("2021", "100"), claim("2022-01/2022-07", "80"), unit="CNY"))
    cells = series.cells(found, "x")
    assert series.previous(found.indicators["x"], cells, cells[1]) is None


BREAK = '    breaks:\n      - {time_period: "2022", title: {zh: 宽口径, en: Wider}}\n'


def test_nothing_is_joined_compared_or_grown_across_a_break() -> None:
    found = catalogue(
        indicator(claim("2020", "25"), claim("2021", "27.2"), claim("2022", "45.4"), more=BREAK)
    )
    x, cells = found.indicators["x"], series.cells(found, "x")
    assert [[cell.best.time_period for cell in line] for line in series.runs(x, cells)] == [
        ["2020", "2021"],
        ["2022"],
    ]
    assert series.previous(x, cells, cells[2]) is None
    assert [cell.best.time_period for cell, _ in series.indexed(x, cells, "2021")] == ["2020", "2021"]


def test_a_break_in_one_area_leaves_the_others_whole() -> None:
    other = BREAK.replace("title", "ref_area: CN, title")
    found = catalogue(indicator(claim("2021", "27.2"), claim("2022", "45.4"), more=other))
    x, cells = found.indicators["x"], series.cells(found, "x")
    assert len(series.runs(x, cells)) == 1


def test_part_year_sums_are_joined_only_with_their_like() -> None:
    found = catalogue(
        indicator(
            claim("2021-01/2021-06", "1"), claim("2021", "3"), claim("2022-01/2022-06", "2"), claim("2022-01/2022-09", "4"),
            claim("2022", "5"), unit="CNY",
        )
    )  # fmt: skip
    lines = series.runs(found.indicators["x"], series.cells(found, "x"))
    assert [[cell.best.time_period for cell in line] for line in lines] == [
        ["2021-01/2021-06", "2022-01/2022-06"],
        ["2021", "2022"],
        ["2022-01/2022-09"],
    ]


def gap(target: str, *observations: str, **more: str) -> series.Gap:
    found = catalogue(indicator(*observations, targets=(target,), **more))
    [goal] = series.cells(found, "x", kind="target")
    return series.gap(found.indicators["x"], goal, series.cells(found, "x"))


def test_a_target_is_met_by_a_bound_that_lies_above_it() -> None:
    found = gap(claim("2022", "8", qualifier="at_least"), claim("2022", "8", qualifier="more_than"))
    assert (found.verdict, found.same_period) == ("met", True)


def test_a_target_is_not_met_by_a_smaller_number() -> None:
    found = gap(claim("2022", "10", qualifier="at_least"), claim("2022", "7.7"))
    assert (found.verdict, said(found.missing)) == ("not_met", "≥ 2.3")


def test_a_target_below_a_bound_cannot_be_judged() -> None:
    assert (
        gap(claim("2022", "10", qualifier="at_least"), claim("2022", "8", qualifier="more_than")).verdict
        == "cannot_tell"
    )


def test_a_target_whose_year_has_no_figure_cannot_be_judged_but_the_way_to_go_is_known() -> None:
    found = gap(claim("2025", "47.8"), claim("2023", "29"))
    assert (found.verdict, found.same_period, said(found.missing)) == ("cannot_tell", False, "18.8")


def test_a_target_without_any_figure_before_it_cannot_be_judged() -> None:
    found = gap(claim("2025", "47.8"), claim("2026", "50"))
    assert (found.verdict, found.actual, found.missing) == ("cannot_tell", None, None)


def test_a_target_is_not_set_against_figures_from_before_a_break() -> None:
    found = gap(claim("2025", "50"), claim("2021", "27.2"), more=BREAK)
    assert (found.verdict, found.actual) == ("cannot_tell", None)


def test_a_yearly_target_is_not_set_against_a_part_year_sum() -> None:
    assert gap(claim("2023", "50"), claim("2023-01/2023-06", "60")).actual is None


def test_conflicts_of_the_whole_catalogue_name_actuals_and_targets() -> None:
    found = catalogue(
        indicator(
            claim("2022", "7.7", "report"), claim("2022", "8", qualifier="more_than"),
            targets=(claim("2025", "10"), claim("2025", "12", "report")),
        )
    )  # fmt: skip
    assert [(cell.best.kind, cell.best.time_period) for cell in series.conflicts(found)] == [
        ("actual", "2022"),
        ("target", "2025"),
    ]


def test_areas_come_with_the_best_covered_first() -> None:
    found = catalogue(indicator(claim("2022", "7.7", ref_area="CN"), claim("2021", "7"), claim("2020", "6")))
    assert series.areas(found, "x") == ["CN-CQ", "CN"]


def test_an_earlier_value_beyond_the_target_is_told_but_decides_nothing() -> None:
    found = gap(claim("2025", "60", qualifier="more_than"), claim("2024", "84"))
    assert (found.verdict, found.same_period, found.reached) == ("cannot_tell", False, True)


def test_a_multi_year_average_is_not_set_against_the_target_of_its_last_year() -> None:
    found = gap(claim("2021", "15"), claim("2019/2021", "16"))
    assert (found.verdict, found.actual) == ("cannot_tell", None)


def test_a_stock_counted_on_the_last_day_decides_the_target_of_the_year() -> None:
    assert gap(claim("2022", "15"), claim("2022-12", "16")).verdict == "met"


def test_a_ratio_into_per_cent_is_said_in_per_cent() -> None:
    ratio = DERIVED.replace("difference", "ratio").replace("growth", "part").replace("faster", "whole")
    ratio = ratio.replace('"2021"', '"2022"')
    found = catalogue(
        indicator(id="share") + ratio,
        indicator(claim("2022", "2240.6"), id="part", unit="CNY", mult=8),
        indicator(claim("2022", "29129.03"), id="whole", unit="CNY", mult=8),
    )
    [cell] = series.cells(found, "share")
    assert float(cell.best.quantity.value) == pytest.approx(7.692, abs=0.001)

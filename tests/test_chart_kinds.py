"""Kinds of chart, transforms and panels: bars, slopes, dots, small multiples, and when one axis is no longer honest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chart_catalogue import catalogue, claim, drawn, indicator, joined, legend, marks, read, shapes, texts
from indicators import look, series, store
from indicators.charts import Panel, View, choices, evidence_id, figures, find_claim
from indicators.charts.labels import Box, Ground, Wish, arrange
from indicators.charts.tracks import tracks
from indicators.model import Catalogue
from indicators.transforms import TRANSFORMS

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 24)
BREAK = '    breaks:\n      - {time_period: "2021", title: {zh: 口径变了, en: Other scope}}\n'
EVENT = """events:
  - time_period: "2021-04"
    title: {zh: 新规划印发, en: New plan}
    source: a
    quote: 2021年4月印发
    indicators: [x]
"""


def panels(found: Catalogue, *areas: str, indicators: tuple[str, ...] = ("x",), **more: Any) -> list[Panel]:
    return figures(found, View(indicators, areas or ("CN-CQ",), **more), TODAY)


def traces(fig: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [trace for trace in fig["data"] if trace["type"] == kind]


def axis(panel: Panel) -> tuple[float, float]:
    low, high = panel.layout["yaxis"]["range"]
    return round(low, 6), round(high, 6)


# ------------------------------------------------------------------------------------------------ bars


def test_bars_start_at_zero_even_where_a_line_would_not() -> None:
    found = catalogue(claim("2020", "98"), claim("2021", "99"), claim("2022", "100"))
    assert drawn(found, kind="line")["layout"]["yaxis"]["range"][0] > 0
    assert drawn(found, kind="bar")["layout"]["yaxis"]["range"][0] == 0


def test_a_bar_is_filled_for_a_printed_number_open_for_a_bound_hollow_for_what_is_computed() -> None:
    more = """    derived:
      - time_period: "2019"
        ref_area: CN-CQ
        operation: difference
        of:
          - {indicator: x, time_period: "2022", source: a}
          - {indicator: x, time_period: "2020", source: a}
"""
    found = catalogue(
        claim("2020", "10"), claim("2021", "12", qualifier="more_than"), claim("2022", "31"), more=more
    )
    fig = drawn(found, kind="bar", lang="en")
    [bars] = traces(fig, "bar")
    assert bars["x"] == ["2019-07-02", "2020-07-02", "2021-07-02", "2022-07-02"]
    assert bars["marker"]["color"] == [
        look.LIGHT.card,
        look.LIGHT.accent,
        "rgba(0,68,136,0.14)",
        look.LIGHT.accent,
    ]
    assert [width > 0 for width in bars["marker"]["line"]["width"]] == [True, False, False, False]
    [sides], [arrow] = shapes(fig, "open"), shapes(fig, "arrow")
    assert sides["path"].count("M") == 2  # left and right, nothing between their tops
    assert (arrow["xanchor"], arrow["yanchor"]) == ("2021-07-02", 12)
    assert legend(fig) == ["■ as printed", "⊔↑ lower bound", "□ derived"]


def test_an_upper_bound_keeps_its_lid_and_points_down() -> None:
    fig = drawn(
        catalogue(claim("2020", "10"), claim("2021", "12", qualifier="at_most"), claim("2022", "11")),
        kind="bar",
    )
    [sides], [arrow] = shapes(fig, "open"), shapes(fig, "arrow")
    assert sides["path"].count("M") == 1
    assert float(re.findall(r"L0,(-?[0-9.]+)M", arrow["path"])[0]) < 0


def test_bars_of_several_areas_stand_beside_each_other_and_the_legend_names_them() -> None:
    found = catalogue(
        *(claim(year, value) for year, value in (("2020", "5"), ("2021", "6"))),
        *(claim(year, value, ref_area="CN") for year, value in (("2020", "7"), ("2021", "8"))),
    )
    fig = drawn(found, "CN-CQ", "CN", kind="bar")
    main, other = traces(fig, "bar")
    assert all(left < right for left, right in zip(main["x"], other["x"], strict=True))
    assert main["width"] == other["width"] < 365 / 2 * 86_400_000
    assert legend(fig) == ["■ 重庆", "■ 全国"]


def test_part_of_a_year_gets_no_bar_beside_full_years_and_the_caption_says_where_it_is() -> None:
    found = catalogue(claim("2020", "5"), claim("2021", "6"), claim("2021-01/2021-06", "3"))
    fig = drawn(found, kind="bar")
    [bars] = traces(fig, "bar")
    assert bars["y"] == [5, 6]
    assert "非整年的数值见表" in texts(fig, "caption")[0]


def test_bars_are_refused_where_they_would_be_sticks_or_turn_ranks_over() -> None:
    def why(found: Catalogue) -> str:
        return choices.kinds(tracks(found, View(("x",), ("CN-CQ",))))["bar"]

    years = [claim(str(year), "5") for year in range(2015, 2022)]
    assert why(catalogue(*years)) == ""
    assert why(catalogue(*years, claim("2021-09", "6"))) == "The dates lie too close together for bars."
    ranks = catalogue(claim("2020", "5"), claim("2021", "3"), unit="rank")
    assert why(ranks) == "A bar would make a worse rank look like more."


# ------------------------------------------------------------------------------------------------ slope, dots


def test_a_slope_shows_first_and_last_value_and_says_who_lacks_one_of_them() -> None:
    found = catalogue(
        *(claim(str(year), str(year - 2010)) for year in (2018, 2019, 2022)),
        *(claim(str(year), str(year - 2012), ref_area="CN") for year in (2018, 2022)),
        claim("2020", "6", ref_area="CN-SC"),
    )
    [panel] = panels(found, "CN-CQ", "CN", "CN-SC", kind="slope")
    fig = panel.figure.to_plotly_json()
    assert joined(fig) == [(8, 12), (6, 10)]
    assert fig["layout"]["xaxis"]["ticktext"] == ["2018", "2022"]
    assert "只画首末两期" in texts(fig, "caption")[0]
    assert panel.notes == ("首末两期数值不全：四川。",)


def test_a_slope_does_not_cross_a_break() -> None:
    found = catalogue(
        claim("2019", "5"), claim("2020", "6"), claim("2021", "45"), claim("2022", "46"), more=BREAK
    )
    assert joined(drawn(found, kind="slope")) in ([(5, 6)], [(45, 46)])
    broken = catalogue(claim("2020", "5"), claim("2021", "45"), more=BREAK)
    assert choices.kinds(tracks(broken, View(("x",), ("CN-CQ",))))["slope"] == (
        "There are no two values that a line may join."
    )


def test_a_dot_plot_has_a_row_for_every_area_and_bounds_point_along_the_axis() -> None:
    found = catalogue(
        claim("2020", "5"),
        claim("2021", "8", qualifier="more_than"),
        claim("2020", "7", ref_area="CN"),
        targets=(claim("2025", "12"),),
    )
    fig = drawn(found, "CN-CQ", "CN", kind="dot")
    rows = {trace["name"]: (trace["x"], trace["y"]) for trace in fig["data"] if trace["mode"] == "markers"}
    assert rows["printed"][0] == [5]
    assert rows["bound"][0] == [8]
    assert rows["printed compared"][0] == [7]
    assert (
        rows["printed"][1] < rows["printed compared"][1]
    )  # the first row stands above: the axis runs downwards
    assert fig["layout"]["yaxis"]["range"] == [2, 0]
    [arrow] = shapes(fig, "arrow")
    assert re.fullmatch(r"M[0-9.]+,0L[0-9.]+,0M.*", arrow["path"])
    assert {"超过8（2021）", "2020", "7（2020）", "目标12（2025）"} <= set(texts(fig))


def test_the_row_of_a_dot_plot_is_cut_at_a_break_which_is_named_below() -> None:
    found = catalogue(
        claim("2019", "5"), claim("2020", "6"), claim("2021", "45"), claim("2022", "46"), more=BREAK
    )
    fig = drawn(found, kind="dot")
    [row] = [trace for trace in fig["data"] if trace["name"] == "row 0"]
    assert row["x"] == [5, 6, None, 45, 46]
    assert "2021年：口径变了" in legend(fig)


# ------------------------------------------------------------------------------------------------ transforms


def test_what_is_computed_is_hollow_keeps_its_bounds_and_says_what_it_is() -> None:
    found = catalogue(
        claim("2020", "100"), claim("2021", "110", qualifier="more_than"), claim("2022", "130"), unit="item"
    )
    fig = drawn(found, transform="index", base="2020")
    assert marks(fig) == {
        "derived": [("2020-07-02", 100.0), ("2022-07-02", 130.0)],
        "bound": [("2021-07-02", 110.0)],
    }
    assert {trace["marker"]["color"] for trace in fig["data"] if trace["mode"] == "markers"} == {
        look.LIGHT.card
    }
    assert texts(fig, "caption") == ["重庆 · 2020年=100 · 按原文数字计算"]
    [base] = shapes(fig, "base")
    assert (base["y0"], base["y1"]) == (100, 100)
    [trace] = [trace for trace in fig["data"] if trace["name"] == "bound"]
    assert "超过110个（2021年） ÷ 100个（2020年） × 100 = 超过110" in trace["hovertext"][0].replace(
        "<br>", " "
    )


def test_a_value_that_cannot_be_computed_is_not_drawn_nor_what_others_say_about_its_cell() -> None:
    found = catalogue(
        claim("2019", "8", qualifier="more_than"),
        claim("2020", "9", qualifier="more_than"),
        claim("2020", "7", "b"),
        claim("2021", "10"),
        claim("2022", "11"),
    )
    assert marks(drawn(found, transform="points", kind="line")) == {
        "bound": [("2021-07-02", 1.0)],
        "derived": [("2022-07-02", 1.0)],
    }


def test_changes_have_a_sign_on_the_axis_and_zero_in_it() -> None:
    found = catalogue(claim("2019", "10"), claim("2020", "12"), claim("2021", "11"))
    fig = drawn(found, transform="points", kind="line")
    low, high = fig["layout"]["yaxis"]["range"]
    assert low < 0 < high
    assert {text[0] for text in fig["layout"]["yaxis"]["ticktext"]} == {"+", "−", "0"}


def test_money_that_is_compared_says_that_it_is_no_official_growth() -> None:
    real = store.read(DATA)
    [panel] = figures(real, View(("gdp",), ("CN-CQ",), transform="percent"), TODAY)
    assert "未扣除价格因素，不是官方增速" in texts(panel.figure.to_plotly_json(), "caption")[0]


# ------------------------------------------------------------------------------------------------ axes


def test_a_logarithmic_axis_has_round_ticks_and_labels_where_plotly_wants_them() -> None:
    found = catalogue(claim("2020", "1"), claim("2021", "30"), claim("2022", "900"), unit="item")
    fig = drawn(found, log=True)
    assert fig["layout"]["yaxis"]["type"] == "log"
    assert fig["layout"]["yaxis"]["ticktext"] == ["1", "10", "100", "1,000"]
    labels = {note["text"]: note["y"] for note in fig["layout"]["annotations"] if note.get("name") == "label"}
    assert labels["<b>1</b>"] == 0
    assert labels["<b>900</b>"] == pytest.approx(2.954243)
    assert "对数轴" in texts(fig, "caption")[0]


def test_panels_share_the_time_axis_always_and_the_value_axis_only_when_asked() -> None:
    found = catalogue(
        claim("2018", "5"),
        claim("2019", "6"),
        claim("2021", "50", ref_area="CN"),
        claim("2022", "60", ref_area="CN"),
    )
    free = panels(found, "CN-CQ", "CN", kind="multiples")
    shared = panels(found, "CN-CQ", "CN", kind="multiples", shared=True)
    assert [panel.title for panel in free] == ["重庆", "全国"]
    assert free[0].layout["xaxis"]["range"] == free[1].layout["xaxis"]["range"]
    assert axis(free[0]) != axis(free[1])
    assert axis(shared[0]) == axis(shared[1]) == axis(free[1])


# ------------------------------------------------------------------------------------------------ panels


def two(unit: str, size: int) -> Catalogue:
    return read(
        indicator(claim("2020", "10"), claim("2021", "12"), claim("2022", "13"), unit="item"),
        indicator(
            claim("2020", str(size)),
            claim("2021", str(size + 2)),
            claim("2022", str(size + 3)),
            unit=unit,
            id="y",
        ),
    )


def test_one_axis_carries_several_indicators_of_one_unit_and_order_of_size() -> None:
    [panel] = panels(two("item", 20), indicators=("x", "y"))
    fig = panel.figure.to_plotly_json()
    assert texts(fig)[-1] == "指标y 23"
    ids = {ids[0] for trace in fig["data"] if trace["mode"] == "markers" for ids in trace["customdata"]}
    assert ids == {
        f"{name}|CN-CQ|{year}|actual|{n}" for name in "xy" for n, year in enumerate((2020, 2021, 2022), 1)
    }


def test_different_units_never_share_an_axis_and_different_sizes_only_where_it_is_asked_for() -> None:
    for found, note in (
        (two("percent", 20), "单位不同，分图显示。"),
        (two("item", 2000), "数量级不同，同轴则小者贴底，故分图显示。"),
    ):
        shown = panels(found, indicators=("x", "y"))
        assert [panel.title for panel in shown] == ["指标", "指标y"]
        assert shown[0].notes == (note,)
    assert len(panels(two("percent", 20), indicators=("x", "y"), kind="line")) == 2
    assert len(panels(two("item", 2000), indicators=("x", "y"), kind="line")) == 1
    assert len(panels(two("item", 2000), indicators=("x", "y"), transform="index")) == 1


def test_no_panel_ever_has_two_value_axes() -> None:
    for panel in panels(two("percent", 20), indicators=("x", "y")):
        assert [key for key in panel.layout if key.startswith("yaxis")] == ["yaxis"]


def test_lines_beyond_six_are_named_not_dropped() -> None:
    found = read(
        *(
            indicator(claim("2020", "10"), claim("2021", "11"), claim("2022", "12"), id=name)
            for name in "abcdefgh"
        )
    )
    [panel] = panels(found, indicators=tuple("abcdefgh"))
    assert panel.notes == ("为看得清楚未画，见下表：指标g、指标h。",)
    lines = [trace for trace in panel.data if trace["name"].startswith("line")]
    assert len(lines) == 6
    assert len({trace["line"]["dash"] for trace in lines}) == 6
    for mark in (trace["marker"] for trace in panel.data if trace["name"] == "printed compared"):
        assert len(set(mark["symbol"])) == 5


def test_an_evidence_id_with_an_indicator_leads_back_to_its_claim() -> None:
    found = two("item", 20)
    for claims in (series.claims_of(found, "x"), series.claims_of(found, "y")):
        for each in claims:
            assert find_claim(found, "x", evidence_id(each, named=True)) == each


# ------------------------------------------------------------------------------------------------ around the values


def test_an_event_is_a_thin_hairline_with_its_words_and_its_source() -> None:
    found = read(indicator(claim("2020", "5"), claim("2021", "6"), claim("2022", "7")), more=EVENT)
    fig = drawn(found)
    [line] = shapes(fig, "event")
    assert (line["x0"], line["line"]["dash"]) == ("2021-04-15", "2px,3px")
    assert texts(fig, "event") == ["新规划印发"]
    [note] = [note for note in fig["layout"]["annotations"] if note.get("name") == "event"]
    assert "2021年4月 · 新规划印发" in note["hovertext"]
    assert "渝经信复函〔2023〕373号" in note["hovertext"].replace("<br>", "")
    early = drawn(found, as_of=date(2022, 12, 31))
    assert shapes(early, "event") == []


def test_words_that_would_run_into_each_other_stand_below_after_a_sign() -> None:
    record = EVENT.removeprefix("events:\n")
    events = EVENT + record.replace("2021-04", "2021-05") + record.replace("2021-04", "2021-06")
    found = read(indicator(claim("2019", "5"), claim("2020", "6"), claim("2023", "7")), more=events)
    fig = drawn(found, narrow=True)
    assert texts(fig, "event") == ["①", "②", "③"]
    assert "① 2021年4月：新规划印发" in legend(fig)


def test_the_path_to_an_open_target_is_thin_dotted_and_ochre() -> None:
    goal = claim("2025", "10", qualifier="at_least")
    fig = drawn(catalogue(claim("2020", "5"), claim("2021", "6"), claim("2022", "7"), targets=(goal,)))
    [path] = [trace for trace in fig["data"] if trace["name"] == "path"]
    assert (path["x"], path["y"]) == (["2022-07-02", "2025-07-02"], [7, 10])
    assert (path["line"]["color"], path["line"]["dash"]) == (look.LIGHT.target, "1.5px,4.5px")
    assert "···· 到目标的路径" in legend(fig)


@pytest.mark.parametrize(
    ("values", "more"),
    [
        (("5", "6", "11"), ""),  # already where the target lies
        (("5", "6", "7"), BREAK.replace("2021", "2024")),  # another definition
    ],
)
def test_there_is_no_path_to_a_target_that_is_reached_or_lies_beyond_a_break(
    values: tuple[str, ...], more: str
) -> None:
    claims = [claim(str(2020 + n), value) for n, value in enumerate(values)]
    goal = claim("2025", "10", qualifier="at_least")
    fig = drawn(catalogue(*claims, targets=(goal,), more=more))
    assert [trace for trace in fig["data"] if trace["name"] == "path"] == []


def test_a_year_that_a_thread_passes_over_says_on_hovering_why_it_is_empty() -> None:
    more = '    missing:\n      - {time_period: "2020", ref_area: CN-CQ, reason: not_published}\n'
    found = catalogue(
        claim("2018", "5"), claim("2019", "6"), claim("2021", "8"), claim("2022", "9"), more=more
    )
    [panel] = panels(found)
    [gap] = [trace for trace in panel.data if trace["name"] == "gap"]
    assert (gap["x"], gap["y"]) == (["2020-07-02"], pytest.approx([7], abs=0.01))
    assert gap["hovertext"] == ["2020年无数据：未见公布"]
    assert gap["marker"]["opacity"] == 0


# ------------------------------------------------------------------------------------------------ labels

boxes = st.builds(
    lambda x, y, width, height: Box(x, y, x + width, y + height),
    *(st.floats(0, 300) for _ in range(2)),
    *(st.floats(1, 60) for _ in range(2)),
)
wishes = st.builds(
    Wish,
    st.floats(0, 300),
    st.floats(0, 200),
    st.floats(10, 120),
    must=st.booleans(),
    weight=st.integers(0, 5),
    slides=st.booleans(),
)


@given(st.lists(wishes, max_size=10), st.lists(boxes, max_size=6))
def test_no_label_ever_covers_another(wished: list[Wish], obstacles: list[Box]) -> None:
    places = arrange(wished, Ground(obstacles, [], Box(0, 0, 300, 200)))
    shown = [place.box for place in places if place]
    assert not any(one.overlap(other) for one, other in combinations(shown, 2))
    assert bool(shown) == bool(wished) or not any(wish.must for wish in wished)


# ------------------------------------------------------------------------------------------------ the catalogue


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return store.read(DATA)


def sampled(real: Catalogue) -> Iterator[View]:
    """Every indicator in one kind and transform, and every kind and transform with every 12th indicator."""
    kinds, every = (None, *choices.KINDS), (None, *TRANSFORMS)
    for n, name in enumerate(real.indicators):
        areas = tuple(sorted(series.areas(real, name), key=lambda area: area != "CN-CQ")[:5])
        whole = n % 12 == 0
        for kind, transform in product(kinds, every) if whole else ((kinds[n % 6], every[n % 5]),):
            for lang, narrow in (("zh", False), ("en", True)) if whole else (("en", n % 2 == 0),):
                view = View((name,), areas, lang, kind=kind, transform=transform, narrow=narrow)  # type: ignore[arg-type]
                if not transform or not choices.transforms_of(tracks(real, View((name,), areas)))[transform]:
                    yield choices.settled(tracks(real, view), view)[0]


def test_every_view_of_the_catalogue_is_drawn_by_scatters_and_bars_that_plotly_accepts(
    real: Catalogue,
) -> None:
    seen = 0
    for n, view in enumerate(sampled(real)):
        for panel in figures(real, view, TODAY):
            seen += 1
            sent = json.loads(panel.to_json())
            assert {trace["type"] for trace in sent["data"]} <= {"scatter", "bar"}
            assert panel.alt
            if n % 9 == 0:  # Plotly's own check of every name and value is slow
                assert len(panel.figure.data) == len(sent["data"])
            if view.lang == "en":
                own = [note["text"] for note in sent["layout"]["annotations"]]
                assert not re.search("[\u4e00-\u9fff]", " ".join([*own, panel.title, *panel.notes])), view
    assert seen > 200


def test_several_indicators_are_drawn_together_or_apart_in_every_kind(real: Catalogue) -> None:
    names = list(real.indicators)
    for n in range(0, len(names) - 4, 17):
        for kind, shared in product((None, *choices.KINDS), (False, True)):
            view = View(tuple(names[n : n + 4]), ("CN-CQ", "CN"), kind=kind, shared=shared)
            for panel in figures(real, choices.settled(tracks(real, view), view)[0], TODAY):
                assert json.loads(panel.to_json())["layout"]["height"] > 50

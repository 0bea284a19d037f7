"""Charts: every mark means what the look says, nothing is joined that must not be, every point leads to its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chart_catalogue import MARKS, catalogue, claim, drawn, joined, legend, marks, shapes, texts
from indicators import look, series, store
from indicators.charts import PLOT_CONFIG, View, comparable, evidence_id, figure, find_claim, template, words
from indicators.charts.axes import round_ticks, years
from indicators.charts.labels import Box, Ground, Wish, arrange, crosses
from indicators.model import Catalogue

DATA = Path(__file__).parent.parent / "data"


# ------------------------------------------------------------------------------------------------ marks


def test_a_number_as_printed_is_a_filled_dot_and_a_bound_a_hollow_one_with_an_arrow_away_from_it() -> None:
    fig = drawn(
        catalogue(
            claim("2020", "7.3"),
            claim("2021", "8", qualifier="more_than"),
            claim("2022", "9", qualifier="at_most"),
        )
    )
    assert marks(fig) == {
        "bound": [("2021-07-02", 8.0), ("2022-07-02", 9.0)],
        "printed": [("2020-07-02", 7.3)],
    }
    filled, hollow = (
        next(t["marker"] for t in fig["data"] if t["name"] == name) for name in ("printed", "bound")
    )
    assert filled["color"] == look.LIGHT.accent
    assert (hollow["color"], hollow["line"]["color"]) == (look.LIGHT.card, look.LIGHT.accent)
    tips = [re.findall(r"L0,(-?[0-9.]+)M", arrow["path"])[0] for arrow in shapes(fig, "arrow")]
    assert [float(tip) > 0 for tip in tips] == [True, False]
    assert texts(fig) == ["7.3", "超过8", "不超过9"]


def test_about_has_a_soft_ring_and_says_so_in_its_label() -> None:
    fig = drawn(catalogue(claim("2020", "7"), claim("2021", "8", qualifier="about"), claim("2022", "9")))
    assert marks(fig)["about"] == [("2021-07-02", 8.0)]
    assert [(ring["xanchor"], ring["opacity"]) for ring in shapes(fig, "about")] == [("2021-07-02", 0.25)]
    assert "约8" in texts(fig)


def test_another_source_is_a_dotted_ring_grey_where_it_agrees_and_red_with_its_value_where_it_conflicts() -> (
    None
):
    fig = drawn(
        catalogue(
            claim("2021", "7.3"),
            claim("2022", "8.0"),
            claim("2022", "8.0", "b"),
            claim("2022", "7.7", "b"),
            claim("2023", "9"),
        )
    )
    assert marks(fig)["agreeing"] == [("2022-07-02", 8.0)]
    assert marks(fig)["conflicting"] == [("2022-07-02", 7.7)]
    [grey], [red] = shapes(fig, "agreeing"), shapes(fig, "conflicting")
    assert (grey["line"]["color"], red["line"]["color"]) == (look.LIGHT.second, look.LIGHT.conflict)
    assert grey["line"]["dash"] == red["line"]["dash"] == "1.5px,2.5px"
    assert "另说7.7" in "".join(texts(fig)).replace(" ", "")


def test_a_target_is_a_hollow_diamond_in_ochre_with_its_value() -> None:
    fig = drawn(catalogue(claim("2022", "8"), targets=(claim("2025", "10", qualifier="at_least"),)))
    [trace] = [trace for trace in fig["data"] if trace["name"] == "target"]
    assert (trace["marker"]["symbol"], trace["marker"]["color"]) == ("diamond", look.LIGHT.card)
    assert trace["marker"]["line"]["color"] == look.LIGHT.target
    assert [text.replace(" ", "") for text in texts(fig)] == ["8", "目标不低于10"]


def test_a_derived_value_is_hollow_without_an_arrow() -> None:
    more = """    derived:
      - time_period: "2021"
        ref_area: CN-CQ
        operation: difference
        of:
          - {indicator: x, time_period: "2022", source: a}
          - {indicator: x, time_period: "2020", source: a}
"""
    fig = drawn(catalogue(claim("2020", "3.8"), claim("2022", "31.1"), more=more))
    assert marks(fig)["derived"] == [("2021-07-02", 27.3)]
    assert shapes(fig, "arrow") == []


def test_another_area_is_a_broken_grey_line_with_squares_and_its_name_at_the_end() -> None:
    fig = drawn(
        catalogue(
            claim("2021", "7"),
            claim("2022", "8"),
            claim("2021", "6", ref_area="CN"),
            claim("2022", "7", ref_area="CN"),
            claim("2023", "9"),
        ),
        "CN-CQ",
        "CN",
    )
    [line] = [trace for trace in fig["data"] if trace["name"] == "line 1"]
    [squares] = [trace for trace in fig["data"] if trace["name"] == "printed compared"]
    assert (line["line"]["dash"], line["line"]["color"]) == ("6px,4px", look.LIGHT.third)
    assert squares["marker"]["symbol"] == "square"
    assert texts(fig) == ["7", "8", "重庆 9", "全国 7"]


def test_the_legend_names_the_marks_that_are_there_and_no_others() -> None:
    plain = drawn(catalogue(claim("2021", "7"), claim("2022", "8"), claim("2023", "9")))
    assert texts(plain, "legend") == []
    fig = drawn(
        catalogue(
            claim("2020", "7"), claim("2022", "8", qualifier="more_than"), targets=(claim("2025", "10"),)
        ),
        lang="en",
    )
    assert legend(fig) == [
        "● as printed",
        "○↑ lower bound",
        "◇ target",
        "···· the way to the target",
        "···· no data in between",
    ]


def test_an_estimate_is_not_passed_off_as_a_final_number() -> None:
    fig = drawn(
        catalogue(claim("2020", "7"), claim("2021", "8"), claim("2022", "9", obs_status="E")), lang="en"
    )
    assert texts(fig) == ["7", "8", "9 (estimate)"]


# ------------------------------------------------------------------------------------------------ lines


def test_consecutive_years_are_joined_and_a_missing_year_leaves_only_a_thread() -> None:
    fig = drawn(catalogue(claim("2017", "5"), claim("2018", "6"), claim("2020", "7"), claim("2021", "8")))
    assert joined(fig) == [(5, 6), (7, 8)]
    assert joined(fig, "thread") == [(6, 7)]
    [thread] = [trace for trace in fig["data"] if trace["name"] == "thread 0"]
    assert thread["line"]["dash"] == "1.5px,4.5px"


def test_nothing_is_joined_across_a_break_which_is_a_hairline_with_a_word() -> None:
    more = '    breaks:\n      - {time_period: "2021", title: {zh: 口径变了, en: Other scope}}\n'
    fig = drawn(
        catalogue(claim("2019", "5"), claim("2020", "6"), claim("2021", "45"), claim("2022", "46"), more=more)
    )
    assert joined(fig) == [(5, 6), (45, 46)]
    assert joined(fig, "thread") == []
    assert [(line["x0"], line["y1"]) for line in shapes(fig, "break")] == [("2021-01-01", 1)]
    assert texts(fig, "break") == ["口径变了"]


def test_part_years_and_full_years_are_not_joined_and_a_range_shows_the_time_it_covers() -> None:
    fig = drawn(
        catalogue(
            claim("2021", "5"),
            claim("2022-01/2022-06", "3"),
            claim("2022", "6"),
            claim("2023-01/2023-06", "4"),
        )
    )
    assert joined(fig) == [(5, 6)]
    assert [(bar["x0"], bar["x1"]) for bar in shapes(fig, "span")] == [
        ("2022-01-01", "2022-06-30"),
        ("2023-01-01", "2023-06-30"),
    ]
    assert "3（2022年1—6月）" in texts(fig)


def test_a_bound_that_the_line_satisfies_stands_beside_it_and_one_that_it_does_not_bends_it() -> None:
    found = catalogue(claim("2020", "10"), claim("2021", "11", qualifier="more_than"), claim("2022", "20"))
    assert joined(drawn(found)) == [(10, 20)]
    found = catalogue(claim("2020", "10"), claim("2021", "18", qualifier="more_than"), claim("2022", "20"))
    assert joined(drawn(found)) == [(10, 18), (18, 20)]


def test_two_points_make_a_slope_with_both_values_and_no_axis_numbers() -> None:
    fig = drawn(catalogue(claim("2019-09", "260", unit_mult="0"), claim("2023-04", "340"), unit="item"))
    assert texts(fig) == ["260", "340"]
    assert fig["layout"]["xaxis"]["ticktext"] == ["2019.9", "2023.4"]
    assert fig["layout"]["yaxis"]["showticklabels"] is False


def test_one_claim_is_set_as_type_with_a_small_hedge_in_the_accent_colour() -> None:
    fig = drawn(catalogue(claim("2022", "8", qualifier="more_than"), claim("2022", "7.7", "b")), lang="en")
    head, when, other = (note["text"] for note in fig["layout"]["annotations"])
    assert head == (
        f'<span style="font-size:25px;color:{look.LIGHT.accent}">more than </span><b>8</b>'
        f'<span style="font-size:20px;color:{look.LIGHT.second}"> %</span>'
    )
    assert (when, other) == ("Chongqing · 2022", "another source: 7.7%")


def test_an_area_without_figures_gets_a_sentence() -> None:
    fig = drawn(catalogue(claim("2022", "8")), "CN")
    assert [note["text"] for note in fig["layout"]["annotations"]] == ["该地区无数据"]


def test_as_of_shows_what_was_known_on_the_day() -> None:
    found = catalogue(claim("2021", "7", "evil"), claim("2022", "8"), claim("2023", "9", "b"))
    fig = figure(found, View(("x",), ("CN-CQ",), as_of=date(2023, 12, 31))).to_plotly_json()
    assert marks(fig) == {"printed": [("2021-07-02", 7.0), ("2022-07-02", 8.0)]}


# ------------------------------------------------------------------------------------------------ axes


def test_full_years_stand_over_their_label_and_dated_stocks_at_the_end_of_their_period() -> None:
    fig = drawn(catalogue(claim("2021", "5"), claim("2022", "6"), claim("2023", "7")))
    assert marks(fig)["printed"][0][0] == fig["layout"]["xaxis"]["tickvals"][0] == "2021-07-02"
    fig = drawn(catalogue(claim("2021", "5"), claim("2022-04", "6"), claim("2023", "7")))
    assert [x for x, _ in marks(fig)["printed"]] == ["2021-12-31", "2022-04-30", "2023-12-31"]
    assert fig["layout"]["xaxis"]["ticktext"] == ["2021", "2022", "2023"]


def test_amounts_start_at_zero_and_a_share_that_does_not_says_so() -> None:
    fig = drawn(catalogue(claim("2020", "980"), claim("2021", "990"), claim("2022", "1000"), unit="item"))
    assert fig["layout"]["yaxis"]["range"][0] == 0
    fig = drawn(catalogue(claim("2020", "98"), claim("2021", "99"), claim("2022", "100")))
    assert fig["layout"]["yaxis"]["range"][0] > 0
    assert texts(fig, "caption") == ["重庆 · 单位：% · 纵轴不从零开始"]


def test_ranks_run_downwards_from_the_first_place() -> None:
    fig = drawn(catalogue(claim("2020", "12"), claim("2021", "9"), claim("2022", "8"), unit="rank"))
    bottom, top = fig["layout"]["yaxis"]["range"]
    assert bottom > 12
    assert top < 1
    assert texts(fig, "caption") == ["重庆 · 单位：位 · 第1位在最上方"]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 53, (0, 10, 20, 30, 40, 50)),
        (0, 0.9, (0, 0.2, 0.4, 0.6, 0.8)),
        (-3, 11, (-2, 0, 2, 4, 6, 8, 10)),
        (97.5, 100.4, (98, 99, 100)),
    ],
)
def test_grid_lines_are_round_and_five_at_most_beside_the_zero_line(
    low: float, high: float, ticks: tuple[float, ...]
) -> None:
    found = round_ticks(low, high)
    assert len([tick for tick in found if tick]) <= 5
    assert found == ticks or low < 0


def test_years_are_thinned_for_a_narrow_chart_from_the_last_backwards() -> None:
    assert years(2019, 2025, 600) == (2019, 2020, 2021, 2022, 2023, 2024, 2025)
    assert years(2014, 2025, 280) == (2015, 2017, 2019, 2021, 2023, 2025)


# ------------------------------------------------------------------------------------------------ labels


def test_labels_do_not_cover_each_other_and_the_one_that_must_stay_stays() -> None:
    frame = Box(0, 0, 200, 100)
    wishes = [Wish(50 + 2 * n, 50, 60, must=n == 3) for n in range(12)]
    places = arrange(wishes, Ground([], [], frame))
    shown = [place.box for place in places if place]
    assert places[3] is not None
    assert len(shown) < len(wishes)
    assert not any(a.overlap(b) for i, a in enumerate(shown) for b in shown[:i])


def test_a_line_through_a_box_is_seen() -> None:
    box = Box(10, 10, 20, 20)
    assert crosses(box, (0, 0, 30, 30))
    assert crosses(box, (15, 0, 15, 30))
    assert not crosses(box, (0, 30, 5, 0))


# ------------------------------------------------------------------------------------------------ text


def test_hostile_text_stays_text() -> None:
    fig = drawn(catalogue(claim("2021", "7", "evil"), claim("2022", "8"), claim("2023", "9")))
    hover = fig["data"][-1]["hovertext"][0]
    assert "&lt;b&gt;bold&lt;/b&gt; &#36;x^2&#36; &#37;{y} &amp; co" in hover
    assert not re.search(r"\$|%\{|<(?!/?b>7%|br>|/b>)", hover)


def test_plain_text_is_what_plotly_shows_letter_by_letter() -> None:
    assert (
        words.plain('<a href="x">1 &lt; 2</a>\n$y$') == '&lt;a href="x"&gt;1 &amp;lt; 2&lt;/a&gt; &#36;y&#36;'
    )


def test_the_hover_gives_value_period_nature_issuer_and_document_number() -> None:
    fig = drawn(
        catalogue(claim("2021", "7"), claim("2022", "8", qualifier="more_than"), claim("2023", "9")),
        lang="en",
    )
    [bound] = [trace for trace in fig["data"] if trace["name"] == "bound"]
    assert bound["hovertext"] == [
        "<b>more than 8%</b><br>Chongqing · 2022 · Actual<br>经信委 · 4 April 2023<br>渝经信复函〔2023〕373号<br>Click for evidence"
    ]


def test_chinese_lines_never_start_with_a_closing_mark() -> None:
    assert words.wrapped("52.5（2024年1—8月）", 100) == ["52.5（2024年", "1—8月）"]
    assert words.wrapped("改用《国家信息化》的水平", 84) == ["改用《国家信息", "化》的水平"]
    assert words.wrapped("From legal entities to all", 90) == ["From legal", "entities to all"]
    assert words.wrapped("", 80) == []


# ------------------------------------------------------------------------------------------------ evidence


def test_an_evidence_id_leads_back_to_its_claim() -> None:
    found = catalogue(claim("2022", "8"), claim("2022", "7.7", "b"))
    ids = {evidence_id(claim) for claim in series.claims_of(found, "x")}
    assert ids == {"CN-CQ|2022|actual|1", "CN-CQ|2022|actual|2"}
    second = find_claim(found, "x", "CN-CQ|2022|actual|2")
    assert second is not None
    assert second.observation is not None
    assert second.observation.obs_value == "7.7"
    assert find_claim(found, "x", "CN-CQ|2022|actual|9") is None


def test_areas_of_another_order_of_size_are_not_offered_for_comparison() -> None:
    found = catalogue(claim("2022", "80"), claim("2022", "4000", ref_area="CN"), unit="item")
    assert comparable(found, "x", "CN-CQ") == []
    assert comparable(catalogue(claim("2022", "8"), claim("2022", "90", ref_area="CN")), "x", "CN-CQ") == [
        "CN"
    ]


# ------------------------------------------------------------------------------------------------ the catalogue


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return store.read(DATA)


def all_views(real: Catalogue) -> Iterator[View]:
    for name in real.indicators:
        areas = sorted(series.areas(real, name), key=lambda area: area != "CN-CQ")
        for lang in ("zh", "en"):
            yield View((name,), tuple(areas[:1]), lang)  # type: ignore[arg-type]
            yield View((name,), tuple(areas[:4]), lang, dark=True, narrow=True)  # type: ignore[arg-type]


def test_every_indicator_draws_in_both_languages_and_every_point_has_its_evidence(real: Catalogue) -> None:
    for view in all_views(real):
        fig = figure(real, view).to_plotly_json()
        claims = [c for c in series.claims_of(real, view.indicator) if c.ref_area in view.areas]
        shown = {ids[0] for trace in fig["data"] if trace["mode"] == "markers" for ids in trace["customdata"]}
        assert shown == {evidence_id(claim) for claim in claims}, view
        for trace in fig["data"]:
            if trace["mode"] == "markers":
                assert trace["name"].split()[0] in MARKS
                assert (
                    len(trace["x"]) == len(trace["y"]) == len(trace["customdata"]) == len(trace["hovertext"])
                )
        assert 60 <= fig["layout"]["height"] <= 600
        sizes = [note.get("font", {}).get("size", 12) for note in fig["layout"]["annotations"]]
        assert min(sizes) >= 12
        if view.lang == "en":
            own = " ".join(texts(fig) + texts(fig, "legend") + texts(fig, "caption"))
            assert not re.search("[\u4e00-\u9fff]", own), view


def test_conflicts_of_the_main_area_are_always_labelled(real: Catalogue) -> None:
    for name in dict.fromkeys(cell.best.indicator for cell in series.conflicts(real)):
        for narrow in (False, True):
            fig = drawn_real(real, name, narrow)
            if fig["layout"]["xaxis"].get("type") == "date":
                conflicts = set(marks(fig).get("conflicting", []))
                assert sum("另说" in text for text in texts(fig)) == len(conflicts), name


def drawn_real(real: Catalogue, name: str, narrow: bool) -> dict[str, Any]:
    return figure(real, View((name,), ("CN-CQ",), narrow=narrow)).to_plotly_json()


def test_figures_are_small_and_plain(real: Catalogue) -> None:
    text = figure(real, View(("fiveg_per_10k",), ("CN-CQ", "CN"))).to_json()
    assert text is not None
    assert "bdata" not in text
    assert len(text) < 20_000


def test_nothing_in_the_configuration_reaches_out() -> None:
    assert PLOT_CONFIG["displaylogo"] is PLOT_CONFIG["displayModeBar"] is PLOT_CONFIG["showLink"] is False
    assert PLOT_CONFIG["plotlyServerURL"] == ""
    assert "locale" not in PLOT_CONFIG


# ------------------------------------------------------------------------------------------------ look


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_text_and_marks_can_be_told_from_paper_and_card(dark: bool) -> None:
    colours = look.palette(dark)
    for ground in (colours.paper, colours.card):
        for name in ("ink", "second", "accent", "target_text", "conflict"):
            assert contrast(getattr(colours, name), ground) >= 4.5, name
        for name in ("third", "target"):
            assert contrast(getattr(colours, name), ground) >= 3, name


def test_the_pages_get_the_same_colours_as_the_charts() -> None:
    for dark in (False, True):
        css = look.css_variables(dark)
        for field in fields(look.Palette):
            assert f"--{field.name.replace('_', '-')}: {getattr(look.palette(dark), field.name)};" in css
        assert template("zh", dark).layout.paper_bgcolor == look.palette(dark).card

"""The page that compares areas, and its chart: a dot for each area, every point and row one click from its sentence."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from indicators import look, ranking, reading, store
from indicators.charts import Comparison
from indicators.charts.ranking import drawable, panel
from indicators.model import Catalogue, Document, Language
from indicators.pages.answer import Answer
from indicators.pages.compare import answer
from indicators.pages.state import State

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 24)
HEAD = """
themes:
  - {id: size, title: {zh: 规模, en: Size}}
  - {id: empty, title: {zh: 空, en: Empty}}
units:
  - {id: percent, title: {zh: "%", en: "%"}, name: {zh: 百分比, en: per cent}, scale: none}
  - {id: CNY, title: {zh: 元, en: yuan}, name: {zh: 人民币元, en: yuan}, scale: myriad}
areas:
  - {id: CN, title: {zh: 全国, en: China}}
  - {id: CN-CQ, title: {zh: 重庆, en: Chongqing}, parent: CN}
  - {id: CN-SH, title: {zh: 上海, en: Shanghai}, parent: CN}
  - {id: CN-JS, title: {zh: 江苏, en: Jiangsu}, parent: CN}
  - {id: CN-GZ, title: {zh: "<b>贵州</b> $x$", en: "<b>Guizhou</b> $x$"}, parent: CN}
  - {id: CN-510100, title: {zh: 成都, en: Chengdu}, parent: CN}
  - {id: CN-X-WEST, title: {zh: 西部地区, en: Western region}, parent: CN}
sources:
  - {id: letter, kind: letter, title: 复函, issuer: "<i>经信委</i>", document_number: 渝经信复函〔2023〕373号, reliability: primary, published: 2023-04-04}
  - {id: report, kind: report, title: 报告, issuer: 报社, reliability: press, published: 2024-10-21}
indicators:
  - id: share
    title: {zh: 占比, en: Share}
    short_title: {zh: 占比, en: Share}
    definition: {zh: 定义, en: Definition}
    theme: size
    unit: percent
    direction: up
    observations:
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 8, qualifier: more_than, source: letter, quote: 超过8%}
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 7.7, source: report, quote: 7.7%}
      - {time_period: "2022", ref_area: CN-SH, obs_value: 13.1, source: letter, quote: 13.1%}
      - {time_period: "2022", ref_area: CN-JS, obs_value: 10, source: letter, quote: 10%}
      - {time_period: "2022", ref_area: CN-GZ, obs_value: 5, qualifier: less_than, source: letter, quote: 不足5%}
      - {time_period: "2022", ref_area: CN, obs_value: 9.9, source: letter, quote: 9.9%}
      - {time_period: "2022", ref_area: CN-X-WEST, obs_value: 6, qualifier: about, source: letter, quote: 约6%}
      - {time_period: "2022", ref_area: CN-510100, obs_value: 13, source: letter, quote: 13%}
      - {time_period: "2021", ref_area: CN-JS, obs_value: 9, source: letter, quote: 9%}
      - {time_period: "2016/2020", ref_area: CN-JS, obs_value: 9, source: letter, quote: 9%}
  - id: money
    title: {zh: 交易额, en: Turnover}
    short_title: {zh: 交易额, en: Turnover}
    definition: {zh: 定义, en: Definition}
    theme: size
    unit: CNY
    unit_mult: 8
    direction: up
    observations:
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 120, source: letter, quote: 120亿元}
      - {time_period: "2022", ref_area: CN, obs_value: 9000, source: letter, quote: 9000亿元}
      - {time_period: "2021", ref_area: CN-SH, obs_value: 100, source: report, quote: 100亿元}
      - {time_period: "2020", ref_area: CN-CQ, obs_value: 100, period_stated: false, source: letter, quote: 100亿元}
  - id: alone
    title: {zh: 独有, en: Alone}
    short_title: {zh: 独有, en: Alone}
    definition: {zh: 定义, en: Definition}
    theme: size
    unit: percent
    direction: up
    observations:
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 1, source: letter, quote: 1%}
"""


@pytest.fixture(scope="module")
def made() -> Catalogue:
    found = reading.read(HEAD.encode(), "test.yaml")
    assert isinstance(found, Document), "\n".join(map(str, found))
    return Catalogue(((Path("test.yaml"), found),), "made")


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return store.read(DATA)


def shown(catalogue: Catalogue, *indicators: str, lang: Language = "zh", **more: Any) -> Answer:
    return answer(catalogue, State("compare", lang, indicators=indicators, **more), TODAY)


def text(html: str) -> str:
    """What a reader sees, without the blanks between tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html))).strip()


def lead(found: Answer) -> str:
    return text(re.findall(r"<h1[^>]*>(.*?)</h1>", found.html, re.S)[0])


def rows(found: Answer) -> list[list[str]]:
    """The cells of the table's lines, heads included."""
    table = found.html[found.html.index("<tbody") :].partition("</table>")[0]
    lines = re.findall(r"<tr.*?</tr>", table, re.S)
    return [[text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.S)] for line in lines]


def drawn(found: Answer, number: int = 0) -> dict[str, Any]:
    return json.loads(found.figures[number].json)


def marks(fig: dict[str, Any]) -> dict[str, list[float]]:
    return {trace["name"]: list(trace["x"]) for trace in fig["data"]}


# ------------------------------------------------------------------------------------------------ the page


def test_the_sentence_leads_and_is_the_only_one_of_its_rank(made: Catalogue) -> None:
    found = shown(made, "share")
    assert lead(found) == (
        "2022年重庆占比：一份复函说“超过8%”，一份报告说7.7%，与同期全国的9.9%孰高无法判定；"
        "在有数据的4个省（区、市）中排第1至第3位。"
    )
    assert found.html.count("<h1") == 1
    assert found.title == "比较 · 占比"


def test_the_table_has_places_differences_and_what_is_not_ranked(made: Catalogue) -> None:
    assert rows(shown(made, "share")) == [
        ["省（区、市）"],
        ["第1—2位", "上海", "13.1 %", "高出3.2个百分点", "渝经信复函〔2023〕373号"],
        ["第2—3位", "江苏", "10 %", "高出0.1个百分点", "渝经信复函〔2023〕373号"],
        [
            "至少第3位",
            "重庆 另说7.7%",
            "超过 8 %",
            "低不足1.9个百分点，也可能更高",
            "渝经信复函〔2023〕373号",
        ],
        ["第4位", "<b>贵州</b> $x$", "不足 5 %", "低超过4.9个百分点", "渝经信复函〔2023〕373号"],
        ["参照，不参加排名"],
        ["", "全国", "9.9 %", "", "渝经信复函〔2023〕373号"],
        ["", "西部地区", "约 6 %", "低约3.9个百分点", "渝经信复函〔2023〕373号"],
        ["其他层级，不参加排名"],
        ["", "成都", "13 %", "高出3.1个百分点", "渝经信复函〔2023〕373号"],
    ]


def test_one_area_has_no_place_but_its_share_of_the_nation(made: Catalogue) -> None:
    found = shown(made, "money")
    assert lead(found) == "2022年重庆交易额为120亿元，相当于同期全国9,000亿元的1.3%。"
    assert rows(found) == [
        ["省（区、市）"],
        ["重庆", "120 亿元", "相当于全国的1.3%", "渝经信复函〔2023〕373号"],
        ["参照，不参加排名"],
        ["全国", "9,000 亿元", "", "渝经信复函〔2023〕373号"],
        ["此前的数，不参加排名"],
        ["上海 2021年", "100 亿元", "", "报社 2024年10月21日"],
    ]


def test_a_period_that_no_source_states_carries_its_star(made: Catalogue) -> None:
    found = shown(made, "money", period="2020")
    assert rows(found)[-1][0] == "重庆 *"
    assert "* 原文未写时期" in text(found.html)
    assert "* 原文未写时期" not in text(shown(made, "money").html)


def test_every_row_and_every_other_claim_leads_to_its_evidence(made: Catalogue) -> None:
    html = shown(made, "share").html
    links = dict(re.findall(r'href="([^"]*)"[^>]*data-evidence="([^"]*)"', html))
    assert links == {
        "./explore?indicator=share&amp;area=CN-CQ&amp;at=CN-CQ~2022~report": "CN-CQ|2022|actual|2"
    }
    evidence = re.findall(r'<tr data-href data-evidence="([^"]*)".*?href="([^"]*)"', html, re.S)
    assert (
        "CN-SH|2022|actual|3",
        "./explore?indicator=share&amp;area=CN-SH&amp;at=CN-SH~2022",
    ) in evidence


def test_every_point_of_the_chart_has_a_link_on_the_page(made: Catalogue, real: Catalogue) -> None:
    for catalogue, name in (
        (made, "share"),
        (made, "money"),
        (real, "rural_digital_level"),
        (real, "fiveg_per_10k"),
    ):
        found = shown(catalogue, name)
        ids = {unescape(each) for each in re.findall(r'data-evidence="([^"]*)"', found.html)}
        points = {data[0] for trace in drawn(found)["data"] for data in trace["customdata"]}
        assert points
        assert points <= ids


def test_hostile_names_stay_text(made: Catalogue) -> None:
    html = shown(made, "share").html
    assert "<b>贵州" not in html
    assert "&lt;b&gt;贵州&lt;/b&gt; $x$" in html


def test_the_sums_stand_one_click_away(made: Catalogue) -> None:
    html = shown(made, "share").html
    assert "<details>" in html
    assert "江苏 1 + 1 = 2；4 − 1 = 3 第2—3位" in text(html)
    assert "上海 13.1% − 9.9% = 3.2个百分点" in text(html)
    assert "重庆 120亿元 ÷ 9,000亿元 = 1.3%" in text(shown(made, "money").html)


def test_what_to_know_before_comparing_stands_beside(made: Catalogue) -> None:
    html = text(shown(made, "share").html)
    for sentence in (
        "重庆的来源有分歧，另有来源为7.7%；按7.7%计为第3位。",
        "层级不同，不参加排名：成都。",
    ):
        assert sentence in html


# ------------------------------------------------------------------------------------------------ menus and address


def menu(found: Answer, label: str) -> list[tuple[str, str, bool]]:
    """The lines of a menu: words, address, whether chosen."""
    block = next(part for part in re.findall(r"<details.*?</details>", found.html, re.S) if label in part)
    lines = re.findall(r'<a data-go href="([^"]*)"( aria-current="true")?>(.*?)</a>', block, re.S)
    return [(text(words), unescape(href), bool(chosen)) for href, chosen, words in lines]


def test_periods_are_chosen_from_a_menu_that_counts_their_areas(made: Catalogue) -> None:
    assert menu(shown(made, "share"), "时期") == [
        ("2022年 7个地区", "./compare?indicator=share&period=2022", True),
        ("2021年 1个地区", "./compare?indicator=share&period=2021", False),
        ("2016—2020年 1个地区", "./compare?indicator=share&period=2016--2020", False),
    ]


def test_only_indicators_of_two_areas_or_more_are_offered(made: Catalogue) -> None:
    assert menu(shown(made), "选择指标") == [
        ("占比 7个地区", "./compare?indicator=share", True),
        ("交易额 2个地区", "./compare?indicator=money", False),
    ]
    assert 'data-filter="compare-list"' in shown(made).html


def test_levels_are_offered_where_there_is_a_choice(made: Catalogue) -> None:
    assert menu(shown(made, "share"), "层级") == [
        ("省（区、市） 4个地区", "./compare?indicator=share&show=province", True),
        ("城市 1个地区", "./compare?indicator=share&show=city", False),
    ]
    city = shown(made, "share", show="city", areas=("CN-510100",))
    assert rows(city)[:2] == [["城市"], ["成都", "13 %", "高出3.1个百分点", "渝经信复函〔2023〕373号"]]
    assert '<span class="quiet">层级</span>' not in shown(made, "money").html


def test_the_area_spoken_of_can_be_another(made: Catalogue) -> None:
    found = shown(made, "share", areas=("CN-SH",))
    assert (
        lead(found) == "2022年上海占比为13.1%，高于同期全国的9.9%；在有数据的4个省（区、市）中排第1至第2位。"
    )
    assert [words for words, _, chosen in menu(found, "关注地区") if chosen] == ["上海 1个时期"]


def test_what_the_address_asks_in_vain_is_said(made: Catalogue) -> None:
    found = shown(made, "share", period="1999", areas=("CN-CQ", "CN-SH"), show="moon")
    assert found.ignored == (("area", "CN-SH"), ("period", "1999"), ("show", "moon"))
    assert lead(found).startswith("2022年")


def test_only_what_was_known_on_the_day_is_compared(made: Catalogue) -> None:
    then = shown(made, "share", as_of=date(2023, 12, 31))
    assert "另说7.7%" not in then.html
    assert "./explore?asof=2023-12-31&amp;indicator=share" in then.html
    before = shown(made, "share", as_of=date(2001, 1, 1))
    assert lead(before) == "占比：没有可比较的数据。"
    assert before.figures == ()


def test_an_indicator_of_one_area_is_shown_and_says_so(made: Catalogue) -> None:
    found = shown(made, "alone")
    assert lead(found) == "2022年重庆独有为1%；没有其他地区2022年的数据。"
    assert found.figures == ()
    assert 'data-figure="0"' not in found.html


def test_a_catalogue_without_anything_to_compare_says_so() -> None:
    assert lead(shown(Catalogue((), "none"))) == "没有哪个指标有两个地区的数据。"


def test_areas_without_a_comparable_value_are_named_with_the_period_they_have(made: Catalogue) -> None:
    found = shown(made, "share", period="2021")
    assert "没有可与2021年并列的数据： 重庆（2022年） 、 上海（2022年） 、" in text(found.html)
    assert "./compare?indicator=share&amp;period=2022" in found.html


# ------------------------------------------------------------------------------------------------ the chart


def test_the_chart_has_a_mark_for_every_value(made: Catalogue) -> None:
    assert marks(drawn(shown(made, "share"))) == {
        "conflicting": [7.7],
        "bound": [8.0, 5.0],
        "printed": [13.1, 10.0],
        "about beside": [6.0],
        "printed beside": [9.9, 13.0],
    }


def test_rows_run_from_the_first_place_down_under_the_nation(made: Catalogue) -> None:
    axis = drawn(shown(made, "share"))["layout"]["yaxis"]
    names = [re.sub("<[^>]*>", "", name) for name in axis["ticktext"]]
    assert names == [
        "全国",
        "上海",
        "江苏",
        "重庆",
        "&lt;b&gt;贵州&lt;/b&gt; &#36;x&#36;",
        "西部地区",
        "成都",
    ]
    assert axis["tickvals"] == [0, 1, 2, 3, 4, 6, 8]
    assert axis["range"] == [8.5, -0.5]
    heads = [
        note["text"]
        for note in drawn(shown(made, "share"))["layout"]["annotations"]
        if note["name"] == "head"
    ]
    assert heads == ["区域", "其他层级"]


def test_arrows_point_where_the_truth_lies(made: Catalogue) -> None:
    shapes = drawn(shown(made, "share"))["layout"]["shapes"]
    arrows = {shape["xanchor"]: shape["path"] for shape in shapes if shape["name"] == "arrow"}
    dot, arrow = look.MARKS.dot / 2, look.MARKS.arrow
    assert set(arrows) == {8, 5}
    assert arrows[8].startswith(f"M{dot:g},0L{dot + arrow:g},0")
    assert arrows[5].startswith(f"M{-dot:g},0L{-dot - arrow:g},0")


def test_the_nation_is_a_broken_line_through_the_values_of_its_period(made: Catalogue) -> None:
    shapes = drawn(shown(made, "share"))["layout"]["shapes"]
    [line] = [shape for shape in shapes if shape["name"] == "nation"]
    assert (line["x0"], line["x1"], line["y0"], line["y1"]) == (9.9, 9.9, 0, 8.5)
    assert line["line"]["dash"] == "6px,4px"


def test_another_sources_claim_is_a_dotted_ring(made: Catalogue) -> None:
    shapes = drawn(shown(made, "share"))["layout"]["shapes"]
    [ring] = [shape for shape in shapes if shape["name"] == "conflicting"]
    assert (ring["xanchor"], ring["yanchor"]) == (7.7, 3)
    assert ring["line"]["color"] == look.LIGHT.conflict


def test_labels_keep_their_hedge(made: Catalogue) -> None:
    notes = drawn(shown(made, "share"))["layout"]["annotations"]
    labels = [re.sub("<[^>]*>", "", note["text"]) for note in notes if note["name"] == "label"]
    assert labels == ["9.9", "13.1", "10", "超过8", "另说7.7", "不足5", "约6", "13"]


def test_what_is_too_large_for_the_scale_is_left_out_and_named(made: Catalogue) -> None:
    found = drawn(shown(made, "money"))
    assert marks(found) == {"printed": [120.0], "printed beside": [100.0]}
    [caption] = [note["text"] for note in found["layout"]["annotations"] if note["name"] == "caption"]
    assert caption == "单位：亿元 · 2022年 · 超出图的尺度：全国 9,000亿元"


def test_a_value_of_another_date_says_its_date(made: Catalogue) -> None:
    notes = drawn(shown(made, "money"))["layout"]["annotations"]
    assert "100（2021年）" in [note["text"] for note in notes]


def test_there_is_no_picture_of_a_single_row(made: Catalogue) -> None:
    assert not drawable(ranking.rank(made, "alone", "2022", "CN-CQ"))
    assert drawable(ranking.rank(made, "money", "2022", "CN-CQ"))


def test_on_a_telephone_names_stand_over_their_rows(made: Catalogue) -> None:
    wide, narrow = (drawn(shown(made, "share", narrow=narrow))["layout"] for narrow in (False, True))
    assert narrow["yaxis"]["showticklabels"] is False
    names = [note["text"] for note in narrow["annotations"] if note["name"] == "area"]
    assert len(names) == len(wide["yaxis"]["ticktext"])
    assert narrow["margin"]["l"] == 0 < wide["margin"]["l"]


def test_the_dark_chart_has_the_dark_colours_and_no_others(made: Catalogue) -> None:
    colours = {name: getattr(look.DARK, name) for name in look.DARK.__slots__}
    used = set(re.findall(r"#[0-9a-f]{6}", shown(made, "share", dark=True).figures[0].json))
    assert used <= set(colours.values())
    assert used & set(re.findall(r"#[0-9a-f]{6}", shown(made, "share").figures[0].json)) == set()


def test_the_chart_is_read_out(made: Catalogue) -> None:
    assert shown(made, "share", lang="en").figures[0].alt == (
        "Share (%), 2022. Shanghai 13.1%, 1st–2nd; Jiangsu 10%, 2nd–3rd; "
        "Chongqing more than 8% (sources differ: 7.7%), 3rd or higher; <b>Guizhou</b> $x$ less than 5%, 4th place; "
        "China 9.9%; Western region about 6%; Chengdu 13%."
    )


# ------------------------------------------------------------------------------------------------ all there is


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("narrow", [False, True])
def test_every_real_comparison_can_be_shown(real: Catalogue, lang: Language, narrow: bool) -> None:
    for name in ranking.comparable(real):
        for candidate in ranking.candidates(real, name):
            found = shown(real, name, lang=lang, narrow=narrow, period=candidate.time_period)
            assert found.ignored == ()
            if lang == "zh":
                assert not re.search(r"\b(ranked|higher|lower|place)\b", text(found.html))
            if not found.figures:
                continue
            layout = drawn(found)["layout"]
            low, high = layout["xaxis"]["range"]
            for trace in drawn(found)["data"]:
                assert all(low <= x <= high for x in trace["x"])


@pytest.mark.parametrize("narrow", [False, True])
def test_no_label_covers_another_mark_or_leaves_the_card(real: Catalogue, narrow: bool) -> None:
    from indicators.charts.labels import BOLD, text_width
    from indicators.charts.ranked import plan, reach
    from indicators.charts.ranked_labels import with_labels

    for name in ranking.comparable(real):
        for candidate in ranking.candidates(real, name):
            found = ranking.rank(real, name, candidate.time_period, "CN-CQ")
            if not drawable(found):
                continue
            what = with_labels(plan(real, found, "zh", narrow), real, "zh")
            low, high = what.ends

            def x(point: Any, what: Any = what, low: float = low, high: float = high) -> float:
                return (point.x - low) / (high - low) * what.inner

            for label in what.labels:
                bold = BOLD if label.point.ranked and label.point.mark != "conflicting" else 1
                width = text_width(label.text) * bold
                start = x(label.point) + label.shift - (width if label.anchor == "right" else 0)
                assert start >= 0
                assert start + width <= what.inner + what.right + 1
                row = next(row for row in what.rows if row.slot == label.point.slot)
                for point in row.points:
                    before, behind = reach(point)
                    assert start >= x(point) + behind or start + width <= x(point) - before


def test_the_figure_of_a_ranking_is_the_pages(made: Catalogue) -> None:
    found = ranking.rank(made, "share", "2022", "CN-CQ")
    assert (
        panel(made, found, Comparison("share", found.time_period, found.area)).to_json()
        == shown(made, "share").figures[0].json
    )

"""The explore page: what can be chosen can be seen, the table says what the chart shows, every point leads to its sentence."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from chart_catalogue import catalogue, claim, indicator, read
from indicators import store
from indicators.charts import choices
from indicators.model import Catalogue
from indicators.pages import explore
from indicators.pages import state as address
from indicators.pages.answer import Answer
from indicators.pages.explore_settled import settled
from indicators.pages.state import At, State
from indicators.wording.messages import chinese

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 24)
LETTER_DAY = date(2023, 4, 4)  # when 渝经信复函〔2023〕373号 was published


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return store.read(DATA)


def page(found: Catalogue, *indicators: str, **state: object) -> Answer:
    return explore.answer(found, State("explore", indicators=indicators, **state), TODAY)  # type: ignore[arg-type]


def text(html: str) -> str:
    """What a reader sees."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))).strip()


def part(answer: Answer, name: str) -> str:
    """One part of the page, as the browser replaces it."""
    start = answer.html.index(f'data-part="{name}"')
    after = answer.html.find("data-part=", start + 1)
    return answer.html[
        answer.html.rindex("<", 0, start) : answer.html.rfind("<", 0, after) if after > 0 else None
    ]


def rows(answer: Answer) -> list[list[str]]:
    """The table: the cells of every row in words."""
    lines = re.findall(r"<tr.*?</tr>", part(answer, "table"), re.DOTALL)
    return [[text(cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", line, re.DOTALL)] for line in lines]


def ids(answer: Answer) -> set[str]:
    """The evidence ids of all points of all charts."""
    return {
        data[0]
        for figure in answer.figures
        for trace in json.loads(figure.json)["data"]
        for data in trace.get("customdata", ())
    }


def links(answer: Answer, name: str) -> list[str]:
    """The addresses that a part of the page offers."""
    return [unescape(href) for href in re.findall(r'<a data-go[^>]*href="([^"]*)"', part(answer, name))]


# ------------------------------------------------------------------------------------------------ reading


def test_the_page_says_its_sentence_once_and_the_unit_only_at_the_chart(real: Catalogue) -> None:
    answer = page(real, "fiveg_per_10k")
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", answer.html) == [
        "2023年重庆每万人拥有5G基站数为29个，比2022年增长52.3%；距2025年47.8个的目标还差18.8个，2025年尚无数据可判。"
    ]
    assert text(re.search(r'<p class="under">.*?</p>', answer.html, re.DOTALL)[0]) == (  # type: ignore[index]
        "网络与算力基础设施 · 18条有据可查的数字 · 16个来源"
    )
    assert answer.title == "每万人拥有5G基站数"


@pytest.mark.parametrize(
    ("indicators", "state"),
    [
        (("fiveg_per_10k",), {}),
        (("digital_core_share_gdp",), {"areas": ("CN-CQ", "CN", "CN-420100")}),
        (("gdp", "software_revenue", "nev_output"), {}),
        (("gdp", "nev_output"), {"transform": "index", "chart": "multiples"}),
        (("fiveg_base_stations",), {"areas": ("CN-CQ", "CN", "CN-SC")}),
        (("gdp",), {"chart": "bar"}),
        (("fiveg_per_10k",), {"chart": "dot", "transform": "index", "lang": "en"}),
    ],
)
def test_every_point_has_a_row_with_its_link(
    real: Catalogue, indicators: tuple[str, ...], state: dict[str, object]
) -> None:
    answer = page(real, *indicators, **state)
    rowed = dict(
        re.findall(
            r'<tr data-href data-evidence="([^"]*)".*?href="([^"]*)"', part(answer, "table"), re.DOTALL
        )
    )
    assert ids(answer) <= set(rowed)
    assert ids(answer)
    evidence, href = next(iter(rowed.items()))
    there = read_link(real, unescape(href))
    assert settled(real, there).ignored == ()
    assert f'data-point="{evidence}"' in explore.answer(real, there, TODAY).html


def read_link(found: Catalogue, href: str) -> State:
    return address.read("explore", dict(parse_qsl(urlsplit(href).query)), found)


def test_the_table_goes_back_from_the_latest_value_names_the_gaps_and_ends_with_the_targets() -> None:
    more = '    missing:\n      - {time_period: "2020", ref_area: CN-CQ, reason: not_published}\n'
    found = catalogue(
        claim("2019", "5"),
        claim("2021", "8", qualifier="more_than"),
        claim("2021", "7.7", "b"),
        claim("2022", "9"),
        targets=(claim("2025", "12"),),
        more=more,
    )
    assert rows(page(found, "x")) == [
        ["时期", "数值", "性质", "来源"],
        ["2022年", "9 %", "实际", "渝经信复函〔2023〕373号"],
        ["2021年", "超过 8 %", "实际 · 来源有分歧：7.7%", "渝经信复函〔2023〕373号"],
        ["2021年", "7.7 %", "实际 · 另一来源，不符", "日报 2024年10月21日"],
        ["2020年", "—", "无数据 · 未见公布"],
        ["2019年", "5 %", "实际", "渝经信复函〔2023〕373号"],
        ["2025年", "12 %", "目标", "渝经信复函〔2023〕373号"],
    ]


def test_a_transformed_table_shows_the_result_with_its_sum_or_why_there_is_none() -> None:
    found = catalogue(claim("2020", "100"), claim("2021", "110"), claim("2023", "130"), unit="item")
    answer = page(found, "x", transform="percent")
    assert rows(answer) == [
        ["时期", "数值", "比上年增减（%）", "性质", "来源"],
        ["2023年", "130 个", "上年无可比数值", "实际", "渝经信复函〔2023〕373号"],
        ["2022年", "—", "", "无数据 · 未查找"],
        [
            "2021年",
            "110 个",
            "+10 % （110个（2021年） ÷ 100个（2020年） − 1）× 100% = +10%",
            "实际",
            "渝经信复函〔2023〕373号",
        ],
        ["2020年", "100 个", "上年无可比数值", "实际", "渝经信复函〔2023〕373号"],
    ]
    assert "（本年值 ÷ 上年值 − 1）× 100%" in text(part(answer, "figure"))
    assert "<h1" in answer.html
    assert "指标，比上年增减：重庆2021年+10%。" in text(answer.html)


def test_the_evidence_of_a_transformed_value_says_what_became_of_it() -> None:
    found = catalogue(claim("2020", "100"), claim("2021", "110"), unit="item")
    answer = page(found, "x", transform="index", base="2020", at=At("CN-CQ", "2021"))
    assert "2020年=100： 110 110个（2021年） ÷ 100个（2020年） × 100 = 110" in text(part(answer, "evidence"))


# ------------------------------------------------------------------------------------------------ choosing


def test_every_choice_that_is_offered_leads_to_an_address_that_is_understood(real: Catalogue) -> None:
    for names in (("fiveg_per_10k",), ("gdp", "nev_output", "rd_intensity"), ("gdp", "software_revenue")):
        for name in ("tools", "views", "table", "evidence"):
            for href in links(page(real, *names), name):
                if href.startswith("./explore"):
                    there = read_link(real, href)
                    assert there.ignored == (), href
                    assert settled(real, there).ignored == (), href


def test_what_makes_no_sense_stands_there_with_its_reason_and_without_a_link(real: Catalogue) -> None:
    views = part(page(real, "digital_core_share_gdp"), "views")
    off = re.findall(r'<span class="[a-z-]+ off" aria-disabled="true" title="([^"]*)">([^<]*)<', views)
    assert {name: reason for reason, name in off} == {
        "变化": "比重和增速的变化以百分点计，请选“百分点”。",
        "增减率": "百分数再算百分比变化，容易误读为百分点。",
        "年均增长": "比重和增速本身不再计算增长率或指数。",
        "指数": "比重和增速本身不再计算增长率或指数。",
        "统一纵轴": "只有一幅图。",
        "对数": "对数轴只用于金额和数量。",
    }
    assert 'aria-current="true">折线' in views


@pytest.mark.parametrize(
    ("indicators", "state", "ignored"),
    [
        (("digital_economy_share_gdp",), {"areas": ("CN",), "transform": "change"}, (("as", "change"),)),
        (("digital_economy_share_gdp",), {"areas": ("CN",), "transform": "index"}, (("as", "index"),)),
        (("fiveg_per_10k",), {"base": "2022"}, (("base", "2022"),)),
        (("fiveg_per_10k",), {"transform": "index", "base": "1999"}, (("base", "1999"),)),
        (("fiveg_per_10k",), {"log": True}, (("scale", "log"),)),
        (("fiveg_per_10k",), {"shared": True}, (("axes", "shared"),)),
        (("fiveg_per_10k",), {"chart": "bar"}, (("chart", "bar"),)),
        (("fiveg_per_10k",), {"areas": ("CN-GZ",)}, (("area", "CN-GZ"),)),
        (("fiveg_per_10k",), {"at": At("CN-CQ", "1999")}, (("at", "CN-CQ~1999"),)),
        (("fiveg_per_10k", "gdp"), {"focus": "nev_output"}, (("focus", "nev_output"),)),
    ],
)
def test_what_cannot_be_shown_is_left_out_and_noted(
    real: Catalogue,
    indicators: tuple[str, ...],
    state: dict[str, object],
    ignored: tuple[tuple[str, str], ...],
) -> None:
    assert page(real, *indicators, **state).ignored == ignored


def test_the_change_of_a_share_becomes_percentage_points(real: Catalogue) -> None:
    answer = page(real, "digital_economy_share_gdp", areas=("CN",), transform="change")
    assert "+1.7个百分点" in text(answer.html)


def test_the_country_stands_beside_the_home_area_only_where_it_would_not_flatten_it(real: Catalogue) -> None:
    assert settled(real, State("explore", indicators=("fiveg_per_10k",))).state.areas == ("CN-CQ", "CN")
    assert settled(real, State("explore", indicators=("fiveg_base_stations",))).state.areas == ("CN-CQ",)


def test_without_an_indicator_the_page_opens_on_one_that_speaks_of_the_area(real: Catalogue) -> None:
    shown = settled(real, State("explore", areas=("CN-SC",)))
    assert shown.state.areas == ("CN-SC",)
    assert shown.tracks[0].area == "CN-SC"
    assert shown.ignored == ()


def test_several_indicators_can_be_put_first_and_taken_away(real: Catalogue) -> None:
    answer = page(real, "gdp", "nev_output", at=At("CN-CQ", "2024"), focus="nev_output")
    assert 'data-point="nev_output|CN-CQ|2024|actual|' in answer.html
    tools = links(answer, "tools")
    assert tools == [
        "./explore?indicator=nev_output&at=CN-CQ~2024",
        "./explore?indicator=nev_output~gdp&focus=nev_output&at=CN-CQ~2024",
        "./explore?indicator=gdp",
    ]
    assert [text(title) for title in re.findall(r"<h2>(.*?)</h2>", part(answer, "figure"))] == [
        "GDP",
        "新能源汽车产量",
    ]


def test_the_picker_shows_an_indicator_alone_or_beside_the_others(real: Catalogue) -> None:
    state = State("explore", indicators=("gdp",), transform="index", at=At("CN-CQ", "2024"))
    picker = explore.choices(real, state)
    assert 'href="./explore?indicator=nev_output">' in picker
    assert 'href="./explore?indicator=gdp~nev_output&amp;as=index"' in picker
    assert picker.count('data-text="') == len(real.indicators)
    fetched = (
        'data-fetch="./choices/explore?indicator=gdp&amp;as=index"'  # the same whatever claim is at hand
    )
    assert fetched in part(explore.answer(real, state, TODAY), "picker")


def test_lines_without_figures_are_named(real: Catalogue) -> None:
    answer = page(real, "gdp", "fiveg_per_10k", areas=("CN-CQ", "CN"))
    assert "全国 GDP：无数据。" in text(part(answer, "figure"))


# ------------------------------------------------------------------------------------------------ as known on a day


def test_only_what_was_known_on_the_day_is_shown(real: Catalogue) -> None:
    answer = page(real, "fiveg_per_10k", as_of=LETTER_DAY)
    assert [
        "2023年4月",
        "超过 19 个",
        "实际 · 原文未写时期，按来源日期计",
        "渝经信复函〔2023〕373号",
    ] in rows(answer)
    assert not any(row[0] == "2023年" for row in rows(answer))
    for href in links(answer, "views") + links(answer, "table"):
        assert "asof=2023-04-04" in href


def test_before_anything_was_known_the_page_says_so(real: Catalogue) -> None:
    answer = page(real, "gdp", as_of=date(2010, 1, 1))
    assert "地区生产总值：截至2010年1月1日尚无数据。" in text(answer.html)
    assert answer.figures == ()


# ------------------------------------------------------------------------------------------------ beside the chart


def test_targets_events_history_and_definition_stand_beside_the_chart(real: Catalogue) -> None:
    answer = page(real, "fiveg_per_10k")
    aside = text(part(answer, "evidence"))
    assert "尚无法判定：2025年无数据；最近的数据是2023年的29个，距47.8个的目标差18.8个。" in aside
    assert "47.8个 − 29个 = 18.8个" in aside
    assert "2021年8月 信息通信行业发展规划（2021—2025年）发布" in aside
    assert "数字沿革" in aside
    assert "5G基站数与常住人口" in aside


def test_hostile_text_stays_text() -> None:
    found = read(
        indicator(claim("2021", "7", "evil", quote='"<b>7</b>"'), claim("2022", "8"), claim("2023", "9")),
        more="""events:
  - {time_period: "2021", title: {zh: "<script>x</script>", en: x}, source: evil, quote: "<i>2021年</i>", indicators: [x]}
""",
    )
    answer = page(found, "x", at=At("CN-CQ", "2021"))
    for tag in ("<b>", "<i>", "<script"):
        assert tag not in answer.html
    assert all("<script" not in figure.json for figure in answer.figures)


class Outline(HTMLParser):
    """Checks that elements are closed and that names of parts and ids are unique."""

    VOID = ("input", "br", "img", "meta", "link")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names += [
            f"{name}={value}" for name, value in attrs if name in ("id", "data-part", "data-evidence")
        ]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_well_formed_in_both_languages_for_many_views(real: Catalogue, lang: str) -> None:
    for n, name in enumerate(real.indicators):
        if n % 6:
            continue
        for state in ({}, {"transform": "index"}, {"chart": "dot", "dark": True, "narrow": True}):
            outline = Outline()
            outline.feed(page(real, name, lang=lang, **state).html)
            assert outline.open == []
            assert len(outline.names) == len(set(outline.names)), name


def test_nothing_is_english_in_the_chinese_controls_nor_the_reverse(real: Catalogue) -> None:
    for state in ({}, {"transform": "cagr"}, {"chart": "multiples"}):
        for names in (("fiveg_per_10k",), ("gdp", "nev_output")):
            chinese, english = (page(real, *names, lang=lang, **state) for lang in ("zh", "en"))
            said = text(part(chinese, "views"))
            assert not re.search(r"[A-Za-z]{3}", said), said
            assert not re.search("[\u4e00-\u9fff]", text(part(english, "views")))


def test_every_name_and_reason_of_a_choice_has_its_chinese() -> None:
    reasons = [
        value for name, value in vars(choices).items() if isinstance(value, str) and name.strip("_").isupper()
    ]
    assert len(reasons) > 8
    for message in (*reasons, *choices.NAMES.values()):
        assert message in chinese(), message

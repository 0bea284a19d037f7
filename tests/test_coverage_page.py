"""The coverage page: a function of its address, every cell of which leads somewhere and says what it holds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace as changed

from indicators import coverage, store
from indicators.model import Catalogue, Text
from indicators.pages.coverage import answer
from indicators.pages.state import State, read

TODAY = date(2026, 11, 24)
LATIN = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return store.read(Path(__file__).parents[1] / "data")


def html(catalogue: Catalogue, **state: object) -> str:
    return answer(catalogue, State("coverage", **state), TODAY).html  # type: ignore[arg-type]


def text(markup: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", markup)))


def row(markup: str, title: str) -> str:
    found = re.search(rf'<tr>\s*<th scope="row"><a[^>]*title="{re.escape(title)}".*?</tr>', markup, re.DOTALL)
    assert found, title
    return found[0]


def titles(markup: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'<td[^>]*>\s*<a[^>]* title="([^"]*)"', markup)]


def test_the_sentence_says_how_much_is_known_in_both_languages(catalogue: Catalogue) -> None:
    assert re.search(
        r"<h1 class=\"lead\">重庆\d+项指标、2014—2026年：\d+个指标年度有数据，其中\d+个有多个来源一致，\d+个来源有分歧。</h1>",
        html(catalogue),
    )
    assert re.search(r"<h1 class=\"lead\">Chongqing, \d+ indicators, 2014–2026: ", html(catalogue, lang="en"))


def test_every_cell_has_a_link_with_words(catalogue: Catalogue) -> None:
    markup = html(catalogue)
    matrix = coverage.matrix(catalogue, "CN-CQ", None, TODAY)
    body = re.findall(r"<tbody.*?</tbody>", markup, re.DOTALL)
    cells = re.findall(r"<td(?! class=\"(?:sum|late)\")([^>]*)>(.*?)</td>", "".join(body), re.DOTALL)
    spans = [int(found[1]) if (found := re.search(r'colspan="(\d+)"', cell)) else 1 for cell, _ in cells]
    assert sum(spans) == len(matrix.cells)
    assert all(re.search(r'<a data-go[^>]* href="[^"]+" title="[^"]+"', inside) for _, inside in cells)


def test_a_row_tells_evidence_targets_and_reasons_apart(catalogue: Catalogue) -> None:
    five_g = row(html(catalogue), "每万人拥有5G基站数")
    assert titles(five_g) == [
        "2014—2020年 · 未查找",
        "2021年9月超过10个 · 只有部分时期、未写明时期或预计数",
        "19.04个 · 多个来源一致",
        "29个 · 多个来源一致",
        "2024年 · 未见公布",
        "目标47.8个（2025年） · 未见公布",
        "2026—2027年 · 未到公布期",
    ]
    assert 'href="./explore?indicator=fiveg_per_10k&amp;at=CN-CQ~2025~target"' in five_g
    assert 'href="./coverage?indicator=fiveg_per_10k&amp;period=2024"' in five_g


def test_a_conflict_has_its_own_mark(catalogue: Catalogue) -> None:
    share = row(html(catalogue), "数字经济核心产业增加值占GDP比重")
    assert 'title="超过8% · 多个来源有分歧"><span class="ev ev-conflicting disputed">' in share


def test_the_table_has_heads_and_scrolls_by_keyboard(catalogue: Catalogue) -> None:
    markup = html(catalogue)
    scroller = re.search(r'<div class="scroll"[^>]*>', markup)
    assert scroller
    assert 'tabindex="0" role="region" aria-label="各项指标各年度的数据"' in scroller[0]
    assert markup.count("<caption") == 1
    assert markup.count('<th scope="rowgroup"') == len(catalogue.themes)
    assert len(re.findall(r"<h1", markup)) == 1


def test_an_empty_cell_says_why_and_what_would_fill_it(catalogue: Catalogue) -> None:
    markup = html(catalogue, indicators=("fiveg_base_stations",), period="2022/2024")
    panel = markup[markup.index('data-part="filling"') :]
    assert "5G基站数 · 重庆 · 2022—2024年" in text(panel)
    assert "尚未查找：没有人记录过是否有这个数字。" in text(panel)
    assert "要补上这一格，可在data/infrastructure.yaml的fiveg_base_stations下加入下面一条：" in text(panel)
    observation, missing = (
        yaml.safe_load(unescape(found)) for found in re.findall(r'data-copy="([^"]*)"', panel)
    )
    assert observation == [
        {"time_period": "2024", "ref_area": "CN-CQ", "obs_value": None, "source": None, "quote": None}
    ]
    assert missing == [
        {"time_period": "2022/2024", "ref_area": "CN-CQ", "reason": "not_published", "looked": TODAY}
    ]


def test_what_somebody_noted_about_a_gap_stands_in_its_panel(catalogue: Catalogue) -> None:
    panel = html(catalogue, lang="en", indicators=("idc_bandwidth",), period="2016")
    assert "There can be no such figure." in panel
    assert '<span lang="zh-CN">通道2019年9月开通，此前没有这一通道</span>' in panel
    assert re.findall("<code>(missing|observations):</code>", panel) == ["observations"]


def test_neither_the_future_nor_the_past_is_filled_in(catalogue: Catalogue) -> None:
    assert "data-copy" not in html(catalogue, indicators=("gdp",), period="2026/2027")
    then = html(catalogue, indicators=("gdp",), period="2019", as_of=date(2022, 6, 30))
    assert "尚未查找" in then
    assert "data-copy" not in then


def test_a_cell_that_is_not_empty_has_no_panel_and_the_address_is_said_to_be_left_out(
    catalogue: Catalogue,
) -> None:
    filled = answer(catalogue, State("coverage", indicators=("gdp",), period="2022"), TODAY)
    assert filled.ignored == (("period", "2022"),)
    assert 'id="filling"' not in filled.html
    assert answer(catalogue, State("coverage", indicators=("gdp",)), TODAY).ignored == ()


def test_a_theme_narrows_rows_and_sentence_but_not_the_years(catalogue: Catalogue) -> None:
    everything, size = html(catalogue), html(catalogue, theme="size")
    assert "重庆“规模与占比”" in size
    assert size.count("<tbody") == 1
    head = re.compile(r"<thead.*?<tr>(.*?)</tr>", re.DOTALL)
    assert head.search(everything)[1] == head.search(size)[1]  # type: ignore[index]


def test_the_page_of_an_earlier_day_knows_less(catalogue: Catalogue) -> None:
    then = html(catalogue, as_of=date(2021, 6, 30))
    assert (
        '<th scope="row"><a data-go="top" href="./explore?asof=2021-06-30&amp;indicator=fiveg_per_10k"'
        not in then
    )
    assert "fiveg_per_10k" in then.partition('data-part="without"')[2]
    assert '<th scope="col">2023</th>' not in then
    nothing = html(catalogue, as_of=date(2010, 1, 1))
    assert "重庆0项指标：还没有数据。" in nothing
    assert "<table" not in nothing


def test_what_is_old_is_named_with_its_age(catalogue: Catalogue) -> None:
    said = text(html(catalogue))
    assert re.search(r"\d+项中有\d+项缺少已到公布期的年度，其中\d+项已有5年以上没有更新。", said)
    assert "5G基站数 最新为2020年，已5年未更新" in said


def test_indicators_without_any_word_on_the_area_are_counted_not_shown_as_rows(catalogue: Catalogue) -> None:
    shanghai = html(catalogue, areas=("CN-SH",))
    assert "没有上海数据的指标" in shanghai
    assert shanghai.count('<tr>\n          <th scope="row">') == 3


@pytest.mark.parametrize("area", ["CN-CQ", "CN", "CN-X-WEST", "CN-HB"])
def test_no_language_has_words_of_the_other(catalogue: Catalogue, area: str) -> None:
    chinese = text(html(catalogue, areas=(area,)))
    names = {"GDP", "Gbps", "PFLOPS", "EFLOPS", "PON", "ICT", "FLOPS"}
    assert {word for word in LATIN.findall(chinese) if word not in names} == set()
    assert not re.search(r"[\u4e00-\u9fff]", text(html(catalogue, lang="en", areas=(area,))))


def test_the_address_of_a_cell_is_read_back(catalogue: Catalogue) -> None:
    state = State("coverage", "en", ("gdp",), ("CN",), period="2016/2018", theme="size")
    assert state.link() == "./coverage?lang=en&indicator=gdp&area=CN&period=2016--2018&theme=size"
    assert read("coverage", state.params(), catalogue) == state


def test_words_from_the_data_are_escaped(catalogue: Catalogue) -> None:
    evil = Text('<img src=x onerror="alert(1)">', '"><script>')
    files = tuple(
        (
            path,
            changed(
                document,
                indicators=tuple(
                    changed(subject, title=evil, short_title=evil) for subject in document.indicators
                ),
            ),
        )
        for path, document in catalogue.files
    )
    for lang in ("zh", "en"):
        markup = html(replace(catalogue, files=files), lang=lang, indicators=("gdp",), period="2019")
        assert "<img" not in markup
        assert "<script" not in markup

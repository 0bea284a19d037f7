"""The page of disagreements: both sentences, how far apart, which is shown and why."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from indicators import exact, reading, series, store
from indicators.model import Catalogue, Document
from indicators.pages import conflicts
from indicators.pages.ruler import ruler
from indicators.pages.state import State
from indicators.quantity import Quantity
from indicators.wording import conflicts as wording

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 24)
FILE = """\
themes:
  - {id: size, title: {zh: 规模, en: Size}}
  - {id: support, title: {zh: 保障, en: Support}}
units:
  - {id: percent, title: {zh: "%", en: "%"}, name: {zh: 百分比, en: per cent}}
  - {id: firm, title: {zh: 家, en: ""}, name: {zh: 企业, en: firms}, scale: myriad}
  - {id: rank, title: {zh: 位, en: ""}, name: {zh: 位次, en: rank}}
areas:
  - {id: CN-CQ, title: {zh: 重庆, en: Chongqing}}
  - {id: CN-SC, title: {zh: 四川, en: Sichuan}}
sources:
  - {id: letter, kind: letter, title: 答复函, issuer: 经信委, document_number: 渝〔2023〕1号, reliability: primary, published: 2023-04-04}
  - {id: report, kind: report, title: 报告, issuer: 报社, reliability: repost, published: 2023-09-05, url: "https://example.org/a"}
indicators:
  - id: share
    title: {zh: 占比, en: Share of GDP}
    short_title: {zh: 占比, en: Share}
    definition: {zh: 定义, en: Definition}
    theme: size
    unit: percent
    decimals: 1
    direction: up
    observations:
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 8, qualifier: more_than, source: letter, quote: 占比超过8%}
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 7.7, source: report, quote: "占比<b>为7.7%"}
      - {time_period: "2021", ref_area: CN-CQ, obs_value: 7, source: letter, quote: 占比为7%}
    targets:
      - {time_period: "2025", ref_area: CN-CQ, obs_value: 10, source: letter, quote: 达到10%}
      - {time_period: "2025", ref_area: CN-CQ, obs_value: 12, source: report, quote: 达到12%}
  - id: firms
    title: {zh: 企业数, en: Firms}
    short_title: {zh: 企业数, en: Firms}
    definition: {zh: 定义, en: Definition}
    theme: support
    unit: firm
    direction: up
    observations:
      - {time_period: "2022", ref_area: CN-SC, obs_value: 100, source: letter, quote: 企业100家}
      - {time_period: "2022", ref_area: CN-SC, obs_value: 250, source: report, quote: 企业250家}
"""
CHOICE = """\
    choices:
      - time_period: "2022"
        ref_area: CN-SC
        source: report
        because: 报告附有名单
        decided: 2024-02-01
        by: 张三
"""


def catalogue(text: str = FILE) -> Catalogue:
    found = reading.read(text.encode(), "f.yaml")
    assert isinstance(found, Document), "\n".join(map(str, found))
    return Catalogue(((Path("f.yaml"), found),), "digest")


class Text(HTMLParser):
    """The words of a page without its marks, and its headings in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.headings: list[str] = []
        self.open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h1", "h2"):
            self.open = tag
            self.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.open:
            self.open = ""

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.open:
            self.headings[-1] += data

    def __str__(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


def html(text: str = FILE, **state: object) -> str:
    return conflicts.answer(catalogue(text), State("conflicts", **state), TODAY).html  # type: ignore[arg-type]


def page(text: str = FILE, **state: object) -> Text:
    return Text(html(text, **state))


# ------------------------------------------------------------------------------------------------ what stands there


def test_the_headline_counts_what_disagrees_and_who_decides() -> None:
    assert page().headings[0] == "来源在3处数字上有分歧，采用哪个由规则决定。"
    assert page(FILE + CHOICE).headings[0] == "来源在3处数字上有分歧：1处由分析员选定，2处按规则取值。"
    assert page(FILE + CHOICE, lang="en").headings[0] == (
        "Sources disagree on 3 figures: an analyst chose 1, rules decide 2."
    )
    assert page(areas=("CN-CQ",), theme="support").headings == ["这里没有来源分歧。"]


def test_the_furthest_apart_in_relation_to_their_size_come_first() -> None:
    firms, actual, target = (
        "企业数 四川 · 2022年 · 实际",
        "占比 重庆 · 2022年 · 实际",
        "占比 重庆 · 2025年 · 目标",
    )
    assert page().headings[1:] == [firms, target, actual]
    assert page(show="listed").headings[1:] == [actual, target, firms]


def test_both_sentences_stand_side_by_side_with_the_number_marked() -> None:
    found = html(kind="actual", theme="size")
    assert "“占比<mark>超过8%</mark>”" in found
    assert "“占比&lt;b&gt;为<mark>7.7%</mark>”" in found  # what a source wrote is never HTML


def test_a_distance_keeps_the_hedge_that_follows_from_the_claims() -> None:
    said = str(page(kind="actual", theme="size"))
    assert "相差超过0.3个百分点，相对差距超过3.8%" in said
    assert "比采用值低超过0.3个百分点" in said
    assert "150 apart, a relative gap of 150%" in str(page(theme="support", lang="en"))


def test_each_side_names_its_source_and_leads_to_its_evidence_and_its_page() -> None:
    found = html(kind="actual", theme="size")
    assert "经信委：《答复函》，渝〔2023〕1号，2023年4月4日。" in found
    assert "复函 · 官方页面" in found
    assert 'href="./explore?indicator=share&amp;at=CN-CQ~2022"' in found
    assert 'href="./explore?indicator=share&amp;at=CN-CQ~2022~report"' in found
    assert 'href="https://example.org/a#:~:text=' in found


def test_the_value_shown_comes_with_the_rule_or_with_the_reason_day_and_name() -> None:
    said = str(page(FILE + CHOICE))
    assert "采用值：超过8%。取较可靠的来源。" in said
    assert "采用值：250家。由分析员选定，理由已写明。" in said
    assert "报告附有名单" in said
    assert "张三2024年2月1日选定" in said


def test_what_was_known_on_a_day_has_the_disagreements_of_that_day() -> None:
    assert page(as_of=date(2023, 6, 1)).headings == ["这里没有来源分歧。"]
    assert "采用值：100家" in str(page(FILE + CHOICE, as_of=date(2024, 1, 1)))
    found = html(FILE + CHOICE, as_of=date(2024, 1, 1))
    assert 'href="./explore?asof=2024-01-01&amp;indicator=share&amp;at=CN-CQ~2022~report"' in found


# ------------------------------------------------------------------------------------------------ what narrows it


def test_a_menu_says_how_many_cells_each_option_leaves() -> None:
    found = html(theme="size")
    assert 'href="./conflicts?theme=size" aria-current="true">规模<span class="count">2</span>' in found
    assert 'href="./conflicts?area=CN-CQ&amp;theme=size">重庆<span class="count">2</span>' in found
    assert "四川<span" not in found
    assert 'href="./conflicts?theme=size&amp;kind=target">目标<span class="count">1</span>' in found


def test_what_the_page_does_not_know_is_left_out_and_noted() -> None:
    found = conflicts.answer(catalogue(), State("conflicts", kind="derived", show="upside"), TODAY)
    assert found.ignored == (("kind", "derived"), ("show", "upside"))
    assert Text(found.html).headings[0] == "来源在3处数字上有分歧，采用哪个由规则决定。"


# ------------------------------------------------------------------------------------------------ recording a choice


def test_the_lines_to_copy_lack_only_the_reason() -> None:
    cells = series.conflicts(catalogue())
    assert conflicts.choice_yaml(cells[0], catalogue(), "zh", TODAY) == (
        "    choices:\n"
        '      - time_period: "2022"\n'
        "        ref_area: CN-CQ\n"
        "        source: letter  # 超过8%\n"
        "        # source: report  # 7.7%\n"
        "        because:  # 理由，以及依据什么\n"
        "        decided: 2026-11-24\n"
        "        # by: 谁选定的\n"
    )
    assert "        kind: target\n" in conflicts.choice_yaml(cells[1], catalogue(), "zh", TODAY)


def test_a_derived_value_is_chosen_by_leaving_the_source_out() -> None:
    derived = """\
    derived:
      - time_period: "2022"
        ref_area: CN-CQ
        operation: sum
        of: [{indicator: share, time_period: "2021", source: letter}, {indicator: share, time_period: "2021", source: letter}]
"""
    found = catalogue(FILE.replace("    targets:", derived + "    targets:"))
    [cell] = [cell for cell in series.conflicts(found) if cell.best.time_period == "2022"][:1]
    assert "        # without source: the derived value, 14%\n" in conflicts.choice_yaml(
        cell, found, "en", TODAY
    )


@pytest.mark.parametrize("number", [0, 1, 2])
def test_with_a_reason_the_copied_lines_are_read_and_followed(number: int) -> None:
    lines = conflicts.choice_yaml(series.conflicts(catalogue())[number], catalogue(), "en", TODAY)
    before, firms = FILE.split("  - id: firms")
    text = before + lines + "  - id: firms" + firms if number < 2 else FILE + lines
    unfinished = exact.read(text.encode(), "f.yaml")
    assert [problem.rule for problem in unfinished] == ["empty_value"]  # type: ignore[union-attr]
    written = catalogue(text.replace("because:", "because: 有据"))
    assert [cell.rule == "chosen" for cell in series.conflicts(written)] == [n == number for n in range(3)]


def test_the_page_says_where_a_choice_would_stand() -> None:
    assert "写进 f.yaml 中这个指标之下，补上理由。" in str(page(theme="support"))
    assert "写进 f.yaml，代替现有的选定，补上理由。" in str(page(FILE + CHOICE, theme="support"))
    found = str(
        page(FILE.replace("    targets:", CHOICE.replace("CN-SC", "CN-CQ") + "    targets:"), kind="target")
    )
    assert "写进 f.yaml 中这个指标的 choices: 之下，补上理由。" in found
    assert "choices: - time_period" not in found  # the key stands there already


# ------------------------------------------------------------------------------------------------ the drawing


def test_bounds_lead_away_from_their_number_and_the_gap_lies_between_the_furthest_apart() -> None:
    drawn = ruler([Quantity.printed("8", "more_than"), Quantity.printed("7.7"), Quantity.printed("7.9")])
    assert [(mark.at, mark.towards, mark.shape, mark.stands) for mark in drawn.marks] == [
        (57.69, "more", "bound", "shown"),
        (42.31, "", "printed", "conflicting"),
        (52.56, "", "printed", "conflicting"),
    ]
    assert drawn.gap == (42.31, 57.69)
    assert [mark.y for mark in drawn.marks] == [13, 39, 65]


def test_a_small_disagreement_looks_small_and_a_great_one_fills_the_line() -> None:
    assert ruler([Quantity.printed("16918"), Quantity.printed("17000", "more_than")]).gap == (49.01, 50.99)
    assert ruler([Quantity.printed("45"), Quantity.printed("77")]).gap == (9.0, 91.0)


def test_two_bounds_to_one_number_stand_in_the_middle() -> None:
    drawn = ruler([Quantity.printed("8", "more_than"), Quantity.printed("8", "less_than")])
    assert [(mark.at, mark.towards) for mark in drawn.marks] == [(50.0, "more"), (50.0, "less")]
    assert drawn.gap == (50.0, 50.0)


def test_the_drawing_is_hidden_from_those_who_hear_the_page() -> None:
    assert html().count('<div class="ruler" aria-hidden="true">') == 3


# ------------------------------------------------------------------------------------------------ words


def test_ranks_are_apart_not_above_or_below() -> None:
    text = FILE.replace("theme: support\n    unit: firm", "theme: support\n    unit: rank")
    found = catalogue(text.replace("企业100家", "第100位").replace("企业250家", "第250位"))
    cell = series.conflicts(found)[2]
    assert wording.spread(cell, found, "zh") == "相差150位"
    assert wording.against(cell.conflicting[0], cell.best, found, "en") == "150 places apart"


def test_bounds_that_exclude_each_other_at_one_number_are_said_without_a_distance() -> None:
    text = FILE.replace("obs_value: 7.7,", "obs_value: 8, qualifier: less_than,").replace("为7.7%", "不足8%")
    found = catalogue(text)
    cell = series.conflicts(found)[0]
    assert wording.spread(cell, found, "zh") == "互不相容，差多少无从得知"
    assert wording.against(cell.conflicting[0], cell.best, found, "zh") == "与采用值不能同时成立"


# ------------------------------------------------------------------------------------------------ the real catalogue


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return store.read(DATA)


def test_the_core_industries_of_2022_stay_disputed_with_the_letters_value_shown(real: Catalogue) -> None:
    found = conflicts.answer(real, State("conflicts", theme="size", kind="actual"), TODAY).html
    said = str(Text(found))
    assert "采用值：超过8%。取较可靠的来源。" in said
    assert "<mark>7.7%</mark>" in found


def test_every_choice_of_the_catalogue_is_on_the_page_with_its_reason(real: Catalogue) -> None:
    said = str(Text(conflicts.answer(real, State("conflicts"), TODAY).html))
    choices = [choice for indicator in real.indicators.values() for choice in indicator.choices]
    assert len(choices) == 2
    assert all(choice.because in said for choice in choices)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_speaks_one_language(real: Catalogue, lang: str) -> None:
    found = conflicts.answer(real, State("conflicts", lang=lang), TODAY).html  # type: ignore[arg-type]
    found = re.sub(r'<(\w+)[^>]* lang="zh-CN">.*?</\1>', "", found, flags=re.DOTALL)  # the sources' own words
    said = str(Text(re.sub(r'<p class="by">.*?</p>|<pre>.*?</pre>', "", found, flags=re.DOTALL)))
    if lang == "en":
        assert not re.findall("[\u4e00-\u9fff]+", said)
    else:
        assert set(re.findall("[A-Za-z]{3,}", said)) <= {
            "yaml",
            "GDP",
            "indicators",
            "size",
            "industry",
            "innovation",
            "infrastructure",
            "R&D",
        }

"""The sources page: the register, one source, what was known on a day, and the history of a figure."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from indicators import series, store
from indicators.model import (
    Area,
    Catalogue,
    Document,
    Indicator,
    Label,
    Observation,
    Source,
    Text,
    Theme,
    Unit,
)
from indicators.pages import frame, history, sources
from indicators.pages.answer import Answer
from indicators.pages.state import State, read

TODAY = date(2026, 11, 24)
DATA = Path(__file__).parents[1] / "data"
HOSTILE = '<script>alert(1)</script>"&'
DIGESTS = count()
LETTER = Source(
    "letter",
    "letter",
    "关于第0265号建议的复函",
    "经信委",
    "primary",
    document_number="渝经信复函〔2023〕373号",
    published="2023-04-04",
    url="https://example.gov.cn/a.html",
)
REPORT = Source("report", "report", "数字经济报告", "报社", "repost", published="2023-09-05")
PAPER = Source("paper", "press", "新闻", "重庆日报", "press", note=HOSTILE)


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return store.read(DATA)


def small(*more: Source) -> Catalogue:
    said = Text("占比", "Share")
    rows = (
        Observation("2022", "CN-CQ", "8", "letter", "2022年占比超过8%", "more_than"),
        Observation("2022", "CN-CQ", "7.7", "report", "占比7.7%"),
        Observation("2021", "CN", "5", "paper", "占比5%"),
    )
    document = Document(
        themes=(Theme("size", said),),
        units=(Unit("percent", Label("%", "%"), said),),
        areas=(Area("CN-CQ", Text("重庆", "Chongqing")), Area("CN", Text("全国", "China"))),
        sources=(LETTER, REPORT, PAPER, *more),
        indicators=(Indicator("x", said, said, said, "size", "percent", "up", observations=rows),),
    )
    return Catalogue(((Path("a.yaml"), document),), f"sources-{next(DIGESTS)}")


def page(found: Catalogue, **state: Any) -> Answer:
    return sources.answer(found, State("sources", **state), TODAY)


def text(answer: Answer) -> str:
    """What a reader sees: the page without its tags."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.html)))


def titles(answer: Answer) -> list[str]:
    return [unescape(title) for title in re.findall(r'class="sources-title"[^>]*>([^<]*)</a>', answer.html)]


# ------------------------------------------------------------------------------------------------ the register


def test_sources_stand_by_date_the_latest_first_and_the_undated_last() -> None:
    answer = page(small())
    assert titles(answer) == ["数字经济报告", "关于第0265号建议的复函", "新闻"]
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", answer.html) == ["2023年", "无日期"]


def test_the_lead_counts_figures_and_what_they_did() -> None:
    answer = text(page(small()))
    assert "3个来源给出3个数字，其中1个与此前已知的数字不一致。" in answer
    assert "首次给出2个，不一致1个" in answer
    english = text(page(small(), lang="en"))
    assert "3 sources, 3 figures, of which 1 contradicts what was known before it." in english
    assert "2 first known, 1 contradicting" in english


def test_what_a_source_contradicted_is_counted_beside_it() -> None:
    found = text(page(small()))
    assert "数字经济报告 报社 · 报告 · 官方页面的转载 1个数字 不一致 1" in found


@pytest.mark.parametrize(
    "query",
    ["渝经信复函〔2023〕373号", "渝经信复函[2023]373号", "渝经信复函 2023 373", "０２６５号", "经信委 复函"],
)
def test_a_letter_is_found_by_its_number_however_it_is_typed(query: str) -> None:
    assert titles(page(small(), query=query)) == ["关于第0265号建议的复函"]


def test_menus_narrow_the_list_and_what_fits_nothing_is_said() -> None:
    found = small()
    assert titles(page(found, kind="press")) == ["新闻"]
    assert titles(page(found, show="repost")) == ["数字经济报告"]
    assert titles(page(found, areas=("CN",))) == ["新闻"]
    assert titles(page(found, query='"重庆日报"')) == ["新闻"]
    assert "没有符合条件的来源。" in text(page(found, kind="plan"))


def test_every_choice_of_a_menu_leads_to_as_many_sources_as_it_says() -> None:
    found = small()
    for state in (State("sources"), State("sources", kind="press"), State("sources", query="数字")):
        menus = re.findall(r"<details.*?</details>", sources.answer(found, state, TODAY).html, re.S)
        assert len(menus) == 4
        for menu in menus:
            for href, said in re.findall(r'href="([^"]*)"[^>]*>[^<]*<span class="count">(\d+)</span>', menu):
                assert len(titles(page_at(found, href))) == int(said)


def page_at(found: Catalogue, href: str) -> Answer:
    query = {name: values[0] for name, values in parse_qs(urlsplit(unescape(href)).query).items()}
    return sources.answer(found, read("sources", query, found), TODAY)


def test_a_switch_that_the_page_does_not_have_is_reported() -> None:
    assert page(small(), show="nonsense").ignored == (("show", "nonsense"),)


def test_a_source_not_yet_known_on_the_day_is_not_listed_nor_counted() -> None:
    answer = page(small(), as_of=date(2023, 4, 4))
    assert titles(answer) == ["关于第0265号建议的复函"]
    assert "1个来源给出1个数字。" in text(answer)
    assert "asof=2023-04-04" in answer.html


# ------------------------------------------------------------------------------------------------ one source


def test_a_source_shows_its_figures_with_the_number_marked_and_the_sentence_one_click_away() -> None:
    answer = page(small(), source="letter")
    assert answer.title == "关于第0265号建议的复函"
    assert "2022年占比<mark>超过8%</mark>" in answer.html
    assert 'href="https://example.gov.cn/a.html#:~:text=2022' in answer.html


def test_a_source_names_whom_it_contradicts_and_who_contradicted_it_since() -> None:
    assert "不一致 超过 8 % 渝经信复函〔2023〕373号" in text(page(small(), source="report"))
    letter = page(small(), source="letter")
    assert "其后不一致 7.7 % 报社 2023年9月5日" in text(letter)
    assert "at=CN-CQ~2022~report" in letter.html
    assert "其后" not in text(page(small(), source="letter", as_of=date(2023, 9, 4)))


def test_both_citations_can_be_copied() -> None:
    copied = [
        unescape(said) for said in re.findall(r'data-copy="([^"]+)"', page(small(), source="letter").html)
    ]
    assert copied == [
        "经信委. 关于第0265号建议的复函: 渝经信复函〔2023〕373号[A/OL]. (2023-04-04). https://example.gov.cn/a.html",
        "经信委. (2023, April 4). 关于第0265号建议的复函 (渝经信复函〔2023〕373号). https://example.gov.cn/a.html",
    ]


def test_without_an_address_the_page_says_where_to_look() -> None:
    assert "没有记录网址。可在报社网站检索《数字经济报告》，或向该机构索取。" in text(
        page(small(), source="report")
    )


def test_a_source_not_yet_known_says_so_and_shows_none_of_its_figures() -> None:
    early = page(small(), source="report", as_of=date(2023, 9, 4))
    assert "这一天尚不可知：发布日期为2023年9月5日。" in text(early)
    assert "7.7" not in early.html
    assert "asof=2023-09-05" in early.html
    undated = page(small(), source="paper", as_of=date(2023, 9, 4))
    assert "这一来源没有日期，无法判断当日是否已知。" in text(undated)


def test_the_order_of_the_figures_is_said_as_it_is(real: Catalogue) -> None:
    assert "按原文先后排列。" in text(page(real, source="cq-jxw-2023-373"))
    assert "原文中的先后未作记录。" in text(page(real, source="cq-dsj-2020-0868"))


def test_words_of_the_data_are_never_markup() -> None:
    found = small(
        Source("bad", "press", HOSTILE, HOSTILE, "press", document_number=HOSTILE, published="2024-01-01")
    )
    for answer in (
        page(found),
        page(found, source="bad"),
        page(found, source="paper"),
        page(found, query=HOSTILE),
    ):
        assert "<script" not in answer.html
    assert HOSTILE in text(page(found, source="bad"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_source_of_the_real_catalogue_has_its_page(real: Catalogue, lang: Any) -> None:
    for source in real.sources.values():
        answer = page(real, lang=lang, source=source.id)
        assert answer.html.count("<h1") == 1
        figures = sum(observation.source == source.id for _, _, observation in real.claims())
        assert answer.html.count('class="figure-title"') == figures


def test_the_register_of_the_real_catalogue_holds_every_source_and_figure(real: Catalogue) -> None:
    answer = page(real)
    assert len(titles(answer)) == len(real.sources)
    assert sum(int(said) for said in re.findall(r">(\d+)个数字<", answer.html)) == sum(
        1 for _ in real.claims()
    )


# ------------------------------------------------------------------------------------------------ history of a figure


def steps(found: Catalogue, **state: Any) -> tuple[history.Row, ...]:
    [cell] = series.cells(found, "x", "CN-CQ")
    return history.rows(found, State("explore", indicators=("x",), **state), cell.best)


def test_the_history_of_a_figure_links_its_days_its_sources_and_its_claims() -> None:
    first, second = steps(small())
    assert (first.date, first.word, str(first.after), first.before) == (
        "2023年4月4日",
        "首次给出",
        "超过8%",
        None,
    )
    assert (second.effect, str(second.said), str(second.after)) == ("contradicted", "7.7%", "超过8%")
    assert second.says == "称7.7%，与当时所示的超过8%不一致，仍显示超过8%（来源更可靠）。"
    assert second.day_href == "./explore?asof=2023-09-05&indicator=x&at=CN-CQ~2022"
    assert second.claim_href == "./explore?indicator=x&at=CN-CQ~2022~report"
    assert second.source_href == "./sources?source=report"


def test_the_history_ends_on_the_day_that_is_looked_at() -> None:
    assert [step.effect for step in steps(small(), as_of=date(2023, 4, 4))] == ["first"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_history_panel_prints_every_step(lang: Any) -> None:
    rows = steps(small(), lang=lang)
    html = frame.render("history.html", lang, revisions=rows)
    assert html.count('<li class="step') == 2
    assert all(row.says in unescape(html) for row in rows)

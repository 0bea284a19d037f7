"""The basket: a page whose address lists charts, and the menu and buttons that fill it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from indicators import charts, store
from indicators.charts import Comparison, View
from indicators.exports import receipts
from indicators.exports.exhibit import exhibits
from indicators.exports.receipts import Subject
from indicators.model import Catalogue
from indicators.pages import basket, compare, explore, ordering, overview, receipt
from indicators.pages.answer import Answer
from indicators.pages.explore_settled import settled
from indicators.pages.state import State, read

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return store.read(DATA)


@pytest.fixture(scope="module")
def codes(catalogue: Catalogue) -> tuple[str, ...]:
    """The codes of three usual charts and a comparison."""
    names = ("fiveg_per_10k", "digital_core_share_gdp", "rd_intensity")
    views: list[Subject] = [view for name in names if (view := charts.usual_view(catalogue, name))]
    views.append(Comparison("fiveg_per_10k", "2022", "CN-CQ"))
    return tuple(ordering.code(view) for view in views)


def page(catalogue: Catalogue, charts: tuple[str, ...], **state: object) -> Answer:
    return basket.answer(catalogue, State("basket", charts=charts, **state), TODAY)  # type: ignore[arg-type]


def text(answer: Answer) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.html)))


def sentences(answer: Answer) -> list[str]:
    return [unescape(each) for each in re.findall(r'<p class="sentence"><a [^>]*>(.*?)</a>', answer.html)]


def said(catalogue: Catalogue, code: str) -> str:
    subject = receipts.read(code, catalogue)
    assert subject
    return next(exhibits(catalogue, (subject,), TODAY)).sentence


# ------------------------------------------------------------------------------------------------ the page


def test_charts_stand_in_the_order_of_the_address(catalogue: Catalogue, codes: tuple[str, ...]) -> None:
    answer = page(catalogue, (codes[2], codes[0], codes[3]))
    assert sentences(answer) == [said(catalogue, code) for code in (codes[2], codes[0], codes[3])]
    assert len(answer.figures) == 3
    assert re.findall(r'data-figure="(\d)"', answer.html) == ["0", "1", "2"]
    assert "篮子里有3张图" in answer.html


def test_a_step_down_is_the_address_with_two_charts_exchanged(
    catalogue: Catalogue, codes: tuple[str, ...]
) -> None:
    one, two, three, _ = codes
    html = page(catalogue, (one, two, three)).html
    assert f'id="down-{one}" href="./basket?charts={two}~{one}~{three}"' in html
    assert f'id="up-{three}" href="./basket?charts={one}~{three}~{two}"' in html
    assert f'id="up-{one}"' not in html
    assert f'id="down-{three}"' not in html
    assert f'href="./basket?charts={one}~{three}" data-keep' in html


def test_a_code_that_means_nothing_here_is_said_plainly_and_the_others_are_shown(
    catalogue: Catalogue, codes: tuple[str, ...]
) -> None:
    answer = page(catalogue, ("2YYY-TYPO", codes[0], "<b>x"))
    assert text(answer).count("此溯源码有误，或其指标已不存在。") == 2
    assert "2YYY-TYPO" in text(answer)
    assert "<b>x" not in answer.html
    assert sentences(answer) == [said(catalogue, codes[0])]
    assert f'data-export="{codes[0]}"' in answer.html


def test_a_view_of_several_charts_is_taken_apart(catalogue: Catalogue) -> None:
    view = View(("gdp", "rd_intensity"), ("CN-CQ",))
    answer = page(catalogue, (receipts.code(view),))
    assert len(answer.figures) == 2
    single = [receipts.code(View((name,), ("CN-CQ",))) for name in ("gdp", "rd_intensity")]
    assert f'data-export="{"~".join(single)}"' in answer.html


def test_what_nobody_knew_on_its_day_is_said_not_dropped(catalogue: Catalogue) -> None:
    early = View(("fiveg_per_10k",), ("CN-CQ",), as_of=date(1999, 1, 1))
    answer = page(catalogue, (receipts.code(early),))
    assert "没有可画的内容" in text(answer)
    assert answer.figures == ()
    assert "data-export" not in answer.html


def test_each_chart_keeps_its_own_day(catalogue: Catalogue, codes: tuple[str, ...]) -> None:
    then = View(("digital_core_share_gdp",), ("CN-CQ",), as_of=date(2023, 4, 4))
    answer = page(catalogue, (codes[1], receipts.code(then)))
    lines = [line for line in re.findall(r'<p class="small">(来源.*?)</p>', answer.html) if "截至" in line]
    assert len(lines) == 1
    assert "截至2023年4月4日所知" in lines[0]


def test_the_language_is_that_of_the_page_not_of_the_code(
    catalogue: Catalogue, codes: tuple[str, ...]
) -> None:
    view = charts.usual_view(catalogue, "fiveg_per_10k", lang="en")
    assert view
    assert ordering.code(view) == codes[0]
    english = page(catalogue, codes[:1], lang="en")
    assert sentences(english) == [next(exhibits(catalogue, (view,), TODAY)).sentence]
    assert "1 chart in the basket" in english.html


def test_more_than_a_hundred_charts_are_not_taken_and_that_is_said(catalogue: Catalogue) -> None:
    many = tuple(receipts.code(View((name,), ("CN-CQ",))) for name in list(catalogue.indicators)[:103])
    answer = page(catalogue, many)
    assert "有3张图未列出：一个文件最多放100张。" in text(answer)
    assert len(re.findall('id="chart-', answer.html)) == 100


def test_an_empty_basket_says_how_to_fill_it(catalogue: Catalogue) -> None:
    answer = page(catalogue, ())
    assert "篮子是空的" in answer.html
    assert "加号" in text(answer)
    assert "检查旧幻灯片" in text(answer)


def test_codes_in_an_address_are_read_once_each(catalogue: Catalogue) -> None:
    state = read("basket", {"charts": " A~B~~A~ C "}, catalogue)
    assert state.charts == ("A", "B", "C")
    assert state.link() == "./basket?charts=A~B~C"
    assert state.link("overview") == "./"


# ------------------------------------------------------------------------------------------------ what fills it


def test_a_page_offers_exactly_what_it_shows(catalogue: Catalogue) -> None:
    state = State("explore", "en", indicators=("fiveg_per_10k",), transform="index", as_of=date(2024, 1, 1))
    html = explore.answer(catalogue, state, TODAY).html
    code = re.search(r'data-export="([^"]*)"', html)
    assert code
    view = settled(catalogue, state).view
    assert receipts.read(code[1], catalogue) == replace(view, lang="zh")
    assert view.transform == "index"
    assert f'href="./export/pptx?view={code[1]}&amp;size=16:9&amp;lang=en"' in html


def test_a_comparison_is_offered_with_its_period_and_its_day(catalogue: Catalogue) -> None:
    state = State("compare", indicators=("fiveg_per_10k",), as_of=date(2024, 1, 1))
    html = compare.answer(catalogue, state, TODAY).html
    code = re.search(r'data-export="([^"]*)"', html)
    assert code
    assert receipts.read(code[1], catalogue) == Comparison(
        "fiveg_per_10k", "2022", "CN-CQ", as_of=date(2024, 1, 1)
    )


@pytest.mark.parametrize("area", ["CN-CQ", "CN"])
def test_a_card_puts_the_chart_that_it_leads_to_into_the_basket(catalogue: Catalogue, area: str) -> None:
    html = overview.answer(catalogue, State("overview", areas=(area,)), TODAY).html
    found = re.findall(
        r'<a class="card" data-go="top" href="([^"]*)".*?data-basket="([^"]*)"', html, re.DOTALL
    )
    assert len(found) > 5
    for href, code in found:
        query = dict(pair.split("=") for pair in href.partition("?")[2].split("&amp;"))
        assert receipts.read(code, catalogue) == settled(catalogue, read("explore", query, catalogue)).view


# ------------------------------------------------------------------------------------------------ receipts


def test_a_receipt_leads_to_a_view_that_has_the_same_receipt(catalogue: Catalogue) -> None:
    for subject in (
        View(("fiveg_per_10k",), ("CN", "CN-CQ"), "en", kind="dot", transform="index", base="2022"),
        View(("gdp", "rd_intensity"), ("CN-CQ",), kind="multiples", as_of=date(2025, 1, 1)),
    ):
        href = receipt.address(catalogue, receipts.code(subject))
        assert href
        query = dict(pair.split("=") for pair in href.partition("?")[2].split("&"))
        assert settled(catalogue, read("explore", query, catalogue)).view == subject


def test_a_view_says_that_its_figures_have_changed_since(catalogue: Catalogue) -> None:
    view = charts.usual_view(catalogue, "fiveg_per_10k")
    assert view
    shown = next(exhibits(catalogue, (view,), TODAY))
    same = State("explore", indicators=view.indicators, areas=view.areas, receipt=shown.fingerprint)
    notice = "自导出以来，图中数字有变化。"
    assert notice not in explore.answer(catalogue, same, TODAY).html
    other = explore.answer(catalogue, replace(same, receipt="ABCDE"), TODAY).html
    assert notice in other
    assert 'href="./basket#old-deck"' in other
    assert "receipt=" not in other

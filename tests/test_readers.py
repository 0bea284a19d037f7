"""What policy staff, presenters and analysts do with the dashboard, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import sideways

ROOT = Path(__file__).parents[1]

expect.set_options(timeout=20_000)  # a busy machine is no error


@pytest.fixture(scope="module")
def address(serve: Callable[[Path], str]) -> str:
    return serve(ROOT / "data")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh browser of a reader in Chongqing."""
    context = browser.new_context(viewport={"width": 1360, "height": 900}, locale="zh-CN")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("footer.bottom")).to_be_visible()
    return page


# ------------------------------------------------------------------------------------------------ policy staff


def test_an_indicator_is_found_by_its_pinyin_and_its_sentence_is_read(page: Page, address: str) -> None:
    opened(page, address)
    page.keyboard.press("/")
    page.keyboard.type("szjjhxcyzjzzgdp")
    expect(page.locator("#found [role=option]").first).to_contain_text("数字经济核心产业增加值占GDP比重")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("超过8%")
    expect(page.locator("blockquote")).to_contain_text("2022年数字经济核心产业增加值占GDP比重超过8%")
    expect(page.locator(".evidence")).to_contain_text("渝经信复函〔2023〕373号")


def test_a_letter_is_found_by_its_number_with_other_brackets(page: Page, address: str) -> None:
    opened(page, address)
    page.locator("#search").fill("渝经信复函[2023]373号")
    page.locator("#found a[href*='source=']").first.click()
    expect(page.locator("h1")).to_contain_text("第0265号建议办理情况的答复函")
    expect(page.get_by_text("GB/T 7714")).to_be_visible()


def test_the_dashboard_goes_back_to_the_day_of_the_letter(page: Page, address: str) -> None:
    """On 4 April 2023 only the letter had spoken about 2022: nothing disputes it yet."""
    opened(page, f"{address}/explore?indicator=digital_core_share_gdp")
    expect(page.locator("h1")).to_contain_text("7.7%")
    page.locator(".as-of summary").click()
    page.locator("input[name=asof]").fill("2023-04-04")
    expect(page).to_have_url(re.compile("asof=2023-04-04"))
    expect(page.locator(".notice-as-of")).to_contain_text("2023年4月4日")
    expect(page.locator("h1")).to_contain_text("超过8%")
    expect(page.locator("h1")).not_to_contain_text("7.7%")
    expect(page.locator(".chart")).not_to_contain_text("7.7")
    page.locator(".top nav a", has_text="分歧").click()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#main")).not_to_contain_text("核心产业增加值占GDP比重")
    page.locator(".notice-as-of a").click()
    expect(page.locator("#main")).to_contain_text("核心产业增加值占GDP比重")
    expect(page).not_to_have_url(re.compile("asof"))


def test_the_history_of_a_figure_says_what_each_source_changed(page: Page, address: str) -> None:
    opened(page, f"{address}/explore?indicator=digital_core_share_gdp&at=CN-CQ~2022")
    steps = page.locator(".history li")
    expect(steps.first).to_contain_text("2023年4月4日")
    expect(page.locator(".history")).to_contain_text("7.7%")
    steps.first.locator(".step-head a").click()
    expect(page).to_have_url(re.compile("asof=2023-04-04"))


def test_a_conflict_is_read_with_both_sentences_and_the_rule(page: Page, address: str) -> None:
    opened(page, f"{address}/conflicts")
    dispute = page.locator(".dispute", has=page.locator("h2", has_text="核心产业增加值占GDP比重"))
    expect(dispute.locator("blockquote").nth(0)).to_contain_text("超过8%")
    expect(dispute.locator("blockquote").nth(1)).to_contain_text("7.7%")
    expect(dispute.locator(".spread")).to_contain_text(re.compile("相差.*0.3个百分点"))
    expect(dispute.locator(".verdict")).to_contain_text("超过8%")
    dispute.get_by_role("link", name="依据").nth(1).click()
    expect(page.locator(".evidence mark")).to_contain_text("7.7%")


def test_an_empty_cell_of_the_coverage_says_why_and_a_full_one_leads_to_its_evidence(
    page: Page, address: str
) -> None:
    opened(page, f"{address}/coverage?theme=size")
    expect(page.locator("table")).to_contain_text("未见公布")
    page.locator("tbody td a[href*='explore']").first.click()
    expect(page.locator(".evidence")).to_be_visible()


# ------------------------------------------------------------------------------------------------ presenters


def test_transform_and_area_change_and_the_formula_is_one_click_away(page: Page, address: str) -> None:
    opened(page, f"{address}/explore?indicator=fiveg_per_10k")
    page.get_by_role("link", name="指数", exact=True).click()
    expect(page).to_have_url(re.compile("as=index"))
    expect(page.locator(".chart")).to_contain_text("100")
    page.locator(".result summary").first.click()
    expect(page.locator(".result .sum").first).to_contain_text("÷")
    page.get_by_role("button", name="上海").click()
    expect(page).to_have_url(re.compile("CN-SH"))
    expect(page.locator(".claims tr.group", has_text="上海")).to_be_visible()


def test_a_link_opens_the_same_view_in_a_colleagues_browser(
    page: Page, browser: Browser, address: str
) -> None:
    opened(page, f"{address}/explore?indicator=rd_intensity")
    page.get_by_role("link", name="百分点", exact=True).click()
    expect(page).to_have_url(re.compile("as="))
    page.locator(".claims tr[data-href] a").nth(1).click()
    expect(page).to_have_url(re.compile("at="))
    page.locator("button", has_text="复制链接").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url
    other = opened(browser.new_context(viewport={"width": 1360, "height": 900}).new_page(), link)
    for part in ("h1", ".claims table", ".evidence"):
        expect(other.locator(part)).to_have_text(page.locator(part).inner_text(), use_inner_text=True)
    other.context.close()


def test_several_indicators_stand_in_panels_of_one_kind(page: Page, address: str) -> None:
    opened(page, f"{address}/explore?indicator=digital_core_share_gdp")
    page.locator(".picker summary").click()
    page.locator(".picker input").fill("研发")
    page.locator("#picker-list li:not([hidden]) a.add").first.click()
    expect(page).to_have_url(re.compile(r"indicator=digital_core_share_gdp~\w+"))
    expect(page.locator(".claims tr.group").first).to_be_visible()
    page.get_by_role("link", name="分图", exact=True).click()
    expect(page).to_have_url(re.compile("chart=multiples"))
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    expect(page.locator(".js-plotly-plot .points path").first).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile(r"indicator=digital_core_share_gdp$"))
    expect(page.locator(".js-plotly-plot")).to_have_count(1)


def test_areas_are_compared_without_a_false_order(page: Page, address: str) -> None:
    opened(page, f"{address}/compare?indicator=fiveg_per_10k&period=2022")
    expect(page.locator("h1")).to_contain_text("19.04")
    expect(page.locator(".chart")).to_contain_text("全国")
    page.locator(".claims tr[data-evidence] a").first.click()
    expect(page.locator(".evidence")).to_be_visible()


# ------------------------------------------------------------------------------------------------ keyboard, English, telephone


def test_everything_is_done_by_keyboard_alone(page: Page, address: str) -> None:
    opened(page, f"{address}/explore?indicator=fiveg_per_10k")
    page.locator(".picker summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".picker input")).to_be_focused()
    page.keyboard.type("yanfa")
    expect(page.locator("#picker-list li:not([hidden])").first).to_contain_text("研")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("研发")
    page.locator(".claims tr[data-href] a").last.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("at="))
    assert page.evaluate(
        "document.activeElement.closest('.claims') !== null"
    )  # the reader stays where they were
    page.locator(".as-of summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("input[name=asof]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".as-of summary")).to_be_focused()


def test_no_chinese_is_left_in_the_english_interface(page: Page, address: str) -> None:
    """What a source wrote stays Chinese and says so with `lang`; everything else is English."""
    for path in (
        "/",
        "/explore?indicator=fiveg_per_10k",
        "/conflicts",
        "/compare?indicator=fiveg_per_10k",
        "/coverage",
    ):
        opened(page, f"{address}{path}{'&' if '?' in path else '?'}lang=en")
        texts = page.evaluate(OUR_WORDS)
        assert [text for text in texts if re.search("[\u4e00-\u9fff]", text)] == [], path


#: every text but quotes, titles and issuers of documents
OUR_WORDS = """() => {
    const walker = document.createTreeWalker(document.querySelector(".page"), NodeFilter.SHOW_TEXT), found = [];
    const theirs = "[lang=zh-CN], dd, .who, .by, .from, .step-says, .small .inline, .target .small, svg, .quiet, .definition, .source";
    while (walker.nextNode())
        if (!walker.currentNode.parentElement.closest(theirs) && walker.currentNode.data.trim()) found.push(walker.currentNode.data.trim());
    return found;
}"""


def test_a_telephone_shows_every_page_without_sideways_scrolling(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    page = context.new_page()
    for path in (
        "/",
        "/explore?indicator=fiveg_per_10k",
        "/conflicts",
        "/compare",
        "/sources",
        "/coverage",
        "/data",
    ):
        opened(page, f"{address}{path}{'&' if '?' in path else '?'}lang=en")
        assert sideways(page) <= 0, path
    page.locator(".top nav a", has_text="Explore").tap()
    expect(page.locator(".js-plotly-plot .points path").first).to_be_visible()
    context.close()

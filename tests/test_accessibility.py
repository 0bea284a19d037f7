"""WCAG 2.2 AA as far as a program can tell: axe-core on every page, in both languages and themes, and the keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from conftest import sideways

ROOT = Path(__file__).parents[1]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

#: every page, and what a page shows beside its first view
ADDRESSES = (
    "/",
    "/?area=CN&asof=2023-04-04",
    "/explore?indicator=fiveg_per_10k",
    "/explore?indicator=digital_core_share_gdp~rd_intensity&chart=multiples",
    "/explore?indicator=fiveg_per_10k&as=index&area=CN-CQ~CN",
    "/conflicts",
    "/compare?indicator=fiveg_per_10k",
    "/sources",
    "/sources?source=cq-jxw-2023-373",
    "/coverage",
    "/data?q=373",
)

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def address(serve: Callable[[Path], str]) -> str:
    return serve(ROOT / "data")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_has_a_serious_or_critical_violation(
    browser: Browser, address: str, scheme: str, lang: str
) -> None:
    page = browser.new_context(viewport={"width": 1360, "height": 900}, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    found = []
    for path in ADDRESSES:
        opened(page, f"{address}{path}{'&' if '?' in path else '?'}lang={lang}")
        result = Axe().run(page, options=RULES).response
        assert len(result["passes"]) > 20  # axe did look
        found += [
            (path, violation["id"], node["html"][:200])
            for violation in result["violations"]
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]
    page.context.close()
    assert found == []


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("footer.bottom")).to_be_visible()
    if page.locator(".chart").count():
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()


def test_every_link_menu_and_field_is_reached_by_the_tab_key(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport={"width": 1360, "height": 900}).new_page()
    opened(page, f"{address}/explore?indicator=fiveg_per_10k")
    wanted = page.evaluate(
        """() => [...document.querySelectorAll(".page :is(a[href], button, summary, input)")]
            .filter((element) => element.checkVisibility() && element.type !== "hidden" && !element.disabled).length"""
    )
    reached = page.evaluate(
        """() => [...document.querySelectorAll(".page :is(a[href], button, summary, input)")]
            .filter((element) => element.checkVisibility() && element.type !== "hidden" && !element.disabled)
            .filter((element) => element.tabIndex >= 0).length"""
    )
    assert wanted == reached > 20
    page.keyboard.press("Tab")
    if not page.locator(".skip").evaluate("(link) => link === document.activeElement"):
        page.keyboard.press("Tab")  # the page scrolls in a box, which arrow keys need
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")
    page.context.close()


def test_at_200_per_cent_zoom_nothing_is_cut_off(browser: Browser, address: str) -> None:
    """A window of 1280 px at 200 % has 640 CSS px (WCAG 2.2, 1.4.10 asks for no sideways scrolling down to 320)."""
    page = browser.new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2).new_page()
    for path in ADDRESSES:
        opened(page, address + path)
        assert sideways(page) <= 0, path
    page.context.close()


def test_a_chart_has_a_name_and_a_table_of_the_same_values(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport={"width": 1360, "height": 900}).new_page()
    opened(page, f"{address}/explore?indicator=fiveg_per_10k&lang=en")
    chart = page.get_by_role("img", name=re.compile("5G base stations per 10,000 people"))
    expect(chart).to_be_visible()
    expect(chart).to_have_attribute("aria-label", re.compile("more than 19"))
    points = page.evaluate(
        "[...document.querySelectorAll('.chart')].flatMap((c) => c._fullData.flatMap((t) => (t.customdata ?? []).map((d) => d[0])))"
    )
    rows = page.evaluate(
        "[...document.querySelectorAll('[data-evidence]')].map((row) => row.dataset.evidence)"
    )
    assert points
    assert set(points) <= set(rows)
    page.context.close()


def test_motion_stops_for_those_who_ask_for_it(browser: Browser, address: str) -> None:
    page = browser.new_context(reduced_motion="reduce").new_page()
    opened(page, address)
    moving = page.evaluate(
        "document.getAnimations().filter((animation) => animation.playState === 'running').length"
    )
    assert moving == 0
    page.context.close()

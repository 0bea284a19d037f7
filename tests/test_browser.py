"""The app as readers have it: a real server and a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import sideways
from indicators import store
from indicators.exports import table

ROOT = Path(__file__).parents[1]
OWN = re.compile(r"^(?:https?|wss?)://127\.0\.0\.1[:/]|^(?:data|blob|about):")

#: shares of the screen that a reader would know the framework by
FRAMEWORK = (
    "stHeader",
    "stToolbar",
    "stAppDeployButton",
    "stStatusWidget",
    "stDecoration",
    "stMainMenu",
    "stSidebar",
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real data."""
    return Path(shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("real") / "data"))


@pytest.fixture(scope="module")
def address(serve: Callable[[Path], str], data: Path) -> str:
    return serve(data)


@pytest.fixture(scope="module")
def requests() -> list[str]:
    """Every address that the browser asked for."""
    return []


@pytest.fixture(scope="module")
def page(browser: Browser, requests: list[str]) -> Iterator[Page]:
    """One tab for the reading tests, which follow one another as a reader would go."""
    context = browser.new_context(viewport={"width": 1360, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("websocket", lambda socket: requests.append(socket.url))
    page.set_default_timeout(20_000)
    yield page
    context.close()


expect.set_options(timeout=20_000)  # a busy machine is no error


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("footer.bottom")).to_be_visible()
    return page


def point(page: Page, evidence: str) -> tuple[float, float]:
    """Where the mark with this evidence id lies on the screen, once the chart stands still."""
    place: list[float] | None = None
    for _ in range(100):
        before, place = place, page.evaluate(PLACE, evidence)
        if place and place == before:
            return place[0], place[1]
        page.wait_for_timeout(200)
    raise AssertionError(evidence)


PLACE = """evidence => {
    const chart = document.querySelector(".js-plotly-plot");
    if (!chart?._fullLayout?.xaxis) return null;
    const box = chart.getBoundingClientRect(), { xaxis, yaxis } = chart._fullLayout;
    for (const trace of chart._fullData) {
        const i = (trace.customdata ?? []).findIndex((data) => data[0].startsWith(evidence));
        if (i >= 0) return [box.left + xaxis._offset + xaxis.d2p(trace.x[i]),
                            box.top + yaxis._offset + yaxis.d2p(trace.y[i])];
    }
    return null;
}"""


# ------------------------------------------------------------------------------------------------ a reader's way


def test_the_overview_shows_the_figure_of_the_letter(page: Page, address: str) -> None:
    opened(page, address)
    card = page.locator("a.card", has_text="数字经济核心产业增加值占GDP比重").first
    expect(card.locator(".value")).to_have_text(re.compile(r"^\s*超过\s*8\s*%\s*$"))
    expect(card).to_contain_text("来源有分歧：7.7%")


def test_nobody_sees_the_framework(page: Page) -> None:
    for name in FRAMEWORK:
        for element in page.get_by_test_id(name).all():
            assert not element.is_visible(), name
    expect(page).to_have_title("总览 · 重庆数字经济指标")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_a_card_opens_its_indicator_without_loading_the_page_again(page: Page) -> None:
    page.evaluate("window.sameDocument = true")
    page.locator("a.card", has_text="每万人拥有5G基站数").click()
    expect(page.locator(".evidence")).to_be_visible()
    expect(page.locator(".js-plotly-plot .points path").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"/explore\?indicator=fiveg_per_10k$"))
    assert page.evaluate("window.sameDocument")


def test_a_click_on_a_point_shows_its_evidence(page: Page) -> None:
    before = page.locator(".evidence").inner_text()
    page.mouse.click(*point(page, "CN-CQ|2021-09|"))
    expect(page.locator(".evidence .at")).to_contain_text("2021年9月")
    expect(page.locator(".evidence")).not_to_have_text(before)
    expect(page.locator(".evidence mark")).to_contain_text("10")
    expect(page).to_have_url(re.compile("at=CN-CQ~2021-09"))
    expect(page.locator(".claims tr.selected")).to_contain_text("2021年9月")


def test_a_row_of_the_table_shows_its_evidence_and_back_goes_back(page: Page) -> None:
    page.locator(".claims tr", has_text="2022年8月").click()
    expect(page.locator(".evidence .at")).to_contain_text("2022年8月")
    page.go_back()
    expect(page.locator(".evidence .at")).to_contain_text("2021年9月")


def test_the_source_opens_at_the_sentence(page: Page) -> None:
    link = page.locator(".evidence a[target=_blank]")
    expect(link).to_have_attribute("href", re.compile("#:~:text="))
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_the_language_switch_changes_the_chart_and_keeps_the_claim(page: Page) -> None:
    chart = page.locator(".js-plotly-plot").first
    expect(chart).to_contain_text("超过10")
    page.locator(".language a", has_text="EN").click()
    expect(chart).to_contain_text("more than 10")
    expect(chart).not_to_contain_text("超过")
    expect(page.locator(".evidence .at")).to_contain_text("September 2021")
    expect(page).to_have_url(re.compile(r"(?=.*lang=en)(?=.*indicator=fiveg_per_10k)"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_keyboard_finds_an_indicator(page: Page) -> None:
    page.locator(".picker summary", has_text="Choose an indicator").press("Enter")
    expect(page.locator(".picker input")).to_be_focused()
    page.keyboard.type("internet pen")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Internet penetration")
    page.locator(".language a", has_text="中").click()
    expect(page.locator("h1")).to_contain_text("互联网普及率")


def test_the_table_is_searched_and_downloaded(page: Page, data: Path) -> None:
    page.locator(".top nav a", has_text="数据").click()
    expect(page.locator("footer.bottom")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("下载全部")).click()
    everything = table.csv_bytes(store.read(data))
    assert download.value.path().read_bytes() == everything
    page.locator("#main input[type=search]").fill("373号")
    expect(page.get_by_role("link", name=re.compile("下载查到"))).to_be_visible()
    sources = page.locator(".claims td.from")
    expect(sources.filter(has_not_text="渝经信复函〔2023〕373号")).to_have_count(0)
    expect(sources).to_have_count(22)
    expect(page).to_have_url(re.compile("q=373"))
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("下载查到")).click()
    found = download.value.path().read_bytes().decode("utf-8-sig").splitlines()
    count = re.search(
        r"下载查到的(\d+)条", page.get_by_role("link", name=re.compile("下载查到")).inner_text()
    )
    assert count
    assert len(found) == int(count[1]) + 1


def test_nothing_was_asked_of_another_machine(page: Page, address: str, requests: list[str]) -> None:
    for path in ("conflicts", "compare", "sources", "sources?source=cq-jxw-2023-373", "coverage"):
        opened(page, f"{address}/{path}")
    page.locator("#search").fill("5G")
    expect(page.locator("#found [role=option]").first).to_be_visible()
    assert len(requests) > 50
    assert [url for url in requests if not OWN.match(url)] == []


# ------------------------------------------------------------------------------------------------ screens


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_telephone_needs_no_sideways_scrolling(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    paper = "rgb(18, 22, 27)" if scheme == "dark" else "rgb(251, 250, 247)"
    for path in ("/", "/explore?indicator=digital_core_share_gdp&lang=en", "/data?q=373"):
        page.goto(address + path, wait_until="commit")
        page.wait_for_function("document.body")
        assert (
            page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
        )  # from the first byte on
        expect(page.locator("footer.bottom")).to_be_visible()
        if "explore" in path:
            expect(page.locator(".js-plotly-plot .points path").first).to_be_visible()
        assert sideways(page) <= 0, path
    context.close()


# ------------------------------------------------------------------------------------------------ hostile and changing data

HOSTILE = """\
themes:
  - id: size
    title: {zh: "<b>主题</b>", en: "<b>theme</b>"}
units:
  - id: percent
    title: {zh: "%", en: "%"}
    name: {zh: "<i>百分比</i>", en: "<i>per cent</i>"}
areas:
  - id: CN-CQ
    title: {zh: "<u>重庆</u>", en: "<u>Chongqing</u>"}
  - id: CN-SC
    title: {zh: "<u>四川</u>", en: "<u>Sichuan</u>"}
sources:
  - id: one
    kind: letter
    title: "![x](y) <script>window.attacked = 1</script>"
    issuer: "=1+1"
    document_number: "<img src=x onerror=window.attacked=1>"
    published: 2023-04-04
    url: "https://127.0.0.1/a'b"
    reliability: primary
  - id: two
    kind: press
    title: "<svg onload=window.attacked=1>"
    issuer: "<b onmouseover=window.attacked=1>报</b>"
    published: 2023-05-04
    reliability: press
events:
  - time_period: "2021-06"
    title: {zh: "<img src=x onerror=window.attacked=1>", en: "<img src=x onerror=window.attacked=1>"}
    source: two
    quote: "<iframe src=javascript:window.attacked=1>"
    indicators: [evil]
indicators:
  - id: evil
    title: {zh: "<script>window.attacked = 1</script>", en: "**bold** ![x](y) $x$"}
    short_title: {zh: "<b>短</b>", en: "<b>short</b>"}
    definition: {zh: "</style><script>window.attacked = 1</script>", en: "=1+1"}
    theme: size
    unit: percent
    decimals: 1
    direction: up
    headline: true
    observations:
      - time_period: "2021"
        ref_area: CN-CQ
        obs_value: 7
        source: one
        quote: "7<img src=x onerror=window.attacked=1>"
        note: "<a href=javascript:window.attacked=1>note</a>"
      - time_period: "2022"
        ref_area: CN-CQ
        obs_value: 8
        qualifier: more_than
        source: one
        quote: "![x](y) <b>超过8%</b> =1+1 &amp; {{ 7*7 }}"
      - time_period: "2022"
        ref_area: CN-CQ
        obs_value: 7
        source: two
        quote: "<script>window.attacked = 1</script>7%"
      - time_period: "2022"
        ref_area: CN-SC
        obs_value: 6
        source: two
        quote: "6%<template>"
    choices:
      - time_period: "2022"
        ref_area: CN-CQ
        source: one
        because: "<img src=x onerror=window.attacked=1>"
        decided: 2024-01-01
        by: "<script>window.attacked = 1</script>"
    missing:
      - time_period: "2020"
        ref_area: CN-CQ
        reason: not_published
        note: "<script>window.attacked = 1</script>"
"""


def test_what_the_data_says_is_shown_letter_by_letter(
    browser: Browser, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    (tmp_path / "indicators.yaml").write_text(HOSTILE, "utf-8")
    address = serve(tmp_path)
    page = opened(browser.new_page(), address)
    expect(page.locator("a.card")).to_contain_text("<script>window.attacked = 1</script>")
    expect(page.locator("h2").first).to_have_text("<b>主题</b>")
    opened(page, f"{address}/explore?indicator=evil")
    expect(page.locator("blockquote")).to_have_text("“![x](y) <b>超过8%</b> =1+1 &amp; {{ 7*7 }}”")
    expect(page.locator(".evidence")).to_contain_text("![x](y) <script>window.attacked = 1</script>")
    expect(page.locator(".evidence")).to_contain_text("<img src=x onerror=window.attacked=1>")
    expect(page.locator(".js-plotly-plot .points path").first).to_be_visible()
    page.mouse.move(*point(page, "CN-CQ|2022|"))
    expect(page.locator(".hoverlayer")).to_contain_text("=window.attacked=1>")
    opened(page, f"{address}/data?lang=en&q=<b>")
    expect(page.locator(".claims.wide")).to_contain_text("**bold** ![x](y) $x$")
    for path, said in (
        ("conflicts", "<script>window.attacked = 1</script>7%"),
        ("conflicts?asof=2023-06-01", "=1+1"),
        ("compare?indicator=evil&period=2022", "<u>四川</u>"),
        ("sources", "<svg onload=window.attacked=1>"),
        ("sources?source=two", "6%<template>"),
        ("coverage?indicator=evil&period=2020", "<script>window.attacked = 1</script>"),
    ):
        opened(page, f"{address}/{path}")
        expect(page.locator("#main")).to_contain_text(said)
    page.locator("#search").fill("<script>")
    expect(page.locator("#found")).to_contain_text("<script>window.attacked = 1</script>")
    assert page.evaluate("window.attacked") is None
    page.close()


def test_a_file_edited_under_the_app_shows_and_a_broken_one_is_named(
    page: Page, address: str, data: Path
) -> None:
    file = next(file for file in data.glob("*.yaml") if "每万人拥有5G基站数" in file.read_text("utf-8"))
    good = file.read_text("utf-8")
    file.write_text(good.replace("每万人拥有5G基站数", "改名后的指标"), "utf-8")
    opened(page, address)
    expect(page.locator("a.card", has_text="改名后的指标")).to_be_visible()
    file.write_text(good + "\nunknown_key: 1\n", "utf-8")
    page.locator(".top nav a", has_text="数据").click()
    expect(page.locator(".notice-bad summary")).to_contain_text("数据文件有1处问题")
    page.locator(".notice-bad summary").click()
    expect(page.locator(".problems code")).to_contain_text(re.compile(rf"{file.name}:\d+:\d+"))
    expect(page.locator(".claims.wide")).to_be_visible()
    file.write_text(good, "utf-8")

"""Exports as presenters have them: menus, downloads, the look before them, the basket, old decks; a real server and browser."""

from __future__ import annotations

import io
import json
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Download, Page, expect
from pptx import Presentation

from conftest import sideways
from indicators import charts, store
from indicators.charts import View
from indicators.exports import preflight, receipts
from indicators.exports.exhibit import exhibits
from indicators.exports.order import Order, work
from indicators.model import Catalogue
from indicators.pages import receiving

DATA = Path(__file__).parents[1] / "data"
TODAY = date.today()
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

#: titles as a hostile hand would write them into the data
HOSTILE = """\
indicators:
  - id: evil
    title: {zh: '..\\..\\"; filename="x.exe<script>', en: evil}
    short_title: {zh: '../"; x=".exe', en: evil}
    definition: {zh: 定义, en: definition}
    theme: size
    unit: percent
    decimals: 1
    direction: up
    observations:
      - {time_period: "2021", ref_area: CN-CQ, obs_value: 7, source: cq-jxw-2023-373, quote: "7%"}
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return store.read(DATA)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real data that a test may change for a while."""
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("real") / "data"))


@pytest.fixture(scope="module")
def address(serve: Callable[[Path], str], data: Path) -> str:
    return serve(data)


@pytest.fixture(scope="module")
def codes(catalogue: Catalogue) -> list[str]:
    """The codes of three usual charts."""
    views = [
        charts.usual_view(catalogue, n) for n in ("fiveg_per_10k", "digital_core_share_gdp", "rd_intensity")
    ]
    return [receipts.code(view) for view in views if view]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of a reader who has not been here before."""
    context = browser.new_context(viewport={"width": 1360, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


expect.set_options(timeout=20_000)


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("footer.bottom")).to_be_visible()
    return page


def ask(address: str, data: bytes | None = None, **headers: str) -> tuple[int, bytes, Message]:
    """Status, body and headers of an answer, whatever they are."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, data, named)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request) as response:  # noqa: S310
            return response.status, response.read(), response.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


def send(address: str, file: bytes, name: str = "deck.pptx", **headers: str) -> tuple[int, bytes, Message]:
    """Posts a file as a form does."""
    head = f'--X\r\nContent-Disposition: form-data; name="deck"; filename="{name}"\r\n\r\n'
    body = head.encode() + file + b"\r\n--X--\r\n"
    return ask(address, body, Content_Type="multipart/form-data; boundary=X", **headers)


def export(address: str, form: str, *codes: str, **fields: str) -> tuple[int, bytes, Message]:
    return ask(f"{address}/export/{form}?{urlencode({'view': '~'.join(codes)} | fields, safe='~')}")


def slides_of(data: bytes) -> list[str]:
    """What each slide says."""
    deck: Any = Presentation(io.BytesIO(data))
    return [
        "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in deck.slides
    ]


def content(download: Download) -> bytes:
    return download.path().read_bytes()


def sentence(catalogue: Catalogue, code: str) -> str:
    subject = receipts.read(code, catalogue)
    assert subject
    return next(exhibits(catalogue, (subject,), TODAY)).sentence


# ------------------------------------------------------------------------------------------------ the menu at a chart


def test_a_chart_becomes_slides_from_its_own_menu(page: Page, address: str) -> None:
    opened(page, f"{address}/explore?indicator=fiveg_per_10k")
    sentence = page.locator("h1").inner_text().replace("\n", "")
    page.get_by_text("导出", exact=True).click()
    page.get_by_role("radio", name="4:3").check()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("幻灯片.*PPTX")).click()
    assert download.value.suggested_filename == "每万人5G基站 重庆、全国.pptx"
    expect(page.locator(".said")).to_contain_text("全部检查通过")
    expect(page.locator(".said")).to_contain_text("已保存：每万人5G基站 重庆、全国.pptx")
    deck: Any = Presentation(io.BytesIO(content(download.value)))
    assert (deck.slide_width.pt, deck.slide_height.pt) == (720, 540)
    assert any(sentence in slide for slide in slides_of(content(download.value)))
    assert any(shape.has_chart for slide in deck.slides for shape in slide.shapes)
    page.reload()  # the size is remembered
    page.get_by_text("导出", exact=True).click()
    expect(page.get_by_role("radio", name="4:3")).to_be_checked()


def test_the_menu_works_by_keyboard(page: Page, address: str) -> None:
    opened(page, f"{address}/compare?indicator=fiveg_per_10k&lang=en")
    page.locator(".export summary").press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name=re.compile("Slides"))).to_be_focused()
    page.keyboard.press("ArrowDown")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".xlsx")
    page.keyboard.press("Escape")
    expect(page.locator(".export summary")).to_be_focused()
    expect(page.locator(".export .panel")).to_be_hidden()


def test_what_a_size_cannot_hold_is_said_first_and_the_file_is_there_all_the_same(
    page: Page, address: str, catalogue: Catalogue
) -> None:
    names = tuple(i.id for i in catalogue.indicators.values() if i.unit == "percent")[:6]
    view = View(names, ("CN-CQ",), kind="dot")
    order = work(catalogue, Order((view,), size="half-slide"), TODAY)
    expected = preflight.findings(order, "svg")
    assert any(finding.severity != "note" for finding in expected)
    opened(page, f"{address}/explore?indicator={'~'.join(names)}&area=CN-CQ&chart=dot")
    page.get_by_text("导出", exact=True).click()
    page.get_by_role("radio", name="半页").check()
    downloads: list[Download] = []
    page.on("download", lambda download: downloads.append(download))  # noqa: PLW0108 - a method takes no marks
    page.get_by_role("link", name=re.compile("SVG")).click()
    for finding in expected:
        expect(page.locator(".findings")).to_contain_text(finding.what)
        expect(page.locator(".findings")).to_contain_text(finding.fix)
    assert downloads == []
    with page.expect_download() as download:
        page.get_by_role("link", name="仍然下载").click()
    assert content(download.value).lstrip().startswith(b"<")


def test_what_goes_wrong_is_said_in_the_menu(page: Page, address: str) -> None:
    opened(page, f"{address}/explore?indicator=fiveg_per_10k")
    page.get_by_text("导出", exact=True).click()
    page.locator("[data-format=csv]").evaluate(
        "link => link.href = link.href.replace(/view=[^&]*/, 'view=2YYY-TYPO')"
    )
    page.locator("[data-format=csv]").click()
    expect(page.locator(".said")).to_have_text(re.compile("此溯源码有误，或其指标已不存在：2YYY-TYPO"))


# ------------------------------------------------------------------------------------------------ the basket


def test_charts_of_two_pages_go_into_one_deck_in_the_readers_order(
    page: Page, address: str, catalogue: Catalogue
) -> None:
    opened(page, address)
    card = page.locator(".card-box", has_text="数字经济核心产业增加值占GDP比重").first
    card.get_by_role("button").click()
    expect(card.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".top [data-basket-link]")).to_have_text("篮子 1")
    page.locator(".top nav a", has_text="比较").click()
    page.locator(".export summary").click()
    page.get_by_role("button", name="加入篮子").click()
    expect(page.get_by_role("button", name="移出篮子")).to_be_visible()
    page.locator(".top [data-basket-link]").click()
    expect(page.locator(".basket-charts .js-plotly-plot")).to_have_count(2)
    charts = page.locator(".basket-charts .sentence")
    first, second = charts.all_inner_texts()
    page.get_by_role("link", name=f"下移：{first}").press("Enter")
    expect(charts).to_have_text([second, first])
    expect(page.get_by_role("link", name=f"下移：{second}")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("幻灯片.*PPTX")).click()
    texts = slides_of(content(download.value))
    places = [next(n for n, slide in enumerate(texts) if each in slide) for each in (second, first)]
    assert places == sorted(set(places))
    page.get_by_role("link", name=f"移除：{second}").click()
    expect(charts).to_have_text([first])
    kept = page.evaluate("localStorage.getItem('indicators.basket')")
    assert page.url.endswith(f"/basket?charts={kept}")
    assert sentence(catalogue, kept) == first
    page.get_by_role("link", name="清空篮子").click()
    expect(page.locator("h1")).to_have_text("篮子是空的")
    expect(page.locator(".top [data-basket-link]")).to_have_text("篮子")


def test_an_address_without_charts_shows_what_was_collected(
    page: Page, address: str, codes: list[str]
) -> None:
    opened(page, f"{address}/basket?charts={'~'.join(codes[:2])}")
    opened(page, f"{address}/basket?lang=en")
    expect(page.locator("h1")).to_have_text("2 charts in the basket")
    assert page.url == f"{address}/basket?lang=en&charts={'~'.join(codes[:2])}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_basket_is_for_every_reader_and_every_screen(
    browser: Browser, address: str, codes: list[str], scheme: str
) -> None:
    """No serious violation that axe can see, no sideways scrolling at 360 px, also with the menus open."""
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    lang = "zh" if scheme == "light" else "en"
    for path in (
        f"/basket?charts={'~'.join(codes)}~2YYY-TYPO&lang={lang}",
        f"/{'explore' if scheme == 'light' else 'compare'}?indicator=fiveg_per_10k&lang={lang}",
    ):
        opened(page, address + path)
        if page.locator(".export").count():
            page.locator(".export summary").click()
        assert sideways(page) <= 0, path
        result = Axe().run(page, options=rules).response
        assert len(result["passes"]) > 20
        bad = [v["id"] for v in result["violations"] if v["impact"] in ("serious", "critical")]
        assert bad == [], path
    context.close()


# ------------------------------------------------------------------------------------------------ no browser on the server


@pytest.fixture(scope="module")
def without_browser(serve: Callable[[Path], str]) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_BROWSER", "no-such-browser")
        yield serve(DATA)


def test_without_a_browser_on_the_server_the_readers_own_makes_the_pictures(
    page: Page, without_browser: str
) -> None:
    opened(page, f"{without_browser}/explore?indicator=fiveg_per_10k")
    page.get_by_text("导出", exact=True).click()
    expect(page.locator(".means")).to_contain_text("服务器上没有浏览器")
    expect(page.locator("[data-format=pdf]")).to_have_attribute("aria-disabled", "true")
    page.get_by_role("radio", name="微信").check()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("PNG")).click()
    assert download.value.suggested_filename == "每万人5G基站 重庆、全国.png"
    with Image.open(io.BytesIO(content(download.value))) as picture:
        assert picture.size == (1080, 1440)
        assert len(picture.convert("RGB").resize((90, 120)).getcolors(1 << 16)) > 50


def test_a_pdf_that_cannot_be_made_is_refused_with_what_to_do(without_browser: str, codes: list[str]) -> None:
    status, body, headers = export(without_browser, "pdf", codes[0])
    assert status == 503
    assert headers["Content-Type"].startswith("text/html")
    assert "INDICATORS_BROWSER" in body.decode()
    assert "Traceback" not in body.decode()


# ------------------------------------------------------------------------------------------------ receipts


def test_a_receipt_reopens_its_view(page: Page, address: str, catalogue: Catalogue) -> None:
    view = View(("fiveg_per_10k",), ("CN", "CN-CQ"), kind="dot")
    shown = next(exhibits(catalogue, (view,), TODAY))
    opened(page, f"{address}/r/{shown.receipt}")
    expect(page.locator("h1")).to_have_text(shown.sentence)
    expect(page.locator("[aria-label=图形] [aria-current]")).to_have_text("点图")
    expect(page.locator(".main .notice")).to_have_count(0)
    opened(page, f"{address}/r/{shown.code.lower()}.abcde")
    expect(page.locator(".main .notice")).to_contain_text("自导出以来，图中数字有变化。")
    page.locator(".main .notice a").click()
    expect(page.locator("#old-deck")).to_be_in_viewport()


def test_the_search_box_takes_a_receipt(
    page: Page, address: str, catalogue: Catalogue, codes: list[str]
) -> None:
    opened(page, address)
    page.locator("#search").fill(f"见图注 {codes[1].lower()}")
    expect(page.locator("#found [role=option]").first).to_contain_text(sentence(catalogue, codes[1]))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("indicator=digital_core_share_gdp"))


def test_a_receipt_that_cannot_be_read_says_what_to_do_in_both_languages(address: str) -> None:
    for code in ("2YYY-TYPO-0000", "%3Cscript%3Ealert(1)%3C", "…"):
        status, body, headers = ask(f"{address}/r/{urllib.request.quote(code)}", Accept="text/html")
        assert status == 404
        assert "无法识别此溯源码" in body.decode()
        assert "This receipt cannot be read" in body.decode()
        assert "<script" not in body.decode()
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")


# ------------------------------------------------------------------------------------------------ downloads


@pytest.mark.parametrize(
    ("form", "media", "magic"),
    [
        ("pptx", POWERPOINT, b"PK"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf"),
        ("json", "application/json; charset=utf-8", b"{"),
        ("html", "text/html; charset=utf-8", b"<!"),
        ("png", "image/png", b"\x89PNG"),
    ],
)
def test_a_file_says_what_it_is_and_is_kept_by_nobody(
    address: str, codes: list[str], form: str, media: str, magic: bytes
) -> None:
    status, body, headers = export(address, form, codes[0])
    assert (status, headers["Content-Type"]) == (200, media)
    assert body.lower().startswith(magic.lower())
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    plain, _, named = headers["Content-Disposition"].partition("; filename*=UTF-8''")
    assert plain == f'attachment; filename="indicators.{form}"'
    assert unquote(named) == f"每万人5G基站 重庆、全国.{form}"


def test_several_pictures_come_as_one_archive(address: str, codes: list[str]) -> None:
    status, body, headers = export(address, "svg", *codes[:2], size="square", lang="en")
    assert (status, headers["Content-Type"], body[:2]) == (200, "application/zip", b"PK")


def test_a_hostile_title_stays_inside_its_file_name(address: str, data: Path) -> None:
    evil = receipts.code(View(("evil",), ("CN-CQ",)))
    (data / "evil.yaml").write_text(HOSTILE, "utf-8")
    try:
        status, _, headers = export(address, "csv", evil)
    finally:
        (data / "evil.yaml").unlink()
    assert status == 200
    disposition = headers["Content-Disposition"]
    assert re.fullmatch(
        r"attachment; filename=\"indicators\.csv\"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+", disposition
    )
    name = unquote(disposition.rpartition("''")[2])
    assert name.endswith(".csv")
    assert not re.search(r'[/\\"<>:|?*]|^\.', name)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/export/exe?view=A", 404),
        ("/export/pptx", 422),
        ("/export/pptx?view=2YYY-TYPO", 404),
        ("/export/pptx?view=" + "~".join(f"A{n}" for n in range(101)), 422),
        ("/preflight?view=2YYY&format=pptx", 404),
        ("/picture?view=", 422),
    ],
)
def test_what_cannot_be_had_is_refused_in_words(address: str, path: str, status: int) -> None:
    found, body, _ = ask(address + path, Accept="application/json")
    assert found == status
    if body:
        assert re.search("[。：]", json.loads(body)["message"])
    if path.startswith("/export/pptx"):
        found, body, _ = ask(f"{address}{path}{'&' if '?' in path else '?'}lang=en", Accept="text/html")
        assert found == status
        assert "No file was made" in body.decode()
        assert not re.search(
            "[\u4e00-\u9fff]", re.sub("<style>.*?</style>", "", body.decode(), flags=re.DOTALL)
        )


# ------------------------------------------------------------------------------------------------ old decks


def test_an_old_deck_is_checked_and_comes_back_refreshed(
    page: Page, address: str, data: Path, tmp_path: Path, codes: list[str]
) -> None:
    deck = tmp_path / "上月汇报.pptx"
    deck.write_bytes(export(address, "pptx", *codes[:2])[1])
    opened(page, f"{address}/basket")
    page.locator("[name=deck]").set_input_files(deck)
    expect(page.locator(".deck-form .picked")).to_have_text("上月汇报.pptx")
    page.get_by_role("button", name="检查").click()
    expect(page.locator(".deck-report h3")).to_have_text("所有数字都与导出时一致。")
    file = data / "indicators.yaml"
    before = file.read_text("utf-8")
    file.write_text(_corrected(before, "截至去年底,每万人拥有5G基站数29个"), "utf-8")
    try:
        page.get_by_role("button", name="检查").click()
        row = page.locator(".deck-charts li").first
        expect(row.locator(".chip")).to_have_text("有变化")
        expect(row).to_contain_text(re.compile(r"29\s*个.*→.*31\s*个", re.DOTALL))
        expect(page.locator(".deck-charts li").nth(1).locator(".chip")).to_have_text("未变")
        with page.expect_download() as download:
            page.get_by_role("button", name="下载更新后的幻灯片").click()
    finally:
        file.write_text(before, "utf-8")
    assert download.value.suggested_filename == "上月汇报（已更新）.pptx"
    assert content(download.value) != deck.read_bytes()
    assert len(slides_of(content(download.value))) == len(slides_of(deck.read_bytes()))


def _corrected(text: str, quote: str) -> str:
    """The data with 29 corrected to 31 in the observation with this quote, which is the one shown."""
    at = text.index(quote)
    start = text.rindex("obs_value: 29", 0, at)
    text = text[:start] + text[start:].replace("obs_value: 29", "obs_value: 31", 1)
    return text.replace(quote, quote.replace("29", "31"))


def test_a_deck_made_by_hand_and_a_file_that_is_none(address: str) -> None:
    deck: Any = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "手工制作"
    out = io.BytesIO()
    deck.save(out)
    status, body, headers = send(f"{address}/check-deck", out.getvalue())
    assert (status, headers["Cache-Control"]) == (200, "no-store")
    assert "这份幻灯片里没有从这里导出的图。" in body.decode()
    status, body, _ = send(f"{address}/check-deck", b"just text", "a.txt", Accept="application/json")
    assert status == 422
    assert json.loads(body)["message"]
    assert ask(f"{address}/check-deck", b"", Accept="application/json")[0] == 422


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site", "Origin": "http://127.0.0.1"}, 403),
        ({"Sec_Fetch_Site": "same-origin", "Origin": "https://as.the.proxy.says.example"}, 422),
        ({}, 422),
    ],
)
def test_another_site_cannot_send_anything(address: str, headers: dict[str, str], status: int) -> None:
    assert send(f"{address}/check-deck", b"text", **headers)[0] == status
    if status == 403:
        assert send(f"{address}/export/pptx", b"text", **headers)[0] == 403


def test_too_large_a_file_is_refused_before_it_is_read(address: str) -> None:
    """The server answers a length that is only announced."""
    status, body, _ = ask(
        f"{address}/check-deck",
        b"x",
        Content_Type="multipart/form-data; boundary=X",
        Content_Length=str(receiving.MOST_BYTES + 1),
        Accept="application/json",
    )
    assert status == 413
    assert json.loads(body)["message"] == "文件太大，最多50兆字节。"


def test_slides_are_built_on_a_template(page: Page, address: str, tmp_path: Path, codes: list[str]) -> None:
    template = tmp_path / "模板.pptx"
    deck: Any = Presentation()
    deck.slide_layouts[5].name = "本单位的版式"
    deck.save(template)
    opened(page, f"{address}/basket?charts={codes[0]}")
    page.locator("[data-template]").set_input_files(template)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("幻灯片.*PPTX")).click()
        checked = page.locator(".said").get_by_text(re.compile("仍然下载|全部检查通过"))
        expect(checked).to_be_visible()
        if checked.inner_text() == "仍然下载":  # the template has no Chinese font
            checked.click()
    made: Any = Presentation(io.BytesIO(content(download.value)))
    assert "本单位的版式" in [layout.name for layout in made.slide_layouts]


def test_a_template_that_is_none_is_refused_in_words(address: str, codes: list[str]) -> None:
    status, body, _ = send(
        f"{address}/export/pptx?view={codes[0]}", b"text", "x.pptx", Accept="application/json"
    )
    assert status == 422
    assert re.search("[\u4e00-\u9fff]", json.loads(body)["message"])

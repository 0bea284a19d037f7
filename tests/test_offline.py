"""The offline page: one file with charts, sentences and sources that opens anywhere, and fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from chart_catalogue import claim, indicator, read
from indicators import store
from indicators.charts import Comparison, View
from indicators.exports import offline
from indicators.exports.order import Order, Work, work
from indicators.exports.receipts import Subject
from indicators.model import Catalogue, Language

DATA = Path(__file__).parent.parent / "data"
TODAY = date(2026, 11, 24)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def real() -> Catalogue:
    found = store.read(DATA)
    assert isinstance(found, Catalogue)
    return found


def subjects(lang: Language) -> tuple[Subject, ...]:
    """A line with bounds, targets and another area; one number; an index; areas in order."""
    return (
        View(("fiveg_per_10k",), ("CN-CQ", "CN"), lang),
        View(("digital_core_share_gdp",), ("CN-CQ", "CN"), lang),
        View(("software_demo_bases",), ("CN-CQ",), lang),
        View(("fiveg_per_10k",), ("CN-CQ", "CN"), lang, transform="index"),
        Comparison("fiveg_per_10k", "2023", "CN-CQ", lang=lang),
    )


def ordered(catalogue: Catalogue, *shown: Subject, lang: Language = "zh", **more: Any) -> Work:
    return work(catalogue, Order(shown or subjects(lang), lang, **more), TODAY)


@pytest.fixture(scope="module")
def page_of(
    real: Catalogue, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Page]]:
    """Opens the page of an order from a file with the network cut; any request but for the file itself fails the test."""
    folder = tmp_path_factory.mktemp("stick")
    asked: list[str] = []
    said: list[str] = []

    def opened(found: Work, *, width: int = 1360, scheme: str = "light", scripts: bool = True) -> Page:
        file = folder / f"{found.lang} {len(list(folder.iterdir()))}.html"
        file.write_bytes(offline.page(found))
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,  # type: ignore[arg-type]
        )
        context.set_offline(True)
        page = context.new_page()
        page.on(
            "request", lambda request: asked.append(request.url) if request.url != file.as_uri() else None
        )
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(file.as_uri())
        return page

    yield opened
    assert asked == []
    assert said == []


def rows(page: Page) -> list[str]:
    return page.locator("#chart-1 [data-evidence]").evaluate_all(
        "(rows) => rows.map((row) => row.dataset.evidence)"
    )  # type: ignore[no-any-return]


# ------------------------------------------------------------------------------------------------ what stands there


def test_every_chart_has_its_sentence_its_source_line_and_its_receipt(real: Catalogue) -> None:
    found = ordered(real, address="http://dashboard.example:8501")
    html = offline.page(found).decode()
    for exhibit in found.exhibits:
        assert f"{exhibit.sentence}</h2>" in html
        assert f'<p class="source-line">{exhibit.source_line}</p>' in html
        assert f'href="http://dashboard.example:8501/r/{exhibit.code}"' in html
        assert exhibit.receipt in html


def test_without_an_address_the_receipt_is_no_link(real: Catalogue) -> None:
    html = offline.page(ordered(real)).decode()
    assert "/r/" not in html
    assert 'class="receipt">溯源码' in html


def test_an_address_that_is_no_web_address_is_no_link(real: Catalogue) -> None:
    assert b"javascript:" not in offline.page(ordered(real, address="javascript:alert(1)"))


def test_every_claim_stands_in_the_table_with_hedge_sentence_and_citation(
    page_of: Callable[..., Page], real: Catalogue
) -> None:
    found = ordered(real)
    page = page_of(found)
    for n, exhibit in enumerate(found.exhibits, 1):
        told = page.locator(f"#chart-{n} tbody tr").all_inner_texts()
        assert len(told) == len(exhibit.evidence)
        for text, each in zip(told, exhibit.evidence, strict=True):
            squeezed = "".join(text.split())
            parts = [
                each.said.hedge,
                each.said.number,
                each.period,
                each.citation,
                *(each.quote or (each.formula,)),
            ]
            assert all("".join(part.split()) in squeezed for part in parts), each
    page.context.close()


def test_the_number_is_marked_in_its_sentence_and_the_link_opens_the_page_there(real: Catalogue) -> None:
    html = offline.page(ordered(real)).decode()
    assert "<mark>超19个</mark>" in html
    assert re.search(
        r'<a class="inline" href="https?://[^"]+#:~:text=[^"]+" target="_blank" rel="noopener noreferrer">打开原文所在句',
        html,
    )


def test_sources_are_numbered_and_cited_in_both_styles(page_of: Callable[..., Page], real: Catalogue) -> None:
    page = page_of(ordered(real, View(("fiveg_per_10k",), ("CN-CQ",))))
    first = page.locator("#source-1")
    expect(first).to_contain_text("人民网-重庆频道. 今年底,重庆将建成7万座5G基站[EB/OL]. (2021-09-15).")
    expect(first).to_contain_text("人民网-重庆频道. (2021, September 15). 今年底,重庆将建成7万座5G基站.")
    expect(page.locator("#chart-1 tbody tr").first.get_by_role("link", name="来源[1]")).to_have_attribute(
        "href", "#source-1"
    )
    page.context.close()


def test_one_number_is_set_as_type_and_needs_no_plotly(real: Catalogue) -> None:
    data = offline.page(ordered(real, View(("software_demo_bases",), ("CN-CQ",))))
    assert b"Plotly.react" in data  # our script
    assert len(data) < 100_000
    assert (
        '<p class="one"><span class="value"><span class="number">5</span><span class="unit">个</span>'
        in data.decode()
    )


def test_it_says_what_was_known_when(real: Catalogue) -> None:
    view = View(("fiveg_per_10k",), ("CN-CQ",), as_of=date(2023, 4, 4))
    assert "截至2023年4月4日所知" in offline.page(ordered(real, view, as_of=date(2023, 4, 4))).decode()
    assert "来源截至2026年" in offline.page(ordered(real)).decode()


def test_the_same_order_gives_the_same_bytes(real: Catalogue) -> None:
    assert offline.page(ordered(real)) == offline.page(ordered(store.read(DATA)))  # type: ignore[arg-type]


def test_an_empty_order_is_a_page_that_says_so(real: Catalogue) -> None:
    found = work(real, Order(()), TODAY)
    assert "0张图" in offline.page(found).decode()


# ------------------------------------------------------------------------------------------------ hostile text


HOSTILE = "</script><img src=x onerror=alert(1)><!-- \u2028 =cmd|' /C calc'!A0 {{ 7*7 }} &lt;b&gt;"


def test_hostile_text_is_shown_letter_by_letter_and_runs_nothing(page_of: Callable[..., Page]) -> None:
    quoted = "'" + HOSTILE.replace("'", "''").replace("\u2028", "") + "'"
    claims = [
        claim("2020", "7", quote=quoted),
        claim("2021", "8", quote=quoted, note=quoted, qualifier="more_than"),
        claim("2022", "9", "evil", quote=quoted),
    ]
    catalogue = read(
        indicator(*claims).replace("{zh: 指标, en: Indicator}", f"{{zh: {quoted}, en: {quoted}}}")
    )
    page = page_of(ordered(catalogue, View(("x",), ("CN-CQ",))))
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert page.locator("img, iframe, object, base").count() == 0
    expect(page.locator("#chart-1 h2")).to_contain_text("</script><img src=x onerror=alert(1)>")
    expect(page.locator("blockquote").first).to_contain_text("{{ 7*7 }} &lt;b&gt;")
    assert page.locator("script").count() == 4  # templates, figure, Plotly, ours
    page.context.close()


def test_nothing_in_the_charts_data_can_end_its_script_or_its_line(real: Catalogue) -> None:
    html = offline.page(ordered(real)).decode()
    blocks = re.findall(r'<script type="application/json" id="[a-z0-9-]+">(.*?)</script>', html, re.DOTALL)
    assert len(blocks) == 5  # templates and four charts
    assert not any(letter in block for block in blocks for letter in "<>&\u2028\u2029")


def test_the_policy_allows_only_the_scripts_of_the_page(real: Catalogue) -> None:
    html = offline.page(ordered(real)).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    parts = policy[1].replace("&#39;", "'").split("; ")
    assert parts[0] == "default-src 'none'"
    assert re.fullmatch(r"script-src 'sha256-[A-Za-z0-9+/=]{44}' 'sha256-[A-Za-z0-9+/=]{44}'", parts[1])
    assert "connect-src 'none'" in parts


# ------------------------------------------------------------------------------------------------ in a browser


def test_charts_are_drawn_and_a_point_leads_to_its_row(page_of: Callable[..., Page], real: Catalogue) -> None:
    page = page_of(ordered(real))
    chart = page.locator("#chart-1 .chart")
    expect(chart.locator(".main-svg").first).to_be_visible()
    drawn = chart.evaluate(
        "(chart) => chart._fullData.flatMap((trace) => (trace.customdata ?? []).map((data) => data[0]))"
    )
    assert set(drawn) == set(rows(page))
    chart.scroll_into_view_if_needed()
    place = chart.evaluate(
        """(chart) => {
            const { xaxis, yaxis } = chart._fullLayout, frame = chart.getBoundingClientRect();
            const trace = chart._fullData.find((trace) => trace.name === "target");
            return { id: trace.customdata[0][0], x: frame.x + xaxis._offset + xaxis.d2p(trace.x[0]), y: frame.y + yaxis._offset + yaxis.d2p(trace.y[0]) };
        }"""
    )
    page.mouse.click(place["x"], place["y"])
    row = page.locator("#chart-1 tr.selected")
    expect(row).to_have_attribute("data-evidence", place["id"])
    expect(row).to_be_in_viewport()
    expect(row).to_be_focused()
    assert chart.locator(".halo").count() == 1
    page.context.close()


def test_on_a_telephone_at_night_charts_are_drawn_anew_and_nothing_scrolls_sideways(
    page_of: Callable[..., Page], real: Catalogue
) -> None:
    for lang in ("zh", "en"):
        page = page_of(ordered(real, *subjects(lang)[1:4:2], lang=lang), width=360, scheme="dark")
        page.evaluate(
            "async () => { for (let y = 0; y < document.body.scrollHeight; y += 600) { scrollTo(0, y); await new Promise(requestAnimationFrame); } }"
        )
        for chart in page.locator(".chart[data-figure]").all():
            expect(chart).to_have_attribute("data-drawn", re.compile("^narrow dark "))
            assert chart.evaluate("(chart) => chart._fullLayout.paper_bgcolor") == "#1a2027"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.context.close()


@pytest.mark.parametrize(("lang", "scheme"), [("zh", "light"), ("en", "dark")])
def test_the_page_has_no_serious_or_critical_violation(
    page_of: Callable[..., Page], real: Catalogue, lang: Language, scheme: str
) -> None:
    page = page_of(
        ordered(real, *subjects(lang)[1:3], lang=lang, address="http://dashboard.example"), scheme=scheme
    )
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    result = Axe().run(page, options=RULES).response
    assert len(result["passes"]) > 20
    assert [
        (v["id"], node["html"][:200])
        for v in result["violations"]
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
    ] == []
    assert page.locator("html").get_attribute("lang") == ("zh-CN" if lang == "zh" else "en")
    page.context.close()


def test_a_chart_has_a_name_that_says_what_it_shows(page_of: Callable[..., Page], real: Catalogue) -> None:
    page = page_of(ordered(real, lang="en"))
    chart = page.get_by_role("img", name=re.compile("5G base stations per 10,000 people")).first
    expect(chart).to_have_attribute("aria-label", re.compile("more than 19"))
    page.context.close()


def test_the_first_tab_leads_past_the_contents_and_every_link_can_be_reached(
    page_of: Callable[..., Page], real: Catalogue
) -> None:
    page = page_of(ordered(real))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#chart-1"
    assert page.locator("a[tabindex]").count() == 0
    page.context.close()


def test_without_scripts_the_charts_are_told_in_words(page_of: Callable[..., Page], real: Catalogue) -> None:
    found = ordered(real)
    page = page_of(found, scripts=False)
    expect(page.locator("#chart-1 .chart .words")).to_have_text(found.exhibits[0].panel.alt)
    expect(page.locator("#chart-1 tbody tr").first).to_be_visible()
    page.context.close()


def test_printed_it_has_the_chart_the_sentences_and_the_citations_in_light_colours(
    page_of: Callable[..., Page], real: Catalogue, tmp_path: Path
) -> None:
    found = ordered(real, subjects("zh")[0])
    page = page_of(found, scheme="dark")
    page.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
    page.context.close()
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as pdf:
        sheets = ["".join(sheet.get_textpage().get_text_bounded().split()) for sheet in pdf]
        dark = pdf[0].render(scale=0.2).to_pil().convert("L").histogram()
    text = "".join(sheets)
    assert "".join(found.exhibits[0].sentence.split()) in sheets[0]
    assert "目标47.8" in sheets[0]  # a label of the chart
    assert "截至去年底,每万人拥有5G基站数29个" in text
    assert "重庆市通信管理局" in text or "人民网-重庆频道.今年底" in text
    assert sum(dark[:128]) < 0.2 * sum(dark)

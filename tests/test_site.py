"""What the server answers beside Streamlit's own addresses."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from indicators import store
from indicators.exports import table
from indicators.pages import document

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"


@pytest.fixture(scope="module")
def address(serve: Callable[..., str]) -> str:
    return serve(DATA)


def get(address: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own server
    with urllib.request.urlopen(request) as response:  # noqa: S310
        return response.read(), {name.lower(): value for name, value in response.headers.items()}


def test_an_answer_is_the_page_of_its_address(address: str) -> None:
    body, headers = get(f"{address}/answer/explore?indicator=fiveg_per_10k&lang=en&screen=d")
    answer = json.loads(body)
    assert headers["content-type"] == "application/json"
    assert answer["title"].startswith("5G base stations per 10,000 people")
    assert answer["lang"] == "en"
    assert answer["screen"] == {"dark": True, "narrow": False}
    assert json.loads(answer["figures"][0]["json"])["data"]


@pytest.mark.parametrize("page", ["nothing", "..%2F..%2Fapp.py", "state"])
def test_there_are_answers_for_pages_only(address: str, page: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        get(f"{address}/answer/{page}")
    assert error.value.code in (400, 404)
    error.value.close()


def test_the_table_comes_as_a_file(address: str) -> None:
    body, headers = get(f"{address}/table.csv")
    assert body == table.csv_bytes(store.read(DATA))
    assert headers["content-disposition"] == 'attachment; filename="indicators.csv"'
    some, headers = get(f"{address}/table.csv?theme=size")
    assert 0 < len(some) < len(body)
    assert headers["content-disposition"] == 'attachment; filename="indicators-selection.csv"'


def test_what_is_searched_for_comes_back_as_a_list(address: str) -> None:
    found = get(f"{address}/find?q=meiwanrenyongyou")[0].decode()
    assert "每万人拥有5G基站数" in re.sub("<[^>]*>", "", found)
    hostile = get(f"{address}/find?q=%3Cscript%3Ealert(1)%3C/script%3E")[0].decode()
    assert "<script" not in hostile


def test_a_browser_gets_our_document_and_what_it_may_load(address: str) -> None:
    body, headers = get(f"{address}/explore?lang=en", Accept="text/html")
    assert b'<html lang="en">' in body
    assert b"<title>Chongqing digital economy</title>" in body
    assert headers["content-security-policy"] == document.POLICY
    assert headers["x-content-type-options"] == "nosniff"


def test_under_a_base_path_everything_is_found(serve: Callable[..., str], chromium: str) -> None:
    base = serve(DATA, "figures/cq")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        page = playwright.chromium.launch(executable_path=chromium, args=flags).new_page()
        failed: list[str] = []
        page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
        page.goto(f"{base}/explore?indicator=fiveg_per_10k")
        expect(page.locator(".js-plotly-plot .points path").first).to_be_visible(timeout=20_000)
        page.evaluate("window.sameDocument = true")
        page.locator(".top nav a").last.click()
        expect(page.locator(".claims.wide")).to_be_visible(timeout=20_000)
        assert page.evaluate("window.sameDocument")
        assert failed == []

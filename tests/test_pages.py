"""The pages without a browser: they render, they say what is wrong, they understand addresses."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from plotly.offline import get_plotlyjs_version
from streamlit.testing.v1 import AppTest

from indicators import frames, store
from indicators.charts import PLOTLY
from indicators.exports import table
from indicators.model import Catalogue
from indicators.pages import data as data_page
from indicators.pages import lines, shell
from indicators.pages.state import NAVIGATION, PAGES, At, Page, State, read

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return store.read(DATA)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the real data that a test may change."""
    copy = Path(shutil.copytree(DATA, tmp_path / "data"))
    monkeypatch.setenv("INDICATORS_DATA", str(copy))
    return copy


def run(page: Page, /, **query: str) -> dict[str, Any]:
    answer = shell.respond(page, query)
    assert "data-failed" not in answer["html"]
    return answer


def html(answer: dict[str, Any]) -> str:
    return str(answer["html"])


def text(answer: dict[str, Any]) -> str:
    """What a reader sees: the page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html(answer)))


# ------------------------------------------------------------------------------------------------ rendering


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_speaks_both_languages(page: Page) -> None:
    assert "重庆数字经济指标" in text(run(page))
    english = run(page, lang="en")
    assert "Chongqing digital economy" in english["title"]
    assert english["lang"] == "en"
    assert "总览" not in text(english)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_one_heading_that_says_something(page: Page) -> None:
    for lang in ("zh", "en"):
        headings = re.findall(r"<h1[^>]*>(.*?)</h1>", html(run(page, lang=lang)), re.DOTALL)
        assert len(headings) == 1
        assert re.sub(r"<[^>]*>|\s", "", headings[0])


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("page", NAVIGATION)
def test_a_day_before_all_sources_is_no_error_on_any_page(page: Page) -> None:
    assert "截至1999年1月1日所知" in text(run(page, asof="1999-01-01"))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("page", PAGES)
def test_every_part_of_a_page_has_a_name_of_its_own(page: Page) -> None:
    """The script puts parts in place by their names."""
    names = re.findall(r'data-part="([^"]*)"', html(run(page)))
    assert len(names) == len(set(names))


@pytest.mark.usefixtures("folder")
def test_streamlit_runs_the_page_of_the_address() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    assert not app.exception
    [mounted] = app.get("bidi_component")
    assert json.loads(mounted.proto.json)["title"] == "总览 · 重庆数字经济指标"


@pytest.mark.usefixtures("folder")
def test_every_indicator_can_be_reached_from_the_overview_of_some_area(catalogue: Catalogue) -> None:
    reached: set[str] = set()
    for area in {claim.ref_area for _, _, claim in catalogue.claims()}:
        reached |= set(re.findall(r"indicator=([a-z0-9_]+)", html(run("overview", area=area))))
    assert reached == set(catalogue.indicators)


@pytest.mark.usefixtures("folder")
def test_every_indicator_has_a_page(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        assert indicator.title.en in run("explore", indicator=indicator.id, lang="en")["title"]


@pytest.mark.usefixtures("folder")
def test_an_address_opens_the_evidence_of_one_claim() -> None:
    best = run("explore", indicator="digital_core_share_gdp", at="CN-CQ|2022")
    assert "渝经信复函〔2023〕373号" in text(best)
    assert "<mark>超过8%</mark>" in html(best)
    other = re.search(r"at=(CN-CQ~2022~[a-z0-9-]+)", html(best))
    assert other
    assert "<mark>7.7%</mark>" in html(run("explore", indicator="digital_core_share_gdp", at=other[1]))


@pytest.mark.usefixtures("folder")
def test_a_document_number_is_found_and_the_rest_is_not() -> None:
    rows = re.findall(r'<td class="from">([^<]*)', html(run("data", q="373号")))
    assert rows
    assert set(rows) == {"渝经信复函〔2023〕373号"}
    assert "没有找到“这个没有”" in text(run("data", q="这个没有"))
    typed = html(run("data", q="渝经信复函【2023】３７３号"))
    assert re.findall(r'<td class="from">([^<]*)', typed) == rows


def test_the_chart_script_is_the_version_that_the_figures_are_made_for() -> None:
    script = PLOTLY.read_text("utf-8")
    version = re.search(r"plotly.js \(basic - minified\) v([0-9.]+)", script[:200])
    assert version
    assert version[1] == get_plotlyjs_version()


# ------------------------------------------------------------------------------------------------ what is wrong


@pytest.mark.usefixtures("folder")
def test_a_mistake_of_the_program_is_said_and_logged_and_the_next_page_works(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    with monkeypatch.context() as patched:
        patched.setattr(data_page, "answer", broken)
        answer = shell.respond("data", {})
    assert "这一页没能生成" in text(answer)
    assert "secret" not in html(answer)
    assert "ZeroDivisionError" in caplog.text
    assert "条有据可查" in text(run("data"))


@pytest.mark.usefixtures("folder")
def test_what_an_address_says_wrongly_is_left_out_and_said() -> None:
    said = text(run("explore", indicator="nonsense", area="XX", at="2022", theme="nothing", wrong="1"))
    assert "网址中的 indicator=nonsense、area=XX、at=2022、theme=nothing、wrong=1 无法识别，已略过。" in said
    assert "was left out" not in text(run("data", lang="en"))
    assert "The address says page=0, which is not known here; it was left out." in text(
        run("data", lang="en", page="0")
    )


def test_a_broken_catalogue_shows_every_problem_with_its_place(folder: Path) -> None:
    file = folder / "indicators.yaml"
    file.write_text(file.read_text("utf-8").replace("themes:", "themse:", 1) + "units:\n  - id: 5\n", "utf-8")
    answer = run("overview")
    said = text(answer)
    assert re.search(r"indicators\.yaml:\d+:\d+", said)
    assert "themse" in said
    assert "Traceback" not in said
    assert not answer["figures"]


def test_an_edited_file_shows_at_the_next_run(folder: Path) -> None:
    assert "改过的标题" not in text(run("overview"))
    file = next(
        file for file in folder.glob("*.yaml") if "数字经济核心产业增加值占GDP比重" in file.read_text("utf-8")
    )
    old = file.read_text("utf-8")
    file.write_text(old.replace("数字经济核心产业增加值占GDP比重", "改过的标题"), "utf-8")
    assert "改过的标题" in text(run("overview"))


def test_while_the_new_file_is_broken_the_last_good_one_is_shown(folder: Path) -> None:
    run("overview")
    file = folder / "indicators.yaml"
    file.write_text(file.read_text("utf-8") + "\tbroken\n", "utf-8")
    said = text(run("overview"))
    assert "现在显示的是上一个可用的版本" in said
    assert re.search(r"indicators\.yaml:\d+:\d+", said)
    assert "规模与占比" in said


# ------------------------------------------------------------------------------------------------ addresses


def test_an_address_says_only_what_is_not_the_default(catalogue: Catalogue) -> None:
    assert State().link() == "./"
    assert State("explore", "en", ("gdp",), ("CN-CQ", "CN"), at=At("CN-CQ", "2016/2020")).link() == (
        "./explore?lang=en&indicator=gdp&area=CN-CQ~CN&at=CN-CQ~2016--2020"
    )
    assert State("data", query="5G", kind="target", number=2).link() == "./data?q=5G&kind=target&page=2"


def test_an_address_is_read_back_as_it_was_written(catalogue: Catalogue) -> None:
    source = next(iter(catalogue.sources))
    state = State(
        "explore",
        "en",
        ("gdp", "fiveg_per_10k"),
        ("CN-CQ", "CN"),
        date(2023, 4, 4),
        At("CN-CQ", "2025", target=True, source=source),
        focus="gdp",
        chart="multiples",
        transform="index",
        base="2016/2020",
        shared=True,
        log=True,
    )
    assert read("explore", state.params(), catalogue) == state
    rows = State("data", areas=("CN",), query="5G", theme="size", kind="derived", source=source, number=3)
    assert read("data", rows.params(), catalogue) == rows


@pytest.mark.parametrize("wrong", ["", "CN-CQ", "CN-CQ~x", "~", "CN-CQ~2022~a~b~c", "CN-CQ~2022~a~b"])
def test_what_names_no_claim_is_none(wrong: str) -> None:
    assert At.parse(wrong) is None


# ------------------------------------------------------------------------------------------------ download


def test_the_rows_shown_are_those_of_the_full_download(catalogue: Catalogue) -> None:
    everything = table.csv_bytes(catalogue)
    rows = lines.all_rows(catalogue, "zh", None)
    assert len(rows) == len(frames.claims(catalogue))
    assert data_page.download(catalogue, State("data")) == everything
    assert data_page.subset(everything, range(len(rows))) == everything
    state = State("data", query="373号")
    selected = data_page.download(catalogue, state).decode("utf-8-sig").splitlines()
    assert len(selected) == len(data_page.matching(rows, state)) + 1
    assert all("渝经信复函〔2023〕373号" in line for line in selected[1:])


def test_a_download_holds_what_was_known_on_the_day_that_is_shown(catalogue: Catalogue) -> None:
    day = date(2023, 4, 4)
    then = data_page.download(catalogue, State("data", as_of=day)).decode("utf-8-sig").splitlines()
    assert 1 < len(then) < len(table.csv_bytes(catalogue).splitlines())
    assert len(then) == len(lines.all_rows(catalogue, "zh", day)) + 1

"""The pages without a browser: they render, they say what is wrong, they understand addresses."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators import frames, store
from indicators.exports import table
from indicators.model import Catalogue
from indicators.pages import data as data_page
from indicators.pages.state import At, State, read

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


def overview() -> None:
    from indicators.pages import overview

    overview.show()


def explore() -> None:
    from indicators.pages import explore

    explore.show()


def data() -> None:
    from indicators.pages import data

    data.show()


PAGES = {"overview": overview, "explore": explore, "data": data}


def run(name: str, /, **query: str) -> AppTest:
    app = AppTest.from_function(PAGES[name], default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def text(app: AppTest) -> str:
    """What a reader sees: the page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html(app)))


# ------------------------------------------------------------------------------------------------ rendering


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_speaks_both_languages(page: str) -> None:
    assert "重庆数字经济指标" in text(run(page))
    english = text(run(page, lang="en"))
    assert "Chongqing digital economy" in english
    assert "总览" not in english


def test_the_app_itself_starts_with_the_overview(folder: Path) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    assert not app.exception
    assert "超过" in text(app)


@pytest.mark.usefixtures("folder")
def test_every_indicator_can_be_reached_from_the_overview_of_some_area(catalogue: Catalogue) -> None:
    reached: set[str] = set()
    for area in {claim.ref_area for _, _, claim in catalogue.claims()}:
        reached |= set(re.findall(r"indicator=([a-z0-9_]+)", html(run("overview", area=area))))
    assert reached == set(catalogue.indicators)


@pytest.mark.usefixtures("folder")
def test_every_indicator_has_a_page(catalogue: Catalogue) -> None:
    app = AppTest.from_function(explore, default_timeout=60)
    for indicator in catalogue.indicators.values():
        app.query_params["indicator"] = indicator.id
        app.query_params["lang"] = "en"
        app.run()
        assert not app.exception, (indicator.id, app.exception)


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
    app = run("data", q="373号")
    rows = re.findall(r'<td class="source">([^<]*)', html(app))
    assert rows
    assert set(rows) == {"渝经信复函〔2023〕373号"}
    assert "没有找到“这个没有”" in text(run("data", q="这个没有"))


# ------------------------------------------------------------------------------------------------ what is wrong


@pytest.mark.usefixtures("folder")
def test_what_an_address_says_wrongly_is_left_out_and_said() -> None:
    said = text(run("explore", indicator="nonsense", area="XX", at="2022", theme="nothing", wrong="1"))
    assert "网址中的 wrong=1、indicator=nonsense、area=XX、at=2022、theme=nothing 无法识别，已略过。" in said
    assert "was left out" not in text(run("data", lang="en"))
    assert "The address says page=0, which is not known here; it was left out." in text(
        run("data", lang="en", page="0")
    )


def test_a_broken_catalogue_shows_every_problem_with_its_place(folder: Path) -> None:
    file = folder / "indicators.yaml"
    file.write_text(file.read_text("utf-8").replace("themes:", "themse:", 1) + "units:\n  - id: 5\n", "utf-8")
    app = run("overview")
    said = text(app)
    assert re.search(r"indicators\.yaml:\d+:\d+", said)
    assert "themse" in said
    assert "Traceback" not in said
    assert not app.get("plotly_chart")


def test_an_edited_file_shows_at_the_next_run(folder: Path) -> None:
    app = AppTest.from_function(overview, default_timeout=60)
    app.run()
    file = next(
        file for file in folder.glob("*.yaml") if "数字经济核心产业增加值占GDP比重" in file.read_text("utf-8")
    )
    old = file.read_text("utf-8")
    file.write_text(old.replace("数字经济核心产业增加值占GDP比重", "改过的标题"), "utf-8")
    app.run()
    assert "改过的标题" in text(app)


def test_while_the_new_file_is_broken_the_last_good_one_is_shown(folder: Path) -> None:
    app = AppTest.from_function(overview, default_timeout=60)
    app.run()
    file = folder / "indicators.yaml"
    file.write_text(file.read_text("utf-8") + "\tbroken\n", "utf-8")
    app.run()
    said = text(app)
    assert "现在显示的是上一个可用的版本" in said
    assert re.search(r"indicators\.yaml:\d+:\d+", said)
    assert "规模与占比" in said


# ------------------------------------------------------------------------------------------------ addresses


def test_an_address_says_only_what_is_not_the_default(catalogue: Catalogue) -> None:
    assert State().link() == "./"
    assert State("explore", "en", "gdp", ("CN-CQ", "CN"), At("CN-CQ", "2016/2020")).link() == (
        "./explore?lang=en&indicator=gdp&area=CN-CQ~CN&at=CN-CQ~2016--2020"
    )
    assert State("data", query="5G", kind="target", number=2).link() == "./data?q=5G&kind=target&page=2"


def test_an_address_is_read_back_as_it_was_written(catalogue: Catalogue) -> None:
    source = next(iter(catalogue.sources))
    state = State("explore", "en", "gdp", ("CN-CQ", "CN"), At("CN-CQ", "2025", target=True, source=source))
    assert read("explore", state.params(), catalogue) == state
    rows = State("data", areas=("CN",), query="5G", theme="size", kind="derived", source=source, number=3)
    assert read("data", rows.params(), catalogue) == rows


@pytest.mark.parametrize("wrong", ["", "CN-CQ", "CN-CQ~x", "~", "CN-CQ~2022~a~b~c", "CN-CQ~2022~a~b"])
def test_what_names_no_claim_is_none(wrong: str) -> None:
    assert At.parse(wrong) is None


# ------------------------------------------------------------------------------------------------ download


def test_the_rows_shown_are_those_of_the_full_download(catalogue: Catalogue) -> None:
    everything = table.csv_bytes(catalogue)
    rows = data_page.all_rows(catalogue.digest, "zh", catalogue)
    assert len(rows) == len(frames.claims(catalogue))
    assert data_page.subset(everything, range(len(rows))) == everything
    found = data_page.matching(rows, State("data", query="373号"))
    selected = data_page.subset(everything, found).decode("utf-8-sig").splitlines()
    assert len(selected) == len(found) + 1
    assert all("渝经信复函〔2023〕373号" in line for line in selected[1:])

"""The archive of an order: it explains itself, cites everything, and proves that it is whole."""

from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest

import chart_catalogue as small
from indicators import store
from indicators.charts import View, usual_view
from indicators.exports import order
from indicators.exports.bundle import bundle
from indicators.model import Catalogue, Language

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 24)
CATALOGUE = store.read(ROOT / "data")
FILES = {"图表.pptx": b"slides", "表.xlsx": b"sheets", "图/01 占比.png": b"picture"}


def ordered(
    lang: Language = "zh", names: tuple[str, ...] = ("digital_core_share_gdp",), address: str = ""
) -> order.Work:
    views = [view for name in names if (view := usual_view(CATALOGUE, name, (), lang))]
    return order.work(CATALOGUE, order.Order(tuple(views), lang, address=address), TODAY)


def of_small(catalogue: Catalogue, lang: Language = "zh") -> order.Work:
    return order.work(catalogue, order.Order((View(("x",), ("CN-CQ",), lang),), lang), TODAY)


def texts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def test_the_files_come_first_and_what_explains_them_follows() -> None:
    data = bundle(ordered(), FILES)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == [*FILES, "README.txt", "引用.txt", "LICENCE.txt", "SHA256SUMS"]
        assert {name: archive.read(name) for name in FILES} == FILES


def test_sha256sum_finds_every_file_whole(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(bundle(ordered(), FILES))) as archive:
        archive.extractall(tmp_path)
        names = archive.namelist()
    done = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert len(done.stdout.splitlines()) == len(names) - 1
    (tmp_path / "LICENCE.txt").write_bytes(b"changed")
    assert subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    ).returncode


def test_the_same_order_gives_the_same_bytes() -> None:
    assert bundle(ordered(), FILES) == bundle(ordered(), FILES)


def test_texts_are_for_notepad_and_sums_for_the_command_line() -> None:
    with zipfile.ZipFile(io.BytesIO(bundle(ordered("en"), FILES))) as archive:
        for name in ("README.txt", "citations.txt", "LICENCE.txt"):
            data = archive.read(name)
            assert data.startswith(b"\xef\xbb\xbf"), name
            assert data.count(b"\n") == data.count(b"\r\n") > 5, name
        sums = archive.read("SHA256SUMS")
    assert not sums.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in sums


def test_the_readme_says_file_by_file_what_there_is_and_where_the_view_is_found_again() -> None:
    work = ordered(address="http://host:8501")
    readme = texts(bundle(work, FILES))["README.txt"]
    receipt = work.exhibits[0].receipt
    for line in (
        "- 图表.pptx：幻灯片，图表可直接编辑",
        "- 图/01 占比.png：图片，供幻灯片和文档使用",
        "1. 2022年重庆数字经济核心产业增加值占GDP比重：一份复函说“超过8%”，一篇报道说7.7%。",
        f"   溯源码 {receipt}",
        f"   http://host:8501/r/{receipt.partition('.')[0]}",
    ):
        assert line in readme.splitlines()
    without = texts(bundle(ordered("en"), FILES))["README.txt"]
    assert "write /r/ and the code behind the dashboard's address" in without


def test_every_source_is_cited_in_full_and_every_figure_says_whose_it_is() -> None:
    cited = texts(bundle(ordered(names=("online_retail_growth", "digital_core_share_gdp")), FILES))[
        "引用.txt"
    ]
    assert (
        "重庆市经济和信息化委员会. 关于市六届人大一次会议第0265号建议办理情况的答复函: 渝经信复函〔2023〕373号[A/OL]. (2023-04-04)."
        in cited
    )
    assert "APA: 重庆市经济和信息化委员会. (2023, April 4)." in cited
    number = cited.split("] 重庆市经济和信息化委员会. ")[0].rpartition("[")[2]
    assert f"，重庆，2022年：超过8%。渝经信复函〔2023〕373号 [{number}]" in cited


def test_a_derived_figure_names_its_sum_and_all_its_sources() -> None:
    catalogue = small.catalogue(
        small.claim("2022", "31.1"),
        small.claim("2021", "3.8", source="b"),
        more='    derived:\n      - {time_period: "2020", ref_area: CN-CQ, operation: difference, of: ['
        '{indicator: x, time_period: "2022", source: a}, {indicator: x, time_period: "2021", source: b}]}\n',
    )
    lines = texts(bundle(of_small(catalogue), {}))["引用.txt"].splitlines()
    assert [line for line in lines if "2020年：" in line] == [
        "- 指标，重庆，2020年：27.3%（31.1% − 3.8% = 27.3%）。推算 [1][2]"
    ]


def test_the_licence_is_the_projects_own_and_not_the_sources() -> None:
    licence = texts(bundle(ordered("en"), {"page.html": b""}))["LICENCE.txt"]
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.replace("\r\n", "\n").endswith(own)
    assert "They are not ours to license" in licence
    assert "plotly.js (MIT)" in licence


def test_a_hostile_title_is_one_plain_line() -> None:
    catalogue = small.read(small.indicator(small.claim("2022", "8", source="evil")))
    cited = texts(bundle(of_small(catalogue, "en"), {}))["citations.txt"]
    assert "[1] <b>bold</b> $x^2$ %{y} & co. <b>x</b>[Z]. (2022-01-01)." in cited.splitlines()


@pytest.mark.parametrize(
    "name", ["../x.png", "/x.png", "a/b/c.png", "a\\b.png", "..", "a/..", "x\n.png", "", "a/", "/"]
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name for a file in an archive"):
        bundle(ordered(), {name: b""})


@pytest.mark.parametrize("names", [["a.png", "A.png"], ["readme.TXT"], ["SHA256SUMS"]])
def test_two_names_that_windows_takes_for_one_are_refused(names: list[str]) -> None:
    with pytest.raises(ValueError, match="is there twice"):
        bundle(ordered(), dict.fromkeys(names, b""))

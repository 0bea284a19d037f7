"""`indicators export` as a presenter runs it: the ending says the format, every message says what to do, nothing is half-written."""

from __future__ import annotations

import hashlib
import io
import json
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

ROOT = Path(__file__).parents[1]

SHARE = """themes:
  - {id: size, title: {zh: 规模, en: Size}}
units:
  - {id: percent, title: {zh: "%", en: "%"}, name: {zh: 百分比, en: per cent}}
areas:
  - {id: CN, title: {zh: 全国, en: China}}
  - {id: CN-CQ, title: {zh: 重庆, en: Chongqing}}
  - {id: CN-SC, title: {zh: 四川, en: Sichuan}}
sources:
  - {id: letter, kind: letter, title: 关于《建议》的答复, issuer: 经信委, document_number: 渝经信复函〔2023〕373号, reliability: primary, published: 2023-04-04, url: "https://example.org/1"}
  - {id: report, kind: report, title: 年报, issuer: 统计局, reliability: primary, published: 2022-03-01}
indicators:
  - id: core_share
    title: {zh: 核心产业占比, en: Core share}
    short_title: {zh: 占比, en: Share}
    definition: {zh: 增加值与GDP之比。, en: Value added relative to GDP.}
    theme: size
    unit: percent
    decimals: 1
    direction: up
    observations:
      - {time_period: "2020", ref_area: CN-CQ, obs_value: 7.3, source: report, quote: 2020年占比7.3%}
      - {time_period: "2021", ref_area: CN-CQ, obs_value: 7.6, source: report, quote: 2021年占比7.6%}
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 8, qualifier: more_than, source: letter, quote: 占比超过8%}
  - id: online_share
    title: {zh: 上云企业占比, en: Share of firms in the cloud}
    short_title: {zh: 上云, en: Cloud}
    definition: {zh: 上云企业与全部企业之比。, en: Firms in the cloud relative to all.}
    theme: size
    unit: percent
    decimals: 0
    direction: up
    observations:
      - {time_period: "2022", ref_area: CN-SC, obs_value: 40, source: letter, quote: 上云企业占40%}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/size.yaml").write_text(SHARE, encoding="utf-8")
    return tmp_path


def export(*args: str | Path, cwd: Path, limit: int | None = None, **env: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error. `limit`: no file may grow beyond so many bytes, as on a full disk."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INDICATORS_")}
    clean |= {
        "PYTHONPATH": str(ROOT / "src"),
        "INDICATORS_CACHE": str(cwd / "cache"),
        "PYTHONUTF8": "1",
    } | env
    command = [sys.executable, "-m", "indicators.cli", "export", *map(str, args)]

    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        command, cwd=cwd, env=clean, capture_output=True, check=False, timeout=120, preexec_fn=limited
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.name not in ("cache", "data"))


def texts(deck: Any) -> list[str]:
    return [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]


# ------------------------------------------------------------------------------------------------ what comes out


def test_every_indicator_that_has_something_to_draw_is_exported_when_none_is_named(folder: Path) -> None:
    assert export("out.pptx", cwd=folder) == (0, "已写入 out.pptx：2幅图\n", "")
    said = "\n".join(texts(Presentation(str(folder / "out.pptx"))))
    assert "2022年重庆核心产业占比超过8%" in said
    assert "四川" in said
    assert "40" in said


def test_only_the_indicators_areas_and_language_asked_for_are_exported(folder: Path) -> None:
    args = ("out.xlsx", "--indicator", "core_share", "--area", "CN-CQ", "--lang", "en")
    assert export(*args, cwd=folder) == (0, "out.xlsx written: 1 chart\n", "")
    book = openpyxl.load_workbook(folder / "out.xlsx")
    cells = {
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert "Chongqing" in cells
    assert "Sichuan" not in cells


def test_what_was_not_yet_known_on_the_day_is_left_out(folder: Path) -> None:
    args = ("out.json", "--as-of", "2022-12-31")
    assert export(*args, cwd=folder) == (0, "已写入 out.json：2行\n", "")
    found = json.loads((folder / "out.json").read_text("utf-8"))
    assert [claim["time_period"] for claim in found["claims"]] == ["2020", "2021"]
    assert found["as_of"] == "2022-12-31"


def test_a_table_keeps_to_the_areas_asked_for(folder: Path) -> None:
    assert export("out.csv", "--area", "CN-SC", cwd=folder) == (0, "已写入 out.csv：1行\n", "")
    assert "上云企业占40%" in (folder / "out.csv").read_text("utf-8-sig")


def test_a_receipt_brings_back_the_chart_that_it_was_printed_on(folder: Path) -> None:
    export("first.json", cwd=folder)
    assert export("deck.pptx", "--indicator", "core_share", cwd=folder)[0] == 0
    notes = Presentation(str(folder / "deck.pptx")).slides[1].notes_slide.notes_text_frame.text
    code = next(
        word
        for line in notes.splitlines()
        for word in line.replace("：", " ").split()
        if word.count("-") >= 2 and "." in word
    )
    assert export("again.pptx", "--receipt", code, cwd=folder) == (0, "已写入 again.pptx：1幅图\n", "")
    assert (folder / "again.pptx").read_bytes() == (folder / "deck.pptx").read_bytes()


def test_the_same_command_twice_gives_the_same_bytes(folder: Path) -> None:
    for ending in ("pptx", "html"):
        for name in ("one", "two"):
            assert export(f"{name}.{ending}", cwd=folder)[0] == 0
        assert (folder / f"one.{ending}").read_bytes() == (folder / f"two.{ending}").read_bytes(), ending


def test_several_pictures_are_numbered_behind_the_name(folder: Path, chromium: str) -> None:
    code, out, err = export("chart.png", cwd=folder, INDICATORS_BROWSER=chromium)
    assert (code, out, err) == (0, "已写入 chart-1.png 至 chart-2.png：2幅图\n", "")
    assert files(folder) == ["chart-1.png", "chart-2.png"]


def test_everything_comes_as_one_archive_with_its_sums(folder: Path, chromium: str) -> None:
    args = ("all.zip", "--indicator", "core_share", "--address", "http://host:8501")
    assert export(*args, cwd=folder, INDICATORS_BROWSER=chromium)[0] == 0
    with zipfile.ZipFile(io.BytesIO((folder / "all.zip").read_bytes())) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    endings = {Path(name).suffix for name in inside}
    assert endings >= {".pptx", ".xlsx", ".csv", ".json", ".html", ".pdf", ".png", ".svg", ".txt"}
    sums = dict(line.split("  ", 1)[::-1] for line in inside["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(data).hexdigest() for name, data in inside.items() if name != "SHA256SUMS"
    }
    assert b"http://host:8501/r/" in inside["README.txt"]


# ------------------------------------------------------------------------------------------------ what is wrong


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (
            ("out.docx",),
            2,
            "The format of out.docx is not known; end the name with one of .pptx .xlsx .csv .json .png .svg .pdf .html .zip.\n",
        ),
        (
            ("out.pptx", "--indicator", "core_shar"),
            2,
            "There is no indicator core_shar; did you mean core_share, online_share? indicators list names them all.\n",
        ),
        (("out.pptx", "--area", "四川"), 2, "There is no area 四川; did you mean CN-SC?\n"),
        (
            ("out.pptx", "--area", "CN"),
            1,
            "There is nothing to draw: the indicators, areas and day chosen have no figures.\n",
        ),
        (
            ("out.pptx", "--receipt", "22GK-Y0QF-TB6J"),
            2,
            "The receipt 22GK-Y0QF-TB6J cannot be read; look for a slip, or whether its indicator is still in the data.\n",
        ),
        (("out.xlsx", "--template", "org.pptx"), 2, "--template is for .pptx and .zip only.\n"),
        (
            ("out.pptx", "--template", "org.pptx"),
            1,
            "The template org.pptx cannot be read (No such file or directory).\n",
        ),
        (
            ("no/out.pptx",),
            1,
            "no/out.pptx cannot be written (No such file or directory); check that its folder exists, may be written to and has room, "
            "and that no program has it open.\n",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    folder: Path, args: tuple[str, ...], code: int, message: str
) -> None:
    assert export(*args, "--lang", "en", cwd=folder) == (code, "", message)
    assert files(folder) == []


def test_a_template_that_is_none_is_refused(folder: Path) -> None:
    (folder / "org.pptx").write_text("这不是幻灯片")
    code, out, err = export("out.pptx", "--template", "org.pptx", cwd=folder)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "模板" in err
    assert files(folder) == ["org.pptx"]


def test_without_a_browser_pictures_are_refused_and_the_rest_is_made(folder: Path) -> None:
    code, out, err = export("out.png", cwd=folder, INDICATORS_BROWSER="none", PATH="/nowhere")
    assert (code, out) == (1, "")
    assert "浏览器" in err
    assert files(folder) == []
    assert export("out.pptx", cwd=folder, INDICATORS_BROWSER="none", PATH="/nowhere")[0] == 0


def test_a_full_disk_leaves_what_was_there(folder: Path) -> None:
    assert export("out.json", cwd=folder)[0] == 0
    (folder / "out.pptx").write_bytes(b"old")
    code, out, err = export("out.pptx", "--lang", "en", cwd=folder, limit=10_000)
    assert (code, out) == (1, "")
    assert err.startswith("out.pptx cannot be written (File too large); check that its folder exists")
    assert (folder / "out.pptx").read_bytes() == b"old"
    assert files(folder) == ["out.json", "out.pptx"]

"""Sheets of figures: every row or none, messages with the address of the cell, nothing that computes or reaches out."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from entry_files import HEAD, INDICATOR
from indicators import entry, store
from indicators.entry import importing, sheets

HEADS = ("指标", "性质", "地区", "时期", "数值", "来源", "原文", "理由")
ROWS = (
    ("one", "实际", "重庆", "2021年", "超过7%", "渝经信复函[2023]373号", "占比超过7%", ""),
    ("one", "", "CN-SC", "2022", "7.70%", "letter", "占比7.70%", ""),
    ("one", "目标", "CN-CQ", "2025", "10", "letter", "占比达到10%", ""),
)
TEXT = f"{HEAD}indicators:\n{INDICATOR.format(id='one')}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    (made / "size.yaml").write_text(TEXT, encoding="utf-8")
    return made


def as_csv(rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> bytes:
    made = io.StringIO()
    csv.writer(made).writerows([HEADS, *rows])
    return made.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Sequence[object]], heads: Sequence[str] = HEADS) -> bytes:
    book, made = openpyxl.Workbook(), io.BytesIO()
    for row in (heads, *rows):
        book.active.append(list(row))
    book.save(made)
    return made.getvalue()


def planned(folder: Path, data: bytes, name: str = "表.csv") -> entry.Plan:
    return importing.plan(sheets.parse(data, name), folder)


def problems(folder: Path, data: bytes, name: str = "表.csv") -> list[str]:
    with pytest.raises(entry.Objections) as caught:
        planned(folder, data, name)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "data", [as_csv(ROWS), as_csv(ROWS, "gbk"), as_csv(ROWS, "utf-8-sig"), as_xlsx(ROWS)]
)
def test_every_row_becomes_a_figure(folder: Path, data: bytes) -> None:
    plan = planned(folder, data)
    assert plan.problems == ()
    assert sum(line.startswith("+") for line in plan.difference()) == 1 + 2 + 6 + 5 + 5
    entry.save(plan, folder)
    only = store.read(folder).indicators["one"]
    assert [
        (c.ref_area, c.time_period, c.obs_value, c.qualifier) for c in only.observations + only.targets
    ] == [
        ("CN-CQ", "2021", "7", "more_than"),
        ("CN-SC", "2022", "7.70", None),
        ("CN-CQ", "2025", "10", None),
    ]


def test_what_is_wrong_with_rows_is_said_at_their_cells_and_nothing_is_entered(folder: Path) -> None:
    rows = [
        ("ones", "", "CN-CQ", "2021", "8%", "letter", "占比8%", ""),
        ("one", "大概", "CN-CQ", "2021", "8%", "nobody", "占比8%", ""),
        ("one", "", "CN-CQ", "2021", "8亿元", "letter", "占比8亿元", ""),
        ("one", "", "CN-CQ", "2021", "很多", "letter", "很多", ""),
        ("one", "", "CN-CQ", "2021", "8", "letter", "", ""),
        *ROWS,
        ROWS[0],
    ]
    assert problems(folder, as_csv(rows)) == [
        "表.csv!A2: there is no indicator ones in the catalogue; correct the id or add it",
        "表.csv!B3: kind is 大概; write one of actual, observation, 实际, target, 目标",
        "表.csv!F3: there is no source nobody in the catalogue; correct the id or add it",
        "表.csv!E4: 8亿元 does not fit the indicator, which is counted in %; correct either",
        "表.csv!E5: value is 很多, which is no number; write digits such as 8, 7.70 or 1/3",
        "表.csv!G6: quote has no value; write one or delete the line",
        "表.csv!A10: 表.csv!A7 is about the same cell and source; keep one of the rows",
    ]
    assert (folder / "size.yaml").read_text(encoding="utf-8") == TEXT


def test_the_checks_of_the_catalogue_speak_of_cells_too(folder: Path) -> None:
    plan = planned(folder, as_csv([*ROWS[:1], ("one", "", "CN-CQ", "2022", "77%", "letter", "占比7.7%", "")]))
    assert [(problem.place, problem.rule) for problem in plan.problems] == [
        ("表.csv!E3", "quote_number_missing"),
        ("表.csv!E3", "jump"),
    ]
    assert not plan.allowed


def test_a_period_or_area_that_is_none_is_said(folder: Path) -> None:
    [said] = problems(folder, as_csv([("one", "", "CN-CQ", "明年", "8%", "letter", "占比8%", "")]))
    assert said.startswith("表.csv!D2: time_period is 明年; write a period such as")
    [said] = problems(folder, as_csv([("one", "", "CN-CQ", "2022", "8%", "letter", "占比\n8%", "")]))
    assert (
        said
        == "表.csv!G2: quote holds a line break or an invisible character (U+000A); write it in one paragraph"
    )
    plan = planned(folder, as_csv([("one", "", "月球", "2022", "8%", "letter", "占比8%", "")]))
    assert [problem.place for problem in plan.problems] == ["表.csv!C2"]


def test_numbers_and_percentages_of_a_workbook_are_read_as_they_look(folder: Path) -> None:
    book, made = openpyxl.Workbook(), io.BytesIO()
    book.active.append(list(HEADS))
    book.active.append(["one", "", "CN-CQ", 2021, 0.077, "letter", "占比7.7%", ""])
    book.active["E2"].number_format = "0.0%"
    book.save(made)
    plan = planned(folder, made.getvalue(), "表.xlsx")
    assert plan.problems == ()
    assert plan.after.indicators["one"].observations[0].obs_value == "7.7"


def test_formulas_macros_links_bombs_and_damage_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert problems(
        folder, as_xlsx([("one", "", "CN-CQ", "2021", "=1+7", "letter", "占比8%", "")]), "表.xlsx"
    ) == ["表.xlsx!E2: a formula stands here; paste its value"]
    plain = as_xlsx(ROWS)
    assert problems(folder, with_part(plain, "xl/vbaProject.bin"), "表.xlsm") == [
        "表.xlsm: the workbook holds macros; save it as .xlsx without them"
    ]
    assert problems(folder, with_part(plain, "xl/externalLinks/externalLink1.xml"), "表.xlsx") == [
        "表.xlsx: the workbook is linked to other files; paste the values and save it again"
    ]
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(3 << 20))
    assert len(bomb.getvalue()) < 1 << 14
    monkeypatch.setattr(sheets, "UNPACKED", 2 << 20)
    assert problems(folder, bomb.getvalue(), "表.xlsx") == [
        "表.xlsx: unpacked the file has more than 2 MB; this is no sheet of figures"
    ]
    assert "is damaged and cannot be read" in problems(folder, plain[: len(plain) // 2], "表.xlsx")[0]
    assert problems(folder, b"\xd0\xcf\x11\xe0" + bytes(600), "表.xls") == [
        "表.xls: this is an old Excel file (.xls); save it as .xlsx or .csv"
    ]
    assert problems(folder, b"", "表.csv") == [
        "表.csv: there is no figure in it; write a head and a row for each figure"
    ]


def with_part(data: bytes, name: str) -> bytes:
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, b"x")
    return made.getvalue()


def test_missing_columns_are_named(folder: Path) -> None:
    made = io.BytesIO(as_xlsx([("one",)], heads=("指标", "地区")))
    [said] = problems(folder, made.getvalue(), "表.xlsx")
    assert said.startswith(
        "表.xlsx!1: the columns time_period, value, source, quote are missing; the first row names"
    )


def test_the_template_has_every_column_and_is_read_back(folder: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.template()))
    heads = [cell.value for cell in book.active[1]]
    assert heads[:3] == ["indicator 指标", "kind 性质", "ref_area 地区"]
    values = dict(zip(HEADS, ROWS[0], strict=True))
    book.active.append([values.get(head.split()[1], "") for head in heads])
    made = io.BytesIO()
    book.save(made)
    assert planned(folder, made.getvalue(), "表.xlsx").problems == ()

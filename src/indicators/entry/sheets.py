"""A sheet → rows: CSV in UTF-8 or GBK, or the first sheet of an .xlsx workbook. Only what is typed counts, nothing is computed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from indicators.entry.refusals import Objections
from indicators.letters import encodings
from indicators.letters.refused import Refused as NoText
from indicators.problems import Problem

LIMIT = 100 * 1024 * 1024
UNPACKED = 500 * 1024 * 1024
_ROWS, _COLUMNS = 200_000, 100
#: What a column is called: the key, and what people write.
COLUMNS: dict[str, tuple[str, ...]] = {
    "indicator": ("indicator", "指标"),
    "kind": ("kind", "性质"),
    "ref_area": ("ref_area", "area", "地区"),
    "time_period": ("time_period", "period", "时期"),
    "value": ("value", "obs_value", "数值"),
    "source": ("source", "来源"),
    "quote": ("quote", "原文"),
    "note": ("note", "注"),
    "because": ("because", "理由"),
    "obs_status": ("obs_status", "status", "状态"),
    "period_stated": ("period_stated", "写明时期"),
}
NEEDED = ("indicator", "ref_area", "time_period", "value", "source", "quote")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet by column; `cells` names the cell of a row and column for messages (`figures.xlsx!C7`)."""

    name: str
    columns: dict[str, int]
    rows: list[tuple[int, dict[str, str]]]

    def cell(self, row: int, column: str = "indicator") -> str:
        """The address of a cell, the way spreadsheets write it."""
        return f"{self.name}!{letter(self.columns.get(column, 0))}{row}"


def letter(column: int) -> str:
    """The letters of a column counted from 0: A, Z, AA."""
    said = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said


def read(file: Path) -> Sheet:
    """The sheet in a file.

    Raises:
        Objections: it cannot be read, or holds what no sheet of figures may: formulas, macros, links to other files.
    """
    try:
        size = file.stat().st_size
        if size > LIMIT:
            raise _refused(file.name, "sheet_too_large", size=str(size >> 20), limit=str(LIMIT >> 20))
        data = file.read_bytes()
    except FileNotFoundError:
        raise _refused(str(file), "missing") from None
    except OSError as error:
        raise _refused(str(file), "unreadable", reason=error.strerror or "?") from None
    return parse(data, file.name)


def parse(data: bytes, name: str) -> Sheet:
    """The same for bytes; `name` stands in messages."""
    if data.startswith(b"PK"):
        return _sheet(name, _workbook(data, name))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(name, "sheet_old_excel")
    try:
        text = encodings.decode(data)
    except NoText:
        raise _refused(name, "sheet_not_text") from None
    try:
        rows = csv.reader(io.StringIO(text, newline=""), _dialect(text), strict=False)
        return _sheet(name, [list(row) for row in rows])
    except csv.Error as error:
        raise _refused(name, "sheet_damaged", reason=str(error)) from None


def _dialect(text: str) -> type[csv.Dialect] | str:
    first = text.partition("\n")[0]
    return "excel-tab" if first.count("\t") > first.count(",") else "excel"


def _refused(name: str, rule: str, **params: str) -> Objections:
    return Objections([Problem(name, 0, 0, rule, params)])


# ------------------------------------------------------------------------------------------------------------- workbooks


def _workbook(data: bytes, name: str) -> list[list[str]]:
    """The first sheet's cells as text. Everything that could run, reach out or blow up is refused before it is opened."""
    import openpyxl  # noqa: PLC0415 -- a CSV file needs none of it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [entry.filename.lower() for entry in archive.infolist()]
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED:
                raise _refused(name, "sheet_bomb", limit=str(UNPACKED >> 20))
        if any(part.endswith("vbaproject.bin") for part in names) or name.lower().endswith(".xlsm"):
            raise _refused(name, "sheet_macros")
        if any("/externallinks/" in part for part in names):
            raise _refused(name, "sheet_links")
        if not any(part.startswith("xl/") for part in names):
            raise _refused(name, "sheet_no_workbook")
        # not data_only: a formula has to show itself as one
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        return list(_cells(book.worksheets[0], name))
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        EOFError,
        OSError,
        SyntaxError,
    ) as error:
        raise _refused(name, "sheet_damaged", reason=type(error).__name__) from None


def _cells(sheet: Any, name: str) -> Iterator[list[str]]:
    problems = []
    for number, row in enumerate(sheet.iter_rows(max_col=_COLUMNS), 1):
        if number > _ROWS:
            raise _refused(name, "sheet_rows", limit=f"{_ROWS:,}")
        cells = []
        for at, cell in enumerate(row):
            if cell.data_type == "f":
                problems.append(Problem(f"{name}!{letter(at)}{number}", 0, 0, "sheet_formula", {}))
            cells.append("" if cell.value is None else _said(cell))
        yield cells
    if problems:
        raise Objections(problems)


def _said(cell: Any) -> str:
    """A cell as its reader sees it: 0.5 in a cell formatted as per cent is 50%."""
    value = cell.value
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        is_percent = "%" in (cell.number_format or "")
        text = repr(round(value * 100, 10) if is_percent else value)
        text = text.removesuffix(".0")
        return f"{text}%" if is_percent else text
    return str(value).strip()


# ------------------------------------------------------------------------------------------------------------------ rows


def _sheet(name: str, rows: Sequence[list[str]]) -> Sheet:
    """The table below its head, the first row that has something in it."""
    head = next((number for number, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if head is None:
        raise _refused(name, "sheet_empty")
    columns: dict[str, int] = {}
    for at, cell in enumerate(rows[head]):
        words = set(cell.strip().lower().split())
        for key, names in COLUMNS.items():
            if words & set(names):
                columns.setdefault(key, at)
    missing = [key for key in NEEDED if key not in columns]
    if missing:
        raise _refused(
            f"{name}!{head + 1}", "sheet_columns", missing=", ".join(missing), known=", ".join(COLUMNS)
        )
    places = list(columns.items())
    found = []
    for number, row in enumerate(rows[head + 1 :], head + 2):
        values = {key: row[at].strip() for key, at in places if at < len(row) and row[at].strip()}
        if values:
            found.append((number, values))
    if not found:
        raise _refused(name, "sheet_empty")
    return Sheet(name, columns, found)


def template() -> bytes:
    """An empty workbook with the head of a sheet and a line that explains each column."""
    import xlsxwriter  # noqa: PLC0415

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("figures")
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@", "text_wrap": True})
    for at, (key, names) in enumerate(COLUMNS.items()):
        sheet.write_string(0, at, f"{key} {names[-1]}", bold)
        sheet.set_column(at, at, 40 if key == "quote" else 18, text)
    sheet.freeze_panes(1, 0)
    book.close()
    return made.getvalue()

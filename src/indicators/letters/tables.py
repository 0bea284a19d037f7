"""Tables pasted into a letter as lines of text: the head of a column gives its numbers their unit, their name or their year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n\r]++")
_GAP = re.compile(r"[ \t]*\|[ \t]*|\t+[ \t]*|[ ]{2,}")
_BLANK = re.compile(r"[ \t]+")
_NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?", re.ASCII)
_YEAR = re.compile(r"((?:19|20)\d\d)年?(?:度|末|底)?(?:实际|实绩|完成|数|值|计划|目标)?", re.ASCII)
_UNIT = re.compile(r"[(\[]([^()\[\]\d]{1,12})[)\]]\s*\Z")
_UNIT_ABOVE = re.compile(r"单位[::]\s*([^\s,。;()|]{1,10})")
_RULE = re.compile(r"[|\-:+= \t]+\Z")
_MOST_CELLS = 12
_LONGEST_HEAD = 30
_LONGEST_ROW = 160


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that begins with a number: `text[start:end]`, what its column and row say of it.

    `unit` is the unit at the head of its column, its row or above the table, "" if none says; `alone` says that the cell holds
    nothing but the number; `label` that it only names its row (a year, a running number) and is no figure.
    """

    start: int
    end: int
    unit: str
    measure: str
    time_period: str | None
    alone: bool
    label: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    cells: tuple[tuple[int, str], ...]

    @property
    def words(self) -> list[str]:
        return [cell for _, cell in self.cells]


def cells(folded: str) -> dict[int, Cell]:
    """Where a number starts in a table → its cell; empty for a text without tables. `folded` is the text folded."""
    found: dict[int, Cell] = {}
    head: _Row | None = None
    above = ""
    last = ""
    for line in _LINE.finditer(folded):
        content = line.group()
        if len(content) > _LONGEST_ROW and "|" not in content and "\t" not in content:
            head, last = None, ""
            continue
        if _RULE.match(content):
            continue
        row = _row(content, line.start(), len(head.cells) if head else 0)
        if row is None:
            head, last = None, content
            continue
        if head is not None and len(row.cells) == len(head.cells) and _is_data(row):
            for cell in _read(head, row, above):
                found[cell.start] = cell
        elif _is_head(row):
            head = row
            unit = _UNIT_ABOVE.search(last)
            above = unit[1] if unit else ""
        else:
            head = None
        last = content
    return found


def _row(line: str, start: int, wanted: int) -> _Row | None:
    """The cells of a line with their places; None for a line that is no row of a table."""
    parts = _split(line, start, _GAP)
    if len(parts) < 2 or len(parts) != (wanted or len(parts)):
        blank = _split(line, start, _BLANK)
        if len(blank) >= 3 and (not wanted or len(blank) == wanted) and len(line) <= 4 * _LONGEST_HEAD:
            parts = blank
    return _Row(start, tuple(parts)) if 2 <= len(parts) <= _MOST_CELLS else None


def _split(line: str, start: int, gap: re.Pattern[str]) -> list[tuple[int, str]]:
    parts = []
    place = 0
    for found in gap.finditer(line):
        if line[place : found.start()].strip():
            parts.append((start + place, line[place : found.start()]))
        place = found.end()
        if len(parts) > _MOST_CELLS:
            return []
    if line[place:].strip():
        parts.append((start + place, line[place:].rstrip()))
    return [(at + len(cell) - len(cell.lstrip()), cell.strip()) for at, cell in parts]


def _is_head(row: _Row) -> bool:
    return len(row.cells) >= 2 and all(
        len(cell) <= _LONGEST_HEAD
        and (not cell[0].isdigit() or _YEAR.fullmatch(cell) is not None)
        and not re.search("[,。;!?:]", cell)
        for cell in row.words
    )


def _is_data(row: _Row) -> bool:
    numbers = sum(bool(_NUMBER.match(cell)) for cell in row.words[1:])
    return numbers > 0 and all(len(cell) <= 2 * _LONGEST_HEAD for cell in row.words)


def _read(head: _Row, row: _Row, above: str) -> Iterator[Cell]:
    heads = [cell.strip() for cell in head.words]
    unit_of_row = next((row.words[at] for at, word in enumerate(heads) if word in ("单位", "计量单位")), "")
    words = [cell for cell in row.words if not _NUMBER.match(cell) and cell != unit_of_row]
    label = words[0] if words else ""
    label_unit = _UNIT.search(label)
    year = next((found[1] for cell in row.words[:2] if (found := _YEAR.fullmatch(cell))), None)
    for column, (start, cell) in enumerate(row.cells):
        number = _NUMBER.match(cell)
        if number is None:
            continue
        title = heads[column]
        of_column = _UNIT.search(title)
        in_year = _YEAR.fullmatch(title)
        names_row = column < 2 and (
            _YEAR.fullmatch(cell) is not None or title in ("序号", "编号", "排序", "年度", "年份")
        )
        name = _UNIT.sub("", title)
        measure = (
            _UNIT.sub("", label) if in_year else name if year or not label else _UNIT.sub("", label) + name
        )
        unit = of_column[1] if of_column else unit_of_row or (label_unit[1] if label_unit else "") or above
        alone = number.end() == len(cell)
        yield Cell(
            start, start + number.end(), unit, measure, in_year[1] if in_year else year, alone, names_row
        )

"""The file that the sheets are written into: fonts, formats, safe cells, page set-up, and what XlsxWriter cannot write."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from indicators import wording
from indicators.charts.labels import text_width
from indicators.exports import stamp, table
from indicators.exports.order import Work
from indicators.exports.workbook.numbers import Number
from indicators.look import LIGHT, OFFICE_EAST_ASIAN, OFFICE_LATIN
from indicators.model import Language
from indicators.wording import BRAND, tr

FONT_SIZE = 10
LINE = 14.5  # pt of a line of it
CHARACTER = 7  # px of a column's width
_HIGHEST = 409  # pt of a row, Excel's limit
_MOST_LETTERS, _MOST_LINKS, _LONGEST_LINK = (
    32_767,
    65_530,
    2_000,
)  # Excel's limits (support.microsoft.com, “Excel specifications”)
# What XML 1.0 forbids (2.2, “Char”), and what turns the direction of writing or prints nothing.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Link:
    """An address behind a text; only `http` and `https` become links."""

    address: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its head, its width in characters, whether its texts are wrapped, it holds numbers, it goes on paper."""

    head: str
    width: float
    wrapped: bool = False
    number: bool = False
    printed: bool = True


Cell = str | int | Number | Link | None


@lru_cache(maxsize=1 << 12)
def lines(text: str, width: float, size: float = FONT_SIZE) -> int:
    """How many lines a text takes in a column of so many characters, a little generously."""
    room = width * CHARACTER - CHARACTER  # an indent is not wider than that
    em = size * 4 / 3
    if len(text) * em <= room and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(text_width(line, em) * 1.06 / room)) for line in text.split("\n"))


def _options() -> dict[str, object]:
    """XlsxWriter's options: no text becomes a formula, a link or a number, and the font is one that has Chinese letters."""
    font = {
        "font_name": OFFICE_EAST_ASIAN,
        "font_size": FONT_SIZE,
        "font_color": LIGHT.ink,
        "font_scheme": "none",
    }
    off = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    return {"in_memory": True, "default_format_properties": font, **dict.fromkeys(off, False)}


@lru_cache(maxsize=1 << 12)  # titles, areas and sources come again and again
def clean(text: str) -> str:
    """Text that may stand in a cell: no formula, nothing that XML forbids, not longer than Excel allows."""
    text = table.harmless(_FORBIDDEN.sub("", text))
    if len(text.encode("utf-16-le")) // 2 > _MOST_LETTERS:
        text = text.encode("utf-16-le")[: 2 * (_MOST_LETTERS - 1)].decode("utf-16-le", errors="ignore") + "…"
    return text


class Book:
    """An Excel workbook in memory."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._out = io.BytesIO()
        self.file = xlsxwriter.Workbook(self._out, _options())
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._numbers: dict[tuple[str, bool, bool], Format] = {}
        self._links = 0
        titles = [exhibit.name for exhibit in work.exhibits]
        self.file.set_properties(
            {
                "title": clean(tr(BRAND, work.lang)),
                "subject": clean(("；" if work.lang == "zh" else "; ").join(titles))[:255],
                "keywords": " ".join(exhibit.receipt for exhibit in work.exhibits),
                "created": work.day.replace(tzinfo=None),
            }
        )

    def look(self, **properties: object) -> Format:
        """The format with these properties (XlsxWriter's names), made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format(properties)
        return self._formats[key]

    def head(self, **more: object) -> Format:
        """The format of the head of a table."""
        line = {"bottom": 1, "bottom_color": LIGHT.accent}
        return self.look(
            **{
                "bold": True,
                "bg_color": LIGHT.accent_soft,
                "text_wrap": True,
                "valign": "vcenter",
                **line,
                **more,
            }
        )

    def tab(self, name: str) -> Worksheet:
        """A new sheet, set up for a printer: across an A4 page, its name and the page at the foot."""
        made = self.file.add_worksheet(name)
        made.set_landscape()
        made.set_paper(9)  # A4
        made.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
        made.fit_to_pages(1, 0)
        lang = self.work.lang
        day = wording.date((self.work.order.as_of or self.work.day).strftime("%Y-%m-%d"), lang)
        known = tr("Known by {date}", lang, date=day)
        font = f'&"{OFFICE_LATIN},Regular"&8'
        made.set_footer(f"&L{font}{tr(BRAND, lang)} · {known}&C{font}{name}&R{font}&P / &N")
        return made

    def sheet(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
        """A sheet that is a table: head repeated on every page and kept in sight, with a filter on every column."""
        made = self.tab(name)
        head, number = self.head(), self.head(align="right")
        for n, column in enumerate(columns):
            made.write_string(0, n, clean(column.head), number if column.number else head)
            made.set_column(n, n, column.width)
        looks = [self.look(valign="top", text_wrap=column.wrapped) for column in columns]
        widths = [column.width if column.wrapped else 0 for column in columns]
        self.grow(made, 0, [column.head for column in columns], [column.width for column in columns])
        last = 0
        for last, row in enumerate(rows, 1):
            for n, cell in enumerate(row):
                self.write(made, last, n, cell, looks[n])
            self.grow(made, last, row, widths)
        made.freeze_panes(1, 1)
        made.repeat_rows(0)
        line = self.look(bottom=1, bottom_color=LIGHT.hairline)
        made.conditional_format(1, 0, max(last, 1), len(columns) - 1, {"type": "no_errors", "format": line})
        made.autofilter(0, 0, last, len(columns) - 1)
        printed = sum(column.printed for column in columns)
        made.print_area(0, 0, last, printed - 1)

    def grow(self, made: Worksheet, row: int, cells: Sequence[Cell], widths: Sequence[float]) -> None:
        """Makes a row as high as its wrapped texts need: not every program does so by itself.

        Args:
            made: the sheet.
            row: the row.
            cells: what is in it.
            widths: of the columns in characters; 0 where texts are not wrapped.
        """
        pairs = zip(cells, widths, strict=False)
        needed = max(
            (lines(cell, width) for cell, width in pairs if width and isinstance(cell, str)), default=1
        )
        if needed > 1:
            made.set_row(row, min(needed * LINE + 2, _HIGHEST))

    def write(self, made: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
        """One cell, by what it is: a text is a text and a number is a number, whatever is in it."""
        if isinstance(cell, str):
            if cell:
                made.write_string(row, column, clean(cell), look)
        elif isinstance(cell, Number):
            made.write_number(row, column, cell.value, self.number(cell))
        elif isinstance(cell, int):
            made.write_number(row, column, cell, look)
        elif isinstance(cell, Link):
            self._link(made, row, column, cell, look)

    def number(self, cell: Number, *, lined: bool = False) -> Format:
        """The format that prints a number with its hedge and its decimals; what has a hedge is in the accent colour.

        Args:
            cell: the number.
            lined: with a line under it.
        """
        key = cell.format, bool(cell.hedge), lined
        if key not in self._numbers:
            colour = LIGHT.accent if cell.hedge else LIGHT.ink
            under = {"bottom": 1, "bottom_color": LIGHT.hairline} if lined else {}
            self._numbers[key] = self.look(valign="top", num_format=cell.format, font_color=colour, **under)
        return self._numbers[key]

    def _link(self, made: Worksheet, row: int, column: int, link: Link, look: Format) -> None:
        address, text = clean(link.address), clean(link.text or link.address)
        longest = max(len(part) for part in address.split("#", 1))
        if (
            address.startswith(("http://", "https://"))
            and longest <= _LONGEST_LINK
            and self._links < _MOST_LINKS
        ):
            self._links += 1
            made.write_url(
                row,
                column,
                address,
                self.look(valign="top", font_color=LIGHT.accent, underline=1),
                text[:255],
            )
        elif text:
            made.write_string(row, column, text, look)

    def finished(self) -> bytes:
        """The file. Charts get what XlsxWriter has no words for: heads on the arrows of bounds, a font for Chinese letters."""
        self.file.close()
        with zipfile.ZipFile(self._out) as made:
            parts = {name: made.read(name) for name in made.namelist()}
        for name, part in parts.items():
            if name.startswith("xl/charts/chart"):
                parts[name] = _completed(part.decode(), self.work.lang).encode()
        return stamp.archive(parts)


_LATIN = re.compile(r'<a:latin typeface="[^"]*"[^>]*/>')
_ARROW = re.compile(r'<c:errBars>(?!<c:errDir val="x"/><c:errBarType val="both"/>).*?</c:errBars>')


def _completed(chart: str, lang: Language) -> str:
    chart = chart.replace('<c:lang val="en-US"/>', f'<c:lang val="{"zh-CN" if lang == "zh" else "en-US"}"/>')
    chart = chart.replace('lang="en-US"', f'lang="{"zh-CN" if lang == "zh" else "en-US"}"')
    chart = _LATIN.sub(lambda found: f'{found[0]}<a:ea typeface="{OFFICE_EAST_ASIAN}"/>', chart)
    return _ARROW.sub(lambda found: found[0].replace("</a:ln>", '<a:tailEnd type="arrow"/></a:ln>'), chart)

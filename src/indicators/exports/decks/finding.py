"""What stands on the slides of a deck: every chart, and every other shape that carries a receipt, wherever it was moved to."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

import openpyxl
from lxml import etree

from indicators.exports import ledger, receipts
from indicators.exports.decks.edits import Row
from indicators.exports.decks.package import Link, Package, Refused, local, named
from indicators.exports.ledger import Entry

EMU = 12_700  # in a point (ECMA-376, ST_Coordinate)
_MOST = 2_000  # slides or shapes that are looked into
_MOST_ROWS, _MOST_COLUMNS = 5_000, 60  # of a sheet that are read
_MOST_BOOK = 64 << 20  # bytes of a workbook, unpacked
_NUMBERS = ("val", "xVal", "yVal")


@dataclass(frozen=True, slots=True)
class Found:
    """A chart or another shape on a slide.

    Attributes:
        slide: its number, from 1.
        part: the name of the slide's part.
        title: the slide's title as it stands.
        place: the number of the shape's `cNvPr` among those of the slide.
        name: what the shape is called.
        alt: its alternative text.
        text: what is written in it; of a chart, nothing.
        code: the receipt's code; empty where there is none.
        fingerprint: what stood behind it.
        chart: the name of the chart's part; empty where the shape is no native chart.
        workbook: the name of the part with the workbook behind the chart, and `relation` the id by which the chart knows it.
        damaged: the workbook is there and cannot be read.
        entries: the claims drawn, as the workbook has them.
        rows: the sheet of the data in the workbook.
        numbers: the numbers that the chart draws.
        room: width and height of the frame in points.
    """

    slide: int
    part: str
    title: str
    place: int
    name: str
    alt: str
    text: str = ""
    code: str = ""
    fingerprint: str = ""
    chart: str = ""
    workbook: str = ""
    relation: str = ""
    damaged: bool = False
    entries: tuple[Entry, ...] = ()
    rows: tuple[Row, ...] = ()
    numbers: frozenset[str] = frozenset()
    room: tuple[float, float] = (0.0, 0.0)

    @property
    def receipt(self) -> str:
        """Code and fingerprint as they are printed; empty where there is none."""
        return f"{self.code}.{self.fingerprint}" if self.code else ""


def found(package: Package) -> Iterator[Found]:
    """Every chart and every shape with a receipt, slide by slide, from back to front.

    A slide that cannot be read comes back as one damaged shape without a chart.

    Raises:
        Refused: the deck cannot be read, or there are too many of them.
    """
    for n, each in enumerate(_found(package)):
        if n == _MOST:
            raise Refused("deck_too_many", limit=str(_MOST))
        yield each


def _found(package: Package) -> Iterator[Found]:
    if len(package.slides) > _MOST:
        raise Refused("deck_too_many", limit=str(_MOST))
    for number, part in enumerate(package.slides, 1):
        try:
            slide = package.xml(part)
            links = package.links(part)
        except Refused:
            yield Found(number, part, "", 0, "", "", damaged=True)
            continue
        shapes = [_read(package, each) for each in _shapes(slide, number, part, links)]
        notes = _notes(package, links)
        if shapes:
            yield from _with_notes(shapes, notes)
            continue
        # Some programs drop alternative texts; a picture of a chart has none. The receipt stands in the notes and in print.
        text = _text(slide)
        for code, finger in dict.fromkeys(notes or _receipts(text)):
            yield Found(number, part, _title(slide), 0, "", "", code=code, fingerprint=finger)


# ------------------------------------------------------------------------------------------------ shapes


def _shapes(slide: etree._Element, number: int, part: str, links: dict[str, Link]) -> Iterator[Found]:
    title = _title(slide)
    for place, about in enumerate(named(slide, "cNvPr")):
        holder = about.getparent()
        shape = holder.getparent() if holder is not None else None
        if shape is None or any(_is(each, "Fallback") for each in shape.iterancestors()):
            continue  # what programs see that cannot draw the real thing
        alt = f"{local(about, 'descr')}\n{local(about, 'title')}".strip()
        each = Found(number, part, title, place, local(about, "name"), alt)
        charts = (
            [local(chart, "id", True) for chart in named(shape, "chart")]
            if _is(shape, "graphicFrame")
            else []
        )
        link = links.get(charts[0]) if charts else None
        if link and not link.external:
            yield replace(each, chart=link.target, room=_room(shape))
        elif receipts.find(alt):
            yield replace(each, text=_text(shape))


def _is(element: etree._Element, name: str) -> bool:
    return isinstance(element.tag, str) and etree.QName(element).localname == name


def _title(slide: etree._Element) -> str:
    for placeholder in named(slide, "ph"):
        if local(placeholder, "type") in ("title", "ctrTitle"):
            shape = next((each for each in placeholder.iterancestors() if _is(each, "sp")), None)
            return _text(shape) if shape is not None else ""
    return ""


def _text(shape: etree._Element) -> str:
    """The words of a shape, paragraph by paragraph; a line that is broken inside a paragraph is one line."""
    lines = ("".join(run.text or "" for run in named(each, "t")) for each in named(shape, "p") if len(each))
    return "\n".join(line for line in lines if line.strip())


def _room(frame: etree._Element) -> tuple[float, float]:
    """Width and height in points, as scaled by the groups around."""
    size = next((_size(each, "ext") for each in frame if _is(each, "xfrm")), (0, 0))
    width, height = float(size[0]), float(size[1])
    for group in frame.iterancestors():
        if not _is(group, "grpSp"):
            continue
        transform = next(iter(named(group, "xfrm")), None)
        outer, inner = _size(transform, "ext"), _size(transform, "chExt")
        if all(outer) and all(inner):
            width, height = width * outer[0] / inner[0], height * outer[1] / inner[1]
    return width / EMU, height / EMU


def _size(transform: etree._Element | None, name: str) -> tuple[int, int]:
    for each in transform if transform is not None else ():
        if _is(each, name):
            sides = (local(each, "cx"), local(each, "cy"))
            if all(re.fullmatch("[0-9]{1,12}", side) for side in sides):
                return int(sides[0]), int(sides[1])
    return 0, 0


# ------------------------------------------------------------------------------------------------ receipts


def _notes(package: Package, links: dict[str, Link]) -> list[tuple[str, str]]:
    """The receipts in a slide's notes."""
    for link in links.values():
        if link.kind == "notesSlide" and not link.external:
            try:
                return _receipts(_text(package.xml(link.target)))
            except Refused:
                return []
    return []


def _with_notes(shapes: list[Found], notes: list[tuple[str, str]]) -> list[Found]:
    """The shapes; a chart without a receipt gets that of the notes, where it can be no other's."""
    bare = [n for n, each in enumerate(shapes) if each.chart and not each.code]
    left = [each for each in dict.fromkeys(notes) if each[0] not in [shape.code for shape in shapes]]
    if len(bare) == len(left) == 1:
        code, finger = left[0]
        shapes[bare[0]] = replace(shapes[bare[0]], code=code, fingerprint=finger)
    return shapes


def _receipts(text: str) -> list[tuple[str, str]]:
    """The codes with a fingerprint: without one a row of years would be taken for a code."""
    return [each for each in receipts.find_all(text) if each[1]]


def _read(package: Package, shape: Found) -> Found:
    """The shape with its receipt, and with the workbook and the numbers behind it."""
    own = _receipts(shape.alt)
    shape = replace(shape, code=own[0][0], fingerprint=own[0][1]) if own else shape
    if not shape.chart:
        return shape
    try:
        chart, links = package.xml(shape.chart), package.links(shape.chart)
    except Refused:
        return replace(shape, damaged=True)
    shape = replace(shape, numbers=frozenset(_drawn(chart)))
    relation = next((local(each, "id", True) for each in named(chart, "externalData")), "")
    link = links.get(relation)
    if link is None or link.external or not link.target.endswith(".xlsx"):
        return shape
    shape = replace(shape, workbook=link.target, relation=relation)
    try:
        entries, rows = _sheets(package, link.target)
    except Refused:
        return replace(shape, damaged=True)
    theirs = next((each for entry in entries for each in _receipts(entry.receipt)), None)
    if theirs and not shape.code:
        shape = replace(shape, code=theirs[0], fingerprint=theirs[1])
    fits = theirs is None or theirs[0] == shape.code
    return replace(shape, entries=tuple(entries) if fits else (), rows=tuple(rows))


def _drawn(chart: etree._Element) -> Iterator[str]:
    """The numbers in a chart's cache."""
    for name in _NUMBERS:
        for values in named(chart, name):
            for each in named(values, "v"):
                yield (each.text or "").strip()


def _sheets(package: Package, name: str) -> tuple[list[Entry], list[Row]]:
    """What the ledger in the workbook says, and the rows of its first sheet; nothing where it has no such sheets.

    Raises:
        Refused: it is no workbook.
    """
    content = package.part(name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        tables = _tables(content) if size <= _MOST_BOOK else None
    except Exception:  # whatever a damaged or hostile workbook brings openpyxl to
        tables = None
    if tables is None:
        raise Refused("deck_damaged")
    data = next((rows for title, rows in tables.items() if title != ledger.SHEET), [])
    return ledger.read(tables.get(ledger.SHEET, [])), data


def _tables(content: bytes) -> dict[str, list[Row]]:
    """The first sheets of a workbook by name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a workbook has no styles is nothing to us
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            return {
                sheet.title: list(
                    sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
                )
                for sheet in book.worksheets[:3]
            }
        finally:
            book.close()

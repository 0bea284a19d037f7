"""A finished slide as it is looked at: its texts with the room that they take, its charts, the colour behind everything."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from indicators.charts import words
from indicators.charts.labels import BOLD, Box, text_width

_EMU = 12_700  # in a point
_UNKNOWN = 12.0  # pt of letters whose size is the placeholder's: not small
_LINE = 1.2  # an Office text's line height
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class Written:
    """A text on a slide: the name of its shape, its frame, the box of its lines, the pieces with size (pt) and colour where set."""

    name: str
    frame: Box
    ink: Box
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """All letters."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one look; None and empty is what stands in placeholder, master or theme. `east_asian` is their Chinese font."""

    text: str
    size: float | None
    colour: str
    bold: bool
    east_asian: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart on a slide: its frame, its alternative text, the colours of its texts and of its marks and lines, sizes of text in pt."""

    name: str
    frame: Box
    alt: str
    texts: frozenset[str]
    marks: frozenset[str]
    sizes: frozenset[float]


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide in points. `ground` is the colour behind everything, empty where a picture is; `notes` are the speaker's."""

    width: float
    height: float
    written: tuple[Written, ...]
    drawn: tuple[Drawn, ...]
    shapes: tuple[tuple[str, Box], ...]
    notes: str
    ground: str
    theme_east_asian: bool

    @property
    def words(self) -> str:
        """Everything that stands on it, alternative texts included."""
        return "\n".join([*(each.words for each in self.written), *(each.alt for each in self.drawn)])


def read(presentation: Any) -> Iterator[Slide]:
    """The slides of python-pptx's presentation."""
    width, height = presentation.slide_width / _EMU, presentation.slide_height / _EMU
    for slide in presentation.slides:
        placed = [shape for shape in slide.shapes if shape.width is not None]
        frames = [(shape.name, _frame(shape)) for shape in placed]
        written = [
            _written(shape) for shape in placed if shape.has_text_frame and shape.text_frame.text.strip()
        ]
        charts = [_drawn(shape) for shape in placed if getattr(shape, "has_chart", False)]
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        theme = _theme(slide)
        yield Slide(
            width,
            height,
            tuple(written),
            tuple(charts),
            tuple(frames),
            notes,
            _ground(slide, theme),
            _has_east_asian(theme),
        )


def _frame(shape: Any) -> Box:
    left, top = shape.left / _EMU, shape.top / _EMU
    return Box(left, top, left + shape.width / _EMU, top + shape.height / _EMU)


# ------------------------------------------------------------------------------------------------ texts


def _written(shape: Any) -> Written:
    frame, text = _frame(shape), shape.text_frame
    pieces = tuple(_piece(run) for paragraph in text.paragraphs for run in paragraph.runs)
    inner = frame.right - frame.left - (text.margin_left + text.margin_right) / _EMU
    lines = [line for paragraph in text.paragraphs for line in _lines(paragraph, inner)]
    height = sum(high for _, high in lines)
    start, end = frame.top + text.margin_top / _EMU, frame.bottom - text.margin_bottom / _EMU
    anchor = text.vertical_anchor
    top = end - height if anchor == MSO_ANCHOR.BOTTOM else start
    if anchor == MSO_ANCHOR.MIDDLE:
        top = (start + end - height) / 2
    left = frame.left + text.margin_left / _EMU
    width = max((wide for wide, _ in lines), default=0.0)
    return Written(shape.name, frame, Box(left, top, left + width, top + height), pieces)


def _lines(paragraph: Any, room: float) -> Iterator[tuple[float, float]]:
    """Width and height of each line of a paragraph in pt. Where sizes are mixed, lines are taken to be full but for the last."""
    sizes = [run.font.size.pt if run.font.size else _UNKNOWN for run in paragraph.runs]
    size = max(sizes, default=_UNKNOWN)
    high = _leading(paragraph, size)
    if len(set(sizes)) > 1:
        whole = sum(
            text_width(run.text, own, bool(run.font.bold))
            for run, own in zip(paragraph.runs, sizes, strict=True)
        )
        count = max(1, math.ceil(whole / room)) if room > 0 else 1
        yield from ((min(whole - n * room, room), high) for n in range(count))
        return
    bold = any(run.font.bold for run in paragraph.runs)
    for part in paragraph.text.split("\v"):
        for line in words.wrapped(part, room / (BOLD if bold else 1), size) or [""]:
            yield text_width(line, size, bold), high


def _leading(paragraph: Any, size: float) -> float:
    spacing = paragraph.line_spacing
    if spacing is None:
        return size * _LINE
    return float(spacing.pt) if hasattr(spacing, "pt") else size * _LINE * float(spacing)


def _piece(run: Any) -> Piece:
    look = run._r.rPr
    found = look.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}") if look is not None else None
    east = look.find(qn("a:ea")) if look is not None else None
    return Piece(
        run.text,
        run.font.size.pt if run.font.size else None,
        f"#{found.get('val')}" if found is not None else "",
        bool(run.font.bold),
        east.get("typeface", "") if east is not None else "",
    )


# ------------------------------------------------------------------------------------------------ charts


def _drawn(shape: Any) -> Drawn:
    root = shape.chart.part._element
    series = root.findall(f".//{qn('c:ser')}")
    alt = shape._element.nvGraphicFramePr.cNvPr.get("descr", "")
    sizes = {int(each.get("sz")) / 100 for each in root.iter(qn("a:defRPr"), qn("a:rPr")) if each.get("sz")}
    return Drawn(
        shape.name,
        _frame(shape),
        alt,
        frozenset(_colours(root.iter(qn("a:defRPr"), qn("a:rPr")))),
        frozenset(colour for each in series for colour in _colours(each.iter(qn("a:ln")))),
        frozenset(sizes),
    )


def _colours(elements: Iterator[Any]) -> Iterator[str]:
    """The opaque colours that elements are filled with."""
    for each in elements:
        found = each.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
        if found is not None and found.find(qn("a:alpha")) is None:
            yield f"#{found.get('val')}"


# ------------------------------------------------------------------------------------------------ background


def _theme(slide: Any) -> Any:
    master = slide.slide_layout.slide_master
    return etree.fromstring(master.part.part_related_by(RT.THEME).blob, _SAFE)


def _ground(slide: Any, theme: Any) -> str:
    """The colour of the first background that slide, layout or master has; empty for a picture or a gradient."""
    layout = slide.slide_layout
    master = layout.slide_master
    for each in (slide, layout, master):
        found = each._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if found is not None:
            return _solid(found, master, theme)
    return _named("bg1", master, theme)


def _solid(background: Any, master: Any, theme: Any) -> str:
    filled = background.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
    place = filled if filled is not None else background.find(qn("p:bgRef"))
    if place is None:
        return ""
    if (exact := place.find(qn("a:srgbClr"))) is not None:
        return f"#{exact.get('val')}"
    named = place.find(qn("a:schemeClr"))
    return _named(named.get("val"), master, theme) if named is not None and not len(named) else ""


def _named(name: str, master: Any, theme: Any) -> str:
    """A colour of the theme by its name on slides."""
    names = master._element.find(qn("p:clrMap"))
    own = names.get(name, name) if names is not None else name
    found = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{own}')}")
    value = (found[0].get("lastClr") or found[0].get("val", "")) if found is not None and len(found) else ""
    return f"#{value}" if re.fullmatch("[0-9a-fA-F]{6}", value) else ""


def _has_east_asian(theme: Any) -> bool:
    """Whether the theme names a font for Chinese."""
    fonts: Sequence[Any] = theme.findall(f".//{qn('a:minorFont')}/*")
    return any(
        (each.tag == qn("a:ea") or each.get("script") == "Hans") and each.get("typeface") for each in fonts
    )

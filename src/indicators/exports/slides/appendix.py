"""The evidence at the end: a row for every claim shown, in tables that never cut a sentence; as many slides as it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from indicators.exports.evidence import Evidence
from indicators.exports.slides import fitting, pages
from indicators.exports.slides.pages import Deck
from indicators.exports.slides.shapes import Rect, Shapes
from indicators.exports.slides.text import Run, Style, emu, fill, paragraph
from indicators.look import MARKS, SLIDES
from indicators.wording import tr

_PAD = 5.0  # pt over and under the text of a cell
_SIDE = 6.0  # pt beside it
_WIDE = (0.2, 0.12, 0.1, 0.31, 0.27)  # shares of the columns
_HEADS = ("Indicator, area, period", "Value", "Nature", "Quote", "Source")
_NARROW = (0.42, 0.58)
_NARROW_HEADS = ("Value", "Quote and source")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a cell; `link` is the address that it leads to."""

    text: str
    colour: str = ""
    bold: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the paragraphs of each cell, and its height. A `head` goes over all columns."""

    cells: tuple[tuple[Piece, ...], ...]
    height: float
    head: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one slide, the widths of the columns, and the room that they have."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    room: Rect


def plan(deck: Deck) -> list[Page]:
    """The claims of all charts, chart by chart, on as many slides as they need."""
    room = _room(deck)
    shares = _WIDE if room.width >= SLIDES.wide else _NARROW
    widths = tuple(room.width * share for share in shares)
    heads = _HEADS if len(shares) > 2 else _NARROW_HEADS
    head = _row([(Piece(tr(text, deck.lang), deck.colours.second),) for text in heads], widths)
    found: list[Page] = []
    rows: list[Row] = [head]
    used = head.height
    for n, exhibit in enumerate(deck.work.exhibits, 1):
        over = _row(
            [(Piece(f"{n + 1}  {exhibit.name}", deck.colours.ink, bold=True),)], (room.width,), head=True
        )
        for i, each in enumerate(exhibit.evidence):
            row = _row(_cells(deck, each, len(widths)), widths)
            first = [over] if i == 0 else []
            need = row.height + sum(each.height for each in first)
            if used + need > room.height and len(rows) > 1:
                found.append(Page(tuple(rows), widths, room))
                rows = [head]
                used = head.height
                first = [over]
                need = row.height + over.height
            rows += [*first, row]
            used += need
    if len(rows) > 1:
        found.append(Page(tuple(rows), widths, room))
    return found


def slide(deck: Deck, page: Page, number: int, relate: Callable[[str], str]) -> Shapes:
    """A slide with a table; `relate` gives the id of the relationship to an address."""
    shapes, layout = Shapes(), deck.template.page
    pages.put_title(deck, shapes, layout, tr("Evidence", deck.lang))
    pages.put_number(deck, shapes, layout, number)
    room = page.room
    rows = [_xml(deck, row, len(page.widths), relate, n == 0) for n, row in enumerate(page.rows)]
    place = Rect(room.left, room.top, room.width, sum(row.height for row in page.rows))
    shapes.table(tr("Evidence", deck.lang), place, page.widths, rows, tr("Evidence", deck.lang))
    return shapes


def _room(deck: Deck) -> Rect:
    layout = deck.template.page
    top = pages.put_title(deck, Shapes(), layout, tr("Evidence", deck.lang))
    room = pages.body(deck, layout, top)
    return Rect(room.left, room.top, room.width, room.height - (24 if deck.own else 0))


def _cells(deck: Deck, each: Evidence, columns: int) -> list[tuple[Piece, ...]]:
    ink, second = deck.colours.ink, deck.colours.second
    tone = {"conflicting": deck.colours.conflict, "target": deck.colours.target_text}.get(
        each.mark, deck.colours.accent
    )
    about = (Piece(each.title, ink), Piece(f"{each.area} · {each.period}", second))
    value: tuple[Piece, ...] = (Piece(str(each.result or each.said), tone, bold=True),)
    value += (Piece(str(each.said), second),) if each.result else ()
    text = f"“{''.join(each.quote)}”" if each.quote else each.formula
    said = tuple(Piece(part, ink) for part in (text, each.sum) if part)
    number = each.claim.source.document_number if each.claim.source else ""
    by = each.by if not number or number in each.by else f"{each.by} · {number}"
    source = (Piece(by or "—", second, link=each.link or ""),)
    remark = (Piece(each.remark, second),) if each.remark else ()
    if columns > len(_NARROW):
        return [about, value, (Piece(each.nature, second),), said + remark, source]
    return [(*about, *value, Piece(each.nature, second)), said + remark + source]


def _row(cells: Sequence[tuple[Piece, ...]], widths: Sequence[float], head: bool = False) -> Row:
    high = max(
        sum(
            fitting.height(piece.text, width - 2 * _SIDE, SLIDES.least * (1.04 if piece.bold else 1))
            for piece in cell
        )
        for cell, width in zip(cells, widths, strict=False)
    )
    return Row(tuple(cells), high + 2 * _PAD, head)


def _xml(deck: Deck, row: Row, columns: int, relate: Callable[[str], str], first: bool) -> str:
    span = columns if row.head else 1
    cells = "".join(_cell(deck, cell, relate, span, first) for cell in row.cells)
    if row.head:
        cells += '<a:tc hMerge="1"><a:txBody><a:bodyPr/><a:lstStyle/><a:p/></a:txBody><a:tcPr/></a:tc>' * (
            columns - 1
        )
    return f'<a:tr h="{emu(row.height)}">{cells}</a:tr>'


def _cell(deck: Deck, cell: Sequence[Piece], relate: Callable[[str], str], span: int, first: bool) -> str:
    inner = "".join(_paragraphs(deck, cell, relate)) or "<a:p/>"
    wide = f' gridSpan="{span}"' if span > 1 else ""
    colour = deck.colours.third if first else deck.colours.hairline
    none = "".join(f"<a:ln{side}><a:noFill/></a:ln{side}>" for side in "LR")
    line = f'<a:lnB w="{emu(MARKS.hairline)}">{fill(colour)}</a:lnB>'
    ground = fill(deck.colours.accent_soft) if span > 1 else "<a:noFill/>"
    return (
        f"<a:tc{wide}><a:txBody><a:bodyPr/><a:lstStyle/>{inner}</a:txBody>"
        f'<a:tcPr marL="{emu(_SIDE)}" marR="{emu(_SIDE)}" marT="{emu(_PAD)}" marB="{emu(_PAD)}">{none}'
        f"<a:lnT><a:noFill/></a:lnT>{line}{ground}</a:tcPr></a:tc>"
    )


def _paragraphs(deck: Deck, cell: Sequence[Piece], relate: Callable[[str], str]) -> Iterator[str]:
    for piece in cell:
        style = Style(deck.lang, deck.fonts, SLIDES.least, piece.colour or None, piece.bold or None)
        link = relate(piece.link) if piece.link else ""
        yield paragraph([Run(piece.text, style, link)], leading=pages.leading(style))

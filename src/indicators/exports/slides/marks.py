"""The marks of a chart in Office's terms: what is filled, hollow, ringed, haloed on screen is so on a slide."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from indicators.charts.labels import text_width
from indicators.charts.marks import THREAD, Json
from indicators.charts.points import Mark
from indicators.charts.styles import style
from indicators.exports.slides.plot import NO_MARKER, Dash, Label, Legend, Marker, Side, Stroke, Symbol
from indicators.look import MARKS, Palette

_DASHES: dict[str, Dash] = {
    "solid": "solid",
    "6px,4px": "dash",
    "12px,4px": "lgDash",
    "9px,3px,2px,3px": "lgDashDot",
    "3px,3px": "sysDash",
    "2px,2px,8px,2px": "lgDashDotDot",
    THREAD: "sysDot",
}
_SYMBOLS: dict[str, Symbol] = {
    "circle": "circle",
    "square": "square",
    "triangle-up": "triangle",
    "cross": "plus",
    "hexagon": "x",
    "hourglass": "star",
}
_OPEN = ("plus", "x", "star")  # drawn as lines, with nothing to fill
_HALO = 0.25
_GAP = 4.0  # pt that Office leaves between a mark and its label
_NEAR = 3.5  # pt that a label may stand beside the place worked out for it: less is not worth moving it
_APART = "   "  # between two items of a legend
_SPARE = 30.0  # px of a legend's line that stay free, because fonts differ
_SPAN = re.compile(r'<span style="color:(#[0-9a-fA-F]{6})">(.*?)</span>')


def colour(track: int, colours: Palette) -> str:
    """The colour of a track."""
    found: str = getattr(colours, style(track).colour)
    return found


def line(track: int, colours: Palette, scale: float) -> Stroke:
    """The line of a track."""
    look = style(track)
    return Stroke(colour(track, colours), look.width * scale, _DASHES[look.dash])


def thread(colour_: str, scale: float) -> Stroke:
    """The light dotted line over years without data, and to a target."""
    return Stroke(colour_, MARKS.gap_line * scale, "sysDot")


def marker(mark: Mark, track: int, colours: Palette, scale: float, computed: bool = False) -> Marker:
    """The mark of a claim; what is `computed` is hollow whatever it is."""
    look, tone = style(track), colour(track, colours)
    symbol, size = _SYMBOLS[look.symbol], look.size * scale
    outline = Stroke(tone, MARKS.outline * scale)
    if mark in ("agreeing", "conflicting"):
        return ring(mark, colours, scale)
    if mark == "target":
        tone = colours.target if track == 0 else colours.third
        size = (MARKS.diamond if track == 0 else MARKS.dot) * scale
        return Marker("diamond", size, colours.card, Stroke(tone, MARKS.outline * scale))
    if symbol in _OPEN:
        return Marker(symbol, size, None, outline)
    if mark in ("bound", "derived") or computed:
        return Marker(symbol, size, colours.card, outline)
    if mark == "about":
        halo = (MARKS.halo - MARKS.dot) * scale  # half of a wide, soft outline lies outside the dot
        return Marker(symbol, size, tone, Stroke(tone, halo, alpha=_HALO))
    return Marker(symbol, size, tone)


def ring(mark: Mark, colours: Palette, scale: float, clear: bool = True) -> Marker:
    """The dotted ring of another source's claim; over columns it is not `clear`."""
    tone = colours.conflict if mark == "conflicting" else colours.second
    line_ = Stroke(tone, MARKS.outline * scale, "sysDot")
    return Marker("circle", MARKS.ring * scale, colours.card, line_, clear)


def arrow(size: float, scale: float) -> float:
    """How far an arrow reaches from the middle of a mark of `size` px, in pt."""
    return (size / 2 + MARKS.arrow) * scale


def label(note: Json, mark: Marker, scale: float, text: float, column: int = 0) -> Label:
    """A label where the screen has it: at a side of its mark, moved by the rest.

    Args:
        note: Plotly's annotation.
        mark: the mark that it belongs to.
        scale: pt on the slide for a px of the screen.
        text: size of the label in pt.
        column: 1 where the label stands over a column, −1 where under one that hangs down.
    """
    lines, tone = words(note["text"]), note["font"]["color"]
    far = bool(note.get("showarrow"))
    across = note["ax"] if far else note.get("xshift", 0)
    down = note["ay"] if far else -note.get("yshift", 0)
    across, down = across * scale, down * scale
    away, half = mark.size / 2 + _GAP, text * 1.3 * len(lines) / 2
    if column:
        wide = max(text_width(line_, text, bold=True) for line_ in lines) / 2
        middle = across + {"left": wide, "right": -wide}.get(note["xanchor"], 0.0)
        shift = middle, down + column * (half + _GAP)
        if max(map(abs, shift)) < _NEAR * scale:
            shift = 0.0, 0.0
        return Label(lines, tone, "<b>" in note["text"], "outEnd", shift, far)
    side: Side = {"left": "r", "right": "l"}.get(note["xanchor"], "t" if down < 0 else "b")  # type: ignore[assignment]
    usual = {"r": (away, 0.0), "l": (-away, 0.0), "t": (0.0, -away - half), "b": (0.0, away + half)}[side]
    shift = across - usual[0], down - usual[1]
    if max(map(abs, shift)) < _NEAR * scale:
        shift = 0.0, 0.0
    return Label(lines, tone, "<b>" in note["text"], side, shift, far)


def words(text: str) -> list[str]:
    """Plotly's small HTML as lines of plain text."""
    return [html.unescape(re.sub("<[^>]*>", "", part)).strip() for part in text.split("<br>")]


def legend(lines: Sequence[str], colours: Palette, width: float) -> tuple[Legend, ...]:
    """The screen's legend in lines of at most `width` px, each sign in the colour of its mark."""
    rows: list[list[tuple[str, str]]] = [[]]
    used = 0.0
    for item in (item for line_ in lines for item in line_.split(_APART)):
        pieces = _pieces(item, colours)
        wide = sum(text_width(text) for text, _ in pieces) + text_width(_APART)
        if rows[-1] and used + wide > width - _SPARE:
            rows.append([])
            used = 0.0
        rows[-1] += [(_APART, colours.second), *pieces] if rows[-1] else pieces
        used += wide
    return tuple(Legend(tuple(row)) for row in rows if row)


def _pieces(item: str, colours: Palette) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    at = 0
    for match in _SPAN.finditer(item):
        pieces += [(html.unescape(item[at : match.start()]), colours.second)] * (match.start() > at)
        pieces.append((html.unescape(match[2]), match[1]))
        at = match.end()
    return pieces + [(html.unescape(item[at:]), colours.second)] * (at < len(item))


__all__ = ["NO_MARKER", "arrow", "colour", "label", "legend", "line", "marker", "ring", "thread", "words"]

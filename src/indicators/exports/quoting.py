"""The picture of a single claim: the number large, below it the sentences that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from indicators.charts import words
from indicators.charts.marks import Json
from indicators.exports.evidence import Evidence
from indicators.exports.exhibit import Exhibit, drawn
from indicators.exports.order import Work
from indicators.look import SERIF, SIZES, Palette, palette

_SIZES = (20, 18, 16, 14)  # px of a quote
_WIDE = 600  # px that the largest of them needs
_LINE = 1.3
_INDENT = 16  # px from the rule to the quote
_GAP = 26  # px between number and quotes, and from quote to quote


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quote in lines of Plotly's HTML, and who says it in plain lines."""

    size: int
    lines: list[str]
    by: list[str]
    conflicting: bool

    @property
    def height(self) -> int:
        return round(self.size * _LINE * len(self.lines) + SIZES.label * _LINE * len(self.by) + 6)


def claim_with_quotes(
    work: Work, exhibit: Exhibit, room: tuple[int, int], dark: bool
) -> tuple[list[Json], Json]:
    """The chart of one number with the quotes behind it, as many as the room holds.

    Returns:
        Data and layout; the layout is as high as what is drawn, not as the room.
    """
    colours = palette(dark)
    width, height = room
    shown = [each for each in exhibit.evidence if each.quote]
    quotes: list[_Quote] = []
    for size in _SIZES if width >= _WIDE else _SIZES[1:]:
        quotes = [_quote(each, size, width, colours) for each in shown]
        panel = drawn(work.catalogue, exhibit, work.today, (width, height - sum(map(_taken, quotes))), dark)
        used = int(panel.layout["height"])
        if used + sum(map(_taken, quotes)) <= height:
            break
    while quotes and used + sum(map(_taken, quotes)) > height:
        quotes.pop()
    annotations, shapes = list(panel.layout["annotations"]), []
    top = used
    for quote in quotes:
        top += _GAP
        annotations += _texts(quote, top - used, colours)
        shapes.append(_rule(quote, top - used, colours))
        top += quote.height
    layout = panel.layout | {"height": top, "annotations": annotations, "shapes": shapes}
    return panel.data, layout | {"margin": panel.layout["margin"] | {"b": top - used}}


def _taken(quote: _Quote) -> int:
    return quote.height + _GAP


def _quote(each: Evidence, size: int, width: int, colours: Palette) -> _Quote:
    assert each.quote is not None  # noqa: S101 - the caller asked
    before, number, after = each.quote
    text, start = f"“{before}{number}{after}”", 1 + len(before)
    lines = words.wrapped(text, (width - _INDENT) / 1.03, size)
    marked = _marked(text, lines, (start, start + len(number)), colours)
    return _Quote(size, marked, words.wrapped(f"—— {each.by}", width - _INDENT), each.mark == "conflicting")


def _marked(text: str, lines: list[str], marked: tuple[int, int], colours: Palette) -> list[str]:
    """The lines of a wrapped text with one stretch of it in bold."""
    found, at = [], 0
    for line in lines:
        at = text.index(line[:1], at)
        first, last = (min(max(end - at, 0), len(line)) for end in marked)
        bold = f'<b><span style="color:{colours.ink}">{words.plain(line[first:last])}</span></b>'
        parts = line[:first], bold if first < last else "", line[last:]
        found.append(_kept(parts[0]) + parts[1] + _kept(parts[2]))
        at += len(line)
    return found


def _kept(text: str) -> str:
    """Text made harmless with the blanks at its ends."""
    ends = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if text.strip() else ""
    return f"{' ' if ends[0] else ''}{words.plain(text)}{' ' if ends[1] else ''}"


def _texts(quote: _Quote, below: int, colours: Palette) -> list[Json]:
    """The quote and who says it, so many px below the number's area."""
    at: dict[str, Any] = {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
    }
    at |= {"align": "left", "xshift": _INDENT}
    serif = {"family": SERIF, "size": quote.size, "color": colours.second, "shadow": "none"}
    small = {"size": SIZES.label, "color": colours.second, "shadow": "none"}
    under = below + round(quote.size * _LINE * len(quote.lines)) + 6
    return [
        at | {"yshift": -below, "text": "<br>".join(quote.lines), "font": serif, "name": "quote"},
        at | {"yshift": -under, "text": "<br>".join(map(words.plain, quote.by)), "font": small, "name": "by"},
    ]


def _rule(quote: _Quote, below: int, colours: Palette) -> Json:
    place = {"xref": "paper", "yref": "paper", "xanchor": 0, "yanchor": 0}
    place |= {"xsizemode": "pixel", "ysizemode": "pixel"}
    tone = colours.conflict if quote.conflicting else colours.accent
    ends = {"x0": 1, "x1": 1, "y0": -below - 1, "y1": -below - quote.height}
    return {"type": "line", **place, **ends, "line": {"color": tone, "width": 2}, "name": "quote"}

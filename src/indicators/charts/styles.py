"""How the lines of a chart are told apart: shade, dash and shape of the mark, each enough by itself in grey print."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.look import MARKS

MOST = 6  # lines in a panel that an eye can follow
MOST_BARS = 4  # bars beside each other


@dataclass(frozen=True, slots=True)
class Style:
    """One line: the names of its colour and its bars' in the palette, dash, Plotly's name of the mark, size and line width in px."""

    colour: str
    fill: str
    dash: str
    symbol: str
    size: float
    width: float


_STYLES = (
    Style("accent", "accent", "solid", "circle", MARKS.dot, MARKS.line),
    Style("third", "third", "6px,4px", "square", MARKS.square, MARKS.context_line),
    Style("second", "second", "12px,4px", "triangle-up", MARKS.dot, MARKS.context_line),
    Style("third", "hairline", "9px,3px,2px,3px", "cross", MARKS.dot, MARKS.context_line),
    Style("second", "second", "3px,3px", "hexagon", MARKS.square + 1, MARKS.context_line),
    Style("third", "third", "2px,2px,8px,2px", "hourglass", MARKS.dot, MARKS.context_line),
)


def style(track: int) -> Style:
    """The style of the n-th track; after the sixth they come again."""
    return _STYLES[track % MOST if track < MOST else 1 + (track - 1) % (MOST - 1)]

"""The sentences that say what a slide shows, with the number in them marked."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.exports.evidence import Evidence
from indicators.exports.slides import fitting
from indicators.exports.slides.pages import Deck, leading
from indicators.exports.slides.shapes import Rect, Shapes
from indicators.exports.slides.text import Run, Style, paragraph
from indicators.look import SLIDES

_RULE = 14.0  # pt from the rule beside a quote to its text
_WIDEST = 820.0  # pt of a quote: longer lines are hard to read
_BETWEEN = 16.0


def put_quotes(
    deck: Deck, shapes: Shapes, shown: Sequence[Evidence], room: Rect, size: float = SLIDES.body
) -> None:
    """As many sentences as there is room for, each with who says it; `size` is that of their text in pt."""
    top = room.top
    for each in shown:
        before, number, after = each.quote or ("", "", "")
        width = min(room.width, _WIDEST) - _RULE
        style, by = Style(deck.lang, deck.fonts, size, deck.colours.second), deck.small
        high = fitting.height(f"“{before}{number}{after}”", width, size) + 4
        high += fitting.height(f"—— {each.by}", width, SLIDES.least)
        if top + high > room.bottom:
            return
        marked = Run(number, style.but(bold=True, colour=deck.colours.ink))
        inner = paragraph([Run(f"“{before}", style), marked, Run(f"{after}”", style)], leading=leading(style))
        inner += paragraph([Run(f"—— {each.by}", by)], before=4, leading=leading(by))
        colour = {"conflicting": deck.colours.conflict, "target": deck.colours.target}.get(
            each.mark, deck.colours.accent
        )
        shapes.line("Rule", Rect(room.left, top, 0, high), colour, 2)
        shapes.text("Quote", Rect(room.left + _RULE, top, width, high), inner)
        top += high + _BETWEEN

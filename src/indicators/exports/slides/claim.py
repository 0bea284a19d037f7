"""One number set as type: hedge in the accent colour, number, unit; what it is about; what others say; the sentence behind it."""

from __future__ import annotations

from indicators.charts.labels import text_width
from indicators.exports.evidence import Evidence
from indicators.exports.exhibit import Exhibit
from indicators.exports.slides import fitting, notes, pages
from indicators.exports.slides.pages import Deck
from indicators.exports.slides.quotes import put_quotes
from indicators.exports.slides.shapes import Rect, Shapes
from indicators.exports.slides.text import Run, Style, paragraph
from indicators.look import SLIDES
from indicators.wording import Said, tr

_LARGEST, _LEAST = 120.0, 34.0  # pt of the number
_BESIDE = ("agreeing", "conflicting")


def slide(deck: Deck, exhibit: Exhibit, number: int) -> Shapes:
    """A slide with one number as large as a chart, and the sentence that it comes from."""
    shapes = Shapes()
    room = pages.surroundings(deck, shapes, exhibit, number)
    _put(deck, shapes, exhibit, room)
    return shapes


def _put(deck: Deck, shapes: Shapes, exhibit: Exhibit, room: Rect) -> None:
    """The number and what stands under it, in the room."""
    if not exhibit.evidence:
        return
    shown = next((each for each in exhibit.evidence if each.mark not in _BESIDE), exhibit.evidence[0])
    others = [each for each in exhibit.evidence if each is not shown and each.mark in _BESIDE]
    said = shown.result or shown.said
    style = Style(deck.lang, deck.fonts, SLIDES.body, deck.colours.second)
    goal = tr("target", deck.lang) if shown.mark == "target" else ""
    size = _size(said, goal, room)
    small = style.but(size=max(SLIDES.body, round(size * 0.36)))
    pieces = [Run(f"{goal} ", small.but(colour=deck.colours.target_text))] if goal else []
    pieces += [Run(f"{said.hedge} ", small.but(colour=deck.colours.accent))] if said.hedge else []
    pieces.append(Run(said.number, style.but(size=size, colour=deck.colours.ink, bold=True)))
    pieces += [Run(f" {said.unit}", small.but(size=(small.size or 14) * 0.8))] if said.unit else []
    under = [(f"{shown.area} · {shown.period}", deck.colours.second), *_others(deck, others)]
    if shown.sum:
        under.insert(1, (shown.sum, deck.colours.second))
    text = style.but(size=20 if room.width >= SLIDES.wide else SLIDES.body)
    high = size * 1.25
    rest = sum(fitting.height(line, room.width, text.size or 14) for line, _ in under) + 8
    quotes = [each for each in (shown, *others) if each.quote]
    spare = room.height - high - rest
    top = room.top + max(0.0, min(spare * 0.12, 30.0))
    inner = paragraph(pieces) + "".join(
        paragraph([Run(line, text.but(colour=colour))], leading=pages.leading(text)) for line, colour in under
    )
    alt = f"{exhibit.panel.alt}\n{notes.receipt_line(exhibit)}"
    shapes.text("Claim", Rect(room.left, top, room.width, high + rest), inner, alt=alt)
    below = top + high + rest + 22
    size = 20 if room.width >= SLIDES.wide else SLIDES.body
    put_quotes(deck, shapes, quotes, Rect(room.left, below, room.width, room.bottom - below), size)


def _size(said: Said, goal: str, room: Rect) -> float:
    """The size at which hedge, number and unit stand in one line."""
    around = text_width(f"{goal}{said.hedge}{said.unit}    ", 0.36)
    size = room.width * 0.94 / (text_width(said.number, 1, bold=True) + around)
    return float(int(max(_LEAST, min(_LARGEST, size, room.height * 0.4))))


def _others(deck: Deck, others: list[Evidence]) -> list[tuple[str, str]]:
    """What other sources say, each value once."""
    found: dict[str, str] = {}
    for each in others:
        message = (
            "another source: {value}" if each.mark == "conflicting" else "another source, agreeing: {value}"
        )
        colour = deck.colours.conflict if each.mark == "conflicting" else deck.colours.second
        found.setdefault(tr(message, deck.lang, value=each.result or each.said), colour)
    return list(found.items())

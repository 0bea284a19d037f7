"""A slide with a native chart: caption over it, legend under it, and the sentences behind it where a narrow chart leaves room."""

from __future__ import annotations

from indicators.exports.exhibit import Exhibit
from indicators.exports.slides import pages, plots
from indicators.exports.slides.notes import receipt_line
from indicators.exports.slides.pages import Deck
from indicators.exports.slides.plot import Plot
from indicators.exports.slides.quotes import put_quotes
from indicators.exports.slides.shapes import Rect, Shapes
from indicators.exports.slides.text import Run, paragraph
from indicators.wording import tr

_BESIDE = 200.0  # pt that quotes need beside a chart
_GAP = 36.0


def slide(deck: Deck, exhibit: Exhibit, number: int, relation: str) -> tuple[Shapes, Plot]:
    """The slide, whose chart part is related as `relation`, and the chart."""
    shapes = Shapes()
    room = pages.surroundings(deck, shapes, exhibit, number)
    work = deck.work
    plot = plots.plot(work.catalogue, exhibit, work.today, (room.width, room.height), deck.colours)
    top = room.top
    style = deck.small.but(size=plot.text)
    if plot.caption:
        high = plots.caption_height(plot)
        inner = "".join(paragraph([Run(line, style)], leading=pages.leading(style)) for line in plot.caption)
        shapes.text("Caption", Rect(room.left, top, room.width, high), inner)
        top += high
    frame = Rect(room.left, top, *plot.size)
    holder = next((each for each in deck.layout.content if each.kind in ("chart", "obj")), None)
    alt = f"{exhibit.panel.alt}\n{receipt_line(exhibit)}"
    shapes.chart(tr("Chart", deck.lang), frame, relation, alt, holder.attributes if holder else "")
    beside = Rect(frame.right + _GAP, top + 12, room.right - frame.right - _GAP, room.bottom - top - 12)
    width = room.width
    if beside.width >= _BESIDE:
        put_quotes(deck, shapes, [each for each in exhibit.evidence if each.quote], beside)
        width = frame.width
    if plot.legend:
        lines = [
            paragraph(
                [Run(text, style.but(colour=colour)) for text, colour in line.pieces],
                leading=pages.leading(style),
            )
            for line in plot.legend
        ]
        place = Rect(room.left, frame.bottom, width, plots.legend_height(plot))
        shapes.text("Legend", place, "".join(lines))
    return shapes, plot

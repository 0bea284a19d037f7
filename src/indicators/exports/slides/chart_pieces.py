"""The small pieces of a chart as DrawingML: lines, marks, columns, the cells that are cached."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.exports.slides.plot import Marker, Spot, Stroke, number
from indicators.exports.slides.text import Style, clean, emu, escaped, fill, properties
from indicators.exports.table import harmless


def stroke(line: Stroke, head: bool = False) -> str:
    """A line; with an open arrow head at its end where wanted."""
    dash = "" if line.dash == "solid" else f'<a:prstDash val="{line.dash}"/>'
    cap = ' cap="rnd"' if line.dash in ("solid", "sysDot") else ""
    tip = '<a:tailEnd type="arrow" w="med" len="med"/>' if head else ""
    return f'<a:ln w="{emu(line.width)}"{cap}>{fill(line.colour, line.alpha)}{dash}<a:round/>{tip}</a:ln>'


def marker(marker: Marker | None) -> str:
    """A mark; none where it has no symbol."""
    if marker is None or marker.symbol == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    inside = fill(marker.fill, 0 if marker.clear else 1) if marker.fill else "<a:noFill/>"
    line = stroke(marker.line) if marker.line else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<c:marker><c:symbol val="{marker.symbol}"/><c:size val="{min(72, max(2, round(marker.size)))}"/>'
        f"<c:spPr>{inside}{line}</c:spPr></c:marker>"
    )


def bar(spot: Spot) -> str:
    """How one column is filled and outlined."""
    inside = fill(spot.fill) if spot.fill else "<a:noFill/>"
    return f"<c:spPr>{inside}{stroke(spot.edge) if spot.edge else '<a:ln><a:noFill/></a:ln>'}</c:spPr>"


def text_properties(style: Style) -> str:
    """The look of the texts of an axis or of the whole chart."""
    look = properties(style, "a:defRPr")
    return f'<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'


def texts(texts: Sequence[str]) -> str:
    """Words as they are cached in the chart."""
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{escaped(harmless(clean(text)))}</c:v></c:pt>' for i, text in enumerate(texts)
    )
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def numbers(where: str, values: Sequence[float | None]) -> str:
    """A reference to cells with the numbers that stand there; what is None is an empty cell."""
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{number(value)!r}</c:v></c:pt>'
        for i, value in enumerate(values)
        if value is not None
    )
    cache = f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache>'
    return f"<c:numRef><c:f>{where}</c:f>{cache}</c:numRef>"

"""Where the texts of a Plotly figure stand, in px from its upper left corner, without drawing it.

Plotly's rules for annotations (https://plotly.com/javascript/reference/layout/annotations/): the place is that of the point or of
the paper, shifted; a text with an arrow stands at the arrow's tail; lines are 1.3 times as high as their letters. Widths are
those that the charts are laid out with (`charts.labels.text_width`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

from indicators.charts.labels import Box, text_width
from indicators.charts.marks import Json

LINE = 1.3
_STANDOFF = 4.0  # px from the plot area to the labels of an axis
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SIZE = re.compile(r"font-size:\s*([0-9.]+)px")
_COLOUR = re.compile(r"color:\s*(#[0-9a-fA-F]{6}|rgba?\([^)]*\))")
_ANCHOR = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look."""

    text: str
    size: float
    colour: str
    bold: bool

    @property
    def width(self) -> float:
        """Its width in px."""
        return text_width(self.text, self.size, self.bold)


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the figure: the name of its annotation, its lines in runs with the box of each, the colour behind it."""

    name: str
    lines: tuple[tuple[Run, ...], ...]
    boxes: tuple[Box, ...]
    ground: str

    @property
    def box(self) -> Box:
        """What holds all lines."""
        lefts, tops, rights, bottoms = zip(
            *((b.left, b.top, b.right, b.bottom) for b in self.boxes), strict=True
        )
        return Box(min(lefts), min(tops), max(rights), max(bottoms))

    @property
    def words(self) -> str:
        """The letters on one line."""
        return "".join(run.text for line in self.lines for run in line)

    @property
    def runs(self) -> list[Run]:
        """All runs that print anything."""
        return [run for line in self.lines for run in line if run.text.strip()]


@dataclass(frozen=True, slots=True)
class Ground:
    """A figure's size and the plot area in it, in px."""

    width: float
    height: float
    plot: Box

    @property
    def whole(self) -> Box:
        """The figure."""
        return Box(0, 0, self.width, self.height)


def ground(layout: Json) -> Ground:
    """The measures of a figure with a width, a height and margins."""
    width, height, margin = float(layout["width"]), float(layout["height"]), layout["margin"]
    plot = Box(margin["l"], margin["t"], width - margin["r"], height - margin["b"])
    return Ground(width, height, plot)


def texts(layout: Json) -> list[Text]:
    """Every text of a figure, the labels of its axes too; those of hovering are not in it."""
    there = ground(layout)
    usual: Json = layout["template"]["layout"]
    found = [_annotation(each, layout, there, usual) for each in layout.get("annotations", ())]
    return [*found, *_ticks(layout, there, usual)]


def _annotation(each: Json, layout: Json, there: Ground, usual: Json) -> Text:
    plain = usual["annotationdefaults"]
    font: Json = usual["font"] | plain["font"] | each.get("font", {})
    bold = int(font.get("weight", 400)) >= 600
    lines = _parsed(each["text"], Run("", float(font["size"]), font["color"], bold))
    x = _place(each, "x", layout, there) + each.get("xshift", 0)
    y = _place(each, "y", layout, there) - each.get("yshift", 0)
    if each.get("showarrow", plain.get("showarrow", True)):
        x, y = x + each.get("ax", 0), y + each.get("ay", 0)
    xanchor, yanchor = each.get("xanchor", "center"), each.get("yanchor", plain.get("yanchor", "middle"))
    behind = each.get("bgcolor") or usual["paper_bgcolor"]
    ink = _ink(lines, x, y, (_ANCHOR[xanchor], _ANCHOR[yanchor]), each.get("align", "center"))
    return Text(each.get("name", ""), lines, ink, behind)


def _ink(
    lines: Sequence[Sequence[Run]], x: float, y: float, anchor: tuple[float, float], align: str
) -> tuple[Box, ...]:
    """The box of each line's letters, without the leading between lines."""
    widths = [sum(run.width for run in line) for line in lines]
    sizes = [max((run.size for run in line), default=0.0) for line in lines]
    left = x - anchor[0] * max(widths)
    top = y - anchor[1] * sum(sizes) * LINE
    found = []
    for width, size in zip(widths, sizes, strict=True):
        start = left + _ANCHOR[align] * (max(widths) - width)
        leading = size * (LINE - 1) / 2
        found.append(Box(start, top + leading, start + width, top + leading + size))
        top += size * LINE
    return tuple(found)


def _place(each: Json, axis: str, layout: Json, there: Ground) -> float:
    low, high = (there.plot.left, there.plot.right) if axis == "x" else (there.plot.bottom, there.plot.top)
    value = each.get(axis, 0.5)
    share = (
        float(value) if each.get(f"{axis}ref") == "paper" else _share(value, layout[f"{axis}axis"]["range"])
    )
    return low + share * (high - low)


def _share(value: Any, ends: Sequence[Any]) -> float:
    """How far along an axis a value stands."""
    at, low, high = (_number(each) for each in (value, *ends))
    return (at - low) / (high - low)


def _number(value: Any) -> float:
    if isinstance(value, str) and _DAY.match(value):
        return float(date.fromisoformat(value[:10]).toordinal())
    return float(value)


def _ticks(layout: Json, there: Ground, usual: Json) -> Iterator[Text]:
    """The labels of both axes, where the charts write them themselves."""
    plot = there.plot
    for name, across in (("xaxis", False), ("yaxis", True)):
        axis: Json = usual[name] | layout.get(name, {})
        if not axis.get("visible", True) or not axis.get("showticklabels", True):
            continue
        font = axis["tickfont"]
        for value, text in zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=False):
            lines = _parsed(str(text), Run("", float(font["size"]), font["color"], False))
            share = _share(value, axis["range"])
            if across:
                at = plot.left - _STANDOFF, plot.bottom + share * (plot.top - plot.bottom)
                ink = _ink(lines, *at, (1.0, 0.5), "right")
            else:
                at = plot.left + share * (plot.right - plot.left), plot.bottom + _STANDOFF
                ink = _ink(lines, *at, (0.5, 0.0), "center")
            yield Text("tick", lines, ink, usual["paper_bgcolor"])


# ------------------------------------------------------------------------------------------------ Plotly's small HTML


class _Reader(HTMLParser):
    """Reads `<b>`, `<span style>` and `<br>`; other tags change nothing."""

    def __init__(self, start: Run) -> None:
        super().__init__(convert_charrefs=True)
        self.looks = [("", start)]
        self.lines: list[list[Run]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.lines.append([])
            return
        look = self.looks[-1][1]
        if tag == "b":
            look = replace(look, bold=True)
        style = dict(attrs).get("style") or ""
        if size := _SIZE.search(style):
            look = replace(look, size=float(size[1]))
        if colour := _COLOUR.search(style):
            look = replace(look, colour=colour[1])
        self.looks.append((tag, look))

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _ in self.looks[1:]]:
            while self.looks.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.lines[-1].append(replace(self.looks[-1][1], text=data))


def _parsed(text: str, start: Run) -> tuple[tuple[Run, ...], ...]:
    reader = _Reader(start)
    reader.feed(text)
    reader.close()
    return tuple(tuple(line) for line in reader.lines)

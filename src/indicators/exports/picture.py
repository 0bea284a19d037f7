"""A picture of an exhibit: a whole Plotly figure of a given size with sentence, chart, notes, source line and receipt.

It is plain data: a browser on the server, a reader's own browser and a test see the same. Nothing in it is smaller than the
smallest label, and nothing that belongs to it can be switched off.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from indicators.charts import View, words
from indicators.charts.marks import Json
from indicators.exports import quoting
from indicators.exports.exhibit import Exhibit, drawn
from indicators.exports.frame import ABOVE_FOOT, LINE, NARROW, TITLES, Frame, framed
from indicators.exports.order import Work
from indicators.look import MARKS, SANS, SIZES, Palette, palette

_HIGHER = 0.4  # of the room left over: what stands above a number


@dataclass(frozen=True, slots=True)
class Picture:
    """A complete figure: Plotly's data and layout, its size in px (points on paper), and the pixels of a picture to each of them."""

    data: list[Json]
    layout: Json
    width: int
    height: int
    scale: float

    def to_json(self) -> str:
        """`data` and `layout` as JSON text."""
        return json.dumps(
            {"data": self.data, "layout": self.layout}, ensure_ascii=False, separators=(",", ":")
        )


def picture(work: Work, exhibit: Exhibit, dark: bool = False, size: tuple[int, int] | None = None) -> Picture:
    """An exhibit as a whole figure.

    Args:
        work: the order; its size is the picture's.
        exhibit: one of its exhibits.
        dark: the dark palette.
        size: another width and height in px, for a page of a brief.

    Returns:
        The figure. It is as high as wanted, or higher where the chart has more to say than fits.
    """
    width, height = size or (work.size.width, work.size.height)
    shown = _narrowed(exhibit, width)
    for largest in TITLES:  # a smaller sentence, where the chart needs the room
        frame = framed(exhibit, width, height, largest)
        data, layout = _chart(work, shown, frame.room, dark)
        if frame.head + layout["height"] + frame.foot <= height:
            break
    return _whole(
        frame,
        data,
        {**layout, **_type(exhibit)},
        palette(dark),
        work.size.scale,
        claim=exhibit.panel.shape == "claim",
    )


def _chart(work: Work, exhibit: Exhibit, room: tuple[int, int], dark: bool) -> tuple[list[Json], Json]:
    if exhibit.panel.shape == "claim":
        return quoting.claim_with_quotes(work, exhibit, room, dark)
    panel = drawn(work.catalogue, exhibit, work.today, room, dark)
    return panel.data, panel.layout


def bare(work: Work, exhibit: Exhibit, room: tuple[int, int], dark: bool = False) -> Picture:
    """An exhibit's chart alone, without sentence and source line, for a page that has them as text.

    Args:
        work: the order.
        exhibit: one of its exhibits.
        room: width and height in px; what needs less is lower, what needs more is higher.
        dark: the dark palette.
    """
    panel = drawn(work.catalogue, _narrowed(exhibit, room[0]), work.today, room, dark)
    height = int(panel.layout["height"])
    layout = {**panel.layout, "width": room[0], "autosize": False, **_type(exhibit)}
    return Picture(panel.data, layout, room[0], height, work.size.scale)


def _narrowed(exhibit: Exhibit, width: int) -> Exhibit:
    """The exhibit as for a telephone where the picture is no wider than one."""
    narrow = width < NARROW and isinstance(exhibit.subject, View)
    return replace(exhibit, subject=replace(exhibit.subject, narrow=True)) if narrow else exhibit


def _type(exhibit: Exhibit) -> Json:
    """The type of a picture where it is not the template's: English takes its quotation marks from a Latin font."""
    return {"font": {"family": f'"quotes", {SANS}'}} if exhibit.lang == "en" else {}


def _whole(
    frame: Frame, data: list[Json], layout: Json, colours: Palette, scale: float, *, claim: bool
) -> Picture:
    """The chart with its margins widened by what stands around it: the plot area keeps its px, so nothing in it moves."""
    inside = layout["margin"]
    chart = int(layout["height"])
    height = max(frame.height, frame.head + chart + frame.foot)
    spare = height - frame.head - chart - frame.foot
    above = (
        round(spare * _HIGHER) if claim else 0
    )  # a number stands in the middle, a chart under its sentence
    edges = {
        "l": frame.margin + inside["l"],
        "r": frame.margin + inside["r"],
        "t": frame.head + above + inside["t"],
        "b": frame.foot + spare - above + inside["b"],
    }
    around = _Around(edges, frame, colours, height)
    return Picture(
        data,
        {
            **layout,
            "width": frame.width,
            "height": height,
            "autosize": False,
            "margin": {**edges, "pad": 0, "autoexpand": False},
            "annotations": [*layout.get("annotations", ()), *around.head(), *around.foot()],
            "shapes": [*layout.get("shapes", ()), around.rule()],
        },
        frame.width,
        height,
        scale,
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """Texts at places of the whole picture, told to Plotly as distances from the plot area's corners."""

    edges: dict[str, int]
    frame: Frame
    colours: Palette
    height: int

    def text(self, lines: Sequence[str], top: float, font: Json, *, right: bool = False, name: str) -> Json:
        """Lines of text, `top` px below the picture's upper edge, at its left or right margin."""
        side = self.frame.margin
        return {
            "xref": "paper",
            "yref": "paper",
            "x": 1 if right else 0,
            "y": 1,
            "xanchor": "right" if right else "left",
            "yanchor": "top",
            "align": "right" if right else "left",
            "xshift": self.edges["r"] - side if right else side - self.edges["l"],
            "yshift": self.edges["t"] - round(top),
            "text": "<br>".join(map(words.plain, lines)),
            "font": {"shadow": "none", **font},
            "name": name,
        }

    def head(self) -> list[Json]:
        """The sentence."""
        size, lines = self.frame.title
        font = {"family": self.frame.serif, "size": size, "weight": 600, "color": self.colours.ink}
        return [self.text(lines, self.frame.margin - size * 0.15, font, name="sentence")]

    def foot(self) -> list[Json]:
        """Notes, source line, receipt."""
        frame, line = self.frame, SIZES.label * LINE
        font = {"size": SIZES.label, "color": self.colours.second}
        top = self.height - frame.margin + 4 - line * len(frame.foot_lines)
        blocks = [("notes", frame.notes), ("source", frame.source), ("receipt", [frame.receipt])]
        notes = []
        for name, lines in blocks:
            beside = name == "receipt" and frame.beside
            if lines:
                at = top - line if beside else top
                notes.append(self.text(lines, at, font, right=beside, name=name))
                top += line * len(lines)
        return notes

    def rule(self) -> Json:
        """The hairline over the foot."""
        frame = self.frame
        up = (
            self.edges["b"]
            - (frame.margin - 4 + round(SIZES.label * LINE * len(frame.foot_lines)))
            - ABOVE_FOOT
        )
        place: dict[str, Any] = {"xref": "paper", "yref": "paper", "xanchor": 0, "yanchor": 0}
        place |= {"xsizemode": "pixel", "ysizemode": "pixel"}
        left = frame.margin - self.edges["l"]
        ends = {"x0": left, "x1": left + frame.inner, "y0": -up, "y1": -up}
        line = {"color": self.colours.hairline, "width": MARKS.hairline}
        return {"type": "line", **place, **ends, "line": line, "layer": "below", "name": "rule"}

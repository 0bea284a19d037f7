"""Marks as Plotly traces, shapes and arrows: one trace a kind of mark, every point with its evidence id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from indicators.charts import words
from indicators.charts.scene import Mark, Point, Scene, Segment, iso
from indicators.charts.view import View, evidence_id
from indicators.look import MARKS, Palette
from indicators.model import Catalogue

Json = dict[str, Any]
#: dash patterns of the first, second, third… area compared with
DASHES = ("6px,4px", "12px,4px", "9px,3px,2px,3px", "3px,3px")
_DRAWN: tuple[Mark, ...] = ("agreeing", "conflicting", "target", "derived", "bound", "about", "printed")


def lines(scene: Scene, colours: Palette) -> list[Json]:
    """The connections: for each area a trace of lines and one of threads over years without data."""
    traces = []
    for area in range(len(scene.areas)):
        for thread in (False, True):
            segments = [s for s in scene.segments if s.first.area == area and s.thread == thread]
            if segments:
                traces.append(_line(segments, area, thread, colours))
    return traces


def _line(segments: Sequence[Segment], area: int, thread: bool, colours: Palette) -> Json:
    x: list[str | None] = []
    y: list[float | None] = []
    for segment in segments:
        x += [iso(segment.first.x), iso(segment.last.x), None]
        y += [segment.first.y, segment.last.y, None]
    width = MARKS.gap_line if thread else MARKS.context_line if area else MARKS.line
    dash = "1.5px,4.5px" if thread else DASHES[(area - 1) % len(DASHES)] if area else "solid"
    return {
        "type": "scatter",
        "mode": "lines",
        "name": f"{'thread' if thread else 'line'} {area}",
        "x": x[:-1],
        "y": y[:-1],
        "line": {"color": colours.third if area else colours.accent, "width": width, "dash": dash},
        "hoverinfo": "skip",
    }


def points(scene: Scene, catalogue: Catalogue, view: View, colours: Palette) -> list[Json]:
    """A trace for every kind of mark present; compared areas first, so that the main area lies on top."""
    traces = []
    for main in (False, True):
        for mark in _DRAWN:
            found = [p for p in scene.points if p.mark == mark and (p.area == 0) == main]
            if found:
                traces.append(_trace(found, catalogue, view, colours))
    return traces


def _trace(found: Sequence[Point], catalogue: Catalogue, view: View, colours: Palette) -> Json:
    mark, main = found[0].mark, found[0].area == 0
    return {
        "type": "scatter",
        "mode": "markers",
        "name": mark if main else f"{mark} compared",
        "x": [iso(point.x) for point in found],
        "y": [point.y for point in found],
        "marker": _set_off(marker(mark, main, colours), found, colours),
        "customdata": [[evidence_id(point.claim)] for point in found],
        "hovertext": [words.hover(point, catalogue, view.lang) for point in found],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "unselected": {"marker": {"opacity": 0 if mark in ("agreeing", "conflicting") else 1}},
    }


def marker(mark: Mark, main: bool, colours: Palette) -> Json:
    """The marker of one kind of mark. Rings are shapes (a marker's outline cannot be dotted); their marker only takes clicks."""
    colour = colours.accent if main else colours.third
    hollow = {"color": colours.card, "line": {"color": colour, "width": MARKS.outline}}
    shape = {"symbol": "circle", "size": MARKS.dot} if main else {"symbol": "square", "size": MARKS.square}
    match mark:
        case "agreeing" | "conflicting":
            return {"symbol": "circle", "size": MARKS.ring, "color": colours.conflict, "opacity": 0}
        case "target":
            tone = colours.target if main else colours.third
            size = MARKS.diamond if main else MARKS.dot
            return hollow | {
                "symbol": "diamond",
                "size": size,
                "line": {"color": tone, "width": MARKS.outline},
            }
        case "bound" | "derived":
            return shape | hollow
        case _:
            return shape | {"color": colour}


def _set_off(style: Json, found: Sequence[Point], colours: Palette) -> Json:
    """Filled dots of ranges get a rim of the card's colour, so that no line seems to run into them."""
    if "line" in style or "opacity" in style or not any(point.span for point in found):
        return style
    rims = [3 if point.span else 0 for point in found]
    sizes = [style["size"] + rim for rim in rims]
    return style | {"size": sizes, "line": {"color": colours.card, "width": rims}, "opacity": 1}


def shapes(scene: Scene, colours: Palette, rank: bool) -> list[Json]:
    """Bars over the time a range covers, soft rings, dotted rings, arrows of bounds, hairlines of breaks."""
    drawn = [_bar(point, colours) for point in scene.points if point.span]
    drawn += [_halo(point, colours) for point in scene.points if point.mark == "about"]
    rings = {(p.x, p.y, p.mark): p for p in scene.points if p.mark in ("agreeing", "conflicting")}
    drawn += [_ring(point, colours) for point in rings.values()]
    drawn += [_arrow(point, colours, rank) for point in with_arrow(scene.points)]
    drawn += [
        {
            "type": "line",
            "x0": iso(x),
            "x1": iso(x),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": colours.third, "width": MARKS.hairline},
            "layer": "below",
            "name": "break",
        }
        for x, _ in scene.breaks
    ]
    return drawn


def _bar(point: Point, colours: Palette) -> Json:
    assert point.span is not None  # noqa: S101 - the caller asked
    colour = colours.third if point.area else colours.target if point.mark == "target" else colours.accent
    line = {"color": colour, "width": MARKS.line}
    ends = {"x0": iso(point.span[0]), "x1": iso(point.span[1]), "y0": point.y, "y1": point.y}
    return {"type": "line", **ends, "line": line, "opacity": 0.4, "layer": "between", "name": "span"}


def _halo(point: Point, colours: Palette) -> Json:
    colour = colours.third if point.area else colours.accent
    return _circle(point, MARKS.halo) | {
        "fillcolor": colour,
        "line": {"width": 0},
        "opacity": 0.25,
        "layer": "between",
        "name": "about",
    }


def _ring(point: Point, colours: Palette) -> Json:
    colour = colours.conflict if point.mark == "conflicting" else colours.second
    line = {"color": colour, "width": MARKS.outline, "dash": "1.5px,2.5px"}
    size = MARKS.ring + (5 if point.claim.kind == "target" else 0)
    return _circle(point, size) | {"line": line, "name": point.mark}


def _circle(point: Point, size: float) -> Json:
    half = size / 2
    return {"type": "circle", **_at(point), "x0": -half, "x1": half, "y0": -half, "y1": half}


def _at(point: Point) -> Json:
    return {"xanchor": iso(point.x), "yanchor": point.y, "xsizemode": "pixel", "ysizemode": "pixel"}


def with_arrow(found: Iterable[Point]) -> list[Point]:
    """The points that carry an arrow: bounds shown, and bounds that conflict with what is shown."""
    return [p for p in found if p.towards and p.mark in ("bound", "derived", "conflicting")]


def _arrow(point: Point, colours: Palette, rank: bool) -> Json:
    """A stem and an open head in px, away from the mark, of one length whatever the scale."""
    colour = colours.third if point.area else colours.accent
    if point.mark == "conflicting":
        colour = colours.conflict
    way = direction(point, rank)
    size = MARKS.square if point.area else MARKS.ring if point.mark == "conflicting" else MARKS.dot
    start = way * size / 2
    tip = start + way * MARKS.arrow
    barb = tip - way * MARKS.barb
    path = f"M0,{start:g}L0,{tip:g}M{-MARKS.barb:g},{barb:g}L0,{tip:g}L{MARKS.barb:g},{barb:g}"
    line = {"color": colour, "width": MARKS.outline}
    return {"type": "path", **_at(point), "path": path, "line": line, "name": "arrow"}


def direction(point: Point, rank: bool) -> int:
    """Which way the truth lies on the page: 1 up, −1 down, 0 nowhere. Ranks run downwards."""
    return -point.towards if rank else point.towards

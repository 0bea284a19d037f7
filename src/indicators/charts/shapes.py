"""The parts of marks that no Plotly marker has, as shapes: soft and dotted rings, arrows, spans of time; and hairlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators.charts.marks import RINGS, Json, Place, upright
from indicators.charts.scene import Point, Scene, iso
from indicators.charts.styles import style
from indicators.look import MARKS, Palette


def shapes(scene: Scene, colours: Palette, rank: bool) -> list[Json]:
    """Bars over the time a range covers, the parts of marks, hairlines of breaks and events."""
    drawn = [_bar(point, colours) for point in scene.points if point.span]
    drawn += marks(scene.points, colours, rank=rank, bars=scene.shape == "bar")
    hairlines = [("break", line, "solid") for line in scene.breaks]
    hairlines += [("event", line, "2px,3px") for line in scene.events]
    drawn += [
        {
            "type": "line",
            "x0": iso(line.x),
            "x1": iso(line.x),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": colours.third, "width": MARKS.hairline, "dash": dash},
            "layer": "below",
            "opacity": 1 if name == "break" else 0.6,
            "name": name,
        }
        for name, line, dash in hairlines
    ]
    return drawn


def marks(
    found: Sequence[Point],
    colours: Palette,
    *,
    rank: bool = False,
    bars: bool = False,
    at: Place = upright,
) -> list[Json]:
    """The parts of marks that no Plotly marker has: soft rings, dotted rings, arrows.

    Args:
        found: the points.
        colours: the palette.
        rank: the value axis runs downwards.
        bars: the points are tops of bars.
        at: where they stand; arrows point to the right where values do.
    """
    drawn = [] if bars else [_halo(point, colours, at) for point in found if point.mark == "about"]
    rings = {(p.track, p.x, p.y, p.mark): p for p in found if p.mark in RINGS}
    ground = {"fillcolor": colours.card} if bars else {}
    drawn += [_ring(point, colours, at) | ground for point in rings.values()]
    for point in with_arrow(found):
        size = MARKS.ring if point.mark == "conflicting" else 0 if bars else style(point.track).size
        drawn.append(_arrow(point, colours, direction(point, rank), size / 2, at))
    return drawn


def tone(point: Point, colours: Palette) -> str:
    """The colour of a point's track."""
    colour: str = getattr(colours, style(point.track).colour)
    return colour


def _bar(point: Point, colours: Palette) -> Json:
    assert point.span is not None  # noqa: S101 - the caller asked
    colour = colours.target if point.mark == "target" and not point.track else tone(point, colours)
    line = {"color": colour, "width": MARKS.line}
    ends = {"x0": iso(point.span[0]), "x1": iso(point.span[1]), "y0": point.y, "y1": point.y}
    return {"type": "line", **ends, "line": line, "opacity": 0.4, "layer": "between", "name": "span"}


def _halo(point: Point, colours: Palette, at: Place) -> Json:
    return _circle(point, MARKS.halo, at) | {
        "fillcolor": tone(point, colours),
        "line": {"width": 0},
        "opacity": 0.25,
        "layer": "between",
        "name": "about",
    }


def _ring(point: Point, colours: Palette, at: Place) -> Json:
    colour = colours.conflict if point.mark == "conflicting" else colours.second
    line = {"color": colour, "width": MARKS.outline, "dash": "1.5px,2.5px"}
    size = MARKS.ring + (5 if point.claim.kind == "target" else 0)
    return _circle(point, size, at) | {"line": line, "name": point.mark}


def _circle(point: Point, size: float, at: Place) -> Json:
    half = size / 2
    return {"type": "circle", **_anchored(point, at), "x0": -half, "x1": half, "y0": -half, "y1": half}


def _anchored(point: Point, at: Place) -> Json:
    x, y = at(point)
    return {"xanchor": x, "yanchor": y, "xsizemode": "pixel", "ysizemode": "pixel"}


def with_arrow(found: Iterable[Point]) -> list[Point]:
    """The points that carry an arrow: bounds shown, and bounds that conflict with what is shown."""
    return [p for p in found if p.towards and p.mark in ("bound", "derived", "conflicting")]


def _arrow(point: Point, colours: Palette, way: int, edge: float, at: Place) -> Json:
    """A stem and an open head in px, away from the mark, of one length whatever the scale."""
    colour = colours.conflict if point.mark == "conflicting" else tone(point, colours)
    start, tip = way * edge, way * (edge + MARKS.arrow)
    back, barb = tip - way * MARKS.barb, MARKS.barb
    steps = [("M", 0, start), ("L", 0, tip), ("M", -barb, back), ("L", 0, tip), ("L", barb, back)]
    if at is not upright:
        steps = [(letter, along, across) for letter, across, along in steps]
    path = "".join(f"{letter}{x:g},{y:g}" for letter, x, y in steps)
    line = {"color": colour, "width": MARKS.outline}
    return {"type": "path", **_anchored(point, at), "path": path, "line": line, "name": "arrow"}


def direction(point: Point, rank: bool) -> int:
    """Which way the truth lies on the page: 1 up, −1 down, 0 nowhere. Ranks run downwards."""
    return -point.towards if rank else point.towards

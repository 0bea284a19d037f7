"""Bars over time: filled for a number as printed, open at the top for a bound, hollow for what is computed.

A bar stands over the middle of its period and starts at zero, always. A sum over part of a year or over several years gets no bar
beside full years, where it would look like one of them: it is left to the table, and the caption says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from indicators.charts import marks, shapes
from indicators.charts.marks import Json, evidence
from indicators.charts.scene import Point, Scene, iso
from indicators.charts.styles import style
from indicators.charts.view import View
from indicators.look import MARKS, Palette
from indicators.model import Catalogue

_YEAR = 365.0
_FILLED = 0.72  # of the room between two bars
_MOST, _FEWEST = 24, 8  # bars in the whole width: more would be sticks, fewer would be blocks
_DAY = 86_400_000  # ms, in which Plotly measures bars on a date axis


def side_by_side(scene: Scene) -> tuple[Scene, float]:
    """The scene with the bars of one time beside each other, and the width of a bar in days."""
    tall = barred(scene)
    times = sorted({point.x for point in tall})
    span = times[-1] - times[0] + _YEAR
    least = min((b - a for a, b in pairwise(times)), default=_YEAR)
    several = len(scene.tracks)
    width = min(max(least, span / _MOST), _YEAR, 2 * span / _FEWEST) * _FILLED / several
    width = min(width, span / _FEWEST)

    def moved(point: Point) -> Point:
        return replace(point, x=round(point.x + (point.track - (several - 1) / 2) * width))

    points = {id(point): moved(point) for point in scene.points}
    return replace(
        scene,
        points=tuple(points.values()),
        best=tuple(tuple(points[id(point)] for point in line) for line in scene.best),
        paths=tuple((points[id(first)], points[id(last)]) for first, last in scene.paths),
    ), width


def barred(scene: Scene) -> list[Point]:
    """The points that get a bar: the values shown for their cells."""
    return [point for line in scene.best for point in line]


def crowded(days: Sequence[int]) -> bool:
    """Whether bars at these days would be sticks."""
    times = sorted(set(days))
    least = min((b - a for a, b in pairwise(times)), default=_YEAR)
    return bool(times) and least < (times[-1] - times[0] + _YEAR) / _MOST


def traces(scene: Scene, catalogue: Catalogue, view: View, colours: Palette, width: float) -> list[Json]:
    """A trace of bars for each track, then the marks that are no bars and the paths to targets."""
    tall = barred(scene)
    drawn = []
    for n in range(len(scene.tracks)):
        found = [point for point in tall if point.track == n]
        if found:
            drawn.append(_bars(found, colours, width) | evidence(found, scene, catalogue, view))
    rest = {id(point) for point in tall}
    others = [point for point in scene.points if id(point) not in rest]
    return drawn + marks.paths(scene, colours) + marks.points(scene, catalogue, view, colours, others)


def _bars(found: Sequence[Point], colours: Palette, width: float) -> Json:
    track = found[0].track
    fill = getattr(colours, style(track).fill)
    edge = colours.third if style(track).fill == "hairline" else fill
    shades = {"printed": fill, "derived": colours.card, "bound": soft(edge, 0.14), "about": soft(edge, 0.5)}
    outlined = [point.mark in ("derived", "about") or edge != fill for point in found]
    return {
        "type": "bar",
        "name": "bars" if track == 0 else "bars compared",
        "x": [iso(point.x) for point in found],
        "y": [point.y for point in found],
        "width": round(width * _DAY),
        "marker": {
            "color": [shades.get(point.mark, fill) for point in found],
            "line": {"color": edge, "width": [MARKS.outline if line else 0 for line in outlined]},
        },
    }


def outlines(scene: Scene, colours: Palette, width: float) -> list[Json]:
    """The sides of bars that are bounds; the end where the truth lies beyond stays open."""
    return [
        {
            "type": "path",
            "path": _sides(point, width),
            "line": {"color": shapes.tone(point, colours), "width": MARKS.outline},
            "name": "open",
        }
        for point in barred(scene)
        if point.mark == "bound"
    ]


def _sides(point: Point, width: float) -> str:
    left, right = (iso(round(point.x + half)) for half in (-width / 2, width / 2))
    beyond = (point.towards > 0) == (point.y >= 0)
    lid = "M" if beyond else "L"
    return f"M{left},0L{left},{point.y:g}{lid}{right},{point.y:g}L{right},0"


def soft(colour: str, share: float) -> str:
    """A colour of the palette with so much of it over what lies below."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share:g})"

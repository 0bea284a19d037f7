"""A card's small chart as inline SVG: the same marks at a smaller size, coloured by the page's style sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from indicators.charts.scene import Point, Segment, scene
from indicators.charts.view import View
from indicators.look import MARKS
from indicators.model import Catalogue

WIDTH, HEIGHT = 248, 56
_SIDE, _TOP, _BOTTOM = 12, 17, 8

#: where a point stands in the picture
_At = Callable[[Point], tuple[float, float]]


def sparkline(catalogue: Catalogue, indicator: str, area: str, as_of: date | None = None) -> str | None:
    """An area's values and targets as `<svg>`: numbers and fixed class names only, nothing from the catalogue's text.

    Classes, which the style sheet has to colour (without it all is black): `spark` around `line` and `thread` (strokes),
    `dot` (filled), `hollow` and `arrow` (strokes), `halo` (filled, soft), `target`, `agreeing`, `conflicting` (strokes).
    The value axis runs from the least to the largest value, for shape only; nothing is joined that a chart would not join.

    Returns:
        The SVG, hidden from screen readers (the card says it all in words); None where there is not one point.

    Raises:
        KeyError: there is no such indicator.
    """
    record = catalogue.indicators[indicator]
    what = scene(catalogue, View((indicator,), (area,), as_of=as_of), record.unit_mult)
    if not what.points:
        return None
    days, values = [p.x for p in what.points], [p.y for p in what.points]
    first, last = min(days), max(days)
    low, high = min(values), max(values)
    rank = record.unit == "rank"

    def at(point: Point) -> tuple[float, float]:
        along = (point.x - first) / (last - first) if last > first else 0.0
        up = (point.y - low) / (high - low) if high > low else 0.5
        up = 1 - up if rank else up
        return _SIDE + along * (WIDTH - 2 * _SIDE), _TOP + (1 - up) * (HEIGHT - _TOP - _BOTTOM)

    parts = [
        _joined(name, [segment for segment in what.segments if segment.thread == thread], at)
        for name, thread in (("thread", True), ("line", False))
    ]
    rings = {(p.x, p.y, p.mark): p for p in what.points if p.mark in ("agreeing", "conflicting")}
    parts += [_mark(p, *at(p), rank) for p in rings.values()]
    parts += [_mark(p, *at(p), rank) for p in what.points if p.mark not in ("agreeing", "conflicting")]
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg class="spark" {size} aria-hidden="true" focusable="false">{"".join(parts)}</svg>'


def _joined(name: str, segments: list[Segment], at: _At) -> str:
    """All segments of one kind as one path; empty without any."""
    path, pen = "", None
    for segment in segments:
        if segment.first is not pen:
            path += "M" + _pair(*at(segment.first))
        path += "L" + _pair(*at(segment.last))
        pen = segment.last
    return f'<path class="{name}" d="{path}"/>' if path else ""


def _mark(point: Point, x: float, y: float, rank: bool) -> str:
    radius = MARKS.dot * MARKS.spark / 2
    match point.mark:
        case "target":
            half = MARKS.diamond * MARKS.spark / 2 + 1
            path = f"M{_pair(x, y - half)}l{half:g} {half:g}l{-half:g} {half:g}l{-half:g} {-half:g}z"
            return f'<path class="target" d="{path}"/>'
        case "agreeing" | "conflicting" as name:
            return _circle(name, x, y, MARKS.ring * MARKS.spark / 2 + 1)
        case "printed":
            return _circle("dot", x, y, radius)
        case "about":
            return _circle("halo", x, y, MARKS.halo * MARKS.spark / 2) + _circle("dot", x, y, radius)
    mark = _circle("hollow", x, y, radius)
    way = -point.towards if rank else point.towards
    if not way:
        return mark
    start, tip = y - way * radius, y - way * (radius + 9)
    barbs = f"M{_pair(x - 2.5, tip + way * 2.5)}L{_pair(x, tip)}L{_pair(x + 2.5, tip + way * 2.5)}"
    return f'{mark}<path class="arrow" d="M{_pair(x, start)}V{tip:.1f}{barbs}"/>'


def _circle(name: str, x: float, y: float, radius: float) -> str:
    return f'<circle class="{name}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"/>'


def _pair(x: float, y: float) -> str:
    return f"{x:.1f} {y:.1f}"

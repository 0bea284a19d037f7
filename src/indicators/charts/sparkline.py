"""A card's small chart as inline SVG: the same marks at a smaller size, colours by the page's CSS."""

from __future__ import annotations

from datetime import date

from indicators.charts.scene import Point, scene
from indicators.charts.view import View
from indicators.look import MARKS
from indicators.model import Catalogue

WIDTH, HEIGHT = 248, 56
_SIDE, _TOP, _BOTTOM = 12, 17, 8


def sparkline(catalogue: Catalogue, indicator: str, area: str, as_of: date | None = None) -> str | None:
    """An area's values and targets as `<svg>`: numbers and fixed class names only, nothing from the catalogue's text.

    Classes, for the pages' CSS to colour: `spark`; `line` and `thread` (stroke), `dot` (fill), `hollow` and `arrow` (stroke),
    `halo` (fill, soft), `target`, `agreeing`, `conflicting` (stroke). Each falls back to a CSS variable of `look`, so the
    drawing follows the theme without rules of its own. The value axis runs from the least to the largest value, for shape
    only; nothing is joined that a chart would not join.

    Returns:
        The SVG, hidden from screen readers (the card says it all in words); None where there is not one point.

    Raises:
        KeyError: there is no such indicator.
    """
    mult = catalogue.indicators[indicator].unit_mult
    what = scene(catalogue, View(indicator, (area,), as_of=as_of), mult)
    if not what.points:
        return None
    days, values = [p.x for p in what.points], [p.y for p in what.points]
    first, last = min(days), max(days)
    low, high = min(values), max(values)
    rank = what.indicator.unit == "rank"

    def at(point: Point) -> tuple[float, float]:
        along = (point.x - first) / (last - first) if last > first else 0.0
        up = (point.y - low) / (high - low) if high > low else 0.5
        up = 1 - up if rank else up
        return _SIDE + along * (WIDTH - 2 * _SIDE), _TOP + (1 - up) * (HEIGHT - _TOP - _BOTTOM)

    parts: list[str] = []
    for segment in what.segments:
        (x1, y1), (x2, y2) = at(segment.first), at(segment.last)
        name = "thread" if segment.thread else "line"
        parts.append(
            f'<line class="{name}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {_STYLE[name]}/>'
        )
    rings = {(p.x, p.y, p.mark): p for p in what.points if p.mark in ("agreeing", "conflicting")}
    parts += [_mark(p, *at(p), rank) for p in rings.values()]
    parts += [_mark(p, *at(p), rank) for p in what.points if p.mark not in ("agreeing", "conflicting")]
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg class="spark" {size} aria-hidden="true" focusable="false">{"".join(parts)}</svg>'


_STROKE = 'fill="none" stroke="var(--{colour},currentColor)" stroke-width="{width:g}"'
_STYLE = {
    "line": _STROKE.format(colour="accent", width=1.6) + ' stroke-linecap="round"',
    "thread": _STROKE.format(colour="accent", width=1) + ' stroke-dasharray="1 4"',
    "dot": 'fill="var(--accent,currentColor)"',
    "halo": 'fill="var(--accent,currentColor)" fill-opacity="0.22"',
    "hollow": _STROKE.format(colour="accent", width=1.4).replace(
        'fill="none"', 'fill="var(--card,transparent)"'
    ),
    "arrow": _STROKE.format(colour="accent", width=1.4) + ' stroke-linecap="round" stroke-linejoin="round"',
    "target": _STROKE.format(colour="target", width=1.5).replace(
        'fill="none"', 'fill="var(--card,transparent)"'
    ),
    "agreeing": _STROKE.format(colour="second", width=1.3) + ' stroke-dasharray="1.5 2"',
    "conflicting": _STROKE.format(colour="conflict", width=1.4) + ' stroke-dasharray="1.5 2"',
}


def _mark(point: Point, x: float, y: float, rank: bool) -> str:
    radius = MARKS.dot * MARKS.spark / 2
    match point.mark:
        case "target":
            half = MARKS.diamond * MARKS.spark / 2 + 1
            path = f"M{x:.1f} {y - half:.1f}l{half:g} {half:g}l{-half:g} {half:g}l{-half:g} {-half:g}z"
            return f'<path class="target" d="{path}" {_STYLE["target"]}/>'
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
    path = f"M{x:.1f} {start:.1f}V{tip:.1f}M{x - 2.5:.1f} {tip + way * 2.5:.1f}L{x:.1f} {tip:.1f}L{x + 2.5:.1f} {tip + way * 2.5:.1f}"
    return mark + f'<path class="arrow" d="{path}" {_STYLE["arrow"]}/>'


def _circle(name: str, x: float, y: float, radius: float) -> str:
    return f'<circle class="{name}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" {_STYLE[name]}/>'

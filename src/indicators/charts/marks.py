"""Marks as Plotly traces, shapes and arrows: one trace a kind of mark, every point with its evidence id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from indicators.charts import words
from indicators.charts.scene import Mark, Point, Scene, Segment, iso
from indicators.charts.styles import style
from indicators.charts.view import View, evidence_id
from indicators.look import MARKS, Palette
from indicators.model import Catalogue

Json = dict[str, Any]
#: where a point stands in Plotly's terms
Place: TypeAlias = Callable[[Point], tuple[str | float, float]]
THREAD = "1.5px,4.5px"
_DRAWN: tuple[Mark, ...] = ("agreeing", "conflicting", "target", "derived", "bound", "about", "printed")
RINGS: tuple[Mark, Mark] = ("agreeing", "conflicting")


def upright(point: Point) -> tuple[str | float, float]:
    """Time to the right, values upwards."""
    return iso(point.x), point.y


def lines(scene: Scene, colours: Palette) -> list[Json]:
    """The connections: for each track a trace of lines and one of threads over years without data; the paths to targets."""
    traces = []
    for n in range(len(scene.tracks)):
        for thread in (False, True):
            segments = [s for s in scene.segments if s.first.track == n and s.thread == thread]
            if segments:
                traces.append(_line(segments, n, thread, colours))
    return traces + paths(scene, colours) + _gaps(scene)


def paths(scene: Scene, colours: Palette) -> list[Json]:
    """The thin dotted paths to open targets."""
    if not scene.paths:
        return []
    ends = [(path[0], path[1]) for path in scene.paths]
    line = {"color": colours.target, "width": MARKS.gap_line, "dash": THREAD}
    return [_joined("path", ends, line)]


def _gaps(scene: Scene) -> list[Json]:
    """Invisible marks on the threads, which say on hovering why a year has no value."""
    if not scene.gaps:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "gap",
            "x": [iso(gap.x) for gap in scene.gaps],
            "y": [gap.y for gap in scene.gaps],
            "marker": {"size": MARKS.ring, "opacity": 0},
            "hovertext": [words.plain(gap.text) for gap in scene.gaps],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
    ]


def _line(segments: Sequence[Segment], track: int, thread: bool, colours: Palette) -> Json:
    look = style(track)
    line = {
        "color": getattr(colours, look.colour),
        "width": MARKS.gap_line if thread else look.width,
        "dash": THREAD if thread else look.dash,
    }
    return _joined(f"{'thread' if thread else 'line'} {track}", [(s.first, s.last) for s in segments], line)


def _joined(name: str, pairs: Iterable[tuple[Point, Point]], line: Json) -> Json:
    x: list[str | None] = []
    y: list[float | None] = []
    for first, last in pairs:
        x += [iso(first.x), iso(last.x), None]
        y += [first.y, last.y, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": x[:-1],
        "y": y[:-1],
        "line": line,
        "hoverinfo": "skip",
    }


def points(
    scene: Scene,
    catalogue: Catalogue,
    view: View,
    colours: Palette,
    wanted: Sequence[Point] | None = None,
    *,
    at: Place = upright,
) -> list[Json]:
    """A trace for every kind of mark present; compared tracks first, so that the main one lies on top.

    Args:
        scene: what is drawn.
        catalogue: where the words stand.
        view: language and more.
        colours: the palette.
        wanted: only these of the scene's points.
        at: where they stand.
    """
    there = scene.points if wanted is None else wanted
    traces = []
    for main in (False, True):
        for mark in _DRAWN:
            found = [p for p in there if p.mark == mark and (p.track == 0) == main]
            if found:
                traces.append(_trace(found, colours, at) | evidence(found, scene, catalogue, view))
    return traces


def _trace(found: Sequence[Point], colours: Palette, at: Place) -> Json:
    mark, main = found[0].mark, found[0].track == 0
    style_ = _alike([marker(mark, point.track, colours, bool(point.value)) for point in found])
    x, y = zip(*map(at, found), strict=True)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": mark if main else f"{mark} compared",
        "x": list(x),
        "y": list(y),
        "marker": _set_off(style_, found, colours),
        "cliponaxis": False,
    }


def evidence(found: Sequence[Point], scene: Scene, catalogue: Catalogue, view: View) -> Json:
    """What a trace's points say and lead to."""
    return {
        "customdata": [[evidence_id(point.claim, named=len(view.indicators) > 1)] for point in found],
        "hovertext": [words.hover(point, scene, catalogue, view.lang) for point in found],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _alike(styles: Sequence[Json]) -> Json:
    """One marker for several points: what differs between them as a list."""
    first = styles[0]
    found: Json = {}
    for key, value in first.items():
        values = [other[key] for other in styles]
        if isinstance(value, dict):
            found[key] = _alike(values)
        else:
            found[key] = value if all(other == value for other in values) else values
    return found


def marker(mark: Mark, track: int, colours: Palette, computed: bool = False) -> Json:
    """The marker of one kind of mark. Rings are shapes (a marker's outline cannot be dotted); their marker only takes clicks.

    What is `computed` is hollow whatever it is.
    """
    look = style(track)
    colour = getattr(colours, look.colour)
    hollow = {"color": colours.card, "line": {"color": colour, "width": MARKS.outline}}
    shape = {"symbol": look.symbol, "size": look.size}
    match mark:
        case "agreeing" | "conflicting":
            return {"symbol": "circle", "size": MARKS.ring, "color": colours.conflict, "opacity": 0}
        case "target":
            tone = colours.target if track == 0 else colours.third
            size = MARKS.diamond if track == 0 else MARKS.dot
            line = {"color": tone, "width": MARKS.outline}
            return hollow | {"symbol": "diamond", "size": size, "line": line}
        case "bound" | "derived":
            return shape | hollow
        case "about" if computed:
            return shape | hollow
        case _:
            return shape | {"color": colour}


def _set_off(style: Json, found: Sequence[Point], colours: Palette) -> Json:
    """Filled dots of ranges get a rim of the card's colour, so that no line seems to run into them."""
    if "line" in style or "opacity" in style or not any(point.span for point in found):
        return style
    rims = [3 if point.span else 0 for point in found]
    size = style["size"]
    sizes = size if isinstance(size, list) else [size] * len(found)
    rimmed = [px + rim for px, rim in zip(sizes, rims, strict=True)]
    return style | {"size": rimmed, "line": {"color": colours.card, "width": rims}, "opacity": 1}

"""A dot plot: a row for every track, its values as dots from the least to the greatest, each with its period."""

from __future__ import annotations

from indicators import series
from indicators.charts import axes, labels, marks, shapes, words
from indicators.charts.axes import Axis
from indicators.charts.chart import around
from indicators.charts.labelling import offset
from indicators.charts.labels import Box, Ground, Wish, text_width
from indicators.charts.layout import Common, caption_lines, legend_lines
from indicators.charts.marks import RINGS, Json
from indicators.charts.scene import Point, Scene
from indicators.charts.view import View
from indicators.look import MARKS, SIZES, Palette, palette
from indicators.model import Catalogue
from indicators.wording import times
from indicators.wording.messages import tr

_ROW, _NARROW_ROW = 66, 92  # px from row to row: name, labels, dots
_HEAD = 18  # px of a row's name
_NAME, _DOTS = 0.14, 0.66  # where name and dots stand in a row
_SIDE = 16  # px left free at both ends of the axis
_ENDS = 44  # px of the axis beyond the least and the greatest value, for labels and arrows
_FOOT = 30
_ABOVE = ("u", "ur", "ul", "d", "dr", "dl")
_BELOW = ("d", "dr", "dl", "u", "ur", "ul")


def dots(
    catalogue: Catalogue, view: View, scene: Scene, colours: Palette, common: Common
) -> tuple[list[Json], Json]:
    """A dot plot: traces and layout. The value axis lies below and starts where a line chart's would."""
    rows = len(scene.tracks)
    inner = view.width - 2 * _SIDE
    axis = common.axis or axes.value_axis(scene, (inner, _ENDS, _ENDS), view.log)
    caption = caption_lines(words.caption(scene, catalogue, view), axis, view)
    legend = legend_lines(scene, view, colours) + _breaks(scene, view)
    top, bottom = 12 + 18 * len(caption), _FOOT + (10 + 16 * len(legend) if legend else 0)
    height = rows * _row_height(view)
    if view.room:
        height = max(height, view.room[1] - top - bottom)
    data = [row for n in range(rows) if (row := _row(scene, n, colours))]
    data += marks.points(scene, catalogue, view, colours, at=_at)
    return data, {
        "xaxis": _values(axis, scene, colours),
        "yaxis": {"visible": False, "range": [rows, 0]},
        "shapes": shapes.marks(scene.points, colours, rank=axis.rank, at=_at),
        "annotations": around(caption, legend, (_SIDE, top, _FOOT), colours)
        + _names(scene, colours)
        + _labels(catalogue, view, scene, axis, height / rows),
        "margin": {"l": _SIDE, "r": _SIDE, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
        "height": top + height + bottom,
    }


def _row_height(view: View) -> int:
    """Labels need more lines where there is less room beside each other."""
    return _NARROW_ROW if view.narrow or view.part else _ROW


def _at(point: Point) -> tuple[str | float, float]:
    """Values to the right, a row for each track."""
    return point.y, point.track + _DOTS


def _values(axis: Axis, scene: Scene, colours: Palette) -> Json:
    ends = [axis.position(axis.low), axis.position(axis.high)]
    drawn: Json = {"range": ends, "tickmode": "array", "tickvals": list(axis.ticks), "tickangle": 0}
    drawn |= {"ticktext": axes.tick_text(axis, words.signed(scene))}
    drawn |= {"showgrid": True, "gridcolor": colours.hairline}
    if axis.log:
        drawn["type"] = "log"
    elif axis.low <= 0 <= axis.high and not axis.rank:
        drawn |= {"zeroline": True, "zerolinecolor": colours.third, "zerolinewidth": 1}
    return drawn


def _row(scene: Scene, track: int, colours: Palette) -> Json | None:
    """The thin line from a row's least to its greatest value, cut where the definition changed."""
    x: list[float | None] = []
    y: list[float | None] = []
    for same in _alike(scene, track):
        values = [point.y for point in same]
        x += [min(values), max(values), None]
        y += [track + _DOTS, track + _DOTS, None]
    if not x:
        return None
    return {
        "type": "scatter",
        "mode": "lines",
        "name": f"row {track}",
        "x": x[:-1],
        "y": y[:-1],
        "line": {"color": colours.hairline, "width": MARKS.line},
        "hoverinfo": "skip",
    }


def _alike(scene: Scene, track: int) -> list[list[Point]]:
    """The values of a row between two breaks of definition each."""
    found: list[list[Point]] = []
    for point in scene.best[track]:
        if found and not series.break_between(
            scene.tracks[track].indicator, found[-1][-1].claim, point.claim
        ):
            found[-1].append(point)
        else:
            found.append([point])
    return [same for same in found if len(same) > 1]


def _breaks(scene: Scene, view: View) -> list[str]:
    """The breaks, under the legend: a dot plot has no time axis to mark them on."""
    lines = []
    for line in scene.breaks:
        text = tr("{label}: {value}", view.lang, label=line.period, value=line.words)
        lines += [words.plain(part) for part in words.wrapped(text, view.width - 8)]
    return lines


def _names(scene: Scene, colours: Palette) -> list[Json]:
    """The row's names at the left, over its dots."""
    if len(scene.tracks) == 1:
        return []
    return [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "y": n + _NAME,
            "text": f"<b>{words.plain(track.name)}</b>" if n == 0 else words.plain(track.name),
            "font": {"color": colours.second if n else colours.accent},
            "name": "row",
        }
        for n, track in enumerate(scene.tracks)
    ]


def _labels(catalogue: Catalogue, view: View, scene: Scene, axis: Axis, row: float) -> list[Json]:
    """The last value of each row with its period, the periods of the others, targets, contradictions; none over another."""
    inner, colours = view.width - 2 * _SIDE, palette(view.dark)

    def px(point: Point) -> tuple[float, float]:
        return axis.share(point.y) * inner, (point.track + _DOTS) * row

    found = [(point, text) for point in scene.points if (text := _text(catalogue, view, scene, point))]
    wishes = [_wish(scene, point, text, px(point)) for point, text in found]
    obstacles = []
    for point in scene.points:
        x, y = px(point)
        half = (MARKS.ring if point.mark in RINGS else MARKS.dot) / 2
        obstacles.append(Box(x - half, y - half, x + half, y + half))
    if len(scene.tracks) > 1:
        for n, track in enumerate(scene.tracks):
            obstacles.append(Box(0, n * row, text_width(track.name, bold=True), n * row + _HEAD))
    places = labels.arrange(
        wishes, Ground(obstacles, [], Box(-_SIDE, 0, inner + _SIDE, len(scene.tracks) * row))
    )
    notes = []
    for (point, text), place in zip(found, places, strict=True):
        if place is None:
            continue
        last = _last(scene, point)
        colour = {"conflicting": colours.conflict, "target": colours.target_text}.get(point.mark)
        own = colours.accent if point.track == 0 and last else colours.second
        notes.append(
            {
                "x": axis.position(point.y),
                "y": point.track + _DOTS,
                "text": f"<b>{words.plain(text)}</b>" if last else words.plain(text),
                "xanchor": place.anchor,
                "font": {"color": colour or own},
                "name": "label",
            }
            | offset(place, colours.third)
        )
    return notes


def _wish(scene: Scene, point: Point, text: str, at: tuple[float, float]) -> Wish:
    last = _last(scene, point)
    first = bool(scene.best[point.track]) and point is scene.best[point.track][0]
    return Wish(
        *at,
        text_width(text, SIZES.label, bold=last),
        order=_BELOW if point.mark in RINGS else _ABOVE,
        must=last or point.mark in ("conflicting", "target"),
        weight=4 * last + 2 * first,
    )


def _last(scene: Scene, point: Point) -> bool:
    line = scene.best[point.track]
    return bool(line) and point is line[-1]


def _text(catalogue: Catalogue, view: View, scene: Scene, point: Point) -> str:
    if point.mark == "agreeing":
        return ""
    lang = view.lang
    period = times.short_period(point.claim.time_period, lang)
    value = tr("{value} ({period})", lang, value=words.value(point, scene, catalogue, lang), period=period)
    if point.mark == "conflicting":
        return tr("another source: {value}", lang, value=value)
    if point.mark == "target":
        return tr("target {value}", lang, value=value)
    return value if _last(scene, point) else period

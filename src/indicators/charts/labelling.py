"""Which points are labelled, with what, and where the label would best stand."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import quantity
from indicators.charts import marks, words
from indicators.charts.labels import BOLD, Box, Ground, Label, Place, Wish, arrange, text_width
from indicators.charts.layout import LINE, Layout
from indicators.charts.marks import Json
from indicators.charts.scene import Point, Scene, iso
from indicators.charts.view import View
from indicators.look import MARKS, SIZES, Palette
from indicators.model import Catalogue
from indicators.wording.messages import tr

_CLEAR = 9.0  # px from a point to its label
_UP = ("u", "d", "r", "l", "ur", "dr", "ul", "dl")
_DOWN = ("d", "u", "r", "l", "dr", "ur", "dl", "ul")
_BESIDE = ("r", "l", "d", "u", "dr", "ur", "dl", "ul")
_BEFORE = ("l", "u", "d", "r", "ul", "dl", "ur", "dr")
_AFTER = ("r", "ur", "dr", "u", "d", "ul", "dl", "l")
_UNDER_ARROW = ("d", "dr", "r", "dl", "l", "ur", "ul", "u")


def wanted(catalogue: Catalogue, view: View, scene: Scene) -> list[Label]:
    """The labels a scene wants: values of the main area, the last of each other area with its name, targets, conflicts."""
    ends = {id(points[-1]) for points in scene.best if points}
    found = []
    said = set()
    for point in scene.points:
        text = _text(catalogue, view, scene, point, id(point) in ends)
        if text and (text, point.x, point.y) not in said:
            said.add((text, point.x, point.y))
            lines = _lines(text, view.width * 0.34)
            width = max(text_width(line, SIZES.label, bold=True) for line in lines)
            named = len(scene.areas) > 1 or scene.shape == "slope"
            found.append(Label(point, lines, width, id(point) in ends, named))
    return found


def _text(catalogue: Catalogue, view: View, scene: Scene, point: Point, end: bool) -> str:
    if point.mark == "agreeing":
        return ""
    value = words.bracketed(words.value(point, catalogue, view.lang, scene.mult), point, view.lang)
    area = words.area(point, catalogue, view.lang)
    if point.mark == "conflicting":
        return tr("another source: {value}", view.lang, value=value)
    if point.mark == "target":
        text = tr("target {value}", view.lang, value=value)
        return f"{area} {text}" if point.area else text
    if end and len(scene.areas) > 1:
        return f"{area} {value}"
    shown = point.area == 0 or scene.shape == "slope"
    return value if shown and not _repeated(scene, point) else ""


def _repeated(scene: Scene, point: Point) -> bool:
    """Whether a more exact value of the same day, which agrees, stands in the same spot."""
    own = point.claim.quantity
    others = [p.claim.quantity for p in scene.best[point.area] if p is not point and p.x == point.x]
    return any(quantity.more_exact(other, own) and quantity.agree(other, own) for other in others)


def _lines(text: str, room: float) -> list[str]:
    """A label in lines: where it is too long, the bracket comes into its own."""
    if text_width(text, bold=True) <= room:
        return [text]
    head, bracket, tail = text.partition("（" if "（" in text else " (")
    room /= BOLD
    return [*words.wrapped(head, room), *words.wrapped((bracket + tail).strip(), room)]


def drawn(scene: Scene, layout: Layout, found: Sequence[Label], colours: Palette) -> list[Json]:
    """The labels that find a place, as Plotly annotations at a px offset from their points."""
    rank = layout.axis.rank
    wishes = [_wish(label, scene, layout) for label in found]
    obstacles = [_box(point, layout) for point in scene.points]
    obstacles += [_arrow_box(point, layout) for point in marks.with_arrow(scene.points)]
    lines = [(*layout.at(s.first), *layout.at(s.last)) for s in scene.segments]
    for point in scene.points:
        if point.span:
            y = layout.at(point)[1]
            lines.append((layout.x(point.span[0]), y, layout.x(point.span[1]), y))
    for broken in layout.breaks:
        x = layout.x(broken.x)
        wide = max(map(text_width, broken.lines)) + 8
        lines.append((x, 0, x, layout.height))
        obstacles.append(
            Box(x - wide * broken.left, 0, x + wide * (not broken.left), LINE * len(broken.lines) + 6)
        )
    left = -layout.left if scene.shape == "slope" else 0
    frame = Box(left, -12, layout.inner + layout.right, layout.height + (12 if rank else 0))
    places = arrange(wishes, Ground(obstacles, lines, frame))
    return [
        _annotation(label, place, colours)
        for label, place in zip(found, places, strict=True)
        if place is not None
    ]


def _wish(label: Label, scene: Scene, layout: Layout) -> Wish:
    point, main = label.point, label.point.area == 0
    arrow = marks.direction(point, layout.axis.rank) if marks.with_arrow([point]) else 0
    must = point.mark == "conflicting" or label.end or scene.shape == "slope"
    must = must or (main and (bool(point.towards) or point.mark == "target"))
    return Wish(
        *layout.at(point),
        label.width,
        1 + LINE * len(label.lines),
        _CLEAR + MARKS.arrow * (arrow > 0),
        _CLEAR + MARKS.arrow * (arrow < 0),
        _order(label, scene, arrow),
        must,
        3 * main + 2 * label.end + must - (point.span is not None),
    )


def _order(label: Label, scene: Scene, arrow: int) -> tuple[str, ...]:
    point = label.point
    if point.mark == "conflicting":
        return _BESIDE
    if point.mark == "target":
        return _BEFORE
    if scene.shape == "slope":
        return ("r", "ur", "dr") if label.end else ("l", "ul", "dl")
    if label.end:
        return _AFTER if label.named else _UP
    if arrow > 0:
        return _UNDER_ARROW
    return _DOWN if _dips(scene, point) else _UP


def _dips(scene: Scene, point: Point) -> bool:
    """Whether the line has a low at the point, so that its label stands better below."""
    line = scene.best[point.area]
    i = next((i for i, other in enumerate(line) if other is point), None)
    if i is None:
        return False
    around = [other.y for other in line[max(0, i - 1) : i] + line[i + 1 : i + 2]]
    return bool(around) and point.y <= min(around)


def _box(point: Point, layout: Layout) -> Box:
    x, y = layout.at(point)
    half = (MARKS.ring if point.mark in ("agreeing", "conflicting") else MARKS.dot) / 2
    return Box(x - half, y - half, x + half, y + half)


def _arrow_box(point: Point, layout: Layout) -> Box:
    x, y = layout.at(point)
    tip = y - marks.direction(point, layout.axis.rank) * (MARKS.dot / 2 + MARKS.arrow)
    return Box(x - MARKS.barb, min(y, tip), x + MARKS.barb, max(y, tip))


def _annotation(label: Label, place: Place, colours: Palette) -> Json:
    point = label.point
    colour = {"conflicting": colours.conflict, "target": colours.target_text}.get(point.mark, colours.accent)
    if point.area and point.mark != "conflicting":
        colour = colours.second
    text = "<br>".join(map(words.plain, label.lines))
    return {
        "x": iso(point.x),
        "y": point.y,
        "text": text if point.area else f"<b>{text}</b>",
        "xanchor": place.anchor,
        "align": place.anchor,
        "xshift": round(place.dx, 1),
        "yshift": round(-place.dy, 1),
        "font": {"color": colour},
        "name": "label",
    }

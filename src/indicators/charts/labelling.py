"""Which points are labelled, with what, and where the label would best stand."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import quantity
from indicators.charts import shapes, words
from indicators.charts.labels import BOLD, Box, Ground, Label, Place, Wish, arrange, text_width
from indicators.charts.layout import LINE, Layout
from indicators.charts.marks import RINGS, Json
from indicators.charts.scene import Point, Scene, iso
from indicators.charts.styles import style
from indicators.charts.view import View
from indicators.look import MARKS, SIZES, Palette
from indicators.model import Catalogue
from indicators.wording.messages import tr

_CLEAR = 9.0  # px from a point to its label
_CALM = 8  # values of a small panel that are all labelled
_UP = ("u", "d", "r", "l", "ur", "dr", "ul", "dl")
_DOWN = ("d", "u", "r", "l", "dr", "ur", "dl", "ul")
_BESIDE = ("r", "l", "d", "u", "dr", "ur", "dl", "ul")
_BEFORE = ("l", "u", "d", "r", "ul", "dl", "ur", "dr")
_AFTER = ("r", "ur", "dr", "u", "d", "ul", "dl", "l")
_UNDER_ARROW = ("d", "dr", "r", "dl", "l", "ur", "ul", "u")
_OVER_BAR = ("u", "ur", "ul")
_UNDER_BAR = ("d", "dr", "dl")


def wanted(catalogue: Catalogue, view: View, scene: Scene) -> list[Label]:
    """The labels a scene wants: values of the main track, the last of each other one with its name, targets, conflicts."""
    ends = {id(points[-1]) for points in scene.best if points}
    found = []
    said = set()
    named = (len(scene.tracks) > 1 and scene.shape != "bar") or scene.shape == "slope"
    for point in scene.points:
        text = _text(catalogue, view, scene, point, id(point) in ends)
        if text and (text, point.x, point.y) not in said:
            said.add((text, point.x, point.y))
            lines = _lines(text, view.width * 0.34)
            width = max(text_width(line, SIZES.label, bold=True) for line in lines)
            found.append(Label(point, lines, width, id(point) in ends, named))
    return found


def _text(catalogue: Catalogue, view: View, scene: Scene, point: Point, end: bool) -> str:
    if point.mark == "agreeing":
        return ""
    value = words.bracketed(words.value(point, scene, catalogue, view.lang), point, view.lang)
    name = scene.tracks[point.track].name
    if point.mark == "conflicting":
        return tr("another source: {value}", view.lang, value=value)
    if point.mark == "target":
        text = tr("target {value}", view.lang, value=value)
        return f"{name} {text}" if point.track else text
    if scene.shape == "bar":
        return value
    if end and len(scene.tracks) > 1:
        return f"{name} {value}"
    return value if _shown(scene, view, point) and not _repeated(scene, point) else ""


def _shown(scene: Scene, view: View, point: Point) -> bool:
    """Whether the value of a point that ends no line is wanted: on a slope every one, else those of the main track."""
    if scene.shape == "slope":
        return True
    line = scene.best[0]
    calm = not view.part or len(line) <= _CALM
    return point.track == 0 and (calm or point in (line[0], line[-1]))


def _repeated(scene: Scene, point: Point) -> bool:
    """Whether a more exact value of the same day, which agrees, stands in the same spot."""
    own = point.quantity
    others = [p.quantity for p in scene.best[point.track] if p is not point and p.x == point.x]
    return any(quantity.more_exact(other, own) and quantity.agree(other, own) for other in others)


def _lines(text: str, room: float) -> list[str]:
    """A label in lines: where it is too long, the bracket comes into its own."""
    if text_width(text, bold=True) <= room:
        return [text]
    head, bracket, tail = text.partition("（" if "（" in text else " (")
    room /= BOLD
    return [*words.wrapped(head, room), *words.wrapped((bracket + tail).strip(), room)]


def drawn(
    scene: Scene, layout: Layout, found: Sequence[Label], colours: Palette, bar: float = 0
) -> list[Json]:
    """The labels that find a place, as Plotly annotations at a px offset from their points. `bar`: a bar's width in days."""
    rank = layout.axis.rank
    wishes = [_wish(label, scene, layout, bar) for label in found]
    obstacles = [_box(point, layout) for point in scene.points]
    obstacles += [_arrow_box(point, layout) for point in shapes.with_arrow(scene.points)]
    obstacles += [_bar_box(point, layout, bar) for line in scene.best for point in line if bar]
    lines = [(*layout.at(s.first), *layout.at(s.last)) for s in scene.segments if not bar]
    lines += [(*layout.at(first), *layout.at(last)) for first, last in scene.paths]
    for point in scene.points:
        if point.span:
            y = layout.at(point)[1]
            lines.append((layout.x(point.span[0]), y, layout.x(point.span[1]), y))
    for hairline in layout.hairlines:
        x = layout.x(hairline.line.x)
        wide = max(map(text_width, hairline.lines)) + 8
        lines.append((x, 0, x, layout.height))
        start = x - wide * hairline.left
        obstacles.append(Box(start, 0, start + wide, LINE * len(hairline.lines) + 6))
    left = -layout.left if scene.shape == "slope" else 0
    frame = Box(left, -12, layout.inner + layout.right, layout.height + (12 if rank else 0))
    places = arrange(wishes, Ground(obstacles, lines, frame))
    return [
        _annotation(label, place, layout, colours)
        for label, place in zip(found, places, strict=True)
        if place is not None
    ]


def _wish(label: Label, scene: Scene, layout: Layout, bar: float) -> Wish:
    point, main = label.point, label.point.track == 0
    arrow = shapes.direction(point, layout.axis.rank) if shapes.with_arrow([point]) else 0
    ringed = any(p.mark in RINGS and p.x == point.x and p.track == point.track for p in scene.points)
    clear = _CLEAR + (3 if ringed and point.mark not in RINGS else 0)
    must = point.mark == "conflicting" or label.end or scene.shape == "slope"
    must = must or (main and (bool(point.towards) or point.mark == "target"))
    if scene.shape == "bar":
        must = point.mark in ("conflicting", "target") and main
    weight = 3 * main + 2 * label.end + must - (point.span is not None) + 3 * (point.mark == "conflicting")
    return Wish(
        *layout.at(point),
        label.width,
        1 + LINE * len(label.lines),
        clear + MARKS.arrow * (arrow > 0),
        clear + MARKS.arrow * (arrow < 0),
        _order(label, scene, arrow),
        must,
        weight,
        slides=label.end and label.named,
        side=_CLEAR + _half(layout, bar),
    )


def _order(label: Label, scene: Scene, arrow: int) -> tuple[str, ...]:
    point = label.point
    if point.mark == "conflicting":
        return _BESIDE
    if point.mark == "target":
        return _BEFORE
    if scene.shape == "bar":
        return _UNDER_BAR if point.y < 0 else _OVER_BAR
    if scene.shape == "slope":
        return ("r", "ur", "dr") if label.end else ("l", "ul", "dl")
    if label.end:
        return _AFTER if label.named else _UP
    if arrow > 0:
        return _UNDER_ARROW
    return _DOWN if _dips(scene, point) else _UP


def _dips(scene: Scene, point: Point) -> bool:
    """Whether the line has a low at the point, so that its label stands better below."""
    line = scene.best[point.track]
    i = next((i for i, other in enumerate(line) if other is point), None)
    if i is None:
        return False
    around = [other.y for other in line[max(0, i - 1) : i] + line[i + 1 : i + 2]]
    return bool(around) and point.y <= min(around)


def _box(point: Point, layout: Layout) -> Box:
    x, y = layout.at(point)
    half = (MARKS.ring if point.mark in RINGS else MARKS.dot) / 2
    return Box(x - half, y - half, x + half, y + half)


def _bar_box(point: Point, layout: Layout, width: float) -> Box:
    x, y = layout.at(point)
    half, base = _half(layout, width), layout.y(0)
    return Box(x - half, min(y, base), x + half, max(y, base))


def _half(layout: Layout, width: float) -> float:
    """Half the width of a bar in px."""
    return width / 2 / (layout.last - layout.first) * layout.inner


def _arrow_box(point: Point, layout: Layout) -> Box:
    x, y = layout.at(point)
    tip = y - shapes.direction(point, layout.axis.rank) * (MARKS.dot / 2 + MARKS.arrow)
    return Box(x - MARKS.barb, min(y, tip), x + MARKS.barb, max(y, tip))


def _annotation(label: Label, place: Place, layout: Layout, colours: Palette) -> Json:
    point = label.point
    colour = {"conflicting": colours.conflict, "target": colours.target_text}.get(point.mark, colours.accent)
    if point.track and point.mark != "conflicting":
        colour = colours.second
    text = "<br>".join(map(words.plain, label.lines))
    note: Json = {
        "x": iso(point.x),
        "y": layout.axis.position(point.y),
        "text": text if point.track else f"<b>{text}</b>",
        "xanchor": place.anchor,
        "align": place.anchor,
        "font": {"color": colour},
        "name": "label",
    }
    return note | offset(place, getattr(colours, style(point.track).colour))


def offset(place: Place, colour: str) -> Json:
    """Where a label stands beside its point; from far away a thin line leads back."""
    if not place.far:
        return {"xshift": round(place.dx, 1), "yshift": round(-place.dy, 1)}
    return {
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 0.75,
        "arrowcolor": colour,
        "standoff": MARKS.dot / 2,
        "ax": round(place.dx, 1),
        "ay": round(place.dy, 1),
    }

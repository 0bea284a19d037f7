"""Where labels go so that none covers another, a mark or an arrow. Pure geometry in px, y downwards.

A greedy point-feature labeller (Christensen, Marks, Shieber, "An empirical study of algorithms for point-feature label
placement", ACM Transactions on Graphics 14 (3), 1995): labels are placed in order of importance, each at the cheapest of its
candidate places; those that collide are then placed again, given all others. One that must stay looks farther and farther away,
and a thin line leads back to its point; one that still finds no free place is dropped, so that no text ever covers another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import Literal

from indicators.charts.scene import Point

HEIGHT = 16
BOLD = 1.06  # bold text is so much wider
_STEPS = (14.0, 28.0, 42.0, 56.0, 76.0)  # px that a label which must stay moves away
_FAR = 14.0  # px from which a line leads back to the point
_ROUNDS = 3
_OUTSIDE, _OVER_LABEL, _OVER_MARK, _OVER_LINE, _NEAR_MARK = 2000.0, 1000.0, 400.0, 30.0, 12.0

Anchor = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in the box."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def grown(self, px: float) -> Box:
        """This box with so many px more on every side."""
        return Box(self.left - px, self.top - px, self.right + px, self.bottom + px)

    def inside(self, other: Box) -> bool:
        """Whether this one lies wholly in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A point's text in lines. `end`: it stands at the end of a line; `named`: it must be read beyond the plot area."""

    point: Point
    lines: list[str]
    width: float
    end: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants a place at a point. `above`, `below` and `side` are the px that the mark takes there.

    `height` is that of all its lines. `order` are places by preference: u(p), d(own), r(ight), l(eft), and their corners ur, dr,
    ul, dl. `slides`: at the right it may move up and down, as names at the ends of lines do.
    """

    x: float
    y: float
    width: float
    height: float = HEIGHT
    above: float = 8
    below: float = 8
    order: tuple[str, ...] = ("u", "d", "r", "l", "ur", "dr", "ul", "dl")
    must: bool = False
    weight: int = 0
    slides: bool = False
    side: float = 9.0


@dataclass(frozen=True, slots=True)
class Place:
    """A label's offset from its point: `dx`, `dy` (downwards) to the text's anchor, vertically its middle; whether it is far."""

    dx: float
    dy: float
    anchor: Anchor
    box: Box
    far: bool = False


def text_width(text: str, size: float = 12, bold: bool = False) -> float:
    """The width of text in px, estimated from the advance widths of Noto Sans CJK SC."""
    return size * _ems(text) * (BOLD if bold else 1)


@lru_cache(maxsize=1 << 14)  # the same words are measured again and again while places for them are tried
def _ems(text: str) -> float:
    return sum(map(_advance, text))


@cache
def _advance(letter: str) -> float:
    if letter.isdigit():
        return 0.555
    if letter == "%":
        return 0.92
    if letter == " ":
        return 0.225
    if letter.isascii():
        return 0.62 if letter.isupper() else 0.53 if letter.isalpha() else 0.34
    return 1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.6


@dataclass(frozen=True, slots=True)
class Ground:
    """What labels keep clear of: marks and arrows above all, then lines (x, y, x, y); and the frame they stay in."""

    obstacles: Sequence[Box]
    lines: Sequence[tuple[float, float, float, float]]
    frame: Box


def arrange(wishes: Sequence[Wish], ground: Ground) -> list[Place | None]:
    """A place for every wish, in the wishes' order; None for a label that is dropped. No two places overlap."""
    order = sorted(range(len(wishes)), key=lambda i: (not wishes[i].must, -wishes[i].weight, i))
    places: dict[int, tuple[float, Place]] = {}
    for i in order:
        cost, place = _best(wishes[i], [other.box for _, other in places.values()], ground)
        if cost < _OVER_MARK or wishes[i].must:
            places[i] = cost, place
    for _ in range(_ROUNDS):
        if not any(_collides(i, places) for i in places):
            break
        for i in order:  # whoever stands on another, or is stood upon, looks again
            if i in places and (places[i][0] >= _OVER_MARK or _collides(i, places)):
                places[i] = _best(wishes[i], [p.box for j, (_, p) in places.items() if j != i], ground)
    for i in reversed(order):
        if i in places and (places[i][0] >= _OUTSIDE or _collides(i, places)):
            del places[i]
    return [places[i][1] if i in places else None for i in range(len(wishes))]


def _collides(i: int, places: dict[int, tuple[float, Place]]) -> bool:
    box = places[i][1].box
    return any(box.overlap(other.box) for j, (_, other) in places.items() if j != i)


def _best(wish: Wish, taken: Sequence[Box], ground: Ground) -> tuple[float, Place]:
    """The cheapest place with its cost; earlier wishes and shorter ways are a little cheaper."""
    best = _cheapest(_near(wish, 0), 0, wish, taken, ground)
    for further in _STEPS:
        if not wish.must or best[0] < _OVER_MARK:
            break
        best = min(best, _cheapest(_near(wish, further), further, wish, taken, ground), key=itemgetter(0))
    return best


def _cheapest(
    places: Sequence[Place], further: float, wish: Wish, taken: Sequence[Box], ground: Ground
) -> tuple[float, Place]:
    costs = [_cost(wish, place, taken, ground) + 2 * n + further for n, place in enumerate(places)]
    least = min(range(len(costs)), key=costs.__getitem__)
    return costs[least], places[least]


def _near(wish: Wish, further: float) -> list[Place]:
    """The places of a wish at a distance."""
    places = [_at(wish, way, further) for way in wish.order]
    if wish.slides and further:
        places = [_at(wish, "r", 0, slide) for slide in (further, -further)] + places
    return places


def _at(wish: Wish, way: str, extra: float, slide: float = 0) -> Place:
    half = wish.height / 2
    dx, dy = 0.0, slide
    anchor: Anchor = "center"
    if "r" in way:
        dx, anchor = wish.side, "left"
    elif "l" in way:
        dx, anchor = -wish.side, "right"
    if "u" in way:
        dy = -(wish.above + half + extra)
        dx = dx / 3
    elif "d" in way:
        dy = wish.below + half + extra
        dx = dx / 3
    else:
        dx += extra if dx > 0 else -extra
    if slide:
        dx += 5
    left = wish.x + dx - {"left": 0.0, "center": wish.width / 2, "right": wish.width}[anchor]
    top = wish.y + dy - half
    far = extra > _FAR or abs(slide) > _FAR
    return Place(dx, dy, anchor, Box(left, top, left + wish.width, top + wish.height), far)


def _cost(wish: Wish, place: Place, taken: Sequence[Box], ground: Ground) -> float:
    box, wider = place.box, place.box.grown(5)
    cost = 0.0 if box.inside(ground.frame) else _OUTSIDE
    cost += _OVER_LABEL * sum(box.overlap(other) for other in taken)
    for obstacle in ground.obstacles:
        if box.overlap(obstacle):
            cost += _OVER_MARK
        elif wider.overlap(obstacle) and not obstacle.holds(wish.x, wish.y):
            cost += _NEAR_MARK
    return cost + _OVER_LINE * sum(crosses(box, line) for line in ground.lines)


def crosses(box: Box, line: tuple[float, float, float, float]) -> bool:
    """Whether a straight line enters the box (Liang and Barsky's clipping, 1984)."""
    x0, y0, x1, y1 = line
    low, high = 0.0, 1.0
    for step, start, least, most in ((x1 - x0, x0, box.left, box.right), (y1 - y0, y0, box.top, box.bottom)):
        if step == 0:
            if not least <= start <= most:
                return False
            continue
        a, b = sorted(((least - start) / step, (most - start) / step))
        low, high = max(low, a), min(high, b)
    return low <= high

"""Where labels go so that none covers another, a mark or an arrow. Pure geometry in px, y downwards.

A greedy point-feature labeller (Christensen, Marks, Shieber, "An empirical study of algorithms for point-feature label
placement", ACM Transactions on Graphics 14 (3), 1995): labels are placed in order of importance, each at the cheapest of its
candidate places. One that finds no free place is dropped unless it must stay.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Literal

from indicators.charts.scene import Point

HEIGHT = 16
BOLD = 1.06  # bold text is so much wider
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
    """A label that wants a place at a point. `above` and `below` are the px that mark and arrow take there.

    `height` is that of all its lines. `order` are places by preference: u(p), d(own), r(ight), l(eft), and their corners ur, dr, ul, dl.
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


@dataclass(frozen=True, slots=True)
class Place:
    """A label's offset from its point: `dx`, `dy` (downwards) to the text's anchor, vertically its middle."""

    dx: float
    dy: float
    anchor: Anchor
    box: Box


def text_width(text: str, size: float = 12, bold: bool = False) -> float:
    """The width of text in px, estimated from the advance widths of Noto Sans CJK SC."""
    return size * sum(map(_advance, text)) * (BOLD if bold else 1)


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
    """A place for every wish, in the wishes' order; None for a label that is dropped."""
    taken: list[Box] = []
    places: list[Place | None] = [None] * len(wishes)
    for i in sorted(range(len(wishes)), key=lambda i: (not wishes[i].must, -wishes[i].weight, i)):
        wish = wishes[i]
        best = _best(wish, 0, taken, ground)
        for further in (14, 28, 42):
            if wish.must and best[0] >= _OVER_MARK:
                best = min(best, _best(wish, further, taken, ground), key=itemgetter(0))
        cost, place = best
        if cost < _OVER_MARK or wish.must:
            places[i] = place
            taken.append(place.box)
    return places


def _best(wish: Wish, further: float, taken: Sequence[Box], ground: Ground) -> tuple[float, Place]:
    """The cheapest place at this distance with its cost; earlier wishes and shorter ways are a little cheaper."""
    places = [_at(wish, way, further) for way in wish.order]
    costs = [_cost(wish, place, taken, ground) + 2 * n + further for n, place in enumerate(places)]
    least = min(range(len(costs)), key=costs.__getitem__)
    return costs[least], places[least]


def _at(wish: Wish, way: str, extra: float) -> Place:
    half = wish.height / 2
    side = 9.0
    dx, dy = 0.0, 0.0
    anchor: Anchor = "center"
    if "r" in way:
        dx, anchor = side, "left"
    elif "l" in way:
        dx, anchor = -side, "right"
    if "u" in way:
        dy = -(wish.above + half + extra)
        dx = dx / 3
    elif "d" in way:
        dy = wish.below + half + extra
        dx = dx / 3
    else:
        dx += extra if dx > 0 else -extra
    left = wish.x + dx - {"left": 0.0, "center": wish.width / 2, "right": wish.width}[anchor]
    top = wish.y + dy - half
    return Place(dx, dy, anchor, Box(left, top, left + wish.width, top + wish.height))


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

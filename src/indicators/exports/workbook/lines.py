"""Charts over time: a point each, where it stands in time, joined as the page joins them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from indicators.charts.points import Mark, Point
from indicators.charts.scene import Scene
from indicators.charts.tracks import base_of
from indicators.exports.exhibit import Exhibit
from indicators.exports.workbook.book import Book, Cell
from indicators.exports.workbook.numbers import Number, said
from indicators.exports.workbook.plot import (
    NO_LINE,
    THREAD,
    Plot,
    Series,
    arrow,
    labels,
    line,
    mark_words,
    marker,
    properties,
)
from indicators.exports.workbook.scales import DAY_ZERO, arrow_length
from indicators.model import Catalogue, Language
from indicators.wording import by, claim, period, tr, transforms, unit_title

VALUE = 3  # column of the numbers
_MOST_LABELLED = 14  # points of a line that all carry a label


def plot(book: Book, exhibit: Exhibit) -> Plot:
    """The points of an exhibit, line by line: those that are joined in time order, then what stands beside them."""
    lang, catalogue = exhibit.lang, book.work.catalogue
    scene = exhibit.panel.scene
    if scene is None or not scene.tracks:
        return Plot([], [])
    head = [
        tr("Series", lang),
        tr("Period", lang),
        tr("Place in time", lang),
        _measure(exhibit, scene, catalogue),
    ]
    found = Plot([*head, tr("Nature", lang), tr("Source", lang)], [])
    length = arrow_length(exhibit, scene)
    for n in range(len(scene.tracks)):
        track = _Line(scene, n, lang, length)
        chains, beside = _ordered(scene, n)
        points = [*(point for chain in chains for point in chain), *beside]
        start = len(found.rows)
        found.rows += [_row(point, scene, catalogue, lang) for point in points]
        at = start
        for chain in chains:
            found.series += track.joined(chain, at)
            at += len(chain)
        found.series += track.marks(points, at - start, start)
    return found


def _ordered(scene: Scene, n: int) -> tuple[list[list[Point]], list[Point]]:
    """The points of a line that are joined, chain by chain, and the others."""
    chains: list[list[Point]] = []
    for segment in scene.segments:
        if segment.first.track == n:
            if chains and chains[-1][-1] is segment.first:
                chains[-1].append(segment.last)
            else:
                chains.append([segment.first, segment.last])
    inside = {id(point) for chain in chains for point in chain}
    rest = [point for point in scene.points if point.track == n and id(point) not in inside]
    order = ("printed", "about", "bound", "derived", "target", "agreeing", "conflicting")
    best = {id(point) for point in scene.best[n]}
    return chains, sorted(
        rest, key=lambda each: (0 if id(each) in best else 1 + order.index(each.mark), each.x)
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """The n-th line of a scene; `length` is that of the arrows of bounds."""

    scene: Scene
    n: int
    lang: Language
    length: float

    @property
    def name(self) -> str:
        """What it is called."""
        return self.scene.tracks[self.n].name

    def joined(self, chain: list[Point], start: int) -> Iterator[Series]:
        """The lines through a chain: solid from year to year, dotted over years without data."""
        threads = {(id(s.first), id(s.last)) for s in self.scene.segments if s.thread}
        bare = {"marker": {"type": "none"}}
        first = 0
        for i in range(1, len(chain) + 1):
            if i < len(chain) and (id(chain[i - 1]), id(chain[i])) not in threads:
                continue
            if i - first > 1:
                options = {"line": line(self.n), **bare}
                yield Series(self.name, start + first, start + i - 1, VALUE, options)
            if i < len(chain):
                words = tr("no data in between", self.lang)
                yield Series(words, start + i - 1, start + i, VALUE, {"line": THREAD, **bare}, shown=False)
            first = i

    def marks(self, points: list[Point], joined: int, start: int) -> Iterator[Series]:
        """The marks, those of a kind in neighbouring rows together.

        Args:
            points: the line's points in the order of their rows.
            joined: how many of them a line joins.
            start: the row of the first.
        """
        scene, n = self.scene, self.n
        every = n == 0 and len(points) <= _MOST_LABELLED
        last = max(scene.best[n], key=lambda each: each.x, default=None)
        sides = _sides(points, scene, self.length)

        def alike(pair: tuple[int, Point]) -> tuple[Mark, str | None, bool, str]:
            at, point = pair
            return point.mark, point.quantity.qualifier, at < joined, sides[at]

        for (mark, _, _, side), group in groupby(enumerate(points), key=alike):
            rows = list(group)
            some = rows[0][1]
            shown = [mark != "agreeing" and (every or point is last or mark == "target") for _, point in rows]
            bound = mark in ("bound", "derived", "conflicting")
            options: dict[str, Any] = properties(
                line=NO_LINE,
                marker=marker(mark, n),
                y_error_bars=arrow(some.towards, self.length, n) if bound else None,
                x_error_bars=_covered([point for _, point in rows], n),
                data_labels=labels(mark, n, side, None if all(shown) else shown) if any(shown) else None,
            )
            yield Series(self._legend(some), start + rows[0][0], start + rows[-1][0], VALUE, options)

    def _legend(self, point: Point) -> str:
        """The line's name beside the words for the mark, where there are other lines; of numbers as printed the name alone."""
        words = mark_words(point, self.scene.transform is not None, self.lang)
        return self.name if not words else f"{self.name} {words}" if len(self.scene.tracks) > 1 else words


def _sides(points: list[Point], scene: Scene, length: float) -> list[str]:
    """Where each label stands: above its mark, where no arrow and no other mark is in the way."""
    found = []
    for point in points:
        near = [
            other.y - point.y
            for other in scene.points
            if other is not point and other.x == point.x and abs(other.y - point.y) < 1.5 * length
        ]
        if point.mark in ("conflicting", "agreeing"):
            found.append("right")
        elif point.towards > 0 or (near and min(near) > 0):
            found.append("below")
        else:
            found.append("above")
    return found


def _covered(points: list[Point], n: int) -> dict[str, Any] | None:
    """A thin bar over the time that a range covers; None where there is none."""
    if not any(point.span for point in points):
        return None
    ends = [point.span or (point.x, point.x) for point in points]
    return {
        "type": "custom",
        "direction": "both",
        "end_style": 0,
        "minus_values": [point.x - first for point, (first, _) in zip(points, ends, strict=True)],
        "plus_values": [last - point.x for point, (_, last) in zip(points, ends, strict=True)],
        "line": line(n) | {"width": 1, "dash_type": "solid"},
    }


def _row(point: Point, scene: Scene, catalogue: Catalogue, lang: Language) -> list[Cell]:
    stated = point.claim.observation is None or point.claim.observation.period_stated
    nature = mark_words(point, scene.transform is not None, lang) or tr("as printed", lang)
    return [
        scene.tracks[point.track].name,
        period(point.claim.time_period, lang, stated),
        Day(point.x - DAY_ZERO),
        number(point, scene, catalogue, lang),
        nature,
        by(point.claim, lang),
    ]


class Day(Number):
    """A day as Excel counts them."""

    @property
    def format(self) -> str:
        """Year, month, day."""
        return "yyyy-mm-dd"


def number(point: Point, scene: Scene, catalogue: Catalogue, lang: Language) -> Number:
    """What a point shows, in the power of ten of the axis."""
    indicator = scene.tracks[point.track].indicator
    exact = point.quantity.value / Fraction(10) ** (scene.mult if scene.transform in (None, "change") else 0)
    if point.value:
        mult = None if catalogue.units[indicator.unit].scale == "none" else scene.mult
        text = transforms.said(point.value, indicator, catalogue, lang, mult)
        return said(text, exact, point.quantity, signed=point.value.transform != "index")
    return said(claim(point.claim, catalogue, lang, unit_mult=scene.mult), exact, point.quantity)


def _measure(exhibit: Exhibit, scene: Scene, catalogue: Catalogue) -> str:
    lang = exhibit.lang
    if scene.transform is None:
        unit = unit_title(scene.indicator, catalogue, lang, scene.mult)
        return tr("{value} ({unit})", lang, value=tr("Value", lang), unit=unit)
    return transforms.measure(
        scene.transform, catalogue, lang, scene.indicator, base=base_of(scene.tracks), unit_mult=scene.mult
    )

"""Charts of bars: periods of a few lines side by side, or areas in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from indicators import periods
from indicators.charts.points import Point
from indicators.charts.ranked import Dot, Plan
from indicators.charts.scene import Scene
from indicators.exports.exhibit import Exhibit
from indicators.exports.workbook.book import Book, Cell
from indicators.exports.workbook.lines import number
from indicators.exports.workbook.numbers import claimed
from indicators.exports.workbook.plot import (
    NO_LINE,
    Plot,
    Series,
    arrow,
    filling,
    labels,
    mark_words,
    marker,
    properties,
)
from indicators.model import Catalogue, Language
from indicators.wording import period, tr, unit_title

_ARROW = 0.07  # of the longest bar


def plot(book: Book, exhibit: Exhibit) -> Plot:
    """The numbers with a row a period or an area, each in the column of what it is."""
    if exhibit.panel.plan:
        return _areas(book.work.catalogue, exhibit, exhibit.panel.plan)
    scene = exhibit.panel.scene
    return _periods(book.work.catalogue, exhibit, scene) if scene else Plot([], [])


def _areas(catalogue: Catalogue, exhibit: Exhibit, plan: Plan) -> Plot:
    lang = exhibit.lang
    unit = unit_title(catalogue.indicators[exhibit.indicators[0]], catalogue, lang, plan.mult)
    dots = [dot for row in plan.rows for dot in row.points]
    kinds = list(
        dict.fromkeys(
            _kind(dot, lang) for dot in sorted(dots, key=lambda dot: dot.mark in ("agreeing", "conflicting"))
        )
    )
    rows: list[list[Cell]] = []
    for row in plan.rows:
        area = catalogue.areas.get(row.cell.best.ref_area)
        name = area.title(lang) if area else row.cell.best.ref_area
        if row.group == "earlier":
            when = period(row.cell.best.time_period, lang)
            name = tr("{value} ({period})", lang, value=name, period=when)
        cells: list[Cell] = [None] * len(kinds)
        for dot in row.points:
            cells[kinds.index(_kind(dot, lang))] = claimed(dot.claim, catalogue, lang, plan.mult)
        rows.append([name, *cells])
    longest = max((abs(dot.x) for dot in dots), default=1.0)
    series = []
    for n, (words, mark, towards) in enumerate(kinds):
        options = properties(
            **filling(mark, 0),
            gap=45,
            overlap=100,
            data_labels=labels(mark, 0, "inside_base" if towards > 0 else "outside_end")
            if mark != "agreeing"
            else None,
            y_error_bars=arrow(towards, longest * _ARROW, 0)
            if mark in ("bound", "derived", "conflicting")
            else None,
        )
        series.append(Series(words, 0, len(rows) - 1, n + 1, options))
    return Plot([tr("Area", lang), *(_with(words, unit, lang) for words, _, _ in kinds)], rows, series)


def _kind(dot: Dot | Point, lang: Language) -> tuple[str, Any, int]:
    words = mark_words(dot, False, lang) or tr("as printed", lang)  # type: ignore[arg-type]
    return words, dot.mark, dot.towards


def _periods(catalogue: Catalogue, exhibit: Exhibit, scene: Scene) -> Plot:
    lang = exhibit.lang
    unit = unit_title(scene.indicator, catalogue, lang, scene.mult)
    times = _times(scene.points)
    alone = len(scene.tracks) == 1
    best = {id(point) for line in scene.best for point in line}
    columns: dict[tuple[str, Any, int, int], dict[str, Point]] = {}
    for point in scene.points:
        words, mark, towards = _kind(point, lang)
        own = scene.tracks[point.track].name
        if id(point) in best and not alone:
            key = own, "printed", 0, point.track
        else:
            key = words if alone else f"{own} {words}", mark, towards, point.track
        at = columns.setdefault(key, {})
        while point.claim.time_period in at:  # two other sources about one period
            key = (f"{key[0]} ", *key[1:])
            at = columns.setdefault(key, {})
        at[point.claim.time_period] = point
    rows: list[list[Cell]] = [
        [
            period(time, lang),
            *(number(at[time], scene, catalogue, lang) if time in at else None for at in columns.values()),
        ]
        for time in times
    ]
    longest = max((abs(point.y) for point in scene.points), default=1.0)
    series = []
    for n, ((words, mark, towards, track), at) in enumerate(columns.items()):
        over = mark in ("target", "agreeing", "conflicting")
        points = [at.get(time) for time in times]
        own_looks = [filling(point.mark, track) if point and point.mark != mark else None for point in points]
        options = properties(
            **({"line": NO_LINE, "marker": marker(mark, track)} if over else filling(mark, track)),
            points=own_looks if any(own_looks) and not over else None,
            gap=None if over else 45,
            overlap=None if over else 100 if alone else 0,
            data_labels=labels(
                mark, track, "right" if over else "inside_base" if towards > 0 else "outside_end"
            )
            if mark != "agreeing"
            else None,
            y_error_bars=arrow(towards, longest * _ARROW, track) if mark in ("bound", "derived") else None,
        )
        series.append(Series(words.rstrip(), 0, len(rows) - 1, n + 1, options, secondary=over))
    return Plot([tr("Period", lang), *(_with(key[0].rstrip(), unit, lang) for key in columns)], rows, series)


def _times(points: Iterable[Point]) -> list[str]:
    """The periods in time order, missing years among them: a gap is a gap."""
    found = {point.claim.time_period for point in points}
    if all(len(time) == 4 for time in found):
        found = {f"{year}" for year in range(int(min(found)), int(max(found)) + 1)}
    return sorted(found, key=lambda time: (periods.end(time), periods.bounds(time)[0]))


def _with(words: str, unit: str, lang: Language) -> str:
    return tr("{value} ({unit})", lang, value=words, unit=unit)

"""What stands beside the values in a chart: breaks of definition, events, and the paths to targets that are still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from indicators import coverage, periods, series
from indicators.charts.points import Point
from indicators.charts.tracks import Track
from indicators.model import Catalogue, Event, Language
from indicators.wording import coverage as words
from indicators.wording import times
from indicators.wording.evidence import citation
from indicators.wording.messages import tr
from indicators.wording.targets import stated

if TYPE_CHECKING:
    from indicators.charts.scene import Scene
    from indicators.charts.view import View


@dataclass(frozen=True, slots=True)
class Hairline:
    """A vertical line at a day with its words; `period` says when, `more` who says so."""

    x: int
    words: str
    period: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Empty:
    """A year on a thread, in data coordinates, and why it has no value."""

    x: int
    y: float
    text: str


def breaks(
    tracks: Sequence[Track], best: Sequence[Sequence[Point]], span: tuple[int, int], lang: Language
) -> Iterator[Hairline]:
    """The breaks of all tracks: at the start of the new definition, or halfway to it from a point just before.

    A break that not every track has is named after those that have it.
    """
    first, last = span
    found: dict[tuple[str, str], list[int]] = {}
    for n, track in enumerate(tracks):
        for broken in track.indicator.breaks:
            if broken.ref_area in (None, track.area):
                found.setdefault((broken.time_period, broken.title(lang)), []).append(n)
    for (time_period, title), affected in found.items():
        x = periods.bounds(time_period)[0].toordinal()
        before: list[int] = []
        after: list[int] = []
        for n in affected:
            for point in best[n]:
                early = periods.end(point.claim.time_period).toordinal() < x
                (before if early else after).append(point.x)
        if before and after and x - max(before) < (last - first) / 40:
            x = (max(before) + min(after)) // 2
        if first <= x <= last:
            said = title
            if len(affected) < len(tracks):
                names = ("、" if lang == "zh" else ", ").join(tracks[n].name for n in affected)
                said = tr("{label}: {value}", lang, label=names, value=title)
            yield Hairline(x, said, times.period(time_period, lang))


def events(
    catalogue: Catalogue, view: View, tracks: Sequence[Track], span: tuple[int, int]
) -> Iterator[Hairline]:
    """The events that concern the tracks, in time order, as known on the view's day; each with its source."""
    first, last = span
    for event in known_events(catalogue, view, tracks):
        start, end = periods.bounds(event.time_period)
        x = (start.toordinal() + end.toordinal()) // 2
        if first <= x <= last:
            source = catalogue.sources.get(event.source)
            more = (citation(source, view.lang),) if source else ()
            yield Hairline(
                x, event.title(view.lang), times.period(event.time_period, view.lang), (event.quote, *more)
            )


def known_events(catalogue: Catalogue, view: View, tracks: Sequence[Track]) -> list[Event]:
    """The events that concern the tracks' indicators and areas, in time order, as known on the view's day."""
    names = {track.indicator.id for track in tracks}
    areas = {track.area for track in tracks}
    found = []
    for event in catalogue.events:
        if names.isdisjoint(event.indicators) or event.ref_area not in (None, *areas):
            continue
        source = catalogue.sources.get(event.source)
        known = periods.known(source.date) if source else None
        if view.as_of is None or (known and known <= view.as_of):
            found.append(event)
    return sorted(found, key=lambda event: periods.bounds(event.time_period))


def paths(track: Track, points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """From the latest value to the first open target, and on to the next: dated, and never across a break.

    A target is open while no value of its own period decides it and no earlier value lies where it does.
    """
    if track.transform not in (None, "index"):
        return
    at = {point.claim.order: point for point in points}
    before: Point | None = None
    for goal in track.goals:
        gap = series.gap(track.indicator, goal, track.actuals)
        due = at.get(goal.best.order)
        start = at.get(gap.actual.best.order) if gap.actual else None
        undecided = gap.verdict == "cannot_tell" and not gap.same_period and not gap.reached
        if due is None or start is None or not undecided or not stated(goal.best):
            continue
        if due.span or start.span:
            continue
        if before is not None and series.break_between(track.indicator, before.claim, due.claim):
            return
        start = before or start
        if start.x < due.x:
            yield start, due
            before = due


def gaps(catalogue: Catalogue, view: View, scene: Scene, today: date) -> Iterator[Empty]:
    """The years that the threads of a scene pass over, each with the reason why it has no value."""
    for n, track in enumerate(scene.tracks):
        threads = [segment for segment in scene.segments if segment.thread and segment.first.track == n]
        missing = coverage.gaps(catalogue, track.indicator, track.area, today, view.as_of) if threads else []
        for gap in missing:
            start, end = periods.bounds(gap.period)
            x = (start.toordinal() + end.toordinal() + 1) // 2
            over = next((s for s in threads if s.first.x < x < s.last.x), None)
            if over:
                share = (x - over.first.x) / (over.last.x - over.first.x)
                y = (
                    over.first.y * (over.last.y / over.first.y) ** share
                    if view.log
                    else over.first.y + (over.last.y - over.first.y) * share
                )
                yield Empty(x, y, absent(gap, view.lang))


def absent(gap: coverage.Gap, lang: Language) -> str:
    """That a period has no value, and why: 2019年无数据：未查找."""
    period, reason = times.period(gap.period, lang), words.reason(gap.absence.reason, lang)
    return tr("{label}: {value}", lang, label=tr("no data for {period}", lang, period=period), value=reason)

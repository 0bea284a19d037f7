"""A view as one chart or several: as many as honest axes need, or one for each indicator or area where that is asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import plotly.graph_objects as go

from indicators.charts import axes
from indicators.charts.context import gaps
from indicators.charts.figure import drawn, posed
from indicators.charts.layout import Common
from indicators.charts.marks import Json
from indicators.charts.ranked import Plan
from indicators.charts.scene import Scene, Shape, stand_in_the_middle
from indicators.charts.styles import MOST, MOST_BARS
from indicators.charts.tracks import Track, base_of, ends, tracks
from indicators.charts.view import ALIKE, RATES, View
from indicators.model import Catalogue
from indicators.wording import sentences, transforms
from indicators.wording.messages import tr

MOST_PANELS = 9


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart: its title (empty where it is the only one), its shape, Plotly's data and layout, the words for those who hear it.

    `notes` say what is not drawn, and why; the table beside the chart has it all. `scene` is what stands where,
    `plan` likewise for areas in order.
    """

    title: str
    shape: Shape
    data: list[Json]
    layout: Json
    alt: str
    notes: tuple[str, ...] = ()
    scene: Scene | None = None
    plan: Plan | None = None

    @property
    def figure(self) -> go.Figure:
        """The chart as Plotly knows it, checked."""
        return go.Figure(data=self.data, layout=self.layout)

    def to_json(self) -> str:
        """`data` and `layout` as JSON text, as `figure.to_json()` has them: without the checks, ten times as fast."""
        return json.dumps(
            {"data": self.data, "layout": self.layout}, ensure_ascii=False, separators=(",", ":")
        )


def figures(catalogue: Catalogue, view: View, today: date) -> list[Panel]:
    """The charts of a view, at least one.

    One axis carries what it honestly can: values in one unit and of one order of size, or anything as an index or a rate of
    change. Where that is not enough, or the view asks for `multiples`, there are several panels. They share the time axis, and
    where the view says so and the units allow it the value axis.

    Args:
        catalogue: where to look.
        view: what to show.
        today: the reader's day: what is not yet due is no gap.

    Raises:
        KeyError: there is no such indicator.
    """
    found = tracks(catalogue, view)
    groups = grouped(found, view)
    if len(groups) <= 1:
        shown = found[: _most(view)]
        panel = _panel(catalogue, view, posed(catalogue, view, shown), Common(), today)
        return [replace(panel, notes=tuple(_left(found, shown, view)))]
    view = replace(view, part=True)
    middle = True if view.kind == "bar" else stand_in_the_middle(found)
    kept = [group[: _most(view)] for group in groups[:MOST_PANELS]]
    scenes = [posed(catalogue, view, group, middle) for group in kept]
    common = _common(view, scenes)
    panels = [
        replace(
            _panel(catalogue, view, what, common, today),
            title=_title(group, view),
            notes=tuple(_left(whole, group, view)),
        )
        for what, group, whole in zip(scenes, kept, groups, strict=False)
    ]
    more = [track.name for group in groups[MOST_PANELS:] for track in group]
    notes = [*_apart(found, view), *([_not_drawn(more, view)] if more else [])]
    return [replace(panels[0], notes=(*panels[0].notes, *notes)), *panels[1:]]


def grouped(found: Sequence[Track], view: View) -> list[list[Track]]:
    """The tracks of each panel.

    `multiples` give every indicator a panel, or every area of a single one. Otherwise tracks stay together for as long as they
    have one measure and, unless a kind of chart is asked for, are of one order of size.
    """
    if view.kind == "multiples":
        several = len({track.indicator.id for track in found}) > 1
        names: dict[str, list[Track]] = {}
        for track in found:
            names.setdefault(track.indicator.id if several else track.area, []).append(track)
        return list(names.values())
    groups: list[list[Track]] = []
    for track in found:
        fitting = (
            group
            for group in groups
            if measure(group[0]) == measure(track) and (view.kind or alike(group[0], track))
        )
        group = next(fitting, None)
        if group is None:
            groups.append([track])
        else:
            group.append(track)
    return groups


def measure(track: Track) -> str:
    """What a value axis of the track measures: two of the same may share one."""
    if track.transform in (None, "change"):
        return f"{track.transform} {track.indicator.unit}"
    return str(track.transform)


def alike(one: Track, other: Track) -> bool:
    """Whether neither line would be flat beside the other."""
    if one.indicator.unit in RATES or one.transform not in (None, "change"):
        return True
    small, large = sorted((one.size, other.size))
    return not small or large <= small * ALIKE


def _most(view: View) -> int:
    return MOST_BARS if view.kind == "bar" else MOST


def _common(view: View, scenes: Sequence[Scene]) -> Common:
    """The time axis of all panels, and the value axis where the view shares it."""
    charts = [what for what in scenes if what.shape in ("line", "bar")]
    ranges = [axes.time_range(what) for what in charts]
    days = (min(first for first, _ in ranges), max(last for _, last in ranges)) if ranges else None
    drawn_ = [what for what in scenes if what.shape in ("line", "bar", "dot")]
    one = len({measure(track) for what in scenes for track in what.tracks}) == 1
    if not (view.shared and one and drawn_):
        return Common(days)
    room = (230.0, 36.0, 34.0) if drawn_[0].shape != "dot" else (float(view.width), 44.0, 44.0)
    return Common(days, axes.shared([axes.value_axis(what, room, view.log) for what in drawn_]))


def _panel(catalogue: Catalogue, view: View, what: Scene, common: Common, today: date) -> Panel:
    if what.shape == "line":
        what = replace(what, gaps=tuple(gaps(catalogue, view, what, today)))
    data, layout = drawn(catalogue, view, what, common)
    return Panel("", what.shape, data, layout, _alt(catalogue, view, what), scene=what)


def _title(group: Sequence[Track], view: View) -> str:
    """What all tracks of a panel have in common, else their names."""
    titles = list(dict.fromkeys(track.indicator.short_title(view.lang) for track in group))
    if len(titles) == 1 and len(view.indicators) > 1:
        return titles[0]
    names = dict.fromkeys(track.name for track in group)
    return ("、" if view.lang == "zh" else ", ").join(names)


def _alt(catalogue: Catalogue, view: View, what: Scene) -> str:
    tracks_ = what.tracks
    if not tracks_:
        return tr("No data for this area", view.lang)
    gap = "" if view.lang == "zh" else " "
    if what.transform is None:
        by: dict[str, list[str]] = {}
        for track in tracks_:
            by.setdefault(track.indicator.id, []).append(track.area)
        return gap.join(
            sentences.alt(catalogue.indicators[name], catalogue, view.lang, areas, as_of=view.as_of)
            for name, areas in by.items()
        )
    lines = [
        transforms.Line(track.name, track.indicator, list((track.values or {}).values())) for track in tracks_
    ]
    base = base_of(tracks_)
    subject = _title(tracks_, view) if len(view.indicators) > 1 else tracks_[0].indicator.title(view.lang)
    head = transforms.measure(what.transform, catalogue, view.lang, what.indicator, base=base)
    heading = tr("{title}, {measure}", view.lang, title=subject, measure=head)
    return transforms.alt(lines, what.transform, catalogue, view.lang, heading)


# ------------------------------------------------------------------------------------------------ what is not drawn


def _left(found: Sequence[Track], shown: Sequence[Track], view: View) -> list[str]:
    """That lines are not drawn: too many for one panel, without the two periods of a slope, without anything to compute."""
    notes = []
    if len(shown) < len(found):
        notes.append(_not_drawn([track.name for track in found[len(shown) :]], view))
    if view.kind == "slope" and (pair := ends(shown)):
        without = [track.name for track in shown if not set(pair) <= set(track.times)]
        if without:
            names = _listed(without, view)
            notes.append(tr("No value at both ends: {names}.", view.lang, names=names))
    elif view.transform:
        empty = [track.name for track in shown if not track.times]
        if empty:
            notes.append(tr("Nothing to compute for: {names}.", view.lang, names=_listed(empty, view)))
    return notes


def _not_drawn(names: Sequence[str], view: View) -> str:
    text = _listed(names, view)
    return tr("Not drawn, to keep the lines apart, but in the table: {names}.", view.lang, names=text)


def _apart(found: Sequence[Track], view: View) -> list[str]:
    """Why there are several panels where nobody asked for them."""
    if view.kind == "multiples":
        return []
    if len({measure(track) for track in found}) > 1:
        return [tr("Drawn apart: the units differ.", view.lang)]
    return [tr("Drawn apart: on one axis the smaller values would lie flat.", view.lang)]


def _listed(names: Sequence[str], view: View) -> str:
    return ("、" if view.lang == "zh" else ", ").join(names)

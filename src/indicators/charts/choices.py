"""What a reader may choose for a view, and why not the rest: kinds of chart, transforms, axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from indicators import transforms
from indicators.charts import bars
from indicators.charts.panels import grouped, measure
from indicators.charts.points import place
from indicators.charts.tracks import Track, ends, transformed
from indicators.charts.view import Kind, View
from indicators.transforms import TRANSFORMS, Transform
from indicators.wording.transforms import WHY_NOT

KINDS: tuple[Kind, ...] = get_args(Kind)
#: kind of chart → what the reader chooses
NAMES: dict[Kind, str] = {
    "line": "Line",
    "bar": "Bars",
    "slope": "Slope",
    "dot": "Dots",
    "multiples": "Small multiples",
}
ONE_VALUE = "There is only one value."
_TARGETS = "There are only targets."
_ONE_LINE = "There is only one line to show."
_NO_PAIR = "There are no two values that a line may join."
_CROWDED = "The dates lie too close together for bars."
_RANK = "A bar would make a worse rank look like more."
_UNITS = "The units differ: they have no axis in common."
_ONE_PANEL = "There is only one panel."
_BARS = "Bars start at zero, which a logarithmic axis does not have."
_NOTHING = "Nothing can be computed: no two comparable values."


def kinds(found: Sequence[Track]) -> dict[Kind, str]:
    """Every kind of chart with the reason (a message) why the tracks cannot be drawn so; empty where they can."""
    several = len(found) > 1
    values = sum(len(track.times) for track in found)
    lone = ONE_VALUE if values + sum(len(track.goals) for track in found) < 2 else ""
    rank = any(track.indicator.unit == "rank" and track.transform is None for track in found)
    crowded = any(bars.crowded([place(period, middle=True) for period in _points(track)]) for track in found)
    return {
        "line": lone,
        "bar": lone or ("" if values else _TARGETS) or (_RANK if rank else _CROWDED if crowded else ""),
        "slope": lone or ("" if ends(found) else _NO_PAIR),
        "dot": lone,
        "multiples": "" if several else _ONE_LINE,
    }


def _points(track: Track) -> list[str]:
    """The periods that would get a bar."""
    return [period for period in track.times if "/" not in period] or track.times


def transforms_of(plain: Sequence[Track], base: str | None = None) -> dict[Transform, str]:
    """Every transform with the reason (a message) why the tracks have none; `plain` are those that are not transformed."""
    found: dict[Transform, str] = {}
    for transform in TRANSFORMS:
        unfit = next((why for track in plain if (why := transforms.unfit(track.indicator, transform))), None)
        if unfit:
            found[transform] = WHY_NOT[unfit]
            continue
        results = [
            value
            for track in transformed(plain, transform, base)
            for value in (track.values or {}).values()
            if value.quantity and value.base is not value.claim
        ]
        found[transform] = "" if results else _NOTHING
    return found


def log(found: Sequence[Track], view: View) -> str:
    """The reason (a message) against a logarithmic axis; empty where it is honest in every panel."""
    if view.kind == "bar":
        return _BARS
    for group in grouped(found, view):
        values = [
            q.value
            for track in group
            for cell in track.cells
            for claim in cell.claims
            if (q := track.quantity(claim))
        ]
        why = transforms.log_unfit([track.indicator for track in group], values, view.transform)
        if why:
            return WHY_NOT[why]
    return ""


def shared(found: Sequence[Track], view: View) -> str:
    """The reason (a message) against one value axis for all panels; empty where it is honest."""
    if len(grouped(found, view)) < 2:
        return _ONE_PANEL
    return "" if len({measure(track) for track in found}) == 1 else _UNITS


def bases(found: Sequence[Track]) -> list[str]:
    """The base periods that may be chosen: those of the main track, in time order."""
    return list(transforms.base_periods([track.actuals for track in found[:1]]))


def settled(found: Sequence[Track], view: View) -> tuple[View, list[str]]:
    """The view with what cannot be shown so left out, and the names of the fields that were."""
    left = []
    if view.kind and kinds(found)[view.kind]:
        view, left = replace(view, kind=None), ["kind"]
    if view.log and log(found, view):
        view, left = replace(view, log=False), [*left, "log"]
    if view.shared and shared(found, view):
        view, left = replace(view, shared=False), [*left, "shared"]
    return view, left

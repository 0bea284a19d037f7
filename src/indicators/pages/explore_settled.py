"""The address of the explore page with everything filled in that it leaves open, and without what cannot be shown."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indicators import charts, series
from indicators.charts import View, choices
from indicators.charts.tracks import Track, tracks, transformed
from indicators.model import Catalogue
from indicators.pages.evidence import find
from indicators.pages.state import State

_NAMES = {"kind": "chart", "log": "scale", "shared": "axes"}  # field of a view → parameter of the address


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows.

    Attributes:
        state: the address, filled in.
        view: the charts.
        tracks: their lines.
        plain: the same lines without a transform.
        ignored: what the address asked for and could not have, as name and value.
    """

    state: State
    view: View
    tracks: list[Track]
    plain: list[Track]
    ignored: tuple[tuple[str, str], ...]


def settled(catalogue: Catalogue, state: State) -> Shown:
    """What an address shows.

    Without indicators it is the first headline one that speaks of its areas; without areas the home area, beside the country
    where a single indicator's figures are of one order of size. A transform, base, kind of chart or axis that does not fit is left out.
    """
    asked = state
    state, ignored = _places(catalogue, state)
    state, more = _claim(catalogue, state)
    view = View(
        state.indicators, state.areas, state.lang, as_of=state.as_of, dark=state.dark, narrow=state.narrow
    )
    plain = tracks(catalogue, view)
    view = replace(view, kind=state.chart, shared=state.shared, log=state.log)
    view, lines = _transformed(view, plain, state)
    if state.transform != view.transform:
        ignored.append(("as", str(state.transform)))
    if state.base != view.base:
        ignored.append(("base", str(state.base).replace("/", "--")))
    if lines:
        view, left = choices.settled(lines, view)
        values = {"kind": str(asked.chart), "log": "log", "shared": "shared"}
        ignored += [(_NAMES[name], values[name]) for name in left]
    state = replace(
        state, chart=view.kind, transform=view.transform, base=view.base, shared=view.shared, log=view.log
    )
    return Shown(state, view, lines, plain, (*ignored, *more))


def _places(catalogue: Catalogue, state: State) -> tuple[State, list[tuple[str, str]]]:
    """The indicators and areas."""
    names = state.indicators or (_default(catalogue, state),)
    state = replace(state, indicators=names)
    areas = charts.areas_with_figures(catalogue, names, state.as_of)
    implied = charts.usual_areas(catalogue, names, state.as_of)
    ignored = [("area", area) for area in state.areas if area not in areas]
    chosen = tuple(area for area in state.areas if area in areas) or implied
    return replace(state, areas=chosen, implied=implied), ignored


def _default(catalogue: Catalogue, state: State) -> str:
    """The indicator to begin with."""
    records = catalogue.indicators.values()
    for indicator in sorted(records, key=lambda indicator: not indicator.headline):
        if not state.areas or not set(state.areas).isdisjoint(
            series.areas(catalogue, indicator.id, state.as_of)
        ):
            return indicator.id
    return next(iter(catalogue.indicators))


def _claim(catalogue: Catalogue, state: State) -> tuple[State, list[tuple[str, str]]]:
    """The claim at hand, its indicator where several are shown, its area among the others."""
    several = len(state.indicators) > 1
    ignored = []
    focus = state.focus
    if focus and focus not in state.indicators:
        ignored.append(("focus", focus))
        focus = None
    if state.at is None:
        return replace(state, focus=None), ignored
    indicator = catalogue.indicators[focus or state.indicators[0]]
    if find(catalogue, indicator, state.at, state.as_of) is None:
        return replace(state, at=None, focus=None), [*ignored, ("at", str(state.at))]
    areas = state.areas if state.at.area in state.areas else (*state.areas, state.at.area)
    return replace(state, areas=areas, focus=indicator.id if several else None), ignored


def _transformed(view: View, plain: list[Track], state: State) -> tuple[View, list[Track]]:
    """The view with the transform and the base that fit, and its lines."""
    if state.transform is None or not plain:
        return view, plain
    fitting = choices.transforms_of(plain)
    wanted = state.transform
    if wanted == "change" and fitting["change"] and not fitting["points"]:
        wanted = "points"
    if fitting[wanted]:
        return view, plain
    base = state.base if wanted in ("index", "cagr") and state.base in choices.bases(plain) else None
    view = replace(view, transform=wanted, base=base)
    return view, transformed(plain, wanted, base)

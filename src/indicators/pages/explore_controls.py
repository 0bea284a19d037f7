"""What a reader can choose on the explore page: every choice a link, every one that makes no sense with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators import wording
from indicators.charts import areas_with_figures, choices
from indicators.charts.choices import KINDS
from indicators.charts.tracks import base_of
from indicators.model import Catalogue, Language
from indicators.pages.memory import per_catalogue
from indicators.pages.state import State
from indicators.transforms import TRANSFORMS
from indicators.wording import tr
from indicators.wording import transforms as computed

if TYPE_CHECKING:
    from indicators.pages.explore_settled import Shown

_HERE = "zzzz"  # stands for an indicator's id in an address that is made once for all of them


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its name, its address (empty where there is none to go to), whether it is taken, why it cannot be."""

    title: str
    href: str
    chosen: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """An indicator shown beside others: the addresses that put it first and that take it away."""

    title: str
    first: str
    away: str
    main: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator in the picker: the addresses that show it alone and beside those shown; `text` is what a search looks into."""

    title: str
    alone: str
    beside: str
    shown: bool
    text: str


@dataclass(frozen=True, slots=True)
class Controls:
    """All controls of the page. `base` is the base period chosen, in words."""

    chips: tuple[Chip, ...]
    areas: tuple[Option, ...]
    kinds: tuple[Option, ...]
    transforms: tuple[Option, ...]
    bases: tuple[Option, ...]
    base: str
    shared: Option
    log: Option


def controls(catalogue: Catalogue, shown: Shown, drawn: str) -> Controls:
    """The controls for what is shown; `drawn` is the kind of chart that is seen."""
    state, view, lang = shown.state, shown.view, shown.state.lang
    kinds = choices.kinds(shown.tracks)
    fitting = choices.transforms_of(shown.plain, view.base)
    base = base_of(shown.tracks)

    def option(title: str, href: str, chosen: bool, why: str = "") -> Option:
        return Option(tr(title, lang), href, chosen, tr(why, lang) if why and not chosen else "")

    return Controls(
        chips=_chips(catalogue, state),
        areas=_areas(catalogue, state),
        kinds=tuple(
            option(choices.NAMES[kind], state.link(chart=kind), kind == drawn, kinds[kind]) for kind in KINDS
        ),
        transforms=(
            option(computed.NAMES[None], state.link(transform=None, base=None), view.transform is None),
            *(
                option(
                    computed.NAMES[transform],
                    state.link(transform=transform),
                    view.transform == transform,
                    fitting[transform],
                )
                for transform in TRANSFORMS
            ),
        ),
        bases=tuple(_bases(shown, base)),
        base=wording.period(base, lang) if base else tr("the first value", lang),
        shared=option(
            "One value axis",
            state.link(shared=not state.shared),
            state.shared,
            choices.shared(shown.tracks, view),
        ),
        log=option("Logarithmic", state.link(log=not state.log), state.log, choices.log(shown.tracks, view)),
    )


def _bases(shown: Shown, base: str | None) -> Iterator[Option]:
    """The base periods of an index or of yearly growth, which may also start from each line's first value."""
    state = shown.state
    if shown.view.transform not in ("index", "cagr"):
        return
    if shown.view.transform == "cagr":
        yield Option(tr("the first value", state.lang), state.link(base=None), shown.view.base is None)
    for period in choices.bases(shown.plain):
        chosen = period == (base if shown.view.transform == "index" else shown.view.base)
        yield Option(wording.period(period, state.lang), state.link(base=period), chosen)


def _chips(catalogue: Catalogue, state: State) -> tuple[Chip, ...]:
    if len(state.indicators) < 2:
        return ()
    found = []
    for n, name in enumerate(state.indicators):
        others = tuple(other for other in state.indicators if other != name)
        kept = state.focus in others
        found.append(
            Chip(
                catalogue.indicators[name].short_title(state.lang),
                state.link(indicators=(name, *others)),
                state.link(
                    indicators=others,
                    at=state.at if kept else None,
                    focus=state.focus if kept and len(others) > 1 else None,
                ),
                n == 0,
            )
        )
    return tuple(found)


def _areas(catalogue: Catalogue, state: State) -> tuple[Option, ...]:
    """The areas with figures: those shown first, in their order, then by the number of their claims."""
    found = []
    for area in (
        *state.areas,
        *(
            area
            for area in areas_with_figures(catalogue, state.indicators, state.as_of)
            if area not in state.areas
        ),
    ):
        on = area in state.areas
        others = tuple(other for other in state.areas if other != area) if on else (*state.areas, area)
        at = None if on and state.at and state.at.area == area else state.at
        href = state.link(areas=others, at=at) if others else ""
        found.append(Option(catalogue.areas[area].title(state.lang), href, on))
    return tuple(found)


def picker(catalogue: Catalogue, state: State) -> list[tuple[str, list[Entry]]]:
    """Every indicator by theme. The addresses keep what does not depend on a single claim."""
    alone = State("explore", state.lang, (_HERE,), as_of=state.as_of).link()
    beside = state.link(indicators=(*state.indicators, _HERE), at=None, focus=None)
    return [
        (
            theme,
            [
                Entry(
                    title,
                    alone.replace(_HERE, name),
                    beside.replace(_HERE, name),
                    name in state.indicators,
                    text,
                )
                for name, title, text in entries
            ],
        )
        for theme, entries in _titles(catalogue, state.lang)
    ]


@per_catalogue
def _titles(catalogue: Catalogue, lang: Language) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Themes with their indicators: id, title, what a search looks into."""
    found = []
    for theme in catalogue.themes.values():
        entries = []
        for indicator in catalogue.indicators.values():
            if indicator.theme == theme.id:
                titles = (indicator.title, indicator.short_title)
                text = " ".join(dict.fromkeys(part for title in titles for part in (title.zh, title.en)))
                entries.append((indicator.id, indicator.title(lang), text.lower()))
        if entries:
            found.append((theme.title(lang), entries))
    return found

"""One indicator: the sentence, the chart, the table with the same rows, and the evidence for the claim at hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from indicators import charts, series, wording
from indicators.model import Catalogue, Indicator, Language
from indicators.pages import rows, shell
from indicators.pages.evidence import address, evidence, find
from indicators.pages.frame import render
from indicators.pages.state import HOME_AREA, State
from indicators.series import Cell, Claim

COUNTRY = "CN"
_CHART = "chart"


def show() -> None:
    """Shows the page."""
    catalogue, state = shell.begin("explore")
    if not catalogue.indicators:
        shell.end(catalogue, state)
        return
    state = settled(catalogue, state)
    indicator = catalogue.indicators[state.indicator or ""]
    found = find(catalogue, indicator, state.at) if state.at else None
    if state.at and not found:
        shell.note(state.lang, "at", str(state.at))
    cell, claim = found or first(catalogue, indicator, state.areas)
    today = date.today()
    digest, lang = catalogue.digest, state.lang
    st.html(_head(digest, lang, indicator.id, state.areas, today, catalogue))
    with st.container(key="tools"):
        # Always the same, so that the browser need not build it again.
        st.html(_picker(digest, lang, catalogue))
        st.html(render("explore_tools.html", lang, chips=chips(catalogue, state)))
    with st.container(key="explore"):
        with st.container(key="figure"):
            _chart(catalogue, state)
        st.html(
            render(
                "table.html",
                state.lang,
                groups=rows.groups(catalogue, state, claim),
                caption=indicator.title(state.lang),
            )
        )
        st.html(
            render(
                "evidence.html",
                state.lang,
                evidence=evidence(catalogue, state, cell, claim),
                point=charts.evidence_id(claim),
                targets=rows.targets(catalogue, indicator, state, today),
                indicator=indicator,
                unit=catalogue.units[indicator.unit],
                theme=catalogue.themes[indicator.theme].title(state.lang),
                breaks=[
                    (wording.period(broken.time_period, state.lang), broken.title(state.lang))
                    for broken in indicator.breaks
                ],
            )
        )
    shell.end(catalogue, state)


def settled(catalogue: Catalogue, state: State) -> State:
    """The state with what the address leaves open: the first indicator, its home area beside the country."""
    name = state.indicator or next(
        (indicator.id for indicator in catalogue.indicators.values() if indicator.headline),
        next(iter(catalogue.indicators)),
    )
    there = series.areas(catalogue, name)
    main = HOME_AREA if HOME_AREA in there or not there else there[0]
    implied = tuple(dict.fromkeys([main, *(area for area in there if area == COUNTRY)]))
    chosen = tuple(area for area in state.areas if area in there) or implied
    if state.at and state.at.area in there and state.at.area not in chosen:
        chosen = (*chosen, state.at.area)
    return replace(state, indicator=name, areas=chosen, implied=implied)


def first(catalogue: Catalogue, indicator: Indicator, areas: tuple[str, ...]) -> tuple[Cell, Claim]:
    """The claim shown before anything is chosen: the latest value of the main area, else its last target."""
    for area in areas:
        told = wording.Series.read(indicator, catalogue, area, None)
        cell = told.latest or told.goal
        if cell:
            return cell, cell.best
    raise LookupError(indicator.id)


# ------------------------------------------------------------------------------------------------ head and chart


@st.cache_data(show_spinner=False, max_entries=512)
def _head(
    digest: str, lang: Language, name: str, areas: tuple[str, ...], today: date, _catalogue: Catalogue
) -> str:
    indicator = _catalogue.indicators[name]
    claims = list(series.claims_of(_catalogue, name))
    return render(
        "explore_head.html",
        lang,
        indicator=indicator,
        sentence=wording.title(indicator, _catalogue, lang, areas[0], today=today),
        theme=_catalogue.themes[indicator.theme].title(lang),
        unit=wording.unit_title(indicator, _catalogue, lang),
        claims=len(claims),
        sources=len({claim.source.id for claim in claims if claim.source}),
    )


@st.cache_data(show_spinner=False, max_entries=8)
def _picker(digest: str, lang: Language, _catalogue: Catalogue) -> str:
    return render("picker.html", lang, picker=picker(_catalogue, lang))


def chips(catalogue: Catalogue, state: State) -> list[tuple[str, bool, str]]:
    """The areas with data: title, whether shown, the address that adds or removes it (none for the last one shown)."""
    there = series.areas(catalogue, state.indicator or "")
    found = []
    for area in (*state.areas, *(area for area in there if area not in state.areas)):
        on = area in state.areas
        others = tuple(other for other in state.areas if other != area) if on else (*state.areas, area)
        found.append(
            (catalogue.areas[area].title(state.lang), on, state.link(areas=others) if others else "")
        )
    return found


def picker(catalogue: Catalogue, lang: Language) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Every indicator by theme: title, address, the text that a search looks into."""
    groups = []
    for theme in catalogue.themes.values():
        entries = [
            (
                indicator.title(lang),
                State("explore", lang, indicator.id).link(),
                " ".join(
                    (
                        indicator.title.zh,
                        indicator.title.en,
                        indicator.short_title.zh,
                        indicator.short_title.en,
                    )
                ).lower(),
            )
            for indicator in catalogue.indicators.values()
            if indicator.theme == theme.id
        ]
        if entries:
            groups.append((theme.title(lang), entries))
    return groups


def _chart(catalogue: Catalogue, state: State) -> None:
    dark, narrow = shell.screen()
    view = charts.View(state.indicator or "", state.areas, state.lang, dark=dark, narrow=narrow)
    st.plotly_chart(
        _figure(catalogue.digest, view, catalogue),
        theme=None,
        key=_CHART,
        on_select=lambda: _select(catalogue, state),
        selection_mode="points",
        config=charts.PLOT_CONFIG,
        alt=wording.alt(catalogue.indicators[view.indicator], catalogue, state.lang, state.areas),
    )


@st.cache_resource(
    show_spinner=False, max_entries=256
)  # shared, not copied: nothing changes it, and a copy takes as long
def _figure(digest: str, view: charts.View, _catalogue: Catalogue) -> Any:
    return charts.figure(_catalogue, view)


def _select(catalogue: Catalogue, state: State) -> None:
    """Puts the claim that was clicked into the address."""
    points = st.session_state[_CHART].selection.points
    for point in points:
        data = point.get("customdata")
        name = data[0] if isinstance(data, list) else data
        claim = charts.find_claim(catalogue, state.indicator or "", str(name))
        if claim is None:
            continue
        kind = "target" if claim.kind == "target" else "actual"
        for cell in series.cells(catalogue, claim.indicator, claim.ref_area, kind):  # type: ignore[arg-type]
            if any(other.order == claim.order for other in cell.claims):
                st.query_params["at"] = str(address(cell, claim))
                return

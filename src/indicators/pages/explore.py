"""One indicator: the sentence, the chart, the table with the same rows, and the evidence for the claim at hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from indicators import charts, quantity, series, wording
from indicators.model import Catalogue, Indicator, Language
from indicators.pages import cards, shell
from indicators.pages.evidence import address, by, evidence, find
from indicators.pages.frame import render
from indicators.pages.state import HOME_AREA, State
from indicators.pages.words import say
from indicators.series import Cell, Claim
from indicators.wording import Said

COUNTRY = "CN"
_CHART = "chart"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table under the chart: one claim."""

    href: str
    selected: bool
    mark: str
    period: str
    said: Said
    nature: str
    remark: str
    source: str


@dataclass(frozen=True, slots=True)
class Target:
    """A target: how it stands, in which document, and the sum behind the verdict."""

    said: str
    verdict: str
    sentence: str
    formula: str
    by: str
    href: str


def show() -> None:
    """Shows the page."""
    catalogue, state = shell.begin("explore")
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
        st.html(
            _picker(digest, lang, catalogue)
        )  # always the same, so that the browser need not build it again
        st.html(render("explore_tools.html", lang, chips=chips(catalogue, state)))
    with st.container(key="explore"):
        with st.container(key="figure"):
            _chart(catalogue, state)
        st.html(
            render(
                "table.html",
                state.lang,
                groups=groups(catalogue, state, claim),
                caption=indicator.title(state.lang),
            )
        )
        st.html(
            render(
                "evidence.html",
                state.lang,
                evidence=evidence(catalogue, state, cell, claim),
                point=charts.evidence_id(claim),
                targets=targets(catalogue, indicator, state, today),
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


def cells(catalogue: Catalogue, indicator: Indicator, area: str) -> tuple[list[Cell], list[Cell]]:
    """The actual and the target cells of an area, in time order."""
    return (
        series.cells(catalogue, indicator.id, area, "actual"),
        series.cells(catalogue, indicator.id, area, "target"),
    )


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


# ------------------------------------------------------------------------------------------------ table


def groups(catalogue: Catalogue, state: State, selected: Claim) -> list[tuple[str, list[Row]]]:
    """The rows of the table by area: values from the latest back, each followed by what else is said, then targets."""
    indicator = catalogue.indicators[state.indicator or ""]
    found = []
    for area in state.areas:
        actuals, goals = cells(catalogue, indicator, area)
        rows = [
            row(catalogue, state, cell, claim, claim.order == selected.order)
            for cell in (*reversed(actuals), *reversed(goals))
            for claim in cell.claims
        ]
        if rows:
            found.append((catalogue.areas[area].title(state.lang), rows))
    return found


def row(catalogue: Catalogue, state: State, cell: Cell, claim: Claim, selected: bool) -> Row:
    """One claim as a row."""
    lang = state.lang
    shown = claim is cell.best
    if shown:
        remark = wording.conflict(cell, catalogue, lang) or wording.agreement(cell, catalogue, lang)
        mark: str = cards.mark(claim)
    else:
        conflicting = claim in cell.conflicting
        remark = say("another source, conflicting" if conflicting else "another source, agreeing", lang)
        mark = "conflicting" if conflicting else "agreeing"
    return Row(
        state.link(at=address(cell, claim)),
        selected,
        mark,
        wording.period(claim.time_period, lang),
        wording.claim(claim, catalogue, lang),
        wording.kind(claim, lang),
        " · ".join(filter(None, (remark, wording.period_note(claim, lang)))),
        by(claim, lang),
    )


def targets(catalogue: Catalogue, indicator: Indicator, state: State, today: date) -> list[Target]:
    """The targets of the main area, the next one first."""
    actuals, goals = cells(catalogue, indicator, state.areas[0])
    following = wording.Series.read(indicator, catalogue, state.areas[0], None).goal
    found = []
    for goal in sorted(goals, key=lambda cell: cell != following):
        gap = series.gap(indicator, goal, actuals)
        found.append(
            Target(
                wording.target(goal, catalogue, state.lang),
                wording.state(gap, catalogue, state.lang, today),
                wording.verdict_sentence(gap, indicator, catalogue, state.lang, today),
                gap_formula(gap, catalogue, state.lang),
                by(goal.best, state.lang),
                state.link(at=address(goal, goal.best)),
            )
        )
    return found


def gap_formula(gap: series.Gap, catalogue: Catalogue, lang: Language) -> str:
    """The subtraction behind a verdict: target less value; empty where there is nothing to subtract."""
    if gap.actual is None or not isinstance(gap.missing, quantity.Quantity):
        return ""
    indicator = catalogue.indicators[gap.target.best.indicator]
    goal, value = (wording.claim(cell.best, catalogue, lang) for cell in (gap.target, gap.actual))
    return f"{goal} − {value} = {wording.amount(gap.missing, indicator, catalogue, lang)}"

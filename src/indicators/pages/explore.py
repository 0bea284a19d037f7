"""Indicators in areas over time: a sentence, the charts, the table with the same rows, the evidence for the claim at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from indicators import charts, periods, series, wording
from indicators.charts.context import known_events
from indicators.charts.panels import Panel
from indicators.charts.tracks import Track, base_of
from indicators.model import Catalogue, Indicator
from indicators.pages import explore_controls, history, ordering, receipt, rows
from indicators.pages.answer import Answer, figure
from indicators.pages.evidence import evidence, find
from indicators.pages.explore_settled import Shown, settled
from indicators.pages.frame import render
from indicators.pages.history import source_link
from indicators.pages.state import State
from indicators.series import Cell, Claim
from indicators.wording import Said, tr, trn
from indicators.wording import transforms as computed


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: when, what, in whose words, and the address of that source."""

    period: str
    title: str
    quote: str
    source: str
    href: str


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator counts: the breaks with their periods."""

    indicator: Indicator
    unit: str
    theme: str
    breaks: tuple[tuple[str, str], ...]


def answer(catalogue: Catalogue, state: State, today: date) -> Answer:
    """The page."""
    lang = state.lang
    if not catalogue.indicators:
        return _empty(tr("There are no indicators yet.", lang), state, tr("Explore", lang))
    shown = settled(catalogue, state)
    state, tracks, day = shown.state, shown.tracks, state.as_of or today
    indicators = [catalogue.indicators[name] for name in state.indicators]
    title = ("、" if lang == "zh" else ", ").join(indicator.title(lang) for indicator in indicators[:3])
    listed = state.link(at=None, focus=None).replace("./explore", "./choices/explore", 1)
    if not tracks:
        when = wording.date(day.isoformat(), lang)
        sentence = tr("{title}: nothing was known yet on {date}.", lang, title=title, date=when)
        return _empty(sentence, state, title, listed, shown.ignored)
    cell, claim = _at(catalogue, state) or _first(tracks, state)
    indicator = catalogue.indicators[claim.indicator]
    panels = charts.figures(catalogue, shown.view, day)
    result, sum_ = _result(catalogue, shown, claim)
    html = render(
        "explore.html",
        lang,
        state=state,
        sentence=charts.lead(catalogue, shown.view, tracks, day),
        facts=list(_facts(catalogue, state, indicators)),
        choices=listed,
        controls=explore_controls.controls(catalogue, shown, _kind(shown, panels)),
        panels=panels,
        notes=[*_missing(catalogue, shown), *(note for panel in panels for note in panel.notes)],
        groups=rows.groups(catalogue, state, tracks, claim, day),
        caption=title,
        measure=_measure(catalogue, shown),
        rule=tr(computed.FORMULAS[shown.view.transform], lang) if shown.view.transform else "",
        evidence=evidence(catalogue, state, cell, claim),
        result=result,
        result_sum=sum_,
        revisions=history.rows(catalogue, state, claim),
        point=charts.evidence_id(claim, named=len(indicators) > 1),
        targets=rows.targets(catalogue, indicator, _goals_of(tracks, claim), state, day),
        events=list(_events(catalogue, shown)),
        definitions=[_definition(catalogue, each, shown) for each in indicators],
        focus=indicator.id,
        offer=ordering.offer([ordering.code(shown.view)], lang),
        changed=receipt.differs(catalogue, shown.view, state.receipt, today),
    )
    return Answer(title, html, tuple(figure(panel, panel.alt) for panel in panels), shown.ignored)


def choices(catalogue: Catalogue, state: State) -> str:
    """The list of the picker as HTML: every indicator, alone or beside those shown. It is asked for when it is opened."""
    shown = settled(catalogue, state).state
    return render("picker_list.html", state.lang, picker=explore_controls.picker(catalogue, shown))


def _empty(
    sentence: str,
    state: State,
    title: str,
    listed: str = "",
    ignored: tuple[tuple[str, str], ...] = (),
) -> Answer:
    """The page without anything to show."""
    return Answer(
        title,
        render("explore_empty.html", state.lang, state=state, sentence=sentence, choices=listed),
        (),
        ignored,
    )


# ------------------------------------------------------------------------------------------------ the claim at hand


def _at(catalogue: Catalogue, state: State) -> tuple[Cell, Claim] | None:
    """The claim that the address names."""
    if state.at is None:
        return None
    indicator = catalogue.indicators[state.focus or state.indicators[0]]
    return find(catalogue, indicator, state.at, state.as_of)


def _first(tracks: Sequence[Track], state: State) -> tuple[Cell, Claim]:
    """The claim shown before anything is chosen: the latest value of the main line, else its next target."""
    told = _told(tracks[0], state)
    cell = told.latest or told.goal or tracks[0].cells[0]
    return cell, cell.best


def _told(track: Track, state: State) -> wording.Series:
    return wording.Series(track.indicator, track.area, list(track.actuals), list(track.goals), state.as_of)


def _result(catalogue: Catalogue, shown: Shown, claim: Claim) -> tuple[Said | None, str]:
    """What became of the claim at hand in a transformed view, with the sum, or why nothing did."""
    for track in shown.tracks:
        if (track.indicator.id, track.area) == (claim.indicator, claim.ref_area):
            return rows.result(catalogue, track, track.value(claim), shown.state.lang)
    return None, ""


def _goals_of(tracks: Sequence[Track], claim: Claim) -> str:
    """The area whose targets are shown: the claim's own, else the first with targets of the same indicator."""
    areas = [track.area for track in tracks if track.indicator.id == claim.indicator and track.goals]
    return areas[0] if areas and claim.ref_area not in areas else claim.ref_area


# ------------------------------------------------------------------------------------------------ what stands around


def _kind(shown: Shown, panels: Sequence[Panel]) -> str:
    """The kind of chart that is seen."""
    return shown.view.kind or ("multiples" if len(panels) > 1 else panels[0].shape)


def _facts(catalogue: Catalogue, state: State, indicators: Sequence[Indicator]) -> Iterator[str]:
    """The line under the sentence: themes, how many figures, how many sources."""
    lang = state.lang
    themes = dict.fromkeys(indicator.theme for indicator in indicators)
    yield ("、" if lang == "zh" else ", ").join(catalogue.themes[theme].title(lang) for theme in themes)
    claims = [
        claim for indicator in indicators for claim in series.claims_of(catalogue, indicator.id, state.as_of)
    ]
    yield trn("{count} sourced figure", "{count} sourced figures", len(claims), lang)
    sources = {claim.source.id for claim in claims if claim.source}
    yield trn("{count} source", "{count} sources", len(sources), lang)


def _missing(catalogue: Catalogue, shown: Shown) -> Iterator[str]:
    """Which of the lines that were asked for have no figures."""
    state = shown.state
    there = {(track.indicator.id, track.area) for track in shown.tracks}
    names = [
        f"{catalogue.areas[area].title(state.lang)} {catalogue.indicators[name].short_title(state.lang)}"
        for name in state.indicators
        for area in state.areas
        if (name, area) not in there
    ]
    if names:
        text = ("、" if state.lang == "zh" else ", ").join(names)
        yield tr("{area}: no data.", state.lang, area=text)


def _measure(catalogue: Catalogue, shown: Shown) -> str:
    """The head of the column with what was computed; empty where nothing is."""
    transform, lang = shown.view.transform, shown.state.lang
    if transform is None:
        return ""
    if len(shown.state.indicators) > 1 and transform == "change":
        return tr(computed.MEASURES[transform], lang)
    return computed.measure(transform, catalogue, lang, shown.tracks[0].indicator, base=base_of(shown.tracks))


def _events(catalogue: Catalogue, shown: Shown) -> Iterator[Event]:
    lang = shown.state.lang
    for event in known_events(catalogue, shown.view, shown.tracks):
        source = catalogue.sources[event.source]
        yield Event(
            wording.period(event.time_period, lang),
            event.title(lang),
            event.quote,
            source.title,
            source_link(shown.state, source.id),
        )


def _definition(catalogue: Catalogue, indicator: Indicator, shown: Shown) -> Definition:
    lang = shown.state.lang
    breaks = [
        (wording.period(broken.time_period, lang), broken.title(lang))
        for broken in sorted(indicator.breaks, key=lambda broken: periods.bounds(broken.time_period))
        if broken.ref_area in (None, *shown.state.areas)
    ]
    unit, theme = catalogue.units[indicator.unit], catalogue.themes[indicator.theme]
    return Definition(indicator, unit.name(lang), theme.title(lang), tuple(breaks))

"""Areas beside each other and the nation, for one indicator in one period: a sentence, the order with its ranges, what to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators import ranking as core
from indicators import wording
from indicators.charts import Comparison, evidence_id
from indicators.charts import ranking as chart
from indicators.charts.ranked import differing
from indicators.model import Catalogue, Language
from indicators.pages import cards, compare_menus, ordering, receipt
from indicators.pages.answer import Answer, Figure, figure
from indicators.pages.evidence import address
from indicators.pages.frame import render
from indicators.pages.menus import Option
from indicators.pages.state import State
from indicators.ranking import Candidate, Ranking
from indicators.series import Cell, Claim
from indicators.wording import Said, by, labels, tr
from indicators.wording import caveats as warnings
from indicators.wording import ranking as words

MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Other:
    """What another source says about the same cell, with the address of its evidence."""

    text: str
    href: str
    evidence: str
    conflicts: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: an area's value, its place, and how far it is from the nation's."""

    area: str
    href: str
    evidence: str
    mark: str
    said: Said
    place: str
    against: str
    stated: bool
    remark: str
    others: tuple[Other, ...]
    source: str
    spoken_of: bool
    together: bool


def answer(catalogue: Catalogue, state: State, today: date) -> Answer:
    """The page."""
    lang = state.lang
    there = compare_menus.comparable(catalogue, state.as_of)
    name = state.indicator or compare_menus.first(catalogue, there)
    if name is None:
        sentence = tr("No indicator has figures of two areas.", lang)
        return Answer(tr("Compare", lang), render("compare.html", lang, ranking=None, sentence=sentence))
    indicator = catalogue.indicators[name]
    state = replace(state, indicators=(name,))
    periods = core.candidates(catalogue, name, state.as_of)
    ranking = ranked(catalogue, state, periods)
    drawn: tuple[Figure, ...] = ()
    offer, changed = None, False
    if chart.drawable(ranking):
        level = state.show if state.show == ranking.level else None
        view = Comparison(
            name,
            ranking.time_period,
            state.area,
            level,
            lang=lang,
            as_of=state.as_of,
            dark=state.dark,
            narrow=state.narrow,
        )
        panel = chart.panel(catalogue, ranking, view)
        drawn = (figure(panel, panel.alt),)
        offer = ordering.offer([ordering.code(view)], lang)
        changed = receipt.differs(catalogue, view, state.receipt, today)
    table = groups(catalogue, ranking, state)
    html = render(
        "compare.html",
        lang,
        state=state,
        ranking=ranking,
        indicator=indicator,
        sentence=words.lead(ranking, catalogue, lang)
        if periods
        else tr("{title}: no figures to compare.", lang, title=indicator.title(lang)),
        theme=catalogue.themes[indicator.theme].title(lang),
        unit=wording.unit_title(indicator, catalogue, lang),
        period=wording.period(ranking.time_period, lang) if periods else "",
        drawn=bool(drawn),
        offer=offer,
        changed=changed,
        picker=compare_menus.picker(catalogue, there, state, name),
        periods=compare_menus.periods(periods, state, ranking.time_period),
        levels=compare_menus.levels(catalogue, ranking, state),
        areas=compare_menus.areas(catalogue, periods, state),
        groups=table,
        placed=len(ranking.entries) > 1,
        measured=ranking.nation is not None and len(ranking.own) > 1,
        starred=any(not row.stated for _, rows in table for row in rows),
        together=any(len(group) > 1 for group in ranking.groups),
        warnings=[
            (caveat.kind, text)
            for caveat in core.caveats(ranking)
            for text in warnings.caveat(caveat, ranking, catalogue, lang)
        ],
        without=_without(catalogue, ranking, state),
        steps=_steps(catalogue, ranking, lang),
        sums=_sums(catalogue, ranking, lang),
        explore=_over_time(ranking, state),
    )
    title = f"{tr('Compare', lang)} · {indicator.title(lang)}"
    return Answer(title, html, drawn, tuple(_ignored(state, ranking)))


def ranked(catalogue: Catalogue, state: State, periods: Sequence[Candidate]) -> Ranking:
    """The ranking of the address: its period where that has values, else the one to begin with; nothing where there is none."""
    name = state.indicators[0]
    asked = next((each for each in periods if each.time_period == state.period), None)
    chosen = asked or core.richest(catalogue, periods, state.area)
    if chosen is None:
        return Ranking(catalogue.indicators[name], "", state.area)
    return core.rank(catalogue, name, chosen.time_period, state.area, wanted=state.show, as_of=state.as_of)


def _ignored(state: State, ranking: Ranking) -> Iterator[tuple[str, str]]:
    """What the address asks for and the page has not: further areas, a period without values, a level that is not there."""
    yield from (("area", area) for area in state.areas[1:])
    if state.period and state.period != ranking.time_period:
        yield "period", state.period.replace("/", "--")
    if state.show and state.show != ranking.level:
        yield "show", state.show


# ------------------------------------------------------------------------------------------------ table


def groups(catalogue: Catalogue, ranking: Ranking, state: State) -> list[tuple[str, list[Row]]]:
    """The rows under their heads: the ranked ones, then the nation, regions, other levels, earlier values."""
    lang = state.lang
    nation = [ranking.nation] if ranking.nation else []
    level = words.LEVELS[ranking.level] if ranking.level else ""
    ranked = [(entry.cell, words.place(entry, ranking, lang)) for entry in ranking.entries]
    found = [
        (tr(level, lang) if level else "", ranked),
        (tr("For comparison, not ranked", lang), [(cell, "") for cell in (*nation, *ranking.regions)]),
        (tr("Other levels, not ranked", lang), [(cell, "") for cell in ranking.other_levels]),
        (tr("Of an earlier date, not ranked", lang), [(cell, "") for cell in ranking.earlier]),
    ]
    return [
        (head, [_row(catalogue, ranking, state, cell, place) for cell, place in cells])
        for head, cells in found
        if cells
    ]


def _row(catalogue: Catalogue, ranking: Ranking, state: State, cell: Cell, place: str) -> Row:
    lang, claim = state.lang, cell.best
    area = (
        catalogue.areas[claim.ref_area].title(lang) if claim.ref_area in catalogue.areas else claim.ref_area
    )
    remarks = [wording.period(claim.time_period, lang)] if claim.time_period != ranking.time_period else []
    if claim.kind == "derived":
        remarks.append(tr("derived", lang))
    elif labels.tentative(claim) and claim.observation:
        remarks.append(wording.status(claim.observation.obs_status, lang))
    found = core.against(ranking.indicator, cell, ranking.nation)
    return Row(
        area,
        _evidence(state, cell, claim),
        evidence_id(claim),
        cards.mark(claim),
        wording.claim(claim, catalogue, lang),
        place,
        words.against(found, claim.indicator, catalogue, lang) if found else "",
        not wording.period_note(claim, lang),
        " · ".join(remarks),
        tuple(_others(catalogue, state, cell)),
        by(claim, lang),
        claim.ref_area == ranking.area,
        any(cell is entry.cell for group in ranking.groups if len(group) > 1 for entry in group),
    )


def _evidence(state: State, cell: Cell, claim: Claim) -> str:
    """The address of the evidence for a claim of a cell."""
    areas = (claim.ref_area,)
    return state.link("explore", indicators=(claim.indicator,), areas=areas, at=address(cell, claim))


def _others(catalogue: Catalogue, state: State, cell: Cell) -> Iterator[Other]:
    """What other sources say about a cell: a link for each ring in the chart."""
    for claim in differing(cell):
        conflicts = claim in cell.conflicting
        said = labels.with_status(str(wording.claim(claim, catalogue, state.lang)), claim, state.lang)
        template = "another source: {value}" if conflicts else "another source, agreeing: {value}"
        text = tr(template, state.lang, value=said)
        yield Other(text, _evidence(state, cell, claim), evidence_id(claim), conflicts)


def _without(catalogue: Catalogue, ranking: Ranking, state: State) -> list[Option]:
    """Areas with nothing that could stand beside the period: the period they do have, with the address that compares it."""
    return [
        Option(
            catalogue.areas[cell.best.ref_area].title(state.lang),
            state.link(period=cell.best.time_period),
            wording.period(cell.best.time_period, state.lang),
            False,
        )
        for cell in ranking.without
    ]


def _over_time(ranking: Ranking, state: State) -> str:
    """The address of these areas' lines, the area spoken of and the nation first."""
    first = [ranking.area, ranking.nation.best.ref_area if ranking.nation else ""]
    areas = [cell.best.ref_area for cell in ranking.own]
    areas.sort(key=lambda area: first.index(area) if area in first else len(first))
    return state.link("explore", areas=tuple(areas[:MOST_LINES]))


# ------------------------------------------------------------------------------------------------ sums


def _steps(catalogue: Catalogue, ranking: Ranking, lang: Language) -> list[tuple[str, str, str]]:
    """Behind each place: the area, the sums, the place."""
    count = len(ranking.entries)
    if count < 2:
        return []
    return [
        (
            catalogue.areas[entry.area].title(lang),
            words.steps(entry, count, lang),
            words.place(entry, ranking, lang),
        )
        for entry in ranking.entries
    ]


def _sums(catalogue: Catalogue, ranking: Ranking, lang: Language) -> list[tuple[str, str]]:
    """Behind each distance to the nation: the area and the subtraction or division."""
    found = []
    for cell in ranking.own:
        distance = core.against(ranking.indicator, cell, ranking.nation)
        if distance and ranking.nation:
            formula = words.against_formula(distance, cell, ranking.nation, catalogue, lang)
            if formula:
                found.append((catalogue.areas[cell.best.ref_area].title(lang), formula))
    return found

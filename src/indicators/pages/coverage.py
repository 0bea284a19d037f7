"""What is known and what is not: every indicator of an area against every year, and the reason for every gap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from indicators import coverage, wording
from indicators.coverage import Absence, Matrix, Row, Strength, Year
from indicators.model import Catalogue, Indicator, Language, Missing
from indicators.pages import gap
from indicators.pages.answer import Answer
from indicators.pages.evidence import address
from indicators.pages.frame import render
from indicators.pages.menus import Menu, Option
from indicators.pages.state import At, State
from indicators.wording import coverage as said
from indicators.wording import tr, trn

#: the legend: the marks in the order of their strength, strongest first
_LEGEND: tuple[Strength, ...] = (
    "agreeing", "conflicting", "primary", "single", "derived", "partial", "target",
)  # fmt: skip
_LONG = 5  # years without an update from which an indicator is listed below the matrix

Look = Literal["mark", "word", "pending", "blank"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell of the table, over `span` years. `text` says what it holds; `look` is how it is drawn.

    A mark stands for evidence or a target, a word for a recorded reason, three dots for what cannot be out yet; where
    nobody has recorded anything the cell is blank.
    """

    href: str
    text: str
    look: Look
    span: int = 1
    strength: Strength = "none"
    disputed: bool = False
    word: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator as a row of the table."""

    href: str
    title: str
    full: str
    slots: tuple[Slot, ...]
    covered: int
    overdue: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rows of a theme."""

    theme: str
    title: str
    lines: tuple[Line, ...]


def answer(catalogue: Catalogue, state: State, today: date) -> Answer:
    """The page."""
    lang = state.lang
    today = state.as_of or today
    matrix = coverage.matrix(catalogue, state.area, state.as_of, today, state.theme)
    chosen = gap.panel(catalogue, state, matrix, today)
    ignored = [("period", state.period)] if state.period and chosen is None else []
    html = render(
        "coverage.html",
        lang,
        state=state,
        sentence=said.lead(matrix, catalogue, lang, state.theme),
        area=catalogue.areas[state.area].title(lang),
        areas=areas(catalogue, lang),
        themes=_themes(catalogue, state),
        years=[(year, matrix.covered(column)) for column, year in enumerate(matrix.years)],
        most=max((matrix.covered(column) for column in range(len(matrix.years))), default=1) or 1,
        chapters=list(chapters(catalogue, state, matrix)),
        legend=[(strength, said.strength(strength, lang)) for strength in _LEGEND],
        reasons=said.REASONS,
        without=[
            (indicator.title(lang), state.link("explore", indicators=(indicator.id,), areas=()))
            for indicator in matrix.without
        ],
        earlier=matrix.earlier,
        detail=chosen,
        ageing=said.ageing(matrix, _LONG, lang),
        oldest=oldest(state, matrix),
    )
    return Answer(tr("Coverage", lang), html, ignored=tuple(ignored))


def _themes(catalogue: Catalogue, state: State) -> Menu:
    themes: list[tuple[str | None, str]] = [(None, tr("All", state.lang))]
    themes += [(theme.id, theme.title(state.lang)) for theme in catalogue.themes.values()]
    options = (Option(title, state.link(theme=theme), "", theme == state.theme) for theme, title in themes)
    return Menu(tr("Theme", state.lang), tuple(options))


def areas(catalogue: Catalogue, lang: Language) -> list[tuple[str, str, int]]:
    """Areas of which something is known, most indicators first: id, title, number of indicators."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for indicator, _, claim in catalogue.claims():
        found[claim.ref_area].add(indicator.id)
    ordered = sorted(found, key=lambda area: -len(found[area]))
    return [(area, catalogue.areas[area].title(lang), len(found[area])) for area in ordered]


def oldest(state: State, matrix: Matrix) -> list[tuple[str, str, str]]:
    """The series without a newer figure for long, the oldest first: title, address, how old."""
    late = [(row.indicator, row.stale) for row in matrix.rows if row.stale and len(row.stale.years) >= _LONG]
    late.sort(key=lambda pair: -len(pair[1].years))
    return [
        (indicator.title(state.lang), _explore(state, indicator), said.stale(stale, state.lang))
        for indicator, stale in late
    ]


# ------------------------------------------------------------------------------------------------ the table


def chapters(catalogue: Catalogue, state: State, matrix: Matrix) -> Iterator[Chapter]:
    """The rows by theme, in file order."""
    for theme in catalogue.themes.values():
        rows = [row for row in matrix.rows if row.indicator.theme == theme.id]
        if rows:
            lines = tuple(line(catalogue, state, row) for row in rows)
            yield Chapter(theme.id, theme.title(state.lang), lines)


def line(catalogue: Catalogue, state: State, row: Row) -> Line:
    """A row: a cell for every year with a figure or a target, and one for every run of years that lack it alike."""
    return Line(
        _explore(state, row.indicator),
        row.indicator.short_title(state.lang),
        row.indicator.title(state.lang),
        tuple(slots(catalogue, state, row)),
        row.covered,
        trn("{count} year", "{count} years", len(row.stale.years), state.lang) if row.stale else "",
    )


def slots(catalogue: Catalogue, state: State, row: Row) -> Iterator[Slot]:
    """The cells of a row, in time order."""
    for alike, group in groupby(row.years, key=_kind):
        years = list(group)
        if alike is None:
            yield from (_mark(catalogue, state, row.indicator, year) for year in years)
        else:
            yield _gap(state, row.indicator, years)


def _kind(year: Year) -> tuple[str, Missing | None] | None:
    """What adjoining empty years must share to stand in one cell; None for a year that has something to show."""
    if year.absence is None or year.strength == "target":
        return None
    return year.absence.reason, year.absence.record


def _mark(catalogue: Catalogue, state: State, indicator: Indicator, year: Year) -> Slot:
    shown = year.shown
    at = address(shown, shown.best) if shown else None
    return Slot(
        _explore(state, indicator, at=at),
        said.cell(year, catalogue, state.lang),
        "mark",
        strength=year.strength,
        disputed=year.disputed,
    )


def _gap(state: State, indicator: Indicator, years: list[Year]) -> Slot:
    first, last, empty = years[0].year, years[-1].year, years[0].absence
    if empty is None:  # never: `_kind` has looked
        raise ValueError(years)
    period = f"{first:04}/{last:04}" if first < last else f"{first:04}"
    word = said.reason(empty.reason, state.lang)
    return Slot(
        state.link(indicators=(indicator.id,), period=period),
        f"{wording.period(period, state.lang)} · {word}",
        _look(empty),
        span=len(years),
        word=word,
        chosen=(state.indicator, state.period) == (indicator.id, period),
    )


def _look(empty: Absence) -> Look:
    if empty.record:
        return "word"
    return "pending" if empty.reason == "not_yet_due" else "blank"


def _explore(state: State, indicator: Indicator, at: At | None = None) -> str:
    return state.link("explore", indicators=(indicator.id,), areas=state.areas[:1], at=at)

"""What the overview says about each indicator: one card or one row, put together from `series` and `wording`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from markupsafe import Markup

from indicators import charts, coverage, periods, series, wording
from indicators.charts import HOME_AREA
from indicators.model import Catalogue, Language
from indicators.pages.memory import per_catalogue
from indicators.pages.state import State
from indicators.quantity import Qualifier
from indicators.series import Cell, Claim
from indicators.wording import Said, tr
from indicators.wording.coverage import overdue
from indicators.wording.targets import contradictions

PER_LINE = 4
_CHIPS = 2  # remarks on a card, the most urgent ones

Mark = Literal["printed", "more", "less", "about", "derived", "target"]
#: how the next target stands: decided, not yet due, or due without the data that would decide it
Standing = Literal["met", "not_met", "ahead", "open"]


_MARKS: dict[Qualifier | None, Mark] = {
    None: "printed",
    "more_than": "more",
    "at_least": "more",
    "less_than": "less",
    "at_most": "less",
    "about": "about",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A short remark: `kind` is its colour; a plain one says nothing that a reader in a hurry would miss."""

    kind: Literal["conflict", "target", "stale", "plain"]
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One indicator in one area, ready to be printed. `stale`: a newer figure is due; `conflicts`: cells that sources dispute."""

    indicator: str
    title: str
    href: str
    said: Said
    period: str
    stated: bool
    change: str
    mark: Mark
    chips: tuple[Chip, ...]
    standing: Standing | None = None
    stale: bool = False
    conflicts: int = 0
    spark: Markup | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A theme with its sentence, its cards, and the other indicators as rows."""

    theme: str
    title: str
    sentence: str
    cards: tuple[Card, ...]
    rows: tuple[Card, ...]


@per_catalogue
def chapters(
    catalogue: Catalogue, area: str, lang: Language, today: date, as_of: date | None = None
) -> tuple[Chapter, ...]:
    """Every theme that says something about an area, in file order: cards in full lines, the rest as rows.

    Headline indicators come first. Where they leave a line of four unfilled, the indicators with most to show follow.

    Args:
        catalogue: where it stands.
        area: the area.
        lang: language.
        today: the reader's day.
        as_of: as known on that day; an indicator without any figure by then is left out.
    """
    found: list[Chapter] = []
    for theme in catalogue.themes.values():
        indicators = [indicator for indicator in catalogue.indicators.values() if indicator.theme == theme.id]
        told = {
            indicator.id: (series_, cell)
            for indicator in indicators
            if (series_ := wording.Series.read(indicator, catalogue, area, as_of))
            and (cell := series_.latest or series_.goal)
        }
        there = [indicator for indicator in indicators if indicator.id in told]
        headlines = [indicator for indicator in there if indicator.headline]
        others = sorted(
            (indicator for indicator in there if not indicator.headline),
            key=lambda indicator: -_claims(told[indicator.id][0]),
        )
        lines = max(1, -(-len(headlines) // PER_LINE))
        shown = headlines + others[: lines * PER_LINE - len(headlines)]
        cards = tuple(_card(catalogue, *told[each.id], lang, today, drawn=True) for each in shown)
        rows = tuple(_card(catalogue, *told[each.id], lang, today) for each in there if each not in shown)
        if cards:
            sentence = wording.headline(theme.id, catalogue, lang, area, as_of=as_of, today=today)
            found.append(Chapter(theme.id, theme.title(lang), sentence, cards, rows))
    return tuple(found)


def _claims(told: wording.Series) -> int:
    return sum(len(cell.claims) for cell in (*told.actuals, *told.goals))


def _card(
    catalogue: Catalogue,
    told: wording.Series,
    shown: Cell,
    lang: Language,
    today: date,
    *,
    drawn: bool = False,
) -> Card:
    """The card of a series that shows one of its cells, the latest value or, without any, the next target."""
    indicator, best = told.indicator, shown.best
    areas = () if told.area == HOME_AREA else (told.area,)
    stale = coverage.staleness(catalogue, indicator, told.area, today, told.as_of)
    return Card(
        indicator.id,
        indicator.title(lang),
        State("explore", lang, indicators=(indicator.id,), areas=areas, as_of=told.as_of).link(),
        wording.claim(best, catalogue, lang),
        wording.period(best.time_period, lang),
        best.observation is None or best.observation.period_stated,
        wording.since(shown, told.actuals, indicator, catalogue, lang) if told.latest else "",
        mark(best),
        tuple(chips(catalogue, told, stale, lang, today))[:_CHIPS],
        standing(told, today),
        stale is not None,
        sum(bool(cell.conflicting) for cell in (*told.actuals, *told.goals)),
        _spark(catalogue, told) if drawn else None,
    )


def chips(
    catalogue: Catalogue,
    told: wording.Series,
    stale: coverage.Staleness | None,
    lang: Language,
    today: date,
) -> list[Chip]:
    """The remarks on a card, most urgent first: a conflict, how the target stands, how old it is, what is computed."""
    indicator, actuals = told.indicator, told.actuals
    found: list[Chip] = []
    disputed = [cell for cell in (*actuals, *told.goals) if cell.conflicting]
    if disputed:
        cell = told.latest if told.latest in disputed else disputed[-1]
        text = wording.conflict(cell, catalogue, lang)
        first, *others = contradictions(cell, catalogue, lang)
        if others:  # a card has room for one; all of them stand on the indicator's page
            text = tr("Sources differ: {value} and others", lang, value=first)
        if cell is not told.latest:
            text = f"{wording.period(cell.best.time_period, lang)} · {text}"
        found.append(Chip("conflict", text))
    if told.goal:
        gap = series.gap(indicator, told.goal, actuals)
        found.append(Chip("target", wording.verdict(gap, indicator, catalogue, lang, today)))
    derived = [cell for cell in actuals if cell.best.kind == "derived"]
    if stale and standing(told, today) != "open":  # else the target's remark says what is missing
        found.append(Chip("stale", overdue(stale, lang)))
    if derived:
        period = wording.period(derived[-1].best.time_period, lang)
        found.append(Chip("plain", tr("{period} derived", lang, period=period)))
    elif len(actuals) == 1 and not told.goal:
        found.append(Chip("plain", tr("One period only", lang)))
    return found


def standing(told: wording.Series, today: date) -> Standing | None:
    """How the target of a card stands; None without one, and where the source gives it no year."""
    goal = told.goal
    if goal is None or (goal.best.observation and not goal.best.observation.period_stated):
        return None
    gap = series.gap(told.indicator, goal, told.actuals)
    if gap.verdict != "cannot_tell":
        return gap.verdict
    return "ahead" if periods.end(goal.best.time_period) >= today and not gap.same_period else "open"


def mark(claim: Claim) -> Mark:
    """Which sign stands for the claim: the same on screen, slide and sheet."""
    if claim.kind != "actual":
        return claim.kind
    return _MARKS[claim.quantity.qualifier]


def _spark(catalogue: Catalogue, told: wording.Series) -> Markup | None:
    """The sparkline, for the template to put in place as it stands; None where there is nothing to draw."""
    drawn = charts.sparkline(catalogue, told.indicator.id, told.area, told.as_of)
    # Safe: the drawing is made of numbers and fixed names only, nothing of the catalogue's text (tests/test_sparkline.py).
    return Markup(drawn) if drawn else None  # noqa: S704

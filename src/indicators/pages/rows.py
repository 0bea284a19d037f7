"""The table under the chart and the box of targets: every claim about an indicator in the areas shown, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indicators import quantity, series, wording
from indicators.model import Catalogue, Indicator, Language
from indicators.pages import cards
from indicators.pages.evidence import address, by
from indicators.pages.state import State
from indicators.series import Cell, Claim
from indicators.wording import Said, tr


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


def cells(catalogue: Catalogue, indicator: Indicator, area: str) -> tuple[list[Cell], list[Cell]]:
    """The actual and the target cells of an area, in time order."""
    return (
        series.cells(catalogue, indicator.id, area, "actual"),
        series.cells(catalogue, indicator.id, area, "target"),
    )


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
        remark = tr("another source, conflicting" if conflicting else "another source, agreeing", lang)
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

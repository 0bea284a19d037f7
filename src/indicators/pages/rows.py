"""The table under the chart and the box of targets: every claim in the lines shown, in the chart's order, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from indicators import charts, coverage, periods, quantity, series, wording
from indicators.charts.tracks import Track
from indicators.model import Catalogue, Indicator, Language
from indicators.pages import cards
from indicators.pages.evidence import address, focus
from indicators.pages.state import State
from indicators.series import Cell, Claim
from indicators.transforms import Value
from indicators.wording import Said, by, tr
from indicators.wording import coverage as absent
from indicators.wording import transforms as computed


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: one claim.

    Attributes:
        href: the address of its evidence.
        evidence: its name in the chart.
        selected: whether its evidence is the one shown.
        mark: the sign that stands for it in the chart; empty where it is not drawn.
        period: its period.
        said: its value.
        result: what became of it in a transformed view; None where nothing could be computed, or nothing is transformed.
        formula: the sum behind the result, or why there is none.
        nature: what kind of claim it is.
        remark: what else is to be known.
        source: who says it.
    """

    href: str
    evidence: str
    selected: bool
    mark: str
    period: str
    said: Said
    result: Said | None
    formula: str
    nature: str
    remark: str
    source: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A period that the line leaves out, and why; `sentence` says it at length."""

    period: str
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one line; `place` is its place in the chart."""

    title: str
    place: int
    rows: tuple[Row | Gap, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A target: how it stands, in which document, and the sum behind the verdict."""

    said: str
    verdict: str
    sentence: str
    formula: str
    by: str
    href: str


def groups(
    catalogue: Catalogue, state: State, tracks: Sequence[Track], selected: Claim, today: date
) -> list[Group]:
    """The rows line by line: values from the latest back with the gaps between them, each with what else is said; then targets.

    Args:
        catalogue: where the words stand.
        state: what is shown.
        tracks: the lines, in the chart's order.
        selected: the claim whose evidence is shown.
        today: the reader's day.
    """
    table = _Table(catalogue, state, selected, today)
    return [Group(track.name, n, tuple(table.rows(track))) for n, track in enumerate(tracks)]


@dataclass(frozen=True, slots=True)
class _Table:
    """What all rows are made from."""

    catalogue: Catalogue
    state: State
    selected: Claim
    today: date

    def rows(self, track: Track) -> Iterator[Row | Gap]:
        """The rows of one line."""
        lang = self.state.lang
        gaps = coverage.gaps(self.catalogue, track.indicator, track.area, self.today, self.state.as_of)
        entries: list[Cell | coverage.Gap] = sorted(
            [*track.actuals, *gaps], key=lambda entry: periods.bounds(_period(entry))[::-1], reverse=True
        )
        for entry in (*entries, *reversed(track.goals)):
            if isinstance(entry, coverage.Gap):
                reason, sentence = entry.absence.reason, absent.why(entry.absence, lang)
                yield Gap(wording.period(entry.period, lang), absent.reason(reason, lang), sentence)
            else:
                for claim in entry.claims:
                    yield self.row(track, entry, claim)

    def row(self, track: Track, cell: Cell, claim: Claim) -> Row:
        """One claim of a cell."""
        lang, value = self.state.lang, track.value(claim)
        several = len(self.state.indicators) > 1
        if claim is cell.best:
            remark = wording.conflict(cell, self.catalogue, lang) or wording.agreement(
                cell, self.catalogue, lang
            )
            mark = _mark(claim, value)
        else:
            conflicting = claim in cell.conflicting
            remark = tr("another source, conflicting" if conflicting else "another source, agreeing", lang)
            mark = "conflicting" if conflicting else "agreeing"
        became, formula = result(self.catalogue, track, value, lang)
        return Row(
            href=self.state.link(at=address(cell, claim), focus=focus(self.state, claim)),
            evidence=charts.evidence_id(claim, named=several),
            selected=(claim.indicator, claim.order) == (self.selected.indicator, self.selected.order),
            mark=mark if value is None or value.quantity else "",
            period=wording.period(claim.time_period, lang),
            said=wording.claim(claim, self.catalogue, lang),
            result=became,
            formula=formula,
            nature=wording.kind(claim, lang),
            remark=" · ".join(filter(None, (remark, wording.period_note(claim, lang)))),
            source=by(claim, lang),
        )


def _period(entry: Cell | coverage.Gap) -> str:
    return entry.period if isinstance(entry, coverage.Gap) else entry.best.time_period


def result(
    catalogue: Catalogue, track: Track, value: Value | None, lang: Language
) -> tuple[Said | None, str]:
    """What became of a claim with the sum behind it, or why there is nothing."""
    if value is None:
        return None, ""
    if value.quantity is None:
        return None, computed.why(value, catalogue, lang)
    said = computed.said(value, track.indicator, catalogue, lang)
    return said, computed.formula(value, catalogue, lang)


def _mark(claim: Claim, value: Value | None) -> str:
    """The sign of a claim shown; what is computed has the hollow one."""
    if value is None or value.quantity is None or claim.kind == "target":
        return cards.mark(claim)
    found = {
        "more_than": "more",
        "at_least": "more",
        "less_than": "less",
        "at_most": "less",
        "about": "about",
    }
    return found.get(value.quantity.qualifier or "", "derived")


# ------------------------------------------------------------------------------------------------ targets


def targets(catalogue: Catalogue, indicator: Indicator, area: str, state: State, today: date) -> list[Target]:
    """The targets of an indicator in an area, the next one first."""
    told = wording.Series.read(indicator, catalogue, area, state.as_of)
    found = []
    for goal in sorted(told.goals, key=lambda cell: cell != told.goal):
        gap = series.gap(indicator, goal, told.actuals)
        found.append(
            Target(
                wording.target(goal, catalogue, state.lang),
                wording.state(gap, catalogue, state.lang, today),
                wording.verdict_sentence(gap, indicator, catalogue, state.lang, today),
                gap_formula(gap, catalogue, state.lang),
                by(goal.best, state.lang),
                state.link(at=address(goal, goal.best), focus=focus(state, goal.best)),
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

"""What a change does to what readers see: the sentence before and after, disputes, targets, derived values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indicators import series, wording
from indicators.entry.plans import Plan
from indicators.model import Catalogue, Indicator, Language
from indicators.series import Cell

#: Kind or area, and period → what is said of it.
_Said = Iterator[tuple[tuple[str, str], str]]
_Say = Callable[[Catalogue, Indicator, str | None, Plan, Language], _Said]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence over a chart before and after; `before` is empty for a new indicator or area."""

    indicator: str
    ref_area: str
    before: str
    after: str


def sentences(plan: Plan, lang: Language) -> list[Sentence]:
    """For every indicator and area that the change touches, the sentence that its chart bears."""
    found = []
    for name, area in dict.fromkeys((claim.indicator, claim.ref_area) for claim in plan.claims):
        before, after = (_sentence(one, name, area, plan, lang) for one in (plan.before, plan.after))
        found.append(Sentence(name, area, before, after))
    return found


def _sentence(catalogue: Catalogue, name: str, area: str, plan: Plan, lang: Language) -> str:
    indicator = catalogue.indicators.get(name)
    if indicator is None or area not in series.areas(catalogue, name):
        return ""
    return wording.title(indicator, catalogue, lang, area, today=plan.today)


def effects(plan: Plan, lang: Language) -> list[str]:
    """What becomes disputed or is so no more, how targets stand now, which derived values change; a sentence each."""
    found: list[str] = []
    for name, area in dict.fromkeys((claim.indicator, claim.ref_area) for claim in plan.claims):
        found += _differing(_disputes, plan, name, area, lang)
        found += _differing(_verdicts, plan, name, area, lang)
    touched = {claim.indicator for claim in plan.claims}
    for indicator in plan.after.indicators.values():
        if any(parent.indicator in touched for value in indicator.derived for parent in value.of):
            found += _differing(_derived, plan, indicator.id, None, lang)
    return list(dict.fromkeys(found))


def _differing(said: _Say, plan: Plan, name: str, area: str | None, lang: Language) -> Iterator[str]:
    """What is said of a cell after the change and was not before; where nothing is said any more, that."""
    before, after = (
        dict(said(one, one.indicators[name], area, plan, lang)) if name in one.indicators else {}
        for one in (plan.before, plan.after)
    )
    for cell, words in after.items():
        if before.get(cell) != words:
            yield words
    for (kind, period), words in before.items():
        if (kind, period) not in after:
            yield wording.tr("No longer: {said}", lang, said=words)


def _cells(catalogue: Catalogue, name: str, area: str | None) -> Iterator[Cell]:
    yield from series.cells(catalogue, name, area, "actual")
    yield from series.cells(catalogue, name, area, "target")


def _disputes(
    catalogue: Catalogue, indicator: Indicator, area: str | None, plan: Plan, lang: Language
) -> _Said:
    for cell in _cells(catalogue, indicator.id, area):
        if cell.conflicting:
            yield (
                (cell.best.kind, cell.best.time_period),
                wording.tr(
                    "{period}: {value} is shown; {conflict}",
                    lang,
                    period=wording.period(cell.best.time_period, lang),
                    value=wording.claim(cell.best, catalogue, lang),
                    conflict=wording.conflict(cell, catalogue, lang),
                ),
            )


def _verdicts(
    catalogue: Catalogue, indicator: Indicator, area: str | None, plan: Plan, lang: Language
) -> _Said:
    actuals = series.cells(catalogue, indicator.id, area, "actual")
    for goal in series.cells(catalogue, indicator.id, area, "target"):
        gap = series.gap(indicator, goal, actuals)
        yield (
            ("target", goal.best.time_period),
            wording.verdict(gap, indicator, catalogue, lang, plan.today),
        )


def _derived(
    catalogue: Catalogue, indicator: Indicator, area: str | None, plan: Plan, lang: Language
) -> _Said:
    for claim in series.claims_of(catalogue, indicator.id):
        if claim.derived:
            yield (
                (claim.ref_area, claim.time_period),
                wording.tr(
                    "{title}, {period}, derived: {value}",
                    lang,
                    title=indicator.title(lang),
                    period=wording.period(claim.time_period, lang),
                    value=wording.claim(claim, catalogue, lang),
                ),
            )

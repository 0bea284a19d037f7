"""Whole sentences, by rule, from a series: over a chart, over a chapter, on a card, and for those who hear the chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from indicators import periods, series
from indicators.model import Catalogue, Indicator, Language
from indicators.quantity import Refusal
from indicators.series import Cell
from indicators.wording import changes, clauses, labels, numbers, targets, times
from indicators.wording.clauses import Series, Voice, ends
from indicators.wording.messages import tr

_AREA = "CN-CQ"


def title(
    indicator: Indicator,
    catalogue: Catalogue,
    lang: Language,
    area: str = _AREA,
    *,
    as_of: date | None = None,
    today: date | None = None,
) -> str:
    """The sentence over a chart: the latest value, what is disputed or how it compares, and how far the target is.

    Args:
        indicator: what is shown.
        catalogue: where it stands.
        lang: language.
        area: the area spoken of.
        as_of: as known on that day.
        today: the reader's day, `as_of` when absent; a target after it is not yet due, one before it lacks its data.
    """
    voice = Voice(catalogue, lang, today or as_of)
    return _sentence(
        clauses.clauses(Series.read(indicator, catalogue, area, as_of), voice, indicator.title), lang
    )


def headline(
    theme: str,
    catalogue: Catalogue,
    lang: Language,
    area: str = _AREA,
    *,
    as_of: date | None = None,
    today: date | None = None,
) -> str:
    """The sentence over a chapter: what its sources dispute, then a target, then the latest change; empty without data.

    Indicators marked `headline` come first, in file order; a dispute leads where a source contradicts the value shown with a
    claim as final as that (not where an estimate has only been overtaken).

    Args:
        theme: theme id.
        catalogue: where it stands.
        lang: language.
        area: the area spoken of.
        as_of: as known on that day.
        today: the reader's day, `as_of` when absent.
    """
    voice = Voice(catalogue, lang, today or as_of)
    members = [indicator for indicator in catalogue.indicators.values() if indicator.theme == theme]
    told = [Series.read(indicator, catalogue, area, as_of) for indicator in members]
    told = [each for each in told if each.actuals or each.goals]
    told = [each for each in told if each.indicator.headline] or told
    if not told:
        return ""
    valued = [each for each in told if each.latest]
    disputed = [each for each in valued if each.latest and _disputed(each.latest)]
    first = (disputed or valued or told)[0]
    said = clauses.clauses(first, voice, first.indicator.short_title)[:2]
    more = _second([each for each in told if each is not first], voice) if len(said) < 2 else []
    if lang == "zh":
        return _sentence(said + more, lang)
    return " ".join(_sentence(part, lang) for part in (said, more) if part)


def alt(
    indicator: Indicator,
    catalogue: Catalogue,
    lang: Language,
    areas: Sequence[str] = (_AREA,),
    *,
    as_of: date | None = None,
) -> str:
    """A chart for those who hear it: every value of every area with its period and hedge, disputes, targets, breaks."""
    voice = Voice(catalogue, lang)
    unit = numbers.unit_title(indicator, catalogue, lang)
    parts = [tr("{title} ({unit}).", lang, title=indicator.title(lang), unit=unit)]
    for area in areas:
        points = [*_spoken(Series.read(indicator, catalogue, area, as_of), voice)]
        if points:
            spoken = ("；" if lang == "zh" else "; ").join(points)
            parts.append(tr("{area}: {points}.", lang, area=voice.area(area), points=spoken))
        else:
            parts.append(tr("{area}: no data.", lang, area=voice.area(area)))
    for broken in indicator.breaks:
        if broken.ref_area is None or broken.ref_area in areas:
            period = times.period(broken.time_period, lang)
            parts.append(
                tr("Break from {period} on: {title}.", lang, period=period, title=broken.title(lang))
            )
    return ("" if lang == "zh" else " ").join(parts)


def since(
    cell: Cell, cells: Sequence[Cell], indicator: Indicator, catalogue: Catalogue, lang: Language
) -> str:
    """What a card says beside the period: the change, else the value before (2019年9月为260 Gbps); empty for a first value."""
    earlier = series.previous(indicator, cells, cell)
    if earlier:
        change = series.change(indicator, earlier, cell)
        if not isinstance(change.result, Refusal):
            return changes.change(change, indicator, catalogue, lang)
    before = earlier or _before(indicator, cells, cell)
    if before is None:
        return ""
    value = numbers.being(numbers.claim(before.best, catalogue, lang), lang)
    return tr("{value} {when}", lang, value=value, when=times.when(before.best.time_period, lang))


def _second(others: list[Series], voice: Voice) -> list[str]:
    """One more clause for a headline, from another series: a settled target, an open one, a change."""
    for settled in (True, False):
        for each in others:
            if each.goal is None or not targets.stated(each.goal.best):
                continue
            gap = series.gap(each.indicator, each.goal, each.actuals)
            current = (
                gap.actual is not None and each.latest is not None and gap.actual.best is each.latest.best
            )
            if (gap.verdict != "cannot_tell" and current) if settled else gap.verdict == "cannot_tell":
                return [clauses.another_target(each, gap, voice)]
    for each in others:
        if each.latest:
            return [clauses.statement(each, each.latest, voice, each.indicator.short_title)]
    return []


def _disputed(cell: Cell) -> bool:
    return any(labels.tentative(claim) <= labels.tentative(cell.best) for claim in cell.conflicting)


def _spoken(told: Series, voice: Voice) -> Iterator[str]:
    """Every cell of a series as it is read out."""
    lang = voice.lang
    for cell in told.actuals:
        when = times.when(cell.best.time_period, lang)
        if not targets.stated(cell.best):
            when = tr("{when} (period not stated)", lang, when=when)
        value: object = voice.value(cell.best)
        if clauses.average(cell.best, told.indicator):
            value = tr("{value} a year on average", lang, value=value)
        text = labels.with_status(tr("{value} {when}", lang, value=value, when=when), cell.best, lang)
        if cell.conflicting:
            values = targets.listed(targets.contradictions(cell, voice.catalogue, lang), lang)
            differ = tr("sources differ: {values}", lang, values=values)
            text = tr("{value} ({status})", lang, value=text, status=differ)
        yield text
    for cell in told.goals:
        goal, due = voice.value(cell.best), times.period(cell.best.time_period, lang)
        if targets.stated(cell.best):
            yield tr("a target of {goal} for {due}", lang, goal=goal, due=due)
        else:
            yield tr("a target of {goal} without a year", lang, goal=goal)


def _before(indicator: Indicator, cells: Sequence[Cell], cell: Cell) -> Cell | None:
    """The latest earlier cell that may stand beside this one: no part-year sum beside a full year, nothing across a break."""
    if periods.span(cell.best.time_period) == "range":
        return None
    for earlier in reversed(cells):
        if ends(earlier) < ends(cell) and periods.span(earlier.best.time_period) != "range":
            return None if series.break_between(indicator, earlier.best, cell.best) else earlier
    return None


def _sentence(parts: list[str], lang: Language) -> str:
    return ("；" if lang == "zh" else "; ").join(parts) + ("。" if lang == "zh" else ".")

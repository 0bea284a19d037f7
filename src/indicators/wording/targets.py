"""How targets, verdicts and conflicts are said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from indicators import periods, quantity
from indicators.interval import negative
from indicators.model import Catalogue, Indicator, Language
from indicators.quantity import Quantity, Refusal
from indicators.series import Cell, Claim, Gap
from indicators.wording import numbers, times
from indicators.wording.changes import amount
from indicators.wording.labels import with_status
from indicators.wording.messages import tr


def target(cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    """A target as a label: 目标不低于10%（2025年）; where the source names no year, that is said instead."""
    value = numbers.claim(cell.best, catalogue, lang)
    if not stated(cell.best):
        return tr("Target {value} (no year given)", lang, value=value)
    return tr(
        "Target {value} ({period})", lang, value=value, period=times.period(cell.best.time_period, lang)
    )


def verdict(
    gap: Gap, indicator: Indicator, catalogue: Catalogue, lang: Language, as_of: date | None = None
) -> str:
    """A target and how it stands, short enough for a card: 目标不低于10%（2025年）：2025年无数据.

    Args:
        gap: the target against what is known.
        indicator: what is measured.
        catalogue: where units stand.
        lang: language.
        as_of: the reader's day; before the target's period has ended the target is said to be not yet due.
    """
    label = target(gap.target, catalogue, lang)
    if not stated(gap.target.best):
        return label
    return tr("{target}: {state}", lang, target=label, state=state(gap, catalogue, lang, as_of))


def state(gap: Gap, catalogue: Catalogue, lang: Language, as_of: date | None = None) -> str:
    """How a target stands, in two or three words: 已达到, 未达到, 2025年无数据, 尚未到期."""
    due = gap.target.best.time_period
    period = times.period(due, lang)
    if gap.verdict == "met":
        return tr("met", lang)
    if gap.verdict == "not_met":
        return tr("not met", lang)
    if gap.same_period and gap.actual:
        value = numbers.claim(gap.actual.best, catalogue, lang)
        return tr("cannot tell from {value}", lang, value=value)
    if gap.reached and gap.actual:
        return tr("level reached {when}", lang, when=times.when(gap.actual.best.time_period, lang))
    if as_of and periods.end(due) >= as_of:
        return tr("not yet due", lang)
    return tr("no data for {period}", lang, period=period)


def verdict_sentence(
    gap: Gap, indicator: Indicator, catalogue: Catalogue, lang: Language, as_of: date | None = None
) -> str:
    """How a target stands, as a sentence with the numbers: 尚无法判定：最近的数据是2023年的29个，距目标差18.8个."""
    due = times.period(gap.target.best.time_period, lang)
    goal = numbers.claim(gap.target.best, catalogue, lang)
    if not stated(gap.target.best):
        return tr("Cannot be told: the source gives no year for its target of {goal}.", lang, goal=goal)
    if gap.actual is None:
        return tr("Cannot be told: there is no data to set against the target of {goal}.", lang, goal=goal)
    actual = numbers.claim(gap.actual.best, catalogue, lang)
    when = times.when(gap.actual.best.time_period, lang)
    fields: dict[str, object] = {
        "actual": numbers.being(actual, lang),
        "when": when,
        "goal": goal,
        "due": due,
    }
    said: dict[str, object] = {"actual": actual, "when": when}
    if gap.verdict == "met":
        return tr("Met: {actual} {when}; the target was {goal}.", lang, **fields)
    distance = shortfall(gap, indicator, catalogue, lang)
    if gap.verdict == "not_met":
        if distance:
            return tr("Not met: {actual} {when}, {distance}.", lang, distance=distance, **fields)
        return tr("Not met: {actual} {when}; the target was {goal}.", lang, **fields)
    if gap.same_period:
        return tr("Cannot be told: {actual} {when} leaves open whether {goal} was reached.", lang, **fields)
    if gap.reached:
        return tr(
            "Cannot be told yet: {actual} {when} lies where the target of {goal} for {due} does; that period has no data.",
            lang,
            **fields,
        )
    if distance:
        latest = tr("the latest is {actual} {when}, {distance}.", lang, distance=distance, **said)
    else:
        latest = tr("the latest is {actual} {when}.", lang, **said)
    if as_of and periods.end(gap.target.best.time_period) >= as_of:
        return tr("Not yet due: {latest}", lang, latest=latest)
    return tr("Cannot be told yet: no data for {due}; {latest}", lang, latest=latest, due=due)


def shortfall(gap: Gap, indicator: Indicator, catalogue: Catalogue, lang: Language) -> str | None:
    """How far the actual value is from the target: 距47.8个的目标差18.8个; None where that is not known or nothing."""
    q = missing(gap)
    size = distance(q)
    if q is None or size is None:
        return None
    goal = numbers.claim(gap.target.best, catalogue, lang)
    words = amount(size, indicator, catalogue, lang)
    if q.value < 0:
        return tr("{amount} above the target of {goal}", lang, amount=words, goal=goal)
    return tr("{amount} short of the target of {goal}", lang, amount=words, goal=goal)


def distance(missing: Quantity | None) -> Quantity | None:
    """The size of what is missing or in excess; None where it is nothing or its sign is not sure."""
    if missing is None or missing.value == 0:
        return None
    size = negative(missing) if missing.value < 0 else missing
    return size if size.qualifier == "about" or size.lower is not None else None


def missing(gap: Gap) -> Quantity | None:
    """Target minus actual, where a bounded target counts with its bound: from 7.7% to at least 10% it is 2.3 points.

    A target of more than 10 leaves more than 2.3 missing. None where it cannot be known.
    """
    if gap.actual is None:
        return None
    goal = gap.target.best.quantity
    strict = goal.qualifier in ("more_than", "less_than")
    if goal.qualifier != "about":
        goal = replace(
            goal, qualifier=None, lower=goal.value, upper=goal.value, lower_closed=True, upper_closed=True
        )
    left = quantity.difference(goal, gap.actual.best.quantity)
    if isinstance(left, Refusal):
        return None
    if strict and left.exact and left.value > 0 and gap.target.best.quantity.qualifier == "more_than":
        return replace(left, qualifier="more_than", upper=None, lower_closed=False, upper_closed=False)
    return left


def conflict(cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    """What contradicts the value shown: 来源有分歧：7.7%; empty where nothing does."""
    if not cell.conflicting:
        return ""
    return tr("Sources differ: {values}", lang, values=listed(contradictions(cell, catalogue, lang), lang))


def contradictions(cell: Cell, catalogue: Catalogue, lang: Language) -> list[str]:
    """The values that contradict the one shown, each with its status and in the scale of the one shown, none twice."""
    mult = cell.best.unit_mult if lang == "zh" else None
    said = (
        with_status(str(numbers.claim(claim, catalogue, lang, mult)), claim, lang)
        for claim in cell.conflicting
    )
    return list(dict.fromkeys(said))


def agreement(cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    """What other sources say that can be true with the value shown: 与“超过19个”相容; empty where there is nothing."""
    shown = str(numbers.claim(cell.best, catalogue, lang))
    said = list(dict.fromkeys(str(numbers.claim(claim, catalogue, lang)) for claim in cell.agreeing))
    other = [words for words in said if words != shown]
    if other:
        quoted = listed([tr("“{words}”", lang, words=words) for words in other], lang)
        return tr("Compatible with {values}", lang, values=quoted)
    return tr("Another source says the same", lang) if said else ""


def listed(items: list[str], lang: Language) -> str:
    """Items in a row: 甲、乙 and a, b; quoted ones stand side by side in Chinese (GB/T 15834-2011, 4.5.3.5)."""
    if lang == "en":
        return ", ".join(items)
    return ("" if all(item.endswith("”") for item in items) else "、").join(items)


def stated(claim: Claim) -> bool:
    """Whether the source itself states the period."""
    return claim.observation is None or claim.observation.period_stated

"""How a transformed value is said: its name, its formula with the numbers in it, why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators.interval import Refusal
from indicators.model import Catalogue, Indicator, Language
from indicators.quantity import Qualifier
from indicators.series import Claim
from indicators.transforms import Lacking, NoLog, Reason, Transform, Unfit, Value
from indicators.wording import changes, clauses, numbers, times
from indicators.wording.messages import tr, trn
from indicators.wording.numbers import Said

#: what the reader chooses
NAMES: dict[Transform | None, str] = {
    None: "Values",
    "change": "Change",
    "percent": "Change in %",
    "points": "Change in points",
    "cagr": "Growth a year",
    "index": "Index",
}
#: what is drawn, in a sentence or under a chart; {base} is the base period
MEASURES: dict[Transform, str] = {
    "change": "change on the year before",
    "percent": "change on the year before",
    "points": "change on the year before",
    "cagr": "average growth a year since {base}",
    "index": "{base} = 100",
}
#: the formula of each, for any numbers
FORMULAS: dict[Transform, str] = {
    "change": "value − value of the year before",
    "percent": "(value ÷ value of the year before − 1) × 100%",
    "points": "value − value of the year before, in percentage points",
    "cagr": "(value ÷ value of the base period) ^ (1 ÷ years) − 1",
    "index": "value ÷ value of the base period × 100",
}
#: the formula with numbers; {value} and {base} with their periods
SUMS: dict[Transform, str] = {
    "change": "{value} − {base} {equals} {result}",
    "percent": "({value} ÷ {base} − 1) × 100% {equals} {result}",
    "points": "{value} − {base} {equals} {result}",
    "cagr": "({value} ÷ {base}) ^ (1/{years}) − 1 {equals} {result}",
    "index": "{value} ÷ {base} × 100 {equals} {result}",
}
REASONS: dict[Reason, str] = {
    "no_year_before": "no comparable value a year before",
    "no_base": "no value for the base period",
    "other_season": "covers another part of the year than the base period",
    "break": "the definition changed in between",
    "is_base": "base period",
    "before_base": "before the base period",
    "target": "a target has no year before",
}
WHY_NOT: dict[Unfit | NoLog, str] = {
    "share_change": "Shares and rates change by percentage points: choose “Change in points”.",
    "share_percent": "A percentage of a percentage would be taken for percentage points.",
    "share_growth": "A share or a rate has no growth rate or index of its own.",
    "no_ratio": "Ranks, scores and years in a row have no ratios.",
    "no_share": "Percentage points are for shares and rates.",
    "log_unit": "A logarithmic axis is for amounts and counts.",
    "log_transform": "A logarithmic axis is for values and indices.",
    "log_positive": "A logarithmic axis needs values above zero.",
    "log_span": "The values differ less than tenfold: a logarithmic axis would show no more.",
}
#: hedges before a number with a sign: “more than −3” would be taken for a greater fall
SIGNED: dict[Qualifier, str] = {
    "more_than": "higher than",
    "at_least": "no lower than",
    "less_than": "lower than",
    "at_most": "no higher than",
    "about": "about",
}
_MOST = 3  # values in a sentence


@dataclass(frozen=True, slots=True)
class Line:
    """A series for a sentence: its name beside the others, and its transformed values in time order."""

    name: str
    indicator: Indicator
    values: Sequence[Value]


def said(
    value: Value, indicator: Indicator, catalogue: Catalogue, lang: Language, unit_mult: int | None = None
) -> Said:
    """A transformed value as it is said: 高于 | +0.7 | 个百分点; +52.3%; an index 152.3.

    Rates and indices are rounded to one decimal, bounds outward so that they stay true; differences keep the printed digits.

    Raises:
        ValueError: there is no result; `why` says so.
    """
    q = value.quantity
    if q is None:
        raise ValueError(value.transform)
    if value.transform == "index":
        found = changes.amount(q, indicator, catalogue, lang, "percent")
        return replace(found, unit="")
    if value.transform == "change" and unit_mult is not None and indicator.unit != "rank":
        decimals = None if numbers.exact_places(q.value) is not None else indicator.decimals
        found = numbers.value(q, indicator, catalogue, lang, unit_mult, decimals=decimals)
    else:
        kind = {"change": "difference", "points": "points"}.get(value.transform, "percent")
        found = changes.amount(q, indicator, catalogue, lang, kind)
    hedge = tr(SIGNED[q.qualifier], lang) if q.qualifier else ""
    return Said(hedge, f"+{found.number}" if q.value > 0 else found.number, found.unit)


def measure(
    transform: Transform,
    catalogue: Catalogue,
    lang: Language,
    indicator: Indicator,
    *,
    base: str | None = None,
    unit_mult: int | None = None,
) -> str:
    """What an axis or a column shows: 比上年增减（亿元）, 比上年增减（%）, 2020年=100.

    Args:
        transform: what it is.
        catalogue: where the unit stands.
        lang: language.
        indicator: gives the unit of a difference.
        base: the base period where there is one for all.
        unit_mult: the power of ten of the numbers beside it.
    """
    text = tr(MEASURES[transform], lang, base=_since(base, lang))
    if transform == "index":
        return text
    unit = "%"
    if transform == "points":
        unit = tr("percentage points", lang)
    elif transform == "change":
        unit = numbers.unit_title(indicator, catalogue, lang, unit_mult)
    return tr("{value} ({unit})", lang, value=text, unit=unit)


def nominal(indicator: Indicator) -> bool:
    """Whether the unit is a currency (ISO 4217): official growth is real, the quotient of two printed figures is not."""
    return len(indicator.unit) == 3 and indicator.unit.isupper()


def _since(base: str | None, lang: Language) -> str:
    return times.period(base, lang) if base else tr("the first value", lang)


def formula(value: Value, catalogue: Catalogue, lang: Language) -> str:
    """The sum behind a transformed value, every part with hedge, unit and period; empty where there is none.

    `≈` stands where the result is rounded: 29个（2023年）÷ 19.04个（2022年）× 100 ≈ 152.3.
    """
    q, base = value.quantity, value.base
    if q is None or base is None:
        return ""
    indicator = catalogue.indicators[value.claim.indicator]
    if value.transform == "index" and base is value.claim:
        period = times.period(base.time_period, lang)
        return tr(
            "{period} is the base period: {value} = 100",
            lang,
            period=period,
            value=_part(base, catalogue, lang),
        )
    result = said(value, indicator, catalogue, lang)
    return tr(
        SUMS[value.transform],
        lang,
        value=_dated(value.claim, catalogue, lang),
        base=_dated(base, catalogue, lang),
        years=value.years,
        equals="=" if _all_digits(value, result) else "≈",
        result=result,
    )


def _all_digits(value: Value, result: Said) -> bool:
    """Whether the number said is the result to the last digit."""
    q = value.quantity
    if q is None or value.transform == "cagr":
        return False
    places = numbers.exact_places(q.value)
    return value.transform in ("change", "points") or (
        places is not None and places <= len(result.number.partition(".")[2])
    )


def _dated(claim: Claim, catalogue: Catalogue, lang: Language) -> str:
    period = times.period(claim.time_period, lang)
    return tr("{value} ({period})", lang, value=_part(claim, catalogue, lang), period=period)


def _part(claim: Claim, catalogue: Catalogue, lang: Language) -> str:
    return str(numbers.claim(claim, catalogue, lang))


def why(value: Value, catalogue: Catalogue, lang: Language) -> str:
    """Why there is no result, as a remark; empty where there is one."""
    if isinstance(value.result, Lacking):
        return tr(REASONS[value.result.reason], lang)
    if isinstance(value.result, Refusal):
        words: dict[str, object] = {}
        if value.base:
            first, second = (numbers.claim(each, catalogue, lang) for each in (value.base, value.claim))
            words = {"first": first, "second": second, "base": first}
        return changes.refusal(value.result, lang, words)
    return ""


def title(
    lines: Sequence[Line],
    transform: Transform,
    catalogue: Catalogue,
    lang: Language,
    *,
    subject: str,
    base: str | None = None,
) -> str:
    """The sentence over a transformed view: what is shown, then the latest value of each line, three at most.

    Args:
        lines: what is shown, the main one first.
        transform: what it is shown as.
        catalogue: where units stand.
        lang: language.
        subject: what all lines have in common, the indicator or the area.
        base: the base period where there is one for all.
    """
    latest = [(line, value) for line in lines if (value := last(line.values))]
    what = tr(MEASURES[transform], lang, base=_since(base, lang))
    head = tr("{title}, {measure}", lang, title=subject, measure=what)
    if not latest:
        return tr("{title}: nothing can be computed.", lang, title=head)
    parts = [
        tr(
            "{name} {value} {when}",
            lang,
            name=line.name,
            value=said(value, line.indicator, catalogue, lang),
            when=times.when(value.claim.time_period, lang),
        )
        for line, value in latest[:_MOST]
    ]
    if len(latest) > _MOST:
        parts.append(trn("{count} more below", "{count} more below", len(latest) - _MOST, lang))
    return tr("{title}: {parts}.", lang, title=head, parts=("；" if lang == "zh" else "; ").join(parts))


def together(
    lines: Sequence[clauses.Series], catalogue: Catalogue, lang: Language, today: date | None = None
) -> str:
    """The sentence over several indicators as they are: the latest value of each, three at most."""
    voice = clauses.Voice(catalogue, lang, today)
    parts = [clauses.clauses(told, voice, told.indicator.short_title)[0] for told in lines[:_MOST]]
    if len(lines) > _MOST:
        parts.append(trn("{count} more below", "{count} more below", len(lines) - _MOST, lang))
    return tr("{title}.", lang, title=("；" if lang == "zh" else "; ").join(parts))


def last(values: Sequence[Value]) -> Value | None:
    """The latest result of a claim that is shown and no target."""
    found = [value for value in values if value.quantity and value.shown and value.claim.kind != "target"]
    return found[-1] if found else None


def alt(
    lines: Sequence[Line], transform: Transform, catalogue: Catalogue, lang: Language, heading: str
) -> str:
    """A transformed chart for those who hear it: the results shown, line by line, with period and hedge."""
    parts = [tr("{title}.", lang, title=heading)]
    for line in lines:
        spoken = []
        for value in line.values:
            if value.quantity is None or not value.shown:
                continue
            text = said(value, line.indicator, catalogue, lang)
            period = times.period(value.claim.time_period, lang)
            if value.claim.kind == "target":
                spoken.append(tr("a target of {goal} for {due}", lang, goal=text, due=period))
            else:
                spoken.append(
                    tr("{value} {when}", lang, value=text, when=times.when(value.claim.time_period, lang))
                )
        if spoken:
            points = ("；" if lang == "zh" else "; ").join(spoken)
            parts.append(tr("{area}: {points}.", lang, area=line.name, points=points))
        else:
            parts.append(tr("{area}: no data.", lang, area=line.name))
    return ("" if lang == "zh" else " ").join(parts)

"""How disagreements are said: how far apart claims are, which is shown, who chose it and why."""

from __future__ import annotations

from indicators import apart, quantity, series
from indicators.model import Catalogue, Choice, Indicator, Language
from indicators.quantity import Quantity
from indicators.series import Cell, Claim
from indicators.wording import labels, numbers, times
from indicators.wording.changes import amount
from indicators.wording.messages import tr, trn

_ABSOLUTE = ("rank", "year")  # a rank or a date is not so many per cent above another


def tally(count: int, chosen: int, lang: Language) -> str:
    """The headline: 来源在10处有分歧：2处由分析员选定，8处按规则取值.

    Args:
        count: how many cells have claims that disagree.
        chosen: in how many of them an analyst's choice decides.
        lang: language.
    """
    if not count:
        return tr("No sources disagree here.", lang)
    disagree = trn("Sources disagree on {count} figure", "Sources disagree on {count} figures", count, lang)
    if not chosen:
        return tr("{disagree}; rules decide which value is shown.", lang, disagree=disagree)
    by_choice = trn("an analyst chose {count}", "an analyst chose {count}", chosen, lang)
    if chosen == count:
        return tr("{disagree}: {by_choice}.", lang, disagree=disagree, by_choice=by_choice)
    by_rule = trn("a rule decides {count}", "rules decide {count}", count - chosen, lang)
    return tr(
        "{disagree}: {by_choice}, {by_rule}.", lang, disagree=disagree, by_choice=by_choice, by_rule=by_rule
    )


def spread(cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    """How far apart the two claims are that differ most: 相差超过0.3个百分点，相对差距超过3.8%."""
    indicator = catalogue.indicators[cell.best.indicator]
    low, high = apart.widest([claim.quantity for claim in cell.claims])
    distance = apart.apart(low, high)
    if not distance.value:
        return tr("apart, no telling by how much", lang)
    said = tr("{amount} apart", lang, amount=_amount(distance, indicator, catalogue, lang))
    rate = apart.relative(low, high)
    if indicator.unit in _ABSOLUTE or not isinstance(rate, Quantity):
        return said
    return tr(
        "{distance}, a relative gap of {rate}",
        lang,
        distance=said,
        rate=amount(rate, indicator, catalogue, lang, "percent"),
    )


def against(claim: Claim, shown: Claim, catalogue: Catalogue, lang: Language) -> str:
    """Another claim beside the one shown: 与采用值相符, 比采用值低超过0.3个百分点."""
    if quantity.agree(claim.quantity, shown.quantity):
        return tr("agrees with the value shown", lang)
    indicator = catalogue.indicators[claim.indicator]
    distance = apart.apart(claim.quantity, shown.quantity)
    if not distance.value:
        return tr("cannot be true beside the value shown", lang)
    said = _amount(distance, indicator, catalogue, lang)
    if indicator.unit == "rank":
        return tr("{amount} apart", lang, amount=said)
    if apart.above(claim.quantity, shown.quantity):
        return tr("{amount} above the value shown", lang, amount=said)
    return tr("{amount} below the value shown", lang, amount=said)


def shown(cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    """Which value is shown and why: 采用值：超过8%。取较可靠的来源."""
    value = numbers.claim(cell.best, catalogue, lang)
    return tr("Shown: {value}. {why}", lang, value=value, why=labels.rule(cell.rule, lang))


def chosen(choice: Choice, lang: Language) -> str:
    """Who chose and when: 2026年11月24日由分析员选定（某某）."""
    day = times.date(choice.decided, lang)
    if choice.by:
        return tr("Chosen by {name}, {date}", lang, name=choice.by, date=day)
    return tr("Chosen by an analyst, {date}", lang, date=day)


def _amount(q: Quantity, indicator: Indicator, catalogue: Catalogue, lang: Language) -> numbers.Said:
    """A distance in the indicator's own terms: points for shares and rates, its unit for all else."""
    kind = series.change_kind(indicator)
    return amount(q, indicator, catalogue, lang, "points" if kind == "points" else None)

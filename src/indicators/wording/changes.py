"""How a change is said, and why one cannot be known."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from indicators import quantity
from indicators.interval import negative
from indicators.model import Catalogue, Indicator, Language
from indicators.quantity import REASONS, Quantity, Refusal
from indicators.series import Change
from indicators.wording import numbers, times
from indicators.wording.messages import tr
from indicators.wording.numbers import Said

_ZERO = Fraction(0)
_SPEECH_DECIMALS = 1  # of a percentage change, and of what has no printed digits
_MOST_DECIMALS = 6

#: what changes → how it is said: up, down, and the same where the other direction stays possible
VERBS: dict[str, tuple[str, str, str, str]] = {
    "amount": (
        "up {amount} on {period}",
        "down {amount} on {period}",
        "up {amount} on {period}, if at all",
        "down {amount} on {period}, if at all",
    ),
    # official growth of an amount of money is real, the quotient of two figures is not: it must not pass for it
    "money": (
        "by these figures up {amount} on {period}",
        "by these figures down {amount} on {period}",
        "by these figures up {amount} on {period}, if at all",
        "by these figures down {amount} on {period}, if at all",
    ),
    "share": (
        "up {amount} from {period}",
        "down {amount} from {period}",
        "up {amount} from {period}, if at all",
        "down {amount} from {period}, if at all",
    ),
    "growth": (
        "{amount} faster than {when}",
        "{amount} slower than {when}",
        "{amount} faster than {when}, if at all",
        "{amount} slower than {when}, if at all",
    ),
    "number": (
        "{amount} more than {when}",
        "{amount} fewer than {when}",
        "{amount} more than {when}, if any",
        "{amount} fewer than {when}, if any",
    ),
    "rank": (
        "down {amount} in rank from {period}",
        "up {amount} in rank from {period}",
        "down {amount} in rank from {period}, if at all",
        "up {amount} in rank from {period}, if at all",
    ),
}
#: hedge of a change of zero → how it is said
LEVEL: dict[str | None, str] = {
    None: "unchanged from {period}",
    "about": "about the same as {when}",
    "more_than": "higher than {when}, no telling by how much",
    "at_least": "no lower than {when}",
    "less_than": "lower than {when}, no telling by how much",
    "at_most": "no higher than {when}",
}


def change(change: Change, indicator: Indicator, catalogue: Catalogue, lang: Language) -> str:
    """What changed since the earlier cell: 较2020年提高超过0.7个百分点, 比2021年增长12.3%; else why it cannot be known.

    Percentage changes are rounded to one decimal, bounds outward so that they stay true; points keep the printed digits.
    """
    earlier = change.earlier.best
    period = times.period(earlier.time_period, lang)
    if isinstance(change.result, Refusal):
        words = {
            "first": numbers.claim(earlier, catalogue, lang),
            "second": numbers.claim(change.later.best, catalogue, lang),
            "base": numbers.claim(earlier, catalogue, lang),
        }
        reason = refusal(change.result, lang, words)
        return tr("Compared with {period}: {reason}", lang, period=period, reason=reason)
    q, when = change.result, times.when(earlier.time_period, lang)
    if q.value == _ZERO:
        return tr(LEVEL[q.qualifier], lang, period=period, when=when)
    falling = q.value < 0
    size = negative(q) if falling else q
    sure = q.qualifier == "about" or size.lower is not None
    up, down, up_maybe, down_maybe = VERBS[_family(change.kind, indicator)]
    template = (down if falling else up) if sure else (down_maybe if falling else up_maybe)
    said = amount(size, indicator, catalogue, lang, change.kind)
    return tr(template, lang, amount=said, period=period, when=when)


def amount(
    q: Quantity, indicator: Indicator, catalogue: Catalogue, lang: Language, kind: str | None = None
) -> Said:
    """A difference or a rate of change as it is said, in the terms of `kind` (points, percent, difference).

    Args:
        q: the difference, in units; for `percent` the rate in per cent.
        indicator: gives the unit of a difference.
        catalogue: where the unit stands.
        lang: language.
        kind: as in `series.Change`; the indicator's own when absent, with a plain difference for amounts.
    """
    hedge = numbers.hedge_of(q, lang)
    points = kind == "points" or (kind is None and indicator.unit in ("percent", "percentage_points"))
    if points or kind == "percent":
        number = numbers.figures(q, 0, 0, _decimals(q, indicator, rounded=kind == "percent"))
        return Said(hedge, number, _points(number, lang) if points else "%")
    if indicator.unit == "rank":
        number = numbers.figures(q, 0, 0)
        return Said(hedge, number, tr("place" if number == "1" else "places", lang))
    decimals = None if numbers.exact_places(q.value) is not None else indicator.decimals
    return numbers.value(q, indicator, catalogue, lang, decimals=decimals)


def refusal(refusal: Refusal, lang: Language, words: Mapping[str, object] | None = None) -> str:
    """Why a result cannot be known, as a sentence.

    Args:
        refusal: what the arithmetic said.
        lang: language.
        words: the values with unit, by parameter name; else the refusal's own signs are put into words (> 8: more than 8).
    """
    params = {name: in_words(text, lang) for name, text in refusal.params.items()}
    params.update({name: str(said) for name, said in (words or {}).items() if name in params})
    return tr(REASONS[refusal.reason], lang, **params)


def is_growth(indicator: Indicator) -> bool:
    """Whether the indicator is itself a rate of growth: it then gets faster or slower, not higher or lower."""
    return indicator.unit == "percent" and indicator.title.zh.endswith(("增速", "增长率", "增幅"))


def _family(kind: str, indicator: Indicator) -> str:
    if kind == "percent":
        return "money" if len(indicator.unit) == 3 and indicator.unit.isupper() else "amount"  # ISO 4217
    if kind == "points":
        return "growth" if is_growth(indicator) else "share"
    if indicator.unit == "rank":
        return "rank"
    return "number" if indicator.unit == "year" else "share"


def _points(number: str, lang: Language) -> str:
    return tr("percentage point" if number == "1" else "percentage points", lang)


def _decimals(q: Quantity, indicator: Indicator, *, rounded: bool) -> int | None:
    """Decimals for speech: printed digits for points; one for rates, more only where one would leave nothing."""
    exact = numbers.exact_places(q.value)
    if exact is not None and (not rounded or exact == 0):
        return None if not rounded else 0
    places = _SPEECH_DECIMALS if rounded else max(indicator.decimals, _SPEECH_DECIMALS)
    while places < _MOST_DECIMALS and not quantity.digits(q, places).strip("-0."):
        places += 1
    return places


def in_words(text: str, lang: Language) -> str:
    """A value in signs, as refusals carry it, with its hedge in words: > 8 is more than 8."""
    for qualifier, sign in quantity.SYMBOLS.items():
        if qualifier and text.startswith(sign):
            return str(Said(tr(numbers.HEDGES[qualifier], lang), numbers.grouped(text[len(sign) :]), ""))
    return numbers.grouped(text) if text.lstrip("-")[:1].isdigit() else text

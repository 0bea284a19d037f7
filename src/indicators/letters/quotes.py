"""Does a quote state the number of a claim, with that hedge? Typing slips in either show here.

Ordinary rows are answered by string tests alone (`_at_a_glance`), most others by reading the number where the digits stand
(`_at_hand`), the rest by reading the whole sentence (`_checked`); a row gets the same answer on every way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from itertools import repeat
from string import ascii_letters
from typing import Literal, NamedTuple, TypeAlias

from indicators.letters.lexicon import Lexicon, lexicon
from indicators.letters.lists import handed_hedge
from indicators.letters.numbers import Stated, numbers_in, stated_by
from indicators.quantity import Qualifier, Quantity

__all__ = ["YES", "Check", "Outcome", "Stated", "numbers_in", "states", "states_many"]

Outcome: TypeAlias = Literal["yes", "hedge_differs", "number_missing", "cannot_tell"]
Glance: TypeAlias = Qualifier | Literal["?"] | None

_NEGATED: dict[Qualifier | None, Qualifier | None] = {
    "more_than": "less_than",
    "at_least": "at_most",
    "less_than": "more_than",
    "at_most": "at_least",
}
_DIGITS = re.compile(r"(?!(?:19|20)\d\d\Z|\d\.0\Z)(?:0|[1-9]\d{0,9})(?:\.\d+)?", re.ASCII).fullmatch
_LIST = re.compile(r" ?[、,和与及至到~—–-] ?| to | and ").fullmatch
_OF_WHICH = frozenset(("in", "of", "every"))
_ONE_IN = re.compile("(?:one|1) (?:in|out) ", re.IGNORECASE).search
# Beside these the digits may be part of something longer, so that only a careful reading can tell.
_POINTS = frozenset(".,．，")
_JOINED_BEFORE = frozenset("万亿千百十零〇一二三四五六七八九两兩萬億之负負/")
_JOINED_AFTER = frozenset("/:-–—~月日号號分、至到余多来几" + ascii_letters)
_SEEN = 10_000
_NUMERIC = frozenset("0123456789.,０１２３４５６７８９．，")


class Check(NamedTuple):
    """Whether a quote states a number: the outcome, and what the quote has instead.

    For `hedge_differs`, `found` is the hedge as written ("" for none) and `qualifier` what it means. For `number_missing`,
    `found` lists the numbers there are. For `cannot_tell`, `found` is a key: `words` (the value is not in digits),
    `magnitude` (the digits are there, but not 万, 亿 or million with them) or `empty`.
    """

    outcome: Outcome
    found: str = ""
    qualifier: Qualifier | None = None


YES = Check("yes")


def states(quote: str, obs_value: str, qualifier: Qualifier | None, unit_mult: int | None = None) -> Check:
    """Whether the quote states that number with that hedge.

    Args:
        quote: the source's own words.
        obs_value: digits as the catalogue stores them; they must stand in the quote as printed (7.70 is not 7.7).
        qualifier: the hedge of the claim.
        unit_mult: the power of ten the digits are in; a quote that prints another one states another number. None: any.

    A number behind 下降 or “fell” may be stored with a minus sign; its hedge is then the other way round.
    """
    return states_many((quote,), (obs_value,), (qualifier,), (unit_mult,))[0]


def states_many(
    quotes: Iterable[str],
    values: Iterable[str],
    qualifiers: Iterable[Qualifier | None],
    unit_mults: Iterable[int | None] | None = None,
) -> list[Check]:
    """`states` for whole columns of one length: an ordinary row takes a microsecond or two.

    The same words around a number are looked at once: `_at_a_glance` mostly sees no more of a row than `key` holds.
    """
    words = lexicon()
    reach = max(14, words.longest + 1)
    seen: dict[tuple[str, str, int | None], Glance | Literal["unseen"]] = {}
    ordinary: dict[str, bool] = {}
    checks = []
    for quote, value, qualifier, mult in zip(
        quotes, values, qualifiers, unit_mults or repeat(None), strict=False
    ):
        start = quote.find(value)
        end = start + len(value)
        key = (quote[start - reach if start > reach else 0 : start], quote[end : end + 12], mult)
        hedge = seen.get(key, "unseen")
        if (is_ordinary := ordinary.get(value)) is None:
            ordinary[value] = is_ordinary = value != "1" and bool(_DIGITS(value))
        may_be_seen = is_ordinary and start >= 0 and not ("约" in quote or "約" in quote or "|" in quote)
        if hedge == "unseen" or not may_be_seen:
            hedge = _at_a_glance(words, quote, value, mult)
            if may_be_seen and len(seen) < _SEEN and _sees_no_more(words, *key[:2]):
                seen[key] = hedge
        if hedge == qualifier or (hedge == "?" and _at_hand(words, quote, value, qualifier, mult)):
            checks.append(YES)
        else:
            checks.append(_checked(words, quote, value, qualifier, mult))
    return checks


def _sees_no_more(words: Lexicon, before: str, behind: str) -> bool:
    """Whether `_at_a_glance` looks at nothing of such a row but what stands close to the digits."""
    return not (
        before[-1:] in _NUMERIC
        or before[-1:] == " "
        or behind[:1] in _NUMERIC
        or " " in behind
        or before.endswith(tuple(words.not_hedged))
    )


def _at_a_glance(words: Lexicon, quote: str, value: str, mult: int | None) -> Glance:
    """The hedge with which the quote states the value, "?" where telling takes a careful reading.

    What stands right beside the digits mostly settles it; everything in doubt is left to the reading of numbers.
    """
    start = quote.find(value)
    end = start + len(value)
    before = quote[start - 1 : start]
    behind = quote[end : end + 12]
    char = behind[:1]
    if start < 0 or before in _NUMERIC or char in _NUMERIC:
        start, end = _place(quote, value)
        before = quote[start - 1 : start]
        behind = quote[end : end + 12]
        char = behind[:1]
    if start < 0 or not _DIGITS(value):
        return "?"
    hedge: Glance = None
    if char in words.odd and behind[1:2] not in words.not_odd:
        hedge, behind = "more_than", behind[1:]
    elif (
        char in _JOINED_AFTER
        or (char in ("万", "萬") and behind[1:2].isdigit())
        or (char == " " and behind[1:2] in ("月", "日"))
    ):
        return "?"
    if not words.after_clues.isdisjoint(behind) and words.after.match(behind):
        return "?"
    if " " in behind and words.latin_after.search(quote, end):
        return "?"
    if "\u2e80" < before < "\uff00":
        if before in words.tails:
            hedge = _adjacent(words, quote, start)
        elif (
            before in _JOINED_BEFORE
            or "约" in quote
            or "約" in quote
            or (
                before in words.filler_tails and not words.clues.isdisjoint(quote[max(0, start - 14) : start])
            )
        ):
            return "?"
    elif before == " ":
        word = quote[quote.rfind(" ", 0, start - 1) + 1 : start - 1].lower()
        if not (word.isascii() and word.isalpha()) or (word in _OF_WHICH and len(value) < 3):
            return "?"
        if word in words.latin_tails:
            hedge = _adjacent_latin(words, quote, start)
    elif start and before not in "(,，（：":
        return "?"
    if value == "1" and behind[:4] in (" in ", " out"):
        return "?"
    return hedge if mult is None or (_power(words, behind) == mult and "|" not in quote) else "?"


def _adjacent(words: Lexicon, quote: str, start: int) -> Glance:
    for length in range(min(words.longest, start), 0, -1):
        hedge = quote[start - length : start]
        if hedge in words.not_after:
            earlier = quote[start - length - 1 : start - length]
            other_word = (earlier and earlier in words.not_after[hedge]) or hedge in words.only_before
            span = words.not_hedged.get(hedge)
            return "?" if other_word or (span and span.match(quote, start)) else words.hedges[hedge]
    return "?"


def _adjacent_latin(words: Lexicon, quote: str, start: int) -> Glance:
    tokens = quote[max(0, start - 30) : start - 1].lower().split(" ")
    for length in (3, 2, 1):
        hedge = words.hedges.get(" ".join(tokens[-length:]))
        if hedge:
            return hedge
    return "?"


def _place(quote: str, value: str) -> tuple[int, int]:
    """Where the digits first stand as a number of their own, plain or in groups of three; a negative start if nowhere."""
    start = quote.find(value)
    if start < 0 and len(value) > 3 and value.isdigit():
        value = f"{int(value):,}"
        start = quote.find(value)
    while start >= 0:
        end = start + len(value)
        before, after = quote[start - 1 : start], quote[end : end + 1]
        if not (
            after.isdigit()
            or before.isdigit()
            or (after in _POINTS and quote[end + 1 : end + 2].isdigit())
            or (before in _POINTS and quote[start - 2 : start - 1].isdigit())
        ):
            return start, end
        start = quote.find(value, end)
    return start, start


def _power(words: Lexicon, behind: str) -> int:
    """The power of ten of a magnitude word right behind the digits, 0 if there is none, -1 if that takes reading."""
    char = behind[:1]
    if char in "千百成兆 " and char:
        latin = words.latin_power.match(behind)
        if latin:
            return words.powers[latin.group().strip().lower()]
        return 0 if char == " " and behind[1:2] < "\u2e80" else -1
    return words.powers.get(behind[:2]) or words.powers.get(char, 0)


def _at_hand(words: Lexicon, quote: str, value: str, qualifier: Qualifier | None, mult: int | None) -> bool:
    """True when the number that stands where the digits do is the one wanted."""
    if not _DIGITS(value) or (mult is not None and "|" in quote):
        return False
    text = words.fold(quote)
    start, _ = _place(text, value)
    if start < 0 or text[start - 1 : start] in _JOINED_BEFORE or (len(value) < 3 and _ONE_IN(text)):
        return False
    found = words.number.match(text, start)
    stated = stated_by(words, quote, text, found) if found else None
    return (
        stated is not None
        and stated.digits == value
        and stated.qualifier == qualifier
        and (mult is None or stated.unit_mult == mult)
    )


def _checked(words: Lexicon, quote: str, value: str, qualifier: Qualifier | None, mult: int | None) -> Check:
    if not quote.strip():
        return Check("cannot_tell", "empty")
    try:
        wanted = Quantity.printed(value).value
    except ValueError:
        return Check("cannot_tell", "words")
    text = words.fold(quote)
    numbers = numbers_in(quote)
    differs: Check | None = None
    unclear: Check | None = None
    for index, stated in enumerate(numbers):
        hedge = stated.qualifier
        if value[0] == "-" != stated.digits[0] and words.falls.search(
            text, max(0, stated.first - 16), stated.first
        ):
            numbers[index] = stated = stated._replace(digits="-" + stated.digits)  # noqa: PLW2901
            hedge = _NEGATED.get(hedge, hedge)
        same = _same(numbers[index:], text, value, wanted, mult)
        if same is None:
            unclear = Check("cannot_tell", "magnitude")
        elif same and qualifier in (hedge, hedge or handed_hedge(text, numbers, index)):
            return YES
        elif same and differs is None:
            differs = Check("hedge_differs", stated.words, hedge)
    missing = Check("number_missing", "、".join(quote[stated.first : stated.last] for stated in numbers))
    return differs or unclear or missing


def _same(numbers: list[Stated], text: str, value: str, wanted: Fraction, mult: int | None) -> bool | None:
    """True when the first number is the wanted value in units of 10**mult, None when its magnitude is not with it."""
    stated = numbers[0]
    if stated.digits == value and (mult is None or stated.unit_mult == mult or "/" in value):
        return True
    if stated.digits == value and stated.unit_mult == 0:
        shared = stated
        for number in numbers[1:]:
            if not _LIST(text[shared.last : number.first]):
                break
            shared = number
        if shared.unit_mult == mult:
            return True
        unit = text[stated.last :].lstrip()[:1]
        later = any(number.unit_mult == mult for number in numbers)
        return None if later or not (unit.isalnum() or unit == "%") else False
    scale = mult or 0
    if stated.unit_mult == scale:
        return False
    try:
        return Quantity.printed(stated.digits, None, stated.unit_mult).value == wanted * Fraction(10) ** scale
    except ValueError:  # 0,000
        return False

"""The numbers that a sentence states, each with its hedge: in digits or words, Chinese, English or Italian."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from indicators.letters.lexicon import Lexicon, lexicon
from indicators.quantity import Qualifier

_WINDOW = 24
#: 不高于LPR+50个基点: the hedge stands before the rate that the points are added to.
_BASE_RATE = re.compile(
    r"(?:(?:同期)?(?:限)?(?:[15一五]年期(?:以上)?)?(?:贷款市场报价利率|贷款基准利率|基准利率|存款利率|lpr|shibor|mlf)(?:\((?:lpr|shibor|mlf)\))?)"
    r"(?:利率|的?基础上)?(?:加点?|减点?|上浮|下浮|[-+])?\Z"
)
_LONGEST = 40
_range = re.compile(r"(?:[a-z)]|\d[^\d\s,。;、(]{0,3})\Z")


class Stated(NamedTuple):
    """A number in a sentence: `sentence[start:end]` is its digits or word, `sentence[first:last]` has hedge and magnitude too.

    `digits` are as the catalogue stores them, `unit_mult` is the power of ten of a magnitude word behind them (万: 4; 0 if
    there is none), `words` the hedge as written, "" if there is none.
    """

    start: int
    end: int
    digits: str
    qualifier: Qualifier | None
    unit_mult: int
    words: str
    first: int
    last: int


def numbers_in(quote: str, *, figures_only: bool = True) -> list[Stated]:
    """Every number that the sentence states, in text order; dates, document numbers and names such as 5G are no figures.

    In a quote of table cells (电 | 亿元 | 2240) a magnitude at the head of the row holds for the numbers behind it.
    """
    words = lexicon()
    text = words.fold(quote)
    numbers = []
    place = 0
    while candidate := words.candidate.search(text, place):
        found = words.number.match(text, candidate.start())
        if found is None:
            place = candidate.end()
            continue
        place = max(candidate.end(), core_end(found))
        if stated := stated_by(words, quote, text, found, figures_only=figures_only):
            numbers.append(stated)
    if "|" in text and (cell := words.cell.search(text)):
        power = words.powers[cell["power"]]
        numbers = [n if n.unit_mult or n.start < cell.end() else n._replace(unit_mult=power) for n in numbers]
    return numbers


def stated_by(
    words: Lexicon,
    quote: str,
    text: str,
    found: re.Match[str],
    *,
    figures_only: bool = True,
    counted: bool = False,
) -> Stated | None:
    """What a match of `Lexicon.number` in the folded quote states, None if it is no figure.

    `counted` says that the caller has found a unit behind the number, so that 三 before it is a number and no part of a word.
    """
    start, end = found.span("number")
    hedge, hedge_start, hedge_end = _hedge_before(words, text, start)
    if _is_joined(words, text, start, end, bool(hedge)):
        return None
    digits = _digits(words, found, hedged=bool(hedge), counted=counted)
    if digits is None or (figures_only and words.not_figure.match(text, start)):
        return None
    qualifier = words.hedges[hedge] if hedge else None
    power, rest = found["power"], found["rest"]
    mult = words.powers[power] if power else 0
    last = core_end(found)
    if rest and last == found.end("rest"):
        digits = _plain(Fraction(digits) + Fraction(_rest(words, rest), 10**mult))
    if found["said"] and not qualifier and (qualifier := words.fractions[found["said"]][1]):
        hedge_start, hedge_end = start, end
    behind = found.lastgroup
    if found["odd"] or found["odder"] or behind in ("late", "later", "class"):
        group = "odd" if found["odd"] else "odder" if found["odder"] else behind or ""
        if group != "class" or _is_bare(found):
            last = max(last, found.end(group))
            if not qualifier:
                qualifier, hedge_start, hedge_end = words.hedges[found[group]], *found.span(group)
    if text[start - 1 : start] == "负" or (
        text[start - 1 : start] == "-" and not _range.search(text, max(0, start - 6), start - 1)
    ):
        digits, start = "-" + digits, start - 1
    first = min(hedge_start, start) if qualifier else start
    return Stated(
        start, end, digits, qualifier, mult, quote[hedge_start:hedge_end] if qualifier else "", first, last
    )


def core_end(found: re.Match[str]) -> int:
    """Where the number ends, its magnitude and a hedge between the two included."""
    end = found.end("number")
    if found.end() == end:
        return end
    whole = found["han"] or found["digits"] or "."
    rest = 0 if "." in whole or "点" in whole else found.end("rest")
    return max(end, found.end("odd"), found.end("power"), found.end("odder"), rest)


def _hedge_before(words: Lexicon, text: str, number: int) -> tuple[str, int, int]:
    """The hedge that ends at the number, with its place; "" if there is none or it is the end of another word (签约20家)."""
    none = "", number, number
    end = number
    if end and text[end - 1] in "-+负":
        end -= 1
    if not end:
        return none
    if rate := _BASE_RATE.search(text, max(0, end - _WINDOW), end):
        end = rate.start()
    char = text[end - 1 : end]
    low = max(0, end - _WINDOW)
    if char not in words.tails and char not in words.filler_tails and "占" not in text[low:end]:
        word = text[low:end].rstrip().rpartition(" ")[2]
        if (
            word not in words.latin_tails
            and word[-1:] not in words.tails
            and word[-1:] not in words.filler_tails
        ):
            return none
    found = words.before.search(text, low, end)
    if found is None:
        return none
    hedge, start = found["hedge"], found.start()
    before = text[start - 1 : start]
    if before and (
        before in words.not_after[hedge] or (hedge[0].isascii() and before.isascii() and before.isalpha())
    ):
        return none
    if hedge in words.only_before and text[found.end("hedge") : end].strip():
        return none
    if hedge in words.only_before and text[number : number + 1] not in words.only_before[hedge]:
        return none
    if hedge in words.only_units and (
        text[found.end("hedge") : end].strip() or not words.only_units[hedge].match(text, number)
    ):
        return none
    if hedge in words.not_hedged and words.not_hedged[hedge].match(text, number):
        return none
    return hedge, start, found.end("hedge")


def _is_joined(words: Lexicon, text: str, start: int, end: int, hedged: bool) -> bool:
    """True when the digits are part of a name (A100) or of a number written so that nobody can be sure of it (1.234.5)."""
    before = text[start - 1 : start]
    if end - start > _LONGEST:
        return True
    if before.isascii() and before.isalpha() and text[start] < "\u2e80" and not hedged:
        return not text.endswith(words.money, 0, start)
    if before in (".", ",") and text[start - 2 : start - 1].isdigit():
        return True
    return text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit()


def _is_bare(found: re.Match[str]) -> bool:
    return found["bare"] is not None or found["han"] in ("百", "千")


def _digits(words: Lexicon, found: re.Match[str], *, hedged: bool, counted: bool) -> str | None:
    """The digits as the catalogue stores them, None where a number word is part of another word."""
    if plain := found["digits"]:
        return plain
    if grouped := found["grouped"]:
        return grouped.replace(",", "")
    if comma := found["comma"]:
        return comma.replace(",", ".")
    if fraction := found["fraction"]:
        return _fraction(*fraction.split("/"))
    if said := found["said"]:
        return words.fractions[said][0]
    if word := found["word"]:
        return str(words.words[word])
    if part := found["part"]:
        return f"{words.words[found['count']]}/{words.denominators[part]}"
    if many := found["in"]:
        return f"1/{words.words.get(many, many)}"
    if share := found["of"]:
        top, parts = _chinese(words, share), found["parts"]
        return top if parts == "百" else _fraction(top, _parts(words, parts))
    if _is_bare(found):
        return _chinese(words, found["han"] or "一") if counted or hedged or found["class"] else None
    if (
        counted
        or hedged
        or found["unit"] is not None
        or found["odd"]
        or found["rest"]
        or len(found["han"]) > 1
    ):
        return _chinese(words, found["han"])
    return None


def _fraction(over: str | None, under: str | None) -> str | None:
    if not over or not under or not int(under):
        return None
    decimals = len(over.partition(".")[2])
    return f"{int(over.replace('.', ''))}/{int(under) * 10**decimals}"


def _parts(words: Lexicon, numeral: str) -> str | None:
    """百万 of 百万分之五 is 1000000."""
    power = {"万": 4, "亿": 8}.get(numeral[-1], 0)
    many = _chinese(words, numeral[:-1] or "一") if power else _chinese(words, numeral)
    return many and str(int(many) * 10**power)


def _rest(words: Lexicon, numeral: str) -> int:
    """What stands behind the first magnitude: 五千万 of 一亿五千万, 3千万, 2000万, 五千 of 三万五千, 0500."""
    whole, _, below = numeral.rpartition("万")
    return 10**4 * _thousands(words, whole) + _thousands(words, below)


def _thousands(words: Lexicon, numeral: str) -> int:
    digits = numeral.rstrip("百千") if numeral[:1].isdigit() else ""
    if digits:
        return int(digits) * {"": 1, "百": 100, "千": 1000}[numeral[len(digits) :]]
    return int(_chinese(words, numeral) or 0) if numeral else 0


def _plain(number: Fraction) -> str:
    """A number whose denominator is a power of ten, in digits."""
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"


def _chinese(words: Lexicon, numeral: str) -> str | None:
    """三百五十 is 350, 两 is 2, 八点五 is 8.5; None for what is no number (十四五, 一二三)."""
    whole, _, decimals = numeral.partition("点")
    if whole.isascii():
        return numeral
    total, digit, unit = 0, -1, 10_000
    for char in whole:
        number = words.numerals[char]
        if number >= 10:
            if number >= unit:
                return None
            total += number * (digit if digit >= 0 else 1)
            digit, unit = -1, number
        elif digit > 0 or digit == number == 0:
            return None
        else:
            digit = number
    total += max(digit, 0)
    fraction = "".join(str(words.numerals[char]) for char in decimals)
    return f"{total}.{fraction}" if fraction else str(total)

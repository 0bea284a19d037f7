"""What people type into a form, a cell or a command for a number: `>8`, `≥ 10`, `约40`, `超过8%`, `８．５％`, `1/3`, `2,254`, `-0.3`.

It is read with the words of the letters (`letters/lexicon.yaml`), so that whatever a quote may say can be typed too.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.letters.lexicon import Lexicon, lexicon
from indicators.letters.numbers import Stated, core_end, numbers_in
from indicators.quantity import Qualifier, Quantity

_LONGEST = 80
_UNITS = {
    "%": "percent",
    "percent": "percent",
    "per cent": "percent",
    "pct": "percent",
    "百分点": "percentage_point",
    "个百分点": "percentage_point",
    "percentage point": "percentage_point",
    "percentage points": "percentage_point",
    "pp": "percentage_point",
}
_HOW = "Write digits such as 8, 7.70, -0.3, 2,254 or 1/3, if need be with a hedge such as > or 约 and with 万, 亿, million or %."


class NotAQuantity(ValueError):
    """The text is no number with a hedge; the message says what stands there and what to write."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A number as typed: digits as the catalogue stores them, hedge, power of ten (万: 4), and the unit behind it.

    `unit` is `percent`, `percentage_point`, or the text as typed (`元`, `stations`; "" if there is none).
    """

    digits: str
    qualifier: Qualifier | None
    unit_mult: int
    unit: str

    @property
    def quantity(self) -> Quantity:
        """The quantity in units, the power of ten multiplied in."""
        return Quantity.printed(self.digits, self.qualifier, self.unit_mult)


def parse(text: str) -> Parsed:
    """The one number that the text is, with its hedge, power of ten and unit.

    Raises:
        NotAQuantity: there is none or more than one, or it can be read in two ways (`1,5`).
    """
    typed = text.strip()
    if not typed:
        raise NotAQuantity(f"There is no number. {_HOW}")
    if len(typed) > _LONGEST:
        raise NotAQuantity(f"“{typed[:20]}…” is too long for a number. {_HOW}")
    numbers = numbers_in(typed, figures_only=False)
    if not numbers:
        raise NotAQuantity(f"“{typed}” is no number. {_HOW}")
    if len(numbers) > 1:
        parts = " and ".join(f"“{typed[number.start : number.end]}”" for number in numbers[:2])
        raise NotAQuantity(f"“{typed}” has more than one number: {parts}. {_HOW}")
    return _parsed(lexicon(), typed, numbers[0])


def _parsed(words: Lexicon, typed: str, stated: Stated) -> Parsed:
    folded = words.fold(typed)
    digits = stated.digits
    found = words.number.match(folded, stated.end - len(folded[stated.start : stated.end].lstrip("-负")))
    if found is None or "\n" in typed:
        raise NotAQuantity(f"“{typed}” is no number. {_HOW}")
    if found["comma"]:
        raise NotAQuantity(f"“{typed}” can be read in two ways. Write {digits} or {digits.replace('.', '')}.")
    if digits[:1] == "0" and digits[1:2].isdigit():
        raise NotAQuantity(f"“{typed}” starts with a zero. Write {digits.lstrip('0') or '0'}.")
    hedge_end = stated.first + len(stated.words) if stated.first < stated.start else stated.first
    prefix = f"{typed[: stated.first]} {typed[hedge_end : stated.start]}".strip().removesuffix("+").strip()
    core = core_end(found)
    late = stated.last - len(stated.words) if stated.last > core and stated.words else core
    unit = f"{typed[core:late]} {typed[max(core, stated.last) :]}".strip()
    if (prefix and words.fold(prefix) not in words.fillers) or not _is_unit(words.fold(unit)):
        raise NotAQuantity(f"“{typed}” is a number with more around it. {_HOW}")
    known = _UNITS.get(words.fold(unit).strip(), unit)
    if not unit and (found["parts"] == "百" or found["power"] == "成"):
        known = "percent"
    parsed = Parsed(
        digits,
        stated.qualifier,
        stated.unit_mult,
        known or (prefix if words.fold(prefix) in words.money else ""),
    )
    try:
        Quantity.printed(digits)
    except ValueError:
        raise NotAQuantity(f"“{typed}” is no number. {_HOW}") from None
    return parsed


def _is_unit(text: str) -> bool:
    """True for a few words or signs without digits or punctuation."""
    return len(text) <= 30 and all(char.isalpha() or char in " %‰°/·²³$¥€-" for char in text)

"""Receipts: a short code that says exactly what a chart shows, so that a slide found next year leads back to it.

The code *is* the view, written small: nothing has to be stored, and every copy of the dashboard with the same indicators
understands it. `272K-2E0N-4T66` is one indicator in one area. Behind a chart's code stands, after a full stop, the
fingerprint of the claims that were drawn: it tells whether what the code leads to is still what was exported.

**Letters.** Crockford's Base32 (https://www.crockford.com/base32.html): five bits each, no I, L, O, U, in groups of four, so
that a code can be read out on the telephone. Typed in, case, blanks, hyphens and full width do not matter; O is 0, I and L are 1.

Which bit means what stands in `receipt_bits`. The format is the first; its version is in the first letter (2 or 3), so that a
later one can be told apart.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from indicators.claims import Claim
from indicators.exports import receipt_bits
from indicators.exports.receipt_bits import Subject
from indicators.model import Catalogue

__all__ = ["Subject", "code", "find", "find_all", "fingerprint", "read"]

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_STANDARD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _LETTERS)
_MISREAD = str.maketrans("OIL", "011")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"
# What programs and input methods make of the letters: full width, other dashes and stops, invisible breaks. One pass over the
# text: Unicode's own normal forms take quadratic time on some of them.
_PLAIN = (
    {0xFF01 + n: 0x21 + n for n in range(94)}
    | dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, "。｡"), ".")
    | dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
)
# A code as it is printed: groups of four, perhaps broken behind or before a hyphen, in a quoted mail with a > before the line.
_JOINT = r"[\s>]{0,8}-[\s>]{0,8}"
_PRINTED = re.compile(
    rf"(?<![0-9A-Z-])([23][0-9A-Z]{{3}}(?:{_JOINT}[0-9A-Z]{{4}}(?![0-9A-Z])){{2,1000}}(?:{_JOINT}[0-9A-Z]{{1,3}}(?![0-9A-Z]))?)"
    r"(?:\.([0-9A-Z]{5})(?![0-9A-Z]))?"
)

_LONGEST = 20_000  # characters of a code that is read; nobody selects as much


def code(subject: Subject) -> str:
    """The code of what is shown: language, day, kind and all; not the theme or the size of a screen.

    Returns:
        Groups of four letters and digits, joined by hyphens.

    Raises:
        ValueError: a view without an indicator or an area, or a period that is none.
    """
    bits = receipt_bits.written(subject)
    return _grouped("".join(_LETTERS[int(bits[at : at + 5], 2)] for at in range(0, len(bits), 5)))


def read(text: str, catalogue: Catalogue) -> Subject | None:
    """What a code shows; None where it is mistyped, or names an indicator or area that the catalogue has no longer.

    How it is typed does not matter: blanks and line breaks, hyphens, case, full width, O for 0 and I or L for 1. A
    fingerprint behind it is passed over. Any text is taken, in a time that grows with its length at most.
    """
    typed = text[:_LONGEST].translate(_PLAIN).upper().partition(".")[0]
    letters = re.sub(r"[\s>-]", "", typed).translate(_MISREAD)
    try:
        bits = "".join(f"{_LETTERS.index(letter):05b}" for letter in letters)
        return receipt_bits.subject(bits, catalogue)
    except (ValueError, IndexError):
        return None


def find(text: str) -> tuple[str, str] | None:
    """The first code in a text (a slide's notes, an alternative text), with its fingerprint (empty where there is none).

    A code with a fingerprint goes before one without: `2020-2021-2022` looks like a code too. It comes back as `code` writes it,
    whatever a mail program or an input method made of it; whether it leads anywhere, `read` says.
    """
    found = find_all(text)
    return next((each for each in found if each[1]), found[0] if found else None)


def find_all(text: str) -> list[tuple[str, str]]:
    """Every code in a text with its fingerprint, in order; see `find`."""
    found = []
    for match in _PRINTED.finditer(text.translate(_PLAIN).upper()):
        letters = re.sub(r"[^0-9A-Z]", "", match[1]).translate(_MISREAD)
        if "U" not in letters:
            found.append((_grouped(letters), (match[2] or "").translate(_MISREAD)))
    return found


def fingerprint(claims: Iterable[Claim]) -> str:
    """Five letters and digits that change when one of the claims says something else, is withdrawn, or another one is added."""
    said = sorted(
        "|".join(
            (
                claim.indicator,
                claim.ref_area,
                claim.time_period,
                claim.kind,
                str(claim.quantity.value),
                str(claim.quantity.step),  # 8 and 8.0 are not the same words
                claim.quantity.qualifier or "",
                claim.source.id if claim.source else "",
            )
        )
        for claim in claims
    )
    digest = hashlib.sha256("\n".join(said).encode()).digest()
    return base64.b32encode(digest).decode().translate(_STANDARD)[:5]


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))

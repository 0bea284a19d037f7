"""Receipts: a short code that says exactly what a chart shows, so that a slide found next year leads back to it.

The code *is* the view, written small: nothing has to be stored, and every copy of the dashboard with the same indicators
understands it. It is Crockford's Base32 (no I, L, O, U; https://www.crockford.com/base32.html) in groups of four, so that it
can be read out on the telephone; its first byte checks the others. Ids are written as the first bytes of their SHA-256.

Behind a chart's code stands, after a full stop, the fingerprint of the claims that were drawn: it tells whether what the code
leads to is still what was exported.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

from indicators import ranking
from indicators.charts import Comparison, Kind, View
from indicators.claims import Claim
from indicators.model import Catalogue, Language
from indicators.transforms import Transform

Subject = View | Comparison

_STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_CROCKFORD = str.maketrans(_STANDARD, _CROCKFORD)
_FROM_CROCKFORD = str.maketrans(_CROCKFORD + "OIL", _STANDARD + "ABB")
_CODE = re.compile(r"[0-9A-Z]{4}(?:-?[0-9A-Z]{4}){2,30}(?:-?[0-9A-Z]{1,4})?")
_FINGERPRINT = re.compile(r"[0-9A-Z]{5}")

_INDICATOR, _AREA = 4, 3  # bytes of a hash: two of 10,000 indicators are the same with a probability of 1 %
_EPOCH = date(1990, 1, 1)
_KINDS: tuple[Kind | None, ...] = (None, *get_args(Kind))
_TRANSFORMS: tuple[Transform | None, ...] = (None, *get_args(Transform))
_LEVELS = (None, *ranking.RANKED)
_COMPARISON = 0b1000_0000


def code(subject: Subject) -> str:
    """The code of what is shown: language, day, kind and all; not the theme or the size of a screen.

    Returns:
        Groups of four letters and digits, joined by hyphens.
    """
    body = _comparison(subject) if isinstance(subject, Comparison) else _view(subject)
    whole = hashlib.sha256(body).digest()[:1] + body
    text = base64.b32encode(whole).decode().rstrip("=").translate(_TO_CROCKFORD)
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def read(text: str, catalogue: Catalogue) -> Subject | None:
    """What a code shows; None where it is mistyped, or names an indicator or area that the catalogue has no longer.

    Blanks, hyphens and case do not matter, nor does O for 0 and I or L for 1. A fingerprint behind it is passed over.
    """
    letters = re.sub(r"[\s\-–—]", "", text.partition(".")[0]).upper().translate(_FROM_CROCKFORD)
    try:
        whole = base64.b32decode(letters + "=" * (-len(letters) % 8))
        if hashlib.sha256(whole[1:]).digest()[:1] != whole[:1]:
            return None
        return _read(whole[1:], catalogue)
    except (ValueError, IndexError, KeyError):
        return None


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
                claim.quantity.qualifier or "",
                claim.source.id if claim.source else "",
            )
        )
        for claim in claims
    )
    digest = hashlib.sha256("\n".join(said).encode()).digest()
    return base64.b32encode(digest).decode().translate(_TO_CROCKFORD)[:5]


def find(text: str) -> tuple[str, str] | None:
    """The first code in a text (a slide's notes, an alternative text), with its fingerprint (empty where there is none)."""
    for match in re.finditer(
        rf"(?<![0-9A-Z-])({_CODE.pattern})(?:\.({_FINGERPRINT.pattern}))?(?![0-9A-Z-])", text
    ):
        return match[1], match[2] or ""
    return None


# ------------------------------------------------------------------------------------------------ bytes


def _view(view: View) -> bytes:
    flags = (
        (view.lang == "en") << 6
        | view.shared << 5
        | view.log << 4
        | (view.as_of is not None) << 3
        | (view.base is not None) << 2
    )
    kinds = _KINDS.index(view.kind) << 4 | _TRANSFORMS.index(view.transform)
    counts = bytes((flags, kinds, len(view.indicators), len(view.areas)))
    names = b"".join(_hash(name, _INDICATOR) for name in view.indicators)
    areas = b"".join(_hash(area, _AREA) for area in view.areas)
    return counts + names + areas + _day(view.as_of) + (view.base or "").encode()


def _comparison(shown: Comparison) -> bytes:
    flags = _COMPARISON | (shown.lang == "en") << 6 | (shown.as_of is not None) << 3
    head = bytes((flags, _LEVELS.index(shown.level)))
    ids = _hash(shown.indicator, _INDICATOR) + _hash(shown.area, _AREA)
    return head + ids + _day(shown.as_of) + shown.period.encode()


def _read(body: bytes, catalogue: Catalogue) -> Subject:
    flags, rest = body[0], body[1:]
    lang: Language = "en" if flags & 0b100_0000 else "zh"
    indicators = {_hash(name, _INDICATOR): name for name in catalogue.indicators}
    areas = {_hash(name, _AREA): name for name in catalogue.areas}
    if flags & _COMPARISON:
        level = _LEVELS[rest[0]]
        name, area = indicators[rest[1 : 1 + _INDICATOR]], areas[rest[1 + _INDICATOR :][:_AREA]]
        as_of, text = _text(flags, rest[1 + _INDICATOR + _AREA :])
        return Comparison(name, text, area, level, lang=lang, as_of=as_of)
    kinds, many, wide = rest[:3]
    rest = rest[3:]
    names = [indicators[rest[n * _INDICATOR :][:_INDICATOR]] for n in range(many)]
    rest = rest[many * _INDICATOR :]
    places = [areas[rest[n * _AREA :][:_AREA]] for n in range(wide)]
    as_of, text = _text(flags, rest[wide * _AREA :])
    if not names or not places:
        raise ValueError
    view = View(
        tuple(names), tuple(places), lang, as_of, kind=_KINDS[kinds >> 4], shared=bool(flags & 0b10_0000)
    )
    return replace(view, transform=_TRANSFORMS[kinds & 0b1111], base=text or None, log=bool(flags & 0b1_0000))


def _text(flags: int, rest: bytes) -> tuple[date | None, str]:
    """The day, where there is one, and the text behind it."""
    if not flags & 0b1000:
        return None, rest.decode()
    return _EPOCH + timedelta(days=int.from_bytes(rest[:2], "big")), rest[2:].decode()


def _day(as_of: date | None) -> bytes:
    return b"" if as_of is None else (as_of - _EPOCH).days.to_bytes(2, "big")


def _hash(name: str, length: int) -> bytes:
    return hashlib.sha256(name.encode()).digest()[:length]

"""Bytes → text: UTF-8, UTF-16 and GB 18030, told apart by what the bytes can be and what the text would say."""

from __future__ import annotations

import re

from indicators.letters.refused import Refused

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset=[\"']?([\w-]{3,20})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{3,20})", re.I
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相"
    "全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情最何共管展市委局关于答复提案函县区"
    "，。、：；（）《》“”·"
)


def decode(data: bytes) -> str:
    """The text, without byte order mark.

    Raises:
        Refused: the bytes are no text, or text in two encodings.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding)
    if wide := _utf16(data):
        return _strictly(data, wide)
    try:
        return _text(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        broken = error.start
    declared = next((found[1] or found[2] for found in [_CHARSET.search(data[:2048])] if found), b"")
    if declared.lower() == b"big5":
        return _strictly(data, "big5hkscs")
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise _mixed(data, broken) from None
    # UTF-8 read as GBK is made of rare characters: 关于 becomes 鍏充簬
    if _is_utf8_mostly(data) or (len(text) > 40 and _share_common(text) < 0.1):
        raise _mixed(data, broken)
    return _text(text)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _text(data.decode(encoding))
    except UnicodeDecodeError:
        raise Refused("letter_damaged_text", found=encoding.upper()) from None


def _text(text: str) -> str:
    """The text, unless controls give it away as something else."""
    found = len(_CONTROLS.findall(text[:100_000]))
    if found > 2 and found > len(text[:100_000]) / 1000:
        raise Refused("letter_binary")
    return text


def _utf16(data: bytes) -> str | None:
    """Which UTF-16 this is, without a mark: it has zeros, and read the right way round it says something."""
    sample = data[: min(len(data), 4000) & ~1]
    if len(data) % 2 or 0 not in sample:
        return None
    shares = {
        encoding: _share_common(sample.decode(encoding, "replace")) for encoding in ("utf-16-le", "utf-16-be")
    }
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] > 0.2 else None


def _is_utf8_mostly(data: bytes) -> bool:
    """True when most of what is not ASCII is whole characters of UTF-8."""
    text = data[:200_000].decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(char >= "\u3000" for char in text) - wrong > 3 * wrong


def _share_common(text: str) -> float:
    """The share of everyday characters among those that are not ASCII."""
    sample = [char for char in text[:20_000] if char > "\x7f"]
    return sum(char in _COMMON for char in sample) / len(sample) if sample else 0.0


def _mixed(data: bytes, broken: int) -> Refused:
    """Text in two encodings where its lines are text each by itself, else no text at all."""
    lines = data.split(b"\n")
    for line in lines:
        if not any(_can_be(line, encoding) for encoding in ("utf-8", "gb18030")):
            return Refused("letter_binary")
    return Refused("letter_mixed_encodings", number=str(data.count(b"\n", 0, broken) + 1))


def _can_be(line: bytes, encoding: str) -> bool:
    try:
        return not _CONTROLS.search(line.decode(encoding))
    except UnicodeDecodeError:
        return False

"""The fast reader: a plainly written file → a `Document`, or None.

rapidyaml parses, msgspec converts. The reader accepts or declines and says nothing: what it accepts, the exact reader
accepts with the same result (a property test holds that), and what it declines, the exact reader decides.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import threading
from collections.abc import Iterator

import msgspec

from indicators import periods
from indicators.model import Document

# Whatever could carry an anchor, alias, tag, directive, merge key, second document, complex key or odd number, and
# whatever rapidyaml reads more freely than libyaml, is left to the exact reader, which decides. Bytes first, then
# regular expressions (each starts with a literal, which makes it quick): this runs over every byte of the catalogue.
_WITH_RARE = {
    byte: re.compile(pattern)
    for byte, pattern in {
        b"\t": rb"\t",
        b"\r": rb"\r",
        b"\\": rb"\\",
        b"\x7f": rb"\x7f",
        b"<": rb"<<",
        b"\xc2": rb"\xc2[\x80-\x9f]",
        b"\xe2": rb"\xe2\x80[\xa8\xa9]",
        b"\xef": rb"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])",
    }.items()
}
_RARE = b"".join(_WITH_RARE)
_WITHOUT_RARE = (b"---", b"- - ", b"null", b"Null", b"NULL")
_ODD = rb"[]},|>~%?.:&*!@`]"
_ODD_PLACES = (
    *(re.compile(before + b" *" + _ODD) for before in (rb"\n", rb"-", rb",", rb"\[", rb"\{", rb":")),
    re.compile(rb""":(?:(?<=[ \n[{,]:)|(?<=["']:)(?![ \n]))"""),
)
_ODD_VALUES = (
    re.compile(rb"obs_value['\"]?\s*: *+(?![-0-9])"),
    re.compile(rb"unit_mult['\"]?\s*: *+(?!-?(?:0|[1-9][0-9]{0,8})\s*[,}\n])"),
    re.compile(rb"decimals['\"]?\s*: *+(?!-?(?:0|[1-9][0-9]{0,8})\s*[,}\n])"),
    re.compile(rb"headline['\"]?\s*: *+(?!(?:true|false)\s*[,}\n])"),
    re.compile(rb"period_stated['\"]?\s*: *+(?!(?:true|false)\s*[,}\n])"),
)
# Of these only the line up to the place tells: a number that ends in a point; what stands behind a bracket.
_FLOW = re.compile(rb"(?:^|[:,\[{-]) *[\[{]")
_PLACES = (
    (re.compile(rb"\. *(?=[\n,}\]#])"), re.compile(rb"(?:^|[\[{,:-]) *[-+]?[0-9]+$")),
    (re.compile(rb" #"), _FLOW),
    (re.compile(rb"\} *[^] ,}\n]"), _FLOW),
    (re.compile(rb"\] *[^] ,}\n]"), _FLOW),
)
_CONTROL = bytes(range(0x20)).replace(b"\n", b"")
_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}\n")
_native_stderr = threading.Lock()


def read(data: bytes) -> Document | None:
    """The document that `data` (UTF-8) holds, or None: something is wrong or unusual, the exact reader must decide."""
    data = data.replace(b"\r\n", b"\n")
    if is_suspect(b"\n" + data):
        return None
    import ryml  # noqa: PLC0415 -- only when a file is parsed at all

    with _silenced():
        try:
            text = ryml.emit_json(ryml.parse_in_arena(data))
        except Exception:  # the exact reader says what is wrong
            return None
    if not text or "\\" in text.replace('\\"', "") or "null" in text or '.inf"' in text or '.nan"' in text:
        return None
    try:
        plain = json.loads(
            text, parse_int=str, parse_float=str, parse_constant=_decline, object_pairs_hook=_unique_keys
        )
        document = msgspec.convert(plain, Document, strict=False)
        return document if _sound(document) else None
    except (ValueError, RecursionError):  # msgspec.ValidationError and JSONDecodeError are ValueErrors
        return None


def _sound(document: Document) -> bool:
    """Whether every day exists (and every period ends after it starts)."""
    times = {source.published for source in document.sources} | {source.dated for source in document.sources}
    for indicator in document.indicators:
        claims = indicator.observations + indicator.targets
        times.update(claim.time_period for claim in claims)
        times.update(broken.time_period for broken in indicator.breaks)
        times.update(value.time_period for value in indicator.derived)
        times.update(parent.time_period for value in indicator.derived for parent in value.of)
        times.update(day for choice in indicator.choices for day in (choice.time_period, choice.decided))
        times.update(day for gap in indicator.missing for day in (gap.time_period, gap.looked))
    times.update(event.time_period for event in document.events)
    for time in times - {None}:
        periods.bounds(str(time))
    return True


def is_suspect(data: bytes) -> bool:
    """Whether `data` (each line behind its line break) is so written that the exact reader must decide."""
    absent = _RARE.translate(None, data)
    for byte in _RARE.translate(None, absent):
        if _WITH_RARE[bytes((byte,))].search(data):
            return True
    # Values that are much shorter than a catalogue's would take a hundred times the file in memory.
    entries = data.count(b"\n") + data.count(b",") + data.count(b"- ")
    return (
        (len(data) > 1_000_000 and entries * 6 > len(data))
        or len(data.translate(None, _CONTROL)) != len(data)
        or any(suspect in data for suspect in _WITHOUT_RARE)
        or any(odd.search(data) for odd in _ODD_PLACES + _ODD_VALUES)
        or any(_after(data, *pair) for pair in _PLACES)
        or not _closes_each_line(data)
    )


def _after(data: bytes, place: re.Pattern[bytes], before: re.Pattern[bytes]) -> bool:
    """Whether `before` is found between the start of a line and a `place` in it."""
    return any(
        before.search(data[data.rfind(b"\n", 0, found.start()) + 1 : found.start()])
        for found in place.finditer(data)
    )


def _closes_each_line(data: bytes) -> bool:
    """Whether every bracket is closed in its own line, at most four levels deep."""
    brackets = data.translate(None, _BRACKETS)
    for _ in range(4):
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
    return not brackets.strip(b"\n")


def _decline(text: str) -> None:
    raise ValueError(text)


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = dict(pairs)
    if len(keys) != len(pairs):
        raise ValueError("duplicate key")
    return keys


@contextlib.contextmanager
def _silenced() -> Iterator[None]:
    """Keeps rapidyaml's own error print (it writes to the process's stderr) away from the user."""
    with _native_stderr:
        try:
            saved = os.dup(2)
        except OSError:  # a windowed process has no stderr
            yield
            return
        sink = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(sink, 2)
            yield
        finally:
            os.dup2(saved, 2)
            os.close(saved)
            os.close(sink)

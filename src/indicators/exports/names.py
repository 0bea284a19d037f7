"""File names from titles: every script's letters stay, and every system takes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import count

from pathvalidate import sanitize_filename

MOST_LETTERS = 80
MOST_BYTES = 200  # in UTF-8; file systems take 255, and the folder's sync client adds to it
_APART = re.compile(r"[/\\:|]+")  # a hyphen says as much
# what prints nothing or reorders what stands around it: fillers and selectors of variants that are letters or marks by category
_UNSEEN = re.compile("[\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_NAMELESS = "_"


def file_name(text: str, ending: str, taken: Collection[str] = ()) -> str:
    """A file name for a title: valid on Windows, macOS and Linux, readable, at most 80 characters and 200 bytes.

    Letters of every script stay (NFC). Path separators become hyphens; what a system forbids, what prints nothing and what
    turns the direction of writing goes; so do blanks, full stops, hyphens and tildes that would stand at the start (hidden
    and lock files, options) and blanks and full stops at the end. A device's name (CON, NUL) gets a low line behind it.

    Args:
        text: the title.
        ending: of the name, without the full stop: `xlsx`.
        taken: names already there, which it must differ from in more than capitals; a number behind it sees to that.

    Returns:
        The name, without a folder.
    """
    there = {_folded(name) for name in taken}
    stem = _clean(text)
    for n in count(1):
        tail = f"{f' {n}' if n > 1 else ''}.{ending}"
        name = sanitize_filename(_cut(stem, tail) + tail, platform="universal")
        if _folded(name) not in there:
            return name
    raise AssertionError  # there is always a next number


def _clean(text: str) -> str:
    printed = (" " if char.isspace() else char for char in text)
    seen = "".join(char for char in printed if unicodedata.category(char)[0] != "C")
    words = " ".join(_UNSEEN.sub("", _APART.sub("-", seen)).split())
    name = sanitize_filename(unicodedata.normalize("NFC", words), platform="universal")
    return name.lstrip(". -~").rstrip(". ") or _NAMELESS


def _cut(stem: str, tail: str) -> str:
    """As much of the stem as leaves room for the tail, and for the low line behind a device's name; whole letters only."""
    letters = MOST_LETTERS - len(tail) - 1
    octets = MOST_BYTES - len(tail.encode()) - 1
    if len(stem) <= letters and len(stem.encode()) <= octets:
        return stem
    kept = stem[:letters].encode()[:octets].decode(errors="ignore")
    while kept and unicodedata.combining(stem[len(kept) : len(kept) + 1] or " "):
        kept = kept[:-1]  # a mark belongs to the letter before it
    return kept.rstrip(". ") or _NAMELESS


def _folded(name: str) -> str:
    """The name as systems compare it that know no capitals."""
    return unicodedata.normalize("NFC", name).casefold()

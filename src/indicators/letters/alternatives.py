"""One pattern for many words: common beginnings are written once, so that it is quick to compile and to try."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

_Node: TypeAlias = dict[str, "_Node | str"]
_PLAIN = re.compile(r"[\w \u3000-\uffef-]+")


def any_of(words: Iterable[str], ends: Mapping[str, str] = MappingProxyType({}), between: str = "") -> str:
    """A pattern for one of the words, the longest that fits.

    Args:
        words: the words as they stand in the text.
        ends: word → a pattern of no width that must hold behind it; where it does not, a shorter word is tried.
        between: a pattern that may stand between any two characters of a word.
    """
    root: _Node = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = ends.get(word, "")
    return _pattern(root, between, first=True)


def _pattern(node: _Node, between: str, *, first: bool = False) -> str:
    parts, single = [], []
    for char, below in node.items():
        if not isinstance(below, dict):
            continue
        if list(below.items()) == [("", "")]:
            single.append(re.escape(char))
        else:
            parts.append(re.escape(char) + _pattern(below, between))
    if single:
        parts.append(single[0] if len(single) == 1 else f"[{''.join(single)}]")
    going_on = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    if between and not first:
        going_on = between + going_on
    if "" not in node:
        return going_on
    return f"(?:{going_on}|{node['']})" if parts else str(node[""])


def behind(texts: Iterable[str]) -> str:
    """What must stand directly before a place, one of these: plain words of one length share one look behind."""
    lengths: dict[int, list[str]] = {}
    others = []
    for text in texts:
        if _PLAIN.fullmatch(text):
            lengths.setdefault(len(text), []).append(text)
        else:
            others.append(f"(?<={text})")
    return "|".join([*(f"(?<={any_of(words)})" for words in lengths.values()), *others])


def not_behind(texts: Iterable[str]) -> str:
    """What must not stand directly before a place: none of these; "" where there are none."""
    found = behind(texts)
    return f"(?!{found})" if found else ""

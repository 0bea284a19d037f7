"""Where records stand in a file's text, by the marks of libyaml, without reading all of a large file.

A file of a catalogue is mostly a list of indicators, each some lines that are YAML by themselves. The lines of the one
that is wanted are found by its id and read alone. What is found this way is a likely place: whoever changes something
there reads the whole file afterwards and compares (`texts`); where the lines mislead, the whole file is read for places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indicators import nodes, reading
from indicators.model import Document
from indicators.nodes import Node
from indicators.reading import Trail


@dataclass(frozen=True, slots=True)
class Place:
    """A record in its list. The marks of both nodes count from `at`, a place in the file's text."""

    at: int
    list: Node
    record: Node


def record(text: str, section: str, name: str) -> Place | None:
    """The record with the id `name` in the list `section` of a file, from its own lines; None where that cannot be told."""
    line = re.compile(
        rf"""( *)- +(?:id|"id"|'id') *: *(["']?){re.escape(name)}\2[ \t]*(?:#.*)?\r?$""", re.MULTILINE
    )
    found: list[re.Match[str]] = []
    at = text.find(name)
    while at >= 0 and len(found) < 2:
        match = line.match(text, text.rfind("\n", 0, at) + 1)
        if match and _section(text, match.start()) == section:
            found.append(match)
        behind = text.find("\n", at)
        at = text.find(name, behind) if behind >= 0 else -1
    if len(found) != 1:
        return None
    start, dash = found[0].start(), len(found[0][1])
    after = re.compile(rf"^ {{0,{dash}}}[^\s#]", re.MULTILINE).search(text, found[0].end())
    root, problems = nodes.nodes(text[start : after.start() if after else len(text)].encode(), "")
    if problems or root is None or len(root.items()) != 1 or value(root.items()[0], "id") is None:
        return None
    return Place(start, root, root.items()[0])


def _section(text: str, at: int) -> str | None:
    """The top-level key above a place."""
    above = {key: text.rfind(f"\n{key}:", 0, at) for key in Document.__struct_fields__}
    key, place = max(above.items(), key=lambda each: each[1])
    if place >= 0:
        return key
    return next((key for key in above if text.startswith(f"{key}:")), None)


def surely(text: str, section: str, name: str) -> Place | None:
    """The same from the marks of the whole file, which takes a hundred times as long."""
    root = whole(text)
    entries = value(root, section) if root else None
    for entry in entries.items() if entries else ():
        named = value(entry, "id")
        if entries and named and named.value == name:
            return Place(0, entries, entry)
    return None


def whole(text: str) -> Node | None:
    """The marks of the whole file."""
    return nodes.nodes(text.encode(), "")[0]


def value(node: Node, key: str) -> Node | None:
    """The value of a key of a mapping."""
    return next((found for name, found in node.pairs() if name.value == key), None)


def end(text: str, node: Node, at: int = 0) -> int:
    """Behind the last character of a node; of a list or mapping without brackets, of its last value."""
    while not node.is_text and not node.is_flow:
        node = node.pairs()[-1][1] if node.is_map else node.items()[-1]
    last = at + node.end
    if node.style in ("|", ">"):  # libyaml counts the line breaks behind them as theirs
        last = at + node.start + len(text[at + node.start : last].rstrip())
    return last


def locate(data: bytes, document: Document, trails: Sequence[Trail]) -> list[tuple[int, int]]:
    """Line and column of records (see `reading.locate`): those of an indicator from its own lines."""
    text = data.decode("utf-8-sig")
    found: dict[Trail, tuple[int, int]] = {}
    rest: list[Trail] = []
    by_indicator: dict[int, list[Trail]] = {}
    for trail in trails:
        if len(trail) > 1 and trail[0] == "indicators" and isinstance(trail[1], int):
            by_indicator.setdefault(trail[1], []).append(trail)
        else:
            rest.append(trail)
    for position, inside in by_indicator.items():
        place = record(text, "indicators", document.indicators[position].id)
        if place is None:
            rest.extend(inside)
            continue
        above = text.count("\n", 0, place.at)
        for trail in inside:
            line, column = reading.place_of(place.list, (0, *trail[2:]))
            found[trail] = line + above, column
    if rest:
        found.update(zip(rest, reading.locate(data, rest), strict=True))
    return [found[trail] for trail in trails]

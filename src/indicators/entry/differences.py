"""The lines that a change alters, as a unified difference made from its splices: exact, and quick on large files."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from indicators.entry.lines import Splice, line_end, line_start

CONTEXT = 3


def unified(name: str, text: str, splices: Sequence[Splice]) -> Iterator[str]:
    """The lines of a unified difference (POSIX `diff -u`), without line breaks; nothing where nothing changes.

    Args:
        name: what the file is called in the first two lines.
        text: the text before, its last line with a line break.
        splices: in text order.
    """
    hunks: list[list[tuple[int, int, str]]] = []
    for start, end, new in _by_lines(text, splices):
        if text[start:end] == new:
            continue
        if hunks and _lines(text[hunks[-1][-1][1] : start]) <= 2 * CONTEXT:
            hunks[-1].append((start, end, new))
        else:
            hunks.append([(start, end, new)])
    if hunks:
        yield f"--- {name}"
        yield f"+++ {name}"
    shift, at, number = 0, 0, 0
    for hunk in hunks:
        first, last = _back(text, hunk[0][0]), _forth(text, hunk[-1][1])
        number += text.count("\n", at, first)
        at = first
        removed = sum(_lines(text[start:end]) for start, end, _ in hunk)
        added = sum(_lines(new) for _, _, new in hunk)
        size = _lines(text[first:last])
        yield f"@@ -{number + 1},{size} +{number + 1 + shift},{size - removed + added} @@"
        shift += added - removed
        done = first
        for start, end, new in hunk:
            yield from _marked(" ", text[done:start])
            yield from _marked("-", text[start:end])
            yield from _marked("+", new)
            done = end
        yield from _marked(" ", text[done:last])


def splices(old: str, new: str) -> list[Splice]:
    """The splices that lead from one text to another, by whole lines."""
    before, after = ([f"{line}\n" for line in text.split("\n")[:-1]] for text in (old, new))
    found, at, line = [], 0, 0
    for tag, start, end, first, last in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        at += sum(map(len, before[line:start]))
        size = sum(map(len, before[start:end]))
        if tag != "equal":
            found.append(Splice(at, at + size, "".join(after[first:last])))
        at, line = at + size, end
    return found


def _by_lines(text: str, splices: Sequence[Splice]) -> Iterator[tuple[int, int, str]]:
    """The splices as replacements of whole lines, those that touch the same line as one."""
    start = end = -1
    new = ""
    done = 0
    for splice in splices:
        first = line_start(text, splice.start)
        last = line_end(text, splice.end - 1) if splice.end > splice.start else splice.end
        if splice.end == splice.start and splice.start != first:
            last = line_end(text, splice.end)
        if start >= 0 and first < end:
            new += text[done : splice.start] + splice.text
            done, end = splice.end, max(end, last)
            continue
        if start >= 0:
            yield start, end, new + text[done:end]
        start, end, done = first, max(last, first), splice.end
        new = text[first : splice.start] + splice.text
    if start >= 0:
        yield start, end, new + text[done:end]


def _lines(text: str) -> int:
    return text.count("\n")


def _back(text: str, at: int) -> int:
    for _ in range(CONTEXT):
        if at:
            at = line_start(text, at - 1)
    return at


def _forth(text: str, at: int) -> int:
    for _ in range(CONTEXT):
        at = line_end(text, at) if at < len(text) else at
    return at


def _marked(mark: str, text: str) -> Iterator[str]:
    for line in text.split("\n")[:-1]:
        yield mark + line.removesuffix("\r")

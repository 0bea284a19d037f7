"""Changes to a text as splices: what is cut and what is put there, everything else untouched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Splice:
    """The characters from `start` to `end` become `text`."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """The text after all splices, which must not overlap; those at one place come in their order."""
    parts, done = [], 0
    for splice in ordered(splices):
        if splice.start < done:
            raise ValueError("two changes overlap")
        parts += [text[done : splice.start], splice.text]
        done = splice.end
    return "".join([*parts, text[done:]])


def ordered(splices: Sequence[Splice]) -> list[Splice]:
    """In text order; what is put at a place comes before what is cut from there on."""
    return sorted(splices, key=lambda splice: (splice.start, splice.end))


def line_start(text: str, at: int) -> int:
    """Where the line begins that `at` is in."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Behind the line break of the line that `at` is in, or the end of the text."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def newline(text: str, at: int) -> str:
    """How the lines around `at` end."""
    found = text.find("\n", at)
    found = text.rfind("\n") if found < 0 else found
    return "\r\n" if found > 0 and text[found - 1] == "\r" else "\n"


def column(text: str, at: int) -> int:
    """How far `at` stands from the start of its line."""
    return at - line_start(text, at)


def block_end(text: str, last: int, indent: int) -> int:
    """Behind the lines of a block whose last character stands before `last`.

    Comments directly below that are indented by more than `indent` speak of the block and belong to it.
    """
    at = line_end(text, last)
    while at < len(text):
        end = line_end(text, at)
        line = text[at:end]
        bare = line.lstrip(" ")
        if not bare.startswith("#") or len(line) - len(bare) <= indent:
            break
        at = end
    return at


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found

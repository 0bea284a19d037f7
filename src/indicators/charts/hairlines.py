"""The words at hairlines: beside the line where they have room, else a sign there and the words below the chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.charts.context import Hairline
from indicators.charts.labels import text_width
from indicators.charts.words import wrapped

SIGNS = "①②③④⑤⑥⑦⑧⑨⑩"
_MOST_LINES = 3  # of words at a hairline
_WIDEST, _LEAST = 200, 64  # px of words beside a line
_SIGN = 20  # px that a sign needs


@dataclass(frozen=True, slots=True)
class Words:
    """A hairline with the lines of text beside it, on its left or right; `sign` stands for the words that are `below`."""

    line: Hairline
    broken: bool
    left: bool
    lines: list[str]
    sign: str = ""
    below: str = ""


def hairline_words(
    lines: Sequence[Hairline], breaks: int, days: tuple[int, int], width: float
) -> list[Words]:
    """Each line's words on the side with more room, wrapped to it; two neighbours share the room between them.

    Where the words of one need more than three lines or would run into another's, all are numbered and stand below.

    Args:
        lines: the breaks, then the events.
        breaks: how many of them are breaks of definition.
        days: first and last day of the time axis.
        width: px of the plot area.
    """
    placed = [_beside(lines, n, n < breaks, days, width) for n in range(len(lines))]
    if all(len(words.lines) <= _MOST_LINES for words in placed) and not _cross(placed, days, width):
        return placed
    order = sorted(range(len(lines)), key=lambda n: lines[n].x)
    scale = width / (days[1] - days[0])
    numbered: dict[int, Words] = {}
    for i, n in enumerate(order):
        sign = SIGNS[min(i, len(SIGNS) - 1)]
        close = i + 1 < len(order) and (lines[order[i + 1]].x - lines[n].x) * scale < _SIGN
        numbered[n] = Words(lines[n], n < breaks, close, [sign], sign, lines[n].words)
    return [numbered[n] for n in range(len(lines))]


def _beside(lines: Sequence[Hairline], n: int, broken: bool, days: tuple[int, int], width: float) -> Words:
    first, last = days
    scale = width / (last - first)
    x = lines[n].x
    left = [line.x for line in lines if line.x < x]
    right = [line.x for line in lines if line.x > x]
    before = (x - max(left)) * scale / 2 if left else (x - first) * scale
    after = (min(right) - x) * scale / 2 if right else (last - x) * scale
    room = min(max(before, after) - 8, _WIDEST)
    text = wrapped(lines[n].words, max(room, _LEAST))
    return Words(lines[n], broken, before > after, text)


def _cross(placed: Sequence[Words], days: tuple[int, int], width: float) -> bool:
    """Whether the words of two lines overlap, or run out of the plot area."""
    first, last = days
    taken: list[tuple[float, float]] = []
    for words in sorted(placed, key=lambda words: words.line.x):
        x = (words.line.x - first) / (last - first) * width
        wide = max(map(text_width, words.lines)) + 6
        start, end = (x - wide, x) if words.left else (x, x + wide)
        if start < -8 or end > width + 8 or any(start < right and left < end for left, right in taken):
            return True
        taken.append((start, end))
    return False

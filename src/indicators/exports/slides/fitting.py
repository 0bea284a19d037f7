"""How much room text takes, estimated from its letters: nothing measures it here, and nothing may be cut off there."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.charts import words

LEADING = 1.32  # of the size of text, from line to line
_SAFE = 0.97  # of the width
_WIDER = 0.14  # that Latin letters and figures of other fonts are wider; Chinese letters are as wide in all of them


def lines(text: str, width: float, size: float) -> int:
    """How many lines a text takes."""
    if len(text) * size <= width * _SAFE and "\n" not in text:  # no letter is wider than the text is high
        return 1
    return sum(max(1, len(words.wrapped(part, width * _safe(part), size))) for part in text.split("\n"))


def _safe(text: str) -> float:
    latin = sum(letter.isascii() for letter in text)
    return _SAFE / (1 + _WIDER * latin / (2 * len(text) - latin)) if text else _SAFE


def height(text: str, width: float, size: float) -> float:
    """The pt that a text takes from top to bottom."""
    return lines(text, width, size) * size * LEADING


def fitted(text: str, width: float, most: float, sizes: Sequence[float]) -> tuple[float, float]:
    """The largest size at which a text is at most so high, else the smallest; and the height that it takes."""
    for size in sizes:
        found = height(text, width, size)
        if found <= most:
            return size, found
    return sizes[-1], found

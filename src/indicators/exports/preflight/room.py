"""Whether everything in a picture has room: nothing cut, nothing over another, nothing too small."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, product

from indicators.charts.labels import Box
from indicators.exports.preflight import boxes
from indicators.exports.preflight.boxes import Text
from indicators.exports.preflight.sheet import Remark, Sheet, short
from indicators.look import SIZES
from indicators.wording import tr

_SLACK = 2.0  # px that a text may be wider or narrower than estimated
_LEAST_ROW = 14.0  # points from row to row in which a line of 12 pt can stand
_LEAST_TITLE = 16  # px of the smallest sentence
_MOST_LINES, _MOST_NARROW = 3, 4  # lines of the smallest sentence, on a wide and on a narrow picture
_NARROW = 500


def clipped(seen: Sheet) -> Iterator[Remark]:
    """Texts that reach beyond the picture's edge."""
    frame = boxes.ground(seen.layout).whole
    for text in seen.texts:
        box = text.box
        over = max(
            frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom
        )
        if over > _SLACK:
            what = tr(
                "“{text}” reaches {count} pt beyond the edge of the picture.",
                seen.lang,
                text=short(text),
                count=math.ceil(over),
            )
            yield Remark("error", "clipped", what)


def overlapping(seen: Sheet) -> Iterator[Remark]:
    """Texts that stand over one another."""
    for one, other in combinations(seen.texts, 2):
        if one.box.overlap(other.box) and _touch(one, other):
            what = tr(
                "“{text}” and “{other}” stand over one another.",
                seen.lang,
                text=short(one),
                other=short(other),
            )
            yield Remark("error", "overlap", what)


def _touch(one: Text, other: Text) -> bool:
    return any(_narrower(a).overlap(_narrower(b)) for a, b in product(one.boxes, other.boxes))


def _narrower(box: Box) -> Box:
    return Box(box.left + _SLACK, box.top + _SLACK, box.right - _SLACK, box.bottom - _SLACK)


def too_high(seen: Sheet) -> Iterator[Remark]:
    """Pictures that need more than the size has, and rows that no line of text fits into."""
    over = int(seen.layout["height"]) - seen.work.size.height
    if over > 0:
        yield Remark(
            "warning",
            "room",
            tr(
                "The chart has more to say than fits: the picture becomes {count} pt too high.",
                seen.lang,
                count=over,
            ),
        )
    plan = seen.exhibit.panel.plan
    if plan:
        plot = boxes.ground(seen.layout).plot
        row = (plot.bottom - plot.top) / plan.slots
        if row < _LEAST_ROW:
            yield Remark(
                "error",
                "room",
                tr(
                    "The {count} rows stand {row} pt apart, too close for text of 12 pt.",
                    seen.lang,
                    count=plan.slots,
                    row=f"{row:.1f}",
                ),
            )


def long_title(seen: Sheet) -> Iterator[Remark]:
    """Sentences that fill the picture even in the smallest type."""
    most = _MOST_NARROW if seen.work.size.width < _NARROW else _MOST_LINES
    for text in seen.texts:
        least = min((run.size for run in text.runs), default=SIZES.sentence)
        if text.name == "sentence" and least <= _LEAST_TITLE and len(text.lines) > most:
            yield Remark(
                "warning",
                "title",
                tr(
                    "The sentence takes {count} lines even in the smallest type ({size} pt).",
                    seen.lang,
                    count=len(text.lines),
                    size=_LEAST_TITLE,
                ),
            )


def small(seen: Sheet) -> Iterator[Remark]:
    """Letters of less than 12 pt where the picture is used at the size that it is made for."""
    for text in seen.texts:
        size = min((run.size for run in text.runs), default=float(SIZES.label))
        if size < SIZES.label:
            what = tr(
                "“{text}” is set in {size} pt; less than {least} pt is not read from a screen or a sheet.",
                seen.lang,
                text=short(text),
                size=f"{size:g}",
                least=SIZES.label,
            )
            yield Remark("error", "small", what)

"""What stands around a chart in a picture: the sentence above, notes, source line and receipt below, each in lines that fit."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.charts import words
from indicators.charts.labels import text_width
from indicators.exports.exhibit import Exhibit
from indicators.look import SERIF, SIZES
from indicators.wording import tr

NARROW = 500  # px: a narrower picture is drawn like a telephone's screen
TITLES = (24, 22, 20, 18, 17, 16, 15, 14)  # px of the sentence
LINE = 1.3  # Plotly's line height
_GAP, ABOVE_FOOT = 10, 12  # px under the sentence, above the hairline over the foot
_MARGIN = 28  # px around everything; less where there is little room
_TIGHT = 22
_SERIF_BOLD = {"zh": 1.04, "en": 1.1}  # a bold serif is so much wider than the sans that is measured
_SLACK = 1.03  # by which a line may be wider than measured
_LAST = 0.4  # of the longest line: the least that a sentence's last line has
_LEAST = 150  # px of the lowest chart


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a chart, in px: `left` and `right` margins, the `head` above it, the `foot` below."""

    width: int
    height: int
    margin: int
    title: tuple[int, list[str]]
    notes: list[str]
    source: list[str]
    receipt: str
    serif: str

    @property
    def inner(self) -> int:
        """The width of everything."""
        return self.width - 2 * self.margin

    @property
    def head(self) -> int:
        """From the upper edge to the chart."""
        size, lines = self.title
        return self.margin + round(size * LINE * len(lines)) + _GAP

    @property
    def foot_lines(self) -> list[str]:
        """The foot line by line; the receipt stands at the end of the last one where it fits."""
        apart = [] if self.beside else [self.receipt]
        return [*self.notes, *self.source, *apart]

    @property
    def beside(self) -> bool:
        """Whether the receipt stands to the right of the source line's end."""
        return text_width(self.source[-1]) + text_width(self.receipt) + 24 <= self.inner

    @property
    def foot(self) -> int:
        """From the chart to the lower edge."""
        return self.margin - 4 + round(SIZES.label * LINE * len(self.foot_lines)) + 2 * ABOVE_FOOT

    @property
    def room(self) -> tuple[int, int]:
        """Width and height that are left for the chart."""
        return self.inner, max(_LEAST, self.height - self.head - self.foot)


def framed(exhibit: Exhibit, width: int, height: int, largest: int) -> Frame:
    """What stands around an exhibit's chart in a picture of a size; the sentence in type no larger than `largest` px."""
    margin = _MARGIN if width >= NARROW else _TIGHT
    inner = width - 2 * margin
    lang = exhibit.lang
    most = 2 if width >= 900 else 3 if width >= NARROW else 4 if height >= 500 else 3
    return Frame(
        width,
        height,
        margin,
        _title(exhibit.sentence, inner / _SERIF_BOLD[lang], most, largest),
        [line for note in exhibit.notes for line in words.wrapped(note, inner / _SLACK)],
        words.wrapped(exhibit.source_line, inner / _SLACK),
        tr("Receipt {code}", lang, code=exhibit.receipt),
        SERIF if lang == "zh" else f'"serif quotes", {SERIF}',
    )


def _title(sentence: str, width: float, most: int, largest: int) -> tuple[int, list[str]]:
    """The sentence's size in px and its lines: the largest at which there are no more than `most`, else the smallest."""
    for size in TITLES[TITLES.index(largest) :]:
        lines = words.wrapped(sentence, width, size)
        if len(lines) <= most:
            break
    return size, _balanced(sentence, lines, width, size)


def _balanced(sentence: str, lines: list[str], width: float, size: int) -> list[str]:
    """As many lines, the last of which is not left with a word or two."""
    found = lines
    while (
        len(lines) > 1 and text_width(found[-1], size) < max(text_width(line, size) for line in found) * _LAST
    ):
        width -= size / 2
        found = words.wrapped(sentence, width, size)
        if len(found) > len(lines):
            return lines
    return found

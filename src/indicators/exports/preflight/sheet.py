"""What is looked at before it is handed over: a picture, or a chart on a page of a brief or of the offline page."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.charts.marks import Json
from indicators.charts.view import WIDE
from indicators.exports import brief
from indicators.exports.exhibit import Exhibit, drawn
from indicators.exports.order import Work
from indicators.exports.picture import bare, picture
from indicators.exports.preflight import boxes
from indicators.exports.preflight.boxes import Text
from indicators.exports.preflight.finding import Check, Severity
from indicators.model import Language

_SHOWN = 24  # letters of a text that a message repeats


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure with its exhibit and its texts; `work` has the size that it is made for."""

    work: Work
    exhibit: Exhibit
    data: list[Json]
    layout: Json
    texts: tuple[Text, ...]

    @property
    def lang(self) -> Language:
        """The language of every word."""
        return self.exhibit.lang


@dataclass(frozen=True, slots=True)
class Remark:
    """Something found; `fix` is empty where another size may help, which is looked for then."""

    severity: Severity
    check: Check
    what: str
    fix: str = ""


def as_picture(work: Work, exhibit: Exhibit) -> Sheet:
    """The exhibit's picture in the order's size."""
    made = picture(work, exhibit)
    return Sheet(work, exhibit, made.data, made.layout, tuple(boxes.texts(made.layout)))


def in_brief(work: Work, exhibit: Exhibit) -> Sheet:
    """The exhibit's chart on its page of a brief, as high as it may become."""
    page = brief.paper(work.size)
    made = bare(work, exhibit, (round(page.chart), int(page.most)))
    return Sheet(work, exhibit, made.data, made.layout, tuple(boxes.texts(made.layout)))


def on_page(work: Work, exhibit: Exhibit, dark: bool = False) -> Sheet:
    """The exhibit's chart on the offline page, on a wide screen."""
    room = WIDE, int(exhibit.panel.layout["height"])
    made = drawn(work.catalogue, exhibit, work.today, room, dark)
    layout = made.layout | {"width": WIDE}
    return Sheet(work, exhibit, made.data, layout, tuple(boxes.texts(layout)))


def short(text: Text) -> str:
    """A text as a message repeats it."""
    return brief_words(text.words)


def brief_words(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"

"""Pictures: exhibits as PNG and SVG, and as a brief in PDF, drawn by a browser of this computer."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Callable, Iterable
from typing import TypeVar

from indicators.exports import brief, browser, imprint
from indicators.exports.browser import Page, Worker
from indicators.exports.exhibit import Exhibit
from indicators.exports.order import Work
from indicators.exports.picture import Picture, bare, picture
from indicators.look import SANS
from indicators.model import Language
from indicators.wording import tr

T = TypeVar("T")

_A_CHART = 1.0  # seconds more that a document of many charts may take, for each
_browser = Worker()


class NoBrowser(Exception):
    """There is no browser that could draw; the message says what to do."""

    def __init__(self, lang: Language, named: str = "") -> None:
        if named:
            text = tr(
                "{variable} names the browser “{path}”, which is no program: correct the path, or leave the variable out.",
                lang,
                variable=browser.VARIABLE,
                path=named,
            )
        else:
            text = tr(
                "Pictures and PDF are drawn by a browser, and this computer has none: install Chrome, Edge or Chromium, or name one in {variable}.",
                lang,
                variable=browser.VARIABLE,
            )
        super().__init__(text)


class Failed(Exception):
    """The browser did not draw; the message says what, why, and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def available() -> bool:
    """Whether there is a browser on this computer."""
    try:
        browser.find()
    except browser.Missing:
        return False
    return True


def png(work: Work, dark: bool = False) -> list[bytes]:
    """A PNG of each exhibit, with the pixels of the order's size, title, source line and receipt inside.

    Raises:
        NoBrowser: there is no browser.
        Failed: it did not draw.
    """

    def one(shown: Picture, exhibit: Exhibit) -> bytes:
        size = shown.width, shown.height
        data = _done(
            work.lang, exhibit.name, lambda page: page.png(_drawn(page, shown, exhibit), size, shown.scale)
        )
        return imprint.png(data, imprint.words(exhibit), shown.scale)

    return _each(work, dark, one)


def svg(work: Work, dark: bool = False) -> list[bytes]:
    """An SVG of each exhibit, UTF-8; its texts are texts.

    Raises:
        NoBrowser: there is no browser.
        Failed: it did not draw.
    """

    def one(shown: Picture, exhibit: Exhibit) -> bytes:
        return _done(work.lang, exhibit.name, lambda page: _drawn(page, shown, exhibit)).encode()

    return _each(work, dark, one)


def pdf(work: Work) -> bytes:
    """A brief: a page of the order's size for each exhibit (an upright A4 for `a4`) with the sentences and sources behind it.

    A page with more evidence than fits is longer; an A4 page is continued on another one, so that it can be printed.

    Raises:
        NoBrowser: there is no browser.
        Failed: it did not draw.
    """
    steps = len(work.exhibits) + 1
    patience = browser.PATIENCE + _A_CHART * len(work.exhibits)
    document, name = brief.document(work), brief.title(work)
    measure = brief.measuring(work)
    rooms = _done(work.lang, name, lambda page: page.measured(document, measure), patience)
    charts = []
    for n, (exhibit, room) in enumerate(zip(work.exhibits, rooms, strict=True)):
        shown = brief_chart(work, exhibit, float(room))
        drawn = _done(
            work.lang,
            exhibit.name,
            lambda page, shown=shown, n=n: page.svg(shown.to_json(), n),  # type: ignore[misc]
        )
        charts.append(drawn)
        work.told(n + 1, steps)
    filling = brief.filling(work, charts)
    data = _done(work.lang, name, lambda page: page.printed(document, filling), patience)
    work.told(steps, steps)
    return imprint.pdf(data, work)


def brief_chart(work: Work, exhibit: Exhibit, room: float) -> Picture:
    """An exhibit's chart alone, as high as the page has room, within what suits it."""
    page = brief.paper(work.size)
    return bare(work, exhibit, (round(page.chart), int(min(max(room - 6, page.least), page.most))))


def close() -> None:
    """Ends the browser, if one runs; the next picture starts another."""
    _browser.close()


def missing_glyphs(texts: Iterable[str], lang: Language = "zh") -> set[str]:
    """The characters of some texts for which this computer has no sign: a picture would show a box.

    Raises:
        NoBrowser: there is no browser.
        Failed: it did not answer.
    """
    letters = "".join(sorted(letter for letter in set().union(*texts) if _drawable(letter)))
    return (
        set(_done(lang, tr("Characters", lang), lambda page: page.missing(letters, SANS)))
        if letters
        else set()
    )


def _drawable(letter: str) -> bool:
    """Whether a character has a look of its own: no blank, no control, no mark that sits on another letter."""
    kind = unicodedata.category(letter)
    return kind in ("Co", "Cn") or kind[0] not in "ZCM"


# ------------------------------------------------------------------------------------------------ one by one


def _each(work: Work, dark: bool, one: Callable[[Picture, Exhibit], bytes]) -> list[bytes]:
    made = []
    for exhibit in work.exhibits:
        made.append(one(picture(work, exhibit, dark), exhibit))
        work.told(len(made), len(work.exhibits))
    return made


def _drawn(page: Page, shown: Picture, exhibit: Exhibit) -> str:
    """The drawing; its ids come from the receipt, so that no two in one document are the same."""
    size, seed = (shown.width, shown.height), zlib.crc32(exhibit.receipt.encode())
    return imprint.svg(page.svg(shown.to_json(), seed), exhibit, size)


def _done(lang: Language, what: str, job: Callable[[Page], T], patience: float = browser.PATIENCE) -> T:
    """What a job gives, its failures in words."""
    try:
        return _browser.do(job, patience)
    except browser.Missing as error:
        raise NoBrowser(lang, error.named) from error
    except browser.Late as error:
        text = tr(
            "“{name}”: the browser had not drawn it after {seconds} seconds and was stopped; try again, with fewer charts if need be.",
            lang,
            name=what,
            seconds=f"{error.seconds:g}",
        )
        raise Failed(text) from error
    except browser.Lost as error:
        text = tr(
            "“{name}”: the browser went down twice while it drew; close other programs and try again, or name another browser in {variable}.",
            lang,
            name=what,
            variable=browser.VARIABLE,
        )
        raise Failed(text) from error
    except browser.Refused as error:
        text = tr(
            "“{name}”: the browser could not draw it ({reason}); update the browser, or name another one in {variable}.",
            lang,
            name=what,
            reason=str(error),
            variable=browser.VARIABLE,
        )
        raise Failed(text) from error

"""Pre-flight: what a reader of a file would stumble over, found before it is handed over."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.exports import images, slides
from indicators.exports.order import Format, Work
from indicators.exports.preflight import deck, drawn, glyphs, missing
from indicators.exports.preflight.finding import Check, Finding, Severity

__all__ = ["Check", "Finding", "Severity", "findings"]

_PICTURES: tuple[Format, ...] = ("png", "svg", "zip")
_IN_BROWSER: tuple[Format, ...] = (*_PICTURES, "pdf")
_WITH_CHARTS: tuple[Format, ...] = (*_IN_BROWSER, "html", "pptx")


def findings(work: Work, fmt: Format, deck_: bytes | None = None) -> list[Finding]:
    """What is wrong in an order's file of a format, exhibit by exhibit; empty where nothing is.

    A few milliseconds for an exhibit. Nothing is drawn for it; slides are made and read again. Where a browser will make the
    file it is asked once for the characters that it has no sign for.

    Args:
        work: the order.
        fmt: the format.
        deck_: its slides, where they are made already.

    Raises:
        slides.TemplateProblem: the order's template cannot be used.
    """
    return list(dict.fromkeys(_findings(work, fmt, deck_)))


def _findings(work: Work, fmt: Format, deck_: bytes | None) -> Iterator[Finding]:
    lacking = _lacking(work) if fmt in _IN_BROWSER else frozenset[str]()
    for n, exhibit in enumerate(work.exhibits, 1):
        yield from glyphs.findings(n, exhibit, lacking)
        if fmt in _WITH_CHARTS:
            for remark in missing.left_out(work.catalogue, exhibit):
                yield Finding(remark.severity, n, remark.check, remark.what, remark.fix)
        if fmt in _PICTURES:
            yield from drawn.of_picture(work, n, exhibit)
        if fmt in ("pdf", "zip"):
            yield from drawn.of_brief(work, n, exhibit)
        if fmt in ("html", "zip"):
            yield from drawn.of_page(work, n, exhibit)
    if fmt in ("pptx", "zip"):
        yield from deck.findings(work, deck_ or slides.deck(work))


def _lacking(work: Work) -> frozenset[str]:
    """The characters that the browser here has no sign for. Where there is none, making the file says so."""
    if not images.available():
        return frozenset()
    texts = [text for exhibit in work.exhibits for _, text in glyphs.texts(exhibit)]
    try:
        return frozenset(images.missing_glyphs(texts, work.lang))
    except (images.NoBrowser, images.Failed):
        return frozenset()

"""What is wrong in finished slides, read from the file that is handed over."""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Callable, Iterator
from itertools import combinations

from pptx import Presentation

from indicators.charts.labels import Box
from indicators.exports.exhibit import Exhibit
from indicators.exports.order import Work
from indicators.exports.preflight import colour
from indicators.exports.preflight.finding import Finding
from indicators.exports.preflight.sheet import Remark, brief_words
from indicators.exports.preflight.slide import Slide, read
from indicators.model import Language
from indicators.wording import tr

_SLACK = 3.0  # pt that a text may be larger or smaller than estimated
_LEAST = 12.0  # pt: smaller letters are not read from the back of a room

Rule = Callable[[Slide, Language], Iterator[Remark]]


def findings(work: Work, deck: bytes) -> Iterator[Finding]:
    """What is wrong in the slides of an order.

    Args:
        work: the order.
        deck: its slides, as `slides.deck` makes them.
    """
    waiting = dict(enumerate(work.exhibits, 1))
    for slide in read(Presentation(io.BytesIO(deck))):
        number = next((n for n, each in waiting.items() if _shows(slide, each)), 0)
        for rule in _RULES:
            for remark in rule(slide, work.lang):
                yield Finding(remark.severity, number, remark.check, remark.what, remark.fix)
        if number:
            yield from _sourced(number, waiting.pop(number), slide)
    for number in waiting:
        what = tr("No slide has the receipt of this chart.", work.lang)
        yield Finding("error", number, "receipt", what, _report(work.lang))


def _shows(slide: Slide, exhibit: Exhibit) -> bool:
    return exhibit.receipt in slide.notes and _squeezed(exhibit.sentence) in _squeezed(slide.words)


def _sourced(number: int, exhibit: Exhibit, slide: Slide) -> Iterator[Finding]:
    """Source line on the slide; receipt in the alternative text, where it survives that the chart is copied."""
    lang = exhibit.lang
    if _squeezed(exhibit.source_line) not in _squeezed(slide.words):
        what = tr("The source line is missing.", lang)
        yield Finding("error", number, "source", what, _report(lang))
    for chart in slide.drawn:
        if not chart.alt.strip():
            yield Finding(
                "error", number, "alt", tr("The chart has no alternative text.", lang), _report(lang)
            )
        elif exhibit.receipt not in chart.alt:
            yield Finding("error", number, "receipt", tr("The receipt is missing.", lang), _report(lang))


def _report(lang: Language) -> str:
    return tr("Do not use this file, and report it: every chart must have this line.", lang)


def _squeezed(text: str) -> str:
    return "".join(text.split())


# ------------------------------------------------------------------------------------------------ room


def outside(slide: Slide, lang: Language) -> Iterator[Remark]:
    """Shapes and texts that reach beyond the slide."""
    whole = Box(0, 0, slide.width, slide.height).grown(_SLACK)
    for name, box in [*slide.shapes, *((each.name, each.ink) for each in slide.written)]:
        if not box.inside(whole):
            over = max(-box.left, -box.top, box.right - slide.width, box.bottom - slide.height)
            what = tr("“{name}” reaches {count} pt beyond the slide.", lang, name=name, count=math.ceil(over))
            yield Remark("error", "clipped", what, _roomier(lang))


def overlapping(slide: Slide, lang: Language) -> Iterator[Remark]:
    """Texts over one another, or over a chart."""
    boxes = [(brief_words(each.words), each.ink) for each in slide.written]
    boxes += [(each.name, each.frame) for each in slide.drawn]
    for (one, first), (other, second) in combinations(boxes, 2):
        if first.grown(-_SLACK).overlap(second.grown(-_SLACK)):
            what = tr("“{text}” and “{other}” stand over one another.", lang, text=one, other=other)
            yield Remark("warning", "overlap", what, _roomier(lang))


def _roomier(lang: Language) -> str:
    return tr(
        "Choose the size 16:9 or a template with more room for title and content, or show less in this chart.",
        lang,
    )


def small(slide: Slide, lang: Language) -> Iterator[Remark]:
    """Letters of less than 12 pt."""
    found = [
        (brief_words(each.words), piece.size)
        for each in slide.written
        for piece in each.pieces
        if piece.text.strip()
    ]
    found += [(chart.name, size) for chart in slide.drawn for size in chart.sizes]
    for text, size in found:
        if size is not None and size < _LEAST:
            what = tr(
                "“{text}” is set in {size} pt; less than {least} pt is not read from a screen or a sheet.",
                lang,
                text=text,
                size=f"{size:g}",
                least=f"{_LEAST:g}",
            )
            yield Remark("error", "small", what, _roomier(lang))


# ------------------------------------------------------------------------------------------------ colours and fonts


def faint(slide: Slide, lang: Language) -> Iterator[Remark]:
    """Letters and marks that do not stand out from the slide's background, an organisation's own above all."""
    ground = slide.ground
    if not ground:
        return
    pairs = [
        (piece.colour, colour.wanted((piece.size or _LEAST) / 0.75, piece.bold))
        for each in slide.written
        for piece in each.pieces
        if piece.colour and any(letter.isalnum() for letter in piece.text)
    ]
    pairs += [(each, colour.TEXT) for chart in slide.drawn for each in sorted(chart.texts)]
    pairs += [(each, colour.MARK) for chart in slide.drawn for each in sorted(chart.marks)]
    for tone, need in dict.fromkeys(pairs):
        found = colour.contrast(tone, ground)
        if found < need:
            what = tr(
                "{colour} on the template's background {ground} has a contrast of {found} to 1; {need} to 1 are needed.",
                lang,
                colour=tone,
                ground=ground,
                found=f"{found:.1f}",
                need=f"{need:g}",
            )
            fix = tr(
                "Give the template a white or a very dark background (in PowerPoint: View, Slide Master, Background Styles), or choose slides without a template.",
                lang,
            )
            yield Remark("warning", "contrast", what, fix)


def no_chinese_font(slide: Slide, lang: Language) -> Iterator[Remark]:
    """Chinese letters for which neither the text nor the theme names a font: every computer would take another one."""
    for each in slide.written:
        bare = [
            piece
            for piece in each.pieces
            if piece.east_asian in ("", "+mn-ea", "+mj-ea") and any(map(_chinese, piece.text))
        ]
        if bare and not slide.theme_east_asian:
            what = tr("No font is named for the Chinese in “{text}”.", lang, text=brief_words(each.words))
            fix = tr(
                "Give the template a font for Chinese (in PowerPoint: View, Slide Master, Fonts, Customize Fonts), such as Microsoft YaHei.",
                lang,
            )
            yield Remark("warning", "font", what, fix)


def _chinese(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) == "W"


_RULES: tuple[Rule, ...] = (outside, overlapping, small, faint, no_chinese_font)

"""The slides: where title, caption, chart, legend, notes and source line stand, and what is written there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indicators.exports.exhibit import Exhibit
from indicators.exports.order import Work
from indicators.exports.slides import base, fitting
from indicators.exports.slides.layouts import Layout
from indicators.exports.slides.notes import receipt_line
from indicators.exports.slides.shapes import Rect, Shapes
from indicators.exports.slides.template import Template
from indicators.exports.slides.text import THEME, Fonts, Run, Style, paragraph, properties
from indicators.look import SLIDES, Palette
from indicators.model import Language
from indicators.wording import BRAND, date, tr, trn

_NUMBER_ID = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_GAP = 8.0  # pt between what stands above each other
_NUMBER = 70.0  # pt for the slide's number beside the source line
_HALF = 28.0  # pt between the halves of a slide


@dataclass(frozen=True, slots=True)
class Deck:
    """What all slides of a deck have in common. `own`: built on our slides and not on an organisation's."""

    work: Work
    template: Template
    own: bool
    total: int = 0

    @property
    def lang(self) -> Language:
        """The language of every word."""
        return self.work.lang

    @property
    def colours(self) -> Palette:
        """The palette that suits the ground; what is hollow shows it."""
        return self.template.colours

    @property
    def fonts(self) -> Fonts:
        """The fonts of text that stands in no placeholder."""
        return Fonts() if self.own else THEME

    @property
    def layout(self) -> Layout:
        """The layout of the exhibits' slides."""
        half = self.work.order.size == "half-slide"
        return self.template.beside if half else self.template.chart

    @property
    def small(self) -> Style:
        """Caption, legend, notes, source line."""
        return Style(self.lang, self.fonts, SLIDES.least, self.colours.second)

    def held(self, size: float | None = None) -> Style:
        """Text in a placeholder: a template's keeps its fonts and colours."""
        return Style(self.lang, self.fonts if self.own else None, size)


def leading(style: Style) -> float:
    """From line to line, in pt."""
    return round((style.size or SLIDES.body) * fitting.LEADING, 1)


# ------------------------------------------------------------------------------------------------ around


def put_title(deck: Deck, shapes: Shapes, layout: Layout, text: str) -> float:
    """The sentence in its placeholder, as large as fits and never cut. Returns where it ends."""
    holder = layout.title
    place = holder.place
    usual = layout.title_size
    inset = 0.0 if deck.own else 14.4  # what PowerPoint leaves at both sides of a text
    sizes = [size for size in (usual, *SLIDES.titles) if size <= usual] or [usual]
    if deck.own:
        sizes = list(map(float, SLIDES.titles if place.width >= SLIDES.wide else SLIDES.narrow_titles))
    size, high = fitting.fitted(text, (place.width - inset) / 1.03, place.height - inset / 2, sizes)
    style = deck.held(size if deck.own or size < usual else None)
    if deck.own or high + inset / 2 > place.height:
        place = Rect(place.left, place.top, place.width, high + inset / 2 + 2)
        moved: Rect | None = place
    else:
        moved = None
    shapes.placeholder(holder.attributes, paragraph([Run(text, style)]), moved)
    return place.bottom


def put_number(deck: Deck, shapes: Shapes, layout: Layout, number: int) -> None:
    """The number of the slide and how many there are, where the layout has a place for it."""
    holder = layout.first("sldNum")
    if holder is None:
        return
    style = deck.held()
    look = properties(style)
    field = f'<a:fld id="{_NUMBER_ID}" type="slidenum">{look}<a:t>{number}</a:t></a:fld>'
    rest = f"<a:r>{look}<a:t> / {deck.total}</a:t></a:r>" if deck.own else ""
    shapes.placeholder(holder.attributes, f"<a:p>{field}{rest}</a:p>")


def body(deck: Deck, layout: Layout, top: float) -> Rect:
    """The room under the title: to the margin, or to what the template has at the foot of its slides."""
    size, title = deck.template.size, layout.title
    side = base.margin(size.width)
    if deck.own:
        return Rect(side, top + _GAP, size.width - 2 * side, size.height - side * 0.8 - top - _GAP)
    foot = [
        each.place.top
        for each in layout.holders
        if each.kind in ("ftr", "dt", "sldNum") and each.place.top > size.height * 0.7
    ]
    bottom = min([*foot, size.height - side * 0.5]) - 4
    content = layout.content
    if content and layout.kind not in ("titleOnly", ""):
        half = deck.work.order.size == "half-slide"
        places = [each.place for each in content[: 2 if half else 1]]
        left, right = min(place.left for place in places), max(place.right for place in places)
        start = max(places[0].top, top + 4)
        return Rect(left, start, right - left, max(min(places[0].bottom, bottom), bottom - 24) - start)
    inset = 7.2  # so that the text stands under the title's
    left = max(title.place.left + inset, 0)
    width = min(title.place.width - 2 * inset, size.width - left)
    if width < size.width / 2:  # a title in a corner says nothing about the rest
        left, width = side, size.width - 2 * side
    return Rect(left, top + 4, width, bottom - top - 4)


def put_foot(deck: Deck, shapes: Shapes, exhibit: Exhibit, room: Rect) -> float:
    """Notes, source line and receipt at the bottom of the room. Returns where they begin."""
    style = deck.small
    width = room.width - (_NUMBER if deck.own else 0)
    notes = (
        exhibit.panel.notes if exhibit.panel.shape == "line" else exhibit.notes
    )  # a line chart has its breaks in itself
    texts = [*notes, f"{exhibit.source_line} · {receipt_line(exhibit)}"]
    high = sum(fitting.lines(text, width, SLIDES.least) for text in texts) * leading(style)
    top = room.bottom - high
    inner = "".join(paragraph([Run(text, style)], leading=leading(style)) for text in texts)
    shapes.line("Rule", Rect(room.left, top - 6, room.width, 0), deck.colours.hairline)
    shapes.text("Source", Rect(room.left, top, width, high), inner)
    return top - 6 - _GAP


# ------------------------------------------------------------------------------------------------ kinds of slides


def title_slide(deck: Deck) -> Shapes:
    """What the deck is about, from when, by whom."""
    shapes, layout, lang = Shapes(), deck.template.first, deck.lang
    holder = layout.title
    names = [each.name for each in deck.work.exhibits]
    text = title(deck.work)
    usual = layout.title_size
    sizes = [usual, *(size for size in (32.0, 28.0, 24.0, 20.0) if size < usual)]
    size, _ = fitting.fitted(text, holder.place.width - 14.4, holder.place.height, sizes)
    shapes.placeholder(
        holder.attributes, paragraph([Run(text, deck.held(size if deck.own or size < usual else None))])
    )
    under = layout.first("subTitle", "body", "obj")
    if under:
        day = date(deck.work.day.date().isoformat(), lang)
        known = tr("Sources up to {date}", lang, date=day)
        if deck.work.order.as_of:
            known = tr("Known by {date}", lang, date=date(deck.work.order.as_of.isoformat(), lang))
        count = trn("{count} chart", "{count} charts", len(names), lang)
        lines = [f"{count} · {known}" if len(names) > 1 else f"{tr(BRAND, lang)} · {known}"]
        style = deck.held(SLIDES.body if deck.own else None)
        step = leading(style) if deck.own else 0.0
        if deck.own and 1 < len(names) <= int(under.place.height / step) - 2:
            lines += ["", *(f"{n}  {name}" for n, name in enumerate(names, 2))]
        inner = (paragraph([Run(line, style)] if line else [], leading=step) for line in lines)
        shapes.placeholder(under.attributes, "".join(inner))
    return shapes


def title(work: Work) -> str:
    """What the deck is called: its only chart's name, else that of all indicators."""
    return work.exhibits[0].name if len(work.exhibits) == 1 else tr(BRAND, work.lang)


def surroundings(deck: Deck, shapes: Shapes, exhibit: Exhibit, number: int) -> Rect:
    """Title, source line and number of an exhibit's slide, and room for the presenter's text. Returns what is left."""
    half = deck.work.order.size == "half-slide"
    layout = deck.layout
    room = body(deck, layout, put_title(deck, shapes, layout, exhibit.sentence))
    bottom = put_foot(deck, shapes, exhibit, room)
    put_number(deck, shapes, layout, number)
    room = replace(room, height=bottom - room.top)
    return put_beside(deck, shapes, layout, room) if half else room


def put_beside(deck: Deck, shapes: Shapes, layout: Layout, room: Rect) -> Rect:
    """An empty placeholder on the right half for the presenter's own words. Returns the left half."""
    width = (room.width - _HALF) / 2
    left = replace(room, width=width)
    content = layout.content
    holder = next((each for each in reversed(content) if each.kind in ("body", "obj")), None)
    if holder and (len(content) > 1 or not deck.own):
        right = Rect(room.left + width + _HALF, room.top, width, room.height)
        shapes.placeholder(holder.attributes, "", right)
    return left

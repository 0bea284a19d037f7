"""A deck checked, and its changed native charts rebuilt where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from lxml import etree

from indicators.exports import receipts, slides
from indicators.exports.decks.checking import Held, all_held
from indicators.exports.decks.finding import Found, found
from indicators.exports.decks.package import Package, Refused, local, named, parsed
from indicators.exports.decks.report import Checked, Report
from indicators.exports.exhibit import Exhibit
from indicators.exports.slides.notes import receipt_line
from indicators.exports.slides.text import THEME, Fonts
from indicators.look import Palette
from indicators.model import Catalogue, Language
from indicators.problems import Problem
from indicators.wording import tr

# the first sentence; all whole sentences, and what stands before a receipt: a line break, its name
_SENTENCE = re.compile(r".*?(?:。|\. |\.?$)|", re.DOTALL)
_SENTENCES = re.compile(r"((?:.*[。.])?)([^。.]*)", re.DOTALL)
_ROOM = (640.0, 360.0)  # points, for a frame that does not say how large it is


def check(
    catalogue: Catalogue, deck: bytes, today: date, lang: Language = "zh", name: str = "pptx"
) -> Report:
    """What became of every chart in a deck. Whatever the bytes are, nothing is raised: what cannot be read is a problem.

    Args:
        catalogue: what is known.
        deck: a .pptx file.
        today: the reader's day.
        lang: language of the report; sentences of the deck stay in that of the deck.
        name: of the file, for problems.
    """
    try:
        package = Package(deck)
        return _report(_held(catalogue, package, today, lang), len(package.slides), name)
    except Refused as refused:
        return Report(problems=(Problem(name, 0, 0, refused.rule, refused.params),))


def refreshed(
    catalogue: Catalogue, deck: bytes, today: date, lang: Language = "zh", name: str = "pptx"
) -> tuple[bytes, Report]:
    """The deck with every native chart rebuilt that changed, and the report, which says of each what was done.

    Of such a chart three things are new: its drawing, the workbook behind it, its alternative text with the receipt. Place and
    size stay, everything else in the file stays byte for byte; the same deck, catalogue and day give the same bytes. Texts
    are never touched, nor is a chart made by hand. Where nothing is to be rebuilt, the very bytes given come back.
    """
    try:
        package = Package(deck)
        charts = _held(catalogue, package, today, lang)
        parts, done = _rebuilt(catalogue, package, charts, today, lang)
        report = _report(done, len(package.slides), name)
        return package.written(parts) if parts else deck, report
    except Refused as refused:
        return deck, Report(problems=(Problem(name, 0, 0, refused.rule, refused.params),))


def _held(catalogue: Catalogue, package: Package, today: date, lang: Language) -> list[Held]:
    return all_held(catalogue, found(package), today, lang)


def _report(charts: Sequence[Held], slides_: int, name: str) -> Report:
    problems = []
    for each in charts:
        if each.found.damaged:
            rule = "deck_workbook" if each.found.chart else "deck_slide"
            params = {"slide": str(each.found.slide), "name": each.checked.name}
            problems.append(Problem(name, 0, 0, rule, params))
    checked = tuple(each.checked for each in charts if each.found.chart or each.found.code)
    return Report(slides_, checked, tuple(problems))


# ------------------------------------------------------------------------------------------------ rebuilding


def _rebuilt(
    catalogue: Catalogue, package: Package, charts: Sequence[Held], today: date, lang: Language
) -> tuple[dict[str, bytes], list[Held]]:
    """The new parts by name, and the charts with what was done to each."""
    parts: dict[str, bytes] = {}
    done: list[Held] = []
    alts: dict[str, dict[int, str]] = {}
    colours: Palette | None = None
    for each in charts:
        if each.checked.status != "changed":
            done.append(each)
        elif reason := _hindrance(each, lang):
            done.append(replace(each, checked=_noted(each.checked, reason)))
        else:
            shape, exhibit = each.found, each.now[0]
            if shape.chart not in parts:  # two frames may show one chart
                colours = colours or slides.grounded(package.data)
                xml, book = slides.rebuilt(
                    catalogue,
                    exhibit,
                    today,
                    shape.room if all(shape.room) else _ROOM,
                    colours=colours,
                    fonts=_fonts(package.xml(shape.chart)),
                )
                parts[shape.chart] = _chart(package, shape, xml)
                parts[shape.workbook] = book
            alts.setdefault(shape.part, {})[shape.place] = alternative(shape.alt, exhibit)
            checked = replace(_noted(each.checked, *_left(each.checked, lang)), refreshed=True)
            done.append(replace(each, checked=checked))
    for part, texts in alts.items():
        parts[part] = _slide(package.xml(part), texts)
    return parts, done


def _hindrance(each: Held, lang: Language) -> str:
    """Why a chart cannot be rebuilt in its place; empty where it can."""
    if not each.found.chart:
        return tr("Not refreshed: this is text or a picture; correct it by hand or export it again.", lang)
    if len(each.now) > 1:
        return tr("Not refreshed: today this takes several charts; export them again.", lang)
    if each.now[0].panel.shape in ("claim", "none"):
        return tr("Not refreshed: today this is a single number; export it again.", lang)
    if not each.found.workbook:
        return tr(
            "Not refreshed: the chart has lost its workbook, or is linked to another file; export it again.",
            lang,
        )
    return ""


def _left(checked: Checked, lang: Language) -> Iterator[str]:
    """What a person has to look at on a slide whose chart was rebuilt."""
    yield tr(
        "Only the chart is new: look at the words beside it, such as legend, source line and notes.", lang
    )
    if checked.edits:
        yield tr("The numbers changed by hand were replaced.", lang)


def _noted(checked: Checked, *notes: str) -> Checked:
    return replace(checked, notes=(*checked.notes, *notes))


def _chart(package: Package, shape: Found, xml: bytes) -> bytes:
    """The new drawing, tied to the old one's workbook; what somebody drew inside the chart's frame is kept."""
    before = package.xml(shape.chart)
    root = parsed(xml)
    for each in named(root, "externalData"):
        key = next(key for key in each.attrib if str(key).endswith("}id"))
        each.set(key, shape.relation)
    for each in named(before, "userShapes"):
        root.append(each)
    return _document(root)


def _fonts(before: etree._Element) -> Fonts:
    """The fonts of the old drawing: the deck's own where it used them, else ours."""
    own = any(local(each, "typeface") == THEME.latin for each in named(before, "latin"))
    return THEME if own else Fonts()


def _slide(root: etree._Element, texts: dict[int, str]) -> bytes:
    """A slide with new alternative texts, by the place of the shape's `cNvPr`."""
    about = named(root, "cNvPr")
    for place, text in texts.items():
        about[place].set("descr", text)
        if receipts.find(local(about[place], "title")):
            del about[place].attrib["title"]
    return _document(root)


def _document(root: etree._Element) -> bytes:
    text: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return text


def alternative(old: str, exhibit: Exhibit) -> str:
    """The alternative text of a rebuilt chart.

    What the dashboard wrote is written anew. Words of somebody's own, which do not begin with the same sentence, stay, and only
    the receipt in them is new.
    """
    known = next((each for each in receipts.find_all(old) if each[1]), None)
    spelled = ".".join(known) if known else ""
    if not spelled or spelled not in old:  # it stood elsewhere, or somebody broke it into lines
        return f"{exhibit.panel.alt}\n{receipt_line(exhibit)}"
    before, _, after = old.partition(spelled)
    words, label = _SENTENCES.fullmatch(before).groups()  # type: ignore[union-attr]
    if words.startswith(_SENTENCE.match(exhibit.panel.alt)[0]):  # type: ignore[index]
        words = exhibit.panel.alt
    return f"{words}{label}{exhibit.receipt}{after}"

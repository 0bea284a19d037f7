"""An organisation's own slides: opened with care, emptied of their slides, their layouts and placeholders found by name.

What cannot be used is refused with a message that says what stands there and what to do.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from indicators.exports.slides import layouts
from indicators.exports.slides.layouts import Layout
from indicators.exports.slides.shapes import Rect
from indicators.exports.slides.text import EMU
from indicators.look import LIGHT, Palette, palette
from indicators.model import Language
from indicators.wording import tr

#: what python-pptx raises for a package that is damaged somewhere
_UNREADABLE = (
    PythonPptxError,
    ValueError,
    KeyError,
    AttributeError,
    TypeError,
    IndexError,
    etree.XMLSyntaxError,
    zipfile.BadZipFile,
    zlib.error,
)
_MIDDLE = 110  # of 255: a darker ground gets light marks
_MOST_MB = 200  # of a template, unpacked
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


class TemplateProblem(Exception):
    """The template cannot be used; `say` tells why, and what to do."""

    def __init__(self, message: str, **params: str) -> None:
        self.message, self.params = message, params
        super().__init__(self.say("en"))

    def say(self, lang: Language) -> str:
        """The message in a language."""
        return tr(self.message, lang, **self.params)


@dataclass(frozen=True, slots=True)
class Template:
    """A presentation (python-pptx's) without slides, with its size and the layout for each kind of slide.

    `colours` is the palette that suits its ground; what is hollow shows that ground.
    """

    presentation: Any
    size: Rect
    first: Layout
    chart: Layout
    page: Layout
    beside: Layout
    colours: Palette


def opened(data: bytes) -> Template:
    """A template ready to be filled.

    Raises:
        TemplateProblem: it is no .pptx file, cannot be opened, or has no layout with a title.
    """
    _check(data)
    try:
        presentation = Presentation(io.BytesIO(data))
        _empty(presentation)
        found = [
            layouts.layout(each) for master in presentation.slide_masters for each in master.slide_layouts
        ]
        colours = _colours(_ground(presentation))
        size = Rect(0, 0, (presentation.slide_width or 0) / EMU, (presentation.slide_height or 0) / EMU)
    except _UNREADABLE as error:
        raise TemplateProblem(
            "The template is damaged: PowerPoint's parts in it cannot be read. Open it in PowerPoint, save it as a new .pptx file "
            "and choose that one."
        ) from error
    titled = [each for each in found if each.titled]
    if not titled:
        names = "、".join(each.name for each in found) or "—"
        raise TemplateProblem(
            "The template has no layout with a placeholder for a title (its layouts: {names}). In PowerPoint, open View, Slide "
            "Master, give one layout a title, save and choose the file again.",
            names=names,
        )
    return Template(
        presentation,
        size,
        layouts.pick(titled, *layouts.FIRST),
        layouts.pick(titled, *layouts.CHART),
        layouts.pick(titled, *layouts.PAGE),
        layouts.pick(titled, *layouts.BESIDE, fits=lambda each: len(each.content) > 1),
        colours,
    )


def _check(data: bytes) -> None:
    """Refuses what is no .pptx file, before anything is read from it."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise TemplateProblem(
                "The template is protected with a password. Open it in PowerPoint, remove the password under File, Info, and save."
            )
        raise TemplateProblem(
            "The template is a file of an old Office (.ppt). Open it in PowerPoint and save it as .pptx."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_MB * 1_000_000:
                raise TemplateProblem(
                    "The template has more than {limit} MB unpacked. Delete its slides and large pictures, and save.",
                    limit=str(_MOST_MB),
                )
            types = archive.read("[Content_Types].xml")
            if archive.testzip():
                raise zipfile.BadZipFile
    except (
        zipfile.BadZipFile,
        KeyError,
        OSError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        ValueError,
    ) as error:
        raise TemplateProblem(
            "The template is no .pptx file, or it is damaged. Open it in PowerPoint and save it as .pptx."
        ) from error
    for sign, name in (
        (b"wordprocessingml.document.main", "Word"),
        (b"spreadsheetml.sheet.main", "Excel"),
        (b"presentationml.template.main", ".potx"),
        (b"macroEnabled", ".pptm"),
        (b"presentationml.slideshow.main", ".ppsx"),
    ):
        if sign in types:
            raise TemplateProblem(
                "The template is a file of another kind ({found}). Open it in PowerPoint and save it as .pptx.",
                found=name,
            )
    if b"presentationml.presentation.main" not in types:
        raise TemplateProblem(
            "The template is no .pptx file, or it is damaged. Open it in PowerPoint and save it as .pptx."
        )


def _empty(presentation: Any) -> None:
    """Removes the slides with everything that only they lead to, and the lists that name them."""
    part, root = presentation.part, presentation.part._element
    slides = root.get_or_add_sldIdLst()
    for slide in list(slides):
        part.drop_rel(slide.rId)
        slides.remove(slide)
    for rel in [rel for rel in part.rels.values() if rel.reltype == RT.SLIDE]:
        part.rels.pop(rel.rId)
    for found in root.findall(qn("p:custShowLst")):
        root.remove(found)
    for extension in root.iterfind(f"{qn('p:extLst')}/{qn('p:ext')}"):
        if any(etree.QName(child).localname == "sectionLst" for child in extension):
            extension.getparent().remove(extension)
    lists = root.find(qn("p:extLst"))
    if lists is not None and not len(lists):
        root.remove(lists)
    package = part.package
    for rel in [rel for rel in package._rels.values() if rel.reltype == RT.THUMBNAIL]:
        package.drop_rel(rel.rId)


def grounded(deck: bytes) -> Palette:
    """The palette that suits the ground of a deck's slides; the light one where that cannot be told."""
    try:
        return _colours(_ground(Presentation(io.BytesIO(deck))))
    except _UNREADABLE:
        return LIGHT


def _colours(ground: str) -> Palette:
    red, green, blue = bytes.fromhex(ground[1:])
    dark = 0.299 * red + 0.587 * green + 0.114 * blue < _MIDDLE  # brightness as in ITU-R BT.601
    return replace(palette(dark), card=ground)


def _ground(presentation: Any) -> str:
    """The colour that the theme has for grounds; white where it says nothing that can be read."""
    master = presentation.slide_masters[0]
    names = master._element.find(qn("p:clrMap"))
    own = names.get("bg1", "lt1") if names is not None else "lt1"
    theme = etree.fromstring(master.part.part_related_by(RT.THEME).blob, _SAFE)
    found = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{own}')}")
    value = (found[0].get("lastClr") or found[0].get("val") or "") if found is not None and len(found) else ""
    return f"#{value}" if re.fullmatch("[0-9a-fA-F]{6}", value) else LIGHT.card


_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)

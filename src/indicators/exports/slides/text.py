"""Text in Office's XML: made harmless in one place, with fonts, language and colour on every run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from indicators.look import OFFICE_EAST_ASIAN, OFFICE_LATIN
from indicators.model import Language

# What XML 1.0 allows is told in its production 2 (https://www.w3.org/TR/xml/#charsets); of the rest Office stumbles over
# the non-characters too.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))

# A link in the colour of its text (PowerPoint 2019 and later): a theme's own blue may be unreadable on its ground.
_LINK = (
    '<a:hlinkClick r:id="{}"><a:extLst><a:ext uri="{{A12FA001-AC4F-418D-AE19-62706E023703}}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst></a:hlinkClick>'
)
EMU = 12_700  # English Metric Units in a point


def emu(points: float) -> int:
    """Points as Office measures lengths."""
    return round(points * EMU)


def clean(text: str) -> str:
    """The text without the characters that XML forbids."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def escaped(text: str) -> str:
    """The text as it stands in XML, in an element or in an attribute."""
    for letter, entity in _ENTITIES:
        text = text.replace(letter, entity)
    return clean(text)


def attribute(text: str) -> str:
    """The text as an attribute that keeps its line breaks."""
    return escaped(text).replace("\n", "&#10;").replace("\t", "&#9;")


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a deck's texts, for Latin and for Chinese letters; a template's own are named `+mn-lt`, `+mn-ea`."""

    latin: str = OFFICE_LATIN
    east_asian: str = OFFICE_EAST_ASIAN


#: a template's own fonts, as its theme names them
THEME = Fonts("+mn-lt", "+mn-ea")


@dataclass(frozen=True, slots=True)
class Style:
    """How a run looks: size in pt and colour (`#rrggbb`); None leaves it to the placeholder that the text stands in."""

    lang: Language
    fonts: Fonts | None = None
    size: float | None = None
    colour: str | None = None
    bold: bool | None = None

    def but(self, *, size: float | None = None, colour: str | None = None, bold: bool | None = None) -> Style:
        """The same with some of it changed."""
        return replace(
            self,
            size=self.size if size is None else size,
            colour=self.colour if colour is None else colour,
            bold=self.bold if bold is None else bold,
        )


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style; `link` is the id of the relationship that it leads to."""

    text: str
    style: Style
    link: str = ""


@lru_cache(maxsize=256)
def fill(colour: str, alpha: float = 1) -> str:
    """A colour as `a:solidFill`."""
    shade = f'<a:alpha val="{round(alpha * 100_000)}"/>' if alpha < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#").upper()}">{shade}</a:srgbClr></a:solidFill>'


@lru_cache(maxsize=4096)
def properties(style: Style, tag: str = "a:rPr", link: str = "") -> str:
    """Run properties: language, size, weight, colour, fonts, link, in the order of the schema."""
    lang, other = ("zh-CN", "en-US") if style.lang == "zh" else ("en-US", "zh-CN")
    size = f' sz="{round(style.size * 100)}"' if style.size else ""
    bold = "" if style.bold is None else f' b="{int(style.bold)}"'
    inner = fill(style.colour) if style.colour else ""
    if style.fonts:
        latin, east = escaped(style.fonts.latin), escaped(style.fonts.east_asian)
        inner += f'<a:latin typeface="{latin}"/><a:ea typeface="{east}"/><a:cs typeface="{latin}"/>'
    inner += _LINK.format(link) if link else ""
    clean_ = ' dirty="0"' if tag == "a:rPr" else ""
    return f'<{tag} lang="{lang}" altLang="{other}"{size}{bold}{clean_}>{inner}</{tag}>'


def runs(pieces: Iterable[Run]) -> str:
    """Runs as XML; a line break in a text becomes one on the slide."""
    found = []
    for piece in pieces:
        look = properties(piece.style, link=piece.link)
        parts = [
            f"<a:r>{look}<a:t>{escaped(part)}</a:t></a:r>" if part else ""
            for part in piece.text.replace("\r", "").split("\n")
        ]
        found.append(f"<a:br>{look}</a:br>".join(parts))
    return "".join(found)


def paragraph(pieces: Iterable[Run], *, align: str = "", before: float = 0, leading: float = 0) -> str:
    """A paragraph; `before` and `leading` (from line to line, the same in every font) in pt."""
    attributes = f' algn="{align}"' if align else ""
    inner = f'<a:lnSpc><a:spcPts val="{round(leading * 100)}"/></a:lnSpc>' if leading else ""
    inner += f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>' if before or leading else ""
    head = f"<a:pPr{attributes}>{inner}</a:pPr>" if attributes or inner else ""
    return f"<a:p>{head}{runs(pieces)}</a:p>"

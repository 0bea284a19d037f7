"""A brief as an HTML document, and how its pages are divided."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from typing import Literal

import jinja2
from markupsafe import Markup

from indicators import look, wording
from indicators.exports.evidence import Evidence
from indicators.exports.order import Work
from indicators.exports.sizes import Size, SizeName
from indicators.model import Source
from indicators.wording import BRAND, tr, trn

_FILES = resources.files("indicators.exports.brief")


@dataclass(frozen=True, slots=True)
class Paper:
    """A page in points: its size and margin; whether evidence stands beside the chart or below it; the chart's width and heights.

    `grows` says that a page with more evidence than fits becomes longer; else it is continued on another one, which prints.
    """

    width: float
    height: float
    margin: float
    shape: Literal["beside", "below", "below small"]
    gap: float
    chart: float
    least: float
    most: float
    grows: bool = True

    @property
    def inside(self) -> tuple[float, float]:
        """Width and height within the margins."""
        return self.width - 2 * self.margin, self.height - 2 * self.margin


_A4 = Paper(595.28, 841.89, 42, "below", 20, 511, 200, 340, grows=False)
_SHAPES: dict[SizeName, Paper] = {
    "16:9": Paper(960, 540, 32, "beside", 26, 570, 300, 480),
    "4:3": Paper(720, 540, 28, "beside", 22, 436, 300, 480),
    "square": Paper(540, 540, 28, "below", 18, 484, 240, 310),
    "wechat": Paper(450, 600, 24, "below small", 0, 402, 260, 330),
    "half-slide": Paper(456, 400, 24, "below small", 0, 408, 220, 260),
}


def paper(size: Size) -> Paper:
    """The page for a size: an upright A4 for `a4`."""
    return _SHAPES.get(size.name, _A4)


def document(work: Work) -> str:
    """The brief without its charts, whose places are empty. Everything in it is escaped; it loads nothing."""
    page = paper(work.size)
    width, height = page.inside
    number = f'{{ content: counter(page) " / " counter(pages); font: 9pt {look.SANS}; color: {look.LIGHT.second}; }}'
    colours = f":root {{ {look.css_variables(dark=False)} --gap: {page.gap}pt; --chart: {page.chart}pt; }}"
    colours += f"@page {{ size: {page.width}pt {page.height}pt; margin: {page.margin}pt; }}"
    if len(work.exhibits) > 1:
        colours += f"@page {{ @bottom-right {number} }}"
    colours += f"section {{ width: {width}pt; min-height: {height - 1}pt; }}"
    colours += f".beside .body {{ grid-template-columns: {page.chart}pt 1fr; }}"
    return _template().render(
        _=partial(_words, lang=work.lang),
        lang=work.lang,
        title=title(work),
        colours=Markup(colours),  # noqa: S704 - ours, nothing from data
        style=Markup((_FILES / "brief.css").read_text("utf-8")),  # noqa: S704 - likewise
        shape=page.shape,
        exhibits=work.exhibits,
        language=_language,
        listed=page.shape == "below",
        citation=wording.citation,
        cited=_cited,
    )


def title(work: Work) -> str:
    """What the brief is called: its sentence where there is one chart, else how many there are."""
    if len(work.exhibits) == 1:
        return work.exhibits[0].sentence
    count = trn("{count} chart", "{count} charts", len(work.exhibits), work.lang)
    return f"{tr(BRAND, work.lang)} {count}"


def measuring(work: Work) -> str:
    """A script that gives the points that each chart has in height."""
    return f"{_script()}\nbrief.room({paper(work.size).inside[1]})"


def filling(work: Work, charts: Sequence[str]) -> str:
    """A script that puts charts (SVG) into their places."""
    page = paper(work.size)
    height = page.inside[1]
    told = json.dumps([list(charts), page.width, height, page.margin, page.grows], ensure_ascii=False)
    return f"{_script()}\nbrief.fill(...{told})"


def _words(msgid: str, lang: Literal["zh", "en"], **fields: object) -> str:
    return tr(msgid, lang, **fields)


def _cited(each: Evidence) -> list[Source]:
    """The sources of what a derived value is computed from."""
    return [parent.source for parent in each.claim.parents if parent.source]


def _language(text: str) -> str:
    """The language tag of a quote or a title: the sources are Chinese or English."""
    return "zh-CN" if any("\u4e00" <= letter <= "\u9fff" for letter in text) else "en"


@cache
def _script() -> str:
    return (_FILES / "brief.js").read_text("utf-8")


@cache
def _template() -> jinja2.Template:
    loader = jinja2.PackageLoader("indicators.exports.brief", ".")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("brief.html")

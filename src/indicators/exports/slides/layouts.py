"""The layouts of a template: which one suits a slide, and what its placeholders are for. Names go first, kinds second."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn

from indicators.exports.slides.shapes import Rect
from indicators.exports.slides.text import EMU

_TITLES = ("title", "ctrTitle")
_CONTENT = ("chart", "obj", "pic", "body", "tbl")


#: Names of layouts as PowerPoint, WPS and those who draw templates write them, the one wanted most first; then the type.
FIRST = ("title slide", "标题幻灯片", "封面", "首页", "cover", "title"), ("title",)
CHART = (
    ("chart", "图表", "title only", "仅标题", "只有标题", "title and content", "标题和内容", "标题与内容"),
    (
        "chart",
        "titleOnly",
        "obj",
        "tx",
    ),
)
PAGE = ("title only", "仅标题", "只有标题", "title and content", "标题和内容"), ("titleOnly", "obj", "tx")
BESIDE = (
    ("chart and text", "图表与文字", "two content", "两栏内容", "两栏"),
    ("chartAndTx", "txAndChart", "twoObj"),
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A placeholder: its attributes as XML, what kind it is, its name and place."""

    kind: str
    attributes: str
    name: str
    place: Rect


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout with its placeholders; `part` is python-pptx's."""

    part: Any
    name: str
    kind: str
    holders: tuple[Holder, ...]
    title_size: float

    @property
    def titled(self) -> bool:
        """Whether it has a title; only such layouts are used."""
        return self.first(*_TITLES) is not None

    @property
    def title(self) -> Holder:
        """The placeholder of the title."""
        return next(each for each in self.holders if each.kind in _TITLES)

    def first(self, *kinds: str) -> Holder | None:
        """The first placeholder of one of these kinds."""
        return next((each for each in self.holders if each.kind in kinds), None)

    @property
    def content(self) -> list[Holder]:
        """The placeholders that a chart or a text may fill: one named after charts first, then by kind, then from the left."""

        def order(each: Holder) -> tuple[bool, int, float]:
            named = re.search("chart|图表", each.name, re.IGNORECASE) is not None
            return not named, _CONTENT.index(each.kind) if each.kind == "chart" else 9, each.place.left

        return sorted((each for each in self.holders if each.kind in _CONTENT), key=order)


def pick(
    layouts: Sequence[Layout],
    names: Sequence[str],
    kinds: Sequence[str],
    fits: Callable[[Layout], bool] = lambda _: True,
) -> Layout:
    """The layout with the best name, else of the best kind, else the first that has a title and is no title slide."""
    for name in names:
        for each in layouts:
            if each.name.strip().lower() == name and fits(each):
                return each
    for kind in kinds:
        for each in layouts:
            if each.kind == kind and fits(each):
                return each
    for name in names[:-1]:
        for each in layouts:
            if name in each.name.lower() and fits(each):
                return each
    inner = [each for each in layouts if each.title.kind == "title"] or list(layouts)
    return next((each for each in inner if fits(each)), inner[0])


def layout(found: Any) -> Layout:
    """A layout of python-pptx with its placeholders; those without a place are left out."""
    holders = []
    for shape in found.placeholders:
        element = shape._element.ph
        kind, place = element.get("type", "obj"), (shape.left, shape.top, shape.width, shape.height)
        if any(side is None for side in place):
            continue
        attributes = "".join(
            f' {name}="{value}"' for name in ("type", "orient", "sz", "idx") if (value := element.get(name))
        )
        holders.append(Holder(kind, attributes.strip(), shape.name, Rect(*(side / EMU for side in place))))
    kind = found._element.get("type", "")
    return Layout(found.part, found.name or "", kind, tuple(holders), _title_size(found))


def _title_size(layout: Any) -> float:
    """The size of a layout's title in pt: its own, its master's, or that of the master's style for titles."""
    master = layout.slide_master
    for each in (layout, master):
        for shape in each.placeholders:
            if shape._element.ph.get("type") in _TITLES:
                size = shape._element.find(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
                if size is not None and size.get("sz"):
                    return int(size.get("sz")) / 100
    found = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    return int(found.get("sz", "4400")) / 100 if found is not None else 44.0

"""Pictures as figures, before any browser: everything is there, readable and inside."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import pytest

from chart_catalogue import catalogue, claim
from indicators import charts, look, store
from indicators.charts import Comparison, View
from indicators.charts.labels import text_width
from indicators.exports.exhibit import Exhibit
from indicators.exports.order import Order, Work, work
from indicators.exports.picture import Picture, picture
from indicators.exports.sizes import NAMES, SizeName
from indicators.model import Catalogue, Language

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 24)
OURS = ("sentence", "quote", "by", "notes", "source", "receipt")


@dataclass(frozen=True)
class Text:
    name: str
    lines: list[str]
    size: float
    left: float
    top: float
    right: float
    bottom: float


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return store.read(DATA)


def ordered(found: Catalogue, *subjects: View | Comparison, **more: Any) -> Work:
    return work(found, Order(subjects, **more), TODAY)


def usual(found: Catalogue, lang: Language, size: SizeName) -> Work:
    views = (charts.usual_view(found, name, lang=lang) for name in found.indicators)
    return ordered(found, *filter(None, views), lang=lang, size=size)


def small(**more: Any) -> Work:
    found = catalogue(claim("2022", "8", qualifier="more_than"))
    return ordered(found, View(("x",), ("CN-CQ",)), **more)


def texts(shown: Picture) -> Iterator[Text]:
    """The texts that stand at places of the picture (not at values), with their boxes in px from its upper left corner."""
    margin = shown.layout["margin"]
    inner = shown.width - margin["l"] - margin["r"], shown.height - margin["t"] - margin["b"]
    for note in shown.layout["annotations"]:
        if note.get("xref") != "paper" or note.get("yref") != "paper":
            continue
        size = note["font"].get("size", look.SIZES.label)
        lines = [html.unescape(re.sub("<[^>]+>", "", line)) for line in note["text"].split("<br>")]
        width = max(text_width(line, size) for line in lines)
        x = margin["l"] + note["x"] * inner[0] + note.get("xshift", 0)
        y = margin["t"] + (1 - note["y"]) * inner[1] - note.get("yshift", 0)
        assert note["yanchor"] == "top"
        left = x - width if note["xanchor"] == "right" else x
        yield Text(note["name"], lines, size, left, y, left + width, y + 1.3 * size * len(lines))


def sizes_of(figure: Any) -> Iterator[float]:
    """Every size of type in a figure."""
    if isinstance(figure, dict):
        for key, value in figure.items():
            if key.endswith("font") and isinstance(value, dict) and "size" in value:
                yield value["size"]
            yield from sizes_of(value)
    elif isinstance(figure, list | tuple):
        for value in figure:
            yield from sizes_of(value)
    elif isinstance(figure, str):
        yield from (float(size) for size in re.findall(r"font-size:([\d.]+)px", figure))


def named(shown: Picture, name: str) -> str:
    return " ".join(line for text in texts(shown) if text.name == name for line in text.lines)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def check(shown: Picture, exhibit: Exhibit) -> None:
    found = list(texts(shown))
    assert squeezed(named(shown, "sentence")) == squeezed(exhibit.sentence)
    assert squeezed(named(shown, "source")) == squeezed(exhibit.source_line)
    assert exhibit.receipt in named(shown, "receipt")
    assert squeezed(named(shown, "notes")) == squeezed("".join(exhibit.notes))
    assert min(sizes_of([{**shown.layout, "template": None}, shown.data])) >= 12
    for text in found:
        assert text.left >= 0, text
        assert text.top >= 0, text
        assert text.right <= shown.width, text
        assert text.bottom <= shown.height, text
    lines = [line for text in found if text.name in OURS for line in boxes(text)]
    for one, other in combinations(lines, 2):
        apart = one.bottom <= other.top + 1 or other.bottom <= one.top + 1
        assert apart or one.right <= other.left or other.right <= one.left, (one, other)


def boxes(text: Text) -> Iterator[Text]:
    """A text line by line; only texts of one line stand at the right."""
    for n, line in enumerate(text.lines):
        width, height = text_width(line, text.size), 1.3 * text.size
        left = text.left if text.right - text.left > width else text.right - width
        top = text.top + n * height
        yield replace(text, lines=[line], left=left, right=left + width, top=top, bottom=top + height)


@pytest.mark.parametrize("lang", get_args(Language))
@pytest.mark.parametrize("size", NAMES)
def test_every_picture_has_sentence_source_line_and_receipt_inside_and_nothing_below_12_px(
    real: Catalogue, size: SizeName, lang: Language
) -> None:
    done = usual(real, lang, size)
    for exhibit in done.exhibits[NAMES.index(size) :: len(NAMES)] + done.exhibits[:9]:
        shown = picture(done, exhibit)
        check(shown, exhibit)
        assert shown.width == done.size.width
        assert shown.layout["width"] == shown.width
        assert shown.layout["height"] == shown.height
        assert shown.layout["autosize"] is False
        assert shown.scale == done.size.scale
        # half a slide may be too little for the longest legends
        more = 40 if size == "half-slide" else 0
        assert done.size.height <= shown.height <= done.size.height + more


@pytest.mark.parametrize("kind", ["line", "bar", "dot", "slope"])
@pytest.mark.parametrize("transform", [None, "percent", "index"])
def test_other_kinds_and_computed_values_are_whole_pictures_too(
    real: Catalogue, kind: Any, transform: Any
) -> None:
    view = View(("fiveg_per_10k",), ("CN-CQ", "CN"), kind=kind, transform=transform)
    for size in NAMES:
        done = ordered(real, view, size=size)
        for exhibit in done.exhibits:
            check(picture(done, exhibit), exhibit)


@pytest.mark.parametrize("lang", get_args(Language))
def test_areas_in_order_are_a_whole_picture(real: Catalogue, lang: Language) -> None:
    for size in NAMES:
        done = ordered(
            real, Comparison("digital_core_share_gdp", "2022", "CN-CQ", lang=lang), lang=lang, size=size
        )
        assert [exhibit.panel.shape for exhibit in done.exhibits] == ["rank"]
        check(picture(done, done.exhibits[0]), done.exhibits[0])


def test_the_plot_area_keeps_the_size_that_its_labels_were_laid_out_for(real: Catalogue) -> None:
    done = ordered(real, View(("fiveg_per_10k",), ("CN-CQ", "CN")))
    shown = picture(done, done.exhibits[0])
    margin = shown.layout["margin"]
    caption = next(text for text in texts(shown) if text.name == "caption")
    sentence = next(text for text in texts(shown) if text.name == "sentence")
    assert caption.left == sentence.left == 28
    assert caption.top >= sentence.bottom
    assert margin["autoexpand"] is False
    assert margin["l"] + margin["r"] < shown.width / 2


def test_a_long_sentence_is_set_smaller_and_never_cut() -> None:
    done = small()
    exhibit = replace(done.exhibits[0], sentence="很长的一句话，" * 30)
    shown = picture(done, exhibit)
    sentence = next(text for text in texts(shown) if text.name == "sentence")
    assert sentence.size == 14
    assert "".join(sentence.lines) == exhibit.sentence
    check(shown, exhibit)


def test_a_last_line_is_not_left_with_one_word() -> None:
    done = small()
    exhibit = replace(done.exhibits[0], sentence="一二三四五六七八九十" * 4)
    sentence = next(text for text in texts(picture(done, exhibit)) if text.name == "sentence")
    assert [len(line) for line in sentence.lines] == [28, 12]


def test_a_single_claim_stands_over_its_quote_with_the_number_marked() -> None:
    quote = "2022年数字经济核心产业增加值占GDP比重超过8%"
    found = catalogue(claim("2022", "8", qualifier="more_than", quote=quote))
    done = ordered(found, View(("x",), ("CN-CQ",)))
    shown = picture(done, done.exhibits[0])
    assert named(shown, "quote") == f"“{quote}”"
    assert named(shown, "by") == "—— 渝经信复函〔2023〕373号"
    raw = next(note["text"] for note in shown.layout["annotations"] if note.get("name") == "quote")
    assert re.findall("<b>(?:<[^>]+>)*([^<]+)", raw) == ["超过8%"]
    number = shown.layout["annotations"][0]
    assert number["font"]["size"] > look.SIZES.claim
    assert ">超过 <" in number["text"]


def test_a_claim_that_others_contradict_shows_both_quotes() -> None:
    found = catalogue(
        claim("2022", "8", qualifier="more_than", quote="超过8%"),
        claim("2022", "7.7", source="b", quote="提升至7.7%"),
    )
    done = ordered(found, View(("x",), ("CN-CQ",)))
    shown = picture(done, done.exhibits[0])
    quotes = [text for text in texts(shown) if text.name == "quote"]
    assert ["".join(text.lines) for text in quotes] == ["“超过8%”", "“提升至7.7%”"]
    tones = [shape["line"]["color"] for shape in shown.layout["shapes"] if shape["name"] == "quote"]
    assert tones == [look.LIGHT.accent, look.LIGHT.conflict]


def test_hostile_words_are_shown_letter_by_letter() -> None:
    done = small()
    evil = '<b onclick="x">a</b> & %{y} $x^2$ <a href="javascript:1">b</a>'
    exhibit = replace(done.exhibits[0], sentence=evil, source_line=evil, notes=(evil,))
    shown = picture(done, exhibit)
    raw = [
        note["text"]
        for note in shown.layout["annotations"]
        if note.get("name") in ("sentence", "source", "notes")
    ]
    assert len(raw) == 3
    for text in raw:
        assert not re.search(r"<(?!br>)|\$|%\{", text)
    assert squeezed(named(shown, "sentence")) == squeezed(evil)


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_that_a_picture_inherits_is_smaller_than_12_px(dark: bool) -> None:
    done = small()
    assert min(sizes_of(picture(done, done.exhibits[0], dark).layout["template"])) == 12


def test_the_dark_picture_differs_in_colours_only(real: Catalogue) -> None:
    done = usual(real, "zh", "16:9")
    exhibit = done.exhibits[0]
    light, dark = picture(done, exhibit), picture(done, exhibit, dark=True)
    colours = dict(
        zip(look.css_variables(dark=False).split(";"), look.css_variables(dark=True).split(";"), strict=True)
    )
    assert colours
    assert light.to_json() != dark.to_json()
    assert re.sub("#[0-9a-f]{6}", "", light.to_json()) == re.sub("#[0-9a-f]{6}", "", dark.to_json())


def test_the_json_is_the_same_each_time_and_has_data_and_layout_only(real: Catalogue) -> None:
    one, other = usual(real, "zh", "a4"), usual(real, "zh", "a4")
    first, second = (picture(done, done.exhibits[0]).to_json() for done in (one, other))
    assert first == second
    assert set(json.loads(first)) == {"data", "layout"}

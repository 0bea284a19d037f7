"""Sparklines: the same marks as a chart, nothing but numbers and fixed names in them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from indicators import series, store
from indicators.charts import sparkline
from indicators.charts.scene import scene
from indicators.charts.view import View
from indicators.model import Catalogue
from indicators.pages import frame

CLASSES = {"spark", "line", "thread", "dot", "halo", "hollow", "arrow", "target", "agreeing", "conflicting"}
ATTRIBUTES = {
    "class",
    "viewBox",
    "width",
    "height",
    "aria-hidden",
    "focusable",
    "d",
    "cx",
    "cy",
    "r",
}


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return store.read(Path(__file__).parent.parent / "data")


def count(svg: str, name: str) -> int:
    return svg.count(f'class="{name}"')


def test_the_marks_are_those_of_the_chart(real: Catalogue) -> None:
    for name in real.indicators:
        for area in series.areas(real, name):
            svg = sparkline(real, name, area)
            assert svg is not None
            points = scene(real, View((name,), (area,)), 0).points
            kinds = [point.mark for point in points]
            assert count(svg, "dot") == kinds.count("printed") + kinds.count("about")
            assert count(svg, "halo") == kinds.count("about")
            assert count(svg, "hollow") == kinds.count("bound") + kinds.count("derived")
            assert count(svg, "arrow") == sum(
                p.mark in ("bound", "derived") and p.towards != 0 for p in points
            )
            assert count(svg, "target") == kinds.count("target")
            assert (count(svg, "conflicting") > 0) == ("conflicting" in kinds)


def test_it_is_well_formed_hidden_from_readers_and_holds_numbers_and_fixed_names_only(
    real: Catalogue,
) -> None:
    for name in real.indicators:
        svg = sparkline(real, name, "CN-CQ")
        if svg is None:
            continue
        root = ElementTree.fromstring(svg)  # noqa: S314 - our own text
        assert (root.get("aria-hidden"), root.get("viewBox")) == ("true", "0 0 248 56")
        for element in root.iter():
            assert element.text is None
            assert element.get("class") in CLASSES
            assert set(element.attrib) <= ATTRIBUTES
            for key in set(element.attrib) - {"class", "aria-hidden", "focusable"}:
                assert re.fullmatch(r"[-0-9. MLVlz]+", element.attrib[key]), (key, element.attrib[key])


def test_every_mark_stays_inside_the_picture(real: Catalogue) -> None:
    for name in real.indicators:
        svg = sparkline(real, name, "CN-CQ") or ""
        for x, y in re.findall(r'cx="([-0-9.]+)" cy="([-0-9.]+)"', svg):
            assert 8 <= float(x) <= 240
            assert 8 <= float(y) <= 50


def test_there_is_none_where_there_is_nothing_to_draw(real: Catalogue) -> None:
    assert sparkline(real, "digital_core_share_gdp", "CN-SH") is None


def test_it_shows_what_was_known_on_a_day(real: Catalogue) -> None:
    now = sparkline(real, "fiveg_per_10k", "CN-CQ")
    then = sparkline(real, "fiveg_per_10k", "CN-CQ", date(2023, 4, 4))
    assert now is not None
    assert then is not None
    assert 0 < count(then, "dot") + count(then, "hollow") < count(now, "dot") + count(now, "hollow")
    assert sparkline(real, "fiveg_per_10k", "CN-CQ", date(1999, 1, 1)) is None


def test_the_style_sheet_of_the_pages_colours_every_mark() -> None:
    css = frame.styles()
    for name in CLASSES - {"spark"}:
        assert f".spark .{name}" in css

"""Pre-flight: every rule finds what it is for, says where and what to do, and is silent on the real catalogue."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Pt

from chart_catalogue import claim, indicator, read
from indicators import charts, store
from indicators.charts import View
from indicators.charts.labels import Box
from indicators.exports import preflight, slides
from indicators.exports.order import Format, Order, Work, work
from indicators.exports.picture import Picture
from indicators.exports.preflight import Finding, boxes, colour, deck, sheet
from indicators.exports.receipts import Subject
from indicators.exports.sizes import SizeName
from indicators.model import Catalogue, Language

DATA = Path(__file__).parent.parent / "data"
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return store.read(DATA)


@pytest.fixture(autouse=True)
def without_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are looked through without a browser; the one that would make them is asked in its own test."""
    monkeypatch.setattr(preflight.images, "available", lambda: False)


def ordered(
    catalogue: Catalogue,
    *shown: Subject,
    lang: Language = "zh",
    size: SizeName = "16:9",
    template: bytes | None = None,
) -> Work:
    return work(catalogue, Order(shown, lang, size, template=template), TODAY)


def usual(catalogue: Catalogue, lang: Language = "zh") -> list[View]:
    found = (charts.usual_view(catalogue, name, lang=lang) for name in catalogue.indicators)
    return [view for view in found if view]


def small(quote: str = "引文", title: str = "指标", english: str = "Indicator") -> Catalogue:
    """An indicator with a line of three values, one of them a bound, and a target."""
    quoted = {"quote": f'"{quote}"'}
    values = [
        claim("2020", "7", **quoted),
        claim("2021", "8", qualifier="more_than", **quoted),
        claim("2022", "9", **quoted),
    ]
    text = indicator(*values, targets=(claim("2025", "12"),))
    return read(text.replace("{zh: 指标, en: Indicator}", f"{{zh: {title}, en: {english}}}"))


X = View(("x",), ("CN-CQ",))


@pytest.fixture
def tampered(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Finding]]:
    """What is found in a picture of the small catalogue after its layout was changed."""

    def find(change: Callable[[dict[str, Any]], None]) -> list[Finding]:
        made = sheet.picture

        def changed(*wanted: Any) -> Picture:
            found = made(*wanted)
            notes = [dict(note) for note in found.layout["annotations"]]
            layout = found.layout | {"annotations": notes}
            change(layout)
            return replace(found, layout=layout)

        monkeypatch.setattr(sheet, "picture", changed)
        return preflight.findings(ordered(small(), X), "png")

    return find


def note(layout: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in layout["annotations"] if each.get("name") == name)


def checks(found: list[Finding]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((each.severity, each.check) for each in found))


# ------------------------------------------------------------------------------------------------ the real catalogue


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["png", "csv"])
def test_no_usual_view_of_the_real_catalogue_raises_an_alarm(
    real: Catalogue, form: Format, lang: Language
) -> None:
    assert preflight.findings(ordered(real, *usual(real, lang), lang=lang), form) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["pdf", "html", "pptx"])
def test_nor_does_a_sixth_of_them_as_brief_page_or_slides(
    real: Catalogue, form: Format, lang: Language
) -> None:
    assert preflight.findings(ordered(real, *usual(real, lang)[::6], lang=lang), form) == []


# ------------------------------------------------------------------------------------------------ characters


def test_a_character_that_no_font_has_is_named_with_the_figure_and_the_data_file_as_the_place_to_mend_it() -> (
    None
):
    found = preflight.findings(ordered(small(quote="引\ue123文"), X), "csv")
    assert found == [
        Finding(
            "error",
            1,
            "glyph",
            "字符U+E123（“指标，重庆，2020年”的原句中）在任何字体里都没有，印出来是方框。",
            "请在数据文件中把U+E123改成本来要写的字。",
        )
    ]


def test_a_character_that_only_the_browser_here_lacks_stops_pictures_but_not_slides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(preflight.images, "available", lambda: True)
    monkeypatch.setattr(preflight.images, "missing_glyphs", lambda texts, lang: {"𰻞"})
    biang = ordered(small(quote="𰻞𰻞面"), X)
    found = preflight.findings(biang, "png")
    assert [(each.severity, each.check) for each in found] == [("warning", "glyph")]
    assert "“𰻞”（U+30EDE）" in found[0].what
    assert "Noto Sans CJK SC" in found[0].fix
    assert preflight.findings(biang, "pptx") == []


def test_a_browser_that_does_not_answer_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(texts: object, lang: object) -> set[str]:
        raise preflight.images.Failed("it hangs")

    monkeypatch.setattr(preflight.images, "available", lambda: True)
    monkeypatch.setattr(preflight.images, "missing_glyphs", fails)
    assert preflight.findings(ordered(small(), X), "png") == []


# ------------------------------------------------------------------------------------------------ room


def test_a_text_beyond_the_edge_is_found(tampered: Callable[..., list[Finding]]) -> None:
    found = tampered(lambda layout: note(layout, "caption").update(xshift=900))
    assert ("error", "clipped") in checks(found)
    assert re.fullmatch("“重庆 · 单位：%”超出图片边缘\\d+磅。", found[0].what)


def test_texts_over_one_another_are_found(tampered: Callable[..., list[Finding]]) -> None:
    def change(layout: dict[str, Any]) -> None:
        layout["annotations"].append(note(layout, "caption") | {"text": "另一行", "name": "other"})

    assert [each.what for each in tampered(change) if each.check == "overlap"] == [
        "“重庆 · 单位：%”与“另一行”重叠。"
    ]


def test_lines_of_one_block_beside_a_short_last_line_are_no_overlap() -> None:
    long, short = Box(0, 0, 100, 12), Box(0, 16, 40, 28)
    beside = boxes.Text(
        "receipt", ((boxes.Run("x", 12, "#000000", False),),), (Box(60, 16, 100, 28),), "#ffffff"
    )
    block = boxes.Text("source", beside.lines * 2, (long, short), "#ffffff")
    assert block.box.overlap(beside.box)
    assert not any(box.overlap(other) for box in block.boxes for other in beside.boxes)


def test_letters_under_12_pt_are_found(tampered: Callable[..., list[Finding]]) -> None:
    found = tampered(lambda layout: note(layout, "caption").update(font={"size": 9, "color": "#1a1f26"}))
    assert checks(found) == [("error", "small")]
    assert found[0].what == "“重庆 · 单位：%”的字号是9磅；小于12磅，投影和纸面上都看不清。"


def test_a_label_that_found_no_room_is_named(tampered: Callable[..., list[Finding]]) -> None:
    def change(layout: dict[str, Any]) -> None:
        layout["annotations"] = [each for each in layout["annotations"] if "超过8" not in each["text"]]

    found = tampered(change)
    assert checks(found) == [("warning", "unlabelled")]
    assert found[0].what == "标注“超过8”放不下，图上这一点没有标注。"


def test_a_sentence_too_long_for_the_size_is_found_and_a_size_named_in_which_it_fits() -> None:
    title = "数字经济核心产业增加值占地区生产总值比重" * 6
    found = preflight.findings(ordered(small(title=title), X, size="half-slide"), "png")
    assert {("warning", "room"), ("warning", "title")} <= set(checks(found))
    assert {each.fix for each in found} == {"请改用尺寸“16:9”，放得下。"}


def test_what_fits_in_no_size_is_answered_with_another_format() -> None:
    title = "数字经济核心产业增加值占地区生产总值比重" * 20
    found = preflight.findings(ordered(small(title=title), X), "png")
    assert {each.fix for each in found if each.check == "title"} == {
        "请改选幻灯片或离线网页：作为图片，任何尺寸都放不下。"
    }


def test_lines_that_are_not_drawn_are_noted(real: Catalogue) -> None:
    areas = tuple(charts.areas_with_figures(real, ["rural_digital_level"])[:7])
    found = preflight.findings(ordered(real, View(("rural_digital_level",), areas)), "html")
    assert found == [
        Finding("note", 1, "left-out", "没有画出：东部地区。", "请减少这张图的线条，或另加一张图来放它们。")
    ]


# ------------------------------------------------------------------------------------------------ colours


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("rgba(0,0,0,0.5)", "#ffffff", 3.95),
        ("#004488", "#004488", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert colour.contrast(one, other) == pytest.approx(ratio, abs=0.03)


def test_text_that_does_not_stand_out_is_found(tampered: Callable[..., list[Finding]]) -> None:
    found = tampered(lambda layout: note(layout, "caption").update(font={"size": 12, "color": "#aaaaaa"}))
    assert checks(found) == [("warning", "contrast")]
    assert found[0].what == "“重庆 · 单位：%”与背景的对比度为2.3:1，至少需要4.5:1。"


def test_bars_that_only_their_colours_tell_apart_are_noted_for_grey_print() -> None:
    areas = ("CN-CQ", "CN", "CN-SC")
    values = [
        claim(year, str(n), ref_area=area)
        for n, area in enumerate(areas, 5)
        for year in ("2020", "2021", "2022")
    ]
    catalogue = read(indicator(*values))
    bars, lines = (ordered(catalogue, View(("x",), areas, kind=kind)) for kind in ("bar", "line"))  # type: ignore[arg-type]
    found = [each for each in preflight.findings(bars, "png") if each.check == "grey"]
    assert found[0].what == "黑白打印时，重庆与四川分不清：两者只靠颜色区分，对比度为1.6:1。"
    assert {each.severity for each in found} == {"note"}
    assert preflight.findings(lines, "png") == []


# ------------------------------------------------------------------------------------------------ what must be there


@pytest.mark.parametrize(("name", "words"), [("source", "缺少来源行。"), ("receipt", "缺少溯源码。")])
def test_a_picture_without_source_line_or_receipt_must_not_be_used(
    tampered: Callable[..., list[Finding]], name: str, words: str
) -> None:
    def change(layout: dict[str, Any]) -> None:
        layout["annotations"] = [each for each in layout["annotations"] if each.get("name") != name]

    found = tampered(change)
    assert [(each.severity, each.check, each.what) for each in found] == [("error", name, words)]


# ------------------------------------------------------------------------------------------------ slides


def changed(found: Work, change: Callable[[Any], None]) -> list[Finding]:
    """What is found in the order's slides after they were changed."""
    presentation = Presentation(io.BytesIO(slides.deck(found)))
    change(presentation)
    out = io.BytesIO()
    presentation.save(out)
    return list(deck.findings(found, out.getvalue()))


def shape(presentation: Any, name: str) -> Any:
    return next(each for each in presentation.slides[1].shapes if name in each.name)


def test_small_letters_on_a_slide_are_found() -> None:
    def change(presentation: Any) -> None:
        shape(presentation, "Caption").text_frame.paragraphs[0].runs[0].font.size = Pt(9)

    assert ("error", "small") in checks(changed(ordered(small(), X), change))


def test_a_text_beyond_the_slide_or_over_another_is_found() -> None:
    def beyond(presentation: Any) -> None:
        shape(presentation, "Caption").left = Pt(940)

    def over(presentation: Any) -> None:
        shape(presentation, "Caption").top = shape(presentation, "Source").top

    found = ordered(small(), X)
    assert ("error", "clipped") in checks(changed(found, beyond))
    assert ("warning", "overlap") in checks(changed(found, over))


def test_a_chart_on_a_slide_needs_source_line_alternative_text_and_receipt() -> None:
    def no_source(presentation: Any) -> None:
        shape(presentation, "Source")._element.getparent().remove(shape(presentation, "Source")._element)

    def described(presentation: Any, text: str) -> None:
        chart = next(each for each in presentation.slides[1].shapes if getattr(each, "has_chart", False))
        chart._element.nvGraphicFramePr.cNvPr.set("descr", text)

    found = ordered(small(), X)
    assert checks(changed(found, no_source)) == [("error", "source")]
    assert checks(changed(found, lambda each: described(each, ""))) == [("error", "alt")]
    assert checks(changed(found, lambda each: described(each, "一张图"))) == [("error", "receipt")]


def template(background: str) -> bytes:
    """An organisation's slides with a background of their own."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(960), Pt(540)
    master = presentation.slide_masters[0]._element
    old = master.cSld.find("{http://schemas.openxmlformats.org/presentationml/2006/main}bg")
    if old is not None:
        master.cSld.remove(old)
    spaces = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    fill = f'<a:solidFill><a:srgbClr val="{background}"/></a:solidFill><a:effectLst/>'
    master.cSld.insert(0, parse_xml(f"<p:bg {spaces}><p:bgPr>{fill}</p:bgPr></p:bg>"))
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def test_a_template_whose_background_swallows_marks_and_labels_is_found() -> None:
    grey = preflight.findings(ordered(small(), X, template=template("7F7F7F")), "pptx")
    assert ("warning", "contrast") in checks(grey)
    assert any("模板背景#7F7F7F" in each.what for each in grey)
    white = preflight.findings(ordered(small(), X, template=template("FFFFFF")), "pptx")
    assert ("warning", "contrast") not in checks(white)


# ------------------------------------------------------------------------------------------------ words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_finding_says_what_and_what_to_do_in_the_language_of_the_order(lang: Language) -> None:
    catalogue = small("引\ue123文", "很长的标题" * 40, "An indicator with a long name " * 20)
    view = View(("x",), ("CN-CQ",), lang)
    found = preflight.findings(ordered(catalogue, view, lang=lang, size="half-slide"), "zip")
    assert {"glyph", "room", "title"} <= {each.check for each in found}
    for each in found:
        assert each.exhibit_number in (0, 1)  # 0: the title slide
        assert ("请" in each.fix) == (lang == "zh")
        assert bool(re.search("[A-Za-z]{3} ?[a-z]{3}", each.fix.replace("WeChat", ""))) == (lang == "en")

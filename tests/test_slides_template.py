"""Slides on an organisation's own template: its size, layouts, fonts and colours stay, its slides go; what cannot be used is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Emu

from chart_catalogue import catalogue, claim
from indicators.exports import slides
from indicators.exports.order import Order, work
from indicators.exports.sizes import SizeName
from test_slides import TODAY, VIEW, boxes, chart_of

FOUND = catalogue(claim("2020", "7.3"), claim("2021", "7.6"), claim("2022", "8", qualifier="more_than"))
CHINESE = {
    "Title Slide": "标题幻灯片",
    "Title Only": "仅标题",
    "Two Content": "两栏内容",
    "Title and Content": "标题和内容",
}
WIDE, NARROW = (12_192_000, 6_858_000), (9_144_000, 6_858_000)


def template(size: tuple[int, int] = WIDE, names: dict[str, str] = CHINESE, ground: str = "") -> bytes:
    """A template with two slides of its own and a band on its master; its layouts are renamed."""
    deck = Presentation()
    factor = size[0] / deck.slide_width
    deck.slide_width, deck.slide_height = Emu(size[0]), Emu(size[1])
    for layout in (deck.slide_master, *deck.slide_layouts):
        for shape in layout.placeholders:
            if shape._element.spPr.find(".//{*}off") is not None:
                shape.left, shape.width = Emu(round(shape.left * factor)), Emu(round(shape.width * factor))
    for layout in deck.slide_layouts:
        layout._element.cSld.set("name", names.get(layout.name, layout.name))
    for text in ("第一页", "第二页"):
        deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = text
    if ground:
        theme = deck.slide_master.part.part_related_by(f"{_OFFICE}/theme")
        theme._blob = theme.blob.replace(
            b'<a:sysClr val="window" lastClr="FFFFFF"/>', f'<a:srgbClr val="{ground}"/>'.encode()
        )
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def made(data: bytes, size: SizeName = "16:9") -> bytes:
    return slides.deck(work(FOUND, Order((VIEW,), template=data, size=size), TODAY))


def deck(data: bytes, size: SizeName = "16:9") -> Any:
    return Presentation(io.BytesIO(made(data, size)))


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_size_master_and_layouts_are_the_templates(size: tuple[int, int]) -> None:
    found = deck(template(size))
    assert (found.slide_width, found.slide_height) == size
    assert [slide.slide_layout.name for slide in found.slides] == ["标题幻灯片", "仅标题", "仅标题"]
    assert len(found.slide_master.slide_layouts) == 11
    for slide in found.slides:
        for name, left, top, right, bottom in boxes(slide):
            assert min(left, top) >= 0, name
            assert right <= size[0], name
            assert bottom <= size[1], name


def test_its_own_slides_are_gone_and_no_part_of_them_is_left() -> None:
    with zipfile.ZipFile(io.BytesIO(made(template()))) as archive:
        names = archive.namelist()
        parts = [name for name in names if name.startswith("ppt/slides/slide")]
        assert len(parts) == 3
        assert len(names) == len(set(names))
        assert not any("第一页".encode() in archive.read(name) for name in names)


def test_text_in_its_placeholders_keeps_its_fonts_and_colours() -> None:
    slide = deck(template()).slides[1]
    run = slide.shapes.title.text_frame.paragraphs[0].runs[0]
    assert run.font.name is None
    assert run.font.color.type is None
    assert run._r.rPr.get("lang") == "zh-CN"


def test_other_text_is_in_the_fonts_of_its_theme() -> None:
    slide = deck(template()).slides[1]
    run = next(s for s in slide.shapes if s.name.startswith("Source")).text_frame.paragraphs[0].runs[0]
    assert run.font.name == "+mn-lt"
    assert run._r.rPr.find(".//{*}ea").get("typeface") == "+mn-ea"


def test_on_a_dark_ground_marks_are_light_and_hollow_ones_show_the_ground() -> None:
    slide = deck(template(ground="0B2545")).slides[1]
    colours = {each.get("val") for each in chart_of(slide).chart._chartSpace.iter("{*}srgbClr")}
    assert {"7FB2E5", "0B2545"} <= colours
    assert "004488" not in colours


def test_the_half_slide_uses_the_layout_with_two_contents() -> None:
    found = deck(template(), "half-slide")
    slide = found.slides[1]
    chart = chart_of(slide)
    empty = [each for each in slide.placeholders if each.has_text_frame and not each.text_frame.text]
    assert slide.slide_layout.name == "两栏内容"
    assert chart.left + chart.width <= empty[0].left


def test_layouts_without_the_usual_names_are_found_by_their_kind() -> None:
    names = {"Title Slide": "甲", "Title Only": "乙", "Title and Content": "丙", "Two Content": "丁"}
    found = deck(template(names=names))
    assert [slide.slide_layout.name for slide in found.slides] == ["甲", "乙", "乙"]


def test_the_same_template_gives_the_same_bytes() -> None:
    assert made(template()) == made(template())


# ------------------------------------------------------------------------------------------------ refused


def without_titles() -> bytes:
    deck = Presentation()
    for layout in deck.slide_layouts:
        for shape in list(layout.placeholders):
            if shape.placeholder_format.type in (1, 3):
                shape._element.getparent().remove(shape._element)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def renamed(old: bytes, new: bytes) -> bytes:
    """A template whose content types say something else."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(old, new) if name == "[Content_Types].xml" else data)
    return out.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
REFUSED = {
    "text": (b"hello", "模板不是 .pptx 文件，或已损坏。请用 PowerPoint 打开并另存为 .pptx。"),
    "empty": (b"", "模板不是 .pptx 文件，或已损坏。请用 PowerPoint 打开并另存为 .pptx。"),
    "half": (template()[:9000], "模板不是 .pptx 文件，或已损坏。请用 PowerPoint 打开并另存为 .pptx。"),
    "ppt": (OLE, "模板是旧版 Office 文件（.ppt）。请用 PowerPoint 打开并另存为 .pptx。"),
    "locked": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "模板设有密码。请用 PowerPoint 打开，在“文件—信息”中取消密码后保存。",
    ),
    "potx": (
        renamed(b"presentation.main+xml", b"template.main+xml"),
        "模板是另一种文件（.potx）。请用 PowerPoint 打开并另存为 .pptx。",
    ),
    "word": (
        renamed(b"presentationml.presentation.main", b"wordprocessingml.document.main"),
        "模板是另一种文件（Word）。请用 PowerPoint 打开并另存为 .pptx。",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_template_is_refused_with_what_to_do(kind: str) -> None:
    data, message = REFUSED[kind]
    with pytest.raises(slides.TemplateProblem) as refused:
        made(data)
    assert refused.value.say("zh") == message
    assert refused.value.say("en").isascii()


def test_a_template_without_a_title_is_refused_with_the_names_of_its_layouts() -> None:
    with pytest.raises(slides.TemplateProblem) as refused:
        made(without_titles())
    assert refused.value.say("en").startswith(
        "The template has no layout with a placeholder for a title (its layouts: Title Slide"
    )
    assert "标题占位符" in refused.value.say("zh")


def test_a_deck_of_ours_can_be_the_template_of_the_next(tmp_path: Path) -> None:
    own = slides.deck(work(FOUND, Order((VIEW,)), TODAY))
    assert len(deck(own).slides) == 3

"""PNG, SVG and PDF as they come out of the browser."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from chart_catalogue import catalogue, claim
from indicators import charts, store
from indicators.charts import Comparison, View
from indicators.exports import browser, images, pdf_text
from indicators.exports.exhibit import Exhibit
from indicators.exports.order import Order, Work, work
from indicators.exports.sizes import NAMES, SizeName
from indicators.model import Language

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 24)
VIEW = View(("digital_core_share_gdp",), ("CN-CQ", "CN"))
RADICALS = (
    "心比日一人大小山工方月木水火用生田白目示立竹米老自色行见言走足车里金长门青非面音风飞食首高鱼鸟麻黄黑龙"
)

Make = Callable[..., Work]


@pytest.fixture(scope="module")
def browsers(chromium: str) -> Iterator[None]:
    """The browser of the tests is the one that draws."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(browser.VARIABLE, chromium)
        yield
    images.close()


@pytest.fixture(scope="module")
def make(browsers: None) -> Make:
    real = store.read(DATA)

    def made(*subjects: View | Comparison, **more: Any) -> Work:
        return work(real, Order(subjects or (VIEW,), **more), TODAY)

    return made


def small(text: str = "句子") -> Work:
    """One claim; its sentence and quote are `text`."""
    done = work(catalogue(claim("2022", "8")), Order((View(("x",), ("CN-CQ",)),)), TODAY)
    return replace(done, exhibits=(replace(done.exhibits[0], sentence=text),))


def chunks(png: bytes) -> list[tuple[str, bytes]]:
    at, found = 8, []
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data = png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + data)
        found.append((kind.decode(), data))
        at += 12 + length
    return found


def svg_texts(svg: bytes) -> list[str]:
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own
    return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def pages(pdf: bytes) -> list[str]:
    """The text of each page without blanks, as PDFium reads it: Chrome's and Edge's reader."""
    with pypdfium2.PdfDocument(pdf) as found:
        return ["".join(page.get_textpage().get_text_range().split()) for page in found]


# ------------------------------------------------------------------------------------------------ PNG


@pytest.mark.parametrize("size", NAMES)
def test_a_png_has_the_pixels_of_its_size_and_is_not_blank(make: Make, size: SizeName) -> None:
    done = make(VIEW if size != "half-slide" else View(("hightech_mfg_share",), ("CN-CQ",)), size=size)
    (png,) = images.png(done)
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.size == done.size.pixels
        colours = picture.convert("RGB").getcolors(1 << 20)
        assert colours is not None
        assert len(colours) > 500


def test_a_png_says_what_it_shows_in_which_colours_and_how_large_it_is(make: Make) -> None:
    done = make(address="http://host:8501")
    (png,) = images.png(done)
    exhibit = done.exhibits[0]
    found = chunks(png)
    assert [kind for kind, _ in found[:7]] == ["IHDR", "sRGB", "pHYs", *["iTXt"] * 4]
    assert struct.unpack(">IIB", found[2][1]) == (5669, 5669, 1)  # 144 dpi
    texts = dict(data.split(b"\0\0\0\0\0", 1) for kind, data in found if kind == "iTXt")
    assert {name.decode(): text.decode() for name, text in texts.items()} == {
        "Title": exhibit.sentence,
        "Source": exhibit.source_line,
        "Comment": exhibit.receipt,
        "URL": f"http://host:8501/r/{exhibit.code}",
    }


def test_the_same_order_gives_the_same_bytes_also_from_another_browser(make: Make) -> None:
    done = make(VIEW, View(("fiveg_per_10k",), ("CN-CQ",)))
    first = images.png(done), images.svg(done), images.pdf(done)
    images.close()
    assert (images.png(done), images.svg(done), images.pdf(done)) == first


def test_chinese_is_drawn_in_chinese_signs(make: Make) -> None:
    assert images.missing_glyphs(["数字经济核心产业", "渝经信复函〔2023〕", "○↑◇", "abc 123"]) == set()
    assert images.missing_glyphs(["见\U000ffffe", "\U0002fffd\n"]) == {"\U000ffffe", "\U0002fffd"}


def test_dark_pictures_are_dark(make: Make) -> None:
    (png,) = images.png(make(), dark=True)
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.convert("RGB").getpixel((3, 3)) == (0x1A, 0x20, 0x27)


# ------------------------------------------------------------------------------------------------ SVG


@pytest.mark.parametrize("lang", get_args(Language))
def test_an_svg_holds_sentence_source_line_and_receipt_as_text(make: Make, lang: Language) -> None:
    done = make(replace(VIEW, lang=lang), lang=lang)
    (svg,) = images.svg(done)
    exhibit = done.exhibits[0]
    everything = "".join("".join(svg_texts(svg)).split())
    for text in (exhibit.sentence, exhibit.source_line, exhibit.receipt):
        assert "".join(text.split()) in everything
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert root.get("width") == "960pt"
    assert root.get("viewBox") == "0 0 960 540"
    title, about = root[0], root[1]
    assert title.text == exhibit.sentence
    assert about.text is not None
    assert exhibit.panel.alt in about.text
    assert exhibit.receipt in about.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {about.get('id')}"
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "image", "foreignObject", "a"}
    assert b"Noto Sans CJK SC" in svg


def test_two_svgs_in_one_document_share_no_id(make: Make) -> None:
    def ids(svg: bytes) -> set[str]:
        root = ElementTree.fromstring(svg)  # noqa: S314 - our own
        return {found for element in root.iter() if (found := element.get("id"))}

    one, other = images.svg(make(VIEW, View(("fiveg_per_10k",), ("CN-CQ",))))
    assert ids(one)
    assert not ids(one) & ids(other)


def test_hostile_words_leave_the_xml_whole(browsers: None) -> None:
    evil = 'a</title><script>x()</script> & ]]> \x01\x0b\ufffe %{y} "'
    (svg,) = images.svg(small(evil))
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert root[0].text == 'a</title><script>x()</script> & ]]>  %{y} "'
    assert "script" not in {element.tag.rpartition("}")[2] for element in root.iter()}
    assert len(images.png(small(evil))) == 1
    assert pages(images.pdf(small(evil)))


# ------------------------------------------------------------------------------------------------ PDF


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    with pypdfium2.PdfDocument(pdf) as found:
        return [page.get_size() for page in found]


@pytest.mark.parametrize("size", NAMES)
def test_a_brief_has_one_page_of_the_orders_size_for_each_chart(make: Make, size: SizeName) -> None:
    done = make(
        View(("hightech_mfg_share",), ("CN-CQ",)),
        View(("software_demo_bases",), ("CN-CQ",)),
        Comparison("digital_core_share_gdp", "2022", "CN-CQ"),
        size=size,
    )
    pdf = images.pdf(done)
    wanted = (595.28, 841.89) if size == "a4" else (done.size.width, done.size.height)
    found = page_sizes(pdf)
    assert len(found) == len(done.exhibits)
    for width, height in found:
        assert width == pytest.approx(wanted[0], abs=0.6)
        assert height >= wanted[1] - 0.6
    if size in ("16:9", "a4"):
        assert [height == pytest.approx(wanted[1], abs=0.6) for _, height in found[1:]] == [True, True]
    for exhibit, text in zip(done.exhibits, pages(pdf), strict=True):
        for part in (exhibit.sentence, exhibit.source_line, exhibit.receipt):
            assert "".join(part.split()) in text
        for each in exhibit.evidence:
            assert "".join(f"{each.said.hedge}{each.said.number}".split()) in text
            if each.quote:
                assert "".join("".join(each.quote).split()) in text


def test_a_brief_on_a4_lists_each_source_once_and_links_to_the_sentence(make: Make) -> None:
    done = make(size="a4", address="http://host:8501")
    pdf = images.pdf(done)
    exhibit = done.exhibits[0]
    (text,) = pages(pdf)
    assert "[1]重庆日报" in text
    assert f"[{len(exhibit.sources)}]" in text
    assert f"[{len(exhibit.sources) + 1}]" not in text
    with pikepdf.open(io.BytesIO(pdf)) as found:
        links = {str(note.A.URI) for note in found.pages[0].Annots if note.get("/A")}
    assert f"http://host:8501/r/{exhibit.code}" in links
    assert {each.link for each in exhibit.evidence if each.link} <= links


def test_a_brief_has_title_receipts_language_tags_and_the_day_of_the_newest_source(make: Make) -> None:
    done = make(VIEW, View(("fiveg_per_10k",), ("CN-CQ",)))
    with pikepdf.open(io.BytesIO(images.pdf(done))) as found:
        assert found.docinfo["/Title"] == "重庆数字经济指标 2张图"
        assert found.docinfo["/CreationDate"] == found.docinfo["/ModDate"] == f"D:{done.day:%Y%m%d}000000Z"
        assert found.docinfo["/Keywords"] == ", ".join(exhibit.receipt for exhibit in done.exhibits)
        assert found.Root.Lang == "zh-CN"
        assert found.Root.MarkInfo.Marked
        tags = [item for item in found.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S")]
        alts = [str(item.Alt) for item in tags if item.S == "/Figure" and item.get("/Alt")]
        assert sorted(alts) == sorted(exhibit.panel.alt for exhibit in done.exhibits)
        assert [item.S for item in tags].count("/H1") == 2


def test_every_reader_finds_the_characters_that_look_like_radicals(browsers: None) -> None:
    pdf = images.pdf(small(RADICALS))
    assert RADICALS in pages(pdf)[0]
    if shutil.which("pdftotext"):
        out = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout
        assert RADICALS in "".join(out.decode().split())
    with pikepdf.open(io.BytesIO(pdf)) as found:
        assert pdf_text.repaired(found) == 0


def test_drawings_are_named_after_characters_and_nothing_else_is_touched() -> None:
    before = (
        b"begincmap\n2 beginbfchar\n<0043> <2F00>\n<0064> <2ED3>\n<0065> <4E2D>\nendbfchar\n"
        b"2 beginbfrange\n<5A> <5B> <2E8C>\n<10> <12> <0041>\nendbfrange\nendcmap\n"
    )
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, ToUnicode=pikepdf.Stream(pdf, before))
        pdf.Root.Font = pdf.make_indirect(font)
        assert pdf_text.repaired(pdf) == 1
        assert pdf.Root.Font.ToUnicode.read_bytes() == (
            b"begincmap\n2 beginbfchar\n<0043> <4E00>\n<0064> <957F>\n<0065> <4E2D>\nendbfchar\n"
            b"2 beginbfrange\n<5A> <5B> [<5C0F> <5C0F>]\n<10> <12> <0041>\nendbfrange\nendcmap\n"
        )


# ------------------------------------------------------------------------------------------------ around


def test_it_is_told_how_far_the_work_is(make: Make) -> None:
    said: list[tuple[int, int]] = []
    done = replace(make(VIEW, VIEW), told=lambda step, steps: said.append((step, steps)))
    images.svg(done)
    images.pdf(done)
    assert said == [(1, 2), (2, 2), (1, 3), (2, 3), (3, 3)]


def test_without_a_browser_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise browser.Missing

    monkeypatch.setattr(browser, "find", none)
    monkeypatch.setattr(images, "_browser", browser.Worker(none))
    assert not images.available()
    with pytest.raises(images.NoBrowser) as error:
        images.png(small())
    assert str(error.value) == (
        "图片和PDF由浏览器绘制，而这台电脑上没有找到浏览器：请安装Chrome、Edge或Chromium，或用 INDICATORS_BROWSER 指定一个。"
    )


def test_a_browser_that_is_named_wrongly_is_named_in_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(browser.VARIABLE, "/nowhere")
    monkeypatch.setattr(images, "_browser", browser.Worker())
    assert not images.available()
    with pytest.raises(images.NoBrowser, match="“/nowhere”不是可运行的程序"):
        images.svg(small())


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (browser.Late(20.0), "“指标 重庆”：浏览器20秒后仍未画完，已被停止；请重试，必要时减少图表。"),
        (
            browser.Lost(),
            "“指标 重庆”：绘制时浏览器两次意外退出；请关闭其他程序后重试，或用 INDICATORS_BROWSER 指定另一个浏览器。",
        ),
        (
            browser.Refused("x"),
            "“指标 重庆”：浏览器无法绘制（x）；请更新浏览器，或用 INDICATORS_BROWSER 指定另一个。",
        ),
    ],
)
def test_what_went_wrong_is_said_in_the_readers_words(
    monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    class Broken(browser.Worker):
        def do(self, job: Any, patience: float = 20) -> Any:
            raise error

    monkeypatch.setattr(images, "_browser", Broken())
    with pytest.raises(images.Failed) as failed:
        images.png(small())
    assert failed.value.reason == words


def test_all_usual_views_become_svg(make: Make) -> None:
    real = store.read(DATA)
    views = [view for name in real.indicators if (view := charts.usual_view(real, name))]
    done = make(*views)
    some: tuple[Exhibit, ...] = done.exhibits[::6]
    assert len(images.svg(replace(done, exhibits=some))) == len(some)

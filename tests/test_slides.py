"""Slides: native charts that say what the screen says, read back as PowerPoint would read them."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation

from chart_catalogue import catalogue, claim
from indicators import charts, store
from indicators.charts import Comparison, View
from indicators.charts.scene import Scene
from indicators.exports import ledger, receipts, slides
from indicators.exports.order import Order, Work, work
from indicators.exports.receipts import Subject
from indicators.exports.sizes import NAMES, SizeName
from indicators.model import Catalogue, Language

ROOT = Path(__file__).parents[1]
REAL = store.read(ROOT / "data")
TODAY = date(2026, 11, 24)
VIEW = View(("x",), ("CN-CQ",))
A, C = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}",
)


def usual(name: str, lang: Language = "zh") -> View:
    view = charts.usual_view(REAL, name, lang=lang)
    assert view
    return view


def subjects(lang: Language = "zh") -> tuple[Subject, ...]:
    """Every shape: lines with conflicts, events, targets and breaks, a slope, columns, rows of dots, a ranking, one number."""
    core, gdp = usual("digital_core_share_gdp", lang), usual("gdp", lang)
    lines = [usual(name, lang) for name in ("rural_digital_level", "software_revenue", "rack_count")]
    others = [usual(name, lang) for name in ("idc_bandwidth", "software_demo_bases")]
    ranking = Comparison("digital_core_share_gdp", "2022", "CN-CQ", lang=lang)
    bars = replace(gdp, kind="bar")
    return (core, *lines, *others, bars, replace(core, kind="dot"), replace(gdp, log=True), ranking)


def ordered(found: Catalogue, *shown: Subject, **more: Any) -> Work:
    return work(found, Order(shown, **more), TODAY)


def deck(found: Catalogue, *shown: Subject, **more: Any) -> Any:
    return Presentation(io.BytesIO(slides.deck(ordered(found, *shown, **more))))


def chart_of(slide: Any) -> Any:
    return next(shape for shape in slide.shapes if shape.has_chart)


def series(slide: Any) -> dict[str, Any]:
    """Name → series, without the unseen copies that have no line and transparent marks."""
    found: dict[str, Any] = {}
    for each in chart_of(slide).chart._chartSpace.iter(f"{C}ser"):
        name = each.findtext(f"{C}tx/{C}strRef/{C}strCache/{C}pt/{C}v")
        clear = each.find(f"{C}dLbls") is None and each.find(f".//{A}alpha[@val='0']") is not None
        if name not in found or not clear:
            found[name] = each
    return found


def values(each: Any, kind: str = "yVal") -> list[float | None]:
    count = int(each.find(f"{C}{kind}/{C}numRef/{C}numCache/{C}ptCount").get("val"))
    there = {int(pt.get("idx")): float(pt.findtext(f"{C}v")) for pt in each.find(f"{C}{kind}").iter(f"{C}pt")}
    return [there.get(i) for i in range(count)]


def labels(slide: Any) -> list[str]:
    found = chart_of(slide).chart._chartSpace.iter(f"{C}dLbl")
    return ["".join(t.text or "" for t in each.iter(f"{A}t")) for each in found]


def errors(each: Any) -> tuple[str, list[float | None], bool]:
    """Direction of error bars, their lengths, and whether they have an arrow head."""
    bars = each.find(f"{C}errBars")
    way = bars.find(f"{C}errBarType").get("val")
    count = int(bars.find(f"{C}{way}//{C}ptCount").get("val"))
    there = {int(pt.get("idx")): float(pt.findtext(f"{C}v")) for pt in bars.find(f"{C}{way}").iter(f"{C}pt")}
    return way, [there.get(i) for i in range(count)], bars.find(f".//{A}tailEnd") is not None


def boxes(slide: Any) -> list[tuple[str, float, float, float, float]]:
    """Name, left, top, right and lower edge of everything that has text or a chart, in EMU."""
    return [
        (shape.name, shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
        for shape in slide.shapes
        if shape.has_chart or shape.has_table or (shape.has_text_frame and shape.text_frame.text)
    ]


def every_scene(found: Work) -> Iterator[Scene]:
    for exhibit in found.exhibits:
        assert exhibit.panel.scene
        yield exhibit.panel.scene


# ------------------------------------------------------------------------------------------------ the deck


def test_a_deck_has_a_title_a_slide_for_each_chart_in_order_and_the_evidence() -> None:
    shown = ordered(REAL, *subjects())
    found = Presentation(io.BytesIO(slides.deck(shown)))
    titles = [slide.shapes.title.text for slide in found.slides]
    assert titles[0] == "重庆数字经济指标"
    assert titles[1 : 1 + len(shown.exhibits)] == [each.sentence for each in shown.exhibits]
    assert set(titles[1 + len(shown.exhibits) :]) == {"依据"}


def test_the_same_order_gives_the_same_bytes() -> None:
    assert slides.deck(ordered(REAL, *subjects())) == slides.deck(ordered(REAL, *subjects()))


def test_properties_are_taken_from_the_sources_and_not_from_a_clock() -> None:
    shown = ordered(REAL, usual("gdp"))
    core = Presentation(io.BytesIO(slides.deck(shown))).core_properties
    assert (core.author, core.title) == ("重庆数字经济指标", "GDP 重庆")
    assert core.created == core.modified == shown.day.replace(tzinfo=None)
    assert core.keywords == shown.exhibits[0].receipt
    with zipfile.ZipFile(io.BytesIO(slides.deck(shown))) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("size", NAMES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_leaves_the_slide_and_no_two_texts_overlap(size: SizeName, lang: Language) -> None:
    found = deck(REAL, *subjects(lang), lang=lang, size=size)
    for slide in found.slides:
        there = boxes(slide)
        for name, left, top, right, bottom in there:
            assert min(left, top) >= 0, name
            assert right <= found.slide_width, name
            assert bottom <= found.slide_height, name
        for one, other in combinations(there, 2):
            across = min(one[3], other[3]) - max(one[1], other[1])
            down = min(one[4], other[4]) - max(one[2], other[2])
            assert across <= 1 or down <= 1, (slide.shapes.title.text, one[0], other[0])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_is_smaller_than_12_points_and_every_run_names_fonts_and_language(lang: Language) -> None:
    data = slides.deck(ordered(REAL, *subjects(lang), lang=lang))
    tongue = {"zh": "zh-CN", "en": "en-US"}[lang]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not re.match(r"ppt/(slides|charts|notesSlides)/\w+\.xml", name):
                continue
            for look in etree.fromstring(archive.read(name)).iter(f"{A}rPr", f"{A}defRPr"):
                assert int(look.get("sz", "1200")) >= 1200, name
                if look.getparent().tag != f"{A}fld" or look.get("lang") == tongue:
                    assert look.get("lang") == tongue, name
                    assert look.find(f"{A}latin") is not None, name
                    assert look.find(f"{A}ea") is not None, name


def test_the_half_slide_has_the_chart_on_the_left_and_an_empty_place_for_text_on_the_right() -> None:
    found = deck(REAL, usual("gdp"), size="half-slide")
    slide = found.slides[1]
    chart = chart_of(slide)
    text = next(each for each in slide.placeholders if each.placeholder_format.type == 2)
    assert (found.slide_width, found.slide_height) == (12_192_000, 6_858_000)
    assert chart.left + chart.width < found.slide_width / 2 < text.left
    assert text.text_frame.text == ""


# ------------------------------------------------------------------------------------------------ charts


def test_charts_are_native_and_their_numbers_are_those_of_the_catalogue() -> None:
    shown = ordered(catalogue(claim("2020", "7.3"), claim("2021", "7.6"), claim("2022", "8.1")), VIEW)
    slide = Presentation(io.BytesIO(slides.deck(shown))).slides[1]
    line = series(slide)["重庆"]
    assert chart_of(slide).chart.chart_type is not None
    assert values(line, "xVal") == [2020.0, 2021.0, 2022.0]
    assert values(line) == [7.3, 7.6, 8.1]


def test_behind_a_chart_a_workbook_holds_the_same_numbers_and_their_sources() -> None:
    shown = ordered(REAL, *subjects())
    for slide, exhibit in zip(
        list(Presentation(io.BytesIO(slides.deck(shown))).slides)[1:], shown.exhibits, strict=False
    ):
        if exhibit.panel.shape == "claim":
            continue
        part = chart_of(slide).chart.part
        book = openpyxl.load_workbook(io.BytesIO(part.chart_workbook.xlsx_part.blob))
        assert book.sheetnames == ["data", ledger.SHEET]
        for reference in part._element.iter(f"{C}numRef"):
            cells = book["data"][reference.findtext(f"{C}f").split("!")[1].replace("$", "")]
            rows = cells if isinstance(cells, tuple) else ((cells,),)
            cached = {int(pt.get("idx")): float(pt.findtext(f"{C}v")) for pt in reference.iter(f"{C}pt")}
            assert [row[0].value for row in rows] == [cached.get(i) for i in range(len(rows))]
        entries = ledger.read(book[ledger.SHEET].iter_rows(values_only=True))
        assert [entry.obs_value for entry in entries] == [row[13] for row in ledger.rows(exhibit)]


def test_a_missing_year_is_a_gap_in_the_line_and_only_a_dotted_thread_passes_over_it() -> None:
    found = deck(catalogue(claim("2020", "7.3"), claim("2021", "7.6"), claim("2023", "8.1")), VIEW)
    there = series(found.slides[1])
    assert values(there["重庆"]) == [7.3, 7.6, None, 8.1]
    thread = there["重庆：中间无数据"]
    assert values(thread) == [7.6, 8.1]
    assert thread.find(f"{C}spPr//{A}prstDash").get("val") == "sysDot"
    space = chart_of(found.slides[1]).chart._chartSpace
    assert space.find(f"{C}chart/{C}dispBlanksAs").get("val") == "gap"


def test_every_line_of_a_chart_joins_what_the_scene_joins_and_nothing_else() -> None:
    names = ("gdp", "nev_output", "tech_enterprises", "fiveg_per_10k", "laptop_output", "software_revenue")
    shown = ordered(REAL, *map(usual, names))
    for slide, scene in zip(
        list(Presentation(io.BytesIO(slides.deck(shown))).slides)[1:], every_scene(shown), strict=False
    ):
        joined = {False: set(), True: set()}
        for each in chart_of(slide).chart._chartSpace.iter(f"{C}ser"):
            stroke = each.find(f"{C}spPr/{A}ln/{A}solidFill")
            name = each.findtext(f"{C}tx//{C}v") or ""
            if stroke is None or name not in {
                *(f"{track.name}：中间无数据" for track in scene.tracks),
                *(track.name for track in scene.tracks),
            }:
                continue
            for before, after in pairwise(values(each)):
                if before is not None and after is not None:
                    joined[name.endswith("无数据")].add((before, after))
        wanted = {False: set(), True: set()}
        for part in scene.segments:
            wanted[part.thread].add((float(f"{part.first.y:.12g}"), float(f"{part.last.y:.12g}")))
        assert joined == wanted


def test_a_lower_bound_is_hollow_with_an_arrow_upwards_and_an_upper_bound_has_it_downwards() -> None:
    claims = claim("2020", "7.3"), claim("2021", "7.6"), claim("2022", "8", qualifier="more_than")
    up = series(deck(catalogue(*claims), VIEW).slides[1])["重庆"]
    way, lengths, head = errors(up)
    assert (way, lengths[:2], head) == ("plus", [None, None], True)
    assert (lengths[2] or 0) > 0
    mark = next(each for each in up.iter(f"{C}dPt") if each.find(f"{C}idx").get("val") == "2")
    assert mark.find(f"{C}marker/{C}spPr/{A}solidFill/{A}srgbClr").get("val") == "FFFFFF"
    down = claim("2022", "8", qualifier="less_than")
    way, lengths, head = errors(series(deck(catalogue(*claims[:2], down), VIEW).slides[1])["重庆"])
    assert (way, lengths[:2], head) == ("minus", [None, None], True)


def test_a_bound_among_ranks_points_to_the_better_places_above() -> None:
    claims = claim("2020", "7"), claim("2021", "5"), claim("2022", "3", qualifier="at_most")
    slide = deck(catalogue(*claims, unit="rank"), VIEW).slides[1]
    way, lengths, _ = errors(series(slide)["重庆"])
    axis = list(chart_of(slide).chart._chartSpace.iter(f"{C}valAx"))[1]
    assert (way, lengths[:2]) == ("minus", [None, None])
    assert axis.find(f"{C}scaling/{C}orientation").get("val") == "maxMin"


def test_what_another_source_says_stands_beside_the_value_as_a_dotted_ring() -> None:
    claims = claim("2021", "7.6"), claim("2022", "8", qualifier="more_than"), claim("2022", "7.7", source="b")
    slide = deck(catalogue(claim("2020", "7.3"), *claims), VIEW).slides[1]
    ring = series(slide)["另一来源，不符"]
    line = ring.find(f"{C}marker/{C}spPr/{A}ln")
    assert values(ring) == [7.7]
    assert line.find(f"{A}prstDash").get("val") == "sysDot"
    assert line.find(f"{A}solidFill/{A}srgbClr").get("val") == "A8324A"
    assert "另说7.7" in [text.replace(" ", "") for text in labels(slide)]
    assert "超过8" in labels(slide)


def test_a_target_is_a_hollow_diamond_that_no_line_reaches_as_if_it_were_a_value() -> None:
    goal = claim("2025", "10", qualifier="at_least")
    claims = claim("2020", "7.3"), claim("2021", "7.6"), claim("2022", "8.1")
    there = series(deck(catalogue(*claims, targets=(goal,)), VIEW).slides[1])
    target = there["目标"]
    assert target.find(f"{C}marker/{C}symbol").get("val") == "diamond"
    assert target.find(f"{C}spPr/{A}ln/{A}noFill") is not None
    assert values(target) == [10.0]
    assert values(there["到目标的路径"]) == [8.1, 10.0]


def test_years_are_labelled_in_their_middle_and_the_end_of_a_year_stands_half_a_year_later() -> None:
    stock = catalogue(claim("2020-12-31", "7.3"), claim("2021-12-31", "7.6"), claim("2022-06-30", "8.1"))
    slide = deck(stock, VIEW).slides[1]
    axis = next(chart_of(slide).chart._chartSpace.iter(f"{C}valAx"))
    assert values(series(slide)["重庆"], "xVal") == [2020.5, 2021.5, pytest.approx(2021.9959)]
    assert axis.find(f"{C}majorUnit").get("val") == "1.0"
    assert float(axis.find(f"{C}scaling/{C}min").get("val")).is_integer()


def test_columns_start_at_zero_and_a_year_without_data_has_an_empty_place() -> None:
    found = catalogue(claim("2020", "7.3"), claim("2021", "7.6"), claim("2023", "8.1"))
    slide = deck(found, replace(VIEW, kind="bar")).slides[1]
    chart = chart_of(slide).chart
    assert list(chart.plots[0].categories) == ["2020", "2021", "2022", "2023"]
    assert list(chart.plots[0].series[0].values) == [7.3, 7.6, None, 8.1]
    assert next(chart._chartSpace.iter(f"{C}valAx")).find(f"{C}scaling/{C}min").get("val") == "0.0"


def test_a_slope_has_its_periods_in_words() -> None:
    slide = deck(REAL, usual("idc_bandwidth")).slides[1]
    plot = chart_of(slide).chart.plots[0]
    assert list(plot.categories) == ["2019.9", "2023.4"]
    assert list(plot.series[0].values) == [260.0, 340.0]


def test_areas_in_order_run_downwards_each_with_its_name_and_value() -> None:
    slide = deck(REAL, Comparison("digital_core_share_gdp", "2022", "CN-CQ")).slides[1]
    assert {"重庆", "成都", "武汉", "全国", "超过8"} <= set(labels(slide))
    assert values(series(slide)["参加排名"], "xVal") == [8.0]


def test_one_number_is_set_as_type_with_its_hedge_and_its_sentence() -> None:
    found = catalogue(claim("2022", "8", qualifier="more_than", quote="占比超过8%"))
    slide = deck(found, VIEW).slides[1]
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    big = next(shape for shape in slide.shapes if shape.has_text_frame and "超过 8" in shape.text_frame.text)
    assert not any(shape.has_chart for shape in slide.shapes)
    assert big.text_frame.text.splitlines()[0] == "超过 8 %"
    assert any("“占比超过8%”" in text and "渝经信复函〔2023〕373号" in text for text in texts)


# ------------------------------------------------------------------------------------------------ what stands beside


def test_the_receipt_stands_on_the_slide_in_the_alternative_text_and_in_the_notes() -> None:
    shown = ordered(REAL, *subjects(), address="http://host:8501")
    found = Presentation(io.BytesIO(slides.deck(shown)))
    for slide, exhibit in zip(list(found.slides)[1:], shown.exhibits, strict=False):
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any(exhibit.source_line in text and exhibit.receipt in text for text in texts)
        alt = [each.get("descr") for each in slide.shapes._spTree.iter() if each.get("descr")]
        assert len(alt) == 1
        assert receipts.find(alt[0]) == (exhibit.code, exhibit.fingerprint)
        assert receipts.find(slide.notes_slide.notes_text_frame.text) == (exhibit.code, exhibit.fingerprint)
        assert exhibit.link in slide.notes_slide.notes_text_frame.text


def test_the_notes_have_every_quote_with_its_document_number_and_its_address() -> None:
    shown = ordered(REAL, usual("digital_core_share_gdp"))
    notes = Presentation(io.BytesIO(slides.deck(shown))).slides[1].notes_slide.notes_text_frame.text
    for each in shown.exhibits[0].evidence:
        assert "".join(each.quote or ()) in notes
        assert (each.link or "") in notes
        assert each.citation in notes
    assert "渝经信复函〔2023〕373号" in notes
    assert "7.7" in notes


def test_the_evidence_has_a_row_for_every_claim_with_a_link_to_its_source() -> None:
    shown = ordered(REAL, *subjects())
    found = Presentation(io.BytesIO(slides.deck(shown)))
    cells = [
        cell
        for slide in found.slides
        for shape in slide.shapes
        if shape.has_table
        for cell in shape.table.iter_cells()
    ]
    texts = [cell.text_frame.text for cell in cells]
    links = {
        run.hyperlink.address for cell in cells for part in cell.text_frame.paragraphs for run in part.runs
    }
    for exhibit in shown.exhibits:
        for each in exhibit.evidence:
            assert any(str(each.said) in text for text in texts)
            assert each.link is None or each.link in links


def test_hostile_words_are_written_as_words() -> None:
    evil = '"=1+1 <a:t>&amp; ]]> {x} $y$"'
    claims = claim("2020", "7.3", source="evil", quote=evil), claim("2021", "7.6"), claim("2022", "8.1")
    slide = deck(catalogue(*claims), VIEW).slides[1]
    notes = slide.notes_slide.notes_text_frame.text
    assert "=1+1 <a:t>&amp; ]]> {x} $y$" in notes
    assert "<b>bold</b> $x^2$ %{y} & co" in notes
    book = openpyxl.load_workbook(io.BytesIO(chart_of(slide).chart.part.chart_workbook.xlsx_part.blob))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert "'=1+1 <a:t>&amp; ]]> {x} $y$" in [cell.value for cell in cells]


def test_characters_that_xml_forbids_are_left_out() -> None:
    shown = ordered(REAL, usual("gdp"), usual("software_demo_bases"))
    bad = tuple(
        replace(each, sentence="响\x07\x00铃\ud800\uffff声", name="名\x1b称") for each in shown.exhibits
    )
    found = Presentation(io.BytesIO(slides.deck(replace(shown, exhibits=bad))))
    assert [slide.shapes.title.text for slide in found.slides][1:3] == ["响铃声", "响铃声"]


def test_a_chart_can_be_rebuilt_alone_for_a_frame_of_any_size() -> None:
    shown = ordered(REAL, *subjects())
    for exhibit in shown.exhibits:
        if exhibit.panel.shape == "claim":
            with pytest.raises(ValueError, match="claim"):
                slides.rebuilt(REAL, exhibit, TODAY, (600, 300))
            continue
        xml, book = slides.rebuilt(REAL, exhibit, TODAY, (600, 300))
        assert etree.fromstring(xml).tag == f"{C}chartSpace"
        assert openpyxl.load_workbook(io.BytesIO(book)).sheetnames == ["data", ledger.SHEET]
        assert slides.rebuilt(REAL, exhibit, TODAY, (600, 300)) == (xml, book)


# The order of children that ECMA-376 demands; PowerPoint repairs a file that has another.
_ORDER = {
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls errBars cat xVal val yVal smooth",
    "dPt": "idx invertIfNegative marker bubble3D spPr",
    "dLbl": "idx layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize",
    "dLbls": "dLbl numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize extLst",
    "errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
    "valAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossBetween majorUnit",
    "catAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses auto lblAlgn lblOffset noMultiLvlLbl",
    "scaling": "logBase orientation max min",
    "plotArea": "layout barChart lineChart scatterChart catAx valAx spPr",
    "scatterChart": "scatterStyle varyColors ser axId",
    "lineChart": "grouping varyColors ser marker axId",
    "barChart": "barDir grouping varyColors ser gapWidth overlap axId",
    "chart": "autoTitleDeleted plotArea plotVisOnly dispBlanksAs",
    "chartSpace": "date1904 lang roundedCorners chart spPr txPr externalData",
}


def test_the_parts_of_a_chart_stand_in_the_order_of_the_standard() -> None:
    with zipfile.ZipFile(io.BytesIO(slides.deck(ordered(REAL, *subjects())))) as archive:
        for name in filter(re.compile(r"ppt/charts/.*\.xml").fullmatch, archive.namelist()):
            for element in etree.fromstring(archive.read(name)).iter():
                order = _ORDER.get(etree.QName(element).localname)
                if order and element.tag.startswith(C):
                    places = [order.split().index(etree.QName(child).localname) for child in element]
                    assert places == sorted(places), (name, element.tag)


def test_libreoffice_shows_the_sentences_and_the_labels(office: str, tmp_path: Path) -> None:
    shown = ordered(REAL, *subjects())
    file = tmp_path / "deck.pptx"
    file.write_bytes(slides.deck(shown))
    command = [
        office,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(file)], check=True, timeout=150, capture_output=True
    )
    pdf = file.with_suffix(".pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    words = re.sub(r"\s", "", text.stdout)
    for exhibit in shown.exhibits:
        assert re.sub(r"\s", "", exhibit.sentence)[:20] in words
    for label in ("超过8", "另说7.7", "目标5,000", "32,193.15", "全国约10"):
        assert label in words

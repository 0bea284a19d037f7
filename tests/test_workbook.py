"""The workbook as a spreadsheet reads it: real numbers with their hedge, charts that can be edited, and no formula at all."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

import chart_catalogue as small
from indicators import store
from indicators.charts import Comparison, View, usual_view
from indicators.exports import order
from indicators.exports.workbook import workbook
from indicators.model import Catalogue, Language

TODAY = date(2026, 11, 24)
CATALOGUE = store.read(Path(__file__).parents[1] / "data")
SHARE = "digital_core_share_gdp"


def ordered(catalogue: Catalogue, *subjects: View | Comparison | None, address: str = "") -> order.Work:
    found = tuple(subject for subject in subjects if subject)
    return order.work(
        catalogue, order.Order(found, found[0].lang, as_of=found[0].as_of, address=address), TODAY
    )


def made(catalogue: Catalogue, *subjects: View | Comparison | None, **more: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(ordered(catalogue, *subjects, **more))))


def of_small(*claims: str, targets: tuple[str, ...] = (), lang: Language = "zh", **more: Any) -> Any:
    return made(small.catalogue(*claims, targets=targets, **more), View(("x",), ("CN-CQ", "CN"), lang))


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in found]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def series(sheet: Any) -> dict[str, Any]:
    """The series of a sheet's first chart by name; of several with one name the last."""
    return {each.tx.v: each for each in sheet._charts[0].series}


# ------------------------------------------------------------------------------------------------ figures


def test_sheets_and_heads_are_in_the_language() -> None:
    zh, en = (made(CATALOGUE, usual_view(CATALOGUE, SHARE, (), lang)) for lang in ("zh", "en"))
    assert zh.sheetnames == ["数据", "来源", "定义", "变化", "图表"]
    assert en.sheetnames == ["Data", "Sources", "Definitions", "Changes", "Charts"]
    head = [cell.value for cell in zh["数据"][1]]
    assert head[:9] == ["指标", "地区", "时期", "数值", "单位", "下界", "上界", "限定词", "来源的说法"]
    assert [cell.value for cell in en["Data"][1]][3:8] == ["Value", "Unit", "Lower end", "Upper end", "Hedge"]


def test_a_bound_is_a_real_number_whose_hedge_is_printed_with_it() -> None:
    found = rows(made(CATALOGUE, usual_view(CATALOGUE, SHARE))["数据"])
    bound, printed = [row for row in found if row["地区"] == "重庆" and row["时期"] == "2022年"]
    assert (bound["数值"], bound["下界"], bound["上界"], bound["限定词"]) == (8, 8, None, "超过")
    assert (printed["数值"], printed["下界"], printed["上界"], printed["限定词"]) == (7.7, 7.7, 7.7, None)
    assert bound["引文"] == "2022年数字经济核心产业增加值占GDP比重超过8%"
    assert bound["备注"] == "来源有分歧：7.7%"
    assert printed["性质"] == "另一来源，不符"
    sheet = made(CATALOGUE, usual_view(CATALOGUE, SHARE))["数据"]
    formats = {sheet.cell(row, 4).value: sheet.cell(row, 4).number_format for row in range(2, sheet.max_row)}
    assert formats[8].startswith('"超过"#,##0;')
    assert formats[7.7].startswith("#,##0.0;")


def test_numbers_of_one_indicator_have_one_power_of_ten_and_the_printed_one_stands_beside_it() -> None:
    claims = small.claim("2021", "40", unit_mult="8"), small.claim("2022", "500000", unit_mult="4")
    found = rows(of_small(*claims, unit="item", more="    unit_mult: 8\n")["数据"])
    assert [(row["数值"], row["单位"], row["来源的说法"]) for row in found] == [
        (40, "亿个", "40亿个"),
        (50, "亿个", "50亿个"),
    ]
    assert [(row["obs_value"], row["unit_mult"]) for row in found] == [("40", 8), ("500000", 4)]


def test_a_fraction_is_a_number_that_is_said_as_a_fraction() -> None:
    sheet = of_small(small.claim("2022", "1/3", unit_mult="2"), lang="en")["Data"]
    [found] = rows(sheet)
    assert found["Value"] == pytest.approx(100 / 3)
    assert sheet.cell(2, 4).number_format.startswith("#,##0.0;")
    assert found["As said by the source"] == "1/3"


def test_printed_zeros_and_negative_numbers_stay() -> None:
    sheet = of_small(small.claim("2021", "-7.70"), small.claim("2022", "13.0"), lang="en")["Data"]
    assert [(sheet.cell(row, 4).value, sheet.cell(row, 4).number_format) for row in (2, 3)] == [
        (-7.7, '#,##0.00;"−"#,##0.00;#,##0.00'),
        (13, '#,##0.0;"−"#,##0.0;#,##0.0'),
    ]


def test_a_derived_value_shows_its_sum_and_its_parents_sources_are_listed() -> None:
    catalogue = small.catalogue(
        small.claim("2022", "31.1"),
        small.claim("2021", "3.8", source="b"),
        more='    derived:\n      - {time_period: "2020", ref_area: CN-CQ, operation: difference, of: ['
        '{indicator: x, time_period: "2022", source: a}, {indicator: x, time_period: "2021", source: b}]}\n',
    )
    book = made(catalogue, View(("x",), ("CN-CQ",)))
    derived = next(row for row in rows(book["数据"]) if row["kind"] == "derived")
    assert (derived["数值"], derived["性质"], derived["引文"]) == (27.3, "推算", "31.1% − 3.8% = 27.3%")
    assert {row["source"]: row["数据条数"] for row in rows(book["来源"])} == {"a": 2, "b": 2}


def test_what_a_chart_leaves_out_is_in_the_table_without_a_receipt() -> None:
    claims = small.claim("2021", "1"), small.claim("2022", "2"), small.claim("2022-01/2022-06", "3")
    work = ordered(small.catalogue(*claims), View(("x",), ("CN-CQ",), kind="bar"))
    found = rows(openpyxl.load_workbook(io.BytesIO(workbook(work)))["数据"])
    receipt = work.exhibits[0].receipt
    assert {row["time_period"]: row["图表溯源码"] for row in found} == {
        "2021": receipt,
        "2022": receipt,
        "2022-01/2022-06": None,
    }


def test_only_what_was_known_on_the_day_is_in_it() -> None:
    claims = small.claim("2021", "1"), small.claim("2022", "2", source="b")
    early = View(("x",), ("CN-CQ",), as_of=date(2023, 12, 31))
    book = made(small.catalogue(*claims), early)
    assert [row["time_period"] for row in rows(book["数据"])] == ["2021"]
    assert book.properties.created == datetime(2023, 4, 4)
    assert "截至2023年12月31日所知" in book["数据"].oddFooter.left.text


# ------------------------------------------------------------------------------------------------ sources, changes


def test_a_source_is_cited_in_both_styles_and_links_to_its_page() -> None:
    book = made(CATALOGUE, usual_view(CATALOGUE, SHARE))
    [letter] = [row for row in rows(book["来源"]) if row["文号"] == "渝经信复函〔2023〕373号"]
    assert letter["GB/T 7714—2015"].startswith("重庆市经济和信息化委员会. 关于市六届人大一次会议第0265号")
    assert letter["APA"].startswith("重庆市经济和信息化委员会. (2023, April 4). ")
    links = [cell.hyperlink for row in book["来源"].iter_rows() for cell in row if cell.hyperlink]
    assert links
    assert all(link.target.startswith(("http://", "https://")) for link in links)


def test_a_change_has_its_hedge_and_its_ends_and_what_cannot_be_known_says_why() -> None:
    claims = small.claim("2020", "7.3"), small.claim("2021", "8", qualifier="more_than")
    found = rows(of_small(*claims, small.claim("2022", "9", qualifier="more_than"))["变化"])
    assert [(row["变化"], row["单位"], row["下界"], row["上界"], row["文字表述"]) for row in found] == [
        (pytest.approx(0.7), "个百分点", pytest.approx(0.7), None, "较2020年提高超过0.7个百分点"),
        (None, None, None, None, "与2021年相比：超过8%与超过9%之间任何结果都有可能，无法得知。"),
    ]


def test_nothing_is_compared_across_a_change_of_definition() -> None:
    broken = '    breaks:\n      - {time_period: "2021", title: {zh: 口径扩大, en: Wider scope}}\n'
    found = rows(
        of_small(small.claim("2020", "1"), small.claim("2021", "2"), more=broken, lang="en")["Changes"]
    )
    assert [(row["Change"], row["In words"], row["Remark"]) for row in found] == [
        (None, "the definition changed in between", "Wider scope")
    ]


# ------------------------------------------------------------------------------------------------ charts


def test_a_chart_over_time_joins_what_the_page_joins_and_shows_bounds_and_targets_apart() -> None:
    sheet = of_small(
        small.claim("2019", "10"),
        small.claim("2020", "12"),
        small.claim("2021", "13", qualifier="more_than"),
        targets=(small.claim("2025", "20", qualifier="at_least"),),
    )["图表"]
    found = series(sheet)
    assert list(found) == ["重庆", "只知下限", "目标"]
    line, marks = [each for each in sheet._charts[0].series if each.tx.v == "重庆"]
    assert (line.yVal.numRef.f, line.graphicalProperties.line.prstDash) == ("图表!$D$3:$D$5", "solid")
    assert (marks.yVal.numRef.f, marks.graphicalProperties.line.noFill) == ("图表!$D$3:$D$4", True)
    assert marks.marker.graphicalProperties.solidFill.srgbClr == "004488"
    bound, target = found["只知下限"], found["目标"]
    assert bound.marker.graphicalProperties.solidFill.srgbClr != "004488"
    assert (bound.errBars.errBarType, bound.errBars.noEndCap) == ("plus", True)
    assert target.marker.symbol == "diamond"
    assert [sheet[cell].value for cell in ("A3", "B5", "D5", "E5", "F5")] == [
        "重庆",
        "2021年",
        13,
        "只知下限",
        "渝经信复函〔2023〕373号",
    ]
    assert sheet["D6"].number_format.startswith('"不低于"')


def test_a_year_without_data_is_a_dotted_thread_and_never_a_line() -> None:
    sheet = of_small(small.claim("2019", "10"), small.claim("2020", "11"), small.claim("2022", "12"))["图表"]
    drawn = [
        (each.tx.v, each.yVal.numRef.f, each.graphicalProperties.line.prstDash)
        for each in sheet._charts[0].series
        if not each.graphicalProperties.line.noFill
    ]
    assert drawn == [
        ("重庆", "图表!$D$3:$D$4", "solid"),
        ("中间年份无数据", "图表!$D$4:$D$5", "sysDot"),
    ]


def test_another_sources_claim_is_a_dotted_ring() -> None:
    claims = small.claim("2021", "8"), small.claim("2022", "9"), small.claim("2022", "7", source="b")
    ring = series(of_small(*claims)["图表"])["另一来源，不符"]
    assert ring.marker.graphicalProperties.line.prstDash == "sysDot"
    assert ring.yVal.numRef.f == "图表!$D$5"


def test_a_chart_carries_its_sentence_its_source_and_its_receipt_wherever_it_is_copied_to() -> None:
    work = ordered(CATALOGUE, usual_view(CATALOGUE, SHARE), address="http://host:8501")
    [exhibit] = work.exhibits
    data = workbook(work)
    chart = parts(data)["xl/charts/chart1.xml"]
    assert f"<a:t>{exhibit.sentence}</a:t>" in chart
    assert f"<a:t>{exhibit.source_line} · 溯源码 {exhibit.receipt}</a:t>" in chart
    book = openpyxl.load_workbook(io.BytesIO(data))
    texts = [cell.value for row in book["图表"].iter_rows() for cell in row if cell.value]
    assert texts[0] == exhibit.sentence
    assert exhibit.source_line in texts
    assert f"溯源码 {exhibit.receipt}" in texts
    assert exhibit.receipt in parts(data)["xl/drawings/drawing1.xml"]
    assert book.properties.keywords == exhibit.receipt
    targets = [cell.hyperlink.target for row in book["图表"].iter_rows() for cell in row if cell.hyperlink]
    assert targets == [exhibit.link]


def test_arrows_have_heads_and_chinese_letters_a_font() -> None:
    chart = parts(workbook(ordered(CATALOGUE, usual_view(CATALOGUE, SHARE))))["xl/charts/chart1.xml"]
    assert len(re.findall('<c:errBars>.*?<a:tailEnd type="arrow"/></a:ln>.*?</c:errBars>', chart)) == 1
    assert chart.count("<a:latin ") == chart.count('<a:ea typeface="Microsoft YaHei"/>') > 0


def test_one_number_is_no_chart_and_every_other_view_is_one() -> None:
    views = [usual_view(CATALOGUE, name) for name in list(CATALOGUE.indicators)[:40]]
    work = ordered(CATALOGUE, *views)
    charts = [exhibit for exhibit in work.exhibits if exhibit.panel.shape != "claim"]
    book = openpyxl.load_workbook(io.BytesIO(workbook(work)))
    assert len(book["图表"]._charts) == len(charts) > 5
    assert len(charts) < len(work.exhibits)


def test_bars_have_a_gap_for_a_missing_year_and_bounds_are_hollow() -> None:
    claims = (
        small.claim("2019", "10"),
        small.claim("2021", "12"),
        small.claim("2022", "13", qualifier="more_than"),
    )
    sheet = made(small.catalogue(*claims), View(("x",), ("CN-CQ",), kind="bar"))["图表"]
    assert [[cell.value for cell in row] for row in sheet["A2:C6"]] == [
        ["时期", "原文数字（%）", "只知下限（%）"],
        ["2019年", 10, None],
        ["2020年", None, None],
        ["2021年", 12, None],
        ["2022年", None, 13],
    ]
    printed, bound = sheet._charts[0].series
    assert printed.graphicalProperties.solidFill.srgbClr == "004488"
    assert bound.graphicalProperties.solidFill.srgbClr == "FFFFFF"


def test_areas_in_order_are_bars_with_the_first_at_the_top() -> None:
    claims = [
        small.claim("2022", value, ref_area=area)
        for area, value in (("CN-CQ", "5"), ("CN-SC", "9"), ("CN", "7"))
    ]
    sheet = made(small.catalogue(*claims), Comparison("x", "2022", "CN-CQ"))["图表"]
    assert [sheet.cell(row, 1).value for row in (3, 4, 5)] == ["全国", "四川", "重庆"]
    [chart] = sheet._charts
    assert chart.barDir == "bar"
    assert "maxMin" in {axis.scaling.orientation for axis in (chart.x_axis, chart.y_axis)}


def test_a_rank_has_the_first_place_at_the_top() -> None:
    sheet = of_small(small.claim("2021", "8"), small.claim("2022", "5"), unit="rank")["图表"]
    assert sheet._charts[0].y_axis.scaling.orientation == "maxMin"


@pytest.mark.parametrize("transform", ["points", "index", "percent", "cagr", "change"])
def test_a_computed_view_has_the_results_in_its_chart_and_the_claims_in_its_table(transform: Any) -> None:
    unit = "percent" if transform == "points" else "item"
    claims = small.claim("2020", "100"), small.claim("2021", "110"), small.claim("2022", "130")
    view = View(("x",), ("CN-CQ",), transform=transform)
    book = made(small.catalogue(*claims, unit=unit), view)
    assert [row["数值"] for row in rows(book["数据"])] == [100, 110, 130]
    sheet = book["图表"]
    shown = [
        sheet.cell(row, 4).value for row in range(3, 8) if isinstance(sheet.cell(row, 4).value, int | float)
    ]
    expected = {
        "points": [10, 20],
        "change": [10, 20],
        "percent": [10, pytest.approx(18.1818, abs=1e-3)],
        "index": [100, 110, 130],
        "cagr": [10, pytest.approx(14.0175, abs=1e-3)],
    }
    assert shown == expected[transform]


# ------------------------------------------------------------------------------------------------ the file


def test_an_order_of_nothing_is_a_workbook_of_heads() -> None:
    work = order.work(CATALOGUE, order.Order(()), TODAY)
    book = openpyxl.load_workbook(io.BytesIO(workbook(work)))
    assert [sheet.max_row for sheet in book] == [1, 1, 1, 1, 1]


def test_a_view_without_figures_is_no_chart() -> None:
    work = ordered(small.catalogue(small.claim("2022", "8")), View(("x",), ("CN-SC",)))
    assert openpyxl.load_workbook(io.BytesIO(workbook(work)))["图表"]._charts == []


def test_the_same_order_gives_the_same_bytes() -> None:
    views = [usual_view(CATALOGUE, name) for name in list(CATALOGUE.indicators)[:12]]
    assert workbook(ordered(CATALOGUE, *views)) == workbook(ordered(CATALOGUE, *views))


def test_progress_is_told_chart_by_chart() -> None:
    told: list[tuple[int, int]] = []
    views = [usual_view(CATALOGUE, name) for name in list(CATALOGUE.indicators)[:3]]
    work = replace(ordered(CATALOGUE, *views), told=lambda done, total: told.append((done, total)))
    workbook(work)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_heads_stay_in_sight_filter_and_are_repeated_on_paper() -> None:
    book = made(CATALOGUE, usual_view(CATALOGUE, SHARE))
    for name in ("数据", "来源", "定义", "变化"):
        sheet = book[name]
        assert sheet.freeze_panes == "B2", name
        assert sheet.auto_filter.ref.startswith("A1:"), name
        assert sheet.print_title_rows == "$1:$1", name
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", None), name
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, name


HOSTILE = (
    "=HYPERLINK(1)",
    "＝1+1",
    "@SUM(1)",
    "+1",
    "-1|calc",
    "{=1}",
    "_x0041_",
    "a\u202eb",
    "<c>&amp;",
    "=cmd|' /C x'!A1",
)


def test_no_text_of_the_catalogue_becomes_a_formula_or_breaks_the_file() -> None:
    claims = [
        small.claim(str(2010 + n), str(n), quote=f'"{text}"', note=f'"{text}"')
        for n, text in enumerate(HOSTILE)
    ]
    text = small.HEAD + "indicators:\n" + small.indicator(*claims)
    for place in ("重庆", "复函", "经信委", "指标", "定义", "渝经信复函〔2023〕373号"):
        text = text.replace(place, '"=1+1"')
    from indicators import reading
    from indicators.model import Document

    document = reading.read(text.encode(), "test.yaml")
    assert isinstance(document, Document), document
    catalogue = Catalogue(((Path("test.yaml"), document),), "digest")
    data = workbook(ordered(catalogue, View(("x",), ("CN-CQ",))))
    for name, part in parts(data).items():
        ElementTree.fromstring(part)  # noqa: S314 - our own file
        if name.startswith("xl/worksheets/"):
            assert "<f>" not in part
            assert "<f " not in part
    book = openpyxl.load_workbook(io.BytesIO(data))
    texts = [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert not [found for found in texts if re.match(r"[=+\-@＝]", found)]
    quotes = [row["引文"] for row in rows(book["数据"])]
    assert quotes[:3] == ["'=HYPERLINK(1)", "'＝1+1", "'@SUM(1)"]
    assert quotes[6:9] == ["_x0041_", "ab", "<c>&amp;"]


def test_an_address_that_excel_cannot_take_as_a_link_is_a_text() -> None:
    from indicators.exports.workbook.book import Book, Link

    work = ordered(CATALOGUE, usual_view(CATALOGUE, SHARE))
    book = Book(work)
    sheet = book.tab("x")
    for row, address in enumerate(
        ["javascript:alert(1)", "https://example.org/" + "a" * 3000, "file:///etc/passwd"]
    ):
        book.write(sheet, row, 0, Link(address), book.look())
    found = openpyxl.load_workbook(io.BytesIO(book.finished()))["x"]
    assert [found.cell(row, 1).hyperlink for row in (1, 2, 3)] == [None, None, None]
    assert found["A1"].value == "javascript:alert(1)"


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    from indicators.exports.workbook.book import clean

    assert clean("测" * 40_000) == "测" * 32_766 + "…"
    assert clean("a\x00b\x0bc\ufffe") == "abc"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("lang", "words"), [("zh", "超过8%"), ("en", "more than 8%")])
def test_libreoffice_prints_it(lang: Language, words: str, tmp_path: Path) -> None:
    (tmp_path / "in.xlsx").write_bytes(workbook(ordered(CATALOGUE, usual_view(CATALOGUE, SHARE, (), lang))))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "in.xlsx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    import pypdfium2

    document = pypdfium2.PdfDocument(tmp_path / "in.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert words in text
    assert "2022年数字经济核心产业增加值占GDP比重超过8%" in text
    assert "###" not in text

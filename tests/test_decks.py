"""Old decks: every chart is found again, what changed is said claim by claim, and only what changed is made new."""

from __future__ import annotations

import copy
import io
import os
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Pt
from typer.testing import CliRunner

import chart_catalogue as small
from indicators import charts, store, wording
from indicators.charts import Comparison, View
from indicators.cli import app
from indicators.exports import decks, receipts, slides, stamp
from indicators.exports.decks import Change, Checked, Edit, Report, package
from indicators.exports.order import Order, work
from indicators.exports.receipts import Subject
from indicators.model import Catalogue

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 24)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

LINE = [small.claim("2020", "7.3", "b"), small.claim("2021", "7.5", "b")]
BOUND = small.claim("2022", "8", qualifier="more_than")
RIVAL = small.claim("2022", "7.7", "b")
TARGET = small.claim("2025", "10", qualifier="at_least")
SLOPE = [small.claim("2021", "30"), small.claim("2022", "40", qualifier="about")]
X = small.indicator(*LINE, BOUND, RIVAL, targets=(TARGET,))
Y = small.indicator(*SLOPE, unit="item", id="y")
Z = small.indicator(small.claim("2022", "5", qualifier="at_least"), unit="item", id="z")
THEN = small.read(X, Y, Z)
#: 2021 corrected, the rival withdrawn, 2023 added
NOW = small.read(
    small.indicator(
        LINE[0], small.claim("2021", "7.6", "b"), BOUND, small.claim("2023", "9.1", "b"), targets=(TARGET,)
    ),
    Y,
    Z,
)
DECKS: dict[tuple[Subject, ...], bytes] = {}
LINE_VIEW, SLOPE_VIEW, NUMBER_VIEW = (View((name,), ("CN-CQ",)) for name in "xyz")
SENTENCE = "2022年重庆指标：一份复函说“超过8%”，一篇报道说7.7%；2025年不低于10%的目标尚无数据可判。"
SENTENCE_NOW = (
    "2023年重庆指标为9.1%，较2022年提高不足1.1个百分点，也可能下降；"
    "距2025年不低于10%的目标还差0.9个百分点，2025年尚无数据可判。"
)
CHANGES = (
    Change("指标 重庆", "2021年", "7.5%", "日报，2024年10月21日", "7.6%", "日报，2024年10月21日"),
    Change("指标 重庆", "2022年", "7.7%", "日报，2024年10月21日", "", ""),
    Change("指标 重庆", "2023年", "", "", "9.1%", "日报，2024年10月21日"),
)
NEW_CHART = "只更新了图本身：请查看图旁的文字，例如图例、来源行和备注。"


def deck(*subjects: Subject, catalogue: Catalogue = THEN) -> bytes:
    if catalogue is not THEN:
        return slides.deck(work(catalogue, Order(subjects), TODAY))
    if subjects not in DECKS:
        DECKS[subjects] = slides.deck(work(catalogue, Order(subjects), TODAY))
    return DECKS[subjects]


def edited(content: bytes, *changes: Callable[[Any], None]) -> bytes:
    """A deck as somebody saves it after a change with another program."""
    presentation = Presentation(io.BytesIO(content))
    for change in changes:
        change(presentation)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def frames(presentation: Any, slide: int = 2) -> list[Any]:
    return [shape for shape in presentation.slides[slide - 1].shapes if shape.has_chart]


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def one(report: Report) -> Checked:
    [found] = report.charts
    return found


def alt(shape: Any) -> str:
    return shape._element.xpath(".//p:cNvPr")[0].get("descr", "")  # type: ignore[no-any-return]


def set_alt(shape: Any, text: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)


def book(presentation: Any, change: Callable[[Any], None], slide: int = 2) -> None:
    """Changes the workbook behind the first chart of a slide."""
    part = frames(presentation, slide)[0].chart.part.chart_workbook.xlsx_part
    found = openpyxl.load_workbook(io.BytesIO(part.blob))
    change(found)
    out = io.BytesIO()
    found.save(out)
    part._blob = out.getvalue()


# ------------------------------------------------------------------------------------------------ what is found


def test_a_deck_just_made_is_current_whatever_it_shows() -> None:
    catalogue = store.read(ROOT / "data")
    subjects: list[Subject] = [
        view for name in list(catalogue.indicators)[::3] if (view := charts.usual_view(catalogue, name))
    ]
    share = View(("digital_core_share_gdp",), ("CN-CQ", "CN"))
    subjects += [replace(share, kind=kind) for kind in ("bar", "slope", "dot", "multiples")]  # type: ignore[arg-type]
    subjects += [replace(share, transform=transform) for transform in ("change", "index")]  # type: ignore[arg-type]
    subjects += [
        replace(share, lang="en", as_of=date(2024, 1, 1)),
        Comparison("digital_core_share_gdp", "2022", "CN-CQ"),
    ]
    content = deck(*subjects, catalogue=catalogue)
    same, report = decks.refreshed(catalogue, content, TODAY)
    assert same == content
    assert report.fine
    assert len(report.charts) > len(subjects) * 0.9
    assert [each for each in report.charts if each.status != "current" or each.title_now or each.edits] == []


def test_what_changed_is_said_claim_by_claim_with_its_hedge_and_source() -> None:
    assert decks.check(NOW, deck(LINE_VIEW, SLOPE_VIEW), TODAY) == Report(
        4,
        (
            Checked(
                2,
                SENTENCE,
                "指标 重庆",
                "chart",
                receipt(LINE_VIEW, THEN),
                "changed",
                CHANGES,
                title_now=SENTENCE_NOW,
            ),
            Checked(
                3,
                "2022年重庆指标y约40个，比2021年增长约33.3%。",
                "指标y 重庆",
                "chart",
                receipt(SLOPE_VIEW, THEN),
                "current",
            ),
        ),
    )


def receipt(subject: Subject, catalogue: Catalogue) -> str:
    [exhibit] = work(catalogue, Order((subject,)), TODAY).exhibits
    return exhibit.receipt


def test_the_report_speaks_the_readers_language_and_the_deck_keeps_its_own() -> None:
    english = one(decks.check(NOW, deck(LINE_VIEW), TODAY, "en"))
    assert english.changes[0] == Change(
        "Indicator Chongqing", "2021", "7.5%", "日报, 21 October 2024", "7.6%", "日报, 21 October 2024"
    )
    assert english.title_now == SENTENCE_NOW
    bound = small.read(small.indicator(*LINE, small.claim("2022", "8.2"), RIVAL, targets=(TARGET,)), Y, Z)
    found = one(decks.check(bound, deck(LINE_VIEW), TODAY, "en"))
    assert [(each.old, each.new) for each in found.changes] == [("more than 8%", "8.2%")]


def test_a_hedge_that_changed_is_a_change() -> None:
    before, after = (
        small.catalogue(*LINE, small.claim("2022", "8", **hedge))
        for hedge in ({"qualifier": "more_than"}, {})
    )
    found = one(decks.check(after, deck(LINE_VIEW, catalogue=before), TODAY))
    assert [(each.old, each.new) for each in found.changes] == [("超过8%", "8%")]


def test_the_same_value_from_another_source_is_a_replacement() -> None:
    other = small.read(
        small.indicator(*LINE, BOUND, targets=(small.claim("2025", "10", "b", qualifier="at_least"),)), Y
    )
    before = small.read(small.indicator(*LINE, BOUND, targets=(TARGET,)), Y)
    found = one(decks.check(other, deck(LINE_VIEW, catalogue=before), TODAY))
    assert found.changes == (
        Change(
            "指标 重庆",
            "2025年",
            "不低于10%",
            "渝经信复函〔2023〕373号，2023年4月4日",
            "不低于10%",
            "日报，2024年10月21日",
        ),
    )


def test_a_choice_that_swaps_what_is_shown_is_a_change_though_no_claim_is_another() -> None:
    choice = '    choices:\n      - {time_period: "2022", ref_area: CN-CQ, source: b, because: 更全, decided: 2024-11-01}\n'
    chosen = small.read(X + choice, Y, Z)
    found = one(decks.check(chosen, deck(LINE_VIEW), TODAY))
    assert found.status == "changed"
    assert [(each.old, each.new, each.remark) for each in found.changes] == [
        ("超过8%", "超过8%", "另一来源，不符"),
        ("7.7%", "7.7%", "所示数值"),
    ]


def test_a_withdrawn_indicator_and_a_view_without_claims_are_told_apart() -> None:
    left = small.read(X, small.indicator(small.claim("2022", "4", ref_area="CN"), unit="item", id="y"))
    line, slope, number = decks.check(left, deck(LINE_VIEW, SLOPE_VIEW, NUMBER_VIEW), TODAY).charts
    assert (line.status, slope.status, number.status) == ("current", "withdrawn", "withdrawn")
    assert slope.notes == ("数据中已没有这方面的数字。",)
    assert [(each.period, each.old, each.new) for each in slope.changes] == [
        ("2021年", "30个", ""),
        ("2022年", "约40个", ""),
    ]
    assert number.notes == ("溯源码在现有数据中查不到：指标已不在，或图是用别的数据做的。",)
    gone = one(decks.check(small.read(X), deck(SLOPE_VIEW), TODAY))
    assert gone.notes == ("数据中已没有：指标y 重庆。",)
    assert len(gone.changes) == 2


def test_a_number_set_as_type_is_compared_and_never_touched() -> None:
    content = deck(NUMBER_VIEW)
    now = small.read(
        X, Y, small.indicator(small.claim("2022", "6", qualifier="more_than"), unit="item", id="z")
    )
    new, report = decks.refreshed(now, content, TODAY)
    assert new == content
    assert one(report) == Checked(
        2,
        "2022年重庆指标z不低于5个。",
        "指标z 重庆",
        "other",
        receipt(NUMBER_VIEW, THEN),
        "changed",
        (
            Change(
                "指标z 重庆", "2022年", "不低于5个", "", "超过6个", "渝经信复函〔2023〕373号，2023年4月4日"
            ),
        ),
        title_now="2022年重庆指标z超过6个。",
        notes=("没有更新：这是文字或图片，请手工改正或重新导出。",),
    )


def test_a_number_set_as_type_that_somebody_wrote_over_is_edited() -> None:
    def write_over(presentation: Any) -> None:
        for shape in presentation.slides[1].shapes:
            if receipts.find(alt(shape)):
                run = next(run for run in shape.text_frame.paragraphs[0].runs if run.text == "5")
                run.text = "50"

    found = one(decks.check(THEN, edited(deck(NUMBER_VIEW), write_over), TODAY))
    assert (found.status, found.edits) == ("current", (Edit("指标z 重庆", "2022年", "不低于5个", ""),))


# ------------------------------------------------------------------------------------------------ edited decks


def test_a_chart_is_found_wherever_it_was_moved_and_whatever_it_is_called() -> None:
    def rearrange(presentation: Any) -> None:
        slide = presentation.slides[1]
        [frame] = frames(presentation)
        frame.left, frame.top, frame.width, frame.height = Pt(10), Pt(20), Pt(300), Pt(200)
        frame.name = "我的图"
        slide.shapes.title.text = "我们的\n标题"
        order = presentation.slides._sldIdLst
        order.append(order[1])

    found = one(decks.check(NOW, edited(deck(LINE_VIEW), rearrange), TODAY))
    assert (found.slide, found.title, found.status, found.changes) == (3, "我们的\n标题", "changed", CHANGES)
    assert found.title_now == SENTENCE_NOW


def test_a_chart_in_a_group_is_found_and_rebuilt_at_the_size_it_has_there() -> None:
    def group(presentation: Any) -> None:
        slide = presentation.slides[1]
        [frame] = frames(presentation)
        inner = slide.shapes.add_group_shape([frame, slide.shapes[0]])
        outer = slide.shapes.add_group_shape([inner])
        outer.width, outer.height = outer.width // 2, outer.height // 2

    content = edited(deck(LINE_VIEW), group)
    before = package.Package(content)
    from indicators.exports.decks.finding import found

    [whole], [half] = (list(found(package.Package(each))) for each in (deck(LINE_VIEW), content))
    assert half.room == pytest.approx([side / 2 for side in whole.room], abs=0.1)
    new, report = decks.refreshed(NOW, content, TODAY)
    assert (one(report).status, one(report).refreshed) == ("changed", True)
    assert one(decks.check(NOW, new, TODAY)).status == "current"
    assert before.slides == package.Package(new).slides


def test_a_chart_whose_alternative_text_was_deleted_is_known_by_its_workbook_and_else_by_the_notes() -> None:
    def forget(presentation: Any) -> None:
        set_alt(frames(presentation)[0], "")

    def lose(presentation: Any) -> None:
        rels = frames(presentation)[0].chart.part.rels
        for name in [name for name, rel in rels.items() if rel.reltype == RT.PACKAGE]:
            rels.pop(name)

    without_alt = edited(deck(LINE_VIEW), forget)
    found = one(decks.check(NOW, without_alt, TODAY))
    assert (found.receipt, found.changes) == (receipt(LINE_VIEW, THEN), CHANGES)
    new, _ = decks.refreshed(NOW, without_alt, TODAY)
    assert alt(frames(Presentation(io.BytesIO(new)))[0]).endswith(f"溯源码 {receipt(LINE_VIEW, NOW)}")
    without_both = edited(deck(LINE_VIEW), forget, lose)
    found = one(decks.check(NOW, without_both, TODAY))
    assert found.receipt == receipt(LINE_VIEW, THEN)
    assert [(each.period, each.old, each.new) for each in found.changes] == [
        ("2020年", "不详", "7.3%"),
        ("2021年", "不详", "7.6%"),
        ("2022年", "不详", "超过8%"),
        ("2023年", "不详", "9.1%"),
        ("2025年", "不详", "不低于10%"),
    ]
    assert found.notes == ("文件里已没有制图时的数据，只能列出现在的数值。",)
    same, report = decks.refreshed(NOW, without_both, TODAY)
    assert same == without_both
    assert one(report).notes[-1] == "没有更新：图没有自带的数据表，或链接到别的文件，请重新导出。"


def test_a_number_whose_alternative_text_another_program_dropped_is_known_by_the_notes_and_else_by_what_is_printed() -> (
    None
):
    def forget(presentation: Any) -> None:
        for shape in presentation.slides[1].shapes:
            set_alt(shape, "")

    def no_notes(presentation: Any) -> None:
        presentation.slides[1].notes_slide.notes_text_frame.text = ""

    more = small.read(X, Y, small.indicator(small.claim("2022", "6"), unit="item", id="z"))
    for content in (edited(deck(NUMBER_VIEW), forget), edited(deck(NUMBER_VIEW), forget, no_notes)):
        found = one(decks.check(more, content, TODAY))
        assert (found.receipt, found.form, found.name) == (receipt(NUMBER_VIEW, THEN), "other", "指标z 重庆")
        assert [(each.old, each.new) for each in found.changes] == [("不详", "6个")]


def test_a_chart_pasted_into_a_deck_made_by_hand_is_found_among_others() -> None:
    content = pasted(deck(LINE_VIEW))
    hand, ours = decks.check(NOW, content, TODAY).charts
    assert (hand.status, hand.receipt, hand.slide, hand.title) == ("unknown", "", 1, "手工页")
    assert (ours.status, ours.changes, ours.slide) == ("changed", CHANGES, 2)
    new, report = decks.refreshed(NOW, content, TODAY)
    assert [each.refreshed for each in report.charts] == [False, True]
    before, after = parts(content), parts(new)
    assert {name for name in before if before[name] != after[name]} == {
        "ppt/charts/chart2.xml",
        "ppt/embeddings/Microsoft_Excel_Sheet2.xlsx",
        "ppt/slides/slide2.xml",
    }


def pasted(content: bytes) -> bytes:
    """A deck of one's own with a chart of one's own, and on its second slide the first chart of another deck."""
    hand = Presentation()
    slide = hand.slides.add_slide(hand.slide_layouts[5])
    slide.shapes.title.text = "手工页"
    data = CategoryChartData()
    data.categories = ["2020", "2021"]
    data.add_series("7.3", (7.3, 7.5))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(50), Pt(50), Pt(300), Pt(200), data)
    [frame] = frames(Presentation(io.BytesIO(content)))
    target = hand.slides.add_slide(hand.slide_layouts[5])
    part = frame.chart.part
    part._partname = type(part.partname)("/ppt/charts/chart2.xml")
    part.chart_workbook.xlsx_part._partname = type(part.partname)(
        "/ppt/embeddings/Microsoft_Excel_Sheet2.xlsx"
    )
    element = copy.deepcopy(frame._element)
    relation = target.part.relate_to(part, RT.CHART)
    element.xpath(".//c:chart")[0].set(RELATION, relation)
    target.shapes._spTree.append(element)
    out = io.BytesIO()
    hand.save(out)
    return out.getvalue()


def test_a_slide_with_two_charts_has_the_title_of_one_of_them() -> None:
    def move(presentation: Any) -> None:
        line, slope = presentation.slides[1], presentation.slides[2]
        [frame] = frames(presentation, 3)
        relation = line.part.relate_to(frame.chart.part, RT.CHART)
        element = copy.deepcopy(frame._element)
        element.xpath(".//c:chart")[0].set(RELATION, relation)
        line.shapes._spTree.append(element)
        slope.shapes._spTree.remove(frame._element)

    content = edited(deck(LINE_VIEW, SLOPE_VIEW), move)
    found = decks.check(THEN, content, TODAY).charts
    assert [(each.slide, each.status, each.title_now) for each in found][:2] == [
        (2, "current", ""),
        (2, "current", ""),
    ]
    found = decks.check(NOW, content, TODAY).charts
    assert [each.title_now for each in found][:2] == [
        SENTENCE_NOW,
        "2022年重庆指标y约40个，比2021年增长约33.3%。",
    ]


def test_more_slides_than_anybody_shows_are_not_checked() -> None:
    found = parts(deck(LINE_VIEW))
    name = "ppt/presentation.xml"
    slide = etree.fromstring(found[name]).find(".//{*}sldId")
    again = etree.tostring(slide) * 2_001
    found[name] = found[name].replace(b"</p:sldIdLst>", again + b"</p:sldIdLst>")
    [problem] = decks.check(THEN, stamp.archive(found), TODAY).problems
    assert wording.say_problem(problem, "zh", place=False) == "幻灯片或图超过2000个；请拆分后分别检查"


def shared(presentation: Any) -> None:
    """The second slide's chart on the third slide too, once more."""
    slope = presentation.slides[2]
    [frame] = frames(presentation)
    element = copy.deepcopy(frame._element)
    relation = slope.part.relate_to(frame.chart.part, RT.CHART)
    element.xpath(".//c:chart")[0].set(RELATION, relation)
    slope.shapes._spTree.append(element)


def test_a_chart_shown_on_two_slides_is_rebuilt_once_and_named_on_both() -> None:
    content = edited(deck(LINE_VIEW, SLOPE_VIEW), shared)
    new, report = decks.refreshed(NOW, content, TODAY)
    assert [(each.slide, each.status, each.refreshed) for each in report.charts] == [
        (2, "changed", True),
        (3, "current", False),
        (3, "changed", True),
    ]
    before, after = parts(content), parts(new)
    assert sorted(name for name in before if before[name] != after[name]) == [
        "ppt/charts/chart1.xml",
        "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx",
        "ppt/slides/slide2.xml",
        "ppt/slides/slide3.xml",
    ]
    assert [each.status for each in decks.check(NOW, new, TODAY).charts] == ["current"] * 3


def test_the_picture_that_stands_in_for_a_chart_in_old_programs_is_not_counted() -> None:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"

    def alternate(presentation: Any) -> None:
        [frame] = frames(presentation)
        element, parent = frame._element, frame._element.getparent()
        both = etree.SubElement(parent, f"{{{space}}}AlternateContent")
        choice, fallback = (etree.SubElement(both, f"{{{space}}}{name}") for name in ("Choice", "Fallback"))
        choice.set("Requires", "p14")
        fallback.append(copy.deepcopy(element))
        choice.append(element)

    assert one(decks.check(NOW, edited(deck(LINE_VIEW), alternate), TODAY)).changes == CHANGES


def test_a_chart_linked_to_another_file_is_left_as_it_is() -> None:
    def link(presentation: Any) -> None:
        part = frames(presentation)[0].chart.part
        [relation] = [name for name, rel in part.rels.items() if rel.reltype == RT.PACKAGE]
        part.rels.pop(relation)
        new = part.relate_to("file:///C:/figures.xlsx", RT.OLE_OBJECT, is_external=True)
        part._element.xpath(".//c:externalData")[0].set(RELATION, new)

    content = edited(deck(LINE_VIEW), link)
    new, report = decks.refreshed(NOW, content, TODAY)
    assert new == content
    assert one(report).status == "changed"
    assert one(report).notes[-1] == "没有更新：图没有自带的数据表，或链接到别的文件，请重新导出。"


def test_slides_of_several_decks_and_of_both_languages_are_each_checked_by_their_own_receipt() -> None:
    both = deck(LINE_VIEW, replace(LINE_VIEW, lang="en"), replace(LINE_VIEW, as_of=date(2023, 5, 1)))
    zh, en, early = decks.check(NOW, both, TODAY).charts
    assert (zh.status, en.status, early.status) == ("changed", "changed", "current")
    assert en.title_now.startswith("Indicator: 9.1% in Chongqing in 2023")
    assert en.changes == zh.changes


# ------------------------------------------------------------------------------------------------ numbers changed by hand


def test_a_number_changed_in_the_data_is_named() -> None:
    def change(workbook: Any) -> None:
        for row in workbook["data"].iter_rows(min_row=2):
            if row[1].value == "2021年" and row[6].value:
                row[3].value = 9.9

    content = edited(deck(LINE_VIEW), lambda presentation: book(presentation, change))
    found = one(decks.check(THEN, content, TODAY))
    assert (found.status, found.edited) == ("current", True)
    assert found.edits == (Edit("指标 重庆", "2021年", "7.5%", "9.9"),)
    assert not decks.check(THEN, content, TODAY).fine
    new, report = decks.refreshed(NOW, content, TODAY)
    assert one(report).notes == (NEW_CHART, "手工改过的数字已被替换。")
    assert one(decks.check(NOW, new, TODAY)).edits == ()


def test_a_number_changed_in_the_chart_alone_is_named() -> None:
    def change(presentation: Any) -> None:
        chart = frames(presentation)[0].chart._chartSpace
        for value in chart.xpath(".//c:yVal//c:v[.='7.5']"):
            value.text = "9.9"

    found = one(decks.check(THEN, edited(deck(LINE_VIEW), change), TODAY))
    assert found.edits == (Edit("指标 重庆", "2021年", "7.5%", "9.9"),)


def test_a_number_changed_in_a_chart_of_categories_is_named() -> None:
    def change(workbook: Any) -> None:
        for row in workbook["data"].iter_rows(min_row=2):
            for cell in row[1:]:
                cell.value = 31 if cell.value == 30 else cell.value

    content = edited(deck(SLOPE_VIEW), lambda presentation: book(presentation, change))
    assert one(decks.check(THEN, content, TODAY)).edits == (Edit("指标y 重庆", "2021年", "30个", "31"),)


def test_a_deleted_row_is_named() -> None:
    def change(workbook: Any) -> None:
        sheet = workbook["data"]
        [row] = [
            row[0].row for row in sheet.iter_rows(min_row=2) if row[1].value == "2021年" and row[6].value
        ]
        sheet.delete_rows(row)

    content = edited(deck(LINE_VIEW), lambda presentation: book(presentation, change))
    assert one(decks.check(THEN, content, TODAY)).edits == (Edit("指标 重庆", "2021年", "7.5%", ""),)


# ------------------------------------------------------------------------------------------------ refreshed


def test_only_the_chart_its_workbook_and_its_alternative_text_are_new() -> None:
    content = deck(LINE_VIEW, SLOPE_VIEW, NUMBER_VIEW)
    given = bytes(content)
    new, report = decks.refreshed(NOW, content, TODAY)
    assert content == given
    assert [(each.status, each.refreshed, each.notes) for each in report.charts] == [
        ("changed", True, (NEW_CHART,)),
        ("current", False, ()),
        ("current", False, ()),
    ]
    before, after = parts(content), parts(new)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {
        "ppt/charts/chart1.xml",
        "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx",
        "ppt/slides/slide2.xml",
    }
    old_slide, new_slide = (etree.fromstring(each["ppt/slides/slide2.xml"]) for each in (before, after))
    for slide in (old_slide, new_slide):
        for shape in slide.iter("{*}cNvPr"):
            shape.attrib.pop("descr", None)
    assert etree.tostring(old_slide, method="c14n") == etree.tostring(new_slide, method="c14n")


def test_a_refreshed_chart_draws_what_is_known_today_in_the_place_it_had() -> None:
    content = edited(deck(LINE_VIEW), lambda presentation: setattr(frames(presentation)[0], "left", Pt(77)))
    new, _ = decks.refreshed(NOW, content, TODAY)
    [old_frame], [frame] = (frames(Presentation(io.BytesIO(each))) for each in (content, new))
    places = [(each.left, each.top, each.width, each.height, each.name) for each in (old_frame, frame)]
    assert places[0] == places[1]
    assert places[0][0] == Pt(77)
    values = {value for plot in frame.chart.plots for series in plot.series for value in series.values}
    assert values >= {7.3, 7.6, 8.0, 9.1, 10.0}
    assert not values & {7.5, 7.7}
    part = frame.chart.part.chart_workbook.xlsx_part
    rows = list(openpyxl.load_workbook(io.BytesIO(part.blob))["sources"].iter_rows(values_only=True))
    assert [row[3] for row in rows[1:]] == ["7.3%", "7.6%", "超过8%", "9.1%", "不低于10%"]
    assert alt(frame) == (
        "指标（单位：%）。重庆：2020年7.3%；2021年7.6%；2022年超过8%；2023年9.1%；2025年目标不低于10%。"
        f"\n溯源码 {receipt(LINE_VIEW, NOW)}"
    )


def test_a_refreshed_deck_is_current_and_only_its_titles_are_still_the_old_ones() -> None:
    new, _ = decks.refreshed(NOW, deck(LINE_VIEW), TODAY)
    again, report = decks.refreshed(NOW, new, TODAY)
    assert again == new
    assert one(report) == Checked(
        2, SENTENCE, "指标 重庆", "chart", receipt(LINE_VIEW, NOW), "current", title_now=SENTENCE_NOW
    )


def test_the_same_deck_gives_the_same_bytes() -> None:
    content = deck(LINE_VIEW, SLOPE_VIEW)
    assert decks.refreshed(NOW, content, TODAY) == decks.refreshed(NOW, content, TODAY)


def test_words_of_ones_own_in_the_alternative_text_stay_and_only_the_receipt_in_them_is_new() -> None:
    old, new_receipt = receipt(LINE_VIEW, THEN), receipt(LINE_VIEW, NOW)
    content = edited(
        deck(LINE_VIEW), lambda presentation: set_alt(frames(presentation)[0], f"领导要看的图。{old}，请留意")
    )
    new, _ = decks.refreshed(NOW, content, TODAY)
    assert alt(frames(Presentation(io.BytesIO(new)))[0]) == f"领导要看的图。{new_receipt}，请留意"


def test_a_chart_on_a_dark_template_is_rebuilt_in_its_light_letters_and_the_templates_fonts() -> None:
    own = Presentation()
    colours = own.slide_masters[0]._element.xpath("./p:clrMap")[0]
    for name, value in (("bg1", "dk1"), ("tx1", "lt1")):
        colours.set(name, value)
    out = io.BytesIO()
    own.save(out)
    content, known = (
        slides.deck(work(each, Order((LINE_VIEW,), template=out.getvalue()), TODAY)) for each in (THEN, NOW)
    )
    new, report = decks.refreshed(NOW, content, TODAY)
    assert one(report).refreshed

    def look(deck_: bytes) -> set[str]:
        root = etree.fromstring(parts(deck_)["ppt/charts/chart1.xml"])
        fonts = {each.get("typeface") for each in root.iter("{*}latin", "{*}ea", "{*}cs")}
        return fonts | {each.get("val") for each in root.iter("{*}srgbClr")}

    assert look(new) == look(known)
    assert look(new) >= {"AAB2BC", "+mn-lt", "+mn-ea"}


def test_what_was_drawn_inside_a_chart_stays_in_it() -> None:
    def draw(presentation: Any) -> None:
        space = frames(presentation)[0].chart._chartSpace
        shapes = etree.SubElement(space, "{http://schemas.openxmlformats.org/drawingml/2006/chart}userShapes")
        shapes.set(RELATION, "rId9")

    new, _ = decks.refreshed(NOW, edited(deck(LINE_VIEW), draw), TODAY)
    root = etree.fromstring(parts(new)["ppt/charts/chart1.xml"])
    assert [etree.QName(each).localname for each in root][-2:] == ["externalData", "userShapes"]


def test_a_chart_that_takes_several_charts_today_or_is_one_number_is_left_as_it_is() -> None:
    both = View(("x",), ("CN-CQ", "CN"))
    before = small.read(small.indicator(*SLOPE, small.claim("2022", "50", ref_area="CN"), unit="item"))
    apart = small.read(small.indicator(*SLOPE, small.claim("2022", "9999", ref_area="CN"), unit="item"))
    content = deck(both, catalogue=before)
    new, report = decks.refreshed(apart, content, TODAY)
    assert (new, one(report).notes) == (content, ("没有更新：现在要用几幅图才能画出，请重新导出。",))
    single = small.read(X, small.indicator(SLOPE[1], unit="item", id="y"), Z)
    content = deck(SLOPE_VIEW)
    new, report = decks.refreshed(single, content, TODAY)
    assert (new, one(report).notes) == (content, ("没有更新：现在只有一个数字，请重新导出。",))


@pytest.fixture
def soffice() -> str:
    """The path of LibreOffice. Without one the test is skipped, in CI it fails."""
    found = shutil.which("soffice")
    if found is None:
        reason = "no LibreOffice: install it (apt-get install libreoffice-impress)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def test_another_program_opens_a_refreshed_deck_and_draws_what_is_known_today(
    soffice: str, tmp_path: Path
) -> None:
    new, _ = decks.refreshed(NOW, deck(LINE_VIEW, SLOPE_VIEW), TODAY)
    (tmp_path / "new.pptx").write_bytes(new)
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "new.pptx")]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    document = pypdfium2.PdfDocument(tmp_path / "new.pdf")
    text = document[1].get_textpage().get_text_range()
    assert len(document) == 4
    assert all(value in text for value in ("7.3", "7.6", "9.1"))
    assert "7.5" not in text


# ------------------------------------------------------------------------------------------------ what is no deck


def _zip(*names: str, content: bytes = b"") -> bytes:
    return stamp.archive(dict.fromkeys(names, content))


def bomb() -> bytes:
    """An archive whose directory says that it unpacks to 2 GB (the sizes stand 24 bytes behind each entry's signature)."""
    content = bytearray(_zip(*(f"ppt/media/image{n}.bin" for n in range(4))))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 24 : at + 28] = (1 << 29).to_bytes(4, "little")
        at = content.find(b"PK\x01\x02", at + 1)
    return bytes(content)


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
OTHER = "这不是 PowerPoint 文件；只能检查 .pptx 文件"
DAMAGED = "PowerPoint 文件已损坏，打不开；请重新取得"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", OTHER),
        ("只是文字".encode(), OTHER),
        (b"PK\x03\x04", DAMAGED),
        (OLE, "这是旧的 PowerPoint 或 WPS 文件（.ppt、.dps）；请另存为 .pptx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "文件有密码保护；请去掉密码后另存"),
        (_zip("word/document.xml"), "不论文件名是什么，这是 Word 文件；只能检查 .pptx 文件"),
        (_zip("xl/workbook.xml"), "不论文件名是什么，这是 Excel 文件；只能检查 .pptx 文件"),
        (_zip("mimetype", "content.xml"), "不论文件名是什么，这是 OpenDocument 文件；只能检查 .pptx 文件"),
        (_zip("readme.txt"), OTHER),
        (_zip("ppt/presentation.xml"), DAMAGED),
        (_zip("_rels/.rels", "ppt/presentation.xml", content=b"<x"), DAMAGED),
        (deck(SLOPE_VIEW)[:20_000], DAMAGED),
    ],
)
def test_what_is_no_deck_is_said_in_one_sentence(content: bytes, message: str) -> None:
    new, report = decks.refreshed(THEN, content, TODAY, name="旧.pptx")
    assert new == content
    assert [wording.say_problem(each, "zh") for each in report.problems] == [f"旧.pptx: {message}"]
    assert report == decks.check(THEN, content, TODAY, name="旧.pptx")
    assert (report.charts, report.fine) == ((), False)


def test_what_unpacks_to_more_than_there_is_room_for_is_not_unpacked() -> None:
    [problem] = decks.check(THEN, bomb(), TODAY).problems
    assert (
        wording.say_problem(problem, "zh", place=False) == "文件内容超过 1024 MB 的上限；请拆分文件或压缩图片"
    )


def test_every_message_has_its_chinese() -> None:
    from indicators.problems import RULES, Problem

    params = {"found": "Word", "limit": "1", "slide": "1", "name": "图"}
    for rule in RULES:
        if rule.startswith("deck_"):
            problem = Problem("旧.pptx", 0, 0, rule, params)
            assert wording.say_problem(problem, "zh", place=False) != wording.say_problem(
                problem, "en", place=False
            )


def test_a_workbook_that_cannot_be_read_is_a_problem_of_its_chart_alone() -> None:
    def spoil(presentation: Any) -> None:
        frames(presentation)[0].chart.part.chart_workbook.xlsx_part._blob = b"no workbook"

    content = edited(deck(LINE_VIEW, SLOPE_VIEW), spoil)
    report = decks.check(NOW, content, TODAY, name="旧.pptx")
    assert [wording.say_problem(each, "zh") for each in report.problems] == [
        "旧.pptx: 第2页：图“指标 重庆”背后的数据读不了，无从知道原来的数值；请重新导出这幅图"
    ]
    assert [each.status for each in report.charts] == ["changed", "current"]
    new, report = decks.refreshed(NOW, content, TODAY)
    assert one(replace(report, charts=report.charts[:1])).refreshed
    assert decks.check(NOW, new, TODAY).problems == ()


def test_a_workbook_saved_by_another_program_is_read_without_its_styles() -> None:
    def strip(presentation: Any) -> None:
        part = frames(presentation)[0].chart.part.chart_workbook.xlsx_part
        found = parts(part.blob)
        root = etree.fromstring(found["xl/styles.xml"])
        for each in root.findall("{*}cellStyles"):
            root.remove(each)
        part._blob = stamp.archive(found | {"xl/styles.xml": etree.tostring(root)})

    report = decks.check(NOW, edited(deck(LINE_VIEW), strip), TODAY)
    assert (report.problems, one(report).changes) == ((), CHANGES)


def test_a_slide_that_cannot_be_read_is_named_and_the_others_are_checked() -> None:
    found = parts(deck(LINE_VIEW, SLOPE_VIEW))
    found["ppt/slides/slide2.xml"] = b"<p:sld"
    report = decks.check(NOW, stamp.archive(found), TODAY, name="旧.pptx")
    assert [wording.say_problem(each, "zh") for each in report.problems] == [
        "旧.pptx: 第2页已损坏，没有检查；请在 PowerPoint 中查看并重新保存"
    ]
    assert [(each.slide, each.status) for each in report.charts] == [(3, "current")]


def test_a_deck_without_our_charts_is_no_problem() -> None:
    hand = io.BytesIO()
    Presentation().save(hand)
    report = decks.check(THEN, hand.getvalue(), TODAY)
    assert (report, report.ours, report.fine) == (Report(), False, True)


def test_whatever_is_broken_in_a_deck_nothing_is_raised() -> None:
    chance = random.Random(7)  # noqa: S311 - the same deck every time
    found = parts(deck(LINE_VIEW, NUMBER_VIEW))
    looked_into = [
        name
        for name in found
        if name.startswith(("ppt/slides/", "ppt/charts/", "ppt/embeddings/", "ppt/_rels", "_rels"))
    ]
    for _ in range(40):
        name = chance.choice(looked_into)
        content = bytearray(found[name])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 30)] = chance.randbytes(chance.randint(0, 3))
        new, report = decks.refreshed(NOW, stamp.archive(found | {name: bytes(content)}), TODAY)
        assert new
        assert report


def test_entities_are_not_followed() -> None:
    found = parts(deck(LINE_VIEW))
    bomb_ = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
    )
    slide = found["ppt/slides/slide2.xml"].partition(b"?>")
    content = slide[0] + slide[1] + bomb_ + b"]>" + slide[2].replace(b"<a:t>", b"<a:t>&m;", 1)
    report = decks.check(NOW, stamp.archive(found | {"ppt/slides/slide2.xml": content}), TODAY)
    assert len(report.charts) + len(report.problems) == 1


# ------------------------------------------------------------------------------------------------ the command


def run(*args: str | Path, data: Path) -> tuple[int, str, str]:
    command = ["check-deck", *map(str, args), "--data", str(data)]
    done = CliRunner().invoke(app, command, env={"INDICATORS_LANG": None, "PYTHONUTF8": "1"})
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data of today."""
    folder = tmp_path / "data"
    folder.mkdir()
    share = small.indicator(
        small.claim("2020", "7.3", "b", quote="占比7.3%"),
        small.claim("2021", "7.6", "b", quote="占比7.6%"),
        small.claim("2022", "8", qualifier="more_than", quote="占比超过8%"),
        targets=(small.claim("2025", "10", qualifier="at_least", quote="占比不低于10%"),),
    )
    count = small.indicator(
        small.claim("2021", "30", quote="30个"),
        small.claim("2022", "40", qualifier="about", quote="约40个"),
        unit="item",
        id="y",
    )
    text = f"{small.HEAD}indicators:\n{share}{count}"
    (folder / "indicators.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_command_says_what_changed_and_writes_the_new_deck(data: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "旧.pptx", tmp_path / "新.pptx"
    old.write_bytes(deck(LINE_VIEW, SLOPE_VIEW))
    code, out, err = run(old, "--refresh", new, data=data)
    assert (code, err) == (1, "")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "改变 指标 重庆 2021年 7.5% → 7.6% 日报，2024年10月21日" in lines
    assert "不再有 指标 重庆 2022年 7.7% → — 日报，2024年10月21日" in lines
    assert f"2 有变化 {SENTENCE}" in lines
    assert lines[-2:] == [
        "4页，2幅图：未变1幅，有变化1幅；标题与现在的说法不同1幅；已更新1幅。",
        f"已写入 {new}",
    ]
    assert old.read_bytes() == deck(LINE_VIEW, SLOPE_VIEW)
    code, out, err = run(new, data=data)
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "4页，2幅图：未变2幅；标题与现在的说法不同1幅。"


def test_a_deck_made_by_hand_is_said_to_be_one(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "hand.pptx"
    hand = Presentation()
    hand.slides.add_slide(hand.slide_layouts[5])
    hand.save(str(file))
    assert run(file, data=data) == (0, "1页里没有本看板导出的图。\n", "")
    assert (
        run(file, "--lang", "en", data=data)[1] == "There are no charts from this dashboard on its 1 slide.\n"
    )


def test_the_command_never_writes_over_the_old_deck_nor_where_it_may_not(data: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.pptx"
    old.write_bytes(deck(LINE_VIEW))
    same = tmp_path / "." / "old.pptx"
    assert run(old, "--refresh", same, data=data) == (
        2,
        "",
        f"--refresh 不能写回 {old} 本身；请换一个文件名，原文件保持不变。\n",
    )
    assert run(old, "--refresh", tmp_path / "new.ppt", "--lang", "en", data=data) == (
        2,
        "",
        f"--refresh writes a .pptx file, not {tmp_path / 'new.ppt'}.\n",
    )
    nowhere = tmp_path / "nowhere" / "new.pptx"
    code, out, err = run(old, "--refresh", nowhere, data=data)
    assert (code, out) == (1, "")
    assert err.startswith(f"写不了 {nowhere}（")


def test_a_file_that_is_no_deck_is_said_in_one_sentence(data: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "letter.pptx", tmp_path / "new.pptx"
    file.write_bytes(b"text")
    assert run(file, "--refresh", new, data=data) == (1, "", f"{file}: 错误：{OTHER}\n")
    assert not new.exists()
    missing = tmp_path / "no.pptx"
    assert run(missing, "--lang", "en", data=data) == (
        1,
        "",
        f"{missing}: error: there is no such file or folder; check the path\n",
    )

"""Exhibits: one chart with its sentence, its claims in words, its sources and its receipt, before it is any kind of file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import chart_catalogue as small
from indicators import charts, reading, store
from indicators.charts import Comparison, View
from indicators.exports import ledger, receipts, stamp
from indicators.exports.evidence import Evidence
from indicators.exports.exhibit import Exhibit, definitions, drawn, exhibits
from indicators.exports.order import Order, work
from indicators.exports.sizes import NAMES, SIZES
from indicators.model import Catalogue, Document

REAL = store.read(Path(__file__).parents[1] / "data")
TODAY = date(2026, 11, 24)
BREAK = '    breaks:\n      - {time_period: "2021", title: {zh: 口径变了, en: New scope}}\n'
SHARE = small.indicator(
    small.claim("2020", "7.3", "b"),
    small.claim("2021", "7.5", "b"),
    small.claim("2022", "8", qualifier="more_than"),
    small.claim("2022", "7.7", "b"),
    small.claim("2021", "7.6", "b", ref_area="CN"),
    targets=(small.claim("2025", "10", qualifier="at_least"),),
    more=BREAK,
)
COUNT = small.indicator(
    small.claim("2021", "30"), small.claim("2022", "40", qualifier="about"), unit="item", id="y"
)
CATALOGUE = small.read(SHARE, COUNT)


def made(subject: View | Comparison, catalogue: Catalogue = CATALOGUE, address: str = "") -> list[Exhibit]:
    return list(exhibits(catalogue, [subject], TODAY, address))


def said(each: Evidence) -> tuple[str, str, str, str]:
    return each.area, each.period, str(each.said), each.nature


def test_the_title_is_a_sentence_with_its_hedge_and_its_conflict() -> None:
    [one] = made(View(("x",), ("CN-CQ",)))
    assert one.sentence == (
        "2022年重庆指标：一份复函说“超过8%”，一篇报道说7.7%；2025年不低于10%的目标尚无数据可判。"
    )


def test_every_claim_drawn_is_evidence_values_first_then_targets_and_other_sources() -> None:
    [one] = made(View(("x",), ("CN-CQ", "CN")))
    assert [said(each) for each in one.evidence] == [
        ("重庆", "2020年", "7.3%", "实际"),
        ("重庆", "2021年", "7.5%", "实际"),
        ("重庆", "2022年", "超过8%", "实际"),
        ("重庆", "2025年", "不低于10%", "目标"),
        ("重庆", "2022年", "7.7%", "另一来源，不符"),
        ("全国", "2021年", "7.6%", "实际"),
    ]
    assert [each.remark for each in one.evidence if each.remark] == ["来源有分歧：7.7%"]


def test_the_source_line_names_who_says_what_is_shown_first_and_each_source_once() -> None:
    [one] = made(View(("x",), ("CN-CQ", "CN")))
    assert one.source_line == "来源：日报 2024年10月21日；渝经信复函〔2023〕373号"
    assert [source.id for source in one.sources] == ["b", "a"]


def test_a_source_line_names_three_and_counts_the_others() -> None:
    press = "".join(
        f"  - {{id: s{n}, kind: press, title: 报道, issuer: 报社{n}, reliability: press, published: 2024-01-0{n}}}\n"
        for n in range(1, 6)
    )
    claims = (small.claim(str(2015 + n), str(n), f"s{n}") for n in range(1, 6))
    text = f"{small.HEAD}{press}indicators:\n{small.indicator(*claims)}"
    document = reading.read(text.encode(), "test.yaml")
    assert isinstance(document, Document)
    [one] = made(View(("x",), ("CN-CQ",)), Catalogue(((Path("test.yaml"), document),), ""))
    assert one.source_line == "来源：报社1 2024年1月1日；报社2 2024年1月2日；报社3 2024年1月3日，另2个"
    assert len(one.sources) == 5


def test_what_was_known_on_a_day_is_said_so() -> None:
    [one] = made(View(("y",), ("CN-CQ",), as_of=date(2023, 6, 1)))
    assert one.source_line == "来源：渝经信复函〔2023〕373号 · 截至2023年6月1日所知"
    assert made(View(("y",), ("CN-CQ",), as_of=date(2023, 4, 3))) == []


def test_breaks_of_definition_stand_in_the_notes() -> None:
    assert made(View(("x",), ("CN-CQ",)))[0].notes == ("2021年：口径变了",)
    assert made(View(("x",), ("CN-CQ",), "en"))[0].notes == ("2021: New scope",)


def test_a_view_of_several_panels_gives_an_exhibit_for_each() -> None:
    apart = made(View(("x", "y"), ("CN-CQ",)))
    assert [(one.name, one.panel.shape) for one in apart] == [("指标 重庆", "line"), ("指标y 重庆", "slope")]
    assert [one.subject for one in apart] == [View((name,), ("CN-CQ",)) for name in ("x", "y")]
    multiples = made(View(("x",), ("CN-CQ", "CN"), kind="multiples"))
    assert [(one.name, one.panel.shape) for one in multiples] == [
        ("指标 重庆", "line"),
        ("指标 全国", "claim"),
    ]


def test_the_parts_of_every_view_are_single_charts_with_a_receipt_of_their_own() -> None:
    several = View(tuple(list(REAL.indicators)[:12]), ("CN-CQ", "CN"))
    parts = made(several, REAL)
    assert len(parts) > 5
    assert len({one.code for one in parts}) == len(parts)
    for one in parts:
        assert len(charts.figures(REAL, one.subject, TODAY)) == 1  # type: ignore[arg-type]
        assert receipts.read(one.receipt, REAL) == one.subject


def test_areas_in_order_are_an_exhibit() -> None:
    [one] = made(Comparison("x", "2021", "CN-CQ"))
    assert one.sentence == "2021年重庆指标为7.5%，低于同期全国的7.6%。"
    assert one.name == "指标 2021年各地区"
    assert {said(each) for each in one.evidence} == {
        ("全国", "2021年", "7.6%", "实际"),
        ("重庆", "2021年", "7.5%", "实际"),
    }
    assert one.indicators == ("x",)


def test_what_has_nothing_to_draw_is_left_out() -> None:
    assert made(View(("y",), ("CN",))) == []
    assert made(Comparison("x", "1999", "CN-CQ")) == []


def test_an_indicator_that_is_not_there_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        made(View(("nothing",), ("CN-CQ",)))


def test_a_link_opens_the_receipt_and_there_is_none_without_an_address() -> None:
    view = View(("x",), ("CN-CQ",))
    assert made(view)[0].link == ""
    assert made(view, address="http://host:8501/")[0].link == f"http://host:8501/r/{receipts.code(view)}"


def test_the_receipt_leads_back_and_its_fingerprint_changes_with_the_claims() -> None:
    before = made(View(("x",), ("CN-CQ",)))[0]
    assert receipts.find(f"凭证 {before.receipt}") == (before.code, before.fingerprint)
    after = made(View(("x",), ("CN-CQ",)), small.read(SHARE.replace("7.7", "7.8"), COUNT))[0]
    assert (after.code, after.fingerprint == before.fingerprint) == (before.code, False)
    other = made(View(("x",), ("CN-CQ",)), small.read(SHARE, COUNT.replace("30", "31")))[0]
    assert other.receipt == before.receipt


def test_a_chart_is_laid_out_for_the_room_of_a_slide() -> None:
    [one] = made(View(("x",), ("CN-CQ",)))
    panel = drawn(CATALOGUE, one, TODAY, (800, 400))
    assert panel.layout["height"] == 400
    assert panel.scene
    assert one.panel.scene
    assert panel.scene.points == one.panel.scene.points


def test_in_another_language_the_words_change_and_the_claims_do_not() -> None:
    zh, en = (made(View(("x",), ("CN-CQ",), lang))[0] for lang in ("zh", "en"))  # type: ignore[arg-type]
    assert en.sentence.startswith("Indicator in Chongqing in 2022: a reply letter says “more than 8%”")
    assert [each.claim for each in en.evidence] == [each.claim for each in zh.evidence]
    assert (en.fingerprint, en.code == zh.code) == (zh.fingerprint, False)


def test_the_words_of_a_hostile_source_are_only_words() -> None:
    catalogue = small.catalogue(small.claim("2022", "8", "evil", quote='"=1+1|<b>"'))
    [one] = made(View(("x",), ("CN-CQ",)), catalogue)
    assert one.source_line == "来源：<b>bold</b> $x^2$ %{y} & co 2022年1月1日"
    assert one.evidence[0].quote == ("=1+1|<b>", "", "")


# ------------------------------------------------------------------------------------------------ orders


def test_an_order_keeps_its_order_and_the_same_order_gives_the_same_exhibits() -> None:
    subjects = (View(("y",), ("CN-CQ",)), Comparison("x", "2021", "CN-CQ"), View(("x",), ("CN-CQ",)))
    one = work(CATALOGUE, Order(subjects), TODAY)
    assert [each.subject for each in one.exhibits] == list(subjects)
    again = work(CATALOGUE, Order(subjects), TODAY)
    assert [(each.panel.to_json(), each.evidence, each.receipt) for each in one.exhibits] == [
        (each.panel.to_json(), each.evidence, each.receipt) for each in again.exhibits
    ]
    assert [indicator.id for indicator in definitions(CATALOGUE, one.exhibits)] == ["y", "x"]


def test_the_day_in_a_file_is_that_of_the_newest_source_never_todays() -> None:
    order = Order((View(("x",), ("CN-CQ",)),))
    assert work(CATALOGUE, order, TODAY).day == datetime(2024, 10, 21, tzinfo=UTC)
    assert work(CATALOGUE, replace(order, as_of=date(2023, 5, 1)), TODAY).day == datetime(
        2023, 4, 4, tzinfo=UTC
    )


def test_an_archive_of_the_same_files_has_the_same_bytes_and_keeps_names_and_order() -> None:
    files = {"说明.txt": b"1", "a/b.csv": b"2" * 1000}
    assert stamp.archive(files) == stamp.archive(dict(files))
    with zipfile.ZipFile(io.BytesIO(stamp.archive(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert archive.namelist() == list(files)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_sizes_have_names_and_pixels() -> None:
    assert tuple(SIZES) == NAMES
    assert {name: size.pixels for name, size in SIZES.items()} == {
        "16:9": (1920, 1080),
        "4:3": (1440, 1080),
        "half-slide": (912, 800),
        "a4": (1540, 1046),
        "square": (1080, 1080),
        "wechat": (1080, 1440),
    }


# ------------------------------------------------------------------------------------------------ the ledger


def test_the_ledger_comes_back_as_it_was_written() -> None:
    for one in made(View(("x",), ("CN-CQ", "CN"))):
        entries = ledger.read([ledger.head("zh"), *ledger.rows(one)])
        assert [(each.period, each.said, each.mark, each.drawn, each.source) for each in entries] == [
            ("2020年", "7.3%", "printed", "7.3", "b"),
            ("2021年", "7.5%", "printed", "7.5", "b"),
            ("2022年", "超过8%", "bound", "8.0", "a"),
            ("2025年", "不低于10%", "target", "10.0", "a"),
            ("2022年", "7.7%", "conflicting", "7.7", "b"),
            ("2021年", "7.6%", "printed", "7.6", "b"),
        ]
        assert {each.receipt for each in entries} == {one.receipt}


def test_rows_that_are_not_as_they_were_written_are_left_out_of_the_ledger() -> None:
    [one] = made(View(("y",), ("CN-CQ",)))
    head, first, second = ledger.head("zh"), *ledger.rows(one)
    assert len(ledger.read([head, first[:5], [], [None] * 30, second, ["备注"]])) == 1


def test_every_claim_of_the_real_catalogue_says_where_it_is_drawn() -> None:
    views = [view for name in REAL.indicators if (view := charts.usual_view(REAL, name))]
    for one in exhibits(REAL, views, TODAY):
        for entry in ledger.read([ledger.head("zh"), *ledger.rows(one)]):
            assert float(entry.drawn) == pytest.approx(
                float(entry.obs_value) * 10 ** (int(entry.unit_mult) - one.panel.scene.mult),  # type: ignore[union-attr]
                abs=1e-9,
                rel=1e-9,
            )

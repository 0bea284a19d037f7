"""The catalogue as CSV and JSON: every digit and hedge survives, and no spreadsheet runs a text as a formula."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from indicators import exports, frames, reading, store
from indicators.exports import table
from indicators.model import Catalogue, Document

DATA = Path(__file__).parents[1] / "data"
CATALOGUE = """
themes:
  - {id: size, title: {zh: 规模, en: Size}}
units:
  - {id: percent, title: {zh: "%", en: "%"}, name: {zh: 百分比, en: per cent}}
areas:
  - {id: CN-CQ, title: {zh: 重庆, en: Chongqing}}
sources:
  - {id: letter, kind: letter, title: "=复函", issuer: 经信委, document_number: 渝经信复函〔2023〕373号, reliability: primary, published: 2023-04-04, url: "https://example.org/a,b"}
indicators:
  - id: growth
    title: {zh: 增速, en: Growth}
    short_title: {zh: 增速, en: Growth}
    definition: {zh: 增速, en: Growth}
    theme: size
    unit: percent
    direction: up
    observations:
      - {time_period: "2019", ref_area: CN-CQ, obs_value: -7.70, source: letter, quote: "下降7.70%，“减”"}
      - {time_period: "2020", ref_area: CN-CQ, obs_value: 1/3, source: letter, quote: 三分之一}
      - {time_period: "2021", ref_area: CN-CQ, obs_value: 8, qualifier: more_than, source: letter, quote: "+超过8%", note: "-1+1|calc"}
    targets:
      - {time_period: "2025", ref_area: CN-CQ, obs_value: 10, qualifier: at_least, source: letter, quote: 不低于10%}
  - id: other
    title: {zh: 其他, en: Other}
    short_title: {zh: 其他, en: Other}
    definition: {zh: 其他, en: Other}
    theme: size
    unit: percent
    direction: up
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    document = reading.read(CATALOGUE.encode(), "test.yaml")
    assert isinstance(document, Document), "\n".join(map(str, document))
    return Catalogue(((Path("test.yaml"), document),), "digest")


def test_a_row_has_the_hedge_the_unit_and_the_source_beside_the_number(catalogue: Catalogue) -> None:
    written = (
        "\ufeffindicator,ref_area,time_period,kind,obs_value,qualifier,lower,upper,unit,unit_mult,obs_status,source,"
        "document_number,published,url,quote,note,"
        "period_stated,indicator_title_zh,indicator_title_en,issuer,source_title,citation\r\n"
        'growth,CN-CQ,2019,actual,-7.70,,-7.7,-7.7,percent,0,A,letter,渝经信复函〔2023〕373号,2023-04-04,"https://example.org/a,b",'
        "下降7.70%，“减”,,true,增速,Growth,经信委,'=复函,CITED\r\n"
        "growth,CN-CQ,2020,actual,0.3333333333333333,,0.3333333333333333,0.3333333333333333,percent,0,A,letter,"
        '渝经信复函〔2023〕373号,2023-04-04,"https://example.org/a,b",三分之一,,true,增速,Growth,经信委,\'=复函,CITED\r\n'
        "growth,CN-CQ,2021,actual,8,more_than,8,,percent,0,A,letter,渝经信复函〔2023〕373号,2023-04-04,"
        "\"https://example.org/a,b\",'+超过8%,'-1+1|calc,true,增速,Growth,经信委,'=复函,CITED\r\n"
        "growth,CN-CQ,2025,target,10,at_least,10,,percent,0,A,letter,渝经信复函〔2023〕373号,2023-04-04,"
        '"https://example.org/a,b",不低于10%,,true,增速,Growth,经信委,\'=复函,CITED\r\n'
    )
    cited = '"经信委. =复函: 渝经信复函〔2023〕373号[A/OL]. (2023-04-04). https://example.org/a,b"'
    assert table.csv_bytes(catalogue).decode("utf-8") == written.replace("CITED", cited)


def test_only_the_indicators_asked_for_are_written(catalogue: Catalogue) -> None:
    assert table.csv_bytes(catalogue, ["other"]).decode("utf-8-sig").splitlines() == [
        ",".join(frames.COLUMNS)
    ]
    with pytest.raises(KeyError):
        table.csv_bytes(catalogue, ["no_such"])


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        " =1",
        "\u3000=1",
        "\ufeff=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\t1",
        "\r1",
        "\n1",
        "-",
    ],
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert table.harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "8", "超过8%", "a=1", "'=1", "2016/2020", "（=1）", "−1", "—1"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert table.harmless(text) == text


def test_pandas_reads_back_the_table_that_was_written() -> None:
    catalogue = store.read(DATA)
    expected = frames.claims(catalogue)
    content = io.BytesIO(table.csv_bytes(catalogue))
    read = pd.read_csv(content, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert list(read.columns) == list(expected.columns)
    for name in expected.columns:
        if name in ("lower", "upper"):
            ends = [float(text) if text else None for text in read[name]]
            assert ends == [None if pd.isna(end) else end for end in expected[name]], name
        else:
            words = [str(word).lower() if name == "period_stated" else str(word) for word in expected[name]]
            assert read[name].tolist() == [
                table.harmless(w) if name not in table.NUMBERS else w for w in words
            ], name


def test_the_csv_module_finds_as_many_cells_in_every_row_as_there_are_columns() -> None:
    content = table.csv_bytes(store.read(DATA))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {len(frames.COLUMNS)}
    assert content.count(b"\r\n") == content.count(b"\n") == len(rows)


def test_a_file_that_cannot_be_replaced_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(OSError, match="directory"):
        exports.save(tmp_path / "out.csv", b"x")
    assert list(tmp_path.iterdir()) == [tmp_path / "out.csv"]


def test_json_has_numbers_where_the_table_has_ends_of_intervals_and_null_where_it_has_nothing(
    catalogue: Catalogue,
) -> None:
    found = json.loads(table.json_bytes(catalogue, ["growth"], date(2026, 11, 24)))
    assert {name: found[name] for name in ("catalogue", "as_of", "columns")} == {
        "catalogue": "digest",
        "as_of": "2026-11-24",
        "columns": frames.COLUMNS,
    }
    assert [claim["obs_value"] for claim in found["claims"]] == ["-7.70", "0.3333333333333333", "8", "10"]
    assert found["claims"][2] == {
        "indicator": "growth",
        "ref_area": "CN-CQ",
        "time_period": "2021",
        "kind": "actual",
        "obs_value": "8",
        "qualifier": "more_than",
        "lower": 8,
        "upper": None,
        "unit": "percent",
        "unit_mult": 0,
        "obs_status": "A",
        "source": "letter",
        "document_number": "渝经信复函〔2023〕373号",
        "published": "2023-04-04",
        "url": "https://example.org/a,b",
        "quote": "+超过8%",
        "note": "-1+1|calc",
        "period_stated": True,
        "indicator_title_zh": "增速",
        "indicator_title_en": "Growth",
        "issuer": "经信委",
        "source_title": "=复函",
        "citation": "经信委. =复函: 渝经信复函〔2023〕373号[A/OL]. (2023-04-04). https://example.org/a,b",
    }


def test_json_holds_the_rows_of_the_csv_file_and_is_the_same_each_time() -> None:
    catalogue = store.read(DATA)
    claims = json.loads(table.json_bytes(catalogue))["claims"]
    rows = list(csv.DictReader(io.StringIO(table.csv_bytes(catalogue).decode("utf-8-sig"), newline="")))
    assert len(claims) == len(rows)
    for name in ("indicator", "ref_area", "time_period", "obs_value", "citation"):
        assert [claim[name] or "" for claim in claims] == [row[name] for row in rows], name
    assert table.json_bytes(catalogue) == table.json_bytes(store.read(DATA))


def test_only_the_areas_asked_for_are_written() -> None:
    catalogue = store.read(DATA)
    rows = csv.DictReader(
        io.StringIO(table.csv_bytes(catalogue, areas=["CN"]).decode("utf-8-sig"), newline="")
    )
    claims = json.loads(table.json_bytes(catalogue, areas=["CN"]))["claims"]
    assert {row["ref_area"] for row in rows} == {claim["ref_area"] for claim in claims} == {"CN"}
    assert len(claims) < len(frames.claims(catalogue))


def test_json_knows_only_what_was_known_on_the_day(catalogue: Catalogue) -> None:
    assert json.loads(table.json_bytes(catalogue, as_of=date(2023, 4, 3)))["claims"] == []
    assert len(json.loads(table.json_bytes(catalogue, as_of=date(2023, 4, 4)))["claims"]) == 4


def test_a_derived_value_cites_the_sources_of_all_its_parents() -> None:
    catalogue = store.read(DATA)
    rows = frames.claims(catalogue)
    derived = rows[rows["kind"] == "derived"]
    count = [
        len({parent.source for parent in value.of})
        for indicator in catalogue.indicators.values()
        for value in indicator.derived
    ]
    assert len(derived) == len(count)
    assert [len(text.split(" | ")) for text in derived["citation"]] == count


def test_the_columns_are_described_as_they_are() -> None:
    described = (DATA.parent / "docs" / "table.md").read_text(encoding="utf-8")
    lines = [f"| `{name}` | {words.replace('|', chr(92) + '|')} |" for name, words in frames.COLUMNS.items()]
    assert [line for line in described.splitlines() if line.startswith("| `")] == lines


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_texts_as_texts_and_numbers_as_numbers(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    exports.save(tmp_path / "in.csv", table.csv_bytes(catalogue))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    comma_quote_utf8 = "--infilter=CSV:44,34,76,1"
    convert = ["soffice", profile, "--headless", comma_quote_utf8, "--convert-to", "fods", "in.csv"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    sheet = (tmp_path / "in.fods").read_text(encoding="utf-8")
    assert "table:formula" not in sheet
    assert 'office:value="-7.7"' in sheet
    assert "超过8%" in sheet

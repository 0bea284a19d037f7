"""The catalogue as a table: one row a claim, nothing lost, nothing rounded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import frames, reading
from indicators.model import Catalogue, Document

TEXT = """
sources:
  - {id: letter, kind: letter, title: 复函, issuer: 经信委, reliability: primary, document_number: 渝〔2023〕1号, published: 2023-04-04, url: "https://example.org/a"}
  - {id: report, kind: report, title: 报告, issuer: 报社, reliability: repost, published: 2023-09-05}
indicators:
  - id: share
    title: {zh: 占比, en: Share}
    short_title: {zh: 占比, en: Share}
    definition: {zh: 定义, en: Definition}
    theme: size
    unit: percent
    direction: up
    observations:
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 8, qualifier: more_than, source: letter, quote: 超过8%}
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 7.70, source: report, quote: 7.70%}
      - {time_period: "2019", ref_area: CN-CQ, obs_value: 1/3, source: letter, quote: 1/3, period_stated: false}
    targets:
      - {time_period: "2025", ref_area: CN-CQ, obs_value: 10, qualifier: at_least, source: letter, quote: 10%以上}
  - id: funds
    title: {zh: 资金, en: Funds}
    short_title: {zh: 资金, en: Funds}
    definition: {zh: 定义, en: Definition}
    theme: support
    unit: CNY
    unit_mult: 8
    direction: up
    observations:
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 33.628, unit_mult: 9, source: letter, quote: 33.628 billion, note: 备注}
"""


def catalogue(text: str = TEXT) -> Catalogue:
    found = reading.read(text.encode(), "test.yaml")
    assert isinstance(found, Document), "\n".join(map(str, found))
    return Catalogue(((Path("test.yaml"), found),), "digest")


def test_every_claim_is_a_row_with_its_interval_its_sentence_and_its_source() -> None:
    table = frames.claims(catalogue())
    assert list(table.columns) == list(frames.COLUMNS)
    first = table.iloc[0]
    assert first.drop(["lower", "upper", "unit_mult", "period_stated"]).to_dict() == {
        "indicator": "share",
        "ref_area": "CN-CQ",
        "time_period": "2022",
        "kind": "actual",
        "obs_value": "8",
        "qualifier": "more_than",
        "unit": "percent",
        "obs_status": "A",
        "source": "letter",
        "document_number": "渝〔2023〕1号",
        "published": "2023-04-04",
        "url": "https://example.org/a",
        "quote": "超过8%",
        "note": "",
        "indicator_title_zh": "占比",
        "indicator_title_en": "Share",
        "issuer": "经信委",
        "source_title": "复函",
        "citation": "经信委. 复函: 渝〔2023〕1号[A/OL]. (2023-04-04). https://example.org/a",
    }
    assert (first["lower"], bool(pd.isna(first["upper"]))) == (8.0, True)


def test_printed_digits_stay_and_a_fraction_becomes_a_decimal() -> None:
    assert list(frames.claims(catalogue())["obs_value"]) == [
        "8",
        "7.70",
        "0.3333333333333333",
        "10",
        "33.628",
    ]


def test_value_and_bounds_are_in_the_scale_that_was_printed() -> None:
    row = frames.claims(catalogue(), ["funds"]).iloc[0]
    assert (row["unit"], row["unit_mult"], row["lower"], row["upper"], row["note"]) == (
        "CNY",
        9,
        33.628,
        33.628,
        "备注",
    )


def test_the_rows_come_in_file_order_and_for_the_indicators_asked_for() -> None:
    table = frames.claims(catalogue())
    assert list(zip(table["indicator"], table["kind"], strict=True)) == [
        ("share", "actual"), ("share", "actual"), ("share", "actual"), ("share", "target"), ("funds", "actual"),
    ]  # fmt: skip
    assert set(frames.claims(catalogue(), ["funds"])["indicator"]) == {"funds"}
    with pytest.raises(KeyError):
        frames.claims(catalogue(), ["nothing"])


def test_best_values_name_the_rule_and_count_what_agrees_and_disagrees() -> None:
    table = frames.best_values(catalogue(), ["share"])
    shown = ["time_period", "kind", "obs_value", "source", "rule", "agreeing", "conflicting"]
    assert table[shown].to_numpy().tolist() == [
        ["2019", "actual", "0.3333333333333333", "letter", "only", 0, 0],
        ["2022", "actual", "8", "letter", "reliability", 0, 1],
        ["2025", "target", "10", "letter", "only", 0, 0],
    ]


def test_best_values_as_known_on_a_day_know_nothing_later() -> None:
    table = frames.best_values(catalogue(), as_of=date(2023, 4, 4))
    assert list(table["conflicting"]) == [0, 0, 0, 0]
    assert frames.best_values(catalogue(), as_of=date(2020, 1, 1)).empty


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-9999, max_value=9999))
def test_what_is_written_comes_back_digit_by_digit(value: object) -> None:
    text = TEXT.replace("obs_value: 7.70", f"obs_value: {value}")
    assert frames.claims(catalogue(text))["obs_value"][1] == str(value)

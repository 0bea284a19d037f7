"""Values as people write them, sources as people name them."""

from __future__ import annotations

from pathlib import Path

import pytest

from entry_files import HEAD, INDICATOR
from indicators import store
from indicators.entry import Refused, values
from indicators.model import Catalogue

MONEY = INDICATOR.format(id="money").replace("unit: percent", "unit: CNY\n    unit_mult: 8")
POINTS = INDICATOR.format(id="points").replace("unit: percent", "unit: percentage_points")
HEAD_ = HEAD.replace(
    "areas:\n",
    "  - {id: percentage_points, title: {zh: 个百分点, en: points}, name: {zh: 百分点, en: percentage points}}\nareas:\n",
).replace("indicators:", "")
CATALOGUE = store.of(
    {Path("x.yaml"): f"{HEAD_}indicators:\n{INDICATOR.format(id='share')}{MONEY}{POINTS}".encode()}
)


def read(text: str, indicator: str = "share", quote: str = "") -> tuple[str, str | None, int | None]:
    found = values.value(text, quote, CATALOGUE.indicators[indicator], CATALOGUE)
    return found.obs_value, found.qualifier, found.unit_mult


@pytest.mark.parametrize(
    ("text", "indicator", "expected"),
    [
        ("超过8%", "share", ("8", "more_than", None)),
        ("≥10", "share", ("10", "at_least", None)),
        ("8％以上", "share", ("8", "at_least", None)),
        ("８．５％", "share", ("8.5", None, None)),
        ("1/3", "share", ("1/3", None, 2)),
        ("三成", "share", ("3", None, 1)),
        ("约40亿元", "money", ("40", "about", None)),
        ("1.2万", "money", ("1.2", None, 4)),
        ("2,254元", "money", ("2254", None, 0)),
        ("0.7个百分点", "points", ("0.7", None, None)),
        ("-0.3", "points", ("-0.3", None, None)),
    ],
)
def test_a_value_is_read_with_its_hedge_and_its_power_of_ten(
    text: str, indicator: str, expected: tuple[str, str | None, int | None]
) -> None:
    assert read(text, indicator) == expected


def test_a_bare_number_is_in_the_power_of_ten_of_its_quote() -> None:
    assert read("40", "money", "产业增加值40亿元") == ("40", None, None)
    assert read("282.4", "money", "up from 282.4 billion yuan") == ("282.4", None, 9)
    assert read("40", "money") == ("40", None, None)


@pytest.mark.parametrize(
    ("text", "indicator", "message"),
    [
        (
            "0.7个百分点",
            "share",
            "“0.7个百分点”与指标 share 不符，它的单位是百分比；请更正数值或换一个指标。",
        ),
        ("8%", "points", "“8%”与指标 points 不符，它的单位是百分点；请更正数值或换一个指标。"),
        ("40万户", "money", "“40万户”与指标 money 不符，它的单位是元；请更正数值或换一个指标。"),
        (
            "很多",
            "share",
            "“很多”不是一个数；请写 8、7.70、-0.3、1/3 这样的数字，可带限定词（如 >、约）和 万、亿、%。",
        ),
        (
            "7到8",
            "share",
            "“7到8”不是一个数；请写 8、7.70、-0.3、1/3 这样的数字，可带限定词（如 >、约）和 万、亿、%。",
        ),
    ],
)
def test_what_cannot_be_the_value_is_said(text: str, indicator: str, message: str) -> None:
    with pytest.raises(Refused) as caught:
        read(text, indicator)
    assert caught.value.said("zh") == message


@pytest.mark.parametrize(
    "name",
    [
        "letter",
        "渝经信复函〔2023〕373号",
        "渝经信复函[2023]373号",
        "渝经信复函【２０２３】３７３号",
        "渝经信复函（2023）373号",
    ],
)
def test_a_source_is_found_by_its_id_and_by_its_number_in_any_brackets(name: str) -> None:
    assert values.source(name, CATALOGUE).id == "letter"


def test_a_source_that_is_not_there_or_there_twice_is_said() -> None:
    with pytest.raises(Refused, match=r"There is no source 渝经信复函〔2023〕37号"):
        values.source("渝经信复函〔2023〕37号", CATALOGUE)
    twice = HEAD_.replace("{id: paper, ", "{id: paper, document_number: 渝经信复函〔2023〕373号, ")
    several: Catalogue = store.of({Path("x.yaml"): twice.encode()})
    with pytest.raises(Refused, match="fits several sources: letter, paper"):
        values.source("渝经信复函〔2023〕373号", several)


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2022", "2022"),
        ("2022年", "2022"),
        ("２０２２年", "2022"),
        ("2022年上半年", "2022-01/2022-06"),
        ("2022年第三季度", "2022-Q3"),
        ("2016-2020", "2016/2020"),
        ("明年", "明年"),
    ],
)
def test_a_period_is_read_as_people_write_it(typed: str, period: str) -> None:
    assert values.period(typed) == period


def test_an_area_is_found_by_its_title() -> None:
    assert [values.area(text, CATALOGUE) for text in ("CN-CQ", "重庆", "Sichuan", "月球")] == [
        "CN-CQ",
        "CN-CQ",
        "CN-SC",
        "月球",
    ]

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.letters.quotes import YES, Check, numbers_in, states, states_many
from indicators.quantity import QUALIFIERS

SHARED = Path(__file__).parents[2] / "shared"
SIGNS = {"=": None, ">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most", "~": "about"}
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the letters in ../shared are not here")


def told(quote: str) -> list[tuple[str, str | None, int, str]]:
    return [(number.digits, number.qualifier, number.unit_mult, number.words) for number in numbers_in(quote)]


# --- reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("2022年数字经济核心产业增加值占GDP比重超过8%", [("8", "more_than", 0, "超过")]),
        ("占GDP比重从2020年的7.3%", [("7.3", None, 0, "")]),
        ("截至2022年底,每万人拥有5G基站数超19个", [("19", "more_than", 0, "超")]),
        ("每萬人5G基站數超過12個", [("12", "more_than", 0, "超過")]),
        ("2017年突破2萬億元", [("2", "more_than", 12, "突破")]),
        ("卫生等40余个行业2254家重要单位", [("40", "more_than", 0, "余"), ("2254", None, 0, "")]),
        ("数字资源600余万条", [("600", "more_than", 4, "余")]),
        ("累计3.8万余家、35.6万余人", [("3.8", "more_than", 4, "余"), ("35.6", "more_than", 4, "余")]),
        ("标识注册量累计120多亿个", [("120", "more_than", 8, "多")]),
        ("争取软件行业从业人员达50万人以上", [("50", "at_least", 4, "以上")]),
        ("网络带宽全部达到100M以上", [("100", "at_least", 0, "以上")]),
        ("年均增长不低于10%", [("10", "at_least", 0, "不低于")]),
        ("误差不超过5%", [("5", "at_most", 0, "不超过")]),
        ("占比不足三成", [("3", "less_than", 1, "不足")]),
        ("产量约占全球的40%", [("40", "about", 0, "约")]),
        ("占全球笔记本电脑产量的40%左右", [("40", "about", 0, "左右")]),
        ("产业集群规模突破 8000 亿元", [("8000", "more_than", 8, "突破")]),
        ("笔记本电脑产量全球占比接近一半", [("1/2", "about", 0, "接近")]),
        ("占全国的三分之一", [("1/3", None, 0, "")]),
        ("占比百分之八点五", [("8.5", None, 0, "")]),
        ("服务上千家企业", [("1000", "at_least", 0, "上")]),
        ("电子制造业两大万亿级产业集群", [("2", None, 0, ""), ("1", "about", 12, "级")]),
        ("力争进入全国前五位", [("5", "at_most", 0, "全国前")]),
        ("数字经济核心产业增加值 | 亿元 | 2240 | 4000", [("2240", None, 8, ""), ("4000", None, 8, "")]),
        ("19年の同市のノートPC生産台数は6422万3000台", [("19", None, 0, ""), ("6422.3", None, 4, "")]),
        ("The city has 1,704 enterprises above", [("1704", None, 0, "")]),
        ("More than 110,000 enterprises based in", [("110000", "more_than", 0, "More than")]),
        ("will exceed 12,800 by 2027", [("12800", "more_than", 0, "exceed")]),
        ("topped over 100 million yuan in 2022", [("100", "more_than", 6, "over")]),
        ("GDP reached about RMB 2.036 trillion", [("2.036", "about", 12, "about")]),
        ("percent year on year to nearly 369,000", [("369000", "about", 0, "nearly")]),
        ("at least 50 companies or so", [("50", "at_least", 0, "at least")]),
        ("500 companies or more", [("500", "at_least", 0, "or more")]),
        ("one in every three laptops manufactured", [("1/3", None, 0, "")]),
        ("one out of every three laptops", [("1/3", None, 0, "")]),
        ("1 in 3 laptops", [("1/3", None, 0, "")]),
        ("laptop output takes up one third of", [("1/3", None, 0, "")]),
        ("nearly half of the laptops", [("1/2", "about", 0, "nearly")]),
        ("economia digitale crescerà di oltre il 15%", [("15", "more_than", 0, "oltre")]),
        ("almeno il 12,5% del PIL", [("12.5", "at_least", 0, "almeno")]),
        ("circa 2 miliardi", [("2", "about", 9, "circa")]),
        ("同比增长-3.2%", [("-3.2", None, 0, "")]),
        ("１０．５％以上", [("10.5", "at_least", 0, "以上")]),
    ],
)
def test_each_number_has_the_hedge_that_its_sentence_gives_it(quote, expected):
    assert told(quote) == expected


@pytest.mark.parametrize(
    "quote",
    [
        "2021—2025年", "截至2022年6月30日", "今年1—10月", "渝经信复函〔2023〕373号", "5G基站", "4G、5G网络", "10G-PON端口", "8K超高清",
        "1+4顶层设计", "2+6+X", "等级保护2.0标准", "十四五规划", "进一步", "统一", "一体化", "in 2022", "18:06", "2023-04-04", "the 14th",
    ],
)  # fmt: skip
def test_dates_names_and_document_numbers_are_no_figures(quote):
    assert told(quote) == []


@pytest.mark.parametrize(
    ("quote", "hedge"),
    [
        ("签约20个项目", None),
        ("节约30%", None),
        ("最近5个项目", None),
        ("近3年", None),
        ("近30%", "about"),
        ("赶超5家", None),
    ],
)
def test_a_character_of_another_word_is_no_hedge(quote, hedge):
    assert [number.qualifier for number in numbers_in(quote)] == [hedge]


def test_a_number_knows_its_place_with_and_without_its_hedge():
    quote = "数字资源600余万条、占比超过 8.5%,40%左右"
    assert [quote[n.start : n.end] for n in numbers_in(quote)] == ["600", "8.5", "40"]
    assert [quote[n.first : n.last] for n in numbers_in(quote)] == ["600余万", "超过 8.5", "40%左右"]


# --- checking ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "value", "qualifier", "unit_mult", "expected"),
    [
        ("占GDP比重超过8%", "8", "more_than", 0, YES),
        ("占GDP比重超过8%", "8", None, 0, Check("hedge_differs", "超过", "more_than")),
        ("占GDP比重达到8%", "8", "more_than", 0, Check("hedge_differs", "", None)),
        ("占GDP比重达到8%以上", "8", "more_than", 0, Check("hedge_differs", "以上", "at_least")),
        ("占GDP比重超过8%", "9", "more_than", 0, Check("number_missing", "超过8")),
        ("占GDP比重达7.7%", "7.70", None, 0, Check("number_missing", "7.7")),
        ("占GDP比重达17.7%", "7.7", None, 0, Check("number_missing", "17.7")),
        ("2022年提升至5G水平", "5", None, 0, Check("number_missing", "")),
        ("2254家重要单位", "2254", None, 0, YES),
        ("资金超40亿元", "40", "more_than", 8, YES),
        ("资金超40亿元", "40", "more_than", 4, Check("number_missing", "超40亿")),
        ("资金超40亿元", "40", "more_than", None, YES),
        ("more than 400,000 5G base stations", "400000", "more_than", 0, YES),
        ("more than 400,000 5G base stations", "40", "more_than", 4, YES),
        ("61 million units of laptops", "6100", None, 4, YES),
        ("核心产业增加值 | 亿元 | 2240 | 4000", "2240", None, 8, YES),
        ("核心产业增加值 | 2240 | 4000", "2240", None, 8, Check("cannot_tell", "magnitude")),
        ("分别为4.5、6.7亿元", "4.5", None, 8, YES),
        ("从4.5增至6.7亿元", "4.5", None, 8, Check("cannot_tell", "magnitude")),
        ("5G基站10个", "10", None, 4, Check("number_missing", "10")),
        ("全球1/3笔记本电脑实现重庆造", "1/3", None, 2, YES),
        ("one in every three laptops", "1/3", None, 0, YES),
        ("笔记本电脑产量全球占比接近一半", "1/2", "about", 0, YES),
        ("微型计算机设备下降16.0%", "-16.0", None, 0, YES),
        ("微型计算机设备下降16.0%", "16.0", None, 0, YES),
        ("output fell by 16.0 percent", "-16.0", None, 0, YES),
        ("微型计算机设备下降超过16%", "-16", "less_than", 0, YES),
        ("微型计算机设备增长16.0%", "-16.0", None, 0, Check("number_missing", "16.0")),
        ("增长2%、下降3%,力争超过2%", "2", "more_than", 0, YES),
        ("", "8", None, 0, Check("cannot_tell", "empty")),
        ("one third of", "one third", None, 0, Check("cannot_tell", "words")),
    ],
)
def test_a_quote_states_a_claim_or_says_what_it_has_instead(quote, value, qualifier, unit_mult, expected):
    assert states(quote, value, qualifier, unit_mult) == expected


def test_columns_are_checked_row_by_row():
    quotes = ["占比超过8%", "占比达7.7%", "占比约40%"]
    assert states_many(quotes, ["8", "7.7", "40"], ["more_than", None, None]) == [
        YES,
        YES,
        Check("hedge_differs", "约", "about"),
    ]
    assert states_many(quotes, ["8", "7.7", "40"], ["more_than", None, "about"], [0, 0, 0]) == [YES, YES, YES]
    assert states_many([], [], []) == []


pieces = st.sampled_from(
    [
        "占", "达", "达到", "增长", "为", "超过", "超", "約", "约", "约占全球的", "近", "不", "不低于", "至少", "突破", "多于", "位于", "目前", "全国前", "上", "第",
        "余", "多", "万", "亿", "萬億", "千", "%", "个", "家", "元", "以上", "左右", "上年", "及", "来自", "内", ",", "、", "，", " ", "(", ")", "|", "-", "—", "+", "/", ":",
        "年", "月", "号", "2022", "2021", "8", "8.5", "19", "1,704", "1704", "３", "5G", "G", "more than ", "over ", "about ", "nearly ", "at least ", "of ", "in ",
        "the ", "RMB ", "one in ", "1 in ", "percent", " or more", " million", "下降", "三", "十", "两", "分之", "一半", "half",
    ]
)  # fmt: skip
sentences = st.lists(pieces, min_size=1, max_size=8).map("".join)
values = st.sampled_from(["8", "8.5", "19", "1704", "3", "5", "1", "2022", "1/2", "20", "0.5"])


@settings(deadline=None)  # the first example compiles the lexicon
@given(quote=sentences, value=values, qualifier=st.sampled_from([None, *QUALIFIERS]))
def test_the_quick_answer_is_the_one_that_reading_every_number_gives(quote, value, qualifier):
    """`states` takes short cuts on most rows; none may change the answer."""
    hedges = [
        number.qualifier
        for number in numbers_in(quote)
        if number.digits == value
        or (number.unit_mult and Fraction(number.digits) * 10**number.unit_mult == Fraction(value))
    ]
    if qualifier in hedges:
        expected = "yes"
    elif hedges:
        expected = "hedge_differs"
    else:
        expected = "number_missing" if quote.strip() else "cannot_tell"
    assert states(quote, value, qualifier).outcome == expected


@settings(deadline=None)  # the first example compiles the lexicon
@given(quote=sentences, value=values, unit_mult=st.sampled_from([0, 4, 6, 8, 12]))
def test_the_quick_answer_is_right_about_magnitudes_too(quote, value, unit_mult):
    stated = [number for number in numbers_in(quote) if number.qualifier is None]
    answer = states(quote, value, None, unit_mult)
    if any((number.digits, number.unit_mult) == (value, unit_mult) for number in stated):
        assert answer == YES
    elif answer == YES and "/" not in value:
        wanted = Fraction(value) * 10**unit_mult
        shared = any(number.digits == value and number.unit_mult == 0 for number in stated)
        assert shared or any(Fraction(number.digits) * 10**number.unit_mult == wanted for number in stated)


@settings(deadline=None)  # the first example compiles the lexicon
@given(st.text(max_size=30))
def test_any_text_can_be_read(quote):
    for number in numbers_in(quote):
        assert (
            0 <= number.first <= number.start < number.end <= number.last <= len(quote)
            or number.digits == "1"
        )


# --- the figures and letters at hand ----------------------------------------------------------------------------------


@needs_shared
def test_every_figure_at_hand_is_stated_by_its_quote():
    with (SHARED / "data" / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    checks = states_many(
        [row["quote"] for row in rows],
        [row["value"] for row in rows],
        [SIGNS[row["qualifier"]] for row in rows],
    )
    doubtful = {row["value"]: check.found for row, check in zip(rows, checks, strict=True) if check != YES}
    assert doubtful == dict.fromkeys(
        ["one third", "a quarter", "one out of every three", "接近一半", "one-third", "one in every three"],
        "words",
    )


@needs_shared
def test_the_figures_of_the_letters_are_found_with_their_hedges():
    missed, misread = [], []
    for gold in sorted((SHARED / "letters").glob("*.gold.json")):
        text = gold.with_name(gold.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        read = {number.start: number for number in numbers_in(text)}
        for figure in json.loads(gold.read_text(encoding="utf-8")):
            number = read.get(figure["start"])
            if number is None:
                missed.append(figure["number"])
            elif number.qualifier != SIGNS[figure["qualifier"]]:
                misread.append((figure["number"], number.qualifier))
    assert missed == ["一", "百"]
    assert misread == []

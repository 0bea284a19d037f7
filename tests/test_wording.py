"""How figures are said, in both languages, on hand-made catalogues and on the whole real one."""

import ast
import re
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from indicators import series, store, wording
from indicators.model import Source
from indicators.problems import RULES, Problem
from indicators.quantity import QUALIFIERS, REASONS, Quantity, Refusal
from indicators.wording import changes, clauses, labels, numbers

ROOT = Path(__file__).parents[1]
PO = ROOT / "src/indicators/locales/zh/LC_MESSAGES/indicators.po"
LANGUAGES = ("zh", "en")

CATALOGUE = """\
themes:
  - id: size
    title: {zh: 规模与占比, en: Size and share}
  - id: network
    title: {zh: 网络, en: Network}
units:
  - id: percent
    title: {zh: "%", en: "%"}
    name: {zh: 百分比, en: per cent}
    scale: none
  - id: cny
    title: {zh: 元, en: yuan}
    name: {zh: 人民币元, en: yuan}
    scale: myriad
  - id: item
    title: {zh: 个, en: ""}
    name: {zh: 个, en: items}
    scale: myriad
  - id: person
    title: {zh: 人, en: people}
    name: {zh: 人, en: people}
    scale: myriad
  - id: vehicle
    title: {zh: 辆, en: vehicles}
    name: {zh: 辆, en: vehicles}
    scale: myriad
  - id: year
    title: {zh: 年, en: years}
    name: {zh: 年数, en: years}
    scale: none
  - id: rank
    title: {zh: 位, en: ""}
    name: {zh: 位次, en: rank}
    scale: none
  - id: bps
    title: {zh: bps, en: bps}
    name: {zh: 比特每秒, en: bits per second}
    scale: si
  - id: flops
    title: {zh: FLOPS, en: FLOPS}
    name: {zh: 每秒浮点运算次数, en: floating-point operations per second}
    scale: si
  - id: per_10k
    title: {zh: 个/万人, en: "per 10,000 people"}
    name: {zh: 每万人个数, en: "number per 10,000 people"}
    scale: none
  - id: province
    title: {zh: 个省份, en: ""}
    name: {zh: 省份, en: provinces}
    scale: none
areas:
  - id: CN
    title: {zh: 全国, en: China}
  - id: CN-CQ
    title: {zh: 重庆, en: Chongqing}
    parent: CN
  - id: CN-X-WEST
    title: {zh: 西部地区, en: Western region}
    parent: CN
sources:
  - {id: letter, kind: letter, title: 关于建议办理情况的答复函, issuer: 市经济信息委, document_number: 渝经信复函〔2023〕373号, published: 2023-04-04, url: "https://example.cn/a", reliability: primary}
  - {id: daily, kind: press, title: 市经济信息委的《报告》, issuer: 市经济信息委, published: 2023-09-05, url: "https://example.cn/b#x", reliability: press}
  - {id: paper, kind: press, title: 新闻, issuer: 某报, published: 2024-01, reliability: press}
  - {id: plan, kind: plan, title: 规划, issuer: 市政府, dated: 2021-08-01, reliability: primary}
indicators:
  - id: share
    title: {zh: 核心产业增加值占GDP比重, en: "Core industries, share of GDP"}
    short_title: {zh: 核心产业占GDP, en: Core share of GDP}
    definition: {zh: 甲, en: A}
    theme: size
    unit: percent
    decimals: 1
    direction: up
    headline: true
    observations:
      - {time_period: "2020", ref_area: CN-CQ, obs_value: 7.3, source: daily, quote: 从2020年的7.3%}
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 8, qualifier: more_than, source: letter, quote: 占GDP比重超过8%}
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 7.7, source: daily, quote: 提升至2022年的7.7%}
    targets:
      - {time_period: "2025", ref_area: CN-CQ, obs_value: 10, qualifier: at_least, source: plan, quote: 到2025年10%以上}
  - id: laptops
    title: {zh: 笔记本电脑产量占全球比重, en: "Laptop output, share of world"}
    short_title: {zh: 笔记本占全球, en: Laptops in world output}
    definition: {zh: 甲, en: A}
    theme: size
    unit: percent
    decimals: 1
    direction: up
    observations:
      - {time_period: "2023-04", ref_area: CN-CQ, obs_value: 1/3, unit_mult: 2, period_stated: false, source: letter, quote: 全球1/3}
      - {time_period: "2023", ref_area: CN-CQ, obs_value: 1/2, qualifier: about, unit_mult: 2, source: paper, quote: 接近一半}
  - id: sales_growth
    title: {zh: 零售额增速, en: "Retail sales, growth"}
    short_title: {zh: 零售额增速, en: Retail growth}
    definition: {zh: 甲, en: A}
    theme: size
    unit: percent
    decimals: 1
    direction: up
    observations:
      - {time_period: "2016/2020", ref_area: CN-CQ, obs_value: 45, source: paper, quote: 年均增长45%}
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 31.1, source: letter, quote: 增长31.1%}
      - {time_period: "2022", ref_area: CN, obs_value: 3.8, source: paper, quote: 3.8%}
    derived:
      - time_period: "2021"
        ref_area: CN-CQ
        operation: difference
        of:
          - {indicator: sales_growth, time_period: "2022", source: letter}
          - {indicator: sales_growth, time_period: "2022", source: paper, ref_area: CN}
  - id: revenue
    title: {zh: 软件业务收入, en: Software revenue}
    short_title: {zh: 软件业务收入, en: Software revenue}
    definition: {zh: 甲, en: A}
    theme: size
    unit: cny
    unit_mult: 8
    decimals: 1
    direction: up
    observations:
      - {time_period: "2021", ref_area: CN-CQ, obs_value: 2000, qualifier: about, source: paper, quote: 约2000亿元}
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 2240.6, source: daily, quote: 2240.6亿元}
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 3000, qualifier: more_than, obs_status: F, source: paper, quote: 有望突破3000亿元}
      - {time_period: "2023", ref_area: CN, obs_value: 13.1, unit_mult: 12, source: paper, quote: 13.1万亿元}
      - {time_period: "2024", ref_area: CN, obs_value: 127555, source: paper, quote: 127555亿元}
    targets:
      - {time_period: "2027", ref_area: CN-CQ, obs_value: 4000, source: plan, quote: 4000亿元}
  - id: stations
    title: {zh: 5G基站数, en: 5G base stations}
    short_title: {zh: 5G基站数, en: 5G base stations}
    definition: {zh: 甲, en: A}
    theme: network
    unit: item
    unit_mult: 4
    direction: up
    observations:
      - {time_period: "2020", ref_area: CN-CQ, obs_value: 49000, unit_mult: 0, source: paper, quote: 49000}
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 15, source: paper, quote: 15万个}
    targets:
      - {time_period: "2021-08", ref_area: CN-CQ, obs_value: 10, period_stated: false, source: plan, quote: 建设10万个}
  - id: density
    title: {zh: 每万人拥有5G基站数, en: "5G base stations per 10,000 people"}
    short_title: {zh: 每万人5G基站, en: "5G stations per 10,000"}
    definition: {zh: 甲, en: A}
    theme: network
    unit: per_10k
    decimals: 2
    direction: up
    headline: true
    observations:
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 19.04, source: paper, quote: 19.04个}
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 19, qualifier: more_than, source: letter, quote: 超19个}
      - {time_period: "2023", ref_area: CN-CQ, obs_value: 29, source: paper, quote: 29个}
      - {time_period: "2023", ref_area: CN, obs_value: 22.6, source: paper, quote: 22.6个}
    targets:
      - {time_period: "2025", ref_area: CN-CQ, obs_value: 47.8, source: plan, quote: 47.8个}
  - id: bandwidth
    title: {zh: 数据通道带宽, en: Data channel bandwidth}
    short_title: {zh: 数据通道带宽, en: Data channel bandwidth}
    definition: {zh: 甲, en: A}
    theme: network
    unit: bps
    unit_mult: 9
    direction: up
    observations:
      - {time_period: "2019-09", ref_area: CN-CQ, obs_value: 260, source: paper, quote: 260Gbps}
      - {time_period: "2023-04", ref_area: CN-CQ, obs_value: 340, period_stated: false, source: letter, quote: 340Gbps}
  - id: computing
    title: {zh: 算力规模, en: Computing power}
    short_title: {zh: 算力规模, en: Computing power}
    definition: {zh: 甲, en: A}
    theme: network
    unit: flops
    unit_mult: 15
    direction: up
    observations:
      - {time_period: "2023", ref_area: CN-CQ, obs_value: 1, qualifier: more_than, unit_mult: 18, source: paper, quote: 超过1E}
  - id: standing
    title: {zh: 数字经济全国排名, en: "Digital economy, national rank"}
    short_title: {zh: 数字经济排名, en: Digital economy rank}
    definition: {zh: 甲, en: A}
    theme: size
    unit: rank
    direction: down
    observations:
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 12, source: paper, quote: 第12位}
      - {time_period: "2023", ref_area: CN-CQ, obs_value: 10, source: paper, quote: 第10位}
  - id: provinces
    title: {zh: 接入省份数, en: Provinces linked}
    short_title: {zh: 接入省份数, en: Provinces linked}
    definition: {zh: 甲, en: A}
    theme: network
    unit: province
    direction: up
    observations:
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 10, source: paper, quote: 10省}
"""


@cache
def hand_made():
    with TemporaryDirectory() as folder:
        file = Path(folder, "indicators.yaml")
        file.write_text(CATALOGUE, encoding="utf-8")
        return store.read(file)


@pytest.fixture
def made():
    return hand_made()


@pytest.fixture(scope="module")
def real():
    return store.read(ROOT / "data")


def cells(catalogue, name, area="CN-CQ", kind="actual"):
    return series.cells(catalogue, name, area, kind)


def said(catalogue, name, at, lang, area="CN-CQ"):
    return str(wording.claim(cells(catalogue, name, area)[at].best, catalogue, lang))


def both(call):
    return [call("zh"), call("en")]


def quantity(text, qualifier=None, mult=0):
    return Quantity.printed(text, qualifier, mult)


# ------------------------------------------------------------------------------------------------ the message catalogue


def fields(template):
    return sorted(set(re.findall(r"{(\w+)}", template)))


def messages():
    with PO.open("rb") as stream:
        return [message for message in read_po(stream) if message.id]


def texts(table):
    """Every text in a table of messages, however nested."""
    if isinstance(table, str):
        return {table}
    values = table.values() if isinstance(table, dict) else table
    return {text for value in values for text in texts(value)}


TABLES = (
    numbers.HEDGES,
    changes.VERBS,
    changes.LEVEL,
    clauses.A_SOURCE,
    labels.KINDS,
    labels.RELIABILITY,
    labels.SOURCE_KINDS,
    labels.STATUSES,
    labels.WHY,
    labels.FRAGMENTS,
    labels.SEVERITIES,
)


def literals():
    """Every literal message that the source hands to `tr` or `trn`."""
    found = set()
    for file in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(node, "func", None)
            name = getattr(name, "attr", None) or getattr(name, "id", None)
            if isinstance(node, ast.Call) and name in ("tr", "trn") and node.args:
                for argument in node.args[: 2 if name == "trn" else 1]:
                    options = (
                        (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
                    )
                    found |= {option.value for option in options if isinstance(option, ast.Constant)}
    return found


def test_every_message_has_a_chinese_translation():
    wanted = literals() | {template for _, template in RULES.values()} | set(REASONS.values())
    for table in TABLES:
        wanted |= texts(table)
    assert sorted(wanted - {message.id for message in messages()}) == []


def test_translations_have_the_same_fields_as_their_messages():
    differ = [message.id for message in messages() if fields(message.id) != fields(message.string)]
    assert differ == []


def test_no_message_is_empty_fuzzy_or_twice_in_the_catalogue():
    listed = [message.id for message in messages()]
    assert len(listed) == len(set(listed)) == PO.read_text(encoding="utf-8").count("\nmsgid ")
    assert [message.id for message in messages() if not message.string or message.fuzzy] == []


def test_chinese_words_of_the_interface_hold_no_english():
    technical = {template for _, template in RULES.values()} | set(labels.FRAGMENTS) | {"the entry of {key}"}
    formats = r"CSV|HTML|JSON|PDF|PNG|PPTX|SVG|XLSX|ZIP|\.pptx?"
    programs = r"Chrome|Chromium|Edge|Office|PowerPoint|git|Noto Sans CJK SC"
    names = re.compile(rf"{{\w+}}|GDP|MB|URL|{formats}|{programs}")
    left = {
        message.id: message.string
        for message in messages()
        if message.id not in technical and re.search("[A-Za-z]", names.sub("", message.string))
    }
    assert left == {}


def test_a_message_that_nobody_translated_comes_back_in_english():
    assert wording.tr("Never heard of {name}", "zh", name="that") == "Never heard of that"


def test_a_count_has_its_plural_in_english_and_none_in_chinese():
    def say(count):
        return both(lambda lang: wording.trn("{count} source", "{count} sources", count, lang))

    assert say(1) == ["1个来源", "1 source"]
    assert say(1234) == ["1,234个来源", "1,234 sources"]


# ------------------------------------------------------------------------------------------------ values


@pytest.mark.parametrize(
    ("name", "at", "area", "chinese", "english"),
    [
        ("share", -1, "CN-CQ", "超过8%", "more than 8%"),
        ("laptops", 0, "CN-CQ", "1/3", "1/3"),
        ("laptops", 1, "CN-CQ", "约1/2", "about 1/2"),
        ("revenue", 0, "CN-CQ", "约2,000亿元", "about 200 billion yuan"),
        ("revenue", 1, "CN-CQ", "2,240.6亿元", "224.06 billion yuan"),
        ("revenue", 0, "CN", "13.1万亿元", "13.1 trillion yuan"),
        ("revenue", 1, "CN", "127,555亿元", "12.7555 trillion yuan"),
        ("stations", 0, "CN-CQ", "4.9万个", "49,000"),
        ("stations", 1, "CN-CQ", "15万个", "150,000"),
        ("density", 0, "CN-CQ", "19.04个", "19.04"),
        ("bandwidth", 1, "CN-CQ", "340 Gbps", "340 Gbps"),
        ("computing", 0, "CN-CQ", "超过1,000 PFLOPS", "more than 1,000 PFLOPS"),
        ("standing", 0, "CN-CQ", "第12位", "12th"),
        ("provinces", 0, "CN-CQ", "10个", "10"),
    ],
)
def test_values_are_said_with_hedge_and_unit(made, name, at, area, chinese, english):  # noqa: PLR0917
    assert both(lambda lang: said(made, name, at, lang, area)) == [chinese, english]


@pytest.mark.parametrize(
    ("text", "qualifier", "unit", "mult", "chinese", "english"),
    [
        ("40", None, "revenue", 8, "40亿元", "4 billion yuan"),
        ("13.0", None, "revenue", 8, "13.0亿元", "1.30 billion yuan"),
        ("7.70", None, "share", 0, "7.70%", "7.70%"),
        ("-16.0", None, "share", 0, "−16.0%", "−16.0%"),
        ("100", "about", "share", 0, "约100%", "about 100%"),
        ("10", "at_least", "share", 0, "不低于10%", "at least 10%"),
        ("3", "less_than", "share", 0, "不足3%", "less than 3%"),
        ("3", "at_most", "share", 0, "不超过3%", "at most 3%"),
        ("1", None, "standing", 0, "第1位", "1st"),
        ("22", None, "standing", 0, "第22位", "22nd"),
        ("113", None, "standing", 0, "第113位", "113th"),
    ],
)
def test_printed_digits_stay(made, text, qualifier, unit, mult, chinese, english):  # noqa: PLR0917
    q = quantity(text, qualifier, mult)
    assert both(lambda lang: str(wording.value(q, made.indicators[unit], made, lang))) == [chinese, english]


def test_a_whole_axis_can_be_said_in_one_scale(made):
    revenue = made.indicators["revenue"]
    mult = wording.axis_mult(revenue, made, "en", Fraction(13 * 10**12))
    small = wording.value(quantity("2240.6", None, 8), revenue, made, "en", mult)
    assert (mult, str(small)) == (12, "0.22406 trillion yuan")
    assert both(lambda lang: wording.unit_title(revenue, made, lang)) == ["亿元", "yuan"]
    assert wording.unit_title(revenue, made, "en", 12) == "trillion yuan"
    assert wording.unit_title(revenue, made, "en", 8) == "100 million yuan"
    assert both(lambda lang: wording.unit_title(made.indicators["stations"], made, lang)) == ["万个", "items"]


def test_rounding_never_makes_a_bound_false(made):
    share = made.indicators["share"]
    assert both(
        lambda lang: str(wording.value(quantity("2.68", "more_than"), share, made, lang, decimals=1))
    ) == [
        "超过2.6%",
        "more than 2.6%",
    ]
    assert (
        str(wording.value(quantity("2.61", "less_than"), share, made, "en", decimals=1)) == "less than 2.7%"
    )


SCALES = {"万": 4, "亿": 8, "万亿": 12, "million": 6, "billion": 9, "trillion": 12}


@given(
    st.from_regex(r"\A-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?\Z"),
    st.sampled_from([None, *QUALIFIERS]),
    st.sampled_from(["share", "revenue", "stations", "density"]),
    st.sampled_from([0, 4, 6, 8, 9, 12]),
    st.sampled_from(LANGUAGES),
)
def test_no_digit_is_lost_in_any_scale(text, qualifier, name, mult, lang):
    catalogue = hand_made()
    indicator = catalogue.indicators[name]
    if catalogue.units[indicator.unit].scale == "none":
        mult = 0
    q = quantity(text, qualifier, mult)
    words = wording.value(q, indicator, catalogue, lang, printed_mult=mult)
    number = Fraction(words.number.replace(",", "").replace("−", "-"))
    word = words.unit.split(" ")[0] if lang == "en" else words.unit.rstrip("元个")
    assert number * 10 ** SCALES.get(word, 0) == q.value
    assert words.hedge == (wording.tr(numbers.HEDGES[qualifier], lang) if qualifier else "")
    if "." in text:
        assert (
            words.number.replace(",", "")
            .lstrip("−")
            .replace(".", "")
            .lstrip("0")
            .startswith(text.lstrip("-").replace(".", "").lstrip("0"))
        )


# ------------------------------------------------------------------------------------------------ periods


@pytest.mark.parametrize(
    ("time_period", "chinese", "english", "inside"),
    [
        ("2022", "2022年", "2022", "in 2022"),
        ("2022-Q3", "2022年三季度", "Q3 2022", "in Q3 2022"),
        ("2023-04", "2023年4月", "April 2023", "in April 2023"),
        ("2023-05-17", "2023年5月17日", "17 May 2023", "on 17 May 2023"),
        ("2022-01/2022-07", "2022年1—7月", "January–July 2022", "in January–July 2022"),
        ("2016/2020", "2016—2020年", "2016–2020", "in 2016–2020"),
        (
            "2015-01/2023-02",
            "2015年1月—2023年2月",
            "January 2015 – February 2023",
            "from January 2015 to February 2023",
        ),
    ],
)
def test_periods_are_said(time_period, chinese, english, inside):
    assert both(lambda lang: wording.period(time_period, lang)) == [chinese, english]
    assert both(lambda lang: wording.when(time_period, lang)) == [chinese, inside]


def test_a_period_that_the_source_does_not_state_says_so():
    assert both(lambda lang: wording.period("2023-04", lang, stated=False)) == [
        "2023年4月（原文未写时期）",
        "April 2023 (period not stated)",
    ]


def test_periods_are_short_on_axes():
    assert both(lambda lang: wording.short_period("2023-04", lang)) == ["2023.4", "Apr 2023"]


# ------------------------------------------------------------------------------------------------ changes


def cell_of(text, qualifier=None, period="2022", indicator="share", mult=0):
    claim = series.Claim(indicator, "actual", "CN-CQ", period, quantity(text, qualifier, mult), mult)
    return series.Cell(claim, "only")


def changed(catalogue, name, old, new, mult=0):
    indicator = catalogue.indicators[name]
    earlier = cell_of(*old, period="2020", indicator=name, mult=mult)
    later = cell_of(*new, period="2022", indicator=name, mult=mult)
    change = series.change(indicator, earlier, later)
    return both(lambda lang: wording.change(change, indicator, catalogue, lang))


@pytest.mark.parametrize(
    ("name", "old", "new", "chinese", "english"),
    [
        (
            "share",
            ("7.3",),
            ("8", "more_than"),
            "较2020年提高超过0.7个百分点",
            "up more than 0.7 percentage points from 2020",
        ),
        (
            "share",
            ("8", "more_than"),
            ("7.3",),
            "较2020年下降超过0.7个百分点",
            "down more than 0.7 percentage points from 2020",
        ),
        ("share", ("7",), ("8",), "较2020年提高1个百分点", "up 1 percentage point from 2020"),
        ("share", ("7.0",), ("7.0",), "与2020年持平", "unchanged from 2020"),
        ("share", ("7",), ("7", "about"), "与2020年大致持平", "about the same as in 2020"),
        (
            "share",
            ("8",),
            ("8", "more_than"),
            "高于2020年，幅度不明",
            "higher than in 2020, no telling by how much",
        ),
        (
            "share",
            ("8",),
            ("7.7", "more_than"),
            "较2020年下降不足0.3个百分点，也可能提高",
            "down less than 0.3 percentage points from 2020, if at all",
        ),
        (
            "sales_growth",
            ("27.3",),
            ("31.1",),
            "比2020年加快3.8个百分点",
            "3.8 percentage points faster than in 2020",
        ),
        (
            "sales_growth",
            ("31.1",),
            ("27.3",),
            "比2020年回落3.8个百分点",
            "3.8 percentage points slower than in 2020",
        ),
        ("stations", ("8",), ("9",), "比2020年增长12.5%", "up 12.5% on 2020"),
        ("stations", ("9",), ("8",), "比2020年下降11.1%", "down 11.1% on 2020"),
        ("stations", ("3",), ("6",), "比2020年增长100%", "up 100% on 2020"),
        ("stations", ("3",), ("8", "more_than"), "比2020年增长超过166.6%", "up more than 166.6% on 2020"),
        ("stations", ("30000",), ("30001",), "比2020年增长0.003%", "up 0.003% on 2020"),
        ("standing", ("12",), ("10",), "较2020年上升2位", "up 2 places in rank from 2020"),
        ("standing", ("10",), ("11",), "较2020年下降1位", "down 1 place in rank from 2020"),
        (
            "share",
            ("8", "more_than"),
            ("9", "more_than"),
            "与2020年相比：超过8%与超过9%之间任何结果都有可能，无法得知。",
            "Compared with 2020: more than 8% and more than 9% leave the result open: it cannot be known.",
        ),
        (
            "share",
            ("40", "about"),
            ("40", "about"),
            "与2020年相比：约40%与约40%，“约”没有确定的界限，只能与确数相比。",
            "Compared with 2020: about 40% and about 40%: “about” has no guaranteed bounds and can only be set against an exact number.",
        ),
    ],
)
def test_changes_are_said(made, name, old, new, chinese, english):  # noqa: PLR0917
    assert changed(made, name, old, new) == [chinese, english]


def test_a_refusal_can_be_said_without_units():
    refusal = Refusal("both_open", {"first": "> 8", "second": "≥ 9.50"})
    assert both(lambda lang: wording.refusal(refusal, lang)) == [
        "超过8与不低于9.50之间任何结果都有可能，无法得知。",
        "more than 8 and at least 9.50 leave the result open: it cannot be known.",
    ]


# ------------------------------------------------------------------------------------------------ targets and conflicts


def gap_of(catalogue, name, at=0):
    indicator = catalogue.indicators[name]
    return indicator, series.gap(indicator, cells(catalogue, name, kind="target")[at], cells(catalogue, name))


def test_a_target_without_data_says_so_or_that_it_is_not_due(made):
    indicator, gap = gap_of(made, "density")
    assert both(lambda lang: wording.verdict(gap, indicator, made, lang)) == [
        "目标47.8个（2025年）：2025年无数据",
        "Target 47.8 (2025): no data for 2025",
    ]
    assert both(lambda lang: wording.verdict(gap, indicator, made, lang, date(2024, 1, 1))) == [
        "目标47.8个（2025年）：尚未到期",
        "Target 47.8 (2025): not yet due",
    ]
    assert both(lambda lang: wording.verdict_sentence(gap, indicator, made, lang)) == [
        "尚无法判定：2025年无数据；最近的数据是2023年的29个，距47.8个的目标差18.8个。",
        "Cannot be told yet: no data for 2025; the latest is 29 in 2023, 18.8 short of the target of 47.8.",
    ]


def test_a_target_whose_source_gives_no_year_is_not_judged(made):
    indicator, gap = gap_of(made, "stations")
    assert both(lambda lang: wording.verdict(gap, indicator, made, lang)) == [
        "目标10万个（原文未写年份）",
        "Target 100,000 (no year given)",
    ]
    assert both(lambda lang: wording.verdict_sentence(gap, indicator, made, lang)) == [
        "无法判定：10万个的目标，原文未写年份。",
        "Cannot be told: the source gives no year for its target of 100,000.",
    ]


@pytest.mark.parametrize(
    ("actual", "target", "chinese", "english"),
    [
        (
            ("11",),
            ("10", "at_least"),
            "已达到：2025年为11%，目标为不低于10%。",
            "Met: 11% in 2025; the target was at least 10%.",
        ),
        (
            ("7.7",),
            ("10", "at_least"),
            "未达到：2025年为7.7%，距不低于10%的目标差2.3个百分点。",
            "Not met: 7.7% in 2025, 2.3 percentage points short of the target of at least 10%.",
        ),
        (
            ("7.7",),
            ("10", "more_than"),
            "未达到：2025年为7.7%，距超过10%的目标差超过2.3个百分点。",
            "Not met: 7.7% in 2025, more than 2.3 percentage points short of the target of more than 10%.",
        ),
        (
            ("8", "more_than"),
            ("10", "at_least"),
            "无法判定：2025年超过8%，不能确定是否达到不低于10%的目标。",
            "Cannot be told: more than 8% in 2025 leaves open whether at least 10% was reached.",
        ),
    ],
)
def test_verdicts_are_said(made, actual, target, chinese, english):
    share = made.indicators["share"]
    gap = series.gap(share, cell_of(*target, period="2025"), [cell_of(*actual, period="2025")])
    assert both(lambda lang: wording.verdict_sentence(gap, share, made, lang)) == [chinese, english]


def test_conflicts_and_agreement_are_said(made):
    disputed, agreed = cells(made, "share")[-1], cells(made, "density")[0]
    assert both(lambda lang: wording.conflict(disputed, made, lang)) == [
        "来源有分歧：7.7%",
        "Sources differ: 7.7%",
    ]
    assert both(lambda lang: wording.disagreement(disputed, made, lang)) == [
        "一份复函说“超过8%”，一篇报道说7.7%",
        "a reply letter says “more than 8%”, a press report says 7.7%",
    ]
    assert both(lambda lang: wording.agreement(agreed, made, lang)) == [
        "与“超过19个”相容",
        "Compatible with “more than 19”",
    ]
    overtaken = cells(made, "revenue")[1]
    assert both(lambda lang: wording.conflict(overtaken, made, lang)) == [
        "来源有分歧：超过3,000亿元（预计数）",
        "Sources differ: more than 300 billion yuan (forecast)",
    ]


# ------------------------------------------------------------------------------------------------ sentences


@pytest.mark.parametrize(
    ("name", "area", "chinese", "english"),
    [
        (
            "share",
            "CN-CQ",
            "2022年重庆核心产业增加值占GDP比重：一份复函说“超过8%”，一篇报道说7.7%；2025年不低于10%的目标尚无数据可判。",
            "Core industries, share of GDP in Chongqing in 2022: a reply letter says “more than 8%”, a press report says 7.7%; there is no data yet to judge the 2025 target of at least 10%.",
        ),
        (
            "density",
            "CN-CQ",
            "2023年重庆每万人拥有5G基站数为29个，高于同期全国的22.6个；距2025年47.8个的目标还差18.8个，2025年尚无数据可判。",
            "5G base stations per 10,000 people: 29 in Chongqing in 2023, above the national figure of 22.6; 18.8 short of the 2025 target of 47.8, with no data for 2025 yet.",
        ),
        (
            "bandwidth",
            "CN-CQ",
            "据2023年4月的一份复函，重庆数据通道带宽为340 Gbps。",
            "Data channel bandwidth: 340 Gbps in Chongqing, according to a reply letter of April 2023.",
        ),
        (
            "standing",
            "CN-CQ",
            "2023年重庆数字经济全国排名第10位，较2022年上升2位。",
            "Digital economy, national rank: 10th in Chongqing in 2023, up 2 places in rank from 2022.",
        ),
        (
            "stations",
            "CN-CQ",
            "2022年重庆5G基站数为15万个，比2020年增长206.1%；目标为10万个（原文未写年份）。",
            "5G base stations: 150,000 in Chongqing in 2022, up 206.1% on 2020; the target is 100,000 (no year given).",
        ),
        (
            "share",
            "CN-X-WEST",
            "西部地区核心产业增加值占GDP比重：无数据。",
            "Core industries, share of GDP in the Western region: no data.",
        ),
    ],
)
def test_titles_are_written_from_the_series(made, name, area, chinese, english):
    assert both(lambda lang: wording.title(made.indicators[name], made, lang, area)) == [chinese, english]


def test_a_title_knows_only_what_was_known_on_its_day(made):
    share = made.indicators["share"]
    assert both(lambda lang: wording.title(share, made, lang, as_of=date(2023, 5, 1))) == [
        "2022年重庆核心产业增加值占GDP比重超过8%；2025年的目标为不低于10%。",
        "Core industries, share of GDP: more than 8% in Chongqing in 2022; the 2025 target is at least 10%.",
    ]


def test_headlines_put_the_dispute_first_and_name_another_series(made):
    assert both(lambda lang: wording.headline("size", made, lang)) == [
        "2022年重庆核心产业占GDP：一份复函说“超过8%”，一篇报道说7.7%；2025年不低于10%的目标尚无数据可判。",
        "Core share of GDP in Chongqing in 2022: a reply letter says “more than 8%”, a press report says 7.7%; there is no data yet to judge the 2025 target of at least 10%.",
    ]
    assert both(lambda lang: wording.headline("network", made, lang, today=date(2024, 6, 1))) == [
        "2023年重庆每万人5G基站为29个，高于同期全国的22.6个；距2025年47.8个的目标还差18.8个。",
        "5G stations per 10,000: 29 in Chongqing in 2023, above the national figure of 22.6; 18.8 short of the 2025 target of 47.8.",
    ]
    assert wording.headline("size", made, "zh", "CN-X-WEST") == ""


def test_a_chart_is_spoken_with_every_value(made):
    growth = made.indicators["sales_growth"]
    assert both(lambda lang: wording.alt(growth, made, lang, ("CN-CQ", "CN-X-WEST"))) == [
        "零售额增速（单位：%）。重庆：2016—2020年年均45%；2021年27.3%（推算）；2022年31.1%。西部地区：无数据。",
        "Retail sales, growth (%). Chongqing: 45% a year on average in 2016–2020; 27.3% in 2021 (derived); 31.1% in 2022. Western region: no data.",
    ]
    assert both(lambda lang: wording.alt(made.indicators["share"], made, lang)) == [
        "核心产业增加值占GDP比重（单位：%）。重庆：2020年7.3%；2022年超过8%（来源有分歧：7.7%）；2025年目标不低于10%。",
        "Core industries, share of GDP (%). Chongqing: 7.3% in 2020; more than 8% in 2022 (sources differ: 7.7%); a target of at least 10% for 2025.",
    ]


def test_a_card_says_the_change_or_the_value_before(made):
    def since(name):
        found = cells(made, name)
        return both(lambda lang: wording.since(found[-1], found, made.indicators[name], made, lang))

    assert since("share") == ["较2020年提高超过0.7个百分点", "up more than 0.7 percentage points from 2020"]
    assert since("bandwidth") == ["2019年9月为260 Gbps", "260 Gbps in September 2019"]
    assert since("computing") == ["", ""]


# ------------------------------------------------------------------------------------------------ evidence


def test_a_source_is_cited(made):
    letter, daily = made.sources["letter"], made.sources["daily"]
    assert both(lambda lang: wording.citation(letter, lang)) == [
        "市经济信息委：《关于建议办理情况的答复函》，渝经信复函〔2023〕373号，2023年4月4日。",
        "市经济信息委, “关于建议办理情况的答复函”, 渝经信复函〔2023〕373号, 4 April 2023.",
    ]
    assert (
        wording.citation(daily, "zh", url=True)
        == "《市经济信息委的〈报告〉》，2023年9月5日。 https://example.cn/b#x"
    )


def test_a_derived_figure_is_cited_with_formula_and_sources(made):
    derived = cells(made, "sales_growth")[1].best
    assert both(lambda lang: wording.figure_citation(derived, made, lang)) == [
        "重庆零售额增速，2021年：27.3%（推算：31.1% − 3.8% = 27.3%）。来源：市经济信息委：《关于建议办理情况的答复函》，渝经信复函〔2023〕373号，2023年4月4日。 某报：《新闻》，2024年1月。",
        "Retail sales, growth, Chongqing, 2021: 27.3% (derived: 31.1% − 3.8% = 27.3%). Sources: 市经济信息委, “关于建议办理情况的答复函”, 渝经信复函〔2023〕373号, 4 April 2023. 某报, “新闻”, January 2024.",
    ]


def test_the_link_leads_to_the_sentence():
    def link(url, quote):
        source = Source(id="a", kind="letter", title="甲", issuer="乙", reliability="primary", url=url)
        return wording.page_link(source, quote)

    assert link("https://a.cn/b", "超19个") == "https://a.cn/b#:~:text=%E8%B6%8519%E4%B8%AA"
    assert link("https://a.cn/b#c", "a-b, c & d") == "https://a.cn/b#c:~:text=a%2Db%2C%20c%20%26%20d"
    assert link("https://a.cn/b", "核心 | 亿元 | 2240") == "https://a.cn/b#:~:text=%E6%A0%B8%E5%BF%83"
    assert link("https://a.cn/b", "one two…three four") == "https://a.cn/b#:~:text=one%20two,three%20four"
    assert link(None, "超19个") is None


@pytest.mark.parametrize(
    ("value", "qualifier", "quote", "parts"),
    [
        ("19", "more_than", "每万人拥有5G基站数超19个，中新", ("每万人拥有5G基站数", "超19个", "，中新")),
        (
            "10",
            "about",
            "accounted for about 10 percent of the",
            ("accounted for ", "about 10 percent", " of the"),
        ),
        ("5", "more_than", "提高5%以上", ("提高", "5%以上", "")),
        ("8", None, "nothing here", ("nothing here", "", "")),
    ],
)
def test_the_number_is_marked_with_its_hedge(value, qualifier, quote, parts):
    from indicators.model import Observation

    observation = Observation("2022", "CN-CQ", value, "letter", quote, qualifier=qualifier)
    claim = series.Claim("share", "actual", "CN-CQ", "2022", quantity(value, qualifier), 0, observation)
    assert wording.highlight(quote, claim) == parts


def test_an_unstated_period_is_noted(made):
    unstated, stated = cells(made, "bandwidth")[1].best, cells(made, "share")[0].best
    assert both(lambda lang: wording.period_note(unstated, lang)) == [
        "原文未写时期，按来源日期计",
        "period not stated; dated by the source",
    ]
    assert wording.period_note(stated, "zh") == ""


def test_kinds_carry_their_status(made):
    assert both(lambda lang: wording.kind(cells(made, "sales_growth")[1].best, lang)) == ["推算", "Derived"]
    forecast = cells(made, "revenue")[1].conflicting[0]
    assert both(lambda lang: wording.kind(forecast, lang)) == ["实际（预计数）", "Actual (forecast)"]


# ------------------------------------------------------------------------------------------------ problems


def test_problems_are_said_in_chinese_with_what_stands_in_the_file():
    problem = Problem(
        "a.yaml", 3, 5, "unknown_key", {"key": "wert", "where": "the entry of breaks", "allowed": "id, title"}
    )
    assert both(lambda lang: wording.say_problem(problem, lang)) == [
        "a.yaml:3:5: breaks 的这一条 里没有 wert 这个键；请改为其中之一：id, title",
        "a.yaml:3:5: wert is not a key of the entry of breaks; write one of id, title",
    ]


def test_reasons_inside_problems_are_said_in_chinese_too():
    problem = Problem(
        "a.yaml",
        3,
        5,
        "not_derivable",
        {"reason": str(Refusal("both_open", {"first": "> 8", "second": "> 9"}))},
    )
    assert (
        wording.say_problem(problem, "zh", place=False)
        == "推算值算不出来：超过8与超过9之间任何结果都有可能，无法得知。"
    )


def test_an_explained_warning_is_said_in_chinese():
    params = {
        "rule": "share_over_100",
        "value": "117",
        "message": "117 is a share above 100 %; …",
        "because": "口径不同",
    }
    problem = Problem("a.yaml", 3, 5, "explained", params)
    assert wording.say_problem(problem, "zh", place=False) == (
        "117% 是超过 100% 的占比——保留，原因：口径不同"
    )


# ------------------------------------------------------------------------------------------------ the real catalogue


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_real_claim_is_said_with_its_digits_and_hedge(real, lang):
    for name in real.indicators:
        for claim in series.claims_of(real, name):
            words = wording.claim(claim, real, lang)
            qualifier = claim.quantity.qualifier
            assert words.hedge == (wording.tr(numbers.HEDGES[qualifier], lang) if qualifier else ""), name
            if claim.observation and "/" not in claim.observation.obs_value:
                printed = claim.observation.obs_value.strip("-").replace(".", "").strip("0")
                shown = re.sub(r"[^0-9]", "", words.number).strip("0")
                assert shown == printed, (name, str(words))
            elif claim.observation:
                assert words.number == claim.observation.obs_value


PERIOD = re.compile(r"\d{4}(?:—\d{4})?年(?:\d+(?:—\d+)?月)?(?:\d+日)?|三季度")


def bare_numbers(text, catalogue, indicators):
    """The numbers of a Chinese sentence without a unit behind them; names and periods are no numbers, 1/3 needs no unit."""
    units = {"个", "%", "个百分点"}
    for indicator in indicators:
        title = catalogue.units[indicator.unit].title.zh
        units |= {title, title.partition("/")[0]} - {""}
        names = (
            indicator.title.zh,
            indicator.short_title.zh,
            *(broken.title.zh for broken in indicator.breaks),
        )
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, "名称")
    text = PERIOD.sub("时期", text)
    behind = re.compile(rf"(?:万亿|万|亿)?(?:{'|'.join(map(re.escape, units))})| [kMGTPE]?(?:bps|B|FLOPS)")
    numbers_ = re.finditer(r"\d[\d,]*(?:\.\d+)?(?:/\d+)?", text)
    return [number[0] for number in numbers_ if "/" not in number[0] and not behind.match(text, number.end())]


def test_no_real_sentence_has_a_bare_number(real):
    said = [
        (sentence, [indicator])
        for name, indicator in real.indicators.items()
        if real.units[indicator.unit].title.zh
        for area in series.areas(real, name)
        for sentence in (
            wording.title(indicator, real, "zh", area),
            wording.alt(indicator, real, "zh", (area,)),
        )
    ]
    said += [
        (
            wording.headline(theme, real, "zh"),
            [each for each in real.indicators.values() if each.theme == theme],
        )
        for theme in real.themes
    ]
    assert [(text, bare) for text, which in said if (bare := bare_numbers(text, real, which))] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_real_sentence_loses_a_hedge(real, lang):
    for name, indicator in real.indicators.items():
        for area in series.areas(real, name):
            title, alt = (
                wording.title(indicator, real, lang, area),
                wording.alt(indicator, real, lang, (area,)),
            )
            shown = clauses.Series.read(indicator, real, area, None).latest
            if shown:
                assert str(wording.claim(shown.best, real, lang)) in title, name
            for cell in (*cells(real, name, area), *cells(real, name, area, "target")):
                assert str(wording.claim(cell.best, real, lang)) in alt, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_real_sentence_is_well_formed(real, lang):
    said = [wording.headline(theme, real, lang) for theme in real.themes]
    for name, indicator in real.indicators.items():
        areas = series.areas(real, name)
        said += [wording.title(indicator, real, lang, area) for area in areas]
        said.append(wording.alt(indicator, real, lang, areas))
    for text in said:
        assert text.endswith("。" if lang == "zh" else "."), text
        assert not re.search(r"[{}]|None|  |，，|；。|：。|为为| [，。；：]|\d-\d", text), text
        if lang == "zh":
            assert not re.search(r"[一-鿿] [一-鿿]|[,;] ", text), text
        else:
            assert not re.search(r"[，。；：]", text), text


def test_every_real_quote_marks_its_number(real):
    for name in real.indicators:
        for claim in series.claims_of(real, name):
            if claim.observation:
                before, marked, after = wording.highlight(claim.observation.quote, claim, real)
                assert before + marked + after == claim.observation.quote
                assert marked, (name, claim.observation.quote)

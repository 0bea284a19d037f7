"""Figures find their indicator, area and cell; where none fits, a new indicator is proposed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest

from indicators import store
from indicators.letters.letter import Figure, Header, Kind, Letter, Period
from indicators.match import Match, match, match_letter, printed
from indicators.model import Catalogue, Observation
from indicators.quantity import Qualifier

ROOT = Path(__file__).parents[1]
CQ = Header(issuer="重庆市经济和信息化委员会")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return store.read(ROOT / "data")


def figure(
    quote: str,
    number: str,
    unit: str,
    unit_id: str | None,
    *,
    mult: int = 0,
    qualifier: Qualifier | None = None,
    period: str | None = None,
    kind: Kind = "actual",
    measure: str = "",
) -> Figure:
    value = float(number) if re.fullmatch(r"[\d.]+", number) else 2.0
    when = Period(period, "clause" if period else "none", "")
    at = quote.find(number)
    return Figure(
        quote, at, at + len(number), number, value, unit, unit_id, mult, qualifier, when, kind, measure, 0.9
    )


def best(found: list[Match]) -> tuple[str | None, str | None]:
    return found[0].indicator, found[0].ref_area


def test_a_figure_finds_its_indicator_area_and_what_is_known_of_its_cell(catalogue: Catalogue) -> None:
    quote = "2022年数字经济核心产业增加值占GDP比重为7.8%"
    [first, *_] = match(figure(quote, "7.8", "%", "percent", period="2022"), catalogue, CQ)
    assert (first.indicator, first.ref_area, first.time_period) == ("digital_core_share_gdp", "CN-CQ", "2022")
    assert {(known.observation.source, known.agrees) for known in first.known} == {
        ("cq-jxw-2023-373", False),
        ("cqrb-2023-09-05", True),
    }
    assert [known.observation.source for known in first.conflicts] == ["cq-jxw-2023-373"]
    assert first.reasons[0] in ("title", "quote")
    assert "area_issuer" in first.reasons


def test_the_area_that_is_named_comes_before_the_issuers(catalogue: Catalogue) -> None:
    quote = "浙江数字经济核心产业增加值占GDP比重为12%"
    assert best(match(figure(quote, "12", "%", "percent"), catalogue, CQ)) == (
        "digital_core_share_gdp",
        "CN-ZJ",
    )
    assert (
        match(figure("全国5G基站231万个", "231", "万个", "item", mult=4), catalogue, CQ)[0].ref_area == "CN"
    )


def test_of_two_areas_in_the_name_of_an_issuer_the_smaller_holds(catalogue: Catalogue) -> None:
    tongliang = Header(issuer="重庆市铜梁区经济和信息化委员会")
    assert match(figure("智能工厂52个", "52", "个", "item"), catalogue, tongliang)[0].ref_area == "CN-500151"


@pytest.mark.parametrize(
    "quote", ["永川区建成5G基站3万个", "2023年,其中万州区5G基站3万个", "红河州5G基站3万个"]
)
def test_a_place_that_the_catalogue_does_not_have_is_not_taken_for_the_issuers(
    catalogue: Catalogue, quote: str
) -> None:
    [first, *_] = match(figure(quote, "3", "万个", "item", mult=4), catalogue, CQ)
    assert first.ref_area is None
    assert "area_unknown" in first.reasons


@pytest.mark.parametrize(
    "quote", ["老旧小区5G基站3万个", "各区县5G基站3万个", "示范区5G基站3万个", "实现乡镇以上区域5G基站3万个"]
)
def test_words_that_only_end_like_a_place_name_none(catalogue: Catalogue, quote: str) -> None:
    assert match(figure(quote, "3", "万个", "item", mult=4), catalogue, CQ)[0].ref_area == "CN-CQ"


def test_without_an_area_none_is_made_up(catalogue: Catalogue) -> None:
    assert match(figure("建成5G基站3万个", "3", "万个", "item", mult=4), catalogue)[0].ref_area is None


def test_what_nobody_measured_yet_is_a_new_indicator(catalogue: Catalogue) -> None:
    for quote, number, unit, unit_id in (
        ("高标准农田建成2800万亩", "2800", "万亩", None),
        ("居民人均预期寿命提高到79.4岁", "79.4", "岁", None),
        ("三甲医院增至45家", "45", "家", "firm"),
        ("铁路营业里程达到2781公里", "2781", "公里", None),
    ):
        [first, *_] = match(figure(quote, number, unit, unit_id), catalogue, CQ)
        assert (quote, first.indicator) == (quote, None)


def test_a_new_indicator_is_always_among_the_answers(catalogue: Catalogue) -> None:
    found = match(figure("软件业务收入2705亿元", "2705", "亿元", "CNY", mult=8), catalogue, CQ)
    assert [each.indicator for each in found].count(None) == 1
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert len(found) <= 6


def test_a_unit_that_cannot_be_rules_an_indicator_out(catalogue: Catalogue) -> None:
    share = figure("软件业务收入占比达到2705%", "2705", "%", "percent")
    money = figure("软件业务收入达到2705亿元", "2705", "亿元", "CNY", mult=8)
    assert "software_revenue" not in [each.indicator for each in match(share, catalogue, CQ)]
    assert match(money, catalogue, CQ)[0].indicator == "software_revenue"


def test_measure_words_stand_for_each_other_but_units_do_not(catalogue: Catalogue) -> None:
    assert (
        match(figure("建成智能工厂127座", "127", "座", None), catalogue, CQ)[0].indicator == "smart_factories"
    )
    assert (
        match(figure("建成智能工厂127万元", "127", "万元", "CNY", mult=4), catalogue, CQ)[0].indicator is None
    )


def test_growth_goes_to_growth_and_level_to_level(catalogue: Catalogue) -> None:
    growth = figure("技术合同成交额增长37.2%", "37.2", "%", "percent", kind="change")
    assert match(growth, catalogue, CQ)[0].indicator == "tech_contract_turnover_growth"
    level = figure("技术合同成交额865.1亿元", "865.1", "亿元", "CNY", mult=8)
    assert match(level, catalogue, CQ)[0].indicator == "tech_contract_turnover"


def test_new_ones_of_a_year_are_not_the_stock(catalogue: Catalogue) -> None:
    new = figure("新增科技型企业9453家", "9453", "家", "firm")
    stock = figure("科技型企业总数达到6.2万家", "6.2", "万家", "firm", mult=4)
    assert match(new, catalogue, CQ)[0].indicator == "tech_enterprises_new"
    assert match(stock, catalogue, CQ)[0].indicator == "tech_enterprises"


def test_prefixes_of_bits_are_powers_of_ten(catalogue: Catalogue) -> None:
    [first, *_] = match(
        figure("中新国际数据通道带宽达到340Gbps", "340", "Gbps", None, period="2023-04"), catalogue, CQ
    )
    assert first.indicator == "idc_bandwidth"
    assert all(known.agrees for known in first.known)


def test_a_letter_gives_each_cell_to_one_figure(catalogue: Catalogue) -> None:
    quote = "卫生等40余个行业2254家重要单位的5217个信息系统完成定级备案"
    figures = tuple(
        figure(quote, number, unit, unit_id)
        for number, unit, unit_id in (("40", "个", "item"), ("2254", "家", "firm"), ("5217", "个", "item"))
    )
    found = match_letter(Letter(CQ, (), figures, (), quote), catalogue)
    assert [each[0].indicator for each in found] == [
        "security_sectors",
        "security_key_units",
        "security_systems",
    ]
    assert any("taken" in each.reasons for each in found[0] + found[2])


@pytest.mark.parametrize(
    ("number", "value", "stored"),
    [
        ("12,600", 12600.0, "12600"),
        ("７.70", 7.7, "7.70"),
        ("1/3", 1 / 3, "1/3"),
        ("两", 2.0, "2"),
        ("三成五", 35.0, "35"),
        ("007", 7.0, "7"),
    ],
)
def test_digits_are_stored_as_printed_where_that_can_be(number: str, value: float, stored: str) -> None:
    one = figure(f"共{number}个", number, "个", "item")
    object.__setattr__(one, "value", value)
    assert printed(one) == stored


# ------------------------------------------------------------------------------------------------ how often it is right


def without(catalogue: Catalogue, source: str) -> Catalogue:
    """The catalogue before this source was entered."""

    def left(claims: tuple[Observation, ...]) -> tuple[Observation, ...]:
        return tuple(claim for claim in claims if claim.source != source)

    files = tuple(
        (
            file,
            msgspec.structs.replace(
                document,
                indicators=tuple(
                    msgspec.structs.replace(
                        each, observations=left(each.observations), targets=left(each.targets), derived=()
                    )
                    for each in document.indicators
                ),
            ),
        )
        for file, document in catalogue.files
    )
    return Catalogue(files, f"{catalogue.digest} without {source}")


def places(catalogue: Catalogue, source: str) -> list[tuple[str, str, int]]:
    """Claim → the place of its indicator among those matched (99: not among them)."""
    before = without(catalogue, source)
    record = catalogue.sources[source]
    found = []
    for indicator, kind, claim in catalogue.claims():
        if claim.source != source:
            continue
        unit, unit_id = catalogue.units[indicator.unit].title.zh, indicator.unit
        if "/" in unit:
            unit, unit_id = unit[0], "item"
        number = claim.quote.find(claim.obs_value)
        grows = (
            re.search("增长|加快|拉动|分别", claim.quote[max(0, number - 6) : number])
            and "percent" in indicator.unit
        )
        what: Kind = "change" if grows else "target" if kind == "target" else "actual"
        one = figure(claim.quote, claim.obs_value, unit, unit_id, mult=indicator.unit_mult, kind=what)
        names = [
            each.indicator for each in match(one, before, Header(issuer=record.issuer)) if each.indicator
        ]
        found.append(
            (indicator.id, claim.quote, names.index(indicator.id) + 1 if indicator.id in names else 99)
        )
    return found


def test_most_claims_of_letters_find_their_indicator_when_their_letter_is_new(catalogue: Catalogue) -> None:
    letters = [source.id for source in catalogue.sources.values() if source.kind == "letter"]
    found = [place for source in letters for *_, place in places(catalogue, source)]
    assert sum(place == 1 for place in found) / len(found) >= 0.80
    assert sum(place <= 3 for place in found) / len(found) >= 0.94


def test_the_first_letter_finds_all_its_indicators_by_what_is_measured(catalogue: Catalogue) -> None:
    before = without(catalogue, "cq-jxw-2023-373")
    wanted = {
        ("数字经济核心产业增加值占GDP比重", "8", "%", "percent"): "digital_core_share_gdp",
        ("每万人拥有5G基站数", "19", "个", "item"): "fiveg_per_10k",
        ("限额以上单位网络零售额增速", "31.1", "%", "percent"): "above_quota_online_retail_growth",
        ("国家级双跨工业互联网平台数", "15", "个", "item"): "cross_industry_platforms",
        ("市级数字化转型促进中心数", "32", "家", "firm"): "digital_transformation_centers",
    }
    found = {}
    for measure, number, unit, unit_id in wanted:
        kind: Kind = "change" if "增速" in measure else "actual"
        one = figure(f"{measure}{number}{unit}", number, unit, unit_id, measure=measure, kind=kind)
        found[measure, number, unit, unit_id] = match(one, before, CQ)[0].indicator
    assert found == wanted


def test_matching_takes_no_longer_than_a_millisecond_or_so(catalogue: Catalogue) -> None:
    import timeit

    one = figure("2022年数字经济核心产业增加值占GDP比重超过8%", "8", "%", "percent")
    match(one, catalogue, CQ)
    assert min(timeit.repeat(lambda: match(one, catalogue, CQ), number=20, repeat=5)) / 20 < 0.005


def test_an_empty_catalogue_knows_nothing() -> None:
    found = match(figure("软件业务收入2705亿元", "2705", "亿元", "CNY", mult=8), Catalogue((), "empty"), CQ)
    assert json.dumps([(each.indicator, each.ref_area) for each in found]) == "[[null, null]]"

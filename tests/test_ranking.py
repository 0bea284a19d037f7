"""Areas beside each other: in which order, how surely, and what must be known before they are compared."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import quantity, ranking, reading, store
from indicators.model import Catalogue, Document, Language
from indicators.quantity import Quantity
from indicators.ranking import Place, Ranking, cuts, places
from indicators.wording import caveats as warnings
from indicators.wording import ranking as words
from indicators.wording.messages import chinese

DATA = Path(__file__).parents[1] / "data"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
SIGNS = {"": None, ">": "more_than", "≥": "at_least", "<": "less_than", "≤": "at_most", "≈": "about"}
HEAD = """
themes:
  - {id: size, title: {zh: 规模, en: Size}}
units:
  - {id: percent, title: {zh: "%", en: "%"}, name: {zh: 百分比, en: per cent}, scale: none}
  - {id: per_10k, title: {zh: 个/万人, en: "per 10,000 people"}, name: {zh: 每万人个数, en: number}, scale: none}
  - {id: CNY, title: {zh: 元, en: yuan}, name: {zh: 人民币元, en: yuan}, scale: myriad}
  - {id: rank, title: {zh: 位, en: ""}, name: {zh: 位次, en: rank}, scale: none}
areas:
  - {id: CN, title: {zh: 全国, en: China}}
  - {id: CN-CQ, title: {zh: 重庆, en: Chongqing}, parent: CN}
  - {id: CN-SH, title: {zh: 上海, en: Shanghai}, parent: CN}
  - {id: CN-JS, title: {zh: 江苏, en: Jiangsu}, parent: CN}
  - {id: CN-ZJ, title: {zh: 浙江, en: Zhejiang}, parent: CN}
  - {id: CN-SC, title: {zh: 四川, en: Sichuan}, parent: CN}
  - {id: CN-510100, title: {zh: 成都, en: Chengdu}, parent: CN-SC}
  - {id: CN-420100, title: {zh: 武汉, en: Wuhan}, parent: CN}
  - {id: CN-500107, title: {zh: 九龙坡, en: Jiulongpo}, parent: CN-CQ}
  - {id: CN-X-WEST, title: {zh: 西部地区, en: Western region}, parent: CN}
sources:
  - {id: letter, kind: letter, title: 复函, issuer: 经信委, reliability: primary, published: 2023-04-04}
  - {id: report, kind: report, title: 报告, issuer: 报社, reliability: press, published: 2024-10-21}
indicators:
"""


def indicator(
    *claims: str, unit: str = "percent", direction: str = "up", more: str = "", id: str = "x"
) -> str:
    return f"""
  - id: {id}
    title: {{zh: 指标, en: Indicator}}
    short_title: {{zh: 指标, en: Indicator}}
    definition: {{zh: 定义, en: Definition}}
    theme: size
    unit: {unit}
    direction: {direction}
{more}    observations:
{"".join(claims)}"""


def claim(area: str, text: str, period: str = "2022", source: str = "letter", **more: str) -> str:
    """One claim in the notation of `symbols`: `> 8`."""
    sign, _, number = text.rpartition(" ")
    keys = {
        "time_period": f'"{period}"',
        "ref_area": area,
        "obs_value": number,
        "source": source,
        "quote": "引文",
    }
    if SIGNS[sign]:
        keys["qualifier"] = str(SIGNS[sign])
    return "      - {" + ", ".join(f"{key}: {word}" for key, word in (keys | more).items()) + "}\n"


def catalogue(*indicators: str) -> Catalogue:
    found = reading.read((HEAD + "".join(indicators)).encode(), "test.yaml")
    assert isinstance(found, Document), "\n".join(map(str, found))
    return Catalogue(((Path("test.yaml"), found),), "digest")


def ranked(*claims: str, area: str = "CN-CQ", period: str = "2022", **more: str) -> Ranking:
    return ranking.rank(catalogue(indicator(*claims, **more)), "x", period, area)


def listed(found: Ranking) -> list[tuple[str, int, int]]:
    return [(entry.area.removeprefix("CN-"), entry.place.first, entry.place.last) for entry in found.entries]


def q(text: str) -> Quantity:
    sign, _, number = text.rpartition(" ")
    return Quantity.printed(number, SIGNS[sign])  # type: ignore[arg-type]


def ranges(*texts: str, smallest_first: bool = False) -> list[tuple[int, int]]:
    found = places([q(text) for text in texts], smallest_first=smallest_first)
    return [(place.first, place.last) for place in found]


# ------------------------------------------------------------------------------------------------ places


def test_numbers_have_one_place_each() -> None:
    assert ranges("7.7", "9.1", "8") == [(3, 3), (1, 1), (2, 2)]
    assert ranges("7.7", "9.1", "8", smallest_first=True) == [(1, 1), (3, 3), (2, 2)]


def test_numbers_printed_equal_share_their_places() -> None:
    assert ranges("11.0", "11", "4") == [(1, 2), (1, 2), (3, 3)]


def test_a_bound_is_not_ranked_below_what_it_may_exceed() -> None:
    assert ranges("> 8", "13.1", "11", "7.2") == [(1, 3), (1, 2), (2, 3), (4, 4)]


def test_an_upper_bound_is_not_ranked_above_what_may_exceed_it() -> None:
    assert ranges("< 5", "4.6", "7") == [(2, 3), (2, 3), (1, 1)]


def test_an_open_end_decides_where_two_values_touch() -> None:
    assert ranges("> 8", "8") == [(1, 1), (2, 2)]
    assert ranges("≥ 8", "8") == [(1, 2), (1, 2)]
    assert ranges("> 8", "≤ 8") == [(1, 1), (2, 2)]
    assert ranges("≥ 8", "≤ 8") == [(1, 2), (1, 2)]


def test_about_may_have_any_place_and_leaves_the_others_one_place_more() -> None:
    assert ranges("≈ 8", "100", "1") == [(1, 3), (1, 2), (2, 3)]


def test_nothing_has_no_places() -> None:
    assert places([]) == []
    assert cuts([]) == []


def test_the_order_is_cut_where_nothing_reaches_over() -> None:
    assert cuts([Place(1, 3), Place(1, 2), Place(2, 3), Place(4, 4), Place(5, 6), Place(5, 6)]) == [3, 4, 6]


numbers = st.integers(-9, 9).map(str) | st.integers(1, 90).map(lambda tenths: f"{tenths / 10:.1f}")
hedged = st.builds(Quantity.printed, numbers, st.sampled_from([None, None, *quantity.QUALIFIERS]))
several = st.lists(hedged, min_size=1, max_size=7)


@st.composite
def with_truth(draw: st.DrawFn) -> tuple[list[Quantity], list[Fraction]]:
    """Quantities, and a true value inside each."""
    quantities = draw(several)
    fractions = st.fractions(-30, 30, max_denominator=20)
    return quantities, [q.value if q.exact else draw(fractions.filter(q.contains)) for q in quantities]


@given(with_truth(), st.booleans())
def test_the_true_place_lies_in_the_range_whatever_the_true_values_are(
    drawn: tuple[list[Quantity], list[Fraction]], down: bool
) -> None:
    quantities, truth = drawn
    found = places(quantities, smallest_first=down)
    for mine, place in zip(truth, found, strict=True):
        before = sum(other < mine if down else other > mine for other in truth)
        level = sum(other == mine for other in truth) - 1
        assert place.first <= 1 + before
        assert 1 + before + level <= place.last


@given(several)
def test_both_ends_of_a_range_are_places_that_the_intervals_allow(quantities: list[Quantity]) -> None:
    """Every quantity is put as high (or as low) as it may be, all others as low (or high) as they may be."""
    far, near = Fraction(1000), Fraction(1, 1000)

    def high(q: Quantity, much: Fraction) -> Fraction:
        return much if q.upper is None else q.upper if q.upper_closed else q.upper - near

    def low(q: Quantity, much: Fraction) -> Fraction:
        return -much if q.lower is None else q.lower if q.lower_closed else q.lower + near / 2

    for i, place in enumerate(places(quantities)):
        others = quantities[:i] + quantities[i + 1 :]
        best = high(quantities[i], 2 * far)
        assert place.first == 1 + sum(low(q, far) > best for q in others)
        worst = low(quantities[i], 2 * far)
        assert place.last == len(quantities) - sum(high(q, far) < worst for q in others)


@given(several, st.randoms(use_true_random=False), st.booleans())
def test_the_order_in_which_values_are_given_does_not_matter(quantities, random, down) -> None:
    shuffled = list(range(len(quantities)))
    random.shuffle(shuffled)
    found = places(quantities, smallest_first=down)
    again = places([quantities[i] for i in shuffled], smallest_first=down)
    assert again == [found[i] for i in shuffled]


@given(several, st.data())
def test_a_tighter_value_never_widens_any_range(quantities: list[Quantity], data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(quantities) - 1))
    tighter = data.draw(narrower(quantities[i]))
    assert inside(tighter, quantities[i])
    after = places([*quantities[:i], tighter, *quantities[i + 1 :]])
    for then, now in zip(places(quantities), after, strict=True):
        assert then.first <= now.first
        assert now.last <= then.last


def narrower(old: Quantity) -> st.SearchStrategy[Quantity]:
    """Quantities that allow nothing that the old one does not: a bound further in, or a number inside it."""
    steps = st.integers(0, 40).map(lambda tenths: Fraction(tenths, 10))
    if old.qualifier == "about":
        return hedged
    if old.exact:
        return st.just(old)
    sign = 1 if old.qualifier in ("more_than", "at_least") else -1
    kinds = [None, "more_than", "at_least"] if sign == 1 else [None, "less_than", "at_most"]

    def made(step: Fraction, kind: str | None) -> Quantity:
        moved = old.value + sign * step
        digits = f"{float(moved):.1f}".replace("-0.0", "0.0")
        return Quantity.printed(digits, kind)  # type: ignore[arg-type]

    return st.builds(made, steps, st.sampled_from(kinds)).filter(lambda new: inside(new, old))


def inside(new: Quantity, old: Quantity) -> bool:
    """Whether all that the new one allows the old one allowed."""
    low = old.lower is None or (
        new.lower is not None
        and (new.lower > old.lower or (new.lower == old.lower and (old.lower_closed or not new.lower_closed)))
    )
    high = old.upper is None or (
        new.upper is not None
        and (new.upper < old.upper or (new.upper == old.upper and (old.upper_closed or not new.upper_closed)))
    )
    return low and high


@given(several)
def test_a_cut_is_where_all_before_surely_stand_before_all_behind(quantities: list[Quantity]) -> None:
    found = sorted(places(quantities), key=lambda place: (place.first, place.last))
    ends = cuts(found)
    assert ends[-1] == len(quantities)
    for k in range(1, len(quantities)):
        apart = all(place.last <= k for place in found[:k]) and all(place.first > k for place in found[k:])
        assert (k in ends) == apart


# ------------------------------------------------------------------------------------------------ which areas


@pytest.mark.parametrize(
    ("area", "level"),
    [
        ("CN", "nation"),
        ("CN-CQ", "province"),
        ("CN-500000", "province"),
        ("CN-510100", "city"),
        ("CN-500107", "district"),
        ("CN-X-WEST", "region"),
        ("CN-NEW9-1", "region"),
    ],
)
def test_the_level_of_an_area_stands_in_its_id(area: str, level: str) -> None:
    assert ranking.level(area, catalogue(indicator(claim("CN", "1")))) == level


def test_an_id_of_another_form_is_one_level_below_its_parent() -> None:
    text = HEAD.replace(
        "sources:", "  - {id: CN-CQ-A1, title: {zh: 园区, en: Park}, parent: CN-510100}\nsources:"
    )
    found = reading.read((text + indicator(claim("CN", "1"))).encode(), "test.yaml")
    assert isinstance(found, Document)
    assert ranking.level("CN-CQ-A1", Catalogue(((Path("x"), found),), "")) == "district"


def test_provinces_are_ranked_among_provinces_and_nation_and_regions_stand_beside() -> None:
    found = ranked(
        claim("CN", "16.4"), claim("CN-CQ", "> 19"), claim("CN-SH", "20.8"), claim("CN-JS", "15"),
        claim("CN-X-WEST", "12"), claim("CN-510100", "30"),
    )  # fmt: skip
    assert found.level == "province"
    assert listed(found) == [("SH", 1, 2), ("CQ", 1, 2), ("JS", 3, 3)]
    assert found.nation is not None
    assert [cell.best.ref_area for cell in found.regions] == ["CN-X-WEST"]
    assert [cell.best.ref_area for cell in found.other_levels] == ["CN-510100"]
    assert [[entry.area for entry in group] for group in found.groups] == [["CN-SH", "CN-CQ"], ["CN-JS"]]


def test_the_level_is_that_of_the_area_spoken_of_unless_it_is_alone_there() -> None:
    claims = (claim("CN-CQ", "1"), claim("CN-SH", "2"), claim("CN-510100", "3"), claim("CN-420100", "4"))
    assert ranked(*claims, area="CN-CQ").level == "province"
    assert ranked(*claims, area="CN-510100").level == "city"
    assert ranked(*claims[1:], area="CN-SH").level == "city"
    assert ranked(*claims, area="CN-500107").level == "province"


def test_another_level_is_ranked_where_it_is_asked_for_and_there() -> None:
    found = catalogue(indicator(claim("CN-CQ", "1"), claim("CN-SH", "2"), claim("CN-510100", "3")))
    assert ranking.rank(found, "x", "2022", "CN-CQ", wanted="city").level == "city"
    assert ranking.rank(found, "x", "2022", "CN-CQ", wanted="district").level == "province"


@pytest.mark.parametrize(
    ("unit", "direction", "first"),
    [("percent", "up", "SH"), ("percent", "none", "SH"), ("percent", "down", "CQ"), ("rank", "none", "CQ")],
)
def test_the_first_place_is_the_largest_unless_less_is_better_or_it_is_a_rank(unit, direction, first) -> None:
    found = ranked(claim("CN-CQ", "3"), claim("CN-SH", "5"), unit=unit, direction=direction)
    assert [name for name, *_ in listed(found)] == [first, "SH" if first == "CQ" else "CQ"]


@given(st.lists(hedged, min_size=2, max_size=5))
def test_whatever_surely_stands_before_another_is_listed_before_it(quantities: list[Quantity]) -> None:
    areas = ("CN-CQ", "CN-SH", "CN-JS", "CN-ZJ", "CN-SC")
    found = ranked(*(claim(area, quantity.symbols(q)) for area, q in zip(areas, quantities, strict=False)))
    for i, one in enumerate(found.entries):
        for other in found.entries[i + 1 :]:
            assert one.place.first <= other.place.last
            a, b = one.cell.best.quantity, other.cell.best.quantity
            assert places([b, a])[0] != Place(1, 1) or places([b, a])[1] != Place(2, 2)


def test_equal_numbers_are_tied_and_a_bound_over_them_is_not_a_tie() -> None:
    tied = ranked(claim("CN-CQ", "3"), claim("CN-SH", "3.0"), claim("CN-JS", "2"))
    assert [entry.tied for entry in tied.entries] == [True, True, False]
    open_ = ranked(claim("CN-CQ", "3"), claim("CN-SH", "3.0"), claim("CN-JS", "> 2"))
    assert [entry.tied for entry in open_.entries] == [False, False, False]
    above = ranked(claim("CN-CQ", "> 3"), claim("CN-ZJ", "5"), claim("CN-SH", "3"), claim("CN-JS", "3"))
    assert {entry.area: entry.tied for entry in above.entries} == {
        "CN-CQ": False, "CN-ZJ": False, "CN-SH": True, "CN-JS": True,
    }  # fmt: skip


# ------------------------------------------------------------------------------------------------ which dates


def test_a_value_of_another_date_is_never_ranked() -> None:
    found = ranked(claim("CN-CQ", "19"), claim("CN-SH", "20.8", "2021"), claim("CN-JS", "30", "2023"))
    assert listed(found) == [("CQ", 1, 1)]
    assert [(cell.best.ref_area, cell.best.time_period) for cell in found.earlier] == [("CN-SH", "2021")]
    assert [cell.best.ref_area for cell in found.without] == ["CN-JS"]


def test_of_several_earlier_values_the_latest_stands_beside() -> None:
    found = ranked(
        claim("CN-CQ", "1"), *(claim("CN-SH", "2", period) for period in ("2019", "2022-04", "2020"))
    )
    assert [cell.best.time_period for cell in found.earlier] == ["2022-04"]


def test_a_sum_over_part_of_a_year_does_not_stand_beside_a_full_year() -> None:
    found = ranked(claim("CN-CQ", "1"), claim("CN-SH", "2", "2021-01/2021-06"))
    assert not found.earlier
    assert [cell.best.ref_area for cell in found.without] == ["CN-SH"]
    part = ranked(
        claim("CN-CQ", "1", "2022-01/2022-06"),
        claim("CN-SH", "2", "2021-01/2021-06"),
        period="2022-01/2022-06",
    )
    assert [cell.best.ref_area for cell in part.earlier] == ["CN-SH"]
    other = ranked(
        claim("CN-CQ", "1", "2022-01/2022-06"),
        claim("CN-SH", "2", "2021-01/2021-09"),
        period="2022-01/2022-06",
    )
    assert not other.earlier


def test_an_earlier_value_before_a_break_is_left_out_and_that_is_said() -> None:
    more = '    breaks: [{time_period: "2022", title: {zh: 口径扩大, en: Wider scope}}]\n'
    found = ranked(claim("CN-CQ", "1"), claim("CN-SH", "2", "2021"), more=more)
    assert not found.earlier
    assert sentences(found, "zh") == ["上海2021年的数未列出：自2022年起口径改变（口径扩大）。"]


def test_what_was_not_known_on_the_day_is_not_ranked() -> None:
    found = catalogue(indicator(claim("CN-CQ", "1"), claim("CN-SH", "2", source="report")))
    then = ranking.rank(found, "x", "2022", "CN-CQ", as_of=date(2023, 12, 31))
    assert [entry.area for entry in then.entries] == ["CN-CQ"]
    assert len(ranking.rank(found, "x", "2022", "CN-CQ").entries) == 2
    assert ranking.comparable(found, date(2023, 12, 31)) == {}
    assert ranking.comparable(found) == {"x": 2}


def test_periods_come_latest_first_with_their_areas() -> None:
    found = catalogue(
        indicator(claim("CN-CQ", "1", "2021"), claim("CN-SH", "2", "2021"), claim("CN-SH", "3"))
    )
    assert [(each.time_period, each.areas) for each in ranking.candidates(found, "x")] == [
        ("2022", ("CN-SH",)),
        ("2021", ("CN-CQ", "CN-SH")),
    ]


@pytest.mark.parametrize(
    ("claims", "first"),
    [
        (("CN-CQ 2020", "CN-SH 2020", "CN-JS 2021", "CN-SH 2021", "CN-CQ 2021"), "2021"),
        (("CN-CQ 2020", "CN-SH 2020", "CN-JS 2021", "CN-SH 2021"), "2020"),
        (("CN-CQ 2020", "CN-SH 2020", "CN-CQ 2021", "CN 2021"), "2020"),
        (("CN-CQ 2020", "CN-SH 2020", "CN-CQ 2021", "CN-SH 2021"), "2021"),
        (("CN-CQ 2020", "CN-SH 2021"), "2021"),
    ],
    ids=["most areas", "with the area spoken of", "more to rank", "the latest", "one area each: the latest"],
)
def test_the_period_to_begin_with(claims: tuple[str, ...], first: str) -> None:
    found = catalogue(indicator(*(claim(area, "1", period) for area, period in map(str.split, claims))))
    there = ranking.candidates(found, "x")
    chosen = ranking.richest(found, there, "CN-CQ")
    assert chosen is not None
    assert chosen.time_period == first
    assert ranking.richest(found, [], "CN-CQ") is None


# ------------------------------------------------------------------------------------------------ the nation


def distance(
    mine: str, nation: str, lang: Language = "zh", unit: str = "per_10k", period: str = "2022"
) -> str:
    found = catalogue(indicator(claim("CN-CQ", mine), claim("CN", nation, period), unit=unit))
    beside = ranking.rank(found, "x", "2022", "CN-CQ")
    against = ranking.against(beside.indicator, beside.entries[0].cell, beside.nation)
    return words.against(against, "x", found, lang) if against else ""


@pytest.mark.parametrize(
    ("mine", "nation", "unit", "chinese_words", "english"),
    [
        ("19.04", "16.39", "per_10k", "高出2.65个/万人", "2.65 per 10,000 people higher"),
        ("> 19", "16.4", "per_10k", "高出超过2.6个/万人", "more than 2.6 per 10,000 people higher"),
        ("7.7", "9.9", "percent", "低2.2个百分点", "2.2 percentage points lower"),
        ("> 8", "9.9", "percent", "低不足1.9个百分点，也可能更高", "less than 1.9 percentage points lower, if at all"),
        ("8", "8", "percent", "相同", "the same"),
        ("> 8", "8", "percent", "高于全国，幅度不明", "higher, no telling by how much"),
        ("≈ 8", "8.5", "percent", "低约0.5个百分点", "about 0.5 percentage points lower"),
        ("2705", "108100", "CNY", "相当于全国的2.5%", "2.5% of the national figure"),
        ("> 2352", "106700", "CNY", "超过全国的2.2%", "more than 2.2% of the national figure"),
    ],
)  # fmt: skip
def test_the_distance_to_the_nation_in_the_indicators_own_terms(
    mine: str, nation: str, unit: str, chinese_words: str, english: str
) -> None:
    assert distance(mine, nation, "zh", unit) == chinese_words
    assert distance(mine, nation, "en", unit) == english


def test_a_distance_that_cannot_be_known_gives_the_reason() -> None:
    assert distance("> 8", "> 9", "en", "percent") == (
        "more than 9 and more than 8 leave the result open: it cannot be known."
    )


def test_there_is_no_distance_to_a_nation_of_another_year_or_of_ranks() -> None:
    assert distance("19", "16.4", period="2021") == ""
    assert distance("3", "1", unit="rank") == ""


def test_the_sum_behind_a_distance_is_written_out() -> None:
    found = catalogue(indicator(claim("CN-CQ", "> 19"), claim("CN", "16.4")))
    beside = ranking.rank(found, "x", "2022", "CN-CQ")
    cell, nation = beside.entries[0].cell, beside.nation
    against = ranking.against(beside.indicator, cell, nation)
    assert against is not None
    assert nation is not None
    assert words.against_formula(against, cell, nation, found, "zh") == "超过19% − 16.4% = 超过2.6个百分点"


# ------------------------------------------------------------------------------------------------ how it is said


def said(found: Ranking, lang: Language = "zh") -> list[str]:
    return [words.place(entry, found, lang) for entry in found.entries]


def test_places_in_words() -> None:
    found = ranked(
        claim("CN-CQ", "> 8"),
        claim("CN-SH", "13.1"),
        claim("CN-JS", "11"),
        claim("CN-ZJ", "11"),
        claim("CN-SC", "7"),
    )
    assert said(found) == ["第1—2位", "第2—4位", "第2—4位", "至少第4位", "第5位"]
    assert said(found, "en") == ["1st–2nd", "2nd–4th", "2nd–4th", "4th or higher", "5th place"]
    assert said(ranked(claim("CN-CQ", "3"), claim("CN-SH", "3"), claim("CN-JS", "2"))) == [
        "并列第1位", "并列第1位", "第3位",
    ]  # fmt: skip
    assert said(ranked(claim("CN-CQ", "≈ 3"), claim("CN-SH", "3"), claim("CN-JS", "2"))) == [
        "第1—2位", "无法判定", "第2—3位",
    ]  # fmt: skip
    low = ranked(claim("CN-CQ", "< 9"), claim("CN-SH", "10"), claim("CN-JS", "8"), claim("CN-ZJ", "7"))
    assert said(low) == ["第1位", "至多第2位", "第2—3位", "第3—4位"]
    assert said(ranked(claim("CN-CQ", "3"))) == [""]


def test_the_sum_behind_a_place_is_written_out() -> None:
    found = ranked(claim("CN-CQ", "> 8"), claim("CN-SH", "13"), claim("CN-JS", "7"), claim("CN-ZJ", "6"))
    assert [words.steps(entry, 4, "en") for entry in found.entries][:2] == ["1 + 0 = 1; 4 − 2 = 2"] * 2


def lead(
    *claims: str, lang: Language = "zh", unit: str = "per_10k", direction: str = "up", area: str = "CN-CQ"
) -> str:
    found = catalogue(indicator(*claims, unit=unit, direction=direction))
    return words.lead(ranking.rank(found, "x", "2022", area), found, lang)


def test_the_sentence_gives_value_nation_and_range_of_places() -> None:
    claims = (
        claim("CN-CQ", "> 19"), claim("CN", "16.4"), claim("CN-SH", "20.8"), claim("CN-JS", "18"),
        claim("CN-ZJ", "17"), claim("CN-SC", "12"),
    )  # fmt: skip
    assert lead(*claims) == (
        "2022年重庆指标超过19个/万人，高于同期全国的16.4个/万人；在有数据的5个省（区、市）中排第1至第2位。"
    )
    assert lead(*claims, lang="en") == (
        "Indicator: more than 19 per 10,000 people in Chongqing in 2022, above the national figure of "
        "16.4 per 10,000 people; 1st to 2nd of 5 provinces with data."
    )


@pytest.mark.parametrize(
    ("claims", "words_"),
    [
        ([("CN-CQ", "7")], "2022年重庆指标为7%；没有其他地区2022年的数据。"),
        ([("CN-CQ", "7"), ("CN", "7")], "2022年重庆指标为7%，与同期全国的7%相同。"),
        ([("CN-CQ", "> 8"), ("CN", "9.9")], "2022年重庆指标超过8%，与同期全国的9.9%孰高无法判定。"),
        ([("CN-CQ", "7"), ("CN-SH", "7")], "2022年重庆指标为7%；在有数据的2个省（区、市）中并列第1位。"),
        ([("CN-CQ", "≈ 7"), ("CN-SH", "7")], "2022年重庆指标约7%；在有数据的2个省（区、市）中的名次无法判定。"),
        ([("CN-SH", "7"), ("CN-JS", "6")], "2022年上海指标为7%；在有数据的2个省（区、市）中排第1位；重庆没有2022年的数据。"),
        ([("CN-510100", "7"), ("CN-420100", "6")], "2022年成都指标为7%；在有数据的2个城市中排第1位；重庆没有2022年的数据。"),
    ],
)  # fmt: skip
def test_the_sentence_says_what_there_is_and_no_more(claims: list[tuple[str, str]], words_: str) -> None:
    assert lead(*(claim(area, value) for area, value in claims), unit="percent") == words_


def test_the_sentence_names_the_earlier_value_of_an_area_without_one() -> None:
    assert lead(claim("CN-SH", "7"), claim("CN-CQ", "6", "2021"), unit="percent").endswith(
        "；重庆没有2022年的数据（2021年为6%）。"
    )


def test_where_less_is_better_the_sentence_says_how_places_are_counted() -> None:
    claims = (claim("CN-CQ", "3"), claim("CN-SH", "5"))
    assert lead(*claims, unit="percent", direction="down").endswith(
        "；由低到高，在有数据的2个省（区、市）中排第1位。"
    )
    assert lead(*claims, unit="percent", direction="none").endswith(
        "；由高到低，在有数据的2个省（区、市）中排第2位。"
    )
    assert lead(*claims, unit="percent", direction="none", lang="en").endswith(
        "; 2nd of 2 provinces with data, counted from the largest."
    )


def test_a_disputed_place_is_the_range_that_all_sources_allow() -> None:
    claims = (
        claim("CN-CQ", "> 8"), claim("CN-CQ", "7.2", source="report"), claim("CN-SH", "8"), claim("CN-JS", "7.5"),
        claim("CN", "7.4"),
    )  # fmt: skip
    assert lead(*claims, unit="percent") == (
        "2022年重庆指标：一份复函说“超过8%”，一份报告说7.2%，与同期全国的7.4%孰高无法判定；"
        "在有数据的3个省（区、市）中的名次无法判定。"
    )
    found = ranked(*claims)
    assert listed(found) == [("CQ", 1, 1), ("SH", 2, 2), ("JS", 3, 3)]
    assert sentences(found, "zh")[0] == "重庆的来源有分歧，另有来源为7.2%；按7.2%计为第3位。"


# ------------------------------------------------------------------------------------------------ caveats


def sentences(found: Ranking, lang: Language) -> list[str]:
    made = catalogue(indicator(claim("CN", "1")))
    return [text for each in ranking.caveats(found) for text in warnings.caveat(each, found, made, lang)]


BREAK = '    breaks: [{time_period: "2021", ref_area: CN-SH, title: {zh: 改含乡镇, en: Towns included}}]\n'


@pytest.mark.parametrize(
    ("claims", "more", "expected"),
    [
        ([claim("CN-CQ", "1"), claim("CN-SH", "2")], "", []),
        (
            [claim("CN-CQ", "3"), claim("CN-SH", "2")],
            BREAK,
            ["上海自2021年起口径改变（改含乡镇），其他地区未必如此。"],
        ),
        (
            [claim("CN-CQ", "3", obs_status="E"), claim("CN-SH", "2", obs_status="P")],
            "",
            ["尚非最终数：重庆（估计数）、上海（初步数）。"],
        ),
        (
            [claim("CN-CQ", "3", period_stated="false"), claim("CN-SH", "2")],
            "",
            ["来源未写时期，2022年由上下文得出：重庆。"],
        ),
        (
            [claim("CN-CQ", "3", source="report"), claim("CN-SH", "2")],
            "",
            ["来源的可靠程度不一：重庆（媒体报道），其余更接近官方网页。"],
        ),
        ([claim("CN-CQ", "≈ 3"), claim("CN-SH", "2")], "", ["“约”没有确定的界限，名次无法判定：重庆。"]),
        (
            [claim("CN-CQ", "19"), claim("CN-SH", "19.04")],
            "",
            ["上海、重庆的数值之差小于所印位数的精度，先后只按所印数字。"],
        ),
        (
            [claim("CN-CQ", "3"), claim("CN-SH", "2"), claim("CN-510100", "1")],
            "",
            ["层级不同，不参加排名：成都。"],
        ),
        (
            [claim("CN-CQ", "3"), claim("CN-SH", "2", "2022-04")],
            "",
            ["没有2022年的数据，列出此前最近的数，不参加排名：上海。", "时期的种类与2022年不同：上海（2022年4月）。"],
        ),
    ],
    ids=["none", "redefined", "tentative", "unstated", "reliability", "about", "rounding", "levels", "dates and kinds"],
)  # fmt: skip
def test_what_differs_is_said_in_a_sentence(claims: list[str], more: str, expected: list[str]) -> None:
    assert sentences(ranked(*claims, more=more), "zh") == expected


def test_a_period_that_is_the_sources_own_date_is_said_to_be_one() -> None:
    found = ranked(claim("CN-CQ", "3", "2023-04", period_stated="false"), period="2023-04")
    assert sentences(found, "zh") == ["来源未写时期，按来源日期计：重庆。"]
    assert sentences(found, "en") == ["The source states no period and its own date stands in: Chongqing."]


def test_numbers_that_differ_in_their_printed_digits_are_not_said_to_be_rounded() -> None:
    assert sentences(ranked(claim("CN-CQ", "19"), claim("CN-SH", "20")), "zh") == []


# ------------------------------------------------------------------------------------------------ all there is


def test_every_word_of_the_tables_has_its_chinese() -> None:
    counted = [text for pair in words.COUNTED.values() for text in pair]
    wanted = {
        *words.LEVELS.values(),
        *counted,
        *words.DISTANCE.values(),
        *words.LEVEL.values(),
        *words.COUNTED_FROM.values(),
    }
    wanted |= set(words.BESIDE.values())
    assert sorted(wanted - set(chinese())) == []


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return store.read(DATA)


def everything(real: Catalogue) -> list[Ranking]:
    return [
        ranking.rank(real, name, candidate.time_period, area)
        for name in ranking.comparable(real)
        for candidate in ranking.candidates(real, name)
        for area in ("CN-CQ", "CN-SC")
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_real_sentence_is_well_formed(real: Catalogue, lang: Language) -> None:
    for found in everything(real):
        said = [words.lead(found, real, lang), words.alt(found, real, lang)]
        said += [text for each in ranking.caveats(found) for text in warnings.caveat(each, found, real, lang)]
        for text in said:
            assert text.endswith("。" if lang == "zh" else "."), text
            assert not re.search(r"[{}]|None|  |，，|；；|。。|：。|为为| [，。；：]", text), text
            if lang == "en":
                assert not re.search(r"[，。；：]", text), text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_real_sentence_loses_a_hedge(real: Catalogue, lang: Language) -> None:
    for found in everything(real):
        spoken = words.alt(found, real, lang)
        for cell in (*found.own, *found.earlier):
            assert words.spoken(cell, real, lang) in spoken


def test_every_area_of_a_real_indicator_is_somewhere_and_only_once(real: Catalogue) -> None:
    for found in everything(real):
        areas = [cell.best.ref_area for cell in (*found.own, *found.earlier, *found.without)]
        assert len(areas) == len(set(areas))
        there = ranking.candidates(real, found.indicator.id)
        assert set(areas) == {area for candidate in there for area in candidate.areas}

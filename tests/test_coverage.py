"""How strong evidence is, why a cell is empty, whether a series ends too early, and how all that is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import coverage, store
from indicators.claims import claims_of
from indicators.coverage import Absence, Reason, Staleness, Strength
from indicators.model import (
    Area,
    Catalogue,
    Derived,
    Document,
    Indicator,
    Label,
    Missing,
    Observation,
    Parent,
    Source,
    Text,
    Theme,
    Unit,
)
from indicators.wording import coverage as said

TODAY = date(2026, 11, 24)
SOURCES = {
    "letter": ("primary", "2023-04-04"),
    "bulletin": ("primary", "2021-02-01"),
    "paper": ("press", "2024-10-21"),
    "copy": ("repost", "2022-06-01"),
    "undated": ("press", None),
}


def text(words: str) -> Text:
    return Text(words, words)


def claim(period: str, value: str = "8", source: str = "letter", **more: object) -> Observation:
    return Observation(period, "CN-CQ", value, source, "引文", **more)  # type: ignore[arg-type]


def missing(period: str, reason: str, looked: str | None = None, note: str | None = None) -> Missing:
    return Missing(period, "CN-CQ", reason, note, looked)  # type: ignore[arg-type]


def indicator(*observations: Observation, name: str = "x", theme: str = "size", **more: object) -> Indicator:
    return Indicator(
        name,
        text("指标"),
        text("指标"),
        text("定义"),
        theme,
        "percent",
        "up",
        observations=observations,
        **more,  # type: ignore[arg-type]
    )


def catalogue(*indicators: Indicator) -> Catalogue:
    sources = tuple(
        Source(name, "report", name, "机构", reliability, published=published)  # type: ignore[arg-type]
        for name, (reliability, published) in SOURCES.items()
    )
    document = Document(
        themes=(Theme("size", text("规模")), Theme("data", text("数据"))),
        units=(Unit("percent", Label("%", "%"), text("百分比")),),
        areas=(Area("CN-CQ", Text("重庆", "Chongqing")), Area("CN", Text("全国", "China"))),
        sources=sources,
        indicators=indicators,
    )
    return Catalogue(((Path("test.yaml"), document),), "digest")


def why(subject: Indicator, period: str, today: date = TODAY, as_of: date | None = None) -> Absence:
    return coverage.absence(catalogue(subject), subject, "CN-CQ", period, today, as_of=as_of)


def one_year(*observations: Observation, **more: object) -> coverage.Year:
    """The cell of 2022 of an indicator."""
    matrix = coverage.matrix(catalogue(indicator(*observations, **more)), "CN-CQ", None, TODAY)
    return next(year for year in matrix.cells if year.year == 2022)


# ------------------------------------------------------------------------------------------------ why a cell is empty


def test_what_somebody_recorded_is_the_reason_and_the_most_particular_record_counts() -> None:
    subject = indicator(
        missing=(missing("2014/2018", "not_applicable"), missing("2017", "not_published", note="查过"))
    )
    assert why(subject, "2016").reason == "not_applicable"
    found = why(subject, "2017")
    assert (found.reason, found.record and found.record.note) == ("not_published", "查过")
    assert why(subject, "2019").reason == "not_looked_for"


def test_a_record_about_a_part_of_the_year_does_not_explain_the_year() -> None:
    subject = indicator(missing=(missing("2021-01/2021-06", "not_published"),))
    assert why(subject, "2021-03").reason == "not_published"
    assert why(subject, "2021").record is None


@pytest.mark.parametrize(
    ("period", "today", "reason"),
    [
        ("2026", date(2026, 11, 24), "not_yet_due"),
        ("2025", date(2026, 6, 30), "not_yet_due"),
        ("2025", date(2026, 7, 1), "not_looked_for"),
        ("2021/2025", date(2026, 6, 30), "not_yet_due"),
        ("2026-08", date(2026, 11, 24), "not_yet_due"),
        ("2026-Q2", date(2026, 10, 1), "not_looked_for"),
        ("9999", date(2026, 11, 24), "not_yet_due"),
    ],
)
def test_a_figure_is_awaited_for_half_a_year_one_about_a_shorter_period_for_three_months(
    period: str, today: date, reason: Reason
) -> None:
    assert why(indicator(), period, today).reason == reason


def test_an_indicator_whose_figures_usually_come_later_has_that_time() -> None:
    late = indicator(
        claim("2019", source="bulletin"), claim("2021", source="letter"), claim("2022", source="paper")
    )
    assert coverage.usual_delay(catalogue(late), late) == 459
    assert coverage.expected(catalogue(late), late, "2024") == date(2026, 4, 4)
    assert why(late, "2024", date(2026, 4, 4)).reason == "not_yet_due"
    assert why(late, "2024", date(2026, 4, 5)).reason == "not_looked_for"


def test_figures_that_came_early_make_none_due_sooner_and_two_years_are_no_rule() -> None:
    early = indicator(
        claim("2020", source="bulletin"), claim("2022", source="letter"), claim("2023", source="paper")
    )
    assert coverage.usual_delay(catalogue(early), early) == 94
    assert coverage.expected(catalogue(early), early, "2024") == date(2025, 6, 30)
    two = indicator(claim("2019", source="bulletin"), claim("2022", source="paper"))
    assert coverage.usual_delay(catalogue(two), two) is None


def test_nobody_had_looked_before_the_day_on_which_somebody_did() -> None:
    subject = indicator(
        missing=(
            missing("2020", "not_published", looked="2024-05-01"),
            missing("2021", "not_published"),
            missing("2015", "not_applicable"),
        )
    )
    assert why(subject, "2020", date(2024, 5, 1), date(2024, 5, 1)).reason == "not_published"
    assert why(subject, "2020", date(2024, 4, 30), date(2024, 4, 30)).reason == "not_looked_for"
    assert why(subject, "2021", date(2024, 5, 1), date(2024, 5, 1)).reason == "not_looked_for"
    assert why(subject, "2015", date(2020, 1, 1), date(2020, 1, 1)).reason == "not_applicable"


# ------------------------------------------------------------------------------------------------ gaps and age


def gaps(subject: Indicator, today: date = TODAY) -> list[tuple[str, Reason]]:
    found = coverage.gaps(catalogue(subject), subject, "CN-CQ", today)
    return [(gap.period, gap.absence.reason) for gap in found]


def test_the_gaps_of_a_series_lie_between_its_first_and_last_year() -> None:
    subject = indicator(claim("2018"), claim("2020-09"), claim("2023"))
    assert gaps(subject) == [
        ("2019", "not_looked_for"),
        ("2021", "not_looked_for"),
        ("2022", "not_looked_for"),
    ]
    assert gaps(indicator()) == []


def test_a_recorded_gap_is_listed_wherever_it_lies_and_a_range_as_one() -> None:
    subject = indicator(
        claim("2019"),
        claim("2022"),
        missing=(
            missing("2014/2018", "not_applicable"),
            missing("2023/2024", "not_published"),
            missing("2022-06", "not_published"),
            missing("2019", "not_published"),
        ),
    )
    assert gaps(subject) == [
        ("2014/2018", "not_applicable"),
        ("2020", "not_looked_for"),
        ("2021", "not_looked_for"),
        ("2022-06", "not_published"),
        ("2023/2024", "not_published"),
    ]


def stale(subject: Indicator, today: date = TODAY, as_of: date | None = None) -> Staleness | None:
    return coverage.staleness(catalogue(subject), subject, "CN-CQ", today, as_of)


def test_a_series_is_as_old_as_the_later_years_that_are_due() -> None:
    subject = indicator(claim("2018", source="undated"), claim("2020", source="bulletin"))
    assert stale(subject) == Staleness("2020", (2021, 2022, 2023, 2024, 2025))
    assert stale(subject, date(2022, 6, 30)) is None
    assert stale(subject, date(2022, 7, 1)) == Staleness("2020", (2021,))


def test_a_figure_given_once_is_no_series_and_what_cannot_exist_is_not_due() -> None:
    assert stale(indicator(claim("2020"), claim("2020-06"))) is None
    assert stale(indicator()) is None
    ended = indicator(
        claim("2018"), claim("2020"), missing=(missing("2021/2030", "not_applicable", note="已停止统计"),)
    )
    assert stale(ended) is None


def test_a_target_does_not_make_a_series_younger() -> None:
    subject = indicator(claim("2018"), claim("2020"), targets=(claim("2025"),))
    assert stale(subject) == Staleness("2020", (2021, 2022, 2023, 2024, 2025))


def test_the_age_on_an_earlier_day_is_that_of_what_was_known() -> None:
    subject = indicator(
        claim("2019", source="bulletin"), claim("2020", source="bulletin"), claim("2022", source="letter")
    )
    assert stale(subject, date(2022, 12, 31), date(2022, 12, 31)) == Staleness("2020", (2021,))
    assert stale(subject, date(2023, 6, 30), date(2023, 6, 30)) is None


# ------------------------------------------------------------------------------------------------ how strong evidence is


@pytest.mark.parametrize(
    ("observations", "strength"),
    [
        ((claim("2022", source="letter"),), "primary"),
        ((claim("2022", source="paper"),), "single"),
        ((claim("2022", source="copy"),), "single"),
        ((claim("2022", source="letter"), claim("2022", source="paper")), "agreeing"),
        ((claim("2022", source="paper"), claim("2022", source="copy")), "agreeing"),
        ((claim("2022", "8", "letter"), claim("2022", "6", "paper")), "conflicting"),
        ((claim("2022-06"),), "partial"),
        ((claim("2022-01/2022-07"),), "partial"),
        ((claim("2018/2022"),), "partial"),
        ((claim("2022", period_stated=False),), "partial"),
        ((claim("2022", obs_status="F"),), "partial"),
        ((claim("2022-06"), claim("2022", source="paper")), "single"),
        ((claim("2022", obs_status="E"),), "primary"),
    ],
)
def test_the_strength_of_a_year(observations: tuple[Observation, ...], strength: Strength) -> None:
    assert one_year(*observations).strength == strength


def test_a_derived_value_is_weaker_than_a_printed_one_and_a_planned_one_is_no_evidence() -> None:
    derived = Derived(
        "2022", "CN-CQ", "difference", (Parent("x", "2021", "letter"), Parent("x", "2020", "letter"))
    )
    parents = (claim("2020", "3"), claim("2021", "5"))
    assert one_year(*parents, derived=(derived,)).strength == "derived"
    assert one_year(*parents, claim("2022", "2"), derived=(derived,)).strength == "primary"
    planned = one_year(claim("2020"), targets=(claim("2022"),))
    assert (planned.strength, planned.covered, planned.absence and planned.absence.reason) == (
        "target",
        False,
        "not_looked_for",
    )


def test_a_conflict_is_never_hidden_by_the_weakness_of_the_claims() -> None:
    month = one_year(claim("2022-06", "8"), claim("2022-06", "6", "paper"))
    assert (month.strength, month.disputed) == ("partial", True)
    planned = one_year(targets=(claim("2022", "8"), claim("2022", "6", "paper")))
    assert (planned.strength, planned.disputed) == ("target", True)


def test_the_whole_year_stands_for_the_year_before_its_parts() -> None:
    shown = one_year(claim("2022-12"), claim("2022", source="paper"), claim("2022-06")).shown
    assert shown is not None
    assert shown.best.time_period == "2022"
    parts = one_year(claim("2022-06"), claim("2022-09")).shown
    assert parts is not None
    assert parts.best.time_period == "2022-09"


def test_several_sources_are_one_amount_of_evidence_whether_they_agree_or_not() -> None:
    assert coverage.amount("agreeing") == coverage.amount("conflicting")
    amounts = [coverage.amount(strength) for strength in coverage.STRENGTHS[:-1]]
    assert amounts == sorted(set(amounts))


# ------------------------------------------------------------------------------------------------ the matrix


def test_columns_run_from_the_first_year_to_last_year_and_on_where_something_is_said() -> None:
    subject = indicator(claim("2022"), targets=(claim("2030"),))
    matrix = coverage.matrix(catalogue(subject), "CN-CQ", None, TODAY)
    assert matrix.years == (2022, 2023, 2024, 2025, 2030)
    assert [year.strength for year in matrix.cells] == ["primary", "none", "none", "none", "target"]
    assert [matrix.covered(column) for column in range(5)] == [1, 0, 0, 0, 0]


def test_columns_are_those_of_all_themes_and_rows_those_of_one() -> None:
    book = catalogue(
        indicator(claim("2016"), name="a"),
        indicator(claim("2024"), name="b", theme="data"),
        indicator(name="c", theme="data"),
    )
    matrix = coverage.matrix(book, "CN-CQ", None, TODAY, theme="data")
    assert (matrix.years[0], [row.indicator.id for row in matrix.rows]) == (2016, ["b"])
    assert [subject.id for subject in matrix.without] == ["c"]


def test_a_year_mistyped_makes_no_thousand_columns_and_is_not_passed_over_in_silence() -> None:
    matrix = coverage.matrix(catalogue(indicator(claim("0202"), claim("2022"))), "CN-CQ", None, TODAY)
    assert (matrix.years[0], len(matrix.years), matrix.earlier) == (1986, 40, 1)


def test_an_area_of_which_nothing_is_known_has_no_rows() -> None:
    matrix = coverage.matrix(catalogue(indicator(claim("2022"))), "CN", None, TODAY)
    assert (matrix.rows, matrix.years, [subject.id for subject in matrix.without]) == ((), (), ["x"])


# ------------------------------------------------------------------------------------------------ what always holds

periods_ = st.sampled_from(["2019", "2020", "2021", "2020-06", "2021-01/2021-09", "2018/2020", "2021-12-31"])
claims_ = st.builds(
    claim,
    periods_,
    st.sampled_from(["7", "8", "19", "19.04"]),
    st.sampled_from(sorted(SOURCES)),
    qualifier=st.sampled_from([None, "more_than", "about"]),
    obs_status=st.sampled_from([None, "E", "F"]),
    period_stated=st.booleans(),
)
missing_ = st.builds(
    missing,
    st.sampled_from(["2019", "2020", "2022", "2021/2023"]),
    st.sampled_from(["not_published", "not_applicable", "not_looked_for"]),
    st.sampled_from([None, "2021-05-01", "2024-01-01"]),
)
subjects = st.builds(
    lambda observations, targets, records: indicator(
        *observations, targets=tuple(targets), missing=tuple(records)
    ),
    st.lists(claims_, max_size=7),
    st.lists(claims_, max_size=2),
    st.lists(missing_, max_size=3),
)
days = st.dates(date(2020, 1, 1), date(2027, 1, 1))


@given(subjects, st.none() | days)
def test_every_year_is_either_covered_or_has_one_reason(subject: Indicator, as_of: date | None) -> None:
    matrix = coverage.matrix(catalogue(subject), "CN-CQ", as_of, as_of or TODAY)
    for year in matrix.cells:
        assert year.covered == (year.absence is None)
        assert (year.shown is None) == (year.strength == "none")
    known = sum(1 for _ in claims_of(catalogue(subject), "x", as_of))
    assert bool(matrix.rows) == bool(known)


@settings(max_examples=300)
@given(subjects, days, days)
def test_an_earlier_day_never_shows_more_evidence_than_a_later_one(
    subject: Indicator, one: date, other: date
) -> None:
    first, last = sorted((one, other))
    book = catalogue(subject)
    before = coverage.matrix(book, "CN-CQ", first, first)
    after = coverage.matrix(book, "CN-CQ", last, last)
    later = {year.year: year.strength for year in after.cells}
    for year in before.cells:
        if year.covered:
            assert coverage.amount(year.strength) <= coverage.amount(later[year.year])


@given(subjects)
def test_a_gap_is_a_period_of_which_nothing_is_claimed(subject: Indicator) -> None:
    found = gaps(subject)
    claimed = {claim.time_period for claim in subject.observations}
    assert not claimed & {period for period, _ in found}
    assert len({period for period, _ in found}) == len(found)


# ------------------------------------------------------------------------------------------------ in words


def test_the_age_of_a_series_in_words() -> None:
    assert said.stale(Staleness("2020", (2021, 2022, 2023, 2024)), "zh") == "最新为2020年，已4年未更新"
    assert said.stale(Staleness("2023-04", (2024,)), "en") == "latest April 2023, 1 year without an update"


def test_an_empty_cell_says_why() -> None:
    assert said.why(why(indicator(), "2020"), "zh") == "尚未查找：没有人记录过是否有这个数字。"
    assert said.why(why(indicator(), "2026"), "zh") == "这一时期的数字一般在2027年6月30日前公布。"
    looked = indicator(missing=(missing("2020", "not_published", looked="2024-05-01"),))
    assert said.why(why(looked, "2020"), "zh") == "查找过，未见公布。（查找日期：2024年5月1日）"
    assert said.why(why(looked, "2020"), "en") == (
        "It was looked for and not found in any source. (looked for on 1 May 2024)"
    )


def test_a_cell_says_its_value_with_the_hedge_and_how_strong_it_is() -> None:
    disputed = (claim("2022", "8", qualifier="more_than"), claim("2022", "7.7", "paper"))
    book = catalogue(indicator(*disputed))
    assert said.cell(one_year(*disputed), book, "zh") == "超过8% · 多个来源有分歧"
    part = one_year(claim("2022-06", "8"), claim("2022-06", "6", "paper"))
    assert said.cell(part, book, "en") == (
        "8% in June 2022 · part of the year, period not stated, or a forecast · sources differ"
    )
    assert said.cell(one_year(targets=(claim("2022"),)), book, "zh") == "目标8%（2022年） · 未查找"


def test_the_sentence_over_the_matrix() -> None:
    book = catalogue(
        indicator(claim("2020"), claim("2022", "8"), claim("2022", "6", "paper"), name="a"),
        indicator(claim("2021"), claim("2021", source="copy"), name="b", theme="data"),
    )
    matrix = coverage.matrix(book, "CN-CQ", None, TODAY)
    assert said.lead(matrix, book, "zh") == (
        "重庆2项指标、2020—2022年：3个指标年度有数据，其中1个有多个来源一致，1个来源有分歧。"
    )
    one = coverage.matrix(book, "CN-CQ", None, TODAY, theme="data")
    assert said.lead(one, book, "en", "data") == (
        "Chongqing, 数据, 1 indicator, 2021: a figure for 1 indicator year; several sources agree on 1."
    )
    nothing = coverage.matrix(book, "CN-CQ", date(2020, 1, 1), date(2020, 1, 1))
    assert said.lead(nothing, book, "zh") == "重庆0项指标：还没有数据。"


def test_how_many_series_end_too_early() -> None:
    book = catalogue(
        indicator(claim("2018"), claim("2019"), name="a"),
        indicator(claim("2023"), claim("2024"), name="b"),
        indicator(claim("2024"), claim("2025"), name="c"),
    )
    matrix = coverage.matrix(book, "CN-CQ", None, TODAY)
    assert said.ageing(matrix, 5, "zh") == "3项中有2项缺少已到公布期的年度，其中1项已有5年以上没有更新。"
    assert said.ageing(coverage.matrix(book, "CN-CQ", None, TODAY, "data"), 5, "zh") == ""


# ------------------------------------------------------------------------------------------------ the real catalogue

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return store.read(DATA)


@pytest.mark.parametrize(
    ("name", "period", "reason"),
    [
        ("fiveg_per_10k", "2024", "not_published"),
        ("digital_core_share_gdp", "2021", "not_published"),
        ("idc_bandwidth", "2016", "not_applicable"),
        ("fiveg_base_stations", "2021", "not_looked_for"),
        ("laptop_output", "2020", "not_looked_for"),
        ("gdp", "2026", "not_yet_due"),
    ],
)
def test_the_gaps_of_the_catalogue_have_the_reasons_that_were_recorded(
    real: Catalogue, name: str, period: str, reason: Reason
) -> None:
    found = coverage.absence(real, real.indicators[name], "CN-CQ", period, TODAY)
    assert found.reason == reason
    assert (found.record is None) == (name in ("laptop_output", "gdp"))


def test_every_area_of_the_catalogue_has_its_matrix(real: Catalogue) -> None:
    for area in real.areas:
        matrix = coverage.matrix(real, area, None, TODAY)
        assert len(matrix.rows) + len(matrix.without) == len(real.indicators)
        assert all(year.covered == (year.absence is None) for year in matrix.cells)
    chongqing = coverage.matrix(real, "CN-CQ", None, TODAY)
    share = next(row for row in chongqing.rows if row.indicator.id == "digital_core_share_gdp")
    disputed = {year.year: year.strength for year in share.years if year.disputed}
    assert disputed == {2022: "conflicting"}


def test_every_event_quotes_its_source_and_names_series_that_exist(real: Catalogue) -> None:
    assert 8 <= len(real.events) <= 20
    for event in real.events:
        source = real.sources[event.source]
        claims = [claim.quote for _, _, claim in real.claims() if claim.source == event.source]
        letter = source.id == "cq-jxw-2023-373"  # quoted from its full text, which is not part of the project
        assert letter or any(event.quote in words for words in (source.title, *claims)), event.quote
        assert set(event.indicators) <= set(real.indicators)


LETTER = Path(__file__).parents[2] / "shared" / "letters" / "00_2023-373.txt"


@pytest.mark.skipif(not LETTER.exists(), reason="the letter is not beside the project")
def test_the_events_of_the_letter_are_in_its_own_words(real: Catalogue) -> None:
    words = LETTER.read_text("utf-8")
    quotes = [event.quote for event in real.events if event.source == "cq-jxw-2023-373"]
    assert quotes
    assert [quote for quote in quotes if quote not in words] == []

"""Periods as text: what they cover, which of them may be compared."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import periods


@pytest.mark.parametrize(
    ("period", "first", "last", "span"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "year"),
        ("2022-Q1", date(2022, 1, 1), date(2022, 3, 31), "quarter"),
        ("2022-Q4", date(2022, 10, 1), date(2022, 12, 31), "quarter"),
        ("2022-06", date(2022, 6, 1), date(2022, 6, 30), "month"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2022-06-30", date(2022, 6, 30), date(2022, 6, 30), "day"),
        ("2016/2020", date(2016, 1, 1), date(2020, 12, 31), "range"),
        ("2022-01/2022-07", date(2022, 1, 1), date(2022, 7, 31), "range"),
        ("2022-Q1/2022-Q3", date(2022, 1, 1), date(2022, 9, 30), "range"),
        ("2021-12-31/2022-01-01", date(2021, 12, 31), date(2022, 1, 1), "range"),
    ],
)
def test_a_period_covers_its_first_and_last_day(period: str, first: date, last: date, span: str) -> None:
    assert periods.bounds(period) == (first, last)
    assert periods.end(period) == last
    assert periods.span(period) == span
    assert periods.is_full_year(period) is (span == "year")


@pytest.mark.parametrize(
    "text", ["2022-02-30", "2021-02-29", "2022-04-31", "0000", "2022/2020", "2022/2022", "2022-06/2022-03", "2022-06-02/2022-06-01"]
)  # fmt: skip
def test_a_day_that_does_not_exist_and_a_range_that_goes_nowhere_are_no_periods(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        periods.bounds(text)


@pytest.mark.parametrize(
    ("earlier", "later", "years"),
    [
        ("2020", "2022", 2),
        ("2022", "2020", -2),
        ("2020", "2020", 0),
        ("2020-Q1", "2022-Q1", 2),
        ("2020-Q1", "2022-Q2", None),
        ("2020-06", "2021-06", 1),
        ("2020-06", "2021-07", None),
        ("2020-02", "2021-02", 1),
        ("2020-02-29", "2021-02-28", None),
        ("2020-06-30", "2023-06-30", 3),
        ("2016-01/2016-10", "2022-01/2022-10", 6),
        ("2016-01/2016-02", "2017-01/2017-02", 1),
        ("2016-01/2016-10", "2022-01/2022-09", None),
        ("2011/2015", "2016/2020", 5),
        ("2011/2015", "2016/2021", None),
        ("2020", "2022-06", None),
        ("2020", "2022-01/2022-12", None),
    ],
)
def test_only_periods_of_one_kind_and_season_are_whole_years_apart(
    earlier: str, later: str, years: int | None
) -> None:
    assert periods.years_between(earlier, later) == years


@pytest.mark.parametrize(
    ("published", "known"),
    [
        ("2023-04-04", date(2023, 4, 4)),
        ("2023-04", date(2023, 4, 30)),
        ("2023", date(2023, 12, 31)),
        (None, None),
    ],
)
def test_a_date_known_to_the_month_is_surely_known_at_its_end(
    published: str | None, known: date | None
) -> None:
    assert periods.known(published) == known


@given(st.dates(date(1, 1, 1)), st.sampled_from(["day", "month", "quarter", "year"]))
def test_every_day_lies_in_its_own_periods(day: date, span: str) -> None:
    text = {
        "day": day.isoformat(),
        "month": day.isoformat()[:7],
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "year": f"{day.year:04}",
    }[span]
    first, last = periods.bounds(text)
    assert first <= day <= last
    assert periods.span(text) == span

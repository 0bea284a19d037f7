"""What analysts add to the claims: a reasoned choice, the reason for an empty cell, an event."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import checks, exact, plain, quantity, series, store
from indicators.model import Catalogue, Choice, Document, Observation, Source
from indicators.quantity import Quantity
from indicators.series import Claim

SHARED = """\
themes:
  - {id: size, title: {zh: 规模, en: Size}}
units:
  - {id: percent, title: {zh: "%", en: "%"}, name: {zh: 百分比, en: per cent}}
areas:
  - {id: CN-CQ, title: {zh: 重庆, en: Chongqing}}
  - {id: CN-SC, title: {zh: 四川, en: Sichuan}}
sources:
  - {id: letter, kind: letter, title: 复函, issuer: 经信委, reliability: primary, published: 2023-04-04}
  - {id: report, kind: report, title: 报告, issuer: 报社, reliability: repost, published: 2023-09-05}
  - {id: paper, kind: press, title: 新闻, issuer: 日报, reliability: press, published: 2024-10-21}
"""
INDICATOR = """\
indicators:
  - id: x
    title: {zh: 占比, en: Share}
    short_title: {zh: 占比, en: Share}
    definition: {zh: 定义, en: Definition}
    theme: size
    unit: percent
    decimals: 1
    direction: up
    observations:
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 8, qualifier: more_than, source: letter, quote: 占比超过8%}
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 7.7, source: report, quote: 占比为7.7%}
      - {time_period: "2021", ref_area: CN-CQ, obs_value: 7, source: letter, quote: 占比为7%}
    targets:
      - {time_period: "2025", ref_area: CN-CQ, obs_value: 10, source: letter, quote: 占比达到10%}
      - {time_period: "2025", ref_area: CN-CQ, obs_value: 12, source: paper, quote: 占比达到12%}
"""
CHOICE = """\
    choices:
      - time_period: "2022"
        ref_area: CN-CQ
        source: report
        because: 报告给出到小数点后一位，并与增加值和生产总值相符
        decided: 2024-01-15
        by: 分析员
"""


def read(*more: str) -> Catalogue:
    """The catalogue above and what is added to its indicator, read by both readers alike."""
    text = (SHARED + INDICATOR + "".join(more)).encode()
    found = exact.read(text, "f.yaml")
    assert isinstance(found, Document), "\n".join(map(str, found))
    assert plain.read(text) == found
    return Catalogue(((Path("f.yaml"), found),), "digest")


def shown(catalogue: Catalogue, as_of: date | None = None) -> tuple[str, str, list[str]]:
    """The value shown for 2022, the rule that chose it, and what contradicts it."""
    [cell] = [cell for cell in series.cells(catalogue, "x", as_of=as_of) if cell.best.time_period == "2022"]
    against = [quantity.symbols(claim.quantity) for claim in cell.conflicting]
    return quantity.symbols(cell.best.quantity), cell.rule, against


# ------------------------------------------------------------------------------------------------ the choice


def test_a_choice_goes_before_the_rule_and_what_it_passes_over_stays_beside_it() -> None:
    assert shown(read()) == ("> 8", "reliability", ["7.7"])
    assert shown(read(CHOICE)) == ("7.7", "chosen", ["> 8"])


def test_the_reason_is_within_reach_of_the_value_shown() -> None:
    cell = series.cells(read(CHOICE), "x")[1]
    assert cell.choice is not None
    assert (cell.choice.because, cell.choice.by) == (
        "报告给出到小数点后一位，并与增加值和生产总值相符",
        "分析员",
    )
    assert series.cells(read(), "x")[1].choice is None


@pytest.mark.parametrize(
    ("day", "value", "rule"),
    [
        (date(2023, 6, 1), "> 8", "only"),  # the report is not published
        (date(2024, 1, 14), "> 8", "reliability"),  # both are known, nothing is decided
        (date(2024, 1, 15), "7.7", "chosen"),
    ],
)
def test_a_choice_counts_from_the_day_on_which_it_was_decided(day: date, value: str, rule: str) -> None:
    assert shown(read(CHOICE), as_of=day)[:2] == (value, rule)


def test_a_choice_known_to_the_month_counts_from_its_last_day() -> None:
    catalogue = read(CHOICE.replace("2024-01-15", "2024-01"))
    assert shown(catalogue, as_of=date(2024, 1, 30))[1] == "reliability"
    assert shown(catalogue, as_of=date(2024, 1, 31))[1] == "chosen"


def test_a_choice_dated_before_its_source_waits_for_it() -> None:
    catalogue = read(CHOICE.replace("2024-01-15", "2023-01-15"))
    assert shown(catalogue, as_of=date(2023, 6, 1)) == ("> 8", "only", [])
    assert shown(catalogue, as_of=date(2023, 9, 5)) == ("7.7", "chosen", ["> 8"])


def test_an_older_target_can_be_chosen_and_nothing_else_changes() -> None:
    choice = CHOICE.replace("2022", "2025").replace("report", "letter") + "        kind: target\n"
    [cell] = series.cells(read(choice), "x", kind="target")
    assert (quantity.symbols(cell.best.quantity), cell.rule) == ("10", "chosen")
    assert shown(read(choice))[1] == "reliability"


def test_a_choice_without_a_source_shows_the_derived_value() -> None:
    derived = """\
    derived:
      - time_period: "2022"
        ref_area: CN-CQ
        operation: sum
        of: [{indicator: x, time_period: "2021", source: letter}, {indicator: x, time_period: "2021", source: letter}]
"""
    choice = CHOICE.replace("        source: report\n", "")
    assert checks.check(read(derived, choice)) == []
    assert shown(read(derived))[0] == "> 8"
    assert shown(read(derived, choice)) == ("14", "chosen", ["7.7"])


def test_a_cell_stays_disputed_when_the_value_chosen_agrees_with_both_sides() -> None:
    about = '      - {time_period: "2022", ref_area: CN-CQ, obs_value: 8, qualifier: about, source: paper, quote: 占比约8%}\n'
    text = INDICATOR.replace("    targets:", about + "    targets:")
    found = exact.read((SHARED + text + CHOICE.replace("report", "paper")).encode(), "f.yaml")
    assert isinstance(found, Document)
    catalogue = Catalogue(((Path("f.yaml"), found),), "digest")
    cell = series.cells(catalogue, "x")[1]
    assert (quantity.symbols(cell.best.quantity), cell.conflicting) == ("≈ 8", ())
    assert cell.disputed
    assert cell in series.conflicts(catalogue)


VALUES = st.sampled_from(["7", "7.7", "8", "8.0", "9"])
QUALIFIERS = st.sampled_from([None, None, "more_than", "at_most", "about"])
RELIABILITY = st.sampled_from(["primary", "press", "repost"])
CLAIMS = st.lists(st.tuples(VALUES, QUALIFIERS, RELIABILITY), min_size=1, max_size=5)
CHOSEN = st.integers(0, 6)


def made(rows: list[tuple[str, str | None, str]]) -> list[Claim]:
    """Claims on one cell, each by its own source, published on days of their own."""
    claims = []
    for n, (value, qualifier, reliability) in enumerate(rows, 1):
        source = Source(f"s{n}", "report", "题", "谁", reliability, published=f"2023-01-{n:02}")  # type: ignore[arg-type]
        record = Observation("2022", "CN-CQ", value, source.id, "引文", qualifier)  # type: ignore[arg-type]
        number = Quantity.printed(value, qualifier)  # type: ignore[arg-type]
        claims.append(Claim("x", "actual", "CN-CQ", "2022", number, 0, record, source, order=n))
    return claims


@given(CLAIMS, CHOSEN)
def test_no_claim_is_ever_lost_with_or_without_a_choice(
    rows: list[tuple[str, str | None, str]], chosen: int
) -> None:
    claims = made(rows)
    for choice in (None, Choice("2022", "CN-CQ", "理由", "2024", f"s{chosen}")):
        cell = series.best(claims, choice)
        assert sorted(claim.order for claim in cell.claims) == [claim.order for claim in claims]
        assert all(quantity.agree(claim.quantity, cell.best.quantity) for claim in cell.agreeing)
        assert not any(quantity.agree(claim.quantity, cell.best.quantity) for claim in cell.conflicting)


@given(CLAIMS, CHOSEN)
def test_a_choice_is_followed_exactly_when_its_claim_is_there(
    rows: list[tuple[str, str | None, str]], chosen: int
) -> None:
    claims = made(rows)
    cell = series.best(claims, Choice("2022", "CN-CQ", "理由", "2024", f"s{chosen}"))
    if 1 <= chosen <= len(claims):
        assert (cell.best.order, cell.rule) == (chosen, "chosen")
    else:
        assert cell == series.best(claims)


@given(st.lists(st.tuples(VALUES, QUALIFIERS, RELIABILITY), min_size=2, max_size=4), CHOSEN)
def test_the_order_in_which_claims_stand_in_the_file_does_not_matter(
    rows: list[tuple[str, str | None, str]], chosen: int
) -> None:
    choice = Choice("2022", "CN-CQ", "理由", "2024", f"s{chosen}")
    cells = [series.best(list(order), choice) for order in permutations(made(rows))]
    assert {(cell.best.order, cell.rule) for cell in cells} == {(cells[0].best.order, cells[0].rule)}


# ------------------------------------------------------------------------------------------------ rules


def test_a_sound_choice_has_no_problems() -> None:
    assert checks.check(read(CHOICE)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "source: report",
            "source: paper",
            "f.yaml:31:17: paper says nothing about CN-CQ in 2022; name a source that does, or delete the choice",
        ),
        (
            "        source: report\n",
            "",
            "f.yaml:29:9: the choice names no source, and there is no derived value for CN-CQ in 2022; add source: and whose claim is shown",
        ),
        (
            "source: report",
            "source: repot",
            "f.yaml:31:17: there is no source repot in the catalogue; did you mean report?",
        ),
        (
            "CN-CQ",
            "CN-BJ",
            "f.yaml:30:19: there is no area CN-BJ in the catalogue; did you mean CN-SC?",
        ),
        (
            "2024-01-15",
            "2023-01-15",
            "f.yaml:33:18: the choice is from 2023-01-15, but its source became known in 2023-09-05; correct either date",
        ),
        (
            "by: 分析员",
            "kind: target",
            "f.yaml:31:17: report says nothing about CN-CQ in 2022; name a source that does, or delete the choice",
        ),
    ],
)
def test_a_choice_names_a_claim_that_its_cell_has(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in written(tmp_path, CHOICE.replace(old, new))


def test_a_cell_has_one_choice(tmp_path: Path) -> None:
    second = "".join(CHOICE.splitlines(keepends=True)[1:])
    assert written(tmp_path, CHOICE, second) == [
        "f.yaml:35:9: this cell has a choice already (f.yaml:29:9); keep one of them"
    ]


def test_a_choice_without_a_reason_is_refused() -> None:
    text = CHOICE.replace("        because: 报告给出到小数点后一位，并与增加值和生产总值相符\n", "")
    found = exact.read((SHARED + INDICATOR + text).encode(), "f.yaml")
    assert list(map(str, found)) == ["f.yaml:29:9: the choice lacks the key because; add it"]  # type: ignore[arg-type]


def test_a_cell_that_is_said_to_be_empty_is_empty_and_it_is_said_once(tmp_path: Path) -> None:
    missing = """\
    missing:
      - {time_period: "2022", ref_area: CN-CQ, reason: not_published}
      - {time_period: "2023", ref_area: CN-CQ, reason: not_looked_for}
      - {time_period: "2023", ref_area: CN-CQ, reason: not_applicable, note: 尚未统计, looked: 2024-02-01}
"""
    assert written(tmp_path, missing) == [
        "f.yaml:29:9: the cell is not empty: > 8 stands there (f.yaml:22:9); delete this entry or correct its cell",
        "f.yaml:31:9: this cell is explained already (f.yaml:30:9); keep one of them",
    ]


def test_a_reason_for_an_empty_cell_is_one_of_three() -> None:
    missing = '    missing:\n      - {time_period: "2023", ref_area: CN-CQ, reason: not_publishd}\n'
    found = exact.read((SHARED + INDICATOR + missing).encode(), "f.yaml")
    assert list(map(str, found)) == [  # type: ignore[arg-type]
        "f.yaml:29:56: reason is not_publishd; did you mean not_published?"
    ]


EVENT = """\
events:
  - time_period: "2021"
    title: {zh: 统计分类发布, en: A classification is issued}
    source: report
    quote: 2021年发布分类
    indicators: [x]
    ref_area: CN-CQ
"""


def test_a_sound_event_has_no_problems_and_stands_in_the_catalogue(tmp_path: Path) -> None:
    assert written(tmp_path, EVENT) == []
    [event] = read(EVENT).events
    assert (event.time_period, event.title.zh, event.indicators) == ("2021", "统计分类发布", ("x",))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "[x]",
            "[x, why]",
            "f.yaml:33:21: there is no indicator why in the catalogue; correct the id or add it",
        ),
        (
            "source: report",
            "source: nobody",
            "f.yaml:31:13: there is no source nobody in the catalogue; correct the id or add it",
        ),
        (
            "CN-CQ",
            "CN-SC",
            "f.yaml:33:18: x has no figure for CN-SC, so the event is shown nowhere; correct either",
        ),
        (
            '"2021"',
            '"2020"',
            "f.yaml:29:18: the event is in 2020, but its quote speaks of 2021: “2021年发布分类”",
        ),
    ],
)
def test_an_event_annotates_series_that_exist_and_its_quote_speaks_of_its_year(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert written(tmp_path, EVENT.replace(old, new, 1)) == [said]


def test_an_event_without_a_series_is_refused() -> None:
    found = exact.read((SHARED + INDICATOR + EVENT.replace("[x]", "[]")).encode(), "f.yaml")
    assert list(map(str, found)) == [  # type: ignore[arg-type]
        "f.yaml:33:17: indicators has fewer than 1 entries; add the missing ones"
    ]


def test_what_analysts_add_is_kept_in_the_compiled_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDICATORS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "f.yaml").write_text(SHARED + INDICATOR + CHOICE + EVENT, encoding="utf-8")
    fresh = store.read(tmp_path / "f.yaml")
    monkeypatch.setattr(store, "_memory", {})
    monkeypatch.setattr("indicators.reading.read", lambda *_: pytest.fail("the file is parsed again"))
    again = store.read(tmp_path / "f.yaml")
    assert again.indicators["x"].choices == fresh.indicators["x"].choices
    assert again.events == fresh.events
    assert shown(again)[1] == "chosen"


def written(folder: Path, *more: str) -> list[str]:
    """What is found in the catalogue above with something added, as `file:line:column: message`."""
    file = folder / "f.yaml"
    file.write_text(SHARED + INDICATOR + "".join(more), encoding="utf-8")
    found = exact.read(file.read_bytes(), str(file))
    assert isinstance(found, Document), "\n".join(map(str, found))
    problems = checks.check(Catalogue(((file, found),), "digest"))
    return [str(problem).replace(f"{folder}/", "") for problem in problems]

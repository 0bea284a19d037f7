"""How what is known about a figure changed, and that this is what looking back at each day shows."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import quantity, revisions, series, statements, store
from indicators.model import (
    Area,
    Catalogue,
    Choice,
    Derived,
    Document,
    Indicator,
    Label,
    Observation,
    Parent,
    Source,
    Text,
    Theme,
    Unit,
)
from indicators.quantity import QUALIFIERS, Quantity
from indicators.revisions import Revision
from indicators.wording import revisions as words
from indicators.wording.messages import chinese

SAME = Text("指标", "Indicator")
DIGESTS = count()
SOURCES = (
    Source("letter", "letter", "复函", "经信委", "primary", document_number="函1号", published="2023-04-04"),
    Source("report", "report", "报告", "报社", "repost", published="2023-09-05"),
    Source("paper", "press", "新闻", "日报", "press", published="2024-10-21"),
    Source("again", "press", "又一则", "日报", "press", published="2024-10-21"),
    Source("undated", "press", "网页", "日报", "primary"),
)


def claim(value: str, source: str, qualifier: str | None = None, **more: Any) -> Observation:
    more = {"time_period": "2022", "ref_area": "CN-CQ", "quote": f"为{value}%"} | more
    return Observation(obs_value=value, source=source, qualifier=qualifier, **more)  # type: ignore[arg-type]


def indicator(*observations: Observation, **more: Any) -> Indicator:
    more = {"id": "x", "unit": "percent", "direction": "up", "decimals": 1} | more
    return Indicator(
        title=SAME, short_title=SAME, definition=SAME, theme="size", observations=observations, **more
    )


def catalogue(*documents: Indicator | Document, sources: tuple[Source, ...] = SOURCES) -> Catalogue:
    loose = tuple(record for record in documents if isinstance(record, Indicator))
    files = [record for record in documents if isinstance(record, Document)]
    head = Document(
        themes=(Theme("size", SAME),),
        units=(
            Unit("percent", Label("%", "%"), SAME),
            Unit("CNY", Label("元", "yuan"), SAME, "myriad"),
        ),
        areas=(Area("CN-CQ", Text("重庆", "Chongqing")),),
        sources=sources,
        indicators=loose,
    )
    return Catalogue(
        tuple((Path(f"{number}.yaml"), file) for number, file in enumerate([head, *files])),
        f"revisions-{next(DIGESTS)}",
    )


def history(found: Catalogue, period: str = "2022", kind: Any = "actual") -> tuple[Revision, ...]:
    return revisions.history(found, "x", "CN-CQ", period, kind)


def told(steps: tuple[Revision, ...]) -> list[tuple[str, str, str]]:
    """What each step did, what it said and what was shown from then on."""
    return [
        (step.effect, quantity.symbols(step.claim.quantity), quantity.symbols(step.after.best.quantity))
        for step in steps
    ]


# ------------------------------------------------------------------------------------------------ what a claim does


def test_a_claim_that_contradicts_but_is_less_reliable_leaves_the_value_shown() -> None:
    steps = history(catalogue(indicator(claim("7.7", "report"), claim("8", "letter", "more_than"))))
    assert told(steps) == [("first", "> 8", "> 8"), ("contradicted", "7.7", "> 8")]
    assert [step.known for step in steps] == [date(2023, 4, 4), date(2023, 9, 5)]
    assert (steps[1].rule, steps[1].change) == ("reliability", None)
    assert [quantity.symbols(other.quantity) for other in steps[1].conflicting] == ["> 8"]


def test_a_later_and_more_reliable_claim_revises_by_interval_arithmetic() -> None:
    steps = history(catalogue(indicator(claim("9", "report", "more_than"), claim("7.7", "paper"))))
    assert told(steps) == [("first", "> 9", "> 9"), ("revised", "7.7", "7.7")]
    assert isinstance(steps[1].change, Quantity)
    assert (quantity.symbols(steps[1].change), steps[1].rule) == ("< -1.3", "reliability")


def test_a_more_exact_claim_refines_and_a_vaguer_one_confirms() -> None:
    steps = history(
        catalogue(
            indicator(
                claim("19", "letter", "more_than"),
                claim("19.04", "report"),
                claim("19", "paper", "more_than"),
            )
        )
    )
    assert told(steps) == [
        ("first", "> 19", "> 19"),
        ("refined", "19.04", "19.04"),
        ("confirmed", "> 19", "19.04"),
    ]
    assert all(step.change is None for step in steps)


def test_a_bound_that_leaves_less_room_refines_though_the_more_reliable_one_stays_shown() -> None:
    steps = history(
        catalogue(indicator(claim("8", "letter", "more_than"), claim("9", "report", "more_than")))
    )
    assert told(steps) == [("first", "> 8", "> 8"), ("refined", "> 9", "> 8")]


def test_a_claim_is_measured_by_all_that_agree_with_it_not_only_by_the_one_shown() -> None:
    steps = history(
        catalogue(
            indicator(
                claim("8", "letter", "more_than"),
                claim("9", "report", "more_than"),
                claim("8", "paper", "at_least"),
            )
        )
    )
    assert [step.effect for step in steps] == ["first", "refined", "confirmed"]


def test_the_same_number_in_other_digits_adds_nothing() -> None:
    steps = history(
        catalogue(
            indicator(
                claim("4.3", "report", unit_mult=4),
                claim("43000", "paper", unit_mult=0),
                unit="CNY",
                unit_mult=4,
            )
        )
    )
    assert [step.effect for step in steps] == ["first", "confirmed"]


def test_a_later_target_replaces_an_earlier_one_and_the_same_target_confirms_it() -> None:
    goals = (claim("3500", "letter"), claim("3500", "report"), claim("3600", "paper"))
    steps = history(catalogue(indicator(targets=goals)), kind="target")
    assert told(steps) == [
        ("first", "3500", "3500"),
        ("confirmed", "3500", "3500"),
        ("replaced", "3600", "3600"),
    ]


def test_a_target_is_no_step_in_the_history_of_the_value() -> None:
    found = catalogue(indicator(claim("7", "letter"), targets=(claim("8", "report"),)))
    assert told(history(found)) == [("first", "7", "7")]
    assert told(history(found, kind="target")) == [("first", "8", "8")]


def test_what_has_no_date_stands_last_and_looking_back_never_finds_it() -> None:
    found = catalogue(indicator(claim("9", "undated"), claim("7.7", "report")))
    assert [(step.known, step.effect) for step in history(found)] == [
        (date(2023, 9, 5), "first"),
        (None, "revised"),
    ]
    assert len(revisions.history(found, "x", "CN-CQ", "2022", as_of=date(2030, 1, 1))) == 1
    assert revisions.history(found, "x", "CN-CQ", "2022", as_of=date(2023, 9, 4)) == ()


def test_claims_of_one_day_come_in_file_order() -> None:
    steps = history(catalogue(indicator(claim("7", "again"), claim("8", "paper"))))
    assert [step.by for step in steps] == ["again", "paper"]


def test_a_printed_value_is_set_against_the_computed_one() -> None:
    derived = Derived(
        "2021",
        "CN-CQ",
        "difference",
        (Parent("x", "2022", "letter"), Parent("x", "2022-01/2022-06", "letter")),
    )
    first = claim("3.8", "letter", time_period="2022-01/2022-06")
    late = claim("27.2", "paper", time_period="2021")
    found = catalogue(indicator(claim("31.1", "letter"), first, late, derived=(derived,)))
    assert told(history(found, "2021")) == [("first", "27.3", "27.3"), ("confirmed", "27.2", "27.2")]
    assert [step.by for step in history(found, "2021")] == [None, "paper"]


def test_an_unknown_indicator_is_refused_and_an_unknown_cell_has_no_history() -> None:
    found = catalogue(indicator(claim("8", "letter")))
    assert revisions.history(found, "x", "CN-CQ", "1999") == ()
    with pytest.raises(KeyError):
        revisions.history(found, "y", "CN-CQ", "2022")


# ------------------------------------------------------------------------------------------------ an analyst's choice


def chosen(source: str, decided: str = "2024-01-01", **more: Any) -> Choice:
    return Choice("2022", "CN-CQ", "原文表格如此", decided, source, **more)


def test_a_choice_counts_from_the_day_it_was_decided() -> None:
    found = catalogue(
        indicator(claim("8", "letter", "more_than"), claim("7.7", "report"), choices=(chosen("report"),))
    )
    steps = history(found)
    assert told(steps) == [("first", "> 8", "> 8"), ("contradicted", "7.7", "> 8"), ("chosen", "7.7", "7.7")]
    assert steps[2].known == date(2024, 1, 1)
    assert (steps[2].by, steps[2].rule) == (None, "chosen")


def test_after_a_choice_a_new_claim_cannot_move_the_value() -> None:
    found = catalogue(indicator(claim("5", "report"), claim("8", "paper"), choices=(chosen("report"),)))
    assert told(history(found)) == [("first", "5", "5"), ("chosen", "5", "5"), ("contradicted", "8", "5")]
    assert history(found)[2].rule == "chosen"


def test_a_choice_of_what_nobody_has_said_yet_is_no_step() -> None:
    found = catalogue(indicator(claim("5", "report"), claim("8", "paper"), choices=(chosen("paper"),)))
    assert [step.effect for step in history(found)] == ["first", "revised"]
    assert history(found)[1].rule == "chosen"


# ------------------------------------------------------------------------------------------------ the same as looking back

DAYS = [date(2023, 1, 1) + timedelta(days=number) for number in range(8)]


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    number = draw(st.integers(1, 7))
    days = st.sampled_from([None, "2023-01", *(day.isoformat() for day in DAYS[1:-1])])
    sources = tuple(
        Source(
            f"s{index}",
            "letter",
            "函",
            "局",
            draw(st.sampled_from(["primary", "press", "repost"])),
            published=draw(days),
        )
        for index in range(number)
    )
    observations = tuple(
        Observation(
            draw(st.sampled_from(["2021", "2022"])),
            "CN-CQ",
            draw(st.sampled_from(["7", "7.7", "7.70", "8", "8.0", "8.3", "12"])),
            source.id,
            "为8%",
            draw(st.sampled_from([None, None, *QUALIFIERS])),
            obs_status=draw(st.sampled_from([None, "E", "P"])),
        )
        for source in sources
    )
    split = draw(st.integers(0, number))
    choices = tuple(
        Choice(
            "2022", "CN-CQ", "如此", draw(st.sampled_from([day.isoformat() for day in DAYS])), source.id, kind
        )
        for source in draw(st.lists(st.sampled_from(sources), max_size=2))
        for kind in draw(st.sampled_from([("actual",), ("target",), ("actual", "target")]))
    )
    return catalogue(
        indicator(*observations[:split], targets=observations[split:], choices=choices), sources=sources
    )


@settings(deadline=None)
@given(catalogues())
def test_replaying_the_history_day_by_day_gives_what_looking_back_gives(found: Catalogue) -> None:
    for kind in ("actual", "target"):
        for day in (*DAYS, date(2023, 1, 31), None):
            cells = {cell.best.time_period: cell for cell in series.cells(found, "x", kind=kind, as_of=day)}
            for period in ("2021", "2022"):
                steps = [
                    step
                    for step in history(found, period, kind)
                    if day is None or (step.known is not None and step.known <= day)
                ]
                shown = cells.get(period)
                assert (steps[-1].after.best if steps else None) == (shown.best if shown else None)
                assert not shown or set(steps[-1].after.claims) == set(shown.claims)
                assert [step.claim for step in steps] == [
                    step.claim for step in revisions.history(found, "x", "CN-CQ", period, kind, as_of=day)
                ]


@settings(deadline=None)
@given(catalogues())
def test_every_step_begins_where_the_one_before_ended(found: Catalogue) -> None:
    for steps in revisions.histories(found):
        assert steps[0].before is None
        for earlier, later in pairwise(steps):
            assert later.before is not None
            assert later.before.best is earlier.after.best


@settings(deadline=None)
@given(catalogues())
def test_every_claim_makes_exactly_one_step_and_knows_all_before_it(found: Catalogue) -> None:
    made = [step.claim for steps in revisions.histories(found) for step in steps if not step.choice]
    assert sorted(claim.order for claim in made) == [claim.order for claim in series.claims_of(found, "x")]
    for steps in revisions.histories(found):
        known: set[int] = set()
        for step in steps:
            if not step.choice:
                assert {other.order for other in (*step.agreeing, *step.conflicting)} == known
                known.add(step.claim.order)


@settings(deadline=None)
@given(catalogues())
def test_every_step_can_be_said_in_both_languages(found: Catalogue) -> None:
    for steps in revisions.histories(found):
        for step in steps:
            for lang in ("zh", "en"):
                said = words.revision(step, found, lang)  # type: ignore[arg-type]
                assert "{" not in said
                assert said.endswith("。" if lang == "zh" else ".")


# ------------------------------------------------------------------------------------------------ a source's figures


def test_a_source_knows_what_its_figures_confirmed_and_what_came_after() -> None:
    found = catalogue(
        indicator(claim("8", "letter", "more_than"), claim("7.7", "report"), claim("8.1", "paper"))
    )
    [letter] = statements.effects(found, "letter")
    assert letter.revision.effect == "first"
    assert [(step.effect, step.by) for step in letter.later] == [
        ("contradicted", "report"),
        ("refined", "paper"),
    ]
    assert quantity.symbols(letter.cell.best.quantity) == "8.1"
    [report] = statements.effects(found, "report")
    assert [name for name, _, _ in words.relations(report, "en")] == ["Contradicts", "Since contradicted by"]
    assert statements.effects(found, "report", date(2023, 9, 4)) == ()


def test_a_file_laid_out_along_a_source_holds_its_figures_in_the_order_of_the_text() -> None:
    along = Document(
        indicators=(
            indicator(claim("3", "letter"), id="b"),
            indicator(claim("1", "report"), claim("2", "letter"), id="a"),
        )
    )
    found = catalogue(along, Document(indicators=(indicator(claim("9", "report"), id="c"),)))
    assert statements.in_text_order(found, "letter")
    assert [made.claim.indicator for made in statements.effects(found, "letter")] == ["b", "a"]
    assert not statements.in_text_order(found, "report")
    assert not statements.in_text_order(found, "paper")


def test_elsewhere_figures_of_one_sentence_stand_together_in_its_order() -> None:
    both = "占比7%，增长8%"
    found = catalogue(
        indicator(claim("8", "letter", quote=both), id="a"),
        indicator(claim("5", "letter", quote="另5%"), id="b"),
        indicator(claim("7", "letter", quote=both), id="c"),
        indicator(claim("1", "paper"), id="d"),
    )
    assert [made.claim.indicator for made in statements.effects(found, "letter")] == ["c", "a", "b"]


# ------------------------------------------------------------------------------------------------ in words


def sentences(found: Catalogue, lang: Any, kind: str = "actual") -> list[str]:
    return [words.revision(step, found, lang) for step in history(found, kind=kind)]


def test_a_contradiction_is_said_with_what_stays_and_why() -> None:
    found = catalogue(indicator(claim("8", "letter", "more_than"), claim("7.7", "report")))
    assert sentences(found, "zh") == [
        "2023年4月4日：函1号称超过8%，此前无数据。",
        "2023年9月5日：《报告》称7.7%，与当时所示的超过8%不一致，仍显示超过8%（来源更可靠）。",
    ]
    assert sentences(found, "en") == [
        "4 April 2023: 函1号 says more than 8%: the first figure known.",
        "5 September 2023: “报告” says 7.7%: contradicts the value then shown, more than 8%, which stays (the more reliable source).",
    ]


def test_a_revision_is_said_with_its_size() -> None:
    found = catalogue(indicator(claim("9", "report", "more_than"), claim("7.7", "paper")))
    assert sentences(found, "zh")[1] == (
        "2024年10月21日：《新闻》称7.7%，与当时所示的超过9%不一致，改为显示7.7%（来源更可靠），下调超过1.3个百分点。"
    )
    assert sentences(found, "en")[1] == (
        "21 October 2024: “新闻” says 7.7%: contradicts the value then shown, more than 9%; "
        "7.7% is shown from then on (the more reliable source); down by more than 1.3 percentage points."
    )


def test_a_refinement_a_confirmation_and_a_source_that_takes_over_are_said() -> None:
    found = catalogue(
        indicator(claim("19", "report", "more_than"), claim("19.04", "paper"), claim("19.04", "letter"))
    )
    assert sentences(found, "zh")[1:] == [
        "2023年9月5日：《报告》称超过19%，与当时所示的19.04%相符。",
        "2024年10月21日：《新闻》称19.04%，与当时所示的相同。",
    ]
    found = catalogue(
        indicator(claim("19", "report", "more_than"), claim("19.04", "paper"), claim("19.04", "again"))
    )
    assert sentences(found, "zh")[1:] == [
        "2024年10月21日：《新闻》称19.04%，比当时所示的超过19%更精确，改为显示19.04%。",
        "2024年10月21日：《又一则》称19.04%，与当时所示的相同。",
    ]
    found = catalogue(indicator(claim("19", "report"), claim("19", "paper")))
    assert sentences(found, "zh")[1] == (
        "2024年10月21日：《新闻》称19%，与当时所示的相同，此后以这一来源为准（来源更可靠）。"
    )


def test_of_an_undated_source_no_then_is_said() -> None:
    found = catalogue(indicator(claim("9", "undated"), claim("7.7", "letter")))
    assert sentences(found, "zh")[1] == (
        "日期不详：《网页》称9%，与所示的7.7%不一致，仍显示7.7%（有发布日期）。"
    )
    assert sentences(found, "en")[1] == (
        "date unknown: “网页” says 9%: contradicts the value shown, 7.7%, which stays (has a date)."
    )


def test_a_replaced_target_and_a_choice_are_said() -> None:
    found = catalogue(indicator(targets=(claim("9", "letter"), claim("12", "paper", "at_least"))))
    assert sentences(found, "zh", "target")[1] == (
        "2024年10月21日：《新闻》称不低于12%，取代此前的目标9%，上调不低于3个百分点。"
    )
    found = catalogue(indicator(claim("8", "letter"), claim("5", "report"), choices=(chosen("report"),)))
    assert sentences(found, "zh")[2] == "2024年1月1日：经人工判断，不再显示8%，改为显示5%：原文表格如此。"
    assert sentences(found, "en")[2] == (
        "1 January 2024: an analyst chose 5% over the 8% shown until then: 原文表格如此."
    )


def test_what_figures_did_is_counted_in_words() -> None:
    assert words.tally(["first", "contradicted", "first"], "zh") == "首次给出2个，不一致1个"
    assert words.tally(["first", "contradicted", "first"], "en") == "2 first known, 1 contradicting"
    assert words.tally([], "zh") == ""


def test_every_word_of_the_history_has_its_chinese() -> None:
    tables = (words.EFFECTS, words.COUNTED, words.BECAUSE, words.RELATIONS)
    wanted = {template for table in tables for template in table.values()}
    wanted |= {template for pair in words.AGAINST.values() for template in pair}
    assert wanted - set(chinese()) == set()


# ------------------------------------------------------------------------------------------------ the real catalogue


def test_the_letter_is_contradicted_by_the_report_and_stands_in_the_order_of_its_text() -> None:
    found = store.read(Path(__file__).parents[1] / "data")
    made = statements.effects(found, "cq-jxw-2023-373")
    assert statements.in_text_order(found, "cq-jxw-2023-373")
    assert made[0].claim.indicator == "digital_core_share_gdp"
    assert [step.by for step in made[0].later if step.effect == "contradicted"] == ["cqrb-2023-09-05"]
    steps = revisions.history(found, "digital_core_share_gdp", "CN-CQ", "2022")
    assert (
        words.revision(steps[0], found, "zh") == "2023年4月4日：渝经信复函〔2023〕373号称超过8%，此前无数据。"
    )

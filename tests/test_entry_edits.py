"""Changes to the file itself: what must change does, every other byte stays, and reading back gives what was entered.

The number of generated files is small here; `INDICATORS_EXAMPLES=10000` runs as many as were promised.
"""

from __future__ import annotations

import difflib
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from entry_files import AREAS, HEAD, ODD, file
from indicators import entry, reading, store
from indicators.entry import Add, AddIndicator, AddSource, Change, ClaimId, Revise, Withdraw
from indicators.model import Document, Indicator, Observation, Source, Text
from indicators.problems import INVISIBLE, CatalogueError

EXAMPLES = int(os.environ.get("INDICATORS_EXAMPLES", "150"))
ROOT = Path(__file__).parents[1]
FILE = Path("size.yaml")
LISTS = {"observations": "actual", "targets": "target"}

seeds = st.integers(0, 1_000_000)
texts = st.lists(st.sampled_from(ODD), max_size=4).map(lambda parts: ("占比9%" + "".join(parts)).strip())
periods = st.sampled_from(["2019", "2021", "2022", "2024", "2022-06", "2022-Q3", "2021/2023"])


def planned(
    text: str,
    *steps: entry.Add | entry.Revise | entry.Withdraw | entry.AddSource | entry.AddIndicator,
    why: str = "不实",
) -> entry.Plan:
    contents = {FILE: text.encode()}
    return entry.plan_on(contents, store.of(contents), Change(steps, why))


def document(text: str) -> Document:
    found = reading.read(text.encode(), "size.yaml")
    assert isinstance(found, Document), found
    return found


def new_text(plan: entry.Plan) -> str:
    [changed] = plan.files
    return changed.after.decode()


def lists(read: Document) -> dict[tuple[str, str], list[Observation]]:
    return {(one.id, key): list(getattr(one, key)) for one in read.indicators for key in LISTS}


def claim(
    area: str, period: str, quote: str = "占比9%", source: str = "letter", **more: object
) -> Observation:
    return replace(Observation(period, area, "9", source, quote), **more)


def endings(text: str) -> tuple[set[str], bool]:
    return set(re.findall(r"\r?\n", text)), text.endswith("\n")


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    seeds,
    st.tuples(st.sampled_from((*AREAS, "CN")), periods, texts, st.sampled_from(list(LISTS)), st.booleans()),
)
def test_a_new_figure_is_put_into_the_text_and_nothing_else_changes(
    seed: int, wish: tuple[str, str, str, str, bool]
) -> None:
    area, period, quote, key, has_note = wish
    text, _ = file(seed)
    before = lists(document(text))
    new = claim(area, period, quote, note="说明" if has_note else None)
    assume(
        not any((c.ref_area, c.time_period, c.source) == (area, period, "letter") for c in before["one", key])
    )
    after = new_text(planned(text, Add("one", LISTS[key], new)))
    inserted = len(after) - len(text)
    same = next((n for n, pair in enumerate(zip(text, after, strict=False)) if len(set(pair)) > 1), len(text))
    assert text[same:] == after[same + inserted :]
    assert endings(after) == endings(text)
    found = lists(document(after))
    assert [one for one in found["one", key] if one != new] == before["one", key]
    at = found["one", key].index(new)
    assert {name: claims for name, claims in found.items() if name != ("one", key)} == {
        name: claims for name, claims in before.items() if name != ("one", key)
    }
    if any(one.ref_area == area for one in before["one", key]):
        assert area in {
            one.ref_area
            for one in found["one", key][max(0, at - 1) : at + 2]
            if one is not found["one", key][at]
        }
    else:
        assert at == len(before["one", key])


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    seeds,
    st.integers(0, 100),
    st.fixed_dictionaries(
        {},
        optional={
            "obs_value": st.sampled_from(["9", "7.700", "1/4", "-0.3"]),
            "qualifier": st.sampled_from([None, "at_least", "about"]),
            "unit_mult": st.sampled_from([None, 4]),
            "period_stated": st.booleans(),
            "quote": texts,
            "note": st.one_of(st.none(), texts),
            "because": st.one_of(st.none(), texts),
        },
    ),
)
def test_a_revision_changes_the_lines_of_its_figure_only(
    seed: int, number: int, fields: dict[str, str | int | None]
) -> None:
    text, claims = file(seed)
    assume(claims)
    name, key, area, period, source = claims[number % len(claims)]
    which = ClaimId(name, LISTS[key], area, period, source)
    before = lists(document(text))
    at, old = next((n, one) for n, one in enumerate(before[name, key]) if which.names(one))
    new = replace(old, **{k: True if k == "period_stated" and v is None else v for k, v in fields.items()})
    assume(new != old)
    after = new_text(planned(text, Revise(which, fields)))
    expected = dict(before)
    expected[name, key] = [*before[name, key][:at], new, *before[name, key][at + 1 :]]
    assert lists(document(after)) == expected
    assert endings(after) == endings(text)
    lost = Counter(comments(text)) - Counter(comments(after))  # what stood behind a value goes with its key
    assert set(lost) <= {"# 尾注"}
    assert lost.total() <= sum(value in (None, True) for value in fields.values())
    assert not Counter(comments(after)) - Counter(comments(text))
    block = [line for line in difference(text, after) if line[0] in "+-"]
    keys = {word for line in block for word in re.findall(r"^[+-] *(?:- +)?([a-z_]+):", line)}
    if not any("{" in line for line in block):
        next_to_dash = any(
            re.match("- +-", line) for line in block
        )  # the key behind the dash may change places
        assert len(keys - set(fields)) <= next_to_dash, block


@settings(max_examples=EXAMPLES, deadline=None)
@given(seeds, st.integers(0, 100))
def test_a_withdrawn_figure_goes_with_its_own_comments_and_no_others(seed: int, number: int) -> None:
    text, claims = file(seed)
    assume(claims)
    name, key, area, period, source = claims[number % len(claims)]
    which = ClaimId(name, LISTS[key], area, period, source)
    before = lists(document(text))
    after = new_text(planned(text, Withdraw(which)))
    expected = dict(before)
    expected[name, key] = [one for one in before[name, key] if not which.names(one)]
    assert lists(document(after)) == expected
    assert endings(after)[0] == endings(text)[0]
    assert text.endswith("\n") or not after.endswith("\n\n")  # a blank line may now be the last one
    lost = Counter(comments(text)) - Counter(comments(after))  # its own, and that of a list which is gone
    assert set(lost) <= {"# 里面的话", "# 跟着的话", "# 尾", "# 尾注", "# 逗号", "# 列表"}
    assert lost["# 逗号"] <= 1
    assert not Counter(comments(after)) - Counter(comments(text))
    assert len(after) < len(text)


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(
    seeds,
    st.lists(st.tuples(st.integers(0, 100), st.sampled_from(AREAS), periods, texts), min_size=2, max_size=5),
)
def test_several_steps_are_one_change(seed: int, wishes: list[tuple[int, str, str, str]]) -> None:
    text, claims = file(seed)
    expected = {name: set(found) for name, found in lists(document(text)).items()}
    steps: list[entry.Add | entry.Revise | entry.Withdraw] = []
    used: set[object] = {(name, LISTS[key], *rest) for name, key, *rest in claims}
    for number, area, period, quote in wishes:
        which = claims[number % len(claims)] if claims else None
        if which and number % 3 == 0 and which in claims:
            name, key, *cell = which
            id_ = ClaimId(name, LISTS[key], *cell)
            old = next(one for one in expected[name, key] if id_.names(one))
            expected[name, key].discard(old)
            claims.remove(which)
            steps.append(Withdraw(id_))
        elif which and number % 3 == 1:
            name, key, *cell = which
            id_ = ClaimId(name, LISTS[key], *cell)
            old = next(one for one in expected[name, key] if id_.names(one))
            expected[name, key].discard(old)
            expected[name, key].add(replace(old, quote=quote, because="原文如此"))
            steps.append(Revise(id_, {"quote": quote, "because": "原文如此"}))
        elif ("one", "actual", area, period, "paper") not in used:
            used.add(("one", "actual", area, period, "paper"))
            new = claim(area, period, quote, "paper")
            expected["one", "observations"].add(new)
            steps.append(Add("one", "actual", new))
    assume(steps)
    assume({n: set(f) for n, f in lists(document(text)).items()} != expected)
    after = new_text(planned(text, *steps))
    assert {name: set(found) for name, found in lists(document(after)).items()} == expected
    assert endings(after)[0] == endings(text)[0]


_COMMENT = re.compile(
    "# (?:复函在前|指标|章节|列表|一行|逗号|还没有|上面的话|浅|里面的话|跟着的话|尾注|尾|下一个)$",
    re.MULTILINE,
)


def comments(text: str) -> list[str]:
    return _COMMENT.findall(text.replace("\r\n", "\n"))


def difference(old: str, new: str) -> list[str]:
    return [line for line in difflib.ndiff(old.splitlines(), new.splitlines()) if line[0] in "+-"]


# ------------------------------------------------------------------------------------------------------ other records

NEW = Indicator(
    "three",
    Text("第三：占比", "Third: share"),
    Text("第三", "Third"),
    Text("定义", "Definition"),
    "size",
    "percent",
    "none",
    decimals=1,
)
ONE = """  - id: one
    title: {zh: 占比, en: Share}
    short_title: {zh: 占比, en: Share}
    definition: {zh: 定义, en: Definition}
    theme: size
    unit: percent
    direction: none
"""


def test_a_new_indicator_is_written_behind_those_of_its_theme_with_its_figures() -> None:
    text = f"{HEAD}indicators:\n{ONE}    # 完\nevents: []\n"
    plan = planned(text, AddIndicator(NEW), Add("three", "actual", claim("CN-CQ", "2022")))
    assert new_text(plan) == text.replace(
        "    # 完\n",
        """    # 完
  - id: three
    title: {zh: 第三：占比, en: "Third: share"}
    short_title: {zh: 第三, en: Third}
    definition: {zh: 定义, en: Definition}
    theme: size
    unit: percent
    decimals: 1
    direction: none
    observations:
      - time_period: "2022"
        ref_area: CN-CQ
        obs_value: 9
        source: letter
        quote: 占比9%
""",
    )
    assert plan.problems == ()


def test_the_first_figure_of_an_indicator_brings_its_list_before_the_keys_that_come_later() -> None:
    missing = '    missing:\n      - {time_period: "2021", ref_area: CN, reason: not_published}\n'
    text = f"{HEAD}indicators:\n{ONE}{missing}"
    lines = """    observations:
      - time_period: "2022"
        ref_area: CN-CQ
        obs_value: 9
        source: letter
        quote: 占比9%
"""
    assert new_text(planned(text, Add("one", "actual", claim("CN-CQ", "2022")))) == text.replace(
        missing, lines + missing
    )


def test_a_figure_for_a_cell_that_was_said_to_be_empty_takes_the_reason_away() -> None:
    missing = '    missing:\n      - {time_period: "2021", ref_area: CN-CQ, reason: not_published}\n'
    after = new_text(
        planned(f"{HEAD}indicators:\n{ONE}{missing}", Add("one", "actual", claim("CN-CQ", "2021")))
    )
    assert "missing" not in after
    assert 'time_period: "2021"' in after


@pytest.mark.parametrize("sources", ["", "sources: []\n"])
def test_the_first_source_of_a_catalogue_brings_its_list(sources: str) -> None:
    text = HEAD[: HEAD.index("sources:")] + sources + f"indicators:\n{ONE}"
    new = Source("letter", "letter", "题", "局", "primary", published="2023-04-04")
    plan = planned(text, AddSource(new), Add("one", "actual", claim("CN-CQ", "2022")))
    assert document(new_text(plan)).sources == (new,)
    assert plan.problems == ()


def test_a_source_stands_behind_those_of_its_kind_in_order_of_date() -> None:
    text = f"{HEAD}indicators:\n{ONE}"
    new = Source("second", "letter", "题", "局", "primary", published="2024-04-04")
    after = document(new_text(planned(text, AddSource(new))))
    assert [source.id for source in after.sources] == ["letter", "second", "paper"]


def test_a_file_that_the_strict_reader_refuses_is_not_touched() -> None:
    for text in (f"\ufeff{HEAD}indicators:\n{ONE}", f"{HEAD}indicators:\n{ONE}    nonsense: 1\n"):
        with pytest.raises(CatalogueError):
            planned(text, Add("one", "actual", claim("CN-CQ", "2022")))


def test_lines_that_only_look_like_an_indicator_do_not_mislead() -> None:
    trap = (
        '  - id: two\n    title: {zh: 二, en: "Two\n  - id: one\n    observations: x"}\n'
        + ONE.partition("\n")[2].partition("\n")[2]
    )
    text = f"{HEAD}indicators:\n{trap}{ONE}    observations:\n"
    text += '      - {time_period: "2020", ref_area: CN-CQ, obs_value: 9, source: letter, quote: 占比9%}\n'
    after = new_text(planned(text, Add("one", "actual", claim("CN-CQ", "2022"))))
    assert [one.time_period for one in document(after).indicators[1].observations] == ["2020", "2022"]
    assert document(after).indicators[0] == document(text).indicators[0]


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(min_size=1, max_size=30), st.booleans())
def test_every_text_that_may_stand_in_a_file_comes_back_from_it(words: str, is_flow: bool) -> None:
    assume(words.strip() and words.isprintable() and not INVISIBLE.search(words))
    beside = '{time_period: "2020", ref_area: CN-CQ, obs_value: 9, source: letter, quote: 占比9%}'
    if not is_flow:
        beside = beside.strip("{}").replace(", ", "\n        ")
    text = f"{HEAD}indicators:\n{ONE}    observations:\n      - {beside}\n"
    after = document(new_text(planned(text, Add("one", "actual", claim("CN-CQ", "2022", words)))))
    assert after.indicators[0].observations[1].quote == words


def test_a_figure_into_every_indicator_of_the_real_catalogue_and_out_again_leaves_every_byte() -> None:
    contents = store.contents(ROOT / "data")
    catalogue = store.of(contents)
    named = next(iter(catalogue.sources))
    steps = [Add(name, "actual", claim("CN-CQ", "1999", "1999年：9", named)) for name in catalogue.indicators]
    entered = entry.plan_on(contents, catalogue, Change(tuple(steps)))
    assert all(one.splices for one in entered.files)
    fresh = {**contents, **{one.file: one.after for one in entered.files}}
    out = Change(tuple(Withdraw(step.id) for step in steps), "试")
    left = entry.plan_on(fresh, entered.after, out)
    assert {**fresh, **{one.file: one.after for one in left.files}} == contents
    assert sum(line.startswith("+ ") for line in entered.difference()) > 5 * len(steps)

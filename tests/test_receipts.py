"""Receipts: every view has a code that leads back to it, whoever types it; nothing else leads anywhere."""

from __future__ import annotations

import hashlib
import typing
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import chart_catalogue as small
from indicators import ranking, series, store, transforms
from indicators.charts import Comparison, Kind, View, usual_view
from indicators.exports import receipts
from indicators.exports.receipts import Subject
from indicators.model import Area, Catalogue, Language, Text

CATALOGUE = store.read(Path(__file__).parents[1] / "data")
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODES = [
    "272K-2E0N-4T66",
    "2RK1-SD2K-D4MJ-087S-R2MK-8RR",
    "26HH-40D7-0AK3-NYP6-HHWZ-RG",
    "3YAA-4W1A-B8RT-812Y",
]
SHARE = View(("digital_core_share_gdp",), ("CN-CQ",))

_indicators = st.sampled_from(list(CATALOGUE.indicators))
_areas = st.sampled_from(list(CATALOGUE.areas))
_periods = st.one_of(
    st.integers(1000, 9998).map(lambda year: f"{year:04}"),
    st.integers(1000, 9998).map(lambda year: f"{year:04}/{year + 1:04}"),
    st.sampled_from(["2022-Q3", "2022-06", "2022-06-30", "2022-01/2022-07"]),
)
_langs: st.SearchStrategy[Language] = st.sampled_from(["zh", "en"])
_days = st.none() | st.dates()
_views = st.builds(
    View,
    st.lists(_indicators, min_size=1, max_size=20).map(tuple),
    st.lists(_areas, min_size=1, max_size=19).map(tuple),
    _langs,
    _days,
    kind=st.sampled_from([None, *typing.get_args(Kind)]),
    transform=st.sampled_from([None, *transforms.TRANSFORMS]),
    base=st.none() | _periods,
    shared=st.booleans(),
    log=st.booleans(),
)
_comparisons = st.builds(
    Comparison, _indicators, _periods, _areas, st.sampled_from([None, *ranking.RANKED]), _langs, _days
)
_subjects: st.SearchStrategy[Subject] = _views | _comparisons


@settings(max_examples=300, deadline=None)
@given(_subjects)
def test_a_code_leads_back_to_what_it_was_made_from(subject: Subject) -> None:
    assert receipts.read(receipts.code(subject), CATALOGUE) == subject


def test_many_indicators_and_areas_have_a_code_too() -> None:
    everything = View(tuple(CATALOGUE.indicators) * 2, tuple(CATALOGUE.areas) * 20)
    assert len(everything.indicators) > 255 < len(everything.areas)
    assert receipts.read(receipts.code(everything), CATALOGUE) == everything


def test_the_size_of_the_screen_and_the_dark_palette_are_not_in_it() -> None:
    shown = replace(SHARE, dark=True, narrow=True, part=True, room=(500, 300))
    assert receipts.code(shown) == receipts.code(SHARE)


def test_codes_stay_as_they_are() -> None:
    """A slide printed today has to be found in ten years: the format may be joined by a second one, never changed."""
    later = replace(SHARE, lang="en", as_of=date(2023, 4, 4), kind="bar", transform="index", base="2020")
    several = View(("digital_core_share_gdp", "fiveg_base_stations"), ("CN-CQ", "CN"), shared=True, log=True)
    compared = Comparison("digital_core_share_gdp", "2022", "CN-CQ", "province")
    assert [receipts.code(each) for each in (SHARE, later, several, compared)] == CODES


def test_a_usual_view_has_three_groups_and_one_with_the_country_four() -> None:
    lengths = {
        (len(view.indicators), len(view.areas)): len(receipts.code(view))
        for name in CATALOGUE.indicators
        if (view := usual_view(CATALOGUE, name))
    }
    assert lengths == {(1, 1): 14, (1, 2): 19}


@pytest.mark.parametrize("view", [View((), ("CN",)), View(("gdp",), ()), replace(SHARE, base="last year")])
def test_what_is_no_view_has_no_code(view: View) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is not for readers
        receipts.code(view)


# ------------------------------------------------------------------------------------------------ typing


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_subjects, st.data())
def test_a_wrong_letter_leads_nowhere(subject: Subject, data: st.DataObject) -> None:
    code = receipts.code(subject).replace("-", "")
    at = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(LETTERS.replace(code[at], "")))
    assert receipts.read(code[:at] + other + code[at + 1 :], CATALOGUE) is None


def test_every_single_slip_and_every_swap_of_two_neighbours_is_noticed() -> None:
    for name in list(CATALOGUE.indicators)[:8]:
        code = receipts.code(View((name,), ("CN-CQ", "CN"))).replace("-", "")
        slips = {code[:at] + letter + code[at + 1 :] for at in range(len(code)) for letter in LETTERS}
        slips |= {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(len(code) - 1)}
        slips |= {code[:at] + code[at + 1 :] for at in range(len(code))}
        slips |= {code + letter for letter in LETTERS}
        assert [slip for slip in slips - {code} if receipts.read(slip, CATALOGUE)] == []


def _full_width(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        _full_width,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", "‑"),
        lambda code: code.replace("-", "—"),
        lambda code: code.replace("-", "-\r\n> "),
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
        lambda code: f"  {code}.ABCDE\n",
        lambda code: f"{code}。ABCDE",
        lambda code: code.replace("-", "\u200b-\u200b"),
    ],
)
def test_how_it_is_typed_does_not_matter(typed: typing.Callable[[str], str]) -> None:
    for name in CATALOGUE.indicators:
        view = View((name,), ("CN-CQ",))
        assert receipts.read(typed(receipts.code(view)), CATALOGUE) == view


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.text(alphabet=LETTERS + "OILU-. ", max_size=60), st.binary().map(repr)))
def test_any_other_text_leads_nowhere_and_breaks_nothing(text: str) -> None:
    assert receipts.read(text, CATALOGUE) is None
    receipts.find(text)


@pytest.mark.parametrize(
    "text",
    [
        "2" * 3_000_000,
        "2222-" * 600_000,
        "2222 -" + " " * 3_000_000,
        "2222-2222-2222-22222" * 150_000,
        "\u0301\u0316" * 1_500_000,
        "\ud800" * 1000,
        "2222-\n> " * 300_000,
    ],
)
def test_a_huge_text_is_read_in_one_pass(text: str) -> None:
    """Quadratic time would take hours here."""
    receipts.find(text)
    assert receipts.read(text, CATALOGUE) is None


def test_a_code_of_a_later_format_is_not_read_as_one_of_this() -> None:
    code = receipts.code(SHARE)
    assert code[0] == "2"
    assert all(receipts.read(letter + code[1:], CATALOGUE) is None for letter in LETTERS if letter != "2")


# ------------------------------------------------------------------------------------------------ the same first bits


def _bits(text: str, length: int) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> (32 - length)


def _twins(names: typing.Iterable[str], length: int) -> tuple[str, str]:
    """Two names whose hashes start with the same bits."""
    seen: dict[int, str] = {}
    for name in names:
        other = seen.setdefault(_bits(name, length), name)
        if other != name:
            return other, name
    raise AssertionError


def test_indicators_whose_hashes_start_alike_are_told_apart() -> None:
    one, other = _twins((f"x{n}" for n in range(10**6)), 20)
    both = small.read(*(small.indicator(small.claim("2022", "8"), id=name) for name in (one, other)))
    for name in (one, other):
        view = View((name,), ("CN-CQ",))
        assert receipts.read(receipts.code(view), both) == view
        assert receipts.read(receipts.code(Comparison(name, "2022", "CN")), both) == Comparison(
            name, "2022", "CN"
        )
    pair = View((one, other, one), ("CN",))
    assert receipts.read(receipts.code(pair), both) == pair


def test_an_indicator_that_is_gone_is_not_mistaken_for_one_whose_hash_starts_alike() -> None:
    one, other = _twins((f"x{n}" for n in range(10**6)), 20)
    left = small.read(small.indicator(small.claim("2022", "8"), id=other))
    assert receipts.read(receipts.code(View((one,), ("CN-CQ",))), left) is None


def test_areas_whose_hashes_start_alike_are_told_apart() -> None:
    one, other = _twins((f"CN-{n}" for n in range(100_000, 200_000)), 15)
    places = [Area(id=name, title=Text(name, name)) for name in (one, other)]
    catalogue = small.catalogue(small.claim("2022", "8"))
    (path, document), *_ = catalogue.files
    both = Catalogue(((path, msgspec.structs.replace(document, areas=(*document.areas, *places))),), "other")
    for name in (one, other):
        view = View(("x",), ("CN-CQ", name))
        assert receipts.read(receipts.code(view), both) == view


def test_many_names_that_start_alike_do_not_take_for_ever() -> None:
    one, other = _twins((f"x{n}" for n in range(10**6)), 20)
    both = small.read(*(small.indicator(small.claim("2022", "8"), id=name) for name in (one, other)))
    assert receipts.read(receipts.code(View((other,) * 200, ("CN",))), both) is None


# ------------------------------------------------------------------------------------------------ in a text


@settings(max_examples=200, deadline=None)
@given(
    _subjects,
    st.sampled_from(
        ["", "来源：渝经信复函〔2023〕373号。", "2020-2021-2022 ", "Receipt: ", "http://host/r/"]
    ),
)
def test_a_code_is_found_in_a_text(subject: Subject, before: str) -> None:
    code = receipts.code(subject)
    assert receipts.find(f"{before}{code}.4TXBP") == (code, "4TXBP")
    assert receipts.find(f"{before}{code.lower()}.4txbp。") == (code, "4TXBP")
    broken = code.replace("-", "-\n> ")
    assert receipts.find(f"{before}{broken}.4TXBP") == (code, "4TXBP")


def test_the_code_with_a_fingerprint_goes_first() -> None:
    code = receipts.code(SHARE)
    assert receipts.find(f"2020-2021-2022, {code}.4TXBP") == (code, "4TXBP")
    assert receipts.find(f"{code} and nothing behind it") == (code, "")
    assert receipts.find_all(f"{code}.4TXBP\n{code}.ABCDE") == [(code, "4TXBP"), (code, "ABCDE")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2020年7.3%；2022年超过8%",
        "2016-2020",
        "550e8400-e29b-41d4-a716-446655440000",
        "0265-ABCD-EFGH",
        "23U4-5678-9ABC",
    ],
)
def test_what_looks_a_little_like_a_code_is_none(text: str) -> None:
    assert receipts.find(text) is None


# ------------------------------------------------------------------------------------------------ fingerprints


def _fingerprint(*observations: str, targets: tuple[str, ...] = ()) -> str:
    return receipts.fingerprint(series.claims_of(small.catalogue(*observations, targets=targets), "x"))


def test_a_fingerprint_changes_with_what_is_said() -> None:
    claims = [
        (small.claim("2021", "7.3"), small.claim("2022", "8")),
        (small.claim("2021", "7.3"), small.claim("2022", "8.0")),
        (small.claim("2021", "7.3"), small.claim("2022", "8.1")),
        (small.claim("2021", "7.3"), small.claim("2022", "8", qualifier="more_than")),
        (small.claim("2021", "7.3"), small.claim("2022", "8", "b")),
        (small.claim("2021", "7.3"), small.claim("2023", "8")),
        (small.claim("2021", "7.3"), small.claim("2022", "8", ref_area="CN")),
        (small.claim("2021", "7.3"),),
    ]
    found = [_fingerprint(*each) for each in claims]
    found.append(_fingerprint(claims[0][0], targets=(small.claim("2022", "8"),)))
    assert len(set(found)) == len(found)
    assert all(len(each) == 5 and set(each) <= set(LETTERS) for each in found)


def test_a_fingerprint_does_not_change_with_order_quote_or_note() -> None:
    one, other = small.claim("2021", "7.3"), small.claim("2022", "8")
    again = small.claim("2022", "8", quote="别的引文", note="注")
    assert _fingerprint(one, other) == _fingerprint(again, one)


def test_the_tables_hold_every_kind_transform_and_level() -> None:
    """A new kind has to be appended to the table of the format."""
    for kind in typing.get_args(Kind):
        assert receipts.code(replace(SHARE, kind=kind))
    for transform in transforms.TRANSFORMS:
        assert receipts.code(replace(SHARE, transform=transform))
    for level in ranking.RANKED:
        assert receipts.code(Comparison("digital_core_share_gdp", "2022", "CN-CQ", level))

"""File names from titles: valid everywhere, readable, never outside their folder."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathvalidate import validate_filename

from indicators import store
from indicators.exports.names import file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("数字经济核心产业增加值占GDP比重 重庆", "数字经济核心产业增加值占GDP比重 重庆.png"),
        ("5G stations per 10,000 Chongqing, China", "5G stations per 10,000 Chongqing, China.png"),
        ("2022/2023: Что? Où", "2022-2023- Что Où.png"),
        ("../../etc/passwd", "etc-passwd.png"),
        ("C:\\Windows\\x", "C-Windows-x.png"),
        ("CON", "CON_.png"),
        ("nul", "nul_.png"),
        (".profile", "profile.png"),
        ("-rf", "rf.png"),
        ("~$report", "$report.png"),
        ("ends with dots. . .", "ends with dots.png"),
        ("gpj.\u202e重庆\u200b", "gpj.重庆.png"),
        ("two\nlines\x00\x1b", "two lines.png"),
        ("e\u0301", "é.png"),
        ("重庆\ufe00\u3164", "重庆.png"),
        ("", "_.png"),
        ("...", "_.png"),
        ("=1+1", "=1+1.png"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title, "png") == name


def test_a_name_that_is_taken_gets_a_number_whatever_its_capitals() -> None:
    assert file_name("Share", "png", ["share.PNG"]) == "Share 2.png"
    assert file_name("Share", "png", {"share.png", "SHARE 2.png"}) == "Share 3.png"
    assert file_name("Share", "png", ["Share.svg"]) == "Share.png"


def test_a_long_title_is_cut_between_letters_and_keeps_its_ending_and_number() -> None:
    assert file_name("测" * 300, "xlsx") == "测" * 64 + ".xlsx"
    assert file_name("a" * 300, "xlsx", ["a" * 74 + ".xlsx"]) == "a" * 72 + " 2.xlsx"
    assert file_name("a" * 72 + "x\u0323\u0323\u0323\u0323", "xlsx") == "a" * 72 + ".xlsx"


@given(st.text(max_size=200), st.sampled_from(["png", "xlsx", "zip"]))
def test_every_text_gives_a_valid_name_of_a_bearable_length_in_this_folder(text: str, ending: str) -> None:
    name = file_name(text, ending)
    validate_filename(name, platform="universal")
    assert name.endswith(f".{ending}")
    assert len(name) <= 80
    assert len(name.encode()) <= 200
    assert Path("folder", name).resolve().parent == Path("folder").resolve()
    assert name == unicodedata.normalize("NFC", name)
    assert not any(unicodedata.category(char)[0] == "C" for char in name)
    assert name[0] not in ". -~"


@given(st.lists(st.text(max_size=8), max_size=8))
def test_names_that_know_of_each_other_are_never_the_same(titles: list[str]) -> None:
    taken: list[str] = []
    for title in titles:
        taken.append(file_name(title, "png", taken))
    assert len({name.casefold() for name in taken}) == len(titles)


def test_titles_of_the_catalogue_stay_as_they_are_but_for_what_is_forbidden() -> None:
    catalogue = store.read(Path(__file__).parents[1] / "data")
    titles = [indicator.short_title.zh for indicator in catalogue.indicators.values()]
    plain = [title for title in titles if "/" not in title]
    assert [file_name(title, "png") for title in plain] == [f"{title}.png" for title in plain]

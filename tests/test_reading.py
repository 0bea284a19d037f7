"""Whatever a catalogue cannot hold is said with line, column, what stands there and what to write, all at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indicators import exact, nodes, plain, reading, store
from indicators.model import Document
from indicators.problems import CatalogueError
from linear import takes_linear_time

FILE = """\
sources:
  - id: letter-1
    kind: letter
    title: 答复函
    issuer: 重庆市经济和信息化委员会
    published: 2023-04-04
    reliability: primary
indicators:
  - id: core_share
    title: {zh: 核心产业占比, en: Core share}
    short_title: {zh: 核心产业, en: Core}
    definition: {zh: 定义, en: Definition}
    theme: size
    unit: percent
    decimals: 1
    direction: up
    observations:
      - time_period: "2022"
        ref_area: CN-CQ
        obs_value: 8
        qualifier: more_than
        source: letter-1
        quote: 2022年占比超过8%
"""
PERIODS = 'write a period such as "2022", 2022-Q3, 2022-06, 2022-06-30, 2016/2020 or 2022-01/2022-07'
DATES = "write a date such as 2023-04-04, or 2023-04 or 2023 where no more is known"
OBSERVATION_KEYS = "time_period, ref_area, obs_value, source, quote, qualifier, unit_mult, obs_status, period_stated, note, because"
FILE_KEYS = "themes, units, areas, sources, indicators, events"


def with_line(old: str, new: str) -> str:
    assert FILE.count(old) == 1, old
    return FILE.replace(old, new)


def problems(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    found = reading.read(data, "f.yaml")
    return [] if isinstance(found, Document) else [str(problem) for problem in found]


def values(text: str) -> Document:
    found = reading.read(text.encode(), "f.yaml")
    assert isinstance(found, Document), "\n".join(map(str, found))
    return found


def test_the_file_that_all_the_others_are_made_from_is_sound() -> None:
    [indicator] = values(FILE).indicators
    assert indicator.observations[0].obs_value == "8"
    assert plain.read(FILE.encode()) == exact.read(FILE.encode(), "f.yaml")


# ------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (">8", "obs_value is >8, which YAML reads as a folded text; write obs_value: 8 and, on its own line, qualifier: more_than"),
        (">22", "obs_value is >22, which YAML reads as a folded text; write obs_value: 22 and, on its own line, qualifier: more_than"),
        ("> 8", "obs_value is > 8, which YAML reads as a folded text; write obs_value: 8 and, on its own line, qualifier: more_than"),
        (">=8", "obs_value is >=8, which YAML reads as a folded text; write obs_value: 8 and, on its own line, qualifier: at_least"),
        ("|8", "obs_value is |8; write 8"),
        ('"8"', 'obs_value is "8", a number as text; write it without quotes: 8'),
        ("'8'", "obs_value is '8', a number as text; write it without quotes: 8"),
        ('">8"', 'obs_value is ">8"; write obs_value: 8 and, on its own line, qualifier: more_than'),
        ("<8", "obs_value is <8; write obs_value: 8 and, on its own line, qualifier: less_than"),
        ("≥8", "obs_value is ≥8; write obs_value: 8 and, on its own line, qualifier: at_least"),
        ("≈8", "obs_value is ≈8; write obs_value: 8 and, on its own line, qualifier: about"),
        ("超过8", "obs_value is 超过8; write obs_value: 8 and, on its own line, qualifier: more_than"),
        ("8%", "obs_value is 8%; write 8"),
        ("2,254", "obs_value is 2,254; write 2254"),
        ("８", "obs_value is ８; write 8"),
        ("40亿", "obs_value is 40亿; write obs_value: 40 and, on its own line, unit_mult: 8"),
        ("+8", "obs_value is +8; write 8"),
        ("010", "obs_value is 010; write 10"),
        ("00", "obs_value is 00; write 0"),
        ("8.", "obs_value is 8.; write 8"),
        (".8", "obs_value is .8; write 0.8"),
        ("-.8", "obs_value is -.8; write -0.8"),
        ("1/0", "obs_value is 1/0, a division by zero; correct it"),
        ("NO", "obs_value is NO, which is no number; write digits such as 8, 7.70 or 1/3"),
        ("12:30", "obs_value is 12:30, which is no number; write digits such as 8, 7.70 or 1/3"),
        ("1e5", "obs_value is 1e5, which is no number; write digits such as 8, 7.70 or 1/3"),
        (".inf", "obs_value is .inf, which is no number; write digits such as 8, 7.70 or 1/3"),
        ("true", "obs_value is true, which is no number; write digits such as 8, 7.70 or 1/3"),
        ("8 9", "obs_value is 8 9, which is no number; write digits such as 8, 7.70 or 1/3"),
        ("8." + "0" * 40, "obs_value has 42 characters; a number as printed has at most 40"),
        ("~", "obs_value has no value; write one or delete the line"),
        ("null", "obs_value has no value; write one or delete the line"),
        ("[8]", "obs_value has a list or keys below it; write a single value"),
        ("{a: 8}", "obs_value has a list or keys below it; write a single value"),
        ("&a 8", "the anchor &a stands here; write the value out, anchors are not read"),
        ("&8", "the anchor &8 stands here; write the value out, anchors are not read"),
        ("*8", "the alias *8 stands here; write the value out, aliases are not read"),
        ("!!int 8", "the tag !!int stands here; delete it, the kind of each value is fixed by its key"),
        ("@8", "a value cannot start with @; put it in double quotes"),
        ("- 8", "'- ' starts a list here; put the value in double quotes, or start the list in a line of its own"),
    ],
)  # fmt: skip
def test_a_number_in_another_form_is_told_the_form(typed: str, message: str) -> None:
    assert problems(with_line("obs_value: 8\n", f"obs_value: {typed}\n")) == [f"f.yaml:20:20: {message}"]


@pytest.mark.parametrize(
    "typed", ["8", "-16.0", "7.70", "1/3", "0", "0.5", "8 # as printed", "12345678901234567890"]
)
def test_a_number_is_kept_as_printed(typed: str) -> None:
    [indicator] = values(with_line("obs_value: 8\n", f"obs_value: {typed}\n")).indicators
    assert indicator.observations[0].obs_value == typed.split(" #", maxsplit=1)[0]


def test_a_number_without_a_value_stands_behind_its_key() -> None:
    text = with_line("obs_value: 8\n", "obs_value:\n")
    assert problems(text) == ["f.yaml:20:19: obs_value has no value; write one or delete the line"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2022-13", f"time_period is 2022-13; {PERIODS}"),
        ("2022-Q5", f"time_period is 2022-Q5; {PERIODS}"),
        ('""', f'time_period is ""; {PERIODS}'),
        ("recently", f"time_period is recently; {PERIODS}"),
        ("2022-02-30", "time_period is 2022-02-30, and there is no such day; correct it"),
        (
            "2022-06-31/2022-07-01",
            "time_period is 2022-06-31/2022-07-01, and there is no such day; correct it",
        ),
        ("0000", "time_period is 0000, and there is no such year; correct it"),
        (
            '"2022/2020"',
            'time_period is "2022/2020", and there is no such period (its ends are equal or the wrong way round); correct it',
        ),
        (
            "2022/2022",
            "time_period is 2022/2022, and there is no such period (its ends are equal or the wrong way round); correct it",
        ),
        ("2022-2", "time_period is 2022-2; write 2022-02"),
        ("2022年", "time_period is 2022年; write 2022"),
        ("2022年6月", "time_period is 2022年6月; write 2022-06"),
        ("2022Q3", "time_period is 2022Q3; write 2022-Q3"),
        ("2022年三季度", "time_period is 2022年三季度; write 2022-Q3"),
        ("2022-H1", "time_period is 2022-H1; write 2022-01/2022-06"),
        ('"2016-2020"', 'time_period is "2016-2020"; write 2016/2020'),
        ("2016—2020年", "time_period is 2016—2020年; write 2016/2020"),
        ("[2022]", "time_period has a list or keys below it; write a single value"),
    ],
)
def test_a_period_in_another_form_is_told_the_form(typed: str, message: str) -> None:
    text = with_line('time_period: "2022"', f"time_period: {typed}")
    assert problems(text) == [f"f.yaml:18:22: {message}"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2023-4-4", "published is 2023-4-4; write 2023-04-04"),
        ("2023/04/04", "published is 2023/04/04; write 2023-04-04"),
        ("2023年4月4日", "published is 2023年4月4日; write 2023-04-04"),
        ("20230404", "published is 20230404; write 2023-04-04"),
        ("2023-02-30", "published is 2023-02-30, and there is no such day; correct it"),
        ("2023-Q1", f"published is 2023-Q1; {DATES}"),
        ("04.04.2023", f"published is 04.04.2023; {DATES}"),
        ("true", f"published is true; {DATES}"),
        ("null", "published has no value; write one or delete the line"),
    ],
)
def test_a_date_in_another_form_is_told_the_form(typed: str, message: str) -> None:
    assert problems(with_line("2023-04-04", typed)) == [f"f.yaml:6:16: {message}"]


@pytest.mark.parametrize(
    "word", ["NO", "010", "12:30", "true", "yes", "1e3", "0x10", "1_000", "2023-04-04", ".inf", "5.", ".5", "+5", "nan", "=", '"null"']
)  # fmt: skip
def test_a_text_stays_the_text_that_was_written(word: str) -> None:
    [indicator] = values(with_line("quote: 2022年占比超过8%", f"quote: {word}")).indicators
    assert indicator.observations[0].quote == word.strip('"')


@pytest.mark.parametrize("word", ["null", "Null", "~", "''", '" "'])
def test_a_text_that_says_nothing_is_no_text(word: str) -> None:
    text = with_line("quote: 2022年占比超过8%", f"quote: {word}")
    assert problems(text) == ["f.yaml:23:16: quote has no value; write one or delete the line"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("decimals: 8", "decimals is 8; write a whole number from 0 to 6"),
        ("decimals: -1", "decimals is -1; write a whole number from 0 to 6"),
        ('decimals: "1"', 'decimals is "1"; write a whole number without quotes'),
        ("decimals: 1.0", "decimals is 1.0; write a whole number without quotes"),
        ("decimals: one", "decimals is one; write a whole number without quotes"),
        ("headline: yes", "headline is yes; write true or false"),
        ("headline: True", "headline is True; write true or false"),
        ('headline: "true"', 'headline is "true"; write true or false'),
    ],
)
def test_a_whole_number_or_a_yes_or_no_has_one_spelling(line: str, message: str) -> None:
    place = f"f.yaml:15:{5 + len(line.split(':', maxsplit=1)[0]) + 2}"
    assert problems(with_line("decimals: 1", line)) == [f"{place}: {message}"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("qualifier: more_than", "qualifier: more than", "21:20: qualifier is more than; did you mean more_than?"),
        ("qualifier: more_than", "qualifier: MORE_THAN", "21:20: qualifier is MORE_THAN; did you mean more_than?"),
        ("kind: letter", "kind: leter", "3:11: kind is leter; did you mean letter?"),
        ("kind: letter", "kind: memo", "3:11: kind is memo; write one of bulletin, letter, plan, press, report"),
        ("id: core_share", "id: Core-Share", "9:9: id is Core-Share; write an id of small letters, digits and _, starting with a letter"),
        ("id: letter-1", "id: 函1", "2:9: id is 函1; write an id of small letters, digits, - _ and ."),
        ("id: letter-1", "id: " + "a" * 81, f"2:9: id is {'a' * 59}…, longer than 80 characters; shorten it"),
        ("published: 2023-04-04", "url: www.cq.gov.cn", "6:10: url is www.cq.gov.cn; write an address that starts with http:// or https://"),
        ("published: 2023-04-04", 'note: "a\\tb"', "6:11: note holds a line break or an invisible character (U+0009); write it in one paragraph"),
        ("published: 2023-04-04", "note: |\n      a\n      b", "6:11: note holds a line break or an invisible character (U+000A); write it in one paragraph"),
        ("title: 答复函", "title: [答复函]", "4:12: title has a list or keys below it; write a single value"),
        ("title: {zh: 核心产业占比, en: Core share}", "title: Core", "10:12: Core stands where title needs keys with values; write for example zh: …"),
        ("title: {zh: 核心产业占比, en: Core share}", "title: [a, b]", "10:12: a list stands where title needs keys with values; write for example zh: …"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_told_the_kind(old: str, new: str, message: str) -> None:
    assert problems(with_line(old, new)) == [f"f.yaml:{message}"]


def test_the_id_of_a_unit_may_have_capitals() -> None:
    unit = "units:\n  - {id: ID, title: {zh: 元, en: yuan}, name: {zh: 元, en: yuan}}\n"
    assert problems(unit.replace("ID", "CNY")) == []
    assert problems(unit.replace("ID", "元")) == [
        "f.yaml:2:10: id is 元; write an id of letters, digits and _, starting with a letter"
    ]


def test_words_stand_in_both_languages() -> None:
    assert problems(with_line("en: Core share", "de: Anteil")) == [
        "f.yaml:10:12: title lacks the key en; add it",
        "f.yaml:10:25: de is not a key of title; write one of zh, en",
    ]


# ------------------------------------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "qualifier:",
            "qualifer:",
            "21:9: qualifer is not a key of the observation; did you mean qualifier?",
        ),
        (
            "qualifier:",
            "限定词:",
            f"21:9: 限定词 is not a key of the observation; write one of {OBSERVATION_KEYS}",
        ),
        (
            "        qualifier: more_than\n",
            "        qualifier: more_than\n        qualifier: about\n",
            "22:9: qualifier stands twice in this record (first in line 21); keep one of them",
        ),
        ("        source: letter-1\n", "", "18:9: the observation lacks the key source; add it"),
        (
            "        qualifier: more_than\n",
            "        <<: {qualifier: more_than}\n",
            "21:9: the merge key << stands here; write the keys out",
        ),
        (
            "theme: size",
            "? [a, b]\n    : c\n    theme: size",
            "13:7: a key must be a single word; this one is a list or a mapping",
        ),
    ],
)
def test_a_key_is_one_of_the_record_and_stands_once(old: str, new: str, message: str) -> None:
    assert problems(with_line(old, new)) == [f"f.yaml:{message}"]


def test_an_unknown_key_of_the_file_is_told_the_known_ones() -> None:
    assert problems(with_line("sources:\n", "source:\n")) == [
        "f.yaml:1:1: source is not a key of the file; did you mean sources?"
    ]
    assert problems(FILE + "charts: 1\n") == [
        f"f.yaml:24:1: charts is not a key of the file; write one of {FILE_KEYS}"
    ]


def test_lists_and_records_are_told_apart() -> None:
    assert problems("sources: letter\n") == [
        "f.yaml:1:10: letter stands where sources needs a list; start each entry with '- '"
    ]
    assert problems("sources:\n  id: letter\n") == [
        "f.yaml:2:3: a mapping stands where sources needs a list; start each entry with '- '"
    ]
    assert problems("sources:\n  - letter\n") == [
        "f.yaml:2:5: letter stands where the source needs keys with values; write for example id: …"
    ]
    assert problems("- sources\n") == [
        "f.yaml:1:1: a list stands where the file needs keys with values; write for example themes: …"
    ]
    assert problems("sources:\n") == ["f.yaml:1:9: sources has no value; write one or delete the line"]


def test_everything_that_is_wrong_with_a_file_is_said_at_once_in_its_order() -> None:
    text = (
        with_line("obs_value: 8\n", "obs_value: 8%\n")
        .replace("kind: letter", "kind: leter")
        .replace("        source: letter-1\n", "")
        .replace("unit: percent", "units: percent")
        .replace("published: 2023-04-04", "published: 2023-4-4")
    )
    assert problems(text) == [
        "f.yaml:3:11: kind is leter; did you mean letter?",
        "f.yaml:6:16: published is 2023-4-4; write 2023-04-04",
        "f.yaml:9:5: the indicator lacks the key unit; add it",
        "f.yaml:14:5: units is not a key of the indicator; did you mean unit?",
        "f.yaml:18:9: the observation lacks the key source; add it",
        "f.yaml:20:20: obs_value is 8%; write 8",
    ]


def test_what_stands_before_broken_syntax_is_checked_too() -> None:
    text = with_line("kind: letter", "kind: leter").replace("quote: 2022年占比超过8%", 'quote: "2022年')
    assert problems(text) == [
        "f.yaml:3:11: kind is leter; did you mean letter?",
        'f.yaml:23:16: the quotation mark " that opens here is never closed; close it',
    ]


# ------------------------------------------------------------------------------------------- YAML itself


INDENT = "this line is indented like none of the lines around it; align it with its neighbours"
NO_COLON = "this line has no ': '; write a key, a colon, a space and a value"
BRACKET = "the entries after the bracket { are not separated by ', ' or it is never closed; correct it"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("        qualifier", "\tqualifier", "21:1: a tab stands here; write spaces"),
        ("        qualifier", "      \tqualifier", "21:7: a tab stands here; write spaces"),
        ("qualifier: more_than", "qualifier:\tmore_than", "21:19: a tab stands here; write spaces"),
        ("2022年占比", "2022年\t占比", "23:21: a tab stands here; write spaces"),
        ("        qualifier", "         qualifier", f"21:10: {INDENT}"),
        ("        qualifier", "       qualifier", f"21:8: {INDENT}"),
        ("        qualifier", "      qualifier", f"21:7: {INDENT}"),
        ("      - time_period", "     - time_period", f"19:9: {INDENT}"),
        ("indicators:", " indicators:", f"8:2: {INDENT}"),
        ("qualifier: more_than", "qualifier:more_than", f"21:9: {NO_COLON}"),
        ("unit: percent", "unit：percent", f"14:5: {NO_COLON}"),
        ("quote: 2022", "quote: 说明: 2022", "23:18: a second ': ' stands in this line; put the value in double quotes"),
        ("quote: 2022", 'quote: "2022', '23:16: the quotation mark " that opens here is never closed; close it'),
        ("quote: 2022年占比超过", 'quote: "2022年"占比超过', '23:23: text stands behind the closing "; put all of it in quotation marks or none'),
        ("quote: 2022年占比超过8%", 'quote: "C:\\data"', "23:19: \\d means nothing in double quotes; write \\\\ for a backslash, or use single quotes"),
        ("en: Definition}", "en: Definition", f"12:17: {BRACKET}"),
        ("{zh: 定义, en: Definition}", "{zh: 定义，en: Definition}", f"12:27: {BRACKET}"),
        ("title: 答复函", "title: &t 答复函", "4:12: the anchor &t stands here; write the value out, anchors are not read"),
        ("{zh: 定义, en: Definition}", "*t", "12:17: the alias *t stands here; write the value out, aliases are not read"),
        ("theme: size", "theme: !python/object:os.system size", "13:12: the tag !python/object:os.system stands here; delete it, the kind of each value is fixed by its key"),
        ("title: 答复函", "title: 答\u2028复函", "4:13: the invisible character U+2028 stands here; delete it"),
        ("title: 答复函", "title: 答\x07复函", "4:13: the invisible character U+0007 stands here; delete it"),
        ("title: 答复函", "title: 答\ufeff复函", "4:13: the invisible character U+FEFF stands here; delete it"),
        ("title: 答复函", "title: 答\r复函", "4:13: the invisible character U+000D stands here; delete it"),
        ("title: 答复函", "title: % 8", "4:12: a value cannot start with %; put it in double quotes"),
    ],
)  # fmt: skip
def test_what_yaml_allows_or_refuses_is_told_in_plain_words(old: str, new: str, message: str) -> None:
    assert problems(with_line(old, new)) == [f"f.yaml:{message}"]


def test_one_file_holds_one_document_without_directives() -> None:
    directive = ["f.yaml:1:1: a %-directive stands here; delete the line"]
    assert problems("---\n" + FILE) == []
    assert problems(FILE + "---\nsources: []\n") == [
        "f.yaml:24:1: '---' starts a second document; one file holds one document"
    ]
    assert problems(FILE + "...\nsources: []\n") == [
        "f.yaml:24:1: '...' ends the document here, but text follows; delete the line"
    ]
    assert problems("%YAML 1.1\n---\n" + FILE) == directive
    assert problems("%YAML 1.1\n" + FILE) == directive
    assert problems("%TAG ! tag:example.org,2000:\n---\n" + FILE) == directive
    assert problems("%ANY thing\n---\n" + FILE) == directive


def test_windows_line_ends_are_read_and_do_not_move_the_places() -> None:
    assert problems(FILE.replace("\n", "\r\n")) == []
    assert values(FILE.replace("\n", "\r\n")) == values(FILE)
    text = with_line("obs_value: 8\n", "obs_value: 8%\n").replace("\n", "\r\n")
    assert problems(text) == ["f.yaml:20:20: obs_value is 8%; write 8"]


def test_billion_laughs_do_not_grow() -> None:
    text = 'a: &a ["lol", "lol"]\n' + "".join(
        f"{name}: &{name} [{', '.join(f'*{before}' for _ in range(10))}]\n"
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    found = problems(text)
    assert len(found) == 10 + 10 + 90  # ten keys and anchors, ninety aliases, nothing written out
    assert found[:2] == [
        f"f.yaml:1:1: a is not a key of the file; write one of {FILE_KEYS}",
        "f.yaml:1:4: the anchor &a stands here; write the value out, anchors are not read",
    ]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("indicators: " + "[" * 100_000, 28),
        ("- " * 100_000, 33),
        ("{a: " * 100_000, 65),
        ("? " * 100_000, 33),
    ],
    ids=["brackets", "dashes", "braces", "question marks"],
)
def test_deep_nesting_is_refused_before_it_hurts(text: str, column: int) -> None:
    assert takes_linear_time(problems, text)
    found = problems(text)
    assert found[-1] == (
        f"f.yaml:1:{column}: the file is nested more than 16 levels deep; no key of a catalogue needs that"
    )


def test_more_values_than_a_catalogue_holds_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "MAX_NODES", 100)
    message = "f.yaml:99:3: more than 100 values stand before this one; split the file by theme"
    assert message in problems("sources:\n" + "- a\n" * 200)[-2:]


def test_more_problems_than_anybody_reads_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "MAX_PROBLEMS", 100)
    rest = "more than 100 problems stand before this one and the rest is not listed; correct these first"
    found = problems("sources:\n" + "- a\n" * 200)
    assert len(found) == 101
    assert found[-1] == f"f.yaml:102:3: {rest}"
    found = problems("sources:\n" + "- *a\n" * 200)
    assert len(found) == 102
    assert found[-1] == f"f.yaml:102:3: {rest}"
    found = problems("sources:\n" + "\tx\n" * 200)
    assert len(found) == 102


def test_many_short_values_are_not_given_to_the_fast_reader() -> None:
    assert plain.is_suspect(b"sources:\n" + b"- a\n" * 300_000)
    assert plain.is_suspect(b"sources: [" + b"a, " * 400_000 + b"]\n")


# ------------------------------------------------------------------------------------------- bytes


EMPTY = ["f.yaml:1:1: the file is empty; write the keys sources: and indicators:, or delete it"]
UTF16 = ["f.yaml:1:1: the file is UTF-16; save it as UTF-8"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", EMPTY),
        (b" \n\r\n", EMPTY),
        (b"# only a comment\n", EMPTY),
        (b"---\n", EMPTY),
        (b"null\n", EMPTY),
        (FILE.encode("utf-16"), UTF16),
        (FILE.encode("utf-16-le"), UTF16),
        (FILE.encode("utf-16-be"), UTF16),
        (FILE.encode("utf-8-sig"), ["f.yaml:1:1: the file starts with a byte order mark; save it as UTF-8 without BOM"]),
        (FILE.encode("gbk"), ["f.yaml:4:12: the file is not UTF-8 (it looks like GBK: title: 答复函); save it as UTF-8"]),
        (b"sources:\n  - id: caf\xe9\n", ["f.yaml:2:12: byte 0xe9 is not text; this is not a YAML file or it is damaged, restore it"]),
        (FILE.replace("定义", "定\0义").encode(), ["f.yaml:12:23: byte 0x00 is not text; this is not a YAML file or it is damaged, restore it"]),
        (b"PK\x03\x04\x14\x00\x08", ["f.yaml:1:6: byte 0x00 is not text; this is not a YAML file or it is damaged, restore it"]),
        (b"\x89PNG\r\n\x1a\n", ["f.yaml:1:1: byte 0x89 is not text; this is not a YAML file or it is damaged, restore it"]),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_are_named(data: bytes, message: list[str]) -> None:
    assert problems(data) == message


def test_a_file_above_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1024 * 1024)
    assert problems(b"#" * (3 * 1024 * 1024)) == [
        "f.yaml: the file has 3 MB, more than the 1 MB that one file may have; split it by theme"
    ]


def read_folder(folder: Path) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        store.read(folder)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_a_sparse_file_of_200_megabytes_is_refused_by_its_size_and_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda file: pytest.fail(f"{file} was read"))
    with (tmp_path / "huge.yaml").open("wb") as huge:
        huge.truncate(200 * 1024 * 1024)
    assert read_folder(tmp_path) == [
        "huge.yaml: the file has 200 MB, more than the 64 MB that one file may have; split it by theme"
    ]


def test_a_folder_says_what_it_lacks(tmp_path: Path) -> None:
    assert read_folder(tmp_path) == [
        f"{tmp_path}: the folder holds no .yaml file; put indicators.yaml into it or name another folder"
    ]
    assert read_folder(tmp_path / "nowhere.yaml") == [
        f"{tmp_path}/nowhere.yaml: there is no such file or folder; check the path"
    ]


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    assert read_folder(tmp_path) == [
        "a.yaml: the file cannot be read (Is a directory); check its permissions"
    ]


def test_the_problems_of_all_files_come_together_in_the_order_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(with_line("kind: letter", "kind: leter"), encoding="utf-8")
    (tmp_path / "a.yaml").write_bytes(b"")
    (tmp_path / "indicators.yaml").write_text(
        with_line("obs_value: 8\n", "obs_value: 8%\n"), encoding="utf-8"
    )
    assert read_folder(tmp_path) == [
        "a.yaml:1:1: the file is empty; write the keys sources: and indicators:, or delete it",
        "b.yaml:3:11: kind is leter; did you mean letter?",
        "indicators.yaml:20:20: obs_value is 8%; write 8",
    ]


# ------------------------------------------------------------------------------------------- places


def test_a_trail_leads_to_a_line_and_column_or_to_the_nearest_above() -> None:
    data = FILE.encode()
    claim: reading.Trail = ("indicators", 0, "observations", 0)
    assert reading.locate(
        data, [(*claim, "obs_value"), claim, (*claim, "note"), ("areas",), ("indicators", 7)]
    ) == [
        (20, 20),
        (18, 9),
        (18, 9),
        (1, 1),
        (9, 3),
    ]


def test_a_broken_file_still_has_places_above_the_break() -> None:
    root, found = nodes.nodes((FILE + "areas: [").encode(), "f.yaml")
    assert root is not None
    assert [key.value for key, _ in root.pairs()] == ["sources", "indicators", "areas"]
    assert [str(problem) for problem in found] == [
        "f.yaml:24:8: the entries after the bracket [ are not separated by ', ' or it is never closed; correct it"
    ]


SLOW: list[tuple[str, Callable[[str], str]]] = [
    ("block scalars", lambda text: text.replace("quote: 2022年占比超过8%", "quote: >-\n          2022年占比超过8%")),
    ("flow over lines", lambda text: text.replace("{zh: 定义, en: Definition}", "{\n      zh: 定义,\n      en: Definition\n    }")),
    ("a comment behind a bracket", lambda text: text.replace("en: Definition}", "en: Definition} # note")),
    ("a question mark as key", lambda text: text.replace("theme: size", "? theme\n    : size")),
    ("escapes", lambda text: text.replace("theme: size", 'theme: "\\u0073ize"')),
    ("quoted keys", lambda text: text.replace("theme: size", "'theme': \"size\"")),
]  # fmt: skip


@pytest.mark.parametrize("change", [change for _, change in SLOW], ids=[name for name, _ in SLOW])
def test_yaml_in_another_style_means_the_same(change: Callable[[str], str]) -> None:
    changed = change(FILE)
    assert changed != FILE
    assert values(changed) == values(FILE)

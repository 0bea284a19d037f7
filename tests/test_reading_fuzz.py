"""Two readers, one meaning, whatever the bytes: what the fast reader accepts, the exact one accepts as the same document.

`INDICATORS_FUZZ=100000 pytest tests/test_reading_fuzz.py` hunts with so many examples, each time others.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indicators import exact, plain, reading
from indicators.model import Document

HUNT = int(os.environ.get("INDICATORS_FUZZ", "0"))
Test = TypeVar("Test", bound=Callable[..., None])


def fuzz(examples: int) -> Callable[[Test], Test]:
    return settings(
        max_examples=HUNT or examples,
        derandomize=not HUNT,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


FILE = """\
# yaml-language-server: $schema=indicators.schema.json
units:
  - id: percent
    title: {zh: "%", en: "%"}
    name: {zh: 百分比, en: per cent}
    scale: none
areas:
  - {id: CN-CQ, title: {zh: 重庆, en: "Chong\\"qing"}, parent: CN}
sources:
  - id: letter-1
    kind: letter
    title: 答复函：第0265号（“人大”）建议
    issuer: '重庆市''经信委'
    document_number: 渝经信复函〔2023〕373号
    published: 2023-04-04
    url: https://example.org/a?b=c#d
    reliability: primary   # how far to be trusted
    note: NO
indicators:
  - id: core_share
    title: {zh: 核心产业占比, en: "Core share, of GDP"}
    short_title:
      zh: 核心产业
      en: Core
    definition: {zh: 定义, en: Definition}
    theme: size
    unit: percent
    unit_mult: 0
    decimals: 1
    direction: up
    headline: true
    breaks:
      - {time_period: "2022", ref_area: CN-CQ, title: {zh: 改, en: wider}}
    observations:
      - time_period: "2022"
        ref_area: CN-CQ
        obs_value: 8
        qualifier: more_than
        source: letter-1
        quote: 2022年占比超过8%
        period_stated: false

      - time_period: "2021-01/2021-06"
        ref_area: CN-CQ
        obs_value: 7.70
        unit_mult: -2
        obs_status: E
        source: letter-1
        quote: '12:30 - 7.70'
        because: a long
          folded text
    targets:
      - {time_period: "2025", ref_area: CN-CQ, obs_value: 1/3, source: letter-1, quote: "目标 1/3"}
    derived:
    - time_period: 2021
      ref_area: CN-CQ
      operation: difference
      of: [{indicator: core_share, time_period: "2022", source: letter-1}, {indicator: core_share, time_period: 2021-Q3, source: letter-1}]
    choices:
      - {time_period: "2022", ref_area: CN-CQ, source: letter-1, kind: actual, because: 有据, decided: 2024-01, by: 我}
    missing:
      - time_period: 2020
        ref_area: CN-CQ
        reason: not_published
        looked: 2024
events:
  - {time_period: "2021", title: {zh: 分类, en: Classes}, source: letter-1, quote: 2021年发布, indicators: [core_share]}
"""

# Words that one YAML reader or another takes for something else, and signs that change how the rest is read.
WORDS = [
    *"""~ null Null NULL true True TRUE false yes no NO on off 010 0x10 0o10 0b1 12:30 1e5 1e400 1_000 .5 5. -.5 -5. +5 -0 00
    0.0 .inf -.inf +.inf .nan inf -inf nan NaN Infinity -Infinity << = - -- ? : :: , ,, . .. ... --- # a#b #a a:b :a a: %8 8% &a *a !a
    !!str @a `a |a >a |8 >8 |- >- [ ] { } [] {} [a] {a} {a: b} a] a} ]a }a [2]a a[2] " ' "a" 'a' "a 'a a" a' "a"b ''a'' a\\b \\ \\n 2022 2022-06
    2022-06-30 2016/2020 8 -8 7.70 1/3 1/0 more_than up letter percent CN-CQ 重庆 （x） x：y x，y 。""".split(),  # noqa: SIM905
    "", " ", "a b", "a: b", "a : b", "a #b", "a # b", "- a", "? a", "a, b", "{a: b, c: d}", "a\n  b", '"a\n    b"', "'a\n    b'", "\n      a",
    "\u00a0", "\u200b", "\ufeff", "\ufffe", "\u2028", "\x85", "\x7f", "\x00", "\x01", "\t", "\r", "\U0001f600", "e\u0301",
]  # fmt: skip
TOKENS = [word.encode("utf-8", "surrogatepass") for word in WORDS] + [
    token.encode()
    for token in (": ", " :", "- ", " #", "\n", "\n\n", "  ", "      ", ", ", "---\n", "\n...\n", "%YAML 1.1\n", "? a\n: b\n",
                  "obs_value: ", "unit_mult: 8", "headline: true", "note: ", "\n        note: ", "&a ", "*a", "!!str ", "<<: ")
]  # fmt: skip


def agree(data: bytes) -> None:
    """Whatever is read is a document or problems, and the fast reader never says what the exact one does not."""
    found = reading.read(data, "f.yaml")
    if not isinstance(found, Document):
        assert found
        assert all(str(problem).startswith("f.yaml") for problem in found)
    if reading._unreadable(data, "f.yaml") is None and (fast := plain.read(data)) is not None:
        assert exact.read(data, "f.yaml") == fast == found


# ------------------------------------------------------------------------------------------- documents in many styles

SAFE = [
    "a",
    "占比8%",
    "Core share",
    "2022年末，超过8",
    "x: y",
    "a, b",
    "a-b",
    "第1号（“人大”）",
    "a | b | 8",
    "it's",
    "1/3 of",
    "a#b",
    "100 %",
]


class Writer:
    """Writes a file with one source and one indicator, each time in a style of its own."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.oddness = self.random.choice([0.0, 0.02, 0.05, 0.2])

    def odd(self, times: float = 1) -> bool:
        return self.random.random() < self.oddness * times

    def one(self, *usual: str) -> str:
        return self.random.choice(WORDS if self.odd() else usual)

    def scalar(self, text: str, in_flow: bool) -> str:
        """`text` quoted, as a block or bare, now and then bare where that is not what is meant."""
        special = (
            text.strip() != text
            or not text
            or text[0] in "-?:,[]{}#&*!|>'\"%@`"
            or ": " in text
            or " #" in text
        )
        special = special or (in_flow and any(char in text for char in ",[]{}"))
        style = self.random.choice(["bare", "bare", "double", "single"])
        if style == "bare" and special and not self.odd(4):
            style = "double"
        if self.odd(0.5) and not in_flow:
            return self.random.choice([">-", "|-", ">", "|"]) + "\n            " + text
        if style == "double":
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return "'" + text.replace("'", "''") + "'" if style == "single" else text

    def value(self, key: str, text: str, in_flow: bool) -> str:
        is_bare = key in ("obs_value", "unit_mult", "period_stated", "decimals")
        return text if is_bare and not self.odd() else self.scalar(text, in_flow)

    def record(self, pairs: dict[str, str], indent: int) -> str:
        """Keys and values as a block (without its first indent) or in braces."""
        if self.random.random() < 0.4:
            comma = self.random.choice([",", " , ", ",\n" + " " * indent]) if self.odd(3) else ", "
            inner = comma.join(f"{key}: {self.value(key, value, True)}" for key, value in pairs.items())
            return self.random.choice(["{%s}", "{ %s }", "{%s, }" if self.odd() else "{%s}"]) % inner
        lines = []
        for key, value in pairs.items():
            tail = self.random.choice(["", "", "", " ", " # c", "  #", "\n", "\n# c", "\n     # c: d"])
            mark = self.random.choice(["", '"', "'"]) if self.odd(3) else ""
            colon = ":\n" + " " * (indent + 2) if self.odd(2) else self.random.choice([": ", ": ", ":  "])
            lines.append(f"{mark}{key}{mark}{colon}{self.value(key, value, False)}{tail}")
            if self.odd(0.2):
                lines.append(self.random.choice(WORDS))
        return ("\n" + " " * indent).join(lines)

    def claim(self) -> dict[str, str]:
        keys = {
            "time_period": self.one("2022", "2022-06", "2016/2020"),
            "ref_area": self.one("CN-CQ"),
            "obs_value": self.one("8", "7.70", "-0.3", "1/3"),
            "source": self.one("a"),
            "quote": self.one(*SAFE),
        }
        more = {
            "unit_mult": self.one("8", "-2"),
            "period_stated": self.one("true", "false"),
            "note": self.one(*SAFE),
        }
        keys |= {key: value for key, value in more.items() if self.random.random() < 0.3}
        return dict(self.random.sample(sorted(keys.items()), len(keys)))

    def file(self) -> bytes:
        dash = self.random.choice(["  - ", "- ", "  -   "])
        indent = len(dash)
        start = "\n" + " " * indent
        source = {
            "id": self.one("a"),
            "kind": self.one("letter"),
            "title": self.one(*SAFE),
            "issuer": self.one(*SAFE),
        }
        text = "sources:\n" + dash + self.record(source | {"reliability": self.one("primary")}, indent)
        text += (
            "\nindicators:\n"
            + dash
            + f"id: {self.one('x')}{start}theme: size{start}unit: {self.one('percent')}"
        )
        text += f"{start}decimals: {self.one('1')}{start}direction: up"
        for key in ("title", "short_title", "definition"):
            inner = self.record({"zh": self.one(*SAFE), "en": self.one(*SAFE)}, indent + 2)
            text += f"{start}{key}:" + (" " if inner.startswith("{") else start + "  ") + inner
        text += f"{start}observations:\n"
        for _ in range(self.random.randint(1, 2)):
            text += " " * indent + dash + self.record(self.claim(), 2 * indent) + "\n"
        text = (
            self.random.choice(["", "", "# c\n", "\n", "---\n" if self.odd(3) else ""])
            + text
            + ("areas: []\n" if self.odd(3) else "")
        )
        if self.odd(3):
            text = text.replace("\n", "\r\n")
        return text.encode("utf-8", "surrogatepass")


@given(st.integers(0, 2**32))
@fuzz(300)
@example(0)
def test_a_document_in_any_style_means_the_same_to_both_readers(seed: int) -> None:
    agree(Writer(seed).file())


def test_the_fast_reader_takes_part_in_the_comparison() -> None:
    taken = sum(plain.read(Writer(seed).file()) is not None for seed in range(200))
    assert taken > 40


# ------------------------------------------------------------------------------------------- mutations

edits = st.tuples(
    st.sampled_from(["insert", "insert", "replace", "delete", "value", "indent", "outdent", "drop line", "double line", "join"]),
    st.integers(0, 2000),
    st.integers(1, 4),
    st.sampled_from(TOKENS) | st.binary(min_size=1, max_size=2) | st.characters().map(lambda char: char.encode("utf-8", "replace")),
)  # fmt: skip


def mutated(data: bytes, changes: list[tuple[str, int, int, bytes]]) -> bytes:
    for kind, where, length, token in changes:
        at = where % (len(data) + 1)
        start = data.rfind(b"\n", 0, at) + 1
        end = data.find(b"\n", at) % (len(data) + 1)
        line = data[start:end]
        if kind == "insert":
            data = data[:at] + token + data[at:]
        elif kind == "replace":
            data = data[:at] + token + data[at + length :]
        elif kind == "delete":
            data = data[:at] + data[at + length :]
        elif kind == "value":
            data = data[:start] + line.partition(b": ")[0] + b": " + token + data[end:]
        elif kind == "indent":
            data = data[:start] + b" " * length + data[start:]
        elif kind == "outdent":
            data = data[:start] + line[length:] + data[end:]
        elif kind == "drop line":
            data = data[:start] + data[end + 1 :]
        elif kind == "double line":
            data = data[:end] + b"\n" + line + data[end:]
        else:
            data = data[:end] + token + data[end + 1 :].lstrip(b" ")
    return data


@given(st.lists(edits, min_size=1, max_size=3))
@fuzz(300)
def test_a_changed_file_means_the_same_to_both_readers_or_has_problems(
    changes: list[tuple[str, int, int, bytes]],
) -> None:
    agree(mutated(FILE.encode(), changes))


@given(st.binary(max_size=60) | st.lists(st.sampled_from(TOKENS), max_size=12).map(b"".join))
@fuzz(200)
@example(b"# only a comment\n")  # rapidyaml has nothing to say
@example(b"\xef\xbb\xbf")
@example(b"%")
@example(b"*")
@example(b"\r[~")  # libyaml's lines are others than the editor's
def test_any_bytes_are_a_document_or_problems(data: bytes) -> None:
    agree(data)


ODD_LINES = ["quote: {}", "obs_value: {}", "decimals: {}", "note: [{}]", "title: {{zh: {}, en: x}}", "{}: x"]


@pytest.mark.parametrize("line", ODD_LINES)
def test_odd_words_mean_the_same_to_both_readers(line: str) -> None:
    text = """\
indicators:
  - id: x
    title: {zh: x, en: x}
    short_title: {zh: x, en: x}
    definition: {zh: x, en: x}
    theme: x
    unit: x
    direction: up
    observations:
      - time_period: "2022"
        ref_area: CN
        obs_value: 8
        source: x
        quote: x
"""
    key = line.partition(":")[0]
    lines = [old for old in text.split("\n") if not old.strip().startswith(f"{key}: ")]
    at = (
        next(index for index, old in enumerate(lines) if "ref_area" in old)
        if key in ("quote", "obs_value")
        else 2
    )
    indent = "        " if key in ("quote", "obs_value") else "    "
    for word in WORDS:
        changed = [*lines[:at], indent + line.format(word), *lines[at:]]
        agree("\n".join(changed).encode("utf-8", "surrogatepass"))


# ------------------------------------------------------------------------------------------- what was found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("note: NO", "note: Null"),  # rapidyaml writes null for null only
        ("note: NO", "note: 5."),  # …5.0 for 5.
        ("note: NO", "note: .5"),  # …0.5 for .5
        ("note: NO", "note:\n      .5"),
        ("note: NO", "note: inf"),  # ….inf for inf
        ("note: NO", "note: -infinity"),
        ("note: NO", "note: nan"),
        ("obs_value: 8", "obs_value: 8."),
        ("obs_value: 8", 'obs_value:\n          "8"'),
        ("theme: size", "theme: ]a"),  # …and takes for text what libyaml takes for broken
        ("theme: size", "theme: ,a"),
        ("theme: size", "theme:\n      ~"),
        ("en: per cent}", "en: %per cent}"),
        ("en: Definition}", "en: ?Definition}"),
        ("{zh: 核心产业占比,", "{zh: ::核心产业占比,"),
        ("zh: 改,", "zh: 改 #x,"),
        ("en: wider}}", "en: wider}}      - {time_period: 2021}"),
        ("source: letter-1\n        quote: 2022", "source: letter\ufffe-1\n        quote: 2022"),
        ("# yaml-language-server: $schema=indicators.schema.json", "%8"),
        ("# yaml-language-server: $schema=indicators.schema.json", "%YAML 1.1\n"),
    ],
)
def test_what_the_hunts_have_found_stays_found(old: str, new: str) -> None:
    assert FILE.count(old) == 1
    agree(FILE.replace(old, new).encode())


def test_a_plain_file_is_read_by_the_fast_reader() -> None:
    data = (
        FILE.replace('\\"', "")
        .replace("because: a long\n          folded text", "because: a long text")
        .encode()
    )
    assert plain.read(data) == exact.read(data, "f.yaml")
    assert plain.read(data) is not None

"""The entries of `rules.yaml`, `units.yaml` and `times.yaml`, compiled once into the patterns of the reader.

Every pattern is anchored where it is tried, its quantifiers are bounded or possessive, and none is nested: the time that
reading takes grows with the length of the text and with nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from indicators.letters.alternatives import any_of, behind, not_behind

HAN_NUMERALS = "零〇一二两三四五六七八九十百千万亿"
#: A numeral: digits with their separators, Chinese numeral characters, circled and Roman numbers. Expects folded text.
RUN = re.compile(rf"\d++(?:[.,]\d++){{0,8}}+|[{HAN_NUMERALS}]++|[\u2460-\u249b\u2160-\u217f]", re.ASCII)


@dataclass(frozen=True)
class Exclusion:
    """One rule that makes a numeral no figure."""

    id: str
    pattern: str
    starts: str
    matches: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True)
class UnitWord:
    """A word of `units.yaml`: the entry, the catalogue's id, whether a number in characters counts with it."""

    entry: str
    unit_id: str | None
    spoken: bool
    noun: bool


@dataclass(frozen=True)
class Vocabulary:
    """What the reader reads with; all patterns expect folded text."""

    exclusions: tuple[Exclusion, ...]
    excluded_digits: re.Pattern[str]
    excluded_characters: re.Pattern[str]
    unit: re.Pattern[str]
    words: Mapping[str, UnitWord]
    time: re.Pattern[str]
    comparison: re.Pattern[str]
    compared: re.Pattern[str]


def read_yaml(name: str) -> Any:
    """The content of a YAML file of this package."""
    import yaml  # noqa: PLC0415 -- only here

    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)


@cache
def vocabulary() -> Vocabulary:
    """The compiled vocabulary (the first call reads the YAML files)."""
    units, rules, times = read_yaml("units.yaml"), read_yaml("rules.yaml"), read_yaml("times.yaml")
    words = {
        word: UnitWord(entry["id"], entry["unit"], entry.get("spoken", False), entry.get("noun", False))
        for entry in units["units"]
        if entry.get("where") != "rate"
        for word in entry["words"]
    }
    unit = _any(words, units["guards"])
    rate = _any({word for entry in units["units"] for word in entry["words"] if not entry.get("noun")})
    exclusions = tuple(
        Exclusion(
            entry["id"],
            _exclusion(entry, unit),
            entry.get("starts", ""),
            tuple(entry["matches"]),
            tuple(entry["misses"]),
        )
        for entry in rules["exclusions"]
    )
    return Vocabulary(
        exclusions=exclusions,
        excluded_digits=_alternatives(rule for rule in exclusions if rule.starts != "character"),
        excluded_characters=_alternatives(rule for rule in exclusions if rule.starts != "digit"),
        unit=re.compile(
            rf"\s?(?P<word>{unit})(?:(?:/|每(?=[平立千公亩吨人户])|·)\s?(?P<rate>[百千万亿]?{rate}(?:[·/]{rate})?))?",
            re.ASCII,
        ),
        words=MappingProxyType(words),
        time=re.compile(_times(times["forms"]), re.ASCII),
        comparison=re.compile(rf"(?:{times['comparison']['before']})\Z"),
        compared=re.compile(rf"(?:{times['comparison']['after']})"),
    )


def _exclusion(entry: Mapping[str, Any], unit: str) -> str:
    before, not_before = behind(entry.get("before", ())), not_behind(entry.get("not_before", ()))
    unless = f"(?!{entry['not']})" if "not" in entry else ""
    body = entry.get("pattern") or entry.get("number", "{n}")
    after = entry.get("after", "")
    pattern = f"(?:{before}){not_before}{unless}(?:{body}){after}"
    numeral = rf"(?:\d++(?:[.,]\d++){{0,8}}+|[{HAN_NUMERALS}]++)"
    return pattern.replace("{n}", numeral).replace("{h}", HAN_NUMERALS).replace("{u}", unit)


def _alternatives(rules: Iterable[Exclusion]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{rule.id}>{rule.pattern})" for rule in rules), re.ASCII)


#: What a period can begin with; where a text has none of these, no form is tried.
_FIRST_OF_TIMES = '\\d一二三四十第前上下今去本明当截目现近至迄日"“”‘’'


def _times(forms: Iterable[Mapping[str, Any]]) -> str:
    parts = []
    for entry in forms:
        pattern = re.sub(r"\(\?P<(\w+)>", rf"(?P<{entry['id']}__\1>", entry["pattern"])
        parts.append(f"(?P<{entry['id']}>{pattern})")
    return f"(?=[{_FIRST_OF_TIMES}])(?:{'|'.join(parts)})"


def _any(words: Iterable[str], guards: Mapping[str, str] = MappingProxyType({})) -> str:
    ends = {}
    for word in words:
        whole = "(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else ""
        guard = guards.get(word, "")
        if guard and not guard.startswith("("):
            guard = f"(?![{guard}])"
        ends[word] = whole + guard
    return any_of(ends, ends)

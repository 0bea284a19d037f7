"""The words of `lexicon.yaml`, compiled once into the patterns that find numbers and their hedges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import ascii_lowercase
from types import MappingProxyType
from typing import Any

from indicators.letters.alternatives import any_of
from indicators.quantity import Qualifier

_HAN = "\u3400-\u9fff"


@dataclass(frozen=True)
class Lexicon:
    """What `numbers` and `quotes` read with; patterns expect folded text (see `fold`).

    `number` matches a number with what follows it, where `candidate` finds one may start; `before` searches the text that
    ends at a number for a hedge, and only has to where that text ends in one of `tails` or `latin_tails` or holds 占.
    """

    folds: Mapping[int, str]
    foldable: re.Pattern[str]
    candidate: re.Pattern[str]
    number: re.Pattern[str]
    before: re.Pattern[str]
    not_figure: re.Pattern[str]
    falls: re.Pattern[str]
    cell: re.Pattern[str]
    hedges: Mapping[str, Qualifier]
    not_after: Mapping[str, str]
    only_before: Mapping[str, str]
    only_units: Mapping[str, re.Pattern[str]]
    not_hedged: Mapping[str, re.Pattern[str]]
    powers: Mapping[str, int]
    numerals: Mapping[str, int]
    words: Mapping[str, int]
    denominators: Mapping[str, int]
    fractions: Mapping[str, tuple[str, Qualifier | None]]
    money: tuple[str, ...]
    fillers: frozenset[str]
    tails: frozenset[str]
    filler_tails: frozenset[str]
    clues: frozenset[str]
    latin_tails: frozenset[str]
    odd: frozenset[str]
    not_odd: str
    longest: int
    after_clues: frozenset[str]
    after: re.Pattern[str]
    latin_after: re.Pattern[str]
    latin_power: re.Pattern[str]

    def fold(self, text: str) -> str:
        """The text in small letters, half width and simplified characters; every offset stays."""
        return text.translate(self.folds) if self.foldable.search(text) else text


@cache
def lexicon() -> Lexicon:
    """The compiled lexicon (some 30 ms the first time)."""
    import yaml  # noqa: PLC0415 -- only here

    text = Path(__file__).with_name("lexicon.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=yaml.CSafeLoader)
    hedges = {place: _words(raw["hedges"], where=place) for place in ("before", "between", "after", "bare")}
    guards = {word: _guard(entry) for entry in raw["hedges"] for word in entry["words"]}
    fillers = _words(raw["fillers"])
    powers = {word: entry["power"] for entry in raw["magnitudes"] for word in entry["words"]}
    folds = _folds(raw["same"])

    def unfolded(chars: Iterable[str]) -> frozenset[str]:
        """The characters with those that fold into them."""
        plain = set(chars)
        return frozenset(plain | {chr(code) for code, char in folds.items() if char in plain})

    traditional = {ord(char): chr(code) for code, char in folds.items() if char in "万亿"}
    han_before = list(filter(_is_han, hedges["before"]))
    wide, odd = "".join(unfolded("百千万亿兆 ")), "".join(unfolded(hedges["between"]))
    return Lexicon(
        folds=MappingProxyType(folds),
        foldable=re.compile("[" + re.escape("".join(map(chr, folds))) + "]"),
        candidate=re.compile(_candidate(raw), re.ASCII),
        number=re.compile(_number(raw, hedges, guards, powers), re.VERBOSE | re.ASCII),
        before=re.compile(_before(hedges["before"], fillers)),
        not_figure=re.compile("|".join(entry["pattern"] for entry in raw["not_figures"]), re.ASCII),
        falls=re.compile(_any(raw["falls"])),
        cell=re.compile(rf"(?:^|\|)[^|\d]*?(?P<power>{_any(powers)})[^|\d]{{0,6}}\|"),
        hedges={word: entry["qualifier"] for entry in raw["hedges"] for word in entry["words"]},
        not_after={
            w: e.get("not_after", "") for e in raw["hedges"] if e["where"] == "before" for w in e["words"]
        },
        only_before={w: e["only_before"] for e in raw["hedges"] if "only_before" in e for w in e["words"]},
        only_units={
            word: re.compile(rf"[\d.,{''.join(raw['numerals'])}]+ ?[余多]?[万亿]*{_any(entry['only_units'])}")
            for entry in raw["hedges"]
            if "only_units" in entry
            for word in entry["words"]
        },
        not_hedged={
            entry["hedge"]: re.compile(rf"[\d{''.join(raw['numerals'])}]+ ?{_any(entry['units'])}")
            for entry in raw["not_hedged"]
        },
        powers=powers | {word.translate(traditional): power for word, power in powers.items()},
        numerals=raw["numerals"],
        words=raw["number_words"] | raw["ones"],
        denominators=raw["denominators"],
        fractions={word: (e["value"], e.get("qualifier")) for e in raw["fractions"] for word in e["words"]},
        money=tuple(_words([entry for entry in raw["fillers"] if entry["id"] == "money"])),
        fillers=frozenset(fillers),
        tails=unfolded(word[-1] for word in han_before if word[-1] not in "达到"),
        filler_tails=unfolded({word[-1] for word in fillers if _is_han(word)} | set("达到")),
        clues=unfolded(map(_clue, han_before)) | set(ascii_lowercase + "<>~"),
        latin_tails=frozenset(word.split()[-1] for word in hedges["before"] + fillers if _is_latin(word)),
        odd=frozenset(hedges["between"]),
        not_odd="".join(
            entry.get("not_before", "") for entry in raw["hedges"] if entry["where"] == "between"
        ),
        longest=max(map(len, han_before)),
        after_clues=unfolded({word[-1] for word in hedges["after"]} | set(hedges["between"]))
        - set("abcdefghijklmnopqrstuvwxyzù"),
        after=re.compile(
            rf"[{wide}]*[{odd}+]|.{{0,8}}?(?:{'|'.join(filter(_is_han, hedges['after']))}|[內後+＋])"
        ),
        latin_after=re.compile(
            "[ -]" + _any(w.lstrip("-") for w in hedges["after"] if _is_latin(w)), re.IGNORECASE
        ),
        latin_power=re.compile(" ?" + _any(filter(_is_latin, powers)), re.IGNORECASE),
    )


def _candidate(raw: dict[str, Any]) -> str:
    said = [*raw["number_words"], *raw["ones"], *_words(raw["fractions"])]
    han = {word[0] for word in said if _is_han(word)} | set(raw["numerals"]) | set("万亿兆")
    return rf"[\d{''.join(sorted(han))}]|(?<![a-z])[{''.join(sorted({w[0] for w in said if _is_latin(w)}))}](?=[a-z ])"


def _before(hedges: list[str], fillers: list[str]) -> str:
    first = re.escape("".join(sorted({word[0] for word in hedges})))
    return rf"(?=[{first}])(?P<hedge>{_any(hedges)})(?:(?<=约)占(?:(?![超不约近逾突至])[{_HAN}]){{1,8}}|(?: ?{_any(fillers)})*) ?\Z"


def _number(
    raw: dict[str, Any], hedges: Mapping[str, list[str]], guards: Mapping[str, str], powers: Mapping[str, int]
) -> str:
    exceptions = {key.removeprefix("after_"): f"(?![{chars}])" for key, chars in raw["not_magnitude"].items()}
    magnitude = _any(powers, {word: exceptions.get(word[-1], "") for word in powers})
    late_han = _any(filter(_is_han, hedges["after"]), guards)
    late_latin = _any(filter(_is_latin, hedges["after"]), guards)
    between = _any(hedges["between"], guards)
    han = "".join(raw["numerals"])
    words, ones = _any(raw["number_words"]), _any(raw["ones"])
    below = rf"(?:\d{{4}}(?!\d)|\d千|[{han}]千[{han}]{{0,5}}|零[{han}]{{1,5}})(?![\d万亿])"
    rest = rf"(?<=万){below}|(?<=亿)(?:\d{{1,4}}[百千]?|[{han}]{{1,8}})万(?:{below})?(?![\d万亿])"
    return rf"""
        (?P<number>
            (?P<parts>[{han}]+[万亿]?|[万亿]|\d+)分之(?P<of>[{han}点]+|\d+(?:\.\d+)?)
          | (?P<fraction>\d+/\d+)(?![\d/])
          | (?:one|1)\ (?:in|out\ of)\ (?:every\ )?(?P<in>{words}|\d{{1,2}}(?![.,]?\d))
          | (?P<grouped>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?)(?!\d|,\d)
          | (?P<comma>\d+,\d{{1,2}})(?![\d,.])
          | (?P<digits>\d+(?:\.\d+)?)
          | (?P<count>{ones}|{words})[\ -](?P<part>{_any(raw["denominators"])})
          | (?<!first\ )(?<!second\ )(?P<said>{_any(_words(raw["fractions"]))})
          | (?P<word>{words}|{ones}(?=\ {magnitude}))
          | (?P<han>[{han}]+(?:点[{han}]+)?)(?P<unit>(?=\ ?[万亿兆]*\ ?{_any(_words(raw["units"]))}))?
          | (?P<bare>(?=[万亿兆]))
        )
        (?:\ ?(?P<odd>{between}))?
        (?:\ ?(?P<power>{magnitude})(?P<odder>(?<![a-z]){between})?(?P<rest>{rest})?)?
        (?:(?P<class>{_any(hedges["bare"])})
          |(?:[{_HAN}%‰a-z]{{0,6}}?|[{_HAN}a-z]{{1,6}}/[{_HAN}a-z]{{1,6}}?|[{_HAN}]{{0,4}}\([{_HAN}]{{1,2}}\))\ ?(?P<late>{late_han})
          |(?:\ ?[a-z%]+){{0,2}}?,?\ ?(?<![a-z](?=[a-z]))(?P<later>{late_latin}))?
        """


def _any(words: Iterable[str], guards: Mapping[str, str] = MappingProxyType({})) -> str:
    """A pattern for one of the words, the longest first, a Latin one whole; a guard is what must follow its word."""
    ends = {
        word: ("(?![a-z])" if word[-1].isalpha() and _is_latin(word) else "") + guards.get(word, "")
        for word in words
    }
    return any_of(ends, ends)


def _guard(entry: dict[str, Any]) -> str:
    return f"(?![{entry['not_before']}])" if "not_before" in entry else ""


def _words(entries: Iterable[dict[str, Any]], where: str | None = None) -> list[str]:
    return [word for entry in entries if where is None or entry["where"] == where for word in entry["words"]]


def _folds(same: str) -> dict[int, str]:
    pairs = {ord(pair[0]): pair[1] for pair in same.split()}
    pairs |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    pairs |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    return pairs | dict.fromkeys((0x3000, 0xA0, 0x2009, 0x202F), " ")


def _clue(word: str) -> str:
    """The character that gives a Chinese hedge away: the one that is rarest beside a number without a hedge."""
    return next((char for char in "超不未突近约逾少多前于" if char in word), word[-1])


def _is_latin(word: str) -> bool:
    return word[-1] < "\u0370"


def _is_han(word: str) -> bool:
    return not _is_latin(word)

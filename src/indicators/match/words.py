"""What is said of a figure, as n-grams: the clause around a number without what every figure is said with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from indicators.letters.letter import Figure
from indicators.letters.lexicon import lexicon
from indicators.match.reasons import Reason
from indicators.model import Indicator

#: words that make another quantity of the same things: new ones of the year, per day, planned
_TURNS = tuple(
    map(
        re.compile,
        (
            "新增|新建|新培育|新认定|新开|新设|新发|净增|新引进",
            "日均|每日|每天",
            "人均|户均",
            "月均|每月",
            "年均",
        ),
    )
)
_DIGITS = re.compile(r"\d[\d.,]*(?![\d.]*[gk]\b)")
_SPLIT = re.compile(r"[^\u3400-\u9fffa-z0-9+]+")
_LATIN = re.compile(r"[a-z0-9+]+")
_NOISE = re.compile(
    "我[市省区县州委局厅]|全[市省区县州年]|[本该]市|目前|截至|达到?|超过?|突破|将近|大约|实现|完成|已经|已有|共有|约为|不低于|以上|左右|"
    "预计|力争|其中|分别|同比|环比|增长率?|增速|增幅|下降|提高|提升|比上年|比去年|较上年|年|月|底|末|的|了|为|总?数量?$"
)
_CLAUSE = re.compile("[,，。;；、:：(（)）]")
_AFTER = re.compile("[,，。;；、:：(（)）]|和|及|与|并")
_START = re.compile("[由从自][^,，。;；\\d]{0,8}$")
_ARRIVES = re.compile("^[^,，。;；]{1,12}?[至到为]")
_LATIN_OR_HAN = re.compile("[\u3400-\u9fff]|[a-z0-9+]+")


def is_start(figure: Figure) -> bool:
    """True for the first value in 由9%提高到84%, which is of another time than the second."""
    at = figure.quote.find(figure.number)
    return at >= 0 and bool(_START.search(figure.quote[:at])) and bool(_ARRIVES.search(figure.quote[at:]))


def documents(indicator: Indicator) -> Iterator[tuple[Reason, str]]:
    """What the catalogue says of an indicator: its titles, what it is, and the clause of every claim."""
    yield "title", indicator.title.zh
    if indicator.short_title.zh != indicator.title.zh:
        yield "title", indicator.short_title.zh
    yield "definition", indicator.definition.zh.partition("。")[0]
    for claim in (*indicator.observations, *indicator.targets):
        yield "quote", around(claim.quote, claim.quote.find(claim.obs_value), len(claim.obs_value))


def said(figure: Figure) -> list[tuple[str, float]]:
    """What the letter says of the figure, and how far that is believed."""
    at = figure.quote.find(figure.number)
    return [(figure.measure, 1.0), (around(figure.quote, at, len(figure.number)), 0.9)]


def around(quote: str, at: int, length: int) -> str:
    """The clause that a number stands in, without the number; with those before it where it says only 同比增长."""
    if at < 0:
        return quote
    after = _AFTER.split(quote[at + length :], maxsplit=1)[0]
    said = after
    for clause in reversed(_CLAUSE.split(quote[:at])[-3:]):
        said = clause + " " + said
        if len(_LATIN_OR_HAN.findall(_bare(said))) > 4:
            break
    return said


def _bare(words: str) -> str:
    """The words folded, without numbers, hedges, 全市 and what every figure is said with."""
    return _DIGITS.sub(" ", _NOISE.sub("", lexicon().fold(words)))


def grams(words: str) -> Counter[str]:
    """Pairs and threes of Chinese characters, whole Latin words; numbers, hedges and 全市 left out."""
    found: Counter[str] = Counter()
    for run in _SPLIT.split(_bare(words)):
        for latin in _LATIN.findall(run):
            found[latin] += 1
        for han in _LATIN.split(run):
            found.update(han[at : at + 2] for at in range(len(han) - 1))
            found.update(han[at : at + 3] for at in range(len(han) - 2))
    return found


def turns(words: str) -> tuple[bool, ...]:
    """Whether the words say new ones, per day, per head, per month."""
    return tuple(bool(turn.search(words)) for turn in _TURNS)

"""Reading a letter: text in, every figure and every other numeral out."""

from __future__ import annotations

import re
from typing import Any

from indicators.letters.amounts import Amounts, Raw
from indicators.letters.clock import Clock
from indicators.letters.figures import Scan, listed
from indicators.letters.implied import proposals
from indicators.letters.kinds import Plans, is_change, kind_of, kind_words
from indicators.letters.layout import Layout, layout
from indicators.letters.letter import Figure, Header, Letter, Period
from indicators.letters.lexicon import lexicon
from indicators.letters.measures import Namer
from indicators.letters.times import mentions
from indicators.letters.vocabulary import vocabulary

_PAIR = re.compile(
    r"(?:[^,。;\d]{0,12}?)(?:提升|提高|增|增加|增长|上升|下降|降|降低|减少|收窄|缩短|压缩|缩减|压减|精简|削减|调减|下浮|扩大|拓展|跃升|调整|上调|下调|升|减|扩|扩展|变|发展|壮大|改善|回升|优化|缩|压|拓宽)(?:[了]?)(?:到|至|为)(?:了)?(?:(?:19|20)\d\d年(?:底|末)?的?|目前的?|现在的?|如今的?)?"
)
_FROM = re.compile(r"(?:从|由)[^,。;]{0,20}\Z")
_SIGNS = {"more_than": ">", "at_least": ">=", "less_than": "<", "at_most": "<=", "about": "~", None: "="}
_LONGEST_QUOTE = 60


def read(text: str, header: Header | None = None) -> Letter:
    """Read a letter.

    Args:
        text: the text as stored; every offset in the result points into it.
        header: what is known of the letter; its date resolves 今年 and 去年.

    Returns:
        The letter: figures in text order, and every numeral that is none with the rule that says so.
    """
    words, hedges = vocabulary(), lexicon()
    folded = hedges.fold(text)
    places = layout(text, folded)
    times = mentions(words, text, folded, places)
    scan = Scan(Amounts(words, hedges, text, folded), places, times)
    scan.run()
    dated = (header.published or header.dated) if header else None
    clock = Clock(folded, places, times, dated)
    clock.heads_from(words, text, folded, times)
    figures = _figures(text, folded, places, scan.figures, clock, dated)
    return Letter(
        header, places.paragraphs, tuple(figures), tuple(scan.skipped), text, tuple(proposals(text, figures))
    )


def _figures(
    text: str, folded: str, places: Layout, raws: list[Raw], clock: Clock, dated: str | None
) -> list[Figure]:
    kinds, namer = kind_words(), Namer(text)
    plans = Plans(kinds, folded, dated)
    figures: list[Figure] = []
    pair_end: tuple[int, Period] | None = None
    handed: list[Period] = []
    handed_from = 0
    for index, raw in enumerate(raws):
        previous = raws[index - 1] if index else None
        sentence, clause = places.sentence_start(raw.start), places.clause_start(raw.start)
        near = previous if previous is not None and previous.start >= sentence else None
        follows = near is not None and listed(folded, near, raw)
        paragraph = places.paragraph(raw.start)
        head = paragraph.head if paragraph else ""
        second = (
            near is not None
            and bool(_FROM.search(folded, max(sentence, near.first - 24), near.first))
            and _PAIR.match(folded, near.last) is not None
            and _PAIR.match(folded, near.last).end() >= raw.first - 2
        )
        following = raws[index + 1] if index + 1 < len(raws) else None
        first = (
            following is not None
            and bool(_FROM.search(folded, max(sentence, raw.first - 24), raw.first))
            and (pair := _PAIR.match(folded, raw.last)) is not None
            and pair.end() >= following.first - 2
        )
        change = is_change(kinds, folded, raw, clause, near, follows)
        raw.makes = "change" if change else raw.makes
        guess = not first and plans.is_target(raw.start, sentence, clause, head, None)
        segment = places.segment_start(raw.start)
        if pair_end is not None and pair_end[0] == segment and not first and not second and near is not None:
            period = clock.period_of(raw.start, target=guess, first_of_pair=False, second_of_pair=False)
            if period.found not in ("clause",):
                period = pair_end[1]
        else:
            period = clock.period_of(raw.start, target=guess, first_of_pair=first, second_of_pair=second)
        if second:
            pair_end = (segment, period)
        if not follows:
            handed = clock.handed_out(raw.first, sentence, _list_length(folded, raws, index))
            handed_from = index
        if handed:
            period = handed[index - handed_from]
        target = guess or (
            not first
            and plans.is_target(
                raw.start, sentence, clause, head, period.time_period if period.stated else None
            )
        )
        kind = kind_of(change, target)
        low = max(clause, near.last if near is not None else 0)
        measure = namer.name(
            raw,
            clause,
            places.clause_end(raw.start),
            sentence,
            low,
            change=change,
            follows=follows,
            list_length=_list_length(folded, raws, index),
        )
        figures.append(
            Figure(
                quote=_quote(text, places, raw),
                start=raw.start,
                end=raw.end,
                number=text[raw.start : raw.end],
                value=float(raw.value),
                unit=raw.unit,
                unit_id=raw.unit_id,
                unit_mult=raw.unit_mult,
                qualifier=raw.qualifier,
                period=period,
                kind=kind,
                measure=measure,
                confidence=_confidence(raw, measure),
                head=head,
            )
        )
    return figures


def _list_length(folded: str, raws: list[Raw], index: int) -> int:
    """How many figures follow each other directly (6.9%、30.3%), from this one on."""
    last = index
    while last + 1 < len(raws) and last - index < 12 and listed(folded, raws[last], raws[last + 1]):
        last += 1
    return last - index + 1


def _quote(text: str, places: Layout, raw: Raw) -> str:
    start, end = places.clause_start(raw.start), max(places.clause_end(raw.start), raw.last)
    while start < raw.first and text[start] in " \u3000\t、)":
        start += 1
    if end - start > _LONGEST_QUOTE:
        start = max(start, raw.first - _LONGEST_QUOTE // 2)
        end = min(end, max(raw.last, raw.last + _LONGEST_QUOTE // 2))
    return text[start:end].strip()


def _confidence(raw: Raw, measure: str) -> float:
    """How often figures of this make are right in the practice material."""
    if not raw.unit and not raw.rank:
        return 0.7 if raw.value.denominator == 1 else 0.85
    if raw.spoken and not raw.rank:
        return 0.85
    return 0.97 if measure else 0.93


def figures_as_json(letter: Letter) -> list[dict[str, Any]]:
    """The figures in the format of the practice letters (CONVENTIONS.md), which `score.py` reads."""
    return [
        {
            "start": figure.start,
            "number": figure.number,
            "value": figure.value,
            "unit": figure.unit,
            "qualifier": _SIGNS[figure.qualifier],
            "period": _as_convention(figure.period),
            "kind": figure.kind,
            "measure": figure.measure,
            "quote": figure.quote,
            "confidence": figure.confidence,
        }
        for figure in letter.figures
    ]


def _as_convention(period: Period) -> str | None:
    if period.time_period is None or not period.stated:
        return None
    first, _, last = period.time_period.partition("/")
    if not last or len(last) == 4:
        return period.time_period.replace("/", "-")
    return last


__all__ = ["figures_as_json", "read"]

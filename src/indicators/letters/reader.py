"""Reading a letter: text in, every figure and every other numeral out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from indicators.letters.amounts import Amounts, Raw
from indicators.letters.clock import Clock
from indicators.letters.figures import Scan, listed
from indicators.letters.grades import grade
from indicators.letters.implied import proposals
from indicators.letters.kinds import Plans, is_change, kind_of, kind_words
from indicators.letters.layout import Layout, layout
from indicators.letters.letter import Figure, Header, Kind, Letter, Period
from indicators.letters.lexicon import lexicon
from indicators.letters.measures import Namer
from indicators.letters.pairs import pairs
from indicators.letters.times import mentions
from indicators.letters.vocabulary import vocabulary

_YEAR = re.compile(r"[〔\[(（]((?:19|20)\d\d)")
_SIGNS = {"more_than": ">", "at_least": ">=", "less_than": "<", "at_most": "<=", "about": "~", None: "="}
_LONGEST_QUOTE = 60
_GROWTH_COLUMN = re.compile("(?:增速|增幅|增长率?|降幅|同比|环比|±)(?:%)?$")


def read(text: str, header: Header | None = None) -> Letter:
    """Read a letter.

    Args:
        text: the text as stored; every offset in the result points into it.
        header: what is known of the letter, read from its text if not given; its date resolves 今年 and 去年.

    Returns:
        The letter: figures in text order, and every numeral that is none with the rule that says so.
    """
    if header is None:
        from indicators.letters.header import read_header  # noqa: PLC0415 -- its patterns take 0.1 s to compile

        header = read_header(text)
    words, hedges = vocabulary(), lexicon()
    folded = hedges.fold(text)
    places = layout(text, folded)
    times = mentions(words, text, folded, places)
    scan = Scan(Amounts(words, hedges, text, folded), places, times)
    scan.run()
    dated = _dated(header)
    clock = Clock(folded, places, times, dated)
    figures = _figures(Page(text, folded, places, dated), scan.figures, clock)
    return Letter(
        header, places.paragraphs, tuple(figures), tuple(scan.skipped), text, tuple(proposals(text, figures))
    )


def _dated(header: Header) -> str | None:
    """When the letter was written: its date, else the year of its document number (〔2019〕15号)."""
    year = _YEAR.search(header.document_number or "")
    return header.dated or header.published or (year[1] if year else None)


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its folding, its layout and the date it states."""

    text: str
    folded: str
    places: Layout
    dated: str | None

    def topic(self, heads: tuple[tuple[int, int], ...], start: int) -> str:
        """The head nearest above a figure, that on its own line first."""
        return self.text[heads[-1][0] : heads[-1][1]] if heads and heads[-1][1] <= start else ""


def _figures(page: Page, raws: list[Raw], clock: Clock) -> list[Figure]:
    """Period, kind and measure for every figure, in text order."""
    folded, places = page.folded, page.places
    kinds, namer = kind_words(), Namer(page.text)
    plans = Plans(kinds, folded, page.dated)
    ends = pairs(folded, places, raws)
    firsts, seconds = {first for first, _ in ends}, {second for _, second in ends}
    figures: list[Figure] = []
    pair_end: tuple[int, Period] | None = None
    handed: list[Period] = []
    begin, length = 0, 1
    for index, raw in enumerate(raws):
        sentence, clause = places.sentence_start(raw.start), places.clause_start(raw.start)
        segment = places.segment_start(raw.start)
        near = raws[index - 1] if index and raws[index - 1].start >= sentence else None
        follows = near is not None and listed(folded, near, raw)
        paragraph = places.paragraph(raw.start)
        head, heads = (paragraph.head, paragraph.heads) if paragraph else ("", ())
        first, second = index in firsts, index in seconds
        change = is_change(kinds, folded, raw, clause, near, follows=follows)
        raw.makes = "change" if change else raw.makes
        planned_here = plans.said(raw.start, sentence, clause)
        target = not first and (planned_here or plans.headed(raw.start, sentence, heads))
        period = clock.period_of(raw.start, target=target, first_of_pair=first, second_of_pair=second)
        if second:
            pair_end = (segment, period)
        elif (
            pair_end
            and pair_end[0] == segment
            and not first
            and near is not None
            and period.found != "clause"
        ):
            period = pair_end[1]
        if not follows:
            length = _list_length(folded, raws, index)
            handed, begin = clock.handed_out(raw.first, sentence, length), index
        if handed:
            period = handed[index - begin]
        year = period.time_period if period.stated else None
        target = target or (not first and plans.to_come(year))
        low = max(clause, near.last if near is not None else 0)
        measure = namer.name(
            raw,
            clause,
            places.clause_end(raw.start),
            sentence,
            low,
            topic=page.topic(heads, raw.start),
            change=change,
            follows=follows,
            list_length=length,
        )
        if raw.cell:
            measure = raw.cell.measure or measure
            change = change or (raw.entry in ("percent", "") and _GROWTH_COLUMN.search(measure) is not None)
            if raw.cell.time_period:
                period = Period(raw.cell.time_period, "clause", "the table says so in its column or row")
        figures.append(
            _figure(
                page,
                raw,
                period=period,
                kind=kind_of(change=change, target=target),
                measure=measure,
                confidence=grade(raw, measure, period, target=target, planned_here=planned_here),
                head=head,
            )
        )
    return figures


def _figure(
    page: Page, raw: Raw, *, period: Period, kind: Kind, measure: str, confidence: float, head: str
) -> Figure:
    return Figure(
        quote=_quote(page.text, page.places, raw),
        start=raw.start,
        end=raw.end,
        number=page.text[raw.start : raw.end],
        value=float(raw.value),
        unit=raw.unit,
        unit_id=raw.unit_id,
        unit_mult=raw.unit_mult,
        qualifier=raw.qualifier,
        period=period,
        kind=kind,
        measure=measure,
        confidence=confidence,
        head=head,
    )


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
    _first, _, last = period.time_period.partition("/")
    if not last or len(last) == 4:
        return period.time_period.replace("/", "-")
    return last


__all__ = ["figures_as_json", "read"]

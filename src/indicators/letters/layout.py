"""How a text is laid out: paragraphs with the heads above them, sentences and clauses, titles and quoted slogans."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from indicators.letters.heads import Heads
from indicators.letters.letter import Paragraph

_LINE = re.compile(r"[^\n\r]++")
_SENTENCE = re.compile(r"[。!?\n]|;(?=[ \u3400-\u9fff“《(\n])")
_FULL_STOPS = frozenset("。!?\n\r")
_CLAUSE = re.compile(r"[,。;:!?\n\r]")
_TITLE = re.compile(r"《[^《》\n]{1,120}》")
_NUMBERED = re.compile(r"\s*+(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、])")
_META = re.compile(
    r"\s*+(?:[-\[【(]|您?当前|索引|发文|文号|发布|成文|主题|体裁|日期|字体|来源|信息|时效|扫一扫|首页|打印|附件|联系|抄送|电话)"
)
_SALUTATION = re.compile(r"(?:代表|委员|党派?|[省市州县区]委|联|会|先生|女士|同志|领导)[::]?\s*+\Z")
_MARKS = re.compile(r"[。;,!?]")
_CELLS = re.compile(r"\S(?:\t+|[ ]{2,}|\s?\|\s?)\S+(?:\t+|[ ]{2,}|\s?\|\s?)\S")
_LONGEST_HEAD = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """Places in the folded text, each list in text order."""

    paragraphs: tuple[Paragraph, ...]
    sentence_ends: list[int]
    segment_ends: list[int]
    clause_ends: list[int]
    paragraph_starts: list[int]
    titles: list[tuple[int, int]]

    def sentence_start(self, place: int) -> int:
        """Where the sentence that holds the place begins (a sentence ends at 。)."""
        return _last(self.sentence_ends, place)

    def segment_start(self, place: int) -> int:
        """Where the part of the sentence that holds the place begins (parts end at ; too)."""
        return _last(self.segment_ends, place)

    def clause_start(self, place: int) -> int:
        """Where the clause that holds the place begins."""
        return _last(self.clause_ends, place)

    def clause_end(self, place: int) -> int:
        """Where the clause that holds the place ends, its mark left out."""
        index = bisect_right(self.clause_ends, place)
        return self.clause_ends[index] - 1 if index < len(self.clause_ends) else place

    def paragraph(self, place: int) -> Paragraph | None:
        """The paragraph that holds the place."""
        index = bisect_right(self.paragraph_starts, place) - 1
        return self.paragraphs[index] if index >= 0 else None

    def in_title(self, place: int) -> tuple[int, int] | None:
        """The title 《…》 that holds the place."""
        index = bisect_right(self.titles, (place, len(self.titles) + place + 1 << 40)) - 1
        return self.titles[index] if index >= 0 and place < self.titles[index][1] else None


def layout(text: str, folded: str) -> Layout:
    """Find paragraphs, sentences and clauses. `folded` is the text folded, every offset the same."""
    paragraphs = []
    head = ""
    body = False
    heads = Heads()
    for line in _LINE.finditer(folded):
        content = line.group()
        if not content.strip():
            continue
        short = len(content) <= _LONGEST_HEAD
        meta = short and _META.match(content) is not None
        salutation = short and content.rstrip()[-1:] in ":" and _SALUTATION.search(content) is not None
        is_head = short and not meta and not salutation and _is_head(content)
        if salutation or not short:
            body = True
        if is_head and body:
            head = text[line.start() : line.end()].strip()
        above = heads.above(content, line.start(), is_head=is_head) if body else ()
        paragraphs.append(
            Paragraph(
                line.start(),
                line.end(),
                text[line.start() : line.end()],
                "" if is_head else head,
                is_head,
                above,
            )
        )
    end = len(folded)
    clause_ends = [m.end() for m in _CLAUSE.finditer(folded)]
    return Layout(
        tuple(paragraphs),
        [place for place in clause_ends if folded[place - 1] in _FULL_STOPS],
        [place for place in clause_ends if _SENTENCE.match(folded, place - 1)],
        [*clause_ends, end + 1],
        [paragraph.start for paragraph in paragraphs],
        [m.span() for m in _TITLE.finditer(folded)],
    )


def _is_head(line: str) -> bool:
    return (
        not _MARKS.search(line)
        and not _CELLS.search(line.strip())
        and line.rstrip()[-1:] != ":"
        and bool(re.search(r"[\u3400-\u9fff]", line))
    )


def _last(ends: list[int], place: int) -> int:
    index = bisect_right(ends, place)
    return ends[index - 1] if index else 0

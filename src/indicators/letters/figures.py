"""Which numerals of a text are figures, and by which rule the others are none: one pass, nothing is left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from indicators.letters import tables
from indicators.letters.amounts import Amounts, Raw
from indicators.letters.layout import Layout
from indicators.letters.letter import Skipped
from indicators.letters.lists import share_hedges, share_units
from indicators.letters.ranks import rank_at
from indicators.letters.tables import Cell
from indicators.letters.times import Mention
from indicators.letters.vocabulary import HAN_NUMERALS, RUN

_CANDIDATE = re.compile(rf"[\d{HAN_NUMERALS}\u2460-\u249b\u2160-\u217f]|半数|一半|过半", re.ASCII)
_LISTED = re.compile(r"\s?(?:、|和|与|及|以及|或)\s?\Z")


@dataclass(slots=True)
class Scan:
    """One pass over the numerals of a text; `run` fills `figures` and `skipped`."""

    amounts: Amounts
    places: Layout
    times: list[Mention]
    figures: list[Raw] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def run(self) -> None:
        """Read every numeral."""
        folded = self.amounts.folded
        starts = [mention.start for mention in self.times]
        cells = tables.cells(folded)
        place = 0
        while candidate := _CANDIDATE.search(folded, place):
            start = candidate.start()
            index = bisect_right(starts, start) - 1
            if (cell := cells.get(start)) and (cell.alone or cell.label):
                place = self._read_cell(cell)
            elif index >= 0 and start < self.times[index].end:
                place = self._skip(start, self.times[index].end, "date")
            elif title := self.places.in_title(start):
                place = self._skip(start, title[1], "title")
            else:
                place = self._read(start)
                if cell and self.figures and self.figures[-1].start == start:
                    self.figures[-1].cell = cell
        share_units(folded, self.figures)
        share_hedges(folded, self.figures)

    def _read_cell(self, cell: Cell) -> int:
        if cell.label:
            return self._skip(cell.start, cell.end, "row_label")
        self.figures.append(self.amounts.in_cell(cell))
        return cell.end

    def _skip(self, start: int, end: int, rule: str) -> int:
        for numeral in RUN.finditer(self.amounts.folded, start, end):
            first, last = numeral.span()
            self.skipped.append(Skipped(first, last, self.amounts.text[first:last], rule))
        return end

    def _read(self, start: int) -> int:
        folded, words = self.amounts.folded, self.amounts.words
        numeral = RUN.match(folded, start)
        run_end = numeral.end() if numeral else start + 1
        rules = words.excluded_digits if folded[start].isdecimal() else words.excluded_characters
        excluded = rules.match(folded, start)
        if excluded and excluded.end() > start:
            end = excluded.end()
            if end < run_end and folded[start].isdigit() and folded[end].isdigit():
                end = run_end
            return self._skip(start, end, excluded.lastgroup or "")
        raw = rank_at(self.amounts.hedges, folded, start) or self.amounts.at(start)
        if isinstance(raw, str):
            return self._skip(start, run_end, raw)
        self.figures.append(raw)
        return max(raw.end, raw.unit_end)


def listed(folded: str, previous: Raw, raw: Raw) -> bool:
    """Whether the number directly continues a list of numbers (6.9%、30.3%)."""
    return _LISTED.fullmatch(folded, previous.last, raw.start) is not None

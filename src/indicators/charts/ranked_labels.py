"""Where the labels of a ranking's chart go: beside their marks, where none covers another or another mark."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from indicators.charts.labels import BOLD, text_width
from indicators.charts.ranked import Dot, Plan, Row, Written, reach, said
from indicators.look import SIZES
from indicators.model import Catalogue, Language
from indicators.wording.messages import tr

_CLEAR = 7.0  # px between a mark and its label
_SAFE = 6.0  # px more than the widest label is estimated to need
_ASIDE = 0.42  # the most of the width that the right margin may take


def with_labels(bare: Plan, catalogue: Catalogue, lang: Language) -> Plan:
    """The plan with labels, and with a right margin that they fit into."""
    found = bare
    for _ in range(3):  # the margin moves the marks that it was made for
        labels: list[Written] = []
        need = bare.right
        for row in bare.rows:
            line = _Line(found, row)
            labels += line.written(catalogue, lang)
            need = max(need, line.end - found.inner + _SAFE)
        found = replace(found, right=min(need, bare.width * _ASIDE), labels=tuple(labels))
    return found


class _Line:
    """A row while its labels are written: what is taken of it, in px from the left of the plot area."""

    def __init__(self, plan: Plan, row: Row) -> None:
        self.plan, self.row = plan, row
        self.taken = [(self.x(p) - reach(p)[0], self.x(p) + reach(p)[1]) for p in row.points]

    @property
    def end(self) -> float:
        """How far the row reaches."""
        return max(end for _, end in self.taken)

    def x(self, point: Dot) -> float:
        """Where a mark stands."""
        low, high = self.plan.ends
        return (point.x - low) / (high - low) * self.plan.inner

    def written(self, catalogue: Catalogue, lang: Language) -> list[Written]:
        """The row's labels: the value beside its mark, and who contradicts it, once for each value."""
        found = [self._write(self.row.shown, self.row.label, must=True)]
        known: set[str] = set()
        for point in self.row.others:
            value = said(point.claim, catalogue, lang, self.plan.mult)
            if point.mark == "conflicting" and value not in known:
                known.add(value)
                text = tr("another source: {value}", lang, value=value)
                found.append(self._write(point, text, must=not self.plan.narrow))
        return [label for label in found if label]

    def _write(self, point: Dot, text: str, must: bool) -> Written | None:
        """A label right of its mark, else left of it, else behind everything where it must be read."""
        bold = point is self.row.shown and point.ranked
        width = text_width(text, SIZES.label) * (BOLD if bold else 1)
        at = self.x(point)
        before, behind = (px + _CLEAR for px in reach(point))
        right, left = (at + behind, at + behind + width), (at - before - width, at - before)
        widest = self.plan.inner + self.plan.width * _ASIDE - _SAFE
        if self._free(*right) and right[1] <= widest:
            return self._take(point, text, right, "left")
        if left[0] >= 0 and self._free(*left):
            return self._take(point, text, left, "right")
        if not must:
            return None
        start = self.end + _CLEAR
        return self._take(point, text, (start, start + width), "left")

    def _free(self, start: float, end: float) -> bool:
        return all(end < left or right < start for left, right in self.taken)

    def _take(
        self, point: Dot, text: str, place: tuple[float, float], anchor: Literal["left", "right"]
    ) -> Written:
        self.taken.append(place)
        near = place[0] if anchor == "left" else place[1]
        return Written(point, text, round(near - self.x(point), 1), anchor)

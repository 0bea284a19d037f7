"""What stands in which row of a ranking's chart: px and numbers, no Plotly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from indicators.charts import words
from indicators.charts.labels import text_width
from indicators.charts.scene import TOWARDS, Mark
from indicators.charts.view import NARROW, WIDE
from indicators.look import MARKS
from indicators.model import Catalogue, Language
from indicators.quantity import Quantity
from indicators.ranking import Ranking
from indicators.series import Cell, Claim
from indicators.wording import clauses, labels, numbers, times
from indicators.wording.messages import tr

Group = Literal["nation", "ranked", "regions", "other_levels", "earlier"]

#: what stands over the rows that are not ranked
HEADS: dict[Group, str] = {
    "regions": "Regions",
    "other_levels": "Other levels",
    "earlier": "Earlier, since there is no figure for the period",
}
_TIMES = 8  # a row more than so many times as large as the largest ranked one would flatten all others
_ALWAYS = ("percent", "percentage_points", "rank", "index", "year", "per_10k", "piece_per_10k")
_NOT_FROM_ZERO = ("percent", "percentage_points", "index", "year")
_RIM = 8.0  # px between the ends of the value axis and those of the plot area


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark: `x` is the value in the axis's power of ten, `towards` 1 where the truth lies above, −1 where it lies below."""

    claim: Claim
    mark: Mark
    ranked: bool
    slot: int
    x: float
    towards: int

    @property
    def arrow(self) -> bool:
        """Whether it carries an arrow: a bound shown, or one that conflicts with what is shown."""
        return bool(self.towards) and self.mark in ("bound", "derived", "conflicting")


@dataclass(frozen=True, slots=True)
class Row:
    """An area: its mark, the marks of other claims about the cell, and `slot`, its line from the top."""

    cell: Cell
    group: Group
    slot: int
    shown: Dot
    others: tuple[Dot, ...]
    name: list[str]
    label: str
    bold: bool

    @property
    def points(self) -> tuple[Dot, ...]:
        """All its marks."""
        return (self.shown, *self.others)


@dataclass(frozen=True, slots=True)
class Written:
    """A label beside a mark: px from the mark to its near end, and on which side."""

    point: Dot
    text: str
    shift: float
    anchor: Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart's rows and measures. `heads` are slots with words over what follows, `left_out` cells beyond the scale."""

    rows: tuple[Row, ...]
    heads: tuple[tuple[int, Group], ...]
    left_out: tuple[Cell, ...]
    mult: int
    low: float
    high: float
    from_zero: bool
    width: float
    left: float
    right: float
    rims: tuple[float, float]
    labels: tuple[Written, ...] = ()
    narrow: bool = False

    @property
    def slots(self) -> int:
        """How many lines there are, heads included."""
        return len(self.rows) + len(self.heads)

    @property
    def inner(self) -> float:
        """The width of the plot area in px."""
        return self.width - self.left - self.right

    @property
    def ends(self) -> tuple[float, float]:
        """The values at the ends of the plot area: a rim beyond the axis, so that marks and arrows there are not cut off."""
        before, behind = self.rims
        scale = (self.high - self.low) / (self.inner - before - behind)
        return self.low - before * scale, self.high + behind * scale


def drawable(ranking: Ranking) -> bool:
    """Whether a picture says more than a table: two rows or more on one scale."""
    return len(_on_scale(ranking)[0]) > 1


def plan(
    catalogue: Catalogue, ranking: Ranking, lang: Language, narrow: bool, width: float | None = None
) -> Plan:
    """The rows from the top: the nation, the ranked areas, then what is not ranked under its heads.

    On a narrow screen the names stand over their rows, not beside them. Labels come later (`ranked_labels`).
    """
    width = width or (NARROW if narrow else WIDE)
    cells, left_out = _on_scale(ranking)
    largest = max(
        (abs(cell.best.quantity.value) for group, cell in cells if group != "nation"), default=Fraction(0)
    )
    mult = numbers.axis_mult(ranking.indicator, catalogue, lang, largest)
    rows: list[Row] = []
    heads: list[tuple[int, Group]] = []
    for group, cell in cells:
        if group in HEADS and group not in (each for _, each in heads):
            heads.append((len(rows) + len(heads), group))
        slot = len(rows) + len(heads)
        rows.append(_row(catalogue, ranking, lang, cell, _At(group, slot, mult, width, narrow)))
    values = [point.x for row in rows for point in row.points] or [0.0]
    low, high, from_zero = _range(ranking.indicator.unit, min(values), max(values))
    names = max((text_width(line, bold=row.bold) for row in rows for line in row.name), default=0)
    near = (high - low) / 12  # an arrow so near to an end needs a wider rim
    arrows = [point for row in rows for point in row.points if point.arrow]
    at_low = any(point.towards < 0 and point.x - low < near for point in arrows)
    at_high = any(point.towards > 0 and high - point.x < near for point in arrows)
    rims = (_RIM + MARKS.arrow * at_low, _RIM + MARKS.arrow * at_high)
    left = 0.0 if narrow else names + 14
    return Plan(
        tuple(rows),
        tuple(heads),
        tuple(left_out),
        mult,
        low,
        high,
        from_zero,
        width,
        left,
        16,
        rims,
        narrow=narrow,
    )


def _on_scale(ranking: Ranking) -> tuple[list[tuple[Group, Cell]], list[Cell]]:
    """The cells with their groups in the order of the rows, and those that are too large to stand on one scale with them."""
    cells: list[tuple[Group, Cell]] = [("nation", ranking.nation)] if ranking.nation else []
    cells += [("ranked", entry.cell) for entry in ranking.entries]
    cells += [("regions", cell) for cell in ranking.regions]
    cells += [("other_levels", cell) for cell in ranking.other_levels]
    cells += [("earlier", cell) for cell in ranking.earlier]
    if ranking.indicator.unit in _ALWAYS:
        return cells, []
    sizes = [abs(entry.cell.best.quantity.value) for entry in ranking.entries]
    if not sizes:
        sizes = [min((abs(cell.best.quantity.value) for _, cell in cells), default=Fraction(0))]
    limit = _TIMES * max(sizes)
    kept = [(group, cell) for group, cell in cells if abs(cell.best.quantity.value) <= limit]
    return kept, [cell for _, cell in cells if abs(cell.best.quantity.value) > limit]


def _row(catalogue: Catalogue, ranking: Ranking, lang: Language, cell: Cell, at: _At) -> Row:
    shown = _dot(cell.best, _mark(cell.best), at)
    others = [
        _dot(claim, "agreeing" if claim in cell.agreeing else "conflicting", at) for claim in differing(cell)
    ]
    period = times.period(cell.best.time_period, lang) if at.group == "earlier" else ""
    return Row(
        cell,
        at.group,
        at.slot,
        shown,
        tuple(others),
        words.wrapped(
            clauses.Voice(catalogue, lang).area(cell.best.ref_area), at.width * (0.96 if at.narrow else 0.3)
        ),
        said(cell.best, catalogue, lang, at.mult, period),
        cell.best.ref_area == ranking.area,
    )


@dataclass(frozen=True, slots=True)
class _At:
    """Where a row stands."""

    group: Group
    slot: int
    mult: int
    width: float
    narrow: bool


def said(claim: Claim, catalogue: Catalogue, lang: Language, mult: int, period: str = "") -> str:
    """Hedge and number in the axis's power of ten, whose unit stands in the caption; with a status that is not final."""
    unit = catalogue.units[catalogue.indicators[claim.indicator].unit]
    value = numbers.claim(claim, catalogue, lang, unit_mult=None if unit.scale == "none" else mult)
    text = str(
        replace(value, unit="" if catalogue.indicators[claim.indicator].unit != "rank" else value.unit)
    )
    if period:
        text = tr("{value} ({period})", lang, value=text, period=period)
    return labels.with_status(text, claim, lang)


def differing(cell: Cell) -> list[Claim]:
    """The other claims of a cell, those that conflict first, one for each thing that is said."""
    found: dict[Quantity, Claim] = {}
    for claim in (*cell.conflicting, *cell.agreeing):
        found.setdefault(claim.quantity, claim)
    return list(found.values())


def _dot(claim: Claim, mark: Mark, at: _At) -> Dot:
    x = float(claim.quantity.value / Fraction(10) ** at.mult)
    return Dot(claim, mark, at.group == "ranked", at.slot, x, TOWARDS[claim.quantity.qualifier])


def _mark(claim: Claim) -> Mark:
    if claim.kind == "derived":
        return "derived"
    if claim.quantity.exact:
        return "printed"
    return "about" if claim.quantity.qualifier == "about" else "bound"


def _range(unit: str, least: float, most: float) -> tuple[float, float, bool]:
    """The ends of the value axis and whether it starts at zero: as in other charts, a share that hardly varies does not."""
    if unit == "rank":
        return 1.0, max(most, 2.0), False
    zero = unit not in _NOT_FROM_ZERO or not (least > 0 and most - least < most / 8) or least == most
    low, high = (min(least, 0.0), max(most, 0.0)) if zero else (least, most)
    return low, high if high > low else low + 1.0, zero


def reach(point: Dot) -> tuple[float, float]:
    """The px that a mark takes to its left and right, its arrow included."""
    size = MARKS.dot if point.ranked else MARKS.square
    if point.mark in ("agreeing", "conflicting"):
        size = MARKS.ring
    if point.mark == "about":
        size = MARKS.halo
    arrow = MARKS.arrow if point.arrow else 0
    return size / 2 + arrow * (point.towards < 0), size / 2 + arrow * (point.towards > 0)

"""The marks of a chart: which claim stands where, with which sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from indicators import periods
from indicators.charts.tracks import Track
from indicators.quantity import SYMBOLS, Quantity
from indicators.series import Claim
from indicators.transforms import Value

Mark = Literal["printed", "about", "bound", "derived", "agreeing", "conflicting", "target"]
TOWARDS = dict.fromkeys(SYMBOLS, 0) | {"more_than": 1, "at_least": 1, "less_than": -1, "at_most": -1}


@dataclass(frozen=True, slots=True)
class Point:
    """A mark. `x` is a day (proleptic ordinal), `y` the value in the axis's power of ten, `track` its place in the scene.

    `towards` is 1 where the truth lies above, −1 where it lies below; `span` is the time a range covers; `value` says what was
    computed where the view is transformed.
    """

    claim: Claim
    mark: Mark
    track: int
    x: int
    y: float
    towards: int = 0
    span: tuple[int, int] | None = None
    value: Value | None = None

    @property
    def quantity(self) -> Quantity:
        """What is drawn, as an interval."""
        return (self.value.quantity if self.value else None) or self.claim.quantity


@dataclass(frozen=True, slots=True)
class Stand:
    """How values become places: the axis's power of ten, and whether periods stand in the middle."""

    mult: int
    middle: bool


def place(time_period: str, middle: bool) -> int:
    """The day a period stands at on the time axis: its last, or its middle."""
    start, end = periods.bounds(time_period)
    return (start.toordinal() + end.toordinal() + 1) // 2 if middle else end.toordinal()


def point_of(track: Track, claim: Claim, n: int, stand: Stand, mark: Mark | None = None) -> Point | None:
    """The mark of a claim of the n-th track; None where nothing can be computed. `mark` where it is not the claim's own."""
    q = track.quantity(claim)
    if q is None:
        return None
    span = None
    if "/" in claim.time_period:
        start, end = periods.bounds(claim.time_period)
        span = (start.toordinal(), end.toordinal())
    y = float(q.value / Fraction(10) ** (stand.mult if track.transform in (None, "change") else 0))
    x = place(claim.time_period, stand.middle)
    value = track.value(claim)
    return Point(claim, mark or _mark(claim, q, value), n, x, y, TOWARDS[q.qualifier], span, value)


def _mark(claim: Claim, q: Quantity, value: Value | None) -> Mark:
    if claim.kind == "target":
        return "target"
    if claim.kind == "derived" or (value and q.exact):
        return "derived"
    if q.exact:
        return "printed"
    return "about" if q.qualifier == "about" else "bound"


def iso(day: int) -> str:
    """The day as Plotly's date axes take it."""
    return date.fromordinal(day).isoformat()

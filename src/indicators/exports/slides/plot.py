"""A native chart before it is written: series of spots with marks, labels and error bars, and the two axes they stand on.

All lengths are points of the slide. Colours are `#rrggbb`. What a chart shows is decided in `indicators.charts`; here it only
gets the form that Office has for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Symbol = Literal["circle", "square", "triangle", "diamond", "plus", "x", "star", "none"]
Dash = Literal["solid", "dash", "lgDash", "lgDashDot", "sysDash", "lgDashDotDot", "sysDot"]
#: where a label stands by itself: right, left, above, below, on its point, at a bar's end
Side = Literal["r", "l", "t", "b", "ctr", "outEnd"]

#: the digits that a chart's numbers are written with, in its cache and in its workbook
DIGITS = 12


def number(value: float) -> float:
    """A number as it stands in a cell and in the chart's cache: both are the same."""
    return float(f"{value:.{DIGITS}g}")


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line; `alpha` from 0 to 1."""

    colour: str
    width: float
    dash: Dash = "solid"
    alpha: float = 1


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark of `size` pt across. One looks through the `fill` of a `clear` one, which only has an outline."""

    symbol: Symbol
    size: float = 0
    fill: str | None = None
    line: Stroke | None = None
    clear: bool = False

    @property
    def hollow(self) -> bool:
        """Whether only its outline is seen."""
        return self.fill is not None and self.line is not None and self.line.alpha == 1


NO_MARKER = Marker("none")


@dataclass(frozen=True, slots=True)
class Label:
    """Text at a spot. `shift` moves it from its side, to the right and down; `far`: a thin line leads back."""

    lines: Sequence[str]
    colour: str
    bold: bool
    side: Side
    shift: tuple[float, float] = (0, 0)
    far: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of the data behind the chart. `y` is None where there is no value: a gap, never a zero.

    Attributes:
        x: place on the horizontal axis; of a chart with categories the category's number from 0.
        y: the value.
        name: what the row is: a period, an area.
        said: the value as it is said, with its hedge.
        marker: its mark; the series' own where it has none.
        label: its label.
        plus, minus: lengths of the error bars in units of their axis.
        fill: of a bar.
        edge: outline of a bar.
    """

    x: float
    y: float | None
    name: str = ""
    said: str = ""
    marker: Marker | None = None
    label: Label | None = None
    plus: float | None = None
    minus: float | None = None
    fill: str | None = None
    edge: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Errors:
    """How error bars are drawn: along which axis, and with an open arrow head or bare."""

    along: Literal["x", "y"]
    stroke: Stroke
    head: bool


@dataclass(frozen=True, slots=True)
class Series:
    """Spots of one kind.

    Attributes:
        name: what it is called in the data.
        spots: its rows.
        marker: the mark of most of its spots.
        line: what joins them; None where nothing does.
        errors: its error bars.
        help: it only helps to draw, and stands last in the data.
        columns: its spots are columns.
        leader: colour of the lines that lead from far labels to their spots.
        copies: the series whose cells it reads.
    """

    name: str
    spots: tuple[Spot, ...]
    marker: Marker = NO_MARKER
    line: Stroke | None = None
    errors: Errors | None = None
    help: bool = False
    columns: bool = False
    leader: str = ""
    copies: Series | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis. `step` is the distance of its ticks; None where it has neither labels nor grid lines."""

    low: float
    high: float
    step: float | None
    format: str = "General"
    grid: bool = False
    reverse: bool = False
    log: bool = False
    line: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """A line of the legend: pieces of text with their colours."""

    pieces: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The line without its colours."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart: width and height of its frame, the plot area inside it (left, top, width, height), what is drawn, what is said.

    Attributes:
        size: of the chart's frame.
        inner: the plot area.
        text: size of the labels.
        series: in the order in which they are drawn.
        x, y: the axes. With `categories` the horizontal one has words instead of numbers.
        categories: the words.
        between: whether categories have room on both sides (columns) or stand at the edges (a slope).
        gap: of columns, the room between them in per cent of a column's width.
        caption: lines over the chart.
        legend: lines under it.
        head: what the columns of numbers are called in the data: across and up.
    """

    size: tuple[float, float]
    inner: tuple[float, float, float, float]
    text: float
    series: tuple[Series, ...]
    x: Axis
    y: Axis
    caption: tuple[str, ...]
    legend: tuple[Legend, ...]
    head: tuple[str, str]
    categories: tuple[str, ...] = ()
    between: bool = False
    gap: int = 40
    colours: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> list[Series]:
        """The series in the order of the data: what helps to draw stands last."""
        return sorted(self.series, key=lambda each: each.help)

"""Dots in rows along one axis of values (Cleveland, 1984): what dot plots and rankings have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.charts.marks import Json
from indicators.exports.slides import marks
from indicators.exports.slides.plot import Axis, Plot, Series
from indicators.look import SIZES, Palette

_ABOVE = 8.0  # px of a chart's frame over its plot area
_FOOT = 26  # px of the labels under the axis


@dataclass(frozen=True, slots=True)
class Space:
    """The screen's chart: its width, left edge and width of its plot area in px, and Plotly's layout for the rest."""

    width: float
    left: float
    across: float
    layout: Json

    @property
    def height(self) -> float:
        """The height of the plot area."""
        return float(self.layout["height"] - self.layout["margin"]["t"] - self.layout["margin"]["b"])

    def texts(self, name: str) -> list[str]:
        """The lines of the caption or the legend."""
        return [line for note in noted(self.layout, name) for line in note["text"].split("<br>")]


def noted(layout: Json, name: str) -> list[Json]:
    """The annotations of a kind."""
    return [note for note in layout["annotations"] if note.get("name") == name]


def framed(
    space: Space,
    series: Sequence[Series],
    both: tuple[Axis, Axis],
    look: tuple[Palette, float],
    head: tuple[str, str],
) -> Plot:
    """The plot in its frame; `look` are the palette and how many points a px becomes."""
    colours, scale = look
    return Plot(
        (space.width * scale, (_ABOVE + space.height + _FOOT) * scale),
        (space.left * scale, _ABOVE * scale, space.across * scale, space.height * scale),
        SIZES.label * scale,
        tuple(series),
        *both,
        tuple(line for text in space.texts("caption") for line in marks.words(text)),
        marks.legend(space.texts("legend"), colours, space.width),
        head,
        colours={"second": colours.second, "hairline": colours.hairline},
    )

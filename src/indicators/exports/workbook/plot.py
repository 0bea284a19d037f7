"""A chart's numbers as they stand on the sheet, and which of them each of its series shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from indicators.charts.points import Mark, Point
from indicators.charts.styles import Style
from indicators.charts.styles import style as line_style
from indicators.exports.workbook.book import Cell
from indicators.look import LIGHT, OFFICE_LATIN
from indicators.model import Language
from indicators.wording import tr

_DASHES = {
    "solid": "solid",
    "6px,4px": "dash",
    "12px,4px": "long_dash",
    "9px,3px,2px,3px": "dash_dot",
    "3px,3px": "square_dot",
    "2px,2px,8px,2px": "long_dash_dot",
}
_SYMBOLS = {"triangle-up": "triangle", "cross": "plus", "hexagon": "star", "hourglass": "x"}
_LABEL, _DOT, _RING, _DIAMOND, _HALO = 9, 7, 11, 9, 3  # pt


@dataclass(slots=True)
class Series:
    """One series: rows `first` to `last` (from the first row of numbers) of a column; `options` are XlsxWriter's."""

    name: str
    first: int
    last: int
    column: int
    options: dict[str, Any]
    secondary: bool = False  # marks over columns
    shown: bool = True  # in the legend


@dataclass(slots=True)
class Plot:
    """Numbers with their head, and the series of the chart."""

    head: list[str]
    rows: list[list[Cell]]
    series: list[Series] = field(default_factory=list)


def colour(n: int) -> str:
    """The colour of the n-th line."""
    return str(getattr(LIGHT, line_style(n).colour))


def line(n: int) -> dict[str, Any]:
    """The line of the n-th track."""
    found: Style = line_style(n)
    return {"color": colour(n), "width": found.width * 0.75, "dash_type": _DASHES[found.dash]}


THREAD = {"color": LIGHT.third, "width": 1, "dash_type": "round_dot"}
NO_LINE = {"none": True}


def marker(mark: Mark, n: int) -> dict[str, Any]:
    """The sign of a kind of claim in the n-th line: filled as printed, hollow where it is a bound or computed."""
    own = {"target": LIGHT.target, "conflicting": LIGHT.conflict, "agreeing": LIGHT.second}.get(
        mark, colour(n)
    )
    border: dict[str, Any] = {"color": own, "width": 1.35}
    if mark == "target":
        return {"type": "diamond", "size": _DIAMOND, "fill": {"color": pale(own)}, "border": border}
    if mark in ("agreeing", "conflicting"):
        border |= {"dash_type": "round_dot", "width": 1}
        return {"type": "circle", "size": _RING, "fill": {"color": pale(own)}, "border": border}
    symbol = line_style(n).symbol
    shape = _SYMBOLS.get(symbol, symbol)
    if mark == "about":
        border = {"color": pale(own, 0.3), "width": _HALO}
    elif mark != "printed" and shape in ("plus", "star", "x"):
        shape = "circle"  # these have no inside to be left empty
    fill = own if mark in ("printed", "about") else pale(own)
    return {"type": shape, "size": _DOT, "fill": {"color": fill}, "border": border}


def pale(own: str, share: float = 0.15) -> str:
    """A colour mixed with much of the card's: the inside of a hollow mark, which programs that draw no outlines still show."""
    both = zip(bytes.fromhex(own[1:]), bytes.fromhex(LIGHT.card[1:]), strict=True)
    return "#" + bytes(round(a * share + b * (1 - share)) for a, b in both).hex()


def filling(mark: Mark, n: int) -> dict[str, Any]:
    """The same for a bar."""
    if mark in ("agreeing", "conflicting"):
        edge = {
            "color": LIGHT.conflict if mark == "conflicting" else LIGHT.second,
            "width": 1.25,
            "dash_type": "round_dot",
        }
        return {"fill": {"none": True}, "border": edge}
    own = str(getattr(LIGHT, line_style(n).fill))
    fill = {"printed": {"color": own}, "about": {"color": pale(own, 0.45)}}.get(mark, {"color": LIGHT.card})
    return {"fill": fill, "border": {"color": own, "width": 1.25}}


def arrow(towards: int, length: float, n: int) -> dict[str, Any] | None:
    """The arrow of a bound, towards where the truth lies; None where there is none."""
    if not towards:
        return None
    return {
        "type": "fixed",
        "value": length,
        "direction": "plus" if towards > 0 else "minus",
        "end_style": 0,
        "line": {"color": colour(n), "width": 1.35},
    }


def labels(mark: Mark, n: int, position: str, shown: list[bool] | None = None) -> dict[str, Any]:
    """Labels with the numbers as the cells print them, hedge included; `shown` says of which points."""
    inks = {"target": LIGHT.target_text, "conflicting": LIGHT.conflict}
    ink = inks.get(mark, LIGHT.ink if n == 0 else LIGHT.second)
    found: dict[str, Any] = {"value": True, "position": position, "font": font(_LABEL, ink)}
    if shown is not None:
        found["custom"] = [None if each else {"delete": True} for each in shown]
    return found


def font(size: float, ink: str, **more: Any) -> dict[str, Any]:
    """A font of a chart."""
    return {"name": OFFICE_LATIN, "size": size, "color": ink, "bold": False, **more}


def mark_words(point: Point, computed: bool, lang: Language) -> str:
    """What the legend calls a kind of mark; empty for a number as printed."""
    if point.mark in ("bound", "derived") and point.towards:
        return tr("lower bound" if point.towards > 0 else "upper bound", lang)
    if point.mark == "derived":
        return tr("computed from the figures" if computed else "derived", lang)
    if point.mark == "about":
        return tr("approximate", lang)
    if point.mark == "target":
        return tr("target", lang)
    if point.mark in ("agreeing", "conflicting"):
        return tr(f"another source, {point.mark}", lang)
    return ""


def properties(**found: Any) -> dict[str, Any]:
    """XlsxWriter's options for a part of a chart, without those that are None."""
    return {name: value for name, value in found.items() if value is not None}

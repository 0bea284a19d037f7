"""The charts of an offline page: what the reader's own browser draws, for desk and telephone, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.charts.marks import Json
from indicators.charts.view import NARROW, WIDE
from indicators.exports.exhibit import Exhibit, drawn
from indicators.exports.order import Work

#: heights in px of a chart over time, at a desk and on a telephone
_HEIGHT, _NARROW_HEIGHT = 360, 320
_NARROW_ROW, _AROUND = (
    46,
    110,
)  # px of a row of areas on a telephone, and of caption, axis and legend around them

#: shapes that the page sets as type instead: a big number needs no script
TYPE = ("claim", "none")


def drawings(work: Work, exhibit: Exhibit) -> Json:
    """A chart in its four forms: `{"wide": {"light": {"data", "layout"}, "dark": …}, "narrow": …}`.

    The layouts come without their template, which `templates` has once for all charts.
    """
    rooms = {"wide": (WIDE, _wide(exhibit)), "narrow": (NARROW, _narrow(exhibit))}
    return {
        form: {theme: _drawing(work, exhibit, room, theme == "dark") for theme in ("light", "dark")}
        for form, room in rooms.items()
    }


def templates(work: Work, shown: Iterator[Exhibit]) -> Json:
    """The templates of both themes; empty where no chart is drawn."""
    first = next(shown, None)
    if first is None:
        return {}
    room = WIDE, _HEIGHT
    return {
        theme: drawn(work.catalogue, first, work.today, room, theme == "dark").layout["template"]
        for theme in ("light", "dark")
    }


def _drawing(work: Work, exhibit: Exhibit, room: tuple[int, int], dark: bool) -> Json:
    panel = drawn(work.catalogue, exhibit, work.today, room, dark)
    layout = {name: value for name, value in panel.layout.items() if name != "template"}
    return {"data": panel.data, "layout": layout}


def _wide(exhibit: Exhibit) -> int:
    own = int(exhibit.panel.layout["height"])
    return own if exhibit.panel.shape in ("rank", "dot") else max(own, _HEIGHT)


def _narrow(exhibit: Exhibit) -> int:
    plan = exhibit.panel.plan
    return plan.slots * _NARROW_ROW + _AROUND if plan else _NARROW_HEIGHT

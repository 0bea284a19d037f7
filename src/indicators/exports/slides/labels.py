"""The labels of a laid-out chart, handed out to the spots that they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from indicators.charts.marks import Json
from indicators.exports.slides import marks
from indicators.exports.slides.plot import Label, Marker
from indicators.exports.slides.sketch import Sketch


class Labels:
    """What is still to be handed out, by place; of several labels in one place each mark gets the one in its colour."""

    def __init__(self, notes: Sequence[Json], sketch: Sketch) -> None:
        self.colours, self.scale, self.text = sketch.colours, sketch.scale, sketch.text
        self.left: dict[tuple[object, object], list[Json]] = defaultdict(list)
        for note in notes:
            if note.get("name") == "label":
                self.left[note["x"], note["y"]].append(note)

    def take(self, x: object, y: object, mark: Marker, tone: str = "", column: int = 0) -> Label | None:
        """The label at a place in the chart's own coordinates.

        Args:
            x: the place across.
            y: the place up.
            mark: the mark that stands there.
            tone: only a label in this colour (another source's claim, a target); any other one when absent.
            column: 1 over a column, −1 under one that hangs down.
        """
        special = (self.colours.conflict, self.colours.target_text)
        for note in self.left[x, y]:
            own = note["font"]["color"]
            if own == tone if tone else own not in special:
                self.left[x, y].remove(note)
                return marks.label(note, mark, self.scale, self.text, column)
        return None

"""What a chart is made from: the scene of the screen, its words and colours, and how many points a px of the screen becomes."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.charts import View, words
from indicators.charts.points import Point
from indicators.charts.scene import Scene
from indicators.look import SIZES, Palette
from indicators.model import Catalogue, Language
from indicators.wording import times


@dataclass(frozen=True, slots=True)
class Sketch:
    """A chart before it is laid out. `view.room` is in px of the screen, `scale` makes points of them."""

    catalogue: Catalogue
    view: View
    scene: Scene
    colours: Palette
    scale: float

    @property
    def lang(self) -> Language:
        """The language of every word."""
        return self.view.lang

    @property
    def text(self) -> float:
        """The size of labels in pt."""
        return SIZES.label * self.scale

    @property
    def measure(self) -> str:
        """What the value axis shows: area, unit, what was computed."""
        return words.caption(self.scene, self.catalogue, self.view)

    def period(self, point: Point) -> str:
        """A claim's period in words."""
        return times.period(point.claim.time_period, self.lang)

    def said(self, point: Point) -> str:
        """A claim's value with its hedge, the range it covers, and that it is an estimate."""
        value = words.value(point, self.scene, self.catalogue, self.lang)
        return words.bracketed(value, point, self.lang)

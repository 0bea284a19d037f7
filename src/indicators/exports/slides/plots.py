"""Which chart becomes what in Office, for how much room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from indicators.charts import Comparison, View
from indicators.charts.scene import Scene
from indicators.exports.exhibit import Exhibit, drawn
from indicators.exports.slides import columns, dot_plots, lines, rankings, slopes
from indicators.exports.slides.plot import Plot
from indicators.exports.slides.sketch import Sketch
from indicators.look import DARK, LIGHT, SIZES, SLIDES, Palette
from indicators.model import Catalogue

_CAPTION, _LEGEND = 1.5, 4 / 3  # of the size of text: a line of either, as on screen
_GAP = 8.0  # pt under the legend
_ROUND = 2.0  # pt that whole px may be off


def native(exhibit: Exhibit) -> bool:
    """Whether an exhibit is a chart and not one number set as type."""
    return exhibit.panel.shape not in ("claim", "none")


def plot(
    catalogue: Catalogue, exhibit: Exhibit, today: date, area: tuple[float, float], colours: Palette = LIGHT
) -> Plot:
    """The exhibit's chart for an area in pt that caption, chart and legend share.

    In a wide area labels are larger than the smallest text, and everything else with them. Only where even the smallest text leaves
    no room (thirty areas under each other) is it made smaller still, rather than to run off the slide.
    """
    sizes = [SLIDES.body] * (area[0] >= SLIDES.wide) + [SLIDES.least, *SLIDES.crowded]
    for size in sizes:
        found = _plot(catalogue, exhibit, today, area, scale=size / SIZES.label, colours=colours)
        if caption_height(found) + found.size[1] + legend_height(found) <= area[1] + _ROUND:
            break
    return found


def _plot(
    catalogue: Catalogue,
    exhibit: Exhibit,
    today: date,
    area: tuple[float, float],
    *,
    scale: float,
    colours: Palette,
) -> Plot:
    room = round(area[0] / scale), round(area[1] / scale)
    subject, dark = exhibit.subject, colours.ink == DARK.ink
    if isinstance(subject, Comparison):
        panel = drawn(catalogue, exhibit, today, room, dark)
        if panel.plan is None:
            raise ValueError(panel.shape)
        return rankings.plot(panel.plan, panel.layout, exhibit.lang, (colours, scale))
    view: View = replace(subject, room=room, dark=dark)
    scene = exhibit.panel.scene or Scene((), 0, True)
    make = {"line": lines.plot, "dot": dot_plots.plot, "bar": columns.plot, "slope": slopes.plot}[scene.shape]
    return make(Sketch(catalogue, view, scene, colours, scale))


def caption_height(plot_: Plot) -> float:
    """The pt that the caption takes over the chart."""
    return plot_.text * _CAPTION * len(plot_.caption)


def legend_height(plot_: Plot) -> float:
    """The pt that the legend takes under the chart."""
    return plot_.text * _LEGEND * len(plot_.legend) + _GAP if plot_.legend else 0.0


def framed(
    catalogue: Catalogue, exhibit: Exhibit, today: date, frame: tuple[float, float], colours: Palette
) -> Plot:
    """The exhibit's chart for a frame of a given size in pt, around which caption and legend have their own room."""
    width, height = frame
    area = height + 60.0
    for _ in range(4):
        found = plot(catalogue, exhibit, today, (width, area), colours)
        if abs(found.size[1] - height) < 1:
            break
        area += height - found.size[1]
    return replace(found, size=(width, height))

"""Slopes: two or three periods as words, and a line for each track from value to value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from indicators.exports.slides import marks
from indicators.exports.slides.categories import Ground, layers
from indicators.exports.slides.plot import Axis, Plot, Series, Spot
from indicators.exports.slides.scales import ABOVE, framed, value_axis
from indicators.exports.slides.sketch import Sketch
from indicators.wording import tr

WIDEST = 520  # px of a slope with its margins, as on screen: a wider one looks flatter than it is


def plot(sketch: Sketch) -> Plot:
    """A line chart whose first and last category stand at the edges of the plot area."""
    ground = Ground(sketch)
    layout, scale = ground.layout, sketch.scale
    series: list[Series] = []
    for n in reversed(range(len(sketch.scene.tracks))):
        series += _track(ground, n)
    for pair in sketch.scene.paths:
        ends = tuple(Spot(ground.periods[p.claim.time_period], p.y) for p in pair)
        stroke = marks.thread(sketch.colours.target, scale)
        series.append(Series(tr("the way to the target", sketch.lang), ends, line=stroke, help=True))
    series += ground.others()
    up = replace(value_axis(layout.axis), step=None, grid=False)
    across = Axis(0, len(ground.words) - 1, 1, grid=True)
    made = framed(layout, series, (across, up), sketch, tr("Period", sketch.lang))
    days = [day for day, _ in layout.periods]
    left, right = layout.x(min(days)), layout.x(max(days))
    inner = (layout.left + left) * scale, ABOVE * scale, (right - left) * scale, made.inner[3]
    unused = max(0.0, layout.width - WIDEST) * scale
    size = made.size[0] - unused, made.size[1]
    return replace(made, size=size, inner=inner, categories=ground.words, between=False)


def _track(ground: Ground, n: int) -> Iterator[Series]:
    """A line for what is joined, a thread where years without data lie between; values that nothing joins on their own."""
    scene, colours, scale = ground.scene, ground.colours, ground.scale
    own = [segment for segment in scene.segments if segment.first.track == n]
    joined = {id(point) for segment in own for point in (segment.first, segment.last)}
    tone = marks.colour(n, colours)
    stroke = marks.thread(tone, scale) if any(s.thread for s in own) else marks.line(n, colours, scale)
    for together in (True, False):
        found = [point for point in scene.best[n] if (id(point) in joined) == together]
        for layer in layers(found, ground.periods):
            spots = tuple(
                ground.spot(point, marks.marker(point.mark, n, colours, scale, bool(point.value)))
                for point in layer
            )
            look = marks.marker("printed", n, colours, scale)
            line = stroke if together else None
            yield Series(scene.tracks[n].name, spots, look, line, ground.arrows(layer, tone), leader=tone)

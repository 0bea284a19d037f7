"""Columns from zero: filled for a number as printed, pale with an arrow for a bound, hollow for what is computed."""

from __future__ import annotations

from dataclasses import replace

from indicators.charts.points import Point
from indicators.charts.styles import style
from indicators.charts.words import signed
from indicators.exports.slides.categories import YEAR, Ground, layers
from indicators.exports.slides.plot import NO_MARKER, Axis, Plot, Series, Stroke
from indicators.exports.slides.scales import framed, value_axis
from indicators.exports.slides.sketch import Sketch
from indicators.look import MARKS, Palette
from indicators.wording import tr

_MOST_GAP = 500  # per cent that Office allows
_PALE, _HALF = 0.14, 0.5  # of a column's colour: a bound's inside, an approximate number's


def plot(sketch: Sketch) -> Plot:
    """Columns beside each other, marks of targets and other sources over them."""
    ground = Ground(sketch)
    several = len(sketch.scene.tracks)
    series = [each for n in range(several) for each in _columns(ground, n)]
    series += ground.others()
    both = Axis(0, len(ground.words) - 1, 1), value_axis(ground.layout.axis, signed(sketch.scene))
    made = framed(ground.layout, series, both, sketch, tr("Period", sketch.lang))
    share = min(
        0.95, max(0.1, ground.width * several / YEAR)
    )  # of its category that a group of columns fills
    gap = min(_MOST_GAP, round(several * (1 / share - 1) * 100))
    return replace(made, categories=ground.words, between=True, gap=gap)


def _columns(ground: Ground, n: int) -> list[Series]:
    """The columns of a track; none where it has only targets."""
    found = layers(ground.scene.best[n], ground.periods)[:1]
    tone = _tone(n, ground.colours)
    return [
        Series(
            ground.scene.tracks[n].name,
            tuple(
                replace(
                    ground.spot(point, NO_MARKER, column=1 if point.y >= 0 else -1),
                    marker=None,
                    fill=_inside(point, ground.colours),
                    edge=_outline(point, ground.colours, ground.scale),
                )
                for point in layer
            ),
            errors=ground.arrows(layer, tone),
            columns=True,
        )
        for layer in found
    ]


def _tone(track: int, colours: Palette) -> str:
    """The colour of a track's outlines and arrows."""
    name = style(track).fill
    found: str = colours.third if name == "hairline" else getattr(colours, name)
    return found


def _inside(point: Point, colours: Palette) -> str:
    tone = _tone(point.track, colours)
    plain: str = getattr(colours, style(point.track).fill)
    shades: dict[str, str] = {
        "derived": colours.card,
        "bound": _mixed(tone, colours.card, _PALE),
        "about": _mixed(tone, colours.card, _HALF),
    }
    return shades.get(point.mark, plain)


def _outline(point: Point, colours: Palette, scale: float) -> Stroke | None:
    filled = point.mark not in ("derived", "bound") and style(point.track).fill != "hairline"
    return None if filled else Stroke(_tone(point.track, colours), MARKS.outline * scale)


def _mixed(colour: str, ground: str, share: float) -> str:
    """A colour laid thinly on a ground."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)

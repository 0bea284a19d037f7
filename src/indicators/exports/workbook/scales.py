"""The axes of charts over time: round steps, a tick a year."""

from __future__ import annotations

from datetime import date
from typing import Any

from indicators.charts import View
from indicators.charts import axes as axis_rules
from indicators.charts.scene import Scene
from indicators.exports.exhibit import Exhibit
from indicators.exports.workbook.plot import properties
from indicators.model import Language

DAY_ZERO = date(1899, 12, 30).toordinal()  # of Excel's calendar, from March 1900 on
_ARROW = 0.08  # of the height of the axis


def _axis(exhibit: Exhibit, scene: Scene) -> axis_rules.Axis:
    log = isinstance(exhibit.subject, View) and exhibit.subject.log
    return axis_rules.value_axis(scene, (260.0, 36.0, 34.0), log)


def arrow_length(exhibit: Exhibit, scene: Scene) -> float:
    """The length of a bound's arrow in units of the value axis."""
    if exhibit.panel.shape == "claim":
        return 0.0
    axis = _axis(exhibit, scene)
    return abs(axis.high - axis.low) * _ARROW


def value_axis(exhibit: Exhibit, scene: Scene) -> dict[str, Any]:
    """The value axis: from zero where the page's starts there, round steps, ranks from the top."""
    axis = _axis(exhibit, scene)
    steps = [b - a for a, b in zip(axis.ticks, axis.ticks[1:], strict=False)]
    step = steps[0] if steps and not axis.log else None
    decimals = max((len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in axis.ticks), default=0)
    body = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    low = 0 if axis.from_zero and axis.low >= 0 else axis.ticks[0] - (step or 0) if axis.ticks else None
    if axis.log or axis.rank or (low is not None and axis.low < 0):
        low = axis.low if axis.log else 1 if axis.rank else None
    return properties(
        min=low,
        major_unit=step,
        num_format=f'{body};"−"{body}',
        log_base=10 if axis.log else None,
        reverse=True if axis.rank else None,
        crossing="max" if axis.rank else None,
    )


def time_axis(scene: Scene, lang: Language) -> dict[str, Any]:
    """The time axis: a tick a year, in the middle of it or at its end, wherever the points stand."""
    days = [point.x for point in scene.points]
    first, last = date.fromordinal(min(days)), date.fromordinal(max(days))
    years = last.year - first.year + 1
    if years == 1:
        start = date(first.year, first.month, 15).toordinal() - 31
        words = 'yyyy"年"m"月"' if lang == "zh" else "mmm yyyy"
        return {"min": start - DAY_ZERO, "major_unit": 365.25 / 12, "num_format": words}
    every = next((n for n in (1, 2, 5, 10) if years / n <= 11), 20)
    month, day = (7, 2) if scene.middle else (12, 31)
    start = date(last.year - every * -(-years // every), month, day).toordinal()
    if scene.middle:
        words = 'yyyy"年"' if lang == "zh" else "yyyy"
    else:
        words = 'yyyy"年底"' if lang == "zh" else '"end" yyyy'
    return {
        "min": start - DAY_ZERO,
        "max": date(last.year + 1, 3, 31).toordinal() - DAY_ZERO,
        "major_unit": 365.25 * every,
        "num_format": words,
    }

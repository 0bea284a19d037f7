"""A chart of one number: the claim set as type, its marks invisible but there to be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from indicators.charts import words
from indicators.charts.labels import text_width
from indicators.charts.marks import Json, evidence
from indicators.charts.scene import Point, Scene
from indicators.charts.view import View
from indicators.look import SIZES, Palette
from indicators.model import Catalogue, Language
from indicators.wording import labels, numbers, times, transforms
from indicators.wording.messages import tr

_ROW = 22  # px from line to line
_GROWN = 2.2  # how many times as large as on a screen the number may be where a chart has a room to fill
_BODY = 16  # px of the lines below it then
_SHARE = 0.3  # of the room's height that the number then takes
NO_MARGIN = {"l": 0, "t": 0, "r": 0, "b": 0, "pad": 0}


def claim(catalogue: Catalogue, view: View, what: Scene, colours: Palette) -> tuple[list[Json], Json]:
    """One claim as type: hedge in the accent colour, number, unit; below it area, period and what other sources say."""
    shown = next(point for point in what.points if point.mark not in ("agreeing", "conflicting"))
    around, number, size, large = _fitting(_parts(shown, what, catalogue, view.lang, colours), view)
    body = SIZES.body if large == 1 else _BODY
    row = round(_ROW * body / SIZES.body)
    rows = [(shown, _period(shown, catalogue, view.lang), colours.second)]
    if shown.value:
        rows.append((shown, transforms.formula(shown.value, catalogue, view.lang), colours.second))
    for point in what.points:
        value = _said(point, what, catalogue, view.lang)
        if point.mark == "conflicting":
            text = words.bracketed(tr("another source: {value}", view.lang, value=value), point, view.lang)
            rows.append((point, text, colours.conflict))
        elif point.mark == "agreeing":
            rows.append(
                (
                    point,
                    tr("another source, agreeing: {value}", view.lang, value=value),
                    colours.second,
                )
            )
    rows = [
        (point, line, colour)
        for point, text, colour in rows
        for line in words.wrapped(text, view.width - 8, body)
    ]
    height = size + 34 + row * len(rows)
    middle = height - size * 0.62
    said = partial(evidence, scene=what, catalogue=catalogue, view=view)
    notes = [_text(_head(around, number), middle, size, colours.ink)]
    data = [_hit(shown, (size * x, middle), size) | said([shown]) for x in (0.5, 1.5, 2.5)]
    for n, (point, text, colour) in enumerate(rows):
        y = height - size - 34 - row * n
        notes.append(_text(words.plain(text), y, body, colour))
        data.append(_hit(point, (40, y), 18) | said([point]))
    return data, {
        "annotations": notes,
        "xaxis": {"visible": False, "range": [0, view.width]},
        "yaxis": {"visible": False, "range": [0, height]},
        "height": height,
        "margin": NO_MARGIN,
    }


def _fitting(
    parts: tuple[list[tuple[str, int, str]], str], view: View
) -> tuple[list[tuple[str, int, str]], str, int, float]:
    """The parts, the number's size, and how many times as large as on a screen all is: as a room to fill allows."""
    around, number = parts
    most = SIZES.claim if not view.part else SIZES.claim * 0.75
    grown = min(_GROWN, view.room[1] * _SHARE / most) if view.room else 1.0
    while True:
        times_ = max(1.0, grown)
        larger = [(text, round(size * times_), colour) for text, size, colour in around]
        beside = sum(text_width(f"{text} ", size) for text, size, _ in larger)
        fits = (view.width - beside - 8) / text_width(number, 1, bold=True)
        if fits >= most * times_ or times_ == 1:
            return larger, number, round(max(SIZES.number, min(most * times_, fits))), times_
        grown -= 0.05


def _said(point: Point, what: Scene, catalogue: Catalogue, lang: Language) -> numbers.Said:
    if point.value:
        return transforms.said(point.value, what.tracks[point.track].indicator, catalogue, lang)
    return numbers.claim(point.claim, catalogue, lang)


def _parts(
    shown: Point, what: Scene, catalogue: Catalogue, lang: Language, colours: Palette
) -> tuple[list[tuple[str, int, str]], str]:
    """What stands before and after the number (text, size, colour; the unit last), and the number."""
    said = _said(shown, what, catalogue, lang)
    goal = tr("target", lang) if shown.mark == "target" else ""
    around = [
        (goal, SIZES.sentence, colours.target_text),
        (said.hedge, SIZES.sentence, colours.accent),
        (said.unit, SIZES.sentence - 5, colours.second),
    ]
    return around, said.number


def _head(around: Sequence[tuple[str, int, str]], number: str) -> str:
    """The parts in Plotly's HTML; a blank is as small as the text it belongs to."""
    *before, unit = [(words.plain(text), size, colour) for text, size, colour in around]
    spans = [_span(f"{text} ", size, colour) for text, size, colour in before if text]
    after = _span(f" {unit[0]}", *unit[1:]) if unit[0] else ""
    return "".join(spans) + f"<b>{words.plain(number)}</b>" + after


def _span(text: str, size: int, colour: str) -> str:
    return f'<span style="font-size:{size}px;color:{colour}">{text}</span>'


def _period(shown: Point, catalogue: Catalogue, lang: Language) -> str:
    record = shown.claim.observation
    stated = record.period_stated if record else True
    text = f"{words.area(shown, catalogue, lang)} · {times.period(shown.claim.time_period, lang, stated)}"
    if record and record.obs_status not in (None, "A"):
        text += f" · {labels.status(record.obs_status, lang)}"
    return text


def _hit(point: Point, at: tuple[float, float], size: float) -> Json:
    """An invisible mark over text, for hovering and clicking."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": point.mark,
        "x": [at[0]],
        "y": [at[1]],
        "marker": {"size": size, "opacity": 0},
    }


def _text(text: str, y: float, size: float, colour: str) -> Json:
    return {
        "text": text,
        "x": 0,
        "y": y,
        "xanchor": "left",
        "align": "left",
        "font": {"size": size, "color": colour},
    }

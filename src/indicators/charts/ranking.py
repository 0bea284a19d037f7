"""Areas in order as a Plotly figure: a dot for each, the nation as a broken line through them (W. S. Cleveland's dot plot, 1984)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from indicators.charts import axes, marks, ranked, ranked_words, words
from indicators.charts.labels import text_width
from indicators.charts.marks import Json
from indicators.charts.panels import Panel
from indicators.charts.ranked import Dot, Plan, drawable, plan
from indicators.charts.ranked_labels import with_labels
from indicators.charts.scene import Mark
from indicators.charts.template import settings
from indicators.charts.view import Comparison, evidence_id
from indicators.look import MARKS, SIZES, Palette, palette
from indicators.model import Catalogue, Language
from indicators.ranking import Ranking
from indicators.wording import numbers
from indicators.wording import ranking as words_of
from indicators.wording.messages import tr

__all__ = ["drawable", "panel"]

_ROW, _NARROW_ROW = 32, 46  # px from row to row; a narrow one has its name over it
_LEAST_ROW, _MOST_ROW = 22, 64  # px, where a chart fills a given room
_LINE = 18
_DASH = "6px,4px"  # of the line of an area that is compared with
_AXIS = 26  # px of the labels under the value axis
_DRAWN: tuple[Mark, ...] = ("agreeing", "conflicting", "derived", "bound", "about", "printed")


def panel(catalogue: Catalogue, ranking: Ranking, view: Comparison) -> Panel:
    """The chart of a ranking: ranked areas as dots in their order, all else as small squares that are not in it.

    Every point's `customdata[0]` is its evidence id. It is worth drawing where `drawable` says so.
    """
    lang, narrow = view.lang, view.narrow
    colours = palette(view.dark)
    bare = plan(catalogue, ranking, lang, narrow, view.room[0] if view.room else None)
    what = with_labels(bare, catalogue, lang)
    caption = words.wrapped(ranked_words.caption(what, ranking, catalogue, lang), what.width - 8)
    legend = ranked_words.legend(what, lang, colours)
    top, bottom = 8 + _LINE * len(caption), _AXIS + (10 + 20 * len(legend) if legend else 0)
    height = top + (_NARROW_ROW if narrow else _ROW) * what.slots + bottom
    if view.room:
        height = max(
            top + _LEAST_ROW * what.slots + bottom, min(view.room[1], top + _MOST_ROW * what.slots + bottom)
        )
    margin = {"l": round(what.left), "r": round(what.right), "t": round(top), "b": round(bottom)}
    layout: Json = {
        "template": settings(lang, view.dark),
        "xaxis": _value_axis(what, ranking),
        "yaxis": {
            "range": [what.slots - 0.5, -0.5],
            "tickmode": "array",
            "tickvals": [row.slot for row in what.rows],
            "ticktext": [_name(row, colours) for row in what.rows],
            "showticklabels": not narrow,
            "showgrid": True,
        },
        "shapes": list(_shapes(what, colours)),
        "annotations": [*_around(what, caption, legend, colours, lang), *_labels(what, colours)],
        "margin": margin | {"pad": 0, "autoexpand": False},
        "height": round(height),
        "uirevision": ranking.indicator.id,
    }
    data = _points(what, catalogue, lang, colours)
    return Panel("", "rank", data, layout, words_of.alt(ranking, catalogue, lang), plan=what)


def _value_axis(what: Plan, ranking: Ranking) -> Json:
    ticks = axes.round_ticks(what.low, what.high)
    if ranking.indicator.unit == "rank":
        ticks = tuple(tick for tick in ticks if tick >= 1 and tick == int(tick)) or (1.0,)
    while len(ticks) > 2 and sum(text_width(text) + 14 for text in _tick_text(ticks)) > what.inner:
        ticks = ticks[::2]
    axis: Json = {"range": list(what.ends), "tickmode": "array", "tickvals": list(ticks)}
    return axis | {"ticktext": _tick_text(ticks), "showgrid": False}


def _tick_text(ticks: Sequence[float]) -> list[str]:
    """All with the decimals that the finest needs."""
    places = max((len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in ticks), default=0)
    return [f"{tick:,.{places}f}".replace("-", numbers.MINUS) for tick in ticks]


def _name(row: ranked.Row, colours: Palette) -> str:
    text = "<br>".join(map(words.plain, row.name))
    if row.bold:
        return f'<b><span style="color:{colours.ink}">{text}</span></b>'
    return text


def _points(what: Plan, catalogue: Catalogue, lang: Language, colours: Palette) -> list[Json]:
    """A trace for every kind of mark, what is not ranked first, so that ranked dots lie on top."""
    found = [point for row in what.rows for point in row.points]
    traces = []
    for main in (False, True):
        for mark in _DRAWN:
            points = [p for p in found if p.mark == mark and p.ranked == main]
            if points:
                traces.append(_trace(points, catalogue, lang, colours))
    return traces


def _trace(points: Sequence[Dot], catalogue: Catalogue, lang: Language, colours: Palette) -> Json:
    mark, main = points[0].mark, points[0].ranked
    return {
        "type": "scatter",
        "mode": "markers",
        "name": mark if main else f"{mark} beside",
        "x": [point.x for point in points],
        "y": [point.slot for point in points],
        "marker": marks.marker(mark, 0 if main else 1, colours),
        "customdata": [[evidence_id(point.claim)] for point in points],
        "hovertext": [ranked_words.hover(point, catalogue, lang) for point in points],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "unselected": {"marker": {"opacity": 0 if mark in ("agreeing", "conflicting") else 1}},
    }


# ------------------------------------------------------------------------------------------------ shapes


def _shapes(what: Plan, colours: Palette) -> Iterator[Json]:
    """The line at zero beside the rows, the nation's broken line, soft rings, dotted rings, arrows of bounds."""
    if what.low <= 0 <= what.high:
        for first, last in _stretches(what):
            line = {"color": colours.third, "width": MARKS.hairline}
            yield {"type": "line", "x0": 0, "x1": 0, "y0": first, "y1": last, "line": line} | {
                "layer": "below",
                "name": "zero",
            }
    nation = next((row for row in what.rows if row.group == "nation"), None)
    own = [row.slot for row in what.rows if row.group != "earlier"]
    if nation and len(own) > 1:
        line = {"color": colours.third, "width": MARKS.context_line, "dash": _DASH}
        ends = {"x0": nation.shown.x, "x1": nation.shown.x, "y0": nation.slot, "y1": max(own) + 0.5}
        yield {"type": "line", **ends, "line": line, "layer": "below", "name": "nation"}
    points = [point for row in what.rows for point in row.points]
    for point in points:
        if point.mark == "about":
            tone = colours.accent if point.ranked else colours.third
            fill = {"fillcolor": tone, "line": {"width": 0}, "opacity": 0.25, "layer": "between"}
            yield _circle(point, MARKS.halo) | fill | {"name": "about"}
    for point in {(p.slot, p.x, p.mark): p for p in points if p.mark in ("agreeing", "conflicting")}.values():
        tone = colours.conflict if point.mark == "conflicting" else colours.second
        line = {"color": tone, "width": MARKS.outline, "dash": "1.5px,2.5px"}
        yield _circle(point, MARKS.ring) | {"line": line, "name": point.mark}
    for point in (point for point in points if point.arrow):
        yield _arrow(point, colours)


def _stretches(what: Plan) -> Iterator[tuple[float, float]]:
    """Where the line at zero runs: beside the rows, not through the heads; on a narrow screen not through the names either."""
    if what.narrow:
        yield from ((row.slot - 0.15, row.slot + 0.15) for row in what.rows)
        return
    ends = [-1, *(slot for slot, _ in what.heads), what.slots]
    yield from ((last + 0.5, head - 0.5) for last, head in pairwise(ends) if head - last > 1)


def _at(point: Dot) -> Json:
    return {"xanchor": point.x, "yanchor": point.slot, "xsizemode": "pixel", "ysizemode": "pixel"}


def _circle(point: Dot, size: float) -> Json:
    half = size / 2
    return {"type": "circle", **_at(point), "x0": -half, "x1": half, "y0": -half, "y1": half}


def _arrow(point: Dot, colours: Palette) -> Json:
    """A stem and an open head away from the mark to the side where the truth lies."""
    tone = colours.accent if point.ranked else colours.third
    if point.mark == "conflicting":
        tone = colours.conflict
    before, behind = ranked.reach(point)
    way = point.towards
    tip = behind if way > 0 else -before
    start, barb = tip - way * MARKS.arrow, tip - way * MARKS.barb
    path = f"M{start:g},0L{tip:g},0M{barb:g},{-MARKS.barb:g}L{tip:g},0L{barb:g},{MARKS.barb:g}"
    return {
        "type": "path",
        **_at(point),
        "path": path,
        "line": {"color": tone, "width": MARKS.outline},
        "name": "arrow",
    }


# ------------------------------------------------------------------------------------------------ words


def _labels(what: Plan, colours: Palette) -> Iterator[Json]:
    """The values beside their marks, on the card's ground so that no line runs through them."""
    for label in what.labels:
        point, text = label.point, words.plain(label.text)
        main = point.ranked and point.mark != "conflicting"
        tone = colours.conflict if point.mark == "conflicting" else colours.accent if main else colours.second
        yield {
            "x": point.x,
            "y": point.slot,
            "text": f"<b>{text}</b>" if main else text,
            "xanchor": label.anchor,
            "align": label.anchor,
            "xshift": label.shift,
            "bgcolor": colours.card,
            "font": {"color": tone},
            "name": "label",
        }


def _around(
    what: Plan, caption: Sequence[str], legend: Sequence[str], colours: Palette, lang: Language
) -> Iterator[Json]:
    """Caption above, heads over rows that are not ranked, legend below."""
    font = {"size": SIZES.label, "color": colours.second}
    edge: Json = {"xref": "paper", "x": 0, "xanchor": "left", "align": "left", "font": font}
    edge |= {"xshift": -round(what.left)}
    text = "<br>".join(map(words.plain, caption))
    above = 8 + _LINE * len(caption)
    yield edge | {
        "yref": "paper",
        "y": 1,
        "yanchor": "top",
        "yshift": above - 2,
        "text": text,
        "name": "caption",
    }
    for slot, group in what.heads:
        text = "<br>".join(map(words.plain, words.wrapped(tr(ranked.HEADS[group], lang), what.width - 8)))
        yield edge | {"y": slot, "yshift": -5, "text": text, "bgcolor": colours.card, "name": "head"}
    for row in what.rows if what.narrow else ():
        name = {
            "y": row.slot,
            "yshift": 18,
            "text": _name(row, colours),
            "bgcolor": colours.card,
            "name": "area",
        }
        yield (
            edge | name | {"font": font | {"color": colours.ink if row.group == "ranked" else colours.second}}
        )
    if legend:
        yield edge | {
            "yref": "paper",
            "y": 0,
            "yanchor": "top",
            "yshift": -_AXIS - 4,
            "text": "<br>".join(legend),
            "name": "legend",
        }

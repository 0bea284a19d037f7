"""A row for each area of a ranking, in their order. Rows run downwards; the areas' names are labels at the left edge."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indicators.charts import words
from indicators.charts.marks import Json
from indicators.charts.points import Mark
from indicators.charts.ranked import HEADS, Dot, Plan, Row, reach
from indicators.exports.slides import marks
from indicators.exports.slides.plot import Axis, Errors, Label, Marker, Plot, Series, Spot, Stroke
from indicators.exports.slides.rows import Space, framed
from indicators.exports.slides.scales import number_format
from indicators.look import MARKS, Palette
from indicators.model import Language
from indicators.wording import tr

_ABOVE = 8.0  # px of a chart's frame over its plot area
_FOOT = 26  # px of the labels under the axis
_SIDES = 32  # px beside the plot area of a dot plot
_ENDS = 44  # px of its axis beyond the least and the greatest value


def plot(plan: Plan, layout: Json, lang: Language, look: tuple[Palette, float]) -> Plot:
    """A ranking as its plan has it laid out, with Plotly's layout; `look` are the palette and how many points a px becomes."""
    return _Ranking(plan, layout, lang, look).plot()


class _Ranking:
    """A ranking while it is made."""

    def __init__(self, plan: Plan, layout: Json, lang: Language, look: tuple[Palette, float]) -> None:
        self.plan, self.layout, self.lang = plan, layout, lang
        self.colours, self.scale = look
        ticks = layout["xaxis"]["tickvals"]
        self.step = ticks[1] - ticks[0] if len(ticks) > 1 else None
        self.low = plan.low
        if self.step:
            self.low = round(ticks[0] - self.step * math.ceil((ticks[0] - plan.low) / self.step - 1e-9), 9)
        self.left = plan.left + plan.rims[0]
        self.inner = plan.inner - sum(plan.rims)

    def plot(self) -> Plot:
        """All of it."""
        plan, layout = self.plan, self.layout
        series = [*self.lines(), *self.others()]
        for ranked in (False, True):
            found = [row for row in plan.rows if row.shown.ranked == ranked]
            if found:
                series.append(self.values(found, ranked))
        series.append(self.names())
        if plan.heads:
            series.append(self.heads())
        places = max(
            (len(f"{t:.6f}".rstrip("0").partition(".")[2]) for t in layout["xaxis"]["tickvals"]), default=0
        )
        text = number_format(places, rank=self.low < plan.low and plan.low == 1.0)
        across = Axis(self.low, plan.high, self.step, text)
        down = Axis(-0.5, plan.slots - 0.5, None, reverse=True)
        return framed(
            Space(plan.width, self.left, self.inner, layout),
            series,
            (across, down),
            (self.colours, self.scale),
            (tr("Value", self.lang), tr("Row", self.lang)),
        )

    def lines(self) -> Iterator[Series]:
        """The line at zero where it is not the edge, and the nation's value as a broken line through the rows."""
        plan, colours = self.plan, self.colours
        at = 0.0 if self.low <= 0 <= plan.high else self.low
        edges = [-1, *(slot for slot, _ in plan.heads), plan.slots]
        spots: list[Spot] = []
        for last, head in pairwise(edges):  # not through the words over what is not ranked
            if head - last > 1:
                spots += [Spot(at, last + 0.5), Spot(at, head - 0.5), Spot(at, None)]
        stroke = Stroke(colours.third if at == 0 else colours.hairline, MARKS.hairline)
        yield Series(tr("Axis", self.lang), tuple(spots[:-1]), line=stroke, help=True)
        nation = next((row for row in plan.rows if row.group == "nation"), None)
        own = [row.slot for row in plan.rows if row.group != "earlier"]
        if nation and len(own) > 1:
            ends = Spot(nation.shown.x, nation.slot), Spot(nation.shown.x, max(own) + 0.5)
            stroke = Stroke(colours.third, MARKS.context_line * self.scale, "dash")
            yield Series(" ".join(nation.name), ends, line=stroke, help=True)

    def values(self, found: Sequence[Row], ranked: bool) -> Series:
        """The values shown: of the ranked areas, or of the others."""
        tone = self.colours.accent if ranked else self.colours.third
        look = marks.marker("printed", 0 if ranked else 1, self.colours, self.scale)
        spots = tuple(self.spot(row, row.shown, row.label) for row in found)
        return Series(
            tr("ranked" if ranked else "not ranked", self.lang), spots, look, None, self.arrows(spots, tone)
        )

    def others(self) -> Iterator[Series]:
        """What other sources say."""
        kinds: tuple[tuple[Mark, str], ...] = (
            ("agreeing", self.colours.second),
            ("conflicting", self.colours.conflict),
        )
        for mark, tone in kinds:
            found = {(p.slot, p.x): (row, p) for row in self.plan.rows for p in row.others if p.mark == mark}
            if found:
                spots = tuple(self.spot(row, point, "") for row, point in found.values())
                look = marks.ring(mark, self.colours, self.scale)
                yield Series(
                    tr(f"another source, {mark}", self.lang), spots, look, None, self.arrows(spots, tone)
                )

    def spot(self, row: Row, point: Dot, said: str) -> Spot:
        """A mark as a row of the data."""
        look = marks.marker(point.mark, 0 if point.ranked else 1, self.colours, self.scale)
        plus = minus = None
        if point.arrow:
            before, behind = reach(point)
            length = (behind if point.towards > 0 else before) / self.inner * (self.plan.high - self.low)
            plus, minus = (length, None) if point.towards > 0 else (None, length)
        return Spot(point.x, point.slot, " ".join(row.name), said, look, self.label(point, look), plus, minus)

    def label(self, point: Dot, look: Marker) -> Label | None:
        """The label of a mark."""
        written = next((each for each in self.plan.labels if each.point is point), None)
        if written is None:
            return None
        colours = self.colours
        main = point.ranked and point.mark != "conflicting"
        tone = colours.conflict if point.mark == "conflicting" else colours.accent if main else colours.second
        text = f"<b>{words.plain(written.text)}</b>" if main else words.plain(written.text)
        note = {"text": text, "font": {"color": tone}, "xanchor": written.anchor, "xshift": written.shift}
        return marks.label(note, look, self.scale, 12 * self.scale)

    def arrows(self, spots: Sequence[Spot], tone: str) -> Errors | None:
        """How arrows look; None where there are none."""
        if not any(spot.plus or spot.minus for spot in spots):
            return None
        return Errors("x", Stroke(tone, MARKS.outline * self.scale), head=True)

    def names(self) -> Series:
        """The names of the areas, left of their rows; the area spoken of in bold."""
        colours = self.colours
        spots = tuple(
            Spot(
                self.low,
                row.slot,
                " ".join(row.name),
                label=Label(
                    row.name,
                    colours.ink if row.bold or row.group == "ranked" else colours.second,
                    row.bold,
                    "l",
                    (-4, 0),
                ),
            )
            for row in self.plan.rows
        )
        return Series(tr("Area", self.lang), spots, help=True)

    def heads(self) -> Series:
        """The words over rows that are not ranked."""
        spots = tuple(
            Spot(
                self.low,
                slot,
                tr(HEADS[group], self.lang),
                label=Label(
                    [tr(HEADS[group], self.lang)],
                    self.colours.second,
                    False,
                    "r",
                    (-self.left * self.scale, 4),
                ),
            )
            for slot, group in self.plan.heads
        )
        return Series(tr("not ranked", self.lang), spots, help=True)

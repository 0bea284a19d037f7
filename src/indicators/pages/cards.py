"""What the overview says about each indicator: one card or one row, put together from `series` and `wording`."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indicators import charts, look, series, wording
from indicators.model import Catalogue, Indicator, Language
from indicators.pages.state import HOME_AREA, State
from indicators.quantity import Qualifier
from indicators.series import Claim
from indicators.wording import Said, tr

PER_LINE = 4

Mark = Literal["printed", "more", "less", "about", "derived", "target"]


_MARKS: dict[Qualifier | None, Mark] = {
    None: "printed",
    "more_than": "more",
    "at_least": "more",
    "less_than": "less",
    "at_most": "less",
    "about": "about",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A short remark: `kind` is its colour, conflict, target or plain."""

    kind: Literal["conflict", "target", "plain"]
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One indicator in one area, ready to be printed."""

    indicator: str
    title: str
    href: str
    said: Said
    period: str
    stated: bool
    change: str
    mark: Mark
    chips: tuple[Chip, ...]
    spark: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A theme with its cards, and the other indicators as rows."""

    theme: str
    title: str
    sentence: str
    cards: tuple[Card, ...]
    rows: tuple[Card, ...]


def chapters(catalogue: Catalogue, area: str, lang: Language, today: date) -> list[Chapter]:
    """Every theme that says something about an area, in file order: cards in full lines, the rest as rows.

    Headline indicators come first. Where they leave a line of four unfilled, the indicators with most to show follow.
    """
    found: list[Chapter] = []
    for theme in catalogue.themes.values():
        indicators = [indicator for indicator in catalogue.indicators.values() if indicator.theme == theme.id]
        made = {indicator.id: card(catalogue, indicator, area, lang, today) for indicator in indicators}
        there = [indicator for indicator in indicators if made[indicator.id]]
        headlines = [indicator for indicator in there if indicator.headline]
        others = sorted(
            (indicator for indicator in there if not indicator.headline),
            key=lambda indicator: (
                -sum(claim.ref_area == area for claim in indicator.observations + indicator.targets)
            ),
        )
        lines = max(1, -(-len(headlines) // PER_LINE))
        shown = headlines + others[: lines * PER_LINE - len(headlines)]
        cards = tuple(card_ for indicator in shown if (card_ := made[indicator.id]))
        rows = tuple(card_ for indicator in there if indicator not in shown and (card_ := made[indicator.id]))
        if cards:
            sentence = wording.headline(theme.id, catalogue, lang, area, today=today)
            found.append(Chapter(theme.id, theme.title(lang), sentence, cards, rows))
    return found


def card(catalogue: Catalogue, indicator: Indicator, area: str, lang: Language, today: date) -> Card | None:
    """The card of an indicator in an area: its latest value, else its next target; None where there is neither."""
    told = wording.Series.read(indicator, catalogue, area, None)
    shown = told.latest or told.goal
    if shown is None:
        return None
    best = shown.best
    state = State("explore", lang, indicator.id, () if area == HOME_AREA else (area,))
    return Card(
        indicator.id,
        indicator.title(lang),
        state.link(),
        wording.claim(best, catalogue, lang),
        wording.period(best.time_period, lang),
        best.observation is None or best.observation.period_stated,
        wording.since(shown, told.actuals, indicator, catalogue, lang) if told.latest else "",
        mark(best),
        tuple(chips(catalogue, told, lang, today)),
        spark(catalogue, indicator, area),
    )


def chips(catalogue: Catalogue, told: wording.Series, lang: Language, today: date) -> list[Chip]:
    """The remarks on a card: a conflict, how far the target is, what is computed, that there is only one period."""
    indicator, actuals = told.indicator, told.actuals
    found: list[Chip] = []
    disputed = [cell for cell in (*actuals, *told.goals) if cell.conflicting]
    if disputed:
        cell = told.latest if told.latest in disputed else disputed[-1]
        text = wording.conflict(cell, catalogue, lang)
        if cell is not told.latest:
            text = f"{wording.period(cell.best.time_period, lang)} · {text}"
        found.append(Chip("conflict", text))
    if told.goal:
        gap = series.gap(indicator, told.goal, actuals)
        found.append(Chip("target", wording.verdict(gap, indicator, catalogue, lang, today)))
    derived = [cell for cell in actuals if cell.best.kind == "derived"]
    if derived:
        period = wording.period(derived[-1].best.time_period, lang)
        found.append(Chip("plain", tr("{period} derived", lang, period=period)))
    elif len(actuals) == 1 and not told.goal:
        found.append(Chip("plain", tr("One period only", lang)))
    return found


def mark(claim: Claim) -> Mark:
    """Which sign stands for the claim: the same on screen, slide and sheet."""
    if claim.kind != "actual":
        return claim.kind
    return _MARKS[claim.quantity.qualifier]


def spark(catalogue: Catalogue, indicator: Indicator, area: str) -> str:
    """The sparkline as a data address, in the colours of the reader's theme; empty where there is nothing to draw.

    `st.html` lets no SVG through, so the drawing travels as an image; the colours of both themes go with it.
    """
    svg = charts.sparkline(catalogue, indicator.id, area)
    if not svg:
        return ""
    drawn = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(
        ">", f">{_SPARK_STYLE}", 1
    )
    return "data:image/svg+xml;base64," + b64encode(drawn.encode()).decode()


def _colours(dark: bool) -> str:
    palette = look.palette(dark)
    return "".join(
        f"--{name}:{getattr(palette, name)};" for name in ("accent", "card", "second", "target", "conflict")
    )


_SPARK_STYLE = (
    f"<style>svg{{{_colours(dark=False)}}}"
    f"@media screen and (prefers-color-scheme:dark){{svg{{{_colours(dark=True)}}}}}</style>"
)

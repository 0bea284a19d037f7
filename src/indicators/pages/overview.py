"""The start page: what a director reads in a minute, then every indicator of an area by theme."""

from __future__ import annotations

from collections import Counter
from datetime import date

from indicators import series, wording
from indicators.charts import HOME_AREA, usual_view
from indicators.claims import Claim
from indicators.model import Catalogue, Language
from indicators.pages import cards, ordering
from indicators.pages.answer import Answer
from indicators.pages.frame import render
from indicators.pages.memory import per_catalogue
from indicators.pages.state import State
from indicators.wording import tr


def answer(catalogue: Catalogue, state: State, today: date) -> Answer:
    """The page: a sentence for each theme and what needs attention, then the cards."""
    lang, area = state.lang, state.area
    chapters = cards.chapters(catalogue, area, lang, state.as_of or today, state.as_of)
    shown = [card for chapter in chapters for card in (*chapter.cards, *chapter.rows)]
    known = [claim for claim in printed(catalogue, state.as_of) if claim.ref_area == area]
    days = [day for claim in known if (day := claim.known)]
    html = render(
        "overview.html",
        lang,
        state=state,
        chapters=chapters,
        codes=codes(catalogue, area, state.as_of),
        starred=any(not card.stated for card in shown),
        area=catalogue.areas[area].title(lang),
        areas=areas(catalogue, lang, state.as_of),
        indicators=len(shown),
        claims=len(known),
        conflicts=sum(card.conflicts for card in shown),
        standings=Counter(card.standing for card in shown if card.standing),
        stale=sum(card.stale for card in shown),
        updated=wording.date(max(days).isoformat(), lang) if days else "",
        since=first_day(catalogue, area) if state.as_of else None,
        say_date=lambda day: wording.date(day.isoformat(), lang),
    )
    return Answer(tr("Overview", lang), html)


@per_catalogue
def codes(catalogue: Catalogue, area: str, as_of: date | None = None) -> dict[str, str]:
    """The code of the chart that each card leads to, by indicator; empty where there is nothing to draw."""
    areas = () if area == HOME_AREA else (area,)
    views = {name: usual_view(catalogue, name, areas, as_of=as_of) for name in catalogue.indicators}
    return {name: ordering.code(view) if view else "" for name, view in views.items()}


def areas(catalogue: Catalogue, lang: Language, as_of: date | None = None) -> list[tuple[str, str, int]]:
    """Areas that have claims, most claims first: id, title, number of claims."""
    count = Counter(claim.ref_area for claim in printed(catalogue, as_of))
    return [(area, catalogue.areas[area].title(lang), number) for area, number in count.most_common()]


def first_day(catalogue: Catalogue, area: str) -> date | None:
    """The first day on which anything was known about an area; None where no source about it has a date."""
    known = (claim.known for claim in printed(catalogue, None) if claim.ref_area == area)
    return min((day for day in known if day), default=None)


@per_catalogue
def printed(catalogue: Catalogue, as_of: date | None) -> tuple[Claim, ...]:
    """Every claim that a source prints, as known on a day; what is computed is left out."""
    return tuple(
        claim
        for indicator in catalogue.indicators
        for claim in series.claims_of(catalogue, indicator, as_of)
        if claim.observation
    )

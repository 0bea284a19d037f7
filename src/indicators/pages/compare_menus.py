"""The menus of the page that compares areas: which indicator, period, level and area."""

from __future__ import annotations

from datetime import date

from indicators import ranking as core
from indicators import wording
from indicators.model import Catalogue
from indicators.pages.memory import per_catalogue
from indicators.pages.menus import Menu, Option
from indicators.pages.state import State
from indicators.ranking import Candidate, Level, Ranking
from indicators.wording import clauses, tr, trn
from indicators.wording import ranking as words


@per_catalogue
def comparable(catalogue: Catalogue, as_of: date | None) -> dict[str, int]:
    """Indicators with values of two areas or more and the most areas of a period, see `ranking.comparable`."""
    return core.comparable(catalogue, as_of)


def first(catalogue: Catalogue, there: dict[str, int]) -> str | None:
    """The indicator to begin with: with most areas in one period, the headline ones first among equals."""
    return max(there, key=lambda name: (there[name], catalogue.indicators[name].headline), default=None)


def picker(
    catalogue: Catalogue, there: dict[str, int], state: State, chosen: str
) -> list[tuple[str, list[tuple[Option, str]]]]:
    """Indicators with values of two areas or more by theme, each with the text that a search looks into."""
    found = []
    for theme in catalogue.themes.values():
        entries = []
        for name, count in there.items():
            indicator = catalogue.indicators[name]
            if indicator.theme != theme.id:
                continue
            titles = (indicator.title, indicator.short_title)
            text = " ".join(dict.fromkeys(part for title in titles for part in (title.zh, title.en))).lower()
            href = state.link(indicators=(name,), period=None, show="")
            most = trn("{count} area", "{count} areas", count, state.lang)
            entries.append((Option(indicator.title(state.lang), href, most, name == chosen), text))
        if entries:
            found.append((theme.title(state.lang), entries))
    return found


def periods(found: list[Candidate], state: State, chosen: str) -> Menu:
    """The periods that have values, with how many areas each has."""
    options = tuple(
        Option(
            wording.period(each.time_period, state.lang),
            state.link(period=each.time_period, show=""),
            trn("{count} area", "{count} areas", len(each.areas), state.lang),
            each.time_period == chosen,
        )
        for each in found
    )
    return Menu(tr("Period", state.lang), options)


def levels(catalogue: Catalogue, ranking: Ranking, state: State) -> Menu:
    """The levels that the period has areas of; empty where there is nothing to choose."""
    count: dict[Level, int] = {}
    for cell in ranking.own:
        level = core.level(cell.best.ref_area, catalogue)
        if level in core.RANKED:
            count[level] = count.get(level, 0) + 1
    options = tuple(
        Option(
            tr(words.LEVELS[level], state.lang),
            state.link(show=level),
            trn("{count} area", "{count} areas", count[level], state.lang),
            level == ranking.level,
        )
        for level in core.RANKED
        if level in count and len(count) > 1
    )
    return Menu(tr("Level", state.lang), options)


def areas(catalogue: Catalogue, found: list[Candidate], state: State) -> Menu:
    """The areas that can be spoken of: those with a value in any period, with how many of these they have."""
    count: dict[str, int] = {}
    for each in found:
        for area in each.areas:
            count[area] = count.get(area, 0) + 1
    count.setdefault(state.area, 0)
    ranked = [area for area in count if area == state.area or core.level(area, catalogue) in core.RANKED]
    options = tuple(
        Option(
            clauses.Voice(catalogue, state.lang).area(area),
            state.link(areas=(area,)),
            trn("{count} period", "{count} periods", count[area], state.lang),
            area == state.area,
        )
        for area in sorted(ranked, key=lambda area: -count[area])
    )
    return Menu(tr("Area spoken of", state.lang), options)

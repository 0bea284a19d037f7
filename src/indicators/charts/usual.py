"""What is shown of indicators where nobody says it: the home area, and the country beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from indicators import series
from indicators.charts.view import View, comparable
from indicators.model import Catalogue, Language

HOME_AREA = "CN-CQ"
COUNTRY = "CN"


def areas_with_figures(
    catalogue: Catalogue, indicators: Sequence[str], as_of: date | None = None
) -> list[str]:
    """The areas that say anything about the indicators, as known on the day, most claims first.

    Raises:
        KeyError: there is no such indicator.
    """
    count: Counter[str] = Counter()
    for name in indicators:
        for n, area in enumerate(reversed(series.areas(catalogue, name, as_of))):
            count[area] += 1 + n
    return [area for area, _ in count.most_common()]


def usual_areas(
    catalogue: Catalogue, indicators: Sequence[str], as_of: date | None = None
) -> tuple[str, ...]:
    """The home area, else the one with most claims; beside it the country where a single indicator's figures are of one order of size.

    Raises:
        KeyError: there is no such indicator.
    """
    there = areas_with_figures(catalogue, indicators, as_of)
    main = HOME_AREA if HOME_AREA in there or not there else there[0]
    beside = comparable(catalogue, indicators[0], main, as_of) if len(indicators) == 1 else []
    return (main, COUNTRY) if COUNTRY in beside else (main,)


def usual_view(
    catalogue: Catalogue,
    indicator: str,
    areas: Sequence[str] = (),
    lang: Language = "zh",
    as_of: date | None = None,
) -> View | None:
    """The chart of an indicator that nobody has asked anything more of; None where there is nothing to draw.

    Args:
        catalogue: where to look.
        indicator: its id.
        areas: only these; the usual ones when empty.
        lang: language of every word.
        as_of: as known on that day.

    Raises:
        KeyError: there is no such indicator.
    """
    there = areas_with_figures(catalogue, [indicator], as_of)
    shown = tuple(area for area in areas if area in there) if areas else ()
    if not there or (areas and not shown):
        return None
    return View((indicator,), shown or usual_areas(catalogue, [indicator], as_of), lang, as_of)

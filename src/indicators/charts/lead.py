"""The sentence over the charts of a view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from indicators import wording
from indicators.charts.tracks import Track, base_of
from indicators.charts.view import View
from indicators.model import Catalogue
from indicators.wording import transforms


def lead(catalogue: Catalogue, view: View, found: Sequence[Track], today: date) -> str:
    """What a view says: the main indicator's sentence, several together, or what the transform makes of them.

    Args:
        catalogue: where to look.
        view: what is shown.
        found: its tracks, transformed where the view says so.
        today: the reader's day.

    Raises:
        KeyError: there is no such indicator.
    """
    lang, names = view.lang, view.indicators
    if view.transform:
        lines = [
            transforms.Line(track.name, track.indicator, list((track.values or {}).values()))
            for track in found
        ]
        places = [catalogue.areas[area].title(lang) for area in view.areas]
        titles = [catalogue.indicators[name].title(lang) for name in names]
        subject = titles if len(names) == 1 else places[:1] if len(places) == 1 else titles[:2]
        return transforms.title(
            lines,
            view.transform,
            catalogue,
            lang,
            subject=("、" if lang == "zh" else ", ").join(subject),
            base=base_of(found),
        )
    if len(names) == 1:
        indicator = catalogue.indicators[names[0]]
        return wording.title(indicator, catalogue, lang, view.areas[0], as_of=view.as_of, today=today)
    main = {track.indicator.id: track for track in reversed(found)}
    told = [_told(main[name], view) for name in names if name in main]
    return transforms.together(told, catalogue, lang, today)


def _told(track: Track, view: View) -> wording.Series:
    return wording.Series(track.indicator, track.area, list(track.actuals), list(track.goals), view.as_of)

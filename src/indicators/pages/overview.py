"""The start page: a sentence, then every indicator of an area by theme."""

from __future__ import annotations

from collections import Counter
from datetime import date

import streamlit as st

from indicators import series
from indicators.model import Catalogue, Language
from indicators.pages import cards, shell
from indicators.pages.frame import render
from indicators.pages.state import State


def show() -> None:
    """Shows the page."""
    catalogue, state = shell.begin("overview")
    st.html(_content(catalogue.digest, state.lang, state.area, date.today(), catalogue))
    shell.end(catalogue, state)


@st.cache_data(show_spinner=False, max_entries=64)
def _content(digest: str, lang: Language, area: str, today: date, _catalogue: Catalogue) -> str:
    """The page as HTML, kept for as long as the catalogue stays the same."""
    chapters = cards.chapters(_catalogue, area, lang, today)
    claims = [observation for _, _, observation in _catalogue.claims() if observation.ref_area == area]
    conflicts = [cell for cell in series.conflicts(_catalogue) if cell.best.ref_area == area]
    return render(
        "overview.html",
        lang,
        state=State("overview", lang, areas=(area,)),
        chapters=chapters,
        starred=any(not card.stated for chapter in chapters for card in (*chapter.cards, *chapter.rows)),
        area=_catalogue.areas[area].title(lang),
        areas=areas(_catalogue, lang),
        indicators=sum(len(chapter.cards) + len(chapter.rows) for chapter in chapters),
        claims=len(claims),
        conflicts=len(conflicts),
        updated=shell.counts(digest, lang, _catalogue)["updated"],
    )


def areas(catalogue: Catalogue, lang: Language) -> list[tuple[str, str, int]]:
    """Areas that have claims, most claims first: id, title, number of claims."""
    count = Counter(observation.ref_area for _, _, observation in catalogue.claims())
    return [(area, catalogue.areas[area].title(lang), number) for area, number in count.most_common()]

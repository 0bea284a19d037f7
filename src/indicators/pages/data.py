"""The whole table: every claim there is, searched, filtered, downloaded."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from indicators import series, wording
from indicators.exports import table
from indicators.model import Catalogue, Indicator, Language
from indicators.pages import cards, evidence, shell
from indicators.pages.frame import render
from indicators.pages.state import KINDS, State
from indicators.series import Cell, Claim
from indicators.wording import Said, tr

PER_PAGE = 50
_SEARCH = "search"
_KINDS: tuple[Literal["actual", "target"], ...] = ("actual", "target")


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as a line of the table, and what a search looks into."""

    href: str
    mark: str
    title: str
    area: str
    period: str
    stated: bool
    said: Said
    kind: str
    remark: str
    source: str
    quote: str
    theme_id: str
    area_id: str
    kind_id: str
    source_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A menu that narrows the table: its name, what is chosen, and the choices with how many rows each has."""

    name: str
    chosen: str
    choices: tuple[tuple[str, str, int, bool], ...]


def show() -> None:
    """Shows the page."""
    catalogue, state = shell.begin("data")
    rows = all_rows(catalogue.digest, state.lang, catalogue)
    found = matching(rows, state)
    st.html(render("data_head.html", state.lang, found=len(found), count=len(rows)))
    with st.container(key="filters"):
        _search(state)
        st.html(
            render(
                "data_filters.html",
                state.lang,
                filters=filters(catalogue, rows, state),
                clear=State("data", state.lang).link() if narrowed(state) else "",
            )
        )
        with st.container(key="downloads"):
            _downloads(catalogue, state, found, len(rows))
    pages = max(1, -(-len(found) // PER_PAGE))
    number = min(state.number, pages)
    start = (number - 1) * PER_PAGE
    shown = [rows[index] for index in found[start : start + PER_PAGE]]
    st.html(
        render(
            "data_table.html",
            state.lang,
            rows=shown,
            query=state.query,
            first=start + 1,
            last=start + len(shown),
            count=len(found),
            pages=[(page, state.link(number=page), page == number) for page in range(1, pages + 1)],
            previous=state.link(number=number - 1) if number > 1 else "",
            next=state.link(number=number + 1) if number < pages else "",
        )
    )
    shell.end(catalogue, state)


def _search(state: State) -> None:
    """The search field. It shows what the address says, and what is typed goes into the address."""
    st.session_state[_SEARCH] = state.query
    label = tr("Title, document number, words of the source", state.lang)
    st.text_input(
        label,
        key=_SEARCH,
        type="search",
        live=True,
        placeholder=label,
        label_visibility="collapsed",
        on_change=_searched,
    )


def _searched() -> None:
    query = str(st.session_state[_SEARCH] or "").strip()
    st.query_params.pop("page", None)
    if query:
        st.query_params["q"] = query
    else:
        st.query_params.pop("q", None)


def _downloads(catalogue: Catalogue, state: State, found: Sequence[int], count: int) -> None:
    st.download_button(
        tr("Download all {count} rows", state.lang, count=f"{count:,}"),
        lambda: table.csv_bytes(catalogue),
        "indicators.csv",
        "text/csv",
        key="download-all",
        on_click="ignore",
    )
    if 0 < len(found) < count:
        st.download_button(
            tr("Download the {count} rows found", state.lang, count=f"{len(found):,}"),
            lambda: subset(table.csv_bytes(catalogue), found),
            "indicators-selection.csv",
            "text/csv",
            key="download-found",
            on_click="ignore",
        )


def subset(data: bytes, indexes: Iterable[int]) -> bytes:
    """The CSV file with only the rows at `indexes` (the first row below the head is 0)."""
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([head, *(rows[index] for index in indexes)])
    return out.getvalue().encode("utf-8-sig")


# ------------------------------------------------------------------------------------------------ rows


@st.cache_resource(show_spinner=False, max_entries=8)
def all_rows(digest: str, lang: Language, _catalogue: Catalogue) -> tuple[Row, ...]:
    """Every claim and derived value, in the order of `frames.claims` and of the download."""
    rows: list[Row] = []
    for indicator in _catalogue.indicators.values():
        cells: dict[int, Cell] = {
            claim.order: cell
            for kind in _KINDS
            for cell in series.cells(_catalogue, indicator.id, kind=kind)
            for claim in cell.claims
        }
        rows += [
            _row(_catalogue, indicator, cells[claim.order], claim, lang)
            for claim in series.claims_of(_catalogue, indicator.id)
        ]
    return tuple(rows)


def _row(catalogue: Catalogue, indicator: Indicator, cell: Cell, claim: Claim, lang: Language) -> Row:
    observation, source = claim.observation, claim.source
    area = catalogue.areas[claim.ref_area]
    quote = observation.quote if observation else claim.formula
    text = [
        indicator.title.zh,
        indicator.title.en,
        indicator.short_title.zh,
        indicator.short_title.en,
        indicator.id,
    ]
    text += [area.title.zh, area.title.en, area.id, claim.time_period, quote, claim.note or ""]
    if source:
        text += [
            source.id,
            source.title,
            source.issuer,
            source.document_number or "",
            source.index_number or "",
        ]
    return Row(
        State("explore", lang, indicator.id, at=evidence.address(cell, claim)).link(),
        cards.mark(claim),
        indicator.title(lang),
        area.title(lang),
        wording.period(claim.time_period, lang),
        observation is None or observation.period_stated,
        wording.claim(claim, catalogue, lang),
        wording.kind(claim, lang),
        tr("Conflict", lang) if cell.conflicting else "",
        evidence.by(claim, lang),
        quote,
        indicator.theme,
        claim.ref_area,
        claim.kind,
        source.id if source else "",
        folded(" ".join(text)),
    )


def folded(text: str) -> str:
    """The text as a search compares it: full width as half width, small letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def matching(rows: Sequence[Row], state: State) -> list[int]:
    """The places of the rows that hold every word of the query and pass all filters."""
    words = folded(state.query).split()
    return [
        index
        for index, row in enumerate(rows)
        if passes(row, state) and all(word in row.text for word in words)
    ]


def passes(row: Row, state: State, leaving: str = "") -> bool:
    """Whether the row passes all filters but the one named `leaving`."""
    wanted = {"theme": state.theme, "kind": state.kind, "area": state.areas[0] if state.areas else None}
    wanted["source"] = state.source
    return all(
        value is None or name == leaving or getattr(row, f"{name}_id") == value
        for name, value in wanted.items()
    )


def narrowed(state: State) -> bool:
    """Whether anything narrows the table."""
    return bool(state.query or state.theme or state.kind or state.areas or state.source)


def filters(catalogue: Catalogue, rows: Sequence[Row], state: State) -> list[Filter]:
    """The menus above the table; each choice says how many rows it would leave beside the other filters."""
    lang, words = state.lang, folded(state.query).split()
    hits = [row for row in rows if all(word in row.text for word in words)]
    kinds = {"actual": tr("Actual", lang), "target": tr("Target", lang), "derived": tr("Derived", lang)}
    themes = {theme.id: theme.title(lang) for theme in catalogue.themes.values()}
    places = {area.id: area.title(lang) for area in catalogue.areas.values()}
    options: list[tuple[str, str, str | None, dict[str, str], str]] = [
        ("theme", tr("Theme", lang), state.theme, themes, "theme"),
        ("kind", tr("Nature", lang), state.kind, {kind: kinds[kind] for kind in KINDS}, "kind"),
        ("area", tr("Area", lang), state.areas[0] if state.areas else None, places, "areas"),
    ]
    found = []
    for name, label, value, titles, field in options:
        count = Counter(getattr(row, f"{name}_id") for row in hits if passes(row, state, name))
        order = titles if name != "area" else sorted(titles, key=lambda key: -count[key])

        def link(chosen: str | None, field: str = field) -> str:
            value: object = ((chosen,) if chosen else ()) if field == "areas" else chosen
            return state.link(None, number=1, **{field: value})

        choices = [(tr("All", lang), link(None), sum(count.values()), value is None)]
        choices += [
            (titles[key], link(key), count[key], key == value) for key in order if count[key] or key == value
        ]
        found.append(Filter(label, titles[value] if value else tr("All", lang), tuple(choices)))
    return found

"""The whole table: every claim there is, searched, filtered, downloaded."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from urllib.parse import urlencode

from indicators.exports import table
from indicators.model import Catalogue
from indicators.pages.answer import Answer
from indicators.pages.frame import render
from indicators.pages.lines import Row, all_rows
from indicators.pages.menus import Menu, narrowing
from indicators.pages.state import State, path
from indicators.search.folding import folded_words
from indicators.wording import tr

PER_PAGE = 50


def answer(catalogue: Catalogue, state: State, today: date) -> Answer:
    """The page."""
    rows = all_rows(catalogue, state.lang, state.as_of)
    found = matching(rows, state)
    pages = max(1, -(-len(found) // PER_PAGE))
    number = min(state.number, pages)
    start = (number - 1) * PER_PAGE
    shown = [rows[index] for index in found[start : start + PER_PAGE]]
    html = render(
        "data.html",
        state.lang,
        state=state,
        path=path("data"),
        menus=menus(catalogue, rows, state),
        clear=State("data", state.lang, as_of=state.as_of).link() if narrowed(state) else "",
        all_href=_download(state, everything=True),
        found_href=_download(state) if 0 < len(found) < len(rows) else "",
        total=len(rows),
        rows=shown,
        first=start + 1,
        last=start + len(shown),
        count=len(found),
        steps=[(page, state.link(number=page), page == number) for page in range(1, pages + 1)],
        previous=state.link(number=number - 1) if number > 1 else "",
        next=state.link(number=number + 1) if number < pages else "",
    )
    return Answer(tr("Data", state.lang), html)


def _download(state: State, *, everything: bool = False) -> str:
    kept = {"asof", "lang"} if everything else {name for name in state.params() if name != "page"}
    query = urlencode({name: value for name, value in state.params().items() if name in kept}, safe="~")
    return "./table.csv" + (f"?{query}" if query else "")


def download(catalogue: Catalogue, state: State) -> bytes:
    """The rows that the page finds as a CSV file; see `exports.table`."""
    everything = table.csv_bytes(catalogue, as_of=state.as_of)
    if not narrowed(state):
        return everything
    return subset(everything, matching(all_rows(catalogue, state.lang, state.as_of), state))


def subset(data: bytes, indexes: Iterable[int]) -> bytes:
    """The CSV file with only the rows at `indexes` (the first row below the head is 0)."""
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([head, *(rows[index] for index in indexes)])
    return out.getvalue().encode("utf-8-sig")


def matching(rows: Sequence[Row], state: State) -> list[int]:
    """The places of the rows that hold every word of the query and pass all filters."""
    words = folded_words(state.query)
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


def menus(catalogue: Catalogue, rows: Sequence[Row], state: State) -> list[Menu]:
    """The menus above the table; each choice says how many rows it would leave beside the other filters."""
    lang, words = state.lang, folded_words(state.query)
    hits = [row for row in rows if all(word in row.text for word in words)]

    def menu(
        name: str, label: str, titles: dict[str, str], chosen: str | None, link: Callable[[str | None], str]
    ) -> Menu:
        counts = Counter(getattr(row, f"{name}_id") for row in hits if passes(row, state, name))
        return narrowing(label, tr("All", lang), titles, counts, chosen=chosen, link=link)

    kinds = {"actual": tr("Actual", lang), "target": tr("Target", lang), "derived": tr("Derived", lang)}
    themes = {theme.id: theme.title(lang) for theme in catalogue.themes.values()}
    count = Counter(row.area_id for row in rows)
    areas = {area: catalogue.areas[area].title(lang) for area, _ in count.most_common()}
    return [
        menu(
            "theme", tr("Theme", lang), themes, state.theme, lambda theme: state.link(number=1, theme=theme)
        ),
        menu("kind", tr("Nature", lang), kinds, state.kind, lambda kind: state.link(number=1, kind=kind)),
        menu(
            "area",
            tr("Area", lang),
            areas,
            state.areas[0] if state.areas else None,
            lambda area: state.link(number=1, areas=(area,) if area else ()),
        ),
    ]

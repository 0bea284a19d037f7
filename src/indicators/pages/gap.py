"""The panel for an empty cell of the coverage page: why it is empty, and the record that would fill it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from indicators import coverage, periods, wording
from indicators.coverage import Absence, Matrix
from indicators.model import Catalogue, Indicator
from indicators.pages.state import State
from indicators.wording import coverage as said
from indicators.wording import tr


@dataclass(frozen=True, slots=True)
class Panel:
    """What is known about an empty cell, and the records that would fill it: place in the file, text.

    There are none for the future, nor in the view of an earlier day: the cell may have been filled since.
    """

    title: str
    where: str
    why: str
    note: str
    href: str
    goals: str
    snippets: tuple[tuple[str, str], ...]
    file: str
    close: str


def panel(catalogue: Catalogue, state: State, matrix: Matrix, today: date) -> Panel | None:
    """The panel for the cell that the address names; None where it names none, or one that is not empty."""
    row = next((row for row in matrix.rows if row.indicator.id == state.indicator), None)
    if row is None or state.period is None:
        return None
    indicator, lang, period = row.indicator, state.lang, state.period
    start, end = periods.bounds(period)
    if any(year.covered for year in row.years if start.year <= year.year <= end.year):
        return None
    empty = coverage.absence(catalogue, indicator, state.area, period, today, as_of=state.as_of)
    goals = [
        said.cell(year, catalogue, lang)
        for year in row.years
        if year.strength == "target" and start.year <= year.year <= end.year
    ]
    return Panel(
        indicator.title(lang),
        f"{catalogue.areas[state.area].title(lang)} · {wording.period(period, lang)}",
        said.why(empty, lang),
        (empty.record and empty.record.note) or "",
        state.link("explore", indicators=(indicator.id,), areas=state.areas[:1]),
        " ".join(goals),
        tuple(snippets(state, period, empty, today)) if end < today and not state.as_of else (),
        _file(catalogue, indicator),
        state.link(indicators=(), period=None),
    )


def snippets(state: State, period: str, empty: Absence, today: date) -> Iterator[tuple[str, str]]:
    """Records that would fill the cell, for the data file: what the block is called there, and its text.

    A figure is about one year, the last of several; why nothing is there may be said of all.
    """
    lang, last = state.lang, period.rpartition("/")[2]
    yield (
        "observations",
        f'- time_period: "{last}"\n'
        f"  ref_area: {state.area}\n"
        f"  obs_value:  # {tr('the number as printed', lang)}\n"
        f"  source:  # {tr('code of the source', lang)}\n"
        f"  quote:  # {tr('the sentence of the source, word for word', lang)}\n",
    )
    if empty.record is None:
        yield (
            "missing",
            f'- time_period: "{period}"\n'
            f"  ref_area: {state.area}\n"
            f"  reason: not_published  # {tr('or', lang)} not_applicable, not_looked_for\n"
            f"  looked: {today.isoformat()}\n",
        )


def _file(catalogue: Catalogue, indicator: Indicator) -> str:
    """The file in which the indicator stands."""
    return next(
        path.name
        for path, document in catalogue.files
        if any(record is indicator for record in document.indicators)
    )

"""Numbers that somebody changed by hand: in the sheet that opens on “Edit data”, or in the chart itself.

The ledger says at which number each claim was drawn. In the data of a chart of points (`slides.sheet`) a row names its period or
area and ends with the value in words, unless it only helps to draw; in those of a chart of categories a row is a period or an area.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators.exports.decks.comparing import Reader, said_then, what
from indicators.exports.decks.report import Edit
from indicators.exports.ledger import Entry

Row = Sequence[object]
_DIGITS = 9  # significant ones: what programs write of the same number differs behind them
_NAME, _VALUES, _SAID = (
    1,
    (3, 2),
    6,
)  # columns of a chart of points: up, or across where areas stand below each other
_ARROWS = (" +", " −")


def edits(entries: Sequence[Entry], rows: Sequence[Row], drawn: Iterable[str], reader: Reader) -> list[Edit]:
    """The claims that stand no longer at the number that they were made with.

    Args:
        entries: the claims.
        rows: the sheet of the data, head included; empty where there is none.
        drawn: the numbers in the chart's own copy; empty where it has none.
        reader: in whose language it is said.
    """
    made = [entry for entry in entries if number(entry.drawn)]
    of_points = any(len(row) > _SAID and isinstance(row[_SAID], str) for row in rows[1:])
    found = _in_points(made, rows[1:]) if of_points else _in_categories(made, rows)
    there = {each for cell in drawn if (each := number(cell))}
    odd = sorted(there - {each for row in rows for cell in row if (each := number(cell))}) if rows else []
    for n, entry in enumerate(made):
        if there and n not in found and number(entry.drawn) not in there:
            found[n] = odd[0] if len(odd) == 1 else ""
    return [
        Edit(
            what(e.indicator, e.ref_area, reader, f"{e.title} {e.area}"), e.period, said_then(e, reader), now
        )
        for n, now in sorted(found.items())
        for e in [made[n]]
    ]


def number(cell: object) -> str:
    """A number in one spelling; empty where it is none."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return ""
    try:
        return f"{float(cell):.{_DIGITS}g}"
    except (ValueError, OverflowError):
        return ""


def _in_points(made: Sequence[Entry], rows: Sequence[Row]) -> dict[int, str]:
    """Number of the claim → what stands there now, in the data of a chart of points."""
    ours = {number(entry.drawn) for entry in made}
    whole = [row for row in rows if len(row) > _SAID]
    column = max(_VALUES, key=lambda at: sum(number(row[at]) in ours for row in whole if row[_SAID]))
    lost = [n for n, entry in enumerate(made) if not any(_is(entry, row, column) for row in whole)]
    found: dict[int, str] = {}
    for row in whole:
        here = [n for n, entry in enumerate(made) if _about(entry, row[_NAME])]
        if here and row[_SAID] and not any(_is(made[n], row, column) for n in here):
            named = [n for n in here if made[n].area in str(row[0]) or made[n].title in str(row[0])]
            of_these = [n for n in lost if n in here and n not in found]
            found.setdefault(next(iter((*of_these, *named, *here))), number(row[column]))
    return dict.fromkeys(lost, "") | found


def _is(entry: Entry, row: Row, column: int) -> bool:
    return _about(entry, row[_NAME]) and number(row[column]) == number(entry.drawn)


def _about(entry: Entry, name: object) -> bool:
    return name in (entry.period, entry.area, entry.time_period)


def _in_categories(made: Sequence[Entry], rows: Sequence[Row]) -> dict[int, str]:
    """The same in the data of a chart of categories."""
    ours = {number(entry.drawn) for entry in made}
    head = rows[0] if rows else ()
    kept = [at for at, name in enumerate(head) if at and not str(name).endswith(_ARROWS)]
    cells = [(str(row[0]), [number(row[at]) for at in kept if at < len(row)]) for row in rows[1:] if row]
    everywhere = {each for _, numbers in cells for each in numbers}
    found = {}
    for n, entry in enumerate(made):
        here = [numbers for name, numbers in cells if _about(entry, name)]
        there = {each for numbers in here for each in numbers} or everywhere
        if cells and number(entry.drawn) not in there:
            found[n] = next((each for numbers in here for each in numbers if each and each not in ours), "")
    return found

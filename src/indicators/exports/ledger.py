"""The sheet behind a native chart that says where its numbers come from, written for people and read again by `decks`.

Column by column the order is fixed; the head is in the reader's language and is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indicators.exports.exhibit import Exhibit
from indicators.frames import printed_value
from indicators.model import Language
from indicators.wording import tr

#: name of the sheet in the workbook behind a chart, whatever the language
SHEET = "sources"
_HEADS = ("Indicator", "Area", "Period", "Value", "Nature", "Quote", "Source", "Citation", "Link")
_CODES = ("indicator", "ref_area", "time_period", "kind", "obs_value", "qualifier", "unit_mult", "source")
_DRAWN = ("mark", "drawn", "receipt")


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as it stood in a chart when that was made.

    `title`, `area`, `period` and `said` are what it was about and its value in words, `by` who said it. What follows is named as
    in the catalogue's tables (`frames.COLUMNS`), then the sign that stood for it, the number at which that was drawn (on the
    value axis, in its power of ten) and the chart's receipt.
    """

    title: str
    area: str
    period: str
    said: str
    by: str
    indicator: str
    ref_area: str
    time_period: str
    kind: str
    obs_value: str
    qualifier: str
    unit_mult: str
    source: str
    mark: str = ""
    drawn: str = ""
    receipt: str = ""


def head(lang: Language) -> list[str]:
    """The first row."""
    return [tr(name, lang) for name in _HEADS] + list(_CODES + _DRAWN)


def rows(exhibit: Exhibit) -> Iterator[list[str]]:
    """A row for each claim drawn, texts only; not yet made harmless for a spreadsheet (`table.harmless`)."""
    drawn = _drawn(exhibit)
    for each in exhibit.evidence:
        claim = each.claim
        words = each.quote or (each.formula, "", "")
        human = [each.title, each.area, each.period, str(each.said), each.nature, "".join(words)]
        human += [each.by, each.citation, each.link or ""]
        source = claim.source.id if claim.source else ""
        codes = [claim.indicator, claim.ref_area, claim.time_period, claim.kind, printed_value(claim)]
        codes += [claim.quantity.qualifier or "", str(claim.unit_mult), source]
        yield [*human, *codes, each.mark, drawn.get(id(claim), ""), exhibit.receipt]


def read(table: Iterable[Sequence[object]]) -> list[Entry]:
    """The claims of a sheet, head included; rows that are not as they were written are left out."""
    found = []
    for n, row in enumerate(table):
        cells = ["" if cell is None else str(cell).removeprefix("'") for cell in row]
        if n and len(cells) >= len(_HEADS) + len(_CODES) and cells[len(_HEADS)]:
            title, area, period, said, *_ = cells
            found.append(
                Entry(title, area, period, said, cells[6], *cells[len(_HEADS) :][: len(_CODES + _DRAWN)])
            )
    return found


def _drawn(exhibit: Exhibit) -> dict[int, str]:
    """Where on the value axis each claim stands."""
    panel = exhibit.panel
    points = [(point.claim, point.y) for point in panel.scene.points] if panel.scene else []
    points += [(dot.claim, dot.x) for row in (panel.plan.rows if panel.plan else ()) for dot in row.points]
    return {id(claim): repr(value) for claim, value in points}

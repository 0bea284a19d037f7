"""The basket: charts from several pages, put in order for one file. The address lists them; nothing is kept on the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators.exports import receipts
from indicators.exports.exhibit import Exhibit, drawn, exhibits
from indicators.exports.receipts import Subject
from indicators.model import Catalogue, Language
from indicators.pages import ordering, receipt
from indicators.pages.answer import Answer, Figure, figure
from indicators.pages.frame import render
from indicators.pages.memory import per_catalogue
from indicators.pages.ordering import MOST
from indicators.pages.state import State
from indicators.wording import tr, trn

#: px that a chart is laid out for: beside its sentence, and on a telephone
_ROOM, _NARROW = (348, 248), (290, 220)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart in the basket: its code, its words, the number of its figure, the addresses that move it, take it away, open it.

    What cannot be shown has a reason, `why`, and neither words nor figure.
    """

    code: str
    away: str
    up: str = ""
    down: str = ""
    sentence: str = ""
    source_line: str = ""
    notes: tuple[str, ...] = ()
    href: str = ""
    number: int = 0
    why: str = ""


def answer(catalogue: Catalogue, state: State, today: date) -> Answer:
    """The page."""
    lang = state.lang
    wanted, missing = _single(catalogue, state)
    kept = wanted[:MOST]
    charts: list[Chart] = []
    figures: list[Figure] = []
    good: list[str] = []
    for n, code in enumerate(kept):
        away = _link(state, [*kept[:n], *kept[n + 1 :]])
        up = _link(state, _swapped(kept, n - 1)) if n else ""
        down = _link(state, _swapped(kept, n)) if n + 1 < len(kept) else ""
        subject = receipts.read(code, catalogue) if code not in missing else None
        found = _exhibit(catalogue, replace(subject, lang=lang), today) if subject else None
        if subject is None or found is None:
            why = missing.get(code) or tr("There is nothing to draw: nothing was known yet.", lang)
            charts.append(Chart(code, away, up, down, why=why))
            continue
        room = _NARROW if state.narrow else _ROOM
        panel = drawn(catalogue, found, today, room, state.dark)
        figures.append(figure(panel, panel.alt))
        good.append(code)
        charts.append(
            Chart(
                code,
                away,
                up,
                down,
                sentence=found.sentence,
                source_line=found.source_line,
                notes=found.notes,
                href=receipt.state(subject, lang).link(),
                number=len(figures),
            )
        )
    html = render(
        "basket.html",
        lang,
        state=state,
        charts=charts,
        title=trn("{count} chart in the basket", "{count} charts in the basket", len(good), lang)
        if good
        else tr("The basket is empty", lang),
        left_out=_left_out(len(wanted) - len(kept), lang),
        offer=ordering.offer(good, lang) if good else None,
    )
    return Answer(tr("Basket", lang), html, tuple(figures))


def _single(catalogue: Catalogue, state: State) -> tuple[list[str], dict[str, str]]:
    """The codes of single charts, in order: a view of several charts is taken apart. And why some codes show nothing."""
    found: dict[str, None] = {}
    missing: dict[str, str] = {}
    for text in state.charts:
        subject = receipts.read(text, catalogue)
        if subject is None:
            missing[text] = tr("This code is mistyped, or its indicator is gone.", state.lang)
            found[text] = None
            continue
        parts = [ordering.code(part) for part in ordering.parts(catalogue, subject)]
        found |= dict.fromkeys(parts or [ordering.code(subject)])
    return list(found), missing


def _left_out(count: int, lang: Language) -> str:
    """That there are more than go into one file; empty where there are not."""
    one = "{count} chart is left out: {most} at most go into one file."
    many = "{count} charts are left out: {most} at most go into one file."
    return trn(one, many, count, lang, most=MOST) if count > 0 else ""


@per_catalogue
def _exhibit(catalogue: Catalogue, subject: Subject, today: date) -> Exhibit | None:
    return next(exhibits(catalogue, (subject,), today), None)


def _swapped(codes: Sequence[str], at: int) -> list[str]:
    """The codes with the one at a place and the one after it exchanged."""
    return [*codes[:at], codes[at + 1], codes[at], *codes[at + 2 :]]


def _link(state: State, codes: Sequence[str]) -> str:
    return state.link(charts=tuple(codes))

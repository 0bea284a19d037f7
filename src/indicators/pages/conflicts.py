"""Where sources disagree: every sentence side by side, how far apart they are, which is shown, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from indicators import apart, series, wording
from indicators.model import Catalogue, Language
from indicators.pages import cards, evidence
from indicators.pages.answer import Answer
from indicators.pages.frame import render
from indicators.pages.menus import Menu, narrowing
from indicators.pages.ruler import Ruler, ruler
from indicators.pages.state import State
from indicators.quantity import Quantity
from indicators.series import Cell, Claim
from indicators.wording import Said, tr
from indicators.wording import conflicts as said

LISTED = "listed"  # `show=listed`: in the catalogue's order, not the furthest apart first
_KINDS = ("actual", "target")


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of a cell. `quote` is what stands before, in and after the number; `mark` names its sign."""

    said: Said
    mark: str
    quote: tuple[str, str, str] | None
    formula: str
    against: str
    agrees: bool
    citation: str
    facts: tuple[str, ...]
    note: str
    href: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """One cell of which two claims disagree."""

    name: str
    title: str
    where: str
    href: str
    spread: str
    ruler: Ruler
    sides: tuple[Side, ...]
    shown: str
    chosen: str
    because: str
    yaml: str
    place: str


def answer(catalogue: Catalogue, state: State, today: date) -> Answer:
    """The page: cells of which two claims disagree, the furthest apart in relation to their size first."""
    lang = state.lang
    ignored = [("kind", state.kind)] if state.kind not in (None, *_KINDS) else []
    ignored += [("show", state.show)] if state.show not in ("", LISTED) else []
    cells = series.conflicts(catalogue, state.as_of)
    found = [cell for cell in cells if _passes(catalogue, state, cell)]
    if state.show != LISTED:
        found.sort(key=lambda cell: -apart.severity(*apart.widest(_quantities(cell))))
    html = render(
        "conflicts.html",
        lang,
        sentence=said.tally(len(found), sum(cell.rule == "chosen" for cell in found), lang),
        menus=list(_menus(catalogue, state, cells)),
        clear=state.link(theme=None, areas=(), kind=None) if len(found) < len(cells) else "",
        orders=[
            (tr("Furthest apart first", lang), state.link(show=""), state.show != LISTED),
            (tr("In the order of the catalogue", lang), state.link(show=LISTED), state.show == LISTED),
        ],
        disputes=[_dispute(catalogue, state, cell, today) for cell in found],
    )
    return Answer(tr("Conflicts", lang), html, ignored=tuple((name, str(value)) for name, value in ignored))


def _quantities(cell: Cell) -> list[Quantity]:
    return [claim.quantity for claim in cell.claims]


# ------------------------------------------------------------------------------------------------ one dispute


def _dispute(catalogue: Catalogue, state: State, cell: Cell, today: date) -> Dispute:
    lang, best = state.lang, cell.best
    indicator = catalogue.indicators[best.indicator]
    kind = wording.tr("Target" if best.kind == "target" else "Actual", lang)
    where = (_area(catalogue, best.ref_area, lang), wording.period(best.time_period, lang), kind)
    return Dispute(
        name="-".join((best.indicator, best.ref_area, best.time_period.replace("/", "--"), best.kind)),
        title=indicator.title(lang),
        where=" · ".join(where),
        href=_link(state, cell, best),
        spread=said.spread(cell, catalogue, lang),
        ruler=ruler(_quantities(cell), [claim.kind == "derived" for claim in cell.claims]),
        sides=tuple(_side(catalogue, state, cell, claim) for claim in cell.claims),
        shown=said.shown(cell, catalogue, lang),
        chosen=said.chosen(cell.choice, lang) if cell.choice else "",
        because=cell.choice.because if cell.choice else "",
        yaml=choice_yaml(cell, catalogue, lang, today),
        place=_place(cell, catalogue, lang),
    )


def _side(catalogue: Catalogue, state: State, cell: Cell, claim: Claim) -> Side:
    lang, source, observation = state.lang, claim.source, claim.observation
    nature = wording.kind(claim, lang)
    facts = [nature] if nature != tr("Actual", lang) else []
    if source:
        facts += [wording.source_kind(source, lang), wording.reliability(source, lang)]
        facts += [] if source.date else [tr("without a date", lang)]
    if note := wording.period_note(claim, lang):
        facts.append(note)
    return Side(
        said=wording.claim(claim, catalogue, lang),
        mark=cards.mark(claim),
        quote=wording.highlight(observation.quote, claim, catalogue) if observation else None,
        formula=wording.formula(claim, catalogue, lang),
        against="" if claim is cell.best else said.against(claim, cell.best, catalogue, lang),
        agrees=claim not in cell.conflicting,
        citation=wording.citation(source, lang) if source else "",
        facts=tuple(facts),
        note=claim.note or "",
        href=_link(state, cell, claim),
        url=wording.page_link(source, observation.quote) if source and observation else None,
    )


def _link(state: State, cell: Cell, claim: Claim) -> str:
    return state.link("explore", indicators=(claim.indicator,), areas=(), at=evidence.address(cell, claim))


def _area(catalogue: Catalogue, area: str, lang: Language) -> str:
    return catalogue.areas[area].title(lang) if area in catalogue.areas else area


def _place(cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    """Where the lines belong: the indicator's file, and where in it."""
    indicator = catalogue.indicators[cell.best.indicator]
    file = next(file.name for file, document in catalogue.files if indicator in document.indicators)
    if cell.choice:
        return tr("In {file}, in place of the present choice; add the reason.", lang, file=file)
    if indicator.choices:
        return tr(
            "In {file}, under {key} of this indicator; add the reason.", lang, file=file, key="choices:"
        )
    return tr("In {file}, below this indicator; add the reason.", lang, file=file)


def choice_yaml(cell: Cell, catalogue: Catalogue, lang: Language, today: date) -> str:
    """The lines that record a choice for the cell, to be put where `_place` says; only the reason has to be added.

    The claim shown is named; each other one stands beside it in a comment. Without a reason the file is refused.
    """
    best = cell.best
    lines = [] if catalogue.indicators[best.indicator].choices else ["    choices:"]
    lines += [f'      - time_period: "{best.time_period}"', f"        ref_area: {best.ref_area}"]
    for claim in cell.claims:
        value = wording.claim(claim, catalogue, lang)
        off = "" if claim is best else "# "
        if claim.source:
            lines.append(f"        {off}source: {claim.source.id}  # {value}")
        else:
            said_so = tr("without {key} the derived value, {value}", lang, key="source:", value=value)
            lines.append(f"        # {said_so}")
    if best.kind == "target":
        lines.append("        kind: target")
    lines.append(f"        because:  # {tr('the reason, and what it rests on', lang)}")
    lines.append(f"        decided: {today.isoformat()}")
    lines.append(f"        # by: {tr('who decided', lang)}")
    return "\n".join(lines) + "\n"


# ------------------------------------------------------------------------------------------------ what narrows the list


def _facets(catalogue: Catalogue, cell: Cell) -> dict[str, str]:
    best = cell.best
    kind = "target" if best.kind == "target" else "actual"
    return {"theme": catalogue.indicators[best.indicator].theme, "area": best.ref_area, "kind": kind}


def _passes(catalogue: Catalogue, state: State, cell: Cell, leaving: str = "") -> bool:
    wanted = {
        "theme": (state.theme,) if state.theme else (),
        "area": state.areas,
        "kind": (state.kind,) if state.kind in _KINDS else (),
    }
    facets = _facets(catalogue, cell)
    return all(not wanted[name] or name == leaving or facets[name] in wanted[name] for name in wanted)


def _menus(catalogue: Catalogue, state: State, cells: Sequence[Cell]) -> Iterator[Menu]:
    """The menus; each option says how many cells it would leave beside the other filters."""
    lang = state.lang
    themes = {theme.id: theme.title(lang) for theme in catalogue.themes.values()}
    areas = {area.id: area.title(lang) for area in catalogue.areas.values()}
    kinds = {"actual": tr("Actual", lang), "target": tr("Target", lang)}
    links: dict[str, Callable[[str | None], str]] = {
        "theme": lambda value: state.link(theme=value),
        "area": lambda value: state.link(areas=(value,) if value else ()),
        "kind": lambda value: state.link(kind=value),
    }
    rows = (
        ("theme", tr("Theme", lang), themes, state.theme),
        ("area", tr("Area", lang), areas, state.areas[0] if state.areas else None),
        ("kind", tr("Nature", lang), kinds, state.kind if state.kind in _KINDS else None),
    )
    for name, label, titles, value in rows:
        count = Counter(
            _facets(catalogue, cell)[name] for cell in cells if _passes(catalogue, state, cell, name)
        )
        yield narrowing(label, tr("All", lang), titles, count, chosen=value, link=links[name])

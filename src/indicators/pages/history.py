"""How a cell came to show what it shows: a row for every claim that became known, with the address of that day."""

from __future__ import annotations

from dataclasses import dataclass

from indicators import revisions, wording
from indicators.model import Catalogue
from indicators.pages.state import At, State
from indicators.revisions import Effect, Revision
from indicators.series import Claim
from indicators.wording import Said
from indicators.wording import revisions as words


@dataclass(frozen=True, slots=True)
class Row:
    """One step of the history, for `history.html`.

    Attributes:
        date: the day in words, or that it is unknown.
        effect: what the claim did, as an id for the style sheet; `word` is the same in the reader's language.
        word: see `effect`.
        said: the value of the claim.
        before: the value shown until then; None where there was none or it is shown again.
        after: the value shown from then on.
        source: who says it, the first words of the sentence; empty where an analyst decided.
        source_href: the address of the source; empty where there is none.
        says: the rest of the sentence.
        day_href: the address that shows the cell as known on that day; empty where the day is unknown.
        claim_href: the address that shows the claim's evidence.
    """

    date: str
    effect: Effect
    word: str
    said: Said
    before: Said | None
    after: Said
    source: str
    source_href: str
    says: str
    day_href: str
    claim_href: str


def rows(catalogue: Catalogue, state: State, claim: Claim) -> tuple[Row, ...]:
    """The history of the cell that a claim belongs to, as known on the state's day; the first known comes first."""
    steps = revisions.history(
        catalogue,
        claim.indicator,
        claim.ref_area,
        claim.time_period,
        "target" if claim.kind == "target" else "actual",
        as_of=state.as_of,
    )
    return tuple(_row(catalogue, state, step) for step in steps)


def at(claim: Claim) -> At:
    """A claim by its cell and its source, whichever of them is shown."""
    source = claim.source.id if claim.source else None
    return At(claim.ref_area, claim.time_period, claim.kind == "target", source)


def source_link(state: State, source_id: str) -> str:
    """The address of a source's own page."""
    return state.link("sources", source=source_id, areas=(), query="", kind=None, show="", implied=())


def _row(catalogue: Catalogue, state: State, step: Revision) -> Row:
    lang, claim = state.lang, step.claim
    focus = claim.indicator if len(state.indicators) > 1 else None
    cell = At(claim.ref_area, claim.time_period, claim.kind == "target")
    after = wording.claim(step.after.best, catalogue, lang)
    before = wording.claim(step.before.best, catalogue, lang) if step.before else after
    return Row(
        date=words.day(step, lang),
        effect=step.effect,
        word=words.effect(step.effect, lang),
        said=wording.claim(claim, catalogue, lang),
        before=before if before != after else None,
        after=after,
        source="" if step.choice else words.named(claim, lang),
        source_href=source_link(state, claim.source.id) if claim.source and not step.choice else "",
        says=words.says(step, catalogue, lang),
        day_href=state.link(as_of=step.known, at=cell, focus=focus) if step.known else "",
        claim_href=state.link(at=at(claim), focus=focus),
    )

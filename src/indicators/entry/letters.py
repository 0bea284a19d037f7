"""A letter becomes one change: its source and every figure that may be entered as it stands (`drafts` says which)."""

from __future__ import annotations

from pathlib import Path

from indicators import drafts, store
from indicators.drafts import Draft
from indicators.entry.plans import Plan, plan_on
from indicators.entry.refusals import Objections, Refused
from indicators.entry.steps import Add, AddSource, Change
from indicators.letters.letter import Letter
from indicators.model import Language
from indicators.problems import CatalogueError


def plan(letter: Letter, root: Path | None, lang: Language, why: str = "") -> tuple[Plan, list[Draft]]:
    """What entering the letter would make of the catalogue, and the figures that stay out, each with its reason.

    Raises:
        Refused: no figure of it can be entered, or it does not say what it is called and by whom it is.
    """
    try:
        contents = store.contents(root)
        catalogue = store.of(contents)
    except CatalogueError as error:
        raise Objections(error.problems) from None
    source, known, made = drafts.drafts(letter, catalogue, lang)
    left = [draft for draft in made if draft.observation is None]
    steps = [
        Add(draft.match.indicator, "target" if draft.key == "targets" else "actual", draft.observation)
        for draft in made
        if draft.observation is not None and draft.match.indicator is not None
    ]
    if not steps:
        raise Refused("letter_without_figures", count=len(left))
    if not known and "?" in (source.title, source.issuer):
        raise Refused("letter_without_name")
    change = Change((*([] if known else [AddSource(source)]), *steps), why)
    return plan_on(contents, catalogue, change), left

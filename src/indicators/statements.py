"""What the figures of one source did to what was known: which it confirmed, refined, revised or contradicted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indicators import revisions
from indicators.letters.quotes import numbers_in
from indicators.model import Catalogue, Indicator
from indicators.revisions import Revision
from indicators.series import Cell, Claim


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure of a source: what it did to what was known, and what came after it on the same cell."""

    revision: Revision
    later: tuple[Revision, ...]

    @property
    def claim(self) -> Claim:
        """The figure itself."""
        return self.revision.claim

    @property
    def cell(self) -> Cell:
        """Its cell as it stands at the end."""
        return self.later[-1].after if self.later else self.revision.after


def effects(catalogue: Catalogue, source_id: str, as_of: date | None = None) -> tuple[Statement, ...]:
    """What each figure of a source did to what was known, in the order of its text as far as that can be told.

    The order is the file's, which is the text's where `in_text_order` says so. Elsewhere figures of one sentence at least stand
    together and in the sentence's order.
    """
    indicators = [
        indicator.id for indicator in catalogue.indicators.values() if source_id in _sources(indicator)
    ]
    found = [
        Statement(step, steps[index + 1 :])
        for steps in revisions.histories(catalogue, as_of, indicators)
        for index, step in enumerate(steps)
        if step.by == source_id
    ]
    place = {name: index for index, name in enumerate(catalogue.indicators)}
    found.sort(key=lambda made: (place[made.claim.indicator], made.claim.order))
    if in_text_order(catalogue, source_id):
        return tuple(found)
    sentence: dict[str, int] = {}
    for made in found:
        sentence.setdefault(_quote(made.claim), len(sentence))
    return tuple(sorted(found, key=lambda made: (sentence[_quote(made.claim)], _position(made.claim))))


def in_text_order(catalogue: Catalogue, source_id: str) -> bool:
    """Whether the file's order of a source's figures is that of its text.

    The catalogue does not record places in a text. But a file that holds all figures of a source and no indicator without one
    was laid out along that source, from its first sentence to its last.
    """
    holding = [
        document.indicators
        for _, document in catalogue.files
        if any(source_id in _sources(indicator) for indicator in document.indicators)
    ]
    return (
        len(holding) == 1
        and len(holding[0]) > 1
        and all(source_id in _sources(indicator) for indicator in holding[0])
    )


def _sources(indicator: Indicator) -> set[str]:
    return {observation.source for observation in (*indicator.observations, *indicator.targets)}


def _quote(claim: Claim) -> str:
    return claim.observation.quote if claim.observation else ""


def _position(claim: Claim) -> int:
    """Where in its sentence the claim's number stands; at the end where it is not found."""
    digits = claim.observation.obs_value.lstrip("-") if claim.observation else ""
    quote = _quote(claim)
    return next(
        (number.start for number in numbers_in(quote) if number.digits.lstrip("-") == digits), len(quote)
    )

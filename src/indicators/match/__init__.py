"""Which known indicator, area and period a figure of a letter belongs to, and whether it agrees with what is known there.

The words around the number are compared with titles, definitions and the quotes already in the catalogue by the character
n-grams they share, the rarer the weightier (inverse document frequency: K. Spärck Jones, *J. Documentation* 28, 1972). A unit that
cannot be the indicator's rules it out, however alike the words are. Nothing is filed away by itself: an analyst decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators import quantity
from indicators.letters.letter import Figure, Header, Letter
from indicators.match import gates, words
from indicators.match.index import index_of
from indicators.match.reasons import Reason
from indicators.model import Catalogue, Indicator, Observation
from indicators.quantity import Quantity

__all__ = ["THRESHOLD", "Known", "Match", "Reason", "match", "match_letter", "printed"]

#: What words must have in common at least; below it a new indicator is proposed first.
THRESHOLD = 0.3
_STORED = re.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+|/[1-9][0-9]*)?")


@dataclass(frozen=True, slots=True)
class Known:
    """A claim of the catalogue on the cell that the figure would stand in, and whether both can be true."""

    observation: Observation
    agrees: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A place in the catalogue that a figure may belong to.

    Attributes:
        indicator: its id; None proposes a new one.
        ref_area: the area that the letter names, else its issuer's; None where neither is known.
        time_period: the figure's own.
        score: how well they fit, 0 to 1; comparable within one figure only.
        reasons: what speaks for it.
        known: what the catalogue holds for this cell, in file order.
    """

    indicator: str | None
    ref_area: str | None
    time_period: str | None
    score: float
    reasons: tuple[Reason, ...]
    known: tuple[Known, ...] = ()

    @property
    def conflicts(self) -> tuple[Known, ...]:
        """The claims that cannot be true together with the figure."""
        return tuple(known for known in self.known if not known.agrees)


def match(figure: Figure, catalogue: Catalogue, header: Header | None = None) -> list[Match]:
    """The indicators that a figure may belong to, the likeliest first, at most five, in about 0.3 ms.

    A `Match` without indicator stands among them where a new one is likelier than those behind it; it is always there.

    Args:
        figure: of a letter, as read.
        catalogue: what is known; its index is made once for its digest.
        header: of the letter; its issuer's area holds where the figure names none.
    """
    index = index_of(catalogue)
    area, how = index.area(figure, header)
    likely: list[Match] = []
    for score, name, reasons in index.alike(figure, area):
        indicator = catalogue.indicators[name]
        known = tuple(_known(figure, indicator, area))
        likely.append(Match(name, area, figure.time_period, round(score, 3), (*reasons, *how), known))
    new = Match(None, area, figure.time_period, THRESHOLD, ("new", *how))
    return sorted([*likely, new], key=lambda each: -each.score)


def match_letter(letter: Letter, catalogue: Catalogue) -> list[list[Match]]:
    """`match` for every figure of a letter, in text order, where no two figures take one cell.

    A letter makes one claim on a cell. Where two figures with different values fit the same one, the likelier takes it; for the
    other it counts half, and `taken` is among its reasons.
    """
    found = [match(figure, catalogue, letter.header) for figure in letter.figures]
    holder: dict[tuple[object, ...], int] = {}

    def cell(at: int, place: Match) -> tuple[object, ...]:
        figure = letter.figures[at]
        return (
            place.indicator,
            place.ref_area,
            place.time_period,
            figure.kind == "target",
            words.is_start(figure),
        )

    waiting = sorted(range(len(found)), key=lambda at: (-found[at][0].score, at))
    while waiting:
        at = waiting.pop(0)
        best = found[at][0]
        held = holder.setdefault(cell(at, best), at)
        if (
            best.indicator
            and letter.figures[held].value != letter.figures[at].value
            and "taken" not in best.reasons
        ):
            lesser = replace(best, score=round(best.score / 2, 3), reasons=(*best.reasons, "taken"))
            found[at] = sorted([lesser, *found[at][1:]], key=lambda each: -each.score)
            waiting.append(at)
            waiting.sort(key=lambda each: (-found[each][0].score, each))
    return found


def _known(figure: Figure, indicator: Indicator, area: str | None) -> Iterator[Known]:
    """The claims on the same cell. A figure of a month belongs to no year, and a plan to no fact."""
    if figure.time_period is None:
        return
    claims = indicator.targets if figure.kind == "target" else indicator.observations
    for claim in claims:
        if claim.ref_area == area and claim.time_period == figure.time_period:
            yield Known(
                claim,
                quantity.agree(indicator.quantity(claim), _quantity(figure, gates.power(figure, indicator))),
            )


def _quantity(figure: Figure, unit_mult: int) -> Quantity:
    """The figure as an interval, in units."""
    return Quantity.printed(printed(figure), figure.qualifier, unit_mult)


def printed(figure: Figure) -> str:
    """The figure's digits as the catalogue stores them: 12,600 is 12600, 两 is 2, 三成 is what the reader made of it."""
    digits = unicodedata.normalize("NFKC", figure.number).replace(",", "").replace(" ", "")
    return digits if _STORED.fullmatch(digits) else f"{Decimal(repr(figure.value)).normalize():f}"

"""What a chart shows, and how its points name their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from indicators import series
from indicators.model import Catalogue, Language
from indicators.series import Claim

#: px that labels are laid out for: a little less than the pages give at 1360 and at 360 px; more room only loosens them
WIDE, NARROW = 700, 290
_TIMES = 8
_ALWAYS = ("percent", "percentage_points", "rank", "index", "year")


@dataclass(frozen=True, slots=True)
class View:
    """What a chart shows.

    Attributes:
        indicator: its id.
        areas: the main area first, then the areas it is compared with.
        lang: language of every word.
        as_of: as known on that day.
        dark: the dark palette.
        narrow: drawn for a telephone (360 px): fewer ticks and labels, not smaller ones.
    """

    indicator: str
    areas: tuple[str, ...]
    lang: Language = "zh"
    as_of: date | None = None
    dark: bool = False
    narrow: bool = False

    @property
    def width(self) -> int:
        """The width in px that labels are laid out for."""
        return NARROW if self.narrow else WIDE


def evidence_id(claim: Claim) -> str:
    """The claim's name in clicks and addresses: `area|period|kind|n`, n its place in the indicator's file order."""
    return f"{claim.ref_area}|{claim.time_period}|{claim.kind}|{claim.order}"


def find_claim(
    catalogue: Catalogue, indicator: str, evidence: str, as_of: date | None = None
) -> Claim | None:
    """The claim that an evidence id names; None where there is none (an old or a mistyped address).

    Raises:
        KeyError: there is no such indicator.
    """
    claims = series.claims_of(catalogue, indicator, as_of)
    return next((claim for claim in claims if evidence_id(claim) == evidence), None)


def comparable(catalogue: Catalogue, indicator: str, area: str, as_of: date | None = None) -> list[str]:
    """Areas with figures of the same order as the area's own: at most eight times as large or as small, most claims first.

    One axis has one scale, and beside the national total of a count a city's line is flat. Shares and rates always compare.

    Raises:
        KeyError: there is no such indicator.
    """
    largest: dict[str, Fraction] = {}
    for claim in series.claims_of(catalogue, indicator, as_of):
        value = abs(claim.quantity.value)
        largest[claim.ref_area] = max(value, largest.get(claim.ref_area, value))
    own = largest.get(area)
    others = [other for other in series.areas(catalogue, indicator, as_of) if other != area]
    if not own or catalogue.indicators[indicator].unit in _ALWAYS:
        return others
    return [other for other in others if own / _TIMES <= largest[other] <= own * _TIMES]

"""What a chart shows, and how its points name their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from indicators import series
from indicators.model import Catalogue, Language
from indicators.series import Claim
from indicators.transforms import Transform

Kind = Literal["line", "bar", "slope", "dot", "multiples"]

#: px that labels are laid out for: a little less than the pages give at 1360 px, there to one of two panels side by side, and
#: at 360 px; more room only loosens them
WIDE, HALF, NARROW = 700, 336, 290
ALIKE = 8  # times as large or as small: more, and the smaller line is flat
#: units in which any two values may share an axis
RATES = ("percent", "percentage_points", "rank", "index", "year")


@dataclass(frozen=True, slots=True)
class View:
    """What a chart shows.

    Attributes:
        indicators: their ids, the main one first.
        areas: the main area first, then the areas it is compared with.
        lang: language of every word.
        as_of: as known on that day.
        dark: the dark palette.
        narrow: drawn for a telephone (360 px): fewer ticks and labels, not smaller ones.
        kind: the kind of chart; the one that fits when absent.
        transform: what is drawn instead of the values themselves.
        base: the base period of an index or of yearly growth; the first that fits when absent.
        shared: one value axis for all panels.
        log: a logarithmic value axis, where that is honest.
        part: one panel of several: two stand side by side, and the title stands over each.
        room: width and height that the whole chart fills, in px at 12 px labels (on a slide: points); its own height when absent.
    """

    indicators: tuple[str, ...]
    areas: tuple[str, ...]
    lang: Language = "zh"
    as_of: date | None = None
    dark: bool = False
    narrow: bool = False
    kind: Kind | None = None
    transform: Transform | None = None
    base: str | None = None
    shared: bool = False
    log: bool = False
    part: bool = False
    room: tuple[int, int] | None = None

    @property
    def indicator(self) -> str:
        """The main indicator."""
        return self.indicators[0]

    @property
    def width(self) -> int:
        """The width in px that labels are laid out for."""
        return self.room[0] if self.room else NARROW if self.narrow else HALF if self.part else WIDE


@dataclass(frozen=True, slots=True)
class Comparison:
    """Areas beside each other in one period.

    Attributes:
        indicator: its id.
        period: the period.
        area: the area spoken of.
        level: the level that is ranked (`ranking.RANKED`); the one that fits when absent.
        lang: language of every word.
        as_of: as known on that day.
        dark: the dark palette.
        narrow: drawn for a telephone.
        room: as in `View`.
    """

    indicator: str
    period: str
    area: str
    level: str | None = None
    lang: Language = "zh"
    as_of: date | None = None
    dark: bool = False
    narrow: bool = False
    room: tuple[int, int] | None = None


def evidence_id(claim: Claim, named: bool = False) -> str:
    """The claim's name in clicks and addresses: `area|period|kind|n`, n its place in the indicator's file order.

    `named` puts the indicator before it, where several are shown: `indicator|area|period|kind|n`.
    """
    name = f"{claim.ref_area}|{claim.time_period}|{claim.kind}|{claim.order}"
    return f"{claim.indicator}|{name}" if named else name


def find_claim(
    catalogue: Catalogue, indicator: str, evidence: str, as_of: date | None = None
) -> Claim | None:
    """The claim that an evidence id names; None where there is none (an old or a mistyped address).

    Args:
        catalogue: where to look.
        indicator: the indicator of an id that names none itself.
        evidence: the id.
        as_of: as known on that day.

    Raises:
        KeyError: there is no such indicator.
    """
    if evidence.count("|") > 3:
        indicator, _, evidence = evidence.partition("|")
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
    if not own or catalogue.indicators[indicator].unit in RATES:
        return others
    return [other for other in others if own / ALIKE <= largest[other] <= own * ALIKE]

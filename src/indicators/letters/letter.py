"""What the reader of letters gives back: a letter with its paragraphs, its figures and every numeral that is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from indicators.quantity import Qualifier

Kind: TypeAlias = Literal["actual", "target", "change"]
#: 建议 of deputies to a people's congress, 提案 of members of the political consultative conference, 议案.
ProposalKind: TypeAlias = Literal["suggestion", "proposal", "motion"]
#: Where a field of the header stands: the page's block of labels, the title, a line of its own, the text, the signature. `damaged`
#: is a date of which the page lost characters, read because only one day fits; of `damaged_year` only the year is sure.
How: TypeAlias = Literal["block", "title", "line", "text", "signature", "damaged", "damaged_year"]
Found: TypeAlias = Literal["clause", "sentence", "paragraph", "document", "none"]


@dataclass(frozen=True, slots=True)
class Header:
    """What the head and the signature of a letter say about it; None where they do not say it.

    `dated` and `published` are written as in the catalogue: 2023, 2023-04 or 2023-04-04. `how` names where each field was
    found: see `How`.
    """

    title: str | None = None
    document_number: str | None = None
    index_number: str | None = None
    issuer: str | None = None
    addressee: str | None = None
    dated: str | None = None
    published: str | None = None
    proposal_number: str | None = None
    proposal_kind: ProposalKind | None = None
    how: Mapping[str, How] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text that is not blank: `text[start:end]`, with the section head above it ("" if there is none).

    `heads` are the places of all heads that hold for it, the outermost first, one that opens the line itself included
    (三、下一步打算。坚持…).
    """

    start: int
    end: int
    text: str
    head: str
    is_head: bool = False
    heads: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """When a figure holds, where that was found and why.

    `time_period` is in the notation of the catalogue (2022, 2022-03, 2021/2025), None where the text does not say.
    `stated` is False where the text only says 去年 or 今年 and the date of the letter resolved it.
    """

    time_period: str | None
    found: Found
    reason: str
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that quantifies something, as the text states it.

    Attributes:
        quote: a short clause of the text that stands alone and holds the number.
        start: where the number starts in the text, in code points; `text[start:end]` is `number`.
        number: as written, the numeral only.
        value: what `number` says, in `unit`; a magnitude word is part of the unit (40 in 40亿元).
        unit: as written behind the number, magnitude included, hedges such as 余 left out.
        unit_id: the unit in the catalogue (CNY), None where it has none.
        unit_mult: power of ten of the magnitude in `unit` (8 in 40亿元).
        confidence: a grade that a rule gives by the type of reading (0.91 or 0.65, the shares measured, see `grades`): what to check first.
    """

    quote: str
    start: int
    end: int
    number: str
    value: float
    unit: str
    unit_id: str | None
    unit_mult: int
    qualifier: Qualifier | None
    period: Period
    kind: Kind
    measure: str
    confidence: float
    head: str = ""

    @property
    def time_period(self) -> str | None:
        """When the figure holds, in the catalogue's notation."""
        return self.period.time_period


@dataclass(frozen=True, slots=True)
class Skipped:
    """A numeral that is no figure, with the name of the rule in `rules.yaml` that says so."""

    start: int
    end: int
    number: str
    rule: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that the text implies but does not print: 31.1 − 3.8 = 27.3 for the year before."""

    value: float
    unit: str
    unit_id: str | None
    time_period: str | None
    measure: str
    formula: str
    parents: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as read. `figures` and `skipped` together hold every numeral of `text`, each in text order."""

    header: Header | None
    paragraphs: tuple[Paragraph, ...]
    figures: tuple[Figure, ...]
    skipped: tuple[Skipped, ...]
    text: str
    proposals: tuple[Proposal, ...] = ()

"""The catalogue's records. The file is these types: reader, JSON Schema and cache are all made from them.

Statistical terms are SDMX's (REF_AREA, TIME_PERIOD, OBS_VALUE, UNIT_MULT, OBS_STATUS). All records are frozen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from indicators import periods
from indicators.quantity import Qualifier, Quantity

Language = Literal["zh", "en"]
Kind = Literal["actual", "target", "derived"]
Reliability = Literal["primary", "press", "repost"]

Line = Annotated[str, Meta(pattern="\\S")]
IndicatorId = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$", max_length=80)]
RecordId = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_.-]*$", max_length=80)]
UnitId = Annotated[str, Meta(pattern="^[A-Za-z][A-Za-z0-9_]*$", max_length=40)]  # currencies as in ISO 4217
AreaId = Annotated[str, Meta(pattern="^[A-Z]{2}(?:-[A-Z0-9]+)*$", max_length=40)]
Reference = Annotated[str, Meta(min_length=1)]  # an id that stands elsewhere; `checks` looks whether it does
Period = Annotated[str, Meta(pattern=periods.PATTERN)]
Date = Annotated[str, Meta(pattern=periods.DATE_PATTERN)]
Number = Annotated[str, Meta(pattern="^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+|/[1-9][0-9]*)?$", max_length=40)]
Url = Annotated[str, Meta(pattern='^https?://[^\\s<>"]+$')]
PowerOfTen = Annotated[int, Meta(ge=-12, le=24)]


class Text(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The same words in Chinese and English."""

    zh: Line
    en: Line

    def __call__(self, lang: Language) -> str:
        """The words in `lang`."""
        return self.zh if lang == "zh" else self.en


class Label(Struct, frozen=True, forbid_unknown_fields=True):
    """What is printed after a number; empty where the bare number is said (an index, a count in English)."""

    zh: str
    en: str

    def __call__(self, lang: Language) -> str:
        """The label in `lang`."""
        return self.zh if lang == "zh" else self.en


class Theme(Struct, frozen=True, forbid_unknown_fields=True):
    """A chapter of the catalogue."""

    id: RecordId
    title: Text


class Unit(Struct, frozen=True, forbid_unknown_fields=True):
    """What is counted. `title` is printed after the number; `scale` says how powers of ten are spoken."""

    id: UnitId
    title: Label
    name: Text
    scale: Literal["myriad", "si", "none"] = "none"


class Area(Struct, frozen=True, forbid_unknown_fields=True):
    """A place: ISO 3166-2 for provinces, CN- and GB/T 2260 for cities and districts, CN-X- for regions."""

    id: AreaId
    title: Text
    parent: Reference | None = None


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """A document that makes claims."""

    id: RecordId
    kind: Literal["letter", "plan", "bulletin", "report", "press"]
    title: Line
    issuer: Line
    reliability: Reliability
    document_number: Line | None = None
    index_number: Line | None = None
    dated: Date | None = None
    published: Date | None = None
    url: Url | None = None
    note: Line | None = None

    @property
    def date(self) -> str | None:
        """When it became known: published, else dated; None where neither is known."""
        return self.published or self.dated


class Observation(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One claim by one source in one sentence: about the past in `observations`, the future in `targets`."""

    time_period: Period
    ref_area: Reference
    obs_value: Number
    source: Reference
    quote: Line
    qualifier: Qualifier | None = None
    unit_mult: PowerOfTen | None = None
    obs_status: Literal["A", "E", "P", "B", "F", "M", "I"] | None = None
    period_stated: bool = True
    note: Line | None = None
    because: Line | None = None


class Parent(Struct, frozen=True, forbid_unknown_fields=True):
    """One claim that a derived value is computed from. `ref_area` absent = the area of the derived value."""

    indicator: Reference
    time_period: Period
    source: Reference
    ref_area: Reference | None = None


class Derived(Struct, frozen=True, forbid_unknown_fields=True):
    """A value that no source prints: it is computed from claims, never typed."""

    time_period: Period
    ref_area: Reference
    operation: Literal["difference", "sum", "ratio"]
    of: Annotated[tuple[Parent, ...], Meta(min_length=2)]
    note: Line | None = None


class Break(Struct, frozen=True, forbid_unknown_fields=True):
    """A change of definition or scope: from `time_period` on, something else is counted."""

    time_period: Period
    title: Text
    ref_area: Reference | None = None


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """An analyst's reasoned choice: whose claim is shown for a cell, whatever the rule would say.

    `source` absent = the cell's derived value. What the other sources say stays beside the claim chosen.
    """

    time_period: Period
    ref_area: Reference
    because: Line
    decided: Date
    source: Reference | None = None
    kind: Literal["actual", "target"] = "actual"
    by: Line | None = None


class Missing(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a cell is empty, so that a gap is an answer and not an oversight.

    `not_published`: somebody looked, and no source states it; `not_applicable`: it cannot exist (no such thing was counted
    then or there); `not_looked_for`: it may well exist, nobody has looked yet. In SDMX's OBS_STATUS the first two are M (data
    cannot exist) and the last is L (missing; data exist but were not collected).
    """

    time_period: Period
    ref_area: Reference
    reason: Literal["not_published", "not_applicable", "not_looked_for"]
    note: Line | None = None
    looked: Date | None = None


class Indicator(Struct, frozen=True, forbid_unknown_fields=True):
    """What is measured, and every claim about it."""

    id: IndicatorId
    title: Text
    short_title: Text
    definition: Text
    theme: Reference
    unit: Reference
    direction: Literal["up", "down", "none"]
    unit_mult: PowerOfTen = 0
    decimals: Annotated[int, Meta(ge=0, le=6)] = 0
    headline: bool = False
    note: Text | None = None
    breaks: tuple[Break, ...] = ()
    observations: tuple[Observation, ...] = ()
    targets: tuple[Observation, ...] = ()
    derived: tuple[Derived, ...] = ()
    choices: tuple[Choice, ...] = ()
    missing: tuple[Missing, ...] = ()

    def quantity(self, claim: Observation) -> Quantity:
        """The claim's value with its hedge, as an interval in the indicator's unit (power of ten applied)."""
        mult = self.unit_mult if claim.unit_mult is None else claim.unit_mult
        return Quantity.printed(claim.obs_value, claim.qualifier, mult)


class Event(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that happened and that a reader of these series must know: a policy, a census, a change of plan.

    It annotates, it explains nothing: that A followed B is not said. `ref_area` absent = everywhere.
    """

    time_period: Period
    title: Text
    source: Reference
    quote: Line
    indicators: Annotated[tuple[Reference, ...], Meta(min_length=1)]
    ref_area: Reference | None = None


class Document(Struct, frozen=True, forbid_unknown_fields=True):
    """What one file of the catalogue may hold."""

    themes: tuple[Theme, ...] = ()
    units: tuple[Unit, ...] = ()
    areas: tuple[Area, ...] = ()
    sources: tuple[Source, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """Everything in the data folder. `digest` changes exactly when a byte of any file does."""

    files: tuple[tuple[Path, Document], ...]
    digest: str

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """Themes by id, in file order."""
        return {record.id: record for _, document in self.files for record in document.themes}

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Units by id."""
        return {record.id: record for _, document in self.files for record in document.units}

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Areas by id, in file order."""
        return {record.id: record for _, document in self.files for record in document.areas}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id, in file order."""
        return {record.id: record for _, document in self.files for record in document.sources}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Indicators by id, in file order."""
        return {record.id: record for _, document in self.files for record in document.indicators}

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events in file order."""
        return tuple(record for _, document in self.files for record in document.events)

    def claims(self) -> Iterator[tuple[Indicator, Kind, Observation]]:
        """Every claim with its indicator and kind, in file order."""
        for indicator in self.indicators.values():
            for observation in indicator.observations:
                yield indicator, "actual", observation
            for target in indicator.targets:
                yield indicator, "target", target

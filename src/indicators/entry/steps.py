"""What may be done to the catalogue: the steps of a change. Several together are one change, accepted or refused as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

from indicators.model import Indicator, Missing, Observation, Source

ClaimKind: TypeAlias = Literal["actual", "target"]
#: The list of an indicator in which claims of a kind stand.
LISTS: Mapping[ClaimKind, Literal["observations", "targets"]] = MappingProxyType(
    {"actual": "observations", "target": "targets"}
)
#: Keys of a claim that a revision may give or take away.
OPTIONAL = ("qualifier", "unit_mult", "obs_status", "period_stated", "note", "because")


@dataclass(frozen=True, slots=True)
class ClaimId:
    """Which claim: a source makes one on a cell."""

    indicator: str
    kind: ClaimKind
    ref_area: str
    time_period: str
    source: str

    @property
    def cell(self) -> tuple[str, ClaimKind, str, str]:
        """Indicator, kind, area and period."""
        return self.indicator, self.kind, self.ref_area, self.time_period

    def names(self, claim: Observation) -> bool:
        """Whether `claim`, of this indicator and kind, is the one."""
        return (claim.ref_area, claim.time_period, claim.source) == (
            self.ref_area,
            self.time_period,
            self.source,
        )


@dataclass(frozen=True, slots=True)
class Add:
    """A new claim."""

    indicator: str
    kind: ClaimKind
    claim: Observation

    @property
    def id(self) -> ClaimId:
        """Which claim it is."""
        claim = self.claim
        return ClaimId(self.indicator, self.kind, claim.ref_area, claim.time_period, claim.source)


@dataclass(frozen=True, slots=True)
class Revise:
    """Other words for a claim that stands there: key → value, None where the key goes."""

    id: ClaimId
    fields: Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A claim goes."""

    id: ClaimId


@dataclass(frozen=True, slots=True)
class AddSource:
    """A new document."""

    source: Source


@dataclass(frozen=True, slots=True)
class AddIndicator:
    """A new indicator, with its claims if it has any; `file` is where it goes, beside its theme when absent."""

    indicator: Indicator
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class RemoveSource:
    """A document that nothing names any more goes."""

    id: str


@dataclass(frozen=True, slots=True)
class RemoveIndicator:
    """An indicator goes, with everything below it."""

    id: str


@dataclass(frozen=True, slots=True)
class Explain:
    """A reason why a cell is empty."""

    indicator: str
    gap: Missing


@dataclass(frozen=True, slots=True)
class Unexplain:
    """Such a reason goes."""

    indicator: str
    gap: Missing


@dataclass(frozen=True, slots=True)
class Restore:
    """A whole file becomes other bytes, if it still has the bytes `there`."""

    file: Path
    there: bytes
    wanted: bytes


ClaimStep: TypeAlias = Add | Revise | Withdraw | Explain | Unexplain
Step: TypeAlias = ClaimStep | AddSource | AddIndicator | RemoveSource | RemoveIndicator | Restore


@dataclass(frozen=True, slots=True)
class Change:
    """Steps that belong together, and why they are taken (for the history; a withdrawal has to say it).

    `undoes` is the commit that the change takes back.
    """

    steps: tuple[Step, ...]
    why: str = ""
    undoes: str = ""

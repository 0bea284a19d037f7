"""What a check of a deck finds: for every chart whether it still says what the catalogue says, and what has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from indicators.problems import Problem

#: as it was; claims came, went or changed; nothing is left to draw; no receipt: made by hand, never touched
Status = Literal["current", "changed", "withdrawn", "unknown"]
STATUSES: tuple[Status, ...] = get_args(Status)
#: a native chart; a text or picture with a receipt, which is checked and never touched
Form = Literal["chart", "other"]


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that came (`old` is empty), went (`new` is empty) or says something else now.

    Attributes:
        what: indicator and area.
        period: its period.
        old: what the chart shows, with its hedge; `old_by` who said it.
        new: what is said now; `new_by` who says it: document number, or issuer, and date.
        remark: what it is to the value shown, where that is what changed.
    """

    what: str
    period: str
    old: str
    old_by: str
    new: str
    new_by: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """A number changed by hand: what the chart was made with, and the number that stands there now (empty: none)."""

    what: str
    period: str
    made: str
    now: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A chart, or another shape with a receipt, on a slide.

    Attributes:
        slide: the slide's number, from 1.
        title: the slide's title as it stands.
        name: the indicator and the area; what the shape is called, where those are not known.
        form: a native chart or something else.
        receipt: code and fingerprint; empty where there is none.
        status: see `Status`.
        changes: claim by claim.
        edits: numbers that somebody changed by hand.
        title_now: the sentence that the title would be today; empty where it is.
        notes: what else is to be known: why it was not refreshed, what to look at where it was.
        refreshed: whether the chart was rebuilt.
    """

    slide: int
    title: str
    name: str
    form: Form
    receipt: str
    status: Status
    changes: tuple[Change, ...] = ()
    edits: tuple[Edit, ...] = ()
    title_now: str = ""
    notes: tuple[str, ...] = ()
    refreshed: bool = False

    @property
    def edited(self) -> bool:
        """Whether somebody changed a number by hand."""
        return bool(self.edits)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, slide by slide; `problems` say what could not be read. `slides` is how many there are."""

    slides: int = 0
    charts: tuple[Checked, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def count(self) -> Mapping[Status, int]:
        """How many charts have which status."""
        return {status: sum(each.status == status for each in self.charts) for status in STATUSES}

    @property
    def ours(self) -> bool:
        """Whether there is anything in the deck that this dashboard made."""
        return any(each.status != "unknown" for each in self.charts)

    @property
    def fine(self) -> bool:
        """Whether nothing has changed, nothing was edited, and everything could be read."""
        count = self.count
        changed = count["changed"] + count["withdrawn"]
        return not self.problems and not changed and not any(each.edits for each in self.charts)

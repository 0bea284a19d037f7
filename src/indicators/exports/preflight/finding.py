"""What is found before a file is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
Check = Literal[
    "glyph",
    "clipped",
    "overlap",
    "unlabelled",
    "left-out",
    "small",
    "contrast",
    "grey",
    "source",
    "receipt",
    "room",
    "title",
    "font",
    "alt",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a reader of the file would stumble over.

    Attributes:
        severity: "error" must not leave the house, "warning" should be looked at, "note" is good to know.
        exhibit_number: the chart's place in the order, from 1; 0 for all.
        check: which rule found it.
        what: where, and what stands there; a sentence.
        fix: what to do; a sentence.
    """

    severity: Severity
    exhibit_number: int
    check: Check
    what: str
    fix: str

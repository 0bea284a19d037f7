"""Why an indicator is proposed for a figure, or why none is."""

from __future__ import annotations

from typing import Literal, TypeAlias

#: What is alike (title, quote, definition, unit, a growth rate, a known value), where the area comes from (or that the letter
#: names one that the catalogue does not have), that nothing fits, or that a likelier figure of the letter has taken the cell.
Reason: TypeAlias = Literal[
    "title",
    "quote",
    "definition",
    "unit",
    "unit_alike",
    "growth",
    "same_value",
    "near_value",
    "area_named",
    "area_issuer",
    "area_unknown",
    "new",
    "taken",
]

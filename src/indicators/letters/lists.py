"""What the numbers of a list share: the unit of the last one (3至5万元), the hedge that 分别 hands to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from indicators.quantity import Qualifier

if TYPE_CHECKING:
    from indicators.letters.amounts import Raw

JOINT = re.compile(r"\s?(?:[-—–~～至到、或]|和|与|及|以及)\s?(?=[\d一二两三四五六七八九十百])")
_HANDED = re.compile(r"[^,。;、\d]{0,12}?(?:、|和|与|及|以及)\s?")
_EACH = re.compile(r"(?:分别|依次|各)(?:为|是|达到?|控制在|保持在|稳定在|提高到|降至|降到)?\Z")
_LONGEST_LIST = 12


class Placed(Protocol):
    """A number with its place: what `Stated` and the reader's figures have in common."""

    @property
    def start(self) -> int:
        """Where its digits start."""

    @property
    def first(self) -> int:
        """Where it starts, a hedge before it included."""

    @property
    def last(self) -> int:
        """Where it ends, magnitude and hedge included."""

    @property
    def qualifier(self) -> Qualifier | None:
        """Its hedge."""


def handed_hedge(text: str, numbers: Sequence[Placed], index: int) -> Qualifier | None:
    """The hedge that 分别 hands to every number of a list: 分别不低于15万吨、10万吨. None for a number of no such list."""
    first = index
    while first and _HANDED.fullmatch(text, numbers[first - 1].last, numbers[first].start):
        first -= 1
        if index - first > _LONGEST_LIST:
            return None
    head = numbers[first]
    if first == index or head.qualifier is None or head.first == head.start:
        return None
    return head.qualifier if _EACH.search(text, max(0, head.first - 8), head.first) else None


def share_hedges(folded: str, figures: list[Raw]) -> None:
    """Give the numbers of a list the hedge that 分别 hands to all of them."""
    for index, raw in enumerate(figures):
        if raw.qualifier is None and not raw.rank:
            raw.qualifier = handed_hedge(folded, figures, index)


def share_units(folded: str, figures: list[Raw]) -> None:
    """Give a number without a unit that of the next one in its range or list (3至5万元, 120、85和40家)."""
    for index in range(len(figures) - 2, -1, -1):
        raw, following = figures[index], figures[index + 1]
        joint = JOINT.match(folded, raw.last)
        if (
            raw.rank
            or following.rank
            or not following.unit
            or joint is None
            or joint.end() != following.start
        ):
            continue
        dash = joint.group().strip() in "-—–~～至到"
        if not raw.unit or (dash and raw.unit in ("万", "亿", "千", "百") and following.unit[:1] == raw.unit):
            raw.unit, raw.unit_id = following.unit, following.unit_id
            raw.entry, raw.unit_mult = following.entry, following.unit_mult

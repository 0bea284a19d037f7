"""Values that a text implies but does not print: 31.1 % and 3.8 points faster make 27.3 % the year before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from indicators.letters.letter import Figure, Proposal

_UP = r"加快|提高|提升|上升|增加|扩大|增长|高出?"
_DOWN = r"回落|下降|降低|放缓|减少|收窄|缩小|下滑|低"
_AGAINST = re.compile(
    rf"(?:比|较|同比)(?P<base>上年(?:同期)?|去年(?:同期)?|(?P<year>(?:19|20)\d\d)年(?:底|末|同期)?)?[^,，。;；\d]{{0,6}}?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))[^,，。;；\d]{{0,3}}\Z"
)
_WINDOW = 30
_STOP = re.compile(r"[。;；!?\n]")


def proposals(text: str, figures: Sequence[Figure]) -> list[Proposal]:
    """Every value that a percentage and the percentage points next to it imply for an earlier period."""
    found = []
    for index in range(1, len(figures)):
        level, step = figures[index - 1], figures[index]
        if (
            level.unit_id != "percent"
            or step.unit_id != "percentage_points"
            or step.start - level.end > _WINDOW
        ):
            continue
        between = text[level.end : step.start]
        against = None if _STOP.search(between) else _AGAINST.search(between)
        if against is None or level.qualifier or step.qualifier:
            continue
        sign = -1 if against["up"] else 1
        value = _exact(level) + sign * _exact(step)
        period = against["year"] or _year_before(level.time_period, against["base"])
        formula = f"{level.number} {'−' if sign < 0 else '+'} {step.number} = {_digits(value)}"
        reason = f"{against.group().strip()}{step.number}{step.unit}"
        found.append(
            Proposal(
                float(value),
                level.unit,
                level.unit_id,
                period,
                level.measure,
                formula,
                (index - 1, index),
                reason,
            )
        )
    return found


def _exact(figure: Figure) -> Fraction:
    return Fraction(str(figure.value))


def _digits(value: Fraction) -> str:
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def _year_before(period: str | None, base: str | None) -> str | None:
    """The same part of the year before; None where the base is no year or the period is not known."""
    if period is None or not base:
        return None
    return "/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in period.split("/"))

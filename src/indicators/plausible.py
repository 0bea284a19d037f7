"""Warnings: what may be true but is likelier a slip of the pen.

Each claim is set against the one before it of the same indicator, area, kind and span; nothing is compared across a
break. The thresholds are rules of thumb, named here; a claim that is right says why in `because:`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from indicators import periods
from indicators.findings import Columns, Finding, Group, span
from indicators.model import Catalogue
from indicators.reading import Trail

#: A factor between neighbours from which a misplaced decimal point is likelier than growth.
JUMP = 8
#: What a 万 or 亿 too many or too few makes of a number, give or take a factor of 3.
SLIPS = (10_000, 100_000_000)
#: Full-width characters in Chinese, characters in English that fit on a card.
SHORT_TITLE = {"zh": 12, "en": 28}

_GROWTH = re.compile("增速|增长|增幅|变化|同比|环比|加快")
_POINTS = re.compile(r"百分点|percentage points?|\bpp\b")
#: unit → the rule for a quote in the other one, what it must contain, what stands behind the number there
_OTHER_UNIT = {
    "percent": ("points_as_percent", _POINTS, re.compile(rf" ?个?(?:{_POINTS.pattern})")),
    "percentage_points": (
        "percent_as_points",
        re.compile("[%％]|per ?cent"),
        re.compile(" ?(?:[%％]|per ?cent(?!age point))"),
    ),
}
_SHARE = re.compile("占.*比|比重|比例|率$")


def neighbours(_catalogue: Catalogue, columns: Columns) -> Iterator[Finding]:
    """Jumps, 万/亿 slips and bounds that go back, against the claim before of the same indicator, area, kind and span."""
    cells = columns.cells
    order, sizes, hedges = list(range(len(cells))), columns.magnitudes, columns.qualifiers
    signs = columns.spread(map(_sign, columns.groups))
    if cells != sorted(cells):
        order.sort(key=cells.__getitem__)
        sizes, hedges = [sizes[index] for index in order], [hedges[index] for index in order]
        signs = [signs[index] for index in order]
    jumps = [
        at
        for at, (x, y) in enumerate(pairwise(sizes))
        if not (x < JUMP * y and y < JUMP * x) and x > 0 and y > 0
    ]
    backs = [
        at - 1
        for at, hedge in enumerate(hedges)
        if hedge and at and (sizes[at] - sizes[at - 1]) * signs[at] < 0
    ]
    up: dict[int, bool] = {}
    for at in jumps:
        if _comparable(columns, order[at], order[at + 1]):
            up[at] = sizes[at + 1] > sizes[at]
            if (
                up.get(at - 1, up[at]) is up[at]
            ):  # else it is back to where it was: only the one between is odd
                yield _explained(columns, order[at], _jump(columns, order[at], order[at + 1]))
    for at in backs:
        earlier, later = order[at], order[at + 1]
        if at not in up and _comparable(columns, earlier, later) and _is_backwards(columns, earlier, later):
            side = "below" if _sign(columns.group(later)) > 0 else "above"
            found = columns.find(later, "obs_value", "backwards", side=side, **_said(columns, earlier, later))
            yield _explained(columns, earlier, found)


def _comparable(columns: Columns, earlier: int, later: int) -> bool:
    """Whether two claims stand in one line: one indicator, kind, area and span, no break between.

    Rates of growth are not compared at all: they may be anything.
    """
    group, areas, times = columns.group(later), columns.areas, columns.times
    if not group.start <= earlier < group.end or _GROWTH.search(group.indicator.title.zh):
        return False
    if areas[earlier] != areas[later] or span(times[earlier]) != span(times[later]):
        return False
    first, last = periods.bounds(times[earlier])[0], periods.end(times[later])
    return not any(
        broken.ref_area in (None, columns.areas[later])
        and first < periods.bounds(broken.time_period)[0] <= last
        for broken in group.indicator.breaks
    )


def _explained(columns: Columns, earlier: int, found: Finding) -> Finding:
    """What is odd between two claims is explained by the reason that either of them gives."""
    return found if found.because else replace(found, because=columns.claims[earlier].because)


def _said(columns: Columns, earlier: int, later: int) -> dict[str, str]:
    said = {"value": columns.said(later), "neighbour": columns.said(earlier)}
    return {**said, "neighbour_period": columns.times[earlier]}


def _jump(columns: Columns, earlier: int, later: int) -> Finding:
    factor = columns.magnitudes[later] / columns.magnitudes[earlier]
    size = max(factor, 1 / factor)
    slip = next((slip for slip in SLIPS if slip / 3 <= size <= slip * 3), None)
    said = f"{slip or round(size):,}"
    return columns.find(
        later,
        "obs_value",
        "myriad_slip" if slip else "jump",
        factor=said if factor > 1 else f"1/{said}",
        **_said(columns, earlier, later),
    )


def _is_backwards(columns: Columns, earlier: int, later: int) -> bool:
    """Who knew of 22 last year would not say `more than 20` this year of what only rises."""
    rises, hedges = _sign(columns.group(later)) > 0, columns.qualifiers
    bound = ("more_than", "at_least") if rises else ("less_than", "at_most")
    return (
        hedges[later] in bound
        and hedges[earlier] in (None, *bound)
        and columns.times[earlier] != columns.times[later]
    )


def _sign(group: Group) -> int:
    """1 where a later bound is not lower, -1 where it is not higher, 0 where it may be either."""
    return 0 if group.is_target else {"up": 1, "down": -1, "none": 0}[group.indicator.direction]


# ---------------------------------------------------------------------------------------------- indicators


def shares(_catalogue: Catalogue, columns: Columns) -> Iterator[Finding]:
    """Shares above 100 %; rates of growth may be."""
    for group in columns.groups:
        title = group.indicator.title.zh
        if group.indicator.unit == "percent" and _SHARE.search(title) and not _GROWTH.search(title):
            sizes = columns.magnitudes[group.start : group.end]
            for index, size in enumerate(sizes, group.start) if max(sizes) > 100 else ():
                if size > 100:
                    yield columns.find(index, "obs_value", "share_over_100", value=columns.said(index))


def percent_or_points(_catalogue: Catalogue, columns: Columns) -> Iterator[Finding]:
    """A quote in percentage points under an indicator in per cent, and the reverse: 提高8个百分点 is no share of 8 %."""
    for group in columns.groups:
        wrong = _OTHER_UNIT.get(group.indicator.unit)
        if wrong is None:
            continue
        rule, sign, behind = wrong
        for index in range(group.start, group.end):
            quote, value = columns.claims[index].quote, columns.values[index]
            if any(quote[: at.start()].rstrip(" 个").endswith(value) for at in sign.finditer(quote)):
                found = [at.end() for at in re.finditer(rf"(?<![0-9.]){re.escape(value)}(?![0-9.])", quote)]
                if found and all(behind.match(quote, end) for end in found):
                    yield columns.find(index, "obs_value", rule, value=value, quote=quote)


def short_titles(catalogue: Catalogue, _columns: Columns) -> Iterator[Finding]:
    """Short titles that are too long to stand on a card."""
    for file, document in catalogue.files:
        for position, indicator in enumerate(document.indicators):
            title = indicator.short_title
            for lang, found, width in (("zh", title.zh, _width(title.zh)), ("en", title.en, len(title.en))):
                if width > SHORT_TITLE[lang]:
                    trail: Trail = ("indicators", position, "short_title", lang)
                    yield Finding(
                        file, trail, "short_title_long", {"found": found, "limit": str(SHORT_TITLE[lang])}
                    )


def _width(text: str) -> float:
    """The width of `text` in full-width characters."""
    return sum(1 if unicodedata.east_asian_width(char) in "WF" else 0.5 for char in text)

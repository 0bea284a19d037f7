"""The level of an area: what is compared with its like, and what only stands beside it."""

from __future__ import annotations

import re
from typing import Literal

from indicators.model import Catalogue

Level = Literal["nation", "region", "province", "city", "district"]

#: the levels that are ranked, each among its like; a nation and a region are what areas are held against
RANKED: tuple[Level, ...] = ("province", "city", "district")

_DIVISION = re.compile(r"[A-Z]{2}-[0-9]{2}([0-9]{2})([0-9]{2})")
_BELOW: dict[Level, Level] = {"nation": "province", "province": "city"}


def level(area: str, catalogue: Catalogue) -> Level:
    """The level that an area's id says: ISO 3166 countries and provinces, GB/T 2260 cities and districts, CN-X- regions.

    GB/T 2260 gives provinces 0000 and cities 00 at the end; a municipality's districts are districts. An id of another form
    is one level below its parent, a region where it has none.
    """
    _, _, rest = area.partition("-")
    if not rest:
        return "nation"
    if rest == "X" or rest.startswith("X-"):
        return "region"
    if code := _DIVISION.fullmatch(area):
        return "province" if code[1] == code[2] == "00" else "city" if code[2] == "00" else "district"
    if re.fullmatch("[A-Z]{1,3}", rest):
        return "province"
    known = catalogue.areas.get(area)
    if known is None or known.parent in (None, area):
        return "region"
    return _BELOW.get(level(known.parent, catalogue), "district") if known.parent else "region"

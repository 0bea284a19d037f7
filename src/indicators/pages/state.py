"""The state of a page, which is its address: what can be linked can be seen, and nothing else is remembered.

The parameters are short and readable: `?lang=en&indicator=gdp&area=CN-CQ~CN&at=CN-CQ~2022`. What stands for the
default is left out. `~` joins, because it is the one separator that a URL never has to encode; a range of periods
is written with the double hyphen that ISO 8601-1:2019 allows in place of the solidus (`2016--2020`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urlencode

from indicators import periods
from indicators.model import Catalogue, Kind, Language

Page = Literal["overview", "explore", "data"]

HOME_AREA = "CN-CQ"
PATHS: dict[Page, str] = {"overview": "./", "explore": "./explore", "data": "./data"}
KINDS: tuple[Kind, ...] = ("actual", "target", "derived")

_PERIOD = re.compile(periods.PATTERN)
_KNOWN = {
    "lang", "indicator", "area", "at", "q", "theme", "kind", "source", "page",
}  # fmt: skip
_AT_LENGTHS = range(2, 5)


@dataclass(frozen=True)
class At:
    """One claim of an indicator: its cell, whether it is a target, and the source where it is not the one shown."""

    area: str
    period: str
    target: bool = False
    source: str | None = None

    def __str__(self) -> str:
        """The claim as it stands in the address."""
        parts = [self.area, self.period.replace("/", "--")]
        parts += ["target"] if self.target else []
        parts += [self.source] if self.source else []
        return "~".join(parts)

    @staticmethod
    def parse(text: str) -> At | None:
        """The claim for `CN-CQ~2022`, `CN-CQ~2025~target~source-id`; `|` joins as well. None for anything else."""
        parts = re.split(r"[~|]", text)
        if len(parts) not in _AT_LENGTHS:
            return None
        area, period, *rest = parts
        period = period.replace("--", "/")
        if not _PERIOD.match(period):
            return None
        target = False
        if rest and rest[0] in KINDS:
            target = rest.pop(0) == "target"
        return At(area, period, target, rest[0] if rest else None) if len(rest) < 2 else None


@dataclass(frozen=True)
class State:
    """What a page shows.

    `implied` are the areas that an address which names none stands for; `ignored` holds the parameters that were not
    understood.
    """

    page: Page = "overview"
    lang: Language = "zh"
    indicator: str | None = None
    areas: tuple[str, ...] = ()
    at: At | None = None
    query: str = ""
    theme: str | None = None
    kind: Kind | None = None
    source: str | None = None
    number: int = 1
    implied: tuple[str, ...] = ()
    ignored: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def area(self) -> str:
        """The area that comes first; the home area where the address names none."""
        return self.areas[0] if self.areas else HOME_AREA

    def params(self) -> dict[str, str]:
        """The parameters that make up this state on its page, defaults left out."""
        wanted: dict[str, str | None] = {"lang": "en" if self.lang == "en" else None}
        if self.page == "overview":
            wanted["area"] = self.area if self.area != HOME_AREA else None
        elif self.page == "explore":
            wanted["indicator"] = self.indicator
            wanted["area"] = "~".join(self.areas) if self.areas != self.implied else None
            wanted["at"] = str(self.at) if self.at else None
        else:
            wanted |= {"q": self.query or None, "theme": self.theme, "kind": self.kind}
            wanted |= {"area": self.areas[0] if self.areas else None, "source": self.source}
            wanted["page"] = str(self.number) if self.number > 1 else None
        return {name: value for name, value in wanted.items() if value}

    def link(self, page: Page | None = None, **changes: object) -> str:
        """The address of this state with `changes`, on `page`. Relative, so that it works under any base path."""
        other = replace(self, page=page or self.page, **changes)  # type: ignore[arg-type]
        query = urlencode(other.params())
        return PATHS[other.page] + (f"?{query}" if query else "")


def read(page: Page, query: Mapping[str, str], catalogue: Catalogue | None) -> State:
    """The state for a page and the parameters of its address. What is not understood is left out and noted.

    Args:
        page: the page.
        query: the parameters.
        catalogue: says which indicators, areas, themes and sources there are; None when it could not be read.
    """
    ignored = [
        (name, value) for name, value in query.items() if name not in _KNOWN and not name.startswith("embed")
    ]
    lang: Language = "en" if query.get("lang") == "en" else "zh"
    if query.get("lang", "zh") not in ("zh", "en"):
        ignored.append(("lang", query["lang"]))
    state = State(page, lang)
    if catalogue is None:
        return state

    def known(name: str, records: Mapping[str, object]) -> str | None:
        value = query.get(name) or None
        if value is not None and value not in records:
            ignored.append((name, value))
            return None
        return value

    indicator = known("indicator", catalogue.indicators)
    areas = tuple(dict.fromkeys(part for part in query.get("area", "").split("~") if part in catalogue.areas))
    ignored += [
        ("area", part) for part in query.get("area", "").split("~") if part and part not in catalogue.areas
    ]
    at = At.parse(query["at"]) if query.get("at") else None
    if query.get("at") and (at is None or at.area not in catalogue.areas):
        ignored.append(("at", query["at"]))
        at = None
    kind = next((kind for kind in KINDS if kind == query.get("kind")), None)
    if query.get("kind") and kind is None:
        ignored.append(("kind", query["kind"]))
    number = int(query["page"]) if re.fullmatch(r"[1-9][0-9]{0,4}", query.get("page", "")) else 1
    if query.get("page") and str(number) != query["page"]:
        ignored.append(("page", query["page"]))
    return replace(
        state,
        indicator=indicator,
        areas=areas,
        at=at,
        query=query.get("q", "").strip()[:200],
        theme=known("theme", catalogue.themes),
        kind=kind,
        source=known("source", catalogue.sources),
        number=number,
        ignored=tuple(ignored),
    )

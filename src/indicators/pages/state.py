"""The state of a page, which is its address: what can be linked can be seen, and nothing else is remembered.

The parameters are short and readable: `?lang=en&indicator=gdp&area=CN-CQ~CN&at=CN-CQ~2022`. What stands for the
default is left out. `~` joins, because it is the one separator that a URL never has to encode; a range of periods
is written with the double hyphen that ISO 8601-1:2019 allows in place of the solidus (`2016--2020`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, cast, get_args
from urllib.parse import urlencode

from indicators import periods
from indicators.charts import HOME_AREA
from indicators.model import Catalogue, Kind, Language

Page = Literal["overview", "explore", "conflicts", "compare", "sources", "coverage", "data", "basket"]
ChartKind = Literal["line", "bar", "slope", "dot", "multiples"]
Transform = Literal["change", "percent", "points", "cagr", "index"]

PAGES: tuple[Page, ...] = get_args(Page)
#: those that the navigation lists; the basket has a place of its own
NAVIGATION = tuple(page for page in PAGES if page != "basket")
KINDS: tuple[Kind, ...] = get_args(Kind)
SOURCE_KINDS = ("letter", "plan", "bulletin", "report", "press")

#: the parameters that a page understands besides `lang` and `asof`; another page's are no error, they are left out
PARAMETERS: dict[Page, tuple[str, ...]] = {
    "overview": ("area",),
    "explore": ("indicator", "area", "chart", "as", "base", "axes", "scale", "focus", "at"),
    "conflicts": ("area", "theme", "kind", "show"),
    "compare": ("indicator", "period", "area", "show"),
    "sources": ("q", "area", "kind", "source", "show"),
    "coverage": ("area", "theme", "indicator", "period", "show"),
    "data": ("q", "theme", "kind", "area", "source", "page"),
    "basket": ("charts",),
}
_KNOWN = {"lang", "asof", "receipt"}.union(*PARAMETERS.values())
_PERIOD = re.compile(periods.PATTERN)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AT_LENGTHS = range(2, 5)
_CODE = 1000  # characters of a chart’s code at most; one of forty indicators has 200


@dataclass(frozen=True)
class At:
    """One claim of an indicator: its cell, whether it is a target, and the source where it is not the one shown."""

    area: str
    period: str
    target: bool = False
    source: str | None = None

    def __str__(self) -> str:
        """The claim as it stands in the address."""
        parts = [self.area, _joined(self.period)]
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
        if not _is_period(period):
            return None
        target = False
        if rest and rest[0] in KINDS:
            target = rest.pop(0) == "target"
        return At(area, period, target, rest[0] if rest else None) if len(rest) < 2 else None


@dataclass(frozen=True)
class State:
    """What a page shows.

    Attributes:
        page: which one.
        lang: the language of every word.
        indicators: what is shown, the first being the main one.
        areas: likewise; what an address that names none stands for is in `implied`.
        as_of: show what was known on that day.
        at: the claim whose evidence is shown; it belongs to `focus`, where several indicators are shown.
        focus: see `at`.
        chart: the kind of chart; the one that fits when absent.
        transform: what is drawn instead of the values themselves.
        base: the period that a transform counts from.
        shared: one axis for all panels.
        log: a logarithmic axis.
        period: the period that areas are compared in.
        query: what is searched for.
        theme: only this theme.
        kind: only this kind of claim or of source.
        source: only this source.
        show: a page's own switch.
        number: the page of a long table.
        charts: the codes of the charts in the basket, as they stand in the address.
        receipt: the fingerprint of the receipt that led here. It is of this view and no other: no link carries it on.
        dark: the reader's theme; like `narrow` told by the browser, not by the address.
        narrow: whether the screen is that of a telephone.
        implied: areas that an address without any stands for.
        ignored: the parameters that were not understood.
    """

    page: Page = "overview"
    lang: Language = "zh"
    indicators: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    as_of: date | None = None
    at: At | None = None
    focus: str | None = None
    chart: ChartKind | None = None
    transform: Transform | None = None
    base: str | None = None
    shared: bool = False
    log: bool = False
    period: str | None = None
    query: str = ""
    theme: str | None = None
    kind: str | None = None
    source: str | None = None
    show: str = ""
    number: int = 1
    charts: tuple[str, ...] = ()
    receipt: str = field(default="", compare=False)
    dark: bool = field(default=False, compare=False)
    narrow: bool = field(default=False, compare=False)
    implied: tuple[str, ...] = ()
    ignored: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def indicator(self) -> str | None:
        """The indicator that comes first."""
        return self.indicators[0] if self.indicators else None

    @property
    def area(self) -> str:
        """The area that comes first; the home area where the address names none."""
        return self.areas[0] if self.areas else HOME_AREA

    def params(self) -> dict[str, str]:
        """The parameters that make up this state on its page, defaults left out."""
        areas = "~".join(self.areas) if self.areas != self.implied else None
        if self.page == "overview" and areas == HOME_AREA:
            areas = None
        wanted: dict[str, str | None] = {
            "q": self.query,
            "indicator": "~".join(self.indicators),
            "area": areas,
            "period": _joined(self.period or ""),
            "chart": self.chart,
            "as": self.transform,
            "base": _joined(self.base or ""),
            "axes": "shared" if self.shared else None,
            "scale": "log" if self.log else None,
            "theme": self.theme,
            "kind": self.kind,
            "source": self.source,
            "show": self.show,
            "focus": self.focus,
            "at": str(self.at) if self.at else None,
            "page": str(self.number) if self.number > 1 else None,
            "charts": "~".join(self.charts),
        }
        shown = {
            "lang": "en" if self.lang == "en" else None,
            "asof": self.as_of.isoformat() if self.as_of else None,
        }
        shown |= {name: wanted[name] for name in wanted if name in PARAMETERS[self.page]}
        return {name: value for name, value in shown.items() if value}

    def link(self, page: Page | None = None, **changes: object) -> str:
        """The address of this state with `changes`, on `page`. Relative, so that it works under any base path."""
        other = replace(self, page=page or self.page, **changes)  # type: ignore[arg-type]
        query = urlencode(other.params(), safe="~")
        return path(other.page) + (f"?{query}" if query else "")

    def hidden(self, *without: str) -> list[tuple[str, str]]:
        """The parameters as the hidden fields of a form that sets those named in `without` itself."""
        return [(name, value) for name, value in self.params().items() if name not in without]


def path(page: Page) -> str:
    """The relative address of a page."""
    return "./" if page == "overview" else f"./{page}"


def read(page: Page, query: Mapping[str, str], catalogue: Catalogue | None) -> State:
    """The state for a page and the parameters of its address. What is not understood is left out and noted.

    Args:
        page: the page.
        query: the parameters.
        catalogue: says which indicators, areas, themes and sources there are; None when it could not be read.
    """
    order = list(query)
    ignored = [
        (name, value) for name, value in query.items() if name not in _KNOWN and not name.startswith("embed")
    ]

    def one(name: str, allowed: object) -> str | None:
        value = query.get(name) or None
        if value is None or value in allowed:  # type: ignore[operator]
            return value
        ignored.append((name, value))
        return None

    def several(name: str, records: Mapping[str, object]) -> tuple[str, ...]:
        parts = [part for part in query.get(name, "").split("~") if part]
        ignored.extend((name, part) for part in parts if part not in records)
        return tuple(dict.fromkeys(part for part in parts if part in records))

    def period(name: str) -> str | None:
        value = query.get(name, "").replace("--", "/")
        if not value or _is_period(value):
            return value or None
        ignored.append((name, query[name]))
        return None

    lang: Language = "en" if one("lang", ("zh", "en")) == "en" else "zh"
    if catalogue is None:
        return State(page, lang, ignored=tuple(ignored))
    as_of = None
    if query.get("asof"):
        as_of = _day(query["asof"])
        if as_of is None:
            ignored.append(("asof", query["asof"]))
    at = At.parse(query["at"]) if query.get("at") else None
    if query.get("at") and (at is None or at.area not in catalogue.areas):
        ignored.append(("at", query["at"]))
        at = None
    number = int(query["page"]) if re.fullmatch(r"[1-9][0-9]{0,4}", query.get("page", "")) else 1
    if query.get("page") and str(number) != query["page"]:
        ignored.append(("page", query["page"]))
    show = query.get("show", "")
    if show and not re.fullmatch(r"[a-z]{1,20}", show):
        ignored.append(("show", show))
        show = ""
    return State(
        page,
        lang,
        indicators=several("indicator", catalogue.indicators),
        areas=several("area", catalogue.areas),
        as_of=as_of,
        at=at,
        focus=one("focus", catalogue.indicators),
        chart=cast("ChartKind | None", one("chart", get_args(ChartKind))),
        transform=cast("Transform | None", one("as", get_args(Transform))),
        base=period("base"),
        shared=one("axes", ("shared", "free")) == "shared",
        log=one("scale", ("log", "linear")) == "log",
        period=period("period"),
        query=query.get("q", "").strip()[:200],
        theme=one("theme", catalogue.themes),
        kind=one("kind", SOURCE_KINDS if page == "sources" else KINDS),
        source=one("source", catalogue.sources),
        show=show,
        number=number,
        charts=codes(query.get("charts", "")),
        receipt=query.get("receipt", "") if re.fullmatch("[0-9A-Z]{5}", query.get("receipt", "")) else "",
        ignored=tuple(sorted(ignored, key=lambda pair: order.index(pair[0]))),
    )


def codes(text: str) -> tuple[str, ...]:
    """The codes of charts in a parameter, each once; what they show is for others to say."""
    parts = (part.strip()[:_CODE] for part in text.split("~"))
    return tuple(dict.fromkeys(part for part in parts if part))


def _joined(period: str) -> str:
    return period.replace("/", "--")


def _is_period(text: str) -> bool:
    if not _PERIOD.match(text):
        return False
    try:
        periods.bounds(text)
    except ValueError:
        return False
    return True


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

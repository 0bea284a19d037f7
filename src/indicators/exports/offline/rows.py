"""What an offline page writes under each chart: a row for every claim, and the numbers of its sources in the list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indicators.charts import View, evidence_id
from indicators.charts.ranked import Dot
from indicators.charts.scene import Point
from indicators.exports.evidence import Evidence
from indicators.exports.exhibit import Exhibit
from indicators.model import Language, Source
from indicators.wording import citations, tr


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in the table: its name in the chart, its sign, its words, and the numbers of its sources in the list."""

    name: str
    sign: str
    beside: bool
    evidence: Evidence
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A source in the list at the end: both citations, how to find it, the language of its words."""

    number: int
    source: Source
    gbt: str
    apa: tuple[str, str, str]
    reach: str
    language: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit on the page. `places` and `titles` say whether a row has to name its area and its indicator."""

    number: int
    exhibit: Exhibit
    rows: tuple[Row, ...]
    places: bool
    titles: bool
    measure: str
    link: str

    @property
    def main(self) -> Row | None:
        """The claim that a chart of one number shows."""
        return next((row for row in self.rows if row.sign not in ("agreeing", "conflicting")), None)

    @property
    def others(self) -> list[Row]:
        """What else is said about it."""
        return [row for row in self.rows if row is not self.main]


def shown(number: int, exhibit: Exhibit, numbers: Mapping[str, int]) -> Shown:
    """An exhibit with its rows.

    Args:
        number: its place on the page, from 1.
        exhibit: what is shown.
        numbers: the numbers of sources by id.
    """
    found = exhibit.evidence
    return Shown(
        number,
        exhibit,
        tuple(_rows(exhibit, numbers)),
        places=len({each.area for each in found}) > 1,
        titles=len({each.title for each in found}) > 1,
        measure=tr("Computed", exhibit.lang) if any(each.result or each.sum for each in found) else "",
        link=exhibit.link if exhibit.link.startswith(("http://", "https://")) else "",
    )


def _rows(exhibit: Exhibit, numbers: Mapping[str, int]) -> Iterator[Row]:
    subject = exhibit.subject
    named = isinstance(subject, View) and len(subject.indicators) > 1
    drawn = {(point.claim.indicator, point.claim.order): point for point in _points(exhibit)}
    for each in exhibit.evidence:
        claim = each.claim
        point = drawn[claim.indicator, claim.order]
        cited = dict.fromkeys(part.source for part in (claim, *claim.parents) if part.source)
        yield Row(
            evidence_id(claim, named),
            _sign(point),
            bool(point.track) if isinstance(point, Point) else not point.ranked,
            each,
            tuple(numbers[source.id] for source in cited),
        )


def _points(exhibit: Exhibit) -> list[Point | Dot]:
    scene, plan = exhibit.panel.scene, exhibit.panel.plan
    found: list[Point | Dot] = list(scene.points) if scene else []
    return found + [point for row in (plan.rows if plan else ()) for point in row.points]


def _sign(point: Point | Dot) -> str:
    """The sign of a mark; a bound's says to which side the truth lies."""
    return ("more" if point.towards > 0 else "less") if point.mark == "bound" else point.mark


def listed(sources: Sequence[Source], lang: Language) -> list[Listed]:
    """The list of sources, numbered from 1 in the order in which the charts cite them."""
    return [
        Listed(
            n,
            source,
            citations.gbt7714(source),
            _apa(source),
            citations.reach(source, lang),
            language(source.title),
        )
        for n, source in enumerate(sources, 1)
    ]


def _apa(source: Source) -> tuple[str, str, str]:
    """The APA citation before, in and behind the part in italics."""
    title = citations.apa_title(source)
    before, found, after = (
        citations.apa(source).partition(title) if title else (citations.apa(source), "", "")
    )
    return before, found, after


def language(text: str) -> str:
    """The language tag of a source's own words, for fonts and screen readers."""
    return "zh-CN" if any("一" <= letter <= "鿿" for letter in text) else "en"

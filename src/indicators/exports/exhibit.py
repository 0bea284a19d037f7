"""An exhibit: one chart with everything that has to stand beside it, whatever kind of file it goes into.

Every format is made from exhibits and adds nothing of its own, so that a slide, a sheet and a picture say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators import charts, ranking, wording
from indicators.charts import Comparison, Panel, View
from indicators.charts import ranking as ranked_chart
from indicators.charts.panels import grouped
from indicators.charts.tracks import tracks
from indicators.exports import receipts
from indicators.exports.evidence import Evidence, evidence, source_line
from indicators.exports.receipts import Subject
from indicators.model import Catalogue, Indicator, Language, Source
from indicators.wording import ranking as ranked_words
from indicators.wording import tr


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One chart with what is said around it.

    Attributes:
        subject: what is shown, as one chart.
        panel: the chart as the screen has it; `drawn` makes it for another room.
        sentence: its title, a whole sentence with the hedge of every number.
        name: indicator and area, short: the name of a file, a line in a list.
        evidence: every claim drawn, the values of each line in time order, then targets and other sources' claims.
        sources: the documents behind them, each once.
        source_line: the line under the chart; every format prints it.
        notes: what is to be known: what is not drawn, and why.
        code: the receipt, see `receipts`.
        fingerprint: of the claims drawn.
        link: the address that opens exactly this view; empty where the dashboard's address is not known.
    """

    subject: Subject
    panel: Panel
    sentence: str
    name: str
    evidence: tuple[Evidence, ...]
    sources: tuple[Source, ...]
    source_line: str
    notes: tuple[str, ...]
    code: str
    fingerprint: str
    link: str

    @property
    def lang(self) -> Language:
        """The language of every word."""
        return self.subject.lang

    @property
    def receipt(self) -> str:
        """Code and fingerprint as they are printed: `3K7Q-…-9M2A.4TXBP`."""
        return f"{self.code}.{self.fingerprint}"

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids of the indicators shown."""
        return self.subject.indicators if isinstance(self.subject, View) else (self.subject.indicator,)


def exhibits(
    catalogue: Catalogue, subjects: Sequence[Subject], today: date, address: str = ""
) -> Iterator[Exhibit]:
    """The charts of some views, one exhibit for each, in order; a view that needs several charts gives several.

    Args:
        catalogue: where to look.
        subjects: what to show. What has nothing to draw is left out.
        today: the reader's day.
        address: where the dashboard is reached (`http://host:8501`), for links; none are made without it.

    Raises:
        KeyError: there is no such indicator.
    """
    for subject in subjects:
        if isinstance(subject, Comparison):
            found = _compared(catalogue, subject, address)
            if found:
                yield found
        else:
            for view in alone(catalogue, subject):
                yield _over_time(catalogue, view, today, address)


def drawn(
    catalogue: Catalogue, exhibit: Exhibit, today: date, room: tuple[int, int], dark: bool = False
) -> Panel:
    """The exhibit's chart laid out for a room, in points at 12 pt labels.

    Args:
        catalogue: where to look.
        exhibit: what is shown.
        today: the reader's day.
        room: width and height that the chart fills.
        dark: the dark palette.
    """
    subject = replace(exhibit.subject, room=room, dark=dark)
    if isinstance(subject, Comparison):
        return ranked_chart.panel(catalogue, _ranking(catalogue, subject), subject)
    return charts.figures(catalogue, subject, subject.as_of or today)[0]


def alone(catalogue: Catalogue, view: View) -> Iterator[View]:
    """The views of single charts that a view consists of; nothing where there is nothing to draw.

    A file or a slide holds one chart, and has more room than one of several panels on a screen.
    """
    found = tracks(catalogue, view)
    groups = grouped(found, view)
    if len(groups) == 1 and view.kind != "multiples":
        yield view
        return
    kind = None if view.kind == "multiples" else view.kind
    for group in groups:
        names = tuple(dict.fromkeys(track.indicator.id for track in group))
        areas = tuple(dict.fromkeys(track.area for track in group))
        part = replace(view, indicators=names, areas=areas, kind=kind, shared=False)
        if len(group) == len(groups[0]) == len(found) or len(grouped(tracks(catalogue, part), part)) == 1:
            yield part
        else:  # indicators and areas that do not fit together crosswise
            for track in group:
                yield replace(part, indicators=(track.indicator.id,), areas=(track.area,))


# ------------------------------------------------------------------------------------------------ over time


def _over_time(catalogue: Catalogue, view: View, today: date, address: str) -> Exhibit:
    day = view.as_of or today
    panel = charts.figures(catalogue, view, day)[0]
    found = panel.scene.tracks if panel.scene else ()
    shown: dict[tuple[str, int], Evidence] = {}
    for point in panel.scene.points if panel.scene else ():
        track = found[point.track]
        cell = next(cell for cell in track.cells if any(point.claim is each for each in cell.claims))
        key = point.claim.indicator, point.claim.order
        if key not in shown:
            shown[key] = evidence(catalogue, view.lang, cell, point.claim, mark=point.mark, track=track)
    names = list(dict.fromkeys(catalogue.indicators[name].short_title(view.lang) for name in view.indicators))
    places = [catalogue.areas[area].title(view.lang) for area in view.areas if area in catalogue.areas]
    return _exhibit(
        view,
        panel,
        tuple(shown.values()),
        sentence=charts.lead(catalogue, view, found, day),
        name=_name(names, places, view.lang),
        notes=(*panel.notes, *_breaks(panel, view.lang)),
        address=address,
    )


def _breaks(panel: Panel, lang: Language) -> Iterator[str]:
    """The breaks of definition in the chart: what stands at their hairlines."""
    for line in panel.scene.breaks if panel.scene else ():
        yield tr("{label}: {value}", lang, label=line.period, value=line.words)


# ------------------------------------------------------------------------------------------------ areas in order


def _ranking(catalogue: Catalogue, shown: Comparison) -> ranking.Ranking:
    return ranking.rank(
        catalogue, shown.indicator, shown.period, shown.area, wanted=shown.level or "", as_of=shown.as_of
    )


def _compared(catalogue: Catalogue, shown: Comparison, address: str) -> Exhibit | None:
    found = _ranking(catalogue, shown)
    if not ranked_chart.drawable(found):
        return None
    lang = shown.lang
    panel = ranked_chart.panel(catalogue, found, shown)
    claims = [
        evidence(catalogue, lang, row.cell, point.claim, mark=point.mark)
        for row in (panel.plan.rows if panel.plan else ())
        for point in row.points
    ]
    title = catalogue.indicators[shown.indicator].short_title(lang)
    period = wording.period(shown.period, lang)
    name = _name([title], [tr("areas compared, {period}", lang, period=period)], lang)
    return _exhibit(
        shown,
        panel,
        tuple(claims),
        sentence=ranked_words.lead(found, catalogue, lang),
        name=name,
        notes=panel.notes,
        address=address,
    )


# ------------------------------------------------------------------------------------------------ both


def _exhibit(
    subject: Subject,
    panel: Panel,
    shown: tuple[Evidence, ...],
    *,
    sentence: str,
    name: str,
    notes: tuple[str, ...],
    address: str,
) -> Exhibit:
    code = receipts.code(subject)
    cited = [
        claim.source
        for each in shown
        for claim in (each.claim, *each.claim.parents)
        if claim.source is not None
    ]
    return Exhibit(
        subject,
        panel,
        sentence,
        name,
        shown,
        tuple({source.id: source for source in cited}.values()),
        source_line(shown, subject.lang, subject.as_of),
        notes,
        code,
        receipts.fingerprint(each.claim for each in shown),
        f"{address.rstrip('/')}/r/{code}" if address else "",
    )


def _name(titles: Sequence[str], places: Sequence[str], lang: Language) -> str:
    comma = "、" if lang == "zh" else ", "
    return f"{comma.join(titles[:3])} {comma.join(places[:3])}".strip()


def definitions(catalogue: Catalogue, shown: Sequence[Exhibit]) -> list[Indicator]:
    """The indicators of some exhibits, each once, in order."""
    return [
        catalogue.indicators[name] for name in dict.fromkeys(n for each in shown for n in each.indicators)
    ]

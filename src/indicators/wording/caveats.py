"""What must be known before areas are compared, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indicators import ranking as core
from indicators.model import Catalogue, Language
from indicators.ranking import Caveat, Ranking
from indicators.series import Cell, Claim
from indicators.wording import clauses, evidence, labels, numbers, targets, times
from indicators.wording.messages import tr
from indicators.wording.ranking import said_place


def caveat(found: Caveat, ranking: Ranking, catalogue: Catalogue, lang: Language) -> Iterator[str]:
    """The sentences of a caveat: one for all its areas, or one an area where each needs its own words."""
    period = times.period(ranking.time_period, lang)
    match found.kind:
        case "conflict":
            yield from (_conflict(cell, ranking, catalogue, lang) for cell in found.cells)
        case "redefined":
            for cell, broken in zip(found.cells, found.breaks, strict=True):
                yield tr(
                    "{area} counts something else since {period} ({title}); the others may not.",
                    lang,
                    area=_area(cell, catalogue, lang),
                    period=times.period(broken.time_period, lang),
                    title=broken.title(lang),
                )
        case "tentative":
            said = [_status(cell, catalogue, lang) for cell in found.cells]
            yield tr("Not final: {areas}.", lang, areas=targets.listed(said, lang))
        case "derived":
            yield tr(
                "Computed from other figures: {areas}.", lang, areas=_areas(found.cells, catalogue, lang)
            )
        case "unstated":
            yield from _unstated(found.cells, period, catalogue, lang)
        case "reliability":
            yield tr(
                "The sources are not equally close to the official page: {areas}.",
                lang,
                areas=targets.listed([_reliability(cell, catalogue, lang) for cell in found.cells], lang),
            )
        case "about":
            areas = _areas(found.cells, catalogue, lang)
            yield tr("“About” guarantees no bounds: {areas} may have any place.", lang, areas=areas)
        case "rounding":
            areas = _areas(found.cells, catalogue, lang)
            yield tr(
                "The figures of {areas} differ by less than their printed digits tell; their order is that of the digits.",
                lang,
                areas=areas,
            )
        case "levels":
            areas = _areas(found.cells, catalogue, lang)
            yield tr("Not ranked, since of another level: {areas}.", lang, areas=areas)
        case "dates":
            areas = _areas(found.cells, catalogue, lang)
            yield tr(
                "No figure for {period}, shown with an earlier one and not ranked: {areas}.",
                lang,
                period=period,
                areas=areas,
            )
        case "kinds":
            said = [_dated(cell, catalogue, lang) for cell in found.cells]
            yield tr(
                "Of another kind of period than {period}: {areas}.",
                lang,
                period=period,
                areas=targets.listed(said, lang),
            )
        case "broken":
            for cell, broken in zip(found.cells, found.breaks, strict=True):
                yield tr(
                    "{area}: the figure for {period} is left out, since something else is counted from {start} on ({title}).",
                    lang,
                    area=_area(cell, catalogue, lang),
                    period=times.period(cell.best.time_period, lang),
                    start=times.period(broken.time_period, lang),
                    title=broken.title(lang),
                )


def _conflict(cell: Cell, ranking: Ranking, catalogue: Catalogue, lang: Language) -> str:
    """Who contradicts, and which place that would mean where it is another."""
    values = targets.listed(targets.contradictions(cell, catalogue, lang), lang)
    text = tr(
        "{area}: sources differ, another says {values}",
        lang,
        area=_area(cell, catalogue, lang),
        values=values,
    )
    entry = next((entry for entry in ranking.entries if entry.cell is cell), None)
    stop = "。" if lang == "zh" else "."
    if entry is None or len(ranking.entries) < 2:
        return text + stop
    count = len(ranking.entries)
    other: dict[str, Claim] = {}
    for claim in cell.conflicting:
        if (place := core.instead(ranking, entry, claim.quantity)) != entry.place:
            other.setdefault(said_place(place, count, lang), claim)
    for said, claim in other.items():
        value = numbers.claim(claim, catalogue, lang)
        text += ("；" if lang == "zh" else "; ") + tr(
            "by {value} its place is {place}", lang, value=value, place=said
        )
    return text + stop


def _unstated(cells: Sequence[Cell], period: str, catalogue: Catalogue, lang: Language) -> Iterator[str]:
    by_date = [cell for cell in cells if evidence.dated_by_source(cell.best)]
    by_other = [cell for cell in cells if cell not in by_date]
    if by_date:
        areas = _areas(by_date, catalogue, lang)
        yield tr("The source states no period and its own date stands in: {areas}.", lang, areas=areas)
    if by_other:
        areas = _areas(by_other, catalogue, lang)
        yield tr(
            "The source states no period; {period} is read from its context: {areas}.",
            lang,
            period=period,
            areas=areas,
        )


def _area(cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    return clauses.Voice(catalogue, lang).area(cell.best.ref_area)


def _areas(cells: Sequence[Cell], catalogue: Catalogue, lang: Language) -> str:
    return targets.listed([_area(cell, catalogue, lang) for cell in cells], lang)


def _status(cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    return labels.with_status(_area(cell, catalogue, lang), cell.best, lang)


def _reliability(cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    sources = [part.source for part in (cell.best, *cell.best.parents) if part.source]
    said = dict.fromkeys(labels.reliability(source, lang) for source in sources)
    words = targets.listed(list(said), lang)
    return tr("{value} ({status})", lang, value=_area(cell, catalogue, lang), status=words)


def _dated(cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    period = times.period(cell.best.time_period, lang)
    return tr("{value} ({period})", lang, value=_area(cell, catalogue, lang), period=period)

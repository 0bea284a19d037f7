"""The words around a ranking's chart: what hovers over a mark, the caption, the legend."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.charts import words
from indicators.charts.labels import text_width
from indicators.charts.ranked import Dot, Plan
from indicators.look import Palette
from indicators.model import Catalogue, Language
from indicators.ranking import Ranking, smallest_first
from indicators.wording import clauses, labels, numbers, targets, times
from indicators.wording.messages import tr


def hover(point: Dot, catalogue: Catalogue, lang: Language) -> str:
    """Value with hedge and unit, area, period and nature, who says it and in which document."""
    claim, source = point.claim, point.claim.source
    voice = clauses.Voice(catalogue, lang)
    stated = claim.observation.period_stated if claim.observation else True
    nature = labels.kind(claim, lang)
    if point.mark in ("agreeing", "conflicting"):
        nature = tr(f"another source, {point.mark}", lang)
    lines = [" · ".join((voice.area(claim.ref_area), times.period(claim.time_period, lang, stated), nature))]
    if source:
        dated = (source.issuer, times.date(source.date, lang)) if source.date else (source.issuer,)
        lines += words.wrapped(" · ".join(dated), 300)
        lines += [source.document_number] if source.document_number else []
    else:
        lines += words.wrapped(claim.formula, 300)
    lines.append(tr("Click for evidence", lang))
    return "<br>".join([f"<b>{words.plain(str(voice.value(claim)))}</b>", *map(words.plain, lines)])


def caption(what: Plan, ranking: Ranking, catalogue: Catalogue, lang: Language) -> str:
    """Unit, period, order, and what must be known about the axis."""
    indicator = ranking.indicator
    parts = [tr("Unit: {unit}", lang, unit=numbers.unit_title(indicator, catalogue, lang, what.mult))]
    parts.append(times.period(ranking.time_period, lang))
    if len(ranking.entries) > 1 and indicator.unit != "rank":
        parts.append(tr("smallest first" if smallest_first(indicator) else "largest first", lang))
    if not what.from_zero and indicator.unit != "rank":
        parts.append(words.lower(tr("The axis does not start at zero", lang)))
    if what.left_out:
        voice = clauses.Voice(catalogue, lang)
        said = [f"{voice.area(cell.best.ref_area)} {voice.value(cell.best)}" for cell in what.left_out]
        parts.append(tr("too large for the scale: {areas}", lang, areas=targets.listed(said, lang)))
    return " · ".join(parts)


def legend(what: Plan, lang: Language, colours: Palette) -> list[str]:
    """Sign and words of the marks present that do not explain themselves, in lines that fit."""
    lines: list[list[str]] = [[]]
    used = 0.0
    for sign, tone, message in _signs(what):
        text = tr(message, lang)
        width = text_width(f"{sign} {text}") + 14
        if lines[-1] and used + width > what.width - 8:
            lines.append([])
            used = 0
        used += width
        lines[-1].append(f'<span style="color:{getattr(colours, tone)}">{sign}</span> {words.plain(text)}')
    return ["   ".join(line) for line in lines if line]


def _signs(what: Plan) -> Iterator[tuple[str, str, str]]:
    points = [point for row in what.rows for point in row.points]
    present = {point.mark for point in points}
    several = len({(point.mark, point.ranked, point.towards) for point in points}) > 1
    if several and any(point.ranked and point.mark == "printed" for point in points):
        yield "●", "accent", "as printed"
    if any(point.towards > 0 and point.mark in ("bound", "derived") for point in points):
        yield "○→", "accent", "lower bound"
    if any(point.towards < 0 and point.mark in ("bound", "derived") for point in points):
        yield "←○", "accent", "upper bound"
    if "about" in present:
        yield "◉", "accent", "approximate"
    if "derived" in present:
        yield "○", "accent", "derived"
    if "agreeing" in present:
        yield "◌", "second", "another source, agreeing"
    if "conflicting" in present:
        yield "◌", "conflict", "another source, conflicting"
    if not all(point.ranked for point in points):
        yield "■", "third", "not ranked"

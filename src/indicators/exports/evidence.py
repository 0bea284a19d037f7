"""What is said about every claim that a chart draws, and the line that names its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators import wording
from indicators.charts.points import Mark
from indicators.charts.tracks import Track
from indicators.model import Catalogue, Language
from indicators.series import Cell, Claim
from indicators.transforms import Value
from indicators.wording import Said, tr, trn
from indicators.wording import transforms as computed

_NAMED = 3  # sources that a source line names


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim that is drawn, in words.

    Attributes:
        claim: the claim.
        mark: the sign that stands for it.
        title: the indicator, short.
        area: the area.
        period: its period.
        said: its value.
        result: what became of it in a transformed view; None where nothing is transformed.
        sum: the sum behind the result.
        nature: actual, target or derived, and whether it is final; of another source, whether it agrees.
        remark: what else is to be known: what contradicts it, that its period is not stated.
        quote: what stands before, in and after the number in the source's sentence; None for a derived value.
        formula: how a derived value is computed; empty for others.
        by: who says it, short: the document number, else the issuer and the date.
        citation: the sources in full, without addresses.
        link: the address of the page, opening at the sentence; None where there is none.
    """

    claim: Claim
    mark: Mark
    title: str
    area: str
    period: str
    said: Said
    result: Said | None
    sum: str
    nature: str
    remark: str
    quote: tuple[str, str, str] | None
    formula: str
    by: str
    citation: str
    link: str | None


def source_line(shown: Sequence[Evidence], lang: Language, as_of: date | None) -> str:
    """Who says it, the sources of the values shown first; and the day, where the chart shows what was known on one."""
    beside = ("agreeing", "conflicting")
    order = sorted(shown, key=lambda each: (each.mark in beside, each.mark == "target"))
    parts = [part for each in order for part in (each.claim, *each.claim.parents) if part.source]
    named = list(dict.fromkeys(wording.by(part, lang) for part in parts))
    text = ("；" if lang == "zh" else "; ").join(named[:_NAMED])
    if len(named) > _NAMED:
        more = trn("{count} more", "{count} more", len(named) - _NAMED, lang)
        text = tr("{sources}, and {more}", lang, sources=text, more=more)
    line = tr("Source: {sources}", lang, sources=text)
    if as_of:
        known = tr("Known by {date}", lang, date=wording.date(as_of.isoformat(), lang))
        line = f"{line} · {known}"
    return line


def evidence(
    catalogue: Catalogue, lang: Language, cell: Cell, claim: Claim, *, mark: Mark, track: Track | None = None
) -> Evidence:
    """One claim of a cell in words.

    Args:
        catalogue: where the words stand.
        lang: their language.
        cell: the claim's cell.
        claim: the claim.
        mark: the sign that stands for it.
        track: its line, which says what became of it in a transformed view.
    """
    observation, source = claim.observation, claim.source
    value = track.value(claim) if track else None
    result, formula = _result(catalogue, track, value, lang)
    nature = wording.kind(claim, lang)
    if mark in ("agreeing", "conflicting"):
        nature = tr(f"another source, {mark}", lang)
    remarks = [wording.period_note(claim, lang), claim.note or ""]
    if claim is cell.best:
        found = wording.conflict(cell, catalogue, lang) or wording.agreement(cell, catalogue, lang)
        remarks.insert(0, found)
    area = catalogue.areas.get(claim.ref_area)
    cited = dict.fromkeys(part.source for part in (claim, *claim.parents) if part.source)
    return Evidence(
        claim,
        mark,
        catalogue.indicators[claim.indicator].short_title(lang),
        area.title(lang) if area else claim.ref_area,
        wording.period(claim.time_period, lang),
        wording.claim(claim, catalogue, lang),
        result,
        formula,
        nature,
        " · ".join(filter(None, remarks)),
        wording.highlight(observation.quote, claim, catalogue) if observation else None,
        wording.formula(claim, catalogue, lang),
        wording.by(claim, lang),
        " ".join(wording.citation(each, lang) for each in cited),
        wording.page_link(source, observation.quote) if source and observation else None,
    )


def _result(
    catalogue: Catalogue, track: Track | None, value: Value | None, lang: Language
) -> tuple[Said | None, str]:
    if track is None or value is None or value.quantity is None:
        return None, ""
    return computed.said(value, track.indicator, catalogue, lang), computed.formula(value, catalogue, lang)

"""How evidence and its absence are said: what a cell holds, why it is empty, how old a series is."""

from __future__ import annotations

from indicators import periods
from indicators.coverage import Absence, Matrix, Reason, Staleness, Strength, Year
from indicators.model import Catalogue, Language
from indicators.wording import numbers, targets, times
from indicators.wording.messages import tr, trn

STRENGTHS: dict[Strength, str] = {
    "agreeing": "several sources agree",
    "conflicting": "several sources differ",
    "primary": "one source, an official page",
    "single": "one source, press or a copy",
    "derived": "derived from other figures",
    "partial": "part of the year, period not stated, or a forecast",
    "target": "a target only",
    "none": "no figure",
}
REASONS: dict[Reason, str] = {
    "not_published": "not found",
    "not_applicable": "not applicable",
    "not_looked_for": "not looked for",
    "not_yet_due": "not out yet",
}
_WHY: dict[Reason, str] = {
    "not_published": "It was looked for and not found in any source.",
    "not_applicable": "There can be no such figure.",
    "not_looked_for": "Nobody has looked for it yet.",
}


def lead(matrix: Matrix, catalogue: Catalogue, lang: Language, theme: str | None = None) -> str:
    """The sentence over the matrix: 重庆184项指标、2014—2026年：291个指标年度有数据，其中17个有多个来源一致，9个来源有分歧.

    A conflict about a target does not count here, since a target is no figure of what happened.

    Args:
        matrix: what is spoken of.
        catalogue: where areas and themes stand.
        lang: language.
        theme: the theme that the matrix is limited to.
    """
    area = catalogue.areas[matrix.area].title(lang)
    if theme:
        area = tr("{area}, {theme}", lang, area=area, theme=catalogue.themes[theme].title(lang))
    covered = [year for year in matrix.cells if year.covered]
    indicators = trn("{count} indicator", "{count} indicators", len(matrix.rows), lang)
    if not covered:
        return tr("{area}, {indicators}: no figure yet.", lang, area=area, indicators=indicators)
    first, last = min(year.year for year in covered), max(year.year for year in covered)
    parts = [
        tr(
            "{area}, {indicators}, {years}: {known}",
            lang,
            area=area,
            indicators=indicators,
            years=times.period(f"{first:04}/{last:04}" if first < last else f"{first:04}", lang),
            known=trn(
                "a figure for {count} indicator year",
                "figures for {count} indicator years",
                len(covered),
                lang,
            ),
        )
    ]
    agreed = sum(year.strength == "agreeing" for year in covered)
    disputed = sum(year.disputed for year in covered)
    if agreed:
        parts.append(
            trn("several sources agree on {count}", "several sources agree on {count}", agreed, lang)
        )
    if disputed:
        parts.append(trn("sources differ on {count}", "sources differ on {count}", disputed, lang))
    return tr("{sentence}.", lang, sentence=("，" if lang == "zh" else "; ").join(parts))


def strength(strength: Strength, lang: Language) -> str:
    """How strong evidence is: 多个来源一致."""
    return tr(STRENGTHS[strength], lang)


def reason(reason: Reason, lang: Language) -> str:
    """Why nothing is there, in a word: 未见公布, 不适用, 未查找, 未到公布期."""
    return tr(REASONS[reason], lang)


def why(absence: Absence, lang: Language) -> str:
    """Why nothing is there, as a sentence; what was noted by whoever recorded it stands in `absence.record.note`."""
    if absence.record is None:
        if absence.reason == "not_yet_due":
            day = times.date(absence.expected.isoformat(), lang)
            return tr("A figure for this period is expected by {date}.", lang, date=day)
        return tr("Nobody has recorded whether there is a figure.", lang)
    sentence = tr(_WHY[absence.record.reason], lang)
    if absence.record.looked:
        day = times.date(absence.record.looked, lang)
        return tr("{sentence} (looked for on {date})", lang, sentence=sentence, date=day)
    return sentence


def cell(year: Year, catalogue: Catalogue, lang: Language) -> str:
    """What a cell of the matrix holds, for those who do not see its mark: 超过8% · 来源有分歧."""
    parts: list[str] = []
    if year.shown and year.strength == "target":
        parts.append(targets.target(year.shown, catalogue, lang))
    elif year.shown:
        best = year.shown.best
        value = str(numbers.claim(best, catalogue, lang))
        if not periods.is_full_year(best.time_period):
            value = tr("{value} {when}", lang, value=value, when=times.when(best.time_period, lang))
        parts += [value, strength(year.strength, lang)]
    if year.disputed and year.strength != "conflicting":
        parts.append(tr("sources differ", lang))
    if year.absence:
        parts.append(reason(year.absence.reason, lang))
    return " · ".join(parts)


def stale(staleness: Staleness, lang: Language) -> str:
    """How old the latest value is: 最新为2020年，已5年未更新; counted are the later years whose figures are due."""
    latest = times.period(staleness.latest, lang)
    return tr("latest {period}, {age}", lang, period=latest, age=overdue(staleness, lang))


def overdue(staleness: Staleness, lang: Language) -> str:
    """For how many years a newer figure is due: 已5年未更新."""
    return trn(
        "{count} year without an update", "{count} years without an update", len(staleness.years), lang
    )


def ageing(matrix: Matrix, long: int, lang: Language) -> str:
    """How many series end too early, and how many of them by `long` years or more; empty where none does."""
    late = [len(row.stale.years) for row in matrix.rows if row.stale]
    if not late:
        return ""
    sentence = trn(
        "{count} of {all} series ends before a year whose figure is due",
        "{count} of {all} series end before a year whose figure is due",
        len(late),
        lang,
        all=len(matrix.rows),
    )
    oldest = sum(years >= long for years in late)
    if oldest:
        more = trn(
            "{count} has had no newer figure for {years} years or more",
            "{count} have had no newer figure for {years} years or more",
            oldest,
            lang,
            years=long,
        )
        sentence += ("，" if lang == "zh" else "; ") + more
    return tr("{sentence}.", lang, sentence=sentence)

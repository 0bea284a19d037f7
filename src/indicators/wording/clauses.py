"""The clauses that sentences are made of: what a series says last, how its target stands, what its sources dispute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from indicators import periods, quantity, series
from indicators.model import Catalogue, Indicator, Language, Text
from indicators.quantity import Refusal
from indicators.series import Cell, Claim, Gap
from indicators.wording import changes, evidence, labels, numbers, targets, times
from indicators.wording.messages import tr

_COMPARABLE = (
    "percent",
    "percentage_points",
    "per_10k",
    "piece_per_10k",
    "index",
)  # with the whole country's
_COUNTRY = "CN"
_ARTICLE = ("region", "circle", "Area")  # English names of areas that take “the”
#: kind of source → first, second and further mention
A_SOURCE: dict[str, tuple[str, str, str]] = {
    "letter": ("a reply letter", "another reply letter", "yet another reply letter"),
    "plan": ("a plan", "another plan", "yet another plan"),
    "bulletin": ("a bulletin", "another bulletin", "yet another bulletin"),
    "report": ("a report", "another report", "yet another report"),
    "press": ("a press report", "another press report", "yet another press report"),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: from which catalogue, in which language, on the reader's which day (None: no day in particular)."""

    catalogue: Catalogue
    lang: Language
    today: date | None = None

    def value(self, claim: Claim) -> numbers.Said:
        """A claim's value."""
        return numbers.claim(claim, self.catalogue, self.lang)

    def area(self, code: str) -> str:
        """An area's name, its code where it has none."""
        return self.catalogue.areas[code].title(self.lang) if code in self.catalogue.areas else code


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator in one area, as known on a day: what the sentences speak of."""

    indicator: Indicator
    area: str
    actuals: list[Cell]
    goals: list[Cell]
    as_of: date | None

    @staticmethod
    def read(indicator: Indicator, catalogue: Catalogue, area: str, as_of: date | None) -> Series:
        """The cells of an indicator in an area."""
        kinds: tuple[Literal["actual"], Literal["target"]] = ("actual", "target")
        actuals, goals = (series.cells(catalogue, indicator.id, area, kind, as_of) for kind in kinds)
        return Series(indicator, area, actuals, goals, as_of)

    @property
    def latest(self) -> Cell | None:
        """The latest value of a year or a moment; a sum over part of a year or several only where nothing else is known."""
        points = [cell for cell in self.actuals if periods.span(cell.best.time_period) != "range"]
        cells = points or self.actuals
        return cells[-1] if cells else None

    @property
    def goal(self) -> Cell | None:
        """The first target that is not behind the latest value, else the last one."""
        latest = self.latest
        ahead = [cell for cell in self.goals if latest is None or ends(cell) >= ends(latest)]
        return ahead[0] if ahead else self.goals[-1] if self.goals else None


def clauses(told: Series, voice: Voice, name: Text) -> list[str]:
    """What there is to say about a series: its latest value, its target, an older dispute. `name` is its full or short title."""
    cell, goal = told.latest, told.goal
    if cell is None:
        return [only_target(told, goal, voice, name) if goal else no_data(told, voice, name)]
    found = [statement(told, cell, voice, name)]
    if goal:
        found.append(target(told, goal, cell, voice))
    older = [other for other in told.actuals if other.conflicting and other is not cell]
    if older:
        words = dict.fromkeys(
            labels.with_status(str(voice.value(claim)), claim, voice.lang)
            for claim in (older[-1].best, *older[-1].conflicting)
        )
        when = times.when(older[-1].best.time_period, voice.lang)
        values = targets.listed(list(words), voice.lang)
        found.append(tr("sources differ {when}: {values}", voice.lang, when=when, values=values))
    return found


def statement(told: Series, cell: Cell, voice: Voice, name: Text) -> str:
    """A value with its period and place, and how it compares; who says what where sources conflict.

    Where the source states no period and its own date stands in, the source is named: 据2023年4月的一份复函.
    """
    claim, lang = cell.best, voice.lang
    when = times.when(claim.time_period, lang)
    fields: dict[str, object] = {"title": name(lang), "place": _place(told, voice, name)}
    if cell.conflicting:
        says = disagreement(cell, voice.catalogue, lang)
        return tr("{title}{place} {when}: {says}", lang, when=when, says=says, **fields)
    value = numbers.being(voice.value(claim), lang)
    if average(claim, told.indicator):
        value = tr("{value} a year on average", lang, value=voice.value(claim))
    fields["value"] = labels.with_status(value, claim, lang)
    if evidence.dated_by_source(claim) and claim.source:
        source = tr(A_SOURCE[claim.source.kind][0], lang)
        period = times.period(claim.time_period, lang)
        text = tr(
            "{title}: {value}{place}, according to {source} of {period}",
            lang,
            source=source,
            period=period,
            **fields,
        )
    else:
        if not targets.stated(claim):
            when = tr("{when} (period not stated)", lang, when=when)
        text = tr("{title}: {value}{place} {when}", lang, when=when, **fields)
    beside = _compared(told, cell, voice) or _changed(told, cell, voice)
    return ("，" if lang == "zh" else ", ").join(part for part in (text, beside) if part)


def disagreement(cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    """Who says what about a cell: 一份复函说“超过8%”，一篇报道说7.7%; empty where no source contradicts the one shown."""
    if not cell.conflicting:
        return ""
    said: dict[str, Claim] = {}
    for claim in (cell.best, *cell.conflicting):
        said.setdefault(str(numbers.claim(claim, catalogue, lang)), claim)
    mentioned: dict[str, int] = {}
    parts = []
    for words, claim in said.items():
        kind = claim.source.kind if claim.source else "report"
        mentions = A_SOURCE[kind]
        source = tr(mentions[min(mentioned.get(kind, 0), len(mentions) - 1)], lang)
        mentioned[kind] = mentioned.get(kind, 0) + 1
        value = words if claim.quantity.exact else tr("“{words}”", lang, words=words)
        parts.append(
            tr("{source} says {value}", lang, source=source, value=labels.with_status(value, claim, lang))
        )
    return ("，" if lang == "zh" else ", ").join(parts)


def target(told: Series, goal: Cell, shown: Cell, voice: Voice) -> str:
    """How a target stands, behind a clause about the value of `shown`."""
    gap = series.gap(told.indicator, goal, told.actuals)
    lang, fields = voice.lang, _goal_fields(goal, voice)
    if not targets.stated(goal.best):
        return tr("the target is {goal} (no year given)", lang, goal=fields["goal"])
    if gap.verdict == "met":
        return tr("the {due} target of {goal} is met", lang, **fields)
    size = targets.distance(targets.missing(gap))
    if size:
        fields["amount"] = changes.amount(size, told.indicator, voice.catalogue, lang)
    if gap.verdict == "not_met":
        if size:
            return tr("the {due} target of {goal} was missed by {amount}", lang, **fields)
        return tr("the {due} target of {goal} was missed", lang, **fields)
    if gap.same_period:
        return tr("whether the {due} target of {goal} is met cannot be told", lang, **fields)
    return _open(gap, shown, voice, fields)


def another_target(told: Series, gap: Gap, voice: Voice) -> str:
    """How the target of another series stands, which is named by its short title."""
    lang = voice.lang
    fields: dict[str, object] = {**_goal_fields(gap.target, voice), "title": told.indicator.short_title(lang)}
    if gap.actual and gap.verdict != "cannot_tell":
        fields["value"] = numbers.being(voice.value(gap.actual.best), lang)
        fields["when"] = times.when(gap.actual.best.time_period, lang)
        if gap.verdict == "not_met":
            return tr("{title}: {value} {when}, missing the target of {goal}", lang, **fields)
        return tr("{title}: {value} {when}, meeting the target of {goal}", lang, **fields)
    if voice.today and ends(gap.target) >= voice.today:
        return tr("{title}: the {due} target is {goal}", lang, **fields)
    return tr("{title}: there is no data yet to judge the {due} target of {goal}", lang, **fields)


def only_target(told: Series, goal: Cell, voice: Voice, name: Text) -> str:
    """A target without any value."""
    fields = {**_goal_fields(goal, voice), "title": name(voice.lang), "place": _place(told, voice, name)}
    if targets.stated(goal.best):
        return tr("{title}{place}: a target of {goal} for {due}, and no data yet", voice.lang, **fields)
    return tr("{title}{place}: a target of {goal} without a year, and no data yet", voice.lang, **fields)


def no_data(told: Series, voice: Voice, name: Text) -> str:
    """That nothing is known about the area."""
    return tr("{title}{place}: no data", voice.lang, title=name(voice.lang), place=_place(told, voice, name))


def average(claim: Claim, indicator: Indicator) -> bool:
    """Whether the claim is a rate of growth over several years, which is an average (the format of the data says so)."""
    first, _, last = claim.time_period.partition("/")
    return (
        bool(last)
        and periods.is_full_year(first)
        and periods.is_full_year(last)
        and changes.is_growth(indicator)
    )


def ends(cell: Cell) -> date:
    """The last day of a cell's period."""
    return periods.end(cell.best.time_period)


def _open(gap: Gap, shown: Cell, voice: Voice, fields: dict[str, object]) -> str:
    """A target whose own period has no value: how far the value shown is from it."""
    ahead = voice.today is not None and ends(gap.target) >= voice.today
    left = targets.missing(gap)
    if "amount" not in fields or left is None or gap.actual is None or gap.actual.best is not shown.best:
        if ahead:
            return tr("the {due} target is {goal}", voice.lang, **fields)
        return tr("there is no data yet to judge the {due} target of {goal}", voice.lang, **fields)
    if left.value < 0:
        return tr("{amount} above the {due} target of {goal}", voice.lang, **fields)
    if ahead:
        return tr("{amount} short of the {due} target of {goal}", voice.lang, **fields)
    return tr(
        "{amount} short of the {due} target of {goal}, with no data for {due} yet", voice.lang, **fields
    )


def _compared(told: Series, cell: Cell, voice: Voice) -> str:
    """Against the whole country in the very same period, where the arithmetic is sure of the sign."""
    if told.area == _COUNTRY or told.indicator.unit not in _COMPARABLE:
        return ""
    national = series.cells(voice.catalogue, told.indicator.id, _COUNTRY, as_of=told.as_of)
    same = [other for other in national if other.best.time_period == cell.best.time_period]
    if not same or same[0].conflicting or same[0].best.kind == "derived":
        return ""
    difference = quantity.difference(cell.best.quantity, same[0].best.quantity)
    if isinstance(difference, Refusal) or difference.qualifier == "about" or difference.value == 0:
        return ""
    value = voice.value(same[0].best)
    if difference.lower is not None and difference.lower >= 0:
        return tr("above the national figure of {value}", voice.lang, value=value)
    if difference.upper is not None and difference.upper <= 0:
        return tr("below the national figure of {value}", voice.lang, value=value)
    return ""


def _changed(told: Series, cell: Cell, voice: Voice) -> str:
    """The change since the value before, where it can be known and that value is undisputed."""
    earlier = series.previous(told.indicator, told.actuals, cell)
    if earlier is None or earlier.conflicting:
        return ""
    change = series.change(told.indicator, earlier, cell)
    if isinstance(change.result, Refusal):
        return ""
    return changes.change(change, told.indicator, voice.catalogue, voice.lang)


def _goal_fields(goal: Cell, voice: Voice) -> dict[str, object]:
    return {"goal": voice.value(goal.best), "due": times.period(goal.best.time_period, voice.lang)}


def _place(told: Series, voice: Voice, name: Text) -> str:
    """Where: 重庆 before the title, “ in Chongqing” behind the value; nothing where the title says it."""
    area = voice.area(told.area)
    if area in name(voice.lang):
        return ""
    if voice.lang == "zh":
        return area
    return f" in the {area}" if area.endswith(_ARTICLE) else f" in {area}"

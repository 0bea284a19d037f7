"""How areas beside each other are said: the sentence over the page, places, the distance to the nation, the picture read out."""

from __future__ import annotations

from dataclasses import replace

from indicators import ranking as core
from indicators.interval import negative
from indicators.model import Catalogue, Language
from indicators.quantity import Refusal
from indicators.ranking import Against, Entry, Level, Place, Ranking
from indicators.series import Cell, Claim
from indicators.wording import changes, clauses, labels, numbers, targets, times
from indicators.wording.messages import tr, trn

LEVELS: dict[Level, str] = {
    "nation": "Country",
    "region": "Regions",
    "province": "Provinces",
    "city": "Cities",
    "district": "Districts",
}
#: level → one and many of them
COUNTED: dict[Level, tuple[str, str]] = {
    "province": ("{count} province with data", "{count} provinces with data"),
    "city": ("{count} city with data", "{count} cities with data"),
    "district": ("{count} district with data", "{count} districts with data"),
}
_ARTICLE = ("region", "circle", "Area")  # English names of areas that take “the”


def lead(ranking: Ranking, catalogue: Catalogue, lang: Language) -> str:
    """The sentence over the page: the value of the area spoken of, beside the nation's, and its place.

    2022年重庆每万人拥有5G基站数为19.04个，高于同期全国的16.39个；在有数据的5个省（区、市）中排第1至第2位。 Where that area has no value
    of the period, the first of the ranking is spoken of, and that the area has none is said.
    """
    comma, semicolon, stop = ("，", "；", "。") if lang == "zh" else (", ", "; ", ".")
    own = {cell.best.ref_area: cell for cell in ranking.own}
    entry = ranking.entry
    cell = own.get(ranking.area)
    if cell is None and ranking.own:
        entry = ranking.entries[0] if ranking.entries else None
        cell = entry.cell if entry else ranking.own[0]
    period = times.period(ranking.time_period, lang)
    if cell is None:
        return _none(ranking, catalogue, lang, period) + stop
    first = comma.join(
        filter(None, (_statement(ranking, cell, catalogue, lang), _beside(ranking, cell, catalogue, lang)))
    )
    parts = [first, _placed(ranking, entry, lang) if entry else ""]
    if len(ranking.own) == 1 and cell.best.ref_area == ranking.area:
        parts.append(tr("no other area has a figure for {period}", lang, period=period))
    if cell.best.ref_area != ranking.area:
        parts.append(_none(ranking, catalogue, lang, period))
    return semicolon.join(filter(None, parts)) + stop


def place(entry: Entry, ranking: Ranking, lang: Language) -> str:
    """An entry's place as a table has it: 第1位, 并列第1位, 第1—2位, 至少第3位, 至多第4位, 无法判定; empty where it stands alone."""
    count = len(ranking.entries)
    return "" if count < 2 else said_place(entry.place, count, lang, tied=entry.tied)


def said_place(place: Place, count: int, lang: Language, *, tied: bool = False) -> str:
    """A range of places among `count`, see `place`."""
    first, last = ordinal(place.first, lang), ordinal(place.last, lang)
    if tied:
        return tr("tied {place}", lang, place=first)
    if place.certain:
        return tr("{place} place", lang, place=first)
    if (place.first, place.last) == (1, count):
        return tr("cannot be told", lang)
    if place.first == 1 and place.last > 2:
        return tr("{place} or higher", lang, place=last)
    if place.last == count and place.first < count - 1:
        return tr("{place} or lower", lang, place=first)
    return tr("{first}–{last}", lang, first=first, last=last)


def steps(entry: Entry, count: int, lang: Language) -> str:
    """The sums behind a range of places: 1 + 0 = 1; 5 − 3 = 2."""
    first, last = entry.place.first, entry.place.last
    between = "；" if lang == "zh" else "; "
    return f"1 + {first - 1} = {first}{between}{count} − {count - last} = {last}"


def against(found: Against, indicator_id: str, catalogue: Catalogue, lang: Language) -> str:
    """A value against the nation's: 高出2.65个, 低1.9个百分点, 相当于2.5%; where it cannot be known, why."""
    q = found.result
    if isinstance(q, Refusal):
        return changes.refusal(q, lang)
    indicator = catalogue.indicators[indicator_id]
    if found.kind == "share":
        share = changes.amount(q, indicator, catalogue, lang, "percent")
        if share.hedge:
            bare = replace(share, hedge="")
            return tr("{hedge} {share} of the national figure", lang, hedge=share.hedge, share=bare)
        return tr("{share} of the national figure", lang, share=share)
    if q.value == 0:
        return tr(LEVEL[q.qualifier], lang)
    size = negative(q) if q.value < 0 else q
    sure = q.qualifier == "about" or size.lower is not None
    template = DISTANCE[q.value < 0, sure]
    return tr(template, lang, amount=changes.amount(size, indicator, catalogue, lang, found.kind))


def against_formula(found: Against, cell: Cell, nation: Cell, catalogue: Catalogue, lang: Language) -> str:
    """The subtraction or division behind it: 19.04个 − 16.39个 = 2.65个; empty where it was refused."""
    if isinstance(found.result, Refusal):
        return ""
    kind = "percent" if found.kind == "share" else found.kind
    indicator = catalogue.indicators[cell.best.indicator]
    mine, its = (numbers.claim(each.best, catalogue, lang) for each in (cell, nation))
    sign = "÷" if found.kind == "share" else "−"
    return f"{mine} {sign} {its} = {changes.amount(found.result, indicator, catalogue, lang, kind)}"


def alt(ranking: Ranking, catalogue: Catalogue, lang: Language) -> str:
    """The chart for those who hear it: every value with its hedge and place, then what is not ranked."""
    voice = clauses.Voice(catalogue, lang)
    unit = numbers.unit_title(ranking.indicator, catalogue, lang)
    head = tr(
        "{title} ({unit}), {period}.",
        lang,
        title=ranking.indicator.title(lang),
        unit=unit,
        period=times.period(ranking.time_period, lang),
    )
    parts = []
    for entry in ranking.entries:
        said = [spoken(entry.cell, catalogue, lang), place(entry, ranking, lang)]
        parts.append(
            " ".join((voice.area(entry.area), ("，" if lang == "zh" else ", ").join(filter(None, said))))
        )
    beside = [cell for cell in ranking.own if cell not in [entry.cell for entry in ranking.entries]]
    for cell in (*beside, *ranking.earlier):
        text = spoken(cell, catalogue, lang)
        if cell.best.time_period != ranking.time_period:
            text = tr(
                "{value} ({period})", lang, value=text, period=times.period(cell.best.time_period, lang)
            )
        parts.append(f"{voice.area(cell.best.ref_area)} {text}")
    listed = ("；" if lang == "zh" else "; ").join(parts)
    return head + ("" if lang == "zh" else " ") + listed + ("。" if lang == "zh" else ".")


def spoken(cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    """A cell's value with its status, and what contradicts it."""
    text = labels.with_status(str(numbers.claim(cell.best, catalogue, lang)), cell.best, lang)
    if not cell.conflicting:
        return text
    values = targets.listed(targets.contradictions(cell, catalogue, lang), lang)
    return tr(
        "{value} ({status})", lang, value=text, status=tr("sources differ: {values}", lang, values=values)
    )


def ordinal(number: int, lang: Language) -> str:
    """1st, 2nd, 11th; in Chinese the number alone, since 第…位 stands around it."""
    if lang == "zh":
        return str(number)
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}" + {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


DISTANCE: dict[tuple[bool, bool], str] = {
    (False, True): "{amount} higher",
    (True, True): "{amount} lower",
    (False, False): "{amount} higher, if at all",
    (True, False): "{amount} lower, if at all",
}
#: on which side of the nation's value → how it is said behind the area's
BESIDE: dict[str | None, str] = {
    "above": "above the national figure of {value}",
    "below": "below the national figure of {value}",
    "equal": "equal to the national figure of {value}",
    None: "with no telling whether above the national figure of {value}",
}
#: hedge of a difference of zero → how it is said
LEVEL: dict[str | None, str] = {
    None: "the same",
    "about": "about the same",
    "more_than": "higher, no telling by how much",
    "at_least": "no lower",
    "less_than": "lower, no telling by how much",
    "at_most": "no higher",
}


def _statement(ranking: Ranking, cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    """The value with period and place; who says what where sources conflict."""
    claim = cell.best
    when = times.when(claim.time_period, lang)
    if not targets.stated(claim):
        when = tr("{when} (period not stated)", lang, when=when)
    fields: dict[str, object] = {
        "title": ranking.indicator.title(lang),
        "place": _where(claim, ranking, catalogue, lang),
        "when": when,
    }
    if cell.conflicting:
        says = clauses.disagreement(cell, catalogue, lang)
        return tr("{title}{place} {when}: {says}", lang, says=says, **fields)
    said = numbers.claim(claim, catalogue, lang)
    value = numbers.being(said, lang)
    if clauses.average(claim, ranking.indicator):
        value = tr("{value} a year on average", lang, value=said)
    return tr("{title}: {value}{place} {when}", lang, value=labels.with_status(value, claim, lang), **fields)


def _where(claim: Claim, ranking: Ranking, catalogue: Catalogue, lang: Language) -> str:
    area = clauses.Voice(catalogue, lang).area(claim.ref_area)
    if area in ranking.indicator.title(lang):
        return ""
    if lang == "zh":
        return area
    return f" in the {area}" if area.endswith(_ARTICLE) else f" in {area}"


def _beside(ranking: Ranking, cell: Cell, catalogue: Catalogue, lang: Language) -> str:
    """Against the nation in the same period: above, below, equal, no telling; of counts and amounts the share."""
    nation = ranking.nation
    found = core.against(ranking.indicator, cell, nation)
    if nation is None or found is None:
        return ""
    value = numbers.claim(nation.best, catalogue, lang)
    if found.kind == "share":
        if isinstance(found.result, Refusal) or cell.conflicting or nation.conflicting:
            return ""
        share = changes.amount(found.result, ranking.indicator, catalogue, lang, "percent")
        if share.hedge:  # 超过同期全国10.67亿人的2.2%: the hedge stands before the whole
            fields = {"hedge": share.hedge, "share": replace(share, hedge=""), "value": value}
            return tr("{hedge} {share} of the national figure of {value}", lang, **fields)
        return tr("{share} of the national figure of {value}", lang, share=share, value=value)
    return tr(BESIDE[core.side(cell, nation)], lang, value=value)


def _placed(ranking: Ranking, entry: Entry, lang: Language) -> str:
    """The place in the sentence, whichever source is right about the area."""
    count = len(ranking.entries)
    if count < 2 or ranking.level is None:
        return ""
    found = core.whichever(ranking, entry)
    among = trn(*COUNTED[ranking.level], count, lang)
    first, last = ordinal(found.first, lang), ordinal(found.last, lang)
    if entry.tied and found == entry.place:
        template = "tied {first} of {among}"
    elif found.certain:
        template = "{first} of {among}"
    elif (found.first, found.last) == (1, count):
        template = "its place among {among} cannot be told"
    else:
        template = "{first} to {last} of {among}"
    text = tr(template, lang, first=first, last=last, among=among)
    indicator = ranking.indicator
    if indicator.direction == "up" or indicator.unit == "rank" or (found.first, found.last) == (1, count):
        return text
    return tr(COUNTED_FROM[core.smallest_first(indicator)], lang, text=text)


#: how places are counted where the largest value is not simply the best
COUNTED_FROM = {True: "{text}, counted from the smallest", False: "{text}, counted from the largest"}


def _none(ranking: Ranking, catalogue: Catalogue, lang: Language, period: str) -> str:
    """That the area spoken of has no value of the period, with the one before where there is one."""
    area = clauses.Voice(catalogue, lang).area(ranking.area)
    text = tr("{area} has no figure for {period}", lang, area=area, period=period)
    before = next((cell for cell in ranking.earlier if cell.best.ref_area == ranking.area), None)
    if before is None:
        return text
    value = numbers.being(numbers.claim(before.best, catalogue, lang), lang)
    when = times.when(before.best.time_period, lang)
    return tr(
        "{value} ({period})", lang, value=text, period=tr("{value} {when}", lang, value=value, when=when)
    )

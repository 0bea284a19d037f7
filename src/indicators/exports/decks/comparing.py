"""Then and now, claim by claim: what a chart drew when it was made, and what it would draw today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indicators import periods, quantity, wording
from indicators.claims import Claim
from indicators.exports.decks.report import Change
from indicators.exports.evidence import Evidence
from indicators.exports.ledger import Entry
from indicators.frames import printed_value
from indicators.model import Catalogue, Language, Source
from indicators.quantity import Quantity
from indicators.wording import tr

_BESIDE = ("agreeing", "conflicting")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the report: the catalogue in which words stand, and the language; `made` is that of the deck."""

    catalogue: Catalogue
    lang: Language
    made: Language


def changes(then: Sequence[Entry], now: Sequence[Evidence], reader: Reader) -> list[Change]:
    """What came, went or says something else, in the order of indicator, area and period; empty where nothing did.

    A claim is the same while its indicator, area, period, kind and source are. Where one claim about a cell went and one
    came, it was replaced.
    """
    old = {_key(each): each for each in then}
    new = {_key_of(each.claim): each for each in now}
    pairs: list[tuple[Entry | None, Evidence | None]] = [(old[key], new[key]) for key in old if key in new]
    gone = {key: entry for key, entry in old.items() if key not in new}
    came = {key: each for key, each in new.items() if key not in old}
    for key, entry in gone.items():
        in_cell = [other for other in came if other[:4] == key[:4]]
        alone = len(in_cell) == sum(other[:4] == key[:4] for other in gone) == 1
        pairs.append((entry, came.pop(in_cell[0]) if alone else None))
    pairs += [(None, each) for each in came.values()]
    found = [
        (_place(entry, each), change) for entry, each in pairs if (change := _change(entry, each, reader))
    ]
    return [change for _, change in sorted(found, key=lambda pair: pair[0])]


def gone(then: Sequence[Entry], reader: Reader) -> list[Change]:
    """Claims of which nothing is left."""
    return [change for entry in then if (change := _change(entry, None, reader))]


def by(source: Source | None, lang: Language) -> str:
    """Who says it: the document number, else the issuer; and the day. Without a source it is computed."""
    if source is None:
        return tr("computed", lang)
    day = [wording.date(source.date, lang)] if source.date else []
    return ("，" if lang == "zh" else ", ").join([source.document_number or source.issuer, *day])


def what(indicator: str, area: str, reader: Reader, otherwise: str = "") -> str:
    """Indicator and area, short."""
    known = reader.catalogue.indicators.get(indicator)
    place = reader.catalogue.areas.get(area)
    if known is None:
        return otherwise or indicator
    return f"{known.short_title(reader.lang)} {place.title(reader.lang) if place else area}"


def said_then(entry: Entry, reader: Reader) -> str:
    """The value as it was, in the reader's language; as it stood in the deck where that cannot be said anew."""
    indicator = reader.catalogue.indicators.get(entry.indicator)
    if reader.lang == reader.made or indicator is None or len(entry.obs_value) > 12:
        return entry.said
    then = _quantity(entry)
    if then is None:
        return entry.said
    mult = int(entry.unit_mult)
    return str(wording.value(then, indicator, reader.catalogue, reader.lang, printed_mult=mult))


# ------------------------------------------------------------------------------------------------ one claim


def _key(entry: Entry) -> tuple[str, ...]:
    return entry.indicator, entry.ref_area, entry.time_period, entry.kind, entry.source


def _key_of(claim: Claim) -> tuple[str, ...]:
    source = claim.source.id if claim.source else ""
    return claim.indicator, claim.ref_area, claim.time_period, claim.kind, source


def _place(entry: Entry | None, each: Evidence | None) -> tuple[str, ...]:
    return _key_of(each.claim) if each else _key(entry) if entry else ()


def _change(entry: Entry | None, each: Evidence | None, reader: Reader) -> Change | None:
    """What became of one claim; None where it is as it was."""
    if entry and each and _same(entry, each.claim) and _role(entry.mark or each.mark) == _role(each.mark):
        return None
    about, old, old_by, new, new_by, remark = "", "", "", "", "", ""
    period = ""
    if entry:
        about = what(entry.indicator, entry.ref_area, reader, f"{entry.title} {entry.area}")
        period = _period(entry, reader)
        known = reader.catalogue.sources.get(entry.source)
        old, old_by = (
            said_then(entry, reader),
            by(known, reader.lang) if known or not entry.source else entry.by,
        )
    if each:
        claim = each.claim
        about = what(claim.indicator, claim.ref_area, reader)
        period = wording.period(claim.time_period, reader.lang)
        new, new_by = str(wording.claim(claim, reader.catalogue, reader.lang)), by(claim.source, reader.lang)
        if (_role(each.mark) != _role(entry.mark or each.mark)) if entry else each.mark in _BESIDE:
            remark = _remark(each, reader.lang)
    return Change(about, period, old, old_by, new, new_by, remark)


def _same(entry: Entry, claim: Claim) -> bool:
    """Whether the claim says what it said, by the same source: digits, hedge and size."""
    if _key(entry) != _key_of(claim):
        return False
    codes = printed_value(claim), claim.quantity.qualifier or "", str(claim.unit_mult)
    if codes == (entry.obs_value, entry.qualifier, entry.unit_mult):
        return True
    then = _quantity(entry)
    return then is not None and (then.value, then.qualifier, then.step) == (
        claim.quantity.value,
        claim.quantity.qualifier,
        claim.quantity.step,
    )


def _quantity(entry: Entry) -> Quantity | None:
    """The value that a row of a sheet states; None where somebody wrote something else into it."""
    qualifier = next((each for each in quantity.QUALIFIERS if each == entry.qualifier), None)
    try:
        mult = int(entry.unit_mult)
        return Quantity.printed(entry.obs_value, qualifier, mult) if -12 <= mult <= 24 else None
    except (ValueError, ZeroDivisionError):
        return None


def _period(entry: Entry, reader: Reader) -> str:
    try:
        periods.bounds(entry.time_period)
    except ValueError:
        return entry.period
    return wording.period(entry.time_period, reader.lang)


def _role(mark: str) -> str:
    return mark if mark in (*_BESIDE, "target") else "shown"


def _remark(each: Evidence, lang: Language) -> str:
    """What a claim now is to the value shown."""
    if each.mark in _BESIDE:
        return tr(f"another source, {each.mark}", lang)
    return tr("the value shown", lang)


def today(now: Sequence[Evidence], reader: Reader) -> Iterator[Change]:
    """What is said today, where nothing tells what was said before."""
    unknown = tr("not known", reader.lang)
    return (replace(change, old=unknown) for each in now if (change := _change(None, each, reader)))

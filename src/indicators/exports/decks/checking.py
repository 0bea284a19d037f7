"""One chart of a deck held against the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators.charts import Comparison
from indicators.exports import ledger, receipts
from indicators.exports.decks.comparing import Reader, changes, gone, today, what
from indicators.exports.decks.edits import edits
from indicators.exports.decks.finding import Found
from indicators.exports.decks.report import Change, Checked, Edit, Status
from indicators.exports.evidence import Evidence
from indicators.exports.exhibit import Exhibit, exhibits
from indicators.exports.ledger import Entry
from indicators.exports.receipts import Subject
from indicators.model import Catalogue, Language
from indicators.wording import tr

_SHOWN = 60  # characters of a text slide that are quoted


@dataclass(frozen=True, slots=True)
class Held:
    """A shape, what was found out about it, and what would be drawn in its place today (nothing; one chart; several)."""

    found: Found
    checked: Checked
    now: tuple[Exhibit, ...] = ()


def all_held(catalogue: Catalogue, shapes: Iterable[Found], day: date, lang: Language) -> list[Held]:
    """Every chart, and every other shape with a receipt, as it is today.

    A slide has one title: where it is that of one of its charts, the others need none.
    """
    known: dict[str, tuple[Exhibit, ...]] = {}
    made = [_held(catalogue, each, day, lang, known) for each in shapes]
    titled = {each.found.slide for each in made if each.now and not each.checked.title_now}
    return [
        replace(each, checked=replace(each.checked, title_now="")) if each.found.slide in titled else each
        for each in made
    ]


def _held(
    catalogue: Catalogue, found: Found, day: date, lang: Language, known: dict[str, tuple[Exhibit, ...]]
) -> Held:
    subject = receipts.read(found.code, catalogue) if found.code else None
    reader = Reader(catalogue, lang, subject.lang if subject else _language(found))
    base = Checked(
        found.slide,
        found.title,
        _name(catalogue, subject, lang) or _titles(found.entries, reader) or found.name,
        "chart" if found.chart else "other",
        found.receipt,
        "unknown",
    )
    if not found.code:
        return Held(found, base)
    if subject is None:
        return Held(found, _unreadable(base, found, reader))
    if found.code not in known:
        known[found.code] = tuple(exhibits(catalogue, [subject], day))
    now = known[found.code]
    if not any(exhibit.evidence for exhibit in now):
        note = tr("The data say nothing about this any more.", lang)
        lost = tuple(gone(found.entries, reader) or _from_text(found, reader))
        return Held(found, replace(base, status="withdrawn", changes=lost, notes=(note,)))
    return Held(found, _compared(base, found, now, reader), now)


def _compared(base: Checked, found: Found, now: Sequence[Exhibit], reader: Reader) -> Checked:
    """Then and now: the status, the changes, the numbers changed by hand, the title."""
    shown = [each for exhibit in now for each in exhibit.evidence]
    same = receipts.fingerprint(each.claim for each in shown) == found.fingerprint
    different, notes = _different(found, shown, same, reader)
    status: Status = "changed" if different or not (same or found.entries) else "current"
    by_hand: list[Edit] = []
    if not found.chart:
        by_hand = _written(found, shown, reader) if status == "current" else []
    elif not found.damaged and (found.entries or status == "current"):
        head = ledger.head(reader.lang)
        made = found.entries or ledger.read([head, *(row for each in now for row in ledger.rows(each))])
        by_hand = edits(made, found.rows, found.numbers, reader)
    sentences = dict.fromkeys(exhibit.sentence for exhibit in now)
    title_now = "" if _bare(found.title) in map(_bare, sentences) else " ".join(sentences)
    return replace(
        base,
        status=status,
        changes=tuple(different),
        edits=tuple(by_hand),
        title_now=title_now,
        notes=tuple(notes),
    )


def _different(
    found: Found, shown: Sequence[Evidence], same: bool, reader: Reader
) -> tuple[list[Change], list[str]]:
    """The changes, and what is to be said where they cannot be told."""
    if same and not found.entries:
        return [], []
    if found.entries:
        different = changes(found.entries, shown, reader)
        # Where the fingerprint is the same, only the rows of the ledger can have been changed: the signs still count.
        return [each for each in different if each.remark] if same else different, []
    if not found.chart:
        return _from_text(found, reader, list(today(shown, reader))), []
    note = tr(
        "What the chart was made from is not in the file any more, so only today’s values can be told.",
        reader.lang,
    )
    return list(today(shown, reader)), [note]


# ------------------------------------------------------------------------------------------------ slides of text


def _from_text(found: Found, reader: Reader, now: Sequence[Change] = ()) -> list[Change]:
    """The changes of a shape of words: what its first line says, and what is said today."""
    words = " ".join(found.text.partition("\n")[0].split())
    words = _bare(words) if reader.made == "zh" else words
    old = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    if not now:
        return [Change("", "", old, "", "", "")] if old else []
    return [replace(now[0], old=old or now[0].old), *now[1:]]


def _written(found: Found, shown: Sequence[Evidence], reader: Reader) -> list[Edit]:
    """The claims whose number a text shape does not hold any more."""
    text = _bare(found.text)
    if not text:  # a picture
        return []
    return [
        Edit(what(each.claim.indicator, each.claim.ref_area, reader), each.period, str(each.said), "")
        for each in shown
        if each.mark not in ("agreeing", "conflicting") and not _stands(_bare(each.said.number), text)
    ]


def _stands(number: str, text: str) -> bool:
    """Whether a number stands in a text, and not only as a part of a longer one."""
    return re.search(rf"(?<![0-9.,]){re.escape(number)}(?![0-9]|[.,][0-9])", text) is not None


# ------------------------------------------------------------------------------------------------ receipts that lead nowhere


def _unreadable(base: Checked, found: Found, reader: Reader) -> Checked:
    lang, catalogue = reader.lang, reader.catalogue
    lost = [entry for entry in found.entries if entry.indicator not in catalogue.indicators]
    lost = lost or [entry for entry in found.entries if entry.ref_area not in catalogue.areas]
    if lost:
        names = ("、" if lang == "zh" else ", ").join(
            dict.fromkeys(f"{each.title} {each.area}" for each in lost)
        )
        note = tr("No longer in the data: {names}.", lang, names=names)
    else:
        note = tr(
            "The receipt leads to nothing in these data: its indicator is gone, or it was made with other data.",
            lang,
        )
    return replace(base, status="withdrawn", changes=tuple(gone(lost, reader)), notes=(note,))


# ------------------------------------------------------------------------------------------------ words


def _language(found: Found) -> Language:
    """The language of a chart whose receipt cannot be read."""
    said = "".join(entry.said + entry.title for entry in found.entries)
    return "en" if said.isascii() and said else "zh"


def _name(catalogue: Catalogue, subject: Subject | None, lang: Language) -> str:
    if subject is None:
        return ""
    names = (subject.indicator,) if isinstance(subject, Comparison) else subject.indicators
    areas = () if isinstance(subject, Comparison) else subject.areas
    titles = [catalogue.indicators[name].short_title(lang) for name in names]
    return _listed(titles, [catalogue.areas[area].title(lang) for area in areas], lang)


def _titles(entries: Sequence[Entry], reader: Reader) -> str:
    titles, areas = [each.title for each in entries], [each.area for each in entries]
    return _listed(dict.fromkeys(titles), dict.fromkeys(areas), reader.lang)


def _listed(titles: Iterable[str], areas: Iterable[str], lang: Language) -> str:
    comma = "、" if lang == "zh" else ", "
    return f"{comma.join(list(titles)[:3])} {comma.join(list(areas)[:3])}".strip()


def _bare(text: str) -> str:
    """Without blanks: programs break lines where they like."""
    return re.sub(r"\s", "", text)

"""What the search box shows: indicators with their latest value, sources, sentences, each with what matched marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from indicators import search, series, wording
from indicators.charts import HOME_AREA
from indicators.exports import receipts
from indicators.exports.exhibit import exhibits
from indicators.model import Catalogue
from indicators.pages import ordering, receipt
from indicators.pages.frame import render
from indicators.pages.memory import per_catalogue
from indicators.pages.state import At, State
from indicators.search import Found, Hit
from indicators.wording import Said, tr

#: the most hits of each kind, in the order in which they are shown
_MOST: dict[search.Kind, int] = {"indicator": 6, "source": 4, "sentence": 4}
_TITLES: dict[search.Kind, str] = {"indicator": "Indicators", "source": "Sources", "sentence": "Sentences"}
_SNIPPET, _BEFORE = 72, 20  # characters of a long text that are shown, and those before the first mark

#: a text in pieces, each with whether it matched
Marked = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the list. `under` is what else there is to read, in small; `indicator` is whose page it leads to."""

    href: str
    title: Marked
    under: tuple[Marked, ...]
    said: Said | None = None
    when: str = ""
    indicator: str = ""


def results(catalogue: Catalogue, query: str, state: State) -> str:
    """The list of what was found, as HTML: the options of a listbox in groups.

    An empty query finds nothing, but the index is made: the page asks so when the reader goes to the field.

    Args:
        catalogue: where to look.
        query: what was typed.
        state: language, area and day of the reader; with `show` = indicators, all indicators found and nothing else.
    """
    index, query = _index(catalogue), query.strip()
    if not query:
        return ""
    only = state.show == "indicators"
    most = len(catalogue.indicators) if only else max(_MOST.values())
    hits = search.find(index, query, most, state.as_of)
    groups: list[tuple[str, str, list[Result]]] = []
    reopened = None if only else _receipt(catalogue, query, state)
    if reopened:
        groups.append(("receipt", tr("Receipt", state.lang), [reopened]))
    for kind, limit in _MOST.items():
        of_kind = [hit for hit in hits if hit.kind == kind][: None if only else limit]
        if of_kind and (kind == "indicator" or not only):
            make = {"indicator": _indicator, "source": _source, "sentence": _sentence}[kind]
            title = tr(_TITLES[kind], state.lang)
            groups.append((kind, title, [make(catalogue, hit, state) for hit in of_kind]))
    table = ""
    if not only and _literally(query, hits):
        table = State("data", state.lang, as_of=state.as_of, query=query).link()
    return render("search.html", state.lang, groups=groups, query=query, table=table)


def _literally(query: str, hits: Iterable[Hit]) -> bool:
    """Whether the words of the query stand somewhere as they were typed, so that the table, which knows no pinyin, finds them."""
    words = query.casefold().split()
    return any(
        all(word in text for word in words)
        for text in ("\n".join(found.text for found in hit.found).casefold() for hit in hits)
    )


def _receipt(catalogue: Catalogue, query: str, state: State) -> Result | None:
    """The chart that a receipt in the query stands for: what it says today."""
    found = receipts.find(query)
    href = receipt.address(catalogue, query, state.lang) if found else None
    if found is None or href is None:
        return None
    subjects, _ = ordering.subjects(catalogue, found[:1], state.lang)
    shown = next(exhibits(catalogue, subjects, date.today()), None)
    return Result(href, ((shown.sentence if shown else found[0], False),), (((found[0], True),),))


@per_catalogue
def _index(catalogue: Catalogue) -> search.Index:
    return search.index(catalogue)


def _indicator(catalogue: Catalogue, hit: Hit, state: State) -> Result:
    """An indicator with its latest value in the area asked for, else in the one with most claims."""
    lang, indicator = state.lang, catalogue.indicators[hit.id]
    there = series.areas(catalogue, hit.id, state.as_of)
    area = next((each for each in (hit.area, state.area, *there) if each in there), state.area)
    told = wording.Series.read(indicator, catalogue, area, state.as_of)
    shown = told.latest or told.goal
    title = indicator.title(lang)
    under = [found for found in hit.found if found.field not in ("area", "id")][:1]
    when = wording.period(shown.best.time_period, lang) if shown else ""
    if shown and shown.best.kind == "target":
        when = tr("Target {period}", lang, period=when)
    if area != state.area or hit.area:
        when = f"{catalogue.areas[area].title(lang)} · {when}"
    return Result(
        state.link("explore", indicators=(hit.id,), areas=() if area == HOME_AREA else (area,), show=""),
        _marked(title, hit.found),
        tuple(_snippet(found) for found in under if not _title_says_it(title, hit)),
        wording.claim(shown.best, catalogue, lang) if shown else None,
        when,
        hit.id,
    )


def _title_says_it(title: str, hit: Hit) -> bool:
    return any(found.text == title for found in hit.found)


def _source(catalogue: Catalogue, hit: Hit, state: State) -> Result:
    source = catalogue.sources[hit.id]
    day = wording.date(source.date, state.lang) if source.date else None
    index_number = next((found.text for found in hit.found if found.text == source.index_number), None)
    under = (source.issuer, source.document_number, index_number, day)
    return Result(
        state.link("sources", areas=(), source=source.id),
        _marked(source.title, hit.found),
        tuple(_marked(text, hit.found) for text in under if text),
    )


def _sentence(catalogue: Catalogue, hit: Hit, state: State) -> Result:
    """A claim by its sentence: what it is about, where and when, and its value with the hedge."""
    lang, said = state.lang, hit.claim
    claim = next(claim for claim in series.claims_of(catalogue, hit.id) if said and claim.observation is said)
    at = At(claim.ref_area, claim.time_period, hit.target, claim.source.id if claim.source else None)
    about = (
        catalogue.indicators[hit.id].title(lang),
        catalogue.areas[claim.ref_area].title(lang),
        wording.period(claim.time_period, lang),
    )
    number = [found for found in hit.found if found.field == "cited"]
    quote = next((found for found in hit.found if found.field == "quote"), None)
    return Result(
        state.link("explore", indicators=(hit.id,), areas=(claim.ref_area,), at=at),
        _snippet(quote or Found("quote", claim.observation.quote if claim.observation else "", ())),
        (*(((text, False),) for text in about), *(_snippet(found) for found in number)),
        wording.claim(claim, catalogue, lang),
    )


def _marked(text: str, found: Iterable[Found]) -> Marked:
    """A text with what matched in it; unmarked where nothing did."""
    marks = next((each.marks for each in found if each.text == text), ())
    return _pieces(text, marks)


def _snippet(found: Found) -> Marked:
    """A text in which something was found; of a long one the part around the first mark."""
    text, marks = found.text, found.marks
    if len(text) <= _SNIPPET or not marks:
        return _pieces(text, marks)
    start = max(0, min(marks[0][0] - _BEFORE, len(text) - _SNIPPET))
    end = max(start + _SNIPPET, marks[0][1])
    inside = [(a - start, min(b, end) - start) for a, b in marks if start <= a < end]
    pieces = _pieces(text[start:end], inside)
    before = (("…", False),) if start else ()
    return (*before, *pieces, *((("…", False),) if end < len(text) else ()))


def _pieces(text: str, marks: Sequence[tuple[int, int]]) -> Marked:
    pieces: list[tuple[str, bool]] = []
    last = 0
    for start, end in marks:
        pieces += [(text[last:start], False), (text[start:end], True)]
        last = end
    return tuple(piece for piece in [*pieces, (text[last:], False)] if piece[0])

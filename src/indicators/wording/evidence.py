"""Where a number comes from: citation, the sentence with the number marked, the link to it on its page."""

from __future__ import annotations

import re
from urllib.parse import quote as percent_encoded

from indicators import periods
from indicators.letters import quotes
from indicators.model import Catalogue, Language, Source
from indicators.series import Claim
from indicators.wording import numbers, times
from indicators.wording.messages import tr

_PRINTED_UNIT = re.compile(
    r"\s?(?:%|％|个百分点|(?:per ?cent|yuan|people|units|[KMGTPE]i?B|[KMGTPE]?bps|[KMGTPE]?FLOPS)\b)"
    r"|[元个個家户戶项項台架辆輛人类類条條套位门門册冊间間件]"
)
_SHORTEST_END = 4  # a shorter end of a text fragment would stop at the next such letters on the page


def citation(source: Source, lang: Language, *, url: bool = False) -> str:
    """Issuer (unless the title starts with it), title, document number and date; titles stay in the source's language.

    Args:
        source: what is cited.
        lang: language of punctuation and date.
        url: add the address, for citing outside the product.
    """
    said = source.title.startswith(source.issuer)
    if lang == "zh":
        head = f"《{source.title.replace('《', '〈').replace('》', '〉')}》"
        head = head if said else f"{source.issuer}：{head}"
    else:
        head = f"“{source.title}”" if said else f"{source.issuer}, “{source.title}”"
    parts = [head, source.document_number, times.date(source.date, lang) if source.date else None]
    text = ("，" if lang == "zh" else ", ").join(part for part in parts if part)
    text += "。" if lang == "zh" else "."
    return f"{text} {source.url}" if url and source.url else text


def figure_citation(claim: Claim, catalogue: Catalogue, lang: Language, *, url: bool = False) -> str:
    """A figure with its source, the way it is copied into a text; a derived one with its formula and all its sources."""
    indicator = catalogue.indicators[claim.indicator]
    area = (
        catalogue.areas[claim.ref_area].title(lang) if claim.ref_area in catalogue.areas else claim.ref_area
    )
    fields: dict[str, object] = {
        "title": indicator.title(lang),
        "area": area,
        "period": times.period(claim.time_period, lang, _stated(claim)),
        "value": numbers.claim(claim, catalogue, lang),
    }
    cited = dict.fromkeys(part.source for part in (claim, *claim.parents) if part.source)
    sources = " ".join(citation(source, lang, url=url) for source in cited)
    if claim.derived:
        return tr(
            "{title}, {area}, {period}: {value} (derived: {formula}). Sources: {sources}",
            lang,
            formula=formula(claim, catalogue, lang),
            sources=sources,
            **fields,
        )
    return tr("{title}, {area}, {period}: {value}. Source: {sources}", lang, sources=sources, **fields)


def formula(claim: Claim, catalogue: Catalogue, lang: Language) -> str:
    """How a derived value is computed, every part with hedge and unit: 31.1% − 3.8个百分点 = 27.3%; empty for others."""
    if not claim.derived:
        return ""
    sign = {"difference": " − ", "sum": " + ", "ratio": " ÷ "}[claim.derived.operation]
    parts = sign.join(str(numbers.claim(parent, catalogue, lang)) for parent in claim.parents)
    return f"{parts} = {numbers.claim(claim, catalogue, lang)}"


def highlight(quote: str, claim: Claim, catalogue: Catalogue | None = None) -> tuple[str, str, str]:
    """The quote in three parts, the middle one being the number with its hedge and magnitude: 每万人拥有5G基站数 | 超19个 | .

    With the catalogue the unit behind the number is marked too. Where the number is not found the whole quote comes back first.
    """
    observation = claim.observation
    if observation is None:
        return quote, "", ""
    digits, hedge = observation.obs_value, observation.qualifier
    found = [stated for stated in quotes.numbers_in(quote) if stated.digits == digits.lstrip("-")] or [
        stated for stated in quotes.numbers_in(quote) if stated.digits == digits
    ]
    if not found:
        return _plainly(quote, digits)
    best = max(
        found,
        key=lambda stated: (stated.unit_mult == claim.unit_mult, stated.qualifier == hedge, -stated.start),
    )
    end = _behind_unit(quote, best.last, claim, catalogue)
    return quote[: best.first], quote[best.first : end], quote[end:]


def page_link(source: Source, quote: str) -> str | None:
    """The page's address with a text fragment, so that a browser opens it at the sentence; None without an address.

    `#:~:text=` is the URL Fragment Text Directives draft of the W3C WICG; `-`, `,` and `&` have a meaning there and are
    encoded. A quote from a table (cells joined with ` | `) is found by its first cell, one with an omission (…) by its ends.
    """
    if not source.url or not source.url.startswith(("http://", "https://")):
        return None
    first = quote.split(" | ", maxsplit=1)[0].strip(" |")
    pieces = [piece.strip() for piece in first.replace("...", "…").split("…") if piece.strip()]
    if not pieces:
        return source.url
    ends = pieces[:1] + [piece for piece in pieces[-1:] if len(pieces) > 1 and len(piece) >= _SHORTEST_END]
    fragment = ",".join(percent_encoded(end, safe="").replace("-", "%2D") for end in ends)
    return f"{source.url}{'' if '#' in source.url else '#'}:~:text={fragment}"


def period_note(claim: Claim, lang: Language) -> str:
    """What is to be known about an unstated period; empty where the source states it."""
    if _stated(claim):
        return ""
    return tr(
        "period not stated; dated by the source" if dated_by_source(claim) else "period not stated", lang
    )


def dated_by_source(claim: Claim) -> bool:
    """Whether the period is not stated and the source's own date stands in for it."""
    if _stated(claim) or not claim.source or not claim.source.date:
        return False
    start, end = periods.bounds(claim.time_period)
    return start <= periods.end(claim.source.date) <= end


def by(claim: Claim, lang: Language) -> str:
    """Who says it, as short as a table needs it: the document number, else the issuer with the date."""
    if claim.source is None:
        return tr("computed", lang)
    if claim.source.document_number:
        return claim.source.document_number
    date = claim.source.date
    return f"{claim.source.issuer} {times.date(date, lang)}" if date else claim.source.issuer


def _stated(claim: Claim) -> bool:
    return claim.observation is None or claim.observation.period_stated


def _plainly(quote: str, digits: str) -> tuple[str, str, str]:
    start = quote.find(digits.lstrip("-"))
    while start > 0 and quote[start - 1] in "0123456789.,":
        start = quote.find(digits.lstrip("-"), start + 1)
    end = start + len(digits.lstrip("-"))
    return (quote[:start], quote[start:end], quote[end:]) if start >= 0 else (quote, "", "")


def _behind_unit(quote: str, end: int, claim: Claim, catalogue: Catalogue | None) -> int:
    """Where the unit behind the number ends: the indicator's own, else one of those that sources print."""
    title = catalogue.units[catalogue.indicators[claim.indicator].unit].title.zh if catalogue else ""
    for word in (title, title.partition("/")[0]):
        if word and quote.startswith(word, end):
            return end + len(word)
    found = _PRINTED_UNIT.match(quote, end)
    return found.end() if found else end

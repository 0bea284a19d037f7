"""What can be exported and how it is asked for: codes of charts in an address, formats and sizes in a presenter's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators.charts import Comparison
from indicators.exports import receipts, sizes
from indicators.exports.exhibit import alone
from indicators.exports.order import Format, Order
from indicators.exports.receipts import Subject
from indicators.exports.sizes import NAMES, SizeName
from indicators.model import Catalogue, Language
from indicators.wording import tr

#: charts in one order: more than any meeting has, few enough to be made while one waits
MOST = 100

#: what it is, what it is good for, the formats
_ROWS: tuple[tuple[str, str, tuple[Format, ...]], ...] = (
    ("Slides", "charts can be edited", ("pptx",)),
    ("Workbook", "every number with its source", ("xlsx",)),
    ("Picture", "", ("png", "svg")),
    ("Brief", "pages to print", ("pdf",)),
    ("Offline page", "needs no network", ("html",)),
    ("Data", "", ("csv", "json")),
    ("Everything", "all of these", ("zip",)),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A line of the menu: what it is, what it is good for (empty for the obvious), the formats it comes in."""

    title: str
    use: str
    formats: tuple[Format, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What the export menu offers for some charts: their codes as the address has them, sizes with their names, kinds of file."""

    codes: str
    sizes: tuple[tuple[SizeName, str], ...]
    kinds: tuple[Kind, ...]


def offer(codes: Iterable[str], lang: Language) -> Offer:
    """The menu for charts, given their codes. Nothing is worked out for it: a page has it for nearly nothing."""
    return Offer(
        "~".join(codes),
        tuple((name, sizes.title(name, lang)) for name in NAMES),
        tuple(Kind(tr(title, lang), tr(use, lang) if use else "", formats) for title, use, formats in _ROWS),
    )


def code(subject: Subject) -> str:
    """The code of what is shown, whatever language it is read in: a chart is in the basket once."""
    return receipts.code(replace(subject, lang="zh"))


def subjects(catalogue: Catalogue, wanted: Sequence[str], lang: Language) -> tuple[list[Subject], list[str]]:
    """What some codes show, in one language, and the codes that show nothing here."""
    read = [(text, receipts.read(text, catalogue)) for text in wanted]
    return (
        [replace(subject, lang=lang) for _, subject in read if subject],
        [text for text, subject in read if not subject],
    )


def parts(catalogue: Catalogue, subject: Subject) -> Iterator[Subject]:
    """The single charts that something shown consists of; nothing where there is nothing to draw."""
    if isinstance(subject, Comparison):
        yield subject
    else:
        yield from alone(catalogue, subject)


def order(
    shown: Sequence[Subject], lang: Language, size: str, address: str = "", template: bytes | None = None
) -> Order:
    """The order for what is shown; a size that is not known is the usual one.

    Its day is the one that all charts have: what is said of no single chart is known on no single day otherwise.
    """
    days: set[date | None] = {subject.as_of for subject in shown}
    named = next((name for name in NAMES if name == size), NAMES[0])
    as_of = days.pop() if len(days) == 1 else None
    return Order(tuple(shown), lang, named, as_of, template, address)

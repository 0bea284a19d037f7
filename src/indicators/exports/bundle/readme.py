"""README.txt: what is in the archive, where the views are found again, how hedges and marks read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indicators import wording
from indicators.exports.order import Work
from indicators.model import Language
from indicators.wording import BRAND, tr, trn

#: what a file is, by its ending
_ENDINGS = {
    "pptx": "slides; the charts can be edited",
    "xlsx": "workbook: figures, sources, definitions, changes, charts; a number is a number",
    "csv": "the indicators' whole table, for spreadsheets and programs",
    "json": "the same table for programs",
    "html": "page for any browser, also without a network",
    "pdf": "the charts to print",
    "png": "picture for slides and documents",
    "svg": "picture that stays sharp at any size",
}
#: the signs of the charts and what they stand for
_MARKS = {
    "●": "a number as printed",
    "○↑": "a bound: the truth lies further on, and nobody has said how far",
    "○": "computed from figures, printed by no source",
    "◇": "a target",
    "◌": "what another source says: grey where it agrees, red where it does not",
}


def text(work: Work, files: Iterable[str], citations: str) -> Iterator[str]:
    """The lines.

    Args:
        work: what the files were made from.
        files: their names.
        citations: the name of the file of citations.
    """
    lang = work.lang
    title = tr(BRAND, lang)
    yield title
    yield "=" * (2 * len(title) if lang == "zh" else len(title))
    day = wording.date((work.order.as_of or work.day).strftime("%Y-%m-%d"), lang)
    yield tr("Known by {date}", lang, date=day)
    yield from _head("What is in it", lang)
    for name in files:
        words = _ENDINGS.get(name.rpartition(".")[2].lower())
        yield "- " + (tr("{label}: {value}", lang, label=name, value=tr(words, lang)) if words else name)
    yield "- " + tr("{file}: every source in full, and who says which figure", lang, file=citations)
    yield "- " + tr("{file}: whose figures and sentences these are", lang, file="LICENCE.txt")
    sums = tr(
        "{file}: sums to check the files with ({command})",
        lang,
        file="SHA256SUMS",
        command="sha256sum -c SHA256SUMS",
    )
    yield f"- {sums}"
    yield from _head(trn("The chart", "The charts", len(work.exhibits), lang), lang)
    for n, exhibit in enumerate(work.exhibits, 1):
        yield f"{n}. {exhibit.sentence}"
        yield f"   {exhibit.source_line}"
        yield "   " + tr("Receipt {code}", lang, code=exhibit.receipt)
        if exhibit.link:
            yield f"   {exhibit.link}"
        yield from (f"   {note}" for note in exhibit.notes)
    yield ""
    if any(exhibit.link for exhibit in work.exhibits):
        yield tr("A link opens exactly this view, with every figure's sentence.", lang)
    else:
        yield tr(
            "A receipt opens exactly this view: write {path} and the code behind the dashboard's address.",
            lang,
            path="/r/",
        )
    yield tr("The five letters behind the full stop change when a figure does.", lang)
    yield from _head("How to read it", lang)
    yield tr("A number without a word before it stands so in its source.", lang)
    yield tr(
        "“More than”, “at least”, “less than”, “at most” and “about” are the source's own: they belong to the number.",
        lang,
    )
    yield from (f"{sign}  {tr(words, lang)}" for sign, words in _MARKS.items())
    yield tr(
        "A year without a mark has no figure; nothing is filled in, and no line crosses a change of definition.",
        lang,
    )
    yield tr("% and percentage points are never mixed.", lang)


def _head(words: str, lang: Language) -> Iterator[str]:
    said = tr(words, lang)
    yield ""
    yield said
    yield "-" * (2 * len(said) if lang == "zh" else len(said))

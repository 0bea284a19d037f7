"""Characters that nobody's font has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from indicators.exports.exhibit import Exhibit
from indicators.exports.preflight.finding import Finding
from indicators.wording import tr

#: not assigned, for private use, half of a pair: no two fonts agree on them, most print a box (Unicode 17, 23.5 to 23.7)
_NOWHERE = ("Cn", "Co", "Cs")


def unprintable(text: str) -> list[str]:
    """The characters of a text that no ordinary font has, each once."""
    return list(dict.fromkeys(letter for letter in text if unicodedata.category(letter) in _NOWHERE))


def texts(exhibit: Exhibit) -> Iterator[tuple[str, str]]:
    """Every text of an exhibit behind the place where it stands, in words."""
    lang = exhibit.lang
    yield tr("in the sentence", lang), exhibit.sentence
    for each in exhibit.evidence:
        at = tr("{title}, {area}, {period}", lang, title=each.title, area=each.area, period=each.period)
        said = "".join(each.quote) if each.quote else each.formula
        yield tr("in the quote of {figure}", lang, figure=at), said
        for text in (str(each.said), each.nature, each.remark):
            yield tr("in the row of {figure}", lang, figure=at), text
    for source in exhibit.sources:
        for text in (source.title, source.issuer, source.document_number or ""):
            yield tr("in the source “{id}”", lang, id=source.id), text
    yield tr("in the notes", lang), " ".join((*exhibit.notes, exhibit.source_line))
    yield tr("in the chart", lang), exhibit.panel.alt


def findings(number: int, exhibit: Exhibit, missing: Iterable[str] = ()) -> Iterator[Finding]:
    """One finding for each character, at the first place where it stands.

    Args:
        number: the exhibit's place in the order.
        exhibit: what is looked through.
        missing: characters that the browser which makes the pictures has no glyph for.
    """
    lang, told = exhibit.lang, set[str]()
    for where, text in texts(exhibit):
        nowhere = unprintable(text)
        lacking = frozenset(missing) - set(nowhere)
        for letter in [*nowhere, *(each for each in text if each in lacking)]:
            if letter in told:
                continue
            told.add(letter)
            code = f"U+{ord(letter):04X}"
            if letter in lacking:
                yield Finding(
                    "warning",
                    number,
                    "glyph",
                    tr(
                        "The character “{letter}” ({code}) {where} is in no font of this computer.",
                        lang,
                        letter=letter,
                        code=code,
                        where=where,
                    ),
                    tr(
                        "Install a font that has it (such as Noto Sans CJK SC), or choose a format that is drawn where it is read: slides, sheets or the offline page.",
                        lang,
                    ),
                )
            else:
                yield Finding(
                    "error",
                    number,
                    "glyph",
                    tr(
                        "The character {code} {where} is in no font: a box is printed instead.",
                        lang,
                        code=code,
                        where=where,
                    ),
                    tr(
                        "Write the character that is meant instead of {code} in the data file.",
                        lang,
                        code=code,
                    ),
                )

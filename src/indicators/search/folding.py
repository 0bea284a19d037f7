"""Text as it is compared: small letters, half width, without accents, brackets and blanks that say nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# What is left of a text: letters, digits and Han, per cent, and the point inside a number.
_WORDS = re.compile(r"(?:[^\W_]|%|(?<=[0-9])\.(?=[0-9]))+")
_THOUSAND = re.compile(r"[0-9]{3}(?![0-9])")


def fold(text: str) -> str:
    """The text for comparison: NFKD without its accents (UAX 15), case folded, punctuation gone.

    渝经信复函【2023】373号 and 渝经信复函〔2023〕373号 both give 渝经信复函2023 373号: a blank stays between letters or digits
    that would otherwise run together, and nowhere else. 3,640 gives 3640; 7.7 keeps its point.
    """
    whole = "".join(map(_plain, text))
    return "".join(whole[start:end] or " " for start, end in _kept(whole))


def folded_words(query: str) -> list[str]:
    """The words of a query, folded; a text fits that holds them all."""
    return [word for typed in query.split() for word in fold(typed).split()]


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the index of the character in `text` that it comes from."""
    plain = [(part, at) for at, char in enumerate(text) for part in _plain(char)]
    whole = "".join(part for part, _ in plain)
    folded = ""
    places: list[int] = []
    for start, end in _kept(whole):
        folded += whole[start:end] or " "
        places += [at for _, at in plain[start:end]] or [plain[start][1]]
    return folded, places


def spaced(char: str) -> bool:
    """Whether words of this character's script are set apart by blanks: Latin, digits, Cyrillic; not Han."""
    return char < "\u2e80"


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")


def _kept(whole: str) -> Iterator[tuple[int, int]]:
    """The stretches that are kept, each as start and end; an empty one stands for a blank between two words."""
    before = -1
    for word in _WORDS.finditer(whole):
        start, end = word.span()
        if before > 0 and spaced(whole[before - 1]) and spaced(whole[start]):
            thousands = whole[before:start] == "," and whole[before - 1].isdigit()
            if not (thousands and _THOUSAND.match(whole, start)):
                yield before, before
        yield start, end
        before = end

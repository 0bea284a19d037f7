"""LICENCE.txt: whose the figures are, and the licence of what was made here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import resources

from indicators.exports.order import Work
from indicators.wording import tr


def text(work: Work, files: Iterable[str]) -> Iterator[str]:
    """The lines. The figures and sentences belong to their sources; the licence of the project covers only what is its own."""
    lang = work.lang
    yield tr("The figures were published by the sources named, and the sentences are quoted from them.", lang)
    yield tr(
        "They are not ours to license: what their publishers say about their use holds. Please cite them.",
        lang,
    )
    yield ""
    if any(name.endswith(".html") for name in files):
        yield tr(
            "The page contains {library}, whose own licence stands in it.", lang, library="plotly.js (MIT)"
        )
    yield tr(
        "What was added here (choice, order, words, charts) and the program are under the licence below:",
        lang,
    )
    yield ""
    yield from (resources.files(__package__) / "licence.txt").read_text(encoding="utf-8").splitlines()

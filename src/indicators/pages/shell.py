"""What every page shares: the catalogue, the frame around the content, and the way from an address to an answer."""

from __future__ import annotations

import contextlib
import gc
import gzip
import importlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
from markupsafe import Markup

from indicators import checks, store, wording
from indicators.model import Catalogue, Language
from indicators.pages import state as address
from indicators.pages.answer import Answer
from indicators.pages.frame import render
from indicators.pages.state import NAVIGATION, PAGES, Page, State
from indicators.problems import CatalogueError, Problem
from indicators.wording import BRAND, tr

_LOG = logging.getLogger(__name__)
_KEPT = 512  # answers; one is some thirty kilobytes


@dataclass(frozen=True)
class Sent:
    """An answer as it is sent: JSON, encoded once for all who ask for it."""

    json: bytes

    @cached_property
    def gzipped(self) -> bytes:
        """The same, compressed once for all who take it so."""
        return gzip.compress(self.json, 6, mtime=0)


# ------------------------------------------------------------------------------------------------ catalogue


@dataclass
class Loaded:
    """The last catalogue that could be read, and what is wrong with the files as they stand now."""

    signature: object = None
    catalogue: Catalogue | None = None
    problems: tuple[Problem, ...] = ()
    answers: dict[object, Sent] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


@cache
def _loaded(folder: str) -> Loaded:
    return Loaded()


def load() -> Loaded:
    """The catalogue as the files stand now: read again only when a file's name, size or time has changed.

    Files with errors are not shown: the last catalogue without any stays, with what is wrong with the files now.
    """
    folder = store.default_folder()
    loaded = _loaded(str(folder.resolve()))
    signature = _signature(folder)
    if signature == loaded.signature:
        return loaded
    with loaded.lock:
        if signature != loaded.signature:
            try:
                catalogue = store.read(folder)
                loaded.problems = tuple(
                    found for found in checks.check(catalogue) if found.severity == "error"
                )
                if not loaded.problems:
                    loaded.catalogue = catalogue
                    _spare_the_collector()
            except CatalogueError as error:
                loaded.problems = error.problems
            loaded.answers = {}
            loaded.signature = signature
    return loaded


def _spare_the_collector() -> None:
    """Takes what is alive now out of the rounds of Python's garbage collector.

    The catalogue stays as long as the files do; walking all of it in every full collection would find nothing and stop all
    readers meanwhile. What an earlier catalogue has left is walked once more before, so that nothing stays for ever.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _signature(folder: Path) -> object:
    files = [folder] if folder.is_file() else sorted(folder.glob("*.y*ml")) if folder.is_dir() else []
    stats = []
    for file in files:
        with contextlib.suppress(OSError):  # taken away between the two looks; the next one will tell
            stat = file.stat()
            stats.append((file.name, stat.st_mtime_ns, stat.st_size, stat.st_ino))
    return tuple(stats) or None


# ------------------------------------------------------------------------------------------------ answers


def respond(
    page: Page, query: Mapping[str, str], *, dark: bool = False, narrow: bool = False
) -> dict[str, Any]:
    """The whole page for an address, frame included, as the page's script takes it.

    Args:
        page: the page.
        query: the parameters of the address.
        dark: the reader's theme.
        narrow: whether the screen is that of a telephone.

    Returns:
        `title`, `lang`, `html`, `figures` (each with `json` and `alt`), `screen` (what was assumed of it).
    """
    found: dict[str, Any] = msgspec.json.decode(sent(page, query, dark=dark, narrow=narrow).json)
    return found


def sent(page: Page, query: Mapping[str, str], *, dark: bool = False, narrow: bool = False) -> Sent:
    """What `respond` returns, as it is sent; kept, because most answers are asked for more than once."""
    loaded = load()
    today = date.today()
    key = (page, tuple(sorted(query.items())), dark, narrow, today)
    answers = loaded.answers  # of this catalogue: what is made of it must not get among the next one's
    found = answers.get(key)
    if found is None:
        state = replace(address.read(page, query, loaded.catalogue), dark=dark, narrow=narrow)
        try:
            found = Sent(msgspec.json.encode(_made(loaded, state, today)))
        except Exception:  # a mistake of ours: it goes to the log, the reader gets a page that works
            _LOG.exception("no answer for %s %s", page, dict(query))
            failed = Answer(tr("Overview", state.lang), render("failed.html", state.lang, state=state))
            return Sent(msgspec.json.encode(_framed(loaded, state, today, failed)))
        if len(answers) >= _KEPT:
            answers.clear()
        answers[key] = found
    return found


def _made(loaded: Loaded, state: State, today: date) -> dict[str, Any]:
    lang = state.lang
    if loaded.catalogue is None:
        html = render("problems.html", lang, problems=_said(loaded.problems, lang))
        answer = Answer(tr("Overview", lang), html)
    else:
        answer = page_of(state.page)(loaded.catalogue, state, today)
    return _framed(loaded, state, today, answer)


def _framed(loaded: Loaded, state: State, today: date, answer: Answer) -> dict[str, Any]:
    lang = state.lang
    html = render(
        "page.html",
        lang,
        state=state,
        path=address.path(state.page),
        pages=NAVIGATION,
        names={name: tr(name.capitalize(), lang) for name in PAGES},
        problems=_said(loaded.problems, lang) if loaded.catalogue else [],
        ignored=(*state.ignored, *answer.ignored),
        content=Markup(answer.html),  # noqa: S704 - made by `render`, where every value was escaped
        today=today.isoformat(),
        as_of=wording.date(state.as_of.isoformat(), lang) if state.as_of else "",
        counts=counts(loaded.catalogue, lang) if loaded.catalogue else None,
    )
    return {
        "title": f"{answer.title} · {tr(BRAND, lang)}",
        "lang": "en" if lang == "en" else "zh-CN",
        "html": html,
        "figures": [{"json": figure.json, "alt": figure.alt} for figure in answer.figures],
        "screen": {"dark": state.dark, "narrow": state.narrow},
    }


def page_of(page: Page) -> Callable[[Catalogue, State, date], Answer]:
    """The function that answers for a page: `answer` in the module of its name."""
    function: Callable[[Catalogue, State, date], Answer] = importlib.import_module(
        f"indicators.pages.{page}"
    ).answer
    return function


def _said(problems: tuple[Problem, ...], lang: Language) -> list[tuple[str, str, str]]:
    return [
        (problem.severity, problem.place, wording.say_problem(problem, lang, place=False))
        for problem in problems
    ]


def counts(catalogue: Catalogue, lang: Language) -> dict[str, object]:
    """How much there is: indicators, claims, sources, the last day on which a source was published."""
    dates = [source.published for source in catalogue.sources.values() if source.published]
    return {
        "indicators": len(catalogue.indicators),
        "claims": sum(1 for _ in catalogue.claims()),
        "sources": len(catalogue.sources),
        "updated": wording.date(max(dates), lang) if dates else "",
        "digest": catalogue.digest[:12],
    }

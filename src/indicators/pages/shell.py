"""What every page shares: the catalogue, the address, the frame around the content, links without a page load."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from indicators import checks, store, wording
from indicators.model import Catalogue, Language
from indicators.pages import state as address
from indicators.pages.frame import render, script
from indicators.pages.state import Page, State
from indicators.problems import CatalogueError, Problem
from indicators.wording import tr

PAGES: tuple[Page, ...] = ("overview", "explore", "data")

_PAGE = "page"
_browser = st.components.v2.component("indicators.page", js=script())


# ------------------------------------------------------------------------------------------------ catalogue


@dataclass
class _Loaded:
    """The last catalogue that could be read, and what is wrong with the files as they stand now."""

    signature: object = None
    catalogue: Catalogue | None = None
    problems: tuple[Problem, ...] = ()


@st.cache_resource(show_spinner=False)
def _loaded(folder: str) -> _Loaded:
    return _Loaded()


def load() -> _Loaded:
    """The catalogue as the files stand now: read again only when a file's name, size or time has changed.

    Files with errors are not shown: the last catalogue without any stays, with what is wrong with the files now.
    """
    folder = store.default_folder()
    loaded = _loaded(str(folder.resolve()))
    signature = _signature(folder)
    if signature != loaded.signature:
        try:
            catalogue = store.read(folder)
            loaded.problems = tuple(found for found in checks.check(catalogue) if found.severity == "error")
            loaded.catalogue = loaded.catalogue if loaded.problems else catalogue
        except CatalogueError as error:
            loaded.problems = error.problems
        loaded.signature = signature
    return loaded


def _signature(folder: Path) -> object:
    files = [folder] if folder.is_file() else sorted(folder.glob("*.y*ml")) if folder.is_dir() else []
    stats = []
    for file in files:
        with contextlib.suppress(OSError):  # taken away between the two looks; the next one will tell
            stat = file.stat()
            stats.append((file.name, stat.st_mtime_ns, stat.st_size, stat.st_ino))
    return tuple(stats) or None


# ------------------------------------------------------------------------------------------------ frame


def begin(page: Page) -> tuple[Catalogue, State]:
    """The frame above the content. Stops the page where there is no catalogue to show.

    Returns:
        The catalogue and what the address asks for.
    """
    loaded = load()
    language = "en" if st.query_params.get("lang") == "en" else "zh-CN"
    dark, narrow = screen()
    _browser(
        key=_PAGE,
        data={"lang": language, "dark": dark, "narrow": narrow},
        on_screen_change=_nothing,
    )
    state = address.read(page, st.query_params, loaded.catalogue)
    banner = loaded.problems if loaded.catalogue else ()
    st.html(
        render(
            "header.html",
            state.lang,
            state=state,
            pages=PAGES,
            problems=_said(banner, state.lang),
            ignored=state.ignored,
        )
    )
    if loaded.catalogue is None:
        st.html(render("problems.html", state.lang, problems=_said(loaded.problems, state.lang)))
        st.stop()
    return loaded.catalogue, state


def end(catalogue: Catalogue, state: State) -> None:
    """The frame below the content."""
    st.html(render("footer.html", state.lang, state=state, **counts(catalogue.digest, state.lang, catalogue)))


def pages() -> list[st.Page]:
    """The pages of the app as Streamlit knows them, the first being the start page."""
    from indicators.pages import data, explore, overview  # noqa: PLC0415 -- they import this module

    titles = {page: tr(page.capitalize(), "zh") for page in PAGES}
    return [
        st.Page(overview.show, title=titles["overview"], default=True),
        st.Page(explore.show, title=titles["explore"], url_path="explore"),
        st.Page(data.show, title=titles["data"], url_path="data"),
    ]


def note(lang: Language, name: str, value: str) -> None:
    """A short note that a parameter of the address could not be used."""
    st.html(render("ignored.html", lang, ignored=[(name, value)]))


def screen() -> tuple[bool, bool]:
    """Whether the reader's theme is dark and whether the screen is narrow, as charts need to know.

    The browser says so as soon as it differs from what was assumed; before that, Streamlit's theme and the browser's
    name are the best guess.
    """
    told = (st.session_state.get(_PAGE) or {}).get("screen")
    if told:
        return bool(told["dark"]), bool(told["narrow"])
    return st.context.theme.type == "dark", "Mobi" in (st.context.headers.get("User-Agent") or "")


def _nothing() -> None:
    """Nothing is to be done on a change: the rerun itself reads the new value."""


def _said(problems: tuple[Problem, ...], lang: Language) -> list[tuple[str, str, str]]:
    return [
        (problem.severity, problem.place, wording.say_problem(problem, lang, place=False))
        for problem in problems
    ]


@st.cache_data(show_spinner=False)
def counts(digest: str, lang: Language, _catalogue: Catalogue) -> dict[str, object]:
    """How much there is: indicators, claims, conflicts, the last day on which a source was published."""
    dates = [source.published for source in _catalogue.sources.values() if source.published]
    return {
        "indicators": len(_catalogue.indicators),
        "claims": sum(1 for _ in _catalogue.claims()),
        "sources": len(_catalogue.sources),
        "updated": wording.date(max(dates), lang) if dates else "",
        "digest": digest[:12],
    }

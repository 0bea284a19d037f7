"""The pages as Streamlit runs them, and the routes of the server beside it."""

from __future__ import annotations

import importlib
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import cast

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from indicators.charts import PLOTLY
from indicators.model import Language
from indicators.pages import bare, data, explore, frame, receipt, search, shell
from indicators.pages import state as address
from indicators.pages.state import PAGES, Page
from indicators.wording import tr

_browser = st.components.v2.component("indicators.page", js=frame.script(), isolate_styles=False)


def run() -> None:
    """Runs the page of the address: Streamlit's script, once for every time the app is opened."""
    st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
    pages = [
        st.Page(
            partial(_show, page),
            title=tr(page.capitalize(), "zh"),
            default=page == "overview",
            url_path="" if page == "overview" else page,
        )
        for page in PAGES
    ]
    st.navigation(pages, position="hidden").run()


def _show(page: Page) -> None:
    """Mounts the page's script with its first answer; from there the script asks for the answers itself."""
    headers = st.context.headers
    answer = shell.respond(
        page,
        dict(st.query_params),
        dark=st.context.theme.type == "dark",
        narrow="Mobi" in (headers.get("User-Agent") or ""),
    )
    _browser(key="page", data=answer)


async def _answer(request: Request) -> Response:
    page = request.path_params["page"]
    if page not in PAGES:
        return Response(status_code=404)
    query = dict(request.query_params)
    screen = query.pop("screen", "")
    found = await run_in_threadpool(
        shell.sent, cast(Page, page), query, dark="d" in screen, narrow="n" in screen
    )
    headers = {"Cache-Control": "no-cache"}
    if "gzip" in request.headers.get("Accept-Encoding", ""):  # Streamlit would compress it anew for everyone
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(found.gzipped, media_type="application/json", headers=headers)
    return Response(found.json, media_type="application/json", headers=headers)


async def _choices(request: Request) -> Response:
    loaded = shell.load()
    if loaded.catalogue is None:
        return Response(status_code=503)
    state = address.read("explore", dict(request.query_params), loaded.catalogue)
    found = await run_in_threadpool(explore.choices, loaded.catalogue, state)
    return Response(found, media_type="text/html", headers={"Cache-Control": "no-cache"})


async def _find(request: Request) -> Response:
    loaded = shell.load()
    if loaded.catalogue is None:
        return Response(status_code=503)
    query = dict(request.query_params)
    known: dict[str, str] = {name: query[name] for name in ("lang", "area", "asof", "show") if name in query}
    state = address.read("overview", known, loaded.catalogue)
    found = await run_in_threadpool(search.results, loaded.catalogue, query.get("q", "")[:200], state)
    return Response(found, media_type="text/html", headers={"Cache-Control": "no-cache"})


async def _table(request: Request) -> Response:
    loaded = shell.load()
    if loaded.catalogue is None:
        return Response(status_code=503)
    state = address.read("data", dict(request.query_params), loaded.catalogue)
    body = await run_in_threadpool(data.download, loaded.catalogue, state)
    name = "indicators-selection.csv" if data.narrowed(state) else "indicators.csv"
    return Response(
        body,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def _reopen(request: Request) -> Response:
    """The way back from a receipt: on to its view, or a page that says what to do."""
    loaded, code = shell.load(), request.path_params["code"]
    if loaded.catalogue is None:
        return Response(status_code=503)
    lang: Language | None = {"zh": "zh", "en": "en"}.get(request.query_params.get("lang", ""))  # type: ignore[assignment]
    found = await run_in_threadpool(receipt.address, loaded.catalogue, code, lang)
    if found:  # relative, so that it works under any base path
        return Response(status_code=307, headers={"Location": f".{found}", "Cache-Control": "no-store"})
    tongue: Language = lang or ("en" if request.headers.get("Accept-Language", "").startswith("en") else "zh")
    return bare.page("receipt_unknown.html", tongue, "../", 404, code=code[:200], tr=tr)


def _later(module: str, name: str) -> Callable[[Request], Awaitable[Response]]:
    """A route of a module that is loaded when it is asked for: the libraries behind the formats take a second."""

    async def answer(request: Request) -> Response:
        loaded = await run_in_threadpool(importlib.import_module, f"indicators.pages.{module}")
        return cast(Response, await getattr(loaded, name)(request))

    return answer


def routes() -> list[BaseRoute]:
    """What the server answers beside Streamlit's own addresses, under the same base path as these."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    base = f"/{base}" if base else ""
    return [
        Route(f"{base}/answer/{{page}}", _answer),
        Route(f"{base}/choices/explore", _choices),
        Route(f"{base}/find", _find),
        Route(f"{base}/table.csv", _table),
        Route(f"{base}/r/{{code}}", _reopen),
        Route(f"{base}/export", _later("exporting", "means")),
        Route(f"{base}/export/{{format}}", _later("exporting", "download"), methods=["GET", "POST"]),
        Route(f"{base}/preflight", _later("exporting", "look"), methods=["GET", "POST"]),
        Route(f"{base}/picture", _later("exporting", "pictures")),
        Route(f"{base}/check-deck", _later("old_decks", "check"), methods=["POST"]),
        Mount(f"{base}/vendor", StaticFiles(directory=Path(str(PLOTLY)).parent)),
    ]

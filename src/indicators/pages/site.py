"""The pages as Streamlit runs them, and the routes of the server beside it."""

from __future__ import annotations

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
from indicators.pages import data, explore, frame, search, shell
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


def routes() -> list[BaseRoute]:
    """What the server answers beside Streamlit's own addresses, under the same base path as these."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    base = f"/{base}" if base else ""
    return [
        Route(f"{base}/answer/{{page}}", _answer),
        Route(f"{base}/choices/explore", _choices),
        Route(f"{base}/find", _find),
        Route(f"{base}/table.csv", _table),
        Mount(f"{base}/vendor", StaticFiles(directory=Path(str(PLOTLY)).parent)),
    ]

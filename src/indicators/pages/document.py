"""The HTML document around the app: title, language, colours and style sheet from the first byte on.

Streamlit's own document is white, English and called Streamlit until its scripts have run; in the dark theme that is a
flash of light, and without the style sheet the first elements are seen unstyled. So navigations are answered with the
same document, mended. Everything else passes.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from indicators import look
from indicators.model import Language
from indicators.pages import frame
from indicators.wording import BRAND, tr

_STATIC = Path(streamlit.__file__).parent / "static"
#: scripts that every page needs but that Streamlit asks for one after the other
_ALL = ("BidiComponent",)
#: pages that show a chart, which is asked for at once
_WITH_CHARTS = ("/explore", "/compare", "/basket")
_PLOTLY = "./vendor/plotly-basic.min.js"

#: nothing is loaded from, and nothing is sent to, another machine
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss: data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
    )
)


# The signature as an icon: a hollow dot with an arrow away from it, more than.
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' "
    f"fill='{look.LIGHT.accent.replace('#', '%23')}'/%3E%3Cg fill='none' stroke='white' stroke-width='2.6' stroke-linecap='round' "
    "stroke-linejoin='round'%3E%3Ccircle cx='16' cy='22' r='4.4'/%3E%3Cpath d='M16 17V6M11.5 10.5 16 6l4.5 4.5'/%3E%3C/g%3E%3C/svg%3E"
)
# Streamlit looks for its server under the page's own path first and asks again when there is none: told, it need not.
# Steps in the history are shown by the page's script (`back` in page.js), not by a run of Streamlit's. Streamlit's icon
# font is fetched when a widget needs it, not ahead of all.
_FIRST = (
    "<script>window.__streamlit={BACKEND_BASE_URL:new URL('./',location.href).href};"
    "addEventListener('popstate',(step)=>{const app=window.__indicators;"
    "if(app?.root?.isConnected){step.stopImmediatePropagation();app.back()}},true);"
    "const load=document.fonts.load.bind(document.fonts);"
    "document.fonts.load=(font,...text)=>/Material/.test(font)?Promise.resolve([]):load(font,...text)</script>"
)


class Document:
    """Middleware that answers the browser's navigations with the mended document."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a navigation itself, hands everything else on."""
        if not is_navigation(scope):
            await self.app(scope, receive, send)
            return
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        lang: Language = "en" if query.get("lang") == ["en"] else "zh"
        text = document(lang, chart=str(scope["path"]).endswith(_WITH_CHARTS))
        headers = {
            "Cache-Control": "no-cache",
            "Content-Security-Policy": POLICY,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        await HTMLResponse(text, headers=headers)(scope, receive, send)


def is_navigation(scope: Scope) -> bool:
    """Whether a browser asks for a page: not for a file, and not for what belongs to the server itself."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    path = str(scope["path"])
    if (
        "/_stcore" in path
        or path.split("/")[-2:-1] in (["export"], ["r"])  # files, and the way back from a receipt
        or path.startswith("//")
        or "." in path.rpartition("/")[2]
        or (path != "/" and path.endswith("/"))
    ):
        return False
    return "text/html" in Request(scope).headers.get("accept", "")


@cache
def document(lang: Language, chart: bool) -> str:
    """Streamlit's document with our head. `chart`: the page shows one."""
    text = (_STATIC / "index.html").read_text("utf-8")
    head = "".join(f'<link rel="modulepreload" crossorigin href="{href}">' for href in _hrefs(_ALL))
    head += f'<link rel="{"preload" if chart else "prefetch"}" as="script" href="{_PLOTLY}">'
    head += frame.styles()
    text = text.replace('<html lang="en">', f'<html lang="{"zh-CN" if lang == "zh" else "en"}">', 1)
    text = text.replace("<title>Streamlit</title>", f"<title>{escape(tr(BRAND, lang))}</title>", 1)
    text = re.sub(r'<link rel="shortcut icon"[^>]*/>', f'<link rel="icon" href="{_ICON}" />', text, count=1)
    text = re.sub(r'<link\s+rel="preload"[^>]*\.woff2"[^>]*/>', "", text)  # a font that the pages do not use
    text = re.sub(r"<noscript>.*?</noscript>", "", text, count=1, flags=re.DOTALL)
    return text.replace("</title>", f"</title>{_FIRST}", 1).replace("</head>", f"{head}</head>", 1)


def _hrefs(names: tuple[str, ...]) -> list[str]:
    found = [next(iter((_STATIC / "static/js").glob(f"{name}.*.js")), None) for name in names]
    return [f"./static/js/{file.name}" for file in found if file]

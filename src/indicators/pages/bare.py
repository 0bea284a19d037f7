"""Small pages of their own, for what is no page of the app: a file that cannot be made, a receipt that cannot be read."""

from __future__ import annotations

from markupsafe import Markup
from starlette.responses import Response

from indicators.model import Language
from indicators.pages import frame

#: of every answer that is not to be kept, nor taken for something else
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
#: nothing runs and nothing is loaded in these pages
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


def page(template: str, lang: Language, home: str, status: int = 200, **values: object) -> Response:
    """A page with the dashboard's looks and the way back to it; `home` leads there from the page's address."""
    html = frame.render(
        template,
        lang,
        styles=Markup(frame.styles()),  # noqa: S704 - our own style sheet
        home=home + ("?lang=en" if lang == "en" else ""),
        **values,
    )
    headers = HEADERS | {"Content-Security-Policy": _POLICY}
    return Response(html, status, media_type="text/html", headers=headers)

"""From a request for files to its answer: beside the event loop, in the reader's language, never with a traceback.

Every answer is made of what the request says; nothing is kept. Whoever asks from the page's script (`Accept:
application/json`) gets words to place, everyone else a small page of its own. Files come alike for both.
"""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from urllib.parse import quote

import msgspec
from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from indicators.model import Catalogue, Language
from indicators.pages import bare, receiving, shell
from indicators.pages.bare import HEADERS
from indicators.pages.receiving import Form
from indicators.wording import tr

_LOG = logging.getLogger(__name__)
#: files made at the same time: each takes a processor, and readers want answers meanwhile
ROOM = CapacityLimiter(2)
#: what stands in a name's place for programs that know no other letters (RFC 6266, appendix D)
_PLAIN_NAME = "indicators"
_IN_NAMES = "!#$&+-.^_`|~"  # RFC 8187, attr-char, besides letters and digits


class Refused(Exception):
    """There is no file: the status of the answer, and why, in the reader's language."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, and of what it is answered.

    Attributes:
        catalogue: where to look.
        fields: of the address and of the form.
        lang: the reader's language.
        today: the reader's day.
        scripted: whether the page's script asks, which places words itself.
        address: where the reader reaches the dashboard, for links in files; empty where no one else does.
        file: what was sent; `name` is what it is called there.
    """

    catalogue: Catalogue
    fields: Mapping[str, str]
    lang: Language
    today: date
    scripted: bool = True
    address: str = ""
    file: bytes | None = field(default=None, repr=False)
    name: str = ""


async def served(
    request: Request, make: Callable[[Asked], Response], home: str = "./", room: CapacityLimiter | None = None
) -> Response:
    """The answer to a request, made beside the event loop; `home` leads from its address to the dashboard."""
    query = dict(request.query_params)
    lang: Language = "en" if query.get("lang") == "en" else "zh"
    scripted = "application/json" in request.headers.get("Accept", "")
    try:
        sent = Form({})
        if request.method == "POST":
            if not receiving.ours(request):
                raise Refused(
                    403, tr("This was sent from another site; it is taken from these pages only.", lang)
                )
            sent = await receiving.form(request)
            lang = "en" if sent.fields.get("lang", query.get("lang")) == "en" else "zh"
        catalogue = shell.load().catalogue
        if catalogue is None:
            raise Refused(
                503, tr("The data files cannot be read at the moment; the overview says why.", lang)
            )
        fields = query | sent.fields
        asked = Asked(
            catalogue, fields, lang, date.today(), scripted, _address(request), sent.file, sent.name
        )
        return await to_thread.run_sync(make, asked, limiter=room)
    except Refused as refused:
        return _refusal(refused, lang, scripted, home)
    except receiving.TooLarge:
        most = receiving.MOST_BYTES // 1024**2
        message = tr("The file is too large; {count} megabytes at most are taken.", lang, count=most)
        return _refusal(Refused(413, message), lang, scripted, home)
    except receiving.Unreadable:
        return _refusal(
            Refused(422, tr("No file arrived. Choose one and send it again.", lang)), lang, scripted, home
        )
    except Exception:  # a mistake of ours: it goes to the log, the reader is told
        _LOG.exception("no answer for %s", request.url.path)
        message = tr(
            "The file could not be made. The mistake is the program’s, not yours; it stands in the server’s log.",
            lang,
        )
        return _refusal(Refused(500, message), lang, scripted, home)


def _refusal(refused: Refused, lang: Language, scripted: bool, home: str) -> Response:
    if scripted:
        return json({"message": refused.message}, refused.status)
    return bare.page("refused.html", lang, home, status=refused.status, message=refused.message)


def json(what: object, status: int = 200) -> Response:
    """Something for the page's script."""
    return Response(msgspec.json.encode(what), status, media_type="application/json", headers=HEADERS)


def file(name: str, data: bytes, media_type: str) -> Response:
    """A file to keep. Its name may be in any script (RFC 6266); it is never shown as a page of ours."""
    plain = f"{_PLAIN_NAME}{PurePath(name).suffix}"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe=_IN_NAMES)}"
    headers = HEADERS | {"Content-Disposition": disposition, "Content-Security-Policy": "sandbox"}
    return Response(data, media_type=media_type, headers=headers)


def _address(request: Request) -> str:
    """Where the reader reaches the dashboard; empty for an address that means something else on every machine."""
    headers = request.headers
    host = headers.get("X-Forwarded-Host") or headers.get("Host") or ""
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    if not host or name == "localhost" or _loopback(name.strip("[]")):
        return ""
    scheme = headers.get("X-Forwarded-Proto") or request.url.scheme
    return f"{scheme}://{host}{request.url.path.partition('/export/')[0]}"


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

"""What a reader sends to the server: only from our own pages, never more than is said, and kept nowhere."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

#: bytes of a request with a file: larger decks hold films, not charts
MOST_BYTES = 50 * 1024 * 1024


class TooLarge(Exception):
    """More was sent than `MOST_BYTES`."""


class Unreadable(Exception):
    """What was sent is no form with at most one file."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a form sent: its fields, and its file with its name where one was chosen."""

    fields: dict[str, str]
    file: bytes | None = field(default=None, repr=False)
    name: str = ""


def ours(request: Request) -> bool:
    """Whether a request comes from our own pages, or from no page at all.

    The browser itself says where a request comes from (Fetch Metadata, https://www.w3.org/TR/fetch-metadata/); over plain HTTP
    it says only the origin. Behind a proxy the host that the reader sees stands in `X-Forwarded-Host`, which no other site
    can make a browser send.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    hosts = {request.headers.get("Host"), request.headers.get("X-Forwarded-Host")}
    return bool(urlsplit(origin).netloc) and urlsplit(origin).netloc in hosts


async def form(request: Request) -> Form:
    """A form with at most one file, read as it comes in.

    Raises:
        TooLarge: it is larger than is taken; the rest is not read.
        Unreadable: it is something else.
    """
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > MOST_BYTES:
        raise TooLarge
    if not request.headers.get("Content-Type", "").startswith("multipart/form-data"):
        raise Unreadable
    try:
        found = await MultiPartParser(request.headers, _within(request), max_files=1, max_fields=20).parse()
    except (MultiPartException, KeyError, ValueError) as error:  # KeyError: no boundary
        raise Unreadable from error
    try:
        fields = {name: value for name, value in found.multi_items() if isinstance(value, str)}
        files = [value for _, value in found.multi_items() if isinstance(value, UploadFile)]
        data = await files[0].read() if files and files[0].filename else None
        return Form(fields, data, (files[0].filename or "")[:200] if data is not None else "")
    finally:
        await found.close()  # larger ones stand in a nameless temporary file until then


async def _within(request: Request) -> AsyncGenerator[bytes, None]:
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MOST_BYTES:
            raise TooLarge
        yield chunk

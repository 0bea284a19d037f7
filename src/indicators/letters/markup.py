"""Web pages → text: tags off, a line for a paragraph or a row of a table; .mht as browsers save it.

Pages are cut into tags here and not by `html.parser`, which takes quadratic time on broken ones (60 KB of `<a <a <a`: 69 s).
"""

from __future__ import annotations

import contextlib
import email
import html
import re

from indicators.letters import encodings
from indicators.letters.refused import TEXT_LIMIT, Refused

_TAGS = re.compile(
    r"</?(?:p|div|br|td|tr|table|span|li|h[1-6]|font|body|html|strong|a)(?:\s[^<>]{0,300})?/?>", re.I
)
_START = re.compile(r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|\?xml)", re.I | re.S)
_MHT = re.compile(rb"(?:^|\n)content-type:\s*(?:multipart/related|text/html)", re.I)
_HEADER = re.compile(rb"\s*[A-Za-z-]{2,40}:\s")
#: a comment, a declaration, or a tag; what a quotation mark opens may hold a >
_MARKUP = re.compile(
    r"""<!--(?:[^-]|-(?!->))*+(?:-->|\Z)|<[!?][^<>]*+>
    |<(?P<open>/?)(?P<tag>[a-z][a-z0-9:-]{0,30})(?=[\s/>])(?:(?:[^<>"']|"[^"]{0,4000}"|'[^']{0,4000}')*+>|[^<>]*+>)""",
    re.IGNORECASE | re.VERBOSE,
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HAN_BREAK = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\uffef])")
_CELL = "\x1f"  # stands between two cells until the page is read
_CELLS = re.compile(f" *{_CELL} *")
_LINES = re.compile(r" *\n *")
_MANY = re.compile(" {2,}")
_GAPS = re.compile(r"\n{3,}")

_HIDDEN = frozenset(
    {"script", "style", "head", "noscript", "template", "select", "textarea", "object", "svg"}
)
_RAW = frozenset({"script", "style", "textarea"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "caption",
        "body",
        "html",
        "title",
    ]
)


def is_html(text: str) -> bool:
    """True for a page, and for a paste that holds tags."""
    return (
        bool(_START.match(text))
        or sum(1 for _ in zip(range(3), _TAGS.finditer(text[:200_000]), strict=False)) == 3
    )


def is_mht(data: bytes) -> bool:
    """True for a page saved as one file (RFC 2557)."""
    return bool(_HEADER.match(data[:100]) and _MHT.search(data[:4000]))


def mht_text(data: bytes) -> str:
    """The text of the first page in a .mht file.

    Raises:
        Refused: there is none.
    """
    try:
        message = email.message_from_bytes(data)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                if isinstance(content, bytes):
                    return html_text(encodings.decode(content))
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        pass  # what the standard library meets in headers that are none
    raise Refused("letter_binary")


def html_text(page: str) -> str:
    """The words of a page as its reader sees them.

    Raises:
        Refused: there are too many of them.
    """
    seen = _Seen()
    place = 0
    for found in _MARKUP.finditer(page):
        if found.start() < place:
            continue  # within something hidden
        seen.words(page[place : found.start()])
        place = found.end()
        tag = (found["tag"] or "").lower()
        if found["open"] is not None and found["open"] == "":
            if tag in _HIDDEN and not found[0].endswith("/>"):
                place = seen.behind(page, tag, place)
            else:
                seen.start(tag)
        elif found["open"]:
            seen.end(tag)
    seen.words(page[place:])
    return seen.text()


class _Seen:
    """Collects what is seen of a page."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._cells = 0
        self._unclosed: set[str] = set()

    def behind(self, page: str, tag: str, place: int) -> int:
        """Where the page goes on behind something hidden; a script that is never closed hides the rest, a head nothing."""
        if tag not in self._unclosed:
            if closing := re.compile(f"</{tag}(?![a-z0-9])[^<>]*>?", re.IGNORECASE).search(page, place):
                return closing.end()
            self._unclosed.add(tag)
        return len(page) if tag in _RAW else place

    def start(self, tag: str) -> None:
        """A block starts a line, a cell a new cell."""
        if tag in ("td", "th"):
            self._cells += 1
            if self._cells > 1:
                self._add(_CELL)
        elif tag == "br":
            self._add(" " if self._cells else "\n")
        else:
            self.end(tag)

    def end(self, tag: str) -> None:
        """A block ends its line."""
        if tag not in _BLOCKS:
            return
        if tag in ("tr", "table", "tbody", "thead"):
            self._cells = 0
        if self._cells:
            self._add(" ")
        elif self._parts and self._parts[-1] != "\n":
            self._add("\n")

    def words(self, words: str) -> None:
        """Words; blanks and line ends between them are one blank, and none between two Chinese characters."""
        if words:
            with contextlib.suppress(ValueError):  # a character number of thousands of digits
                words = html.unescape(words)
            self._add(_BLANKS.sub(" ", _HAN_BREAK.sub("", words)))

    def text(self) -> str:
        """All of it, in lines."""
        text = _MANY.sub(" ", "".join(self._parts).replace("\xa0", " "))
        text = _LINES.sub("\n", _CELLS.sub(" | ", text))
        return _GAPS.sub("\n\n", text).strip() + "\n"

    def _add(self, words: str) -> None:
        self._parts.append(words)
        self._size += len(words)
        if self._size > TEXT_LIMIT:
            raise Refused("letter_too_long", size=f"{self._size:,}", limit=f"{TEXT_LIMIT:,}")

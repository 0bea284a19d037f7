"""Web pages → text: tags off, a line for a paragraph or a row of a table; .mht as browsers save it."""

from __future__ import annotations

import email
import re
from html.parser import HTMLParser

from indicators.letters import encodings
from indicators.letters.refused import TEXT_LIMIT, Refused

_TAGS = re.compile(
    r"</?(?:p|div|br|td|tr|table|span|li|h[1-6]|font|body|html|strong|a)(?:\s[^<>]{0,300})?/?>", re.I
)
_START = re.compile(r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|\?xml)", re.I | re.S)
_MHT = re.compile(rb"(?:^|\n)content-type:\s*(?:multipart/related|text/html)", re.I)
_HEADER = re.compile(rb"\s*[A-Za-z-]{2,40}:\s")
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
        Refused: it is no page.
    """
    reader = _Reader()
    try:
        reader.feed(page)
        reader.close()
    except (AssertionError, ValueError, RecursionError):  # a declaration that is none
        raise Refused("letter_binary") from None
    if reader.size > TEXT_LIMIT:
        raise Refused("letter_too_long", size=f"{reader.size:,}", limit=f"{TEXT_LIMIT:,}")
    text = _CELLS.sub(" | ", "".join(reader.parts).replace("\xa0", " "))
    text = _LINES.sub("\n", _MANY.sub(" ", text))
    return _GAPS.sub("\n\n", text).strip() + "\n"


class _Reader(HTMLParser):
    """Collects what is seen; entities come decoded."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.size = 0
        self._hidden = ""
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block starts a line, a cell a new cell."""
        del attrs
        if self._hidden:
            return
        if tag in _HIDDEN:
            self._hidden = tag
        elif tag in ("td", "th"):
            self._cells += 1
            if self._cells > 1:
                self._add(_CELL)
        elif tag == "br":
            self._add(" " if self._cells else "\n")
        elif tag in _BLOCKS:
            self._block(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """<br/>, and hidden tags without content, which hide nothing."""
        if tag not in _HIDDEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line. A page without </head> shows its body all the same."""
        if self._hidden:
            if tag == self._hidden:
                self._hidden = ""
        elif tag in _BLOCKS:
            self._block(tag)

    def handle_data(self, data: str) -> None:
        """Words; blanks and line ends between them are one blank, and none between two Chinese characters."""
        if not self._hidden:
            self._add(_BLANKS.sub(" ", _HAN_BREAK.sub("", data)))

    def _block(self, tag: str) -> None:
        if tag in ("tr", "table", "tbody", "thead"):
            self._cells = 0
        if self._cells:
            self._add(" ")
        elif self.parts and self.parts[-1] != "\n":
            self._add("\n")

    def _add(self, words: str) -> None:
        self.parts.append(words)
        self.size += len(words)

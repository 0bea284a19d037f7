"""Documents: from the bytes of a text, web page, Word or PDF file to the text that the reader reads.

What a file is, its bytes say; its name is only used in messages. Offsets of figures point into the text as it is returned
here: the text of a .txt file is returned as it stands, without its byte order mark.
"""

from __future__ import annotations

import re
from pathlib import Path

from indicators.letters import encodings, markup, pdf, word
from indicators.letters.refused import FILE_LIMIT_MB, TEXT_LIMIT, Refused
from indicators.problems import Problem

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: what files start with that hold no text we read → what they are
_OTHERS: dict[bytes, str] = {
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"BM": "an image",
    b"II*\x00": "an image",
    b"MM\x00*": "an image",
    b"{\\rtf": "a rich text file",
    b"Rar!": "an archive",
    b"7z\xbc\xaf": "an archive",
    b"\x1f\x8b": "an archive",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}


def read_file(path: Path) -> str | Problem:
    """The text of a file, or why there is none (see `text_of`)."""
    try:
        size = path.stat().st_size
        data = b"" if size > _LIMIT else path.read_bytes()
    except FileNotFoundError:
        return Problem(str(path), 0, 0, "missing")
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or "?"
        return Problem(str(path), 0, 0, "unreadable", {"reason": reason})
    return _too_large(str(path), size) if size > _LIMIT else text_of(data, str(path))


def text_of(data: bytes, name: str) -> str | Problem:
    """The text of a document.

    Args:
        data: a text in UTF-8, UTF-16 or GB 18030 (GBK, GB 2312), a web page (.html, .mht, also pasted into a .txt), a Word file
            (.docx) or a PDF file with text.
        name: its name, for messages.

    Returns:
        The text; cells of a table are joined by ` | `, a row and a paragraph end a line. A `Problem` where there is no Chinese
        text to be had: an empty file, a scan, a password, another format or language, too much of it. Nothing is raised.
    """
    if len(data) > _LIMIT:
        return _too_large(name, len(data))
    try:
        text = _text(data)
        if len(text) > TEXT_LIMIT:
            raise Refused("letter_too_long", size=f"{len(text):,}", limit=f"{TEXT_LIMIT:,}")
        if not text.strip():
            raise Refused("letter_empty")
        if not _HAN.search(text):
            raise Refused("letter_not_chinese")
    except Refused as refused:
        return Problem(name, 0, 0, refused.rule, refused.params)
    return text


_LIMIT = FILE_LIMIT_MB * 1_000_000


def _too_large(name: str, size: int) -> Problem:
    params = {"size": f"{size / 1_000_000:.0f}", "limit": str(FILE_LIMIT_MB)}
    return Problem(name, 0, 0, "letter_too_large", params)


def _text(data: bytes) -> str:
    if b"%PDF-" in data[:1024]:
        return pdf.text(data)
    if data.startswith(b"PK\x03\x04"):
        return word.text(data)
    if data.startswith(_OLE):
        raise Refused("letter_password" if _ENCRYPTED in data else "letter_old_word")
    for start, what in _OTHERS.items():
        if data.startswith(start) and not _is_words(data[:200]):
            raise Refused("letter_other_format", found=what)
    if markup.is_mht(data):
        return markup.mht_text(data)
    text = encodings.decode(data)
    return markup.html_text(text) if markup.is_html(text) else text


def _is_words(start: bytes) -> bool:
    """True where a text merely starts with the letters of a format (BMW, MZ)."""
    return start.isascii() and not start.startswith(b"{\\rtf") and b"\x00" not in start

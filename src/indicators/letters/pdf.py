"""PDF files with text → text: lines that the page broke are joined again, page numbers left out."""

from __future__ import annotations

import re
import threading
from collections import Counter

from indicators.letters.refused import TEXT_LIMIT, Refused

_PAGES = 2000
_LOCK = threading.Lock()  # PDFium works for one thread at a time
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·\s]*"
)
_STARTS = re.compile(
    r"\s{2,}|\u3000|[（(]?[一二三四五六七八九十]{1,3}[、）)．.]|[（(]?\d{1,2}[、）)]|\d{1,2}[．.](?!\d)|第[一二三四五六七八九十]{1,3}[章节条]"
)
_ENDS = "。！？!?：:；;"
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def text(data: bytes) -> str:
    """The text of all pages.

    Raises:
        Refused: the file is damaged, protected, a scan, or too long.
    """
    with _LOCK:
        pages, images = _pages(data)
    if not "".join(pages).strip():
        raise Refused("letter_scan" if images or not pages else "letter_empty")
    return "\n".join([*_joined(_lines(pages)), ""])


def _pages(data: bytes) -> tuple[list[str], bool]:
    """The text of each page, and whether there are images."""
    import pypdfium2 as pdfium  # noqa: PLC0415 - only for a PDF
    from pypdfium2 import raw  # noqa: PLC0415

    pages: list[str] = []
    images = False
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        protected = getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error)
        raise Refused("letter_password" if protected else "letter_damaged_file", found="PDF") from None
    try:
        if len(document) > _PAGES:
            raise Refused("letter_too_long", size=f"{len(document):,}", limit=f"{_PAGES:,}")
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage().get_text_bounded()
            pages.append(words)
            if not words.strip() and not images:
                images = any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
            page.close()
            if sum(map(len, pages)) > TEXT_LIMIT:
                raise Refused("letter_too_long", size=f"{TEXT_LIMIT:,}+", limit=f"{TEXT_LIMIT:,}")
    except pdfium.PdfiumError:
        raise Refused("letter_damaged_file", found="PDF") from None
    finally:
        document.close()
    return pages, images


def _lines(pages: list[str]) -> list[str]:
    """The lines of all pages without page numbers; a page that ends in the middle of a sentence runs on."""
    lines: list[str] = []
    for page in pages:
        of_page = [line.rstrip() for line in re.split(r"\r\n|\r|\n", page.replace("\ufffe", ""))]
        while of_page and (not of_page[-1] or _PAGE_NUMBER.fullmatch(of_page[-1])):
            of_page.pop()
        while of_page and not of_page[0]:
            del of_page[0]
        lines += of_page
    return lines


def _joined(lines: list[str]) -> list[str]:
    """Paragraphs: a line as wide as the page allows goes on in the next one, unless that starts something new."""
    widths = Counter(_width(line) for line in lines if len(line) > 10)
    full = next(
        (width for width in sorted(widths, reverse=True) if _at_least(widths, width) * 10 > widths.total()), 0
    )
    joined: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line.strip() and not _STARTS.match(line):
            gap = (
                " "
                if joined[-1][-1:].isascii() and line.strip()[:1].isascii() and joined[-1][-1:].isalpha()
                else ""
            )
            joined[-1] += gap + line.strip()
        else:
            joined.append(line.strip())
        goes_on = full > 20 and _width(line) >= full - 6 and line[-1:] not in _ENDS
    return joined


def _at_least(widths: Counter[int], width: int) -> int:
    return sum(count for each, count in widths.items() if each >= width)


def _width(line: str) -> int:
    """In half-width characters."""
    return sum(1 if char < "\u2e80" else 2 for char in line)

"""Word files (.docx, ISO/IEC 29500) → text: paragraphs and tables, without the numbers that Word itself gives to lists.

The archive is read with a limit on what it unpacks to, and its XML by expat with document types refused, so that neither a
zip bomb nor an entity that expands can fill the memory.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from indicators.letters.refused import TEXT_LIMIT, Refused

_MAIN = "word/document.xml"
_UNPACKED_LIMIT = 50_000_000
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/",
    "http://purl.oclc.org/ooxml/wordprocessingml/",
)


def text(data: bytes) -> str:
    """The paragraphs, a line each; a row of a table is one line, its cells joined by ` | `.

    Raises:
        Refused: the archive is damaged, protected, too large, or no Word file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _MAIN not in archive.namelist():
                raise Refused("letter_other_format", found=_kind(archive.namelist()))
            entry = archive.getinfo(_MAIN)
            if entry.flag_bits & 1:
                raise Refused("letter_password")
            with archive.open(entry) as stream:
                content = stream.read(_UNPACKED_LIMIT + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise Refused("letter_damaged_file", found="Word") from None
    if len(content) > _UNPACKED_LIMIT:
        raise Refused("letter_too_long", size=f"{len(content):,}", limit=f"{_UNPACKED_LIMIT:,}")
    return _Paragraphs().read(content)


def _kind(names: list[str]) -> str:
    if any(name.startswith("xl/") for name in names):
        return "a spreadsheet"
    if any(name.startswith("ppt/") for name in names):
        return "a presentation"
    return "an OFD file" if "OFD.xml" in names else "an archive"


class _Paragraphs:
    """Handlers for expat; tags come as `namespace tag`."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self._rows: list[list[list[str]]] = []
        self._within_text = False
        self._skipped = 0
        self._size = 0

    def read(self, content: bytes) -> str:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.buffer_text = True
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, ValueError):
            raise Refused("letter_damaged_file", found="Word") from None
        return "\n".join([*self._lines, ""])

    def _doctype(self, *_: object) -> None:
        raise Refused("letter_damaged_file", found="Word")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        tag = self._tag(name)
        if (
            self._skipped or tag == "Fallback"
        ):  # what old programs show instead of a text box: the same words again
            self._skipped += 1
        elif tag == "t":
            self._within_text = True
        elif tag in ("tab", "br", "cr"):
            self._words.append(" " if self._rows or tag == "tab" else "\n")
        elif tag == "tr":
            self._rows.append([])
        elif tag == "tc" and self._rows:
            self._rows[-1].append([])

    def _end(self, name: str) -> None:
        tag = self._tag(name)
        if self._skipped:
            self._skipped -= 1
        elif tag == "t":
            self._within_text = False
        elif tag == "p":
            words = "".join(self._words).replace("\xa0", " ")
            self._words.clear()
            if not self._rows:
                self._lines.append(words)
            elif self._rows[-1] and words.strip():
                self._rows[-1][-1].append(words.strip())
        elif tag == "tr" and self._rows:
            row = " | ".join(" ".join(cell) for cell in self._rows.pop())
            if not self._rows:
                self._lines.append(row)
            elif self._rows[-1]:
                self._rows[-1][-1].append(row)

    def _characters(self, words: str) -> None:
        if self._within_text and not self._skipped:
            self._words.append(words)
            self._size += len(words)
            if self._size > TEXT_LIMIT:
                raise Refused("letter_too_long", size=f"{self._size:,}", limit=f"{TEXT_LIMIT:,}")

    @staticmethod
    def _tag(name: str) -> str:
        namespace, _, tag = name.rpartition(" ")
        return tag if tag == "Fallback" or namespace.startswith(_NAMESPACES) else ""

"""An order as one archive: the files with what explains, cites, licenses and proves them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping

from indicators.exports import stamp
from indicators.exports.bundle import citations, licence, readme
from indicators.exports.order import Work

README = "README.txt"
LICENCE = "LICENCE.txt"
SUMS = "SHA256SUMS"
_NAME = re.compile(r"(?!\.\.?(?:/|$))[^/\\\x00-\x1f\x7f]+(?:/(?!\.\.?$)[^/\\\x00-\x1f\x7f]+)?")


def bundle(work: Work, files: Mapping[str, bytes]) -> bytes:
    """The files as a ZIP archive, with `README.txt`, the citations, `LICENCE.txt` and `SHA256SUMS`.

    The texts are UTF-8 with byte order mark and CRLF, so that Windows' Notepad shows them; the sums are as `sha256sum -c`
    reads them, and cover every other file. The same files of the same order give the same bytes.

    Args:
        work: what the files were made from.
        files: by name, in the order they are to be listed; a name may have one folder before it.

    Raises:
        ValueError: a name leads outside the archive, or is there twice for a system that knows no capitals.
    """
    cited = citations.NAME[work.lang]
    own = {
        README: readme.text(work, files, cited),
        cited: citations.text(work),
        LICENCE: licence.text(work, files),
    }
    _check([*files, *own, SUMS])
    found = {**files, **{name: _notepad(text) for name, text in own.items()}}
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in found.items())
    return stamp.archive({**found, SUMS: sums.encode()})


def _check(names: list[str]) -> None:
    there = set()
    for name in names:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name for a file in an archive: write name or folder/name.")
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in there:
            raise ValueError(f"{name!r} is there twice: give every file its own name.")
        there.add(folded)


def _notepad(lines: Iterator[str]) -> bytes:
    """Lines as a text file; what prints nothing or turns the direction of writing is left out."""
    return "".join(f"{_printed(line)}\r\n" for line in lines).encode("utf-8-sig")


def _printed(line: str) -> str:
    return "".join(char for char in line.rstrip() if unicodedata.category(char)[0] != "C")

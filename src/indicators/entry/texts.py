"""A file's new text: the splices for what happens in it, and the proof that they did just that.

Places are first looked for in the lines of the records concerned. The new text is then read as any file is; only when it
holds exactly the document that was wanted is it used. Where it does not, places are taken from the marks of the whole file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from indicators import reading
from indicators.entry import edits, lines, places, written
from indicators.entry.lines import Splice
from indicators.entry.places import Place
from indicators.entry.records import FileWork
from indicators.entry.refusals import Objections, Refused
from indicators.model import Document

_Find = Callable[[str, str, str], Place | None]


def rewritten(
    file: Path, data: bytes, before: Document, work: FileWork, after: Document
) -> tuple[bytes, list[Splice]]:
    """The new bytes of a file and the splices that lead to them (of `text_of` its bytes).

    Args:
        file: its name, for messages.
        data: its bytes.
        before: the document that they hold.
        work: what happens.
        after: the document that the new bytes must hold.

    Raises:
        Objections: what is to be written is no record that the strict reader takes.
        Refused: the file is written in a way that allows no such change.
    """
    text = text_of(data)
    bom = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    padding = text[len(data.decode("utf-8-sig")) :]
    problems = None
    for find in (places.record, places.surely):
        splices = _splices(text, before, work, after, find)
        if splices is None:
            continue
        try:
            new = lines.spliced(text, splices)
        except ValueError:
            continue
        made = bom + new.removesuffix(padding).encode("utf-8")
        found = reading.read(made, str(file))
        if found == after:
            return made, lines.ordered(splices)
        problems = found if isinstance(found, list) else problems
    if problems:
        raise Objections(problems)
    raise Refused("not_editable", file=file.name)


def text_of(data: bytes) -> str:
    """The text in which splices are counted: without byte order mark, its last line with a line break like the others."""
    text = data.decode("utf-8-sig")
    return text if not text or text.endswith("\n") else text + lines.newline(text, len(text))


def _splices(
    text: str, before: Document, work: FileWork, after: Document, find: _Find
) -> list[Splice] | None:
    found: list[Splice] = []
    for name, lists in work.lists.items():
        place = find(text, "indicators", name)
        if place is None:
            return None
        found.extend(edits.edit(text, place, lists))
    for section in sorted(work.sections):
        for splice in _section(text, section, (getattr(before, section), getattr(after, section)), find):
            if splice is None:
                return None
            found.append(splice)
    return found


def _section(
    text: str, section: str, records: tuple[tuple[Any, ...], tuple[Any, ...]], find: _Find
) -> Iterator[Splice | None]:
    """What brings and takes whole records of a section; None where a place cannot be told."""
    old, new = records
    stays = {one.id for one in old} & {one.id for one in new}
    if not stays:
        yield _fresh(text, section, new)
        return
    anchor: str | None = None
    waiting = []  # new records that come before all that stay
    for one in new:
        if one.id in stays:
            anchor = one.id
        elif anchor is None:
            waiting.append(one)
        else:
            place = find(text, section, anchor)
            yield edits.beside(text, place, one) if place else None
    if waiting:
        yield None
    going = [one.id for one in old if one.id not in stays]
    for name in going:
        place = find(text, section, name)
        yield edits.without(text, place) if place else None


def _fresh(text: str, section: str, records: tuple[Any, ...]) -> Splice | None:
    """A section that had no records, or loses all of them."""
    root = places.whole(text)
    there = places.value(root, section) if root else None
    body = ", ".join(written.flow(record) for record in records)
    if there is not None and there.is_flow:
        return Splice(there.start, there.end, f"[{body}]")
    if there is not None:
        key = text.rfind(f"{section}", 0, there.start)
        colon = text.index(":", key) + 1
        last = lines.block_end(text, places.end(text, there), there.column - 1)
        return Splice(colon, len(text[:last].rstrip("\r\n")), f" [{body}]")
    newline = lines.newline(text, len(text))
    blocks = "".join(written.block(record, newline, "  - ", "    ") for record in records)
    return Splice(len(text), len(text), f"{section}:{newline}{blocks}")

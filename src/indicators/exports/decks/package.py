"""A .pptx file as its parts: read from bytes, never trusted, written again with every other byte as it was.

ECMA-376 part 2 (Open Packaging Conventions): a ZIP archive of parts; what a part refers to stands beside it in `_rels`.
"""

from __future__ import annotations

import copy
import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

MOST_MB = 300  # a deck, packed
_MOST_OPEN = (
    1 << 30
)  # bytes, unpacked: a few kilobytes can be packed so that they unpack to more than there is room for
_MOST_PART = 64 << 20  # bytes of one part that is looked into
_MOST_PARTS = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {"word/": "Word", "xl/": "Excel", "content.xml": "OpenDocument"}
_STEPS = (OSError, ValueError, RuntimeError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error)


class Refused(Exception):
    """What was given is no deck: the rule in `problems.RULES`, and its fields."""

    def __init__(self, rule: str, **params: str) -> None:
        super().__init__(rule)
        self.rule, self.params = rule, params


@dataclass(frozen=True, slots=True)
class Link:
    """What a part refers to: the last word of the relationship's type, and the part's name; the address of an external one."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of an archive. Nothing is unpacked before it is asked for.

    Raises:
        Refused: the bytes are no .pptx, or a damaged, protected or outsized one.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        if len(data) > MOST_MB << 20:
            raise Refused("deck_too_large", limit=str(MOST_MB))
        if data.startswith(_OLE):
            raise Refused("deck_password" if _ENCRYPTED in data else "deck_old")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _STEPS:
            raise Refused("deck_damaged" if data.startswith(b"PK") else "deck_other") from None
        entries = self._zip.infolist()
        if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_OPEN:
            raise Refused("deck_too_large", limit=str(_MOST_OPEN >> 20))
        self.names = {entry.filename for entry in entries}
        if len(self.names) != len(entries):
            raise Refused("deck_damaged")
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused("deck_password")
        if not any(name.startswith("ppt/") for name in self.names):
            found = next((other for part, other in _OTHERS.items() if self._has(part)), None)
            raise Refused("deck_other_office", found=found) if found else Refused("deck_other")

    def _has(self, start: str) -> bool:
        return any(name.startswith(start) for name in self.names)

    def part(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            Refused: it is not there, damaged, or too large to be looked into.
        """
        try:
            if self._zip.getinfo(name).file_size > _MOST_PART:
                raise Refused("deck_damaged")
            return self._zip.read(name)
        except (KeyError, *_STEPS):
            raise Refused("deck_damaged") from None

    def xml(self, name: str) -> etree._Element:
        """A part as XML; entities are not followed.

        Raises:
            Refused: it is not there or no XML.
        """
        return parsed(self.part(name))

    def links(self, name: str) -> dict[str, Link]:
        """What a part refers to, by the id that it uses; empty where it refers to nothing."""
        folder, _, base = name.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        found = {}
        for rel in self.xml(rels) if rels in self.names else ():
            target, external = rel.get("Target", ""), rel.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target)))[1:]
            found[rel.get("Id", "")] = Link(rel.get("Type", "").rpartition("/")[2], target, external)
        return found

    @cached_property
    def slides(self) -> list[str]:
        """The names of the slides' parts, in the order shown.

        Raises:
            Refused: the presentation cannot be read.
        """
        start = [link.target for link in self.links("").values() if link.kind == "officeDocument"]
        if not start:
            raise Refused("deck_damaged")
        links = self.links(start[0])
        ids = [local(each, "id", True) for each in named(self.xml(start[0]), "sldId")]
        return [links[each].target for each in ids if each in links and links[each].target in self.names]

    def written(self, parts: Mapping[str, bytes]) -> bytes:
        """The archive with some parts replaced: the order, the times and the bytes of all others stay.

        Raises:
            Refused: a part is damaged.
        """
        out = io.BytesIO()
        try:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                for entry in self._zip.infolist():
                    content = parts.get(entry.filename)
                    content = self._zip.read(entry) if content is None else content
                    archive.writestr(copy.copy(entry), content, entry.compress_type)
        except _STEPS:
            raise Refused("deck_damaged") from None
        return out.getvalue()


def parsed(data: bytes) -> etree._Element:
    """The root of an XML document; entities are not followed, nothing is fetched.

    Raises:
        Refused: it is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("deck_damaged") from None


def named(root: etree._Element, name: str) -> list[etree._Element]:
    """The elements of a name, whatever their namespace: the strict and the transitional form have different ones."""
    return list(root.iter(f"{{*}}{name}"))


def local(element: etree._Element, name: str, qualified: bool = False) -> str:
    """An attribute; a `qualified` one is in some namespace (r:id)."""
    there = element.items() if qualified else [(name, element.get(name, ""))]
    return next((str(value) for key, value in there if not qualified or key.endswith(f"}}{name}")), "")

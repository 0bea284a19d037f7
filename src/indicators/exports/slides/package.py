"""The package around the parts: python-pptx knows parts and relationships, the bytes are written here, the same every time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pptx.opc.package import OpcPackage, Part

from indicators.exports import stamp
from indicators.exports.slides.shapes import HEAD
from indicators.exports.slides.text import escaped

# What every program knows by its ending; anything else is named part by part.
_KNOWN: Mapping[str, str] = {
    "bmp": "image/bmp",
    "emf": "image/x-emf",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "tiff": "image/tiff",
    "wmf": "image/x-wmf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def packed(package: OpcPackage) -> bytes:
    """The package as a file (ECMA-376 part 2): content types first, no time of day in it, every part once."""
    parts = list(package.iter_parts())
    return stamp.archive(dict(_files(package, parts)))


def _files(package: OpcPackage, parts: list[Part]) -> Iterator[tuple[str, bytes]]:
    yield "[Content_Types].xml", _content_types(parts)
    yield "_rels/.rels", package._rels.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if part.rels:
            yield part.partname.rels_uri.membername, part.rels.xml


def _content_types(parts: list[Part]) -> bytes:
    named = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    overrides = []
    for part in parts:
        ending = part.partname.ext.lower()
        if _KNOWN.get(ending) == part.content_type:
            named[ending] = part.content_type
        else:
            overrides.append((str(part.partname), part.content_type))
    inner = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in sorted(named.items())
    )
    inner += "".join(
        f'<Override PartName="{escaped(name)}" ContentType="{escaped(kind)}"/>'
        for name, kind in sorted(overrides)
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{HEAD}<Types xmlns="{space}">{inner}</Types>'.encode()

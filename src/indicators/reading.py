"""One file's bytes → a `Document`, strictly.

YAML 1.1 damages data silently (`NO` is false, `010` is 8, `12:30` is 750, a second equal key wins). Here the kind
of a value is fixed by its key and never guessed from its looks, and whatever a catalogue cannot hold is a problem
with line, column, what stands there and what to write.

Two readers, one meaning: `plain` is fast and accepts or declines, `exact` knows the place of every character and says
everything that is wrong.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from indicators.model import Document
from indicators.problems import Problem, short

if TYPE_CHECKING:
    from indicators.nodes import Node

MAX_BYTES = 64 * 1024 * 1024

#: A path to a node: keys and list positions, as in ("indicators", 3, "observations", 0, "obs_value").
Trail = tuple[str | int, ...]


def read(data: bytes, file: str) -> Document | list[Problem]:
    """The document that `data` holds, or everything that is wrong with it (never an empty list).

    Args:
        data: the file's bytes.
        file: the name to put before line and column.
    """
    if problem := _unreadable(data, file):
        return [problem]
    from indicators import plain  # noqa: PLC0415 -- an unchanged file is not read at all

    if (document := plain.read(data)) is not None:
        return document
    from indicators import exact  # noqa: PLC0415 -- the usual file needs none of it

    return exact.read(data, file)


def _unreadable(data: bytes, file: str) -> Problem | None:
    if len(data) > MAX_BYTES:
        return too_large(file, len(data))
    if not data.strip():
        return Problem(file, 1, 1, "empty_file")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:2]:
        return Problem(file, 1, 1, "utf16")
    if data.startswith(b"\xef\xbb\xbf"):
        return Problem(file, 1, 1, "bom")
    if (nul := data.find(b"\0")) >= 0:
        return Problem(file, *_line_column(data, nul), "not_text", {"found": "0x00"})
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _line_column(data, error.start)
        with contextlib.suppress(UnicodeDecodeError):
            line = data[data.rfind(b"\n", 0, error.start) + 1 :].split(b"\n", 1)[0].decode("gb18030").strip()
            if re.search("[\u4e00-\u9fff]{2}", line):
                return Problem(file, *place, "gbk", {"found": short(line)})
        return Problem(file, *place, "not_text", {"found": f"0x{data[error.start]:02x}"})
    return None


def too_large(file: str, size: int) -> Problem:
    """The problem of a file of `size` bytes, which is more than one file may have."""
    return Problem(
        file, 0, 0, "too_large", {"size": str(round(size / 1048576)), "limit": str(MAX_BYTES // 1048576)}
    )


def _line_column(data: bytes, offset: int) -> tuple[int, int]:
    start = data.rfind(b"\n", 0, offset) + 1
    return data.count(b"\n", 0, offset) + 1, len(data[start:offset].decode("utf-8", "replace")) + 1


def locate(data: bytes, trails: Sequence[Trail]) -> list[tuple[int, int]]:
    """Line and column (1-based) of each trail's node; of the nearest node above it where it is absent.

    `("indicators", 3, "observations", 0, "obs_value")` is the value of that key; (1, 1) where nothing is found.
    """
    from indicators.nodes import nodes  # noqa: PLC0415 -- a file without problems needs no places

    root, _ = nodes(data, "")
    return [(1, 1) if root is None else place_of(root, trail) for trail in trails]


def place_of(root: Node, trail: Trail) -> tuple[int, int]:
    """Line and column of the node that `trail` leads to; of the nearest one above it where it is absent."""
    node: Node | None = root
    place = (1, 1)
    for step in trail:
        if node is None:
            break
        node = _step(node, step)
        if node is not None:
            place = (node.line, node.column)
    return place


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(step, int):
        items = node.items()
        return items[step] if step < len(items) else None
    return next((value for name, value in node.pairs() if name.value == step), None)

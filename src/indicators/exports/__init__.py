"""What leaves the program: files that carry the hedge, the unit and the source of every number."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def save(file: Path, data: bytes) -> None:
    """Writes `data` to `file`, whole or not at all: a temporary file beside it takes its name once it is on the disk.

    Raises:
        OSError: the file or its folder cannot be written; what stood there before is unchanged.
    """
    target = file.resolve()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with temporary.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise

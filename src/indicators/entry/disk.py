"""Files replaced whole or not at all, one writer at a time.

A new text is written beside the old one, forced to the disk and renamed over it; POSIX promises that a reader sees the
old file or the new one (rename, IEEE Std 1003.1), also when the machine stops in between.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from indicators.entry.refusals import Refused

#: The lock's file in the data folder. It stays there: deleting it could give two programs a lock each.
LOCK = ".entry.lock"
_PART = ".part"
PATIENCE = 60.0


@contextlib.contextmanager
def locked(root: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Nobody else writes to the data folder meanwhile; the system frees the lock of a program that dies.

    Raises:
        Refused: somebody has been writing for `patience` seconds, or the folder does not take a file.
    """
    import filelock  # noqa: PLC0415 -- only who writes needs it

    folder = root if root.is_dir() else root.parent
    try:
        with filelock.FileLock(folder / LOCK, timeout=patience, poll_interval=0.01):
            sweep(folder)
            yield
    except filelock.Timeout:
        raise Refused("busy", folder=folder, seconds=round(patience)) from None
    except OSError as error:
        if error.filename is None or Path(error.filename).name != LOCK:
            raise
        raise Refused("not_written", file=folder, reason=error.strerror or "?") from None


def replace_all(files: Sequence[tuple[Path, bytes, bytes]]) -> None:
    """Replaces each file, given with its old bytes and its new ones.

    All new texts are on the disk before the first one takes its place. Where one then cannot, the others are put back.

    Raises:
        Refused: one cannot be written; `not_written` says that all are as they were.
    """
    parts: list[tuple[Path, Path, bytes]] = []
    done: list[tuple[Path, bytes]] = []
    file = files[0][0]
    try:
        for file, old, new in files:
            target = file.resolve()  # a link stays a link
            parts.append((target, _beside(target, new), old))
        for target, part, old in parts:
            file = target
            part.replace(target)
            done.append((target, old))
            _force(target.parent)
    except OSError as error:
        for _, part, _ in parts:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        reason = error.strerror or "?"
        try:
            for target, old in done:
                _beside(target, old).replace(target)
        except OSError:
            names = ", ".join(target.name for target, _ in done)
            raise Refused("half_written", file=file.name, reason=reason, written=names) from None
        raise Refused("not_written", file=file.name, reason=reason) from None


def _beside(target: Path, data: bytes) -> Path:
    """A new file in the same folder, on the disk, with the rights of the old one."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=_PART, dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            with contextlib.suppress(OSError):
                old = target.stat()
                part.chmod(old.st_mode & 0o7777)
                if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
                    os.chown(part, old.st_uid, old.st_gid)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return part


def _force(folder: Path) -> None:
    """Forces the names in a folder to the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network folders cannot
            os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Deletes what a program left behind that died while it wrote. Only who holds the lock may do so."""
    for part in folder.glob(f".*{_PART}"):
        with contextlib.suppress(OSError):
            part.unlink()

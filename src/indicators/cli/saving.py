"""Files that commands write: whole or not at all, and where they cannot be written, why."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from indicators.model import Language


def must_be_writable(file: Path, lang: Language) -> None:
    """Ends the command before any work is done where the folder cannot take the file."""
    folder = file.resolve().parent
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        cannot_write(file, "No such file or directory" if not folder.is_dir() else "Permission denied", lang)


def save(file: Path, content: bytes, lang: Language) -> None:
    """Writes the file; ends the command where that fails."""
    from indicators import exports

    try:
        exports.save(file, content)
    except OSError as error:
        cannot_write(file, error.strerror or "?", lang)


def cannot_write(file: Path, reason: str, lang: Language) -> NoReturn:
    """Ends the command: the file, the reason, what to do."""
    from indicators.terminal import stop

    zh = f"写不了 {file}（{reason}）；请检查文件夹是否存在、有无权限、磁盘有无空间，文件是否正在别的程序中打开。"
    en = f"{file} cannot be written ({reason}); check that its folder exists, may be written to and has room, and that no program has it open."
    stop(1, lang, zh, en)

"""YAML in: a data folder → a `Catalogue`, strictly read, quickly opened again.

The files are the truth. Beside them, in the user's cache folder, each file's compiled form is kept under the hash
of its content: a changed file has another hash, so a stale form is never found, a damaged one fails its own
checksum and is made anew, and the folder may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from indicators import model, reading
from indicators.model import Catalogue, Document, Indicator, Observation
from indicators.problems import CatalogueError, Problem

#: Called with how many of how many bytes have been read.
Progress = Callable[[int, int], None]

_KEPT_FILES = 400
_FIELDS = Observation.__struct_fields__

_memory: dict[str, Document] = {}
_memory_lock = threading.Lock()


def default_folder() -> Path:
    """The data folder: `INDICATORS_DATA`, else `data` in the working folder."""
    return Path(os.environ.get("INDICATORS_DATA") or "data")


def read(path: Path | str | None = None, progress: Progress | None = None) -> Catalogue:
    """The catalogue in a folder (all its `.yaml` files, `indicators.yaml` first) or in one file.

    Args:
        path: folder or file; `default_folder()` when absent.
        progress: told how far the reading is.

    Raises:
        CatalogueError: anything is wrong with any file; all problems of all files at once.
    """
    root = default_folder() if path is None else Path(path)
    files = _files(root)
    sizes = [_size(file) for file in files]

    def contents() -> Iterator[tuple[Path, bytes | Problem]]:
        for number, file in enumerate(files, 1):
            if sizes[number - 1] > reading.MAX_BYTES:
                yield file, reading.too_large(str(file), sizes[number - 1])
            else:
                try:
                    yield file, file.read_bytes()
                except OSError as error:
                    yield file, Problem(str(file), 0, 0, "unreadable", {"reason": error.strerror or "?"})
            if progress:
                progress(sum(sizes[:number]), sum(sizes))

    return _catalogue(contents())


def contents(path: Path | str | None = None) -> dict[Path, bytes]:
    """The bytes of every file of the catalogue in `path`, in the order in which `read` takes them.

    Raises:
        CatalogueError: a file cannot be read, or there is none.
    """
    found: dict[Path, bytes] = {}
    for file in _files(default_folder() if path is None else Path(path)):
        try:
            found[file] = file.read_bytes()
        except OSError as error:
            raise CatalogueError(
                [Problem(str(file), 0, 0, "unreadable", {"reason": error.strerror or "?"})]
            ) from None
    return found


def of(contents: Mapping[Path, bytes]) -> Catalogue:
    """The catalogue that `contents` (see there) hold.

    Raises:
        CatalogueError: anything is wrong with any file; all problems of all files at once.
    """
    return _catalogue(contents.items())


def digest(contents: Mapping[Path, bytes]) -> str:
    """The digest of the catalogue that these files hold, without reading them."""
    whole = hashlib.sha256()
    for file, data in contents.items():
        whole.update(f"{file.name}\0{hashlib.sha256(data).hexdigest()}\n".encode())
    return whole.hexdigest()


def _catalogue(contents: Iterable[tuple[Path, bytes | Problem]]) -> Catalogue:
    problems: list[Problem] = []
    documents: list[tuple[str, Path, Document]] = []
    whole = hashlib.sha256()
    for file, data in contents:
        if isinstance(data, Problem):
            problems.append(data)
            continue
        if len(data) > reading.MAX_BYTES:
            problems.append(reading.too_large(str(file), len(data)))
            continue
        digest = hashlib.sha256(data).hexdigest()
        whole.update(f"{file.name}\0{digest}\n".encode())
        found = _document(digest, data, str(file))
        if isinstance(found, Document):
            documents.append((digest, file, found))
        else:
            problems.extend(found)
    if problems:
        raise CatalogueError(problems)
    with _memory_lock:
        _memory.clear()
        _memory.update((digest, document) for digest, _, document in documents)
    return Catalogue(tuple((file, document) for _, file, document in documents), whole.hexdigest())


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _files(root: Path) -> list[Path]:
    if root.is_file():
        return [root]
    if not root.is_dir():
        raise CatalogueError([Problem(str(root), 0, 0, "missing")])
    files = sorted(
        (
            file
            for file in root.iterdir()
            if file.suffix in (".yaml", ".yml") and not file.name.startswith(".")
        ),
        key=lambda file: (file.stem != "indicators", file.name),
    )
    if not files:
        raise CatalogueError([Problem(str(root), 0, 0, "no_files")])
    return files


def places(catalogue: Catalogue, file: Path, trails: Sequence[reading.Trail]) -> list[tuple[int, int]]:
    """Line and column of records of `file` (see `reading.locate`); (0, 0) where the file is gone."""
    try:
        return reading.locate(file.read_bytes(), trails)
    except OSError:
        return [(0, 0)] * len(trails)


# ------------------------------------------------------------------------------------- compiled forms


def cache_folder() -> Path:
    """Where compiled forms are kept: `INDICATORS_CACHE`, else the user's cache folder."""
    if folder := os.environ.get("INDICATORS_CACHE"):
        return Path(folder)
    import platformdirs  # noqa: PLC0415 -- only when a file has to be compiled or looked up

    return Path(platformdirs.user_cache_dir("indicators", appauthor=False))


def _document(digest: str, data: bytes, file: str) -> Document | list[Problem]:
    with _memory_lock:
        if digest in _memory:
            return _memory[digest]
    compiled = cache_folder() / f"{digest[:32]}-{_fingerprint()}.compiled"
    with contextlib.suppress(OSError, ValueError, TypeError, msgspec.MsgspecError):
        return _decompile(compiled.read_bytes())
    found = reading.read(data, file)
    if not isinstance(found, Document):
        return found
    form = _compile(found)
    with contextlib.suppress(OSError):
        _keep(compiled, form)
    return _decompile(form)  # its equal strings are one: half the memory, and quicker to compare


_fingerprint_made: str = ""


def _fingerprint() -> str:
    """Changes whenever the model or this layout does, so that no older form is ever read."""
    global _fingerprint_made  # noqa: PLW0603 -- made once a process
    if not _fingerprint_made:
        layout = repr([(name, str(hint)) for name, hint in _annotations(Document)]) + "2"
        _fingerprint_made = hashlib.sha256(layout.encode()).hexdigest()[:16]
    return _fingerprint_made


def _annotations(record: type) -> Iterable[tuple[str, object]]:
    for name in (
        "Document",
        "Indicator",
        "Observation",
        "Source",
        "Unit",
        "Area",
        "Theme",
        "Derived",
        "Break",
        "Parent",
        "Choice",
        "Missing",
        "Event",
    ):
        yield from getattr(model, name).__annotations__.items()


def _compile(document: Document) -> bytes:
    claims = [
        claim for indicator in document.indicators for claim in indicator.observations + indicator.targets
    ]
    columns = [_encoded([getattr(claim, name) for claim in claims]) for name in _FIELDS]
    sizes = [(len(indicator.observations), len(indicator.targets)) for indicator in document.indicators]
    bare = msgspec.structs.replace(
        document,
        indicators=tuple(
            msgspec.structs.replace(indicator, observations=(), targets=())
            for indicator in document.indicators
        ),
    )
    body = msgspec.msgpack.encode((bare, sizes, columns))
    return hashlib.sha256(body).digest() + body


def _decompile(data: bytes) -> Document:
    if hashlib.sha256(data[32:]).digest() != data[:32]:
        raise ValueError("damaged")
    bare, sizes, columns = msgspec.msgpack.decode(
        memoryview(data)[32:], type=tuple[Document, list[tuple[int, int]], list[_Column]]
    )
    claims = [Observation(*row) for row in zip(*map(_decoded, columns), strict=True)] if sizes else []
    indicators: list[Indicator] = []
    at = 0
    for indicator, (observations, targets) in zip(bare.indicators, sizes, strict=True):
        middle, end = at + observations, at + observations + targets
        indicators.append(
            msgspec.structs.replace(
                indicator, observations=tuple(claims[at:middle]), targets=tuple(claims[middle:end])
            )
        )
        at = end
    return msgspec.structs.replace(bare, indicators=tuple(indicators))


#: The distinct values of a column and the place of each entry among them, or no such list and the entries themselves.
_Column = tuple[list[object] | None, bytes | list[object]]


def _encoded(column: list[object]) -> _Column:
    distinct = list(dict.fromkeys(column))
    if len(distinct) * 8 > len(column):
        return None, column
    at = {value: place for place, value in enumerate(distinct)}
    places = map(at.__getitem__, column)
    return distinct, bytes(places) if len(distinct) <= 256 else list(places)


def _decoded(column: _Column) -> Iterable[object]:
    distinct, entries = column
    return entries if distinct is None else map(distinct.__getitem__, entries)  # type: ignore[arg-type]


def _keep(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}.compiled")
    try:
        fresh.write_bytes(data)
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    kept = sorted(file.parent.glob("*.compiled"), key=lambda other: other.stat().st_mtime, reverse=True)
    for old in kept[_KEPT_FILES:]:
        old.unlink(missing_ok=True)

"""What makes the same order give the same bytes: the day written into files, and archives without the time of day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import PurePath

from indicators import periods
from indicators.model import Catalogue

_EARLIEST = date(1980, 1, 1)  # of a ZIP archive
_PACKED = (".pdf", ".png", ".pptx", ".xlsx", ".zip")  # they only get larger when they are packed again


def day(catalogue: Catalogue, as_of: date | None = None) -> datetime:
    """Midnight (UTC) of the day on which the newest source was published: what is known is not older, and nothing newer is in it.

    Args:
        catalogue: the sources.
        as_of: only sources known on that day.
    """
    known = [found for source in catalogue.sources.values() if (found := periods.known(source.date))]
    found = max((each for each in known if as_of is None or each <= as_of), default=as_of or _EARLIEST)
    return datetime(found.year, found.month, found.day, tzinfo=UTC)


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of files by name, in the order given; names keep their letters (UTF-8), times are left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as found:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            packed = PurePath(name).suffix in _PACKED
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            found.writestr(entry, data)
    return out.getvalue()

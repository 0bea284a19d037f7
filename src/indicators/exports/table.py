"""The catalogue as tables for other programs: CSV, which a spreadsheet opens as it stands, and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection
from datetime import date

import pandas as pd

from indicators import frames
from indicators.model import Catalogue

#: columns that hold numbers and nothing else; only they may start with a minus
NUMBERS = ("obs_value", "lower", "upper", "unit_mult")

# What a spreadsheet takes for a formula, also behind blanks and in full width, and the controls that hide one
# (OWASP, "CSV Injection").
_FORMULA = re.compile("[\\s\ufeff\u200b]*[=+\\-@＝＋－＠]|[\t\r\n]")


def csv_bytes(
    catalogue: Catalogue,
    indicators: Collection[str] | None = None,
    as_of: date | None = None,
    areas: Collection[str] | None = None,
) -> bytes:
    """Every claim and derived value as CSV: the table of `frames.claims`, in its columns' order.

    UTF-8 with byte order mark and CRLF, as Excel wants it (RFC 4180 otherwise). Numbers keep the digits printed; a
    fraction is written as a decimal. A text that a spreadsheet would run as a formula gets an apostrophe before it.

    Args:
        catalogue: what to write.
        indicators: ids to keep; all when absent.
        as_of: as known on that day.
        areas: codes of the areas to keep; all when absent.

    Raises:
        KeyError: an id in `indicators` is not in the catalogue.
    """
    table = frames.claims(catalogue, indicators, as_of, areas)
    columns = [_column(name, table[name]) for name in frames.COLUMNS]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(zip(*columns, strict=True))
    return out.getvalue().encode("utf-8-sig")


def json_bytes(
    catalogue: Catalogue,
    indicators: Collection[str] | None = None,
    as_of: date | None = None,
    areas: Collection[str] | None = None,
) -> bytes:
    """Every claim and derived value as JSON (RFC 8259, UTF-8): the table of `frames.claims`, a line a claim.

    An object with `columns` (name and meaning of each), `catalogue` (the digest of its files), `as_of`, and `claims`, a list
    of objects: `lower` and `upper` are numbers, `unit_mult` is an integer, `period_stated` true or false, all else is text as
    it stands in the catalogue, the digits of `obs_value` as printed. What is absent is null. The same catalogue gives the
    same bytes.

    Args:
        catalogue: what to write.
        indicators: ids to keep; all when absent.
        as_of: as known on that day.
        areas: codes of the areas to keep; all when absent.

    Raises:
        KeyError: an id in `indicators` is not in the catalogue.
    """
    table = frames.claims(catalogue, indicators, as_of, areas)
    columns = [[_value(name, value) for value in table[name]] for name in frames.COLUMNS]
    claims = [dict(zip(frames.COLUMNS, row, strict=True)) for row in zip(*columns, strict=True)]
    head = {
        "columns": frames.COLUMNS,
        "catalogue": catalogue.digest,
        "as_of": as_of.isoformat() if as_of else None,
    }
    lines = [f"{_json(name)}: {_json(value)}" for name, value in head.items()]
    rows = ",\n".join(map(_json, claims))
    return ("{" + ",\n".join([*lines, f'"claims": [\n{rows}\n]']) + "}\n").encode()


def harmless(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would otherwise run it as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _column(name: str, values: pd.Series) -> list[str]:
    if name in ("lower", "upper"):
        return ["" if pd.isna(end) else repr(float(end)).removesuffix(".0") for end in values]
    if name in NUMBERS:
        return [str(number) for number in values]
    if name == "period_stated":
        return ["true" if stated else "false" for stated in values]
    return [harmless(str(text)) for text in values]


def _value(name: str, value: object) -> object:
    """A cell of the table as JSON knows it; whole numbers without a point, as in the CSV file."""
    if name in ("lower", "upper"):
        end = float(str(value))
        return None if pd.isna(end) else int(end) if end.is_integer() else end
    if name == "period_stated":
        return bool(value)
    if name == "unit_mult":
        return int(str(value))
    return str(value) or None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)

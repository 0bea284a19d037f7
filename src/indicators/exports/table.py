"""The catalogue as a CSV file that a spreadsheet opens as it stands."""

from __future__ import annotations

import csv
import io
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
    catalogue: Catalogue, indicators: Collection[str] | None = None, as_of: date | None = None
) -> bytes:
    """Every claim and derived value as CSV: the table of `frames.claims`, in its columns' order.

    UTF-8 with byte order mark and CRLF, as Excel wants it (RFC 4180 otherwise). Numbers keep the digits printed; a
    fraction is written as a decimal. A text that a spreadsheet would run as a formula gets an apostrophe before it.

    Args:
        catalogue: what to write.
        indicators: ids to keep; all when absent.
        as_of: as known on that day.

    Raises:
        KeyError: an id in `indicators` is not in the catalogue.
    """
    table = frames.claims(catalogue, indicators, as_of)
    columns = [_column(name, table[name]) for name in frames.COLUMNS]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(zip(*columns, strict=True))
    return out.getvalue().encode("utf-8-sig")


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

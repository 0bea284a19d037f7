"""The catalogue as one tidy pandas table: a row a claim, columns named as in the file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Literal

import pandas as pd

from indicators import series
from indicators.model import Catalogue, Indicator
from indicators.series import Claim, claims_of
from indicators.wording.citations import gbt7714

#: name -> what the column holds
COLUMNS: dict[str, str] = {
    "indicator": "indicator id",
    "ref_area": "area code",
    "time_period": "period or range as text",
    "kind": "actual, target or derived",
    "obs_value": "the number as printed, in units of 10**unit_mult (text: digits as printed; a fraction as decimals)",
    "qualifier": "more_than, at_least, less_than, at_most, about; empty for the number as printed",
    "lower": "lower end of the interval in the same units; empty where there is none",
    "upper": "upper end of the interval in the same units; empty where there is none",
    "unit": "unit code",
    "unit_mult": "power of ten of obs_value, lower and upper",
    "obs_status": "SDMX status; A where the file says nothing",
    "source": "source id; empty for derived values",
    "document_number": "发文字号",
    "published": "date of publication (year, month or day)",
    "url": "address of the page",
    "quote": "the source's own words; the formula for derived values",
    "note": "what a reader must know",
    "period_stated": "whether the source itself states the period",
    "indicator_title_zh": "title in Chinese",
    "indicator_title_en": "title in English",
    "issuer": "who says it",
    "source_title": "title of the document",
    "citation": "the source in full as GB/T 7714—2015 cites it; all sources of a derived value, with | between them",
}


def claims(
    catalogue: Catalogue,
    indicators: Collection[str] | None = None,
    as_of: date | None = None,
    areas: Collection[str] | None = None,
) -> pd.DataFrame:
    """Every claim and derived value, in file order, with the columns of `COLUMNS`.

    Args:
        catalogue: what to tabulate.
        indicators: ids to keep, in the catalogue's order; all when absent.
        as_of: as known on that day.
        areas: codes to keep; all when absent.

    Returns:
        One row a claim. `obs_value` is text with the digits as printed; `lower` and `upper` are floats (NaN where
        unbounded) in the same units as `obs_value`; `unit_mult` is an integer; all else is text, empty where absent.

    Raises:
        KeyError: an id in `indicators` is not in the catalogue.
    """
    wanted = catalogue.indicators if indicators is None else indicators
    rows = [
        _row(catalogue, catalogue.indicators[name], claim)
        for name in wanted
        for claim in claims_of(catalogue, name, as_of)
        if areas is None or claim.ref_area in areas
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def best_values(
    catalogue: Catalogue, indicators: Collection[str] | None = None, as_of: date | None = None
) -> pd.DataFrame:
    """The value shown for each cell of area and period, with the rule that chose it and what contradicts it.

    Args:
        catalogue: what to tabulate.
        indicators: ids to keep; all when absent.
        as_of: as known on that day.

    Returns:
        One row a cell, in time order within indicator, kind and area: `indicator, ref_area, time_period, kind,
        obs_value, qualifier, lower, upper, unit, unit_mult, source, rule` as in `COLUMNS`, then `agreeing` and
        `conflicting`, how many other claims agree and disagree with it.

    Raises:
        KeyError: an id in `indicators` is not in the catalogue.
    """
    shown = [
        "indicator",
        "ref_area",
        "time_period",
        "kind",
        "obs_value",
        "qualifier",
        "lower",
        "upper",
        "unit",
    ]
    shown += ["unit_mult", "source"]
    at = [list(COLUMNS).index(name) for name in shown]
    kinds: tuple[Literal["actual", "target"], ...] = ("actual", "target")
    rows = []
    for name in catalogue.indicators if indicators is None else indicators:
        for kind in kinds:
            for cell in series.cells(catalogue, name, kind=kind, as_of=as_of):
                row = _row(catalogue, catalogue.indicators[name], cell.best)
                rows.append((*(row[i] for i in at), cell.rule, len(cell.agreeing), len(cell.conflicting)))
    return pd.DataFrame(rows, columns=[*shown, "rule", "agreeing", "conflicting"])


def _row(catalogue: Catalogue, indicator: Indicator, claim: Claim) -> tuple[object, ...]:
    source, observation = claim.source, claim.observation
    mult = claim.unit_mult
    return (
        indicator.id,
        claim.ref_area,
        claim.time_period,
        claim.kind,
        printed_value(claim),
        claim.quantity.qualifier or "",
        _end(claim.quantity.lower, mult),
        _end(claim.quantity.upper, mult),
        indicator.unit,
        mult,
        (observation.obs_status if observation else None) or "A",
        source.id if source else "",
        (source.document_number if source else None) or "",
        (source.published if source else None) or "",
        (source.url if source else None) or "",
        observation.quote if observation else claim.formula,
        claim.note or "",
        observation.period_stated if observation else True,
        indicator.title.zh,
        indicator.title.en,
        source.issuer if source else "",
        source.title if source else "",
        citation(claim),
    )


def citation(claim: Claim) -> str:
    """The claim's source as GB/T 7714—2015 cites it; of a derived value the sources of its parents, each once."""
    cited = dict.fromkeys(part.source for part in (claim, *claim.parents) if part.source)
    return " | ".join(_reference(source) for source in cited)


_reference = lru_cache(maxsize=1 << 12)(gbt7714)  # a source makes many claims


def printed_value(claim: Claim) -> str:
    """The number with the digits printed, in units of 10**unit_mult; of a derived value or a fraction the decimals."""
    if claim.observation is not None and "/" not in claim.observation.obs_value:
        return claim.observation.obs_value
    value = claim.quantity.value / Fraction(10) ** claim.unit_mult
    return repr(float(value)) if value.denominator != 1 else str(value.numerator)


def _end(end: Fraction | None, mult: int) -> float | None:
    return None if end is None else float(end / Fraction(10) ** mult)

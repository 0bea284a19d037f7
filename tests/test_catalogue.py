"""The committed catalogue: every figure of the letters is in it, and nothing is wrong with it."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from indicators import checks, frames, quantity, series, store
from indicators.model import Catalogue, Indicator, Observation
from indicators.quantity import Quantity

HERE = Path(__file__).parent.parent
FIGURES = HERE.parent / "shared" / "data" / "figures.csv"
LETTER = "cq-jxw-2023-373"


def printed(indicator: Indicator, claim: Observation) -> str:
    mult = indicator.unit_mult if claim.unit_mult is None else claim.unit_mult
    return quantity.symbols(indicator.quantity(claim), unit_mult=mult)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return store.read(HERE / "data")


def test_no_error_and_no_unexplained_warning(catalogue: Catalogue) -> None:
    assert [str(found) for found in checks.check(catalogue) if found.severity != "note"] == []


def test_the_letter_says_twenty_two_things_in_its_own_order(catalogue: Catalogue) -> None:
    letter = catalogue.sources[LETTER]
    assert (letter.document_number, letter.published) == ("渝经信复函〔2023〕373号", "2023-04-04")
    said = [
        (indicator.short_title.zh, printed(indicator, claim), kind)
        for indicator, kind, claim in catalogue.claims()
        if claim.source == LETTER
    ]  # fmt: skip
    assert [value for _, value, _ in said] == [
        "> 8", "1/3", "5", "15", "43.3", "31.1", "3.8", "3.5", "> 19", "340", "10", "32", "> 40", "> 1000", "300",
        "3", "2", "8", "> 1", "> 40", "2254", "5217",
    ]  # fmt: skip
    assert Counter(kind for _, _, kind in said) == {"actual": 18, "target": 4}


def test_the_indicators_are_of_a_size_that_a_person_can_oversee(catalogue: Catalogue) -> None:
    assert 100 <= len(catalogue.indicators) <= 190
    headlines = [indicator for indicator in catalogue.indicators.values() if indicator.headline]
    assert 20 <= len(headlines) <= 30
    assert {indicator.theme for indicator in headlines} == set(catalogue.themes)


def test_every_source_is_used_and_the_letters_come_first(catalogue: Catalogue) -> None:
    used = {claim.source for _, _, claim in catalogue.claims()}
    assert set(catalogue.sources) - used == set()
    kinds = [source.kind for source in catalogue.sources.values()]
    assert kinds[:21] == ["letter"] * 21
    assert "letter" not in kinds[21:]


def test_the_implied_growth_of_2021_is_derived_and_shows_its_formula(catalogue: Catalogue) -> None:
    [derived] = [
        claim
        for claim in series.claims_of(catalogue, "above_quota_online_retail_growth")
        if claim.kind == "derived"
    ]
    assert (derived.time_period, derived.formula) == ("2021", "31.1 − 3.8 = 27.3")


def test_both_sides_of_the_core_share_of_2022_are_there(catalogue: Catalogue) -> None:
    cell = next(
        cell for cell in series.conflicts(catalogue) if cell.best.indicator == "digital_core_share_gdp"
    )
    assert [quantity.symbols(claim.quantity) for claim in cell.claims] == ["> 8", "7.7"]


def test_the_two_measures_of_the_digital_economy_never_share_a_line(catalogue: Catalogue) -> None:
    lines = [
        [quantity.symbols(cell.best.quantity) for cell in line]
        for name, indicator in catalogue.indicators.items()
        for line in series.runs(indicator, series.cells(catalogue, name, "CN-CQ"))
    ]
    assert not any("27.2" in line and "45.4" in line for line in lines)
    assert any("27.2" in line for line in lines)
    assert any("45.4" in line for line in lines)


@pytest.mark.skipif(
    not FIGURES.exists(), reason="the folder with the figures as collected is not beside the project"
)
def test_every_collected_figure_is_in_the_catalogue_with_its_quote_and_page(catalogue: Catalogue) -> None:
    table = frames.claims(catalogue)
    held = Counter(zip(table["quote"], table["url"], strict=True))
    with FIGURES.open(encoding="utf-8-sig", newline="") as file:
        collected = list(csv.DictReader(file))
    wanted = Counter((row["quote"], row["url"]) for row in collected)
    assert len(collected) == 518
    assert wanted - held == Counter()


@pytest.mark.skipif(
    not FIGURES.exists(), reason="the folder with the figures as collected is not beside the project"
)
def test_every_collected_value_is_the_value_held(catalogue: Catalogue) -> None:
    scales = {"万亿": 12, "十亿": 9, "百万": 6, "亿": 8, "万": 4}
    words = {"one third": Fraction(1, 3), "one in three": Fraction(1, 3), "接近一半": Fraction(1, 2)}
    held: dict[tuple[str, str], list[Quantity]] = {}
    for indicator, _, claim in catalogue.claims():
        url = catalogue.sources[claim.source].url or ""
        held.setdefault((claim.quote, url), []).append(indicator.quantity(claim))
    missing = []
    with FIGURES.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            unit = row["unit"]
            scale = next((power for word, power in scales.items() if unit.startswith(word)), 0)
            try:
                value = Fraction(row["value"]) * 10**scale
            except ValueError:
                value = words.get(row["value"], Fraction(-1))
            candidates = [found.value for found in held[row["quote"], row["url"]]]
            # units with a prefix (Gbps, TB, PFLOPS), fractions and "times" are held in their base unit
            powers = [Fraction(10) ** power for power in (0, 2, 6, 9, 12, 15, 18)]
            if not any(value * power in candidates for power in powers) and value != -1:
                missing.append((row["indicator"], row["value"], unit, [str(found) for found in candidates]))
    assert missing == []

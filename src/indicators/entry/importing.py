"""A sheet becomes one change: every row a figure, all of them or none, and each message with the address of its cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from indicators import periods, store
from indicators.entry import values
from indicators.entry.plans import Plan, plan_on
from indicators.entry.refusals import Objections, Refused
from indicators.entry.sheets import NEEDED, Sheet
from indicators.entry.steps import Add, Change, ClaimId, ClaimKind
from indicators.model import Catalogue, Observation, Source
from indicators.problems import INVISIBLE, CatalogueError, Problem

_KINDS: dict[str, ClaimKind] = {
    "": "actual",
    "actual": "actual",
    "observation": "actual",
    "实际": "actual",
    "target": "target",
    "目标": "target",
}
_NO = ("false", "no", "否", "0")
_YES = ("", "true", "yes", "是", "1")
_STATUS = ("A", "E", "P", "B", "F", "M", "I")


def plan(sheet: Sheet, root: Path | None, why: str = "", today: date | None = None) -> Plan:
    """What importing the sheet would make of the catalogue; nothing is written.

    The problems of the plan stand at cells of the sheet where they speak of a row, and in the file elsewhere.

    Raises:
        Objections: rows that are no figures, each with its cell; or the catalogue cannot be read.
    """
    try:
        contents = store.contents(root)
        catalogue = store.of(contents)
    except CatalogueError as error:
        raise Objections(error.problems) from None
    steps: list[Add] = []
    rows: dict[ClaimId, int] = {}
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    for number, row in sheet.rows:
        step = _row(sheet, number, row, catalogue, (sources, problems))
        if step:
            if step.id in rows:
                problems.append(
                    Problem(sheet.cell(number), 0, 0, "sheet_twice", {"first": sheet.cell(rows[step.id])})
                )
            rows[step.id] = number
            steps.append(step)
    if problems:
        raise Objections(problems)
    made = plan_on(contents, catalogue, Change(tuple(steps), why), today)
    placed = tuple(
        _placed(problem, claim, rows, sheet) for problem, claim in zip(made.problems, made.about, strict=True)
    )
    return Plan(
        made.change, made.contents, made.before, made.after, made.files, placed, made.today, made.about
    )


def _placed(problem: Problem, claim: ClaimId | None, rows: Mapping[ClaimId, int], sheet: Sheet) -> Problem:
    if claim is None or claim not in rows:
        return problem
    column = {"quote_unchecked": "quote", "actual_ahead": "time_period", "target_not_ahead": "time_period"}
    unknown = {"area": "ref_area", "source": "source"}.get(problem.params.get("kind", ""))
    key = unknown or column.get(problem.rule, "value")
    return Problem(sheet.cell(rows[claim], key), 0, 0, problem.rule, problem.params)


def _row(
    sheet: Sheet,
    number: int,
    row: Mapping[str, str],
    catalogue: Catalogue,
    notes: tuple[dict[str, Source], list[Problem]],
) -> Add | None:
    """The figure of a row; what is wrong with it goes into the problems."""
    sources, problems = notes
    before = len(problems)

    def wrong(column: str, rule: str, **params: str) -> None:
        problems.append(Problem(sheet.cell(number, column), 0, 0, rule, params))

    for key in NEEDED:
        if key not in row:
            wrong(key, "empty_value", key=key)
    for key, allowed in (
        ("kind", (*_KINDS,)),
        ("period_stated", (*_NO, *_YES)),
        ("obs_status", ("", *_STATUS)),
    ):
        if (found := row.get(key, "")).lower() not in map(str.lower, allowed):
            wrong(key, "not_choice", key=key, found=found, allowed=", ".join(filter(None, allowed)))
    for key, text in row.items():
        if invisible := INVISIBLE.search(text):
            wrong(key, "control_character", key=key, found=f"U+{ord(invisible[0]):04X}")
    period = values.period(row.get("time_period", ""))
    try:
        periods.bounds(period)
    except ValueError:
        if period:
            wrong("time_period", "not_period", key="time_period", found=period)
    indicator = catalogue.indicators.get(row.get("indicator", ""))
    if indicator is None and "indicator" in row:
        wrong("indicator", "unknown_reference", kind="indicator", id=row["indicator"])
    source = _source(row.get("source", ""), catalogue, sources)
    if isinstance(source, Refused):
        if "source" in row:
            rule = "unknown_reference" if source.reason == "no_source" else "sheet_several"
            wrong("source", rule, kind="source", id=row["source"], found=str(source.fields.get("found", "")))
        return None
    if len(problems) > before or indicator is None:
        return None
    try:
        value = values.value(row["value"], row["quote"], indicator, catalogue)
    except Refused as error:
        said = {key: str(text) for key, text in error.fields.items()}
        unit = (
            catalogue.units[indicator.unit].title.zh if indicator.unit in catalogue.units else indicator.unit
        )
        rule = "sheet_unit" if error.reason == "other_unit" else "not_number"
        wrong("value", rule, key="value", found=row["value"], **(said | {"unit": unit}))
        return None
    optional: dict[str, Any] = {
        "note": row.get("note"),
        "because": row.get("because"),
        "obs_status": row["obs_status"].upper() if row.get("obs_status") else None,
        "period_stated": row.get("period_stated", "").lower() not in _NO,
    }
    claim = Observation(
        period,
        values.area(row["ref_area"], catalogue),
        value.obs_value,
        source.id,
        row["quote"],
        value.qualifier,
        value.unit_mult,
        **optional,
    )
    return Add(row["indicator"], _KINDS[row.get("kind", "").lower()], claim)


def _source(name: str, catalogue: Catalogue, known: dict[str, Source]) -> Source | Refused:
    if name not in known:
        try:
            known[name] = values.source(name, catalogue)
        except Refused as error:
            return error
    return known[name]

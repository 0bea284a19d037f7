"""Commands that read the catalogue: check, list, show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from indicators.cli.app import Data, Debug, Lang, app, guarded
from indicators.cli.asked import day_of, must_know_area, must_know_indicators, opened, read

if TYPE_CHECKING:
    from indicators.problems import Severity


@app.command(help="检查数据，逐条列出问题 Check the data and list every problem")
@guarded
def check(
    path: Annotated[
        Path | None, typer.Argument(help="文件夹或文件，默认同 --data Folder or file, otherwise --data")
    ] = None,
    *,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="也列出提示 List notes too")] = False,
    data: Data = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    """Prints every error and warning with its place, and what was counted in the last line."""
    from indicators.terminal import counted, plural, print_problems, say

    catalogue, problems = read(path or data, lang)
    print_problems([one for one in problems if verbose or one.severity != "note"], lang)
    severities: tuple[Severity, ...] = ("error", "warning", "note")
    count = {severity: sum(one.severity == severity for one in problems) for severity in severities}
    hidden = bool(count["note"]) and not verbose
    hint = say(lang, "（加 --verbose 列出）", " (--verbose lists them)") if hidden else ""
    if catalogue is None or count["error"] or count["warning"]:
        print(counted(count, lang) + hint)
        raise typer.Exit(1)
    files, indicators, sources = len(catalogue.files), len(catalogue.indicators), len(catalogue.sources)
    claims = sum(1 for _ in catalogue.claims())
    notes = say(lang, "；", "; ") + counted({"note": count["note"]}, lang) + hint if count["note"] else ""
    zh = f"没有问题：{files}个文件，{indicators}个指标，{claims}条数字，{sources}个来源"
    en = f"No problems: {plural(files, 'file')}, {plural(indicators, 'indicator')}, {plural(claims, 'figure')}, {plural(sources, 'source')}"
    print(say(lang, zh, en) + notes)


@app.command("list", help="列出全部指标 List all indicators")
@guarded
def list_(*, data: Data = None, lang: Lang = "zh", debug: Debug = False) -> None:
    """Prints a table of all indicators by theme."""
    from rich.text import Text

    from indicators import wording
    from indicators.terminal import console, table

    catalogue = opened(data, lang)
    zh, en = ("标识", "指标", "单位", "数字", "时期"), ("Id", "Indicator", "Unit", "Figures", "Periods")
    rows = table(zh if lang == "zh" else en, right=(3,))
    for theme in catalogue.themes.values():
        of_theme = [one for one in catalogue.indicators.values() if one.theme == theme.id]
        if of_theme:
            rows.add_section()
            rows.add_row("", Text(theme.title(lang), style="bold"))
        for indicator in of_theme:
            claims = indicator.observations + indicator.targets
            years = sorted({claim.time_period[:4] for claim in claims})
            span = "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""
            unit = wording.unit_title(indicator, catalogue, lang)
            rows.add_row(indicator.id, indicator.title(lang), unit, str(len(claims)), span)
    console().print(rows)


@app.command(help="显示一个指标的全部说法和原文 Show every claim about an indicator, with its sentence")
@guarded
def show(
    indicator: Annotated[
        str, typer.Argument(metavar="ID", help="指标的标识，见 list Id of the indicator, see list")
    ],
    *,
    area: Annotated[
        str | None, typer.Option("--area", help="地区，例如 CN-CQ Area, for example CN-CQ")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="截至某日已知的，例如 2023-04-04 As known on that day")
    ] = None,
    data: Data = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    """Prints, for each area, the claims of every cell in time order and then their quotes."""
    from indicators import series, wording
    from indicators.terminal import console, print_cells, say

    day = day_of(as_of, lang)
    catalogue = opened(data, lang)
    must_know_indicators(catalogue, [indicator], lang)
    must_know_area(catalogue, area, lang)
    record = catalogue.indicators[indicator]
    out = console()
    out.print(f"{record.title(lang)}  {record.id}", style="bold")
    out.print(record.definition(lang))
    if as_of is not None:
        known = wording.date(as_of, lang)
        out.print(say(lang, f"截至{known}已知", f"As known on {known}"))
    with_claims = series.areas(catalogue, indicator, day)
    areas = [one for one in with_claims if area in (None, one)]
    if not areas:
        others = wording.listed(with_claims, lang)
        zh = f"没有数据；有数据的地区：{others}。" if others else "没有数据。"
        en = f"No figures; there are some for {others}." if others else "No figures."
        out.print(say(lang, zh, en))
    number = 0
    for one in areas:
        cells = series.cells(catalogue, indicator, one, "actual", day)
        cells += series.cells(catalogue, indicator, one, "target", day)
        out.print(f"\n{catalogue.areas[one].title(lang)}  {one}", style="bold")
        number = print_cells(out, catalogue, cells, lang, number)

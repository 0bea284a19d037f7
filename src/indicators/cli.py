"""The command line: `indicators check | list | show | export`.

Exit codes: 0 fine, 1 problems in the data or a file that cannot be written, 2 a wrong command, 3 a fault of the program.
Everything beyond the standard library and Typer is imported by the command that needs it, so that `--help` comes at once.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, ParamSpec

import typer

if TYPE_CHECKING:
    from indicators.model import Catalogue, Language
    from indicators.problems import Problem, Severity

app = typer.Typer(
    name="indicators",
    help="政府复函中的数字：每个数字都是一个来源的一句话。 Figures from government letters, each with its sentence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Data = Annotated[
    Path | None,
    typer.Option("--data", envvar="INDICATORS_DATA", help="数据文件夹或文件，默认 data Data folder or file"),
]
Lang = Annotated[
    Literal["zh", "en"],
    typer.Option("--lang", envvar="INDICATORS_LANG", help="中文或英文 Chinese or English"),
]
Debug = Annotated[bool, typer.Option("--debug", help="出错时显示详情 Show details when something fails")]

P = ParamSpec("P")


def main() -> None:
    """Runs the command line; the console script `indicators`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Windows would write its own code page into pipes
            stream.reconfigure(encoding="utf-8")
    app()


def _guarded(command: Callable[P, None]) -> Callable[P, None]:
    """`command`, whose unforeseen failures are said in one sentence; with `--debug` they are shown in full."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except Exception:
            if kwargs["debug"]:
                raise
            zh = "程序出了差错，命令没有完成；在同一命令后加 --debug 可看到详情。"
            en = "The program failed and the command was not completed; add --debug to see the details."
            print(zh if kwargs["lang"] == "zh" else en, file=sys.stderr)
            raise typer.Exit(3) from None

    return run


@app.command(help="检查数据，逐条列出问题 Check the data and list every problem")
@_guarded
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

    catalogue, problems = _read(path or data, lang)
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
@_guarded
def list_(*, data: Data = None, lang: Lang = "zh", debug: Debug = False) -> None:
    """Prints a table of all indicators by theme."""
    from rich.text import Text

    from indicators import wording
    from indicators.terminal import console, table

    catalogue = _open(data, lang)
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
@_guarded
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

    day = _day(as_of, lang)
    catalogue = _open(data, lang)
    _must_know_indicators(catalogue, [indicator], lang)
    _must_know_area(catalogue, area, lang)
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


@app.command(help="导出为表格文件 CSV Export the figures as CSV")
@_guarded
def export(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE.csv", help="写到哪里，- 为标准输出 Where to, - for standard output"),
    ],
    *,
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", help="只要这些指标，可重复 Only these, repeatable")
    ] = None,
    data: Data = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    """Writes the tidy table; the file is written whole or not at all."""
    from indicators import exports
    from indicators.exports import table
    from indicators.terminal import plural, say, stop

    if str(file) != "-" and file.suffix.lower() != ".csv":
        zh, en = f"只能写 .csv 文件，不能写 {file}。", f"Only .csv files can be written, not {file}."
        stop(2, lang, zh, en)
    catalogue = _open(data, lang)
    _must_know_indicators(catalogue, indicator or (), lang)
    wanted = [name for name in catalogue.indicators if not indicator or name in indicator]
    content = table.csv_bytes(catalogue, wanted)
    if str(file) == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        exports.save(file, content)
    except OSError as error:
        reason = error.strerror or "?"
        zh = f"写不了 {file}（{reason}）；请检查文件夹是否存在、有无权限，文件是否正在别的程序中打开。"
        en = f"{file} cannot be written ({reason}); check that its folder exists and may be written to, and that no program has it open."
        stop(1, lang, zh, en)
    rows = content.count(b"\r\n") - 1
    print(say(lang, f"已写入 {file}：{rows}行", f"{file} written: {plural(rows, 'row')}"))


# ------------------------------------------------------------------------------------------------ what is asked for


def _read(path: Path | None, lang: Language) -> tuple[Catalogue | None, Sequence[Problem]]:
    """The catalogue, unless it cannot be read, and everything that is wrong with it; ends where there is none."""
    from indicators import checks, store
    from indicators.problems import CatalogueError
    from indicators.terminal import progress, stop

    try:
        with progress(lang) as told:
            catalogue = store.read(path, told)
    except CatalogueError as error:
        return None, error.problems
    except OSError as error:
        where, reason = path or store.default_folder(), error.strerror or "?"
        stop(1, lang, f"{where} 读不了（{reason}）。", f"{where} cannot be read ({reason}).")
    return catalogue, checks.check(catalogue)


def _open(path: Path | None, lang: Language) -> Catalogue:
    """The catalogue; where it has errors they are printed and the command ends, since nothing may be published."""
    from indicators.terminal import counted, print_problems, stop

    catalogue, problems = _read(path, lang)
    errors = [problem for problem in problems if problem.severity == "error"]
    if catalogue is None or errors:
        print_problems(errors, lang, stderr=True)
        count = counted({"error": len(errors)}, lang)
        stop(1, lang, f"数据有{count}，请先改正。", f"The data has {count}, to be corrected first.")
    return catalogue


def _must_know_indicators(catalogue: Catalogue, names: Sequence[str], lang: Language) -> None:
    from indicators.terminal import stop

    for name in names:
        if name not in catalogue.indicators:
            near = _near(name, catalogue.indicators, lang)
            zh = f"没有指标 {name}{near}indicators list 列出全部指标。"
            en = f"There is no indicator {name}{near} indicators list names them all."
            stop(2, lang, zh, en)


def _must_know_area(catalogue: Catalogue, name: str | None, lang: Language) -> None:
    from indicators.terminal import stop

    if name is None or name in catalogue.areas:
        return
    titled = [area.id for area in catalogue.areas.values() if name in (area.title.zh, area.title.en)]
    near = _near(titled[0] if titled else name, catalogue.areas, lang)
    stop(2, lang, f"没有地区 {name}{near}", f"There is no area {name}{near}")


def _near(name: str, known: Collection[str], lang: Language) -> str:
    """The end of the sentence that says that `name` is not known: what may have been meant."""
    import difflib

    from indicators import wording
    from indicators.terminal import say

    near = [name] if name in known else difflib.get_close_matches(name, known, 3, 0.6)
    listed = wording.listed(near, lang)
    return say(lang, f"；是不是 {listed}？", f"; did you mean {listed}?") if near else say(lang, "。", ".")


def _day(text: str | None, lang: Language) -> date | None:
    """The last day of a date known to the day, month or year."""
    from indicators import periods
    from indicators.terminal import stop

    if text is None:
        return None
    try:
        if len(text) in (4, 7, 10) and "Q" not in text:
            return periods.end(text)
    except ValueError:
        pass
    zh, en = (
        f"--as-of 是 {text}；请写日期，例如 2023-04-04。",
        f"--as-of is {text}; write a date such as 2023-04-04.",
    )
    stop(2, lang, zh, en)


if __name__ == "__main__":
    main()

"""The command that exports: charts as slides, sheets, pictures, a page; figures as tables."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from indicators.cli.app import Data, Debug, Lang, app, guarded
from indicators.cli.asked import day_of, must_know_area, must_know_indicators, opened
from indicators.cli.saving import must_be_writable, save

if TYPE_CHECKING:
    from indicators.exports.files import File
    from indicators.exports.order import Format, Order, Work
    from indicators.exports.receipts import Subject
    from indicators.model import Catalogue, Language

_TABLES = ("csv", "json")
_WITH_TEMPLATE = ("pptx", "zip")


@app.command(help="导出幻灯片、工作簿、图片、网页或表格 Export slides, sheets, pictures, a page or tables")
@guarded
def export(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="写到哪里，后缀决定格式：.pptx .xlsx .csv .json .png .svg .pdf .html .zip；- 为标准输出（CSV） "
            "Where to; its ending says the format; - for standard output (CSV)",
        ),
    ],
    *,
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", help="只要这些指标，可重复 Only these, repeatable")
    ] = None,
    area: Annotated[
        list[str] | None, typer.Option("--area", help="只要这些地区，可重复 Only these areas, repeatable")
    ] = None,
    receipt: Annotated[
        list[str] | None,
        typer.Option("--receipt", help="溯源码所指的图，可重复 The chart of a receipt, repeatable"),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="截至某日已知的，例如 2023-04-04 As known on that day")
    ] = None,
    size: Annotated[
        Literal["16:9", "4:3", "half-slide", "a4", "square", "wechat"],
        typer.Option("--size", help="幻灯片和图片的尺寸 Size of slides and pictures"),
    ] = "16:9",
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="ORG.pptx", help="本单位的幻灯片模板 Your organisation's slides"),
    ] = None,
    address: Annotated[
        str,
        typer.Option(
            "--address",
            envvar="INDICATORS_ADDRESS",
            help="看板网址，写入链接 The dashboard's address, for links",
        ),
    ] = "",
    data: Data = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    """Writes the charts of all indicators, or of those named; each file is written whole or not at all."""
    from indicators.exports.order import Order
    from indicators.terminal import stop

    form = _form(file, lang)
    if template and form not in _WITH_TEMPLATE:
        stop(2, lang, "--template 只用于 .pptx 和 .zip。", "--template is for .pptx and .zip only.")
    if str(file) != "-":
        must_be_writable(file, lang)
    slides = _template(template, lang)
    day = day_of(as_of, lang)
    catalogue = opened(data, lang)
    must_know_indicators(catalogue, indicator or (), lang)
    for name in area or ():
        must_know_area(catalogue, name, lang)
    if form in _TABLES:
        wanted = [name for name in catalogue.indicators if not indicator or name in indicator]
        _tabulate(catalogue, file, form, (wanted, area or (), day), lang)
        return
    subjects = _subjects(catalogue, (indicator or (), area or (), receipt or ()), day, lang)
    order = Order(subjects, lang, size, day, slides, address)
    _save_all(file, _made(catalogue, order, form, lang), len(subjects), lang)


def _form(file: Path, lang: Language) -> Format:
    from indicators.exports.order import FORMATS
    from indicators.terminal import stop

    if str(file) == "-":
        return "csv"
    ending = file.suffix.lower().removeprefix(".")
    form = next((form for form in FORMATS if form == ending), None)
    if form is None:
        endings = " ".join(f".{form}" for form in FORMATS)
        stop(
            2,
            lang,
            f"不知道 {file} 是什么格式；文件名请以这些后缀之一结尾：{endings}。",
            f"The format of {file} is not known; end the name with one of {endings}.",
        )
    return form


def _template(file: Path | None, lang: Language) -> bytes | None:
    from indicators.terminal import stop

    if file is None:
        return None
    try:
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or "?"
        stop(1, lang, f"模板 {file} 读不了（{reason}）。", f"The template {file} cannot be read ({reason}).")


def _tabulate(
    catalogue: Catalogue,
    file: Path,
    form: Format,
    wanted: tuple[Sequence[str], Sequence[str], date | None],
    lang: Language,
) -> None:
    from indicators import frames
    from indicators.exports import table
    from indicators.terminal import plural, say

    names, areas, day = wanted
    write = table.csv_bytes if form == "csv" else table.json_bytes
    content = write(catalogue, names, day, areas or None)
    if str(file) == "-":
        sys.stdout.buffer.write(content)
        return
    save(file, content, lang)
    rows = len(frames.claims(catalogue, names, day, areas or None))
    print(say(lang, f"已写入 {file}：{rows}行", f"{file} written: {plural(rows, 'row')}"))


def _subjects(
    catalogue: Catalogue,
    wanted: tuple[Sequence[str], Sequence[str], Sequence[str]],
    day: date | None,
    lang: Language,
) -> tuple[Subject, ...]:
    """The charts: those of receipts, then of the indicators named; every indicator's where neither is."""
    from dataclasses import replace

    from indicators import charts
    from indicators.exports import receipts
    from indicators.terminal import stop

    names, areas, codes = wanted
    found: list[Subject] = []
    for code in codes:
        subject = receipts.read(code, catalogue)
        if subject is None:
            zh = f"溯源码 {code} 读不出来；请核对有无错字，或其指标是否还在数据里。"
            en = f"The receipt {code} cannot be read; look for a slip, or whether its indicator is still in the data."
            stop(2, lang, zh, en)
        found.append(replace(subject, lang=lang, as_of=day or subject.as_of))
    for name in names or (() if codes else catalogue.indicators):
        view = charts.usual_view(catalogue, name, areas, lang, day)
        if view:
            found.append(view)
    if not found:
        zh = "没有可画的：所选指标、地区和日期没有数字。"
        en = "There is nothing to draw: the indicators, areas and day chosen have no figures."
        stop(1, lang, zh, en)
    return tuple(dict.fromkeys(found))


def _made(catalogue: Catalogue, order: Order, form: Format, lang: Language) -> list[File]:
    from indicators.exports import files, images, slides
    from indicators.exports.order import work
    from indicators.terminal import progress

    try:
        with progress(lang, "导出", "Exporting") as told:
            done = work(catalogue, order, date.today(), told or _quiet)
            made = files.write(done, form)
        _warn(done, form, made)
        return made
    except slides.TemplateProblem as error:
        print(error.say(lang), file=sys.stderr)
    except (images.NoBrowser, images.Failed) as error:
        print(error, file=sys.stderr)
    raise typer.Exit(1)


def _warn(done: Work, form: Format, made: Sequence[File]) -> None:
    """Says on standard error what a reader of the files would stumble over, and what to do."""
    from indicators.exports import preflight
    from indicators.terminal import say

    lang = done.lang
    for found in preflight.findings(done, form, made[0].data if form == "pptx" else None):
        if found.severity != "note":
            where = say(lang, f"第{found.exhibit_number}张图：", f"Chart {found.exhibit_number}: ")
            print(f"{where if found.exhibit_number else ''}{found.what} {found.fix}", file=sys.stderr)


def _quiet(done: int, total: int) -> None:
    """Tells nobody."""


def _save_all(file: Path, made: Sequence[File], charts: int, lang: Language) -> None:
    """Writes one file by its name, several numbered behind it."""
    from indicators.terminal import plural, say

    digits = len(str(len(made)))
    for n, each in enumerate(made, 1):
        target = file if len(made) == 1 else file.with_stem(f"{file.stem}-{n:0{digits}}")
        save(target, each.data, lang)
    first, last = (f"{file.stem}-{n:0{digits}}{file.suffix}" for n in (1, len(made)))
    named = str(file) if len(made) == 1 else say(lang, f"{first} 至 {last}", f"{first} to {last}")
    print(say(lang, f"已写入 {named}：{charts}幅图", f"{named} written: {plural(charts, 'chart')}"))

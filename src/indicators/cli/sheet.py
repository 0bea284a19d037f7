"""The command that imports a sheet of figures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from indicators.cli.app import Data, Debug, Lang, app, guarded
from indicators.cli.entry import Why, Yes


@app.command("import", help="导入一张表里的数字 Import a sheet of figures")
@guarded
def import_(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=".csv（UTF-8、GBK）或 .xlsx A .csv or .xlsx file")
    ] = None,
    *,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE.xlsx", help="写出一张空表 Write an empty sheet")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看，不写 Show, do not write")] = False,
    why: Why = "",
    yes: Yes = False,
    data: Data = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    """Enters every row or none; each message names its cell."""
    from indicators import entry
    from indicators.cli import proposing
    from indicators.entry import importing, sheets
    from indicators.terminal import say, stop

    if template is not None:
        try:
            template.write_bytes(sheets.template())
        except OSError as error:
            reason = error.strerror or "?"
            stop(1, lang, f"写不了 {template}（{reason}）。", f"{template} cannot be written ({reason}).")
        print(say(lang, f"已写入 {template}", f"{template} written"))
        return
    if file is None:
        stop(2, lang, "请写要导入的文件，或 --template。", "Name the file to import, or --template.")

    def make() -> entry.Plan:
        return importing.plan(sheets.read(file), data, why)

    if dry_run:
        proposing.preview(make, lang)
    else:
        proposing.propose(make, data, lang, yes=yes)

"""The command that checks an old deck."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from indicators.cli.app import Data, Debug, Lang, app, guarded
from indicators.cli.asked import opened
from indicators.cli.saving import must_be_writable, save

if TYPE_CHECKING:
    from indicators.model import Language


@app.command(
    "check-deck",
    help="检查旧幻灯片里的图是否仍是现在的说法 Check whether an old deck still says what is known",
)
@guarded
def check_deck(
    file: Annotated[
        Path, typer.Argument(metavar="OLD.pptx", help="幻灯片，可以改过、拼过 The deck, edited or not")
    ],
    *,
    refresh: Annotated[
        Path | None,
        typer.Option(
            "--refresh",
            metavar="NEW.pptx",
            help="把有变化的图更新后另存 Save it with its changed charts rebuilt",
        ),
    ] = None,
    data: Data = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    """Prints what became of every chart, slide by slide; with `--refresh` writes a new deck, the old one stays as it is.

    Exit codes: 0 all charts are as they were, or none is from here; 1 something changed, was withdrawn or edited by hand, or
    could not be read, whether refreshed or not: somebody has to look at it; 2 a wrong command.
    """
    from indicators import deck_report
    from indicators.exports import decks
    from indicators.terminal import console, print_problems, say

    if refresh:
        _must_be_another(file, refresh, lang)
        must_be_writable(refresh, lang)
    content = _content(file, lang)
    catalogue = opened(data, lang)
    day = date.today()
    if refresh:
        new, report = decks.refreshed(catalogue, content, day, lang, str(file))
    else:
        new, report = b"", decks.check(catalogue, content, day, lang, str(file))
    print_problems(report.problems, lang, stderr=True)
    if any(problem.severity == "error" for problem in report.problems):
        raise typer.Exit(1)
    deck_report.print_report(console(), report, lang)
    if refresh:
        save(refresh, new, lang)
        print(say(lang, f"已写入 {refresh}", f"{refresh} written"))
    if not report.fine:
        raise typer.Exit(1)


def _must_be_another(file: Path, refresh: Path, lang: Language) -> None:
    from indicators.terminal import stop

    if refresh.suffix.lower() != ".pptx":
        stop(
            2,
            lang,
            f"--refresh 要写 .pptx 文件，不能写 {refresh}。",
            f"--refresh writes a .pptx file, not {refresh}.",
        )
    same = refresh.resolve() == file.resolve()
    if not same and refresh.exists() and file.exists():
        same = refresh.samefile(file)
    if same:
        zh = f"--refresh 不能写回 {file} 本身；请换一个文件名，原文件保持不变。"
        en = f"--refresh cannot write over {file} itself; name another file, so that the old one stays as it is."
        stop(2, lang, zh, en)


def _content(file: Path, lang: Language) -> bytes:
    from indicators.exports.decks.package import MOST_MB
    from indicators.problems import Problem
    from indicators.terminal import print_problems

    try:
        if file.is_dir() or not file.exists():
            problem = Problem(str(file), 0, 0, "missing")
        elif file.stat().st_size > MOST_MB << 20:
            problem = Problem(str(file), 0, 0, "deck_too_large", {"limit": str(MOST_MB)})
        else:
            return file.read_bytes()
    except OSError as error:
        problem = Problem(str(file), 0, 0, "unreadable", {"reason": error.strerror or "?"})
    print_problems([problem], lang, stderr=True)
    raise typer.Exit(1)

"""The command line itself, the options that commands share, and what happens when a command fails."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, ParamSpec

import typer

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


def guarded(command: Callable[P, None]) -> Callable[P, None]:
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

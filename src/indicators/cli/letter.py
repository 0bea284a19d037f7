"""The command that reads a letter."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from indicators.cli.app import Data, Debug, Lang, app, guarded
from indicators.cli.asked import opened

if TYPE_CHECKING:
    from indicators.letters.letter import Letter
    from indicators.model import Language


@app.command(help="读一封复函，列出其中的数字 Read a letter and list its figures")
@guarded
def letter(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="文本、网页、Word 或 PDF，- 为标准输入 Text, page, Word or PDF, - for standard input",
        ),
    ],
    *,
    form: Annotated[
        Literal["table", "json", "yaml"],
        typer.Option("--format", help="表、JSON 或可录入的 YAML Table, JSON, or YAML to enter"),
    ] = "table",
    skipped: Annotated[
        bool, typer.Option("--skipped", help="也列出不是指标数字的数码 List the other numerals too")
    ] = False,
    add: Annotated[
        bool, typer.Option("--add", help="录入其中可直接录入的数字 Enter the figures that may be entered")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不问，直接写入 Write without asking")] = False,
    data: Data = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    """Prints the figures of a letter; with `--add` those are entered that may be, after a look at what changes."""
    from indicators import drafts, letter_report, store
    from indicators.letters import documents, header, reader
    from indicators.problems import Problem
    from indicators.terminal import console, print_problems

    text = documents.text_of(sys.stdin.buffer.read(), "-") if str(file) == "-" else documents.read_file(file)
    if isinstance(text, Problem):
        print_problems([text], lang, stderr=True)
        raise typer.Exit(1)
    read = reader.read(text, header.read_header(text))
    if add:
        _enter(read, data, lang, yes=yes)
    elif form == "json":
        print(letter_report.as_json(read, skipped=skipped))
    elif form == "yaml":
        print(drafts.yaml(read, opened(data, lang), lang), end="")
    else:
        there = (data or store.default_folder()).exists()
        catalogue = opened(data, lang) if there else None  # without data a letter is read all the same
        letter_report.print_table(console(), read, catalogue, lang, skipped=skipped)


def _enter(letter: Letter, data: Path | None, lang: Language, *, yes: bool) -> None:
    """Enters the letter's figures as one change; those that stay out are listed with their reasons."""
    from indicators.cli.proposing import propose
    from indicators.entry import Plan, letters
    from indicators.terminal import say

    def make() -> Plan:
        plan, left = letters.plan(letter, data, lang)
        if left:
            print(say(lang, "没有录入：", "Not entered:"))
        for draft in left:
            print(
                f"  {draft.figure.number}{draft.figure.unit} · {' '.join(draft.figure.quote.split())} — {draft.left_out}"
            )
        return plan

    propose(make, data, lang, yes=yes)

"""What commands print: problems, tables, a bar while reading. Where no terminal reads it, plain text, a row on one line."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich import box
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from indicators import wording
from indicators.model import Catalogue, Language
from indicators.problems import Problem, Severity
from indicators.series import Cell, Claim

_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "note": "dim"}


def say(lang: Language, zh: str, en: str) -> str:
    """The words in `lang`; for what only the command line says (what is said about figures stands in `wording`)."""
    return zh if lang == "zh" else en


def stop(code: int, lang: Language, zh: str, en: str) -> NoReturn:
    """Ends the command with an exit code and one sentence on standard error."""
    print(say(lang, zh, en), file=sys.stderr)
    raise typer.Exit(code)


def console(*, stderr: bool = False) -> Console:
    """A console with colours and wrapping on a terminal, with neither elsewhere."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 10_000
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, width=width)


def table(heads: Sequence[str], right: Sequence[int] = ()) -> Table:
    """An empty table with these heads; the columns numbered in `right` are set flush right."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for at, head in enumerate(heads):
        made.add_column(head, justify="right" if at in right else "left", overflow="fold")
    return made


@contextmanager
def progress(lang: Language, zh: str, en: str) -> Iterator[Callable[[int, int], None] | None]:
    """Told how far something is; on a terminal a bar with these words appears once it takes more than a second."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(say(lang, zh, en), total=None)
    timer = threading.Timer(1.0, bar.start)
    timer.start()
    try:
        yield lambda done, total: bar.update(task, completed=done, total=total)
    finally:
        timer.cancel()
        timer.join()
        bar.stop()


def print_problems(problems: Sequence[Problem], lang: Language, *, stderr: bool = False) -> None:
    """Prints `file:line:column: severity: message` for each, the way compilers and editors know it."""
    out = console(stderr=stderr)
    coloured = out.is_terminal
    for problem in problems:
        place, severity = f"{problem.place}: ", wording.severity(problem, lang)
        message = say(lang, "：", ": ") + wording.say_problem(problem, lang, place=False)
        if coloured:
            line = Text.assemble(place, (severity, _STYLES[problem.severity]), message)
            out.print(line, soft_wrap=True)
        else:
            print(place, severity, message, sep="", file=out.file)


def counted(count: Mapping[Severity, int], lang: Language) -> str:
    """错误2处，警告1处; 2 errors, 1 warning."""
    if lang == "zh":
        return "，".join(f"{wording.tr(severity, lang)}{number}处" for severity, number in count.items())
    return ", ".join(plural(number, severity) for severity, number in count.items())


def plural(count: int, word: str) -> str:
    """1 row, 2 rows."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def print_cells(
    out: Console, catalogue: Catalogue, cells: Sequence[Cell], lang: Language, number: int
) -> int:
    """Prints every claim of `cells` as a table, numbered on from `number`, then their quotes.

    Returns:
        The last number used.
    """
    zh = ("", "时期", "数值", "性质", "", "发文机关", "文号", "日期")
    en = ("", "Period", "Value", "Kind", "", "Issuer", "Document", "Date")
    rows = table(zh if lang == "zh" else en, right=(0,))
    quotes: list[str] = []
    for cell in cells:
        for claim in cell.claims:
            number += 1
            stated = claim.observation is None or claim.observation.period_stated
            rows.add_row(
                str(number),
                wording.period(claim.time_period, lang, stated),
                str(wording.claim(claim, catalogue, lang)),
                wording.kind(claim, lang),
                _mark(cell, claim, lang),
                claim.source.issuer if claim.source else "",
                (claim.source.document_number if claim.source else None) or "",
                (claim.source.date if claim.source else None) or "",
            )
            quotes.append(f"{number:>3}  {_evidence(claim, catalogue, lang)}")
            if claim is cell.best and len(cell.claims) > 1:
                quotes.append(f"     {say(lang, '采用：', 'Shown: ')}{wording.rule(cell.rule, lang)}")
    out.print(rows)
    for words in quotes:
        out.print(words, soft_wrap=True)
    return number


def _mark(cell: Cell, claim: Claim, lang: Language) -> Text:
    """What the claim is to its cell, in a word; nothing where it is alone."""
    if claim in cell.conflicting:
        return Text(say(lang, "分歧", "conflicts"), "bold red")
    if claim in cell.agreeing:
        return Text(say(lang, "相容", "agrees"), "dim")
    return Text(say(lang, "采用", "shown") if len(cell.claims) > 1 else "", "bold")


def _evidence(claim: Claim, catalogue: Catalogue, lang: Language) -> str:
    """The source's own words and where they stand; for a derived value its formula."""
    parts = [wording.formula(claim, catalogue, lang)]
    if claim.observation and claim.source:
        parts = [f"“{claim.observation.quote}”", wording.citation(claim.source, lang, url=True)]
    if claim.note:
        parts.append(say(lang, "注：", "Note: ") + claim.note)
    return "  ".join(parts)

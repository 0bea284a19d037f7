"""A change on the command line: what it would do is shown, then it is asked for, then it is done, and what was done is said."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from indicators.entry import ChangedMeanwhile, Plan, Refused
    from indicators.entry.recording import Recorded
    from indicators.model import Language


def propose(make: Callable[[], Plan], root: Path | None, lang: Language, *, yes: bool) -> None:
    """Makes a plan, shows it, asks unless `yes`, saves and records it; ends the command where something is refused."""
    from indicators import entry, store
    from indicators.entry import messages, recording
    from indicators.terminal import say, stop

    folder = store.default_folder() if root is None else root
    try:
        plan = make()
        show(plan, lang)
        if not plan.allowed:
            _end_refused(plan, lang)
        if not yes:
            if not sys.stdin.isatty():
                stop(
                    2,
                    lang,
                    "这里没有人可问，什么也没有写；加 --yes 直接写入。",
                    "Nobody can be asked here and nothing was written; add --yes to write.",
                )
            if not typer.confirm(say(lang, "写入？", "Write it?"), default=False):
                stop(1, lang, "没有写入。", "Nothing was written.")

        def keep(current: Plan) -> Recorded:
            files = {one.file: one.before for one in current.files}
            return recording.record(files, folder, messages.message(current, lang))

        saved = entry.save(plan, root, keep)
    except entry.Refused as error:
        _end(error, lang)
    if saved.plan is not plan:
        print(
            say(
                lang,
                "其间文件有别的改动，已并入。",
                "The files had been changed elsewhere meanwhile; both changes are in them.",
            )
        )
    names = ", ".join(one.file.name for one in saved.plan.files)
    print(say(lang, f"已写入 {names}。", f"Written to {names}."))
    _tell(saved.record, lang)  # type: ignore[arg-type]


def preview(make: Callable[[], Plan], lang: Language) -> None:
    """Makes a plan and shows it; ends the command with 1 where it could not be carried out."""
    from indicators import entry
    from indicators.terminal import say

    try:
        plan = make()
    except entry.Refused as error:
        _end(error, lang)
    show(plan, lang)
    if not plan.allowed:
        _end_refused(plan, lang)
    print(say(lang, "这是预览，没有写入。", "This is a preview; nothing was written."))


def show(plan: Plan, lang: Language) -> None:
    """Prints the sentences before and after, what else changes for readers, the lines that change, the problems."""
    from rich.text import Text

    from indicators.entry import effects, messages, telling
    from indicators.terminal import console, print_problems, say

    out = console()
    edits = messages.edits_of(plan)
    for edit in edits[:_SHOWN]:
        out.print(telling.line(edit, plan.before if edit.after is None else plan.after, lang), soft_wrap=True)
    if len(edits) > _SHOWN:
        out.print(telling.subject(edits, plan.after, lang), soft_wrap=True)
    sentences = effects.sentences(plan, lang)
    for each in sentences[:_SHOWN]:
        if each.before != each.after:
            out.print(say(lang, "之前：", "Before: ") + (each.before or "—"), soft_wrap=True)
            out.print(say(lang, "之后：", "After: ") + (each.after or "—"), soft_wrap=True)
    for words in effects.effects(plan, lang)[:_SHOWN] if len(sentences) <= _SHOWN else ():
        out.print(f"· {words}", soft_wrap=True)
    for line in plan.difference():
        style = "green" if line.startswith("+") else "red" if line.startswith("-") else "dim"
        out.print(Text(line, style if out.is_terminal else ""), soft_wrap=True)
    print_problems(plan.problems, lang, stderr=True)


_SHOWN = 20


def _end_refused(plan: Plan, lang: Language) -> None:
    from indicators.terminal import stop

    rules = {problem.rule for problem in plan.problems}
    if "same_claim_twice" in rules:
        stop(
            1,
            lang,
            "没有写入：这个来源已有这一格的数字，改它用 revise。",
            "Nothing was written: this source has a figure for this cell already; revise changes it.",
        )
    if any(problem.severity == "error" for problem in plan.problems):
        stop(1, lang, "没有写入：请先改正错误。", "Nothing was written: correct the errors first.")
    stop(
        1,
        lang,
        "没有写入：数字若确实如此，用 --because 说明理由。",
        "Nothing was written: if the figure is right, say why with --because.",
    )


def _end(error: Refused, lang: Language) -> None:
    from indicators import entry
    from indicators.terminal import print_problems, say

    if isinstance(error, entry.Objections):
        print_problems(error.problems, lang, stderr=True)
        print(say(lang, "没有写入。", "Nothing was written."), file=sys.stderr)
    else:
        print(error.said(lang), file=sys.stderr)
    if isinstance(error, entry.ChangedMeanwhile):
        _show_merge(error, lang)
    raise typer.Exit(1)


def _show_merge(error: ChangedMeanwhile, lang: Language) -> None:
    """Prints the three states of every cell that two people have changed."""
    from indicators.entry import written
    from indicators.terminal import say

    for cell in error.cells:
        claim = cell.claim
        print(f"{claim.indicator} · {claim.ref_area} · {claim.time_period}", file=sys.stderr)
        for words, claims in (
            (say(lang, "原来", "before"), cell.before),
            (say(lang, "现在", "now   "), cell.now),
            (say(lang, "你的", "yours "), cell.yours),
        ):
            print(f"  {words}  {' '.join(map(written.flow, claims)) or '—'}", file=sys.stderr)


def _tell(record: Recorded, lang: Language) -> None:
    """Prints what became of the change in the history; warnings go to standard error."""
    from indicators.terminal import say

    if record.commit:
        print(say(lang, f"已记入历史：{record.commit[:10]}", f"In the history: {record.commit[:10]}"))
    troubles = {
        "no_repository": (
            "数据文件夹不在 git 仓库里：这次改动没有历史，也不能用 undo 撤销。",
            "The data folder is in no git repository: this change has no history and undo cannot take it back.",
        ),
        "in_progress": (
            "文件已写好，但 git 正在合并或变基，没有提交；完成后请自行提交。",
            "The file is written, but git is in the middle of a merge or rebase: not committed; commit it when that is done.",
        ),
        "ignored": (
            "文件已写好，但 .gitignore 排除了它，没有提交。",
            "The file is written, but .gitignore excludes it: not committed.",
        ),
        "locked": (
            "文件已写好，但 git 被占用（index.lock），没有提交；没有别的 git 在运行时可删除该文件，再自行提交。",
            "The file is written, but git is locked (index.lock): not committed; if no git is running, delete that file and commit.",
        ),
        "failed": (
            f"文件已写好，但没有提交（{record.reason}）；请自行提交。",
            f"The file is written, but was not committed ({record.reason}); commit it yourself.",
        ),
        "detached": (
            "HEAD 不在任何分支上：这次提交换分支后就不容易找到。",
            "HEAD is on no branch: this commit is hard to find after switching to one.",
        ),
        "clock": (
            "本机时钟早于上一次改动的时间；历史按先后相承，不受影响，但请校准时钟。",
            "This machine’s clock is before the last change; the history goes by descent and is in order, but set the clock.",
        ),
    }
    if record.trouble:
        print(say(lang, *troubles[record.trouble]), file=sys.stderr)
    if record.also:
        names = ", ".join(record.also)
        zh = f"{names} 里先前未提交的改动也一并提交了。"
        print(
            say(lang, zh, f"Older changes of {names} that had not been committed are in the commit too."),
            file=sys.stderr,
        )

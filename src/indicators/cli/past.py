"""Commands about what was entered before: history, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from indicators.cli.app import Data, Debug, Lang, app, guarded
from indicators.cli.entry import Why, Yes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indicators.entry.history import Entry
    from indicators.model import Catalogue, Language


@app.command(help="谁在何时改了哪个数字 Who changed which figure when")
@guarded
def history(
    indicator: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="只看一个指标 Of one indicator only")
    ] = None,
    *,
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="最多列几次改动 How many changes")] = 20,
    data: Data = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    """Prints the latest changes, each with its figures before and after."""
    from itertools import islice

    from indicators import entry, store
    from indicators.cli.asked import opened
    from indicators.entry import history as past
    from indicators.terminal import say, stop

    catalogue = opened(data, lang)
    try:
        found = list(islice(past.entries(data or store.default_folder(), indicator), count + 1))
    except entry.Refused as error:
        stop(1, lang, error.said("zh"), error.said("en"))
    if not found:
        print(say(lang, "没有改动。", "No changes."))
    for each in found[:count]:
        for line in _lines(each, catalogue, lang):
            print(line)
    if len(found) > count:
        print(
            say(
                lang,
                f"还有更早的；加 --count 列出（现为 {count}）。",
                f"There are older ones; --count lists them (now {count}).",
            )
        )


_SHOWN = 12


def _lines(each: Entry, catalogue: Catalogue, lang: Language) -> Iterator[str]:
    """A commit: its id, day and author, then what changed."""
    from indicators.entry import telling
    from indicators.terminal import say

    yield f"{each.commit[:10]}  {each.when:%Y-%m-%d %H:%M}  {each.who}"
    if each.edits is None:
        yield f"    {each.subject}"
        yield "    " + say(
            lang,
            "（当时的数据不是今天的格式，读不出改了哪些数字）",
            "(the data of that day are not in today’s format: which figures changed cannot be told)",
        )
    else:
        for edit in each.edits[:_SHOWN]:
            yield f"    {telling.line(edit, catalogue, lang)}"
        if len(each.edits) > _SHOWN:
            rest = len(each.edits) - _SHOWN
            yield "    " + say(lang, f"还有{rest}处", f"and {rest} more")
        if not each.edits:
            yield f"    {each.subject}"
    if each.why:
        yield "    " + say(lang, "为什么：", "Why: ") + each.why


@app.command(help="撤销历史中的一次改动 Undo a change of the history by a new one")
@guarded
def undo(
    commit: Annotated[
        str, typer.Argument(metavar="COMMIT", help="改动的编号，见 history Its id, see history")
    ],
    *,
    why: Why = "",
    yes: Yes = False,
    data: Data = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    """Takes a change back, through the same checks as any other; shows what changes and asks."""
    from indicators.cli.proposing import propose
    from indicators.entry import undoing

    propose(lambda: undoing.undo(data, commit, why), data, lang, yes=yes)

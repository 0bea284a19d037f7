"""What a command is asked for: the catalogue, indicators, areas, a day; where there is no such thing, what was meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indicators.model import Catalogue, Language
    from indicators.problems import Problem


def read(path: Path | None, lang: Language) -> tuple[Catalogue | None, Sequence[Problem]]:
    """The catalogue, unless it cannot be read, and everything that is wrong with it; ends where there is none."""
    from indicators import checks, store
    from indicators.problems import CatalogueError
    from indicators.terminal import progress, stop

    try:
        with progress(lang, "读取数据", "Reading the data") as told:
            catalogue = store.read(path, told)
    except CatalogueError as error:
        return None, error.problems
    except OSError as error:
        where, reason = path or store.default_folder(), error.strerror or "?"
        stop(1, lang, f"{where} 读不了（{reason}）。", f"{where} cannot be read ({reason}).")
    return catalogue, checks.check(catalogue)


def opened(path: Path | None, lang: Language) -> Catalogue:
    """The catalogue; where it has errors they are printed and the command ends, since nothing may be published."""
    from indicators.terminal import counted, print_problems, stop

    catalogue, problems = read(path, lang)
    errors = [problem for problem in problems if problem.severity == "error"]
    if catalogue is None or errors:
        print_problems(errors, lang, stderr=True)
        count = counted({"error": len(errors)}, lang)
        stop(1, lang, f"数据有{count}，请先改正。", f"The data has {count}, to be corrected first.")
    return catalogue


def must_know_indicators(catalogue: Catalogue, names: Sequence[str], lang: Language) -> None:
    """Ends the command where an indicator is not in the catalogue, with what may have been meant."""
    from indicators.terminal import stop

    for name in names:
        if name not in catalogue.indicators:
            near = _near(name, catalogue.indicators, lang)
            zh = f"没有指标 {name}{near}indicators list 列出全部指标。"
            en = f"There is no indicator {name}{near} indicators list names them all."
            stop(2, lang, zh, en)


def must_know_area(catalogue: Catalogue, name: str | None, lang: Language) -> None:
    """Ends the command where an area is not in the catalogue, with what may have been meant."""
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


def day_of(text: str | None, lang: Language) -> date | None:
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

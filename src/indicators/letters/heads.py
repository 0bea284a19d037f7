"""Which heads stand above each paragraph: 三、下一步打算 holds for its (一) and its 1. too, until 四、 begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NUMBERS = (
    r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,2}[,、](?![\d一二三四五六七八九十])",
    r"\([一二三四五六七八九十]{1,3}\)",
    r"\d{1,2}[.、](?!\d{1,3}(?:\D|$))",
    r"\(?\d{1,2}\)|[①-⑳]",
)
_LEVELS = tuple(re.compile(rf"[ \t]*+(?:{numbers})[ \t]*+") for numbers in _NUMBERS)
#: 三、下一步打算。坚持… and 【政策支持】… open a section on the line that follows them at once.
_RUN_IN = re.compile(r"[^,。;:!?\n\d《》]{2,26}[。:](?=.)")
_BRACKETED = re.compile(r"[ \t]*+【[^】\n]{2,24}】")
#: 下一步,我局将… speaks of what comes next without a number of its own.
_NEXT = re.compile(
    r"[ \t]*+(?:下一步|下步|下一阶段|下阶段|接下来|今后|后续)(?:工作)?(?:[,:]|我[们局委厅市省县区州办部]|[^,。;:\n]{0,14}将)"
)


@dataclass(slots=True)
class Heads:
    """The heads that hold where the reading of the lines has come to, the outermost first."""

    open: list[tuple[int, int, int]] = field(default_factory=list)

    def above(self, line: str, start: int, *, is_head: bool) -> tuple[tuple[int, int], ...]:
        """The places of the heads above a line, one that opens the line itself included.

        Args:
            line: the line, folded.
            start: where it starts in the text.
            is_head: whether the whole line is a head.
        """
        level, after = _level(line)
        end = None
        if is_head:
            end = len(line)
        elif level and (title := _RUN_IN.match(line, after)):
            end = title.end()
        elif title := _BRACKETED.match(line):
            level, end = 1, title.end()
        if end is not None or level:
            self._close(level or 1)
        above = tuple((first, last) for _, first, last in self.open)
        if end is not None:
            self.open.append((level or 1, start, start + end))
            above = (*above, (start, start + end))
        if end is None and (lead := _NEXT.match(line)):
            place = (start, start + lead.end())
            above = (*above, place)
            if line.rstrip().endswith(":"):
                self.open.append((level or 1, *place))
        return above

    def _close(self, level: int) -> None:
        while self.open and self.open[-1][0] >= level:
            self.open.pop()


def _level(line: str) -> tuple[int, int]:
    """The depth of a numbered line (1 for 一、) and where its number ends; 0 for a line without a number."""
    for level, numbers in enumerate(_LEVELS, 1):
        if found := numbers.match(line):
            return level, found.end()
    return 0, 0

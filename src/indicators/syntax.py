"""What libyaml's errors mean to somebody who wrote the file."""

from __future__ import annotations

import re
from typing import Any

from indicators import slips
from indicators.problems import Problem

# What libyaml says -> the rule that says what to do, and whether the place is where the construct began.
_SYNTAX: tuple[tuple[str, str, bool], ...] = (
    ("expected comment or line break", "block_text", False),
    ("directive", "directive", True),
    ("tag", "tag", True),
    ("expected alphabetic or numeric", "odd_start", True),
    ("cannot start any token", "odd_start", False),
    ("expected node content", "odd_start", False),
    ("mapping keys are not allowed", "odd_start", False),
    ("block sequence entries are not allowed", "dash_in_value", False),
    ("mapping values are not allowed", "colon_in_value", False),
    ("could not find expected ':'", "no_colon", True),
    ("end of stream", "open_quote", True),
    ("unexpected document indicator", "open_quote", True),
    ("expected ',' or", "open_bracket", True),
    ("escape character", "odd_escape", False),
    ("hexdecimal", "odd_escape", False),
    ("did not find expected key", "indent", False),
    ("expected '-' indicator", "indent", False),
    ("indentation", "indent", False),
)


def syntax_problem(error: Any, data: bytes, file: str) -> Problem:
    """What libyaml's error means to somebody who wrote the file, and where it is."""
    reason = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}".strip()
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # the reader's error: a character that is none
        position = getattr(error, "position", 0)
        return Problem(
            file, *_line_column(data, position), "syntax", {"reason": str(getattr(error, "reason", reason))}
        )
    rule, begins = next(
        ((rule, begins) for part, rule, begins in _SYNTAX if part in reason), ("syntax", False)
    )
    context = getattr(error, "context_mark", None)
    if begins and context is not None and not (rule == "open_bracket" and mark.line == context.line):
        mark = context
    text = data.decode("utf-8", "replace")
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    before, rest = line[: mark.column], line[mark.column :].rstrip("\r")
    place = (file, mark.line + 1, mark.column + 1)
    if "<document start>" in reason:
        for number, other in enumerate(lines[: mark.line], 1):
            if other.startswith(("%", "...")):
                return Problem(file, number, 1, "directive" if other.startswith("%") else "document_end")
    if rule == "block_text" and (typed := re.match(r"\s*(?:- +)*obs_value: *([>|].*?)\s*$", line)):
        rule, params = slips.number(typed[1], is_block=True)
        return Problem(
            file, place[1], typed.start(1) + 1, rule, {"key": "obs_value", "found": typed[1], **params}
        )
    if rule == "block_text":
        start = max(before.rfind(">"), before.rfind("|"), 0)
        return Problem(file, place[1], start + 1, rule, {"found": line[start : start + 1]})
    if rule == "colon_in_value" and ": " not in before.strip():
        rule = "indent"
        place = (file, place[1], len(before) - len(before.lstrip()) + 1)
    if rule == "indent" and before.rstrip()[-1:] in ("'", '"'):
        return Problem(*place, "text_after_quote", {"found": before.strip()[-1:]})
    if rule in ("syntax", "tag"):
        return Problem(
            *place, rule, {"reason": reason} if rule == "syntax" else {"found": rest.split(" ")[0]}
        )
    if rule == "odd_start" and not rest and (opened := max(text.rfind("["), text.rfind("{"))) >= 0:
        row = text.count("\n", 0, opened)
        return Problem(
            file, row + 1, opened - text.rfind("\n", 0, opened), "open_bracket", {"found": text[opened]}
        )
    if rule == "open_bracket" and context is not None:
        rest = (lines[context.line] if context.line < len(lines) else "")[context.column :]
    found = rest[: 2 if rule == "odd_escape" else 1] or "nothing"
    return Problem(
        *place,
        rule,
        {"found": found} if rule in ("odd_start", "odd_escape", "open_quote", "open_bracket") else {},
    )


def _line_column(data: bytes, offset: int) -> tuple[int, int]:
    start = data.rfind(b"\n", 0, offset) + 1
    return data.count(b"\n", 0, offset) + 1, len(data[start:offset].decode("utf-8", "replace")) + 1

"""What somebody probably meant who wrote a number, a period or a date in another way."""

from __future__ import annotations

import re

from indicators import periods

_DAY = re.compile(r"([0-9]{4})\s?[-/.年]\s?([0-9]{1,2})(?:\s?[-/.月]\s?([0-9]{1,2})\s?日?|\s?月)?")
_SHORT_DAY = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_YEARS = re.compile(r"([0-9]{4})年?\s?[-–—~～至到/]\s?([0-9]{4})年?")
_YEAR = re.compile("([0-9]{4}) ?年?(?:度|全年)?")
_QUARTER = re.compile("([0-9]{4})年?[ -]?(?:[Qq]([1-4])|第?([一二三四1-4])季度)")
_HALF = re.compile("([0-9]{4})年?[ -]?([Hh][12]|上半年|下半年)")


def number(text: str, *, is_block: bool = False) -> tuple[str, dict[str, str]]:
    """The rule that says what to write for a number that was written as `text`, and its parameters.

    `is_block`: no quotation marks stand around it and it starts with > or |, the signs of a YAML block.
    """
    from indicators import typed  # noqa: PLC0415 -- only for messages

    text = text.strip()
    if zeros := re.fullmatch(r"(-?)0+((?:0|[1-9][0-9]*)(?:\.[0-9]+)?)", text):
        return "number_written", {"fix": zeros[1] + zeros[2]}
    if point := re.fullmatch(r"(-?)([0-9]*)\.([0-9]*)", text):
        return "number_written", {"fix": f"{point[1]}{point[2] or 0}" + (f".{point[3]}" if point[3] else "")}
    try:
        parsed = typed.parse(text.removeprefix("|"))
    except ValueError:
        return "not_number", {}
    if parsed.qualifier:
        return "block_number" if is_block else "number_with_hedge", {
            "fix": parsed.digits,
            "qualifier": parsed.qualifier,
        }
    if parsed.unit_mult:
        return "number_with_mult", {"fix": parsed.digits, "unit_mult": str(parsed.unit_mult)}
    return "number_written", {"fix": parsed.digits}


def period(text: str, pattern: str) -> str | None:
    """The period or date that `text` probably means, if it fits `pattern` and exists."""
    text = text.strip()
    meant: str | None = None
    if found := _YEARS.fullmatch(text):
        meant = f"{found[1]}/{found[2]}"
    elif found := _QUARTER.fullmatch(text):
        meant = f"{found[1]}-Q{found[2] or '一二三四'.find(found[3]) + 1 or found[3]}"
    elif found := _HALF.fullmatch(text):
        meant = (
            f"{found[1]}-01/{found[1]}-06"
            if found[2] in ("H1", "h1", "上半年")
            else f"{found[1]}-07/{found[1]}-12"
        )
    elif found := _DAY.fullmatch(text) or _SHORT_DAY.fullmatch(text):
        meant = "-".join(f"{int(part):02}" for part in found.groups() if part)
    elif found := _YEAR.fullmatch(text):
        meant = found[1]
    if meant is None or not re.search(pattern, meant):
        return None
    try:
        periods.bounds(meant)
    except ValueError:
        return None
    return meant

"""How records are written: keys in their usual order, quotation marks only where the strict reader needs them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from indicators.model import Indicator, Observation, Source

#: The order in which the keys of a record stand in the file.
ORDER: dict[type, tuple[str, ...]] = {
    Observation: (
        "time_period",
        "ref_area",
        "obs_value",
        "qualifier",
        "unit_mult",
        "obs_status",
        "period_stated",
        "source",
        "quote",
        "note",
        "because",
    ),
    Source: (
        "id",
        "kind",
        "title",
        "issuer",
        "document_number",
        "index_number",
        "dated",
        "published",
        "url",
        "reliability",
        "note",
    ),
    Indicator: (
        "id",
        "title",
        "short_title",
        "definition",
        "theme",
        "unit",
        "unit_mult",
        "decimals",
        "direction",
        "headline",
        "note",
        "breaks",
        "observations",
        "targets",
        "derived",
        "choices",
        "missing",
    ),
}
#: Keys whose digits stand bare, and such as are text whatever they look like.
_BARE = ("obs_value", "dated", "published", "decided", "looked")
_PLAIN = re.compile(r"(?![0-9.+-]+$)[\u3400-\u9fff\w“‘《（〔(](?:[^:#\"'\\,\[\]{}\x00-\x1f\x7f-\x9f]*[^\s:#\"'\\,\[\]{}\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff])?")  # fmt: skip
_PERIOD = re.compile("[0-9][0-9Q/-]*").fullmatch
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n", "~"})


def pairs(record: Struct) -> list[tuple[str, Any]]:
    """Keys and values of a record in their usual order, without those that are as they are when absent."""
    return [
        (key, value)
        for key, usual in _keys(type(record))
        if (value := getattr(record, key)) is not None and value not in (usual, ())
    ]


@cache
def _keys(kind: type[Struct]) -> list[tuple[str, Any]]:
    """The keys of a record in their usual order, each with what it is when absent."""
    defaults = {field.name: field.default for field in fields(kind)}
    return [(key, defaults[key]) for key in ORDER.get(kind) or defaults]


def block(record: Struct, newline: str, dash: str, indent: str, quoted: str = '"') -> str:
    """The record as an entry of a list, in lines of its own.

    Args:
        record: what is written.
        newline: how lines end.
        dash: what stands before the first key, as in "      - ".
        indent: what stands before every other key.
        quoted: the marks around a `time_period`, empty for none.
    """
    return "".join(f"{line}{newline}" for line in _lines(record, dash, indent, quoted))


def _lines(record: Struct, dash: str, indent: str, quoted: str) -> Iterator[str]:
    before = dash
    for key, value in pairs(record):
        if isinstance(value, tuple) and value and isinstance(value[0], Struct):
            yield f"{before}{key}:"
            for item in value:
                yield from _lines(item, f"{indent}  - ", f"{indent}    ", quoted)
        else:
            yield f"{before}{key}: {_value(key, value, quoted, is_flow=False)}"
        before = indent


def flow(record: Struct, quoted: str = '"', inside: str = "") -> str:
    """The record in braces on one line; `inside` stands between braces and keys."""
    body = ", ".join(f"{key}: {_value(key, value, quoted, is_flow=True)}" for key, value in pairs(record))
    return "{" + inside + body + inside + "}"


def _value(key: str, value: Any, quoted: str, *, is_flow: bool) -> str:
    if isinstance(value, Struct):
        return flow(value, quoted)
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(key, item, quoted, is_flow=True) for item in value) + "]"
    return scalar(key, value, is_flow=is_flow, prefer=quoted if key == "time_period" else "")


def scalar(key: str, value: str | int | bool, *, is_flow: bool, prefer: str = "") -> str:
    """A value as it stands behind its key.

    Args:
        key: it says what kind of value it is.
        value: the value.
        is_flow: whether it stands between brackets, where a comma ends it.
        prefer: the quotation marks that its neighbours have; used where they can be.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if key in _BARE and re.fullmatch("[0-9/.-]+", value):
        return value
    if prefer and _PERIOD(value):
        return f"{prefer}{value}{prefer}"
    if prefer and (marked := _marked(value, prefer)) and _reads(marked, value, is_flow=is_flow):
        return marked
    return _text(value, is_flow)


@lru_cache(maxsize=4096)
def _text(text: str, is_flow: bool) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML:
        return text
    for form in (text, _marked(text, '"'), _marked(text, "'")):
        if form and _reads(form, text, is_flow=is_flow):
            return form
    return json.dumps(text, ensure_ascii=False)


def _marked(text: str, mark: str) -> str | None:
    """The text between quotation marks; None where that would need a backslash."""
    if mark == "'":
        return f"'{text.replace(mark, mark * 2)}'"
    return None if '"' in text or "\\" in text else f'"{text}"'


def _reads(written: str, text: str, *, is_flow: bool) -> bool:
    """Whether the strict readers take `written`, behind a key, for just this text."""
    import yaml  # noqa: PLC0415 -- most texts need no asking

    from indicators import plain  # noqa: PLC0415

    if (
        "\n" in text
        or "\r" in text
        or (not written.startswith(('"', "'")) and text.lower() in _WORDS_OF_YAML)
    ):
        return False
    line = f"{{k: {written}, l: x}}\n" if is_flow else f"k: {written}\nl: x\n"
    wanted = [("k", ""), (text, written[:1] if written[:1] in "\"'" else ""), ("l", ""), ("x", "")]
    try:
        found = [
            (event.value, event.style or "")
            for event in yaml.parse(line, Loader=yaml.CSafeLoader)
            if isinstance(event, yaml.ScalarEvent)
        ]
    except (yaml.YAMLError, ValueError):
        return False
    bare = not written.startswith(('"', "'"))
    return found == wanted and not (
        bare and (re.fullmatch("[-+.0-9]*", text) or plain.is_suspect(f"\n{line}".encode()))
    )


def usual_mark(written: str) -> str:
    """The quotation mark that a value is written with, empty where it has none."""
    return written[:1] if written[:1] in ("'", '"') else ""


def keys_before(key: str, kind: type) -> Sequence[str]:
    """The keys that stand before `key` in a record of this kind."""
    order = ORDER[kind]
    return order[: order.index(key)]

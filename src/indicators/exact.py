"""The exact reader: nodes → a `Document`, or every problem with its line, column and what to write instead.

The kind of a value is fixed by its key and never guessed from its looks.
"""

from __future__ import annotations

import contextlib
import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import msgspec

from indicators import nodes, periods, slips
from indicators.model import Document
from indicators.nodes import Node
from indicators.problems import INVISIBLE, Problem, short


class _Enough(Exception):
    """There are more problems than anybody reads."""


def read(data: bytes, file: str) -> Document | list[Problem]:
    """The document that `data` holds, or everything that is wrong with it in file order (never an empty list).

    Args:
        data: the file's bytes, UTF-8.
        file: the name to put before line and column.
    """
    root, problems = nodes.nodes(data, file)
    if root is None or root.is_nothing:
        return problems or [Problem(file, 1, 1, "empty_file")]
    reader = _Reader(file, data, problems)
    with contextlib.suppress(_Enough):
        plain = reader.take(root, _document_shape(), "", "the file")
    if reader.problems:
        return sorted(reader.problems, key=lambda problem: (problem.line, problem.column))
    return msgspec.convert(plain, Document, strict=False)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the model wants in one place of the file."""

    sort: Literal["record", "list", "text", "number", "choice", "integer", "bool"]
    fields: Mapping[str, _Shape] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    item: _Shape | None = None
    values: tuple[str, ...] = ()
    lowest: int = 0
    highest: int = 0
    pattern: str | None = None
    matches: Callable[[str], object] = bool

    @property
    def is_period(self) -> bool:
        """Whether the text names days that must exist."""
        return self.pattern in (periods.PATTERN, periods.DATE_PATTERN)


@cache
def _document_shape() -> _Shape:
    return _shape(msgspec.inspect.type_info(Document), "")


def _shape(kind: Any, key: str) -> _Shape:
    inspect = msgspec.inspect
    if isinstance(kind, inspect.UnionType):
        kind = next(option for option in kind.types if not isinstance(option, inspect.NoneType))
    if isinstance(kind, inspect.StructType):
        fields = {field.name: _shape(field.type, field.name) for field in kind.fields}
        return _Shape("record", fields, tuple(field.name for field in kind.fields if field.required))
    if isinstance(kind, inspect.VarTupleType):
        return _Shape("list", item=_shape(kind.item_type, key), lowest=kind.min_length or 0)
    if isinstance(kind, inspect.LiteralType):
        return _Shape("choice", values=tuple(map(str, kind.values)))
    if isinstance(kind, inspect.IntType):
        return _Shape("integer", lowest=int(kind.ge or 0), highest=int(kind.le or 0))
    if isinstance(kind, inspect.BoolType):
        return _Shape("bool")
    matches = re.compile(kind.pattern or "").search
    sort: Literal["number", "text"] = "number" if key == "obs_value" else "text"
    return _Shape(
        sort, lowest=kind.min_length or 0, highest=kind.max_length or 0, pattern=kind.pattern, matches=matches
    )


@dataclass
class _Reader:
    """Walks nodes along the model's shapes and collects what does not fit."""

    file: str
    data: bytes
    problems: list[Problem]

    @property
    def _has_invisible(self) -> bool:
        """Whether a character that nobody can see has been reported where it stands."""
        return any(problem.rule in ("tab", "invisible") for problem in self.problems)

    def say(self, node: Node, rule: str, **params: str) -> None:
        if len(self.problems) >= nodes.MAX_PROBLEMS:
            params = {"limit": f"{nodes.MAX_PROBLEMS:,}"}
            self.problems.append(Problem(self.file, node.line, node.column, "too_many_problems", params))
            raise _Enough
        self.problems.append(Problem(self.file, node.line, node.column, rule, params))

    def take(self, node: Node, shape: _Shape, key: str, where: str) -> Any:
        """The plain value of `node` in this shape; problems are noted and something harmless is returned."""
        if node.style == "*":  # an alias, or a tag or anchor alone
            return None
        if node.is_nothing:
            self.say(node, "empty_value", key=key or where)
            return None
        if shape.sort == "record":
            return self._record(node, shape, where)
        if shape.sort == "list":
            return self._list(node, shape, key)
        if not isinstance(node.value, str):
            self.say(node, "not_scalar", key=key)
        elif shape.sort == "text":
            self._text(node, shape, key)
        elif shape.sort == "number":
            self._number(node, shape, key)
        elif shape.sort == "choice":
            self._choice(node, shape, key)
        elif shape.sort == "integer":
            self._integer(node, shape, key)
        elif node.style or node.value not in ("true", "false"):
            self.say(node, "not_bool", key=key, found=_shown(node))
        else:
            return node.value == "true"
        return node.value

    def _list(self, node: Node, shape: _Shape, key: str) -> list[Any]:
        if node.is_map or node.is_text:
            self.say(node, "not_list", found=_shown(node), key=key)
            return []
        items, where = node.items(), _entry(key)
        if len(items) < shape.lowest and not node.is_open:
            self.say(node, "too_few", key=key, lowest=str(shape.lowest))
        assert shape.item is not None  # noqa: S101 -- lists have one
        return [self.take(item, shape.item, key, where) for item in items]

    def _record(self, node: Node, shape: _Shape, where: str) -> dict[str, Any]:
        fields = shape.fields
        if not node.is_map:
            self.say(node, "not_mapping", found=_shown(node), where=where, example=f"{next(iter(fields))}: …")
            return {}
        record: dict[str, Any] = {}
        seen: dict[str, int] = {}
        for name, value in node.pairs():
            word = name.value
            if not isinstance(word, str):
                self.say(name, "key_not_text")
            elif word in seen:
                self.say(name, "duplicate_key", key=short(word), first=str(seen[word]))
            else:
                seen[word] = name.line
                if word in fields:
                    record[word] = self.take(value, fields[word], word, word)
                elif word == "<<":
                    self.say(name, "merge")
                else:
                    self._unknown_key(name, where, list(fields))
        for missing in () if node.is_open else shape.required:
            if missing not in seen:
                self.say(node, "missing_key", where=where, key=missing)
        return record

    def _unknown_key(self, name: Node, where: str, allowed: list[str]) -> None:
        word = str(name.value)
        near = difflib.get_close_matches(word, allowed, 1, 0.6)
        if near:
            self.say(name, "unknown_key_near", key=short(word), where=where, near=near[0])
        else:
            self.say(name, "unknown_key", key=short(word), where=where, allowed=", ".join(allowed))

    def _choice(self, node: Node, shape: _Shape, key: str) -> None:
        text = str(node.value)
        if text in shape.values:
            return
        likely = text if text.isupper() and len(text) == 1 else text.lower().replace(" ", "_")
        near = difflib.get_close_matches(likely, shape.values, 1, 0.6)
        if near:
            self.say(node, "not_choice_near", key=key, found=_shown(node), near=near[0])
        else:
            self.say(node, "not_choice", key=key, found=_shown(node), allowed=", ".join(shape.values))

    def _integer(self, node: Node, shape: _Shape, key: str) -> None:
        text = str(node.value)
        if node.style or not re.fullmatch("-?(?:0|[1-9][0-9]{0,8})", text):
            self.say(node, "not_integer", key=key, found=_shown(node))
        elif not shape.lowest <= int(text) <= shape.highest:
            self.say(
                node,
                "number_too_far",
                key=key,
                found=text,
                lowest=str(shape.lowest),
                highest=str(shape.highest),
            )

    def _number(self, node: Node, shape: _Shape, key: str) -> None:
        text = str(node.value)
        fits = shape.matches(text) and len(text) <= shape.highest and "\n" not in text
        if fits and not node.style:
            return
        if fits:
            self.say(node, "number_as_text", key=key, found=_shown(node), fix=text)
        elif re.fullmatch("-?[0-9]+/0+", text):
            self.say(node, "zero_denominator", key=key, found=_shown(node))
        elif shape.matches(text) and "\n" not in text:
            self.say(node, "number_too_long", key=key, found=str(len(text)), limit=str(shape.highest))
        else:
            # YAML takes >8 for a folded text that is indented by 8: what was typed stands only in the file.
            is_block = node.style in ("|", ">") and not text
            source = self._source(node) if is_block else text
            rule, params = slips.number(source, is_block=is_block)
            self.say(node, rule, key=key, found=source if is_block else _shown(node), **params)

    def _source(self, node: Node) -> str:
        return self.data.decode("utf-8").split("\n")[node.line - 1][node.column - 1 :].strip()

    def _text(self, node: Node, shape: _Shape, key: str) -> None:
        text = str(node.value)
        if (control := INVISIBLE.search(text)) and (control[0] == "\n" or not self._has_invisible):
            self.say(node, "control_character", key=key, found=f"U+{ord(control[0]):04X}")
        elif not shape.matches(text) or len(text) < shape.lowest:
            self._misfit(node, shape, key)
        elif shape.highest and len(text) > shape.highest:
            self.say(node, "id_too_long", key=key, found=_shown(node), limit=str(shape.highest))
        elif shape.is_period:
            try:
                periods.bounds(text)
            except ValueError:
                what = "period (its ends are equal or the wrong way round)" if _both_exist(text) else "day"
                what = "year" if "0000" in text else what
                self.say(node, "no_such_period", key=key, found=_shown(node), what=what)

    def _misfit(self, node: Node, shape: _Shape, key: str) -> None:
        if shape.pattern in (None, r"\S"):
            self.say(node, "empty_value", key=key)
        elif key == "url":
            self.say(node, "not_url", key=key, found=_shown(node))
        elif shape.is_period:
            rule = "not_period" if shape.pattern == periods.PATTERN else "not_date"
            if near := slips.period(str(node.value), str(shape.pattern)):
                self.say(node, "number_written", key=key, found=_shown(node), fix=near)
            else:
                self.say(node, rule, key=key, found=_shown(node))
        else:
            self.say(node, "not_id", key=key, found=_shown(node), form=_form(str(shape.pattern)))


def _both_exist(text: str) -> bool:
    for part in text.split("/"):
        try:
            periods.bounds(part)
        except ValueError:
            return False
    return True


def _form(pattern: str) -> str:
    if pattern.startswith("^[A-Z]"):
        return "capital letters and hyphens such as CN, CN-CQ or CN-500151"
    if "_.-" in pattern:
        return "small letters, digits, - _ and ."
    if "A-Za-z" in pattern:
        return "letters, digits and _, starting with a letter"
    return "small letters, digits and _, starting with a letter"


def _entry(key: str) -> str:
    return {
        "observations": "the observation", "targets": "the target", "derived": "the derived value",
        "indicators": "the indicator", "sources": "the source", "areas": "the area", "units": "the unit",
        "themes": "the theme", "breaks": "the break", "of": "the parent",
        "choices": "the choice", "missing": "the missing figure", "events": "the event",
    }.get(key, f"the entry of {key}")  # fmt: skip


def _shown(node: Node) -> str:
    if node.is_map:
        return "a mapping"
    if not isinstance(node.value, str):
        return "a list"
    text = short(node.value.strip("\n"))
    return {"": text, "'": f"'{text}'", '"': f'"{text}"'}.get(node.style, f"{node.style} {text}")

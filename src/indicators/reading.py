"""One file's bytes → a `Document`, strictly.

YAML 1.1 damages data silently (`NO` is false, `010` is 8, `12:30` is 750, a second equal key wins). Here the kind
of a value is fixed by its key and never guessed from its looks, and whatever a catalogue cannot hold is a problem
with line, column, what stands there and what to write.

Two readers, one meaning. `_read_plain` hands a plainly written file to a fast parser (rapidyaml) and lets msgspec
convert the result; it accepts or it declines, and says nothing. `_read_exactly` walks the events of libyaml, knows
the place of every character and says everything that is wrong. A file that the first accepts, the second accepts
with the same result; a property test holds that.
"""

from __future__ import annotations

import contextlib
import difflib
import json
import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Any, Literal

import msgspec

from indicators import periods
from indicators.model import Document
from indicators.problems import Problem

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 16

#: A path to a node: keys and list positions, as in ("indicators", 3, "observations", 0, "obs_value").
Trail = tuple[str | int, ...]


def read(data: bytes, file: str) -> Document | list[Problem]:
    """The document that `data` holds, or everything that is wrong with it (never an empty list).

    Args:
        data: the file's bytes.
        file: the name to put before line and column.
    """
    if problem := _unreadable(data, file):
        return [problem]
    document = _read_plain(data)
    return _read_exactly(data, file) if document is None else document


# ---------------------------------------------------------------------------------------------- bytes


def _unreadable(data: bytes, file: str) -> Problem | None:
    if len(data) > MAX_BYTES:
        return too_large(file, len(data))
    if not data.strip():
        return Problem(file, 1, 1, "empty_file")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(file, 1, 1, "utf16")
    if data.startswith(b"\xef\xbb\xbf"):
        return Problem(file, 1, 1, "bom")
    if (nul := data.find(b"\0")) >= 0:
        return Problem(file, *_line_column(data, nul), "not_text", {"found": "0x00"})
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _line_column(data, error.start)
        with contextlib.suppress(UnicodeDecodeError):
            line = data[data.rfind(b"\n", 0, error.start) + 1 :].split(b"\n", 1)[0].decode("gb18030").strip()
            if re.search("[\u4e00-\u9fff]", line):
                return Problem(file, *place, "gbk", {"found": _short(line)})
        return Problem(file, *place, "not_text", {"found": f"0x{data[error.start]:02x}"})
    return None


def too_large(file: str, size: int) -> Problem:
    """The problem of a file of `size` bytes, which is more than one file may have."""
    return Problem(
        file, 0, 0, "too_large", {"size": str(round(size / 1048576)), "limit": str(MAX_BYTES // 1048576)}
    )


def _line_column(data: bytes, offset: int) -> tuple[int, int]:
    start = data.rfind(b"\n", 0, offset) + 1
    return data.count(b"\n", 0, offset) + 1, len(data[start:offset].decode("utf-8", "replace")) + 1


# ---------------------------------------------------------------------------------------------- the fast reader

# Whatever could carry an anchor, alias, tag, directive, merge key, second document, complex key or odd number is
# left to the exact reader, which decides. Bytes first, then substrings, regular expressions last: this runs over
# every byte of the catalogue.
_WITH_RARE = {
    b"\t": (b"\t",), b"\r": (b"\r",), b"&": (b"&",), b"!": (b"!",), b"*": (b"*",), b"%": (b"%Y", b"%T"), b"?": (b"? ", b"?\n"),
    b"|": (b": |", b"- |"), b">": (b": >", b"- >"), b"~": (b": ~", b"- ~"), b"@": (b"@",), b"`": (b"`",), b"+": (b"+",),
    b"\x7f": (b"\x7f",), b"\xef": (b"\xef\xbb\xbf",), b"\xe2": (b"\xe2\x80\xa8", b"\xe2\x80\xa9"),
    b"\xc2": tuple(bytes((0xC2, byte)) for byte in range(0x80, 0xA0)),
}  # fmt: skip
_RARE = b"".join(_WITH_RARE)
_WITHOUT_RARE = (b"<<", b"---", b"...", b"- - ", b": .", b": -.", b"- .", b"- -.")
_ODD_VALUES = (
    re.compile(rb"obs_value['\"]?\s*: *+['\"]"),
    re.compile(rb"unit_mult['\"]?\s*: *+(?!-?(?:0|[1-9][0-9]{0,8})\s*[,}\n])"),
    re.compile(rb"decimals['\"]?\s*: *+(?!-?(?:0|[1-9][0-9]{0,8})\s*[,}\n])"),
    re.compile(rb"headline['\"]?\s*: *+(?!(?:true|false)\s*[,}\n])"),
    re.compile(rb"period_stated['\"]?\s*: *+(?!(?:true|false)\s*[,}\n])"),
)
_CONTROL = bytes(range(0x20)).replace(b"\n", b"")
_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")
_native_stderr = threading.Lock()


def _read_plain(data: bytes) -> Document | None:
    data = data.replace(b"\r\n", b"\n")
    if _is_suspect(data):
        return None
    import ryml  # noqa: PLC0415 -- only when a file is parsed at all

    with _silenced():
        try:
            text = ryml.emit_json(ryml.parse_in_arena(data))
        except Exception:  # the exact reader says what is wrong
            return None
    if "\\" in text.replace('\\"', "") or "null" in text:
        return None
    try:
        plain = json.loads(
            text, parse_int=str, parse_float=str, parse_constant=_decline, object_pairs_hook=_unique_keys
        )
        document = msgspec.convert(plain, Document, strict=False)
        return document if _sound(document) else None
    except (ValueError, RecursionError):  # msgspec.ValidationError and JSONDecodeError are ValueErrors
        return None


def _sound(document: Document) -> bool:
    """Whether every day exists (and every period ends after it starts)."""
    times = {source.published for source in document.sources} | {source.dated for source in document.sources}
    for indicator in document.indicators:
        claims = indicator.observations + indicator.targets
        times.update(claim.time_period for claim in claims)
        times.update(broken.time_period for broken in indicator.breaks)
        times.update(value.time_period for value in indicator.derived)
        times.update(parent.time_period for value in indicator.derived for parent in value.of)
    for time in times - {None}:
        periods.bounds(str(time))
    return True


def _is_suspect(data: bytes) -> bool:
    absent = _RARE.translate(None, data)
    for byte in _RARE.translate(None, absent):
        if any(suspect in data for suspect in _WITH_RARE[bytes((byte,))]):
            return True
    return (
        len(data.translate(None, _CONTROL)) != len(data)
        or any(suspect in data for suspect in _WITHOUT_RARE)
        or any(odd.search(data) for odd in _ODD_VALUES)
        or _flow_depth(data) > MAX_DEPTH
    )


def _flow_depth(data: bytes) -> int:
    brackets = data.translate(None, _BRACKETS)
    return max(accumulate((1 if byte in b"[{" else -1 for byte in brackets), initial=0))


def _decline(text: str) -> None:
    raise ValueError(text)


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = dict(pairs)
    if len(keys) != len(pairs):
        raise ValueError("duplicate key")
    return keys


@contextlib.contextmanager
def _silenced() -> Iterator[None]:
    """Keeps rapidyaml's own error print (it writes to the process's stderr) away from the user."""
    with _native_stderr:
        try:
            saved = os.dup(2)
        except OSError:  # a windowed process has no stderr
            yield
            return
        sink = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(sink, 2)
            yield
        finally:
            os.dup2(saved, 2)
            os.close(saved)
            os.close(sink)


# ---------------------------------------------------------------------------------------------- the exact reader


@dataclass(slots=True)
class Node:
    """A YAML node with its place (1-based). `value` is text, a list of nodes, or a list of (key, value) nodes."""

    line: int
    column: int
    value: str | list[Node] | list[tuple[Node, Node]]
    style: str = ""  # for text: "" plain, ' " | >
    is_map: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the node is a single value."""
        return isinstance(self.value, str)

    def pairs(self) -> list[tuple[Node, Node]]:
        """Keys and values of a mapping; empty for anything else."""
        return self.value if self.is_map else []  # type: ignore[return-value]

    def items(self) -> list[Node]:
        """Entries of a list; empty for anything else."""
        return [] if self.is_map or self.is_text else self.value  # type: ignore[return-value]


def nodes(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """The node tree of a YAML file and what YAML itself allows but a catalogue does not.

    Anchors, aliases, tags, directives and second documents are problems; nothing is expanded, so a file cannot
    grow in memory. The tree is None where the syntax is broken or the nesting too deep.
    """
    import yaml  # noqa: PLC0415 -- the fast reader needs none of it

    problems: list[Problem] = []
    root: Node | None = None
    stack: list[tuple[Node, list[Node]]] = []
    documents = 0

    def add(node: Node) -> None:
        nonlocal root
        if stack:
            stack[-1][1].append(node)
        elif root is None:
            root = node

    def close() -> None:
        node, children = stack.pop()
        node.value = list(zip(children[::2], children[1::2], strict=True)) if node.is_map else children

    try:
        for event in yaml.parse(data, Loader=yaml.CSafeLoader):
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    return root, [*problems, Problem(file, line, column, "two_documents")]
                if event.version or event.tags:
                    problems.append(Problem(file, line, column, "directive"))
            elif isinstance(event, yaml.NodeEvent):
                if isinstance(event, yaml.AliasEvent):
                    problems.append(Problem(file, line, column, "alias", {"found": f"*{event.anchor}"}))
                    add(Node(line, column, ""))
                    continue
                if event.anchor:
                    problems.append(Problem(file, line, column, "anchor", {"found": f"&{event.anchor}"}))
                if event.tag:
                    problems.append(Problem(file, line, column, "tag", {"found": event.tag}))
                if isinstance(event, yaml.ScalarEvent):
                    add(Node(line, column, event.value, event.style or ""))
                else:
                    node = Node(line, column, [], is_map=isinstance(event, yaml.MappingStartEvent))
                    add(node)
                    stack.append((node, []))
                    if len(stack) > MAX_DEPTH:
                        return None, [*problems, Problem(file, line, column, "too_deep", {"limit": str(MAX_DEPTH)})]
            elif isinstance(event, yaml.CollectionEndEvent):
                close()
    except yaml.YAMLError as error:
        return None, [*problems, _syntax(error, data, file)]
    except RecursionError:  # pragma: no cover -- libyaml keeps its own stack
        return None, [*problems, Problem(file, 1, 1, "too_deep", {"limit": str(MAX_DEPTH)})]
    return root, problems


def _syntax(error: Any, data: bytes, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable")
    if mark is None:
        position = getattr(error, "position", 0)
        return Problem(file, *_line_column(data, position if isinstance(position, int) else 0), "syntax", {"reason": reason})
    line, column = mark.line + 1, mark.column + 1
    lines = data.split(b"\n")
    here = lines[mark.line] if mark.line < len(lines) else b""
    tab = here.find(b"\t")
    if tab >= 0 and (not here[:tab].strip() or "\\t" in reason or "tab" in reason):
        return Problem(file, line, len(here[:tab].decode("utf-8", "replace")) + 1, "tab")
    rule = "indent" if "block end" in reason or "expected <block" in reason or "not allowed in this context" in reason else "syntax"
    return Problem(file, line, column, rule, {"reason": reason})


def _read_exactly(data: bytes, file: str) -> Document | list[Problem]:
    root, problems = nodes(data, file)
    if root is None:
        return problems or [Problem(file, 1, 1, "empty_file")]
    reader = _Reader(file, problems)
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
    return _Shape(sort, lowest=kind.min_length or 0, highest=kind.max_length or 0, pattern=kind.pattern, matches=matches)


@dataclass
class _Reader:
    """Walks nodes along the model's shapes and collects what does not fit."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def say(self, node: Node, rule: str, **params: str) -> None:
        self.problems.append(Problem(self.file, node.line, node.column, rule, params))

    def take(self, node: Node, shape: _Shape, key: str, where: str) -> Any:
        """The plain value of `node` in this shape; problems are noted and something harmless is returned."""
        if shape.sort == "record":
            return self._record(node, shape, where)
        if shape.sort == "list":
            return self._list(node, shape, key)
        if not isinstance(node.value, str):
            self.say(node, "not_scalar", key=key)
        elif not node.style and node.value in _NULLS:
            self.say(node, "empty_value", key=key)
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
        if len(items) < shape.lowest:
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
                self.say(name, "duplicate_key", key=_short(word), first=str(seen[word]))
            else:
                seen[word] = name.line
                if word in fields:
                    record[word] = self.take(value, fields[word], word, word)
                elif word == "<<":
                    self.say(name, "merge")
                else:
                    self._unknown_key(name, where, list(fields))
        for missing in shape.required:
            if missing not in seen:
                self.say(node, "missing_key", where=where, key=missing)
        return record

    def _unknown_key(self, name: Node, where: str, allowed: list[str]) -> None:
        word = str(name.value)
        near = difflib.get_close_matches(word, allowed, 1, 0.6)
        if near:
            self.say(name, "unknown_key_near", key=_short(word), where=where, near=near[0])
        else:
            self.say(name, "unknown_key", key=_short(word), where=where, allowed=", ".join(allowed))

    def _choice(self, node: Node, shape: _Shape, key: str) -> None:
        text = str(node.value)
        if text in shape.values:
            return
        near = difflib.get_close_matches(text, shape.values, 1, 0.6)
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
                node, "number_too_far", key=key, found=text, lowest=str(shape.lowest), highest=str(shape.highest)
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
            rule, params = _meant(node)
            self.say(node, rule, key=key, found=_shown(node), **params)

    def _text(self, node: Node, shape: _Shape, key: str) -> None:
        text = str(node.value)
        if control := _UNPRINTABLE(text):
            self.say(node, "control_character", key=key, found=f"U+{ord(control[0]):04X}")
        elif not shape.matches(text) or len(text) < shape.lowest:
            self._misfit(node, shape, key)
        elif shape.highest and len(text) > shape.highest:
            self.say(node, "not_id", key=key, found=_shown(node), form=f"at most {shape.highest} characters")
        elif shape.is_period:
            try:
                periods.bounds(text)
            except ValueError:
                what = "period (it ends before it starts)" if _both_exist(text) else "day"
                self.say(node, "no_such_period", key=key, found=_shown(node), what=what)

    def _misfit(self, node: Node, shape: _Shape, key: str) -> None:
        if shape.pattern in (None, r"\S"):
            self.say(node, "empty_value", key=key)
        elif key == "url":
            self.say(node, "not_url", key=key, found=_shown(node))
        elif shape.is_period:
            rule = "not_period" if shape.pattern == periods.PATTERN else "not_date"
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


def _meant(node: Node) -> tuple[str, dict[str, str]]:
    """What somebody who wrote this as a number probably meant: the rule that says it, and the fix."""
    from indicators import typed  # noqa: PLC0415 -- only for messages

    text = str(node.value)
    if node.style in ("|", ">") and not text.strip():
        return "block_number", {"fix": "8", "qualifier": "more_than" if node.style == ">" else "about"}
    try:
        parsed = typed.parse(text)
    except ValueError:
        return "not_number", {}
    if parsed.qualifier:
        return "number_with_hedge", {"fix": parsed.digits, "qualifier": parsed.qualifier}
    if parsed.unit_mult:
        return "number_with_mult", {"fix": parsed.digits, "unit_mult": str(parsed.unit_mult)}
    return "number_written", {"fix": parsed.digits}


_NULLS = ("", "~", "null", "Null", "NULL")
_UNPRINTABLE_CHARS = "[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]"
_UNPRINTABLE = re.compile(_UNPRINTABLE_CHARS).search


def _form(pattern: str) -> str:
    if pattern.startswith("^[A-Z]"):
        return "capital letters and hyphens such as CN, CN-CQ or CN-500151"
    if "_.-" in pattern:
        return "small letters, digits, - _ and ."
    return "small letters, digits and _, starting with a letter"


def _entry(key: str) -> str:
    return {
        "observations": "the observation", "targets": "the target", "derived": "the derived value",
        "indicators": "the indicator", "sources": "the source", "areas": "the area", "units": "the unit",
        "themes": "the theme", "breaks": "the break", "of": "the parent",
    }.get(key, f"the entry of {key}")  # fmt: skip


def _shown(node: Node) -> str:
    if node.is_map:
        return "a mapping"
    if not isinstance(node.value, str):
        return "a list"
    text = _short(node.value)
    return {"": text or "nothing", "'": f"'{text}'", '"': f'"{text}"'}.get(node.style, f"{node.style}{text}")


def _short(text: str, limit: int = 60) -> str:
    """`text` fit for a message: one line, no control characters, not too long."""
    clean = re.sub(_UNPRINTABLE_CHARS, "\ufffd", text[: limit + 1])
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def locate(data: bytes, trails: Sequence[Trail]) -> list[tuple[int, int]]:
    """Line and column (1-based) of each trail's node; of the nearest node above it where it is absent.

    `("indicators", 3, "observations", 0, "obs_value")` is the value of that key; (1, 1) where nothing is found.
    """
    root, _ = nodes(data, "")
    places = []
    for trail in trails:
        node, place = root, (1, 1)
        for step in trail:
            if node is None:
                break
            node = _step(node, step)
            if node is not None:
                place = (node.line, node.column)
        places.append(place)
    return places


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(step, int):
        items = node.items()
        return items[step] if step < len(items) else None
    return next((value for name, value in node.pairs() if name.value == step), None)

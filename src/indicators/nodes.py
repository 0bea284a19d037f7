"""YAML as nodes with their places: what stands where in a file, and what of YAML a catalogue does not use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from indicators.problems import INVISIBLE, Problem
from indicators.syntax import syntax_problem

MAX_DEPTH = 16
#: More values than the largest file that may be read holds when it is a catalogue; each takes memory.
MAX_NODES = 5_000_000
#: Problems beyond which nobody reads on.
MAX_PROBLEMS = 10_000
_NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Node:
    """A YAML node with its place (1-based). `value` is text, a list of nodes, or a list of (key, value) nodes."""

    line: int
    column: int
    value: str | list[Node] | list[tuple[Node, Node]]
    style: str = ""  # for text: "" plain, ' " | >; * for an alias
    is_map: bool = False
    is_open: bool = False  # the file breaks off inside it
    start: int = 0  # its first character, counted from the start of the text
    end: int = 0  # behind its last one; of a list or mapping without brackets: where the next thing begins
    is_flow: bool = False  # a list or mapping in brackets

    @property
    def is_text(self) -> bool:
        """Whether the node is a single value."""
        return isinstance(self.value, str)

    @property
    def is_nothing(self) -> bool:
        """Whether no value stands here, or one of the words for none."""
        return not self.style and self.value in _NULLS

    def pairs(self) -> list[tuple[Node, Node]]:
        """Keys and values of a mapping; empty for anything else."""
        return self.value if self.is_map else []  # type: ignore[return-value]

    def items(self) -> list[Node]:
        """Entries of a list; empty for anything else."""
        return [] if self.is_map or self.is_text else self.value  # type: ignore[return-value]


def nodes(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """The node tree of a YAML file and what YAML itself allows but a catalogue does not.

    Anchors, aliases, tags, directives, tabs and second documents are problems; nothing is expanded, so a file cannot
    grow in memory. Where the syntax is broken the tree ends; it is None where nothing can be read.
    """
    import yaml  # noqa: PLC0415 -- the fast reader needs none of it

    problems = _invisible(data, file)
    root: Node | None = None
    stack: list[tuple[Node, list[Node]]] = []
    started = broken = False
    count = 0
    try:
        events: Iterator[Any] = yaml.parse(data, Loader=yaml.CSafeLoader)
        for event in events:
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            if isinstance(event, yaml.NodeEvent):
                node = _node(event, line, column)
                problems.extend(_yaml_only(event, file, node))
                if stack:
                    stack[-1][1].append(node)
                else:
                    root = root or node
                if isinstance(event, yaml.CollectionStartEvent):
                    stack.append((node, []))
                count += 1
                if excess := _excess(len(stack), count, len(problems)):
                    problems.append(Problem(file, line, column, *excess))
                    break
            elif isinstance(event, yaml.CollectionEndEvent):
                stack[-1][0].end = event.end_mark.index if event.end_mark else 0
                _close(*stack.pop())
            elif isinstance(event, yaml.DocumentStartEvent):
                if started:
                    problems.append(Problem(file, line, column, "two_documents"))
                    break
                started = True
                if event.version or event.tags:
                    problems.append(Problem(file, line, column, "directive"))
    except yaml.YAMLError as error:
        problem = syntax_problem(error, data, file)
        if not any(
            other.rule == "invisible" or (other.rule, other.line) == ("tab", problem.line)
            for other in problems
        ):
            problems.append(problem)
        broken = True
    while stack:
        stack[-1][0].is_open = True
        _close(*stack.pop())
    if broken and root:
        _forget_last(root)
    return root, problems


def _excess(depth: int, values: int, problems: int) -> tuple[str, dict[str, str]] | None:
    if depth > MAX_DEPTH:
        return "too_deep", {"limit": str(MAX_DEPTH)}
    if values > MAX_NODES:
        return "too_many_values", {"limit": f"{MAX_NODES:,}"}
    return ("too_many_problems", {"limit": f"{MAX_PROBLEMS:,}"}) if problems > MAX_PROBLEMS else None


def _node(event: Any, line: int, column: int) -> Node:
    name, start = type(event).__name__, event.start_mark.index
    if name == "ScalarEvent":
        return Node(line, column, event.value, event.style or "", start=start, end=event.end_mark.index)
    if name == "AliasEvent":
        return Node(line, column, "", "*")
    is_map, is_flow = name == "MappingStartEvent", bool(event.flow_style)
    return Node(line, column, [], is_map=is_map, start=start, is_flow=is_flow)


def _close(node: Node, children: list[Node]) -> None:
    # A mapping in which the file breaks off may have a key without a value.
    node.value = list(zip(children[::2], children[1::2], strict=False)) if node.is_map else children


def _forget_last(node: Node) -> None:
    """Where the syntax breaks, what was read last is not what was meant: its value goes, its records are unfinished."""
    entries: list[Any] = node.pairs() or node.items()
    while entries:
        node.is_open = True
        node = entries[-1][1] if node.is_map else entries[-1]
        if node.is_text:
            entries.pop()
            break
        entries = node.pairs() or node.items()


def _yaml_only(event: Any, file: str, node: Node) -> list[Problem]:
    if not event.anchor and not getattr(event, "tag", None):
        return []
    place, found = (file, node.line, node.column), []
    if node.style == "*":
        found.append(Problem(*place, "alias", {"found": f"*{event.anchor}"}))
    elif event.anchor:
        found.append(Problem(*place, "anchor", {"found": f"&{event.anchor}"}))
    if tag := getattr(event, "tag", None):
        found.append(Problem(*place, "tag", {"found": tag.replace("tag:yaml.org,2002:", "!!")}))
    if node.is_nothing:
        node.style = "*"  # what stands here has been said
    return found


def _invisible(data: bytes, file: str) -> list[Problem]:
    """Tabs, lone carriage returns and other characters that cannot be seen, the first of each line."""
    if data.isascii() and not data.translate(None, bytes(range(0x20, 0x7F)) + b"\n"):
        return []
    problems = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        if found := INVISIBLE.search(line.removesuffix("\r")):
            rule, params = (
                ("tab", {}) if found[0] == "\t" else ("invisible", {"found": f"U+{ord(found[0]):04X}"})
            )
            problems.append(Problem(file, number, found.start() + 1, rule, params))
            if len(problems) > MAX_PROBLEMS:
                break
    return problems

"""Edits of records where they stand: entries into a list, values of a key, keys, with the style of what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec import Struct

from indicators.entry import lines, places, written
from indicators.entry.lines import Splice
from indicators.entry.places import Place
from indicators.model import Indicator, Observation
from indicators.nodes import Node


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that stays where it is, number `index` of the list as it was; `fields` are those that change."""

    index: int
    fields: Mapping[str, str | int | bool | None]


#: An entry of the list as it will be: one that stays, or a new record.
Row = Kept | Struct


def edit(text: str, place: Place, lists: Mapping[str, Sequence[Row]]) -> list[Splice]:
    """What makes each of these lists of a record hold these rows; the entries that stay are in their old order."""
    found: list[Splice] = []
    for key, rows in lists.items():
        there = places.value(place.record, key)
        if there is None:
            new = [row for row in rows if not isinstance(row, Kept)]
            if new:
                found.append(_new_list(text, place, key, new))
            continue
        entries = there.items()
        for row in rows:
            if isinstance(row, Kept) and row.fields:
                found.extend(_revised(text, place.at, entries[row.index], row.fields))
        if there.is_flow:
            found.extend(_flow_list(text, place.at, there, rows))
        else:
            found.extend(_block_list(text, place, key, there, rows))
    return found


def beside(text: str, place: Place, record: Struct) -> Splice:
    """A new record behind another one of the same list."""
    if place.list.is_flow:
        at = place.at + place.record.end
        return Splice(at, at, f", {written.flow(record)}")
    return _after(text, place.at, place.list, place.record, record)


def without(text: str, place: Place) -> Splice:
    """A record of a list goes, which is not the only one in it."""
    entries = place.list.items()
    if not place.list.is_flow:
        return Splice(*_span(text, place.at, place.list, place.record), "")
    number = entries.index(place.record)
    if number:
        return Splice(place.at + entries[number - 1].end, place.at + place.record.end, "")
    return Splice(place.at + place.record.start, place.at + entries[1].start, "")


# ---------------------------------------------------------------------------------------------- lists without brackets


def _block_list(text: str, place: Place, key: str, there: Node, rows: Sequence[Row]) -> Iterator[Splice]:
    at, entries = place.at, there.items()
    kept = {row.index for row in rows if isinstance(row, Kept)}
    gone = [number for number in range(len(entries)) if number not in kept]
    spans = [_span(text, at, there, entries[number]) for number in gone]
    if not rows:
        yield from _without_key(text, place, there, spans)
        return
    yield from (Splice(*span, "") for span in lines.merged(spans))
    before = 0  # entries of the old list that stand before the new one
    for row in rows:
        if isinstance(row, Kept):
            before = row.index + 1
        elif before:
            yield _after(text, at, there, entries[before - 1], row)
        else:
            start = _span(text, at, there, entries[0])[0]
            above = lines.line_start(text, start - 1) if start else 0
            while start and text[above:start].lstrip(" ").startswith(
                "#"
            ):  # it speaks of what stands below it
                start, above = above, lines.line_start(text, above - 1) if above else 0
            yield Splice(start, start, _entry(text, at, there, entries[0], row))


def _after(text: str, at: int, there: Node, entry: Node, record: Struct) -> Splice:
    end = _span(text, at, there, entry)[1]
    return Splice(end, end, _entry(text, at, there, entry, record))


def _span(text: str, at: int, there: Node, entry: Node) -> tuple[int, int]:
    """The lines of an entry: from its dash to the comments that belong to it."""
    dash = there.column - 1
    start = lines.line_start(text, at + entry.start)
    while not text.startswith("-", start + dash):  # the dash may stand on a line above
        start = lines.line_start(text, start - 1)
    return start, lines.block_end(text, places.end(text, entry, at), dash)


def _entry(text: str, at: int, there: Node, beside: Node, record: Struct) -> str:
    """The record as lines like those of its neighbour."""
    dash = " " * (there.column - 1)
    start = at + beside.start
    newline = lines.newline(text, start)
    gap = lines.column(text, start) - len(dash) - 1
    if not beside.is_map or gap < 1 or not text.startswith("-", lines.line_start(text, start) + len(dash)):
        gap = 1
    quoted = _period_mark(text, at, beside)
    if beside.is_flow:
        inside = " " if text[start + 1 : start + 2] == " " else ""
        return f"{dash}-{' ' * gap}{written.flow(record, quoted, inside)}{newline}"
    return written.block(record, newline, f"{dash}-{' ' * gap}", f"{dash} {' ' * gap}", quoted)


def _period_mark(text: str, at: int, beside: Node) -> str:
    period = places.value(beside, "time_period")
    return '"' if period is None else written.usual_mark(text[at + period.start :][:1])


def _new_list(text: str, place: Place, key: str, records: Sequence[Struct]) -> Splice:
    """A key that the record has not had, with its list, in the style of a list of claims that it has."""
    at, owner = place.at, place.record
    other = next(
        (
            found
            for name in ("observations", "targets")
            if (found := places.value(owner, name)) and found.items()
        ),
        None,
    )
    before = _value_before(owner, key)
    if owner.is_flow:
        body = ", ".join(written.flow(record) for record in records)
        return Splice(places.end(text, before, at), places.end(text, before, at), f", {key}: [{body}]")
    column = lines.column(text, at + owner.start)
    newline = lines.newline(text, at + owner.start)
    head = " " * column + f"{key}:"
    if other and not other.is_flow:
        body = "".join(_entry(text, at, other, other.items()[0], record) for record in records)
    elif other:
        body = "".join(f"{' ' * column}  - {written.flow(record)}{newline}" for record in records)
    else:
        indent = " " * column
        body = "".join(written.block(one, newline, f"{indent}  - ", f"{indent}    ") for one in records)
    end = lines.block_end(text, places.end(text, before, at), column)
    return Splice(end, end, f"{head}{newline}{body}")


def _value_before(owner: Node, key: str) -> Node:
    """The value behind which a key has its usual place."""
    earlier = written.keys_before(key, Indicator)
    values = [value for name, value in owner.pairs() if name.value in earlier]
    return values[-1] if values else owner.pairs()[-1][1]


def _without_key(text: str, place: Place, there: Node, spans: Sequence[tuple[int, int]]) -> Iterator[Splice]:
    """A list that has become empty goes with its key; comments between them stay."""
    at = place.at
    name = next(name for name, value in place.record.pairs() if value is there)
    start, end = lines.line_start(text, at + name.start), lines.line_end(text, at + name.end)
    if text[start : at + name.start].strip() or len(place.record.pairs()) == 1:
        behind = at + name.end + text[at + name.end :].index(":") + 1
        yield Splice(behind, behind, " []")  # the key stands behind the dash of its record
    else:
        spans = [(start, end), *spans]
    yield from (Splice(*span, "") for span in lines.merged(spans))


# ------------------------------------------------------------------------------------------------- lists in brackets


def _flow_list(text: str, at: int, there: Node, rows: Sequence[Row]) -> Iterator[Splice]:
    entries = there.items()
    kept = [row.index for row in rows if isinstance(row, Kept)]
    new: dict[int | None, list[Struct]] = {}
    anchor: int | None = None
    for row in rows:
        if isinstance(row, Kept):
            anchor = row.index
        else:
            new.setdefault(anchor, []).append(row)
    own_lines = len(entries) > 1 and entries[1].line > entries[0].line
    gap = ", "
    if own_lines:
        gap = "," + lines.newline(text, at + there.start) + " " * lines.column(text, at + entries[1].start)

    def body(records: Sequence[Struct]) -> str:
        quoted = _period_mark(text, at, entries[0]) if entries else '"'
        inside = " " if entries and text[at + entries[0].start + 1 : at + entries[0].start + 2] == " " else ""
        return gap.join(written.flow(record, quoted, inside) for record in records)

    gone = [number for number in range(len(entries)) if number not in kept]
    alone = [_alone(text, at, entries[number], is_last=number + 1 == len(entries)) for number in gone]
    if not kept and (new or not all(alone)):
        if entries:
            yield Splice(at + entries[0].start, at + there.end - 1, body(new.get(None, ())))
        elif new:
            yield Splice(at + there.start + 1, at + there.start + 1, body(new[None]))
        return
    if all(alone):
        yield from (Splice(*span, "") for span in lines.merged(span for span in alone if span))
    elif kept[0]:
        yield Splice(at + entries[0].start, at + entries[kept[0]].start, "")
    if None in new and kept:
        yield Splice(at + entries[kept[0]].start, at + entries[kept[0]].start, body(new[None]) + gap)
    for index, following in zip(kept, [*kept[1:], len(entries)], strict=False):
        end = at + entries[index].end
        if index in new:
            yield Splice(end, end, gap + body(new[index]))
        if following > index + 1 and not all(alone):
            yield Splice(end, at + entries[following - 1].end, "")


def _alone(text: str, at: int, entry: Node, *, is_last: bool) -> tuple[int, int] | None:
    """The lines of an entry that shares none with another, its comma and comment included."""
    start, end = lines.line_start(text, at + entry.start), lines.line_end(text, at + entry.end)
    before, behind = text[start : at + entry.start], text[at + entry.end : end]
    comma = ",?" if is_last else ","
    return (start, end) if not before.strip() and re.fullmatch(rf"\s*{comma}\s*(?:#.*)?\s*", behind) else None


# ---------------------------------------------------------------------------------------------- keys of one record


def _revised(
    text: str, at: int, record: Node, fields: Mapping[str, str | int | bool | None]
) -> Iterator[Splice]:
    """Values of a record that change, keys that come and go."""
    going = [
        name.value for name, _ in record.pairs() if name.value in fields and fields[str(name.value)] is None
    ]
    for key in written.ORDER[Observation]:
        if key not in fields:
            continue
        there, wanted = places.value(record, key), fields[key]
        if there is not None and wanted is not None:
            end = places.end(text, there, at)
            mark = written.usual_mark(text[at + there.start :][:1])
            value = written.scalar(key, wanted, is_flow=record.is_flow, prefer=mark)
            yield Splice(at + there.start, end, value)
        elif there is None and wanted is not None:
            yield _new_pair(text, at, record, (key, wanted), going)
    yield from _without_pairs(text, at, record, going)


def _new_pair(
    text: str, at: int, record: Node, pair: tuple[str, str | int | bool], going: Sequence[object]
) -> Splice:
    key, value = pair
    order = written.keys_before(key, Observation)
    staying = [(name.value, node) for name, node in record.pairs() if name.value not in going]
    before = next((node for name, node in reversed(staying) if name in order), staying[0][1])
    end = places.end(text, before, at)
    said = f"{key}: {written.scalar(key, value, is_flow=record.is_flow)}"
    if record.is_flow:
        return Splice(end, end, f", {said}")
    indent = " " * lines.column(text, at + record.start)
    ending = lines.newline(text, end - 1)
    end = lines.line_end(text, end)
    return Splice(end, end, f"{indent}{said}{ending}")


def _without_pairs(text: str, at: int, record: Node, going: Sequence[object]) -> Iterator[Splice]:
    pairs = record.pairs()
    staying = [number for number, (name, _) in enumerate(pairs) if name.value not in going]
    for number, (name, value) in enumerate(pairs):
        start, end = at + name.start, places.end(text, value, at)
        if number in staying or 0 < number < staying[0]:
            continue
        if number == 0:  # it stands behind the dash or the bracket
            following = at + pairs[staying[0]][0].start
            joined = record.is_flow or staying[0] > 1 or not text[end:following].strip()
            yield Splice(start, following if joined else end, "")
        elif record.is_flow:
            yield Splice(places.end(text, pairs[number - 1][1], at), end, "")
        else:
            yield Splice(lines.line_start(text, start), lines.line_end(text, end), "")

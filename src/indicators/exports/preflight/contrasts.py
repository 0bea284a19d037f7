"""Whether everything in a figure stands out: from what is behind it, and in grey print one from another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from indicators.charts.marks import Json
from indicators.exports.preflight import colour
from indicators.exports.preflight.boxes import Text
from indicators.exports.preflight.sheet import Remark, short
from indicators.model import Language
from indicators.wording import tr

#: the least contrast of two things that only their colour tells apart: what is left of it in grey print. The ratio is that of
#: WCAG's technique G183 (https://www.w3.org/WAI/WCAG22/Techniques/general/G183) for colour as the only sign.
_APART = 3.0
#: a fill with no more opacity than this is the inside of a bar whose sides are drawn as lines
_FAINT = 0.2
#: lines that say nothing by themselves: the dotted threads end at marks, which have their own shapes
_THREADS = ("thread", "path", "row")


def of_texts(texts: tuple[Text, ...], lang: Language) -> Iterator[Remark]:
    """Letters that do not stand out from their ground; the signs of a legend are marks."""
    for text in texts:
        for run in text.runs:
            found = colour.contrast(run.colour, text.ground)
            sign = not any(letter.isalnum() for letter in run.text)
            need = colour.MARK if sign else colour.wanted(run.size, run.bold)
            if found < need:
                what = tr(
                    "“{text}” has a contrast of {found} to 1 to what is behind it; {need} to 1 are needed.",
                    lang,
                    text=short(text),
                    found=f"{found:.1f}",
                    need=f"{need:g}",
                )
                yield Remark("warning", "contrast", what, _other_kind(lang))


def of_marks(data: list[Json], ground: str, lang: Language) -> Iterator[Remark]:
    """Marks and lines that do not stand out from their ground."""
    for look in _looks(data, ground):
        found = colour.contrast(look[1], ground)
        if found < colour.MARK:
            what = tr(
                "Marks or lines in {colour} have a contrast of {found} to 1 to what is behind them; {need} to 1 are needed.",
                lang,
                colour=look[1],
                found=f"{found:.1f}",
                need=f"{colour.MARK:g}",
            )
            yield Remark("warning", "contrast", what, _other_kind(lang))


def in_grey(data: list[Json], ground: str, names: Mapping[str, str], lang: Language) -> Iterator[Remark]:
    """Lines, marks or bars that only their colours tell apart, and that a grey print shows alike.

    Args:
        data: Plotly's traces.
        ground: what is behind them.
        names: whose a colour is, where it is known.
        lang: the language of every word.
    """
    for (form, one), (other_form, other) in combinations(_looks(data, ground), 2):
        if form == other_form and one != other and (found := colour.contrast(one, other)) < _APART:
            what = tr(
                "In grey print {one} and {other} look alike: only colour tells them apart, with a contrast of {found} to 1.",
                lang,
                one=names.get(one, one),
                other=names.get(other, other),
                found=f"{found:.1f}",
            )
            fix = tr(
                "For grey print choose lines, which differ in dash and mark as well, or two areas at most.",
                lang,
            )
            yield Remark("note", "grey", what, fix)


def _other_kind(lang: Language) -> str:
    """What to do where the colours are the product's own and cannot be chosen."""
    return tr("Choose another kind of chart: lines and dots stand out in full colour.", lang)


def _looks(data: list[Json], ground: str) -> list[tuple[tuple[object, ...], str]]:
    """Every form (kind, dash or symbol, hollow or not, size) with its colour, each once, in the order drawn."""
    return list(dict.fromkeys(look for trace in data for look in _of_trace(trace, ground)))


def _of_trace(trace: Json, ground: str) -> Iterator[tuple[tuple[object, ...], str]]:
    marker, line = trace.get("marker", {}), trace.get("line", {})
    if trace["type"] == "bar":
        edge = marker["line"]
        for fill, wide in zip(marker["color"], edge["width"], strict=True):
            outlined = bool(wide) or (colour.opacity(fill) <= _FAINT)
            yield ("bar", outlined), edge["color"] if outlined else fill
    elif trace.get("mode") == "lines":
        if not str(trace.get("name", "")).startswith(_THREADS):
            yield ("line", line.get("dash", "solid")), line["color"]
    elif marker.get("opacity", 1) != 0:
        count = len(trace["x"])
        parts = [_each(marker.get(key), count) for key in ("symbol", "size", "color")]
        edges = _each(marker.get("line", {}).get("color"), count)
        for symbol, size, fill, edge in zip(*parts, edges, strict=True):
            hollow = fill == ground and edge is not None
            yield ("mark", symbol, size, hollow), edge if hollow else fill


def _each(value: object, count: int) -> list[object]:
    """A value of a marker for every point."""
    return list(value) if isinstance(value, (list, tuple)) else [value] * count

"""The words of a chart: labels, hover, caption, legend. Text from the catalogue is made harmless for Plotly here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indicators.charts.labels import text_width
from indicators.charts.scene import Point, Scene
from indicators.model import Catalogue, Language
from indicators.wording import labels, numbers, times
from indicators.wording.messages import tr

_UNSURE = ("E", "F")


def plain(text: str) -> str:
    """Text that Plotly shows letter by letter.

    Plotly reads a small HTML in labels (`<b>`, `<a href>`, `<br>`), decodes entities, fills `%{…}` in templates and hands
    `$…$` to MathJax; `& < > $ %{` become entities, which it decodes after it has looked for the others.
    """
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("$", "&#36;"), ("%{", "&#37;{")):
        text = text.replace(letter, entity)
    return " ".join(text.split())


def value(point: Point, catalogue: Catalogue, lang: Language, mult: int) -> str:
    """Hedge and number in the axis's power of ten; the unit stands in the caption."""
    unit = catalogue.units[catalogue.indicators[point.claim.indicator].unit]
    said = numbers.claim(point.claim, catalogue, lang, unit_mult=None if unit.scale == "none" else mult)
    return str(numbers.Said(said.hedge, said.number, ""))


def area(point: Point, catalogue: Catalogue, lang: Language) -> str:
    """The name of the point's area; its id where the catalogue lacks it."""
    known = catalogue.areas.get(point.claim.ref_area)
    return known.title(lang) if known else point.claim.ref_area


def bracketed(value: str, point: Point, lang: Language) -> str:
    """A value with the range it covers and that it is an estimate or forecast: 7,825.5（2016—2020年）, 480 (estimate)."""
    claim = point.claim
    more = []
    if point.span:
        period = times.period(claim.time_period, lang)
        more.append(period if lang == "zh" else re.sub(r"([A-Z][a-z]{2})[a-z]+", r"\1", period))
    if claim.observation and claim.observation.obs_status in _UNSURE:
        more.append(labels.status(claim.observation.obs_status, lang))
    if not more:
        return value
    return tr("{value} ({period})", lang, value=value, period=("，" if lang == "zh" else ", ").join(more))


def hover(point: Point, catalogue: Catalogue, lang: Language) -> str:
    """Value with hedge and unit, period and area, nature, who says it and in which document."""
    claim = point.claim
    stated = claim.observation.period_stated if claim.observation else True
    lines = [f"<b>{plain(str(numbers.claim(claim, catalogue, lang)))}</b>"]
    lines.append(
        plain(
            f"{area(point, catalogue, lang)} · {times.period(claim.time_period, lang, stated)} · {nature(point, lang)}"
        )
    )
    if claim.source:
        issuer = claim.source.issuer
        if claim.source.date:
            issuer = f"{issuer} · {times.date(claim.source.date, lang)}"
        lines += [plain(line) for line in wrapped(issuer, 300)]
        if claim.source.document_number:
            lines.append(plain(claim.source.document_number))
    elif claim.formula:
        lines += [plain(line) for line in wrapped(claim.formula, 300)]
    lines.append(tr("Click for evidence", lang))
    return "<br>".join(lines)


def nature(point: Point, lang: Language) -> str:
    """What kind of claim the mark stands for: 实际（估计数）, 目标, 推算; of another source, whether it agrees."""
    if point.mark in ("agreeing", "conflicting"):
        return tr(f"another source, {point.mark}", lang)
    return labels.kind(point.claim, lang)


def caption(scene: Scene, catalogue: Catalogue, lang: Language, from_zero: bool, rank: bool) -> str:
    """Unit, the area where there is only one, and what must be known about the axis."""
    parts = [tr("Unit: {unit}", lang, unit=numbers.unit_title(scene.indicator, catalogue, lang, scene.mult))]
    if len(scene.areas) == 1 and scene.areas[0] in catalogue.areas:
        parts.insert(0, catalogue.areas[scene.areas[0]].title(lang))
    if rank:
        parts.append(tr("first place at the top", lang))
    elif not from_zero:
        parts.append(lower(tr("The axis does not start at zero", lang)))
    return " · ".join(parts)


def lower(text: str) -> str:
    """A sentence as a part of a line."""
    return text[:1].lower() + text[1:]


def legend(scene: Scene) -> Iterator[tuple[str, str, str]]:
    """Sign, colour name and message for each mark present that does not explain itself."""
    present = {(point.mark, point.towards) for point in scene.points}
    if len(present) > 1 or len(scene.areas) > 1:
        yield "●", "accent", "as printed"
    if any(mark in ("bound", "derived") and towards > 0 for mark, towards in present):
        yield "○↑", "accent", "lower bound"
    if any(mark in ("bound", "derived") and towards < 0 for mark, towards in present):
        yield "○↓", "accent", "upper bound"
    if "about" in scene.marks:
        yield "◉", "accent", "approximate"
    if "derived" in scene.marks:
        yield "○", "accent", "derived"
    if "target" in scene.marks:
        yield "◇", "target_text", "target"
    if "agreeing" in scene.marks:
        yield "◌", "second", "another source, agreeing"
    if "conflicting" in scene.marks:
        yield "◌", "conflict", "another source, conflicting"
    if any(scene.best[1:]):
        yield "╌■╌", "second", "another area"
    if any(segment.thread for segment in scene.segments):
        yield "····", "accent", "no data in between"
    if any(point.span for point in scene.points):
        yield "─", "accent", "time covered"


def wrapped(text: str, width: float, size: float = 12) -> list[str]:
    """Text in lines of at most `width` px, broken at blanks or between Chinese characters, never before 、，。）."""
    lines: list[str] = []
    line = ""
    for piece in _PIECE.findall(text):
        if line and text_width(line + piece.rstrip(), size) > width:
            lines.append(line.rstrip())
            line = piece
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


_CLOSING = "，。、；：！？）》”〕】％"
_OPENING = "（《“〔【"
#: what may not be broken: a word with its blanks, or one Chinese character with the marks that cling to it
_PIECE = re.compile(rf"[{_OPENING}]*(?:[^\s\u2e80-\uffef“”]+|[^\s])[{_CLOSING}]*\s*|\s+")

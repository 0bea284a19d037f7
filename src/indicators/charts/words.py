"""The words of a chart: labels, hover, caption, legend. Text from the catalogue is made harmless for Plotly here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indicators.charts.axes import Axis
from indicators.charts.labels import text_width
from indicators.charts.scene import Point, Scene
from indicators.charts.styles import style
from indicators.charts.tracks import base_of
from indicators.charts.view import View
from indicators.model import Catalogue, Language
from indicators.wording import labels, numbers, times, transforms
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


def value(point: Point, scene: Scene, catalogue: Catalogue, lang: Language) -> str:
    """Hedge and number in the axis's power of ten; the unit stands in the caption."""
    indicator = scene.tracks[point.track].indicator
    unit = catalogue.units[indicator.unit]
    mult = None if unit.scale == "none" else scene.mult
    if point.value:
        said = transforms.said(point.value, indicator, catalogue, lang, mult)
    else:
        said = numbers.claim(point.claim, catalogue, lang, unit_mult=mult)
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


def hover(point: Point, scene: Scene, catalogue: Catalogue, lang: Language) -> str:
    """Value with hedge and unit, period and area, nature, who says it and in which document; the formula of what is computed."""
    claim = point.claim
    stated = claim.observation.period_stated if claim.observation else True
    indicator = scene.tracks[point.track].indicator
    said = (
        transforms.said(point.value, indicator, catalogue, lang)
        if point.value
        else numbers.claim(claim, catalogue, lang)
    )
    lines = [f"<b>{plain(str(said))}</b>"]
    if scene.several:
        lines += [plain(line) for line in wrapped(indicator.title(lang), 300)]
    period = times.period(claim.time_period, lang, stated)
    lines.append(plain(f"{area(point, catalogue, lang)} · {period} · {nature(point, lang)}"))
    if point.value:
        lines += _sum(transforms.formula(point.value, catalogue, lang))
    elif claim.formula:
        lines += [plain(line) for line in wrapped(claim.formula, 300)]
    if claim.source:
        issuer = claim.source.issuer
        if claim.source.date:
            issuer = f"{issuer} · {times.date(claim.source.date, lang)}"
        lines += [plain(line) for line in wrapped(issuer, 300)]
        if claim.source.document_number:
            lines.append(plain(claim.source.document_number))
    lines.append(tr("Click for evidence", lang))
    return "<br>".join(lines)


def _sum(formula: str) -> list[str]:
    """A formula in lines; where it needs two, the result has its own."""
    if text_width(formula) <= 300:
        return [plain(formula)]
    parts = re.split(r" (?=[=≈] )", formula)
    return [plain(line) for part in parts for line in wrapped(part, 300)]


def nature(point: Point, lang: Language) -> str:
    """What kind of claim the mark stands for: 实际（估计数）, 目标, 推算; of another source, whether it agrees."""
    if point.mark in ("agreeing", "conflicting"):
        return tr(f"another source, {point.mark}", lang)
    return labels.kind(point.claim, lang)


def caption(scene: Scene, catalogue: Catalogue, view: View) -> str:
    """The area where there is only one; the unit, or what is computed from the values and with what reservation."""
    lang, parts = view.lang, []
    areas = {track.area for track in scene.tracks}
    titled = view.part and not scene.several and len(view.areas) > 1
    if len(areas) == 1 and not titled and (known := catalogue.areas.get(scene.tracks[0].area)):
        parts.append(known.title(lang))
    if scene.transform is None:
        unit = numbers.unit_title(scene.indicator, catalogue, lang, scene.mult)
        parts.append(tr("Unit: {unit}", lang, unit=unit))
    else:
        base = base_of(scene.tracks)
        parts.append(
            transforms.measure(
                scene.transform, catalogue, lang, scene.indicator, base=base, unit_mult=scene.mult
            )
        )
        parts.append(tr("computed from the figures", lang))
        if any(transforms.nominal(track.indicator) for track in scene.tracks):
            parts.append(tr("prices not adjusted, no official growth rate", lang))
    if scene.whole:
        parts.append(tr("values for other than full years are in the table", lang))
    if view.kind == "slope":
        parts.append(tr("first and last value only", lang))
    return " · ".join(parts)


def about_axis(axis: Axis, lang: Language) -> list[str]:
    """What must be known about the axis."""
    if axis.rank:
        return [tr("first place at the top", lang)]
    if axis.log:
        return [tr("logarithmic axis: equal ratios are equal distances", lang)]
    return [] if axis.from_zero else [lower(tr("The axis does not start at zero", lang))]


def signed(scene: Scene) -> bool:
    """Whether the axis shows changes, which have a sign."""
    return scene.transform not in (None, "index")


def lower(text: str) -> str:
    """A sentence as a part of a line."""
    return text[:1].lower() + text[1:]


def legend(scene: Scene, lang: Language) -> Iterator[tuple[str, str, str]]:
    """Sign, colour name and words for each mark present that does not explain itself; for bars also whose they are."""
    bars = scene.shape == "bar"
    if bars and len(scene.tracks) > 1:
        for n, track in enumerate(scene.tracks):
            faint = style(n).fill == "hairline"  # drawn with an outline, which is what can be seen of it
            yield ("□", "third", track.name) if faint else ("■", style(n).fill, track.name)
    present = {(point.mark, point.towards) for point in scene.points}
    contrast = len(present) > 1 if len(scene.tracks) == 1 else not bars
    if "printed" in scene.marks and contrast:
        yield "■" if bars else "●", "accent", tr("as printed", lang)
    arrows = [towards for mark, towards in present if mark in ("bound", "derived")]
    if any(towards > 0 for towards in arrows):
        yield "⊔↑" if bars else "○↑", "accent", tr("lower bound", lang)
    if any(towards < 0 for towards in arrows):
        yield "⊔↓" if bars else "○↓", "accent", tr("upper bound", lang)
    if "about" in scene.marks:
        yield "▒" if bars else "◉", "accent", tr("approximate", lang)
    if ("derived", 0) in present:
        words = "computed from the figures" if scene.transform else "derived"
        yield "□" if bars else "○", "accent", tr(words, lang)
    if "target" in scene.marks:
        yield "◇", "target_text", tr("target", lang)
    if scene.paths:
        yield "····", "target_text", tr("the way to the target", lang)
    if "agreeing" in scene.marks:
        yield "◌", "second", tr("another source, agreeing", lang)
    if "conflicting" in scene.marks:
        yield "◌", "conflict", tr("another source, conflicting", lang)
    if any(scene.best[1:]) and scene.shape in ("line", "slope") and not scene.several:
        yield "╌■╌", "second", tr("another area", lang)
    if any(segment.thread for segment in scene.segments) and scene.shape in ("line", "slope"):
        yield "····", "accent", tr("no data in between", lang)
    if any(point.span for point in scene.points) and scene.shape == "line":
        yield "─", "accent", tr("time covered", lang)


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

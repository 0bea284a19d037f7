"""What belongs to a picture and is not in it."""

from __future__ import annotations

from collections.abc import Iterator

from indicators import charts
from indicators.charts import View
from indicators.charts.labelling import wanted
from indicators.charts.labels import Label
from indicators.charts.scene import Scene
from indicators.exports.exhibit import Exhibit
from indicators.exports.preflight.sheet import Remark, Sheet
from indicators.model import Catalogue
from indicators.wording import tr


def unlabelled(seen: Sheet) -> Iterator[Remark]:
    """Points whose value must be read and that found no room for it: bounds, targets, contradictions, the ends of lines."""
    scene, subject = seen.exhibit.panel.scene, seen.exhibit.subject
    if scene is None or not isinstance(subject, View) or scene.shape not in ("line", "slope", "bar"):
        return
    there = {_squeezed(text.words) for text in seen.texts if text.name == "label"}
    for label in wanted(seen.work.catalogue, subject, scene):
        text = " ".join(label.lines)
        if _must(label, scene) and _squeezed(text) not in there:
            yield Remark(
                "warning",
                "unlabelled",
                tr(
                    "There is no room for the label “{text}”; the point stands without it.",
                    seen.lang,
                    text=text,
                ),
            )


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _must(label: Label, scene: Scene) -> bool:
    point, main = label.point, label.point.track == 0
    if scene.shape == "bar":
        return point.mark in ("conflicting", "target") and main
    return (
        label.end
        or point.mark == "conflicting"
        or scene.shape == "slope"
        or (main and (bool(point.towards) or point.mark == "target"))
    )


def left_out(catalogue: Catalogue, exhibit: Exhibit) -> Iterator[Remark]:
    """Lines and areas that the view asks for and the chart does not draw."""
    subject, scene, plan, lang = exhibit.subject, exhibit.panel.scene, exhibit.panel.plan, exhibit.lang
    if isinstance(subject, View) and scene:
        drawn = {track.name for track, line in zip(scene.tracks, scene.best, strict=False)}
        names = [track.name for track in charts.tracks(catalogue, subject) if track.name not in drawn]
        fix = tr("Take fewer lines into this chart, or add a second chart with them.", lang)
    elif plan:
        found = (catalogue.areas.get(cell.best.ref_area) for cell in plan.left_out)
        names = [area.title(lang) for area in found if area]
        fix = tr(
            "Nothing has to be done: their values stand in the table; a chart of their own shows them.", lang
        )
    else:
        return
    if names:
        listed = ("、" if lang == "zh" else ", ").join(names)
        yield Remark("note", "left-out", tr("Not drawn: {names}.", lang, names=listed), fix)


def source_line(seen: Sheet) -> Iterator[Remark]:
    """Pictures without the line that names the sources."""
    line = _squeezed(seen.exhibit.source_line)
    if line not in _squeezed("".join(text.words for text in seen.texts if text.name == "source")) or not line:
        yield Remark("error", "source", tr("The source line is missing.", seen.lang), _report(seen))


def receipt(seen: Sheet) -> Iterator[Remark]:
    """Pictures without the code that leads back to the chart."""
    if not any(seen.exhibit.receipt in text.words for text in seen.texts):
        yield Remark("error", "receipt", tr("The receipt is missing.", seen.lang), _report(seen))


def _report(seen: Sheet) -> str:
    return tr("Do not use this file, and report it: every chart must have this line.", seen.lang)

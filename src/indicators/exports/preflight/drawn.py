"""What is wrong in a picture or a chart, told from its figure: no browser draws it for that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from indicators.charts import Comparison, View
from indicators.charts.styles import style
from indicators.exports.exhibit import Exhibit
from indicators.exports.order import Work
from indicators.exports.preflight import contrasts, missing, room
from indicators.exports.preflight.finding import Finding
from indicators.exports.preflight.sheet import Remark, Sheet, as_picture, in_brief, on_page
from indicators.exports.sizes import SizeName, title
from indicators.look import LIGHT
from indicators.wording import tr

#: which size is proposed first where one has too little room
_ROOMY: tuple[SizeName, ...] = ("16:9", "a4", "4:3", "wechat", "square", "half-slide")
#: what sizes are called (the others by their own names)


Rule = Callable[[Sheet], Iterator[Remark]]
Maker = Callable[[Work, Exhibit], Sheet]


def _colours(seen: Sheet) -> Iterator[Remark]:
    """What does not stand out."""
    ground = seen.layout["template"]["layout"]["paper_bgcolor"]
    yield from contrasts.of_texts(seen.texts, seen.lang)
    yield from contrasts.of_marks(seen.data, ground, seen.lang)
    yield from contrasts.in_grey(seen.data, ground, _names(seen), seen.lang)


def _names(seen: Sheet) -> dict[str, str]:
    """Whose bars have which colour: lines differ in dash and mark too."""
    scene = seen.exhibit.panel.scene
    if scene is None or scene.shape != "bar":
        return {}
    return {getattr(LIGHT, style(n).fill): track.name for n, track in enumerate(scene.tracks)}


#: of a chart by itself
_CHART: tuple[Rule, ...] = (room.clipped, room.overlapping, room.small, missing.unlabelled, _colours)
#: and of a picture, which has the words around it too
_PICTURE: tuple[Rule, ...] = (*_CHART, room.too_high, room.long_title, missing.source_line, missing.receipt)


def of_picture(work: Work, number: int, exhibit: Exhibit) -> Iterator[Finding]:
    """What is wrong in an exhibit's picture at the order's size."""
    return _findings(work, number, exhibit, _PICTURE, as_picture)


def of_brief(work: Work, number: int, exhibit: Exhibit) -> Iterator[Finding]:
    """What is wrong in an exhibit's chart on its page of a brief."""
    return _findings(work, number, exhibit, _CHART, in_brief)


def of_page(work: Work, number: int, exhibit: Exhibit) -> Iterator[Finding]:
    """What does not stand out in an exhibit's chart on the offline page, in both themes."""
    for dark in (False, True):
        for remark in _colours(on_page(work, exhibit, dark)):
            yield Finding(remark.severity, number, remark.check, remark.what, remark.fix)


def _findings(
    work: Work, number: int, exhibit: Exhibit, rules: Sequence[Rule], made: Maker
) -> Iterator[Finding]:
    """What the rules find; the fix names a size in which they do not."""
    seen = made(work, exhibit)
    for rule in rules:
        other = ""
        for remark in rule(seen):
            other = remark.fix or other or _fix(work, exhibit, rule, made)
            yield Finding(remark.severity, number, remark.check, remark.what, remark.fix or other)


def _fix(work: Work, exhibit: Exhibit, rule: Rule, made: Maker) -> str:
    """Another size in which the rule finds nothing; where there is none, less to show."""
    lang = exhibit.lang
    for size in _ROOMY:
        other = replace(work, order=replace(work.order, size=size))
        if size != work.order.size and not any(rule(made(other, exhibit))):
            return tr("Choose the size {size}: there it fits.", lang, size=title(size, lang))
    subject = exhibit.subject
    if isinstance(subject, View) and len(subject.indicators) > 1:
        return tr("Show fewer indicators in one chart: it fits in no size.", lang)
    if isinstance(subject, Comparison) or len(subject.areas) > 1:
        return tr("Show fewer areas in one chart: it fits in no size.", lang)
    return tr("Choose slides or the offline page: as a picture it fits in no size.", lang)

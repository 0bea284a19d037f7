"""Every source in full, and who says which figure."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.exports.evidence import Evidence
from indicators.exports.order import Work
from indicators.model import Language
from indicators.wording import tr
from indicators.wording.citations import apa, gbt7714, reach

NAME: dict[Language, str] = {"zh": "引用.txt", "en": "citations.txt"}


def text(work: Work) -> Iterator[str]:
    """The lines: the sources, numbered, as GB/T 7714—2015 and as APA style cite them; then each chart's figures."""
    lang = work.lang
    sources = {source.id: source for exhibit in work.exhibits for source in exhibit.sources}
    number = {name: n for n, name in enumerate(sources, 1)}
    yield tr("Sources", lang)
    for name, source in sources.items():
        yield ""
        yield f"[{number[name]}] {gbt7714(source)}"
        yield f"    APA: {apa(source)}"
        yield f"    {reach(source, lang)}"
    for n, exhibit in enumerate(work.exhibits, 1):
        yield ""
        yield f"{n}. {exhibit.sentence}"
        for each in exhibit.evidence:
            yield f"- {_figure(each, number, lang)}"


def _figure(each: Evidence, number: dict[str, int], lang: Language) -> str:
    """A figure and who says it: 占比，重庆，2022年：超过8%。渝经信复函〔2023〕373号 [1]."""
    where = ("，" if lang == "zh" else ", ").join((each.title, each.area, each.period))
    said = f"{each.said}（{each.formula}）" if each.formula and lang == "zh" else str(each.said)
    if each.formula and lang == "en":
        said = f"{said} ({each.formula})"
    cited = dict.fromkeys(part.source.id for part in (each.claim, *each.claim.parents) if part.source)
    marks = "".join(f"[{number[name]}]" for name in cited)
    return f"{tr('{label}: {value}', lang, label=where, value=said)}{'。' if lang == 'zh' else '. '}{each.by} {marks}"

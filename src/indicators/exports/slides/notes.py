"""What the presenter has beside a slide: every claim with its sentence and source, what contradicts it, the receipt, the link."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.exports.evidence import Evidence
from indicators.exports.exhibit import Exhibit
from indicators.exports.slides.shapes import HEAD, SPACES, tree
from indicators.exports.slides.text import Fonts, Run, Style, paragraph
from indicators.wording import tr

_IMAGE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide 1"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
    '</p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
)


def receipt_line(exhibit: Exhibit) -> str:
    """The receipt as every format prints it."""
    return tr("Receipt {code}", exhibit.lang, code=exhibit.receipt)


def lines(exhibit: Exhibit) -> Iterator[str]:
    """The notes of a slide, paragraph by paragraph."""
    lang = exhibit.lang
    yield exhibit.sentence
    for each in exhibit.evidence:
        yield ""
        yield from claim_lines(each, exhibit)
    if exhibit.notes:
        yield ""
        yield from exhibit.notes
    yield ""
    yield exhibit.source_line
    yield receipt_line(exhibit)
    if exhibit.link:
        yield tr("This view: {link}", lang, link=exhibit.link)


def claim_lines(each: Evidence, exhibit: Exhibit) -> Iterator[str]:
    """A claim: what it says, its sentence, who says it, where, and what is to be known about it."""
    lang = exhibit.lang
    value = (
        f"{each.result}（{each.said}）"
        if each.result and lang == "zh"
        else f"{each.result} ({each.said})"
        if each.result
        else str(each.said)
    )
    head = tr("{label}: {value}", lang, label=f"{each.title} · {each.area} · {each.period}", value=value)
    yield f"{head} · {each.nature}"
    if each.sum:
        yield each.sum
    if each.quote:
        text = "".join(each.quote)
        yield f"“{text}”"
    if each.formula:
        yield each.formula
    if each.remark:
        yield each.remark
    number = each.claim.source.document_number if each.claim.source else ""
    if each.citation:
        yield each.citation if not number or number in each.citation else f"{number} · {each.citation}"
    if each.link:
        yield each.link


def notes_xml(exhibit: Exhibit, fonts: Fonts) -> bytes:
    """The page of notes."""
    style = Style(exhibit.lang, fonts, 12)
    body = "".join(paragraph([Run(line, style)] if line else []) for line in lines(exhibit))
    shapes = (
        f'{_IMAGE}<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes 2"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp>'
    )
    return (
        f"{HEAD}<p:notes {SPACES}><p:cSld>{tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    ).encode()

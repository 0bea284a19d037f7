"""The slides that a deck is built on where there is no organisation's template: one master and its layouts, in our look.

They are a template like any other, so that a presenter who adds a slide gets the same title, fonts and colours.
"""

from __future__ import annotations

from functools import cache

from indicators.exports import stamp
from indicators.exports.slides.shapes import HEAD, SPACES, Rect, tree
from indicators.exports.slides.text import Style, emu, escaped, properties
from indicators.exports.slides.theme import theme
from indicators.look import LIGHT, SLIDES
from indicators.model import Language
from indicators.wording import tr

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PML = "application/vnd.openxmlformats-officedocument.presentationml"
# Parts that say nothing here, but without which PowerPoint offers to repair the file.
_REST = {
    "presProps": f"<p:presentationPr {SPACES}/>",
    "viewProps": f"<p:viewPr {SPACES}/>",
    "tableStyles": '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>',
}
_LAYOUTS = ("title", "titleOnly", "twoObj", "obj")


def margin(width: float) -> float:
    """The margin of a slide so many pt wide."""
    return SLIDES.margin if width >= SLIDES.wide else SLIDES.tight


@cache
def base(width: float, height: float, lang: Language) -> bytes:
    """An empty .pptx of a size in pt with a title slide, a title alone, chart and text beside each other, and a title with text."""
    size = Rect(0, 0, width, height)
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            [("officeDocument", "ppt/presentation.xml"), ("extended-properties", "docProps/app.xml")]
        ),
        "docProps/app.xml": f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>Microsoft Office PowerPoint</Application></Properties>',
        "ppt/presentation.xml": _presentation(size, lang),
        "ppt/_rels/presentation.xml.rels": _relations(
            [("slideMaster", "slideMasters/slideMaster1.xml"), ("theme", "theme/theme1.xml")]
            + [(kind, f"{kind}.xml") for kind in _REST]
        ),
        **{f"ppt/{kind}.xml": f"{HEAD}{text}" for kind, text in _REST.items()},
        "ppt/theme/theme1.xml": theme(),
        "ppt/slideMasters/slideMaster1.xml": _master(size, lang),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            [("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, len(_LAYOUTS) + 1)]
            + [("theme", "../theme/theme1.xml")]
        ),
    }
    for n, kind in enumerate(_LAYOUTS, 1):
        files[f"ppt/slideLayouts/slideLayout{n}.xml"] = _layout(kind, size, lang)
        files[f"ppt/slideLayouts/_rels/slideLayout{n}.xml.rels"] = _relations(
            [("slideMaster", "../slideMasters/slideMaster1.xml")]
        )
    return stamp.archive({name: text.encode() for name, text in files.items()})


def _content_types() -> str:
    names = {
        "/ppt/presentation.xml": "presentation.main",
        "/ppt/slideMasters/slideMaster1.xml": "slideMaster",
    }
    names |= {f"/ppt/slideLayouts/slideLayout{n}.xml": "slideLayout" for n in range(1, len(_LAYOUTS) + 1)}
    names |= {f"/ppt/{kind}.xml": kind for kind in _REST}
    inner = "".join(
        f'<Override PartName="{name}" ContentType="{_PML}.{kind}+xml"/>' for name, kind in names.items()
    )
    return (
        f'{HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{inner}'
        '<Override PartName="/ppt/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'extended-properties+xml"/></Types>'
    )


def _relations(found: list[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(found, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def _presentation(size: Rect, lang: Language) -> str:
    levels = "".join(
        f'<a:lvl{n}pPr marL="0" algn="l" rtl="0" eaLnBrk="1">'
        f"{properties(Style(lang, size=18), 'a:defRPr')}</a:lvl{n}pPr>"
        for n in (1, 2)
    )
    return (
        f'{HEAD}<p:presentation {SPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        f'</p:sldMasterIdLst><p:sldIdLst/><p:sldSz cx="{emu(size.width)}" cy="{emu(size.height)}"/>'
        f'<p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle>{levels}</p:defaultTextStyle></p:presentation>'
    )


# ------------------------------------------------------------------------------------------------ master and layouts


def title_place(size: Rect) -> Rect:
    """Where the sentence stands."""
    side = margin(size.width)
    return Rect(side, side * 0.7, size.width - 2 * side, max(68.0, size.height * 0.13))


def body_place(size: Rect) -> Rect:
    """Where everything under the sentence stands."""
    side, title = margin(size.width), title_place(size)
    return Rect(side, title.bottom + 6, size.width - 2 * side, size.height - title.bottom - 6 - side * 0.8)


def number_place(size: Rect) -> Rect:
    """Where the slide's number stands."""
    side = margin(size.width)
    return Rect(size.width - side - 70, size.height - side * 0.8 - 17, 70, 17)


def _placeholder(
    n: int, called: tuple[str, str], place: Rect | None, text: str, *, body: str = "", style: str = ""
) -> str:
    name, kind = called
    form = f'{place.xfrm()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if place else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{n}" name="{escaped(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"<p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{form}</p:spPr><p:txBody><a:bodyPr{body}><a:normAutofit/></a:bodyPr>"
        f"<a:lstStyle>{style}</a:lstStyle>{text}</p:txBody></p:sp>"
    )


def _text(text: str, lang: Language) -> str:
    return f"<a:p><a:r>{properties(Style(lang))}<a:t>{escaped(text)}</a:t></a:r></a:p>"


_FLUSH = ' lIns="0" tIns="0" rIns="0" bIns="0"'
_NUMBER = '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'


def _master(size: Rect, lang: Language) -> str:
    small = properties(Style(lang, size=SLIDES.least, colour=LIGHT.second), "a:defRPr")
    number = f'<a:lvl1pPr algn="r">{small}</a:lvl1pPr>'
    shapes = _placeholder(
        2,
        ("Title", 'type="title"'),
        title_place(size),
        _text(tr("Title", lang), lang),
        body=f'{_FLUSH} anchor="t"',
    ) + _placeholder(
        3, ("Text", 'type="body" idx="1"'), body_place(size), _text(tr("Text", lang), lang), body=_FLUSH
    )
    shapes += _placeholder(
        4,
        ("Number", 'type="sldNum" sz="quarter" idx="4"'),
        number_place(size),
        _NUMBER,
        body=f'{_FLUSH} anchor="b"',
        style=number,
    )
    layouts = "".join(
        f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(_LAYOUTS))
    )
    title = properties(Style(lang, size=SLIDES.titles[1], bold=True), "a:defRPr")
    title = title.replace(
        "</a:defRPr>",
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mj-lt"/>'
        '<a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/></a:defRPr>',
    )
    return (
        f'{HEAD}<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg>{tree(shapes)}</p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f'<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr algn="l">'
        f'<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/>{title}</a:lvl1pPr>'
        f"</p:titleStyle><p:bodyStyle>{_levels(lang)}</p:bodyStyle><p:otherStyle>{_levels(lang)}</p:otherStyle></p:txStyles>"
        "</p:sldMaster>"
    )


def _levels(lang: Language) -> str:
    look = properties(Style(lang, size=16), "a:defRPr").replace(
        "</a:defRPr>",
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
        '<a:cs typeface="+mn-cs"/></a:defRPr>',
    )
    return "".join(
        f'<a:lvl{n}pPr marL="{(n - 1) * 228600}" indent="0"><a:spcBef><a:spcPts val="600"/></a:spcBef><a:buNone/>{look}'
        f"</a:lvl{n}pPr>"
        for n in range(1, 4)
    )


def _layout(kind: str, size: Rect, lang: Language) -> str:
    side, body = margin(size.width), body_place(size)
    name = {
        "title": "Title Slide",
        "titleOnly": "Title Only",
        "twoObj": "Chart and Text",
        "obj": "Title and Content",
    }[kind]
    title = _placeholder(2, ("Title", 'type="title"'), None, _text(tr("Title", lang), lang))
    if kind == "title":
        large = properties(
            Style(lang, size=SLIDES.deck if size.width >= SLIDES.wide else 28, bold=True), "a:defRPr"
        )
        small = properties(Style(lang, size=SLIDES.body, colour=LIGHT.second), "a:defRPr")
        place = Rect(side, size.height * 0.2, size.width - 2 * side, size.height * 0.26)
        under = Rect(side, place.bottom + 16, size.width - 2 * side, size.height - place.bottom - 16 - side)
        shapes = _placeholder(
            2,
            ("Title", 'type="ctrTitle"'),
            place,
            _text(tr("Title", lang), lang),
            body=f'{_FLUSH} anchor="b"',
            style=f'<a:lvl1pPr algn="l">{large}</a:lvl1pPr>',
        ) + _placeholder(
            3,
            ("Subtitle", 'type="subTitle" idx="1"'),
            under,
            _text(tr("Text", lang), lang),
            body=_FLUSH,
            style=f'<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>{small}</a:lvl1pPr>',
        )
        rule = Rect(side, place.bottom + 8, 64, 0)
        shapes += (
            f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="5" name="Rule"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr>'
            f'{rule.xfrm()}<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{emu(2)}"><a:solidFill>'
            '<a:schemeClr val="accent1"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
        )
        return _written(kind, tr(name, lang), shapes)
    shapes = title
    if kind == "twoObj":
        half = (body.width - 28) / 2
        left = Rect(body.left, body.top, half, body.height)
        right = Rect(body.left + half + 28, body.top, half, body.height - 28)
        shapes += _placeholder(
            3, ("Chart", 'type="chart" sz="half" idx="1"'), left, _text(tr("Chart", lang), lang), body=_FLUSH
        )
        shapes += _placeholder(
            5, ("Text", 'type="body" sz="half" idx="2"'), right, _text(tr("Text", lang), lang), body=_FLUSH
        )
    if kind == "obj":
        shapes += _placeholder(3, ("Text", 'idx="1"'), None, _text(tr("Text", lang), lang))
    shapes += _placeholder(4, ("Number", 'type="sldNum" sz="quarter" idx="4"'), None, _NUMBER)
    return _written(kind, tr(name, lang), shapes)


def _written(kind: str, name: str, shapes: str) -> str:
    return (
        f'{HEAD}<p:sldLayout {SPACES} type="{kind}" preserve="1"><p:cSld name="{escaped(name)}">{tree(shapes)}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )

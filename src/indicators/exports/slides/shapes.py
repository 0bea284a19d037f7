"""What stands on a slide as PresentationML: placeholders, text boxes, lines, frames of charts and tables. Lengths in pt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.exports.slides.text import attribute, emu, escaped, fill
from indicators.look import MARKS

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


@dataclass(frozen=True, slots=True)
class Rect:
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def xfrm(self, tag: str = "a:xfrm") -> str:
        """The place as XML."""
        return (
            f'<{tag}><a:off x="{emu(self.left)}" y="{emu(self.top)}"/>'
            f'<a:ext cx="{emu(self.width)}" cy="{emu(self.height)}"/></{tag}>'
        )


class Shapes:
    """The shapes of one slide, numbered as they come."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def _named(self, name: str, alt: str = "") -> str:
        text = f' descr="{attribute(alt)}"' if alt else ""
        return f'<p:cNvPr id="{len(self.found) + 2}" name="{escaped(name)} {len(self.found) + 1}"{text}/>'

    def placeholder(self, kind: str, paragraphs: str, place: Rect | None = None, alt: str = "") -> None:
        """Text in a placeholder, `kind` being its attributes (`type="title"`); at its layout's place where none is given."""
        body = place.xfrm() if place else ""
        self.found.append(
            f'<p:sp><p:nvSpPr>{self._named("Placeholder", alt)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
            f"<p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{body}</p:spPr>"
            f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs or '<a:p/>'}</p:txBody></p:sp>"
        )

    def text(self, name: str, place: Rect, paragraphs: str, *, anchor: str = "t", alt: str = "") -> None:
        """A text box without margins."""
        self.found.append(
            f'<p:sp><p:nvSpPr>{self._named(name, alt)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{place.xfrm()}'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="square" '
            f'lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
            f"{paragraphs or '<a:p/>'}</p:txBody></p:sp>"
        )

    def line(self, name: str, place: Rect, colour: str, width: float = MARKS.hairline) -> None:
        """A straight line from the upper left to the lower right corner of a place."""
        self.found.append(
            f"<p:cxnSp><p:nvCxnSpPr>{self._named(name)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{place.xfrm()}"
            f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{emu(width)}">{fill(colour)}</a:ln></p:spPr></p:cxnSp>'
        )

    def chart(self, name: str, place: Rect, relation: str, alt: str, kind: str = "") -> None:
        """A chart's frame; `kind` are the attributes of the placeholder that it fills."""
        held = f"<p:ph {kind}/>" if kind else ""
        self.found.append(
            f"<p:graphicFrame><p:nvGraphicFramePr>{self._named(name, alt)}<p:cNvGraphicFramePr><a:graphicFrameLocks "
            f'noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{held}</p:nvPr></p:nvGraphicFramePr>{place.xfrm("p:xfrm")}'
            f'<a:graphic><a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="{relation}"/></a:graphicData>'
            "</a:graphic></p:graphicFrame>"
        )

    def table(self, name: str, place: Rect, widths: Sequence[float], rows: Sequence[str], alt: str) -> None:
        """A table of rows that are XML already."""
        columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
        self.found.append(
            f"<p:graphicFrame><p:nvGraphicFramePr>{self._named(name, alt)}<p:cNvGraphicFramePr><a:graphicFrameLocks "
            f'noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{place.xfrm("p:xfrm")}<a:graphic>'
            f'<a:graphicData uri="{_TABLE}"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>{"".join(rows)}'
            "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
        )

    def slide(self) -> bytes:
        """The slide with these shapes."""
        return (
            f"{HEAD}<p:sld {SPACES}><p:cSld><p:spTree>{_GROUP}{''.join(self.found)}</p:spTree></p:cSld>"
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
        ).encode()


def tree(shapes: str) -> str:
    """Shapes as the tree of a master or a layout."""
    return f"<p:spTree>{_GROUP}{shapes}</p:spTree>"

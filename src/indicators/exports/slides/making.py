"""A deck: every slide a part of the package with its chart, its workbook, its notes.

The parts are written as XML and only held together by python-pptx: its objects for shapes, charts and notes would cost more
than all the rest.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml

from indicators.exports import stamp
from indicators.exports.exhibit import Exhibit
from indicators.exports.order import Work
from indicators.exports.sizes import SIZES
from indicators.exports.slides import appendix, base, charted, claim, pages, plots, template
from indicators.exports.slides.chart_xml import chart_xml
from indicators.exports.slides.layouts import Layout
from indicators.exports.slides.notes import notes_xml
from indicators.exports.slides.package import packed
from indicators.exports.slides.pages import Deck
from indicators.exports.slides.plot import Plot
from indicators.exports.slides.shapes import SPACES
from indicators.exports.slides.sheet import workbook
from indicators.exports.slides.template import Template
from indicators.exports.slides.text import Fonts, clean
from indicators.look import LIGHT, Palette
from indicators.model import Catalogue
from indicators.wording import BRAND, tr

_FIRST_ID = 256  # of a slide; smaller ones are kept for other things


def deck(work: Work) -> bytes:
    """The order as slides (.pptx): a title, one slide for each exhibit, the evidence.

    Charts are native: their numbers can be edited, and the workbook behind each has a sheet with its sources. The same order
    gives the same bytes.

    Raises:
        TemplateProblem: the order's template cannot be used.
    """
    found = Deck(work, _template(work), own=work.order.template is None)
    evidence = appendix.plan(found)
    found = replace(found, total=1 + len(work.exhibits) + len(evidence))
    making = _Making(found)
    making.slide(found.template.first, pages.title_slide(found).slide())
    for n, exhibit in enumerate(work.exhibits, 2):
        making.exhibit(exhibit, n)
        work.told(n - 1, len(work.exhibits))
    for n, page in enumerate(evidence, 2 + len(work.exhibits)):
        making.evidence(page, n)
    making.properties()
    return packed(making.package)


def rebuilt(
    catalogue: Catalogue,
    exhibit: Exhibit,
    today: date,
    room: tuple[float, float],
    *,
    colours: Palette = LIGHT,
    fonts: Fonts | None = None,
) -> tuple[bytes, bytes]:
    """A chart and its workbook to take the place of an older one; related as `rId1`.

    Args:
        catalogue: where to look.
        exhibit: what is shown.
        today: the reader's day.
        room: width and height of the frame in pt.
        colours: what suits the ground that it stands on, see `grounded`.
        fonts: of its texts; our own when absent.

    Raises:
        ValueError: the exhibit is no chart.
    """
    if not plots.native(exhibit):
        raise ValueError(exhibit.panel.shape)
    found = plots.framed(catalogue, exhibit, today, room, colours)
    book = workbook(found, exhibit, stamp.day(catalogue, exhibit.subject.as_of))
    return chart_xml(found, exhibit.lang, fonts or Fonts()), book


def _template(work: Work) -> Template:
    if work.order.template is not None:
        return template.opened(work.order.template)
    size = SIZES["16:9"] if work.order.size == "half-slide" else work.size
    return template.opened(base.base(size.width, size.height, work.lang))


class _Making:
    """A package while it is filled."""

    def __init__(self, found: Deck) -> None:
        self.deck = found
        self.presentation = found.template.presentation.part
        self.package = self.presentation.package
        self.taken = {str(part.partname) for part in self.package.iter_parts()}
        self.next: dict[str, int] = {}
        self.ids = self.presentation._element.get_or_add_sldIdLst()
        self.master = self._notes_master()

    def name(self, pattern: str) -> PackURI:
        """The next free name of a part."""
        while True:
            n = self.next[pattern] = self.next.get(pattern, 0) + 1
            if pattern % n not in self.taken:
                return PackURI(pattern % n)

    def part(self, pattern: str, kind: str, blob: bytes) -> Part:
        """A new part."""
        return Part(self.name(pattern), kind, self.package, blob)

    def slide(self, layout: Layout, blob: bytes = b"") -> Part:
        """A slide at the end of the deck; its layout is `rId1`."""
        part = self.part("/ppt/slides/slide%d.xml", CT.PML_SLIDE, blob)
        part.relate_to(layout.part, RT.SLIDE_LAYOUT)
        relation = self.presentation.relate_to(part, RT.SLIDE)
        number = _FIRST_ID + len(self.ids)
        self.ids.append(parse_xml(f'<p:sldId {SPACES} id="{number}" r:id="{relation}"/>'))
        return part

    def exhibit(self, exhibit: Exhibit, number: int) -> None:
        """A slide with a chart or one number, and its notes."""
        slide = self.slide(self.deck.layout)
        if plots.native(exhibit):
            shapes, plot = charted.slide(self.deck, exhibit, number, "rId2")
            slide.relate_to(self.chart(exhibit, plot), RT.CHART)
        else:
            shapes = claim.slide(self.deck, exhibit, number)
        slide.blob = shapes.slide()
        notes = self.part(
            "/ppt/notesSlides/notesSlide%d.xml", CT.PML_NOTES_SLIDE, notes_xml(exhibit, self.deck.fonts)
        )
        notes.relate_to(self.master, RT.NOTES_MASTER)
        notes.relate_to(slide, RT.SLIDE)
        slide.relate_to(notes, RT.NOTES_SLIDE)

    def chart(self, exhibit: Exhibit, plot: Plot) -> Part:
        """A chart with its workbook."""
        chart = self.part(
            "/ppt/charts/chart%d.xml", CT.DML_CHART, chart_xml(plot, exhibit.lang, self.deck.fonts)
        )
        book = self.part(
            "/ppt/embeddings/Microsoft_Excel_Sheet%d.xlsx",
            CT.SML_SHEET,
            workbook(plot, exhibit, self.deck.work.day),
        )
        chart.relate_to(book, RT.PACKAGE)
        return chart

    def evidence(self, page: appendix.Page, number: int) -> None:
        """A slide of the appendix."""
        slide = self.slide(self.deck.template.page)

        def relate(address: str) -> str:
            return slide.relate_to(clean(address), RT.HYPERLINK, is_external=True)

        slide.blob = appendix.slide(self.deck, page, number, relate).slide()

    def properties(self) -> None:
        """Who made the file, when, about what: from the catalogue and never from a clock."""
        work = self.deck.work
        core = self.package.core_properties
        brand = tr(BRAND, work.lang)
        core.author = core.last_modified_by = brand
        core.created = core.modified = work.day.replace(tzinfo=None)
        core.title, core.revision = clean(pages.title(work))[:255], 1
        core.language = "zh-CN" if work.lang == "zh" else "en-US"
        core.comments = core.category = core.subject = core.content_status = ""
        core.keywords = ""  # then past python-pptx, which allows 255 letters
        element = core._element
        element._get_or_add("keywords").text = " ".join(each.receipt for each in work.exhibits)

    def _notes_master(self) -> Part:
        """The master of notes, named in the presentation, which python-pptx leaves out."""
        master: Part = self.presentation.notes_master_part
        root = self.presentation._element
        if root.find(f"{{{root.nsmap['p']}}}notesMasterIdLst") is None:
            relation = self.presentation.relate_to(master, RT.NOTES_MASTER)
            named = parse_xml(
                f'<p:notesMasterIdLst {SPACES}><p:notesMasterId r:id="{relation}"/></p:notesMasterIdLst>'
            )
            root.find(f"{{{root.nsmap['p']}}}sldMasterIdLst").addnext(named)
        self.taken |= {str(part.partname) for part in self.package.iter_parts()}
        return master

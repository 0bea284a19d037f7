"""A chart as DrawingML, written as text in the order that the schema demands (ECMA-376 part 1, 21.2; `dml-chart.xsd`).

PowerPoint repairs or refuses a chart whose elements stand in another order. Every formula points at the cell in the workbook
behind the chart that holds the same number (`sheet`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from indicators.exports.slides import backing
from indicators.exports.slides.chart_pieces import bar, marker, numbers, stroke, text_properties, texts
from indicators.exports.slides.plot import Axis, Label, Plot, Series, Spot, Stroke, number
from indicators.exports.slides.sheet import Cells, cells
from indicators.exports.slides.text import Fonts, Style, escaped, properties
from indicators.look import MARKS
from indicators.model import Language

_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_NONE = "<a:noFill/><a:ln><a:noFill/></a:ln>"
_ACROSS, _UP = "111111111", "222222222"  # ids of the axes
_ROUND = (
    '<a:bodyPr rot="0" wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:spAutoFit/></a:bodyPr>'
)
_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="{}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_LEADERS = (
    '<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="{}"/>{}'
    "</c:ext></c:extLst>"
)


def chart_xml(plot: Plot, lang: Language, fonts: Fonts) -> bytes:
    """The chart part; it expects its workbook under the relationship `rId1`."""
    style = Style(lang, fonts, plot.text, plot.colours["second"])
    writer = _Writer(plot, cells(plot), style)
    text = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_SPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{"zh-CN" if lang == "zh" else "en-US"}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{writer.layout()}{writer.charts()}{writer.axes()}'
        f'<c:spPr>{_NONE}</c:spPr></c:plotArea><c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="{"span" if plot.categories and not plot.between else "gap"}"/></c:chart>'
        f"<c:spPr>{_NONE}</c:spPr>{text_properties(style)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return text.encode()


class _Writer:
    """A chart while it is written: the plot, its cells, the style of its labels."""

    def __init__(self, plot: Plot, where: Cells, style: Style) -> None:
        self.plot, self.where, self.style = plot, where, style
        self.count = 0  # series so far

    def layout(self) -> str:
        """Where the plot area stands in its frame."""
        width, height = self.plot.size
        left, top, inner, high = self.plot.inner
        shares = zip("xywh", (left / width, top / height, inner / width, high / height), strict=True)
        inside = "".join(f'<c:{name} val="{share:.6f}"/>' for name, share in shares)
        return (
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f"{inside}</c:manualLayout></c:layout>"
        )

    def charts(self) -> str:
        """Columns, then lines or points over them."""
        plot = self.plot
        ids = f'<c:axId val="{_ACROSS}"/><c:axId val="{_UP}"/>'
        if not plot.categories:
            body = self.numbered(plot.series, self.scatter)
            return (
                f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{body}{ids}'
                "</c:scatterChart>"
            )
        tall = self.numbered([each for each in plot.series if each.columns], self.column)
        lines = self.numbered([each for each in plot.series if not each.columns], self.line)
        if tall:
            tall = (
                f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{tall}'
                f'<c:gapWidth val="{plot.gap}"/><c:overlap val="0"/>{ids}</c:barChart>'
            )
        if lines:
            lines = (
                f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{lines}<c:marker val="1"/>{ids}'
                "</c:lineChart>"
            )
        return tall + lines

    # -------------------------------------------------------------------------------------------- series

    def numbered(self, series: Sequence[Series], body: Callable[[Series], str]) -> str:
        """Series one after the other, with what backs their hollow marks.

        `c:order` says what lies on what. LibreOffice goes by the order in the file, and has the first series of points on top.
        """
        found = []
        for each in backing.drawn(series, points=not self.plot.categories):
            n, self.count = self.count, self.count + 1
            name = f"<c:f>{self.where.name(each)}</c:f>{texts([each.name])}"
            head = f'<c:idx val="{n}"/><c:order val="{n}"/><c:tx><c:strRef>{name}</c:strRef></c:tx>'
            found.append(f"<c:ser>{head}{body(each)}</c:ser>")
        return "".join(found if self.plot.categories else [*reversed(found)])

    def scatter(self, each: Series) -> str:
        """Points with numbers on both axes."""
        x = numbers(self.where.across(each), [spot.x for spot in each.spots])
        y = numbers(self.where.values(each), [spot.y for spot in each.spots])
        return f'{self.marked(each)}<c:xVal>{x}</c:xVal><c:yVal>{y}</c:yVal><c:smooth val="0"/>'

    def line(self, each: Series) -> str:
        """Points over categories."""
        return f'{self.marked(each)}{self.by_category(each)}<c:smooth val="0"/>'

    def marked(self, each: Series) -> str:
        """What series of points and lines have in common, up to their values."""
        line = stroke(each.line) if each.line else "<a:ln><a:noFill/></a:ln>"
        points = "".join(
            f'<c:dPt><c:idx val="{i}"/>{marker(spot.marker)}<c:bubble3D val="0"/><c:spPr>{line}</c:spPr></c:dPt>'
            for i, spot in self.indexed(each)
            if spot.marker and spot.marker != each.marker
        )
        errors = self.errors(each, named=True)
        return f"<c:spPr>{line}</c:spPr>{marker(each.marker)}{points}{self.labels(each)}{errors}"

    def column(self, each: Series) -> str:
        """Columns over categories."""
        points = "".join(
            f'<c:dPt><c:idx val="{i}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{bar(spot)}</c:dPt>'
            for i, spot in self.indexed(each)
            if (spot.fill, spot.edge) != (each.spots[0].fill, each.spots[0].edge)
        )
        return (
            f'{bar(each.spots[0])}<c:invertIfNegative val="0"/>{points}{self.labels(each)}'
            f"{self.errors(each, named=False)}{self.by_category(each)}"
        )

    def by_category(self, each: Series) -> str:
        """Categories and values: a row for every category, empty where there is no value."""
        plot = self.plot
        values: list[float | None] = [None] * len(plot.categories)
        for spot in each.spots:
            values[int(spot.x)] = spot.y
        words = f"<c:strRef><c:f>{self.where.categories()}</c:f>{texts(plot.categories)}</c:strRef>"
        return f"<c:cat>{words}</c:cat><c:val>{numbers(self.where.values(each), values)}</c:val>"

    # -------------------------------------------------------------------------------------------- labels

    def labels(self, each: Series) -> str:
        """The labels of a series: rich text at the spots that have one, nothing at the others."""
        found = [(i, spot.label) for i, spot in self.indexed(each) if spot.label]
        if not found:
            return ""
        inside = "".join(self.label(i, label) for i, label in found)
        far = any(label.far for _, label in found)
        line = f"<c:spPr>{stroke(Stroke(each.leader, 0.75))}</c:spPr>" if far else ""
        leaders = _LEADERS.format(int(far), f"<c15:leaderLines>{line}</c15:leaderLines>" if far else "")
        return f"<c:dLbls>{inside}<c:spPr>{_NONE}</c:spPr>{_SHOWN.format(0)}{leaders}</c:dLbls>"

    def label(self, i: int, label: Label) -> str:
        """One label; moved where it has no place at its own side."""
        across, down = label.shift
        moved = ""
        if across or down:
            width, height = self.plot.size
            moved = f'<c:manualLayout><c:x val="{across / width:.6f}"/><c:y val="{down / height:.6f}"/></c:manualLayout>'
        look = properties(self.style.but(colour=label.colour, bold=label.bold))
        align = {"r": '<a:pPr algn="l"/>', "l": '<a:pPr algn="r"/>'}.get(label.side, "")
        lines = "".join(
            f"<a:p>{align}<a:r>{look}<a:t>{escaped(line)}</a:t></a:r></a:p>" for line in label.lines
        )
        rich = f"<c:rich>{_ROUND}<a:lstStyle/>{lines}</c:rich>"
        return (
            f'<c:dLbl><c:idx val="{i}"/><c:layout>{moved}</c:layout><c:tx>{rich}</c:tx><c:spPr>{_NONE}</c:spPr>'
            f'<c:dLblPos val="{label.side}"/>{_SHOWN.format(1)}</c:dLbl>'
        )

    def indexed(self, each: Series) -> Iterable[tuple[int, Spot]]:
        """The spots with their places in the data."""
        if self.plot.categories:
            return [(int(spot.x), spot) for spot in each.spots]
        return list(enumerate(each.spots))

    # -------------------------------------------------------------------------------------------- error bars

    def errors(self, each: Series, named: bool) -> str:
        """Custom error bars: plus, minus or both, for the spots that have one."""
        drawn = each.errors
        if drawn is None:
            return ""
        there = self.indexed(each)
        count = len(self.plot.categories) or len(each.spots)
        plus: list[float | None] = [None] * count
        minus: list[float | None] = [None] * count
        for i, spot in there:
            plus[i], minus[i] = spot.plus, spot.minus
        up, down = any(plus), any(minus)
        kind = "both" if up and down else "plus" if up else "minus"
        parts = f"<c:plus>{numbers(self.where.plus(each), plus)}</c:plus>" if up else ""
        parts += f"<c:minus>{numbers(self.where.minus(each), minus)}</c:minus>" if down else ""
        way = f'<c:errDir val="{drawn.along}"/>' if named else ""
        return (
            f'<c:errBars>{way}<c:errBarType val="{kind}"/><c:errValType val="cust"/><c:noEndCap val="1"/>{parts}'
            f"<c:spPr>{stroke(drawn.stroke, head=drawn.head)}</c:spPr></c:errBars>"
        )

    # -------------------------------------------------------------------------------------------- axes

    def axes(self) -> str:
        """The horizontal axis, then the vertical one."""
        plot = self.plot
        if plot.categories:
            return self.words_axis() + self.axis(plot.y, _UP, _ACROSS, "l")
        return self.axis(plot.x, _ACROSS, _UP, "b") + self.axis(plot.y, _UP, _ACROSS, "l")

    def axis(self, axis: Axis, own: str, other: str, at: str) -> str:
        """An axis of numbers."""
        log = '<c:logBase val="10"/>' if axis.log else ""
        order = "maxMin" if axis.reverse else "minMax"
        ends = f'<c:max val="{number(axis.high)!r}"/><c:min val="{number(axis.low)!r}"/>'
        grid = stroke(Stroke(self.plot.colours["hairline"], MARKS.hairline)) if axis.grid else ""
        grid = f"<c:majorGridlines><c:spPr>{grid}</c:spPr></c:majorGridlines>" if grid else ""
        line = stroke(Stroke(axis.line, MARKS.hairline)) if axis.line else "<a:ln><a:noFill/></a:ln>"
        across = own == _ACROSS
        cross = self.plot.y if across else self.plot.x
        crosses = "max" if across and cross.reverse else "min" if not across else "autoZero"
        step = f'<c:majorUnit val="{number(axis.step)!r}"/>' if axis.step and not axis.log else ""
        labels = "none" if axis.step is None else "high" if across and cross.reverse else "low"
        between = "between" if self.plot.between else "midCat"
        return (
            f'<c:valAx><c:axId val="{own}"/><c:scaling>{log}<c:orientation val="{order}"/>{ends}</c:scaling>'
            f'<c:delete val="0"/><c:axPos val="{at}"/>{grid}'
            f'<c:numFmt formatCode="{escaped(axis.format)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>'
            f"<c:spPr>{line}</c:spPr>{text_properties(self.style)}"
            f'<c:crossAx val="{other}"/><c:crosses val="{crosses}"/><c:crossBetween val="{between}"/>{step}</c:valAx>'
        )

    def words_axis(self) -> str:
        """An axis of categories."""
        line = (
            stroke(Stroke(self.plot.x.line, MARKS.hairline))
            if self.plot.x.line
            else "<a:ln><a:noFill/></a:ln>"
        )
        grid = stroke(Stroke(self.plot.colours["hairline"], MARKS.hairline)) if self.plot.x.grid else ""
        grid = f"<c:majorGridlines><c:spPr>{grid}</c:spPr></c:majorGridlines>" if grid else ""
        crosses = "max" if self.plot.y.reverse else "autoZero"
        return (
            f'<c:catAx><c:axId val="{_ACROSS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
            f'<c:axPos val="b"/>{grid}<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="{"high" if self.plot.y.reverse else "low"}"/><c:spPr>{line}</c:spPr>'
            f'{text_properties(self.style)}<c:crossAx val="{_UP}"/><c:crosses val="{crosses}"/><c:auto val="0"/>'
            '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        )

"""Native charts: bars that lie or columns that stand, with the data they are drawn from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from kumkm.domain.units import MINUS, Scale
from kumkm.export import fitting
from kumkm.export.downloads import SIMULATED
from kumkm.export.slide_text import INK, LINE, MUTED, SMALL, Box, Run, corners, rgb, tell, write_run
from kumkm.export.tables import exact

_Data: Final[Any] = CategoryChartData
_SPARE: Final = 0.22  # of the range, beyond its ends, for the labels


@dataclass(frozen=True)
class Series:
    """One series of a chart: None is no data. `colours` has one for each value, or one for all."""

    name: str
    values: Sequence[float | None]
    colours: Sequence[str]


@dataclass(frozen=True)
class Chart:
    """A native chart with its data: bars that lie, the first at the top, or columns that stand.

    Several series lie over each other, the first behind, or stand `beside` each other. `forms` has how the labels of
    each are written; empty, they have none. `title` stands above, with the mark of what is simulated.
    """

    title: str
    names: Sequence[str]
    series: Sequence[Series]
    forms: Sequence[str]
    simulated: bool = False
    upright: bool = False
    legend: bool = False
    beside: bool = False


def form(decimals: int, scale: Scale, after: str = "") -> str:
    """How a chart writes base units in a scale, the Indonesian way where the program can: `#,##0.0,,,` is miliar."""
    thousands = "," * (len(f"{int(scale.divisor)}") // 3)
    places = f".{'0' * decimals}" if decimals else ""
    literal = f'"{after}"' if after else ""
    number = f"#,##0{places}{thousands}{literal}"
    return f'[$-421]{number};[$-421]"{MINUS}"{number}'


def draw_chart(shapes: Any, box: Box, spec: Chart) -> None:
    """A chart, and the workbook it can be edited in."""
    data = _Data()
    data.categories = list(spec.names)
    for series in spec.series:
        data.add_series(series.name, [None if value is None else exact(value) for value in series.values])
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if spec.upright else XL_CHART_TYPE.BAR_CLUSTERED
    frame = shapes.add_chart(kind, *corners(box), data)
    title = f"{SIMULATED} · {spec.title}" if spec.simulated else spec.title
    frame.name = f"Grafik: {spec.title}"
    tell(frame, title)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_chart_data(spec))
    chart.font.size, chart.font.color.rgb = Pt(SMALL), rgb(INK)
    _chart_title(chart, title)
    chart.has_legend = spec.legend
    if spec.legend:
        chart.legend.include_in_layout = False
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    _axes(chart, spec)
    _plot_area(chart, box, spec)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    plot.overlap = 100 if len(spec.series) > 1 and not spec.beside else 0
    for drawn, series, written in zip(plot.series, spec.series, spec.forms, strict=True):
        _series(drawn, series, written)


def _chart_title(chart: Any, title: str) -> None:
    """Above the plot, from its left edge."""
    chart.has_title = True
    frame = chart.chart_title.text_frame
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    write_run(frame.paragraphs[0], Run(title, SMALL, True, MUTED))
    chart.chart_title.include_in_layout = False
    where = (
        f"<c:layout {nsdecls('c')}><c:manualLayout><c:xMode val='edge'/><c:yMode val='edge'/>"
        "<c:x val='0.005'/><c:y val='0.0'/></c:manualLayout></c:layout>"
    )
    element = chart.chart_title._element
    for old in element.xpath("c:layout"):
        element.remove(old)
    element.xpath("c:tx")[0].addnext(parse_xml(where))


def _plot_area(chart: Any, box: Box, spec: Chart) -> None:
    """Below the title, beside names that each stand on one line: programs left to themselves leave names out."""
    top, foot = 0.4 if spec.upright else 0.34, 0.36 if spec.legend else 0.05
    longest = max(fitting.width(name, SMALL) for name in spec.names)
    left, foot = (0.05, foot + 0.26) if spec.upright else (longest + 0.15, foot)
    parts = {
        "x": left / box.width,
        "y": top / box.height,
        "w": (box.width - left - 0.05) / box.width,
        "h": (box.height - top - foot) / box.height,
    }
    sides = "".join(f"<c:{name} val='{part:.4f}'/>" for name, part in parts.items())
    where = (
        f"<c:layout {nsdecls('c')}><c:manualLayout><c:layoutTarget val='inner'/><c:xMode val='edge'/>"
        f"<c:yMode val='edge'/>{sides}</c:manualLayout></c:layout>"
    )
    area = chart._chartSpace.xpath("c:chart/c:plotArea")[0]
    for old in area.xpath("c:layout"):
        area.remove(old)
    area.insert(0, parse_xml(where))


def _axes(chart: Any, spec: Chart) -> None:
    names, values = chart.category_axis, chart.value_axis
    values.visible, values.has_major_gridlines, values.has_minor_gridlines = False, False, False
    names.has_major_gridlines = False
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = rgb(LINE)
    names.reverse_order = not spec.upright
    skip = parse_xml(f"<c:tickLblSkip {nsdecls('c')} val='1'/>")  # every name, however many
    names._element.xpath("c:noMultiLvlLbl")[0].addprevious(skip)
    _range(values, [value for series in spec.series for value in series.values if value is not None])


def _range(values: Any, known: Sequence[float]) -> None:
    """From zero; below it as far as there are values, with room for the labels at both ends."""
    if not known:
        return
    low, high = min([0.0, *known]), max([0.0, *known])
    values.minimum_scale = low - _SPARE * (high - low) if low < 0 else 0
    values.maximum_scale = high + _SPARE * (high - low) if high > low else 1


def _series(drawn: Any, series: Series, written: str) -> None:
    first = series.colours[0]
    drawn.invert_if_negative = False
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = rgb(first)
    for place, colour in enumerate(series.colours):
        if colour != first:
            point = drawn.points[place].format.fill
            point.solid()
            point.fore_color.rgb = rgb(colour)
    if not written:
        return
    labels = drawn.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, written, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.color.rgb = Pt(SMALL), rgb(INK)


def _chart_data(spec: Chart) -> bytes:
    """The workbook behind a chart: every digit, and nothing of the day it was made."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        page = book.add_worksheet("Sheet1")
        for row, name in enumerate(spec.names, start=1):
            page.write_string(row, 0, name)
        for column, series in enumerate(spec.series, start=1):
            page.write_string(0, column, series.name)
            for row, value in enumerate(series.values, start=1):
                if value is not None:
                    page.write_number(row, column, exact(value))
        page.set_column(0, 0, 30)
    return buffer.getvalue()

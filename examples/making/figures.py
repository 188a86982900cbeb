"""What stands on a slide beside text: a table, a native chart, a picture, a group of shapes."""

from __future__ import annotations

import io
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from making.drawings import picture
from making.look import RIGHT_BOX, Look

Source = dict[str, Any]
KINDS = {"bars": XL_CHART_TYPE.BAR_CLUSTERED, "columns": XL_CHART_TYPE.COLUMN_CLUSTERED}
LEFT, TOP, WIDTH = 0.85, 1.75, 11.63  # inches: where a table or a group begins


def add_table(slide: Any, source: Source, style: Look) -> None:
    """The first column takes what the others leave; numbers stand on the right."""
    rows = source["rows"]
    height = 0.56 * len(rows)
    frame = slide.shapes.add_table(
        len(rows), len(rows[0]), *map(Inches, (LEFT, TOP, WIDTH, height))
    )
    frame.name = source["name"]
    widths = source["widths"]
    for column, width in zip(frame.table.columns, widths, strict=True):
        column.width = Inches(width)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            _fill_cell(frame.table.cell(r, c), text, style, head=r == 0, odd=r % 2 == 1)
            if c and source.get("numbers"):
                frame.table.cell(r, c).text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    _add_remark(slide, source.get("remark", ""), TOP + height + 0.25)


def _fill_cell(cell: Any, text: str, style: Look, *, head: bool, odd: bool) -> None:
    cell.text, cell.vertical_anchor = text, MSO_ANCHOR.MIDDLE
    font = cell.text_frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(17), head
    font.color.rgb = RGBColor.from_string("FFFFFF" if head else style.ink)
    cell.fill.solid()
    back = style.dark if head else ("FFFFFF" if odd else style.paper)
    cell.fill.fore_color.rgb = RGBColor.from_string(back)


def _add_remark(slide: Any, text: str, top: float) -> None:
    if not text:
        return
    box = slide.shapes.add_textbox(*map(Inches, (LEFT - 0.1, top, WIDTH, 0.6)))
    box.name = "Remark"
    box.text_frame.word_wrap = True
    box.text_frame.text = text
    font = box.text_frame.paragraphs[0].runs[0].font
    font.size, font.color.theme_color = Pt(16), MSO_THEME_COLOR.ACCENT_3


def add_chart(slide: Any, source: Source, style: Look) -> None:
    data = CategoryChartData(number_format=source["format"])
    data.categories = source["categories"]
    for name, values in source["series"].items():
        data.add_series(name, values)
    frame = slide.shapes.add_chart(KINDS[source["kind"]], *map(Inches, RIGHT_BOX), data)
    frame.name = source["title"]
    frame._element.nvGraphicFramePr.cNvPr.set("descr", source["alt"])
    chart = frame.chart
    chart.font.size, chart.font.color.rgb = Pt(14), RGBColor.from_string(style.ink)
    chart.has_title = True
    chart.chart_title.text_frame.text = source["title"]
    _style_title(chart.chart_title.text_frame.paragraphs[0].runs[0].font, style)
    _style_axes(chart, source["kind"])
    _style_plot(chart, source, style)


def _style_title(font: Any, style: Look) -> None:
    font.size, font.bold = Pt(16), True
    font.color.rgb = RGBColor.from_string(style.dark)


def _style_axes(chart: Any, kind: str) -> None:
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.category_axis.format.line.fill.background()
    if kind == "bars":
        chart.category_axis.reverse_order = True  # the first category on top


def _style_plot(chart: Any, source: Source, style: Look) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, -10
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = (
        source["format"],
        False,
    )
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size, plot.data_labels.font.bold = Pt(14), True
    colours = [style.soft, style.accent] if len(plot.series) > 1 else [style.accent]
    for series, colour in zip(plot.series, colours, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(colour)
    chart.has_legend = len(plot.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def add_picture(slide: Any, source: Source) -> None:
    left, top, width, height = RIGHT_BOX
    image = io.BytesIO(picture(source["drawing"]))
    shape = slide.shapes.add_picture(image, *map(Inches, (left, top, width, height)))
    shape.name = source["name"]
    shape._element.nvPicPr.cNvPr.set("descr", source["alt"])


def add_group(slide: Any, source: Source, style: Look) -> None:
    """Layers of a floor, one on the other, or steps from left to right, as one group."""
    group = slide.shapes.add_group_shape()
    group.name = source["name"]
    (_add_layers if source["kind"] == "layers" else _add_steps)(group, source["items"], style)
    _add_remark(slide, source.get("remark", ""), 6.1)


def _add_layers(group: Any, items: list[Source], style: Look) -> None:
    """Each layer as thick as its `share`, what it is on the right of it."""
    top, room, gap = TOP, 4.25, 0.05
    total = sum(item["share"] for item in items)
    for item in items:
        height = room * item["share"] / total
        box = (LEFT, top, 2.6, height - gap)
        bar = _shape(group, MSO_SHAPE.RECTANGLE, box, item["colour"], item["label"])
        _ink(bar, item["ink"])
        text = _shape(group, MSO_SHAPE.RECTANGLE, (3.6, top, 8.9, height - gap), "", item["text"])
        text.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        _ink(text, style.ink)
        top += height


def _add_steps(group: Any, items: list[Source], style: Look) -> None:
    width = WIDTH / len(items)
    for number, item in enumerate(items):
        left = LEFT + number * width
        colour = style.accent if number == len(items) - 1 else style.dark
        head = _shape(
            group, MSO_SHAPE.PENTAGON, (left, TOP, width - 0.1, 0.95), colour, item["label"]
        )
        _ink(head, "FFFFFF")
        box = (left, TOP + 1.1, width - 0.25, 2.95)
        _write_step(_shape(group, MSO_SHAPE.RECTANGLE, box, "FFFFFF", item["figure"]), item, style)


def _write_step(shape: Any, item: Source, style: Look) -> None:
    """The figure large, below it the sentence."""
    frame = shape.text_frame
    frame.vertical_anchor, frame.margin_top = MSO_ANCHOR.TOP, Inches(0.15)
    sentence = frame.add_paragraph()
    sentence.text, sentence.space_before = item["text"], Pt(6)
    for paragraph, size, colour in (
        (frame.paragraphs[0], 24, style.dark),
        (sentence, 17, style.ink),
    ):
        font = paragraph.runs[0].font
        paragraph.alignment, font.size, font.bold = PP_ALIGN.LEFT, Pt(size), size > 20
        font.color.rgb = RGBColor.from_string(colour)


def _ink(shape: Any, colour: str) -> None:
    shape.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor.from_string(colour)


def _shape(
    group: Any, kind: Any, box: tuple[float, float, float, float], colour: str, text: str
) -> Any:
    shape = group.shapes.add_shape(kind, *map(Inches, box))
    shape._element.remove(shape._element.find(qn("p:style")))  # no shadow, no border
    if colour:
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(colour)
    else:
        shape.fill.background()
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_top = frame.margin_bottom = 0
    frame.text = text
    frame.paragraphs[0].runs[0].font.size = Pt(17)
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    return shape

"""A deck opened again, and what stands on its slides."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def every_shape(slide: Any) -> Iterator[Any]:
    for shape in slide.shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from shape.shapes


def texts(slide: Any) -> Iterator[str]:
    """Everything that can be read on a slide: text, cells, and what charts are drawn from."""
    for shape in every_shape(slide):
        if shape.has_text_frame:
            yield shape.text_frame.text
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from (cell.text_frame.text for row in shape.table.rows for cell in row.cells)
        elif getattr(shape, "has_chart", False) and shape.has_chart:
            yield shape.chart.chart_title.text_frame.text
            yield from map(str, shape.chart.plots[0].categories)


def named(slide: Any, name: str) -> list[Any]:
    return [shape for shape in every_shape(slide) if shape.name == name]


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if getattr(shape, "has_chart", False) and shape.has_chart]


def topic(slide: Any) -> str:
    return str(named(slide, "Topik")[0].text_frame.text)


def on(slides: list[Any], wanted: str) -> Any:
    return next(slide for slide in slides if topic(slide) == wanted)


def in_notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)

"""Frames as CSV, JSON and XLSX; missing stays empty, and no cell can run as a formula."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd
import xlsxwriter

_RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\n")


def to_json(frame: pd.DataFrame) -> str:
    """Return a list of objects in base units; missing is null, never NaN."""
    return json.dumps(_records(frame), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def to_json_object(content: Mapping[str, Any]) -> str:
    """Return one object: plain values, lists and mappings of them, and frames as lists of objects."""
    return json.dumps(_nested(content), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _nested(value: Any) -> Any:
    if isinstance(value, pd.DataFrame):
        return _records(value)
    if isinstance(value, Mapping):
        return {str(key): _nested(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_nested(item) for item in value]
    return plain(value)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def to_csv(frame: pd.DataFrame) -> str:
    """Return comma-separated values with a decimal point; missing is empty."""
    safe = frame.copy()
    for column in safe.columns[[not pd.api.types.is_numeric_dtype(kind) for kind in safe.dtypes]]:
        safe[column] = safe[column].map(lambda value: "" if plain(value) is None else neutral(plain(value)))
    return str(safe.to_csv(index=False, lineterminator="\n"))


def to_xlsx(
    frame: pd.DataFrame,
    *,
    title: str,
    notes: Sequence[str] = (),
    sheet: str = "Data",
    places: Mapping[str, Sequence[int | None]] | None = None,
) -> bytes:
    """Return a workbook: title, the table with numbers as numbers, then notes (source, period, build).

    `places` gives, for a column, the decimals each of its cells is shown with; the cell keeps every digit.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        page.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        number = book.add_format({"num_format": "#,##0.00"})
        whole = book.add_format({"num_format": "#,##0"})
        shown = {count: book.add_format({"num_format": number_format(count)}) for count in range(7)}
        for column, name in enumerate(frame.columns):
            page.write_string(2, column, str(name), heading)
            values = [plain(value) for value in frame[name]]
            is_whole = all(
                isinstance(value, int) or value is None or float(value).is_integer()
                for value in values
                if not isinstance(value, str | bool)
            )
            decimals = (places or {}).get(str(name), [None] * len(values))
            for row, (value, count) in enumerate(zip(values, decimals, strict=True), start=3):
                if isinstance(value, (bool, str)):
                    page.write_string(row, column, str(value))
                elif value is not None:
                    plain_year = str(name).lower() in ("tahun", "year")
                    usual = None if plain_year else whole if is_whole else number
                    page.write_number(row, column, exact(value), usual if count is None else shown[count])
            longest = max([len(str(name)) / 1.4, *(len(str(value)) for value in values if value is not None)])
            page.set_column(column, column, min(42.0, max(9.0, longest + 2)))
        page.freeze_panes(3, 1)
        for row, note in enumerate(notes, start=len(frame) + 4):
            page.write_string(row, 0, note)
    return buffer.getvalue()


def number_format(decimals: int) -> str:
    """Thousands parted and so many decimals, as Excel's own language then writes it."""
    return f"#,##0.{'0' * decimals}".rstrip(".")


class _Exact(float):
    """A number that xlsxwriter, which formats with sixteen digits, writes with all that a double may need."""

    def __format__(self, _digits: str) -> str:
        return repr(float(self))


def exact(value: float) -> float:
    """A number for a cell of a workbook, to the last digit; a whole one is written as it is."""
    return value if isinstance(value, int) else _Exact(value)


def marked(frame: pd.DataFrame, *, simulated: bool) -> pd.DataFrame:
    """The frame with a column `simulated`: its own where it has one, else whether what it rests on is simulated."""
    return frame if "simulated" in frame else frame.assign(simulated=simulated)


def neutral(value: Any) -> Any:
    """Return text that a spreadsheet will not run: a leading formula sign gets an apostrophe."""
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return "'" + text if text.startswith(_RUNS_AS_FORMULA) else text


def plain(value: Any) -> Any:
    """A JSON-ready scalar; NaN, NaT and NA become None."""
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value

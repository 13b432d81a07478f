"""Sheets of a workbook, or a CSV as one sheet: cells as they are, numbered as a spreadsheet does."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from kumkm.ingest import opening, workbooks
from kumkm.ingest.opening import FileKind
from kumkm.ingest.refusals import refuse


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows[0]` is row 1 and its first cell column A; empty cells are ''.

    `merged` are ((row, column), (row, column)) corners counted from 0; `hidden_rows` count from 1;
    `percent` are the (row, column), from 0, of cells formatted as a percentage.
    """

    name: str
    rows: list[list[object]]
    hidden: bool = False
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    percent: frozenset[tuple[int, int]] = frozenset()


def letter(column: int) -> str:
    """`A` for column 0, `AB` for column 27."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def read(opened: opening.Opened, *, limit: int | None = None) -> Iterator[Sheet]:
    """The sheets of an inspected file, hidden ones included; `limit` reads only the first rows of a CSV."""
    if opened.kind is FileKind.CSV:
        yield _csv(opened, limit)
    else:
        yield from _workbook(opened)


def _csv(opened: opening.Opened, limit: int | None) -> Sheet:
    dialect = opened.dialect or opening.csv_dialect(opened.path)
    with opened.path.open(encoding=dialect.encoding, newline="") as file:
        lines = csv.reader(file, delimiter=dialect.delimiter, quotechar=dialect.quotechar)
        rows: list[list[object]] = [list(line) for line in islice(lines, limit)]
    return Sheet("", rows)


def _workbook(opened: opening.Opened) -> Iterator[Sheet]:
    path = opened.path
    hidden_rows, percent, errors = _extras(opened)
    of_ods = opening.percent_cells_of_ods(path) if opened.kind is FileKind.ODS else []
    try:
        # By content: from_path would believe the extension.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
            for place, meta in enumerate(workbook.sheets_metadata):
                sheet = workbook.get_sheet_by_name(meta.name)
                yield Sheet(
                    name=meta.name,
                    rows=_with_errors(sheet.to_python(skip_empty_area=False), errors.get(meta.name, {})),
                    hidden=meta.visible is not SheetVisibleEnum.Visible,
                    merged=tuple(sheet.merged_cell_ranges or ()),
                    hidden_rows=frozenset(hidden_rows.get(meta.name, ())),
                    percent=frozenset(of_ods[place] if place < len(of_ods) else percent.get(meta.name, ())),
                )
    except PasswordError as error:
        raise workbooks.locked(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise refuse(
            path,
            "B05",
            "buku kerja rusak",
            "buku kerja Excel atau OpenDocument",
            "Buka di Excel, simpan ulang, lalu kirim lagi.",
        ) from error


def _with_errors(rows: Sequence[Sequence[object]], errors: Mapping[tuple[int, int], str]) -> list[list[object]]:
    """Cells as lists; calamine leaves empty what Excel shows as `#REF!`."""
    found = [list(row) for row in rows]
    for (row, column), shown in errors.items():
        if row < len(found) and column < len(found[row]):
            found[row][column] = shown
    return found


_Cells = set[tuple[int, int]]


def _extras(
    opened: opening.Opened,
) -> tuple[dict[str, set[int]], dict[str, _Cells], dict[str, dict[tuple[int, int], str]]]:
    """Hidden rows, percentages and errors by sheet; only an xlsx tells."""
    if opened.kind is not FileKind.XLSX:
        return {}, {}, {}
    path = opened.path
    return opening.hidden_rows(path), opening.percent_cells(path), opening.error_cells(path)

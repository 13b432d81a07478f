"""Sheets of a workbook, or a CSV as one sheet: cells as they are, numbered as a spreadsheet does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from kumkm.errors import RefusedFile
from kumkm.ingest import biff, delimited, html, limits, opening, vouching, workbooks
from kumkm.ingest.opening import FileKind
from kumkm.ingest.refusals import refuse
from kumkm.ingest.vouching import Cell, Doubts


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows[0]` is row 1 and its first cell column A; empty cells are ''.

    `merged` are ((row, column), (row, column)) corners counted from 0; `hidden_rows` count from 1;
    `percent` are the (row, column), from 0, of cells formatted as a percentage.
    `unvouched` are those of formulas whose value nobody calculated; they read as empty. `notes` are the footnote marks
    raised above a text, which does not hold them. `date1904` says that typed serials count their days from 1904.
    `formats` and `formulas` are the number formats and formulas of cells, told by an xlsx where they were asked for.
    """

    name: str
    rows: list[list[object]]
    hidden: bool = False
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    percent: frozenset[Cell] = frozenset()
    unvouched: frozenset[Cell] = frozenset()
    notes: Mapping[Cell, str] = field(default_factory=dict)
    date1904: bool = False
    formats: Mapping[Cell, str] = field(default_factory=dict)
    formulas: Mapping[Cell, str] = field(default_factory=dict)


def letter(column: int) -> str:
    """`A` for column 0, `AB` for column 27."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def read(opened: opening.Opened, *, limit: int | None = None, written: bool = False) -> Iterator[Sheet]:
    """The sheets of an inspected file, hidden ones included; `limit` reads only the first rows of a CSV.

    `written` also reads how cells are written: their number formats and formulas, which no number rests on.
    """
    if opened.kind is FileKind.CSV:
        sheets = iter([_csv(opened, limit)])
    elif opened.kind is FileKind.HTML:
        sheets = _page(opened)
    else:
        sheets = _workbook(opened, written=written)
    for sheet in sheets:
        limits.checked_cells(opened.path, sheet.rows)
        yield sheet


def _csv(opened: opening.Opened, limit: int | None) -> Sheet:
    dialect = opened.dialect or opening.csv_dialect(opened.path)
    return Sheet("", [list(record) for record in delimited.records(opened.path, dialect, limit)])


def _page(opened: opening.Opened) -> Iterator[Sheet]:
    tables = html.tables(opened.path)
    for number, table in enumerate(tables, start=1):
        yield Sheet(
            name=f"Tabel {number}" if len(tables) > 1 else "",
            rows=table.rows,
            merged=tuple(table.merged),
            hidden_rows=frozenset(table.hidden_rows),
            percent=frozenset(table.percent),
            notes=table.notes,
        )


def _workbook(opened: opening.Opened, *, written: bool) -> Iterator[Sheet]:
    path = opened.path
    from_1904, beside = _BESIDE[opened.kind](path)
    layout = workbooks.written_cells(path) if written and opened.kind is FileKind.XLSX else {}
    try:
        # By content: from_path would believe the extension.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
            for place, meta in enumerate(workbook.sheets_metadata):
                sheet = workbook.get_sheet_by_name(meta.name)
                details = beside.get(meta.name) or beside.get(place) or _Beside()
                formats, formulas = layout.get(meta.name, ({}, {}))
                yield Sheet(
                    name=meta.name,
                    rows=details.corrected(sheet.to_python(skip_empty_area=False)),
                    hidden=meta.visible is not SheetVisibleEnum.Visible,
                    merged=tuple(sheet.merged_cell_ranges or ()),
                    hidden_rows=frozenset(details.hidden_rows),
                    percent=frozenset(details.percent),
                    unvouched=frozenset(details.doubts.unvouched),
                    notes=details.doubts.notes,
                    date1904=from_1904,
                    formats=formats,
                    formulas=formulas,
                )
    except PasswordError as error:
        raise workbooks.locked(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(path) from error
    except BaseException as error:
        # The library gives up on some damaged files by a panic, which is no Exception.
        if type(error).__name__ == "PanicException":
            raise _damaged(path) from error
        raise


def _damaged(path: Path) -> RefusedFile:
    return refuse(
        path, "B05", "buku kerja rusak", "buku kerja Excel atau OpenDocument",
        "Buka di Excel, simpan ulang, lalu kirim lagi.",
    )  # fmt: skip


@dataclass(frozen=True)
class _Beside:
    """What a workbook says of a sheet beside its values."""

    percent: Set[Cell] = frozenset()
    hidden_rows: Set[int] = frozenset()
    errors: Mapping[Cell, str] = field(default_factory=dict)
    doubts: Doubts = field(default_factory=Doubts)
    words: Mapping[Cell, str] = field(default_factory=dict)  # what the format writes behind a number

    def corrected(self, rows: Sequence[Sequence[object]]) -> list[list[object]]:
        """Cells as lists: errors as Excel shows them, texts without raised marks, nothing where nobody calculated."""
        corrected = [list(row) for row in rows]
        for (row, column), word in self.words.items():
            number = corrected[row][column] if row < len(corrected) and column < len(corrected[row]) else ""
            if isinstance(number, int | float) and not isinstance(number, bool):
                corrected[row][column] = f"{number:.15g} {word}".replace(".", ",")
        unvouched = dict.fromkeys(self.doubts.unvouched, "")
        for (row, column), shown in (*self.errors.items(), *self.doubts.texts.items(), *unvouched.items()):
            if row < len(corrected) and column < len(corrected[row]):
                corrected[row][column] = shown
        return corrected


_Sheets = dict[str | int, _Beside]  # by name, or by place where only that is told


def _of_xlsx(path: Path) -> tuple[bool, _Sheets]:
    percent, hidden, errors = workbooks.percent_cells(path), workbooks.hidden_rows(path), workbooks.error_cells(path)
    from_1904, doubts = vouching.doubts_of_xlsx(path)
    words = workbooks.worded_cells(path)
    return from_1904, {
        name: _Beside(percent[name], hidden[name], errors.get(name, {}), doubts[name], words.get(name, {}))
        for name in percent
    }


def _of_ods(path: Path) -> tuple[bool, _Sheets]:
    from_1904, doubts = vouching.doubts_of_ods(path)
    percent = workbooks.percent_cells_of_ods(path)
    return from_1904, {
        place: _Beside(percent=cells, doubts=doubt)
        for place, (cells, doubt) in enumerate(zip(percent, doubts, strict=True))
    }


def _of_xls(path: Path) -> tuple[bool, _Sheets]:
    from_1904, old = biff.beside_values(path)
    return from_1904, {
        place: _Beside(sheet.percent, sheet.hidden_rows, doubts=Doubts(sheet.unvouched))
        for place, sheet in enumerate(old)
    }


_BESIDE = {FileKind.XLSX: _of_xlsx, FileKind.ODS: _of_ods, FileKind.XLS: _of_xls}

"""What reading a file yields: facts and rows with the cell each came from, and what was noticed on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Fact(NamedTuple):
    """One number of a recap, from one cell. `value` is in base units, None where the cell holds none.

    `population` says of whom it is and `nature` what kind of number ("realisasi", "target").
    `region_code`, `year` and `month` are None where they could not be told; `subdistrict`, `sector` and
    `cooperative_type` say which part of the region the number is of, None where of the whole.
    """

    sheet: str
    row_number: int
    column_letter: str
    heading: str
    field: str
    quantity: str
    region_text: str | None
    region_code: str | None
    year: int | None
    month: int | None
    subdistrict: str | None
    sector: str | None
    cooperative_type: str | None
    text: str
    value: float | None
    population: str = "semua"
    nature: str = "realisasi"


class Note(NamedTuple):
    """Something noticed at a cell; the rules under `queries/rules` turn notes into findings.

    `found` never holds personal data. `field` is None where the column is of no known field.
    """

    sheet: str
    row_number: int | None
    column_letter: str | None
    heading: str | None
    field: str | None
    note: str
    found: str | None
    expected: str | None
    region_code: str | None


class Total(NamedTuple):
    """A printed total beside the sum of its details, both in base units."""

    sheet: str
    row_number: int
    column_letter: str
    heading: str
    field: str
    printed: float
    summed: float
    tolerance: float
    region_code: str | None


class ColumnUse(NamedTuple):
    """What a column was taken for; `field` None where its heading is unknown."""

    sheet: str
    column_letter: str
    heading: str
    field: str | None
    unit: float | None


class Understood(NamedTuple):
    """How one column was understood, or one row of a table with its fields down: what every slot holds.

    `measure` is None where no field was recognised; `reason` says why it is not read, None where it is.
    """

    sheet: str
    row_number: int | None
    column_letter: str
    heading: str
    measure: str | None
    population: str | None
    unit: str | None
    nature: str | None
    period: str | None
    read: bool
    reason: str | None


@dataclass
class Delivery:
    """One subject of one file. `rows` holds the records of a list, one mapping per row."""

    delivery_id: str
    file: str
    file_hash: str
    size_bytes: int
    kind: str
    subject: str
    provider: str
    simulated: bool
    as_of: date | None = None
    complete: bool = False  # whether a title says that it names everybody there is
    facts: list[Fact] = field(default_factory=list)
    rows: list[dict[str, object]] = field(default_factory=list)
    history: list[dict[str, object]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    columns: list[ColumnUse] = field(default_factory=list)
    targets: list[Fact] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)  # words a person let pass, as written
    corrected: list[tuple[str, str, int]] = field(default_factory=list)  # correction id, sheet, row

"""Known errors in deliveries, corrected while reading: `data/corrections.toml`.

A correction names the kind, the field and what is written there, and may narrow that by file, sheet and row.
It has a reason and an expiry; one that matches nothing any more is itself a finding.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kumkm.errors import InputError
from kumkm.ingest.cells import shown

if TYPE_CHECKING:
    from kumkm.ingest.delivery import Delivery
    from kumkm.ingest.recognise import Recognised


@dataclass(frozen=True)
class Correction:
    """One `[[correction]]`. `sheet`, `row` and `file_hash` are None where any will do."""

    id: str
    kind: str
    field: str
    found: str
    value: str
    reason: str
    expires: date
    file_hash: str | None = None
    sheet: str | None = None
    row: int | None = None


@dataclass(frozen=True)
class Corrections:
    """The corrections, of which those are in force that had not expired on `today`, the day of receipt."""

    listed: tuple[Correction, ...] = ()
    today: date = date.max

    @property
    def in_force(self) -> list[Correction]:
        return [item for item in self.listed if item.expires >= self.today]

    def apply(self, recognised: Recognised, delivery: Delivery) -> None:
        """Rewrite the cells that are known to be wrong and remember where."""
        for item in self.in_force:
            if item.kind != delivery.kind or (item.file_hash or delivery.file_hash) != delivery.file_hash:
                continue
            if (item.sheet or recognised.table.sheet.name) == recognised.table.sheet.name:
                self._apply_one(item, recognised, delivery)

    def _apply_one(self, item: Correction, recognised: Recognised, delivery: Delivery) -> None:
        indices = [use.column.index for use in recognised.uses if use.field is not None and use.field.id == item.field]
        for row in recognised.table.rows:
            if item.row is not None and row.number != item.row:
                continue
            for index in indices:
                if shown(row.at(index)) == item.found:
                    row.cells[index] = item.value
                    delivery.corrected.append((item.id, recognised.table.sheet.name, row.number))


def load(path: Path, today: date) -> Corrections:
    """Read `data/corrections.toml`; an absent file has none. Raises InputError where it breaks its contract."""
    if not path.is_file():
        return Corrections((), today)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        listed = tuple(Correction(**item) for item in content.get("correction", []))
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise InputError(
            f"data/corrections.toml tidak sesuai kontraknya: {error}. Setiap [[correction]] memerlukan id, kind, "
            "field, found, value, reason, dan expires (tanggal)."
        ) from error
    return Corrections(listed, today)

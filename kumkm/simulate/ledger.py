"""Where errors were planted, for people (Markdown) and for tests (JSON)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

import pandas as pd

from kumkm.simulate import wording

GALAT, PERINGATAN = "galat", "peringatan"


@dataclass(frozen=True)
class Spot:
    """A cell: sheet, row as Excel counts, the column's letter and its heading, levels parted by ›."""

    sheet: str
    row: int
    letter: str
    column: str


@dataclass(frozen=True)
class Planted:
    """One planted error. `row` counts as Excel does; in the Parquet file it counts rows of data from 1."""

    rule: str
    severity: str
    file: str
    sheet: str
    row: int
    letter: str
    column: str
    planted: str
    region_code: str | None


@dataclass
class Ledger:
    """What was planted, in the order of planting."""

    entries: list[Planted] = field(default_factory=list)

    def note(self, rule: str, severity: str, file: str, spot: Spot, planted: str, region_code: str | None) -> None:
        self.entries.append(
            Planted(rule, severity, file, spot.sheet, spot.row, spot.letter, spot.column, planted, region_code)
        )

    def as_json(self) -> str:
        return json.dumps([asdict(entry) for entry in self.entries], ensure_ascii=False, indent=1) + "\n"

    def as_markdown(self) -> str:
        """Classes with their counts, then every cell."""
        if not self.entries:
            return (
                f"# Kesalahan yang ditanam\n\n{wording.MARK}. Tidak ada: berkas-berkas ini dibuat dengan `--clean`.\n"
            )
        lines = [_HEAD, "| aturan | tingkat | berkas | apa | jumlah |", "|---|---|---|---|---|"]
        classes = pd.DataFrame([asdict(entry) for entry in self.entries])
        for key, rows in classes.groupby(["rule", "severity", "file", "planted"], sort=True):
            lines.append(
                "| " + " | ".join(f"`{part}`" if part == key[2] else str(part) for part in (*key, len(rows))) + " |"
            )
        lines += [_EVERY, "| aturan | berkas | lembar | sel | kolom |", "|---|---|---|---|---|"]
        lines += [f"| {e.rule} | {e.file} | {e.sheet} | {e.letter}{e.row} | {e.column} |" for e in self.entries]
        return "\n".join(lines) + "\n"


_HEAD = f"""# Kesalahan yang ditanam

{wording.MARK}. Daftar ini ditulis oleh `python -m kumkm simulate` bersama berkas-berkasnya; bentuk yang dapat dibaca
program ada di `kesalahan.json`. Aturan V29 (aktif tanpa RAT) tidak ditanam per sel: ia muncul dengan sendirinya karena
hanya sekitar seperlima koperasi aktif yang melaksanakan RAT, seperti angka yang terbit. Begitu pula V53, karena
pendataan UMKM memang berlangsung dalam dua gelombang. Satu sel dapat menyalakan lebih dari satu aturan; yang tertulis
di sini adalah maksud penanamannya.

## Ringkasan
"""
_EVERY = """
## Setiap sel

Baris dihitung seperti di Excel; pada `sidt-kumkm.parquet` baris data pertama adalah 1.
"""

"""Writes every simulated delivery into a folder."""

from __future__ import annotations

from pathlib import Path

from kumkm.errors import UsageError
from kumkm.simulate import calibration as targets
from kumkm.simulate import cooperative_list, cooperatives, enterprises, kur, layouts, operator_log, pages, proposals
from kumkm.simulate.calibration import Calibration
from kumkm.simulate.errors import RECAP_ERRORS
from kumkm.simulate.ledger import Ledger

PROVINCE_FILE = "rekap-koperasi-provinsi.xlsx"
PROVINCE_BY_COLUMNS_FILE = "rekap-koperasi-provinsi-kolom.xlsx"
LAYOUTS = "ABCD"
# Below this share the list of cooperatives shrinks no further: every region keeps a few.
LEAST_COOPERATIVES = 0.1


def recap_file(short_name: str) -> str:
    return f"rekap-koperasi-{short_name.lower().replace(' ', '-')}.xlsx"


def recaps(
    calibration: Calibration, facts: layouts.Facts, *, clean: bool
) -> dict[str, tuple[str | None, list[pages.Page]]]:
    """Every recap workbook: file name → region (None for the province's) and sheets."""
    books: dict[str, tuple[str | None, list[pages.Page]]] = {}
    for index, place in enumerate(calibration.local):
        layout = LAYOUTS[index % len(LAYOUTS)]
        sheets = layouts.district_workbook(layout, place, facts, clean=clean)
        books[recap_file(place.region.short_name)] = (place.code, sheets)
    books[PROVINCE_FILE] = (None, layouts.province_workbook(calibration, facts))
    books[PROVINCE_BY_COLUMNS_FILE] = (None, layouts.province_by_columns(calibration, facts))
    return books


def spoil(books: dict[str, tuple[str | None, list[pages.Page]]], ledger: Ledger) -> None:
    """Plant the errors of the recaps."""
    by_region = {region: file for file, (region, _sheets) in books.items()}
    for error in RECAP_ERRORS:
        file = by_region[error.region_code] if error.region_code else PROVINCE_BY_COLUMNS_FILE
        for spot in error.apply({page.name: page for page in books[file][1]}):
            ledger.note(error.rule, error.severity, file, spot, error.what, error.region_code)


def simulate(out: Path, *, seed: int = 74, scale: float = 1.0, clean: bool = False, reference: Path) -> list[Path]:
    """Write the deliveries into `out` and return their paths; the same seed gives the same deliveries.

    `scale` multiplies the enterprises; below 1 it shrinks the list of cooperatives too, to a tenth at least. With
    `clean` no error is planted. Raises UsageError for a scale that is not positive.
    """
    if scale <= 0:
        raise UsageError(f"--scale: ditemukan {scale}; yang diharapkan angka di atas 0, misalnya 1 atau 0.01.")
    out.mkdir(parents=True, exist_ok=True)
    calibration, ledger = targets.load(reference), Ledger()
    panel = cooperatives.register(
        calibration, targets.quotas(calibration, max(scale, LEAST_COOPERATIVES)), seed=seed, clean=clean
    )
    facts = layouts.Facts.of(
        cooperatives.aggregate(panel, ["region_code", "book_year"]),
        cooperatives.aggregate(panel, ["region_code", "book_year", "district"]),
    )
    books = recaps(calibration, facts, clean=clean)
    if not clean:
        spoil(books, ledger)
    written = [pages.write(out / file, sheets) for file, (_region, sheets) in books.items()]
    written.append(
        pages.write(out / cooperative_list.FILE, cooperative_list.pages(panel, ledger, seed=seed, clean=clean))
    )
    written += enterprises.write(out, calibration, ledger, seed=seed, scale=scale, clean=clean)
    written.append(pages.write(out / kur.FILE, kur.workbook(calibration, seed=seed)))
    written.append(
        pages.write(out / proposals.FILE, proposals.workbook(calibration, panel, ledger, seed=seed, clean=clean))
    )
    written.append(operator_log.write(out / operator_log.FILE, calibration, facts, seed=seed))
    return [*written, *_ledger_files(out, ledger)]


def _ledger_files(out: Path, ledger: Ledger) -> list[Path]:
    machine, human = out / "kesalahan.json", out / "KESALAHAN.md"
    machine.write_text(ledger.as_json(), encoding="utf-8", newline="\n")
    human.write_text(ledger.as_markdown(), encoding="utf-8", newline="\n")
    return [machine, human]

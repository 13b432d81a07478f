"""The list of cooperatives as exported from ODS: one sheet per book year, one row per cooperative."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kumkm.simulate import wording
from kumkm.simulate.calibration import LAST_YEAR, REGISTERED, YEARS
from kumkm.simulate.errors import LIST_ERRORS, ListError
from kumkm.simulate.ledger import PERINGATAN, Ledger, Spot
from kumkm.simulate.pages import Cell, Column, Page

FILE = "daftar-koperasi-ods.xlsx"
COLUMNS = (
    Column("number", ("No.",), "plain", 6),
    Column("name", ("Nama Koperasi",), "text", 34),
    Column("legal_number", ("Nomor Badan Hukum",), "text", 30),
    Column("legal_date", ("Tanggal Badan Hukum",), "date"),
    Column("nik", ("NIK",), "text", 15),
    Column("region", ("Kabupaten/Kota",), "text", 26),
    Column("district", ("Kecamatan",), "text", 18),
    Column("village", ("Kelurahan/Desa",), "text", 20),
    Column("type", ("Jenis",), "text", 14),
    Column("group", ("Kelompok",), "text", 16),
    Column("form", ("Bentuk",), "text", 22),
    Column("authority", ("Kewenangan",), "text", 15),
    Column("status", ("Status",), "text"),
    Column("rat_date", ("Tanggal RAT",), "date"),
    Column("book_year", ("Tahun Buku",), "plain"),
    Column("members_male", ("Anggota L",)),
    Column("members_female", ("Anggota P",)),
    Column("members", ("Anggota",)),
    Column("managers", ("Manajer",)),
    Column("employees", ("Karyawan",)),
    Column("equity_idr", ("Modal Sendiri (Rp)",), "money", 17),
    Column("outside_capital_idr", ("Modal Luar (Rp)",), "money", 17),
    Column("assets_idr", ("Aset (Rp)",), "money", 17),
    Column("turnover_idr", ("Volume Usaha (Rp)",), "money", 17),
    Column("surplus_idr", ("SHU (Rp)",), "money", 15),
    Column("nik_status", ("Status NIK",), "text", 20),
    Column("nik_valid_until", ("Tanggal Berlaku",), "date"),
    Column("grade", ("Grade",), "text", 7),
    Column("health", ("Kesehatan",), "text", 22),
    Column("kdkmp", ("KDKMP",), "text", 8),
)
KEYS = [column.key for column in COLUMNS]


def pages(panel: pd.DataFrame, ledger: Ledger, *, seed: int, clean: bool) -> list[Page]:
    """The sheets; errors are planted unless `clean`, and noted in the ledger."""
    table = panel.astype(object)
    spoilt = [] if clean else _plant(panel, table, np.random.default_rng([seed, 2]))
    sheets = {year: table[table["book_year"] == year] for year in YEARS}
    written = {year: _page(year, rows) for year, rows in sheets.items()}
    for error, row in spoilt:
        year = int(panel.at[row, "book_year"])
        page = written[year]
        place = sheets[year].index.get_loc(row)
        assert isinstance(place, int)
        spot = Spot(page.name, page.first_row + place, page.letter(error.key), page.heading(error.key))
        ledger.note(error.rule, PERINGATAN, FILE, spot, error.what, str(panel.at[row, "region_code"]))
    return list(written.values())


def _page(year: int, rows: pd.DataFrame) -> Page:
    rows = rows.assign(number=range(1, len(rows) + 1), kdkmp="Tidak")
    cells = [[_cell(value) for value in values] for values in rows[KEYS].itertuples(index=False, name=None)]
    titles = ("DAFTAR KOPERASI", "PROVINSI SULAWESI TENGGARA", f"TAHUN BUKU {year}", wording.MARK)
    return Page(f"TB {year}", titles, COLUMNS, cells, [str(nik) for nik in rows["nik"]], numbered=False)


def _cell(value: object) -> Cell:
    if value is None or value != value:
        return None
    return int(value) if isinstance(value, float) else value  # type: ignore[return-value]


def _plant(panel: pd.DataFrame, table: pd.DataFrame, random: np.random.Generator) -> list[tuple[ListError, int]]:
    """Spoil rows of the table, fewer in a smaller one; no cooperative bears two errors. Returns what stands where."""
    used: set[str] = set()
    spoilt: list[tuple[ListError, int]] = []
    years = panel.groupby("nik").groups
    share = min(1.0, (panel["book_year"] == LAST_YEAR).sum() / REGISTERED[LAST_YEAR])
    for error in LIST_ERRORS:
        eligible = panel[error.eligible(panel) & ~panel["nik"].isin(used)]
        for row in _spread(eligible, max(1, round(error.count * share)), random):
            nik = str(panel.at[row, "nik"])
            rows = [int(each) for each in years[nik]] if error.every_year else [row]
            error.apply(table, rows)
            used |= {nik, str(panel.at[max(row - len(rows), 0), "nik"])}
            spoilt += [(error, each) for each in rows]
    return spoilt


def _spread(eligible: pd.DataFrame, count: int, random: np.random.Generator) -> list[int]:
    """Rows of as many regions as there are, in turn."""
    shuffled = eligible.iloc[random.permutation(len(eligible))]
    turn = shuffled.groupby("region_code").cumcount().sort_values(kind="stable")
    return [int(row) for row in turn.index[:count]]

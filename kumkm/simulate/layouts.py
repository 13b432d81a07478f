"""The layouts of the recaps, each a habit met in real files.

A  `Rekap 2019-2023`: three heading rows, one line per book year, money in Rp juta; `Per Kecamatan 2023`: two heading
   rows, one line per kecamatan and a JUMLAH. Both with a row of column numbers, a signature block and footnotes.
B  one sheet per book year, named by the year; one line per kecamatan, the five types, money in rupiah; TOTAL.
C  one sheet; indicators as rows with their unit in a column of its own, book years as columns; every number is text.
D  `Lembaga`, `Keuangan` (Rp 000, as text), `Tenaga Kerja` and `KDKMP`; the region stands in one merged cell.
E  the province: one sheet per book year with the regions as rows, Binaan Provinsi and JUMLAH, and `KDKMP 2025`;
   and a second workbook with the regions as columns for the last book year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kumkm.simulate import wording
from kumkm.simulate.calibration import (
    KDKMP_MEMBERS_SHARE,
    KDKMP_OPERATING_SHARE,
    KDKMP_VILLAGES_PER_RAT,
    KDKMP_YEAR,
    LAST_YEAR,
    YEARS,
    Calibration,
    Place,
)
from kumkm.simulate.cooperatives import TYPES
from kumkm.simulate.pages import Cell, Column, Page

TOTAL = "JUMLAH"
UNITS = ("Jumlah Koperasi (Unit)",)
NUMBER = Column("number", ("No",), "plain", 5)
_STANDING = (
    Column("cooperatives_active", (*UNITS, "Aktif")),
    Column("cooperatives_inactive", (*UNITS, "Tidak Aktif")),
    Column("cooperatives_registered", (*UNITS, "Jumlah")),
)
_MEMBERS = (
    Column("members_male", ("Anggota (Orang)", "L")),
    Column("members_female", ("Anggota (Orang)", "P")),
    Column("members", ("Anggota (Orang)", "Jml")),
)
_MONEY = {
    "equity_idr": "Modal Sendiri",
    "outside_capital_idr": "Modal Luar",
    "assets_idr": "Aset",
    "turnover_idr": "Volume Usaha",
    "surplus_idr": "SHU",
}
SIGNATURE = (
    "",
    "*) Anggota koperasi sekunder tidak ikut dijumlahkan.",
    "Sumber: ODS, diolah (data simulasi, bukan data nyata)",
    "",
    "31 Januari 2024",
    "Kepala Dinas Koperasi dan UMKM,",
    "",
    "CONTOH NAMA PEJABAT",
    "NIP. 00000000 000000 0 000",
)


@dataclass(frozen=True)
class Facts:
    """What the recaps repeat: (region, year) → field → value, and per kecamatan; NaN where nobody reported."""

    by_region: Mapping[tuple[str, int], Mapping[str, float]]
    by_district: Mapping[tuple[str, int], Sequence[Mapping[str, Any]]]

    @staticmethod
    def of(regions: pd.DataFrame, districts: pd.DataFrame) -> Facts:
        by_district: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
        for row in districts.to_dict("records"):
            by_district.setdefault((row["region_code"], row["book_year"]), []).append(
                {str(k): v for k, v in row.items()}
            )
        for rows in by_district.values():
            rows.sort(key=lambda row: int(str(row["district"]).rpartition(" ")[2]))
        keyed = {(row["region_code"], row["book_year"]): row for row in regions.to_dict("records")}
        return Facts(keyed, by_district)


def district_workbook(layout: str, place: Place, facts: Facts, *, clean: bool) -> list[Page]:
    """The sheets of one region's workbook in layout A, B, C or D; nothing is hidden in a clean one."""
    if layout == "A":
        return [_years(place, facts), _districts_of_last_year(place, facts)]
    if layout == "B":
        return [_districts_of(place, facts, year) for year in YEARS]
    if layout == "C":
        return [_indicators(place, facts)]
    return _several_sheets(place, facts, clean)


def province_workbook(calibration: Calibration, facts: Facts) -> list[Page]:
    """Layout E: regions as rows, a sheet per book year, and the village cooperatives."""
    return [*(_regions_of(calibration, facts, year) for year in YEARS), _villages(calibration)]


def _titles(name: str, year: int | None = None) -> tuple[str, ...]:
    state = (f"KEADAAN PER 31 DESEMBER {year}",) if year else ()
    return ("REKAPITULASI DATA KOPERASI", name.upper(), *state, wording.MARK)


def _cells(columns: Iterable[Column], row: Mapping[str, Any], divisor: float = 1.0) -> list[Cell]:
    """One row of numbers; money is divided; what nobody reported stays empty."""
    cells: list[Cell] = []
    for column in columns:
        value = row.get(column.key)
        if value is None or value != value:
            cells.append(None)
        elif column.key.endswith("_idr"):
            cells.append(round(value / divisor, 3))
        elif isinstance(value, str):
            cells.append(value)
        else:
            cells.append(round(value, 1) if column.kind == "percent" else int(value))
    return cells


def summed(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], label_key: str) -> list[Cell]:
    """The JUMLAH row: every number column summed, empty cells left out."""
    total: list[Cell] = []
    for index, column in enumerate(columns):
        numbers = [value for row in rows if isinstance(value := row[index], int | float)]
        if column.key == label_key:
            total.append(TOTAL)
        elif column.kind in ("plain", "text"):
            total.append(None)
        else:
            total.append(round(sum(numbers), 3) if numbers else None)
    return total


def _years(place: Place, facts: Facts) -> Page:
    body, members, money = "Kelembagaan", "Keanggotaan dan Tenaga Kerja (Orang)", "Keuangan (Rp juta)"
    columns = (
        NUMBER,
        Column("book_year", ("Tahun Buku",), "plain", 9),
        *(Column(column.key, (body, *column.path)) for column in _STANDING),
        Column("cooperatives_new", (body, "Koperasi Baru (Unit)")),
        Column("cooperatives_dissolved", (body, "Koperasi Bubar (Unit)")),
        Column("cooperatives_rat", (body, "RAT (Unit)")),
        Column("cooperatives_nik", (body, "Bersertifikat NIK (Unit)")),
        *(Column(column.key, (members, "Anggota", column.path[-1])) for column in _MEMBERS),
        Column("managers", (members, "Manajer")),
        Column("employees", (members, "Karyawan")),
        *(
            Column(key, (money, "Modal", heading.split()[1]), "millions", 14)
            for key, heading in list(_MONEY.items())[:2]
        ),
        *(Column(key, (money, heading), "millions", 14) for key, heading in list(_MONEY.items())[2:]),
    )
    rows: list[list[Cell]] = [
        [number, year, *_cells(columns[2:], facts.by_region[place.code, year], 1e6)]
        for number, year in enumerate(YEARS, start=1)
    ]
    labels = [str(year) for year in YEARS]
    titles = _titles(place.region.name, LAST_YEAR)
    return Page(f"Rekap {YEARS[0]}-{LAST_YEAR}", titles, columns, rows, labels, footer=SIGNATURE)


def _district_page(
    place: Place, facts: Facts, year: int, name: str, columns: tuple[Column, ...], divisor: float
) -> Page:
    districts = facts.by_district[place.code, year]
    rows = [[number, *_cells(columns[1:], row, divisor)] for number, row in enumerate(districts, start=1)]
    labels = [str(row["district"]) for row in districts]
    rows.append(summed(columns, rows, "district"))
    return Page(name, _titles(place.region.name, year), columns, rows, [*labels, TOTAL], footer=SIGNATURE)


def _districts_of_last_year(place: Place, facts: Facts) -> Page:
    columns = (
        NUMBER,
        Column("district", ("Kecamatan",), "text", 22),
        *_STANDING,
        Column("cooperatives_rat", ("RAT (Unit)",)),
        *_MEMBERS,
        *(Column(key, ("Keuangan (Rp juta)", heading), "millions", 14) for key, heading in _MONEY.items()),
    )
    return _district_page(place, facts, LAST_YEAR, f"Per Kecamatan {LAST_YEAR}", columns, 1e6)


def _districts_of(place: Place, facts: Facts, year: int) -> Page:
    columns = (
        NUMBER,
        Column("district", ("Kecamatan",), "text", 22),
        *_STANDING,
        Column("cooperatives_rat", ("Koperasi RAT (Unit)",)),
        *(Column(f"type_{kind}", ("Jenis Koperasi (Unit)", kind)) for kind in TYPES),
        Column("members_male", ("Anggota (Orang)", "Laki-laki")),
        Column("members_female", ("Anggota (Orang)", "Perempuan")),
        Column("members", ("Anggota (Orang)", "Jumlah")),
        Column("equity_idr", ("Modal Sendiri (Rp)",), "money", 18),
        Column("outside_capital_idr", ("Modal Luar (Rp)",), "money", 18),
        Column("assets_idr", ("Asset (Rp)",), "money", 18),
        Column("turnover_idr", ("Valume Usaha (Rp)",), "money", 18),
        Column("surplus_idr", ("Sisa Hasil Usaha (Rp)",), "money", 18),
    )
    page = _district_page(place, facts, year, str(year), columns, 1.0)
    page.rows[-1][1] = page.labels[-1] = "TOTAL"
    return page


_LINES = {
    "cooperatives_registered": ("Jumlah Koperasi", "Unit"),
    "cooperatives_active": ("Koperasi Aktif", "Unit"),
    "cooperatives_inactive": ("Koperasi Tidak Aktif", "Unit"),
    "cooperatives_new": ("Koperasi Baru", "Unit"),
    "cooperatives_dissolved": ("Koperasi Bubar", "Unit"),
    "cooperatives_rat": ("Koperasi Melaksanakan RAT", "Unit"),
    "cooperatives_nik": ("Koperasi Bersertifikat NIK", "Unit"),
    "members_male": ("Anggota Laki-laki", "Orang"),
    "members_female": ("Anggota Perempuan", "Orang"),
    "members": ("Jumlah Anggota", "Orang"),
    "managers": ("Manajer", "Orang"),
    "employees": ("Karyawan", "Orang"),
    "equity_idr": ("Modal Sendiri", "Rp"),
    "outside_capital_idr": ("Modal Luar", "Rp"),
    "assets_idr": ("Aset", "Rp"),
    "turnover_idr": ("Volume Usaha", "Rp"),
    "surplus_idr": ("Sisa Hasil Usaha (SHU)", "Rp"),
    "active_pct": ("Persentase Koperasi Aktif", "%"),
    "rat_pct": ("Persentase Koperasi RAT", "%"),
}


def with_shares(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its two percentages, one decimal, empty where the denominator is 0."""
    active, total = row["cooperatives_active"], row["cooperatives_registered"]
    shares = {
        "active_pct": round(100 * active / total, 1) if total else None,
        "rat_pct": round(100 * row["cooperatives_rat"] / active, 1) if active else None,
    }
    return {**row, **shares}


def line_text(key: str, value: float | None) -> str | None:
    """A number as the offices type it in layout C: assets with Rp and ,-, other money and counts with dots."""
    if value is None or value != value:
        return None
    if key.endswith("_pct"):
        return wording.decimal_comma(value, 1)
    if key in ("assets_idr", "equity_idr"):
        return f"Rp. {wording.thousands(value)},-"
    return f"({wording.thousands(-value)})" if value < 0 else wording.thousands(value)


def _indicators(place: Place, facts: Facts) -> Page:
    columns = (
        NUMBER,
        Column("indicator", ("Uraian",), "text", 46),
        Column("unit", ("Satuan",), "text", 9),
        *(Column(str(year), ("Tahun Buku", str(year)), "text", 24) for year in YEARS),
    )
    rows: list[list[Cell]] = []
    for number, (key, (label, unit)) in enumerate(_LINES.items(), start=1):
        values = [with_shares(facts.by_region[place.code, year])[key] for year in YEARS]
        rows.append([number, label, unit, *(line_text(key, value) for value in values)])
    titles = (*_titles(place.region.name), f"TAHUN {YEARS[0]} S.D. {LAST_YEAR}")
    return Page("Data", titles, columns, rows, list(_LINES), footer=SIGNATURE)


def _several_sheets(place: Place, facts: Facts, clean: bool) -> list[Page]:
    region = Column("region", ("Kabupaten/Kota",), "text", 24)
    year = Column("book_year", ("Tahun Buku",), "plain", 9)
    standing = (
        *_STANDING,
        Column("cooperatives_new", ("Mutasi (Unit)", "Baru")),
        Column("cooperatives_dissolved", ("Mutasi (Unit)", "Bubar")),
        Column("cooperatives_rat", ("RAT (Unit)",)),
        Column("cooperatives_nik", ("Sertifikat NIK (Unit)",)),
        Column("cooperatives_assessed", ("Kesehatan (Unit)", "Dinilai")),
        Column("cooperatives_healthy", ("Kesehatan (Unit)", "Sehat dan Cukup Sehat")),
    )
    money = tuple(Column(key, (f"{heading} (Rp 000)",), "text", 18) for key, heading in _MONEY.items())
    staff = (*_MEMBERS, Column("managers", ("Manajer (Orang)",)), Column("employees", ("Karyawan (Orang)",)))
    pages = []
    for name, columns, divisor in (("Lembaga", standing, 1.0), ("Keuangan", money, 1e3), ("Tenaga Kerja", staff, 1.0)):
        rows: list[list[Cell]] = [
            [place.region.name, y, *_cells(columns, facts.by_region[place.code, y], divisor)] for y in YEARS
        ]
        titles = _titles(place.region.name, LAST_YEAR)
        labels = [str(y) for y in YEARS]
        page = Page(name, titles, (region, year, *columns), rows, labels, numbered=False, merged=("region",))
        pages.append(page)
    for row in pages[1].rows:
        row[2:] = [wording.thousands(value) if isinstance(value, float) else value for value in row[2:]]
    if not clean:
        pages[0].hidden_labels.add(str(YEARS[0]))
        pages[2].hidden = True
    return [*pages, _village_page(f"KDKMP {KDKMP_YEAR}", place.region.name, [place], total=False)]


def operating(place: Place) -> int:
    """Village cooperatives that operate: about two in five, as published."""
    return round(place.villages * KDKMP_OPERATING_SHARE)


def meeting(place: Place) -> int:
    """Village cooperatives that held a meeting of members."""
    return place.villages // KDKMP_VILLAGES_PER_RAT


def joined(place: Place) -> int:
    """Members of village cooperatives."""
    return round(place.population * KDKMP_MEMBERS_SHARE)


def _village_page(name: str, title: str, places: Sequence[Place], *, total: bool) -> Page:
    columns = (
        NUMBER,
        Column("region", ("Kabupaten/Kota",), "text", 26),
        Column("villages", ("Desa dan Kelurahan",)),
        Column("kdkmp_formed", ("KDKMP (Unit)", "Terbentuk")),
        Column("kdkmp_operating", ("KDKMP (Unit)", "Beroperasi")),
        Column("kdkmp_rat", ("KDKMP (Unit)", "RAT")),
        Column("kdkmp_members", ("Anggota KDKMP (Orang)",)),
    )
    rows: list[list[Cell]] = [
        [number, place.region.name, place.villages, place.villages, operating(place), meeting(place), joined(place)]
        for number, place in enumerate(places, start=1)
    ]
    labels = [place.code for place in places]
    if total:
        rows.append(summed(columns, rows, "region"))
        labels.append(TOTAL)
    titles = (
        "KOPERASI DESA/KELURAHAN MERAH PUTIH",
        title.upper(),
        f"TAHUN {KDKMP_YEAR}",
        wording.MARK,
    )
    return Page(name, titles, columns, rows, labels)


def _villages(calibration: Calibration) -> Page:
    return _village_page(f"KDKMP {KDKMP_YEAR}", "Provinsi Sulawesi Tenggara", calibration.local, total=True)


def in_order(calibration: Calibration) -> list[Place]:
    """The regions by code, then the provincial bucket."""
    return [*calibration.local, *(place for place in calibration.places if not place.region.is_local)]


def _regions_of(calibration: Calibration, facts: Facts, year: int) -> Page:
    columns = (
        NUMBER,
        Column("region", ("Kabupaten/Kota",), "text", 26),
        *_STANDING,
        Column("cooperatives_new", ("Koperasi Baru (Unit)",)),
        Column("cooperatives_dissolved", ("Koperasi Bubar (Unit)",)),
        Column("cooperatives_rat", ("Koperasi RAT (Unit)",)),
        Column("cooperatives_nik", ("Bersertifikat NIK (Unit)",)),
        *_MEMBERS,
        Column("managers", ("Manajer (Orang)",)),
        Column("employees", ("Karyawan (Orang)",)),
        *(Column(key, ("Keuangan (Rp juta)", heading), "millions", 14) for key, heading in _MONEY.items()),
    )
    places = in_order(calibration)
    rows = [
        [number, place.region.name, *_cells(columns[2:], facts.by_region[place.code, year], 1e6)]
        for number, place in enumerate(places, start=1)
    ]
    rows.append(summed(columns, rows, "region"))
    labels = [*(place.code for place in places), TOTAL]
    titles = _titles("Provinsi Sulawesi Tenggara", year)
    return Page(f"TB {year}", titles, columns, rows, labels, footer=SIGNATURE)


def province_by_columns(calibration: Calibration, facts: Facts) -> list[Page]:
    """Layout E, the other way round: indicators as rows, regions as columns, the last book year."""
    places = in_order(calibration)
    columns = (
        NUMBER,
        Column("indicator", ("Uraian",), "text", 46),
        Column("unit", ("Satuan",), "text", 9),
        *(Column(place.code, ("Kabupaten/Kota", place.region.short_name), "money", 16) for place in places),
        Column(TOTAL, ("Jumlah",), "money", 18),
    )
    rows: list[list[Cell]] = []
    keys = [key for key in _LINES if not key.endswith("_pct")]
    for number, key in enumerate(keys, start=1):
        line = Column(key, (key,))
        values = [_cells([line], facts.by_region[place.code, LAST_YEAR])[0] for place in places]
        total = sum(value for value in values if isinstance(value, int | float))
        rows.append([number, *_LINES[key], *values, total])
    titles = _titles("Provinsi Sulawesi Tenggara", LAST_YEAR)
    return [Page(f"Rekap {LAST_YEAR}", titles, columns, rows, keys, numbered=False, footer=SIGNATURE)]

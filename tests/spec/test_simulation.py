"""Simulated deliveries: marked, repeatable, calibrated, consistent, and wrong only where they say so."""

import csv
import hashlib
import json
import subprocess
import sys
from datetime import date

import duckdb
import pandas as pd
import pytest
from xlsxwriter.utility import xl_cell_to_rowcol

from kumkm.__main__ import main
from kumkm.domain import regions as region_list
from kumkm.settings import PROJECT_ROOT
from kumkm.simulate import calibration, cooperatives, enterprises, kur, simulate
from kumkm.simulate.calibration import YEARS

REFERENCE = PROJECT_ROOT / "data" / "reference"
SAMPLE = PROJECT_ROOT / "data" / "sample"
MAX_SAMPLE_BYTES = 15_000_000
SCALE = 0.01
MARK = "DATA SIMULASI"


def digests(files):
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture(scope="module")
def dirty(tmp_path_factory):
    return simulate(tmp_path_factory.mktemp("dirty"), scale=SCALE, reference=REFERENCE)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return simulate(tmp_path_factory.mktemp("clean"), scale=SCALE, clean=True, reference=REFERENCE)


@pytest.fixture(scope="module")
def targets():
    return calibration.load(REFERENCE)


@pytest.fixture(scope="module")
def panels(targets):
    """The registers at full size: with clean and without."""
    quotas = calibration.quotas(targets, 1.0)
    return {clean: cooperatives.register(targets, quotas, seed=74, clean=clean) for clean in (False, True)}


@pytest.fixture(params=[False, True], ids=["dirty", "clean"])
def any_panel(panels, request):
    return panels[request.param]


@pytest.fixture(scope="module")
def panel(panels):
    """The clean register at full size."""
    return panels[True]


@pytest.fixture(scope="module")
def by_region(panel):
    return cooperatives.aggregate(panel, ["region_code", "book_year"]).set_index(["region_code", "book_year"])


def cells(path):
    """Sheet → rows of cells as Excel shows them, hidden ones too; None where empty."""
    book = pd.read_excel(path, sheet_name=None, header=None, engine="calamine", dtype=object)
    return {name: sheet.astype(object).where(sheet.notna(), None).to_numpy().tolist() for name, sheet in book.items()}


def of(files, name):
    return next(file for file in files if file.name == name)


# The same seed, the same files


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes(dirty, tmp_path):
    assert digests(simulate(tmp_path, scale=SCALE, reference=REFERENCE)) == digests(dirty)


def test_another_seed_gives_other_numbers(targets):
    one, other = (kur.workbook(targets, seed=seed)[0].rows for seed in (74, 75))
    assert len(one) == len(other)
    assert one != other


@pytest.mark.slow
def test_every_sheet_and_file_says_that_it_is_simulated(dirty):
    for file in dirty:
        if file.suffix == ".xlsx":
            for name, rows in cells(file).items():
                assert any(MARK in map(str, row) for row in rows[:5]), (file.name, name)
        elif file.suffix == ".csv":
            text = file.read_text(encoding="utf-8-sig")
            rows = list(csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ","))
            assert {row["keterangan_data"] for row in rows} == {MARK}, file.name
        elif file.suffix == ".parquet":
            assert duckdb.sql(f"SELECT DISTINCT keterangan_data FROM '{file}'").fetchall() == [(MARK,)]


def test_the_committed_sample_has_the_files_that_are_generated_and_is_small(dirty):
    committed = {file.name for file in SAMPLE.iterdir()}
    assert committed == {file.name for file in dirty} | {"README.md"}
    assert sum(file.stat().st_size for file in SAMPLE.iterdir()) < MAX_SAMPLE_BYTES


def test_a_scale_that_is_not_positive_is_refused(tmp_path, capsys):
    assert main(["simulate", "--out", str(tmp_path / "out"), "--scale", "0"]) == 2
    assert "--scale" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


# Calibrated to what was published


def test_the_province_meets_the_published_counts(any_panel):
    total = cooperatives.aggregate(any_panel, ["book_year"]).set_index("book_year")
    assert total.at[2023, "cooperatives_registered"] == 4674
    assert total.at[2021, "cooperatives_registered"] == 4479
    assert total.at[2023, "cooperatives_active"] == 2300
    assert 100 * total.at[2021, "cooperatives_active"] / 4479 == pytest.approx(44.65, abs=0.01)


def test_few_active_cooperatives_hold_their_meeting_as_published(panels):
    panel = panels[False]
    held = panel[panel["rat_held"].astype(bool)].groupby("book_year").size()
    assert (held[2021], held[2023]) == (476, 490)
    assert (panel.loc[panel["rat_held"].astype(bool), "status"] == "Aktif").all()


@pytest.mark.parametrize(("region", "turnover"), [("74.71", 127e9), ("74.03", 16e9), ("74.72", 8e9)])
def test_the_largest_savings_cooperatives_have_the_published_turnover(any_panel, region, turnover):
    rows = any_panel[(any_panel["book_year"] == 2023) & (any_panel["region_code"] == region)]
    assert rows["turnover_idr"].max() == turnover
    assert rows.loc[rows["turnover_idr"].idxmax(), "type"] == "Simpan Pinjam"


def test_credit_from_january_to_august_2021_is_the_published_one(targets):
    page = kur.workbook(targets, seed=74)[0]
    first = [label.endswith(tuple(kur.wording.MONTHS[:8])) for label in page.labels]
    money, people = page.position("kur_disbursed_idr"), page.position("kur_borrowers")
    rows = [(label[:5], row) for label, row, early in zip(page.labels, page.rows, first, strict=True) if early]
    assert sum(row[money] for _code, row in rows) == 2_159_000
    by_code = {code: [row for known, row in rows if known == code] for code in ("74.03", "74.01", "74.71")}
    assert sum(row[money] for row in by_code["74.03"]) == 239_840
    assert sum(row[people] for row in by_code["74.03"]) == 7_388
    assert sum(row[money] for row in by_code["74.01"]) == 207_850
    assert sum(row[money] for row in by_code["74.71"]) == 205_850


# Clean means clean


def test_clean_deliveries_list_no_errors_and_dirty_ones_do(clean, dirty):
    assert json.loads(of(clean, "kesalahan.json").read_text(encoding="utf-8")) == []
    assert len(json.loads(of(dirty, "kesalahan.json").read_text(encoding="utf-8"))) > 100


def test_clean_rows_agree_with_themselves(panel):
    people = panel[panel["members_male"].notna()]
    assert (people["members_male"] + people["members_female"] == people["members"]).all()
    assert people["members"].min() >= 20
    reports = panel[panel["assets_idr"].notna()]
    assert (reports["equity_idr"] + reports["outside_capital_idr"] == reports["assets_idr"]).all()
    assert (reports["surplus_idr"].abs() <= 0.5 * reports["turnover_idr"]).all()
    assert (reports["turnover_idr"] > 0).all() and reports["rat_held"].astype(bool).all()
    assert panel["nik"].str.fullmatch(r"74\d{11}").all()
    assert not panel.duplicated(["nik", "book_year"]).any()
    one_year = panel[panel["book_year"] == 2023]
    assert not one_year.duplicated(["name", "village"]).any()


def test_clean_dates_are_in_order_and_in_time(panel):
    for row in panel[panel["rat_date"].notna()].itertuples():
        limit = date(row.book_year + 1, 6 if row.secondary else 3, 30 if row.secondary else 31)
        assert row.legal_date < row.rat_date <= limit
        assert row.rat_date.year == row.book_year + 1
    for row in panel[panel["nik_valid_until"].notna()].itertuples():
        assert (row.nik_valid_until > date(row.book_year, 12, 31)) == (row.nik_status == "Sertifikat - Aktif")


def test_clean_cooperatives_change_a_little_every_year_and_never_swap_digits(panel):
    before = panel.groupby("nik")[[*cooperatives.MONEY, "members", "book_year"]].shift()
    follows = before["book_year"] == panel["book_year"] - 1
    changes = (panel[list(cooperatives.MONEY)] / before[list(cooperatives.MONEY)] - 1)[follows].dropna()
    assert changes.abs().max().max() <= 0.151
    assert (changes != 0).any(axis=1).all()
    both = follows & panel["members"].notna() & before["members"].notna()
    pairs = list(zip(before.loc[both, "members"], panel.loc[both, "members"], strict=True))
    assert all(sorted(str(int(old))) != sorted(str(int(new))) for old, new in pairs)


def test_clean_regions_move_less_than_needs_an_explanation(by_region):
    for field, limit in [*((field, 0.5) for field in cooperatives.MONEY), ("members", 0.25), ("employees", 0.25)]:
        wide = by_region[field].unstack()
        change = wide.shift(-1, axis=1) / wide - 1
        assert change.abs().max().max() < limit, field
    for field in ("cooperatives_registered", "cooperatives_active", "cooperatives_rat", "cooperatives_nik"):
        wide = by_region[field].unstack()
        change = (wide.shift(-1, axis=1) / wide - 1).where(wide >= 10)
        assert change.abs().max().max() < 0.25, field


def test_clean_stocks_are_last_years_plus_new_less_dissolved(by_region):
    stock = by_region["cooperatives_registered"].unstack()
    flow = (by_region["cooperatives_new"] - by_region["cooperatives_dissolved"]).unstack()
    for year in YEARS[1:]:
        assert (stock[year] == stock[year - 1] + flow[year]).all()
    assert (by_region["cooperatives_active"] + by_region["cooperatives_inactive"]).unstack().equals(stock)


@pytest.fixture(scope="module")
def listed(clean):
    """The clean list added up again from its cells: region → what it reports for 2023."""
    rows = cells(of(clean, "daftar-koperasi-ods.xlsx"))["TB 2023"]
    table = pd.DataFrame(rows[6:], columns=rows[5])
    table = table[table["Status"] != "Bubar"]
    grouped = table.groupby("Kabupaten/Kota")
    active = grouped["Status"].agg(lambda status: (status == "Aktif").sum())
    turnover = pd.to_numeric(table["Volume Usaha (Rp)"]).groupby(table["Kabupaten/Kota"]).sum()
    return {name: (grouped.size()[name], active[name], round(turnover[name])) for name in grouped.groups}


def find(rows, column, text):
    return next(row for row in rows if row[column] == text)


def amount(text):
    return round(float(str(text).replace("Rp. ", "").replace(",-", "").replace(".", "") or 0))


def from_years(sheets):
    row = find(sheets["Rekap 2019-2023"], 1, 2023)
    return row[4], row[2], round((row[17] or 0) * 1e6)


def from_districts(sheets):
    row = find(sheets["2023"], 1, "TOTAL")
    return row[4], row[2], row[17] or 0


def from_lines(sheets):
    lines = {row[1]: row[7] for row in sheets["Data"]}
    return amount(lines["Jumlah Koperasi"]), amount(lines["Koperasi Aktif"]), amount(lines["Volume Usaha"] or "")


def from_sheets(sheets):
    bodies, money = find(sheets["Lembaga"], 1, 2023), find(sheets["Keuangan"], 1, 2023)
    return bodies[4], bodies[2], amount(money[5] or "") * 1000


LAYOUTS = [from_years, from_districts, from_lines, from_sheets]


def test_every_clean_recap_repeats_the_clean_list(clean, listed, targets):
    for index, place in enumerate(targets.local):
        slug = place.region.short_name.lower().replace(" ", "-")
        sheets = cells(of(clean, f"rekap-koperasi-{slug}.xlsx"))
        assert LAYOUTS[index % 4](sheets) == listed[place.region.name], place.region.name
    province = cells(of(clean, "rekap-koperasi-provinsi.xlsx"))["TB 2023"]
    for name, (total, active, turnover) in listed.items():
        row = find(province, 1, name)
        assert (row[4], row[2], round((row[17] or 0) * 1e6)) == (total, active, turnover)
    assert find(province, 1, "JUMLAH")[4] == sum(total for total, _active, _turnover in listed.values())
    across = cells(of(clean, "rekap-koperasi-provinsi-kolom.xlsx"))["Rekap 2023"]
    assert find(across, 1, "Jumlah Koperasi")[3:-1] == [
        listed[place.region.name][0] for place in [*targets.local, targets.places[0]]
    ]


# Enterprises


@pytest.fixture(scope="module")
def extract(dirty):
    return duckdb.sql(f"SELECT * FROM '{of(dirty, 'sidt-kumkm.parquet')}'").df()


def test_the_extract_has_the_columns_of_sidt_without_persons(extract):
    assert tuple(extract.columns) == enterprises.EXTRACT_COLUMNS
    assert len(enterprises.COLUMNS) == 46 + 3 + 2
    assert not set(enterprises.EXTRACT_COLUMNS) & {*enterprises.PERSONAL, *enterprises.LOCATION}


def test_the_full_form_has_all_columns_and_other_enterprises(dirty, extract):
    with of(dirty, "sidt-contoh-lengkap.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == enterprises.COLUMNS
    assert not {int(row["id_data_badan_usaha"]) for row in rows} & set(extract["id_data_badan_usaha"])
    assert all(row["nama_pengusaha"].startswith("CONTOH ") and row["kontak_hp"][:4] == "0800" for row in rows)


def test_the_extract_has_the_shares_it_was_asked_for(extract):
    assert len(extract) == 2250
    assert (extract["skala_usaha"] == "Mikro").mean() == pytest.approx(0.985, abs=0.02)
    assert extract["kode_kbli"].isna().mean() == pytest.approx(0.44, abs=0.04)
    assert extract["nib"].notna().mean() == pytest.approx(0.25, abs=0.06)
    blank = extract["tk_dibayar_laki"].isna()
    assert 0.1 < blank.mean() < 0.3
    assert (extract.loc[~blank, "tk_dibayar_laki"] == 0).any()


def test_the_extract_spells_every_region_validly_and_knows_its_wave(extract, targets):
    known = region_list.load(REFERENCE)
    waves = extract.groupby("kab_usaha")["tahun_pendataan"].agg(["min", "max"])
    codes = {spelling: known.resolve_name(spelling).code for spelling in waves.index}
    assert set(codes.values()) == {place.code for place in targets.local}
    assert len(codes) > len(targets.local)
    first = {code for spelling, code in codes.items() if waves.at[spelling, "max"] == 2022}
    assert first == set(calibration.FIRST_WAVE)
    assert (waves["min"] == waves["max"]).all()


def test_the_recap_counts_extract_and_full_form_together(dirty):
    scale = cells(of(dirty, "rekap-umkm.xlsx"))
    assert find(scale["Skala"], 1, "JUMLAH")[6] == find(scale["Sektor"], 0, "JUMLAH")[3] == 2500


MEASURE = """
import re, sys
from pathlib import Path
from kumkm.simulate import calibration, enterprises
from kumkm.simulate.ledger import Ledger
targets = calibration.load(Path(sys.argv[1]))
enterprises.write(Path(sys.argv[2]), targets, Ledger(), seed=74, scale=float(sys.argv[3]), clean=False)
# The process's own high-water mark: getrusage would count the parent it was forked from.
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.slow
def test_a_million_enterprises_stream_through_little_memory(tmp_path):
    call = [sys.executable, "-c", MEASURE, str(REFERENCE), str(tmp_path), "4"]
    done = subprocess.run(call, cwd=PROJECT_ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) / 1024 < 600
    count = duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'sidt-kumkm.parquet'}'").fetchall()
    assert count == [(1_000_000 - enterprises.FULL_FORM_ROWS,)]


# Errors stand where they are said to stand


@pytest.fixture(scope="module")
def planted(dirty):
    return json.loads(of(dirty, "kesalahan.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def values(dirty, extract):
    """A planted entry → the cell it names."""
    books = {}

    def value(entry):
        if entry["file"].endswith(".parquet"):
            return extract[entry["column"]].iloc[entry["row"] - 1]
        if entry["file"] not in books:
            path = of(dirty, entry["file"])
            books[entry["file"]] = cells(path) if path.suffix == ".xlsx" else {"": list(csv.reader(path.open()))}
        row, column = xl_cell_to_rowcol(f"{entry['letter']}{entry['row']}")
        return books[entry["file"]][entry["sheet"]][row][column]

    return value


LOOKS = {
    "V01": lambda cell: cell == "Buton Tenggara",
    "V06": lambda cell: cell == "4611203.5",
    "V08": lambda cell: len(cell) == 12,
    "V10": lambda cell: len(cell) == 12,
    "V13": lambda cell: cell == "-",
    "V15": lambda cell: len(cell) == 4,
    "V24": lambda cell: cell == 0,
    "V25": lambda cell: cell == 19,
    "V27": lambda cell: cell == date(2024, 5, 20),
    "V31": lambda cell: cell == date(2023, 6, 15),
    "V33": lambda cell: cell > 50e9,
    "V34": lambda cell: cell == 9,
    "V37": lambda cell: cell is None,
    "V46": lambda cell: cell.endswith("/PAD"),
    "V61": lambda cell: cell < 4e9,
    "V62": lambda cell: cell == "Tidak",
    "V66": lambda cell: cell in ("Gerai UMKM Digital", "Pendataan Lengkap KUMKM"),
    "V68": lambda cell: cell is None,
}


@pytest.mark.parametrize("rule", LOOKS)
def test_a_planted_cell_holds_what_was_planted(planted, values, rule):
    found = [entry for entry in planted if entry["rule"] == rule]
    assert found
    for entry in found:
        cell = values(entry)
        assert LOOKS[rule](cell.date() if hasattr(cell, "date") else cell), entry


def test_galat_stands_in_a_few_recaps_only(planted):
    grave = [entry for entry in planted if entry["severity"] == "galat"]
    assert {entry["rule"] for entry in grave} == {"V01", "V06", "V18", "V36", "V38"}
    assert len({entry["file"] for entry in grave}) == 5
    assert all(entry["file"].startswith("rekap-koperasi-") for entry in grave)


def test_every_planted_class_is_told_in_words(dirty, planted):
    text = of(dirty, "KESALAHAN.md").read_text(encoding="utf-8")
    assert all(entry["rule"] in text and entry["planted"] in text for entry in planted)

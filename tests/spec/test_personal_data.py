"""What names or finds a person is dropped before anything is written; warehouse, findings and exports are searched."""

import io
import os
import subprocess
import sys
import zipfile

import duckdb
import pandas as pd
import pytest
import xlsxwriter

from kumkm.export import tables
from kumkm.settings import PROJECT_ROOT

PLANTED = (
    "7401015505900012",  # NIK of the owner
    "7401 0155 0590 0099",
    "NURHAYATI CONTOH",
    "LA ODE CONTOH",
    "081234567890",
    "+62 811-4000-999",
    "contoh.orang@surel.id",
    "1990-05-15",
    "JALAN MELATI 17",
)
EXTRACT = (
    "id_data_badan_usaha,nik_pengusaha,nama_pengusaha,kontak_hp,tanggal_lahir,alamat_pengusaha,nama_usaha,kab_usaha,"
    "skala_usaha,omzet_tahunan,alamat_usaha\n"
    "u1,7401015505900012,NURHAYATI CONTOH,081234567890,1990-05-15,JALAN MELATI 17,WARUNG NURHAYATI CONTOH,Kolaka,"
    "Mikro,12000000,JALAN MELATI 17\n"
    "u2,7401015505900012,NURHAYATI CONTOH,081234567890,1990-05-15,JALAN MELATI 17,WARUNG NURHAYATI CONTOH,Nirwana,"
    "Mikro,12000000,JALAN MELATI 17\n"
)
LIST = (
    "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status;Anggota;Ketua;No HP;Keterangan\n"
    "Koperasi Contoh;7401000000001;Kolaka;2023;Konsumen;Aktif;25;LA ODE CONTOH;+62 811-4000-999;baik\n"
    "Koperasi Lain;7401015505900012;Kolaka;2023;Jasa;Aktif;25;LA ODE CONTOH;081234567890;"
    "hubungi contoh.orang@surel.id\n"
)


def workbook(path):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Rekap")
        page.write_row(0, 0, ["Kabupaten/Kota", "Tahun", "Koperasi Aktif", "Koperasi Tidak Aktif", "Petugas", "Kontak"])
        page.write_row(1, 0, ["Muna", 2023, 12, 3, "LA ODE CONTOH", "081234567890"])
        page.write_row(2, 0, ["Buton", 2023, 12, 3, "NURHAYATI CONTOH", "7401 0155 0590 0099"])
        page.write_row(4, 0, ["Kepala Dinas,"])
        page.write_row(5, 0, ["NURHAYATI CONTOH"])


@pytest.fixture(scope="module")
def processed(tmp_path_factory):
    """A build and a rehearsal of files full of personal data, by the command line: folder → everything it said."""
    folder = tmp_path_factory.mktemp("pribadi")
    raw = folder / "raw"
    raw.mkdir()
    (raw / "sidt.csv").write_text(EXTRACT, encoding="utf-8")
    (raw / "daftar.csv").write_text(LIST, encoding="utf-8")
    workbook(raw / "rekap.xlsx")
    environment = os.environ | {
        "KUMKM_WAREHOUSE": str(folder / "warehouse"),
        "KUMKM_RAW": str(raw),
        "KUMKM_SAMPLE": str(folder / "none"),
    }
    said = ""
    for command in (["build"], ["check", *map(str, raw.iterdir()), "--json", "-"], ["findings", "--json", "-"]):
        done = subprocess.run(
            [sys.executable, "-m", "kumkm", *command], cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True
        )
        said += done.stdout + done.stderr
    return folder / "warehouse", said


def contents(warehouse):
    """Every text of every table, however the file compresses it."""
    [path] = warehouse.glob("*.duckdb")
    with duckdb.connect(str(path), read_only=True) as opened:
        found = opened.execute(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
        ).fetchall()
        for schema, name in found:
            yield name, opened.execute(f'SELECT CAST(t AS VARCHAR) FROM {schema}."{name}" AS t').fetchall()


@pytest.mark.parametrize("planted", PLANTED)
def test_nothing_personal_is_in_the_warehouse(processed, planted):
    warehouse, _said = processed
    for name, rows in contents(warehouse):
        assert not [row for row in rows if row[0] and planted in row[0]], name
    assert all(planted.encode() not in path.read_bytes() for path in warehouse.iterdir())


@pytest.mark.parametrize("planted", PLANTED)
def test_nothing_personal_is_said_on_screen_or_in_json(processed, planted):
    assert planted not in processed[1]


def test_every_personal_cell_is_reported_without_its_value(processed):
    warehouse, said = processed
    findings = dict(contents(warehouse))["finding"]
    assert sum("PII" in row[0] for row in findings) >= 10
    assert "PII" in said and "daftar.csv" in said


@pytest.mark.parametrize("planted", PLANTED)
def test_nothing_personal_is_in_an_export(processed, planted):
    [path] = processed[0].glob("*.duckdb")
    with duckdb.connect(str(path), read_only=True) as opened:
        frames = [opened.execute(f"FROM {table}").df() for table in ("core.finding", "mart.delivered_fact")]
    for frame in frames:
        plain = frame.astype({name: str for name in frame.columns if not pd.api.types.is_numeric_dtype(frame[name])})
        assert planted not in tables.to_csv(plain)
        with zipfile.ZipFile(io.BytesIO(tables.to_xlsx(plain, title="Temuan"))) as archive:
            assert all(planted.encode() not in archive.read(name) for name in archive.namelist())

"""What names or finds a person is dropped before anything is written; warehouse, findings and exports are searched."""

import io
import os
import re
import subprocess
import sys
import zipfile

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from rounds import some

from kumkm.export import tables
from kumkm.settings import PROJECT_ROOT

pytestmark = pytest.mark.slow  # every case is delivered

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


def written(warehouse):
    """The content of every file of a warehouse; of Parquet, which is compressed, its cells and what stands beside."""
    for path in sorted(warehouse.rglob("*")):
        if path.suffix == ".parquet":
            table = pq.read_table(path)
            yield repr((table.to_pydict(), table.schema.metadata)).encode()
        elif path.is_file():
            yield path.read_bytes()


@pytest.fixture(scope="module")
def processed(tmp_path_factory):
    """A build and a rehearsal of files full of personal data, by the command line: folder → everything it said."""
    folder = tmp_path_factory.mktemp("pribadi")
    raw = folder / "raw"
    raw.mkdir()
    (raw / "sidt.csv").write_text(EXTRACT, encoding="utf-8")
    (raw / "daftar.csv").write_text(LIST, encoding="utf-8")
    workbook(raw / "rekap.xlsx")
    return folder / "warehouse", everything_said(folder)


def everything_said(folder, *queries):
    """What the commands say of the files in `raw`, whose names they are given here as they are stored."""
    environment = os.environ | {
        "KUMKM_WAREHOUSE": str(folder / "warehouse"),
        "KUMKM_RAW": str(folder / "raw"),
        "KUMKM_SAMPLE": str(folder / "none"),
    }
    files = [str(path) for path in sorted((folder / "raw").iterdir())]
    commands = (["build"], ["check", *files], ["check", *files, "--json", "-"], ["findings", "--json", "-"], *queries)
    said = ""
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "kumkm", *command], cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True
        )
        assert "Traceback" not in done.stderr
        said += done.stdout + done.stderr
    return said


def contents(warehouse):
    """Every text of every table, however the file compresses it."""
    [path] = warehouse.glob("*.duckdb")
    with duckdb.connect(str(path), read_only=True) as opened:
        found = opened.execute(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
        ).fetchall()
        for schema, name in found:
            yield name, opened.execute(f'SELECT CAST(t AS VARCHAR) FROM {schema}."{name}" AS t').fetchall()


@pytest.mark.parametrize("planted", some(PLANTED, {0, 4, 8}))
def test_nothing_personal_is_in_the_warehouse(processed, planted):
    warehouse, _said = processed
    for name, rows in contents(warehouse):
        assert not [row for row in rows if row[0] and planted in row[0]], name
    assert all(planted.encode() not in content for content in written(warehouse))


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


# One thing planted in each place, so that a leak names its own.
PLANTED_BY_PLACE = {
    "file name": "0812-9876-0001",
    "file name, refused": "081298760002",
    "file name, unrecognised": "7401015505900003",
    "sheet name": "0812 9876 0004",
    "letterhead": "contoh.orang@surel.id",
    "title": "0812.9876.0006",
    "title, named": "NURHAYATI CONTOH",
    "heading": "+62 812 9876 0007",
    "merged heading": "74.01.01.550590.0008",
    "cell of a count": "081298760009",
    "cell of a count, typed": "81298760010",
    "cell of a region": "0812 9876 0011",
    "footer": "0812-9876-0012",
    "signature": "196505151990031013",
    "turnover of a list": "081298760014",
    "turnover of a list, typed": "7401015505900015",
    "NIK of a cooperative, no date": "7401019999900016",
    "note": "081298760017",
    "name of a cooperative": "0812 9876 0018",
    "authority": "81298760019",
    "village": "081298760020",
    "title of a proposal": "0812 9876 0021",
    "location of a proposal": "7401 0155 0590 0022",
    "note of a proposal": "LA ODE CONTOH",
    "office of a proposal": "081298760024",
    "document of a proposal": "081298760025",
    "amount of a proposal": "081298760026",
    "reason in a history": "+6281298760027",
    "actor in a history": "081298760028",
    "document in a history": "0812.9876.0029",
    "region of an extract": "081298760030",
    "region of an extract, spaced": "0812 9876 0031",
    "turnover of an extract": "081298760032",
    "assets of an extract": "7401015505900033",
    "heading of an extract": "081298760034",
    "region of a Parquet extract": "0812 9876 0035",
    "assets of a Parquet extract": "7401015505900036",
    "workers of a Parquet extract": "081298760037",
    "unrecognised line": "0812 9876 0038",
    "unrecognised line, cut": "7401 0155 0590 0039",
    "unrecognised owner": "WA ODE MISAL",
    "bad year": "081298760041",
    "bad date": "081298760042",
    "status of a report": "081298760043",
}
P = PLANTED_BY_PLACE


def attacking_recap(path):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(f"Rekap {P['sheet name']}")
        page.write(0, 0, f"DINAS KOPERASI Email {P['letterhead']}")
        page.write(1, 0, f"REKAP KOPERASI TAHUN 2023 hub. {P['title']} a.n. {P['title, named']}")
        page.merge_range(2, 2, 2, 4, f"Koperasi {P['merged heading']}")
        page.write_row(2, 0, ["Kabupaten/Kota", "Tahun"])
        page.write_row(3, 2, ["Koperasi Aktif", f"Koperasi Tidak Aktif {P['heading']}", "Jumlah Anggota"])
        page.write_row(4, 0, ["Muna", 2023, 12, 3, 400])
        page = book.add_worksheet("Rekap 2")
        page.write_row(0, 0, ["Kabupaten/Kota", "Tahun", "Koperasi Aktif", "Koperasi Tidak Aktif", "Jumlah Anggota"])
        page.write_row(1, 0, ["Buton", 2023, P["cell of a count"], 3, float(P["cell of a count, typed"])])
        page.write_row(2, 0, [f"Kolaka {P['cell of a region']}", 2023, 40, 2, 900])
        page.write(4, 0, f"Keterangan: {P['footer']}")
        page.write(5, 0, f"NIP. {P['signature']}")


def attacking_list(path):
    headings = [
        "Nama Koperasi", "NIK", "Kabupaten/Kota", "Tahun Buku", "Status", "Omzet (Rp)", "Kewenangan", "Desa/Kelurahan",
        "Keterangan", "Tanggal RAT",
    ]  # fmt: skip
    rows = [
        [f"KSU Budi Santoso {P['name of a cooperative']}", "7401000000001", "Kolaka", 2023, "Aktif",
         P["turnover of a list"], "Kabupaten", "Lamokato", "baik", "2024-03-01"],
        ["Koperasi Lain", P["NIK of a cooperative, no date"], "Kolaka", 2023, "Aktif",
         float(P["turnover of a list, typed"]), float(P["authority"]), f"Sabilambo {P['village']}",
         f"hubungi {P['note']} di kantor", P["bad date"]],
        ["Koperasi Ketiga", "7401000000003", "Kolaka", P["bad year"], "Aktif", 81298760079.0, "Kabupaten", "Laloeha",
         "", "2024-03-01"],
    ]  # fmt: skip
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Daftar")
        for number, row in enumerate([headings, *rows]):
            page.write_row(number, 0, row)


def attacking_proposals(path):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Usulan")
        page.write_row(0, 0, [
            "Kode Usulan", "Kabupaten/Kota", "Tahun Anggaran", "Perangkat Daerah", "Judul Usulan", "Menu", "Pendanaan",
            "Nilai Usulan (Rp)", "Lokasi", "Tahap", "Tanggal Tahap", "Nomor Dokumen", "Catatan",
        ])  # fmt: skip
        for code, amount in (("U-1", 250_000_000.0), ("U-2", P["amount of a proposal"])):
            page.write_row(1 if code == "U-1" else 2, 0, [
                code, "Kolaka", 2027, f"Dinas Koperasi {P['office of a proposal']}",
                f"Pelatihan usaha, hub. {P['title of a proposal']}", "Pelatihan", "APBD", amount,
                f"Pomalaa {P['location of a proposal']}", "Draf", "2026-02-01", f"BA-{P['document of a proposal']}",
                f"Ketua: {P['note of a proposal']}, mohon segera",
            ])  # fmt: skip
        page = book.add_worksheet("Riwayat")
        page.write_row(0, 0, ["Kode Usulan", "Tahap", "Tanggal", "Pelaku", "Nomor Dokumen", "Alasan"])
        page.write_row(1, 0, [
            "U-1", "Draf", "2026-02-01", f"Operator {P['actor in a history']}", f"No. {P['document in a history']}",
            f"Telepon {P['reason in a history']} tidak aktif, data kurang",
        ])  # fmt: skip


def attacking_unrecognised(path):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Warga")
        page.write(0, 0, f"Bantuan sosial {P['unrecognised line']}")
        page.write_row(1, 0, ["Nama Pemilik", "Barang"])
        page.write_row(2, 0, [P["unrecognised owner"], "gerobak"])
        page.write(3, 1, "x" * 88 + P["unrecognised line, cut"])


def attacking_extracts(folder):
    (folder / "sidt-a.csv").write_text(
        f"id_data_badan_usaha,kab_usaha,skala_usaha,omzet_tahunan,asset,{P['heading of an extract']}\n"
        f"u1,Kolaka {P['region of an extract']},Mikro,{P['turnover of an extract']},{P['assets of an extract']},1\n"
        f"u2,Nirwana {P['region of an extract, spaced']},Mikro,12000000,5000000,1\n"
        "u3,Kolaka,Mikro,12000000,5000000,1\n",
        encoding="utf-8",
    )
    rows = {
        "id_data_badan_usaha": ["p1", "p2"],
        "kab_usaha": ["Muna", f"Nirwana {P['region of a Parquet extract']}"],
        "skala_usaha": ["Mikro", "Kecil"],
        "omzet_tahunan": [12_000_000, 24_000_000],
        "asset": [int(P["assets of a Parquet extract"]), 1_000_000],
        "tk_dibayar_laki": [P["workers of a Parquet extract"], "2"],
    }
    pq.write_table(pa.table(rows), folder / "sidt-b.parquet")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("serangan")
    raw = folder / "raw"
    raw.mkdir()
    attacking_recap(raw / f"rekap {P['file name']}.xlsx")
    attacking_list(raw / "daftar.xlsx")
    attacking_proposals(raw / "usulan.xlsx")
    attacking_unrecognised(raw / f"warga-{P['file name, unrecognised']}.xlsx")
    attacking_extracts(raw)
    (raw / f"foto-{P['file name, refused']}.xlsx").write_bytes(b"\x89PNG\r\n" + b"0" * 100)
    (raw / "log.csv").write_text(
        "Kabupaten/Kota;Sistem;Jenis Data;Tahun Buku;Tanggal Kirim;Batas Waktu;Jumlah Baris;Status\n"
        f"Kolaka;ODS;Koperasi;2023;2024-02-01;2024-03-01;20;terkirim oleh {P['status of a report']}\n",
        encoding="utf-8",
    )
    provenance = [
        ["query", name, "--param", "region_code=74.01", "--param", "indicator_id=cooperatives_active", "--param",
         "year=2023", "--param", "most=50"]
        for name in ("provenance", "provenance_rows")
    ]  # fmt: skip
    return folder / "warehouse", everything_said(folder, *provenance)


def traces(planted):
    """What would give it away: as it is, and its digits in a row, with or without what Excel takes away."""
    digits = re.sub(r"\D", "", planted)
    return {planted, digits, digits.removeprefix("62").removeprefix("0")} - {""}


@pytest.mark.parametrize("place", some(PLANTED_BY_PLACE, set(range(0, 44, 6))))
def test_what_is_planted_anywhere_is_neither_kept_nor_said(attacked, place):
    warehouse, said = attacked
    kept = list(written(warehouse))
    for trace in traces(PLANTED_BY_PLACE[place]):
        assert trace not in said
        for name, rows in contents(warehouse):
            assert not [row[0] for row in rows if row[0] and trace in row[0]], name
        assert all(trace.encode() not in content for content in kept)


def test_what_stands_beside_it_is_read(attacked):
    """A number to call in a cell costs that cell only, in a region or a sentence not even that."""
    [path] = attacked[0].glob("*.duckdb")
    with duckdb.connect(str(path), read_only=True) as opened:
        facts = opened.execute(
            "SELECT region_code, field, value FROM raw.fact WHERE year = 2023 AND value IS NOT NULL ORDER BY ALL"
        ).fetchall()
        extract = opened.execute("SELECT region_code, turnover_idr FROM raw.enterprise ORDER BY ALL").fetchall()
        texts = opened.execute("SELECT title, location, note FROM raw.proposal LIMIT 1").fetchone()
        names = opened.execute("SELECT name FROM raw.cooperative ORDER BY row_number").fetchall()
    buton, kolaka = "74.04", "74.01"
    assert [(field, value) for code, field, value in facts if code == buton] == [("cooperatives_inactive", 3)]
    assert [value for code, _, value in facts if code == kolaka] == [40, 2, 900]
    assert (kolaka, None) in extract and (kolaka, 12_000_000) in extract
    assert texts == (
        "Pelatihan usaha, hub. [data pribadi]", "Pomalaa [data pribadi]", "Ketua: [data pribadi], mohon segera"
    )  # fmt: skip
    assert names == [("KSU Budi Santoso",), ("Koperasi Lain",), ("Koperasi Ketiga",)]


def test_each_place_of_it_is_named(attacked):
    [path] = attacked[0].glob("*.duckdb")
    with duckdb.connect(str(path), read_only=True) as opened:
        found = opened.execute("SELECT file, message FROM core.finding WHERE rule = 'PII'").fetchall()
    said = {(file.split()[0].split("-")[0].split(".")[0], message.split(" memuat")[0]) for file, message in found}
    assert {
        ("rekap", "Nama berkas"), ("rekap", "Nama lembar"), ("rekap", "Sel"),
        ("rekap", "Kolom Kabupaten/Kota"), ("rekap", "Kolom Koperasi Aktif"),
        ("daftar", "Kolom Omzet (Rp)"), ("daftar", "Kolom Keterangan"), ("daftar", "Kolom NIK"),
        ("usulan", "Kolom Judul Usulan"), ("usulan", "Kolom Alasan"), ("usulan", "Kolom Lokasi"),
        ("sidt", "Kolom kab_usaha"), ("sidt", "Kolom omzet_tahunan"), ("sidt", "Kolom asset"),
    } <= said  # fmt: skip

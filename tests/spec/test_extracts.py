"""One wrong cell, one stray quote or one broken file stays what it is; the rest of a delivery, and others, are read."""

import time
from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rounds import some

from kumkm.errors import RefusedFile
from kumkm.ingest import limits, opening, sheets
from kumkm.ingest.reading import Reader
from kumkm.warehouse import build, checks, connection, deliveries, reference
from kumkm.warehouse.rehearsal import check

pytestmark = pytest.mark.slow  # every case is delivered

HEAD = "id_data_badan_usaha;kab_usaha;skala_usaha;omzet_tahunan;tk_dibayar_laki;tahun_pendataan;updated_at"
GOOD = "C-{};Kolaka;Usaha Mikro;1500000;3;2023;2023-09-18 10:00:00"
RECAP = "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif\nKolaka;2023;10;5\nKonawe;2023;12;20\n"


@pytest.fixture
def load(project, tmp_path):
    """Load files; gives what was loaded and the rows of raw.enterprise, by row."""

    def read(*paths):
        opened = duckdb.connect(config={"memory_limit": build.MEMORY})
        build.create_tables(opened, project)
        reference.load(opened, project)
        loaded = deliveries.load_files(opened, project, paths, date(2026, 1, 1))
        rows = opened.execute(
            "SELECT row_number, region_code, turnover_idr, workers_paid, wave FROM raw.enterprise ORDER BY row_number"
        ).fetchall()
        opened.close()
        return loaded, rows

    return read


def written(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


OUT_OF_RANGE = [
    ("C-3;Kolaka;Usaha Mikro;1e400;3;2023;2023-09-18", "D", "1e400", (None, 3, 2023)),
    ("C-3;Kolaka;Usaha Mikro;nan;3;2023;2023-09-18", "D", "nan", (None, 3, 2023)),
    ("C-3;Kolaka;Usaha Mikro;satu juta;3;2023;2023-09-18", "D", "satu juta", (None, 3, 2023)),
    ("C-3;Kolaka;Usaha Mikro;1500000;1e30;2023;2023-09-18", "E", "1e30", (1500000, None, 2023)),
    ("C-3;Kolaka;Usaha Mikro;1500000;3;99999999999;2023-09-18", "F", "99999999999", (1500000, 3, 2023)),
    ("C-3;Kolaka;Usaha Mikro;1500000;3;2023.5;2023-09-18", "F", "2023.5", (1500000, 3, 2023)),
    ("C-3;Kolaka;Usaha Mikro;1500000;3;2023;2023-02-30", "G", "2023-02-30", (1500000, 3, 2023)),
]


@pytest.mark.parametrize(("line", "column", "found", "values"), OUT_OF_RANGE)
def test_a_value_out_of_range_is_noted_in_its_cell_and_empty(load, tmp_path, line, column, found, values):
    loaded, rows = load(written(tmp_path / "a.csv", HEAD, GOOD.format(1), line, GOOD.format(2)))
    [delivery] = loaded.deliveries
    assert [(note.row_number, note.column_letter, note.found) for note in delivery.notes] == [(3, column, found)]
    assert [row[1] for row in rows] == ["74.01"] * 3
    wave = values[2] if column != "F" else rows[1][4]  # a row without a wave takes that of its region
    assert rows[1][2:] == (*values[:2], wave)
    assert rows[0][2:] == rows[2][2:] == (1500000, 3, 2023)


def test_the_same_holds_for_parquet(load, tmp_path):
    path = tmp_path / "a.parquet"
    duckdb.execute(
        "COPY (SELECT 'C-' || n AS id_data_badan_usaha, 'Kolaka' AS kab_usaha, 'Mikro' AS skala_usaha, "
        "CASE n WHEN 2 THEN 'infinity'::DOUBLE ELSE 5e6 END AS omzet_tahunan, CASE n WHEN 3 THEN 10 ** 30 ELSE 4 END "
        "AS tk_dibayar_laki, CASE n WHEN 4 THEN 99999999999 ELSE 2023 END AS tahun_pendataan, "
        f"DATE '2023-01-01' AS asset FROM range(1, 6) AS r(n)) TO '{path}'"
    )
    loaded, rows = load(path)
    assert [(note.row_number, note.column_letter) for note in loaded.deliveries[0].notes[:3]] == [
        (2, "D"), (3, "E"), (4, "F")
    ]  # fmt: skip
    assert [row[2] for row in rows] == [5e6, None, 5e6, 5e6, 5e6]
    assert [row[3] for row in rows] == [4, 4, None, 4, 4]


@pytest.fixture(scope="module")
def place(project):
    connection = duckdb.connect()
    build.create_tables(connection, project)
    reference.load(connection, project)
    yield connection
    connection.close()


@given(st.lists(st.sampled_from(["1e999", "7" * 400, "-", "x", "1.500", "3", "", "∞", "1e15", "-inf"]), min_size=1))
@pytest.mark.long
def test_every_cell_is_a_number_or_a_note(project, place, tmp_path_factory, cells):
    path = tmp_path_factory.getbasetemp() / "acak.csv"
    written(path, HEAD, *(f"C-{number};Kolaka;Mikro;1;{cell};2023;" for number, cell in enumerate(cells)))
    for table in deliveries.delivered_tables(place):
        place.execute(f"DELETE FROM raw.{table}")
    loaded = deliveries.load_files(place, project, [path], date(2026, 1, 1))
    empty = place.execute("SELECT count(*) FROM raw.enterprise WHERE workers_paid IS NULL").fetchone()[0]
    assert empty == len(loaded.deliveries[0].notes) + cells.count("")


def test_many_are_counted_and_not_listed(load, tmp_path, monkeypatch):
    monkeypatch.setattr("kumkm.warehouse.enterprises._CELLS_SHOWN", 3)
    loaded, _ = load(written(tmp_path / "a.csv", HEAD, *(f"C-{n};Kolaka;Mikro;salah;1;2023;" for n in range(10))))
    assert [note.found for note in loaded.deliveries[0].notes] == ["salah"] * 3 + ["7 sel lain"]


STRAY = {
    "extract.csv": [HEAD, GOOD.format(1), 'C-2;"Kolaka;Usaha Mikro;1;1;2023;', GOOD.format(3)],
    "heading.csv": [f'"{HEAD}', GOOD.format(1)],
    "recap.csv": [RECAP.splitlines()[0], 'Kolaka;2023;"10;5', "Konawe;2023;12;20"],
    "closed-below.csv": [RECAP.splitlines()[0], '"Kolaka;2023;10;5', 'Konawe";2023;12;20', "Muna;2023;12;20"],
    "long.csv": [RECAP.splitlines()[0], '"Kolaka;2023;10;5', *["Konawe;2023;12;20"] * 20_000],
}


@pytest.mark.parametrize("name", some(STRAY, {0, 3}))
def test_a_lone_quote_refuses_its_file_with_its_line_and_no_other(project, tmp_path, name):
    bad, good = written(tmp_path / name, *STRAY[name]), written(tmp_path / "baik.csv", RECAP)
    report = check([bad, good], project)
    assert report.refused == (name,)
    [finding] = [finding for finding in report.findings if finding.file == name]
    assert (finding.rule, finding.severity) == ("B05", "galat")
    assert f"tanda petik tanpa pasangan pada baris {1 if name == 'heading.csv' else 3 if 'extract' in name else 2}" in (
        finding.message
    )


@pytest.mark.parametrize(
    "line",
    [
        '"Kolaka\n";2023;10;5',
        'Kolaka;2023;10;5" pipa',
        '"Kolaka";2023;10;"5"',
        '"a ""b"" c";2023;1;2',
        '"a "b"";2023;1;2',
    ],
)
def test_other_quotes_are_read_as_before(tmp_path, line):
    path = written(tmp_path / "a.csv", RECAP.splitlines()[0], line, "Konawe;2023;12;20")
    [sheet] = sheets.read(opening.inspect(path))
    assert [len(row) for row in sheet.rows] == [4, 4, 4]


def test_a_fault_of_ours_refuses_one_file_and_keeps_its_content_to_itself(project, tmp_path, monkeypatch, caplog):
    class Slip(Exception):
        pass

    whole = Reader.read_sheets

    def read(self, opened, *arguments, **options):
        if opened.path.name == "sandung.csv":
            raise Slip("3201010101010001")
        return whole(self, opened, *arguments, **options)

    monkeypatch.setattr(Reader, "read_sheets", read)
    paths = [written(tmp_path / "sandung.csv", RECAP, "Muna;2023;1;1"), written(tmp_path / "baik.csv", RECAP)]
    report = check(paths, project)
    assert report.refused == ("sandung.csv",)
    [message] = [finding.message for finding in report.findings if finding.file == "sandung.csv"]
    assert "Slip" in message and "3201010101010001" not in message + caplog.text


def test_a_build_goes_on_beside_a_file_with_a_lone_quote(copy):
    written(copy.raw / "a.csv", *STRAY["recap.csv"])
    written(copy.raw / "b.csv", *STRAY["extract.csv"])
    written(copy.raw / "c.csv", RECAP)
    result = build.build(copy)
    with duckdb.connect(str(result.path), read_only=True) as connection:
        assert connection.execute("SELECT file FROM raw.delivery").fetchall() == [("c.csv",)]
        refused = connection.execute("SELECT file FROM core.finding WHERE rule = 'B05' ORDER BY 1").fetchall()
    assert refused == [("a.csv",), ("b.csv",)]


def test_links_are_not_followed_and_said(copy, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    target = written(elsewhere / "rahasia.csv", RECAP)
    (copy.raw / "tautan.csv").symlink_to(target)
    (copy.raw / "folder").symlink_to(elsewhere, target_is_directory=True)
    (copy.raw / "buntu.csv").symlink_to(elsewhere / "tiada.csv")
    written(copy.raw / "c.csv", RECAP.replace("10", "11"))
    assert deliveries.files_in(copy.raw) == [copy.raw / "c.csv"]
    outcome = build.build_and_report(copy)
    assert outcome.held_back == ("buntu.csv", "folder", "tautan.csv")
    with connection.connect(outcome.published) as opened:
        said = [finding.message for finding in checks.findings(opened) if finding.rule == "B05"]
    assert len(said) == 3 and all("Salin berkasnya" in message for message in said)


def test_a_list_beyond_the_limits_is_refused_before_it_is_taken_apart(project, tmp_path):
    head = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status"
    path = tmp_path / "a.csv"
    path.write_text(head + "\nKoperasi Contoh Maju;7401000000001;Kolaka;2023;Jasa;Aktif" * 900_000)
    started = time.perf_counter()
    report = check([path], project)
    assert time.perf_counter() - started < 20
    [message] = [finding.message for finding in report.findings if finding.file == "a.csv"]
    assert "lebih dari 30.000 baris (900.000)" in message and "Pisahkan per tahun" in message


def test_wide_files_and_parquet_are_held_to_the_same(project, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS", 1_000)
    wide = written(tmp_path / "a.csv", *[";".join("123456789")] * 200)
    parquet = tmp_path / "b.parquet"
    duckdb.execute(f"COPY (SELECT 1 AS tahun, 2 AS jumlah FROM range(600)) TO '{parquet}'")
    report = check([wide, parquet], project)
    assert {finding.file for finding in report.findings if "lebih dari 1.000 sel" in finding.message} == {
        "a.csv", "b.parquet"
    }  # fmt: skip
    with pytest.raises(RefusedFile, match="sel"):
        list(sheets.read(opening.inspect(wide)))

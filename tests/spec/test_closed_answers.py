"""Words that answer a question are closed: what is not understood is no answer, never a no and never a yes."""

import duckdb
import pytest

from kumkm.warehouse import build, reference


@pytest.fixture(scope="module")
def ask(project):
    """What a macro of the rules makes of a text: `ask("health_of", "CS")`."""
    with duckdb.connect() as connection:
        build.create_tables(connection, project)
        reference.load(connection, project)
        yield lambda macro, text: connection.execute(f"SELECT {macro}(?)", [text]).fetchone()[0]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Aktif", "aktif"), ("AKTIF BERUSAHA", "aktif"), ("Masih Aktif", "aktif"), ("Aktif (tidak RAT)", "aktif"),
        ("Tidak Aktif", "tidak aktif"), ("T. Aktif", "tidak aktif"), ("In Aktif", "tidak aktif"),
        ("Tidak Lagi Aktif", "tidak aktif"), ("Non-Aktif", "tidak aktif"), ("Bubar", "bubar"),
        ("Belum dibubarkan", None), ("Calon Aktif", None), ("Kurang Aktif", None), ("√", None),
        ("dua kolom dicentang", None),
    ],
)  # fmt: skip
def test_a_status_is_one_of_a_few(ask, text, status):
    assert ask("cooperative_status_of", text) == status


@pytest.mark.parametrize(
    ("text", "health"),
    [
        ("Sehat", "sehat"), ("Sangat Sehat", "sehat"), ("S", "sehat"), ("CS", "cukup sehat"), ("85", "sehat"),
        ("79,9", "cukup sehat"), ("51", "dalam pengawasan"), ("50", "dalam pengawasan khusus"), ("Sehat (85)", "sehat"),
        ("Belum Sehat", "tidak sehat"), ("Belum Dinilai", None), ("A", None), ("entah", None), ("850", None),
    ],
)  # fmt: skip
def test_health_is_told_by_words_short_forms_or_a_score(ask, text, health):
    assert ask("health_of", text) == health


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("√", True), ("v", True), ("1", True), ("Bersertifikat", True), ("Sudah terbit", True), ("Belum", False),
        ("-", False), ("Kedaluwarsa", False), ("Proses Sertifikat", None), ("entah", None),
    ],
)  # fmt: skip
def test_a_certificate_is_there_or_not_or_nobody_knows(ask, text, held):
    assert ask("has_certificate", text) is held


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Ditetapkan", "ditetapkan"), ("Belum ditetapkan", None), ("Tidak Ditetapkan", None), ("Diajukan", "diajukan"),
        ("Belum diajukan", None), ("Batal diajukan", None), ("Tidak diakomodasi", "tidak_diakomodasi"),
        ("Belum Terverifikasi", None),
    ],
)  # fmt: skip
def test_a_stage_that_is_denied_is_no_stage(ask, text, stage):
    assert ask("stage_of", text) == stage


@pytest.mark.parametrize(
    ("text", "kdkmp"),
    [
        ("KOPERASI DESA MERAH PUTIH WATUBANGGA", True), ("KOPDES Merah Putih", True), ("KKMP Anaiwoi", True),
        ("KDKMP", True), ("Koperasi Non KDKMP", False), ("KSP Putih Merah", False),
    ],
)  # fmt: skip
def test_a_village_cooperative_is_known_by_its_name(ask, text, kdkmp):
    assert ask("is_kdkmp", text) is kdkmp

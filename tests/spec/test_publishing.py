"""From uploads to a published build and back, and what may never happen on the way."""

import hashlib
import os
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from kumkm.errors import UsageError, WarehouseError
from kumkm.export.annotated import annotate
from kumkm.warehouse import build, connection, deliveries, examining, locking, publishing, staging
from kumkm.warehouse.ledger.store import Ledger

pytestmark = pytest.mark.slow  # every case builds anew

KOLAKA = b"Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif\nKolaka;2024;500;300\n"
KOLAKA_LATER = b"Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif\nKolaka;2024;520;300\n"
MUNA = b"Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif\nMuna;2024;200;100\n"
UNKNOWN_REGION = b"Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif\nButon Tenggara;2024;30;20\n"
UNKNOWN_WORD = b"Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif Zamrud\nKolaka;2024;500;300\n"
PERSONAL = (
    b"No;Nama Koperasi;Kabupaten/Kota;Tahun Buku;NIK;Ketua;No HP;Jumlah Anggota\n"
    b"1;Koperasi Uji Satu;Kolaka;2023;7401010101001;La Ode Contoh;081234567890;25\n"
)


@pytest.fixture(scope="module")
def base(project, tmp_path_factory):
    """The project without simulated deliveries, built once."""
    folder = tmp_path_factory.mktemp("publishing")
    settings = replace(project, warehouse=folder / "warehouse", raw=folder / "raw", sample=folder / "none")
    build.build(settings)
    return settings


@pytest.fixture
def office(base, tmp_path):
    """A published build and an empty folder of deliveries, of the test's own."""
    shutil.copytree(base.warehouse, tmp_path / "warehouse")
    return replace(base, warehouse=tmp_path / "warehouse", raw=tmp_path / "raw")


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """Temporary folders lie where the test can look for what was left."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def delivered(settings):
    return [path.name for path in deliveries.files_in(settings.raw)]


def words(settings):
    return dict(Ledger(settings.warehouse).state().words)


def state(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def examined(files, settings, folder):
    return list(examining.examine(staging.stage(files, folder), settings))[-1]


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("rekap.xlsx", "rekap.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\a.csv", "a.csv"),
        ("/tmp/x.csv", "x.csv"),
        (".current.json.csv", "current.json.csv"),
        ("=cmd|' calc'!A1.csv", "cmd_' calc'_A1.csv".replace("'", "_")),
        ("+1+2.csv", "1_2.csv"),
        ("<script>alert(1)<script>.xlsx", "script_alert(1)_script_.xlsx"),
        ("a\x00b\nc\x1b.csv", "a_b_c_.csv"),
        ("rekap\u202efdp.csv", "rekap_fdp.csv"),
        ("Rekap Koperasi (Mei) é.ods", "Rekap Koperasi (Mei) é.ods"),
        ("con.csv", "kiriman-con.csv"),
        ("....", "kiriman"),
        ("", "kiriman"),
        ("x" * 400 + ".csv", "x" * 80 + ".csv"),
        ("~$rekap.xlsx", "rekap.xlsx"),
    ],
)
def test_a_name_becomes_harmless_and_stays_readable(given, safe):
    assert staging.safe_name(given) == safe


def test_uploads_are_written_inside_one_folder_and_equal_names_are_numbered(tmp_path):
    folder = tmp_path / "stage"
    files = [("a.csv", b"1"), ("../A.csv", b"2"), ("x/a.csv", b"3"), ("/etc/b.csv", b"4")]
    paths = staging.stage(files, folder)
    assert [path.name for path in paths] == ["a.csv", "A (2).csv", "a (3).csv", "b.csv"]
    assert [path.read_bytes() for path in paths] == [b"1", b"2", b"3", b"4"]
    assert {path.parent for path in paths} == {folder}
    assert [path.name for path in tmp_path.iterdir() if path.name != "temporary"] == ["stage"]
    assert folder.stat().st_mode & 0o077 == 0


def test_findings_come_file_by_file_and_say_what_each_file_is(office, tmp_path):
    files = [("kolaka.csv", KOLAKA), ("palsu.xlsx", b"not a workbook"), ("kolaka lagi.csv", KOLAKA)]
    steps = list(examining.examine(staging.stage(files, tmp_path / "stage"), office))
    assert [len(step) for step in steps] == [1, 2, 3]
    good, fake, twin = steps[-1]
    (content,) = good.contents
    assert (content.region_codes, content.years, content.rows) == (("74.01",), (2024,), 1)
    assert good.accepted and not fake.accepted and not twin.accepted
    assert [finding.rule for finding in fake.findings] == ["B01"]
    assert fake.count("galat") == 1
    assert twin.same_as == "kolaka.csv"


def of_word(files):
    """The word "Zamrud", accepted in these files only."""
    return {hashlib.sha256(content).hexdigest(): ("ZAMRUD",) for _, content in files}


def test_how_each_column_was_understood_comes_with_the_report(office, tmp_path):
    (report,) = examined([("kolaka.csv", UNKNOWN_WORD)], office, tmp_path / "stage")
    said = {line.heading: (kind, line.measure, line.read) for kind, line in report.understood}
    assert said["Jumlah Koperasi"] == ("cooperative_recap", "cooperatives_registered", True)
    assert said["Koperasi Aktif Zamrud"][2] is False
    assert "B17" in [finding.rule for finding in report.findings]


def test_a_workbook_handed_back_is_read_as_it_was_before(office, tmp_path, project):
    sent = (project.sample / "rekap-koperasi-provinsi.xlsx").read_bytes()
    (before,) = examined([("rekap.xlsx", sent)], office, tmp_path / "sent")
    how = pd.DataFrame([line for _, line in before.understood])
    (after,) = examined([("rekap.xlsx", annotate(sent, before.findings, how))], office, tmp_path / "back")
    assert after.understood == before.understood
    assert [item.message for item in after.findings] == [item.message for item in before.findings]


def test_a_word_is_accepted_in_one_file_and_not_in_another(office, tmp_path):
    mine, other = ("kolaka.csv", UNKNOWN_WORD), ("muna.csv", UNKNOWN_WORD.replace(b"Kolaka", b"Muna"))
    paths = staging.stage([mine, other], tmp_path / "stage")
    accepting, refusing = list(examining.examine(paths, office, of_word([mine])))[-1]
    assert "B17" not in [finding.rule for finding in accepting.findings]
    assert all(line.read for _, line in accepting.understood)
    assert "B17" in [finding.rule for finding in refusing.findings]


@pytest.mark.long
def test_an_accepted_word_is_kept_with_what_is_published_and_not_with_a_preview(office):
    file = ("kolaka.csv", UNKNOWN_WORD)
    seen = publishing.preview([file], office, words=of_word([file]))
    assert "cooperatives_active" in set(seen.changed["indicator_id"])
    seen.close()
    assert words(office) == {}
    receipt = publishing.publish([file], office, words=of_word([file]))
    assert words(office) == of_word([file])
    later = publishing.preview([("muna.csv", MUNA)], office)
    assert "74.01" not in set(later.changed["region_code"])
    later.close()
    with connection.connect(connection.published(office.warehouse)) as opened:
        assert opened.execute("SELECT DISTINCT word FROM raw.accepted_word").fetchall() == [("ZAMRUD",)]
    assert receipt.held_back == ()


@pytest.mark.long
def test_a_word_is_not_kept_where_publishing_fails_or_is_undone(office, monkeypatch):
    file = ("kolaka.csv", UNKNOWN_WORD)
    with monkeypatch.context() as broken:
        broken.setattr(build, "publish", fail)
        with pytest.raises(WarehouseError):
            publishing.put([file], office, None, of_word([file]), "uji")  # in this process, where the disk is full
    assert (words(office), delivered(office)) == ({}, [])
    publishing.undo(publishing.publish([file], office, words=of_word([file])), office)
    assert (words(office), delivered(office)) == ({}, [])


def fail(*_arguments):
    raise OSError(28, "No space left on device")


@pytest.mark.long
def test_a_delivery_with_a_galat_is_held_back_while_others_are_published(office, tmp_path):
    files = [("kolaka.csv", KOLAKA), ("buton tenggara.csv", UNKNOWN_REGION)]
    good, wrong = examined(files, office, tmp_path / "stage")
    assert good.accepted and not wrong.accepted
    assert "V01" in [finding.rule for finding in wrong.findings if finding.severity == "galat"]
    seen = publishing.preview(files, office)
    assert seen.held_back == ("buton tenggara.csv",)
    assert len(seen.changed) > 0
    seen.close()


def test_a_preview_says_old_and_new_and_changes_nothing(office, temporary):
    publishing.publish([("kolaka.csv", KOLAKA)], office)
    before = state(office.warehouse), state(office.raw)
    seen = publishing.preview([("kolaka mei.csv", KOLAKA_LATER), ("muna.csv", MUNA)], office)
    assert (state(office.warehouse), state(office.raw)) == before
    found = seen.changed.set_index(["indicator_id", "region_code", "year"])
    kolaka = found.loc[("cooperatives_registered", "74.01", 2024)]
    assert (kolaka["old"], kolaka["new"]) == (500, 520)
    muna = found.loc[("cooperatives_registered", "74.03", 2024)]
    assert muna["old"] != muna["old"] and muna["new"] == 200
    assert ("cooperatives_active", "74.01", 2024) not in found.index
    assert not list(temporary.rglob("*.csv"))
    seen.close()
    assert list(temporary.iterdir()) == []


@pytest.mark.long
def test_a_simulated_subject_that_becomes_real_is_named(office, tmp_path):
    sample = tmp_path / "sample"
    sample.mkdir()
    header, row = KOLAKA.decode().splitlines()
    (sample / "rekap.csv").write_text(f"{header};Keterangan Data\n{row};DATA SIMULASI\n", encoding="utf-8")
    simulated = replace(office, sample=sample)
    build.build(simulated)
    seen = publishing.preview([("kolaka.csv", KOLAKA)], simulated)
    assert seen.real_now == ("cooperatives",)
    assert bool(seen.changed["simulated_old"].all())
    assert not seen.changed["simulated_new"].any()
    seen.close()


def test_publishing_and_undoing_returns_to_the_same_build_and_an_empty_folder(office):
    before = connection.published(office.warehouse)
    receipt = publishing.publish([("kolaka.csv", KOLAKA)], office, against=before.build_id)
    now = connection.published(office.warehouse)
    assert now.build_id == receipt.build_id != before.build_id
    assert delivered(office) == ["kolaka.csv"]
    assert publishing.last(office) == receipt
    assert publishing.undo(receipt, office) == before
    assert connection.published(office.warehouse) == before
    assert [path for path in office.raw.rglob("*") if path.is_file()] == []
    assert publishing.last(office) is None


def test_undo_works_while_the_build_of_before_is_being_served(office):
    before = connection.published(office.warehouse)
    with connection.connect(before):
        receipt = publishing.publish([("kolaka.csv", KOLAKA)], office)
        with connection.connect(connection.published(office.warehouse)):
            assert publishing.undo(receipt, office) == before


@pytest.mark.long
def test_a_name_that_is_taken_gets_a_date_and_no_content_is_overwritten(office):
    publishing.publish([("kolaka.csv", KOLAKA)], office)
    receipt = publishing.publish([("kolaka.csv", KOLAKA_LATER)], office)
    (name, _), *_ = receipt.files
    assert name.startswith("kolaka-20") and name.endswith(".csv")
    assert (office.raw / "kolaka.csv").read_bytes() == KOLAKA
    assert (office.raw / name).read_bytes() == KOLAKA_LATER
    publishing.undo(receipt, office)
    assert delivered(office) == ["kolaka.csv"]


@pytest.mark.long
def test_what_lies_there_already_is_not_published_again(office):
    publishing.publish([("kolaka.csv", KOLAKA)], office)
    before = state(office.warehouse), state(office.raw)
    with pytest.raises(UsageError, match="sudah ada di antara kiriman"):
        publishing.publish([("nama lain.csv", KOLAKA)], office)
    assert (state(office.warehouse), state(office.raw)) == before


@pytest.mark.long
def test_undo_leaves_a_file_that_holds_another_content_by_now(office):
    receipt = publishing.publish([("kolaka.csv", KOLAKA)], office)
    (office.raw / "kolaka.csv").write_bytes(MUNA)
    publishing.undo(receipt, office)
    assert (office.raw / "kolaka.csv").read_bytes() == MUNA


@pytest.mark.long
def test_undo_after_somebody_elses_publication_keeps_theirs(office):
    mine = publishing.publish([("kolaka.csv", KOLAKA)], office)
    publishing.publish([("muna.csv", MUNA)], office)
    result = publishing.undo(mine, office)
    assert result == connection.published(office.warehouse)
    with connection.connect(result) as opened:
        files = opened.execute("SELECT file FROM raw.delivery").fetchall()
    assert files == [("muna.csv",)]


def test_a_build_that_fails_leaves_deliveries_and_build_as_they_were(office, project, tmp_path):
    root = tmp_path / "root"
    shutil.copytree(project.root / "data", root / "data", ignore=shutil.ignore_patterns("sample", "raw", "warehouse"))
    shutil.copytree(project.queries, root / "queries")
    (root / "queries" / "marts" / "quality.sql").write_text("-- name: quality\nSELECT nothing", encoding="utf-8")
    before = connection.published(office.warehouse)
    with pytest.raises(UsageError, match="BinderException"):
        publishing.publish([("kolaka.csv", KOLAKA)], replace(office, root=root))
    assert connection.published(office.warehouse) == before
    assert [path for path in office.raw.rglob("*") if path.is_file()] == []


def test_two_people_cannot_publish_at_once(office):
    with locking.locked(office.warehouse):
        before = state(office.warehouse), state(office.raw)
        with pytest.raises(UsageError, match="Orang lain sedang menerbitkan"):
            publishing.publish([("kolaka.csv", KOLAKA)], office)
        assert (state(office.warehouse), state(office.raw)) == before
    publishing.publish([("kolaka.csv", KOLAKA)], office)


def test_a_lock_ends_with_the_process_that_held_it(office):
    child = os.fork()
    if child == 0:
        with locking.locked(office.warehouse):
            os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    with locking.locked(office.warehouse):
        pass


def test_what_was_seen_against_another_build_must_be_seen_again(office):
    seen = connection.published(office.warehouse).build_id
    publishing.publish([("muna.csv", MUNA)], office)
    with pytest.raises(UsageError, match="sudah berganti"):
        publishing.publish([("kolaka.csv", KOLAKA)], office, against=seen)
    assert "kolaka.csv" not in delivered(office)


def test_nothing_personal_is_left_in_temporary_folders_or_the_candidate(office, temporary):
    with publishing.workshop() as folder:
        examined([("daftar.csv", PERSONAL)], office, folder)
    seen = publishing.preview([("daftar.csv", PERSONAL)], office)
    left = b"".join(path.read_bytes() for path in temporary.rglob("*") if path.is_file())
    assert b"La Ode Contoh" not in left
    assert b"081234567890" not in left
    seen.close()
    assert list(temporary.iterdir()) == []


def test_a_folder_that_cannot_be_written_says_so(office, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(WarehouseError, match="tidak dapat disimpan"):
        publishing.publish([("kolaka.csv", KOLAKA)], replace(office, raw=blocked))

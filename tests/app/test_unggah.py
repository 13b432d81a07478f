"""Unggah as Streamlit runs it: the switch, findings, the impact, publishing, undoing, and what goes wrong."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kumkm import settings
from kumkm.warehouse import connection, locking, publishing
from kumkm.warehouse.build import build
from kumkm.warehouse.connection import Published
from kumkm.warehouse.deliveries import files_in
from kumkm.warehouse.ledger.store import Ledger

pytestmark = pytest.mark.slow  # every case builds a candidate

PAGE = "pages/unggah.py"
KOLAKA = b"Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif\nKolaka;2024;500;300\n"
UNKNOWN_REGION = b"Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif\nButon Tenggara;2024;30;20\n"
UNKNOWN_WORD = b"Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif Zamrud\nKolaka;2024;500;300\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, project: settings.Settings) -> Published:
    """A build without any delivery."""
    folder = tmp_path_factory.mktemp("unggah")
    return build(replace(project, warehouse=folder, raw=folder / "raw", sample=folder / "none"))


@pytest.fixture
def office(built: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> settings.Settings:
    """Uploading is switched on, nothing was delivered, and temporary folders lie where the test can look."""
    shutil.copytree(built.path.parent, tmp_path / "warehouse")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    for name, value in {
        "KUMKM_UPLOADS": "1",
        "KUMKM_WAREHOUSE": str(tmp_path / "warehouse"),
        "KUMKM_RAW": str(tmp_path / "raw"),
        "KUMKM_SAMPLE": str(tmp_path / "none"),
    }.items():
        monkeypatch.setenv(name, value)
    return settings.load()


def opened() -> AppTest:
    app = AppTest.from_file(str(settings.PROJECT_ROOT / "app.py"), default_timeout=120).run()
    return app.switch_page(PAGE).run()


def text(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def dropped(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files])
    return app.run()


def pressed(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def test_where_uploading_is_off_the_page_says_so_and_offers_nothing(
    office: settings.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KUMKM_UPLOADS")
    app = opened()
    assert not app.exception
    assert "Unggah belum dinyalakan" in text(app)
    assert not app.get("file_uploader")
    assert labels(app) == []


def test_an_empty_page_says_that_nothing_changes_by_itself(office: settings.Settings) -> None:
    app = opened()
    assert not app.exception
    assert "Tidak ada yang berubah sebelum tombol Terbitkan ditekan" in text(app)
    assert set(app.file_uploader[0].allowed_type) == {".xlsx", ".xls", ".ods", ".csv", ".parquet", ".html", ".htm"}
    assert labels(app) == []


def test_files_are_described_and_a_galat_is_named_with_its_cell(office: settings.Settings) -> None:
    app = dropped(opened(), ("kolaka.csv", KOLAKA), ("buton.csv", UNKNOWN_REGION))
    said = text(app)
    assert "1 dari 2 berkas siap terbit; 1 ditahan." in said
    assert "Kolaka · 2024 · 1 baris" in said
    assert "Buton Tenggara" in said and "A2" in said and "V01" in said
    assert labels(app) == ["Lihat dampaknya"]


def test_every_column_is_said_to_be_read_or_why_not(office: settings.Settings) -> None:
    app = dropped(opened(), ("kolaka.csv", UNKNOWN_WORD))
    (box,) = app.expander
    assert box.label == "Cara dibaca: 3 kolom dibaca, 1 tidak dibaca"
    rows = text(app).split('<table class="k-table">')[-1].split("<tr")[2:]
    assert "Koperasi Aktif Zamrud" in rows[0] and "tidak dibaca: kata &#39;ZAMRUD&#39; tidak dikenal" in rows[0]
    assert "<td>Koperasi</td><td>semua</td>" in rows[3] and "realisasi" in rows[3] and "<td>dibaca</td>" in rows[3]


@pytest.mark.long
def test_a_word_is_accepted_with_one_click_for_one_file_and_kept(office: settings.Settings) -> None:
    app = dropped(opened(), ("kolaka.csv", UNKNOWN_WORD), ("muna.csv", UNKNOWN_WORD.replace(b"Kolaka", b"Muna")))
    assert "Terima kata 'ZAMRUD' untuk berkas ini" in labels(app)
    app = pressed(app, "terima_0_0")
    assert [box.label for box in app.expander] == [
        "Cara dibaca: 4 kolom dibaca", "Cara dibaca: 3 kolom dibaca, 1 tidak dibaca",
    ]  # fmt: skip
    assert "Diterima untuk berkas ini: &#39;ZAMRUD&#39;" in text(app)
    app = pressed(pressed(app, "lihat_dampak"), "terbitkan")
    assert "Terbit: 2 berkas" in text(app)
    assert list(Ledger(office.warehouse).state().words.values()) == [("ZAMRUD",)]


def test_a_form_of_the_chosen_kind_can_be_taken(office: settings.Settings) -> None:
    app = opened()
    app.selectbox(key="formulir_jenis").set_value("kur").run()
    assert not app.exception
    assert "Penyaluran KUR per bulan" in app.selectbox(key="formulir_jenis").options
    assert [item.proto.label for item in app.get("download_button")] == ["Unduh formulir"]


def test_what_comes_with_a_file_is_text_on_the_page(office: settings.Settings) -> None:
    hostile = b"Kabupaten/Kota;Tahun;Jumlah Koperasi\n<script>alert(1)</script>;2024;5\n"
    said = text(dropped(opened(), ("<script>alert(2)<b>.csv", hostile)))
    assert "<script>" not in said
    assert "&lt;script&gt;" in said


def test_the_impact_shows_old_and_new_and_nothing_is_published_yet(office: settings.Settings) -> None:
    app = opened()
    before = connection.published(office.warehouse)
    app = pressed(dropped(app, ("kolaka.csv", KOLAKA)), "lihat_dampak")
    said = text(app)
    assert not app.exception
    assert "Bila terbit," in said
    assert "belum ada → <b>500</b>" in said
    assert "k-figures k-dampak" in said
    assert connection.published(office.warehouse) == before
    assert files_in(office.raw) == []
    assert labels(app) == ["Terbitkan"]


@pytest.mark.long
def test_changed_numbers_of_a_region_are_outlined(office: settings.Settings) -> None:
    app = pressed(dropped(opened(), ("kolaka.csv", KOLAKA)), "lihat_dampak")
    app.button_group(key="dampak_tampilan").set_value("Daerah").run()
    said = text(app)
    assert '[data-asal="cooperatives_registered|74.01|2024"]{outline' in said
    assert 'data-asal="cooperatives_registered|74.01|2024"' in said


def test_one_button_publishes_and_one_undoes(office: settings.Settings) -> None:
    app = opened()
    before = connection.published(office.warehouse)
    app = pressed(pressed(dropped(app, ("kolaka.csv", KOLAKA)), "lihat_dampak"), "terbitkan")
    assert "Terbit: 1 berkas" in text(app)
    assert [path.name for path in files_in(office.raw)] == ["kolaka.csv"]
    assert connection.published(office.warehouse) != before
    assert labels(app) == ["Batalkan penerbitan"]
    app = pressed(app, "batalkan")
    assert "Dibatalkan: 1 berkas ditarik" in text(app)
    assert files_in(office.raw) == []
    assert connection.published(office.warehouse) == before
    assert labels(app) == []


@pytest.mark.long
def test_somebody_who_comes_later_can_undo_too(office: settings.Settings) -> None:
    publishing.publish([("kolaka.csv", KOLAKA)], office)
    app = opened()
    assert "kolaka.csv" in text(app)
    pressed(app, "batalkan")
    assert files_in(office.raw) == []


def test_what_cannot_be_published_is_said_and_nothing_is_lost(office: settings.Settings) -> None:
    app = pressed(dropped(opened(), ("kolaka.csv", KOLAKA)), "lihat_dampak")
    with locking.locked(office.warehouse):
        app = pressed(app, "terbitkan")
    assert "Orang lain sedang menerbitkan" in text(app)
    assert labels(app) == ["Terbitkan"]
    app = pressed(app, "terbitkan")
    assert "Terbit: 1 berkas" in text(app)


@pytest.mark.long
def test_an_impact_seen_against_an_older_build_must_be_seen_again(office: settings.Settings) -> None:
    app = pressed(dropped(opened(), ("kolaka.csv", KOLAKA)), "lihat_dampak")
    publishing.publish([("muna.csv", KOLAKA.replace(b"Kolaka", b"Muna"))], office)
    app.run()
    assert "sudah berganti" in text(app)
    assert "Lihat dampaknya" in labels(app)


@pytest.mark.long
def test_no_upload_is_left_in_temporary_folders(office: settings.Settings, tmp_path: Path) -> None:
    app = pressed(dropped(opened(), ("kolaka.csv", KOLAKA)), "lihat_dampak")
    left = [path for path in (tmp_path / "temporary").rglob("*") if path.is_file()]
    assert left
    assert {path.suffix for path in left} <= {".duckdb", ".json", ".jsonl", ".parquet", ""}
    assert not [path.name for path in left if KOLAKA in path.read_bytes()]
    app.file_uploader[0].set_value(None)
    app.run()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_target_is_said_to_be_read_as_one(office: settings.Settings) -> None:
    target = b"Kabupaten/Kota;Tahun;Jumlah Koperasi;Target Koperasi Aktif\nKolaka;2024;500;300\n"
    app = dropped(opened(), ("kolaka.csv", target))
    assert [box.label for box in app.expander] == ["Cara dibaca: 3 kolom dibaca"]
    assert "<td>target</td><td>dibaca sebagai target</td>" in text(app)

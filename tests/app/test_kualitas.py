"""Kualitas as Streamlit runs it: every region in the grid, live weights, neutral words, filters of findings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kumkm import settings
from kumkm.analysis.quality import GradeLines
from kumkm.ui.pages.quality import findings
from kumkm.ui.pages.quality.grid import written
from kumkm.ui.parts.quality import HEADINGS
from kumkm.warehouse.connection import Published

ROOT = settings.PROJECT_ROOT


@pytest.fixture(autouse=True)
def shared(warehouse: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app serves the warehouse the tests built."""
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(warehouse.path.parent))


def opened(*unfolded: str, **params: str) -> AppTest:
    """The page, with the parts of these keys unfolded: what is folded is not drawn."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    app.switch_page("pages/kualitas.py").run()
    if unfolded:
        app.query_params["buka"] = ",".join(key.removeprefix("buka_") for key in unfolded)
        app.run()
    return app


def by_address(*unfolded: str, **params: str) -> AppTest:
    """The page as an address of its own opens it."""
    app = opened(*unfolded)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def text(app: AppTest) -> str:
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def grid(app: AppTest) -> str:
    body = next(element.proto.body for element in app.get("html") if "k-grid" in element.proto.body)
    return body[body.index('<table class="k-grid"') :].split("</table>")[0]


def rows(table: str) -> dict[str, str]:
    """Region → the rest of its row, as words."""
    found = re.findall(r'<tr data-daerah=[^>]*><th scope="row">(.*?)</th>(.*?)</tr>', table)
    return {re.sub("<.*", "", name).strip(): re.sub("<[^>]+>", " ", rest) for name, rest in found}


def letters(app: AppTest) -> list[str]:
    return re.findall(r"<b>([A-D])</b>", grid(app))


def test_the_page_opens_with_a_sentence_and_its_mark() -> None:
    app = opened()
    assert not app.exception
    shown = text(app)
    assert "k-failure" not in shown
    assert re.search(r"<h1>Data koperasi \d{4}: .*kabupaten/kota.*</h1>", shown)
    assert "DATA SIMULASI" in shown


@pytest.mark.parametrize("subject", ["koperasi", "umkm", "kur", "usulan"])
def test_the_grid_holds_every_region_whatever_is_looked_at(names: dict[str, str], subject: str) -> None:
    app = opened()
    app.selectbox(key="kiriman").set_value(subject).run()
    assert not app.exception
    found = rows(grid(app))
    assert [name for name in found if name != "Binaan Provinsi"] == list(names.values())


def test_every_cell_carries_letter_and_percent_or_says_that_there_is_no_data() -> None:
    cells = re.findall(r'<td class="k-(?:g[A-D]|none)"[^>]*>(.*?)</td>', grid(opened()))
    assert cells
    for cell in cells:
        plain = re.sub("<[^>]+>", "", cell)
        assert re.fullmatch(r"[A-D]( \d+(,\d)?%?)?|belum ada data|–", plain), plain


def test_other_weights_give_other_grades_and_can_be_taken_back() -> None:
    app = opened("buka_bobot")
    before = grid(app)
    for heading in HEADINGS:
        app.select_slider(key=f"bobot_{heading}").set_value(3.0 if heading == "ketepatan_waktu" else 0.0)
    app.run()
    assert not app.exception
    assert letters(app) != re.findall(r"<b>([A-D])</b>", before)
    assert "bukan bobot baku" in text(app)
    app.button(key="bobot_baku").click().run()
    assert grid(app) == before
    assert "bukan bobot baku" not in text(app)


def test_without_any_weight_nothing_is_graded_and_nothing_breaks() -> None:
    app = opened("buka_bobot")
    for heading in HEADINGS:
        app.select_slider(key=f"bobot_{heading}").set_value(0.0)
    app.run()
    assert not app.exception
    assert "belum dapat dinilai" in text(app)


def test_the_grid_is_the_same_whoever_is_chosen_for_the_browser_marks_the_row() -> None:
    assert grid(opened(kab="74.71")) == grid(opened())
    assert '<tr data-daerah="74.71"><th scope="row">Kota Kendari' in grid(opened())


def test_the_words_blame_nobody() -> None:
    shown = text(opened()).lower()
    assert not re.search(r"\b(buruk|gagal|terburuk|malas|lalai|bersalah|terbelakang|rendah mutunya)\b", shown)
    assert "perlu pendampingan" in shown


@pytest.mark.parametrize("region", ["", "74.01", "74.12"])
def test_all_parts_are_there_for_the_province_and_for_a_region(region: str) -> None:
    app = opened(**({"kab": region} if region else {}))
    assert not app.exception
    shown = text(app)
    for part in ("Kesiapan DAK", "Siapa sudah melapor", "Angka yang berbeda"):
        assert f"{part}<span>" in shown
    folded = [element.label for element in app.expander]
    assert len(folded) == 3
    assert re.match(r"\*\*Temuan\*\* .*\d+ peringatan.* · DATA SIMULASI", folded[1])
    assert re.match(r"\*\*Cara kiriman dibaca\*\* .*kolom dibaca.* · DATA SIMULASI", folded[2])
    assert "belum ada data: isian dinas" in shown


def test_contradicting_counts_stand_beside_what_is_loaded() -> None:
    shown = text(opened())
    table = shown[shown.index("k-said-table") :]
    assert "Koperasi melaksanakan RAT 2021" in table
    assert all(f">{value}</td>" in table for value in ("476", "420", "72", "51"))
    assert "berbeda</i>" in table


def test_findings_are_filtered_by_severity_and_turned_page_by_page() -> None:
    app = opened("buka_temuan")
    assert "Halaman 1 dari" in text(app)
    app.button(key="temuan_sesudah").click().run()
    assert "Halaman 2 dari" in text(app)
    app.pills(key="tingkat").set_value(["info"]).run()
    assert not app.exception
    assert 'class="k-info"' in text(app)
    assert 'class="k-peringatan"' not in text(app)


def test_filters_of_findings_stand_in_the_address_and_the_address_opens_them() -> None:
    app = opened("buka_temuan")
    app.pills(key="tingkat").set_value(["peringatan"]).run()
    app.selectbox(key="letak").set_value("74.01").run()
    app.button(key="temuan_sesudah").click().run()
    wanted = {"tingkat": "peringatan", "letak": "74.01", "halaman": "2", "buka": "temuan"}
    assert wanted.items() <= dict(app.query_params).items()
    again = by_address(**wanted)
    assert "Halaman 2 dari" in text(again)
    assert text(again) == text(app)


def test_what_is_filtered_begins_on_its_first_page() -> None:
    app = by_address(buka="temuan", halaman="3")
    assert "Halaman 3 dari" in text(app)
    app.pills(key="tingkat").set_value(["peringatan"]).run()
    assert "Halaman 1 dari" in text(app)


@pytest.mark.parametrize(
    ("name", "value"),
    [("tingkat", "gawat"), ("aturan", "V99"), ("letak", "74.99"), ("berkas", "tidak-ada.xlsx"), ("halaman", "0")],
)
def test_a_filter_of_an_address_that_is_none_is_let_go(name: str, value: str) -> None:
    app = by_address(**{"buka": "temuan", name: value})
    assert not app.exception
    assert "Halaman 1 dari" in text(app)


def test_weights_that_are_tried_stand_in_the_address() -> None:
    app = opened("buka_bobot")
    app.select_slider(key="bobot_kelengkapan").set_value(3.0).run()
    assert app.query_params["bobot_mutu"] == "kelengkapan=3"
    assert grid(by_address(bobot_mutu="kelengkapan=3")) == grid(app)
    app.button(key="bobot_baku").click().run()
    assert "bobot_mutu" not in app.query_params


def test_in_front_of_a_room_no_single_cooperative_is_shown(read) -> None:
    shown = text(opened("buka_temuan", layar="1"))
    assert "tidak dirinci di layar bersama" in shown
    by_name = read("findings").query("by_name")["file"].unique()
    assert len(by_name)
    table = shown[shown.index("k-findings") :]
    assert not any(name in table for name in by_name)


def test_the_very_workbook_of_a_finding_comes_back_with_comments(read) -> None:
    every = read("findings")
    name = next(
        name for name in every["file"].dropna().unique() if name.startswith("rekap-") and name.endswith(".xlsx")
    )
    app = opened("buka_temuan")
    app.selectbox(key="berkas").set_value(name).run()
    assert not app.exception
    assert "Unduh berkas bercatatan" in [element.proto.label for element in app.get("download_button")]
    mine = every[every["file"] == name]
    assert findings.source_file(name, mine) is not None
    assert findings.source_file(name, mine.assign(file_hash="0" * 64)) is None
    assert findings.source_file("../../etc/passwd", mine) is None


def test_a_real_workbook_is_handed_out_to_nobody(read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = read("findings")
    name = next(
        name for name in every["file"].dropna().unique() if name.startswith("rekap-") and name.endswith(".xlsx")
    )
    (tmp_path / name).write_bytes((settings.load().sample / name).read_bytes())
    mine = every[every["file"] == name].assign(simulated=False)
    monkeypatch.setenv("KUMKM_RAW", str(tmp_path))
    assert findings.source_file(name, mine) is None
    monkeypatch.setenv("KUMKM_UPLOADS", "1")
    assert findings.source_file(name, mine) is None
    assert findings.source_file(name, mine.assign(simulated=True)) is not None


def test_what_is_taken_along_is_what_is_filtered_and_says_that_it_is_simulated(read) -> None:
    every = read("findings")
    frame = findings.download(every.head(50)).table()
    assert len(frame) == 50
    assert set(frame["Keterangan data"]) == {"DATA SIMULASI"}


def test_a_score_and_its_letter_agree_and_only_the_whole_is_a_hundred() -> None:
    shown = {89.94: "89,9", 89.96: "90,0", 100.0: "100,0", 99.97: "99,9", 0.0: "0,0"}
    assert {value: written(value, 1) for value in shown} == shown
    assert [GradeLines(90, 75, 60).grade(value) for value in (89.94, 89.96)] == ["B", "A"]
    assert written(99.99, 0) == "99"


def test_a_file_with_columns_not_read_is_shown_first_column_by_column() -> None:
    app = opened("buka_dibaca")
    chosen = app.selectbox(key="dibaca_berkas")
    counts = [int(found[1]) if (found := re.search(r"(\d+) tidak dibaca", name)) else 0 for name in chosen.options]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0
    assert all("DATA SIMULASI" in name for name in chosen.options)
    assert "tidak dibaca: NIK kependudukan: dibuang sebelum disimpan" in text(app)


def test_another_file_can_be_chosen_and_says_measure_population_unit_and_nature() -> None:
    app = opened("buka_dibaca")
    app.selectbox(key="dibaca_berkas").set_value("rekap-koperasi-provinsi.xlsx").run()
    assert not app.exception
    told = "<td>KDKMP 2025</td><td>D</td><td>KDKMP (Unit) › Terbentuk</td><td>KDKMP</td><td>KDKMP</td><td>unit</td>"
    assert f"{told}<td>realisasi</td><td>dibaca</td>" in text(app)
    assert "<td>Aset</td><td>semua</td><td>Rp\u00a0juta</td>" in text(app)

"""The pages as Streamlit runs them, without a browser: links in, filters, notices, damage."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from rounds import first, some
from streamlit.testing.v1 import AppTest

from kumkm import settings
from kumkm.domain.view.acting import acting
from kumkm.domain.view.growth import VIEWS, GrowthView
from kumkm.domain.view.selection import Selection
from kumkm.ui.state.navigation import PAGES
from kumkm.warehouse import connection
from kumkm.warehouse.build import build
from kumkm.warehouse.connection import Published

ROOT = settings.PROJECT_ROOT


@pytest.fixture(autouse=True)
def shared(warehouse: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app serves the warehouse the tests built."""
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(warehouse.path.parent))


@pytest.fixture
def empty(shared: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own in which nothing was published yet."""
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(tmp_path))
    return tmp_path


def opened(page: str = "pages/ringkasan.py", **params: str) -> AppTest:
    """A page; of Daerah also what is folded below the sheet, which is not drawn until it is opened."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key in ("cerita_terbuka", "semua_terbuka") if page == "pages/daerah.py" else ():
        app.session_state[key] = True
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    if page != "pages/ringkasan.py":
        app.switch_page(page).run()
    return app


def text(app: AppTest) -> str:
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style"))


@pytest.mark.parametrize("page", [script for script, _, _ in PAGES])
def test_every_page_opens(page: str) -> None:
    app = opened(page)
    assert not app.exception
    assert "k-failure" not in text(app)


def test_what_is_withheld_everywhere_is_secret_and_not_missing(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = tmp_path / "kiriman"
    raw.mkdir()
    lines = ["Kabupaten/Kota;Tahun;Volume Usaha (Rp Juta)", "Kolaka;2023;900", "Konawe;2023;800", "Muna;2023;700"]
    (raw / "rekap.csv").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("KUMKM_RAW", str(raw))
    monkeypatch.setenv("KUMKM_SAMPLE", str(tmp_path / "tidak-ada"))
    build(settings.load(empty))
    shown = text(opened("pages/indikator.py", indikator="cooperative_turnover", kab="74.01"))
    assert "dirahasiakan" in shown
    assert "belum ada data; ditampilkan" not in shown


def test_the_first_start_builds_the_warehouse(empty: Path, without_deliveries: None) -> None:
    assert "k-failure" not in text(opened())
    assert (empty / "current.json").is_file()


@pytest.mark.parametrize("page", [script for script, _, _ in PAGES])
def test_a_run_looks_at_the_pointer_once(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(page)
    looked = []
    whole = connection.published

    def look(warehouse: Path) -> Published | None:
        looked.append(warehouse)
        return whole(warehouse)

    monkeypatch.setattr(connection, "published", look)
    app.run()
    assert not app.exception
    assert len(looked) == 1


@pytest.mark.slow  # builds anew
def test_a_screen_goes_on_showing_its_build_until_the_next_run(
    tmp_path: Path, warehouse: Published, project: settings.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "warehouse"
    shutil.copytree(warehouse.path.parent, own)
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(own))
    app = opened("pages/data.py")
    first = connection.published(own)
    assert first is not None and first.build_id in text(app)
    second = build(replace(project, warehouse=own))
    assert app.session_state["_build"].build_id == first.build_id
    app.run()
    assert second.build_id in text(app) and first.build_id not in text(app)


def test_the_dictionary_is_searched_by_what_is_typed() -> None:
    app = opened("pages/data.py")
    app.text_input(key="cari_kamus").input("kemiskinan penduduk").run()
    found = re.findall(r"<td>(poverty_rate|hdi|poor_population)</td>", text(app))
    assert "poverty_rate" in found and "hdi" not in found
    app.text_input(key="cari_kamus").input("zzz").run()
    assert "Tidak ada indikator yang memuat semua kata itu." in text(app)


def test_the_collector_runs_by_itself() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["runner"]["postScriptGC"] is False


def test_the_shared_filters_have_the_promised_keys_and_labels() -> None:
    app = opened()
    assert app.selectbox(key="kab").label == "Kabupaten/Kota"
    assert app.selectbox(key="indikator").label == "Indikator"
    assert app.selectbox(key="tahun").label == "Tahun"


def test_a_link_carries_codes_and_ids() -> None:
    app = opened("pages/indikator.py", indikator="poverty_rate", tahun="2020", kab="74.71")
    assert app.selectbox(key="kab").value == "74.71"
    assert app.selectbox(key="tahun").value == 2020
    assert "4,34%" in text(app)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("kab", "99.99", "99.99"),
        ("kab", "7401", "7401"),
        ("indikator", "tidak_ada", "tidak_ada"),
        ("tahun", "1900", "2019–2023"),
        ("tahun", "dua ribu", "dua ribu"),
        ("banding", "74.01,xx", "xx"),
        ("banding", "74.01,74.02,74.03,74.04", "Paling banyak 3"),
        ("layar", "besar", "besar"),
    ],
)
def test_a_bad_parameter_is_ignored_with_a_quiet_notice(name: str, value: str, said: str) -> None:
    app = opened(**{name: value})
    notices = [body for body in text(app).split("\n") if "k-notice" in body]
    assert any(said in body for body in notices)
    assert "k-figures" in text(app)


def test_another_indicator_keeps_the_year_where_it_has_data() -> None:
    app = opened("pages/indikator.py", indikator="poverty_rate", tahun="2021")
    app.selectbox(key="indikator").set_value("unemployment_rate").run()
    assert app.selectbox(key="tahun").value == 2021
    assert "tidak ada untuk" not in text(app)


def test_another_indicator_without_the_year_takes_its_latest_and_says_so() -> None:
    app = opened("pages/indikator.py", indikator="poverty_rate", tahun="2023")
    app.selectbox(key="indikator").set_value("unemployment_rate").run()
    assert app.selectbox(key="tahun").value == 2021
    assert "Tahun 2023 tidak ada untuk Pengangguran terbuka" in text(app)


def test_a_year_in_which_no_region_was_published_names_the_years_that_exist() -> None:
    app = opened("pages/indikator.py", indikator="hdi", tahun="2023")
    assert "Pembangunan manusia 2023 baru terbit untuk provinsi; kabupaten/kota belum ada data." in text(app)
    assert "Tahun kabupaten/kota yang ada: 2018–2021" in text(app)


def test_a_year_of_the_province_alone_opens_and_is_told() -> None:
    app = opened("pages/indikator.py", indikator="grdp_growth", tahun="2025")
    assert app.selectbox(key="tahun").value == 2025
    assert "5,79%" in text(app)
    assert "Pertumbuhan PDRB 2025 baru terbit untuk provinsi" in text(app)


def test_the_province_has_one_date_per_subject_on_tile_sentence_and_profile() -> None:
    for page in ("pages/ringkasan.py", "pages/daerah.py"):
        shown = text(opened(page))
        assert "10,54%" in shown
        assert "11,43%" not in shown


def test_two_growths_of_one_year_are_explained_where_either_is_seen() -> None:
    for page, more in (("pages/indikator.py", {}), ("pages/daerah.py", {"kab": "74.02"})):
        shown = text(opened(page, indikator="grdp_growth", tahun="2023", **more))
        assert "terbitan BPS 5,35%, jumlah seluruh kabupaten/kota 5,60%" in shown


def test_a_summed_province_is_said_to_be_summed() -> None:
    app = opened("pages/indikator.py", indikator="population", tahun="2023")
    assert "jumlah seluruh kabupaten/kota" in text(app)
    assert "Semester 1" in text(app)


def test_regions_that_do_not_add_up_are_shown_to_the_room() -> None:
    app = opened("pages/indikator.py", indikator="poor_population", tahun="2023")
    assert "321.530 jiwa" in text(app)
    assert "321.544 jiwa" in text(app)


def test_growth_is_not_told_across_a_split() -> None:
    app = opened("pages/pertumbuhan.py", indikator="grdp_constant", tahun="2014", kab="74.04")
    assert "tidak sebanding" in text(app)
    assert "sejak pemekaran 2014" in text(app)


GROWTH = "pages/pertumbuhan.py"


@pytest.mark.parametrize("view", list(VIEWS))
@pytest.mark.parametrize(
    "chosen", first([{"kab": "74.03", "banding": "74.01"}, {}, {"indikator": "poverty_rate", "bentuk": "2"}])
)
def test_every_view_on_growth_opens_by_its_address_with_an_answer_first(view: str, chosen: dict[str, str]) -> None:
    app = opened(GROWTH, lihat=view, **chosen)
    shown = text(app)
    assert not app.exception
    assert "k-failure" not in shown
    assert re.search(r"<h1>.+\.</h1>", re.sub(r"</?span[^>]*>", "", shown))


def test_the_view_on_reporting_leads_with_the_same_cooperatives_and_says_the_data_are_simulated() -> None:
    shown = re.sub(r"<[^>]+>", "", text(opened(GROWTH, lihat="cakupan")))
    assert "koperasi yang sama di Sulawesi Tenggara tumbuh" in shown
    assert shown.index("koperasi yang sama") < shown.index("menurut jumlah yang melapor")
    assert "DATA SIMULASI" in shown


def test_growth_of_a_register_on_the_map_is_set_right_by_that_of_the_same_bodies() -> None:
    shown = re.sub(r"<[^>]+>", "", text(opened(GROWTH, indikator="cooperative_turnover")))
    assert "koperasi yang sama di Sulawesi Tenggara" in shown


def test_contributions_stand_beside_the_published_province() -> None:
    shown = text(opened(GROWTH, lihat="andil", indikator="grdp_growth"))
    assert "selisihnya" in shown


def test_what_lacks_data_is_named_with_its_year() -> None:
    shown = text(opened(GROWTH, lihat="andil", dasar="2012", indikator="grdp_growth"))
    assert "Belum ada data 2012: Kolaka Timur" in shown
    assert "Putus deret 2013: Kolaka dan Konawe" in shown


def test_mining_that_cannot_be_told_apart_is_said_plainly() -> None:
    assert "pertambangan tidak dapat dipisahkan" in text(opened(GROWTH, lihat="struktur"))


def test_association_is_never_shown_without_what_it_does_not_prove() -> None:
    assert "bukan sebab-akibat" in text(opened(GROWTH, lihat="kaitan"))


def test_a_scenario_is_never_called_a_forecast() -> None:
    assert "Skenario, bukan ramalan" in text(opened(GROWTH, lihat="skenario", laju="5;8;6", sasaran="7"))


def test_a_wrong_view_is_ignored_with_a_notice() -> None:
    shown = text(opened(lihat="semua"))
    assert "Pilihan lihat “semua” tidak dikenal" in shown


def test_contradicting_statements_stand_side_by_side() -> None:
    assert "pernyataan publik berbeda" in text(opened())
    shown = text(opened("pages/kualitas.py"))
    row = shown[shown.index("Angka yang berbeda") :]
    assert all(f">{value}<" in row for value in ("476", "420", "72", "51"))
    assert "berbeda" in row


def test_a_region_names_its_parent_and_a_parent_its_children() -> None:
    plain = {code: re.sub("<[^>]+>", "", text(opened("pages/daerah.py", kab=code))) for code in ("74.14", "74.04")}
    assert "mekar dari Buton pada 2014" in plain["74.14"]
    assert "Buton Tengah (2014), Buton Selatan (2014)" in plain["74.04"]


@pytest.mark.parametrize(
    ("page", "place"),
    [("pages/ringkasan.py", "k-standing"), ("pages/indikator.py", "k-prose"), ("pages/daerah.py", "k-prose")],
)
def test_the_numbers_in_sentences_answer_a_click(page: str, place: str) -> None:
    shown = text(opened(page, indikator="poverty_rate", tahun="2023", kab="74.71"))
    said = shown[shown.index(f'class="{place}"') :]
    number = '<span data-asal="poverty_rate|74.71|2023">4,59%'
    assert number in said


def test_the_sentences_of_a_region_without_a_value_are_about_the_province() -> None:
    shown = text(opened("pages/indikator.py", indikator="poverty_rate", tahun="2022", kab="74.01"))
    assert "Belum ada data penduduk miskin Kolaka untuk tahun 2022." in shown
    assert "Pada Maret 2022 penduduk miskin Sulawesi Tenggara" in shown


@pytest.mark.slow  # builds anew
@pytest.mark.parametrize("damage", some(["pointer", "file", "missing"], {1}))
def test_a_damaged_warehouse_is_said_and_can_be_rebuilt_by_who_may_publish(
    empty: Path, without_deliveries: None, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    published = build(settings.load(empty))
    if damage == "pointer":
        (empty / "current.json").write_text("{", encoding="utf-8")
    elif damage == "file":
        published.path.write_bytes(b"not a database")
    else:
        published.path.unlink()
    app = opened()
    assert not app.exception
    assert "k-failure" in text(app)
    assert "python -m kumkm build" in text(app)
    assert not app.button
    monkeypatch.setenv("KUMKM_UPLOADS", "1")
    app.run()
    app.button[0].click().run()
    assert "k-failure" not in text(app)
    assert json.loads((empty / "current.json").read_text("utf-8"))["build_id"] != published.build_id


@pytest.mark.parametrize("code", ["74.06", "74.71"])
def test_daerah_and_pertumbuhan_name_the_same_regions_as_alike_and_by_what(code: str) -> None:
    blocks = []
    for page, view in (("pages/daerah.py", {}), ("pages/pertumbuhan.py", {"lihat": "struktur"})):
        shown = text(opened(page, kab=code, **view))
        blocks.append(re.search(r"<b>[^<]+\(jarak [^<]+</b><br>Jarak dihitung dari [^<]+", shown))
    here, there = blocks
    assert here and there
    assert here.group() == there.group()
    assert "bagian sektor dalam PDRB" in here.group()


def test_money_stands_beside_how_many_reported_it_wherever_it_is_written() -> None:
    reported = re.compile(r"\d+ dari [\d.]+ koperasi melapor")
    assert reported.search(text(opened("pages/indikator.py", indikator="cooperative_turnover", tahun="2023")))
    assert reported.search(text(opened("pages/daerah.py", kab="74.01")))
    assert re.search(r"[\d.]+ debitur", text(opened()))


def test_a_target_stands_beside_what_was_achieved_wherever_it_is_written() -> None:
    target = re.compile(r"target 2023: Rp[\d.,]+ \w+ \([^)]+\)|target 2023: Rp[\d.,]+ \w+")
    for app in (
        opened(),
        opened("pages/indikator.py", indikator="kur_disbursed", tahun="2023"),
        opened("pages/daerah.py", kab="74.01"),
    ):
        assert target.search(text(app))


def test_meetings_are_shown_over_the_registered_and_over_the_active() -> None:
    assert "Koperasi terdaftar yang RAT " in text(opened())
    assert "RAT seluruhnya di antara koperasi terdaftar" in text(opened("pages/daerah.py", kab="74.01"))


def test_ringkasan_and_pertumbuhan_tell_the_growth_of_the_province_after_the_regions_end() -> None:
    assert "5,79%" in text(opened())
    shown = re.sub(r"<[^>]+>", "", text(opened("pages/pertumbuhan.py", indikator="grdp_growth")))
    assert (
        "Sesudah 2023 baru provinsi yang terbit: pertumbuhan PDRB Sulawesi Tenggara 5,40% pada 2024 dan 5,79%" in shown
    )


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_growth_of_the_province_is_told_where_no_region_has_any(year: str) -> None:
    shown = text(opened("pages/indikator.py", indikator="grdp_growth", tahun=year))
    assert {"2024": "5,40%", "2025": "5,79%"}[year] in shown


def test_what_was_asked_for_and_approved_stands_per_resident() -> None:
    shown = text(opened("pages/usulan.py", ta="2024"))
    assert "Ditetapkan per penduduk" in shown
    assert "penduduk Dukcapil 2023" in shown


SHARED_FILTERS = {"indikator": "Indikator", "kab": "Kabupaten/Kota", "tahun": "Tahun"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "view", some(["ringkasan", "indikator", "daerah", "kualitas", "data", "usulan", *VIEWS], set(range(0, 17, 2)))
)
def test_the_line_holds_the_shared_filters_that_act_and_no_other(view: str) -> None:
    page, query = ("pertumbuhan", {"lihat": view}) if view in VIEWS else (view, {})
    app = opened(f"pages/{page}.py", indikator="grdp_growth", tahun="2023", **query)
    selection = Selection("grdp_growth", 2023, growth=GrowthView(view=query.get("lihat", "peta")))
    wanted = {SHARED_FILTERS[name] for name in acting("" if page == "ringkasan" else page, selection)}
    assert {box.label for box in app.selectbox} & set(SHARED_FILTERS.values()) == wanted

"""What a head of office asks is answered with the number: on the page that shows it, and as counted from the build.

Every number expected here is counted by a query of its own, not by what the answer uses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from kumkm.domain import units
from kumkm.questions.answers import Answer
from kumkm.questions.resolving import resolve
from kumkm.ui.shell import answer_text, ask
from kumkm.ui.state import cache
from kumkm.warehouse.connection import Published

HERE = {"indikator": "grdp_growth", "tahun": "2023"}


@pytest.fixture(autouse=True)
def shared(warehouse: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers are from the warehouse the tests built."""
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(warehouse.path.parent))


def answered(text: str) -> tuple[Answer, answer_text.AnswerText]:
    found = resolve(text, ask._vocabulary(), HERE)
    assert found, f"“{text}” was not understood"
    return found[0], answer_text.text_of(found[0])


@pytest.fixture
def counted(serving: Any) -> Callable[[str], Any]:
    """The one number of a query."""
    return lambda query: serving.cursor().execute(query).fetchone()[0]


def _measure(measure: str, region: str, year: int) -> str:
    return (
        "SELECT value FROM mart.measure_value "
        f"WHERE measure_id = '{measure}' AND region_code = '{region}' AND year = {year}"
    )


def _minus(whole: str, part: str, region: str, year: int) -> str:
    return f"SELECT ({_measure(whole, region, year)}) - ({_measure(part, region, year)})"


def _indicator(id: str, region: str, year: int) -> str:
    return (
        "SELECT value FROM mart.indicator_value "
        f"WHERE indicator_id = '{id}' AND region_code = '{region}' AND year = {year}"
    )


def _proposals(what: str, where: str) -> str:
    return f"SELECT {what} FROM mart.proposal WHERE NOT published AND {where}"


def whole(value: float) -> str:
    return units.number(value)


def percent(decimals: int) -> Callable[[float], str]:
    return lambda value: units.percent(value, decimals)


def money(value: float) -> str:
    return units.quantity(value, units.RUPIAH, 1, units.scale_for(value))


REGISTERED, ACTIVE, MET = "cooperatives_registered_units", "cooperatives_active_units", "cooperatives_rat_units"
_WAVE = "year = 2023 AND measure_id = 'enterprises_nib_units' AND region_code LIKE '74.__' AND value IS NOT NULL"
# Question → page and a part of its address, how the number is written, how it is counted.
TABLE: dict[str, tuple[str, dict[str, str], Callable[[float], str], str]] = {
    "koperasi mana yang belum RAT": (
        "indikator", {"indikator": "rat_registered_share"}, whole, _minus(REGISTERED, MET, "74", 2023)),
    "brp kop yg blm rat di konawe": (
        "indikator", {"kab": "74.02"}, whole, _minus(REGISTERED, MET, "74.02", 2023)),
    "berapa koperasi yang sudah RAT": (
        "indikator", {"indikator": "cooperatives_rat"}, whole, _measure(MET, "74", 2023)),
    "berapa koperasi yang tidak aktif": (
        "indikator", {"indikator": "active_cooperative_share"}, whole, _minus(REGISTERED, ACTIVE, "74", 2023)),
    "koperasi non aktif kolaka 2022": (
        "indikator", {"kab": "74.01", "tahun": "2022"}, whole, _minus(REGISTERED, ACTIVE, "74.01", 2022)),
    "berapa koperasi yang aktif": (
        "indikator", {"indikator": "cooperatives_active"}, whole, _measure(ACTIVE, "74", 2023)),
    "koperasi yang aktif": ("indikator", {"indikator": "cooperatives_active"}, whole, _measure(ACTIVE, "74", 2023)),
    "anggaran Konawe 2025": (
        "usulan", {"kab": "74.02", "ta": "2025", "bagian": "daftar"}, money,
        _proposals("sum(proposed_idr)", "region_code = '74.02' AND budget_year = 2025")),
    "koperasi aktif konawe": ("indikator", {"kab": "74.02"}, whole, _measure(ACTIVE, "74.02", 2023)),
    "berapa koperasi di sultra": (
        "indikator", {"indikator": "cooperatives_registered"}, whole, _measure(REGISTERED, "74", 2023)),
    "UMKM yang sudah punya NIB": (
        "indikator", {"indikator": "nib_share", "tahun": "2023"}, whole,
        f"SELECT sum(value) FROM mart.measure_value WHERE {_WAVE}"),
    "umkm belum punya nib konawe": (
        "indikator", {"kab": "74.02", "tahun": "2022"}, whole,
        _minus("enterprises_units", "enterprises_nib_units", "74.02", 2022)),
    "berapa umkm di kendari": (
        "indikator", {"kab": "74.71", "tahun": "2022"}, whole, _measure("enterprises_units", "74.71", 2022)),
    "kopdes yang beroperasi": (
        "indikator", {"indikator": "kdkmp_operating_share"}, whole, _measure("kdkmp_operating_units", "74", 2025)),
    "berapa kopdes merah putih": (
        "indikator", {"indikator": "kdkmp_formed"}, whole, _measure("kdkmp_formed_units", "74", 2025)),
    "anggota koperasi muna": (
        "indikator", {"kab": "74.03"}, whole, _measure("cooperative_members_persons", "74.03", 2023)),
    "kemiskinan sultra": (
        "indikator", {"indikator": "poverty_rate", "tahun": "2025"}, percent(2),
        _indicator("poverty_rate", "74", 2025)),
    "kemiskinan muna 2020": ("indikator", {"kab": "74.03"}, percent(2), _indicator("poverty_rate", "74.03", 2020)),
    "pertumbuhan ekonomi sultra 2025": (
        "indikator", {"tahun": "2025"}, percent(2), _indicator("grdp_growth", "74", 2025)),
    "kenapa pertumbuhan Konawe tinggi": (
        "pertumbuhan", {"lihat": "struktur", "kab": "74.02"}, percent(2), _indicator("grdp_growth", "74.02", 2023)),
    "pengangguran wakatobi": (
        "indikator", {"kab": "74.07"}, percent(2),
        "SELECT arg_max(value, year) FROM mart.indicator_value "
        "WHERE indicator_id = 'unemployment_rate' AND region_code = '74.07'"),
    "kur kolaka 2023": ("indikator", {"kab": "74.01"}, money, _measure("kur_disbursed_idr", "74.01", 2023)),
    "siapa paling banyak kur": (
        "indikator", {"indikator": "kur_disbursed"}, money,
        "SELECT max(value) FROM mart.measure_value "
        "WHERE measure_id = 'kur_disbursed_idr' AND year = 2023 "
        "AND region_code LIKE '74.__' AND region_code <> '74.00'"),
    "berapa anggaran yang diusulkan Konawe tahun 2025": (
        "usulan", {"kab": "74.02", "ta": "2025"}, money,
        _proposals("sum(proposed_idr)", "region_code = '74.02' AND budget_year = 2025")),
    "usulan muna": (
        "usulan", {"kab": "74.03", "bagian": "daftar"}, whole,
        _proposals("count(*)", "region_code = '74.03' AND budget_year = 2025")),
    "usulan mana yang ditolak": (
        "usulan", {"tahap": "ditolak"}, whole, _proposals("count(*)", "stage = 'ditolak' AND budget_year = 2025")),
    "usulan yg dikembalikan": (
        "usulan", {"tahap": "dikembalikan"}, money,
        _proposals("sum(proposed_idr)", "stage = 'dikembalikan' AND budget_year = 2025")),
    "berapa usulan tahun 2024": ("usulan", {"ta": "2024"}, whole, _proposals("count(*)", "budget_year = 2024")),
    "rumah produksi bersama": (
        "usulan", {"menu": "rpb"}, money, _proposals("sum(proposed_idr)", "menu_id = 'rpb' AND budget_year = 2025")),
    "usulan DAK fisik": (
        "usulan", {"dana": "DAK Fisik"}, whole, _proposals("count(*)", "fund = 'DAK Fisik' AND budget_year = 2025")),
    "usulan yang dokumennya belum lengkap": (
        "usulan", {"syarat": "kurang"}, whole,
        _proposals("count(*)", "documents_complete IS NOT TRUE AND budget_year = 2025")),
    "usulan lewat batas waktu": (
        "usulan", {"bagian": "alur"}, whole, _proposals("count(*)", "budget_year = 2025")),
    "siapa belum mengusulkan": (
        "usulan", {}, whole, _proposals("count(*)", "budget_year = 2025 AND submitted")),
    "berita acara": (
        "usulan", {"bagian": "berita"}, whole,
        "SELECT count(DISTINCT proposal_id) FROM mart.proposal AS proposal WHERE NOT published AND budget_year = 2025 "
        "AND region_code <> '74.00' "
        "AND stage IN ('disepakati', 'diinput', 'dibahas', 'diterima', 'didiskusikan', 'simoni')"),
    "usulan disetujui 2024": (
        "indikator", {"indikator": "approved_value", "tahun": "2024"}, money,
        _measure("proposals_approved_idr", "74", 2024)),
}  # fmt: skip


@pytest.mark.parametrize("text", TABLE)
def test_a_question_is_answered_with_the_number_of_the_build(text: str, counted: Callable[[str], Any]) -> None:
    page, params, written, query = TABLE[text]
    answer, found = answered(text)
    assert answer.page == page
    assert params.items() <= dict(answer.params).items()
    number = written(float(counted(query)))
    assert re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", found.text), (number, found.text)


def test_an_answer_says_its_period_its_region_its_mark_and_its_source() -> None:
    _, found = answered("brp kop yg blm rat di konawe")
    assert "di Konawe" in found.text
    assert "pada 2023" in found.text
    assert found.small.startswith("DATA SIMULASI · Sumber: ")
    _, published = answered("kemiskinan sultra")
    assert "pada Maret 2025" in published.text
    assert published.small.startswith("Sumber: BPS")


def test_a_ceiling_is_answered_by_the_plan_that_fits_it() -> None:
    """Rp50 miliar: what is chosen and what is left make up the ceiling, as they are written."""
    answer, found = answered("pagu 50 miliar")
    assert (answer.page, answer.params["bagian"], answer.params["pagu"]) == ("usulan", "simulasi", "50")
    assert "Pagu Rp50" in found.text or "pagu Rp50" in found.text


def test_secret_numbers_stay_secret(read: Any) -> None:
    """Of every region whose money is secret the answer says so, and holds no amount."""
    found = 0
    for id in ("cooperative_turnover", "cooperative_assets"):
        rows = read("indicator_by_region", indicator_id=id, year=2023)
        for region in rows.loc[rows["status"] == "suppressed", "region_code"]:
            text = answer_text.text_of(Answer("", "indikator", {"indikator": id, "kab": region, "tahun": "2023"})).text
            assert "dirahasiakan" in text
            assert not re.search(r"Rp\s?\d", text)
            found += 1
    assert found


def test_over_an_incomplete_set_an_answer_says_how_many_there_are(counted: Callable[[str], Any]) -> None:
    assert "12 daerah yang ada datanya (dari 17)" in answered("UMKM yang sudah punya NIB")[1].text
    read = answered("aset koperasi 2023")[1].text
    shown = re.search(r"di antara (\d+) daerah yang dapat ditampilkan", read)
    assert shown and int(shown[1]) == counted(
        "SELECT count(*) FROM mart.indicator_value WHERE indicator_id = 'cooperative_assets' AND year = 2023 "
        "AND value IS NOT NULL AND region_code <> '74'"
    )


def test_who_asks_for_the_highest_is_told_the_highest_first(serving: Any) -> None:
    """And the province after, which nobody asked for."""
    query = (
        "SELECT region_code, value FROM mart.indicator_value WHERE indicator_id = 'poverty_rate' AND year = 2023 "
        "AND region_code <> '74' ORDER BY value DESC"
    )
    (highest, most), *_, (lowest, least) = serving.cursor().execute(query).fetchall()
    names = cache.names()
    text = answered("daerah mana paling miskin")[1].text
    ends = f"tertinggi {names[highest]} ({percent(2)(most)}), terendah {names[lowest]} ({percent(2)(least)})"
    assert text.startswith(f"Penduduk miskin Maret 2023: {ends}; Sulawesi Tenggara ")


def test_several_regions_are_answered_in_the_order_asked(counted: Callable[[str], Any]) -> None:
    _, found = answered("kemiskinan muna dan kolaka 2020")
    muna, kolaka = (percent(2)(float(counted(_indicator("poverty_rate", code, 2020)))) for code in ("74.03", "74.01"))
    assert found.text == f"Penduduk miskin 2020: Muna {muna} dan Kolaka {kolaka}."


@pytest.mark.parametrize(
    "question", ["Siapa tumbuh paling cepat?", "andil pertumbuhan", "bandingkan kolaka dan konawe"]
)
def test_views_on_growth_answer_with_their_sentence(question: str) -> None:
    assert re.search(r"\d,\d\d%", answered(question)[1].text)


def test_what_has_no_data_has_no_number_and_says_so() -> None:
    answer, found = answered("kredit macet")
    assert "belum ada data" in answer.question
    assert found.text == ""


def test_every_filter_of_proposals_that_can_be_said_is_one_of_the_build(serving: Any) -> None:
    menus = {row[0] for row in serving.cursor().execute("SELECT DISTINCT menu_id FROM core.menu").fetchall()}
    funds = {row[0] for row in serving.cursor().execute("SELECT DISTINCT fund FROM mart.proposal").fetchall()}
    known = {"menu": menus, "dana": funds}
    for trait in ask._vocabulary().traits:
        if trait.param in known:
            assert trait.value in known[trait.param], trait

"""Usulan as Streamlit runs it: every part by its address, filters, one proposal, what cannot be met."""

from __future__ import annotations

import html
import re

import pytest
from rounds import first
from streamlit.testing.v1 import AppTest

from kumkm import settings
from kumkm.domain.rules import Rules
from kumkm.domain.view.proposals import PARTS, names_single
from kumkm.warehouse.connection import Published

PAGE = "pages/usulan.py"


@pytest.fixture(autouse=True)
def shared(warehouse: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app serves the warehouse the tests built."""
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(warehouse.path.parent))


@pytest.fixture(scope="session")
def proposals(read):
    return read("proposals")


def arrived(**params: str) -> AppTest:
    """The first run of an address, whose notices are shown once."""
    app = AppTest.from_file(str(settings.PROJECT_ROOT / "app.py"), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def opened(**params: str) -> AppTest:
    return arrived(**params).switch_page(PAGE).run()


def text(app: AppTest) -> str:
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def plain(app: AppTest) -> str:
    return re.sub(r"<[^>]+>", "", text(app))


def headline(app: AppTest) -> str:
    found = re.search(r"<h1>.+?</h1>", text(app))
    assert found
    return re.sub(r"<[^>]+>", "", found.group())


def keys(app: AppTest) -> set[str]:
    """Keys of the boxes, fields and sliders that are drawn."""
    return {str(item.key) for item in (*app.selectbox, *app.number_input, *app.select_slider)}


def drawn(**params: str) -> set[str]:
    return keys(opened(ta="2025", **params))


@pytest.mark.parametrize("part", list(PARTS))
@pytest.mark.parametrize("chosen", first([{"kab": "74.03", "ta": "2023"}, {}, {"layar": "1"}]))
def test_every_part_opens_by_its_address_with_an_answer_first(part: str, chosen: dict[str, str]) -> None:
    app = opened(bagian=part, **chosen)
    shown = text(app)
    assert not app.exception
    assert "k-failure" not in shown
    assert re.search(r"<h1>.+\.</h1>", re.sub(r"</?span[^>]*>", "", shown))
    assert "DATA SIMULASI" in shown


def test_the_list_counts_what_its_filters_leave(proposals) -> None:
    mine = proposals[(proposals["budget_year"] == 2024) & (proposals["menu_id"] == "plut")]
    assert len(mine) > 0
    shown = plain(opened(bagian="daftar", ta="2024", menu="plut"))
    reported = int(mine["published"].sum())
    assert re.search(rf"\b{len(mine) - reported} (dari|usulan)", shown)
    assert f"{reported} usulan lain hanya diberitakan" in shown


def test_a_list_without_anything_says_so() -> None:
    app = opened(bagian="daftar", cari="tidak mungkin ada yang begini")
    assert not app.exception
    assert re.search(r"<h1>.+\.</h1>", text(app))


def test_the_list_is_of_what_a_cell_of_the_matrix_counts(proposals) -> None:
    mine = proposals[(proposals["budget_year"] == 2025) & proposals["submitted"] & ~proposals["published"]]
    count = int(((mine["menu_id"] == "pk2umk") & (mine["region_code"] == "74.08")).sum())
    every = int(((proposals["budget_year"] == 2025) & (proposals["region_code"] == "74.08")).sum())
    assert 1 < count < every
    shown = headline(opened(bagian="daftar", ta="2025", kab="74.08", menu="pk2umk", tahap="sudah_diajukan"))
    assert shown.startswith(f"Sebanyak {count} dari ")


def test_the_dearest_stand_first(proposals) -> None:
    shown = text(opened(bagian="daftar", ta="2025"))
    codes = re.findall(r"<td>((?:SIM|PUB)[^<]+)</td>", shown)
    amounts = proposals.set_index("proposal_id")["proposed_idr"].reindex(codes).dropna()
    assert len(amounts) > 50
    assert amounts.is_monotonic_decreasing


def test_one_proposal_shows_its_history_checklist_neighbours_and_the_row_it_came_from(proposals) -> None:
    row = proposals[proposals["simulated"] & (proposals["stage"] != "draf")].iloc[0]
    shown = plain(opened(bagian="daftar", ta=str(row["budget_year"]), usulan=row["proposal_id"]))
    for heading in ("Riwayat", "Syarat", "Temuan", "Mungkin usulan yang sama", "Sudah ada di daerah ini"):
        assert heading in shown
    assert f"{row['file']}, lembar {row['sheet']}, baris {row['row_number']}" in shown


def test_a_pair_that_may_be_one_proposal_is_named_on_either_of_the_two(proposals) -> None:
    again = proposals[proposals["proposal_id"].str.endswith("-B")].iloc[0]
    first = again["proposal_id"].removesuffix("-B")
    shown = plain(opened(bagian="daftar", ta=str(again["budget_year"]), usulan=first))
    assert f"{again['proposal_id']}: {again['title']}" in shown


def test_the_same_question_as_the_command_gets_the_same_answer(read) -> None:
    from kumkm.analysis import proposals as asked

    found = asked.what_if(read, rules=Rules(40_000_000_000, floor=1), year=2025)
    shown = plain(opened(bagian="simulasi", ta="2025", pagu="40", minimal="1"))
    assert f"cukup untuk {len(found.plan.selected)} usulan" in shown
    assert "terbukti terbaik" in shown


def test_a_region_may_have_a_floor_of_its_own(read) -> None:
    from kumkm.analysis import proposals as asked

    found = asked.what_if(read, rules=Rules(40_000_000_000, floor=1, floors={"74.71": 3}), year=2025)
    assert (found.plan.selected["region_code"] == "74.71").sum() >= 3
    shown = plain(opened(bagian="simulasi", ta="2025", lantai="74.71=3"))
    assert f"cukup untuk {len(found.plan.selected)} usulan" in shown


def test_what_need_is_made_of_and_what_not_is_said_where_it_is_used() -> None:
    shown = plain(opened(bagian="kebutuhan", ta="2025"))
    assert "Capaian target KUR: tidak dipakai. Praktis sama di semua daerah (92,6%)." in shown
    assert "Tanpa satu indikator" in shown
    assert "Kurang terlayani: rasio di bawah 0,75. Lebih terlayani: di atas 1,25." in shown
    assert "Kebutuhan dihitung dari Persentase koperasi aktif 2023" in plain(opened(bagian="simulasi", ta="2025"))


def test_weights_that_are_all_nothing_count_as_equal() -> None:
    nothing = "active_cooperative_share=0;poverty_rate=0;unemployment_rate=0"
    assert re.search(
        r"Usulan 2025 belum mengikuti kebutuhan: \d+ daerah",
        plain(opened(bagian="kebutuhan", ta="2025", butuh=nothing)),
    )


def test_a_ceiling_and_a_floor_that_are_no_whole_numbers_are_named() -> None:
    shown = plain(arrived(bagian="simulasi", pagu="40.0000000001", minimal="1.7"))
    assert "Pagu “40.0000000001” diabaikan" in shown
    assert "Jatah minimal “1.7” diabaikan; isinya bilangan bulat antara 0 dan 3." in shown


def test_every_rupiah_of_the_address_reaches_the_plan() -> None:
    app = opened(bagian="simulasi", ta="2025", pagu="123.456789012", batas="rpb=12.3456789")
    assert app.number_input(key="pagu").value == 123.456789012
    assert "Pagu Rp123,456789012 miliar" in plain(app)
    app.number_input(key="batas_rpb").set_value(9.876543211).run()
    address = {name: app.query_params[name] for name in ("batas", "pagu")}
    assert address == {"batas": "rpb=9.876543211", "pagu": "123.456789012"}


def test_rules_that_are_seldom_set_are_folded_until_an_address_sets_one() -> None:
    assert "lantai_74.71" not in drawn(bagian="simulasi")
    for name, text in (("bobot", "1;0.5;1;1"), ("batas", "rpb=10"), ("lantai", "74.71=2")):
        assert "lantai_74.71" in drawn(bagian="simulasi", **{name: text})
    assert "butuh_poverty_rate" not in drawn(bagian="kebutuhan")
    assert "butuh_poverty_rate" in drawn(bagian="kebutuhan", butuh="poverty_rate=0.5")


@pytest.mark.parametrize(
    ("fold", "address"),
    [
        ("syarat_terbuka", {"bagian": "simulasi", "bobot": "1;0.5;1;1", "batas": "rpb=10", "lantai": "74.71=2"}),
        ("bobot_kebutuhan_terbuka", {"bagian": "kebutuhan", "butuh": "poverty_rate=0.5"}),
    ],
)
def test_what_is_folded_away_goes_on_counting(fold: str, address: dict[str, str]) -> None:
    app = opened(ta="2025", **address)
    before = headline(app)
    app.session_state[fold] = False
    for _ in range(2):
        app.run()
        assert not {"lantai_74.71", "butuh_poverty_rate"} & keys(app)
        assert headline(app) == before
        assert {name: app.query_params[name] for name in address} == address


def test_filters_that_are_not_drawn_go_on_counting_and_what_is_none_is_let_go(proposals) -> None:
    mine = proposals[(proposals["budget_year"] == 2025) & (proposals["findings"] > 0)]
    app = opened(bagian="daftar", ta="2025", temuan="ada", kementerian="Tidak Ada")
    assert "temuan" not in keys(app)
    app.run()
    assert f" {len(mine)} " in headline(app)
    assert app.query_params["temuan"] == "ada"
    assert "kementerian" not in app.query_params


def test_the_lists_of_a_plan_are_shown_one_at_a_time() -> None:
    app = opened(bagian="simulasi", ta="2025")
    assert "Perubahan" in plain(app)
    app.session_state["daftar_simulasi"] = "Yang tidak termasuk"
    shown = plain(app.run())
    assert "Perubahan" not in shown
    assert "Alasan" in shown


def test_what_cannot_be_met_says_why_and_what_would_help() -> None:
    shown = plain(opened(bagian="simulasi", ta="2025", pagu="0.5", minimal="1"))
    assert "Tidak ada susunan yang memenuhi semua syarat." in shown
    assert "Naikkan pagu menjadi Rp" in shown


def test_scenarios_kept_in_the_address_stand_side_by_side() -> None:
    shown = plain(opened(bagian="simulasi", skenario="40~1~1;1;1;1~~74.71=2~merata|20~0~1;0;0;0~~~siap"))
    assert "Skenario berdampingan" in shown
    assert "merata" in shown
    assert "siap" in shown


def test_the_minutes_carry_amounts_and_a_place_for_every_signature(names) -> None:
    shown = plain(opened(bagian="berita", ta="2024"))
    assert "Berita Acara Rapat Koordinasi Daerah" in shown
    for name in names.values():
        office = name if name.startswith("Kota ") else f"Kabupaten {name}"
        assert f"Kepala Dinas Koperasi dan UMKM {office}(" in shown
    assert shown.count("NIP. …") == len(names) + 1


def test_what_may_be_one_proposal_twice_is_named_where_it_is_listed_summed_and_told(proposals) -> None:
    from kumkm.analysis import proposals as asked
    from kumkm.analysis.duplicates import duplicates

    mine = proposals[(proposals["budget_year"] == 2025) & ~proposals["published"]]
    codes = sorted(set(proposals["region_code"]) - {"74.00"})
    listed = mine[mine["proposal_id"].isin(asked.agreed(mine, 2025, codes))]
    pairs = len(duplicates(listed))
    assert pairs > 0
    app = opened(bagian="berita", ta="2025")
    shown = plain(app)
    assert headline(app).endswith(f"{ {1: 'satu', 2: '2'}.get(pairs, pairs) } pasang diduga ganda.")
    numbers = re.findall(r"\(diduga ganda dengan no\. (\d+)\)", shown)
    assert len(numbers) == 2 * pairs
    for number in numbers:
        assert re.search(rf"diduga ganda: .*no\. (\d+ dan )?{number}\b", shown)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"bagian": "semua"}, "Bagian"), ({"pagu": "banyak"}, "Pagu"), ({"batas": "rpb"}, "Batas menu")],
)
def test_a_wrong_address_is_named_and_the_page_still_answers(wrong: dict[str, str], said: str) -> None:
    app = arrived(**wrong)
    assert said in plain(app)
    app.switch_page(PAGE).run()
    assert not app.exception
    assert re.search(r"<h1>.+\.</h1>", text(app))


def test_on_a_shared_screen_single_proposals_are_not_spelt_out() -> None:
    assert "tidak dirinci" in plain(opened(bagian="daftar", layar="1"))


@pytest.mark.parametrize(
    ("page", "place", "params"),
    [
        (PAGE, "alur", {"bagian": "alur"}),
        (PAGE, "simulasi", {"bagian": "simulasi"}),
        (PAGE, "berita", {"bagian": "berita"}),
        ("pages/daerah.py", "daerah", {"kab": "74.11"}),
    ],
)
def test_one_rule_says_where_a_room_sees_single_proposals(
    proposals, page: str, place: str, params: dict[str, str]
) -> None:
    titles = {html.escape(str(title)) for title in proposals["title"]}
    for wall in ({}, {"layar": "1"}):
        shown = text(arrived(ta="2025", **params, **wall).switch_page(page).run())
        named = any(title in shown for title in titles)
        assert named == names_single(place, shared=bool(wall)), wall

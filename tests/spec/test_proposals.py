"""A proposal on screen is a row somebody delivered, or a statement the press printed; its way is told step by step."""

from datetime import UTC, datetime

import pandas as pd
import pytest
import xlsxwriter
from rounds import some

from kumkm.domain.proposals import Stage
from kumkm.errors import InputError
from kumkm.warehouse import connection, menus, reads
from kumkm.warehouse.build import build_and_report

pytestmark = pytest.mark.slow  # every case builds anew

DAY = datetime(2026, 1, 1, tzinfo=UTC)
HEADING = [
    "Kode Usulan", "Tahun Anggaran", "Kabupaten/Kota", "Judul Usulan", "Menu", "Volume", "Satuan", "Harga Satuan (Rp)",
    "Nilai Usulan (Rp)", "Lokasi", "Luas Lahan (m2)", "Status Lahan", "TOR", "RAB", "DED", "Sertifikat",
    "Pernyataan Tidak Sengketa", "Komitmen APBD", "Lintang", "Bujur", "Tahap", "Tanggal Tahap", "Nomor Dokumen",
    "Nilai Disetujui (Rp)",
]  # fmt: skip
CENTRE = [
    "U-1", 2025, "Kolaka", "Pembangunan gedung pelayanan", "PLUT KUMKM", 1, "Unit", 4_500_000_000, 4_500_000_000,
    "Desa Contoh", 2500, "Milik Pemda", "Ada", "Ada", "Tidak", "Tidak", "Ada", "Ada", -3.86, 121.44,
    "Terverifikasi Provinsi", "12/04/2024", "03/X", None,
]  # fmt: skip
DRAFT = [
    "U-2", 2025, "Konawe", "Pengemasan kopi", "Rumah Kemasan", 1, "Unit", 400_000_000, 400_000_000, "Desa Contoh 2",
    None, None, "Ada", "Tidak", None, None, None, None, None, None, "Draf", "01/02/2024", None, None,
]  # fmt: skip
HISTORY = ["Kode Usulan", "Tahap", "Tanggal", "Pelaku", "Nomor Dokumen", "Alasan", "Nilai (Rp)"]
WAY = [
    ["U-1", "Draf", "10/02/2024", "Operator dinas", None, None, 5_000_000_000],
    ["U-1", "Diajukan", "01/03/2024", "Kepala dinas", "01/X", None, 5_000_000_000],
    ["U-1", "Dikembalikan", "11/03/2024", "Verifikator provinsi", "02/X", "Lengkapi RAB", 5_000_000_000],
    ["U-1", "Diajukan", "21/03/2024", "Kepala dinas", "01a/X", None, 4_600_000_000],
    ["U-1", "Terverifikasi Provinsi", "12/04/2024", "Verifikator provinsi", "03/X", None, 4_500_000_000],
]


def write(path, **sheets):
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, "KEADAAN PER 2 MEI 2024")
            for number, row in enumerate(rows, start=2):
                sheet.write_row(number, 0, row)


class Opened:
    """The reads of a published build, by id of proposal."""

    def __init__(self, outcome):
        self.outcome = outcome
        with connection.connect(outcome.published) as opened:
            self.proposals = reads.proposals(opened).set_index("proposal_id")
            self.stages = reads.proposal_stages(opened)
            self.findings = {key: reads.proposal_findings(opened, proposal_id=key) for key in self.proposals.index}
            self.readiness = {key: reads.proposal_readiness(opened, proposal_id=key) for key in self.proposals.index}

    def way(self, key):
        return self.stages[self.stages["proposal_id"] == key]


@pytest.fixture(scope="module")
def opened(copied, tmp_path_factory):
    """One workbook of a register and its history, built."""
    settings = copied(tmp_path_factory.mktemp("usulan"))
    write(settings.raw / "usulan.xlsx", Usulan=[HEADING, CENTRE, DRAFT], Riwayat=[HISTORY, *WAY])
    return Opened(build_and_report(settings, DAY))


def test_a_proposal_leads_to_its_row_in_the_delivered_file(opened):
    found = opened.proposals.loc["U-1"]
    assert opened.outcome.held_back == ()
    assert (found["file"], found["sheet"], found["row_number"]) == ("usulan.xlsx", "Usulan", 4)
    assert (found["budget_year"], found["region_code"], found["menu_id"]) == (2025, "74.01", "plut")
    assert found["menu"] == "PLUT-KUMKM"
    assert not found["published"]
    assert not found["simulated"]


def test_the_history_is_told_in_order_with_days_and_amounts(opened):
    way = opened.way("U-1")
    assert list(way["stage"]) == ["draf", "diajukan", "dikembalikan", "diajukan", "terverifikasi"]
    assert list(way["row_number"]) == [4, 5, 6, 7, 8]
    # 10 February to 1 March 2024 (a leap year), ten days twice, 21 March to 12 April, and to the state of 2 May.
    assert list(way["days"]) == [20, 10, 10, 22, 20]
    assert list(way["current"]) == [False, False, False, False, True]
    assert way["reason"].dropna().tolist() == ["Lengkapi RAB"]
    assert way.iloc[-1]["stage_words"] == Stage.VERIFIED.words
    assert way.iloc[-1]["limit_days"] == 60
    assert way.iloc[-1]["overdue_days"] == 0


def test_amounts_are_those_of_their_stage(opened):
    found = opened.proposals.loc["U-1"]
    assert (found["amount_idr"], found["proposed_idr"]) == (4_500_000_000, 4_600_000_000)
    assert pd.isna(found["approved_idr"])
    assert (found["stage"], found["submitted"], found["decided"]) == ("terverifikasi", True, False)


def test_readiness_is_the_share_of_the_menus_criteria(opened):
    # A centre's nine criteria: all but DED and certificate, neither of which is mandatory.
    found, asked = opened.proposals.loc["U-1"], opened.readiness["U-1"]
    assert found["readiness"] == pytest.approx(7 / 9)
    assert found["missing_documents"] == ""
    assert found["documents_complete"]
    assert asked.loc[~asked["met"].astype(bool), "words"].tolist() == ["DED", "sertifikat lahan"]
    assert asked.loc[asked["criterion"] == "luas_lahan", ["minimum", "amount"]].values.tolist() == [[2000, 2500]]


def test_a_draft_is_not_submitted_and_says_what_it_lacks(opened):
    found = opened.proposals.loc["U-2"]
    assert (found["stage"], found["submitted"], found["decided"]) == ("draf", False, False)
    assert pd.isna(found["proposed_idr"])
    assert found["amount_idr"] == 400_000_000
    assert found["missing_documents"] == "RAB"
    assert not found["documents_complete"]
    assert found["readiness"] == pytest.approx(1 / 5)
    assert opened.way("U-2")["sheet"].tolist() == ["Usulan"]


def test_what_the_rules_found_is_counted_with_the_proposal(copy):
    cheap = [*CENTRE]
    cheap[7] = cheap[8] = 900_000_000
    write(copy.raw / "usulan.xlsx", Usulan=[HEADING, cheap], Riwayat=[HISTORY, *WAY[:3], WAY[4]])
    found = Opened(build_and_report(copy, DAY))
    assert (found.proposals.loc["U-1", "findings"], found.proposals.loc["U-1", "worst"]) == (1, "peringatan")
    assert found.findings["U-1"][["rule", "cell"]].values.tolist() == [["V61", "H4"]]


def test_a_step_that_leaps_is_found_in_the_history_of_its_proposal(copy):
    write(copy.raw / "usulan.xlsx", Usulan=[HEADING, CENTRE], Riwayat=[HISTORY, WAY[0], WAY[4]])
    found = Opened(build_and_report(copy, DAY))
    assert found.findings["U-1"][["rule", "sheet", "row_number"]].values.tolist() == [["V68", "Riwayat", 5]]


def test_a_code_of_two_regions_stands_for_two_proposals(copy):
    other = [*DRAFT]
    other[0] = "U-1"
    write(copy.raw / "a.xlsx", Usulan=[HEADING, CENTRE])
    write(copy.raw / "b.xlsx", Usulan=[HEADING, other])
    keys = [key for key in Opened(build_and_report(copy, DAY)).proposals.index if key.startswith("U-")]
    assert keys == ["U-1 (74.01 2025)", "U-1 (74.02 2025)"]


def test_a_code_used_twice_is_found_and_neither_row_is_lost(copy):
    other = [*CENTRE]
    other[3], other[9] = "Pembangunan gedung kedua", "Desa Contoh 9"
    write(copy.raw / "a.xlsx", Usulan=[HEADING, CENTRE, other])
    found = Opened(build_and_report(copy, DAY))
    assert [key for key in found.proposals.index if key.startswith("U-")] == ["U-1#1", "U-1#2"]
    assert found.findings["U-1#2"][["rule", "cell"]].values.tolist() == [["V65", "A5"]]


@pytest.mark.long
def test_a_history_of_a_code_that_is_not_in_the_register_is_found(copy):
    stray = ["U-9", *WAY[0][1:]]
    write(copy.raw / "a.xlsx", Usulan=[HEADING, CENTRE], Riwayat=[HISTORY, *WAY, stray])
    outcome = build_and_report(copy, DAY)
    with connection.connect(outcome.published) as opened:
        found = reads.findings(opened)
    cells = found.loc[found["rule"] == "V68", ["sheet", "row_number", "found"]]
    assert cells.values.tolist() == [["Riwayat", 9, "U-9"]]


@pytest.mark.long
def test_a_history_sent_alone_belongs_to_the_code_it_names(copy):
    write(copy.raw / "a.xlsx", Usulan=[HEADING, CENTRE])
    write(copy.raw / "b.xlsx", Riwayat=[HISTORY, *WAY])
    way = Opened(build_and_report(copy, DAY)).way("U-1")
    assert len(way) == len(WAY)
    assert set(way["file"]) == {"b.xlsx"}


@pytest.mark.long
def test_a_menu_nobody_knows_leaves_readiness_unknown_and_is_no_zero(copy):
    unknown = [*CENTRE]
    unknown[4] = "Menu Contoh"
    write(copy.raw / "usulan.xlsx", Usulan=[HEADING, unknown])
    found = Opened(build_and_report(copy, DAY)).proposals.loc["U-1"]
    assert found[["menu_id", "missing_documents", "documents_complete", "readiness"]].isna().all()


# Published proposals and assets


def test_what_the_press_reported_is_marked_and_stands_beside_the_register(opened):
    published = opened.proposals[opened.proposals["published"]]
    assert sorted(published.loc[published["menu_id"] == "plut", "region_code"]) == ["74.07", "74.71", "74.72"]
    assert not published["simulated"].any()
    assert set(published["file"]) == {"public_proposals.csv"}
    assert published.drop("PUB-7472-PLUT")["amount_idr"].isna().all()
    baubau = published.loc["PUB-7472-PLUT"]
    assert (baubau["stage"], baubau["approved_idr"], baubau["decided"]) == ("kontrak", 5.4e9, True)
    assert opened.way("PUB-7472-PLUT")["stage"].tolist() == ["dibahas", "ditetapkan", "kontrak"]
    assert opened.way("PUB-7472-PLUT")["days"].isna().all()


def test_a_published_proposal_is_in_no_count(read):
    frame = read("proposals")
    panel = read("indicator_panel", indicator_id="proposals").set_index(["region_code", "year"])
    counted = frame[~frame["published"]].groupby(["region_code", "budget_year"]).size()
    assert panel.loc[("74.72", 2024), "value"] == counted["74.72", 2024]
    assert panel.loc[("74", 2024), "value"] == counted.xs(2024, level="budget_year").sum()


def test_assets_stand_in_the_regions_that_have_a_centre(read):
    frame = read("assets")
    assert sorted(frame.loc[frame["menu_id"] == "plut", "region_code"]) == ["74.07", "74.71", "74.72"]
    assert frame["reference"].str.startswith("https://").all()


# The simulated register


def test_the_simulated_register_spans_three_budget_years_and_all_stages(read):
    frame = read("proposals").query("not published")
    assert frame["simulated"].all()
    assert 200 <= len(frame) <= 240
    assert frame["budget_year"].value_counts().between(60, 90).all()
    assert set(read("proposal_stages")["stage"]) == {stage.value for stage in Stage}
    assert set(frame.query("budget_year == 2025")["ministry"]) == {"Kementerian Koperasi", "Kementerian UMKM"}
    assert frame["proposed_idr"].notna().eq(frame["stage"] != "draf").all()
    assert set(frame["region_code"]) >= {f"74.{number:02d}" for number in range(1, 16)}


def test_the_last_budget_year_still_stands_at_every_desk(read):
    frame = read("proposals").query("not published and budget_year == 2025")
    early = {stage.value for stage in Stage if stage.rank <= Stage.DISCUSSED.rank}
    assert set(frame["stage"]) >= early
    assert frame.query("submitted and not decided and documents_complete")["region_code"].nunique() > 10


def test_what_was_turned_down_says_why(read):
    steps = read("proposal_stages").query("stage in ('ditolak', 'tidak_diakomodasi', 'dikembalikan')")
    assert len(steps) > 50
    assert steps["reason"].notna().all()


def test_a_year_that_is_not_decided_has_no_rate_of_approval(read):
    for indicator in ("proposal_approval_rate", "proposal_approval_value_rate"):
        panel = read("indicator_panel", indicator_id=indicator)
        assert set(panel["year"]) == {2023, 2024}


def test_indicators_are_sums_over_the_register(read):
    frame = read("proposals").query("not published and budget_year == 2024")
    submitted = frame[frame["submitted"]]
    approved = submitted[submitted["stage"].isin(["ditetapkan", "kontrak", "realisasi", "selesai"])]
    expected = {
        "proposals": len(frame),
        "proposed_value": submitted["proposed_idr"].sum(),
        "proposal_readiness": 100 * frame["documents_complete"].sum() / frame["menu_id"].notna().sum(),
        "proposal_approval_rate": 100 * len(approved) / len(submitted),
        "proposal_approval_value_rate": 100 * approved["approved_idr"].sum() / submitted["proposed_idr"].sum(),
    }
    for indicator, value in expected.items():
        panel = read("indicator_panel", indicator_id=indicator).set_index(["region_code", "year"])
        assert panel.loc[("74", 2024), "value"] == pytest.approx(value), indicator


def test_a_count_of_proposals_leads_to_their_rows(read):
    rows = read("provenance_rows", indicator_id="proposals", region_code="74.01", year=2024, most=10)
    assert len(rows) == read("proposals").query("region_code == '74.01' and budget_year == 2024").shape[0]
    assert set(rows["file"]) == {"usulan-program.xlsx"}


# The file of menus


@pytest.mark.parametrize(
    ("old", "new", "said"),
    some(
        [
            ("low_idr = 4_000_000_000", "termurah = 4_000_000_000", ("plut", "termurah", "low_idr")),
            ("low_idr = 4_000_000_000", 'low_idr = "4 miliar"', ("plut", "'4 miliar'", "bilangan")),
            ("low_idr = 4_000_000_000", "low_idr = 9_000_000_000", ("plut", "low_idr ≤ high_idr")),
            ("years = [2023, 2024]", 'years = ["2023"]', ("plut", "'2023'", "tahun anggaran")),
            ("years = [2023, 2024]", "years = [2023, 2025]", ("plut", "2025", "satu kali per tahun")),
            ("years = [2023, 2024]", "years = [2022]", ("plut", "2022", "[[list]]")),
            ('criterion = "tor"', 'criterion = "kak"', ("plut", "kak", "tor / rab")),
            ("mandatory = true", "mandatory = 1", ("plut", "1", "true/false")),
            ('authority = "semua"', 'authority = "camat"', ("plut", "camat", "provinsi")),
            ("minimum = 2000", 'minimum = "luas"', ("plut", "'luas'", "bilangan")),
        ],
        {0, 4, 8},
    ),
)
def test_a_menu_that_breaks_the_contract_is_named_and_nothing_is_published(copy, edit, old, new, said):
    edit(copy, "menu.toml", old, new)
    with pytest.raises(InputError, match=r"data/reference/menu\.toml") as refused:
        menus.read(copy.reference / menus.FILE)
    assert [part for part in said if part not in str(refused.value)] == []
    with pytest.raises(InputError):
        build_and_report(copy, DAY)
    assert connection.published(copy.warehouse) is None


def test_an_asset_of_an_unknown_menu_is_refused_with_its_row(copy, edit):
    edit(copy, "assets.csv", "plut_wakatobi,plut,", "plut_wakatobi,gudang,")
    with pytest.raises(InputError, match=r"assets\.csv baris 3.*gudang"):
        build_and_report(copy, DAY)

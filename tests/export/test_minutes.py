"""What a meeting leaves on paper: exact sums, last words only, honest marks, the same bytes for the same meeting."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pandas as pd
import pypdf
import pytest
from rounds import first

from kumkm import __main__ as command
from kumkm import settings as project_settings
from kumkm.domain.meeting import Decision, Meeting, Proceedings, Step, Task, Verdict
from kumkm.domain.terbilang import in_words
from kumkm.domain.units import number
from kumkm.errors import InputError, UsageError
from kumkm.export import minutes
from kumkm.export.agreed_list import agreed_list
from kumkm.export.contents import Contents
from kumkm.export.letter import Letter, RowKind
from kumkm.export.letter_docx import letter_docx
from kumkm.export.letter_pdf import letter_pdf
from kumkm.narrative import letters
from kumkm.settings import Settings
from kumkm.store import engine
from kumkm.store.meetings import Office
from kumkm.warehouse import reads
from kumkm.warehouse.connection import Published

MORNING = datetime(2026, 11, 30, 1, 5, tzinfo=UTC)  # 09.05 in Kendari
EVENING = datetime(2026, 11, 30, 8, 30, tzinfo=UTC)
ADDRESSES = {"judul": "judul", "k": "daerah?kab=74.01", "m": "daerah?kab=74.03"}
STEPS = tuple(Step(key, key, address) for key, address in ADDRESSES.items())
KOLAKA, MUNA = "74.01", "74.03"
HOSTILE = "#let x = 1; *tebal* <w:p>&amp;</w:p> $x^2$ \x00\x1b\u202eBALIK =1+1 @ref \\u{41} " + "A" * 300
LONG = "panjang " * 400


@dataclass
class Desk:
    """A build and whoever writes letters of it; `changed` are columns of single proposals put in another way."""

    ask: Any
    regions: Any
    settings: Settings
    build_id: str
    changed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def read(self, name: str, **params: Any) -> pd.DataFrame:
        found = self.ask(name, **params)
        if name != "proposals" or not self.changed:
            return found
        found = found.astype(object)
        for key, values in self.changed.items():
            for column, value in values.items():
                found.loc[found["proposal_id"] == key if key else found["proposal_id"].notna(), column] = value
        return found.astype({"published": bool, "simulated": bool, "budget_year": int})

    def contents(self, region: str = "74") -> Contents:
        return Contents(self.read, self.regions, 2026, region)

    def berita_acara(self, held: Proceedings, region: str = "74") -> Letter:
        return minutes.berita_acara(self.contents(region), held)

    def minutes(self, held: Proceedings, region: str = "74") -> Letter:
        return minutes.minutes(self.contents(region), held)

    def proposals(self, region: str) -> list[str]:
        """Ids of the latest budget year, by id."""
        found = self.read("proposals")
        mine = found[~found["published"] & (found["budget_year"] == 2025) & (found["region_code"] == region)]
        return sorted(mine["proposal_id"])

    def row(self, key: str) -> Any:
        return self.read("proposals").set_index("proposal_id").loc[key]


@pytest.fixture(scope="module")
def desk(serving: Any, regions: Any, project: Settings, warehouse: Published) -> Desk:
    return Desk(reads.asking(serving), regions, project, warehouse.build_id)


def held(decided: Sequence[Decision] = (), tasks: Sequence[Task] = (), **facts: Any) -> Proceedings:
    meeting = Meeting("m1", "Rakorda 2026", "Kendari", "b1", STEPS, "judul", MORNING, False, MORNING, EVENING)
    return Proceedings(replace(meeting, **facts), {item.proposal_id: item for item in decided}, tuple(tasks))


def agree(key: str, amount: int | None, reason: str = "") -> Decision:
    return Decision(key, Verdict.AGREED, amount, reason, MORNING, "pemimpin rapat")


def refuse(key: str, verdict: Verdict, reason: str) -> Decision:
    return Decision(key, verdict, None, reason, MORNING, "pemimpin rapat")


@pytest.fixture(scope="module")
def decided(desk: Desk) -> list[Decision]:
    """Amounts no double sum would keep: fifteen digits beside single rupiah."""
    kolaka, muna, own = desk.proposals(KOLAKA), desk.proposals(MUNA), desk.proposals("74.00")
    return [
        agree(kolaka[0], 999_999_999_999_999),
        agree(kolaka[1], 1),
        agree(muna[0], 123_456_789_012_345),
        agree(muna[1], None),
        agree(own[0], 7),
        refuse(kolaka[2], Verdict.REVISED, "RAB belum memuat harga satuan."),
        refuse(muna[2], Verdict.POSTPONED, "Sertifikat lahan belum terbit."),
        refuse(muna[3], Verdict.REJECTED, "Lokasi sudah dibantu 2023."),
    ]


TOTAL = 999_999_999_999_999 + 1 + 123_456_789_012_345 + 7


def pages(content: bytes) -> list[str]:
    """What is written on each page of a PDF, with single spaces."""
    return [flat(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def tables(content: bytes) -> list[list[list[str]]]:
    """The tables of a DOCX; a merged cell is told once."""
    return [
        [[cell.text for place, cell in enumerate(row.cells) if place == 0 or cell._tc is not row.cells[place - 1]._tc]
         for row in table.rows]
        for table in docx.Document(io.BytesIO(content)).tables
    ]  # fmt: skip


def words(content: bytes) -> str:
    """Everything that is written in a DOCX, margins included."""
    opened = docx.Document(io.BytesIO(content))
    section = opened.sections[0]
    lines = [item.text for item in (*section.header.paragraphs, *opened.paragraphs, *section.footer.paragraphs)]
    return flat(" ".join([*lines, *(text for table in tables(content) for row in table for text in row)]))


def both(desk: Desk, letter: Letter) -> list[str]:
    """All words of a letter, as PDF and as DOCX."""
    return [" ".join(pages(letter_pdf(letter, desk.settings))), words(letter_docx(letter))]


# ---- numbers ---------------------------------------------------------------------------------------------------------


def test_amounts_and_sums_are_exact_to_the_last_rupiah(desk: Desk, decided: list[Decision]) -> None:
    letter = desk.berita_acara(held(decided))
    table = letter.parts[0].table
    assert table is not None
    sums = {row.cells[0].text.partition(":")[0]: row.cells[1].text for row in table.rows if row.kind is RowKind.SUM}
    assert sums == {
        "Jumlah Provinsi Sulawesi Tenggara": "7",
        "Jumlah Kabupaten Kolaka": "1.000.000.000.000.000",
        "Jumlah Kabupaten Muna": "123.456.789.012.345",
        "Jumlah seluruhnya": number(TOTAL),
    }
    for said in both(desk, letter):
        for item in decided:
            if item.amount_idr is not None:
                assert number(item.amount_idr) in said
        assert f"Rp1.123.456.789.012.352 ({in_words(TOTAL)} rupiah)" in said
        assert f"Terbilang: {in_words(TOTAL)} rupiah" in said


def test_a_docx_holds_every_line_beside_its_amount(desk: Desk, decided: list[Decision]) -> None:
    first, *_ = tables(letter_docx(desk.berita_acara(held(decided))))
    found = {row[1].partition("\n")[0]: row[-1] for row in first if len(row) == 5}
    for item in decided:
        if item.verdict is Verdict.AGREED:
            shown = "belum disebut" if item.amount_idr is None else number(item.amount_idr)
            assert found[desk.row(item.proposal_id)["title"]] == shown


def test_an_amount_nobody_has_said_is_no_zero(desk: Desk) -> None:
    first, second = desk.proposals(KOLAKA)[:2]
    for said in both(desk, desk.berita_acara(held([agree(first, 5), agree(second, None)]))):
        assert "berjumlah Rp5 (lima rupiah); nilai 1 (satu) usulan belum disebut" in said
        assert "Jumlah seluruhnya: 2 usulan, nilai 1 belum disebut" in said
    for said in both(desk, desk.berita_acara(held([agree(first, None)]))):
        assert "Disepakati 1 (satu) usulan dari Kabupaten Kolaka; nilainya belum disebut." in said
        assert "Rp0" not in said
        assert "nol" not in said
    for said in both(desk, desk.berita_acara(held([agree(first, 0)]))):
        assert "berjumlah Rp0 (nol rupiah)" in said


def test_what_may_be_one_proposal_twice_is_named_by_its_numbers(desk: Desk) -> None:
    first, second, third = desk.proposals(KOLAKA)[:3]
    twin = {"title": "Rumah kemasan Pomalaa", "menu_id": "rumah_kemasan", "fund": "APBN"}
    changed = {first: twin, second: twin, third: {"title": "Pelatihan lain sama sekali", "menu_id": "pk2umk"}}
    letter = replace(desk, changed=changed).berita_acara(held([agree(first, 3), agree(second, 2), agree(third, 1)]))
    assert letter.parts[0].notes == ("Jumlah itu memuat usulan yang diduga ganda: no. 1 dan 2.",)


# ---- whose words count -----------------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = engine.opened(replace(project_settings.load(), warehouse=tmp_path / "gudang", store=None))
    yield Office(opened)
    opened.dispose()


def test_the_last_entry_counts_and_what_was_taken_back_does_not(desk: Desk, office: Office) -> None:
    first, second, third = desk.proposals(KOLAKA)[:3]
    meeting, _ = office.begin("Rakorda", "Kendari", desk.build_id, STEPS, MORNING)
    office.decide(meeting.id, first, Verdict.AGREED, 5_000)
    office.decide(meeting.id, second, Verdict.AGREED, 7_000)
    office.decide(meeting.id, third, Verdict.REJECTED, reason="tidak jadi")
    office.decide(meeting.id, first, Verdict.AGREED, 6_000)
    office.decide(meeting.id, second, None)
    office.decide(meeting.id, third, Verdict.POSTPONED, reason="menunggu sertifikat")
    office.note(meeting.id, "lama", "A", "", task_id="t1")
    office.note(meeting.id, "baru", "B", "2026-12-14", task_id="t1")
    office.note(meeting.id, "batal", "C", "", task_id="t2")
    office.note(meeting.id, "", "", "", task_id="t2")
    letter = desk.minutes(office.proceedings())
    for said in both(desk, letter):
        assert "Disepakati 1 (satu) usulan dari Kabupaten Kolaka, berjumlah Rp6.000 (enam ribu rupiah)." in said
        assert "Ditunda 1 (satu) usulan: " in said
        assert "menunggu sertifikat" in said
        assert "baru" in said
        assert "14 Desember 2026" in said
        assert not {"5.000", "7.000", "tidak jadi", "Ditolak", "lama", "batal"} & set(re.split(r"[ ,;:]", said))
        assert desk.row(second)["title"] not in said


def test_the_meeting_under_way_comes_before_the_last_one(office: Office) -> None:
    with pytest.raises(UsageError, match="Belum ada rapat"):
        office.proceedings()
    earlier, _ = office.begin("lama", "", "b1", STEPS, MORNING)
    office.finish(earlier.id, EVENING)
    assert office.proceedings().meeting.id == earlier.id
    now, _ = office.begin("kini", "", "b2", STEPS, datetime(2026, 1, 1, tzinfo=UTC))  # begun by another clock
    assert office.proceedings().meeting.id == now.id
    assert office.proceedings(earlier.id).meeting.name == "lama"
    with pytest.raises(UsageError, match=earlier.id):
        office.proceedings("tidak-ada")


def test_a_decision_on_what_the_build_does_not_hold_is_no_letter(desk: Desk) -> None:
    with pytest.raises(InputError, match="tak-dikenal"):
        desk.berita_acara(held([agree("tak-dikenal", 5)]))


# ---- what the letters say --------------------------------------------------------------------------------------------


def test_a_berita_acara_reads_as_the_office_writes_it(desk: Desk, decided: list[Decision]) -> None:
    for said in both(desk, desk.berita_acara(held(decided))):
        for part in (
            "PEMERINTAH PROVINSI SULAWESI TENGGARA",
            "DINAS KOPERASI, USAHA MIKRO, KECIL DAN MENENGAH",
            "BERITA ACARA",
            "NOMOR: …",
            "Pada hari ini, Senin, tanggal tiga puluh November tahun dua ribu dua puluh enam (30-11-2026), "
            "bertempat di Kendari, telah dilaksanakan Rakorda 2026.",
            "Selain itu 1 (satu) usulan diperbaiki, 1 (satu) usulan ditunda, dan 1 (satu) usulan ditolak",
            "Kendari, 30 November 2026",
            "versi data b1",
            letters.CLOSING,
        ):
            assert part in said
        assert said.count("NIP.") == 3
        assert letters.OPEN not in said


def test_the_province_signs_with_every_region_that_has_something_in_it(desk: Desk, decided: list[Decision]) -> None:
    letter = desk.berita_acara(held(decided))
    assert [item.place for item in letter.signers] == [
        "Provinsi Sulawesi Tenggara",
        "Kabupaten Kolaka",
        "Kabupaten Muna",
    ]
    assert [item.office for item in letter.signers[1:]] == ["Kepala Dinas Koperasi dan UMKM"] * 2
    own = replace(desk, changed={"": {"office": "Dinas Koperasi, UKM dan Perdagangan Kab. Kolaka"}})
    assert own.berita_acara(held(decided), KOLAKA).signers[1].office.endswith("Perdagangan Kab. Kolaka")
    assert own.berita_acara(held(decided), KOLAKA).signers[1].place == ""


def test_a_region_has_its_own_letter(desk: Desk, decided: list[Decision]) -> None:
    for said in both(desk, desk.berita_acara(held(decided), KOLAKA)):
        assert "KABUPATEN KOLAKA" in said
        assert "Disepakati 2 (dua) usulan, berjumlah Rp1.000.000.000.000.000 (satu kuadriliun rupiah)" in said
        assert "Muna" not in said
        assert "123.456" not in said
        assert "1 (satu) usulan diperbaiki; alasannya" in said
    nothing = desk.berita_acara(held(decided), "74.02")
    assert [item.place for item in nothing.signers] == ["Provinsi Sulawesi Tenggara", "Kabupaten Konawe"]
    assert nothing.parts[0].said == letters.NOTHING_AGREED
    with pytest.raises(UsageError, match=r"74\.99"):
        desk.berita_acara(held(decided), "74.99")


def test_minutes_tell_every_decision_its_reason_and_the_tasks(desk: Desk, decided: list[Decision]) -> None:
    tasks = [
        Task("1", "k", "Memperbaiki RAB", "Dinas Kolaka", "2026-12-14", MORNING),
        Task("2", "m", "Mengurus sertifikat", "Dinas Muna", "", MORNING),
        Task("3", "", "Merekap", "Dinas Provinsi", "sebelum Rakortek", MORNING),
    ]
    found = held(decided, tasks)
    for said in both(desk, desk.minutes(found)):
        for item in decided:
            assert desk.row(item.proposal_id)["title"] in said
            assert item.reason in said
        for part in ("Senin, 30 November 2026 pukul 09.05 WITA", "pukul 16.30 WITA", "14 Desember 2026",
                     "sebelum Rakortek", "Pemimpin Rapat", "Notulis"):  # fmt: skip
            assert part in said
        assert "5 disepakati, 1 diperbaiki, 1 ditunda, 1 ditolak, dan " in said
    for said in both(desk, desk.minutes(found, KOLAKA)):
        assert "Memperbaiki RAB" in said
        assert "Merekap" in said
        assert "Mengurus sertifikat" not in said
        assert "Lokasi sudah dibantu" not in said


def test_counts_of_the_minutes_add_up_to_the_proposals_of_the_year(desk: Desk, decided: list[Decision]) -> None:
    every = desk.read("proposals")
    asked = int((~every["published"] & (every["budget_year"] == 2025)).sum())
    said = desk.minutes(held(decided)).parts[0].said
    assert said.startswith(f"Dari {asked} usulan program tahun anggaran 2025: ")
    assert sum(map(int, re.findall(r"(\d+) (?:di|belum)", said))) == asked


def test_a_meeting_that_decided_nothing_says_so(desk: Desk) -> None:
    for said in both(desk, desk.berita_acara(held())):
        assert letters.NOTHING_AGREED in said
        assert "memberi hasil sebagai berikut" in said
        assert "Rp" not in said
        assert said.count("NIP.") == 1
    for said in both(desk, desk.minutes(held())):
        assert letters.NOTHING_AGREED in said
        assert letters.NO_TASKS in said


def test_the_day_is_that_of_the_room_and_a_later_end_is_told(desk: Desk) -> None:
    late = datetime(2026, 11, 29, 16, 30, tzinfo=UTC)  # 00.30 of the next day in Kendari
    letter = desk.berita_acara(held(begun_at=late, ended_at=datetime(2026, 12, 2, 8, tzinfo=UTC), place=""))
    assert "(30-11-2026), bertempat di ………" in letter.opening
    assert "Rakorda 2026, sampai dengan Rabu, 2 Desember 2026. Rapat" in letter.opening
    assert letter.frame.signed_at.endswith(", 30 November 2026")


def test_a_meeting_under_way_is_no_final_word(desk: Desk, decided: list[Decision]) -> None:
    for letter in (desk.berita_acara(held(decided, ended_at=None)), desk.minutes(held(decided, ended_at=None))):
        for said in both(desk, letter):
            assert letters.OPEN in said
    assert "Selesai : belum ditutup" in both(desk, desk.minutes(held(ended_at=None)))[0]


# ---- marks, hostile text, pages --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_simulated_data_are_marked_on_every_page_and_real_ones_on_none(desk: Desk) -> None:
    every = [agree(key, 5) for code in desk.regions.names for key in desk.proposals(code)]
    letter = desk.berita_acara(held(every))
    printed = pages(letter_pdf(letter, desk.settings))
    assert len(printed) > 2
    assert all(page.count("DATA SIMULASI") == 1 for page in printed)
    assert all(f"Halaman {place} dari {len(printed)}" in page for place, page in enumerate(printed, start=1))
    opened = docx.Document(io.BytesIO(letter_docx(letter)))
    assert "DATA SIMULASI" in opened.sections[0].header.paragraphs[0].text
    real = replace(desk, changed={"": {"simulated": False}}).berita_acara(held(every[:3]))
    for said in both(desk, real):
        assert "SIMULASI" not in said
        assert letters.NOT_REAL not in said


def test_numbers_that_are_not_real_are_dotted_in_the_docx(desk: Desk) -> None:
    first, second = desk.proposals(KOLAKA)[:2]
    mixed = replace(desk, changed={second: {"simulated": False}})
    content = letter_docx(mixed.berita_acara(held([agree(first, 5), agree(second, 4)])))
    table = docx.Document(io.BytesIO(content)).tables[0]
    dotted = {row.cells[-1].text: row.cells[-1].paragraphs[0].runs[0].font.underline for row in table.rows}
    assert dotted["5"] == dotted["9"] == docx.enum.text.WD_UNDERLINE.DOTTED
    assert dotted["4"] is None


@pytest.mark.parametrize("text", first([HOSTILE, LONG, "", None]), ids=["hostile", "long", "empty", "missing"])
def test_whatever_a_title_is_it_stays_text(desk: Desk, text: str | None) -> None:
    first, second = desk.proposals(KOLAKA)[:2]
    changed = {first: dict.fromkeys(("title", "fund", "location", "office", "unit"), text)}
    told = replace(desk, changed=changed)
    found = held(
        [agree(first, 5, text or ""), refuse(second, Verdict.REJECTED, text or "x")],
        [Task("1", "", text or "x", text or "x", text or "", MORNING)],
        name=(text or "Rapat")[:400],
        place=(text or "")[:80],
    )
    for letter in (told.berita_acara(found), told.minutes(found)):
        for said in both(told, letter):
            assert "Terbilang: lima rupiah" in said
            if text == HOSTILE:
                assert "#let x = 1; *tebal* <w:p>&amp;</w:p> $x^2$ BALIK =1+1 @ref \\u{41}" in said
                assert not re.search("[\x00-\x08\u202e]", said)
            if not text:
                assert f"usulan {first}, tanpa judul" in said
    book = openpyxl.load_workbook(io.BytesIO(agreed_list(told.contents(), found)))
    assert len(book.sheetnames) == 3
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)


def test_no_word_runs_out_of_its_page(desk: Desk) -> None:
    """A word of 300 letters is parted: all of them can be read in the PDF."""
    first = desk.proposals(KOLAKA)[0]
    told = replace(desk, changed={first: {"title": "B" * 300, "fund": "D" * 90}})
    content = letter_pdf(told.berita_acara(held([agree(first, 5)])), desk.settings)
    (page,) = pypdf.PdfReader(io.BytesIO(content)).pages
    shown = page.extract_text()
    for letter, every, widest in (("B", 300, 30), ("D", 90, 15)):
        runs = [len(run) for run in re.findall(f"{letter}+", shown)]
        assert sum(runs) >= every
        assert max(runs) <= widest


# ---- the same bytes --------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_same_meeting_is_the_same_bytes(
    desk: Desk, decided: list[Decision], monkeypatch: pytest.MonkeyPatch
) -> None:
    def make() -> list[bytes]:
        found = held(decided)
        made = [desk.berita_acara(found), desk.minutes(found)]
        papers = [draw for letter in made for draw in (letter_docx(letter), letter_pdf(letter, desk.settings))]
        return [*papers, agreed_list(desk.contents(), found)]

    first = make()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    shuffled = list(reversed(decided))
    assert make() == first
    again = held(shuffled)
    assert letter_docx(desk.berita_acara(again)) == first[0]
    assert letter_pdf(desk.minutes(again), desk.settings) == first[3]
    assert len(set(first)) == 5


def test_a_docx_knows_no_day_but_that_of_the_meeting(desk: Desk, decided: list[Decision]) -> None:
    content = letter_docx(desk.berita_acara(held(decided)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [item for item in archive.namelist() if "thumbnail" in item]
    about = docx.Document(io.BytesIO(content)).core_properties
    assert about.created == about.modified == MORNING
    assert about.title == "Berita Acara Rakorda 2026, Provinsi Sulawesi Tenggara"
    assert (about.comments, about.author, about.language) == ("", "Dinas Koperasi dan UMKM", "id-ID")
    fields = re.findall(r'w:instr="(\w+)"', docx.Document(io.BytesIO(content)).sections[0].footer._element.xml)
    assert fields == ["PAGE", "NUMPAGES"]


# ---- the list for the ministry ---------------------------------------------------------------------------------------


def lines(book: openpyxl.Workbook, name: str) -> list[dict[str, Any]]:
    rows = list(book[name].iter_rows(values_only=True))
    heading = next(place for place, row in enumerate(rows) if row[1] is not None)
    return [dict(zip(rows[heading], row, strict=True)) for row in rows[heading + 1 :]]


def test_the_list_has_a_sheet_per_fund_with_exact_rupiah(desk: Desk, decided: list[Decision]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(agreed_list(desk.contents(), held(decided))))
    agreed = {item.proposal_id: item.amount_idr for item in decided if item.verdict is Verdict.AGREED}
    funds = {desk.row(key)["fund"] for key in agreed}
    assert set(book.sheetnames) == {"Sampul", "Catatan", *funds}
    found = {line["Kode usulan"]: (name, line) for name in funds for line in lines(book, name)}
    assert set(found) == set(agreed)
    documents = desk.read("proposal_stages").query("stage == 'diajukan'").groupby("proposal_id")["document"].last()
    for key, (name, line) in found.items():
        row = desk.row(key)
        assert name == line["Sumber dana"] == row["fund"]
        assert line["Nilai disepakati (Rp)"] == agreed[key]
        assert line["Nilai usulan (Rp)"] == (None if pd.isna(row["proposed_idr"]) else row["proposed_idr"])
        assert line["TOR/KAK"] == (None if pd.isna(row["has_tor"]) else "ya" if row["has_tor"] else "tidak")
        assert line["Surat permohonan"] == documents.get(key)
        assert line["Keterangan data"] == "DATA SIMULASI"
        assert all(line[heading] is None for heading in ("Bidang", "Deputi", "Komoditas", "Nomor BA", "Foto/video"))
    assert all(book[name]["A1"].value.startswith("DATA SIMULASI") for name in funds)


def test_the_fields_stand_in_the_order_they_are_asked_for(desk: Desk, decided: list[Decision]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(agreed_list(desk.contents(), held(decided))))
    headings = list(lines(book, book.sheetnames[-1])[0])
    asked = ["Kode usulan", "Tahun anggaran", "Kode daerah", "OPD", "Judul usulan", "Bidang", "Menu", "Sumber dana",
             "Kementerian tujuan", "Volume", "Satuan", "Harga satuan (Rp)", "Nilai usulan (Rp)", "Lokasi",
             "Surat permohonan", "TOR/KAK", "RAB", "DED", "Tahap", "Nilai disepakati (Rp)", "Nomor BA",
             "Nomor SK"]  # fmt: skip
    assert [heading for heading in headings if heading in asked] == asked


def test_funds_that_no_sheet_may_be_called_have_sheets_of_their_own(desk: Desk) -> None:
    keys = desk.proposals(KOLAKA)[:3] + desk.proposals(MUNA)[:1]
    funds = ("APBD/Hibah: [2025]*?", "apbd hibah   2025", None, "Catatan")
    told = replace(desk, changed={key: {"fund": fund} for key, fund in zip(keys, funds, strict=True)})
    book = openpyxl.load_workbook(io.BytesIO(agreed_list(told.contents(), held([agree(key, 5) for key in keys]))))
    assert len(book.sheetnames) == len({name.casefold() for name in book.sheetnames}) == 6
    assert "Dana belum disebut" in book.sheetnames


def test_what_is_withheld_is_neither_in_the_list_nor_in_a_letter(desk: Desk, serving: Any) -> None:
    """Not one complete amount of a protected cell, whatever is agreed on: all that was asked for, by every region."""
    protected = (
        "SELECT value FROM mart.measure_complete SEMI JOIN mart.protected_cell USING (measure_id, region_code, year)"
    )
    hidden = {round(value) for (value,) in serving.cursor().execute(f"{protected} WHERE value > 1e6").fetchall()}
    asked = {key: desk.row(key)["proposed_idr"] for code in desk.regions.names for key in desk.proposals(code)}
    found = held([agree(key, None if pd.isna(amount) else int(amount)) for key, amount in asked.items()])
    book = openpyxl.load_workbook(io.BytesIO(agreed_list(desk.contents(), found)))
    shown = {
        round(cell)
        for page in book
        for row in page.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, (int, float)) and not isinstance(cell, bool)
    }
    said = words(letter_docx(desk.berita_acara(found)))
    shown |= {int(amount.replace(".", "")) for amount in re.findall(r"\d{1,3}(?:\.\d{3})+", said)}
    assert len(shown) > 100
    assert len(hidden) > 50
    assert not hidden & shown


def test_a_list_of_nothing_says_so(desk: Desk) -> None:
    book = openpyxl.load_workbook(io.BytesIO(agreed_list(desk.contents(), held())))
    assert book.sheetnames == ["Sampul", "Catatan"]
    assert letters.NOTHING_AGREED in {cell.value for row in book["Sampul"].iter_rows() for cell in row}


# ---- the commands ----------------------------------------------------------------------------------------------------


@dataclass
class Hall:
    """A warehouse of its own, with a store beside it."""

    folder: Path
    out: Path
    office: Office
    build_id: str

    def call(self, kind: str, name: str, *more: str) -> int:
        return command.main(["export", kind, "--out", str(self.out / name), "--warehouse", str(self.folder), *more])


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory, warehouse: Published) -> Path:
    folder = tmp_path_factory.mktemp("kantor") / "gudang"
    folder.mkdir()
    shutil.copy(warehouse.path, folder)
    return folder


@pytest.fixture
def hall(
    copied: Path, tmp_path: Path, warehouse: Published, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Hall]]:
    monkeypatch.delenv("KUMKM_STORE", raising=False)
    opened: list[Any] = []

    def make() -> Hall:
        opened.append(engine.opened(project_settings.load(copied)))
        return Hall(copied, tmp_path, Office(opened[-1]), warehouse.build_id)

    yield make
    for item in opened:
        item.dispose()
    for path in copied.glob("kantor.sqlite*"):
        path.unlink()


def test_without_a_meeting_the_commands_say_what_to_do(
    hall: Callable[[], Hall], copied: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["export", "berita-acara", "--out", str(tmp_path / "ba.pdf"), "--warehouse", str(copied)]
    assert command.main(call) == 2
    assert "Belum ada rapat yang tercatat" in capsys.readouterr().err
    assert not list(copied.glob("kantor.sqlite*"))
    there = hall()
    for kind, name in (("minutes", "n.docx"), ("proposals", "u.xlsx")):
        assert there.call(kind, name) == 2
        assert "Belum ada rapat yang tercatat" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.*"))


def test_the_commands_write_and_replace_nothing_unless_told_to(
    hall: Callable[[], Hall], desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    there = hall()
    meeting, _ = there.office.begin("Rakorda 2026", "Kendari", there.build_id, STEPS, MORNING)
    there.office.decide(meeting.id, desk.proposals(KOLAKA)[0], Verdict.AGREED, 5_000_000_000)
    assert there.call("berita-acara", "ba.docx") == 0
    assert letters.OPEN in capsys.readouterr().err
    there.office.finish(meeting.id, EVENING)
    for kind, name in (("berita-acara", "ba.pdf"), ("berita-acara", "k.docx"), ("minutes", "n.pdf"),
                       ("minutes", "n.docx"), ("proposals", "u.xlsx")):  # fmt: skip
        area = ("--region", KOLAKA) if name.startswith("k") else ()
        assert there.call(kind, name, *area) == 0
        said = capsys.readouterr()
        assert "Rakorda 2026" in said.out
        assert not said.err
        written = (there.out / name).read_bytes()
        assert there.call(kind, name, *area) == 2
        assert "sudah ada dan tidak diubah" in capsys.readouterr().err
        assert there.call(kind, name, *area, "--force", "--meeting", meeting.id) == 0
        capsys.readouterr()
        assert (there.out / name).read_bytes() == written
    assert "lima miliar rupiah" in words((there.out / "k.docx").read_bytes())


def test_the_commands_refuse_what_they_cannot_write(
    hall: Callable[[], Hall], copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = hall()
    meeting, _ = there.office.begin("Rakorda 2026", "Kendari", "tidak-ada", STEPS, MORNING)
    for kind, name, more, said in (
        ("berita-acara", "ba.doc", (), r"\.pdf atau \.docx"),
        ("proposals", "u.csv", (), r"\.xlsx"),
        ("minutes", "n.pdf", ("--meeting", "xyz"), f"'xyz' tidak ada.*{meeting.id}"),
        ("minutes", "n.pdf", (), "Versi data tidak-ada, yang dibekukan untuk Rakorda 2026, tidak tersimpan lagi"),
    ):
        assert there.call(kind, name, *more) == 2
        assert re.search(said, capsys.readouterr().err)
    assert not list(there.out.glob("*.*"))


def test_a_sheet_is_saved_where_its_words_have_room_before_it(desk: Desk) -> None:
    """Twelve proposals of as many regions, signed by all of them: two sheets, neither of them nearly empty."""
    codes = [region.code for region in desk.regions.local][:12]
    agreed = [agree(desk.proposals(code)[0], 1_000_000_000) for code in codes if desk.proposals(code)]
    letter = desk.berita_acara(held(agreed))
    sheets = pages(letter_pdf(letter, desk.settings))
    assert len(sheets) == 2
    assert len(sheets[-1]) > len(sheets[0]) / 3
    assert letter_pdf(letter, desk.settings) == letter_pdf(letter, desk.settings)

"""The list for the ministry: what was agreed on, one sheet per fund, with the fields of a proposal in their order.

The fields are those that a proposal to DAK, dekonsentrasi or tugas pembantuan is asked for. What the register does not
hold is an empty cell under its heading, to be filled in; it is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from kumkm.domain.meeting import Proceedings, Verdict
from kumkm.domain.proposals import Stage
from kumkm.export.contents import Contents
from kumkm.export.downloads import SIMULATED
from kumkm.export.outcome import Item, Outcome, total
from kumkm.export.text import known
from kumkm.export.workbook import Cover, Sheet, workbook
from kumkm.narrative import letters
from kumkm.narrative.grammar import capital

# Instruments in the order the ministry asks for them; others follow by name.
_FUNDS: Final = ("DAK Fisik", "DAK Nonfisik", "Dekonsentrasi", "Tugas Pembantuan")
_NO_FUND: Final = "Dana belum disebut"
_TAKEN: Final = ("sampul", "catatan", "history")  # the last one is Excel's own
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\'\x00-\x1f]+")
_LONGEST_NAME: Final = 31
# Heading → column of the read; None: the register has no such field.
_FIELDS: Final[Mapping[str, str | None]] = {
    "Kode usulan": "proposal_id",
    "Tahun anggaran": "budget_year",
    "Kode daerah": "code",
    "Kabupaten/Kota": "place",
    "OPD": "office",
    "Judul usulan": "title",
    "Program prioritas": None,
    "Bidang": None,
    "Subbidang": None,
    "Menu": "menu",
    "Rincian": None,
    "Sumber dana": "fund",
    "Kementerian tujuan": "ministry",
    "Deputi": None,
    "Volume": "volume",
    "Satuan": "unit",
    "Harga satuan (Rp)": "unit_cost_idr",
    "Nilai usulan (Rp)": "proposed_idr",
    "Lokasi": "location",
    "Kode desa/kelurahan": None,
    "Lintang": "latitude",
    "Bujur": "longitude",
    "Komoditas": None,
    "Penerima manfaat laki-laki": None,
    "Penerima manfaat perempuan": None,
    "Koperasi pengelola (NIK koperasi)": "manager_nik",
    "Luas lahan (m²)": "land_m2",
    "Status lahan": None,
    "Surat permohonan": "letter",
    "TOR/KAK": "has_tor",
    "RAB": "has_rab",
    "DED": "has_ded",
    "Sertifikat lahan": "has_certificate",
    "Pernyataan tidak sengketa": "has_no_dispute",
    "Komitmen APBD": "has_budget_commitment",
    "Persetujuan DPRD": None,
    "Kelembagaan pengelola": None,
    "Foto/video": None,
    "Tahap": "stage_words",
    "Keputusan rapat": "verdict",
    "Catatan": "remark",
    "Nilai disepakati (Rp)": "agreed_idr",
    "Nomor BA": None,
    "Nomor SK": "decree",
    "Keterangan data": "mark",
}
_WHOLE: Final = ("Harga satuan (Rp)", "Nilai usulan (Rp)", "Nilai disepakati (Rp)")


def agreed_list(contents: Contents, proceedings: Proceedings) -> bytes:
    """The list as XLSX; a meeting that agreed on nothing is a cover that says so.

    Raises UsageError for a region there is none of, InputError where the build does not hold what was decided on.
    """
    contents.refuse_unknown_region()
    outcome = Outcome(contents, proceedings)
    by_fund: dict[str, list[Item]] = {}
    for item in outcome.of(Verdict.AGREED):
        by_fund.setdefault(item.fund, []).append(item)
    table = _table(outcome)
    names = _sheet_names(sorted(by_fund, key=_order))
    sheets = [_sheet(names[fund], fund, by_fund[fund], table) for fund in names]
    return workbook(_cover(outcome), sheets)


def _order(fund: str) -> tuple[int, str]:
    """As the ministry asks for them; the unknown last."""
    return (_FUNDS.index(fund), "") if fund in _FUNDS else (len(_FUNDS) + (not fund), fund)


def _sheet_names(funds: list[str]) -> dict[str, str]:
    """Fund → a name that a sheet may have, and no other sheet has."""
    names: dict[str, str] = {}
    taken = set(_TAKEN)
    for fund in funds:
        base = _NOT_IN_NAMES.sub(" ", fund).strip()[:_LONGEST_NAME].strip() or _NO_FUND
        name = next(name for name in _numbered(base) if name.casefold() not in taken)
        taken.add(name.casefold())
        names[fund] = name
    return names


def _numbered(base: str) -> Iterator[str]:
    yield base
    for number in range(2, 1000):
        yield f"{base[: _LONGEST_NAME - 6]} ({number})"


def _cover(outcome: Outcome) -> Cover:
    meeting, summed = outcome.proceedings.meeting, total(outcome.of(Verdict.AGREED))
    whose = [items[0].place for items in outcome.agreed.values()]
    facts = (
        ("Rapat", meeting.name),
        ("Waktu", f"{letters.moment(meeting.begun_at)}, {meeting.place or 'tempat belum disebut'}"),
        ("Keadaan", letters.OPEN if meeting.ended_at is None else f"Ditutup {letters.moment(meeting.ended_at)}"),
        ("Isi", letters.agreed(summed.count, summed.amount_idr, summed.unknown, whose)),
        ("Susunan", "Satu lembar tiap sumber dana; kolom yang belum diketahui dibiarkan kosong untuk diisi."),
        ("Versi data", meeting.build_id),
        ("Sumber", "register usulan dan keputusan rapat"),
    )
    title = capital(f"usulan program yang disepakati {letters.budget(outcome.years)}".strip())
    return Cover(title, facts, meeting.begun_at)


def _table(outcome: Outcome) -> pd.DataFrame:
    """The rows agreed on with what the meeting said of each, by id."""
    items = {item.proposal_id: item for item in outcome.of(Verdict.AGREED)}
    rows = outcome.rows.loc[list(items)]
    papers = outcome.contents.read("proposal_stages")
    return rows.assign(
        proposal_id=rows.index,
        code=[item.region_code for item in items.values()],
        place=[item.place for item in items.values()],
        letter=_document(papers, Stage.SUBMITTED).reindex(rows.index),
        decree=_document(papers, Stage.APPROVED).reindex(rows.index),
        verdict=Verdict.AGREED.words,
        remark=[_joined(known(note), item.reason) for note, item in zip(rows["note"], items.values(), strict=True)],
        agreed_idr=pd.array([item.amount_idr for item in items.values()], dtype="Int64"),
        mark=[SIMULATED if item.simulated else "" for item in items.values()],
    )


def _joined(*notes: str) -> str:
    return "; ".join(filter(None, notes))


def _document(papers: pd.DataFrame, stage: Stage) -> pd.Series[Any]:
    """Proposal → number of the document with which it last came to a stage."""
    numbered = papers[(papers["stage"] == stage.value) & papers["document"].notna()]
    return numbered.drop_duplicates("proposal_id", keep="last").set_index("proposal_id")["document"]


def _sheet(name: str, fund: str, items: list[Item], table: pd.DataFrame) -> Sheet:
    rows = table.loc[[item.proposal_id for item in items]]
    frame = pd.DataFrame(
        {heading: None if field is None else rows[field] for heading, field in _FIELDS.items()}, index=rows.index
    )
    summed = total(items)
    note = f"{summed.count} usulan; jumlah nilai disepakati {letters.rupiah(summed.amount_idr)}"
    note = note if summed.unknown < summed.count else f"{summed.count} usulan"
    unknown = f"; nilai {summed.unknown} usulan belum disebut" if summed.unknown else ""
    return Sheet(
        name,
        f"Usulan yang disepakati, {fund or 'sumber dana belum disebut'}",
        frame.astype(object),
        notes=(f"{note}{unknown}.",),
        decimals=dict.fromkeys(_WHOLE, 0),
        simulated=any(item.simulated for item in items),
    )

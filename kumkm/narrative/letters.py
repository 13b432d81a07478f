"""What letters of the office say: days, moments and amounts as they are written there, and their set phrases.

A letter is signed: every count and amount stands in figures and in words, to the last rupiah.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from kumkm.domain import units
from kumkm.domain.meeting import WITA, Meeting, Verdict
from kumkm.domain.terbilang import MOST, in_words
from kumkm.narrative.grammar import joined, names, series

LETTERHEAD: Final = (
    "PEMERINTAH PROVINSI SULAWESI TENGGARA",
    "DINAS KOPERASI, USAHA MIKRO, KECIL DAN MENENGAH",
)
PROVINCE_HEAD: Final = "Kepala Dinas Koperasi, Usaha Mikro, Kecil dan Menengah"
OFFICE: Final = "Dinas Koperasi dan UMKM"  # where a region has not said what its own is called
BLANK: Final = "………………………"  # to be filled by hand
UNSAID: Final = "belum disebut"
CLOSING: Final = "Demikian Berita Acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."
NOTHING_AGREED: Final = "Tidak ada usulan yang disepakati."
NO_TASKS: Final = "Tidak ada tindak lanjut yang dicatat."
FORWARDED: Final = "Usulan itu diteruskan ke tahap pengusulan berikutnya:"
OPEN: Final = "Rapat belum ditutup: isinya masih dapat berubah."
NOT_REAL: Final = "angka bergaris titik bukan data nyata"
_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS: Final = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
                  "November", "Desember")  # fmt: skip


# ---- days, moments, amounts ------------------------------------------------------------------------------------------


def day(moment: datetime) -> date:
    """The day of a moment where the meeting is."""
    return moment.astimezone(WITA).date()


def date_in_full(of: date) -> str:
    """`30 November 2026`."""
    return f"{of.day} {_MONTHS[of.month - 1]} {of.year}"


def day_in_full(of: date) -> str:
    """`Senin, 30 November 2026`."""
    return f"{_DAYS[of.weekday()]}, {date_in_full(of)}"


def day_in_words(of: date) -> str:
    """`Senin, tanggal tiga puluh November tahun dua ribu dua puluh enam (30-11-2026)`."""
    spoken = f"tanggal {in_words(of.day)} {_MONTHS[of.month - 1]} tahun {in_words(of.year)}"
    return f"{_DAYS[of.weekday()]}, {spoken} ({of:%d-%m-%Y})"


def due(text: str) -> str:
    """A day by which something is due: an ISO day in full, other words as they are."""
    try:
        return date_in_full(date.fromisoformat(text))
    except ValueError:
        return text or UNSAID


def moment(of: datetime) -> str:
    """`Senin, 30 November 2026 pukul 09.00 WITA`."""
    return f"{day_in_full(day(of))} pukul {of.astimezone(WITA):%H.%M} WITA"


def rupiah(amount: int) -> str:
    """`Rp4.000.000.000`, every digit."""
    return f"Rp{units.number(amount)}"


def amount_in_words(amount: int) -> str:
    """`Rp4.000.000.000 (empat miliar rupiah)`."""
    return rupiah(amount) if amount > MOST else f"{rupiah(amount)} ({in_words(amount)} rupiah)"


def count_in_words(count: int, noun: str = "usulan") -> str:
    """`12 (dua belas) usulan`."""
    return f"{units.number(count)} ({in_words(count)}) {noun}"


def budget(years: Sequence[int]) -> str:
    """`tahun anggaran 2025`; empty where there is none."""
    return joined("tahun anggaran", series([str(year) for year in years])) if years else ""


# ---- what a Berita Acara says ----------------------------------------------------------------------------------------


def opening(meeting: Meeting, about: str, agreed: bool) -> str:
    """The day in words, the place, and what the meeting was about; `about` is `usulan program tahun anggaran 2025`."""
    begun = day(meeting.begun_at)
    held = f"Pada hari ini, {day_in_words(begun)}, bertempat di {meeting.place or BLANK}, telah dilaksanakan"
    result = "menyepakati hal-hal sebagai berikut" if agreed else "memberi hasil sebagai berikut"
    return f"{held} {meeting.name}{_until(meeting, begun)}. Rapat membahas {about} dan {result}."


def _until(meeting: Meeting, begun: date) -> str:
    ended = None if meeting.ended_at is None else day(meeting.ended_at)
    return "" if ended in (None, begun) else f", sampai dengan {day_in_full(ended)}"


def agreed(count: int, amount: int, unknown: int, places: Sequence[str]) -> str:
    """How many proposals were agreed on, of whom, and what they come to; `unknown` of them have no amount yet."""
    if not count:
        return NOTHING_AGREED
    of = f" dari {names(places, most=4)}" if places else ""
    text = f"Disepakati {count_in_words(count)}{of}"
    if unknown < count:
        text += f", berjumlah {amount_in_words(amount)}"
    if unknown:
        text += f"; nilai {count_in_words(unknown)} {UNSAID}" if unknown < count else f"; nilainya {UNSAID}"
    return f"{text}."


def others(counts: Mapping[Verdict, int], undecided: int) -> str:
    """What was not agreed on: revised, postponed, rejected, or left open; empty where there is none."""
    counted = [
        f"{count_in_words(counts[item])} {item.words}"
        for item in Verdict
        if item is not Verdict.AGREED and counts.get(item)
    ]
    decided = f"Selain itu {joined(series(counted))}; alasannya dimuat dalam notulen rapat." if counted else ""
    left = f"Belum diputuskan dalam rapat ini: {count_in_words(undecided)}." if undecided else ""
    return " ".join(filter(None, (decided, left)))


def result(counts: Mapping[Verdict, int], undecided: int, about: str) -> str:
    """How many of all proposals were decided, and how; what notulen begin with."""
    every = sum(counts.values()) + undecided
    if not every:
        return f"Tidak ada {about} yang dibahas."
    counted = [f"{units.number(counts[item])} {item.words}" for item in Verdict if counts.get(item)]
    counted += [f"{units.number(undecided)} belum diputuskan"] if undecided else []
    return f"Dari {units.number(every)} {about}: {joined(series(counted))}."


def subtotal(of: str, count: int, unknown: int) -> str:
    """`Jumlah Kabupaten Kolaka: 3 usulan, nilai 1 belum disebut`."""
    return f"{of}: {units.number(count)} usulan{f', nilai {unknown} {UNSAID}' if unknown else ''}"


def doubled(pairs: Sequence[tuple[int, int]]) -> str:
    """Which numbers of the list may be one proposal twice; empty where none may."""
    named = "; ".join(f"no. {one} dan {other}" for one, other in pairs)
    return f"Jumlah itu memuat usulan yang diduga ganda: {named}." if named else ""


def spelled(amount: int) -> str:
    """`Terbilang: empat miliar rupiah`; empty beyond what has words."""
    return f"Terbilang: {in_words(amount)} rupiah" if amount <= MOST else ""


def head_of(office: str) -> str:
    """Who signs for a region: `Kepala Dinas Koperasi dan UMKM`."""
    return f"Kepala {office or OFFICE}"

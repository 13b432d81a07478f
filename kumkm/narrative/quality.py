"""What the quality of deliveries and the log of operators say, in neutral sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kumkm.narrative.grammar import counted, names, sentence

COOPERATIVES: Final = "cooperatives"
# What is delivered, and graded: in the order it is told.
SUBJECTS: Final = {COOPERATIVES: "Koperasi", "enterprises": "UMKM", "kur": "KUR", "proposals": "Usulan"}


def headline(*, year: int, good: int, graded: int, total: int, book_year: int | None, waiting: Sequence[str]) -> str:
    """How many regions have grade A or B for cooperatives, and who has not reported.

    `good` of `graded` regions have A or B, `total` is how many regions there are; `waiting` are the names of those
    with a report still due for `book_year`, None where there is no log.
    """
    if graded == 0:
        first = "data koperasi belum dapat dinilai"
    else:
        who = counted(good, total, "kabupaten/kota")
        first = f"data koperasi {year}: {who} {'bermutu' if good else 'yang bermutu'} A atau B"
    if book_year is None:
        return sentence(first).text
    return sentence(f"{first}; {still_due(book_year, waiting)}").text


def still_due(book_year: int, waiting: Sequence[str], *, most: int = 3) -> str:
    """Who, of those named up to `most`, has a report still due for a book year; as it stands within a sentence."""
    if not waiting:
        return f"semua laporan tahun buku {book_year} sudah masuk"
    return f"{names(waiting, most=most)} belum lapor lengkap untuk tahun buku {book_year}"


def reported(*, on_time: int, late: int, due: int, not_yet: int = 0) -> str:
    """How many reports of a book year came in time, late, are due, or need not be there yet."""
    every = on_time + late + due + not_yet
    if every == 0:
        return "Belum ada catatan laporan."
    first = f"{counted(on_time, every, 'laporan')} masuk tepat waktu"
    others = ((late, "menyusul setelah batas"), (due, "belum masuk"), (not_yet, "belum jatuh tempo"))
    return sentence(first, *(f", {'satu' if count == 1 else count} {what}" for count, what in others if count)).text

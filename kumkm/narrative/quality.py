"""What the quality of deliveries and the log of operators say, in neutral sentences."""

from __future__ import annotations

from collections.abc import Sequence

_NAMED = 3


def headline(*, year: int, good: int, graded: int, total: int, book_year: int | None, waiting: Sequence[str]) -> str:
    """How many regions have grade A or B for cooperatives, and who has not reported.

    `good` of `graded` regions have A or B, `total` is how many regions there are; `waiting` are the names of those
    with a report still due for `book_year`, None where there is no log.
    """
    if graded == 0:
        first = "Data koperasi belum dapat dinilai"
    elif good == 0:
        first = f"Data koperasi {year}: belum ada kabupaten/kota yang bernilai A atau B"
    elif good == total:
        first = f"Data koperasi {year}: seluruh {total} kabupaten/kota bernilai A atau B"
    else:
        first = f"Data koperasi {year}: {good} dari {total} kabupaten/kota bernilai A atau B"
    if book_year is None:
        return f"{first}."
    if not waiting:
        return f"{first}; semua laporan tahun buku {book_year} sudah masuk."
    return f"{first}; {names(waiting)} belum lapor lengkap untuk tahun buku {book_year}."


def names(found: Sequence[str]) -> str:
    """`Muna`, `Muna dan Buton`, `Muna, Buton, dan Konawe`; beyond three the rest is counted."""
    shown = list(found[:_NAMED])
    if len(found) > _NAMED:
        shown = [*found[: _NAMED - 1], f"{len(found) - _NAMED + 1} daerah lain"]
    if len(shown) < 3:
        return " dan ".join(shown)
    return f"{', '.join(shown[:-1])}, dan {shown[-1]}"


def reported(*, on_time: int, late: int, due: int, not_yet: int = 0) -> str:
    """How many reports of a book year came in time, late, are due, or need not be there yet."""
    every = on_time + late + due + not_yet
    if every == 0:
        return "Belum ada catatan laporan."
    if on_time == every:
        return f"Semua {every} laporan masuk tepat waktu."
    parts = [f"{on_time} dari {every} laporan masuk tepat waktu"]
    if late:
        parts.append(f"{late} menyusul setelah batas")
    if due:
        parts.append(f"{due} belum masuk")
    if not_yet:
        parts.append(f"{not_yet} belum jatuh tempo")
    return f"{', '.join(parts)}."

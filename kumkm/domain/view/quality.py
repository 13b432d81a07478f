"""What Kualitas shows besides the shared selection: which kind of delivery, and which book year's reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kumkm.domain.view.codecs import OneOf, Year
from kumkm.domain.view.params import Param

# What deliveries are about, in the order of the page: name in an address → label.
SUBJECTS: Final[Mapping[str, str]] = {"koperasi": "Koperasi", "umkm": "UMKM", "kur": "KUR", "usulan": "Usulan"}


@dataclass(frozen=True)
class QualityView:
    """`subject` is one of SUBJECTS, `book_year` the year reported for, None for the last one."""

    subject: str = "koperasi"
    book_year: int | None = None


PARAMS: Final[tuple[Param[Any], ...]] = (
    Param(
        "kiriman",
        ("subject",),
        OneOf(SUBJECTS),
        f"Kiriman “{{text}}” tidak dikenal. Yang ada: {', '.join(SUBJECTS)}.",
    ),
    Param(
        "buku", ("book_year",), Year(), "Tahun buku “{text}” diabaikan; isinya empat angka, misalnya 2023.", shown=20
    ),
)

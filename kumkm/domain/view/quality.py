"""What Kualitas shows besides the shared selection: which deliveries, reports and findings, by which weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from kumkm.domain.view.codecs import OneOf, Pairs, SomeOf, Unfolded, Weight, Whole, Word, Year
from kumkm.domain.view.params import Param

EVERYWHERE: Final = "semua"
FOLDS: Final = ("bobot", "temuan", "dibaca")
MOST_WEIGHT: Final = 3
_MOST_PAGES: Final = 99_999
_LONGEST_NAME: Final = 255  # of a file
# What deliveries are about, in the order of the page: name in an address → label.
SUBJECTS: Final[Mapping[str, str]] = {"koperasi": "Koperasi", "umkm": "UMKM", "kur": "KUR", "usulan": "Usulan"}


@dataclass(frozen=True)
class QualityView:
    """`subject` is one of SUBJECTS, `book_year` the year reported for, None for the last one.

    `weights` are those of headings that are tried, where they are not the agreed ones.

    Of the findings: severities and ids of rules, empty for all; `place` is a code, EVERYWHERE, or empty for the region
    on screen; `file` is a name, empty for all; `page` counts from 1. `unfolded` are those of FOLDS that are open.
    """

    subject: str = "koperasi"
    book_year: int | None = None
    weights: Mapping[str, Decimal] = field(default_factory=dict, hash=False)
    severities: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    place: str = ""
    file: str = ""
    page: int = 1
    unfolded: tuple[str, ...] = ()


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
    Param(
        "bobot_mutu",
        ("weights",),
        Pairs(Weight(MOST_WEIGHT)),
        f"Bobot mutu “{{text}}” diabaikan; isinya ukuran=bobot antara 0 dan {MOST_WEIGHT}, misalnya kelengkapan=2.",
    ),
    Param(
        "tingkat", ("severities",), SomeOf("[a-z]+"), "Tingkat “{text}” diabaikan; isinya galat, peringatan, atau info."
    ),
    Param(
        "aturan", ("rules",), SomeOf(r"[A-Z]\d{2}"), "Aturan “{text}” diabaikan; isinya nomor aturan, misalnya V08,V22."
    ),
    Param(
        "letak",
        ("place",),
        OneOf(lambda reading: {"", EVERYWHERE, *reading.regions}, clears=True),
        f"Letak “{{text}}” tidak dikenal; isinya kode daerah, misalnya 74.01, atau {EVERYWHERE}.",
    ),
    Param("buka", ("unfolded",), Unfolded(FOLDS), f"Lipatan “{{text}}” tidak dikenal. Yang ada: {', '.join(FOLDS)}."),
    Param("berkas", ("file",), Word(_LONGEST_NAME)),
    Param("halaman", ("page",), Whole(1, _MOST_PAGES), "Halaman “{text}” diabaikan; isinya bilangan mulai 1."),
)

"""What the page on proposals shows besides the shared selection: which part, which budget year, which proposals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from kumkm.domain import exact
from kumkm.domain.rules import BILLION, Rules, in_billions
from kumkm.domain.view import params
from kumkm.domain.view.codecs import Day, OneOf, Pairs, Rupiah, Several, Weight, Whole, Word, Year
from kumkm.domain.view.params import Param, Reading

# Part → its word in the menu, in order.
PARTS: Final[Mapping[str, str]] = {
    "sebaran": "Sebaran",
    "alur": "Alur",
    "daftar": "Daftar",
    "kebutuhan": "Kebutuhan",
    "simulasi": "Simulasi pagu",
    "berita": "Berita Acara",
}
DEFAULT_PART: Final = "sebaran"
# Where a room deals with single proposals: in the meeting, and in what it agreed on.
_OF_THE_MEETING: Final = ("rapat", "berita")
COUNTED_ONLY: Final = (
    "Di layar bersama, usulan satu per satu tidak dirinci; yang tampak jumlahnya. "
    "Yang dibahas rapat tampak di Rapat dan Berita Acara."
)
SIMULATION: Final = "simulasi"
WEIGHTS: Final = ("kesiapan", "kebutuhan", "alokasi lalu", "penduduk")
Weights = tuple[Decimal, ...]  # in the order of WEIGHTS
_PARTING: Final = str.maketrans("~|", "--")  # what parts scenarios in an address is not written in a name
# Filters by yes or no: value → its word.
DOCUMENTS: Final[Mapping[str, str]] = {"": "Semua", "lengkap": "Lengkap", "kurang": "Belum lengkap"}
FINDINGS: Final[Mapping[str, str]] = {"": "Semua", "ada": "Ada temuan", "tanpa": "Tanpa temuan"}
CEILINGS: Final = (BILLION // 2, 1000 * BILLION)  # rupiah
CAPS: Final = (1, CEILINGS[1])
FLOORS: Final = (0, 3)
MOST_KEPT: Final = 3
_PLAIN_RULES: Final = Rules(40 * BILLION, floor=1)


@dataclass(frozen=True)
class Scenario:
    """A ceiling with its rules, and what counts how much (0–1, in the order of WEIGHTS): a what-if, to be kept."""

    rules: Rules = _PLAIN_RULES
    weights: Weights = (Decimal(1), Decimal(1), Decimal(1), Decimal(1))
    name: str = ""

    @property
    def text(self) -> str:
        """`40~1~1;1;1;1~rpb=10~74.71=2~Nama`, as a scenario that is kept stands in an address."""
        parts = {param.name: param.codec.write(param.of(self)) for param in SCENARIO}
        return "~".join((parts | {"nama": self.name.translate(_PARTING)}).values())

    @property
    def called(self) -> str:
        """Its name, or what it is where it has none."""
        ceiling = exact.written(in_billions(self.rules.ceiling)).replace(".", ",")
        return self.name or f"Pagu Rp{ceiling} miliar, jatah minimal {self.rules.floor}"


@dataclass(frozen=True)
class ProposalView:
    """What of the proposals is shown. `year` is the budget year, None for the latest.

    `menu`, `fund`, `stage` and `ministry` are ids or words, empty for all; `documents` and `findings` are keys of
    DOCUMENTS and FINDINGS. `since` is the day from which Alur lists what changed, None for the one it takes by itself.

    `scenario` is the what-if on screen, `kept` are those set aside to be compared.
    `need` are the weights 0-1 of indicators in the index of need, where they are not 1. `opened` is the id of the
    proposal whose history is shown.
    """

    part: str = DEFAULT_PART
    year: int | None = None
    menu: str = ""
    fund: str = ""
    stage: str = ""
    text: str = ""
    opened: str = ""
    scenario: Scenario = Scenario()
    kept: tuple[Scenario, ...] = ()
    ministry: str = ""
    documents: str = ""
    findings: str = ""
    need: Mapping[str, Decimal] = field(default_factory=dict, hash=False)
    since: date | None = None


_RUPIAH_WORDS: Final = " (paling halus satu rupiah)"
_LEAST: Final = Whole(*FLOORS)


def _ignored(what: str, expected: str) -> str:
    return f"{what} “{{text}}” diabaikan; isinya {expected}."


def _unknown(what: str, options: Mapping[str, str]) -> str:
    return f"{what} “{{text}}” tidak dikenal. Yang ada: {', '.join(filter(None, options))}."


def _pairs(name: str, path: tuple[str, ...], codec: Pairs[Any], what: str, example: str) -> Param[Any]:
    """Pairs; what is said names the one that is wrong."""

    def complaint(text: str, value: object, _reading: Reading) -> list[str]:
        return [] if value is not None else [f"{what} “{codec.wrong(text)[:30]}” diabaikan; isinya {example}."]

    return Param(name, path, codec, complaint=complaint)


# A what-if, in the order in which it stands in an address and in a scenario that is kept.
SCENARIO: Final[tuple[Param[Any], ...]] = (
    Param(
        "pagu",
        ("rules", "ceiling"),
        Rupiah(*CEILINGS),
        _ignored("Pagu", f"miliar antara 0.5 dan 1000{_RUPIAH_WORDS}"),
    ),
    Param(
        "minimal",
        ("rules", "floor"),
        _LEAST,
        _ignored("Jatah minimal", f"bilangan bulat antara {FLOORS[0]} dan {FLOORS[1]}"),
    ),
    Param(
        "bobot",
        ("weights",),
        Several(Weight(1), WEIGHTS),
        _ignored("Bobot", f"{len(WEIGHTS)} angka antara 0 dan 1, dipisah titik koma"),
    ),
    _pairs(
        "batas",
        ("rules", "menu_caps"),
        Pairs(Rupiah(*CAPS), nothing=0),
        "Batas menu",
        f"menu=miliar{_RUPIAH_WORDS}, misalnya rpb=10",
    ),
    _pairs(
        "lantai",
        ("rules", "floors"),
        Pairs(_LEAST),
        "Jatah minimal daerah",
        f"kode=banyaknya ({FLOORS[0]}–{FLOORS[1]}), misalnya 74.71=2",
    ),
    Param("nama", ("name",), Word()),
)


class _Kept:
    """Scenarios parted by bars; their control holds them as they are."""

    def read(self, text: str, reading: Reading) -> tuple[Scenario, ...] | None:
        kept = [self._scenario(part, reading) for part in text.split("|")] if text else []
        return None if any(notice for _, notice in kept) else tuple(scenario for scenario, _ in kept)[:MOST_KEPT]

    def complaint(self, text: str, value: object, reading: Reading) -> list[str]:
        """What is said of the first that cannot be read."""
        if value is not None:
            return []
        return [notice for part in text.split("|") if (notice := self._scenario(part, reading)[1])][:1]

    def _scenario(self, part: str, reading: Reading) -> tuple[Scenario, str]:
        pieces = part.split("~")
        if len(pieces) != len(SCENARIO):
            return Scenario(), f"Skenario “{part[:30]}” diabaikan; salin alamatnya utuh."
        given = {param.name: piece for param, piece in zip(SCENARIO, pieces, strict=True) if piece}
        scenario, notices = params.read(SCENARIO, Scenario(), given, reading)
        return scenario, f"Skenario “{part[:30]}” diabaikan: {notices[0]}" if notices else ""

    def write(self, value: tuple[Scenario, ...]) -> str:
        return "|".join(scenario.text for scenario in value)

    def controls(self, name: str, value: tuple[Scenario, ...]) -> dict[str, Any]:
        return {name: value}

    def chosen(self, name: str, controls: Mapping[str, Any], before: tuple[Scenario, ...]) -> tuple[Scenario, ...]:
        return tuple(controls.get(name, before))


_KEPT: Final = _Kept()


class _BudgetYear(Year):
    """A budget year for which anything was proposed."""

    def read(self, text: str, reading: Reading) -> int | None:
        year = super().read(text, reading)
        return year if reading.budget_years is None or year in reading.budget_years else None


def _budget_year_words(text: str, value: int | None, reading: Reading) -> list[str]:
    if value is not None:
        return []
    if Year().read(text, reading) is None or not reading.budget_years:
        return [f"Tahun anggaran “{text[:20]}” diabaikan; isinya empat angka, misalnya 2025."]
    return [f"Tahun anggaran “{text[:20]}” belum ada usulan; ditampilkan {max(reading.budget_years)}."]


PARAMS: Final[tuple[Param[Any], ...]] = (
    Param(
        "bagian",
        ("part",),
        OneOf(PARTS),
        f"Bagian “{{text}}” tidak dikenal. Yang ada: {', '.join(PARTS)}.",
        shown=60,
    ),
    Param("ta", ("year",), _BudgetYear(), complaint=_budget_year_words),
    Param("menu", ("menu",), Word()),
    Param("dana", ("fund",), Word()),
    Param("tahap", ("stage",), Word()),
    Param("kementerian", ("ministry",), Word()),
    Param("syarat", ("documents",), OneOf(DOCUMENTS, clears=True), _unknown("Syarat", DOCUMENTS)),
    Param("temuan", ("findings",), OneOf(FINDINGS, clears=True), _unknown("Temuan", FINDINGS)),
    Param("cari", ("text",), Word()),
    Param("usulan", ("opened",), Word()),
    Param("perubahan", ("since",), Day(), _ignored("Perubahan sejak", "tanggal, misalnya 2025-03-31")),
    *(replace(param, path=("scenario", *param.path)) for param in SCENARIO),
    _pairs(
        "butuh", ("need",), Pairs(Weight(1), nothing=Decimal(1)), "Bobot kebutuhan", "indikator=bobot antara 0 dan 1"
    ),
    Param("skenario", ("kept",), _KEPT, complaint=_KEPT.complaint),
)


def names_single(place: str, *, shared: bool) -> bool:
    """Whether title and amount of a single proposal are shown at a place: a part of Usulan, `daerah` or `rapat`.

    To whoever sits alone, everywhere; on a screen `shared` with a room, only where the meeting deals with it.
    """
    return not shared or place in _OF_THE_MEETING

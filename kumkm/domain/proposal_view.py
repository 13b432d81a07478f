"""What the page on proposals shows besides the shared selection: which part, which budget year, which proposals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

from kumkm.domain import exact
from kumkm.domain.rules import BILLION, Rules, in_billions, of_billions

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
WEIGHTS: Final = ("kesiapan", "kebutuhan", "alokasi lalu", "penduduk")
Weights = tuple[Decimal, Decimal, Decimal, Decimal]
_LONGEST: Final = 60
_PARTING: Final = str.maketrans("~|", "--")  # what parts scenarios in an address is not written in a name
# Parameter → field, of what is taken as it is written.
_WORDS: Final = {
    "menu": "menu",
    "dana": "fund",
    "tahap": "stage",
    "kementerian": "ministry",
    "cari": "text",
    "usulan": "opened",
}
# Filters by yes or no: value → its word.
DOCUMENTS: Final[Mapping[str, str]] = {"": "Semua", "lengkap": "Lengkap", "kurang": "Belum lengkap"}
FINDINGS: Final[Mapping[str, str]] = {"": "Semua", "ada": "Ada temuan", "tanpa": "Tanpa temuan"}
CEILINGS: Final = (BILLION // 2, 1000 * BILLION)  # rupiah
CAPS: Final = (1, CEILINGS[1])
FLOORS: Final = (0, 3)
MOST_KEPT: Final = 3
_RUPIAH_WORDS: Final = " (paling halus satu rupiah)"
_CEILING_WORDS: Final = f"miliar antara 0.5 dan 1000{_RUPIAH_WORDS}"
_LEAST_WORDS: Final = f"bilangan bulat antara {FLOORS[0]} dan {FLOORS[1]}"
_FOUR_WORDS: Final = f"{len(WEIGHTS)} angka antara 0 dan 1, dipisah titik koma"
_PLAIN_RULES: Final = Rules(40 * BILLION, floor=1)
_Value = TypeVar("_Value", int, Decimal, Weights)


@dataclass(frozen=True)
class Scenario:
    """A ceiling with its rules, and what counts how much (0–1, in the order of WEIGHTS): a what-if, to be kept."""

    rules: Rules = _PLAIN_RULES
    weights: Weights = (Decimal(1), Decimal(1), Decimal(1), Decimal(1))
    name: str = ""

    @property
    def parts(self) -> dict[str, str]:
        """Each part by its parameter, as it stands in an address; amounts in miliar, every rupiah of them."""
        rules = self.rules
        caps = {menu: in_billions(most) for menu, most in rules.menu_caps.items()}
        return {
            "pagu": exact.written(in_billions(rules.ceiling)),
            "minimal": str(rules.floor),
            "bobot": ";".join(map(exact.written, self.weights)),
            "batas": pairs_text(caps),
            "lantai": pairs_text(rules.floors),
            "nama": self.name,
        }

    @property
    def text(self) -> str:
        """`40~1~1;1;1;1~rpb=10~74.71=2~Nama`, as a scenario that is kept stands in an address."""
        return "~".join((self.parts | {"nama": self.name.translate(_PARTING)}).values())

    @property
    def called(self) -> str:
        """Its name, or what it is where it has none."""
        ceiling = exact.written(in_billions(self.rules.ceiling)).replace(".", ",")
        return self.name or f"Pagu Rp{ceiling} miliar, minimal {self.rules.floor}"


def pairs_text(pairs: Mapping[str, Decimal | int]) -> str:
    """`plut=6;rpb=10`, by name."""
    return ";".join(f"{name}={exact.written(Decimal(value))}" for name, value in sorted(pairs.items()))


@dataclass(frozen=True)
class ProposalView:
    """What of the proposals is shown. `year` is the budget year, None for the latest.

    `menu`, `fund`, `stage` and `ministry` are ids or words, empty for all; `documents` and `findings` are keys of
    DOCUMENTS and FINDINGS.

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
    need: tuple[tuple[str, Decimal], ...] = ()

    def to_url(self) -> dict[str, str]:
        """Query parameters that differ from the default, in reading order."""
        plain = ProposalView()
        told = {
            "bagian": self.part,
            "ta": "" if self.year is None else str(self.year),
            "menu": self.menu,
            "dana": self.fund,
            "tahap": self.stage,
            "kementerian": self.ministry,
            "syarat": self.documents,
            "temuan": self.findings,
            "cari": self.text,
            "usulan": self.opened,
            **self.scenario.parts,
            "butuh": pairs_text(dict(self.need)),
            "skenario": "|".join(scenario.text for scenario in self.kept),
        }
        left_out = {"bagian": plain.part, **plain.scenario.parts}
        return {key: text for key, text in told.items() if text and text != left_out.get(key)}


def from_url(params: Mapping[str, str]) -> tuple[ProposalView, list[str]]:
    """Read the view; whatever is wrong is ignored and named in a notice, in Indonesian."""
    plain, notices = ProposalView(), []
    part = params.get("bagian", plain.part)
    if part not in PARTS:
        notices.append(f"Bagian “{part[:_LONGEST]}” tidak dikenal. Yang ada: {', '.join(PARTS)}.")
        part = plain.part
    year, said = _year(params.get("ta"))
    scenario, said_of_scenario = _scenario(params)
    need, said_of_need = _pairs("Bobot kebutuhan", params.get("butuh"), _part, "indikator=bobot antara 0 dan 1")
    kept, said_of_kept = _kept(params.get("skenario"))
    documents, said_of_documents = _choice("Syarat", params.get("syarat", ""), DOCUMENTS)
    findings, said_of_findings = _choice("Temuan", params.get("temuan", ""), FINDINGS)
    words = {field: params.get(key, "")[:_LONGEST] for key, field in _WORDS.items()}
    view = ProposalView(
        part=part,
        year=year,
        scenario=scenario,
        kept=kept,
        documents=documents,
        findings=findings,
        need=tuple(sorted(need.items())),
        **words,
    )
    of_rules = [*said_of_scenario, *said_of_need, *said_of_kept]
    return view, [*notices, *said, *of_rules, *said_of_documents, *said_of_findings]


def _scenario(params: Mapping[str, str]) -> tuple[Scenario, list[str]]:
    """The what-if of an address; a part that is wrong is as in a plain one, and named."""
    plain = Scenario()
    ceiling, of_ceiling = _one("Pagu", params.get("pagu"), plain.rules.ceiling, _ceiling, _CEILING_WORDS)
    floor, of_floor = _one("Minimal", params.get("minimal"), plain.rules.floor, _least, _LEAST_WORDS)
    weights, of_weights = _one("Bobot", params.get("bobot"), plain.weights, _four, _FOUR_WORDS)
    caps, of_caps = _pairs("Batas menu", params.get("batas"), _cap, f"menu=miliar{_RUPIAH_WORDS}, misalnya rpb=10")
    floors, of_floors = _pairs("Lantai", params.get("lantai"), _least, "kode=banyaknya (0–3), misalnya 74.71=2")
    rules = Rules(ceiling, floor, floors=floors, menu_caps=caps)
    notices = [*of_ceiling, *of_floor, *of_weights, *of_caps, *of_floors]
    return Scenario(rules, weights, params.get("nama", "")[:_LONGEST]), notices


def _choice(what: str, given: str, options: Mapping[str, str]) -> tuple[str, list[str]]:
    if given in options:
        return given, []
    return "", [f"{what} “{given[:30]}” tidak dikenal. Yang ada: {', '.join(filter(None, options))}."]


# ---- one parameter: its value, or None for what is none ------------------------------------------------------------


def _within(value: int | None, ends: tuple[int, int]) -> int | None:
    return value if value is not None and ends[0] <= value <= ends[1] else None


def _ceiling(text: str) -> int | None:
    return _within(of_billions(text), CEILINGS)


def _cap(text: str) -> int | None:
    return _within(of_billions(text), CAPS)


def _least(text: str) -> int | None:
    found = exact.read(text)
    return None if found is None else _within(exact.whole(found), FLOORS)


def _part(text: str) -> Decimal | None:
    found = exact.read(text)
    return found if found is not None and 0 <= found <= 1 else None


def _four(text: str) -> Weights | None:
    found = [part for part in map(_part, text.split(";")) if part is not None]
    exactly = len(found) == len(text.split(";")) == len(WEIGHTS)
    return (found[0], found[1], found[2], found[3]) if exactly else None


def _one(
    what: str, text: str | None, plain: _Value, value_of: Callable[[str], _Value | None], expected: str
) -> tuple[_Value, list[str]]:
    found = None if text is None else value_of(text)
    if found is not None:
        return found, []
    return plain, [] if text is None else [f"{what} “{text[:30]}” diabaikan; isinya {expected}."]


def _pairs(
    what: str, text: str | None, value_of: Callable[[str], _Value | None], example: str
) -> tuple[dict[str, _Value], list[str]]:
    """`name=number` parted by semicolons; of a name that is given twice the greater counts."""
    found = []
    for part in text.split(";") if text else []:
        name, _, given = part.partition("=")
        value = value_of(given)
        if not name or value is None:
            return {}, [f"{what} “{part[:30]}” diabaikan; isinya {example}."]
        found.append((name[:_LONGEST], value))
    return dict(sorted(found)), []


def _kept(text: str | None) -> tuple[tuple[Scenario, ...], list[str]]:
    found = []
    for part in (text or "").split("|") if text else []:
        pieces = part.split("~")
        keys = ("pagu", "minimal", "bobot", "batas", "lantai", "nama")
        if len(pieces) != len(keys):
            return (), [f"Skenario “{part[:30]}” diabaikan; salin alamatnya utuh."]
        view, notices = from_url({key: piece for key, piece in zip(keys, pieces, strict=True) if piece})
        if notices:
            return (), [f"Skenario “{part[:30]}” diabaikan: {notices[0]}"]
        found.append(view.scenario)
    return tuple(found[:MOST_KEPT]), []


def _year(text: str | None) -> tuple[int | None, list[str]]:
    if text is None:
        return None, []
    if len(text) == 4 and text.isascii() and text.isdigit():
        return int(text), []
    return None, [f"Tahun anggaran “{text[:20]}” diabaikan; isinya empat angka, misalnya 2025."]

"""What the page on proposals shows besides the shared selection: which part, which budget year, which proposals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

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
Weights = tuple[float, float, float, float]
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
    "nama": "name",
}
BILLION: Final = 1e9
# Filters by yes or no: value → its word.
DOCUMENTS: Final[Mapping[str, str]] = {"": "Semua", "lengkap": "Lengkap", "kurang": "Belum lengkap"}
FINDINGS: Final[Mapping[str, str]] = {"": "Semua", "ada": "Ada temuan", "tanpa": "Tanpa temuan"}
CEILINGS: Final = (0.5, 1000.0)  # billions of rupiah
_CAP: Final = (0.1, CEILINGS[1])
FLOORS: Final = (0, 3)
MOST_KEPT: Final = 3


@dataclass(frozen=True)
class Scenario:
    """A ceiling with its rules: what `ProposalView` holds of a what-if, to be kept beside others."""

    ceiling: float
    floor: int
    weights: Weights
    caps: tuple[tuple[str, float], ...] = ()
    name: str = ""
    floors: tuple[tuple[str, float], ...] = ()

    @property
    def text(self) -> str:
        """`40~1~1;1;1;1~rpb=10~74.71=2~Nama`, as it stands in an address."""
        weights = ";".join(f"{weight:g}" for weight in self.weights)
        rules = [pairs_text(self.caps), pairs_text(self.floors)]
        return "~".join([f"{self.ceiling:g}", str(self.floor), weights, *rules, self.name.translate(_PARTING)])

    @property
    def called(self) -> str:
        """Its name, or what it is where it has none."""
        return self.name or f"Pagu Rp{self.ceiling:g} miliar, minimal {self.floor}".replace(".", ",")


def pairs_text(pairs: tuple[tuple[str, float], ...]) -> str:
    """`rpb=10;plut=6`."""
    return ";".join(f"{name}={value:g}" for name, value in pairs)


@dataclass(frozen=True)
class ProposalView:
    """What of the proposals is shown. `year` is the budget year, None for the latest.

    `menu`, `fund`, `stage` and `ministry` are ids or words, empty for all; `documents` and `findings` are keys of
    DOCUMENTS and FINDINGS.

    `ceiling` in billions of rupiah, `floor` the least number per region, `weights` 0-1 in the order of WEIGHTS, `name`
    what the scenario is called, `caps` the most per menu in billions, `floors` the least number of regions with one of
    their own. `kept` are scenarios set aside to be compared.
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
    ceiling: float = 40.0
    floor: int = 1
    weights: Weights = (1.0, 1.0, 1.0, 1.0)
    caps: tuple[tuple[str, float], ...] = ()
    name: str = ""
    kept: tuple[Scenario, ...] = ()
    ministry: str = ""
    documents: str = ""
    findings: str = ""
    need: tuple[tuple[str, float], ...] = ()
    floors: tuple[tuple[str, float], ...] = ()

    @property
    def scenario(self) -> Scenario:
        """The what-if on screen."""
        return Scenario(self.ceiling, self.floor, self.weights, self.caps, self.name, self.floors)

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
            "pagu": f"{self.ceiling:g}",
            "minimal": str(self.floor),
            "bobot": ";".join(f"{weight:g}" for weight in self.weights),
            "batas": pairs_text(self.caps),
            "lantai": pairs_text(self.floors),
            "nama": self.name,
            "butuh": pairs_text(self.need),
            "skenario": "|".join(scenario.text for scenario in self.kept),
        }
        left_out = {
            "bagian": plain.part,
            "pagu": f"{plain.ceiling:g}",
            "minimal": str(plain.floor),
            "bobot": ";".join(f"{weight:g}" for weight in plain.weights),
        }
        return {key: text for key, text in told.items() if text and text != left_out.get(key)}


def from_url(params: Mapping[str, str]) -> tuple[ProposalView, list[str]]:
    """Read the view; whatever is wrong is ignored and named in a notice, in Indonesian."""
    plain, notices = ProposalView(), []
    part = params.get("bagian", plain.part)
    if part not in PARTS:
        notices.append(f"Bagian “{part[:_LONGEST]}” tidak dikenal. Yang ada: {', '.join(PARTS)}.")
        part = plain.part
    year, said = _year(params.get("ta"))
    ceiling, said_of_ceiling = _numbers("Pagu", params.get("pagu"), (plain.ceiling,), CEILINGS)
    floor, said_of_floor = _numbers("Minimal", params.get("minimal"), (float(plain.floor),), FLOORS)
    weights, said_of_weights = _numbers("Bobot", params.get("bobot"), plain.weights, (0, 1))
    caps, said_of_caps = _pairs("Batas menu", params.get("batas"), _CAP, "menu=miliar, misalnya rpb=10")
    floors, said_of_floors = _pairs("Lantai", params.get("lantai"), FLOORS, "kode=banyaknya (0–3), misalnya 74.71=2")
    need, said_of_need = _pairs("Bobot kebutuhan", params.get("butuh"), (0, 1), "indikator=bobot antara 0 dan 1")
    kept, said_of_kept = _kept(params.get("skenario"))
    documents, said_of_documents = _choice("Syarat", params.get("syarat", ""), DOCUMENTS)
    findings, said_of_findings = _choice("Temuan", params.get("temuan", ""), FINDINGS)
    words = {field: params.get(key, "")[:_LONGEST] for key, field in _WORDS.items()}
    view = ProposalView(
        part=part,
        year=year,
        ceiling=ceiling[0],
        floor=int(floor[0]),
        weights=(weights[0], weights[1], weights[2], weights[3]),
        caps=caps,
        kept=kept,
        documents=documents,
        findings=findings,
        need=need,
        floors=floors,
        **words,
    )
    of_rules = [
        *said_of_ceiling,
        *said_of_floor,
        *said_of_weights,
        *said_of_caps,
        *said_of_floors,
        *said_of_need,
        *said_of_kept,
    ]
    return view, [*notices, *said, *of_rules, *said_of_documents, *said_of_findings]


def _choice(what: str, given: str, options: Mapping[str, str]) -> tuple[str, list[str]]:
    if given in options:
        return given, []
    return "", [f"{what} “{given[:30]}” tidak dikenal. Yang ada: {', '.join(filter(None, options))}."]


def _pairs(
    what: str, text: str | None, within: tuple[float, float], example: str
) -> tuple[tuple[tuple[str, float], ...], list[str]]:
    """`name=number` parted by semicolons, in order of names."""
    found = []
    for part in (text or "").split(";") if text else []:
        name, equals, given = part.partition("=")
        try:
            value = float(given)
        except ValueError:
            value = float("nan")
        if not (name and equals and within[0] <= value <= within[1]):
            return (), [f"{what} “{part[:30]}” diabaikan; isinya {example}."]
        found.append((name[:_LONGEST], value))
    return tuple(sorted(found)), []


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


def _numbers(
    what: str, text: str | None, plain: tuple[float, ...], within: tuple[float, float]
) -> tuple[tuple[float, ...], list[str]]:
    """Numbers parted by semicolons, as many as in `plain`, each within the range."""
    if text is None:
        return plain, []
    low, high = within
    try:
        found = tuple(float(part) for part in text.split(";"))
    except ValueError:
        found = ()
    if len(found) != len(plain) or not all(low <= value <= high for value in found):
        expected = f"{len(plain)} angka antara {low:g} dan {high:g}" + (", dipisah titik koma" * (len(plain) > 1))
        return plain, [f"{what} “{text[:30]}” diabaikan; isinya {expected}."]
    return found, []

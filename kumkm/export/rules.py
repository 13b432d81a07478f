"""The rules on deliveries as a page in Markdown, generated from their SQL headers and the thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from kumkm.domain import units

Parameters = Mapping[str, Mapping[str, object]]  # name → value and reason, as in data/parameters.toml

_HEAD = """\
# Aturan pemeriksaan

Berkas ini dihasilkan dari kepala berkas SQL di `queries/rules/` dan dari `data/parameters.toml` dengan
`python -m kumkm docs`; jangan disunting.

| tingkat | artinya |
|---|---|
| galat | kiriman itu ditahan; versi baik terakhirnya tetap terbit, kiriman lain jalan terus |
| peringatan | kiriman terbit, tetapi sel itu perlu dilihat; menurunkan nilai mutu |
| info | untuk diketahui, tidak perlu diperbaiki |

Tanda bintang: galat hanya pada sebagian kasus, selebihnya peringatan. Contoh ditulis sebagai CSV, satu baris berkas per
baris, dan setiap contoh diuji: contoh itu harus menyalakan aturannya. Garis `---` memisahkan dua berkas yang dikirim
berurutan. Nomor yang tidak ada dalam daftar belum dapat diperiksa dengan data yang dikirim.
"""
_THRESHOLDS = """\
## Ambang dan aturan hitung

Disunting di `data/parameters.toml`; berlaku sejak gudang data dibangun lagi.
"""
_GROUPS = {
    "V": "Isi kiriman",
    "PII": "Data pribadi",
    "B": "Bentuk berkas dan tabel",
}
_REFUSED = "Berkas yang ditolak"
_CORRECTIONS = "Koreksi yang tidak berlaku lagi"
_COUNTED = "Sesudah semua kiriman dihitung"
_ONLY_IN_WORKBOOKS = "buku kerja"


class Rule(Protocol):
    """What the page needs of a rule; a Query of the warehouse has it."""

    @property
    def name(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def example(self) -> str: ...
    @property
    def params(self) -> Mapping[str, str]: ...
    @property
    def returns(self) -> Sequence[tuple[str, str]]: ...


class Unwritten(NamedTuple):
    """A rule that is no SQL: the reader refuses the file, or a correction has lost its reason."""

    group: str
    name: str
    severity: str
    purpose: str
    example: str


UNWRITTEN = tuple(
    Unwritten(*row)
    for row in (
        (_REFUSED, "B01", "galat", "Berkas adalah buku kerja, CSV, atau Parquet.", "pindaian PDF, foto, arsip zip"),
        (_REFUSED, "B02", "galat", "Berkas tidak terlalu besar, juga setelah dibuka.", "buku kerja di atas 60 MB"),
        (_REFUSED, "B03", "galat", "Buku kerja tidak berisi makro.", "`.xlsm` dengan makro"),
        (_REFUSED, "B04", "galat", "Berkas tidak dikunci kata sandi.", "buku kerja berkata sandi"),
        (_REFUSED, "B05", "galat", "Berkas utuh.", "unduhan yang terputus"),
        (_REFUSED, "B06", "galat", "Huruf dalam CSV terbaca.", "CSV yang pengodeannya rusak"),
        (_REFUSED, "B08", "galat", "Berkas tidak kosong.", "buku kerja tanpa satu pun nilai"),
        (_REFUSED, "B09", "galat", "Tabel tidak dipenuhi baris kosong.", "dua juta baris kosong"),
        (_REFUSED, "B10", "galat", "Sedikitnya satu tabel dikenali dari judul kolomnya.", "surat tanpa tabel"),
        (
            _COUNTED,
            "V75",
            "peringatan",
            "Bagian tidak melebihi keseluruhannya, juga bila keduanya dari kiriman berbeda; persentase di atas "
            "100% tidak diterbitkan.",
            "12 UMKM ber-NIB menurut rekap dari 10 UMKM menurut tarikan",
        ),
        (
            _COUNTED,
            "S01",
            "peringatan",
            "Angka uang yang dirahasiakan tidak dapat dihitung dari angka lain yang terbit.",
            "seluruh tabel uang itu lalu tidak diterbitkan",
        ),
        (_CORRECTIONS, "C01", "peringatan", "Setiap koreksi masih cocok.", "daerah sudah memperbaiki selnya"),
        (_CORRECTIONS, "C02", "peringatan", "Setiap koreksi belum kedaluwarsa.", "`expires` sudah lewat"),
    )
)


def rules_markdown(rules: Iterable[Rule], parameters: Parameters) -> str:
    """Every rule by group and id, then every threshold with its value, its reason and the rules that go by it."""
    known = sorted(rules, key=lambda rule: rule.name)
    parts = [_HEAD]
    for prefix, title in _GROUPS.items():
        rows = [_row(rule, parameters) for rule in known if rule.name.startswith(prefix)]
        parts.append(_table(title, ("aturan", "tingkat", "yang dituntut", "contoh yang menyalakannya"), rows))
    for title in (_REFUSED, _COUNTED, _CORRECTIONS):
        mine = [(item.name, item.severity, item.purpose, item.example) for item in UNWRITTEN if item.group == title]
        parts.append(_table(title, ("aturan", "tingkat", "yang dituntut", "misalnya"), mine))
    return "\n".join([*parts, _THRESHOLDS, _thresholds(known, parameters)])


def _row(rule: Rule, parameters: Parameters) -> tuple[str, ...]:
    star = "*" if any(name == "severity" for name, _kind in rule.returns) else ""
    limits = ", ".join(f"`{name}` {_number(parameters[name]['value'])}" for name in rule.params)
    demand = f"{rule.purpose} Ambang: {limits}." if limits else rule.purpose
    return rule.name, f"{rule.severity}{star}", demand, _example(rule.example)


def _example(text: str) -> str:
    """The lines of an example, each as code; one that only a workbook can show is said to be so."""
    if text == _ONLY_IN_WORKBOOKS:
        return "hanya pada buku kerja Excel"
    files = [[f"`{line.strip()}`" for line in file.split(" / ")] for file in text.split(" // ")]
    return "<br>`---`<br>".join("<br>".join(lines) for lines in files)


def _thresholds(rules: Sequence[Rule], parameters: Parameters) -> str:
    rows = []
    for name, item in parameters.items():
        users = ", ".join(rule.name for rule in rules if name in rule.params)
        rows.append((f"`{name}`", _number(item["value"]), users or "–", str(item["reason"])))
    return _lines(("nama", "nilai", "dipakai aturan", "alasan"), rows)


def _table(title: str, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return f"## {title}\n\n{_lines(heading, rows)}"


def _lines(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _number(value: object) -> str:
    """A threshold as it is written in Indonesian, with as many decimals as it has."""
    text = f"{float(str(value)):g}"
    return units.number(float(text), len(text.partition(".")[2]))

"""Headings reduced to a set of canonical words, so that one declaration serves every way of writing it.

`Jml. Anggota (Org)`, `ANGGOTA / Jumlah` and `Total anggota` are the same set of words. What a heading says
beside its name - a year, a month, a unit of money - is taken out of it and kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kumkm.ingest.dates import month_number

_SAME = {
    "LAKI": "L LK LAKI2 LAKILAKI LELAKI PRIA LAK",
    "PEREMPUAN": "P PR WANITA PEREMP PRP",
    "JUMLAH": "JML JLH JUM JMLH TOTAL BANYAKNYA BANYAK CACAH",
    "KOPERASI": "KOP KOPRASI",
    "ANGGOTA": "ANGG AGT AGGOTA",
    "ASET": "ASSET ASSETS AKTIVA HARTA",
    "VOLUME": "VALUME VOL OMZET OMSET",
    "MANAJER": "MANAGER MANAJEMEN",
    "KARYAWAN": "KARY PEGAWAI",
    "TAHUN": "THN TH",
    "TANGGAL": "TGL",
    "NOMOR": "NO NMR",
    "KABUPATEN": "KAB",
    "KECAMATAN": "KEC",
    "TIDAK": "TDK NON",
    "SENDIRI": "SDR",
    "USAHA": "USH",
    "BERSERTIFIKAT": "SERTIFIKAT SERTIFIKASI BERSERTIPIKAT",
    "MELAKSANAKAN": "MELAKS MENGADAKAN MENYELENGGARAKAN",
    "PERSENTASE": "PERSEN PROSENTASE PCT",
    "PENYALURAN": "DISALURKAN SALUR TERSALUR",
    "DEBITUR": "DEBITOR NASABAH",
    "WIRAUSAHA": "WIRAUSAHAWAN",
    "SHU": "S.H.U",
}
_CANONICAL = {variant: word for word, variants in _SAME.items() for variant in variants.split()}
_SILENT = frozenset(
    [
        "YANG",
        "YG",
        "DAN",
        "DI",
        "PER",
        "PADA",
        "MENURUT",
        "DENGAN",
        "DGN",
        "UNTUK",
        "DALAM",
        "DLM",
        "DARI",
        "KE",
        "ATAU",
        "SERTA",
        "BERDASARKAN",
        "ADALAH",
        "S",
        "D",
        "SD",
        "UNIT",
        "ORANG",
        "ORG",
        "RP",
        "RUPIAH",
        "JUTA",
        "JUTAAN",
        "RIBUAN",
        "MILIARAN",
        "MILYARAN",
        "JT",
        "RIBU",
        "RB",
        "MILIAR",
        "MILYAR",
        "TRILIUN",
        "BUAH",
        "JIWA",
        "POSISI",
        "KEADAAN",
    ]
)
_MONEY_UNITS = (
    (1e12, r"TRILI?UN|TRILYUN"),
    (1e9, r"(?:MILI?AR|MILYAR)(?:AN)?"),
    (1e6, r"JUTA(?:AN)?|JT|0{3}[.,]0{3}"),
    (1e3, r"RIBU(?:AN)?|RB|0{3}"),
)
_MONEY = re.compile(r"\bRP(?![A-Z])|RUPIAH|\bIDR\b")
_SCALED_MONEY = re.compile(
    rf"(?:(?<![A-Z0-9])(?:{'|'.join(pattern for _, pattern in _MONEY_UNITS)})\.?\s+)?(?:\bRP(?![A-Z])|RUPIAH|\bIDR\b)"
)
_SCALE_ALONE = re.compile(r"\W*(?:(?:JUTA|RIBU|MILI?Y?AR)(?:AN)?|0{3}(?:[.,]0{3})?)\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "s.d. Agustus" is no month: what stands below are sums since January.
_CUMULATIVE = re.compile(r"\bS\s?[./]?\s?D\b|\bSAMPAI\b|\bHINGGA\b|\bKUMULATIF\b")
_PARENTHESIS = re.compile(r"[(\[]([^)\]]*)[)\]]")


@dataclass(frozen=True)
class Heading:
    """What one heading says. `words` is empty where it holds only a year or a month.

    `unit` is the factor to base units of a money column (1e6 for "Rp juta"), None where undeclared.
    """

    words: frozenset[str]
    year: int | None = None
    month: int | None = None
    unit: float | None = None
    percent: bool = False


@lru_cache(maxsize=20_000)
def read(text: str) -> Heading:
    """Read one heading, or several levels of it joined by a space."""
    upper = _plain(text)
    years = {int(year) for year in _YEAR.findall(upper)}
    rest = _YEAR.sub(" ", upper).replace("%", " PERSENTASE ")
    months = {found for token in re.findall(r"[A-Z]+", rest) if (found := month_number(token))}
    month = months.pop() if len(months) == 1 and not _CUMULATIVE.search(rest) else None
    words = _words(_PARENTHESIS.sub(_unless_money, rest), drop_months=month is not None)
    return Heading(
        words=words - {"TAHUN"} if years else words,
        year=years.pop() if len(years) == 1 else None,
        month=month,
        unit=money_unit(upper),
        percent="%" in upper or "PERSEN" in upper,
    )


def _unless_money(place: re.Match[str]) -> str:
    """A bracket as it is, but for one that gives the unit of money: `(x Rp 1.000,-)`."""
    return " " if _MONEY.search(place[0]) else place[0]


def words_of(text: str) -> frozenset[str]:
    """The canonical words of a text."""
    return read(text).words


def money_unit(text: str) -> float | None:
    """The factor of a declared unit of money: `(Rp juta)` is 1e6, `Rp` is 1, none declared is None."""
    upper = _plain(text)
    places = _PARENTHESIS.findall(upper) or []
    declared = [place for place in places if _MONEY.search(place) or _SCALE_ALONE.fullmatch(place)]
    if not declared and (match := re.search(r"(?:DALAM|DLM|SATUAN)\W+(?:RP|\w+)[^)\n]*", upper)):
        declared = [match[0]]
    if not declared and (match := _SCALED_MONEY.search(upper)):
        declared = [upper[match.start() :]]
    for place in declared:
        for factor, pattern in _MONEY_UNITS:
            if re.search(rf"(?<![A-Z0-9])(?:{pattern})(?![A-Z0-9])", place):
                return factor
        if _MONEY.search(place):
            return 1.0
    return None


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).replace("_", " ")).strip().upper()


def _words(text: str, *, drop_months: bool) -> frozenset[str]:
    found = set()
    for token in re.findall(r"[A-Z0-9.]+", text):
        word = token.replace(".", "") if len(token) > 1 else token
        word = _CANONICAL.get(word, word)
        if word in _SILENT or word.isdigit() or not word or (drop_months and month_number(word)):
            continue
        found.add(word)
    return frozenset(found)

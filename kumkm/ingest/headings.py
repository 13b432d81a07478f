"""Headings, titles and names of sheets taken apart into slots: words, unit, year, month, part of a year, share.

`Jml. Anggota (Org)`, `ANGGOTA / Jumlah` and `Total anggota` are the same set of words. What a text says beside its
name is taken out of it and kept, so that whoever understands the words has accounted for all of it: nothing that
stands in a text is dropped but marks, numbers of columns and words that bind others together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kumkm.ingest import personal, units
from kumkm.ingest.dates import month_number
from kumkm.ingest.units import Sort, Unit

_SAME = {
    "LAKI": "L LK LAKI2 LAKILAKI LELAKI PRIA LAK MALE MEN",
    "PEREMPUAN": "P PR WANITA PEREMP PRP FEMALE WOMEN",
    "JUMLAH": "JML JLH JUM JMLH TOTAL BANYAKNYA BANYAK CACAH NUMBER BESARNYA",
    "KOPERASI": "KOP KOPRASI COOPERATIVE COOPERATIVES",
    "ANGGOTA": "ANGG AGT AGGOTA MEMBER MEMBERS KEANGGOTAAN",
    "ASET": "ASSET ASSETS AKTIVA HARTA",
    "VOLUME": "VALUME VOL OMZET OMSET",
    "MANAJER": "MANAGER MANAJEMEN",
    "KARYAWAN": "KARY PEGAWAI EMPLOYEES",
    "TAHUN": "THN TH YEAR",
    "TANGGAL": "TGL DATE",
    "NOMOR": "NO NMR",
    "KABUPATEN": "KAB REGENCY REGENCIES",
    "KOTA": "MUNICIPALITY MUNICIPALITIES",
    "KECAMATAN": "KEC SUBDISTRICT DISTRICT",
    "PROVINSI": "PROV PROPINSI PROVINCE",
    "TIDAK": "TDK NON",
    "SENDIRI": "SDR",
    "USAHA": "USH",
    "UMKM": "UKM MSME MSMES",
    "AKTIF": "ACTIVE",
    "MIKRO": "MICRO",
    "KECIL": "SMALL",
    "MENENGAH": "MEDIUM",
    "BERSERTIFIKAT": "SERTIFIKAT SERTIFIKASI BERSERTIPIKAT",
    "MELAKSANAKAN": "MELAKS MENGADAKAN MENYELENGGARAKAN",
    "PERSENTASE": "PERSEN PROSENTASE PROSEN PCT PERCENT PERCENTAGE",
    "PENYALURAN": "DISALURKAN SALUR TERSALUR",
    "DEBITUR": "DEBITOR NASABAH DEBITORS",
    "WIRAUSAHA": "WIRAUSAHAWAN",
    "SHU": "S.H.U",
}
_CANONICAL: dict[str, tuple[str, ...]] = {
    variant: (word,) for word, variants in _SAME.items() for variant in variants.split()
}
_CANONICAL |= {
    "INACTIVE": ("TIDAK", "AKTIF"),
    "NONAKTIF": ("TIDAK", "AKTIF"),
    "KUMKM": ("KOPERASI", "UMKM"),
    "WORKERS": ("TENAGA", "KERJA"),
    "NAKER": ("TENAGA", "KERJA"),
    "TK": ("TENAGA", "KERJA"),
}
_SILENT = frozenset(
    word
    for words in (
        "YANG YG DAN DI PADA MENURUT DENGAN DGN UNTUK DALAM DLM DARI KE ATAU SERTA BERDASARKAN ADALAH S D SD",
        "UNIT ORANG ORG RP RUPIAH BUAH JIWA POSISI KEADAAN KONDISI OF BY THE IN AND",
    )
    for word in words.split()
)
# Nouns that count and name nothing: a level, or a bracket, made of them alone is a unit.
_COUNTING = frozenset({"UNIT", "UNITS", "BUAH", "ORANG", "ORG", "JIWA", "PERSON", "PERSONS"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "s.d. Agustus" is no month: what stands below are sums since January.
_CUMULATIVE = re.compile(r"\bS\s?[./]\s?D\b|\bSD\b|\bSAMPAI\b|\bHINGGA\b|\bKUMULATIF\b")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_COLUMN_NUMBER = re.compile(r"[\d\s=+\-−:x*/.,]*|[A-K]")
_FOOTNOTE = re.compile(r"(?:\(\*+\)|\*+\)?|[¹²³⁰⁴-⁹]+|(?<![\d(])\s\d{1,2}\)(?=\s|$)|(?<=[A-Z])\d\)(?=\s|$))")
# A year that belongs to a name: of a base ("Harga Konstan 2010", "2010=100") or of a law.
_BASE_YEAR = re.compile(
    r"(?<=KONSTAN )(?:TAHUN )?(?:19|20)\d\d|(?<=ADHK )(?:19|20)\d\d|\bTAHUN DASAR (?:19|20)\d\d"
    r"|\b(?:19|20)\d\d\s?=\s?100\b"
)
_LONGEST, _TOO_LONG = 2_000, "TERLALUPANJANG"
_BASE, _OTHER_BASE = "2010", "DASARLAIN"
_LAW = re.compile(
    r"\b(?:UU|UNDANG[- ]UNDANG|PP|PERPRES|PERPPU|PERDA|PERGUB|PERBUP|PERWALI|INPRES|KEPPRES|KEPMEN\w*|PERMEN\w*|SK|"
    r"PERATURAN(?: [A-Z]+){1,3}|KEPUTUSAN(?: [A-Z]+){1,4})\b[\s.]*(?:(?:RI|KUKM|NOMOR|NO)\b[\s.:]*)*"
    r"\d+(?:[/.-][\w.]+)*(?:\s?/\s?|\s+TAHUN\s+)(?:19|20)\d\d|\b(?:NOMOR|NO)\b[\s.:]*[\w./-]*\d[\w./-]*\s+TAHUN\s+"
    r"(?:19|20)\d\d"
)
_PART = re.compile(
    r"\b(?:(?P<name>TRI ?WULAN|TRIW|TW|KUARTAL|QUARTER|CATUR ?WULAN|CAWU|SEMESTER|SMSTR|SMT|SEM)\b[\s.:-]*"
    r"(?:KE[\s-]*)?(?P<number>IV|I{1,3}|[1-4])(?:\s?[-–/&]\s?(?:IV|I{1,3}|[1-4]))?\b|Q(?P<quarter>[1-4])\b)"
)
UNTIL = "sampai"  # how a part of a year that reaches to a month begins, or goes on
_PART_NAMES = {"S": "Semester", "C": "Caturwulan"}
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_LAYOUT = (
    r"KABUPATEN|KAB|KOTA|KECAMATAN|KEC|DAERAH|WILAYAH|PROVINSI|DESA|KELURAHAN|JENIS|KELOMPOK|SEKTOR|SKALA|KATEGORI|"
    r"STATUS|TANGGAL|TGL|AKHIR|BULAN|TAHUN|KOP\b|LAPANGAN|BIDANG|BANK|PENYALUR|POSISI|KEADAAN|JAN|FEB|MAR|APR|MEI|"
    r"JUN|JUL|AGU|AGT|SEP|OKT|NOV|DES|SEMESTER|TRIWULAN|TW\b|DINAS|OPD|INSTANSI|UNIT\b|\d"
)
_PHRASES = (
    # "per" before how a table is laid out or a date binds; "Anggota per Koperasi" is a mean, "per Bulan" a part.
    (re.compile(r"\bPER\s+(BULAN|TAHUN|HARI|MINGGU)\b"), r" PER\1 "),
    (re.compile(rf"\bPER\b(?=[\s-]*(?:{_LAYOUT}))"), " "),
    (re.compile(r"\bAKTIF\s*/\s*(?:TIDAK|TDK|NON)[\s-]*AKTIF\b"), " STATUS "),
    (re.compile(r"\b(?:ANGKA|DATA)\s+TETAP\b"), " "),
    (re.compile(r"\bTAHUN\s+ANGGARAN\b"), " TAHUN "),
    (re.compile(r"\bWILAYAH\s+KERJA\b"), " WILAYAH "),
    (re.compile(r"\bUNIT\s+SIMPAN\s+PINJAM\b"), " USP "),
    (
        re.compile(r"\bSEHAT\s*(?:DAN|&|,|\+)\s*CUKUP\s+SEHAT\b|\bCUKUP\s+SEHAT\s*(?:DAN|&|,|\+)\s*SEHAT\b"),
        " SEHATCUKUP ",
    ),
    (re.compile(r"(?<!\bL)\s*\+\s*(?!\s*(?:P\b|PR\b|PEREMPUAN))"), " PLUS "),
    (re.compile(r"\bS\s?[./]\s?D\b\.?"), " SAMPAI "),
    (re.compile(r"\bONLINE DATA SYSTEM\b"), " ODS "),
    # One name in many forms; the short forms in brackets behind it say the same.
    (
        re.compile(
            r"\b(?:KOPERASI|KOP|KOPDES|KOPKEL)\b[\s.]*(?:\(?(?:DESA|KELURAHAN|KEL|DS)\b[\s./]*(?:DAN |ATAU |& )?)*\)?"
            r"[\s/]*MERAH\s+PUTIH\b|\b(?:KDKMP|KDMP|KKMP|KOPDESKEL|KOPDES|KOPKEL)\b"
        ),
        " KDKMP ",
    ),
    (
        re.compile(r"\bUSAHA MIKRO\s?,?\s?(?:DAN )?(?:USAHA )?KECIL\s?,?\s?(?:DAN|&)\s?(?:USAHA )?MENENGAH\b"),
        " UMKM ",
    ),
    (re.compile(r"\b(?:SIDT|PL)[\s-]*KUMKM\b"), " SIDT "),
    (re.compile(r"\bMICRO,? SMALL,? AND MEDIUM ENTERPRISES?\b"), " UMKM "),
    (re.compile(r"\bENTERPRISES?\b"), " USAHA "),
    (re.compile(r"\bLAKI[- ]?LAKI\b"), " LAKI "),
)
_MONEY_FIRST = re.compile(r"(?:(?:DALAM|DLM|SATUAN|X)\b[\s:]*)*(?:RP|RUPIAH|IDR|USD?|\$)")
_AT_DAY = re.compile(r"\b\d{1,2}\s+[A-Z]{3,}")
_SIGNS = re.compile(r"\+\s*/\s*[-–−]|±|[ΔΔ]")
_SHORT_YEAR = re.compile(r"(?<=[A-Z])[\s'’/-]+(\d\d)(?!\d)")
_SEPARATORS = re.compile(r"[,;&\n|]|\bDAN\b|\bSERTA\b|\bAND\b|(?<=\s)[-–—](?=\s)|[()\[\]]")
_TOKEN = re.compile(r"[A-Z0-9.$]+")


@dataclass(frozen=True)
class Heading:
    """What one text says. `words` is empty where it holds only slots.

    `year` is the one year it names, `years` all of them; `part` names a part of a year that is no month (a semester,
    a quarter, a sum since January); `written` leads from a canonical word to what stands there.
    """

    words: frozenset[str]
    year: int | None = None
    month: int | None = None
    part: str | None = None
    unit: Unit | None = None
    percent: bool = False
    years: frozenset[int] = frozenset()
    segments: tuple[frozenset[str], ...] = ()
    written: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False)


@lru_cache(maxsize=20_000)
def read(text: str) -> Heading:
    """Read one heading, title line or name of a sheet, or several levels joined by a space."""
    if len(text) > _LONGEST:  # no heading; its words are not understood, whatever they are
        return Heading(frozenset({_TOO_LONG}), written={_TOO_LONG: text[:40] + "…"}, segments=(frozenset({_TOO_LONG}),))
    rest = _SIGNS.sub(" SELISIH ", _FOOTNOTE.sub(" ", _plain(text)))
    rest = _BASE_YEAR.sub(_base, _LAW.sub(" ", rest))
    part, rest = _part_of(rest)
    unit, rest = _unit_of(rest)
    rest = _SHORT_YEAR.sub(_full_year, rest)
    years = frozenset(int(year) for year in _YEAR.findall(rest))
    percent = "%" in rest or (unit is not None and unit.sort is Sort.PERCENT)
    rest = _YEAR.sub(" ", rest).replace("%", " PERSENTASE ")
    cumulative = _CUMULATIVE.search(rest)
    months = {number for token in re.findall(r"[A-Z]+", rest) if (number := month_number(token))}
    if part is None and (len(months) > 1 or (cumulative and months)):
        part = _months_together(rest)
    month = next(iter(months)) if len(months) == 1 and not cumulative else None
    if month is not None and _AT_DAY.search(rest):  # the state at a day: of the year at its end, else of a part
        part, month = part or _months_together(rest), None
    for pattern, name in _PHRASES:
        rest = pattern.sub(name, rest)
    written: dict[str, str] = {_OTHER_BASE: "tahun dasar selain 2010"}
    pieces = (
        _words(
            piece,
            written,
            drop_months=bool(months),
            drop_year=bool(years or months),
            drop_span=bool(months) or len(years) > 1,
        )
        for piece in _SEPARATORS.split(rest)
    )
    segments = tuple(words for words in pieces if words)
    words = frozenset(word for segment in segments for word in segment)
    return Heading(
        words=words | ({"PERSENTASE"} if unit is not None and unit.sort is Sort.PERCENT else frozenset()),
        year=next(iter(years)) if len(years) == 1 else None,
        month=month,
        part=part,
        unit=unit,
        percent=percent or "PERSENTASE" in words,
        years=years,
        segments=segments,
        written=written,
    )


def words_of(text: str) -> frozenset[str]:
    """The canonical words of a text."""
    return read(text).words


def money_unit(text: str) -> float | None:
    """The factor of a declared unit of money: `(Rp juta)` is 1e6, `Rp` is 1; None where none is, or none known."""
    unit = read(text).unit
    return unit.factor if unit is not None and unit.sort in (Sort.MONEY, Sort.SCALE) else None


def _plain(text: str) -> str:
    text = personal.without(_SUPERSCRIPT.sub(" ", text))
    lines = unicodedata.normalize("NFKC", text).replace("_", " ").upper()
    return re.sub(r"[^\S\n]+", " ", lines).strip()


_SUPERSCRIPT = re.compile(r"[¹²³⁰⁴-⁹]+")


def _base(match: re.Match[str]) -> str:
    """The base of constant prices is that of the national accounts; by another one they are other numbers."""
    year = _YEAR.findall(match[0])
    return " " if year == [_BASE] else f" {_OTHER_BASE} "


def _full_year(match: re.Match[str]) -> str:
    """`JAN-23` is of 2023; two figures behind any other word are no year."""
    before = re.search(r"[A-Z]+$", match.string[: match.start()])
    return f" 20{match[1]}" if before and month_number(before[0]) else match[0]


def _part_of(text: str) -> tuple[str | None, str]:
    match = _PART.search(text)
    if match is None:
        return None, text
    number = match["number"] or match["quarter"]
    name = _PART_NAMES.get((match["name"] or "T")[0], "Triwulan")
    return f"{name} {_ROMAN.get(number, number)}", _PART.sub(" ", text)


def _months_together(text: str) -> str | None:
    """`JANUARI-MARET` and `S.D. AGUSTUS` name a part of a year; up to December is all of it."""
    named = [token for token in re.findall(r"[A-Z]+", text) if month_number(token)]
    first, last = (named[0], named[-1]) if named else ("", "")
    if month_number(last) == 12 and (len(named) == 1 or month_number(first) == 1):
        return None
    return f"{UNTIL} {last.title()}" if len(named) == 1 else f"{first.title()} {UNTIL} {last.title()}"


def _unit_of(text: str) -> tuple[Unit | None, str]:
    """The unit in the brackets of a text, or in running text; what is only a unit goes, the rest stays."""
    whole = _only_unit(text)
    if whole is not None:
        return whole, ""
    bracketed: list[Unit] = []

    def take(bracket: re.Match[str]) -> str:
        content = bracket[1].strip()
        if _COLUMN_NUMBER.fullmatch(content) and units.parse(content) is None:
            return " "
        unit = units.parse(content)
        if unit is None:
            return f" ({_YEAR.sub(lambda year: f' {year[0]} ', content)}) "
        bracketed.append(unit)
        return " " if _is_silent(content, unit) or content.upper() == "LEMBAGA" else f" ({content}) "

    rest = _BRACKET.sub(take, text)
    unit, rest = units.inline(rest) if not any(item.sort is Sort.MONEY for item in bracketed) else (None, rest)
    every = [*bracketed, *([unit] if unit else [])]
    return _scaled(every) or _most_telling(every), rest


def _scaled(stated: list[Unit]) -> Unit | None:
    """`Rp (000)`: money and its scale, set apart."""
    money = [unit for unit in stated if unit.sort is Sort.MONEY]
    scales = [unit for unit in stated if unit.sort is Sort.SCALE]
    if len(money) != 1 or len(scales) != 1:
        return None
    text = f"{money[0].text} ({scales[0].text})"
    return Unit(Sort.MONEY, scales[0].factor, text) if money[0].factor == 1.0 else Unit(Sort.UNKNOWN, 1.0, text)


def _only_unit(text: str) -> Unit | None:
    """A text that is nothing but a unit, with or without brackets; one that also names what is counted is none."""
    content = text.strip(" ()[]")
    unit = units.parse(content)
    if unit is None or (unit.sort is Sort.UNKNOWN and not _MONEY_FIRST.match(content)):
        return None
    return unit if _is_silent(content, unit) else None


def _is_silent(content: str, unit: Unit) -> bool:
    return unit.sort not in (Sort.BODIES, Sort.PEOPLE) or all(
        word in _COUNTING or word not in units.NOUNS for word in re.findall(r"[A-Z]+", content.upper())
    )


def _most_telling(stated: list[Unit]) -> Unit | None:
    """Of several units in one text: one not understood, else money, else a share, else the last."""
    for sort in (Sort.UNKNOWN, Sort.MONEY, Sort.PERCENT, Sort.SCALE):
        if (unit := next((item for item in stated if item.sort is sort), None)) is not None:
            return unit
    return stated[-1] if stated else None


def _words(
    text: str, written: dict[str, str], *, drop_months: bool, drop_year: bool, drop_span: bool
) -> frozenset[str]:
    words = set()
    for token in _TOKEN.findall(text):
        word = token.replace(".", "") if len(token) > 1 else token
        if drop_months and month_number(word) is not None:
            continue
        for canonical in _CANONICAL.get(word, (word,)):
            if _is_dropped(canonical, drop_year=drop_year, drop_span=drop_span):
                continue
            words.add(canonical)
            written.setdefault(canonical, token.strip("."))
    return frozenset(words)


def _is_dropped(word: str, *, drop_year: bool, drop_span: bool) -> bool:
    if word in _SILENT or not re.search(r"[A-Z$]", word):
        return True
    return (drop_year and word == "TAHUN") or (drop_span and word in ("SAMPAI", "HINGGA"))

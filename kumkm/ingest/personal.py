"""Personal data, known by heading and by content, so that it is dropped before anything is written.

Headings of a role alone ("Ketua", "Manajer", "Pengawas") stand over names in one workbook and over counts in the next;
there the cells decide (`personal_content`). "NIK" alone is the Nomor Induk Koperasi, of a body and not personal.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Sequence

ID_NUMBER = "NIK kependudukan"
NAME = "nama orang"
PHONE = "telepon"
EMAIL = "surel"
BIRTH_DATE = "tanggal lahir"
HOME_ADDRESS = "alamat rumah"
TAX_NUMBER = "NPWP pribadi"
PHOTO = "foto"
CONTACT = "kontak"
BUSINESS_NAME = "nama usaha"
BUSINESS_LOCATION = "lokasi usaha"

_OFFICER = (
    r"ketua|sekretaris|bendahara|pengurus|pengawas|manajer|manager|direktur|operator|petugas|enumerator|pendamping"
)
_PERSON = (
    rf"(?:{_OFFICER}|pengusaha|pemilik|owner|pelaku usaha|pelaku umkm|penanggung jawab|pj|penerima|debitur"
    r"|pemohon|pribadi|wirausahawan|kepala keluarga)"
)
_PLACE = r"(?:alamat|rt|rw|rt rw|kel|kelurahan|desa|kec|kecamatan|kode pos)"
# A heading that counts ("Jumlah Pengurus", "Pemilik ber-KTP") holds none.
_COUNTS = re.compile(r"\b(?:jumlah|jml|jlh|banyaknya|total|persen|persentase|rasio|ber|memiliki)\b")
_HEADINGS = [
    (kind, re.compile(rf"\b(?:{pattern})\b"))
    for kind, pattern in (
        (PHOTO, rf"foto (?:usaha|ktp|diri|selfie|{_PERSON})|pas foto|swafoto"),
        (ID_NUMBER, rf"nik {_PERSON}|{_PERSON} nik|nik ktp|(?:no|nomor)? ?ktp|e ktp|(?:nik|induk) kependudukan"),
        (ID_NUMBER, r"(?:no|nomor) (?:kk|kartu keluarga)|kartu keluarga"),
        (TAX_NUMBER, rf"npwp {_PERSON}|{_PERSON} npwp"),
        (
            BIRTH_DATE,
            r"(?:tanggal|tgl|tempat|tahun|bulan) lahir|tempat (?:tanggal|tgl) lahir|ttl|kelahiran|birth ?date",
        ),
        (EMAIL, r"e ?mail|surel|surat elektronik"),
        (PHONE, r"telepon|telpon|telp|tlp|telephone|phone|hp|handphone|no kontak|nomor kontak|kontak hp"),
        (PHONE, r"wa|whatsapp|nomor wa|no wa|seluler|ponsel"),
        (CONTACT, r"kontak|contact|contact person|cp|pic|narahubung"),
        (HOME_ADDRESS, rf"{_PLACE} {_PERSON}|{_PERSON} {_PLACE}|alamat (?:rumah|domisili|tinggal|tempat tinggal|asal)"),
        (NAME, rf"nama (?:lengkap )?{_PERSON}|{_PERSON} nama|nama (?:lengkap|orang|anggota|karyawan|kontak|pegawai)"),
    )
]
_ROLE = re.compile(rf"\b{_PERSON}\b")
_TAX_HEADING = re.compile(r"\bnpwp\b(?! (?:koperasi|badan|lembaga))")
_BUSINESS_NAME = re.compile(r"\bnama (?:usaha|brand|merek usaha|toko)\b|\busaha nama\b")
_LOCATION = re.compile(
    r"\b(?:(?:alamat|rt|rw|rt rw|jalan|kode pos) (?:tempat )?usaha|usaha (?:alamat|rt|rw)|latitude|longitude"
    r"|lintang|bujur|koordinat|lat|lon|long|lng|geotag|titik lokasi|rt|rw)\b"
)


def personal_heading(path: str) -> str | None:
    """The kind of personal data a heading announces by itself, else None; `path` may join the rows of a heading."""
    words = _words(path)
    if words == "foto":
        return PHOTO
    if _COUNTS.search(words):
        return None
    return next((kind for kind, pattern in _HEADINGS if pattern.search(words)), None)


def business_name_heading(path: str) -> str | None:
    """`nama usaha` for the name of an enterprise, which as a rule is its owner's; None else."""
    return BUSINESS_NAME if _BUSINESS_NAME.search(_words(path)) else None


def location_heading(path: str) -> str | None:
    """`lokasi usaha` for address, RT/RW and coordinates of an enterprise, as a rule its owner's home; None else."""
    return BUSINESS_LOCATION if _LOCATION.search(_words(path)) else None


def personal_content(path: str, cells: Sequence[object]) -> str | None:
    """The kind of personal data a column holds, by its heading or, where that leaves it open, by its cells; None else.

    A role over names is `nama orang`, over counts nothing. Under any heading, a column of which at least half of the
    filled cells hold personal data is of the commonest kind among them.
    """
    kind = personal_heading(path)
    if kind:
        return kind
    filled = [text for text in (_as_text(cell) for cell in cells) if text]
    words = _words(path)
    if _ROLE.search(words) and 2 * sum(map(_is_name, filled)) >= len(filled) > 0:
        return NAME
    if _TAX_HEADING.search(words) and 2 * sum(map(_is_tax_number, filled)) >= len(filled) > 0:
        return TAX_NUMBER
    kinds = Counter(found for text in filled if (found := personal_in(text)))
    return kinds.most_common(1)[0][0] if kinds and 2 * kinds.total() >= len(filled) else None


def _words(path: str) -> str:
    """Lower-case words with single spaces, whatever parted them."""
    return re.sub(r"[\W_]+", " ", path.casefold()).strip()


def _as_text(cell: object) -> str:
    """Text of a cell; a NIK that Excel made a number is the digits it had."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


_NOT_NAMES = {
    "ada",
    "tidak",
    "tidak ada",
    "ya",
    "nihil",
    "lengkap",
    "belum",
    "belum ada",
    "sudah",
    "aktif",
    "tidak aktif",
    "n a",
}


def _is_name(text: str) -> bool:
    """Letters with the punctuation of names and titles, and not one of the words that answer a question."""
    words = _words(text)
    return len(words) > 2 and not re.search(r"\d", text) and words not in _NOT_NAMES


def _is_tax_number(text: str) -> bool:
    return len(re.sub(r"[\s.\-]", "", text)) in (15, 16) and not re.search(r"[^\d\s.\-]", text)


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+%-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE | re.ASCII)
# Written in one run or in the groups in use; not the fraction of a decimal number, not followed by one.
_ID_NUMBER = re.compile(
    r"(?<!\d)(?<!\d[.,])(?:\d{16}|\d{4}([ .-])\d{4}\1\d{4}\1\d{4}|\d{6}([ .-])\d{6}\2\d{4}"
    r"|\d\d([ .-])\d\d\3\d\d\3\d{6}\3\d{4})(?!\d)(?!\.\d\d)",
    re.ASCII,
)
_PHONES = (
    re.compile(r"(?<!\d)(?<!\d[.,])\(?0\)?8[1-9]\d{0,2}\)?(?:[ .\-]{0,3}\d){5,10}(?!\d)", re.ASCII),
    re.compile(r"\(?\+62\)?[ .\-]?\(?0?\)?8[1-9](?:[ .\-]?\d){7,10}(?!\d)", re.ASCII),
    re.compile(r"(?<!\d)(?<!\d[.,])62[ -]?8[1-9](?:[ -]?\d){8,10}(?!\d)(?![.,]\d)", re.ASCII),
)
_PHONE_DIGITS = range(10, 15)
# An NIB since 2021 begins with its day of issue: 13 digits that begin 0812 and 21 may be one of 8 December 2021.
_NIB = re.compile(r"08(?:0[1-9]|1[0-2])(?:2[1-9]|3\d)\d{7}", re.ASCII)
# Prefixes 04-09 are those of persons; bodies have 00-03.
_TAX_NUMBER = re.compile(r"(?<!\d)0[4-9]\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)", re.ASCII)
_PROVINCES = range(11, 97)
_FEMALE_DAY = 40
_REMOVED = "[data pribadi]"


def personal_in(text: str) -> str | None:
    """The kind of personal data found in a text (16-digit NIK, e-mail, mobile number, a person's NPWP), else None.

    A bare run of digits beginning with 62 counts as a number to call only from 12 digits on and where it is not round:
    `62812345678` may be rupiah. Meant for text cells, not for typed numbers.
    """
    if "@" in text and _EMAIL.search(text):
        return EMAIL
    if any(_is_id_number(match[0]) for match in _ID_NUMBER.finditer(text)):
        return ID_NUMBER
    if any(_is_phone(match[0]) for pattern in _PHONES for match in pattern.finditer(text)):
        return PHONE
    return TAX_NUMBER if _TAX_NUMBER.search(text) else None


def clean(text: str) -> str:
    """The text with every piece of personal data in it replaced by `[data pribadi]`."""
    text = _EMAIL.sub(_REMOVED, text)
    text = _ID_NUMBER.sub(lambda match: _REMOVED if _is_id_number(match[0]) else match[0], text)
    for pattern in _PHONES:
        text = pattern.sub(lambda match: _REMOVED if _is_phone(match[0]) else match[0], text)
    return _TAX_NUMBER.sub(_REMOVED, text)


def _is_id_number(text: str) -> bool:
    """Province, then at digits 7-12 a birth date, whose day is 40 more for women."""
    digits = re.sub(r"\D", "", text)
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    day -= _FEMALE_DAY if day > _FEMALE_DAY else 0
    if int(digits[:2]) not in _PROVINCES or not 1 <= month <= 12:
        return False
    return 1 <= day <= calendar.monthrange(2000 + year, month)[1]


def _is_phone(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    if len(digits) not in _PHONE_DIGITS or _NIB.fullmatch(text):
        return False
    return not (text.startswith("62") and text.isdecimal() and digits.endswith("000"))


def mask(text: str) -> str:
    """The text with all but its last four characters as stars; all of it where it has no more than four."""
    return "*" * len(text) if len(text) <= 4 else "*" * (len(text) - 4) + text[-4:]

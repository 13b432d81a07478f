"""Personal data, known by heading and by content, so that it is dropped before anything is written.

Headings of a role alone ("Ketua", "Manajer", "Pengawas") stand over names in one workbook and over counts in the next;
there the cells decide (`personal_content`). "NIK" alone is the Nomor Induk Koperasi, of a body and not personal.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

ID_NUMBER = "NIK kependudukan"
NAME = "nama orang"
NAME_BESIDE = "nama di samping atau di bawah keterangan"
PHONE = "telepon"
EMAIL = "surel"
OFFICE_EMAIL = "surel kantor"
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
    r"|pemohon|pribadi|wirausahawan|kepala keluarga|pimpinan|pengelola|nasabah)"
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


def announces_person(path: str) -> bool:
    """Whether what stands under a heading may be of a person: one for personal data, or a role over names or counts."""
    return personal_heading(path) is not None or _ROLE.search(_words(path)) is not None


_SIGNER = re.compile(
    r"\b(?:kepala (?:dinas|bidang|badan|bagian|seksi|upt)|sekretaris(?: daerah| dinas)?|mengetahui|menyetujui|disetujui"
    r"|yang membuat|dibuat oleh|disusun oleh|penyusun|plt|plh|a n|an kepala|ketua|bendahara|operator|petugas)\b"
)


def announces_signature(text: str) -> bool:
    """Whether the name of whoever signs may stand below."""
    return len(text) < 80 and _SIGNER.search(_words(text)) is not None


def is_name(text: str) -> bool:
    """Whether a text may be somebody's name: letters, and none of the words that answer a question."""
    return _is_name(text) and len(text) < 60


def personal_content(path: str, cells: Sequence[object], taken: Sequence[str] = ()) -> str | None:
    """The kind of personal data a column holds, by its heading or, where that leaves it open, by its cells; None else.

    A role over names is `nama orang`, over counts nothing. Under any heading, a column of which at least half of the
    filled cells hold personal data is of the commonest kind among them. `taken` are the kinds masked in it before.
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
    kinds = Counter([*taken, *(label for text in filled if (label := personal_in(text)))])
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


REMOVED = "[data pribadi]"
REMOVED_FROM_NAME = "(data pribadi)"
# What stands between the digits of one number: spaces of every width, dots, dashes, and what cannot be seen.
_GAPS = " .\\-_\\t\\n·•\u00a0\u00ad\u2000-\u200d\u2010-\u2015\u202f\u205f\u2060\u2212\u3000\ufeff"
_GAP = f"[{_GAPS}]"
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+%-]+ ?(?:@|[(\[] ?at ?[)\]]) ?(?:[a-z0-9-]+(?:\.|[(\[]dot[)\]]))+[a-z]{2,}",
    re.IGNORECASE | re.ASCII,
)
_OFFICE_EMAIL = re.compile(r"\.go\.id$", re.IGNORECASE)
# Region, birth date and serial in one run or parted where their parts meet, or in fours; a date may be parted itself
# where one mark parts all. Not the fraction of a decimal number, not followed by one.
_ID_NUMBER = re.compile(
    r"(?<!\d)(?<!\d[.,])(?:"
    rf"\d{{4}}(?:[/,:]|{_GAP}{{1,3}})\d{{4}}(?:[/,:]|{_GAP}{{1,3}})\d{{4}}(?:[/,:]|{_GAP}{{1,3}})\d{{4}}"
    r"|\d{6}/\d{6}/\d{4}|\d(?:[ -]\d){15}|(?<!Rp)(?<!Rp )(?<!Rp\. )\d\.\d{3}(?:\.\d{3}){4}|\d[.,]\d{15}(?=E\+?15)"
    rf"|\d\d{_GAP}?\d\d{_GAP}?\d\d{_GAP}{{0,3}}\d{{6}}{_GAP}{{0,3}}\d{{4}}"
    rf"|\d\d({_GAP})?\d\d(?:\1)?\d\d({_GAP})\d\d\2\d\d\2\d\d\2\d{{4}}"
    r")(?!\d)(?!\.\d\d\d)(?!\.\d?[1-9])",
    re.ASCII,
)
# After a word for it sixteen digits are one even where the date is none: a slip in a NIK leaves it somebody's.
_CALLED_ID_NUMBER = re.compile(
    r"\b((?:nik|no\.? ?kk|kk|ktp|kependudukan|kartu keluarga)\b(?:[^\w\n]{0,3}[a-z]{2,12}){0,2}[^\w\n]{0,4})"
    rf"(?!\d{{13}}(?!\d))(?:\d{_GAP}?){{15}}\d(?!\d)",
    re.IGNORECASE | re.ASCII,
)
# What ends a number to call, and no number of a document: those go on behind a stroke.
_END = r"(?!\d)(?!/(?!\+?(?:62|0)?8\d{7}))"
_PHONES = (
    re.compile(rf"(?<!\d)(?<!\d[.,])\(?0\)? ?8[1-9]\d{{0,2}}\)?(?:{_GAP}{{0,3}}\d){{5,10}}{_END}", re.ASCII),
    re.compile(
        rf"\(?(?:\+|(?<!\d)00){_GAP}?62\)?{_GAP}{{0,3}}\(?0?\)?8[1-9]\d?\)?(?:{_GAP}{{0,3}}\d){{7,10}}(?!\d)", re.ASCII
    ),
    re.compile(r"\((?:\+)?62\) ?8[1-9](?:[ -]?\d){7,10}(?!\d)", re.ASCII),
    re.compile(r"(?<!\d)(?<!\d[.,])62[ -]?8[1-9](?:[ -]?\d){8,10}(?!\d)(?![.,]\d)", re.ASCII),
    # In groups of which one is no thousands.
    re.compile(r"(?<!\d)(?<!\d[.,])62\.8[1-9]\d?\.(?:\d{4}\.\d{3,5}|\d{3}\.\d{4,5})(?!\d)(?![.,]\d)", re.ASCII),
)
# Without the zero in front, which Excel takes away, only a word for it tells a number to call from an amount.
_CALLED_PHONE = re.compile(
    r"\b((?:hp|wa|whatsapp|telp|telepon|telpon|tlp|ponsel|seluler|hub|hubungi|kontak|cp)\b(?:[^\w\n]{0,3}[a-z]{2,12}){0,2}"
    r"[^\w\n]{0,4})"
    rf"8[1-9](?:{_GAP}?\d){{7,10}}(?!\d)",
    re.IGNORECASE | re.ASCII,
)
# Of a house or an office, with the code of its town: masked, and nobody is told, for a letterhead holds one.
_LANDLINE = re.compile(
    r"(?<!\d)\(0[2-79]\d{1,3}\)[ -]?\d{3,4}[ -]?\d{2,4}(?!\d)"
    r"|(?<![\d/.,-])0(?:21|22|24|31|61|[2-79]\d\d)[ -]\d{3,4}[ -]?\d{3,4}(?![\d/.,-])"
    r"|(?:\+|(?<!\d)00)62[ -]?\(?0?\)?\(?[2-79]\d{1,2}\)?[ -]?\d{3,4}[ -]?\d{2,4}(?!\d)"
    r"|(?i:\b(?:telp|telepon|telpon|tlp|fax|faks|hub)\b\.?:? ?)0[2-79]\d{7,10}(?!\d)",
    re.ASCII,
)
_DIALLED = re.compile(r"['(\s]*(?:08[1-9]|\+\s?62|0062)[\d\s().\-]*", re.ASCII)
_BARE_PHONE = re.compile(r"8[1-9]\d{8,10}", re.ASCII)
_PHONE_DIGITS = range(10, 15)
# An NIB since 2021 begins with its day of issue: 13 digits that begin 0812 and 21 may be one of 8 December 2021.
_NIB = re.compile(r"08(?:0[1-9]|1[0-2])(?:2[1-9]|3\d)\d{7}", re.ASCII)
# Words that lead to what is taken out, and say nothing without it.
_LED_TO = re.compile(
    r"(?:\b(?:hub|hubungi|hp|no|nomor|wa|whatsapp|telp|telepon|tlp|e-?mail|surel|nik|nip|ktp|kontak|cp|pic|narahubung"
    r"|contact person|a\.? ?n|atas nama)\b[\s.:=/]*)*\[data pribadi\]",
    re.IGNORECASE,
)
# Prefixes 04-09 are those of persons; bodies have 00-03.
_TAX_NUMBER = re.compile(r"(?<!\d)0[4-9]\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)", re.ASCII)
# A civil servant's number holds the birth date. It stands under every signature: masked, and nobody is told.
_SERVANT = re.compile(
    rf"(?<!\d)(?:19[4-9]\d|20[01]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_GAP}?(?:19|20)\d\d(?:0[1-9]|1[0-2]){_GAP}?"
    rf"[12]{_GAP}?\d{{3}}(?!\d)",
    re.ASCII,
)
# A name is known only by what is said before it, where what follows is no body, office or state.
_NO_NAME = (
    r"dinas|bidang|seksi|koperasi|ks[up]|kud|kopkar|kdkmp|pt|cv|ud|bumdes|bank|pemerintah|kementerian|deputi|kantor|badan"
    r"|uptd?|kab|kabupaten|kota|kec|kecamatan|desa|kelurahan|kelompok|prov|provinsi|bupati|gubernur|wali ?kota|kepala"
    r"|sekretaris|camat|lurah|menteri|direktur|ketua|anggota|laki|perempuan|pria|wanita|orang|jumlah|ada|tidak|belum"
    r"|sudah|ya|aktif|nihil|lengkap|meninggal|mengundurkan|pindah|kosong|lowong|baru|lama|masih|sedang|akan|perlu|dalam"
    r"|angkatan|usaha|masyarakat|wirausaha|tim|pelaku|umkm|industri|pemuda|nelayan|petani|siswa|mahasiswa|peserta|program"
    r"|pusat|rumah|unit|tahun|tahap|gelombang|pemula|ekonomi|pasar|seluruh|semua|para|warga|keluarga|lembaga|yayasan"
)
_TITLED = r"(?:bapak|bpk|pak|ibu|sdri?|ny|nn|tn|h|hj|dr|drs|dra|ir|prof|la|wa|ode|ld|wd|muh|moh|[a-z])"
_ANNOUNCED = (
    rf"(?:(?:nama (?:lengkap )?)?{_PERSON}(?: (?:koperasi|ks[up]|kud|kelompok|usaha))?|nama lengkap|narahubung"
    r"|contact person|cp|pic|a\.? ?n|atas nama)\s*[:=]"
)
_NAMED = re.compile(
    rf"(?i:\b((?:{_ANNOUNCED}|a\. ?n\.|a/n\b|atas nama\b)\s*|(?<![\w.])An\.\s+(?=[A-Z]))(?:{_TITLED}\.?\s+)*)"
    rf"(?!(?i:(?:{_NO_NAME})\b))"
    r"[A-Z][^\W\d_]{1,}[.']?(?: [A-Z][^\W\d_]*[.']?){0,5}"
)
# In small letters only what stands after the word and ends the text is a name.
_NAMED_SMALL = re.compile(
    rf"(?i:\b((?:nama (?:lengkap )?)?{_PERSON}\s*[:=]\s*))(?!(?i:(?:{_NO_NAME})\b))[a-z][^\W\d_]{{2,}}"
    r"(?: [a-z][^\W\d_]+){1,4}\s*$"
)
# What every pattern of digits begins with: a zero, 62 or 8 and eight digits more, or sixteen. Bodies have thirteen.
_CANDIDATE = re.compile(
    rf"(?<!\d)(?:0|8|62)(?:[()]?{_GAP}{{0,3}}[()]?\d){{7}}|\d(?:(?:[/,:]|{_GAP}{{0,3}})\d){{15}}", re.ASCII
)
_RUN = re.compile(rf"\d[\d(){_GAPS}/,:]{{7,}}\d", re.ASCII)
_ON_BEHALF = ("a.n.", "a. n.", "a/n", "an. ", "atas nama")
_LETTER_FOR_ZERO = re.compile(r"(?<=\d)[oO](?=[\doO])|(?<=[\doO])[oO](?=\d)|\b[oO](?=8[\doO][\doO -]{7})")
_PROVINCES = frozenset(
    (*range(11, 20), 21, *range(31, 37), *range(51, 55), *range(61, 66), *range(71, 77), 81, 82, *range(91, 97))
)
_FEMALE_DAY = 40


def may_hold(text: str) -> bool:
    """A quick look, for the many texts that hold nothing; it misses none that does."""
    text = _plain(text)
    return _has_candidate(text) or _is_labelled(text)


def _has_candidate(text: str) -> bool:
    return "@" in text or "at)" in text or "at]" in text or any(map(_CANDIDATE.search, _RUN.findall(text)))


def personal_in(text: str) -> str | None:
    """The kind of personal data found in a text (16-digit NIK, e-mail, mobile number, a person's NPWP), else None.

    A bare run of digits beginning with 62 counts as a number to call only from 12 digits on and where it is not round:
    `62812345678` may be rupiah. Meant for text cells; for typed numbers see `personal_number`.
    """
    text = _plain(text)
    if _has_candidate(text):
        return _address_in(text) or _number_in(text)
    return NAME if _names_somebody(text) else None


def _names_somebody(text: str) -> bool:
    return _is_labelled(text) and (_NAMED.search(text) or _NAMED_SMALL.search(text)) is not None


def _is_labelled(text: str) -> bool:
    """Whether a name may be announced."""
    if ":" in text or "=" in text:
        return True
    lower = text.casefold()
    return any(word in lower for word in _ON_BEHALF)


def _address_in(text: str) -> str | None:
    addresses = _EMAIL.findall(text)
    if addresses and all(map(_OFFICE_EMAIL.search, addresses)) and _number_in(text) is None:
        return OFFICE_EMAIL
    return EMAIL if addresses and not all(map(_OFFICE_EMAIL.search, addresses)) else None


def _number_in(text: str) -> str | None:
    if _CALLED_ID_NUMBER.search(text) or any(_is_id_number(match[0]) for match in _ID_NUMBER.finditer(text)):
        return ID_NUMBER
    if _CALLED_PHONE.search(text) or any(_is_phone(match[0]) for each in _PHONES for match in each.finditer(text)):
        return PHONE
    if _TAX_NUMBER.search(text):
        return TAX_NUMBER
    return NAME if _names_somebody(text) else None


def clean(text: str) -> str:
    """The text with every piece of personal data in it replaced by `[data pribadi]`."""
    plain = _plain(text)
    if not (_has_candidate(plain) or _is_labelled(plain)):
        return text
    kept, end = [], 0
    for first, last in sorted(_spans(plain)):
        if last > end:
            kept += [text[end : max(first, end)], REMOVED if first >= end else ""]
            end = last
    return "".join([*kept, text[end:]])


def _plain(text: str) -> str:
    """The text, letter for letter, with digits of other writings as ours and an O between digits as the zero it is."""
    if not text.isascii():
        text = "".join(_as_ascii(letter) for letter in text)
    if "O" in text or "o" in text:
        text = _LETTER_FOR_ZERO.sub("0", text)
    return text


def _as_ascii(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return {"＠": "@", "＋": "+", "．": ".", "－": "-"}.get(letter, letter)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where personal data stand in a text."""
    if _has_candidate(text):
        for called in (_CALLED_ID_NUMBER, _CALLED_PHONE):
            yield from ((match.end(1), match.end()) for match in called.finditer(text))
        for pattern in (_EMAIL, _SERVANT, _TAX_NUMBER, _LANDLINE):
            yield from (match.span() for match in pattern.finditer(text))
        yield from (match.span() for match in _ID_NUMBER.finditer(text) if _is_id_number(match[0]))
        yield from (match.span() for each in _PHONES for match in each.finditer(text) if _is_phone(match[0]))
    if _is_labelled(text):
        for pattern in (_NAMED, _NAMED_SMALL):
            yield from ((match.end(1), match.end()) for match in pattern.finditer(text))


def without(text: str) -> str:
    """The text without personal data, what led to it and a mark where it was, to be recognised by its other words."""
    return " ".join(_LED_TO.sub(" ", clean(text)).split())


def clean_name(name: str) -> str:
    """The name of a file without personal data: `Rekap (data pribadi).xlsx`, for Excel opens none with brackets.

    What cannot be printed, or would turn the letters around, goes too.
    """
    shown = "".join(letter if letter.isprintable() else "_" for letter in name)
    return clean(shown).replace(REMOVED, REMOVED_FROM_NAME)


def personal_number(number: float) -> str | None:
    """`NIK kependudukan` where a typed number is one, else None: no amount here has sixteen digits."""
    if 1e15 <= number < 1e16 and number == int(number):
        return ID_NUMBER if _is_id_number(str(int(number))) else None
    return None


def is_bare_phone(text: str) -> bool:
    """Whether digits may be a mobile number that has lost its zero; so may an amount, so ask only of what is none."""
    return _BARE_PHONE.fullmatch(text) is not None


def is_long_identifier(text: str) -> bool:
    """Whether a cell of identifiers of bodies, of 13 digits, holds the 16 of a person, whatever date they spell."""
    return re.fullmatch(rf"\W*(?:\d{_GAP}?){{15}}\d\W*", text, re.ASCII) is not None


def is_dialled(text: str) -> bool:
    """Whether the text of a cell of numbers is a number to call: no amount begins 08 or +62 and goes on so long."""
    return _DIALLED.fullmatch(text) is not None and len(re.sub(r"\D", "", text)) in _PHONE_DIGITS


def in_amount(text: str) -> str | None:
    """The kind of personal data in a cell of numbers, else None; no NIB stands there that may look like a phone."""
    return personal_in(text) or (PHONE if is_dialled(text) else None)


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
    if len(digits.removeprefix("00")) not in _PHONE_DIGITS or _NIB.fullmatch(text):
        return False
    return not (text.startswith("62") and text.isdecimal() and digits.endswith("000"))


def mask(text: str) -> str:
    """The text with all but its last four characters as stars; all of it where it has no more than four."""
    return "*" * len(text) if len(text) <= 4 else "*" * (len(text) - 4) + text[-4:]

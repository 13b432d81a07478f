"""One rule for units, wherever they stand: in a heading, in brackets, in a title, in a column "Satuan".

A unit is closed: what names rupiah may only be joined by known words of scale. `Rp M` is a thousand million,
`Rp kodi` is a unit nobody knows, and never plain rupiah.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Sort(StrEnum):
    """What a unit counts. `SCALE` is a factor alone ("jutaan"), `UNKNOWN` one that is not understood."""

    MONEY = "money"
    BODIES = "bodies"
    PEOPLE = "people"
    PERCENT = "percent"
    SCALE = "scale"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Unit:
    """A declared unit. `factor` leads to base units; `text` is the unit as written."""

    sort: Sort
    factor: float
    text: str

    @property
    def label(self) -> str:
        """The unit in one way of writing: `Rp juta`, `ribu orang`, `%`; one that is not understood as it stands."""
        if self.sort is Sort.PERCENT:
            return "%"
        scale = _SCALE_LABEL.get(self.factor, "")
        if self.sort in (Sort.MONEY, Sort.SCALE):
            return f"{'Rp' if self.sort is Sort.MONEY else ''} {scale}".strip() or "Rp"
        return self.text.strip(" ()") if self.sort is Sort.UNKNOWN else self.text.strip(" ()").lower()


_SCALE_LABEL = {1e3: "ribu", 1e6: "juta", 1e9: "miliar", 1e12: "triliun"}
_SCALES = {
    1e3: "RIBU RIBUAN RB RIB THOUSAND THOUSANDS",
    1e6: "JUTA JUTAAN JT JTA JUTAN MILLION MILLIONS",
    1e9: "MILIAR MILYAR MILIARAN MILYARAN MILIYAR MILLIAR MILLYAR MILYARD MILIARD MILAR MLR MLYR MILYAT MILYR "
    "BILLION BILLIONS",
    1e12: "TRILIUN TRILYUN TRILLIUN TRILLYUN TRILIYUN TRILIUNAN TRILYUNAN TRLN TRL TRILLION TRILLIONS",
}
_FACTOR = {word: factor for factor, words in _SCALES.items() for word in words.split()}
# Single letters are a scale beside Rp only: "L" and "P" beside them count people, and "M" alone says nothing.
_BESIDE_MONEY = {"M": 1e9, "T": 1e12}
_MONEY = frozenset({"RP", "RUPIAH", "IDR", "RUPIAHS"})
_OTHER_MONEY = frozenset({"USD", "US", "DOLLAR", "DOLAR", "EUR", "EURO", "SGD", "RM"})
_COUNTED = {
    "bodies": "UNIT UNITS BUAH KOPERASI KOP LEMBAGA USAHA UMKM UKM BADAN BH PELAKU PAKET INSTITUSI KELOMPOK KDKMP "
    "ENTERPRISES COOPERATIVES ENTITAS",
    "people": "ORANG ORG JIWA PERSON PERSONS PEOPLE ANGGOTA DEBITUR NASABAH TENAGA KERJA PEKERJA KARYAWAN PESERTA",
}
_BODIES, _PEOPLE = (frozenset(_COUNTED[sort].split()) for sort in ("bodies", "people"))
NOUNS = _BODIES | _PEOPLE  # what units count
_PERCENT = frozenset({"PERSEN", "PERSENTASE", "PROSEN", "PROSENTASE", "PERCENT", "PERCENTAGE", "PCT"})
_FILLERS = frozenset({"DALAM", "DLM", "SATUAN", "X", "IN", "DINYATAKAN"})
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|%|\$|[^\W\d_]+")
_POWER_OF_THOUSAND = re.compile(r"1?(?:000)+")
# "Rp" glued to what follows ("Rp1.000", "Rpjuta") or with its dash behind ("Rp 1.000,-").
_GLUED = re.compile(rf"\bRP(?=\d|(?:{'|'.join(sorted(_FACTOR, key=len, reverse=True))})\b)")
# In running text: scale words on either side of the money, and what follows it in the same breath.
_SCALE_WORDS = "|".join(sorted(_FACTOR, key=len, reverse=True))
_INLINE = re.compile(
    rf"(?:\b(?:DALAM|DLM|SATUAN)\b[\s:]*)?(?:\bX\s*)?(?:\b(?:{_SCALE_WORDS})\b[\s.,]*)?"
    r"(?:\b(?:RP|RUPIAHS?|IDR)\b[\s.,-]*)"
    rf"(?:(?:X\s*)?(?:1?[.,]?(?:[.,]?000)+\b(?:,-)?)|\b(?:{_SCALE_WORDS}|M|T)\b\.?)?"
)
_ANNOUNCED = re.compile(rf"\b(?:DALAM|DLM|SATUAN)\b[\s:]+(?:(?:{_SCALE_WORDS})\b[\s.]*)+")


@lru_cache(maxsize=20_000)
def parse(text: str) -> Unit | None:
    """The unit a text consists of: `Rp juta`, `Unit`, `%`, `ribu orang`, `'000`; None where it says other things.

    A text that names money and anything beside it that is no scale is a unit that is not understood.
    """
    tokens = _tokens(text)
    meant = [token for token in tokens if token not in _FILLERS]
    if not meant:
        return None
    if any(token in _MONEY for token in meant):
        return _money(meant, text)
    if any(token in _OTHER_MONEY or token == "$" for token in meant) and _all_units(meant):
        return Unit(Sort.UNKNOWN, 1.0, text.strip())
    if meant == ["%"] or set(meant) <= _PERCENT | {"%"}:
        return Unit(Sort.PERCENT, 1.0, text.strip())
    return _counted(meant, text)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_GLUED.sub("RP ", re.sub(r",\s*-+", " ", text.upper().replace("'", " "))))


def _all_units(tokens: list[str]) -> bool:
    known = {*_FACTOR, *_OTHER_MONEY, "$", "S"}
    return all(token in known or _multiplier(token) for token in tokens)


def _multiplier(token: str) -> float | None:
    """`000` and `1.000` are a thousand, `000.000` a million; None for any other figure."""
    digits = re.sub(r"[.,]", "", token)
    if not _POWER_OF_THOUSAND.fullmatch(digits):
        return None
    return 10.0 ** (len(digits) - digits.startswith("1"))


def _money(tokens: list[str], text: str) -> Unit:
    factors: list[float | None] = [
        _FACTOR.get(token) or _BESIDE_MONEY.get(token) or _multiplier(token) for token in tokens if token not in _MONEY
    ]
    if any(factor is None for factor in factors) or len(factors) > 1:
        return Unit(Sort.UNKNOWN, 1.0, text.strip())
    return Unit(Sort.MONEY, next((factor for factor in factors if factor), 1.0), text.strip())


def _counted(tokens: list[str], text: str) -> Unit | None:
    factors = [_FACTOR.get(token) or _multiplier(token) for token in tokens]
    nouns = [token for token, factor in zip(tokens, factors, strict=True) if factor is None]
    scales = [factor for factor in factors if factor is not None]
    if len(scales) > 1 or not set(nouns) <= _BODIES | _PEOPLE:
        return None
    factor = scales[0] if scales else 1.0
    if not nouns:
        return Unit(Sort.SCALE, factor, text.strip()) if scales else None
    return Unit(Sort.PEOPLE if set(nouns) & _PEOPLE else Sort.BODIES, factor, text.strip())


def inline(text: str) -> tuple[Unit | None, str]:
    """The unit of money that running text declares, and the text without it: `ASET JUTA RUPIAH` → (1e6, `ASET`).

    Takes upper-case text. What stands behind Rp and is no scale stays in the text, to be understood or not.
    """
    text = _GLUED.sub("RP ", text)
    for pattern in (_INLINE, _ANNOUNCED):
        if (match := pattern.search(text)) is not None:
            return parse(match[0]), f"{text[: match.start()]} {text[match.end() :]}"
    return None, text

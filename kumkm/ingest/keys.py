"""Of which region, year and month a cell is: from its row, its column, the title, or the sheet's name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kumkm.domain.regions import CodeSystem, Level, Regions
from kumkm.errors import RegionError
from kumkm.ingest import dates, headings
from kumkm.ingest.names import region_named

_PHRASE = re.compile(r"\b(KABUPATEN|KAB\.?|KOTA)[\s:.]+([A-Z][A-Z\-]*(?:\s+[A-Z][A-Z\-]*){0,2})")
_LABELLED = re.compile(r"\b(?:KAB\.?|KABUPATEN|KOTA|DAERAH|WILAYAH)\s*:\s*([^:]+?)\s*(?:\(|$)")
# What the name of a sheet may hold beside a region.
_OF_SHEETS = re.compile(r"\b(?:REKAP|DATA|KOPERASI|KOP|UMKM|TB|TH|TAHUN|SHEET|LEMBAR|FINAL|\d+)\b|[()_]", re.IGNORECASE)
_BPS, _KEMENDAGRI = re.compile(r"BPS", re.IGNORECASE), re.compile(r"KEMENDAGRI|PERMENDAGRI|KEPMENDAGRI", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A region as written and as understood; `note` says why it is not, `expected` what would be right."""

    text: str | None
    code: str | None
    note: str | None = None
    expected: str | None = None


class Places:
    """Resolves names and codes, remembering what it has seen."""

    def __init__(self, regions: Regions) -> None:
        self._regions = regions
        self._names: dict[str, Place] = {}

    def named(self, text: str) -> Place:
        """The region of a name; note unknown_region where it is none."""
        if text not in self._names:
            region = region_named(self._regions, text)
            self._names[text] = (
                Place(text, None, "unknown_region", self._suggestion(text))
                if region is None
                else Place(text, region.code)
            )
        return self._names[text]

    def _suggestion(self, text: str) -> str:
        names = {region.name.upper(): region.name for region in self._regions.local}
        names |= {region.short_name.upper(): region.name for region in self._regions.local}
        close = difflib.get_close_matches(text.strip().upper(), names, n=2, cutoff=0.75)
        listed = " atau ".join(dict.fromkeys(names[name] for name in close))
        return f"satu dari {len(self._regions.local)} kabupaten/kota" + (f", mungkin {listed}" if listed else "")

    def both(self, name: str, code: str, system: CodeSystem | None) -> Place:
        """The region of a name and a code that must agree; a bare code without a system says nothing."""
        place = self.named(name) if name else None
        if place is not None and place.code is None:
            return place
        if re.fullmatch(r"74[.,]?\d", code):
            return Place(name or code, place.code if place else None, "code_short", self._full_code(code, place))
        declared = system or (CodeSystem.KEMENDAGRI if re.fullmatch(r"\d\d\.\d\d", code) else None)
        if declared is None:
            if place is None:
                return Place(code, None, "code_undeclared", "sistem kode (BPS atau Kemendagri) dinyatakan")
            declared = CodeSystem.KEMENDAGRI
        return self._checked(name, code, declared, place)

    def _full_code(self, code: str, place: Place | None) -> str:
        if place is not None and place.code:
            return place.code
        full = f"74.{code[-1]}0"
        region = self._regions.by_code.get(full)
        return f"maksud Anda {full} ({region.short_name})?" if region else "74.xx, ditulis sebagai teks"

    def _checked(self, name: str, code: str, system: CodeSystem, place: Place | None) -> Place:
        try:
            region = self._regions.resolve_code(code, system=system)
        except RegionError:
            known = place.code if place else None
            return Place(name or code, known, "unknown_code", f"kode {system.value} kabupaten/kota di Sultra")
        if place is not None and place.code != region.code:
            words = f"{code} adalah {region.short_name} ({_system_name(system)})"
            return Place(name, place.code, "code_disagrees", words)
        return Place(name or region.name, region.code)

    def in_titles(self, lines: Iterable[str]) -> str | None:
        """The one kabupaten/kota that title lines speak of; None where there is none, or more than one."""
        codes = {code for line in lines for code in (*self._in_line(line.upper()), *self._listed(line.upper()))}
        return codes.pop() if len(codes) == 1 else None

    def _listed(self, line: str) -> list[str]:
        """Regions named one after the other: "KABUPATEN MUNA DAN MUNA BARAT"."""
        if not re.search(r",|\bDAN\b|&|\bSERTA\b", line):
            return []
        named = [match[0] for match in self._any_name.finditer(line)]
        codes = [self.named(re.sub(r"\s+", " ", text).strip()).code for text in named]
        return list(dict.fromkeys(code for code in codes if code is not None and self._is_local(code)))

    def _in_line(self, line: str) -> list[str]:
        if (match := _LABELLED.search(line)) and (code := self.named(match[1]).code) and self._is_local(code):
            return [code]
        codes = []
        for match in _PHRASE.finditer(line):
            words = match[2].split()
            for length in range(len(words), 0, -1):
                place = self.named(f"{match[1]} {' '.join(words[:length])}")
                if place.code is not None and self._is_local(place.code):
                    codes.append(place.code)
                    break
        return codes

    def _is_local(self, code: str) -> bool:
        region = self._regions.by_code[code]
        return region.is_local or region.level is Level.PROVINCIAL_BUCKET

    def without_names(self, line: str) -> str:
        """A line without the names of regions in it, the province's included."""
        return self._any_name.sub(" ", line)

    @cached_property
    def _any_name(self) -> re.Pattern[str]:
        spelled = sorted(self._regions.spellings, key=len, reverse=True)
        names = "|".join(re.escape(name).replace(r"\ ", r"[\s-]*") for name in spelled)
        kinds = r"(?:(?:KABUPATEN|KAB\.?|KOTA|PROVINSI|PROV\.?|PROPINSI|DAERAH|WILAYAH|PEMKAB|PEMKOT|PEMPROV)[\s:.]*)*"
        return re.compile(rf"(?<![^\W_])(?:{kinds}(?:{names})(?![^\W_]))", re.IGNORECASE)

    def is_region(self, text: str) -> bool:
        """Whether a text is the name of a region."""
        return bool(text) and self.named(text).code is not None

    def is_of_province(self, text: str) -> bool:
        """Whether a name stands for the bodies that the province itself looks after."""
        code = self.named(text).code if text else None
        return code is not None and self._regions.by_code[code].level is Level.PROVINCIAL_BUCKET

    def of_sheet(self, name: str) -> str | None:
        """The region a sheet is named after."""
        for text in (name, re.sub(r"\s+", " ", _OF_SHEETS.sub(" ", name.replace("_", " "))).strip(" .-")):
            code = self.named(text).code if text else None
            if code is not None and self._is_local(code):
                return code
        return None


def _system_name(system: CodeSystem) -> str:
    return "BPS" if system is CodeSystem.BPS else "Kemendagri"


def system_of(text: str) -> CodeSystem | None:
    """The code system a heading or a cell declares."""
    if _BPS.search(text):
        return CodeSystem.BPS
    return CodeSystem.KEMENDAGRI if _KEMENDAGRI.search(text) else None


def code_text(cell: object) -> str:
    """A code as text: 7401.0 → `7401`, 74.1 → `74.1`."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).strip().lstrip("'").replace("\u00a0", "")


_OF_YEARS = frozenset(
    {"TAHUN", "BUKU", "TA", "TB", "ANGGARAN", "PER", "DESEMBER", "DES", "SEMENTARA", "TETAP", "R", "P"}
)


def says_more(text: str) -> bool:
    """Whether a cell of years says more than a year: a part of one, or that it is a target."""
    read = headings.read(text)
    return read.part is not None or bool(read.words - _OF_YEARS)


def year_in(cell: object, this_year: int, *, closed: bool = False) -> tuple[int | None, bool]:
    """The year of a cell and whether the cell is in order; (None, True) for an empty one.

    `closed`: a cell that says more than a year is not in order.
    """
    if cell in ("", None):
        return None, True
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        year = int(cell) if float(cell).is_integer() else -1
    else:
        text = re.sub(r"^\s*(\d{4})\.0+\s*$", r"\1", str(cell))  # as pandas writes a year
        years = dates.years_in(text)
        year = years[0] if len(years) == 1 and (not closed or not says_more(text)) else -1
    return (year, True) if 1990 <= year <= this_year else (None, False)


def month_in(cell: object) -> tuple[int | None, int | None]:
    """Month and year of a cell: `Maret`, `Mar-23`, `3`, `Maret 2023`, a date; None where it does not say."""
    if isinstance(cell, date):
        return cell.month, cell.year
    text = code_text(cell)
    if re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return int(text), None
    read = headings.read(text)
    short = re.search(r"[A-Za-z]\W+(\d\d)$", text)
    return read.month, read.year or (2000 + int(short[1]) if short and read.month else None)

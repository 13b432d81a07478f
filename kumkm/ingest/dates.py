"""Dates as offices write them, read per column, and the years and days that title lines speak of.

Day before month is the rule. `25/03/2024` proves it, `03/25/2024` proves month before day; where a column proves only
the latter, it reads that way throughout. Where it proves both, cells that could be either stay open (`ambiguous_date`),
and cells that prove the rarer order keep the date they prove, marked `other_order` (on a draw, month before day).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MISSING = "missing"
NOT_A_DATE = "not_a_date"
AMBIGUOUS = "ambiguous_date"
OTHER_ORDER = "other_order"


@dataclass(frozen=True, slots=True)
class DateCell:
    """One cell: its date, or None; `note` is None where nothing is to be said, else one of the four ids above."""

    value: date | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Numeric:
    """A date in figures whose order the column decides; each reading is None where it is no date of the calendar."""

    day_first: date | None
    month_first: date | None

    @property
    def proves(self) -> str | None:
        """`day` or `month` where only that reading is a date."""
        if bool(self.day_first) == bool(self.month_first):
            return None
        return "day" if self.day_first else "month"


_MISSING = DateCell(None, MISSING)
_NOT_A_DATE = DateCell(None, NOT_A_DATE)
_EMPTY = {
    "",
    "-",
    "–",
    "—",
    "--",
    "nihil",
    "n/a",
    "na",
    "x",
    "belum",
    "belum rat",
    "tidak ada",
    "#ref!",
    "#n/a",
    "#value!",
}
_YEARS = range(1900, 2101)
# Excel counts days from here; the bounds (1954 to 2064) keep plain counts and years from passing as dates.
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 60_001)
_DAYS_TO_1904 = 1462
# A two-digit year up to this one is of this century: book years lie ahead of it by a little, statutes far behind.
_LAST_SHORT_YEAR = 39
_MONTHS = {
    1: "januari jan january",
    2: "februari feb pebruari peb february",
    3: "maret mar mrt march",
    4: "april apr",
    5: "mei may",
    6: "juni jun june",
    7: "juli jul july",
    8: "agustus agu agt ags agust august aug",
    9: "september sep sept",
    10: "oktober okt october oct",
    11: "november nov nopember nop",
    12: "desember des december dec",
}
MONTH_NAMES = tuple(names.split()[0].title() for names in _MONTHS.values())
_MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}
_MONTH_NAMES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_UNTIL = r"(?:\bs\s?[./]\s?d\b\.?|\bsd\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b)"
_TIME = r"(?:[T\s]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d|WITA|WIB|WIT)?)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_FIGURES = re.compile(rf"(\d{{1,2}})\s?([-/. ])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d{{2}}){_TIME}")
_NAMED = re.compile(
    rf"(?:[a-z'’]+,\s*)?(?:\d{{1,2}}\s*[-–]\s*)?(\d{{1,2}})[\s./-]*({_MONTH_NAMES})[\s.,/-]*(\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_ENGLISH = re.compile(rf"({_MONTH_NAMES})\.?\s+(\d{{1,2}}),?\s+(\d{{4}})", re.IGNORECASE)


def read_dates(cells: Sequence[object], date1904: bool = False) -> tuple[DateCell, ...]:
    """Read a column of dates: date cells, Excel serials, ISO, figures, month names; of a period (`s.d.`) its end.

    `date1904`: the serials of this workbook count from 1904, as those of Excel on a Mac once did.
    """
    zero = _SERIAL_ZERO + timedelta(days=_DAYS_TO_1904 if date1904 else 0)
    seen: dict[str, DateCell | _Numeric] = {}
    tokens = [_token(cell, seen, zero) for cell in cells]
    proofs = [token.proves for token in tokens if isinstance(token, _Numeric)]
    days, months = proofs.count("day"), proofs.count("month")
    month_first = months > days
    mixed = bool(days and months)
    return tuple(token if isinstance(token, DateCell) else _ordered(token, month_first, mixed) for token in tokens)


def _ordered(cell: _Numeric, month_first: bool, mixed: bool) -> DateCell:
    usual, other = (cell.month_first, cell.day_first) if month_first else (cell.day_first, cell.month_first)
    if usual is None:
        return DateCell(other, OTHER_ORDER) if other else _NOT_A_DATE
    if mixed and other not in (None, usual):
        return DateCell(None, AMBIGUOUS)
    return DateCell(usual)


def _token(cell: object, seen: dict[str, DateCell | _Numeric], zero: date) -> DateCell | _Numeric:
    if cell is None:
        return _MISSING
    if isinstance(cell, str):
        if cell not in seen:
            seen[cell] = _text(cell, zero)
        return seen[cell]
    if isinstance(cell, datetime):
        return _checked(cell.date())
    if isinstance(cell, date):
        return _checked(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _number(cell, zero)
    return _NOT_A_DATE


def _number(cell: float, zero: date) -> DateCell:
    if cell != cell:
        return _MISSING
    if _SERIALS.start <= cell + (zero - _SERIAL_ZERO).days < _SERIALS.stop:
        return DateCell(zero + timedelta(days=int(cell)))
    match = _COMPACT.fullmatch(f"{cell:.0f}")
    return _checked(_date(*match.groups())) if match else _NOT_A_DATE


def _text(cell: str, zero: date) -> DateCell | _Numeric:
    text = re.sub(r"[\s\u00a0]+", " ", cell).strip().lstrip("'’").strip()
    if text.casefold() in _EMPTY:
        return _MISSING
    text = re.split(_UNTIL, text, flags=re.IGNORECASE)[-1].strip()
    if text.isdecimal() and len(text) in (5, 8):
        return _number(int(text), zero)
    if match := _ISO.fullmatch(text):
        return _checked(_date(match[1], match[3], match[4]))
    if match := _NAMED.fullmatch(text):
        return _checked(_date(match[3], _MONTH_OF[match[2].casefold()], match[1]))
    if match := _ENGLISH.fullmatch(text):
        return _checked(_date(match[3], _MONTH_OF[match[1].casefold()], match[2]))
    if match := _FIGURES.fullmatch(text):
        return _Numeric(_date(match[4], match[3], match[1]), _date(match[4], match[1], match[3]))
    return _NOT_A_DATE


def _checked(value: date | None) -> DateCell:
    return DateCell(value) if value and value.year in _YEARS else _NOT_A_DATE


def _date(year: str, month: str | int, day: str) -> date | None:
    """The date, or None where the calendar has none or the year is beyond reason."""
    number = int(year)
    if len(year) == 2:
        number += 2000 if number <= _LAST_SHORT_YEAR else 1900
    try:
        return date(number, int(month), int(day)) if number in _YEARS else None
    except ValueError:
        return None


def month_number(text: str) -> int | None:
    """1-12 for a month's name, full or short, Indonesian or English; None for anything else, figures included."""
    return _MONTH_OF.get(text.replace("\u00a0", " ").strip().rstrip(".").casefold())


_YEAR = r"(?:199\d|20\d\d|2100)"
_A_YEAR = re.compile(rf"(?<![\d.,])({_YEAR})(?!\d)(?![.,]\d)")
_STATUTE = re.compile(rf"\b(?:no|nomor)\b\.?\s*[\w./-]+\s+tahun\s+{_YEAR}", re.IGNORECASE)
_MARK = rf"(?:\bper\b|\bposisi\b|\bkeadaan\b|\bkondisi\b|{_UNTIL}|\b(?:{_MONTH_NAMES})\s*[-–])"
_STATE = re.compile(
    rf"{_MARK}[\s:]*(?:(?:per|pada|bulan|akhir|tanggal|tgl|posisi)\b\.?\s*)*"
    rf"(?:(?:(?P<day>\d{{1,2}})[\s-]*)?\b(?P<month>{_MONTH_NAMES})\b[\s.,-]*(?:tahun\s+)?(?P<year>{_YEAR})"
    rf"|(?P<d>\d{{1,2}})(?P<mark>[-/.])(?P<m>\d{{1,2}})(?P=mark)(?P<y>{_YEAR})"
    rf"|(?:(?P<quarter>triwulan|tw\b\.?)|semester)\s*(?P<part>IV|I{{1,3}}|[1-4])\b[\s,-]*(?:tahun\s+)?(?P<of>{_YEAR}))",
    re.IGNORECASE,
)
_PART = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LABELS = (
    r"tahun\s+buku|\bt\.?\s?b\b\.?",
    r"tahun\s+anggaran|tahun\s+data|tahun",
    r"\bt\.?\s?a\b\.?",
)


def years_in(text: str) -> list[int]:
    """Every four-digit year from 1990 to 2100 in the text, in its order, repetitions included."""
    return [int(year) for year in _A_YEAR.findall(text)]


def as_of_date(text: str) -> date | None:
    """The day a title line speaks of ("KEADAAN PER 31 DESEMBER 2023", "S.D. AGUSTUS 2021": its last day), else None.

    A day needs a word that announces it: the date above a signature is none. A period counts by its end.
    """
    days = [_announced(match) for match in _STATE.finditer(re.sub(r"[\s\u00a0]+", " ", text))]
    return max((day for day in days if day), default=None)


def _announced(match: re.Match[str]) -> date | None:
    if match["d"]:
        return _date(match["y"], match["m"], match["d"])
    if match["part"]:
        return _end_of_part(match)
    month = _MONTH_OF[match["month"].casefold()]
    if match["day"]:
        return _date(match["year"], month, match["day"])
    return _last_day(int(match["year"]), month)


def _end_of_part(match: re.Match[str]) -> date | None:
    part = _PART.get(match["part"].casefold()) or int(match["part"])
    months = part * (3 if match["quarter"] else 6)
    return _last_day(int(match["of"]), months) if months <= 12 else None


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def year_of_title(text: str) -> int | None:
    """The one year a title line speaks of, else None (also where it speaks of a span of years).

    The day of `as_of_date` wins, then "tahun buku", "tahun", "TA", then a year that stands alone. The year of a statute
    ("Nomor 9 Tahun 2018") is not looked at.
    """
    text = _STATUTE.sub(" ", re.sub(r"[\s\u00a0]+", " ", text))
    day = as_of_date(text)
    if day:
        return day.year
    if re.search(rf"{_YEAR}\s*(?:[-–—/]|{_UNTIL})\s*(?:tahun\s+)?{_YEAR}", text, re.IGNORECASE):
        return None
    for label in _LABELS:
        labelled = {int(year) for year in re.findall(rf"(?:{label})[\s:]*({_YEAR})(?!\d)", text, re.IGNORECASE)}
        if labelled:
            return labelled.pop() if len(labelled) == 1 else None
    years = set(years_in(text))
    return years.pop() if len(years) == 1 else None

"""Units and numbers as Indonesian officials write them: 1.234.567,8 · Rp28,3 triliun · 4,6% · poin persen.

Values are kept in base units (rupiah, persons, percent as 0-100); these functions only write them down.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

MISSING = "–"
MINUS = "−"


@dataclass(frozen=True)
class Unit:
    """How a quantity is named. `before` and `after` hug the number; `change` names its difference."""

    id: str
    name: str
    before: str = ""
    after: str = ""
    change: str = ""

    @property
    def is_percent(self) -> bool:
        return self.id == "percent"

    @property
    def is_money(self) -> bool:
        return self.before == "Rp"


PERCENT = Unit("percent", "persen", after="%", change="poin persen")
PERCENT_POINTS = Unit("percent_points", "poin persen", after=" poin persen", change="poin persen")
INDEX_POINTS = Unit("index_points", "poin", after=" poin", change="poin")
RUPIAH = Unit("idr", "rupiah", before="Rp")
RUPIAH_PER_PERSON = Unit("idr_per_person", "rupiah per orang", before="Rp", after=" per orang")
RUPIAH_PER_PERSON_MONTH = Unit(
    "idr_per_person_month", "rupiah per orang per bulan", before="Rp", after=" per orang per bulan"
)
PERSONS = Unit("persons", "jiwa", after=" jiwa")
PERSONS_PER_KM2 = Unit("persons_per_km2", "jiwa per km²", after=" jiwa/km²")
SQUARE_KM = Unit("km2", "km²", after=" km²")
CELLS = Unit("cells", "sel", after=" sel")
ROWS = Unit("rows", "baris", after=" baris")
VILLAGES = Unit("villages", "desa/kelurahan", after=" desa/kelurahan")
COOPERATIVES = Unit("cooperatives", "koperasi", after=" koperasi")
ENTERPRISES = Unit("enterprises", "usaha", after=" usaha")
PROPOSALS = Unit("proposals", "usulan", after=" usulan")
PEOPLE = Unit("people", "orang", after=" orang")
PER_THOUSAND = Unit("per_thousand", "per 1.000 penduduk", after=" per 1.000 penduduk")
PER_COOPERATIVE = Unit("persons_per_cooperative", "orang per koperasi", after=" orang per koperasi")
PER_ENTERPRISE = Unit("persons_per_enterprise", "orang per usaha", after=" orang per usaha")
TIMES = Unit("times", "kali", after=" kali", change="kali")
INDEX = Unit("index", "indeks", change="poin")
YEARS = Unit("years", "tahun", after=" tahun")

UNITS = {
    unit.id: unit
    for unit in (
        PERCENT,
        RUPIAH,
        RUPIAH_PER_PERSON,
        RUPIAH_PER_PERSON_MONTH,
        PERSONS,
        PERSONS_PER_KM2,
        SQUARE_KM,
        VILLAGES,
        COOPERATIVES,
        ENTERPRISES,
        PROPOSALS,
        PEOPLE,
        PER_THOUSAND,
        PER_COOPERATIVE,
        PER_ENTERPRISE,
        TIMES,
        INDEX,
        YEARS,
    )
}

# Units as publishers print them: name → (base unit id, factor to base).
PRINTED = {
    "juta rupiah": ("idr", 1e6),
    "ribu rupiah/orang": ("idr_per_person", 1e3),
    "ribu rupiah/orang/tahun": ("idr_per_person", 1e3),
    "rupiah/kapita/bulan": ("idr_per_person_month", 1.0),
    "ribu orang": ("persons", 1e3),
    "jiwa": ("persons", 1.0),
    "persen": ("percent", 1.0),
    "indeks": ("index", 1.0),
    "tahun": ("years", 1.0),
    "km2": ("km2", 1.0),
    "unit": ("villages", 1.0),
}


@dataclass(frozen=True)
class Scale:
    """A power of ten and its word, e.g. 1e12 and "triliun"."""

    divisor: float
    word: str


ONES = Scale(1.0, "")
MILLIONS = Scale(1e6, "juta")
BILLIONS = Scale(1e9, "miliar")
TRILLIONS = Scale(1e12, "triliun")
_SCALES = (TRILLIONS, BILLIONS, MILLIONS)


def scale_for(value: float) -> Scale:
    """Return the largest scale whose divisor does not exceed |value|; ones below a million."""
    return next((scale for scale in _SCALES if abs(value) >= scale.divisor), ONES)


def is_missing(value: float | None) -> bool:
    return value is None or math.isnan(value)


def step(decimals: int) -> Decimal:
    """The smallest difference that can be seen with so many decimals: 0.01 with two."""
    return Decimal(1).scaleb(-decimals)


def rounded(value: float, decimals: int = 0) -> Decimal:
    """A number as it is shown, halves rounded away from zero: the one rounding of screens, sentences and exports."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(repr(float(value)))  # rupiah may outgrow a double
    return exact.quantize(step(decimals), rounding=ROUND_HALF_UP)


def apportioned(values: Sequence[float], decimals: int = 0) -> list[Decimal]:
    """Parts as they are shown, so that they add up to their whole as it is shown (largest remainder).

    Each part lies within one step of its value; of equal remainders the earlier part takes the step. No NaN: what is
    unknown has no whole.
    """
    unit = step(decimals)
    exact = [Decimal(repr(float(value))) for value in values]
    floors = [value.quantize(unit, rounding=ROUND_FLOOR) for value in exact]
    whole = sum(exact, Decimal(0)).quantize(unit, rounding=ROUND_HALF_UP)
    left = int((whole - sum(floors, Decimal(0))) / unit)
    order = sorted(range(len(exact)), key=lambda position: (floors[position] - exact[position], position))
    return [floor + unit * (position in order[:left]) for position, floor in enumerate(floors)]


def parts_shown(values: Sequence[float], decimals: int = 0) -> list[float]:
    """`apportioned` where all parts are known, else each as it is: NaN stays NaN."""
    if any(math.isnan(value) for value in values):
        return [float(value) for value in values]
    return [float(part) for part in apportioned(values, decimals)]


def number(value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
    """Write a number the Indonesian way, rounded as `rounded` does; missing is an en dash.

    A result that rounds to zero carries no sign.
    """
    if value is None or math.isnan(value):
        return MISSING
    shown = rounded(value, decimals)
    digits = f"{abs(shown):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    if shown < 0:
        return MINUS + digits
    return f"+{digits}" if signed and shown > 0 else digits


def quantity(
    value: float | None, unit: Unit, decimals: int = 0, scale: Scale | None = None, *, signed: bool = False
) -> str:
    """Write a value with its unit: `Rp28,3 triliun`, `4,34%`, `257.733 jiwa`. An amount that its scale would show as
    nothing is written in its own: `Rp38,4 juta` and not `Rp0,0 miliar`.
    """
    if value is None or math.isnan(value):
        return MISSING
    scale = scale or ONES
    if scale != ONES and value and not rounded(value / scale.divisor, decimals):
        scale = scale_for(value)
    digits = number(value / scale.divisor, decimals, signed=signed)
    sign = digits[0] if digits[0] in f"+{MINUS}" else ""
    word = f" {scale.word}" if scale.word else ""
    return f"{sign}{unit.before}{digits.removeprefix(sign)}{word}{unit.after}"


def change(value: float | None, unit: Unit, decimals: int = 0, scale: Scale | None = None) -> str:
    """Write a difference: percentages in poin persen, never in percent."""
    if unit.change:
        digits = number(value, decimals, signed=True)
        return digits if digits == MISSING else f"{digits} {unit.change}"
    return quantity(value, unit, decimals, scale, signed=True)


def percent(value: float | None, decimals: int = 1, *, signed: bool = False) -> str:
    """Write a percentage: `4,6%`."""
    return quantity(value, PERCENT, decimals, signed=signed)

"""What the page on growth shows besides the shared selection: which view, since when, beside what, at which rates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kumkm.domain.view.codecs import OneOf, Rate, Several, Switch, Year
from kumkm.domain.view.params import Param, Reading

# View → the question it answers, in the order of the menu.
VIEWS: Final[Mapping[str, str]] = {
    "peta": "Siapa tumbuh",
    "lintasan": "Lintasan",
    "andil": "Andil",
    "tipologi": "Tipologi",
    "ketimpangan": "Ketimpangan",
    "struktur": "Struktur",
    "pergeseran": "Pergeseran",
    "cakupan": "Riil atau laporan",
    "bandingkan": "Dua daerah",
    "kaitan": "Hubungan",
    "skenario": "Skenario",
}
# How the menu parts them: title and views.
GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Siapa tumbuh", ("peta", "lintasan", "andil")),
    ("Riil atau laporan", ("cakupan",)),
    ("Bandingkan", ("bandingkan", "tipologi")),
    ("Analisis lanjutan", ("ketimpangan", "struktur", "pergeseran", "kaitan", "skenario")),
)
# What of the register can be told apart into real and paper: field → its indicator, the usual one first.
REGISTER_FIELDS: Final[Mapping[str, str]] = {
    "turnover_idr": "cooperative_turnover",
    "assets_idr": "cooperative_assets",
    "members_persons": "cooperative_members",
}
DEFAULT_VIEW: Final = "peta"
_SHOWN_YEARS = 5
RATE_RANGE: Final = (-20.0, 30.0)
Rates = tuple[float, ...]  # in the order of DRIVERS
DRIVERS: Final = ("primer", "sekunder", "tersier")


@dataclass(frozen=True)
class Span:
    """The first and last year compared, both with data."""

    first: int
    last: int

    @property
    def years(self) -> int:
        return self.last - self.first

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"


@dataclass(frozen=True)
class GrowthView:
    """`base` is the first year compared, None for five years back; `beside` the indicator growth is set against.

    `rates` are the yearly growth of the primary, secondary and tertiary sector in percent, `target` the one aimed at.
    `variant` is a view's second form (the slope of `lintasan`, the cooperatives of `tipologi` and `pergeseran`).
    `free` gives each region of the small multiples a scale of its own.
    """

    view: str = DEFAULT_VIEW
    base: int | None = None
    beside: str = "active_cooperative_share"
    rates: Rates = (5.0, 8.0, 6.0)
    target: float = 7.0
    variant: bool = False
    free: bool = False


def _with_data(reading: Reading) -> Collection[str]:
    return reading.coverage


_RANGE_WORDS: Final = f"antara {RATE_RANGE[0]:g} dan {RATE_RANGE[1]:g}, dipisah titik koma"

PARAMS: Final[tuple[Param[Any], ...]] = (
    Param(
        "lihat",
        ("view",),
        OneOf(VIEWS),
        f"Pilihan lihat “{{text}}” tidak dikenal. Yang ada: {', '.join(VIEWS)}.",
    ),
    Param("dasar", ("base",), Year(), "Tahun dasar “{text}” diabaikan; isinya empat angka, misalnya 2018.", shown=20),
    Param("bentuk", ("variant",), Switch("1", "2"), "Parameter bentuk “{text}” diabaikan; isinya 1 atau 2."),
    Param(
        "skala",
        ("free",),
        Switch("sama", "sendiri"),
        "Parameter skala “{text}” diabaikan; isinya sama atau sendiri.",
    ),
    Param(
        "dengan",
        ("beside",),
        OneOf(_with_data),
        "Indikator pembanding “{text}” tidak dikenal atau belum ada data.",
    ),
    Param(
        "laju",
        ("rates",),
        Several(Rate(*RATE_RANGE), DRIVERS),
        f"Laju “{{text}}” diabaikan; isinya {len(DRIVERS)} angka {_RANGE_WORDS}.",
    ),
    Param("sasaran", ("target",), Rate(*RATE_RANGE), f"Laju “{{text}}” diabaikan; isinya 1 angka {_RANGE_WORDS}."),
)


def span(
    years: Sequence[int], year: int, base: int | None, comparing: Callable[[int], Collection[int]] | None = None
) -> Span | None:
    """The years compared, out of those with data: up to the last not after `year`, from `base` or five years earlier.

    A base without data, or not before the last year, falls back on the default: of the years that compare with the last
    (`comparing`), where there are any. None if fewer than two have data.
    """
    if len(years) < 2:
        return None
    last = max((known for known in years if known <= year), default=max(years))
    if last == min(years):
        last = max(years)
    if base is None or base not in years or base >= last:
        alike = [known for known in (comparing(last) if comparing else ()) if known in years and known < last] or years
        base = max((known for known in alike if known <= last - _SHOWN_YEARS), default=min(alike))
    return Span(base, last)

"""What the room on growth shows besides the shared selection: which view, since when, beside what, at which rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kumkm.domain import exact

# View → the question it answers, in the order of the menu.
VIEWS: Final[Mapping[str, str]] = {
    "peta": "Siapa tumbuh",
    "lintasan": "Lintasan",
    "andil": "Andil",
    "tipologi": "Tipologi",
    "ketimpangan": "Ketimpangan",
    "struktur": "Struktur",
    "pergeseran": "Pergeseran",
    "cakupan": "Nyata?",
    "bandingkan": "Bandingkan",
    "kaitan": "Kaitan",
    "skenario": "Skenario",
}
DEFAULT_VIEW: Final = "peta"
_SHOWN_YEARS = 5
RATE_RANGE: Final = (-20.0, 30.0)
Rates = tuple[float, float, float]


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
    """

    view: str = DEFAULT_VIEW
    base: int | None = None
    beside: str = "active_cooperative_share"
    rates: Rates = (5.0, 8.0, 6.0)
    target: float = 7.0
    variant: bool = False

    def to_url(self) -> dict[str, str]:
        """Query parameters that differ from the default, in reading order."""
        plain = GrowthView()
        params = {}
        if self.view != plain.view:
            params["lihat"] = self.view
        if self.base is not None:
            params["dasar"] = str(self.base)
        if self.variant:
            params["bentuk"] = "2"
        if self.beside != plain.beside:
            params["dengan"] = self.beside
        if self.rates != plain.rates:
            params["laju"] = ";".join(map(exact.written, self.rates))
        if self.target != plain.target:
            params["sasaran"] = exact.written(self.target)
        return params


def span(years: Sequence[int], year: int, base: int | None) -> Span | None:
    """The years compared, out of those with data: up to the last not after `year`, from `base` or five years earlier.

    A base without data, or not before the last year, falls back on the default. None if fewer than two have data.
    """
    if len(years) < 2:
        return None
    last = max((known for known in years if known <= year), default=max(years))
    if last == min(years):
        last = max(years)
    if base is None or base not in years or base >= last:
        base = max((known for known in years if known <= last - _SHOWN_YEARS), default=min(years))
    return Span(base, last)


def from_url(params: Mapping[str, str], indicators: Sequence[str]) -> tuple[GrowthView, list[str]]:
    """Read the view; whatever is wrong is ignored and named in a notice. `indicators` may stand beside growth."""
    plain, notices = GrowthView(), []
    view = params.get("lihat", plain.view)
    if view not in VIEWS:
        notices.append(f"Pilihan lihat “{view}” tidak dikenal. Yang ada: {', '.join(VIEWS)}.")
        view = plain.view
    beside = params.get("dengan", plain.beside)
    if beside not in indicators:
        if "dengan" in params:
            notices.append(f"Indikator pembanding “{beside}” tidak dikenal atau belum ada data.")
        beside = plain.beside
    base, said = _year(params.get("dasar"))
    rates, said_of_rates = _rates(params.get("laju"), plain.rates)
    target, said_of_target = _rates(params.get("sasaran"), (plain.target,))
    variant = params.get("bentuk", "1")
    if variant not in ("1", "2"):
        notices.append(f"Parameter bentuk “{variant}” diabaikan; isinya 1 atau 2.")
    found = GrowthView(view, base, beside, (rates[0], rates[1], rates[2]), target[0], variant == "2")
    return found, [*notices, *said, *said_of_rates, *said_of_target]


def _year(text: str | None) -> tuple[int | None, list[str]]:
    if text is None:
        return None, []
    if len(text) == 4 and text.isascii() and text.isdigit():
        return int(text), []
    return None, [f"Tahun dasar “{text[:20]}” diabaikan; isinya empat angka, misalnya 2018."]


def _rates(text: str | None, plain: tuple[float, ...]) -> tuple[tuple[float, ...], list[str]]:
    """Numbers parted by semicolons, as many as in `plain`, each within the range."""
    if text is None:
        return plain, []
    low, high = RATE_RANGE
    try:
        found = tuple(float(part) for part in text.split(";"))
    except ValueError:
        found = ()
    if len(found) != len(plain) or not all(low <= rate <= high for rate in found):
        expected = f"{len(plain)} angka antara {low:g} dan {high:g}, dipisah titik koma"
        return plain, [f"Laju “{text[:30]}” diabaikan; isinya {expected}."]
    return found, []

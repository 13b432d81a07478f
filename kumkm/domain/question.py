"""One number as it is asked about, on its way through the browser."""

from __future__ import annotations

from kumkm.domain import exact
from kumkm.domain.indicators import INDICATORS


def question(indicator_id: str, region_code: str, year: int) -> str:
    """One number as it is asked about: `rat_share|74.01|2023`."""
    return f"{indicator_id}|{region_code}|{year}"


def question_from(text: str) -> tuple[str, str, int] | None:
    """Indicator, region and year of a question; None where it is none."""
    indicator_id, _, rest = text.partition("|")
    region_code, _, of_year = rest.partition("|")
    year = exact.year(of_year)
    if indicator_id not in INDICATORS or not region_code or year is None:
        return None
    return indicator_id, region_code, year

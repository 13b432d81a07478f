"""What is known before a table is read: the places there are, today, and what its sheet says outside the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kumkm.ingest.keys import Places


@dataclass(frozen=True)
class Known:
    """What holds for every file: the names of places, and the day that bounds years and dates."""

    places: Places
    today: date


@dataclass(frozen=True)
class Around:
    """What a sheet says outside its tables: region, time and date for cells that say none themselves."""

    region_code: str | None
    year: int | None
    month: int | None
    as_of: date | None

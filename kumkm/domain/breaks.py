"""Breaks: years from which a series may not be compared with the years before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Break:
    """`first_year` is the first of the new series; `region_code` None means everywhere.

    `partial_year` is the year that is not complete, where it is only that which keeps years apart.
    """

    region_code: str | None
    first_year: int
    reason: str = ""
    partial_year: int | None = None

    def concerns(self, region_code: str) -> bool:
        return self.region_code in (None, region_code)


class Breaks:
    """All breaks of one indicator."""

    def __init__(self, breaks: Iterable[Break] = ()) -> None:
        self.all = tuple(breaks)

    def years(self, region_code: str) -> tuple[int, ...]:
        """First years of new series in one area, ascending; those declared everywhere included."""
        return tuple(sorted({item.first_year for item in self.all if item.concerns(region_code)}))

    @property
    def everywhere(self) -> tuple[int, ...]:
        """First years of new series that hold for every area, ascending."""
        return tuple(sorted({item.first_year for item in self.all if item.region_code is None}))

    def lie_between(self, region_code: str, first: int, last: int) -> bool:
        """True if a new series begins after `first` and no later than `last`."""
        return any(first < item.first_year <= last and item.concerns(region_code) for item in self.all)

    def between(self, region_code: str, first: int, last: int) -> tuple[Break, ...]:
        """The breaks of an area that keep two years apart, in the order given."""
        return tuple(item for item in self.all if item.concerns(region_code) and first < item.first_year <= last)

"""Of what an export is: a build, a year and an area; and the few things every export asks of its reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pandas as pd

from kumkm.analysis import catalogue
from kumkm.analysis.ingredients import Noting, Read
from kumkm.domain.outlines import Outlines
from kumkm.domain.regions import Regions
from kumkm.domain.secrecy import SECRET
from kumkm.domain.view.selection import PROVINCE
from kumkm.errors import UsageError
from kumkm.narrative.clauses import PROVINCE_NAME

SUPPRESSED: Final = "suppressed"


@dataclass(frozen=True)
class Contents:
    """Of which build, year and area (`74` the province) an export is; `read` answers by name of a read.

    `outlines` are the shapes of the regions, for an export that draws a map.
    """

    read: Read
    regions: Regions
    year: int
    region_code: str = PROVINCE
    outlines: Outlines | None = None

    @cached_property
    def local(self) -> dict[str, str]:
        """Code → name of the kabupaten/kota in force."""
        return self.regions.names

    @cached_property
    def areas(self) -> dict[str, str]:
        """Columns of the table of a year: the province and whom it is of."""
        every = {PROVINCE: PROVINCE_NAME, **self.local}
        return every if self.region_code == PROVINCE else {code: every[code] for code in (self.region_code, PROVINCE)}

    @cached_property
    def build(self) -> pd.Series[Any]:
        """The one row of `build_info`."""
        return self.read("build_info").iloc[0]

    def refuse_unknown_region(self) -> None:
        """Raise UsageError where the area is none there is, with those there are."""
        if self.region_code not in {PROVINCE, *self.local}:
            known = ", ".join([PROVINCE, *self.local])
            raise UsageError(f"Kode wilayah '{self.region_code}' tidak dikenal. Yang ada: {known}.")

    def analysed(self, name: str, params: Mapping[str, Any]) -> pd.DataFrame:
        """The table of an analysis; `simulated` where anything it rests on is."""
        analysis, read = catalogue.find(name), Noting(self.read)
        frame = analysis.run(read, **analysis.typed({key: str(value) for key, value in params.items()}))
        return frame.assign(simulated=read.is_simulated)


def value_of(row: Mapping[str, Any] | None) -> float | str | None:
    """A number, `r` where it is withheld, None where there is none."""
    if row is None:
        return None
    return SECRET if row["status"] == SUPPRESSED else row["value"]

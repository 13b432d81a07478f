"""What analyses are made from: regions in force and panels of indicators, asked for by name of a read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import pandas as pd

from kumkm.domain.indicators import INDICATORS
from kumkm.errors import UsageError

Read = Callable[..., pd.DataFrame]


class Noting:
    """A read that notes whether anything it gave is simulated."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self.is_simulated = False

    def __call__(self, name: str, **params: str | int | float) -> pd.DataFrame:
        frame = self._read(name, **params)
        self.is_simulated |= "simulated" in frame and bool(frame["simulated"].any())
        return frame


def local_codes(read: Read) -> list[str]:
    """Codes of the kabupaten/kota in force, ascending."""
    return list(local_names(read))


def local_names(read: Read) -> dict[str, str]:
    """Code → name of the kabupaten/kota in force, by code."""
    regions = read("regions")
    here = regions["level"].isin(["kabupaten", "kota"]) & regions["valid_to"].isna()
    local = regions[here].sort_values("region_code")
    return dict(zip(local["region_code"], local["region_name"], strict=True))


def panel_of(read: Read, indicator_id: str) -> pd.DataFrame:
    """An indicator everywhere and always: `indicator_panel`; raises UsageError for an unknown indicator."""
    if indicator_id not in INDICATORS:
        raise UsageError(f"Indikator '{indicator_id}' tidak dikenal. Yang ada: {', '.join(INDICATORS)}.")
    return read("indicator_panel", indicator_id=indicator_id)


def threshold(read: Read, name: str) -> float:
    """A threshold of `data/parameters.toml` as the build knows it; raises UsageError where it was built without."""
    parameters = read("parameters")
    mine = parameters.loc[parameters["parameter"] == name, "value"]
    if mine.empty:
        raise UsageError(f"Versi yang terbit belum mengenal ambang '{name}'; jalankan `python -m kumkm build`.")
    return float(mine.iloc[0])


def latest_whole(panel: pd.DataFrame, codes: Collection[str], until: int) -> tuple[int | None, Mapping[str, float]]:
    """The last year up to `until` in which each of `codes` has a value, and these; None and nothing if there is none.

    Years are not mixed: values of two years, or of two waves of a survey, are not compared.
    """
    known = panel[panel["region_code"].isin(list(codes)) & panel["value"].notna() & (panel["year"] <= until)]
    counts = known.groupby("year")["region_code"].nunique()
    whole = [int(str(year)) for year in counts.index[counts == len(set(codes))]]
    if not whole:
        return None, {}
    rows = known[known["year"] == max(whole)]
    return max(whole), dict(zip(rows["region_code"], rows["value"].astype(float), strict=True))

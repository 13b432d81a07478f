"""What several analyses are made from: panels of the kabupaten/kota in force, breaks, groups, and refusals."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from kumkm.analysis.ingredients import Read, local_codes, panel_of
from kumkm.domain.breaks import Break, Breaks
from kumkm.domain.coverage import Coverage
from kumkm.domain.indicators import INDICATORS, level_of
from kumkm.errors import UsageError

OUTPUT, POPULATION = "grdp_constant", "population"


def breaks_of(read: Read, indicator_id: str) -> Breaks:
    """The breaks of an indicator."""
    frame = read("indicator_breaks", indicator_id=indicator_id)
    if frame.empty:  # of most indicators; a page asks for every span it shows
        return Breaks()
    return Breaks(
        Break(
            row["region_code"] if isinstance(row["region_code"], str) else None,
            int(row["first_year"]),
            row["reason"],
            None if pd.isna(row.get("partial_year")) else int(row["partial_year"]),
        )
        for row in frame.to_dict("records")
    )


def coverage_of(read: Read, until: int | None = None) -> dict[str, Coverage]:
    """Regions published per indicator and year (up to `until`), and the years of the province.

    Where every region is withheld in every year, the withheld ones count: such an indicator is secret, not missing.
    """
    every, coverage = read("indicator_coverage"), {}
    for indicator_id, rows in every[every["year"] <= (until or every["year"].max())].groupby("indicator_id"):
        regions = rows["regions"] if (rows["regions"] > 0).any() else rows["withheld"]
        by_year = {int(year): int(count) for year, count in zip(rows["year"], regions, strict=True) if count > 0}
        if by_year:
            coverage[str(indicator_id)] = Coverage(by_year, frozenset(rows.loc[rows["province"], "year"].astype(int)))
    return coverage


def level_meant(indicator_id: str) -> str:
    """The level a growth rate stands for; what is no indicator stays, for `panel_of` to refuse by its name."""
    return level_of(indicator_id) if indicator_id in INDICATORS else indicator_id


def output_and_population(read: Read) -> pd.DataFrame:
    """PDRB ADHK and Dukcapil population of the kabupaten/kota: region_code, year, output, population.

    Years in which both were published for any region; NaN where a region lacks one.
    """
    codes = local_codes(read)
    output = local(panel_of(read, OUTPUT), codes).rename(columns={"value": "output"})
    population = local(panel_of(read, POPULATION), codes).rename(columns={"value": "population"})
    years = sorted(set(output["year"]) & set(population["year"]))
    grid = pd.MultiIndex.from_product([codes, years], names=["region_code", "year"])
    keys = ["region_code", "year"]
    joined = output.set_index(keys).join(population.set_index(keys), how="outer").reindex(grid)
    return joined.reset_index()


def local(panel: pd.DataFrame, codes: Iterable[str]) -> pd.DataFrame:
    """The rows of these regions: region_code, year, value."""
    rows = panel[panel["region_code"].isin(list(codes))]
    return rows[["region_code", "year", "value"]].reset_index(drop=True)


def without_regions(panel: pd.DataFrame, codes: str, read: Read) -> pd.DataFrame:
    """Leave out regions given as codes parted by commas."""
    wanted = [code for code in codes.split(",") if code]
    unknown = sorted(set(wanted) - set(local_codes(read)))
    if unknown:
        raise UsageError(
            f"Kode wilayah '{', '.join(unknown)}' tidak dikenal. Yang ada: {', '.join(local_codes(read))}."
        )
    return panel[~panel["region_code"].isin(wanted)]


def refuse_backwards(from_year: int, to_year: int) -> None:
    """Raise UsageError where a span does not run forwards."""
    if from_year >= to_year:
        raise UsageError(f"from_year ({from_year}) harus sebelum to_year ({to_year}).")


def refuse_no_data(what: str) -> pd.DataFrame:
    """Raise UsageError: what an analysis is made from was never delivered."""
    raise UsageError(f"{what} belum ada data; kirim berkasnya lalu jalankan `python -m kumkm build`.")

"""Structure by sector: shares, location quotient and shift-share."""

from __future__ import annotations

import pandas as pd

from kumkm.analysis import specialisation
from kumkm.analysis.catalogue.entry import Analysis
from kumkm.analysis.catalogue.panels import local, refuse_backwards, refuse_no_data
from kumkm.analysis.catalogue.parameters import WITHOUT, Param
from kumkm.analysis.examples import structure as examples
from kumkm.analysis.ingredients import Read, local_codes, panel_of
from kumkm.errors import UsageError

SECTORS = {"grdp_primary_share": "primer", "grdp_secondary_share": "sekunder", "grdp_tertiary_share": "tersier"}
MINING = "B"
NO_MINING_IN_GRDP = (
    "PDRB menurut lapangan usaha hanya terbit dalam tiga kelompok (primer, sekunder, tersier) untuk 2025; pertambangan "
    "tidak dapat dipisahkan dari pertanian, maka hitungan PDRB tanpa pertambangan belum dapat dibuat."
)


def structure(read: Read) -> pd.DataFrame:
    """Structure and location quotient by primary, secondary, tertiary sector, PDRB ADHB 2025, of the kabupaten/kota.

    Columns region_code, sector, value (rupiah), share_pct, province_share_pct, lq, basis, year.
    """
    current = panel_of(read, "grdp_current")
    frames = []
    for indicator_id, sector in SECTORS.items():
        share = local(panel_of(read, indicator_id), local_codes(read))
        joined = share.merge(
            current[["region_code", "year", "value"]], on=["region_code", "year"], suffixes=("", "_all")
        )
        frames.append(joined.assign(value=joined["value"] * joined["value_all"] / 100, sector=sector))
    table = pd.concat(frames, ignore_index=True)
    year = int(table["year"].max())
    of_year = table[table["year"] == year]
    return specialisation.location_quotient(of_year[["region_code", "sector", "value"]]).assign(year=year)


def location_quotient(read: Read, *, data: str, without: str) -> pd.DataFrame:
    """LQ of `grdp` (three sectors, 2025) or of `enterprises` (sections of KBLI, against regions of the same wave)."""
    if data == "grdp":
        if without:
            raise UsageError(NO_MINING_IN_GRDP)
        return structure(read)
    table = read("enterprise_sectors")
    kept = table[~table["sector"].isin(without.split(","))]
    waves = [
        specialisation.location_quotient(rows[["region_code", "sector", "value"]]).assign(year=int(str(year)))
        for year, rows in kept.groupby("year")
    ]
    return pd.concat(waves, ignore_index=True) if waves else refuse_no_data("Data UMKM menurut lapangan usaha")


def shift_share(read: Read, *, data: str, from_year: int, to_year: int, without: str) -> pd.DataFrame:
    """Shift-share of `enterprises` by section of KBLI and year of beginning, or of registered `cooperatives` by type.

    Enterprises are compared within the wave that recorded them: `provincial` there means all regions of the wave, not
    the province. What had closed before the wave is in neither year, so that this is the growth of the survivors, not
    of the stock. Columns of `specialisation.shift_share` and group (the wave; `semua` for cooperatives). Raises
    UsageError where a region sent its list of cooperatives for one of the years only.
    """
    refuse_backwards(from_year, to_year)
    if data == "cooperatives":
        table = read("cooperative_types")
        ends = table[table["year"].isin([from_year, to_year])]
        both = ends.pivot_table(index=["region_code", "sector"], columns="year", values="value", aggfunc="sum")
        if not {from_year, to_year} <= set(both.columns):
            return refuse_no_data(f"Daftar koperasi {from_year} dan {to_year}")
        _refuse_half_lists(read, ends)
        rows = (
            both.fillna(0.0).rename(columns={from_year: "before", to_year: "after"}).reset_index().assign(group="semua")
        )
    else:
        starts = read("enterprise_starts", from_year=from_year, to_year=to_year)
        rows = starts.rename(columns={"wave": "group"})
    kept = rows[~rows["sector"].isin(without.split(","))]
    parts = [
        specialisation.shift_share(members[["region_code", "sector", "before", "after"]]).assign(group=str(group))
        for group, members in kept.groupby("group")
    ]
    return pd.concat(parts, ignore_index=True) if parts else refuse_no_data(f"Data {from_year} dan {to_year}")


def _refuse_half_lists(read: Read, ends: pd.DataFrame) -> None:
    """A kabupaten/kota with a list for one year only would seem to have begun with nothing."""
    lists = ends.groupby("region_code")["year"].nunique()
    names = read("regions").set_index("region_code")["region_name"]
    half = [str(names[code]) for code in local_codes(read) if lists.get(code) == 1]
    if half:
        refuse_no_data(f"Daftar koperasi untuk salah satu tahunnya di {', '.join(half)}")


ENTRIES = (
    Analysis("structure", "struktur PDRB primer, sekunder, tersier", structure, example=examples.STRUCTURE),
    Analysis(
        "location_quotient",
        "location quotient",
        location_quotient,
        {"data": Param(str, default="grdp", required=False, choices=("grdp", "enterprises")), "without": WITHOUT},
        example=examples.LOCATION_QUOTIENT,
    ),
    Analysis(
        "shift_share",
        "shift-share klasik dan Esteban-Marquillas",
        shift_share,
        {
            "data": Param(str, default="enterprises", required=False, choices=("enterprises", "cooperatives")),
            "from_year": Param(int, default=2018, required=False, lowest=1900, highest=2100),
            "to_year": Param(int, default=2021, required=False, lowest=1900, highest=2100),
            "without": WITHOUT,
        },
        example=examples.SHIFT_SHARE,
    ),
)

"""What a frame says, in short sentences a head of office could read out.

A missing value gives no sentence. Direction words follow the sign, ranks say how many were ranked.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from kumkm.analysis.position import median_absolute_deviation, verdict
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator

PROVINCE_NAME = "Sulawesi Tenggara"


def ordinal(rank: int, ranked: int, tied: int = 1) -> str:
    """`tertinggi`, `tertinggi ke-3`, `terendah ke-2` or `terendah`, whichever end is nearer, of all ranked.

    `tied` counts the regions that share the rank, this one included.
    """
    from_below = ranked - rank - tied + 2
    if rank <= from_below:
        word = "tertinggi" if rank == 1 else f"tertinggi ke-{rank}"
    else:
        word = "terendah" if from_below == 1 else f"terendah ke-{from_below}"
    return f"{word} dari {ranked} daerah"


def headline(frame: pd.DataFrame, indicator: Indicator, year: int, region_code: str, province: float | None) -> str:
    """The page's first sentence on one indicator and year.

    `frame` is `indicator_by_region`; `region_code` 74 speaks of the province and of the two ends.
    """
    known = frame.dropna(subset=["value"])
    if known.empty:
        return f"{indicator.short_label} belum ada data untuk tahun {year}."
    if region_code != "74":
        return _region_headline(frame, indicator, year, region_code)
    top = known.loc[known["value"].idxmax()]
    bottom = known.loc[known["value"].idxmin()]
    ends = f"dari kabupaten/kota baru {top['region_name']} yang terbit ({indicator.text(top['value'])})"
    if len(known) > 1:
        ends = (
            f"tertinggi {top['region_name']} ({indicator.text(top['value'])}), "
            f"terendah {bottom['region_name']} ({indicator.text(bottom['value'])})"
        )
    if province is None or math.isnan(province):
        return f"{indicator.short_label} {year}: {ends}."
    return f"{indicator.short_label} {PROVINCE_NAME} {indicator.text(province)} pada {year}; {ends}."


def _region_headline(frame: pd.DataFrame, indicator: Indicator, year: int, region_code: str) -> str:
    row = frame.set_index("region_code").loc[region_code]
    if row.get("status") == "suppressed":
        return (
            f"{indicator.short_label} {row['region_name']} {year} dirahasiakan: "
            "penyumbangnya terlalu sedikit, atau satu penyumbang terlalu besar."
        )
    if pd.isna(row["value"]):
        return f"{row['region_name']} belum ada data {indicator.short_label} tahun {year}."
    return (
        f"{indicator.short_label} {row['region_name']} {indicator.text(row['value'])} pada {year}, "
        f"{ordinal(int(row['rank']), int(row['ranked']), int(row['tied']))}."
    )


def verdict_sentence(frame: pd.DataFrame, indicator: Indicator, region_code: str) -> str:
    """A region against the median of all, with the threshold said; empty where it has no value."""
    values = frame["value"]
    row = frame.loc[frame["region_code"] == region_code]
    if row.empty or row["value"].isna().all():
        return ""
    value, median = float(row["value"].iloc[0]), float(values.median())
    mad = median_absolute_deviation(values)
    near = indicator.change_text(mad).removeprefix("+")
    return (
        f"{row['region_name'].iloc[0]} {verdict(value, median, mad).value} median "
        f"{int(values.notna().sum())} daerah ({indicator.text(median)}). "
        f"Setara berarti selisihnya paling banyak {near} (satu simpangan median)."
    )


def standing_out(values: Mapping[str, pd.DataFrame], province: pd.DataFrame) -> list[str]:
    """Three sentences on the province: growth, concentration of the economy, poverty.

    `values` maps an indicator id to `indicator_by_region` of its latest well covered year, with a column
    `year`; `province` is `area_values` of the province.
    """
    return [
        sentence
        for sentence in (
            _growth(values["grdp_growth"], province),
            _concentration(values["grdp_share"]),
            _poverty(values["poverty_rate"], province),
        )
        if sentence
    ]


def region_standing_out(area: pd.DataFrame, name: str, years: Mapping[str, int]) -> list[str]:
    """Three sentences on one region from its `area_values`: growth, share of the economy, poverty."""
    sentences = []
    for indicator_id in ("grdp_growth", "grdp_share", "poverty_rate"):
        row = area[(area["indicator_id"] == indicator_id) & (area["year"] == years[indicator_id])]
        if row.empty:
            continue
        indicator = INDICATORS[indicator_id]
        found = row.iloc[0]
        sentences.append(
            f"{indicator.short_label} {name} {indicator.text(found['value'])} pada {years[indicator_id]}"
            f"{_change_clause(indicator, found['change'], years[indicator_id])}, "
            f"{ordinal(int(found['rank']), int(found['ranked']), int(found['tied']))}."
        )
    return sentences


def _growth(frame: pd.DataFrame, province: pd.DataFrame) -> str:
    indicator = INDICATORS["grdp_growth"]
    year = int(frame["year"].iloc[0])
    row = province[(province["indicator_id"] == indicator.id) & (province["year"] == year)]
    known = frame.dropna(subset=["value"])
    if row.empty or known.empty:
        return ""
    top, bottom = known.loc[known["value"].idxmax()], known.loc[known["value"].idxmin()]
    verb = "tumbuh" if row["value"].iloc[0] >= 0 else "menyusut"
    return (
        f"Ekonomi {PROVINCE_NAME} {verb} {units.percent(abs(row['value'].iloc[0]), 2)} pada {year}"
        f"{_change_clause(indicator, row['change'].iloc[0], year)}; tertinggi {top['region_name']} "
        f"({indicator.text(top['value'])}), terendah {bottom['region_name']} ({indicator.text(bottom['value'])})."
    )


def _change_clause(indicator: Indicator, change: float, year: int) -> str:
    if pd.isna(change):
        return ""
    if round(change / indicator.scale.divisor, indicator.decimals) == 0:
        return f", tetap dibanding {year - 1}"
    verb = "naik" if change > 0 else "turun"
    size = indicator.change_text(abs(change)).removeprefix("+")
    return f", {verb} {size} dari {year - 1}"


def _concentration(frame: pd.DataFrame) -> str:
    known = frame.dropna(subset=["value"]).sort_values("value", ascending=False)
    if len(known) < 3:
        return ""
    first = known.head(3)
    names = f"{first['region_name'].iloc[0]}, {first['region_name'].iloc[1]}, dan {first['region_name'].iloc[2]}"
    return (
        f"{names} menghasilkan {units.percent(first['value'].sum())} PDRB provinsi pada {int(frame['year'].iloc[0])}."
    )


def _poverty(frame: pd.DataFrame, province: pd.DataFrame) -> str:
    year = int(frame["year"].iloc[0])
    row = province[(province["indicator_id"] == "poverty_rate") & (province["year"] == year)]
    known = frame.dropna(subset=["value"])
    if row.empty or known.empty:
        return ""
    level = float(row["value"].iloc[0])
    above = int((known["value"] > level).sum())
    top = known.loc[known["value"].idxmax()]
    return (
        f"Kemiskinan {units.percent(level, 2)} pada {year}; {above} dari {len(known)} daerah di atas angka "
        f"provinsi, tertinggi {top['region_name']} ({units.percent(top['value'], 2)})."
    )

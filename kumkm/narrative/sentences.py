"""What a frame says, in short sentences a head of office could read out.

A missing value gives no sentence. Direction words follow the sign as it is written, ranks say how many were ranked,
and every value is a clause that knows where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator
from kumkm.domain.selection import PROVINCE, question
from kumkm.narrative import clauses
from kumkm.narrative.clauses import PROVINCE_NAME
from kumkm.narrative.grammar import Clause, Piece, Sentence, names, sentence


def headline(
    frame: pd.DataFrame, indicator: Indicator, year: int, region_code: str, province: float | None
) -> Sentence:
    """The page's first sentence on one indicator and year.

    `frame` is `indicator_by_region`; `region_code` 74 speaks of the province (`province`, NaN or None if it has no
    value) and of the two ends. What is secret is said to be secret, what is missing to be missing.
    """
    if region_code != PROVINCE:
        return _of_region(frame, indicator, year, region_code)
    if frame["value"].isna().all():
        return sentence(f"belum ada data {clauses.named(indicator)} untuk tahun {year}")
    both = clauses.ends(indicator, frame, year)
    number = clauses.level(indicator, province, PROVINCE, year)
    if number is None:
        return sentence(f"{indicator.short_label} {year}:", both)
    return sentence(f"{indicator.short_label} {PROVINCE_NAME}", number, f"pada {year};", both)


def _of_region(frame: pd.DataFrame, indicator: Indicator, year: int, region_code: str) -> Sentence:
    row = frame.set_index("region_code").loc[region_code]
    name = row["region_name"]
    if row["status"] == "suppressed":
        return sentence(
            f"{indicator.short_label} {name} {year}",
            Clause("dirahasiakan", question(indicator.id, region_code, year)),
            ": penyumbangnya terlalu sedikit, atau satu penyumbang terlalu besar",
        )
    number = clauses.level(indicator, row["value"], region_code, year)
    if number is None:
        return sentence(f"belum ada data {clauses.named(indicator)} {name} untuk tahun {year}")
    return sentence(f"{indicator.short_label} {name}", number, f"pada {year},", clauses.rank(row))


def standing_out(values: Mapping[str, pd.DataFrame], province: pd.DataFrame) -> list[Sentence]:
    """Three sentences on the province: growth, concentration of the economy, poverty.

    `values` maps an indicator id to `indicator_by_region` of its latest well covered year, with a column
    `year`; `province` is `area_values` of the province.
    """
    found = (
        _growth(values["grdp_growth"], province),
        _concentration(values["grdp_share"]),
        _poverty(values["poverty_rate"], province),
    )
    return [said for said in found if said]


def region_standing_out(area: pd.DataFrame, region_code: str, name: str, years: Mapping[str, int]) -> list[Sentence]:
    """Up to three sentences on one region from its `area_values`: growth, share of the economy, poverty."""
    found = []
    for indicator_id in ("grdp_growth", "grdp_share", "poverty_rate"):
        row = row_of(area, indicator_id, years[indicator_id])
        if row is not None:
            found.append(_level_and_rank(row, INDICATORS[indicator_id], region_code, name))
    return found


def row_of(area: pd.DataFrame, indicator_id: str, year: int) -> Any:
    """The row of `area_values` with a value for this indicator and year; None if there is none."""
    rows = area[(area["indicator_id"] == indicator_id) & (area["year"] == year)].dropna(subset=["value"])
    return None if rows.empty else rows.iloc[0]


def _level_and_rank(row: Any, indicator: Indicator, region_code: str, name: str) -> Sentence:
    year = int(row["year"])
    number = clauses.level(indicator, row["value"], region_code, year)
    change = clauses.changed_in_a_year(indicator, row, region_code)
    place = clauses.rank(row)
    return sentence(f"{indicator.short_label} {name}", number, f"pada {year}", _after(change), _after(place))


def _after(words: str) -> str:
    return f", {words}" if words else ""


def _growth(frame: pd.DataFrame, province: pd.DataFrame) -> Sentence:
    indicator = INDICATORS["grdp_growth"]
    year = int(frame["year"].iloc[0])
    row = row_of(province, indicator.id, year)
    if row is None or frame["value"].isna().all():
        return Sentence()
    return sentence(
        f"Ekonomi {PROVINCE_NAME}",
        clauses.grew(indicator, float(row["value"]), PROVINCE, year),
        f"pada {year}",
        _after(clauses.changed_in_a_year(indicator, row, PROVINCE)),
        ";",
        clauses.ends(indicator, frame, year),
    )


def _concentration(frame: pd.DataFrame) -> Sentence:
    known = frame.dropna(subset=["value"]).sort_values(["value", "region_code"], ascending=[False, True])
    if len(known) < 4:
        return Sentence()
    first = known.head(3)
    whole = units.percent(first["value"].sum())
    return sentence(
        f"{names(first['region_name'].tolist())} menghasilkan {whole} PDRB provinsi pada {int(frame['year'].iloc[0])}"
    )


def _poverty(frame: pd.DataFrame, province: pd.DataFrame) -> Sentence:
    indicator = INDICATORS["poverty_rate"]
    year = int(frame["year"].iloc[0])
    row = row_of(province, indicator.id, year)
    if row is None or frame["value"].isna().all():
        return Sentence()
    known = frame.dropna(subset=["value"])
    top: list[Piece] = [",", *clauses.end(indicator, known, year, "tertinggi")] if len(known) > 1 else []
    return sentence(
        "Penduduk miskin",
        clauses.level(indicator, float(row["value"]), PROVINCE, year),
        f"pada {year};",
        clauses.above(indicator, known, float(row["value"])),
        top,
    )


def side_by_side(
    both: tuple[Indicator, Indicator],
    values: tuple[float | None, float | None],
    years: tuple[int, int],
    why: str,
    region_code: str,
    place: str,
) -> list[Sentence]:
    """Two series of one concept in one place, and why they differ; nothing where either has no value.

    The years are named apart where they are not the same.
    """
    first, second = (
        clauses.level(item, value, region_code, year) for item, value, year in zip(both, values, years, strict=True)
    )
    if first is None or second is None:
        return []
    if years[0] == years[1]:
        opening, when, then = f"dua angka, {place} pada {years[0]}:", "", ""
    else:
        opening, when, then = f"dua angka, {place}:", f"({years[0]})", f"({years[1]})"
    told = (clauses.named(both[0]), first, when, "dan", clauses.named(both[1]), second, then)
    return [sentence(opening, *told), sentence(why)]

"""What a frame says, in short sentences a head of office could read out.

A missing value gives no sentence. Direction words follow the sign as it is written, ranks say how many were ranked,
and every value is a clause that knows where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kumkm.analysis.comparable import Comparable, comparable
from kumkm.domain.indicators import INDICATORS, Indicator
from kumkm.domain.question import question
from kumkm.domain.view.selection import PROVINCE
from kumkm.narrative import clauses
from kumkm.narrative.clauses import PROVINCE_NAME
from kumkm.narrative.grammar import Clause, Piece, Sentence, names, sentence


def headline(
    frame: pd.DataFrame,
    indicator: Indicator,
    year: int,
    region_code: str,
    province: float | None,
    period: str = "",
    *,
    brief: bool = False,
    ends_first: bool = False,
) -> Sentence:
    """The page's first sentence on one indicator and year; `brief` where it has one line.

    `ends_first` is for somebody who asked who is at the top: the province comes after.

    `frame` is `indicator_by_region`; `region_code` 74 speaks of the province (`province`, NaN or None if it has no
    value, of the part `period` of the year) and of the two ends. What is secret is said to be secret, what is missing
    to be missing.
    """
    if region_code != PROVINCE:
        return _of_region(frame, indicator, year, region_code)
    period_text = when({"period": period or None}, year)
    if frame["value"].isna().all():
        return _of_no_region(frame, indicator, year, province, period_text)
    both = clauses.ends(indicator, comparable(frame, indicator), frame, year, brief=brief)
    number = clauses.level(indicator, province, PROVINCE, year)
    if number is None:
        return sentence(f"{indicator.short_label} {year}:", both)
    if ends_first:
        return sentence(f"{indicator.short_label} {period_text}:", both, f"; {PROVINCE_NAME}", number)
    return sentence(f"{indicator.short_label} {PROVINCE_NAME}", number, f"pada {period_text};", both)


def _of_no_region(
    frame: pd.DataFrame, indicator: Indicator, year: int, province: float | None, period_text: str
) -> Sentence:
    """A year in which no region can be shown: the province alone, or nothing at all."""
    number = clauses.level(indicator, province, PROVINCE, year)
    secret = bool((frame["status"] == "suppressed").any())
    if number is None:
        what = "dirahasiakan di semua daerah" if secret else clauses.no_data(indicator)
        return sentence(f"{indicator.short_label} {year} {what}" if secret else f"{what} untuk tahun {year}")
    rest = "angka kabupaten/kota dirahasiakan" if secret else "angka kabupaten/kota belum ada"
    return sentence(f"{indicator.short_label} {PROVINCE_NAME}", number, f"pada {period_text};", rest)


def _of_region(frame: pd.DataFrame, indicator: Indicator, year: int, region_code: str) -> Sentence:
    row = frame.set_index("region_code").loc[region_code]
    name = row["region_name"]
    if row["status"] == "suppressed":
        return sentence(
            f"{indicator.short_label} {name} {year}",
            Clause("dirahasiakan", question(indicator.id, region_code, year)),
            ": angka ini, atau yang dapat dihitung darinya, akan membuka data satu penyumbang",
        )
    number = clauses.level(indicator, row["value"], region_code, year)
    if number is None:
        return sentence(f"{clauses.no_data(indicator)} {name} untuk tahun {year}")
    place = clauses.rank(comparable(frame, indicator), region_code)
    return sentence(f"{indicator.short_label} {name}", number, f"pada {when(row, year)},", place)


def standing_out(
    values: Mapping[str, pd.DataFrame],
    province: pd.DataFrame,
    years: Mapping[str, int],
    *,
    summed: Mapping[int, float] | None = None,
) -> list[Sentence]:
    """Three sentences on the province: growth, concentration of the economy, poverty.

    `values` maps an indicator id to `indicator_by_region` of its latest well covered year, with a column `year`;
    `province` is `area_values` of the province, `years` the year told of it (`comparable.reference_years`). Where the
    two years differ the sentence names both. `summed` is the growth of the sum of the regions, by year.
    """
    sentences = (
        _growth(values["grdp_growth"], province, years, summed or {}),
        _concentration(values["grdp_share"]),
        _poverty(values["poverty_rate"], province, years),
    )
    return [each for each in sentences if each]


def region_standing_out(
    area: pd.DataFrame, region_code: str, name: str, years: Mapping[str, int], standings: Mapping[str, Comparable]
) -> list[Sentence]:
    """Up to three sentences on one region from its `area_values`: growth, share of the economy, poverty.

    `standings` has who is compared in the year told of each indicator; without it there is no rank.
    """
    sentences = []
    for indicator_id in ("grdp_growth", "grdp_share", "poverty_rate"):
        row = row_of(area, indicator_id, years[indicator_id]) if indicator_id in years else None
        if row is not None:
            sentences.append(
                _level_and_rank(row, INDICATORS[indicator_id], region_code, name, standings.get(indicator_id))
            )
    return sentences


def row_of(area: pd.DataFrame, indicator_id: str, year: int) -> Any:
    """The row of `area_values` with a value for this indicator and year; None if there is none."""
    wanted = (area["indicator_id"] == indicator_id) & (area["year"] == year) & area["value"].notna()
    places = wanted.to_numpy().nonzero()[0]
    return area.iloc[int(places[0])] if len(places) else None


def _level_and_rank(row: Any, indicator: Indicator, region_code: str, name: str, among: Comparable | None) -> Sentence:
    year = int(row["year"])
    number = clauses.level(indicator, row["value"], region_code, year)
    change = clauses.changed_in_a_year(indicator, row, region_code)
    place = clauses.rank(among, region_code) if among else ""
    return sentence(f"{indicator.short_label} {name}", number, f"pada {when(row)}", _after(change), _after(place))


def _after(words: str) -> str:
    return f", {words}" if words else ""


def part_of_year(row: Any) -> str:
    """The part of the year a row's value is of, `Maret`; empty for the whole year."""
    return row["period"] if isinstance(row["period"], str) else ""


def when(row: Any, year: int | None = None) -> str:
    """The year of a row with its part, as the tiles write it: `Maret 2025`; `year` where the row does not hold it."""
    part, number = part_of_year(row), int(row["year"]) if year is None else year
    if str(number) in part:  # a wave is named after its year
        return part
    between = " tahun" if part.startswith(("bulan", "akhir bulan")) else ""
    return f"{part}{between} {number}".strip()


def _regional(indicator: Indicator, frame: pd.DataFrame, told_year: int) -> list[Piece]:
    """Both ends of the regions, with their own year where it is not the one just told."""
    year = int(frame["year"].iloc[0])
    both = clauses.ends(indicator, comparable(frame, indicator), frame, year)
    return both if year == told_year else [f"menurut kabupaten/kota pada {year}", *both]


def _growth(
    frame: pd.DataFrame, province: pd.DataFrame, years: Mapping[str, int], summed: Mapping[int, float]
) -> Sentence:
    indicator = INDICATORS["grdp_growth"]
    row = row_of(province, indicator.id, years.get(indicator.id, 0))
    if row is None or frame["value"].isna().all():
        return Sentence()
    year = int(row["year"])
    why = clauses.two_growths(float(row["value"]), summed.get(year, float("nan")))
    return sentence(
        f"Ekonomi {PROVINCE_NAME}",
        clauses.grew(indicator, float(row["value"]), PROVINCE, year),
        f"pada {year}",
        _after(clauses.changed_in_a_year(indicator, row, PROVINCE)),
        ";",
        _regional(indicator, frame, year),
        f"; {why}" if why else None,
    )


def _concentration(frame: pd.DataFrame) -> Sentence:
    """The three largest and what they make together, by the shares as they are written; nothing while one is hidden."""
    indicator = INDICATORS["grdp_share"]
    among = comparable(frame, indicator)
    first = among.ordered[:3]
    if among.count < 4 or among.hides or among.shown[first[-1]] == among.shown[among.ordered[3]]:
        return Sentence()
    whole = indicator.text(float(sum(among.shown[code] for code in first)))
    who = names([among.names[code] for code in first])
    return sentence(f"{who} menghasilkan {whole} PDRB provinsi pada {int(frame['year'].iloc[0])}")


def _poverty(frame: pd.DataFrame, province: pd.DataFrame, years: Mapping[str, int]) -> Sentence:
    """The province in its own year; how many regions lie above it only where both are of one year."""
    indicator = INDICATORS["poverty_rate"]
    row = row_of(province, indicator.id, years.get(indicator.id, 0))
    if row is None or frame["value"].isna().all():
        return Sentence()
    year, value = int(row["year"]), float(row["value"])
    among = comparable(frame, indicator)
    beside: list[Piece] = []
    if int(frame["year"].iloc[0]) == year and not among.is_flat:
        beside = [clauses.above(indicator, among, value), ";"]
    return sentence(
        "Penduduk miskin",
        clauses.level(indicator, value, PROVINCE, year),
        f"pada {when(row)}",
        _after(clauses.changed_in_a_year(indicator, row, PROVINCE)),
        ";",
        *beside,
        _regional(indicator, frame, year),
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
    pieces = (clauses.named(both[0]), first, when, "dan", clauses.named(both[1]), second, then)
    return [sentence(opening, *pieces), sentence(why)]

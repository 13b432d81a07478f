"""What is said first of a region, and what its head should talk about: by stated rule, from what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kumkm.analysis.comparable import Comparable
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Direction
from kumkm.domain.question import question
from kumkm.domain.regions import Region
from kumkm.domain.view.selection import PROVINCE
from kumkm.narrative import clauses
from kumkm.narrative.grammar import Clause, Sentence, capital, date_words, joined, names, sentence, series
from kumkm.narrative.sentences import region_standing_out, row_of, when

_ACTIVE, _CREDIT = "active_cooperative_share", "kur_disbursed"
MOST = 3


def facts(region: Region, area: pd.DataFrame, years: Mapping[str, int]) -> list[str]:
    """What a region is: its seat, its size, how many live there and when, its codes; what is not known is left out.

    `area` is `area_values`, `years` the year told of each indicator.
    """
    pieces = [f"ibu kota {region.capital}"] if region.capital else []
    if region.area_km2:
        pieces.append(f"{units.number(region.area_km2, 0)} km²")
    row = row_of(area, "population", years["population"]) if "population" in years else None
    if row is not None:
        pieces.append(f"{units.number(float(row['value']))} jiwa ({when(row)})")
    return [*pieces, f"kode {region.code} (Kemendagri), {region.bps_code} (BPS)"]


def opening(
    area: pd.DataFrame, region_code: str, name: str, years: Mapping[str, int], standings: Mapping[str, Comparable]
) -> Sentence:
    """`lead`; where active cooperatives are not known, the first thing that stands out, or that nothing is known."""
    if first_sentence := lead(area, region_code, name, years, standings):
        return first_sentence
    first = region_standing_out(area, region_code, name, years, standings)
    return first[0] if first else sentence(f"belum ada data {name}")


def lead(
    area: pd.DataFrame, region_code: str, name: str, years: Mapping[str, int], standings: Mapping[str, Comparable]
) -> Sentence:
    """The first sentence on an area: how many of a hundred cooperatives are active, and where it stands in credit.

    `area` is `area_values`, `years` the year told of each indicator, `standings` who is compared in it. Empty where the
    area has no share of active cooperatives.
    """
    row = row_of(area, _ACTIVE, years[_ACTIVE]) if _ACTIVE in years else None
    if row is None:
        return Sentence()
    share, year = float(row["value"]), int(row["year"])
    number = Clause(_of_a_hundred(share), question(_ACTIVE, region_code, year))
    place = _place(standings, _ACTIVE, region_code)
    credit, is_simulated = _credit(area, region_code, years, standings, row)
    alike = not credit or bool(row["simulated"]) == is_simulated
    own, of_credit = (not alike and bool(simulated) for simulated in (row["simulated"], is_simulated))
    return sentence(
        f"di {name}",
        number,
        f"koperasi aktif pada {when(row)}",
        f", {place}" if place else None,
        "(data simulasi)" if own else None,
        f"; {credit}" if credit else None,
        "(data simulasi)" if of_credit else None,
        "; data simulasi" if alike and row["simulated"] else None,
    )


def _credit(
    area: pd.DataFrame,
    region_code: str,
    years: Mapping[str, int],
    standings: Mapping[str, Comparable],
    beside: pd.Series[Any],
) -> tuple[str, bool]:
    """Where the area stands in credit, with its time where that is another than that of what is told before it, and
    whether it is simulated; empty where it is not ranked."""
    place = _place(standings, _CREDIT, region_code)
    row = row_of(area, _CREDIT, years[_CREDIT]) if place and _CREDIT in years else None
    if row is None:
        return "", False
    time = "" if when(row) == when(beside) else f"pada {when(row)} "
    return f"KUR {time}{place}", bool(row["simulated"])


def _of_a_hundred(share: float) -> str:
    count = int(units.rounded(share, 0))
    return f"{count} dari 100" if count else "kurang dari 1 dari 100"


def _place(standings: Mapping[str, Comparable], indicator_id: str, region_code: str) -> str:
    among = standings.get(indicator_id)
    ranked = region_code != PROVINCE and among is not None and region_code in among.names
    return clauses.rank(among, region_code) if ranked and among else ""


@dataclass(frozen=True)
class Late:
    """A report that is due and not there: what it is about, and of which book year."""

    subject: str
    book_year: int
    simulated: bool = False


def late(reports: pd.DataFrame) -> list[Late]:
    """Reports that are due, by rows of the log of operators (`submissions`)."""
    return [Late(str(row.data_subject), int(row.book_year), bool(row.simulated)) for row in reports.itertuples()]


def not_in(waiting: Sequence[Late]) -> tuple[str, str]:
    """How many reports of the last book year with any due are not in, and the rest of that: `3 laporan`, `tahun …`.

    Nothing, and that all are in, where none is due.
    """
    if not waiting:
        return "", "Semua laporan yang jatuh tempo sudah masuk."
    year = max(report.book_year for report in waiting)
    count = sum(report.book_year == year for report in waiting)
    return f"{count} laporan", f"tahun buku {year} belum masuk."


def next_report(reports: pd.DataFrame) -> str:
    """Which report is expected next, and when, by rows of the log that are open; empty where none is."""
    if reports.empty or reports["deadline_on"].isna().all():
        return ""
    first = reports.loc[reports["deadline_on"].idxmin()]
    day = date_words(f"{first['deadline_on']:%Y-%m-%d}")
    return f"Berikutnya: {first['data_subject']} tahun buku {first['book_year']}, batas {day}."


def to_discuss(
    area: pd.DataFrame,
    region_code: str,
    years: Mapping[str, int],
    standings: Mapping[str, Comparable],
    *,
    among: Sequence[str],
    late: Sequence[Late] = (),
    returned: Sequence[str] = (),
    returned_simulated: bool = False,
) -> list[Sentence]:
    """Three things to talk about: the worst rank, late reports, returned proposals; further ranks where room is left.

    A rank counts as bad in the worse half of at least six ranked regions, of the indicators `among` with a good side.
    """
    worst = list(_worst(area, region_code, years, standings, among))
    sentences = [*worst[:1], *_late(late), *_returned(returned, returned_simulated), *worst[1:]]
    return sentences[:MOST]


def _worst(
    area: pd.DataFrame,
    region_code: str,
    years: Mapping[str, int],
    standings: Mapping[str, Comparable],
    among: Iterable[str],
) -> Iterable[Sentence]:
    ranked = []
    for indicator_id in among:
        standing, direction = standings.get(indicator_id), INDICATORS[indicator_id].direction
        place = standing.place(region_code) if standing else None
        if place is None or direction is Direction.NEUTRAL or place.ranked < 2 * MOST:
            continue
        from_worst = place.from_below if direction is Direction.HIGHER else place.rank
        if 2 * from_worst <= place.ranked:
            ranked.append((from_worst, _rank_said(area, region_code, years[indicator_id], indicator_id, standing)))
    return [each for _, each in sorted(ranked, key=lambda item: item[0]) if each]


def _rank_said(
    area: pd.DataFrame, region_code: str, year: int, indicator_id: str, among: Comparable | None
) -> Sentence:
    row, indicator = row_of(area, indicator_id, year), INDICATORS[indicator_id]
    if row is None or among is None:
        return Sentence()
    number = clauses.level(indicator, row["value"], region_code, year)
    return sentence(capital(indicator.short_label), number, f"pada {when(row)}:", clauses.rank(among, region_code))


def _late(late: Sequence[Late]) -> list[Sentence]:
    if not late:
        return []
    year = max(report.book_year for report in late)
    subjects = sorted({report.subject.removeprefix("Laporan ") for report in late if report.book_year == year})
    mark = [", data simulasi"] if any(report.simulated for report in late if report.book_year == year) else []
    return [sentence(f"laporan {names(subjects, most=len(subjects))} tahun buku {year} belum masuk", mark)]


def _returned(titles: Sequence[str], simulated: bool) -> list[Sentence]:
    if not titles:
        return []
    rest = [f"{len(titles) - 2} usulan lain"] if len(titles) > 2 else []
    mark = [", data simulasi"] if simulated else []
    return [sentence(f"usulan dikembalikan: {joined(series([*titles[:2], *rest]))}", mark)]

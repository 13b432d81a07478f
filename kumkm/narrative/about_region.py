"""One region in a few sentences, to be read out: economy, poverty, cooperatives, enterprises, likeness, caveat."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from kumkm.analysis.comparable import Comparable
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.view.selection import PROVINCE
from kumkm.narrative import clauses
from kumkm.narrative.grammar import Clause, Piece, Sentence, names, sentence, series
from kumkm.narrative.sentences import part_of_year, when

_SUBJECTS = {
    "PDRB": ("grdp_share", "grdp_growth"),
    "kemiskinan": ("poverty_rate",),
    "koperasi": ("cooperatives_registered", "active_cooperative_share", "rat_share"),
    "UMKM": ("enterprises", "nib_share"),
    "KUR": ("kur_disbursed", "kur_borrowers"),
}


def about_region(
    area: pd.DataFrame,
    region_code: str,
    name: str,
    years: Mapping[str, int],
    *,
    standings: Mapping[str, Comparable] | None = None,
    parts: pd.DataFrame | None = None,
    published: float = math.nan,
    alike: pd.DataFrame | None = None,
) -> list[Sentence]:
    """Up to six sentences on one area: economy, poverty, cooperatives, enterprises and KUR, likeness, caveat.

    `area` is `area_values`; `years` gives the year told of each indicator (`comparable.reference_years`), `standings`
    who is compared in it. `parts` is `growth.contribution` to the latest year all regions have, with a column `year`,
    and `published` the province's growth of that year as published, percent. `alike` is `indicator_by_region` of
    `poverty_rate` for the regions of similar structure, nearest first, with a column `year`. The province has no rank,
    parts or likeness.
    """
    subject = _Area(area, region_code, name, years, standings or {}, published)
    sentences = (
        _economy(subject, parts),
        _poverty(subject),
        _cooperatives(subject),
        _enterprises(subject),
        _likeness(subject, alike),
    )
    return [each for each in (*sentences, _of_the_area(subject)) if each]


def on_cooperatives(
    area: pd.DataFrame, region_code: str, name: str, years: Mapping[str, int], standings: Mapping[str, Comparable]
) -> Sentence:
    """One region by its cooperatives: how many, how many of them active, and meetings held; frames as above."""
    return _cooperatives(_Area(area, region_code, name, years, standings, math.nan), alone=True)


@dataclass(frozen=True)
class _Area:
    """`area_values` of one area, and the year told of each indicator."""

    values: pd.DataFrame
    region_code: str
    name: str
    years: Mapping[str, int]
    standings: Mapping[str, Comparable]
    published: float

    def place(self, indicator_id: str) -> str:
        """The rank among those compared in the year told; empty where there is none, as for the province."""
        among = self.standings.get(indicator_id)
        return clauses.rank(among, self.region_code) if among and self.region_code in among.names else ""

    def row(self, indicator_id: str) -> Any:
        """The row told of an indicator; None where the area has no value that year."""
        return self._rows.get((indicator_id, self.years[indicator_id])) if indicator_id in self.years else None

    @cached_property
    def _rows(self) -> dict[tuple[str, int], Any]:
        """Every row with a value, by indicator and year: several sentences ask for the same."""
        known = self.values.dropna(subset=["value"]).to_dict("records")
        return {(str(row["indicator_id"]), int(row["year"])): row for row in known}

    def level(self, indicator_id: str, year: int | None = None) -> Clause | None:
        """The value, if there is one, and if it is of `year` where that matters."""
        row = self.row(indicator_id)
        if row is None or year not in (None, int(row["year"])):
            return None
        return clauses.level(INDICATORS[indicator_id], row["value"], self.region_code, int(row["year"]))

    def changed(self, indicator_id: str) -> str:
        row = self.row(indicator_id)
        words = clauses.changed_in_a_year(INDICATORS[indicator_id], row, self.region_code)
        return f", {words}" if words else ""


def _economy(area: _Area, parts: pd.DataFrame | None) -> Sentence:
    row = area.row("grdp_share")
    if row is None:
        return _growth(area, parts)
    place = area.place("grdp_share")
    pieces: list[Piece] = [f"{area.name} menghasilkan", area.level("grdp_share"), f"PDRB provinsi pada {when(row)}"]
    pieces += [f", {place}"] if place else []
    return sentence(pieces, _contribution(area, parts, int(row["year"])))


def _contribution(area: _Area, parts: pd.DataFrame | None, told_year: int) -> list[Piece]:
    """What the region added to the growth of all, in its own year, and why that growth is not the published one."""
    if parts is None or parts.empty:
        return []
    mine, year = parts.loc[parts["region_code"] == area.region_code, "shown_pp"], int(parts["year"].iloc[0])
    whole = math.fsum(parts["contribution_pp"])
    contributed = "" if mine.empty else clauses.contributed(float(mine.iloc[0]), whole)
    if not contributed:
        return []
    why = clauses.two_growths(area.published, whole)
    return [
        f", dan {contributed}" if year == told_year else f"; pada {year} {contributed}",
        f"; {why}" if why else None,
    ]


def _growth(area: _Area, parts: pd.DataFrame | None) -> Sentence:
    row = area.row("grdp_growth")
    if row is None:
        return Sentence()
    year = int(row["year"])
    grew = clauses.grew(INDICATORS["grdp_growth"], float(row["value"]), area.region_code, year)
    why = ""
    if area.region_code == PROVINCE and parts is not None and len(parts) and int(parts["year"].iloc[0]) == year:
        why = clauses.two_growths(area.published, math.fsum(parts["contribution_pp"]))
    return sentence(
        f"ekonomi {area.name}", grew, f"pada {year}", area.changed("grdp_growth"), f"; {why}" if why else None
    )


def _poverty(area: _Area) -> Sentence:
    row = area.row("poverty_rate")
    if row is None:
        return Sentence()
    indicator, among = INDICATORS["poverty_rate"], area.standings.get("poverty_rate")
    place = area.place("poverty_rate")
    verdict = clauses.against_median(indicator, among, area.region_code) if among and place else []
    return sentence(
        f"penduduk miskin {area.name}",
        area.level("poverty_rate"),
        f"pada {when(row)}",
        area.changed("poverty_rate"),
        f", {place}" if place else None,
        verdict[0] if verdict else None,
    )


def _cooperatives(area: _Area, *, alone: bool = False) -> Sentence:
    row = area.row("cooperatives_registered")
    if row is None:
        return Sentence()
    year = int(row["year"])
    active, meeting = area.level("active_cooperative_share", year), area.level("rat_share", year)
    of_all = area.level("rat_registered_share", year)
    place = area.place("active_cooperative_share") if active else ""
    return sentence(
        f"pada {year} di {area.name} terdaftar" if alone else f"pada {year} terdaftar",
        area.level("cooperatives_registered"),
        [",", active, "di antaranya aktif", f"({place})" if place else ""] if active else None,
        ["; RAT dilaksanakan", meeting, "koperasi aktif"] if meeting else None,
        ["dan", of_all, "koperasi terdaftar"] if meeting and of_all else None,
    )


def _enterprises(area: _Area) -> Sentence:
    return sentence(_counted_enterprises(area), _loans(area))


def _counted_enterprises(area: _Area) -> list[Piece]:
    row = area.row("enterprises")
    if row is None:
        return []
    year = int(row["year"])
    when = part_of_year(row) or str(year)
    share = area.level("nib_share", year)
    return [
        f"UMKM terdata di {area.name}",
        area.level("enterprises"),
        f"pada {when}",
        *((",", share, "di antaranya ber-NIB") if share else ()),
        ";" if area.row("kur_disbursed") is not None else None,
    ]


def _loans(area: _Area) -> list[Piece]:
    row = area.row("kur_disbursed")
    if row is None:
        return []
    year = int(row["year"])
    borrowers = area.level("kur_borrowers", year)
    return [
        "KUR tersalur",
        area.level("kur_disbursed"),
        *(("kepada", borrowers) if borrowers else ()),
        f"pada {when(row)}",
        area.changed("kur_disbursed"),
    ]


def _likeness(area: _Area, alike: pd.DataFrame | None) -> Sentence:
    """The regions most alike, and their poverty in the same order; only names where one of them has none."""
    if alike is None or alike.empty:
        return Sentence()
    indicator, year = INDICATORS["poverty_rate"], int(alike["year"].iloc[0])
    levels = [
        clauses.level(indicator, value, str(code), year)
        for code, value in zip(alike["region_code"], alike["value"], strict=True)
    ]
    who = names(alike["region_name"].tolist(), most=len(alike))
    there: list[Piece] = [] if None in levels else [f"; {clauses.named(indicator)} di sana ({year})", *series(levels)]
    return sentence(f"struktur PDRB {area.name} paling mirip dengan {who}", there)


def _of_the_area(area: _Area) -> Sentence:
    """Which of what was told is provisional, and which is simulated."""
    rows = {
        subject: [row for indicator_id in ids if (row := area.row(indicator_id)) is not None]
        for subject, ids in _SUBJECTS.items()
    }
    caveats = [_subjects(rows, "status_words", word, word) for word in clauses.PROVISIONAL]
    caveats.append(_subjects(rows, "simulated", True, "masih data simulasi"))
    return sentence("; ".join(text for text in caveats if text))


def _subjects(rows: Mapping[str, list[Any]], column: str, value: object, words: str) -> str:
    subjects = [
        subject for subject, rows_of_subject in rows.items() if any(row[column] == value for row in rows_of_subject)
    ]
    return f"angka {names(subjects, most=len(rows))} {words}" if subjects else ""

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
    told = _Area(area, region_code, name, years, standings or {}, published)
    found = (_economy(told, parts), _poverty(told), _cooperatives(told), _enterprises(told), _likeness(told, alike))
    return [said for said in (*found, _of_the_area(told)) if said]


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


def _economy(told: _Area, parts: pd.DataFrame | None) -> Sentence:
    row = told.row("grdp_share")
    if row is None:
        return _growth(told, parts)
    place = told.place("grdp_share")
    pieces: list[Piece] = [f"{told.name} menghasilkan", told.level("grdp_share"), f"PDRB provinsi pada {when(row)}"]
    pieces += [f", {place}"] if place else []
    return sentence(pieces, _contribution(told, parts, int(row["year"])))


def _contribution(told: _Area, parts: pd.DataFrame | None, told_year: int) -> list[Piece]:
    """What the region added to the growth of all, in its own year, and why that growth is not the published one."""
    if parts is None or parts.empty:
        return []
    mine, year = parts.loc[parts["region_code"] == told.region_code, "shown_pp"], int(parts["year"].iloc[0])
    whole = math.fsum(parts["contribution_pp"])
    said = "" if mine.empty else clauses.contributed(float(mine.iloc[0]), whole)
    if not said:
        return []
    why = clauses.two_growths(told.published, whole)
    return [f", dan {said}" if year == told_year else f"; pada {year} {said}", f"; {why}" if why else None]


def _growth(told: _Area, parts: pd.DataFrame | None) -> Sentence:
    row = told.row("grdp_growth")
    if row is None:
        return Sentence()
    year = int(row["year"])
    grew = clauses.grew(INDICATORS["grdp_growth"], float(row["value"]), told.region_code, year)
    why = ""
    if told.region_code == PROVINCE and parts is not None and len(parts) and int(parts["year"].iloc[0]) == year:
        why = clauses.two_growths(told.published, math.fsum(parts["contribution_pp"]))
    return sentence(
        f"ekonomi {told.name}", grew, f"pada {year}", told.changed("grdp_growth"), f"; {why}" if why else None
    )


def _poverty(told: _Area) -> Sentence:
    row = told.row("poverty_rate")
    if row is None:
        return Sentence()
    indicator, among = INDICATORS["poverty_rate"], told.standings.get("poverty_rate")
    place = told.place("poverty_rate")
    verdict = clauses.against_median(indicator, among, told.region_code) if among and place else []
    return sentence(
        f"penduduk miskin {told.name}",
        told.level("poverty_rate"),
        f"pada {when(row)}",
        told.changed("poverty_rate"),
        f", {place}" if place else None,
        verdict[0] if verdict else None,
    )


def _cooperatives(told: _Area, *, alone: bool = False) -> Sentence:
    row = told.row("cooperatives_registered")
    if row is None:
        return Sentence()
    year = int(row["year"])
    active, meeting = told.level("active_cooperative_share", year), told.level("rat_share", year)
    of_all = told.level("rat_registered_share", year)
    place = told.place("active_cooperative_share") if active else ""
    return sentence(
        f"pada {year} di {told.name} terdaftar" if alone else f"pada {year} terdaftar",
        told.level("cooperatives_registered"),
        [",", active, "di antaranya aktif", f"({place})" if place else ""] if active else None,
        ["; RAT dilaksanakan", meeting, "koperasi aktif"] if meeting else None,
        ["dan", of_all, "koperasi terdaftar"] if meeting and of_all else None,
    )


def _enterprises(told: _Area) -> Sentence:
    return sentence(_counted_enterprises(told), _loans(told))


def _counted_enterprises(told: _Area) -> list[Piece]:
    row = told.row("enterprises")
    if row is None:
        return []
    year = int(row["year"])
    when = part_of_year(row) or str(year)
    share = told.level("nib_share", year)
    return [
        f"UMKM terdata di {told.name}",
        told.level("enterprises"),
        f"pada {when}",
        *((",", share, "di antaranya ber-NIB") if share else ()),
        ";" if told.row("kur_disbursed") is not None else None,
    ]


def _loans(told: _Area) -> list[Piece]:
    row = told.row("kur_disbursed")
    if row is None:
        return []
    year = int(row["year"])
    borrowers = told.level("kur_borrowers", year)
    return [
        "KUR tersalur",
        told.level("kur_disbursed"),
        *(("kepada", borrowers) if borrowers else ()),
        f"pada {when(row)}",
        told.changed("kur_disbursed"),
    ]


def _likeness(told: _Area, alike: pd.DataFrame | None) -> Sentence:
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
    return sentence(f"struktur PDRB {told.name} paling mirip dengan {who}", there)


def _of_the_area(told: _Area) -> Sentence:
    """Which of what was told is provisional, and which is simulated."""
    rows = {
        subject: [row for indicator_id in ids if (row := told.row(indicator_id)) is not None]
        for subject, ids in _SUBJECTS.items()
    }
    said = [_subjects(rows, "status_words", word, word) for word in clauses.PROVISIONAL]
    said.append(_subjects(rows, "simulated", True, "masih data simulasi"))
    return sentence("; ".join(text for text in said if text))


def _subjects(rows: Mapping[str, list[Any]], column: str, value: object, words: str) -> str:
    found = [subject for subject, told in rows.items() if any(row[column] == value for row in told)]
    return f"angka {names(found, most=len(rows))} {words}" if found else ""

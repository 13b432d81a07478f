"""One indicator in one year, as a paragraph to be read out: level, standing, both ends, since when, caveat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from kumkm.analysis.comparable import Comparable, comparable
from kumkm.domain import units
from kumkm.domain.breaks import Breaks
from kumkm.domain.indicators import Indicator, MapKind
from kumkm.domain.view.selection import PROVINCE
from kumkm.narrative import clauses
from kumkm.narrative.clauses import PROVINCE_NAME, named
from kumkm.narrative.grammar import Clause, Piece, Sentence, names, sentence
from kumkm.narrative.sentences import part_of_year, when

_LONG = 2  # years; a shorter view back is the change of the first sentence
_TOP = 3
_BUCKET = "74.00"  # bodies the province looks after itself


Row = Mapping[str, Any]


@dataclass(frozen=True)
class _Subject:
    """One indicator in one year, and of whom it is told: a region with a value, or the province.

    `known` are the rows of `indicator_by_region` with a value, by code, `frame` is all of it; `rows` are those of
    `indicator_panel` with a value, by area and year.
    """

    frame: pd.DataFrame
    known: pd.DataFrame
    rows: Mapping[tuple[str, int], Row]
    indicator: Indicator
    year: int
    region_code: str
    breaks: Breaks

    @property
    def name(self) -> str:
        return PROVINCE_NAME if self.is_province else str(self.local["region_name"])

    @property
    def is_province(self) -> bool:
        return self.region_code == PROVINCE

    @cached_property
    def among(self) -> Comparable:
        return comparable(self.frame, self.indicator)

    @property
    def local(self) -> Any:
        """The region's row of `indicator_by_region`."""
        return self.known[self.known["region_code"] == self.region_code].iloc[0]

    def row(self, region_code: str) -> Row | None:
        """An area's row of this year; None where it has no value."""
        return self.rows.get((region_code, self.year))

    def level(self, row: Row) -> Clause | None:
        return clauses.level(self.indicator, row["value"], str(row["region_code"]), int(row["year"]))

    @property
    def seed(self) -> tuple[str, str, int]:
        return self.indicator.id, self.region_code, self.year


def about_indicator(
    frame: pd.DataFrame,
    panel: pd.DataFrame,
    indicator: Indicator,
    year: int,
    region_code: str,
    breaks: Breaks | None = None,
) -> list[Sentence]:
    """Three to five sentences on one indicator and year: level and change, standing, both ends, since when, caveat.

    `frame` is `indicator_by_region`, `panel` is `indicator_panel`. A region without a value is not spoken of: then it
    is the province's paragraph. Fewer where little is known; empty where no region has a value.
    """
    known = frame.dropna(subset=["value"]).sort_values("region_code")
    if known.empty:
        return []
    spoken_of = region_code if region_code in set(known["region_code"]) else PROVINCE
    subject = _Subject(frame, known, _rows(panel, spoken_of), indicator, year, spoken_of, breaks or Breaks())
    sentences = (_level(subject), _standing(subject), _ends(subject), _longer(subject), _caveat(subject))
    return [each for each in sentences if each]


def _rows(panel: pd.DataFrame, region_code: str) -> dict[tuple[str, int], Row]:
    mine = panel[panel["region_code"].isin([region_code, PROVINCE, _BUCKET])].dropna(subset=["value"])
    return {(row["region_code"], int(row["year"])): row for row in mine.sort_values("year").to_dict("records")}


def _level(subject: _Subject) -> Sentence:
    row, province = subject.row(subject.region_code), subject.row(PROVINCE)
    if row is None:
        return Sentence()
    change = clauses.changed_in_a_year(subject.indicator, row, subject.region_code)
    pieces: list[Piece] = [f"pada {when(row)} {named(subject.indicator)} {subject.name}", subject.level(row)]
    pieces += [f", {change}"] if change else []
    alike = province is not None and part_of_year(row) == part_of_year(province)
    if not subject.is_province and province is not None and alike and subject.indicator.map_kind is not MapKind.COUNT:
        pieces += ["dan" if change else ","]
        pieces += clauses.beside_province(
            subject.indicator, float(row["value"]), float(province["value"]), subject.year
        )
    return sentence(pieces)


def _standing(subject: _Subject) -> Sentence:
    """A region by rank and verdict; of the province, the median of its regions and how many rose and fell."""
    if subject.is_province:
        middle = clauses.median_of(subject.indicator, subject.among)
        moves = clauses.movers(subject.indicator, subject.among, subject.known, subject.year) if middle else ""
        return sentence(middle, f"; {moves}" if moves else None)
    if subject.among.is_even:
        return Sentence()
    place = clauses.rank(subject.among, subject.region_code)
    verdict = clauses.against_median(subject.indicator, subject.among, subject.region_code)
    return sentence(subject.name, place, verdict[0] if verdict else None) if place else Sentence()


def footnote(frame: pd.DataFrame, indicator: Indicator, region_code: str) -> str:
    """What `dekat nilai tengah` means where a region's standing is told; empty where it is not."""
    pieces = clauses.against_median(indicator, comparable(frame, indicator), region_code)
    return sentence(pieces[1]).text if pieces else ""


def _ends(subject: _Subject) -> Sentence:
    """Who leads and who trails, and how many lie above the province or how much the largest hold of it."""
    province = subject.row(PROVINCE)
    pieces = clauses.ends(subject.indicator, subject.among, subject.known, subject.year, but=subject.region_code)
    if province is None or subject.among.is_flat or not subject.among.count:
        return sentence(pieces)
    if subject.indicator.map_kind is MapKind.COUNT:
        return sentence(pieces, _held_by_the_largest(subject, float(province["value"])))
    if subject.among.partial or part_of_year(
        province
    ):  # a province that adds up unlike months has no line to lie above
        return sentence(pieces)
    above = clauses.above(subject.indicator, subject.among, float(province["value"]))
    return sentence(pieces, ";" if pieces else None, above)


def _held_by_the_largest(subject: _Subject, whole: float) -> list[Piece]:
    """Nothing while a region is protected or of another period, which may be one of them or is in the whole only, or
    where the last of them is tied."""
    among = subject.among
    if among.hides or among.partial or among.count <= _TOP or whole <= 0 or min(among.shown.values()) < 0:
        return []
    first = among.ordered[:_TOP]
    if among.shown[first[-1]] == among.shown[among.ordered[_TOP]]:
        return []
    together = subject.known.loc[subject.known["region_code"].isin(first), "value"].sum()
    who = names([among.names[code] for code in first])
    return [f"; {who} bersama-sama {units.percent(float(together) / whole * 100)} dari angka provinsi"]


def _longer(subject: _Subject) -> Sentence:
    """Since the first comparable year; of growth rates, which change sign from year to year, the lowest and highest."""
    past = _comparable(subject, subject.region_code)
    if not past or subject.year - int(past[0]["year"]) < _LONG:
        return Sentence()
    if subject.indicator.map_kind is MapKind.DIVERGING:
        return _range(subject, past)
    since = int(past[0]["year"])
    movement = clauses.moved(_difference(subject.indicator, past[0], past[-1]), *subject.seed, since)
    return sentence(
        f"sejak {since} {named(subject.indicator)} {subject.name} {movement}, semula",
        subject.level(past[0]),
        None if subject.is_province else _of_the_province(subject, since),
    )


def _of_the_province(subject: _Subject, since: int) -> str:
    """How the province moved over the same years; nothing where it cannot be compared."""
    past = [row for row in _comparable(subject, PROVINCE) if row["year"] in (since, subject.year)]
    if len(past) < 2:
        return ""
    movement = clauses.moved(_difference(subject.indicator, past[0], past[1]), subject.indicator.id, PROVINCE, since)
    return f"; {PROVINCE_NAME} {movement}"


def _comparable(subject: _Subject, region_code: str) -> list[Row]:
    """The area's years that compare with this one, ascending."""
    now = subject.row(region_code)
    mine = [row for (code, _), row in subject.rows.items() if code == region_code]
    return [] if now is None else comparable_years(mine, now, subject.breaks)


def comparable_years(rows: Iterable[Row], now: Row, breaks: Breaks) -> list[Row]:
    """An area's rows up to `now` that compare with it: no break between, same basis, same part of the year."""
    return [
        row
        for row in rows
        if row["year"] <= now["year"]
        and not breaks.lie_between(str(now["region_code"]), int(row["year"]), int(now["year"]))
        and row["basis"] == now["basis"]
        and part_of_year(row) == part_of_year(now)
    ]


def _difference(indicator: Indicator, first: Row, last: Row) -> str:
    """The change between two rows, as written: relative where the indicator's changes are."""
    before, after = float(first["value"]), float(last["value"])
    if indicator.change_is_percent and before > 0:
        return clauses.change_shown(indicator, after, after - before, (after / before - 1) * 100)
    return indicator.apart_text(after, before)


def _range(subject: _Subject, past: list[Row]) -> Sentence:
    """Lowest and highest of the years without a gap up to this one: a gap year may hide a region that was split."""
    years, start = {int(row["year"]) for row in past}, subject.year
    while start - 1 in years:
        start -= 1
    run = [row for row in past if row["year"] >= start]
    low, high = min(run, key=_value), max(run, key=_value)
    if len(run) <= _LONG or subject.indicator.text(low["value"]) == subject.indicator.text(high["value"]):
        return Sentence()
    return sentence(
        f"sejak {start} {named(subject.indicator)} {subject.name} bergerak antara",
        subject.level(low),
        f"({int(low['year'])}) dan",
        subject.level(high),
        f"({int(high['year'])})",
    )


def _value(row: Row) -> float:
    return float(row["value"])


def _caveat(subject: _Subject) -> Sentence:
    """What a reader must know: simulated, provisional, who is absent, since when the series may be compared."""
    mine = subject.known if subject.is_province else subject.known[subject.known["region_code"] == subject.region_code]
    caveats = (
        clauses.simulated(mine["simulated"]),
        clauses.provisional(mine["status_words"], f"angka {subject.year}"),
        clauses.without_data(subject.frame, subject.year),
        _with_provincial_bodies(subject),
        _break(subject),
    )
    return sentence("; ".join(text for text in caveats if text))


def _with_provincial_bodies(subject: _Subject) -> str:
    counts = subject.is_province and subject.indicator.map_kind is MapKind.COUNT
    return "angka provinsi termasuk binaan provinsi" if counts and subject.row(_BUCKET) is not None else ""


def _break(subject: _Subject) -> str:
    """The latest break up to this year with all its reasons, if there are values before it."""
    years = [year for year in subject.breaks.years(subject.region_code) if year <= subject.year]
    if not any(code == subject.region_code and years and year < years[-1] for code, year in subject.rows):
        return ""
    return clauses.not_comparable(subject.breaks.between(subject.region_code, years[-1] - 1, years[-1]))

"""Pieces of a deck on one indicator: all regions as bars, what stands beside them, and figures in tiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from kumkm.analysis.comparable import Comparable, comparable
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Formula, Indicator, MapKind
from kumkm.domain.secrecy import SECRET
from kumkm.domain.units import MISSING, Scale
from kumkm.domain.view.selection import PROVINCE
from kumkm.export import fitting
from kumkm.export.contents import SUPPRESSED
from kumkm.export.downloads import SIMULATED
from kumkm.export.edition import Area, Edition, Row
from kumkm.export.slide_charts import Chart, Series, form
from kumkm.export.slide_text import (
    ACCENT,
    GOOD,
    INK,
    MUTED,
    SMALL,
    SOFT,
    STRONG,
    SURFACE,
    TEXT,
    Box,
    Paragraph,
    Run,
    Words,
)
from kumkm.export.slides import BOTTOM, MARGIN, ROOM, TOP, Part, Slide
from kumkm.figures.theme import LIGHT
from kumkm.narrative import clauses, key_figures, reporting, sentences
from kumkm.narrative.about_indicator import about_indicator, comparable_years

Placed = tuple[Box, Part]
_ASIDE: Final = 3.9  # inches of what stands beside a chart
_GAP: Final = 0.25
_YEARS: Final = 5
CHANGES: Final = "Perubahan dibanding setahun sebelumnya."
_QUIET: Final = ("tetap", "dilaporkan")  # a status that needs no word
_BIG: Final = 40


@dataclass(frozen=True)
class Figure:
    """One indicator in one year: of all regions, and of the area it is told of."""

    edition: Edition
    indicator: Indicator
    year: int
    code: str = PROVINCE

    @cached_property
    def frame(self) -> pd.DataFrame:
        """`indicator_by_region`."""
        return self.edition.contents.read("indicator_by_region", indicator_id=self.indicator.id, year=self.year)

    @cached_property
    def panel(self) -> pd.DataFrame:
        """`indicator_panel`."""
        return self.edition.read("indicator_panel", indicator_id=self.indicator.id)

    @property
    def area(self) -> Area:
        return self.edition.areas[self.code]

    @cached_property
    def among(self) -> Comparable:
        return comparable(self.frame, self.indicator)

    @property
    def province(self) -> Row | None:
        return self.edition.areas[PROVINCE].row(self.indicator.id, self.year)

    @property
    def own(self) -> Row | None:
        """The row of the area it is told of."""
        return self.area.row(self.indicator.id, self.year)

    @cached_property
    def simulated(self) -> bool:
        return bool(self.frame["simulated"].any() or (self.province is not None and self.province["simulated"]))

    @property
    def source(self) -> str:
        return self.edition.sources(self.indicator.id, self.year)

    @property
    def period(self) -> str:
        """The year with its part, and how provisional it is: `2023, angka sangat sementara`."""
        rows = self.frame if self.own is None else pd.DataFrame([self.own])
        known = rows.dropna(subset=["value"])
        when = sentences.when(known.iloc[0], self.year) if len(known) else str(self.year)
        words = clauses.provisional(self.frame["status_words"], "angka")
        return f"{when}, {words}" if words else when

    def headline(self, *, brief: bool = True) -> str:
        value = None if self.province is None else float(self.province["value"])
        part = "" if self.province is None else sentences.part_of_year(self.province)
        spoken = (self.frame, self.indicator, self.year, self.code, value, part)
        return sentences.headline(*spoken, brief=brief).text

    def paragraph(self) -> list[str]:
        """The paragraph on the indicator, sentence by sentence."""
        breaks = self.edition.breaks(self.indicator.id)
        lines = about_indicator(self.frame, self.panel, self.indicator, self.year, self.code, breaks)
        return [item.text for item in lines]

    def past(self, code: str) -> list[Row]:
        """The last years of an area that compare with this one, ascending."""
        mine = self.panel[self.panel["region_code"] == code].dropna(subset=["value"])
        rows = mine.sort_values("year").to_dict("records")
        now = next((row for row in rows if int(row["year"]) == self.year), None)
        if now is None:
            return []
        past_rows = comparable_years(rows, now, self.edition.breaks(self.indicator.id))
        return [row for row in past_rows if int(row["year"]) > self.year - _YEARS]


def latest_figure(edition: Edition, indicator_id: str, code: str = PROVINCE) -> Figure | None:
    """The figure in the latest year most regions have; None where there is none."""
    year = edition.latest.get(indicator_id)
    return None if year is None else Figure(edition, INDICATORS[indicator_id], year, code)


# ---- all regions as bars


def bars_slide(edition: Edition, indicator_id: str, topic: str, code: str = PROVINCE) -> Iterator[Slide]:
    """All regions in one series, the highest first; beside them the area, its last years, and what is to be said."""
    figure = latest_figure(edition, indicator_id, code)
    if figure is None:
        return
    wide = ROOM - _ASIDE - _GAP
    box = Box(MARGIN, TOP, wide, BOTTOM - TOP)
    yield Slide(
        topic,
        figure.headline(),
        [(box, _bars(figure)), *_aside(figure, MARGIN + wide + _GAP)],
        figure.source,
        figure.period,
        simulated=figure.simulated,
        notes=[*figure.paragraph(), *caveats(figure.indicator)],
    )


def caveats(indicator: Indicator) -> list[str]:
    return [f"Definisi: {indicator.definition}", *([f"Catatan: {indicator.caveat}"] if indicator.caveat else [])]


def ordered(figure: Figure) -> list[Row]:
    """The regions from highest to lowest; who has no number, or a secret one, comes last by code."""
    rows = figure.frame.sort_values(["value", "region_code"], ascending=[False, True], na_position="last")
    return [dict(row) for row in rows.to_dict("records")]


def named(row: Row) -> str:
    """A region on an axis; why it has no bar stands with its name."""
    if row["status"] == SUPPRESSED:
        return f"{row['region_name']}: {SECRET}"
    return f"{row['region_name']}: belum ada data" if pd.isna(row["value"]) else str(row["region_name"])


def shown(row: Row) -> float | None:
    """The number of a row to its last digit; None where it is secret or there is none."""
    return None if row["status"] == SUPPRESSED or pd.isna(row["value"]) else float(row["value"])


def _bars(figure: Figure) -> Chart:
    rows, indicator = ordered(figure), figure.indicator
    line = _line(figure)
    values = [shown(row) for row in rows]
    colours = [_colour(figure, str(row["region_code"]), value, line) for row, value in zip(rows, values, strict=True)]
    title = f"{indicator.short_label} {figure.year}, {indicator.unit_text}"
    return Chart(
        title,
        [named(row) for row in rows],
        [Series(f"{indicator.label} {figure.year}", values, colours)],
        [written(indicator)],
        simulated=figure.simulated,
    )


def written(indicator: Indicator, scale: Scale | None = None, *, bare: bool = False) -> str:
    """How a chart writes values of an indicator; `bare` without the sign of percent, where there is little room."""
    after = "%" if indicator.unit.is_percent and not bare else ""
    return form(indicator.decimals, scale or indicator.scale, after)


def _line(figure: Figure) -> float | None:
    """The province's value, where a region can lie above it: a sum, or another part of the year, is no line."""
    row = figure.province
    if row is None or figure.indicator.map_kind is MapKind.COUNT or figure.among.partial or sentences.part_of_year(row):
        return None
    return shown(row)


def _colour(figure: Figure, code: str, value: float | None, line: float | None) -> str:
    if code == figure.code:
        return ACCENT
    if value is not None and value < 0:
        return LIGHT.below
    if figure.code != PROVINCE:
        return SOFT
    above = line is None or value is None or figure.indicator.shown(value) > figure.indicator.shown(line)
    return STRONG if above else SOFT


def _aside(figure: Figure, left: float) -> Iterator[Placed]:
    """The area's number, its last years as columns, and the sentences that the title has not told."""
    top = TOP
    if figure.own is not None:
        yield Box(left, top, _ASIDE, 1.55), _number(figure)
        top += 1.55 + _GAP * 0.6
    past = figure.past(figure.code)
    if len(past) > 1:
        yield Box(left, top, _ASIDE, 1.75), columns(figure, [(figure.code, past)])
        top += 1.75 + _GAP * 0.6
    texts = [text for text in figure.paragraph()[1:] if not text.startswith(("Tertinggi", "Terendah"))]
    paragraphs = fitted([*texts], _ASIDE, BOTTOM - top)
    if paragraphs:
        yield Box(left, top, _ASIDE, BOTTOM - top), Words(paragraphs, name="Kalimat")


def fitted(texts: Sequence[str], width: float, height: float, *, size: float = SMALL) -> list[Paragraph]:
    """As many whole sentences as find room; the rest is in the notes."""
    kept: list[Paragraph] = []
    used = 0.0
    for text in texts:
        used += fitting.height(fitting.lines(text, size, width), size)
        if used > height:
            break
        kept.append([Run(text, size)])
    return kept


def _number(figure: Figure) -> Words:
    assert figure.own is not None
    value = clauses.value_text(figure.indicator, figure.own["value"], figure.own["status"])
    moved = clauses.changed_in_a_year(figure.indicator, figure.own, figure.code)
    lines = [
        [Run(figure.area.name, SMALL, True), Run(f"  {sentences.when(figure.own, figure.year)}", SMALL, False, MUTED)],
        split(value),
    ]
    key = "Batang gelap: di atas angka ini" if figure.code == PROVINCE and _line(figure) is not None else ""
    lines += [[Run(text, SMALL, False, MUTED)] for text in (moved, key) if text]
    return Words(lines, fill=SURFACE, inset=0.18, middle=True, name="Angka utama")


def split(text: str, size: float = _BIG, colour: str = STRONG) -> Paragraph:
    """The number large, its unit small."""
    digits, space, unit = text.partition(" ")
    return [Run(digits, size, True, colour), Run(f"{space}{unit}", TEXT, False, MUTED)]


def columns(figure: Figure, of: Sequence[tuple[str, Sequence[Row]]]) -> Chart:
    """The last years of areas side by side; a year without a number stays empty."""
    first = min(int(row["year"]) for _, rows in of for row in rows)
    years = list(range(first, figure.year + 1))
    series = [
        Series(figure.edition.areas[code].name, [_in(rows, year) for year in years], [colour])
        for (code, rows), colour in zip(of, (STRONG, SOFT), strict=False)
    ]
    known = [abs(value) for item in series for value in item.values if value is not None]
    indicator = figure.indicator
    scale = units.scale_for(max(known)) if indicator.unit.is_money else indicator.scale
    unit = f"{scale.word} {indicator.unit.name}".strip()
    one = len(series) == 1
    labels = written(indicator, scale, bare=one)
    return Chart(
        unit if one else f"{indicator.short_label}, {unit}",
        [str(year) for year in years],
        series,
        [labels] * len(series),
        simulated=any(bool(row["simulated"]) for _, rows in of for row in rows),
        upright=True,
        legend=not one,
        beside=not one,
    )


def _in(rows: Sequence[Row], year: int) -> float | None:
    return next((shown(row) for row in rows if int(row["year"]) == year), None)


# ---- tiles


@dataclass(frozen=True)
class Tile:
    """A figure by itself: how it is called, of when, its value, how it moved, and what stands with it."""

    called: str
    when: str
    value: str
    moved: str
    below: str
    good: bool | None = None
    simulated: bool = False

    def words(self, *, size: float = _BIG, head: float = TEXT) -> Words:
        """The tile as text: value of a `size`, its name of another."""
        tone = INK if self.good is None else GOOD if self.good else ACCENT
        lines: list[Paragraph] = [
            [Run(self.called, head, True), Run(f"  {self.when}", SMALL, False, MUTED)],
            split(self.value, size),
        ]
        lines += [[Run(self.moved, SMALL, self.good is not None, tone)]] if self.moved else []
        lines += [[Run(self.below, SMALL, False, MUTED)]] if self.below else []
        lines += [[Run(SIMULATED, SMALL, True, INK)]] if self.simulated else []
        return Words(lines, fill=SURFACE, inset=0.18, name=f"Angka: {self.called}")


def tile(area: Area, indicator_id: str) -> Tile:
    """One of the six key figures of an area, in the words of Ringkasan."""
    indicator, row = INDICATORS[indicator_id], area.row(indicator_id)
    called = key_figures.called(indicator)
    if row is None:
        return _absent(area, indicator, called)
    year = int(row["year"])
    mine = area.values[area.values["indicator_id"] == indicator_id].set_index("year")
    moved = key_figures.change(mine, indicator, area.code, year, 1, area.edition.breaks(indicator_id))
    return Tile(
        called,
        sentences.when(row, year),
        clauses.value_text(indicator, row["value"], row["status"]),
        moved.text,
        " · ".join(_below(area, indicator, row)),
        moved.good,
        bool(row["simulated"]),
    )


def _below(area: Area, indicator: Indicator, row: Row) -> Iterator[str]:
    """What kind of figure it is, of what, and the province beside it."""
    if row["status"] != SUPPRESSED and row["status_words"] and row["status_words"] not in _QUIET:
        yield str(row["status_words"])
    if with_it := key_figures.amount(area.values, indicator, int(row["year"])):
        yield with_it
    if of_whom := reporting.reported(indicator, row):
        yield of_whom
    if area.code != PROVINCE and (there := province_text(area, indicator)):
        yield there


def province_text(area: Area, indicator: Indicator) -> str:
    """The province of the same time, `Sultra 49,2%`; of what is added up, as its whole. Empty where it has none."""
    row = area.row(indicator.id)
    other = None if row is None else area.edition.areas[PROVINCE].row(indicator.id, int(row["year"]))
    if row is None or other is None or sentences.when(row) != sentences.when(other):
        return ""
    value = clauses.value_text(indicator, other["value"], other["status"])
    whole = indicator.formula is Formula.MEASURE and indicator.change_is_percent
    return f"{'seluruh ' if whole else ''}Sultra {value}"


def _absent(area: Area, indicator: Indicator, called: str) -> Tile:
    """What there is instead of a province that is not whole; else that there are no data."""
    coverage = area.edition.coverage.get(indicator.id)
    if area.code != PROVINCE or coverage is None or not coverage.regions:
        return Tile(called, "", MISSING, "belum ada data", "")
    panel = area.edition.read("indicator_panel", indicator_id=indicator.id)
    among = area.edition.standing(indicator.id, coverage.latest)
    having = among.having if among else ""
    there = key_figures.instead(indicator, coverage, panel, area.edition.contents.local, having)
    return Tile(called, "", there.value, "", there.words, simulated=there.simulated)


def marked_apart(text: str) -> str:
    """A sentence without the words for what the mark beside it says already."""
    return text.replace("; data simulasi.", ".")

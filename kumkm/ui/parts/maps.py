"""The map of an indicator, or of computed values: its numbers, words and classes."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Final, Literal, cast

import pandas as pd
from markupsafe import Markup

from kumkm import settings
from kumkm.analysis import classes as map_classes
from kumkm.analysis.classes import edge_text
from kumkm.analysis.comparable import Comparable, by_year
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Direction, Indicator, MapKind
from kumkm.domain.secrecy import SECRET_WORDS
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.figures.small_maps import small_maps
from kumkm.figures.theme import Style
from kumkm.narrative import clauses, reporting
from kumkm.ui.parts import look, simulation
from kumkm.ui.parts.html import place
from kumkm.ui.parts.region_map import (
    MapClasses,
    RegionMapPayload,
    View,
    mounted,
    picked_region,
    picked_view,
    picked_why,
    picked_year,
    region_map,
)
from kumkm.ui.state import address, cache, choices, inquiry

_YEARS_SHOWN = 15


def map_of_regions(selection: Selection, *, key: str, on_year: Callable[[], None] | None = None) -> None:
    """The map of the chosen indicator; what is clicked or played becomes the selection.

    `on_year` takes the place of what follows a played year.
    """
    _drawn(_payload(selection), selection, key=key, on_year=on_year)


def mount_data(selection: Selection, *, key: str) -> dict[str, Any]:
    """What the map of the chosen indicator is told, for a drawing that is no element of its own."""
    return mounted(_payload(replace(selection, screen=True)), key=key)


def map_of_values(
    selection: Selection,
    indicator: Indicator,
    values: MapValues,
    *,
    key: str,
    title: str,
    year: int | None = None,
) -> None:
    """A map of computed values, written and classed like the indicator.

    What is clicked or played becomes the selection; a number asks where that of `selection` comes from. With a `year`
    of its own kind (a budget year) the map stays in it, and its numbers do not answer.
    """
    wanted = selection.year if year is None else year
    shown = replace(selection, year=wanted if wanted in values.years else values.years[-1])
    payload = _payload_of(shown, indicator, values, title)
    if year is None:
        _drawn(payload, shown, key=key)
    else:
        select = lambda: address.select_region(picked_region(key) or "")  # noqa: E731
        keep = lambda: choices.put("tampil", picked_view(key))  # noqa: E731
        region_map(replace(payload, playable=False), key=key, on_select=select, on_view=keep)


def map_values(panel: pd.DataFrame, indicator: Indicator, simulated: Callable[[int], bool]) -> MapValues:
    """What the map needs of computed values (region_code, year, value); NaN is missing. `simulated` tells of a year."""
    years = tuple(sorted(int(year) for year in panel["year"].unique()))
    local = panel[panel["region_code"].isin(list(cache.names()))]
    return MapValues(
        **_numbers(local, years, indicator),
        years=years,
        notes=[],
        grades={},
        secrets={},
        simulated=[simulated(year) for year in years],
    )


def _numbers(local: pd.DataFrame, years: Sequence[int], indicator: Indicator) -> dict[str, Any]:
    """Values, their texts and ranks, and classes without what rests on too few: of each year and of all together."""
    names = list(cache.names())
    table = local.pivot(index="region_code", columns="year", values="value").reindex(index=names, columns=list(years))
    rows = {
        code: [indicator.written(float(value)) for value in row]
        for code, row in zip(names, table.to_numpy(), strict=True)
    }
    standings = by_year(local, indicator, cache.names())
    unranked = {(code, year) for year, among in standings.items() for code in among.unranked}
    classed: dict[int, list[float]] = {}
    for code, year, value in zip(local["region_code"], local["year"], local["value"], strict=True):
        if (code, int(year)) not in unranked:
            classed.setdefault(int(year), []).append(value)
    pooled = classes_of([value for values in classed.values() for value in values], indicator)
    yearly = {year: classes_of(values, indicator) for year, values in classed.items()}
    none = Comparable({}, {})
    return {
        "places": {code: [_rank(standings.get(year, none), code) for year in years] for code in names},
        "whom": [_whom(standings.get(year, none)) for year in years],
        "values": {code: [_short(value) for value in row] for code, row in rows.items()},
        "texts": {code: [indicator.number(value) for value in row] for code, row in rows.items()},
        "pooled": pooled,
        "classes": {year: scale for year, scale in yearly.items() if scale != pooled},
    }


def _rank(among: Comparable, code: str) -> int | None:
    """The rank for the map: 0 where a region is alike to the median, None where it is not compared."""
    place = among.place(code)
    return place.rank if place else 0 if code in among.shown else None


def _whom(among: Comparable) -> tuple[int, str]:
    return among.count, clauses.of_whom(among) if among.count else ""


def _drawn(
    payload: RegionMapPayload, selection: Selection, *, key: str, on_year: Callable[[], None] | None = None
) -> None:
    region_map(
        payload,
        key=key,
        on_select=lambda: address.select_region(picked_region(key) or ""),
        on_year=on_year or (lambda: address.select_year(picked_year(key) or 0)),
        on_why=lambda: inquiry.ask(selection, picked_why(key)),
        on_view=lambda: choices.put("tampil", picked_view(key)),
    )


@dataclass(frozen=True)
class MapValues:
    """What the map needs of an indicator whatever is selected: one entry per region and year of `years`."""

    years: tuple[int, ...]
    values: dict[str, list[float | None]]
    texts: dict[str, list[str]]
    pooled: MapClasses
    notes: list[str]
    grades: dict[str, list[str]]
    secrets: dict[str, list[str]]
    simulated: list[bool]
    reports: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, list[int | None]] = field(default_factory=dict)
    whom: list[tuple[int, str]] = field(default_factory=list)
    classes: dict[int, MapClasses] = field(default_factory=dict)  # by year, where they are not those of all years
    province: list[float | None] = field(default_factory=list)
    province_texts: list[str] = field(default_factory=list)
    tones: dict[str, list[int | None]] = field(default_factory=dict)
    tone_texts: tuple[str, ...] = ()
    tone_title: str = ""


@cache.per_build(200, ahead=cache.every_indicator)
def _map_values(indicator_id: str) -> MapValues:
    indicator = INDICATORS[indicator_id]
    years = list(cache.coverage()[indicator_id].years)
    panel = cache.read("indicator_panel", indicator_id=indicator_id)
    local = panel[panel["region_code"].isin(list(cache.names()))]
    notes = local.groupby("year")["status_words"].max().reindex(years)
    return MapValues(
        **_numbers(local, years, indicator),
        years=tuple(years),
        **_of_province(panel, years, indicator),
        notes=[f"angka {note}" if note in ("sementara", "sangat sementara") else "" for note in notes],
        grades=_marked(local, years, local["grade"].where(local["grade"] == "D", "")),
        secrets=_marked(
            local, years, local["status"].map(lambda status: SECRET_WORDS if status == "suppressed" else "")
        ),
        simulated=[bool(local.loc[local["year"] == year, "simulated"].any()) for year in years],
        reports=_reports(local, years, indicator),
    )


def _reports(local: pd.DataFrame, years: Sequence[int], indicator: Indicator) -> dict[str, list[str]]:
    """Of how many bodies a figure of money is; no other figure says that."""
    if not reporting.is_of_money(indicator):
        return {}
    texts = [reporting.reported(indicator, row) for row in local.to_dict("records")]
    return _marked(local, years, pd.Series(texts, dtype=object))


def _of_province(panel: pd.DataFrame, years: Sequence[int], indicator: Indicator) -> dict[str, Any]:
    """The province's own value per year, where it lies on the regions' scale; a sum does not."""
    if indicator.map_kind is MapKind.COUNT:
        return {}
    row = panel[panel["region_code"] == PROVINCE].set_index("year")["value"].reindex(list(years))
    return {"province": [_short(value) for value in row], "province_texts": [indicator.number(value) for value in row]}


def _marked(local: pd.DataFrame, years: Sequence[int], texts: pd.Series[str]) -> dict[str, list[str]]:
    """Code → one text per year, for the regions that have any."""
    texts_by_code: dict[str, list[str]] = {}
    for code, year, text in zip(local["region_code"], local["year"], texts, strict=True):
        if isinstance(text, str) and text:
            texts_by_code.setdefault(str(code), [""] * len(years))[years.index(int(year))] = text
    return texts_by_code


def _payload(selection: Selection) -> RegionMapPayload:
    indicator = selection.indicator
    values = _map_values(indicator.id)
    return _payload_of(selection, indicator, values, f"{indicator.short_label} {selection.year}")


def _payload_of(selection: Selection, indicator: Indicator, values: MapValues, title: str) -> RegionMapPayload:
    names = cache.names()
    return RegionMapPayload(
        title=title,
        unit=indicator.unit_text,
        kind=indicator.map_kind.value,
        years=values.years,
        year=selection.year,
        values=values.values,
        texts=values.texts,
        names=names,
        abbreviations={code: cache.regions().by_code[code].abbreviation for code in names},
        classes=values.classes.get(selection.year, values.pooled),
        pooled=values.pooled,
        tone=_TONES[indicator.direction],
        province=values.province,
        province_texts=values.province_texts,
        province_name=cache.regions().by_code[PROVINCE].abbreviation,
        circle_sizes=_circle_sizes(values.pooled.edges, indicator),
        by_address=True,
        projector=selection.screen,
        view=cast("View", selection.map_view),
        source_line=_boundary_words(),
        year_notes=values.notes,
        grades=values.grades,
        missing_texts=values.secrets,
        simulated=values.simulated,
        reports=values.reports,
        places=values.places,
        whom=values.whom,
        tones=values.tones,
        tone_texts=values.tone_texts,
        tone_title=values.tone_title,
    )


@cache.per_build(4)
def _boundary_words() -> str:
    """What the map must say of its boundaries, from the layer itself."""
    layer = json.loads((settings.load().static / "geo" / "regions.json").read_text(encoding="utf-8"))
    return " · ".join(part for part in (layer["note"], layer["attribution"]) if part)


_TONES: Final[dict[Direction, Literal[-1, 0, 1]]] = {Direction.HIGHER: 1, Direction.LOWER: -1, Direction.NEUTRAL: 0}


def maps_of_years(selection: Selection) -> None:
    """The chosen indicator as a small map for every year, one colour meaning one thing in all of them."""
    place(_small_maps(selection.indicator_id, look.style(selection)))


@cache.per_build(200)
def _small_maps(indicator_id: str, style: Style) -> Markup:
    indicator, names = INDICATORS[indicator_id], list(cache.names())
    panel = cache.read("indicator_panel", indicator_id=indicator_id)
    local = panel[panel["region_code"].isin(names)].dropna(subset=["value"])
    table = local.pivot(index="region_code", columns="year", values="value").iloc[:, -_YEARS_SHOWN:]
    table = table.map(indicator.written)
    scale = map_classes.of_indicator([value for value in table.to_numpy().ravel() if not math.isnan(value)], indicator)
    edges = [edge * indicator.scale.divisor for edge in scale.edges] or [0.0, 1.0]
    span = f"{table.columns.min()}–{table.columns.max()}" if len(table.columns) else ""
    label = f"{indicator.short_label} {span}, satu peta tiap tahun"
    shapes, box = _coarse_shapes()
    drawn = small_maps(table, edges, style, shapes=shapes, box=box, label=label)
    ranges = " · ".join(f"{edge_text(low, indicator)}–{edge_text(high, indicator)}" for low, high in pairwise(edges))
    mark = simulation.simulated_mark(indicator_id)
    return Markup(
        '<p class="k-text k-quiet">{}Kelas dari terang ke gelap: {} {}. Abu-abu: belum ada data.</p>{}'
    ).format(mark, ranges, indicator.unit_text, drawn)


@cache.per_build(2)
def _coarse_shapes() -> tuple[dict[str, str], tuple[int, int]]:
    """Path data of every region, coarse, as the locator draws them, and how wide and high their drawing is."""
    drawing = (settings.load().static / "geo" / "locator.svg").read_text(encoding="utf-8")
    box = re.search(r'viewBox="\S+ \S+ (\d+) (\d+)"', drawing)
    assert box is not None
    return dict(re.findall(r'id="([^"]+)" d="([^"]+)"', drawing)), (int(box[1]), int(box[2]))


def classes_of(values: Sequence[float], indicator: Indicator) -> MapClasses:
    """Map classes of an indicator's values as they are written, NaN left out; the edges are in base units."""
    known = [value for value in values if not math.isnan(value)]
    if indicator.map_kind is MapKind.COUNT:
        most = max((float(indicator.shown(value)) for value in known), default=1.0)
        scale = map_classes.Classes((0.0, most), None)
    else:
        scale = map_classes.of_indicator(known, indicator)
    edges = tuple(edge * indicator.scale.divisor for edge in scale.edges) or (0.0, 1.0)
    texts = tuple(edge_text(edge, indicator) for edge in edges)
    fit = None if scale.fit is None else f"Ketepatan kelas {units.number(scale.fit, 2)}"
    return MapClasses(edges, texts, scale.low, scale.high, scale.alike, fit)


def _circle_sizes(edges: Sequence[float], indicator: Indicator) -> list[tuple[float, str]]:
    if indicator.map_kind is not MapKind.COUNT or not edges:
        return []
    top = edges[-1] / indicator.scale.divisor
    step = 10 ** math.floor(math.log10(top)) if top > 0 else 1.0
    largest = math.floor(top / step) * step
    sizes = [largest, largest / 2, largest / 10]
    return [(size * indicator.scale.divisor, edge_text(size * indicator.scale.divisor, indicator)) for size in sizes]


def _short(value: float) -> float | None:
    """Six significant digits: far finer than a colour, much smaller to send."""
    return None if math.isnan(value) else float(f"{value:.6g}")

"""Views that set things beside each other: two regions, and an indicator of cooperatives or enterprises with growth."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup

from kumkm.analysis import growth
from kumkm.analysis.comparable import Place
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator
from kumkm.domain.view.growth import Span
from kumkm.figures.connected import connected_scatter
from kumkm.figures.trend import trend
from kumkm.narrative import clauses, growth_sentences
from kumkm.ui.pages.growth.shared import INDEX, GrowthScope, Taken, note, said_html, say, values_of
from kumkm.ui.parts import asking, charts, layout, prose, rates, simulation, tables
from kumkm.ui.parts.html import NOTHING, place
from kumkm.ui.shell import filters
from kumkm.ui.state import cache, choices

_COMPARED = (
    "grdp_constant",
    "grdp_growth",
    "grdp_per_capita",
    "population",
    "poverty_rate",
    "unemployment_rate",
    "cooperatives_registered",
    "active_cooperative_share",
    "rat_share",
    "cooperative_turnover",
    "turnover_growth",
    "cooperative_members",
    "kur_disbursed",
    "data_precision_index",
)
_TOPICS = ("Kelembagaan koperasi", "Keuangan koperasi", "UMKM", "Pembiayaan")
_GROWTH = "grdp_growth"
_SIGNS = "ˢ data simulasi. Angka dalam kurung: urutan dari atas; tanpa: dekat nilai tengah atau tidak diperingkat."


def _pair(scope: GrowthScope) -> tuple[str, str]:
    """The two regions: the chosen one and the first compared; what is not chosen is the largest economy left."""
    chosen = list(scope.highlighted)
    panel = cache.read("indicator_panel", indicator_id="grdp_constant")
    local = panel[panel["region_code"].isin(list(scope.names))]
    largest = local[local["year"] == local["year"].max()].sort_values("value", ascending=False)["region_code"]
    both = [*chosen, *(str(code) for code in largest if code not in chosen)][:2]
    return both[0], both[1]


def pair_words(scope: GrowthScope) -> str:
    """Who is compared where nobody was chosen."""
    return " dan ".join(scope.names[code] for code in _pair(scope))


def _pair_headline(scope: GrowthScope, both: tuple[str, str]) -> Markup:
    """How the two grew, side by side."""
    first, second = both
    if scope.span is None:
        return prose.headline_html(f"{scope.names[first]} dan {scope.names[second]}")
    compared = rates.between(scope.level.id, scope.span.first, scope.span.last)
    return said_html(
        growth_sentences.compared(compared, scope.level, scope.span, both, scope.names),
        f"{scope.level.label} · dua daerah berdampingan",
        mark=simulation.simulated_mark(scope.level.id),
        otherwise=f"{scope.names[first]} dan {scope.names[second]}: {scope.level.short_label} belum dapat "
        "dibandingkan.",
    )


def pair(scope: GrowthScope) -> None:
    """Their index on one axis, and their numbers side by side."""
    both, span = _pair(scope), scope.span
    named = " dan ".join(scope.names[code] for code in both)
    with layout.grid("tumbuh_bandingkan"):
        layout.texts(
            judul=_pair_headline(scope, both),
            indeks=prose.heading_html("Indeks", f"{scope.level.short_label}, {span.first} = 100") if span else NOTHING,
            angka=prose.heading_html("Angka terkini", named) + _side_by_side(scope, *both),
        )
        if span is not None:
            charts.chart(_pair_figure(scope, span, both), key="grafik_berdua", alt=f"Indeks {named}")


@charts.kept(200)
def _pair_figure(scope: GrowthScope, span: Span, both: tuple[str, str]) -> Any:
    """None where no index can be made."""
    indexed = growth.index_to(scope.panel, span.first, scope.breaks)
    if indexed.empty:
        return None
    return trend(
        indexed,
        INDEX,
        scope.style,
        names=scope.names,
        highlighted=both,
        breaks=scope.breaks,
        year=span.last,
        height=scope.height(392, 440),
        indicator_id=scope.level.id,
        events=scope.events(),
    )


def _side_by_side(scope: GrowthScope, first: str, second: str) -> Markup:
    """The newest figures of both, and what the signs among them mean."""
    rows: list[tuple[str, str, str]] = []
    attributes: dict[str, list[Markup]] = {first: [], second: []}
    for indicator_id in _COMPARED:
        coverage = cache.coverage().get(indicator_id)
        if coverage is None:
            continue
        frame = cache.read("indicator_by_region", indicator_id=indicator_id, year=coverage.latest)
        by_code = frame.set_index("region_code")
        among = cache.standings(indicator_id)[coverage.latest]
        texts = {
            code: _text(INDICATORS[indicator_id], by_code.loc[code], among.place(code)) for code in (first, second)
        }
        mark = " ˢ" if by_code.loc[[first, second], "simulated"].any() else ""
        rows.append((f"{INDICATORS[indicator_id].short_label} {coverage.latest}{mark}", texts[first], texts[second]))
        for code in (first, second):
            attributes[code].append(asking.why(indicator_id, code, coverage.latest))
    table = pd.DataFrame(rows, columns=["Indikator", scope.names[first], scope.names[second]])
    shown = tables.table_html(
        table,
        right=[scope.names[first], scope.names[second]],
        attributes={scope.names[first]: attributes[first], scope.names[second]: attributes[second]},
    )
    return shown + (prose.quiet_html(_SIGNS) if any("ˢ" in row[0] for row in rows) else NOTHING)


def _text(indicator: Indicator, row: pd.Series, place: Place | None) -> str:
    value = clauses.value_text(indicator, row["value"], row["status"])
    is_of_months = isinstance(row["period"], str) and row["period"].startswith(("bulan", "akhir bulan"))
    part = f", {row['period']}" if is_of_months else ""
    return f"{value} ({place.rank})" if place else f"{value}{part}"


def association_headline(scope: GrowthScope) -> None:
    """How the two go together."""
    beside = INDICATORS[scope.selection.growth.beside]
    points = cache.analysis("association", indicator_id=beside.id, with_indicator_id=_GROWTH)
    say(
        growth_sentences.associated(points, beside, INDICATORS[_GROWTH]),
        f"{beside.label} dan {INDICATORS[_GROWTH].label}",
        mark=simulation.simulated_mark(beside.id),
        otherwise=f"{beside.short_label} dan pertumbuhan PDRB belum memiliki tahun yang sama.",
    )


def choose_beside() -> None:
    """Which indicator of cooperatives, enterprises or credit growth is set against."""
    known = [key for key, item in INDICATORS.items() if item.topic in _TOPICS and key in cache.coverage()]
    chosen = choices.of("dengan")
    options = known if chosen in known else [chosen, *known]
    filters.chip("Indikator KUMKM", options, "dengan", {key: INDICATORS[key].choice for key in options})


def association(scope: GrowthScope) -> None:
    """Every region's path through both, all labelled, and what it does not prove."""
    beside = INDICATORS[scope.selection.growth.beside]
    points = cache.analysis("association", indicator_id=beside.id, with_indicator_id=_GROWTH)
    if points.empty:
        return
    alt = f"{beside.label} dan pertumbuhan PDRB tiap daerah"
    charts.chart(_connected_figure(scope), key="grafik_kaitan", alt=alt)
    place(_last_of_each(scope, beside, points))
    note(f"{growth_sentences.NOT_CAUSE} Rentang {units.number(points['year'].nunique())} tahun: {_years(points)}.")


def _last_of_each(scope: GrowthScope, beside: Indicator, points: pd.DataFrame) -> Markup:
    """The last year as a list, for a phone."""
    growth_rate, year = INDICATORS[_GROWTH], int(points["year"].max())
    last = points[points["year"] == year].sort_values(["x", "region_code"], ascending=[False, True])
    heads = (f"{beside.short_label} {year}", f"{growth_rate.short_label} {year}")
    table = pd.DataFrame(
        {
            "Daerah": [scope.names[str(code)] for code in last["region_code"]],
            heads[0]: [beside.text(value) for value in last["x"]],
            heads[1]: [growth_rate.text(value) for value in last["y"]],
        }
    )
    return tables.on_phone(table, heads, last["region_code"].tolist())


@charts.kept(200)
def _connected_figure(scope: GrowthScope) -> Any:
    beside = INDICATORS[scope.selection.growth.beside]
    return connected_scatter(
        cache.analysis("association", indicator_id=beside.id, with_indicator_id=_GROWTH),
        scope.style,
        names=scope.names,
        highlighted=scope.highlighted,
        x_indicator=beside,
        y_indicator=INDICATORS[_GROWTH],
        indicator_id=_GROWTH,
        width=1200,
        height=scope.height(404, 424),
    )


def _years(points: pd.DataFrame) -> str:
    years = sorted(int(year) for year in points["year"].unique())
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])


def pair_data(scope: GrowthScope) -> Taken:
    """The values of both regions in every year."""
    both = _pair(scope)
    title = f"{scope.level.short_label} {scope.names[both[0]]} dan {scope.names[both[1]]}"
    whole = {"value": scope.level.base_decimals}
    return Taken(title, values_of(scope, both), {"value": f"Nilai ({scope.level.unit.name})"}, whole)


def association_data(scope: GrowthScope) -> Taken:
    """Both indicators of every region and year."""
    beside = INDICATORS[scope.selection.growth.beside]
    points = cache.analysis("association", indicator_id=beside.id, with_indicator_id=_GROWTH)
    title = f"{beside.short_label} dan pertumbuhan PDRB"
    return Taken(title, points, {"x": f"{beside.short_label} ({beside.unit.name})"}, {"x": beside.base_decimals})

"""Kebutuhan: who needs, who asks, and how firm that is when weights vary."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm.analysis import need as needs
from kumkm.analysis.proposals import terms_of, unvalued
from kumkm.domain import units
from kumkm.domain.indicators import Direction, Indicator, MapKind
from kumkm.domain.view.codecs import Pairs, Weight
from kumkm.export import views
from kumkm.figures.concentration import concentration
from kumkm.figures.shares import shares
from kumkm.figures.under_served import under_served
from kumkm.narrative import proposal_sentences
from kumkm.ui.pages.proposals.shared import ProposalScope, weight_slider, weight_text
from kumkm.ui.parts import charts, layout, maps, prose, tables
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.parts.region_map import MapClasses
from kumkm.ui.state import cache, choices

_SAMPLES = 2000
_OPENED: Final = "bobot_kebutuhan_terbuka"
# The map's scale is the logarithm to base 2, so that half and double are equally far from the fair share of 1; beyond a
# quarter or four times that share nothing changes any more.
_ENDS: Final = {-2.0: "¼", 2.0: "4"}
_VERDICTS: Final = tuple(service.words for service in (needs.Service.UNDER, needs.Service.FAIR, needs.Service.OVER))
_RATIO: Final = Indicator(
    id="service_ratio",
    label="Bagian usulan dibagi bagian kebutuhan",
    short_label="Bagian usulan ÷ bagian kebutuhan",
    definition="Bagian nilai usulan dibagi bagian kebutuhan; 1 berarti sebanding.",
    formula_text="bagian usulan ÷ bagian kebutuhan",
    topic="",
    unit=units.TIMES,
    numerator="",
    decimals=2,
    direction=Direction.NEUTRAL,
    map_kind=MapKind.DIVERGING,
)


def _weights(scope: ProposalScope) -> str:
    """The weights the viewer set of what counts, as the analysis takes them; empty where all are alike."""
    features = cache.analysis("need_features", year=scope.year)
    given = scope.view.need
    chosen = {str(key): given.get(str(key), Decimal(1)) for key in features.loc[features["used"], "indicator_id"]}
    if len(set(chosen.values())) == 1 or not any(chosen.values()):
        return ""
    return Pairs[Decimal](Weight(1)).write(chosen)


def _equity(scope: ProposalScope, weights: str) -> pd.DataFrame:
    return cache.analysis("equity", year=scope.year, weights=weights)


def _headline(scope: ProposalScope, equity: pd.DataFrame) -> Markup:
    """How far proposals are from need, and who is served least."""
    under = equity[equity["service_id"] == needs.Service.UNDER.value].sort_values(["ratio", "region_code"])
    names = [scope.names[code] for code in under["region_code"]]
    spoken = proposal_sentences.fairness(names, int(equity["ratio"].notna().sum()), scope.year, unvalued(scope.of_year))
    return prose.headline_html(
        spoken or "Kebutuhan belum dapat dihitung: datanya belum lengkap.",
        f"nilai usulan {scope.year} yang sudah diajukan terhadap kebutuhan · Indeks Hoover "
        f"{units.number(float(equity['hoover'].iloc[0]), 2)} · korelasi peringkat "
        f"{units.number(float(equity['correlation'].iloc[0]), 2)}",
        mark=scope.stamp,
    )


def need(scope: ProposalScope) -> None:
    """Shares side by side, the map around the fair share, the curve, and how firm the verdicts are."""
    weights = _weights(scope)
    equity = _equity(scope, weights)
    with layout.grid("usulan_kebutuhan"):
        layout.texts(
            judul=_headline(scope, equity),
            bagian=prose.heading_html("Bagian kebutuhan dan bagian usulan", "persen; kosong: kebutuhan, penuh: usulan")
            + _shares_list(scope, equity),
            garis=prose.quiet_html(_lines()),
            indeks=_made_of(scope),
            kurva=prose.heading_html("Kurva konsentrasi", "daerah menurut kebutuhan yang naik"),
            pasti=prose.heading_html("Seberapa pasti", f"kurang terlayani pada {units.number(_SAMPLES)} pilihan bobot"),
            tanpa=_without_each(scope, weights),
        )
        charts.chart(_shares(scope, weights), key="grafik_bagian", alt=f"Bagian kebutuhan dan usulan {scope.year}")
        maps.map_of_values(
            scope.selection,
            _RATIO,
            _map_values(scope, weights),
            key="peta_kebutuhan",
            title=_RATIO.short_label,
            year=scope.year,
        )
        _weighting(scope)
        charts.chart(_curve(scope, weights), key="grafik_kurva", alt="Kurva konsentrasi usulan")
        charts.chart(_firmness(scope, weights), key="grafik_pasti", alt="Seberapa sering kurang terlayani")
        _table(scope, equity)


@charts.kept(100)
def _shares(scope: ProposalScope, weights: str) -> Any:
    equity = _equity(scope, weights)
    frame = pd.DataFrame(
        {
            "region_code": equity["region_code"],
            "need_share_pct": equity["share_need"] * 100,
            "proposal_share_pct": equity["share_given"] * 100,
            "service": equity["service"],
        }
    )
    height = scope.height(460, 480)
    return shares(frame, scope.style, names=scope.names, highlighted=scope.highlighted, height=height)


@cache.per_build(100)
def _map_values(scope: ProposalScope, weights: str) -> maps.MapValues:
    """Ratios in the classes of the verdicts: below the lower limit, between both, above the upper one."""
    equity = _equity(scope, weights).set_index("region_code")
    ratios, terms = equity["ratio"], terms_of(cache.read)
    low, high = _ENDS
    limits = {math.log2(limit): units.number(limit, 2) for limit in (terms.under, terms.over)}
    edges = {low: _ENDS[low]} | limits | {high: _ENDS[high]}
    return maps.MapValues(
        years=(scope.year,),
        values={code: [_place(float(ratios[code]), terms)] for code in scope.names},
        texts={code: [units.number(float(ratios[code]), 2)] for code in scope.names},
        pooled=MapClasses(tuple(edges), tuple(edges.values()), low=True, high=True, names=_VERDICTS),
        notes=[],
        grades={},
        secrets={},
        simulated=[scope.mark],
    )


def _lines() -> str:
    """Where a ratio is under- or over-served, as this build has it."""
    terms = terms_of(cache.read)
    under, over = units.number(terms.under, 2), units.number(terms.over, 2)
    return f"Kurang terlayani: rasio di bawah {under}. Lebih terlayani: di atas {over}."


def _place(ratio: float, terms: needs.Terms) -> float | None:
    """Where a ratio lies on the map's scale; what is just at the upper limit is not above it."""
    if math.isnan(ratio):
        return None
    low, high = _ENDS
    if ratio <= terms.over:
        high = math.nextafter(math.log2(terms.over), low)
    return low if ratio <= 0 else min(max(math.log2(ratio), low), high)


@charts.kept(100)
def _curve(scope: ProposalScope, weights: str) -> Any:
    curve = needs.concentration(_equity(scope, weights))
    frame = pd.DataFrame(
        {
            "region_name": [scope.names.get(str(code)) for code in curve["region_code"]],
            "need_cum_pct": curve["need"] * 100,
            "proposal_cum_pct": curve["given"] * 100,
        }
    )
    return concentration(frame.dropna(subset=["region_name"]), scope.style, height=scope.height(430, 440))


@charts.kept(100)
def _firmness(scope: ProposalScope, weights: str) -> Any:
    firmness = cache.analysis("need_sensitivity", year=scope.year, samples=_SAMPLES, weights=weights)
    frame = firmness[["region_code"]].assign(under_served_pct=firmness["under_share"] * 100)
    height = scope.height(430, 440)
    return under_served(frame, scope.style, names=scope.names, highlighted=scope.highlighted, height=height)


def _made_of(scope: ProposalScope) -> Markup:
    """What need is made of, with the weight of each, and what is left out and why."""
    features = cache.analysis("need_features", year=scope.year)
    floor = units.number(terms_of(cache.read).floor, 2)
    heading = prose.heading_html(
        "Indeks kebutuhan", f"bobot dapat dicoba; dari {floor} (paling tidak membutuhkan) sampai 1 (paling membutuhkan)"
    )
    return heading + Markup('<div class="k-weights">{}</div>').format(
        join(_weight_html(scope, row) for row in features.itertuples())
    )


def _weight_html(scope: ProposalScope, row: Any) -> Markup:
    if not row.used:
        return Markup('<p class="k-text k-quiet">{}: tidak dipakai. {}</p>').format(row.label, row.reason)
    return Markup('<p class="k-text">{}: <b>{}</b></p>').format(_label(row), weight_text(_given(scope, row)))


def _label(row: Any) -> str:
    return f"{row.label} {row.year} ({row.needier})"


def _given(scope: ProposalScope, row: Any) -> Decimal:
    return scope.view.need.get(str(row.indicator_id), Decimal(1))


def _weighting(scope: ProposalScope) -> None:
    """Weights to try, folded until some are other than usual; nothing published changes by that."""
    if scope.view.need:
        choices.offer(_OPENED, True)
    shown = st.expander("Coba bobot lain", key=_OPENED, on_change="rerun")
    if not shown.open:
        return
    features = cache.analysis("need_features", year=scope.year)
    used = list(features[features["used"]].itertuples())
    with shown:
        for column, row in zip(st.columns(len(used), gap="small"), used, strict=True):
            with column:
                _slider(str(row.indicator_id), _label(row), _given(scope, row))


def _without_each(scope: ProposalScope, weights: str) -> Markup:
    """Whose verdict hangs on one indicator, and on which."""
    rows = cache.analysis("need_without_each", year=scope.year, weights=weights)
    heading = prose.heading_html("Tanpa satu indikator", "rasio dan kedudukan bila satu indikator tidak ikut dihitung")
    changed = rows[rows["changed"].astype(bool)]
    changes_html = prose.sentences_html(
        [proposal_sentences.hanging_on_one(changed, scope.names, rows["indicator_id"].nunique())]
    )
    both = rows[rows["region_code"].isin(changed["region_code"])]
    table = NOTHING if both.empty else tables.table_html(_verdicts(both, _equity(scope, weights), scope.names))
    return heading + changes_html + table


def _verdicts(rows: pd.DataFrame, whole: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Ratio and verdict of each region with all indicators, and without each."""
    frames = {"Dengan semua": whole.set_index("region_code")}
    frames |= {f"Tanpa {label}": mine.set_index("region_code") for label, mine in rows.groupby("label", sort=False)}
    codes = sorted(rows["region_code"].unique())
    columns = {
        head: [f"{units.number(frame.loc[code, 'ratio'], 2)}, {frame.loc[code, 'service']}" for code in codes]
        for head, frame in frames.items()
    }
    return pd.DataFrame({"Kabupaten/Kota": [names[code] for code in codes], **columns})


def _slider(indicator_id: str, label: str, weight: Decimal) -> None:
    key = f"butuh_{indicator_id}"
    choices.put(key, weight)
    weight_slider(label, weight, key, on_change=_weighed, args=(indicator_id,))


def _weighed(indicator_id: str) -> None:
    choices.put("butuh", choices.of("butuh") | {indicator_id: choices.of(f"butuh_{indicator_id}")})


def _percents(shares: pd.Series[float]) -> list[str]:
    """Shares of one as percentages that add up as they are written."""
    return [units.percent(value, 1) for value in units.parts_shown((shares * 100).tolist(), 1)]


def _table(scope: ProposalScope, equity: pd.DataFrame) -> None:
    with st.expander("Tabel", key="tabel_kebutuhan"):
        ordered = equity.sort_values(["ratio", "region_code"])
        table = pd.DataFrame(
            {
                "Kabupaten/Kota": [scope.names[code] for code in ordered["region_code"]],
                "Indeks kebutuhan": [units.number(value, 2) for value in ordered["need_index"]],
                "Bagian kebutuhan": _percents(ordered["share_need"]),
                "Bagian usulan": _percents(ordered["share_given"]),
                "Rasio": [units.number(value, 2) for value in ordered["ratio"]],
                "Kedudukan": ordered["service"].fillna(units.MISSING),
            }
        )
        tables.html_table(table, right=list(table.columns[1:5]))


def _shares_list(scope: ProposalScope, equity: pd.DataFrame) -> Markup:
    """The shares as a list, for a phone."""
    ordered = equity.sort_values(["ratio", "region_code"])
    table = pd.DataFrame(
        {
            "Daerah": [scope.names[code] for code in ordered["region_code"]],
            "Kebutuhan": _percents(ordered["share_need"]),
            "Usulan": _percents(ordered["share_given"]),
            "Rasio": [units.number(value, 2) for value in ordered["ratio"]],
            "Terlayani": [str(words).removesuffix(" terlayani") for words in ordered["service"].fillna(units.MISSING)],
        }
    )
    return tables.on_phone(table, list(table.columns[1:4]), ordered["region_code"].tolist())


def need_data(scope: ProposalScope) -> pd.DataFrame:
    """Need against what is asked for, region by region."""
    return views.equity(_equity(scope, _weights(scope)))

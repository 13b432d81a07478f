"""Kebutuhan: who needs, who asks, and how firm that is when weights vary."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st

from kumkm.analysis import need as needs
from kumkm.domain import units
from kumkm.domain.indicators import Direction, Indicator, MapKind
from kumkm.figures.fairness import concentration, shares, under_served
from kumkm.narrative import proposal_sentences as said
from kumkm.ui import cache, components
from kumkm.ui.proposal_base import Board, weight_slider

_SAMPLES = 2000
# The map's scale is the logarithm to base 2, so that half and double are equally far from the fair share of 1.
_EDGES: Final = {-2.0: "¼", -1.0: "½", 0.0: "1", 1.0: "2", 2.0: "4"}
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


def _weights(board: Board) -> str:
    """The weights the viewer set, as the analysis takes them; empty where all are alike."""
    features = cache.analysis("need_features", year=board.year)
    given = dict(board.view.need)
    chosen = {key: given.get(key, 1.0) for key in features["indicator_id"]}
    if len(set(chosen.values())) == 1 or not any(chosen.values()):
        return ""
    return ";".join(f"{key}={weight:g}" for key, weight in chosen.items())


def _equity(board: Board) -> pd.DataFrame:
    return cache.analysis("equity", year=board.year, weights=_weights(board))


def headline(board: Board) -> None:
    """How far proposals are from need, and who is served least."""
    found = _equity(board)
    under = found[found["service_id"] == needs.Service.UNDER.value].sort_values(["ratio", "region_code"])
    names = [board.names[code] for code in under["region_code"]]
    spoken = said.fairness(float(found["hoover"].iloc[0]), float(found["correlation"].iloc[0]), names, board.year)
    components.headline(
        spoken or "Kebutuhan belum dapat dihitung: datanya belum lengkap.",
        f"nilai usulan {board.year} yang sudah diajukan terhadap kebutuhan · Indeks Hoover",
        mark=board.stamp,
    )


def need(board: Board) -> None:
    """Shares side by side, the map around the fair share, the curve, and how firm the verdicts are."""
    weights = _weights(board)
    found = cache.analysis("equity", year=board.year, weights=weights)
    left, right = st.columns([1.15, 1], gap="medium")
    with left:
        components.heading("Bagian kebutuhan dan bagian usulan", "persen; kosong: kebutuhan, penuh: usulan")
        components.chart(_shares(board, weights), key="grafik_bagian", alt=f"Bagian kebutuhan dan usulan {board.year}")
    with right:
        components.map_of_values(
            board.selection,
            _RATIO,
            _map_values(board, weights),
            key="peta_kebutuhan",
            title=_RATIO.short_label,
            height=board.height(430, 480),
            year=board.year,
        )
    _weighting(board)
    first, second = st.columns([1, 1.15], gap="medium")
    with first:
        components.heading("Kurva konsentrasi", "daerah menurut kebutuhan yang naik")
        components.chart(_curve(board, weights), key="grafik_kurva", alt="Kurva konsentrasi usulan")
    with second:
        components.heading("Seberapa pasti", f"kurang terlayani pada {units.number(_SAMPLES)} pilihan bobot")
        components.chart(_firmness(board, weights), key="grafik_pasti", alt="Seberapa sering kurang terlayani")
    _table(board, found)


@lru_cache(maxsize=100)
def _shares(board: Board, weights: str) -> Any:
    found = cache.analysis("equity", year=board.year, weights=weights)
    frame = pd.DataFrame(
        {
            "region_code": found["region_code"],
            "need_share_pct": found["share_need"] * 100,
            "proposal_share_pct": found["share_given"] * 100,
        }
    )
    height = board.height(460, 520)
    return shares(frame, board.style, names=board.names, highlighted=board.highlighted, height=height)


@lru_cache(maxsize=100)
def _map_values(board: Board, weights: str) -> components.MapValues:
    """Ratios on a scale that diverges at 1; beyond a quarter or four times the fair share the colour is the last.

    Where something is asked for and the need is the least of all (0), the ratio is beyond every number.
    """
    found = cache.analysis("equity", year=board.year, weights=weights).set_index("region_code")
    without_need = found["share_need"].eq(0) & found["share_given"].gt(0)
    ratios = found["ratio"].mask(without_need, math.inf)
    return components.MapValues(
        years=(board.year,),
        values={code: [_place(float(ratios[code]))] for code in board.names},
        texts={code: [_ratio_text(float(ratios[code]))] for code in board.names},
        edges=tuple(_EDGES),
        fit=None,
        notes=[],
        grades={},
        secrets={},
        simulated=[board.mark],
        edge_texts=tuple(_EDGES.values()),
    )


def _ratio_text(ratio: float) -> str:
    return f">{units.number(2.0 ** max(_EDGES))}" if math.isinf(ratio) else units.number(ratio, 2)


def _place(ratio: float) -> float | None:
    if math.isnan(ratio):
        return None
    low, high = min(_EDGES), max(_EDGES)
    return low if ratio <= 0 else min(max(math.log2(ratio), low), high)


@lru_cache(maxsize=100)
def _curve(board: Board, weights: str) -> Any:
    curve = needs.concentration(cache.analysis("equity", year=board.year, weights=weights))
    frame = pd.DataFrame(
        {
            "region_name": [board.names.get(str(code)) for code in curve["region_code"]],
            "need_cum_pct": curve["need"] * 100,
            "proposal_cum_pct": curve["given"] * 100,
        }
    )
    return concentration(frame.dropna(subset=["region_name"]), board.style, height=board.height(430, 500))


@lru_cache(maxsize=100)
def _firmness(board: Board, weights: str) -> Any:
    found = cache.analysis("need_sensitivity", year=board.year, samples=_SAMPLES, weights=weights)
    frame = found[["region_code"]].assign(under_served_pct=found["under_share"] * 100)
    height = board.height(430, 500)
    return under_served(frame, board.style, names=board.names, highlighted=board.highlighted, height=height)


def _weighting(board: Board) -> None:
    """What need is made of, with weights to try; nothing published changes by that."""
    features = cache.analysis("need_features", year=board.year)
    components.heading("Indeks kebutuhan", "bobot dapat dicoba; makin tinggi indeksnya makin membutuhkan")
    given = dict(board.view.need)
    for column, row in zip(st.columns(len(features), gap="small"), features.itertuples(), strict=True):
        with column:
            if row.used:
                label = f"{row.label} {row.year} ({row.needier})"
                _slider(str(row.indicator_id), label, given.get(str(row.indicator_id), 1.0))
            else:
                st.html(f'<p class="k-text k-quiet">{row.label}: tidak dipakai. {row.reason}</p>')


def _slider(indicator_id: str, label: str, weight: float) -> None:
    key = f"butuh_{indicator_id}"
    st.session_state[key] = weight
    weight_slider(label, weight, key, on_change=_weighed, args=(indicator_id,))


def _weighed(indicator_id: str) -> None:
    st.session_state["butuh"] = st.session_state["butuh"] | {indicator_id: st.session_state[f"butuh_{indicator_id}"]}


def _table(board: Board, found: pd.DataFrame) -> None:
    with st.expander("Tabel"):
        ordered = found.sort_values(["ratio", "region_code"])
        table = pd.DataFrame(
            {
                "Kabupaten/Kota": [board.names[code] for code in ordered["region_code"]],
                "Indeks kebutuhan": [units.number(value, 2) for value in ordered["need_index"]],
                "Bagian kebutuhan": [units.percent(value * 100, 1) for value in ordered["share_need"]],
                "Bagian usulan": [units.percent(value * 100, 1) for value in ordered["share_given"]],
                "Rasio": [units.number(value, 2) for value in ordered["ratio"]],
                "Kedudukan": ordered["service"].fillna(units.MISSING),
            }
        )
        components.html_table(table, right=list(table.columns[1:5]))


def need_data(board: Board) -> pd.DataFrame:
    """Need against what is asked for, region by region."""
    columns = ["region_code", "need_index", "population_persons", "share_need", "given", "share_given", "ratio",
               "service", "proposals"]  # fmt: skip
    return _equity(board)[columns]

"""Sebaran: where proposals come from, on the map and by menu, instrument and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isnan
from typing import Final
from urllib.parse import urlencode

import pandas as pd
from markupsafe import Markup

from kumkm.analysis import pipeline
from kumkm.domain import units
from kumkm.domain.proposals import SUBMITTED_ONLY
from kumkm.domain.view.selection import PROVINCE
from kumkm.export import views
from kumkm.figures.proposal_matrix import proposal_matrix
from kumkm.narrative import proposal_sentences
from kumkm.ui.pages.proposals.shared import AMOUNT, ProposalScope
from kumkm.ui.parts import layout, maps, prose, tables
from kumkm.ui.parts.html import place
from kumkm.ui.state import cache

# Headline, map and tables count the same proposals, in the same words.
_BASE: Final = "yang sudah diajukan"
_READY: Final = ("dokumen lengkap < separuh usulan", "separuh atau lebih", "semua usulan lengkap")
_READY_OF: Final = "Warna: dokumen wajib"


def headline(scope: ProposalScope) -> None:
    """How much is asked for; under it how much is ready, and who has asked for nothing."""
    place(_headline(scope.plain))


@cache.per_build(100)
def _headline(scope: ProposalScope) -> Markup:
    spoken = proposal_sentences.distribution(scope.here, scope.year, scope.names, scope.place, brief=True)
    ready = "; ".join(proposal_sentences.readiness(scope.here, scope.names, scope.place))
    detail = " · ".join(filter(None, ("nilai saat diajukan", ready)))
    return prose.headline_html(spoken, detail, mark=scope.stamp)


def spread(scope: ProposalScope) -> None:
    """The map beside the matrix of regions and menus; below them instruments and years."""
    with layout.grid("sebaran"):
        layout.texts(  # the same for every region
            matriks=prose.heading_html("Daerah dan menu", f"usulan {_BASE}; nilai saat diajukan")
            + _matrix(scope.everywhere),
            penduduk=_per_head(scope.everywhere),
        )
        layout.texts(
            dana=prose.heading_html("Menurut sumber dana", f"tahun anggaran {scope.year}, {_BASE}")
            + _by_fund(scope.plain),
            tahun=prose.heading_html("Menurut tahun anggaran", _BASE) + _by_year(scope.plain),
        )
        maps.map_of_values(
            scope.selection,
            AMOUNT,
            _map_values(scope.everywhere),
            key="peta_usulan",
            title=f"{AMOUNT.short_label} {scope.year}",
            year=scope.year,
        )


@cache.per_build(50)
def _map_values(scope: ProposalScope) -> maps.MapValues:
    """Amounts asked for per region and budget year, without drafts and what was sent back, as in the headline.

    A region that asks for nothing is missing, not zero.
    """
    local = scope.counted[scope.counted["region_code"].isin(list(scope.names))]
    amounts = local[local["submitted"]].groupby(["region_code", "budget_year"])["proposed_idr"]
    panel = amounts.sum(min_count=1).reset_index()
    panel = panel.rename(columns={"budget_year": "year", "proposed_idr": "value"})
    marked = set(local.loc[local["simulated"], "budget_year"])
    values = maps.map_values(panel, AMOUNT, lambda year: year in marked)
    return replace(
        values, tones=_tones(local[local["submitted"]], values.years), tone_texts=_READY, tone_title=_READY_OF
    )


def _tones(local: pd.DataFrame, years: Sequence[int]) -> dict[str, list[int | None]]:
    """Region → per budget year, the place of its share of ready proposals in `_READY`; None where it is not known."""
    shares = pipeline.ready_share(local).pivot(index="region_code", columns="budget_year", values="ready")
    table = shares.reindex(columns=list(years))
    return {
        str(code): [_tone(float(share)) for share in row]
        for code, row in zip(table.index, table.to_numpy(), strict=True)
    }


def _tone(share: float) -> int | None:
    return None if isnan(share) else (share >= 0.5) + (share >= 1.0)


@cache.per_build(50)
def _matrix(scope: ProposalScope) -> Markup:
    submitted = scope.submitted
    others = submitted.loc[~submitted["region_code"].isin(list(scope.names)), "region_code"].dropna()
    own = dict(zip(others, scope.places(others), strict=True))
    present = set(submitted["menu_id"].dropna())
    return proposal_matrix(
        pipeline.by_region_and_menu(submitted),
        names=scope.names | own,
        menus={menu: head for menu, head in scope.menu_heads.items() if menu in present},
        amount=False,
        leading=lambda code, menu: _listed(code, menu) if code in scope.names else "",
        called=scope.menus,
    )


def _listed(code: str, menu: str) -> str:
    """The list of what a cell counts."""
    return f"/usulan?{urlencode({'bagian': 'daftar', 'kab': code, 'menu': menu, 'tahap': SUBMITTED_ONLY})}"


@cache.per_build(50)
def _per_head(scope: ProposalScope) -> Markup:
    """What is asked for and approved per resident, the most first; the province in the last row."""
    rates = cache.analysis("per_head", year=scope.year)
    local = rates[rates["region_code"] != PROVINCE].sort_values(
        ["proposed_per_head", "region_code"], ascending=[False, True]
    )
    ordered = pd.concat([local, rates[rates["region_code"] == PROVINCE]])
    counted = int(rates["population_year"].iloc[0])
    decided = "" if rates["approved_idr"].notna().any() else "; belum ada yang ditetapkan"
    heading = prose.heading_html(
        "Nilai usulan per penduduk", f"penduduk Dukcapil {counted}; tanpa draf dan yang dikembalikan{decided}"
    )
    named = [scope.names.get(str(code), "Sulawesi Tenggara") for code in ordered["region_code"]]
    table = pd.DataFrame(
        {
            "Kabupaten/Kota": named,
            "Diajukan": [_amount(value) for value in ordered["proposed_idr"]],
            "Ditetapkan": [_amount(value) for value in ordered["approved_idr"]],
            "Penduduk": [units.number(value) for value in ordered["population_persons"]],
            "Diajukan per penduduk": [_of_one(value) for value in ordered["proposed_per_head"]],
            "Ditetapkan per penduduk": [_of_one(value) for value in ordered["approved_per_head"]],
            "Ditetapkan dari diajukan": [units.percent(value, 1) for value in ordered["approved_pct"]],
        }
    )
    return heading + tables.table_html(table, right=list(table.columns[1:]), regions=ordered["region_code"].tolist())


def _of_one(value: float) -> str:
    """Whole rupiah of one resident."""
    return units.quantity(value, units.RUPIAH, 0, units.ONES) if pd.notna(value) else units.MISSING


@cache.per_build(100)
def _by_fund(scope: ProposalScope) -> Markup:
    return _groups(pipeline.by_group(scope.submitted_here, "fund"), "Sumber dana")


@cache.per_build(100)
def _by_year(scope: ProposalScope) -> Markup:
    mine = pipeline.chosen(scope.counted, regions=scope.codes, stage=SUBMITTED_ONLY)
    return _groups(pipeline.by_group(mine, "budget_year").sort_values("budget_year"), "Tahun anggaran")


def _groups(groups: pd.DataFrame, head: str) -> Markup:
    table = pd.DataFrame(
        {
            head: groups.iloc[:, 0].fillna("belum disebut").astype(str),
            "Sudah diajukan": groups["proposals"].astype(str),
            "Dokumen lengkap": groups["ready"].astype(str),
            "Nilai saat diajukan": [
                f"{'≥ ' if row.unknown and pd.notna(row.amount_idr) else ''}{_amount(row.amount_idr)}"
                for row in groups.itertuples()
            ],
        }
    )
    return tables.table_html(table, right=list(table.columns[1:]))


def _amount(value: float) -> str:
    return proposal_sentences.money(value) if pd.notna(value) else units.MISSING


def spread_data(scope: ProposalScope) -> pd.DataFrame:
    """The delivered proposals of the year, what map and matrix add up."""
    return views.proposals(scope.of_year)

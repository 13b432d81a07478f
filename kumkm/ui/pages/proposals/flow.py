"""Alur: how far proposals came, where they stand, how long, and what changed since a day."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm.analysis import pipeline
from kumkm.domain import units
from kumkm.domain.view.proposals import COUNTED_ONLY
from kumkm.export import views
from kumkm.figures.pipeline import ageing, funnel
from kumkm.narrative import proposal_sentences
from kumkm.narrative.grammar import date_words
from kumkm.ui.pages.proposals.shared import ORDER, ProposalScope
from kumkm.ui.parts import charts, layout, prose, tables
from kumkm.ui.parts.html import NOTHING
from kumkm.ui.state import cache, choices

_SHOWN = 12
_HIGH = 430  # px of both charts
_DAY: Final = "perubahan_sejak"
_STAGES: Final = "pernah sampai, juga yang sudah lanjut atau dikembalikan; kini, nilai saat diajukan"


def _headline(scope: ProposalScope) -> Markup:
    """Where proposals stand now, and how many are overdue."""
    late = len(pipeline.overdue(scope.here, scope.stages))
    stages = pipeline.funnel(scope.here, scope.stages, ORDER)
    spoken = proposal_sentences.pipeline(stages, late, scope.year)
    further = proposal_sentences.went_on(stages)
    standing = "; ".join([*proposal_sentences.standing(scope.here), *([further] if further else [])])
    detail = f"tahun anggaran {scope.year} · {scope.place or 'seluruh provinsi'} · {standing}"
    return prose.headline_html(spoken or "Belum ada usulan.", detail, mark=scope.stamp)


def flow(scope: ProposalScope) -> None:
    """The funnel beside the days; below them the moves, who is overdue and what changed."""
    with layout.grid("usulan_alur"):
        since = _since(scope)
        layout.texts(
            judul=_headline(scope),
            tahapan=prose.heading_html("Tahapan", _STAGES) + _funnel_list(scope),
            daftar=_lists(scope),
            lama=prose.heading_html("Lama di tahap", "hari, median ●; batas waktu |") + _ageing_list(scope),
            pindah=_moves(scope) + _overdue(scope),
            berubah=NOTHING if since is None else _changed(scope, since),
        )
        charts.chart(_funnel(scope), key="grafik_tahapan", alt=f"Tahapan usulan {scope.year}")
        charts.chart(_ageing(scope), key="grafik_lama", alt=f"Lama usulan {scope.year} di tiap tahap")


@cache.per_build(100)
def _lists(scope: ProposalScope) -> Markup:
    """The way from each stage to the proposals that stand there now."""
    counted = scope.here["stage"].value_counts()
    link = Markup('<a href="/usulan?{}" data-page="usulan">{} ({})</a>')
    links = [
        link.format(urlencode({"bagian": "daftar", "tahap": stage}), words, int(counted[stage]))
        for stage, words, _ in ORDER
        if stage in counted
    ]
    return Markup('<p class="k-text k-go">Daftar yang kini di: {}</p>').format(Markup(" · ").join(links))


@charts.kept(100)
def _funnel(scope: ProposalScope) -> Any:
    return funnel(pipeline.funnel(scope.here, scope.stages, ORDER), scope.style, height=_HIGH)


@charts.kept(100)
def _ageing(scope: ProposalScope) -> Any:
    return ageing(pipeline.ageing(scope.here, scope.stages, ORDER), scope.style, height=_HIGH)


def _funnel_list(scope: ProposalScope) -> Markup:
    stages = pipeline.funnel(scope.here, scope.stages, ORDER)
    table = pd.DataFrame(
        {
            "Tahap": stages["stage_words"],
            "Pernah": [units.number(value) for value in stages["reached"]],
            "Kini": [units.number(value) for value in stages["here"]],
            "Nilai": [
                proposal_sentences.left(value) if pd.notna(value) else units.MISSING for value in stages["amount_idr"]
            ],
        }
    )
    return tables.on_phone(table, list(table.columns[1:]))


def _ageing_list(scope: ProposalScope) -> Markup:
    stages = pipeline.ageing(scope.here, scope.stages, ORDER)
    late = stages["overdue"].where(stages["days_limit"].notna())
    numbers = {"Hari": stages["days_median"], "Batas": stages["days_limit"], "Lewat": late}
    table = pd.DataFrame({"Tahap": stages["stage_words"]}).assign(
        **{head: [units.number(value) for value in values] for head, values in numbers.items()}
    )
    return tables.on_phone(table, list(numbers))


def _moves(scope: ProposalScope) -> Markup:
    """From which stage to which, how many, and after how many days."""
    moves = pipeline.transitions(scope.here, scope.stages, ORDER)
    heading = prose.heading_html("Perpindahan antartahap", "usulan yang menempuhnya; hari: median di tahap asal")
    repeated = moves["from_words"].eq(moves["from_words"].shift())
    table = pd.DataFrame(
        {
            "Dari": moves["from_words"].mask(repeated, ""),
            "Ke": moves["to_words"],
            "Usulan": [units.number(value) for value in moves["proposals"]],
            "Hari": [units.number(value) for value in moves["days_median"]],
        }
    )
    return heading + tables.table_html(table, right=["Usulan", "Hari"])


def _overdue(scope: ProposalScope) -> Markup:
    late = pipeline.overdue(scope.here, scope.stages)
    heading = prose.heading_html("Melewati batas waktu", f"{len(late)} usulan, yang paling lama lewat dahulu")
    if not scope.names_single:
        return heading + _overdue_counted(scope, late)
    table = pd.DataFrame(
        {
            "Usulan": late["title"],
            "Daerah": scope.places(late["region_code"]),
            "Tahap": late["stage_words"],
            "Lewat": [f"{units.number(value)} hari" for value in late["overdue_days"]],
        }
    ).head(_SHOWN)
    return heading + tables.table_html(table, right=["Lewat"])


def _overdue_counted(scope: ProposalScope, late: pd.DataFrame) -> Markup:
    """The same by region: how many, and the longest."""
    regions = late.groupby("region_code")["overdue_days"].agg(["size", "max"]).reset_index()
    ordered = regions.sort_values(["max", "region_code"], ascending=[False, True])
    table = pd.DataFrame(
        {
            "Daerah": scope.places(ordered["region_code"]),
            "Usulan": [units.number(value) for value in ordered["size"]],
            "Paling lama lewat": [f"{units.number(value)} hari" for value in ordered["max"]],
        }
    )
    return tables.table_html(table, right=["Usulan", "Paling lama lewat"])


def _since(scope: ProposalScope) -> date | None:
    """Let the viewer choose since when changes are listed; None where nothing ever moved."""
    steps = scope.stages[scope.stages["proposal_id"].isin(scope.here["proposal_id"])]
    last = steps["entered_on"].max()
    if pd.isna(last):
        return None
    usual = (last - pd.Timedelta(days=30)).date()
    day = scope.view.since or usual
    choices.put(_DAY, day)
    st.date_input("Perubahan sejak", format="DD/MM/YYYY", key=_DAY, on_change=_keep_day, args=(usual,))
    return day


def _keep_day(usual: date) -> None:
    """The day the page takes by itself is none that was chosen."""
    day = choices.of(_DAY)
    choices.put("perubahan", day if isinstance(day, date) and day != usual else None)


def _changed(scope: ProposalScope, since: date) -> Markup:
    changes = pipeline.changed_since(scope.here, scope.stages, since)
    heading = prose.heading_html("Yang berubah", f"{len(changes)} langkah")
    if not scope.names_single:
        return heading + _changed_counted(changes)
    table = pd.DataFrame(
        {
            "Tanggal": [date_words(value.strftime("%Y-%m-%d")) for value in changes["entered_on"]],
            "Usulan": changes["title"],
            "Ke tahap": changes["stage_words"],
            "Alasan": changes["reason"].fillna(""),
        }
    ).head(_SHOWN)
    return heading + tables.table_html(table)


def _changed_counted(changes: pd.DataFrame) -> Markup:
    """The same by the stage they went to, in official order."""
    counts = changes["stage_words"].value_counts()
    stages = [words for _, words, _ in ORDER if words in counts.index]
    table = pd.DataFrame({"Ke tahap": stages, "Langkah": [units.number(int(counts[stage])) for stage in stages]})
    return tables.table_html(table, right=["Langkah"]) + prose.quiet_html(COUNTED_ONLY)


def flow_data(scope: ProposalScope) -> pd.DataFrame:
    """Every step of the proposals shown."""
    return views.steps(scope.stages, scope.here)

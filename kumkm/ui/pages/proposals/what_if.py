"""Simulasi pagu: the best set under a ceiling beside the base case; and the minutes, ready to print."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from kumkm.analysis import need as needs
from kumkm.analysis import proposals as asked
from kumkm.analysis.allocation import Status
from kumkm.analysis.duplicates import duplicates
from kumkm.analysis.scoring import Weights
from kumkm.domain import exact, units
from kumkm.domain.rules import BILLION, in_billions
from kumkm.domain.view.proposals import CAPS, CEILINGS, FLOORS, MOST_KEPT, WEIGHTS, Scenario
from kumkm.figures.allocation import before_after, budget_bar
from kumkm.narrative import proposal_sentences as said
from kumkm.ui.pages.proposals.shared import Board, proposal_table, proposals_taken, weight_slider
from kumkm.ui.parts import charts, prose, tables
from kumkm.ui.parts.downloads import offer
from kumkm.ui.state import cache, choices


def _found(board: Board, scenario: Scenario | None = None) -> asked.WhatIf:
    """The plan of a scenario; all weights at 0 count as equal."""
    chosen = scenario or board.view.scenario
    given = [float(weight) for weight in chosen.weights]
    return cache.what_if(chosen.rules, board.year, Weights(*given) if any(given) else Weights())


def headline(board: Board) -> None:
    """What the ceiling buys, or why nothing fits."""
    found = _found(board)
    plan = found.plan
    if plan.status is Status.INFEASIBLE:
        detail = f"{board.view.scenario.called} · tahun anggaran {board.year}"
        prose.headline("Tidak ada susunan yang memenuhi semua syarat.", detail, mark=board.stamp)
        return
    spoken = said.scenario(
        len(plan.selected),
        plan.total_idr,
        plan.rules.ceiling,
        plan.selected["region_code"].nunique(),
        len(board.names),
    )
    proven = (
        "terbukti terbaik" if plan.status is Status.OPTIMAL else f"selisih {units.percent(100 * (plan.gap or 0), 2)}"
    )
    fair = said.fairness_change(needs.hoover(found.equity_before), needs.hoover(found.equity_after))
    detail = " · ".join(filter(None, (board.view.scenario.called, f"tahun anggaran {board.year}", proven, fair)))
    prose.headline(spoken, detail, mark=board.stamp)


def what_if(board: Board) -> None:
    """The rules to try, what they give per region and menu, what enters and leaves and why, scenarios side by side."""
    controls, picture = st.columns([1, 2.5], gap="medium")
    with controls:
        _controls(board)
    found = _found(board)
    with picture:
        if found.plan.status is Status.INFEASIBLE:
            prose.notices([found.plan.reason])
        else:
            _warned(board, found)
            _pictures(board)
    if found.plan.status is not Status.INFEASIBLE:
        _fair(found)
        made_of = said.need_made_of(cache.analysis("need_features", year=board.year))
        st.html(f'<p class="k-text k-quiet">{escape(made_of.text)}</p>')
        _lists(board, found)
    _compared(board)


def _controls(board: Board) -> None:
    prose.heading("Syarat", "miliar rupiah")
    low, high = (float(in_billions(end)) for end in CEILINGS)
    st.number_input("Pagu (miliar)", low, high, step=5.0, key="pagu", format="%g")
    st.select_slider("Paling sedikit per daerah", list(range(FLOORS[0], FLOORS[1] + 1)), key="minimal")
    for name in WEIGHTS:
        weight_slider(f"Bobot {name}", choices.of(f"bobot_{name}"), f"bobot_{name}")
    with st.expander("Batas per menu"):
        _caps(board)
    with st.expander("Lantai per daerah"):
        _floors(board)
    st.text_input("Nama skenario", key="nama", placeholder="misalnya: merata")
    st.button("Simpan untuk dibandingkan", on_click=_keep, args=(board.view.scenario,), width="stretch")


def _caps(board: Board) -> None:
    """The most per menu in billions of rupiah; 0 is no cap."""
    given = board.view.scenario.rules.menu_caps
    for menu, name in board.menu_heads.items():
        key = f"batas_{menu}"
        choices.put(key, float(in_billions(given.get(menu, 0))))
        st.number_input(
            name,
            0.0,
            float(in_billions(CAPS[1])),
            step=1.0,
            format="%g",
            key=key,
            on_change=_capped,
            args=(menu,),
            help="0: tanpa batas",
        )


def _capped(menu: str) -> None:
    most = exact.nearest(choices.of(f"batas_{menu}"), BILLION)
    choices.put("batas", choices.of("batas") | {menu: most})


def _floors(board: Board) -> None:
    """A region's own least number instead of the one for all."""
    given = board.view.scenario.rules.floors
    options = ["", *map(str, range(FLOORS[0], FLOORS[1] + 1))]
    for code, name in board.names.items():
        key = f"lantai_{code}"
        choices.put(key, str(given.get(code, "")))
        words = lambda text: text or "seperti yang lain"  # noqa: E731
        st.selectbox(name, options, format_func=words, key=key, on_change=_floored, args=(code,))


def _floored(code: str) -> None:
    others = {key: least for key, least in choices.of("lantai").items() if key != code}
    chosen = choices.of(f"lantai_{code}")
    choices.put("lantai", others | ({code: int(chosen)} if chosen else {}))


def _keep(scenario: Scenario) -> None:
    kept = [item for item in choices.of("skenario") if item != scenario]
    choices.put("skenario", tuple([*kept, scenario][-MOST_KEPT:]))


def _forget() -> None:
    choices.put("skenario", ())


def _warned(board: Board, found: asked.WhatIf) -> None:
    """Regions no plan can serve, and selected proposals that may be one and the same."""
    unserved = [board.names[code] for code in found.plan.unserved]
    said_of_unserved = (
        f"Tidak ada usulan yang memenuhi syarat dari {', '.join(unserved)}; lantai tidak berlaku di sana."
    )
    prose.notices([*([said_of_unserved] if unserved else []), *_doubted(found.doubles)])


def _doubted(pairs: pd.DataFrame) -> list[str]:
    """What is chosen may hold one proposal twice: the money would be given twice."""
    named = [f"{pair.proposal_id} dan {pair.other_id}" for pair in pairs.itertuples()]
    return [f"Di antaranya mungkin ada usulan yang sama dua kali; periksa {', '.join(named)}."] if named else []


def _pictures(board: Board) -> None:
    alt = f"Nilai per daerah, dasar dan skenario, {board.year}"
    prose.heading("Pagu", "menurut menu")
    charts.chart(_budget(board), key="grafik_pagu", alt="Pagu menurut menu", still=True)
    prose.heading("Tiap daerah", "kosong: menurut urutan skor tanpa lantai; penuh: skenario ini")
    charts.chart(_regions(board), key="grafik_daerah", alt=alt)


@cache.per_build(100)
def _budget(board: Board) -> Any:
    plan = _found(board).plan
    by_menu = plan.selected.groupby("menu_id")["amount_idr"].sum()
    heads = board.menu_heads
    parts = pd.DataFrame(
        {"menu_words": [heads.get(str(menu), str(menu)) for menu in by_menu.index], "amount_idr": by_menu.to_numpy()}
    )
    return budget_bar(parts, board.style, ceiling=float(plan.rules.ceiling), height=150, width=900)


@cache.per_build(100)
def _regions(board: Board) -> Any:
    found = _found(board)
    before = found.equity_before.set_index("region_code")["given"]
    after = found.equity_after.set_index("region_code")["given"]
    frame = pd.DataFrame({"region_code": list(board.names)})
    frame["base_idr"] = frame["region_code"].map(before)
    frame["scenario_idr"] = frame["region_code"].map(after)
    out = frame["region_code"].isin(list(found.plan.unserved))
    frame.loc[out, ["base_idr", "scenario_idr"]] = float("nan")
    height = board.height(440, 500)
    return before_after(frame, board.style, names=board.names, highlighted=board.highlighted, height=height)


def _fair(found: asked.WhatIf) -> None:
    before, after = needs.hoover(found.equity_before), needs.hoover(found.equity_after)
    rows = (
        ("Indeks Hoover terhadap kebutuhan", before, after),
        (
            "Korelasi peringkat dengan kebutuhan",
            needs.correlation(found.equity_before),
            needs.correlation(found.equity_after),
        ),
    )
    table = pd.DataFrame(
        [(name, units.number(then, 3), units.number(now, 3)) for name, then, now in rows],
        columns=["Keadilan", "Dasar", "Skenario"],
    )
    tables.html_table(table, right=["Dasar", "Skenario"])


def _lists(board: Board, found: asked.WhatIf) -> None:
    titles = board.every.set_index("proposal_id")["title"]
    changes, selected, others = st.tabs(["Masuk dan keluar", "Yang diusulkan", "Yang tidak termasuk"])
    with changes:
        tables.html_table(_rows(board, found.changes, titles, change=True), right=["Nilai"])
    with selected:
        table = _rows(board, found.plan.selected, titles)
        tables.html_table(table, right=["Nilai", "Skor"])
        title = f"Usulan menurut {board.view.scenario.called}, tahun anggaran {board.year}"
        make = partial(proposal_table, board, _exported(board, found.plan.selected, titles), title)
        offer(f"simulasi-pagu-{board.year}", make, key="simulasi")
    with others:
        tables.html_table(_rows(board, found.plan.left_out, titles), right=["Nilai", "Skor"])


def _rows(board: Board, rows: pd.DataFrame, titles: pd.Series[str], *, change: bool = False) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "Kode": rows["proposal_id"],
            "Daerah": board.places(rows["region_code"]),
            "Usulan": rows["proposal_id"].map(titles),
            "Nilai": [units.quantity(float(value), units.RUPIAH) for value in rows["amount_idr"]],
        }
    )
    if change:
        table.insert(0, "Perubahan", rows["change"].to_numpy())
    else:
        table["Skor"] = [units.number(float(value), 2) if pd.notna(value) else units.MISSING for value in rows["score"]]
    table["Alasan"] = rows["reason"].to_numpy()
    return table


def _exported(board: Board, rows: pd.DataFrame, titles: pd.Series[str]) -> pd.DataFrame:
    """What is on screen as numbers to compute with."""
    told = rows[["proposal_id", "region_code", "menu_id", "amount_idr", "score", "reason"]]
    every = board.every.drop_duplicates("proposal_id").set_index("proposal_id")["simulated"]
    return told.assign(title=rows["proposal_id"].map(titles), simulated=rows["proposal_id"].map(every))[
        ["region_code", "title", "amount_idr", "score", "reason", "menu_id", "proposal_id", "simulated"]
    ]


def _compared(board: Board) -> None:
    kept = board.view.kept
    if not kept:
        return
    prose.heading("Skenario berdampingan", "paling banyak tiga")
    columns = {"Skenario": [scenario.called for scenario in kept]}
    plans = [_found(board, scenario) for scenario in kept]
    columns["Usulan"] = [units.number(len(found.plan.selected)) for found in plans]
    columns["Nilai"] = [said.money(found.plan.total_idr) for found in plans]
    columns["Sisa"] = [said.money(found.plan.leftover_idr) for found in plans]
    columns["Daerah"] = [units.number(found.plan.selected["region_code"].nunique()) for found in plans]
    columns["Jumlah skor"] = [units.number(found.plan.objective, 2) for found in plans]
    columns["Indeks Hoover"] = [units.number(needs.hoover(found.equity_after), 3) for found in plans]
    tables.html_table(pd.DataFrame(columns), right=list(columns)[1:])
    title = f"Skenario pagu berdampingan, tahun anggaran {board.year}"
    chosen = [f"{number}. {scenario.called}" for number, scenario in enumerate(kept, start=1)]
    make = partial(proposal_table, board, _side_by_side(board, plans), title, chosen)
    offer(f"skenario-pagu-{board.year}", make, key="skenario")
    st.button("Kosongkan perbandingan", on_click=_forget)


def _side_by_side(board: Board, plans: list[asked.WhatIf]) -> pd.DataFrame:
    """Every proposal in any of the scenarios, one row each, and in which it is."""
    titles = board.every.set_index("proposal_id")["title"]
    together = pd.concat([found.plan.selected for found in plans]).drop_duplicates("proposal_id")
    table = _exported(board, together.sort_values(["region_code", "proposal_id"], ignore_index=True), titles)
    table = table.drop(columns=["reason"])
    for number, (scenario, found) in enumerate(zip(board.view.kept, plans, strict=True), start=1):
        inside = table["proposal_id"].isin(found.plan.selected["proposal_id"])
        table[f"{number}. {scenario.called}"] = ["ya" if flag else "tidak" for flag in inside]
    return table


def minutes_headline(board: Board) -> None:
    """How much the list agreed so far comes to."""
    agreed = _agreed(board)
    spoken = said.agreed(len(agreed), float(agreed["amount_idr"].sum(min_count=1)), board.year)
    prose.headline(spoken, "daftar yang disepakati pada Rakorda, nilai pada tahapnya", mark=board.stamp)


def _agreed(board: Board) -> pd.DataFrame:
    wanted = asked.agreed(board.counted, board.year, list(board.names))
    found = board.of_year[board.of_year["proposal_id"].isin(wanted)]
    return found.sort_values(["region_code", "proposal_id"], ignore_index=True)


def minutes(board: Board) -> None:
    """The minutes as they are signed: numbered list, amounts, total, places for signatures. Print with Ctrl+P."""
    agreed = _agreed(board)
    prose.notices(_doubted(duplicates(agreed)))
    table = pd.DataFrame(
        {
            "No.": [str(number) for number in range(1, len(agreed) + 1)],
            "Kabupaten/Kota": board.places(agreed["region_code"]),
            "Usulan": agreed["title"],
            "Menu": agreed["menu"],
            "Sumber dana": agreed["fund"],
            "Volume": [
                f"{units.number(row.volume)} {row.unit}" if pd.notna(row.volume) else units.MISSING
                for row in agreed.itertuples()
            ],
            "Nilai disepakati": [units.quantity(value, units.RUPIAH) for value in agreed["amount_idr"]],
        }
    )
    st.html(
        '<section class="k-minutes"><h2>Berita Acara Rapat Koordinasi Daerah Koperasi dan UMKM</h2>'
        f"<p>Provinsi Sulawesi Tenggara, tahun anggaran {board.year}. Nomor: ……………… Tanggal: ………………</p>"
        "<p>Rapat menyepakati usulan program berikut untuk diteruskan ke Rakortek.</p></section>"
    )
    tables.html_table(table, right=["Volume", "Nilai disepakati"])
    total = units.quantity(float(agreed["amount_idr"].sum(min_count=1)), units.RUPIAH)
    boxes = "".join(f"<div><p>{escape(place)}</p><span></span><p>(………………………………)</p></div>" for place in _signers(board))
    simulated = "<p><b>DATA SIMULASI: bukan data nyata.</b></p>" if board.mark else ""
    st.html(
        f'<section class="k-minutes"><p><b>Jumlah {len(agreed)} usulan, {escape(total)}.</b></p>{simulated}'
        f'<div class="k-signatures">{boxes}</div></section>'
    )


def minutes_data(board: Board) -> pd.DataFrame:
    """The proposals agreed on."""
    return proposals_taken(_agreed(board))


def _signers(board: Board) -> list[str]:
    return [
        "Kepala Dinas Koperasi dan UMKM Provinsi Sulawesi Tenggara",
        *(f"Dinas {name}" for name in board.names.values()),
    ]

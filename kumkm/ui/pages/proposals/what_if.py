"""Simulasi pagu: the best set under a ceiling beside the base case; and the minutes, ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from kumkm.analysis import need as needs
from kumkm.analysis import proposals
from kumkm.analysis.allocation import Status
from kumkm.analysis.duplicates import duplicates
from kumkm.analysis.scoring import weights_of
from kumkm.domain import exact, units
from kumkm.domain.rules import BILLION, in_billions
from kumkm.domain.view.proposals import CAPS, CEILINGS, COUNTED_ONLY, FLOORS, MOST_KEPT, WEIGHTS, Scenario
from kumkm.export import views
from kumkm.figures.allocation import before_after, budget_bar
from kumkm.narrative import proposal_sentences
from kumkm.ui.pages.proposals.shared import ProposalScope, proposal_table, weight_slider
from kumkm.ui.parts import charts, layout, prose, tables
from kumkm.ui.parts.downloads import offer
from kumkm.ui.parts.html import NOTHING, join, place
from kumkm.ui.state import cache, choices, office

_RULES: Final = prose.heading_html("Syarat", "miliar rupiah")
_OPENED: Final = "syarat_terbuka"
_LIST: Final = "daftar_simulasi"
_CHANGES, _SELECTED, _LEFT_OUT = "Masuk dan keluar", "Yang diusulkan", "Yang tidak termasuk"


def _plan_of(scope: ProposalScope, scenario: Scenario | None = None) -> proposals.WhatIf:
    """The plan of a scenario."""
    chosen = scenario or scope.view.scenario
    return cache.what_if(chosen.rules, scope.year, weights_of(chosen.weights), office.settled())


def _headline(scope: ProposalScope, result: proposals.WhatIf) -> Markup:
    """What the ceiling buys, or why nothing fits."""
    plan = result.plan
    if plan.status is Status.INFEASIBLE:
        detail = f"{scope.view.scenario.called} · tahun anggaran {scope.year}"
        return prose.headline_html("Tidak ada susunan yang memenuhi semua syarat.", detail, mark=scope.stamp)
    spoken = proposal_sentences.scenario(
        len(plan.selected),
        plan.total_idr,
        plan.rules.ceiling,
        plan.selected["region_code"].nunique(),
        len(scope.names),
    )
    proven = (
        "terbukti terbaik" if plan.status is Status.OPTIMAL else f"selisih {units.percent(100 * (plan.gap or 0), 2)}"
    )
    fair = proposal_sentences.fairness_change(needs.hoover(result.equity_before), needs.hoover(result.equity_after))
    detail = " · ".join(filter(None, (scope.view.scenario.called, f"tahun anggaran {scope.year}", proven, fair)))
    return prose.headline_html(spoken, detail, mark=scope.stamp)


def what_if(scope: ProposalScope) -> None:
    """The rules to try, what they give per region and menu, what enters and leaves and why, scenarios side by side."""
    result = _plan_of(scope)
    choices.offer(_LIST, _CHANGES)
    with layout.grid("usulan_simulasi"):
        if result.plan.status is Status.INFEASIBLE:
            layout.texts(
                judul=_headline(scope, result),
                catatan=prose.notices_html([result.plan.reason]),
                syarat=_RULES,
                banding=_compared(scope),
            )
            _controls(scope)
        else:
            layout.texts(
                judul=_headline(scope, result),
                catatan=prose.notices_html(_warned(scope, result)),
                syarat=_RULES,
                pagu=prose.heading_html("Pagu", "menurut menu") + _budget_list(scope, result),
                daerah=prose.heading_html(
                    "Tiap daerah", "miliar rupiah; kosong: menurut urutan skor tanpa jatah minimal; penuh: skenario ini"
                ),
                adil=_fair(scope, result),
                daftar=_listed(scope, result),
                banding=_compared(scope),
            )
            _controls(scope)
            _pictures(scope)
            _lists(scope, result)
        _kept(scope)


def _controls(scope: ProposalScope) -> None:
    low, high = (float(in_billions(end)) for end in CEILINGS)
    st.number_input("Pagu (miliar)", low, high, step=5.0, key="pagu", format="%g")
    st.select_slider("Jatah minimal per daerah", list(range(FLOORS[0], FLOORS[1] + 1)), key="minimal")
    st.text_input("Nama skenario", key="nama", placeholder="misalnya: merata")
    st.button(
        "Simpan untuk dibandingkan", on_click=_keep, args=(scope.view.scenario,), width="stretch", key="simpan_skenario"
    )
    _more_rules(scope)


def _more_rules(scope: ProposalScope) -> None:
    """Rules that are seldom set, folded until some are: weights, the most per menu, the least of single regions."""
    scenario = scope.view.scenario
    if scenario != replace(Scenario(), rules=replace(scenario.rules, menu_caps={}, floors={}), name=scenario.name):
        choices.offer(_OPENED, True)
    shown = st.expander("Bobot, batas per menu, jatah daerah tertentu", key=_OPENED, on_change="rerun")
    if not shown.open:
        return
    with shown:
        for name in WEIGHTS:
            weight_slider(f"Bobot {name}", choices.of(f"bobot_{name}"), f"bobot_{name}")
        prose.heading("Batas per menu", "0: tanpa batas")
        _caps(scope)
        prose.heading("Jatah minimal daerah tertentu")
        _floors(scope)


def _two_columns(count: int) -> list[DeltaGenerator]:
    """Where each of some controls stands: the first half left, so that they keep their order where columns are one."""
    left, right = st.columns(2, gap="small")
    return [left] * ((count + 1) // 2) + [right] * (count // 2)


def _caps(scope: ProposalScope) -> None:
    """The most per menu in billions of rupiah; 0 is no cap."""
    given = scope.view.scenario.rules.menu_caps
    heads = scope.menu_heads
    for column, (menu, name) in zip(_two_columns(len(heads)), heads.items(), strict=True):
        key = f"batas_{menu}"
        choices.put(key, float(in_billions(given.get(menu, 0))))
        column.number_input(
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


def _floors(scope: ProposalScope) -> None:
    """A region's own least number instead of the one for all."""
    given = scope.view.scenario.rules.floors
    options = ["", *map(str, range(FLOORS[0], FLOORS[1] + 1))]
    for column, (code, name) in zip(_two_columns(len(scope.names)), scope.names.items(), strict=True):
        key = f"lantai_{code}"
        choices.put(key, str(given.get(code, "")))
        words = lambda text: text or "seperti yang lain"  # noqa: E731
        column.selectbox(name, options, format_func=words, key=key, on_change=_floored, args=(code,))


def _floored(code: str) -> None:
    others = {key: least for key, least in choices.of("lantai").items() if key != code}
    chosen = choices.of(f"lantai_{code}")
    choices.put("lantai", others | ({code: int(chosen)} if chosen else {}))


def _keep(scenario: Scenario) -> None:
    kept = [item for item in choices.of("skenario") if item != scenario]
    choices.put("skenario", tuple([*kept, scenario][-MOST_KEPT:]))


def _forget() -> None:
    choices.put("skenario", ())


def _warned(scope: ProposalScope, result: proposals.WhatIf) -> list[str]:
    """Regions no plan can serve, and selected proposals that may be one and the same."""
    unserved = [scope.names[code] for code in result.plan.unserved]
    warning = f"Tidak ada usulan yang memenuhi syarat dari {', '.join(unserved)}; jatah minimal tidak berlaku di sana."
    kept = proposal_sentences.settled(result.plan.selected)
    return [*([kept] if kept else []), *([warning] if unserved else []), *_doubted(scope, result.doubles)]


def _doubted(scope: ProposalScope, pairs: pd.DataFrame) -> list[str]:
    """What is chosen may hold one proposal twice: the money would be given twice."""
    if len(pairs) and not scope.names_single:
        return ["Di antaranya mungkin ada usulan yang sama dua kali."]
    named = [f"{pair.proposal_id} dan {pair.other_id}" for pair in pairs.itertuples()]
    return [f"Di antaranya mungkin ada usulan yang sama dua kali; periksa {', '.join(named)}."] if named else []


def _pictures(scope: ProposalScope) -> None:
    charts.chart(_budget(scope), key="grafik_pagu", alt="Pagu menurut menu")
    alt = f"Nilai per daerah, dasar dan skenario, {scope.year}"
    charts.chart(_regions(scope), key="grafik_daerah", alt=alt)


def _by_menu(scope: ProposalScope, result: proposals.WhatIf) -> pd.DataFrame:
    """What each menu takes of the ceiling: menu_words, amount_idr."""
    by_menu = result.plan.selected.groupby("menu_id")["amount_idr"].sum()
    heads = scope.menu_heads
    return pd.DataFrame(
        {"menu_words": [heads.get(str(menu), str(menu)) for menu in by_menu.index], "amount_idr": by_menu.to_numpy()}
    )


@charts.kept(100)
def _budget(scope: ProposalScope) -> Any:
    result = _plan_of(scope)
    ceiling = float(result.plan.rules.ceiling)
    return budget_bar(_by_menu(scope, result), scope.style, ceiling=ceiling, height=150, width=900)


def _budget_list(scope: ProposalScope, result: proposals.WhatIf) -> Markup:
    """The bar as a list, for a phone."""
    parts = _by_menu(scope, result).sort_values(["amount_idr", "menu_words"], ascending=[False, True])
    rest = float(result.plan.rules.ceiling) - result.plan.total_idr
    amounts = [*parts["amount_idr"], *([rest] if rest > 0 else [])]
    shares = units.parts_shown([100 * amount / sum(amounts) for amount in amounts], 1)
    table = pd.DataFrame(
        {
            "Menu": [*parts["menu_words"], *(["sisa"] if rest > 0 else [])],
            "Nilai": [proposal_sentences.left(amount) for amount in amounts],
            "Dari pagu": [units.percent(share, 1) for share in shares],
        }
    )
    return tables.on_phone(table, ["Nilai", "Dari pagu"])


@charts.kept(100)
def _regions(scope: ProposalScope) -> Any:
    result = _plan_of(scope)
    before = result.equity_before.set_index("region_code")["given"]
    after = result.equity_after.set_index("region_code")["given"]
    frame = pd.DataFrame({"region_code": list(scope.names)})
    frame["base_idr"] = frame["region_code"].map(before)
    frame["scenario_idr"] = frame["region_code"].map(after)
    out = frame["region_code"].isin(list(result.plan.unserved))
    frame.loc[out, ["base_idr", "scenario_idr"]] = float("nan")
    height = scope.height(440, 500)
    return before_after(frame, scope.style, names=scope.names, highlighted=scope.highlighted, height=height)


def _fair(scope: ProposalScope, result: proposals.WhatIf) -> Markup:
    """How near base case and scenario are to need, and what need was computed from."""
    before, after = needs.hoover(result.equity_before), needs.hoover(result.equity_after)
    rows = (
        ("Indeks Hoover terhadap kebutuhan", before, after),
        (
            "Korelasi peringkat dengan kebutuhan",
            needs.correlation(result.equity_before),
            needs.correlation(result.equity_after),
        ),
    )
    table = pd.DataFrame(
        [(name, units.number(then, 3), units.number(now, 3)) for name, then, now in rows],
        columns=["Keadilan", "Dasar", "Skenario"],
    )
    made_of = proposal_sentences.need_made_of(cache.analysis("need_features", year=scope.year))
    return tables.table_html(table, right=["Dasar", "Skenario"]) + prose.quiet_html(made_of.text)


def _listed(scope: ProposalScope, result: proposals.WhatIf) -> Markup:
    """The list chosen: what changes, what is selected, what is left out; to a room that only numbers are shown."""
    if not scope.names_single:
        return prose.quiet_html(COUNTED_ONLY)
    titles = scope.every.set_index("proposal_id")["title"]
    if choices.of(_LIST) == _CHANGES:
        changes = result.changes.sort_values(["change", "amount_idr", "proposal_id"], ascending=[False, False, True])
        return tables.table_html(_rows(scope, changes, titles, change=True), right=["Nilai"])
    rows = result.plan.selected if choices.of(_LIST) == _SELECTED else result.plan.left_out
    ordered = rows.sort_values(["amount_idr", "proposal_id"], ascending=[False, True])
    return tables.table_html(_rows(scope, ordered, titles), right=["Nilai", "Skor"])


def _lists(scope: ProposalScope, result: proposals.WhatIf) -> None:
    """Which list is shown; one at a time, for each is long."""
    if not scope.names_single:
        return
    lists = [_CHANGES, _SELECTED, _LEFT_OUT]
    st.segmented_control("Daftar usulan", lists, key=_LIST, required=True, label_visibility="collapsed")
    if choices.of(_LIST) == _SELECTED:
        titles = scope.every.set_index("proposal_id")["title"]
        title = f"Usulan menurut {scope.view.scenario.called}, tahun anggaran {scope.year}"
        make = partial(proposal_table, scope, _exported(scope, result.plan.selected, titles), title)
        offer(f"simulasi-pagu-{scope.year}", make, key="simulasi")


def _rows(scope: ProposalScope, rows: pd.DataFrame, titles: pd.Series[str], *, change: bool = False) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "Kode": rows["proposal_id"],
            "Daerah": scope.places(rows["region_code"]),
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


def _exported(scope: ProposalScope, rows: pd.DataFrame, titles: pd.Series[str]) -> pd.DataFrame:
    """What is on screen as numbers to compute with."""
    columns = rows[["proposal_id", "region_code", "menu_id", "amount_idr", "score", "reason"]]
    every = scope.every.drop_duplicates("proposal_id").set_index("proposal_id")["simulated"]
    return columns.assign(title=rows["proposal_id"].map(titles), simulated=rows["proposal_id"].map(every))[
        ["region_code", "title", "amount_idr", "score", "reason", "menu_id", "proposal_id", "simulated"]
    ]


def _compared(scope: ProposalScope) -> Markup:
    """The scenarios kept, side by side; empty where none is."""
    kept = scope.view.kept
    if not kept:
        return NOTHING
    heading = prose.heading_html("Skenario berdampingan", "paling banyak tiga")
    columns = {"Skenario": [scenario.called for scenario in kept]}
    plans = [_plan_of(scope, scenario) for scenario in kept]
    columns["Usulan"] = [units.number(len(result.plan.selected)) for result in plans]
    columns["Nilai"] = [proposal_sentences.money(result.plan.total_idr) for result in plans]
    columns["Sisa"] = [proposal_sentences.money(result.plan.leftover_idr) for result in plans]
    columns["Daerah"] = [units.number(result.plan.selected["region_code"].nunique()) for result in plans]
    columns["Jumlah skor"] = [units.number(result.plan.objective, 2) for result in plans]
    columns["Indeks Hoover"] = [units.number(needs.hoover(result.equity_after), 3) for result in plans]
    return heading + tables.table_html(pd.DataFrame(columns), right=list(columns)[1:])


def _kept(scope: ProposalScope) -> None:
    """What can be done with the scenarios kept."""
    kept = scope.view.kept
    if not kept:
        return
    plans = [_plan_of(scope, scenario) for scenario in kept]
    title = f"Skenario pagu berdampingan, tahun anggaran {scope.year}"
    chosen = [f"{number}. {scenario.called}" for number, scenario in enumerate(kept, start=1)]
    make = partial(proposal_table, scope, _side_by_side(scope, plans), title, chosen)
    offer(f"skenario-pagu-{scope.year}", make, key="skenario")
    st.button("Kosongkan perbandingan", on_click=_forget, key="kosongkan_skenario")


def _side_by_side(scope: ProposalScope, plans: list[proposals.WhatIf]) -> pd.DataFrame:
    """Every proposal in any of the scenarios, one row each, and in which it is."""
    titles = scope.every.set_index("proposal_id")["title"]
    together = pd.concat([result.plan.selected for result in plans]).drop_duplicates("proposal_id")
    table = _exported(scope, together.sort_values(["region_code", "proposal_id"], ignore_index=True), titles)
    table = table.drop(columns=["reason"])
    for number, (scenario, result) in enumerate(zip(scope.view.kept, plans, strict=True), start=1):
        inside = table["proposal_id"].isin(result.plan.selected["proposal_id"])
        table[f"{number}. {scenario.called}"] = ["ya" if flag else "tidak" for flag in inside]
    return table


def minutes_headline(scope: ProposalScope) -> None:
    """How much the list agreed so far comes to."""
    agreed = _agreed(scope)
    spoken = proposal_sentences.agreed(agreed["amount_idr"], scope.year, len(duplicates(agreed)))
    prose.headline(spoken, "daftar yang disepakati pada Rakorda, nilai pada tahapnya", mark=scope.stamp)


def _agreed(scope: ProposalScope) -> pd.DataFrame:
    wanted = proposals.agreed(scope.counted, scope.year, list(scope.names))
    agreed = scope.of_year[scope.of_year["proposal_id"].isin(wanted)]
    return agreed.sort_values(
        ["region_code", "amount_idr", "proposal_id"], ascending=[True, False, True], ignore_index=True
    )


def minutes(scope: ProposalScope) -> None:
    """The minutes as they are signed: numbered list, amounts, total, places for signatures. Print with Ctrl+P."""
    agreed = _agreed(scope)
    pairs = duplicates(agreed)
    prose.notices(_doubted(scope, pairs))
    numbers = {str(code): number for number, code in enumerate(agreed["proposal_id"], 1)}
    table = pd.DataFrame(
        {
            "No.": [str(number) for number in range(1, len(agreed) + 1)],
            "Kabupaten/Kota": scope.places(agreed["region_code"]),
            "Usulan": [
                f"{title}{_again(str(code), pairs, numbers)}"
                for code, title in zip(agreed["proposal_id"], agreed["title"], strict=True)
            ],
            "Menu": agreed["menu"],
            "Sumber dana": agreed["fund"],
            "Volume": [
                f"{units.number(row.volume)} {row.unit}" if pd.notna(row.volume) else units.MISSING
                for row in agreed.itertuples()
            ],
            "Nilai disepakati": [units.quantity(value, units.RUPIAH) for value in agreed["amount_idr"]],
        }
    )
    opening = Markup(
        '<section class="k-minutes"><h2>Berita Acara Rapat Koordinasi Daerah Koperasi dan UMKM</h2>'
        "<p>Provinsi Sulawesi Tenggara, tahun anggaran {}. Nomor: ……………… Tanggal: ………………</p>"
        "<p>Rapat menyepakati usulan program berikut untuk diteruskan ke Rakortek.</p></section>"
    )
    place(opening.format(scope.year))
    tables.html_table(table, right=["Volume", "Nilai disepakati"])
    total = units.quantity(float(agreed["amount_idr"].sum(min_count=1)), units.RUPIAH)
    box = Markup("<div><p>{}</p><span></span><p>(………………………………)</p><p>NIP. ………………………………</p></div>")
    simulated = Markup("<p><b>DATA SIMULASI: bukan data nyata.</b></p>") if scope.mark else NOTHING
    closing = Markup(
        '<section class="k-minutes"><p><b>Jumlah {} usulan, {}.</b></p>{}{}<div class="k-signatures">{}</div></section>'
    )
    doubt = _in_doubt(pairs, numbers)
    place(closing.format(len(agreed), total, doubt, simulated, join(box.format(name) for name in _signers(scope))))


def _again(code: str, pairs: pd.DataFrame, numbers: Mapping[str, int]) -> str:
    """Beside a proposal that may be one of the list twice: with which."""
    one, other = pairs["proposal_id"], pairs["other_id"]
    others = [*other[one == code], *one[other == code]]
    named = " dan ".join(str(number) for number in sorted(numbers[str(other)] for other in others))
    return f" (diduga ganda dengan no. {named})" if named else ""


def _in_doubt(pairs: pd.DataFrame, numbers: Mapping[str, int]) -> Markup:
    """Below the sum: which of what it adds up may be one proposal twice."""
    if pairs.empty:
        return NOTHING
    both = [sorted(numbers[str(code)] for code in (row.proposal_id, row.other_id)) for row in pairs.itertuples()]
    named = "; ".join(f"no. {first} dan {second}" for first, second in sorted(both))
    return Markup("<p>Jumlah itu memuat usulan yang diduga ganda: {}.</p>").format(named)


def minutes_data(scope: ProposalScope) -> pd.DataFrame:
    """The proposals agreed on."""
    return views.proposals(_agreed(scope))


def _signers(scope: ProposalScope) -> list[str]:
    return [
        "Kepala Dinas Koperasi dan UMKM Provinsi Sulawesi Tenggara",
        *(f"Kepala Dinas Koperasi dan UMKM {_in_full(name)}" for name in scope.names.values()),
    ]


def _in_full(name: str) -> str:
    """`Kabupaten Kolaka`, `Kota Kendari`."""
    return name if name.startswith("Kota ") else f"Kabupaten {name}"

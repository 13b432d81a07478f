"""Slides of one scenario under a ceiling: its rules in words, what every region gets, what is in and out and why.

The plan is the one of Simulasi pagu for the same address: the same declarations read it, one function works it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

import pandas as pd

from kumkm.analysis import catalogue, need, scoring
from kumkm.analysis.allocation import Status
from kumkm.analysis.ingredients import Noting
from kumkm.analysis.proposals import WhatIf, delivered, what_if
from kumkm.domain import units
from kumkm.domain.meeting import Proceedings
from kumkm.domain.rules import Settled
from kumkm.domain.units import MISSING
from kumkm.domain.view.proposals import Scenario
from kumkm.domain.view.selection import PROPOSALS_PAGE, PROVINCE, from_url
from kumkm.errors import UsageError
from kumkm.export import fitting
from kumkm.export.contents import Contents
from kumkm.export.edition import Edition
from kumkm.export.slide_tables import Cell, Table, pages, tightened
from kumkm.export.slide_text import MUTED, SMALL, SURFACE, Box, Run, Words
from kumkm.export.slides import BOTTOM, MARGIN, ROOM, TOP, Part, Slide
from kumkm.narrative import proposal_sentences
from kumkm.narrative import scenario_words as words

_TOPIC = "Skenario pagu"
_IN, _OUT = "Masuk", "Tidak masuk"
_MOST_LINES = 5


@dataclass(frozen=True)
class Chosen:
    """A scenario and its budget year, None for the latest with proposals."""

    scenario: Scenario
    year: int | None = None


def chosen(contents: Contents, query: str) -> Chosen:
    """The scenario of an address of Simulasi pagu, or of the part of it behind the question mark.

    Raises UsageError for what the page would ignore.
    """
    given = dict(parse_qsl(query.rpartition("?")[2], keep_blank_values=True))
    years = tuple(sorted(int(year) for year in contents.read("proposals")["budget_year"].unique()))
    read = (catalogue.coverage_of(contents.read), contents.regions, years, PROPOSALS_PAGE)
    selection, notices = from_url(given, *read)
    if notices:
        raise UsageError(f"--scenario: {' '.join(notices)} Salin alamat halaman Simulasi pagu utuh.")
    return Chosen(selection.proposals.scenario, selection.proposals.year)


@dataclass(frozen=True)
class _Plan:
    """What the slides tell: the scenario worked out on the build."""

    edition: Edition
    scenario: Scenario
    what_if: WhatIf
    titles: pd.Series[str]
    simulated: bool


def scenario_slides(edition: Edition, choice: Chosen, proceedings: Proceedings | None) -> Iterator[Slide]:
    """The scenario; of a region what is in and out there. What a meeting under way has settled is fixed, as on screen.

    Raises UsageError where there is no proposal, a menu is unknown, or more is settled than the ceiling has.
    """
    year = choice.year or edition.budget_year
    if year is None:
        raise UsageError("--scenario: belum ada usulan pada versi data ini.")
    under_way = proceedings is not None and proceedings.meeting.ended_at is None
    settled = Settled.of(proceedings.decisions) if proceedings is not None and under_way else Settled()
    read, scenario = Noting(edition.contents.read), choice.scenario
    weights = scoring.weights_of(scenario.weights)
    result = what_if(read, rules=scenario.rules, year=year, weights=weights, settled=settled)
    titles = delivered(edition.contents.read).drop_duplicates("proposal_id").set_index("proposal_id")["title"]
    plan = _Plan(edition, scenario, result, titles, read.is_simulated)
    yield _rules(plan)
    if result.plan.status is Status.INFEASIBLE:
        return
    yield _regions(plan)
    yield from _listed(plan, _IN, result.plan.selected)
    yield from _listed(plan, _OUT, result.plan.left_out)


def _slide(plan: _Plan, topic: str, title: str, parts: Sequence[tuple[Box, Part]], **more: object) -> Slide:
    return Slide(
        topic,
        title,
        parts,
        "register usulan; perhitungan skenario",
        f"tahun anggaran {plan.what_if.year}",
        simulated=plan.simulated,
        **more,  # type: ignore[arg-type]
    )


# ---- rules and result


def _rules(plan: _Plan) -> Slide:
    """Ceiling and rules in words, then what they come to."""
    allocation, local = plan.what_if.plan, plan.edition.contents.local
    menus = plan.edition.contents.read("menus")
    heads = dict(zip(menus["menu_id"].astype(str), menus["menu"].astype(str), strict=True))
    rules = [*words.rules_in_words(plan.scenario, local, heads)]
    if allocation.status is Status.INFEASIBLE:
        title, result = "Tidak ada susunan yang memenuhi semua syarat.", [("Alasan", allocation.reason)]
    else:
        regions = allocation.selected["region_code"].nunique()
        spoken = (len(allocation.selected), allocation.total_idr, allocation.rules.ceiling, regions, len(local))
        title, result = proposal_sentences.scenario(*spoken).text, [*_result(plan)]
    rows = [[Cell(name, bold=True), Cell(_cut(text, ROOM - 3.4))] for name, text in rules]
    rows += [[Cell(name, bold=True, fill=SURFACE), Cell(_cut(text, ROOM - 3.4), fill=SURFACE)] for name, text in result]
    table = tightened(Table(("Syarat dan hasil", ""), rows, (3.4, ROOM - 3.4), row=0.4, name=_TOPIC), BOTTOM - TOP)
    notes = [f"{name}: {text}" for name, text in (*rules, *result)]
    return _slide(plan, _TOPIC, title, [(Box(MARGIN, TOP, ROOM, 1.0), table)], lead=plan.scenario.called, notes=notes)


def _result(plan: _Plan) -> Iterator[tuple[str, str]]:
    allocation = plan.what_if.plan
    yield "Nilai yang masuk", f"Rp{units.number(allocation.total_idr)}, {units.number(len(allocation.selected))} usulan"
    yield "Sisa pagu", f"Rp{units.number(allocation.leftover_idr)}"
    gap = units.percent(100 * (allocation.gap or 0), 2)
    proven = "terbukti terbaik" if allocation.status is Status.OPTIMAL else f"selisih dari batas atas {gap}"
    yield "Jumlah skor", f"{units.number(allocation.objective, 2)}, {proven}"
    before, after = need.hoover(plan.what_if.equity_before), need.hoover(plan.what_if.equity_after)
    if fair := proposal_sentences.fairness_change(before, after):
        yield "Keadilan", fair
    if unserved := [plan.edition.contents.local[code] for code in allocation.unserved]:
        yield "Tanpa calon", f"{', '.join(unserved)}; jatah minimal tidak berlaku di sana"
    if pairs := [f"{pair.proposal_id} dan {pair.other_id}" for pair in plan.what_if.doubles.itertuples()]:
        yield "Diduga ganda", ", ".join(pairs)


# ---- regions


def _regions(plan: _Plan) -> Slide:
    """How many are in of how many in every region, and what they come to; those without a candidate last."""
    allocation, local = plan.what_if.plan, plan.edition.contents.local
    rows = [
        [
            Cell(_place(plan, str(row.region_code)), bold=True),
            Cell(units.number(row.candidates)),
            Cell(units.number(row.floor)),
            Cell(units.number(row.selected)),
            Cell(units.number(int(row.amount_idr))),
        ]
        for row in allocation.served.itertuples()
    ]
    none = Cell(MISSING, colour=MUTED)
    rows += [[Cell(local[code], bold=True), Cell("0"), none, Cell("0"), none] for code in allocation.unserved]
    half, width = -(-len(rows) // 2), (ROOM - 0.4) / 2
    head = ("Kabupaten/kota", "Calon", "Minimal", "Masuk", "Nilai (Rp)")
    parts: list[tuple[Box, Part]] = [
        (
            Box(MARGIN + at * (width + 0.4), TOP + 0.05, width, 1.0),
            Table(head, some, (width - 4.2, 0.75, 0.9, 0.75, 1.8), frozenset({1, 2, 3, 4}), row=0.38, name="Daerah"),
        )
        for at, some in enumerate((rows[:half], rows[half:]))
        if some
    ]
    line = f"Jumlah: {len(allocation.selected)} usulan, Rp{units.number(allocation.total_idr)}."
    parts.append((Box(MARGIN, BOTTOM - 0.26, ROOM, 0.26), Words([[Run(line, SMALL, True)]], name="Jumlah")))
    served = int((allocation.served["selected"] > 0).sum())
    title = f"{served} dari {len(local)} daerah mendapat paling sedikit satu usulan menurut skenario ini."
    return _slide(plan, f"{_TOPIC}: tiap daerah", title, parts, notes=["Calon: memenuhi syarat dan ada nilainya."])


# ---- in and out


def _listed(plan: _Plan, name: str, every: pd.DataFrame) -> Iterator[Slide]:
    """Proposals by region, the dearest first, each with the reason; as many slides as they take."""
    own = plan.edition.contents.region_code
    mine = every if own == PROVINCE else every[every["region_code"] == own]
    if mine.empty:
        return
    ordered = mine.sort_values(["region_code", "amount_idr", "proposal_id"], ascending=[True, False, True])
    widths = (2.0, (ROOM - 3.7) * 0.48, 1.7, (ROOM - 3.7) * 0.52)
    rows = [
        [
            Cell(_place(plan, str(row.region_code))),
            Cell(_cut(str(plan.titles.get(str(row.proposal_id), row.proposal_id)), widths[1])),
            Cell(units.number(int(row.amount_idr))),
            Cell(_cut(str(row.reason), widths[3])),
        ]
        for row in ordered.itertuples()
    ]
    amount = sum(int(value) for value in mine["amount_idr"])
    sums = ("Jumlah", f"{units.number(len(mine))} usulan", units.number(amount), "")
    rows.append([Cell(text, bold=True, fill=SURFACE) for text in sums])
    table = Table(("Daerah", "Usulan", "Nilai (Rp)", "Alasan"), rows, widths, frozenset({2}), row=0.36, name=name)
    runs = list(pages(table, BOTTOM - TOP))
    where = "" if own == PROVINCE else f" dari {plan.edition.contents.local[own]}"
    title = f"{name}: {units.number(len(mine))} usulan{where} senilai {proposal_sentences.money(amount)}."
    for number, run in enumerate(runs, start=1):
        of = f" ({number} dari {len(runs)})" if len(runs) > 1 else ""
        shown: list[tuple[Box, Part]] = [(Box(MARGIN, TOP, ROOM, 1.0), replace(table, rows=run))]
        yield _slide(plan, f"{_TOPIC}: {name.lower()}{of}", title, shown, lead=plan.scenario.called)


def _place(plan: _Plan, code: str) -> str:
    return plan.edition.contents.local.get(code, "Provinsi")


def _cut(text: str, width: float) -> str:
    return fitting.cut_to(text, SMALL, width - 0.14, _MOST_LINES)

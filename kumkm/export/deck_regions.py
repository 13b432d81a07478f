"""Slides of one region: the single one in the deck of the province, and a deck of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import pandas as pd

from kumkm.analysis.duplicates import duplicates
from kumkm.domain.indicators import BLOCKS, HEADLINES, IN_BLOCKS, INDICATORS
from kumkm.domain.proposals import Stage
from kumkm.domain.regions import Region
from kumkm.domain.units import MISSING
from kumkm.domain.view.selection import PROVINCE
from kumkm.export import fitting
from kumkm.export.deck_figures import (
    CHANGES,
    Figure,
    Tile,
    bars_slide,
    caveats,
    columns,
    latest_figure,
    marked_apart,
    province_text,
    tile,
)
from kumkm.export.deck_meeting import meeting_slides, verdict_cells, verdict_note
from kumkm.export.downloads import SIMULATED
from kumkm.export.edition import Area, Edition
from kumkm.export.slide_maps import Locator, coarser
from kumkm.export.slide_tables import Cell, Table, pages, tightened
from kumkm.export.slide_text import ACCENT, INK, MUTED, SMALL, STRONG, SURFACE, TEXT, Box, Run, Words
from kumkm.export.slides import BOTTOM, MARGIN, ROOM, TOP, Part, Slide
from kumkm.narrative import clauses, key_figures, region_lead, sentences
from kumkm.narrative.about_region import about_region
from kumkm.narrative.grammar import sentence
from kumkm.narrative.proposal_sentences import distribution, money, worth

_FOUR: Final = ("active_cooperative_share", "rat_share", "kur_disbursed", "grdp_growth")
_GAP: Final = 0.2
_COUNTED: Final = ("", "satu", "dua", "tiga")
_ROWS: Final = 5  # proposals on the slide of a region
_LOCATOR: Final = Box(11.15, 0.3, 1.58, 1.5)


def register_source(proposals: pd.DataFrame) -> str:
    """Where proposals come from: the register, with its files."""
    files = ", ".join(sorted({str(file) for file in proposals["file"].dropna()}))
    return f"register usulan ({files})" if files else "register usulan"


def region_summary(edition: Edition, code: str) -> Slide:
    """A region on one slide: four figures with the province beside them, one sentence, and what it proposes."""
    area, region = edition.areas[code], edition.contents.regions.by_code[code]
    tiles = [_beside_province(area, key) for key in _FOUR]
    opening = region_lead.opening(area.values, code, area.name, area.years, area.standings)
    width = (ROOM - 3 * _GAP) / 4
    parts: list[tuple[Box, Part]] = []
    for place, item in enumerate(tiles):
        left = MARGIN + place * (width + _GAP)
        parts.append((Box(left, 2.05, width, 1.6), item.words(size=28, head=SMALL)))
        parts.append((Box(left, 2.05, width, 0.05), Words([], fill=STRONG, name="Hiasan")))
    parts += [(Box(MARGIN, 3.76, ROOM, 0.28), _sentence(area))]
    parts += _proposed(area, 4.14)
    parts += _located(area)
    simulated = any(item.simulated for item in tiles) or bool(area.proposals["simulated"].any())
    return Slide(
        region.name,
        marked_apart(opening.text),
        parts,
        _source(edition, area, _FOUR),
        _period(edition, tiles),
        simulated=simulated,
        notes=_notes(area, region),
        title_room=10.3,
    )


def _located(area: Area) -> list[tuple[Box, Part]]:
    """Where the region lies; nothing without outlines."""
    outlines = area.edition.contents.outlines
    if outlines is None or not outlines.rings.get(area.code):
        return []
    small = area.edition.kept(("locator",), lambda: coarser(outlines, _LOCATOR))
    return [(_LOCATOR, Locator(small, area.code, area.name))]


def _source(edition: Edition, area: Area, keys: Sequence[str]) -> str:
    known = dict.fromkeys(edition.sources(key, area.years[key]) for key in keys if key in area.years)
    register = [register_source(area.proposals)] if len(area.proposals) else []
    return "; ".join([*known, *register]) or "belum ada"


def _period(edition: Edition, tiles: Sequence[Tile]) -> str:
    years = ", ".join(dict.fromkeys(item.when for item in tiles if item.when)) or str(edition.contents.year)
    return f"{years}; usulan {edition.budget_year}" if edition.budget_year else years


def _notes(area: Area, region: Region) -> list[str]:
    paragraph = about_region(area.values, area.code, area.name, area.years, standings=area.standings)
    return [
        ". ".join(region_lead.facts(region, area.values, area.years)),
        *(item.text for item in paragraph),
        *_of_meeting(area),
    ]


def _of_meeting(area: Area) -> list[str]:
    """How many of its proposals the meeting decided on, and how; the slide has room for the dearest only."""
    outcome = area.edition.outcome
    note = "" if outcome is None else verdict_note(outcome, area.proposals["proposal_id"].astype(str).tolist())
    return [note] if note else []


def _beside_province(area: Area, key: str) -> Tile:
    """A figure with the province's, and where the region stands."""
    indicator, row, among = INDICATORS[key], area.row(key), area.standings.get(key)
    called = key_figures.called(indicator)
    if row is None:
        return Tile(called, "", MISSING, "belum ada data", "")
    place = ""
    if among is not None and area.code in among.names:
        place = clauses.rank(among, area.code) if among.is_complete else clauses.placed(among, area.code)
    value = clauses.value_text(indicator, row["value"], row["status"])
    there = province_text(area, indicator)
    return Tile(called, sentences.when(row), value, there, place, simulated=bool(row["simulated"]))


def _sentence(area: Area) -> Words:
    """One sentence more: on growth where there is one, else the first that stands out."""
    standing_out = sentences.region_standing_out(area.values, area.code, area.name, area.years, area.standings)
    text = standing_out[0].text if standing_out else f"Belum ada angka pertumbuhan {area.name}."
    return Words([[Run(text, TEXT, False, INK)]], name="Kalimat")


def _proposed(area: Area, top: float) -> Iterator[tuple[Box, Part]]:
    """The dearest proposals of the year; how many there are stands above them."""
    year, mine = area.edition.budget_year, area.proposals
    if year is None or mine.empty:
        nothing = f"Belum ada usulan {area.name} untuk tahun anggaran {year}." if year else "Belum ada usulan."
        yield Box(MARGIN, top, ROOM, 0.3), Words([[Run(nothing, TEXT, True, MUTED)]], name="Usulan")
        return
    first = mine.head(_ROWS)
    amount = worth(mine.loc[mine["submitted"].eq(True), "proposed_idr"])
    heading = f"Usulan {year}: {len(mine)} judul" + (f", {amount} sudah diajukan" if amount else "")
    more = f"; {len(first)} yang terbesar" if len(mine) > len(first) else ""
    line = [Run(f"{heading}{more}", TEXT, True, STRONG)]
    if mine["simulated"].any():
        line.append(Run(f"  {SIMULATED}", SMALL, True, INK))
    yield Box(MARGIN, top, ROOM, 0.3), Words([line], name="Usulan")
    yield Box(MARGIN, top + 0.32, ROOM, 1.0), proposal_table(area.edition, first, one_line=True)


def proposal_table(edition: Edition, proposals: pd.DataFrame, *, one_line: bool = False) -> Table:
    """Proposals as a table; on one line each where there is no more room."""
    outcome = edition.outcome
    head: tuple[str, ...] = ("Usulan", "Tahap", "Nilai diajukan")
    widths: tuple[float, ...] = (8.0, 2.35, ROOM - 10.35)
    if outcome is not None:
        head, widths = (*head, "Rapat", "Disepakati (Rp)"), (ROOM - 6.85, 2.1, 1.55, 1.2, 2.0)
    again = edition.kept(("doubtful",), lambda: _doubtful(edition.proposals))
    rows = []
    for row in proposals.itertuples():
        title = f"{'(diduga ganda) ' if row.proposal_id in again else ''}{row.title}"
        name, stage = Cell(_cut(title, widths[0]) if one_line else title), Cell(str(row.stage_words))
        verdict = () if outcome is None else verdict_cells(outcome, str(row.proposal_id))
        rows.append((name, stage, _amount(row), *verdict))
    height = 0.34 if one_line else 0.44
    return Table(head, rows, widths, frozenset({2, 4}), row=height, name="Usulan")


def _doubtful(proposals: pd.DataFrame) -> set[str]:
    """Those that may be one twice."""
    pairs = duplicates(proposals)
    return {*pairs["proposal_id"], *pairs["other_id"]}


def _cut(title: str, width: float) -> str:
    return fitting.cut(title, SMALL, width - 0.14)


def _amount(row: Any) -> Cell:
    return Cell(MISSING if pd.isna(row.proposed_idr) else money(float(row.proposed_idr)))


# ---- a deck of its own


def region_slides(edition: Edition, code: str) -> Iterator[Slide]:
    """A region beside the province: six figures, twelve, cooperatives, KUR, growth, proposals, what to discuss."""
    area = edition.areas[code]
    yield _six(area)
    yield _twelve(area)
    yield from bars_slide(edition, "active_cooperative_share", "Koperasi aktif", code)
    yield from bars_slide(edition, "rat_share", "Rapat Anggota Tahunan", code)
    yield from bars_slide(edition, "kur_disbursed", "Kredit Usaha Rakyat", code)
    yield from bars_slide(edition, "grdp_growth", "Pertumbuhan PDRB", code)
    yield from _growth(area)
    yield from _proposals(area)
    if edition.outcome is not None:
        yield from meeting_slides(edition.outcome)
    yield _discuss(area)


def _six(area: Area) -> Slide:
    edition = area.edition
    tiles = [tile(area, key) for key in HEADLINES]
    opening = region_lead.opening(area.values, area.code, area.name, area.years, area.standings)
    width, height = (ROOM - 2 * 0.25) / 3, (BOTTOM - TOP - 0.35) / 2
    parts: list[tuple[Box, Part]] = []
    for place, item in enumerate(tiles):
        row, column = divmod(place, 3)
        box = Box(MARGIN + column * (width + 0.25), TOP + 0.1 + row * (height + 0.25), width, height)
        parts += [(box, item.words()), (Box(box.left, box.top, width, 0.05), Words([], fill=STRONG, name="Hiasan"))]
    parts += _located(area)
    region = edition.contents.regions.by_code[area.code]
    return Slide(
        region.name,
        marked_apart(opening.text),
        parts,
        _source(edition, area, HEADLINES),
        ", ".join(dict.fromkeys(item.when for item in tiles if item.when)) or str(edition.contents.year),
        simulated=any(item.simulated for item in tiles),
        lead=CHANGES,
        notes=_notes(area, region),
        title_room=10.3,
    )


def _twelve(area: Area) -> Slide:
    """The twelve figures of the page Daerah, the province beside each."""
    edition = area.edition
    rows: list[Sequence[Cell]] = []
    for title, keys in BLOCKS.items():
        rows.append([Cell(title, bold=True, colour=STRONG, fill=SURFACE)])
        rows += [_figure_row(area, key) for key in keys]
    widths = (2.56, 2.33, 1.66, 2.07, ROOM - 10.38, 1.76)
    head = ("Angka", area.name, "Waktu", "Sultra", "Letak", "Keterangan")
    table = Table(head, rows, widths, frozenset({1, 3}), row=0.32, name="Angka")
    standing_out = sentences.region_standing_out(area.values, area.code, area.name, area.years, area.standings)
    known = [row for key in IN_BLOCKS if (row := area.row(key)) is not None]
    return Slide(
        "Dua belas angka",
        standing_out[1].text if len(standing_out) > 1 else f"Dua belas angka {area.name} di samping angka provinsi.",
        [(Box(MARGIN, TOP, ROOM, 4.0), tightened(table, BOTTOM - TOP))],
        _source(edition, area, IN_BLOCKS),
        ", ".join(sorted({str(int(row["year"])) for row in known})) or str(edition.contents.year),
        simulated=any(bool(row["simulated"]) for row in known),
        notes=[f"{INDICATORS[key].label}: {INDICATORS[key].definition}" for key in IN_BLOCKS],
    )


def _figure_row(area: Area, key: str) -> Sequence[Cell]:
    indicator, row = INDICATORS[key], area.row(key)
    if row is None:
        return [Cell(indicator.short_label), Cell("belum ada data", colour=MUTED), *([Cell("")] * 4)]
    value = clauses.value_text(indicator, row["value"], row["status"])
    among = area.standings.get(key)
    place = clauses.placed(among, area.code) if among is not None and area.code in among.names else ""
    there = province_text(area, indicator).removeprefix("seluruh ").removeprefix("Sultra ")
    return [
        Cell(indicator.short_label),
        Cell(value, bold=True),
        Cell(sentences.when(row)),
        Cell(there or MISSING),
        Cell(place, colour=MUTED),
        Cell(SIMULATED if row["simulated"] else "", bold=True),
    ]


def _growth(area: Area) -> Iterator[Slide]:
    """Growth over the years that can be compared, beside the province's."""
    edition = area.edition
    figure = latest_figure(edition, "grdp_growth", area.code)
    if figure is None or figure.own is None:
        return
    of = [(code, rows) for code in (area.code, PROVINCE) if (rows := figure.past(code))]
    standing_out = sentences.region_standing_out(area.values, area.code, area.name, area.years, area.standings)
    chart = columns(figure, of)
    yield Slide(
        "Pertumbuhan dari tahun ke tahun",
        standing_out[0].text if standing_out else figure.headline(),
        [(Box(MARGIN, TOP, ROOM, BOTTOM - TOP), chart)],
        figure.source,
        f"{chart.names[0]}–{chart.names[-1]}, {figure.period.partition(', ')[2] or 'angka tetap'}",
        simulated=chart.simulated,
        notes=[*figure.paragraph(), *_breaks(figure), *caveats(figure.indicator)],
    )


def _breaks(figure: Figure) -> list[str]:
    breaks = figure.edition.breaks(figure.indicator.id).between(figure.code, 0, figure.year)
    return [f"Putus deret {item.first_year}: {item.reason}" for item in breaks]


def _proposals(area: Area) -> Iterator[Slide]:
    """Every proposal of the budget year, on as many slides as they take."""
    year, mine = area.edition.budget_year, area.proposals
    if year is None:
        return
    title = distribution(mine, year, area.edition.contents.local, area.name).text
    whole = proposal_table(area.edition, mine)
    for run in list(pages(whole, BOTTOM - TOP)) or [[]]:
        table = Table(whole.head, run, whole.widths, whole.right, whole.row, whole.name)
        yield Slide(
            "Usulan",
            title,
            [(Box(MARGIN, TOP, ROOM, 1.0), table)] if run else [],
            register_source(mine),
            f"tahun anggaran {year}",
            simulated=bool(mine["simulated"].any()) if len(mine) else False,
            notes=["Nilai seperti saat diajukan; draf belum punya nilai."],
        )


def _discuss(area: Area) -> Slide:
    """Three things to talk about, by the rule of the page Daerah."""
    edition = area.edition
    log = edition.reports
    due = log[(log["state"] == "due") & (log["region_code"] == area.code)] if len(log) else log
    mine = area.proposals
    returned = mine[mine["stage"] == Stage.RETURNED.value]
    topics = region_lead.to_discuss(
        area.values,
        area.code,
        area.years,
        area.standings,
        among=IN_BLOCKS,
        late=region_lead.late(due),
        returned=returned["title"].astype(str).tolist(),
        returned_simulated=bool(returned["simulated"].any()),
    )
    texts = [item.text for item in topics] or ["Tidak ada yang menonjol menurut aturan itu."]
    parts: list[tuple[Box, Part]] = []
    for at, text in enumerate(texts):
        top = TOP + at * 1.5
        number = Words([[Run(str(at + 1), 32, True, ACCENT)]], fill=SURFACE, middle=True, inset=0.2, name="Nomor urut")
        spoken = Words([[Run(text, 20, False, INK)]], fill=SURFACE, middle=True, inset=0.2, name="Untuk dibahas")
        parts += [(Box(MARGIN, top, 0.9, 1.3), number), (Box(MARGIN + 0.9, top, ROOM - 0.9, 1.3), spoken)]
    simulated = any(bool(row["simulated"]) for key in IN_BLOCKS if (row := area.row(key)) is not None)
    return Slide(
        "Untuk dibahas",
        sentence(f"{_COUNTED[len(topics)]} hal tentang {area.name} patut dibahas").text if topics else texts[0],
        parts,
        _source(edition, area, IN_BLOCKS),
        str(edition.contents.year),
        simulated=simulated,
        notes=["Menurut aturan: peringkat di paruh bawah, laporan terlambat, usulan dikembalikan."],
    )

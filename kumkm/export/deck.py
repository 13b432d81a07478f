"""What the deck holds: the province in figures, map, reports and proposals, a slide for every region, and the sources.

Every title is a sentence of `kumkm/narrative`; every number is that of a read. For one region the deck tells of that
region with the province beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from kumkm.analysis import classes, need, pipeline
from kumkm.analysis.proposals import unvalued
from kumkm.analysis.quality import state_counts
from kumkm.domain import units
from kumkm.domain.indicators import HEADLINES, IN_BLOCKS, INDICATORS
from kumkm.domain.meeting import THEME, Proceedings
from kumkm.domain.secrecy import EXPLAINED, SECRET
from kumkm.domain.units import MISSING
from kumkm.domain.view.selection import PROVINCE
from kumkm.errors import KumkmError
from kumkm.export import fitting
from kumkm.export.contents import Contents
from kumkm.export.deck_figures import (
    CHANGES,
    Figure,
    bars_slide,
    caveats,
    latest_figure,
    marked_apart,
    named,
    ordered,
    shown,
    tile,
)
from kumkm.export.deck_meeting import meeting_slides
from kumkm.export.deck_regions import region_slides, region_summary, register_source
from kumkm.export.deck_scenario import Chosen, scenario_slides
from kumkm.export.downloads import OFFICE, SIMULATED
from kumkm.export.edition import Edition, Row
from kumkm.export.slide_charts import Chart, Series, form
from kumkm.export.slide_maps import Area, Map
from kumkm.export.slide_tables import Cell, Table, pages, table_height, tightened
from kumkm.export.slide_text import ACCENT, DEEP, MUTED, PALE, PAPER, SMALL, SOFT, STRONG, TEXT, Box, Run, Words
from kumkm.export.slides import BOTTOM, MARGIN, ROOM, TOP, About, Part, Slide, presentation
from kumkm.figures.theme import LIGHT
from kumkm.narrative import proposal_sentences, quality, region_lead
from kumkm.narrative.grammar import capital, date_words, names, sentence

TEMPLATE: Final = "template.pptx"  # the office's own, in data/reference
_MAP: Final = "active_cooperative_share"
_MAP_WIDTH: Final = 7.15  # inches, the gap to the legend included
_GAP: Final = 0.25
_MOST_MENUS: Final = 10
_LOG: Final = "-operator_log"  # how the id of that delivery ends
_RATIO: Final = "Rasio: bagian nilai usulan dibagi bagian kebutuhan; 1 berarti sebanding."
_UNSAID: Final = "belum disebut"
_STATES: Final = {"on_time": "tepat waktu", "due": "belum", "open": "belum jatuh tempo"}
_TONES: Final = {need.Service.UNDER.words: ACCENT, need.Service.OVER.words: STRONG}


def deck(
    contents: Contents,
    template: bytes | None = None,
    proceedings: Proceedings | None = None,
    scenario: Chosen | None = None,
) -> bytes:
    """The deck as PPTX, with what a meeting decided in the area, and a scenario. Without outlines there is no map.

    Raises UsageError for a region or a year that nothing is known of, InputError for a template that cannot serve, and
    where the build does not hold what was decided on.
    """
    contents.refuse_unknown_region()
    edition = Edition(contents, proceedings)
    edition.refuse_unknown_year()
    tried = [] if scenario is None else [*scenario_slides(edition, scenario, proceedings)]
    if contents.region_code == PROVINCE:
        body = [*_province(edition, tried)]
    else:
        body = [*region_slides(edition, contents.region_code), *tried]
    body += [*_sources(edition), _reading(contents)]
    simulated = any(slide.simulated for slide in body)
    place = contents.areas[contents.region_code]
    about = About(f"{THEME}: {place} {contents.year}", OFFICE, str(contents.build["build_id"]), _made_at(contents))
    return presentation(about, [_cover(edition, simulated), *body], template)


def _made_at(contents: Contents) -> Any:
    return contents.build["built_at"].to_pydatetime()


def _province(edition: Edition, tried: Sequence[Slide]) -> Iterator[Slide]:
    """What is asked for, tried out and decided stands before the regions."""
    yield from _six(edition)
    yield from bars_slide(edition, "grdp_growth", "Pertumbuhan PDRB")
    yield from bars_slide(edition, "cooperatives_active", "Koperasi aktif")
    yield from _map(edition)
    yield from bars_slide(edition, "rat_share", "Rapat Anggota Tahunan")
    yield from bars_slide(edition, "kur_disbursed", "Kredit Usaha Rakyat")
    yield from _reports(edition)
    yield from _menus(edition)
    yield from _flow(edition)
    yield from _need(edition)
    yield from tried
    if edition.outcome is not None:
        yield from meeting_slides(edition.outcome)
    for code in edition.contents.local:
        yield region_summary(edition, code)


# ---- cover and the six figures


def _cover(edition: Edition, simulated: bool) -> Slide:
    contents = edition.contents
    code, made_at = contents.region_code, _made_at(contents)
    region = contents.regions.by_code[code]
    where = "Sulawesi Tenggara" if code == PROVINCE else f"{region.name}, Sulawesi Tenggara"
    facts = [f"Versi data {contents.build['build_id']}", f"Keadaan data {date_words(f'{made_at:%Y-%m-%d}')}"]
    lines = [[Run(fact, TEXT, False, PALE)] for fact in facts]
    if simulated:
        lines.append([Run("Sebagian angka bukan data nyata; salindianya menyebut yang mana.", TEXT, False, PALE)])
    parts: list[tuple[Box, Part]] = [(Box(MARGIN, 5.3, 6.4, 1.0), Words(lines, name="Keterangan"))]
    parts += [(Box(MARGIN, 1.72, 0.9, 0.06), Words([], fill=ACCENT, name="Hiasan"))]
    parts += _cover_map(contents)
    publishers = dict.fromkeys(map(str, contents.read("sources")["publisher"]))
    return Slide(
        OFFICE,
        THEME,
        parts,
        "; ".join(name for name in publishers if name != SIMULATED),
        str(contents.year),
        simulated=simulated,
        lead=f"{where} {contents.year}",
        title_room=6.6,
        cover=True,
    )


def _cover_map(contents: Contents) -> Iterator[tuple[Box, Part]]:
    if contents.outlines is None:
        return
    own = contents.region_code
    areas = {
        code: Area(name, f"{name}", ACCENT if code == own else LIGHT.sequential[3])
        for code, name in contents.local.items()
    }
    yield Box(7.5, 0.95, 5.2, 4.9), Map(contents.outlines, areas, line=DEEP)
    notice = Words([[Run(_notice(contents), SMALL, False, PALE)]], name="Batas peta", right=True)
    yield Box(7.0, 5.98, 5.73, 0.5), notice


def _notice(contents: Contents) -> str:
    outlines = contents.outlines
    return "" if outlines is None else " · ".join(part for part in (outlines.note, outlines.attribution) if part)


def _six(edition: Edition) -> Iterator[Slide]:
    """The six key figures; the title is the sentence on active cooperatives."""
    area = edition.areas[PROVINCE]
    tiles = [tile(area, key) for key in HEADLINES]
    opening = region_lead.opening(area.values, PROVINCE, area.name, area.years, area.standings)
    width, height = (ROOM - 2 * _GAP) / 3, (BOTTOM - TOP - _GAP) / 2
    parts: list[tuple[Box, Part]] = []
    for place, item in enumerate(tiles):
        row, column = divmod(place, 3)
        left, top = MARGIN + column * (width + _GAP), TOP + row * (height + _GAP)
        parts.append((Box(left, top, width, height), item.words()))
        parts.append((Box(left, top, width, 0.05), Words([], fill=STRONG, name="Hiasan")))
    known = [key for key in HEADLINES if key in edition.latest]
    yield Slide(
        "Enam angka",
        marked_apart(opening.text),
        parts,
        _sources_of(edition, known),
        ", ".join(dict.fromkeys(item.when for item in tiles if item.when)) or str(edition.contents.year),
        simulated=any(item.simulated for item in tiles),
        lead=CHANGES,
        notes=[f"{INDICATORS[key].label}: {INDICATORS[key].definition}" for key in known],
    )


def _sources_of(edition: Edition, keys: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(edition.sources(key, edition.latest[key]) for key in keys)) or "belum ada"


# ---- map


def _map(edition: Edition) -> Iterator[Slide]:
    """Shares of active cooperatives: rates fill areas, counts would show who is large."""
    figure = latest_figure(edition, _MAP)
    outlines = edition.contents.outlines
    if figure is None or outlines is None:
        return
    tones = _classed(figure)
    areas = {str(row["region_code"]): _area(edition, figure, row, tones) for row in ordered(figure)}
    legend = _legend(figure, tones)
    top = BOTTOM - 0.26
    notice = Words([[Run(_notice(edition.contents), SMALL, False, MUTED)]], name="Batas peta")
    yield Slide(
        "Peta koperasi aktif",
        figure.headline(),
        [
            (Box(MARGIN, TOP - 0.1, _MAP_WIDTH - 0.3, top - TOP), Map(outlines, areas, line=PAPER)),
            (Box(MARGIN + _MAP_WIDTH, TOP, ROOM - _MAP_WIDTH, 3.0), legend),
            (Box(MARGIN, top, ROOM, 0.26), notice),
        ],
        figure.source,
        figure.period,
        simulated=figure.simulated,
        notes=[*figure.paragraph(), _notice(edition.contents), *caveats(figure.indicator)],
    )  # fmt: skip


def _classed(figure: Figure) -> tuple[tuple[float, ...], Mapping[int, str]]:
    """Edges of the classes of those compared, and the colour of each class."""
    edges = classes.natural([float(value) for value in figure.among.shown.values()], figure.indicator.decimals).edges
    count = max(1, len(edges) - 1)
    tones = LIGHT.sequential
    return edges, {at: tones[round(at * (len(tones) - 1) / max(1, count - 1))] for at in range(count)}


def _class(figure: Figure, value: float, edges: Sequence[float]) -> int:
    return classes.class_of(float(figure.indicator.shown(value)), edges)


def _area(edition: Edition, figure: Figure, row: Row, classed: tuple[tuple[float, ...], Mapping[int, str]]) -> Area:
    edges, tones = classed
    name, code, value = str(row["region_name"]), str(row["region_code"]), shown(row)
    if value is None:
        secret = named(row).endswith(SECRET)
        return Area(name, named(row), LIGHT.line if secret else None, (named(row) if secret else name,))
    short = edition.contents.regions.by_code[code].abbreviation
    colour = tones[_class(figure, value, edges)] if edges else LIGHT.line
    return Area(name, f"{name}: {figure.indicator.text(value)}", colour, (name, short))


def _legend(figure: Figure, classed: tuple[tuple[float, ...], Mapping[int, str]]) -> Table:
    """Each class as a row: its colour, from where to where, and who is in it with his number; the highest first."""
    edges, tones = classed
    held: dict[int, list[str]] = {at: [] for at in tones}
    without: dict[str, list[str]] = {SECRET: [], MISSING: []}
    for row in ordered(figure):
        value = shown(row)
        if value is None or not edges:
            without[SECRET if named(row).endswith(SECRET) else MISSING].append(str(row["region_name"]))
        else:
            held[_class(figure, value, edges)].append(f"{row['region_name']} {figure.indicator.number(value)}")
    texts = [classes.edge_text(edge, figure.indicator) for edge in edges]
    rows = [
        (Cell("", fill=tones[at]), Cell(f"{texts[at]}–{texts[at + 1]}", bold=True), Cell(", ".join(held[at])))
        for at in sorted(tones, reverse=True)
        if held[at]
    ]
    if without[SECRET]:
        rows.append((Cell("", fill=LIGHT.line), Cell("r", bold=True), Cell(", ".join(without[SECRET]))))
    if without[MISSING]:
        rows.append((Cell(" ///"), Cell(MISSING, bold=True), Cell(f"belum ada data: {', '.join(without[MISSING])}")))
    head = ("", capital(figure.indicator.unit_text), "Kabupaten/kota")
    table = Table(head, rows, (0.45, 1.05, ROOM - _MAP_WIDTH - 1.5), row=0.46, name="Legenda")
    return tightened(table, BOTTOM - TOP - 0.4)


# ---- reports


def _reports(edition: Edition) -> Iterator[Slide]:
    """Who has not reported, for the latest book year of the log."""
    log = edition.reports
    if log.empty:
        return
    year = int(log["book_year"].max())
    mine = log[log["book_year"] == year]
    local = edition.contents.local
    waiting = [name for code, name in local.items() if code in set(mine.loc[mine["state"] == "due", "region_code"])]
    summed = quality.reported(**state_counts(mine["state"]))
    half = -(-len(local) // 2)
    codes = list(local)
    width = (ROOM - 0.4) / 2
    parts: list[tuple[Box, Part]] = [
        (Box(MARGIN + at * (width + 0.4), TOP + 0.05, width, 4.0), _report_table(edition, mine, some, width))
        for at, some in enumerate((codes[:half], codes[half:]))
        if some
    ]
    kinds = _kinds(mine).itertuples()
    limits = [f"{row.data_subject} {day}" for row in kinds if (day := _deadline(mine, row.system, row.data_subject))]
    legend = f"+n hari: masuk n hari sesudah batas ({', '.join(limits)})." if limits else "Log tidak menyebut batas."
    parts.append((Box(MARGIN, BOTTOM - 0.26, ROOM, 0.26), Words([[Run(legend, SMALL, False, MUTED)]], name="Legenda")))
    yield Slide(
        "Siapa belum lapor",
        sentence(quality.still_due(year, waiting, most=6)).text,
        parts,
        "log operator",
        f"tahun buku {year}",
        simulated=bool(mine["simulated"].any()),
        lead=summed,
        notes=[f"Belum lapor: {', '.join(waiting) or 'tidak ada'}."],
    )


def _report_table(edition: Edition, mine: pd.DataFrame, codes: Sequence[str], width: float) -> Table:
    kinds = [(str(row.system), str(row.data_subject)) for row in _kinds(mine).itertuples()]
    states = {
        (str(row["region_code"]), str(row["system"]), str(row["data_subject"])): row for row in mine.to_dict("records")
    }
    rows = [
        [Cell(edition.contents.local[code], bold=True), *(_report(states.get((code, *kind))) for kind in kinds)]
        for code in codes
    ]
    first = 2.0
    return Table(
        ["Kabupaten/kota", *(subject for _, subject in kinds)],
        rows,
        [first, *([(width - first) / len(kinds)] * len(kinds))],
        row=0.385,
        name="Laporan",
    )


def _kinds(mine: pd.DataFrame) -> pd.DataFrame:
    return mine[["system", "data_subject"]].drop_duplicates().sort_values(["data_subject", "system"])


def _deadline(mine: pd.DataFrame, system: str, subject: str) -> str:
    days = mine[(mine["system"] == system) & (mine["data_subject"] == subject)]["deadline_on"].dropna()
    return date_words(f"{days.max():%Y-%m-%d}") if len(days) else ""


def _report(row: Mapping[Any, Any] | None) -> Cell:
    if row is None:
        return Cell(MISSING, colour=MUTED)
    if row["state"] == "late":
        return Cell(f"+{int(row['days_late'])} hari", colour=LIGHT.compared[2], bold=True)
    if row["state"] == "due":
        return Cell("belum", bold=True, colour=ACCENT)
    known = row["state"] == "open" or pd.notna(row["days_late"])
    return Cell(_STATES[str(row["state"])] if known else "sudah lapor")


# ---- proposals


def _menus(edition: Edition) -> Iterator[Slide]:
    """What is asked for, menu by menu: as a table, and the amounts as bars in the same order."""
    every, year = edition.proposals, edition.budget_year
    if year is None or every.empty:
        return
    submitted = every[every["submitted"].eq(True)]
    groups = pipeline.by_group(submitted, "menu")
    ids = submitted.dropna(subset=["menu", "menu_id"]).drop_duplicates("menu").set_index("menu")["menu_id"]
    first = groups.head(_MOST_MENUS)
    title = proposal_sentences.distribution(every, year, edition.contents.local).text
    rest = len(groups) - len(first)
    width = 7.3
    simulated = bool(every["simulated"].any())
    bars = Chart(
        "miliar rupiah",
        [_head(menu, ids) for menu in first["menu"]],
        [Series(f"Nilai saat diajukan {year} (rupiah)", [_known(value) for value in first["amount_idr"]], [STRONG])],
        [form(1, units.BILLIONS)],
        simulated=simulated,
    )
    yield Slide(
        "Usulan menurut menu",
        title,
        [
            (Box(MARGIN, TOP + 0.25, width, 4.0), _menu_table(first)),
            (Box(MARGIN + width + 0.3, TOP + 0.1, ROOM - width - 0.3, BOTTOM - TOP - 0.1), bars),
        ],
        register_source(every),
        f"tahun anggaran {year}",
        simulated=simulated,
        lead=f"Ada {rest} menu lain." if rest > 0 else "",
        notes=["Dihitung: usulan yang sudah diajukan dan tidak dikembalikan; nilai seperti saat diajukan."],
    )


def _head(menu: object, ids: pd.Series[Any]) -> str:
    """A menu in a few letters, for an axis; one that is on no list as far as it goes."""
    if not isinstance(menu, str):
        return _UNSAID
    known = proposal_sentences.menu_head(str(ids[menu])).replace("\u00ad", "") if menu in ids.index else menu
    return fitting.cut(known, SMALL, 1.6)


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _menu_table(groups: pd.DataFrame) -> Table:
    rows = [
        (
            Cell(row.menu if isinstance(row.menu, str) else _UNSAID),
            Cell(units.number(row.proposals)),
            Cell(units.number(row.ready)),
            Cell(
                f"{'≥ ' if row.unknown and pd.notna(row.amount_idr) else ''}"
                f"{proposal_sentences.money_or_missing(row.amount_idr)}"
            ),
        )
        for row in groups.itertuples()
    ]
    head = ("Menu", "Diajukan", "Dokumen lengkap", "Nilai")
    return Table(head, rows, (3.65, 1.05, 1.15, 1.45), frozenset({1, 2, 3}), row=0.38, name="Usulan menurut menu")


def _flow(edition: Edition) -> Iterator[Slide]:
    """How far proposals came and where they stand; beside it how long they stay."""
    every, year = edition.proposals, edition.budget_year
    if year is None or every.empty:
        return
    stages = edition.contents.read("proposal_stages")
    funnel = pipeline.funnel(every, stages, pipeline.ORDER)
    late = len(pipeline.overdue(every, stages))
    simulated = bool(every["simulated"].any())
    names_of = [f"{row.stage_words} (kini {row.here})" for row in funnel.itertuples()]
    reached, here = ([float(value) for value in funnel[column]] for column in ("reached", "here"))
    bars = Chart(
        f"usulan {year} menurut tahap",
        names_of,
        [Series("Pernah sampai", reached, [SOFT]), Series("Kini di sini", here, [STRONG])],
        [form(0, units.ONES), ""],
        simulated=simulated,
        legend=True,
    )
    ageing = pipeline.ageing(every, stages, pipeline.ORDER)
    yield Slide(
        "Alur usulan",
        proposal_sentences.pipeline(funnel, late, year).text or f"Belum ada tahap usulan {year} yang tercatat.",
        [
            (Box(MARGIN, TOP, 7.0, BOTTOM - TOP), bars),
            (Box(MARGIN + 7.3, TOP + 0.05, ROOM - 7.3, 4.0), _ageing_table(ageing)),
        ],
        register_source(every),
        f"tahun anggaran {year}",
        simulated=simulated,
        notes=["Lama di tahap: median hari. Lewat: usulan yang kini melewati batas hari tahapnya."],
    )


def _ageing_table(ageing: pd.DataFrame) -> Table:
    rows = [
        (
            Cell(row.stage_words),
            Cell(units.number(row.days_median)),
            Cell(units.number(row.days_limit)),
            Cell(
                units.number(row.overdue) if pd.notna(row.days_limit) else MISSING,
                bold=bool(row.overdue),
                colour=ACCENT if row.overdue else MUTED,
            ),
        )
        for row in ageing.itertuples()
    ]
    head = ("Lama di tahap", "Hari", "Batas", "Lewat")
    table = Table(head, rows, (2.35, 0.8, 0.8, 0.85), frozenset({1, 2, 3}), row=0.36, name="Lama di tahap")
    return tightened(table, BOTTOM - TOP - 0.05)


def _need(edition: Edition) -> Iterator[Slide]:
    """Need against what is asked for, the least served first, in two tables."""
    year = edition.budget_year
    if year is None:
        return
    try:
        equity = edition.contents.analysed("equity", {"year": year})
    except KumkmError:
        return
    known = equity[equity["ratio"].notna()].sort_values(["ratio", "region_code"])
    if known.empty:
        return
    local = edition.contents.local
    under = [local[str(code)] for code in known.loc[known["service_id"] == need.Service.UNDER.value, "region_code"]]
    rows = [*_served(pd.concat([known, equity[equity["ratio"].isna()]]), local)]
    half, width = -(-len(rows) // 2), (ROOM - 0.4) / 2
    parts: list[tuple[Box, Part]] = [
        (Box(MARGIN + at * (width + 0.4), TOP + 0.1, width, 4.0), _need_table(some, width))
        for at, some in enumerate((rows[:half], rows[half:]))
        if some
    ]
    features = _features(edition)
    assert features is not None  # there are shares of need
    used = features[features["used"]]
    made_of = dict.fromkeys(edition.sources(str(row.indicator_id), int(row.year)) for row in used.itertuples())
    hoover, correlation = (units.number(float(equity[name].iloc[0]), 2) for name in ("hoover", "correlation"))
    yield Slide(
        "Kebutuhan dan usulan",
        proposal_sentences.fairness(under, len(known), year, unvalued(edition.proposals)).text,
        parts,
        "; ".join([register_source(edition.proposals), *made_of]),
        f"tahun anggaran {year}",
        simulated=bool(equity["simulated"].any()),
        lead=f"Indeks Hoover {hoover}; korelasi peringkat {correlation}.",
        notes=[_RATIO, proposal_sentences.need_made_of(features).text],
    )


def _served(equity: pd.DataFrame, local: Mapping[str, str]) -> Iterator[Sequence[Cell]]:
    shares = {
        column: [units.percent(value, 1) for value in units.parts_shown((equity[column] * 100).tolist(), 1)]
        for column in ("share_need", "share_given")
    }
    for at, row in enumerate(equity.itertuples()):
        words = row.service if isinstance(row.service, str) else MISSING
        tone = _TONES.get(words)
        yield (
            Cell(local[str(row.region_code)], bold=True),
            Cell(shares["share_need"][at]),
            Cell(shares["share_given"][at]),
            Cell(units.number(row.ratio, 2)),
            Cell(words.removesuffix(" terlayani"), bold=tone is not None, colour=tone or MUTED),
        )


def _need_table(rows: Sequence[Sequence[Cell]], width: float) -> Table:
    head = ("Kabupaten/kota", "Kebutuhan", "Usulan", "Rasio", "Terlayani")
    widths = (width - 3.8, 1.15, 0.85, 0.75, 1.05)
    return Table(head, rows, widths, frozenset({1, 2, 3}), row=0.41, name="Kebutuhan dan usulan")


# ---- sources and how to read


def _used(edition: Edition) -> list[str]:
    """The indicators the deck tells of, that have data."""
    keys = dict.fromkeys((*HEADLINES, "cooperatives_active", *IN_BLOCKS))
    if edition.contents.region_code == PROVINCE:
        keys = dict.fromkeys((*HEADLINES, "cooperatives_active"))
    return [key for key in keys if key in edition.latest]


def _sources(edition: Edition) -> Iterator[Slide]:
    """Who published what the deck rests on, and what for; as many slides as the list takes."""
    every = _behind(edition)
    if every.empty:
        return
    grouped = every.groupby(["simulated", "publisher", "title"], sort=True)
    sources = grouped.agg(used_for=("used_for", lambda labels: ", ".join(dict.fromkeys(labels)))).reset_index()
    rows = [(Cell(row.publisher, bold=True), Cell(row.title), Cell(row.used_for)) for row in sources.itertuples()]
    if edition.contents.outlines is not None:
        rows.append(
            (Cell("Peta", bold=True), Cell(edition.contents.outlines.attribution), Cell("Batas kabupaten/kota"))
        )
    table = Table(("Penerbit", "Judul", "Dipakai untuk"), rows, (2.35, 6.6, ROOM - 8.95), row=0.36, name="Sumber")
    if table_height(tight := tightened(table, BOTTOM - TOP)) <= BOTTOM - TOP:
        table = tight
    notes = [f"{row.publisher}, {row.title}: {row.reference}; {row.licence}; diambil {row.retrieved_on:%d-%m-%Y}."
             for row in every.drop_duplicates("source_id").itertuples()]  # fmt: skip
    runs = list(pages(table, BOTTOM - TOP))
    for number, run in enumerate(runs, start=1):
        yield Slide(
            "Keterangan sumber" + (f" ({number} dari {len(runs)})" if len(runs) > 1 else ""),
            _from_whom(sources),
            [(Box(MARGIN, TOP, ROOM, 1.0), replace(table, rows=run))],
            "daftar sumber versi data ini",
            f"sampai {edition.contents.year}",
            simulated=bool(sources["simulated"].any()),
            notes=notes if number == 1 else [],
        )


def _behind(edition: Edition) -> pd.DataFrame:
    """The sources of all that is told, a row for each use: as `indicator_sources`, with used_for."""
    uses = [(key, edition.latest[key], INDICATORS[key].short_label) for key in _used(edition)]
    if edition.contents.region_code == PROVINCE and (features := _features(edition)) is not None:
        used = features[features["used"]]
        uses += [(str(row.indicator_id), int(row.year), "Indeks kebutuhan") for row in used.itertuples()]
    frames = [_serving(edition, key, year).assign(used_for=what) for key, year, what in uses]
    return pd.concat([*frames, _log_of_operators(edition)]) if frames else pd.DataFrame()


def _log_of_operators(edition: Edition) -> pd.DataFrame:
    """The delivery of the log, where it is told who has reported."""
    sources = edition.contents.read("sources")
    mine = sources[sources["source_id"].str.endswith(_LOG)] if len(edition.reports) else sources.head(0)
    simulated = bool(edition.reports["simulated"].any())
    return mine.assign(simulated=simulated, used_for="Siapa belum lapor")


def _features(edition: Edition) -> pd.DataFrame | None:
    """What need is computed from; None where it is not."""

    def analysed() -> pd.DataFrame | None:
        try:
            return edition.contents.analysed("need_features", {"year": edition.budget_year})
        except KumkmError:
            return None

    return None if edition.budget_year is None else edition.kept(("need_features",), analysed)


def _serving(edition: Edition, key: str, year: int) -> pd.DataFrame:
    """The sources of an indicator that serve a year."""
    sources = edition.contents.read("indicator_sources", indicator_id=key)
    return sources[(sources["first_year"] <= year) & (sources["last_year"] >= year)]


def _from_whom(sources: pd.DataFrame) -> str:
    """Who published, and whether the rest is real yet."""
    publishers = list(dict.fromkeys(sources.loc[~sources["simulated"], "publisher"]))
    return sentence(
        f"angka terbitan dari {names(publishers, most=len(publishers))}" if publishers else "belum ada angka terbitan",
        "; selain itu masih data simulasi" if sources["simulated"].any() else None,
    ).text


def _reading(contents: Contents) -> Slide:
    """What signs and words mean."""
    meanings = (
        (SECRET, EXPLAINED),
        ("belum ada data", "Belum dikirim atau belum terbit. Ini bukan nol."),
        (SIMULATED, "Angka dibuat untuk mencoba sistem, bukan data nyata."),
        ("sementara, sangat sementara", "Angka terbitan yang masih dapat diperbaiki penerbitnya."),
        ("dekat nilai tengah", "Terlalu dekat dengan median untuk diperingkat."),
        ("tidak sebanding", "Cara hitung atau wilayah berubah di antara dua tahun, jadi tidak dibandingkan."),
        ("peta", _notice(contents) or "Tanpa peta."),
    )
    rows = [(Cell(sign, bold=True), Cell(meaning)) for sign, meaning in meanings]
    table = Table(("Tanda", "Artinya"), rows, (2.6, ROOM - 2.6), row=0.42, name="Cara membaca")
    return Slide(
        "Cara membaca",
        f"Yang kosong bukan nol, {SECRET} dirahasiakan, dan {SIMULATED} bukan data nyata.",
        [(Box(MARGIN, TOP, ROOM, 1.0), table)],
        "aturan kejujuran data dashboard ini",
        str(contents.year),
        notes=["Angka dalam grafik lengkap sampai angka terakhir; tampilannya dibulatkan."],
    )

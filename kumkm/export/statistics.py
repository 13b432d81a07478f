"""What the statistical workbook holds: sheets made of reads and analyses, of the province or of one region."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from kumkm.domain.indicators import INDICATORS, Indicator
from kumkm.domain.view.selection import PROVINCE
from kumkm.errors import KumkmError, UsageError
from kumkm.export import views
from kumkm.export.contents import Contents, value_of
from kumkm.export.downloads import COLUMNS, SIMULATED, Download
from kumkm.export.workbook import Bars, Cover, Sheet, workbook

_REGISTER: Final = "register usulan"
_DERIVED: Final = "dihitung dari angka pada lembar Angka dan deretnya"
_LEVEL: Final = "grdp_constant"
_YEARS_BACK: Final = 5  # as Pertumbuhan opens
_ASSOCIATED: Final = {"indicator_id": "active_cooperative_share", "with_indicator_id": "grdp_growth"}
_SHEETS_OF_BARS: Final = {"grdp_growth": "Pertumbuhan PDRB", "cooperatives_active": "Koperasi aktif"}


def statistical_workbook(contents: Contents) -> bytes:
    """The workbook. Raises UsageError for a region or a year that nothing is known of."""
    contents.refuse_unknown_region()
    sheets = [*_sheets(contents)]
    return workbook(_cover(contents, sheets), sheets)


def _cover(contents: Contents, sheets: Sequence[Sheet]) -> Cover:
    build = contents.build
    place = contents.areas[contents.region_code]
    facts = (
        ("Daerah", place if contents.region_code == PROVINCE else f"{place}, dengan angka provinsi di sampingnya"),
        ("Tahun", str(contents.year)),
        ("Versi data", f"{build['build_id']}, dibuat {build['built_at']:%d-%m-%Y %H.%M} UTC"),
        ("Sumber", "; ".join(dict.fromkeys(map(str, contents.read("sources")["publisher"])))),
    )
    title = f"Data KUMKM {place} {contents.year}"
    return Cover(title, facts, build["built_at"].to_pydatetime())


def _sheets(contents: Contents) -> Iterator[Sheet]:
    panels = {key: contents.read("indicator_panel", indicator_id=key) for key in INDICATORS}
    panels = {key: panel for key, panel in panels.items() if not panel.empty}
    yield _of_year(contents, panels)
    yield _over_years(contents, panels)
    if contents.region_code == PROVINCE:
        for key, name in _SHEETS_OF_BARS.items():
            yield _as_bars(contents, INDICATORS[key], name, panels[key])
        yield from _analyses(contents)
    yield from _proposals(contents)
    yield from _quality(contents)
    yield _definitions(contents)
    yield _sources(contents)


def _rows(panel: pd.DataFrame) -> dict[tuple[str, int], dict[str, Any]]:
    return {(str(row["region_code"]), int(row["year"])): row for row in panel.to_dict("records")}


def _of_year(contents: Contents, panels: Mapping[str, pd.DataFrame]) -> Sheet:
    """Every indicator with data in the year, each as a line; a region as a column."""
    lines, decimals, simulated = [], [], False
    for key, panel in panels.items():
        indicator, rows = INDICATORS[key], _rows(panel)
        here = {code: rows.get((code, contents.year)) for code in contents.areas}
        known = [row for row in here.values() if row is not None]
        if not known:
            continue
        marked = any(row["simulated"] for row in known)
        simulated |= marked
        lines.append(
            {
                "Indikator": indicator.label,
                "Satuan": indicator.unit.name,
                **{name: value_of(here[code]) for code, name in contents.areas.items()},
                "Periode": ", ".join(sorted({str(row["period"]) for row in known if isinstance(row["period"], str)})),
                "Status": ", ".join(sorted({str(row["status_words"]) for row in known if row["status_words"]})),
                "Keterangan data": SIMULATED if marked else "",
                "Topik": indicator.topic,
                "Kode indikator": key,
            }
        )
        decimals.append(indicator.base_decimals)
    if not lines:
        years = sorted({year for panel in panels.values() for year in panel["year"]})
        raise UsageError(f"Tidak ada angka tahun {contents.year}. Yang ada: {min(years)}–{max(years)}.")
    return Sheet(
        f"Angka {contents.year}",
        f"Semua indikator {contents.year}, {_where(contents)}",
        pd.DataFrame(lines),
        notes=("Angka provinsi dapat memuat koperasi binaan provinsi, yang tidak termasuk daerah mana pun.",),
        decimals=dict.fromkeys(contents.areas.values(), decimals),
        simulated=simulated,
    )


def _where(contents: Contents) -> str:
    return "seluruh daerah" if contents.region_code == PROVINCE else contents.areas[contents.region_code]


def _over_years(contents: Contents, panels: Mapping[str, pd.DataFrame]) -> Sheet:
    """Every indicator of the one area over its years."""
    own = {key: panel[panel["region_code"] == contents.region_code] for key, panel in panels.items()}
    own = {key: panel for key, panel in own.items() if not panel.empty}
    years = sorted({int(year) for panel in own.values() for year in panel["year"]})
    lines, simulated = [], False
    for key, panel in own.items():
        rows = _rows(panel)
        simulated |= bool(panel["simulated"].any())
        lines.append(
            {
                "Indikator": INDICATORS[key].label,
                "Satuan": INDICATORS[key].unit.name,
                **{str(year): value_of(rows.get((contents.region_code, year))) for year in years},
                "Keterangan data": SIMULATED if panel["simulated"].any() else "",
                "Kode indikator": key,
            }
        )
    decimals = [INDICATORS[key].base_decimals for key in own]
    return Sheet(
        "Deret",
        f"Semua indikator {contents.areas[contents.region_code]} menurut tahun",
        pd.DataFrame(lines),
        notes=("Tahun yang tidak dapat dibandingkan (cara hitung atau wilayah berubah) disebut pada lembar Definisi.",),
        decimals=dict.fromkeys(map(str, years), decimals),
        simulated=simulated,
    )


def _as_bars(contents: Contents, indicator: Indicator, name: str, panel: pd.DataFrame) -> Sheet:
    """One indicator of all regions from highest to lowest, with a chart; those without a number last."""
    local = panel[(panel["year"] == contents.year) & panel["region_code"].isin(list(contents.local))]
    ordered = local.sort_values(["value", "region_code"], ascending=[False, True], na_position="last")
    heading = f"{indicator.label} ({indicator.unit.name})"
    frame = pd.DataFrame(
        {
            "Daerah": [contents.local[code] for code in ordered["region_code"]],
            heading: [value_of(row) for row in ordered.to_dict("records")],
            "Kode daerah": list(ordered["region_code"]),
        }
    )
    simulated = bool(ordered["simulated"].any())
    title = f"{indicator.label} {contents.year}"
    bars = Bars("Daerah", heading, f"{SIMULATED} · {title}" if simulated else title)
    decimals = {heading: indicator.base_decimals}
    return Sheet(name, title, frame, decimals=decimals, bars=None if frame.empty else bars, simulated=simulated)


def _analyses(contents: Contents) -> Iterator[Sheet]:
    """What views on growth and need rest on; an analysis that has nothing to say of the year has no sheet."""
    span = {"from_year": contents.year - 1, "to_year": contents.year}
    wanted: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("Andil", "Andil daerah dalam pertumbuhan PDRB", "contribution", {"indicator_id": "grdp_constant", **span}),
        ("Tipologi", "Tipologi Klassen", "klassen", span),
        ("Tipologi koperasi", "Tipologi koperasi menurut volume usaha per anggota", "klassen_cooperatives", span),
        ("Struktur", "Struktur PDRB dan location quotient", "location_quotient", {}),
        ("Struktur UMKM", "Struktur UMKM menurut kategori KBLI", "location_quotient", {"data": "enterprises"}),
        ("Pergeseran", "Pergeseran banyaknya usaha menurut kategori KBLI", "shift_share", {}),
        (
            "Riil atau laporan",
            "Perubahan volume usaha koperasi: badan yang sama, baru, dan pelaporan",
            "decomposition",
            span,
        ),
        ("Kaitan", "Koperasi aktif dan pertumbuhan PDRB", "association", _ASSOCIATED),
        ("Kebutuhan", "Indeks kebutuhan", "need", {"year": contents.year}),
    )
    for name, title, analysis, params in wanted:
        try:
            frame = contents.analysed(analysis, params)
        except KumkmError:
            continue
        yield _as_sheet(contents, name, title, frame, source=_DERIVED)
    yield from _over_all_years(contents)


def _over_all_years(contents: Contents) -> Iterator[Sheet]:
    """Views of Pertumbuhan that are of no one year: how unequal regions are, their paths, and the usual scenario."""
    wanted: tuple[tuple[str, str, Callable[[], pd.DataFrame], tuple[str, ...]], ...] = (
        (
            "Ketimpangan",
            "Ketimpangan antardaerah",
            lambda: views.inequality(lambda key: contents.analysed(key, {})),
            (),
        ),
        ("Lintasan", "PDRB harga konstan, indeks menurut tahun", lambda: _indexed(contents), ()),
        (
            "Skenario PDRB",
            "Skenario PDRB Sulawesi Tenggara dengan asumsi baku",
            lambda: views.scenario(contents.analysed("outlook", {}), PROVINCE),
            (views.SCENARIO_NOTE,),
        ),
    )
    for name, title, make, notes in wanted:
        try:
            frame = make()
        except KumkmError:
            continue
        yield replace(_as_sheet(contents, name, title, frame, source=_DERIVED), notes=notes)


def _indexed(contents: Contents) -> pd.DataFrame:
    """Every region from its value in the first year told."""
    panel = contents.read("indicator_panel", indicator_id=_LEVEL)
    base = int(panel.dropna(subset=["value"])["year"].max()) - _YEARS_BACK
    indexed = contents.analysed("index", {"indicator_id": _LEVEL, "base_year": base})
    return indexed.rename(columns={"value": "index"})


def _as_sheet(contents: Contents, name: str, title: str, frame: pd.DataFrame, *, source: str) -> Sheet:
    """A frame under the headings that downloads use; columns nobody has taken away yet are left out."""
    kept = [column for column in frame.columns if column in COLUMNS or column == "simulated"]
    frame = frame.assign(
        **{name: frame[name].map(_day) for name in kept if pd.api.types.is_datetime64_any_dtype(frame[name])}
    )
    build_id = str(contents.build["build_id"])
    given = Download(name, title, frame[kept], contents.regions, source, build_id, simulated=False)
    table = given.table()
    places = {
        heading: [count or 0 for count in counts]
        for heading, counts in given.places().items()
        if any(count is not None for count in counts)
    }
    marked = bool(frame["simulated"].any()) if "simulated" in frame else False
    return Sheet(name, title, table, decimals=places, simulated=marked)


def _proposals(contents: Contents) -> Iterator[Sheet]:
    """What was delivered for the latest budget year up to the year after; not what the press reported."""
    every = contents.read("proposals")
    every = every[~every["published"]]
    if contents.region_code != PROVINCE:
        every = every[every["region_code"] == contents.region_code]
    if every.empty:
        return
    year = int(every["budget_year"].max())
    mine = every[every["budget_year"] == year]
    yield _as_sheet(
        contents, f"Usulan {year}", f"Usulan tahun anggaran {year}", views.proposals(mine), source=_REGISTER
    )
    steps = views.steps(contents.read("proposal_stages"), mine)
    yield _as_sheet(
        contents, "Alur usulan", f"Tahap yang dilalui usulan tahun anggaran {year}", steps, source=_REGISTER
    )
    if contents.region_code == PROVINCE:
        try:
            fair = views.equity(contents.analysed("equity", {"year": year}))
        except KumkmError:
            return
        title = f"Kebutuhan dan usulan tahun anggaran {year}"
        yield _as_sheet(contents, "Kebutuhan dan usulan", title, fair, source=_DERIVED)


def _quality(contents: Contents) -> Iterator[Sheet]:
    """What Kualitas shows that is no indicator: what the rules found, who has reported, and published claims."""
    findings = contents.read("findings")
    if contents.region_code != PROVINCE:
        findings = findings[findings["region_code"] == contents.region_code]
    if len(findings):
        yield _as_sheet(
            contents, "Temuan", views.FINDINGS_TITLE, views.findings(findings), source=views.FINDINGS_SOURCE
        )
    log = contents.read("submissions")
    if contents.region_code != PROVINCE:
        log = log[log["region_code"] == contents.region_code]
    if len(log):
        yield _reports(contents, log)
    statements = contents.read("reconciliation", region_code=contents.region_code)
    if len(statements):
        yield _as_sheet(
            contents, "Angka berbeda", "Yang dinyatakan di samping yang dimuat", statements, source="pernyataan publik"
        )


def _reconciled(statements: pd.DataFrame) -> Sheet:
    """Published claims beside what was loaded; a claim is a claim, and in no sum."""
    frame = pd.DataFrame(
        {
            "Tentang": statements["label"],
            "Satuan": statements["unit"],
            "Tahun": statements["year"],
            "Dinyatakan": statements["said"],
            "Sebutan": statements["qualifier"],
            "Dimuat": statements["loaded"],
            "Selisih (%)": statements["difference_pct"],
            "Yang menyatakan": statements["speaker"],
            "Tanggal": [_day(value) for value in statements["said_on"]],
            "Catatan": statements["note"],
            "Keterangan data": [SIMULATED if flag else "" for flag in statements["simulated"]],
        }
    )
    marked = bool(statements["simulated"].any())
    decimals = {"Selisih (%)": 1}
    return Sheet("Angka berbeda", "Yang dinyatakan di samping yang dimuat", frame, decimals=decimals, simulated=marked)


def _reports(contents: Contents, log: pd.DataFrame) -> Sheet:
    frame = pd.DataFrame(
        {
            "Daerah": [contents.regions.by_code[code].name for code in log["region_code"]],
            "Tahun buku": log["book_year"],
            "Sistem": log["system"],
            "Laporan": log["data_subject"],
            "Masuk": [_day(value) for value in log["submitted_on"]],
            "Batas": [_day(value) for value in log["deadline_on"]],
            "Terlambat (hari)": log["days_late"],
            "Kode daerah": log["region_code"],
            "Keterangan data": [SIMULATED if flag else "" for flag in log["simulated"]],
        }
    )
    simulated = bool(log["simulated"].any())
    return Sheet("Pelaporan", "Siapa sudah melapor, menurut log operator", frame, simulated=simulated)


def _day(value: Any) -> str:
    return "" if pd.isna(value) else f"{pd.Timestamp(value):%d-%m-%Y}"


def _definitions(contents: Contents) -> Sheet:
    indicators = contents.read("indicators")
    columns = ["label", "topic", "unit", "definition", "formula_text", "cadence", "caveat", "first_year", "last_year",
               "indicator_id", "simulated"]  # fmt: skip
    return _as_sheet(
        contents, "Definisi", "Kamus indikator", indicators[columns], source="registri indikator dashboard ini"
    )


def _sources(contents: Contents) -> Sheet:
    sources = contents.read("sources")
    frame = pd.DataFrame(
        {
            "Penerbit": sources["publisher"],
            "Judul": sources["title"],
            "Rujukan": sources["reference"],
            "Lisensi": sources["licence"],
            "Diambil": [f"{day:%d-%m-%Y}" for day in sources["retrieved_on"]],
            "Angka": sources["printed_values"],
        }
    )
    return Sheet("Sumber", "Sumber angka", frame, decimals={"Angka": 0})

"""The dashboard as it would look: key figures, map and tables of a candidate build, changed numbers outlined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup, escape

from kumkm.domain import units
from kumkm.domain.indicators import HEADLINES, INDICATORS, Indicator, MapKind
from kumkm.domain.secrecy import SECRET
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.ui.parts import asking, indicator_rows, key_figures, maps, prose, tables
from kumkm.ui.parts.html import join, place
from kumkm.ui.parts.region_map import picked_year
from kumkm.ui.shell import origin
from kumkm.ui.state import cache, choices
from kumkm.warehouse import trials
from kumkm.warehouse.publishing import Preview

SUBJECTS: Final = {
    "cooperatives": "koperasi",
    "enterprises": "UMKM",
    "kur": "KUR",
    "proposals": "usulan program",
    "operator_log": "catatan operator",
    "macro": "ekonomi makro",
}
_YEARS = 5
_COLUMNS = 3
_FEW = 8
_NONE = "belum ada"
_CHANGES, _LATER = "berubah", "jumlahnya terlihat sesudah terbit"


def counted(seen: Preview) -> dict[str, int]:
    """How many numbers change, appear and vanish; a change of status alone is not counted."""
    old, new = seen.changed["old"], seen.changed["new"]
    return {
        "berubah": int((old.notna() & new.notna() & (old != new)).sum()),
        "baru": int((old.isna() & new.notna()).sum()),
        "hilang": int((old.notna() & new.isna()).sum()),
    }


def amount(seen: Preview) -> str:
    """What changes, in words: `42 angka berubah, 10 angka baru`."""
    parts = [f"{units.number(count)} angka {words}" for words, count in counted(seen).items() if count]
    return ", ".join(parts) or "tidak ada angka yang berubah"


def sentence(seen: Preview) -> str:
    """The headline of the impact."""
    words = amount(seen)
    return f"Bila terbit, {words}." if any(counted(seen).values()) else "Bila terbit, tidak ada angka yang berubah."


def _every(seen: Preview) -> pd.DataFrame:
    """All that changes, also what has no amount to show yet (status `berubah`)."""
    later = seen.unseen.assign(old=float("nan"), new=float("nan"), old_status=_CHANGES, new_status=_CHANGES)
    return pd.concat([seen.changed, later], ignore_index=True) if len(later) else seen.changed


def impact(seen: Preview | None, selection: Selection) -> None:
    """The dashboard with the candidate behind it; a number answers where it comes from before it is published."""
    if seen is None:
        return
    _summary(seen)
    if _every(seen).empty:
        return
    with cache.looking_at(seen.candidate), st.container(key="dampak"):
        _overview(seen, selection)
        view = st.segmented_control(
            "Lihat sebagai", ["Indikator", "Daerah"], default="Indikator", required=True, key="dampak_tampilan"
        )
        if view == "Daerah":
            _region(seen, selection)
        else:
            _indicator(seen, selection)
        origin.answer(selection)


def _summary(seen: Preview) -> None:
    """Counts with their share of all numbers, and what becomes real."""
    numbers = counted(seen)
    numbers["tetap"] = max(0, seen.total - numbers["berubah"] - numbers["baru"])
    every = sum(numbers.values())
    cell = Markup("<div><h3>Angka {}</h3><b>{}</b><p>{}</p></div>")
    cells = join(cell.format(words, units.number(count), _share(count, every)) for words, count in numbers.items())
    shown = Markup('<section class="k-figures k-dampak" aria-label="Banyaknya perubahan">{}</section>')
    place(shown.format(cells))
    lines = []
    if seen.real_now:
        named = ", ".join(SUBJECTS.get(subject, subject) for subject in seen.real_now)
        lines.append(
            f"Tanda DATA SIMULASI hilang untuk {named}: data simulasinya tidak dipakai lagi, "
            "dan daerah yang belum mengirim data nyata menjadi belum ada data."
        )
    if count := len(seen.unseen):
        lines.append(
            f"{units.number(count)} angka uang berubah; {_LATER}, sebab selisihnya dari yang terbit dapat menunjuk "
            "satu dua badan. Sampai saat itu seluruh tabelnya tampak r."
        )
    if seen.thin:
        lines.append(f"{trials.warning(seen.thin)} Kumpulkan dahulu dengan kiriman lain.")
    if seen.held_back:
        lines.append(f"Tetap ditahan: {', '.join(seen.held_back)}.")
    prose.notices(lines)


def _share(count: int, total: int) -> str:
    return f"{units.percent(count / total * 100, 1)} dari semua angka" if total else ""


def _overview(seen: Preview, selection: Selection) -> None:
    """The key figures of Ringkasan, as they would be."""
    area = "Sulawesi Tenggara" if selection.is_province else cache.names()[selection.region_code]
    mine = _latest(_of_region(seen, selection.region_code))
    _outline(mine, "ringkasan_dampak")
    prose.heading("Ringkasan", f"angka utama {area} seperti bila terbit; yang bergaris berubah")
    with st.container(key="ringkasan_dampak"):
        place(key_figures.key_figures_html(selection))
    _vanished(mine[mine["indicator_id"].isin(HEADLINES)], selection.region_code)


def _region(seen: Preview, selection: Selection) -> None:
    """All indicators of one region, as they would be."""
    touched = [code for code in _every(seen)["region_code"].unique() if code in cache.names()]
    if selection.is_province and touched:
        selection = replace(selection, region_code=touched[0])
    area = "Sulawesi Tenggara" if selection.is_province else cache.names()[selection.region_code]
    mine = _latest(_of_region(seen, selection.region_code))
    _outline(mine, "daerah_dampak")
    prose.heading(area, "semua indikator seperti bila terbit; pilih daerah lain pada penyaring di atas")
    _vanished(mine, selection.region_code)
    with st.container(key="daerah_dampak"):
        indicator_rows.rows(selection)


def _of_region(seen: Preview, region_code: str) -> pd.DataFrame:
    every = _every(seen)
    return every[every["region_code"] == region_code]


def _latest(changed: pd.DataFrame) -> pd.DataFrame:
    """The last changed years of each indicator: a page shows the latest number only."""
    return changed.sort_values("year").groupby("indicator_id", sort=False).tail(_YEARS)


def _vanished(changed: pd.DataFrame, region_code: str) -> None:
    """Indicators of which the region would have no number at all any more, with their last one."""
    left = set(cache.read("area_values", region_code=region_code).dropna(subset=["value"])["indicator_id"])
    gone = changed[changed["old"].notna() & ~changed["indicator_id"].isin(left)]
    last = {row.indicator_id: row for row in gone.sort_values("year").itertuples()}
    lines = [_gone(last[key]) for key in INDICATORS if key in last]
    listed = Markup('<ul class="k-hilang">{}</ul>').format(join(lines))
    if len(lines) > _FEW:
        folded = Markup('<details class="k-temuan"><summary>{} indikator hilang</summary>{}</details>')
        listed = folded.format(len(lines), listed)
    if lines:
        place(listed)


def _gone(row: Any) -> Markup:
    indicator = INDICATORS[row.indicator_id]
    both = _both(row, indicator)
    return Markup("<li>{} {} <span>{}</span></li>").format(indicator.short_label, int(row.year), both)


def _both(row: Any, indicator: Indicator) -> Markup:
    """Old → new; what was there is struck out."""
    old = _text(indicator, row.old, row.old_status)
    new = _text(indicator, row.new, row.new_status)
    struck = escape(old) if old == _NONE else Markup("<s>{}</s>").format(old)
    return Markup("{} → <b>{}</b>").format(struck, new)


def _outline(changed: pd.DataFrame, key: str) -> None:
    """Outline the numbers that change wherever they stand in a container, the old one before the new one."""
    rules = []
    for row in changed.itertuples():
        if row.indicator_id not in INDICATORS:
            continue
        where = Markup('.st-key-{} [data-asal="{}|{}|{}"]').format(
            key, row.indicator_id, row.region_code, int(row.year)
        )
        old = _text(INDICATORS[row.indicator_id], row.old, row.old_status).replace("\\", "").replace('"', "")
        rule = Markup('{where}{{outline:2px solid var(--k-accent)}}{where}::before{{content:"{old} → "}}')
        rules.append(rule.format(where=where, old=old))
    if rules:
        place(Markup("<style>{}</style>").format(join(rules)))


def _text(indicator: Indicator, value: float, status: object) -> str:
    """A number in the indicator's scale; `r` where it is secret, words where there is none."""
    if status == "rahasia":
        return SECRET
    if status == _CHANGES:
        return _CHANGES
    return _NONE if pd.isna(value) else indicator.number(float(value))


def _indicator(seen: Preview, selection: Selection) -> None:
    """One changed indicator as map and table, region by region and year by year."""
    chosen, year = _choose(seen, selection)
    if chosen is None:
        return
    every = _every(seen)
    mine = every[every["indicator_id"] == chosen.id]
    covered = cache.coverage().get(chosen.id)
    if covered is None or year not in covered.years:
        place(_matrix(mine, chosen, year))
        return
    left, right = st.columns([1, 1.15], gap="medium")
    with left, st.container(key="peta_wadah"):
        _mark_regions(mine[mine["year"] == year]["region_code"], chosen)
        shown = replace(selection, indicator_id=chosen.id, year=year)
        maps.map_of_regions(shown, key="peta_dampak", on_year=_play)
    with right:
        place(_matrix(mine, chosen, year))


def _choose(seen: Preview, selection: Selection) -> tuple[Indicator | None, int]:
    every = _every(seen)
    counts = every["indicator_id"].value_counts(sort=False)
    offered = [key for key in INDICATORS if key in counts.index]
    if not offered:
        return None, 0
    which, when = st.columns([3, 1], vertical_alignment="bottom")
    with which:
        chosen = st.selectbox(
            "Indikator yang berubah",
            offered,
            format_func=lambda key: f"{INDICATORS[key].label} ({units.number(int(counts[key]))} angka)",
            index=offered.index(selection.indicator_id) if selection.indicator_id in offered else 0,
            key="dampak_indikator",
        )
    years = sorted(map(int, every.loc[every["indicator_id"] == chosen, "year"].unique()), reverse=True)
    if choices.of("dampak_tahun") not in years:
        choices.put("dampak_tahun", years[0])
    with when:
        year = st.selectbox("Tahun", years, key="dampak_tahun")
    return INDICATORS[chosen], int(year)


def _play() -> None:
    """A year played on the map becomes the year of the table too, where something changes in it."""
    choices.put("dampak_tahun", picked_year("peta_dampak"))


def _mark_regions(codes: Iterable[str], indicator: Indicator) -> None:
    """Outline the regions that change on the map: their circles where it shows counts, else their shapes and tiles."""
    shape, circle = Markup('.krm-shape[data-region="{}"]'), Markup('[data-circle="{}"]')
    mark = circle if indicator.map_kind is MapKind.COUNT else shape
    each = Markup('.st-key-peta_wadah :is({}, .krm-tile[data-region="{}"] rect)')
    places = Markup(",").join(each.format(mark.format(code), code) for code in codes if code in cache.names())
    if places:
        rule = Markup("<style>{}{{stroke:var(--k-accent);stroke-width:3px;stroke-opacity:1}}</style>")
        place(rule.format(places))


def _matrix(mine: pd.DataFrame, indicator: Indicator, until: int) -> Markup:
    """Regions by the changed years up to one: old → new where it changes, the number as it is where it does not."""
    years = sorted(year for year in map(int, mine["year"].unique()) if year <= until)[-_COLUMNS:]
    panel = cache.read("indicator_panel", indicator_id=indicator.id)
    values = {(row.region_code, int(row.year)): row for row in panel.itertuples()}
    changes = {(row.region_code, int(row.year)): row for row in mine.itertuples()}
    rows = []
    for code, name in _rows(mine).items():
        cells = join(_cell(changes.get((code, year)), values.get((code, year)), indicator) for year in years)
        rows.append(Markup("<tr{}><th>{}</th>{}</tr>").format(tables.of_region(code), name, cells))
    head = join(Markup('<th class="k-num">{}</th>').format(year) for year in years)
    return Markup(
        '<div class="k-scroll"><table class="k-table k-lama-baru"><thead><tr>'
        "<th>{}, {}</th>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(indicator.short_label, indicator.unit_text, head, join(rows))


def _rows(mine: pd.DataFrame) -> dict[str, str]:
    """Province, every region, and what else changes, such as the bucket of the province's own cooperatives."""
    known = cache.regions().by_code
    others = [code for code in mine["region_code"].unique() if code not in cache.names() and code != PROVINCE]
    extra = {code: known[code].short_name if code in known else code for code in sorted(others)}
    return {PROVINCE: "Sulawesi Tenggara", **cache.names(), **extra}


def _cell(change: Any, value: Any, indicator: Indicator) -> Markup:
    if change is None:
        text = (
            "–" if value is None else _text(indicator, value.value, "rahasia" if value.status == "suppressed" else "")
        )
        return Markup('<td class="k-num k-tetap">{}</td>').format(text)
    old = _text(indicator, change.old, change.old_status)
    new = _text(indicator, change.new, change.new_status)
    if old == new:
        about = _LATER if new == _CHANGES else "nilainya tetap; status atau asalnya berubah"
        return Markup('<td class="k-num k-ubah"><span title="{}">{}</span></td>').format(about, new)
    why = asking.why(indicator.id, change.region_code, int(change.year))
    return Markup('<td class="k-num k-ubah"><span{}>{}</span></td>').format(why, _both(change, indicator))

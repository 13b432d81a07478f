"""The pieces pages are made of: headline, key figures, map, charts, tables, sources, notices."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from kumkm import settings
from kumkm.analysis import classes as map_classes
from kumkm.analysis.comparable import Comparable, by_year, comparable
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator, MapKind, both_series, companion_of
from kumkm.domain.secrecy import SECRET, SECRET_WORDS
from kumkm.domain.selection import PROVINCE, Selection, no_regions_in, question
from kumkm.figures import marks
from kumkm.figures.theme import Style
from kumkm.narrative import clauses, reporting
from kumkm.narrative import sentences as narrative
from kumkm.narrative.grammar import Sentence, sentence
from kumkm.ui import cache, filters
from kumkm.ui.region_map import RegionMapPayload, picked_region, picked_why, picked_year, region_map

BASIS_WORDS = {
    "published": "angka terbitan",
    "delivered": "dihitung dari kiriman",
    "sum_of_regions": "jumlah seluruh kabupaten/kota (angka provinsi tidak terbit)",
    "derived": "angka turunan",
}


SIMULATED: Final = '<i class="k-simulated">DATA SIMULASI</i>'
ASKED: Final = "_asal"


def why(indicator_id: str, region_code: str, year: int) -> str:
    """The attribute that makes a number answer where it comes from; static/frame.js listens and makes it a button."""
    return _asking(question(indicator_id, region_code, year))


def _asking(asked: str) -> str:
    return f' data-asal="{escape(asked)}"'


def value_text(indicator: Indicator, value: float | None, status: object) -> str:
    """A value with its unit; `r` where it is secret, an en dash where there is none."""
    return SECRET if status == "suppressed" else indicator.text(None if pd.isna(value) else value)


def simulated_mark(indicator_id: str, year: int | None = None) -> str:
    """`DATA SIMULASI` where the indicator, or its one year, rests on simulated deliveries; else nothing."""
    return SIMULATED if is_simulated(indicator_id, year) else ""


@cache.per_build(2000)
def is_simulated(indicator_id: str, year: int | None = None) -> bool:
    """Whether any value of the indicator (in the year) rests on simulated deliveries."""
    panel = cache.read("indicator_panel", indicator_id=indicator_id)
    found = panel if year is None else panel[panel["year"] == year]
    return bool(found["simulated"].any())


def notices(lines: Sequence[str]) -> None:
    """Say quietly what was ignored or moved."""
    if lines:
        st.html(f'<p class="k-notice" role="status">{escape(" ".join(lines))}</p>')


def headline(text: str | Sentence, detail: str = "", *, mark: str = "", asked: str = "") -> None:
    """The page's first sentence, and under it the filters in words.

    `mark` is `simulated_mark`. The numbers of a `Sentence` answer a click themselves; for one in plain text `asked` are
    the attributes of `why`.
    """
    small = f"<p>{mark}{escape(detail)}</p>" if detail or mark else ""
    said = sentence_html(text) if isinstance(text, Sentence) else escape(_unbroken(text))
    st.html(f'<section class="k-headline"><h1{asked}>{said}</h1>{small}</section>')


def sentence_html(said: Sentence) -> str:
    """A sentence as HTML: every clause that knows its number answers a click with where it comes from."""
    texts = ((escape(_unbroken(clause.text)), clause.asked) for clause in said.clauses)
    return "".join(f"<span{_asking(asked)}>{text}</span>" if asked else text for text, asked in texts)


def paragraph_html(said: Sequence[Sentence]) -> str:
    """Sentences in a row, as one paragraph; empty if there are none."""
    return f'<p class="k-prose">{" ".join(sentence_html(item) for item in said)}</p>' if said else ""


def sentences(said: Sequence[Sentence]) -> None:
    """Sentences one by one, in two columns where there is room; nothing if there is nothing to say."""
    if said:
        body = "".join(f'<p class="k-prose">{sentence_html(item)}</p>' for item in said)
        st.html(f'<section class="k-columns">{body}</section>')


def _unbroken(text: str) -> str:
    """Keep spans such as 2018–2023 on one line."""
    return text.replace("–", "\u2060–\u2060")


def heading(text: str, detail: str = "") -> None:
    """A section's title."""
    st.html(heading_html(text, detail))


def heading_html(text: str, detail: str = "") -> str:
    """A section's title."""
    small = f"<span>{escape(detail)}</span>" if detail else ""
    return f'<h2 class="k-heading">{escape(text)}{small}</h2>'


def words(selection: Selection) -> str:
    """The selection in words: indicator, year and period, region."""
    place = "seluruh provinsi" if selection.is_province else cache.names()[selection.region_code]
    compared = [cache.names()[code] for code in selection.compared]
    extra = f" · dibanding {', '.join(compared)}" if compared else ""
    return f"{selection.indicator.label} · {selection.year} · {place}{extra}"


def chart(figure: Any, *, key: str, alt: str, still: bool = False) -> None:
    """A figure, with its own look and without a tool bar; `still` where its labels already say everything."""
    config = {"displayModeBar": False, "staticPlot": still}
    st.plotly_chart(figure, key=key, theme=None, width="stretch", config=config, alt=alt)


def small_multiples(drawn: str, highlighted: Sequence[str], style: Style) -> None:
    """Small multiples made by `kumkm.figures.marks`, and apart from them which regions are chosen."""
    st.html(marks.lit(highlighted, style))
    st.html(drawn)


def missing_year(selection: Selection) -> None:
    """Say that this year has no regional data, whether the province has, and which years have."""
    found = cache.coverage()[selection.indicator_id]
    if found.regions.get(selection.year, 0) == 0:
        notices([no_regions_in(selection.year, selection.indicator_id, found)])


def map_of_regions(selection: Selection, *, key: str, height: int, on_year: Callable[[], None] | None = None) -> None:
    """The map of the chosen indicator; what is clicked or played becomes the selection.

    `on_year` takes the place of what follows a played year.
    """
    _drawn(_payload(selection), selection, key=key, height=height, on_year=on_year)


def map_of_values(
    selection: Selection,
    indicator: Indicator,
    values: MapValues,
    *,
    key: str,
    title: str,
    height: int,
    year: int | None = None,
) -> None:
    """A map of computed values, written and classed like the indicator.

    What is clicked or played becomes the selection; a number asks where that of `selection` comes from. With a `year`
    of its own kind (a budget year) the map stays in it, and its numbers do not answer.
    """
    wanted = selection.year if year is None else year
    shown = replace(selection, year=wanted if wanted in values.years else values.years[-1])
    payload = _payload_of(shown, indicator, values, title)
    if year is None:
        _drawn(payload, shown, key=key, height=height)
    else:
        select = lambda: filters.select_region(picked_region(key) or "")  # noqa: E731
        region_map(replace(payload, playable=False), key=key, height=height, on_select=select)


def map_values(panel: pd.DataFrame, indicator: Indicator, simulated: Callable[[int], bool]) -> MapValues:
    """What the map needs of computed values (region_code, year, value); NaN is missing. `simulated` tells of a year."""
    years = tuple(sorted(int(year) for year in panel["year"].unique()))
    local = panel[panel["region_code"].isin(list(cache.names()))]
    return MapValues(
        **_numbers(local, years, indicator),
        years=years,
        notes=[],
        grades={},
        secrets={},
        simulated=[simulated(year) for year in years],
    )


def _numbers(local: pd.DataFrame, years: Sequence[int], indicator: Indicator) -> dict[str, Any]:
    """Values, their texts and ranks, and the classes of all years together, without those that rest on too few."""
    names = list(cache.names())
    table = local.pivot(index="region_code", columns="year", values="value").reindex(index=names, columns=list(years))
    rows = {code: [float(value) for value in row] for code, row in zip(names, table.to_numpy(), strict=True)}
    standings = by_year(local, indicator, cache.names())
    unranked = {(code, year) for year, among in standings.items() for code in among.unranked}
    classed = [
        value
        for code, year, value in zip(local["region_code"], local["year"], local["value"], strict=True)
        if (code, int(year)) not in unranked
    ]
    found = classes_of(classed, indicator)
    none = Comparable({}, {})
    return {
        "places": {code: [_rank(standings.get(year, none), code) for year in years] for code in names},
        "whom": [_whom(standings.get(year, none)) for year in years],
        "values": {code: [_short(value) for value in row] for code, row in rows.items()},
        "texts": {code: [indicator.number(value) for value in row] for code, row in rows.items()},
        "edges": found.edges or (0.0, 1.0),
        "fit": found.fit,
    }


def _rank(among: Comparable, code: str) -> int | None:
    """The rank for the map: 0 where a region is alike to the median, None where it is not compared."""
    place = among.place(code)
    return place.rank if place else 0 if code in among.shown else None


def _whom(among: Comparable) -> tuple[int, str]:
    return among.count, clauses.of_whom(among) if among.count else ""


def _drawn(
    payload: RegionMapPayload, selection: Selection, *, key: str, height: int, on_year: Callable[[], None] | None = None
) -> None:
    region_map(
        payload,
        key=key,
        height=height,
        on_select=lambda: filters.select_region(picked_region(key) or ""),
        on_year=on_year or (lambda: filters.select_year(picked_year(key) or 0)),
        on_why=lambda: ask(selection, picked_why(key)),
    )


def ask(selection: Selection, region_code: str | None) -> None:
    """Ask where the shown number of a region (None: of the province) comes from."""
    st.session_state[ASKED] = (selection.indicator_id, region_code or PROVINCE, selection.year)


@dataclass(frozen=True)
class MapValues:
    """What the map needs of an indicator whatever is selected: one entry per region and year of `years`."""

    years: tuple[int, ...]
    values: dict[str, list[float | None]]
    texts: dict[str, list[str]]
    edges: tuple[float, ...]
    fit: float | None
    notes: list[str]
    grades: dict[str, list[str]]
    secrets: dict[str, list[str]]
    simulated: list[bool]
    reports: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, list[int | None]] = field(default_factory=dict)
    whom: list[tuple[int, str]] = field(default_factory=list)
    edge_texts: tuple[str, ...] = ()
    tones: dict[str, list[int | None]] = field(default_factory=dict)
    tone_texts: tuple[str, ...] = ()


@cache.per_build(100)
def _map_values(indicator_id: str) -> MapValues:
    indicator = INDICATORS[indicator_id]
    years = list(cache.coverage()[indicator_id].years)
    panel = cache.read("indicator_panel", indicator_id=indicator_id)
    local = panel[panel["region_code"].isin(list(cache.names()))]
    notes = local.groupby("year")["status_words"].max().reindex(years)
    return MapValues(
        **_numbers(local, years, indicator),
        years=tuple(years),
        notes=[f"angka {note}" if note in ("sementara", "sangat sementara") else "" for note in notes],
        grades=_marked(local, years, local["grade"].where(local["grade"] == "D", "")),
        secrets=_marked(
            local, years, local["status"].map(lambda status: SECRET_WORDS if status == "suppressed" else "")
        ),
        simulated=[bool(local.loc[local["year"] == year, "simulated"].any()) for year in years],
        reports=_marked(
            local, years, pd.Series([reporting.reported(indicator, row) for _, row in local.iterrows()], dtype=object)
        ),
    )


def _marked(local: pd.DataFrame, years: Sequence[int], texts: pd.Series[str]) -> dict[str, list[str]]:
    """Code → one text per year, for the regions that have any."""
    found: dict[str, list[str]] = {}
    for code, year, text in zip(local["region_code"], local["year"], texts, strict=True):
        if isinstance(text, str) and text:
            found.setdefault(str(code), [""] * len(years))[years.index(int(year))] = text
    return found


def _payload(selection: Selection) -> RegionMapPayload:
    indicator = selection.indicator
    found = _map_values(indicator.id)
    return _payload_of(selection, indicator, found, f"{indicator.short_label} {selection.year}")


def _payload_of(selection: Selection, indicator: Indicator, found: MapValues, title: str) -> RegionMapPayload:
    names = cache.names()
    return RegionMapPayload(
        title=title,
        unit=indicator.unit_text,
        kind=indicator.map_kind.value,
        years=found.years,
        year=selection.year,
        values=found.values,
        texts=found.texts,
        names=names,
        abbreviations={code: cache.regions().by_code[code].abbreviation for code in names},
        edges=found.edges,
        edge_texts=found.edge_texts or [edge_text(edge, indicator) for edge in found.edges],
        circle_sizes=_circle_sizes(found.edges, indicator),
        selected=None if selection.is_province else selection.region_code,
        compare=[code for code in selection.compared if code != selection.region_code],
        projector=selection.screen,
        fit=None if found.fit is None else f"ketepatan kelas {units.number(found.fit, 2)}",
        source_line=_boundary_words(),
        year_notes=found.notes,
        grades=found.grades,
        missing_texts=found.secrets,
        simulated=found.simulated,
        reports=found.reports,
        places=found.places,
        whom=found.whom,
        tones=found.tones,
        tone_texts=found.tone_texts,
    )


@cache.per_build(4)
def _boundary_words() -> str:
    """What the map must say of its boundaries, from the layer itself."""
    layer = json.loads((settings.load().static / "geo" / "regions.json").read_text(encoding="utf-8"))
    return " · ".join(part for part in (layer["note"], layer["attribution"]) if part)


def classes_of(values: Sequence[float], indicator: Indicator) -> map_classes.Classes:
    """Map classes of an indicator over all years; the edges are in base units."""
    known = [value / indicator.scale.divisor for value in values if not math.isnan(value)]
    if indicator.map_kind is MapKind.DIVERGING:
        found = map_classes.diverging(known, indicator.decimals)
    elif indicator.map_kind is MapKind.COUNT:
        found = map_classes.Classes((0.0, max(known, default=1.0)), None)
    else:
        found = map_classes.natural(known, indicator.decimals)
    return map_classes.Classes(tuple(edge * indicator.scale.divisor for edge in found.edges), found.fit)


def edge_text(edge: float, indicator: Indicator) -> str:
    """A class edge with as few decimals as it needs."""
    scaled = edge / indicator.scale.divisor
    decimals = next((digits for digits in range(4) if abs(scaled - round(scaled, digits)) < 1e-9), 3)
    return units.number(scaled, decimals)


def _circle_sizes(edges: Sequence[float], indicator: Indicator) -> list[tuple[float, str]]:
    if indicator.map_kind is not MapKind.COUNT or not edges:
        return []
    top = edges[-1] / indicator.scale.divisor
    step = 10 ** math.floor(math.log10(top)) if top > 0 else 1.0
    largest = math.floor(top / step) * step
    sizes = [largest, largest / 2, largest / 10]
    return [(size * indicator.scale.divisor, edge_text(size * indicator.scale.divisor, indicator)) for size in sizes]


def _short(value: float) -> float | None:
    """Six significant digits: far finer than a colour, much smaller to send."""
    return None if math.isnan(value) else float(f"{value:.6g}")


def region_table(frame: pd.DataFrame, indicator: Indicator, year: int | None = None) -> pd.DataFrame:
    """The table twin of map and ranking, in Indonesian and already written as text where it is shown.

    With the `year` of the frame, targets stand beside what was achieved.
    """
    among = comparable(frame, indicator)
    codes = [*among.ordered, *among.unranked, *among.absent, *among.protected]
    ordered = frame.set_index("region_code", drop=False).loc[codes].reset_index(drop=True)
    relative = [units.percent(value, 1, signed=True) for value in ordered["change_pct"]]
    table = pd.DataFrame(
        {
            "Peringkat": [_place(among, code) for code in codes],
            "Kode": ordered["region_code"],
            "Kabupaten/Kota": ordered["region_name"],
            indicator.unit_text.capitalize(): [
                _cell_text(indicator, value, status, words)
                for value, status, words in zip(
                    ordered["value"], ordered["status"], ordered["status_words"], strict=True
                )
            ],
            "Perubahan setahun": [
                indicator.moved_text(value, change)
                for value, change in zip(ordered["value"], ordered["change"], strict=True)
            ],
            "Status": [
                ", ".join([words, *([among.partial[code]] if code in among.partial else [])])
                for code, words in zip(codes, ordered["status_words"], strict=True)
            ],
        }
    )
    if ordered["grade"].notna().any():
        table["Mutu data"] = ordered["grade"].fillna("–")
    if indicator.change_is_percent:
        table.insert(5, "Perubahan (%)", relative)
    told = [reporting.reported(indicator, row) or units.MISSING for _, row in ordered.iterrows()]
    if set(told) != {units.MISSING}:
        table.insert(table.columns.get_loc("Status"), "Penyumbang", told)
    aims = [target_words(indicator, code, year) or units.MISSING for code in codes] if year is not None else []
    if set(aims) - {units.MISSING}:
        table.insert(table.columns.get_loc("Status"), "Target", aims)
    return table


def _place(among: Comparable, code: str) -> str:
    """A rank in a table: its number, `setara` near the median, empty for who is not compared."""
    if code not in among.shown:
        return ""
    place = among.place(code)
    return "setara" if place is None else str(place.rank)


def _cell_text(indicator: Indicator, value: float, status: str, words: str) -> str:
    if status == "suppressed":
        return SECRET
    return indicator.number(value) if pd.notna(value) else words


def html_table(
    frame: pd.DataFrame,
    *,
    right: Sequence[str] = (),
    lit: Mapping[int, str] | None = None,
    asked: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """A plain table; see `table_html`."""
    st.html(table_html(frame, right=right, lit=lit, asked=asked))


def table_html(
    frame: pd.DataFrame,
    *,
    right: Sequence[str] = (),
    lit: Mapping[int, str] | None = None,
    asked: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """Words left, numbers right; `lit` marks rows by position with a class.

    `asked` gives, for a column, the attributes of `why` of each of its cells.
    """
    head = "".join(f"<th{_right(name, right)}>{escape(str(name))}</th>" for name in frame.columns)
    body = "".join(
        f'<tr class="{(lit or {}).get(position, "")}">'
        + "".join(
            f"<td{_right(name, right)}{_asked(asked, name, position)}>{escape(str(value))}</td>"
            for name, value in zip(frame.columns, row, strict=True)
        )
        + "</tr>"
        for position, row in enumerate(frame.itertuples(index=False))
    )
    return (
        f'<div class="k-scroll"><table class="k-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _asked(asked: Mapping[str, Sequence[str]] | None, name: str, position: int) -> str:
    return asked[name][position] if asked and name in asked else ""


def _right(name: str, right: Sequence[str]) -> str:
    return ' class="k-num"' if name in right else ""


def source_text(selection: Selection) -> str:
    """Publishers and titles behind the chosen indicator and year, as one line."""
    return _source_text(selection.indicator_id, selection.year)


def source_of(indicator_id: str, year: int | None = None) -> str:
    """Publishers and titles behind an indicator in a year (None: its latest), without the word before them."""
    year = max(cache.coverage()[indicator_id].years) if year is None else year
    return _source_text(indicator_id, year).removeprefix("Sumber: ")


@cache.per_build(500)
def _source_text(indicator_id: str, year: int) -> str:
    found = cache.read("indicator_sources", indicator_id=indicator_id)
    here = found[(found["first_year"] <= year) & (found["last_year"] >= year)]
    used = (here if len(here) else found).sort_values("regions", ascending=False, kind="stable")
    used = used.drop_duplicates("publisher")
    return "Sumber: " + "; ".join(f"{row.publisher}, {row.title}" for row in used.itertuples())


def sources(selection: Selection, *, province_basis: str | None = None, also: Sequence[str] = ()) -> None:
    """Sources last, small, always; `also` are further indicators on screen."""
    indicator = selection.indicator
    every = dict.fromkeys((indicator.id, *also))
    told = dict.fromkeys(_source_text(key, selection.year).removeprefix("Sumber: ") for key in every)
    lines = [f"Sumber: {'; '.join(told)}."]
    if any(is_simulated(key) for key in every):
        lines.insert(0, "DATA SIMULASI: sebagian atau seluruh angka di halaman ini bukan data nyata.")
    if province_basis and province_basis != "published":
        lines.append(f"Angka provinsi: {BASIS_WORDS[province_basis]}.")
    if indicator.caveat:
        lines.append(f"Catatan: {indicator.caveat}")
    lines.append(f"Versi data {cache.published().build_id}.")
    footer(" ".join(lines))


def footer(text: str) -> None:
    """The last line of a page, small."""
    st.html(f'<footer class="k-sources">{escape(text)}</footer>')


def rule_in_force(indicator: Indicator) -> str:
    """What a setting of the office decides in this indicator, as it is set now; empty where nothing is set."""
    if indicator.id not in ("cooperatives_active_by_rule", "active_by_rule_share"):
        return ""
    values = cache.read("parameters").set_index("parameter")["value"]
    times = units.number(float(values["active_missed_rat"]))
    return f"Tidak aktif setelah {times} kali berturut-turut tanpa RAT."


def failure(message: str, *, can_rebuild: bool) -> None:
    """Something the user can act on went wrong: what, and the way out."""
    st.html(
        '<section class="k-failure" role="alert"><h1>Data belum dapat ditampilkan</h1>'
        f"<p>{escape(message)}</p></section>"
    )
    if can_rebuild and cache.may_publish():
        st.button("Bangun ulang gudang data", type="primary", on_click=cache.rebuild)


def waiting_files() -> None:
    """Say that files lie in the folder of deliveries which nothing shown rests on."""
    if (count := cache.waiting()) > 0:
        how = "terbitkan di halaman Unggah atau dengan" if cache.may_publish() else "pengelola menerbitkannya dengan"
        notices([f"{count} berkas baru belum diperiksa dan belum ikut dihitung; {how} python -m kumkm build."])


def target_words(indicator: Indicator, region_code: str, year: int, *, marked: bool = False) -> str:
    """The area's target for the year of a figure, else the next, else the last, with its document; empty if none.

    `marked` where DATA SIMULASI stands beside it already.
    """
    mine = _targets(indicator.id).get(region_code, ())
    if not mine:
        return ""
    aim = next((row for row in mine if row["year"] >= year), mine[-1])
    mark = ", DATA SIMULASI" if aim["simulated"] and not marked else ""
    return f"target {int(aim['year'])}: {indicator.text(float(aim['value']))} ({aim['document']}{mark})"


@cache.per_build(500)
def _targets(indicator_id: str) -> dict[str, list[dict[Hashable, Any]]]:
    """Every area's targets, by year."""
    found = cache.read("targets", indicator_id=indicator_id)
    return {str(code): rows.to_dict("records") for code, rows in found.groupby("region_code")}


def beside(indicator: Indicator, region_code: str, year: int) -> str:
    """The other series of the same concept in the same year, in a few words; empty where there is none."""
    found = companion_of(indicator.id)
    if found is None:
        return ""
    series = _series(found[0].id, region_code)
    return f"{found[0].short_label} {found[0].text(float(series[year]))}" if year in series.index else ""


def discrepancy(selection: Selection) -> None:
    """Where the regions do not add up to the published province: both numbers, side by side, of growth both rates."""
    if selection.indicator_id == "grdp_growth":
        why = clauses.two_growths(*cache.two_growths().get(selection.year, (math.nan, math.nan)))
        notices([sentence(f"pertumbuhan {selection.year}:", why).text] if why else [])
        return
    frame = cache.read("province_discrepancy", indicator_id=selection.indicator_id)
    row = frame[frame["year"] == selection.year]
    if row.empty:
        return
    found, indicator = row.iloc[0], selection.indicator
    st.html(
        f'<p class="k-notice">Provinsi {selection.year} menurut terbitan: {indicator.text(found["published"])}. '
        f"Jumlah kabupaten/kota: {indicator.text(found['sum_of_regions'])}. Selisih "
        f"{indicator.apart_text(found['sum_of_regions'], found['published'])}, ditampilkan apa adanya.</p>"
    )


def companion(indicator: Indicator, region_code: str, year: int) -> tuple[Sentence, ...]:
    """The other series of the same concept beside this one, and why they differ; nothing where there is none."""
    return _companion(indicator.id, region_code, year)


@cache.per_build(1000)
def _companion(indicator_id: str, region_code: str, year: int) -> tuple[Sentence, ...]:
    found = both_series(indicator_id)
    if found is None:
        return ()
    (first, second), why = found
    years: dict[str, int] = {}
    values: dict[str, float] = {}
    for item in (first, second):
        series = _series(item.id, region_code)
        if series.empty or (item.id == indicator_id and year not in series.index):
            return ()
        years[item.id] = year if year in series.index else int(series.index[abs(series.index - year).argmin()])
        values[item.id] = float(series[years[item.id]])
    place = cache.regions().by_code[region_code].short_name
    both = (first.id, second.id)
    told = ((values[both[0]], values[both[1]]), (years[both[0]], years[both[1]]))
    return tuple(narrative.side_by_side((first, second), *told, why, region_code, place))


def _series(indicator_id: str, region_code: str) -> pd.Series[float]:
    """The known values of one area by year."""
    panel = cache.read("indicator_panel", indicator_id=indicator_id)
    mine = panel[panel["region_code"] == region_code].dropna(subset=["value"])
    return mine.set_index("year")["value"]

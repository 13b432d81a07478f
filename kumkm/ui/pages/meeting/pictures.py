"""What a step of the meeting shows: a sentence, one picture, its sources, and sentences to read aloud.

Pictures are text and boxes, sized by the screen in `static/meeting/meeting.css`, made once per build for all screens. A
map is drawn by the browser from what `map` tells.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pandas as pd
from markupsafe import Markup

from kumkm.analysis import pipeline, quality
from kumkm.analysis.need import Service
from kumkm.analysis.proposals import unvalued
from kumkm.analysis.scoring import Weights
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator, level_of
from kumkm.domain.meeting import THEME, Step, usual_steps
from kumkm.domain.proposals import Stage
from kumkm.domain.rules import Settled
from kumkm.domain.view.growth import span as span_of
from kumkm.domain.view.proposals import Scenario
from kumkm.domain.view.selection import PROPOSALS_PAGE, PROVINCE, Selection, from_url
from kumkm.errors import KumkmError, UsageError
from kumkm.narrative import about_indicator, clauses, growth_sentences, proposal_sentences, region_lead
from kumkm.narrative import quality as reports
from kumkm.narrative.grammar import Sentence, small
from kumkm.ui.parts import key_figures, maps, prose, selected, simulation, sources
from kumkm.ui.parts import rates as rates_of
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.state import cache

_SUPPRESSED: Final = "suppressed"
_REGISTER: Final = "Register usulan"
_LOG: Final = "Log operator"


@dataclass(frozen=True)
class Picture:
    """One step as it stands on the wall. `aloud` is read by whoever leads; `map` is what the region map is told."""

    sentence: Markup
    body: Markup = NOTHING
    source: str = ""
    simulated: bool = False
    aloud: Sequence[str] = ()
    map: Mapping[str, Any] | None = None
    kind: str = "plain"
    proposals: Sequence[str] = field(default_factory=tuple)


@dataclass(frozen=True)
class Bar:
    """A line of a bar chart: name, value in base units (NaN for none), and the value in words."""

    name: str
    value: float
    text: str
    code: str = ""


def picture(step: Step) -> Picture:
    """What a step shows of the build looked at; what cannot be shown is said where it would stand."""
    try:
        return _picture(*_key(step), date.today())
    except KumkmError as error:
        return Picture(Markup("{}").format(str(error)))


def _usual() -> list[tuple[str, tuple[tuple[str, str], ...], date]]:
    """The pictures of the usual agenda, as arguments."""
    steps = usual_steps(cache.names())
    return [(*_key(step), date.today()) for step in steps if step.page in _OWN or step.page in _OF_PAGE]


def _key(step: Step) -> tuple[str, tuple[tuple[str, str], ...]]:
    return step.page, tuple(sorted(step.query.items()))


@cache.per_build(400, ahead=_usual)
def _picture(page: str, query: tuple[tuple[str, str], ...], today: date) -> Picture:
    own = _OWN.get(page)
    if own is not None:
        return own(today)
    selection, _ = from_url(dict(query), cache.coverage(), cache.regions(), cache.budget_years(), page)
    return _OF_PAGE[page](selection)


# -- pages -----------------------------------------------------------------------------------------


def _source(indicator: Indicator, year: int) -> str:
    return f"{indicator.short_label} {year} · {sources.source_of(indicator.id)}"


def _aloud(selection: Selection) -> list[str]:
    """Sentences on an indicator to be read aloud, at most three."""
    panel = cache.read("indicator_panel", indicator_id=selection.indicator_id)
    frame, breaks = selected.frame(selection), cache.breaks(selection.indicator_id)
    lines = about_indicator.about_indicator(frame, panel, selection.indicator, selection.year, PROVINCE, breaks)
    return [line.text for line in lines][:3]


def _map(selection: Selection) -> Picture:
    simulated = simulation.is_simulated(selection.indicator_id, selection.year)
    return Picture(
        prose.sentence_html(selected.headline(selection, brief=True)),
        source=_source(selection.indicator, selection.year),
        simulated=simulated,
        aloud=_aloud(selection),
        map=maps.mount_data(selection, key="peta_rapat"),
        kind="map",
    )


def _indicator(selection: Selection) -> Picture:
    """All regions in the year, the highest first; without a value last, and why."""
    indicator, frame = selection.indicator, selected.frame(selection)
    bars = [_bar(row, indicator) for row in frame.to_dict("records") if row["region_code"] in cache.names()]
    missing = [
        Bar(name, math.nan, "belum ada data", code)
        for code, name in cache.names().items()
        if code not in {bar.code for bar in bars}
    ]
    body = bars_html(sorted([*bars, *missing], key=_highest), of=f"{indicator.label}, {indicator.unit_text}")
    return Picture(
        prose.sentence_html(selected.headline(selection, brief=True)),
        body,
        _source(indicator, selection.year),
        bool(frame["simulated"].any()),
        _aloud(selection),
        kind="bars",
    )


def _bar(row: Mapping[Any, Any], indicator: Indicator) -> Bar:
    code = str(row["region_code"])
    if row["status"] == _SUPPRESSED:
        return Bar(cache.names()[code], math.nan, "r · dirahasiakan", code)
    value = float(row["value"])
    text = "belum ada data" if math.isnan(value) else indicator.number(value)
    return Bar(cache.names()[code], value, text, code)


def _highest(bar: Bar) -> tuple[bool, float, str]:
    return math.isnan(bar.value), -bar.value if not math.isnan(bar.value) else 0.0, bar.name


def _growth(selection: Selection) -> Picture:
    """How fast the regions grew over the years chosen on Pertumbuhan, the fastest first."""
    level = INDICATORS[level_of(selection.indicator_id)]
    coverage = cache.coverage().get(level.id)
    years = [] if coverage is None else [year for year in coverage.years if coverage.is_well_covered(year)]
    years_of = span_of(years, selection.year, selection.growth.base, lambda last: cache.bases(level.id, last))
    if years_of is None:
        return _indicator(selection)
    rates = rates_of.between(level.id, years_of.first, years_of.last)
    by_code = rates.set_index("region_code")["growth_pct"]
    relative = level.change_is_percent
    say = growth_sentences.average_growth if relative else growth_sentences.average_difference
    spoken = say(rates, level, years_of, PROVINCE, cache.names())
    bars = [
        Bar(name, value, _rate(value, relative), code)
        for code, name in cache.names().items()
        for value in [float(by_code.get(code, math.nan))]
    ]
    what = "rata-rata pertumbuhan per tahun, persen" if relative else "selisih, poin"
    panel = cache.read("indicator_panel", indicator_id=level.id)
    shown = panel[panel["year"].isin([years_of.first, years_of.last])]
    return Picture(
        prose.sentence_html(spoken) if spoken else Markup("{}").format("Tidak sebanding dalam rentang ini."),
        bars_html(sorted(bars, key=_highest), of=f"{level.label}, {what}, {years_of.first}–{years_of.last}"),
        f"{level.short_label} {years_of.first}–{years_of.last} · {sources.source_of(level.id)}",
        bool(shown["simulated"].any()),
        [spoken.text] if spoken else [],
        kind="bars",
    )


def _rate(value: float, relative: bool) -> str:
    if math.isnan(value):
        return "tidak sebanding atau belum ada data"
    return units.percent(value, 2) if relative else units.number(value, 2)


def bars_html(bars: Sequence[Bar], *, of: str) -> Markup:
    """Horizontal bars from zero, one scale; a negative value goes the other way, a missing one is words."""
    known = [bar.value for bar in bars if not math.isnan(bar.value)]
    low, high = min([0.0, *known]), max([0.0, *known])
    whole = (high - low) or 1.0
    zero = -low / whole * 100
    lines = join(
        Markup(
            '<li{}><span>{}</span><i style="--z:{:.2f}%"><b style="left:{:.2f}%;width:{:.2f}%"{}></b></i>{}</li>'
        ).format(
            Markup(' data-daerah="{}"').format(bar.code) if bar.code else NOTHING,
            bar.name,
            zero,
            zero + min(bar.value, 0.0) / whole * 100 if not math.isnan(bar.value) else zero,
            abs(bar.value) / whole * 100 if not math.isnan(bar.value) else 0.0,
            Markup(' class="k-below"') if bar.value < 0 else NOTHING,
            Markup("<em>{}</em>").format(bar.text)
            if math.isnan(bar.value)
            else Markup("<strong>{}</strong>").format(bar.text),
        )
        for bar in bars
    )
    return Markup('<p class="k-of">{}</p><ol class="k-lines" style="--n:{}">{}</ol>').format(of, len(bars), lines)


def _reporting_page(_selection: Selection) -> Picture:
    return _reported(date.today())


# -- proposals -------------------------------------------------------------------------------------


def _of_year() -> tuple[int, pd.DataFrame]:
    """The budget year the meeting is about, and its delivered proposals."""
    known = cache.budget_years()
    if not known:
        raise KumkmError("Belum ada usulan untuk dibahas.")
    every = cache.read("proposals")
    return known[-1], pipeline.chosen(every[~every["published"]], year=known[-1])


def _proposals(selection: Selection) -> Picture:
    return _PARTS.get(selection.proposals.part, _menus)()


def _menus() -> Picture:
    """How much is asked for by menu, the most first."""
    year, proposals = _of_year()
    submitted = proposals[proposals["submitted"].eq(True)]
    groups = pipeline.by_group(submitted.dropna(subset=["menu"]), "menu").sort_values("amount_idr", ascending=False)
    bars = [
        Bar(
            str(row.menu),
            float(row.amount_idr),
            f"{units.number(row.proposals)} usulan · {proposal_sentences.money_or_missing(row.amount_idr)}",
        )
        for row in groups.itertuples()
    ]
    spoken = proposal_sentences.distribution(proposals, year, cache.names())
    return Picture(
        prose.sentence_html(spoken),
        bars_html(bars, of=f"Nilai usulan yang sudah diajukan menurut menu, tahun anggaran {year}"),
        f"Tahun anggaran {year} · {_REGISTER}",
        bool(proposals["simulated"].any()),
        [spoken.text],
        kind="wide",
    )


def _flow() -> Picture:
    """How many proposals stand at each stage, in their order."""
    year, proposals = _of_year()
    counted = proposals["stage"].value_counts()
    bars = []
    for stage in Stage:
        mine = proposals[proposals["stage"] == stage.value]
        if counted.get(stage.value, 0):
            amount = mine["proposed_idr"].sum(min_count=1)
            words = f"{units.number(len(mine))} usulan" + (
                "" if pd.isna(amount) else f" · {proposal_sentences.money(float(amount))}"
            )
            bars.append(Bar(stage.words, float(len(mine)), words))
    lines = proposal_sentences.standing(proposals)
    return Picture(
        Markup("Usulan {}: {}.").format(year, "; ".join(lines)),
        bars_html(bars, of=f"Banyaknya usulan pada tiap tahap, tahun anggaran {year}"),
        f"Tahun anggaran {year} · {_REGISTER}",
        bool(proposals["simulated"].any()),
        [f"Usulan {year}: {'; '.join(lines)}."],
        kind="wide",
    )


def _need() -> Picture:
    """Share of need beside share of proposals, the least served first."""
    year, proposals = _of_year()
    equity = cache.analysis("equity", year=year, weights="")
    ordered = equity.sort_values(["ratio", "region_code"], na_position="last")
    under = [cache.names()[code] for code in ordered.loc[ordered["service_id"] == Service.UNDER.value, "region_code"]]
    spoken = proposal_sentences.fairness(under, int(equity["ratio"].notna().sum()), year, unvalued(proposals))
    most = float(pd.concat([equity["share_need"], equity["share_given"]]).max()) or 1.0
    lines = join(
        Markup(
            '<li data-daerah="{}"><span>{}</span><i><b class="k-need" style="width:{:.2f}%"></b>'
            '<b class="k-given" style="width:{:.2f}%"></b></i><strong>{} · {}</strong></li>'
        ).format(
            row.region_code,
            cache.names()[str(row.region_code)],
            (0.0 if pd.isna(row.share_need) else row.share_need) / most * 100,
            (0.0 if pd.isna(row.share_given) else row.share_given) / most * 100,
            units.percent(row.share_need * 100, 1),
            units.percent(row.share_given * 100, 1),
        )
        for row in ordered.itertuples()
    )
    body = Markup(
        '<p class="k-of"><b class="k-need"></b>bagian kebutuhan · <b class="k-given"></b>bagian nilai usulan</p>'
        '<ol class="k-lines k-two" style="--n:{}">{}</ol>'
    ).format(len(ordered), lines)
    return Picture(
        prose.sentence_html(spoken) if spoken else Markup("Kebutuhan belum dapat dihitung: datanya belum lengkap."),
        body,
        f"Tahun anggaran {year} · indeks kebutuhan dari indikator yang terbit · {_REGISTER}",
        bool(proposals["simulated"].any()),
        [spoken.text] if spoken else [],
        kind="bars",
    )


def _ceiling() -> Picture:
    """What the ceiling of the base case buys, before anything is agreed on."""
    return ceiling(Settled())


def is_of_ceiling(step: Step) -> bool:
    """Whether a step pictures the what-if, which changes with what the meeting agrees on."""
    return step.page == PROPOSALS_PAGE and step.query.get("bagian") == "simulasi"


@cache.per_build(50)
def ceiling(settled: Settled) -> Picture:
    """What the ceiling of the base case buys: three numbers. What is settled stays, the best is sought for the rest."""
    year, proposals = _of_year()
    scenario = Scenario()
    try:
        plan = cache.what_if(scenario.rules, year, Weights(), settled).plan
    except UsageError as error:  # more is agreed on than the ceiling holds
        return Picture(Markup("{}").format(str(error)), aloud=[str(error)])
    spoken = proposal_sentences.scenario(
        len(plan.selected),
        plan.total_idr,
        plan.rules.ceiling,
        plan.selected["region_code"].nunique(),
        len(cache.names()),
    )
    numbers = [
        (units.number(len(plan.selected)), f"usulan dari {units.number(len(proposals))} masuk"),
        (
            proposal_sentences.money(float(plan.total_idr)),
            f"dari pagu {proposal_sentences.money(float(plan.rules.ceiling))}",
        ),
        (units.number(plan.selected["region_code"].nunique()), f"dari {len(cache.names())} daerah mendapat"),
    ]
    tile = Markup("<div><b>{}</b><p>{}</p></div>")
    body = join(tile.format(key_figures.split_unit(value), words) for value, words in numbers)
    kept = proposal_sentences.settled(plan.selected)
    return Picture(
        prose.sentence_html(spoken),
        Markup('<section class="k-three">{}</section>{}').format(
            body, Markup('<p class="k-settled">{}</p>').format(kept) if kept else NOTHING
        ),
        f"Tahun anggaran {year} · {scenario.called} · {_REGISTER}",
        bool(proposals["simulated"].any()),
        [spoken.text, *([kept] if kept else [])],
    )


# -- the meeting's own -----------------------------------------------------------------------------


def _title(_today: date) -> Picture:
    return Picture(Markup("{}").format(THEME), kind="title")


def _six(_today: date) -> Picture:
    """The six key figures of the province."""
    selection, _ = from_url({}, cache.coverage(), cache.regions(), cache.budget_years(), "")
    body = key_figures.key_figures_html(selection, "k-six")
    area = cache.read("area_values", region_code=PROVINCE)
    lead = selected.headline(selection, brief=True)
    return Picture(
        prose.sentence_html(lead),
        body,
        "Angka terakhir setiap indikator; tahun di sampingnya",
        bool(area["simulated"].any()),
        [lead.text],
        kind="six",
    )


def _reported(today: date) -> Picture:
    """Who has reported what for the latest book year that is due, region by region."""
    log = cache.read("submissions")
    if log.empty:
        return Picture(
            Markup("{}").format("Log operator belum dikirim; belum dapat dikatakan siapa yang sudah melapor.")
        )
    log = log.assign(state=quality.report_states(log, today))
    due = log[log["state"].isin(["on_time", "late", "due"])]
    year = int((due if len(due) else log)["book_year"].max())
    mine = log[log["book_year"] == year]
    spoken = reports.reported(**quality.state_counts(mine["state"]))
    kinds = list(dict.fromkeys(zip(mine["data_subject"], mine["system"], strict=True)))
    states = {
        (str(code), (subject, system)): str(state)
        for code, subject, system, state in zip(
            mine["region_code"], mine["data_subject"], mine["system"], mine["state"], strict=True
        )
    }
    head = join(Markup("<th>{}</th>").format(subject) for subject, _ in kinds)
    rows = join(
        Markup('<tr data-daerah="{}"><th>{}</th>{}</tr>').format(
            code, name, join(_state(states.get((code, kind))) for kind in kinds)
        )
        for code, name in cache.names().items()
    )
    table = Markup(
        '<table class="k-reported"><thead><tr><th>Tahun buku {}</th>{}</tr></thead><tbody>{}</tbody></table>'
    )
    late = mine.loc[mine["state"] == "due", "region_code"].map(cache.names()).dropna().unique()
    aloud = [spoken, f"Belum masuk dari: {', '.join(late)}." if len(late) else "Semua yang jatuh tempo sudah masuk."]
    return Picture(
        Markup("{}").format(spoken),
        table.format(year, head, rows),
        f"Tahun buku {year} · {_LOG}",
        bool(mine["simulated"].any()),
        aloud,
        kind="bars",
    )


_STATES: Final = {
    "on_time": ("k-good", "tepat waktu"),
    "late": ("k-late", "menyusul"),
    "due": ("k-due", "belum lapor"),
    "open": ("k-open", "belum jatuh tempo"),
}


def _state(state: str | None) -> Markup:
    kind, words = _STATES.get(str(state), ("k-open", units.MISSING))
    return Markup('<td class="{}">{}</td>').format(kind, words)


# -- one region ------------------------------------------------------------------------------------

_FOUR: Final = ("active_cooperative_share", "rat_share", "kur_disbursed", "grdp_growth")


def _region(selection: Selection) -> Picture:
    """Four numbers beside the province's, its proposals of the year, and one thing to act on by the stated rule."""
    code = selection.region_code
    if code == PROVINCE:
        return _six(date.today())
    area = cache.read("area_values", region_code=code)
    years = cache.told_years(code)
    cells = join(_four(area, INDICATORS[key], code, years.get(key)) for key in _FOUR)
    year, every = _of_year()
    mine = every[every["region_code"] == code].sort_values(["proposed_idr", "title"], ascending=[False, True])
    returned = mine[mine["stage"] == Stage.RETURNED.value]
    spoken = region_lead.to_discuss(
        area,
        code,
        years,
        cache.told_standings(years),
        among=_FOUR,
        late=(),
        returned=returned["title"].astype(str).tolist(),
        returned_simulated=bool(returned["simulated"].any()),
    )
    action = spoken[0] if spoken else Sentence()
    action_html = prose.sentence_html(action) if action else Markup("Tidak ada yang menonjol menurut aturan itu.")
    amounts = mine.loc[mine["submitted"].eq(True), "proposed_idr"]
    total = f"{units.number(len(mine))} usulan tahun anggaran {year}"
    total += f", {proposal_sentences.money_or_missing(float(amounts.sum()))} diajukan" if len(amounts.dropna()) else ""
    body = Markup(
        '<section class="k-four">{}</section><section class="k-asks"><h3>{}</h3><div class="k-list"></div></section>'
        '<p class="k-act" title="Menurut aturan: peringkat di paruh bawah, laporan terlambat, usulan dikembalikan.">'
        "<b>Untuk dibahas</b> {}</p>"
    ).format(cells, total, action_html)
    return Picture(
        Markup("{}").format(cache.names()[code]),
        body,
        f"Angka terakhir setiap indikator · tahun anggaran {year} · {_REGISTER}",
        bool(mine["simulated"].any() or area.loc[area["indicator_id"].isin(_FOUR), "simulated"].any()),
        [line.text for line in spoken][:3],
        kind="region",
        proposals=mine["proposal_id"].astype(str).tolist(),
    )


def _four(area: pd.DataFrame, indicator: Indicator, code: str, year: int | None) -> Markup:
    if year is None:
        return Markup("<div><h3>{}</h3><b>{}</b><p>belum ada data</p></div>").format(
            indicator.short_label, units.MISSING
        )
    row = area[(area["indicator_id"] == indicator.id) & (area["year"] == year)].iloc[0]
    province = cache.read("area_values", region_code=PROVINCE)
    beside = province[(province["indicator_id"] == indicator.id) & (province["year"] == year)]
    words = "" if beside.empty or pd.isna(beside["value"].iloc[0]) else indicator.text(float(beside["value"].iloc[0]))
    return Markup("<div><h3>{} <small>{}</small></h3><b{}>{}</b><p>{}</p></div>").format(
        indicator.short_label,
        year,
        simulation.underlined(row["simulated"]),
        clauses.value_text(indicator, row["value"], row["status"]),
        f"Sultra {words}" if words else "",
    )


@dataclass(frozen=True)
class ListedProposal:
    """A proposal as the meeting lists it."""

    id: str
    title: str
    region_code: str
    region: str
    stage: str
    amount_idr: int | None
    amount: str
    simulated: bool


@cache.per_build(4)
def listed_proposals() -> dict[str, ListedProposal]:
    """The delivered proposals of the year the meeting is about, by id: by region, the dearest first."""
    _, proposals = _of_year()
    ordered = proposals.sort_values(["region_code", "proposed_idr", "title"], ascending=[True, False, True])
    return {
        str(row.proposal_id): ListedProposal(
            str(row.proposal_id),
            str(row.title),
            str(row.region_code),
            cache.names().get(str(row.region_code), "Provinsi"),
            small(str(row.stage_words)),
            None if pd.isna(row.proposed_idr) else round(float(row.proposed_idr)),
            proposal_sentences.money_or_missing(float(row.proposed_idr)),
            bool(row.simulated),
        )
        for row in ordered.itertuples()
    }


# Those of a meeting are no figures of the build, but for these.
_OWN: Final[Mapping[str, Callable[[date], Picture]]] = {
    "judul": _title,
    "angka": _six,
    "lapor": _reported,
}
_OF_PAGE: Final[Mapping[str, Callable[[Selection], Picture]]] = {
    "": _map,
    "indikator": _indicator,
    "daerah": _region,
    "pertumbuhan": _growth,
    PROPOSALS_PAGE: _proposals,
    "kualitas": _reporting_page,
    "data": _indicator,
}
_PARTS: Final[Mapping[str, Callable[[], Picture]]] = {
    "alur": _flow,
    "kebutuhan": _need,
    "simulasi": _ceiling,
}

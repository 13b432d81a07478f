"""Views on the regions against each other: Klassen typology over the years, inequality and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from kumkm.analysis import convergence
from kumkm.analysis.typology import KlassenClass
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.view.growth import Span
from kumkm.errors import UsageError
from kumkm.export import views
from kumkm.figures.inequality import inequality_paths, theil_parts
from kumkm.figures.quadrant import Plane, quadrant
from kumkm.figures.theme import Style
from kumkm.narrative import growth_sentences
from kumkm.narrative.grammar import Sentence
from kumkm.narrative.grammar import names as listed
from kumkm.ui.pages.growth.shared import INCOME_NOTE, GrowthScope, Taken, said_html, second_form
from kumkm.ui.parts import charts, layout, prose, rates, simulation, tables
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.state import cache

_OUTPUT = "grdp_constant"
_GROUPS = {"landmass": "daratan dan kepulauan", "level": "kota dan kabupaten"}
_WIDE, _BESIDE = 1290, 880  # px to reckon with for the quadrant: alone on the wall, or beside the list of classes
_RULE = "pada garis batas dihitung di atas (≥)"


def _klassen_span(scope: GrowthScope) -> Span:
    """The years compared, for output whatever the indicator; the income of its last year must be known."""
    incomes = cache.coverage()["population"].years
    outputs = cache.coverage()[_OUTPUT].years
    last = min(max(incomes), scope.selection.year) if scope.selection.year in incomes else max(incomes)
    length = scope.span.years if scope.span is not None else 5
    return Span(max(min(outputs), last - length), last)


def _typology_headline(scope: GrowthScope, classes: pd.DataFrame, span: Span) -> Markup:
    """How many regions stand in each class."""
    if scope.selection.growth.variant:
        detail = "adaptasi tipologi Klassen untuk koperasi: volume usaha per anggota dan pertumbuhan koperasi yang sama"
        mark = simulation.simulated_mark("cooperative_turnover")
    else:
        detail, mark = f"tipologi Klassen · PDRB ADHK per orang {span.last}, pertumbuhan rata-rata {span}", NOTHING
    own = growth_sentences.typology_of(classes, scope.selection.region_code, span, scope.names)
    headline = own or growth_sentences.typology(classes, span, scope.names)
    return said_html(headline, detail, mark=mark, otherwise=f"Tipologi {span} belum lengkap.")


def _cooperative_span() -> Span:
    years = sorted(cache.read("cooperative_types")["year"].unique())
    if len(years) < 2:
        raise UsageError("Tipologi koperasi memerlukan daftar koperasi dua tahun buku.")
    return Span(int(years[0]), int(years[-1]))


def typology(scope: GrowthScope) -> None:
    """The quadrant, playable over the years, and the list of classes."""
    if scope.selection.growth.variant:
        span, kind = _cooperative_span(), "klassen_cooperatives"
    else:
        span, kind = _klassen_span(scope), "klassen"
    classes = cache.analysis(kind, from_year=span.first, to_year=span.last)
    with layout.grid("tumbuh_tipologi"):
        layout.texts(
            judul=_typology_headline(scope, classes, span),
            kepala=prose.heading_html("Empat golongan", _RULE),
            golongan=_classes(classes, scope.names)
            + prose.quiet_html(_lines(classes, kind))
            + (_without_the_fastest(scope, classes, span) if kind == "klassen" else NOTHING),
        )
        second_form("Adaptasi untuk koperasi")
        figure = _quadrant(kind, span, scope.style, scope.highlighted, scope.height(436, 450))
        charts.chart(figure, key=f"grafik_{kind}", alt=f"Tipologi Klassen {span}")


def _without_the_fastest(scope: GrowthScope, classes: pd.DataFrame, span: Span) -> Markup:
    """One region far ahead draws the line by itself: what the classes would be without it."""
    known = classes.dropna(subset=["class_id"]).sort_values(["growth_pct", "region_code"])
    if known.empty:
        return NOTHING
    fastest = str(known["region_code"].iloc[-1])
    other = cache.analysis("klassen", from_year=span.first, to_year=span.last, without=fastest)
    return _sentences_html([growth_sentences.typology_without(classes, other, fastest, scope.names)])


def _sentences_html(lines: Sequence[Sentence]) -> Markup:
    return prose.sentences_html([line for line in lines if line])


@charts.kept(200)
def _quadrant(kind: str, span: Span, style: Style, highlighted: tuple[str, ...], height: int) -> Any:
    frames = {span.last: cache.analysis(kind, from_year=span.first, to_year=span.last)}
    if kind == "klassen":
        frames = _frames_over_years(span)
        titles = ("PDRB ADHK per orang", "pertumbuhan rata-rata setahun")
    else:
        titles = ("volume usaha per anggota", "pertumbuhan koperasi yang sama, setahun")
    return quadrant(
        frames,
        style,
        Plane(
            names=cache.names(),
            highlighted=highlighted,
            height=height,
            width=_WIDE if style.text_px >= 18 else _BESIDE,
            labels=titles,
            indicator_id=_OUTPUT if kind == "klassen" else "cooperative_turnover",
        ),
        year=span.last,
    )


def _frames_over_years(span: Span) -> dict[int, pd.DataFrame]:
    """One classification per year with incomes, each over as many years as the span; incomplete years are left out."""
    frames = {}
    for year in cache.coverage()["population"].years:
        classes = cache.analysis("klassen", from_year=year - span.years, to_year=year)
        if classes["class_id"].notna().all() or year == span.last:
            frames[year] = classes
    return frames


def _classes(classes: pd.DataFrame, names: dict[str, str]) -> Markup:
    rows = []
    for item in KlassenClass:
        codes = sorted(classes.loc[classes["class_id"] == item.value, "region_code"])
        who = ", ".join(names[code] for code in codes) or "–"
        rows.append(Markup("<dt>{} <b>{}</b></dt><dd>{}</dd>").format(item.words, len(codes), who))
    unplaced = sorted(classes.loc[classes["class_id"].isna(), "region_code"])
    if unplaced:
        who = ", ".join(names[code] for code in unplaced)
        rows.append(
            Markup("<dt>Belum dapat digolongkan</dt><dd>{}: datanya belum lengkap atau dirahasiakan</dd>").format(who)
        )
    return Markup('<dl class="k-classes">{}</dl>').format(join(rows))


def _lines(classes: pd.DataFrame, kind: str) -> str:
    """Where the lines between the classes lie."""
    income, growth = classes["income_line"].iloc[0], classes["growth_line"].iloc[0]
    lines = (
        f"Garis batas: {units.quantity(income, units.RUPIAH, 1, units.MILLIONS)} per orang dan "
        f"{units.percent(growth, 2)} setahun, keduanya dari seluruh daerah digabung."
    )
    extra = f" {INCOME_NOTE}" if kind == "klassen" else " Adaptasi, bukan tipologi resmi."
    return lines + extra


def _inequality_headline() -> Markup:
    """Whether inequality between regions fell."""
    paths = {name: cache.analysis(name) for name in views.INDICES}
    detail = f"{growth_sentences.indices(paths, views.INDICES)} {INCOME_NOTE} Antardaerah, bukan antarrumah tangga."
    otherwise = "Ketimpangan belum dapat dihitung: datanya belum lengkap."
    return said_html(rates.unequal(paths), detail, otherwise=otherwise)


def inequality(scope: GrowthScope) -> None:
    """The paths of the indices, the parts of Theil, and convergence as description."""
    by = "level" if scope.selection.growth.variant else "landmass"
    path = cache.analysis("theil", by=by)
    undefined = growth_sentences.undefined({name: cache.analysis(name) for name in views.PATHS}, views.PATHS)
    with layout.grid("tumbuh_ketimpangan"):
        layout.texts(
            judul=_inequality_headline(),
            jalur=prose.heading_html("Jalur ketimpangan", "0 berarti merata") + _paths_list(),
            catatan=join(prose.quiet_html(line) for line in undefined),
            kepala=prose.heading_html("Theil: di dalam dan antara", _GROUPS[by]),
            konvergensi=prose.heading_html("Konvergensi", "gambaran, bukan uji")
            + _sentences_html([growth_sentences.between_groups(path, _GROUPS[by]), _converging()])
            + _sensitivity(scope),
        )
        alt = "Indeks Williamson, Theil, Gini, dan sigma tiap tahun"
        charts.chart(_paths_figure(scope), key="grafik_ketimpangan", alt=alt)
        second_form("Kota dan kabupaten")
        alt = f"Indeks Theil antara {_GROUPS[by]} dan di dalamnya"
        charts.chart(_parts_figure(scope, by), key="grafik_theil", alt=alt)


def _paths() -> dict[str, pd.DataFrame]:
    """Every index over the years, by its words."""
    return {words: cache.analysis(name) for name, words in views.PATHS.items()}


def _paths_list() -> Markup:
    """The paths as a list, for a phone: each index in its first and last year."""
    rows = [
        (words, *(f"{units.number(path['value'].iloc[at], 3)} ({int(path['year'].iloc[at])})" for at in (0, -1)))
        for words, path in _paths().items()
        if len(path)
    ]
    return tables.on_phone(pd.DataFrame(rows, columns=["Ukuran", "Awal", "Akhir"]), ["Awal", "Akhir"])


@charts.kept(50)
def _paths_figure(scope: GrowthScope) -> Any:
    paths = _paths()
    years = tuple(int(year) for year in paths[views.PATHS["sigma"]]["year"])
    events = scope.events(years, INDICATORS[_OUTPUT].topic)
    return inequality_paths(paths, scope.style, height=scope.height(250, 330), width=1200, events=events)


@charts.kept(50)
def _parts_figure(scope: GrowthScope, by: str) -> Any:
    return theil_parts(cache.analysis("theil", by=by), scope.style, height=scope.height(220, 300))


def _converging() -> Sentence:
    years = cache.coverage()["population"].years
    span = Span(min(years), max(years))
    points = cache.analysis("beta", from_year=span.first, to_year=span.last)
    return growth_sentences.convergence(convergence.beta(points), span)


def _sensitivity(scope: GrowthScope) -> Markup:
    """What the indices would be without the largest economies, since mining cannot be told apart."""
    left_out, path = rates.without_leaders()
    if path.empty:
        return NOTHING
    first, last = path.iloc[0], path.iloc[-1]
    return prose.quiet_html(
        f"Tanpa {listed([scope.names[code] for code in left_out])}, Indeks Williamson "
        f"{units.number(last['value'], 3)} pada {int(last['year'])} ({units.number(first['value'], 3)} pada "
        f"{int(first['year'])}). PDRB menurut lapangan usaha belum terbit per tahun, maka pertambangan tidak dapat "
        "dikeluarkan; yang dapat hanya daerahnya."
    )


def typology_data(scope: GrowthScope) -> Taken:
    """Every region with what puts it into its class."""
    variant = scope.selection.growth.variant
    kind, span = ("klassen_cooperatives", _cooperative_span()) if variant else ("klassen", _klassen_span(scope))
    classes = cache.analysis(kind, from_year=span.first, to_year=span.last).drop(columns="class_id")
    heading = {"income": "Volume usaha per anggota (rupiah)"} if variant else {}
    what = "koperasi" if variant else "Klassen"
    return Taken(f"Tipologi {what} {span}", classes, heading)


def inequality_data(_scope: GrowthScope) -> Taken:
    """Every index in every year."""
    return Taken("Ketimpangan antardaerah", views.inequality(cache.analysis))

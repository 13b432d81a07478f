"""Pieces of Ringkasan: a headline, key figures against a chosen baseline, what stands out, what has been said."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup

from kumkm.domain.indicators import INDICATORS
from kumkm.domain.question import question_from
from kumkm.domain.view.selection import PROVINCE, SINCE, Selection
from kumkm.narrative import sentences
from kumkm.narrative.grammar import Sentence, noted
from kumkm.ui.parts import key_figures, layout, prose, selected, simulation, sources, statements
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.shell import filters
from kumkm.ui.state import cache

_COOPERATIVES = "active_cooperative_share"
_SINCE_WORDS = {1: "dibanding tahun lalu", 3: "dibanding 3 tahun lalu", 5: "dibanding 5 tahun lalu"}


def choose_since() -> None:
    """What the key figures are set against."""
    filters.chip("Dibanding", list(SINCE), "sejak", _SINCE_WORDS)


def texts(selection: Selection) -> None:
    """All text of the page, area by area."""
    layout.texts(
        judul=_headline_html(selection),
        angka=key_figures.key_figures_html(selection),
        kata=_standing_out(selection.region_code, _tells_cooperatives(selection)),
        catatan=statements.count_html(selection) + sources.sources_html(selection),
    )


def _headline_html(selection: Selection) -> Markup:
    """One line; that it rests on simulated deliveries is said in words."""
    headline = selected.headline(selection, brief=True)
    if simulation.is_simulated(selection.indicator_id, selection.year):
        headline = noted(headline, "data simulasi")
    return prose.headline_html(headline) + prose.missing_year_html(selection)


def _tells_cooperatives(selection: Selection) -> bool:
    """Whether the headline says what the first sentence would."""
    year_told = cache.told_years(selection.region_code).get(_COOPERATIVES)
    return selection.indicator_id == _COOPERATIVES and selection.year == year_told


@cache.per_build(100, ahead=lambda: [(code, is_told) for (code,) in cache.every_area() for is_told in (False, True)])
def _standing_out(region_code: str, cooperatives_told: bool) -> Markup:
    years = cache.told_years(region_code)
    area = cache.read("area_values", region_code=region_code)
    if region_code == PROVINCE:
        latest = {key: cache.coverage()[key].latest for key in ("grdp_growth", "grdp_share", "poverty_rate")}
        frames = {
            key: cache.read("indicator_by_region", indicator_id=key, year=year).assign(year=year)
            for key, year in latest.items()
        }
        lines = sentences.standing_out(frames, area, years, summed=cache.summed_growth())
    else:
        standings = cache.told_standings(years)
        lines = sentences.region_standing_out(area, region_code, cache.names()[region_code], years, standings)
    cooperatives = Sentence() if cooperatives_told else _on_cooperatives(region_code)
    if cooperatives:
        lines = [cooperatives, *lines[:1], *lines[2:]]
    body = join(Markup("<li>{} {}</li>").format(prose.sentence_html(line), _shown(line, region_code)) for line in lines)
    return Markup('<section class="k-standing" aria-label="Yang menonjol"><ol>{}</ol></section>').format(body)


def _shown(line: Sentence, here: str) -> Markup:
    """The way to what a sentence speaks of: its indicator and year, and the last region it gives a number of."""
    questions = [question for clause in line.clauses if (question := question_from(clause.question))]
    if not questions:
        return NOTHING
    indicator_id, region_code, year = next(
        (question for question in reversed(questions) if question[1] != PROVINCE), questions[0]
    )
    query = {"indikator": indicator_id, "tahun": year, "kab": region_code}
    name = cache.names().get(region_code, "peta")
    link = Markup('<a class="k-see" href="/?{}" data-page="">lihat {} →</a>')
    return link.format(urlencode(query), name if region_code != here else "peta")


def _on_cooperatives(region_code: str) -> Sentence:
    """One sentence on active cooperatives; empty where nothing was delivered."""
    indicator = INDICATORS[_COOPERATIVES]
    coverage = cache.coverage().get(indicator.id)
    if coverage is None:
        return Sentence()
    year = cache.told_years(region_code).get(indicator.id, coverage.latest)
    frame = cache.read("indicator_by_region", indicator_id=indicator.id, year=year)
    panel = cache.read("indicator_panel", indicator_id=indicator.id)
    province = panel.loc[(panel["region_code"] == PROVINCE) & (panel["year"] == year), "value"]
    value = None if province.empty else float(province.iloc[0])
    headline = sentences.headline(frame, indicator, year, region_code, value, brief=True)
    return noted(headline, "data simulasi") if frame["simulated"].any() else headline

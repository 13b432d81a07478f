"""Pieces of Ringkasan: key figures against a chosen baseline, what stands out, what has been said."""

from __future__ import annotations

from markupsafe import Markup

from kumkm.domain.indicators import INDICATORS
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.narrative import sentences
from kumkm.narrative.grammar import Sentence, noted
from kumkm.ui.parts import prose
from kumkm.ui.parts.html import join, place
from kumkm.ui.state import cache


def standing_out(selection: Selection) -> None:
    """Three computed sentences on the province or the chosen region."""
    place(_standing_out(selection.region_code))


@cache.per_build(100, ahead=cache.every_area)
def _standing_out(region_code: str) -> Markup:
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
        told = cache.told_standings(years)
        lines = sentences.region_standing_out(area, region_code, cache.names()[region_code], years, told)
    cooperatives = _on_cooperatives(region_code)
    if cooperatives:
        lines = [*lines[:1], cooperatives, *lines[2:]]
    body = join(Markup("<li>{}</li>").format(prose.sentence_html(line)) for line in lines)
    return Markup('<section class="k-standing"><h2>Yang menonjol</h2><ol>{}</ol></section>').format(body)


def _on_cooperatives(region_code: str) -> Sentence:
    """One sentence on active cooperatives; empty where nothing was delivered."""
    indicator = INDICATORS["active_cooperative_share"]
    coverage = cache.coverage().get(indicator.id)
    if coverage is None:
        return Sentence()
    year = cache.told_years(region_code).get(indicator.id, coverage.latest)
    found = cache.read("indicator_by_region", indicator_id=indicator.id, year=year)
    panel = cache.read("indicator_panel", indicator_id=indicator.id)
    province = panel.loc[(panel["region_code"] == PROVINCE) & (panel["year"] == year), "value"]
    value = None if province.empty else float(province.iloc[0])
    said = sentences.headline(found, indicator, year, region_code, value)
    return noted(said, "data simulasi") if found["simulated"].any() else said

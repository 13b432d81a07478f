"""The head of Daerah: name, where it lies, what it is, whom it belongs with, and the sentence on cooperatives."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from kumkm.domain.regions import Region
from kumkm.domain.view.selection import PROVINCE
from kumkm.narrative import region_lead
from kumkm.narrative.grammar import Sentence
from kumkm.ui.parts import prose, similar
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.state import assets, cache

_LINK: Final = Markup('<a href="/daerah?{}" data-page="daerah">{}</a>')


@cache.per_build(100, ahead=cache.every_area)
def head_html(region_code: str) -> Markup:
    """Name, locator, facts and family of an area; and what is said of it first."""
    region = cache.regions().by_code[region_code]
    return Markup(
        '<section class="k-region">{picture}<div><p class="k-region-name">{name}</p><p>{facts}</p><p>{family}</p></div>'
        "</section>{said}"
    ).format(
        picture=_locator(region),
        name="Sulawesi Tenggara" if region_code == PROVINCE else region.name,
        facts=" · ".join(_facts(region)),
        family=_family(region),
        said=prose.headline_html(_lead(region_code)),
    )


def _lead(region_code: str) -> Sentence:
    """How many of a hundred cooperatives are active; where that is not known, the first thing that stands out."""
    area, years = cache.read("area_values", region_code=region_code), cache.told_years(region_code)
    name = cache.regions().by_code[region_code].short_name
    return region_lead.opening(area, region_code, name, years, cache.told_standings(years))


def _locator(region: Region) -> Markup:
    """Where the region lies; the province needs none."""
    if region.code == PROVINCE:
        return NOTHING
    picture = Markup('<img class="k-locator" width="76" height="70" alt="Letak {} di Sulawesi Tenggara" src="{}#{}">')
    return picture.format(region.short_name, assets.url("geo/locator.svg"), region.code)


def _facts(region: Region) -> list[str]:
    area = cache.read("area_values", region_code=region.code)
    return region_lead.facts(region, area, cache.told_years(region.code))


def _family(region: Region) -> Markup:
    """Links to the region it was parted from, to those parted from it, and to those of like structure."""
    by_code = cache.regions().by_code
    links = []
    if region.parent_code:
        parent = by_code[region.parent_code]
        links.append(Markup("mekar dari {} pada {}").format(_link(parent), region.split_year))
    if children := cache.regions().children(region.code):
        those = [Markup("{} ({})").format(_link(child), child.split_year) for child in children]
        links.append(Markup("daerah mekarannya {}").format(Markup(", ").join(those)))
    if region.code != PROVINCE and len(alike := similar.nearest(region.code)):
        those = [_link(by_code[str(code)]) for code in alike["region_code"]]
        links.append(Markup("struktur PDRB mirip {}").format(Markup(", ").join(those)))
    return join([Markup(" · ").join(links)])


def _link(region: Region) -> Markup:
    return _LINK.format(urlencode({"kab": region.code}), region.short_name)

"""The head of Daerah: name, where it lies, what it is, whom it belongs with, and the sentence on cooperatives."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from kumkm.domain import units
from kumkm.domain.regions import Region
from kumkm.domain.view.selection import PROVINCE
from kumkm.narrative import region_lead, sentences
from kumkm.narrative.grammar import Sentence, sentence
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
    told = cache.told_standings(years)
    name = cache.regions().by_code[region_code].short_name
    if said := region_lead.lead(area, region_code, name, years, told):
        return said
    first = sentences.region_standing_out(area, region_code, name, years, told)
    return first[0] if first else sentence(f"belum ada data {name}")


def _locator(region: Region) -> Markup:
    """Where the region lies; the province needs none."""
    if region.code == PROVINCE:
        return NOTHING
    picture = Markup('<img class="k-locator" width="76" height="70" alt="Letak {} di Sulawesi Tenggara" src="{}#{}">')
    return picture.format(region.short_name, assets.url("geo/locator.svg"), region.code)


def _facts(region: Region) -> list[str]:
    facts = [f"ibu kota {region.capital}"] if region.capital else []
    if region.area_km2:
        facts.append(f"{units.number(region.area_km2, 0)} km²")
    if people := _people(region.code):
        facts.append(people)
    facts.append(f"kode {region.code} (Kemendagri), {region.bps_code} (BPS)")
    return facts


def _people(region_code: str) -> str:
    """How many live there, and when; empty where that is not known."""
    year = cache.told_years(region_code).get("population")
    row = None
    if year is not None:
        row = sentences.row_of(cache.read("area_values", region_code=region_code), "population", year)
    return "" if row is None else f"{units.number(float(row['value']))} jiwa ({sentences.when(row)})"


def _family(region: Region) -> Markup:
    """Links to the region it was parted from, to those parted from it, and to those of like structure."""
    by_code = cache.regions().by_code
    told = []
    if region.parent_code:
        parent = by_code[region.parent_code]
        told.append(Markup("mekar dari {} pada {}").format(_link(parent), region.split_year))
    if children := cache.regions().children(region.code):
        those = [Markup("{} ({})").format(_link(child), child.split_year) for child in children]
        told.append(Markup("daerah mekarannya {}").format(Markup(", ").join(those)))
    if region.code != PROVINCE and len(alike := similar.nearest(region.code)):
        those = [_link(by_code[str(code)]) for code in alike["region_code"]]
        told.append(Markup("struktur PDRB mirip {}").format(Markup(", ").join(those)))
    return join([Markup(" · ").join(told)])


def _link(region: Region) -> Markup:
    return _LINK.format(urlencode({"kab": region.code}), region.short_name)

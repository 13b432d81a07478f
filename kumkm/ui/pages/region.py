"""Pieces of Daerah: who the region is, its rows of indicators, its peers, what is on public record."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kumkm.analysis import growth
from kumkm.domain import units
from kumkm.domain.regions import Region
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.narrative import sentences
from kumkm.narrative.about_region import about_region
from kumkm.narrative.grammar import Sentence
from kumkm.ui.parts import prose, similar, statements, tables
from kumkm.ui.state import cache


def lede(selection: Selection) -> None:
    """The region's name, what it is, its place in the family of splits, and the region in a few sentences."""
    region = cache.regions().by_code[selection.region_code]
    said = _told(region.code)
    if selection.is_province:
        prose.headline(
            "Sulawesi Tenggara: 17 kabupaten/kota".replace("17", str(len(cache.names()))),
            "Pilih satu kabupaten/kota untuk melihat profilnya. Di bawah ini angka provinsi.",
        )
    else:
        prose.headline(said.headline or region.name, " · ".join(_facts(region)))
    prose.sentences(said.paragraph)


@dataclass(frozen=True)
class _Told:
    headline: Sentence
    paragraph: tuple[Sentence, ...]


@cache.per_build(100, ahead=cache.every_area)
def _told(region_code: str) -> _Told:
    """What is said of an area at the top of its page."""
    area = cache.read("area_values", region_code=region_code)
    years = cache.told_years(region_code)
    told = cache.told_standings(years)
    year = cache.coverage()["grdp_growth"].latest
    name = cache.regions().by_code[region_code].short_name
    levels = cache.read("indicator_panel", indicator_id="grdp_constant")
    local = levels[levels["region_code"].isin(list(cache.names()))]
    alike = cache.coverage()["poverty_rate"].latest
    poverty = cache.read("indicator_by_region", indicator_id="poverty_rate", year=alike).assign(year=alike)
    paragraph = about_region(
        area,
        region_code,
        name,
        years,
        standings=told,
        parts=growth.contribution(local, year - 1, year, cache.breaks("grdp_constant")).assign(year=year),
        published=cache.two_growths().get(year, (float("nan"),))[0],
        alike=None if region_code == PROVINCE else similar.nearest(region_code).merge(poverty, how="left"),
    )
    first = sentences.region_standing_out(area, region_code, name, years, told)
    return _Told(first[0] if first else Sentence(), tuple(paragraph))


def _facts(region: Region) -> list[str]:
    by_code = cache.regions().by_code
    facts = [
        region.name,
        f"kode {region.code} (Kemendagri), {region.bps_code} (BPS)",
        f"ibu kota {region.capital}",
    ]
    if region.area_km2:
        facts.append(f"{units.number(region.area_km2, 0)} km²")
    if region.parent_code:
        facts.append(f"mekar dari {by_code[region.parent_code].short_name} pada {region.split_year}")
    children = [f"{child.short_name} ({child.split_year})" for child in cache.regions().children(region.code)]
    if children:
        facts.append(f"daerah mekarannya {', '.join(children)}")
    return facts


def peers(selection: Selection) -> None:
    """Regions of similar structure; the province has none."""
    if not selection.is_province:
        similar.similar(selection.region_code)


def public_record(selection: Selection) -> None:
    """Statements and programmes reported in public about the region."""
    programmes = cache.read("programmes", region_code=selection.region_code)
    statements.public_statements(selection)
    if programmes.empty:
        return
    prose.heading("Program yang diberitakan", "laporan publik, bukan data dinas")
    table = pd.DataFrame(
        {
            "Tahun": programmes["year"].astype(str),
            "Program": programmes["programme"],
            "Nilai": [_amount(value) for value in programmes["amount_idr"]],
            "Status": programmes["status"],
            "Sumber": [f"{row.speaker}, {statements.date_words(row.said_on)}" for row in programmes.itertuples()],
        }
    )
    tables.html_table(table, right=["Nilai"])


def _amount(value: float) -> str:
    return units.quantity(value, units.RUPIAH, 1, units.scale_for(value)) if pd.notna(value) else "tidak disebut"

"""What is on screen, as one object: read from the URL, written to the URL, said in words.

What is not in it does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kumkm.domain import growth_view, proposal_view
from kumkm.domain.growth_view import GrowthView
from kumkm.domain.indicators import DEFAULT, INDICATORS, Indicator
from kumkm.domain.proposal_view import ProposalView
from kumkm.domain.regions import Regions

PROVINCE = "74"
GROWTH_PAGE, PROPOSALS_PAGE = "pertumbuhan", "usulan"
MAX_COMPARED = 3


@dataclass(frozen=True)
class Selection:
    """The indicator, year, region (`74` = the whole province), regions compared, and the projector switch.

    `growth` is what Pertumbuhan shows besides, `proposals` what Usulan does; each is in the address of its page only.
    """

    indicator_id: str
    year: int
    region_code: str = PROVINCE
    compared: tuple[str, ...] = ()
    screen: bool = False
    growth: GrowthView = field(default_factory=GrowthView)
    proposals: ProposalView = field(default_factory=ProposalView)

    @property
    def indicator(self) -> Indicator:
        return INDICATORS[self.indicator_id]

    @property
    def is_province(self) -> bool:
        return self.region_code == PROVINCE

    @property
    def highlighted(self) -> tuple[str, ...]:
        """The chosen region first, then the compared ones; the province is never among them."""
        chosen = () if self.is_province else (self.region_code,)
        return chosen + tuple(code for code in self.compared if code != self.region_code)

    def to_url(self, page: str = "") -> dict[str, str]:
        """Query parameters of a page, in reading order."""
        params = {"indikator": self.indicator_id, "tahun": str(self.year)}
        if not self.is_province:
            params["kab"] = self.region_code
        if self.compared:
            params["banding"] = ",".join(self.compared)
        if self.screen:
            params["layar"] = "1"
        if page == GROWTH_PAGE:
            return params | self.growth.to_url()
        return params | (self.proposals.to_url() if page == PROPOSALS_PAGE else {})


@dataclass(frozen=True)
class Coverage:
    """For one indicator: number of regions published per year, by year, years without any left out.

    `province` are the years the province has a value, which may be others.
    """

    regions: Mapping[int, int]
    province: frozenset[int] = frozenset()

    @property
    def years(self) -> tuple[int, ...]:
        """Every year from the first to the last with a value of a region or the province, gap years included."""
        known = {*self.regions, *self.province}
        return tuple(range(min(known), max(known) + 1)) if known else ()

    @property
    def regional_years(self) -> tuple[int, ...]:
        """Every year from the first to the last with a value of a region, gap years included."""
        return tuple(range(min(self.regions), max(self.regions) + 1)) if self.regions else ()

    def is_well_covered(self, year: int) -> bool:
        """At least half as many regions as in the best year."""
        return 2 * self.regions.get(year, 0) >= max(self.regions.values(), default=1)

    @property
    def latest(self) -> int:
        """The latest well covered year."""
        return max(year for year in self.regions if self.is_well_covered(year))

    def in_words(self) -> str:
        """The years with data, runs joined: `2018–2021, 2023`; few regions are said: `2022 (1 daerah)`."""
        full = [
            (run[0], f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]))
            for run in _runs([year for year in self.regions if self.is_well_covered(year)])
        ]
        sparse = [
            (year, f"{year} ({count} daerah)") for year, count in self.regions.items() if not self.is_well_covered(year)
        ]
        return ", ".join(text for _, text in sorted(full + sparse))


def _runs(years: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def from_url(
    params: Mapping[str, str], coverage: Mapping[str, Coverage], regions: Regions
) -> tuple[Selection, list[str]]:
    """Read a selection; whatever is wrong is ignored and named in a notice, in Indonesian."""
    notices: list[str] = []
    indicator_id = params.get("indikator", DEFAULT)
    if indicator_id not in INDICATORS:
        notices.append(f"Indikator “{indicator_id}” tidak dikenal; ditampilkan {INDICATORS[DEFAULT].short_label}.")
        indicator_id = DEFAULT
    if indicator_id not in coverage:
        notices.append(
            f"{INDICATORS[indicator_id].short_label} belum ada data; ditampilkan {INDICATORS[DEFAULT].short_label}."
        )
        indicator_id = DEFAULT
    year, complaint = _year(params.get("tahun"), indicator_id, coverage[indicator_id])
    notices += complaint
    known = {region.code for region in regions.local}
    region_code = params.get("kab", PROVINCE)
    if region_code != PROVINCE and region_code not in known:
        notices.append(f"Kode wilayah “{region_code}” tidak dikenal; ditampilkan seluruh provinsi.")
        region_code = PROVINCE
    compared, complaint = _compared(params.get("banding", ""), known)
    notices += complaint
    screen = params.get("layar", "0")
    if screen not in ("0", "1"):
        notices.append(f"Parameter layar “{screen}” diabaikan; isinya 1 atau 0.")
    growth, complaint = growth_view.from_url(params, list(coverage))
    proposals, complaint_of_proposals = proposal_view.from_url(params)
    found = Selection(indicator_id, year, region_code, compared, screen == "1", growth, proposals)
    return found, notices + complaint + complaint_of_proposals


def _year(text: str | None, indicator_id: str, coverage: Coverage) -> tuple[int, list[str]]:
    if text is None:
        return coverage.latest, []
    if len(text) == 4 and text.isascii() and text.isdigit() and int(text) in coverage.years:
        return int(text), []
    return coverage.latest, [no_data_in(text[:20], indicator_id, coverage)]


def no_data_in(year: str | int, indicator_id: str, coverage: Coverage) -> str:
    """Say that a year has no data, which years have, and which one is shown instead."""
    return (
        f"Tahun {year} tidak ada untuk {INDICATORS[indicator_id].short_label}. "
        f"Tahun yang ada: {coverage.in_words()}. Ditampilkan {coverage.latest}."
    )


def no_regions_in(year: int, indicator_id: str, coverage: Coverage) -> str:
    """Say that a year has no value of any region, whether the province has one, and which years have."""
    name = INDICATORS[indicator_id].short_label
    there = f"Tahun kabupaten/kota yang ada: {coverage.in_words()}."
    if year in coverage.province:
        return f"{name} {year} baru terbit untuk provinsi; kabupaten/kota belum ada data. {there}"
    return f"{name} {year} belum ada data. {there}"


def _compared(text: str, known: set[str]) -> tuple[tuple[str, ...], list[str]]:
    wanted = list(dict.fromkeys(code for code in text.split(",") if code))
    unknown = [code for code in wanted if code not in known]
    notices = [f"Kode banding “{', '.join(unknown)}” tidak dikenal dan diabaikan."] if unknown else []
    valid = [code for code in wanted if code in known]
    if len(valid) > MAX_COMPARED:
        notices.append(f"Paling banyak {MAX_COMPARED} daerah dapat dibandingkan; sisanya diabaikan.")
    return tuple(valid[:MAX_COMPARED]), notices


def question(indicator_id: str, region_code: str, year: int) -> str:
    """One number as it is asked about: `rat_share|74.01|2023`."""
    return f"{indicator_id}|{region_code}|{year}"


def question_from(text: str) -> tuple[str, str, int] | None:
    """Indicator, region and year of a question; None where it is none."""
    indicator_id, _, rest = text.partition("|")
    region_code, _, year = rest.partition("|")
    if indicator_id not in INDICATORS or not region_code or not (len(year) == 4 and year.isascii() and year.isdigit()):
        return None
    return indicator_id, region_code, int(year)


def switch_indicator(selection: Selection, indicator_id: str, coverage: Coverage) -> tuple[Selection, list[str]]:
    """Change the indicator, keep the year where it has data, else take the latest that has and say so."""
    if coverage.is_well_covered(selection.year):
        return replace(selection, indicator_id=indicator_id), []
    moved = replace(selection, indicator_id=indicator_id, year=coverage.latest)
    return moved, [no_data_in(selection.year, indicator_id, coverage)]

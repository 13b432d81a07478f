"""What is on screen, as one object: read from the URL, written to the URL, said in words.

What is not in it does not exist.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from kumkm.domain.coverage import Coverage, no_data_in
from kumkm.domain.indicators import DEFAULT, GROWING, INDICATORS, Indicator
from kumkm.domain.regions import Regions
from kumkm.domain.view import growth, params, proposals, quality
from kumkm.domain.view.codecs import Codes, OneOf, Step, Switch, Whole, Year
from kumkm.domain.view.growth import GrowthView
from kumkm.domain.view.params import Param, Reading
from kumkm.domain.view.proposals import ProposalView
from kumkm.domain.view.quality import QualityView

PROVINCE = "74"
OVERVIEW_PAGE, GROWTH_PAGE, PROPOSALS_PAGE, QUALITY_PAGE = "", "pertumbuhan", "usulan", "kualitas"
MEETING_PAGE: Final = "rapat"
MOST_STEPS: Final = 200
# Windows of the meeting beside the one that is projected: name in an address → what it is.
WINDOWS: Final[Mapping[str, str]] = {"": "layar", "pemimpin": "jendela pemimpin"}
SINCE: Final = (1, 3, 5)  # years back
MAP_VIEWS: Final = ("peta", "ubin")
# What stands below the trend of an indicator: name in an address → label.
DETAILS: Final[Mapping[str, str]] = {
    "daerah": "Tiap daerah",
    "peta": "Peta tiap tahun",
    "tabel": "Tabel",
    "asal": "Dari mana angka ini?",
}
MAX_COMPARED = 3


@dataclass(frozen=True)
class Selection:
    """The indicator, year, region (`74` = the whole province), regions compared, and the projector switch.

    `map_view` is how maps are shown, empty as fits the device; `since` how many years back the key figures of Ringkasan
    are set against, `details` what stands below the trend of Indikator. `growth` is what Pertumbuhan shows besides,
    `proposals` what Usulan does, `quality` what Kualitas does; each is in the address of its page only. `step` is where
    the meeting stands, from 1, and `window` which of its windows this is.
    """

    indicator_id: str
    year: int
    region_code: str = PROVINCE
    compared: tuple[str, ...] = ()
    screen: bool = False
    since: int = 1
    map_view: str = ""
    details: str = "daerah"
    step: int = 1
    window: str = ""
    growth: GrowthView = field(default_factory=GrowthView)
    proposals: ProposalView = field(default_factory=ProposalView)
    quality: QualityView = field(default_factory=QualityView)

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

    @property
    def pictured(self) -> Selection:
        """What figures show of it: the indicator, year, regions and size, no matter what else is on the page."""
        return Selection(self.indicator_id, self.year, self.region_code, self.compared, self.screen)

    @property
    def everywhere(self) -> Selection:
        """The same of no region in particular."""
        return Selection(self.indicator_id, self.year, screen=self.screen)

    def to_url(self, page: str = "") -> dict[str, str]:
        """Query parameters of a page, in reading order."""
        return params.written([*SHARED, *OF_PAGE.get(page, ())], self, PLAIN)


PLAIN: Final = Selection(DEFAULT, 0)


def _with_data(reading: Reading) -> Mapping[str, Coverage]:
    return reading.coverage


def opening(coverage: Collection[str], page: str = "") -> str:
    """The indicator a visitor sees first: the office's own where anything was delivered, else the first with data."""
    usual = GROWING if page == GROWTH_PAGE else DEFAULT
    return next((key for key in (usual, DEFAULT, *INDICATORS) if key in coverage), usual)


def _opening(reading: Reading) -> str:
    return opening(reading.coverage, reading.page)


def _indicator_words(text: str, value: str | None, reading: Reading) -> Sequence[str]:
    if value is not None:
        return []
    shown = f"ditampilkan {INDICATORS[_opening(reading)].short_label}."
    if text not in INDICATORS:
        return [f"Indikator “{text}” tidak dikenal; {shown}"]
    return [f"{INDICATORS[text].short_label} belum ada data; {shown}"]


class _Year(Year):
    """A year of the indicator that was read; its control holds no other."""

    def read(self, text: str, reading: Reading) -> int | None:
        year = super().read(text, reading)
        return year if year in reading.coverage[reading.values["indikator"]].years else None


def _latest(reading: Reading) -> int:
    return reading.coverage[reading.values["indikator"]].latest


def _year_words(text: str, value: int | None, reading: Reading) -> Sequence[str]:
    indicator_id = reading.values["indikator"]
    return [] if value is not None else [no_data_in(text[:20], indicator_id, reading.coverage[indicator_id])]


class _Place(OneOf):
    """A region by its code, or by its name: `kab=konawe-selatan` is read, the code is written."""

    def read(self, text: str, reading: Reading) -> str | None:
        return super().read(reading.slugs.get(text.casefold(), text), reading)


def _places(reading: Reading) -> frozenset[str]:
    return reading.regions | {PROVINCE}


_COMPARED: Final = Codes(MAX_COMPARED)


def _compared_words(text: str, _value: object, reading: Reading) -> Sequence[str]:
    wanted = _COMPARED.wanted(text)
    unknown = [code for code in wanted if code not in reading.regions]
    notices = [f"Kode banding “{', '.join(unknown)}” tidak dikenal dan diabaikan."] if unknown else []
    if len(wanted) - len(unknown) > MAX_COMPARED:
        notices.append(f"Paling banyak {MAX_COMPARED} daerah dapat dibandingkan; sisanya diabaikan.")
    return notices


# The parameters of every page, in the order in which they stand in an address.
SHARED: Final[tuple[Param[Any], ...]] = (
    Param("indikator", ("indicator_id",), OneOf(_with_data), complaint=_indicator_words, default=_opening, always=True),
    Param("tahun", ("year",), _Year(), complaint=_year_words, default=_latest, always=True),
    Param(
        "kab",
        ("region_code",),
        _Place(_places),
        "Kode wilayah “{text}” tidak dikenal; ditampilkan seluruh provinsi.",
        shown=60,
    ),
    Param("banding", ("compared",), _COMPARED, complaint=_compared_words),
    Param(
        "tampil",
        ("map_view",),
        OneOf(MAP_VIEWS, clears=True),
        f"Pilihan tampil “{{text}}” tidak dikenal. Yang ada: {', '.join(MAP_VIEWS)}.",
    ),
    Param("layar", ("screen",), Switch("0", "1"), "Parameter layar “{text}” diabaikan; isinya 1 atau 0."),
)
# Those of one page only, by its path.
OF_PAGE: Final[Mapping[str, tuple[Param[Any], ...]]] = {
    OVERVIEW_PAGE: (
        Param("sejak", ("since",), Step(SINCE), "Parameter sejak “{text}” diabaikan; isinya 1, 3, atau 5 tahun."),
    ),
    "indikator": (
        Param(
            "rincian",
            ("details",),
            OneOf(DETAILS),
            f"Rincian “{{text}}” tidak dikenal. Yang ada: {', '.join(DETAILS)}.",
        ),
    ),
    MEETING_PAGE: (
        Param("langkah", ("step",), Whole(1, MOST_STEPS), "Langkah “{text}” diabaikan; isinya bilangan mulai 1."),
        Param("jendela", ("window",), OneOf(WINDOWS, clears=True), "Jendela “{text}” tidak dikenal."),
    ),
    GROWTH_PAGE: tuple(replace(param, path=("growth", *param.path)) for param in growth.PARAMS),
    PROPOSALS_PAGE: tuple(replace(param, path=("proposals", *param.path)) for param in proposals.PARAMS),
    QUALITY_PAGE: tuple(replace(param, path=("quality", *param.path)) for param in quality.PARAMS),
}
EVERY: Final = (*SHARED, *(param for of_page in OF_PAGE.values() for param in of_page))


def from_url(
    given: Mapping[str, str],
    coverage: Mapping[str, Coverage],
    regions: Regions,
    budget_years: tuple[int, ...] | None = None,
    page: str = "",
) -> tuple[Selection, list[str]]:
    """Read a selection; whatever is wrong is ignored and named in a notice, in Indonesian.

    `budget_years` are those with proposals; None takes any year for one. `page` is the path of the page it opens.
    """
    codes = frozenset(region.code for region in regions.local)
    slugs = {region.short_name.casefold().replace(" ", "-"): region.code for region in regions.local}
    reading = Reading(coverage, codes, budget_years, page, slugs)
    return params.read(EVERY, PLAIN, given, reading)


def switch_indicator(selection: Selection, indicator_id: str, coverage: Coverage) -> tuple[Selection, list[str]]:
    """Change the indicator, keep the year where it has data, else take the latest that has and say so."""
    if coverage.is_well_covered(selection.year):
        return replace(selection, indicator_id=indicator_id), []
    moved = replace(selection, indicator_id=indicator_id, year=coverage.latest)
    return moved, [no_data_in(selection.year, indicator_id, coverage)]

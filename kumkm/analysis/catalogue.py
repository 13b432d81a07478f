"""Every analysis by name: what it asks for, what it returns, and how it is made from reads.

Screens and the command line go through the same entries, so that a printed number is the number on the wall. `read`
is any function that answers `read(name, **params)` with the frame of `queries/reads/<name>.sql`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pandas as pd

from kumkm.analysis import (
    association,
    convergence,
    growth,
    inequality,
    outlook,
    position,
    proposals,
    register,
    scoring,
    specialisation,
    spread,
)
from kumkm.analysis import typology as klassen_typology
from kumkm.analysis.comparable import over_span
from kumkm.analysis.ingredients import Read, local_codes, panel_of
from kumkm.domain import exact
from kumkm.domain.breaks import Break, Breaks
from kumkm.domain.indicators import INDICATORS, Formula, level_of
from kumkm.domain.measures import MEASURES
from kumkm.domain.view.selection import PROVINCE
from kumkm.errors import UsageError

OUTPUT, POPULATION = "grdp_constant", "population"
REGISTER_FIELDS = {
    "turnover_idr": "cooperative_turnover",
    "assets_idr": "cooperative_assets",
    "members_persons": "cooperative_members",
}
SECTORS = {"grdp_primary_share": "primer", "grdp_secondary_share": "sekunder", "grdp_tertiary_share": "tersier"}
_NO_CHANGES = pd.DataFrame({"year": [], "change": []})  # the structure is published for one year only
MINING = "B"
_BOTH = ("published", "sum_of_regions")
GROUPINGS = ("landmass", "level")
NO_MINING_IN_GRDP = (
    "PDRB menurut lapangan usaha hanya terbit dalam tiga kelompok (primer, sekunder, tersier) untuk 2025; pertambangan "
    "tidak dapat dipisahkan dari pertanian, maka hitungan PDRB tanpa pertambangan belum dapat dibuat."
)


@dataclass(frozen=True)
class Param:
    """One parameter: `int`, `float`, `str`, or `Decimal` where every digit counts; without a default it
    must be given."""

    kind: type
    default: Any = None
    required: bool = True
    choices: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None


@dataclass(frozen=True)
class Document:
    """An answer: its table, and where that is not all of it `content`, an object of plain values and frames.

    `refused` says in words why there is no answer to what was asked for; empty where there is one.
    """

    table: pd.DataFrame
    content: Mapping[str, Any] | None = None
    refused: str = ""


@dataclass(frozen=True)
class Analysis:
    """One named analysis. `run(read, **params)` returns a frame in base units, NaN where nothing may be said.

    One whose frame is not the whole answer has a `document` too, of which the frame is the table.
    """

    name: str
    purpose: str
    run: Callable[..., pd.DataFrame]
    params: Mapping[str, Param] = field(default_factory=dict)
    document: Callable[..., Document] | None = None

    def answer(self, read: Read, **params: Any) -> Document:
        """The whole answer to typed parameters."""
        return self.document(read, **params) if self.document else Document(self.run(read, **params))

    def typed(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Turn text parameters into their types and fill in defaults; raises UsageError in Indonesian."""
        needed = {name for name, param in self.params.items() if param.required}
        if given.keys() - self.params.keys() or needed - given.keys():
            expected = ", ".join(_described(name, param) for name, param in self.params.items()) or "tidak ada"
            found = ", ".join(given) or "tidak ada"
            raise UsageError(f"Parameter '{self.name}': ditemukan {found}; yang diharapkan: {expected}.")
        typed = {name: _typed(name, given[name], self.params[name]) for name in self.params if name in given}
        return {name: param.default for name, param in self.params.items()} | typed


def _described(name: str, param: Param) -> str:
    words = {int: "bilangan bulat", float: "angka", Decimal: "angka", str: "teks"}[param.kind]
    choices = f": {' | '.join(param.choices)}" if param.choices else ""
    return f"{name} ({words}{choices}{'' if param.required else ', boleh kosong'})"


def _typed(name: str, text: str, param: Param) -> Any:
    try:
        value = exact.read(text) if param.kind is Decimal else param.kind(text)
    except ValueError:
        value = None
    if value is None:
        wanted = "bilangan bulat, misalnya 2023" if param.kind is int else "angka, misalnya 5.5"
        raise UsageError(f"Parameter {name}: ditemukan '{text[:40]}'; yang diharapkan {wanted}.")
    if param.choices and value not in param.choices:
        raise UsageError(f"Parameter {name}: ditemukan '{text[:40]}'; yang diharapkan {' atau '.join(param.choices)}.")
    low, high = param.lowest, param.highest
    if param.kind is not str and not (
        (low if low is not None else float("-inf")) <= value <= (high if high is not None else float("inf"))
    ):
        raise UsageError(f"Parameter {name}: ditemukan {text[:40]}; yang diharapkan antara {low:g} dan {high:g}.")
    return value


def find(name: str) -> Analysis:
    """The analysis of that name, or of the verb for it; raises UsageError listing the known ones."""
    known = ANALYSES.get(_VERBS.get(name, name))
    if known is None:
        raise UsageError(f"Analisis '{name}' tidak dikenal. Yang ada: {', '.join(ANALYSES)}.")
    return known


# ---- what the analyses are made from -------------------------------------------------------------------------------


def breaks_of(read: Read, indicator_id: str) -> Breaks:
    """The breaks of an indicator."""
    frame = read("indicator_breaks", indicator_id=indicator_id)
    return Breaks(
        Break(row.region_code if isinstance(row.region_code, str) else None, int(row.first_year), row.reason)
        for row in frame.itertuples()
    )


def _level(indicator_id: str) -> str:
    return level_of(indicator_id) if indicator_id in INDICATORS else indicator_id


def output_and_population(read: Read) -> pd.DataFrame:
    """PDRB ADHK and Dukcapil population of the kabupaten/kota: region_code, year, output, population.

    Years in which both were published for any region; NaN where a region lacks one.
    """
    codes = local_codes(read)
    output = _local(panel_of(read, OUTPUT), codes).rename(columns={"value": "output"})
    population = _local(panel_of(read, POPULATION), codes).rename(columns={"value": "population"})
    years = sorted(set(output["year"]) & set(population["year"]))
    grid = pd.MultiIndex.from_product([codes, years], names=["region_code", "year"])
    keys = ["region_code", "year"]
    joined = output.set_index(keys).join(population.set_index(keys), how="outer").reindex(grid)
    return joined.reset_index()


def _local(panel: pd.DataFrame, codes: Iterable[str]) -> pd.DataFrame:
    found = panel[panel["region_code"].isin(list(codes))]
    return found[["region_code", "year", "value"]].reset_index(drop=True)


def groups_of(read: Read, grouping: str) -> dict[str, str]:
    """Kabupaten/kota → group: `landmass` (daratan, kepulauan) or `level` (kabupaten, kota)."""
    regions = read("regions").set_index("region_code")
    return {code: str(regions.loc[code, grouping]) for code in local_codes(read)}


def _without(panel: pd.DataFrame, codes: str, read: Read) -> pd.DataFrame:
    """Leave out regions given as codes parted by commas."""
    wanted = [code for code in codes.split(",") if code]
    unknown = sorted(set(wanted) - set(local_codes(read)))
    if unknown:
        raise UsageError(
            f"Kode wilayah '{', '.join(unknown)}' tidak dikenal. Yang ada: {', '.join(local_codes(read))}."
        )
    return panel[~panel["region_code"].isin(wanted)]


# ---- the analyses --------------------------------------------------------------------------------------------------


def _year_on_year(read: Read, *, indicator_id: str) -> pd.DataFrame:
    level = _level(indicator_id)
    return growth.year_on_year(panel_of(read, level), breaks_of(read, level))


def _cagr(read: Read, *, indicator_id: str, from_year: int, to_year: int) -> pd.DataFrame:
    _refuse_backwards(from_year, to_year)
    level = _level(indicator_id)
    panel = panel_of(read, level)
    found = growth.cagr(panel, from_year, to_year, breaks_of(read, level))
    return over_span(found, panel, INDICATORS[level], from_year, to_year)


def _difference(read: Read, *, indicator_id: str, from_year: int, to_year: int) -> pd.DataFrame:
    _refuse_backwards(from_year, to_year)
    panel = panel_of(read, indicator_id)
    found = growth.difference(panel, from_year, to_year, breaks_of(read, indicator_id))
    return over_span(found, panel, INDICATORS[indicator_id], from_year, to_year)


def _index(read: Read, *, indicator_id: str, base_year: int) -> pd.DataFrame:
    level = _level(indicator_id)
    return growth.index_to(panel_of(read, level), base_year, breaks_of(read, level))


def contribution(read: Read, *, indicator_id: str, from_year: int, to_year: int) -> pd.DataFrame:
    """Contribution per region, then the province (74) as the sum of the regions, with the published one beside it.

    Columns region_code, contribution_pp, growth_pct, share_pct, shown_pp, shown_share_pct, published_growth_pct,
    discrepancy_pp (published minus sum; both only on the row 74, NaN where the province is not published in both
    years). The regions are the kabupaten/kota: cooperatives guided by the province (74.00) are in no row.
    """
    _refuse_backwards(from_year, to_year)
    level = _level(indicator_id)
    refuse_what_cannot_be_summed(level)
    panel = panel_of(read, level)
    local = panel[panel["region_code"].isin(local_codes(read))]
    breaks = breaks_of(read, level)
    found = growth.contribution(local, from_year, to_year, breaks)
    total = found["contribution_pp"].sum(min_count=len(found)) if len(found) else float("nan")
    province = panel[(panel["region_code"] == PROVINCE) & (panel["basis"] == "published")]
    published = growth.contribution(province, from_year, to_year, breaks)["growth_pct"]
    of_province = float(published.iloc[0]) if len(published) else float("nan")
    row = {
        "region_code": PROVINCE,
        "contribution_pp": total,
        "growth_pct": total,
        "share_pct": found["share_pct"].sum(min_count=1),
        "shown_pp": found["shown_pp"].sum(min_count=1),
        "shown_share_pct": found["shown_share_pct"].sum(min_count=1),
        "published_growth_pct": of_province,
        "discrepancy_pp": of_province - total,
    }
    return pd.concat([found, pd.DataFrame([row])], ignore_index=True)[list(row)]


def two_growths(read: Read) -> dict[int, tuple[float, float]]:
    """Growth of the economy by year where both are known: the published province's, and that of the sum of its regions.

    Percent; the two differ by the statistical discrepancy of the levels.
    """
    levels = read("province_discrepancy", indicator_id=OUTPUT).set_index("year")
    return {
        int(year): tuple((levels.loc[year, name] / levels.loc[year - 1, name] - 1) * 100 for name in _BOTH)
        for year in levels.index
        if year - 1 in levels.index
    }


def can_be_summed(indicator_id: str) -> bool:
    """True for a level of which a sum over regions means something."""
    indicator = INDICATORS[indicator_id]
    return indicator.formula is Formula.MEASURE and MEASURES[indicator.numerator].additive


def refuse_what_cannot_be_summed(indicator_id: str) -> None:
    """Raise UsageError for shares, rates and indices: their contributions do not exist."""
    if indicator_id in INDICATORS and not can_be_summed(indicator_id):
        known = ", ".join(key for key in INDICATORS if can_be_summed(key))
        raise UsageError(
            f"Andil tidak dapat dihitung untuk '{indicator_id}': nilainya tidak boleh dijumlahkan antar daerah. "
            f"Yang dapat: {known}."
        )


def klassen(read: Read, *, from_year: int, to_year: int, without: str = "") -> pd.DataFrame:
    """Klassen on PDRB ADHK and Dukcapil population; see `typology.klassen`. What is left out draws no line either."""
    _refuse_backwards(from_year, to_year)
    codes = local_codes(read)
    output = _local(panel_of(read, OUTPUT), codes).rename(columns={"value": "output"})
    population = _local(panel_of(read, POPULATION), codes).rename(columns={"value": "population"})
    panel = _without(output.merge(population, on=["region_code", "year"], how="left"), without, read)
    return klassen_typology.klassen(panel, from_year, to_year, breaks_of(read, OUTPUT))


def _klassen_cooperatives(read: Read, *, from_year: int, to_year: int) -> pd.DataFrame:
    """The adaptation: turnover per member, and yearly growth of the turnover of those that reported in both years.

    The lines are those of the whole province, cooperatives guided by it (74.00) included.
    """
    _refuse_backwards(from_year, to_year)
    codes = local_codes(read)
    per_member = panel_of(read, "turnover_per_member")
    at_last = per_member[per_member["year"] == to_year].set_index("region_code")["value"]
    parts = register.decompose(read("register_parts", field="turnover_idr", from_year=from_year, to_year=to_year))
    yearly = ((1 + parts.set_index("region_code")["matched_growth_pct"] / 100) ** (1 / (to_year - from_year)) - 1) * 100
    points = pd.DataFrame({"region_code": codes}).assign(
        income=at_last.reindex(codes).to_numpy(), growth_pct=yearly.reindex(codes).to_numpy()
    )
    return klassen_typology.classified(
        points,
        income_line=float(at_last.get(PROVINCE, float("nan"))),
        growth_line=float(yearly.get(PROVINCE, float("nan"))),
    )


def _refuse_backwards(from_year: int, to_year: int) -> None:
    if from_year >= to_year:
        raise UsageError(f"from_year ({from_year}) harus sebelum to_year ({to_year}).")


def _williamson(read: Read, *, without: str) -> pd.DataFrame:
    return inequality.williamson(_without(output_and_population(read), without, read))


def theil(read: Read, *, by: str, without: str = "") -> pd.DataFrame:
    """Theil with its parts within and between groups; see `inequality.theil`."""
    return inequality.theil(_without(output_and_population(read), without, read), groups_of(read, by))


def _gini(read: Read, *, without: str) -> pd.DataFrame:
    return inequality.gini_regions(_without(output_and_population(read), without, read))


def _sigma(read: Read, *, without: str) -> pd.DataFrame:
    return inequality.sigma(_without(output_and_population(read), without, read))


def beta_points(read: Read, *, from_year: int, to_year: int) -> pd.DataFrame:
    """Initial income and later growth per head, with the fitted line's numbers repeated on each row."""
    _refuse_backwards(from_year, to_year)
    income = inequality.incomes(output_and_population(read))
    points = convergence.beta_points(income, from_year, to_year, breaks_of(read, OUTPUT))
    line = convergence.beta(points)
    return points.assign(slope=line.slope, intercept=line.intercept, correlation=line.correlation)


def _rank_movement(read: Read, *, indicator_id: str, from_year: int, to_year: int) -> pd.DataFrame:
    _refuse_backwards(from_year, to_year)
    panel, breaks = panel_of(read, indicator_id), breaks_of(read, indicator_id)
    together = [code for code in local_codes(read) if not breaks.lie_between(code, from_year, to_year)]
    mine = panel[panel["region_code"].isin(together)]
    return position.rank_movement(mine, INDICATORS[indicator_id], from_year, to_year)


def structure(read: Read) -> pd.DataFrame:
    """Structure and location quotient by primary, secondary, tertiary sector, PDRB ADHB 2025, of the kabupaten/kota.

    Columns region_code, sector, value (rupiah), share_pct, province_share_pct, lq, basis, year.
    """
    current = panel_of(read, "grdp_current")
    frames = []
    for indicator_id, sector in SECTORS.items():
        share = _local(panel_of(read, indicator_id), local_codes(read))
        joined = share.merge(
            current[["region_code", "year", "value"]], on=["region_code", "year"], suffixes=("", "_all")
        )
        frames.append(joined.assign(value=joined["value"] * joined["value_all"] / 100, sector=sector))
    table = pd.concat(frames, ignore_index=True)
    year = int(table["year"].max())
    of_year = table[table["year"] == year]
    return specialisation.location_quotient(of_year[["region_code", "sector", "value"]]).assign(year=year)


def location_quotient(read: Read, *, data: str, without: str) -> pd.DataFrame:
    """LQ of `grdp` (three sectors, 2025) or of `enterprises` (sections of KBLI, against regions of the same wave)."""
    if data == "grdp":
        if without:
            raise UsageError(NO_MINING_IN_GRDP)
        return structure(read)
    table = read("enterprise_sectors")
    kept = table[~table["sector"].isin(without.split(","))]
    waves = [
        specialisation.location_quotient(rows[["region_code", "sector", "value"]]).assign(year=int(str(year)))
        for year, rows in kept.groupby("year")
    ]
    return pd.concat(waves, ignore_index=True) if waves else _nothing("Data UMKM menurut lapangan usaha")


def shift_share(read: Read, *, data: str, from_year: int, to_year: int, without: str) -> pd.DataFrame:
    """Shift-share of `enterprises` by section of KBLI and year of beginning, or of registered `cooperatives` by type.

    Enterprises are compared within the wave that recorded them: `provincial` there means all regions of the wave, not
    the province. What had closed before the wave is in neither year, so that this is the growth of the survivors, not
    of the stock. Columns of `specialisation.shift_share` and group (the wave; `semua` for cooperatives). Raises
    UsageError where a region sent its list of cooperatives for one of the years only.
    """
    _refuse_backwards(from_year, to_year)
    if data == "cooperatives":
        table = read("cooperative_types")
        ends = table[table["year"].isin([from_year, to_year])]
        both = ends.pivot_table(index=["region_code", "sector"], columns="year", values="value", aggfunc="sum")
        if not {from_year, to_year} <= set(both.columns):
            return _nothing(f"Daftar koperasi {from_year} dan {to_year}")
        _refuse_half_lists(read, ends)
        rows = (
            both.fillna(0.0).rename(columns={from_year: "before", to_year: "after"}).reset_index().assign(group="semua")
        )
    else:
        found = read("enterprise_starts", from_year=from_year, to_year=to_year)
        rows = found.rename(columns={"wave": "group"})
    kept = rows[~rows["sector"].isin(without.split(","))]
    parts = [
        specialisation.shift_share(members[["region_code", "sector", "before", "after"]]).assign(group=str(group))
        for group, members in kept.groupby("group")
    ]
    return pd.concat(parts, ignore_index=True) if parts else _nothing(f"Data {from_year} dan {to_year}")


def _refuse_half_lists(read: Read, ends: pd.DataFrame) -> None:
    """A kabupaten/kota with a list for one year only would seem to have begun with nothing."""
    lists = ends.groupby("region_code")["year"].nunique()
    names = read("regions").set_index("region_code")["region_name"]
    half = [str(names[code]) for code in local_codes(read) if lists.get(code) == 1]
    if half:
        _nothing(f"Daftar koperasi untuk salah satu tahunnya di {', '.join(half)}")


def _nothing(what: str) -> pd.DataFrame:
    raise UsageError(f"{what} belum ada data; kirim berkasnya lalu jalankan `python -m kumkm build`.")


def decomposition(read: Read, *, field: str, from_year: int, to_year: int) -> pd.DataFrame:
    """Real change against coverage in the register of cooperatives; see `register.decompose`. 74 is the whole."""
    _refuse_backwards(from_year, to_year)
    parts = read("register_parts", field=field, from_year=from_year, to_year=to_year)
    present = set(parts["part"])
    if not present & {"matched_before"}:
        return _nothing(f"Daftar koperasi {from_year} dan {to_year}")
    return register.decompose(parts)


def gaps(read: Read, *, indicator_id: str, from_year: int, to_year: int) -> pd.DataFrame:
    """Which kabupaten/kota lacks which of the two years, or has a break between; see `growth.gaps`."""
    return _gaps_of(read, _level(indicator_id), [from_year, to_year])


def _gaps_of(read: Read, indicator_id: str, years: list[int]) -> pd.DataFrame:
    codes = local_codes(read)
    panel = _local(panel_of(read, indicator_id), codes)
    return growth.gaps(panel, codes, years, breaks_of(read, indicator_id))


def gaps_behind(read: Read, analysis: Analysis, params: Mapping[str, Any]) -> pd.DataFrame:
    """Why an analysis over a span of years left something out; empty where it left out nothing or has no span."""
    if not {"from_year", "to_year"} <= params.keys() or analysis.name not in _SPANNING:
        return growth.gaps(pd.DataFrame(columns=["region_code", "year", "value"]), [], [])
    both = [params["from_year"], params["to_year"]]
    if analysis.name in ("rank_movement", "difference"):  # of the rates themselves
        return _gaps_of(read, params["indicator_id"], both)
    found = [_gaps_of(read, _level(params.get("indicator_id", OUTPUT)), both)]
    if analysis.name in _PER_HEAD:
        found.append(_gaps_of(read, POPULATION, both[-_PER_HEAD[analysis.name] :]))
    together = pd.concat(found).drop_duplicates()
    return together.sort_values(["region_code", "year", "reason"], ignore_index=True)


def similar(read: Read, *, region_code: str, count: int) -> pd.DataFrame:
    """The kabupaten/kota whose structure of PDRB by sector is nearest; see `position.peers`.

    The one answer to which regions are alike. Nothing but structure selects, so that whatever else is told of them
    (poverty, growth) is not told of what they were chosen by. Adds `features`, in words, on every row; a share in which
    regions do not differ (`spread.alike`) is none of them.
    """
    codes = local_codes(read)
    if region_code not in codes:
        raise UsageError(f"Kode wilayah '{region_code}' tidak dikenal. Yang ada: {', '.join(codes)}.")
    table, limits = structure(read), spread.limits_of(read)
    shares = table.pivot(index="region_code", columns="sector", values="share_pct")
    telling = [
        sector
        for key, sector in SECTORS.items()
        if not spread.alike(shares[sector], _NO_CHANGES, INDICATORS[key], limits)
    ]
    words = f"bagian sektor dalam PDRB {int(table['year'].iloc[0])} ({', '.join(telling)})"
    return position.peers(shares[telling], region_code, count).assign(features=words)


def scenario(
    read: Read, *, region_code: str, primary: float, secondary: float, tertiary: float, horizon: int
) -> pd.DataFrame:
    """Outlook of PDRB at the prices of the latest year with sectors; rates in percent a year, of volume.

    See `outlook.outlook`.
    """
    table = structure(read)
    known = sorted(set(table["region_code"]))
    if region_code not in (*known, PROVINCE):
        raise UsageError(f"Kode wilayah '{region_code}' tidak dikenal. Yang ada: {PROVINCE}, {', '.join(known)}.")
    mine = table if region_code == PROVINCE else table[table["region_code"] == region_code]
    levels = {str(sector): float(value) for sector, value in mine.groupby("sector")["value"].sum().items()}
    rates = {"primer": primary, "sekunder": secondary, "tersier": tertiary}
    return outlook.outlook(levels, rates, int(table["year"].iloc[0]), horizon)


def associate(read: Read, *, indicator_id: str, with_indicator_id: str) -> pd.DataFrame:
    """Two indicators beside each other: region_code, year, x, y, rank_correlation (Spearman of that year)."""
    codes = local_codes(read)
    points = association.paths(
        _local(panel_of(read, indicator_id), codes), _local(panel_of(read, with_indicator_id), codes)
    )
    by_year = {year: association.rank_correlation(rows) for year, rows in points.groupby("year")}
    return points.assign(rank_correlation=points["year"].map(by_year).astype(float))


def what_if(
    read: Read,
    *,
    year: int,
    need_weights: str,
    base: str,
    weight_readiness: float,
    weight_need: float,
    weight_past: float,
    weight_population: float,
    **rules: Any,
) -> Document:
    """The best use of a ceiling; see `proposals.rules_of` and `proposals.what_if`. Its table is what is selected."""
    found = proposals.what_if(
        read,
        rules=proposals.rules_of(**rules),
        year=year,
        weights=scoring.Weights(weight_readiness, weight_need, weight_past, weight_population),
        need_weights=need_weights,
        base=base,
    )
    return Document(found.plan.selected, proposals.as_content(found), found.plan.reason)


def _selected(read: Read, **params: Any) -> pd.DataFrame:
    return what_if(read, **params).table


_VERBS = {"allocate": "allocation"}
_SPANNING = ("cagr", "difference", "contribution", "rank_movement", "klassen", "beta")
_PER_HEAD = {"klassen": 1, "beta": 2}  # of how many of the two years population is needed, the last first
_INDICATOR = Param(str)
_YEAR = Param(int, lowest=1900, highest=2100)
_SPAN = {"from_year": _YEAR, "to_year": _YEAR}
_WITHOUT = Param(str, default="", required=False)
_RATE = Param(float, default=0.0, required=False, lowest=-50, highest=100)
_TEXT = Param(str, default="", required=False)
_ANY_YEAR = Param(int, default=None, required=False, lowest=1900, highest=2100)
_WEIGHT = Param(float, default=1.0, required=False, lowest=0, highest=1000)
_BY = Param(str, default="amount", required=False, choices=proposals.GIVEN)
_NEED = {"weights": _TEXT, "year": _ANY_YEAR}
_WHAT_IF = {
    "ceiling": Param(Decimal, lowest=0, highest=1e15),
    "year": _YEAR,
    "floor": Param(int, default=0, required=False, lowest=0, highest=1000),
    "floors": _TEXT,
    "weight_readiness": _WEIGHT,
    "weight_need": _WEIGHT,
    "weight_past": _WEIGHT,
    "weight_population": _WEIGHT,
    "menu_cap": _TEXT,
    "menu_count": _TEXT,
    "need_weights": _TEXT,
    "base": Param(str, default="first_come", required=False, choices=proposals.BASES),
}

ANALYSES: dict[str, Analysis] = {
    item.name: item
    for item in (
        Analysis("year_on_year", "pertumbuhan terhadap tahun sebelumnya", _year_on_year, {"indicator_id": _INDICATOR}),
        Analysis("cagr", "pertumbuhan rata-rata setahun", _cagr, {"indicator_id": _INDICATOR, **_SPAN}),
        Analysis("difference", "selisih dua tahun", _difference, {"indicator_id": _INDICATOR, **_SPAN}),
        Analysis("index", "indeks, tahun dasar = 100", _index, {"indicator_id": _INDICATOR, "base_year": _YEAR}),
        Analysis("contribution", "andil pertumbuhan", contribution, {"indicator_id": _INDICATOR, **_SPAN}),
        Analysis("rank_movement", "perpindahan peringkat", _rank_movement, {"indicator_id": _INDICATOR, **_SPAN}),
        Analysis("klassen", "tipologi Klassen", klassen, {**_SPAN, "without": _WITHOUT}),
        Analysis("klassen_cooperatives", "adaptasi tipologi untuk koperasi", _klassen_cooperatives, _SPAN),
        Analysis("williamson", "Indeks Williamson", _williamson, {"without": _WITHOUT}),
        Analysis(
            "theil",
            "Indeks Theil, dalam dan antar kelompok",
            theil,
            {"by": Param(str, default="landmass", required=False, choices=GROUPINGS), "without": _WITHOUT},
        ),
        Analysis("gini_regions", "Gini antar kabupaten/kota", _gini, {"without": _WITHOUT}),
        Analysis("sigma", "konvergensi sigma", _sigma, {"without": _WITHOUT}),
        Analysis("beta", "konvergensi beta", beta_points, _SPAN),
        Analysis("structure", "struktur PDRB primer, sekunder, tersier", structure),
        Analysis(
            "location_quotient",
            "location quotient",
            location_quotient,
            {
                "data": Param(str, default="grdp", required=False, choices=("grdp", "enterprises")),
                "without": _WITHOUT,
            },
        ),
        Analysis(
            "shift_share",
            "shift-share klasik dan Esteban-Marquillas",
            shift_share,
            {
                "data": Param(str, default="enterprises", required=False, choices=("enterprises", "cooperatives")),
                "from_year": Param(int, default=2018, required=False, lowest=1900, highest=2100),
                "to_year": Param(int, default=2021, required=False, lowest=1900, highest=2100),
                "without": _WITHOUT,
            },
        ),
        Analysis(
            "decomposition",
            "pertumbuhan nyata dan perubahan cakupan",
            decomposition,
            {"field": Param(str, default="turnover_idr", required=False, choices=tuple(REGISTER_FIELDS)), **_SPAN},
        ),
        Analysis(
            "similar",
            "daerah berstruktur mirip",
            similar,
            {"region_code": Param(str), "count": Param(int, default=3, required=False, lowest=1, highest=100)},
        ),
        Analysis(
            "outlook",
            "skenario sampai 2029",
            scenario,
            {
                "region_code": Param(str, default=PROVINCE, required=False),
                "primary": _RATE,
                "secondary": _RATE,
                "tertiary": _RATE,
                "horizon": Param(int, default=outlook.HORIZON, required=False, lowest=2026, highest=2045),
            },
        ),
        Analysis(
            "association",
            "dua indikator berdampingan",
            associate,
            {"indicator_id": _INDICATOR, "with_indicator_id": _INDICATOR},
        ),
        Analysis("need", "indeks kebutuhan dan bagian kebutuhan", proposals.need_table, _NEED),
        Analysis("need_features", "indikator penyusun indeks kebutuhan", proposals.need_features, _NEED),
        Analysis("equity", "usulan terhadap kebutuhan", proposals.equity, {"year": _YEAR, "by": _BY, "weights": _TEXT}),
        Analysis("per_head", "nilai usulan diajukan dan ditetapkan per penduduk", proposals.per_head, {"year": _YEAR}),
        Analysis(
            "need_sensitivity",
            "seberapa sering daerah kurang terlayani bila bobot berubah",
            proposals.need_sensitivity,
            {
                "year": _YEAR,
                "samples": Param(int, default=2000, required=False, lowest=1, highest=20000),
                "by": _BY,
                "weights": _TEXT,
            },
        ),
        Analysis(
            "need_without_each",
            "kedudukan bila satu indikator kebutuhan dihilangkan",
            proposals.need_without_each,
            {"year": _YEAR, "by": _BY, "weights": _TEXT},
        ),
        Analysis("duplicates", "usulan yang mungkin ganda", proposals.possible_duplicates),
        Analysis("allocation", "simulasi pagu", _selected, _WHAT_IF, what_if),
    )
}

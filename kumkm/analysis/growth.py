"""Growth told from levels: year on year, average per year (CAGR), index, contribution.

All functions take a panel with columns region_code, year, value (one row per pair) and never look across a
declared break; they are computed in full precision. Where the panel says when in the year its values are of (moment, in
years), time is reckoned by that: from the second half of one year to the first of the next is half a year. Where it
says of which part of the year they are (period), only like parts are compared. An average per year, and an index, join
unlike ones as well where their moments tell the time between; of a ratio over people counted in June and then in
December, or of two waves, they do not.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kumkm.domain import units
from kumkm.domain.breaks import Breaks

NONE = Breaks()
_NOTHING = 0.005  # poin persen; below it a share of growth says nothing
_SAME = 1e-6  # years; moments are thirds and twelfths
_BREAKS = {True: "break", False: "partial"}


def wide(panel: pd.DataFrame) -> pd.DataFrame:
    """Return regions × years, NaN where a value is missing; both axes ascending."""
    return panel.pivot(index="region_code", columns="year", values="value").sort_index()


def year_on_year(panel: pd.DataFrame, breaks: Breaks = NONE) -> pd.DataFrame:
    """Growth against the year before: x_t / x_t-1 − 1, joined on the year, so that a gap year is never skipped.

    Returns region_code, year, change (the panel's unit), growth_pct (percent), by code and year, for years with a
    value; NaN where the year before has none, is not a year earlier, or lies beyond a break, growth_pct also where it
    is not positive.
    """
    known = _with_moments(panel).dropna().sort_values(["region_code", "year"], ignore_index=True)
    before = known.assign(year=known["year"] + 1).rename(columns={"value": "before", "moment": "moment_before"})
    joined = known.merge(before, on=["region_code", "year"], how="left")
    parts = _parts(panel, np.ones(len(panel), dtype=bool))
    apart = [
        breaks.lie_between(str(code), int(year) - 1, int(year))
        or not _is(elapsed, 1)
        or not _alike_parts(parts, str(code), int(year) - 1, int(year))
        for code, year, elapsed in zip(
            joined["region_code"], joined["year"], joined["moment"] - joined["moment_before"], strict=True
        )
    ]
    reference = joined["before"].mask(pd.Series(apart, index=joined.index, dtype=bool), float("nan"))
    change = joined["value"] - reference
    return joined[["region_code", "year"]].assign(
        change=change, growth_pct=change / reference.where(reference > 0) * 100
    )


def cagr(panel: pd.DataFrame, first: int, last: int, breaks: Breaks = NONE) -> pd.DataFrame:
    """Average growth per year between two years: (x_last / x_first)^(1/n) − 1, n the years that really passed.

    What has come to nothing has shrunk by all of it: −100. Returns region_code, growth_pct (percent a year), by code;
    NaN where either value is missing, the first not positive or the last negative (`baseless`), where the span crosses
    a break of that region or is shorter than a year, and everywhere if it is empty.
    """
    levels = _Levels.of(panel, (first, last))
    begun, ended = (np.array(side, dtype=float) for side in levels.ends(first, last, breaks))
    passed = levels.elapsed(first, last)
    years = np.array([passed[code] for code in levels.codes], dtype=float)
    defined = (begun > 0) & (ended >= 0) & (years > 1 - _SAME)
    rate = np.full(len(begun), np.nan)
    rate[defined] = ((ended[defined] / begun[defined]) ** (1 / years[defined]) - 1) * 100
    return pd.DataFrame({"region_code": levels.index, "growth_pct": rate})


def elapsed(panel: pd.DataFrame, first: int, last: int) -> pd.Series[float]:
    """The years that passed between two years' values, by region_code; NaN where a region lacks either row."""
    levels = _Levels.of(panel, (first, last))
    return pd.Series(levels.elapsed(first, last), index=levels.index, dtype=float)


def of_year(panel: pd.DataFrame, year: int, column: pd.Series[Any]) -> dict[str, Any]:
    """A column of one year by area; nothing of areas without a row.

    A page asks it for every pair of years: reshaping the panel, or picking its rows, each time costs ten times as much.
    """
    chosen = panel["year"].to_numpy() == year
    return dict(zip(panel["region_code"].to_numpy(object)[chosen], column.to_numpy()[chosen], strict=True))


def _with_moments(panel: pd.DataFrame) -> pd.DataFrame:
    """region_code, year, value, moment; the end of each year where the panel does not say."""
    values = panel[["region_code", "year", "value"]]
    return values.assign(moment=panel["moment"] if "moment" in panel else panel["year"] + 1.0)


def _parts(panel: pd.DataFrame, rows: NDArray[np.bool_]) -> dict[tuple[str, int], str]:
    """Which part of the year each known value of these rows is of; empty for the whole year. Nothing where the panel
    does not say.
    """
    if "period" not in panel:
        return {}
    chosen = rows & panel["value"].notna().to_numpy()
    codes, parts = (panel[name].to_numpy(object)[chosen] for name in ("region_code", "period"))
    of = panel["year"].to_numpy()[chosen].tolist()
    return {
        (code, year): part if isinstance(part, str) else "" for code, year, part in zip(codes, of, parts, strict=True)
    }


@dataclass(frozen=True)
class _Levels:
    """A panel by area and year, of some of its years: looked up for every pair of years, which a page does by dozens,
    reshaping a frame costs twenty times as much.
    """

    index: pd.Index[str]  # every area of the panel, ascending
    codes: list[str]
    values: dict[tuple[str, int], float]
    moments: dict[tuple[str, int], float]
    parts: dict[tuple[str, int], str]

    @classmethod
    def of(cls, panel: pd.DataFrame, years: Collection[int] | None = None) -> _Levels:
        """The levels of these years (None: of all)."""
        every, of_year = panel["region_code"].to_numpy(object), panel["year"].to_numpy()
        codes = sorted(set(every))
        index = pd.Index(codes, name="region_code", dtype=panel["region_code"].dtype)
        chosen = np.ones(len(every), dtype=bool) if years is None else np.isin(of_year, list(years))
        keys = list(zip(every[chosen], of_year[chosen].tolist(), strict=True))
        values = panel["value"].to_numpy(float)[chosen].tolist()
        moments = [year + 1.0 for _, year in keys]
        if "moment" in panel:
            moments = panel["moment"].to_numpy(float)[chosen].tolist()
        parts = _parts(panel, chosen)
        return cls(index, codes, dict(zip(keys, values, strict=True)), dict(zip(keys, moments, strict=True)), parts)

    def elapsed(self, first: int, last: int) -> dict[str, float]:
        """The years that passed between the values of two years, by area; NaN where it lacks either row."""
        at = self.moments.get
        return {code: at((code, last), math.nan) - at((code, first), math.nan) for code in self.codes}

    def untimed(self, first: int, last: int) -> set[str]:
        """Areas whose values are of unlike parts of two years although whole years lie between their moments.

        The moment is that of what is counted; what it is divided by is then of another half, or both of another wave.
        """
        passed = self.elapsed(first, last).items()
        return {
            code
            for code, years in passed
            if _is(years, last - first) and not _alike_parts(self.parts, code, first, last)
        }

    def ends(self, first: int, last: int, breaks: Breaks) -> tuple[list[float], list[float]]:
        """Values of the first and the last year by area; NaN where they may not be compared, in an empty span all."""
        untimed = self.untimed(first, last) if first < last else set()
        apart = {
            code
            for code in self.codes
            if first >= last or code in untimed or breaks.lie_between(str(code), first, last)
        }

        def of(year: int) -> list[float]:
            return [math.nan if code in apart else self.values.get((code, year), math.nan) for code in self.codes]

        return of(first), of(last)


def _alike_parts(parts: Mapping[tuple[str, int], str], code: str, first: int, last: int) -> bool:
    """Whether two values are of like parts of their years; True where either is not known."""
    both = [parts[key] for key in ((code, first), (code, last)) if key in parts]
    return len(set(both)) < 2


def _is(years: float, wanted: float) -> bool:
    """Whether so many years passed; True where that is not known."""
    return math.isnan(years) or abs(years - wanted) < _SAME


def difference(panel: pd.DataFrame, first: int, last: int, breaks: Breaks = NONE) -> pd.DataFrame:
    """Value of the last year minus that of the first: what can be said of shares and indices, in their own points.

    Returns region_code, change (the panel's unit), by code; NaN where either is missing, a break lies between, or they
    are of unlike parts of their years.
    """
    table = _alike(_ends(panel, first, last, breaks), panel, first, last)
    return (table[last] - table[first]).rename("change").rename_axis("region_code").reset_index()


def index_to(panel: pd.DataFrame, base: int, breaks: Breaks = NONE) -> pd.DataFrame:
    """Index with `base` = 100: x_t / x_base × 100.

    Returns region_code, year, value, by code and year; years that do not compare with the base are left out.
    """
    ordered = panel[["region_code", "year", "value"]].sort_values(["region_code", "year"], ignore_index=True)
    levels = _Levels.of(panel)
    untimed = {year: levels.untimed(*sorted((base, year))) for year in set(ordered["year"])}
    apart = [
        code in untimed[year] or breaks.lie_between(str(code), min(base, int(year)), max(base, int(year)))
        for code, year in zip(ordered["region_code"], ordered["year"], strict=True)
    ]
    comparable = ordered[~pd.Series(apart, index=ordered.index, dtype=bool)]
    reference = comparable["region_code"].map(panel[panel["year"] == base].set_index("region_code")["value"])
    index = comparable["value"] / reference.where(reference > 0) * 100
    return comparable.assign(value=index).dropna().reset_index(drop=True)


def contribution(panel: pd.DataFrame, first: int, last: int, breaks: Breaks = NONE) -> pd.DataFrame:
    """Contribution of each region to the growth of their sum, in poin persen, cumulative over the span.

    c_i = (x_i,last − x_i,first) / Σx_first × 100, so that Σc is the growth of the sum. `panel` holds the
    regions only. Returns region_code, contribution_pp, growth_pct (of the region itself), share_pct (of the growth of
    all; NaN where that is nearly nothing, below 0,005 poin persen), shown_pp and shown_share_pct (both as written,
    so that they add up to their whole as written), largest contribution first (ties by code); all NaN if any region of
    the panel lacks either year, if the span crosses a break or joins unlike parts of the year anywhere, or if Σx_first
    is not positive.
    """
    table = _alike(_ends(panel, first, last, breaks), panel, first, last).reindex(columns=[first, last])
    if table.isna().to_numpy().any():
        table = table * float("nan")
    before, after = table[first].tolist(), table[last].tolist()
    total = math.fsum(before)
    parts = [(now - then) / total * 100 if total > 0 else float("nan") for then, now in zip(before, after, strict=True)]
    whole = math.fsum(parts)
    result = pd.DataFrame(
        {
            "region_code": table.index,
            "contribution_pp": parts,
            "growth_pct": ((table[last] - table[first]) / table[first].where(table[first] > 0) * 100).to_numpy(),
            "share_pct": [part / whole * 100 if abs(whole) >= _NOTHING else float("nan") for part in parts],
        }
    )
    result = result.assign(shown_pp=_as_shown(parts, 2), shown_share_pct=_as_shown(result["share_pct"].tolist(), 1))
    return result.sort_values(["contribution_pp", "region_code"], ascending=[False, True], ignore_index=True)


def _as_shown(parts: Sequence[float], decimals: int) -> list[float]:
    """Parts with so many decimals that add up to their whole; NaN where any is unknown."""
    return units.parts_shown(parts, decimals)


def bases(panel: pd.DataFrame, last: int, breaks: Breaks = NONE) -> tuple[int, ...]:
    """The years before `last` that compare with it for at least half of the areas that have a value then, ascending."""
    having = int(panel.loc[panel["year"] == last, "value"].notna().sum())
    earlier = sorted(int(year) for year in panel.loc[panel["year"] < last, "year"].unique())
    levels = _Levels.of(panel)

    def compared_with(year: int) -> int:
        return sum(not math.isnan(then + now) for then, now in zip(*levels.ends(year, last, breaks), strict=True))

    compared = {year: compared_with(year) for year in earlier}
    return tuple(year for year, count in compared.items() if count and 2 * count >= having)


def gaps(panel: pd.DataFrame, codes: Sequence[str], years: Sequence[int], breaks: Breaks = NONE) -> pd.DataFrame:
    """Which region lacks which year, and where a break lies between the first and the last of `years`.

    `period`: the value of the last year is of another part of the year than that of the first; `unlike`: so that not
    even an average per year can be told; `partial`: a year of which only some months are known. Returns region_code,
    year, reason (one of these, `missing`, `secret` or `break`), by code, year and reason; empty where all may be
    compared.
    """
    known = set(panel.dropna(subset=["value"])[["region_code", "year"]].itertuples(index=False, name=None))
    secret = _secret(panel)
    rows = [
        (code, year, "secret" if (code, year) in secret else "missing")
        for code in codes
        for year in years
        if (code, year) not in known
    ]
    if years:
        first, last = min(years), max(years)
        between = [(code, item) for code in codes for item in breaks.between(code, first, last)]
        rows += [
            (code, item.partial_year or item.first_year, _BREAKS[item.partial_year is None]) for code, item in between
        ]
        levels = _Levels.of(panel, (first, last))
        unlike = [
            code
            for code, years in levels.elapsed(first, last).items()
            if code in codes and not _is(years, last - first)
        ]
        rows += [(str(code), last, "period") for code in unlike]
        rows += [
            (code, last, "unlike")
            for code in levels.untimed(first, last) - {code for code, _ in between}
            if code in codes
        ]
    return pd.DataFrame(sorted(set(rows)), columns=["region_code", "year", "reason"])


def baseless(panel: pd.DataFrame, codes: Sequence[str], first: int, last: int) -> pd.DataFrame:
    """Regions that have both years and still no rate, for it would begin at nothing or below, or end below: as `gaps`,
    with the reason `base`.
    """
    begun, ended = (of_year(panel, year, panel["value"]) for year in (first, last))
    both = {code: (begun[code], ended[code]) for code in sorted(set(codes) & begun.keys() & ended.keys())}
    without = [code for code, (then, now) in both.items() if not math.isnan(then + now) and (then <= 0 or now < 0)]
    return pd.DataFrame([(code, first, "base") for code in without], columns=["region_code", "year", "reason"])


def _secret(panel: pd.DataFrame) -> set[tuple[str, int]]:
    """Region and year of what is withheld, which is not missing."""
    if "status" not in panel:
        return set()
    withheld = panel[panel["status"] == "suppressed"]
    return set(withheld[["region_code", "year"]].itertuples(index=False, name=None))


def _ends(panel: pd.DataFrame, first: int, last: int, breaks: Breaks) -> pd.DataFrame:
    """First and last year per region; NaN where they may not be compared. An empty span is all NaN."""
    levels = _Levels.of(panel, (first, last))
    begun, ended = levels.ends(first, last, breaks)
    return pd.DataFrame({first: begun, last: ended}, index=levels.index, dtype=float)


def _alike(table: pd.DataFrame, panel: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Ends without the regions whose values are of unlike parts of the two years."""
    years = elapsed(panel, first, last).reindex(table.index)
    return table.where((years - (last - first)).abs() < _SAME)

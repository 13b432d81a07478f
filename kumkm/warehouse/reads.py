"""Typed reads: one function per file of `queries/reads`, tidy frames out. NaN means not published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from kumkm.errors import UsageError
from kumkm.settings import PROJECT_ROOT
from kumkm.warehouse import sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

READS = PROJECT_ROOT / "queries" / "reads"


def names() -> list[str]:
    """Every named read, sorted."""
    return sorted(path.stem for path in READS.glob("*.sql"))


def query(name: str) -> sql.Query:
    """Return a named read; raises UsageError listing the known ones."""
    if name not in names():
        raise UsageError(f"Bacaan '{name}' tidak dikenal. Yang ada: {', '.join(names())}.")
    return sql.load(Path(READS / f"{name}.sql"))


def run(connection: DuckDBPyConnection, name: str, **params: str | float | None) -> pd.DataFrame:
    """Run a named read on a cursor of its own and return its rows, columns as its header says."""
    with connection.cursor() as cursor:
        return cursor.execute(query(name).text, params or None).df()


def ask(connection: DuckDBPyConnection, name: str, **params: str | int | float) -> pd.DataFrame:
    """A read by its name, through its typed function below; raises UsageError for an unknown name."""
    query(name)
    function: Callable[..., pd.DataFrame] = globals()[name]
    return function(connection, **params)


@dataclass(frozen=True)
class Whole:
    """A read for every value of the parameters its header calls `every`, and where the rows of each value lie.

    One statement costs as much as it does for one value: a server asks once and takes slices.
    """

    rows: pd.DataFrame
    places: Mapping[tuple[Any, ...], tuple[int, int]]
    is_filter: bool

    def of(self, *values: Any) -> pd.DataFrame | None:
        """The rows as the read gives them for these values; None where the read itself has to be asked.

        With one parameter the read filters, so that a value without rows has none; with more it may make rows of its
        own for values that nothing was published for.
        """
        place = self.places.get(values, (0, 0) if self.is_filter else None)
        return None if place is None else self.rows.iloc[slice(*place)].reset_index(drop=True)


def whole(connection: DuckDBPyConnection, name: str) -> Whole:
    """A read that may be asked for every value at once; its rows are in the order of these values first."""
    every = list(query(name).every)
    rows = run(connection, name, **dict.fromkeys(every))
    indices = rows.groupby(every, sort=False).indices
    places = {
        key if isinstance(key, tuple) else (key,): (int(at[0]), int(at[-1]) + 1)
        for key, at in indices.items()
        if len(at)
    }
    return Whole(rows, places, is_filter=len(every) == 1)


def sliced(whole_of: Callable[[str], Whole], name: str, params: Mapping[str, str | int | float]) -> pd.DataFrame | None:
    """The rows for these values out of the whole that `whole_of` keeps; None where the read itself has to be asked."""
    every = query(name).every
    return whole_of(name).of(*(params[key] for key in every)) if every else None


def asking(connection: DuckDBPyConnection) -> Callable[..., pd.DataFrame]:
    """`ask(name, **params)` for somebody who asks one read for many values: each is asked once and then sliced."""
    whole_of = cache(partial(whole, connection))

    def ask(name: str, **params: str | int | float) -> pd.DataFrame:
        rows = sliced(whole_of, name, params)
        return run(connection, name, **params) if rows is None else rows

    return ask


def build_info(connection: DuckDBPyConnection) -> pd.DataFrame:
    """Which build this is.

    Columns: build_id, built_at (UTC), schema_version, input_hash. One row.
    """
    return run(connection, "build_info")


def indicator_series(connection: DuckDBPyConnection, *, indicator_id: str, region_code: str) -> pd.DataFrame:
    """One indicator in one region over the years, gaps included.

    Columns: year, value, change, change_pct, status, status_words, period, basis, simulated. Rows: from the indicator's
    first year to its last anywhere; NaN where there is no value.
    """
    return run(connection, "indicator_series", indicator_id=indicator_id, region_code=region_code)


def indicator_by_region(connection: DuckDBPyConnection, *, indicator_id: str, year: int) -> pd.DataFrame:
    """One indicator in one year for every kabupaten/kota.

    Columns: region_code, region_name, value, change (indicator's unit), change_pct (percent), status, status_words,
    period, basis, contributors, grade, simulated, base (what a ratio divides by, or growth grew from; else NaN),
    least_base and similar_pct (parameters of `kumkm.analysis.comparable`), indicator_id, year. Rows: always all
    regions, by code; a secret value is NaN.
    """
    return run(connection, "indicator_by_region", indicator_id=indicator_id, year=year)


def indicator_panel(connection: DuckDBPyConnection, *, indicator_id: str) -> pd.DataFrame:
    """One indicator everywhere and always.

    Columns: region_code, year, value, status, status_words, period, basis, grade, simulated, change, change_pct,
    base, least_base, similar_pct, indicator_id. Rows: those with a value or a secret only, by code and year; `74` is
    the province, `00` the nation.
    """
    return run(connection, "indicator_panel", indicator_id=indicator_id)


def area_values(connection: DuckDBPyConnection, *, region_code: str) -> pd.DataFrame:
    """Every indicator of one area in every published year, in registry order.

    Columns: indicator_id, year, value, change, change_pct, status, status_words, period, basis,
    simulated, grade, region_code.
    """
    return run(connection, "area_values", region_code=region_code)


def indicator_coverage(connection: DuckDBPyConnection) -> pd.DataFrame:
    """Number of regions per indicator and year.

    Columns: indicator_id, label, topic, year, regions, in_force (regions that existed), province and simulated (bool).
    """
    return run(connection, "indicator_coverage")


def indicator_sources(connection: DuckDBPyConnection, *, indicator_id: str) -> pd.DataFrame:
    """Sources behind an indicator.

    Columns: source_id, publisher, title, reference, licence, retrieved_on, first_year, last_year, regions,
    simulated, indicator_id.
    """
    return run(connection, "indicator_sources", indicator_id=indicator_id)


def provenance_rows(
    connection: DuckDBPyConnection, *, indicator_id: str, region_code: str, year: int, most: int
) -> pd.DataFrame:
    """The rows of lists behind one value, largest first; value NaN where it must not be given away.

    Columns: measure_id, region_name, file, sheet, row_number, cell, heading, name, value, simulated, every.
    """
    return run(connection, "provenance_rows", indicator_id=indicator_id, region_code=region_code, year=year, most=most)


def value_facts(connection: DuckDBPyConnection, *, indicator_id: str, region_code: str, year: int) -> pd.DataFrame:
    """State, contributors, grade and corrections of one value: one row, also where there is none."""
    return run(connection, "value_facts", indicator_id=indicator_id, region_code=region_code, year=year)


def provenance(connection: DuckDBPyConnection, *, indicator_id: str, region_code: str, year: int) -> pd.DataFrame:
    """The printed figures behind one value, with file and row; `used` tells the version chosen.

    `value` is what the cell adds to the figure, in base units; NaN where it is secret.
    """
    return run(connection, "provenance", indicator_id=indicator_id, region_code=region_code, year=year)


def province_discrepancy(connection: DuckDBPyConnection, *, indicator_id: str) -> pd.DataFrame:
    """Published province against the sum of the regions.

    Columns: year, published, sum_of_regions, difference, difference_pct (percent of the published), simulated, basis
    (of the province: published or delivered), indicator_id.
    """
    return run(connection, "province_discrepancy", indicator_id=indicator_id)


def indicator_breaks(connection: DuckDBPyConnection, *, indicator_id: str) -> pd.DataFrame:
    """Years across which nothing is compared.

    Columns: region_code (None = everywhere), first_year (of the new series), reason, partial_year (the year that is
    not complete, where it is only that; else NaN), indicator_id.
    """
    return run(connection, "indicator_breaks", indicator_id=indicator_id)


def indicators(connection: DuckDBPyConnection) -> pd.DataFrame:
    """The dictionary, in registry order, with first and last year published, and whether any value is simulated."""
    return run(connection, "indicators")


def regions(connection: DuckDBPyConnection) -> pd.DataFrame:
    """All areas by code, with parent and year of the split."""
    return run(connection, "regions")


def sources(connection: DuckDBPyConnection) -> pd.DataFrame:
    """All sources with licence, code system and number of printed values."""
    return run(connection, "sources")


def statements(connection: DuckDBPyConnection, *, region_code: str) -> pd.DataFrame:
    """What has been said in public about one area; `versions` > 1 marks a contradiction."""
    return run(connection, "statements", region_code=region_code)


def programmes(connection: DuckDBPyConnection, *, region_code: str) -> pd.DataFrame:
    """Programmes reported in public for one area, newest first; amount in rupiah, NaN = not reported."""
    return run(connection, "programmes", region_code=region_code)


def events(connection: DuckDBPyConnection) -> pd.DataFrame:
    """What happened when, by year, month and id.

    Columns: event_id, year, month (NaN: only the year is known), region_code (None: everywhere), label, note,
    subjects (ids of `kumkm.domain.events`, parted by semicolons), source, reference.
    """
    return run(connection, "events")


def targets(connection: DuckDBPyConnection, *, indicator_id: str) -> pd.DataFrame:
    """Targets set for an indicator. Columns: region_code, year, value, document, simulated."""
    return run(connection, "targets", indicator_id=indicator_id)


def quality(connection: DuckDBPyConnection) -> pd.DataFrame:
    """How much of what was delivered is in order.

    Columns: subject, region_code, year, heading, good, every (counts; good of every are in order), simulated.
    """
    return run(connection, "quality")


def quality_parts(connection: DuckDBPyConnection, *, indicator_id: str, region_code: str, year: int) -> pd.DataFrame:
    """What one figure of quality was made of; no rows for other figures.

    Columns: heading, region_name, counted (None but for agreements), files, good, every, weight (NaN but for the
    index), adds (percent; sums to the figure), simulated.
    """
    return run(connection, "quality_parts", indicator_id=indicator_id, region_code=region_code, year=year)


def quality_findings(
    connection: DuckDBPyConnection, *, indicator_id: str, region_code: str, year: int, most: int
) -> pd.DataFrame:
    """The findings in the rows that one figure of quality counts as not in order, worst first; `every` counts all.

    Columns: rule, severity, region_name, file, sheet, row_number, cell, heading, message, simulated, every.
    """
    name = "quality_findings"
    return run(connection, name, indicator_id=indicator_id, region_code=region_code, year=year, most=most)


def parameters(connection: DuckDBPyConnection) -> pd.DataFrame:
    """Thresholds, weights and rules of counting of this build. Columns: parameter, value, reason."""
    return run(connection, "parameters")


def submissions(connection: DuckDBPyConnection) -> pd.DataFrame:
    """Who has reported what, by the log of operators.

    Columns: region_code, book_year, system, data_subject, submitted_on (NaT = not reported), deadline_on, days_late,
    simulated.
    """
    return run(connection, "submissions")


def findings(connection: DuckDBPyConnection) -> pd.DataFrame:
    """Everything the rules found, worst first, with file, sheet and cell."""
    return run(connection, "findings")


def understood(connection: DuckDBPyConnection) -> pd.DataFrame:
    """How every column of the deliveries was understood, by file, sheet and place.

    Columns: file, file_hash, kind, sheet, row_number (NaN: a whole column), column_letter, heading, measure (a field of
    the kind; None where none was recognised), population, unit, nature, period, read, reason (why it is not read),
    held_back, simulated.
    """
    return run(connection, "understood")


def reconciliation(connection: DuckDBPyConnection, *, region_code: str) -> pd.DataFrame:
    """What was said in public beside what is loaded for the same area and year.

    Columns: subject_id, label, unit, year, said, qualifier, note, speaker, said_on, versions, indicator_id (None where
    no indicator shows the measure as it is), loaded, difference_pct (the statement against the loaded value, percent),
    simulated.
    """
    return run(connection, "reconciliation", region_code=region_code)


def enterprise_sectors(connection: DuckDBPyConnection) -> pd.DataFrame:
    """Enterprises on record by line of business.

    Columns: region_code, year (wave), sector (section of KBLI), value (enterprises), simulated. By year, region and
    sector.
    """
    return run(connection, "enterprise_sectors")


def enterprise_starts(connection: DuckDBPyConnection, *, from_year: int, to_year: int) -> pd.DataFrame:
    """Enterprises on record that had begun by the end of two years; those closed before the record are unknown.

    Columns: region_code, wave, sector, before, after (enterprises), simulated. By wave, region, sector.
    """
    return run(connection, "enterprise_starts", from_year=from_year, to_year=to_year)


def cooperative_types(connection: DuckDBPyConnection) -> pd.DataFrame:
    """Registered cooperatives by official type.

    Columns: region_code, year (book year), sector (the type), value (cooperatives), simulated. By year, region, type.
    """
    return run(connection, "cooperative_types")


def register_parts(connection: DuckDBPyConnection, *, field: str, from_year: int, to_year: int) -> pd.DataFrame:
    """What a growth of the register of cooperatives is made of; `74` is the whole.

    Columns: region_code, part (see `kumkm.analysis.register.PARTS`), value (base unit; NaN where secret), bodies,
    simulated. By region and part.
    """
    return run(connection, "register_parts", field=field, from_year=from_year, to_year=to_year)


def proposals(connection: DuckDBPyConnection) -> pd.DataFrame:
    """Every proposal, by budget year, region and id; those the press reported are marked `published`.

    Columns: as `mart.proposal` has them. Rupiah: amount_idr (at its stage), proposed_idr (when last submitted; NaN: a
    draft, or not reported), approved_idr (NaN: nothing granted, or unknown), unit_cost_idr. stage is an id of
    `kumkm.domain.proposals`; has_* None where not said; missing_documents empty = none missing, None = the menu, or its
    list of that year, is unknown; documents_complete and readiness (0-1) likewise; findings counts those of its rows.
    """
    return run(connection, "proposals")


def proposal_stages(connection: DuckDBPyConnection) -> pd.DataFrame:
    """Every step of every proposal, by proposal and day of entry.

    Columns: proposal_id, stage, stage_words, stage_rank, entered_on and left_on (NaT: not said, or still there), days
    (NaN where a day is missing or nothing follows), actor (a role), document, reason, amount_idr, file, sheet,
    row_number, current (it stands there), limit_days, overdue_days (0: in time; NaN: no limit), simulated.
    """
    return run(connection, "proposal_stages")


def proposal_findings(connection: DuckDBPyConnection, *, proposal_id: str) -> pd.DataFrame:
    """What the rules found in one proposal's row and history, worst first, with file, sheet, row and cell."""
    return run(connection, "proposal_findings", proposal_id=proposal_id)


def proposal_readiness(connection: DuckDBPyConnection, *, proposal_id: str) -> pd.DataFrame:
    """One proposal's checklist: the criteria of its menu in that year; none where menu or list is unknown.

    Columns: criterion, words, document and mandatory (bool), met (None: the delivery says nothing), minimum and amount
    (land, m²; NaN elsewhere), source, simulated. In the order of `kumkm.domain.menus.Criterion`.
    """
    return run(connection, "proposal_readiness", proposal_id=proposal_id)


def assets(connection: DuckDBPyConnection) -> pd.DataFrame:
    """What stands already, by region, year and id.

    Columns: asset_id, menu_id and menu (None: of no menu), region_code (where it stands), name, owner, year, status,
    amount_idr (NaN: not reported), qualifier, note, source, reference.
    """
    return run(connection, "assets")


def menus(connection: DuckDBPyConnection) -> pd.DataFrame:
    """What may be proposed, by budget year and name.

    Columns: menu_id, budget_year, menu, fund (parted by semicolons), legal_basis, ministry, authority, unit, low_idr
    and high_idr (rupiah per unit, NaN: unknown), cost_estimated, cost_source, mandatory and optional (criteria in
    words), confirmed (that year's guideline has been read), source.
    """
    return run(connection, "menus")

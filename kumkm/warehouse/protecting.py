"""Writes down what of a build's money is told to nobody: `mart.protected_cell` and `mart.register_told`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import duckdb

from kumkm.secrecy.growths import settled
from kumkm.secrecy.protecting import NONE, PROVINCE, REST, Parts, Table, Totals, protected
from kumkm.secrecy.rules import Protection, Sum
from kumkm.secrecy.words import LARGE, WITHHELD, without_amounts, without_large
from kumkm.warehouse.bulk import insert_rows

_MONEY = """
    SELECT
        measure.secret_with, complete.year, measure.additive, complete.measure_id, complete.region_code, complete.basis,
        least.value, complete.value, complete.contributors, complete.largest, complete.second, complete.size
    FROM mart.measure_complete AS complete
    INNER JOIN core.measure ON measure.measure_id = complete.measure_id
    INNER JOIN core.parameter AS least ON least.parameter = measure.secret_below
    WHERE complete.value IS NOT NULL AND complete.region_code != '00'
    ORDER BY ALL
"""
_PARTS = """
    SELECT
        register_part.field, register_part.from_year, register_part.to_year, register_part.region_code,
        coalesce(register_part.part, register_part.flow), least.value, register_part.value, register_part.bodies,
        register_part.largest, register_part.second, register_part.size
    FROM mart.register_part AS register_part
    INNER JOIN core.measure ON measure.measure_id = 'cooperative_' || register_part.field
    INNER JOIN core.parameter AS least ON least.parameter = measure.secret_below
    ORDER BY ALL
"""
_BETWEEN = """
    SELECT
        field, region_code, at_year, one_year, other_year, apart, value, bodies, largest, second, size
    FROM mart.register_between
    ORDER BY ALL
"""
_FAILED = "S01"
_ROUNDING = 1.0  # rupiah
_MATCHED, _TURNOVER = "matched", "turnover_idr"
_MATCHED_MEASURES = ("cooperative_turnover_matched_idr", "cooperative_turnover_matched_previous_idr")

Cell = tuple[str, str, int]  # measure, region, year
Key = tuple[str, int]  # measures protected together, year
Pair = tuple[str, int, int]  # field, from year, to year


# Findings, and whether each stands on a cell of money, or speaks of money; of a delivery held back, too: what it says
# of one region is what one body has. Proposals are public by purpose.
_FINDINGS = """
    WITH money AS (
        SELECT DISTINCT fact.delivery_id, fact.sheet, fact.row_number, fact.column_letter
        FROM raw.fact AS fact
        WHERE fact.quantity = 'money'
        UNION
        SELECT place.delivery_id, place.sheet, NULL, place.column_letter
        FROM checking.field_column AS place
        WHERE place.field LIKE '%!_idr' ESCAPE '!' OR place.field IN ('omzet_tahunan', 'modal_pendirian', 'asset')
    )
    SELECT
        finding.rowid,
        finding."column",
        finding.found,
        finding.expected,
        finding.message,
        of_money.delivery_id IS NOT NULL AS on_money,
        on_money OR contains(concat_ws(' ', finding.found, finding.expected, finding.message), 'Rp') AS about_money
    FROM core.{table} AS finding
    LEFT JOIN raw.delivery AS delivery ON delivery.delivery_id = finding.delivery_id
    LEFT JOIN core.delivered_kind AS kind ON kind.kind = delivery.kind
    LEFT JOIN (SELECT DISTINCT * FROM money) AS of_money
        ON of_money.delivery_id = finding.delivery_id
        AND of_money.sheet = finding.sheet
        AND of_money.column_letter = finding.column_letter
        AND coalesce(of_money.row_number, finding.row_number) = finding.row_number
    WHERE coalesce(kind.subject, 'cooperatives') IN ('cooperatives', 'enterprises', 'kur')
"""
# Findings that are a number themselves: that a body, or a region some of whose money is withheld, repeats its year.
_REPEATED = """
    DELETE FROM core.{table} AS finding
    USING raw.delivery AS delivery
    WHERE finding.rule = 'V40' AND delivery.delivery_id = finding.delivery_id
        AND (
            delivery.kind = 'cooperative_list'
            OR EXISTS (
                FROM mart.protected_cell AS protected_cell
                WHERE protected_cell.region_code = coalesce(finding.region_code, protected_cell.region_code)
            )
        )
"""
_HEADINGS = ("raw.understood", "raw.fact", "raw.delivery_column")


def rule_of(connection: duckdb.DuckDBPyConnection) -> Protection:
    """The thresholds of secrecy that a build goes by."""
    rows = dict(connection.execute("SELECT parameter, value FROM core.parameter").fetchall())
    shares = (rows[name] / 100 for name in ("protection_pct", "prior_knowledge_pct", "dominance_pct"))
    return Protection(*shares)


def protect(connection: duckdb.DuckDBPyConnection) -> None:
    """Decide what is withheld, and write it down; the marts that follow, and every read, go by it."""
    rule = rule_of(connection)
    money = tables(connection)
    cells, untold = _cells(money, rule)
    told = _cells_of(money) - set(cells)
    parts_of = register(connection)
    closed, merged = (_closed(parts_of, found, rule) for found in between_growths(connection))
    decided = {}
    for pair, parts in parts_of.items():
        first, last = totals_of(pair, money, told)
        known = replace(parts, before=first, after=last, closed=closed[pair], merged=merged[pair])
        decided[pair] = settled(known, rule, tells_growth=tells_growth(pair))
    for (field, before, year), found in decided.items():
        for region, item in found.items():
            if tells_growth((field, before, year)) and item.level == NONE:
                cells |= {(measure, region, year): item.why or "" for measure in _MATCHED_MEASURES}
                untold |= set() if item.growth else {(region, year)}
    insert_rows(connection, "mart.protected_cell", [(*cell, why) for cell, why in sorted(cells.items())])
    insert_rows(connection, "mart.untold_growth", sorted(untold))
    insert_rows(
        connection,
        "mart.register_told",
        [
            (*pair, code, item.level, item.why)
            for pair, found in decided.items()
            for code, item in sorted(found.items())
        ],
    )


def withhold(
    connection: duckdb.DuckDBPyConnection, tables_of: Collection[tuple[str, int]], pairs: Collection[Pair]
) -> None:
    """Tell nothing of the money that an attack came too near to, and say so: whole tables, whole growths; with a table
    also the growths from and to its year, whose parts add up to it.
    """
    families = {measure: {measure} for measure, _ in tables_of}
    for (_, year), table in tables(connection).items():
        for measure, of in tables_of:
            if of == year and measure in table.sums:
                families[measure] |= set(table.sums)
    cells = [(name, year) for measure, year in tables_of for name in families[measure]]
    all_pairs = sorted({*pairs, *(pair for pair in register(connection) if _touches(pair, cells))})
    cells += [(name, pair[2]) for pair in all_pairs if tells_growth(pair) for name in _MATCHED_MEASURES]
    for name, year in sorted(set(cells)):
        connection.execute(
            "INSERT OR IGNORE INTO mart.protected_cell "
            "SELECT measure_id, region_code, year, 'failed' FROM mart.measure_complete "
            "WHERE measure_id = ? AND year = ?",
            [name, year],
        )
    for pair in all_pairs:
        connection.execute("DELETE FROM mart.register_told WHERE (field, from_year, to_year) = (?, ?, ?)", list(pair))
        connection.execute(
            "INSERT INTO mart.register_told SELECT DISTINCT field, from_year, to_year, region_code, 'none', 'failed' "
            "FROM mart.register_part WHERE (field, from_year, to_year) = (?, ?, ?)",
            list(pair),
        )
    connection.execute(
        "INSERT OR IGNORE INTO mart.untold_growth "
        "SELECT region_code, year FROM mart.protected_cell WHERE why = 'failed' AND measure_id = ?",
        [_MATCHED_MEASURES[0]],
    )
    told = [f"{name} {year}" for name, year in sorted({*tables_of, *((pair[0], pair[2]) for pair in pairs)})]
    insert_rows(
        connection,
        "core.finding",
        [
            (_FAILED, "peringatan", what, "angka yang tidak dapat dihitung dari angka lain",
             f"Kerahasiaan {what} tidak dapat dijamin, jadi seluruh angka uangnya tidak diterbitkan.", False)
            for what in told
        ],
        columns=("rule", "severity", "found", "expected", "message", "simulated"),
    )  # fmt: skip


def _touches(pair: Pair, cells: Collection[tuple[str, int]]) -> bool:
    """Whether the parts of a growth add up to one of these measures of a year."""
    return any(name == f"cooperative_{pair[0]}" and year in pair[1:] for name, year in cells)


def everything(connection: duckdb.DuckDBPyConnection) -> tuple[set[tuple[str, int]], set[Pair]]:
    """All tables of money, and all growths of the register in money."""
    money = {(name, year) for (_, year), table in tables(connection).items() for name in table.sums}
    return money, set(register(connection))


def _cells(money: Mapping[Key, Table], rule: Protection) -> tuple[dict[Cell, str], set[tuple[str, int]]]:
    """The withheld cells of all tables with why, and the growths of the same bodies that are withheld."""
    cells: dict[Cell, str] = {}
    untold: set[tuple[str, int]] = set()
    for (family, year), table in money.items():
        for region, why in protected(table, rule).items():
            told_of = [measure for measure, row in table.sums.items() if region in row and region != REST]
            cells |= {(measure, region, year): why for measure in told_of}
            untold |= {(region, year)} if family == _MATCHED else set()
    return cells, untold


def _cells_of(money: Mapping[Key, Table]) -> set[Cell]:
    """Every cell of all tables."""
    return {
        (measure, code, year)
        for (_, year), table in money.items()
        for measure, row in table.sums.items()
        for code in row
        if code != REST
    }


def tells_growth(pair: Pair) -> bool:
    """Whether the growth of the same bodies between these years is an indicator."""
    field, before, after = pair
    return field == _TURNOVER and after == before + 1


Between = Mapping[tuple[str, str, int, frozenset[int]], Sum]  # field, region, year, two other years


def between_growths(connection: duckdb.DuckDBPyConnection) -> tuple[Between, Between]:
    """Who stands between two growths that share a year: by who reported, and by who stood on the register."""
    found: dict[str, dict[tuple[str, str, int, frozenset[int]], Sum]] = {"reported": {}, "listed": {}}
    for field, region, at, one, other, apart, *sum_of in connection.execute(_BETWEEN).fetchall():
        found[apart][field, region, at, frozenset((one, other))] = _sum(sum_of)
    return found["reported"], found["listed"]


def _closed(parts_of: Mapping[Pair, Parts], between: Between, rule: Protection) -> dict[Pair, dict[str, str]]:
    """Which growths are not told of which region, because one told already would give away who stands between them.

    The shortest growths are told first, of those the latest.
    """
    closed: dict[Pair, dict[str, str]] = {pair: {} for pair in parts_of}
    told: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in sorted(parts_of, key=lambda pair: (pair[0], pair[2] - pair[1], -pair[2])):
        for region in parts_of[pair].sums:
            others = told[pair[0], region]
            least = parts_of[pair].least
            why = next(filter(None, (why_apart(pair, other, region, least, between, rule) for other in others)), None)
            if why is None:
                others.append(pair)
            else:
                closed[pair][region] = why
    return closed


def why_apart(pair: Pair, other: Pair, region: str, least: int, between: Between, rule: Protection) -> str | None:
    """Why two growths together would give somebody away; None where they share no year, or many stand between them."""
    for shared in set(pair[1:]) & set(other[1:]):
        ends = frozenset({*pair[1:], *other[1:]} - {shared})
        found = between.get((pair[0], region, shared, ends))
        why = None if found is None else found.why(least, rule)
        if why is not None:
            return why
    return None


def totals_of(pair: Pair, money: Mapping[Key, Table], told: Collection[Cell]) -> tuple[Totals, Totals]:
    """What is told of the totals of both years, where `told` are the cells of money that are published."""
    return _totals(pair[0], pair[1], money, told), _totals(pair[0], pair[2], money, told)


def _totals(field: str, year: int, money: Mapping[Key, Table], told: Collection[Cell]) -> Totals:
    measure = f"cooperative_{field}"
    for (_, of), table in money.items():
        if of == year and measure in table.sums:
            hidden = {
                code: item.value for code, item in table.sums[measure].items() if (measure, code, year) not in told
            }
            return Totals(hidden, table.adds_up)
    return Totals()


def tables(connection: duckdb.DuckDBPyConnection) -> dict[Key, Table]:
    """Every table of money, before secrecy: measures protected together and year → sums."""
    sums: dict[Key, dict[str, dict[str, Sum]]] = defaultdict(lambda: defaultdict(dict))
    least: dict[Key, int] = {}
    adds_up: set[Key] = set()
    delivered: list[tuple[Key, str]] = []
    for family, year, additive, measure, region, basis, few, *sum_of in connection.execute(_MONEY).fetchall():
        key = (family, year)
        sums[key][measure][region] = _sum(sum_of)
        least[key] = int(few)
        if additive and region == PROVINCE and family != _MATCHED:
            adds_up.add(key)
            if basis == "delivered":
                delivered.append((key, measure))
    for key, measure in delivered:
        row = sums[key][measure]
        if (rest := _rest(row)) is not None:
            row[REST] = rest
    return {key: Table(dict(rows), least[key], key in adds_up) for key, rows in sums.items()}


def _rest(row: Mapping[str, Sum]) -> Sum | None:
    """What a province that was delivered as such has beyond its regions: somebody can subtract, so it is a sum like
    any other, of as many as are missing. None where nothing is left, or only a rounding among the same contributors.
    """
    of_regions = [item for code, item in row.items() if code != PROVINCE]
    left = row[PROVINCE].value - sum(item.value for item in of_regions)
    counted = [row[PROVINCE].contributors, *(item.contributors for item in of_regions)]
    first, *others = (None if None in counted else count for count in counted)
    missing = None if first is None else first - sum(count or 0 for count in others)
    if abs(left) < _ROUNDING or missing == 0:
        return None
    nan = float("nan")
    return Sum(left, None if missing is None else abs(missing), nan, nan, nan)


def register(connection: duckdb.DuckDBPyConnection) -> dict[Pair, Parts]:
    """The parts of every growth of the register in money, before secrecy."""
    sums: dict[Pair, dict[str, dict[str, Sum]]] = defaultdict(lambda: defaultdict(dict))
    least: dict[Pair, int] = {}
    for field, before, after, region, part, few, *sum_of in connection.execute(_PARTS).fetchall():
        sums[field, before, after][region][part] = _sum(sum_of)
        least[field, before, after] = int(few)
    return {pair: Parts(dict(rows), least[pair]) for pair, rows in sums.items()}


def _sum(row: Iterable[float | None]) -> Sum:
    value, contributors, *amounts = row
    largest, second, size = (float("nan") if amount is None else float(amount) for amount in amounts)
    return Sum(float(value or 0.0), None if contributors is None else int(contributors), largest, second, size)


def withhold_words(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the amounts out of all that is said of what was delivered; where they stand, and why, is still said."""
    for table in ("finding", "finding_cell"):
        connection.execute(_REPEATED.format(table=table))
        rows = connection.execute(_FINDINGS.format(table=table)).fetchall()
        told = [(place, *_told(*words)) for place, *words in rows]
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE withheld_words (place BIGINT, c VARCHAR, f VARCHAR, e VARCHAR, m VARCHAR)"
        )
        insert_rows(connection, "withheld_words", told)
        connection.execute(
            f'UPDATE core.{table} AS finding SET "column" = c, found = f, expected = e, message = m '
            "FROM withheld_words WHERE finding.rowid = withheld_words.place"
        )
    for table in _HEADINGS:
        connection.execute(
            f"UPDATE {table} SET heading = regexp_replace(heading, '{LARGE}', '{WITHHELD}', 'g') "
            f"WHERE regexp_matches(heading, '{LARGE}')"
        )


def _told(
    column: str | None, found: str | None, expected: str | None, message: str, on_money: bool, about_money: bool
) -> tuple[str | None, str | None, str | None, str]:
    """The words of a finding without amounts."""
    strip = without_amounts if about_money else without_large
    return (
        None if column is None else without_large(column),
        None if found is None else WITHHELD if on_money else strip(found),
        None if expected is None else strip(expected),
        strip(message),
    )

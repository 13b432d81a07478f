"""Writes down what of a build's money is told to nobody: `mart.protected_cell` and `mart.register_told`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from math import isnan

import duckdb

from kumkm.secrecy.growths import settled
from kumkm.secrecy.protecting import NONE, PROVINCE, REST, Parts, Table, Totals, protected
from kumkm.secrecy.rules import Protection, Sum
from kumkm.secrecy.words import WITHHELD, without_amounts, without_large
from kumkm.warehouse import sql
from kumkm.warehouse.bulk import insert_rows

_FAILED = "S01"
_EXACT = 0.5  # rupiah, by which a number that is told to the rupiah may be rounded
_NAN = float("nan")
# What is left of assets less equity and outside capital is of whoever answered only some of the three.
_BALANCE = {"cooperative_assets_idr": 1, "cooperative_equity_idr": -1, "cooperative_outside_capital_idr": -1}
_MATCHED, _TURNOVER = "matched", "turnover_idr"
_MATCHED_MEASURES = ("cooperative_turnover_matched_idr", "cooperative_turnover_matched_previous_idr")

Cell = tuple[str, str, int]  # measure, region, year
Key = tuple[str, int]  # measures protected together, year
Pair = tuple[str, int, int]  # field, from year, to year


def rule_of(connection: duckdb.DuckDBPyConnection) -> Protection:
    """The thresholds of secrecy that a build goes by."""
    rows = dict(connection.execute(sql.text("secrecy", "threshold")).fetchall())
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
        connection.execute(sql.text("secrecy", "fail_measure"), {"measure_id": name, "year": year})
    for field, before, after in all_pairs:
        growth = {"field": field, "from_year": before, "to_year": after}
        connection.execute(sql.text("secrecy", "forget_growth"), growth)
        connection.execute(sql.text("secrecy", "fail_growth"), growth)
    connection.execute(sql.text("secrecy", "fail_untold"), {"measure_id": _MATCHED_MEASURES[0]})
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
    for field, region, at, one, other, apart, *sum_of in connection.execute(sql.text("secrecy", "between")).fetchall():
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
    roundings: dict[tuple[Key, str], float] = defaultdict(float)
    least: dict[Key, int] = {}
    adds_up: set[Key] = set()
    delivered: list[tuple[Key, str]] = []
    of_money = connection.execute(sql.text("secrecy", "money")).fetchall()
    for family, year, additive, measure, region, basis, few, *sum_of, rounding in of_money:
        key = (family, year)
        sums[key][measure][region] = _sum(sum_of)
        roundings[key, measure] += _EXACT if rounding is None else rounding
        least[key] = int(few)
        if additive and region == PROVINCE and family != _MATCHED:
            adds_up.add(key)
            if basis == "delivered":
                delivered.append((key, measure))
    for key, measure in delivered:
        row = sums[key][measure]
        if (rest := _rest(row, roundings[key, measure])) is not None:
            row[REST] = rest
    left = _left(connection, sums)
    return {
        key: Table(dict(rows), least[key], key in adds_up, left.get(key, {}), _BALANCE if key in left else {})
        for key, rows in sums.items()
    }


def _rest(row: Mapping[str, Sum], rounding: float) -> Sum | None:
    """What a province that was delivered as such has beyond its regions: somebody can subtract, so it is a sum like
    any other, of as many as are missing: as many here as there says nothing of whether they are the same. None where
    nothing is left that rounding could not leave.
    """
    of_regions = [item for code, item in row.items() if code != PROVINCE]
    left = row[PROVINCE].value - sum(item.value for item in of_regions)
    if abs(left) <= rounding:
        return None
    counted = [row[PROVINCE].contributors, *(item.contributors for item in of_regions)]
    first, *others = (None if None in counted else count for count in counted)
    missing = None if first is None else abs(first - sum(count or 0 for count in others))
    return Sum(left, missing, _NAN, _NAN, _NAN)


def _left(
    connection: duckdb.DuckDBPyConnection, sums: Mapping[Key, Mapping[str, Mapping[str, Sum]]]
) -> dict[Key, dict[str, Sum]]:
    """What the balances of a year leave, by region; of a province that is their sum, all together."""
    found: dict[Key, dict[str, Sum]] = defaultdict(dict)
    for year, region, *sum_of, _ in connection.execute(sql.text("secrecy", "balance_rest")).fetchall():
        if region == PROVINCE or any(region in row for row in sums["balance", year].values()):
            found["balance", year][region] = _sum(sum_of)
    for key, row in found.items():
        if PROVINCE not in row and any(PROVINCE in of for of in sums[key].values()):
            row[PROVINCE] = _together(list(row.values()))
    return dict(found)


def _together(parts: Sequence[Sum]) -> Sum:
    """The sum of sums of different bodies."""
    counts = [part.contributors for part in parts]
    largest = sorted((amount for part in parts for amount in (part.largest, part.second)), reverse=True)
    return Sum(
        sum(part.value for part in parts),
        None if None in counts else sum(count or 0 for count in counts),
        *((largest[0], largest[1]) if not any(map(isnan, largest)) else (_NAN, _NAN)),
        sum(part.size for part in parts),
    )


def register(connection: duckdb.DuckDBPyConnection) -> dict[Pair, Parts]:
    """The parts of every growth of the register in money, before secrecy."""
    sums: dict[Pair, dict[str, dict[str, Sum]]] = defaultdict(lambda: defaultdict(dict))
    least: dict[Pair, int] = {}
    rows = connection.execute(sql.text("secrecy", "part")).fetchall()
    for field, before, after, region, part, few, *sum_of in rows:
        sums[field, before, after][region][part] = _sum(sum_of)
        least[field, before, after] = int(few)
    return {pair: Parts(dict(rows), least[pair]) for pair, rows in sums.items()}


def _sum(row: Iterable[float | None]) -> Sum:
    value, contributors, *amounts = row
    largest, second, size = (float("nan") if amount is None else float(amount) for amount in amounts)
    return Sum(float(value or 0.0), None if contributors is None else int(contributors), largest, second, size)


def withhold_words(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the amounts out of all that is said of what was delivered; where they stand, and why, is still said."""
    rows = connection.execute(sql.text("secrecy", "told_amount")).fetchall()
    told = {(kept_in, place): _told(*words) for kept_in, place, *words in rows}
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE without_amounts "
        "(kept_in VARCHAR, place BIGINT, heading VARCHAR, found VARCHAR, expected VARCHAR, message VARCHAR)"
    )
    insert_rows(connection, "without_amounts", [(*place, *words) for place, words in told.items()])
    connection.execute(sql.text("secrecy", "withheld_words"))


def _told(
    heading: str | None, found: str | None, expected: str | None, message: str, on_money: bool, about_money: bool
) -> tuple[str | None, str | None, str | None, str]:
    """The words of a finding without amounts."""
    strip = without_amounts if about_money else without_large
    return (
        None if heading is None else without_large(heading),
        None if found is None else WITHHELD if on_money else strip(found),
        None if expected is None else strip(expected),
        strip(message),
    )

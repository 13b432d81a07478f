"""Writes down what of a build's money is told to nobody: `mart.protected_cell` and `mart.register_told`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import duckdb

from kumkm.domain.indicators import INDICATORS, Formula
from kumkm.secrecy import coverage, patterns
from kumkm.secrecy.attack import exposed
from kumkm.secrecy.growths import settled, tells
from kumkm.secrecy.patterns import LISTED, REPORTED, Group, Register, Telling
from kumkm.secrecy.protecting import NONE, PROVINCE, REST, Disclosure, Parts, Table, Totals, decided
from kumkm.secrecy.rules import COMPANION, Protection, Sum, together
from kumkm.secrecy.wholes import system_of
from kumkm.secrecy.words import WITHHELD, without_amounts, without_large, without_quotes
from kumkm.warehouse import details, sql
from kumkm.warehouse.bulk import insert_rows

_FAILED = "S01"
_LABELS = {item.numerator: item.short_label for item in INDICATORS.values() if item.formula is Formula.MEASURE}
_EXACT = 0.5  # rupiah, by which a number that is told to the rupiah may be rounded
_NAN = float("nan")
# What is left of assets less equity and outside capital is of whoever answered only some of the three.
_BALANCE = {"cooperative_assets_idr": 1, "cooperative_equity_idr": -1, "cooperative_outside_capital_idr": -1}
MATCHED, _TURNOVER = "matched", "turnover_idr"
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
    published = _cells_of(money) - set(cells)
    known = Known(register(connection), registers(connection), money, published, untold, cells)
    decided = _decided(known, rule)
    for (field, before, year), levels in decided.items():
        for region, item in levels.items():
            if tells_growth((field, before, year)) and item.level == NONE:
                cells |= {(measure, region, year): item.why or "" for measure in _MATCHED_MEASURES}
                untold |= set() if item.growth else {(region, year)}
    insert_rows(connection, "mart.protected_cell", [(*cell, why) for cell, why in sorted(cells.items())])
    _close_details(connection, money, cells, rule)
    insert_rows(connection, "mart.untold_growth", sorted(untold))
    insert_rows(
        connection,
        "mart.register_told",
        [
            (*pair, code, item.level, item.why)
            for pair, levels in decided.items()
            for code, item in sorted(levels.items())
        ],
    )


def withhold(
    connection: duckdb.DuckDBPyConnection, tables_of: Collection[tuple[str, int]], pairs: Collection[Pair]
) -> None:
    """Tell nothing of the money that an attack came too near to, and say so: whole tables, with them those of their
    parts, whole growths; with a table also the growths from and to its year, whose parts add up to it.
    """
    money = tables(connection)
    cells = [(name, year) for measure, year in tables_of for name in _family(money, measure, year)]
    all_pairs = sorted({*pairs, *(pair for pair in register(connection) if _touches(pair, cells))})
    cells += [(name, pair[2]) for pair in all_pairs if tells_growth(pair) for name in _MATCHED_MEASURES]
    for name, year in sorted(set(cells)):
        connection.execute(sql.text("secrecy", "fail_measure"), {"measure_id": name, "year": year})
    for field, before, after in all_pairs:
        growth = {"field": field, "from_year": before, "to_year": after}
        connection.execute(sql.text("secrecy", "forget_growth"), growth)
        connection.execute(sql.text("secrecy", "fail_growth"), growth)
    connection.execute(sql.text("secrecy", "fail_untold"), {"measure_id": _MATCHED_MEASURES[0]})
    of_pairs = {(f"cooperative_{field}", year) for field, _, year in pairs}
    labels = [f"{_LABELS.get(name, name)} {year}" for name, year in sorted({*tables_of, *of_pairs})]
    insert_rows(
        connection,
        "core.finding",
        [
            (_FAILED, "peringatan", what, "angka yang tidak dapat dihitung dari angka lain",
             f"{what} dirahasiakan di semua daerah, sebab angka satu badan dapat dihitung dari sisanya.", False)
            for what in dict.fromkeys(labels)
        ],
        columns=("rule", "severity", "found", "expected", "message", "simulated"),
    )  # fmt: skip


def _family(money: Mapping[Key, Table], measure: str, year: int) -> set[str]:
    """A measure, those that are protected together with it, and all parts of these."""
    of_year = [table for (_, of), table in money.items() if of == year]
    together = {name for table in of_year if measure in table.sums for name in table.sums}
    parts = {part for table in of_year for part, whole in table.wholes.items() if whole in together}
    return {measure} | together | {name for part in parts for name in _family(money, part, year)}


def _close_details(
    connection: duckdb.DuckDBPyConnection, money: Mapping[Key, Table], cells: Collection[Cell], rule: Protection
) -> None:
    """Tell a whole no longer in finer cells where these, and the year, would tell those of its part too nearly."""
    closed = set(connection.execute(sql.text("secrecy", "closed_detail")).fetchall())
    for item in details.of(connection, years_of(money)):
        years = [name for name in item.tables if (name, item.region, item.year) not in cells]
        printed = [name for name in years if (name, item.region, item.year) not in closed]
        printed_cells = {(name, code) for name in printed for code in item.tables[name].regions}
        if item.whole in printed and exposed(system_of(item.published(printed_cells, years, rule), rule), rule):
            what = {"measure_id": item.whole, "region_code": item.region, "year": item.year}
            connection.execute(sql.text("secrecy", "close_detail"), what)


def years_of(money: Mapping[Key, Table]) -> dict[Cell, Sum]:
    """Every cell of all tables with its sum."""
    return {
        (measure, code, year): item
        for (_, year), table in money.items()
        for measure, row in table.sums.items()
        for code, item in row.items()
    }


def _touches(pair: Pair, cells: Collection[tuple[str, int]]) -> bool:
    """Whether the parts of a growth add up to one of these measures of a year."""
    return any(name == f"cooperative_{pair[0]}" and year in pair[1:] for name, year in cells)


def everything(
    connection: duckdb.DuckDBPyConnection, tables_of: Collection[tuple[str, int]], pairs: Collection[Pair]
) -> tuple[set[tuple[str, int]], set[Pair]]:
    """All tables of money on the subjects of these tables and growths, and all growths of the register in money: what
    is told of one subject says nothing of another.
    """
    subjects = dict(connection.execute(sql.text("secrecy", "money_measure")).fetchall())
    concerned = {subjects[name] for name, _ in tables_of} | {subjects[f"cooperative_{pair[0]}"] for pair in pairs}
    money = {(name, year) for (_, year), table in tables(connection).items() for name in table.sums}
    of_register = subjects[_MATCHED_MEASURES[0]] in concerned
    return {item for item in money if subjects[item[0]] in concerned}, set(
        register(connection)
    ) if of_register else set()


def _cells(money: Mapping[Key, Table], rule: Protection) -> tuple[dict[Cell, str], set[tuple[str, int]]]:
    """The withheld cells of all tables with why, and the growths of the same bodies that are withheld."""
    cells: dict[Cell, str] = {}
    untold: set[tuple[str, int]] = set()
    for year in sorted({year for _, year in money}):
        of_year = {family: table for (family, of), table in money.items() if of == year}
        for family, withheld in decided(of_year, rule).items():
            for region, why in withheld.items():
                told_of = [measure for measure, row in of_year[family].sums.items() if region in row and region != REST]
                cells |= {(measure, region, year): why for measure in told_of}
                untold |= {(region, year)} if family == MATCHED else set()
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


Registers = Mapping[tuple[str, str], Register]  # field, region


def registers(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], Register]:
    """Who reported when in every region, before secrecy; the province is all of them."""
    years = tuple(row[0] for row in connection.execute(sql.text("secrecy", "register_year")).fetchall())
    groups: dict[tuple[str, str], dict[Group, Sum]] = defaultdict(dict)
    least: dict[tuple[str, str], int] = {}
    for field, region, year, pattern, few, *sum_of in connection.execute(sql.text("secrecy", "pattern")).fetchall():
        groups[field, region][year, pattern] = _sum(sum_of)
        least[field, region] = int(few)
    return {key: Register(years, least[key], sums) for key, sums in groups.items()}


def _closed(
    parts_of: Mapping[Pair, Parts], of: Registers, letters: str, rule: Protection
) -> dict[Pair, dict[str, str]]:
    """Which growths are not told of which region, because one told already would give away who stands between them.

    The shortest growths are told first, of those the latest.
    """
    closed: dict[Pair, dict[str, str]] = {pair: {} for pair in parts_of}
    published: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in sorted(parts_of, key=lambda pair: (pair[0], pair[2] - pair[1], -pair[2])):
        for region in parts_of[pair].sums:
            others = published[pair[0], region]
            own = of.get((pair[0], region))
            why = (
                None
                if own is None
                else next(filter(None, (why_apart(pair, other, own, letters, rule) for other in others)), None)
            )
            if why is None:
                others.append(pair)
            else:
                closed[pair][region] = why
    return closed


def why_apart(pair: Pair, other: Pair, own: Register, letters: str, rule: Protection) -> str | None:
    """Why two growths of a region together would give somebody away; None where they share no year, or many stand
    between them.
    """
    for shared in set(pair[1:]) & set(other[1:]):
        one, another = sorted({*pair[1:], *other[1:]} - {shared})
        between = own.between(shared, one, another, letters)
        why = None if between is None else between.why(own.least, rule)
        if why is not None:
            return why
    return None


@dataclass(frozen=True)
class Known:
    """What the growths of the register are decided by: their parts, who reported when, what is told of the totals."""

    parts: Mapping[Pair, Parts]
    registers: Registers
    money: Mapping[Key, Table]
    published: Collection[Cell]
    untold: Collection[tuple[str, int]]
    why: Mapping[Cell, str]


def _decided(known: Known, rule: Protection) -> dict[Pair, dict[str, Disclosure]]:
    """How far every growth is told of every region, so that they may also all be seen together."""
    closed, merged = (_closed(known.parts, known.registers, letters, rule) for letters in (REPORTED, LISTED))

    def settle(pair: Pair) -> dict[str, Disclosure]:
        first, last = totals_of(pair, known.money, known.published, known.why)
        parts = replace(known.parts[pair], before=first, after=last, closed=closed[pair], merged=merged[pair])
        return settled(parts, rule, tells_growth=tells_growth(pair))

    decided = {pair: settle(pair) for pair in known.parts}
    while more := _given_away(known, decided, rule) or _uncovered(known, decided, rule):
        for pair, region in more:
            closed[pair][region] = COMPANION
        decided |= {pair: settle(pair) for pair in {pair for pair, _ in more}}
    return decided


def _given_away(
    known: Known, decided: Mapping[Pair, Mapping[str, Disclosure]], rule: Protection
) -> list[tuple[Pair, str]]:
    """The growths that may not be told of a region beside its others, though they may be one by one."""
    return [
        ((field, *growth), region)
        for (field, region), own in known.registers.items()
        for growth in patterns.withheld(own, _telling(known, decided, field, region), rule)
    ]


def _uncovered(
    known: Known, decided: Mapping[Pair, Mapping[str, Disclosure]], rule: Protection
) -> list[tuple[Pair, str]]:
    """The growths that may not be told of the province, for they are of other regions than others of the same year."""
    apart = [pair for pair, levels in decided.items() if PROVINCE not in levels or levels[PROVINCE].level != NONE]
    growths = []
    for (field, year), covered in covered_by(known.parts, apart).items():
        growth = coverage.withheld(total_of(field, year, known.money, known.published, known.why), covered, rule)
        if growth is not None:
            growths.append(((field, *growth), PROVINCE))
    return growths


Covered = dict[tuple[str, int], dict[coverage.Growth, list[str]]]  # field and year → growth → regions


def covered_by(parts: Mapping[Pair, Parts], published: Collection[Pair]) -> Covered:
    """Of every field and year the regions that the province's part of each growth is of, where `published` are those
    that tell the province's.
    """
    covered: Covered = defaultdict(dict)
    for field, before, after in published:
        for year in (before, after):
            covered[field, year][before, after] = parts[field, before, after].regions
    return covered


def _telling(known: Known, decided: Mapping[Pair, Mapping[str, Disclosure]], field: str, region: str) -> Telling:
    totals = [year for measure, code, year in known.published if (measure, code) == (f"cooperative_{field}", region)]
    parts, growths = [], []
    for pair, levels in decided.items():
        row, item = known.parts[pair].sums.get(region, {}), levels.get(region)
        if pair[0] != field or not row:
            continue
        parts += [(pair[1:], part) for part in row if tells(item, part)]
        if tells_growth(pair) and (item is None or item.growth) and (region, pair[2]) not in known.untold:
            growths.append(pair[1:])
    return Telling(totals, parts, growths)


def totals_of(
    pair: Pair, money: Mapping[Key, Table], published: Collection[Cell], why: Mapping[Cell, str]
) -> tuple[Totals, Totals]:
    """What is told of the totals of both years, where `published` are the cells of money that are published, `why` the
    reasons of those that are withheld.
    """
    field, before, after = pair
    return total_of(field, before, money, published, why), total_of(field, after, money, published, why)


def total_of(
    field: str, year: int, money: Mapping[Key, Table], published: Collection[Cell], why: Mapping[Cell, str]
) -> Totals:
    measure = f"cooperative_{field}"
    for (_, of), table in money.items():
        if of == year and measure in table.sums:
            hidden = {
                code: item for code, item in table.sums[measure].items() if (measure, code, year) not in published
            }
            companions = {code for code in hidden if why.get((measure, code, year)) == COMPANION}
            return Totals(hidden, table.adds_up, companions)
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
        if additive and region == PROVINCE and family != MATCHED:
            adds_up.add(key)
            if basis == "delivered":
                delivered.append((key, measure))
    for key, measure in delivered:
        row = sums[key][measure]
        if (rest := _rest(row, roundings[key, measure])) is not None:
            row[REST] = rest
    left, (wholes, rests) = _left(connection, sums), _rests(connection, sums)
    return {
        key: Table(
            dict(rows),
            least[key],
            key in adds_up,
            left.get(key, {}),
            _BALANCE if key in left else {},
            {measure: wholes[measure] for measure in rows if measure in wholes},
            {measure: rests[measure, key[1]] for measure in rows if (measure, key[1]) in rests},
        )
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


def _rests(
    connection: duckdb.DuckDBPyConnection, sums: Mapping[Key, Mapping[str, dict[str, Sum]]]
) -> tuple[dict[str, str], dict[Key, dict[str, Sum]]]:
    """Which measure is part of which, and what is left of the whole by part and year; the part's own sum is set to how
    many it is of itself. All that anything knows of parts and wholes of a year is this.
    """
    wholes: dict[str, str] = {}
    rests: dict[Key, dict[str, Sum]] = defaultdict(dict)
    for part, whole, region, year, own, value, others in connection.execute(
        sql.text("secrecy", "part_rest")
    ).fetchall():
        wholes[part] = whole
        rests[part, year][region] = details.counted(value, others)
        row = next(rows[part] for (_, of), rows in sums.items() if of == year and part in rows)
        row[region] = replace(row[region], contributors=own)
    return wholes, dict(rests)


def _left(
    connection: duckdb.DuckDBPyConnection, sums: Mapping[Key, Mapping[str, Mapping[str, Sum]]]
) -> dict[Key, dict[str, Sum]]:
    """What the balances of a year leave, by region; of a province that is their sum, all together."""
    left: dict[Key, dict[str, Sum]] = defaultdict(dict)
    for year, region, *sum_of, _ in connection.execute(sql.text("secrecy", "balance_rest")).fetchall():
        if region == PROVINCE or any(region in row for row in sums["balance", year].values()):
            left["balance", year][region] = _sum(sum_of)
    for key, row in left.items():
        if PROVINCE not in row and any(PROVINCE in of for of in sums[key].values()):
            row[PROVINCE] = together(list(row.values()))
    return dict(left)


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
    connection.execute(sql.text("secrecy", "untold_region"))
    connection.execute(sql.text("secrecy", "untold_comparison"))
    rows = connection.execute(sql.text("secrecy", "told_amount")).fetchall()
    texts = {(kept_in, place): _words_without_amounts(*words) for kept_in, place, *words in rows}
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE without_amounts "
        "(kept_in VARCHAR, place BIGINT, heading VARCHAR, found VARCHAR, expected VARCHAR, message VARCHAR)"
    )
    insert_rows(connection, "without_amounts", [(*place, *words) for place, words in texts.items()])
    connection.execute(sql.text("secrecy", "withheld_words"))


def _words_without_amounts(
    heading: str | None, found: str | None, expected: str | None, message: str, on_money: bool, about_money: bool
) -> tuple[str | None, str | None, str | None, str]:
    """The words of a finding without amounts."""
    strip = without_amounts if about_money else without_large
    if on_money:
        message, expected = without_quotes(message), None if expected is None else without_quotes(expected)
    return (
        None if heading is None else without_large(heading),
        None if found is None else WITHHELD if on_money else strip(found),
        None if expected is None else strip(expected),
        strip(message),
    )

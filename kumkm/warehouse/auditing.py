"""Attacks what a build publishes: reads only what everybody may read, and looks for what they give away."""

from __future__ import annotations

import math
import re
import secrets
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import duckdb
import pandas as pd

from kumkm.secrecy import coverage, patterns
from kumkm.secrecy.attack import NOBODY, System, Unknown, exposed, ranges_of
from kumkm.secrecy.growths import Publication
from kumkm.secrecy.growths import system_of as system_of_growth
from kumkm.secrecy.patterns import LISTED, REPORTED, Telling
from kumkm.secrecy.protecting import AFTER, BEFORE, FINE_PARTS, LEFT, PROVINCE, REST, Parts, Table, Totals
from kumkm.secrecy.rules import FEW, Protection, is_own
from kumkm.secrecy.wholes import BEYOND, Published, linked, roots, system_of
from kumkm.warehouse import details, protecting, reads, sql
from kumkm.warehouse.protecting import Cell, Key, Pair

_RUPIAH = re.compile(r"Rp\s?-?(\d+(?:[.,]\d+)*)")


@dataclass(frozen=True)
class Attacked:
    """One protected amount. `low` and `high` are what follows from all that is published (None: no limit)."""

    subject: str
    region: str
    year: int
    why: str
    low: float | None
    high: float | None
    holds: bool

    def as_json(self) -> dict[str, object]:
        return {
            "subject": self.subject, "region": self.region, "year": self.year, "why": self.why, "low": self.low,
            "high": self.high, "holds": self.holds,
        }  # fmt: skip


@dataclass(frozen=True)
class Leak:
    """A published number or text that tells a protected amount, or is of one: where it stands."""

    place: str
    subject: str
    region: str
    year: int

    def as_json(self) -> dict[str, object]:
        return {"place": self.place, "subject": self.subject, "region": self.region, "year": self.year}


@dataclass(frozen=True)
class Audit:
    """What the attack found: every protected amount with its range, and numbers that should not be there."""

    build_id: str
    protection_pct: float
    amounts: tuple[Attacked, ...]
    leaks: tuple[Leak, ...]

    @property
    def holds(self) -> bool:
        return not self.leaks and all(item.holds for item in self.amounts)

    def as_json(self) -> dict[str, object]:
        return {
            "build": self.build_id,
            "protection_pct": self.protection_pct,
            "holds": self.holds,
            "cells": [item.as_json() for item in self.amounts],
            "leaks": [item.as_json() for item in self.leaks],
        }


@dataclass(frozen=True)
class Failing:
    """What an attack on a build came too near to: tables of a measure and year, and growths of the register."""

    tables: frozenset[tuple[str, int]] = frozenset()
    pairs: frozenset[Pair] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.tables or self.pairs)


def audit(connection: duckdb.DuckDBPyConnection) -> Audit:
    """Attack the build that is open, and tell of every protected amount the range that anybody can work out."""
    rule, published = protecting.rule_of(connection), PublishedReads(connection)
    connection.execute(sql.text("secrecy", "keep_trail"))
    amounts = []
    for table in (*systems(connection, published, rule), *_detailed(connection, published, rule)):
        near = exposed(table.system, rule)
        for unknown, interval in zip(table.system.wanted, ranges_of(table.system), strict=True):
            low, high = (None if math.isinf(value) else value for value in (interval.low, interval.high))
            region = table.region or unknown.owner or PROVINCE
            reason = table.why.get(unknown.key, table.why.get(region, ""))
            name = table.name_of(unknown.key)
            amounts.append(Attacked(name, region, table.year, reason, low, high, unknown.key not in near))
    build_id = connection.execute(sql.text("builds", "build_id")).fetchone()
    leaks = (*_leaks(connection, published, trails=True), *(leak for _, leak in _between(connection, published, rule)))
    return Audit(str((build_id or ("",))[0]), rule.protection * 100, tuple(amounts), leaks)


def protected_amounts(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, int, float]]:
    """What is told to nobody: measure, region, year, rupiah; for whoever looks for it in what is handed out."""
    rows = connection.execute(sql.text("secrecy", "protected_amount")).fetchall()
    return sorted((str(measure), str(code), int(year), float(value)) for measure, code, year, value, _ in rows)


def attack(
    connection: duckdb.DuckDBPyConnection, held: Collection[tuple[str, str]] = ()
) -> tuple[Failing, set[tuple[str, str]]]:
    """Attack a build that is not published yet: its numbers and messages; trails, which take longest to read, are left
    to `audit`. `held` are salt and digest of tables that held in an earlier build and are not attacked again. Returns
    what fails, and a salt of this build with the digests of what holds.
    """
    rule, published = protecting.rule_of(connection), PublishedReads(connection)
    salt, salts = secrets.token_hex(16), {old for old, _ in held}
    tables, pairs, digests = set(), set(), set()
    for table in systems(connection, published, rule):
        is_known = any((old, table.system.digest(rule, old)) in held for old in salts)
        if is_known or not exposed(table.system, rule):
            digests.add((salt, table.system.digest(rule, salt)))
        elif table.pair is None:
            tables.add((table.subject, table.year))
        else:
            pairs.add(table.pair)
    tables |= {(leak.subject, leak.year) for leak in _leaks(connection, published, trails=False)}
    pairs |= {pair for pair, _ in _between(connection, published, rule)}
    return Failing(frozenset(tables), frozenset(pairs)), digests


@dataclass(frozen=True)
class Attackable:
    """All that is published of one table: what it is of, its year, why regions or unknowns are withheld, its relations.
    `region` is given where the table is of one; `linked`: of a measure and its parts, which have names of their own.
    """

    subject: str
    year: int
    why: Mapping[Any, str]
    system: System
    pair: Pair | None = None
    region: str | None = None
    linked: bool = False

    def name_of(self, key: Hashable) -> str:
        """What an unknown is of."""
        if isinstance(key, str):
            return self.subject
        code, name = cast("tuple[str, str]", key)
        if not self.linked:
            return f"{self.subject}: {name}"
        part = name.removeprefix(BEYOND)
        own = part if part == name else f"{part}: {BEYOND.strip()}"
        return own if self.region is None else f"{own} {code}"


def systems(connection: duckdb.DuckDBPyConnection, published: PublishedReads, rule: Protection) -> Iterator[Attackable]:
    why = {tuple(row[:3]): row[3] for row in connection.execute(sql.text("secrecy", "protected_cell")).fetchall()}
    money = published.tables
    yield from _parts_and_wholes(money, why, rule)
    of_parts = {part for table in money.values() for pair in table.wholes.items() for part in pair}
    for (family, year), original in money.items():
        # Of the same bodies the trails tell the levels, which add up like any others.
        table = replace(original, adds_up=original.adds_up or family == protecting.MATCHED)
        for measure in [name for name in table.sums if name not in of_parts]:
            if hidden := _hidden(table, measure, why, year, rule):
                system = _table_system(table, measure, hidden, published.money, year, rule)
                yield Attackable(measure, year, hidden, system)
        if table.left:
            yield _left_over(table, year, why, rule)
    of_pair: dict[Pair, dict[str, str]] = defaultdict(dict)
    rows = connection.execute(sql.text("secrecy", "register_told")).fetchall()
    for field, before, after, code, _, reason in rows:
        of_pair[field, before, after][code] = reason
    for pair, parts in protecting.register(connection).items():
        if pair in of_pair:
            before, after = protecting.totals_of(pair, money, published.money, why)
            system = system_of_growth(parts, published.growth_of(parts, pair, before, after), rule)
            yield Attackable(f"{pair[0]} {pair[1]}–{pair[2]}", pair[2], of_pair[pair], system, pair)
    yield from _covered(connection, published, why, rule)


def _covered(
    connection: duckdb.DuckDBPyConnection, published: PublishedReads, why: Mapping[Cell, str], rule: Protection
) -> Iterator[Attackable]:
    """The totals of every year, of which the province's growths add up several each."""
    parts = protecting.register(connection)
    of_province = [pair for pair in parts if any(code == PROVINCE for code, _ in published.parts_of(pair))]
    for (field, year), covered in protecting.covered_by(parts, of_province).items():
        totals = protecting.total_of(field, year, published.tables, published.money, why)
        fewest = min(covered, key=lambda growth: len(covered[growth]))
        reasons = {code: why.get((f"cooperative_{field}", code, year), "") for code in totals.hidden}
        system = coverage.system_of(totals, list(covered.values()), rule)
        yield Attackable(f"{field} {year}", year, reasons, system, (field, *fewest))


def _hidden(table: Table, measure: str, why: Mapping[Cell, str], year: int, rule: Protection) -> dict[str, str]:
    """The regions whose sum is withheld, with why; what a delivered province has beyond them among them."""
    row = table.sums[measure]
    hidden = {code: why[measure, code, year] for code in row if (measure, code, year) in why}
    if REST in row and (hidden or row[REST].why(table.least, rule) is not None):
        hidden[REST] = row[REST].why(table.least, rule) or ""
    return hidden


def _parts_and_wholes(money: Mapping[Key, Table], why: Mapping[Cell, str], rule: Protection) -> Iterator[Attackable]:
    """Every whole with its parts, of every year."""
    for year in sorted({year for _, year in money}):
        tables = {measure: table for (_, of), table in money.items() if of == year for measure in table.sums}
        for root in roots(tables):
            measures = {measure: tables[measure] for measure in linked(tables, root)}
            if len(measures) > 1:
                hidden = {name: _hidden(table, name, why, year, rule) for name, table in measures.items()}
                system = system_of(Published(measures, hidden), rule)
                reasons = {(code, name): reason for name, of in hidden.items() for code, reason in of.items()}
                reasons |= {
                    (code, BEYOND + name): table.rest_why(name, code, rule) or ""
                    for name, table in measures.items()
                    for code in table.rests.get(name, {})
                }
                if system.wanted:
                    yield Attackable(root, year, reasons, system, linked=True)


class PublishedReads:
    """What the reads tell: the money of regions, the growth of the same cooperatives, the parts of the register."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        indicators = reads.indicators(connection).set_index("indicator_id")
        self._growths: dict[Pair, dict[tuple[str, str], float]] = {}
        self.tables = protecting.tables(connection)
        self.money: dict[Cell, float] = {}
        self.growth: dict[tuple[str, int], float] = {}
        self.panels: dict[str, dict[tuple[str, int], float]] = {}
        self.made_of: dict[str, tuple[str, str | None, str]] = {}
        money = {row[0] for row in connection.execute(sql.text("secrecy", "money_measure")).fetchall()}
        rows = connection.execute(sql.text("secrecy", "indicator")).fetchall()
        panels = reads.whole(connection, "indicator_panel")  # asked once: one by one they took a third of a small build
        for indicator, formula, numerator, denominator in rows:
            panel = panels.of(indicator)
            if indicator not in indicators.index or not {numerator, denominator} & money or panel is None:
                continue
            values = {
                (str(code), int(year)): float(value)
                for code, year, value in zip(panel["region_code"], panel["year"], panel["value"], strict=True)
                if not math.isnan(value)
            }
            self.panels[indicator] = values
            self.made_of[indicator] = (numerator, denominator, formula)
            if formula == "measure":
                self.money |= {(numerator, code, year): value for (code, year), value in values.items()}
            elif formula == "change":
                self.growth |= values

    def parts_of(self, pair: Pair) -> set[tuple[str, str]]:
        """The parts of a growth of which an amount is told."""
        return {key for key, value in self._register(pair).items() if not math.isnan(value)}

    def tells(self, pair: Pair, region: str) -> bool:
        """Whether the growth of the same bodies is told beside the totals of both years."""
        field, before, after = pair
        totals = [(f"cooperative_{field}", region, year) in self.money for year in (before, after)]
        return protecting.tells_growth(pair) and (region, after) in self.growth and all(totals)

    def _register(self, pair: Pair) -> dict[tuple[str, str], float]:
        if pair not in self._growths:
            field, before, after = pair
            frame = reads.register_parts(self._connection, field=field, from_year=before, to_year=after)
            keys = zip(frame["region_code"].astype(str), frame["part"].astype(str), strict=True)
            self._growths[pair] = dict(zip(keys, frame["value"].astype(float), strict=True))
        return self._growths[pair]

    def growth_of(self, parts: Parts, pair: Pair, totals_before: Totals, totals_after: Totals) -> Publication:
        """What the reads tell of a growth of the register, beside the totals of both years."""
        _, _, after = pair
        told_parts = {key: None if math.isnan(value) else value for key, value in self._register(pair).items()}
        grows = protecting.tells_growth(pair)
        growths = {code: self.growth[code, after] for code in parts.sums if grows and (code, after) in self.growth}
        return Publication(told_parts, totals_before, totals_after, growths)


def _table_system(
    table: Table, measure: str, hidden: Mapping[str, str], money: Mapping[Cell, float], year: int, rule: Protection
) -> System:
    """The regions of one measure and year add up to the province, where that is published."""
    system, row = System(), table.sums[measure]
    for code in hidden:
        owner, need = _owner_and_need(table, measure, code, hidden[code], rule)
        signed = measure.endswith("surplus_idr") or code == REST
        system.add(Unknown(code, row[code].value, owner, need, signed))
    if table.adds_up and PROVINCE in row:
        shown = {code: money.get((measure, code, year), item.value) for code, item in row.items()}
        known = sum(value for code, value in shown.items() if code not in hidden and code != PROVINCE)
        weights: dict[Hashable, float] = {code: 1.0 for code in hidden if code != PROVINCE}
        if PROVINCE in hidden:
            system.relate(weights | {PROVINCE: -1.0}, -known)
        else:
            system.relate(weights, shown.get(PROVINCE, 0.0) - known)
    return system


def _detailed(
    connection: duckdb.DuckDBPyConnection, published: PublishedReads, rule: Protection
) -> Iterator[Attackable]:
    """The finer cells of parts and wholes that the trails print, where some part or rest is of few."""
    indicators = connection.execute(sql.text("secrecy", "indicator")).fetchall()
    years_of = protecting.years_of(published.tables)
    withheld = {tuple(row[:3]) for row in connection.execute(sql.text("secrecy", "protected_cell")).fetchall()}
    for item in details.of(connection, years_of):
        printed = {
            cell
            for indicator, _, numerator, denominator in indicators
            if {numerator, denominator} & {item.part, item.whole}
            for cell in _printed(connection, indicator, item.region, item.year)
        }
        years = [name for name in item.tables if (name, item.region, item.year) not in withheld]
        cells = item.published(printed, years, rule)
        reasons = {(code, name): why for name, of in cells.hidden.items() for code, why in of.items()}
        reasons |= {(code, BEYOND + item.part): FEW for code in item.tables[item.part].regions}
        system = system_of(cells, rule)
        if any(name == item.whole for name, _ in printed) and system.wanted:
            yield Attackable(item.part, item.year, reasons, system, region=item.region, linked=True)


def _printed(connection: duckdb.DuckDBPyConnection, indicator: str, region: str, year: int) -> set[tuple[str, str]]:
    """The finer cells of which a trail prints an amount: measure and place."""
    cells = reads.provenance(connection, indicator_id=indicator, region_code=region, year=year)
    cells = cells[(cells["year"] == year) & cells["printed_value"].astype(str).str.contains(r"\d")]
    places = zip(cells["measure_id"], cells["period"], cells["note"], strict=True)
    return {
        (str(measure), " ".join(str(part).removeprefix("bulan ") for part in place if not pd.isna(part)))
        for measure, *place in places
    }


def _left_over(table: Table, year: int, why: Mapping[Cell, str], rule: Protection) -> Attackable:
    """What the measures of a region leave between each other, told or not, and all that adds up to the province."""
    system = System()
    for measure, row in table.sums.items():
        for code, item in row.items():
            if (measure, code, year) in why or code == REST:
                reason = "" if code == REST else why.get((measure, code, year), "")
                owner, need = _owner_and_need(table, measure, code, reason, rule)
                system.add(Unknown((code, measure), item.value, owner, need, signed=code == REST))
    for code, item in table.left.items():
        if code != PROVINCE:
            need = rule.protection * item.magnitude if table.sensitive(code, rule) else 0.0
            system.add(Unknown((code, LEFT), item.value, code, need, signed=True))
    for code in [code for code in table.regions if code != REST]:
        signs: dict[Hashable, float] = {(code, measure): float(sign) for measure, sign in table.signs.items()}
        system.balance(signs | {(code, LEFT): -1.0})
    for measure in table.sums if table.adds_up else ():
        parts: dict[Hashable, float] = {(code, measure): 1.0 for code in table.regions}
        system.balance(parts | {(PROVINCE, measure): -1.0})
    reasons = {code: cause for code, item in table.left.items() if (cause := item.why(table.least, rule)) is not None}
    return Attackable(next(iter(table.signs)), year, reasons, system)


def _owner_and_need(table: Table, measure: str, code: str, why: str, rule: Protection) -> tuple[str, float]:
    """Whose a sum is, and how far it must be from anybody; a companion is withheld for others only."""
    need = table.need(measure, code, rule) if is_own(why) else 0.0
    return NOBODY if code == PROVINCE else code, need


def _leaks(connection: duckdb.DuckDBPyConnection, published: PublishedReads, *, trails: bool) -> Iterator[Leak]:
    """Numbers of what is protected that a read tells nevertheless: an indicator, a row of a trail, a message."""
    protected = [tuple(row[:3]) for row in connection.execute(sql.text("secrecy", "protected_cell")).fetchall()]
    untold = {tuple(row) for row in connection.execute(sql.text("secrecy", "untold_growth")).fetchall()}
    rule = protecting.rule_of(connection)
    for indicator, (numerator, denominator, formula) in published.made_of.items():
        measures = {numerator, denominator or numerator}
        for measure, code, year in protected:
            is_published = (code, year) in published.panels[indicator] and measure in measures
            if is_published and (formula != "change" or (code, year) in untold):
                yield Leak(f"indikator {indicator}", measure, code, year)
        if trails and formula in ("measure", "change"):
            yield from _in_trail(connection, indicator, protected, measures)
    yield from _in_messages(connection, protected, rule)


def _between(
    connection: duckdb.DuckDBPyConnection, published: PublishedReads, rule: Protection
) -> Iterator[tuple[Pair, Leak]]:
    """Growths told of a region of which two, less each other, leave too few: the second of the two, and where."""
    registers = protecting.registers(connection)
    growths: dict[tuple[str, str], list[tuple[Pair, bool]]] = defaultdict(list)
    for pair, parts in sorted(protecting.register(connection).items()):
        for region in parts.sums:
            apart = published.parts_of(pair)
            if not (any((region, part) in apart for part in (BEFORE, AFTER)) or published.tells(pair, region)):
                continue
            own = registers[pair[0], region]
            is_fine = any((region, part) in apart for both in FINE_PARTS.values() for part in both)
            for other, other_is_fine in growths[pair[0], region]:
                ways = [REPORTED, *([LISTED] if is_fine and other_is_fine else [])]
                if any(protecting.why_apart(pair, other, own, way, rule) for way in ways):
                    yield pair, _leak_between(pair, region, f"{other[1]}–{other[2]}")
            growths[pair[0], region].append((pair, is_fine))
    for (field, region), pairs in growths.items():
        telling = _telling(published, field, region, [pair for pair, _ in pairs])
        for before, after in patterns.withheld(registers[field, region], telling, rule):
            yield (field, before, after), _leak_between((field, before, after), region, "yang lain")


def _leak_between(pair: Pair, region: str, others: str) -> Leak:
    place = f"bagian pertumbuhan {pair[1]}–{pair[2]} dan {others}"
    return Leak(place, f"cooperative_{pair[0]}", region, pair[2])


def _telling(published: PublishedReads, field: str, region: str, pairs: Sequence[Pair]) -> Telling:
    """All that the reads tell of the growths of one region."""
    totals = [year for measure, code, year in published.money if (measure, code) == (f"cooperative_{field}", region)]
    parts = [(pair[1:], part) for pair in pairs for code, part in published.parts_of(pair) if code == region]
    grown = [pair[1:] for pair in pairs if protecting.tells_growth(pair) and (region, pair[2]) in published.growth]
    return Telling(totals, parts, grown)


def _in_trail(
    connection: duckdb.DuckDBPyConnection, indicator: str, protected: Sequence[Cell], measures: Collection[str]
) -> Iterator[Leak]:
    """Cells and rows behind an indicator, and behind the province's, that tell of one region what is protected."""
    wanted = sorted({(code, year) for measure, code, year in protected if measure in measures})
    names = dict(connection.execute(sql.text("secrecy", "region")).fetchall())
    for year in sorted({year for _, year in wanted}):
        codes = {code for code, of in wanted if of == year}
        for region in sorted({*codes, PROVINCE}):
            cells = reads.provenance(connection, indicator_id=indicator, region_code=region, year=year)
            rows = _rows_behind(connection, indicator, region, year)
            printed = cells[(cells["year"] == year) & cells["printed_value"].astype(str).str.contains(r"\d")]
            single = rows[rows["value"].notna() & rows["row_number"].notna()]
            for measure, code, of in protected:
                if measure in measures and of == year:
                    for place, frame in (("sel", printed), ("baris", single)):
                        if ((frame["measure_id"] == measure) & (frame["region_name"] == names[code])).any():
                            yield Leak(f"{place} di balik {indicator}", measure, code, year)


_ALL = 1_000_000


def _rows_behind(connection: duckdb.DuckDBPyConnection, indicator: str, region: str, year: int) -> pd.DataFrame:
    """What `reads.provenance_rows` tells, by its own statement, of the trail that `audit` has evaluated once."""
    text = reads.query("provenance_rows").text.replace("mart.trail", "kept_trail")
    params = {"indicator_id": indicator, "region_code": region, "year": year, "most": _ALL}
    return connection.execute(text, params).df()


def _in_messages(connection: duckdb.DuckDBPyConnection, protected: Sequence[Cell], rule: Protection) -> Iterator[Leak]:
    """Findings about a region that name an amount of rupiah near one that is protected there.

    Only in deliveries on the same subject: what a proposal costs is near some turnover or other.
    """
    values = {
        (measure, code, year): (float(value), subject)
        for measure, code, year, value, subject in connection.execute(
            sql.text("secrecy", "protected_amount")
        ).fetchall()
    }
    subjects = set(connection.execute(sql.text("secrecy", "file_subject")).fetchall())
    for row in reads.findings(connection).itertuples():
        texts = " ".join(str(text) for text in (row.found, row.expected, row.message) if text is not None)
        amounts = [amount for text in _RUPIAH.findall(texts) for amount in _amounts(text)]
        for (measure, code, year), (value, subject) in values.items() if amounts else ():
            near = any(abs(amount - value) <= rule.protection * abs(value) for amount in amounts)
            if near and (row.file, subject) in subjects and (pd.isna(row.region_code) or row.region_code == code):
                yield Leak(f"temuan {row.rule} {row.file} {row.cell or ''}".strip(), measure, code, year)


def _amounts(text: str) -> list[float]:
    """What a printed amount may be in rupiah, as it stands or in thousands, millions or billions."""
    plain = float(re.sub(r"[.,]", "", text))
    cut = float(re.sub(r"[.,]", "", re.sub(r"[.,]\d{1,2}$", "", text)) or 0)
    return [amount * unit for amount in {plain, cut} for unit in (1.0, 1e3, 1e6, 1e9)]

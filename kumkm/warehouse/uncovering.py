"""What two builds give away that neither does alone: a figure withheld in one and told in the other covers little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import cast

import duckdb

from kumkm.secrecy.attack import exposed
from kumkm.secrecy.protecting import PROVINCE
from kumkm.warehouse import auditing, connection, protecting, sql
from kumkm.warehouse.connection import Published
from kumkm.warehouse.protecting import Cell


def uncovered(candidate: Published, earlier: Published) -> set[tuple[str, int]]:
    """Region codes and years of which the money that one of the two builds withholds comes too near to whoever has the
    figures of both: where what was withheld beside it is told in the other, unchanged or nearly so. What is itself told
    in the other build is told, and not among them; nor are the parts of growths, whose totals are.
    """
    near: set[tuple[str, int]] = set()
    figures = _told_elsewhere(candidate, earlier)
    for name, build in (("candidate", candidate), ("published", earlier)):
        if figures[name]:
            with connection.connect(build) as opened:
                near |= _near(opened, figures[name])
    return near


def _told_elsewhere(candidate: Published, earlier: Published) -> dict[str, dict[Cell, float]]:
    figures: dict[str, dict[Cell, float]] = defaultdict(dict)
    with duckdb.connect(":memory:") as opened:
        for name, build in (("candidate", candidate), ("published", earlier)):
            connection.attach(opened, build.path, name)
        for name, measure, code, year, value in opened.execute(sql.text("publishing", "flipped_figure")).fetchall():
            figures[name][measure, code, year] = value
    return figures


def _near(opened: duckdb.DuckDBPyConnection, figures: Mapping[Cell, float]) -> set[tuple[str, int]]:
    rule = protecting.rule_of(opened)
    years = {year for _, _, year in figures}
    near: set[tuple[str, int]] = set()
    for table in auditing.systems(opened, auditing.PublishedReads(opened), rule):
        if table.pair is not None or table.year not in years:
            continue
        known = {key: value for key in table.system.unknowns if (value := figures.get(_cell(table, key))) is not None}
        if known:
            near |= {(_region(key), table.year) for key in exposed(table.system.knowing(known), rule)}
    return near


def _cell(table: auditing.Attackable, key: Hashable) -> Cell:
    """The figure that an unknown is; of what is left over there is none of that name."""
    if isinstance(key, str):
        return table.subject, key, table.year
    code, measure = cast("tuple[str, str]", key)
    return measure, code, table.year


def _region(key: Hashable) -> str:
    code = key if isinstance(key, str) else cast("tuple[str, str]", key)[0]
    return code if code.startswith(PROVINCE) else PROVINCE

"""Parts and wholes of one region and year in finer cells: months of KUR, as trails print them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import nan

import duckdb

from kumkm.secrecy.protecting import PROVINCE, Table
from kumkm.secrecy.rules import FEW, Protection, Sum
from kumkm.secrecy.wholes import Published
from kumkm.warehouse import sql

_EXACT = 0.5  # rupiah, by which a cell that is told to the rupiah may be rounded


@dataclass(frozen=True)
class Details:
    """A part and its whole in finer cells: the table of each, in which cells stand for regions, the year for all."""

    part: str
    whole: str
    region: str
    year: int
    tables: Mapping[str, Table]

    def published(self, printed: Collection[tuple[str, str]], years: Collection[str], rule: Protection) -> Published:
        """What is told, where the cells `printed` (measure and place) and the years of the measures `years` are. Nobody
        minds cells of many. A year that is that of its last month tells it.
        """
        hidden: dict[str, dict[str, str]] = {}
        for name, table in self.tables.items():
            row = table.sums[name]
            *_, last = codes = [code for code in row if code != PROVINCE]
            is_told_by_year = name in years and row[last].value == row[PROVINCE].value
            untold = [code for code in codes if (name, code) not in printed and not (is_told_by_year and code == last)]
            hidden[name] = {code: FEW if table.is_of_few(name, code, rule) else "" for code in untold}
            hidden[name] |= {} if name in years else {PROVINCE: ""}
        return Published(self.tables, hidden)


def of(connection: duckdb.DuckDBPyConnection, years: Mapping[tuple[str, str, int], Sum]) -> list[Details]:
    """Every part and whole in finer cells, of the regions and years in which a cell or a rest is of few. `years` has
    the sum of every measure, region and year.
    """
    tables: dict[tuple[str, str, str, int], dict[str, dict[str, Sum]]] = defaultdict(lambda: defaultdict(dict))
    least = 0
    for *key, place, few, amount, own, of_whole, many in connection.execute(sql.text("secrecy", "cell")).fetchall():
        part, whole, region, year = key
        cells, least = tables[part, whole, region, year], int(few)
        others = None if own is None or many is None or many < own else many - own
        cells["part"][place], cells["whole"][place] = counted(amount, own), counted(of_whole, many)
        cells["rest"][place] = counted(of_whole - amount, others)
    return [
        Details(part, whole, region, year, _tables(part, whole, cells, (of_part, of_whole), least))
        for (part, whole, region, year), cells in tables.items()
        if (of_part := years.get((part, region, year))) and (of_whole := years.get((whole, region, year)))
    ]


def _tables(
    part: str, whole: str, cells: Mapping[str, Mapping[str, Sum]], years: tuple[Sum, Sum], least: int
) -> dict[str, Table]:
    of_part, of_whole = ({**cells[name], PROVINCE: year} for name, year in zip(("part", "whole"), years, strict=True))
    return {
        whole: Table({whole: of_whole}, least, _adds_up(of_whole)),
        part: Table({part: of_part}, least, _adds_up(of_part), wholes={part: whole}, rests={part: cells["rest"]}),
    }


def _adds_up(row: Mapping[str, Sum]) -> bool:
    cells = [item.value for code, item in row.items() if code != PROVINCE]
    return abs(sum(cells) - row[PROVINCE].value) <= _EXACT * len(cells)


def counted(value: float, contributors: int | None) -> Sum:
    """A sum of which nobody knows who gave what."""
    return Sum(float(value), None if contributors is None else int(contributors), nan, nan, nan)

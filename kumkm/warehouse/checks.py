"""Runs the rules of `queries/rules` over what was delivered and keeps what they find."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

import duckdb

from kumkm.errors import InputError
from kumkm.ingest.corrections import Corrections
from kumkm.settings import Settings
from kumkm.warehouse import sql
from kumkm.warehouse.deliveries import Refusal, insert

SEVERITIES = ("galat", "peringatan", "info")


@dataclass(frozen=True)
class Finding:
    """A cell, row or file that breaks a rule. `row` counts as Excel does; None where it does not apply.

    `cells` is how many cells of one cause it stands for; `cell` is the first of them.
    """

    rule: str
    severity: str
    file: str | None
    sheet: str | None
    row: int | None
    column: str | None
    found: str | None
    expected: str | None
    message: str
    region_code: str | None
    cell: str | None = None
    cells: int = 1

    @property
    def place(self) -> str:
        """Where it stands, in words: file, sheet and cell as far as they are known."""
        return (
            " › ".join(
                part for part in (self.file, self.sheet, self.cell or (f"baris {self.row}" if self.row else "")) if part
            )
            or "kiriman"
        )

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def load_parameters(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Read `data/parameters.toml` into core.parameter; raises InputError where it breaks its contract."""
    try:
        content = tomllib.loads(settings.parameters.read_text(encoding="utf-8"))
        rows = [
            {"parameter": name, "value": float(item["value"]), "reason": str(item["reason"])}
            for name, item in content.items()
        ]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, OSError) as error:
        raise InputError(f"data/parameters.toml tidak sesuai kontraknya: {error}.") from error
    insert(connection, "core.parameter", rows)


def rules(settings: Settings) -> list[sql.Query]:
    """Every rule on deliveries, by id."""
    return sorted(sql.folder(settings.queries / "rules"), key=lambda query: query.name)


def run(connection: duckdb.DuckDBPyConnection, settings: Settings, only: Collection[str] | None = None) -> int:
    """Run every rule, or `only` these, into core.finding; returns how many findings there are."""
    connection.execute(sql.load(settings.queries / "tables" / "checking.sql").text)
    for query in rules(settings):
        if only is None or query.name in only:
            _run_one(connection, query)
    connection.execute(sql.load(settings.queries / "tables" / "checked.sql").text)
    return sql.count(connection, "core.finding")


def _run_one(connection: duckdb.DuckDBPyConnection, query: sql.Query) -> None:
    """Keep what a rule found: of every cell, and once per cause; beyond a limit per delivery only how much more."""
    kept = connection.execute(f"CREATE OR REPLACE TEMP TABLE found AS {sql.body(query)}").fetchone()
    if kept is None or not kept[0]:  # most rules find nothing; to plan the rest would take longer than the rule
        return
    connection.execute(sql.text("checking", "numbered"), {"severity": query.severity})
    if query.cause:
        connection.execute(sql.text("checking", "told_by_cause"), {"cause": list(query.cause)})
    else:
        connection.execute(sql.text("checking", "told_each"))
    for name in ("finding_cell", "finding"):
        connection.execute(sql.text("checking", name), {"rule": query.name})


# What findings of one cause may have in common, beside the delivery, its grade and (but for a whole file) the sheet.
CAUSES = ("file", "table", "column", "line", "region", "found", "expected")


def record_refusals(connection: duckdb.DuckDBPyConnection, refusals: Sequence[Refusal]) -> None:
    """A file that could not be read is a finding too."""
    insert(
        connection,
        "core.finding",
        [
            {
                "rule": item.rule,
                "severity": "galat",
                "file": item.file,
                "found": item.found,
                "expected": item.expected,
                "message": item.message,
                "simulated": False,
            }
            for item in refusals
        ],
    )


def record_corrections(connection: duckdb.DuckDBPyConnection, corrections: Corrections) -> None:
    """Keep which known errors were corrected where; a correction that has expired, or matches nothing, is a finding."""
    used = connection.execute(sql.text("checking", "applied_correction")).fetchall()
    listed = {item.id: item for item in corrections.listed}
    applied = [
        {
            "correction_id": name,
            "delivery_id": delivery,
            "sheet": sheet,
            "row_number": row,
            "field": listed[name].field,
            "found": listed[name].found,
            "value": listed[name].value,
            "reason": listed[name].reason,
            "expires": listed[name].expires,
        }
        for name, delivery, sheet, row in used
        if name in listed
    ]
    insert(connection, "core.correction", applied)
    rows = []
    for item in corrections.listed:
        expired = item not in corrections.in_force
        if not expired and any(row["correction_id"] == item.id for row in applied):
            continue
        rule = "C02" if expired else "C01"
        why = f"kedaluwarsa sejak {item.expires:%d-%m-%Y}" if expired else "tidak lagi cocok dengan kiriman mana pun"
        rows.append(
            {
                "rule": rule,
                "severity": "peringatan",
                "file": "data/corrections.toml",
                "column": item.field,
                "found": item.found,
                "expected": item.value,
                "simulated": False,
                "message": f"Koreksi '{item.id}' {why}. Hapus atau perbarui.",
            }
        )
    insert(connection, "core.finding", rows)


def held_back(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Ids of the deliveries with a galat."""
    return [row[0] for row in connection.execute(sql.text("checking", "held_back")).fetchall()]


def findings(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Everything found, worst first, then by file, sheet and row."""
    rows: Sequence[tuple[object, ...]] = connection.execute(sql.text("checking", "told_finding")).fetchall()
    return [Finding(*row) for row in rows]  # type: ignore[arg-type]

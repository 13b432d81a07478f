"""Runs the rules of `queries/checks` over what was delivered and keeps what they find."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import duckdb

from kumkm.errors import InputError
from kumkm.settings import Settings
from kumkm.warehouse import sql
from kumkm.warehouse.deliveries import Loaded, insert

SEVERITIES = ("galat", "peringatan", "info")
_RULES = ("V*.sql", "B*.sql", "PII.sql")


@dataclass(frozen=True)
class Finding:
    """A cell, row or file that breaks a rule. `row` counts as Excel does; None where it does not apply."""

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
    folder = settings.queries / "checks"
    return sorted((query for pattern in _RULES for query in sql.folder(folder, pattern)), key=lambda query: query.name)


def run(connection: duckdb.DuckDBPyConnection, settings: Settings) -> int:
    """Run every rule into core.finding; returns how many findings there are."""
    connection.execute(sql.load(settings.queries / "tables" / "checking.sql").text)
    for query in rules(settings):
        _run_one(connection, query)
    connection.execute(sql.load(settings.queries / "tables" / "checked.sql").text)
    row = connection.execute("SELECT count(*) FROM core.finding").fetchone()
    return int(row[0]) if row else 0


def _run_one(connection: duckdb.DuckDBPyConnection, query: sql.Query) -> None:
    """Keep a rule's findings, the first ones per delivery in full and the rest as one line that counts them."""
    severity = "found.severity" if any(name == "severity" for name, _ in query.returns) else f"'{query.severity}'"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE found AS {query.text.rstrip().rstrip(';')}")
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE numbered AS
        SELECT
            found.*,
            {severity} AS graded,
            row_number() OVER (PARTITION BY delivery_id ORDER BY sheet, row_number, column_letter) AS position,
            count(*) OVER (PARTITION BY delivery_id) AS every,
            (SELECT value FROM core.parameter WHERE parameter = 'findings_per_rule') AS most
        FROM found
        """
    )
    connection.execute(
        """
        INSERT INTO core.finding
        SELECT
            $rule, numbered.graded, numbered.delivery_id, delivery.file, numbered.sheet, numbered.row_number,
            numbered.column_letter, numbered."column", numbered.found, numbered.expected, numbered.message,
            numbered.region_code, coalesce(delivery.simulated, FALSE)
        FROM numbered
        LEFT JOIN raw.delivery ON delivery.delivery_id = numbered.delivery_id
        WHERE numbered.position <= numbered.most
        UNION ALL
        SELECT
            $rule, numbered.graded, numbered.delivery_id, delivery.file, numbered.sheet, NULL, NULL, NULL,
            format('{:d} temuan lagi', CAST(numbered.every - numbered.most AS BIGINT)), NULL,
            format('Aturan {} berlaku pada {:d} baris lain dalam berkas ini.', $rule,
                CAST(numbered.every - numbered.most AS BIGINT)),
            NULL, coalesce(delivery.simulated, FALSE)
        FROM numbered
        LEFT JOIN raw.delivery ON delivery.delivery_id = numbered.delivery_id
        WHERE numbered.position = numbered.most + 1
        """,
        {"rule": query.name},
    )


def record_refusals(connection: duckdb.DuckDBPyConnection, loaded: Loaded) -> None:
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
            for item in loaded.refusals
        ],
    )


def record_corrections(connection: duckdb.DuckDBPyConnection, loaded: Loaded) -> None:
    """A correction that has expired, or matches nothing any more, is itself a finding."""
    rows = []
    for item in loaded.corrections.listed:
        expired = item not in loaded.corrections.in_force
        if not expired and loaded.corrections.applied[item.id]:
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
    rows = connection.execute(
        "SELECT DISTINCT delivery_id FROM core.finding WHERE severity = 'galat' AND delivery_id IS NOT NULL ORDER BY 1"
    ).fetchall()
    return [row[0] for row in rows]


def findings(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Everything found, worst first, then by file, sheet and row."""
    order = " ".join(f"WHEN '{severity}' THEN {rank}" for rank, severity in enumerate(SEVERITIES))
    rows: Sequence[tuple[object, ...]] = connection.execute(
        f"""
        SELECT rule, severity, file, nullif(sheet, ''), row_number, "column", found, expected, message, region_code,
            column_letter || row_number
        FROM core.finding
        ORDER BY CASE severity {order} END, file, sheet, row_number, rule, column_letter
        """
    ).fetchall()
    return [Finding(*row) for row in rows]  # type: ignore[arg-type]

"""Runs the rules of `queries/rules` over what was delivered and keeps what they find."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
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


def run(connection: duckdb.DuckDBPyConnection, settings: Settings) -> int:
    """Run every rule into core.finding; returns how many findings there are."""
    connection.execute(sql.load(settings.queries / "tables" / "checking.sql").text)
    for query in rules(settings):
        _run_one(connection, query)
    connection.execute(sql.load(settings.queries / "tables" / "checked.sql").text)
    row = connection.execute("SELECT count(*) FROM core.finding").fetchone()
    return int(row[0]) if row else 0


def _run_one(connection: duckdb.DuckDBPyConnection, query: sql.Query) -> None:
    """Keep what a rule found: of every cell, and once per cause; beyond a limit per delivery only how much more."""
    severity = "found.severity" if any(name == "severity" for name, _ in query.returns) else f"'{query.severity}'"
    kept = connection.execute(f"CREATE OR REPLACE TEMP TABLE found AS {query.text.rstrip().rstrip(';')}").fetchone()
    if kept is None or not kept[0]:  # most rules find nothing; to plan the rest would take longer than the rule
        return
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE numbered AS
        SELECT
            delivery_id, sheet, row_number, column_letter, "column", found, expected, message, region_code,
            {severity} AS graded,
            row_number() OVER (
                PARTITION BY delivery_id ORDER BY sheet, row_number, length(column_letter), column_letter
            ) AS position
        FROM found
        """
    )
    connection.execute(f"CREATE OR REPLACE TEMP VIEW told AS {_merged(query.cause)}")
    connection.execute(_KEPT_CELLS, {"rule": query.name})
    connection.execute(_KEPT, {"rule": query.name})


_FINDING = """
    $rule, told.graded, told.delivery_id, delivery.file, told.sheet, told.row_number, told.column_letter,
    told."column", told.found, told.expected, told.message, told.region_code, coalesce(delivery.simulated, FALSE)
"""
_MOST = "(SELECT value FROM core.parameter WHERE parameter = 'findings_per_rule')"
_KEPT_CELLS = f"""
    INSERT INTO core.finding_cell
    SELECT {_FINDING}, 1
    FROM numbered AS told
    LEFT JOIN raw.delivery ON delivery.delivery_id = told.delivery_id
    WHERE told.position <= {_MOST}
"""
_KEPT = f"""
    INSERT INTO core.finding
    SELECT {_FINDING}, told.cells
    FROM told
    LEFT JOIN raw.delivery ON delivery.delivery_id = told.delivery_id
    WHERE told.place <= {_MOST}
    UNION ALL
    SELECT
        $rule, told.graded, told.delivery_id, delivery.file, told.sheet, NULL, NULL, NULL,
        format('{{:d}} temuan lagi', CAST(told.rest AS BIGINT)), NULL,
        format('Aturan {{}} berlaku pada {{:d}} baris lain dalam berkas ini.', $rule, CAST(told.rest AS BIGINT)),
        NULL, coalesce(delivery.simulated, FALSE), CAST(told.rest AS BIGINT)
    FROM told
    LEFT JOIN raw.delivery ON delivery.delivery_id = told.delivery_id
    WHERE told.place = {_MOST} + 1
"""
# What findings of one cause have in common, beside the delivery, its grade and (but for a whole file) the sheet. A
# line is the row or the column of a cell, whichever has more of them.
CAUSES = {
    "file": "NULL",
    "table": "sheet",
    "column": "(sheet, column_letter, CASE WHEN column_letter IS NULL THEN position END)",
    "line": (
        "CASE WHEN count(*) OVER (PARTITION BY delivery_id, sheet, row_number)"
        " >= count(*) OVER (PARTITION BY delivery_id, sheet, column_letter)"
        " THEN (sheet, CAST(row_number AS VARCHAR)) ELSE (sheet, column_letter) END"
    ),
    "region": "(sheet, region_code)",
    "found": "found",
    "expected": "expected",
}


def _merged(cause: Sequence[str]) -> str:
    """The query that makes one finding of those of one cause: it stands at the first cell and counts the others.

    `place` numbers the findings of a delivery, `rest` counts the cells from there on.
    """
    if not cause:
        return (
            "SELECT *, 1 AS cells, position AS place, count(*) OVER (PARTITION BY delivery_id) - position + 1 AS rest "
            "FROM numbered"
        )
    shared = ", ".join(f"{CAUSES[name]} AS by_{name}" for name in cause)
    return f"""
        WITH keyed AS (SELECT *, {shared} FROM numbered),
        one AS (
            SELECT
                arg_min(keyed, position) AS first,
                arg_min(concat(column_letter, row_number), position, 6) AS nearest,
                arg_max(concat(column_letter, row_number), position) AS last,
                count(*) AS cells,
                count(DISTINCT row_number) AS rows,
                count(DISTINCT column_letter) AS columns,
                list_sort(list(DISTINCT sheet)) AS sheets
            FROM keyed
            GROUP BY delivery_id, graded, {", ".join(f"by_{name}" for name in cause)}
        )
        SELECT
            first.delivery_id, first.sheet, first.row_number, first.column_letter, first."column", first.found,
            first.expected, 
            concat(first.message, others_text(cells - 1, nearest, last, rows, columns, sheets)) AS message,
            first.region_code, first.graded, cells,
            row_number() OVER every AS place,
            sum(cells) OVER (every ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS rest
        FROM one
        WINDOW every AS (PARTITION BY first.delivery_id ORDER BY first.position)
    """


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
    used = connection.execute("SELECT correction_id, delivery_id, sheet, row_number FROM raw.corrected").fetchall()
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
            column_letter || row_number, coalesce(cells, 1)
        FROM core.finding
        ORDER BY CASE severity {order} END, file, sheet, row_number, rule, column_letter
        """
    ).fetchall()
    return [Finding(*row) for row in rows]  # type: ignore[arg-type]

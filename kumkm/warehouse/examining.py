"""Checks uploads one after the other, so that findings are seen while the rest is still being read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from kumkm.ingest.delivery import Understood
from kumkm.settings import Settings
from kumkm.warehouse import apart, build, checks, deliveries, prior, reference, sql
from kumkm.warehouse.checks import SEVERITIES, Finding
from kumkm.warehouse.deliveries import Loaded
from kumkm.warehouse.staging import hash_of


@dataclass(frozen=True)
class Content:
    """One delivery in a file: what kind, for which regions and years, how many rows, and whether it is held back."""

    label: str
    region_codes: tuple[str, ...]
    years: tuple[int, ...]
    rows: int
    simulated: bool
    held: bool


@dataclass(frozen=True)
class FileReport:
    """What is known of one file. `same_as` names an earlier file of the same content, which is then read only once.

    `understood` says how each of its columns was, with the kind of delivery it was taken for.
    """

    file: str
    sha256: str
    size_bytes: int
    contents: tuple[Content, ...]
    findings: tuple[Finding, ...]
    understood: tuple[tuple[str, Understood], ...] = ()
    same_as: str | None = None

    @property
    def accepted(self) -> bool:
        """Whether anything in it may be published."""
        return any(not content.held for content in self.contents)

    def count(self, severity: str) -> int:
        return sum(finding.severity == severity for finding in self.findings)


def examine(
    files: Sequence[Path], settings: Settings, accepted: Mapping[str, Sequence[str]] | None = None
) -> Iterator[tuple[FileReport, ...]]:
    """`examined` in a process of its own, which may take only so much time and memory."""
    yield from apart.each(examined, files, settings, accepted)


def examined(
    files: Sequence[Path], settings: Settings, accepted: Mapping[str, Sequence[str]] | None = None
) -> Iterator[tuple[FileReport, ...]]:
    """Read and check files against real deliveries published before; publishes and keeps nothing.

    `accepted` are words to let pass, by the hash of the file they stand in. Yields the reports on all files read so
    far after each one: a later file can add a finding to an earlier one.
    """
    today = datetime.now(UTC).date()
    with duckdb.connect(":memory:", config={"memory_limit": build.MEMORY}) as connection:
        build.create_tables(connection, settings)
        reference.load(connection, settings)
        read: dict[Path, str] = {}
        loaded: list[Loaded] = []
        first: dict[str, str] = {}
        for path in files:
            read[path] = sha256 = hash_of(path)
            if sha256 not in first:
                first[sha256] = path.name
                words = (accepted or {}).get(sha256, ())
                loaded.append(deliveries.load_files(connection, settings, [path], today, words))
            with _checked(connection, settings, loaded):
                reports = _reports(connection, settings, read, first, _understood(loaded))
            yield reports


def _understood(loaded: Sequence[Loaded]) -> dict[str, list[tuple[str, Understood]]]:
    lines: dict[str, list[tuple[str, Understood]]] = {}
    for delivery in (delivery for item in loaded for delivery in item.deliveries):
        lines.setdefault(delivery.file, []).extend((delivery.kind, line) for line in delivery.understood)
    return lines


@contextmanager
def _checked(connection: duckdb.DuckDBPyConnection, settings: Settings, loaded: Sequence[Loaded]) -> Iterator[None]:
    """Run every rule over everything read so far; afterwards it is as if none had run, so that more can be read."""
    with prior.attached(connection, settings.warehouse) as lent:
        connection.begin()
        try:
            for item in loaded:
                checks.record_refusals(connection, item.refusals)
            lent.fill_earlier(connection)
            checks.run(connection, settings)
            lent.forget_untold(connection)
            yield
        finally:
            connection.rollback()


def _reports(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    files: Mapping[Path, str],
    first: Mapping[str, str],
    understood: Mapping[str, Sequence[tuple[str, Understood]]],
) -> tuple[FileReport, ...]:
    """One report per file, given its hash; `first` names the first file of each content."""
    by_file: dict[str, list[Finding]] = {}
    for finding in checks.findings(connection):
        by_file.setdefault(finding.file or "", []).append(finding)
    contents = _contents(connection, settings)
    return tuple(
        FileReport(
            file=path.name,
            sha256=sha256,
            size_bytes=path.stat().st_size,
            contents=tuple(contents.get(path.name, ())),
            findings=tuple(sorted(by_file.get(path.name, ()), key=_worst_first)),
            understood=tuple(understood.get(path.name, ())),
            same_as=None if first[sha256] == path.name else first[sha256],
        )
        for path, sha256 in files.items()
    )


def _contents(connection: duckdb.DuckDBPyConnection, settings: Settings) -> dict[str, list[Content]]:
    held = set(checks.held_back(connection))
    rows = connection.execute(sql.load(settings.queries / "publishing" / "delivered_scope.sql").text).fetchall()
    contents: dict[str, list[Content]] = {}
    for delivery_id, file, label, simulated, codes, years, count in rows:
        content = Content(label, tuple(codes or ()), tuple(years or ()), int(count), simulated, delivery_id in held)
        contents.setdefault(file, []).append(content)
    return contents


def _worst_first(finding: Finding) -> tuple[int, str, int, str]:
    return SEVERITIES.index(finding.severity), finding.sheet or "", finding.row or 0, finding.rule

"""What a change of the ledger would publish, built in folders of its own, and what it tells beside another build."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import duckdb

from kumkm.domain.events import MONTHS
from kumkm.settings import Settings
from kumkm.warehouse import build, connection, history, sql, staging, uncovering
from kumkm.warehouse.connection import POINTER, Published
from kumkm.warehouse.ledger.store import Ledger
from kumkm.warehouse.locking import locked

PREFIX = "kumkm-unggah-"
_WITA = timezone(timedelta(hours=8))
_DIFFERENCES = ("thin_difference", "thin_part")  # of single figures, and of what growths of the register are made of


def trial(settings: Settings, folder: Path, against: Published | None) -> Settings:
    """Settings of a trial: the same ledger and build of before, in folders of its own, and nothing new to take in."""
    apart = replace(settings, warehouse=folder / "gudang", raw=folder / "kiriman")
    apart.raw.mkdir(parents=True)
    held = Ledger(settings.warehouse).folder
    for path in held.rglob("*.parquet"):
        staging.lend(path, Ledger(apart.warehouse).folder / path.relative_to(held))
    journal = Ledger(settings.warehouse).journal.path
    if journal.exists():
        own = Ledger(apart.warehouse).journal.path
        own.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(journal, own)
    if against is not None:
        for path in (against.path, against.path.with_suffix(".json")):
            if path.exists():
                staging.lend(path, apart.warehouse / path.name)
        shutil.copy2(settings.warehouse / POINTER, apart.warehouse / POINTER)
    return apart


_Fresh = dict[tuple[str, int], bool]  # what a build did not say: region and year, and whether the amount is another


@dataclass(frozen=True)
class Difference:
    """Money of a region and year that is of too few in one build less another. `told`: in both builds it is told; else
    in the earlier, whatever the later will tell. `few`: few bodies changed; else one of them nearly alone. `since`
    names the earlier build where it is not what was published last.
    """

    code: str
    region: str
    year: int
    told: bool
    few: bool
    since: str | None

    def is_new(self, fresh: _Fresh) -> bool:
        """Whether one build did not tell the same figure; for a sender, did not have the same amount."""
        changed = fresh.get((self.code, self.year))
        return changed is not None and (changed or self.told)

    def __str__(self) -> str:
        """The region and year, and since when where that is not what was published last."""
        return f"{self.region} {self.year}" if self.since is None else f"{self.region} {self.year} (sejak {self.since})"


def thin(settings: Settings, latest: Published, candidate: Published) -> list[str]:
    """Regions with the year, whose money in a build less that in another is of too few; [] where there is none.

    Asked of what is published now, and of every build that is kept, for somebody may have kept its figures: of those
    only where the candidate says what none of them did, and each region and year once, by the latest build.
    """
    return _once(item for item in _differences(settings, latest, candidate) if item.told)


def thin_to_sender(settings: Settings, latest: Published, candidate: Published) -> list[str]:
    """The same for whoever may try one delivery after another: by how many bodies change, never by their amounts. Nor
    does it depend on what the candidate would tell, which goes by amounts.
    """
    return _once(item for item in _differences(settings, latest, candidate) if not item.told and item.few)


def _once(differences: Iterable[Difference]) -> list[str]:
    first: dict[tuple[str, int], str] = {}
    for item in differences:
        first.setdefault((item.region, item.year), str(item))
    return list(first.values())


def _differences(settings: Settings, latest: Published, candidate: Published) -> list[Difference]:
    """Of what is published now, then of the builds before it, the latest first."""
    if latest.build_id == candidate.build_id:
        return []
    kept = [item for item in history.builds(settings) if item.build_id not in (latest.build_id, candidate.build_id)]
    fresh: list[_Fresh] = []
    earlier: list[Difference] = []
    with duckdb.connect(":memory:") as opened:
        connection.attach(opened, candidate.path, "candidate")
        newest = _beside(opened, latest.path, None, fresh)
        for item in kept if fresh[0] else ():
            path, since = history.path_of(settings, item.build_id), f"terbitan {in_words(item.built_at)}"
            earlier += _beside(opened, path, since, fresh)
    return newest + [item for item in earlier if all(item.is_new(beside) for beside in fresh)]


def _beside(opened: duckdb.DuckDBPyConnection, path: Path, since: str | None, fresh: list[_Fresh]) -> list[Difference]:
    """What is thin beside one build; what the candidate says that this one did not is added to `fresh`."""
    connection.attach(opened, path, "published")
    rows = opened.execute(sql.text("publishing", "fresh_figure")).fetchall()
    fresh.append({(code, year): changed for code, year, changed in rows})
    rows = [row for name in _DIFFERENCES for row in opened.execute(sql.text("publishing", name)).fetchall()]
    opened.execute("DETACH published")
    return [Difference(code, region, year, told, few, since) for code, region, year, told, few in rows]


def uncovered(settings: Settings, latest: Published, candidate: Published) -> list[str]:
    """Regions with the year, whose money one build withholds and another one uncovers; [] where there is none. Asked of
    what is published now and of every build that is kept, each region and year once.
    """
    kept = [history.at(history.path_of(settings, item.build_id)) for item in history.builds(settings)]
    others = {item.build_id: item for item in [latest, *kept] if item.build_id != candidate.build_id}
    places = {item for earlier in others.values() for item in uncovering.uncovered(candidate, earlier)}
    if not places:
        return []
    with connection.connect(candidate) as opened:
        names = dict(opened.execute(sql.text("secrecy", "region")).fetchall())
    return [f"{names[code]} {year}" for code, year in sorted(places, key=lambda item: (item[1], item[0]))]


def subtractable(settings: Settings, latest: Published, candidate: Published) -> str:
    """What there is to say of all that another build, beside a candidate, gives away; "" where it is nothing."""
    return " ".join(
        say(regions)
        for say, regions in (
            (warning, thin(settings, latest, candidate)),
            (_warning_of_uncovered, uncovered(settings, latest, candidate)),
        )
        if regions
    )


def in_words(moment: datetime) -> str:
    """Day and time of a moment in UTC, in the office's own time."""
    own = moment.replace(tzinfo=UTC).astimezone(_WITA)
    return f"{own.day} {MONTHS[own.month - 1]} {own.year}, {own:%H.%M} WITA"


def warning(few: Sequence[str]) -> str:
    """What there is to say of the regions and years that `thin` found."""
    return (
        f"Uang {', '.join(few)} berubah oleh terlalu sedikit badan: siapa menyimpan angka yang terbit sebelumnya dapat "
        "menghitung selisihnya."
    )


def _warning_of_uncovered(regions: Sequence[str]) -> str:
    return (
        f"Uang {', '.join(regions)} dirahasiakan, tetapi daerah yang dirahasiakan bersamanya lain dari terbitan "
        "sebelumnya: siapa menyimpan angka keduanya dapat menghitungnya."
    )


def subtractable_now(settings: Settings) -> str:
    """The same between what is published and what the ledger would publish now; the lock is held.

    Builds once, for what counts is known only then: what is withdrawn may uncover an older delivery that says the same.
    """
    published = connection.published(settings.warehouse)
    if published is None:
        return ""
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        own = trial(settings, Path(folder), published)
        with locked(own.warehouse):
            outcome = build.make(own, takes_in=False)
        return subtractable(settings, published, outcome.published)

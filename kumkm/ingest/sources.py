"""What kinds of delivery exist and how their headings may be written: `data/sources.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from kumkm.errors import InputError
from kumkm.ingest import headings


class Quantity(StrEnum):
    """What the cells of a field hold. From `REGION` on they say of what or when, not how much."""

    COUNT = "count"
    MONEY = "money"
    RATE = "rate"
    TEXT = "text"
    DATE = "date"
    YES_NO = "yes_no"
    IGNORE = "ignore"
    REGION = "region"
    REGION_CODE = "region_code"
    YEAR = "year"
    MONTH = "month"
    LABEL = "label"

    @property
    def is_number(self) -> bool:
        return self in (Quantity.COUNT, Quantity.MONEY, Quantity.RATE)


@dataclass(frozen=True)
class Field:
    """One column a kind of delivery may have."""

    id: str
    quantity: Quantity
    headings: tuple[str, ...]


# Upper headings under which the same words count something else, and fields that are a part of all.
_CHANGING = headings.words_of(
    "Pertumbuhan Kenaikan Penurunan Penambahan Selisih Perubahan Target Sasaran Rencana Proyeksi Rata Lalu Sebelumnya "
    "Lain Lainnya"
)
_POPULATIONS = (
    "cooperatives_type", "cooperatives_healthy", "cooperatives_assessed", "cooperatives_new", "cooperatives_nik",
    "cooperatives_rat", "cooperatives_dissolved", "kdkmp_",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of delivery. `grain` is list (one row per body), facts (one cell per number) or enterprises.

    `money_unit` is the factor to rupiah where a file declares none; None means it must declare one.
    """

    id: str
    label: str
    subject: str
    provider: str
    cadence: str
    code_system: str
    grain: str
    money_unit: float | None
    needs: frozenset[str]
    any_of: frozenset[str]
    at_least: int
    fields: Mapping[str, Field]
    by_words: Mapping[frozenset[str], Field]

    def field_of(self, path: tuple[str, ...]) -> Field | None:
        """The field a heading of one or more levels names: all levels first, then the lower ones alone.

        The lower ones alone do not stand for it where those above narrow or change what is counted:
        "KDKMP › Aktif" and "Pertumbuhan › Koperasi Aktif" are not the active cooperatives.
        """
        for depth in range(len(path)):
            found = self._lookup(headings.words_of(" ".join(path[depth:])))
            if found is not None:
                return None if any(self._changes(level) for level in path[:depth]) else found
        return None

    def _changes(self, level: str) -> bool:
        words = headings.words_of(level)
        above = self._lookup(words)
        return bool(words & _CHANGING) or (above is not None and above.id.startswith(_POPULATIONS))

    def _lookup(self, words: frozenset[str]) -> Field | None:
        found = self.by_words.get(words) or self.by_words.get(words - {"JUMLAH"})
        if found is None and "PERSENTASE" in words:
            rate = self.by_words.get(words - {"PERSENTASE"})
            found = rate if rate is not None and rate.quantity is Quantity.RATE else None
        return found

    def fits(self, found: frozenset[str]) -> bool:
        """Whether a table with these fields can be of this kind."""
        return self.needs <= found and len(self.any_of & found) >= self.at_least


@lru_cache(maxsize=4)
def load(path: Path) -> tuple[Kind, ...]:
    """Read `data/sources.toml`; raises InputError where it breaks its own rules."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(_kind(name, table) for name, table in content.items())
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError) as error:
        raise InputError(f"data/sources.toml tidak sesuai kontraknya: {error}.") from error


def _kind(name: str, table: dict[str, object]) -> Kind:
    declared = table["fields"]
    if not isinstance(declared, dict):
        raise ValueError(f"{name}.fields")
    fields = {
        key: Field(key, Quantity(str(item["quantity"])), tuple(item["headings"])) for key, item in declared.items()
    }
    unit = table.get("money_unit")
    return Kind(
        id=name,
        label=str(table["label"]),
        subject=str(table["subject"]),
        provider=str(table["provider"]),
        cadence=str(table["cadence"]),
        code_system=str(table["code_system"]),
        grain=str(table["grain"]),
        money_unit=None if unit is None else float(str(unit)),
        needs=frozenset(_texts(table, "needs")),
        any_of=frozenset(_texts(table, "any_of")),
        at_least=int(str(table.get("at_least", 0))),
        fields=fields,
        by_words=_by_words(name, fields),
    )


def _texts(table: dict[str, object], key: str) -> list[str]:
    found = table.get(key, [])
    return [str(item) for item in found] if isinstance(found, list) else []


def _by_words(kind: str, fields: Mapping[str, Field]) -> dict[frozenset[str], Field]:
    found: dict[frozenset[str], Field] = {}
    for field in fields.values():
        for heading in field.headings:
            words = headings.words_of(heading)
            for variant in {words, words - {"JUMLAH"}} - {frozenset()}:
                other = found.setdefault(variant, field)
                if other.id != field.id and variant == words:
                    raise ValueError(f"{kind}: judul '{heading}' menunjuk {other.id} dan {field.id}")
    return found


@lru_cache(maxsize=4)
def vocabulary(kinds: tuple[Kind, ...]) -> frozenset[str]:
    """Every word that occurs in a declared heading."""
    return frozenset(word for kind in kinds for words in kind.by_words for word in words)

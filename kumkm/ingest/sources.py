"""What kinds of delivery exist and how their headings may be written: `data/sources.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from kumkm.errors import InputError
from kumkm.ingest import headings, lexicon
from kumkm.ingest.lexicon import Lexicon


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
    """One column a kind of delivery may have. `variants` are the sets of words that name it.

    `of` is the field this one is a part of, `by` how it is told apart from the other parts; None where it is a whole.
    A `shared` field is named alike for several subjects; a `flow` adds up over a year.
    """

    id: str
    quantity: Quantity
    headings: tuple[str, ...]
    variants: tuple[frozenset[str], ...] = ()
    of: str | None = None
    by: str | None = None
    shared: bool = False
    flow: bool = False

    def covered(self, words: frozenset[str]) -> frozenset[str]:
        """Those of the words that this field's names account for."""
        return frozenset().union(*(variant for variant in self.variants if variant <= words))

    def same_parts(self, other: Field) -> bool:
        """Whether both are parts of one whole, told apart in the same way."""
        return self.of is not None and self.of == other.of and self.by == other.by


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
    words: Lexicon
    flows: bool = False  # whether numbers add up over a year (KUR), so that a part of it is not the year
    free_titles: bool = False  # whether a title may say anything, because each row stands for itself
    spoken: frozenset[str] = frozenset()  # words of which one must stand in a table for it to be of this kind
    recap: str | None = None  # the kind whose names of parts narrow a list when its title holds one

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words that say which part a number is of: those of parts, of populations and of natures."""
        parts = {word for field in self.fields.values() if field.of for words in field.variants for word in words}
        subjects = frozenset(self.words.subjects) | self.words.harmless
        return (frozenset(parts) | self.words.narrowing) - (subjects - {"KDKMP"})

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that occurs in a declared heading of this kind."""
        return frozenset(word for words in self.by_words for word in words)

    def named(self, words: frozenset[str]) -> Field | None:
        """The field these words are a name of, all of them."""
        return self.by_words.get(words) or self.by_words.get(words - {"JUMLAH"})

    def field_of(self, path: tuple[str, ...]) -> Field | None:
        """The field that a heading of one or more levels names by itself, word for word."""
        return self.named(headings.words_of(" ".join(path)))

    def fits(self, field_ids: frozenset[str]) -> bool:
        """Whether a table with these fields can be of this kind."""
        return self.needs <= field_ids and len(self.any_of & field_ids) >= self.at_least


@lru_cache(maxsize=4)
def load(path: Path) -> tuple[Kind, ...]:
    """Read `data/sources.toml`; raises InputError where it breaks its own rules."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        words = lexicon.parse(content.pop("words"))
        return tuple(_kind(name, table, words) for name, table in content.items())
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError) as error:
        raise InputError(f"data/sources.toml tidak sesuai kontraknya: {error}.") from error


def _kind(name: str, table: dict[str, object], words: Lexicon) -> Kind:
    declared = table["fields"]
    if not isinstance(declared, dict):
        raise ValueError(f"{name}.fields")
    fields = {key: _field(key, item) for key, item in declared.items()}
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
        words=words,
        flows=bool(table.get("flows", False)),
        spoken=headings.words_of(str(table.get("spoken", ""))),
        free_titles=table.get("titles") == "free",
        recap=None if table.get("recap") is None else str(table["recap"]),
    )


def _field(key: str, item: Mapping[str, object]) -> Field:
    listed = item["headings"]
    if not isinstance(listed, list):
        raise ValueError(f"{key}.headings")
    variants = {words - {"JUMLAH"} or words for heading in listed if (words := headings.words_of(str(heading)))}
    return Field(
        key,
        Quantity(str(item["quantity"])),
        tuple(listed),
        variants=tuple(sorted(variants, key=sorted)),
        of=None if item.get("of") is None else str(item["of"]),
        by=None if item.get("by") is None else str(item["by"]),
        shared=bool(item.get("shared", False)),
        flow=bool(item.get("flow", False)),
    )


def _texts(table: dict[str, object], key: str) -> list[str]:
    listed = table.get(key, [])
    return [str(item) for item in listed] if isinstance(listed, list) else []


def _by_words(kind: str, fields: Mapping[str, Field]) -> dict[frozenset[str], Field]:
    by_words: dict[frozenset[str], Field] = {}
    for field in fields.values():
        for heading in field.headings:
            words = headings.words_of(heading)
            for variant in {words, words - {"JUMLAH"}} - {frozenset()}:
                other = by_words.setdefault(variant, field)
                if other.id != field.id and variant == words:
                    raise ValueError(f"{kind}: judul '{heading}' menunjuk {other.id} dan {field.id}")
    return by_words


@lru_cache(maxsize=4)
def vocabulary(kinds: tuple[Kind, ...]) -> frozenset[str]:
    """Every word that occurs in a declared heading."""
    return frozenset().union(*(kind.vocabulary for kind in kinds))

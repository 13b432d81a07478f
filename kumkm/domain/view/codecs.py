"""How the values of a view are written in an address and held by a control. What cannot be read is None."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from kumkm.domain import exact
from kumkm.domain.rules import BILLION, in_billions, of_billions
from kumkm.domain.view.params import Reading

V = TypeVar("V", int, Decimal)
T = TypeVar("T")
LONGEST = 60  # of a word in an address


class _Plain(Generic[T]):
    """A value that its one control holds as it is; nothing chosen leaves it as it was."""

    def controls(self, name: str, value: T) -> dict[str, Any]:
        return {name: value}

    def chosen(self, name: str, controls: Mapping[str, Any], before: T) -> T:
        value: T | None = controls.get(name)
        return before if value is None else value


@dataclass(frozen=True)
class OneOf(_Plain[str]):
    """A word out of some; with `clears` nothing chosen is the empty word."""

    options: Collection[str] | Callable[[Reading], Collection[str]]
    clears: bool = False

    def read(self, text: str, reading: Reading) -> str | None:
        options = self.options(reading) if callable(self.options) else self.options
        return text if text in options else None

    def write(self, value: str) -> str:
        return value

    def chosen(self, name: str, controls: Mapping[str, Any], before: str) -> str:
        if self.clears:
            return controls.get(name, before) or ""
        return controls.get(name) or before


@dataclass(frozen=True)
class Word(_Plain[str]):
    """Any text, cut to what fits; nothing chosen is the empty text."""

    longest: int = LONGEST

    def read(self, text: str, _reading: Reading) -> str:
        return text[: self.longest]

    def write(self, value: str) -> str:
        return value

    def chosen(self, name: str, controls: Mapping[str, Any], before: str) -> str:
        return controls.get(name, before) or ""


class _Listed(_Plain["tuple[str, ...]"]):
    """Words parted by commas, held by one control as a list."""

    def write(self, value: tuple[str, ...]) -> str:
        return ",".join(value)

    def controls(self, name: str, value: tuple[str, ...]) -> dict[str, Any]:
        return {name: list(value)}


class _OrByItself(_Plain[T]):
    """A value or None, for the one the page takes by itself; None is a choice in the control, too."""

    def chosen(self, name: str, controls: Mapping[str, Any], before: T) -> T:
        value: T = controls.get(name, before)
        return value


@dataclass(frozen=True)
class SomeOf(_Listed):
    """Words parted by commas, each of the form `pattern`; none of them is no choice."""

    pattern: str

    def read(self, text: str, _reading: Reading) -> tuple[str, ...] | None:
        words = tuple(word for word in dict.fromkeys(text.split(",")) if re.fullmatch(self.pattern, word))
        return words if words or not text else None

    def chosen(self, name: str, controls: Mapping[str, Any], before: tuple[str, ...]) -> tuple[str, ...]:
        value = controls.get(name, before)
        return tuple(value or ())


@dataclass(frozen=True)
class Unfolded(_Listed):
    """Which folded parts of a page are open; the fold of each is a control of its own: `buka_temuan`."""

    parts: Sequence[str]

    def read(self, text: str, _reading: Reading) -> tuple[str, ...] | None:
        parts = tuple(part for part in self.parts if part in text.split(","))
        return parts if parts or not text else None

    def controls(self, name: str, value: tuple[str, ...]) -> dict[str, Any]:
        return {f"{name}_{part}": part in value for part in self.parts}

    def chosen(self, name: str, controls: Mapping[str, Any], before: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(part for part in self.parts if controls.get(f"{name}_{part}", part in before))


class Day(_OrByItself["date | None"]):
    """A day as `2025-03-31`; None for the one the page takes by itself."""

    def read(self, text: str, _reading: Reading) -> date | None:
        try:
            return date.fromisoformat(text) if len(text) == len("2025-03-31") else None
        except ValueError:
            return None

    def write(self, value: date | None) -> str:
        return "" if value is None else value.isoformat()


@dataclass(frozen=True)
class Weight(_Plain[Decimal]):
    """A weight between 0 and `most`, to the last digit."""

    most: int

    def read(self, text: str, _reading: Reading) -> Decimal | None:
        weight = exact.read(text)
        return weight if weight is not None and 0 <= weight <= self.most else None

    def write(self, value: Decimal) -> str:
        return exact.written(value)


class Year(_OrByItself["int | None"]):
    """Four digits; None for the one the page takes by itself."""

    def read(self, text: str, _reading: Reading) -> int | None:
        return exact.year(text)

    def write(self, value: int | None) -> str:
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Step(_Plain[int]):
    """A whole number out of some."""

    options: Collection[int]

    def read(self, text: str, _reading: Reading) -> int | None:
        return next((option for option in self.options if text == str(option)), None)

    def write(self, value: int) -> str:
        return str(value)


@dataclass(frozen=True)
class Switch(_Plain[bool]):
    """Off or on."""

    off: str
    on: str

    def read(self, text: str, _reading: Reading) -> bool | None:
        return {self.off: False, self.on: True}.get(text)

    def write(self, value: bool) -> str:
        return self.on if value else self.off

    def chosen(self, name: str, controls: Mapping[str, Any], before: bool) -> bool:
        return bool(controls.get(name, before))


@dataclass(frozen=True)
class Codes(_Listed):
    """Codes of regions parted by commas, `most` of them; of an unknown one the others are read."""

    most: int

    def read(self, text: str, reading: Reading) -> tuple[str, ...]:
        return tuple(code for code in self.wanted(text) if code in reading.regions)[: self.most]

    @staticmethod
    def wanted(text: str) -> list[str]:
        """The codes a text names, each once."""
        return list(dict.fromkeys(code for code in text.split(",") if code))

    def chosen(self, name: str, controls: Mapping[str, Any], before: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(controls.get(name, before))[: self.most]


@dataclass(frozen=True)
class Rate(_Plain[float]):
    """A number within a range."""

    low: float
    high: float

    def read(self, text: str, _reading: Reading) -> float | None:
        try:
            rate = float(text)
        except ValueError:
            return None
        return rate if self.low <= rate <= self.high else None

    def write(self, value: float) -> str:
        return exact.written(value)

    def chosen(self, name: str, controls: Mapping[str, Any], before: float) -> float:
        return float(controls.get(name, before))


@dataclass(frozen=True)
class Whole(_Plain[int]):
    """A whole number within a range."""

    low: int
    high: int

    def read(self, text: str, _reading: Reading) -> int | None:
        number = exact.read(text)
        return None if number is None else _within(exact.whole(number), self.low, self.high)

    def write(self, value: int) -> str:
        return str(value)

    def chosen(self, name: str, controls: Mapping[str, Any], before: int) -> int:
        return int(controls.get(name, before))


@dataclass(frozen=True)
class Rupiah:
    """Whole rupiah within a range, written in miliar to the last of them; its control holds miliar, too."""

    low: int
    high: int

    def read(self, text: str, _reading: Reading) -> int | None:
        return _within(of_billions(text), self.low, self.high)

    def write(self, value: int) -> str:
        return exact.written(in_billions(value))

    def controls(self, name: str, value: int) -> dict[str, Any]:
        return {name: float(in_billions(value))}

    def chosen(self, name: str, controls: Mapping[str, Any], before: int) -> int:
        return exact.nearest(controls.get(name, in_billions(before)), BILLION)


def _within(value: int | None, low: int, high: int) -> int | None:
    return value if value is not None and low <= value <= high else None


@dataclass(frozen=True)
class Several(Generic[T]):
    """So many values of one kind parted by semicolons, each with a control of its own: `laju_primer`."""

    each: _Plain[T]
    labels: Sequence[str]

    def read(self, text: str, reading: Reading) -> tuple[T, ...] | None:
        parts = text.split(";")
        values = [self.each.read(part, reading) for part in parts]  # type: ignore[attr-defined]
        known = tuple(value for value in values if value is not None)
        return known if len(known) == len(parts) == len(self.labels) else None

    def write(self, value: Sequence[T]) -> str:
        return ";".join(map(self.each.write, value))  # type: ignore[attr-defined]

    def controls(self, name: str, value: Sequence[T]) -> dict[str, Any]:
        return {f"{name}_{label}": one for label, one in zip(self.labels, value, strict=True)}

    def chosen(self, name: str, controls: Mapping[str, Any], before: Sequence[T]) -> tuple[T, ...]:
        pairs = zip(self.labels, before, strict=True)
        return tuple(self.each.chosen(f"{name}_{label}", controls, one) for label, one in pairs)


@dataclass(frozen=True)
class Pairs(Generic[V]):
    """`name=value` parted by semicolons; of a name that is given twice the greater counts.

    What is worth `nothing` is left out of what the control holds.
    """

    each: Any
    nothing: V | None = None

    def read(self, text: str, reading: Reading) -> dict[str, V] | None:
        pairs = []
        for name, given in self.parted(text):
            value = self.each.read(given, reading)
            if not name or value is None:
                return None
            pairs.append((name[:LONGEST], value))
        return dict(sorted(pairs))

    def wrong(self, text: str) -> str:
        """The first pair of a text that cannot be read."""
        for part, (name, given) in zip(text.split(";"), self.parted(text), strict=True):
            if not name or self.each.read(given, Reading()) is None:
                return part
        return text

    @staticmethod
    def parted(text: str) -> list[tuple[str, str]]:
        pairs = [part.partition("=") for part in text.split(";")] if text else []
        return [(name, given) for name, _, given in pairs]

    def write(self, value: Mapping[str, V]) -> str:
        return ";".join(f"{name}={self.each.write(one)}" for name, one in sorted(value.items()))

    def controls(self, name: str, value: Mapping[str, V]) -> dict[str, Any]:
        return {name: dict(value)}

    def chosen(self, name: str, controls: Mapping[str, Any], before: Mapping[str, V]) -> dict[str, V]:
        held = controls.get(name, before)
        return {key: one for key, one in sorted(held.items()) if one != self.nothing}

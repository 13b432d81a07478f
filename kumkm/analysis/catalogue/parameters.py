"""What an analysis may be asked with: typed parameters, and texts turned into them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kumkm.domain import exact
from kumkm.errors import UsageError


@dataclass(frozen=True)
class Param:
    """One parameter: `int`, `float`, `str`, or `Decimal` where every digit counts; without a default it
    must be given."""

    kind: type
    default: Any = None
    required: bool = True
    choices: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None

    @property
    def words(self) -> str:
        """What may be given, in Indonesian: `bilangan bulat`, `teks: grdp | enterprises`."""
        kind = {int: "bilangan bulat", float: "angka", Decimal: "angka", str: "teks"}[self.kind]
        return f"{kind}: {' | '.join(self.choices)}" if self.choices else kind


def described(name: str, param: Param) -> str:
    """A parameter in words, as refusals list it."""
    return f"{name} ({param.words}{'' if param.required else ', boleh kosong'})"


def typed_value(name: str, text: str, param: Param) -> Any:
    """The value a text stands for; raises UsageError in Indonesian."""
    try:
        value = exact.read(text) if param.kind is Decimal else param.kind(text)
    except ValueError:
        value = None
    if value is None:
        wanted = "bilangan bulat, misalnya 2023" if param.kind is int else "angka, misalnya 5.5"
        raise UsageError(f"Parameter {name}: ditemukan '{text[:40]}'; yang diharapkan {wanted}.")
    if param.choices and value not in param.choices:
        raise UsageError(f"Parameter {name}: ditemukan '{text[:40]}'; yang diharapkan {' atau '.join(param.choices)}.")
    low, high = param.lowest, param.highest
    if param.kind is not str and not (
        (low if low is not None else float("-inf")) <= value <= (high if high is not None else float("inf"))
    ):
        raise UsageError(f"Parameter {name}: ditemukan {text[:40]}; yang diharapkan antara {low:g} dan {high:g}.")
    return value


INDICATOR = Param(str)
YEAR = Param(int, lowest=1900, highest=2100)
SPAN = {"from_year": YEAR, "to_year": YEAR}
WITHOUT = Param(str, default="", required=False)
TEXT = Param(str, default="", required=False)

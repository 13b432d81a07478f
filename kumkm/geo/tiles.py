"""The tile map: a grid of equal tiles read from `geo/tiles.txt`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kumkm.domain.regions import Region
from kumkm.errors import InputError
from kumkm.settings import Settings

EMPTY = "."


@dataclass(frozen=True)
class Tile:
    """One region's place in the grid; row 0 is the northernmost, column 0 the westernmost."""

    code: str
    row: int
    column: int


def load(settings: Settings, regions: Iterable[Region]) -> list[Tile]:
    """Read `geo/tiles.txt`; see `parse`. Raises InputError if the file is missing."""
    path = settings.geo / "tiles.txt"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"geo/tiles.txt tidak dapat dibaca: {error}. Kembalikan berkas itu.") from error
    return parse(text, regions)


def parse(text: str, regions: Iterable[Region]) -> list[Tile]:
    """Return one tile per region, in reading order (row, then column).

    `regions` are those that must appear, each exactly once. Raises InputError naming the line.
    """
    names = {region.code: region.name for region in regions}
    lines_of_codes: dict[str, int] = {}
    tiles: list[Tile] = []
    for row, (number, tokens) in enumerate(_grid_lines(text)):
        for column, token in enumerate(tokens):
            if token != EMPTY:
                _check_token(token, number, names, lines_of_codes)
                lines_of_codes[token] = number
                tiles.append(Tile(token, row, column))
    missing = [f"{code} {name}" for code, name in names.items() if code not in lines_of_codes]
    if missing:
        raise InputError(
            f"geo/tiles.txt: belum ada petak untuk {', '.join(missing)}. "
            "Ganti salah satu titik '.' dengan kode wilayah itu."
        )
    return tiles


def _grid_lines(text: str) -> list[tuple[int, list[str]]]:
    """Return (line number from 1, tokens) of every line that holds tiles."""
    numbered = ((number, line.partition("#")[0].split()) for number, line in enumerate(text.splitlines(), 1))
    return [(number, tokens) for number, tokens in numbered if tokens]


def _check_token(token: str, number: int, names: dict[str, str], seen: dict[str, int]) -> None:
    where = f"geo/tiles.txt, baris {number}: "
    if token not in names:
        raise InputError(
            f"{where}'{token}' bukan kode kabupaten/kota yang berlaku. "
            "Tulis kode bertitik, misalnya 74.01, atau '.' untuk petak kosong."
        )
    if token in seen:
        raise InputError(
            f"{where}{names[token]} ({token}) sudah dipakai pada baris {seen[token]}. "
            "Setiap kabupaten/kota hanya boleh satu petak."
        )

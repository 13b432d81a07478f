"""The tile grid: one tile per region, and messages that name the line."""

import pytest

from kumkm import settings
from kumkm.domain import regions as region_list
from kumkm.errors import InputError
from kumkm.geo import tiles
from kumkm.geo.tiles import Tile

REGIONS = [
    region for region in region_list.load(settings.load().reference).local if region.code in ("74.01", "74.02", "74.71")
]


def test_rows_and_columns_count_from_the_north_west():
    text = "# comment\n\n74.01 74.02  # two\n. 74.71\n"
    assert tiles.parse(text, REGIONS) == [Tile("74.01", 0, 0), Tile("74.02", 0, 1), Tile("74.71", 1, 1)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("74.01 74.02\n74.71 74.01\n", r"baris 2: .*Kolaka \(74\.01\) sudah dipakai pada baris 1"),
        ("74.01\n\n7402\n", r"baris 3: '7402' bukan kode"),
        ("74.01 74.02\n", r"belum ada petak untuk 74\.71 Kota Kendari"),
    ],
)
def test_a_faulty_grid_is_refused_with_its_line(text, said):
    with pytest.raises(InputError, match=said):
        tiles.parse(text, REGIONS)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(InputError, match=r"geo/tiles\.txt tidak dapat dibaca"):
        tiles.load(settings.Settings(tmp_path, tmp_path, tmp_path, tmp_path), REGIONS)

"""The committed boundaries, tiles and browser shapes are whole and belong together."""

import json
from datetime import date
from itertools import combinations

import pytest
import shapely

from kumkm import settings
from kumkm.domain import regions as region_list
from kumkm.geo import boundaries, shapes, tiles
from kumkm.geo.locator import locator_text
from kumkm.geo.simplify import MAX_BYTES, inhabited_islands, missing_islands

SETTINGS = settings.load()
REGIONS = region_list.load(SETTINGS.reference)
IN_FORCE = REGIONS.local_in_force(date.today().year)
MAX_SHAPES_BYTES = 110_000


@pytest.fixture(scope="module")
def layer():
    return boundaries.load(SETTINGS)


@pytest.fixture(scope="module")
def published():
    return json.loads((SETTINGS.static / "geo" / "regions.json").read_text(encoding="utf-8"))


def box(area):
    return shapely.box(area["x"], area["y"], area["x"] + area["width"], area["y"] + area["height"])


def test_the_layer_is_sound_and_holds_the_regions_in_force(layer):
    assert boundaries.check_layer(layer, REGIONS, date.today().year) == []
    assert list(layer["code"]) == [region.code for region in IN_FORCE]


def test_the_layer_is_one_coverage_in_a_small_file(layer):
    assert shapely.coverage_is_valid(layer.geometry.to_numpy())
    assert (SETTINGS.geo / "regions.geojson").stat().st_size < MAX_BYTES


def test_every_inhabited_island_is_on_the_map(layer):
    assert missing_islands(layer, inhabited_islands(SETTINGS)) == []


def test_no_region_owns_land_in_the_middle_of_another_part_of_the_province(layer):
    """A part that borders other regions on land lies near its region's largest part (60 km)."""
    metric = layer.to_crs(boundaries.METRIC)
    tree = shapely.STRtree(metric.geometry.to_numpy())
    for code, geometry in zip(metric["code"], metric.geometry, strict=True):
        largest = max(geometry.geoms, key=lambda part: part.area)
        far = [part for part in geometry.geoms if part.distance(largest) > 60_000]
        assert all(len(tree.query(part, predicate="intersects")) == 1 for part in far), code


def test_the_areas_come_near_the_official_ones(layer):
    areas = layer.to_crs(boundaries.METRIC).area / 1e6
    for region, measured in zip(IN_FORCE, areas, strict=True):
        assert measured == pytest.approx(region.area_km2, rel=0.08), region.name


def test_the_browser_shapes_are_fresh(layer):
    expected = shapes.shapes_text(SETTINGS, layer, boundaries.load_info(SETTINGS))
    committed = (SETTINGS.static / "geo" / "regions.json").read_text(encoding="utf-8")
    assert committed == expected, "stale: see 'then refresh the shapes' in geo/README.md"
    assert len(committed.encode()) < MAX_SHAPES_BYTES
    assert (SETTINGS.static / "geo" / "locator.svg").read_text(encoding="utf-8") == locator_text(committed)


def test_the_browser_shapes_are_complete(published):
    assert [region["code"] for region in published["regions"]] == [region.code for region in IN_FORCE]
    width, height = published["viewBox"][2:]
    for region in published["regions"]:
        left, top, right, bottom = region["bbox"]
        assert 0 <= left < region["label"]["x"] < right <= width
        assert 0 <= top < region["label"]["y"] < bottom <= height
        assert region["d"].startswith("M") and region["d"].endswith("z")
    assert published["attribution"]


def test_an_inset_shows_the_whole_of_its_regions_main_islands(published, layer):
    metric = layer.to_crs(boundaries.METRIC).set_index("code").geometry
    frame = shapes._frame(metric.total_bounds)
    assert len(published["insets"]) == len(shapes._inset_rows(SETTINGS))
    for inset in published["insets"]:
        for whole in frame.to_units(metric[inset["codes"]]):
            assert box(inset["source"]).contains(boundaries.parts(whole)[0])


def test_far_islets_do_not_decide_how_large_the_map_is_drawn(published, layer):
    """Binongko, the southernmost large island, ends the map; Moromaho and Batu Atas lie beyond."""
    metric = layer.to_crs(boundaries.METRIC).set_index("code").geometry
    frame = shapes._frame(metric.total_bounds)
    extent, (_, _, width, height) = box(published["extent"]), published["viewBox"]
    wakatobi = boundaries.parts(frame.to_units([metric["74.07"]])[0])
    large = [part for part in wakatobi if part.area > shapes.FRAMING_AREA]
    assert len(large) >= 4
    assert all(extent.covers(part) for part in large)
    assert any(part.bounds[1] > extent.bounds[3] for part in wakatobi)
    assert extent.bounds[3] - extent.bounds[1] < 0.95 * height
    assert extent.bounds[2] - extent.bounds[0] == width - 2 * shapes.MARGIN


def test_no_two_tiles_are_reversed_against_the_map(layer):
    centres = layer.to_crs(boundaries.METRIC).centroid
    east = dict(zip(layer["code"], centres.x, strict=True))
    north = dict(zip(layer["code"], centres.y, strict=True))
    for one, other in combinations(tiles.load(SETTINGS, IN_FORCE), 2):
        if one.column < other.column:
            assert east[one.code] < east[other.code] + 20_000, (one, other)
        if one.row < other.row:
            assert north[one.code] > north[other.code] - 20_000, (one, other)

"""Importing boundaries: what is recognised, what is refused, and that a refusal changes nothing."""

import shutil
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from kumkm import settings
from kumkm.domain import regions as region_list
from kumkm.domain.regions import CodeSystem
from kumkm.errors import InputError
from kumkm.geo import boundaries, shapes
from kumkm.geo.importer import import_layer
from kumkm.geo.simplify import MAX_BYTES, inhabited_islands, missing_islands
from kumkm.settings import Settings

PROJECT = settings.load()
REGIONS = region_list.load(PROJECT.reference)


@pytest.fixture
def project(tmp_path) -> Settings:
    """A project of its own: reference, geo and static/geo copied."""
    root = tmp_path / "project"
    for folder in ("data/reference", "geo", "static/geo"):
        shutil.copytree(PROJECT.root / folder, root / folder)
    return Settings(root, root / "data" / "warehouse", root / "data" / "raw", root / "data" / "sample")


@pytest.fixture(scope="module")
def layer() -> gpd.GeoDataFrame:
    """The committed layer with every kind of code beside the official names."""
    found = boundaries.load(PROJECT)
    known = [REGIONS.by_code[code] for code in found["code"]]
    return found.assign(
        bps=[region.bps_code for region in known],
        bare=[region.code.replace(".", "") for region in known],
        WADMKK=[region.name for region in known],
    )


def written(frame: gpd.GeoDataFrame, path):
    frame.to_file(path, engine="pyogrio")
    return path


def state(project: Settings) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(project.root.rglob("*")) if file.is_file()}


def refused(project: Settings, path, said: str, **fields) -> None:
    before = state(project)
    with pytest.raises(InputError, match=said):
        import_layer(path, project, **fields)
    assert state(project) == before


# ---- accepted


def test_bps_codes_are_recognised_by_their_names_in_any_projection(project, layer, tmp_path):
    delivered = layer[["bps", "WADMKK", "geometry"]].rename(columns={"bps": "KODE"}).to_crs(32751)
    report = import_layer(written(delivered, tmp_path / "batas.gpkg"), project, source="BIG 2025")

    assert report.match.system is CodeSystem.BPS
    new = boundaries.load(project)
    assert boundaries.check_layer(new, REGIONS, 2025) == []
    drift = new.to_crs(32751).symmetric_difference(layer.to_crs(32751).geometry).area
    assert (drift < 0.01 * layer.to_crs(32751).area).all()
    assert boundaries.load_info(project).note == ""
    assert "2.958,87" in report.as_text() and "sistem kode: BPS" in report.as_text()
    assert "BIG 2025" in (project.static / "geo" / "regions.json").read_text(encoding="utf-8")


def test_the_written_files_belong_together_and_stay_small(project, layer, tmp_path):
    import_layer(written(layer[["WADMKK", "geometry"]], tmp_path / "a.gpkg"), project)
    target = project.geo / "regions.geojson"
    assert target.stat().st_size < MAX_BYTES
    assert missing_islands(boundaries.load(project), inhabited_islands(project)) == []
    expected = shapes.shapes_text(project, boundaries.load(project), boundaries.load_info(project))
    assert (project.static / "geo" / "regions.json").read_text(encoding="utf-8") == expected
    assert not list(project.root.rglob("*.tmp"))


def test_a_zipped_shapefile_with_names_only_and_many_polygons_per_region(project, layer, tmp_path):
    folder = tmp_path / "shp"
    folder.mkdir()
    written(layer[["WADMKK", "geometry"]].explode(), folder / "batas.shp")
    with zipfile.ZipFile(tmp_path / "batas.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"data/{file.name}")
    report = import_layer(tmp_path / "batas.zip", project)
    assert (report.match.system, report.match.name_field) == (None, "WADMKK")
    assert len(report.match.layer) > len(report.areas) == len(layer)


@pytest.mark.parametrize(("column", "system"), [("code", CodeSystem.KEMENDAGRI), ("bps", CodeSystem.BPS)])
def test_dotted_codes_without_names_are_held_against_the_present_boundaries(project, layer, tmp_path, column, system):
    dotted = [f"{code[:2]}.{code[-2:]}" for code in layer[column]]
    delivered = gpd.GeoDataFrame({"KDPKAB": dotted}, geometry=layer.geometry.to_numpy(), crs=layer.crs)
    assert import_layer(written(delivered, tmp_path / "a.geojson"), project).match.system is system


def test_other_provinces_heights_and_broken_rings_are_dealt_with(project, layer, tmp_path):
    bowtie = shapely.Polygon([(121.0, -6.0), (121.1, -5.9), (121.1, -6.0), (121.0, -5.9)])
    foreign = gpd.GeoDataFrame({"code": ["73.01"], "WADMKK": ["Kabupaten Selayar"]}, geometry=[bowtie], crs=4326)
    delivered = pd.concat([layer[["code", "WADMKK", "geometry"]], foreign], ignore_index=True)
    delivered = delivered.set_geometry(shapely.force_3d(delivered.geometry.to_numpy(), 7), crs=4326)
    report = import_layer(written(delivered, tmp_path / "a.gpkg"), project)
    assert report.match.skipped == 1
    assert len(boundaries.load(project)) == len(layer)


def test_an_inhabited_island_that_was_not_delivered_becomes_an_octagon(project, layer, tmp_path):
    delivered = layer[["WADMKK", "geometry"]].copy()
    wakatobi = delivered["WADMKK"] == "Kabupaten Wakatobi"
    whole = delivered.loc[wakatobi, "geometry"].iloc[0]
    largest = sorted(whole.geoms, key=lambda part: -part.area)[:5]
    delivered.loc[wakatobi, "geometry"] = gpd.GeoSeries([shapely.MultiPolygon(largest)], crs=4326).to_numpy()
    report = import_layer(written(delivered, tmp_path / "a.gpkg"), project)
    assert report.simplified.octagons
    assert missing_islands(boundaries.load(project), inhabited_islands(project)) == []


# ---- refused


def test_bare_codes_without_names_are_ambiguous(project, layer, tmp_path):
    for column in ("bare", "bps"):
        delivered = layer[[column, "geometry"]].rename(columns={column: "KODE"})
        path = written(delivered, tmp_path / f"{column}.geojson")
        refused(project, path, "bermakna ganda.*menurut Kemendagri, tetapi .* menurut BPS")


def test_codes_and_names_that_agree_under_no_system(project, layer, tmp_path):
    mixed = layer["bps"].where(layer.index % 2 == 0, layer["bare"])
    path = written(layer[["WADMKK", "geometry"]].assign(KODE=mixed), tmp_path / "a.gpkg")
    refused(project, path, "tidak selaras di bawah satu sistem kode pun")


def test_a_missing_region_is_named(project, layer, tmp_path):
    path = written(layer[layer["code"] != "74.12"][["WADMKK", "geometry"]], tmp_path / "a.gpkg")
    refused(project, path, r"Kabupaten Konawe Kepulauan \(74\.12\) tidak ada")


def test_a_region_delivered_twice_is_named(project, layer, tmp_path):
    doubled = pd.concat([layer, layer[layer["code"] == "74.03"]])[["WADMKK", "geometry"]]
    refused(project, written(doubled, tmp_path / "a.gpkg"), r"Muna \(74\.03\) ada lebih dari sekali")


def test_overlapping_regions_are_named(project, layer, tmp_path):
    grown = layer[["code", "WADMKK", "geometry"]].to_crs(32751)
    grown.loc[grown["code"] == "74.71", "geometry"] = grown.loc[grown["code"] == "74.71"].buffer(1000)
    refused(project, written(grown, tmp_path / "a.gpkg"), r"74\.71 tumpang tindih [\d.,]+ km²")


def test_areas_far_from_the_official_ones_are_refused(project, layer, tmp_path):
    delivered = layer[["WADMKK", "geometry"]].copy()
    sea = delivered["WADMKK"] == "Kabupaten Wakatobi"
    delivered.loc[sea, "geometry"] = delivered.loc[sea].convex_hull
    refused(project, written(delivered, tmp_path / "a.gpkg"), "Luas Wakatobi .* wilayah laut")


def test_a_wrong_field_lists_the_columns_there_are(project, layer, tmp_path):
    path = written(layer[["code", "WADMKK", "geometry"]], tmp_path / "a.gpkg")
    refused(project, path, "kolom 'KODEX' tidak ada.*WADMKK", code_field="KODEX")


def test_no_recognisable_field(project, layer, tmp_path):
    path = written(layer[["geometry"]].assign(x=1), tmp_path / "a.gpkg")
    refused(project, path, "--code-field atau --name-field")


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_projected_coordinates_without_crs_are_refused(project, layer, tmp_path):
    bare = layer[["WADMKK", "geometry"]].to_crs(32751).set_crs(None, allow_override=True)
    refused(project, written(bare, tmp_path / "a.shp"), r"sistem koordinat \(CRS\) tidak disebut")


def test_swapped_axes_are_recognised(project, layer, tmp_path):
    swapped = shapely.transform(layer.geometry.to_numpy(), lambda points: points[:, ::-1])
    delivered = gpd.GeoDataFrame({"WADMKK": layer["WADMKK"]}, geometry=swapped, crs=4326)
    refused(project, written(delivered, tmp_path / "a.gpkg"), "Bujur dan lintang tampaknya tertukar")


@pytest.mark.filterwarnings("ignore:GPKG. bad application_id")
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.geojson", b"{ not json", "rusak atau bukan data peta"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "tidak ada satu pun poligon"),
        ("a.geojson", b"<OGRVRTDataSource/>", "isinya tidak sesuai"),
        ("a.gpkg", b"PK", "isinya tidak sesuai"),
        ("a.gpkg", b"SQLite format 3\x00" + b"x" * 200, "rusak atau bukan data peta"),
        ("a.zip", b"PK nothing", "rusak atau bukan data peta"),
        ("a.shp", b"\x00\x00\x27\x0a", r"berkas pendamping \.dbf, \.shx"),
        ("a.pdf", b"%PDF", r"jenis berkas '\.pdf' tidak dikenal"),
        ("a.geojson", b"", "berkas kosong"),
        ("a.geojson", None, "tidak ditemukan"),
    ],
)
def test_what_is_no_boundary_file(project, tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    refused(project, path, said)

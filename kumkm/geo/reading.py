"""Reading a boundary file that somebody delivers: formats, layers, CRS."""

from __future__ import annotations

import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from kumkm.errors import InputError
from kumkm.geo import boundaries

FORMATS = "GeoJSON (.geojson, .json), GeoPackage (.gpkg), shapefile (.shp) atau zip berisi salah satunya"
MAGIC = {
    ".geojson": (b"{",),
    ".json": (b"{",),
    ".gpkg": (b"SQLite format 3",),
    ".shp": (b"\x00\x00\x27\x0a",),
    ".zip": (b"PK",),
}
MAX_BYTES = 600_000_000
WINDOW = (117.0, -9.0, 127.0, 0.5)  # west, south, east, north: anything about Sulawesi Tenggara lies inside


def polygon_layers(path: Path) -> dict[str, gpd.GeoDataFrame]:
    """Return every layer with polygons by name, in file order, as it is in the file.

    Raises InputError for a file that is missing, empty, damaged or of another kind.
    """
    _check_file(path)
    frames: dict[str, gpd.GeoDataFrame] = {}
    try:
        for source in _sources(path):
            for name, kind in pyogrio.list_layers(source):
                if kind is None or "Polygon" in kind or kind == "Unknown":
                    frames[str(name)] = pyogrio.read_dataframe(source, layer=name)
    except (RuntimeError, ValueError, zipfile.BadZipFile) as error:
        raise InputError(f"{path.name}: isi berkas rusak atau bukan data peta ({error}). {_advice()}") from error
    layers = {name: layer for name, layer in frames.items() if _has_polygons(layer)}
    if not layers:
        raise InputError(f"{path.name}: tidak ada satu pun poligon di dalamnya. {_advice()}")
    return layers


def _advice() -> str:
    return f"Berikan batas kabupaten/kota sebagai {FORMATS}."


def _check_file(path: Path) -> None:
    """Refuse before GDAL sees the file: a wrong kind under a right name must not reach other drivers."""
    if not path.is_file():
        raise InputError(f"Berkas '{path}' tidak ditemukan. Periksa nama dan foldernya.")
    magic = MAGIC.get(path.suffix.lower())
    if magic is None:
        raise InputError(f"{path.name}: jenis berkas '{path.suffix}' tidak dikenal. {_advice()}")
    size = path.stat().st_size
    if size == 0:
        raise InputError(f"{path.name}: berkas kosong (0 bita). Unduh atau ekspor ulang.")
    if size > MAX_BYTES:
        raise InputError(f"{path.name}: berkas lebih dari {MAX_BYTES // 10**6} MB. Ekspor hanya Sulawesi Tenggara.")
    with path.open("rb") as file:
        start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(magic) and not (path.suffix.lower() == ".shp" and start.startswith(b"'\n")):
        raise InputError(f"{path.name}: isinya tidak sesuai dengan akhiran '{path.suffix}'. {_advice()}")
    if path.suffix.lower() == ".shp":
        _check_companions(path)


def _check_companions(path: Path) -> None:
    present = {file.suffix.lower() for file in path.parent.glob(f"{path.stem}.*")}
    missing = [suffix for suffix in (".dbf", ".shx") if suffix not in present]
    if missing:
        raise InputError(
            f"{path.name}: berkas pendamping {', '.join(missing)} tidak ada di folder yang sama. "
            "Shapefile terdiri dari beberapa berkas; salin semuanya atau kirim sebagai zip."
        )


def _sources(path: Path) -> list[str]:
    """Return what GDAL should open: the file, or every map file inside a zip."""
    if path.suffix.lower() != ".zip":
        return [str(path)]
    with zipfile.ZipFile(path) as archive:
        if sum(item.file_size for item in archive.infolist()) > MAX_BYTES:
            raise InputError(f"{path.name}: isi zip lebih dari {MAX_BYTES // 10**6} MB setelah dibuka.")
        names = [name for name in archive.namelist() if name.lower().endswith((".shp", ".gpkg", ".geojson"))]
    if not names:
        raise InputError(f"{path.name}: zip tidak berisi berkas peta. {_advice()}")
    return [f"/vsizip/{path.resolve()}/{name}" for name in names if "__MACOSX" not in name]


def _has_polygons(layer: pd.DataFrame) -> bool:
    return isinstance(layer, gpd.GeoDataFrame) and bool(_is_polygon(layer).any())


def _is_polygon(layer: gpd.GeoDataFrame) -> pd.Series:
    kinds: pd.Series = layer.geom_type.isin(["Polygon", "MultiPolygon", "GeometryCollection"])
    return kinds


def in_lonlat(layer: gpd.GeoDataFrame, where: str) -> gpd.GeoDataFrame:
    """Return the rows with polygons that touch WINDOW, in EPSG:4326, 2-D.

    `attrs["notes"]` lists what was assumed, in Indonesian. `where` opens every message; raises InputError.
    """
    layer = layer[_is_polygon(layer)].reset_index(drop=True)
    notes = []
    if layer.crs is None:
        if not _plausible(layer.total_bounds):
            raise InputError(
                f"{where}: sistem koordinat (CRS) tidak disebut dan koordinatnya bukan bujur/lintang "
                f"({_bounds_text(layer)}). Sertakan berkas .prj atau ekspor ulang dengan CRS, "
                "misalnya EPSG:4326."
            )
        notes.append("CRS tidak disebut; koordinat dibaca sebagai bujur/lintang WGS 84.")
        layer = layer.set_crs(boundaries.LONLAT)
    layer = layer.set_geometry(shapely.force_2d(layer.geometry.to_numpy()), crs=layer.crs)
    try:
        layer = layer.to_crs(boundaries.LONLAT)
    except RuntimeError as error:
        raise InputError(f"{where}: CRS '{layer.crs.name}' tidak dapat diubah ke bujur/lintang ({error}).") from error
    inside = layer[layer.intersects(shapely.box(*WINDOW)) | ~layer.is_valid].reset_index(drop=True)
    if inside.empty or not _touches_window(inside):
        raise InputError(f"{where}: poligonnya tidak di Sulawesi Tenggara ({_bounds_text(layer)}). {_axis_hint(layer)}")
    inside.attrs["notes"] = notes
    return inside


def _plausible(bounds: object) -> bool:
    west, south, east, north = (float(value) for value in bounds)  # type: ignore[attr-defined]
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90


def _touches_window(layer: gpd.GeoDataFrame) -> bool:
    west, south, east, north = layer.total_bounds
    return bool(west < WINDOW[2] and east > WINDOW[0] and south < WINDOW[3] and north > WINDOW[1])


def _bounds_text(layer: gpd.GeoDataFrame) -> str:
    west, south, east, north = (boundaries.decimal(value) for value in layer.total_bounds)
    return f"x {west} sampai {east}, y {south} sampai {north}"


def _axis_hint(layer: gpd.GeoDataFrame) -> str:
    west, south, east, north = layer.total_bounds
    if WINDOW[1] < west < east < WINDOW[3] and WINDOW[0] < south < north < WINDOW[2]:
        return "Bujur dan lintang tampaknya tertukar; ekspor ulang dengan urutan bujur, lintang."
    return "Periksa sistem koordinat (CRS) berkas itu."

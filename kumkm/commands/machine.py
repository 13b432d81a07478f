"""What the doctor asks of the machine: Python, libraries, environment, folders, disk, assets, port."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import socket
import sys
import tempfile
import tomllib
import urllib.request
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from kumkm import settings as project
from kumkm.commands.verdict import Verdict, care, counted, fault, ok
from kumkm.errors import KumkmError
from kumkm.settings import PROJECT_ROOT, Settings

PORT = 8501
_INSTALL = "Jalankan `python -m pip install -r requirements.txt` di lingkungan dashboard."
_GIB = 2**30
_ENOUGH, _LITTLE = 2 * _GIB, 300 * 2**20  # bytes: a build and the one before; less than one build


def python(_settings: Settings) -> Verdict:
    """The version of Python, against what the project asks for."""
    wanted = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    least = tuple(int(part) for part in wanted.removeprefix(">=").split("."))
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < least:
        return fault(f"Python {version}", f"Pasang Python {wanted.removeprefix('>=')} atau lebih baru.")
    return ok(f"Python {version}")


def libraries(_settings: Settings) -> Verdict:
    """The libraries that are installed, against those of requirements.txt."""
    absent, other, count = [], [], 0
    for name, wanted in _required():
        count += 1
        try:
            if (there := metadata.version(name)) != wanted:
                other.append(f"{name} {there} (seharusnya {wanted})")
        except metadata.PackageNotFoundError:
            absent.append(name)
    if absent:
        return fault(f"belum terpasang: {counted(absent)}", _INSTALL)
    if other:
        return care(f"versi lain: {counted(other)}", _INSTALL)
    return ok(f"{count} pustaka seperti requirements.txt")


def _required() -> Iterator[tuple[str, str]]:
    """Name and version of every library that is pinned for this Python and system."""
    from packaging.requirements import Requirement

    for line in (PROJECT_ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith(("#", "-", " ")):
            item = Requirement(line)
            if item.marker is None or item.marker.evaluate():
                yield item.name, str(item.specifier).removeprefix("==")


def environment(_settings: Settings) -> Verdict:
    """Variables of ours that nobody reads, or that hold what cannot be read."""
    variables = {name: value for name, value in os.environ.items() if name.startswith("KUMKM_")}
    try:
        project.load()
    except KumkmError as error:
        return fault(str(error), "Perbaiki atau hapus variabel itu.")
    unknown = sorted(set(variables) - set(project.VARIABLES))
    if unknown:
        near = difflib.get_close_matches(unknown[0], project.VARIABLES, 1)
        hint = f" Maksudnya {near[0]}?" if near else ""
        return care(
            f"tidak dikenal: {counted(unknown)}", f"Variabel itu tidak dibaca.{hint} Daftarnya ada di README.md."
        )
    for name, known in (
        ("KUMKM_UPLOADS", ("", "0", "1", "ya", "tidak", "true", "false")),
        ("KUMKM_WARM", ("", "0", "1")),
    ):
        if variables.get(name, "").strip().lower() not in known:
            return care(f"{name}={variables[name][:20]}", f"Yang diharapkan {' atau '.join(filter(None, known[:3]))}.")
    return ok(f"{len(variables)} variabel KUMKM_* terpasang" if variables else "tanpa variabel KUMKM_*, semua baku")


def warehouse_folder(settings: Settings) -> Verdict:
    """The folder of the warehouse: there, and really written to."""
    folder = settings.warehouse
    remedy = "Periksa pemilik dan izin foldernya, dan apakah cakramnya hanya dapat dibaca."
    if not folder.exists():
        if folder.is_symlink():
            return fault(f"{folder} tautan yang tidak menuju ke mana pun", "Perbaiki tautan itu atau KUMKM_WAREHOUSE.")
        return care(f"{folder} belum ada", "Jalankan `python -m kumkm build`, atau periksa KUMKM_WAREHOUSE.")
    if not folder.is_dir():
        return fault(f"{folder} bukan folder", "Pindahkan berkas itu, atau periksa KUMKM_WAREHOUSE.")
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"kumkm")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return fault(f"{folder} tidak dapat ditulis: {error.strerror or error}", remedy)
    return ok(f"{folder} dapat dibaca dan ditulis")


def other_folders(settings: Settings) -> Verdict:
    """The folders that are only read; that of deliveries may be absent."""
    folders = {"acuan": settings.reference, "kueri": settings.queries, "simulasi": settings.sample}
    for what, folder in folders.items():
        if not folder.is_dir():
            verdict = care if what == "simulasi" else fault
            return verdict(f"folder {what} {folder} tidak ada", "Salin kembali dari paket pemasangan.")
        if not os.access(folder, os.R_OK | os.X_OK):
            return fault(f"folder {what} {folder} tidak dapat dibaca", "Periksa izin foldernya.")
    return ok(f"{len(folders)} folder dapat dibaca")


def disk(settings: Settings) -> Verdict:
    """How much is free where builds are written, and where working files are."""
    places = {str(_existing(settings.warehouse)), tempfile.gettempdir()}
    free, place = min((shutil.disk_usage(place).free, place) for place in places)
    summary = f"{free / _GIB:.1f} GiB bebas di {place}".replace(".", ",", 1)
    remedy = "Kosongkan cakram: satu build memerlukan beberapa ratus MiB."
    if free < _LITTLE:
        return fault(summary, remedy)
    return care(summary, remedy) if free < _ENOUGH else ok(summary)


def _existing(path: Path) -> Path:
    path = path.absolute()
    while not path.exists():
        path = path.parent
    return path


def assets(settings: Settings) -> Verdict:
    """Boundaries and what the browser fetches: there, and readable as what they are."""
    remedy = "Salin kembali dari paket pemasangan; `python -m kumkm geo shapes` menulis ulang static/geo."
    wanted = [settings.geo / "regions.geojson", settings.static / "geo" / "regions.json"]
    for path in wanted:
        try:
            json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return fault(f"{path} tidak ada atau rusak", remedy)
    folders = [settings.static / name for name in ("frame", "map", "chart", "fonts")]
    empty = [str(folder) for folder in folders if not folder.is_dir() or not any(folder.iterdir())]
    if empty or not (settings.static / "kumkm.css").is_file():
        return fault(f"berkas tampilan tidak lengkap: {counted(empty) or 'kumkm.css'}", remedy)
    return ok("peta dan berkas tampilan lengkap")


def port(_settings: Settings) -> Verdict:
    """Whether the port that `serve` listens on is free, and if not, who has it."""
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            pass
        else:
            return ok(f"porta {PORT} bebas")
    if _is_ours():
        return ok(f"porta {PORT} dipakai dashboard yang sedang berjalan")
    return care(
        f"porta {PORT} dipakai program lain", "Jalankan `python -m kumkm serve --port 8502`, atau hentikan program itu."
    )


def _is_ours() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/_stcore/health", timeout=2) as answer:
            return bool(answer.read(8) == b"ok")
    except (OSError, ValueError):
        return False

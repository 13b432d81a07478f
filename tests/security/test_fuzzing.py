"""Bounded fuzzing of what anybody may send: addresses, websocket messages, files. `FUZZ_ROUNDS=200` for more by hand.

The same inputs every time: a failure is a change in the code.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from serving import ROOT, served
from streamlit.proto.BackMsg_pb2 import BackMsg
from visiting import visiting
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from kumkm.domain.view.selection import EVERY
from kumkm.errors import KumkmError
from kumkm.settings import PROJECT_ROOT, Settings
from kumkm.warehouse import examining, staging
from kumkm.warehouse.connection import Published

pytestmark = pytest.mark.slow  # a server that is asked hundreds of times

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "12"))
PAGES = ("", "indikator", "daerah", "pertumbuhan", "usulan", "kualitas", "data", "rapat", "unggah")
SCRAPS = (
    "", "0", "-1", "1e999", "NaN", "2023", "99999999999999999999", "74.01", "74.99", "7401", "74", "hdi", "peta",
    "true", "'; DROP TABLE x; --", "<script>alert(1)</script>", "../../etc/passwd", "%00", "\x00", "\u202e", "é" * 300,
    "a" * 5000,
    "{}", "[]", "null", "12,5", "1.000.000", "12.3456789", "poverty_rate,hdi", "konawe-selatan", "💥",
)  # fmt: skip
UNEXPECTED = ("Terjadi kesalahan", "Traceback", "Exception")


@pytest.fixture(scope="module")
def address(project: Settings, warehouse: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = f"sqlite:///{tmp_path_factory.mktemp('acak')}/kantor.sqlite"
    environment = {"KUMKM_WAREHOUSE": str(warehouse.path.parent), "KUMKM_UPLOADS": "1", "KUMKM_STORE": store}
    with served(ROOT / "app.py", environment) as found:
        yield found


@pytest.mark.parametrize("page", PAGES)
def test_no_address_breaks_a_page(address: str, page: str) -> None:
    chance = random.Random(f"74 {page}")
    names = [param.name for param in EVERY]
    with visiting(address, page) as session:
        for _ in range(ROUNDS):
            chosen = chance.sample(names, chance.randrange(1, 6)) + chance.sample(("x", "indikator", "kab"), 1)
            query = "&".join(f"{name}={quote(chance.choice(SCRAPS))}" for name in chosen)
            session.ask(query)
            broken = [words for words in UNEXPECTED if words in session.said]
            assert not broken, f"/{page}?{query}: {broken}"


def _message(chance: random.Random) -> bytes:
    """Bytes at random, or a message of the protocol that says what no browser says."""
    if chance.random() < 0.3:
        return chance.randbytes(chance.randrange(0, 400))
    message = BackMsg()
    rerun = message.rerun_script
    rerun.query_string = "&".join(chance.choices(SCRAPS, k=3))
    rerun.page_script_hash = chance.choice(("", "0" * 32, "x" * 3000))
    rerun.page_name = chance.choice(("", "unggah", "tidak ada", "../x"))
    rerun.fragment_id = chance.choice(("", "f" * 64))
    rerun.cached_message_hashes.extend(chance.choices(SCRAPS, k=5))
    for _ in range(chance.randrange(0, 6)):
        state = rerun.widget_states.widgets.add()
        state.id = chance.choice(("", "kab", "$$ID-0-terbitkan", "$$WIDGET_ID-x", "é" * 200))
        kind = chance.choice(
            ("trigger_value", "string_value", "int_value", "double_value", "json_value", "bytes_value")
        )
        values = {"trigger_value": True, "int_value": 2**60, "double_value": float("nan"), "bytes_value": b"\xff" * 90}
        setattr(state, kind, values.get(kind, chance.choice(SCRAPS).replace("\x00", "")))
    whole = message.SerializeToString()
    return whole[: chance.randrange(len(whole) + 1)] if chance.random() < 0.3 else whole


def test_no_message_ends_the_server_or_troubles_another_visitor(address: str) -> None:
    chance = random.Random(74)
    with visiting(address, "indikator") as other:
        other.ask("indikator=poverty_rate&tahun=2023")
        for _ in range(ROUNDS):
            with connect(f"{address.replace('http', 'ws')}/_stcore/stream", max_size=None) as socket:
                try:
                    for _ in range(6):
                        socket.send(_message(chance))
                        socket.recv(timeout=5)
                except (ConnectionClosed, TimeoutError):
                    continue
        other.ask("indikator=hdi&tahun=2023")
        assert not [words for words in UNEXPECTED if words in other.said]
    assert httpx.get(f"{address}/siap", timeout=30).status_code == 200


def _mutated(chance: random.Random, content: bytes) -> bytes:
    """The same file with something wrong somewhere."""
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 30)):
        place = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                del changed[place : place + chance.randrange(1, 200)]
            case 2:
                changed[place:place] = chance.randbytes(chance.randrange(1, 50))
            case _:
                changed[place:place] = changed[: chance.randrange(1, 100)]
        if not changed:
            return b""
    return bytes(changed)


def _repacked(chance: random.Random, content: bytes) -> bytes:
    """A workbook of which one part is mutated: the archive around it is sound."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        wrong = chance.choice(source.namelist())
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, _mutated(chance, part) if name == wrong and part else part)
    return out.getvalue()


@pytest.mark.parametrize("file", ["log-operator-ods.csv", "rekap-koperasi-bombana.xlsx"])
def test_no_file_breaks_the_reader(project: Settings, tmp_path: Path, file: str) -> None:
    chance = random.Random(f"74 {file}")
    content = (PROJECT_ROOT / "data" / "sample" / file).read_bytes()
    settings = Settings(project.root, tmp_path / "gudang", tmp_path / "kiriman", tmp_path / "kosong")
    for number in range(ROUNDS):
        wrong = _repacked if file.endswith(".xlsx") and chance.random() < 0.7 else _mutated
        paths = staging.stage([(file, wrong(chance, content))], tmp_path / str(number))
        try:
            reports = list(examining.examined(paths, settings))[-1]
        except KumkmError:
            continue
        assert reports[0].file == paths[0].name

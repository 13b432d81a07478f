"""What every export is tried on: the reads of the build of the tests, and its command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kumkm import __main__ as command
from kumkm.warehouse import reads
from kumkm.warehouse.connection import Published


@pytest.fixture(scope="module")
def ask(serving: Any) -> Any:
    return reads.asking(serving)


@pytest.fixture
def written_once(warehouse: Published, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., None]:
    """Try the command of an export of a build: it writes a file, replaces none unless told to, the same each time, and
    refuses a name that ends as another kind of file does.
    """

    def tried(kind: str, name: str, wrong: str, *more: str) -> None:
        def call(file: str) -> list[str]:
            return ["export", kind, *more, "--out", str(tmp_path / file), "--warehouse", str(warehouse.path.parent)]

        assert command.main(call(name)) == 0
        written = (tmp_path / name).read_bytes()
        assert command.main(call(name)) == 2
        assert "sudah ada dan tidak diubah" in capsys.readouterr().err
        assert command.main([*call(name), "--force", "--build", warehouse.build_id]) == 0
        assert (tmp_path / name).read_bytes() == written
        assert command.main(call(wrong)) == 2

    return tried

"""Words that a person let pass in one delivery, kept beside the warehouse by the hash of its file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from kumkm.errors import InputError
from kumkm.ingest.reading import EVERY_FILE
from kumkm.settings import Settings

FILE = "kata-diterima.json"


def load(settings: Settings, also: Sequence[str] = ()) -> Mapping[str, tuple[str, ...]]:
    """File hash → words accepted for it, as written; `also` are accepted in every file. Raises InputError."""
    kept = {sha256: tuple(words) for sha256, words in _read(settings.warehouse / FILE).items()}
    return {**kept, EVERY_FILE: tuple(also)} if also else kept


def keep(settings: Settings, used: Mapping[str, Sequence[str]]) -> None:
    """Remember the words of each file, in one step, beside those accepted before."""
    if not any(used.values()):
        return
    path = settings.warehouse / FILE
    kept = _read(path)
    for sha256, words in used.items():
        if not words:
            continue
        kept[sha256] = sorted({*kept.get(sha256, []), *words})
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.part")
    try:
        draft.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, list[str]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path.name} di gudang data tidak terbaca: {error}. Hapus berkas itu, lalu terima lagi kata-katanya."
        ) from error
    if not isinstance(content, dict) or not all(isinstance(words, list) for words in content.values()):
        raise InputError(f"{path.name} di gudang data tidak berisi daftar kata per berkas. Hapus, lalu terima lagi.")
    return {str(sha256): [str(word) for word in words] for sha256, words in content.items()}

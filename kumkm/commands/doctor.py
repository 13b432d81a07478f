"""`doctor`: what is wrong with an installation and what to do, one line per check, whatever is broken."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from kumkm import settings as project
from kumkm.commands import data, machine, roles
from kumkm.commands.output import write_json
from kumkm.commands.verdict import State, Verdict, fault
from kumkm.errors import KumkmError
from kumkm.settings import PROJECT_ROOT, Settings

Check = Callable[[Settings], Verdict]
CHECKS: Sequence[tuple[str, Check]] = (
    ("Python", machine.python),
    ("Pustaka", machine.libraries),
    ("Variabel", machine.environment),
    ("Folder gudang", machine.warehouse_folder),
    ("Folder lain", machine.other_folders),
    ("Ruang cakram", machine.disk),
    ("Penunjuk", data.pointer),
    ("Versi terbit", data.published),
    ("Versi tersimpan", data.kept),
    ("Sisa build", data.leftovers),
    ("Buku kiriman", data.ledger),
    ("Kiriman", data.deliveries),
    ("Simpanan kantor", data.store),
    ("Buku audit", data.audit_log),
    ("Masuk dan peran", roles.verdict),
    ("Peta dan tampilan", machine.assets),
    ("Jam", data.clock),
    ("Porta", machine.port),
)


def run(options: argparse.Namespace) -> int:
    """Print every check; 0 where none is a galat, else 1."""
    settings = _settings(options)
    verdicts = [(name, _verdict_of(check, settings)) for name, check in CHECKS]
    if options.json:
        write_json(options.json, [verdict.as_json(name) for name, verdict in verdicts])
    if options.json != "-":
        for name, verdict in verdicts:
            print(f"{verdict.state:<10} {name}: {verdict.found.rstrip('.')}. {verdict.remedy}".rstrip())
        counts = [f"{sum(verdict.state == state for _, verdict in verdicts)} {state}" for state in State]
        print(f"Pemeriksaan: {', '.join(counts)}.")
    return int(any(verdict.state == State.FAULT for _, verdict in verdicts))


def _settings(options: argparse.Namespace) -> Settings:
    """The settings; where the environment cannot be read, with what is usual: the check of it says so."""
    try:
        return project.load(options.warehouse, options.raw)
    except KumkmError:
        return project.usual(options.warehouse, options.raw)


def _verdict_of(check: Check, settings: Settings) -> Verdict:
    """What a check says; one that itself breaks has found something nobody had thought of."""
    try:
        return check(settings)
    except Exception as error:  # the doctor always answers
        reason = str(error).partition("\n")[0][:200].replace(str(PROJECT_ROOT), ".")
        remedy = "Laporkan baris ini kepada pengelola program."
        if isinstance(error, ImportError):
            remedy = "Jalankan `python -m pip install -r requirements.txt`."
        elif isinstance(error, OSError):
            remedy = "Periksa apakah folder dan berkasnya ada, dan izinnya."
        return fault(f"tidak dapat diperiksa ({type(error).__name__}: {reason})", remedy)

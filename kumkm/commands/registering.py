"""Puts these commands on the command line; what they need is imported when they run."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    Parser = TypeVar("Parser", bound=argparse.ArgumentParser)


def register(commands: argparse._SubParsersAction[Parser], places: Parser) -> None:
    """Add the commands of whoever looks after an installation."""
    doctor = commands.add_parser("doctor", parents=[places], help="apa yang salah pada pemasangan ini, dan apa obatnya")
    doctor.add_argument("--json", metavar="KELUARAN", help="tulis sebagai JSON ke berkas ini, - untuk layar")
    doctor.set_defaults(run=_doctor)
    backup = commands.add_parser(
        "backup", parents=[places], help="tulis cadangan gudang data, buku kiriman, dan keputusan rapat ke satu berkas"
    )
    backup.add_argument("--out", required=True, metavar="BERKAS", help=".zip, di luar folder gudang data")
    backup.add_argument("--force", action="store_true", help="ganti berkas yang sudah ada")
    backup.set_defaults(run=_backup)
    restore = commands.add_parser(
        "restore", parents=[places], help="kembalikan cadangan; yang ada sebelumnya disimpan di sampingnya"
    )
    restore.add_argument("file", metavar="BERKAS", help="cadangan yang ditulis oleh backup")
    restore.add_argument("--force", action="store_true", help="juga bila yang ada sedang dipakai atau lebih baru")
    restore.set_defaults(run=_restore)
    roles = commands.add_parser("roles", parents=[places], help="akun mana berperan apa, dan namanya di buku audit")
    roles.set_defaults(run=_roles)


def register_audit(audit: argparse._SubParsersAction[Parser], places: Parser) -> None:
    """Add `audit log`."""
    log = audit.add_parser("log", parents=[places], help="siapa berbuat apa, dan apakah catatannya masih utuh")
    log.add_argument("--json", metavar="KELUARAN", help="tulis sebagai JSON ke berkas ini, - untuk layar")
    log.add_argument("--verify", action="store_true", help="uji rantainya saja; keluar dengan kode 1 bila putus")
    log.set_defaults(run=_audit_log)


def _doctor(options: argparse.Namespace) -> int:
    from kumkm.commands import doctor

    return doctor.run(options)


def _backup(options: argparse.Namespace) -> int:
    from kumkm.commands import backup

    return backup.run(options)


def _restore(options: argparse.Namespace) -> int:
    from kumkm.commands import restore

    return restore.run(options)


def _roles(options: argparse.Namespace) -> int:
    from kumkm.commands import roles

    return roles.run(options)


def _audit_log(options: argparse.Namespace) -> int:
    from kumkm.commands import audit_log

    return audit_log.run(options)

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


def _doctor(options: argparse.Namespace) -> int:
    from kumkm.commands import doctor

    return doctor.run(options)

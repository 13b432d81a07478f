"""A message in which `r` stands for an amount can be read aloud."""

from __future__ import annotations

import pytest

from kumkm.domain.secrecy import in_words


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            "Aset r tidak sama dengan modal luar r.",
            "Aset dirahasiakan (r) tidak sama dengan modal luar dirahasiakan (r).",
        ),
        ("Nilai 'r' ambigu.", "Nilai 'dirahasiakan' ambigu."),
        ("Diduga ganda: 'Koptan' (NIK r).", "Diduga ganda: 'Koptan' (NIK dirahasiakan)."),
        ("SHU r dari volume (r), tidak wajar.", "SHU dirahasiakan (r) dari volume (dirahasiakan), tidak wajar."),
        ("Cara-r, r2 dan karar tetap.", "Cara-r, r2 dan karar tetap."),
    ],
)
def test_a_withheld_amount_is_said_in_words(message: str, said: str) -> None:
    assert in_words(message) == said

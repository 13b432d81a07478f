"""What the last row reads: said in the window of whoever leads, from the colours and sizes of the meeting itself."""

from __future__ import annotations

import re

from kumkm import settings
from kumkm.domain import legibility, units
from kumkm.ui.state import choices

MARKS = frozenset({"fill", "need", "line"})  # what is no text; lines need not be told from the paper
WIDTH, DISTANCE = "lebar_layar", "jarak_baris"  # keys of the two settings


def colours() -> dict[str, str]:
    """The colours of the meeting by name, as its stylesheet declares them."""
    text = (settings.load().static / "meeting" / "meeting.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", text))


def contrasts() -> dict[str, float]:
    """Name of a colour → its contrast with the paper it stands on."""
    palette = colours()
    return {name: legibility.contrast(colour, palette["paper"]) for name, colour in palette.items() if name != "paper"}


def words() -> str:
    """The angle of the smallest text in the last row, how far it may be, and the least contrast of text."""
    width = float(choices.of(WIDTH) or legibility.USUAL_WIDTH)
    distance = float(choices.of(DISTANCE) or legibility.USUAL_DISTANCE)
    angle = legibility.minutes(width, distance)
    enough = angle >= legibility.LEAST_MINUTES
    far = units.number(legibility.furthest(width), 1)
    verdict = "terbaca" if enough else f"terlalu kecil: perbesar layar, atau duduk paling jauh {far} m"
    least = min(value for name, value in contrasts().items() if name not in MARKS)
    return (
        f"Layar {units.number(width, 1)} m, baris belakang {units.number(distance, 1)} m: huruf terkecil "
        f"{units.number(angle, 1)} menit busur (perlu {units.number(legibility.LEAST_MINUTES)}), {verdict}. "
        f"Kontras huruf paling rendah {units.number(least, 1)} : 1."
    )

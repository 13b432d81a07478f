"""Names of regions as tables write them: numbered, starred, shortened, with the type behind or a second name."""

from __future__ import annotations

import re
import unicodedata

from kumkm.domain.regions import Region, Regions
from kumkm.errors import RegionError

_NUMBERED = re.compile(r"^\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\)?\s*", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s*(?:\(?\*+\)?|\(?\d{1,2}\))$")
_SUPERSCRIPT = re.compile(r"[¹²³⁰⁴-⁹]+")
_TYPE_BEHIND = re.compile(r"^(?P<name>.+?)[\s,]+\(?(?P<type>KABUPATEN|KAB\.?|KOTA)\)?$", re.IGNORECASE)
_TWO_NAMES = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)$")
_OFFICE = re.compile(r"^(?:PEMERINTAH\s+|PEM)(?P<type>KAB|KOT)(?:UPATEN|A)?\.?\s+", re.IGNORECASE)
_OF_PROVINCE = re.compile(
    r"^(?:KOPERASI\s+)?(?:BINAAN|KEWENANGAN|LINTAS|DINAS)\s+(?:DINAS\s+)?(?:PROV|KAB)[\w./\s]*$", re.IGNORECASE
)
_DIRECTIONS = {
    **dict.fromkeys(("UT", "UTR"), "UTARA"),
    **dict.fromkeys(("SEL", "SLT"), "SELATAN"),
    **dict.fromkeys(("TIM", "TMR"), "TIMUR"),
    **dict.fromkeys(("BAR", "BRT"), "BARAT"),
    **dict.fromkeys(("TENG", "TGH"), "TENGAH"),
    **dict.fromkeys(("KEP", "KEPUL"), "KEPULAUAN"),
}
_SHORTENED = re.compile(rf"[\s-]({'|'.join(_DIRECTIONS)})\.?$", re.IGNORECASE)


def region_named(regions: Regions, text: str) -> Region | None:
    """The region a name stands for, once what surrounds and shortens it is undone; None where it is none.

    A second name in brackets must be of the same region; nothing is guessed from a part of a name.
    """
    region = _exact(regions, text) or _exact(regions, bare := _bare(text))
    if region is not None:
        return region
    if (match := _TYPE_BEHIND.match(bare)) is not None:
        return _exact(regions, f"{match['type']} {match['name']}")
    if (match := _TWO_NAMES.match(bare)) is not None:
        first, second = _exact(regions, match["name"]), _exact(regions, match["other"])
        return first if first is second else None
    if _OF_PROVINCE.match(bare):
        return _exact(regions, "Binaan Provinsi")
    return _exact(regions, _SHORTENED.sub(lambda match: f" {_DIRECTIONS[match[1].upper()]}", bare))


def _exact(regions: Regions, text: str) -> Region | None:
    try:
        return regions.resolve_name(text)
    except RegionError:
        return None


def _bare(text: str) -> str:
    """`5) Kab. Muna **)` → `Kab. Muna`; `Pemkot Kendari` → `Kota Kendari`."""
    text = unicodedata.normalize("NFKC", _SUPERSCRIPT.sub("", text))
    text = re.sub(r"\s+", " ", re.sub("[\u200b\ufeff]", "", text)).strip(" '’:;,_")
    before = None
    while before != text:
        before, text = text, _FOOTNOTE.sub("", text)
    text = _NUMBERED.sub("", text)
    return _OFFICE.sub(lambda match: "Kabupaten " if match["type"].upper() == "KAB" else "Kota ", text)

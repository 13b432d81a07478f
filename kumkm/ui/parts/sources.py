"""Where the numbers of a page come from, in its last lines."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from kumkm.domain.view.selection import Selection
from kumkm.narrative.sources import behind
from kumkm.ui.parts.html import place
from kumkm.ui.parts.simulation import is_simulated
from kumkm.ui.state import cache

BASIS_WORDS = {
    "published": "angka terbitan",
    "delivered": "dihitung dari kiriman",
    "sum_of_regions": "jumlah seluruh kabupaten/kota (angka provinsi tidak terbit)",
    "derived": "dihitung dari angka terbitan",
}


def source_text(selection: Selection) -> str:
    """Publishers and titles behind the chosen indicator and year, as one line."""
    return f"Sumber: {_behind(selection.indicator_id, selection.year)}"


def source_of(indicator_id: str, year: int | None = None) -> str:
    """Publishers and titles behind an indicator in a year (None: its latest), without the word before them."""
    year = max(cache.coverage()[indicator_id].years) if year is None else year
    return _behind(indicator_id, year)


@cache.per_build(500)
def _behind(indicator_id: str, year: int) -> str:
    return behind(cache.read("indicator_sources", indicator_id=indicator_id), year)


def sources(selection: Selection, *, also: Sequence[str] = ()) -> None:
    """Sources last, small, always; see `sources_html`."""
    place(sources_html(selection, also=also))


def sources_html(selection: Selection, *, province_basis: str | None = None, also: Sequence[str] = ()) -> Markup:
    """Sources of what is on screen in small print; `also` are further indicators on screen."""
    indicator = selection.indicator
    every = dict.fromkeys((indicator.id, *also))
    names = dict.fromkeys(_behind(key, selection.year) for key in every)
    lines = [f"Sumber: {'; '.join(names)}."]
    if any(is_simulated(key) for key in every):
        lines.insert(0, "DATA SIMULASI: sebagian atau seluruh angka di halaman ini bukan data nyata.")
    if province_basis and province_basis != "published":
        lines.append(f"Angka provinsi: {BASIS_WORDS[province_basis]}.")
    if indicator.caveat:
        lines.append(f"Catatan: {indicator.caveat}")
    lines.append(f"Versi data {cache.published().build_id}.")
    return footer_html(" ".join(lines))


def footer(text: str) -> None:
    """The last line of a page, small."""
    place(footer_html(text))


def footer_html(text: str) -> Markup:
    """The last line of a page, small."""
    return Markup('<footer class="k-sources">{}</footer>').format(text)

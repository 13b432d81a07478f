"""What one rerun of a page may cost: counted over the websocket of a real server, so that no later change slips it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from rounds import first
from serving import ROOT, served
from visiting import visiting

from kumkm.domain.indicators import INDICATORS
from kumkm.domain.view.growth import VIEWS
from kumkm.domain.view.proposals import PARTS
from kumkm.ui import pages
from kumkm.ui.state import cache
from kumkm.warehouse.connection import Published

MOST_MESSAGES = 25
# Kilobytes of a rerun of which the figures and words are new; what a browser keeps is not sent again.
MOST_KILOBYTES = {"ringkasan": 18, "indikator": 25, "daerah": 21, "pertumbuhan": 16, "usulan": 7, "kualitas": 9,
                  "data": 7}  # fmt: skip
PAGES = list(MOST_KILOBYTES)
# The same of every view of Pertumbuhan and part of Usulan; what is folded is sent once it is opened.
OF_VIEWS = {"peta": 16, "lintasan": 22, "andil": 11, "tipologi": 14, "ketimpangan": 5, "struktur": 7, "pergeseran": 9,
            "cakupan": 10, "bandingkan": 17, "kaitan": 9, "skenario": 8}  # fmt: skip
OF_PARTS = {"sebaran": 7, "alur": 15, "daftar": 16, "kebutuhan": 10, "simulasi": 9, "berita": 6}
VIEWS_AND_PARTS = {
    **{f"pertumbuhan?lihat={view}": OF_VIEWS[view] for view in VIEWS},
    **{f"usulan?bagian={part}": OF_PARTS[part] for part in PARTS},
}


@pytest.fixture(scope="module")
def address(warehouse: Published) -> Iterator[str]:
    """The real app over the warehouse of the tests."""
    before = os.environ.get("KUMKM_WAREHOUSE")
    os.environ["KUMKM_WAREHOUSE"] = str(warehouse.path.parent)
    try:
        with served(Path(ROOT / "app.py")) as found:
            yield found
    finally:
        os.environ.pop("KUMKM_WAREHOUSE") if before is None else os.environ.update(KUMKM_WAREHOUSE=before)


def cost(address: str, page: str, query: str = "") -> tuple[int, int]:
    """Messages and bytes of a rerun with another region and indicator, after two that warm the session up."""
    more = f"&{query}" if query else ""
    with visiting(address, page) as session:
        for where in ("kab=74.02&indikator=hdi", "kab=74.03&indikator=grdp_constant"):
            session.ask(f"{where}&tahun=2023{more}")
        _, messages, size = session.ask(f"kab=74.01&indikator=poverty_rate&tahun=2023{more}")
    return messages, size


@pytest.mark.parametrize("page", PAGES)
def test_a_rerun_sends_few_messages_and_few_bytes(address: str, page: str) -> None:
    messages, size = cost(address, page)
    assert messages <= MOST_MESSAGES
    assert size <= 1000 * MOST_KILOBYTES[page]


@pytest.mark.parametrize("page", first(PAGES))
def test_another_region_sends_no_more_than_20_kilobytes(address: str, page: str) -> None:
    with visiting(address, page) as session:
        for where in ("kab=74.02&indikator=hdi", "kab=74.03&indikator=grdp_constant"):
            session.ask(f"{where}&tahun=2023")
        _, _, size = session.ask("kab=74.01&indikator=grdp_constant&tahun=2023")
    assert size <= 20_000


def test_turning_a_step_of_the_meeting_sends_next_to_nothing(address: str) -> None:
    """The pictures of all steps are in the browser; a rerun says where the meeting stands."""
    with visiting(address, "rapat") as session:
        all_of_it = sum(session.ask(f"langkah={step}")[2] for step in (1, 2))
        session.ask("langkah=3")
        _, messages, size = session.ask("langkah=4")
    assert all_of_it <= 100_000  # with the stylesheet of a first visit
    assert messages <= 15
    assert size <= 6_000


@pytest.mark.slow
@pytest.mark.parametrize("view", VIEWS_AND_PARTS)
def test_a_view_inside_a_page_sends_few_messages_and_few_bytes(address: str, view: str) -> None:
    page, _, query = view.partition("?")
    messages, size = cost(address, page, query)
    assert messages <= MOST_MESSAGES
    assert size <= 1000 * VIEWS_AND_PARTS[view]


@pytest.mark.slow
def test_all_that_is_made_ahead_can_be_made(warehouse: Published) -> None:
    pages.load_all()
    with cache.looking_at(warehouse):
        made = list(cache.ahead())
    assert len(made) > 5 * len(INDICATORS)
    assert all(made)

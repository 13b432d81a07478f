"""An agenda put in order by what a browser sends, and its list in the browser."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from kumkm.domain import meeting
from kumkm.domain.meeting import Step
from kumkm.errors import InputError
from kumkm.settings import PROJECT_ROOT

STEPS = [Step("a", "Pembukaan", "judul"), Step("b", "RAT", "indikator?indikator=rat_share", "Kata", "Mengapa?")]


def test_the_order_sent_is_taken_whole_and_addresses_stay() -> None:
    sent = [{"id": "b", "title": " RAT 2025 ", "hidden": False}, {"id": "a", "title": "", "hidden": True}]
    rat, opening = meeting.arranged(STEPS, sent)
    assert rat == Step("b", "RAT 2025", "indikator?indikator=rat_share", "Kata", "Mengapa?")
    assert opening == Step("a", "Pembukaan", "judul", hidden=True)


def test_what_is_not_sent_is_removed() -> None:
    assert meeting.arranged(STEPS, [{"id": "b", "title": "RAT"}]) == [STEPS[1]]


@pytest.mark.parametrize(
    "sent",
    [
        [{"id": "c", "title": "Lain"}],
        [{"id": "a", "title": "Sekali"}, {"id": "a", "title": "Dua kali"}],
        ["a"],
        [{"id": "a", "title": "Tersembunyi", "hidden": True}],
        [],
        None,
    ],
)
def test_what_is_no_order_of_these_steps_is_refused(sent: object) -> None:
    with pytest.raises(InputError):
        meeting.arranged(STEPS, sent)


def test_the_pure_part_of_the_list_does_what_its_tests_say() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed; with Node 20 or newer the list is tested without a browser, too")
    tests = [str(path) for path in sorted((PROJECT_ROOT / "tests" / "meeting").glob("*.test.mjs"))]
    done = subprocess.run([node, "--test", *tests], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-6000:]

"""A few rounds of the chaos run, and many by hand: `python tests/chaos/run.py --rounds 500`."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


def broken_and_whole(monkeypatch, kinds, number):
    from run import rounds

    monkeypatch.setenv("KUMKM_SAMPLE", "")  # the run sets it; this takes it back
    ended, failed = rounds(number, 74, kinds, say=lambda *_, **__: None)
    assert failed == []
    assert sum(ended.values()) == number


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_by_kills(monkeypatch):
    import faults

    broken_and_whole(monkeypatch, (faults.builder_killed, faults.publisher_killed, faults.decisions_killed), 3)


@pytest.mark.long
def test_nothing_acknowledged_is_lost_whatever_breaks(monkeypatch):
    import faults

    broken_and_whole(monkeypatch, faults.FAULTS, 2 * len(faults.FAULTS))

"""A few rounds of the chaos run, and many by hand: `python tests/chaos/run.py --rounds 500`."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_whatever_breaks(monkeypatch):
    import faults
    from run import rounds

    monkeypatch.setenv("KUMKM_SAMPLE", "")  # the run sets it; this takes it back
    ended, failed = rounds(len(faults.QUICK), 74, faults.QUICK, say=lambda *_, **__: None)
    assert failed == []
    assert sum(ended.values()) == len(faults.QUICK)

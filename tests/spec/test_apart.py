"""Work on files in a process of its own: what it answers, and what becomes of one that hangs, grows or dies."""

import logging
import os
import sys
import time
from pathlib import Path

import pytest

from kumkm import settings
from kumkm.errors import UsageError
from kumkm.warehouse import apart, publishing
from kumkm.warehouse.apart import Limits


def test_it_answers_and_yields():
    assert apart.call(divmod, 17, 5) == (3, 2)
    assert list(apart.each(iter, [1, 2, 3])) == [1, 2, 3]


def test_what_hangs_is_ended_and_said():
    began = time.monotonic()
    with pytest.raises(UsageError, match="lebih dari 2 detik"):
        apart.call(time.sleep, 600, limits=Limits(seconds=2))
    assert time.monotonic() - began < 30


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
def test_what_grows_is_ended_and_said():
    with pytest.raises(UsageError, match="terlalu banyak memori"):
        apart.call(bytearray, 8 << 30, limits=Limits(memory_bytes=2 << 30))


def test_what_dies_is_said():
    with pytest.raises(UsageError, match="berhenti"):
        apart.call(os._exit, 9)


def test_our_own_words_come_through_and_those_of_a_bug_do_not(caplog, monkeypatch):
    with pytest.raises(UsageError, match="FileNotFoundError") as raised, caplog.at_level(logging.ERROR):
        apart.call(os.stat, "/tidak/ada/NIK 7471012345678901")
    assert "7471012345678901" not in str(raised.value) + caplog.text
    monkeypatch.setenv("KUMKM_KEPT_BUILDS", "lima")
    with pytest.raises(UsageError, match="ditemukan 'lima'"):
        apart.call(settings.load)


def test_a_word_printed_by_a_library_is_no_answer():
    assert apart.call(print, "sela") is None


def test_who_stops_listening_ends_it():
    answers = apart.each(iter, [1, 2, 3])
    assert next(answers) == 1
    answers.close()


def test_so_many_work_at_once_and_the_next_is_told_to_wait(monkeypatch):
    monkeypatch.setattr(apart, "_PATIENCE_SECONDS", 0.1)
    first, second = apart.each(iter, [1, 2]), apart.each(iter, [1, 2])
    assert (next(first), next(second)) == (1, 1)
    with pytest.raises(UsageError, match="sedang diolah"):
        apart.call(divmod, 1, 1)
    first.close()
    assert apart.call(divmod, 7, 5) == (1, 2)
    second.close()


@pytest.mark.slow
def test_publishing_that_is_ended_from_outside_leaves_all_as_it_was(copy, good, monkeypatch):
    monkeypatch.setattr(apart, "LIMITS", Limits(seconds=1.5))
    monkeypatch.setattr(apart.call, "__kwdefaults__", {"on_step": None, "limits": Limits(seconds=1.5)})
    line = b"Kabupaten/Kota;Tahun;Koperasi Terdaftar (unit)\nKolaka;2023;19\n"
    with pytest.raises(UsageError, match="lebih dari"):
        publishing.publish([("kolaka.csv", line)], copy)
    assert [path for path in Path(copy.raw).rglob("*") if path.is_file()] == []
    monkeypatch.undo()
    receipt = publishing.publish([("kolaka.csv", line)], copy)
    assert publishing.undo(receipt, copy) is not None

"""What is kept of a build: made once for all who ask, forgotten with the build, and made ahead where that was asked."""

import threading

import pytest

from kumkm.ui.state.kept import Kept


def test_who_asks_at_the_same_time_waits_for_the_one_that_makes_it():
    made, begun = [], threading.Event()

    def slowly(number):
        begun.set()
        made.append(number)
        threading.Event().wait(0.05)
        return number * 2

    kept = Kept(slowly, 10, lambda: "build")
    found = []
    threads = [threading.Thread(target=lambda: found.append(kept(3))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [6] * 8
    assert made == [3]


def test_another_build_is_asked_anew_and_the_least_used_goes_first():
    build, made = ["one"], []
    kept = Kept(lambda number: made.append(number) or number, 2, lambda: build[0])
    assert [kept(1), kept(2), kept(1), kept(3), kept(1)] == [1, 2, 1, 3, 1]
    assert made == [1, 2, 3]  # 2 went for 3, not 1, which was asked since
    build[0] = "two"
    kept(1)
    assert made == [1, 2, 3, 1]


def test_what_is_made_ahead_is_there_when_it_is_asked_for_and_a_failure_is_left_to_whoever_asks():
    asked = []

    def share(number):
        asked.append(number)
        return 10 / number

    kept = Kept(share, 10, lambda: "build", lambda: [(2,), (0,), (5,)])
    assert list(kept.make_ahead()) == [True, False, True]
    asked.clear()
    assert (kept(2), kept(5)) == (5, 2)
    assert asked == []
    with pytest.raises(ZeroDivisionError):
        kept(0)


def test_what_is_not_told_to_be_made_ahead_is_not():
    assert list(Kept(lambda: 1, 1, lambda: "build").make_ahead()) == []

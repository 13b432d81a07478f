"""What is typed into a list finds what is meant: scored as select boxes score it (fzy), the best one is entered."""

from __future__ import annotations

import math

import pytest

from kumkm.domain.indicators import INDICATORS
from kumkm.ui.state import cache

_NEVER = -math.inf


def bonus(text: str) -> list[float]:
    """What a letter is worth as the first of a run: most at the beginning, then at the beginning of a word."""
    found = []
    for before, letter in zip("/" + text, text, strict=False):
        new_hump = before.islower() and letter.isupper()
        found.append(0.9 if before == "/" else 0.8 if before in "-_ " else 0.6 if before == "." else 0.7 * new_hump)
    return found


def score(typed: str, text: str) -> float:
    """fzy: 1 a letter in a run, the bonus of a run's first, 0.01 off per letter left out, 0.005 outside."""
    worth, ended, best = bonus(text), [_NEVER] * len(text), [_NEVER] * len(text)
    for at, wanted in enumerate(typed.lower()):
        gap = -0.005 if at == len(typed) - 1 else -0.01
        now_ended, now_best, previous = [_NEVER] * len(text), [_NEVER] * len(text), _NEVER
        for place, letter in enumerate(text.lower()):
            here = _NEVER
            if letter == wanted and at == 0:
                here = worth[place] - 0.005 * place
            elif letter == wanted and place:
                here = max(best[place - 1] + worth[place], ended[place - 1] + 1.0)
            now_ended[place] = here
            previous = now_best[place] = max(here, previous + gap)
        ended, best = now_ended, now_best
    return best[-1] if best else _NEVER


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kur", "kur_disbursed"),
        ("koperasi aktif", "cooperatives_active"),
        ("ipm", "hdi"),
        ("umkm", "enterprises"),
        ("penduduk miskin", "poverty_rate"),
        ("kemiskinan", "poverty_line"),
    ],
)
def test_typing_and_enter_finds_what_is_meant(typed: str, found: str) -> None:
    ranked = sorted(INDICATORS.values(), key=lambda item: -score(typed, item.choice))
    assert ranked[0].id == found, [item.choice for item in ranked[:3]]


def test_the_short_name_stands_first_so_that_a_cut_loses_only_the_official_one() -> None:
    for indicator in INDICATORS.values():
        assert indicator.choice.startswith(indicator.short_label)
        rest = indicator.choice.removeprefix(indicator.short_label).removesuffix(f" · {indicator.sought}")
        assert rest in ("", f" · {indicator.label}")


def test_regions_stand_as_people_look_for_them() -> None:
    """Kabupaten by name, then the two towns by name; all that are in force."""
    found = list(cache.choosable().values())
    towns = [name for name in found if name.startswith("Kota ")]
    assert found[:3] == ["Bombana", "Buton", "Buton Selatan"]
    assert found[-2:] == towns == ["Kota Baubau", "Kota Kendari"]
    assert found[:-2] == sorted(found[:-2])
    assert set(cache.choosable()) == set(cache.names())

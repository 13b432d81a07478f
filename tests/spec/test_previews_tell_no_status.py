"""A preview says that money changes and nothing of whether it would be told, which goes by how amounts compare."""

import pandas as pd
import pytest
from test_differences_of_states import KOLAKA
from test_secrecy import MILLION, built, complete, everywhere, told  # noqa: F401
from test_secrecy_across_figures import lines_of, money_of, previewed  # noqa: F401

from kumkm.warehouse import reads

pytestmark = pytest.mark.slow  # every case builds

BELOW, ABOVE = 815, 835  # of 815 + 101 + 105 = 1.021 million 80 % are 816,8; of 1.041 they are 832,8


def own(amount):
    """A sender's own body with so much, and three others of Kolaka dissolved: own, 101 and 105 are left."""
    gone = [(number, "Kolaka", 100 + number, {"status": "Bubar"}) for number in (2, 3, 4)]
    return lines_of([(0, "Kolaka", amount), *gone], 2023)


def all_that_is_told(seen, candidate):
    """Every number and status of a candidate, the parts of its growths, what was found, and where it is from."""
    panels = [
        reads.indicator_panel(candidate, indicator_id=name).drop(columns=["contributors"])
        for name in reads.indicators(candidate)["indicator_id"]
    ]
    parts = reads.register_parts(candidate, field="turnover_idr", from_year=2022, to_year=2023)
    trails = [
        reads.provenance(candidate, indicator_id="cooperative_turnover", region_code=code, year=2023)
        for code in ("74", "74.01", "74.02")
    ]
    rows = [
        reads.provenance_rows(candidate, indicator_id="cooperative_turnover", region_code=code, year=2023, most=99)
        for code in ("74", "74.01", "74.02")
    ]
    counts = pd.DataFrame({"what": [str((seen.thin, seen.total, seen.held_back, seen.real_now))]})
    return [seen.changed, seen.unseen, counts, *panels, parts, *trails, *rows, reads.findings(candidate)]


@pytest.mark.long
def test_just_below_and_just_above_the_flip_a_preview_is_the_same(built, previewed):  # noqa: F811
    before = lines_of(
        [(number, name, amount - 5) for number, name, amount in [*KOLAKA, *everywhere(without=["Kolaka"])]], 2022
    )
    built(lama=before, daftar=lines_of([*KOLAKA, *everywhere(without=["Kolaka"])], 2023))
    answers = []
    for amount in (BELOW, ABOVE):
        seen, candidate = previewed(own(amount))
        with candidate:
            # Neither is shown, and it is the whole table of that year that is not.
            assert told(candidate, "cooperative_turnover") == {}
            assert len(told(candidate, "cooperative_turnover", 2022)) == 18
            answers.append(all_that_is_told(seen, candidate))
        named = set(seen.unseen.itertuples(index=False, name=None))
        assert {row for row in named if row[0] == "cooperative_turnover"} == {
            ("cooperative_turnover", "74", 2023), ("cooperative_turnover", "74.01", 2023)
        }  # fmt: skip
        assert money_of(seen, "74.01").empty
        assert not set(seen.changed["region_code"]) - {"74", "74.01"}
    for one, other in zip(*answers, strict=True):
        pd.testing.assert_frame_equal(one, other)
    # And yet the one would be told, and the other would not.
    assert told(built(day=2, uji=own(BELOW)), "cooperative_turnover")["74.01"] == (BELOW + 101 + 105) * MILLION
    opened = built(day=3, lagi=own(ABOVE))
    assert "74.01" not in told(opened, "cooperative_turnover")
    assert complete(opened, "cooperative_turnover_idr")["74.01"] == (ABOVE + 101 + 105) * MILLION


def test_what_the_delivery_does_not_touch_is_shown_as_it_stands(built, previewed):  # noqa: F811
    heading = "Kabupaten/Kota;Tahun;Penyaluran (Rp);Jumlah Debitur"
    built(
        daftar=lines_of([*KOLAKA, *everywhere(without=["Kolaka"])], 2023),
        kur=[heading, *(f"{name};2023;900000000;30" for _, name, _ in everywhere(many=1))],
    )
    seen, candidate = previewed(own(BELOW))
    with candidate:
        assert len(told(candidate, "kur_disbursed")) == 18
    assert not set(seen.unseen["indicator_id"]) & {"kur_disbursed", "kur_mean_loan"}

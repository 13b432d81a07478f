"""What Usulan shows, read from and written to its address."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis.allocation import allocate
from kumkm.domain import exact
from kumkm.domain.rules import BILLION, Rules, in_billions
from kumkm.domain.view import params, proposals
from kumkm.domain.view.proposals import (
    CAPS,
    CEILINGS,
    DOCUMENTS,
    FINDINGS,
    FLOORS,
    MOST_KEPT,
    PARTS,
    ProposalView,
    Scenario,
)

WORDS = st.text("abcdef 123", max_size=20).map(str.strip)
WEIGHT = st.decimals(0, 1, places=12)
MENU = st.text("abc_", min_size=1)
OWN = st.dictionaries(st.sampled_from(["74.01", "74.71"]), st.integers(*FLOORS), max_size=2)
RULES = st.builds(
    Rules,
    st.integers(*CEILINGS),
    st.integers(*FLOORS),
    floors=OWN,
    menu_caps=st.dictionaries(MENU, st.integers(*CAPS), max_size=3),
)
SCENARIO = st.builds(Scenario, RULES, st.tuples(*[WEIGHT] * 4), WORDS)


def read(given):
    return params.read(proposals.PARAMS, ProposalView(), given, params.Reading())


def written(view):
    return params.written(proposals.PARAMS, view, ProposalView())


def test_the_default_view_has_a_clean_address():
    assert written(ProposalView()) == {}
    assert read({}) == (ProposalView(), [])


@given(
    part=st.sampled_from(list(PARTS)),
    year=st.none() | st.integers(2000, 2099),
    words=st.tuples(*[WORDS] * 6),
    scenario=SCENARIO,
    need=st.dictionaries(MENU, WEIGHT, max_size=3),
    kept=st.lists(SCENARIO, max_size=MOST_KEPT),
    documents=st.sampled_from(list(DOCUMENTS)),
    findings=st.sampled_from(list(FINDINGS)),
)
def test_every_view_comes_back_from_its_address(part, year, words, scenario, need, kept, documents, findings):
    menu, fund, stage, text, opened, ministry = words
    view = ProposalView(
        part=part,
        year=year,
        menu=menu,
        fund=fund,
        stage=stage,
        text=text,
        opened=opened,
        scenario=scenario,
        kept=tuple(kept),
        ministry=ministry,
        documents=documents,
        findings=findings,
        need=need,
    )
    assert read(written(view)) == (view, [])


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"bagian": "semua"}, "semua"),
        ({"ta": "dua ribu"}, "dua ribu"),
        ({"pagu": "0"}, "antara 0.5 dan 1000"),
        ({"pagu": "banyak"}, "banyak"),
        ({"pagu": "40.0000000001"}, "paling halus satu rupiah"),
        ({"pagu": "nan"}, "nan"),
        ({"pagu": "1e999999999"}, "1e999999999"),
        ({"minimal": "9"}, "antara 0 dan 3"),
        ({"minimal": "1.7"}, "bilangan bulat antara 0 dan 3"),
        ({"lantai": "74.71=1.7"}, "misalnya 74.71=2"),
        ({"batas": "rpb=0.00000000001"}, "paling halus satu rupiah"),
        ({"bobot": "1;1;1;1e-999999999"}, "antara 0 dan 1"),
        ({"bobot": "1;1"}, "4 angka"),
        ({"batas": "rpb"}, "menu=miliar"),
        ({"lantai": "74.71=9"}, "misalnya 74.71=2"),
        ({"butuh": "poverty_rate=2"}, "antara 0 dan 1"),
        ({"skenario": "40~1"}, "salin alamatnya utuh"),
        ({"syarat": "separuh"}, "lengkap, kurang"),
        ({"temuan": "banyak"}, "ada, tanpa"),
        ({"bobot": "1;1;1;2"}, "antara 0 dan 1"),
    ],
)
def test_a_wrong_parameter_is_ignored_and_named(params, said):
    found, notices = read(params)
    assert found == ProposalView()
    assert len(notices) == 1
    assert said in notices[0]


@pytest.mark.parametrize(("text", "ceiling"), [("0.5", CEILINGS[0]), ("1000", CEILINGS[1])])
def test_the_ends_of_the_range_are_within_it(text, ceiling):
    assert read({"pagu": text})[0].scenario.rules.ceiling == ceiling


def test_a_cap_of_twelve_billion_and_ten_digits_is_that_many_rupiah():
    view, _ = read({"batas": "rpb=12.3456789", "pagu": "123.4567", "lantai": "74.71=2.0"})
    assert view.scenario.rules == Rules(123_456_700_000, 1, {"74.71": 2}, {"rpb": 12_345_678_900})
    assert written(view) == {"pagu": "123.4567", "batas": "rpb=12.3456789", "lantai": "74.71=2"}
    assert view.scenario.called == "Pagu Rp123,4567 miliar, jatah minimal 1"


# As the address was written before: six digits at most.
@given(st.floats(0.5, 1000), st.lists(st.floats(1e-9, 1), min_size=4, max_size=4))
def test_an_address_of_six_digits_opens_what_it_says(ceiling, weights):
    address = {"pagu": f"{ceiling:g}", "bobot": ";".join(f"{weight:g}" for weight in weights)}
    view, notices = read(address)
    assert notices == []
    assert view.scenario.rules.ceiling == Decimal(f"{ceiling:g}") * 10**9
    assert list(view.scenario.weights) == [Decimal(f"{weight:g}") for weight in weights]


@given(st.integers(*CEILINGS), st.integers(*CAPS))
def test_from_the_control_over_the_address_to_the_rules_no_rupiah_is_lost(ceiling, cap):
    shown = [float(in_billions(rupiah)) for rupiah in (ceiling, cap)]  # what a control holds
    typed = [exact.nearest(value, BILLION) for value in shown]
    view = ProposalView(scenario=Scenario(Rules(typed[0], menu_caps={"rpb": typed[1]})))
    found = read(written(view))[0].scenario.rules
    assert (found.ceiling, found.menu_caps["rpb"]) == (ceiling, cap)


@given(st.decimals("0.5", 1000, places=9))
def test_what_is_typed_is_what_the_solver_is_given(billions):
    typed = exact.nearest(float(str(billions)), BILLION)
    assert typed == billions * 10**9
    kept = Scenario(Rules(typed)).text
    found, notices = read({"skenario": kept})
    assert (found.kept[0].rules.ceiling, notices) == (typed, [])
    row = {"proposal_id": "U1", "region_code": "R1", "menu_id": "rpb", "score": 1.0}
    exactly, one_less = (
        allocate(pd.DataFrame([row | {"amount_idr": amount}]), found.kept[0].rules, {"R1": "Satu"})
        for amount in (typed, typed + 1)
    )
    assert exactly.leftover_idr == 0
    assert exactly.total_idr == typed
    assert one_less.selected.empty


def test_a_step_of_a_control_in_floats_is_off_by_less_than_a_rupiah_and_so_by_none():
    assert exact.nearest(0.1 + 0.2, BILLION) == 300_000_000

"""What Usulan shows, read from and written to its address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.domain import proposal_view
from kumkm.domain.proposal_view import CEILINGS, DOCUMENTS, FINDINGS, FLOORS, MOST_KEPT, PARTS, ProposalView, Scenario

WORDS = st.text("abcdef 123", max_size=20).map(str.strip)
WEIGHT = st.integers(0, 20).map(lambda part: part / 20)
CAPS = st.dictionaries(st.text("abc_", min_size=1), st.integers(1, 2000).map(lambda half: half / 2), max_size=3)
OWN = st.dictionaries(st.sampled_from(["74.01", "74.71"]), st.integers(*FLOORS).map(float), max_size=2)
SCENARIO = st.builds(
    Scenario,
    st.integers(1, 2000).map(lambda half: half / 2),
    st.integers(*FLOORS),
    st.tuples(*[WEIGHT] * 4),
    CAPS.map(lambda caps: tuple(sorted(caps.items()))),
    WORDS,
    OWN.map(lambda floors: tuple(sorted(floors.items()))),
)


def test_the_default_view_has_a_clean_address():
    assert ProposalView().to_url() == {}
    assert proposal_view.from_url({}) == (ProposalView(), [])


@given(
    part=st.sampled_from(list(PARTS)),
    year=st.none() | st.integers(2000, 2099),
    words=st.tuples(*[WORDS] * 7),
    caps=CAPS,
    floors=OWN,
    need=st.dictionaries(st.text("abc_", min_size=1), WEIGHT, max_size=3),
    kept=st.lists(SCENARIO, max_size=MOST_KEPT),
    documents=st.sampled_from(list(DOCUMENTS)),
    findings=st.sampled_from(list(FINDINGS)),
    ceiling=st.integers(1, 2000).map(lambda half: half / 2),
    floor=st.integers(*FLOORS),
    weights=st.tuples(*[WEIGHT] * 4),
)
def test_every_view_comes_back_from_its_address(
    part, year, words, caps, floors, need, kept, documents, findings, ceiling, floor, weights
):
    menu, fund, stage, text, opened, name, ministry = words
    view = ProposalView(
        part=part,
        year=year,
        menu=menu,
        fund=fund,
        stage=stage,
        text=text,
        opened=opened,
        ceiling=ceiling,
        floor=floor,
        weights=weights,
        caps=tuple(sorted(caps.items())),
        floors=tuple(sorted(floors.items())),
        name=name,
        kept=tuple(kept),
        ministry=ministry,
        documents=documents,
        findings=findings,
        need=tuple(sorted(need.items())),
    )
    assert proposal_view.from_url(view.to_url()) == (view, [])


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"bagian": "semua"}, "semua"),
        ({"ta": "dua ribu"}, "dua ribu"),
        ({"pagu": "0"}, "antara 0.5 dan 1000"),
        ({"pagu": "banyak"}, "banyak"),
        ({"minimal": "9"}, "antara 0 dan 3"),
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
    found, notices = proposal_view.from_url(params)
    assert found == ProposalView()
    assert len(notices) == 1
    assert said in notices[0]


@pytest.mark.parametrize("ceiling", CEILINGS)
def test_the_ends_of_the_range_are_within_it(ceiling):
    assert proposal_view.from_url({"pagu": f"{ceiling:g}"})[0].ceiling == ceiling

"""A recap gives every measure it holds, and the same figures in every build."""

from datetime import UTC, datetime

import pytest

from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import build_and_report

pytestmark = pytest.mark.slow  # every case builds anew

SIX = ("Kolaka", "Konawe", "Muna", "Buton", "Bombana", "Wakatobi")
HEADING = "Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif;Koperasi Tidak Aktif;Koperasi Melaksanakan RAT"
RECAP = [HEADING, *(f"{name};2023;100;50;50;{25 + place}" for place, name in enumerate(SIX))]


@pytest.fixture
def shares(copied, tmp_path):
    """Build a recap in a folder of its own: indicator → its values of 2023 in the six regions."""

    def build(folder):
        settings = copied(tmp_path / folder)
        (settings.raw / "rekap.csv").write_text("\n".join(RECAP), encoding="utf-8")
        outcome = build_and_report(settings, datetime(2026, 1, 1, tzinfo=UTC))
        assert outcome.held_back == ()
        with connection.connect(outcome.published) as opened:
            return {
                indicator_id: reads.indicator_by_region(opened, indicator_id=indicator_id, year=2023)
                .set_index("region_name")["value"]
                .reindex(list(SIX))
                .tolist()
                for indicator_id in ("rat_share", "rat_registered_share", "active_cooperative_share")
            }

    return build


def test_meetings_of_a_recap_are_told_of_the_active_and_of_all_registered(shares):
    found = shares("one")
    assert found["rat_share"] == pytest.approx([50, 52, 54, 56, 58, 60])  # 25 to 30 of 50 active
    assert found["rat_registered_share"] == pytest.approx([25, 26, 27, 28, 29, 30])  # the same of 100 registered
    assert found["active_cooperative_share"] == pytest.approx([50] * 6)


@pytest.mark.long
def test_two_builds_of_one_recap_agree(shares):
    assert shares("first") == shares("second")

"""Layouts met in public files, with invented values: the right number, or none and a word about it; never a wrong one.

Each file of tests/cases is one kind of fault. `published` are numbers that must come out, by (field, region, year);
`silent` fields must have none; `said` are the notes owed.
"""

from datetime import date
from pathlib import Path

import pytest

from kumkm.ingest import opening
from kumkm.warehouse.deliveries import reader

CASES = Path(__file__).resolve().parent.parent / "cases"
COUNTS = ("cooperatives_registered", "cooperatives_active", "cooperatives_inactive")
SCALES = ("enterprises", "enterprises_micro", "enterprises_small", "enterprises_medium")

EXPECTED = {
    "unit-rp-m.csv": {"published": {("kur_disbursed_idr", "74.03", 2021): 239.84e9}},
    "unit-rp-x-1000.csv": {"published": {("turnover_idr", "74.03", 2021): 239_840_000}},
    "unit-misspelt.csv": {"published": {("turnover_idr", "74.03", 2021): 24e9}},
    "percent-under-a-title-of-counts.csv": {"silent": ("cooperatives_rat", *COUNTS)},
    "percent-and-count-by-year.xlsx": {
        "published": {("cooperatives_rat", "74.01", 2020): 24},
        "silent": ("cooperatives_active", "cooperatives_registered"),
        "only": {"cooperatives_rat": {2020}},
        "said": {"unknown_word", "unread_columns"},
    },
    "target-year-down.csv": {
        "published": {("cooperatives_active", "74.01", 2023): 42, ("cooperatives_registered", "74.01", 2023): 82},
        "only": {"cooperatives_active": {2023}},
        "targets": {("cooperatives_active", "74.01", 2024): 90},
    },
    "increase-beside-a-year.csv": {
        "published": {("cooperatives_active", "74.01", 2022): 42},
        "only": {"cooperatives_active": {2022}},
    },
    "title-of-targets.csv": {"silent": COUNTS, "targets": {("cooperatives_active", "74.01", 2026): 90}},
    "target-beside-realised-years.xlsx": {
        "published": {("cooperatives_active", "74.01", 2022): 40, ("cooperatives_active", "74.01", 2023): 42},
        "only": {"cooperatives_active": {2022, 2023}},
        "targets": {("cooperatives_active", "74.01", 2024): 90},
    },
    "target-realised-achieved.xlsx": {
        "published": {("cooperatives_active", "74.01", 2015): 70, ("cooperatives_active", "74.01", 2011): 66},
        "targets": {("cooperatives_active", "74.01", 2015): 71},
    },
    "workers-by-scale.csv": {"silent": SCALES, "said": {"nothing_read"}},
    "members-by-type.csv": {"silent": COUNTS, "said": {"nothing_read"}},
    "members-by-status.csv": {"silent": COUNTS, "said": {"nothing_read"}},
    "nib-by-scale.csv": {"silent": SCALES, "said": {"nothing_read"}},
    "title-of-members-by-type.csv": {"silent": COUNTS, "said": {"nothing_read"}},
    "enterprises-and-workers-by-scale.xlsx": {
        "published": {
            ("enterprises_micro", "74.01", 2023): 1000,
            ("enterprises_medium", "74.01", 2023): 10,
            ("enterprise_workers", "74.01", 2023): 2580,
        },
        "said": {"unread_columns"},
    },
    "turnover-by-scale.xlsx": {"silent": (*SCALES, "assets_idr", "turnover_idr"), "said": {"nothing_read"}},
    "scale-down-with-shares.xlsx": {
        "published": {("enterprises_micro", "74.01", 2021): 8000, ("enterprises_micro", "74.01", 2022): 8200},
        "said": {"unread_columns"},
    },
    "active-by-type.xlsx": {"silent": COUNTS, "said": {"nothing_read"}},
    "title-of-village-cooperatives.csv": {
        "published": {("kdkmp_formed", "74.01", 2025): 135},
        "silent": ("cooperatives_registered", "members"),
    },
    "title-of-recipients.csv": {"silent": SCALES, "said": {"nothing_read"}},
    "total-without-a-name.csv": {
        "published": {("cooperatives_active", "74.01", 2023): 20, ("cooperatives_active", "74.03", 2023): None},
        "total": 41,
        "said": {"dash"},
    },
    "total-without-a-name.xlsx": {"published": {("cooperatives_active", "74.71", 2023): 35}, "absent": "74.72"},
    "total-without-a-name-dashes.xlsx": {
        "published": {("cooperatives_active", "74.72", 2023): None},
        "total": 440,
        "said": {"dash"},
    },
    "subtotal-without-a-name.xlsx": {"published": {("cooperatives_active", "74.01", 2023): 20}, "rows": 34},
    "year-of-a-base.csv": {
        "published": {("grdp_constant_idr", "74.12", 2026): 1.5e12},
        "only": {"grdp_constant_idr": {2026}},
    },
    "pandas-year.csv": {"published": {("cooperatives_active", "74.01", 2023): 20}},
    "pandas-floats.csv": {
        "published": {("members", "74.01", 2023): 1200, ("cooperatives_inactive", "74.05", 2023): None}
    },
    "two-languages.csv": {"published": {("cooperatives_active", "74.01", 2022): 110}},
    "unit-in-a-column.csv": {
        "published": {("kur_disbursed_idr", "74.03", 2021): 239_840e6, ("kur_borrowers", "74.03", 2021): 7388}
    },
    "months-as-dates.xlsx": {
        "published": {
            ("kur_disbursed_idr", "74.01", (2023, 1)): 100e6,
            ("kur_disbursed_idr", "74.72", (2023, 3)): 136e6,
        }
    },
    "formulas-never-calculated.xlsx": {
        "published": {("cooperatives_active", "74.01", 2023): None, ("members_male", "74.01", 2023): 100},
        "said": {"uncalculated"},
    },
    "totals-never-calculated.xlsx": {
        "published": {("cooperatives_registered", "74.01", 2023): None, ("cooperatives_active", "74.01", 2023): 20},
        "total": None,
        "said": {"uncalculated"},
    },
    "raised-marks.xlsx": {
        "published": {
            ("cooperatives_active", "74.02", 2023): 125,
            ("cooperatives_inactive", "74.03", 2023): 32,
            ("turnover_idr", "74.04", 2023): 1_234.5e6,
            ("cooperatives_active", "74.05", 2023): 124,
        }
    },
    "raised-marks-alone.xlsx": {
        "published": {("cooperatives_active", "74.02", 2023): 125, ("turnover_idr", "74.04", 2023): 1_234.5e6}
    },
    "footnoted-values.csv": {
        "published": {
            ("cooperatives_active", "74.01", 2023): 1234,
            ("cooperatives_inactive", "74.03", 2023): 30,
            ("turnover_idr", "74.03", 2023): 13.5e6,
        }
    },
    "regions-under-their-measure.csv": {
        "published": {("cooperatives_active", "74.01", 2023): 1000, ("cooperatives_registered", "74.72", 2024): 2116}
    },
    "percent-format.xls": {"published": {("poverty_pct", "74.01", 2025): 11.34}},
    "semesters-across.xlsx": {"silent": COUNTS, "said": {"part_year"}},
    "quarter-across.xlsx": {"silent": COUNTS, "said": {"part_year"}},
    "html-table.xls": {
        "published": {("cooperatives_active", "74.01", 2021): 40, ("cooperatives_inactive", "74.01", 2021): 20}
    },
}


@pytest.fixture
def deliver(project):
    """Read one file of tests/cases; returns its deliveries."""
    return lambda name: reader(project, date(2026, 11, 29)).read(opening.inspect(CASES / name), name)


def numbers(facts):
    return {
        (fact.field, fact.region_code, (fact.year, fact.month) if fact.month else fact.year): fact.value
        for fact in facts
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_a_number_is_right_or_it_is_not_there(deliver, name):
    expected = EXPECTED[name]
    [delivery] = deliver(name)
    found = numbers(delivery.facts)
    for key, value in expected.get("published", {}).items():
        assert found[key] == (value if value is None else pytest.approx(value)), key
    assert not {field for field, _, _ in found} & set(expected.get("silent", ()))
    for field, years in expected.get("only", {}).items():
        assert {year for known, _, year in found if known == field} == years
    for key, value in expected.get("targets", {}).items():
        assert numbers(delivery.targets)[key] == value
    assert {note.note for note in delivery.notes} == expected.get("said", set())
    if "rows" in expected:
        assert len(delivery.facts) == expected["rows"]
    if "absent" in expected:
        assert not any(region == expected["absent"] for _, region, _ in found)


@pytest.mark.parametrize("name", [name for name, expected in EXPECTED.items() if "total" in expected])
def test_a_total_without_a_name_is_a_total_and_no_region(deliver, name):
    [delivery] = deliver(name)
    printed = [total.printed for total in delivery.totals if total.field == "cooperatives_active"]
    assert printed == ([] if EXPECTED[name]["total"] is None else [EXPECTED[name]["total"]])
    assert all(total.printed == total.summed for total in delivery.totals)


def test_the_unit_in_the_title_of_a_list_holds_for_its_money(deliver):
    [delivery] = deliver("list-unit-in-title.csv")
    assert [row["assets_idr"] for row in delivery.rows] == [1_001e6, 1_002e6, 1_003e6]


def test_a_name_that_begins_like_a_footer_is_a_name(deliver):
    [delivery] = deliver("name-like-a-footer.csv")
    assert [row["name"] for row in delivery.rows] == [
        "Contoh Maju", "Sumber Rezeki Contoh", "Contoh Jaya", "Contoh Tani",
    ]  # fmt: skip


def test_men_and_women_of_the_officers_are_not_the_members(deliver):
    [delivery] = deliver("two-groups-of-sexes.csv")
    assert [row["members"] for row in delivery.rows] == [102, 104]


def test_days_of_a_workbook_that_counts_from_1904(deliver):
    [delivery] = deliver("days-since-1904.xlsx")
    assert delivery.rows[0]["rat_date"] == date(2024, 2, 12)


def test_every_case_has_an_expectation():
    named = {
        "list-unit-in-title.csv", "name-like-a-footer.csv", "two-groups-of-sexes.csv", "days-since-1904.xlsx",
        "list-without-rat.csv", "list-without-status.csv",
    }  # fmt: skip
    assert {path.name for path in CASES.iterdir()} == set(EXPECTED) | named

"""Every analysis of the real figures, computed a second time from the printed rows with the bare formula."""

import csv
import math
from itertools import combinations

import pandas as pd
import pytest

from kumkm.analysis import catalogue
from kumkm.errors import UsageError
from kumkm.narrative.gaps import gap_words

CHILDREN = ("74.11", "74.12", "74.13", "74.14", "74.15")
WITHOUT_BREAK = list(combinations(range(2014, 2024), 2))
LEVELS = ("before", "after", "change", "matched_change", "unmatched_change")
FIELDS = {"turnover_idr": "cooperative_turnover", "assets_idr": "cooperative_assets"}
SPANS = list(combinations(range(2019, 2024), 2))


@pytest.fixture(scope="module")
def analyse(read):
    """Run an analysis by name, parameters as text as the command line gives them."""

    def run(name, **params):
        analysis = catalogue.find(name)
        return analysis.run(read, **analysis.typed({key: str(value) for key, value in params.items()}))

    return run


@pytest.fixture(scope="module")
def code_of(project):
    """BPS code → code of the dashboard: 7401 is Buton for BPS and Kolaka for Kemendagri."""
    with (project.reference / "regions.csv").open(encoding="utf-8", newline="") as file:
        return {row["bps_code"]: row["region_code"] for row in csv.DictReader(file) if row["bps_code"]}


@pytest.fixture(scope="module")
def output(printed, code_of):
    """PDRB ADHK as BPS printed it, in juta rupiah: year → code → value; a printed 0 is a region yet to come."""
    found = {}
    for row in printed.values():
        if row["source_id"] == "bps_grdp_constant_region" and float(row["value"]) != 0:
            found.setdefault(int(row["year"]), {})[code_of[row["region_code_printed"]]] = float(row["value"])
    return found


@pytest.fixture(scope="module")
def people(printed):
    """Dukcapil population, the later half-year of each year: year → code → persons."""
    found = {}
    for row in sorted(printed.values(), key=lambda row: row["period"]):
        if row["source_id"] == "dukcapil_dkb":
            found.setdefault(int(row["year"]), {})[row["region_code_printed"]] = float(row["value"])
    return found


def province_printed(printed, year):
    (row,) = [
        row for row in printed.values() if row["source_id"] == "bps_grdp_constant_province" and row["year"] == str(year)
    ]
    return float(row["value"])


# -- contribution ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "last"), WITHOUT_BREAK)
def test_contributions_are_each_gain_over_the_sum_before_and_add_up(analyse, output, first, last):
    found = analyse("contribution", indicator_id="grdp_constant", from_year=first, to_year=last)
    parts = found[found["region_code"] != "74"].set_index("region_code")
    province = found[found["region_code"] == "74"].iloc[0]
    before, after = (math.fsum(output[year].values()) for year in (first, last))
    assert len(parts) == 17
    for code, row in parts.iterrows():
        gain = output[last][code] - output[first][code]
        assert row["contribution_pp"] == pytest.approx(gain / before * 100, rel=1e-9)
        assert row["growth_pct"] == pytest.approx(gain / output[first][code] * 100, rel=1e-9)
        assert row["share_pct"] == pytest.approx(gain / (after - before) * 100, rel=1e-9)
    assert math.fsum(parts["contribution_pp"]) == pytest.approx(province["contribution_pp"], rel=1e-9)
    assert province["growth_pct"] == pytest.approx((after / before - 1) * 100, rel=1e-9)
    assert province["share_pct"] == pytest.approx(100, rel=1e-9)


@pytest.mark.parametrize(("first", "last"), [(2014, 2023), (2018, 2023), (2022, 2023)])
def test_the_published_province_stands_beside_the_sum_with_its_discrepancy(analyse, output, printed, first, last):
    found = analyse("contribution", indicator_id="grdp_growth", from_year=first, to_year=last)
    row = found.iloc[-1]
    published = (province_printed(printed, last) / province_printed(printed, first) - 1) * 100
    of_sum = (math.fsum(output[last].values()) / math.fsum(output[first].values()) - 1) * 100
    assert row["region_code"] == "74"
    assert row["published_growth_pct"] == pytest.approx(published, rel=1e-9)
    assert row["discrepancy_pp"] == pytest.approx(published - of_sum, rel=1e-6)
    assert found.iloc[:-1][["published_growth_pct", "discrepancy_pp"]].isna().all(axis=None)


def test_a_growth_rate_stands_for_the_level_it_is_made_from(analyse):
    span = {"from_year": 2018, "to_year": 2023}
    rate = analyse("contribution", indicator_id="grdp_growth", **span)
    pd.testing.assert_frame_equal(rate, analyse("contribution", indicator_id="grdp_constant", **span))


def test_a_sum_nobody_published_has_no_published_growth(analyse):
    row = analyse("contribution", indicator_id="population", from_year=2018, to_year=2021).iloc[-1]
    assert math.isnan(row["published_growth_pct"]) and math.isnan(row["discrepancy_pp"])
    assert not math.isnan(row["growth_pct"])


@pytest.mark.parametrize("indicator_id", ["poverty_rate", "hdi", "grdp_share", "active_cooperative_share"])
def test_a_share_or_an_index_has_no_contributions(analyse, indicator_id):
    with pytest.raises(
        UsageError, match=f"Andil tidak dapat dihitung untuk '{indicator_id}'.*Yang dapat: grdp_constant"
    ):
        analyse("contribution", indicator_id=indicator_id, from_year=2018, to_year=2020)


# -- nothing across the split ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "params", "columns"),
    [
        ("contribution", {"indicator_id": "grdp_growth"}, ["contribution_pp", "growth_pct", "share_pct"]),
        ("klassen", {}, ["growth_line", "class_id"]),
    ],
)
def test_a_span_across_the_split_gives_no_value_to_anyone_and_says_why(read, analyse, names, name, params, columns):
    span = {"from_year": 2012, "to_year": 2023}
    found = analyse(name, **params, **span)
    assert {*names} <= set(found["region_code"])
    assert found[columns].isna().all(axis=None)
    said = gap_words(catalogue.gaps_behind(read, catalogue.find(name), params | span), names)
    assert said.startswith("Belum ada data 2012: Kolaka Timur, ")
    assert "Putus deret 2013: Kolaka dan Konawe." in said
    assert said.endswith("Putus deret 2014: Muna dan Buton.")


def test_average_growth_across_the_split_stops_at_parents_and_children_only(analyse, names, output):
    found = analyse("cagr", indicator_id="grdp_growth", from_year=2012, to_year=2023).set_index("region_code")
    rates = found["growth_pct"].reindex(list(names))
    apart = {*CHILDREN, "74.01", "74.02", "74.03", "74.04"}
    assert set(rates.index[rates.isna()]) == apart
    kendari = (output[2023]["74.71"] / output[2012]["74.71"]) ** (1 / 11)
    assert rates["74.71"] == pytest.approx((kendari - 1) * 100, rel=1e-9)


def test_ranks_across_the_split_are_among_those_that_may_be_compared(analyse):
    found = analyse("rank_movement", indicator_id="grdp_constant", from_year=2012, to_year=2023)
    assert set(found["ranked"]) == {8}
    assert not {*CHILDREN, "74.01", "74.02", "74.03", "74.04"} & set(found["region_code"])


@pytest.mark.parametrize(
    ("name", "span", "said"),
    [
        ("klassen", (2018, 2023), ""),
        ("klassen", (2014, 2017), "Belum ada data 2017: semua daerah."),  # no population before 2018
        ("klassen", (2014, 2018), ""),
        ("beta", (2016, 2023), "Belum ada data 2016: semua daerah."),
    ],
)
def test_missing_population_is_said_as_well(read, names, name, span, said):
    params = dict(zip(("from_year", "to_year"), span, strict=True))
    assert gap_words(catalogue.gaps_behind(read, catalogue.find(name), params), names) == said


def test_all_but_one_are_not_all(read, names):
    params = {"indicator_id": "poverty_rate", "from_year": 2022, "to_year": 2023}
    said = gap_words(catalogue.gaps_behind(read, catalogue.find("difference"), params), names)
    assert said == "Belum ada data 2022: Kolaka, Konawe, Muna, dan 13 daerah lain."  # Kota Kendari was published


# -- Klassen -----------------------------------------------------------------------------------------------


def test_klassen_2018_2023_computed_again_from_the_printed_rows(analyse, output, people):
    found = analyse("klassen", from_year=2018, to_year=2023).set_index("region_code")
    codes = sorted(output[2023])
    income = {code: output[2023][code] * 1e6 / people[2023][code] for code in codes}
    growth = {code: ((output[2023][code] / output[2018][code]) ** (1 / 5) - 1) * 100 for code in codes}
    income_line = math.fsum(output[2023].values()) * 1e6 / math.fsum(people[2023].values())
    growth_line = ((math.fsum(output[2023].values()) / math.fsum(output[2018].values())) ** (1 / 5) - 1) * 100
    words = {
        (True, True): "maju_tumbuh_cepat",
        (True, False): "maju_tertekan",
        (False, True): "berkembang_cepat",
        (False, False): "relatif_tertinggal",
    }
    assert found.index.tolist() == codes
    assert found["income"].to_dict() == pytest.approx(income, rel=1e-9)
    assert found["growth_pct"].to_dict() == pytest.approx(growth, rel=1e-9)
    assert found["income_line"].tolist() == pytest.approx([income_line] * 17, rel=1e-9)
    assert found["growth_line"].tolist() == pytest.approx([growth_line] * 17, rel=1e-9)
    assert found["class_id"].to_dict() == {
        code: words[income[code] >= income_line, growth[code] >= growth_line] for code in codes
    }
    assert found.loc["74.02", "class_id"] == "maju_tumbuh_cepat"  # Konawe, by nickel


# -- inequality --------------------------------------------------------------------------------------------


def pairs(output, people, year):
    return [(output[year][code], people[year][code]) for code in sorted(output[year])]


def williamson(rows):
    persons = math.fsum(f for _, f in rows)
    mean = math.fsum(x for x, _ in rows) / persons
    return math.sqrt(math.fsum((x / f - mean) ** 2 * f / persons for x, f in rows)) / mean


def theil(rows):
    whole, persons = math.fsum(x for x, _ in rows), math.fsum(f for _, f in rows)
    return math.fsum(x / whole * math.log((x / whole) / (f / persons)) for x, f in rows)


def gini(rows):
    whole, persons = math.fsum(x for x, _ in rows), math.fsum(f for _, f in rows)
    area = reached = 0.0
    for x, f in sorted(rows, key=lambda row: row[0] / row[1]):
        area += f / persons * (2 * reached + x / whole)
        reached += x / whole
    return 1 - area


@pytest.mark.parametrize(("name", "formula"), [("williamson", williamson), ("theil", theil), ("gini_regions", gini)])
def test_inequality_computed_again_from_the_printed_rows(analyse, output, people, name, formula):
    found = analyse(name).set_index("year")
    assert found.index.tolist() == list(range(2018, 2024))
    assert set(found["regions"]) == {17}
    for year in found.index:
        assert found.loc[year, "value"] == pytest.approx(formula(pairs(output, people, year)), rel=1e-9)


def test_theil_by_landmass_is_between_two_groups_and_within_them(analyse, output, people, project):
    with (project.reference / "regions.csv").open(encoding="utf-8", newline="") as file:
        landmass = {row["region_code"]: row["landmass"] for row in csv.DictReader(file) if row["landmass"]}
    found = analyse("theil", by="landmass").set_index("year")
    whole, persons = math.fsum(output[2023].values()), math.fsum(people[2023].values())
    between = within = 0.0
    for group in ("daratan", "kepulauan"):
        rows = [(output[2023][code], people[2023][code]) for code in sorted(output[2023]) if landmass[code] == group]
        share, part = math.fsum(x for x, _ in rows) / whole, math.fsum(f for _, f in rows) / persons
        between += share * math.log(share / part)
        within += share * theil(rows)
    assert found.loc[2023, "between"] == pytest.approx(between, rel=1e-9)
    assert found.loc[2023, "within"] == pytest.approx(within, rel=1e-9)
    assert (found["value"] - analyse("theil", by="level").set_index("year")["value"]).abs().max() < 1e-12


def test_leaving_a_region_out_is_an_index_of_the_others(analyse, output, people):
    found = analyse("williamson", without="74.01,74.02").set_index("year").loc[2023]
    rows = [(output[2023][code], people[2023][code]) for code in sorted(output[2023]) if code not in ("74.01", "74.02")]
    assert found["regions"] == 15
    assert found["value"] == pytest.approx(williamson(rows), rel=1e-9)


def test_convergence_computed_again_from_the_printed_rows(analyse, output, people):
    found = analyse("beta", from_year=2018, to_year=2023)
    x, y = [], []
    for code in sorted(output[2018]):
        start, end = (output[year][code] * 1e6 / people[year][code] for year in (2018, 2023))
        x.append(math.log(start))
        y.append(((end / start) ** (1 / 5) - 1) * 100)
    mean_x, mean_y = sum(x) / 17, sum(y) / 17
    across = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    assert found["ln_income"].tolist() == pytest.approx(x, rel=1e-9)
    assert found["growth_pct"].tolist() == pytest.approx(y, rel=1e-9)
    assert found["slope"].iloc[0] == pytest.approx(across / sum((a - mean_x) ** 2 for a in x), rel=1e-6)
    sigma = analyse("sigma").set_index("year").loc[2018, "value"]
    assert sigma == pytest.approx(math.sqrt(sum((a - mean_x) ** 2 for a in x) / 17), rel=1e-9)


# -- structure ---------------------------------------------------------------------------------------------


def test_location_quotients_of_2025_computed_again_from_the_printed_rows(analyse, printed, code_of):
    names = {"primary": "primer", "secondary": "sekunder", "tertiary": "tersier"}
    cells = {
        (code_of[row["region_code_printed"]], names[row["measure_id"].split("_")[1]]): float(row["value"])
        for row in printed.values()
        if row["source_id"] == "bps_grdp_quarterly_2025" and row["measure_id"].split("_")[1] in names
    }
    found = analyse("location_quotient")
    assert len(cells) == len(found) == 51
    assert set(found["year"]) == {2025}
    every = math.fsum(cells.values())
    for row in found.itertuples():
        region = math.fsum(value for (code, _), value in cells.items() if code == row.region_code)
        sector = math.fsum(value for (_, name), value in cells.items() if name == row.sector)
        quotient = (cells[row.region_code, row.sector] / region) / (sector / every)
        # A region is the sum of its three sectors here; PDRB printed beside them may differ by rounding.
        assert row.lq == pytest.approx(quotient, rel=1e-9)
        assert row.value == pytest.approx(cells[row.region_code, row.sector] * 1e6, rel=1e-9)
        assert row.basis == (quotient > 1)


@pytest.mark.parametrize(
    "params", [{"data": "enterprises"}, {"data": "cooperatives", "from_year": 2021, "to_year": 2023}]
)
def test_shift_share_adds_up_to_the_change_in_every_cell_and_pull_to_nothing_in_every_sector(analyse, params):
    found = analyse("shift_share", **params)
    parts = found[["provincial_growth", "industry_mix", "competitive"]]
    assert (found["change"] == found["after"] - found["before"]).all()
    assert (parts.sum(axis="columns") - found["change"]).abs().max() < 1e-9 * found["after"].max()
    split = found["competitive_homothetic"] + found["allocation"] - found["competitive"]
    assert split.abs().max() < 1e-9 * found["after"].max()
    assert found.groupby(["group", "sector"])["competitive"].sum().abs().max() < 1e-9 * found["after"].sum()


def test_enterprises_are_compared_with_regions_of_their_own_wave_and_up_to_a_year_it_saw_to_its_end(analyse, read):
    found = analyse("shift_share")
    waves = read("enterprise_sectors").groupby("region_code")["year"].first()
    assert (found["group"].astype(int) == found["region_code"].map(waves)).all()
    assert set(found["group"]) == {"2022", "2023"}
    assert set(analyse("shift_share", from_year=2018, to_year=2022)["group"]) == {"2023"}
    for _, rows in found.groupby("group"):
        growth = rows["after"].sum() / rows["before"].sum() - 1
        assert rows["provincial_growth"].tolist() == pytest.approx((rows["before"] * growth).tolist())


# -- the register of cooperatives --------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "last"), SPANS)
def test_members_of_the_province_are_the_sum_of_its_regions_part_by_part(analyse, first, last):
    found = analyse("decomposition", field="members_persons", from_year=first, to_year=last).set_index("region_code")
    columns = [column for column in found if not column.endswith("_pct")]
    assert found[columns].notna().all(axis=None)  # counts are no secret
    assert found.drop("74")[columns].sum().to_dict() == found.loc["74", columns].to_dict()


@pytest.mark.parametrize(("first", "last"), SPANS)
@pytest.mark.parametrize("field", FIELDS)
def test_the_ends_are_the_published_totals_and_the_identity_holds(analyse, read, field, first, last):
    found = analyse("decomposition", field=field, from_year=first, to_year=last).set_index("region_code")
    levels = read("indicator_panel", indicator_id=FIELDS[field]).set_index(["region_code", "year"])["value"]
    shown = found[found["change"].notna()]
    assert "74" in shown.index
    for code, row in shown.iterrows():
        assert row["before"] == pytest.approx(levels[code, first], rel=1e-9)
        assert row["after"] == pytest.approx(levels[code, last], rel=1e-9)
        assert row["change"] == pytest.approx(row["matched_change"] + row["unmatched_change"], abs=1)
        if not math.isnan(row["entrants"]):
            parts = row["entrants"] - row["exits"] + row["coverage_change"]
            assert row["unmatched_change"] == pytest.approx(parts, abs=1)


@pytest.mark.parametrize("last", range(2020, 2024))
def test_growth_of_the_matched_from_year_to_year_is_the_published_turnover_growth(analyse, read, last):
    found = analyse("decomposition", from_year=last - 1, to_year=last).set_index("region_code")["matched_growth_pct"]
    published = read("indicator_panel", indicator_id="turnover_growth")
    published = published[published["year"] == last].set_index("region_code")["value"]
    shown = found.dropna()
    assert len(shown) >= 5
    assert shown.to_dict() == pytest.approx(published[shown.index].to_dict(), rel=1e-9)


@pytest.mark.parametrize(("first", "last"), SPANS)
@pytest.mark.parametrize("field", FIELDS)
def test_no_secret_can_be_computed_from_the_province_and_the_regions_shown(read, field, first, last):
    """What is hidden is at least two regions in every part, and together not too few cooperatives."""
    least = read("parameters").set_index("parameter").loc["small_cell_contributors", "value"]
    parts = read("register_parts", field=field, from_year=first, to_year=last)
    local, province = parts[parts["region_code"] != "74"], parts[parts["region_code"] == "74"]
    withheld = local[local["value"].isna()]
    assert withheld.empty or withheld["region_code"].nunique() > 1
    for _, rows in withheld.groupby("part"):
        assert len(rows) > 1
        assert rows["bodies"].sum() >= least
    shown = parts.dropna(subset=["value"])
    assert (shown["bodies"] >= least).all()
    # Where the province tells the four parts apart, what the regions merged must be many as well.
    for row in province[province["part"].isin(["entered", "left", "coverage_gained", "coverage_lost"])].itertuples():
        hidden = row.bodies - local.loc[local["part"] == row.part, "bodies"].sum()
        assert hidden == 0 or hidden >= least, row.part


def test_a_year_without_a_list_is_said_and_not_taken_for_nothing(analyse):
    with pytest.raises(UsageError, match="Daftar koperasi 2012 dan 2023 belum ada data"):
        analyse("decomposition", from_year=2012, to_year=2023)
    with pytest.raises(UsageError, match="Daftar koperasi 2012 dan 2023 belum ada data"):
        analyse("shift_share", data="cooperatives", from_year=2012, to_year=2023)


def test_the_adaptation_of_klassen_to_cooperatives_uses_the_lines_of_the_province(analyse, read):
    found = analyse("klassen_cooperatives", from_year=2021, to_year=2023)
    per_member = read("indicator_panel", indicator_id="turnover_per_member").set_index(["region_code", "year"])["value"]
    whole = analyse("decomposition", from_year=2021, to_year=2023).set_index("region_code")["matched_growth_pct"]
    assert len(found) == 17
    assert found["income_line"].tolist() == pytest.approx([per_member["74", 2023]] * 17)
    line = (math.sqrt(1 + whole["74"] / 100) - 1) * 100  # of a headline that is told to two decimals
    assert found["growth_line"].tolist() == pytest.approx([line] * 17, abs=0.005)
    secret = found["growth_pct"].isna()
    assert found.loc[secret, "class_id"].isna().all()
    assert found.loc[~secret, "class_id"].notna().all()


# -- beside each other -------------------------------------------------------------------------------------


def test_similar_regions_are_alike_by_structure_and_never_the_region_itself(analyse):
    found = analyse("similar", region_code="74.71", count=3)
    assert len(found) == 3
    assert "74.71" not in set(found["region_code"])
    assert found["distance"].is_monotonic_increasing
    assert found["region_code"].iloc[0] == "74.72"  # the other city
    assert set(found["features"]) == {"bagian sektor dalam PDRB 2025 (primer, sekunder, tersier)"}


def test_likeness_is_of_the_three_shares_of_the_economy_computed_again(analyse):
    shares = analyse("structure").pivot(index="region_code", columns="sector", values="share_pct")
    scores = (shares - shares.mean()) / shares.std(ddof=0)
    apart = ((scores - scores.loc["74.06"]) ** 2).mean(axis="columns").drop("74.06") ** 0.5
    found = analyse("similar", region_code="74.06", count=16).set_index("region_code")["distance"]
    assert found.to_dict() == pytest.approx(apart.to_dict())


def test_the_outlook_begins_at_the_sum_of_the_regions(analyse):
    path = analyse("outlook", primary=5, secondary=5, tertiary=5)
    start = analyse("structure")["value"].sum()
    whole = path[path["driver"] == "all"].set_index("year")["value"]
    assert whole[2025] == pytest.approx(start, rel=1e-12)
    assert whole[2029] == pytest.approx(start * 1.05**4, rel=1e-12)


def test_an_association_is_of_pairs_of_one_region_and_year(analyse, value_of):
    found = analyse("association", indicator_id="poverty_rate", with_indicator_id="hdi")
    row = found[(found["region_code"] == "74.71") & (found["year"] == 2020)].iloc[0]
    assert row["x"] == value_of("poverty_rate", "74.71", 2020).value
    assert row["y"] == value_of("hdi", "74.71", 2020).value
    assert not found.duplicated(["region_code", "year"]).any()
    assert found.groupby("year")["rank_correlation"].nunique().max() == 1

"""Measures: what is published or counted, one value per region and year.

An additive measure may be summed over regions; a rate, an index or a median may not.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One ingredient of the indicators. `static` means one value serves every year (area).

    `subject` is the subject of deliveries it comes from. `secret_below` names the parameter (data/parameters.toml)
    under which many contributors a value is suppressed; None for counts, which are always shown. `secret_with` names
    measures that are protected together, because one of them would give another away. `counted_by` is the measure that
    says, in a recap, how many contribute to it; `part_of` the money that less this one is what the others have.
    `flow`: what happens within a year, so that its months are added up. Anything else stands at a moment: told by month
    it is its last month of the year.
    """

    id: str
    unit_id: str
    additive: bool
    static: bool = False
    subject: str = "macro"
    secret_below: str | None = None
    secret_with: str | None = None
    counted_by: str | None = None
    part_of: str | None = None
    flow: bool = False


_MEASURES = (
    Measure("population_persons", "persons", additive=True),
    Measure("population_kemendagri_persons", "persons", additive=True),
    Measure("area_km2", "km2", additive=True, static=True),
    Measure("rural_villages", "villages", additive=True),
    Measure("urban_villages", "villages", additive=True),
    Measure("villages", "villages", additive=True),
    Measure("grdp_current_idr", "idr", additive=True, flow=True),
    Measure("grdp_constant_idr", "idr", additive=True, flow=True),
    Measure("grdp_primary_idr", "idr", additive=True, flow=True),
    Measure("grdp_secondary_idr", "idr", additive=True, flow=True),
    Measure("grdp_tertiary_idr", "idr", additive=True, flow=True),
    Measure("grdp_per_capita_constant_idr", "idr_per_person", additive=False),
    Measure("grdp_growth_published_pct", "percent", additive=False),
    Measure("poverty_pct", "percent", additive=False),
    Measure("poor_persons", "persons", additive=True),
    Measure("poverty_line_idr", "idr_per_person_month", additive=False),
    Measure("poverty_gap_index", "index", additive=False),
    Measure("poverty_severity_index", "index", additive=False),
    Measure("unemployment_pct", "percent", additive=False),
    Measure("participation_pct", "percent", additive=False),
    Measure("hdi_index", "index", additive=False),
    Measure("gini_ratio", "index", additive=False),
    Measure("life_expectancy_years", "years", additive=False),
    Measure("mean_schooling_years", "years", additive=False),
    Measure("expenditure_per_capita_idr", "idr_per_person", additive=False),
    Measure("improved_sanitation_pct", "percent", additive=False),
    Measure("improved_water_pct", "percent", additive=False),
)


_FEW, _FEW_PERSONS = "small_cell_contributors", "small_cell_contributors_individual"


def _counts(subject: str, *, flow: bool = False, **units: str) -> tuple[Measure, ...]:
    return tuple(
        Measure(measure_id, unit, additive=True, subject=subject, flow=flow)
        for unit, measure_ids in units.items()
        for measure_id in measure_ids.split()
    )


_DELIVERED = (
    *_counts(
        "cooperatives",
        cooperatives="cooperatives_registered_units cooperatives_active_units cooperatives_inactive_units "
        "cooperatives_indebted_units cooperatives_active_rule_units "
        "cooperatives_listed_units cooperatives_rat_units cooperatives_rat_active_units cooperatives_nik_units "
        "cooperatives_nik_active_units "
        "cooperatives_assessed_units cooperatives_healthy_units cooperatives_previous_units "
        "cooperatives_reporting_units cooperatives_current_units "
        "kdkmp_formed_units kdkmp_operating_units kdkmp_rat_units",
        people="kdkmp_members_persons cooperative_members_persons cooperative_members_female_persons "
        "cooperative_members_by_sex_persons "
        "cooperative_members_active_persons cooperative_members_reporting_persons "
        "cooperative_members_matched_persons cooperative_members_matched_previous_persons "
        "cooperative_workers_persons cooperative_workers_reporting_persons",
    ),
    *_counts(
        "cooperatives",
        flow=True,
        cooperatives="cooperatives_new_units cooperatives_dissolved_units cooperatives_net_new_units",
    ),
    # Equity and outside capital are the assets; a growth is two levels of the same cooperatives.
    *(
        Measure(
            measure_id,
            "idr",
            additive=True,
            subject="cooperatives",
            secret_below=_FEW,
            secret_with=together,
            counted_by="cooperatives_indebted_units" if "outside" in measure_id else "cooperatives_registered_units",
            flow=together != "balance",
        )
        for together, measure_ids in {
            "balance": "cooperative_equity_idr cooperative_outside_capital_idr cooperative_assets_idr",
            "turnover": "cooperative_turnover_idr",
            "surplus": "cooperative_surplus_idr",
            "matched": "cooperative_turnover_matched_idr cooperative_turnover_matched_previous_idr",
        }.items()
        for measure_id in measure_ids.split()
    ),
    *_counts(
        "enterprises",
        enterprises="enterprises_units enterprises_micro_units enterprises_small_units enterprises_medium_units "
        "enterprises_nib_units enterprises_female_units enterprises_sex_known_units enterprises_sector_known_units "
        "enterprises_trade_units",
        people="enterprise_workers_persons enterprises_workers_known_persons",
    ),
    Measure(
        "enterprise_turnover_median_idr",
        "idr",
        additive=False,
        subject="enterprises",
        secret_below=_FEW_PERSONS,
        secret_with="median",
    ),
    *_counts(
        "kur",
        flow=True,
        people="kur_borrowers_persons kur_production_borrowers_persons",
    ),
    *_counts("kur", people="kur_outstanding_borrowers_persons kur_nonperforming_borrowers_persons"),
    # A part has contributors of its own, and is protected by itself: less it, the whole is what the others have.
    *(
        Measure(
            f"kur_{name}_idr",
            "idr",
            additive=True,
            subject="kur",
            secret_below=_FEW_PERSONS,
            secret_with=together,
            counted_by=f"kur_{counted}_persons",
            part_of=part_of,
            flow=flow,
        )
        for name, together, counted, part_of, flow in (
            ("disbursed", "kur", "borrowers", None, True),
            ("target", "kur", "borrowers", None, True),
            ("production", "kur_production", "production_borrowers", "kur_disbursed_idr", True),
            ("outstanding", "kur_outstanding", "outstanding_borrowers", None, False),
            ("nonperforming", "kur_nonperforming", "nonperforming_borrowers", "kur_outstanding_idr", False),
        )
    ),
    *_counts(
        "proposals",
        flow=True,
        proposals="proposals_units proposals_judged_units proposals_ready_units proposals_submitted_units "
        "proposals_approved_units",
        idr="proposals_proposed_idr proposals_asked_idr proposals_approved_idr",  # public money: no secret
    ),
    Measure("established_entrepreneurs_pct", "percent", additive=False),
    Measure("early_entrepreneurs_pct", "percent", additive=False),
    Measure("informal_workers_pct", "percent", additive=False),
    *_counts(
        "quality",
        cells="quality_complete_cells quality_mandatory_cells quality_mapped_rows quality_mappable_rows",
        rows="quality_valid_rows quality_rows quality_unique_rows quality_timely_rows quality_due_rows",
    ),
    Measure("quality_agreement_pct", "percent", additive=False, subject="quality"),
    Measure("quality_index", "percent", additive=False, subject="quality"),
)

MEASURES = {measure.id: measure for measure in (*_MEASURES, *_DELIVERED)}

# What a cell of a delivery contributes to: (kind, field) → measure. Lists contribute row by row
# (queries/marts/cooperative_measure.sql); there the field says in which column the reason stands.
DELIVERED_FIELDS = (
    ("cooperative_recap", "cooperatives_registered", "cooperatives_registered_units"),
    ("cooperative_recap", "cooperatives_active", "cooperatives_active_units"),
    ("cooperative_recap", "cooperatives_inactive", "cooperatives_inactive_units"),
    ("cooperative_recap", "cooperatives_indebted", "cooperatives_indebted_units"),
    ("cooperative_recap", "cooperatives_rat", "cooperatives_rat_units"),
    ("cooperative_recap", "cooperatives_rat", "cooperatives_rat_active_units"),  # V20 holds back more than are active
    ("cooperative_recap", "cooperatives_nik", "cooperatives_nik_units"),
    ("cooperative_recap", "cooperatives_healthy", "cooperatives_healthy_units"),
    ("cooperative_recap", "cooperatives_assessed", "cooperatives_assessed_units"),
    ("cooperative_recap", "cooperatives_new", "cooperatives_new_units"),
    ("cooperative_recap", "cooperatives_dissolved", "cooperatives_dissolved_units"),
    ("cooperative_recap", "members", "cooperative_members_persons"),
    ("cooperative_recap", "members_female", "cooperative_members_female_persons"),
    ("cooperative_recap", "equity_idr", "cooperative_equity_idr"),
    ("cooperative_recap", "outside_capital_idr", "cooperative_outside_capital_idr"),
    ("cooperative_recap", "assets_idr", "cooperative_assets_idr"),
    ("cooperative_recap", "turnover_idr", "cooperative_turnover_idr"),
    ("cooperative_recap", "surplus_idr", "cooperative_surplus_idr"),
    ("cooperative_recap", "kdkmp_formed", "kdkmp_formed_units"),
    ("cooperative_recap", "kdkmp_operating", "kdkmp_operating_units"),
    ("cooperative_recap", "kdkmp_rat", "kdkmp_rat_units"),
    ("cooperative_recap", "kdkmp_members", "kdkmp_members_persons"),
    ("cooperative_list", "name", "cooperatives_registered_units"),
    ("cooperative_list", "name", "cooperatives_listed_units"),
    ("cooperative_list", "status", "cooperatives_active_units"),
    ("cooperative_list", "rat_date", "cooperatives_active_rule_units"),
    ("cooperative_list", "rat_date", "cooperatives_rat_units"),
    ("cooperative_list", "rat_date", "cooperatives_rat_active_units"),
    ("cooperative_list", "nik_status", "cooperatives_nik_units"),
    ("cooperative_list", "nik_status", "cooperatives_nik_active_units"),
    ("cooperative_list", "health", "cooperatives_assessed_units"),
    ("cooperative_list", "health", "cooperatives_healthy_units"),
    ("cooperative_list", "book_year", "cooperatives_new_units"),
    ("cooperative_list", "status", "cooperatives_dissolved_units"),
    ("cooperative_list", "name", "cooperatives_previous_units"),
    ("cooperative_list", "turnover_idr", "cooperatives_reporting_units"),
    ("cooperative_list", "rat_date", "cooperatives_current_units"),
    ("cooperative_list", "kdkmp", "kdkmp_formed_units"),
    ("cooperative_list", "kdkmp_operating", "kdkmp_operating_units"),
    ("cooperative_list", "rat_date", "kdkmp_rat_units"),
    ("cooperative_list", "members", "kdkmp_members_persons"),
    ("cooperative_list", "members", "cooperative_members_persons"),
    ("cooperative_list", "members_female", "cooperative_members_female_persons"),
    ("cooperative_list", "members", "cooperative_members_by_sex_persons"),
    ("cooperative_list", "members", "cooperative_members_active_persons"),
    ("cooperative_list", "members", "cooperative_members_reporting_persons"),
    ("cooperative_list", "members", "cooperative_members_matched_persons"),
    ("cooperative_list", "members", "cooperative_members_matched_previous_persons"),
    ("cooperative_list", "managers", "cooperative_workers_persons"),
    ("cooperative_list", "employees", "cooperative_workers_persons"),
    ("cooperative_list", "managers", "cooperative_workers_reporting_persons"),
    ("cooperative_list", "employees", "cooperative_workers_reporting_persons"),
    ("cooperative_list", "equity_idr", "cooperative_equity_idr"),
    ("cooperative_list", "outside_capital_idr", "cooperative_outside_capital_idr"),
    ("cooperative_list", "assets_idr", "cooperative_assets_idr"),
    ("cooperative_list", "turnover_idr", "cooperative_turnover_idr"),
    ("cooperative_list", "surplus_idr", "cooperative_surplus_idr"),
    ("cooperative_list", "turnover_idr", "cooperative_turnover_matched_idr"),
    ("cooperative_list", "turnover_idr", "cooperative_turnover_matched_previous_idr"),
    ("enterprise_list", "id_data_badan_usaha", "enterprises_units"),
    ("enterprise_list", "skala_usaha", "enterprises_micro_units"),
    ("enterprise_list", "skala_usaha", "enterprises_small_units"),
    ("enterprise_list", "skala_usaha", "enterprises_medium_units"),
    ("enterprise_list", "nib", "enterprises_nib_units"),
    ("enterprise_list", "jenis_kelamin", "enterprises_female_units"),
    ("enterprise_list", "jenis_kelamin", "enterprises_sex_known_units"),
    ("enterprise_list", "kategori_kbli", "enterprises_sector_known_units"),
    ("enterprise_list", "kategori_kbli", "enterprises_trade_units"),
    ("enterprise_list", "tk_dibayar_laki", "enterprise_workers_persons"),
    ("enterprise_list", "tk_dibayar_perempuan", "enterprise_workers_persons"),
    ("enterprise_list", "tk_not_dibayar_laki", "enterprise_workers_persons"),
    ("enterprise_list", "tk_not_dibayar_perempuan", "enterprise_workers_persons"),
    ("enterprise_list", "tk_dibayar_laki", "enterprises_workers_known_persons"),
    ("enterprise_list", "omzet_tahunan", "enterprise_turnover_median_idr"),
    ("enterprise_recap", "enterprises", "enterprises_units"),
    ("enterprise_recap", "enterprises_micro", "enterprises_micro_units"),
    ("enterprise_recap", "enterprises_small", "enterprises_small_units"),
    ("enterprise_recap", "enterprises_medium", "enterprises_medium_units"),
    ("enterprise_recap", "enterprises_nib", "enterprises_nib_units"),
    ("enterprise_recap", "enterprise_workers", "enterprise_workers_persons"),
    ("proposals", "title", "proposals_units"),
    ("proposals", "menu", "proposals_judged_units"),
    ("proposals", "has_rab", "proposals_ready_units"),
    ("proposals", "stage", "proposals_submitted_units"),
    ("proposals", "stage", "proposals_approved_units"),
    ("proposals", "amount_idr", "proposals_proposed_idr"),
    ("proposals", "amount_idr", "proposals_asked_idr"),
    ("proposals", "approved_idr", "proposals_approved_idr"),
    ("kur", "kur_disbursed_idr", "kur_disbursed_idr"),
    ("kur", "kur_borrowers", "kur_borrowers_persons"),
    ("kur", "kur_production_borrowers", "kur_production_borrowers_persons"),
    ("kur", "kur_outstanding_borrowers", "kur_outstanding_borrowers_persons"),
    ("kur", "kur_nonperforming_borrowers", "kur_nonperforming_borrowers_persons"),
    ("kur", "kur_production_idr", "kur_production_idr"),
    ("kur", "kur_target_idr", "kur_target_idr"),
    ("kur", "kur_nonperforming_idr", "kur_nonperforming_idr"),
    ("kur", "kur_outstanding_idr", "kur_outstanding_idr"),
    *(
        ("macro", measure_id, measure_id)
        for measure_id in (
            "population_persons",
            "poverty_pct",
            "poor_persons",
            "unemployment_pct",
            "participation_pct",
            "hdi_index",
            "gini_ratio",
            "grdp_current_idr",
            "grdp_constant_idr",
            "established_entrepreneurs_pct",
            "early_entrepreneurs_pct",
            "informal_workers_pct",
        )
    ),
)

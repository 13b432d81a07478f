-- name:    cooperative_measure
-- purpose: What every row of a list contributes to every measure: the sums are made from this, and a sum leads back
--          to its rows by the same view. Dissolved cooperatives and KDKMP are not among the registered. Who does not
--          answer a question contributes nothing to it, not even a zero; `answered` counts those who do.
-- Whether a body has met within so many book years; NULL where one of them is not told of and the others say no.
CREATE MACRO mart.met_within(years, book_year, missed_rat, last_unsaid_rat) AS
    CASE
        WHEN missed_rat < years THEN TRUE
        WHEN last_unsaid_rat IS NULL OR last_unsaid_rat <= book_year - years THEN FALSE
    END;

CREATE VIEW mart.cooperative_measure AS
WITH row_of AS (
    SELECT
        *,
        on_register AS registered,
        NOT kdkmp AND status_id = 'aktif' AS active,
        turnover_idr IS NOT NULL AND on_register AS reporting,
        has_certificate(nik_status) AND coalesce(nik_valid_until >= make_date(book_year, 12, 31), TRUE) AS certified,
        (SELECT value FROM core.parameter WHERE parameter = 'active_missed_rat') AS limit_of_missed,
        -- Where none is active, of the active ones it is known that none has met; else the inactive ones tell nothing.
        bool_or(on_register AND NOT kdkmp AND status_id = 'aktif') OVER (PARTITION BY region_code, book_year) AS has_active
    FROM core.cooperative
),
contribution AS (
    SELECT
        region_code,
        book_year AS year,
        delivery_id,
        sheet,
        row_number,
        name,
        CASE WHEN registered THEN 1.0 END AS cooperatives_registered_units,
        CASE WHEN registered THEN 1.0 END AS cooperatives_listed_units,
        CASE WHEN registered THEN CAST(active AS DOUBLE) END AS cooperatives_active_units,
        CASE
            WHEN registered AND years_listed >= limit_of_missed
                THEN CAST(mart.met_within(limit_of_missed, book_year, missed_rat, last_unsaid_rat) AS DOUBLE)
        END AS cooperatives_active_rule_units,
        CASE WHEN registered THEN CAST(rat_held AS DOUBLE) END AS cooperatives_rat_units,
        CASE WHEN registered AND active THEN CAST(rat_held AS DOUBLE) WHEN registered AND NOT has_active THEN 0.0 END
            AS cooperatives_rat_active_units,
        CASE WHEN registered THEN CAST(certified AS DOUBLE) END AS cooperatives_nik_units,
        CASE WHEN registered AND active THEN CAST(certified AS DOUBLE) WHEN registered AND NOT has_active THEN 0.0 END
            AS cooperatives_nik_active_units,
        CASE WHEN registered AND health_id IS NOT NULL THEN 1.0 END AS cooperatives_assessed_units,
        CASE WHEN registered AND health_id IS NOT NULL THEN CAST(health_id IN ('sehat', 'cukup sehat') AS DOUBLE) END
            AS cooperatives_healthy_units,
        CASE WHEN registered AND region_listed_before THEN CAST(NOT coalesce(listed_before, FALSE) AS DOUBLE) END
            AS cooperatives_new_units,
        CASE WHEN NOT kdkmp AND years_listed > 1 THEN CAST(status_id = 'bubar' AS DOUBLE) END
            AS cooperatives_dissolved_units,
        CASE WHEN reporting THEN 1.0 WHEN registered AND asked_turnover THEN 0.0 END AS cooperatives_reporting_units,
        CASE
            WHEN active AND years_listed > 1
                THEN CAST(mart.met_within(2, book_year, missed_rat, last_unsaid_rat) AS DOUBLE)
        END AS cooperatives_current_units,
        CASE WHEN kdkmp THEN 1.0 END AS kdkmp_formed_units,
        CASE WHEN kdkmp THEN CAST(kdkmp_operating AS DOUBLE) END AS kdkmp_operating_units,
        CASE WHEN kdkmp THEN CAST(rat_held AS DOUBLE) END AS kdkmp_rat_units,
        CASE WHEN kdkmp THEN members END AS kdkmp_members_persons,
        CASE WHEN registered AND NOT secondary THEN members END AS cooperative_members_persons,
        CASE WHEN registered AND NOT secondary THEN members_female END
            AS cooperative_members_female_persons,
        CASE WHEN registered AND NOT secondary AND members_female IS NOT NULL THEN members END
            AS cooperative_members_by_sex_persons,
        CASE WHEN active AND NOT secondary THEN members END AS cooperative_members_active_persons,
        CASE WHEN reporting AND NOT secondary THEN members END
            AS cooperative_members_reporting_persons,
        CASE WHEN registered AND previous_members IS NOT NULL AND NOT secondary THEN members END
            AS cooperative_members_matched_persons,
        CASE WHEN registered AND members IS NOT NULL AND NOT secondary THEN previous_members END
            AS cooperative_members_matched_previous_persons,
        CASE WHEN registered THEN given_sum(managers, employees) END AS cooperative_workers_persons,
        CASE WHEN reporting THEN given_sum(managers, employees) END AS cooperative_workers_reporting_persons,
        CASE WHEN registered THEN equity_idr END AS cooperative_equity_idr,
        CASE WHEN registered THEN outside_capital_idr END AS cooperative_outside_capital_idr,
        CASE WHEN registered THEN assets_idr END AS cooperative_assets_idr,
        CASE WHEN registered THEN turnover_idr END AS cooperative_turnover_idr,
        CASE WHEN registered THEN surplus_idr END AS cooperative_surplus_idr,
        CASE WHEN registered AND previous_turnover_idr IS NOT NULL THEN turnover_idr END
            AS cooperative_turnover_matched_idr,
        CASE WHEN registered AND turnover_idr IS NOT NULL THEN previous_turnover_idr END
            AS cooperative_turnover_matched_previous_idr
    FROM row_of
)
UNPIVOT contribution
ON COLUMNS('_(units|persons|idr)$')
INTO NAME measure_id VALUE value;

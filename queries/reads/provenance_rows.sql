-- name:    provenance_rows
-- purpose: The rows of lists and extracts behind one value: which file, sheet and row, and what each contributes.
--          What a single enterprise reports is never given away, nor what a secret value is made of.
-- params:  $indicator_id VARCHAR, $region_code VARCHAR, $year INTEGER, $most INTEGER
-- returns: measure_id VARCHAR, region_name VARCHAR, file VARCHAR, sheet VARCHAR, row_number BIGINT, cell VARCHAR, heading VARCHAR, name VARCHAR, value DOUBLE, simulated BOOLEAN, every BIGINT
-- grain:   one row per contributing row, at most $most per measure, largest first; every counts all that contribute
WITH wanted AS (
    SELECT DISTINCT measure.measure_id
    FROM core.indicator
    INNER JOIN core.measure ON measure.measure_id IN (indicator.numerator, indicator.denominator)
    WHERE indicator.indicator_id = $indicator_id
),
-- A value that follows from another one leads to that one's rows.
made_of AS (
    SELECT
        measure_id,
        CASE measure_id
            WHEN 'cooperatives_rat_base_units' THEN CASE
                WHEN (SELECT value FROM core.parameter WHERE parameter = 'rat_denominator_active') = 1
                    THEN 'cooperatives_active_units'
                ELSE 'cooperatives_registered_units'
            END
            WHEN 'cooperatives_previous_units' THEN 'cooperatives_registered_units'
            WHEN 'cooperatives_net_new_units' THEN 'cooperatives_new_units'
            ELSE measure_id
        END AS row_measure_id,
        CASE WHEN measure_id = 'cooperatives_previous_units' THEN $year - 1 ELSE $year END AS row_year
    FROM wanted
),
of_list AS (
    SELECT
        made_of.measure_id,
        made_of.row_measure_id,
        contribution.region_code,
        contribution.delivery_id,
        contribution.sheet,
        contribution.row_number,
        contribution.name,
        contribution.value
    FROM made_of
    INNER JOIN (
        FROM mart.cooperative_measure UNION ALL BY NAME FROM mart.proposal_contribution
    ) AS contribution
        ON contribution.measure_id = made_of.row_measure_id
        AND contribution.year = made_of.row_year
    WHERE contribution.value != 0
        AND (contribution.region_code = $region_code OR $region_code = '74')
),
of_extract AS (
    SELECT
        made_of.measure_id,
        made_of.row_measure_id,
        enterprise.region_code,
        enterprise.delivery_id,
        '' AS sheet,
        enterprise.row_number,
        'satu usaha (dirahasiakan)' AS name,
        CAST(NULL AS DOUBLE) AS value
    FROM made_of
    INNER JOIN core.measure ON measure.measure_id = made_of.measure_id AND measure.subject = 'enterprises'
    INNER JOIN core.enterprise ON enterprise.wave = $year AND enterprise.region_code = $region_code
    WHERE CASE made_of.measure_id
        WHEN 'enterprises_micro_units' THEN enterprise.scale = 'mikro'
        WHEN 'enterprises_small_units' THEN enterprise.scale = 'kecil'
        WHEN 'enterprises_medium_units' THEN enterprise.scale = 'menengah'
        WHEN 'enterprises_nib_units' THEN enterprise.nib_hash IS NOT NULL
        WHEN 'enterprises_female_units' THEN enterprise.sex = 'P'
        WHEN 'enterprises_sex_known_units' THEN enterprise.sex IS NOT NULL
        WHEN 'enterprises_sector_known_units' THEN enterprise.sector IS NOT NULL
        WHEN 'enterprises_trade_units' THEN enterprise.sector = 'G'
        WHEN 'enterprise_turnover_median_idr' THEN enterprise.turnover_idr IS NOT NULL
        ELSE TRUE
    END
)
SELECT
    behind.measure_id,
    region.region_name,
    delivery.file,
    nullif(behind.sheet, '') AS sheet,
    behind.row_number,
    place.column_letter || behind.row_number AS cell,
    place.heading,
    behind.name,
    CASE WHEN measure_value.status != 'rahasia' THEN behind.value END AS value,
    delivery.simulated,
    count(*) OVER (PARTITION BY behind.measure_id) AS every
FROM (FROM of_list UNION ALL FROM of_extract) AS behind
INNER JOIN raw.delivery USING (delivery_id)
INNER JOIN core.region ON region.region_code = behind.region_code
LEFT JOIN mart.measure_value
    ON measure_value.measure_id = behind.measure_id
    AND measure_value.region_code = $region_code
    AND measure_value.year = $year
LEFT JOIN core.delivered_field
    ON delivered_field.kind = delivery.kind
    AND delivered_field.measure_id = behind.row_measure_id
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = behind.delivery_id
    AND place.sheet = behind.sheet
    AND place.field = delivered_field.field
WHERE list_contains(measure_value.source_ids, behind.delivery_id)
QUALIFY row_number() OVER (
    PARTITION BY behind.measure_id ORDER BY abs(behind.value) DESC NULLS LAST, behind.row_number
) <= $most
ORDER BY behind.measure_id, abs(behind.value) DESC NULLS LAST, delivery.file, behind.sheet, behind.row_number;

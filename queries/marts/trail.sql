-- name:    trail
-- purpose: The rows of lists and extracts that every value of a measure adds up: their values sum to it. A province that
--          is a sum leads to the rows of its regions, a measure that follows from others to theirs, with their sign.
--          `value` is what the row adds; one enterprise's workers are not given away, so that its row has none and the
--          sum of its extract is a row without a number. `bodies` is how many contributors a row stands for.
CREATE VIEW mart.trail AS
WITH of_list AS (
    SELECT
        made_of.measure_id,
        made_of.part_id,
        contribution.region_code,
        contribution.year + made_of.years_back AS year,
        contribution.delivery_id,
        contribution.sheet,
        contribution.row_number,
        contribution.name,
        made_of.sign * contribution.value AS value,
        1 AS bodies
    FROM mart.made_of
    INNER JOIN (
        FROM mart.cooperative_measure UNION ALL BY NAME FROM mart.proposal_contribution
    ) AS contribution
        ON contribution.measure_id = made_of.part_id
),
counted AS (
    SELECT
        measure.measure_id,
        enterprise.region_code,
        enterprise.wave AS year,
        enterprise.delivery_id,
        enterprise.row_number,
        CASE measure.measure_id
            WHEN 'enterprise_workers_persons' THEN given_sum(enterprise.workers_paid, enterprise.workers_unpaid)
            WHEN 'enterprise_turnover_median_idr' THEN CAST(NULL AS DOUBLE)
            ELSE 1.0
        END AS value
    FROM core.measure
    INNER JOIN core.enterprise ON measure.subject = 'enterprises'
    WHERE CASE measure.measure_id
        WHEN 'enterprises_micro_units' THEN enterprise.scale = 'mikro'
        WHEN 'enterprises_small_units' THEN enterprise.scale = 'kecil'
        WHEN 'enterprises_medium_units' THEN enterprise.scale = 'menengah'
        WHEN 'enterprises_nib_units' THEN enterprise.nib_hash IS NOT NULL
        WHEN 'enterprises_female_units' THEN enterprise.sex = 'P'
        WHEN 'enterprises_sex_known_units' THEN enterprise.sex IS NOT NULL
        WHEN 'enterprises_sector_known_units' THEN enterprise.sector IS NOT NULL
        WHEN 'enterprises_trade_units' THEN enterprise.sector = 'G'
        WHEN 'enterprise_turnover_median_idr' THEN enterprise.turnover_idr IS NOT NULL
        WHEN 'enterprises_units' THEN TRUE
        ELSE given_sum(enterprise.workers_paid, enterprise.workers_unpaid) IS NOT NULL
    END
),
of_enterprise AS (
    SELECT
        * REPLACE (CASE WHEN measure_id != 'enterprise_workers_persons' THEN value END AS value),
        measure_id AS part_id,
        '' AS sheet,
        'satu usaha (dirahasiakan)' AS name,
        1 AS bodies
    FROM counted
),
of_extract AS (
    SELECT
        measure_id,
        measure_id AS part_id,
        region_code,
        year,
        delivery_id,
        '' AS sheet,
        'seluruh usaha dalam berkas ini, dijumlah' AS name,
        sum(value) AS value,
        count(*) AS bodies
    FROM counted
    GROUP BY measure_id, region_code, year, delivery_id
    HAVING sum(value) IS NOT NULL
),
behind AS (
    SELECT *, FALSE AS of_province FROM of_list
    UNION ALL BY NAME
    SELECT *, FALSE AS of_province FROM of_enterprise
    UNION ALL BY NAME
    SELECT * REPLACE (0 AS bodies), FALSE AS of_province
    FROM of_extract
    WHERE measure_id = 'enterprise_workers_persons'
    UNION ALL BY NAME
    SELECT *, TRUE AS of_province FROM of_list
    UNION ALL BY NAME
    SELECT *, TRUE AS of_province FROM of_extract
)
SELECT
    behind.* EXCLUDE (of_province),
    CASE WHEN behind.of_province THEN '74' ELSE behind.region_code END AS asked_code
FROM behind
INNER JOIN mart.measure_value AS own
    ON own.measure_id = behind.measure_id
    AND own.region_code = behind.region_code
    AND own.year = behind.year
LEFT JOIN mart.measure_value AS province
    ON behind.of_province
    AND province.measure_id = behind.measure_id
    AND province.region_code = '74'
    AND province.year = behind.year
    AND province.basis = 'sum_of_regions'
WHERE list_contains(own.source_ids, behind.delivery_id)
    AND (NOT behind.of_province OR province.measure_id IS NOT NULL);

-- name:    trail
-- purpose: The rows of lists and extracts that every value of a measure adds up: their values sum to it. A province that
--          is a sum leads to the rows of its regions, a measure that follows from others to theirs, with their sign.
--          `value` is what the row adds. Neither one enterprise's workers nor one cooperative's money is given away:
--          such a row has none, and the sum is a row without a number (of an extract; of a region; of all regions whose
--          money is withheld, beside the others of a province). `bodies` is how many contributors a row stands for.
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
),
told AS (
SELECT
    behind.* EXCLUDE (of_province),
    CASE WHEN behind.of_province THEN '74' ELSE behind.region_code END AS asked_code,
    own.value AS own_value,
    measure.secret_below IS NOT NULL AS of_money
FROM behind
INNER JOIN core.measure ON measure.measure_id = behind.measure_id
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
    AND (NOT behind.of_province OR province.measure_id IS NOT NULL)
),
-- The sum of a region's bodies; of a recap whose parts are withheld, that of its cells.
summed AS (
    SELECT
        measure_id, measure_id AS part_id, region_code, year, min(delivery_id) AS delivery_id, '' AS sheet,
        'seluruh koperasi, dijumlah' AS name, any_value(own_value) AS value, 0 AS bodies, asked_code,
        CASE
            WHEN count(DISTINCT delivery.file) > 3 THEN count(DISTINCT delivery.file) || ' berkas'
            ELSE string_agg(DISTINCT delivery.file, ', ' ORDER BY delivery.file)
        END AS files
    FROM told
    INNER JOIN raw.delivery AS delivery USING (delivery_id)
    WHERE of_money AND own_value IS NOT NULL AND measure_id != 'enterprise_turnover_median_idr'
    GROUP BY measure_id, region_code, year, asked_code
    UNION ALL
    SELECT
        own.measure_id, own.measure_id, own.region_code, own.year, min(detail.delivery_id), '',
        'seluruh sel rekap, dijumlah', any_value(own.value), 0,
        unnest(CASE WHEN any_value(province.basis) = 'sum_of_regions' THEN [own.region_code, '74'] ELSE [own.region_code] END),
        NULL
    FROM mart.untold_detail AS detail
    INNER JOIN mart.measure_value AS own USING (measure_id, region_code, year)
    LEFT JOIN mart.measure_value AS province
        ON province.measure_id = own.measure_id AND province.year = own.year AND province.region_code = '74'
    WHERE list_contains(own.source_ids, detail.delivery_id) AND own.value IS NOT NULL
    GROUP BY own.measure_id, own.region_code, own.year
),
-- What is left of the province: the regions whose money is withheld, together.
rest AS (
    SELECT
        province.measure_id, province.measure_id AS part_id, '74' AS region_code, province.year,
        min(own.source_ids[1]) FILTER (own.status = 'rahasia') AS delivery_id, '' AS sheet,
        'daerah yang dirahasiakan, dijumlah' AS name, any_value(province.value) - coalesce(sum(own.value), 0) AS value,
        0 AS bodies, '74' AS asked_code
    FROM mart.measure_value AS province
    INNER JOIN core.measure ON measure.measure_id = province.measure_id AND measure.secret_below IS NOT NULL
    INNER JOIN mart.measure_value AS own
        ON own.measure_id = province.measure_id AND own.year = province.year AND own.region_code LIKE '74.%'
    WHERE province.region_code = '74' AND province.basis = 'sum_of_regions' AND province.value IS NOT NULL
    GROUP BY province.measure_id, province.year
    HAVING bool_or(own.status = 'rahasia')
)
SELECT * EXCLUDE (own_value, of_money) REPLACE (CASE WHEN NOT of_money THEN value END AS value)
FROM told
UNION ALL BY NAME
FROM summed
UNION ALL BY NAME
FROM rest;

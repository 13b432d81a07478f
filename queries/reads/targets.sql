-- name:    targets
-- purpose: Targets the office has set for an indicator, or a delivery holds; those of KUR come with every delivery on KUR and are told as far as they may be.
-- params:  $indicator_id VARCHAR
-- returns: region_code VARCHAR, year INTEGER, value DOUBLE, document VARCHAR, period VARCHAR, simulated BOOLEAN, indicator_id VARCHAR
-- every:   indicator_id
-- grain:   one row per region and target year, by code and year; period the months it is of, NULL: the whole year
WITH of_kur AS (
    SELECT
        found.region_code,
        found.year,
        found.value,
        (
            SELECT string_agg(DISTINCT delivery.file, ', ' ORDER BY delivery.file)
            FROM raw.delivery
            WHERE list_contains(found.source_ids, delivery.delivery_id)
        ) AS document,
        found.period,
        found.simulated,
        'kur_disbursed' AS indicator_id
    FROM mart.indicator_value AS found
    WHERE found.indicator_id = 'kur_target' AND coalesce($indicator_id, 'kur_disbursed') = 'kur_disbursed' AND found.value IS NOT NULL
),
given AS (
    SELECT region_code, year, value, document, CAST(NULL AS VARCHAR) AS period, simulated, indicator_id
    FROM core.target
    WHERE indicator_id = coalesce($indicator_id, indicator_id)
)
FROM given
UNION ALL
SELECT of_kur.*
FROM of_kur
ANTI JOIN given USING (indicator_id, region_code, year)
ORDER BY indicator_id, region_code, year;

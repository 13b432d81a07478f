-- name:    targets
-- purpose: Targets the office has set for an indicator, or a delivery holds; those of KUR come with every delivery on KUR and are told as far as they may be.
-- params:  $indicator_id VARCHAR
-- returns: region_code VARCHAR, year INTEGER, value DOUBLE, document VARCHAR, period VARCHAR, simulated BOOLEAN
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
        found.simulated
    FROM mart.indicator_value AS found
    WHERE found.indicator_id = 'kur_target' AND $indicator_id = 'kur_disbursed' AND found.value IS NOT NULL
),
given AS (
    SELECT region_code, year, value, document, CAST(NULL AS VARCHAR) AS period, simulated
    FROM core.target
    WHERE indicator_id = $indicator_id
)
FROM given
UNION ALL
SELECT of_kur.*
FROM of_kur
ANTI JOIN given USING (region_code, year)
ORDER BY region_code, year;

-- name:    indicator_by_region
-- purpose: One indicator in one year for every region; feeds the map and the ranking.
-- params:  $indicator_id VARCHAR, $year INTEGER
-- returns: region_code VARCHAR, region_name VARCHAR, value DOUBLE, change DOUBLE, change_pct DOUBLE, status VARCHAR, period VARCHAR, basis VARCHAR, rank BIGINT, ranked BIGINT, tied BIGINT
-- grain:   one row per kabupaten/kota in force, always all of them, by code; value is NULL where none was published; rank 1 is the highest value, tied counts the regions that share it
SELECT
    region.region_code,
    region.region_name,
    this_year.value,
    indicator_change.change,
    indicator_change.change_pct,
    coalesce(CAST(this_year.status AS VARCHAR), 'belum ada data') AS status,
    this_year.period,
    this_year.basis,
    CASE
        WHEN this_year.value IS NOT NULL THEN rank() OVER (ORDER BY this_year.value DESC NULLS LAST)
    END AS rank,
    count(this_year.value) OVER () AS ranked,
    CASE
        WHEN this_year.value IS NOT NULL THEN count(*) OVER (PARTITION BY this_year.value)
    END AS tied
FROM core.region
LEFT JOIN mart.indicator_value AS this_year
    ON this_year.region_code = region.region_code
    AND this_year.indicator_id = $indicator_id
    AND this_year.year = $year
LEFT JOIN mart.indicator_change
    ON indicator_change.region_code = region.region_code
    AND indicator_change.indicator_id = $indicator_id
    AND indicator_change.year = $year
WHERE region.is_local AND region.valid_to IS NULL
ORDER BY region.region_code;

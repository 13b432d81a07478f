-- name:    enterprise_starts
-- purpose: Enterprises on record by line of business that had begun by the end of two years, for shift-share. Only
--          those that still stood when they were recorded are known: what closed in between is missing on both sides.
-- params:  $from_year INTEGER, $to_year INTEGER
-- returns: region_code VARCHAR, wave INTEGER, sector VARCHAR, before DOUBLE, after DOUBLE, simulated BOOLEAN
-- grain:   one row per region, wave and section of KBLI; a wave of $to_year or before is left out, for it did not see
--          that year to its end, and so are enterprises without section or year of beginning
SELECT
    enterprise.region_code,
    enterprise.wave,
    enterprise.sector,
    CAST(count(*) FILTER (enterprise.started_year <= $from_year) AS DOUBLE) AS before,
    CAST(count(*) AS DOUBLE) AS after,
    coalesce(bool_or(on_record.simulated), FALSE) AS simulated
FROM core.enterprise AS enterprise
LEFT JOIN mart.measure_value AS on_record
    ON on_record.measure_id = 'enterprises_units'
    AND on_record.region_code = enterprise.region_code
    AND on_record.year = enterprise.wave
WHERE enterprise.sector IS NOT NULL
    AND enterprise.started_year <= $to_year
    AND enterprise.wave > $to_year
    AND enterprise.region_code IS NOT NULL
GROUP BY enterprise.region_code, enterprise.wave, enterprise.sector
ORDER BY enterprise.wave, enterprise.region_code, enterprise.sector;

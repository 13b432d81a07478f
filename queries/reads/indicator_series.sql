-- name:    indicator_series
-- purpose: One indicator in one region over the years.
-- params:  $indicator_id VARCHAR, $region_code VARCHAR
-- returns: year INTEGER, value DOUBLE, change DOUBLE, change_pct DOUBLE, status VARCHAR, status_words VARCHAR, period VARCHAR, basis VARCHAR, simulated BOOLEAN
-- grain:   one row per year from the indicator's first to its last anywhere, gaps included with NULL, by year
WITH span AS (
    SELECT unnest(range(min(year), max(year) + 1)) AS year
    FROM mart.indicator_value
    WHERE indicator_id = $indicator_id
)
SELECT
    CAST(span.year AS INTEGER) AS year,
    indicator_value.value,
    indicator_change.change,
    indicator_change.change_pct,
    status_id(indicator_value.status) AS status,
    status_words(indicator_value.status) AS status_words,
    indicator_value.period,
    indicator_value.basis,
    coalesce(indicator_value.simulated, FALSE) AS simulated
FROM span
LEFT JOIN mart.indicator_value
    ON indicator_value.indicator_id = $indicator_id
    AND indicator_value.region_code = $region_code
    AND indicator_value.year = span.year
LEFT JOIN mart.indicator_change
    ON indicator_change.indicator_id = $indicator_id
    AND indicator_change.region_code = $region_code
    AND indicator_change.year = span.year
ORDER BY span.year;

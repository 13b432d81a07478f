-- name:    indicator_panel
-- purpose: One indicator in every area and year it was published for, province and nation included.
-- params:  $indicator_id VARCHAR
-- returns: region_code VARCHAR, year INTEGER, value DOUBLE, status VARCHAR, status_words VARCHAR, period VARCHAR, basis VARCHAR, simulated BOOLEAN, change DOUBLE, change_pct DOUBLE
-- grain:   one row per area and published year, by code and year; a gap has no row; a secret value is NULL
SELECT
    indicator_value.region_code,
    indicator_value.year,
    indicator_value.value,
    status_id(indicator_value.status) AS status,
    status_words(indicator_value.status) AS status_words,
    indicator_value.period,
    indicator_value.basis,
    indicator_value.simulated,
    indicator_change.change,
    indicator_change.change_pct
FROM mart.indicator_value
LEFT JOIN mart.indicator_change
    ON indicator_change.indicator_id = indicator_value.indicator_id
    AND indicator_change.region_code = indicator_value.region_code
    AND indicator_change.year = indicator_value.year
WHERE indicator_value.indicator_id = $indicator_id
ORDER BY indicator_value.region_code, indicator_value.year;

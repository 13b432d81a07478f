-- name:    indicator_breaks
-- purpose: Years across which an indicator may not be compared.
-- params:  $indicator_id VARCHAR
-- returns: region_code VARCHAR, first_year INTEGER, reason VARCHAR
-- grain:   one row per break, by year and region; first_year is the first year of the new series, region_code NULL means everywhere
SELECT region_code, first_year, reason
FROM mart.indicator_break
WHERE indicator_id = $indicator_id
ORDER BY first_year, region_code;

-- name:    indicator_breaks
-- purpose: Years across which an indicator may not be compared.
-- params:  $indicator_id VARCHAR
-- returns: first_year INTEGER, reason VARCHAR
-- grain:   one row per break, by year; first_year is the first year of the new series
SELECT first_year, reason
FROM mart.indicator_break
WHERE indicator_id = $indicator_id
ORDER BY first_year;

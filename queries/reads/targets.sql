-- name:    targets
-- purpose: Targets the office has set for an indicator.
-- params:  $indicator_id VARCHAR
-- returns: region_code VARCHAR, year INTEGER, value DOUBLE, document VARCHAR, simulated BOOLEAN
-- grain:   one row per region and target year, by code and year
SELECT region_code, year, value, document, simulated
FROM core.target
WHERE indicator_id = $indicator_id
ORDER BY region_code, year;

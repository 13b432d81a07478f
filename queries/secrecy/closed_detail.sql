-- name:    closed_detail
-- purpose: What is told for a region and year only, not in finer cells.
-- params:  none
-- returns: measure_id VARCHAR, region_code VARCHAR, year INTEGER
-- grain:   one row per measure, region and year
SELECT DISTINCT measure_id, region_code, year
FROM mart.untold_detail;

-- name:    protected_cell
-- purpose: The amounts that are told to nobody, and why.
-- params:  none
-- returns: measure_id VARCHAR, region_code VARCHAR, year INTEGER, why VARCHAR
-- grain:   one row per measure, region and year
SELECT measure_id, region_code, year, why
FROM mart.protected_cell;

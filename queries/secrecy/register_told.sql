-- name:    register_told
-- purpose: How far the parts of each growth of the register are told, and why not further.
-- params:  none
-- returns: field VARCHAR, from_year INTEGER, to_year INTEGER, region_code VARCHAR, level VARCHAR, why VARCHAR
-- grain:   one row per field, pair of years and region
SELECT field, from_year, to_year, region_code, level, why
FROM mart.register_told;

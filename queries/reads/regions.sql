-- name:    regions
-- purpose: The areas of the dashboard.
-- params:  none
-- returns: region_code VARCHAR, level VARCHAR, region_name VARCHAR, official_name VARCHAR, abbreviation VARCHAR, capital VARCHAR, area_km2 DOUBLE, parent_code VARCHAR, split_year INTEGER, valid_to INTEGER, landmass VARCHAR
-- grain:   one row per area, by code
SELECT region_code, level, region_name, official_name, abbreviation, capital, area_km2, parent_code,
    split_year, valid_to, landmass
FROM core.region
ORDER BY region_code;

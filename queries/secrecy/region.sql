-- name:    region
-- purpose: What a region is called in whatever is read.
-- params:  none
-- returns: region_code VARCHAR, region_name VARCHAR
-- grain:   one row per region
SELECT region_code, region_name
FROM core.region;

-- name:    pattern
-- purpose: What each group of a region's cooperatives that reported in the same years has in one of them, before it is
--          decided what is told to nobody.
-- params:  none
-- returns: field VARCHAR, region_code VARCHAR, at_year INTEGER, pattern VARCHAR, least DOUBLE, value DOUBLE, contributors BIGINT, largest DOUBLE, second DOUBLE, size DOUBLE
-- grain:   one row per field, region, year and pattern
SELECT
    register_pattern.field, register_pattern.region_code, register_pattern.at_year, register_pattern.pattern,
    least.value AS least, register_pattern.value, register_pattern.contributors, register_pattern.largest,
    register_pattern.second, register_pattern.size
FROM mart.register_pattern AS register_pattern
INNER JOIN core.measure ON measure.measure_id = 'cooperative_' || register_pattern.field
INNER JOIN core.parameter AS least ON least.parameter = measure.secret_below
ORDER BY ALL;

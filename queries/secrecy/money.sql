-- name:    money
-- purpose: Every amount of money that a build knows of a region, before it is decided what is told to nobody; with
--          how many it is of and the two largest of them.
-- params:  none
-- returns: secret_with VARCHAR, year INTEGER, additive BOOLEAN, measure_id VARCHAR, region_code VARCHAR, basis VARCHAR, least DOUBLE, value DOUBLE, contributors BIGINT, largest DOUBLE, second DOUBLE, size DOUBLE, rounding DOUBLE
-- grain:   one row per measure, region and year
SELECT
    measure.secret_with, complete.year, measure.additive, complete.measure_id, complete.region_code, complete.basis,
    least.value AS least, complete.value, complete.contributors, complete.largest, complete.second, complete.size,
    complete.rounding
FROM mart.measure_complete AS complete
INNER JOIN core.measure ON measure.measure_id = complete.measure_id
INNER JOIN core.parameter AS least ON least.parameter = measure.secret_below
WHERE complete.value IS NOT NULL AND complete.region_code != '00'
ORDER BY ALL;

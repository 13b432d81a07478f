-- name:    part
-- purpose: The parts of every growth of the register in money, before it is decided what is told to nobody.
-- params:  none
-- returns: field VARCHAR, from_year INTEGER, to_year INTEGER, region_code VARCHAR, part VARCHAR, least DOUBLE, value DOUBLE, contributors BIGINT, largest DOUBLE, second DOUBLE, size DOUBLE
-- grain:   one row per field, pair of years, region and part
SELECT
    register_part.field, register_part.from_year, register_part.to_year, register_part.region_code,
    coalesce(register_part.part, register_part.flow) AS part, least.value AS least, register_part.value,
    register_part.contributors, register_part.largest, register_part.second, register_part.size
FROM mart.register_part AS register_part
INNER JOIN core.measure ON measure.measure_id = 'cooperative_' || register_part.field
INNER JOIN core.parameter AS least ON least.parameter = measure.secret_below
ORDER BY ALL;

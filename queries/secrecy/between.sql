-- name:    between
-- purpose: Who stands between two growths of the register that share a year, in money.
-- params:  none
-- returns: field VARCHAR, region_code VARCHAR, at_year INTEGER, one_year INTEGER, other_year INTEGER, apart VARCHAR, value DOUBLE, bodies BIGINT, largest DOUBLE, second DOUBLE, size DOUBLE
-- grain:   one row per field, region, shared year, two other years and way of standing apart
SELECT field, region_code, at_year, one_year, other_year, apart, value, bodies, largest, second, size
FROM mart.register_between
ORDER BY ALL;

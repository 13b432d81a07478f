-- name:    untold_growth
-- purpose: Where even the growth of the same cooperatives is told to nobody.
-- params:  none
-- returns: region_code VARCHAR, year INTEGER
-- grain:   one row per region and year
SELECT region_code, year
FROM mart.untold_growth;

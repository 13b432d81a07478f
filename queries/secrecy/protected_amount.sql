-- name:    protected_amount
-- purpose: The amounts that are told to nobody, as they are: what an attack looks for.
-- params:  none
-- returns: measure_id VARCHAR, region_code VARCHAR, year INTEGER, value DOUBLE, subject VARCHAR
-- grain:   one row per measure, region and year
SELECT complete.measure_id, complete.region_code, complete.year, complete.value, measure.subject
FROM mart.measure_complete AS complete
SEMI JOIN mart.protected_cell USING (measure_id, region_code, year)
INNER JOIN core.measure ON measure.measure_id = complete.measure_id;

-- name:    changed_value
-- purpose: Every published number that a candidate build would change, add or take away; `published` and `candidate`
--          are the two builds, attached. Sums of fractions in another order are no change.
-- params:  none
-- returns: indicator_id VARCHAR, region_code VARCHAR, year INTEGER, old DOUBLE, new DOUBLE, old_status VARCHAR, new_status VARCHAR, simulated_old BOOLEAN, simulated_new BOOLEAN
-- grain:   one row per changed indicator, region and year, in registry order; NULL is a value nobody reported
SELECT
    indicator_id,
    region_code,
    year,
    published_value.value AS old,
    candidate_value.value AS new,
    CAST(published_value.status AS VARCHAR) AS old_status,
    CAST(candidate_value.status AS VARCHAR) AS new_status,
    published_value.simulated AS simulated_old,
    candidate_value.simulated AS simulated_new
FROM published.mart.indicator_value AS published_value
FULL JOIN candidate.mart.indicator_value AS candidate_value USING (indicator_id, region_code, year)
INNER JOIN candidate.core.indicator AS indicator USING (indicator_id)
WHERE (published_value.value IS NULL) != (candidate_value.value IS NULL)
    OR abs(candidate_value.value - published_value.value) > 1e-9 * greatest(abs(published_value.value), 1e-9)
    OR CAST(published_value.status AS VARCHAR) IS DISTINCT FROM CAST(candidate_value.status AS VARCHAR)
    OR published_value.simulated IS DISTINCT FROM candidate_value.simulated
ORDER BY indicator.position, region_code, year;

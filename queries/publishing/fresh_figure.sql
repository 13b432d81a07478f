-- name:    fresh_figure
-- purpose: The regions and years in which a candidate build has other money than an earlier one, or tells other money
--          (changed: the amount itself is another); the province wherever a region is. Elsewhere it says nothing that the
--          earlier did not. `published` and `candidate` are the two builds, attached.
-- params:  none
-- returns: region_code VARCHAR, year INTEGER, changed BOOLEAN
-- grain:   one row per region and year, by year and region
WITH figure AS (
    SELECT 'before' AS side, complete.measure_id, complete.region_code, complete.year, complete.value, told.value AS told
    FROM published.mart.measure_complete AS complete
    INNER JOIN published.mart.measure_value AS told USING (measure_id, region_code, year)
    UNION ALL
    SELECT 'after', complete.measure_id, complete.region_code, complete.year, complete.value, told.value
    FROM candidate.mart.measure_complete AS complete
    INNER JOIN candidate.mart.measure_value AS told USING (measure_id, region_code, year)
),
compared AS (
    SELECT
        coalesce(after.region_code, before.region_code) AS region_code, coalesce(after.year, before.year) AS year,
        abs(coalesce(after.value - before.value, 1)) >= 1 AS changed,
        (after.told IS NULL) <> (before.told IS NULL) AS flipped
    FROM (FROM figure WHERE side = 'after') AS after
    FULL JOIN (FROM figure WHERE side = 'before') AS before
        ON before.measure_id = after.measure_id AND before.region_code = after.region_code AND before.year = after.year
    INNER JOIN candidate.core.measure AS measure
        ON measure.measure_id = coalesce(after.measure_id, before.measure_id) AND measure.secret_below IS NOT NULL
)
SELECT place.region_code, compared.year, bool_or(compared.changed) AS changed
FROM compared
CROSS JOIN unnest([compared.region_code, '74']) AS place (region_code)
WHERE compared.changed OR compared.flipped
GROUP BY place.region_code, compared.year
ORDER BY compared.year, place.region_code;

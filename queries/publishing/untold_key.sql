-- name:    untold_key
-- purpose: The numbers of a candidate build that rest on what `untold_change` holds and are not shown; `touched` are those that
--          change of themselves, by `touched_cell`. Whether one is shown where it does not would depend on others' amounts.
-- params:  none
-- returns: indicator_id VARCHAR, region_code VARCHAR, year INTEGER, touched BOOLEAN
-- grain:   one row per indicator, region and year, in registry order
SELECT
    value.indicator_id, value.region_code, value.year,
    EXISTS (
        FROM touched_cell AS cell
        WHERE cell.measure_id IN (indicator.numerator, indicator.denominator) AND cell.region_code = value.region_code
            AND cell.year = value.year
    ) AS touched
FROM mart.indicator_value AS value
INNER JOIN core.indicator ON indicator.indicator_id = value.indicator_id
WHERE value.value IS NULL
    AND EXISTS (
        FROM untold_change AS cell
        WHERE cell.measure_id IN (indicator.numerator, indicator.denominator) AND cell.region_code = value.region_code
            AND cell.year = value.year
    )
ORDER BY indicator.position, value.region_code, value.year;

-- name:    balance_rest
-- purpose: What assets less equity less outside capital leave of a region and year: of a list that of the cooperatives
--          that answered only some of the three, or whose three do not balance as V22 asks; of a recap what its sums leave, which
--          is the third where one is not told. A province that is a sum has that of its regions, and no row.
-- params:  none
-- returns: year INTEGER, region_code VARCHAR, value DOUBLE, contributors BIGINT, largest DOUBLE, second DOUBLE, size DOUBLE, rounding DOUBLE
-- grain:   one row per region and year in which something is left
WITH side (measure_id, sign) AS (
    VALUES
        ('cooperative_assets_idr', 1), ('cooperative_equity_idr', -1), ('cooperative_outside_capital_idr', -1)
),
told AS (
    SELECT
        value.region_code,
        value.year,
        sum(side.sign * value.value) AS value,
        sum(coalesce(value.rounding, 0.5)) AS rounding,
        bool_and(value.kind = 'cooperative_list') AS listed,
        list(value.measure_id ORDER BY value.measure_id) AS measures
    FROM mart.delivered_value AS value
    INNER JOIN side ON side.measure_id = value.measure_id
    GROUP BY value.region_code, value.year
    HAVING count(*) > 1 AND bool_or(side.sign > 0)
),
of_body AS (
    SELECT
        region_code,
        book_year AS year,
        balance_left(assets_idr, equity_idr, outside_capital_idr) AS value
    FROM core.cooperative
    WHERE on_register
),
of_list AS (
    SELECT
        of_body.year,
        of_body.region_code,
        sum(of_body.value) AS value,
        count(*) AS contributors,
        max(abs(of_body.value)) AS largest,
        coalesce(max(abs(of_body.value), 2)[2], 0) AS second,
        sum(abs(of_body.value)) AS size,
        CAST(0 AS DOUBLE) AS rounding
    FROM of_body
    INNER JOIN told ON told.region_code = of_body.region_code AND told.year = of_body.year AND told.listed
    WHERE of_body.value != 0
    GROUP BY of_body.year, of_body.region_code
)
SELECT year, region_code, value, contributors, largest, second, size, rounding
FROM of_list
UNION ALL
SELECT told.year, told.region_code, told.value, counted.contributors, NULL, NULL, NULL, told.rounding
FROM told
LEFT JOIN side AS third ON len(told.measures) = 2 AND NOT list_contains(told.measures, third.measure_id)
LEFT JOIN mart.recap_contributors AS counted
    ON counted.measure_id = third.measure_id
    AND counted.region_code = told.region_code
    AND counted.year = told.year
WHERE NOT told.listed AND abs(told.value) > told.rounding
ORDER BY ALL;

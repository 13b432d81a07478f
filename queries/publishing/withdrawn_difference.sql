-- name:    withdrawn_difference
-- purpose: The regions and years whose money would change by too few, or by one nearly alone, if a delivery counted no more
--          (as V77 asks of one that comes). Where nothing else stands there nothing is left to subtract from.
-- params:  $delivery VARCHAR
-- returns: region_name VARCHAR, year INTEGER
-- grain:   one row per region and year
WITH threshold AS (SELECT parameter, value FROM core.parameter),
own AS (
    SELECT
        contribution.measure_id,
        contribution.region_code,
        contribution.year,
        any_value(measure.secret_below) AS secret_below,
        count(*) AS bodies,
        max(abs(contribution.value)) AS largest,
        coalesce(max(abs(contribution.value), 2)[2], 0) AS second,
        sum(abs(contribution.value)) AS size
    FROM mart.cooperative_measure AS contribution
    INNER JOIN core.measure ON measure.measure_id = contribution.measure_id AND measure.secret_below IS NOT NULL
    WHERE contribution.delivery_id = $delivery AND contribution.value != 0
    GROUP BY contribution.measure_id, contribution.region_code, contribution.year
)
SELECT DISTINCT region.region_name, own.year
FROM own
INNER JOIN core.region AS region ON region.region_code = own.region_code
INNER JOIN mart.measure_complete AS complete
    ON complete.measure_id = own.measure_id AND complete.region_code = own.region_code AND complete.year = own.year
INNER JOIN threshold AS least ON least.parameter = own.secret_below
INNER JOIN threshold AS share ON share.parameter = 'protection_pct'
WHERE complete.contributors > own.bodies
    AND (own.bodies < least.value OR own.size - own.largest - own.second < share.value / 100 * own.largest)
ORDER BY own.year, region.region_name;

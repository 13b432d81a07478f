-- name:    measure_value
-- purpose: One value per region, measure and year: the preferred version of the series in force.
--          A printed 0 for a year before the region existed is no value. The province is the
--          published value; only where none exists and every region of that year has one,
--          an additive measure is summed and says so (basis = sum_of_regions).
CREATE TABLE mart.measure_value AS
WITH in_force AS (
    SELECT figure.*
    FROM core.figure
    INNER JOIN core.region ON region.region_code = figure.region_code
    LEFT JOIN core.level_break AS latest
        ON latest.measure_id = figure.measure_id
        AND latest.first_year <= figure.year
    LEFT JOIN core.level_break AS coming
        ON coming.measure_id = figure.measure_id
        AND coming.first_year > figure.year
    WHERE (
        figure.series IS NULL
        OR figure.series = coalesce(latest.series_from, coming.series_before)
    )
        AND NOT (figure.value = 0 AND figure.year < region.valid_from)
),
preferred AS (
    SELECT in_force.*
    FROM in_force
    INNER JOIN core.source ON source.source_id = in_force.source_id
    QUALIFY row_number() OVER (
        PARTITION BY in_force.measure_id, in_force.region_code, in_force.year
        ORDER BY source.priority, in_force.period DESC NULLS LAST, in_force.row_number
    ) = 1
),
summed AS (
    SELECT
        preferred.measure_id,
        preferred.year,
        sum(preferred.value) AS value,
        max(preferred.status) AS status,
        any_value(preferred.period) AS period,
        list_sort(list_distinct(list(preferred.source_id))) AS source_ids
    FROM preferred
    INNER JOIN core.region ON region.region_code = preferred.region_code
    INNER JOIN core.measure ON measure.measure_id = preferred.measure_id
    WHERE measure.additive AND region.is_local
    GROUP BY preferred.measure_id, preferred.year
    HAVING count(*) FILTER (WHERE region.valid_from <= preferred.year) = (
        SELECT count(*)
        FROM core.region AS in_force_region
        WHERE in_force_region.is_local
            AND in_force_region.valid_from <= preferred.year
            AND coalesce(in_force_region.valid_to, 9999) >= preferred.year
    )
)
SELECT
    measure_id,
    region_code,
    year,
    value,
    status,
    period,
    'published' AS basis,
    [source_id] AS source_ids
FROM preferred
UNION ALL
SELECT
    summed.measure_id,
    '74',
    summed.year,
    summed.value,
    summed.status,
    summed.period,
    'sum_of_regions',
    summed.source_ids
FROM summed
WHERE NOT EXISTS (
    SELECT 1
    FROM preferred
    WHERE preferred.measure_id = summed.measure_id
        AND preferred.region_code = '74'
        AND preferred.year = summed.year
);

-- name:    untold_change
-- purpose: What of a candidate build's money is not shown before it is published: whoever may try one delivery after another
--          would subtract, and whether a cell is told at all says how amounts compare. Into `untold_change` (measure_id,
--          region_code, year) go whole tables: every region of a year, of all measures that are protected together or are
--          parts of each other, where anything of the table changes and money of it stood before in any region, told or
--          not; of growths of the same bodies where turnover stood in either year. Into `untold_part` (field, from_year,
--          to_year, region_code) the growths of the register, by the same rule. What was simulated before and is real or
--          gone now did not stand. `touched_cell` (measure_id, region_code, year) are the numbers that change themselves,
--          the province with any of its regions. Reads the candidate; `prior` is the build of before, attached.
-- params:  none
-- returns: none
-- grain:   one row per measure, region and year; one per field, pair of years and region; one per measure, region and year
CREATE OR REPLACE TEMP TABLE touched_cell AS
WITH touched AS (
    SELECT
        coalesce(now.measure_id, before.measure_id) AS measure_id,
        coalesce(now.region_code, before.region_code) AS region_code, coalesce(now.year, before.year) AS year
    FROM mart.measure_complete AS now
    FULL JOIN prior.mart.measure_complete AS before
        ON before.measure_id = now.measure_id AND before.region_code = now.region_code AND before.year = now.year
    WHERE (now.value IS NULL) <> (before.value IS NULL) OR abs(now.value - before.value) > 1e-9 * abs(before.value)
)
SELECT measure_id, region_code, year FROM touched
UNION
SELECT measure_id, '74', year FROM touched WHERE region_code LIKE '74.%';

CREATE OR REPLACE TEMP TABLE untold_change AS
WITH family AS (
    SELECT measure.measure_id, coalesce(whole.secret_with, measure.secret_with, measure.measure_id) AS family
    FROM core.measure
    LEFT JOIN core.measure AS whole ON whole.measure_id = measure.part_of
    WHERE measure.secret_below IS NOT NULL
),
both_builds AS (
    SELECT
        family.family, coalesce(now.year, before.year) AS year,
        before.value IS NOT NULL AND NOT (before.simulated AND NOT coalesce(now.simulated, FALSE)) AS has_stood,
        (now.value, now.contributors, now.largest, now.second, now.size)
        IS DISTINCT FROM (before.value, before.contributors, before.largest, before.second, before.size) AS changed
    FROM mart.measure_complete AS now
    FULL JOIN prior.mart.measure_complete AS before
        ON before.measure_id = now.measure_id AND before.region_code = now.region_code AND before.year = now.year
    INNER JOIN family ON family.measure_id = coalesce(now.measure_id, before.measure_id)
),
-- Growths are decided with all others of the register.
grown AS (
    SELECT stood.year, unnest([stood.year, stood.year + 1]) AS growth_year
    FROM (SELECT DISTINCT year FROM both_builds WHERE family = 'turnover' AND has_stood) AS stood
    WHERE EXISTS (FROM both_builds WHERE family IN ('turnover', 'matched') AND changed)
),
untold AS (
    SELECT family, year FROM both_builds GROUP BY family, year HAVING bool_or(has_stood) AND bool_or(changed)
    UNION
    SELECT 'matched', growth_year FROM grown
)
SELECT now.measure_id, now.region_code, now.year
FROM mart.measure_complete AS now
INNER JOIN family ON family.measure_id = now.measure_id
INNER JOIN untold ON untold.family = family.family AND untold.year = now.year;

CREATE OR REPLACE TEMP TABLE untold_part AS
WITH stood AS (
    SELECT DISTINCT before.measure_id, before.year
    FROM prior.mart.measure_complete AS before
    INNER JOIN core.measure ON measure.measure_id = before.measure_id AND measure.secret_below IS NOT NULL
    LEFT JOIN mart.measure_complete AS now
        ON now.measure_id = before.measure_id AND now.region_code = before.region_code AND now.year = before.year
    WHERE before.value IS NOT NULL AND NOT (before.simulated AND NOT coalesce(now.simulated, FALSE))
),
changed AS (
    SELECT field
    FROM (
        (FROM mart.register_part EXCEPT FROM prior.mart.register_part)
        UNION ALL
        (FROM prior.mart.register_part EXCEPT FROM mart.register_part)
    )
)
SELECT DISTINCT part.field, part.from_year, part.to_year, part.region_code
FROM mart.register_part AS part
SEMI JOIN changed ON changed.field = part.field
SEMI JOIN stood ON stood.measure_id = 'cooperative_' || part.field AND stood.year IN (part.from_year, part.to_year);

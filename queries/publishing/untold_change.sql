-- name:    untold_change
-- purpose: What of a candidate build's money is not shown before it is published: whoever may try one delivery after another
--          would subtract. Into `untold_change` (measure_id, region_code, year) goes all that changes, or that is withheld
--          now and was not or the other way round, where money of that measure, region and year stood before, told or not; a
--          growth of the same bodies also where their turnover stood in either year; and the province wherever anything of
--          that measure and year stood. Into `untold_part` (field, from_year, to_year, region_code) the growths of the
--          register that changed, by the same rule. What was simulated before and is real now did not stand. Reads the
--          candidate; `prior` is the build of before, attached.
-- params:  none
-- returns: none
-- grain:   one row per measure, region and year; one per field, pair of years and region
CREATE OR REPLACE TEMP TABLE untold_change AS
WITH stood AS (
    SELECT before.measure_id, before.region_code, before.year, before.value
    FROM prior.mart.measure_complete AS before
    INNER JOIN core.measure ON measure.measure_id = before.measure_id AND measure.secret_below IS NOT NULL
    LEFT JOIN mart.measure_complete AS now
        ON now.measure_id = before.measure_id AND now.region_code = before.region_code AND now.year = before.year
    WHERE before.value IS NOT NULL AND NOT coalesce(before.simulated AND NOT now.simulated, FALSE)
),
changed AS (
    SELECT
        now.measure_id, now.region_code, now.year, measure.secret_with,
        coalesce(before.value IS NOT NULL, FALSE) AS has_stood
    FROM mart.measure_complete AS now
    INNER JOIN core.measure ON measure.measure_id = now.measure_id AND measure.secret_below IS NOT NULL
    LEFT JOIN stood AS before
        ON before.measure_id = now.measure_id AND before.region_code = now.region_code AND before.year = now.year
    LEFT JOIN mart.protected_cell AS hidden
        ON hidden.measure_id = now.measure_id AND hidden.region_code = now.region_code AND hidden.year = now.year
    LEFT JOIN prior.mart.protected_cell AS hidden_before
        ON hidden_before.measure_id = now.measure_id AND hidden_before.region_code = now.region_code
        AND hidden_before.year = now.year
    WHERE before.value IS NULL
        OR abs(now.value - before.value) > 1e-9 * abs(before.value)
        OR (hidden.measure_id IS NULL) <> (hidden_before.measure_id IS NULL)
),
untold AS (
    SELECT measure_id, region_code, year
    FROM changed
    WHERE has_stood
        OR EXISTS (
            FROM stood
            WHERE (changed.region_code = '74' OR stood.region_code = changed.region_code)
                AND (
                    stood.measure_id = changed.measure_id AND stood.year = changed.year
                    OR changed.secret_with = 'matched' AND stood.measure_id = 'cooperative_turnover_idr'
                    AND stood.year IN (changed.year - 1, changed.year)
                )
        )
)
SELECT measure_id, region_code, year FROM untold
UNION
SELECT measure_id, '74', year FROM untold;

CREATE OR REPLACE TEMP TABLE untold_part AS
WITH stood AS (
    SELECT before.measure_id, before.region_code, before.year
    FROM prior.mart.measure_complete AS before
    INNER JOIN core.measure ON measure.measure_id = before.measure_id AND measure.secret_below IS NOT NULL
    WHERE before.value IS NOT NULL
),
fresh AS (
    SELECT field, from_year, to_year, region_code, flow, part, value, contributors
    FROM mart.register_part
    EXCEPT
    SELECT field, from_year, to_year, region_code, flow, part, value, contributors
    FROM prior.mart.register_part
),
untold AS (
    SELECT DISTINCT fresh.field, fresh.from_year, fresh.to_year, fresh.region_code
    FROM fresh
    SEMI JOIN stood
        ON stood.measure_id = 'cooperative_' || fresh.field
        AND (fresh.region_code = '74' OR stood.region_code = fresh.region_code)
        AND stood.year IN (fresh.from_year, fresh.to_year)
)
SELECT field, from_year, to_year, region_code FROM untold
UNION
SELECT field, from_year, to_year, '74' FROM untold;

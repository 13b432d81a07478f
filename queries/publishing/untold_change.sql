-- name:    untold_change
-- purpose: Puts into `untold_change` (measure_id, region_code, year) the money of a candidate build that is not shown
--          before it is published, beside what stands there now: that of regions of which the new files ($hashes) say
--          nothing, of those that change by too few (V77), and what was withheld and would not be, or was not and would
--          be; with them the province, which less the others would tell it. Reads the candidate; `prior` is the build of
--          before, attached.
-- params:  $hashes VARCHAR[]
-- returns: none
-- grain:   one row per measure, region and year
CREATE OR REPLACE TEMP TABLE untold_change AS
WITH fresh AS (
    SELECT delivery_id FROM raw.delivery WHERE list_contains($hashes, file_hash)
),
spoken AS (
    SELECT fact.region_code FROM raw.fact AS fact SEMI JOIN fresh USING (delivery_id)
    UNION
    SELECT cooperative.region_code FROM core.cooperative AS cooperative SEMI JOIN fresh USING (delivery_id)
    UNION
    SELECT enterprise.region_code FROM raw.enterprise AS enterprise SEMI JOIN fresh USING (delivery_id)
),
thin AS (
    SELECT finding.region_code FROM core.finding AS finding SEMI JOIN fresh USING (delivery_id) WHERE finding.rule = 'V77'
),
changed AS (
    SELECT
        now.measure_id, now.region_code, now.year,
        -- Told now, it would less what was sent be what was withheld before.
        (hidden.measure_id IS NULL) <> (hidden_before.measure_id IS NULL) AS turns
    FROM mart.measure_complete AS now
    INNER JOIN core.measure ON measure.measure_id = now.measure_id AND measure.secret_below IS NOT NULL
    LEFT JOIN prior.mart.measure_complete AS before
        ON before.measure_id = now.measure_id AND before.region_code = now.region_code AND before.year = now.year
    LEFT JOIN mart.protected_cell AS hidden
        ON hidden.measure_id = now.measure_id AND hidden.region_code = now.region_code AND hidden.year = now.year
    LEFT JOIN prior.mart.protected_cell AS hidden_before
        ON hidden_before.measure_id = now.measure_id AND hidden_before.region_code = now.region_code
        AND hidden_before.year = now.year
    WHERE now.region_code <> '74'
        AND (
            before.value IS NULL OR abs(now.value - before.value) > 1e-9 * abs(before.value)
            OR turns
        )
),
untold AS (
    SELECT changed.* EXCLUDE (turns)
    FROM changed
    WHERE changed.region_code NOT IN (SELECT region_code FROM spoken WHERE region_code IS NOT NULL)
        OR changed.turns
        OR changed.region_code IN (SELECT region_code FROM thin WHERE region_code IS NOT NULL)
)
SELECT measure_id, region_code, year FROM untold
UNION
SELECT measure_id, '74', year FROM untold;

-- name:    recap_contributors
-- purpose: How many contribute to the money of a recap, which does not say who: as many as the count says that goes with
--          it (core.measure.counted_by), in whatever delivery it stands. Of a whole it is the registered cooperatives, of
--          a list or of a recap, whose active and inactive ones are as good as their sum; no more than are active, for who
--          is not has no turnover. A part has a count of its own, and where the whole is told too no more contributors than
--          the rest of it has. Where nobody counts there is no row.
CREATE TABLE mart.recap_contributors AS
WITH recapped AS (
    SELECT measure_id, region_code, year, kind, sum(value) AS value
    FROM mart.delivered_fact
    WHERE quantity = 'count'
    GROUP BY measure_id, region_code, year, kind
),
counted AS (
    SELECT measure_id, region_code, year, value FROM recapped
    UNION ALL
    SELECT 'cooperatives_registered_units', active.region_code, active.year, active.value + inactive.value
    FROM recapped AS active
    INNER JOIN recapped AS inactive USING (region_code, year, kind)
    WHERE active.measure_id = 'cooperatives_active_units' AND inactive.measure_id = 'cooperatives_inactive_units'
    UNION ALL
    SELECT measure_id, region_code, year, sum(value)
    FROM mart.cooperative_measure
    WHERE measure_id = 'cooperatives_registered_units'
    GROUP BY measure_id, region_code, year
),
count_of AS (
    SELECT measure_id, region_code, year, max(value) AS value
    FROM counted
    GROUP BY measure_id, region_code, year
),
working AS (
    SELECT region_code, year, min(value) AS value
    FROM recapped
    WHERE measure_id = 'cooperatives_active_units'
    GROUP BY region_code, year
)
SELECT
    measure.measure_id,
    own.region_code,
    own.year,
    CAST(least(
        own.value,
        CASE WHEN measure.counted_by = 'cooperatives_registered_units' THEN working.value END,
        CASE WHEN whole_of.value > own.value THEN whole_of.value - own.value END
    ) AS BIGINT) AS contributors
FROM core.measure
INNER JOIN count_of AS own ON own.measure_id = measure.counted_by
LEFT JOIN working ON working.region_code = own.region_code AND working.year = own.year
LEFT JOIN core.measure AS whole ON whole.measure_id = measure.part_of
LEFT JOIN count_of AS whole_of
    ON whole_of.measure_id = whole.counted_by
    AND whole_of.region_code = own.region_code
    AND whole_of.year = own.year;

-- name:    fresh_figure
-- purpose: The regions and years in which a candidate build has other money than an earlier one, or tells other money
--          (changed: the amount itself is another), in a figure or in what a growth of the register is made of; the province
--          wherever a region is. Elsewhere it says nothing that the
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
),
part AS (
    SELECT 'before' AS side, register_part.*, register_told.level
    FROM published.mart.register_part AS register_part
    LEFT JOIN published.mart.register_told AS register_told USING (field, from_year, to_year, region_code)
    UNION ALL
    SELECT 'after', register_part.*, register_told.level
    FROM candidate.mart.register_part AS register_part
    LEFT JOIN candidate.mart.register_told AS register_told USING (field, from_year, to_year, region_code)
),
compared_part AS (
    SELECT
        field, from_year, to_year, region_code, part, flow,
        coalesce(abs(sum(CASE side WHEN 'after' THEN value ELSE -value END)) >= 1 OR count(*) = 1, FALSE) AS changed,
        count(*) = 2 AND count(DISTINCT coalesce(level, 'fine')) = 2 AS flipped
    FROM part
    WHERE field != 'members_persons'
    GROUP BY ALL
),
place_of AS (
    SELECT region_code, year, changed, flipped FROM compared
    UNION ALL
    SELECT compared_part.region_code, years.year, compared_part.changed, compared_part.flipped
    FROM compared_part
    CROSS JOIN unnest([compared_part.from_year, compared_part.to_year]) AS years (year)
)
SELECT place.region_code, place_of.year, bool_or(place_of.changed) AS changed
FROM place_of
CROSS JOIN unnest([place_of.region_code, '74']) AS place (region_code)
WHERE place_of.changed OR place_of.flipped
GROUP BY place.region_code, place_of.year
ORDER BY place_of.year, place.region_code;

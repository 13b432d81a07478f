-- name:    thin_difference
-- purpose: The regions and years of which a figure that is told in one build, less the same told in another, is of too few
--          bodies, or of one nearly alone: whatever came, went or was corrected between the two, and whichever of a list
--          and a recap speaks in each. Of lists body by body; of a recap by how many more or fewer it counts, for as many
--          is not the same. With a whole and its part also what the others have, and what a balance leaves over. `published`
--          and `candidate` are the two builds, attached.
-- params:  none
-- returns: region_name VARCHAR, year INTEGER
-- grain:   one row per region and year, by year and name
WITH threshold AS (SELECT parameter, value FROM candidate.core.parameter),
told AS (
    SELECT 'before' AS side, measure_id, region_code, year, value, contributors, period, simulated
    FROM published.mart.measure_value
    UNION ALL
    SELECT 'after', measure_id, region_code, year, value, contributors, period, simulated
    FROM candidate.mart.measure_value
),
listed AS (
    SELECT 'before' AS side, measure_id, region_code, year, kind FROM published.mart.delivered_value
    UNION ALL
    SELECT 'after', measure_id, region_code, year, kind FROM candidate.mart.delivered_value
),
cell AS (
    SELECT
        told.*, measure.part_of, least.value AS least, coalesce(listed.kind = 'cooperative_list', FALSE) AS is_list,
        CASE WHEN measure.subject = 'kur' THEN counted.value ELSE told.contributors END AS counted
    FROM told
    INNER JOIN candidate.core.measure AS measure ON measure.measure_id = told.measure_id
    INNER JOIN threshold AS least ON least.parameter = measure.secret_below
    LEFT JOIN listed
        ON listed.side = told.side AND listed.measure_id = told.measure_id AND listed.region_code = told.region_code
        AND listed.year = told.year
    LEFT JOIN told AS counted
        ON counted.side = told.side AND counted.measure_id = measure.counted_by
        AND counted.region_code = told.region_code AND counted.year = told.year
    WHERE told.value IS NOT NULL AND told.region_code LIKE '74.%'
        AND measure.additive AND coalesce(measure.secret_with, '') != 'matched'
),
-- Told in both, of the same part of the year; what was simulated is nobody's.
moved AS (
    SELECT
        after.measure_id, after.region_code, after.year, after.part_of, after.least,
        after.value - before.value AS difference, after.counted - before.counted AS counted,
        after.is_list AND before.is_list AS by_body
    FROM cell AS after
    INNER JOIN cell AS before
        ON before.side = 'before' AND before.measure_id = after.measure_id AND before.region_code = after.region_code
        AND before.year = after.year
    INNER JOIN candidate.core.measure AS measure ON measure.measure_id = after.measure_id
    WHERE after.side = 'after' AND before.simulated = after.simulated
        AND (measure.flow OR before.period IS NOT DISTINCT FROM after.period)
),
amount AS (
    SELECT 1 AS sign, same_body, region_code, book_year, assets_idr, equity_idr, outside_capital_idr, turnover_idr, surplus_idr
    FROM candidate.core.cooperative
    WHERE on_register
    UNION ALL
    SELECT -1, same_body, region_code, book_year, assets_idr, equity_idr, outside_capital_idr, turnover_idr, surplus_idr
    FROM published.core.cooperative
    WHERE on_register
),
stated AS (
    SELECT
        sign, same_body, region_code, book_year AS year,
        unnest([
            {'measure_id': 'cooperative_assets_idr', 'value': assets_idr},
            {'measure_id': 'cooperative_equity_idr', 'value': equity_idr},
            {'measure_id': 'cooperative_outside_capital_idr', 'value': outside_capital_idr},
            {'measure_id': 'cooperative_turnover_idr', 'value': turnover_idr},
            {'measure_id': 'cooperative_surplus_idr', 'value': surplus_idr},
            -- What macros.sql calls balance_left.
            {
                'measure_id': 'balance_left',
                'value': CASE
                    WHEN len(list_filter([assets_idr, equity_idr, outside_capital_idr], lambda x : x IS NULL)) IN (1, 2)
                        THEN coalesce(assets_idr, 0) - coalesce(equity_idr, 0) - coalesce(outside_capital_idr, 0)
                END
            }
        ]) AS said
    FROM amount
),
of_body AS (
    SELECT region_code, year, said.measure_id AS measure_id, same_body, abs(sum(sign * said.value)) AS difference
    FROM stated
    WHERE said.value IS NOT NULL
    GROUP BY region_code, year, said.measure_id, same_body
    HAVING abs(sum(sign * said.value)) >= 1
),
of_bodies AS (
    SELECT
        region_code, year, measure_id, count(*) AS bodies, max(difference) AS largest,
        coalesce(max(difference, 2)[2], 0) AS second, sum(difference) AS size
    FROM of_body
    GROUP BY region_code, year, measure_id
),
-- The sums of a balance that are told leave what is left of it.
balance AS (
    SELECT 'balance_left' AS measure_id, region_code, year, max(least) AS least
    FROM moved
    WHERE by_body AND measure_id IN ('cooperative_assets_idr', 'cooperative_equity_idr', 'cooperative_outside_capital_idr')
    GROUP BY region_code, year
    HAVING count(*) = 3
),
thin AS (
    SELECT of_bodies.region_code, of_bodies.year
    FROM of_bodies
    INNER JOIN (
        SELECT measure_id, region_code, year, least FROM moved WHERE by_body
        UNION ALL
        FROM balance
    ) AS seen USING (measure_id, region_code, year)
    INNER JOIN threshold AS share ON share.parameter = 'protection_pct'
    WHERE of_bodies.bodies < seen.least
        OR of_bodies.size - of_bodies.largest - of_bodies.second < share.value / 100 * of_bodies.largest
    UNION ALL
    SELECT region_code, year
    FROM moved
    WHERE NOT by_body AND abs(difference) >= 1 AND coalesce(abs(counted), 0) < least
    UNION ALL
    SELECT part.region_code, part.year
    FROM moved AS part
    INNER JOIN moved AS whole
        ON whole.measure_id = part.part_of AND whole.region_code = part.region_code AND whole.year = part.year
    WHERE abs(whole.difference - part.difference) >= 1
        AND coalesce(abs(whole.counted - part.counted), 0) < part.least
)
SELECT DISTINCT region.region_name, thin.year
FROM thin
INNER JOIN candidate.core.region AS region ON region.region_code = thin.region_code
ORDER BY thin.year, region.region_name;

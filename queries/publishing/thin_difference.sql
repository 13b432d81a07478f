-- name:    thin_difference
-- purpose: The regions and years of which a figure that is told in one build, less the same told in another, is of too few
--          bodies, or of one nearly alone: whatever came, went or was corrected between the two, and whichever of a list
--          and a recap speaks in each. Of lists body by body; of a recap by how many more or fewer it counts, for as many
--          is not the same. With a whole and its part also what the others have, and what a balance leaves over. The
--          province is a figure, too: where it is the sum of its regions, what it changed by, less what the regions did
--          that are told in both, is of the others together. A sender may ask without being answered by the amounts:
--          then (`told` is false) it is asked of all that the earlier build tells, whether or not the candidate will,
--          and only how many bodies changed. `published` and `candidate` are the two builds, attached.
-- params:  none
-- returns: region_code VARCHAR, region_name VARCHAR, year INTEGER, told BOOLEAN, few BOOLEAN
-- grain:   one row per region and year, by year and name, of each answer: few bodies, or one nearly alone
WITH threshold AS (SELECT parameter, value FROM candidate.core.parameter),
figure AS (
    SELECT 'before' AS side, complete.*, shown.value IS NOT NULL AS is_told
    FROM (
        SELECT measure_id, region_code, year, value, contributors, period, simulated, basis
        FROM published.mart.measure_complete
    ) AS complete
    INNER JOIN published.mart.measure_value AS shown USING (measure_id, region_code, year)
    UNION ALL
    SELECT 'after', complete.*, shown.value IS NOT NULL
    FROM (
        SELECT measure_id, region_code, year, value, contributors, period, simulated, basis
        FROM candidate.mart.measure_complete
    ) AS complete
    INNER JOIN candidate.mart.measure_value AS shown USING (measure_id, region_code, year)
),
listed AS (
    SELECT 'before' AS side, measure_id, region_code, year, kind FROM published.mart.delivered_value
    UNION ALL
    SELECT 'after', measure_id, region_code, year, kind FROM candidate.mart.delivered_value
),
cell AS (
    SELECT
        figure.*, measure.part_of, measure.flow, least.value AS least,
        coalesce(listed.kind = 'cooperative_list', FALSE) AS is_list,
        CASE WHEN measure.subject = 'kur' THEN counted.value ELSE figure.contributors END AS counted
    FROM figure
    INNER JOIN candidate.core.measure AS measure ON measure.measure_id = figure.measure_id
    INNER JOIN threshold AS least ON least.parameter = measure.secret_below
    LEFT JOIN listed
        ON listed.side = figure.side AND listed.measure_id = figure.measure_id AND listed.region_code = figure.region_code
        AND listed.year = figure.year
    LEFT JOIN figure AS counted
        ON counted.side = figure.side AND counted.measure_id = measure.counted_by
        AND counted.region_code = figure.region_code AND counted.year = figure.year
    WHERE figure.value IS NOT NULL AND (figure.region_code = '74' OR figure.region_code LIKE '74.%')
        AND measure.additive AND coalesce(measure.secret_with, '') != 'matched'
),
-- Both sides of every cell; NULL is what is not there, and a sum without it is not another.
step AS (
    SELECT
        coalesce(after.measure_id, before.measure_id) AS measure_id,
        coalesce(after.region_code, before.region_code) AS region_code, coalesce(after.year, before.year) AS year,
        coalesce(after.part_of, before.part_of) AS part_of, coalesce(after.least, before.least) AS least,
        coalesce(after.value, 0) - coalesce(before.value, 0) AS difference,
        coalesce(after.counted - before.counted, CASE WHEN before.value IS NULL THEN after.counted END,
            CASE WHEN after.value IS NULL THEN before.counted END) AS counted,
        coalesce(after.is_list, TRUE) AND coalesce(before.is_list, TRUE) AS by_body,
        before.value IS NOT NULL AND after.value IS NOT NULL AS has_both,
        before.basis = 'sum_of_regions' AND after.basis = 'sum_of_regions' AS is_sum,
        coalesce(before.is_told, FALSE) AS told_before, coalesce(after.is_told, FALSE) AS told_after,
        before.value IS NULL AS came, after.value IS NULL AS went,
        -- Of the same part of the year; what was simulated is nobody's.
        before.simulated = after.simulated
        AND (after.flow OR before.period IS NOT DISTINCT FROM after.period) AS is_comparable
    FROM (FROM cell WHERE side = 'after') AS after
    FULL JOIN (FROM cell WHERE side = 'before') AS before
        ON before.measure_id = after.measure_id AND before.region_code = after.region_code AND before.year = after.year
),
-- What anybody subtracts: told in both; for a sender whatever the earlier build tells.
subtracted AS (
    SELECT answer.told, step.*
    FROM step
    CROSS JOIN (VALUES (TRUE), (FALSE)) AS answer (told)
    WHERE step.has_both AND step.is_comparable AND step.told_before AND (step.told_after OR NOT answer.told)
),
-- What of a province that is a sum nobody sees of its own: the rest of what it changed by.
other AS (
    SELECT province.told, step.measure_id, step.region_code, step.year, step.difference, step.counted, step.by_body
    FROM subtracted AS province
    INNER JOIN step
        ON step.measure_id = province.measure_id AND step.year = province.year AND step.region_code LIKE '74.%'
    WHERE province.region_code = '74' AND province.is_sum
        AND CASE
            WHEN province.told THEN NOT ((step.told_before OR step.came) AND (step.told_after OR step.went))
            ELSE NOT step.told_before
        END
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
                    WHEN assets_idr IS NULL AND equity_idr IS NULL AND outside_capital_idr IS NULL THEN NULL
                    WHEN assets_idr IS NOT NULL AND equity_idr IS NOT NULL AND outside_capital_idr IS NOT NULL
                        AND abs(assets_idr - equity_idr - outside_capital_idr)
                        <= (SELECT value FROM threshold WHERE parameter = 'balance_tolerance_pct') / 100 * assets_idr THEN 0
                    ELSE coalesce(assets_idr, 0) - coalesce(equity_idr, 0) - coalesce(outside_capital_idr, 0)
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
-- The same of the province: the bodies of the regions that nobody sees of their own.
of_place AS (
    SELECT answer.told, of_body.region_code, of_body.year, of_body.measure_id, of_body.difference
    FROM of_body
    CROSS JOIN (VALUES (TRUE), (FALSE)) AS answer (told)
    UNION ALL
    SELECT other.told, '74', of_body.year, of_body.measure_id, of_body.difference
    FROM of_body
    INNER JOIN other
        ON other.region_code = of_body.region_code AND other.year = of_body.year AND other.by_body
        AND other.measure_id
        = CASE of_body.measure_id WHEN 'balance_left' THEN 'cooperative_assets_idr' ELSE of_body.measure_id END
),
of_bodies AS (
    SELECT
        told, region_code, year, measure_id, count(*) AS bodies, max(difference) AS largest,
        coalesce(max(difference, 2)[2], 0) AS second, sum(difference) AS size
    FROM of_place
    GROUP BY told, region_code, year, measure_id
),
-- A province that was delivered is seen as it is. Of one that is a sum only what is left of it, and that of recaps by how
-- many more or fewer each counts, beside the bodies that changed in lists.
moved AS (
    SELECT told, measure_id, region_code, year, part_of, least, difference, counted, by_body
    FROM subtracted
    WHERE region_code != '74' OR NOT is_sum
    UNION ALL
    SELECT
        other.told, other.measure_id, '74', other.year, NULL, any_value(province.least), sum(other.difference),
        coalesce(sum(abs(other.counted)) FILTER (NOT other.by_body), 0) + coalesce(any_value(of_bodies.bodies), 0),
        bool_and(other.by_body)
    FROM other
    INNER JOIN subtracted AS province
        ON province.told = other.told AND province.measure_id = other.measure_id AND province.year = other.year
        AND province.region_code = '74'
    LEFT JOIN of_bodies
        ON of_bodies.told = other.told AND of_bodies.measure_id = other.measure_id AND of_bodies.year = other.year
        AND of_bodies.region_code = '74'
    WHERE other.by_body OR abs(other.difference) >= 1
    GROUP BY other.told, other.measure_id, other.year
),
-- The sums of a balance that are told leave what is left of it.
balance AS (
    SELECT told, 'balance_left' AS measure_id, region_code, year, max(least) AS least
    FROM moved
    WHERE by_body AND measure_id IN ('cooperative_assets_idr', 'cooperative_equity_idr', 'cooperative_outside_capital_idr')
    GROUP BY told, region_code, year
    HAVING count(*) = 3
),
-- Whole less part: of a region, and of those together of which the province leaves part or whole.
beside AS (
    SELECT
        part.told, part.region_code, part.year, part.least, whole.difference - part.difference AS difference,
        abs(whole.counted - part.counted) AS counted
    FROM moved AS part
    INNER JOIN moved AS whole
        ON whole.told = part.told AND whole.measure_id = part.part_of AND whole.region_code = part.region_code
        AND whole.year = part.year
    UNION ALL
    SELECT
        place.told, '74', place.year, any_value(part.least), sum(whole.difference - part.difference),
        sum(abs(whole.counted - part.counted))
    FROM (
        SELECT other.told, measure.measure_id, other.region_code, other.year
        FROM other
        INNER JOIN candidate.core.measure AS measure
            ON measure.part_of IS NOT NULL AND other.measure_id IN (measure.measure_id, measure.part_of)
        GROUP BY ALL
    ) AS place
    INNER JOIN step AS part
        ON part.measure_id = place.measure_id AND part.region_code = place.region_code AND part.year = place.year
    INNER JOIN step AS whole
        ON whole.measure_id = part.part_of AND whole.region_code = part.region_code AND whole.year = part.year
    -- Both provinces must be told.
    WHERE 2 = (
        SELECT count(*)
        FROM subtracted AS province
        WHERE province.told = place.told AND province.region_code = '74' AND province.year = place.year
            AND province.measure_id IN (part.measure_id, whole.measure_id) AND province.is_sum
    )
    GROUP BY place.told, place.measure_id, place.year
),
thin AS (
    SELECT of_bodies.told, of_bodies.region_code, of_bodies.year, of_bodies.bodies < seen.least AS few
    FROM of_bodies
    INNER JOIN (
        SELECT told, measure_id, region_code, year, least FROM moved WHERE by_body
        UNION ALL
        FROM balance
    ) AS seen USING (told, measure_id, region_code, year)
    INNER JOIN threshold AS share ON share.parameter = 'protection_pct'
    WHERE of_bodies.bodies < seen.least
        OR of_bodies.told
        AND of_bodies.size - of_bodies.largest - of_bodies.second < share.value / 100 * of_bodies.largest
    UNION ALL
    SELECT told, region_code, year, TRUE
    FROM moved
    WHERE NOT by_body AND abs(difference) >= 1 AND coalesce(abs(counted), 0) < least
    UNION ALL
    SELECT told, region_code, year, TRUE
    FROM beside
    WHERE abs(difference) >= 1 AND coalesce(counted, 0) < least
)
SELECT thin.region_code, region.region_name, thin.year, thin.told, thin.few
FROM thin
INNER JOIN candidate.core.region AS region ON region.region_code = thin.region_code
GROUP BY ALL
ORDER BY thin.year, region.region_name, thin.told, thin.few;

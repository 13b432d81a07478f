-- name:    measure_value
-- purpose: One value per region, measure and year. Published figures: the preferred version of the series in force; a
--          printed 0 for a year before the region existed is no value. Where nothing is published, what was delivered.
--          The province is what is printed for it; only where nothing is and every region of that year has a value, an
--          additive measure is summed and says so (basis = sum_of_regions), the provincial bucket included.
--          Money of too few contributors, or of one that dominates, is secret (value NULL, status 'rahasia'); so is a
--          second region where one alone could be computed from the province.
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
published AS (
    SELECT
        in_force.measure_id,
        in_force.region_code,
        in_force.year,
        in_force.value,
        in_force.status,
        in_force.period,
        [in_force.source_id] AS source_ids,
        CAST(NULL AS BIGINT) AS contributors,
        CAST(NULL AS DOUBLE) AS top_share,
        CAST(NULL AS BIGINT) AS answered,
        CAST(NULL AS BIGINT) AS asked,
        FALSE AS simulated,
        'published' AS basis
    FROM in_force
    INNER JOIN core.source ON source.source_id = in_force.source_id
    QUALIFY row_number() OVER (
        PARTITION BY in_force.measure_id, in_force.region_code, in_force.year
        ORDER BY source.priority, in_force.period DESC NULLS LAST, in_force.row_number
    ) = 1
),
delivered AS (
    SELECT
        measure_id,
        region_code,
        year,
        value,
        CAST('dilaporkan' AS figure_status) AS status,
        period,
        delivery_ids AS source_ids,
        contributors,
        top_share,
        answered,
        asked,
        simulated,
        'delivered' AS basis
    FROM mart.delivered_value
    ANTI JOIN published USING (measure_id, region_code, year)
    UNION ALL BY NAME
    SELECT
        measure_id,
        region_code,
        year,
        value,
        CAST('dilaporkan' AS figure_status) AS status,
        delivery_ids AS source_ids,
        simulated,
        'delivered' AS basis
    FROM (FROM mart.quality_measure UNION ALL BY NAME FROM mart.proposal_measure)
),
preferred AS (
    FROM published
    UNION ALL BY NAME
    FROM delivered
),
summed AS (
    SELECT
        preferred.measure_id,
        '74' AS region_code,
        preferred.year,
        sum(preferred.value) AS value,
        max(preferred.status) AS status,
        any_value(preferred.period) AS period,
        list_sort(list_distinct(flatten(list(preferred.source_ids)))) AS source_ids,
        CAST(sum(preferred.contributors) AS BIGINT) AS contributors,
        CASE WHEN bool_and(preferred.asked IS NOT NULL) THEN CAST(sum(preferred.answered) AS BIGINT) END AS answered,
        CASE WHEN bool_and(preferred.asked IS NOT NULL) THEN CAST(sum(preferred.asked) AS BIGINT) END AS asked,
        bool_or(preferred.simulated) AS simulated,
        'sum_of_regions' AS basis
    FROM preferred
    INNER JOIN core.region ON region.region_code = preferred.region_code
    INNER JOIN core.measure ON measure.measure_id = preferred.measure_id
    WHERE measure.additive AND (region.is_local OR region.level = 'binaan_provinsi')
    GROUP BY preferred.measure_id, preferred.year
    HAVING count(*) FILTER (WHERE region.is_local AND region.valid_from <= preferred.year) = (
        SELECT count(*)
        FROM core.region AS in_force_region
        WHERE in_force_region.is_local
            AND in_force_region.valid_from <= preferred.year
            AND coalesce(in_force_region.valid_to, 9999) >= preferred.year
    )
),
complete AS (
    FROM preferred
    UNION ALL BY NAME
    FROM summed ANTI JOIN preferred USING (measure_id, region_code, year)
),
-- Beside the totals of two years the growth of the same cooperatives gives away who is in one total only, where on one
-- side of the change there are too few and on the other nobody.
newcomers AS (
    SELECT
        matched.region_code,
        matched.year,
        this_year.contributors - matched.contributors AS came,
        last_year.contributors - previous.contributors AS went
    FROM complete AS matched
    INNER JOIN complete AS previous
        ON previous.measure_id = 'cooperative_turnover_matched_previous_idr'
        AND previous.region_code = matched.region_code
        AND previous.year = matched.year
    INNER JOIN complete AS this_year
        ON this_year.measure_id = 'cooperative_turnover_idr'
        AND this_year.region_code = matched.region_code
        AND this_year.year = matched.year
    INNER JOIN complete AS last_year
        ON last_year.measure_id = 'cooperative_turnover_idr'
        AND last_year.region_code = matched.region_code
        AND last_year.year = matched.year - 1
    WHERE matched.measure_id = 'cooperative_turnover_matched_idr'
),
-- Equity, outside capital and assets add up, so that one of them shown would give another away.
guarded AS (
    SELECT
        complete.measure_id,
        complete.region_code,
        complete.year,
        complete.contributors,
        CASE
            WHEN complete.measure_id IN (
                'cooperative_equity_idr', 'cooperative_outside_capital_idr', 'cooperative_assets_idr'
            ) THEN 'balance'
            WHEN complete.measure_id LIKE 'cooperative_turnover_matched%' THEN 'matched'
            ELSE complete.measure_id
        END AS family,
        measure.additive,
        bool_or(
            complete.contributors < least_contributors.value
            OR coalesce(complete.top_share, 0) * 100 > dominance.value
            OR (
                complete.measure_id LIKE 'cooperative_turnover_matched%'
                AND coalesce(least(newcomers.came, newcomers.went) = 0, FALSE)
                AND greatest(newcomers.came, newcomers.went) BETWEEN 1 AND least_contributors.value - 1
            )
        ) OVER (PARTITION BY family, complete.region_code, complete.year) AS exposed
    FROM complete
    INNER JOIN core.measure ON measure.measure_id = complete.measure_id
    INNER JOIN core.parameter AS least_contributors ON least_contributors.parameter = measure.secret_below
    INNER JOIN core.parameter AS dominance ON dominance.parameter = 'dominance_pct'
    LEFT JOIN newcomers ON newcomers.region_code = complete.region_code AND newcomers.year = complete.year
    WHERE complete.region_code NOT IN ('74', '00')
),
secret AS (
    SELECT measure_id, region_code, year FROM guarded WHERE exposed
    UNION
    SELECT lonely.measure_id, companion.region_code, companion.year
    FROM (
        SELECT family, year, any_value(additive) AS additive, unnest(list(DISTINCT measure_id)) AS measure_id
        FROM guarded
        GROUP BY family, year
        HAVING count(DISTINCT region_code) FILTER (exposed) = 1
    ) AS lonely
    INNER JOIN (
        SELECT family, year, arg_min(region_code, (contributors, region_code)) AS region_code
        FROM guarded
        WHERE NOT exposed
        GROUP BY family, year
    ) AS companion USING (family, year)
    WHERE lonely.additive
)
SELECT
    complete.measure_id,
    complete.region_code,
    complete.year,
    CASE WHEN secret.measure_id IS NULL THEN complete.value END AS value,
    CASE WHEN secret.measure_id IS NULL THEN complete.status ELSE CAST('rahasia' AS figure_status) END AS status,
    complete.period,
    complete.basis,
    complete.source_ids,
    complete.contributors,
    complete.answered,
    complete.asked,
    complete.simulated
FROM complete
LEFT JOIN secret
    ON secret.measure_id = complete.measure_id
    AND secret.region_code = complete.region_code
    AND secret.year = complete.year;

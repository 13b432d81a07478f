-- name:    measure_complete
-- purpose: One value per region, measure and year, before secrecy. Published figures: the preferred version of the
--          series in force; a printed 0 for a year before the region existed is no value. Where nothing is published,
--          what was delivered. The province is what is printed for it; only where nothing is and every region of that
--          year has a value, an additive measure is summed and says so (basis = sum_of_regions), the provincial bucket
--          included. Nothing but the secrecy of the build reads this: figures are read from mart.measure_value.
CREATE TABLE mart.measure_complete AS
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
        CAST(NULL AS DOUBLE) AS largest,
        CAST(NULL AS DOUBLE) AS second,
        CAST(NULL AS DOUBLE) AS size,
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
        largest,
        second,
        size,
        rounding,
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
        answered,
        asked,
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
        period_of_sum(list(preferred.period ORDER BY preferred.region_code)) AS period,
        list_sort(list_distinct(flatten(list(preferred.source_ids)))) AS source_ids,
        CASE
            WHEN bool_and(preferred.contributors IS NOT NULL) THEN CAST(sum(preferred.contributors) AS BIGINT)
        END AS contributors,
        max(preferred.largest) AS largest,
        greatest(max(preferred.largest, 2)[2], max(preferred.second)) AS second,
        CASE WHEN bool_and(preferred.size IS NOT NULL) THEN sum(preferred.size) END AS size,
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
)
FROM preferred
UNION ALL BY NAME
FROM summed ANTI JOIN preferred USING (measure_id, region_code, year);

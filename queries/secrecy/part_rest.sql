-- name:    part_rest
-- purpose: What is left of a whole without its declared part (core.measure.part_of), and of how many: the debtors of the
--          whole less those of the part. Nobody can tell how many where a month of either is counted nowhere, or where fewer
--          stand behind the whole than behind the part. `own` is how many the part itself is of. What rounding can leave
--          where all are of the part is nobody's: 0 of 0.
-- params:  none
-- returns: part_id VARCHAR, whole_id VARCHAR, region_code VARCHAR, year INTEGER, own BIGINT, value DOUBLE, contributors BIGINT
-- grain:   one row per part, region and year of which both part and whole are known
WITH uncounted AS (
    SELECT DISTINCT fact.measure_id, fact.region_code, fact.year
    FROM mart.delivered_fact AS fact
    INNER JOIN core.measure ON measure.measure_id = fact.measure_id AND measure.counted_by IS NOT NULL
    ANTI JOIN mart.delivered_fact AS counted
        ON counted.measure_id = measure.counted_by
        AND counted.region_code = fact.region_code
        AND counted.year = fact.year
        AND coalesce(counted.month, fact.month, 0) = coalesce(fact.month, counted.month, 0)
),
known AS (
    SELECT
        complete.measure_id, complete.region_code, complete.year, complete.value, complete.contributors,
        coalesce(complete.rounding, 0.5) AS rounding, measure.part_of, counted.value AS counted,
        EXISTS (
            FROM uncounted
            WHERE uncounted.measure_id = complete.measure_id
                AND uncounted.year = complete.year
                AND (uncounted.region_code = complete.region_code OR complete.basis = 'sum_of_regions')
        ) AS is_uncounted
    FROM mart.measure_complete AS complete
    INNER JOIN core.measure ON measure.measure_id = complete.measure_id AND measure.secret_below IS NOT NULL
    LEFT JOIN mart.measure_complete AS counted
        ON counted.measure_id = measure.counted_by
        AND counted.region_code = complete.region_code
        AND counted.year = complete.year
    WHERE complete.value IS NOT NULL
),
rest AS (
    SELECT
        part.measure_id AS part_id, whole.measure_id AS whole_id, part.region_code, part.year,
        part.contributors, part.counted,
        whole.value - part.value AS value,
        CASE
            WHEN NOT part.is_uncounted AND NOT whole.is_uncounted AND whole.counted >= part.counted
                THEN CAST(whole.counted - part.counted AS BIGINT)
        END AS others,
        abs(whole.value - part.value) <= part.rounding + whole.rounding AS is_rounding
    FROM known AS part
    INNER JOIN known AS whole
        ON whole.measure_id = part.part_of AND whole.region_code = part.region_code AND whole.year = part.year
)
SELECT
    part_id, whole_id, region_code, year,
    -- mart.recap_contributors gives a part no more contributors than its rest; here the rest has a sum of its own.
    CAST(CASE WHEN contributors >= least(counted, others) THEN counted ELSE contributors END AS BIGINT) AS own,
    CASE WHEN others = 0 AND is_rounding THEN 0.0 ELSE value END AS value,
    CASE WHEN others > 0 OR is_rounding THEN others END AS contributors
FROM rest
ORDER BY ALL;

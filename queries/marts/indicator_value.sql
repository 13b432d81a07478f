-- name:    indicator_value
-- purpose: Every indicator in every region and year. Sums come first, the division last;
--          a derived value is as provisional as its most provisional ingredient. `moment` is the point in time it is of,
--          in years: of a ratio that of what is counted, whatever half of the year its population is of.
CREATE TABLE mart.indicator_value AS
WITH denominator AS (
    SELECT measure_value.*, measure.static
    FROM mart.measure_value
    INNER JOIN core.measure ON measure.measure_id = measure_value.measure_id
)
SELECT
    indicator.indicator_id,
    this_year.region_code,
    this_year.year,
    this_year.value,
    this_year.status,
    this_year.period,
    this_year.basis,
    this_year.source_ids,
    this_year.contributors,
    this_year.simulated,
    moment_of(this_year.year, this_year.period) AS moment
FROM core.indicator
INNER JOIN mart.measure_value AS this_year ON this_year.measure_id = indicator.numerator
WHERE indicator.formula = 'measure'
UNION ALL
SELECT
    indicator.indicator_id,
    numerator.region_code,
    numerator.year,
    numerator.value / nullif(denominator.value, 0) * indicator.factor,
    greatest(numerator.status, denominator.status),
    coalesce(numerator.period, denominator.period),
    'derived',
    list_sort(list_distinct(numerator.source_ids || denominator.source_ids)),
    numerator.contributors,
    numerator.simulated OR denominator.simulated,
    moment_of(numerator.year, numerator.period)
FROM core.indicator
INNER JOIN mart.measure_value AS numerator ON numerator.measure_id = indicator.numerator
INNER JOIN denominator
    ON denominator.measure_id = indicator.denominator
    AND denominator.region_code = numerator.region_code
    AND (denominator.year = numerator.year OR denominator.static)
WHERE indicator.formula = 'ratio'
    -- A share of less than nothing, or of months that are not those of what is shared, is none. What was published, such
    -- as population, has periods of its own.
    AND (denominator.value > 0 OR denominator.value IS NULL)
    AND NOT (denominator.basis != 'published' AND unlike_months(numerator.period, denominator.period))
    AND NOT (indicator.part_of_whole AND exceeds_whole(numerator.value, denominator.value))
UNION ALL
-- A growth of the same bodies may be told where its two levels are not, and then to two decimals: of whole millions, all
-- its digits are those of one fraction.
SELECT
    indicator.indicator_id,
    numerator.region_code,
    numerator.year,
    CASE
        WHEN untold_growth.region_code IS NOT NULL THEN NULL
        WHEN measure.secret_with IS NULL THEN (numerator.value / denominator.value - 1) * 100
        ELSE round((numerator.value / denominator.value - 1) * 100, 2)
    END,
    CASE
        WHEN untold_growth.region_code IS NULL THEN greatest(numerator.status, denominator.status)
        ELSE CAST('rahasia' AS figure_status)
    END,
    coalesce(numerator.period, denominator.period),
    'derived',
    list_sort(list_distinct(numerator.source_ids || denominator.source_ids)),
    numerator.contributors,
    numerator.simulated OR denominator.simulated,
    moment_of(numerator.year, numerator.period)
FROM core.indicator
INNER JOIN core.measure ON measure.measure_id = indicator.numerator
INNER JOIN mart.measure_complete AS numerator ON numerator.measure_id = indicator.numerator
INNER JOIN mart.measure_complete AS denominator
    ON denominator.measure_id = indicator.denominator
    AND denominator.region_code = numerator.region_code
    AND denominator.year = numerator.year
LEFT JOIN mart.untold_growth AS untold_growth
    ON measure.secret_with IS NOT NULL
    AND untold_growth.region_code = numerator.region_code
    AND untold_growth.year = numerator.year
WHERE indicator.formula = 'change' AND denominator.value > 0
UNION ALL
SELECT
    indicator.indicator_id,
    this_year.region_code,
    this_year.year,
    (this_year.value / last_year.value - 1) * 100,
    greatest(this_year.status, last_year.status),
    this_year.period,
    'derived',
    list_sort(list_distinct(this_year.source_ids || last_year.source_ids)),
    this_year.contributors,
    this_year.simulated OR last_year.simulated,
    moment_of(this_year.year, this_year.period)
FROM core.indicator
INNER JOIN mart.measure_value AS this_year ON this_year.measure_id = indicator.numerator
INNER JOIN mart.measure_value AS last_year
    ON last_year.measure_id = this_year.measure_id
    AND last_year.region_code = this_year.region_code
    AND last_year.year = this_year.year - 1
    AND last_year.basis = this_year.basis
    AND last_year.period IS NOT DISTINCT FROM this_year.period
WHERE indicator.formula = 'growth'
    AND last_year.value > 0
    AND this_year.value IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM mart.measure_break
        WHERE measure_break.measure_id = this_year.measure_id
            AND measure_break.first_year = this_year.year
            AND coalesce(measure_break.region_code, this_year.region_code) = this_year.region_code
    )
UNION ALL
SELECT
    indicator.indicator_id,
    region_value.region_code,
    region_value.year,
    region_value.value / province.value * indicator.factor,
    greatest(region_value.status, province.status),
    region_value.period,
    'derived',
    list_sort(list_distinct(region_value.source_ids || province.source_ids)),
    region_value.contributors,
    region_value.simulated OR province.simulated,
    moment_of(region_value.year, region_value.period)
FROM core.indicator
INNER JOIN mart.measure_value AS region_value ON region_value.measure_id = indicator.numerator
INNER JOIN core.region
    ON region.region_code = region_value.region_code
    AND region.is_local
INNER JOIN mart.measure_value AS province
    ON province.measure_id = region_value.measure_id
    AND province.region_code = '74'
    AND province.year = region_value.year
WHERE indicator.formula = 'share'
UNION ALL
-- What is printed as such, where the levels it would be computed from are not.
SELECT
    indicator.indicator_id,
    printed.region_code,
    printed.year,
    printed.value,
    printed.status,
    printed.period,
    printed.basis,
    printed.source_ids,
    printed.contributors,
    printed.simulated,
    moment_of(printed.year, printed.period)
FROM core.indicator
INNER JOIN mart.measure_value AS printed ON printed.measure_id = indicator.published
ANTI JOIN mart.measure_value AS level
    ON level.measure_id = indicator.numerator
    AND level.region_code = printed.region_code
    AND level.year = printed.year;

-- name:    province_discrepancy
-- purpose: Where the regions do not add up to the published province: both, side by side.
-- params:  $indicator_id VARCHAR
-- returns: year INTEGER, published DOUBLE, sum_of_regions DOUBLE, difference DOUBLE, difference_pct DOUBLE, simulated BOOLEAN
-- grain:   one row per year in which both exist, by year; only indicators that are an additive measure
SELECT
    province.year,
    province.value AS published,
    sum(region_value.value) AS sum_of_regions,
    sum(region_value.value) - province.value AS difference,
    (sum(region_value.value) / province.value - 1) * 100 AS difference_pct,
    bool_or(province.simulated OR region_value.simulated) AS simulated
FROM core.indicator
INNER JOIN core.measure
    ON measure.measure_id = indicator.numerator
    AND measure.additive
INNER JOIN mart.measure_value AS province
    ON province.measure_id = measure.measure_id
    AND province.region_code = '74'
    AND province.basis = 'published'
INNER JOIN mart.measure_value AS region_value
    ON region_value.measure_id = measure.measure_id
    AND region_value.year = province.year
INNER JOIN core.region
    ON region.region_code = region_value.region_code
    AND region.is_local
WHERE indicator.indicator_id = $indicator_id
    AND indicator.formula = 'measure'
GROUP BY province.year, province.value
HAVING count(*) FILTER (WHERE region.valid_from <= province.year) = (
    SELECT count(*)
    FROM core.region AS existing
    WHERE existing.is_local AND existing.valid_from <= province.year
)
ORDER BY province.year;

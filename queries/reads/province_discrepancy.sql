-- name:    province_discrepancy
-- purpose: Where the regions do not add up to the province that is printed, or delivered beside them: both, side by side.
--          Nothing while a region is withheld: the rest would be no sum, and would give it away.
-- params:  $indicator_id VARCHAR
-- returns: year INTEGER, published DOUBLE, sum_of_regions DOUBLE, difference DOUBLE, difference_pct DOUBLE, simulated BOOLEAN, basis VARCHAR, indicator_id VARCHAR
-- every:   indicator_id
-- grain:   one row per year in which both exist, by year; only indicators that are an additive measure; basis is that of the province: published, or delivered, where the bodies guided by the province are part of the sum
SELECT
    province.year,
    province.value AS published,
    sum(region_value.value) AS sum_of_regions,
    sum(region_value.value) - province.value AS difference,
    (sum(region_value.value) / province.value - 1) * 100 AS difference_pct,
    bool_or(province.simulated OR region_value.simulated) AS simulated,
    province.basis,
    indicator.indicator_id
FROM core.indicator
INNER JOIN core.measure
    ON measure.measure_id = indicator.numerator
    AND measure.additive
INNER JOIN mart.measure_value AS province
    ON province.measure_id = measure.measure_id
    AND province.region_code = '74'
    AND province.basis IN ('published', 'delivered')
INNER JOIN mart.measure_value AS region_value
    ON region_value.measure_id = measure.measure_id
    AND region_value.year = province.year
INNER JOIN core.region
    ON region.region_code = region_value.region_code
    AND (region.is_local OR region.level = 'binaan_provinsi')
WHERE indicator.indicator_id = coalesce($indicator_id, indicator.indicator_id)
    AND indicator.formula = 'measure'
GROUP BY indicator.indicator_id, province.year, province.value, province.basis
HAVING count(*) = count(region_value.value)
    AND count(*) FILTER (WHERE region.is_local AND region.valid_from <= province.year) = (
    SELECT count(*)
    FROM core.region AS existing
    WHERE existing.is_local AND existing.valid_from <= province.year
)
ORDER BY indicator.indicator_id, province.year;
